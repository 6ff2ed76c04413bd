/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-reader.h"
#include "hc-encoding.h"
#include "reader-util.h"

#include <fcntl.h>
#include <glib/gstdio.h>

static const struct
{
  const char *name;
  const char *bytes;
  gsize length; /* 0: strlen */
  const char *given;
  const char *encoding;
  const char *rows;
  guint64 undecodable;
} cases[] = {
  { "ASCII", "a,b\n", 0, NULL, "UTF-8", "1: a|b\n", 0 },
  { "UTF-8", "ä,日\n", 0, NULL, "UTF-8", "1: ä|日\n", 0 },
  { "UTF-8 with a cut character", "äöü,ßé\xc3\n€,x\n", 0, NULL, "UTF-8",
    "1: äöü|ßé\xef\xbf\xbd\n2: €|x\n", 1 },
  { "UTF-8 cut at the end", "äöü,ßéà\n€,\xe2\x82", 0, NULL, "UTF-8",
    "1: äöü|ßéà\n2: €|\xef\xbf\xbd\xef\xbf\xbd\n", 2 },
  { "1252",
    "Gr\xfc\xdf"
    "e,5 \x80 \x96 x\n",
    0, NULL, "windows-1252", "1: Grüße|5 € – x\n", 0 },
  { "1252 with a hole", "\xfc,\x81\n", 0, NULL, "windows-1252", "1: ü|\xef\xbf\xbd\n", 1 },
  { "Latin-1 given", "\xfc,\x96\n", 0, "latin1", "windows-1252", "1: ü|–\n", 0 },
  { "given", "\xb1,\xe6\n", 0, "ISO-8859-2", "ISO-8859-2", "1: ą|ć\n", 0 },
  { "given wrongly", "ü,b\n", 0, "cp1252", "windows-1252", "1: Ã¼|b\n", 0 },
  { "NUL", "a,b\nx\0y,z\n", 10, NULL, "UTF-8", "1: a|b\n2: x\xef\xbf\xbdy|z\n", 1 },
  { "UTF-16LE BOM",
    "\xff\xfe"
    "a\0,\0\xac\x20\n\0",
    10, NULL, "UTF-16LE", "1: a|€\n", 0 },
  { "UTF-16BE BOM", "\xfe\xff\0a\0,\x20\xac\0\n", 10, NULL, "UTF-16BE", "1: a|€\n", 0 },
  { "UTF-16LE", "a\0,\0\xac\x20\n\0", 8, NULL, "UTF-16LE", "1: a|€\n", 0 },
  { "UTF-16BE", "\0a\0,\x20\xac\0\n", 8, NULL, "UTF-16BE", "1: a|€\n", 0 },
  { "UTF-16 given",
    "\xff\xfe"
    "a\0,\0\xac\x20\n\0",
    10, "utf-16", "UTF-16LE", "1: a|€\n", 0 },
  { "UTF-16 lone surrogate",
    "\xff\xfe"
    "a\0,\0\x00\xd8,\0b\0",
    12, NULL, "UTF-16LE", "1: a|\xef\xbf\xbd|b\n", 2 },
  { "UTF-16 NUL character",
    "\xff\xfe"
    "a\0,\0\0\0,\0b\0",
    12, NULL, "UTF-16LE", "1: a|\xef\xbf\xbd|b\n", 2 },
  { "UTF-16 odd byte",
    "\xff\xfe"
    "a\0,\0b\0c",
    9, NULL, "UTF-16LE", "1: a|b\xef\xbf\xbd\n", 1 },
  { "UTF-32LE", "\xff\xfe\0\0a\0\0\0,\0\0\0\x01\xf6\x01\0", 16, NULL, "UTF-32LE", "1: a|😁\n", 0 },
  { "UTF-32BE", "\0\0\xfe\xff\0\0\0a\0\0\0,\0\x01\xf6\x01", 16, NULL, "UTF-32BE", "1: a|😁\n", 0 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = cases[i].length > 0 ? cases[i].length : strlen (cases[i].bytes);
      HcReaderOptions options = { .encoding = cases[i].given, .delimiter = ',' };
      char *path = reader_util_write (cases[i].bytes, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, &error);
      g_autofree char *rows = NULL;

      g_assert_no_error (error);
      rows = reader_util_dump (reader, &error);
      g_assert_no_error (error);
      if (g_strcmp0 (rows, cases[i].rows) != 0)
        g_error ("%s: got %s", cases[i].name, rows);
      g_assert_cmpstr (hc_row_reader_encoding (reader), ==, cases[i].encoding);
      g_assert_cmpuint (hc_row_reader_undecodable (reader), ==, cases[i].undecodable);
      reader_util_remove (path);
    }
}

static void
test_unknown (void)
{
  HcReaderOptions options = { .encoding = "klingon" };
  g_autoptr (GError) error = reader_util_fail ("a,b\n", 4, &options);

  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "klingon"));
}

/* Agrees with GLib's validation on every possible start of up to four bytes that matter. */
static void
test_sequences (void)
{
  static const guint8 bytes[] = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1,
    0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff
  };
  const guint n = G_N_ELEMENTS (bytes);

  for (guint i = 0; i < n * n * n * n; i++)
    {
      /* Behind 40 ASCII bytes, so that the fast path is left in the middle. */
      guint8 text[44];
      const gchar *end;

      memset (text, 'x', 40);
      text[40] = bytes[i % n];
      text[41] = bytes[i / n % n];
      text[42] = bytes[i / n / n % n];
      text[43] = bytes[i / n / n / n];
      g_utf8_validate_len ((const char *) text, sizeof text, &end);
      g_assert_true (hc_utf8_skip_valid (text, text + sizeof text, NULL) == (const guint8 *) end);
    }
}

/* The same table in every encoding and block size, with characters across every block's end. */
static void
test_round_trip (void)
{
  static const char *const names[] = { "UTF-8",    "UTF-16LE",     "UTF-16BE", "UTF-32LE",
                                       "UTF-32BE", "windows-1252", "GB18030" };
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 1; i <= 6000; i++)
    {
      g_string_append_printf (csv, "%u,Übergröße €%u,é\n", i, i * 7);
      g_string_append_printf (expected, "%u: %u|Übergröße €%u|é\n", i, i, i * 7);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize block = 1; block < 200000; block = block * 5 + 2)
      {
        gsize length;
        g_autofree char *bytes =
          g_convert (csv->str, (gssize) csv->len, names[i], "UTF-8", NULL, &length, NULL);
        HcReaderOptions options = { .encoding = names[i] };
        char *path = reader_util_write (bytes, length);
        g_autoptr (GError) error = NULL;
        g_autoptr (HcRowReader) reader =
          hc_csv_reader_new (open (path, O_RDONLY), "x.csv", &options, block, &error);
        g_autofree char *rows = NULL;

        g_assert_no_error (error);
        rows = reader_util_dump (reader, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (rows, ==, expected->str);
        g_assert_cmpuint (hc_row_reader_undecodable (reader), ==, 0);
        reader_util_remove (path);
      }
}

static const char *
detect (const char *bytes, gsize length, guint64 *undecodable)
{
  char *path = reader_util_write (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, NULL, &error);
  g_autofree char *rows = NULL;
  const char *encoding;

  g_assert_no_error (error);
  rows = reader_util_dump (reader, &error);
  g_assert_no_error (error);
  *undecodable = hc_row_reader_undecodable (reader);
  encoding = g_intern_string (hc_row_reader_encoding (reader));
  reader_util_remove (path);
  return encoding;
}

static const struct
{
  const char *encoding;
  const char *line;
} languages[] = {
  { "windows-1251", "INC%u,Не открывается отчёт о продажах,Служба поддержки\n" },
  { "KOI8-R", "INC%u,Не открывается отчёт о продажах,Служба поддержки\n" },
  { "CP932", "INC%u,販売レポートが開きません。再起動しても同じです,サービスデスク\n" },
  { "GB18030", "INC%u,无法打开销售报表，重新启动后问题仍然存在,服务台\n" },
  { "CP949", "INC%u,판매 보고서를 열 수 없습니다 다시 시작해도 같습니다,서비스 데스크\n" },
  { "windows-1252", "INC%u,Drucker für Größe 5 läuft nicht – später prüfen,Müller & Söhne\n" },
  { "windows-1252", "INC%u,L’imprimante réseau n’est plus accessible après la mise à jour,Été\n" },
  { "windows-1252", "INC%u,La contraseña no funciona después del cambio de año,Atención\n" },
  { "windows-1252", "INC%u,Impressora não está a funcionar após a atualização,Manutenção\n" },
};

static void
test_languages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GString) csv = g_string_new ("Number,Title,Group\n");
      g_autofree char *bytes = NULL;
      gsize length;
      guint64 undecodable;

      for (guint j = 0; j < 40; j++)
        {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          g_string_append_printf (csv, languages[i].line, j);
#pragma GCC diagnostic pop
        }
      bytes = g_convert (csv->str, (gssize) csv->len, languages[i].encoding, "UTF-8", NULL, &length,
                         NULL);
      g_assert_nonnull (bytes);
      g_assert_cmpstr (detect (bytes, length, &undecodable), ==, languages[i].encoding);
      g_assert_cmpuint (undecodable, ==, 0);
    }
}

/* The first byte that is not ASCII comes after megabytes of it. */
static void
test_late (void)
{
  static const struct
  {
    const char *tail;
    const char *encoding;
    guint64 undecodable;
  } tails[] = {
    { "\"Gr\xfc\xdf"
      "e\",b\n",
      "windows-1252", 0 },
    { "Grüße,b\n", "UTF-8", 0 },
  };
  g_autoptr (GString) csv = g_string_new (NULL);
  gsize ascii;

  while (csv->len < 6 << 20)
    g_string_append (csv, "INC0000001,Printer does not print\n");
  ascii = csv->len;
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      guint64 undecodable;

      g_string_truncate (csv, ascii);
      g_string_append (csv, tails[i].tail);
      g_assert_cmpstr (detect (csv->str, csv->len, &undecodable), ==, tails[i].encoding);
      g_assert_cmpuint (undecodable, ==, tails[i].undecodable);
    }
}

/* Damage far behind the point where UTF-8 was sure: marked and counted, the rest is untouched. */
static void
test_damage (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  guint64 undecodable;

  while (csv->len < 9 << 20)
    g_string_append (csv, "INC0000001,Größe\n");
  for (guint i = 0; i < 100; i++)
    csv->str[(5 << 20) + i * 20011] = (char) 0xff;
  g_assert_cmpstr (detect (csv->str, csv->len, &undecodable), ==, "UTF-8");
  g_assert_cmpuint (undecodable, >=, 100);
  g_assert_cmpuint (undecodable, <=, 200); /* halves of characters beside them */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/encoding/table", test_table);
  g_test_add_func ("/import/encoding/unknown", test_unknown);
  g_test_add_func ("/import/encoding/sequences", test_sequences);
  g_test_add_func ("/import/encoding/round-trip", test_round_trip);
  g_test_add_func ("/import/encoding/languages", test_languages);
  g_test_add_func ("/import/encoding/late", test_late);
  g_test_add_func ("/import/encoding/damage", test_damage);
  return g_test_run ();
}
