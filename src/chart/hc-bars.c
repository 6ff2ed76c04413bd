/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart-private.h"

#include <math.h>

#define LABEL_ROW 17.0
#define TOP_ROW 7.0
#define AXIS_WIDTH 26.0
#define LABEL_WIDTH 22.0
#define MAX_BAR 26.0
#define MAX_STEPS 2

static double
scale_of (const HcBars *self)
{
  return self->text_scale > 0 ? self->text_scale : 1;
}

/* The smallest of 1, 2, 5, 10, 20 … that needs at most MAX_STEPS steps: counts have whole steps. */
static double
nice_step (double largest)
{
  static const double parts[] = { 1, 2, 5 };
  double power = 1;

  for (;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if (parts[i] * power * MAX_STEPS >= largest)
        return parts[i] * power;
}

HcBarsPlot
hc_bars_layout (const HcBars *self, double width, double height)
{
  HcBarsPlot plot = { .n_slots = self->n_days };
  double scale = scale_of (self);
  double largest = 1, slot;
  guint step;

  for (guint i = 0; i < self->n_days; i++)
    if (isfinite (self->days[i].value))
      largest = MAX (largest, self->days[i].value);
  plot.step = nice_step (largest);
  plot.y_max = plot.step * MAX (1, ceil (largest / plot.step));
  plot.left = AXIS_WIDTH * scale;
  plot.top_y = TOP_ROW * scale;
  plot.base_y = MAX (plot.top_y, height - LABEL_ROW * scale);
  plot.slots = g_new0 (HcBarsSlot, self->n_days);
  slot = self->n_days > 0 ? MAX (0, width - plot.left) / self->n_days : 0;
  step = slot > 0 ? MAX (1, (guint) ceil (LABEL_WIDTH * scale / slot)) : 1;
  for (guint i = 0; i < self->n_days; i++)
    {
      HcBarsSlot *s = &plot.slots[i];
      double value = self->days[i].value;

      s->x = plot.left + i * slot;
      s->width = slot;
      s->bar_w = MIN (MAX_BAR * scale, MAX (1, slot * 0.6));
      s->bar_x = s->x + (slot - s->bar_w) / 2;
      s->h = isfinite (value) ? MAX (value, 0) / plot.y_max * (plot.base_y - plot.top_y) : NAN;
      s->y = plot.base_y - s->h;
      s->label_shown = (self->n_days - 1 - i) % step == 0; /* the last day always */
    }
  return plot;
}

void
hc_bars_plot_clear (HcBarsPlot *plot)
{
  g_clear_pointer (&plot->slots, g_free);
  plot->n_slots = 0;
}

int
hc_bars_slot_at (const HcBarsPlot *plot, double x)
{
  for (guint i = 0; i < plot->n_slots; i++)
    if (x >= plot->slots[i].x && x < plot->slots[i].x + plot->slots[i].width)
      return (int) i;
  return -1;
}

static void
draw_grid (cairo_t *cr,
           const HcBars *self,
           const HcBarsPlot *plot,
           const HcChartStyle *style,
           double right)
{
  double scale = scale_of (self);

  for (double value = 0; value <= plot->y_max; value += plot->step)
    {
      double y = plot->base_y - value / plot->y_max * (plot->base_y - plot->top_y);
      char text[32];

      g_snprintf (text, sizeof text, "%.0f", value);
      hc_chart_set_text_colour (cr, style, value > 0 ? 0.09 : 0.35);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, plot->left, floor (y) + 0.5);
      cairo_line_to (cr, right, floor (y) + 0.5);
      cairo_stroke (cr);
      hc_chart_set_text_colour (cr, style, 0.72);
      hc_chart_text (cr, style, text, plot->left - 4 * scale, y - 7 * scale, HC_CHART_TEXT_END,
                     scale, FALSE);
    }
}

static void
draw_bar (cairo_t *cr, const HcBarsDay *day, const HcBarsSlot *slot, const HcChartStyle *style)
{
  static const double dashes[] = { 3, 2 };
  double x = round (slot->bar_x), y = round (slot->y), w = round (slot->bar_w);
  double h = MAX (0, round (slot->y + slot->h) - y);

  if (!isfinite (slot->h) || h <= 0)
    return;
  hc_chart_set_series_colour (cr, style, 0, day->working || !day->complete ? 1 : 0.5);
  if (day->complete)
    {
      cairo_rectangle (cr, x, y, w, h);
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.25);
  cairo_rectangle (cr, x + 0.625, y + 0.625, w - 1.25, MAX (0, h - 1.25));
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
hc_bars_draw (cairo_t *cr, const HcBars *self, const HcBarsPlot *plot, const HcChartStyle *style)
{
  double scale = scale_of (self);
  double right = plot->n_slots > 0 ? plot->slots[plot->n_slots - 1].x
                                       + plot->slots[plot->n_slots - 1].width
                                   : plot->left;

  draw_grid (cr, self, plot, style, right);
  for (guint i = 0; i < plot->n_slots; i++)
    {
      const HcBarsSlot *slot = &plot->slots[i];

      draw_bar (cr, &self->days[i], slot, style);
      if (!slot->label_shown)
        continue;
      hc_chart_set_text_colour (cr, style, 0.72);
      hc_chart_text (cr, style, self->labels[i], slot->x + slot->width / 2,
                     plot->base_y + 2 * scale, HC_CHART_TEXT_CENTRE, scale, i + 1 == plot->n_slots);
    }
}
