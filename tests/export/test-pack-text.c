/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-text.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *text;
  const char *cell;
  const char *shown;
  guint repaired;
} clean_cases[] = {
  { "plain", "plain", "plain", 0 },
  { "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", 0 },
  { "<script>&\"", "<script>&\"", "<script>&\"", 0 },
  { "a\r\nb\rc", "a\nb\nc", "a\nb\nc", 0 },
  { "tab\there", "tab\there", "tab\there", 0 },
  { "bell\a", "bell\xEF\xBF\xBD", "bell\xEF\xBF\xBD", 1 },
  { "bad\xff", "bad\xEF\xBF\xBD", "bad\xEF\xBF\xBD", 1 },
  { "cut\xe2\x82", "cut\xEF\xBF\xBD\xEF\xBF\xBD", "cut\xEF\xBF\xBD\xEF\xBF\xBD", 1 },
  { "\xEF\xBF\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBD", 1 },             /* U+FFFF */
  { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", NULL, 1 }, /* a lone surrogate */
  { "\xC2\x85", "\xEF\xBF\xBD", "\xEF\xBF\xBD", 1 },
  { "_x0041_", "_x005F_x0041_", "_x0041_", 0 },
  { "_x00G1_ _x0041", "_x00G1_ _x0041", "_x00G1_ _x0041", 0 },
  { "Größe 😀", "Größe 😀", "Größe 😀", 0 },
};

static void
test_clean (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (clean_cases); i++)
    {
      HcTextRepairs repairs = { 0 };
      g_autofree char *shown = NULL;
      g_autofree char *cell = hc_pack_text_clean (clean_cases[i].text, &repairs, &shown);

      g_test_message ("row %u", i);
      g_assert_cmpstr (cell, ==, clean_cases[i].cell);
      g_assert_cmpstr (shown, ==, clean_cases[i].shown ? clean_cases[i].shown : cell);
      g_assert_cmpuint (repairs.repaired, ==, clean_cases[i].repaired);
      g_assert_cmpuint (repairs.cut, ==, 0);
    }
}

static glong
utf16_units (const char *text)
{
  glong units = 0;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &units, NULL);

  g_assert_nonnull (wide);
  return units;
}

static const struct
{
  const char *unit;
  guint count;
  guint cut;
  glong units; /* of the cell */
} cut_cases[] = {
  { "a", 32767, 0, 32767 },
  { "a", 32768, 1, 32767 },
  { "ä", 32767, 0, 32767 },
  { "ä", 40000, 1, 32767 },
  { "😀", 16383, 0, 32766 },
  { "😀", 16384, 1, 32766 },
  { "😀", 40000, 1, 32766 },
  { "_x0041_", 5000, 1, 32764 }, /* 13 units each when escaped: 2520 fit */
};

static void
test_cut (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cut_cases); i++)
    {
      HcTextRepairs repairs = { 0 };
      GString *text = g_string_new (NULL);
      g_autofree char *cell = NULL;

      for (guint j = 0; j < cut_cases[i].count; j++)
        g_string_append (text, cut_cases[i].unit);
      cell = hc_pack_text_clean (text->str, &repairs, NULL);
      g_test_message ("row %u", i);
      g_assert_cmpuint (repairs.cut, ==, cut_cases[i].cut);
      g_assert_true (g_utf8_validate (cell, -1, NULL));
      g_assert_cmpint (utf16_units (cell), <=, HC_PACK_MAX_UNITS);
      if (strlen (cut_cases[i].unit) < 7)
        g_assert_cmpint (utf16_units (cell), ==, cut_cases[i].units);
      g_assert_cmpint (g_str_has_suffix (cell, " […]"), ==, cut_cases[i].cut);
      g_string_free (text, TRUE);
    }
}

static void
assert_text (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_figures (void)
{
  assert_text (hc_pack_text_count (0), "0");
  assert_text (hc_pack_text_count (999), "999");
  assert_text (hc_pack_text_count (1760), "1,760");
  assert_text (hc_pack_text_count (-1234567), "−1,234,567");
  assert_text (hc_pack_text_decimal (1234.56, 1), "1,234.6");
  assert_text (hc_pack_text_decimal (71.55, 1), "71.6");
  assert_text (hc_pack_text_decimal (0.25, 1), "0.3");
  assert_text (hc_pack_text_decimal (-0.25, 1), "−0.3");
  assert_text (hc_pack_text_decimal (2.5, 0), "3");
  assert_text (hc_pack_text_decimal (71.5499, 1), "71.5");
  assert_text (hc_pack_text_decimal (NAN, 1), "–");
  assert_text (hc_pack_text_decimal (INFINITY, 1), "–");
  assert_text (hc_pack_text_percent (0.1234), "12.3 %");
  assert_text (hc_pack_text_plural (1, "ticket", "tickets"), "1 ticket");
  assert_text (hc_pack_text_plural (2000, "ticket", "tickets"), "2,000 tickets");
}

static void
test_dates (void)
{
  HcDay a = hc_day_from_ymd (2016, 2, 29), b = hc_day_from_ymd (2016, 3, 4);
  HcDay c = hc_day_from_ymd (2016, 3, 18), d = hc_day_from_ymd (2017, 1, 2);

  assert_text (hc_pack_text_date (a), "29 Feb 2016");
  assert_text (hc_pack_text_date (HC_DAY_NONE), "–");
  assert_text (hc_pack_text_period (a, b), "29 Feb – 4 Mar 2016");
  assert_text (hc_pack_text_period (b, c), "4–18 Mar 2016");
  assert_text (hc_pack_text_period (c, d), "18 Mar 2016 – 2 Jan 2017");
  assert_text (hc_pack_text_period (c, c), "18 Mar 2016");
}

static void
test_words (void)
{
  g_auto (HcLaunchSettings) settings;

  hc_launch_settings_init (&settings);
  assert_text (hc_pack_text_bucket (&settings, 0), "<1 d");
  assert_text (hc_pack_text_bucket (&settings, 1), "1–3 d");
  assert_text (hc_pack_text_bucket (&settings, 4), "≥14 d");
  settings.age_bounds[0] = 0.5;
  assert_text (hc_pack_text_bucket (&settings, 0), "<0.5 d");
  assert_text (hc_pack_text_priority (1, "P1"), "1 – Critical");
  assert_text (hc_pack_text_priority (0, "Sev X"), "Sev X");
  assert_text (hc_pack_text_priority (0, NULL), NULL);
  assert_text (hc_pack_text_working_week (HC_WORKING_MONDAY_TO_FRIDAY), "Monday to Friday");
  assert_text (hc_pack_text_working_week (0x4f), "Mon, Tue, Wed, Thu, Sun");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/text/clean", test_clean);
  g_test_add_func ("/export/text/cut", test_cut);
  g_test_add_func ("/export/text/figures", test_figures);
  g_test_add_func ("/export/text/dates", test_dates);
  g_test_add_func ("/export/text/words", test_words);
  return g_test_run ();
}
