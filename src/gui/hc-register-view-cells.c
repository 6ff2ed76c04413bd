/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns and cells of a register: texts, overdue dates, the focused cell. */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"
#include "hc-widgets.h"

/* Longer columns wrap; the title takes what is left. */
#define MIN_TEXT_CHARS 8
#define MAX_TEXT_CHARS 17
#define MIN_TITLE_CHARS 24
#define MAX_TITLE_CHARS 30
#define MIN_LABEL_CHARS 3 /* room for the dots of a cut text, or GTK complains */
#define CELL_PADDING 16
#define TITLE_PADDING 38 /* a header keeps room for its sort arrow */
#define ICON_ROOM 40
#define MARK_ROOM 28 /* an icon before the words */
#define FIRST_ROOM 14 /* the first column begins further in */
/* Where people make columns wider themselves, more of them are in sight. */
#define MAX_LAYOUT_CHARS 12
#define LAYOUT_TITLE_CHARS 22
#define LAYOUT_TITLE_PADDING 16

/* Cells and columns know what they show by its index: fields first, then the columns beyond. */
static int
index_of (gpointer object)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (object), "hc-index"));
}

/* Where the cell stands; G_MAXUINT: its column is not shown. */
static guint
item_column (HcRegisterView *self, GtkListItem *item)
{
  int index = index_of (item);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, int, i) == index)
      return i;
  return G_MAXUINT;
}

static const HcField *
field_at (HcRegisterView *self, int index)
{
  return self->type != NULL && index >= 0 && index < (int) self->type->n_fields
           ? &self->type->fields[index]
           : NULL;
}

const HcRegisterColumn *
hc_register_view_extra (HcRegisterView *self, int index)
{
  int extra = self->type != NULL ? index - (int) self->type->n_fields : -1;

  return self->hooks != NULL && extra >= 0 && extra < (int) self->hooks->n_columns
           ? &self->hooks->columns[extra]
           : NULL;
}

const HcField *
hc_register_view_field (HcRegisterView *self, guint column)
{
  return column < self->columns->len ? field_at (self, g_array_index (self->columns, int, column))
                                     : NULL;
}

int
hc_register_view_index (HcRegisterView *self, const char *name)
{
  int field = hc_record_type_field (self->type, name);

  for (guint i = 0; field < 0 && self->hooks != NULL && i < self->hooks->n_columns; i++)
    if (g_str_equal (self->hooks->columns[i].name, name))
      return (int) (self->type->n_fields + i);
  return field;
}

const char *
hc_register_view_name_of (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  const HcRegisterColumn *extra = hc_register_view_extra (self, index);

  return field != NULL ? field->name : extra != NULL ? extra->name : NULL;
}

const char *
hc_register_view_label_of (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  const HcRegisterColumn *extra = hc_register_view_extra (self, index);

  return field != NULL ? _(field->label) : extra != NULL ? _(extra->label) : "";
}

HcRecordList *
hc_register_view_references (HcRegisterView *self, const HcField *field)
{
  HcLaunch *launch = hc_record_list_launch (self->list);
  HcRegisterWatch *watch;
  g_autoptr (HcRecordList) list = NULL;

  if (field->type != HC_VALUE_REFERENCE || launch == NULL)
    return NULL;
  watch = g_hash_table_lookup (self->references, field->reference);
  if (watch == NULL)
    {
      list = hc_cell_references (launch, field->reference);
      watch = hc_register_watch_new (list);
      g_signal_connect_object (watch, "changed", G_CALLBACK (hc_register_view_refresh_cells), self,
                               G_CONNECT_SWAPPED);
      g_hash_table_insert (self->references, g_strdup (field->reference), watch);
    }
  return hc_register_watch_list (watch);
}

char *
hc_register_view_text (HcRegisterView *self, const HcRecordData *record, int field)
{
  const HcField *described = field_at (self, field);
  const HcRegisterColumn *extra = hc_register_view_extra (self, field);

  if (described == NULL)
    return extra != NULL ? extra->text (record, self->hooks_data) : g_strdup ("");
  return hc_cell_text (described, hc_register_view_references (self, described),
                       record->values[field]);
}

/* ---------------------------------------------------------------- one cell */

static HcDay
today (HcRegisterView *self)
{
  HcLaunch *launch = hc_record_list_launch (self->list);

  if (launch == NULL)
    return HC_DAY_NONE;
  return hc_calendar_day_of (hc_launch_calendar (launch), g_get_real_time () / G_USEC_PER_SEC);
}

/* Days since it was due; 0: not overdue. */
static int
days_overdue (HcRegisterView *self, const HcRecordData *record, int field)
{
  const char *value = record->values[field];
  HcDay day;

  if (field != self->overdue_field || value == NULL || !hc_day_parse (value, &day))
    return 0;
  if (self->overdue_match != NULL && !self->overdue_match (record, NULL))
    return 0;
  return day < today (self) ? today (self) - day : 0;
}

static void
show_overdue (GtkWidget *box, int days)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  g_autofree char *text = NULL;

  if (days > 0)
    text = g_strdup_printf (ngettext ("Overdue since yesterday", "Overdue for %d days",
                                      (gulong) days), days);
  gtk_widget_set_visible (icon, days > 0);
  gtk_widget_set_tooltip_text (box, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

/* The row itself has no name on GTK 4: it gets the record's. */
static void
name_row (GtkListItem *item, HcRecord *record)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    hc_record_title (record), -1);
}

/* Icon and words that say more than the value. */
static void
show_mark (HcRegisterView *self, const HcRecordData *data, int index, GtkWidget *box, char **text)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  HcRegisterMark mark = { 0 };

  self->hooks->decorate (data, hc_register_view_name_of (self, index), &mark, self->hooks_data);
  gtk_widget_set_visible (icon, mark.icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), mark.icon);
  gtk_widget_set_css_classes (icon, (const char *[]) { mark.css, NULL });
  if (mark.text != NULL)
    {
      g_free (*text);
      *text = mark.text;
    }
}

static void
show_cell (HcRegisterView *self, GtkListItem *item)
{
  HcRecord *record = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *label = box != NULL ? gtk_widget_get_last_child (box) : NULL;
  int index = index_of (item);
  const HcField *field = field_at (self, index);
  const HcRecordData *data;
  g_autofree char *text = NULL;

  if (record == NULL || label == NULL)
    return;
  data = hc_record_data (record);
  text = hc_register_view_text (self, data, index);
  if (self->hooks != NULL && self->hooks->decorate != NULL)
    show_mark (self, data, index, box, &text);
  gtk_label_set_label (GTK_LABEL (label), *text != '\0' ? text : HC_FORMAT_MISSING);
  if (field != NULL && field->type == HC_VALUE_DAY
      && (self->hooks == NULL || index == self->overdue_field))
    show_overdue (box, days_overdue (self, data, index));
  if (item_column (self, item) == 0)
    name_row (item, record);
}

/* What two lines cut. */
static gboolean
query_tooltip_cb (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (label));
  return TRUE;
}

static gboolean
is_figure (const HcField *field)
{
  return field->type == HC_VALUE_INTEGER || field->type == HC_VALUE_REAL;
}

static gboolean
has_marks (HcRegisterView *self, const HcField *field)
{
  return self->hooks != NULL && self->hooks->marked != NULL
         && g_strv_contains (self->hooks->marked, field->name);
}

static gboolean
is_figure_at (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  const HcRegisterColumn *extra = hc_register_view_extra (self, index);

  if (field != NULL && has_marks (self, field))
    return FALSE;
  return field != NULL ? is_figure (field) : extra != NULL && extra->is_figure;
}

static GtkWidget *
create_cell (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  gboolean day = field != NULL && field->type == HC_VALUE_DAY;
  gboolean figure = is_figure_at (self, index);
  GtkWidget *icon;

  if (day || (self->hooks != NULL && self->hooks->decorate != NULL))
    {
      icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
      gtk_widget_add_css_class (icon, "hc-bad");
      gtk_widget_set_visible (icon, FALSE);
      gtk_box_append (GTK_BOX (box), icon);
    }
  if (figure || day || (field != NULL && field->type == HC_VALUE_INSTANT))
    gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), figure ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), !day);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_LABEL_CHARS);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* ---------------------------------------------------------------- factory */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, HcRegisterView *self)
{
  int index = index_of (factory);
  GtkWidget *box;

  if (hc_register_view_name_of (self, index) == NULL)
    return;
  box = create_cell (self, index);
  g_object_set_data (G_OBJECT (item), "hc-index", GINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (box), "hc-list-item", item);
  gtk_list_item_set_child (item, box);
  g_ptr_array_add (self->cells, item);
}

static void
teardown_cb (GtkListItemFactory *factory, GtkListItem *item, HcRegisterView *self)
{
  g_ptr_array_remove_fast (self->cells, item);
}

static GtkWidget *
cell_widget (GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  return box != NULL ? gtk_widget_get_parent (box) : NULL;
}

static gboolean
is_focused (HcRegisterView *self, GtkListItem *item)
{
  return gtk_list_item_get_selected (item) && item_column (self, item) == self->column;
}

/* One cell speaks for its row. */
static void
show_marked (HcRegisterView *self, GtkListItem *item, GtkWidget *row)
{
  HcRecord *record = gtk_list_item_get_item (item);
  gboolean marked = record != NULL && hc_register_view_is_marked (self, hc_record_id (record));

  if (row == NULL || item_column (self, item) != 0)
    return;
  if (marked)
    gtk_widget_add_css_class (row, "hc-marked");
  else
    gtk_widget_remove_css_class (row, "hc-marked");
  if (hc_register_view_can_mark (self))
    gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, marked, -1);
}

/* GTK 4.8 has no focus of cells: the ring is drawn by a class, and the row says which cell it is. */
static void
show_focus (HcRegisterView *self, GtkListItem *item)
{
  GtkWidget *cell = cell_widget (item);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  GtkWidget *label;
  g_autofree char *text = NULL;

  if (cell == NULL)
    return;
  show_marked (self, item, row);
  if (!is_focused (self, item))
    {
      gtk_widget_remove_css_class (cell, "hc-cell-focus");
      return;
    }
  gtk_widget_add_css_class (cell, "hc-cell-focus");
  label = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  /* TRANSLATORS: read aloud: the field of a cell, then what it holds (“Owner: Jana Novak”) */
  text = g_strdup_printf (_("%s: %s"), hc_register_view_label_of (self, index_of (item)),
                          gtk_label_get_label (GTK_LABEL (label)));
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                    -1);
}

static void
record_changed_cb (HcRecord *record, GtkListItem *item)
{
  HcRegisterView *self = g_object_get_data (G_OBJECT (item), "hc-view");

  show_cell (self, item);
  show_focus (self, item);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, HcRegisterView *self)
{
  g_object_set_data (G_OBJECT (item), "hc-view", self);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (record_changed_cb), item);
  show_cell (self, item);
  show_focus (self, item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, HcRegisterView *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_changed_cb, item);
}

void
hc_register_view_refresh_cells (HcRegisterView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      show_cell (self, g_ptr_array_index (self->cells, i));
      show_focus (self, g_ptr_array_index (self->cells, i));
    }
}

void
hc_register_view_update_focus (HcRegisterView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    show_focus (self, g_ptr_array_index (self->cells, i));
}

void
hc_register_view_show_column (HcRegisterView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));
  GtkWidget *cell = hc_register_view_cell (self, self->selected_id, self->column);
  graphene_rect_t bounds;
  double start;

  if (cell == NULL || !gtk_widget_compute_bounds (cell, GTK_WIDGET (self->view), &bounds))
    return;
  start = gtk_adjustment_get_value (adjustment) + bounds.origin.x;
  gtk_adjustment_clamp_page (adjustment, start, start + bounds.size.width);
}

GtkWidget *
hc_register_view_cell (HcRegisterView *self, const char *id, guint column)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->cells, i);
      HcRecord *record = gtk_list_item_get_item (item);
      GtkWidget *cell = cell_widget (item);

      if (record != NULL && cell != NULL && item_column (self, item) == column
          && g_strcmp0 (hc_record_id (record), id) == 0 && gtk_widget_get_mapped (cell))
        return cell;
    }
  return NULL;
}

gboolean
hc_register_view_cell_at (
  HcRegisterView *self, double x, double y, HcRecord **record, guint *column)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  while (widget != NULL && widget != GTK_WIDGET (self->view)
         && !g_str_equal (gtk_widget_get_css_name (widget), "cell"))
    widget = gtk_widget_get_parent (widget);
  if (widget != NULL && widget != GTK_WIDGET (self->view)
      && (widget = gtk_widget_get_first_child (widget)) != NULL)
    item = g_object_get_data (G_OBJECT (widget), "hc-list-item");
  if (item == NULL || gtk_list_item_get_item (item) == NULL)
    return FALSE;
  *record = gtk_list_item_get_item (item);
  *column = item_column (self, item);
  return *column != G_MAXUINT;
}

/* ---------------------------------------------------------------- columns */

static guint
column_chars (HcRegisterView *self, const HcField *field)
{
  if ((field->flags & HC_FIELD_TITLE) != 0)
    return self->layout != NULL ? LAYOUT_TITLE_CHARS
                                : CLAMP (field->width, MIN_TITLE_CHARS, MAX_TITLE_CHARS);
  return CLAMP (field->width, MIN_TEXT_CHARS,
                self->layout != NULL ? MAX_LAYOUT_CHARS : MAX_TEXT_CHARS);
}

int
hc_register_view_column_width (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  const HcRegisterColumn *extra = hc_register_view_extra (self, index);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
    GTK_WIDGET (self->view), hc_register_view_label_of (self, index));
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self->view)), NULL, NULL);
  int char_width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  int title_width;
  int width = (int) (field != NULL ? column_chars (self, field) : extra->width) * char_width
              + CELL_PADDING;

  pango_font_metrics_unref (metrics);
  pango_layout_get_pixel_size (layout, &title_width, NULL);
  if (field != NULL && field->type == HC_VALUE_DAY)
    width += ICON_ROOM;
  else if (field != NULL && has_marks (self, field))
    width += MARK_ROOM;
  if (index == 0)
    width += FIRST_ROOM;
  return MAX (width,
              title_width + (self->layout != NULL ? LAYOUT_TITLE_PADDING : TITLE_PADDING));
}

/* The program's widths; where people set them, the layout does. */
static void
update_widths (HcRegisterView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; self->layout == NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (i < self->columns->len)
        gtk_column_view_column_set_fixed_width (
          column, hc_register_view_column_width (self, g_array_index (self->columns, int, i)));
    }
}

static gboolean
holds_figures (gpointer data, guint column)
{
  HcRegisterView *self = data;

  return column < self->columns->len
         && is_figure_at (self, g_array_index (self->columns, int, column));
}

void
hc_register_view_align_headers (HcRegisterView *self)
{
  hc_column_view_align_headers (self->view, holds_figures, self);
}

GtkColumnViewColumn *
hc_register_view_new_column (HcRegisterView *self, int index)
{
  const HcField *field = field_at (self, index);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "hc-index", GINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), self);
  column = gtk_column_view_column_new (hc_register_view_label_of (self, index), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column,
                                     field != NULL && (field->flags & HC_FIELD_TITLE) != 0);
  return column;
}

static void
append_column (HcRegisterView *self, int index)
{
  g_autoptr (GtkColumnViewColumn) column = hc_register_view_new_column (self, index);

  gtk_column_view_append_column (self->view, column);
}

void
hc_register_view_build_columns (HcRegisterView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i < self->columns->len; i++)
    append_column (self, g_array_index (self->columns, int, i));
  update_widths (self);
  hc_register_view_align_headers (self);
  if (g_signal_handler_find (self->view, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, update_widths, NULL) == 0)
    g_signal_connect_swapped (self->view, "map", G_CALLBACK (update_widths), self);
}
