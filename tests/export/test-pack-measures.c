/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rests on usage, completions, targets and the exit gate in the pack: each figure is the one
 * that the metrics and the criteria give for the same moment; and the charts over them. */

#include "config.h"

#include "hc-pack.h"

#include <math.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-criteria-table.h"
#include "hc-launch-table.h"
#include "hc-usage-table.h"
#include "pack-fixture.h"

#define AS_OF 14.9 /* days after go-live on Monday, 29 February 2016: 14 March */
#define N_CHARTS 12

#define ADD(type, ...) g_free (PACK_FIXTURE_ADD (db, type, __VA_ARGS__))

static void
add_days (HcDb *db, const char *workflow)
{
  for (HcDay day = hc_day_from_ymd (2016, 2, 29); day <= hc_day_from_ymd (2016, 3, 14); day++)
    {
      g_autofree char *date = hc_day_format (day);

      if (hc_day_from_ymd (2016, 3, 3) == day) /* a gap */
        continue;
      ADD ("usage_day", "date", date, "active_users", "400", "help_users", "90", "help_sessions",
           "120", "confirmed_deflections", "9");
      ADD ("completion_day", "date", date, "workflow_id", workflow, "started", "30", "completed",
           "27", "retried", "2");
    }
}

static gboolean
fill (HcDb *db, gpointer data, GError **error)
{
  g_autofree char *workflow = PACK_FIXTURE_ADD (db, "workflow", "name", "Buy");
  HcWaiver waiver = { .gate = HC_GATE_EXIT, .code = (char *) "assets_documented",
                      .why = (char *) "Kept in the wiki", .by = (char *) "Head of Support",
                      .given_at = pack_fixture_instant (AS_OF + 1), .until = HC_DAY_NONE };

  ADD ("issue", "code", "HC-001", "title", "How to", "action", "deflect");
  ADD ("metric_target", "metric", "misrouting_rate", "value", "0.15");
  ADD ("metric_target", "metric", "completion_rate", "value", "0.9");
  ADD ("metric_target", "metric", "backlog_age", "value", "2");
  add_days (db, workflow);
  return hc_criterion_waive (db, &waiver, hc_day_from_ymd (2016, 3, 15), error);
}

static void
import (HcDb *db)
{
  PackFixtureTicket tickets[60] = { 0 };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      gboolean is_open = i % 9 == 0;

      g_ptr_array_add (keys, g_strdup_printf ("INC-%u", i));
      tickets[i] = (PackFixtureTicket){ g_ptr_array_index (keys, i), "Cannot post",
                                        is_open ? "open" : "resolved", 2 + (int) (i % 3), "Desk",
                                        NULL, i % 2 ? "Access" : "Finance", i * 0.24,
                                        is_open ? -1 : i * 0.24 + 0.2 };
    }
  pack_fixture_import (db, "a.csv", AS_OF, tickets, G_N_ELEMENTS (tickets));
}

static void
set_up (PackFixture *self, gconstpointer data)
{
  pack_fixture_set_up (self, data);
  pack_fixture_run (self, fill);
  import (self->db);
}

static const HcPackOptions plain = { .as_of = HC_INSTANT_NONE };

static void
assert_number (const char *text, double wanted)
{
  if (!isfinite (wanted))
    g_assert_cmpstr (text, ==, "");
  else
    {
      g_assert_cmpstr (text, !=, "");
      g_assert_cmpfloat (fabs (g_ascii_strtod (text, NULL) - wanted), <=, fabs (wanted) * 1e-14);
    }
}

/* ---- exit criteria ---- */

static HcCriteriaResult *
judge (HcDb *db, const HcCriteriaQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, NULL, &error);
  HcCriteriaResult *result;

  g_assert_no_error (error);
  result = hc_criteria_evaluate (inputs, query, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static void
assert_parts (GPtrArray *rows, const HcCriteriaResult *result)
{
  guint row = pack_fixture_find (rows, "Every part of every criterion") + 2;

  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      for (guint j = 0; j < criterion->parts->len; j++, row++)
        {
          const HcPartResult *part = g_ptr_array_index (criterion->parts, j);

          g_test_message ("%s, %s", criterion->code, part->id);
          g_assert_cmpstr (pack_fixture_cell (rows, row, 0), ==, criterion->title);
          g_assert_cmpstr (pack_fixture_cell (rows, row, 1), ==, part->title);
          if (!g_str_equal (part->unit, "grade"))
            {
              assert_number (pack_fixture_cell (rows, row, 3), part->value);
              assert_number (pack_fixture_cell (rows, row, 4), part->threshold);
            }
          assert_number (pack_fixture_cell (rows, row, 7), part->n < 0 ? NAN : (double) part->n);
          g_assert_cmpstr (pack_fixture_cell (rows, row, 8), ==, part->reason);
        }
    }
}

static void
test_criteria (PackFixture *self, gconstpointer data)
{
  static const char *const verdicts[] = { "Met", "Not met", "Too little data", "Not measurable",
                                          "Waived" };
  HcCriteriaQuery query = { .gate = HC_GATE_EXIT, .as_of = pack_fixture_instant (AS_OF),
                            .now = pack_fixture_instant (AS_OF + 1) };
  g_autoptr (HcCriteriaResult) result = judge (self->db, &query);
  g_autoptr (GPtrArray) rows = NULL, summary = NULL;

  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Exit Criteria");
  summary = pack_fixture_read (self->path, "Summary");
  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);
      guint row = pack_fixture_find (rows, "Condition") + 1 + i;
      const char *verdict = pack_fixture_cell (rows, row, 4);

      g_test_message ("%s: %s", criterion->code, verdict);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 0), ==, criterion->title);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 1), ==, criterion->explanation);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 8), ==, criterion->reason);
      if (hc_criterion_result_is_holding (criterion))
        g_assert_true (g_str_has_prefix (verdict, "Holding, "));
      else
        g_assert_cmpstr (verdict, ==, verdicts[criterion->verdict]);
      row = pack_fixture_find (summary, "Exit criterion") + 1 + i;
      g_assert_cmpstr (pack_fixture_cell (summary, row, 0), ==, criterion->title);
      g_assert_cmpstr (pack_fixture_cell (summary, row, 1), ==, verdict);
      g_assert_cmpstr (pack_fixture_cell (summary, row, 6), ==, criterion->reason);
    }
  assert_parts (rows, result);
}

/* Given a day after the newest import, and still in the pack. */
static void
test_waiver (PackFixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) rows = NULL;
      guint row;

      pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = i == 1,
                                          .force = TRUE });
      rows = pack_fixture_read (self->path, "Exit Criteria");
      row = pack_fixture_find (rows, "Support Assets Are Documented");
      g_assert_cmpstr (pack_fixture_cell (rows, row, 4), ==, "Waived");
      g_assert_cmpstr (pack_fixture_cell (rows, row, 9), ==,
                       i == 1 ? "reason left out (no end)" : "Kept in the wiki (no end)");
      g_assert_cmpstr (pack_fixture_cell (rows, row, 10), ==,
                       i == 1 ? "named in the launch file" : "Head of Support");
    }
}

/* Of an earlier day: what registers said then was never recorded. */
static void
test_past (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint row;

  pack_fixture_write (self, &(HcPackOptions){ .as_of = pack_fixture_instant (9.9) });
  rows = pack_fixture_read (self->path, "Exit Criteria");
  row = pack_fixture_find (rows, "Remaining Issues Are in the Improvement Backlog");
  g_assert_cmpstr (pack_fixture_cell (rows, row, 4), ==, "Not measurable");
  g_assert_cmpstr (pack_fixture_cell (rows, row, 8), ==, "Not recorded on that day.");
}

static void
test_nothing (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Exit Criteria");
  g_assert_nonnull (strstr (pack_fixture_cell (rows, 1, 0), "No ticket export was imported yet."));
  for (guint i = 0; i < 8; i++)
    {
      guint row = pack_fixture_find (rows, "Condition") + 1 + i;
      const char *since = pack_fixture_cell (rows, row, 5);

      g_assert_cmpstr (pack_fixture_cell (rows, row, 4), !=, "Met");
      if (*since != '\0') /* nothing is so since before go-live */
        g_assert_cmpstr (since, ==, "2016-02-29");
    }
}

/* ---- metrics ---- */

static HcMetricSet *
compute (HcDb *db, HcMetricQuery query)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings;
  g_autoptr (HcUsage) usage = hc_usage_load (db, &error);
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  HcMetricSet *set;

  g_assert_true (hc_launch_load (db, &settings, &error));
  columns = hc_columns_load (db, &settings, &error);
  calendar = hc_launch_settings_calendar (&settings, &error);
  query.as_of = HC_INSTANT_NONE;
  query.from = query.to = HC_DAY_NONE;
  query.usage = usage;
  set = hc_metric_compute (columns, &settings, calendar, &query, NULL, &error);
  g_assert_no_error (error);
  return set;
}

static guint
find_column (GPtrArray *rows, guint row, const char *header)
{
  for (guint i = 0; i < 60; i++)
    if (g_str_equal (pack_fixture_cell (rows, row, i), header))
      return i;
  g_error ("no column “%s”", header);
}

/* Each metric has its column, with its id above; what usage says is in it, gaps are empty. */
static void
test_daily (PackFixture *self, gconstpointer data)
{
  g_autoptr (HcMetricSet) set = compute (self->db, (HcMetricQuery){ .metrics = HC_METRICS_ALL });
  g_autoptr (GPtrArray) rows = NULL;
  guint header, last = 0;

  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Metrics");
  header = pack_fixture_find (rows, "Date");
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      const HcMetricSeries *series = hc_metric_set_total (set, id);
      guint column = find_column (rows, header - 1, hc_metrics[id].id);

      g_assert_cmpuint (column, >, last);
      last = column;
      for (guint i = 0; id != HC_METRIC_BACKLOG_AGE && series->measurable && i < series->n_points;
           i++)
        assert_number (pack_fixture_cell (rows, header + 1 + i, column), series->points[i].value);
    }
  g_assert_cmpstr (pack_fixture_cell (rows, header + 1 + 3,
                                      find_column (rows, header - 1, "self_service_reach")),
                   ==, "");
  for (guint i = 0; i < 15; i++)
    {
      guint row = header + 1 + i;

      assert_number (pack_fixture_cell (rows, row,
                                        find_column (rows, header, "Target: Misrouting Rate")),
                     0.15);
      assert_number (pack_fixture_cell (rows, row,
                                        find_column (rows, header, "Target: Completion Rate")),
                     0.9);
    }
}

static void
test_completion (PackFixture *self, gconstpointer data)
{
  /* The window: five working days of 30 starts; 9 March is a holiday. */
  static const struct
  {
    guint column;
    double value;
  } cells[] = { { 1, 150 }, { 2, 135 }, { 3, 0.9 }, { 6, 10 }, { 7, 0.9 } };
  g_autoptr (GPtrArray) rows = NULL, summary = NULL;
  guint row, first;

  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Metrics");
  pack_fixture_locate (rows, "Hot path", &row, &first);
  g_assert_cmpstr (pack_fixture_cell (rows, ++row, first), ==, "Buy");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    assert_number (pack_fixture_cell (rows, row, first + cells[i].column), cells[i].value);
  g_assert_cmpstr (pack_fixture_cell (rows, row + 1, first), ==, "");

  summary = pack_fixture_read (self->path, "Summary");
  row = pack_fixture_find (summary, "Completion Rate");
  assert_number (pack_fixture_cell (summary, row, 3), 0.9);
  assert_number (pack_fixture_cell (summary, row, 4), 0.9);
  g_assert_cmpstr (pack_fixture_cell (summary, row, 7), ==, "The worst hot path of the window: Buy");
  assert_number (pack_fixture_cell (summary, pack_fixture_find (summary, "Backlog Age, Median"), 4),
                 2);
  g_assert_cmpstr (pack_fixture_cell (summary, pack_fixture_find (summary, "Inflow"), 4), ==, "");
}

static gboolean
add_own_target (HcDb *db, gpointer data, GError **error)
{
  g_autofree char *workflow =
    PACK_FIXTURE_ADD (db, "workflow", "name", "Approve", "success_metric", "Completion Rate",
                      "success_unit", "%", "target", "85");

  ADD ("completion_day", "date", "2016-03-10", "workflow_id", workflow, "started", "900",
       "completed", "800");
  return TRUE;
}

/* A hot path that succeeds by completion has a target of its own. */
static void
test_own_target (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint header, first;

  pack_fixture_run (self, add_own_target);
  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Metrics");
  pack_fixture_locate (rows, "Hot path", &header, &first);
  g_assert_cmpstr (pack_fixture_cell (rows, header + 1, first), ==, "Approve");
  assert_number (pack_fixture_cell (rows, header + 1, first + 7), 0.85);
  assert_number (pack_fixture_cell (rows, header + 2, first + 7), 0.9);
}

/* All of them, whole: nothing is left to guess. */
static void
test_definitions (PackFixture *self, gconstpointer data)
{
  g_autoptr (HcMetricSet) set = compute (self->db, (HcMetricQuery){ .metrics = HC_METRICS_ALL });
  g_autoptr (GPtrArray) rows = NULL;

  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Metric Definitions");
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      const HcMetricSeries *series = hc_metric_set_total (set, id);
      guint row = pack_fixture_find (rows, hc_metrics[id].id);
      const char *how = series->grade != NULL ? series->grade : series->method;
      g_autofree char *words = g_strdelimit (g_strdup (how != NULL ? how : ""), "_", ' ');

      g_assert_cmpuint (row, ==, pack_fixture_find (rows, "Id") + 1 + id);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 1), ==, hc_metrics[id].title);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 2), ==, hc_metrics[id].unit);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 3), ==, hc_metrics[id].formula);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 4), !=, "");
      assert_number (pack_fixture_cell (rows, row, 5),
                     series->measurable ? (double) series->window.n : NAN);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 7), ==, words);
      g_assert_cmpstr (pack_fixture_cell (rows, row, 8), !=, "");
      g_assert_cmpstr (pack_fixture_cell (rows, row, 9), ==,
                       series->measurable ? "yes" : hc_metric_missing_remedy (series->missing));
    }
}

/* ---- charts ---- */

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, word)) != NULL; at += strlen (word))
    n++;
  return n;
}

/* The chart with this title; each has two axes, both are named where there are groups or days. */
static char *
find_chart (const char *path, guint n_charts, const char *title)
{
  g_autofree char *wanted = g_strdup_printf ("<a:t>%s</a:t>", title);

  for (guint i = 1; i <= n_charts; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/charts/chart%u.xml", i);
      char *chart = pack_fixture_part (path, name);

      if (strstr (chart, wanted) != NULL)
        return chart;
      g_free (chart);
    }
  return NULL;
}

static void
test_charts (PackFixture *self, gconstpointer data)
{
  /* Repeats and deflection have no tickets linked to issues, routing is not known. */
  static const struct
  {
    const char *title;
    const char *axis;
    guint n_series;
    const char *has;
  } charts[] = {
    { "Tickets per 100 users", "Per 100 users", 1, NULL },
    { "Backlog by age", "Tickets", 5, "stacked" },
    { "Time to resolve by category", "Hours", 1, "barDir val=\"bar\"" },
    { "Self-service reach (help users)", "Share of users", 1, NULL },
    { "Completion by hot path", "Share of starts", 1, "barDir val=\"bar\"" },
    { "Inflow and resolved per day", "Tickets", 2, NULL },
  };
  g_autofree char *drawing = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_charts;

  pack_fixture_write (self, &plain);
  drawing = pack_fixture_part (self->path, "xl/drawings/drawing1.xml");
  n_charts = count (drawing, "<c:chart ");
  g_assert_cmpuint (n_charts, <=, N_CHARTS);
  g_assert_cmpuint (count (drawing, " descr=\"Line") + count (drawing, " descr=\"Bars") +
                      count (drawing, " descr=\"Stacked") + count (drawing, " descr=\"Columns"),
                    ==, n_charts);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autofree char *chart = find_chart (self->path, n_charts, charts[i].title);
      g_autofree char *axis = g_strdup_printf ("<a:t>%s</a:t>", charts[i].axis);

      g_test_message ("%s", charts[i].title);
      g_assert_nonnull (chart);
      g_assert_nonnull (strstr (chart, axis));
      g_assert_cmpuint (count (chart, "<c:ser>"), ==, charts[i].n_series);
      g_assert_true (charts[i].has == NULL || strstr (chart, charts[i].has) != NULL);
      g_assert_null (strstr (chart, "dispBlanksAs val=\"zero\""));
      g_assert_null (strstr (chart, "dispBlanksAs val=\"span\""));
    }
}

static gboolean
add_targets (HcDb *db, gpointer data, GError **error)
{
  ADD ("metric_target", "metric", "tickets_per_100_users", "value", "4");
  ADD ("metric_target", "metric", "time_to_resolve", "value", "24");
  ADD ("metric_target", "metric", "self_service_reach", "value", "0.2");
  ADD ("metric_target", "metric", "reopen_rate", "value", "0.05");
  return TRUE;
}

/* A title names a target only where its line is drawn, and which line of several it is for. */
static void
test_targets (PackFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *title;
    guint n_series;
  } charts[] = {
    { "Tickets per 100 users (All: target 4.0)", 2 },
    { "Self-service reach (help users, target 20.0 %)", 2 },
    { "Time to resolve by category", 1 },
    { "Completion by hot path", 1 },
    { "Inflow and resolved per day", 2 },
  };
  g_autofree char *drawing = NULL;

  pack_fixture_run (self, add_targets);
  pack_fixture_write (self, &plain);
  drawing = pack_fixture_part (self->path, "xl/drawings/drawing1.xml");
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autofree char *chart = find_chart (self->path, count (drawing, "<c:chart "),
                                           charts[i].title);

      g_test_message ("%s", charts[i].title);
      g_assert_nonnull (chart);
      g_assert_cmpuint (count (chart, "<c:ser>"), ==, charts[i].n_series);
    }
}

/* Where there is nothing to draw, its place says what to do. */
static void
test_no_chart (PackFixture *self, gconstpointer data)
{
  g_autoptr (HcMetricSet) set = compute (self->db, (HcMetricQuery){ .metrics = HC_METRICS_ALL });
  const HcMetricSeries *routing = hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE);
  const char *remedy = hc_metric_missing_remedy (routing->missing);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean found = FALSE;

  g_assert_false (routing->measurable);
  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Metrics");
  for (guint row = 0; row < rows->len && !found; row++)
    for (guint column = 30; column < 90 && !found; column++)
      {
        const char *line = pack_fixture_cell (rows, row + 1, column);

        found = g_str_equal (pack_fixture_cell (rows, row, column), "Misrouting rate") &&
                *line != '\0' && g_str_has_prefix (remedy, line);
      }
  g_assert_true (found);
}

#define ADD_TEST(name, func) \
  g_test_add ("/export/pack-measures/" name, PackFixture, NULL, set_up, func,                      \
              pack_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("criteria", test_criteria);
  ADD_TEST ("waiver", test_waiver);
  ADD_TEST ("past", test_past);
  g_test_add ("/export/pack-measures/nothing", PackFixture, NULL, pack_fixture_set_up, test_nothing,
              pack_fixture_tear_down);
  ADD_TEST ("daily", test_daily);
  ADD_TEST ("completion", test_completion);
  ADD_TEST ("own-target", test_own_target);
  ADD_TEST ("definitions", test_definitions);
  ADD_TEST ("charts", test_charts);
  ADD_TEST ("targets", test_targets);
  ADD_TEST ("no-chart", test_no_chart);
  return g_test_run ();
}
