/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts that must not touch each other: day labels, marks, “no data”. */

#include "config.h"

#include "hc-plot-private.h"

#include <math.h>

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

static guint
group_end (const HcPlot *plot, guint from)
{
  guint to = from + 1;

  while (to < plot->n_slots && g_strcmp0 (plot->slots[to].group, plot->slots[from].group) == 0)
    to++;
  return to;
}

/* Every how many groups a label fits; the first and the last may be cut. */
static guint
group_step (const HcPlotting *self)
{
  const HcPlot *plot = self->plot;
  double widest = 0;
  guint longest = 1;

  for (guint from = 0; from < plot->n_slots; from = group_end (plot, from))
    {
      longest = MAX (longest, group_end (plot, from) - from);
      if (plot->slots[from].group != NULL)
        widest = MAX (widest, hc_plot_text_width (plot->slots[from].group, self->s));
    }
  return (guint) MAX (1, ceil ((widest + 8 * self->s) / (longest * self->layout->slot_w)));
}

static void
put_groups (HcPlotting *self)
{
  const HcPlotLayout *l = self->layout;
  const HcPlotSlot *slots = self->plot->slots;
  guint step = group_step (self), group = 0;

  for (guint from = 0, to; from < self->plot->n_slots; from = to)
    {
      double w, centre;

      to = group_end (self->plot, from);
      if (group++ % step != 0 || slots[from].group == NULL)
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

static gboolean
put_day_label (HcPlotting *self, guint i)
{
  const HcPlotLayout *l = self->layout;
  const HcPlotSlot *slot = &self->plot->slots[i];
  double w = hc_plot_bold_width (slot->label, self->s) + 2 * self->s;

  return hc_plot_put (
    self,
    (HcPlotText) { .text = slot->label,
                   .x = CLAMP (l->slot_x[i] - w / 2, 0, MAX (l->width - w, 0)),
                   .y = l->bottom + 2 * self->s, .w = w, .h = HC_PLOT_ROW * self->s,
                   .role = slot->is_today ? HC_PLOT_TEXT_TODAY : HC_PLOT_TEXT_AXIS,
                   .align = HC_CHART_TEXT_CENTRE, .anchor_x = NAN },
    FALSE);
}

void
hc_plot_put_day_labels (HcPlotting *self)
{
  const HcPlotSlot *slots = self->plot->slots;
  gboolean *shown = self->layout->label_shown;
  gboolean has_working;
  guint step, origin;

  if (self->plot->n_slots == 0)
    return;
  step = label_step (self);
  origin = label_origin (self->plot, &has_working);
  if (slots[origin].label != NULL &&
      (slots[origin].is_today || slots[origin].working || !has_working || step > 1))
    shown[origin] = put_day_label (self, origin); /* before its neighbours can take its place */
  for (guint i = 0; i < self->plot->n_slots; i++)
    {
      gboolean fits = MAX (i, origin) % step == MIN (i, origin) % step;

      if (i == origin || slots[i].label == NULL || !fits)
        continue;
      if (step == 1 && has_working && !slots[i].working)
        continue;
      shown[i] = put_day_label (self, i);
    }
  put_groups (self);
}

/* ---- marks ---- */

/* After its line, but before it where it would reach into the margin: that is the target's. */
static void
put_event (HcPlotting *self, const HcPlotMark *mark, double x, double y)
{
  double w = hc_plot_bold_width (mark->label, self->s), gap = 5 * self->s;
  gboolean before = x + gap + w > self->layout->right;

  for (guint i = 0; i < 2; i++, before = !before)
    if (hc_plot_put (self,
                     (HcPlotText) { .text = mark->label, .x = before ? x - gap - w : x + gap,
                                    .y = y, .w = w, .h = HC_PLOT_ROW * self->s,
                                    .role = HC_PLOT_TEXT_EVENT, .anchor_x = NAN,
                                    .align = before ? HC_CHART_TEXT_END : HC_CHART_TEXT_START },
                     FALSE))
      return;
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
      w = hc_plot_bold_width (mark->label, self->s) + 8 * self->s;
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

/* ---- beyond the axis ---- */

void
hc_plot_put_beyond (HcPlotting *self)
{
  double s = self->s, h = HC_PLOT_ROW * s;

  for (guint i = 0; i < self->items->len; i++)
    {
      const HcPlotItem *item = &g_array_index (self->items, HcPlotItem, i);
      double value = hc_plot_value (self->plot, item->series, item->slot);
      g_autofree char *text = hc_plot_dup_value (self->plot, value);
      double w = hc_plot_text_width (text, s);
      const double places[] = { item->x + 8 * s, item->x - 8 * s - w };

      for (guint k = 0; hc_plot_is_beyond (self->layout, value) && k < 2; k++)
        if (places[k] >= self->layout->left && places[k] + w <= self->layout->right &&
            hc_plot_put (self,
                         (HcPlotText) { .text = text, .x = places[k], .y = self->layout->top,
                                        .w = w, .h = h, .role = HC_PLOT_TEXT_NOTE, .anchor_x = NAN },
                         FALSE))
          break;
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
      double room;

      for (to = from; to < last && !hc_plot_has_value (self->plot, to); to++)
        working |= self->plot->slots[to].working;
      if (working)
        {
          /* Beside bars it must fit between them. */
          room = self->plot->kind == HC_PLOT_LINE ? INFINITY : (to - from + 0.3) * l->slot_w;
          put_no_data_at (self, (l->slot_x[from] + l->slot_x[to - 1]) / 2, room, y);
        }
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
