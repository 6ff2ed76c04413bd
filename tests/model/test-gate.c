/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A gate of an open launch: comes, follows the file, commands, signing. */

#include "config.h"

#include <math.h>

#include "hc-criteria-table.h"
#include "hc-gate.h"
#include "hc-history.h"
#include "hc-record-table.h"
#include "hc-sign-off.h"
#include "launch-fixture.h"

typedef struct
{
  LaunchFixture base;
  HcGate *gate;
  guint n_results;
} Fixture;

static gboolean
save_person (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcRecordData) person = hc_record_data_new (hc_record_type ("person"));

  hc_record_data_set (person, "name", "Manager 1");
  return hc_record_save (db, person, error);
}

static void
result_cb (Fixture *fixture)
{
  fixture->n_results++;
}

static void
set_up (Fixture *fixture, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = launch_fixture_create (&fixture->base, "UTC");

  hc_history_run (db, "Add Person", save_person, NULL, &error);
  g_assert_no_error (error);
  launch_fixture_open (&fixture->base, db, GPOINTER_TO_INT (mode));
  fixture->gate = hc_gate_new (fixture->base.launch, HC_GATE_GO_LIVE);
  g_signal_connect_swapped (fixture->gate, "notify::result", G_CALLBACK (result_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer mode)
{
  launch_fixture_close (&fixture->base);
  g_assert_finalize_object (fixture->gate);
  launch_fixture_tear_down (&fixture->base);
}

/* ---- commands ---- */

typedef struct
{
  gboolean done;
  GError *error;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_error (&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  hc_gate_finish (HC_GATE (object), result, &answer->error);
  answer->done = TRUE;
}

/* The command is done and its result is shown. */
static void
settle (Fixture *fixture, Answer *answer, guint before)
{
  wait_until (answer->done);
  g_assert_no_error (answer->error);
  wait_until (fixture->n_results > before);
}

static const HcCriterionResult *
criterion (Fixture *fixture, const char *code)
{
  return hc_criteria_result_find (hc_gate_result (fixture->gate), code);
}

/* Waits for what the last command brought; reads the table of stored verdicts. */
static gpointer
count_days (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) days =
    g_ptr_array_new_with_free_func ((GDestroyNotify) hc_stored_verdict_free);

  return hc_verdict_days_load (db, days, error) ? GUINT_TO_POINTER (days->len + 1) : NULL;
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(guint *) user_data = GPOINTER_TO_UINT (hc_store_job_finish (HC_STORE (object), result, NULL));
}

static guint
stored_days (Fixture *fixture)
{
  guint n = 0;

  hc_store_read_async (hc_launch_store (fixture->base.launch), count_days, NULL, NULL, NULL, NULL,
                       counted_cb, &n);
  wait_until (n > 0);
  return n - 1;
}

static void
test_comes (Fixture *fixture, gconstpointer mode)
{
  g_assert_null (hc_gate_result (fixture->gate));
  wait_until (fixture->n_results > 0);
  g_assert_cmpint (hc_gate_result (fixture->gate)->gate, ==, HC_GATE_GO_LIVE);
  g_assert_cmpuint (hc_gate_result (fixture->gate)->of, ==, 7);
  g_assert_cmpfloat (hc_gate_threshold (fixture->gate, "hot_paths_defined.at_least"), ==, 5);
  if (GPOINTER_TO_INT (mode) == HC_DB_READ_ONLY)
    g_assert_cmpuint (stored_days (fixture), ==, 0);
  else
    wait_until (stored_days (fixture) > 0);
}

static void
test_waive (Fixture *fixture, gconstpointer mode)
{
  g_auto (Answer) waived = { 0 };
  g_auto (Answer) ended = { 0 };
  guint before;

  wait_until (fixture->n_results > 0);
  before = fixture->n_results;
  hc_gate_waive_async (fixture->gate, "rehearsed", "Agreed", "Manager 1", HC_DAY_NONE, answered_cb,
                       &waived);
  settle (fixture, &waived, before);
  g_assert_cmpint (criterion (fixture, "rehearsed")->verdict, ==, HC_VERDICT_WAIVED);
  g_assert_cmpuint (hc_gate_result (fixture->gate)->done, ==, 1);
  g_assert_cmpstr (hc_store_undo_label (hc_launch_store (fixture->base.launch)), ==,
                   "Waive “High-Risk Hot Paths Are Rehearsed”");

  before = fixture->n_results;
  hc_gate_end_waiver_async (fixture->gate, "rehearsed", answered_cb, &ended);
  settle (fixture, &ended, before);
  g_assert_cmpint (criterion (fixture, "rehearsed")->verdict, ==, HC_VERDICT_NOT_MET);
  g_assert_false (criterion (fixture, "rehearsed")->waiver->is_valid);
}

static void
test_rules (Fixture *fixture, gconstpointer mode)
{
  g_auto (Answer) optional = { 0 };
  g_auto (Answer) number = { 0 };
  g_auto (Answer) none = { 0 };
  g_auto (Answer) wrong = { 0 };
  guint before;

  wait_until (fixture->n_results > 0);
  before = fixture->n_results;
  hc_gate_set_mandatory_async (fixture->gate, "rehearsed", FALSE, answered_cb, &optional);
  settle (fixture, &optional, before);
  g_assert_cmpuint (hc_gate_result (fixture->gate)->of, ==, 6);

  before = fixture->n_results;
  hc_gate_set_threshold_async (fixture->gate, "hot_paths_defined.at_least", 3, answered_cb,
                               &number);
  settle (fixture, &number, before);
  g_assert_cmpfloat (hc_gate_threshold (fixture->gate, "hot_paths_defined.at_least"), ==, 3);

  before = fixture->n_results;
  hc_gate_none_on_purpose_async (fixture->gate, "failure_point", TRUE, answered_cb, &none);
  settle (fixture, &none, before);
  g_assert_cmpint (criterion (fixture, "content_ready")->verdict, ==, HC_VERDICT_MET);

  hc_gate_set_threshold_async (fixture->gate, "hot_paths_defined.at_least", 0.5, answered_cb,
                               &wrong);
  wait_until (wrong.done);
  g_assert_error (wrong.error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static gboolean
add_hot_path (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcRecordData) workflow = hc_record_data_new (hc_record_type ("workflow"));

  hc_record_data_set (workflow, "name", "Pay an invoice");
  return hc_record_save (db, workflow, error);
}

/* A register edited on another page moves the gate. */
static void
test_follows (Fixture *fixture, gconstpointer mode)
{
  guint before;

  wait_until (fixture->n_results > 0);
  before = fixture->n_results;
  hc_store_command_async (hc_launch_store (fixture->base.launch), "Add Hot Path",
                          hc_record_tables (hc_record_type ("workflow")), add_hot_path, NULL, NULL,
                          NULL, NULL);
  wait_until (fixture->n_results > before);
  g_assert_cmpfloat (
    hc_criterion_result_part (criterion (fixture, "hot_paths_defined"), "at_least")->value, ==, 1);
}

static void
test_sign (Fixture *fixture, gconstpointer mode)
{
  g_auto (Answer) early = { 0 };
  g_auto (Answer) refused = { 0 };
  g_auto (Answer) good = { 0 };
  guint before;

  /* Nothing is shown yet, so nothing can be signed. */
  hc_gate_sign_async (fixture->gate, "outgoing", "Manager 1", "refused", NULL, NULL, answered_cb,
                      &early);
  wait_until (early.done);
  g_assert_error (early.error, HC_ERROR, HC_ERROR_CONFLICT);
  wait_until (fixture->n_results > 0);

  hc_gate_sign_async (fixture->gate, "outgoing", "Manager 1", "approved", NULL, NULL, answered_cb,
                      &refused);
  wait_until (refused.done);
  g_assert_error (refused.error, HC_ERROR, HC_ERROR_CONSTRAINT);

  before = fixture->n_results;
  hc_gate_sign_async (fixture->gate, "outgoing", "Manager 1", "approved_with_conditions",
                      "Daily review", NULL, answered_cb, &good);
  settle (fixture, &good, before);
  wait_until (hc_gate_result (fixture->gate)->sign_offs->len == 1);
  g_assert_null (hc_store_undo_label (hc_launch_store (fixture->base.launch)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, mode, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (mode), set_up, test, tear_down)
  ADD ("/gate/comes", HC_DB_READ_WRITE, test_comes);
  ADD ("/gate/comes-read-only", HC_DB_READ_ONLY, test_comes);
  ADD ("/gate/waive", HC_DB_READ_WRITE, test_waive);
  ADD ("/gate/rules", HC_DB_READ_WRITE, test_rules);
  ADD ("/gate/follows", HC_DB_READ_WRITE, test_follows);
  ADD ("/gate/sign", HC_DB_READ_WRITE, test_sign);
  return g_test_run ();
}
