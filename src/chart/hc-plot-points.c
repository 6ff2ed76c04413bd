/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves over hours and points over exposure. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define LINE 2.0
#define SERIES_BAND 0.15
#define NEAR 0.3 /* pixels: what is nearer adds no ink */
#define CHUNK 400
#define SIGNAL 7.0
#define CURVE_STEPS 120
#define CURVE_MARKERS 8

/* ---- survival ---- */

static void
draw_steps (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, guint series)
{
  const HcPlotSeries *s = &plot->series[series];
  double x = NAN, y = NAN;
  guint n = 0;

  for (guint i = 0; i < s->n; i++)
    {
      double next_x, next_y;

      if (!isfinite (s->values[i]) || !isfinite (s->x[i]))
        continue;
      next_x = hc_plot_x (layout, s->x[i]);
      next_y = hc_plot_y (layout, s->values[i]);
      if (isnan (x))
        cairo_move_to (cr, next_x, next_y);
      else
        {
          if (i + 1 < s->n && next_x - x < NEAR && fabs (next_y - y) < NEAR)
            continue;
          if (++n % CHUNK == 0)
            {
              cairo_stroke (cr);
              cairo_move_to (cr, x, y);
            }
          cairo_line_to (cr, next_x, y);
          cairo_line_to (cr, next_x, next_y);
        }
      x = next_x;
      y = next_y;
    }
  cairo_stroke (cr);
}

/* As one rectangle a step, so that the band has the curve's corners. */
static void
draw_step_band (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, guint series)
{
  const HcPlotSeries *s = &plot->series[series];
  guint from = 0;

  if (s->low == NULL || s->high == NULL || s->n == 0)
    return;
  for (guint i = 1; i < s->n; i++)
    {
      double x = hc_plot_x (layout, s->x[from]), next = hc_plot_x (layout, s->x[i]), y;

      if (next - x < NEAR && i + 1 < s->n)
        continue;
      if (isfinite (s->low[from]) && isfinite (s->high[from]))
        {
          y = hc_plot_y (layout, s->high[from]);
          cairo_rectangle (cr, x, y, next - x, hc_plot_y (layout, s->low[from]) - y);
        }
      from = i;
    }
}

/* Where half are done: down to the axis. */
static void
draw_median (cairo_t *cr,
             const HcPlot *plot,
             const HcPlotLayout *layout,
             const HcChartStyle *style,
             guint series)
{
  const HcPlotSeries *s = &plot->series[series];

  for (guint i = 0; i < s->n; i++)
    if (isfinite (s->values[i]) && s->values[i] <= 0.5 + 1e-12)
      {
        double x = hc_plot_x (layout, s->x[i]);

        cairo_save (cr);
        hc_plot_set_colour (cr, plot, style, series, 0.8);
        hc_plot_dash (cr, 5, 3);
        hc_plot_hair (cr, x, hc_plot_y (layout, 0.5), x, layout->bottom);
        cairo_restore (cr);
        return;
      }
}

/* A few along each curve, shifted against each other: greyscale has no other sign. */
static void
draw_curve_markers (cairo_t *cr,
                    const HcPlot *plot,
                    const HcPlotLayout *layout,
                    const HcChartStyle *style,
                    guint series)
{
  const HcPlotSeries *s = &plot->series[series];
  double step = (layout->right - layout->left) / CURVE_MARKERS;
  double next = layout->left + step * (series + 1.0) / (plot->n_series + 1);

  for (guint i = 0; i < s->n; i++)
    {
      double end = hc_plot_x (layout, s->x[MIN (i + 1, s->n - 1)]);

      for (; next < end; next += step)
        hc_plot_marker (cr, plot, style, series, next, hc_plot_y (layout, s->values[i]), FALSE);
    }
}

static void
draw_target_time (cairo_t *cr,
                  const HcPlot *plot,
                  const HcPlotLayout *layout,
                  const HcChartStyle *style)
{
  static const double dashes[] = { 8, 3, 2, 3 };
  double x;

  if (!isfinite (plot->target))
    return;
  x = floor (hc_plot_x (layout, plot->target)) + 0.5;
  cairo_save (cr);
  hc_plot_set_status (cr, style, HC_PLOT_GOOD);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, hc_chart_line_width (style, 1.5));
  cairo_move_to (cr, x, layout->top);
  cairo_line_to (cr, x, layout->bottom);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
hc_plot_draw_survival (cairo_t *cr,
                       const HcPlot *plot,
                       const HcPlotLayout *layout,
                       const HcChartStyle *style)
{
  draw_target_time (cr, plot, layout, style);
  for (guint i = 0; i < plot->n_series; i++)
    {
      draw_step_band (cr, plot, layout, i);
      hc_plot_set_colour (cr, plot, style, i, SERIES_BAND);
      cairo_fill (cr);
    }
  for (guint i = plot->n_series; i > 0; i--)
    {
      cairo_save (cr);
      hc_plot_set_colour (cr, plot, style, i - 1, 1);
      hc_plot_set_grade (cr, plot, style, i - 1, LINE);
      draw_steps (cr, plot, layout, i - 1);
      cairo_restore (cr);
      draw_median (cr, plot, layout, style, i - 1);
      if (plot->n_series > 1)
        draw_curve_markers (cr, plot, layout, style, i - 1);
    }
}

/* ---- funnel ---- */

void
hc_plot_funnel_limits (const HcPlot *plot, double exposure, double *lower, double *upper)
{
  double c = plot->funnel_centre, spread;

  *lower = *upper = NAN;
  if (!isfinite (c) || !(exposure > 0))
    return;
  spread = 3 * plot->funnel_sigma_z * sqrt ((plot->per_cent ? c * (1 - c) : c) / exposure);
  *lower = MAX (c - spread, 0);
  *upper = plot->per_cent ? MIN (c + spread, 1) : c + spread;
}

const char *
hc_plot_point_name (const HcPlot *plot, guint series, guint slot)
{
  if (plot->n_slots > 0)
    return slot < plot->n_slots ? plot->slots[slot].label : NULL;
  return plot->series[series].n == 1 ? plot->series[series].name : NULL;
}

static void
draw_funnel_limit (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, gboolean above)
{
  for (guint i = 1; i <= CURVE_STEPS; i++)
    {
      /* Closer together where the curve bends. */
      double part = (double) i / CURVE_STEPS, x = layout->x_max * part * part, lower, upper, y;

      hc_plot_funnel_limits (plot, x, &lower, &upper);
      y = above ? upper : lower;
      if (y >= layout->y_min && y <= layout->y_max)
        cairo_line_to (cr, hc_plot_x (layout, x), hc_plot_y (layout, y));
    }
  cairo_stroke (cr);
}

static void
draw_point (cairo_t *cr,
            const HcPlot *plot,
            const HcPlotItem *item,
            const HcChartStyle *style)
{
  const HcPlotSeries *s = &plot->series[item->series];
  double lower, upper;

  hc_plot_marker (cr, plot, style, item->series, item->x, item->y, FALSE);
  hc_plot_funnel_limits (plot, s->x[item->slot], &lower, &upper);
  if (!(s->values[item->slot] < lower || s->values[item->slot] > upper))
    return;
  hc_plot_set_status (cr, style, HC_PLOT_BAD);
  cairo_set_line_width (cr, 1.75);
  cairo_arc (cr, item->x, item->y, SIGNAL, 0, 2 * G_PI);
  cairo_stroke (cr);
}

void
hc_plot_draw_funnel (cairo_t *cr,
                     const HcPlot *plot,
                     const HcPlotLayout *layout,
                     const HcChartStyle *style)
{
  if (isfinite (plot->funnel_centre))
    {
      double y = hc_plot_y (layout, plot->funnel_centre);

      cairo_save (cr);
      hc_chart_set_text_colour (cr, style, 0.6);
      hc_plot_hair (cr, layout->left, y, layout->right, y);
      hc_plot_dash (cr, 6, 3);
      draw_funnel_limit (cr, plot, layout, TRUE);
      draw_funnel_limit (cr, plot, layout, FALSE);
      cairo_restore (cr);
    }
  for (guint i = 0; i < layout->n_items; i++)
    draw_point (cr, plot, &layout->items[i], style);
}
