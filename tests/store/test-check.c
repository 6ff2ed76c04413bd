/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-check.h"
#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-test-history.h"

typedef struct
{
  char *folder;
  char *path;
  char *out;
} Place;

static gboolean
save (HcDb *db, gpointer data, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };

  hc_launch_settings_init (&settings);
  g_free (settings.name);
  g_free (settings.zone);
  settings.name = g_strdup ("Wave 2");
  settings.zone = g_strdup ("UTC");
  settings.go_live_at = 1700000000;
  return hc_launch_save (db, &settings, error);
}

static void
set_up (Place *place, gconstpointer data)
{
  HcDb *db;

  place->folder = hc_test_folder_new ();
  place->path = g_build_filename (place->folder, "a.hypercare", NULL);
  place->out = g_build_filename (place->folder, "b.hypercare", NULL);
  db = hc_db_create (place->path, NULL);
  g_assert_true (hc_history_run (db, "Create Launch", save, NULL, NULL));
  hc_test_sql (db, "Plan", "INSERT INTO team (id, name) VALUES ('t', 'Desk');"
                           "INSERT INTO group_team VALUES ('g', 'SAP', 't')");
  hc_test_exec (db, "INSERT INTO term SELECT value, 'group', 'Group ' || value FROM "
                    "json_each ('[1, 2, 3]')");
  hc_db_close (db);
}

static void
tear_down (Place *place, gconstpointer data)
{
  hc_test_folder_free (place->folder);
  g_free (place->path);
  g_free (place->out);
}

static char *
codes_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = hc_check_file (path, &error);
  g_autoptr (GString) codes = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const HcFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpuint (strlen (finding->text), >, 10);
      g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", finding->code);
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
test_findings (Place *place, gconstpointer data)
{
#define TICKET                                                                                    \
  "INSERT INTO ticket (id, source_term, external_id, group_term, state_class, opened_at, "        \
  "spell_count, first_batch, last_batch, row_hash, content_hash) VALUES "
  static const struct
  {
    const char *sql, *code;
  } cases[] = {
    { "SELECT 1", "" },
    { "CREATE TABLE extra (x)", "schema" },
    { "DELETE FROM launch", "launch" },
    { "DELETE FROM team", "reference" },
    { "INSERT INTO ticket_spell VALUES (77, 0, 1, 0)", "reference" },
    { TICKET "(1, 1, 'a', 99, 'open', 0, 1, 1, 1, 0, 0)", "term content" },
    { TICKET "(1, 1, 'a', 2, 'open', 0, 1, 1, 1, 0, 0)", "content" },
    { TICKET "(1, 1, 'a', 2, 'open', 0, 2, 1, 1, 0, 0)", "spell content" },
    { TICKET "(1, 1, 'a', 2, 'open', 0, 1, 1, 1, 0, 0); INSERT INTO ticket_spell VALUES (1, 0, 1, 0)",
      "spell content" },
    { "INSERT INTO import_batch VALUES (1, 1, '', '', 0, 0, '', 0, 'everything', '', ',', '', '', '', "
      "'UTC', 1, 1, 1, 0, 0, 0, 0, 0)", "source" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *codes = NULL;

      if (i > 0)
        {
          tear_down (place, NULL);
          set_up (place, NULL);
        }
      hc_test_tamper (place->path, cases[i].sql);
      codes = codes_of (place->path);
      if (!g_str_equal (codes, cases[i].code))
        g_error ("“%s” found by: %s", codes, cases[i].sql);
    }
}

static gboolean
page_holds (const GByteArray *file, guint page, const char *text)
{
  gsize length = strlen (text);

  for (guint i = page * 4096; i + length <= (page + 1) * 4096; i++)
    if (memcmp (&file->data[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* Overwrites the pages that hold @text. */
static void
destroy_pages (const char *path, const char *text)
{
  g_autoptr (GByteArray) file = NULL;
  char *bytes;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  file = g_byte_array_new_take ((guint8 *)bytes, length);
  for (guint page = 1; page < length / 4096; page++)
    if (page_holds (file, page, text))
      {
        memset (&file->data[page * 4096], 0x5a, 4096);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_true (g_file_set_contents (path, (char *)file->data, (gssize)length, NULL));
}

static void
test_damaged_pages (Place *place, gconstpointer data)
{
  g_autofree char *codes = NULL;

  destroy_pages (place->path, "Group 2");
  codes = codes_of (place->path);
  g_assert_true (g_str_has_prefix (codes, "pages"));
}

static void
test_not_ours (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (place->path, "hello", -1, NULL);
  g_assert_null (hc_check_file (place->path, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_LAUNCH);
}

/* ---------------------------------------------------------------- repair */

static const HcRepairedTable *
find_table (GPtrArray *report, const char *name)
{
  for (guint i = 0; i < report->len; i++)
    {
      const HcRepairedTable *table = g_ptr_array_index (report, i);

      if (g_str_equal (table->table, name))
        return table;
    }
  g_error ("No table “%s”", name);
}

static void
assert_table (GPtrArray *report, const char *name, guint64 kept, guint64 skipped)
{
  const HcRepairedTable *table = find_table (report, name);

  g_assert_cmpuint (table->kept, ==, kept);
  g_assert_cmpuint (table->skipped, ==, skipped);
}

static void
test_repair_whole (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) report = hc_check_repair (place->path, place->out, NULL, &error);
  g_autofree char *before = NULL, *after = NULL, *codes = NULL;
  HcDb *db;

  g_assert_no_error (error);
  assert_table (report, "team", 1, 0);
  assert_table (report, "term", 3, 0);
  assert_table (report, "history", 2, 0);
  db = hc_db_open (place->path, HC_DB_READ_ONLY, NULL);
  before = hc_test_dump (db);
  hc_db_close (db);
  db = hc_db_open (place->out, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
  /* Undo is saved, too. */
  g_assert_true (hc_history_undo (db, NULL, NULL));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM team"), ==, 0);
  hc_db_close (db);
  codes = codes_of (place->out);
  g_assert_cmpstr (codes, ==, "");
}

static void
test_repair_tampered (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) report = NULL;
  g_autofree char *codes = NULL;

  hc_test_tamper (place->path,
                  "CREATE TRIGGER evil AFTER INSERT ON team BEGIN DELETE FROM launch; END;"
                  "CREATE TABLE extra (x); ALTER TABLE cohort RENAME TO kept_aside;"
                  "CREATE VIEW cohort AS SELECT 1 AS id, 'x' AS name; DELETE FROM team;"
                  "INSERT INTO person (id, name, deputy_id) VALUES ('p', 'P', 'gone')");
  report = hc_check_repair (place->path, place->out, NULL, &error);
  g_assert_no_error (error);
  assert_table (report, "group_team", 0, 1); /* its team is gone */
  assert_table (report, "person", 1, 0);     /* the deputy is gone, the person is not */
  assert_table (report, "cohort", 0, 0);
  g_assert_true (find_table (report, "cohort")->unreadable);
  codes = codes_of (place->out);
  g_assert_cmpstr (codes, ==, "");
}

static void
test_repair_damaged (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) report = NULL;
  g_autofree char *codes = NULL;
  guint64 kept;

  /* Several pages of terms, one of them broken: what lies before and behind it is saved. */
  hc_test_tamper (place->path,
                  "WITH RECURSIVE n (x) AS (VALUES (10) UNION ALL "
                  "SELECT x + 1 FROM n WHERE x < 2000) "
                  "INSERT INTO term SELECT x, 'category', 'Category ' || x FROM n");
  destroy_pages (place->path, "Category 1000");
  report = hc_check_repair (place->path, place->out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (find_table (report, "term")->unreadable);
  kept = find_table (report, "term")->kept;
  g_assert_cmpuint (kept, >, 1000);
  g_assert_cmpuint (kept, <, 1994);
  assert_table (report, "launch", 1, 0);
  codes = codes_of (place->out);
  g_assert_cmpstr (codes, ==, "");
}

static void
test_repair_refused (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_set_contents (place->out, "mine", -1, NULL);
  g_assert_null (hc_check_repair (place->path, place->out, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_file_get_contents (place->out, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "mine");
  g_unlink (place->out);

  g_clear_error (&error);
  g_file_set_contents (place->path, "hello", -1, NULL);
  g_assert_null (hc_check_repair (place->path, place->out, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_LAUNCH);
  g_assert_false (g_file_test (place->out, G_FILE_TEST_EXISTS));
}

static void
test_repair_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  hc_test_tamper (place->path,
                  "WITH RECURSIVE n (x) AS (VALUES (10) UNION ALL "
                  "SELECT x + 1 FROM n WHERE x < 20000) "
                  "INSERT INTO term SELECT x, 'category', 'Category ' || x FROM n");
  g_cancellable_cancel (cancelled);
  g_assert_null (hc_check_repair (place->path, place->out, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  list = hc_test_folder_list (place->folder);
  g_assert_cmpstr (list, ==, "a.hypercare");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Place, NULL, set_up, func, tear_down)
  ADD ("/check/findings", test_findings);
  ADD ("/check/damaged-pages", test_damaged_pages);
  ADD ("/check/not-ours", test_not_ours);
  ADD ("/check/repair/whole", test_repair_whole);
  ADD ("/check/repair/tampered", test_repair_tampered);
  ADD ("/check/repair/damaged", test_repair_damaged);
  ADD ("/check/repair/refused", test_repair_refused);
  ADD ("/check/repair/cancelled", test_repair_cancelled);
  return g_test_run ();
}
