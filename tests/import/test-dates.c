/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-dates.h"

#include <string.h>

static HcCell
text_cell (const char *text)
{
  return (HcCell) { .text = text, .length = strlen (text), .kind = HC_CELL_TEXT };
}

static HcCell
date_cell (double seconds)
{
  return (HcCell) { .text = "", .number = seconds, .kind = HC_CELL_DATE };
}

/* ---- one text, alone in its column ---- */

static const struct
{
  const char *text;
  const char *pattern; /* NULL: no date */
  const char *utc;     /* with Europe/Berlin as the column's zone */
} texts[] = {
  /* UCI, its Excel copy, ServiceNow, GLPI, Jira, ManageEngine, Azure DevOps */
  { "29/2/2016 01:16", "d/m/yyyy HH:MM", "2016-02-29T00:16:00Z" },
  { "29-02-2016 01:16", "d-m-yyyy HH:MM", "2016-02-29T00:16:00Z" },
  { "2016-02-29 01:16:42", "yyyy-mm-dd HH:MM:SS", "2016-02-29T00:16:42Z" },
  { "18/02/2026 8:39", "d/m/yyyy HH:MM", "2026-02-18T07:39:00Z" },
  { "2025-10-01T15:22:55.068-0400", "yyyy-mm-ddTHH:MM:SS±hh:mm", "2025-10-01T19:22:55Z" },
  { "2024-12-22", "yyyy-mm-dd", "2024-12-21T23:00:00Z" },
  { "03/Sep/26 9:05 AM", "d/month/yy h:MM AM/PM", "2026-09-03T07:05:00Z" },
  { "6/21/2025 16:14", "m/d/yyyy HH:MM", "2025-06-21T14:14:00Z" },
  { "Dec 17, 2024 01:44 PM", "month d, yyyy h:MM AM/PM", "2024-12-17T12:44:00Z" },
  { "3/14/2026 6:55:03 PM", "m/d/yyyy h:MM:SS AM/PM", "2026-03-14T17:55:03Z" },
  /* separators, digits */
  { "29.02.2016", "d.m.yyyy", "2016-02-28T23:00:00Z" },
  { "29. 2. 2016 1:16", "d.m.yyyy HH:MM", "2016-02-29T00:16:00Z" },
  { "29 02 2016", "d m yyyy", "2016-02-28T23:00:00Z" },
  { "29.2.16 01:16", "d.m.yy HH:MM", "2016-02-29T00:16:00Z" },
  { "2016/2/9", "yyyy/mm/dd", "2016-02-08T23:00:00Z" },
  { "99-12-31", "yy-mm-dd", "1999-12-30T23:00:00Z" },
  { "20160229", "yyyymmdd", "2016-02-28T23:00:00Z" },
  { "20160229011642", "yyyymmdd HH:MM:SS", "2016-02-29T00:16:42Z" },
  { "20160229T011642Z", "yyyymmddTHH:MM:SS±hh:mm", "2016-02-29T01:16:42Z" },
  /* offsets */
  { "2016-02-29T01:16:00Z", "yyyy-mm-ddTHH:MM:SS±hh:mm", "2016-02-29T01:16:00Z" },
  { "2016-02-29 01:16:00 UTC", "yyyy-mm-dd HH:MM:SS±hh:mm", "2016-02-29T01:16:00Z" },
  { "2016-02-29T01:16+05:30", "yyyy-mm-ddTHH:MM±hh:mm", "2016-02-28T19:46:00Z" },
  { "2016-02-29T01:16:00,5+01", "yyyy-mm-ddTHH:MM:SS±hh:mm", "2016-02-29T00:16:00Z" },
  { "29/02/2016 01:16 GMT+1", "d/m/yyyy HH:MM±hh:mm", "2016-02-29T00:16:00Z" },
  /* halves of the day */
  { "29/02/2016 12:00 AM", "d/m/yyyy h:MM AM/PM", "2016-02-28T23:00:00Z" },
  { "29/02/2016 12:30 p.m.", "d/m/yyyy h:MM AM/PM", "2016-02-29T11:30:00Z" },
  { "29/02/2016, 1:05 a. m.", "d/m/yyyy h:MM AM/PM", "2016-02-29T00:05:00Z" },
  { "29/02/2016 1:05\xe2\x80\xafPM", "d/m/yyyy h:MM AM/PM", "2016-02-29T12:05:00Z" },
  /* months by name */
  { "3. März 2026 10:04", "d month yyyy HH:MM", "2026-03-03T09:04:00Z" },
  { "3. Mrz. 2026", "d month yyyy", "2026-03-02T23:00:00Z" },
  { "1er février 2026", "d month yyyy", "2026-01-31T23:00:00Z" },
  { "3 août 2026 à 10:04", NULL, NULL },
  { "15 juil. 2026", "d month yyyy", "2026-07-14T22:00:00Z" },
  { "3 de marzo de 2026", "d month yyyy", "2026-03-02T23:00:00Z" },
  { "3 de setembro de 2026 8:00", "d month yyyy HH:MM", "2026-09-03T06:00:00Z" },
  { "05-DIC-2025", "d-month-yyyy", "2025-12-04T23:00:00Z" },
  { "2026-Okt-03", "month d, yyyy", "2026-10-02T22:00:00Z" },
  { "Monday, 2 March 2026 at 10:04", "d month yyyy HH:MM", "2026-03-02T09:04:00Z" },
  { "Tue Mar 3rd, 2026", "month d, yyyy", "2026-03-02T23:00:00Z" },
  { "mar. 3 mars 2026", "d month yyyy", "2026-03-02T23:00:00Z" },
  /* epoch */
  { "1456704960", "epoch seconds", "2016-02-29T00:16:00Z" },
  { "1456704960123", "epoch milliseconds", "2016-02-29T00:16:00Z" },
  { "1456704960.75", "epoch seconds", "2016-02-29T00:16:00Z" },
  { "  29/2/2016 01:16\t", "d/m/yyyy HH:MM", "2016-02-29T00:16:00Z" },
  /* no dates */
  { "30/2/2016", NULL, NULL },
  { "29/2/2015", NULL, NULL },
  { "13/13/2016", NULL, NULL },
  { "0/1/2016", NULL, NULL },
  { "29/2-2016", NULL, NULL },
  { "29/2/2016 24:00", NULL, NULL },
  { "29/2/2016 10:60", NULL, NULL },
  { "29/2/2016 13:00 AM", NULL, NULL },
  { "29/2/2016 x", NULL, NULL },
  { "29/2", NULL, NULL },
  { "2016-02", NULL, NULL },
  { "10.0.0.12", NULL, NULL },
  { "1.2.3", NULL, NULL },
  { "0112345678", NULL, NULL },
  { "12345678901234567890", NULL, NULL },
  { "3 jui 2026", NULL, NULL }, /* June or July */
  { "2016-02-29T01:16:00+25:00", NULL, NULL },
  { "INC0000045", NULL, NULL },
  { "May", NULL, NULL },
  { "mar mar mar mar 3 2026", NULL, NULL },
  { "?", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_texts (void)
{
  g_autoptr (HcCalendar) berlin = hc_calendar_new ("Europe/Berlin", 0x1f, NULL, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HcDateVote) vote = hc_date_vote_new ();
      g_autofree char *utc = NULL;
      HcCell cell = text_cell (texts[i].text);
      HcDateVerdict verdict;
      gint64 instant = HC_INSTANT_NONE;

      hc_date_vote_add (vote, &cell);
      verdict = hc_date_vote_result (vote, HC_DATE_ORDER_AUTO);
      g_assert_cmpuint (verdict.cells, ==, 1);
      g_assert_cmpuint (verdict.fits, ==, texts[i].pattern != NULL);
      if (verdict.pattern != NULL &&
          hc_date_pattern_parse (verdict.pattern, &cell, berlin, &instant, NULL))
        utc = hc_instant_format (instant);
      if (g_strcmp0 (utc, texts[i].utc) != 0 ||
          g_strcmp0 (verdict.pattern ? hc_date_pattern_name (verdict.pattern) : NULL,
                     texts[i].pattern) != 0)
        g_error ("“%s” is %s by “%s”", texts[i].text, utc,
                 verdict.pattern ? hc_date_pattern_name (verdict.pattern) : "nothing");
    }
}

/* ---- the vote ---- */

static const struct
{
  const char *name;
  const char *cells; /* separated by “;” */
  HcDateOrder order;
  const char *pattern;
  const char *rival;
  guint fits;
} votes[] = {
  { "one day above 12 decides", "1/2/2026;3/4/2026;13/4/2026", HC_DATE_ORDER_AUTO, "d/m/yyyy", NULL,
    3 },
  { "month first", "1/2/2026;3/4/2026;4/13/2026", HC_DATE_ORDER_AUTO, "m/d/yyyy", NULL, 3 },
  { "both fit", "1/2/2026;3/4/2026", HC_DATE_ORDER_AUTO, "d/m/yyyy", "m/d/yyyy", 2 },
  { "both fit, asked", "1/2/2026;3/4/2026", HC_DATE_ORDER_MDY, "m/d/yyyy", NULL, 2 },
  { "both fit, asked otherwise", "1/2/2026;3/4/2026", HC_DATE_ORDER_DMY, "d/m/yyyy", NULL, 2 },
  { "the same either way", "2/2/2026;4/4/2026", HC_DATE_ORDER_AUTO, "d/m/yyyy", NULL, 2 },
  { "a wrong cell does not decide", "13/2/2026;14/2/2026;1/2/2026;2/13/2026;x", HC_DATE_ORDER_AUTO,
    "d/m/yyyy", NULL, 3 },
  { "two-digit years", "1/2/26;13/2/26", HC_DATE_ORDER_AUTO, "d/m/yy", NULL, 2 },
  { "two-digit years both", "1/2/26;3/4/26", HC_DATE_ORDER_AUTO, "d/m/yy", "m/d/yy", 2 },
  { "year first asked", "01/2/26;03/4/26", HC_DATE_ORDER_YMD, "yy/mm/dd", NULL, 2 },
  { "ISO is not narrowed", "2026-02-01;2026-04-03", HC_DATE_ORDER_DMY, "yyyy-mm-dd", NULL, 2 },
  { "wrong order asked", "13/2/2026;14/2/2026", HC_DATE_ORDER_MDY, NULL, NULL, 0 },
  { "commonest way of writing", "1/13/2026;1/14/2026 10:00;1/15/2026 11:00", HC_DATE_ORDER_AUTO,
    "m/d/yyyy HH:MM", NULL, 3 },
  { "no dates", "a;b;c", HC_DATE_ORDER_AUTO, NULL, NULL, 0 },
  { "nothing", "", HC_DATE_ORDER_AUTO, NULL, NULL, 0 },
};

static void
test_votes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (votes); i++)
    {
      g_autoptr (HcDateVote) vote = hc_date_vote_new ();
      g_auto (GStrv) cells = g_strsplit (votes[i].cells, ";", -1);
      HcDateVerdict verdict;

      for (guint j = 0; cells[j] != NULL; j++)
        hc_date_vote_add (vote, &(HcCell) { .text = cells[j], .length = strlen (cells[j]) });
      verdict = hc_date_vote_result (vote, votes[i].order);
      g_test_message ("%s", votes[i].name);
      g_assert_cmpuint (verdict.cells, ==, g_strv_length (cells));
      g_assert_cmpuint (verdict.fits, ==, votes[i].fits);
      g_assert_cmpstr (verdict.pattern ? hc_date_pattern_name (verdict.pattern) : NULL, ==,
                       votes[i].pattern);
      g_assert_cmpstr (verdict.rival ? hc_date_pattern_name (verdict.rival) : NULL, ==,
                       votes[i].rival);
      if (verdict.rival != NULL)
        {
          g_assert_cmpint (hc_date_pattern_order (verdict.pattern), ==, HC_DATE_ORDER_DMY);
          g_assert_cmpint (hc_date_pattern_order (verdict.rival), ==, HC_DATE_ORDER_MDY);
        }
    }
}

static void
test_excel_cells (void)
{
  g_autoptr (HcCalendar) berlin = hc_calendar_new ("Europe/Berlin", 0x1f, NULL, 0, NULL);
  g_autoptr (HcDateVote) vote = hc_date_vote_new ();
  HcCell cell = date_cell (1456708560); /* 2016-02-29 01:16 on the wall */
  HcCell text = text_cell ("13/3/2026");
  HcDateVerdict verdict;
  gint64 instant;

  hc_date_vote_add (vote, &cell);
  verdict = hc_date_vote_result (vote, HC_DATE_ORDER_AUTO);
  g_assert_cmpstr (hc_date_pattern_name (verdict.pattern), ==, "Excel date");
  g_assert_true (hc_date_pattern_parse (verdict.pattern, &cell, berlin, &instant, NULL));
  g_assert_cmpint (instant, ==, 1456708560 - 3600);
  g_assert_false (hc_date_pattern_parse (verdict.pattern, &text, berlin, &instant, NULL));

  /* Beside texts the texts decide, and date cells are read all the same. */
  hc_date_vote_add (vote, &text);
  verdict = hc_date_vote_result (vote, HC_DATE_ORDER_AUTO);
  g_assert_cmpstr (hc_date_pattern_name (verdict.pattern), ==, "d/m/yyyy");
  g_assert_cmpuint (verdict.fits, ==, 2);
  g_assert_true (hc_date_pattern_parse (verdict.pattern, &cell, berlin, &instant, NULL));
  g_assert_cmpint (instant, ==, 1456708560 - 3600);

  cell = date_cell (-86400 - 3600);
  g_assert_true (hc_date_pattern_parse (verdict.pattern, &cell, berlin, &instant, NULL));
  g_assert_cmpint (instant, ==, -86400 - 2 * 3600);
}

/* ---- zones ---- */

static const struct
{
  const char *text;
  const char *utc;
  HcLocalTime quality;
} changes[] = {
  { "2026-03-29 01:59:59", "2026-03-29T00:59:59Z", HC_LOCAL_EXACT },
  { "2026-03-29 02:30:00", "2026-03-29T01:30:00Z", HC_LOCAL_NONEXISTENT },
  { "2026-03-29 03:00:00", "2026-03-29T01:00:00Z", HC_LOCAL_EXACT },
  { "2026-10-25 02:30:00", "2026-10-25T00:30:00Z", HC_LOCAL_DOUBLED },
  { "2026-10-25 03:00:00", "2026-10-25T02:00:00Z", HC_LOCAL_EXACT },
  { "2026-03-29T02:30:00+01:00", "2026-03-29T01:30:00Z", HC_LOCAL_EXACT },
};

static void
test_changes_of_clocks (void)
{
  g_autoptr (HcCalendar) berlin = hc_calendar_new ("Europe/Berlin", 0x1f, NULL, 0, NULL);
  g_autoptr (HcDateVote) vote = hc_date_vote_new ();
  HcCell first = text_cell (changes[0].text);
  const HcDatePattern *pattern;

  hc_date_vote_add (vote, &first);
  pattern = hc_date_vote_result (vote, HC_DATE_ORDER_AUTO).pattern;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      HcCell cell = text_cell (changes[i].text);
      g_autofree char *utc = NULL;
      HcLocalTime quality;
      gint64 instant;

      g_assert_true (hc_date_pattern_parse (pattern, &cell, berlin, &instant, &quality));
      utc = hc_instant_format (instant);
      g_assert_cmpstr (utc, ==, changes[i].utc);
      g_assert_cmpint (quality, ==, changes[i].quality);
    }
}

/* GLib writes random moments in every manner; what comes back is the moment. */
static void
test_round_trip (void)
{
  static const char *const formats[] = {
    "%d/%m/%Y %H:%M:%S",     "%m/%d/%Y %I:%M:%S %p", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S%z",   "%d.%m.%y %H:%M:%S",    "%d %B %Y %H:%M:%S",
    "%b %e, %Y %I:%M:%S %p", "%Y%m%d%H%M%S",         "%s"
  };
  static const char *const zones[] = { "UTC",          "Europe/Berlin",       "America/Sao_Paulo",
                                       "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
      {
        g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[z]);
        g_autoptr (HcCalendar) calendar = hc_calendar_new (zones[z], 0x1f, NULL, 0, NULL);
        g_autoptr (HcDateVote) vote = hc_date_vote_new ();
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
        gint64 instants[400];
        HcDateVerdict verdict;

        for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
          {
            g_autoptr (GDateTime) utc = NULL, local = NULL;
            HcCell cell;

            instants[i] = (gint64) (946684800 + g_rand_double (rand) * 1.7e9);
            utc = g_date_time_new_from_unix_utc (instants[i]);
            local = g_date_time_to_timezone (utc, zone);
            g_ptr_array_add (cells, g_date_time_format (local, formats[f]));
            cell = text_cell (g_ptr_array_index (cells, i));
            hc_date_vote_add (vote, &cell);
          }
        verdict = hc_date_vote_result (vote, HC_DATE_ORDER_AUTO);
        g_assert_nonnull (verdict.pattern);
        g_assert_null (verdict.rival);
        g_assert_cmpuint (verdict.fits, ==, G_N_ELEMENTS (instants));
        for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
          {
            HcCell cell = text_cell (g_ptr_array_index (cells, i));
            HcLocalTime quality;
            gint64 got;

            g_assert_true (
              hc_date_pattern_parse (verdict.pattern, &cell, calendar, &got, &quality));
            if (quality == HC_LOCAL_EXACT)
              g_assert_cmpint (got, ==, instants[i]);
            else
              g_assert_cmpint (ABS (got - instants[i]), <=, 3600);
          }
      }
}

static void
test_order_words (void)
{
  HcDateOrder order;

  for (int i = HC_DATE_ORDER_AUTO; i <= HC_DATE_ORDER_YMD; i++)
    {
      g_assert_true (hc_date_order_from_word (hc_date_order_word (i), &order));
      g_assert_cmpint (order, ==, i);
    }
  g_assert_false (hc_date_order_from_word ("ydm", &order));
  g_assert_false (hc_date_order_from_word (NULL, &order));
}

/* Random texts of a date's letters: an instant or a refusal, never a crash. */
static void
test_noise (void)
{
  static const char letters[] = "0123456789/-.: TZ+,apmMarOkt\xc3\xa4\xe2";
  g_autoptr (HcCalendar) utc = hc_calendar_new ("UTC", 0x1f, NULL, 0, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (HcDateVote) vote = hc_date_vote_new ();
  HcDateVerdict verdict;

  for (guint round = 0; round < 200000; round++)
    {
      char text[28];
      int n = g_rand_int_range (rand, 0, sizeof text);
      HcCell cell;

      for (int i = 0; i < n; i++)
        text[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      text[n] = '\0';
      cell = text_cell (text);
      hc_date_vote_add (vote, &cell);
      verdict = hc_date_vote_result (vote, (HcDateOrder) (round % 4));
      g_assert_cmpuint (verdict.fits, <=, verdict.cells);
      if (verdict.pattern != NULL)
        {
          gint64 instant;

          hc_date_pattern_parse (verdict.pattern, &cell, utc, &instant, NULL);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/dates/texts", test_texts);
  g_test_add_func ("/import/dates/votes", test_votes);
  g_test_add_func ("/import/dates/excel-cells", test_excel_cells);
  g_test_add_func ("/import/dates/changes-of-clocks", test_changes_of_clocks);
  g_test_add_func ("/import/dates/round-trip", test_round_trip);
  g_test_add_func ("/import/dates/order-words", test_order_words);
  g_test_add_func ("/import/dates/noise", test_noise);
  return g_test_run ();
}
