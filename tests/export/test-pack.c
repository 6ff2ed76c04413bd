/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-metric.h"
#include "hc-pack-text.h"
#include "hc-row-reader.h"
#include "pack-fixture.h"

/* Whatever happened, nothing but @names may be in the folder. */
static void
assert_files (PackFixture *self, const char *const *names)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_strv_contains (names, name))
      g_error ("“%s” was left behind", name);
}

static void
tear_down (PackFixture *self, gconstpointer data)
{
  static const char *const names[] = { "pack.xlsx", "again.xlsx", "pack-open-tickets.xlsx", NULL };

  assert_files (self, names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_unlink (path);
    }
  pack_fixture_tear_down (self, data);
}

static const HcPackOptions plain = { .as_of = HC_INSTANT_NONE };

static HcMetricSet *
compute (HcDb *db, gint64 as_of)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings;
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = as_of, .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE };
  HcMetricSet *set;

  g_assert_true (hc_launch_load (db, &settings, &error));
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  calendar = hc_launch_settings_calendar (&settings, &error);
  set = hc_metric_compute (columns, &settings, calendar, &query, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* @text is @wanted to 15 digits; "" is no value. */
static void
assert_number (const char *text, double wanted)
{
  char *end;
  double found;

  if (!isfinite (wanted))
    {
      g_assert_cmpstr (text, ==, "");
      return;
    }
  g_assert_cmpstr (text, !=, "");
  found = g_ascii_strtod (text, &end);
  g_assert_cmpint (*end, ==, '\0');
  g_assert_cmpfloat (fabs (found - wanted), <=, fabs (wanted) * 1e-14);
}

/* ---- contents ---- */

static const PackFixtureTicket few[] = {
  { "INC-3", "Old and low", "open", 4, "Desk", "Agent 1", "Access", 0.5, -1 },
  { "INC-1", "Young and critical", "waiting", 1, "Desk", NULL, "Access", 3.5, -1 },
  { "INC-2", "Done", "resolved", 2, "Finance", "Agent 2", "Invoices", 1.5, 2.25 },
  { "INC-4", "Called off", "cancelled", 3, "Finance", "Agent 2", "Invoices", 1.6, 2.5 },
  { "INC-5", "No priority", "open", 0, NULL, NULL, NULL, 2.5, -1 },
};

static void
test_sheets (PackFixture *self, gconstpointer data)
{
  static const char *const wanted[] = {
    "Cover",     "Summary",         "Exit Criteria",        "Stabilised Workflows",
    "Issue Catalog", "Known Errors",
    "Open Tickets", "Owner-Led Fixes", "Open Risks",
    "Ownership", "Escalation Path", "Metrics",              "Metric Definitions", "Knowledge Transfer",
    "Improvement Backlog", "Lessons Learned", "Handoff Checklist", "Data Notes", NULL
  };
  g_autoptr (HcRowReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  HcPackReport report = { 0 };

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  g_assert_true (hc_pack_write (self->db, self->path, &plain, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report.path, ==, self->path);
  g_assert_null (report.appendix);
  g_assert_cmpuint (report.sheets, ==, 18);
  g_assert_cmpuint (report.rows, >, 3 + 12 + 4);
  g_assert_cmpuint (report.cut_texts, ==, 0);
  hc_pack_report_clear (&report);

  reader = hc_row_reader_open (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length ((GStrv) hc_row_reader_sheets (reader)), ==, 18);
  for (guint i = 0; wanted[i] != NULL; i++)
    g_assert_cmpstr (hc_row_reader_sheets (reader)[i], ==, wanted[i]);
}

static void
test_open_tickets (PackFixture *self, gconstpointer data)
{
  static const char *const wanted[][9] = {
    { "Key", "Title", "Priority", "State", "Age (days)", "Group", "Assignee", "Issue",
      "Owner after exit" },
    { "INC-1", "Young and critical", "1 – Critical", "waiting", "0.5", "Desk", "", "", "" },
    { "INC-3", "Old and low", "4 – Low", "open", "3.5", "Desk", "Agent 1", "", "" },
    { "INC-5", "No priority", "", "open", "1.5", "", "", "", "" },
  };
  g_autoptr (GPtrArray) rows = NULL;
  guint header;

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Open Tickets");
  header = pack_fixture_find (rows, "Key");
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wanted[i]); j++)
      g_assert_cmpstr (pack_fixture_cell (rows, header + i, j), ==, wanted[i][j]);
  g_assert_cmpstr (pack_fixture_cell (rows, header + 4, 0), ==, "");
}

static void
test_summary_equals_metrics (PackFixture *self, gconstpointer data)
{
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const HcMetricPoint *age;

  pack_fixture_import_many (self->db, 2000, 150);
  pack_fixture_write (self, &plain);
  set = compute (self->db, HC_INSTANT_NONE);
  rows = pack_fixture_read (self->path, "Summary");
  for (guint id = 0; id < HC_N_METRICS; id++)
    {
      const HcMetricSeries *series = hc_metric_set_total (set, id);
      guint row;

      if (id == HC_METRIC_BACKLOG_AGE) /* shown by its parts, below */
        continue;
      row = pack_fixture_find (rows, hc_metrics[id].title);
      assert_number (pack_fixture_cell (rows, row, 3),
                     series->measurable ? series->window.value : NAN);
      assert_number (pack_fixture_cell (rows, row, 5),
                     series->measurable ? (double) series->window.n : NAN);
    }
  age = &hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE)->window;
  assert_number (pack_fixture_cell (rows, pack_fixture_find (rows, "Backlog Age, Median"), 3),
                 age->median_days);
  assert_number (pack_fixture_cell (rows, pack_fixture_find (rows, "Backlog Age, 90th Percentile"), 3),
                 age->p90_days);
  assert_number (pack_fixture_cell (rows, pack_fixture_find (rows, "Open over the Ageing Limit"), 3),
                 age->share_over_limit);
  for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
    assert_number (pack_fixture_cell (rows, pack_fixture_find (rows, "Age") + 1 + i, 1),
                   (double) age->buckets[i]);
}

static double
day_value (const HcMetricSet *set, HcMetricId id, guint day)
{
  const HcMetricSeries *series = hc_metric_set_total (set, id);

  return series->measurable ? series->points[day].value : NAN;
}

/* 1 where the dates stand again, for the next printed page. */
static guint
skip_dates (GPtrArray *rows, guint header, guint row, guint column)
{
  if (!g_str_equal (pack_fixture_cell (rows, header, column), "Date"))
    return 0;
  g_assert_cmpstr (pack_fixture_cell (rows, row, column), ==, pack_fixture_cell (rows, row, 0));
  return 1;
}

static void
test_daily_equals_metrics (PackFixture *self, gconstpointer data)
{
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const HcMetricSeries *age;
  guint header;

  pack_fixture_import_many (self->db, 2000, 150);
  pack_fixture_write (self, &plain);
  set = compute (self->db, HC_INSTANT_NONE);
  rows = pack_fixture_read (self->path, "Metrics");
  header = pack_fixture_find (rows, "Date");
  age = hc_metric_set_total (set, HC_METRIC_BACKLOG_AGE);
  g_assert_cmpuint (age->n_points, ==, 21);
  for (guint day = 0; day < age->n_points; day++)
    {
      const HcMetricPoint *point = &age->points[day];
      guint row = header + 1 + day;

      g_assert_cmpstr (pack_fixture_cell (rows, row, 1), ==, point->working_day ? "yes" : "no");
      g_assert_cmpstr (pack_fixture_cell (rows, row, 2), ==, point->complete ? "yes" : "no");
      for (guint id = 0, column = 3; id < HC_N_METRICS; id++)
        {
          column += skip_dates (rows, header, row, column);
          if (id != HC_METRIC_BACKLOG_AGE)
            {
              assert_number (pack_fixture_cell (rows, row, column++), day_value (set, id, day));
              continue;
            }
          for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
            assert_number (pack_fixture_cell (rows, row, column++), (double) point->buckets[i]);
          assert_number (pack_fixture_cell (rows, row, column++), point->median_days);
          assert_number (pack_fixture_cell (rows, row, column++), point->p90_days);
          assert_number (pack_fixture_cell (rows, row, column++), point->share_over_limit);
          assert_number (pack_fixture_cell (rows, row, column++), (double) point->waiting);
        }
    }
}

/* The list and the figure at every earlier as-of, with tickets that came back. */
static void
test_open_at_any_time (PackFixture *self, gconstpointer data)
{
  static const PackFixtureTicket later[] = {
    { "INC-1", "Young and critical", "resolved", 1, "Desk", NULL, "Access", 3.5, 5.5 },
    { "INC-2", "Done", "open", 2, "Finance", "Agent 2", "Invoices", 1.5, -1 },
    { "INC-3", "Old and low", "cancelled", 4, "Desk", "Agent 1", "Access", 0.5, 5.6 },
    { "INC-4", "Called off", "cancelled", 3, "Finance", "Agent 2", "Invoices", 1.6, 2.5 },
    { "INC-5", "No priority", "open", 0, NULL, NULL, NULL, 2.5, -1 },
  };

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  pack_fixture_import (self->db, "b.csv", 6, later, G_N_ELEMENTS (later));
  for (double days = 0; days < 6.5; days += 0.25)
    {
      HcPackOptions options = { .as_of = pack_fixture_instant (days), .force = TRUE };
      g_autoptr (HcMetricSet) set = compute (self->db, options.as_of);
      const HcMetricSeries *open = hc_metric_set_total (set, HC_METRIC_OPEN);
      g_autoptr (GPtrArray) rows = NULL;
      guint header, n = 0;

      pack_fixture_write (self, &options);
      rows = pack_fixture_read (self->path, "Open Tickets");
      header = pack_fixture_find (rows, "Key");
      while (*pack_fixture_cell (rows, header + 1 + n, 0) != '\0')
        n++;
      g_test_message ("%g days after go-live: %u open", days, n);
      g_assert_cmpuint (n, ==, (guint) (isfinite (open->window.value) ? open->window.value : 0));
    }
}

static void
test_open_then (PackFixture *self, gconstpointer data)
{
  HcPackOptions options = { .as_of = pack_fixture_instant (2) };
  g_autoptr (GPtrArray) rows = NULL;

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  pack_fixture_write (self, &options);
  rows = pack_fixture_read (self->path, "Open Tickets");
  g_assert_cmpstr (pack_fixture_cell (rows, pack_fixture_find (rows, "INC-2"), 3), ==,
                   "Open then (now: resolved)");
}

static void
test_data_notes (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint imports, rejects;

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  pack_fixture_write (self, &plain);
  rows = pack_fixture_read (self->path, "Data Notes");
  g_assert_cmpstr (pack_fixture_cell (rows, pack_fixture_find (rows, "Time zone"), 1), ==,
                   "Europe/Berlin");
  g_assert_cmpstr (pack_fixture_cell (rows, pack_fixture_find (rows, "Holidays"), 1), ==,
                   "9 Mar 2016");
  g_assert_cmpstr (pack_fixture_cell (rows, pack_fixture_find (rows, "Cancelled"), 1), ==,
                   "1 ticket, left out of every day");
  imports = pack_fixture_find (rows, "Imported files") + 2;
  g_assert_cmpstr (pack_fixture_cell (rows, imports, 0), ==, "a.csv");
  g_assert_cmpuint (strlen (pack_fixture_cell (rows, imports, 1)), ==, 64);
  g_assert_cmpstr (pack_fixture_cell (rows, imports, 5), ==, "6");
  g_assert_cmpstr (pack_fixture_cell (rows, imports, 6), ==, "5");
  rejects = pack_fixture_find (rows, "Rejected rows") + 2;
  g_assert_cmpstr (pack_fixture_cell (rows, rejects, 1), ==, "“=31.02.2016” is no date.");
  g_assert_cmpstr (pack_fixture_cell (rows, rejects, 2), ==, "bad_date");
  g_assert_cmpstr (pack_fixture_cell (rows, rejects, 4), ==, "99");
}

static void
test_empty_launch (PackFixture *self, gconstpointer data)
{
  static const char *const sheets[] = { "Summary", "Open Tickets", "Metrics" };
  g_autoptr (GPtrArray) summary = NULL;

  pack_fixture_write (self, &plain);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheets[i]);

      g_assert_true (g_str_has_prefix (pack_fixture_cell (rows, 1, 0),
                                       "No ticket export was imported yet"));
      for (guint row = 0; row < rows->len; row++)
        for (guint column = 0; column < 30; column++)
          g_assert_cmpstr (pack_fixture_cell (rows, row, column), !=, "0");
    }
  summary = pack_fixture_read (self->path, "Summary");
  g_assert_cmpstr (pack_fixture_cell (summary, pack_fixture_find (summary, "Inflow"), 3), ==, "");
  g_assert_cmpstr (pack_fixture_cell (summary, pack_fixture_find (summary, "Inflow"), 6), ==,
                   "Not measurable");
}

static void
test_anonymised (PackFixture *self, gconstpointer data)
{
  static const char *const sheets[] = { "Cover", "Summary", "Open Tickets", "Metrics",
                                        "Metric Definitions", "Data Notes" };
  static const char *const secrets[] = { "Old and low", "Young and critical", "Agent 1",
                                         "31.02.2016" };
  HcPackOptions options = { .as_of = HC_INSTANT_NONE, .anonymised = TRUE };
  g_autoptr (GPtrArray) tickets = NULL;

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  pack_fixture_write (self, &options);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheets[i]);

      for (guint row = 0; row < rows->len; row++)
        for (guint column = 0; column < 30; column++)
          for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
            g_assert_null (strstr (pack_fixture_cell (rows, row, column), secrets[j]));
    }
  tickets = pack_fixture_read (self->path, "Open Tickets");
  g_assert_cmpstr (pack_fixture_cell (tickets, pack_fixture_find (tickets, "Key"), 1), ==,
                   "Priority");
  g_assert_true (g_str_has_prefix (
      pack_fixture_cell (tickets, pack_fixture_find (tickets, "INC-3"), 5), "Person "));
}

/* ---- hostile and large ---- */

static void
test_payloads (PackFixture *self, gconstpointer data)
{
  GString *emoji = g_string_new (NULL), *words = g_string_new (NULL);
  const char *payloads[] = {
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1:A9)", "-2+3", "=HYPERLINK(\"http://evil\")",
    "http://example.com/x", "internal:'Cover'!A1", "javascript:alert(1)", "<script>alert(1)</script>",
    "]]>&amp;<!--", "1e999", "0012345678901234567890", "NaN", "#REF!", "TRUE", "bad \xff\xfe bytes",
    "\xEF\xBF\xBF", "a\001b\037c", "_x0041_", "'quoted", "  blanks  ", "two\nlines\r\nthree", "\t",
    NULL, NULL,
  };
  PackFixtureTicket tickets[G_N_ELEMENTS (payloads)] = { 0 };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  HcPackReport report = { 0 };
  guint header;

  for (guint i = 0; i < 40000; i++)
    g_string_append (emoji, "😀");
  for (guint i = 0; i < 50000; i++)
    g_string_append (words, "=1 ");
  payloads[G_N_ELEMENTS (payloads) - 2] = emoji->str;
  payloads[G_N_ELEMENTS (payloads) - 1] = words->str;
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_ptr_array_add (keys, g_strdup_printf ("=K%02u", i));
      tickets[i] = (PackFixtureTicket) { g_ptr_array_index (keys, i), payloads[i], "open", 3,
                                         "=G()", "@A", payloads[i % 9], 1 + i * 0.01, -1 };
    }
  pack_fixture_import (self->db, "=file.csv", 4, tickets, G_N_ELEMENTS (payloads));
  g_assert_true (hc_pack_write (self->db, self->path, &plain, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.cut_texts, ==, 2);
  hc_pack_report_clear (&report);

  rows = pack_fixture_read (self->path, "Open Tickets");
  header = pack_fixture_find (rows, "Key");
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autofree char *shown = NULL, *cell = hc_pack_text_clean (payloads[i], NULL, &shown);

      g_test_message ("payload %u", i);
      g_assert_cmpstr (pack_fixture_cell (rows, header + 1 + i, 0), ==, tickets[i].key);
      g_assert_cmpstr (pack_fixture_cell (rows, header + 1 + i, 1), ==, shown);
      g_assert_cmpstr (pack_fixture_cell (rows, header + 1 + i, 5), ==, "=G()");
    }
  g_string_free (emoji, TRUE);
  g_string_free (words, TRUE);
}

static void
test_appendix (PackFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "pack-open-tickets.xlsx", NULL);
  g_autoptr (GPtrArray) rows = NULL, appendix = NULL;
  g_autoptr (GError) error = NULL;
  HcPackReport report = { 0 };

  pack_fixture_import_many (self->db, 50000, 25000);
  g_assert_true (hc_pack_write (self->db, self->path, &plain, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report.appendix, ==, path);
  g_assert_cmpuint (report.rows, >, 25000);
  hc_pack_report_clear (&report);

  rows = pack_fixture_read (self->path, "Open Tickets");
  g_assert_nonnull (strstr (pack_fixture_cell (rows, 1, 0), "pack-open-tickets.xlsx"));
  g_assert_nonnull (strstr (pack_fixture_cell (rows, 1, 0), "25,000 open tickets"));
  appendix = pack_fixture_read (path, "Open Tickets");
  g_assert_cmpuint (appendix->len, ==, 25001);
  g_assert_cmpstr (pack_fixture_cell (appendix, 0, 0), ==, "Key");
  g_assert_true (g_str_has_prefix (pack_fixture_cell (appendix, 25000, 0), "INC"));
}

/* ---- files ---- */

static char *
contents (const char *path, gsize *length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static void
test_same_bytes (PackFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "again.xlsx", NULL);
  g_autofree char *a = NULL, *b = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_a, n_b;

  pack_fixture_import_many (self->db, 500, 50);
  pack_fixture_write (self, &(HcPackOptions) { .as_of = HC_INSTANT_NONE, .now = 1 });
  g_assert_true (hc_pack_write (self->db, path,
                                &(HcPackOptions) { .as_of = HC_INSTANT_NONE, .now = 999999999 },
                                NULL, &error));
  g_assert_no_error (error);
  a = contents (self->path, &n_a);
  b = contents (path, &n_b);
  g_assert_cmpmem (a, n_a, b, n_b);
}

static void
test_existing (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (self->path, "mine", -1, NULL));
  g_assert_false (hc_pack_write (self->db, self->path, &plain, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  bytes = contents (self->path, &length);
  g_assert_cmpstr (bytes, ==, "mine");
  pack_fixture_write (self, &(HcPackOptions) { .as_of = HC_INSTANT_NONE, .force = TRUE });
  rows = pack_fixture_read (self->path, "Cover");
  g_assert_cmpstr (pack_fixture_cell (rows, 1, 0), ==, "Wave 1 & Finance");
}

static void
test_existing_appendix (PackFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "pack-open-tickets.xlsx", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  pack_fixture_import_many (self->db, 20001, 20001);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (hc_pack_write (self->db, self->path, &plain, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
  bytes = contents (path, &length);
  g_assert_cmpstr (bytes, ==, "mine");
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_folder (PackFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_pack_write (self->db, self->folder,
                                 &(HcPackOptions) { .as_of = HC_INSTANT_NONE, .force = TRUE }, NULL,
                                 &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
}

static void
test_cancelled (PackFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  pack_fixture_import (self->db, "a.csv", 4, few, G_N_ELEMENTS (few));
  g_cancellable_cancel (cancellable);
  hc_db_set_cancellable (self->db, cancellable);
  g_assert_false (hc_pack_write (self->db, self->path, &plain, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  hc_db_set_cancellable (self->db, NULL);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/export/pack/" name, PackFixture, NULL, pack_fixture_set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sheets", test_sheets);
  ADD ("open-tickets", test_open_tickets);
  ADD ("summary-equals-metrics", test_summary_equals_metrics);
  ADD ("daily-equals-metrics", test_daily_equals_metrics);
  ADD ("open-at-any-time", test_open_at_any_time);
  ADD ("open-then", test_open_then);
  ADD ("data-notes", test_data_notes);
  ADD ("empty-launch", test_empty_launch);
  ADD ("anonymised", test_anonymised);
  ADD ("payloads", test_payloads);
  ADD ("appendix", test_appendix);
  ADD ("same-bytes", test_same_bytes);
  ADD ("existing", test_existing);
  ADD ("existing-appendix", test_existing_appendix);
  ADD ("folder", test_folder);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
