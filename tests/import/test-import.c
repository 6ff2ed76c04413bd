/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "hc-db-private.h"
#include "hc-import.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define NOW 1800000000

static HcBatch *
import (HcDb *db, const char *path, const HcImportOptions *given, GError **error)
{
  g_auto (HcImportOptions) plain;

  hc_import_options_init (&plain);
  plain.now = NOW;
  return hc_import_file (db, path, given != NULL ? given : &plain, NULL, NULL, NULL, error);
}

static HcBatch *
import_ok (HcDb *db, const char *path, const HcImportOptions *given)
{
  g_autoptr (GError) error = NULL;
  HcBatch *batch = import (db, path, given, &error);

  g_assert_no_error (error);
  g_assert_nonnull (batch);
  hc_test_facts_sound (db);
  return batch;
}

static char *
story (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "csv", name, NULL);
}

static gboolean
has_warning (const HcBatch *batch, const char *code)
{
  for (guint i = 0; i < batch->warnings->len; i++)
    if (g_str_equal (((HcBatchWarning *) g_ptr_array_index (batch->warnings, i))->code, code))
      return TRUE;
  return FALSE;
}

/* ---- files of a test's own ---- */

typedef struct
{
  HcDb *db;
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->db = hc_test_launch_new ("2024-03-04", "UTC");
  f->folder = hc_test_folder_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  hc_db_close (f->db);
  hc_test_folder_free (f->folder);
}

static char *
write_bytes (Fixture *f, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

#define HEADER "Number,Opened,State,Short description,Priority,Assignment group,Updated,Resolved\n"
#define ROW_1 "INC1,2024-03-04 08:00:00,New,One,1 - Critical,Desk,2024-03-04 08:00:00,\n"
#define ROW_2 "INC2,2024-03-04 09:00:00,Resolved,Two,2 - High,Desk,2024-03-04 11:00:00,2024-03-04 10:00:00\n"

/* ---- the story: three snapshots, and the log of the same days ---- */

#define OPEN_AT_END                                                                                \
  "WITH d (day, t) AS (VALUES (4, 1709596800), (5, 1709683200), (6, 1709769600)) "                 \
  "SELECT day, (SELECT count (*) FROM open_spell WHERE start_at < t AND "                          \
  "(end_at IS NULL OR end_at >= t)) FROM d"

static void
test_story (Fixture *f, gconstpointer data)
{
  g_autoptr (HcDb) log_db = hc_test_launch_new ("2024-03-04", "UTC");
  const char *const names[] = { "story-1.csv", "story-2.csv", "story-3.csv" };
  g_autofree char *log_path = story ("story-log.csv");
  g_autoptr (HcBatch) log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = story (names[i]);
      g_autoptr (HcBatch) batch = import_ok (f->db, path, NULL);

      g_assert_cmpstr (batch->profile, ==, "servicenow");
      g_assert_false (batch->is_log);
      g_assert_cmpint (batch->rejected, ==, 0);
    }
  log = import_ok (log_db, log_path, NULL);
  g_assert_cmpstr (log->profile, ==, "servicenow-log");
  g_assert_true (log->is_log);
  g_assert_cmpint (log->rows, ==, 13);
  g_assert_cmpint (log->tickets, ==, 5);
  g_assert_true (has_warning (log, "unknown_states"));

  /* Counted by hand: INC1, INC3 · INC2, INC3, INC4 · INC3, INC5. */
  hc_test_assert_rows (f->db, OPEN_AT_END, "4|2\n5|3\n6|2\n");
  hc_test_assert_rows (log_db, OPEN_AT_END, "4|2\n5|3\n6|2\n");
  hc_test_assert_rows (f->db,
                       "SELECT external_id, state_class, priority, sla_met, spell_count, "
                       "end_inferred, routing_known FROM ticket ORDER BY 1",
                       "INC1|resolved|2|1|1|0|1\nINC2|resolved|3|0|2|0|0\nINC3|waiting|4|1|1|0|1\n"
                       "INC4|cancelled|3|1|1|1|1\nINC5|open|1|1|1|0|1\n");
  hc_test_assert_rows (log_db,
                       "SELECT old_value, new_value, datetime (seen_at, 'unixepoch'), inferred "
                       "FROM ticket_change WHERE field = 'group' ORDER BY id",
                       "Service Desk|Order Support|2024-03-04 12:00:00|0\n"
                       "Service Desk|Order Support|2024-03-06 13:00:00|0\n");
}

static void
test_story_taken_back (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "story-1.csv", "story-2.csv", "story-3.csv", "story-log.csv" };
  char *states[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = story (names[i]);
      g_autoptr (HcBatch) batch = NULL;

      states[i] = hc_test_facts (f->db);
      batch = import_ok (f->db, path, NULL);
      g_assert_cmpint (batch->id, ==, i + 1);
    }
  for (guint i = G_N_ELEMENTS (names); i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      hc_batch_take_back (f->db, 0, NULL, &error);
      g_assert_no_error (error);
      after = hc_test_facts (f->db);
      g_assert_cmpstr (after, ==, states[i - 1]);
      g_free (states[i - 1]);
    }
}

/* ---- the same again, older ---- */

static void
test_same_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *path = story ("story-1.csv");
  g_autofree char *copy = NULL;
  g_autofree char *text = NULL;
  g_autoptr (HcBatch) first = import_ok (f->db, path, NULL);
  g_autoptr (HcBatch) again = NULL;
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HcImportOptions) options = { 0 };

  g_assert_cmpuint (strlen (first->sha256), ==, 64);
  g_file_get_contents (path, &text, NULL, NULL);
  copy = write_bytes (f, "other-name.csv", text, -1);
  g_assert_null (import (f->db, copy, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "“story-1.csv”"));
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);

  hc_import_options_init (&options);
  options.again = TRUE;
  again = import_ok (f->db, copy, &options);
  g_assert_cmpint (again->unchanged, ==, 3);
  g_assert_cmpint (again->changed, ==, 0);
}

static void
test_older (Fixture *f, gconstpointer data)
{
  g_autofree char *newer = story ("story-2.csv");
  g_autofree char *older = story ("story-1.csv");
  g_autoptr (HcBatch) first = import_ok (f->db, newer, NULL);
  g_autofree char *before = hc_test_rows (f->db, "SELECT * FROM ticket ORDER BY id");
  g_autoptr (HcBatch) second = import_ok (f->db, older, NULL);
  g_autofree char *after = hc_test_rows (f->db, "SELECT * FROM ticket ORDER BY id");

  g_assert_true (has_warning (second, "older_file"));
  g_assert_cmpint (second->unchanged, ==, 3);
  g_assert_cmpint (second->missing, ==, 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (f, "a.csv", HEADER ROW_1 ROW_2 ",,x\n", -1);
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  g_autofree char *judgement = hc_test_dump (f->db);
  g_autofree char *judgement_after = NULL;
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HcImportOptions) options = { 0 };

  hc_import_options_init (&options);
  options.dry_run = TRUE;
  batch = hc_import_file (f->db, path, &options, NULL, NULL, &rejects, &error);
  g_assert_no_error (error);
  g_assert_cmpint (batch->id, ==, 0);
  g_assert_cmpint (batch->new_count, ==, 2);
  g_assert_cmpint (batch->rejected, ==, 1);
  g_assert_cmpuint (rejects->len, ==, 1);
  g_assert_cmpuint (((HcReject *) g_ptr_array_index (rejects, 0))->line, ==, 4);
  after = hc_test_facts (f->db);
  judgement_after = hc_test_dump (f->db);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (judgement_after, ==, judgement);
}

/* ---- cancelling ---- */

static void
cancel_after (guint64 rows, double fraction, gpointer data)
{
  gpointer *state = data;

  if (++*(guint *) state[1] == GPOINTER_TO_UINT (state[2]))
    g_cancellable_cancel (state[0]);
}

/* Wherever it is stopped, nothing of it is left. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  gboolean is_log = GPOINTER_TO_INT (data);
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;
  g_autofree char *known = write_bytes (f, "known.csv", HEADER ROW_1 ROW_2, -1);
  g_autoptr (HcBatch) first = import_ok (f->db, known, NULL);
  g_autofree char *before = hc_test_facts (f->db);
  guint stopped = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,%s,T,2,G%u,2024-03-04 %02u:00:00,\n",
                            is_log ? i / 3 : i, i % 3 == 0 ? "New" : "Active", i % 5, 9 + i % 3);
  path = write_bytes (f, "big.csv", text->str, (gssize) text->len);
  for (guint moment = 1; moment <= 9; moment += 2)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (HcImportOptions) options = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;
      g_autofree char *after = NULL;
      guint ticks = 0;
      gpointer state[] = { cancellable, &ticks, GUINT_TO_POINTER (moment) };

      hc_import_options_init (&options);
      options.dry_run = TRUE;
      hc_db_set_cancellable (f->db, cancellable);
      batch = hc_import_file (f->db, path, &options, cancel_after, state, NULL, &error);
      hc_db_set_cancellable (f->db, NULL);
      if (batch == NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          stopped++;
        }
      after = hc_test_facts (f->db);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (stopped, >=, 3);
}

/* ---- wrong inputs ---- */

typedef struct
{
  const char *name;
  const char *text;
  gssize length;
  HcError code;
  const char *says;
} Wrong;

static const Wrong wrongs[] = {
  { "empty", "", 0, HC_ERROR_FORMAT, "" },
  { "blank-lines", "\n\n\n", -1, HC_ERROR_FORMAT, "" },
  { "header-only", HEADER, -1, HC_ERROR_FORMAT, "no tickets" },
  { "png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, HC_ERROR_FORMAT, "" },
  { "prose", "Dear all,\nplease find the tickets attached.\n", -1, HC_ERROR_AMBIGUOUS, "“Dear all”" },
  { "no-opened", "Number,State\nINC1,New\n", -1, HC_ERROR_AMBIGUOUS, "opening time" },
  { "unclosed-quote", HEADER ROW_1 "INC2,\"2024-03-04", -1, HC_ERROR_FORMAT, "3" },
  { "both-orders", "Number,Opened\nINC1,03/04/2024 08:00\nINC2,05/04/2024 08:00\n", -1,
    HC_ERROR_AMBIGUOUS, "--date-order dmy" },
  { "no-dates", "Number,Opened\nINC1,soon\nINC2,later\n", -1, HC_ERROR_FORMAT, "“Opened”" },
};

static void
test_wrong (Fixture *f, gconstpointer data)
{
  const Wrong *wrong = data;
  g_autofree char *path = write_bytes (f, "wrong.csv", wrong->text, wrong->length);
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (import (f->db, path, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, HC_ERROR, (int) wrong->code);
  g_assert_nonnull (strstr (error->message, wrong->says));
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_no_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "none.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (import (f->db, path, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (import (f->db, f->folder, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, HC_ERROR);
}

/* ---- columns, encodings, dates ---- */

static void
test_encodings (Fixture *f, gconstpointer data)
{
  static const char utf8[] = "Number;Opened;Short description\nINC1;2024-03-04 08:00;Größe – geändert\n";
  const char *const encodings[] = { "UTF-8", "WINDOWS-1252", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-04", "UTC");
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;
      gsize length;
      g_autofree char *text = g_convert (utf8, -1, encodings[i], "UTF-8", NULL, &length, &error);
      g_autofree char *path = write_bytes (f, "e.csv", text, (gssize) length);

      batch = import_ok (db, path, NULL);
      g_test_message ("%s: %s", encodings[i], batch->encoding);
      hc_test_assert_rows (db, "SELECT title FROM ticket", "Größe – geändert\n");
    }
}

static void
test_layout (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (
    f, "l.csv",
    "Incidents of the week,,,,\n,,,,\n"
    "Ticket ID,Tags,Created at,Tags,Status\n"
    "0007,a,2024-03-04 08:00,b,Open\n"
    "Ticket ID,Tags,Created at,Tags,Status\n"
    ",,,,\n"
    "0008,c,2024-03-04 09:00,,Solved,extra\n"
    "0009,c,2024-03-04 09:30\n"
    "Total: 3,,,,\n",
    -1);
  g_autoptr (HcBatch) batch = import_ok (f->db, path, NULL);

  g_assert_cmpstr (batch->profile, ==, "generic");
  g_assert_cmpint (batch->rows, ==, 3);
  g_assert_true (has_warning (batch, "footer"));
  g_assert_true (has_warning (batch, "ragged"));
  hc_test_assert_rows (f->db, "SELECT external_id, tags, state_class FROM ticket",
                       "0007|a, b|open\n0008|c|resolved\n0009|c|open\n");
}

static void
test_date_order (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char *rows;
    HcDateOrder order;
    const char *opened;
  } cases[] = {
    { "INC1,03/04/2024 08:00,\n", HC_DATE_ORDER_DMY, "2024-04-03\n" },
    { "INC1,03/04/2024 08:00,\n", HC_DATE_ORDER_MDY, "2024-03-04\n" },
    /* Another column decides for both. */
    { "INC1,03/04/2024 08:00,25/04/2024 09:00\n", HC_DATE_ORDER_AUTO, "2024-04-03\n" },
    { "INC1,03/04/2024 08:00,04/25/2024 09:00\n", HC_DATE_ORDER_AUTO, "2024-03-04\n" },
    { "INC1,2024-03-04 08:00,\n", HC_DATE_ORDER_DMY, "2024-03-04\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-04", "UTC");
      g_autofree char *text = g_strconcat ("Number,Opened,Closed\n", cases[i].rows, NULL);
      g_autofree char *path = write_bytes (f, "d.csv", text, -1);
      g_autoptr (HcBatch) batch = NULL;
      g_auto (HcImportOptions) options = { 0 };

      hc_import_options_init (&options);
      options.date_order = cases[i].order;
      batch = import_ok (db, path, &options);
      hc_test_assert_rows (db, "SELECT date (opened_at, 'unixepoch') FROM ticket", cases[i].opened);
    }
}

/* ---- as-of ---- */

static void
test_as_of (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (f, "a.csv", HEADER ROW_1 ROW_2, -1);
  g_autofree char *created = write_bytes (f, "c.csv",
                                          "Number,Opened,Resolved\nINC1,2024-03-04 08:00,\n"
                                          "INC2,2024-03-04 07:00,2024-03-05 09:00\n",
                                          -1);
  g_autofree char *given = write_bytes (f, "g.csv", HEADER ROW_1, -1);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) updated = import_ok (f->db, path, NULL);
  g_autoptr (HcBatch) without = import_ok (f->db, created, NULL);
  g_autoptr (HcBatch) chosen = NULL;

  g_assert_cmpint (updated->as_of, ==, 1709550000); /* 2024-03-04T11:00Z */
  g_assert_cmpint (without->as_of, ==, 1709629200); /* 2024-03-05T09:00Z */
  hc_import_options_init (&options);
  options.as_of = 1709700000;
  chosen = import_ok (f->db, given, &options);
  g_assert_cmpint (chosen->as_of, ==, 1709700000);
}

/* The newest instant of a large file, wherever it stands. */
static void
test_as_of_large (Fixture *f, gconstpointer data)
{
  const guint places[] = { 0, 500, 999, 1000, 1001, 2999 };

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-04", "UTC");
      g_autoptr (GString) text = g_string_new ("Number,Opened,Updated\n");
      g_autofree char *path = NULL;
      g_autoptr (HcBatch) batch = NULL;

      for (guint i = 0; i < 3000; i++)
        g_string_append_printf (text, "INC%u,04/03/2024 08:00,%s\n", i,
                                i == places[p] ? "25/03/2024 10:00" : "13/03/2024 09:00");
      path = write_bytes (f, "n.csv", text->str, -1);
      batch = import_ok (db, path, NULL);
      g_assert_cmpint (batch->as_of, ==, 1711360800);
    }
}

static void
test_future (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (f, "f.csv", HEADER ROW_1 ROW_2, -1);
  const struct utimbuf time = { 1709540000, 1709540000 - 86400 }; /* 11:00 is 24 h later and more */
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejects = NULL;

  g_assert_cmpint (g_utime (path, (struct utimbuf *) &time), ==, 0);
  batch = import_ok (f->db, path, NULL);
  g_assert_cmpint (batch->tickets, ==, 1);
  g_assert_cmpint (batch->rejected, ==, 1);
  rejects = hc_rejects_load (f->db, batch->id, &error);
  g_assert_cmpstr (((HcReject *) g_ptr_array_index (rejects, 0))->code, ==, "in_the_future");
}

/* ---- warnings ---- */

static void
test_cap (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Number,Opened\n");
  g_autofree char *path = NULL;
  g_autoptr (HcBatch) batch = NULL;

  /* Busy from Monday to Friday of one week but not on the Wednesday. */
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "INC%u,2024-03-%02u 08:00\n", i, (guint[]){ 4, 5, 7, 8 }[i % 4]);
  path = write_bytes (f, "cap.csv", text->str, -1);
  batch = import_ok (f->db, path, NULL);
  g_assert_true (has_warning (batch, "cap"));
  g_assert_true (has_warning (batch, "missing_days"));
  g_assert_nonnull (strstr (((HcBatchWarning *) g_ptr_array_index (batch->warnings, 1))->text,
                            "2024-03-06"));
}

static void
test_columns_changed (Fixture *f, gconstpointer data)
{
  g_autofree char *first = write_bytes (f, "1.csv", "Number,Opened,State,Category\nA,2024-03-04,New,X\n",
                                        -1);
  g_autofree char *second = write_bytes (f, "2.csv", "Number,Opened,State,Location\nA,2024-03-04,New,Y\n",
                                         -1);
  g_autoptr (HcBatch) one = import_ok (f->db, first, NULL);
  g_autoptr (HcBatch) two = import_ok (f->db, second, NULL);

  g_assert_cmpuint (one->warnings->len, ==, 0);
  g_assert_true (has_warning (two, "columns_gone"));
  g_assert_true (has_warning (two, "columns_new"));
  hc_test_assert_rows (f->db,
                       "SELECT c.text, l.text FROM ticket JOIN term AS c ON c.id = category_term "
                       "JOIN term AS l ON l.id = location_term",
                       "X|Y\n");
}

/* Few rows that repeat a key with other values: the file is read again as a log. */
static void
test_late_log (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;
  g_autoptr (HcBatch) batch = NULL;

  for (guint i = 1; i <= 300; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n", i);
  g_string_append (text, "INC7,2024-03-04 08:00:00,Active,T,2,Apps,2024-03-04 09:00:00,\n");
  path = write_bytes (f, "late.csv", text->str, -1);
  batch = import_ok (f->db, path, NULL);
  g_assert_true (batch->is_log);
  g_assert_cmpint (batch->tickets, ==, 300);
  g_assert_cmpint (batch->rows, ==, 301);
  hc_test_assert_rows (f->db, "SELECT count (*) FROM ticket_change WHERE field = 'group'", "1\n");
}

static void
test_duplicates (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (f, "d.csv", HEADER ROW_1 ROW_2 ROW_1, -1);
  g_autoptr (HcBatch) batch = NULL;
  g_auto (HcImportOptions) options = { 0 };

  hc_import_options_init (&options);
  batch = import_ok (f->db, path, &options);
  g_assert_cmpint (batch->tickets, ==, 2);
}

#define KNOWN_ROWS 300

/* An export of the same tickets: every @changed-th names another group (0: none); @more follows. */
static HcBatch *
import_later (Fixture *f, const char *name, guint changed, gboolean reversed, const char *more)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;

  for (guint i = 0; i < KNOWN_ROWS; i++)
    {
      guint n = reversed ? KNOWN_ROWS - i : i + 1;

      g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,%s,2024-03-04 08:00:00,\n", n,
                              changed > 0 && n % changed == 0 ? "Apps" : "Desk");
    }
  g_string_append (text, more);
  path = write_bytes (f, name, text->str, -1);
  return import_ok (f->db, path, NULL);
}

/* Rows that are known are foreseen in the order of the tickets; whatever the file does, the counts
 * are those of a search for every key. */
static void
test_foreseen (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint changed;
    gboolean reversed;
    const char *more;
    guint n_changed, n_new;
  } cases[] = {
    { 0, FALSE, "", 0, 0 },
    { 0, TRUE, "", 0, 0 },
    { 7, FALSE, "", 42, 0 },
    { 0, FALSE, "", 42, 0 },
    { 1, FALSE, "", 300, 0 },
    { 2, TRUE, "", 150, 0 },
    { 2, FALSE, "INC900,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n", 0, 1 },
    /* The same row twice is dropped. */
    { 2, FALSE,
      "INC900,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n"
      "INC7,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n",
      0, 0 },
  };
  g_autoptr (HcBatch) first = import_later (f, "known.csv", 0, FALSE, "");

  g_assert_cmpint (first->new_count, ==, KNOWN_ROWS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("later-%u.csv", i);
      g_autofree char *more = g_strdup_printf ("%s%*s", cases[i].more, (int) i, "\n");
      g_autoptr (HcBatch) batch =
        import_later (f, name, cases[i].changed, cases[i].reversed, more);

      g_test_message ("case %u", i);
      g_assert_false (batch->is_log);
      g_assert_cmpint (batch->changed, ==, cases[i].n_changed);
      g_assert_cmpint (batch->new_count, ==, cases[i].n_new);
      g_assert_cmpint (batch->tickets, ==,
                       batch->changed + batch->new_count + batch->unchanged);
      g_assert_cmpint (batch->missing, ==, 0);
    }
}

/* A known ticket is shown changed, then as it was: several rows for one key. */
static void
test_foreseen_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (HcBatch) first = import_later (f, "known.csv", 0, FALSE, "");
  g_autoptr (HcBatch) second = NULL;
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;

  g_string_append (text, "INC1,2024-03-04 08:00:00,New,T,2,Apps,2024-03-04 09:00:00,\n");
  for (guint i = 1; i <= KNOWN_ROWS; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n", i);
  path = write_bytes (f, "twice.csv", text->str, -1);
  second = import_ok (f->db, path, NULL);
  g_assert_true (second->is_log);
  g_assert_cmpint (second->tickets, ==, KNOWN_ROWS);
  hc_test_assert_rows (f->db, "SELECT count (*) FROM ticket", "300\n");
}

/* ---- inspecting ---- */

static void
test_inspect (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (
    f, "i.csv",
    "Number;Opened;State;Priority;Remarks\nINC1;03/04/2024 08:00;New;1 - Critical;x\n"
    "INC2;05/04/2024 09:00;Parked;9;y\nINC3;04/04/2024 09:00;New;2;z\n",
    -1);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcInspection) seen = NULL;
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  const HcInspectColumn *column;
  const HcInspectValue *value;
  const HcInspectDate *date;
  const char *const *preview;

  hc_import_options_init (&options);
  seen = hc_import_inspect (f->db, path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen->profile, ==, "servicenow");
  g_assert_cmpint (seen->delimiter, ==, ';');
  g_assert_cmpuint (seen->header_row, ==, 1);
  g_assert_cmpuint (seen->rows, ==, 3);
  g_assert_false (seen->rows_estimated);
  g_assert_false (seen->is_log);
  g_assert_cmpint (seen->date_order, ==, HC_DATE_ORDER_AUTO);
  g_assert_cmpuint (seen->columns->len, ==, 5);
  column = g_ptr_array_index (seen->columns, 4);
  g_assert_cmpstr (column->header, ==, "Remarks");
  g_assert_cmpstr (column->origin, ==, "left_out");
  g_assert_cmpstr (column->samples[2], ==, "z");
  value = g_ptr_array_index (seen->states, 0);
  g_assert_cmpstr (value->text, ==, "New");
  g_assert_cmpuint (value->count, ==, 2);
  g_assert_cmpint (value->value, ==, HC_STATE_OPEN);
  value = g_ptr_array_index (seen->states, 1);
  g_assert_cmpint (value->value, ==, -1);
  g_assert_cmpuint (seen->dates->len, ==, 2);
  date = g_ptr_array_index (seen->dates, 0);
  g_assert_cmpstr (date->key, ==, "INC1");
  g_assert_cmpint (date->dmy, ==, 1712131200);
  g_assert_cmpint (date->mdy, ==, 1709539200);
  g_assert_cmpuint (seen->preview->len, ==, 3);
  preview = g_ptr_array_index (seen->preview, 1);
  g_assert_cmpstr (preview[HC_TICKET_KEY], ==, "INC2");
  g_assert_null (preview[HC_TICKET_CATEGORY]);
  g_assert_null (seen->already);
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);
}

/* A person's mapping imports what no profile knows, is kept, and is proposed the next time. */
static void
test_mapping (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_bytes (f, "m.csv",
                                       "Vorfall,Wann,Lage,Wer\nX-1,04.03.2024 08:00,Heiß,Anna\n"
                                       "X-2,14.03.2024 09:00,Kalt,Anna\n",
                                       -1);
  g_autofree char *later = write_bytes (f, "n.csv",
                                        "Vorfall,Wann,Lage,Wer\nX-1,04.03.2024 08:00,Kalt,Anna\n"
                                        "X-2,14.03.2024 09:00,Kalt,Anna\n",
                                        -1);
  const char *const headers[] = { "Vorfall", "Wann", "Lage", "Wer" };
  const HcTicketField wanted[] = { HC_TICKET_KEY, HC_TICKET_OPENED, HC_TICKET_STATE,
                                   HC_TICKET_N_FIELDS };
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (HcBatch) next = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcInspection) seen = NULL;

  g_assert_null (import (f->db, path, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS);
  g_clear_error (&error);

  hc_import_options_init (&options);
  options.columns = g_array_new (FALSE, FALSE, sizeof (HcMapColumn));
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      HcMapColumn column = { (char *) headers[i], i, wanted[i] };

      g_array_append_val (options.columns, column);
    }
  options.state_values = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (options.state_values, (gpointer) "Heiß", GINT_TO_POINTER (HC_STATE_OPEN));
  g_hash_table_insert (options.state_values, (gpointer) "Kalt", GINT_TO_POINTER (HC_STATE_RESOLVED));
  options.save_profile = g_strdup ("Unser Werkzeug");
  batch = import_ok (f->db, path, &options);
  hc_test_assert_rows (f->db, "SELECT external_id, state_class FROM ticket", "X-1|open\nX-2|resolved\n");

  {
    g_auto (HcImportOptions) plain;

    hc_import_options_init (&plain);
    seen = hc_import_inspect (f->db, later, &plain, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (seen->profile, ==, "Unser Werkzeug");
  }
  next = import_ok (f->db, later, NULL);
  g_assert_cmpstr (next->profile, ==, "Unser Werkzeug");
  hc_test_assert_rows (f->db, "SELECT state_class FROM ticket", "resolved\nresolved\n");
}

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
test_snapshots_and_log (Fixture *f, gconstpointer data)
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
      g_autoptr (HcBatch) batch = import_ok (db, path, NULL);

      g_assert_cmpuint (batch->warnings->len, ==, 0);
      if (i == 7)
        hc_test_assert_rows (db,
                             "SELECT count (*), sum (ended_at IS NULL), "
                             "printf ('%.4f', avg ((ended_at - opened_at) / 3600.0)) FROM ticket",
                             "2465|1327|28.2336\n");
    }
  log = import_ok (log_db, log_path, NULL);
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
test_resaved (Fixture *f, gconstpointer data)
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
  a = import_ok (resaved, resaved_path, NULL);
  b = import_ok (log, log_path, NULL);
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
test_jira (Fixture *f, gconstpointer data)
{
  g_autofree char *path = shared ("aea-jira/jira.anon.csv");
  g_autofree char *profile = write_bytes (
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
  batch = import_ok (f->db, path, &options);
  g_assert_true (batch->is_log);
  g_assert_cmpint (batch->rows, ==, 25636);
  g_assert_cmpint (batch->tickets, ==, 649);
  g_assert_cmpint (batch->rejected, ==, 0);
  g_assert_false (has_warning (batch, "unknown_states"));
  /* Its history is written newest row first: the first line is how it ended. */
  hc_test_assert_rows (f->db,
                       "SELECT (SELECT text FROM term WHERE id = state_term), "
                       "datetime (updated_at, 'unixepoch') FROM ticket "
                       "WHERE external_id = 'AEAREP-6661'",
                       "Done|2025-10-01 19:22:55\n");
}

/* ---- before go-live ---- */

#define EARLY "INC3,2024-03-03 23:59:59,New,Three,3 - Moderate,Desk,2024-03-04 08:00:00,\n"
#define EARLY_2 "INC4,2024-03-01 08:00:00,New,Four,3 - Moderate,Desk,2024-03-04 08:00:00,\n"
#define EARLY_2_LATER                                                                              \
  "INC4,2024-03-01 08:00:00,Resolved,Four,3 - Moderate,Desk,2024-03-04 09:00:00,\n"

typedef struct
{
  const char *text, *warning;
} GoLiveCase;

static const GoLiveCase all_after = { HEADER ROW_1 ROW_2, NULL };
static const GoLiveCase half_before = {
  HEADER ROW_1 EARLY,
  "1 ticket of this file was opened before go-live and is left out of every figure."
};
static const GoLiveCase most_before = {
  HEADER ROW_1 EARLY EARLY_2,
  "2 tickets of this file were opened before go-live and are left out of every figure. "
  "Check the go-live date in Launch Settings."
};
/* Two rows of one ticket count once. */
static const GoLiveCase log_before = {
  HEADER ROW_1 ROW_2 EARLY_2 EARLY_2_LATER,
  "1 ticket of this file was opened before go-live and is left out of every figure."
};

static void
test_before_go_live (Fixture *f, gconstpointer data)
{
  const GoLiveCase *it = data;
  g_autofree char *path = write_bytes (f, "early.csv", it->text, -1);
  g_autoptr (HcBatch) batch = import_ok (f->db, path, NULL);
  const char *found = NULL;

  for (guint i = 0; i < batch->warnings->len; i++)
    {
      const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, i);

      if (g_str_equal (warning->code, "before_go_live"))
        found = warning->text;
    }
  g_assert_cmpstr (found, ==, it->warning);
}

#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/import/story", NULL, test_story);
  ADD ("/import/story-taken-back", NULL, test_story_taken_back);
  ADD ("/import/same-bytes", NULL, test_same_bytes);
  ADD ("/import/older", NULL, test_older);
  ADD ("/import/dry-run", NULL, test_dry_run);
  ADD ("/import/cancel/snapshot", GINT_TO_POINTER (FALSE), test_cancel);
  ADD ("/import/cancel/log", GINT_TO_POINTER (TRUE), test_cancel);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *name = g_strdup_printf ("/import/wrong/%s", wrongs[i].name);

      ADD (name, &wrongs[i], test_wrong);
    }
  ADD ("/import/wrong/no-file", NULL, test_no_file);
  ADD ("/import/encodings", NULL, test_encodings);
  ADD ("/import/layout", NULL, test_layout);
  ADD ("/import/date-order", NULL, test_date_order);
  ADD ("/import/as-of", NULL, test_as_of);
  ADD ("/import/as-of-large", NULL, test_as_of_large);
  ADD ("/import/future", NULL, test_future);
  ADD ("/import/cap", NULL, test_cap);
  ADD ("/import/columns-changed", NULL, test_columns_changed);
  ADD ("/import/late-log", NULL, test_late_log);
  ADD ("/import/duplicates", NULL, test_duplicates);
  ADD ("/import/foreseen", NULL, test_foreseen);
  ADD ("/import/foreseen-twice", NULL, test_foreseen_twice);
  ADD ("/import/inspect", NULL, test_inspect);
  ADD ("/import/mapping", NULL, test_mapping);
  ADD ("/import/real/snapshots-and-log", NULL, test_snapshots_and_log);
  ADD ("/import/real/resaved", NULL, test_resaved);
  ADD ("/import/real/jira", NULL, test_jira);
  ADD ("/import/before-go-live/none", &all_after, test_before_go_live);
  ADD ("/import/before-go-live/half", &half_before, test_before_go_live);
  ADD ("/import/before-go-live/most", &most_before, test_before_go_live);
  ADD ("/import/before-go-live/log", &log_before, test_before_go_live);

  return g_test_run ();
}
