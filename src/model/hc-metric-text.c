/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"

/* metrics.md §1: screens show “3 of 7” beside a share below, and no percentage at all below. */
#define FEW_FOR_SHARE 20
#define TOO_FEW_FOR_SHARE 5

const HcMetricId hc_method_metrics[HC_N_METHOD_METRICS] = {
  HC_METRIC_TICKETS_PER_100_USERS, HC_METRIC_PATTERN_REPEAT_RATE, HC_METRIC_DEFLECTION_RATE,
  HC_METRIC_BACKLOG_AGE,           HC_METRIC_TIME_TO_RESOLVE,     HC_METRIC_MISROUTING_RATE,
  HC_METRIC_SELF_SERVICE_REACH,    HC_METRIC_COMPLETION_RATE,
};

static char *
of_text (gint64 part, gint64 whole)
{
  g_autofree char *n = hc_format_count (part);
  g_autofree char *m = hc_format_count (whole);

  /* Translators: a share as counts, “3 of 7” */
  return g_strdup_printf (_("%s of %s"), n, m);
}

static char *
days_text (double days)
{
  g_autofree char *number = hc_format_number (days, 1);

  return isnan (days) ? g_strdup (HC_FORMAT_MISSING) : g_strdup_printf (_("%s\u00a0d"), number);
}

static char *
signed_count (double value)
{
  g_autofree char *count = hc_format_count ((gint64) fabs (value));

  if (value > 0)
    return g_strconcat ("+", count, NULL);
  return value < 0 ? g_strconcat ("−", count, NULL) : g_strdup (count);
}

/* Near its ends a share gets a decimal, and only all is 100 %, only nothing 0 %. */
static char *
share_text (double share)
{
  if (share <= 0 || share >= 1 || (share >= 0.095 && share < 0.905))
    return hc_format_percent (share, 0);
  return hc_format_percent (CLAMP (share, 0.001, 0.999), 1);
}

char *
hc_metric_number_text (HcMetricId id, double value)
{
  if (isnan (value))
    return g_strdup (HC_FORMAT_MISSING);
  if (hc_metrics[id].is_share)
    return share_text (value);
  switch (id)
    {
    case HC_METRIC_BACKLOG_AGE:
    case HC_METRIC_BACKLOG_DAYS:
      return days_text (value);
    case HC_METRIC_TIME_TO_RESOLVE:
    case HC_METRIC_FIRST_RESPONSE_TIME:
      return hc_format_hours (value);
    case HC_METRIC_NET_FLOW:
      return signed_count (value);
    case HC_METRIC_TICKETS_PER_100_USERS:
    case HC_METRIC_REPEAT_TICKETS_PER_100_USERS:
      return hc_format_number (value, 1);
    default:
      return hc_format_count ((gint64) value);
    }
}

double
hc_metric_point_value (HcMetricId id, const HcMetricPoint *point)
{
  return id == HC_METRIC_BACKLOG_AGE ? point->median_days : point->value;
}

char *
hc_metric_value_text (const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;

  if (!series->measurable)
    return g_strdup (_("Not measurable"));
  if (hc_metrics[series->id].is_share && window->denominator > 0
      && window->denominator < TOO_FEW_FOR_SHARE)
    return of_text (window->numerator, window->denominator);
  return hc_metric_number_text (series->id, hc_metric_point_value (series->id, window));
}

static gboolean
is_duration (HcMetricId id)
{
  return id == HC_METRIC_TIME_TO_RESOLVE || id == HC_METRIC_FIRST_RESPONSE_TIME;
}

static char *
interval_text (const HcMetricSeries *series)
{
  const HcMetricPoint *window = &series->window;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (isnan (window->low) || isnan (window->high))
    return NULL;
  if (hc_metrics[series->id].is_share)
    {
      low = hc_format_number (window->low * 100, 0);
      high = hc_format_number (window->high * 100, 0);
      /* Translators: an interval in per cent, “29–39 %” */
      return g_strdup_printf (_("%s–%s\u00a0%%"), low, high);
    }
  if (!is_duration (series->id))
    return NULL;
  if (window->high < 48)
    {
      low = hc_format_number (window->low, 1);
      high = hc_format_number (window->high, 1);
      /* Translators: an interval in hours, “19.8–23.6 h” */
      return g_strdup_printf (_("%s–%s\u00a0h"), low, high);
    }
  low = hc_format_number (window->low / 24, 1);
  high = hc_format_number (window->high / 24, 1);
  /* Translators: an interval in days, “2.1–3.4 d” */
  return g_strdup_printf (_("%s–%s\u00a0d"), low, high);
}

/* Counts and shares have a test; a stock or a median is compared in plain words. */
static gboolean
has_test (HcMetricId id)
{
  return !hc_metrics[id].is_stock && id != HC_METRIC_NET_FLOW && id != HC_METRIC_TIME_TO_RESOLVE
         && id != HC_METRIC_BACKLOG_DAYS && id != HC_METRIC_FIRST_RESPONSE_TIME;
}

char *
hc_metric_side_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  const HcMetricPoint *window = &series->window;

  if (!series->measurable)
    return NULL;
  if (hc_metrics[series->id].is_share)
    {
      if (window->denominator >= FEW_FOR_SHARE)
        return interval_text (series);
      return window->denominator >= TOO_FEW_FOR_SHARE
               ? of_text (window->numerator, window->denominator)
               : NULL;
    }
  if (series->id == HC_METRIC_BACKLOG_AGE && !isnan (window->share_over_limit))
    {
      g_autofree char *share = hc_format_percent (window->share_over_limit, 0);
      g_autofree char *limit = hc_format_number (context->settings->age_limit_days, 0);

      /* Translators: share of tickets over the ageing limit in days, “12 % over 10 d” */
      return g_strdup_printf (_("%s over %s\u00a0d"), share, limit);
    }
  if (is_duration (series->id))
    return interval_text (series);
  if (has_test (series->id) && window->denominator < 0)
    {
      double a_day = hc_metric_trend (series, context->settings->window_length).last;
      g_autofree char *number = hc_format_number (a_day, a_day < 10 ? 1 : 0);

      /* Translators: a count per working day, “404 a day” */
      return isnan (a_day) ? NULL : g_strdup_printf (_("%s a day"), number);
    }
  return NULL;
}

/* ---------------------------------------------------------------- trend */

gboolean
hc_metric_more_is_better (HcMetricId id)
{
  switch (id)
    {
    case HC_METRIC_RESOLVED:
    case HC_METRIC_DEFLECTION_RATE:
    case HC_METRIC_SELF_SERVICE_REACH:
    case HC_METRIC_COMPLETION_RATE:
    case HC_METRIC_SLA_ATTAINMENT:
    case HC_METRIC_FIRST_GROUP_RESOLUTION_RATE:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
hc_metric_target_text (HcMetricId id, const HcMetricContext *context)
{
  g_autofree char *value = NULL;

  if (context->targets == NULL || isnan (context->targets[id]))
    return NULL;
  value = hc_metric_number_text (id, context->targets[id]);
  return g_strdup_printf (hc_metric_more_is_better (id) ? "≥\u00a0%s" : "≤\u00a0%s", value);
}

gboolean
hc_metric_meets_target (const HcMetricSeries *series, const HcMetricContext *context)
{
  double value = hc_metric_point_value (series->id, &series->window);
  double target = context->targets != NULL ? context->targets[series->id] : NAN;

  if (!series->measurable || isnan (value) || isnan (target))
    return FALSE;
  return hc_metric_more_is_better (series->id) ? value >= target : value <= target;
}

HcMoves
hc_metric_moves (const HcMetricSeries *series, guint window_length, gboolean *wrong_way)
{
  HcTrend trend;

  if (wrong_way != NULL)
    *wrong_way = FALSE;
  if (!series->measurable || !has_test (series->id))
    return HC_MOVES_UNKNOWN;
  trend = hc_metric_trend (series, window_length);
  if (trend.verdict == HC_TREND_INSUFFICIENT)
    return HC_MOVES_UNKNOWN;
  if (trend.verdict == HC_TREND_UNCLEAR)
    return HC_MOVES_UNCLEAR;
  if (wrong_way != NULL)
    *wrong_way = (trend.verdict == HC_TREND_RISING) != hc_metric_more_is_better (series->id);
  return trend.verdict == HC_TREND_RISING ? HC_MOVES_UP : HC_MOVES_DOWN;
}

static char *
ratio_text (const HcTrend *trend)
{
  g_autofree char *ratio = hc_format_number (trend->ratio, trend->ratio < 10 ? 1 : 0);
  g_autofree char *low = hc_format_number (trend->low, trend->low < 10 ? 1 : 0);
  g_autofree char *high = hc_format_number (trend->high, trend->high < 10 ? 1 : 0);

  if (isnan (trend->ratio))
    return NULL;
  if (!isfinite (trend->low) || !isfinite (trend->high))
    return g_strdup_printf (_("×%s"), ratio);
  /* Translators: ratio of two rates with its interval, “×0.7 (0.5–0.9)”; it must not be broken:
   * no-break space, word joiners around the dash */
  return g_strdup_printf (_("×%s\u00a0(%s\u2060–\u2060%s)"), ratio, low, high);
}

static char *
test_text (const HcMetricSeries *series, guint window_length)
{
  HcTrend trend = hc_metric_trend (series, window_length);
  g_autofree char *ratio = trend.verdict != HC_TREND_INSUFFICIENT ? ratio_text (&trend) : NULL;
  const char *words = trend.verdict == HC_TREND_FALLING  ? _("falling")
                      : trend.verdict == HC_TREND_RISING ? _("rising")
                      : trend.verdict == HC_TREND_UNCLEAR ? _("cannot tell yet")
                                                          : _("too few days to tell");

  if (ratio == NULL)
    return g_strdup (words);
  /* Translators: “falling, ×0.7 (0.5–0.9)” */
  return g_strdup_printf (_("%s, %s"), words, ratio);
}

/* “4 Mar” in one piece when the line wraps. */
static char *
unbroken_day (HcDay day)
{
  g_autofree char *text = hc_format_day (day);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return g_strjoinv ("\u00a0", words);
}

static const HcMetricPoint *
newest_point (const HcMetricSeries *series)
{
  for (guint i = series->n_points; i-- > 0;)
    if (!isnan (hc_metric_point_value (series->id, &series->points[i])))
      return &series->points[i];
  return NULL;
}

/* The working day a window earlier; NULL without one. */
static const HcMetricPoint *
earlier_point (const HcMetricSeries *series, guint window_length)
{
  guint seen = 0;

  for (guint i = series->n_points; i-- > 0;)
    if (series->points[i].working_day && seen++ == window_length)
      return isnan (hc_metric_point_value (series->id, &series->points[i])) ? NULL
                                                                            : &series->points[i];
  return NULL;
}

static char *
earlier_text (const HcMetricSeries *series, guint window_length)
{
  const HcMetricPoint *newest = newest_point (series);
  const HcMetricPoint *earlier = earlier_point (series, window_length);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  g_autofree char *day = NULL;

  if (earlier == NULL || newest == NULL)
    return g_strdup (_("too few days to tell"));
  now = hc_metric_number_text (series->id, hc_metric_point_value (series->id, newest));
  then = hc_metric_number_text (series->id, hc_metric_point_value (series->id, earlier));
  day = unbroken_day (earlier->date);
  /* The headline covers the whole launch, the days the newest tickets: compare like with like. */
  if (is_duration (series->id))
    /* Translators: a newer and an earlier value, “lately 3.9 d, 3.7 d on 4 Mar” */
    return g_strdup_printf (_("lately %s, %s\u00a0on\u00a0%s"), now, then, day);
  /* Translators: an earlier value, “was 1.2 d on 4 Mar” */
  return g_strdup_printf (_("was %s on %s"), then, day);
}

static char *
net_flow_text (double value)
{
  if (isnan (value))
    return g_strdup (_("too few days to tell"));
  return g_strdup (value > 0   ? _("the backlog grew")
                   : value < 0 ? _("the backlog shrank")
                               : _("the backlog held"));
}

char *
hc_metric_trend_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  guint window = context->settings->window_length;

  if (!series->measurable)
    return g_strdup (hc_metric_missing_remedy (series->missing));
  if (has_test (series->id))
    return test_text (series, window);
  if (series->id == HC_METRIC_NET_FLOW)
    return net_flow_text (series->window.value);
  if (series->id == HC_METRIC_STALE_SHARE)
    return g_strdup (_("known for now only"));
  return earlier_text (series, window);
}

/* ---------------------------------------------------------------- n, window, tooltip */

char *
hc_metric_window_text (HcDay from, HcDay to)
{
  g_autofree char *first = hc_format_day (from);
  g_autofree char *last = hc_format_day (to);
  int from_year, from_month, from_day, to_year, to_month;

  if (from == HC_DAY_NONE || to == HC_DAY_NONE)
    return g_strdup (HC_FORMAT_MISSING);
  if (from == to)
    return g_steal_pointer (&first);
  hc_day_to_ymd (from, &from_year, &from_month, &from_day);
  hc_day_to_ymd (to, &to_year, &to_month, NULL);
  if (from_year == to_year && from_month == to_month)
    /* Translators: days of one month, “4–10 Mar” */
    return g_strdup_printf (_("%d–%s"), from_day, last);
  return g_strdup_printf (_("%s – %s"), first, last);
}

const char *
hc_metric_grade_text (const HcMetricSeries *series)
{
  static const struct
  {
    const char *word;
    const char *text;
  } words[] = {
    { "history", N_ ("by history") },
    { "count", N_ ("by count") },
    { "matrix", N_ ("by the ownership matrix") },
    { "active_users", N_ ("by active users") },
    { "head_count", N_ ("per user in scope, by the head counts of cohorts") },
    { "help_users", N_ ("by help users") },
    { "help_sessions", N_ ("help sessions for each active user") },
    { "confirmed", N_ ("confirmed") },
    { "upper_estimate", N_ ("upper estimate") },
    { "proxy", N_ ("proxy") },
  };
  const char *word = series->grade != NULL ? series->grade : series->method;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].word, word) == 0)
      return _(words[i].text);
  return word;
}

char *
hc_metric_n_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *n = NULL;

  if (!series->measurable)
    return NULL;
  n = hc_format_count (series->window.n);
  if (hc_metric_grade_text (series) != NULL)
    /* Translators: what a figure rests on and how it is known: “n = 884, by history” */
    return g_strdup_printf (_("n = %s, %s"), n, hc_metric_grade_text (series));
  if (series->subject != NULL)
    return g_strdup_printf (_("n = %s, %s"), n, series->subject);
  return g_strdup_printf (_("n = %s"), n);
}

static void
append_line (GString *out, char *line)
{
  if (line != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
  g_free (line);
}

static char *
period_line (const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *window = hc_metric_window_text (context->set->from, context->set->to);
  guint days = context->set->working_days;

  if (hc_metrics[series->id].is_stock)
    return g_strdup (_("Period: at the time of the newest export"));
  if (series->id == HC_METRIC_TIME_TO_RESOLVE)
    return g_strdup (_("Period: tickets opened since go-live"));
  if (series->id == HC_METRIC_REOPEN_RATE)
    return g_strdup (_("Period: the last complete working days at least 7 days ago"));
  return g_strdup_printf (ngettext ("Period: %s, %u working day", "Period: %s, %u working days",
                                    days),
                          window, days);
}

static char *
excluded_line (const HcExcluded *excluded)
{
  g_autofree char *text = hc_metric_left_out_text (excluded);

  /* Translators: “Left out: 14 cancelled” */
  return excluded->count > 0 ? g_strdup_printf (_("Left out: %s"), text) : NULL;
}

static char *
resolve_line (const HcMetricSeries *series)
{
  const HcResolveExtra *extra = &series->resolve;
  g_autofree char *events = hc_format_count (extra->events);
  g_autofree char *censored = hc_format_count (extra->censored);
  g_autofree char *median = hc_format_hours (extra->resolved_median);

  if (series->id != HC_METRIC_TIME_TO_RESOLVE)
    return NULL;
  return g_strdup_printf (_("%s resolved and %s still open count; the resolved ones alone would "
                            "show %s. The line shows, for each day, the tickets opened in the 5 "
                            "working days up to it."),
                          events, censored, median);
}

char *
hc_metric_tooltip (const HcMetricSeries *series, const HcMetricContext *context)
{
  GString *out = g_string_new (NULL);
  g_autofree char *interval = NULL;

  append_line (out, g_strdup (_(hc_metrics[series->id].formula)));
  if (!series->measurable)
    {
      append_line (out, g_strdup (hc_metric_missing_remedy (series->missing)));
      return g_string_free (out, FALSE);
    }
  append_line (out, period_line (series, context));
  append_line (out, hc_metric_n_text (series, context));
  interval = interval_text (series);
  if (interval != NULL)
    append_line (out, hc_metrics[series->id].is_share
                        ? g_strdup_printf (_("90 %% interval: %s"), interval)
                        : g_strdup_printf (_("95 %% interval: %s"), interval));
  append_line (out, resolve_line (series));
  for (guint i = 0; i < series->n_excluded; i++)
    append_line (out, excluded_line (&series->excluded[i]));
  return g_string_free (out, FALSE);
}

char *
hc_metric_unit_text (HcMetricId id, const char *value)
{
  if (g_str_equal (hc_metrics[id].unit, "per 100 users"))
    return g_strdup_printf (_("%s per 100 users"), value);
  if (g_str_equal (hc_metrics[id].unit, "tickets") && id != HC_METRIC_BACKLOG_AGE)
    return g_strdup_printf (_("%s tickets"), value);
  return g_strdup (value);
}

char *
hc_metric_period_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *window = hc_metric_window_text (context->set->from, context->set->to);
  guint days = context->set->working_days;

  if (hc_metrics[series->id].is_stock)
    {
      g_autofree char *as_of = hc_format_instant (context->set->as_of, context->calendar);

      return g_strdup_printf (_("as of %s"), as_of);
    }
  if (context->chosen_days)
    return is_duration (series->id) ? g_strdup_printf (_("tickets opened %s"), window)
                                    : g_strdup_printf (_("complete days of %s"), window);
  if (is_duration (series->id))
    return g_strdup (_("tickets opened since go-live"));
  if (series->id == HC_METRIC_REOPEN_RATE)
    return g_strdup (_("the last complete working days at least 7 days ago"));
  if (days == 0)
    return g_strdup (_("no complete working day yet"));
  /* Translators: “5 working days, 5–11 Mar” */
  return g_strdup_printf (ngettext ("%u working day, %s", "%u working days, %s", days), days,
                          window);
}
