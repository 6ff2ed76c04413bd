/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the things are that can be pointed at. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

static void
add_item (
  HcPlotting *self, guint series, guint slot, double x, double y, double w, double h)
{
  HcPlotItem item = { series, slot, x, y, w, h };

  g_array_append_val (self->items, item);
}

void
hc_plot_add_line_items (HcPlotting *self)
{
  for (guint slot = 0; slot < self->plot->n_slots; slot++)
    for (guint i = 0; i < self->plot->n_series; i++)
      {
        double value = hc_plot_value (self->plot, i, slot);

        if (!isnan (value))
          add_item (self, i, slot, self->layout->slot_x[slot],
                            hc_plot_y (self->layout, value), 0, 0);
      }
}

void
hc_plot_add_area_items (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  double width = l->slot_w >= 10 * self->s ? MIN (l->slot_w * 0.62, 56 * self->s) : l->slot_w;

  for (guint slot = 0; slot < self->plot->n_slots; slot++)
    {
      double sum = 0;

      for (guint i = 0; i < self->plot->n_series; i++)
        {
          double value = MAX (hc_plot_value (self->plot, i, slot), 0), y;

          if (isnan (hc_plot_value (self->plot, i, slot)))
            continue;
          y = hc_plot_y (l, sum + value);
          add_item (self, i, slot, l->slot_x[slot] - width / 2, y, width,
                            hc_plot_y (l, sum) - y);
          sum += value;
        }
    }
}

static void
add_bar (HcPlotting *self, guint series, guint slot, double value)
{
  const HcPlotLayout *l = self->layout;
  double thick = MIN (l->slot_w * 0.66, (l->horizontal ? 26 : 40) * self->s * self->plot->n_series);
  double one = thick / self->plot->n_series;
  double at = l->slot_x[slot] - thick / 2 + series * one;
  double from, to;

  if (l->horizontal)
    {
      from = hc_plot_x (l, MIN (value, 0));
      to = hc_plot_x (l, MAX (value, 0));
      add_item (self, series, slot, from, at, to - from, one);
      return;
    }
  from = hc_plot_y (l, MAX (value, 0));
  to = hc_plot_y (l, MIN (value, 0));
  add_item (self, series, slot, at, from, one, to - from);
}

void
hc_plot_add_bar_items (HcPlotting *self)
{
  for (guint slot = 0; slot < self->plot->n_slots; slot++)
    for (guint i = 0; i < self->plot->n_series; i++)
      {
        double value = hc_plot_value (self->plot, i, slot);

        if (!isnan (value))
          add_bar (self, i, slot, value);
      }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const HcPlotItem *left = a, *right = b;

  if (left->x != right->x)
    return left->x < right->x ? -1 : 1;
  if (left->series != right->series)
    return left->series < right->series ? -1 : 1;
  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

void
hc_plot_add_point_items (HcPlotting *self)
{
  for (guint i = 0; i < self->plot->n_series; i++)
    for (guint k = 0; k < self->plot->series[i].n; k++)
      {
        double value = hc_plot_value (self->plot, i, k), x = self->plot->series[i].x[k];

        if (!isnan (value) && isfinite (x))
          add_item (self, i, k, hc_plot_x (self->layout, x),
                            hc_plot_y (self->layout, value), 0, 0);
      }
  g_array_sort (self->items, compare_items);
}

void
hc_plot_cell (const HcPlotLayout *layout, guint n_rows, guint series, guint slot, double box[4])
{
  double h = (layout->bottom - layout->top) / MAX (n_rows, 1);

  box[0] = layout->slot_x[slot] - layout->slot_w / 2 + 1;
  box[1] = layout->top + series * h + 1;
  box[2] = MAX (layout->slot_w - 2, 0);
  box[3] = MAX (h - 2, 0);
}

void
hc_plot_add_cell_items (HcPlotting *self)
{
  double box[4];

  for (guint slot = 0; slot < self->plot->n_slots; slot++)
    for (guint i = 0; i < self->plot->n_series; i++)
      if (!isnan (hc_plot_value (self->plot, i, slot)))
        {
          hc_plot_cell (self->layout, self->plot->n_series, i, slot, box);
          add_item (self, i, slot, box[0], box[1], box[2], box[3]);
        }
}
