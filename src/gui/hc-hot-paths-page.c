/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-paths-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-path-model.h"

#define WIDE_LIST 316
#define NARROW_LIST 260
#define NARROW_BELOW 900

G_DEFINE_FINAL_TYPE (HcHotPathsPage, hc_hot_paths_page, HC_TYPE_PAGE)

const char *
hc_hot_paths_page_shown_id (HcHotPathsPage *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATHS_PAGE (self), NULL);
  return self->shown_id;
}

/* ---------------------------------------------------------------- selection */

static HcRecordList *
workflows (HcHotPathsPage *self)
{
  return hc_hot_paths_list (self->paths, HC_HOT_WORKFLOWS);
}

GtkListBoxRow *
hc_hot_paths_page_find_row (HcHotPathsPage *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (hc_record_id (hc_hot_paths_page_row_record (HC_HOT_PATHS_PAGE_ROW (row))), id)
        == 0)
      return row;
  return NULL;
}

void
hc_hot_paths_page_select (HcHotPathsPage *self, const char *id, gboolean focus)
{
  HcRecord *record = hc_record_list_find (workflows (self), id);
  GtkListBoxRow *row = hc_hot_paths_page_find_row (self, id);
  char *kept = record != NULL ? g_strdup (id) : NULL;

  g_free (self->shown_id);
  self->shown_id = kept;
  if (record != NULL)
    self->shown_position = hc_record_list_position (workflows (self), kept);
  self->selecting = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->selecting = FALSE;
  hc_hot_path_detail_show (self->detail, record);
  if (focus && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  hc_hot_paths_page_update_actions (self);
}

static void
row_selected_cb (HcHotPathsPage *self, GtkListBoxRow *row)
{
  if (self->selecting || row == NULL)
    return;
  hc_hot_paths_page_select (
    self, hc_record_id (hc_hot_paths_page_row_record (HC_HOT_PATHS_PAGE_ROW (row))), FALSE);
}

/* Enter goes on into the detail. */
static void
row_activated_cb (HcHotPathsPage *self, GtkListBoxRow *row)
{
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

/* The one that is shown, else the one that took its place, else the first. */
static void
keep_selection (HcHotPathsPage *self)
{
  guint n = hc_record_list_count (workflows (self));
  HcRecord *record = hc_record_list_find (workflows (self), self->shown_id);

  if (record == NULL && n > 0)
    record = hc_record_list_at (workflows (self), MIN (self->shown_position, n - 1));
  hc_hot_paths_page_select (self, record != NULL ? hc_record_id (record) : NULL, FALSE);
}

/* ---------------------------------------------------------------- content */

static gboolean
matches (gpointer item, gpointer data)
{
  HcHotPathsPage *self = data;
  const char *description = hc_record_get (item, "description");
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->search == NULL)
    return TRUE;
  text = g_strconcat (hc_record_title (item), "\n", description, NULL);
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->search) != NULL;
}

static void
show_count (HcHotPathsPage *self, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u hot path", "%u hot paths", n), n);
  g_autofree char *guidance = hc_hot_paths_dup_guidance (n);

  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (self->guidance_box, guidance != NULL);
  gtk_label_set_label (self->guidance, guidance != NULL ? guidance : "");
}

static void
update (HcHotPathsPage *self)
{
  guint n = hc_record_list_count (workflows (self));

  if (!hc_hot_paths_is_loaded (self->paths))
    return;
  show_count (self, n);
  gtk_stack_set_visible_child_name (self->list_stack,
                                    gtk_list_box_get_row_at_index (self->list, 0) != NULL ? "list"
                                                                                          : "none");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "content" : "empty");
  keep_selection (self);
}

static void
search_changed_cb (HcHotPathsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_clear_pointer (&self->search, g_free);
  if (*stripped != '\0' && gtk_search_bar_get_search_mode (self->search_bar))
    self->search = g_utf8_casefold (stripped, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
dropped_cb (HcHotPathsPage *self, const char *id, gboolean behind, HcHotPathsPageRow *row)
{
  HcRecord *target = hc_hot_paths_page_row_record (row);
  HcRecord *after = behind ? target
                           : hc_hot_paths_sibling (self->paths, HC_HOT_WORKFLOWS,
                                                   hc_record_id (target), -1);

  if (!hc_page_is_writable (HC_PAGE (self))
      || (after != NULL && g_strcmp0 (hc_record_id (after), id) == 0))
    return;
  hc_hot_paths_page_move (self, id, after != NULL ? hc_record_id (after) : NULL);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  HcHotPathsPage *self = data;
  GtkWidget *row = hc_hot_paths_page_row_new (self->paths, item);

  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
figures_cb (HcHotPathsPage *self, HcPathModel *model)
{
  gtk_widget_set_visible (self->tickets_label, hc_path_model_figures (model) != NULL);
}

static void
load_failed_cb (HcHotPathsPage *self, GError *error)
{
  hc_page_report (HC_PAGE (self), _("The hot paths could not be read"), error);
}

static void
hc_hot_paths_page_launch_set (HcPage *page)
{
  HcHotPathsPage *self = HC_HOT_PATHS_PAGE (page);
  g_autoptr (GListModel) filtered = NULL;

  self->paths = g_object_ref (hc_hot_paths_of (hc_page_launch (page)));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  filtered = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (workflows (self))),
                               g_object_ref (GTK_FILTER (self->filter))));
  hc_hot_path_detail_set_paths (self->detail, self->paths);
  gtk_list_box_bind_model (self->list, filtered, create_row, self, NULL);
  g_signal_connect_object (self->paths, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hc_path_model_of (hc_page_launch (page)), "changed",
                           G_CALLBACK (figures_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflows (self), "load-failed", G_CALLBACK (load_failed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  hc_hot_paths_page_update_actions (self);
}

/* ---------------------------------------------------------------- visits */

static void
hc_hot_paths_page_hidden (HcPage *page)
{
  HcHotPathsPage *self = HC_HOT_PATHS_PAGE (page);

  hc_hot_path_detail_commit (self->detail);
}

static void
hc_hot_paths_page_begin_search (HcPage *page)
{
  HcHotPathsPage *self = HC_HOT_PATHS_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static GtkWidget *
hc_hot_paths_page_header_start (HcPage *page)
{
  GtkWidget *button = hc_page_create_add_button (
    _("_New Hot Path"), _("New Hot Path (Shift+Ctrl+N)"), "page.new-hot-path");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New Hot Path"), -1);
  return button;
}

static GMenuModel *
hc_hot_paths_page_menu (HcPage *page)
{
  static GMenu *menu;
  g_autoptr (GMenu) order = NULL;
  g_autoptr (GMenu) more = NULL;

  if (menu != NULL)
    return G_MENU_MODEL (menu);
  menu = g_menu_new ();
  order = g_menu_new ();
  more = g_menu_new ();
  g_menu_append (order, _("Move _Up"), "page.move-up");
  g_menu_append (order, _("Move _Down"), "page.move-down");
  g_menu_append (order, _("D_uplicate"), "page.duplicate-hot-path");
  g_menu_append (order, _("_Delete"), "page.delete-hot-path");
  g_menu_append (more, _("_Manage Cohorts…"), "page.manage-cohorts");
  g_menu_append (more, _("Use a _Starter…"), "page.use-starter");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

/* ---------------------------------------------------------------- width */

static void
hc_hot_paths_page_resized (HcPage *page, int width, int height)
{
  HcHotPathsPage *self = HC_HOT_PATHS_PAGE (page);

  gtk_widget_set_size_request (self->list_box, width < NARROW_BELOW ? NARROW_LIST : WIDE_LIST, -1);
}

/* ---------------------------------------------------------------- class */

static void
hc_hot_paths_page_dispose (GObject *object)
{
  HcHotPathsPage *self = HC_HOT_PATHS_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->filter);
  g_clear_object (&self->paths);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->shown_id, g_free);
  G_OBJECT_CLASS (hc_hot_paths_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, tickets_label);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, guidance_box);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, guidance);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, up_button);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, down_button);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathsPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
hc_hot_paths_page_class_init (HcHotPathsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_hot_paths_page_dispose;
  page_class->launch_set = hc_hot_paths_page_launch_set;
  page_class->hidden = hc_hot_paths_page_hidden;
  page_class->begin_search = hc_hot_paths_page_begin_search;
  page_class->header_start = hc_hot_paths_page_header_start;
  page_class->menu = hc_hot_paths_page_menu;
  page_class->resized = hc_hot_paths_page_resized;
  g_type_ensure (HC_TYPE_HOT_PATH_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-hot-paths-page.ui");
  bind_children (widget_class);
}

static void
hc_hot_paths_page_init (HcHotPathsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  hc_hot_paths_page_add_actions (self);
}
