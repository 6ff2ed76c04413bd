/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-timeline-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-chart-theme.h"
#include "hc-format.h"

#define HEIGHT 128
#define MIN_WIDTH 240
#define READING_PADDING 8.0
#define READING_GAP 10.0

struct _HcTimelineView
{
  GtkWidget parent_instance;

  int hovered; /* slot, −1: none */
  int read;    /* slot chosen with the keys, −1: none */

  /* Owned */
  HcTimelineDay *days;
  guint n_days;
  HcDay go_live, planned_end, today;
  char **labels;
};

G_DEFINE_FINAL_TYPE (HcTimelineView, hc_timeline_view, GTK_TYPE_WIDGET)

/* ---------------------------------------------------------------- words */

static char *
day_label (HcDay day)
{
  static const char *const initials[] = { NC_ ("Monday", "M"),   NC_ ("Tuesday", "T"),
                                          NC_ ("Wednesday", "W"), NC_ ("Thursday", "T"),
                                          NC_ ("Friday", "F"),   NC_ ("Saturday", "S"),
                                          NC_ ("Sunday", "S") };
  static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };
  int weekday = hc_day_weekday (day) - 1;
  int day_of_month;

  hc_day_to_ymd (day, NULL, NULL, &day_of_month);
  /* Translators: initial of the weekday, day of the month: “W 4” */
  return g_strdup_printf (C_ ("day", "%s %d"),
                          g_dpgettext2 (NULL, names[weekday], initials[weekday]), day_of_month);
}

static void
append_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

char *
hc_timeline_view_reading (HcTimelineView *self, guint index)
{
  const HcTimelineDay *day = &self->days[index];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *date = hc_format_day_long (day->date);
  int number = day->date - self->go_live + 1;

  append_line (text, g_strdup_printf (_("%s, day %d"), date, number));
  if (isnan (day->opened))
    append_line (text, g_strdup (_("Not there yet")));
  else
    {
      g_autofree char *opened = hc_format_count ((gint64) day->opened);
      g_autofree char *resolved = hc_format_count ((gint64) day->resolved);

      append_line (text, g_strdup_printf (_("%s opened, %s resolved"), opened, resolved));
      if (!day->complete)
        append_line (text, g_strdup (_("So far: the day is incomplete")));
    }
  if (!day->working)
    append_line (text, g_strdup (_("Not a working day")));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
shown_slot (HcTimelineView *self)
{
  return self->hovered >= 0 ? self->hovered : self->read;
}

static void
tell_reading (HcTimelineView *self)
{
  g_autofree char *text = NULL;

  if (self->read < 0)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
      return;
    }
  text = hc_timeline_view_reading (self, (guint) self->read);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  g_strdelimit (text, "\n", ' '), -1);
}

/* The alternative to the picture: all days in a sentence each would be too long; totals are not. */
static void
describe (HcTimelineView *self)
{
  double opened = 0, resolved = 0;
  g_autofree char *from = hc_format_day (self->go_live);
  g_autofree char *to = hc_format_day (self->today == HC_DAY_NONE ? self->go_live : self->today);
  g_autofree char *n_opened = NULL;
  g_autofree char *n_resolved = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->n_days; i++)
    if (!isnan (self->days[i].opened))
      {
        opened += self->days[i].opened;
        resolved += isnan (self->days[i].resolved) ? 0 : self->days[i].resolved;
      }
  n_opened = hc_format_count ((gint64) opened);
  n_resolved = hc_format_count ((gint64) resolved);
  text = g_strdup_printf (_("From %s to %s, %s tickets were opened and %s resolved. The arrow keys "
                            "read the single days."),
                          from, to, n_opened, n_resolved);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tickets opened and resolved per day"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* ---------------------------------------------------------------- drawing */

static HcTimeline
timeline_of (HcTimelineView *self)
{
  return (HcTimeline) {
    .days = self->days, .n_days = self->n_days, .go_live = self->go_live,
    .planned_end = self->planned_end, .today = self->today, .go_live_label = _("Go-live"),
    .planned_end_label = _("Planned end"), .day_labels = (const char *const *) self->labels,
    .text_scale = hc_text_scale_for_widget (GTK_WIDGET (self)),
  };
}

static void
rounded_box (cairo_t *cr, double x, double y, double w, double h, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
set_rgba (cairo_t *cr, const double rgba[4], double alpha)
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3] * alpha);
}

/* The first line of @text in bold, at 9 pt. */
static PangoLayout *
reading_layout (HcTimelineView *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  const char *end = strchr (text, '\n');

  bold->start_index = 0;
  bold->end_index = end != NULL ? (guint) (end - text) : G_MAXUINT;
  pango_attr_list_insert (attributes, bold);
  pango_attr_list_insert (attributes, pango_attr_scale_new (9.0 / 11.0));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
draw_reading (HcTimelineView *self,
              cairo_t *cr,
              const HcTimelinePlot *plot,
              const HcChartStyle *style)
{
  const HcTimelineSlot *slot = &plot->slots[shown_slot (self)];
  g_autofree char *text = hc_timeline_view_reading (self, (guint) shown_slot (self));
  g_autoptr (PangoLayout) layout = reading_layout (self, text);
  static const double light[] = { 1, 1, 1, 1 }, dark[] = { 0.26, 0.26, 0.26, 1 };
  int text_width, text_height;
  double w, h, x, y;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  w = text_width + 2 * READING_PADDING;
  h = text_height + 2 * READING_PADDING;
  x = slot->x + slot->width + READING_GAP;
  if (x + w > gtk_widget_get_width (GTK_WIDGET (self)))
    x = slot->x - READING_GAP - w;
  x = MAX (floor (x), 0) + 0.5;
  y = floor (MAX (plot->top_y, (plot->base_y - h) / 2 + 4)) + 0.5;

  set_rgba (cr, style->text_rgba, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, slot->x + slot->width / 2, floor (y + h / 2) + 0.5);
  cairo_line_to (cr, x, floor (y + h / 2) + 0.5);
  cairo_stroke (cr);

  rounded_box (cr, x, y, w, h, 6);
  set_rgba (cr, style->dark ? dark : light, 1);
  cairo_fill_preserve (cr);
  set_rgba (cr, style->text_rgba, 0.3);
  cairo_stroke (cr);

  set_rgba (cr, style->text_rgba, 1);
  cairo_move_to (cr, x + READING_PADDING, y + READING_PADDING);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

static void
hc_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HcTimelineView *self = HC_TIMELINE_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  HcChartStyle style = hc_chart_style_for_widget (widget);
  HcTimeline timeline = timeline_of (self);
  HcTimelinePlot plot;
  cairo_t *cr;

  if (self->n_days == 0)
    return;
  plot = hc_timeline_layout (&timeline, width, height);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (shown_slot (self) >= 0)
    {
      const HcTimelineSlot *slot = &plot.slots[shown_slot (self)];

      set_rgba (cr, style.text_rgba, 0.07);
      cairo_rectangle (cr, slot->x, plot.top_y, slot->width, plot.base_y - plot.top_y);
      cairo_fill (cr);
    }
  hc_timeline_draw (cr, &timeline, &plot, &style);
  if (shown_slot (self) >= 0)
    draw_reading (self, cr, &plot, &style);
  cairo_destroy (cr);
  hc_timeline_plot_clear (&plot);
}

static void
hc_timeline_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (HEIGHT * MAX (1, hc_text_scale_for_widget (widget)));
  else
    {
      *minimum = MIN_WIDTH;
      *natural = 600;
    }
}

/* ---------------------------------------------------------------- pointer and keys */

static void
motion_cb (HcTimelineView *self, double x, double y)
{
  HcTimeline timeline = timeline_of (self);
  HcTimelinePlot plot = hc_timeline_layout (&timeline, gtk_widget_get_width (GTK_WIDGET (self)),
                                            gtk_widget_get_height (GTK_WIDGET (self)));
  int slot = hc_timeline_slot_at (&plot, x);

  hc_timeline_plot_clear (&plot);
  if (slot == self->hovered)
    return;
  self->hovered = slot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (HcTimelineView *self, int n_press, double x)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  motion_cb (self, x, 0);
  if (self->hovered >= 0)
    self->read = self->hovered; /* the arrow keys go on from here */
}

static void
leave_cb (HcTimelineView *self)
{
  self->hovered = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
read_slot (HcTimelineView *self, int slot)
{
  self->read = CLAMP (slot, 0, (int) self->n_days - 1);
  self->hovered = -1;
  tell_reading (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
slot_of_today (HcTimelineView *self)
{
  return self->today == HC_DAY_NONE ? 0 : self->today - self->days[0].date;
}

static gboolean
key_pressed_cb (HcTimelineView *self, guint key, guint code, GdkModifierType state)
{
  if (self->n_days == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
      read_slot (self, self->read < 0 ? slot_of_today (self) : self->read - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      read_slot (self, self->read < 0 ? slot_of_today (self) : self->read + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      read_slot (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      read_slot (self, slot_of_today (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (self->read < 0)
        return GDK_EVENT_PROPAGATE;
      self->read = -1;
      tell_reading (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (HcTimelineView *self)
{
  self->read = -1;
  tell_reading (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---------------------------------------------------------------- object */

static void
hc_timeline_view_finalize (GObject *object)
{
  HcTimelineView *self = HC_TIMELINE_VIEW (object);

  g_free (self->days);
  g_strfreev (self->labels);
  G_OBJECT_CLASS (hc_timeline_view_parent_class)->finalize (object);
}

static void
hc_timeline_view_class_init (HcTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_timeline_view_finalize;
  widget_class->measure = hc_timeline_view_measure;
  widget_class->snapshot = hc_timeline_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "hc-timeline");
}

static void
hc_timeline_view_init (HcTimelineView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->hovered = self->read = -1;
  self->go_live = self->planned_end = self->today = HC_DAY_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* Time runs from left to right in every script. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
hc_timeline_view_set_days (HcTimelineView *self,
                           const HcTimelineDay *days,
                           guint n_days,
                           HcDay go_live,
                           HcDay planned_end,
                           HcDay today)
{
  g_return_if_fail (HC_IS_TIMELINE_VIEW (self));

  g_free (self->days);
  g_strfreev (self->labels);
  self->days = g_memdup2 (days, n_days * sizeof *days);
  self->n_days = n_days;
  self->go_live = go_live;
  self->planned_end = planned_end;
  self->today = today;
  self->labels = g_new0 (char *, n_days + 1);
  for (guint i = 0; i < n_days; i++)
    self->labels[i] = day_label (days[i].date);
  if (self->read >= (int) n_days)
    self->read = -1;
  self->hovered = -1;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
