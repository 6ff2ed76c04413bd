/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-raci-cell.h"

#include <math.h>

#define GAP 3
#define PADDING_X 8
#define PADDING_Y 6
#define RADIUS 4
#define USUAL_LETTERS 2 /* room for so many before a column widens */
#define SECOND 0.72

const char *const hc_raci_letters[HC_RACI_N_LETTERS] = { "R", "A", "C", "I" };

struct _HcRaciCell
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;
  char *duty_id;
  char *team_id;

  guint letters;
};

G_DEFINE_FINAL_TYPE (HcRaciCell, hc_raci_cell, GTK_TYPE_WIDGET)

/* ---------------------------------------------------------------- drawing */

static void
rounded_rectangle (cairo_t *cr, double x, double y, double size)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size - RADIUS, y + RADIUS, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, x + size - RADIUS, y + size - RADIUS, RADIUS, 0, G_PI_2);
  cairo_arc (cr, x + RADIUS, y + size - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

void
hc_raci_letter_draw (cairo_t *cr,
                     PangoLayout *layout,
                     const char *letter,
                     double x,
                     double y,
                     double size,
                     const GdkRGBA *color,
                     const GdkRGBA *background)
{
  gboolean filled = *letter == 'A', outlined = *letter == 'R';
  int width, height;

  if (filled)
    {
      rounded_rectangle (cr, x, y, size);
      set_color (cr, color, 1);
      cairo_fill (cr);
    }
  else if (outlined)
    {
      rounded_rectangle (cr, x + .75, y + .75, size - 1.5);
      set_color (cr, color, SECOND);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
  pango_layout_set_text (layout, letter, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (filled)
    set_color (cr, background, 1);
  else
    set_color (cr, color, outlined ? 1 : SECOND);
  cairo_move_to (cr, round (x + (size - width) / 2), round (y + (size - height) / 2));
  pango_cairo_show_layout (cr, layout);
}

static PangoLayout *
make_layout (HcRaciCell *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "A");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* 22 px at the usual size of text; grows with it. */
static int
square_size (HcRaciCell *self)
{
  g_autoptr (PangoLayout) layout = make_layout (self);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return MAX (22, (int) ceil (height * 1.35));
}

static guint
count_letters (guint letters)
{
  guint n = 0;

  for (guint i = 0; i < HC_RACI_N_LETTERS; i++)
    n += (letters >> i) & 1;
  return n;
}

static void
hc_raci_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HcRaciCell *self = HC_RACI_CELL (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int size = square_size (self);
  int n = (int) count_letters (self->letters);
  double x = (width - n * size - (n - 1) * GAP) / 2.0;
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color, background;
  cairo_t *cr;

  GTK_WIDGET_CLASS (hc_raci_cell_parent_class)->snapshot (widget, snapshot);
  if (self->letters == 0)
    return;
  layout = make_layout (self);
  gtk_style_context_get_color (style, &color);
  if (!gtk_style_context_lookup_color (style, "window_bg_color", &background))
    background = (GdkRGBA){ 1, 1, 1, 1 };
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  for (guint i = 0; i < HC_RACI_N_LETTERS; i++)
    if (self->letters & (1u << i))
      {
        hc_raci_letter_draw (cr, layout, hc_raci_letters[i], x, (height - size) / 2.0, size,
                             &color, &background);
        x += size + GAP;
      }
  cairo_destroy (cr);
}

/* Rows of several panes agree on their heights before any width is given, so a child has one width:
 * its natural one. */
static void
measure_child (HcRaciCell *self, GtkOrientation orientation, int *minimum, int *natural)
{
  int width;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  *minimum = *natural = width;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->child, orientation, width, minimum, natural, NULL, NULL);
}

static void
hc_raci_cell_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  HcRaciCell *self = HC_RACI_CELL (widget);
  int size = square_size (self);
  int n = MAX (USUAL_LETTERS, (int) count_letters (self->letters));

  if (self->child != NULL)
    measure_child (self, orientation, minimum, natural);
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = n * size + (n - 1) * GAP + 2 * PADDING_X;
  else
    *minimum = *natural = size + 2 * PADDING_Y;
  *minimum_baseline = *natural_baseline = -1;
}

static void
hc_raci_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HcRaciCell *self = HC_RACI_CELL (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, -1, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static GtkSizeRequestMode
hc_raci_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* ---------------------------------------------------------------- class */

static void
hc_raci_cell_dispose (GObject *object)
{
  HcRaciCell *self = HC_RACI_CELL (object);
  GtkWidget *child;

  /* also a popover that points here */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->child = NULL;
  g_clear_pointer (&self->duty_id, g_free);
  g_clear_pointer (&self->team_id, g_free);
  G_OBJECT_CLASS (hc_raci_cell_parent_class)->dispose (object);
}

static void
hc_raci_cell_class_init (HcRaciCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_raci_cell_dispose;
  widget_class->snapshot = hc_raci_cell_snapshot;
  widget_class->measure = hc_raci_cell_measure;
  widget_class->size_allocate = hc_raci_cell_size_allocate;
  widget_class->get_request_mode = hc_raci_cell_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "hc-raci-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
hc_raci_cell_init (HcRaciCell *self)
{
}

GtkWidget *
hc_raci_cell_new (const char *duty_id, const char *team_id, GtkWidget *child)
{
  HcRaciCell *self = g_object_new (HC_TYPE_RACI_CELL, NULL);

  self->duty_id = g_strdup (duty_id);
  self->team_id = g_strdup (team_id);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

const char *
hc_raci_cell_duty (HcRaciCell *self)
{
  g_return_val_if_fail (HC_IS_RACI_CELL (self), NULL);
  return self->duty_id;
}

const char *
hc_raci_cell_team (HcRaciCell *self)
{
  g_return_val_if_fail (HC_IS_RACI_CELL (self), NULL);
  return self->team_id;
}

GtkWidget *
hc_raci_cell_child (HcRaciCell *self)
{
  g_return_val_if_fail (HC_IS_RACI_CELL (self), NULL);
  return self->child;
}

void
hc_raci_cell_set_letters (HcRaciCell *self, guint letters)
{
  g_return_if_fail (HC_IS_RACI_CELL (self));

  if (self->letters == letters)
    return;
  self->letters = letters;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
hc_raci_cell_get_letters (HcRaciCell *self)
{
  g_return_val_if_fail (HC_IS_RACI_CELL (self), 0);
  return self->letters;
}

void
hc_raci_cell_set_name (HcRaciCell *self, const char *name)
{
  g_return_if_fail (HC_IS_RACI_CELL (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
