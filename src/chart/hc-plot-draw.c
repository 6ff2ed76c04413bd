/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define BAND 0.045
#define GRID 0.09
#define BASE 0.35
#define SELECTED 6.0

static void
draw_bands (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, const HcChartStyle *style)
{
  gboolean has_working = FALSE;

  for (guint i = 0; i < plot->n_slots; i++)
    has_working |= plot->slots[i].working;
  if (!has_working || layout->horizontal)
    return;
  for (guint i = 0, to; i < plot->n_slots; i = to)
    {
      for (to = i; to < plot->n_slots && !plot->slots[to].working; to++)
        ;
      if (to > i)
        {
          const double *c = style->text_rgba;

          cairo_set_source_rgba (cr, c[0], c[1], c[2], style->high_contrast ? 0.12 : BAND);
          cairo_rectangle (cr, layout->left + i * layout->slot_w, layout->top,
                           (to - i) * layout->slot_w, layout->bottom - layout->top);
          cairo_fill (cr);
        }
      to = MAX (to, i + 1);
    }
}

static void
draw_grid (cairo_t *cr, const HcPlotLayout *layout, const HcChartStyle *style)
{
  for (guint i = 0; i < layout->n_ticks; i++)
    {
      double value = layout->y_min + i * layout->tick_step;
      gboolean base = i == 0 || fabs (value) < layout->tick_step / 1e6;

      hc_chart_set_text_colour (cr, style, base ? BASE : GRID);
      if (layout->horizontal)
        hc_plot_hair (cr, hc_plot_x (layout, value), layout->top, hc_plot_x (layout, value),
                      layout->bottom);
      else
        hc_plot_hair (cr, layout->left, hc_plot_y (layout, value), layout->right,
                      hc_plot_y (layout, value));
    }
}

/* Small ticks where a week begins. */
static void
draw_group_ticks (cairo_t *cr,
                  const HcPlot *plot,
                  const HcPlotLayout *layout,
                  const HcChartStyle *style)
{
  if (layout->horizontal)
    return;
  hc_chart_set_text_colour (cr, style, BASE);
  for (guint i = 0; i < plot->n_slots; i++)
    {
      double x = layout->left + i * layout->slot_w;
      const char *before = i > 0 ? plot->slots[i - 1].group : NULL;

      if (plot->slots[i].group != NULL && g_strcmp0 (before, plot->slots[i].group) != 0)
        hc_plot_hair (cr, x, layout->bottom, x, layout->bottom + 4);
    }
}

static void
cross_path (cairo_t *cr, const HcPlotLayout *layout, double value)
{
  double at;

  if (layout->horizontal)
    {
      at = floor (hc_plot_x (layout, value)) + 0.5;
      cairo_move_to (cr, at, layout->top);
      cairo_line_to (cr, at, layout->bottom);
      return;
    }
  at = floor (hc_plot_y (layout, value)) + 0.5;
  cairo_move_to (cr, layout->left, at);
  cairo_line_to (cr, layout->right, at);
}

static void
draw_cross_lines (cairo_t *cr,
                  const HcPlot *plot,
                  const HcPlotLayout *layout,
                  const HcChartStyle *style)
{
  static const double target[] = { 8, 3, 2, 3 };

  cairo_save (cr);
  if (isfinite (plot->baseline))
    {
      hc_chart_set_text_colour (cr, style, 0.5);
      cairo_set_line_width (cr, 1);
      hc_plot_dash (cr, 1, 3);
      cross_path (cr, layout, plot->baseline);
      cairo_stroke (cr);
    }
  if (isfinite (plot->target))
    {
      hc_plot_set_status (cr, style, HC_PLOT_GOOD);
      cairo_set_dash (cr, target, G_N_ELEMENTS (target), 0);
      cairo_set_line_width (cr, hc_chart_line_width (style, 1.5));
      cross_path (cr, layout, plot->target);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_marks (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, const HcChartStyle *style)
{
  double over = layout->top - 5 * layout->scale;

  if (layout->horizontal)
    return;
  for (guint i = 0; i < plot->n_marks; i++)
    {
      const HcPlotMark *mark = &plot->marks[i];
      gboolean event = mark->kind == HC_PLOT_MARK_EVENT;
      double x;

      if (mark->slot >= plot->n_slots + (event ? 1 : 0))
        continue;
      x = event ? layout->left + mark->slot * layout->slot_w : layout->slot_x[mark->slot];
      cairo_save (cr);
      hc_chart_set_text_colour (cr, style, event ? 0.75 : 0.6);
      if (!event)
        hc_plot_dash (cr, 2, 3);
      hc_plot_hair (cr, x, event ? over : layout->top - 4, x, layout->bottom);
      cairo_restore (cr);
    }
}

static void
draw_days (cairo_t *cr, const HcPlot *plot, const HcPlotLayout *layout, const HcChartStyle *style)
{
  draw_bands (cr, plot, layout, style);
  draw_grid (cr, layout, style);
  draw_group_ticks (cr, plot, layout, style);
  if (plot->kind == HC_PLOT_LINE)
    hc_plot_draw_limits (cr, plot, layout, style);
  if (plot->kind == HC_PLOT_AREA)
    hc_plot_draw_area (cr, plot, layout, style);
  else if (plot->kind == HC_PLOT_BARS)
    hc_plot_draw_bars (cr, plot, layout, style);
  draw_cross_lines (cr, plot, layout, style);
  draw_marks (cr, plot, layout, style);
  if (plot->kind == HC_PLOT_LINE)
    {
      hc_plot_draw_lines (cr, plot, layout, style);
      hc_plot_draw_signals (cr, plot, layout, style);
    }
}

/* Behind the texts: the leader and ring; the box with the words comes last. */
static void
draw_selection (cairo_t *cr,
                const HcPlot *plot,
                const HcPlotLayout *layout,
                const HcChartStyle *style,
                const HcPlotItem *item)
{
  if (item->w > 0)
    {
      hc_chart_set_text_colour (cr, style, 1);
      cairo_set_line_width (cr, 2);
      cairo_rectangle (cr, item->x, item->y, item->w, item->h);
      cairo_stroke (cr);
      return;
    }
  hc_plot_set_colour (cr, plot, style, item->series, 1);
  cairo_set_line_width (cr, 1.75);
  cairo_arc (cr, item->x, item->y, SELECTED, 0, 2 * G_PI);
  cairo_stroke (cr);
}

void
hc_plot_draw (cairo_t *cr,
              const HcPlot *plot,
              const HcPlotLayout *layout,
              const HcChartStyle *style,
              int selected,
              const char *read_out)
{
  const HcPlotItem *item
    = selected >= 0 && (guint) selected < layout->n_items ? &layout->items[selected] : NULL;

  cairo_save (cr);
  cairo_new_path (cr);
  if (hc_plot_has_days (plot->kind))
    draw_days (cr, plot, layout, style);
  else if (plot->kind == HC_PLOT_HEAT)
    hc_plot_draw_heat (cr, plot, layout, style);
  else
    {
      draw_grid (cr, layout, style);
      if (plot->kind == HC_PLOT_SURVIVAL)
        hc_plot_draw_survival (cr, plot, layout, style);
      else
        {
          draw_cross_lines (cr, plot, layout, style);
          hc_plot_draw_funnel (cr, plot, layout, style);
        }
    }
  if (item != NULL)
    draw_selection (cr, plot, layout, style, item);
  hc_plot_draw_texts (cr, plot, layout, style);
  if (item != NULL && read_out != NULL)
    hc_plot_draw_read_out (cr, plot, layout, style, item, read_out);
  cairo_restore (cr);
}

/* ---- pointing ---- */

static double
distance (const HcPlotItem *item, double x, double y)
{
  double dx = item->w > 0 ? MAX (MAX (item->x - x, x - item->x - item->w), 0) : item->x - x;
  double dy = item->w > 0 ? MAX (MAX (item->y - y, y - item->y - item->h), 0) : item->y - y;

  return dx * dx + dy * dy;
}

/* Only items of the slot under the pointer; G_MAXUINT: of any. */
static int
nearest (const HcPlotLayout *layout, double x, double y, guint slot, double within)
{
  double best = within * within;
  int found = -1;

  for (guint i = 0; i < layout->n_items; i++)
    {
      double d = distance (&layout->items[i], x, y);

      if ((slot == G_MAXUINT || layout->items[i].slot == slot) && d <= best)
        {
          best = d;
          found = (int) i;
        }
    }
  return found;
}

int
hc_plot_item_at (const HcPlotLayout *layout, double x, double y)
{
  gboolean days = hc_plot_has_days (layout->kind);
  double along = layout->horizontal ? y - layout->top : x - layout->left;
  double over = 4 * layout->scale;

  if (layout->n_items == 0 || x < layout->left - over || x > layout->right + over ||
      y < layout->top - over || y > layout->bottom + over)
    return -1;
  if (layout->kind == HC_PLOT_SURVIVAL)
    return nearest (layout, x, y, G_MAXUINT, INFINITY);
  if (layout->kind == HC_PLOT_HEAT)
    return nearest (layout, x, y, G_MAXUINT, 2);
  if (!days)
    return nearest (layout, x, y, G_MAXUINT, 24 * layout->scale);
  if (layout->slot_w <= 0 || along < 0)
    return -1;
  return nearest (layout, x, y, (guint) (along / layout->slot_w), INFINITY);
}
