/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that must not touch each other: day labels, marks, names at the right, legend. */

#include "config.h"

#include "hc-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEGEND_FROM_HEIGHT 200.0
#define LEGEND_ROW 18.0
#define SWATCH 24.0
#define ENTRY_GAP 16.0
#define BESIDE 8.0
#define MOST_NAMED 4

/* ---- placing ---- */

static gboolean
is_free (const HcPlotting *self, const HcPlotText *text)
{
  const HcPlotLayout *l = self->layout;

  if (text->x < -0.5 || text->y < -0.5 || text->x + text->w > l->width + 0.5 ||
      text->y + text->h > l->height + 0.5)
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    {
      const HcPlotText *other = &g_array_index (self->texts, HcPlotText, i);

      if (text->x < other->x + other->w && other->x < text->x + text->w &&
          text->y < other->y + other->h && other->y < text->y + text->h)
        return FALSE;
    }
  return TRUE;
}

void
hc_plot_put_unchecked (HcPlotting *self, HcPlotText text)
{
  text.text = g_string_chunk_insert (self->layout->chunk, text.text);
  g_array_append_val (self->texts, text);
}

gboolean
hc_plot_put (HcPlotting *self, HcPlotText text, gboolean shift)
{
  static const double shifts[] = { 0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2 };
  double y = text.y;

  if (text.text[0] == '\0' || text.w <= 0)
    return FALSE;
  for (guint i = 0; i < (shift ? G_N_ELEMENTS (shifts) : 1); i++)
    {
      text.y = y + shifts[i] * HC_PLOT_ROW * self->s;
      if (!is_free (self, &text))
        continue;
      hc_plot_put_unchecked (self, text);
      return TRUE;
    }
  return FALSE;
}

/* ---- days ---- */

/* Every how many slots a label fits. */
static guint
label_step (const HcPlotting *self)
{
  double widest = 0;

  for (guint i = 0; i < self->plot->n_slots; i++)
    if (self->plot->slots[i].label != NULL)
      widest = MAX (widest, hc_plot_text_width (self->plot->slots[i].label, self->s));
  return (guint) MAX (1, ceil ((widest + 4 * self->s) / self->layout->slot_w));
}

/* Counted from here, so that today's label is never thinned out. */
static guint
label_origin (const HcPlot *plot, gboolean *has_working)
{
  guint origin = 0;

  *has_working = FALSE;
  for (guint i = 0; i < plot->n_slots; i++)
    {
      if (plot->slots[i].is_today)
        origin = i;
      *has_working |= plot->slots[i].working;
    }
  return origin;
}

static void
put_groups (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  const HcPlotSlot *slots = self->plot->slots;

  for (guint from = 0, to; from < self->plot->n_slots; from = to)
    {
      double w, centre;

      for (to = from + 1; to < self->plot->n_slots; to++)
        if (g_strcmp0 (slots[to].group, slots[from].group) != 0)
          break;
      if (slots[from].group == NULL)
        continue;
      w = hc_plot_text_width (slots[from].group, self->s) + 4 * self->s;
      centre = (l->slot_x[from] + l->slot_x[to - 1]) / 2;
      hc_plot_put (self,
                   (HcPlotText) { .text = slots[from].group,
                                  .x = CLAMP (centre - w / 2, 0, MAX (l->width - w, 0)),
                                  .y = l->bottom + (2 + HC_PLOT_ROW) * self->s,
                                  .w = w,
                                  .h = HC_PLOT_ROW * self->s,
                                  .align = HC_CHART_TEXT_CENTRE,
                                  .anchor_x = NAN },
                   FALSE);
    }
}

void
hc_plot_put_day_labels (HcPlotting *self)
{
  HcPlotLayout *l = self->layout;
  gboolean has_working;
  guint step, origin;

  if (self->plot->n_slots == 0)
    return;
  step = label_step (self);
  origin = label_origin (self->plot, &has_working);
  for (guint i = 0; i < self->plot->n_slots; i++)
    {
      const HcPlotSlot *slot = &self->plot->slots[i];
      gboolean fits = MAX (i, origin) % step == MIN (i, origin) % step;
      double w;

      if (slot->label == NULL || !fits)
        continue;
      if (step == 1 && has_working && !slot->working && !slot->is_today)
        continue;
      w = hc_plot_text_width (slot->label, self->s) + 2 * self->s;
      l->label_shown[i] = hc_plot_put (
        self,
        (HcPlotText) { .text = slot->label, .x = l->slot_x[i] - w / 2,
                       .y = l->bottom + 2 * self->s, .w = w, .h = HC_PLOT_ROW * self->s,
                       .role = slot->is_today ? HC_PLOT_TEXT_TODAY : HC_PLOT_TEXT_AXIS,
                       .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN },
        FALSE);
    }
  put_groups (self);
}

/* ---- marks ---- */

static void
put_event (HcPlotting *self, const HcPlotMark *mark, double x, double y)
{
  HcPlotText text = { .text = mark->label, .x = x + 5 * self->s, .y = y,
                      .w = hc_plot_text_width (mark->label, self->s), .h = HC_PLOT_ROW * self->s,
                      .role = HC_PLOT_TEXT_EVENT, .anchor_x = NAN };

  if (hc_plot_put (self, text, FALSE))
    return;
  text.x = x - 5 * self->s - text.w;
  text.align = HC_CHART_TEXT_END;
  hc_plot_put (self, text, FALSE);
}

void
hc_plot_put_marks (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  double y = l->top - (HC_PLOT_ROW + 5) * self->s;

  for (guint i = 0; i < self->plot->n_marks; i++)
    {
      const HcPlotMark *mark = &self->plot->marks[i];
      double w;

      if (mark->kind != HC_PLOT_MARK_DECISION || mark->label == NULL ||
          mark->slot >= self->plot->n_slots)
        continue;
      w = hc_plot_text_width (mark->label, self->s) + 8 * self->s;
      hc_plot_put (self,
                   (HcPlotText) { .text = mark->label, .x = l->slot_x[mark->slot] - w / 2, .y = y,
                                  .w = w, .h = HC_PLOT_ROW * self->s, .role = HC_PLOT_TEXT_PLATE,
                                  .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN },
                   FALSE);
    }
  for (guint i = 0; i < self->plot->n_marks; i++)
    {
      const HcPlotMark *mark = &self->plot->marks[i];

      if (mark->kind == HC_PLOT_MARK_EVENT && mark->label != NULL &&
          mark->slot <= self->plot->n_slots)
        put_event (self, mark, l->left + mark->slot * l->slot_w, y);
    }
}

/* ---- no data ---- */

static void
put_no_data_at (HcPlotting *self, double centre, double room, double y)
{
  double w = hc_plot_text_width (self->plot->no_data, self->s);

  if (w <= room)
    hc_plot_put (self,
                 (HcPlotText) { .text = self->plot->no_data, .x = centre - w / 2, .y = y, .w = w,
                                .h = HC_PLOT_ROW * self->s, .role = HC_PLOT_TEXT_NOTE,
                                .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN },
                 TRUE);
}

/* Between the first and the last day with a figure; a weekend alone is no gap. */
static void
put_no_data_days (HcPlotting *self, guint first, guint last)
{
  const HcPlotLayout *l = self->layout;
  double y = l->bottom - (HC_PLOT_ROW + 3) * self->s;

  for (guint from = first, to; from < last; from = to)
    {
      gboolean working = FALSE;

      for (to = from; to < last && !hc_plot_has_value (self->plot, to); to++)
        working |= self->plot->slots[to].working;
      if (working)
        put_no_data_at (self, (l->slot_x[from] + l->slot_x[to - 1]) / 2,
                        self->plot->kind == HC_PLOT_LINE ? INFINITY : (to - from) * l->slot_w, y);
      to = MAX (to, from + 1);
    }
}

void
hc_plot_put_no_data (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  guint first = 0, last = self->plot->n_slots;

  if (self->plot->no_data == NULL)
    return;
  if (self->items->len == 0)
    {
      if (self->plot->kind != HC_PLOT_HEAT || self->plot->n_series * self->plot->n_slots == 0)
        put_no_data_at (self, (l->left + l->right) / 2, INFINITY,
                        (l->top + l->bottom - HC_PLOT_ROW * self->s) / 2);
      return;
    }
  if (!hc_plot_has_days (self->plot->kind) || l->horizontal)
    return;
  while (!hc_plot_has_value (self->plot, first))
    first++;
  while (!hc_plot_has_value (self->plot, last - 1))
    last--;
  put_no_data_days (self, first, last);
}

/* ---- names, limits, target and baseline at the right ---- */

static gboolean
is_named (const HcPlotSeries *series)
{
  return series->name != NULL && !series->other_days && series->grade != HC_PLOT_BEFORE;
}

/* Up to four lines are named at their ends, layers always. */
static gboolean
names_at_end (const HcPlot *plot)
{
  guint n = 0;

  if (plot->kind == HC_PLOT_AREA)
    return TRUE;
  if (plot->kind != HC_PLOT_LINE && plot->kind != HC_PLOT_SURVIVAL)
    return FALSE;
  for (guint i = 0; i < plot->n_series; i++)
    n += is_named (&plot->series[i]);
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
    *room = MAX (*room, hc_plot_text_width (text, s) + 2 * BESIDE * s);
}

/* Could @text stand beside the end of slot @to in a chart that is @width wide? */
static gboolean
fits_beside (const HcPlot *plot, guint to, const char *text, double s, double width)
{
  double slot_w = width * 0.8 / MAX (plot->n_slots, 1);

  return to + 1 < plot->n_slots &&
         (plot->n_slots - 1 - to) * slot_w > hc_plot_text_width (text, s) + 2 * BESIDE * s;
}

static void
room_of_limits (double *room, const HcPlot *plot, double s, double width)
{
  for (guint i = 0; i < plot->n_limits; i++)
    {
      const char *labels[] = { plot->limits[i].upper_label, plot->limits[i].centre_label,
                               plot->limits[i].lower_label };

      for (guint k = 0; k < G_N_ELEMENTS (labels); k++)
        if (labels[k] != NULL && !fits_beside (plot, plot->limits[i].to, labels[k], s, width))
          widest (room, labels[k], s);
    }
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
  room_of_limits (&room, plot, s, width);
  if (names_at_end (plot))
    for (guint i = 0; i < plot->n_series; i++)
      if (plot->kind == HC_PLOT_AREA || is_named (&plot->series[i]))
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
put_beside (
  HcPlotting *self, GArray *right, const char *text, HcPlotTextRole role, guint series, double x, double y)
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
                    TRUE))
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
      double x = l->slot_x[last] + l->slot_w / 2;

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
  if (!names_at_end (self->plot))
    return;
  for (guint i = 0; i < self->plot->n_series; i++)
    {
      const HcPlotItem *item = last_item (self, i);
      const char *name = self->plot->series[i].name;

      if (item == NULL)
        continue;
      if (self->plot->kind == HC_PLOT_AREA)
        add_right (right, name, HC_PLOT_TEXT_NAME, i, item->x + item->w, item->y + item->h / 2);
      else if (is_named (&self->plot->series[i]))
        put_beside (self, right, name, HC_PLOT_TEXT_NAME, i, item->x, item->y);
    }
}

static int
compare_right (gconstpointer a, gconstpointer b)
{
  double left = ((const HcPlotText *) a)->anchor_y, right = ((const HcPlotText *) b)->anchor_y;

  return left < right ? -1 : left > right;
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

static void
put_point_names (HcPlotting *self)
{
  double s = self->s, h = HC_PLOT_ROW * s;

  for (guint i = 0; i < self->items->len; i++)
    {
      const HcPlotItem *item = &g_array_index (self->items, HcPlotItem, i);
      const char *name = hc_plot_point_name (self->plot, item->series, item->slot);
      HcPlotText text = { .text = name, .x = item->x + BESIDE * s, .y = item->y - h / 2, .h = h,
                          .role = HC_PLOT_TEXT_NOTE, .anchor_x = NAN };

      if (name == NULL)
        continue;
      text.w = hc_plot_text_width (name, s);
      if (hc_plot_put (self, text, TRUE))
        continue;
      text.x = item->x - BESIDE * s - text.w;
      text.align = HC_CHART_TEXT_END;
      hc_plot_put (self, text, TRUE);
    }
}

void
hc_plot_put_right (HcPlotting *self)
{
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (HcPlotText));
  const HcPlot *plot = self->plot;
  const HcPlotLayout *l = self->layout;
  double h = HC_PLOT_ROW * self->s;

  if (plot->kind == HC_PLOT_FUNNEL)
    put_point_names (self);
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
  spread (right, l->top - h / 2, l->bottom + h / 2, h);
  for (guint i = 0; i < right->len; i++)
    {
      HcPlotText text = g_array_index (right, HcPlotText, i);
      gboolean beside = fabs (text.y + h / 2 - text.anchor_y) < 3 && text.anchor_x >= l->right - 1;

      text.x = l->right + BESIDE * self->s;
      text.w = MIN (hc_plot_text_width (text.text, self->s), l->width - text.x);
      text.h = h;
      if (beside || text.role != HC_PLOT_TEXT_NAME)
        text.anchor_x = NAN;
      hc_plot_put (self, text, FALSE);
    }
}

/* ---- legend ---- */

typedef struct
{
  const char *text;
  guint series;
  HcPlotSwatch swatch;
} Entry;

static void
add_entry (GArray *entries, const char *text, guint series, HcPlotSwatch swatch)
{
  Entry entry = { text, series, swatch };

  if (text != NULL)
    g_array_append_val (entries, entry);
}

static gboolean
shows_incomplete (const HcPlot *plot)
{
  for (guint i = 0; i < plot->n_slots; i++)
    if (!plot->slots[i].complete && hc_plot_has_value (plot, i))
      return TRUE;
  return FALSE;
}

/* Only what is not said at the lines themselves. */
static GArray *
legend_entries (const HcPlot *plot)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean at_end = names_at_end (plot);

  if (plot->kind == HC_PLOT_AREA || plot->kind == HC_PLOT_HEAT || plot->kind == HC_PLOT_FUNNEL)
    return entries;
  for (guint i = 0; i < plot->n_series; i++)
    if (!at_end || !is_named (&plot->series[i]))
      add_entry (entries, plot->series[i].name, i, HC_PLOT_SWATCH_SERIES);
  if (plot->kind == HC_PLOT_LINE)
    {
      if (shows_incomplete (plot))
        add_entry (entries, _ ("Incomplete day"), 0, HC_PLOT_SWATCH_INCOMPLETE);
      if (plot->n_limits > 0)
        add_entry (entries, _ ("Control limits"), 0, HC_PLOT_SWATCH_LIMITS);
      if (isfinite (plot->target))
        add_entry (entries, _ ("Target"), 0, HC_PLOT_SWATCH_TARGET);
      if (isfinite (plot->baseline))
        add_entry (entries, _ ("Baseline"), 0, HC_PLOT_SWATCH_BASELINE);
    }
  if (entries->len < 2)
    g_array_set_size (entries, 0);
  return entries;
}

/* Walks the rows; @self: puts the entries too. */
static guint
flow_legend (GArray *entries, double s, double width, HcPlotting *self, double top)
{
  double x = 0;
  guint row = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      double w = MIN (hc_plot_text_width (entry->text, s), width - SWATCH * s);

      if (x > 0 && x + SWATCH * s + w > width)
        x = 0, row++;
      if (self != NULL)
        hc_plot_put (self,
                     (HcPlotText) { .text = entry->text, .x = x + SWATCH * s,
                                    .y = top + row * LEGEND_ROW * s, .w = w,
                                    .h = HC_PLOT_ROW * s, .role = HC_PLOT_TEXT_LEGEND,
                                    .series = entry->series, .swatch = entry->swatch,
                                    .anchor_x = NAN },
                     FALSE);
      x += (SWATCH + ENTRY_GAP) * s + w;
    }
  return entries->len > 0 ? row + 1 : 0;
}

double
hc_plot_legend_height (const HcPlot *plot, double s, double width, double height)
{
  g_autoptr (GArray) entries = legend_entries (plot);

  if (height < LEGEND_FROM_HEIGHT * s || entries->len == 0)
    return 0;
  return flow_legend (entries, s, width, NULL, 0) * LEGEND_ROW * s + 6 * s;
}

void
hc_plot_put_legend (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  g_autoptr (GArray) entries = legend_entries (self->plot);
  double height = hc_plot_legend_height (self->plot, self->s, l->width, l->height);

  if (height > 0)
    flow_legend (entries, self->s, l->width, self, l->height - height + 6 * self->s);
}
