/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands of lists have in common: an undo step on the store's writer, whose result, the
 * id of a record, is given once the list shows it. A command is an atomic rc box, shared by its
 * task and its job; the job is done when the task looks at it. For hc-*-commands.c only. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

/* Every command begins with it. */
typedef struct
{
  char *result;       /* NULL: no record is to be shown */
  GPtrArray *records; /* of HcRecordData; NULL: none */
  char *value;
  char *expected;
  gboolean has_expected;
  GDestroyNotify clear; /* of what comes after it; NULL: nothing to clear */
} HcListCommand;

/* Zeros; hc_list_command_unref() calls @clear. */
gpointer hc_list_command_new (gsize size, GDestroyNotify clear);
void hc_list_command_unref (gpointer command);

/* @expected: what the value is now, for a conflict otherwise; NULL: whatever it is. */
void hc_list_command_set_value (HcListCommand *self,
                                const char *value,
                                const char *const *expected);
/* Takes @id; for jobs. */
void hc_list_command_take_result (HcListCommand *self, char *id);
/* Names row @i, where the command has more of them, in the message of @error. FALSE. */
gboolean hc_list_command_fail_row (HcListCommand *self, guint i, GError **error);

/* Runs @func with the command. The task of @source with @tag returns the result, "" for none, once
 * @list has been read again. */
void hc_list_command_run (HcListCommand *self,
                          gpointer source,
                          gpointer tag,
                          HcRecordList *list,
                          HcTables tables,
                          HcCommandFunc func,
                          const char *label,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* For commands of no list: returns TRUE or the error from the task (taken) that is @user_data. */
void hc_list_command_done_cb (GObject *store, GAsyncResult *result, gpointer user_data);

/* A title as labels of undo steps have it, shortened. */
char *hc_list_command_dup_name (const char *title);

G_END_DECLS
