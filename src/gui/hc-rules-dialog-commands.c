/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to rules: one undo step each. */

#include "config.h"

#include "hc-rules-dialog-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"

static void
report (HcRulesDialog *self, const char *what, const GError *error)
{
  if (self->stack != NULL)
    hc_notify_error (GTK_WIDGET (self->stack), what, error);
}

/* ---------------------------------------------------------------- saving */

typedef struct
{
  HcRulesDialog *dialog;
  char *next;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->dialog);
  g_free (saving->next);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  HcRulesDialog *self = saving->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (!hc_classify_finish (HC_LAUNCH (object), result, &id, &error))
    {
      self->closing = FALSE;
      report (self, _("The rule could not be saved"), error);
      return;
    }
  if (self->stack == NULL)
    return;
  if (self->closing)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_clear_pointer (&self->draft, hc_rule_free);
  g_free (self->wanted_id);
  self->wanted_id = g_strdup (saving->next != NULL ? saving->next : id);
  hc_rules_dialog_read (self);
}

/* @stored: as it is in the file; NULL: not there. */
static void
save_draft (HcRulesDialog *self, HcRule *rule, const HcRule *stored, const char *next)
{
  Saving *saving;

  rule->number = stored != NULL ? stored->number : 0;
  if (stored != NULL)
    rule->is_enabled = stored->is_enabled; /* switched in the list meanwhile */
  else
    g_clear_pointer (&rule->id, g_free); /* gone meanwhile: what is typed is kept as a new one */
  saving = g_new0 (Saving, 1);
  saving->dialog = g_object_ref (self);
  saving->next = g_strdup (next);
  hc_classify_save_rule_async (self->launch, rule, saved_cb, saving);
}

static void
outdated_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  HcRulesDialog *self = user_data;
  const char *next = g_object_get_data (G_OBJECT (dialog), "hc-next");
  g_autoptr (HcRule) rule = NULL;

  if (self->stack == NULL || g_str_equal (response, "cancel"))
    self->closing = FALSE;
  else if (g_str_equal (response, "newer"))
    {
      g_autofree char *id = g_strdup (self->shown_id);

      self->closing = FALSE;
      hc_rules_dialog_show (self, id);
    }
  else if ((rule = hc_rules_editor_dup_draft (self->editor)) != NULL)
    save_draft (self, rule, hc_rules_dialog_find (self, rule->id), next);
}

/* Nobody's change is lost in silence: the newer rule is told, and a person chooses. */
static void
ask_which (HcRulesDialog *self, const HcRule *stored, const char *next)
{
  g_autofree char *sentence = hc_rules_sentence (stored, &self->names);
  g_autofree char *body = g_strdup_printf (
    _("While you typed, this rule was changed elsewhere. It now says: %s"), sentence);
  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (self), _("Which Rule Shall Count?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "newer",
                                    _("Take the _Newer One"), "mine", _("_Save Mine"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "newer",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "hc-next", g_strdup (next), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (outdated_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
hc_rules_dialog_save (HcRulesDialog *self, const char *next)
{
  g_autoptr (HcRule) rule = hc_rules_editor_dup_draft (self->editor);
  const HcRule *stored = rule != NULL ? hc_rules_dialog_find (self, rule->id) : NULL;
  g_autoptr (GError) error = NULL;

  if (rule == NULL)
    return;
  if (!hc_rule_check (rule, &error))
    {
      self->closing = FALSE;
      report (self, _("The rule could not be saved"), error);
    }
  else if (stored != NULL && hc_rules_editor_is_outdated (self->editor, stored))
    ask_which (self, stored, next);
  else
    save_draft (self, rule, stored, next);
}

/* ---------------------------------------------------------------- the record's commands */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id != NULL)
    return;
  report (self, _("The rule could not be changed"), error);
  if (self->stack != NULL)
    hc_rules_dialog_update (self);
}

void
hc_rules_dialog_toggle (HcRulesDialog *self, const char *id, gboolean on)
{
  hc_record_list_set_async (self->records, id, "is_enabled", on ? "1" : "0", NULL, done_cb,
                            g_object_ref (self));
}

static int
position (HcRulesDialog *self, const char *id)
{
  const HcRule *rule = hc_rules_dialog_find (self, id);

  return rule != NULL ? (int) rule->number - 1 : -1;
}

static const char *
id_at (HcRulesDialog *self, int i)
{
  return i < 0 ? NULL : ((const HcRule *) g_ptr_array_index (self->rules->rules, i))->id;
}

void
hc_rules_dialog_move (HcRulesDialog *self, const char *id, const char *onto, gboolean behind)
{
  int at = position (self, onto);
  const char *after = behind ? onto : id_at (self, at - 1);

  if (at >= 0 && g_strcmp0 (after, id) != 0)
    hc_record_list_move_async (self->records, id, after, done_cb, g_object_ref (self));
}

static void
move_by (HcRulesDialog *self, int by)
{
  int to = position (self, self->shown_id) + by;

  hc_rules_dialog_move (self, self->shown_id, id_at (self, to), by > 0);
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    report (self, _("The rule could not be deleted"), error);
  else if (self->stack != NULL)
    hc_notify_toast (GTK_WIDGET (self->stack), _("Rule deleted"), _("Undo"), "win.undo");
}

void
hc_rules_dialog_delete (HcRulesDialog *self)
{
  int at = position (self, self->shown_id);
  g_autofree char *id = g_strdup (self->shown_id);
  int next = at + 1 < (int) self->rules->rules->len ? at + 1 : at - 1;
  g_autofree char *next_id = NULL;

  if (at < 0)
    return;
  next_id = g_strdup (id_at (self, next));
  hc_rules_editor_show (self->editor, NULL); /* what was typed into it goes with it */
  hc_rules_dialog_show (self, next_id);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  hc_record_list_remove_async (self->records, id, deleted_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- asking */

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  HcRulesDialog *self = user_data;
  const char *next = g_object_get_data (G_OBJECT (dialog), "hc-next");

  if (self->stack == NULL || g_str_equal (response, "cancel"))
    return;
  self->closing = next == NULL;
  if (g_str_equal (response, "save"))
    {
      hc_rules_dialog_save (self, next);
      return;
    }
  if (self->closing)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_clear_pointer (&self->draft, hc_rule_free);
  hc_rules_dialog_show (self, next);
}

void
hc_rules_dialog_ask (HcRulesDialog *self, const char *next)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self), _("Save the Changes of the Rule?"),
    _("Changes that are not saved are lost. They do not count for any ticket yet."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard",
                                    _("_Discard"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "hc-next", g_strdup (next), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---------------------------------------------------------------- actions */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcRulesDialog *self = HC_RULES_DIALOG (widget);

  if (self->rules == NULL)
    return;
  if (hc_rules_editor_is_changed (self->editor) || self->draft != NULL)
    {
      hc_rules_editor_focus (self->editor); /* save or discard this one first */
      return;
    }
  self->draft = hc_rule_new ();
  self->draft->is_enabled = TRUE;
  hc_rule_add_condition (self->draft, HC_TICKET_TITLE, HC_RULE_CONTAINS, "");
  hc_rules_dialog_show (self, NULL);
  hc_rules_editor_focus (self->editor);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_by (HC_RULES_DIALOG (widget), -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_by (HC_RULES_DIALOG (widget), 1);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_rules_dialog_save (HC_RULES_DIALOG (widget), NULL);
}

/* Undo belongs to the window behind; its toast ends up here. */
static void
window_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), name, NULL);
}

void
hc_rules_dialog_update_actions (HcRulesDialog *self)
{
  int at = position (self, self->shown_id);
  int n = self->rules != NULL ? (int) self->rules->rules->len : 0;
  gboolean writable = !hc_store_is_read_only (hc_launch_store (self->launch));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.add", writable && self->rules != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.save", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.move-up", writable && at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.move-down",
                                 writable && at >= 0 && at + 1 < n);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), writable);
}

void
hc_rules_dialog_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "rules.add", NULL, add_action);
  gtk_widget_class_install_action (klass, "rules.save", NULL, save_action);
  gtk_widget_class_install_action (klass, "rules.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (klass, "rules.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, window_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, window_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "rules.add", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "rules.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Up, GDK_ALT_MASK, "rules.move-up", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Down, GDK_ALT_MASK, "rules.move-down", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "window.close", NULL);
}
