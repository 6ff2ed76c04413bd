/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of a record list: each one undo step on the store's writer. */

#include "config.h"

#include "hc-record-list-private.h"

#include <glib/gi18n.h>

#include "hc-record-table.h"

#define MAX_TITLE 40

/* Shared by the task and the job; the job is done when the task looks at it. */
typedef struct
{
  const HcRecordType *type;
  GPtrArray *records; /* of HcRecordData */
  char *id;           /* the record it is about, and the result */
  char *after;
  gboolean has_after;
  const HcField *field;
  char *value;
  char *expected;
  gboolean has_expected;
} Command;

static void
command_clear (Command *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->after);
  g_free (self->value);
  g_free (self->expected);
}

static void
command_unref (Command *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) command_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_unref)

static Command *
command_new (HcRecordList *list, const char *id)
{
  Command *self = g_atomic_rc_box_new0 (Command);

  self->type = hc_record_list_type (list);
  self->id = g_strdup (id);
  return self;
}

/* ---------------------------------------------------------------- labels */

/* How a person knows the record: “Payment Run”; NULL when it has no title. */
static char *
dup_name (HcRecordList *list, const char *id)
{
  HcRecord *record = hc_record_list_find (list, id);
  const HcRecordType *type = hc_record_list_type (list);
  int field = hc_record_type_flagged (type, HC_FIELD_TITLE);
  g_autofree char *text = NULL;
  g_autofree char *head = NULL;

  if (record == NULL || field < 0)
    return NULL;
  text = hc_record_dup_text (record, type->fields[field].name);
  g_strdelimit (text, "\n\t", ' ');
  if (*text == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) <= MAX_TITLE)
    return g_steal_pointer (&text);
  head = g_utf8_substring (text, 0, MAX_TITLE - 1);
  return g_strconcat (head, "…", NULL);
}

static char *
set_label (HcRecordList *list, const char *id, const HcField *field)
{
  const HcRecordType *type = hc_record_list_type (list);
  const char *label = field->label ? field->label : field->name;
  g_autofree char *name = NULL;

  /* Without the name, which changes with every word typed: such steps join. */
  if ((field->flags & HC_FIELD_TITLE) != 0)
    return g_strdup_printf (_("Change %s of %s"), _(label), _(type->one));
  if ((name = dup_name (list, id)) == NULL)
    return g_strdup_printf (_("Set %s of %s"), _(label), _(type->one));
  return g_strdup_printf (_("Set %s of “%s”"), _(label), name);
}

static char *
remove_label (HcRecordList *list, const char *id)
{
  g_autofree char *name = dup_name (list, id);

  if (name == NULL)
    return g_strdup_printf (_("Remove %s"), _(hc_record_list_type (list)->one));
  return g_strdup_printf (_("Remove %s “%s”"), _(hc_record_list_type (list)->one), name);
}

static char *
move_label (HcRecordList *list, const char *id)
{
  g_autofree char *name = dup_name (list, id);

  if (name == NULL)
    return g_strdup_printf (_("Move %s"), _(hc_record_list_type (list)->one));
  return g_strdup_printf (_("Move %s “%s”"), _(hc_record_list_type (list)->one), name);
}

static char *
duplicate_label (HcRecordList *list, const char *id)
{
  g_autofree char *name = dup_name (list, id);

  if (name == NULL)
    return g_strdup_printf (_("Duplicate %s"), _(hc_record_list_type (list)->one));
  return g_strdup_printf (_("Duplicate %s “%s”"), _(hc_record_list_type (list)->one), name);
}

/* ---------------------------------------------------------------- jobs */

static gboolean
save_all (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  for (guint i = 0; i < self->records->len; i++)
    {
      HcRecordData *record = self->records->pdata[i];

      if (!hc_record_save (db, record, error))
        {
          if (self->records->len > 1)
            g_prefix_error (error, _("Row %u: "), i + 1);
          return FALSE;
        }
      g_free (self->id);
      self->id = g_strdup (record->id);
    }
  return !self->has_after || hc_record_move (db, self->type, self->id, self->after, error);
}

static gboolean
set_field (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  const char *expected = self->expected;

  return hc_record_set (db, self->type, self->id, self->field->name, self->value,
                        self->has_expected ? &expected : NULL, error);
}

static gboolean
remove_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_record_delete (db, self->type, self->id, error);
}

static gboolean
move_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_record_move (db, self->type, self->id, self->after, error);
}

static gboolean
duplicate_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  char *copy = NULL;

  if (!hc_record_duplicate (db, self->type, self->id, &copy, error))
    return FALSE;
  g_free (self->id);
  self->id = copy;
  return TRUE;
}

/* ---------------------------------------------------------------- running */

static char *
dup_result (GTask *task)
{
  Command *self = g_task_get_task_data (task);

  return g_strdup (self->id ? self->id : "");
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HcRecordList *list = g_task_get_source_object (task);
  GError *error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    hc_record_list_wait (list, g_steal_pointer (&task), dup_result);
  else
    g_task_return_error (task, error);
}

static void
run (HcRecordList *list,
     Command *command,
     HcCommandFunc func,
     const char *label,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (list, NULL, callback, user_data);

  g_task_set_source_tag (task, hc_record_list_finish);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (command), (GDestroyNotify) command_unref);
  hc_store_command_async (hc_record_list_store (list), label, hc_record_tables (command->type), func,
                          g_atomic_rc_box_acquire (command), (GDestroyNotify) command_unref,
                          done_cb, task);
}

static void
set_parent (HcRecordList *self, HcRecordData *record)
{
  const HcRecordType *type = hc_record_list_type (self);

  if (hc_record_list_parent (self) != NULL)
    hc_record_data_set (record, type->fields[hc_record_type_flagged (type, HC_FIELD_PARENT)].name,
                        hc_record_list_parent (self));
}

/* ---------------------------------------------------------------- public */

void
hc_record_list_add_async (HcRecordList *self,
                          HcRecordData *record,
                          const char *after_id,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && record != NULL);
  g_return_if_fail (record->type == hc_record_list_type (self) && record->id == NULL);

  command = command_new (self, NULL);
  set_parent (self, record);
  command->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_ptr_array_add (command->records, record);
  command->after = g_strdup (after_id);
  command->has_after = after_id != NULL && hc_record_type_field (record->type, "rank") >= 0;
  label = g_strdup_printf (_("Add %s"), _(record->type->one));
  run (self, command, save_all, label, callback, user_data);
}

void
hc_record_list_set_async (HcRecordList *self,
                          const char *id,
                          const char *field,
                          const char *value,
                          const char *const *expected,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const HcRecordType *type;
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  int i;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL && field != NULL);

  type = hc_record_list_type (self);
  i = hc_record_type_field (type, field);
  g_return_if_fail (i >= 0);

  command = command_new (self, id);
  command->field = &type->fields[i];
  command->value = g_strdup (value);
  command->has_expected = expected != NULL;
  command->expected = expected ? g_strdup (*expected) : NULL;
  label = set_label (self, id, command->field);
  run (self, command, set_field, label, callback, user_data);
}

void
hc_record_list_remove_async (HcRecordList *self,
                             const char *id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);

  command = command_new (self, id);
  label = remove_label (self, id);
  run (self, command, remove_record, label, callback, user_data);
}

void
hc_record_list_move_async (HcRecordList *self,
                           const char *id,
                           const char *after_id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);
  g_return_if_fail (hc_record_type_field (hc_record_list_type (self), "rank") >= 0);

  command = command_new (self, id);
  command->after = g_strdup (after_id);
  label = move_label (self, id);
  run (self, command, move_record, label, callback, user_data);
}

void
hc_record_list_duplicate_async (HcRecordList *self,
                                const char *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);

  command = command_new (self, id);
  label = duplicate_label (self, id);
  run (self, command, duplicate_record, label, callback, user_data);
}

void
hc_record_list_paste_async (HcRecordList *self,
                            GPtrArray *records,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_RECORD_LIST (self) && records != NULL);

  command = command_new (self, NULL);
  command->records = records;
  for (guint i = 0; i < records->len; i++)
    set_parent (self, records->pdata[i]);
  label = g_strdup_printf (_("Paste into %s"), _(command->type->many));
  run (self, command, save_all, label, callback, user_data);
}

char *
hc_record_list_finish (HcRecordList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
