/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-data-notes.h"
#include "hc-metric-text.h"

#include <math.h>
#include <string.h>

#define GO_LIVE 20514 /* Monday 2026-03-02 */

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  HcMetricSet set;
  HcMetricContext context;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  hc_launch_settings_init (&self->settings);
  g_free (self->settings.zone);
  self->settings.zone = g_strdup ("UTC");
  self->settings.go_live_day = GO_LIVE;
  self->settings.go_live_at = GO_LIVE * G_GINT64_CONSTANT (86400);
  self->calendar = hc_launch_settings_calendar (&self->settings, NULL);
  self->set = (HcMetricSet) { .as_of = (GO_LIVE + 14) * G_GINT64_CONSTANT (86400),
                              .from = GO_LIVE + 7, .to = GO_LIVE + 11, .working_days = 5,
                              .series = g_ptr_array_new () };
  self->context = (HcMetricContext) { &self->set, &self->settings, self->calendar };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->set.series);
  hc_calendar_free (self->calendar);
  hc_launch_settings_clear (&self->settings);
}

static HcMetricPoint
point (double value, gint64 numerator, gint64 denominator, double low, double high)
{
  return (HcMetricPoint) { .date = HC_DAY_NONE, .value = value, .n = denominator,
                           .numerator = numerator, .denominator = denominator, .low = low,
                           .high = high, .median_days = NAN, .share_over_limit = NAN };
}

static void
test_value (Fixture *self, gconstpointer data)
{
  static const struct
  {
    HcMetricId id;
    double value;
    gint64 numerator, denominator;
    double low, high;
    const char *text, *side;
  } cases[] = {
    { HC_METRIC_MISROUTING_RATE, 0.34, 34, 100, 0.27, 0.42, "34\u00a0%", "27–42\u00a0%" },
    { HC_METRIC_MISROUTING_RATE, 3 / 7.0, 3, 7, 0.2, 0.7, "43\u00a0%", "3 of 7" },
    { HC_METRIC_MISROUTING_RATE, 0.75, 3, 4, 0.3, 0.9, "3 of 4", NULL },
    { HC_METRIC_MISROUTING_RATE, NAN, 0, 0, NAN, NAN, "–", NULL },
    { HC_METRIC_SLA_ATTAINMENT, 0.9997, 2999, 3000, 0.99, 1, "99.9\u00a0%", "99–100\u00a0%" },
    { HC_METRIC_SLA_ATTAINMENT, 1, 300, 300, 0.99, 1, "100\u00a0%", "99–100\u00a0%" },
    { HC_METRIC_REOPEN_RATE, 0.0002, 1, 5000, 0, 0.001, "0.1\u00a0%", "0–0\u00a0%" },
    { HC_METRIC_REOPEN_RATE, 0, 0, 5000, 0, 0.001, "0\u00a0%", "0–0\u00a0%" },
    { HC_METRIC_TIME_TO_RESOLVE, 21.72, -1, -1, 19.8, 23.6, "21.7\u00a0h", "19.8–23.6\u00a0h" },
    { HC_METRIC_TIME_TO_RESOLVE, 88.08, -1, -1, 74.4, 96, "3.7\u00a0d", "3.1–4.0\u00a0d" },
    { HC_METRIC_TIME_TO_RESOLVE, NAN, -1, -1, NAN, NAN, "–", NULL },
    { HC_METRIC_BACKLOG_DAYS, 7.94, -1, -1, NAN, NAN, "7.9\u00a0d", NULL },
    { HC_METRIC_NET_FLOW, -63, -1, -1, NAN, NAN, "−63", NULL },
    { HC_METRIC_NET_FLOW, 12, -1, -1, NAN, NAN, "+12", NULL },
    { HC_METRIC_NET_FLOW, 0, -1, -1, NAN, NAN, "0", NULL },
    { HC_METRIC_OPEN, 1327, -1, -1, NAN, NAN, "1,327", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricSeries series = { .id = cases[i].id, .measurable = TRUE,
                                .window = point (cases[i].value, cases[i].numerator,
                                                 cases[i].denominator, cases[i].low,
                                                 cases[i].high) };
      g_autofree char *text = hc_metric_value_text (&series);
      g_autofree char *side = hc_metric_side_text (&series, &self->context);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (side, ==, cases[i].side);
    }
}

static void
test_backlog_age (Fixture *self, gconstpointer data)
{
  HcMetricSeries series = { .id = HC_METRIC_BACKLOG_AGE, .measurable = TRUE,
                            .window = point (300, -1, 300, NAN, NAN) };
  g_autofree char *text = NULL;
  g_autofree char *side = NULL;

  series.window.median_days = 3.478;
  series.window.share_over_limit = 0.12;
  text = hc_metric_value_text (&series);
  side = hc_metric_side_text (&series, &self->context);
  g_assert_cmpstr (text, ==, "3.5\u00a0d");
  g_assert_cmpstr (side, ==, "12\u00a0% over 10\u00a0d");
}

static void
test_not_measurable (Fixture *self, gconstpointer data)
{
  HcMetricSeries series = { .id = HC_METRIC_SLA_ATTAINMENT, .missing = "sla_met" };
  g_autofree char *text = hc_metric_value_text (&series);
  g_autofree char *side = hc_metric_side_text (&series, &self->context);
  g_autofree char *trend = hc_metric_trend_text (&series, &self->context);
  g_autofree char *n = hc_metric_n_text (&series, &self->context);
  g_autofree char *tooltip = hc_metric_tooltip (&series, &self->context);

  g_assert_cmpstr (text, ==, "Not measurable");
  g_assert_null (side);
  g_assert_null (n);
  g_assert_cmpstr (trend, ==, hc_metric_missing_remedy ("sla_met"));
  g_assert_nonnull (strstr (tooltip, trend));
  g_assert_cmpint (hc_metric_moves (&series, 5, NULL), ==, HC_MOVES_UNKNOWN);
}

/* Two weeks from Monday on; the value of a day is first or second by its week, 0 at weekends. */
static HcMetricSeries
two_weeks (HcMetricId id, HcMetricPoint *points, double first, double second)
{
  for (guint i = 0; i < 14; i++)
    {
      gboolean working = i % 7 < 5;
      double value = working ? (i < 7 ? first : second) : 0;

      points[i] = point (value, (gint64) value, -1, NAN, NAN);
      points[i].date = GO_LIVE + (HcDay) i;
      points[i].n = (gint64) value;
      points[i].working_day = working;
      points[i].complete = TRUE;
    }
  return (HcMetricSeries) { .id = id, .measurable = TRUE, .points = points, .n_points = 14,
                            .window = point (second * 5, -1, -1, NAN, NAN) };
}

static void
test_trend (Fixture *self, gconstpointer data)
{
  static const struct
  {
    HcMetricId id;
    double first, second;
    HcMoves moves;
    gboolean wrong_way;
    const char *words; /* how it begins */
  } cases[] = {
    { HC_METRIC_INFLOW, 100, 50, HC_MOVES_DOWN, FALSE, "falling, ×0.5" },
    { HC_METRIC_INFLOW, 50, 100, HC_MOVES_UP, TRUE, "rising, ×2.0" },
    { HC_METRIC_RESOLVED, 50, 100, HC_MOVES_UP, FALSE, "rising, ×2.0" },
    { HC_METRIC_RESOLVED, 100, 50, HC_MOVES_DOWN, TRUE, "falling, ×0.5" },
    { HC_METRIC_INFLOW, 100, 100, HC_MOVES_UNCLEAR, FALSE, "cannot tell yet, ×1.0" },
    { HC_METRIC_OPEN, 100, 50, HC_MOVES_UNKNOWN, FALSE, "was 100 on 6\u00a0Mar" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcMetricPoint points[14];
      HcMetricSeries series = two_weeks (cases[i].id, points, cases[i].first, cases[i].second);
      g_autofree char *words = hc_metric_trend_text (&series, &self->context);
      gboolean wrong_way;

      g_assert_cmpint (hc_metric_moves (&series, 5, &wrong_way), ==, cases[i].moves);
      g_assert_cmpint (wrong_way, ==, cases[i].wrong_way);
      if (!g_str_has_prefix (words, cases[i].words))
        g_error ("%u: “%s” does not begin with “%s”", i, words, cases[i].words);
    }
}

static void
test_too_few_days (Fixture *self, gconstpointer data)
{
  HcMetricPoint points[14];
  HcMetricSeries series = two_weeks (HC_METRIC_INFLOW, points, 10, 20);
  g_autofree char *words = NULL;

  series.n_points = 5;
  words = hc_metric_trend_text (&series, &self->context);
  g_assert_cmpstr (words, ==, "too few days to tell");
}

static void
test_window (void)
{
  static const struct
  {
    HcDay from, to;
    const char *text;
  } cases[] = {
    { GO_LIVE, GO_LIVE + 4, "2–6 Mar" },
    { GO_LIVE, GO_LIVE, "2 Mar" },
    { GO_LIVE - 3, GO_LIVE + 1, "27 Feb – 3 Mar" },
    { HC_DAY_NONE, HC_DAY_NONE, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_metric_window_text (cases[i].from, cases[i].to);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static HcBatch *
add_batch (GPtrArray *batches, const char *source)
{
  HcBatch *batch = hc_batch_new ();

  g_free (batch->source_id);
  batch->source_id = g_strdup (source);
  g_free (batch->file);
  batch->file = g_strdup ("a.csv");
  g_ptr_array_add (batches, batch);
  return batch;
}

static gboolean
has_note (GPtrArray *notes, const char *part)
{
  for (guint i = 0; i < notes->len; i++)
    if (strstr (g_ptr_array_index (notes, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_batch_free);
  g_autoptr (GPtrArray) notes = NULL;
  HcMetricSeries sla = { .id = HC_METRIC_SLA_ATTAINMENT, .missing = "sla_met" };
  HcMetricSeries routing = { .id = HC_METRIC_MISROUTING_RATE, .measurable = TRUE,
                             .method = "count",
                             .excluded = { { "cancelled", 14 }, { "no_routing", 3 } },
                             .n_excluded = 2 };
  HcMetricSeries open = { .id = HC_METRIC_OPEN, .measurable = TRUE,
                          .excluded = { { "cancelled", 14 } }, .n_excluded = 1 };
  HcBatch *batch;

  add_batch (batches, "one")->rejected = 9; /* an older import: not told any more */
  batch = add_batch (batches, "one");
  batch->rejected = 2;
  batch->missing = 1;
  g_ptr_array_add (batch->warnings, hc_batch_warning_new ("cap", "The file may be cut off."));
  g_ptr_array_add (self->set.series, &sla);
  g_ptr_array_add (self->set.series, &routing);
  g_ptr_array_add (self->set.series, &open);
  self->set.as_of = (GO_LIVE + 1) * G_GINT64_CONSTANT (86400) + 14 * 3600; /* in a Tuesday */
  self->set.working_days = 1;

  notes = hc_data_notes (batches, &self->context);
  g_assert_cmpstr (g_ptr_array_index (notes, 0), ==, "The file may be cut off.");
  g_assert_true (has_note (notes, "2 rows of “a.csv” could not be read"));
  g_assert_false (has_note (notes, "9 rows"));
  g_assert_true (has_note (notes, "1 open ticket is no longer"));
  g_assert_true (has_note (notes, "SLA Attainment is not measurable."));
  g_assert_true (has_note (notes, "Misrouting Rate leaves out 3 tickets without known routing."));
  g_assert_true (has_note (notes, "14 cancelled tickets are left out"));
  g_assert_true (has_note (notes, "Only 1 of 5 complete working days"));
  g_assert_true (has_note (notes, "Tuesday 3 March is incomplete"));
  g_assert_true (has_note (notes, "rests on the exported reassignment count"));
}

/* Some metrics leave out tickets, others days. */
static void
test_left_out (void)
{
  static const struct
  {
    const char *reason;
    gint64 count;
    const char *text;
  } cases[] = {
    { "cancelled", 1, "1\u00a0cancelled" },
    { "no_routing", 8, "8\u00a0without known routing" },
    { "too_recent_days", 1, "1 day younger than the cycle time" },
    { "days_without_head_count", 1200, "1,200 days without a head count" },
    { "brand_new", 2, "2\u00a0brand_new" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcExcluded excluded = { .reason = cases[i].reason, .count = cases[i].count };
      g_autofree char *text = hc_metric_left_out_text (&excluded);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/metric-text/value", test_value);
  ADD ("/metric-text/backlog-age", test_backlog_age);
  ADD ("/metric-text/not-measurable", test_not_measurable);
  ADD ("/metric-text/trend", test_trend);
  ADD ("/metric-text/too-few-days", test_too_few_days);
  g_test_add_func ("/metric-text/window", test_window);
  ADD ("/metric-text/notes", test_notes);
  g_test_add_func ("/metric-text/left-out", test_left_out);
  return g_test_run ();
}
