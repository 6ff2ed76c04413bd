/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hc-form.h"
#include "hc-window.h"

static GtkWidget *
form_new (HcRecordList *issues, HcRecord *issue)
{
  GtkWidget *form = hc_form_new (issues);

  hc_form_add_group (HC_FORM (form), _("In the Users’ Words"), NULL, "symptom", "error_text",
                     "workaround", NULL);
  hc_form_add_group (HC_FORM (form), _("Known Error"),
                     _("What support needs to help the next user without asking anybody."),
                     "is_known_error", "preconditions", "how_to_undo", "permanent_fix",
                     "valid_until", NULL);
  hc_form_add_group (HC_FORM (form), _("Owner-Led Fix"), NULL, "person_id", "deputy_id", "due",
                     "dependency", "external_reference", NULL);
  hc_form_add_group (HC_FORM (form), _("Decision for Operations"),
                     _("Fix, accept or defer: what operations takes over after the exit."),
                     "decision", "accepted_by", "bau_owner", "target", "bau_level", NULL);
  hc_form_set_record (HC_FORM (form), issue);
  gtk_widget_set_margin_start (form, 18);
  gtk_widget_set_margin_end (form, 18);
  gtk_widget_set_margin_top (form, 18);
  gtk_widget_set_margin_bottom (form, 18);
  return form;
}

static gboolean
close_cb (GtkWindow *window, HcForm *form)
{
  hc_form_commit (form);
  return FALSE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
hc_catalog_form_present (GtkWindow *parent, HcRecordList *issues, HcRecord *issue)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *form = form_new (issues, issue);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  adw_header_bar_set_title_widget (
    ADW_HEADER_BAR (bar),
    adw_window_title_new (hc_record_title (issue), hc_record_get (issue, "code")));
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), hc_record_title (issue));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 620, 700);
  if (HC_IS_WINDOW (parent))
    hc_window_fit_dialog (HC_WINDOW (parent), GTK_WINDOW (window));
  g_signal_connect (window, "close-request", G_CALLBACK (close_cb), form);
  gtk_window_present (GTK_WINDOW (window));
  hc_form_focus (HC_FORM (form), "symptom");
  return GTK_WINDOW (window);
}
