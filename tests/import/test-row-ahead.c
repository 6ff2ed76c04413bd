/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-ahead.h"

#include "reader-util.h"

/* Rows of all lengths: none of them may come out torn, twice or in another order. */
static char *
make_list (guint n_rows, guint giant_row)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (29);
  GString *text = g_string_new ("number,title,note\n");

  for (guint i = 0; i < n_rows; i++)
    {
      guint length = i == giant_row ? 300000 : (guint) g_rand_int_range (random, 0, 900);

      g_string_append_printf (text, "INC%u,\"", i);
      for (guint j = 0; j < length; j++)
        g_string_append_c (text, "abcdef \n"[g_rand_int_range (random, 0, 8)]);
      g_string_append_printf (text, "\",%*s\n", g_rand_int_range (random, 1, 40), "x");
    }
  return g_string_free (text, FALSE);
}

static char *
dump_direct (const char *path, GError **error)
{
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, NULL, error);

  g_assert_nonnull (reader);
  return reader_util_dump (reader, error);
}

static HcRowReader *
open_reader (const char *path)
{
  g_autoptr (GError) error = NULL;
  HcRowReader *reader = hc_row_reader_open (path, NULL, &error);

  g_assert_no_error (error);
  return reader;
}

static void
test_same_rows (void)
{
  static const struct
  {
    guint n_rows;
    guint giant_row;
  } cases[] = { { 0, 9 }, { 1, 9 }, { 255, 999 }, { 256, 999 }, { 257, 0 }, { 3000, 1500 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_list (cases[i].n_rows, cases[i].giant_row);
      char *path = reader_util_write (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autofree char *expected = dump_direct (path, &error);
      g_autoptr (HcRowReader) inner = open_reader (path);
      g_autoptr (HcRowReader) reader = hc_row_ahead_new (inner);

      for (guint round = 0; round < 3; round++)
        {
          g_autofree char *rows = reader_util_dump (reader, &error);
          HcRow row;

          g_assert_no_error (error);
          g_assert_cmpstr (rows, ==, expected);
          g_assert_false (hc_row_reader_next (reader, &row, &error));
          g_assert_no_error (error);
          g_assert_cmpfloat (hc_row_reader_fraction (reader), ==, 1);
          g_assert_true (hc_row_reader_rewind (reader, &error));
        }
      reader_util_remove (path);
    }
}

/* Cells that nobody looks at stay behind, but not those of a row that has to be told by them. */
static void
test_narrow (void)
{
  static const char text[] = "number,title,opened_at,group\n"
                             "INC1,No tile,2026-03-04,Desk\n"
                             "INC2,Slow,,Desk\n"
                             "Total: 2\n"
                             "INC3,Late,Mar 4,Desk,more\n";
  static const char *const expected[] = { "number|title|opened_at|group", "INC1||2026-03-04|",
                                          "INC2|Slow||Desk", "Total: 2", "INC3|Late|Mar 4|Desk|more" };
  const gboolean wanted[] = { TRUE, FALSE, TRUE };
  char *path = reader_util_write (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) inner = open_reader (path);
  g_autoptr (HcRowReader) reader = hc_row_ahead_new (inner);
  HcRow row;

  hc_row_ahead_narrow (reader, wanted, G_N_ELEMENTS (wanted), 2);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GString) cells = g_string_new (NULL);

      g_assert_true (hc_row_reader_next (reader, &row, &error));
      for (guint j = 0; j < row.n_cells; j++)
        {
          g_assert_cmpuint (strlen (row.cells[j].text), ==, row.cells[j].length);
          g_string_append_printf (cells, "%s%s", j > 0 ? "|" : "", row.cells[j].text);
        }
      g_assert_cmpstr (cells->str, ==, expected[i]);
    }
  g_assert_false (hc_row_reader_next (reader, &row, &error));
  g_assert_no_error (error);
  reader_util_remove (path);
}

/* Rewound and freed in the middle, with batches waiting. */
static void
test_leave_early (void)
{
  g_autofree char *text = make_list (5000, 4000);
  char *path = reader_util_write (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) inner = open_reader (path);
  g_autoptr (HcRowReader) reader = hc_row_ahead_new (inner);
  g_autofree char *rows = NULL;
  g_autofree char *expected = dump_direct (path, &error);
  HcRow row;

  for (guint taken = 0; taken < 1200; taken += 400)
    {
      for (guint i = 0; i < taken; i++)
        g_assert_true (hc_row_reader_next (reader, &row, &error));
      g_assert_true (hc_row_reader_rewind (reader, &error));
    }
  rows = reader_util_dump (reader, &error);
  g_assert_cmpstr (rows, ==, expected);
  g_assert_true (hc_row_reader_rewind (reader, &error));
  g_assert_true (hc_row_reader_next (reader, &row, &error));
  reader_util_remove (path);
}

/* The rows before the damage come first, then the error, then nothing. */
static void
test_error_after_rows (void)
{
  g_autofree char *list = make_list (700, 9999);
  g_autofree char *text = g_strconcat (list, "INC700,\"never closed\n", NULL);
  char *path = reader_util_write (text, strlen (text));
  g_autoptr (HcRowReader) direct = open_reader (path);
  g_autoptr (HcRowReader) inner = open_reader (path);
  g_autoptr (HcRowReader) reader = hc_row_ahead_new (inner);
  g_autoptr (GError) expected = NULL;
  g_autoptr (GError) error = NULL;
  HcRow left, right;

  while (hc_row_reader_next (direct, &left, &expected))
    {
      g_assert_true (hc_row_reader_next (reader, &right, &error));
      g_assert_cmpuint (left.line, ==, right.line);
      g_assert_cmpstr (left.cells[0].text, ==, right.cells[0].text);
    }
  g_assert_nonnull (expected);
  g_assert_false (hc_row_reader_next (reader, &right, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, expected->message);
  g_clear_error (&error);
  g_assert_false (hc_row_reader_next (reader, &right, &error));
  g_assert_no_error (error);
  reader_util_remove (path);
}

static void
test_what_was_found (void)
{
  static const char text[] = "number;title\nINC1;M\xfcller\nINC2;stra\xdf"
                             "e\n";
  const HcReaderOptions options = { "UTF-8", ';', NULL };
  char *path = reader_util_write (text, sizeof text - 1);
  g_autoptr (HcRowReader) inner = hc_row_reader_open (path, &options, NULL);
  g_autoptr (HcRowReader) reader = hc_row_ahead_new (inner);
  g_autofree char *rows = reader_util_dump (reader, NULL);

  g_assert_nonnull (rows);
  g_assert_cmpstr (hc_row_reader_encoding (reader), ==, "UTF-8");
  g_assert_cmpint (hc_row_reader_delimiter (reader), ==, ';');
  g_assert_cmpuint (hc_row_reader_undecodable (reader), ==, 2);
  g_assert_null (hc_row_reader_sheet (reader));
  reader_util_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/row-ahead/same-rows", test_same_rows);
  g_test_add_func ("/import/row-ahead/narrow", test_narrow);
  g_test_add_func ("/import/row-ahead/leave-early", test_leave_early);
  g_test_add_func ("/import/row-ahead/error-after-rows", test_error_after_rows);
  g_test_add_func ("/import/row-ahead/what-was-found", test_what_was_found);
  return g_test_run ();
}
