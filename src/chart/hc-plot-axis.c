/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From where to where the axes go. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define MOST_X_TICKS 8
#define MOST_BEYOND 2.0
#define LARGEST 1e300 /* differences must stay finite */

typedef struct
{
  double low, high;
  gboolean whole;
} Range;

static void
widen (Range *range, double value)
{
  if (!isfinite (value))
    return;
  value = CLAMP (value, -LARGEST, LARGEST);
  range->low = MIN (range->low, value);
  range->high = MAX (range->high, value);
}

static void
widen_by_layers (Range *range, const HcPlot *plot)
{
  for (guint slot = 0; slot < plot->n_slots; slot++)
    {
      double sum = 0;

      for (guint i = 0; i < plot->n_series; i++)
        {
          double value = hc_plot_value (plot, i, slot);

          sum += isnan (value) ? 0 : MAX (value, 0);
        }
      widen (range, sum);
    }
}

static void
widen_by_series (Range *range, const HcPlot *plot, guint series)
{
  const HcPlotSeries *s = &plot->series[series];

  for (guint i = 0; i < hc_plot_n_values (plot, series); i++)
    {
      double value = hc_plot_value (plot, series, i);

      widen (range, value);
      if (!isnan (value) && value != floor (value))
        range->whole = FALSE;
      if (isnan (value))
        continue;
      if (s->low != NULL)
        widen (range, s->low[i]);
      if (s->high != NULL)
        widen (range, s->high[i]);
    }
}

/* Those of the other days are wide, for these have few tickets: they would press the working days
 * flat. Where they lie beyond the axis no point is outside them. */
static void
widen_by_limits (Range *range, const HcPlot *plot)
{
  for (guint i = 0; i < plot->n_limits; i++)
    {
      const HcPlotLimits *limits = &plot->limits[i];

      if (limits->other_days)
        continue;
      widen (range, limits->centre);
      for (guint slot = limits->from; slot <= limits->to && slot < plot->n_slots; slot++)
        {
          widen (range, limits->lower[slot]);
          widen (range, limits->upper[slot]);
        }
    }
}

/* Of the days off only as far as leaves the working days half of the height: points beyond have an
 * arrow and their value at the edge. */
static void
widen_by_other_days (Range *range, const HcPlot *plot)
{
  Range others = { INFINITY, -INFINITY, range->whole };

  for (guint i = 0; i < plot->n_series; i++)
    if (plot->series[i].other_days)
      widen_by_series (&others, plot, i);
  range->whole &= others.whole;
  widen (range, others.low);
  if (!(range->high > 0) || others.high <= MOST_BEYOND * range->high)
    widen (range, others.high);
}

static Range
value_range (const HcPlot *plot)
{
  Range range = { INFINITY, -INFINITY, !plot->per_cent };

  if (plot->kind == HC_PLOT_AREA)
    widen_by_layers (&range, plot);
  else
    for (guint i = 0; i < plot->n_series; i++)
      if (!plot->series[i].other_days)
        widen_by_series (&range, plot, i);
  widen_by_limits (&range, plot);
  if (plot->kind != HC_PLOT_SURVIVAL)
    widen (&range, plot->target);
  widen (&range, plot->baseline);
  if (plot->kind == HC_PLOT_FUNNEL)
    {
      widen (&range, plot->funnel_centre);
      /* room for a name above the highest; more than all there cannot be */
      widen (&range, plot->per_cent ? MIN (range.high * 1.05, 1) : range.high * 1.05);
      range.whole = FALSE;
    }
  if (plot->y_least > 0)
    widen (&range, plot->y_least);
  if (plot->from_zero || plot->kind == HC_PLOT_AREA || plot->kind == HC_PLOT_BARS)
    widen (&range, 0);
  widen_by_other_days (&range, plot);
  if (plot->kind == HC_PLOT_SURVIVAL)
    range = (Range) { 0, 1, FALSE };
  return range;
}

void
hc_plot_set_value_axis (HcPlotLayout *layout, const HcPlot *plot, guint most)
{
  gboolean per_cent = plot->per_cent || plot->kind == HC_PLOT_SURVIVAL;
  Range range = value_range (plot);
  double unit = per_cent ? 100 : 1;
  gboolean whole = range.whole || (per_cent && range.high - range.low >= 0.03);
  HcPlotScale scale = hc_plot_scale (range.low * unit, range.high * unit, whole, most);

  layout->y_min = scale.min / unit;
  layout->y_max = scale.max / unit;
  layout->tick_step = scale.step / unit;
  layout->n_ticks = scale.n_ticks;
}

void
hc_plot_set_x_axis (HcPlotLayout *layout, const HcPlot *plot)
{
  HcPlotScale scale;
  double high = 0;

  for (guint i = 0; i < plot->n_series; i++)
    for (guint k = 0; k < plot->series[i].n; k++)
      if (isfinite (plot->series[i].x[k]))
        high = MAX (high, plot->series[i].x[k]);
  if (plot->kind == HC_PLOT_SURVIVAL && isfinite (plot->target))
    high = MAX (high, plot->target);
  scale = plot->kind == HC_PLOT_SURVIVAL ? hc_plot_scale_hours (high, MOST_X_TICKS)
                                         : hc_plot_scale (0, MAX (high, 1), TRUE, MOST_X_TICKS);
  layout->x_min = scale.min;
  layout->x_max = scale.max;
  layout->x_step = scale.step;
  layout->n_x_ticks = scale.n_ticks;
}
