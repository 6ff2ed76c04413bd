/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-form-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"

struct _HcForm
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkWidget *box;

  /* Owned */
  HcRecordList *list;
  HcRegisterWatch *watch;
  HcRecord *record;
  GPtrArray *rows;    /* of HcFormRow */
  GHashTable *drafts; /* “id field” → typed text that could not be applied */
};

enum
{
  PROP_0,
  PROP_RECORD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HcForm, hc_form, ADW_TYPE_BIN)

/* A write on its way; the form may be gone when it is done. */
typedef struct
{
  GWeakRef form;
  char *id;
  const HcField *field;
  char *before; /* stored text */
  char *value;
  char *typed;
} Write;

static void
write_free (Write *write)
{
  g_weak_ref_clear (&write->form);
  g_free (write->id);
  g_free (write->before);
  g_free (write->value);
  g_free (write->typed);
  g_free (write);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static HcFormRow *
find_row (HcForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HcFormRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->field->name, field))
        return row;
    }
  return NULL;
}

static char *
draft_key (const char *id, const HcField *field)
{
  return g_strdup_printf ("%s %s", id, field->name);
}

/* ---------------------------------------------------------------- applying */

static void
failed (HcForm *self, Write *write, const GError *error)
{
  HcFormRow *row = find_row (self, write->field->name);
  gboolean here = self->record != NULL && g_str_equal (hc_record_id (self->record), write->id);
  const char *stored;

  if (!here)
    {
      g_autofree char *what = NULL;

      g_hash_table_insert (self->drafts, draft_key (write->id, write->field),
                           g_strdup (write->typed));
      what = g_strdup_printf (_("“%s” could not be set"), _(write->field->label));
      hc_notify_error (GTK_WIDGET (self), what, error);
      return;
    }
  g_free (row->stored);
  row->stored = g_strdup (write->before);
  g_free (row->shown);
  row->shown = hc_form_row_text_of (row, row->stored);
  stored = hc_record_get (self->record, write->field->name);
  if (!g_error_matches (error, HC_ERROR, HC_ERROR_CONFLICT))
    hc_form_row_show_problem (row, error->message);
  else if (g_strcmp0 (stored, row->stored) != 0)
    hc_form_row_show_conflict (row, stored);
  else
    {
      /* Another process wrote it: the list will learn of it and offer the value. */
      hc_form_row_show_problem (row, error->message);
      hc_store_check_outside_writes (hc_launch_store (hc_record_list_launch (self->list)));
    }
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  g_autoptr (HcForm) self = g_weak_ref_get (&write->form);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);
  g_autofree char *typed = NULL;
  HcFormRow *row;

  if (self == NULL || self->rows == NULL || hc_record_list_launch (self->list) == NULL)
    return;
  if (id == NULL)
    {
      failed (self, write, error);
      return;
    }
  row = find_row (self, write->field->name);
  typed = hc_form_row_typed (row);
  /* “5,0” becomes “5”, unless somebody goes on typing. */
  if (self->record != NULL && g_str_equal (hc_record_id (self->record), write->id)
      && g_strcmp0 (typed, write->typed) == 0 && g_strcmp0 (row->stored, write->value) == 0)
    hc_form_row_fill (row, hc_record_get (self->record, write->field->name));
}

void
hc_form_apply_row (HcForm *self, HcFormRow *row, gboolean overwrite)
{
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  const char *expected;
  Write *write;

  if (self->record == NULL)
    return;
  if (!overwrite && !hc_form_row_is_dirty (row))
    {
      if (!row->in_conflict)
        hc_form_row_show_problem (row, NULL);
      return;
    }
  if (!hc_form_row_read (row, &value, &error))
    {
      hc_form_row_show_problem (row, error->message);
      return;
    }
  if (!overwrite && g_strcmp0 (value, row->stored) == 0)
    {
      hc_form_row_fill (row, value);
      return;
    }
  write = g_new0 (Write, 1);
  g_weak_ref_init (&write->form, self);
  write->id = g_strdup (hc_record_id (self->record));
  write->field = row->field;
  write->before = g_steal_pointer (&row->stored);
  write->value = g_strdup (value);
  write->typed = hc_form_row_typed (row);
  row->stored = g_strdup (value);
  g_free (row->shown);
  row->shown = g_strdup (write->typed);
  hc_form_row_show_problem (row, NULL);
  expected = write->before;
  hc_record_list_set_async (self->list, write->id, write->field->name, value,
                            overwrite ? NULL : &expected, applied_cb, write);
}

void
hc_form_commit (HcForm *self)
{
  g_return_if_fail (HC_IS_FORM (self));

  for (guint i = 0; self->record != NULL && i < self->rows->len; i++)
    {
      HcFormRow *row = g_ptr_array_index (self->rows, i);

      if (!row->in_conflict && hc_form_row_is_dirty (row))
        hc_form_apply_row (self, row, FALSE);
    }
}

/* ---------------------------------------------------------------- following the record */

static void
fill_row (HcForm *self, HcFormRow *row)
{
  g_autofree char *key = draft_key (hc_record_id (self->record), row->field);
  const char *draft = g_hash_table_lookup (self->drafts, key);

  hc_form_row_fill (row, hc_record_get (self->record, row->field->name));
  if (draft == NULL)
    return;
  hc_form_row_restore (row, draft);
  g_hash_table_remove (self->drafts, key);
  hc_form_apply_row (self, row, FALSE); /* says again what is wrong with it */
}

/* Rows that are being typed in keep their text; the newer value is offered. */
static void
record_changed_cb (HcForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HcFormRow *row = g_ptr_array_index (self->rows, i);
      const char *stored = hc_record_get (self->record, row->field->name);

      if (g_strcmp0 (stored, row->stored) == 0)
        continue;
      if (hc_form_row_is_dirty (row))
        hc_form_row_show_conflict (row, stored);
      else
        hc_form_row_fill (row, stored);
    }
}

static void
keep_drafts (HcForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HcFormRow *row = g_ptr_array_index (self->rows, i);

      if (hc_form_row_is_dirty (row))
        g_hash_table_insert (self->drafts, draft_key (hc_record_id (self->record), row->field),
                             hc_form_row_typed (row));
    }
}

static void
update_sensitive (HcForm *self)
{
  HcLaunch *launch = self->list != NULL ? hc_record_list_launch (self->list) : NULL;

  gtk_widget_set_sensitive (self->box, self->record != NULL && launch != NULL
                                         && !hc_store_is_read_only (hc_launch_store (launch)));
}

static void
leave_record (HcForm *self)
{
  if (self->record == NULL)
    return;
  hc_form_commit (self);
  keep_drafts (self);
  g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  g_clear_object (&self->record);
}

void
hc_form_set_record (HcForm *self, HcRecord *record)
{
  g_return_if_fail (HC_IS_FORM (self));

  if (record == self->record)
    return;
  leave_record (self);
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  for (guint i = 0; i < self->rows->len; i++)
    if (record != NULL)
      fill_row (self, g_ptr_array_index (self->rows, i));
    else
      hc_form_row_fill (g_ptr_array_index (self->rows, i), NULL);
  update_sensitive (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/* A record that went and came back (undo) is another object. */
static void
list_changed_cb (HcForm *self)
{
  if (self->record != NULL)
    hc_form_set_record (self, hc_record_list_find (self->list, hc_record_id (self->record)));
}

HcRecord *
hc_form_record (HcForm *self)
{
  g_return_val_if_fail (HC_IS_FORM (self), NULL);
  return self->record;
}

void
hc_form_set_list (HcForm *self, HcRecordList *list)
{
  g_return_if_fail (HC_IS_FORM (self) && HC_IS_RECORD_LIST (list));

  if (list == self->list)
    return;
  g_return_if_fail (self->list == NULL
                    || hc_record_list_type (self->list) == hc_record_list_type (list));
  hc_form_set_record (self, NULL);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_set_object (&self->list, list);
  self->watch = hc_register_watch_new (list);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* ---------------------------------------------------------------- building */

static void
add_field (HcForm *self, AdwPreferencesGroup *group, const HcField *field)
{
  HcFormRow *row = hc_form_row_new (self, field, self->list);

  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (group, row->row);
  adw_preferences_group_add (group, row->note_row);
  if (self->record != NULL)
    fill_row (self, row);
}

static AdwPreferencesGroup *
add_group (HcForm *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (self->box), group);
  return ADW_PREFERENCES_GROUP (group);
}

void
hc_form_add_group (HcForm *self, const char *title, const char *description, const char *first, ...)
{
  const HcRecordType *type;
  AdwPreferencesGroup *group;
  va_list names;

  g_return_if_fail (HC_IS_FORM (self) && first != NULL);

  type = hc_record_list_type (self->list);
  group = add_group (self, title, description);
  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    {
      int field = hc_record_type_field (type, name);

      if (field < 0)
        {
          g_critical ("%s has no field %s", type->name, name);
          continue;
        }
      add_field (self, group, &type->fields[field]);
    }
  va_end (names);
}

void
hc_form_add_all (HcForm *self)
{
  const HcRecordType *type;
  AdwPreferencesGroup *group;

  g_return_if_fail (HC_IS_FORM (self));

  type = hc_record_list_type (self->list);
  group = add_group (self, NULL, NULL);
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & (HC_FIELD_HIDDEN | HC_FIELD_PARENT)) == 0)
      add_field (self, group, &type->fields[i]);
}

void
hc_form_set_title (HcForm *self, const char *field, const char *title)
{
  HcFormRow *row;

  g_return_if_fail (HC_IS_FORM (self));

  row = find_row (self, field);
  g_return_if_fail (row != NULL);
  hc_form_row_set_title (row, title);
}

GtkWidget *
hc_form_row (HcForm *self, const char *field)
{
  HcFormRow *row;

  g_return_val_if_fail (HC_IS_FORM (self), NULL);

  row = find_row (self, field);
  return row != NULL ? row->row : NULL;
}

void
hc_form_focus (HcForm *self, const char *field)
{
  HcFormRow *row;

  g_return_if_fail (HC_IS_FORM (self));

  row = find_row (self, field);
  if (row != NULL)
    gtk_widget_grab_focus (row->text != NULL ? GTK_WIDGET (row->text) : row->row);
}

/* ---------------------------------------------------------------- object */

static void
hc_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RECORD)
    g_value_set_object (value, HC_FORM (object)->record);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RECORD)
    hc_form_set_record (HC_FORM (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_form_dispose (GObject *object)
{
  HcForm *self = HC_FORM (object);

  if (self->rows != NULL)
    {
      leave_record (self);
      adw_bin_set_child (ADW_BIN (self), NULL); /* before the rows its signals go to */
      g_clear_pointer (&self->rows, g_ptr_array_unref);
    }
  g_clear_object (&self->watch);
  g_clear_object (&self->list);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  G_OBJECT_CLASS (hc_form_parent_class)->dispose (object);
}

static void
hc_form_class_init (HcFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_form_get_property;
  object_class->set_property = hc_form_set_property;
  object_class->dispose = hc_form_dispose;
  properties[PROP_RECORD] =
    g_param_spec_object ("record", NULL, NULL, HC_TYPE_RECORD,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hc_form_init (HcForm *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_form_row_free);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_sensitive (self->box, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
hc_form_new (HcRecordList *list)
{
  HcForm *self = g_object_new (HC_TYPE_FORM, NULL);

  hc_form_set_list (self, list);
  return GTK_WIDGET (self);
}
