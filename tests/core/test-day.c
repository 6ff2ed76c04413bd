/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns.h"
#include "hc-day.h"
#include "hc-error.h"
#include "hc-launch-settings.h"

static HcCalendar *
calendar (const char *zone)
{
  GError *error = NULL;
  HcCalendar *self = hc_calendar_new (zone, HC_WORKING_MONDAY_TO_FRIDAY, NULL, 0, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_civil (void)
{
  static const struct
  {
    const char *text;
    HcDay day;
    int weekday;
  } cases[] = {
    { "1970-01-01", 0, 4 },       { "1969-12-31", -1, 3 },    { "2000-02-29", 11016, 2 },
    { "2016-02-29", 16860, 1 },   { "2018-11-04", 17839, 7 }, { "1900-03-01", -25508, 4 },
    { "9999-12-31", 2932896, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_day_format (cases[i].day);
      HcDay day = 77;

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (hc_day_parse (cases[i].text, &day));
      g_assert_cmpint (day, ==, cases[i].day);
      g_assert_cmpint (hc_day_weekday (day), ==, cases[i].weekday);
    }
  g_assert_null (hc_day_format (HC_DAY_NONE));
}

/* Every day of a century against GLib's own calendar. */
static void
test_civil_against_gdate (void)
{
  GDate date;

  g_date_set_dmy (&date, 1, 1, 1950);
  for (HcDay day = hc_day_from_ymd (1950, 1, 1); day < hc_day_from_ymd (2051, 1, 1); day++)
    {
      int year, month, day_of_month;

      hc_day_to_ymd (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (hc_day_weekday (day), ==, g_date_get_weekday (&date));
      g_assert_cmpint (hc_day_from_ymd (year, month, day_of_month), ==, day);
      g_date_add_days (&date, 1);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const texts[] = { "",           "2016-2-29",   "2015-02-29",      "2016-13-01",
                                       "2016-00-10", "2016-04-31",  "2016-04-00",      "20160229",
                                       "2016/02/29", "2016-02-29 ", " 2016-02-29",     "2016-02-2x",
                                       "0000-01-01", "2016-02-290", "2016-02-29T00:00" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      HcDay day = 77;

      if (hc_day_parse (texts[i], &day))
        g_error ("“%s” was taken for a date", texts[i]);
      g_assert_cmpint (day, ==, 77);
    }
  g_assert_false (hc_day_parse (NULL, &(HcDay){ 0 }));
}

static void
test_instant_format (void)
{
  static const struct
  {
    gint64 instant;
    const char *text;
  } cases[] = { { 0, "1970-01-01T00:00:00Z" },
                { -1, "1969-12-31T23:59:59Z" },
                { 1458517800, "2016-03-20T23:50:00Z" },
                { G_MAXUINT32, "2106-02-07T06:28:15Z" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_instant_format (cases[i].instant);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_null (hc_instant_format (HC_INSTANT_NONE));
}

static void
test_zones (void)
{
  static const char *const good[] = {
    "UTC",        "Europe/Berlin", "America/Argentina/Buenos_Aires",
    "Etc/GMT-14", "EST5EDT",       "America/Port-au-Prince"
  };
  static const char *const bad[] = { NULL,     "",          "Berlin",        "Europe/Berlinn",
                                     "+02:00", "CET-1CEST", "/etc/passwd",   "../../../etc/passwd",
                                     "Mars1",  ":UTC",      "Europe/../UTC", "Europe" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (HcCalendar) self = calendar (good[i]);
      g_autoptr (HcCalendar) copy = hc_calendar_copy (self);

      g_assert_cmpstr (hc_calendar_zone (copy), ==, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      HcCalendar *self = hc_calendar_new (bad[i], 31, NULL, 0, &error);

      if (self != NULL)
        g_error ("“%s” was taken for a time zone", bad[i]);
      g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
    }
}

/* Day starts, from `TZ=ZONE date -d '…' +%s`; where midnight does not exist, the instant of the
 * change from zdump -v. */
static void
test_day_starts (void)
{
  static const struct
  {
    const char *zone;
    const char *day;
    const char *start;
    int hours;
  } cases[] = {
    { "UTC", "2016-03-07", "2016-03-07T00:00:00Z", 24 },
    { "Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z", 23 },
    { "Europe/Berlin", "2024-10-27", "2024-10-26T22:00:00Z", 25 },
    { "America/New_York", "2024-03-10", "2024-03-10T05:00:00Z", 23 },
    { "America/Sao_Paulo", "2018-11-03", "2018-11-03T03:00:00Z", 24 },
    { "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23 }, /* begins at 01:00 */
    { "America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", 25 }, /* 23:00 twice */
    { "Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z", 23 },       /* begins at 01:00 */
    { "America/Havana", "2022-11-06", "2022-11-06T04:00:00Z", 25 },    /* 00:00 twice */
    { "Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24 },
    { "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0 }, /* was left out */
    { "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24 },
    { "Asia/Kathmandu", "2024-01-01", "2023-12-31T18:15:00Z", 24 },
    { "Australia/Lord_Howe", "2024-10-06", "2024-10-05T13:30:00Z", 23 }, /* 23:30 h in truth */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCalendar) self = calendar (cases[i].zone);
      g_autofree char *start = NULL;
      HcDay day;

      g_assert_true (hc_day_parse (cases[i].day, &day));
      start = hc_instant_format (hc_calendar_day_start (self, day));
      g_assert_cmpstr (start, ==, cases[i].start);
      g_assert_cmpint ((hc_calendar_day_end (self, day) - hc_calendar_day_start (self, day)) / 3600,
                       ==, cases[i].hours);
    }
}

/* Half an hour by half an hour: the day of an instant is its local date by GDateTime. */
static void
test_day_of_against_gdatetime (void)
{
  static const char *const zones[] = { "UTC",           "Europe/Berlin", "America/Sao_Paulo",
                                       "Asia/Beirut",   "Pacific/Apia",  "America/Havana",
                                       "Asia/Kathmandu" };
  gint64 first = 1293840000; /* 2011-01-01 */

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (HcCalendar) self = calendar (zones[z]);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[z]);

      for (gint64 t = first; t < first + 3 * 366 * 86400; t += 1800)
        {
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (t);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
          HcDay day = hc_day_from_ymd (g_date_time_get_year (local), g_date_time_get_month (local),
                                       g_date_time_get_day_of_month (local));
          HcDay local_day;
          int hour, minute, second;

          g_assert_cmpint (hc_calendar_day_of (self, t), ==, day);
          hc_calendar_utc_to_local (self, t, &local_day, &hour, &minute, &second);
          g_assert_cmpint (local_day, ==, day);
          g_assert_cmpint (hour, ==, g_date_time_get_hour (local));
          g_assert_cmpint (minute, ==, g_date_time_get_minute (local));
          g_assert_cmpint (second, ==, 0);
        }
    }
}

static void
test_local_to_utc (void)
{
  static const struct
  {
    const char *zone;
    int year, month, day, hour, minute;
    const char *utc;
    HcLocalTime quality;
  } cases[] = {
    { "Europe/Berlin", 2024, 3, 31, 1, 59, "2024-03-31T00:59:00Z", HC_LOCAL_EXACT },
    { "Europe/Berlin", 2024, 3, 31, 2, 30, "2024-03-31T01:30:00Z", HC_LOCAL_NONEXISTENT },
    { "Europe/Berlin", 2024, 3, 31, 3, 0, "2024-03-31T01:00:00Z", HC_LOCAL_EXACT },
    { "Europe/Berlin", 2024, 10, 27, 2, 30, "2024-10-27T00:30:00Z", HC_LOCAL_DOUBLED },
    { "Europe/Berlin", 2024, 10, 27, 3, 0, "2024-10-27T02:00:00Z", HC_LOCAL_EXACT },
    { "America/Sao_Paulo", 2018, 11, 4, 0, 0, "2018-11-04T03:00:00Z", HC_LOCAL_NONEXISTENT },
    { "America/Sao_Paulo", 2018, 2, 17, 23, 30, "2018-02-18T01:30:00Z", HC_LOCAL_DOUBLED },
    { "Pacific/Apia", 2011, 12, 30, 12, 0, "2011-12-30T22:00:00Z", HC_LOCAL_NONEXISTENT },
    { "UTC", 2016, 2, 29, 23, 59, "2016-02-29T23:59:00Z", HC_LOCAL_EXACT },
    { "UTC", 2015, 2, 29, 0, 0, NULL, HC_LOCAL_EXACT },
    { "UTC", 2016, 2, 29, 24, 0, NULL, HC_LOCAL_EXACT },
    { "UTC", 2016, 2, 29, 0, 60, NULL, HC_LOCAL_EXACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCalendar) self = calendar (cases[i].zone);
      HcLocalTime quality = HC_LOCAL_EXACT;
      g_autofree char *utc = hc_instant_format (
        hc_calendar_local_to_utc (self, cases[i].year, cases[i].month, cases[i].day, cases[i].hour,
                                  cases[i].minute, 0, &quality));

      g_assert_cmpstr (utc, ==, cases[i].utc);
      g_assert_cmpint (quality, ==, cases[i].quality);
    }
}

static void
test_working_days (void)
{
  HcDay holidays[] = { hc_day_from_ymd (2016, 3, 28), hc_day_from_ymd (2016, 3, 25) };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCalendar) self = hc_calendar_new ("UTC", 0x1f, holidays, 2, &error);
  g_autoptr (HcCalendar) apia = calendar ("Pacific/Apia");
  HcDay monday = hc_day_from_ymd (2016, 3, 21);
  static const gboolean working[] = { TRUE, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE, TRUE };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (working); i++)
    g_assert_cmpint (hc_calendar_is_working (self, monday + (HcDay) i), ==, working[i]);
  g_assert_true (hc_calendar_is_holiday (self, monday + 4));
  /* Friday 30 December 2011 did not take place in Samoa. */
  g_assert_false (hc_calendar_is_working (apia, hc_day_from_ymd (2011, 12, 30)));
  g_assert_true (hc_calendar_is_working (apia, hc_day_from_ymd (2011, 12, 29)));
  g_assert_false (hc_calendar_is_holiday (self, monday + 5));
}

static void
test_windows (void)
{
  static const struct
  {
    const char *as_of;
    const char *first;
    guint length, found;
    const char *from, *to;
  } cases[] = {
    /* A day is complete an hour before its end. */
    { "2016-03-18T22:59:59Z", "2016-02-29", 5, 5, "2016-03-11", "2016-03-17" },
    { "2016-03-18T23:00:00Z", "2016-02-29", 5, 5, "2016-03-14", "2016-03-18" },
    { "2016-03-20T23:50:00Z", "2016-02-29", 5, 5, "2016-03-14", "2016-03-18" },
    { "2016-03-20T23:50:00Z", "2016-02-29", 3, 3, "2016-03-16", "2016-03-18" },
    { "2016-03-02", "2016-02-29", 5, 3, "2016-02-29", "2016-03-02" },
    { "2016-02-29T12:00", "2016-02-29", 5, 0, NULL, NULL },
  };
  g_autoptr (HcCalendar) self = calendar ("UTC");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *from_text = NULL;
      g_autofree char *to_text = NULL;
      gint64 as_of;
      HcDay first, from, to;

      g_assert_true (hc_calendar_parse_as_of (self, cases[i].as_of, &as_of, &error));
      g_assert_true (hc_day_parse (cases[i].first, &first));
      g_assert_cmpuint (hc_calendar_window (self, as_of, first, cases[i].length, &from, &to), ==,
                        cases[i].found);
      from_text = hc_day_format (from);
      to_text = hc_day_format (to);
      g_assert_cmpstr (from_text, ==, cases[i].from);
      g_assert_cmpstr (to_text, ==, cases[i].to);
      g_assert_true (
        hc_calendar_is_complete (self, hc_calendar_last_complete_day (self, as_of), as_of));
      g_assert_false (
        hc_calendar_is_complete (self, hc_calendar_last_complete_day (self, as_of) + 1, as_of));
    }
}

static void
test_as_of (void)
{
  static const struct
  {
    const char *zone, *text, *instant;
  } good[] = {
    { "UTC", "2016-03-20", "2016-03-21T00:00:00Z" },
    { "Europe/Berlin", "2024-03-31", "2024-03-31T22:00:00Z" },
    { "Europe/Berlin", "2024-07-01T12:00", "2024-07-01T10:00:00Z" },
    { "Europe/Berlin", "2024-07-01T12:00:30", "2024-07-01T10:00:30Z" },
    { "Europe/Berlin", "2024-07-01T12:00Z", "2024-07-01T12:00:00Z" },
    { "Europe/Berlin", "2024-07-01T12:00:30-05:30", "2024-07-01T17:30:30Z" },
    { "Europe/Berlin", "2024-07-01T00:30+02:00", "2024-06-30T22:30:00Z" },
  };
  static const char *const bad[] = { "",
                                     "today",
                                     "2016-03-32",
                                     "2016-03-20 12:00",
                                     "2016-03-20T12",
                                     "2016-03-20T24:00",
                                     "2016-03-20T12:60",
                                     "2016-03-20T12:00:60",
                                     "2016-03-20T12:00+0200",
                                     "2016-03-20T12:00+02:00x",
                                     "2016-03-20T12:00z",
                                     "20.03.2016",
                                     "2016-03-20T" };
  g_autoptr (HcCalendar) utc = calendar ("UTC");

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (HcCalendar) self = calendar (good[i].zone);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gint64 instant = 0;

      hc_calendar_parse_as_of (self, good[i].text, &instant, &error);
      g_assert_no_error (error);
      text = hc_instant_format (instant);
      g_assert_cmpstr (text, ==, good[i].instant);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant = 7;

      g_assert_false (hc_calendar_parse_as_of (utc, bad[i], &instant, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, "YYYY-MM-DD"));
      g_assert_cmpint (instant, ==, 7);
    }
}

static void
test_settings (void)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_auto (HcLaunchSettings) copy = { 0 };
  g_autoptr (HcCalendar) none = NULL;
  g_autoptr (HcCalendar) some = NULL;
  g_autoptr (GError) error = NULL;

  hc_launch_settings_init (&settings);
  g_assert_cmpuint (settings.length_days, ==, 14);
  g_assert_cmpuint (settings.window_length, ==, 5);
  none = hc_launch_settings_calendar (&settings, &error);
  g_assert_null (none);
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_free (settings.zone);
  settings.zone = g_strdup ("Europe/Berlin");
  settings.go_live_day = hc_day_from_ymd (2024, 5, 6);
  settings.holidays = g_new (HcDay, 1);
  settings.holidays[0] = hc_day_from_ymd (2024, 5, 9);
  settings.n_holidays = 1;

  hc_launch_settings_copy (&settings, &copy);
  hc_launch_settings_clear (&settings);
  some = hc_launch_settings_calendar (&copy, &error);
  g_assert_no_error (error);
  g_assert_true (hc_calendar_is_holiday (some, hc_day_from_ymd (2024, 5, 9)));
  g_assert_cmpint (hc_launch_settings_day_number (&copy, hc_day_from_ymd (2024, 5, 6)), ==, 1);
  g_assert_cmpint (hc_launch_settings_day_number (&copy, hc_day_from_ymd (2024, 5, 19)), ==, 14);
  g_assert_cmpint (hc_launch_settings_day_number (&copy, hc_day_from_ymd (2024, 5, 5)), ==, 0);
}

static void
test_dimensions (void)
{
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    g_assert_cmpuint (hc_dimension_from_word (hc_dimension_word (by)), ==, by);
  g_assert_null (hc_dimension_word (HC_BY_NONE));
  g_assert_cmpuint (hc_dimension_from_word ("colour"), ==, HC_BY_NONE);
  g_assert_cmpuint (hc_dimension_from_word (NULL), ==, HC_BY_NONE);
}

static void
test_columns (void)
{
  g_autoptr (HcColumns) some = hc_columns_new (3);
  g_autoptr (HcColumns) empty = hc_columns_new (0);

  g_assert_cmpuint (some->n, ==, 3);
  g_assert_cmpuint (some->opened[2], ==, 0);
  g_assert_null (some->dim[HC_BY_NONE]);
  g_assert_cmpuint (some->names[HC_BY_GROUP]->len, ==, 1);
  g_assert_null (some->names[HC_BY_GROUP]->pdata[0]);
  g_assert_cmpint (empty->newest_as_of, ==, HC_INSTANT_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/civil", test_civil);
  g_test_add_func ("/day/civil-against-gdate", test_civil_against_gdate);
  g_test_add_func ("/day/parse-refuses", test_parse_refuses);
  g_test_add_func ("/day/instant-format", test_instant_format);
  g_test_add_func ("/day/zones", test_zones);
  g_test_add_func ("/day/day-starts", test_day_starts);
  g_test_add_func ("/day/day-of-against-gdatetime", test_day_of_against_gdatetime);
  g_test_add_func ("/day/local-to-utc", test_local_to_utc);
  g_test_add_func ("/day/working-days", test_working_days);
  g_test_add_func ("/day/windows", test_windows);
  g_test_add_func ("/day/as-of", test_as_of);
  g_test_add_func ("/day/settings", test_settings);
  g_test_add_func ("/day/dimensions", test_dimensions);
  g_test_add_func ("/day/columns", test_columns);
  return g_test_run ();
}
