/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"

static char *
day_text (HcDay day)
{
  return hc_format_day (day);
}

static guint
days_off_target (const HcMetricSeries *series, double target, guint *n_days)
{
  guint off = 0;

  *n_days = 0;
  for (guint i = 0; i < series->n_points; i++)
    {
      double value = hc_metric_point_value (series->id, &series->points[i]);

      if (isnan (value) || !series->points[i].working_day || !series->points[i].complete)
        continue;
      (*n_days)++;
      off += hc_metric_more_is_better (series->id) ? value < target : value > target;
    }
  return off;
}

/* “2 of 9 complete working days miss the target.” */
static char *
target_sentence (const HcMetricSeries *series, double target)
{
  guint n_days;
  guint off;

  if (isnan (target))
    return NULL;
  off = days_off_target (series, target, &n_days);
  if (n_days == 0)
    return NULL;
  if (off == 0)
    return g_strdup (_("Every complete working day meets the target."));
  return g_strdup_printf (ngettext ("%u of %u complete working day misses the target.",
                                    "%u of %u complete working days miss the target.", n_days),
                          off, n_days);
}

/* Newest first: what happened lately is what is looked for. */
static void
append_signals (GString *out, const HcControlStrata *strata, HcMetricId id)
{
  g_autoptr (GPtrArray) texts = hc_control_signal_texts (strata, id, day_text);

  for (guint i = texts->len; i-- > 0;)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "",
                            (const char *) g_ptr_array_index (texts, i));
  if (texts->len > 0)
    return;
  if (strata->stratum[0].n_points < HC_CONTROL_FEWEST_POINTS)
    g_string_append_printf (
      out,
      ngettext ("Control limits tell from %d complete working days on; there is %u.",
                "Control limits tell from %d complete working days on; there are %u.",
                strata->stratum[0].n_points),
      HC_CONTROL_FEWEST_POINTS, strata->stratum[0].n_points);
  else
    g_string_append (out, _("No control signal."));
}

/* “Half are resolved within 21.4 h; 46 % are still open after 24 h.” */
static void
append_curve (GString *out, const HcMetricsFigures *figures)
{
  const HcMetricSeries *series = hc_metric_set_total (figures->set, HC_METRIC_TIME_TO_RESOLVE);
  const HcResolveExtra *extra = &series->resolve;
  g_autofree char *median = hc_metric_number_text (series->id, series->window.value);
  g_autofree char *hours = hc_metric_number_text (series->id, extra->target_hours);

  if (extra->reached)
    g_string_append_printf (out, _("Half of the tickets are resolved within %s."), median);
  else
    g_string_append (out, _("More than half of the tickets are still open: there is no median."));
  if (isfinite (extra->s_at_target))
    g_string_append_printf (out, _(" After %s %.0f %% are still open."), hours,
                            100 * extra->s_at_target);
}

/* “2 of 7 groups are outside the limits: Network, Access.” */
static void
append_funnel (GString *out, const HcPlot *plot)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < plot->n_series; i++)
    {
      const HcPlotSeries *point = &plot->series[i];
      double lower, upper;

      hc_plot_funnel_limits (plot, point->x[0], &lower, &upper);
      if (!(point->values[0] < lower || point->values[0] > upper))
        continue;
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", point->name);
    }
  if (n == 0)
    g_string_append (out, _("No group is outside the limits."));
  else
    g_string_append_printf (out,
                            ngettext ("%u of %u group is outside the limits: %s.",
                                      "%u of %u groups are outside the limits: %s.",
                                      plot->n_series),
                            n, plot->n_series, names->str);
  if (plot->funnel_sigma_z > 1.05)
    g_string_append_printf (out, _(" Groups differ %.1f times as much as chance makes them."),
                            plot->funnel_sigma_z);
  else
    g_string_append (out, _(" Groups differ no more than chance makes them."));
}

static void
append_groups (GString *out, const HcMetricsFigures *figures, HcPlotBuild *build)
{
  const HcPlot *plot = build != NULL ? hc_plot_build_plot (build) : NULL;

  if (plot != NULL && plot->kind == HC_PLOT_FUNNEL)
    append_funnel (out, plot);
  if (figures->question.by == HC_BY_COHORT)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "",
                            _("A ticket can belong to several cohorts: groups need not add up."));
}

static void
append_days (GString *out,
             const HcMetricsFigures *figures,
             const HcMetricSeries *series,
             const HcControlStrata *strata,
             const HcMetricContext *context)
{
  g_autofree char *target = target_sentence (series, figures->target[series->id]);
  g_autofree char *trend = NULL;

  if (isnan (hc_metric_point_value (series->id, &series->window)))
    g_string_append (out, _("There is no figure for these days and filters."));
  if (strata != NULL && strata->stratum[0].n_points > 0)
    append_signals (out, strata, series->id);
  if (target != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", target);
  if (out->len > 0)
    return;
  trend = hc_metric_trend_text (series, context);
  g_string_append (out, trend);
}

char *
hc_metrics_summary_text (const HcMetricsFigures *figures,
                         const HcControlStrata *strata,
                         HcPlotBuild *build,
                         const HcMetricContext *context)
{
  const HcMetricSeries *series = hc_metric_set_total (figures->set, figures->question.metric);
  GString *out = g_string_new (NULL);

  if (!series->measurable)
    return g_string_free (out, FALSE);
  if (build != NULL && hc_plot_build_plot (build)->kind == HC_PLOT_SURVIVAL)
    append_curve (out, figures);
  else if (figures->question.by != HC_BY_NONE)
    append_groups (out, figures, build);
  else
    append_days (out, figures, series, strata, context);
  return g_string_free (out, FALSE);
}

char *
hc_metrics_formula_text (const HcMetricsFigures *figures,
                         const HcControlStrata *strata,
                         HcPlotBuild *build)
{
  const HcMetricSeries *series = hc_metric_set_total (figures->set, figures->question.metric);
  g_autofree char *excluded = hc_metric_excluded_text (series);
  GString *out = g_string_new (_(hc_metrics[series->id].formula));
  HcPlotKind kind = build != NULL ? hc_plot_build_plot (build)->kind : HC_PLOT_HEAT;
  const char *method = NULL;

  if (excluded != NULL)
    g_string_append_printf (out, " %s", excluded);
  if (kind == HC_PLOT_LINE && strata != NULL)
    method = hc_metrics[series->id].is_share
               ? _("Limits: Laney p′, working and other days apart.")
               : _("Limits: Laney u′, working and other days apart.");
  else if (kind == HC_PLOT_SURVIVAL && hc_plot_build_plot (build)->series[0].low != NULL)
    method = _("Band: 95 %, Greenwood.");
  else if (kind == HC_PLOT_FUNNEL)
    method = _("Limits: three standard deviations around the total, wider for small groups and for "
               "more spread than chance gives.");
  if (method != NULL)
    g_string_append_printf (out, " %s", method);
  return g_string_free (out, FALSE);
}
