/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-test-facts.h"

#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-launch-table.h"
#include "hc-merge.h"

static const char *const fact_tables[] = {
  "term",   "import_batch", "batch_column",  "batch_warning", "import_reject",
  "ticket", "ticket_spell", "ticket_change", "ticket_before",
};

void
hc_test_settings_init (HcLaunchSettings *self,
                       const char *name,
                       const char *go_live,
                       const char *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCalendar) calendar = NULL;

  hc_launch_settings_init (self);
  g_free (self->name);
  g_free (self->zone);
  self->name = g_strdup (name);
  self->zone = g_strdup (zone);
  g_assert_true (hc_day_parse (go_live, &self->go_live_day));
  calendar = hc_launch_settings_calendar (self, &error);
  g_assert_no_error (error);
  self->go_live_at = hc_calendar_day_start (calendar, self->go_live_day);
}

HcDb *
hc_test_launch_new (const char *go_live, const char *zone)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings = { 0 };
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_test_settings_init (&settings, "Test", go_live, zone);
  settings.length_days = 21;
  hc_launch_save (db, &settings, &error);
  g_assert_no_error (error);
  return db;
}

static gboolean
save_launch (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

HcDb *
hc_test_launch_create (const char *path, const char *go_live, const char *zone)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings = { 0 };
  HcDb *db = path != NULL ? hc_db_create (path, &error) : hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_test_settings_init (&settings, "ERP Wave 1", go_live, zone);
  hc_history_run (db, "Create Launch", save_launch, &settings, &error);
  g_assert_no_error (error);
  return db;
}

static void
append_value (GString *out, sqlite3_stmt *stmt, int column)
{
  const guint8 *blob;
  int n;

  if (sqlite3_column_type (stmt, column) != SQLITE_BLOB)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, column);

      g_string_append (out, text != NULL ? text : "");
      return;
    }
  blob = sqlite3_column_blob (stmt, column);
  n = sqlite3_column_bytes (stmt, column);
  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%02x", blob[i]);
}

static void
dump (HcDb *db, const char *sql, const char *prefix, gboolean types, GString *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, g_intern_string (sql), &error);

  g_assert_no_error (error);
  while (hc_stmt_step (stmt, &error) == SQLITE_ROW)
    {
      g_string_append (out, prefix);
      for (int i = 0; i < sqlite3_column_count (stmt->stmt); i++)
        {
          g_string_append (out, i > 0 ? "|" : "");
          if (types)
            g_string_append_printf (out, "%d:", sqlite3_column_type (stmt->stmt, i));
          append_value (out, stmt->stmt, i);
        }
      g_string_append_c (out, '\n');
    }
  g_assert_no_error (error);
}

char *
hc_test_facts (HcDb *db)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fact_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", fact_tables[i]);
      g_autofree char *prefix = g_strdup_printf ("%s ", fact_tables[i]);

      dump (db, sql, prefix, TRUE, out);
    }
  dump (db, "SELECT name, sql FROM sqlite_schema ORDER BY name", "schema ", FALSE, out);
  return g_string_free (out, FALSE);
}

char *
hc_test_rows (HcDb *db, const char *sql)
{
  GString *out = g_string_new (NULL);

  dump (db, sql, "", FALSE, out);
  return g_string_free (out, FALSE);
}

void
hc_test_facts_sound (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  guint64 bad = 0;

  hc_merge_verify_hashes (db, &bad, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  hc_test_assert_rows (db, "SELECT external_id FROM ticket WHERE (ended_at IS NULL) <> "
                           "(state_class IN ('open', 'waiting'))", "");
  hc_test_assert_rows (db, "SELECT external_id FROM ticket AS t WHERE spell_count > 1 AND "
                           "(spell_count <> (SELECT count (*) FROM ticket_spell WHERE ticket_id = t.id) "
                           "OR ended_at IS NOT (SELECT end_at FROM ticket_spell WHERE ticket_id = t.id "
                           "ORDER BY start_at DESC LIMIT 1))", "");
  hc_test_assert_rows (db, "SELECT ticket_id FROM ticket_spell AS s WHERE end_at < start_at OR "
                           "(SELECT spell_count FROM ticket WHERE id = s.ticket_id) < 2", "");
  hc_test_assert_rows (db, "SELECT 1 FROM pragma_foreign_key_check", "");
}
