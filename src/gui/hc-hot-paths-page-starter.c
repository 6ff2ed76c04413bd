/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “Use a Starter…”: a suggested plan, chosen from a list, added as one undo step. */

#include "config.h"

#include "hc-hot-paths-page-private.h"

#include <glib/gi18n.h>

#include "hc-record-table.h"
#include "hc-starter.h"

static gboolean
apply_command (HcDb *db, gpointer data, GError **error)
{
  return hc_starter_apply (db, data, error);
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_page_report (HC_PAGE (self), _("The starter could not be used"), error);
  else
    hc_page_toast (HC_PAGE (self), _("The suggestions of the starter are in the plan"), _("Undo"),
                   "win.undo");
}

void
hc_hot_paths_page_use_starter (HcHotPathsPage *self, const char *name)
{
  g_autofree char *label = hc_starter_label (name);

  hc_store_command_async (hc_launch_store (hc_page_launch (HC_PAGE (self))), label,
                          HC_TABLES_PLAN | HC_TABLES_REGISTERS | HC_TABLES_LAUNCH, apply_command,
                          g_strdup (name), g_free, applied_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- choosing */

static gboolean
is_offered (const char *name)
{
  return g_strcmp0 (name, "blank") != 0;
}

static GtkWidget *
create_starter (const char *name, GtkCheckButton **group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hc_starter_title (name));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hc_starter_summary (name));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *group);
  if (*group == NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  *group = GTK_CHECK_BUTTON (check);
  g_object_set_data (G_OBJECT (row), "hc-check", check);
  g_object_set_data (G_OBJECT (row), "hc-starter", (gpointer) name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkCheckButton *group = NULL;
  const char *const *names = hc_starter_names ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; names[i] != NULL; i++)
    if (is_offered (names[i]))
      gtk_list_box_append (GTK_LIST_BOX (list), create_starter (names[i], &group));
  return list;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, HcHotPathsPage *self)
{
  GtkListBox *list = GTK_LIST_BOX (adw_message_dialog_get_extra_child (dialog));
  GtkListBoxRow *row;

  if (!g_str_equal (response, "use"))
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), "hc-check")))
      hc_hot_paths_page_use_starter (self, g_object_get_data (G_OBJECT (row), "hc-starter"));
}

void
hc_hot_paths_page_choose_starter (HcHotPathsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Use a Starter?"),
    _("It adds suggested hot paths with steps and failure points, cohorts, teams and duties. All of "
      "it can be changed, and what is there already stays.")));

  adw_message_dialog_set_extra_child (dialog, create_list ());
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "use", _("_Use Starter"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "use");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
