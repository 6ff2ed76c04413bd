/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as a user calls it: words, exit statuses, messages, files. */

#include "config.h"

#include <string.h>

#include "json-util.h"
#include "program-util.h"
#include "test-files.h"

static const char *const commands[] = { "new",     "sample", "import", "imports", "undo-import",
                                        "metrics", "pack",   "check",  "version", "help" };

static void
test_usage (void)
{
  static const struct
  {
    const char *words[10];
    int status;
    const char *err;
  } cases[] = {
    { { "improt", "x" }, 2, "Did you mean “import”?" },
    { { "undo_import", "x" }, 2, "Did you mean “undo-import”?" },
    { { "frobnicate" }, 2, "“hypercare help” lists all." },
    { { "help", "metric" }, 2, "Did you mean “metrics”?" },
    { { "metrics", "x.hypercare", "--formt", "json" }, 2, "Did you mean “--format”?" },
    { { "metrics", "x.hypercare", "--format", "jsn" }, 2, "Did you mean “json”?" },
    { { "metrics", "x.hypercare", "--format" }, 2, "“--format” needs a value" },
    { { "metrics", "x.hypercare", "--metric", "inflwo" }, 2, "Did you mean “inflow”?" },
    { { "metrics", "x.hypercare", "--by", "categry" }, 2, "Did you mean “category”?" },
    { { "metrics", "x.hypercare", "--where", "category" }, 2, "FIELD=VALUE" },
    { { "metrics", "x.hypercare", "--where", "team=x" }, 2, "there is no field “team”" },
    { { "metrics", "x.hypercare", "--from", "4.3.2026" }, 2, "YYYY-MM-DD" },
    { { "metrics", "x.hypercare", "--by", "group", "--by", "group" }, 2, "given twice" },
    { { "metrics" }, 2, "hypercare metrics FILE" },
    { { "metrics", "a.hypercare", "b" }, 2, "“b” is one word too many" },
    { { "metrics", "gone.hypercare" }, 1, "gone.hypercare" },
    { { "import", "x.hypercare" }, 2, "FILE EXPORT…" },
    { { "import", "x.hypercare", "a", "b", "--as-of", "2026-03-04" }, 2, "one by one" },
    { { "import", "x.hypercare", "a", "--delimiter", "ab" }, 2, "tab" },
    { { "import", "x.hypercare", "a", "--date-order", "dm" }, 2, "dmy" },
    { { "import", "x.hypercare", "a", "--zone", "Mars" }, 1, "Mars" },
    { { "import", "x.hypercare", "a", "--dry-run=yes" }, 2, "takes no value" },
    { { "new", "x.hypercare" }, 2, "--go-live" },
    { { "new", "x.hypercare", "--name", "N", "--go-live", "2026-02-30" }, 2, "2026-02-30" },
    { { "new", "x.hypercare", "--name", "N", "--go-live", "2026-03-04", "--days", "0" }, 2, NULL },
    { { "new", "x.txt", "--name", "N", "--go-live", "2026-03-04" }, 2, "x.txt.hypercare" },
    { { "pack", "x.hypercare" }, 2, "-o PACK.xlsx" },
    { { "pack", "x.hypercare", "-o", "pack.xls" }, 2, ".xlsx" },
    { { "sample", "d", "--tickets", "many" }, 2, "--tickets" },
    { { "sample", "d", "--days", "400" }, 2, "366" },
    { { "undo-import", "x.hypercare", "last" }, 2, "no number" },
  };
  g_autofree char *dir = test_dir_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = run_program_v (dir, cases[i].words);

      g_test_message ("%s: %s", cases[i].words[0], run.err);
      run_assert (&run, cases[i].status);
      g_assert_cmpstr (run.out, ==, "");
      if (cases[i].err != NULL)
        assert_contains (run.err, cases[i].err);
      assert_contains (run.err, "hypercare");
    }
  test_dir_remove (dir);
}

static void
test_help (void)
{
  g_auto (Run) all = run_program ("/", "help", NULL);
  g_auto (Run) dashes = run_program ("/", "--help", NULL);
  g_auto (Run) letter = run_program ("/", "-h", NULL);

  run_assert (&all, 0);
  g_assert_cmpstr (dashes.out, ==, all.out);
  g_assert_cmpstr (letter.out, ==, all.out);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (Run) help = run_program ("/", "help", commands[i], NULL);
      g_auto (Run) option = run_program ("/", commands[i], "--help", NULL);
      g_autofree char *usage = g_strdup_printf ("Usage: hypercare %s", commands[i]);
      g_autofree char *example = g_strdup_printf ("Example:\n  hypercare %s", commands[i]);

      run_assert (&help, 0);
      run_assert (&option, 0);
      assert_contains (all.out, commands[i]);
      assert_contains (help.out, usage);
      assert_contains (help.out, example);
      g_assert_cmpstr (option.out, ==, help.out);
    }
}

static void
test_version (void)
{
  g_auto (Run) run = run_program ("/", "version", NULL);
  g_auto (Run) option = run_program ("/", "--version", NULL);

  run_assert (&run, 0);
  g_assert_true (g_str_has_prefix (run.out, "hypercare " HC_VERSION "\n"));
  assert_contains (run.out, "SQLite 3.");
  assert_contains (run.out, "ENABLE_SESSION");
  g_assert_cmpstr (option.out, ==, run.out);
}

static void
test_new (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "w.hypercare", NULL);
  g_auto (Run) run = { 0 };
  g_auto (Run) again = { 0 };
  g_auto (Run) metrics = { 0 };
  g_auto (Run) zone = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) json = NULL;

  run = run_program (dir, "new", "w.hypercare", "--name", "Wave “1”, Łódź", "--go-live",
                     "2026-03-04", "--zone", "Europe/Berlin", "--days", "21", NULL);
  run_assert (&run, 0);
  assert_contains (run.out, "Wave “1”, Łódź");
  assert_contains (run.out, "Tue 24 Mar 2026");

  before = test_read (path);
  again = run_program (dir, "new", "w.hypercare", "--name", "B", "--go-live", "2026-03-04", NULL);
  run_assert (&again, 1);
  assert_contains (again.err, "w.hypercare");
  after = test_read (path);
  g_assert_cmpmem (before, 1024, after, 1024);

  metrics = run_program (dir, "metrics", "w.hypercare", "--format", "json", NULL);
  run_assert (&metrics, 0);
  json = json_parse (metrics.out);
  g_assert_null (json_text (json, "as_of"));
  g_assert_cmpstr (json_text (json, "zone"), ==, "Europe/Berlin");
  g_assert_false (json_true (json_at (json_get (json, "metrics"), 0), "measurable"));
  g_assert_cmpstr (json_text (json_at (json_get (json, "metrics"), 0), "missing"), ==, "import");

  zone = run_program (dir, "new", "z.hypercare", "--name", "B", "--go-live", "2026-03-04", "--zone",
                      "Berlin", NULL);
  g_assert_cmpint (zone.status, !=, 0);
  assert_contains (zone.err, "Berlin");
  test_dir_remove (dir);
}

/* ---- imports ---- */

static void
test_import_json (void)
{
  g_auto (Run) run = run_program (sample_dir (), "imports", "sample.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) json = json_parse (run.out);
  gint64 tickets = 0;

  run_assert (&run, 0);
  g_assert_nonnull (json);
  g_assert_cmpuint (json->items->len, ==, 9);
  for (guint i = 0; i < json->items->len; i++)
    {
      const JsonNode *batch = json_at (json, i);
      g_autofree char *keys = json_keys (batch);
      g_autofree char *day = g_strdup_printf ("2026-03-%02uT2", 4 + i);

      g_assert_cmpstr (
        keys, ==,
        "id,file,sha256,rows,tickets,new,changed,reopened,unchanged,rejected,missing,"
        "as_of,profile,warnings");
      tickets += json_int (batch, "new");
      g_assert_cmpint (json_int (batch, "tickets"), ==, tickets);
      g_assert_cmpint (json_int (batch, "rows"), ==, tickets);
      g_assert_cmpint (json_int (batch, "rejected"), ==, 0);
      g_assert_cmpint (json_int (batch, "missing"), ==, 0);
      g_assert_cmpuint (strlen (json_text (batch, "sha256")), ==, 64);
      g_assert_true (g_str_has_prefix (json_text (batch, "as_of"), day));
      g_assert_cmpstr (json_text (batch, "profile"), ==, "servicenow");
      g_assert_cmpuint (json_get (batch, "warnings")->items->len, ==, 0);
    }
  g_assert_cmpint (tickets, ==, 1200);
}

static void
test_imports_csv (void)
{
  g_auto (Run) run = run_program (sample_dir (), "imports", "sample.hypercare", "-f", "csv", NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\r\n", -1);

  run_assert (&run, 0);
  g_assert_cmpstr (lines[0], ==,
                   "id,file,sha256,rows,tickets,new,changed,reopened,unchanged,rejected,missing,"
                   "as_of,profile,warnings");
  g_assert_cmpuint (g_strv_length (lines), ==, 11);
  g_assert_true (g_str_has_prefix (lines[1], "1,incident_2026-03-04.csv,"));
}

/* The same bytes twice, a dry run, and taking back: what must stay stays. */
static void
test_import_again (void)
{
  g_autofree char *dir = sample_copy ();
  g_autofree char *last =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-12.csv", NULL);
  g_auto (Run) before = run_program (dir, "metrics", "sample.hypercare", "-f", "json", NULL);
  g_auto (Run) twice = run_program (dir, "import", "sample.hypercare", last, NULL);
  g_auto (Run) undo = run_program (dir, "undo-import", "sample.hypercare", NULL);
  g_auto (Run) dry = run_program (dir, "import", "sample.hypercare", last, "--dry-run", NULL);
  g_auto (Run) list = run_program (dir, "imports", "sample.hypercare", "-f", "json", NULL);
  g_auto (Run) again = run_program (dir, "import", "sample.hypercare", last, NULL);
  g_auto (Run) after = run_program (dir, "metrics", "sample.hypercare", "-f", "json", NULL);
  g_autoptr (JsonNode) batches = json_parse (list.out);

  run_assert (&twice, 1);
  assert_contains (twice.err, "incident_2026-03-12.csv");
  run_assert (&undo, 0);
  assert_contains (undo.out, "incident_2026-03-12.csv");
  run_assert (&dry, 0);
  assert_contains (dry.out, "nothing was changed");
  g_assert_cmpuint (batches->items->len, ==, 8);
  run_assert (&again, 0);
  g_assert_cmpstr (after.out, ==, before.out);
  test_dir_remove (dir);
}

static void
test_undo_all (void)
{
  g_autofree char *dir = sample_copy ();
  g_auto (Run) older = run_program (dir, "undo-import", "sample.hypercare", "3", NULL);
  g_auto (Run) none = { 0 };

  run_assert (&older, 1);
  for (guint i = 0; i < 9; i++)
    {
      g_auto (Run) run = run_program (dir, "undo-import", "sample.hypercare", NULL);
      run_assert (&run, 0);
    }
  none = run_program (dir, "undo-import", "sample.hypercare", NULL);
  run_assert (&none, 1);
  test_dir_remove (dir);
}

static void
new_launch (const char *dir)
{
  g_auto (Run) run = run_program (dir, "new", "l.hypercare", "--name", "L", "--go-live",
                                  "2026-03-04", "--zone", "Europe/Berlin", NULL);
  run_assert (&run, 0);
}

static void
write_file (const char *dir, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The first failure stops; what was before it stays; stderr names both. */
static void
test_import_stops (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *first =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-04.csv", NULL);
  g_autofree char *third =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-06.csv", NULL);
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) json = NULL;

  new_launch (dir);
  write_file (dir, "empty.csv", "");
  run = run_program (dir, "import", "l.hypercare", first, "empty.csv", third, "-f", "json", NULL);
  run_assert (&run, 1);
  assert_contains (run.err, "empty.csv");
  assert_contains (run.err, "incident_2026-03-04.csv");
  json = json_parse (run.out);
  g_assert_nonnull (json);
  g_assert_cmpuint (json->items->len, ==, 1);
  test_dir_remove (dir);
}

static void
test_import_by_date (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *first =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-04.csv", NULL);
  g_autofree char *second =
    g_build_filename (sample_dir (), "exports", "incident_2026-03-05.csv", NULL);
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) json = NULL;

  new_launch (dir);
  run = run_program (dir, "import", "l.hypercare", second, first, "--by-date", "-f", "json", NULL);
  run_assert (&run, 0);
  json = json_parse (run.out);
  g_assert_cmpstr (json_text (json_at (json, 0), "file"), ==, "incident_2026-03-04.csv");
  g_assert_cmpstr (json_text (json_at (json, 1), "file"), ==, "incident_2026-03-05.csv");
  test_dir_remove (dir);
}

static void
test_rejects (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "rejects.csv", NULL);
  g_auto (Run) run = { 0 };
  g_auto (Run) over = { 0 };
  g_autofree char *rejects = NULL;

  new_launch (dir);
  write_file (dir, "bad.csv",
              "number,opened_at,short_description,state\n"
              "INC1,2026-03-04 10:00:00,Fine,New\n"
              "INC2,yesterday,=cmd|'/c calc'!A1,New\n"
              "INC3,2026-03-05 10:00:00,Fine too,New\n");
  over = run_program (dir, "import", "l.hypercare", "bad.csv", "--rejects", "bad.csv", NULL);
  run_assert (&over, 2);
  run = run_program (dir, "import", "l.hypercare", "bad.csv", "--rejects", "rejects.csv", NULL);
  run_assert (&run, 3);
  assert_contains (run.err, "rejects.csv");
  assert_contains (run.err, "line 3");
  rejects = test_read (path);
  g_assert_true (g_str_has_prefix (rejects, "file,line,column,code,message,raw\r\nbad.csv,3,"));
  test_dir_remove (dir);
}

/* ---- pack and check ---- */

static void
test_pack (void)
{
  g_autofree char *dir = sample_copy ();
  g_autofree char *path = g_build_filename (dir, "p.xlsx", NULL);
  g_auto (Run) run = run_program (dir, "pack", "sample.hypercare", "-o", "p.xlsx", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (Run) again = { 0 };
  g_auto (Run) force = { 0 };
  g_auto (Run) nowhere = { 0 };

  run_assert (&run, 0);
  assert_contains (run.out, "p.xlsx");
  before = test_read (path);
  g_assert_true (g_str_has_prefix (before, "PK"));

  again = run_program (dir, "pack", "sample.hypercare", "-o", "p.xlsx", NULL);
  run_assert (&again, 1);
  assert_contains (again.err, "p.xlsx");
  force = run_program (dir, "pack", "sample.hypercare", "-o", "p.xlsx", "--force", NULL);
  run_assert (&force, 0);
  after = test_read (path);
  g_assert_cmpmem (before, 64, after, 64);

  nowhere = run_program (dir, "pack", "sample.hypercare", "-o", "no/such/p.xlsx", NULL);
  run_assert (&nowhere, 1);
  test_dir_remove (dir);
}

static void
test_check (void)
{
  g_autofree char *dir = test_dir_new ();
  g_auto (Run) good = run_program (sample_dir (), "check", "sample.hypercare", NULL);
  g_autofree char *saved = g_build_filename (dir, "saved.hypercare", NULL);
  g_auto (Run) repair =
    run_program (sample_dir (), "check", "sample.hypercare", "--repair", saved, NULL);
  g_auto (Run) again =
    run_program (sample_dir (), "check", "sample.hypercare", "--repair", saved, NULL);
  g_auto (Run) before = run_program (sample_dir (), "metrics", "sample.hypercare", NULL);
  g_auto (Run) after = run_program (dir, "metrics", "saved.hypercare", NULL);
  g_auto (Run) foreign = { 0 };

  run_assert (&good, 0);
  assert_contains (good.out, "is whole");
  run_assert (&repair, 0);
  g_assert_cmpstr (after.out, ==, before.out);
  run_assert (&again, 1);
  assert_contains (again.err, "saved.hypercare");
  write_file (dir, "f.hypercare",
              "this is no database, but it is long enough to look at closely, "
              "which a check must survive without any harm at all.");
  foreign = run_program (dir, "check", "f.hypercare", NULL);
  run_assert (&foreign, 1);
  assert_contains (foreign.err, "f.hypercare");
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-line/usage", test_usage);
  g_test_add_func ("/command-line/help", test_help);
  g_test_add_func ("/command-line/version", test_version);
  g_test_add_func ("/command-line/new", test_new);
  g_test_add_func ("/command-line/import/json", test_import_json);
  g_test_add_func ("/command-line/import/csv", test_imports_csv);
  g_test_add_func ("/command-line/import/again", test_import_again);
  g_test_add_func ("/command-line/import/undo-all", test_undo_all);
  g_test_add_func ("/command-line/import/stops", test_import_stops);
  g_test_add_func ("/command-line/import/by-date", test_import_by_date);
  g_test_add_func ("/command-line/import/rejects", test_rejects);
  g_test_add_func ("/command-line/pack", test_pack);
  g_test_add_func ("/command-line/check", test_check);
  status = g_test_run ();
  sample_forget ();
  return status;
}
