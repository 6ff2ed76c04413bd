/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-list-command.h"

#include <glib/gi18n.h>

#include "hc-record-list-private.h"

#define MAX_TITLE 40

/* ---------------------------------------------------------------- life */

gpointer
hc_list_command_new (gsize size, GDestroyNotify clear)
{
  HcListCommand *self = g_atomic_rc_box_alloc0 (size);

  self->clear = clear;
  return self;
}

static void
clear_command (gpointer data)
{
  HcListCommand *self = data;

  if (self->clear != NULL)
    self->clear (self);
  g_free (self->result);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self->value);
  g_free (self->expected);
}

void
hc_list_command_unref (gpointer command)
{
  g_atomic_rc_box_release_full (command, clear_command);
}

void
hc_list_command_set_value (HcListCommand *self, const char *value, const char *const *expected)
{
  self->value = g_strdup (value);
  self->has_expected = expected != NULL;
  self->expected = expected != NULL ? g_strdup (*expected) : NULL;
}

void
hc_list_command_take_result (HcListCommand *self, char *id)
{
  g_free (self->result);
  self->result = id;
}

gboolean
hc_list_command_fail_row (HcListCommand *self, guint i, GError **error)
{
  if (self->records->len > 1)
    g_prefix_error (error, _("Row %u: "), i + 1);
  return FALSE;
}

/* ---------------------------------------------------------------- running */

static char *
dup_result (GTask *task)
{
  HcListCommand *self = g_task_get_task_data (task);

  return g_strdup (self->result != NULL ? self->result : "");
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HcRecordList *list = g_object_get_data (G_OBJECT (task), "hc-list");
  GError *error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    hc_record_list_wait (list, g_steal_pointer (&task), dup_result);
  else
    g_task_return_error (task, error);
}

void
hc_list_command_run (HcListCommand *self,
                     gpointer source,
                     gpointer tag,
                     HcRecordList *list,
                     HcTables tables,
                     HcCommandFunc func,
                     const char *label,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), hc_list_command_unref);
  g_object_set_data_full (G_OBJECT (task), "hc-list", g_object_ref (list), g_object_unref);
  hc_store_command_async (hc_record_list_store (list), label, tables, func,
                          g_atomic_rc_box_acquire (self), hc_list_command_unref, listed_cb, task);
}

void
hc_list_command_done_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (hc_store_command_finish (HC_STORE (store), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

char *
hc_list_command_dup_name (const char *title)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (title, -1) <= MAX_TITLE)
    return g_strdup (title);
  head = g_utf8_substring (title, 0, MAX_TITLE - 1);
  return g_strconcat (head, "…", NULL);
}
