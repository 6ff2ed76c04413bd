/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of days with bands, limits and signals. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define LINE 2.0
#define ZONE 0.07
#define SERIES_BAND 0.15
#define SIGNAL 7.0
#define MARKERS_FROM 8.0 /* pixels a slot */
#define CHUNK 400        /* Cairo's stroker needs more than linear time */

/* ---- limits ---- */

/* The limit at @slot; on the others' days the one before goes on, so that the zone is whole. */
static double
limit_at (const HcPlotLimits *limits, const double *values, guint slot, double before)
{
  return isfinite (values[slot]) || limits->other_days ? values[slot] : before;
}

/* Not every limit widens the axis; one beyond it is not drawn at its edge, which would be a lie. */
static gboolean
on_axis (const HcPlotLayout *layout, double value)
{
  double over = layout->tick_step / 1e6;

  return value >= layout->y_min - over && value <= layout->y_max + over;
}

/* Steps from slot edge to slot edge. */
static void
limit_path (cairo_t *cr,
            const HcPlotLayout *layout,
            const HcPlotLimits *limits,
            const double *values,
            guint n_slots)
{
  double before = NAN;

  for (guint i = limits->from; i <= limits->to && i < n_slots; i++)
    {
      double value = limit_at (limits, values, i, before);
      double x = layout->left + i * layout->slot_w, y;

      if (isfinite (value) && !on_axis (layout, value))
        value = NAN;
      if (isfinite (value))
        {
          y = floor (hc_plot_y (layout, value)) + 0.5;
          if (!isfinite (before))
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
          cairo_line_to (cr, x + layout->slot_w, y);
        }
      before = value;
    }
}

static void
draw_zone (cairo_t *cr,
           const HcPlotLayout *layout,
           const HcPlotLimits *limits,
           const HcChartStyle *style,
           guint n_slots)
{
  double lower = NAN, upper = NAN;

  hc_chart_set_series_colour (cr, style, 0, ZONE);
  for (guint i = limits->from; i <= limits->to && i < n_slots; i++)
    {
      lower = limit_at (limits, limits->lower, i, lower);
      upper = limit_at (limits, limits->upper, i, upper);
      if (isfinite (lower) && isfinite (upper))
        cairo_rectangle (cr, layout->left + i * layout->slot_w, hc_plot_y (layout, upper),
                         layout->slot_w, hc_plot_y (layout, lower) - hc_plot_y (layout, upper));
    }
  cairo_fill (cr);
}

/* Of the other days' centre only over their days. */
static void
draw_centre (cairo_t *cr, const HcPlotLayout *layout, const HcPlotLimits *limits, guint n_slots)
{
  double y = hc_plot_y (layout, limits->centre);

  if (!isfinite (limits->centre) || !on_axis (layout, limits->centre))
    return;
  for (guint i = limits->from; i <= limits->to && i < n_slots; i++)
    if (!limits->other_days || isfinite (limits->upper[i]))
      hc_plot_hair (cr, layout->left + i * layout->slot_w, y,
                    layout->left + (i + 1) * layout->slot_w, y);
}

void
hc_plot_draw_limits (cairo_t *cr,
                     const HcPlot *plot,
                     const HcPlotLayout *layout,
                     const HcChartStyle *style)
{
  for (guint i = 0; i < plot->n_limits; i++)
    {
      const HcPlotLimits *limits = &plot->limits[i];

      if (!limits->other_days)
        draw_zone (cr, layout, limits, style, plot->n_slots);
      cairo_save (cr);
      hc_chart_set_text_colour (cr, style, 0.6);
      cairo_set_line_width (cr, 1);
      draw_centre (cr, layout, limits, plot->n_slots);
      if (limits->other_days)
        hc_plot_dash (cr, 3, 2);
      else
        hc_plot_dash (cr, 6, 3);
      limit_path (cr, layout, limits, limits->upper, plot->n_slots);
      cairo_stroke (cr);
      limit_path (cr, layout, limits, limits->lower, plot->n_slots);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

/* ---- lines ---- */

static gboolean
has_other_days (const HcPlot *plot)
{
  for (guint i = 0; i < plot->n_series; i++)
    if (plot->series[i].other_days)
      return TRUE;
  return FALSE;
}

/* The next slot with a value that @slot is joined to, 0: none. Days off that have a series of their
 * own are passed over; any other day without a figure is a gap. */
static guint
joined_to (const HcPlot *plot, guint series, guint slot)
{
  gboolean passes = has_other_days (plot);

  if (plot->series[series].other_days)
    return 0;
  for (guint i = slot + 1; i < plot->n_slots; i++)
    {
      if (!isnan (hc_plot_value (plot, series, i)))
        return i;
      if (plot->slots[i].working || !passes)
        return 0;
    }
  return 0;
}

static void
draw_band (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, guint series)
{
  const HcPlotSeries *s = &plot->series[series];
  double half = MIN (layout->slot_w / 2, 4 * layout->scale);

  for (guint i = 0; i < plot->n_slots; i++)
    {
      guint next;

      if (isnan (hc_plot_value (plot, series, i)) || !isfinite (s->low[i]) ||
          !isfinite (s->high[i]))
        continue;
      next = joined_to (plot, series, i);
      if (next > 0 && isfinite (s->low[next]) && isfinite (s->high[next]))
        {
          cairo_move_to (cr, layout->slot_x[i], hc_plot_y (layout, s->high[i]));
          cairo_line_to (cr, layout->slot_x[next], hc_plot_y (layout, s->high[next]));
          cairo_line_to (cr, layout->slot_x[next], hc_plot_y (layout, s->low[next]));
          cairo_line_to (cr, layout->slot_x[i], hc_plot_y (layout, s->low[i]));
          cairo_close_path (cr);
        }
      else if (i == 0 || isnan (hc_plot_value (plot, series, i - 1)))
        cairo_rectangle (cr, layout->slot_x[i] - half, hc_plot_y (layout, s->high[i]), 2 * half,
                         hc_plot_y (layout, s->low[i]) - hc_plot_y (layout, s->high[i]));
    }
}

/* All joined segments whose end is complete, or all whose end is not. */
static void
draw_segments (
  cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, guint series, gboolean complete)
{
  guint n = 0, last = G_MAXUINT;

  for (guint i = 0; i < plot->n_slots; i++)
    {
      double value = hc_plot_value (plot, series, i);
      guint next = isnan (value) ? 0 : joined_to (plot, series, i);

      if (next == 0 || plot->slots[next].complete != complete)
        continue;
      if (last != i || n % CHUNK == 0)
        {
          if (n > 0 && n % CHUNK == 0)
            cairo_stroke (cr);
          cairo_move_to (cr, layout->slot_x[i], hc_plot_y (layout, value));
        }
      cairo_line_to (cr, layout->slot_x[next],
                     hc_plot_y (layout, hc_plot_value (plot, series, next)));
      last = next;
      n++;
    }
  cairo_stroke (cr);
}

static gboolean
is_alone (const HcPlot *plot, guint series, guint slot)
{
  if (joined_to (plot, series, slot) > 0)
    return FALSE;
  for (guint i = slot; i > 0; i--)
    if (!isnan (hc_plot_value (plot, series, i - 1)))
      return joined_to (plot, series, i - 1) != slot;
  return TRUE;
}

static void
draw_markers (cairo_t *cr,
              const HcPlot *plot,
              const HcPlotLayout *layout,
              const HcChartStyle *style,
              guint series)
{
  gboolean all = layout->slot_w >= MARKERS_FROM;

  for (guint i = 0; i < plot->n_slots; i++)
    {
      double value = hc_plot_value (plot, series, i);

      if (hc_plot_is_beyond (layout, value))
        hc_plot_arrow (cr, plot, style, series, layout->slot_x[i], layout->top);
      else if (!isnan (value) && (all || !plot->slots[i].complete || is_alone (plot, series, i)))
        hc_plot_marker (cr, plot, style, series, layout->slot_x[i], hc_plot_y (layout, value),
                        !plot->slots[i].complete);
    }
}

void
hc_plot_draw_lines (cairo_t *cr,
                    const HcPlot *plot,
                    const HcPlotLayout *layout,
                    const HcChartStyle *style)
{
  for (guint i = 0; i < plot->n_series; i++)
    if (plot->series[i].low != NULL && plot->series[i].high != NULL)
      {
        hc_plot_set_colour (cr, plot, style, i, SERIES_BAND);
        draw_band (cr, plot, layout, i);
        cairo_fill (cr);
      }
  /* The first is the one that is looked at: it lies on top. */
  for (guint i = plot->n_series; i > 0; i--)
    {
      cairo_save (cr);
      hc_plot_set_colour (cr, plot, style, i - 1, 1);
      hc_plot_set_grade (cr, plot, style, i - 1, LINE);
      draw_segments (cr, plot, layout, i - 1, TRUE);
      hc_plot_dash (cr, 4, 3);
      draw_segments (cr, plot, layout, i - 1, FALSE);
      cairo_restore (cr);
      draw_markers (cr, plot, layout, style, i - 1);
    }
}

void
hc_plot_draw_signals (cairo_t *cr,
                      const HcPlot *plot,
                      const HcPlotLayout *layout,
                      const HcChartStyle *style)
{
  for (guint i = 0; i < plot->n_signals; i++)
    {
      const HcPlotSignal *signal = &plot->signals[i];
      double value = signal->series < plot->n_series && signal->slot < plot->n_slots
                       ? hc_plot_value (plot, signal->series, signal->slot)
                       : NAN;

      if (isnan (value))
        continue;
      hc_plot_set_status (cr, style, HC_PLOT_BAD);
      cairo_set_line_width (cr, 1.75);
      cairo_arc (cr, layout->slot_x[signal->slot], hc_plot_y (layout, value), SIGNAL, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
}
