/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where everything goes. The kinds differ in their axes and items; texts are placed by
 * hc-plot-labels.c. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

#define MOST_TICKS 6
#define MAX_ROW 40.0
#define MAX_BAR_ROW 44.0
#define MIN_TEXT_SLOT 14.0

gboolean
hc_plot_has_days (HcPlotKind kind)
{
  return kind == HC_PLOT_LINE || kind == HC_PLOT_AREA || kind == HC_PLOT_BARS;
}

guint
hc_plot_n_values (const HcPlot *plot, guint series)
{
  gboolean own = plot->kind == HC_PLOT_SURVIVAL || plot->kind == HC_PLOT_FUNNEL;

  return own ? plot->series[series].n : plot->n_slots;
}

double
hc_plot_value (const HcPlot *plot, guint series, guint slot)
{
  double value = plot->series[series].values[slot];

  return isfinite (value) ? value : NAN;
}

gboolean
hc_plot_has_value (const HcPlot *plot, guint slot)
{
  for (guint i = 0; i < plot->n_series; i++)
    if (!isnan (hc_plot_value (plot, i, slot)))
      return TRUE;
  return FALSE;
}

double
hc_plot_y (const HcPlotLayout *layout, double value)
{
  double part = (value - layout->y_min) / (layout->y_max - layout->y_min);

  return layout->bottom - CLAMP (part, 0, 1) * (layout->bottom - layout->top);
}

gboolean
hc_plot_is_beyond (const HcPlotLayout *layout, double value)
{
  return value > layout->y_max + layout->tick_step / 1e6;
}

double
hc_plot_x (const HcPlotLayout *layout, double value)
{
  double part = layout->horizontal
                  ? (value - layout->y_min) / (layout->y_max - layout->y_min)
                  : (value - layout->x_min) / (layout->x_max - layout->x_min);

  return layout->left + CLAMP (part, 0, 1) * (layout->right - layout->left);
}

/* ---- room around the plotting area ---- */

static char *
value_tick (const HcPlotting *self, guint tick)
{
  const HcPlotLayout *l = self->layout;

  return hc_plot_tick_text (self->plot->per_cent || l->kind == HC_PLOT_SURVIVAL,
                            l->y_min + tick * l->tick_step, l->tick_step);
}

static double
widest_tick (const HcPlotting *self)
{
  double width = 0;

  for (guint i = 0; i < self->layout->n_ticks; i++)
    {
      g_autofree char *text = value_tick (self, i);

      width = MAX (width, hc_plot_text_width (text, self->s));
    }
  return width;
}

static double
widest_name (const HcPlotting *self)
{
  const HcPlot *plot = self->plot;
  guint n = plot->kind == HC_PLOT_HEAT ? plot->n_series : plot->n_slots;
  double width = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name = plot->kind == HC_PLOT_HEAT ? plot->series[i].name : plot->slots[i].label;

      if (name != NULL)
        width = MAX (width, hc_plot_text_width (name, self->s));
    }
  return MIN (width, self->layout->width * 0.38);
}

static gboolean
has_groups (const HcPlot *plot)
{
  for (guint i = 0; i < plot->n_slots; i++)
    if (plot->slots[i].group != NULL)
      return TRUE;
  return FALSE;
}

static double
bottom_room (const HcPlotting *self)
{
  const HcPlot *plot = self->plot;
  double row = HC_PLOT_ROW * self->s, room = 2 * self->s;

  if (plot->kind != HC_PLOT_HEAT)
    room += row;
  if (hc_plot_has_days (plot->kind) && !plot->horizontal && has_groups (plot))
    room += row;
  if (!hc_plot_has_days (plot->kind) && plot->x_title != NULL)
    room += row;
  return room + hc_plot_legend_height (plot, self->s, self->layout->width, self->layout->height);
}

static gboolean
has_cross_labels (const HcPlot *plot)
{
  return (plot->target_label != NULL && isfinite (plot->target)) ||
         (plot->baseline_label != NULL && isfinite (plot->baseline));
}

static double
top_room (const HcPlotting *self)
{
  const HcPlot *plot = self->plot;
  double row = HC_PLOT_ROW * self->s;

  if (plot->kind == HC_PLOT_HEAT || (self->layout->horizontal && has_cross_labels (plot)))
    return row + 4 * self->s;
  return (plot->y_title != NULL && !plot->horizontal ? row : 0)
         + (plot->n_marks > 0 ? row + 6 * self->s : row / 2 + 2 * self->s);
}

static void
set_rows (HcPlotting *self)
{
  HcPlotLayout *l = self->layout;

  l->top = top_room (self);
  l->bottom = MAX (l->top + 1, l->height - bottom_room (self));
}

/* Fewer where they would crowd; below zero and above it takes three. */
static guint
most_ticks (const HcPlotting *self)
{
  double rows = (self->layout->bottom - self->layout->top) / (HC_PLOT_ROW * self->s * 1.5);

  return self->layout->horizontal ? MOST_TICKS : (guint) CLAMP (rows + 1, 3, MOST_TICKS);
}

static void
set_columns (HcPlotting *self)
{
  HcPlotLayout *l = self->layout;
  gboolean named = l->kind == HC_PLOT_HEAT || l->horizontal;

  l->left = (named ? widest_name (self) : widest_tick (self)) + 8 * self->s;
  l->right = l->width - hc_plot_right_room (self->plot, self->s, l->width);
  l->right = MAX (l->left + 1, l->right);
}

static void
set_slots (HcPlotting *self)
{
  HcPlotLayout *l = self->layout;
  guint n = self->plot->n_slots;
  double from = l->left, length = l->right - l->left;

  l->slot_x = g_new0 (double, MAX (n, 1));
  l->label_shown = g_new0 (gboolean, MAX (n, 1));
  if (n == 0 || !(hc_plot_has_days (l->kind) || l->kind == HC_PLOT_HEAT))
    return;
  if (l->horizontal)
    {
      length = MIN (l->bottom - l->top, n * MAX_BAR_ROW * self->s);
      from = l->top;
      l->bottom = l->top + length;
    }
  l->slot_w = length / n;
  for (guint i = 0; i < n; i++)
    l->slot_x[i] = from + (i + 0.5) * l->slot_w;
}

/* ---- texts along the axes ---- */

static void
put_value_ticks (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  double h = HC_PLOT_ROW * self->s;

  for (guint i = 0; i < l->n_ticks; i++)
    {
      g_autofree char *text = value_tick (self, i);
      double value = l->y_min + i * l->tick_step;
      HcPlotText t = { .text = text, .h = h, .anchor_x = NAN, .role = HC_PLOT_TEXT_AXIS };

      if (l->horizontal)
        {
          t.w = hc_plot_text_width (text, self->s) + 4 * self->s;
          t.x = CLAMP (hc_plot_x (l, value) - t.w / 2, 0, MAX (l->width - t.w, 0));
          t.y = l->bottom + 2 * self->s;
          t.align = HC_CHART_TEXT_CENTRE;
        }
      else
        {
          t.w = l->left - 6 * self->s;
          t.y = hc_plot_y (l, value) - h / 2;
          t.align = HC_CHART_TEXT_END;
        }
      hc_plot_put (self, t, FALSE);
    }
}

static void
put_x_ticks (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;

  for (guint i = 0; i < l->n_x_ticks; i++)
    {
      double value = l->x_min + i * l->x_step;
      g_autofree char *text = l->kind == HC_PLOT_SURVIVAL
                                ? hc_plot_hours_text (value, l->x_step)
                                : hc_plot_tick_text (FALSE, value, l->x_step);
      double w = hc_plot_text_width (text, self->s) + 4 * self->s;
      /* The first would touch the lowest tick of the other axis. */
      double x = i == 0 ? l->left - 4 * self->s : hc_plot_x (l, value) - w / 2;

      hc_plot_put (self,
                   (HcPlotText) { .text = text,
                                  .x = MIN (x, l->width - w),
                                  .y = l->bottom + 2 * self->s,
                                  .w = w,
                                  .h = HC_PLOT_ROW * self->s,
                                  .align = HC_CHART_TEXT_CENTRE,
                                  .anchor_x = NAN },
                   FALSE);
    }
}

static void
put_titles (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  HcPlotText text = { .h = HC_PLOT_ROW * self->s, .anchor_x = NAN };

  if (self->plot->y_title != NULL && l->kind != HC_PLOT_HEAT && !l->horizontal)
    {
      text.text = self->plot->y_title;
      text.w = MIN (hc_plot_text_width (text.text, self->s), l->width);
      hc_plot_put (self, text, FALSE);
    }
  if (self->plot->x_title != NULL && !hc_plot_has_days (l->kind) && l->kind != HC_PLOT_HEAT)
    {
      text.text = self->plot->x_title;
      text.x = l->left;
      text.y = l->bottom + (HC_PLOT_ROW + 2) * self->s;
      text.w = MAX (l->right - l->left, 0);
      text.align = HC_CHART_TEXT_END;
      hc_plot_put (self, text, FALSE);
    }
}

/* Names of rows: of a heat map, of horizontal bars. */
static void
put_row_names (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  gboolean heat = l->kind == HC_PLOT_HEAT;
  guint n = heat ? self->plot->n_series : self->plot->n_slots;
  double h = HC_PLOT_ROW * self->s, row = (l->bottom - l->top) / MAX (n, 1);

  for (guint i = 0; i < n; i++)
    {
      const char *name = heat ? self->plot->series[i].name : self->plot->slots[i].label;
      HcPlotText text = { .text = name, .y = l->top + (i + 0.5) * row - h / 2, .h = h,
                          .w = l->left - 8 * self->s, .anchor_x = NAN,
                          .align = heat ? HC_CHART_TEXT_START : HC_CHART_TEXT_END };

      if (name != NULL && hc_plot_put (self, text, FALSE) && !heat)
        self->layout->label_shown[i] = TRUE;
    }
}

static void
put_column_names (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;

  for (guint i = 0; i < self->plot->n_slots; i++)
    {
      HcPlotText text = { .text = self->plot->slots[i].label, .y = 2 * self->s,
                          .x = l->slot_x[i] - l->slot_w / 2 + 2, .w = l->slot_w - 4,
                          .h = HC_PLOT_ROW * self->s, .align = HC_CHART_TEXT_CENTRE,
                          .anchor_x = NAN };

      if (text.text != NULL && l->slot_w >= MIN_TEXT_SLOT * self->s)
        self->layout->label_shown[i] = hc_plot_put (self, text, FALSE);
    }
}

static void
put_cells (HcPlotting *self)
{
  double h = HC_PLOT_ROW * self->s, largest = hc_plot_heat_largest (self->plot), box[4];

  for (guint slot = 0; slot < self->plot->n_slots; slot++)
    for (guint i = 0; i < self->plot->n_series; i++)
      {
        double value = hc_plot_value (self->plot, i, slot);
        g_autofree char *number
          = value == 0 ? g_strdup ("–") : hc_plot_dup_value (self->plot, value);
        const char *text = isnan (value) ? self->plot->no_data : number;

        hc_plot_cell (self->layout, self->plot->n_series, i, slot, box);
        if (text == NULL || box[3] < h * 0.75 ||
            (!isnan (value) && box[2] + 2 < hc_plot_text_width (text, self->s * 0.8)))
          continue;
        hc_plot_put_unchecked (
          self, (HcPlotText) { .text = text, .x = box[0], .y = box[1] + (box[3] - h) / 2,
                               .w = box[2], .h = h, .role = HC_PLOT_TEXT_CELL,
                               .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN,
                               .level = self->plot->slots[slot].is_total
                                          ? HC_PLOT_HEAT_LEVELS
                                          : hc_plot_heat_level (self->plot, largest, value) });
      }
}

/* The figure at the end of a horizontal bar. */
static void
put_bar_values (HcPlotting *self)
{
  double h = HC_PLOT_ROW * self->s;

  for (guint i = 0; i < self->items->len; i++)
    {
      const HcPlotItem *item = &g_array_index (self->items, HcPlotItem, i);
      const HcPlotSeries *series = &self->plot->series[item->series];
      double end = item->x + item->w;
      g_autofree char *text = NULL;

      if (item->series > 0 && item->h < 14 * self->s)
        continue;
      if (series->high != NULL && isfinite (series->high[item->slot]))
        end = MAX (end, hc_plot_x (self->layout, series->high[item->slot]));
      text = hc_plot_dup_value (self->plot, series->values[item->slot]);
      hc_plot_put (self,
                   (HcPlotText) { .text = text, .x = end + 5 * self->s,
                                  .y = item->y + (item->h - h) / 2, .h = h,
                                  .w = hc_plot_text_width (text, self->s),
                                  .role = HC_PLOT_TEXT_NOTE, .anchor_x = NAN },
                   FALSE);
    }
}

/* ---- the kinds ---- */

static void
lay_out_days (HcPlotting *self)
{
  set_rows (self);
  hc_plot_set_value_axis (self->layout, self->plot, most_ticks (self));
  set_columns (self);
  set_slots (self);
  if (self->plot->kind == HC_PLOT_LINE)
    hc_plot_add_line_items (self);
  else if (self->plot->kind == HC_PLOT_AREA)
    hc_plot_add_area_items (self);
  else
    hc_plot_add_bar_items (self);
  put_titles (self);
  put_value_ticks (self);
  if (self->layout->horizontal)
    {
      put_row_names (self);
      put_bar_values (self);
      return;
    }
  hc_plot_put_day_labels (self);
  hc_plot_put_marks (self);
  if (self->plot->kind == HC_PLOT_LINE)
    hc_plot_put_beyond (self);
}

static void
lay_out_points (HcPlotting *self)
{
  set_rows (self);
  hc_plot_set_value_axis (self->layout, self->plot, most_ticks (self));
  hc_plot_set_x_axis (self->layout, self->plot);
  set_columns (self);
  set_slots (self);
  hc_plot_add_point_items (self);
  put_titles (self);
  put_value_ticks (self);
  put_x_ticks (self);
}

static void
lay_out_heat (HcPlotting *self)
{
  HcPlotLayout *l = self->layout;

  set_rows (self);
  set_columns (self);
  l->bottom = MIN (l->bottom, l->top + MAX (self->plot->n_series, 1) * MAX_ROW * self->s);
  set_slots (self);
  hc_plot_add_cell_items (self);
  put_column_names (self);
  put_row_names (self);
  put_cells (self);
}

HcPlotLayout *
hc_plot_layout (const HcPlot *plot, double width, double height)
{
  HcPlotLayout *layout = g_new0 (HcPlotLayout, 1);
  HcPlotting self = { plot, layout, plot->text_scale > 0 ? plot->text_scale : 1,
                      g_array_new (FALSE, FALSE, sizeof (HcPlotItem)),
                      g_array_new (FALSE, FALSE, sizeof (HcPlotText)) };

  layout->kind = plot->kind;
  layout->horizontal = plot->kind == HC_PLOT_BARS && plot->horizontal;
  layout->width = MAX (width, 1);
  layout->height = MAX (height, 1);
  layout->scale = self.s;
  layout->chunk = g_string_chunk_new (512);
  if (hc_plot_has_days (plot->kind))
    lay_out_days (&self);
  else if (plot->kind == HC_PLOT_HEAT)
    lay_out_heat (&self);
  else
    lay_out_points (&self);
  hc_plot_put_right (&self);
  hc_plot_put_no_data (&self);
  hc_plot_put_legend (&self);
  layout->n_items = self.items->len;
  layout->items = (HcPlotItem *) (gpointer) g_array_free (self.items, FALSE);
  layout->n_texts = self.texts->len;
  layout->texts = (HcPlotText *) (gpointer) g_array_free (self.texts, FALSE);
  return layout;
}

void
hc_plot_layout_free (HcPlotLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->slot_x);
  g_free (layout->label_shown);
  g_free (layout->items);
  g_free (layout->texts);
  g_string_chunk_free (layout->chunk);
  g_free (layout);
}
