/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions: a menu item, a button and a key share one. */

#include "config.h"

#include "hc-window-private.h"

#include <glib/gi18n.h>

#include "hc-application.h"
#include "hc-help-window.h"
#include "hc-import-dialog.h"
#include "hc-metrics-page.h"
#include "hc-new-launch-dialog.h"
#include "hc-notify.h"
#include "hc-pack-dialog.h"
#include "hc-queue-window.h"
#include "hc-rules-dialog.h"
#include "hc-settings-dialog.h"
#include "hc-snapshots-dialog.h"
#include "hc-text-groups-window.h"
#include "hc-tickets-page.h"

#define KEYS_PAGE_HEIGHT 12 /* lines */

static gboolean
is_writable (HcWindow *self)
{
  return self->launch != NULL && !hc_store_is_read_only (hc_launch_store (self->launch));
}

gboolean
hc_window_can_import (HcWindow *self)
{
  g_return_val_if_fail (HC_IS_WINDOW (self), FALSE);
  return is_writable (self);
}

void
hc_window_import (HcWindow *self, GListModel *files)
{
  g_return_if_fail (hc_window_can_import (self));

  if (files != NULL)
    hc_import_dialog_present (GTK_WINDOW (self), self->launch, files);
  else
    hc_import_dialog_choose (GTK_WINDOW (self), self->launch);
}

/* ---- undo ---- */

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = hc_store_undo_finish (HC_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      hc_notify_error (GTK_WIDGET (self->stack), _("It could not be undone"), error);
      return;
    }
  text = g_strdup_printf (_("Undone: %s"), label);
  hc_notify_toast (GTK_WIDGET (self->stack), text, _("Redo"), "win.redo");
}

static void
redone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = hc_store_undo_finish (HC_STORE (object), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      hc_notify_error (GTK_WIDGET (self->stack), _("It could not be redone"), error);
      return;
    }
  text = g_strdup_printf (_("Redone: %s"), label);
  hc_notify_toast (GTK_WIDGET (self->stack), text, _("Undo"), "win.undo");
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);

  hc_store_undo_async (hc_launch_store (self->launch), undone_cb, g_object_ref (self));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);

  hc_store_redo_async (hc_launch_store (self->launch), redone_cb, g_object_ref (self));
}

/* ---- files ---- */

static void
new_launch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_new_launch_dialog_present (HC_WINDOW (widget));
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, HcWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      hc_application_open_file (self, file);
    }
  g_object_unref (dialog);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Open Launch"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) launches = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (launches, _("Hypercare launches"));
  gtk_file_filter_add_suffix (launches, "hypercare");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), launches);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (open_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_window_import (HC_WINDOW (widget), NULL);
}

static void
settings_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_settings_dialog_present (HC_WINDOW (widget));
}

static void
pack_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_pack_dialog_present (HC_WINDOW (widget));
}

static void
snapshots_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_snapshots_dialog_present (HC_WINDOW (widget), hc_window_path (HC_WINDOW (widget)));
}

static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (hc_help_window_new (GTK_WINDOW (widget))));
}

/* ---- classifying ---- */

/* @parameter: the issue whose rules are shown; "": all. */
static void
edit_rules_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_rules_dialog_present (GTK_WINDOW (widget), HC_WINDOW (widget)->launch,
                           g_variant_get_string (parameter, NULL));
}

static void
text_groups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_text_groups_window_present (GTK_WINDOW (widget), HC_WINDOW (widget)->launch);
}

static void
classify_queue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_queue_window_present (GTK_WINDOW (widget), HC_WINDOW (widget)->launch);
}

/* ---- pages ---- */

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_window_show_page (HC_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* @parameter: conditions, as hc_filter_parse() reads them. */
static void
show_tickets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);
  HcPage *page;

  hc_window_show_page (self, "tickets");
  page = self->slots[self->current].page;
  if (HC_IS_TICKETS_PAGE (page))
    hc_tickets_page_show (HC_TICKETS_PAGE (page), g_variant_get_string (parameter, NULL));
}

static void
show_metric_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);
  HcMetricId id = hc_metric_from_id (g_variant_get_string (parameter, NULL));
  HcPage *page;

  hc_window_show_page (self, "metrics");
  page = self->slots[self->current].page;
  if (HC_IS_METRICS_PAGE (page) && id != HC_N_METRICS)
    hc_metrics_page_choose (HC_METRICS_PAGE (page), id);
}

static void
go_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_window_show_index (HC_WINDOW (widget), g_variant_get_int32 (parameter));
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);

  hc_window_show_index (self, (self->current + 1) % (int) hc_n_pages);
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);

  hc_window_show_index (self, (self->current + (int) hc_n_pages - 1) % (int) hc_n_pages);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);
  HcPage *page = self->slots[self->current].page;

  HC_PAGE_GET_CLASS (page)->begin_search (page);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcWindow *self = HC_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar_box);
}

/* ---- state ---- */

static void
fill_undo_menu (HcWindow *self)
{
  HcStore *store = self->launch != NULL ? hc_launch_store (self->launch) : NULL;
  const char *undo = store != NULL ? hc_store_undo_label (store) : NULL;
  const char *redo = store != NULL ? hc_store_redo_label (store) : NULL;
  /* TRANSLATORS: “Undo Set Go-Live Date” */
  g_autofree char *undo_text =
    undo != NULL ? g_strdup_printf (_("_Undo %s"), undo) : g_strdup (_("_Undo"));
  /* TRANSLATORS: “Redo Set Go-Live Date” */
  g_autofree char *redo_text =
    redo != NULL ? g_strdup_printf (_("_Redo %s"), redo) : g_strdup (_("_Redo"));

  g_menu_remove_all (self->undo_menu);
  g_menu_append (self->undo_menu, undo_text, "win.undo");
  g_menu_append (self->undo_menu, redo_text, "win.redo");
}

void
hc_window_update_actions (HcWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->launch != NULL;
  gboolean writable = is_writable (self);
  HcStore *store = open ? hc_launch_store (self->launch) : NULL;
  HcPage *page = self->current >= 0 ? self->slots[self->current].page : NULL;

  gtk_widget_action_set_enabled (widget, "win.undo",
                                 writable && hc_store_undo_label (store) != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo",
                                 writable && hc_store_redo_label (store) != NULL);
  gtk_widget_action_set_enabled (widget, "win.launch-settings", writable);
  gtk_widget_action_set_enabled (widget, "win.export-pack", open);
  gtk_widget_action_set_enabled (widget, "win.snapshots", open);
  gtk_widget_action_set_enabled (widget, "win.edit-rules", writable);
  gtk_widget_action_set_enabled (widget, "win.text-groups", writable);
  gtk_widget_action_set_enabled (widget, "win.classify-queue", writable);
  gtk_widget_action_set_enabled (widget, "win.import", hc_window_can_import (self));
  gtk_widget_set_visible (self->import_button, hc_window_can_import (self));
  gtk_widget_action_set_enabled (widget, "win.show-page", open);
  gtk_widget_action_set_enabled (widget, "win.show-tickets", open);
  gtk_widget_action_set_enabled (widget, "win.show-metric", open);
  gtk_widget_action_set_enabled (widget, "win.go-page", open);
  gtk_widget_action_set_enabled (widget, "win.next-page", open);
  gtk_widget_action_set_enabled (widget, "win.previous-page", open);
  gtk_widget_action_set_enabled (widget, "win.show-sidebar", open);
  gtk_widget_action_set_enabled (
    widget, "win.search", page != NULL && HC_PAGE_GET_CLASS (page)->begin_search != NULL);
  fill_undo_menu (self);
  hc_window_update_banner (self);
}

/* Built when it is asked for: GTK would do it before the first frame. From then on it does the rest. */
static void
show_keys_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/hypercare/Hypercare/ui/help-overlay.ui");
  GtkShortcutsWindow *keys = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  /* With each further group GTK turns the order of the pages round: they are made of all at once. */
  g_object_set (gtk_builder_get_object (builder, "section"), "max-height", KEYS_PAGE_HEIGHT, NULL);
  gtk_application_window_set_help_overlay (user_data, keys);
  gtk_window_present (GTK_WINDOW (keys));
}

static GMenu *
create_menu (HcWindow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) launch = g_menu_new ();
  g_autoptr (GMenu) about = g_menu_new ();

  g_menu_append (files, _("_New Launch…"), "win.new-launch");
  g_menu_append (files, _("_Open…"), "win.open");
  g_menu_append (launch, _("Launch _Settings"), "win.launch-settings");
  g_menu_append (launch, _("_Export Handover Pack…"), "win.export-pack");
  g_menu_append (launch, _("Sna_pshots…"), "win.snapshots");
  g_menu_append (about, _("_Keyboard Shortcuts"), "win.show-help-overlay");
  g_menu_append (about, _("_Help"), "win.help");
  g_menu_append (about, _("_About Hypercare"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->undo_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (launch));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (about));
  return menu;
}

/* An application accelerator would take Ctrl+Z away from text fields; a shortcut of the window is
 * asked after them. */
static void
add_undo_keys (HcWindow *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
  } undo_keys[] = {
    { "<Control>z", "win.undo" },
    { "<Control>y", "win.redo" },
    { "<Control><Shift>z", "win.redo" }, /* the last one is the one shown in the menu */
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (undo_keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (undo_keys[i].keys),
                        gtk_named_action_new (undo_keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
hc_window_init_actions (HcWindow *self)
{
  static const GActionEntry keys = { .name = "show-help-overlay", .activate = show_keys_cb };
  g_autoptr (GMenu) menu = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), &keys, 1, self);
  self->undo_menu = g_menu_new ();
  fill_undo_menu (self);
  menu = create_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  add_undo_keys (self);
}

void
hc_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (klass, "win.new-launch", NULL, new_launch_action);
  gtk_widget_class_install_action (klass, "win.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "win.close", NULL, close_action);
  gtk_widget_class_install_action (klass, "win.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "win.launch-settings", NULL, settings_action);
  gtk_widget_class_install_action (klass, "win.export-pack", NULL, pack_action);
  gtk_widget_class_install_action (klass, "win.snapshots", NULL, snapshots_action);
  gtk_widget_class_install_action (klass, "win.edit-rules", "s", edit_rules_action);
  gtk_widget_class_install_action (klass, "win.text-groups", NULL, text_groups_action);
  gtk_widget_class_install_action (klass, "win.classify-queue", NULL, classify_queue_action);
  gtk_widget_class_install_action (klass, "win.help", NULL, help_action);
  gtk_widget_class_install_action (klass, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (klass, "win.show-tickets", "s", show_tickets_action);
  gtk_widget_class_install_action (klass, "win.show-metric", "s", show_metric_action);
  gtk_widget_class_install_action (klass, "win.go-page", "i", go_page_action);
  gtk_widget_class_install_action (klass, "win.next-page", NULL, next_page_action);
  gtk_widget_class_install_action (klass, "win.previous-page", NULL, previous_page_action);
  gtk_widget_class_install_action (klass, "win.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "win.show-sidebar", NULL, show_sidebar_action);
}
