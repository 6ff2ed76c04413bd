/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real exports, compared with figures computed elsewhere. */

#include "config.h"

#include "import-util.h"
#include "hc-db-private.h"
#include "hc-test-history.h"

/* ---- real data ---- */

static char *
shared (const char *name)
{
  const char *folder = g_getenv ("HC_SHARED_DATA");
  char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  g_test_skip ("the shared data is not here");
  return NULL;
}

#define DAYS                                                                                       \
  "WITH RECURSIVE d (n, t) AS (VALUES (1, 1456790400) UNION ALL "                                  \
  "SELECT n + 1, t + 86400 FROM d WHERE n < 22) "                                                  \
  "SELECT date (t - 1, 'unixepoch') AS day, (SELECT count (*) FROM open_spell WHERE start_at < t " \
  "AND (end_at IS NULL OR end_at >= t)) AS open FROM d"

static void
test_snapshots_and_log (ImportFixture *f, gconstpointer data)
{
  g_autofree char *log_path = shared ("uci-incidents/incident_event_log.csv");
  g_autoptr (HcDb) db = hc_test_launch_new ("2016-02-29", "UTC");
  g_autoptr (HcDb) log_db = hc_test_launch_new ("2016-02-29", "UTC");
  g_autoptr (HcBatch) log = NULL;
  g_autofree char *days = NULL;
  g_autofree char *log_days = NULL;

  if (log_path == NULL)
    return;
  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *name = g_strdup_printf ("uci-incidents/snapshots/incident_2016-%02d-%02d.csv",
                                               i == 0 ? 2 : 3, i == 0 ? 29 : (int) i);
      g_autofree char *path = shared (name);
      g_autoptr (HcBatch) batch = import_util_ok (db, path, NULL);

      g_assert_cmpuint (batch->warnings->len, ==, 0);
      if (i == 7)
        hc_test_assert_rows (db,
                             "SELECT count (*), sum (ended_at IS NULL), "
                             "printf ('%.4f', avg ((ended_at - opened_at) / 3600.0)) FROM ticket",
                             "2465|1327|28.2336\n");
    }
  log = import_util_ok (log_db, log_path, NULL);
  g_assert_cmpint (log->rows, ==, 141712);
  g_assert_cmpint (log->tickets, ==, 24918);
  g_assert_cmpint (log->reopened, ==, 276);
  g_assert_cmpint (log->rejected, ==, 0);

  hc_test_assert_rows (log_db,
                       "SELECT count (*), sum (reassignment_count > 0), sum (reopen_count > 0), "
                       "sum (spell_count > 1), sum (sla_met = 0), sum (end_inferred), "
                       "printf ('%.4f', avg ((ended_at - opened_at) / 3600.0)), "
                       "sum (resolved_at IS NOT NULL) FROM ticket",
                       "24918|11369|275|276|9115|1850|165.3259|23362\n");
  hc_test_assert_rows (log_db,
                       "SELECT printf ('%.4f', (ended_at - opened_at) / 3600.0) FROM ticket "
                       "ORDER BY ended_at - opened_at LIMIT 2 OFFSET 12458",
                       "15.1167\n15.1167\n");
  hc_test_assert_rows (log_db,
                       "SELECT date (opened_at, 'unixepoch'), count (*) FROM ticket GROUP BY 1 "
                       "ORDER BY 2 DESC LIMIT 1",
                       "2016-03-07|607\n");
  hc_test_assert_rows (log_db,
                       "SELECT * FROM (" DAYS ") WHERE day IN ('2016-03-07', '2016-03-16', "
                       "'2016-03-20', '2016-03-21')",
                       "2016-03-07|1327\n2016-03-16|1869\n2016-03-20|1760\n2016-03-21|1834\n");
  days = hc_test_rows (db, "SELECT * FROM (" DAYS ") WHERE day < '2016-03-21'");
  log_days = hc_test_rows (log_db, "SELECT * FROM (" DAYS ") WHERE day < '2016-03-21'");
  g_assert_cmpstr (days, ==, log_days);
  hc_test_assert_rows (db, "SELECT count (*), sum (ended_at IS NULL) FROM ticket", "5906|1760\n");
  hc_test_assert_rows (db,
                       "SELECT count (*), sum (ended_at IS NULL) FROM ticket WHERE category_term = "
                       "(SELECT id FROM term WHERE kind = 'category' AND text = 'Category 42')",
                       "482|87\n");
}

#define ATTRIBUTES                                                                                 \
  "SELECT external_id, state_class, priority, opened_at, resolved_at, closed_at, updated_at, "     \
  "ended_at, end_inferred, spell_count, reassignment_count, reopen_count, sla_met, "               \
  "(SELECT text FROM term WHERE id = group_term), "                                                \
  "(SELECT text FROM term WHERE id = first_group_term), "                                          \
  "(SELECT text FROM term WHERE id = category_term), "                                             \
  "(SELECT count (*) FROM ticket_change WHERE ticket_id = t.id) FROM ticket AS t "

static void
test_resaved (ImportFixture *f, gconstpointer data)
{
  g_autofree char *resaved_path = shared ("uci-incidents/excel_resaved_dash_dates_5998.csv");
  g_autofree char *log_path = shared ("uci-incidents/incident_event_log.csv");
  g_autoptr (HcDb) resaved = hc_test_launch_new ("2016-02-29", "UTC");
  g_autoptr (HcDb) log = hc_test_launch_new ("2016-02-29", "UTC");
  g_autoptr (HcBatch) a = NULL;
  g_autoptr (HcBatch) b = NULL;
  g_autofree char *rows = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *all = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) all_lines = NULL;

  if (resaved_path == NULL || log_path == NULL)
    return;
  a = import_util_ok (resaved, resaved_path, NULL);
  b = import_util_ok (log, log_path, NULL);
  g_assert_cmpint (a->tickets, ==, 890);
  rows = hc_test_rows (resaved, ATTRIBUTES);
  all = hc_test_rows (log, ATTRIBUTES);
  lines = g_strsplit (rows, "\n", -1);
  all_lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; all_lines[i] != NULL; i++)
    g_hash_table_add (known, all_lines[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_hash_table_contains (known, lines[i]))
      {
        g_test_message ("not in the log: %s", lines[i]);
        g_test_fail ();
      }
}

static void
test_jira (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = shared ("aea-jira/jira.anon.csv");
  g_autofree char *profile = import_fixture_write (
    f, "aea.ini",
    "[profile]\nname=AEA\nlog=true\ncovers=everything\n[columns]\nkey=ticket\n"
    "updated=As.Of.Date\nopened=date_created\nresolved=date_resolved\nstate=Status\n"
    "[state]\nopen=Open;Assigned;Creating repository;Assess openICPSR changes;"
    "Writing Report (Part C);Report Under Review;Pre-Approved;Approved;Blocked;Incomplete;"
    "Delete NDA data;Submitted PandP form;Request addition of article DOI\n"
    "waiting=Waiting for info;Waiting for external report\n"
    "resolved=Pending Article DOI;Pending publication;Pending openICPSR changes;Submitted to MC\n"
    "closed=Done\n",
    -1);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) batch = NULL;

  if (path == NULL)
    return;
  hc_import_options_init (&options);
  options.profile = g_strdup (profile);
  batch = import_util_ok (f->db, path, &options);
  g_assert_true (batch->is_log);
  g_assert_cmpint (batch->rows, ==, 25636);
  g_assert_cmpint (batch->tickets, ==, 649);
  g_assert_cmpint (batch->rejected, ==, 0);
  g_assert_false (import_util_warns (batch, "unknown_states"));
  /* Its history is written newest row first: the first line is how it ended. */
  hc_test_assert_rows (f->db,
                       "SELECT (SELECT text FROM term WHERE id = state_term), "
                       "datetime (updated_at, 'unixepoch') FROM ticket "
                       "WHERE external_id = 'AEAREP-6661'",
                       "Done|2025-10-01 19:22:55\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  IMPORT_ADD ("/import/real/snapshots-and-log", NULL, test_snapshots_and_log);
  IMPORT_ADD ("/import/real/resaved", NULL, test_resaved);
  IMPORT_ADD ("/import/real/jira", NULL, test_jira);

  return g_test_run ();
}
