/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-record-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-usage-table.h"

#define PLAN                                                                                       \
  "INSERT INTO cohort (id, name, kind, head_count, rank) VALUES ('k1', 'Buyers', 'role', 30, 'b'), " \
  "('k2', 'AP Clerks', 'role', NULL, 'a'), ('k3', 'Berlin', 'location', 80, 'c');"                 \
  "INSERT INTO workflow (id, name, cycle_time_hours, rank) VALUES ('w', 'Way', 36, 'a'), "         \
  "('v', 'Other', NULL, 'b');"                                                                     \
  "INSERT INTO workflow_step (id, workflow_id, name, rank, is_exception) VALUES "                  \
  "('s2', 'w', 'Second', 'b', 0), ('s1', 'w', 'First', 'a', 0), ('sx', 'w', 'Odd', 'c', 1)"

static HcDb *
launch_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "Europe/Berlin");

  hc_test_sql (db, "Plan", PLAN);
  return db;
}

/* “2026-03-04 k1 10 - 3 -” a row */
static char *
describe (const HcUsage *usage)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < usage->usage->len; i++)
    {
      const HcUsageDay *day = usage->usage->pdata[i];
      g_autofree char *date = hc_day_format (day->day);

      g_string_append_printf (out, "%s %s", date, day->cohort_id != NULL ? day->cohort_id : "all");
      for (HcUsageField f = HC_USAGE_ACTIVE_USERS; f <= HC_USAGE_CONFIRMED; f++)
        g_string_append_printf (out, " %d", (int) hc_usage_day_get (day, f));
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < usage->completions->len; i++)
    {
      const HcCompletionDay *day = usage->completions->pdata[i];
      g_autofree char *date = hc_day_format (day->day);

      g_string_append_printf (out, "%s %s %s %s %d %d %d %d\n", date, day->workflow_id,
                              day->step_id != NULL ? day->step_id : "path",
                              day->cohort_id != NULL ? day->cohort_id : "all", (int) day->started,
                              (int) day->completed, (int) day->failed, (int) day->retried);
    }
  return g_string_free (out, FALSE);
}

static void
assert_usage (HcDb *db, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcUsage) usage = hc_usage_load (db, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (usage);
  g_assert_cmpstr (text, ==, expected);
}

/* ---- loading ---- */

static void
test_load (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (HcUsage) usage = NULL;
  const double *hours;

  hc_test_sql (db, "Usage",
               "INSERT INTO usage_day (id, date, cohort_id, active_users, help_sessions) VALUES "
               "('4', '2026-03-05', 'k1', 11, 0), ('1', '2026-03-04', 'k1', 10, 3), "
               "('2', '2026-03-04', NULL, 50, NULL), "
               /* two merged copies of a file: the greater id counts */
               "('3', '2026-03-04', 'k1', 12, NULL);"
               "INSERT INTO completion_day (id, date, workflow_id, step_id, started, completed) "
               "VALUES ('2', '2026-03-04', 'w', 's1', 9, 8), ('1', '2026-03-04', 'w', NULL, 9, 7), "
               "('3', '2026-03-04', 'w', 's1', 6, 5);"
               "INSERT INTO issue (id, title, action) VALUES ('i', 'How', 'deflect'), "
               "('j', 'Broken', 'fix')");
  assert_usage (db, "2026-03-04 all 50 -1 -1 -1\n"
                    "2026-03-04 k1 12 -1 -1 -1\n"
                    "2026-03-05 k1 11 -1 0 -1\n"
                    "2026-03-04 w path all 9 7 -1 -1\n"
                    "2026-03-04 w s1 all 6 5 -1 -1\n");
  usage = hc_usage_load (db, NULL);
  g_assert_cmpuint (usage->n_deflect_issues, ==, 1);
  g_assert_cmpuint (usage->cohort_ids->len, ==, 2);
  g_assert_cmpstr (usage->cohort_ids->pdata[0], ==, "k1");
  g_assert_cmpint (g_array_index (usage->head_counts, gint64, 1), ==, 80);
  hours = g_hash_table_lookup (usage->cycle_hours, "w");
  g_assert_cmpfloat (*hours, ==, 36);
  g_assert_null (g_hash_table_lookup (usage->cycle_hours, "v"));
  g_assert_cmpstr (hc_usage_record (usage, "s2")->name, ==, "Way / Second");
  g_assert_true (hc_usage_record (usage, "sx")->is_exception);
  g_assert_cmpstr (hc_usage_kind_of (usage, "k3"), ==, "location");
}

/* ---- saving ---- */

/* Each row: date, cohort, active users, sessions; "" is not given. */
static GPtrArray *
records_new (const char *const (*rows)[4], guint n)
{
  static const char *const fields[] = { "date", "cohort_id", "active_users", "help_sessions" };
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

  for (guint i = 0; i < n; i++)
    {
      HcRecordData *record = hc_record_data_new (hc_record_type ("usage_day"));

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        if (*rows[i][f] != '\0')
          hc_record_data_set (record, fields[f], rows[i][f]);
      g_ptr_array_add (records, record);
    }
  return records;
}

typedef struct
{
  GPtrArray *records;
  HcUsageSaved saved;
} Save;

static gboolean
save (HcDb *db, gpointer data, GError **error)
{
  Save *self = data;

  return hc_usage_save (db, self->records, &self->saved, error);
}

static void
test_save (void)
{
  static const char *const first[][4] = { { "2026-03-04", "k1", "10", "3" },
                                          { "2026-03-04", "", "99", "" } };
  static const char *const second[][4] = { { "2026-03-04", "k1", "", "4" },
                                           { "2026-03-04", "", "99", "" },
                                           { "2026-02-20", "k2", "7", "" } };
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL, *undo_again = NULL, *redo = NULL, *redo_again = NULL;
  Save data = { records_new (first, 2), { 0 } };

  hc_test_command (db, "Import", save, &data);
  g_assert_cmpuint (data.saved.added, ==, 2);
  g_ptr_array_unref (data.records);

  /* What the file does not give stays. */
  data.records = records_new (second, 3);
  g_assert_true (hc_usage_compare (db, data.records, &data.saved, &error));
  g_assert_cmpuint (data.saved.added, ==, 1);
  g_assert_cmpuint (data.saved.changed, ==, 1);
  g_assert_cmpuint (data.saved.unchanged, ==, 1);
  assert_usage (db, "2026-03-04 all 99 -1 -1 -1\n2026-03-04 k1 10 -1 3 -1\n");
  g_ptr_array_unref (data.records);
  data.records = records_new (second, 3);
  hc_test_command (db, "Import Again", save, &data);
  g_assert_cmpuint (data.saved.changed, ==, 1);
  assert_usage (db, "2026-02-20 k2 7 -1 -1 -1\n"
                    "2026-03-04 all 99 -1 -1 -1\n2026-03-04 k1 10 -1 4 -1\n");
  g_ptr_array_unref (data.records);

  /* The same figures again leave no step to undo. */
  g_assert_true (hc_history_peek (db, &undo, &redo, &error));
  data.records = records_new (second, 3);
  g_assert_true (hc_history_run (db, "Nothing", save, &data, &error));
  g_assert_cmpuint (data.saved.unchanged, ==, 3);
  g_assert_true (hc_history_peek (db, &undo_again, &redo_again, &error));
  g_assert_cmpstr (undo_again, ==, undo);
  g_ptr_array_unref (data.records);
}

/* What belongs to a cohort or hot path goes with it, and comes back. */
static gboolean
remove_plan (HcDb *db, gpointer data, GError **error)
{
  return hc_record_delete (db, hc_record_type ("cohort"), "k1", error) &&
         hc_record_delete (db, hc_record_type ("workflow"), "w", error);
}

static void
test_remove (void)
{
  g_autoptr (HcDb) db = launch_new ();

  hc_test_sql (db, "Usage",
               "INSERT INTO usage_day (id, date, cohort_id, active_users) VALUES "
               "('1', '2026-03-04', 'k1', 10), ('2', '2026-03-04', 'k2', 5);"
               "INSERT INTO completion_day (id, date, workflow_id, step_id) VALUES "
               "('1', '2026-03-04', 'w', 's1'), ('2', '2026-03-04', 'v', NULL);"
               "INSERT INTO activity (id, name, workflow_id, meaning) VALUES "
               "('1', 'Create', 'w', 'started');"
               "INSERT INTO metric_target (id, metric, value) VALUES ('1', 'deflection_rate', 0.4)");
  hc_test_command (db, "Remove", remove_plan, NULL);
  assert_usage (db, "2026-03-04 k2 5 -1 -1 -1\n2026-03-04 v path all -1 -1 -1 -1\n");
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM activity"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usage-table/load", test_load);
  g_test_add_func ("/usage-table/save", test_save);
  g_test_add_func ("/usage-table/remove", test_remove);
  return g_test_run ();
}
