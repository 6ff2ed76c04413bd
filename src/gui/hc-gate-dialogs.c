/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-gate-dialogs.h"

#include "hc-date-row.h"

#include <glib/gi18n.h>

/* A form in a window of its own; it stays open, with what was typed, until the act succeeded. */
typedef struct
{
  AdwWindow *window;
  HcGate *gate;
  char *code; /* NULL: signing */
  GtkEditable *name;
  GtkEditable *text; /* why, or conditions */
  HcDateRow *until;
  AdwComboRow *party;
  AdwComboRow *decision;
  GtkLabel *problem;
} Form;

static const struct
{
  const char *word;
  const char *label;
} parties[] = { { "outgoing", N_ ("Outgoing: hypercare") },
                { "incoming", N_ ("Incoming: BAU support") },
                { "business", N_ ("Business") },
                { "vendor", N_ ("Vendor") } },
  decisions[] = { { "approved", N_ ("Approved") },
                  { "approved_with_conditions", N_ ("Approved with conditions") },
                  { "refused", N_ ("Refused") } };

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->gate);
  g_free (form->code);
  g_free (form);
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  Form *form = g_object_get_data (G_OBJECT (window), "hc-form");

  if (hc_gate_finish (HC_GATE (object), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  gtk_label_set_text (form->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (form->problem), TRUE);
}

static void
act_cb (GtkButton *button, Form *form)
{
  const char *name = gtk_editable_get_text (form->name);
  const char *text = gtk_editable_get_text (form->text);

  if (form->code == NULL)
    {
      hc_gate_sign_async (form->gate, parties[adw_combo_row_get_selected (form->party)].word, name,
                          decisions[adw_combo_row_get_selected (form->decision)].word, text, NULL,
                          acted_cb, g_object_ref (form->window));
      return;
    }
  if (hc_date_row_commit (form->until))
    hc_gate_waive_async (form->gate, form->code, text, name, hc_date_row_day (form->until), acted_cb,
                         g_object_ref (form->window));
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group, const char *title, GtkStringList *labels)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static GtkWidget *
header_bar (Form *form, const char *verb)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *act = gtk_button_new_with_mnemonic (verb);

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_widget_add_css_class (act, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect (act, "clicked", G_CALLBACK (act_cb), form);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), act);
  gtk_window_set_default_widget (GTK_WINDOW (form->window), act);
  return bar;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static Form *
form_new (GtkWidget *near, HcGate *gate, const char *title)
{
  Form *form = g_new0 (Form, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  form->gate = g_object_ref (gate);
  form->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "title", title, "default-width", 460,
                               "transient-for", gtk_widget_get_root (near), NULL);
  g_object_set_data_full (G_OBJECT (form->window), "hc-form", form, form_free);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (form->window), keys);
  return form;
}

static void
form_present (Form *form, const char *verb, AdwPreferencesGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *problem = gtk_label_new (NULL);

  form->problem = GTK_LABEL (problem);
  gtk_label_set_wrap (form->problem, TRUE);
  gtk_label_set_xalign (form->problem, 0);
  gtk_label_set_max_width_chars (form->problem, 50);
  gtk_widget_set_visible (problem, FALSE);
  g_object_set (body, "margin-start", 24, "margin-end", 24, "margin-top", 18, "margin-bottom", 24,
                NULL);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (body), problem);
  gtk_box_append (GTK_BOX (box), header_bar (form, verb));
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (form->window, box);
  gtk_window_present (GTK_WINDOW (form->window));
  gtk_widget_grab_focus (GTK_WIDGET (form->name));
}

void
hc_gate_waive_dialog (GtkWidget *near, HcGate *gate, const char *code)
{
  Form *form = form_new (near, gate, _ ("Waive a Criterion"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  form->code = g_strdup (code);
  adw_preferences_group_set_title (group, hc_criterion_title (code));
  adw_preferences_group_set_description (
    group, _ ("A waiver stays on record with its reason. It does not advance a hold."));
  form->name = add_entry (group, _ ("Who Answers for It"));
  form->text = add_entry (group, _ ("Why"));
  form->until = g_object_new (HC_TYPE_DATE_ROW, "title", _ ("Last Day (Empty: No End)"), NULL);
  hc_date_row_set_optional (form->until, TRUE);
  adw_preferences_group_add (group, GTK_WIDGET (form->until));
  form_present (form, _ ("_Waive"), group);
}

void
hc_gate_sign_dialog (GtkWidget *near, HcGate *gate)
{
  Form *form = form_new (near, gate, _ ("Sign Off"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (GtkStringList) party_labels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) decision_labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    gtk_string_list_append (party_labels, _ (parties[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    gtk_string_list_append (decision_labels, _ (decisions[i].label));
  adw_preferences_group_set_description (
    group, _ ("The verdicts as they are now are frozen with it. A sign-off is an entry of record: it is "
              "corrected by a later one, not undone."));
  form->name = add_entry (group, _ ("Name"));
  form->party = add_combo (group, _ ("For"), party_labels);
  form->decision = add_combo (group, _ ("Decision"), decision_labels);
  form->text = add_entry (group, _ ("Conditions"));
  form_present (form, _ ("_Sign Off"), group);
}
