/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read from a file (encodings, columns, dates, as-of, warnings), and what is shown of it
 * before. */

#include "config.h"

#include "import-util.h"
#include "hc-db-private.h"
#include "hc-test-history.h"
#include "workbook-util.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

/* ---- columns, encodings, dates ---- */

static void
test_encodings (ImportFixture *f, gconstpointer data)
{
  static const char utf8[] = "Number;Opened;Short description\n"
                             "INC1;2024-03-04 08:00;Größe – geändert\n";
  const char *const encodings[] = { "UTF-8", "WINDOWS-1252", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-04", "UTC");
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;
      gsize length;
      g_autofree char *text = g_convert (utf8, -1, encodings[i], "UTF-8", NULL, &length, &error);
      g_autofree char *path = import_fixture_write (f, "e.csv", text, (gssize) length);

      batch = import_util_ok (db, path, NULL);
      g_test_message ("%s: %s", encodings[i], batch->encoding);
      hc_test_assert_rows (db, "SELECT title FROM ticket", "Größe – geändert\n");
    }
}

static void
test_layout (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (
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
  g_autoptr (HcBatch) batch = import_util_ok (f->db, path, NULL);

  g_assert_cmpstr (batch->profile, ==, "generic");
  g_assert_cmpint (batch->rows, ==, 3);
  g_assert_true (import_util_warns (batch, "footer"));
  g_assert_true (import_util_warns (batch, "ragged"));
  hc_test_assert_rows (f->db, "SELECT external_id, tags, state_class FROM ticket",
                       "0007|a, b|open\n0008|c|resolved\n0009|c|open\n");
}

/* Exports name columns of related records like the ticket's own: the first one is the ticket's.
 * Texts without an end are cut, and that is said. */
static void
test_repeated_columns (ImportFixture *f, gconstpointer data)
{
  g_autofree char *giant = g_strnfill (300000, 'x');
  g_autofree char *text = g_strdup_printf (
    "Number,Opened,State,Priority,Assignment group,Number,Opened,State,Priority,Assignment group,"
    "Short description\n"
    "INC1,2024-03-04 08:00,New,1 - Critical,Desk,"
    "PRB1,2024-03-01 08:00,Closed,4 - Low,Apps,\xc3\xa4%s\n",
    giant);
  g_autofree char *path = import_fixture_write (f, "r.csv", text, -1);
  g_autoptr (HcBatch) batch = import_util_ok (f->db, path, NULL);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcInspection) seen = NULL;
  const HcInspectColumn *column;

  hc_import_options_init (&options);
  seen = hc_import_inspect (f->db, path, &options, &error);
  g_assert_no_error (error);
  column = g_ptr_array_index (seen->columns, 10);
  g_assert_cmpuint (strlen (column->samples[0]), <, 1000);
  g_assert_false (import_util_warns (batch, "unknown_states"));
  g_assert_true (import_util_warns (batch, "cut_texts"));
  hc_test_assert_rows (f->db,
                       "SELECT external_id, state_class, priority, date (opened_at, 'unixepoch'), "
                       "(SELECT text FROM term WHERE id = group_term), length (title) FROM ticket",
                       "INC1|open|1|2024-03-04|Desk|131067\n");
}

static void
test_date_order (ImportFixture *f, gconstpointer data)
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
      g_autofree char *path = import_fixture_write (f, "d.csv", text, -1);
      g_autoptr (HcBatch) batch = NULL;
      g_auto (HcImportOptions) options = { 0 };

      hc_import_options_init (&options);
      options.date_order = cases[i].order;
      batch = import_util_ok (db, path, &options);
      hc_test_assert_rows (db, "SELECT date (opened_at, 'unixepoch') FROM ticket", cases[i].opened);
    }
}

/* ---- as-of ---- */

static void
test_as_of (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (f, "a.csv", HEADER ROW_1 ROW_2, -1);
  g_autofree char *created = import_fixture_write (f, "c.csv",
                                          "Number,Opened,Resolved\nINC1,2024-03-04 08:00,\n"
                                          "INC2,2024-03-04 07:00,2024-03-05 09:00\n",
                                          -1);
  g_autofree char *given = import_fixture_write (f, "g.csv", HEADER ROW_1, -1);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) updated = import_util_ok (f->db, path, NULL);
  g_autoptr (HcBatch) without = import_util_ok (f->db, created, NULL);
  g_autoptr (HcBatch) chosen = NULL;

  g_assert_cmpint (updated->as_of, ==, 1709550000); /* 2024-03-04T11:00Z */
  g_assert_cmpint (without->as_of, ==, 1709629200); /* 2024-03-05T09:00Z */
  hc_import_options_init (&options);
  options.as_of = 1709700000;
  chosen = import_util_ok (f->db, given, &options);
  g_assert_cmpint (chosen->as_of, ==, 1709700000);
}

/* The newest instant of a large file, wherever it stands. */
static void
test_as_of_large (ImportFixture *f, gconstpointer data)
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
      path = import_fixture_write (f, "n.csv", text->str, -1);
      batch = import_util_ok (db, path, NULL);
      g_assert_cmpint (batch->as_of, ==, 1711360800);
    }
}

static void
test_future (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (f, "f.csv", HEADER ROW_1 ROW_2, -1);
  const struct utimbuf time = { 1709540000, 1709540000 - 86400 }; /* 11:00 is 24 h later and more */
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejects = NULL;

  g_assert_cmpint (g_utime (path, (struct utimbuf *) &time), ==, 0);
  batch = import_util_ok (f->db, path, NULL);
  g_assert_cmpint (batch->tickets, ==, 1);
  g_assert_cmpint (batch->rejected, ==, 1);
  rejects = hc_rejects_load (f->db, batch->id, &error);
  g_assert_cmpstr (((HcReject *) g_ptr_array_index (rejects, 0))->code, ==, "in_the_future");
}

/* ---- warnings ---- */

static void
test_cap (ImportFixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Number,Opened\n");
  g_autofree char *path = NULL;
  g_autoptr (HcBatch) batch = NULL;

  /* Busy from Monday to Friday of one week but not on the Wednesday. */
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "INC%u,2024-03-%02u 08:00\n", i, (guint[]){ 4, 5, 7, 8 }[i % 4]);
  path = import_fixture_write (f, "cap.csv", text->str, -1);
  batch = import_util_ok (f->db, path, NULL);
  g_assert_true (import_util_warns (batch, "cap"));
  g_assert_true (import_util_warns (batch, "missing_days"));
  g_assert_nonnull (strstr (((HcBatchWarning *) g_ptr_array_index (batch->warnings, 1))->text,
                            "2024-03-06"));
}

static void
test_columns_changed (ImportFixture *f, gconstpointer data)
{
  g_autofree char *first =
    import_fixture_write (f, "1.csv", "Number,Opened,State,Category\nA,2024-03-04,New,X\n", -1);
  g_autofree char *second =
    import_fixture_write (f, "2.csv", "Number,Opened,State,Location\nA,2024-03-04,New,Y\n", -1);
  g_autoptr (HcBatch) one = import_util_ok (f->db, first, NULL);
  g_autoptr (HcBatch) two = import_util_ok (f->db, second, NULL);

  g_assert_cmpuint (one->warnings->len, ==, 0);
  g_assert_true (import_util_warns (two, "columns_gone"));
  g_assert_true (import_util_warns (two, "columns_new"));
  hc_test_assert_rows (f->db,
                       "SELECT c.text, l.text FROM ticket JOIN term AS c ON c.id = category_term "
                       "JOIN term AS l ON l.id = location_term",
                       "X|Y\n");
}

/* ---- inspecting ---- */

static void
test_inspect (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (
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
  g_assert_cmpstr (preview[HC_TICKET_OPENED], ==, "05/04/2024 09:00");
  g_assert_null (seen->already);

  /* The answer is shown at once. */
  options.date_order = HC_DATE_ORDER_DMY;
  hc_inspection_free (seen);
  seen = hc_import_inspect (f->db, path, &options, &error);
  g_assert_no_error (error);
  preview = g_ptr_array_index (seen->preview, 1);
  g_assert_nonnull (strstr (preview[HC_TICKET_OPENED], "2024-04-05"));
  g_assert_cmpuint (seen->dates->len, ==, 2);
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);
}

/* A person's mapping imports what no profile knows, is kept, and is proposed the next time. */
static void
test_mapping (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = import_fixture_write (f, "m.csv",
                                       "Vorfall,Wann,Lage,Wer\nX-1,04.03.2024 08:00,Heiß,Anna\n"
                                       "X-2,14.03.2024 09:00,Kalt,Anna\n",
                                       -1);
  g_autofree char *later = import_fixture_write (f, "n.csv",
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

  g_assert_null (import_util_run (f->db, path, NULL, &error));
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
  g_hash_table_insert (options.state_values, (gpointer) "Kalt",
                       GINT_TO_POINTER (HC_STATE_RESOLVED));
  options.save_profile = g_strdup ("Unser Werkzeug");
  batch = import_util_ok (f->db, path, &options);
  hc_test_assert_rows (f->db, "SELECT external_id, state_class FROM ticket",
                       "X-1|open\nX-2|resolved\n");

  {
    g_auto (HcImportOptions) plain;

    hc_import_options_init (&plain);
    seen = hc_import_inspect (f->db, later, &plain, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (seen->profile, ==, "Unser Werkzeug");
  }
  g_assert_true (seen->own_profile);
  next = import_util_ok (f->db, later, NULL);
  g_assert_cmpstr (next->profile, ==, "Unser Werkzeug");
  hc_test_assert_rows (f->db, "SELECT state_class FROM ticket", "resolved\nresolved\n");
}

/* Saved again over itself with one more value: what was said before stays. */
static void
test_mapping_again (ImportFixture *f, gconstpointer data)
{
  static const char *const files[] = {
    "Number,Opened,State\nA,03/04/2024 08:00,Hot\n",
    "Number,Opened,State\nA,03/04/2024 08:00,Cold\n",
    "Number,Opened,State\nA,03/04/2024 08:00,Cold\nB,03/04/2024 08:00,Hot\n",
  };
  static const int meanings[] = { HC_STATE_WAITING, HC_STATE_RESOLVED };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (HcImportOptions) options = { 0 };
      g_autofree char *name = g_strdup_printf ("%u.csv", i);
      g_autofree char *path = import_fixture_write (f, name, files[i], -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (HcInspection) seen = NULL;
      g_autoptr (HcBatch) batch = NULL;

      hc_import_options_init (&options);
      seen = hc_import_inspect (f->db, path, &options, &error);
      g_assert_no_error (error);
      if (i < G_N_ELEMENTS (meanings))
        {
          const char *state = i == 0 ? "Hot" : "Cold";

          options.columns = g_array_new (FALSE, FALSE, sizeof (HcMapColumn));
          for (guint k = 0; k < seen->columns->len; k++)
            {
              const HcInspectColumn *column = g_ptr_array_index (seen->columns, k);
              HcMapColumn map = { column->header, column->position, column->field };

              g_array_append_val (options.columns, map);
            }
          options.date_order = i == 0 ? HC_DATE_ORDER_DMY : HC_DATE_ORDER_AUTO;
          options.state_values = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (options.state_values, (gpointer) state,
                               GINT_TO_POINTER (meanings[i]));
          options.save_profile = g_strdup ("Mine");
        }
      batch = import_util_ok (f->db, path, &options);
      g_assert_cmpstr (seen->profile, ==, i == 0 ? "servicenow" : "Mine");
    }
  hc_test_assert_rows (f->db,
                       "SELECT external_id, state_class, date (opened_at, 'unixepoch') FROM ticket",
                       "A|resolved|2024-04-03\nB|waiting|2024-04-03\n");
}

/* Plain numbers of a workbook that are read as days are shown, each column once. */
static void
test_day_numbers (ImportFixture *f, gconstpointer data)
{
  Workbook workbook = {
    .rows = "<row><c t=\"str\"><v>Number</v></c><c t=\"str\"><v>Opened</v></c>"
            "<c t=\"str\"><v>Closed</v></c></row>"
            "<row><c t=\"str\"><v>A</v></c><c><v>45355.25</v></c><c s=\"1\"><v>45356</v></c></row>"
            "<row><c t=\"str\"><v>B</v></c><c><v>45356.5</v></c><c s=\"1\"><v>45357</v></c></row>",
    .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>",
    .strings = "",
  };
  char *path = workbook_util_write (&workbook);
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcInspection) seen = NULL;
  const HcInspectNumber *number;

  hc_import_options_init (&options);
  seen = hc_import_inspect (f->db, path, &options, &error);
  reader_util_remove (path);
  g_assert_no_error (error);
  g_assert_cmpuint (seen->numbers->len, ==, 1);
  number = g_ptr_array_index (seen->numbers, 0);
  g_assert_cmpstr (number->header, ==, "Opened");
  g_assert_cmpstr (number->text, ==, "45355.25");
  g_assert_cmpint (number->instant, ==, 1709532000); /* 2024-03-04T06:00Z */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  IMPORT_ADD ("/import/encodings", NULL, test_encodings);
  IMPORT_ADD ("/import/layout", NULL, test_layout);
  IMPORT_ADD ("/import/repeated-columns", NULL, test_repeated_columns);
  IMPORT_ADD ("/import/date-order", NULL, test_date_order);
  IMPORT_ADD ("/import/as-of", NULL, test_as_of);
  IMPORT_ADD ("/import/as-of-large", NULL, test_as_of_large);
  IMPORT_ADD ("/import/future", NULL, test_future);
  IMPORT_ADD ("/import/cap", NULL, test_cap);
  IMPORT_ADD ("/import/columns-changed", NULL, test_columns_changed);
  IMPORT_ADD ("/import/inspect", NULL, test_inspect);
  IMPORT_ADD ("/import/mapping", NULL, test_mapping);
  IMPORT_ADD ("/import/mapping-again", NULL, test_mapping_again);
  IMPORT_ADD ("/import/day-numbers", NULL, test_day_numbers);

  return g_test_run ();
}
