/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks that are none, are damaged, or go beyond a limit. */

#include "config.h"

#include "hc-xlsx-package.h"
#include "workbook-util.h"
#include "zip-util.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define STYLES                                                        \
  "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts>" \
  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"

static const char mixed_row[] =
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>1.50</v></c>"
  "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c>"
  "<c r=\"E1\" t=\"str\"><f>A1</f><v> x </v></c>"
  "<c r=\"F1\" t=\"inlineStr\"><is><t>in</t></is></c></row>";

/* ---- wrong files ---- */

static void
assert_fails (GByteArray *zip, HcError code, const char *says)
{
  g_autoptr (GError) error = reader_util_fail (zip->data, zip->len, NULL);

  g_assert_error (error, HC_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
test_other_zips (void)
{
  static const struct
  {
    ZipMember member;
    const char *says;
  } zips[] = {
    { { "word/document.xml", "x", 1, FALSE, 0, FALSE }, "Word document" },
    { { "ppt/presentation.xml", "x", 1, FALSE, 0, FALSE }, "PowerPoint" },
    { { "xl/workbook.bin", "x", 1, FALSE, 0, FALSE }, ".xlsb" },
    { { "content.xml", "x", 1, FALSE, 0, FALSE }, "OpenDocument" },
    { { "tickets.csv", "a,b\n", 4, FALSE, 0, FALSE }, "archive without a workbook" },
    { { "xl/workbook.xml", "x", 1, TRUE, 0, TRUE }, "password-protected archive" },
    { { "xl/workbook.xml", "<a><b></a>", 10, FALSE, 0, FALSE }, "mismatched tag" },
    { { "xl/workbook.xml", "<workbook/>", 11, FALSE, 0, FALSE }, "no sheet" },
    { { "xl/workbook.xml", "<workbook/>", 11, FALSE, 5, FALSE }, "damaged" },
    { { "xl/workbook.xml", "<workbook/>", 11, FALSE, 500, FALSE }, "damaged" },
    { { "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 40, FALSE, 0, FALSE },
      "document type" },
  };
  g_autoptr (GByteArray) empty = zip_util_make (NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (zips); i++)
    {
      g_autoptr (GByteArray) zip = zip_util_make (&zips[i].member, 1);

      assert_fails (zip, HC_ERROR_FORMAT, zips[i].says);
    }
  assert_fails (empty, HC_ERROR_FORMAT, "archive without a workbook");
}

static void
test_truncated (void)
{
  Workbook workbook = { .rows = "<row><c><v>1</v></c></row>", .styles = STYLES };
  char *path = workbook_util_write (&workbook), *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  reader_util_remove (path);
  for (gsize cut = 5; cut < length; cut += 7)
    {
      g_autoptr (GByteArray) zip = g_byte_array_new ();

      g_byte_array_append (zip, (const guint8 *) bytes, (guint) cut);
      assert_fails (zip, HC_ERROR_FORMAT, "damaged or cut off");
    }
  g_free (bytes);
}

/* ---- limits, each on both sides ---- */

static void
assert_workbook (const Workbook *workbook, const char *limit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = workbook_util_dump (workbook, &error);

  if (limit == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, HC_ERROR, HC_ERROR_LIMIT);
  g_test_message ("%s", error->message);
  if (strstr (error->message, limit) == NULL)
    g_error ("“%s” does not say “%s”", error->message, limit);
}

static void
test_cell_limits (void)
{
  g_autofree char *fits = g_strnfill (32767, 'x');
  g_autofree char *long_text = g_strnfill (32768, 'x');
  static const struct
  {
    const char *format;
    gboolean shared;
  } ways[] = { { "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>%s</t></is></c></row>", FALSE },
               { "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>%s</v></c></row>", FALSE },
               { "<si><t>%s</t></si>", TRUE } };

  static const struct
  {
    const char *rows;
    const char *limit;
  } places[] = {
    { "<row><c r=\"XFD1\"><v>1</v></c></row>", NULL },
    { "<row><c r=\"XFE1\"><v>1</v></c></row>", "XFD" },
    { "<row><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>", "XFD" },
    { "<row r=\"1048576\"><c><v>1</v></c></row>", NULL },
    { "<row r=\"1048577\"><c><v>1</v></c></row>", "1,048,576" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    for (int over = 0; over <= 1; over++)
      {
        g_auto (GStrv) pieces = g_strsplit (ways[i].format, "%s", 2);
        g_autofree char *xml = g_strconcat (pieces[0], over ? long_text : fits, pieces[1], NULL);
        Workbook workbook = { .rows = ways[i].shared ? "" : xml,
                              .strings = ways[i].shared ? xml : NULL,
                              .styles = STYLES };

        assert_workbook (&workbook, !over ? NULL : ways[i].shared ? "32,767" : "Cell B3");
      }

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_workbook (&(Workbook) { .rows = places[i].rows, .styles = STYLES }, places[i].limit);
}

/* Emoji are two of Excel's characters each. */
static void
test_cell_units (void)
{
  for (guint n = 16383; n <= 16384; n++)
    {
      g_autoptr (GString) rows = g_string_new ("<row><c t=\"inlineStr\"><is><t>");

      for (guint i = 0; i < n; i++)
        g_string_append (rows, "😁");
      g_string_append (rows, "</t></is></c></row>");
      assert_workbook (&(Workbook) { .rows = rows->str, .styles = STYLES },
                       n == 16383 ? NULL : "32,767");
    }
}

static void
test_xml_limits (void)
{
  for (guint depth = 62; depth <= 63; depth++) /* below worksheet and sheetData */
    {
      g_autoptr (GString) rows = g_string_new (NULL);

      for (guint i = 0; i < depth; i++)
        g_string_append (rows, "<x>");
      for (guint i = 0; i < depth; i++)
        g_string_append (rows, "</x>");
      assert_workbook (&(Workbook) { .rows = rows->str, .styles = STYLES },
                       depth == 62 ? NULL : "nested too deeply");
    }
  for (guint megabytes = 1; megabytes <= 3; megabytes += 2)
    {
      g_autofree char *value = g_strnfill (megabytes << 20, 'x');
      g_autofree char *rows = g_strconcat ("<row a=\"", value, "\"/>", NULL);

      assert_workbook (&(Workbook) { .rows = rows, .styles = STYLES, .stored = TRUE },
                       megabytes == 1 ? NULL : "over 2 MB");
    }
}

static void
test_package_limits (void)
{
  g_autofree ZipMember *many = g_new0 (ZipMember, HC_XLSX_MAX_PARTS + 1);
  g_autofree char *blanks = g_strnfill (11 << 20, ' ');
  g_autoptr (GByteArray) zip = NULL;
  const char *big = "a very small part that claims a lot";

  for (guint i = 0; i <= HC_XLSX_MAX_PARTS; i++)
    many[i] = (ZipMember) { "x", "", 0, TRUE, 0, FALSE };
  zip = zip_util_make (many, HC_XLSX_MAX_PARTS);
  assert_fails (zip, HC_ERROR_FORMAT, "archive without");
  g_byte_array_unref (zip);
  zip = zip_util_make (many, HC_XLSX_MAX_PARTS + 1);
  assert_fails (zip, HC_ERROR_LIMIT, "2,000 parts");

  g_byte_array_unref (zip);
  zip = zip_util_make (&(ZipMember) { "x", blanks, 10 << 20, FALSE, 0, FALSE }, 1);
  assert_fails (zip, HC_ERROR_FORMAT, "archive without");
  g_byte_array_unref (zip);
  zip = zip_util_make (&(ZipMember) { "x", blanks, 11 << 20, FALSE, 0, FALSE }, 1);
  assert_fails (zip, HC_ERROR_LIMIT, "200 times");

  /* 513 MB in a part of 3 MB; 3 × 400 MB. */
  g_byte_array_unref (zip);
  zip = zip_util_make (&(ZipMember) { "x", blanks, 3 << 20, TRUE, 513 << 20, FALSE }, 1);
  assert_fails (zip, HC_ERROR_LIMIT, "too large when unpacked");
  g_byte_array_unref (zip);
  for (guint i = 0; i < 3; i++)
    many[i] = (ZipMember) { "x", blanks, 3 << 20, TRUE, 400 << 20, FALSE };
  zip = zip_util_make (many, 3);
  assert_fails (zip, HC_ERROR_LIMIT, "too large when unpacked");
  g_byte_array_unref (zip);
  zip = zip_util_make (&(ZipMember) { "x", big, strlen (big), TRUE, 20 << 20, FALSE }, 1);
  assert_fails (zip, HC_ERROR_LIMIT, "200 times");
}

static void
test_file_limit (void)
{
  char *path = reader_util_write ("PK\3\4", 4);
  int fd = open (path, O_WRONLY);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ftruncate (fd, (64 << 20) + 1), ==, 0);
  close (fd);
  g_assert_null (hc_row_reader_open (path, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "64 MB"));
  reader_util_remove (path);
}

static void
test_missing_string (void)
{
  Workbook workbook = { .rows = "<row r=\"4\"><c r=\"AB4\" t=\"s\"><v>1</v></c></row>",
                        .strings = "<si><t>only</t></si>",
                        .styles = STYLES };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = workbook_util_dump (&workbook, &error);

  g_assert_error (error, HC_ERROR, HC_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "AB4"));
}

/* Damaged copies of a workbook, packed and plain: cells or an error of ours. */
static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int stored = 0; stored <= 1; stored++)
    {
      Workbook workbook = { .rows = mixed_row,
                            .styles = STYLES,
                            .strings = "<si><t>a</t></si><si><r><t>b_x0041_</t></r></si>",
                            .stored = stored };
      char *path = workbook_util_write (&workbook);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      reader_util_remove (path);
      for (guint round = 0; round < 3000; round++)
        {
          g_autofree char *copy = g_memdup2 (bytes, length);
          g_autoptr (GError) error = NULL;
          g_autofree char *dump = NULL;

          for (int n = g_rand_int_range (rand, 1, 6); n > 0; n--)
            copy[g_rand_int_range (rand, 4, (gint32) length)] =
              (char) g_rand_int_range (rand, 0, 256);
          dump = reader_util_dump_bytes (copy, length, NULL, &error);
          g_assert_true (dump != NULL || error->domain == HC_ERROR);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/xlsx-limits/other-zips", test_other_zips);
  g_test_add_func ("/import/xlsx-limits/truncated", test_truncated);
  g_test_add_func ("/import/xlsx-limits/cell-limits", test_cell_limits);
  g_test_add_func ("/import/xlsx-limits/cell-units", test_cell_units);
  g_test_add_func ("/import/xlsx-limits/xml-limits", test_xml_limits);
  g_test_add_func ("/import/xlsx-limits/package-limits", test_package_limits);
  g_test_add_func ("/import/xlsx-limits/file-limit", test_file_limit);
  g_test_add_func ("/import/xlsx-limits/missing-string", test_missing_string);
  g_test_add_func ("/import/xlsx-limits/mutations", test_mutations);
  return g_test_run ();
}
