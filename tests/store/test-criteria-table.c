/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inputs, commands, verdict_day and sign-offs in a file. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-check.h"
#include "hc-criteria-table.h"
#include "hc-record-table.h"
#include "hc-sign-off.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define NOW 1772539200 /* 2026-03-03 12:00 UTC, a Tuesday */

static HcCriteriaResult *
judge (HcDb *db, HcGateKind gate, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, NULL, &error);
  HcCriteriaQuery query = { .gate = gate, .as_of = HC_INSTANT_NONE, .now = now };
  HcCriteriaResult *result;

  g_assert_no_error (error);
  result = hc_criteria_evaluate (inputs, &query, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static HcDay
today (void)
{
  return hc_day_from_ymd (2026, 3, 3);
}

/* ---- commands ---- */

static gboolean
waive (HcDb *db, gpointer data, GError **error)
{
  return hc_criterion_waive (db, data, today (), error);
}

static gboolean
end_waiver (HcDb *db, gpointer code, GError **error)
{
  return hc_criterion_end_waiver (db, HC_GATE_EXIT, code, today (), error);
}

static gboolean
make_optional (HcDb *db, gpointer code, GError **error)
{
  return hc_criterion_set_mandatory (db, HC_GATE_EXIT, code, FALSE, error);
}

static gboolean
make_mandatory (HcDb *db, gpointer code, GError **error)
{
  return hc_criterion_set_mandatory (db, HC_GATE_EXIT, code, TRUE, error);
}

static gboolean
set_share (HcDb *db, gpointer value, GError **error)
{
  return hc_criterion_set_threshold (db, "routing_clear.misrouting", *(double *) value, error);
}

static gboolean
tick (HcDb *db, gpointer name, GError **error)
{
  return hc_register_note_set (db, name, TRUE, error);
}

static HcWaiver
some_waiver (void)
{
  return (HcWaiver){ .gate = HC_GATE_EXIT,
                     .code = (char *) "deflection_holding",
                     .why = (char *) "  No usage data in this launch.  ",
                     .by = (char *) "Manager 1",
                     .given_at = NOW,
                     .until = hc_day_from_ymd (2026, 3, 10) };
}

static void
test_commands (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  HcWaiver waiver = some_waiver ();
  double share = 0.2, usual = NAN;
  char code[] = "deflection_holding", name[] = "failure_point";

  hc_test_command (db, "Waive", waive, &waiver);
  hc_test_assert_rows (db, "SELECT gate, code, why, by_name, until FROM criterion_waiver",
                       "exit|deflection_holding|No usage data in this launch.|Manager 1|"
                       "2026-03-10\n");
  hc_test_command (db, "End Waiver", end_waiver, code);
  hc_test_assert_rows (db, "SELECT until FROM criterion_waiver", "2026-03-02\n");

  hc_test_command (db, "Optional", make_optional, code);
  hc_test_assert_rows (db, "SELECT gate, code, is_mandatory FROM criterion",
                       "exit|deflection_holding|0\n");
  hc_test_command (db, "Mandatory", make_mandatory, code);
  hc_test_assert_rows (db, "SELECT * FROM criterion", "");

  hc_test_command (db, "Threshold", set_share, &share);
  hc_test_assert_rows (db, "SELECT name, value FROM threshold", "routing_clear.misrouting|0.2\n");
  hc_test_command (db, "Usual", set_share, &usual);
  hc_test_assert_rows (db, "SELECT * FROM threshold", "");

  hc_test_command (db, "None", tick, name);
  hc_test_assert_rows (db, "SELECT register FROM register_note", "failure_point\n");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *code, *why, *by;
    const char *until;
    HcError want;
  } cases[] = {
    { "deflection_holding", " ", "Manager 1", NULL, HC_ERROR_CONSTRAINT },
    { "deflection_holding", "Because", "", NULL, HC_ERROR_CONSTRAINT },
    { "deflection_holding", "Because", NULL, NULL, HC_ERROR_CONSTRAINT },
    { "deflection_holding", "Because", "Manager 1", "2026-03-02", HC_ERROR_CONSTRAINT },
    { "rehearsed", "Because", "Manager 1", NULL, HC_ERROR_NOT_FOUND }, /* of the other gate */
  };
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  g_autofree char *before = hc_test_dump (db);
  g_autofree char *after = NULL;
  double share = 15;
  char code[] = "deflection_holding";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      HcWaiver waiver = { .gate = HC_GATE_EXIT,
                          .code = (char *) cases[i].code,
                          .why = (char *) cases[i].why,
                          .by = (char *) cases[i].by,
                          .given_at = NOW,
                          .until = HC_DAY_NONE };

      if (cases[i].until != NULL)
        hc_day_parse (cases[i].until, &waiver.until);
      g_assert_false (hc_history_run (db, "Waive", waive, &waiver, &error));
      g_assert_error (error, HC_ERROR, (int) cases[i].want);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (hc_history_run (db, "Threshold", set_share, &share, &error));
    g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (hc_history_run (db, "End", end_waiver, code, &error));
    g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  }
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
}

/* What is settled reaches the engine. */
static void
test_inputs (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  g_autoptr (HcCriteriaResult) result = NULL;
  HcWaiver waiver = some_waiver ();

  hc_test_sql (db, "Plan",
               "INSERT INTO workflow (id, name) VALUES ('w1', 'Pay');"
               "INSERT INTO baseline (id, metric, value) VALUES ('b1', 'misrouting_rate', 0.3);"
               "INSERT INTO threshold (id, name, value) VALUES "
               "('t1', 'backlog_within_limit.hold', 7), ('t2', 'age_limit_days', 4), "
               "('t3', 'backlog_within_limit.over_limit', 25);"
               "INSERT INTO criterion (id, gate, code, is_mandatory) VALUES "
               "('c1', 'exit', 'assets_documented', 0)");
  hc_test_command (db, "Waive", waive, &waiver);
  result = judge (db, HC_GATE_EXIT, NOW);
  g_assert_cmpuint (result->of, ==, 7);
  g_assert_cmpuint (result->done, ==, 1);
  g_assert_cmpint (hc_criteria_result_find (result, "deflection_holding")->verdict, ==,
                   HC_VERDICT_WAIVED);
  g_assert_false (hc_criteria_result_find (result, "assets_documented")->mandatory);
  g_assert_cmpuint (hc_criteria_result_find (result, "backlog_within_limit")->hold_of, ==, 7);
  g_assert_cmpfloat (
    hc_criterion_result_part (hc_criteria_result_find (result, "routing_clear"), "misrouting")
      ->threshold,
    ==, 0.3);
  /* A number outside its range, however it came here, does not count. */
  g_assert_cmpfloat (hc_criterion_result_part (
                       hc_criteria_result_find (result, "backlog_within_limit"), "over_limit")
                       ->threshold,
                     ==, 0.1);
  g_assert_cmpuint (hc_criteria_result_find (result, "hot_paths_stable")->missing->len, >, 0);
}

/* ---- verdict_day ---- */

static void
record (HcDb *db, gint64 now)
{
  g_autoptr (GError) error = NULL;

  hc_criteria_record (db, now, &error);
  g_assert_no_error (error);
}

static void
test_record (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  gint64 changes;

  record (db, NOW);
  hc_test_assert_rows (db,
                       "SELECT DISTINCT date, is_register FROM verdict_day WHERE part <> '' "
                       "ORDER BY 1",
                       "2026-03-03|1\n");
  hc_test_assert_rows (db,
                       "SELECT verdict, value, threshold FROM verdict_day WHERE part = 'at_least'",
                       "not_met|0.0|5.0\n");
  first = hc_test_rows (db, "SELECT * FROM verdict_day ORDER BY 1, 2, 3, 4");
  changes = hc_test_int (db, "SELECT total_changes ()");
  record (db, NOW + 60);
  again = hc_test_rows (db, "SELECT * FROM verdict_day ORDER BY 1, 2, 3, 4");
  g_assert_cmpstr (again, ==, first);
  g_assert_cmpint (hc_test_int (db, "SELECT total_changes ()"), ==, changes);

  /* The last look of a day counts; a later day leaves it. */
  hc_test_sql (db, "Add", "INSERT INTO workflow (id, name) VALUES ('w1', 'Pay')");
  record (db, NOW + 120);
  record (db, NOW + 86400);
  hc_test_assert_rows (db, "SELECT date, value FROM verdict_day WHERE part = 'at_least'",
                       "2026-03-03|1.0\n2026-03-04|1.0\n");
  hc_test_assert_rows (db,
                       "SELECT date, verdict FROM verdict_day WHERE code = 'hot_paths_defined' "
                       "AND part = ''",
                       "2026-03-03|not_met\n");
}

/* The verdicts of an evaluation are no judgement: nothing to undo. */
static void
test_record_is_derived (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  g_autofree char *before = hc_test_rows (db, "SELECT seq, label FROM history ORDER BY seq");
  g_autofree char *after = NULL;

  record (db, NOW);
  after = hc_test_rows (db, "SELECT seq, label FROM history ORDER BY seq");
  g_assert_cmpstr (after, ==, before);
}

/* ---- signing ---- */

static void
add_people (HcDb *db)
{
  hc_test_sql (db, "People",
               "INSERT INTO person (id, name) VALUES ('p1', 'Manager 1'), ('p2', 'Manager 2')");
}

static gboolean
sign (HcDb *db,
      gint64 at,
      const char *party,
      const char *name,
      const char *decision,
      const char *conditions,
      const char *supersedes,
      GError **error)
{
  g_autoptr (HcCriteriaResult) result = judge (db, HC_GATE_EXIT, at);
  HcSignOff sign_off = { .gate = HC_GATE_EXIT,
                         .party = (char *) party,
                         .name = (char *) name,
                         .decision = (char *) decision,
                         .conditions = (char *) conditions,
                         .supersedes = (char *) supersedes };

  return hc_sign_off_add (db, &sign_off, result, error);
}

static void
sign_well (HcDb *db, gint64 at, const char *party, const char *name)
{
  g_autoptr (GError) error = NULL;

  sign (db, at, party, name, "approved_with_conditions", "Weekly review", NULL, &error);
  g_assert_no_error (error);
}

static void
assert_chain (HcDb *db, guint n_findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) broken = hc_sign_offs_verify (db, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (broken->len, ==, n_findings);
}

static void
test_sign (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  const HcSignOff *first;

  add_people (db);
  before = hc_test_rows (db, "SELECT seq, label FROM history ORDER BY seq");
  sign_well (db, NOW, "outgoing", " manager 1 ");
  sign_well (db, NOW + 60, "incoming", "Manager 2");
  undone = hc_test_rows (db, "SELECT seq, label FROM history ORDER BY seq");
  g_assert_cmpstr (undone, ==, before); /* nothing to undo */

  list = hc_sign_offs_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  first = g_ptr_array_index (list, 0);
  g_assert_cmpstr (first->name, ==, "manager 1");
  g_assert_cmpint (first->at, ==, NOW);
  g_assert_cmpint (first->as_of, ==, HC_INSTANT_NONE);

  /* Eight criteria and their parts each, frozen as they were. */
  hc_test_assert_rows (db,
                       "SELECT count (*), count (DISTINCT sign_off_id) FROM verdict_signed "
                       "WHERE code NOT LIKE '%.%'",
                       "16|2\n");
  hc_test_assert_rows (db,
                       "SELECT DISTINCT verdict FROM verdict_signed "
                       "WHERE code = 'routing_clear.escalations'",
                       "met\n");
  hc_test_assert_rows (db,
                       "SELECT count (*) FROM sign_off AS a JOIN sign_off AS b "
                       "ON b.previous_hash = a.content_hash WHERE a.previous_hash = ''",
                       "1\n");
  assert_chain (db, 0);

  g_assert_true (sign (db, NOW + 120, "outgoing", "Manager 1", "refused", NULL, first->id, &error));
  g_assert_no_error (error);
  assert_chain (db, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = hc_sign_offs_load (db, &error);
  g_assert_true (((HcSignOff *) g_ptr_array_index (list, 0))->is_superseded);
  g_assert_false (((HcSignOff *) g_ptr_array_index (list, 2))->is_superseded);
}

static void
test_sign_refused (void)
{
  static const struct
  {
    const char *party, *name, *decision, *conditions, *supersedes;
  } cases[] = {
    { "outgoing", "Manager 1", "approved", NULL, NULL }, /* the gate is not met */
    { "outgoing", "Manager 1", "approved_with_conditions", "", NULL },
    { "outgoing", "", "refused", NULL, NULL },
    { "outgoing", "Manager 9", "refused", NULL, NULL }, /* not in the directory */
    { "incoming", "MANAGER 2", "refused", NULL, NULL }, /* signed for the other side */
    { "nobody", "Manager 1", "refused", NULL, NULL },
    { "outgoing", "Manager 1", "perhaps", NULL, NULL },
    { "outgoing", "Manager 1", "refused", NULL, "no such" },
  };
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");

  add_people (db);
  sign_well (db, NOW, "outgoing", "Manager 2");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sign (db, NOW + 60, cases[i].party, cases[i].name, cases[i].decision,
                            cases[i].conditions, cases[i].supersedes, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM sign_off"), ==, 1);
    }
}

/* Whatever is changed from outside shows in “check”. */
static void
test_tampering (void)
{
  static const char *const changes[] = {
    "UPDATE sign_off SET conditions = 'None' WHERE at = 1772539200",
    "UPDATE sign_off SET name = 'Manager 2' WHERE at = 1772539200",
    "UPDATE sign_off SET at = at - 1 WHERE at = 1772539200",
    "UPDATE sign_off SET as_of = 7 WHERE at = 1772539200",
    "UPDATE sign_off SET supersedes = '' WHERE at = 1772539260",
    "UPDATE verdict_signed SET verdict = 'met' WHERE code = 'backlog_within_limit'",
    "UPDATE verdict_signed SET reason = '' WHERE code = 'hot_paths_stable'",
    "UPDATE verdict_signed SET threshold = 0.5 WHERE code = 'routing_clear.misrouting'",
    "DELETE FROM verdict_signed WHERE code = 'drivers_declining'",
    "DELETE FROM verdict_signed WHERE sign_off_id = (SELECT id FROM sign_off ORDER BY at LIMIT 1);"
    "DELETE FROM sign_off WHERE at = 1772539200",
    "DELETE FROM verdict_signed WHERE sign_off_id = (SELECT id FROM sign_off WHERE at = "
    "1772539260); DELETE FROM sign_off WHERE at = 1772539260",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-02", "UTC");
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;
      guint n = 0;

      add_people (db);
      sign_well (db, NOW, "outgoing", "Manager 1");
      sign_well (db, NOW + 60, "incoming", "Manager 2");
      sign_well (db, NOW + 120, "business", "Manager 2");
      assert_chain (db, 0);
      hc_test_exec (db, changes[i]);
      findings = hc_check (db, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < findings->len; j++)
        n += g_str_equal (((HcFinding *) g_ptr_array_index (findings, j))->code, "sign_off");
      if (n == 0)
        g_error ("Nobody noticed: %s", changes[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria-table/commands", test_commands);
  g_test_add_func ("/criteria-table/refused", test_refused);
  g_test_add_func ("/criteria-table/inputs", test_inputs);
  g_test_add_func ("/criteria-table/record", test_record);
  g_test_add_func ("/criteria-table/record-is-derived", test_record_is_derived);
  g_test_add_func ("/criteria-table/sign", test_sign);
  g_test_add_func ("/criteria-table/sign-refused", test_sign_refused);
  g_test_add_func ("/criteria-table/tampering", test_tampering);
  return g_test_run ();
}
