/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of a record list: each one undo step on the store's writer. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-list-command.h"
#include "hc-record-table.h"

/* Its result is the record it is about. */
typedef struct
{
  HcListCommand base;
  const HcRecordType *type;
  const HcField *field;
  char *after;
  gboolean has_after;
} Command;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, hc_list_command_unref)

static void
command_clear (gpointer data)
{
  g_free (((Command *) data)->after);
}

static Command *
command_new (HcRecordList *list, const char *id)
{
  Command *self = hc_list_command_new (sizeof (Command), command_clear);

  self->type = hc_record_list_type (list);
  hc_list_command_take_result (&self->base, g_strdup (id));
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

  if (record == NULL || field < 0)
    return NULL;
  text = hc_record_dup_text (record, type->fields[field].name);
  g_strdelimit (text, "\n\t", ' ');
  return *text != '\0' ? hc_list_command_dup_name (text) : NULL;
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

typedef enum
{
  REMOVE,
  MOVE,
  DUPLICATE,
} Act;

static char *
act_label (HcRecordList *list, const char *id, Act act)
{
  const char *one = _(hc_record_list_type (list)->one);
  g_autofree char *name = dup_name (list, id);

  switch (act)
    {
    case REMOVE:
      return name == NULL ? g_strdup_printf (_("Remove %s"), one)
                          : g_strdup_printf (_("Remove %s “%s”"), one, name);
    case MOVE:
      return name == NULL ? g_strdup_printf (_("Move %s"), one)
                          : g_strdup_printf (_("Move %s “%s”"), one, name);
    case DUPLICATE:
      return name == NULL ? g_strdup_printf (_("Duplicate %s"), one)
                          : g_strdup_printf (_("Duplicate %s “%s”"), one, name);
    }
  g_assert_not_reached ();
}

/* ---------------------------------------------------------------- jobs */

static gboolean
save_all (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  for (guint i = 0; i < self->base.records->len; i++)
    {
      HcRecordData *record = self->base.records->pdata[i];

      if (!hc_record_save (db, record, error))
        return hc_list_command_fail_row (&self->base, i, error);
      hc_list_command_take_result (&self->base, g_strdup (record->id));
    }
  return !self->has_after || hc_record_move (db, self->type, self->base.result, self->after, error);
}

static gboolean
set_field (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  const char *expected = self->base.expected;

  return hc_record_set (db, self->type, self->base.result, self->field->name, self->base.value,
                        self->base.has_expected ? &expected : NULL, error);
}

static gboolean
remove_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_record_delete (db, self->type, self->base.result, error);
}

static gboolean
move_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_record_move (db, self->type, self->base.result, self->after, error);
}

static gboolean
duplicate_record (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  char *copy = NULL;

  if (!hc_record_duplicate (db, self->type, self->base.result, &copy, error))
    return FALSE;
  hc_list_command_take_result (&self->base, copy);
  return TRUE;
}

/* ---------------------------------------------------------------- running */

static void
run (HcRecordList *list,
     Command *command,
     HcCommandFunc func,
     const char *label,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  hc_list_command_run (&command->base, list, hc_record_list_finish, list,
                       hc_record_tables (command->type), func, label, callback, user_data);
}

/* @after_id: for MOVE. */
static void
act (HcRecordList *list,
     Act what,
     const char *id,
     const char *after_id,
     HcCommandFunc func,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (Command) command = command_new (list, id);
  g_autofree char *label = act_label (list, id, what);

  command->after = g_strdup (after_id);
  run (list, command, func, label, callback, user_data);
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
  command->base.records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_ptr_array_add (command->base.records, record);
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
  hc_list_command_set_value (&command->base, value, expected);
  label = set_label (self, id, command->field);
  run (self, command, set_field, label, callback, user_data);
}

void
hc_record_list_remove_async (HcRecordList *self,
                             const char *id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);

  act (self, REMOVE, id, NULL, remove_record, callback, user_data);
}

void
hc_record_list_move_async (HcRecordList *self,
                           const char *id,
                           const char *after_id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);
  g_return_if_fail (hc_record_type_field (hc_record_list_type (self), "rank") >= 0);

  act (self, MOVE, id, after_id, move_record, callback, user_data);
}

void
hc_record_list_duplicate_async (HcRecordList *self,
                                const char *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (HC_IS_RECORD_LIST (self) && id != NULL);

  act (self, DUPLICATE, id, NULL, duplicate_record, callback, user_data);
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
  command->base.records = records;
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
