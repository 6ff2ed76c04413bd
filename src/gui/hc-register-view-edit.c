/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Editing in place, and a new row whose required fields are asked for one after the other. */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"

/* An edit that could not be written while the next one was already open. */
typedef struct
{
  HcRegisterEdit edit;
  char *message;
} Refused;

typedef struct
{
  HcRegisterView *view;
  HcRecordList *list;
  HcRegisterEdit edit;
  HcRecordData *draft;
  gboolean goes_on; /* Tab: edit the next field of the new row */
} Write;

static void
edit_clear (HcRegisterEdit *edit)
{
  g_clear_pointer (&edit->id, g_free);
  g_clear_pointer (&edit->ids, g_strfreev);
  g_clear_pointer (&edit->expected, g_free);
  g_clear_pointer (&edit->value, g_free);
  edit->field = NULL;
}

static void
refused_free (gpointer data)
{
  Refused *refused = data;

  edit_clear (&refused->edit);
  g_free (refused->message);
  g_free (refused);
}

static void
write_free (Write *write)
{
  g_object_unref (write->view);
  g_object_unref (write->list);
  edit_clear (&write->edit);
  g_clear_pointer (&write->draft, hc_record_data_free);
  g_free (write);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static Write *
write_new (HcRegisterView *self)
{
  Write *write = g_new0 (Write, 1);

  write->view = g_object_ref (self);
  write->list = g_object_ref (self->list);
  return write;
}

static int
column_of (HcRegisterView *self, const HcField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (hc_register_view_field (self, i) == field)
      return (int) i;
  return -1;
}

static gboolean
editor_is_open (HcRegisterView *self)
{
  return self->edit.field != NULL;
}

/* ---------------------------------------------------------------- opening */

static char *
heading_of (HcRegisterView *self, const HcField *field, HcRecord *record)
{
  const HcRecordType *type = self->type;
  guint n = hc_register_view_n_marked (self);

  if (record != NULL && n > 1)
    /* TRANSLATORS: field, how many rows are set at once: “Owner of 5 rows” */
    return g_strdup_printf (ngettext ("%s of %u row", "%s of %u rows", n), _(field->label), n);
  if (record == NULL && (field->flags & HC_FIELD_TITLE) != 0)
    /* TRANSLATORS: a kind of record (“New Risk”) */
    return g_strdup_printf (_("New %s"), _(type->one));
  if (record == NULL)
    /* TRANSLATORS: field, kind of record: “Owner (New Risk)” */
    return g_strdup_printf (_("%s (New %s)"), _(field->label), _(type->one));
  if ((field->flags & HC_FIELD_TITLE) != 0 || *hc_record_title (record) == '\0')
    return g_strdup (_(field->label));
  /* TRANSLATORS: field, title of the record */
  return g_strdup_printf (_("%s of “%s”"), _(field->label), hc_record_title (record));
}

static char *
offer (const HcRecordData *candidate, gpointer user_data)
{
  HcRegisterView *self = user_data;
  HcRecord *record = hc_record_list_find (self->list, self->edit.id);

  return self->hooks->offer (record != NULL ? hc_record_data (record) : self->draft,
                             self->edit.field, candidate, self->hooks_data);
}

static void
open_editor (HcRegisterView *self, HcRecord *record, const HcField *field, const char *typed)
{
  int column = column_of (self, field);
  const char *value = NULL;
  GtkWidget *anchor = NULL;
  g_autofree char *heading = heading_of (self, field, record);

  edit_clear (&self->edit);
  self->edit.field = field;
  if (record != NULL)
    {
      value = hc_record_get (record, field->name);
      self->edit.id = g_strdup (hc_record_id (record));
      self->edit.expected = g_strdup (value);
      if (hc_register_view_n_marked (self) > 1)
        self->edit.ids = hc_register_view_dup_marked (self);
      if (column >= 0)
        anchor = hc_register_view_cell (self, self->edit.id, (guint) column);
    }
  else
    value = hc_record_data_get (self->draft, field->name);
  if (anchor == NULL && record != NULL && self->layout != NULL)
    anchor = hc_register_view_anchor (self, self->edit.id, NULL);
  if (anchor == NULL)
    anchor = gtk_widget_get_mapped (GTK_WIDGET (self->empty_add)) ? GTK_WIDGET (self->empty_add)
                                                                   : GTK_WIDGET (self->add_button);
  hc_cell_editor_set_offer (self->editor,
                            self->hooks != NULL && self->hooks->offer != NULL ? offer : NULL, self);
  hc_cell_editor_open (self->editor, anchor, heading, field, value,
                       hc_register_view_references (self, field), typed);
}

static gboolean
may_edit (HcRegisterView *self)
{
  return self->list != NULL && hc_register_view_is_writable (self);
}

static void
edit_extra (HcRegisterView *self, const char *id)
{
  const HcRegisterColumn *extra
    = hc_register_view_extra (self, g_array_index (self->columns, int, self->column));
  g_auto (GStrv) ids = hc_register_view_dup_marked (self);

  if (extra != NULL && self->hooks->edit != NULL)
    self->hooks->edit (extra->name, (const char *const *) ids,
                       hc_register_view_anchor (self, id, extra->name), self->hooks_data);
}

void
hc_register_view_edit_cell (HcRegisterView *self, const char *typed)
{
  HcRecord *record = hc_register_view_selected (self);
  const HcField *field = hc_register_view_field (self, self->column);

  if (record == NULL || self->column >= self->columns->len || !may_edit (self))
    return;
  hc_register_view_scroll_to (self, hc_register_view_position (self, hc_record_id (record)));
  hc_register_view_show_column (self);
  if (field != NULL)
    open_editor (self, record, field, typed);
  else
    edit_extra (self, hc_record_id (record));
}

/* A field without a column is edited at its row. */
void
hc_register_view_edit (HcRegisterView *self, const char *field)
{
  int index;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->type != NULL);

  index = hc_register_view_index (self, field);
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, int, i) == index)
      {
        self->column = i;
        hc_register_view_update_focus (self);
        hc_register_view_edit_cell (self, NULL);
        return;
      }
  if (self->layout != NULL && index >= 0 && index < (int) self->type->n_fields && may_edit (self)
      && hc_register_view_selected (self) != NULL)
    open_editor (self, hc_register_view_selected (self), &self->type->fields[index], NULL);
}

/* The edit that failed comes back with what was typed as soon as no other one is open. */
static void
reopen_refused (HcRegisterView *self)
{
  Refused *refused;
  HcRecord *record;
  g_autofree char *typed = NULL;

  if (self->refused->len == 0 || editor_is_open (self))
    return;
  refused = g_ptr_array_index (self->refused, 0);
  record = hc_record_list_find (self->list, refused->edit.id);
  if (record != NULL)
    {
      typed = hc_cell_text (refused->edit.field,
                            hc_register_view_references (self, refused->edit.field),
                            refused->edit.value);
      hc_register_view_select (self, refused->edit.id);
      open_editor (self, record, refused->edit.field, typed);
      self->edit.overwrite = refused->edit.overwrite;
      hc_cell_editor_set_problem (self->editor, refused->message);
    }
  g_ptr_array_remove_index (self->refused, 0);
}

/* ---------------------------------------------------------------- writing */

static void
set_failed (HcRegisterView *self, Write *write, const GError *error)
{
  Refused *refused;
  g_autofree char *what = NULL;

  if (!g_error_matches (error, HC_ERROR, HC_ERROR_CONSTRAINT)
      && !g_error_matches (error, HC_ERROR, HC_ERROR_CONFLICT))
    {
      what = g_strdup_printf (_("“%s” could not be set"), _(write->edit.field->label));
      hc_notify_error (GTK_WIDGET (self), what, error);
      return;
    }
  refused = g_new0 (Refused, 1);
  refused->edit = write->edit;
  write->edit = (HcRegisterEdit) { 0 };
  if (g_error_matches (error, HC_ERROR, HC_ERROR_CONFLICT))
    {
      /* TRANSLATORS: what happened (a sentence), then the two ways out of it */
      refused->message = g_strdup_printf (_("%s Enter sets it all the same, Esc keeps the newer "
                                            "value."),
                                          error->message);
      refused->edit.overwrite = TRUE;
      hc_store_check_outside_writes (hc_launch_store (hc_record_list_launch (self->list)));
    }
  else
    refused->message = g_strdup (error->message);
  g_ptr_array_add (self->refused, refused);
  reopen_refused (self);
}

static void
set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_register_view_finish (write->view, object, result, &error);

  if (id == NULL && hc_register_view_shows (write->view, write->list))
    set_failed (write->view, write, error);
}

static void
write_by_hooks (HcRegisterView *self, Write *write)
{
  const char *const one[] = { write->edit.id, NULL };
  const char *expected = write->edit.expected;
  gboolean several = write->edit.ids != NULL;

  self->hooks->set (several ? (const char *const *) write->edit.ids : one, write->edit.field->name,
                    write->edit.value, several || write->edit.overwrite ? NULL : &expected, set_cb,
                    write, self->hooks_data);
}

static void
write_value (HcRegisterView *self, HcRegisterEdit *edit)
{
  Write *write = write_new (self);
  const char *expected = edit->expected;

  write->edit = *edit;
  *edit = (HcRegisterEdit) { 0 };
  if (self->hooks != NULL && self->hooks->set != NULL)
    {
      write_by_hooks (self, write);
      return;
    }
  hc_record_list_set_async (self->list, write->edit.id, write->edit.field->name, write->edit.value,
                            write->edit.overwrite ? NULL : &expected, set_cb, write);
}

void
hc_register_view_set_value (HcRegisterView *self,
                            const char *id,
                            const HcField *field,
                            const char *value)
{
  HcRecord *record = hc_record_list_find (self->list, id);
  HcRegisterEdit edit = { 0 };

  if (record == NULL || !may_edit (self))
    return;
  edit.id = g_strdup (id);
  edit.field = field;
  edit.expected = g_strdup (hc_record_get (record, field->name));
  edit.value = g_strdup (value);
  if (hc_register_view_n_marked (self) > 1)
    edit.ids = hc_register_view_dup_marked (self);
  write_value (self, &edit);
}

/* ---------------------------------------------------------------- new rows */

/* The title first, then what else must be known; NULL: the draft can be saved. */
static const HcField *
missing_field (const HcRecordData *draft, HcRecordList *list)
{
  int title = hc_record_type_flagged (draft->type, HC_FIELD_TITLE);

  if (title >= 0 && draft->values[title] == NULL
      && (draft->type->fields[title].flags & HC_FIELD_HIDDEN) == 0)
    return &draft->type->fields[title];
  for (guint i = 0; i < draft->type->n_fields; i++)
    {
      const HcField *field = &draft->type->fields[i];
      gboolean given = (field->flags & HC_FIELD_PARENT) != 0 && hc_record_list_parent (list) != NULL;

      if ((field->flags & HC_FIELD_REQUIRED) != 0 && (field->flags & HC_FIELD_HIDDEN) == 0
          && draft->values[i] == NULL && !given)
        return field;
    }
  return NULL;
}

static void edit_next (HcRegisterView *self, int step);

static void
add_failed (HcRegisterView *self, Write *write, const GError *error)
{
  const HcField *field;
  int title = hc_record_type_flagged (self->type, HC_FIELD_TITLE);
  g_autofree char *what = NULL;

  if (g_error_matches (error, HC_ERROR, HC_ERROR_CONSTRAINT) && title >= 0 && !editor_is_open (self))
    {
      field = &self->type->fields[title];
      self->draft = g_steal_pointer (&write->draft);
      open_editor (self, NULL, field, hc_record_data_get (self->draft, field->name));
      hc_cell_editor_set_problem (self->editor, error->message);
      return;
    }
  what = g_strdup_printf (_("The row could not be added to “%s”"), _(self->type->many));
  hc_notify_error (GTK_WIDGET (self), what, error);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_register_view_finish (write->view, object, result, &error);
  HcRegisterView *self = write->view;
  int title;

  if (!hc_register_view_shows (self, write->list))
    return;
  if (id == NULL)
    {
      add_failed (self, write, error);
      return;
    }
  hc_register_view_keep_shown (self, id);
  hc_register_view_select (self, id);
  title = hc_record_type_flagged (self->type, HC_FIELD_TITLE);
  if (title >= 0)
    self->column = (guint) MAX (0, column_of (self, &self->type->fields[title]));
  hc_register_view_update_focus (self);
  hc_register_view_focus (self);
  if (write->goes_on)
    edit_next (self, 1);
}

static void
save_draft (HcRegisterView *self)
{
  Write *write = write_new (self);

  write->goes_on = self->draft_goes_on;
  write->draft = hc_record_data_copy (self->draft);
  if (self->hooks != NULL && self->hooks->add != NULL)
    {
      GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

      g_ptr_array_add (records, g_steal_pointer (&self->draft));
      self->hooks->add (records, NULL, added_cb, write, self->hooks_data);
      return;
    }
  hc_record_list_add_async (self->list, g_steal_pointer (&self->draft), NULL, added_cb, write);
}

static void
ask_draft (HcRegisterView *self)
{
  const HcField *field = missing_field (self->draft, self->list);

  if (field != NULL)
    open_editor (self, NULL, field, NULL);
  else
    save_draft (self);
}

void
hc_register_view_add (HcRegisterView *self)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if (!may_edit (self))
    return;
  g_clear_pointer (&self->draft, hc_record_data_free);
  self->draft = hc_record_data_new (self->type);
  if (self->hooks != NULL && self->hooks->fill != NULL)
    self->hooks->fill (self->draft, self->hooks_data);
  self->draft_goes_on = FALSE;
  ask_draft (self);
}

/* ---------------------------------------------------------------- editor's answers */

/* Tab at the end of a row goes on in the next one. */
static void
edit_next (HcRegisterView *self, int step)
{
  HcRecord *record = hc_register_view_selected (self);
  int column = (int) self->column + step;
  guint position;

  if (record == NULL)
    return;
  position = hc_register_view_position (self, hc_record_id (record));
  if (column < 0 || column >= (int) self->columns->len)
    {
      record = hc_register_view_at (self, position + (guint) step);
      if (record == NULL)
        return;
      hc_register_view_select (self, hc_record_id (record));
      column = column < 0 ? (int) self->columns->len - 1 : 0;
    }
  self->column = (guint) column;
  hc_register_view_update_focus (self);
  hc_register_view_edit_cell (self, NULL);
}

static void
draft_set (HcRegisterView *self, const HcField *field, const char *value, HcCellMove move)
{
  hc_record_data_set (self->draft, field->name, value);
  self->draft_goes_on = move == HC_CELL_NEXT;
  edit_clear (&self->edit);
  ask_draft (self);
}

static void
set_by_editor_cb (HcRegisterView *self, const char *value, int move)
{
  HcRegisterEdit edit = self->edit;

  if (self->draft != NULL)
    {
      draft_set (self, self->edit.field, value, (HcCellMove) move);
      return;
    }
  self->edit = (HcRegisterEdit) { 0 };
  edit.value = g_strdup (value);
  hc_register_view_focus (self);
  if (edit.ids == NULL && g_strcmp0 (edit.value, edit.expected) == 0)
    edit_clear (&edit);
  else
    write_value (self, &edit);
  if (move == HC_CELL_STAY)
    reopen_refused (self);
  else
    edit_next (self, move == HC_CELL_NEXT ? 1 : -1);
}

static void
cancelled_by_editor_cb (HcRegisterView *self)
{
  edit_clear (&self->edit);
  g_clear_pointer (&self->draft, hc_record_data_free);
  hc_register_view_focus (self);
  reopen_refused (self);
}

void
hc_register_view_init_editor (HcRegisterView *self)
{
  self->refused = g_ptr_array_new_with_free_func (refused_free);
  self->editor = hc_cell_editor_new (GTK_WIDGET (self));
  g_signal_connect_object (self->editor, "set", G_CALLBACK (set_by_editor_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "cancelled", G_CALLBACK (cancelled_by_editor_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hc_register_view_clear_editor (HcRegisterView *self)
{
  edit_clear (&self->edit);
  g_clear_pointer (&self->draft, hc_record_data_free);
  if (self->refused != NULL)
    g_ptr_array_set_size (self->refused, 0);
}
