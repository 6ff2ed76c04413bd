/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-reader.h"
#include "hc-csv-sniff.h"
#include "reader-util.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const struct
{
  const char *name;
  const char *csv;
  const char *rows;
} acid[] = {
  { "comma in quotes", "a,b\n1,\"x, y\"", "1: a|b\n2: 1|x, y\n" },
  { "empty", "a,b,c\n1,\"\",\"\"\n2,3,4", "1: a|b|c\n2: 1||\n3: 2|3|4\n" },
  { "doubled quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", "1: a|b\n2: 1|ha \"ha\" ha\n3: 3|4\n" },
  { "only quotes", "a,b\n\"\"\"\"\"\",\"\"\"\"\n", "1: a|b\n2: \"\"|\"\n" },
  { "LF in quotes", "a,b\n\"x\ny\",2\n3,4\n", "1: a|b\n2: x\\ny|2\n4: 3|4\n" },
  { "CRLF in quotes", "a,b\r\n\"x\r\ny\",2\r\n3,4\r\n", "1: a|b\n2: x\\r\\ny|2\n4: 3|4\n" },
  { "CR in quotes", "a,b\r\"x\ry\",2\r3,4\r", "1: a|b\n2: x\\ry|2\n4: 3|4\n" },
  { "mixed ends", "a,b\r\n1,2\n3,4\r5,6", "1: a|b\n2: 1|2\n3: 3|4\n4: 5|6\n" },
  { "blank lines", "a,b\n\n1,2\n\r\n\n3,4\n", "1: a|b\n2: \n3: 1|2\n4: \n5: \n6: 3|4\n" },
  { "ragged", "a,b,c\n1,2\n1,2,3,4\n1,2,3\n", "1: a|b|c\n2: 1|2\n3: 1|2|3|4\n4: 1|2|3\n" },
  { "trailing delimiter", "a,b,\n1,2,\n", "1: a|b|\n2: 1|2|\n" },
  { "quote inside", "a,b\n5\" disk,x\"y\"\n", "1: a|b\n2: 5\" disk|x\"y\"\n" },
  { "text after quotes", "a,b\n\"x\"y,\"p\"\"q\" r\n1,2\n", "1: a|b\n2: xy|p\"q r\n3: 1|2\n" },
  { "sep line", "sep=|\r\na|b,c\r\n1|2,3\r\n", "2: a|b,c\n3: 1|2,3\n" },
  { "quoted sep line", "\"sep=;\"\na;b\n", "2: a|b\n" },
  { "semicolons", "a;b;c\n1,5;2,5;3\n1,6;2,7;3\n", "1: a|b|c\n2: 1,5|2,5|3\n3: 1,6|2,7|3\n" },
  { "tabs", "a\tb\n1,2\t3\n", "1: a|b\n2: 1,2|3\n" },
  { "pipes", "a|b|c\n1|2|3\n", "1: a|b|c\n2: 1|2|3\n" },
  { "one column", "a\nb c\n\"d\"\n", "1: a\n2: b c\n3: d\n" },
  { "delimiters in quotes", "\"a;b;c;d\",2\n\"a;b;c;d\",3\n", "1: a;b;c;d|2\n2: a;b;c;d|3\n" },
  { "title above", "Tickets of May\n\na;b;c\n1;2;3\n4;5;6\n",
    "1: Tickets of May\n2: \n3: a|b|c\n4: 1|2|3\n5: 4|5|6\n" },
  { "backslashes", "a,b\n\"say \\\"x, y\\\" now\",\"C:\\\\\"\n1,2\n",
    "1: a|b\n2: say \"x, y\" now|C:\\\\\n3: 1|2\n" },
  { "backslash kept", "a,b\n\"C:\\\",\"D:\\\"\n\"\\n\",2\n",
    "1: a|b\n2: C:\\\\|D:\\\\\n3: \\\\n|2\n" },
  { "UTF-8 BOM",
    "\xef\xbb\xbf"
    "a,b\n1,2\n",
    "1: a|b\n2: 1|2\n" },
  { "blanks kept", "a, b \n 1,\" 2 \"\n", "1: a| b \n2:  1| 2 \n" },
  { "no end after quotes", "a,b\n1,\"2\"", "1: a|b\n2: 1|2\n" },
};

static char *
dump_blocks (const char *csv, gsize length, char delimiter, gsize block)
{
  char *path = reader_util_write (csv, length);
  HcReaderOptions options = { .delimiter = delimiter };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) reader = NULL;
  char *text;

  reader = hc_csv_reader_new (open (path, O_RDONLY), "x.csv", &options, block, &error);
  g_assert_no_error (error);
  text = reader_util_dump (reader, &error);
  g_assert_no_error (error);
  reader_util_remove (path);
  return text;
}

static void
test_acid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (acid); i++)
    for (gsize block = 1; block <= 64; block = block < 8 ? block + 1 : block * 2)
      {
        g_autofree char *rows = dump_blocks (acid[i].csv, strlen (acid[i].csv), 0, block);

        if (g_strcmp0 (rows, acid[i].rows) != 0)
          g_error ("%s, block %zu: got\n%s", acid[i].name, block, rows);
      }
}

/* ---- csv-spectrum ---- */

/* The values of its flat JSON in order, “key: value” texts joined by '|' and '\n' per object; keys
 * of the first object come first, as the header. Understands just what those files use. */
static char *
spectrum_rows (const char *json)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint objects = 0;
  gboolean is_key = TRUE;

  for (const char *p = json; *p != '\0'; p++)
    {
      if (*p == '{')
        objects++;
      else if (*p == '}')
        body->str[body->len - 1] = '\n';
      if (*p != '"')
        continue;
      g_string_truncate (text, 0);
      for (p++; *p != '"'; p++)
        {
          if (*p == '\\')
            p++;
          if (p[-1] == '\\' && (*p == 'n' || *p == 'r'))
            g_string_append_printf (text, "\\%c", *p);
          else
            g_string_append_c (text, *p);
        }
      if (!is_key)
        g_string_append_printf (body, "%s|", text->str);
      else if (objects == 1)
        g_string_append_printf (header, "%s|", text->str);
      is_key = !is_key;
    }
  header->str[header->len - 1] = '\n';
  g_string_append (header, body->str);
  return g_string_free (g_steal_pointer (&header), FALSE);
}

static char *
without_line_numbers (const char *rows)
{
  g_autoptr (GRegex) numbers = g_regex_new ("^[0-9]+: ", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace_literal (numbers, rows, -1, 0, "", 0, NULL);
}

static void
test_spectrum (void)
{
  g_autofree char *folder = reader_util_shared ("csv-spectrum");
  g_autofree char *csvs = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  if (folder == NULL)
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  csvs = g_build_filename (folder, "csvs", NULL);
  dir = g_dir_open (csvs, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *base = g_strndup (name, strlen (name) - strlen (".csv"));
      g_autofree char *json_name = g_strconcat (base, ".json", NULL);
      g_autofree char *json_path = g_build_filename (folder, "json", json_name, NULL);
      g_autofree char *path = g_build_filename (csvs, name, NULL);
      g_autofree char *json = NULL, *expected = NULL, *rows = NULL, *plain = NULL, *csv = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (json_path, &json, NULL, NULL));
      g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
      expected = spectrum_rows (json);
      if (strchr (csv, '\r') == NULL) /* a copy that lost its CRs on the way here */
        {
          g_autoptr (GString) lf = g_string_new (expected);

          g_string_replace (lf, "\\r", "", 0);
          g_free (expected);
          expected = g_string_free (g_steal_pointer (&lf), FALSE);
        }
      rows = reader_util_dump_file (path, NULL, &error);
      g_assert_no_error (error);
      plain = without_line_numbers (rows);
      g_assert_cmpstr (plain, ==, expected);
      n++;
    }
  g_assert_cmpuint (n, ==, 11);
}

/* ---- random tables ---- */

static const char *const pieces[] = { "a", "B7", " ", "\"", "\"\"", "\n", "\r",   "\r\n", ",",
                                      ";", "\t", "|", "é",  "日本", "\\", "\\\"", "",     "x y" };
static const char *const ends[] = { "\n", "\r\n", "\r" };

static void
append_random_cell (GRand *rand, char delimiter, GString *csv, GString *rows, guint64 *line)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 7);
  gboolean quote;

  while (n-- > 0)
    g_string_append (cell, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  quote = strpbrk (cell->str, "\"\n\r") != NULL || strchr (cell->str, delimiter) != NULL ||
          g_rand_int_range (rand, 0, 3) == 0;
  if (quote)
    g_string_append_c (csv, '"');
  for (const char *p = cell->str; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
      *line += *p == '\n' || (*p == '\r' && p[1] != '\n');
      if (*p == '\n' || *p == '\r' || *p == '\t')
        g_string_append (rows, *p == '\n' ? "\\n" : *p == '\r' ? "\\r" : "\\t");
      else
        {
          if (*p == '|' || *p == '\\')
            g_string_append_c (rows, '\\');
          g_string_append_c (rows, *p);
        }
    }
  if (quote)
    g_string_append_c (csv, '"');
}

static void
test_random_tables (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20160229);

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);
      g_autoptr (GString) rows = g_string_new (NULL);
      g_autofree char *got = NULL;
      char delimiter = ",;\t|"[round % 4];
      int n_rows = g_rand_int_range (rand, 1, 12);
      gsize block = (gsize) g_rand_int_range (rand, 1, 65);
      guint64 line = 1;

      if (round % 50 == 0)
        {
          n_rows = 4000;
          block = round % 100 == 0 ? 4096 : HC_CSV_BLOCK;
        }
      for (int i = 0; i < n_rows; i++)
        {
          int n_cells = g_rand_int_range (rand, 2, 6);

          g_string_append_printf (rows, "%" G_GUINT64_FORMAT ": ", line);
          for (int j = 0; j < n_cells; j++)
            {
              if (j > 0)
                {
                  g_string_append_c (csv, delimiter);
                  g_string_append_c (rows, '|');
                }
              append_random_cell (rand, delimiter, csv, rows, &line);
            }
          g_string_append_c (rows, '\n');
          if (i + 1 < n_rows || round % 2 == 0)
            g_string_append (csv, ends[g_rand_int_range (rand, 0, 3)]);
          line++;
        }
      got = dump_blocks (csv->str, csv->len, delimiter, block);
      if (g_strcmp0 (got, rows->str) != 0)
        g_error ("round %u, block %zu:\n%s\nexpected\n%s\ngot\n%s", round, block, csv->str,
                 rows->str, got);
    }
}

/* Thousands of damaged copies: rows or an error of ours, never a crash or a hang. */
static void
test_mutations (void)
{
  static const char seed[] = "sep=;\nnumber;opened_at;\"short description\"\n"
                             "INC1;2016-02-29;\"a \"\"b\"\"\nc\"\r\nINC2;;é\r\n\"\";\"x\\\"y\";z\n";
  static const char bytes[] = "\"\",;\n\r\t|\\ a\0\xff\xc3\xe9=";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *copy = g_memdup2 (seed, sizeof seed - 1);
      gsize length = (gsize) g_rand_int_range (rand, 1, sizeof seed);
      g_autofree char *path = NULL;
      g_autoptr (HcRowReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;
      HcReaderOptions options = { .delimiter = round % 3 == 0 ? ';' : 0 };

      for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
        copy[g_rand_int_range (rand, 0, (gint32) length)] =
          bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      path = reader_util_write (copy, length);
      reader = hc_csv_reader_new (open (path, O_RDONLY), "x.csv", &options,
                                  (gsize) g_rand_int_range (rand, 1, 40), &error);
      if (reader != NULL)
        rows = reader_util_dump (reader, &error);
      g_assert_true (rows != NULL || error->domain == HC_ERROR);
      reader_util_remove (g_steal_pointer (&path));
    }
}

/* ---- wrong files ---- */

static const struct
{
  const char *bytes;
  gsize length;
  HcError code;
  const char *says;
} wrong[] = {
  { "", 0, HC_ERROR_FORMAT, "is empty" },
  { "\xef\xbb\xbf", 3, HC_ERROR_FORMAT, "is empty" },
  { "a,b\n1,\"2\n3\n4,5\n", 16, HC_ERROR_FORMAT, "line 2 is never closed" },
  { "a,b\n\"1\n2\n\",\"x\n", 14, HC_ERROR_FORMAT, "line 4 is never closed" },
  { "\x89PNG\r\n\x1a\n....", 12, HC_ERROR_FORMAT, "PNG picture" },
  { "%PDF-1.7\n", 9, HC_ERROR_FORMAT, "PDF document" },
  { "\x1f\x8b\x08\x00", 4, HC_ERROR_FORMAT, "gzip" },
  { "SQLite format 3\0....", 20, HC_ERROR_FORMAT, "a database" },
  { "\n<!DOCTYPE html><html>", 22, HC_ERROR_FORMAT, "web page" },
  { "<TABLE><tr><td>a,b</td></tr></TABLE>", 35, HC_ERROR_FORMAT, "web page" },
  { "\xef\xbb\xbf<!-- x -->\r\n<html>", 22, HC_ERROR_FORMAT, "web page" },
  { "\xff\xfe<\0h\0t\0m\0l\0>\0", 14, HC_ERROR_FORMAT, "web page" },
  { "MIME-Version: 1.0\r\n", 19, HC_ERROR_FORMAT, "web page" },
  { "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", 82,
    HC_ERROR_FORMAT, "workbook in an old XML format" },
  { "[ {\"number\": 1}]", 16, HC_ERROR_FORMAT, "JSON" },
  { "<?xml version=\"1.0\"?>", 21, HC_ERROR_FORMAT, "XML" },
  { "\1\2\3\0\0\0\5\6xyz\7\x10\x11", 14, HC_ERROR_FORMAT, "not a text file" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = reader_util_fail (wrong[i].bytes, wrong[i].length, NULL);

      g_test_message ("%s", error->message);
      g_assert_error (error, HC_ERROR, (int) wrong[i].code);
      if (strstr (error->message, wrong[i].says) == NULL)
        g_error ("case %u: “%s” does not say “%s”", i, error->message, wrong[i].says);
    }
}

static void
test_old_excel (void)
{
  static const struct
  {
    const char *stream;
    const char *says;
  } cases[] = {
    { "EncryptedPackage", "password-protected" },
    { "Workbook", "old Excel format" },
    { "WordDocument", "old Office document" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 bytes[1024] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
      g_autoptr (GError) error = NULL;

      for (gsize j = 0; cases[i].stream[j] != '\0'; j++)
        bytes[640 + 2 * j] = (guint8) cases[i].stream[j];
      error = reader_util_fail (bytes, sizeof bytes, NULL);
      g_assert_error (error, HC_ERROR, HC_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_places (void)
{
  g_autoptr (GError) error = NULL;
  char *path = reader_util_write ("a,b\n", 4);

  g_assert_null (hc_row_reader_open ("/nonexistent/x.csv", NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hc_row_reader_open (g_get_tmp_dir (), NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "is a folder"));
  g_clear_error (&error);
  g_chmod (path, 0);
  if (geteuid () != 0)
    {
      g_assert_null (hc_row_reader_open (path, NULL, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
    }
  reader_util_remove (path);
}

/* A file of @length blanks after @head: sparse would be NUL, so it is really written. */
static char *
write_giant (const char *head, gsize length)
{
  char *path = reader_util_write (head, strlen (head));
  g_autofree char *block = g_malloc (1 << 20);
  int fd = open (path, O_WRONLY | O_APPEND);

  memset (block, 'x', 1 << 20);
  for (gsize done = 0; done < length; done += 1 << 20)
    g_assert_cmpint (write (fd, block, 1 << 20), ==, 1 << 20);
  close (fd);
  return path;
}

static void
test_giant_cell (void)
{
  static const char *const heads[] = { "a,b\n1,2\n3,", "a,b\n1,2\n3,\"" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      char *path = write_giant (heads[i], 200 << 20);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = reader_util_dump_file (path, NULL, &error);

      g_assert_null (rows);
      g_assert_error (error, HC_ERROR, HC_ERROR_LIMIT);
      g_assert_nonnull (strstr (error->message, "begins in line 3 is longer"));
      reader_util_remove (path);
    }
}

static void
test_columns_limit (void)
{
  g_autoptr (GString) csv = g_string_new ("a,b\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  for (guint i = 1; i < HC_CSV_MAX_COLUMNS; i++)
    g_string_append_c (csv, ',');
  rows = reader_util_dump_bytes (csv->str, csv->len, NULL, &error);
  g_assert_no_error (error);
  g_string_append_c (csv, ',');
  error = reader_util_fail (csv->str, csv->len, NULL);
  g_assert_error (error, HC_ERROR, HC_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "line 2"));
}

static void
test_overrides (void)
{
  HcReaderOptions options = { .delimiter = ';' };
  g_autoptr (GError) error = NULL;
  char *path = reader_util_write ("sep=,\na;b,c\n", 12);
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = reader_util_dump (reader, &error);
  g_assert_cmpstr (rows, ==, "2: a|b,c\n");
  g_assert_cmpint (hc_row_reader_delimiter (reader), ==, ';');
  g_assert_null (hc_row_reader_sheets (reader));
  g_assert_null (hc_row_reader_sheet (reader));
  g_assert_cmpfloat (hc_row_reader_fraction (reader), ==, 1.0);
  reader_util_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/csv/acid", test_acid);
  g_test_add_func ("/import/csv/spectrum", test_spectrum);
  g_test_add_func ("/import/csv/random-tables", test_random_tables);
  g_test_add_func ("/import/csv/mutations", test_mutations);
  g_test_add_func ("/import/csv/wrong", test_wrong);
  g_test_add_func ("/import/csv/old-excel", test_old_excel);
  g_test_add_func ("/import/csv/places", test_places);
  g_test_add_func ("/import/csv/giant-cell", test_giant_cell);
  g_test_add_func ("/import/csv/columns-limit", test_columns_limit);
  g_test_add_func ("/import/csv/overrides", test_overrides);
  return g_test_run ();
}
