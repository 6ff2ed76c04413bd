/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-window-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-open-error.h"
#include "hc-recent.h"
#include "hc-ui-state.h"

/* Progress under three seconds is not shown. */
#define OPENING_TIMEOUT_MS 3000

#define DEFAULT_WIDTH 1280
#define DEFAULT_HEIGHT 800

G_DEFINE_FINAL_TYPE (HcWindow, hc_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- pages ---- */

static HcPageSlot *
visit_slot (HcWindow *self, int index)
{
  HcPageSlot *slot = &self->slots[index];
  HcPageClass *klass;

  if (slot->page != NULL)
    return slot;
  slot->page = g_object_new (hc_pages[index].type (), NULL);
  klass = HC_PAGE_GET_CLASS (slot->page);
  gtk_stack_add_named (self->pages, GTK_WIDGET (slot->page), hc_pages[index].name);
  hc_page_set_launch (slot->page, self->launch);
  if (klass->header_start != NULL && (slot->start = klass->header_start (slot->page)) != NULL)
    g_object_ref_sink (slot->start);
  if (klass->header_end != NULL && (slot->end = klass->header_end (slot->page)) != NULL)
    g_object_ref_sink (slot->end);
  if (klass->menu != NULL && (slot->menu = klass->menu (slot->page)) != NULL)
    g_object_ref (slot->menu);
  return slot;
}

static void
leave_page (HcWindow *self)
{
  if (self->current < 0)
    return;
  hc_page_hide (self->slots[self->current].page);
  g_clear_pointer (&self->subtitle_binding, g_binding_unbind);
  self->current = -1;
}

static void
fill_header (HcWindow *self, HcPageSlot *slot)
{
  adw_bin_set_child (self->start_slot, slot->start);
  adw_bin_set_child (self->end_slot, slot->end);
  gtk_menu_button_set_menu_model (self->page_menu_button, slot->menu);
  gtk_widget_set_visible (GTK_WIDGET (self->page_menu_button), slot->menu != NULL);
  gtk_widget_set_visible (self->search_button,
                          HC_PAGE_GET_CLASS (slot->page)->begin_search != NULL);
}

void
hc_window_show_index (HcWindow *self, int index)
{
  HcPageSlot *slot;

  if (self->launch == NULL || index < 0 || index >= (int) hc_n_pages)
    return;
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
  if (index == self->current)
    return;

  leave_page (self);
  slot = visit_slot (self, index);
  self->current = index;
  fill_header (self, slot);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (slot->page));
  adw_window_title_set_title (self->page_title, _(hc_pages[index].title));
  self->subtitle_binding = g_object_bind_property (slot->page, "subtitle", self->page_title,
                                                   "subtitle", G_BINDING_SYNC_CREATE);
  hc_sidebar_select (self->sidebar, (guint) index);
  hc_page_show (slot->page);
  hc_ui_state_set_string ("last-page", hc_pages[index].name);
  hc_window_update_actions (self);
}

void
hc_window_show_page (HcWindow *self, const char *name)
{
  g_return_if_fail (HC_IS_WINDOW (self));

  hc_window_show_index (self, hc_pages_find (name));
}

static void
sidebar_activated_cb (HcWindow *self, guint page)
{
  hc_window_show_index (self, (int) page);
}

/* ---- the launch ---- */

static void
update_title (HcWindow *self)
{
  const HcLaunchSettings *settings = hc_launch_settings (self->launch);
  g_autofree char *day = hc_launch_dup_day_text (self->launch);

  gtk_window_set_title (GTK_WINDOW (self), settings->name);
  adw_window_title_set_title (self->launch_title, settings->name);
  adw_window_title_set_subtitle (self->launch_title, day);
}

static void
launch_changed_cb (HcWindow *self)
{
  update_title (self);
  hc_window_update_banner (self);
  hc_recent_add (self->path, hc_launch_settings (self->launch), hc_launch_as_of (self->launch));
}

static void
show_first_page (HcWindow *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->first_page);
  g_autofree char *last = hc_ui_state_string ("last-page");
  int index = hc_pages_find (wanted != NULL ? wanted : last);

  hc_window_show_index (self, MAX (index, 0));
}

void
hc_window_set_first_page (HcWindow *self, const char *name)
{
  g_return_if_fail (HC_IS_WINDOW (self));

  g_free (self->first_page);
  self->first_page = g_strdup (name);
}

void
hc_window_take_launch (HcWindow *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_WINDOW (self) && HC_IS_LAUNCH (launch) && self->launch == NULL);

  g_free (self->path);
  self->path = g_strdup (hc_store_path (hc_launch_store (launch)));
  self->launch = g_object_ref (launch);
  g_signal_connect_object (launch, "notify::settings", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::batches", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hc_launch_store (launch), "notify::undo-label",
                           G_CALLBACK (hc_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hc_launch_store (launch), "notify::redo-label",
                           G_CALLBACK (hc_window_update_actions), self, G_CONNECT_SWAPPED);
  self->care = hc_window_care_new (self, hc_launch_store (launch));
  hc_sidebar_set_launch (self->sidebar, launch);
  launch_changed_cb (self);
  hc_window_query_network (self);
  gtk_widget_set_visible (GTK_WIDGET (self->leaflet), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "launch");
  hc_window_update_actions (self);
  show_first_page (self);
}

static void
show_welcome (HcWindow *self)
{
  g_clear_pointer (&self->path, g_free);
  if (self->welcome == NULL)
    {
      self->welcome = g_object_new (HC_TYPE_WELCOME, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->welcome), "welcome");
    }
  hc_welcome_refresh (self->welcome);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  hc_window_update_actions (self);
}

static void
finish_opening (HcWindow *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcLaunch) launch = hc_launch_open_finish (result, &error);
  g_autofree char *path = g_steal_pointer (&self->path);

  g_clear_object (&self->opening);
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  if (launch != NULL && self->closing)
    hc_launch_close_async (launch, NULL, NULL);
  else if (launch != NULL)
    hc_window_take_launch (self, launch);
  else if (!self->closing)
    {
      show_welcome (self);
      hc_open_error_present (self, path, error);
    }
}

static void
finish_held (HcWindow *self)
{
  g_autoptr (GAsyncResult) result = g_steal_pointer (&self->held);

  if (result != NULL)
    finish_opening (self, result);
}

/* The window comes before what is in it: laying out a page, the first icon of a header bar, or the
 * pictures that X11 wants as its own icon take longer than all the rest. */
static void
first_frame_cb (GdkFrameClock *clock, HcWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  self->painted = TRUE;
  gtk_window_set_default_icon_name (HC_APP_ID);
  gtk_widget_set_visible (self->opening_header, self->opening != NULL && self->held == NULL);
  finish_held (self);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) self = user_data;

  if (!self->painted && !self->closing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->held = g_object_ref (result);
  else
    finish_opening (self, result);
}

static gboolean
opening_slow_cb (gpointer user_data)
{
  HcWindow *self = user_data;

  self->opening_timeout = 0;
  gtk_widget_set_visible (self->opening_box, TRUE);
  return G_SOURCE_REMOVE;
}

void
hc_window_open (HcWindow *self, const char *path, HcDbMode mode)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Opening “%s”…"), name);

  g_return_if_fail (HC_IS_WINDOW (self) && self->path == NULL);

  self->path = g_strdup (path);
  self->opening = g_cancellable_new ();
  gtk_label_set_text (self->opening_label, text);
  gtk_widget_set_visible (self->opening_box, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "opening");
  self->opening_timeout = g_timeout_add (OPENING_TIMEOUT_MS, opening_slow_cb, self);
  hc_launch_open_async (path, mode, self->opening, opened_cb, g_object_ref (self));
}

HcLaunch *
hc_window_launch (HcWindow *self)
{
  g_return_val_if_fail (HC_IS_WINDOW (self), NULL);
  return self->launch;
}

const char *
hc_window_path (HcWindow *self)
{
  g_return_val_if_fail (HC_IS_WINDOW (self), NULL);
  return self->path;
}

void
hc_window_refresh_welcome (HcWindow *self)
{
  g_return_if_fail (HC_IS_WINDOW (self));
  if (self->welcome != NULL)
    hc_welcome_refresh (self->welcome);
}

void
hc_window_fit_dialog (HcWindow *self, GtkWindow *dialog)
{
  int width, height;
  int limit = gtk_widget_get_height (GTK_WIDGET (self));

  g_return_if_fail (HC_IS_WINDOW (self));

  gtk_window_get_default_size (dialog, &width, &height);
  if (limit > 0)
    gtk_window_set_default_size (dialog, width, MIN (height, limit));
}

/* ---- closing ---- */

static void
save_state (HcWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  hc_ui_state_set_bool ("maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (gtk_window_is_maximized (GTK_WINDOW (self)))
    return;
  hc_ui_state_set_int ("window-width", width);
  hc_ui_state_set_int ("window-height", height);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_launch_close_finish (HC_LAUNCH (object), result, &error))
    g_warning ("The launch did not close cleanly: %s", error->message);
  gtk_window_destroy (GTK_WINDOW (self));
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

/* The window goes at once; the file becomes one file again before the program ends. */
static gboolean
hc_window_close_request (GtkWindow *window)
{
  HcWindow *self = HC_WINDOW (window);
  GApplication *application = g_application_get_default ();

  if (self->closing)
    return GDK_EVENT_STOP;
  self->closing = TRUE;
  save_state (self);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  finish_held (self);
  if (self->launch == NULL)
    return GDK_EVENT_PROPAGATE;

  leave_page (self);
  g_clear_pointer (&self->care, hc_window_care_free);
  if (application != NULL)
    g_application_hold (application);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  hc_launch_close_async (self->launch, closed_cb, g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* ---- dropping files ---- */

static gboolean
is_launch_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".hypercare");
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HcWindow *self)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  g_autoptr (GListStore) exports = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
      GFile *file = l->data;

      if (!is_launch_file (file))
        g_list_store_append (exports, file);
      else if (application != NULL)
        g_application_open (application, &file, 1, "");
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (exports)) == 0)
    return TRUE;
  if (hc_window_can_import (self))
    hc_window_import (self, G_LIST_MODEL (exports));
  else
    hc_notify_toast (GTK_WIDGET (self->stack),
                     self->launch == NULL
                       ? _("Create or open a launch first, then drop the export on it")
                       : _("This launch is read-only and takes no imports"),
                     NULL, NULL);
  return TRUE;
}

static void
init_drop (HcWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ---- class ---- */

static void
active_cb (HcWindow *self)
{
  if (self->launch != NULL && !self->closing && gtk_window_is_active (GTK_WINDOW (self)))
    hc_store_check_outside_writes (hc_launch_store (self->launch));
}

static void
hc_window_show (GtkWidget *widget)
{
  HcWindow *self = HC_WINDOW (widget);

  if (self->path == NULL && self->welcome == NULL)
    show_welcome (self);
  GTK_WIDGET_CLASS (hc_window_parent_class)->show (widget);
}

static void
hc_window_realize (GtkWidget *widget)
{
  HcWindow *self = HC_WINDOW (widget);

  GTK_WIDGET_CLASS (hc_window_parent_class)->realize (widget);
  if (!self->painted)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (first_frame_cb), self, 0);
}

static void
hc_window_dispose (GObject *object)
{
  HcWindow *self = HC_WINDOW (object);

  g_clear_object (&self->held);
  g_clear_pointer (&self->care, hc_window_care_free);
  leave_page (self);
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  for (guint i = 0; self->slots != NULL && i < hc_n_pages; i++)
    {
      g_clear_object (&self->slots[i].start);
      g_clear_object (&self->slots[i].end);
      g_clear_object (&self->slots[i].menu);
    }
  g_clear_pointer (&self->slots, g_free);
  g_clear_object (&self->launch);
  g_clear_object (&self->opening);
  g_clear_object (&self->undo_menu);
  G_OBJECT_CLASS (hc_window_parent_class)->dispose (object);
}

static void
hc_window_finalize (GObject *object)
{
  g_free (HC_WINDOW (object)->path);
  g_free (HC_WINDOW (object)->first_page);
  G_OBJECT_CLASS (hc_window_parent_class)->finalize (object);
}

static void
hc_window_class_init (HcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_window_finalize;
  widget_class->show = hc_window_show;
  widget_class->realize = hc_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = hc_window_close_request;

  g_type_ensure (HC_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HcWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, opening_header);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, opening_box);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, content_box);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, launch_title);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, start_slot);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, end_slot);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, page_menu_button);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, banner_button);
  gtk_widget_class_bind_template_child (widget_class, HcWindow, pages);
  hc_window_class_install_actions (widget_class);
}

static void
hc_window_init (HcWindow *self)
{
  self->current = -1;
  self->slots = g_new0 (HcPageSlot, hc_n_pages);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->sidebar, "activated", G_CALLBACK (sidebar_activated_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), hc_ui_state_int ("window-width", DEFAULT_WIDTH),
                               hc_ui_state_int ("window-height", DEFAULT_HEIGHT));
  if (hc_ui_state_bool ("maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  init_drop (self);
  hc_window_init_banner (self);
  hc_window_init_actions (self);
  hc_window_update_actions (self);
}

HcWindow *
hc_window_new (AdwApplication *application)
{
  return g_object_new (HC_TYPE_WINDOW, "application", application, NULL);
}
