/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare metrics”: the contract of its JSON and CSV, its figures against an independent count
 * of the sample's files. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "metrics-util.h"
#include "program-util.h"
#include "test-files.h"

/* ---- shape ---- */

#define ENTRY "id,unit,by,group_value,rest,measurable,missing,grade,method"
#define FLOW "value,n,numerator,denominator,low,high"

static void
assert_keys (const JsonNode *object, const char *expected)
{
  g_autofree char *keys = json_keys (object);

  g_assert_cmpstr (keys, ==, expected);
}

/* Key order as design/cli.md shows it. */
static void
test_keys (void)
{
  static const struct
  {
    const char *id, *unit, *missing;
  } infos[] = {
    { "inflow", "tickets", NULL },
    { "resolved", "tickets", NULL },
    { "reopened", "tickets", NULL },
    { "open", "tickets", NULL },
    { "net_flow", "tickets", NULL },
    { "tickets_per_100_users", "per 100 users", NULL },
    { "pattern_repeat_rate", "share", NULL },
    { "repeat_tickets_per_100_users", "per 100 users", NULL },
    { "same_user_repeat_rate", "share", NULL },
    { "deflection_rate", "share", "help_usage" },
    { "backlog_age", "tickets", NULL },
    { "backlog_days", "days", NULL },
    { "time_to_resolve", "hours", NULL },
    { "misrouting_rate", "share", NULL },
    { "self_service_reach", "share", "help_users" },
    { "completion_rate", "share", "completions" },
    { "reopen_rate", "share", NULL },
    { "sla_attainment", "share", NULL },
    { "first_response_time", "hours", "first_response" },
    { "first_group_resolution_rate", "share", NULL },
    { "stale_share", "share", NULL },
  };
  g_autoptr (JsonNode) set = metrics_json (sample_dir (), "sample.hypercare", NULL, NULL);
  const JsonNode *metrics = json_get (set, "metrics");

  assert_keys (set, "as_of,zone,window,metrics");
  assert_keys (json_get (set, "window"), "from,to,working_days");
  g_assert_cmpuint (metrics->items->len, ==, G_N_ELEMENTS (infos));
  for (guint i = 0; i < metrics->items->len; i++)
    {
      const JsonNode *entry = json_at (metrics, i);
      const JsonNode *window = json_get (entry, "window_value");
      const JsonNode *series = json_get (entry, "series");
      gboolean is_age = strcmp (infos[i].id, "backlog_age") == 0;
      gboolean is_resolve = strcmp (infos[i].id, "time_to_resolve") == 0;
      gboolean is_completion = strcmp (infos[i].id, "completion_rate") == 0;

      g_assert_cmpstr (json_text (entry, "id"), ==, infos[i].id);
      g_assert_cmpstr (json_text (entry, "unit"), ==, infos[i].unit);
      assert_keys (entry, is_age          ? ENTRY ",buckets,window_value,series"
                          : is_completion ? ENTRY ",subject,window_value,series"
                                          : ENTRY ",window_value,series");
      assert_keys (
        window, is_age ? "value,values,median_days,p90_days,share_over_limit,limit_days,waiting,"
                         "n,excluded"
                : is_resolve
                  ? "value,low,high,reached,n,events,censored,inferred,resolved_only,s_at_target,"
                    "excluded"
                : is_completion ? FLOW ",retried,excluded"
                                : FLOW ",excluded");
      g_assert_cmpint (json_true (entry, "measurable"), ==, infos[i].missing == NULL);
      if (infos[i].missing != NULL)
        {
          g_assert_cmpstr (json_text (entry, "missing"), ==, infos[i].missing);
          g_assert_cmpuint (series->items->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (series->items->len, ==, 9);
      for (guint day = 0; day < series->items->len; day++)
        assert_keys (json_at (series, day),
                     is_age ? "date,value,values,median_days,p90_days,share_over_limit,waiting,n,"
                              "working_day,complete"
                            : "date," FLOW ",working_day,complete");
    }
  assert_keys (
    json_get (json_get (find_metric (set, "time_to_resolve", NULL, NULL), "window_value"),
              "resolved_only"),
    "n,mean,median,p90");
  assert_keys (
    json_get (json_get (find_metric (set, "time_to_resolve", NULL, NULL), "window_value"),
              "s_at_target"),
    "hours,value");
}

/* The bytes around the values are a contract too: other programs diff this output. */
static void
test_golden (void)
{
  static const char expected[] =
    "{\n"
    "  \"as_of\": \"2026-03-05T21:00:00Z\",\n"
    "  \"zone\": \"Europe/Berlin\",\n"
    "  \"window\": {\"from\": \"2026-03-04\", \"to\": \"2026-03-04\", \"working_days\": 1},\n"
    "  \"metrics\": [\n"
    "    {\n"
    "      \"id\": \"inflow\",\n"
    "      \"unit\": \"tickets\",\n"
    "      \"by\": null,\n"
    "      \"group_value\": null,\n"
    "      \"rest\": false,\n"
    "      \"measurable\": true,\n"
    "      \"missing\": null,\n"
    "      \"grade\": null,\n"
    "      \"method\": null,\n"
    "      \"window_value\": {\"value\": 2, \"n\": 2, \"numerator\": 2, \"denominator\": null, "
    "\"low\": null, \"high\": null, \"excluded\": {}},\n"
    "      \"series\": [\n"
    "        {\"date\": \"2026-03-04\", \"value\": 2, \"n\": 2, \"numerator\": 2, "
    "\"denominator\": null, \"low\": null, \"high\": null, \"working_day\": true, "
    "\"complete\": true},\n"
    "        {\"date\": \"2026-03-05\", \"value\": 1, \"n\": 1, \"numerator\": 1, "
    "\"denominator\": null, \"low\": null, \"high\": null, \"working_day\": true, "
    "\"complete\": false}\n"
    "      ]\n"
    "    }\n"
    "  ]\n"
    "}\n";
  g_autofree char *dir = test_dir_new ();
  g_autofree char *csv = g_build_filename (dir, "e.csv", NULL);
  g_auto (Run) new = { 0 };
  g_auto (Run) import = { 0 };
  g_auto (Run) run = { 0 };

  g_assert_true (g_file_set_contents (csv,
                                      "number,opened_at,short_description,state,sys_updated_on\n"
                                      "INC1,2026-03-04 10:00:00,A,New,2026-03-04 10:00:00\n"
                                      "INC2,2026-03-04 11:00:00,B,New,2026-03-04 11:00:00\n"
                                      "INC3,2026-03-05 10:00:00,C,New,2026-03-05 22:00:00\n",
                                      -1, NULL));
  new = run_program (dir, "new", "l.hypercare", "--name", "L", "--go-live", "2026-03-04", "--zone",
                     "Europe/Berlin", NULL);
  run_assert (&new, 0);
  import = run_program (dir, "import", "l.hypercare", "e.csv", NULL);
  run_assert (&import, 0);
  run = run_program (dir, "metrics", "l.hypercare", "-m", "inflow", "-f", "json", NULL);
  run_assert (&run, 0);
  g_assert_cmpstr (run.out, ==, expected);
  test_dir_remove (dir);
}

static void
test_csv (void)
{
  g_auto (Run) run = run_program (sample_dir (), "metrics", "sample.hypercare", "-f", "csv", NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\r\n", -1);

  run_assert (&run, 0);
  g_assert_cmpstr (lines[0], ==,
                   "metric,unit,by,group_value,rest,date,value,n,numerator,denominator,low,high,"
                   "working_day,complete,grade,method,bucket");
  /* 16 metrics with a window and 9 days, backlog_age with five rows for each; one row of each that
   * is not measurable; header; the end */
  g_assert_cmpuint (g_strv_length (lines), ==, (16 + 5) * 10 + 4 + 2);
  for (guint i = 1; lines[i + 1] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 17);
      g_assert_cmpstr (cells[4], ==, "false");
      g_assert_true ((strcmp (cells[0], "backlog_age") == 0) == (*cells[16] != '\0'));
      g_assert_true ((*cells[5] == '\0') == (*cells[12] == '\0'));
    }
}

/* What people read: headings, the launch, every metric by its name. */
static void
test_text (void)
{
  static const char *const parts[] = {
    "ERP Wave 1", "Day 9 of 14", "Europe/Berlin",      "5 complete working days",
    "Inflow",     "Backlog Age", "Time to Resolve",    "Misrouting Rate",
    "Day by day", "day off",     "Open tickets by age"
  };
  g_auto (Run) run = run_program (sample_dir (), "metrics", "sample.hypercare", NULL);

  run_assert (&run, 0);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_contains (run.out, parts[i]);
  g_assert_null (strstr (run.out, "nan"));
  g_assert_null (strstr (run.out, "null"));
}

/* ---- figures of the sample ---- */

static void
test_identity (void)
{
  g_autoptr (JsonNode) set = metrics_json (sample_dir (), "sample.hypercare", NULL, NULL);
  const JsonNode *inflow = json_get (find_metric (set, "inflow", NULL, NULL), "series");
  const JsonNode *resolved = json_get (find_metric (set, "resolved", NULL, NULL), "series");
  const JsonNode *reopened = json_get (find_metric (set, "reopened", NULL, NULL), "series");
  const JsonNode *open = json_get (find_metric (set, "open", NULL, NULL), "series");
  const JsonNode *age = json_get (find_metric (set, "backlog_age", NULL, NULL), "series");
  gint64 before = 0, n_reopened = 0;

  for (guint i = 0; i < open->items->len; i++)
    {
      const JsonNode *values = json_get (json_at (age, i), "values");
      gint64 now = json_int (json_at (open, i), "value");
      gint64 in_buckets = 0;

      g_assert_cmpint (now, ==,
                       before + json_int (json_at (inflow, i), "value") +
                         json_int (json_at (reopened, i), "value") -
                         json_int (json_at (resolved, i), "value"));
      for (guint b = 0; b < values->items->len; b++)
        in_buckets += g_ascii_strtoll (json_at (values, b)->text, NULL, 10);
      g_assert_cmpint (in_buckets, ==, now);
      n_reopened += json_int (json_at (reopened, i), "value");
      before = now;
    }
  g_assert_cmpint (n_reopened, >, 5);
}

/* A day off and a weekend are no working days. */
static void
test_calendar (void)
{
  static const gboolean working[] = { TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, TRUE, TRUE, TRUE };
  g_autoptr (JsonNode) set = metrics_json (sample_dir (), "sample.hypercare", "-m", "inflow");
  const JsonNode *series = json_get (find_metric (set, "inflow", NULL, NULL), "series");
  const JsonNode *window = json_get (set, "window");

  for (guint i = 0; i < series->items->len; i++)
    {
      g_assert_cmpint (json_true (json_at (series, i), "working_day"), ==, working[i]);
      g_assert_true (json_true (json_at (series, i), "complete"));
    }
  g_assert_cmpstr (json_text (window, "from"), ==, "2026-03-05");
  g_assert_cmpstr (json_text (window, "to"), ==, "2026-03-12");
  g_assert_cmpint (json_int (window, "working_days"), ==, 5);
}

/* How often @needle stands in lines that do not hold @without. */
static gint64
count_lines (const char *text, const char *needle, const char *without)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n\"INC", -1);
  gint64 n = 0;

  for (guint i = 1; lines[i] != NULL; i++)
    n += strstr (lines[i], needle) != NULL && strstr (lines[i], without) == NULL;
  return n;
}

/* Counted in the text of the newest export, not through the importer. */
static void
test_against_file (void)
{
  g_autofree char *path =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-12.csv", NULL);
  g_autofree char *text = test_read (path);
  g_autoptr (JsonNode) set = metrics_json (sample_dir (), "sample.hypercare", "--by", "priority");
  const JsonNode *inflow = json_get (find_metric (set, "inflow", NULL, NULL), "series");
  const JsonNode *open = json_get (find_metric (set, "open", NULL, NULL), "window_value");
  gint64 high_inflow = 0;
  const JsonNode *high;

  for (guint i = 0; i < inflow->items->len; i++)
    {
      g_autofree char *opened =
        g_strdup_printf ("\",\"%s ", json_text (json_at (inflow, i), "date"));
      gint64 expected = 0;
      g_auto (GStrv) rows = g_strsplit (text, "\n\"INC", -1);

      for (guint r = 1; rows[r] != NULL; r++)
        expected += strncmp (rows[r] + 7, opened, strlen (opened)) == 0 &&
                    strstr (rows[r], "\"Canceled\"") == NULL;
      g_assert_cmpint (json_int (json_at (inflow, i), "value"), ==, expected);
    }
  g_assert_cmpint (json_int (open, "value"), ==,
                   count_lines (text, "\"New\"", "\"Resolved\"") +
                     count_lines (text, "\"In Progress\"", "\"Resolved\"") +
                     count_lines (text, "\"On Hold\"", "\"Resolved\""));

  high = json_get (find_metric (set, "inflow", "priority", "high"), "series");
  for (guint i = 0; i < high->items->len; i++)
    high_inflow += json_int (json_at (high, i), "value");
  g_assert_cmpint (high_inflow, ==, count_lines (text, "\"2 - High\"", "\"Canceled\""));
}

static void
test_where (void)
{
  g_autoptr (JsonNode) all = metrics_json (sample_dir (), "sample.hypercare", "--by", "category");
  g_autoptr (JsonNode) access =
    metrics_json (sample_dir (), "sample.hypercare", "--where", "category=Access");
  g_auto (Run) unknown =
    run_program (sample_dir (), "metrics", "sample.hypercare", "--where", "category=Acces", NULL);
  g_auto (Run) from = run_program (sample_dir (), "metrics", "sample.hypercare", "--from",
                                   "2026-03-10", "--to", "2026-03-05", NULL);

  g_assert_cmpint (
    json_int (json_get (find_metric (all, "open", "category", "Access"), "window_value"), "value"),
    ==, json_int (json_get (find_metric (access, "open", NULL, NULL), "window_value"), "value"));
  run_assert (&unknown, 2);
  assert_contains (unknown.err, "has category “Acces”. Did you mean “Access”?");
  run_assert (&from, 2);
}

/* Cohorts of the sample match locations and roles: each ticket is of one of either kind. */
static void
test_cohorts (void)
{
  g_autoptr (JsonNode) set = metrics_json (sample_dir (), "sample.hypercare", "--by", "cohort");
  const JsonNode *metrics = json_get (set, "metrics");
  gint64 total = 0, in_groups = 0;

  for (guint i = 0; i < metrics->items->len; i++)
    {
      const JsonNode *entry = json_at (metrics, i);
      const JsonNode *window = json_get (entry, "window_value");
      gboolean is_group = json_text (entry, "by") != NULL;
      g_autofree char *keys = json_keys (entry);

      g_assert_cmpint (strstr (keys, "group_value,cohort_kind,rest") != NULL, ==, is_group);
      if (is_group && json_text (entry, "group_value") != NULL)
        g_assert_nonnull (json_text (entry, "cohort_kind"));
      if (strcmp (json_text (entry, "id"), "inflow") != 0)
        continue;
      if (is_group)
        in_groups += json_int (window, "value");
      else
        total = json_int (window, "value");
    }
  g_assert_cmpint (total, >, 0);
  g_assert_cmpint (in_groups, >, total);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics-output/keys", test_keys);
  g_test_add_func ("/metrics-output/golden", test_golden);
  g_test_add_func ("/metrics-output/csv", test_csv);
  g_test_add_func ("/metrics-output/text", test_text);
  g_test_add_func ("/metrics-output/identity", test_identity);
  g_test_add_func ("/metrics-output/calendar", test_calendar);
  g_test_add_func ("/metrics-output/against-file", test_against_file);
  g_test_add_func ("/metrics-output/where", test_where);
  g_test_add_func ("/metrics-output/cohorts", test_cohorts);
  status = g_test_run ();
  sample_forget ();
  return status;
}
