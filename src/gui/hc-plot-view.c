/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-chart-theme.h"

#define MIN_HEIGHT 120
#define NATURAL_HEIGHT 260
#define MIN_WIDTH 280
#define NATURAL_WIDTH 640
#define CURVE_STEP 4.0 /* pixels */
#define PICTURE_WIDTH 900
#define PICTURE_HEIGHT 460
#define PICTURE_SCALE 2

struct _HcPlotView
{
  GtkWidget parent_instance;

  int natural_height;
  int selected; /* of the layout's items, −1: none */
  gboolean by_pointer;
  double text_scale; /* of the layout */
  int width, height;

  /* Owned */
  HcPlotBuild *build;
  HcPlotLayout *layout; /* for width × height */
};

enum
{
  ITEM_ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcPlotView, hc_plot_view, GTK_TYPE_WIDGET)

/* ---- layout and selection ---- */

static HcPlot
plot_of (HcPlotView *self)
{
  HcPlot plot = *hc_plot_build_plot (self->build);

  plot.text_scale = hc_text_scale_for_widget (GTK_WIDGET (self));
  return plot;
}

static const HcPlotLayout *
ensure_layout (HcPlotView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  HcPlot plot;

  if (self->build == NULL)
    return NULL;
  plot = plot_of (self);
  if (self->layout != NULL && self->width == width && self->height == height &&
      self->text_scale == plot.text_scale)
    return self->layout;
  g_clear_pointer (&self->layout, hc_plot_layout_free);
  self->layout = hc_plot_layout (&plot, width, height);
  self->width = width;
  self->height = height;
  self->text_scale = plot.text_scale;
  return self->layout;
}

char *
hc_plot_view_dup_reading (HcPlotView *self)
{
  const HcPlotLayout *layout;
  const HcPlotItem *item;

  g_return_val_if_fail (HC_IS_PLOT_VIEW (self), NULL);

  layout = self->selected >= 0 ? ensure_layout (self) : NULL;
  if (layout == NULL || (guint) self->selected >= layout->n_items)
    return NULL;
  item = &layout->items[self->selected];
  return hc_plot_dup_reading (hc_plot_build_plot (self->build), item->series, item->slot);
}

/* A screen reader says one sentence, the box shows lines. */
static void
tell (HcPlotView *self)
{
  g_autofree char *reading = hc_plot_view_dup_reading (self);

  if (reading == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
      return;
    }
  g_strdelimit (reading, "\n", ' ');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  reading, -1);
}

static void
select_item (HcPlotView *self, int item, gboolean by_pointer)
{
  self->by_pointer = by_pointer;
  if (item == self->selected)
    return;
  self->selected = item;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
hc_plot_view_get_selected (HcPlotView *self)
{
  g_return_val_if_fail (HC_IS_PLOT_VIEW (self), -1);

  return self->selected;
}

static void
activate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);
  const HcPlotLayout *layout = ensure_layout (self);

  if (layout == NULL || self->selected < 0 || (guint) self->selected >= layout->n_items)
    return;
  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, layout->items[self->selected].series,
                 layout->items[self->selected].slot);
}

/* ---- pointer ---- */

static void
motion_cb (HcPlotView *self, double x, double y)
{
  const HcPlotLayout *layout = ensure_layout (self);
  int item = layout != NULL ? hc_plot_item_at (layout, x, y) : -1;

  if (item >= 0 || self->by_pointer)
    select_item (self, item, TRUE);
}

static void
leave_cb (HcPlotView *self)
{
  if (self->by_pointer)
    select_item (self, -1, TRUE);
}

static void
pressed_cb (HcPlotView *self, int n_press, double x, double y)
{
  const HcPlotLayout *layout = ensure_layout (self);
  int item = layout != NULL ? hc_plot_item_at (layout, x, y) : -1;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_item (self, item, FALSE); /* stays when the pointer leaves */
  if (n_press == 2)
    activate_action (GTK_WIDGET (self), NULL, NULL);
}

/* ---- keys ---- */

/* A curve has a step a ticket: the next that a hand would see, on the same curve; −1: there is none. */
static int
along_curve (const HcPlotLayout *layout, int from, int step)
{
  const HcPlotItem *start = &layout->items[from];
  int last = -1;

  for (int i = from + step; i >= 0 && i < (int) layout->n_items; i += step)
    {
      if (layout->items[i].series != start->series)
        continue;
      last = i;
      if (fabs (layout->items[i].x - start->x) >= CURVE_STEP)
        break;
    }
  return last;
}

/* The end of the first curve, or its beginning. */
static int
end_of_curve (const HcPlotLayout *layout, gboolean first)
{
  int found = 0;

  for (guint i = 0; i < layout->n_items; i++)
    if (layout->items[i].series == 0)
      {
        found = (int) i;
        if (first)
          break;
      }
  return found;
}

static void
walk_curve (HcPlotView *self, const HcPlotLayout *layout, int step)
{
  int item = -1;

  if (step == G_MININT32 || step == G_MAXINT32 || self->selected < 0)
    item = end_of_curve (layout, step == G_MININT32);
  else
    item = along_curve (layout, self->selected, step);
  if (item >= 0)
    select_item (self, item, FALSE);
}

static void
walk_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);
  const HcPlotLayout *layout = ensure_layout (self);
  int step = g_variant_get_int32 (parameter), last, item;

  if (layout == NULL || layout->n_items == 0)
    return;
  if (layout->kind == HC_PLOT_SURVIVAL)
    {
      walk_curve (self, layout, step);
      return;
    }
  last = (int) layout->n_items - 1;
  if (step == G_MININT32)
    item = 0;
  else if (step == G_MAXINT32 || self->selected < 0)
    item = last; /* the newest is what one wants to hear first */
  else
    item = CLAMP (self->selected + step, 0, last);
  select_item (self, item, FALSE);
}

/* Of curves: another one, at nearly the same time. */
static gboolean
stands_over (const HcPlotLayout *layout, const HcPlotItem *item, const HcPlotItem *from)
{
  if (layout->kind == HC_PLOT_SURVIVAL)
    return item->series != from->series && fabs (item->x - from->x) <= CURVE_STEP;
  return item->slot == from->slot;
}

/* The next item above or below in the same slot. */
static void
climb_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);
  const HcPlotLayout *layout = ensure_layout (self);
  int step = g_variant_get_int32 (parameter), found = -1;
  const HcPlotItem *from;

  if (layout == NULL || self->selected < 0 || (guint) self->selected >= layout->n_items)
    return;
  from = &layout->items[self->selected];
  for (guint i = 0; i < layout->n_items; i++)
    {
      const HcPlotItem *item = &layout->items[i];
      double ahead = (item->y - from->y) * step;

      if (stands_over (layout, item, from) && ahead > 0 &&
          (found < 0 || ahead < (layout->items[found].y - from->y) * step))
        found = (int) i;
    }
  if (found >= 0)
    select_item (self, found, FALSE);
}

static gboolean
let_go_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);

  if (self->selected < 0)
    return FALSE;
  select_item (self, -1, FALSE);
  return TRUE;
}

/* ---- clipboard ---- */

void
hc_plot_view_copy_picture (HcPlotView *self)
{
  HcChartStyle style = hc_chart_style_paper ();
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = PICTURE_WIDTH * PICTURE_SCALE, height = PICTURE_HEIGHT * PICTURE_SCALE;

  g_return_if_fail (HC_IS_PLOT_VIEW (self));

  if (self->build == NULL)
    return;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_scale (cr, PICTURE_SCALE, PICTURE_SCALE);
  hc_plot_draw_page (cr, hc_plot_build_plot (self->build), PICTURE_WIDTH, PICTURE_HEIGHT, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
}

void
hc_plot_view_copy_table (HcPlotView *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HC_IS_PLOT_VIEW (self));

  if (self->build == NULL)
    return;
  text = hc_plot_dup_table (hc_plot_build_plot (self->build));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_picture_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hc_plot_view_copy_picture (HC_PLOT_VIEW (widget));
}

static void
copy_table_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  hc_plot_view_copy_table (HC_PLOT_VIEW (widget));
}

/* ---- widget ---- */

static void
hc_plot_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);
  double scale = hc_text_scale_for_widget (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = (int) (MIN (MIN_HEIGHT, self->natural_height) * scale);
  *natural = (int) (self->natural_height * scale);
}

static void
hc_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HcPlotView *self = HC_PLOT_VIEW (widget);
  const HcPlotLayout *layout = ensure_layout (self);
  HcChartStyle style = hc_chart_style_for_widget (widget);
  g_autofree char *reading = hc_plot_view_dup_reading (self);
  HcPlot plot;
  cairo_t *cr;

  if (layout == NULL)
    return;
  plot = plot_of (self);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  hc_plot_draw (cr, &plot, layout, &style, self->selected, reading);
  cairo_destroy (cr);
}

static void
hc_plot_view_finalize (GObject *object)
{
  HcPlotView *self = HC_PLOT_VIEW (object);

  hc_plot_layout_free (self->layout);
  hc_plot_build_unref (self->build);
  G_OBJECT_CLASS (hc_plot_view_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    const char *action;
    int step;
  } keys[] = {
    { GDK_KEY_Left, "plot.walk", -1 },         { GDK_KEY_KP_Left, "plot.walk", -1 },
    { GDK_KEY_Right, "plot.walk", 1 },         { GDK_KEY_KP_Right, "plot.walk", 1 },
    { GDK_KEY_Home, "plot.walk", G_MININT32 }, { GDK_KEY_KP_Home, "plot.walk", G_MININT32 },
    { GDK_KEY_End, "plot.walk", G_MAXINT32 },  { GDK_KEY_KP_End, "plot.walk", G_MAXINT32 },
    { GDK_KEY_Up, "plot.climb", -1 },          { GDK_KEY_KP_Up, "plot.climb", -1 },
    { GDK_KEY_Down, "plot.climb", 1 },         { GDK_KEY_KP_Down, "plot.climb", 1 },
  };

  gtk_widget_class_install_action (klass, "plot.walk", "i", walk_action);
  gtk_widget_class_install_action (klass, "plot.climb", "i", climb_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, 0, keys[i].action, "i", keys[i].step);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, let_go_cb, NULL);
  gtk_widget_class_install_action (klass, "plot.activate", NULL, activate_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, 0, "plot.activate", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, 0, "plot.activate", NULL);
  gtk_widget_class_install_action (klass, "plot.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (klass, "plot.copy-table", NULL, copy_table_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "plot.copy-table", NULL);
}

static void
hc_plot_view_class_init (HcPlotViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_plot_view_finalize;
  signals[ITEM_ACTIVATED] =
    g_signal_new ("item-activated", HC_TYPE_PLOT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  widget_class->measure = hc_plot_view_measure;
  widget_class->snapshot = hc_plot_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hc-plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);
}

static void
hc_plot_view_init (HcPlotView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected = -1;
  self->natural_height = NATURAL_HEIGHT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
hc_plot_view_new (void)
{
  return g_object_new (HC_TYPE_PLOT_VIEW, NULL);
}

static void
describe (HcPlotView *self)
{
  const HcPlot *plot = self->build != NULL ? hc_plot_build_plot (self->build) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (plot != NULL && plot->subtitle != NULL)
    g_string_append_printf (text, "%s. ", plot->subtitle);
  if (plot != NULL && plot->footnote != NULL)
    g_string_append_printf (text, "%s ", plot->footnote);
  g_string_append (text, _("The arrow keys read the single values."));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
    plot != NULL && plot->title != NULL ? plot->title : _("Chart"),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

/* The item of the same series and slot, or −1. */
static int
find_item (HcPlotView *self, guint series, guint slot)
{
  const HcPlotLayout *layout = ensure_layout (self);

  for (guint i = 0; layout != NULL && i < layout->n_items; i++)
    if (layout->items[i].series == series && layout->items[i].slot == slot)
      return (int) i;
  return -1;
}

void
hc_plot_view_set_build (HcPlotView *self, HcPlotBuild *build)
{
  guint series = 0, slot = 0;
  gboolean selected;

  g_return_if_fail (HC_IS_PLOT_VIEW (self));

  selected = self->selected >= 0 && self->layout != NULL &&
             (guint) self->selected < self->layout->n_items;
  if (selected)
    {
      series = self->layout->items[self->selected].series;
      slot = self->layout->items[self->selected].slot;
    }
  if (build != NULL)
    hc_plot_build_ref (build);
  hc_plot_build_unref (self->build);
  self->build = build;
  g_clear_pointer (&self->layout, hc_plot_layout_free);
  self->selected = selected ? find_item (self, series, slot) : -1;
  describe (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

HcPlotBuild *
hc_plot_view_get_build (HcPlotView *self)
{
  g_return_val_if_fail (HC_IS_PLOT_VIEW (self), NULL);

  return self->build;
}

void
hc_plot_view_set_natural_height (HcPlotView *self, int height)
{
  g_return_if_fail (HC_IS_PLOT_VIEW (self));

  self->natural_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
