/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holidays from calendar files: which days are read, what is refused and why, what saving does. */

#include "config.h"

#include <string.h>

#include "hc-holidays-import.h"
#include "hc-launch-table.h"
#include "hc-record-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "reader-util.h"

#define FROM "2025-01-01"
#define TO "2027-12-31"

static HcDay
day (const char *text)
{
  HcDay result = HC_DAY_NONE;

  g_assert_true (hc_day_parse (text, &result));
  return result;
}

static HcHolidaysFile *
read_bytes (const char *text, gsize length, GError **error)
{
  char *path = reader_util_write (text, length);
  HcHolidaysFile *file = hc_holidays_read (path, day (FROM), day (TO), error);

  reader_util_remove (path);
  return file;
}

/* @events in a calendar; \n becomes CR LF, as the standard has it. */
static HcHolidaysFile *
read_events (const char *events, GError **error)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//T//T//EN\n", events,
                                       "END:VCALENDAR\n", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", lines);

  return read_bytes (crlf, strlen (crlf), error);
}

/* “2026-04-03 Good Friday; 2026-04-06 Easter Monday | 1 timed, 2 outside” */
static char *
describe (const HcHolidaysFile *file)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < file->days->len; i++)
    {
      const HcHoliday *holiday = g_ptr_array_index (file->days, i);
      g_autofree char *date = hc_day_format (holiday->day);

      g_string_append_printf (out, "%s%s%s%s", i > 0 ? "; " : "", date,
                              *holiday->name != '\0' ? " " : "", holiday->name);
    }
  if (file->n_timed > 0 || file->n_outside > 0)
    g_string_append_printf (out, " | %u timed, %u outside", file->n_timed, file->n_outside);
  return g_string_free (out, FALSE);
}

#define EVENT(lines) "BEGIN:VEVENT\nUID:1\n" lines "END:VEVENT\n"

static const struct
{
  const char *name, *events, *expected;
} good[] = {
  { "one", EVENT ("DTSTART;VALUE=DATE:20260403\nSUMMARY:Good Friday\n"), "2026-04-03 Good Friday" },
  { "end", EVENT ("DTSTART;VALUE=DATE:20260403\nDTEND;VALUE=DATE:20260404\nSUMMARY:Good Friday\n"),
    "2026-04-03 Good Friday" },
  { "no-name", EVENT ("DTSTART;VALUE=DATE:20260403\n"), "2026-04-03" },
  { "several-days",
    EVENT ("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas\n"),
    "2026-12-24 Christmas; 2026-12-25 Christmas; 2026-12-26 Christmas" },
  { "duration", EVENT ("DTSTART;VALUE=DATE:20261230\nDURATION:P1W\nSUMMARY:Shutdown\n"),
    "2026-12-30 Shutdown; 2026-12-31 Shutdown; 2027-01-01 Shutdown; 2027-01-02 Shutdown; "
    "2027-01-03 Shutdown; 2027-01-04 Shutdown; 2027-01-05 Shutdown" },
  { "reaching-in",
    EVENT ("DTSTART;VALUE=DATE:20241230\nDTEND;VALUE=DATE:20250103\nSUMMARY:Turn\n"),
    "2025-01-01 Turn; 2025-01-02 Turn" },
  { "reaching-out",
    EVENT ("DTSTART;VALUE=DATE:20271231\nDTEND;VALUE=DATE:20280103\nSUMMARY:Turn\n"),
    "2027-12-31 Turn" },
  { "yearly", EVENT ("DTSTART;VALUE=DATE:19900501\nRRULE:FREQ=YEARLY\nSUMMARY:Labour Day\n"),
    "2025-05-01 Labour Day; 2026-05-01 Labour Day; 2027-05-01 Labour Day" },
  { "yearly-until",
    EVENT ("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;UNTIL=20260501\nSUMMARY:L\n"),
    "2025-05-01 L; 2026-05-01 L" },
  { "yearly-count", EVENT ("DTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;COUNT=2\nSUMMARY:L\n"),
    "2025-05-01 L; 2026-05-01 L" },
  { "last-monday-of-may",
    EVENT ("DTSTART;VALUE=DATE:20240527\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\nSUMMARY:M\n"),
    "2025-05-26 M; 2026-05-25 M; 2027-05-31 M" },
  { "leap-day", EVENT ("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY\nSUMMARY:L\n"),
    " | 0 timed, 1 outside" },
  { "yearly-two-days",
    EVENT ("DTSTART;VALUE=DATE:20201225\nDTEND;VALUE=DATE:20201227\nRRULE:FREQ=YEARLY;INTERVAL=2\n"
           "SUMMARY:X\n"),
    "2026-12-25 X; 2026-12-26 X" },
  { "except",
    EVENT ("DTSTART;VALUE=DATE:20240501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20260501\nSUMMARY:L\n"),
    "2025-05-01 L; 2027-05-01 L" },
  { "more-dates",
    EVENT ("DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20260106,20260603\nSUMMARY:D\n"),
    "2026-01-01 D; 2026-01-06 D; 2026-06-03 D" },
  { "moved-once",
    EVENT ("DTSTART;VALUE=DATE:20250704\nRRULE:FREQ=YEARLY\nSUMMARY:Fourth\n")
    EVENT ("RECURRENCE-ID;VALUE=DATE:20260704\nDTSTART;VALUE=DATE:20260703\nSUMMARY:Third\n"),
    "2025-07-04 Fourth; 2026-07-03 Third; 2027-07-04 Fourth" },
  { "never-a-date",
    EVENT ("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nSUMMARY:N\n"),
    "2026-03-01 N" },
  { "too-often-in-a-day",
    EVENT ("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=SECONDLY\nSUMMARY:N\n"), "2026-03-01 N" },
  { "same-day-twice",
    EVENT ("DTSTART;VALUE=DATE:20260101\nSUMMARY:New Year\n")
    EVENT ("DTSTART;VALUE=DATE:20260101\nSUMMARY:Neujahr\n")
    EVENT ("DTSTART;VALUE=DATE:20260101\nSUMMARY:New Year\n") EVENT ("DTSTART;VALUE=DATE:20260101\n"),
    "2026-01-01 Neujahr, New Year" },
  { "in-order",
    EVENT ("DTSTART;VALUE=DATE:20261226\nSUMMARY:B\n") EVENT ("DTSTART;VALUE=DATE:20260101\nSUMMARY:A\n"),
    "2026-01-01 A; 2026-12-26 B" },
  { "timed",
    EVENT ("DTSTART:20260403T090000Z\nDTEND:20260403T100000Z\nSUMMARY:Meeting\n")
    EVENT ("DTSTART;VALUE=DATE:20260403\nSUMMARY:Good Friday\n"),
    "2026-04-03 Good Friday | 1 timed, 0 outside" },
  { "midnight-to-midnight",
    EVENT ("DTSTART;TZID=Europe/Berlin:20260403T000000\nDTEND;TZID=Europe/Berlin:20260405T000000\n"
           "SUMMARY:Easter\n"),
    "2026-04-03 Easter; 2026-04-04 Easter" },
  { "cancelled",
    EVENT ("DTSTART;VALUE=DATE:20260403\nSTATUS:CANCELLED\nSUMMARY:No\n")
    EVENT ("DTSTART;VALUE=DATE:20260404\nSUMMARY:Yes\n"),
    "2026-04-04 Yes" },
  { "outside", EVENT ("DTSTART;VALUE=DATE:20190403\nSUMMARY:Old\n"), " | 0 timed, 1 outside" },
  { "folded", EVENT ("DTSTART;VALUE=DATE:202\n 60403\nSUMMARY:Good \n\tFriday\n"),
    "2026-04-03 Good Friday" },
  { "fold-inside-a-character", EVENT ("DTSTART;VALUE=DATE:20261101\nSUMMARY:Allerheiligen f\xc3\n \xbc"
                                      "r alle\n"),
    "2026-11-01 Allerheiligen für alle" },
  { "escaped", EVENT ("DTSTART;VALUE=DATE:20260403\nSUMMARY:Ash\\, Ed\\; Friday\\nlong\n"),
    "2026-04-03 Ash, Ed; Friday long" },
  { "alarm-inside",
    EVENT ("DTSTART;VALUE=DATE:20260403\nSUMMARY:F\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\n"
           "END:VALARM\n"),
    "2026-04-03 F" },
  { "old-encoding", EVENT ("DTSTART;VALUE=DATE:20261101\nSUMMARY:F\xfcr alle\n"),
    "2026-11-01 Für alle" },
  { "no-such-date",
    EVENT ("DTSTART;VALUE=DATE:2026AB99\nSUMMARY:Bad\n")
    EVENT ("DTSTART;VALUE=DATE:20260403\nSUMMARY:F\n"), "2026-04-03 F" },
};

static void
test_good (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcHolidaysFile) file = read_events (good[i].events, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (file);
  g_assert_cmpstr (text, ==, good[i].expected);
}

/* The rule for Easter is not in the format, so such calendars list each year; the others repeat.
 * Every first Monday of a month, counted from the calendar itself. */
static void
test_first_mondays (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcHolidaysFile) file = read_events (
    EVENT ("DTSTART;VALUE=DATE:20230102\nRRULE:FREQ=MONTHLY;BYDAY=1MO\nSUMMARY:M\n"), &error);
  guint n = 0;

  g_assert_no_error (error);
  for (HcDay d = day (FROM); d <= day (TO); d++)
    {
      int year, month, of_month;

      hc_day_to_ymd (d, &year, &month, &of_month);
      if (hc_day_weekday (d) != 1 || of_month > 7)
        continue;
      g_assert_cmpuint (n, <, file->days->len);
      g_assert_cmpint (((HcHoliday *) file->days->pdata[n++])->day, ==, d);
    }
  g_assert_cmpuint (n, ==, file->days->len);
  g_assert_cmpuint (n, ==, 36);
}

static void
test_whole_files (void)
{
  static const char *const texts[] = {
    "\xef\xbb\xbf" "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260403\nSUMMARY:F\n"
    "END:VEVENT\nEND:VCALENDAR\n",
    "\nbegin:vcalendar\nbegin:vevent\ndtstart;value=date:20260403\nsummary:F\nend:vevent\n"
    "end:vcalendar",
    "BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260403\n"
    "SUMMARY:F\nEND:VEVENT\nEND:VCALENDAR\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcHolidaysFile) file = read_bytes (texts[i], strlen (texts[i]), &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = describe (file);
      g_assert_cmpstr (text, ==, "2026-04-03 F");
    }
}

/* ---------------------------------------------------------------- refused */

static const struct
{
  const char *text;
  int code;
  const char *message;
} bad[] = {
  { "", HC_ERROR_FORMAT, "* is no calendar. Choose a file that *.ics." },
  { "date,name\n2026-04-03,Good Friday\n", HC_ERROR_FORMAT, "* is no calendar. *" },
  { "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n", HC_ERROR_FORMAT, "* is no calendar. *" },
  { "BEGIN:VCALENDAR\nEND:VCALENDAR\n", HC_ERROR_FORMAT, "* holds no event that takes a whole day. *" },
  { "BEGIN:VCALENDAR\nBEGIN:VTODO\nDUE;VALUE=DATE:20260403\nEND:VTODO\nEND:VCALENDAR\n",
    HC_ERROR_FORMAT, "* holds no event that takes a whole day. *" },
  { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260403T090000Z\nEND:VEVENT\nEND:VCALENDAR\n",
    HC_ERROR_FORMAT, "* holds no event that takes a whole day. *" },
  { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260403\nSUMMARY:F\nEND:VEVENT\nBEGIN:VEV",
    HC_ERROR_FORMAT, "* ends in the middle of an event; *cut off. Download or export it again." },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcHolidaysFile) file = read_bytes (bad[i].text, strlen (bad[i].text), &error);

      g_assert_null (file);
      g_assert_error (error, HC_ERROR, bad[i].code);
      g_assert_true (g_pattern_match_simple (bad[i].message, error->message));
    }
}

static void
test_zero_bytes (void)
{
  static const char text[] = "BEGIN:VCALENDAR\n\0END:VCALENDAR\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (text, sizeof text - 1, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FORMAT);
}

static GError *
refuse (GString *text)
{
  GError *error = NULL;

  g_assert_null (read_bytes (text->str, text->len, &error));
  g_string_free (text, TRUE);
  return error;
}

static void
test_limits (void)
{
  g_autoptr (GError) size = NULL;
  g_autoptr (GError) count = NULL;
  g_autoptr (GError) depth = NULL;
  g_autoptr (GError) repeats = NULL;
  GString *text = g_string_new ("BEGIN:VCALENDAR\n");

  while (text->len <= HC_HOLIDAYS_MAX_BYTES)
    g_string_append (text, "X-COMMENT:0123456789012345678901234567890123456789\n");
  size = refuse (text);
  g_assert_error (size, HC_ERROR, HC_ERROR_LIMIT);
  g_assert_nonnull (strstr (size->message, "10 MB"));

  text = g_string_new ("BEGIN:VCALENDAR\n");
  for (guint i = 0; i <= HC_HOLIDAYS_MAX_EVENTS; i++)
    g_string_append (text, EVENT ("DTSTART;VALUE=DATE:20260403\n"));
  g_string_append (text, "END:VCALENDAR\n");
  count = refuse (text);
  g_assert_error (count, HC_ERROR, HC_ERROR_LIMIT);
  g_assert_nonnull (strstr (count->message, "5000"));

  text = g_string_new ("BEGIN:VCALENDAR\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "BEGIN:VJOURNAL\n");
  depth = refuse (text);
  g_assert_error (depth, HC_ERROR, HC_ERROR_LIMIT);

  text = g_string_new ("BEGIN:VCALENDAR\n");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, EVENT ("DTSTART;VALUE=DATE:19700101\nRRULE:FREQ=DAILY\n"));
  g_string_append (text, "END:VCALENDAR\n");
  repeats = refuse (text);
  g_assert_error (repeats, HC_ERROR, HC_ERROR_LIMIT);
}

static void
test_most_events (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HcHolidaysFile) file = NULL;

  for (guint i = 0; i < HC_HOLIDAYS_MAX_EVENTS; i++)
    {
      g_autofree char *date = hc_day_format (day (FROM) + (HcDay) (i % 1000));

      g_string_append_printf (text, EVENT ("DTSTART;VALUE=DATE:%.4s%.2s%.2s\nSUMMARY:D\n"), date,
                              date + 5, date + 8);
    }
  file = read_events (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->days->len, ==, 1000);
}

static void
test_no_file (void)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) folder = NULL;

  g_assert_null (hc_holidays_read ("/nowhere/at/all.ics", 0, 1, &missing));
  g_assert_error (missing, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (missing->message, "“all.ics”"));
  g_assert_null (hc_holidays_read (g_get_tmp_dir (), 0, 1, &folder));
  g_assert_error (folder, HC_ERROR, HC_ERROR_FAILED);
}

/* ---------------------------------------------------------------- saving */

static gboolean
save_command (HcDb *db, gpointer data, GError **error)
{
  return hc_holidays_save (db, data, error);
}

static char *
list_records (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type ("holiday"), NULL, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const char *name = hc_record_data_get (records->pdata[i], "name");

      g_string_append_printf (out, "%s=%s;", hc_record_data_get (records->pdata[i], "date"),
                              name != NULL ? name : "");
    }
  return g_string_free (out, FALSE);
}

static void
test_save (void)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);
  g_autoptr (GPtrArray) days
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  hc_test_sql (db, "Add Holidays",
               "INSERT INTO holiday (id, date, name) VALUES ('a', '2026-04-03', ''), "
               "('b', '2026-04-06', 'Our own name')");
  g_ptr_array_add (days, hc_holiday_new (day ("2026-04-03"), "Good Friday"));
  g_ptr_array_add (days, hc_holiday_new (day ("2026-04-06"), "Easter Monday"));
  g_ptr_array_add (days, hc_holiday_new (day ("2026-05-01"), "Labour Day"));
  g_ptr_array_add (days, hc_holiday_new (day ("2026-05-04"), ""));
  g_ptr_array_add (days, hc_holiday_new (day ("2026-05-01"), "Twice"));
  hc_test_command (db, "Import Holidays", save_command, days);
  text = list_records (db);
  g_assert_cmpstr (text, ==,
                   "2026-04-03=Good Friday;2026-04-06=Our own name;2026-05-01=Labour Day;"
                   "2026-05-04=;");
  hc_db_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/holidays-import/read/", good[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_good);
    }
  g_test_add_func ("/holidays-import/first-mondays", test_first_mondays);
  g_test_add_func ("/holidays-import/whole-files", test_whole_files);
  g_test_add_func ("/holidays-import/bad", test_bad);
  g_test_add_func ("/holidays-import/zero-bytes", test_zero_bytes);
  g_test_add_func ("/holidays-import/limits", test_limits);
  g_test_add_func ("/holidays-import/most-events", test_most_events);
  g_test_add_func ("/holidays-import/no-file", test_no_file);
  g_test_add_func ("/holidays-import/save", test_save);

  return g_test_run ();
}
