/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names, limits, target and baseline, each at the end of its line. */

#include "config.h"

#include "hc-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define BESIDE 8.0
#define RING 11.0
#define MOST_NAMED 4

gboolean
hc_plot_is_named (const HcPlotSeries *series)
{
  return series->name != NULL && !series->other_days && series->grade != HC_PLOT_BEFORE;
}

gboolean
hc_plot_names_at_end (const HcPlot *plot)
{
  guint n = 0;

  if (plot->kind == HC_PLOT_AREA)
    return TRUE;
  if (plot->kind != HC_PLOT_LINE) /* curves meet at their ends */
    return FALSE;
  for (guint i = 0; i < plot->n_series; i++)
    n += hc_plot_is_named (&plot->series[i]);
  return n >= 2 && n <= MOST_NAMED;
}

static gboolean
has_cross_lines (const HcPlot *plot)
{
  return plot->kind == HC_PLOT_LINE || plot->kind == HC_PLOT_AREA ||
         (plot->kind == HC_PLOT_BARS && !plot->horizontal) || plot->kind == HC_PLOT_FUNNEL;
}

static void
widest (double *room, const char *text, double s)
{
  if (text != NULL)
    *room = MAX (*room, hc_plot_bold_width (text, s) + 2 * BESIDE * s);
}

static double
room_of_limits (const HcPlotLimits *limits, double s)
{
  double room = 0;

  widest (&room, limits->upper_label, s);
  widest (&room, limits->centre_label, s);
  widest (&room, limits->lower_label, s);
  return room;
}

/* Can the labels stand beside the end of their zone, where no more points are? @length is that of
 * all slots. */
static gboolean
fit_beside (const HcPlot *plot, const HcPlotLimits *limits, double s, double length)
{
  for (guint i = limits->to + 1; i < plot->n_slots; i++)
    if (hc_plot_has_value (plot, i))
      return FALSE;
  return limits->to < plot->n_slots &&
         (plot->n_slots - 1 - limits->to) * length / plot->n_slots > room_of_limits (limits, s);
}

double
hc_plot_right_room (const HcPlot *plot, double s, double width)
{
  double room = 12 * s;

  if (plot->kind == HC_PLOT_HEAT)
    return 2 * s;
  if (plot->horizontal && plot->kind == HC_PLOT_BARS)
    return 60 * s;
  if (has_cross_lines (plot))
    {
      if (isfinite (plot->target))
        widest (&room, plot->target_label, s);
      if (isfinite (plot->baseline))
        widest (&room, plot->baseline_label, s);
    }
  if (plot->kind == HC_PLOT_FUNNEL && isfinite (plot->funnel_centre))
    widest (&room, _ ("Upper limit"), s);
  for (guint i = 0; i < plot->n_limits; i++)
    if (!fit_beside (plot, &plot->limits[i], s, width * 0.8))
      room = MAX (room, room_of_limits (&plot->limits[i], s));
  if (hc_plot_names_at_end (plot))
    for (guint i = 0; i < plot->n_series; i++)
      if (plot->kind == HC_PLOT_AREA || hc_plot_is_named (&plot->series[i]))
        widest (&room, plot->series[i].name, s);
  return MIN (room, width * 0.34);
}

static void
add_right (GArray *right, const char *text, HcPlotTextRole role, guint series, double x, double y)
{
  HcPlotText t = { .text = text, .role = role, .series = series, .anchor_x = x, .anchor_y = y };

  if (text != NULL && isfinite (y))
    g_array_append_val (right, t);
}

/* Beside the end of its line where there is room, else in the margin. */
static void
put_beside (HcPlotting *self,
            GArray *right,
            const char *text,
            HcPlotTextRole role,
            guint series,
            double x,
            double y)
{
  double s = self->s, w;

  if (text == NULL || !isfinite (y))
    return;
  w = hc_plot_text_width (text, s);
  if (x + BESIDE * s + w > self->layout->right ||
      !hc_plot_put (self,
                    (HcPlotText) { .text = text, .x = x + BESIDE * s,
                                   .y = y - HC_PLOT_ROW * s / 2, .w = w, .h = HC_PLOT_ROW * s,
                                   .role = role, .series = series, .anchor_x = NAN },
                    role == HC_PLOT_TEXT_NAME))
    add_right (right, text, role, series, x, y);
}

static void
collect_limits (HcPlotting *self, GArray *right)
{
  const HcPlotLayout *l = self->layout;

  for (guint i = 0; i < self->plot->n_limits; i++)
    {
      const HcPlotLimits *limits = &self->plot->limits[i];
      guint last = MIN (limits->to, self->plot->n_slots - 1);
      double x = fit_beside (self->plot, limits, self->s, l->right - l->left)
                   ? l->slot_x[last] + l->slot_w / 2 : l->right;

      while (last > limits->from && !isfinite (limits->upper[last]))
        last--;
      if (isfinite (limits->upper[last]))
        put_beside (self, right, limits->upper_label, HC_PLOT_TEXT_NOTE, 0, x,
                    hc_plot_y (l, limits->upper[last]));
      if (isfinite (limits->centre))
        put_beside (self, right, limits->centre_label, HC_PLOT_TEXT_NOTE, 0, x,
                    hc_plot_y (l, limits->centre));
      if (isfinite (limits->lower[last]))
        put_beside (self, right, limits->lower_label, HC_PLOT_TEXT_NOTE, 0, x,
                    hc_plot_y (l, limits->lower[last]));
    }
}

/* The last item of @series, or NULL. */
static const HcPlotItem *
last_item (const HcPlotting *self, guint series)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const HcPlotItem *item = &g_array_index (self->items, HcPlotItem, i - 1);

      if (item->series == series)
        return item;
    }
  return NULL;
}

static void
collect_names (HcPlotting *self, GArray *right)
{
  if (!hc_plot_names_at_end (self->plot))
    return;
  for (guint i = 0; i < self->plot->n_series; i++)
    {
      const HcPlotItem *item = last_item (self, i);
      const char *name = self->plot->series[i].name;

      if (item == NULL)
        continue;
      if (self->plot->kind == HC_PLOT_AREA)
        add_right (right, name, HC_PLOT_TEXT_NAME, i, item->x + item->w, item->y + item->h / 2);
      else if (hc_plot_is_named (&self->plot->series[i]))
        put_beside (self, right, name, HC_PLOT_TEXT_NAME, i, item->x, item->y);
    }
}

static int
compare_right (gconstpointer a, gconstpointer b)
{
  double left = ((const HcPlotText *) a)->anchor_y, right = ((const HcPlotText *) b)->anchor_y;

  return left < right ? -1 : left > right;
}

/* What matters least leaves where there is no room for all. */
static void
thin (GArray *right, double room, double h)
{
  static const HcPlotTextRole order[]
    = { HC_PLOT_TEXT_NOTE, HC_PLOT_TEXT_NAME, HC_PLOT_TEXT_TARGET };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = right->len; i > 0 && right->len * h > room + 0.5; i--)
      if (g_array_index (right, HcPlotText, i - 1).role == order[k])
        g_array_remove_index (right, i - 1);
}

/* Down where they crowd, then up again where they would leave the chart. */
static void
spread (GArray *right, double top, double bottom, double h)
{
  double limit = top;

  for (guint i = 0; i < right->len; i++)
    {
      HcPlotText *text = &g_array_index (right, HcPlotText, i);

      text->y = MAX (text->anchor_y - h / 2, limit);
      limit = text->y + h;
    }
  limit = bottom;
  for (guint i = right->len; i > 0; i--)
    {
      HcPlotText *text = &g_array_index (right, HcPlotText, i - 1);

      text->y = MIN (text->y, limit - h);
      limit = text->y;
    }
}

/* Names of the curves of a funnel, at its end. */
static void
collect_funnel (HcPlotting *self, GArray *right)
{
  const HcPlotLayout *l = self->layout;
  double lower, upper;

  hc_plot_funnel_limits (self->plot, l->x_max, &lower, &upper);
  if (isnan (lower))
    return;
  add_right (right, _ ("Upper limit"), HC_PLOT_TEXT_NOTE, 0, l->right, hc_plot_y (l, upper));
  add_right (right, _ ("Mean"), HC_PLOT_TEXT_NOTE, 0, l->right,
             hc_plot_y (l, self->plot->funnel_centre));
  if (lower > 0)
    add_right (right, _ ("Lower limit"), HC_PLOT_TEXT_NOTE, 0, l->right, hc_plot_y (l, lower));
}

/* At the top of its line, which says when it should be done. */
static void
put_target_time (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  const char *label = self->plot->target_label;

  if (label != NULL && isfinite (self->plot->target))
    hc_plot_put (self,
                 (HcPlotText) { .text = label, .y = l->top, .h = HC_PLOT_ROW * self->s,
                                .x = hc_plot_x (l, self->plot->target) + 5 * self->s,
                                .w = hc_plot_bold_width (label, self->s),
                                .role = HC_PLOT_TEXT_TARGET, .anchor_x = NAN },
                 FALSE);
}

/* Right, left, above, below: the first that is free; none: the read-out says it. */
static void
put_point_name (HcPlotting *self, const HcPlotItem *item, const char *name)
{
  double s = self->s, h = HC_PLOT_ROW * s, w = hc_plot_text_width (name, s);
  const double places[][2] = { { RING * s, -h / 2 },
                               { -RING * s - w, -h / 2 },
                               { -w / 2, -RING * s - h + 3 * s },
                               { -w / 2, RING * s - 3 * s } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (hc_plot_put (self,
                     (HcPlotText) { .text = name, .x = item->x + places[i][0],
                                    .y = item->y + places[i][1], .w = w, .h = h,
                                    .role = HC_PLOT_TEXT_NOTE, .anchor_x = NAN },
                     FALSE))
      return;
}

static void
put_point_names (HcPlotting *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const HcPlotItem *item = &g_array_index (self->items, HcPlotItem, i);
      const char *name = hc_plot_point_name (self->plot, item->series, item->slot);

      if (name != NULL)
        put_point_name (self, item, name);
    }
}

/* In the margin, beside the axis. A target is what one looks for: it has its place before others,
 * and moves a little rather than being left out. */
static void
put_all (HcPlotting *self, const GArray *right, gboolean targets)
{
  const HcPlotLayout *l = self->layout;

  for (guint i = 0; i < right->len; i++)
    {
      HcPlotText text = g_array_index (right, HcPlotText, i);
      gboolean beside = fabs (text.y + HC_PLOT_ROW * self->s / 2 - text.anchor_y) < 3 &&
                        text.anchor_x >= l->right - 1;

      if ((text.role == HC_PLOT_TEXT_TARGET) != targets)
        continue;
      text.x = l->right + BESIDE * self->s;
      text.w = targets ? hc_plot_bold_width (text.text, self->s)
                       : hc_plot_text_width (text.text, self->s);
      text.w = MIN (text.w, l->width - text.x);
      text.h = HC_PLOT_ROW * self->s;
      if (beside || text.role != HC_PLOT_TEXT_NAME)
        text.anchor_x = NAN;
      hc_plot_put (self, text, targets);
    }
}

/* Above the bars, over its line, or beside it where that is taken. */
static void
put_across (HcPlotting *self, const char *text, double value, HcPlotTextRole role)
{
  static const double parts[] = { 0.5, 1, 0 };
  const HcPlotLayout *l = self->layout;
  double w, x;

  if (text == NULL || !isfinite (value))
    return;
  w = hc_plot_bold_width (text, self->s);
  x = hc_plot_x (l, value);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hc_plot_put (self,
                     (HcPlotText) { .text = text, .w = w, .h = HC_PLOT_ROW * self->s,
                                    .x = CLAMP (x - parts[i] * w, 0, MAX (l->width - w, 0)),
                                    .y = l->top - HC_PLOT_ROW * self->s, .role = role,
                                    .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN },
                     FALSE))
      return;
}

void
hc_plot_put_right (HcPlotting *self)
{
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (HcPlotText));
  const HcPlot *plot = self->plot;
  const HcPlotLayout *l = self->layout;
  double h = HC_PLOT_ROW * self->s;

  if (plot->kind == HC_PLOT_FUNNEL)
    collect_funnel (self, right);
  if (plot->kind == HC_PLOT_SURVIVAL)
    put_target_time (self);
  if (l->horizontal)
    {
      put_across (self, plot->target_label, plot->target, HC_PLOT_TEXT_TARGET);
      put_across (self, plot->baseline_label, plot->baseline, HC_PLOT_TEXT_NOTE);
    }
  if (plot->n_slots > 0 && plot->kind == HC_PLOT_LINE)
    collect_limits (self, right);
  collect_names (self, right);
  if (has_cross_lines (plot))
    {
      add_right (right, isfinite (plot->target) ? plot->target_label : NULL, HC_PLOT_TEXT_TARGET, 0,
                 l->right, hc_plot_y (l, plot->target));
      add_right (right, isfinite (plot->baseline) ? plot->baseline_label : NULL, HC_PLOT_TEXT_NOTE,
                 0, l->right, hc_plot_y (l, plot->baseline));
    }
  g_array_sort (right, compare_right);
  thin (right, l->bottom - l->top + h, h);
  spread (right, l->top - h / 2, l->bottom + h / 2, h);
  put_all (self, right, TRUE);
  put_all (self, right, FALSE);
  if (plot->kind == HC_PLOT_FUNNEL)
    put_point_names (self);
}
