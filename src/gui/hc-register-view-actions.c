/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with rows: delete, order, duplicate, copy, paste. */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>

#include "hc-csv-writer.h"
#include "hc-notify.h"
#include "hc-register-view-paste.h"

gboolean
hc_register_view_is_writable (HcRegisterView *self)
{
  HcLaunch *launch = self->list != NULL ? hc_record_list_launch (self->list) : NULL;

  return launch != NULL && !hc_store_is_read_only (hc_launch_store (launch));
}

/* ---------------------------------------------------------------- commands */

static void
report (HcRegisterView *self, const char *what, const GError *error)
{
  hc_notify_error (GTK_WIDGET (self), what, error);
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_register_view_finish (self, object, result, &error);
  g_autofree char *text = NULL;

  if (id == NULL)
    {
      report (self, _("The row could not be deleted"), error);
      return;
    }
  text = g_strdup_printf (_("%s deleted"), _(self->type->one));
  hc_notify_toast (GTK_WIDGET (self), text, _("_Undo"), "win.undo");
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRegisterView *self = HC_REGISTER_VIEW (widget);
  HcRecord *record = hc_register_view_selected (self);

  if (record == NULL || !hc_register_view_is_writable (self))
    return;
  if (self->hooks != NULL && self->hooks->remove != NULL)
    {
      g_auto (GStrv) ids = hc_register_view_dup_marked (self);

      self->hooks->remove ((const char *const *) ids, deleted_cb, g_object_ref (self),
                           self->hooks_data);
      return;
    }
  hc_record_list_remove_async (self->list, hc_record_id (record), deleted_cb, g_object_ref (self));
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    report (self, _("The row could not be moved"), error);
  else if (hc_register_view_shows (self, HC_RECORD_LIST (object)))
    {
      hc_register_view_select (self, id);
      hc_register_view_focus (self);
    }
}

void
hc_register_view_move_behind (HcRegisterView *self, const char *id, const char *after_id)
{
  if (hc_register_view_is_writable (self))
    hc_record_list_move_async (self->list, id, after_id, moved_cb, g_object_ref (self));
}

/* Past the next row on screen, whatever the filter hides between. */
static void
move (HcRegisterView *self, int step)
{
  HcRecord *record = hc_register_view_selected (self);
  guint position = record != NULL ? hc_register_view_position (self, hc_record_id (record))
                                  : G_MAXUINT;
  HcRecord *neighbour;
  guint at;

  if (position == G_MAXUINT || (position == 0 && step < 0)
      || (neighbour = hc_register_view_at (self, position + (guint) step)) == NULL)
    return;
  at = hc_record_list_position (self->list, hc_record_id (neighbour));
  if (step < 0)
    neighbour = at > 0 ? hc_record_list_at (self->list, at - 1) : NULL;
  hc_register_view_move_behind (self, hc_record_id (record),
                                neighbour != NULL ? hc_record_id (neighbour) : NULL);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (HC_REGISTER_VIEW (widget), -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (HC_REGISTER_VIEW (widget), 1);
}

static void
duplicated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_register_view_finish (self, object, result, &error);

  if (id == NULL)
    report (self, _("The row could not be duplicated"), error);
  else if (self->list != NULL && hc_register_view_shows (self, self->list))
    {
      hc_register_view_keep_shown (self, id);
      hc_register_view_select (self, id);
      hc_register_view_focus (self);
    }
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRegisterView *self = HC_REGISTER_VIEW (widget);
  HcRecord *record = hc_register_view_selected (self);

  if (record == NULL || !hc_register_view_is_writable (self))
    return;
  if (self->hooks != NULL && self->hooks->duplicate != NULL)
    self->hooks->duplicate (hc_record_id (record), duplicated_cb, g_object_ref (self),
                            self->hooks_data);
  else
    hc_record_list_duplicate_async (self->list, hc_record_id (record), duplicated_cb,
                                    g_object_ref (self));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_register_view_add (HC_REGISTER_VIEW (widget));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_register_view_edit_cell (HC_REGISTER_VIEW (widget), NULL);
}

/* ---------------------------------------------------------------- copying */

static void
append_row (HcRegisterView *self, GString *out, const HcRecordData *record)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->len; i++)
    {
      int field = g_array_index (self->columns, int, i);

      /* A date goes to other programs in the one form they all read. */
      if (field < (int) self->type->n_fields && self->type->fields[field].type == HC_VALUE_DAY)
        g_ptr_array_add (cells, g_strdup (record->values[field]));
      else
        g_ptr_array_add (cells, hc_register_view_text (self, record, field));
    }
  hc_csv_append_row (out, (const char *const *) cells->pdata, cells->len, '\t');
}

static GString *
begin_copy (HcRegisterView *self)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (titles, (gpointer) hc_register_view_label_of (
                               self, g_array_index (self->columns, int, i)));
  hc_csv_append_row (out, (const char *const *) titles->pdata, titles->len, '\t');
  return out;
}

static void
finish_copy (HcRegisterView *self, GString *out, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u row copied", "%u rows copied", n), n);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), out->str);
  g_string_free (out, TRUE);
  hc_notify_toast (GTK_WIDGET (self), text, NULL, NULL);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRegisterView *self = HC_REGISTER_VIEW (widget);
  g_auto (GStrv) ids = hc_register_view_dup_marked (self);
  GString *out;
  guint n = 0;

  if (ids[0] == NULL)
    return;
  out = begin_copy (self);
  for (; ids[n] != NULL; n++)
    append_row (self, out, hc_record_data (hc_record_list_find (self->list, ids[n])));
  finish_copy (self, out, n);
}

static void
copy_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRegisterView *self = HC_REGISTER_VIEW (widget);
  HcRecord *record;
  GString *out;
  guint n = 0;

  if (self->list == NULL)
    return;
  out = begin_copy (self);
  for (; (record = hc_register_view_at (self, n)) != NULL; n++)
    append_row (self, out, hc_record_data (record));
  finish_copy (self, out, n);
}

/* ---------------------------------------------------------------- pasting */

static void
clipboard_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);

  if (self->list == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      hc_notify_toast (GTK_WIDGET (self), _("There is no text to paste"), NULL, NULL);
      return;
    }
  hc_register_paste_present (self, text);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRegisterView *self = HC_REGISTER_VIEW (widget);

  if (hc_register_view_is_writable (self))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_read_cb,
                                   g_object_ref (self));
}

/* ---------------------------------------------------------------- class */

void
hc_register_view_update_actions (HcRegisterView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = hc_register_view_is_writable (self);
  guint n = self->shown != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->shown)) : 0;
  guint at = hc_register_view_position (self, self->selected_id);
  gboolean one = at != G_MAXUINT;
  gboolean ordered = self->type != NULL && hc_record_type_field (self->type, "rank") >= 0
                     && self->sort == NULL && !self->pinned;

  gtk_widget_action_set_enabled (widget, "register.add", writable);
  gtk_widget_action_set_enabled (widget, "register.paste", writable);
  gtk_widget_action_set_enabled (widget, "register.edit-cell", writable && one);
  gtk_widget_action_set_enabled (widget, "register.delete", writable && one);
  gtk_widget_action_set_enabled (widget, "register.duplicate", writable && one);
  gtk_widget_action_set_enabled (widget, "register.move-up", writable && ordered && one && at > 0);
  gtk_widget_action_set_enabled (widget, "register.move-down",
                                 writable && ordered && one && at + 1 < n);
  gtk_widget_action_set_enabled (widget, "register.copy", one);
  gtk_widget_action_set_enabled (widget, "register.copy-table", n > 0);
}

void
hc_register_view_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "register.add", NULL, add_action);
  gtk_widget_class_install_action (klass, "register.edit-cell", NULL, edit_action);
  gtk_widget_class_install_action (klass, "register.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "register.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (klass, "register.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (klass, "register.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (klass, "register.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "register.copy-table", NULL, copy_table_action);
  gtk_widget_class_install_action (klass, "register.paste", NULL, paste_action);
}
