/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare criteria”: the contract of its JSON and CSV, and its figures against “metrics”. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

static JsonNode *
run_json (const char *command, const char *option, const char *value)
{
  g_auto (Run) run =
    run_program (sample_dir (), command, "sample.hypercare", "-f", "json", option, value, NULL);
  JsonNode *json;

  run_assert (&run, 0);
  json = json_parse (run.out);
  g_assert_nonnull (json);
  return json;
}

static const JsonNode *
find (const JsonNode *array, const char *id)
{
  for (guint i = 0; i < array->items->len; i++)
    if (strcmp (json_text (json_at (array, i), "id"), id) == 0)
      return json_at (array, i);
  g_error ("no “%s”", id);
}

static void
assert_keys (const JsonNode *object, const char *expected)
{
  g_autofree char *keys = json_keys (object);

  g_assert_cmpstr (keys, ==, expected);
}

/* Key order and codes as design/cli.md and metrics.md show them. */
static void
test_keys (void)
{
  static const char *const ids[2][9] = {
    { "hot_paths_defined", "duties_assigned", "contacts_complete", "baselines_entered",
      "content_ready", "rehearsed", "communications_planned", NULL },
    { "drivers_declining", "routing_clear", "backlog_within_limit", "deflection_holding",
      "blockers_owned", "hot_paths_stable", "assets_documented", "backlog_captured", NULL },
  };
  static const char *const gates[] = { "go-live", "exit" };

  for (guint gate = 0; gate < 2; gate++)
    {
      g_autoptr (JsonNode) json = run_json ("criteria", "--gate", gates[gate]);
      const JsonNode *criteria = json_get (json, "criteria");

      assert_keys (json, "gate,as_of,now,verdict,readiness,rag,criteria");
      g_assert_cmpstr (json_text (json, "gate"), ==, gates[gate]);
      assert_keys (json_get (json, "readiness"), "done,of");
      for (guint i = 0; ids[gate][i] != NULL; i++)
        {
          const JsonNode *entry = json_at (criteria, i);
          const JsonNode *parts = json_get (entry, "parts");

          assert_keys (entry, "id,title,mandatory,verdict,value,threshold,unit,since,hold,strength,"
                              "reason,waiver,parts");
          g_assert_cmpstr (json_text (entry, "id"), ==, ids[gate][i]);
          g_assert_cmpuint (parts->items->len, >, 0);
          for (guint j = 0; j < parts->items->len; j++)
            assert_keys (json_at (parts, j), "id,verdict,value,threshold,unit,reason");
        }
    }
}

/* Without --gate: exit. What this version cannot judge is never a pass. */
static void
test_honest (void)
{
  static const char *const absent[] = { "deflection_holding", "assets_documented" };
  g_autoptr (JsonNode) json = run_json ("criteria", NULL, NULL);
  const JsonNode *criteria = json_get (json, "criteria");

  g_assert_cmpstr (json_text (json, "gate"), ==, "exit");
  g_assert_cmpstr (json_text (json, "verdict"), ==, "not_met");
  g_assert_cmpint (json_int (json_get (json, "readiness"), "of"), ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_assert_cmpstr (json_text (find (criteria, absent[i]), "verdict"), ==, "not_measurable");
      g_assert_true (isnan (json_double (find (criteria, absent[i]), "value")));
    }
}

static void
test_same_as_metrics (void)
{
  g_autoptr (JsonNode) json = run_json ("criteria", NULL, NULL);
  g_autoptr (JsonNode) set = run_json ("metrics", NULL, NULL);
  const JsonNode *metrics = json_get (set, "metrics");
  const JsonNode *criteria = json_get (json, "criteria");
  const JsonNode *misrouting =
    find (json_get (find (criteria, "routing_clear"), "parts"), "misrouting");
  const JsonNode *backlog = find (criteria, "backlog_within_limit");

  g_assert_cmpstr (json_text (json, "as_of"), ==, json_text (set, "as_of"));
  g_assert_cmpfloat (
    json_double (misrouting, "value"), ==,
    json_double (json_get (find (metrics, "misrouting_rate"), "window_value"), "value"));
  g_assert_cmpfloat (
    json_double (find (json_get (backlog, "parts"), "backlog_days"), "value"), ==,
    json_double (json_get (find (metrics, "backlog_days"), "window_value"), "value"));
  assert_keys (json_get (backlog, "hold"), "done,of");
  g_assert_cmpint (json_int (json_get (backlog, "hold"), "of"), ==, 3);
}

/* The import kept the verdicts of its day; registers of any other day are not known. */
static void
test_past (void)
{
  g_autoptr (JsonNode) json = run_json ("criteria", "--as-of", "2026-03-10");
  const JsonNode *criteria = json_get (json, "criteria");
  const JsonNode *checks =
    find (json_get (find (criteria, "hot_paths_stable"), "parts"), "unproven");

  g_assert_cmpstr (json_text (json, "as_of"), ==, "2026-03-10T23:00:00Z");
  g_assert_cmpstr (json_text (json, "now"), ==, "2026-03-10T23:00:00Z");
  g_assert_cmpstr (json_text (checks, "verdict"), ==, "not_measurable");
  g_assert_cmpstr (json_text (checks, "reason"), ==, "Not recorded on that day.");
}

static void
test_csv (void)
{
  g_auto (Run) run = run_program (sample_dir (), "criteria", "sample.hypercare", "-f", "csv", NULL);
  g_auto (GStrv) lines = NULL;

  run_assert (&run, 0);
  lines = g_strsplit (run.out, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==,
                   "gate,as_of,criterion,part,mandatory,verdict,value,threshold,unit,since,"
                   "hold_done,hold_of,strength,waived_by,waived_until,reason");
  g_assert_true (g_str_has_prefix (lines[1], "exit,2026-03-12T"));
  assert_contains (run.out, ",backlog_within_limit,over_limit,true,");
}

static void
test_text (void)
{
  g_auto (Run) run =
    run_program (sample_dir (), "criteria", "sample.hypercare", "--gate", "go-live", NULL);

  run_assert (&run, 0);
  assert_contains (run.out, "Go-live gate: ");
  assert_contains (run.out, "Duties Are Assigned");
}

static void
test_usage (void)
{
  g_auto (Run) gate =
    run_program (sample_dir (), "criteria", "sample.hypercare", "--gate", "exot", NULL);
  g_auto (Run) format =
    run_program (sample_dir (), "criteria", "sample.hypercare", "-f", "xml", NULL);
  g_auto (Run) missing = run_program (sample_dir (), "criteria", "nothing.hypercare", NULL);

  run_assert (&gate, 2);
  assert_contains (gate.err, "“exit”");
  run_assert (&format, 2);
  run_assert (&missing, 1);
}

/* An empty launch: nothing is met, and nothing is a number. */
static void
test_empty (void)
{
  g_autofree char *dir = test_dir_new ();
  g_auto (Run) made = run_program (dir, "new", "e.hypercare", "--name", "Empty", "--go-live",
                                   "2026-03-04", "--zone", "UTC", NULL);
  g_auto (Run) run = run_program (dir, "criteria", "e.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) json = NULL;

  run_assert (&made, 0);
  run_assert (&run, 0);
  json = json_parse (run.out);
  g_assert_null (json_text (json, "as_of"));
  g_assert_cmpstr (json_text (json, "verdict"), ==, "not_met");
  g_assert_cmpint (json_int (json_get (json, "readiness"), "done"), ==, 0);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria-output/keys", test_keys);
  g_test_add_func ("/criteria-output/honest", test_honest);
  g_test_add_func ("/criteria-output/same-as-metrics", test_same_as_metrics);
  g_test_add_func ("/criteria-output/past", test_past);
  g_test_add_func ("/criteria-output/csv", test_csv);
  g_test_add_func ("/criteria-output/text", test_text);
  g_test_add_func ("/criteria-output/usage", test_usage);
  g_test_add_func ("/criteria-output/empty", test_empty);
  status = g_test_run ();
  sample_forget ();
  return status;
}
