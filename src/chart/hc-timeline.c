/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart-private.h"

#include <math.h>

#define MARK_ROW 18.0  /* labels of go-live and planned end above the bars */
#define LABEL_ROW 17.0 /* day numbers, then day names, below the base line */
#define LABEL_WIDTH 38.0
#define LABEL_GAP 4.0 /* of it on each side */
#define MAX_BAR 14.0
#define BAR_GAP 2.0

static double
text_scale (const HcTimeline *self)
{
  return self->text_scale > 0 ? self->text_scale : 1;
}

static double
largest_value (const HcTimeline *self)
{
  double largest = 1;

  for (guint i = 0; i < self->n_days; i++)
    {
      if (isfinite (self->days[i].opened))
        largest = MAX (largest, self->days[i].opened);
      if (isfinite (self->days[i].resolved))
        largest = MAX (largest, self->days[i].resolved);
    }
  return largest;
}

static void
place_bar (const HcTimelinePlot *plot, double value, double *y, double *h)
{
  *h = isfinite (value) ? MAX (value, 0) / plot->y_max * (plot->base_y - plot->top_y) : NAN;
  *y = plot->base_y - *h;
}

/* Every step-th label from the first on; today always, its neighbours give way. */
static void
thin_labels (const HcTimeline *self, HcTimelinePlot *plot, double slot_width)
{
  double needed = LABEL_WIDTH * text_scale (self);
  guint step = slot_width > 0 ? MAX (1, (guint) ceil (needed / slot_width)) : 1;

  for (guint i = 0; i < plot->n_slots; i++)
    {
      int to_today = self->today == HC_DAY_NONE ? G_MAXINT : ABS (self->days[i].date - self->today);

      plot->slots[i].label_shown = to_today == 0 || (i % step == 0 && to_today >= (int) step);
    }
}

HcTimelinePlot
hc_timeline_layout (const HcTimeline *self, double width, double height)
{
  HcTimelinePlot plot = { .n_slots = self->n_days, .go_live_x = NAN, .planned_end_x = NAN };
  double scale = text_scale (self);
  double slot_width = self->n_days > 0 ? width / self->n_days : width;
  double bar = MIN (MAX_BAR * scale, MAX (1, (slot_width - BAR_GAP) * 0.3));
  double gap = slot_width > 8 ? BAR_GAP : 0;

  plot.slots = g_new0 (HcTimelineSlot, self->n_days);
  plot.top_y = MARK_ROW * scale;
  plot.base_y = MAX (plot.top_y, height - 2 * LABEL_ROW * scale - 3);
  plot.y_max = largest_value (self);

  for (guint i = 0; i < self->n_days; i++)
    {
      const HcTimelineDay *day = &self->days[i];
      HcTimelineSlot *slot = &plot.slots[i];

      slot->x = i * slot_width;
      slot->width = slot_width;
      slot->bar_w = bar;
      slot->opened_x = slot->x + slot_width / 2 - bar - gap / 2;
      slot->resolved_x = slot->x + slot_width / 2 + gap / 2;
      place_bar (&plot, day->opened, &slot->opened_y, &slot->opened_h);
      place_bar (&plot, day->resolved, &slot->resolved_y, &slot->resolved_h);
      if (day->date == self->go_live)
        plot.go_live_x = slot->x;
      if (day->date == self->planned_end)
        plot.planned_end_x = slot->x + slot_width;
    }
  thin_labels (self, &plot, slot_width);
  return plot;
}

void
hc_timeline_plot_clear (HcTimelinePlot *plot)
{
  g_clear_pointer (&plot->slots, g_free);
  plot->n_slots = 0;
}

int
hc_timeline_slot_at (const HcTimelinePlot *plot, double x)
{
  for (guint i = 0; i < plot->n_slots; i++)
    if (x >= plot->slots[i].x && x < plot->slots[i].x + plot->slots[i].width)
      return (int) i;
  return -1;
}

/* Days next to each other share one band, without seams of antialiasing. */
static void
draw_bands (cairo_t *cr,
            const HcTimeline *self,
            const HcTimelinePlot *plot,
            const HcChartStyle *style)
{
  const double *c = style->text_rgba;

  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3] * (style->high_contrast ? 0.12 : 0.045));
  for (guint i = 0; i < plot->n_slots;)
    {
      guint end = i;

      while (end < plot->n_slots && !self->days[end].working)
        end++;
      if (end > i)
        {
          double x = round (plot->slots[i].x);
          double right = round (plot->slots[end - 1].x + plot->slots[end - 1].width);

          cairo_rectangle (cr, x, plot->top_y, right - x, plot->base_y - plot->top_y);
        }
      i = MAX (end, i + 1);
    }
  cairo_fill (cr);
}

/* Pixel edges, so that bars are sharp; a count of 0 is a sliver, no value is nothing. */
static void
bar_path (cairo_t *cr, double x, double y, double w, double h, double inset)
{
  double left = round (x), right = MAX (round (x + w), left + 1);
  double top = round (y), bottom = round (y + h);

  if (bottom - top < 1)
    top = bottom - 1;
  cairo_rectangle (cr, left + inset, top + inset, right - left - 2 * inset,
                   MAX (bottom - top - inset, 0.5));
}

static void
draw_bar (cairo_t *cr, double x, double y, double w, double h, gboolean complete)
{
  const double dash[] = { 3, 2 };

  if (isnan (h))
    return;
  bar_path (cr, x, y, w, h, complete ? 0 : 0.5);
  if (complete)
    {
      cairo_fill (cr);
      return;
    }
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_bars (cairo_t *cr,
           const HcTimeline *self,
           const HcTimelinePlot *plot,
           const HcChartStyle *style)
{
  for (guint i = 0; i < plot->n_slots; i++)
    {
      const HcTimelineSlot *slot = &plot->slots[i];
      gboolean complete = self->days[i].complete;
      double grey[4];

      hc_chart_set_series_colour (cr, style, 0, 1);
      draw_bar (cr, slot->opened_x, slot->opened_y, slot->bar_w, slot->opened_h, complete);
      hc_chart_comparison_colour (style, grey);
      cairo_set_source_rgba (cr, grey[0], grey[1], grey[2], complete ? grey[3] : MAX (grey[3], 0.55));
      draw_bar (cr, slot->resolved_x, slot->resolved_y, slot->bar_w, slot->resolved_h, complete);
    }
}

static void
draw_mark (cairo_t *cr,
           const HcTimeline *self,
           const HcTimelinePlot *plot,
           const HcChartStyle *style,
           double x,
           const char *label,
           HcChartAlign align)
{
  double line_x = floor (x) + (align == HC_CHART_TEXT_START ? 0.5 : -0.5);

  if (isnan (x))
    return;
  hc_chart_set_text_colour (cr, style, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, line_x, 0);
  cairo_line_to (cr, line_x, plot->base_y);
  cairo_stroke (cr);
  if (label == NULL)
    return;
  hc_chart_set_text_colour (cr, style, 0.8);
  hc_chart_text (cr, style, label, align == HC_CHART_TEXT_START ? x + 5 : x - 6, 0, align,
                 text_scale (self), FALSE);
}

/* The day's number on a disc marks today. */
static void
draw_day_number (cairo_t *cr,
                 const HcTimeline *self,
                 const HcChartStyle *style,
                 guint i,
                 double centre,
                 double y)
{
  double scale = text_scale (self);
  gboolean is_today = self->days[i].date == self->today;
  g_autofree char *number = g_strdup_printf ("%d", (int) (self->days[i].date - self->go_live) + 1);

  if (is_today)
    {
      hc_chart_set_series_colour (cr, style, 0, 1);
      cairo_arc (cr, centre, y + 8 * scale, 9.5 * scale, 0, 2 * G_PI);
      cairo_fill (cr);
      if (style->dark)
        cairo_set_source_rgb (cr, 0.12, 0.12, 0.12);
      else
        cairo_set_source_rgb (cr, 1, 1, 1);
    }
  else
    {
      gboolean past = self->today != HC_DAY_NONE && self->days[i].date < self->today;

      hc_chart_set_text_colour (cr, style, past ? 0.9 : 0.72);
    }
  hc_chart_text (cr, style, number, centre, y, HC_CHART_TEXT_CENTRE, scale, is_today);
}

static void
draw_labels (cairo_t *cr,
             const HcTimeline *self,
             const HcTimelinePlot *plot,
             const HcChartStyle *style)
{
  double scale = text_scale (self);
  double y = plot->base_y + 3;
  double margin = LABEL_WIDTH * scale / 2 - LABEL_GAP;
  double right = plot->n_slots * plot->slots[0].width - margin;

  for (guint i = 0; i < plot->n_slots; i++)
    {
      double centre = plot->slots[i].x + plot->slots[i].width / 2;

      if (!plot->slots[i].label_shown)
        continue;
      /* The first and the last are wider than their slot when there are many days. */
      if (right > margin)
        centre = CLAMP (centre, margin, right);
      draw_day_number (cr, self, style, i, centre, y);
      if (self->day_labels == NULL)
        continue;
      hc_chart_set_text_colour (cr, style, 0.72);
      hc_chart_text (cr, style, self->day_labels[i], centre, y + LABEL_ROW * scale,
                     HC_CHART_TEXT_CENTRE, scale, self->days[i].date == self->today);
    }
}

static void
draw_base_line (cairo_t *cr, const HcTimelinePlot *plot, const HcChartStyle *style)
{
  const HcTimelineSlot *last = &plot->slots[plot->n_slots - 1];

  hc_chart_set_text_colour (cr, style, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, plot->slots[0].x, round (plot->base_y) + 0.5);
  cairo_line_to (cr, last->x + last->width, round (plot->base_y) + 0.5);
  cairo_stroke (cr);
}

void
hc_timeline_draw (cairo_t *cr,
                  const HcTimeline *self,
                  const HcTimelinePlot *plot,
                  const HcChartStyle *style)
{
  if (plot->n_slots == 0)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  if (style->card_rgba[3] > 0)
    {
      cairo_set_source_rgba (cr, style->card_rgba[0], style->card_rgba[1], style->card_rgba[2],
                             style->card_rgba[3]);
      cairo_paint (cr);
    }
  draw_bands (cr, self, plot, style);
  draw_bars (cr, self, plot, style);
  draw_base_line (cr, plot, style);
  draw_mark (cr, self, plot, style, plot->go_live_x, self->go_live_label, HC_CHART_TEXT_START);
  draw_mark (cr, self, plot, style, plot->planned_end_x, self->planned_end_label,
             HC_CHART_TEXT_END);
  draw_labels (cr, self, plot, style);
  cairo_restore (cr);
}
