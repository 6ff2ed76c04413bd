/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Layers, bars and cells: the layout has their boxes. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define INCOMPLETE_LAYER 0.45

/* A hair of ground between the layers, which greyscale needs. */
static void
draw_layer (cairo_t *cr, const HcPlotItem *item, gboolean apart)
{
  double y = round (item->y), h = round (item->y + item->h) - y, gap = h >= 3 ? 1 : 0;

  if (h <= 0)
    return;
  cairo_rectangle (cr, apart ? round (item->x) : item->x, y + gap,
                   apart ? round (item->w) : item->w + 0.5, h - gap);
  cairo_fill (cr);
}

void
hc_plot_draw_area (cairo_t *cr,
                   const HcPlot *plot,
                   const HcPlotLayout *layout,
                   const HcChartStyle *style)
{
  for (guint i = 0; i < layout->n_items; i++)
    {
      const HcPlotItem *item = &layout->items[i];

      hc_plot_set_colour (cr, plot, style, item->series,
                          plot->slots[item->slot].complete ? 1 : INCOMPLETE_LAYER);
      draw_layer (cr, item, item->w < layout->slot_w);
    }
}

static void
draw_bar (cairo_t *cr, const HcPlot *plot, const HcPlotItem *item, const HcChartStyle *style)
{
  double x = round (item->x), y = round (item->y);
  double w = round (item->x + item->w) - x, h = round (item->y + item->h) - y;

  if (w <= 0 || h <= 0)
    return;
  hc_plot_set_colour (cr, plot, style, item->series, 1);
  if (plot->slots[item->slot].complete)
    {
      cairo_rectangle (cr, x, y, w, h);
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  hc_plot_dash (cr, 4, 3);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr, x + 0.75, y + 0.75, MAX (w - 1.5, 0), MAX (h - 1.5, 0));
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* An interval is a thin line over the bar. */
static void
draw_whisker (cairo_t *cr,
              const HcPlot *plot,
              const HcPlotLayout *layout,
              const HcPlotItem *item,
              const HcChartStyle *style)
{
  const HcPlotSeries *series = &plot->series[item->series];
  double low = series->low != NULL ? series->low[item->slot] : NAN;
  double high = series->high != NULL ? series->high[item->slot] : NAN;

  if (!isfinite (low) || !isfinite (high))
    return;
  hc_chart_set_text_colour (cr, style, 0.6);
  if (layout->horizontal)
    hc_plot_hair (cr, hc_plot_x (layout, low), item->y + item->h / 2, hc_plot_x (layout, high),
                  item->y + item->h / 2);
  else
    hc_plot_hair (cr, item->x + item->w / 2, hc_plot_y (layout, low), item->x + item->w / 2,
                  hc_plot_y (layout, high));
}

void
hc_plot_draw_bars (cairo_t *cr,
                   const HcPlot *plot,
                   const HcPlotLayout *layout,
                   const HcChartStyle *style)
{
  for (guint i = 0; i < layout->n_items; i++)
    {
      draw_bar (cr, plot, &layout->items[i], style);
      draw_whisker (cr, plot, layout, &layout->items[i], style);
    }
}

/* ---- heat map ---- */

double
hc_plot_heat_largest (const HcPlot *plot)
{
  double largest = 0;

  for (guint i = 0; i < plot->n_series; i++)
    for (guint slot = 0; slot < plot->n_slots; slot++)
      {
        double value = hc_plot_value (plot, i, slot);

        if (!isnan (value) && !plot->slots[slot].is_total)
          largest = MAX (largest, value);
      }
  return largest;
}

/* Counts: from a third, an eighth and a thirtieth of the largest, whole numbers apart; shares:
 * fifths. */
guint
hc_plot_heat_level (const HcPlot *plot, double largest, double value)
{
  double two, three, four;

  if (isnan (value) || value <= 0)
    return 0;
  if (plot->per_cent)
    return MIN ((guint) (value / MAX (largest, 1e-12) * 5), HC_PLOT_HEAT_LEVELS - 1);
  two = MAX (2, ceil (largest / 30));
  three = MAX (two + 1, ceil (largest / 8));
  four = MAX (three + 1, ceil (largest / 3));
  return value >= four ? 4 : value >= three ? 3 : value >= two ? 2 : 1;
}

static void
set_ramp_colour (cairo_t *cr, const HcChartStyle *style, guint level)
{
  static const guint32 ramp[2][HC_PLOT_HEAT_LEVELS]
    = { { 0xf7f7f7, 0xdbe9f8, 0xb3d0f1, 0x74a9e6, 0x1f74d6 },
        { 0x3e3e3e, 0x3a4654, 0x3e5875, 0x4674a9, 0x4f9af0 } };
  guint32 c = ramp[style->dark ? 1 : 0][level];

  cairo_set_source_rgb (cr, ((c >> 16) & 0xff) / 255.0, ((c >> 8) & 0xff) / 255.0,
                        (c & 0xff) / 255.0);
}

static void
draw_empty_cell (cairo_t *cr, const double box[4], const HcChartStyle *style)
{
  cairo_save (cr);
  hc_chart_set_text_colour (cr, style, 0.35);
  hc_plot_dash (cr, 2, 2);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, floor (box[0]) + 0.5, floor (box[1]) + 0.5, MAX (floor (box[2]) - 1, 0),
                   MAX (floor (box[3]) - 1, 0));
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
hc_plot_draw_heat (cairo_t *cr,
                   const HcPlot *plot,
                   const HcPlotLayout *layout,
                   const HcChartStyle *style)
{
  double largest = hc_plot_heat_largest (plot);

  for (guint slot = 0; slot < plot->n_slots; slot++)
    for (guint i = 0; i < plot->n_series; i++)
      {
        double value = hc_plot_value (plot, i, slot), box[4];

        hc_plot_cell (layout, plot->n_series, i, slot, box);
        if (plot->slots[slot].is_total)
          continue;
        if (isnan (value))
          {
            draw_empty_cell (cr, box, style);
            continue;
          }
        set_ramp_colour (cr, style, hc_plot_heat_level (plot, largest, value));
        cairo_rectangle (cr, box[0], box[1], box[2], box[3]);
        cairo_fill (cr);
      }
}
