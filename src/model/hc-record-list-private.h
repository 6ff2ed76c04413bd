/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between hc-record-list.c and hc-record-commands.c. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

HcStore *hc_record_list_store (HcRecordList *self);
/* Takes @task: returns its data's copy of the id once the list has been read again. */
void hc_record_list_wait (HcRecordList *self, GTask *task);
/* The text that a waiting task returns; newly allocated. hc-record-commands.c. */
char *hc_record_command_dup_result (GTask *task);

G_END_DECLS
