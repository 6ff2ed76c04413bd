/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From files to tickets: snapshots and logs, the same again, older, a dry run, cancelled. */

#include "config.h"

#include "import-util.h"
#include "hc-db-private.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#include <string.h>

static char *
story (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "csv", name, NULL);
}

/* ---- the story: three snapshots, and the log of the same days ---- */

#define OPEN_AT_END                                                                                \
  "WITH d (day, t) AS (VALUES (4, 1709596800), (5, 1709683200), (6, 1709769600)) "                 \
  "SELECT day, (SELECT count (*) FROM open_spell WHERE start_at < t AND "                          \
  "(end_at IS NULL OR end_at >= t)) FROM d"

static void
test_story (ImportFixture *f, gconstpointer data)
{
  g_autoptr (HcDb) log_db = hc_test_launch_new ("2024-03-04", "UTC");
  const char *const names[] = { "story-1.csv", "story-2.csv", "story-3.csv" };
  g_autofree char *log_path = story ("story-log.csv");
  g_autoptr (HcBatch) log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = story (names[i]);
      g_autoptr (HcBatch) batch = import_util_ok (f->db, path, NULL);

      g_assert_cmpstr (batch->profile, ==, "servicenow");
      g_assert_false (batch->is_log);
      g_assert_cmpint (batch->rejected, ==, 0);
    }
  log = import_util_ok (log_db, log_path, NULL);
  g_assert_cmpstr (log->profile, ==, "servicenow-log");
  g_assert_true (log->is_log);
  g_assert_cmpint (log->rows, ==, 13);
  g_assert_cmpint (log->tickets, ==, 5);
  g_assert_true (import_util_warns (log, "unknown_states"));

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
test_story_taken_back (ImportFixture *f, gconstpointer data)
{
  const char *const names[] = { "story-1.csv", "story-2.csv", "story-3.csv", "story-log.csv" };
  char *states[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = story (names[i]);
      g_autoptr (HcBatch) batch = NULL;

      states[i] = hc_test_facts (f->db);
      batch = import_util_ok (f->db, path, NULL);
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
test_same_bytes (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = story ("story-1.csv");
  g_autofree char *copy = NULL;
  g_autofree char *text = NULL;
  g_autoptr (HcBatch) first = import_util_ok (f->db, path, NULL);
  g_autoptr (HcBatch) again = NULL;
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HcImportOptions) options = { 0 };

  g_assert_cmpuint (strlen (first->sha256), ==, 64);
  g_file_get_contents (path, &text, NULL, NULL);
  copy = import_fixture_write (f, "other-name.csv", text, -1);
  g_assert_null (import_util_run (f->db, copy, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "“story-1.csv”"));
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);

  hc_import_options_init (&options);
  options.again = TRUE;
  again = import_util_ok (f->db, copy, &options);
  g_assert_cmpint (again->unchanged, ==, 3);
  g_assert_cmpint (again->changed, ==, 0);
}

static void
test_older (ImportFixture *f, gconstpointer data)
{
  g_autofree char *newer = story ("story-2.csv");
  g_autofree char *older = story ("story-1.csv");
  g_autoptr (HcBatch) first = import_util_ok (f->db, newer, NULL);
  g_autofree char *before = hc_test_rows (f->db, "SELECT * FROM ticket ORDER BY id");
  g_autoptr (HcBatch) second = import_util_ok (f->db, older, NULL);
  g_autofree char *after = hc_test_rows (f->db, "SELECT * FROM ticket ORDER BY id");

  g_assert_true (import_util_warns (second, "older_file"));
  g_assert_cmpint (second->unchanged, ==, 3);
  g_assert_cmpint (second->missing, ==, 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_dry_run (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (f, "a.csv", HEADER ROW_1 ROW_2 ",,x\n", -1);
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
test_cancel (ImportFixture *f, gconstpointer data)
{
  gboolean is_log = GPOINTER_TO_INT (data);
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;
  g_autofree char *known = import_fixture_write (f, "known.csv", HEADER ROW_1 ROW_2, -1);
  g_autoptr (HcBatch) first = import_util_ok (f->db, known, NULL);
  g_autofree char *before = hc_test_facts (f->db);
  guint stopped = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,%s,T,2,G%u,2024-03-04 %02u:00:00,\n",
                            is_log ? i / 3 : i, i % 3 == 0 ? "New" : "Active", i % 5, 9 + i % 3);
  path = import_fixture_write (f, "big.csv", text->str, (gssize) text->len);
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

/* Few rows that repeat a key with other values: the file is read again as a log. */
static void
test_late_log (ImportFixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;
  g_autoptr (HcBatch) batch = NULL;

  for (guint i = 1; i <= 300; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n",
                            i);
  g_string_append (text, "INC7,2024-03-04 08:00:00,Active,T,2,Apps,2024-03-04 09:00:00,\n");
  path = import_fixture_write (f, "late.csv", text->str, -1);
  batch = import_util_ok (f->db, path, NULL);
  g_assert_true (batch->is_log);
  g_assert_cmpint (batch->tickets, ==, 300);
  g_assert_cmpint (batch->rows, ==, 301);
  hc_test_assert_rows (f->db, "SELECT count (*) FROM ticket_change WHERE field = 'group'", "1\n");
}

/* A row that is there twice, word for word, makes no log of a snapshot, however small the file. */
static void
test_duplicates (ImportFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean is_log;
  } cases[] = {
    { HEADER ROW_1 ROW_2 ROW_1, FALSE },
    { HEADER ROW_1 ROW_1 ROW_1, FALSE },
    { HEADER "INC1,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n"
             "INC1,2024-03-04 08:00:00,New,T,2,Apps,2024-03-04 09:00:00,\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = import_fixture_write (f, "d.csv", cases[i].text, -1);
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-01", "UTC");
      g_autoptr (HcInspection) seen = NULL;
      g_autoptr (HcBatch) batch = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (HcImportOptions) options = { 0 };

      hc_import_options_init (&options);
      seen = hc_import_inspect (db, path, &options, &error);
      g_assert_no_error (error);
      batch = import_util_ok (db, path, &options);
      g_assert_cmpint (seen->is_log, ==, cases[i].is_log);
      g_assert_cmpint (batch->is_log, ==, cases[i].is_log);
      g_assert_cmpint (import_util_warns (batch, "duplicate_keys"), ==, !cases[i].is_log);
      g_assert_cmpint (batch->tickets, ==, i == 0 ? 2 : 1);
    }
}

#define KNOWN_ROWS 300

/* An export of the same tickets: every @changed-th names another group (0: none); @more follows. */
static HcBatch *
import_later (ImportFixture *f,
              const char *name,
              guint changed,
              gboolean reversed,
              const char *more)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;

  for (guint i = 0; i < KNOWN_ROWS; i++)
    {
      guint n = reversed ? KNOWN_ROWS - i : i + 1;

      g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,%s,2024-03-04 08:00:00,\n",
                              n,
                              changed > 0 && n % changed == 0 ? "Apps" : "Desk");
    }
  g_string_append (text, more);
  path = import_fixture_write (f, name, text->str, -1);
  return import_util_ok (f->db, path, NULL);
}

/* Rows that are known are foreseen in the order of the tickets; whatever the file does, the counts
 * are those of a search for every key. */
static void
test_foreseen (ImportFixture *f, gconstpointer data)
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
test_foreseen_twice (ImportFixture *f, gconstpointer data)
{
  g_autoptr (HcBatch) first = import_later (f, "known.csv", 0, FALSE, "");
  g_autoptr (HcBatch) second = NULL;
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autofree char *path = NULL;

  g_string_append (text, "INC1,2024-03-04 08:00:00,New,T,2,Apps,2024-03-04 09:00:00,\n");
  for (guint i = 1; i <= KNOWN_ROWS; i++)
    g_string_append_printf (text, "INC%u,2024-03-04 08:00:00,New,T,2,Desk,2024-03-04 08:00:00,\n",
                            i);
  path = import_fixture_write (f, "twice.csv", text->str, -1);
  second = import_util_ok (f->db, path, NULL);
  g_assert_true (second->is_log);
  g_assert_cmpint (second->tickets, ==, KNOWN_ROWS);
  hc_test_assert_rows (f->db, "SELECT count (*) FROM ticket", "300\n");
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
test_before_go_live (ImportFixture *f, gconstpointer data)
{
  const GoLiveCase *it = data;
  g_autofree char *path = import_fixture_write (f, "early.csv", it->text, -1);
  g_autoptr (HcBatch) batch = import_util_ok (f->db, path, NULL);
  const char *found = NULL;

  for (guint i = 0; i < batch->warnings->len; i++)
    {
      const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, i);

      if (g_str_equal (warning->code, "before_go_live"))
        found = warning->text;
    }
  g_assert_cmpstr (found, ==, it->warning);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  IMPORT_ADD ("/import/story", NULL, test_story);
  IMPORT_ADD ("/import/story-taken-back", NULL, test_story_taken_back);
  IMPORT_ADD ("/import/same-bytes", NULL, test_same_bytes);
  IMPORT_ADD ("/import/older", NULL, test_older);
  IMPORT_ADD ("/import/dry-run", NULL, test_dry_run);
  IMPORT_ADD ("/import/cancel/snapshot", GINT_TO_POINTER (FALSE), test_cancel);
  IMPORT_ADD ("/import/cancel/log", GINT_TO_POINTER (TRUE), test_cancel);
  IMPORT_ADD ("/import/late-log", NULL, test_late_log);
  IMPORT_ADD ("/import/duplicates", NULL, test_duplicates);
  IMPORT_ADD ("/import/foreseen", NULL, test_foreseen);
  IMPORT_ADD ("/import/foreseen-twice", NULL, test_foreseen_twice);
  IMPORT_ADD ("/import/before-go-live/none", &all_after, test_before_go_live);
  IMPORT_ADD ("/import/before-go-live/half", &half_before, test_before_go_live);
  IMPORT_ADD ("/import/before-go-live/most", &most_before, test_before_go_live);
  IMPORT_ADD ("/import/before-go-live/log", &log_before, test_before_go_live);

  return g_test_run ();
}
