/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of rows in the detail of a hot path. */

#include "config.h"

#include "hc-hot-path-detail-row.h"

typedef struct
{
  HcHotPaths *paths;
  HcHotRegister which;
  char *parent_id;
  GtkWidget *last; /* until the list has it; else NULL */
} List;

static List *
list_new (HcHotPaths *paths, HcHotRegister which, const char *parent_id, GtkWidget *last)
{
  List *self = g_new0 (List, 1);

  self->paths = g_object_ref (paths);
  self->which = which;
  self->parent_id = g_strdup (parent_id);
  self->last = last;
  return self;
}

static void
list_free (gpointer data)
{
  List *self = data;

  g_object_unref (self->paths);
  g_free (self->parent_id);
  g_free (self);
}

static gboolean
belongs (gpointer item, gpointer data)
{
  List *self = data;

  return hc_hot_paths_belongs (self->paths, self->which, item, self->parent_id);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  List *self = data;

  if (!HC_IS_RECORD (item))
    return g_steal_pointer (&self->last);
  return hc_hot_path_detail_row_new (self->paths, self->which, item);
}

/* The records, then one item that stands for the last line. */
static GListModel *
create_model (List *list)
{
  HcRecordList *records = hc_hot_paths_list (list->paths, list->which);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (
    belongs, list_new (list->paths, list->which, list->parent_id, NULL), list_free));
  g_autoptr (GListModel) filtered = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (records)), filter));
  g_autoptr (GListStore) ends = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GObject) end = g_object_new (G_TYPE_OBJECT, NULL);
  GListStore *parts;

  if (list->last == NULL)
    return g_steal_pointer (&filtered);
  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (ends, end);
  g_list_store_append (parts, filtered);
  g_list_store_append (parts, ends);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

/* The row beside the one with the focus; NULL: there is none. */
static GtkListBoxRow *
neighbour (GtkWidget *list, int by)
{
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (list));

  while (row != NULL && gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);
  if (row == NULL)
    return NULL;
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list),
                                        gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + by);
}

/* The list knows no place inside its rows; at its end the arrow keys go on to what stands before or
 * behind it. */
static gboolean
keynav_failed_cb (GtkWidget *list, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkListBoxRow *row;

  if (root == NULL || (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN))
    return FALSE;
  row = neighbour (list, direction == GTK_DIR_UP ? -1 : 1);
  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return gtk_widget_child_focus (GTK_WIDGET (root), direction == GTK_DIR_UP
                                                      ? GTK_DIR_TAB_BACKWARD
                                                      : GTK_DIR_TAB_FORWARD);
}

GtkWidget *
hc_hot_path_detail_list (HcHotPaths *paths,
                         HcHotRegister which,
                         const char *parent_id,
                         GtkWidget *last)
{
  GtkWidget *box = gtk_list_box_new ();
  List *list = list_new (paths, which, parent_id, last);
  g_autoptr (GListModel) model = create_model (list);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (box), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (box), model, create_row, list, list_free);
  gtk_widget_add_css_class (box, "boxed-list");
  g_signal_connect (box, "keynav-failed", G_CALLBACK (keynav_failed_cb), NULL);
  return box;
}

GtkWidget *
hc_hot_path_detail_add_line (const char *title)
{
  GtkWidget *line = adw_entry_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (icon, "dim-label");
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (line), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  return line;
}
