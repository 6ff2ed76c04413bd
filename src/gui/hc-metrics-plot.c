/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-metrics-filters.h"
#include "hc-plot-metric.h"

#define MOST_BARS 15
#define MOST_CURVES 6

HcMetricContext
hc_metrics_context (const HcMetricsFigures *figures, HcCalendar *calendar)
{
  return (HcMetricContext){ figures->set, &figures->settings, calendar, figures->target,
                            figures->question.from != HC_DAY_NONE };
}

char *
hc_metrics_filter_text (const HcMetricsQuestion *question)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (HcDimension by = HC_BY_CATEGORY; by < HC_N_DIMENSIONS; by++)
    if (question->where[by] != NULL)
      g_string_append_printf (out, "%s%s: %s", out->len > 0 ? ", " : "",
                              hc_metrics_dimension_label (by), question->where[by]);
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

char *
hc_metrics_compared_text (const HcMetricsQuestion *question)
{
  if (question->compare_by == HC_BY_NONE)
    return g_strdup (_("All Tickets"));
  return g_strdup_printf ("%s: %s", hc_metrics_dimension_label (question->compare_by),
                          question->compare_value);
}

/* ---------------------------------------------------------------- words */

static const char *
denominator_unit (const HcMetricSeries *series)
{
  switch (series->id)
    {
    case HC_METRIC_TICKETS_PER_100_USERS:
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
    case HC_METRIC_SELF_SERVICE_REACH:
      return _("user-days");
    default:
      return NULL;
    }
}

char *
hc_metrics_n_text (const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  g_autofree char *n = hc_format_count (window->n);
  g_autofree char *numerator = hc_format_count (window->numerator);
  g_autofree char *denominator = hc_format_count (window->denominator);

  if (window->n < 0)
    return g_strdup (_("no figure"));
  if (window->numerator < 0 || window->denominator < 0)
    return g_strdup_printf (_("n = %s"), n);
  if (denominator_unit (series) != NULL)
    return g_strdup_printf (_("n = %s ÷ %s %s"), numerator, denominator,
                            denominator_unit (series));
  return g_strdup_printf (_("n = %s of %s"), numerator, denominator);
}

/* “Median 2.1 d · 90 % under 8.4 d · 8 % over 10 d · 12 waiting” */
static void
append_ages (GString *out, const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *median = hc_metric_number_text (series->id, series->window.median_days);
  g_autofree char *p90 = hc_metric_number_text (series->id, series->window.p90_days);
  g_autofree char *over = hc_metric_side_text (series, context);
  g_autofree char *waiting = hc_format_count (series->window.waiting);

  g_string_append_printf (out, _("Median %s"), median);
  g_string_append (out, " · ");
  g_string_append_printf (out, _("nine of ten under %s"), p90);
  if (over != NULL)
    g_string_append_printf (out, " · %s", over);
  g_string_append (out, " · ");
  g_string_append_printf (out, _("%s waiting"), waiting);
}

char *
hc_metrics_definition_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *figure = hc_metric_unit_text (series->id, value);
  g_autofree char *period = hc_metric_period_text (series, context);
  g_autofree char *n = hc_metrics_n_text (series);
  const char *grade = hc_metric_grade_text (series);
  GString *out;

  if (!series->measurable)
    return g_strdup (_("Not measurable"));
  out = g_string_new (NULL);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    append_ages (out, series, context);
  else
    g_string_append (out, figure);
  if (series->subject != NULL)
    g_string_append_printf (out, " · %s", series->subject);
  g_string_append_printf (out, " · %s · %s", period, n);
  if (grade != NULL)
    g_string_append_printf (out, " · %s", grade);
  return g_string_free (out, FALSE);
}

/* ---------------------------------------------------------------- charts */

static void
fill_options (HcPlotMetricOptions *options, const HcMetricsFigures *figures, HcMetricId id)
{
  hc_plot_metric_options_init (options);
  options->target = figures->target[id];
  options->baseline = figures->baseline[id];
  options->from = figures->question.from;
  options->to = figures->question.to;
  options->format_day = hc_format_day;
  options->format_day_long = hc_format_day_long;
}

static char *
target_label (HcMetricId id, const HcMetricContext *context)
{
  g_autofree char *target = hc_metric_target_text (id, context);

  return target != NULL ? g_strdup_printf (_("Target %s"), target) : NULL;
}

/* Title, filters and definition line stand on pictures and paper, where the page is not there to say
 * them. */
static void
add_words (HcPlotBuild *build,
           const HcMetricsFigures *figures,
           const HcMetricSeries *series,
           const HcMetricContext *context)
{
  HcPlot *plot = hc_plot_build_plot (build);
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *definition = hc_metrics_definition_text (series, context);
  g_autofree char *excluded = hc_metric_excluded_text (series);
  g_autofree char *footnote
    = g_strdup_printf ("%s · %s\n%s%s%s", definition, hc_metrics[series->id].id,
                       _(hc_metrics[series->id].formula), excluded != NULL ? " " : "",
                       excluded != NULL ? excluded : "");
  g_autofree char *subtitle = filters == NULL
                                ? g_strdup (figures->settings.name)
                                : g_strdup_printf ("%s – %s", figures->settings.name, filters);

  plot->title = hc_plot_build_text (build, _(hc_metrics[series->id].title));
  plot->subtitle = hc_plot_build_text (build, subtitle);
  plot->footnote = hc_plot_build_text (build, footnote);
}

static void
add_comparison (HcPlotMetricOptions *options,
                const HcMetricsFigures *figures,
                const char *filters,
                const char *compared_name)
{
  if (figures->compared == NULL)
    return;
  options->compared = hc_metric_set_total (figures->compared, figures->question.metric);
  options->name = filters;
  options->compared_name = compared_name;
}

HcPlotBuild *
hc_metrics_plot_days (const HcMetricsFigures *figures,
                      HcMetricId id,
                      const HcControlStrata *strata,
                      HcCalendar *calendar)
{
  const HcMetricSeries *series = hc_metric_set_total (figures->set, id);
  HcMetricContext context = hc_metrics_context (figures, calendar);
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *compared_name = hc_metrics_compared_text (&figures->question);
  g_autofree char *target = target_label (id, &context);
  HcPlotMetricOptions options;
  HcPlotBuild *build;

  fill_options (&options, figures, id);
  options.strata = strata;
  options.target_label = target;
  if (id == figures->question.metric)
    add_comparison (&options, figures, filters, compared_name);
  build = hc_plot_metric (series, figures->set, &figures->settings, calendar, &options);
  add_words (build, figures, series, &context);
  return build;
}

/* ---------------------------------------------------------------- the question's */

static gboolean
is_grouped (const HcMetricsFigures *figures)
{
  return figures->question.by != HC_BY_NONE && figures->groups != NULL;
}

HcMetricsForm
hc_metrics_form_of (const HcMetricsFigures *figures, HcMetricsForm wanted)
{
  HcMetricId id = figures->question.metric;
  HcPlotMetricOptions options;
  HcPlotBuild *build = NULL;

  hc_plot_metric_options_init (&options);
  if (wanted == HC_METRICS_CURVES && id == HC_METRIC_TIME_TO_RESOLVE && figures->question.curves &&
      figures->groups != NULL)
    build = hc_plot_metric_survival (figures->groups, 1, &options);
  else if (wanted == HC_METRICS_FUNNEL && is_grouped (figures))
    build = hc_plot_metric_funnel (figures->groups, id, &options);
  if (build == NULL)
    return HC_METRICS_USUAL;
  hc_plot_build_unref (build);
  return wanted;
}

static HcPlotBuild *
plot_curves (const HcMetricsFigures *figures, HcPlotMetricOptions *options)
{
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *compared_name = hc_metrics_compared_text (&figures->question);

  if (isnan (options->target)) /* what S(t) is told for */
    options->target = figures->settings.resolve_target_hours;
  if (!is_grouped (figures))
    add_comparison (options, figures, filters, compared_name);
  return hc_plot_metric_survival (figures->groups, MOST_CURVES, options);
}

HcPlotBuild *
hc_metrics_plot (const HcMetricsFigures *figures,
                 HcMetricsForm form,
                 const HcControlStrata *strata,
                 HcCalendar *calendar)
{
  HcMetricId id = figures->question.metric;
  HcMetricContext context = hc_metrics_context (figures, calendar);
  g_autofree char *target = target_label (id, &context);
  HcPlotMetricOptions options;
  HcPlotBuild *build;

  if (form == HC_METRICS_USUAL && !is_grouped (figures))
    return hc_metrics_plot_days (figures, id, strata, calendar);
  fill_options (&options, figures, id);
  options.target_label = target;
  if (form == HC_METRICS_CURVES)
    build = plot_curves (figures, &options);
  else if (form == HC_METRICS_FUNNEL)
    build = hc_plot_metric_funnel (figures->groups, id, &options);
  else
    build = hc_plot_metric_groups (figures->groups, id, MOST_BARS, &options);
  add_words (build, figures, hc_metric_set_total (figures->set, id), &context);
  return build;
}

HcMetricsTable *
hc_metrics_plot_table (const HcMetricsFigures *figures,
                       HcMetricsForm form,
                       const HcControlStrata *strata,
                       HcPlotBuild *build)
{
  const HcMetricsQuestion *question = &figures->question;
  const HcMetricSeries *compared = figures->compared != NULL
                                     ? hc_metric_set_total (figures->compared, question->metric)
                                     : NULL;

  if (form == HC_METRICS_CURVES)
    return hc_metrics_table_of_curves (hc_plot_build_plot (build));
  if (form == HC_METRICS_FUNNEL)
    return hc_metrics_table_of_funnel (hc_plot_build_plot (build));
  if (is_grouped (figures))
    return hc_metrics_table_of_groups (figures->groups, question->metric);
  return hc_metrics_table_of_days (hc_metric_set_total (figures->set, question->metric), compared,
                                   strata, &figures->settings, question->from, question->to);
}

HcPlotBuild *
hc_metrics_plot_group (const HcMetricsFigures *figures,
                       const HcMetricSeries *series,
                       HcCalendar *calendar)
{
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, figures->question.from, figures->question.to, HC_NELSON_1);
  HcPlotMetricOptions options;
  HcPlotBuild *build;

  fill_options (&options, figures, series->id);
  options.target = options.baseline = NAN;
  options.splits = strata != NULL; /* limits of a few tickets would say nothing */
  build = hc_plot_metric (series, figures->set, &figures->settings, calendar, &options);
  hc_plot_build_plot (build)->n_marks = 0; /* the large chart names the days */
  return build;
}
