/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows under a chart: only what is not said at the lines themselves. */

#include "config.h"

#include "hc-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEGEND_FROM_HEIGHT 200.0
#define LEGEND_ROW 18.0
#define SWATCH 24.0
#define ENTRY_GAP 16.0

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

static GArray *
legend_entries (const HcPlot *plot)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean at_end = hc_plot_names_at_end (plot);

  if (plot->kind == HC_PLOT_AREA || plot->kind == HC_PLOT_HEAT || plot->kind == HC_PLOT_FUNNEL)
    return entries;
  for (guint i = 0; i < plot->n_series; i++)
    if (!at_end || !hc_plot_is_named (&plot->series[i]))
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
