/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-build.h"

#include <glib/gi18n.h>
#include <math.h>

struct _HcPlotBuild
{
  gatomicrefcount refs;
  HcPlot plot;

  /* Owned; the plot borrows them */
  GArray *slots;
  GArray *series;
  GArray *limits;
  GArray *marks;
  GArray *signals;
  GPtrArray *blocks; /* of numbers and tables of readings */
  GStringChunk *texts;
};

HcPlotBuild *
hc_plot_build_new (HcPlotKind kind)
{
  HcPlotBuild *self = g_new0 (HcPlotBuild, 1);

  g_atomic_ref_count_init (&self->refs);
  self->slots = g_array_new (FALSE, TRUE, sizeof (HcPlotSlot));
  self->series = g_array_new (FALSE, TRUE, sizeof (HcPlotSeries));
  self->limits = g_array_new (FALSE, TRUE, sizeof (HcPlotLimits));
  self->marks = g_array_new (FALSE, TRUE, sizeof (HcPlotMark));
  self->signals = g_array_new (FALSE, TRUE, sizeof (HcPlotSignal));
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (1024);
  self->plot = (HcPlot) {
    .kind = kind, .target = NAN, .baseline = NAN, .funnel_centre = NAN, .funnel_sigma_z = 1,
    .no_data = hc_plot_build_text (self, _ ("no data")),
    .from_zero = kind != HC_PLOT_LINE,
  };
  return self;
}

HcPlotBuild *
hc_plot_build_ref (HcPlotBuild *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hc_plot_build_unref (HcPlotBuild *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->slots);
  g_array_unref (self->series);
  g_array_unref (self->limits);
  g_array_unref (self->marks);
  g_array_unref (self->signals);
  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->texts);
  g_free (self);
}

HcPlot *
hc_plot_build_plot (HcPlotBuild *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->plot;
}

const char *
hc_plot_build_text (HcPlotBuild *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

double *
hc_plot_build_values (HcPlotBuild *self, guint n)
{
  double *values = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    values[i] = NAN;
  g_ptr_array_add (self->blocks, values);
  return values;
}

HcPlotSlot *
hc_plot_build_add_slot (HcPlotBuild *self, const char *label)
{
  HcPlotSlot slot = { .label = hc_plot_build_text (self, label), .working = TRUE,
                      .complete = TRUE };

  g_return_val_if_fail (self->series->len == 0, NULL);

  g_array_append_val (self->slots, slot);
  self->plot.slots = (const HcPlotSlot *) (gpointer) self->slots->data;
  self->plot.n_slots = self->slots->len;
  return &g_array_index (self->slots, HcPlotSlot, self->slots->len - 1);
}

HcPlotSeries *
hc_plot_build_add_series (HcPlotBuild *self, const char *name, guint n)
{
  HcPlotSeries series = { .name = hc_plot_build_text (self, name),
                          .n = n > 0 ? n : self->slots->len };

  series.values = hc_plot_build_values (self, series.n);
  if (n > 0)
    series.x = hc_plot_build_values (self, series.n);
  g_array_append_val (self->series, series);
  self->plot.series = (const HcPlotSeries *) (gpointer) self->series->data;
  self->plot.n_series = self->series->len;
  return &g_array_index (self->series, HcPlotSeries, self->series->len - 1);
}

HcPlotLimits *
hc_plot_build_add_limits (HcPlotBuild *self, guint from, guint to)
{
  HcPlotLimits limits = { .from = from, .to = to, .centre = NAN };

  g_return_val_if_fail (from <= to && to < self->slots->len, NULL);

  limits.lower = hc_plot_build_values (self, self->slots->len);
  limits.upper = hc_plot_build_values (self, self->slots->len);
  g_array_append_val (self->limits, limits);
  self->plot.limits = (const HcPlotLimits *) (gpointer) self->limits->data;
  self->plot.n_limits = self->limits->len;
  return &g_array_index (self->limits, HcPlotLimits, self->limits->len - 1);
}

void
hc_plot_build_add_mark (HcPlotBuild *self, HcPlotMarkKind kind, guint slot, const char *label)
{
  HcPlotMark mark = { kind, slot, hc_plot_build_text (self, label) };

  g_array_append_val (self->marks, mark);
  self->plot.marks = (const HcPlotMark *) (gpointer) self->marks->data;
  self->plot.n_marks = self->marks->len;
}

void
hc_plot_build_add_signal (HcPlotBuild *self, guint series, guint slot)
{
  HcPlotSignal mark = { series, slot };

  g_array_append_val (self->signals, mark);
  self->plot.signals = (const HcPlotSignal *) (gpointer) self->signals->data;
  self->plot.n_signals = self->signals->len;
}

static HcPlotSeries *
series_at (HcPlotBuild *self, guint series, guint index)
{
  g_assert (series < self->series->len);
  g_assert (index < g_array_index (self->series, HcPlotSeries, series).n);
  return &g_array_index (self->series, HcPlotSeries, series);
}

void
hc_plot_build_set_value (HcPlotBuild *self, guint series, guint index, double value)
{
  /* Its own block, which the plot only borrows. */
  ((double *) series_at (self, series, index)->values)[index] = value;
}

void
hc_plot_build_set_band (HcPlotBuild *self, guint series, guint index, double low, double high)
{
  HcPlotSeries *s = series_at (self, series, index);

  if (s->low == NULL)
    {
      s->low = hc_plot_build_values (self, s->n);
      s->high = hc_plot_build_values (self, s->n);
    }
  ((double *) s->low)[index] = low;
  ((double *) s->high)[index] = high;
}

void
hc_plot_build_set_reading (HcPlotBuild *self, guint series, guint index, const char *reading)
{
  HcPlotSeries *s = series_at (self, series, index);

  if (s->readings == NULL)
    {
      const char **readings = g_new0 (const char *, s->n);

      g_ptr_array_add (self->blocks, readings);
      s->readings = readings;
    }
  ((const char **) s->readings)[index] = hc_plot_build_text (self, reading);
}
