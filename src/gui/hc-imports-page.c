/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-imports-page.h"

#include <glib/gi18n.h>

#include "hc-chart-theme.h"
#include "hc-format.h"
#include "hc-import-detail.h"
#include "hc-widgets.h"

/* ---- one row: an index into the launch's imports ---- */

#define HC_TYPE_IMPORT_ITEM (hc_import_item_get_type ())
G_DECLARE_FINAL_TYPE (HcImportItem, hc_import_item, HC, IMPORT_ITEM, GObject)

struct _HcImportItem
{
  GObject parent_instance;
  GPtrArray *batches; /* owned: keeps the batch */
  guint index;
};

G_DEFINE_FINAL_TYPE (HcImportItem, hc_import_item, G_TYPE_OBJECT)

static void
hc_import_item_finalize (GObject *object)
{
  g_clear_pointer (&HC_IMPORT_ITEM (object)->batches, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_import_item_parent_class)->finalize (object);
}

static void
hc_import_item_class_init (HcImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_import_item_finalize;
}

static void
hc_import_item_init (HcImportItem *self)
{
}

static const HcBatch *
item_batch (HcImportItem *self)
{
  return g_ptr_array_index (self->batches, self->index);
}

/* ---- the page ---- */

struct _HcImportsPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *status;
  HcImportDetail *detail;

  /* Owned */
  GListStore *items;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (HcImportsPage, hc_imports_page, HC_TYPE_PAGE)

typedef enum
{
  COLUMN_FILE,
  COLUMN_AS_OF,
  COLUMN_ROWS,
  COLUMN_NEW,
  COLUMN_CHANGED,
  COLUMN_REOPENED,
  COLUMN_UNCHANGED,
  COLUMN_REJECTED,
  COLUMN_MISSING,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  int width; /* of a million at least; 0: takes the rest */
  gboolean figure;
} columns[N_COLUMNS] = {
  { N_("File"), 0, FALSE },      { N_("As Of"), 104, FALSE },   { N_("Rows"), 78, TRUE },
  { N_("New"), 78, TRUE },       { N_("Changed"), 78, TRUE },   { N_("Reopened"), 82, TRUE },
  { N_("Unchanged"), 88, TRUE }, { N_("Rejected"), 78, TRUE },  { N_("Missing"), 78, TRUE },
};

static gint64
column_count (const HcBatch *batch, Column column)
{
  switch (column)
    {
    case COLUMN_ROWS:
      return batch->rows;
    case COLUMN_NEW:
      return batch->new_count;
    case COLUMN_CHANGED:
      return batch->changed;
    case COLUMN_REOPENED:
      return batch->reopened;
    case COLUMN_UNCHANGED:
      return batch->unchanged;
    case COLUMN_REJECTED:
      return batch->rejected;
    case COLUMN_MISSING:
      return batch->missing;
    case COLUMN_FILE:
    case COLUMN_AS_OF:
    case N_COLUMNS:
      break;
    }
  g_return_val_if_reached (0);
}

static char *
column_text (HcImportsPage *self, const HcBatch *batch, Column column)
{
  if (column == COLUMN_FILE)
    return g_strdup (batch->file);
  if (column == COLUMN_AS_OF)
    return hc_format_instant (batch->as_of, hc_launch_calendar (hc_page_launch (HC_PAGE (self))));
  return hc_format_count (column_count (batch, column));
}

static Column
factory_column (GtkListItemFactory *factory)
{
  return (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static guint
warning_count (const HcBatch *batch)
{
  return batch->warnings != NULL ? batch->warnings->len : 0;
}

/* A cell is a box: an icon for what asks for a look, and the text. */
static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, HcImportsPage *self)
{
  Column column = factory_column (factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (icon, "hc-warn");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (column == COLUMN_FILE)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
    }
  else
    gtk_widget_add_css_class (label, "numeric");
  if (columns[column].figure)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static char *
file_tooltip (const HcBatch *batch)
{
  guint n = warning_count (batch);

  if (n == 0)
    return g_strdup (batch->file);
  /* TRANSLATORS: file name, then the number of warnings of its import */
  return g_strdup_printf (ngettext ("%s: %u warning", "%s: %u warnings", n), batch->file, n);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, HcImportsPage *self)
{
  Column column = factory_column (factory);
  const HcBatch *batch = item_batch (gtk_list_item_get_item (item));
  g_autofree char *text = column_text (self, batch, column);
  g_autofree char *tooltip = column == COLUMN_FILE ? file_tooltip (batch) : NULL;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  gboolean asks = (column == COLUMN_FILE && warning_count (batch) > 0) ||
                  (column == COLUMN_REJECTED && batch->rejected > 0);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (icon, asks);
  gtk_widget_set_tooltip_text (box, tooltip);
  if (tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                    -1);
}

static gboolean
is_figure (gpointer data, guint column)
{
  return columns[column].figure;
}

static void
add_columns (HcImportsPage *self)
{
  double scale = hc_text_scale_for_widget (GTK_WIDGET (self));

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), self);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_expand (column, columns[i].width == 0);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, (int) (columns[i].width * scale));
      gtk_column_view_append_column (self->view, column);
    }
  hc_column_view_align_headers (self->view, is_figure, NULL);
}

/* ---- content ---- */

static void
show_selected (HcImportsPage *self)
{
  HcImportItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    hc_import_detail_show (self->detail, hc_page_launch (HC_PAGE (self)), item->batches,
                           item->index);
}

static void
update_status (HcImportsPage *self, GPtrArray *batches)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  g_autofree char *tickets = hc_format_count ((gint64) hc_launch_ticket_count (launch));
  g_autofree char *imports =
    g_strdup_printf (ngettext ("%u import", "%u imports", batches->len), batches->len);
  /* TRANSLATORS: “9 imports · 1,204 tickets in this launch · newest first” */
  g_autofree char *text =
    g_strdup_printf (_("%s · %s tickets in this launch · newest first"), imports, tickets);

  gtk_label_set_text (self->status, text);
}

static void
update_subtitle (HcImportsPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  g_autofree char *subtitle = NULL;

  if (hc_launch_as_of (launch) != HC_INSTANT_NONE)
    subtitle = hc_format_as_of (hc_launch_as_of (launch), hc_launch_calendar (launch));
  hc_page_set_subtitle (HC_PAGE (self), subtitle);
}

static void
batches_changed_cb (HcImportsPage *self)
{
  GPtrArray *batches = hc_launch_batches (hc_page_launch (HC_PAGE (self)));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = batches->len; i-- > 0;)
    {
      HcImportItem *item = g_object_new (HC_TYPE_IMPORT_ITEM, NULL);

      item->batches = g_ptr_array_ref (batches);
      item->index = i;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, batches->len > 0 ? "list" : "empty");
  /* The newest one is what a person looks at after an import and after a take-back. */
  gtk_single_selection_set_selected (self->selection, 0);
  update_status (self, batches);
  update_subtitle (self);
  show_selected (self);
}

static void
hc_imports_page_launch_set (HcPage *page)
{
  HcImportsPage *self = HC_IMPORTS_PAGE (page);

  g_signal_connect_object (hc_page_launch (page), "notify::batches",
                           G_CALLBACK (batches_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hc_page_launch (page), "notify::settings",
                           G_CALLBACK (batches_changed_cb), self, G_CONNECT_SWAPPED);
  batches_changed_cb (self);
}

static void
hc_imports_page_dispose (GObject *object)
{
  HcImportsPage *self = HC_IMPORTS_PAGE (object);

  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (hc_imports_page_parent_class)->dispose (object);
}

static void
hc_imports_page_class_init (HcImportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_imports_page_dispose;
  HC_PAGE_CLASS (klass)->launch_set = hc_imports_page_launch_set;
  g_type_ensure (HC_TYPE_IMPORT_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-imports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcImportsPage, view);
  gtk_widget_class_bind_template_child (widget_class, HcImportsPage, status);
  gtk_widget_class_bind_template_child (widget_class, HcImportsPage, detail);
}

static void
hc_imports_page_init (HcImportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (HC_TYPE_IMPORT_ITEM);
  self->selection =
    gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}
