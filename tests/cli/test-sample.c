/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample's files by themselves; what the program makes of them is in test-command-line. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-error.h"
#include "hc-issue.h"
#include "hc-record-table.h"
#include "hc-row-reader.h"
#include "hc-rule-table.h"
#include "hc-sample-plan.h"
#include "hc-sample.h"
#include "test-files.h"

#define N_COLUMNS 23

enum
{
  COLUMN_NUMBER = 0,
  COLUMN_OPENED = 1,
  COLUMN_TITLE = 2,
  COLUMN_STATE = 6,
  COLUMN_SUBCATEGORY = 8,
  COLUMN_GROUP = 9,
  COLUMN_HOPS = 15,
  COLUMN_REOPENS = 16,
  COLUMN_UPDATED = 19,
  COLUMN_RESOLVED = 20,
  COLUMN_CLOSED = 21,
};

typedef GPtrArray Table; /* of GStrv, header first */

static Table *
read_table (const char *path)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  HcReaderOptions options = { "UTF-8", ',', NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, &error);
  HcRow row;

  g_assert_no_error (error);
  while (hc_row_reader_next (reader, &row, &error))
    {
      char **cells = g_new0 (char *, row.n_cells + 1);

      for (guint i = 0; i < row.n_cells; i++)
        cells[i] = g_strdup (row.cells[i].text);
      g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  return rows;
}

static const char *
cell (Table *table, guint row, guint column)
{
  char **cells = g_ptr_array_index (table, row);

  g_assert_cmpuint (column, <, g_strv_length (cells));
  return cells[column];
}

static GPtrArray *
write_sample (const char *dir, guint64 tickets, guint days, guint64 seed)
{
  HcSampleOptions options = { tickets, days, seed };
  GPtrArray *exports = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_sample_write (dir, &options, &exports, NULL, &error));
  g_assert_no_error (error);
  return exports;
}

/* Bytes are a promise across machines: these sums were taken once and must never change unless the
 * sample is changed on purpose. */
static void
test_same_seed_same_bytes (void)
{
  static const struct
  {
    const char *file;
    const char *sha256;
  } golden[] = {
    { "truth.csv", "43a5117e3b469424dc420bbf2fd3aae257fc4568ea24553eae1d1e4fe1b2d68a" },
    { "usage.csv", "cb5eb7da81cbb914be55a4fed790f104b2f03b5e9e362b654cde92e5f89f3f3e" },
    { "completions.csv", "322f278eeace48d23cf2dc6feabfed74502ce741af7f03ee865bb8026b625c20" },
    { "exports/incident_2026-03-04.csv",
      "a4b4953ec7130bdb3291743c0729e4e97db786cfa3db5d00b0bcd8d3591d88b9" },
    { "exports/incident_2026-03-16.csv",
      "347cfb6cfbccfc0a1821941a6a71b956a0d0189dbac4d77106a68024dc486f50" },
  };
  g_autofree char *dir = test_dir_new ();
  g_autoptr (GPtrArray) exports = write_sample (dir, HC_SAMPLE_TICKETS, HC_SAMPLE_DAYS, 1);

  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autofree char *path = g_build_filename (dir, golden[i].file, NULL);
      g_autofree char *text = test_read (path);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      g_test_message ("%s %s", golden[i].file, sum);
      g_assert_cmpstr (sum, ==, golden[i].sha256);
    }
  test_dir_remove (dir);
}

static void
test_other_seed_differs (void)
{
  static const char *const files[] = { "truth.csv", "usage.csv", "completions.csv",
                                       "exports/incident_2026-03-05.csv" };
  g_autofree char *one = test_dir_new ();
  g_autofree char *two = test_dir_new ();
  g_autoptr (GPtrArray) exports_one = write_sample (one, 300, 3, 1);
  g_autoptr (GPtrArray) exports_two = write_sample (two, 300, 3, 2);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path_one = g_build_filename (one, files[i], NULL);
      g_autofree char *path_two = g_build_filename (two, files[i], NULL);
      g_autofree char *text_one = test_read (path_one);
      g_autofree char *text_two = test_read (path_two);

      g_assert_cmpstr (text_one, !=, text_two);
    }
  test_dir_remove (one);
  test_dir_remove (two);
}

static void
check_row (Table *table, guint i)
{
  const char *state = cell (table, i, COLUMN_STATE);
  gboolean over = strcmp (state, "Resolved") == 0 || strcmp (state, "Closed") == 0;

  g_assert_cmpuint (g_strv_length (g_ptr_array_index (table, i)), ==, N_COLUMNS);
  g_assert_true (g_utf8_validate (cell (table, i, COLUMN_TITLE), -1, NULL));
  g_assert_cmpstr (cell (table, i, COLUMN_TITLE), !=, "");
  g_assert_cmpstr (cell (table, i, COLUMN_UPDATED), >=, cell (table, i, COLUMN_OPENED));
  if (i > 1)
    g_assert_cmpstr (cell (table, i, COLUMN_NUMBER), >, cell (table, i - 1, COLUMN_NUMBER));
  g_assert_true (over == (*cell (table, i, COLUMN_RESOLVED) != '\0'));
  if (over)
    g_assert_cmpstr (cell (table, i, COLUMN_RESOLVED), >, cell (table, i, COLUMN_OPENED));
  if (strcmp (state, "Closed") == 0)
    g_assert_cmpstr (cell (table, i, COLUMN_CLOSED), >, cell (table, i, COLUMN_RESOLVED));
}

/* Later files repeat every ticket; what cannot change does not, what counts up does not go down. */
static void
check_later (Table *before, Table *after)
{
  for (guint i = 1; i < before->len; i++)
    {
      g_assert_cmpstr (cell (before, i, COLUMN_NUMBER), ==, cell (after, i, COLUMN_NUMBER));
      g_assert_cmpstr (cell (before, i, COLUMN_OPENED), ==, cell (after, i, COLUMN_OPENED));
      g_assert_cmpstr (cell (before, i, COLUMN_TITLE), ==, cell (after, i, COLUMN_TITLE));
      g_assert_cmpstr (cell (before, i, COLUMN_HOPS), <=, cell (after, i, COLUMN_HOPS));
      g_assert_cmpstr (cell (before, i, COLUMN_REOPENS), <=, cell (after, i, COLUMN_REOPENS));
      g_assert_cmpstr (cell (before, i, COLUMN_UPDATED), <=, cell (after, i, COLUMN_UPDATED));
    }
}

static void
test_exports (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autoptr (GPtrArray) exports = write_sample (dir, HC_SAMPLE_TICKETS, HC_SAMPLE_DAYS, 1);
  g_autoptr (GPtrArray) before = NULL;

  g_assert_cmpuint (exports->len, ==, HC_SAMPLE_DAYS);
  for (guint day = 0; day < exports->len; day++)
    {
      const char *path = g_ptr_array_index (exports, day);
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *date = g_strndup (name + strlen ("incident_"), 10);
      g_autofree char *last = g_strdup_printf ("%s 23:45:00", date);
      g_autoptr (GPtrArray) table = read_table (path);

      for (guint i = 1; i < table->len; i++)
        {
          check_row (table, i);
          g_assert_cmpstr (cell (table, i, COLUMN_UPDATED), <=, last);
        }
      if (before != NULL)
        check_later (before, table);
      g_clear_pointer (&before, g_ptr_array_unref);
      before = g_steal_pointer (&table);
    }
  g_assert_cmpuint (before->len, ==, 1201);
  test_dir_remove (dir);
}

/* Several problems, each of them known by its name; at least half the tickets have one. */
static void
test_truth (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "truth.csv", NULL);
  g_autoptr (GPtrArray) exports = write_sample (dir, HC_SAMPLE_TICKETS, HC_SAMPLE_DAYS, 1);
  g_autoptr (GPtrArray) truth = read_table (path);
  g_autoptr (GPtrArray) last = read_table (g_ptr_array_index (exports, exports->len - 1));
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  guint with_problem = 0;

  g_assert_cmpuint (truth->len, ==, last->len);
  for (guint i = 1; i < truth->len; i++)
    {
      const char *problem = cell (truth, i, 1);

      g_assert_cmpstr (cell (truth, i, 0), ==, cell (last, i, COLUMN_NUMBER));
      if (*problem == '\0')
        continue;
      with_problem++;
      if (g_hash_table_contains (titles, problem))
        g_assert_cmpstr (g_hash_table_lookup (titles, problem), ==, cell (truth, i, 2));
      g_hash_table_insert (titles, (gpointer) problem, (gpointer) cell (truth, i, 2));
    }
  g_assert_cmpuint (g_hash_table_size (titles), >=, 12);
  g_assert_cmpuint (with_problem, >, 600);
  test_dir_remove (dir);
}

static void
test_small_and_large (void)
{
  static const struct
  {
    guint64 tickets;
    guint days;
  } cases[] = { { 1, 1 }, { 5, 9 }, { 40, 2 }, { 500, 40 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *dir = test_dir_new ();
      g_autoptr (GPtrArray) exports = write_sample (dir, cases[i].tickets, cases[i].days, 7);
      g_autoptr (GPtrArray) last = read_table (g_ptr_array_index (exports, exports->len - 1));

      g_assert_cmpuint (exports->len, ==, cases[i].days);
      g_assert_cmpuint (last->len - 1, ==, cases[i].tickets);
      test_dir_remove (dir);
    }
}

static const HcRecordData *
find_title (GPtrArray *records, const char *title)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (hc_record_data_title (records->pdata[i]), title))
      return records->pdata[i];
  g_error ("The plan has no “%s”", title);
}

static GPtrArray *
load (HcDb *db, const char *type, const char *parent)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = hc_records_load (db, hc_record_type (type), parent, &error);

  g_assert_no_error (error);
  return records;
}

static void
check_hot_path (HcDb *db, GPtrArray *workflows, const HcSampleWorkflow *path)
{
  const HcRecordData *workflow = find_title (workflows, path->name);
  g_autoptr (GPtrArray) steps = load (db, "workflow_step", workflow->id);
  g_autoptr (GPtrArray) cohorts = load (db, "cohort", NULL);
  g_autoptr (GPtrArray) links = load (db, "workflow_cohort", workflow->id);
  const char *walker = find_title (cohorts, hc_sample_cohorts[path->cohort].name)->id;
  gboolean linked = FALSE;

  g_assert_cmpuint (steps->len, ==, g_strv_length ((char **) path->steps));
  for (guint i = 0; i < steps->len; i++)
    g_assert_cmpstr (hc_record_data_title (steps->pdata[i]), ==, path->steps[i]);
  for (guint i = 0; i < links->len; i++)
    linked |= g_str_equal (hc_record_data_get (links->pdata[i], "cohort_id"), walker);
  g_assert_true (linked);
}

static void
check_cohort (HcDb *db, const char *name, const char *field, const char *value, gint64 heads)
{
  g_autoptr (GPtrArray) cohorts = load (db, "cohort", NULL);
  const HcRecordData *cohort = find_title (cohorts, name);
  g_autoptr (GPtrArray) matches = load (db, "cohort_match", cohort->id);

  g_assert_cmpint (hc_record_data_get_int (cohort, "head_count", -1), ==, heads);
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpstr (hc_record_data_get (matches->pdata[0], "field"), ==, field);
  g_assert_cmpstr (hc_record_data_get (matches->pdata[0], "value"), ==, value);
}

static void
check_group (HcDb *db, const char *name)
{
  g_autoptr (GPtrArray) teams = load (db, "team", NULL);
  const HcRecordData *team = find_title (teams, name);
  g_autoptr (GPtrArray) groups = load (db, "group_team", team->id);

  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_cmpstr (hc_record_data_title (groups->pdata[0]), ==, name);
}

/* data/starters/sample.ini says the same as the tables that the tickets are made from. */
static void
test_plan (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  g_autoptr (GPtrArray) exports = write_sample (dir, 5, 1, 1);
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open (path, HC_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) workflows = NULL;

  g_assert_no_error (error);
  workflows = load (db, "workflow", NULL);
  g_assert_cmpuint (workflows->len, ==, HC_SAMPLE_N_WORKFLOWS);
  for (guint i = 0; i < HC_SAMPLE_N_WORKFLOWS; i++)
    {
      g_assert_cmpstr (hc_record_data_title (workflows->pdata[i]), ==, hc_sample_workflows[i].name);
      check_hot_path (db, workflows, &hc_sample_workflows[i]);
    }
  for (guint i = 0; i < HC_SAMPLE_N_COHORTS; i++)
    check_cohort (db, hc_sample_cohorts[i].name, "department", hc_sample_cohorts[i].department,
                  hc_sample_cohorts[i].heads);
  for (guint i = 0; i < HC_SAMPLE_N_PLACES; i++)
    check_cohort (db, hc_sample_places[i].name, "location", hc_sample_places[i].name, -1);
  for (guint i = 0; i < HC_SAMPLE_N_GROUPS; i++)
    check_group (db, hc_sample_groups[i].name);
  hc_db_close (db);
  test_dir_remove (dir);
}

static gboolean
is_escalated (HcDb *db, const char *issue)
{
  g_autoptr (GPtrArray) escalations = load (db, "escalation", NULL);
  const HcRecordData *escalation;

  g_assert_cmpuint (escalations->len, ==, 1);
  escalation = escalations->pdata[0];
  g_assert_true (hc_record_data_is_set (escalation, "team_id"));
  g_assert_cmpint (hc_record_data_get_int (escalation, "acknowledged_at", 0), <,
                   hc_record_data_get_int (escalation, "due_at", 0));
  return g_strcmp0 (hc_record_data_get (escalation, "issue_id"), issue) == 0;
}

static void
test_catalog (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  g_autoptr (GPtrArray) exports = write_sample (dir, 5, 1, 1);
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open (path, HC_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) issues = NULL;
  guint n_known = 0;

  g_assert_no_error (error);
  issues = load (db, "issue", NULL);
  g_assert_cmpuint (issues->len, ==, 6);
  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = issues->pdata[i];
      g_autoptr (GPtrArray) cohorts = load (db, "issue_cohort", issue->id);
      g_autoptr (GPtrArray) missing = hc_issue_missing (issue, cohorts->len);

      g_assert_cmpuint (missing->len, ==, 0);
      g_assert_null (hc_issue_action_warning (issue));
      if (hc_record_data_get_int (issue, "is_known_error", 0))
        g_assert_true (is_escalated (db, issue->id));
      n_known += hc_record_data_get_int (issue, "is_known_error", 0) != 0;
    }
  g_assert_cmpuint (n_known, ==, 1);
  hc_db_close (db);
  test_dir_remove (dir);
}

/* What the rules of the launch say about the tickets, against the problem behind each: they reach
 * about a third of those that have one, and hardly ever a wrong one. */
static void
test_rules (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "sample.hypercare", NULL);
  g_autofree char *truth_path = g_build_filename (dir, "truth.csv", NULL);
  g_autoptr (GPtrArray) exports = write_sample (dir, HC_SAMPLE_TICKETS, HC_SAMPLE_DAYS, 1);
  g_autoptr (GPtrArray) last = read_table (g_ptr_array_index (exports, exports->len - 1));
  g_autoptr (GPtrArray) truth = read_table (truth_path);
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open (path, HC_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (HcRuleSet) set = NULL;
  guint linked = 0, right = 0, with_problem = 0;

  g_assert_no_error (error);
  rules = hc_rules_load (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rules->len, ==, 5);
  set = hc_rule_set_new (rules);
  for (guint i = 1; i < last->len; i++)
    {
      const char *text[HC_TICKET_N_FIELDS] = { NULL };
      gint64 term[HC_TICKET_N_FIELDS] = { 0 };
      int rule[HC_N_LINKS];
      g_autoptr (HcRecordData) issue = NULL;

      with_problem += cell (truth, i, 1)[0] != '\0';
      text[HC_TICKET_TITLE] = cell (last, i, COLUMN_TITLE);
      text[HC_TICKET_SUBCATEGORY] = cell (last, i, COLUMN_SUBCATEGORY);
      term[HC_TICKET_SUBCATEGORY] = g_str_hash (text[HC_TICKET_SUBCATEGORY]) | 1;
      if (!hc_rule_set_match (set, text, term, rule))
        continue;
      linked++;
      issue = hc_record_load (
        db, hc_record_type ("issue"),
        ((HcRule *) rules->pdata[rule[HC_LINK_ISSUE]])->target[HC_LINK_ISSUE], &error);
      g_assert_no_error (error);
      right += g_str_equal (hc_record_data_title (issue), cell (truth, i, 2));
    }
  g_test_message ("linked %u, right %u", linked, right);
  g_assert_cmpuint (right, >, with_problem * 30 / 100);
  g_assert_cmpuint (right, <, with_problem * 45 / 100);
  g_assert_cmpuint (right * 100, >, linked * 90);
  hc_db_close (db);
  test_dir_remove (dir);
}

static void
test_refused (void)
{
  g_autofree char *dir = test_dir_new ();
  g_autofree char *inside = g_build_filename (dir, "inside", NULL);
  g_autofree char *usage = g_build_filename (dir, "usage.csv", NULL);
  g_autofree char *below_file = g_build_filename (usage, "x", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  HcSampleOptions options = { 50, 2, 1 };

  g_assert_true (g_file_set_contents (usage, "mine", -1, NULL));
  g_assert_false (hc_sample_write (dir, &options, NULL, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "usage.csv"));
  g_clear_error (&error);

  g_assert_false (hc_sample_write (below_file, &options, NULL, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_false (hc_sample_write (inside, &options, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  options.days = 0;
  g_assert_false (hc_sample_write (inside, &options, NULL, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/same-seed-same-bytes", test_same_seed_same_bytes);
  g_test_add_func ("/sample/other-seed-differs", test_other_seed_differs);
  g_test_add_func ("/sample/exports", test_exports);
  g_test_add_func ("/sample/truth", test_truth);
  g_test_add_func ("/sample/small-and-large", test_small_and_large);
  g_test_add_func ("/sample/plan", test_plan);
  g_test_add_func ("/sample/catalog", test_catalog);
  g_test_add_func ("/sample/rules", test_rules);
  g_test_add_func ("/sample/refused", test_refused);
  return g_test_run ();
}
