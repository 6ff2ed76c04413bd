/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart-private.h"

#include <math.h>

#define PADDING 4.0 /* room for the ring and the round line ends */
#define RING_RADIUS 3.0
#define LINE_WIDTH 1.75

static void
include_value (double value, double *low, double *high)
{
  if (!isfinite (value))
    return;
  *low = isnan (*low) ? value : MIN (*low, value);
  *high = isnan (*high) ? value : MAX (*high, value);
}

static double
place (const HcSparklinePlot *plot, double value, double height)
{
  if (!isfinite (value))
    return NAN;
  if (plot->y_max <= plot->y_min)
    return height / 2;
  return height - PADDING
         - (value - plot->y_min) / (plot->y_max - plot->y_min) * (height - 2 * PADDING);
}

HcSparklinePlot
hc_sparkline_layout (const HcSparkline *self, double width, double height)
{
  HcSparklinePlot plot = { .n = self->n, .y_min = NAN, .y_max = NAN };
  double step = self->n > 1 ? (width - 2 * PADDING) / (self->n - 1) : 0;

  plot.x = g_new (double, self->n);
  plot.y = g_new (double, self->n);
  for (guint i = 0; i < self->n; i++)
    include_value (self->values[i], &plot.y_min, &plot.y_max);
  include_value (self->target, &plot.y_min, &plot.y_max);

  for (guint i = 0; i < self->n; i++)
    {
      plot.x[i] = self->n > 1 ? PADDING + i * step : width / 2;
      plot.y[i] = place (&plot, self->values[i], height);
    }
  plot.target_y = place (&plot, self->target, height);
  return plot;
}

void
hc_sparkline_plot_clear (HcSparklinePlot *plot)
{
  g_clear_pointer (&plot->x, g_free);
  g_clear_pointer (&plot->y, g_free);
  plot->n = 0;
}

static gboolean
has_value (const HcSparklinePlot *plot, gint64 i)
{
  return i >= 0 && i < plot->n && !isnan (plot->y[i]);
}

/* A value between two gaps would be invisible as a line. */
static void
draw_lone_values (cairo_t *cr, const HcSparklinePlot *plot, guint n_solid)
{
  for (gint64 i = 0; i < n_solid; i++)
    if (has_value (plot, i) && !has_value (plot, i - 1) && !has_value (plot, i + 1))
      {
        cairo_arc (cr, plot->x[i], plot->y[i], LINE_WIDTH, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
draw_incomplete (cairo_t *cr, const HcSparklinePlot *plot)
{
  const double dash[] = { 4, 3 };
  guint last = plot->n - 1;

  if (!has_value (plot, last))
    return;
  if (has_value (plot, (gint64) last - 1))
    {
      double dx = plot->x[last] - plot->x[last - 1], dy = plot->y[last] - plot->y[last - 1];
      double length = hypot (dx, dy);
      double keep = length > RING_RADIUS ? (length - RING_RADIUS) / length : 0;

      cairo_set_dash (cr, dash, 2, 0);
      cairo_move_to (cr, plot->x[last - 1], plot->y[last - 1]);
      cairo_rel_line_to (cr, dx * keep, dy * keep);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  cairo_arc (cr, plot->x[last], plot->y[last], RING_RADIUS, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_target (cairo_t *cr, const HcSparklinePlot *plot, const HcChartStyle *style)
{
  const double dots[] = { 1, 3 };

  if (isnan (plot->target_y) || plot->n == 0)
    return;
  hc_chart_set_text_colour (cr, style, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_move_to (cr, plot->x[0], floor (plot->target_y) + 0.5);
  cairo_line_to (cr, plot->x[plot->n - 1], floor (plot->target_y) + 0.5);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
hc_sparkline_draw (cairo_t *cr,
                   const HcSparkline *self,
                   const HcSparklinePlot *plot,
                   const HcChartStyle *style)
{
  guint n_solid = self->last_incomplete && plot->n > 0 ? plot->n - 1 : plot->n;
  gboolean pen_down = FALSE;

  cairo_save (cr);
  cairo_new_path (cr);
  draw_target (cr, plot, style);

  hc_chart_set_series_colour (cr, style, 0, 1);
  cairo_set_line_width (cr, hc_chart_line_width (style, LINE_WIDTH));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < n_solid; i++)
    {
      if (has_value (plot, i) && pen_down)
        cairo_line_to (cr, plot->x[i], plot->y[i]);
      else if (has_value (plot, i))
        cairo_move_to (cr, plot->x[i], plot->y[i]);
      pen_down = has_value (plot, i);
    }
  cairo_stroke (cr);
  draw_lone_values (cr, plot, n_solid);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (self->last_incomplete && plot->n > 0)
    draw_incomplete (cr, plot);
  cairo_restore (cr);
}
