/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a register shows around its rows: the empty state, “none, on purpose”, the counts. */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-record-table.h"

/* ---------------------------------------------------------------- state */

static gboolean
is_none_on_purpose (HcRegisterView *self)
{
  for (guint i = 0; self->notes != NULL && i < hc_record_list_count (self->notes); i++)
    if (g_strcmp0 (hc_record_get (hc_record_list_at (self->notes, i), "register"),
                   self->type->name) == 0)
      return TRUE;
  return FALSE;
}

static void
show_empty (HcRegisterView *self)
{
  gboolean none = is_none_on_purpose (self);
  g_autofree char *title = NULL;

  if (none)
    title = g_strdup_printf (_("%s: None, on Purpose"), _(self->type->many));
  else
    title = g_strdup_printf (_("%s: Nothing Yet"), _(self->type->many));
  adw_status_page_set_title (self->empty_page, title);
  self->ticking = TRUE;
  gtk_check_button_set_active (self->none_check, none);
  self->ticking = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->none_check), self->notes != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->none_check), hc_register_view_is_writable (self));
}

static void
show_counts (HcRegisterView *self)
{
  guint all = hc_record_list_count (self->list);
  guint shown = hc_register_view_n_shown (self);
  g_autofree char *text = NULL;

  if (shown == all)
    text = g_strdup_printf (ngettext ("%u row", "%u rows", all), all);
  else
    text = g_strdup_printf (ngettext ("%u of %u row", "%u of %u rows", all), shown, all);
  if (hc_register_view_n_marked (self) > 1)
    {
      g_autofree char *rows = g_steal_pointer (&text);

      text = g_strdup_printf (_("%s, %u selected"), rows, hc_register_view_n_marked (self));
    }
  gtk_label_set_label (self->count_label, text);
}

void
hc_register_view_show_state (HcRegisterView *self)
{
  const char *name = "table";

  if (self->list == NULL || !hc_record_list_is_loaded (self->list))
    name = "blank";
  else if (hc_record_list_count (self->list) == 0)
    name = "empty";
  else if (hc_register_view_n_shown (self) == 0)
    name = "no-match";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->status_bar, g_str_equal (name, "table")
                                              || g_str_equal (name, "no-match"));
  if (self->list == NULL)
    return;
  show_empty (self);
  show_counts (self);
}

/* ---------------------------------------------------------------- none, on purpose */

typedef struct
{
  const char *name;
  gboolean none;
} Note;

static gboolean
set_note (HcDb *db, gpointer data, GError **error)
{
  const Note *note = data;

  return hc_register_note_set (db, note->name, note->none, error);
}

static void
note_set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    return;
  hc_notify_error (GTK_WIDGET (self), _("The note on the register could not be saved"), error);
  if (self->list != NULL)
    show_empty (self);
}

static void
none_toggled_cb (HcRegisterView *self)
{
  Note *note;
  HcStore *store;
  g_autofree char *label = NULL;

  if (self->ticking || self->list == NULL)
    return;
  note = g_new0 (Note, 1);
  note->name = self->type->name;
  note->none = gtk_check_button_get_active (self->none_check);
  store = hc_launch_store (hc_record_list_launch (self->list));
  label = g_strdup_printf (note->none ? _("Say that “%s” Is Empty on Purpose")
                                      : _("Take Back that “%s” Is Empty on Purpose"),
                           _(self->type->many));
  hc_store_command_async (store, label, hc_record_tables (hc_record_type ("register_note")), set_note,
                          note, g_free, note_set_cb, g_object_ref (self));
}

void
hc_register_view_set_may_be_empty (HcRegisterView *self, gboolean may_be_empty)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->list != NULL);

  g_clear_object (&self->notes);
  if (may_be_empty)
    {
      self->notes = hc_cell_references (hc_record_list_launch (self->list), "register_note");
      g_signal_connect_object (self->notes, "items-changed", G_CALLBACK (hc_register_view_show_state), self,
                               G_CONNECT_SWAPPED);
    }
  hc_register_view_show_state (self);
}

void
hc_register_view_set_empty (HcRegisterView *self, const char *icon, const char *purpose)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  adw_status_page_set_icon_name (self->empty_page, icon);
  adw_status_page_set_description (self->empty_page, purpose);
}

void
hc_register_view_set_empty_button (HcRegisterView *self, const char *label, const char *action)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), label != NULL);
  gtk_button_set_label (self->empty_button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
}

void
hc_register_view_set_status (HcRegisterView *self, const char *text)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  gtk_label_set_label (self->status_label, text != NULL ? text : "");
}

void
hc_register_view_bind_empty (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, none_toggled_cb);
}
