/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "hc-day-text.h"
#include "hc-format.h"

#define NBSP "\u00a0"

static void
test_count (void)
{
  static const struct
  {
    gint64 count;
    const char *text;
  } cases[] = {
    { 0, "0" },           { 999, "999" },           { 1000, "1,000" },
    { 1204, "1,204" },    { 123456, "123,456" },    { 1000000, "1,000,000" },
    { -1, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_format_count (cases[i].count);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_number (void)
{
  static const struct
  {
    double value;
    guint digits;
    const char *text;
  } cases[] = {
    { 11.34, 1, "11.3" }, { 0, 1, "0.0" },      { -0.04, 1, "0.0" },
    { -3.25, 1, "−3.2" }, { NAN, 1, "–" },      { 41.6, 0, "42" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_format_number (cases[i].value, cases[i].digits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_percent (void)
{
  g_autofree char *whole = hc_format_percent (0.34, 0);
  g_autofree char *fine = hc_format_percent (0.0456, 1);
  g_autofree char *missing = hc_format_percent (NAN, 0);

  g_assert_cmpstr (whole, ==, "34" NBSP "%");
  g_assert_cmpstr (fine, ==, "4.6" NBSP "%");
  g_assert_cmpstr (missing, ==, "–");
}

static void
test_hours (void)
{
  static const struct
  {
    double hours;
    const char *text;
  } cases[] = {
    { 0, "0" NBSP "min" },     { 0.05, "3" NBSP "min" },  { 0.4, "0.4" NBSP "h" },
    { 47.9, "47.9" NBSP "h" }, { 48, "2.0" NBSP "d" },    { 62.4, "2.6" NBSP "d" },
    { NAN, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_format_hours (cases[i].hours);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_days (void)
{
  HcDay day = hc_day_from_ymd (2026, 3, 11);
  g_autofree char *brief = hc_format_day (day);
  g_autofree char *year = hc_format_day_year (day);
  g_autofree char *full = hc_format_day_long (day);
  g_autofree char *weekday = hc_format_weekday_day (day);
  g_autofree char *none = hc_format_day (HC_DAY_NONE);

  g_assert_cmpstr (brief, ==, "11 Mar");
  g_assert_cmpstr (year, ==, "11 Mar 2026");
  g_assert_cmpstr (full, ==, "Wednesday 11 March");
  g_assert_cmpstr (weekday, ==, "Wed 11 Mar");
  g_assert_cmpstr (none, ==, "–");
}

static void
test_instants (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCalendar) calendar =
    hc_calendar_new ("Europe/Berlin", HC_WORKING_MONDAY_TO_FRIDAY, NULL, 0, &error);
  gint64 instant = 1773235200; /* 2026-03-11T13:20:00Z */
  g_autofree char *brief = NULL;
  g_autofree char *as_of = NULL;
  g_autofree char *none = NULL;

  g_assert_no_error (error);
  brief = hc_format_instant (instant, calendar);
  as_of = hc_format_as_of (instant, calendar);
  none = hc_format_instant (HC_INSTANT_NONE, calendar);
  g_assert_cmpstr (brief, ==, "11 Mar 14:20");
  g_assert_cmpstr (as_of, ==, "As of Wednesday 11 March, 14:20");
  g_assert_cmpstr (none, ==, "–");
}

static void
test_recent (void)
{
  gint64 now = 1773235200; /* 2026-03-11 13:20 UTC, the test's zone */
  static const struct
  {
    gint64 before;
    const char *text;
  } cases[] = {
    { 0, "13:20" },
    { 4 * 3600, "09:20" },
    { 14 * 3600, "Yesterday" },
    { 40 * 3600, "9 Mar" },
    { 100 * 86400, "1 Dec 2025" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_format_recent (now - cases[i].before, now);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_day_text (void)
{
  static const struct
  {
    int as_of; /* days after go-live; −100: no import */
    int now;
    gboolean with_date;
    const char *text;
  } cases[] = {
    { 5, 200, FALSE, "Day 6 of 14" },
    { 5, 200, TRUE, "Day 6 of 14 · 9 Mar" },
    { 0, 0, FALSE, "Day 1 of 14" },
    { 13, 13, FALSE, "Day 14 of 14" },
    { 14, 14, FALSE, "1 day after the planned end" },
    { -100, 2, FALSE, "Day 3 of 14" },
    { -100, -1, TRUE, "Starts in 1 day" },
    { -100, -12, TRUE, "Starts in 12 days" },
  };
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcCalendar) calendar = NULL;
  g_autoptr (GError) error = NULL;

  hc_launch_settings_init (&settings);
  g_free (settings.zone);
  settings.zone = g_strdup ("Europe/Berlin");
  settings.go_live_day = hc_day_from_ymd (2026, 3, 4);
  calendar = hc_launch_settings_calendar (&settings, &error);
  g_assert_no_error (error);
  settings.go_live_at = hc_calendar_day_start (calendar, settings.go_live_day);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 noon = settings.go_live_at + 12 * 3600;
      gint64 as_of = cases[i].as_of == -100 ? HC_INSTANT_NONE : noon + cases[i].as_of * 86400;
      g_autofree char *text = hc_day_text (&settings, calendar, as_of,
                                           noon + cases[i].now * 86400, cases[i].with_date);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/number", test_number);
  g_test_add_func ("/format/percent", test_percent);
  g_test_add_func ("/format/hours", test_hours);
  g_test_add_func ("/format/days", test_days);
  g_test_add_func ("/format/instants", test_instants);
  g_test_add_func ("/format/recent", test_recent);
  g_test_add_func ("/format/day-text", test_day_text);
  return g_test_run ();
}
