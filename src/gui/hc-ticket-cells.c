/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-cells.h"

#include <glib/gi18n.h>

#include "hc-column-layout.h"
#include "hc-row.h"
#include "hc-ticket-text.h"

typedef struct
{
  HcTicketColumn column;
  HcLaunch *launch; /* borrowed */
} CellData;

static const HcTicketColumn default_order[] = {
  HC_TICKET_KEY,   HC_TICKET_PRIORITY, HC_TICKET_TITLE,
  HC_TICKET_STATE, HC_TICKET_GROUP,    HC_TICKET_AGE,
  HC_TICKET_LINK (HC_LINK_ISSUE),
};

const HcTicketColumn *
hc_ticket_column_default_order (guint *n)
{
  *n = G_N_ELEMENTS (default_order);
  return default_order;
}

gboolean
hc_ticket_column_is_default (HcTicketColumn column)
{
  for (guint i = 0; i < G_N_ELEMENTS (default_order); i++)
    if (default_order[i] == column)
      return TRUE;
  return FALSE;
}

gboolean
hc_ticket_column_is_figure (HcTicketColumn column)
{
  return column == HC_TICKET_AGE
         || (column < HC_TICKET_N_FIELDS && hc_ticket_fields[column].kind == HC_FIELD_COUNT);
}

int
hc_ticket_column_default_width (HcTicketColumn column)
{
  switch (column)
    {
    case HC_TICKET_KEY:
      return 112;
    case HC_TICKET_PRIORITY:
      return 60;
    case HC_TICKET_TITLE:
      return 160;
    case HC_TICKET_STATE:
    case HC_TICKET_CATEGORY:
      return 98;
    case HC_TICKET_GROUP:
      return 146;
    case HC_TICKET_AGE:
      return 74;
    case HC_TICKET_LINK (HC_LINK_ISSUE):
      return 80; /* the code; the title where there is room */
    default:
      return 120;
    }
}

/* ---------------------------------------------------------------- text cells */

static void
show_text (GtkListItem *list_item, const CellData *data)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (list_item));
  HcTicketItem *item = hc_row_item (gtk_list_item_get_item (list_item));
  g_autofree char *text = NULL;

  if (item != NULL)
    text = hc_ticket_cell_text (item, data->column, hc_launch_calendar (data->launch));
  if (data->column == HC_TICKET_LINK (HC_LINK_ISSUE))
    {
      /* the code is enough to read; the title is in the tooltip */
      g_object_set_data_full (G_OBJECT (cell), "hc-tooltip", g_strdup (text), g_free);
      if (item != NULL && item->issue_code != NULL)
        {
          gtk_inscription_set_text (cell, item->issue_code);
          return;
        }
    }
  gtk_inscription_set_text (cell, text); /* a row that is on its way is empty, never “–” */
}

/* The row itself has no name on GTK 4: give it the key and what the icon says. */
static void
name_row (GtkListItem *list_item)
{
  HcTicketItem *item = hc_row_item (gtk_list_item_get_item (list_item));
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = NULL;

  if (row == NULL || item == NULL)
    return;
  name = g_strjoin (", ", item->text[HC_TICKET_KEY],
                    item->text[HC_TICKET_TITLE] != NULL ? item->text[HC_TICKET_TITLE]
                                                        : _("without a title"),
                    NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What a narrow column cuts. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (cell));
  const char *more = g_object_get_data (G_OBJECT (cell), "hc-tooltip");
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL)
    return FALSE;
  if (more != NULL && g_strcmp0 (more, text) != 0)
    {
      gtk_tooltip_set_text (tooltip, more);
      return TRUE;
    }
  layout = gtk_widget_create_pango_layout (cell, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (cell))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
text_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellData *data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  gboolean is_figure = hc_ticket_column_is_figure (data->column);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), is_figure ? 1 : 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER); /* one line: the row has room for two */
  gtk_widget_set_hexpand (cell, TRUE);
  if (data->column == HC_TICKET_AGE
      || (data->column < HC_TICKET_N_FIELDS && hc_ticket_fields[data->column].kind > HC_FIELD_TERM))
    gtk_widget_add_css_class (cell, "numeric");
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_list_item_set_child (list_item, cell);
}

/* ---------------------------------------------------------------- priority */

#define NOT_SHOWN_YET -1

static gboolean
priority_tooltip_cb (
  GtkWidget *box, int x, int y, gboolean keyboard, GtkTooltip *tooltip, GtkListItem *list_item)
{
  HcTicketItem *item = hc_row_item (gtk_list_item_get_item (list_item));
  g_autofree char *text = NULL;

  if (item == NULL)
    return FALSE;
  text = hc_ticket_cell_text (item, HC_TICKET_PRIORITY, NULL);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
priority_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellData *data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *image = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_hexpand (image, TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_has_tooltip (box, TRUE);
  g_signal_connect (box, "query-tooltip", G_CALLBACK (priority_tooltip_cb), list_item);
  g_object_set_data (G_OBJECT (box), "hc-priority", GINT_TO_POINTER (NOT_SHOWN_YET));
  gtk_list_item_set_child (list_item, box);
}

/* Classes and icons restyle the cell: only when the rank differs from the row's before. */
static void
show_priority (GtkListItem *list_item, const CellData *data)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *image = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (image);
  HcTicketItem *item = hc_row_item (gtk_list_item_get_item (list_item));
  int priority = item != NULL ? item->priority : 0;
  const char *classes[] = { hc_priority_class (priority), NULL };

  if (priority == 0)
    {
      g_autofree char *text = item != NULL ? hc_ticket_cell_text (item, HC_TICKET_PRIORITY, NULL)
                                           : NULL;

      gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
    }
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), "hc-priority")) == priority)
    return;
  g_object_set_data (G_OBJECT (box), "hc-priority", GINT_TO_POINTER (priority));
  gtk_widget_set_visible (image, priority > 0);
  gtk_widget_set_visible (label, priority == 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), hc_priority_icon (priority));
  gtk_widget_set_css_classes (image, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priority > 0 ? hc_priority_label (priority) : "", -1);
}

/* ---------------------------------------------------------------- binding */

static void
show_cell (GtkListItem *list_item, const CellData *data)
{
  if (data->column == HC_TICKET_PRIORITY)
    show_priority (list_item, data);
  else
    show_text (list_item, data);
  if (data->column == HC_TICKET_KEY)
    name_row (list_item);
}

static void
item_arrived_cb (HcRow *row, GParamSpec *pspec, GtkListItem *list_item)
{
  show_cell (list_item, g_object_get_data (G_OBJECT (list_item), "hc-cell"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellData *data)
{
  g_object_set_data (G_OBJECT (list_item), "hc-cell", data);
  g_signal_connect (gtk_list_item_get_item (list_item), "notify::item",
                    G_CALLBACK (item_arrived_cb), list_item);
  show_cell (list_item, data);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellData *data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_arrived_cb,
                                        list_item);
}

static void
free_data (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkListItemFactory *
factory_new (HcTicketColumn column, HcLaunch *launch)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  CellData *data = g_new (CellData, 1);

  *data = (CellData) { column, launch };
  g_signal_connect_data (factory, "setup",
                         column == HC_TICKET_PRIORITY ? G_CALLBACK (priority_setup_cb)
                                                      : G_CALLBACK (text_setup_cb),
                         data, free_data, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  return factory;
}

GtkColumnViewColumn *
hc_ticket_column_new (HcTicketColumn column, HcLaunch *launch)
{
  const char *title = column == HC_TICKET_PRIORITY ? C_ ("short for priority", "Pri.")
                                                   : hc_ticket_column_label (column);
  GtkColumnViewColumn *result = gtk_column_view_column_new (title, factory_new (column, launch));

  gtk_column_view_column_set_resizable (result, TRUE);
  gtk_column_view_column_set_expand (result, column == HC_TICKET_TITLE);
  return result;
}
