/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-writer.h"

static const struct
{
  const char *text;
  char separator;
  const char *wanted;
} cells[] = {
  { NULL, ',', "" },
  { "", ',', "" },
  { "plain", ',', "plain" },
  { "a,b", ',', "\"a,b\"" },
  { "a,b", ';', "a,b" },
  { "a;b", ';', "\"a;b\"" },
  { "say \"hi\"", ',', "\"say \"\"hi\"\"\"" },
  { "two\nlines", ',', "\"two\nlines\"" },
  { "ends\r", ',', "\"ends\r\"" },
  { "=1+1", ',', "\"'=1+1\"" },
  { "=cmd|' /C calc'!A0", ',', "\"'=cmd|' /C calc'!A0\"" },
  { "+1+1", ',', "\"'+1+1\"" },
  { "-2+3", ',', "\"'-2+3\"" },
  { "@SUM(A1)", ',', "\"'@SUM(A1)\"" },
  { "-", ',', "\"'-\"" },
  { "-5", ',', "-5" },
  { "+3.25", ',', "+3.25" },
  { "-1,5", ';', "-1,5" },
  { "-1e6", ',', "-1e6" },
  { "-1e", ',', "\"'-1e\"" },
  { "-0x1F", ',', "\"'-0x1F\"" },
  { "-inf", ',', "\"'-inf\"" },
  { "\tx", ',', "\"'\tx\"" },
  { "\rx", ',', "\"'\rx\"" },
  { "a\tb", '\t', "a b" },
  { "two\r\nlines", '\t', "two lines" },
  { "\t=1", '\t', "' =1" },
  { "say \"hi\"", '\t', "say \"hi\"" },
  { "=1", '\t', "'=1" },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      hc_csv_append_cell (out, cells[i].text, cells[i].separator);
      g_test_message ("row %u", i);
      g_assert_cmpstr (out->str, ==, cells[i].wanted);
    }
}

static void
test_rows (void)
{
  const char *const row[] = { "a", NULL, "x;y" };
  g_autoptr (GString) out = g_string_new (NULL);

  hc_csv_append_row (out, row, G_N_ELEMENTS (row), ';');
  hc_csv_append_row (out, row, 1, ';');
  g_assert_cmpstr (out->str, ==, "a;;\"x;y\"\r\na\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/csv/cells", test_cells);
  g_test_add_func ("/export/csv/rows", test_rows);
  return g_test_run ();
}
