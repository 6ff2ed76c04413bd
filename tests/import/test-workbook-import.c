/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks as people make them: dates that nobody formatted, and a first sheet that is no list. */

#include "config.h"

#include "hc-import.h"
#include "hc-test-facts.h"
#include "workbook-util.h"

#include <string.h>

/* Style 1 is a date with a time. */
#define STYLES                                                                                     \
  "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
#define TEXT(cell, text) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(cell, value) "<c r=\"" cell "\"><v>" value "</v></c>"
#define DATE(cell, value) "<c r=\"" cell "\" s=\"1\"><v>" value "</v></c>"
#define HEADER                                                                                     \
  "<row r=\"1\">" TEXT ("A1", "Number") TEXT ("B1", "Opened") TEXT ("C1", "State")                 \
  TEXT ("D1", "Resolved") "</row>"
#define ROW(n, key, opened, state, resolved)                                                       \
  "<row r=\"" n "\">" TEXT ("A" n, key) opened TEXT ("C" n, state) resolved "</row>"

static HcBatch *
import (HcDb *db, const Workbook *workbook, const char *sheet, GPtrArray **rejects, GError **error)
{
  g_auto (HcImportOptions) options = { 0 };
  char *path = workbook_util_write (workbook);
  HcBatch *batch;

  hc_import_options_init (&options);
  options.now = g_get_real_time () / G_USEC_PER_SEC;
  options.sheet = g_strdup (sheet);
  batch = hc_import_file (db, path, &options, NULL, NULL, rejects, error);
  reader_util_remove (path);
  return batch;
}

static const char *
warning (const HcBatch *batch, const char *code)
{
  for (guint i = 0; i < batch->warnings->len; i++)
    {
      const HcBatchWarning *entry = g_ptr_array_index (batch->warnings, i);

      if (g_str_equal (entry->code, code))
        return entry->text;
    }
  return NULL;
}

#define TIMES                                                                                      \
  "SELECT external_id, datetime (opened_at, 'unixepoch'), datetime (ended_at, 'unixepoch') "       \
  "FROM ticket ORDER BY external_id"

/* 2016-03-01 06:00, 2016-03-27 12:00 and 12:42:01 of the wall clock in Berlin, before and after the
 * clocks went forward. 1904 counts 1462 days less. */
static void
test_day_numbers (void)
{
  static const struct
  {
    Workbook workbook;
    const char *warned; /* columns */
  } cases[] = {
    { { .rows = HEADER ROW ("2", "A", NUMBER ("B2", "42430.25"), "Closed",
                            NUMBER ("D2", "42456.5"))
          ROW ("3", "B", NUMBER ("B3", "42456.52918"), "New", "") },
      "“Opened”, “Resolved”" },
    { { .rows = HEADER ROW ("2", "A", NUMBER ("B2", "40968.25"), "Closed",
                            NUMBER ("D2", "40994.5"))
          ROW ("3", "B", NUMBER ("B3", "40994.52918"), "New", ""),
        .properties = "date1904=\"1\"" },
      "“Opened”, “Resolved”" },
    /* Some were formatted. */
    { { .rows = HEADER ROW ("2", "A", DATE ("B2", "42430.25"), "Closed", DATE ("D2", "42456.5"))
          ROW ("3", "B", NUMBER ("B3", "42456.52918"), "New", "") },
      "“Opened”" },
    { { .rows = HEADER ROW ("2", "A", DATE ("B2", "42430.25"), "Closed", DATE ("D2", "42456.5"))
          ROW ("3", "B", DATE ("B3", "42456.52918"), "New", "") },
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2016-02-29", "Europe/Berlin");
      Workbook workbook = cases[i].workbook;
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;
      const char *text;

      workbook.styles = STYLES;
      batch = import (db, &workbook, NULL, NULL, &error);
      g_assert_no_error (error);
      hc_test_assert_rows (db, TIMES,
                           "A|2016-03-01 05:00:00|2016-03-27 10:00:00\n"
                           "B|2016-03-27 10:42:01|\n");
      text = warning (batch, "day_numbers");
      g_assert_cmpint (text != NULL, ==, cases[i].warned != NULL);
      if (text != NULL && strstr (text, cases[i].warned) == NULL)
        g_error ("case %u: %s", i, text);
      g_assert_null (warning (batch, "unread_dates"));
    }
}

/* All, or none: nothing is imported, or the column is left out aloud. */
static void
test_other_numbers (void)
{
  static const struct
  {
    const char *rows;
    const char *message; /* NULL: imported */
    const char *unread;
    const char *times;
  } cases[] = {
    { HEADER ROW ("2", "A", NUMBER ("B2", "42430.25"), "New", "")
        ROW ("3", "B", NUMBER ("B3", "12"), "New", ""),
      "Column “Opened” of ", NULL, "" },
    { HEADER ROW ("2", "A", NUMBER ("B2", "42430.25"), "New", "")
        ROW ("3", "B", TEXT ("B3", "soon"), "New", ""),
      "Column “Opened” of ", NULL, "" },
    { HEADER ROW ("2", "A", NUMBER ("B2", "99999"), "New", ""), "Column “Opened” of ", NULL, "" },
    { HEADER ROW ("2", "A", NUMBER ("B2", "42430.25"), "Closed", NUMBER ("D2", "1.5")), NULL,
      "“Resolved”", "A|2016-03-01 06:00:00|" },
    /* Digits that are a date in writing are no day numbers. */
    { HEADER ROW ("2", "A", NUMBER ("B2", "20160301"), "New", ""), NULL, NULL,
      "A|2016-03-01 00:00:00|\n" },
    { HEADER ROW ("2", "A", NUMBER ("B2", "1456812000"), "New", ""), NULL, NULL,
      "A|2016-03-01 06:00:00|\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2016-02-29", "UTC");
      Workbook workbook = { .rows = cases[i].rows, .styles = STYLES };
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = import (db, &workbook, NULL, NULL, &error);
      g_autofree char *times = hc_test_rows (db, TIMES);

      if (!g_str_has_prefix (times, cases[i].times))
        g_error ("case %u: %s", i, times);
      if (cases[i].message != NULL)
        {
          g_assert_null (batch);
          g_assert_error (error, HC_ERROR, HC_ERROR_FORMAT);
          g_assert_true (g_str_has_prefix (error->message, cases[i].message));
          g_assert_nonnull (strstr (error->message, "Format the column as dates"));
          g_assert_cmpstr (times, ==, "");
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (warning (batch, "unread_dates") != NULL, ==, cases[i].unread != NULL);
      if (cases[i].unread != NULL)
        g_assert_nonnull (strstr (warning (batch, "unread_dates"), cases[i].unread));
    }
}

/* The list is on the second sheet: the message names it and says how to choose it. */
static void
test_first_sheet (void)
{
  static const char *const summaries[] = {
    "", /* without rows */
    "<row r=\"1\">" TEXT ("A1", "Monthly report") "</row><row r=\"2\">" TEXT ("A2", "Total")
      NUMBER ("B2", "2") "</row>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2016-02-29", "UTC");
      Workbook workbook = { .rows = HEADER ROW ("2", "A", DATE ("B2", "42430.25"), "New", ""),
                            .styles = STYLES,
                            .summary = summaries[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) none = import (db, &workbook, NULL, NULL, &error);
      g_autoptr (HcBatch) batch = NULL;

      g_assert_null (none);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message,
                                "Sheet “Summary” was read; the workbook also has “Tickets”. Choose "
                                "one with --sheet NAME or in the import window."));
      g_clear_error (&error);
      batch = import (db, &workbook, "tickets", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (batch->rows, ==, 1);
      g_assert_cmpstr (batch->sheet, ==, "Tickets");
    }
}

/* With one sheet there is nothing to choose. */
static void
test_only_sheet (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2016-02-29", "UTC");
  Workbook workbook = { .rows = "<row r=\"1\">" TEXT ("A1", "Total") "</row>", .styles = STYLES };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) none = import (db, &workbook, NULL, NULL, &error);

  g_assert_null (none);
  g_assert_null (strstr (error->message, "--sheet"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook-import/day-numbers", test_day_numbers);
  g_test_add_func ("/workbook-import/other-numbers", test_other_numbers);
  g_test_add_func ("/workbook-import/first-sheet", test_first_sheet);
  g_test_add_func ("/workbook-import/only-sheet", test_only_sheet);
  return g_test_run ();
}
