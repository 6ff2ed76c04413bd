/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: looks at the pages of a launch on a thread and a connection of its own. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef struct _HcPageCheck HcPageCheck;

HcPageCheck *hc_page_check_start (const char *path);
/* Waits, and frees. FALSE + DAMAGED: do not write. When the thread could not look, @db does. */
gboolean hc_page_check_finish (HcPageCheck *self, HcDb *db, GError **error);
/* Stops and frees. NULL is allowed. */
void hc_page_check_free (HcPageCheck *self);

G_END_DECLS
