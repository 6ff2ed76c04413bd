/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between hc-record-list.c and hc-command.c. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

HcStore *hc_record_list_store (HcRecordList *self);
/* The text that a waiting task returns; newly allocated. */
typedef char *(*HcRecordResult) (GTask *task);
/* Takes @task: returns @result of it once the list has been read again. */
void hc_record_list_wait (HcRecordList *self, GTask *task, HcRecordResult result);

G_END_DECLS
