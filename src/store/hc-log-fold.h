/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: folds the log into the launch file beside whoever writes, so that no commit waits
 * for it. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

typedef struct _HcLogFold HcLogFold;

/* From now on each commit of @db that leaves a long log has it folded in on a thread. Free before
 * the connection closes. */
HcLogFold *hc_log_fold_new (HcDb *db);
/* Waits for the thread. NULL is allowed. */
void hc_log_fold_free (HcLogFold *self);

G_END_DECLS
