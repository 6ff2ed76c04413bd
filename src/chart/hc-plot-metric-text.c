/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures of metrics in words: units, titles, labels of lines. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-plot-metric-private.h"

/* ---- values in words ---- */

static gboolean
is_per_100 (HcMetricId id)
{
  return strstr (hc_metrics[id].unit, "100") != NULL;
}

char *
hc_plot_metric_value_text (HcMetricId id, double value)
{
  const char *unit = hc_metrics[id].unit, *sign = value < 0 ? "−" : "";

  if (!isfinite (value))
    return g_strdup ("–");
  value = fabs (value);
  if (hc_metrics[id].is_share)
    /* TRANSLATORS: sign and number, per cent */
    return g_strdup_printf (_ ("%s%.1f %%"), sign, 100 * value);
  if (strcmp (unit, "hours") == 0)
    return g_strdup_printf (_ ("%s%.1f h"), sign, value);
  if (strcmp (unit, "days") == 0)
    return g_strdup_printf (_ ("%s%.1f d"), sign, value);
  if (is_per_100 (id))
    return g_strdup_printf (_ ("%s%.1f per 100 users"), sign, value);
  return g_strdup_printf (ngettext ("%s%'.0f ticket", "%s%'.0f tickets", (gulong) value), sign,
                          value);
}

/* Of the age of the backlog days say more than tickets; its layers count those. */
double
hc_plot_metric_figure (HcMetricId id, const HcMetricPoint *point)
{
  return id == HC_METRIC_BACKLOG_AGE ? point->median_days : point->value;
}

char *
hc_plot_metric_figure_text (HcMetricId id, double value)
{
  return hc_plot_metric_value_text (id == HC_METRIC_BACKLOG_AGE ? HC_METRIC_BACKLOG_DAYS : id,
                                    value);
}

char *
hc_plot_age_text (const HcLaunchSettings *settings, guint bucket)
{
  const double *bounds = settings->age_bounds;

  if (bucket == 0)
    return g_strdup_printf (_ ("under %g d"), bounds[0]);
  if (bucket == HC_N_AGE_BUCKETS - 1)
    return g_strdup_printf (_ ("%g d and more"), bounds[bucket - 1]);
  return g_strdup_printf (_ ("%g–%g d"), bounds[bucket - 1], bounds[bucket]);
}

/* “248 tickets ÷ 1,846 active users”; NULL: the value is no quotient. */
char *
hc_plot_metric_quotient_text (HcMetricId id, const HcMetricPoint *point)
{
  if (point->numerator < 0 || point->denominator < 0)
    return NULL;
  if (is_per_100 (id))
    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " tickets ÷ %" G_GINT64_FORMAT " users"),
                            point->numerator, point->denominator);
  if (hc_metrics[id].is_share)
    /* TRANSLATORS: numerator and denominator of a share */
    return g_strdup_printf (_ ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT), point->numerator,
                            point->denominator);
  return NULL;
}

/* ---- titles ---- */

/* What an axis without a sign of its own counts; NULL: per cent say it themselves. */
static const char *
unit_title (HcMetricId id, HcPlotKind kind)
{
  const char *unit = hc_metrics[id].unit;

  if (hc_metrics[id].is_share)
    return NULL;
  if (strcmp (unit, "hours") == 0)
    return _ ("hours");
  if (strcmp (unit, "days") == 0 || (id == HC_METRIC_BACKLOG_AGE && kind != HC_PLOT_AREA))
    return _ ("days");
  return is_per_100 (id) ? _ ("per 100 users") : _ ("tickets");
}

static gboolean
is_duration (HcMetricId id)
{
  return id == HC_METRIC_TIME_TO_RESOLVE || id == HC_METRIC_FIRST_RESPONSE_TIME;
}

/* What the figure of the definition line is of; metrics.md §2. */
static char *
period_text (const HcMetricSeries *series,
             const HcMetricSet *set,
             const HcPlotMetricOptions *options)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (hc_metrics[series->id].is_stock)
    return g_strdup (_ ("at the time of the figures"));
  if (is_duration (series->id) && !options->has_window)
    return g_strdup (_ ("tickets opened since go-live"));
  if (series->id == HC_METRIC_REOPEN_RATE && !options->has_window)
    return g_strdup (_ ("the last complete working days at least 7 days ago"));
  if (set->from == HC_DAY_NONE || set->to == HC_DAY_NONE)
    return g_strdup (_ ("no complete working day so far"));
  from = hc_plot_metric_day_text (options, set->from, FALSE);
  to = hc_plot_metric_day_text (options, set->to, FALSE);
  if (is_duration (series->id))
    return g_strdup_printf (_ ("tickets opened from %s to %s"), from, to);
  if (options->has_window)
    return g_strdup_printf (_ ("complete days from %s to %s"), from, to);
  return g_strdup_printf (ngettext ("%u working day, %s to %s", "%u working days, %s to %s",
                                    set->working_days),
                          set->working_days, from, to);
}

void
hc_plot_metric_set_titles (HcPlotBuild *build,
                           const HcMetricSeries *series,
                           const HcMetricSet *set,
                           const HcPlotMetricOptions *options)
{
  const HcMetricInfo *info = &hc_metrics[series->id];
  HcPlot *plot = hc_plot_build_plot (build);
  g_autoptr (GString) foot = g_string_new (NULL);
  g_autofree char *value
    = plot->kind == HC_PLOT_AREA
        ? hc_plot_metric_value_text (series->id, series->window.value)
        : hc_plot_metric_figure_text (series->id,
                                      hc_plot_metric_figure (series->id, &series->window));
  g_autofree char *period = period_text (series, set, options);

  plot->title = hc_plot_build_text (build, _ (info->title));
  plot->per_cent = info->is_share;
  plot->y_title = unit_title (series->id, plot->kind);
  if (series->measurable)
    g_string_append_printf (foot, "%s · %s · n = %" G_GINT64_FORMAT " · ", value, period,
                            MAX (series->window.n, 0));
  else
    plot->subtitle = hc_plot_build_text (build, hc_metric_missing_remedy (series->missing));
  g_string_append_printf (foot, "%s\n%s", info->id, _ (info->formula));
  if (options->strata != NULL)
    g_string_append_printf (foot, " %s",
                            info->is_share
                              ? _ ("Limits: Laney p′, working and other days apart.")
                              : _ ("Limits: Laney u′, working and other days apart."));
  plot->footnote = hc_plot_build_text (build, foot->str);
}

/* ---- lines across ---- */

const char *
hc_plot_metric_line_label (HcPlotBuild *build, const char *name, HcMetricId id, double value)
{
  gboolean counts = strcmp (hc_metrics[id].unit, "tickets") == 0 && id != HC_METRIC_BACKLOG_AGE;
  g_autofree char *number = hc_metrics[id].is_share ? hc_plot_metric_value_text (id, value)
                            : counts                ? g_strdup_printf ("%'.0f", value)
                                                    : g_strdup_printf ("%.1f", value);
  g_autofree char *text = g_strconcat (name, " ", number, NULL);

  return isfinite (value) ? hc_plot_build_text (build, text) : NULL;
}

/* Without the unit, which the axis says: the label takes its room from the days. */
void
hc_plot_metric_set_cross_lines (HcPlotBuild *build,
                                HcMetricId id,
                                const HcPlotMetricOptions *options)
{
  HcPlot *plot = hc_plot_build_plot (build);

  plot->target = options->target;
  plot->baseline = options->baseline;
  plot->target_label = options->target_label != NULL && isfinite (options->target)
                         ? hc_plot_build_text (build, options->target_label)
                         : hc_plot_metric_line_label (build, _ ("Target"), id, options->target);
  plot->baseline_label
    = hc_plot_metric_line_label (build, _ ("Baseline"), id, options->baseline);
}
