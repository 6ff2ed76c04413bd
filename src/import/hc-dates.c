/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-dates.h"

#include "hc-date-patterns.h"
#include "hc-xlsx-format.h"

#include <math.h>

#define SECONDS_A_DAY 86400
/* Tickets of other years are not plausible: 1990 to 2099. */
#define SERIAL_FROM ((double) 631152000)
#define SERIAL_TO ((double) 4102444800)

static const char *const order_words[] = { "", "dmy", "mdy", "ymd" };

struct _HcDateVote
{
  guint64 cells;
  guint64 excel;     /* cells that are dates themselves: they fit every family */
  guint64 numbers;   /* cells that are numbers and no date in writing */
  guint64 serials;   /* of them, those that are plausible as day numbers */
  guint64 both_ways; /* day first and month first, with different results */
  guint64 fits[HC_N_DATE_FAMILIES];
  guint64 styles[HC_N_DATE_FAMILIES][HC_N_DATE_STYLES];
};

const char *
hc_date_order_word (HcDateOrder order)
{
  g_return_val_if_fail ((guint) order < G_N_ELEMENTS (order_words), "");
  return order_words[order];
}

gboolean
hc_date_order_from_word (const char *word, HcDateOrder *out)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (order_words); i++)
    if (g_ascii_strcasecmp (word, order_words[i]) == 0)
      {
        *out = (HcDateOrder) i;
        return TRUE;
      }
  return FALSE;
}

HcDateVote *
hc_date_vote_new (void)
{
  return g_new0 (HcDateVote, 1);
}

void
hc_date_vote_free (HcDateVote *self)
{
  g_free (self);
}

static inline void
count (HcDateVote *self, HcDateFamily family, guint style)
{
  self->fits[family]++;
  self->styles[family][style]++;
}

/* A day number of a spreadsheet: wall-clock seconds since 1970. */
static gboolean
read_serial (const HcCell *cell, double *seconds)
{
  return cell->kind == HC_CELL_NUMBER &&
         hc_xlsx_serial_to_seconds (cell->number, cell->base_1904, seconds) &&
         *seconds >= SERIAL_FROM && *seconds < SERIAL_TO;
}

static void
count_number (HcDateVote *self, const HcCell *cell)
{
  double seconds;

  self->numbers++;
  self->serials += read_serial (cell, &seconds);
}

void
hc_date_vote_add (HcDateVote *self, const HcCell *cell)
{
  HcDateParts parts;
  guint style;
  int ymd[3];

  self->cells++;
  if (cell->kind == HC_CELL_DATE)
    {
      self->excel++;
      return;
    }
  if (cell->kind > HC_CELL_NUMBER)
    return;
  if (!hc_date_parts_parse (cell->text, &parts))
    {
      if (cell->kind == HC_CELL_NUMBER)
        count_number (self, cell);
      return;
    }

  /* Taken apart once; the families only differ in which number they call the day. */
  style = hc_date_style (&parts);
  if (parts.form == HC_DATE_EPOCH)
    count (self, HC_DATE_SECONDS, style);
  else if (parts.form == HC_DATE_EPOCH_MS)
    count (self, HC_DATE_MILLISECONDS, style);
  else if (parts.form == HC_DATE_NAMED || parts.digits[0] == 4)
    {
      HcDateFamily family = parts.form == HC_DATE_NAMED ? HC_DATE_WORD : HC_DATE_YMD;

      if (hc_date_family_reads (family, &parts, ymd))
        count (self, family, style);
    }
  else
    {
      gboolean dmy = hc_date_family_reads (HC_DATE_DMY, &parts, ymd);
      gboolean mdy = hc_date_family_reads (HC_DATE_MDY, &parts, ymd);

      if (dmy)
        count (self, HC_DATE_DMY, style);
      if (mdy)
        count (self, HC_DATE_MDY, style);
      if (hc_date_family_reads (HC_DATE_YYMD, &parts, ymd))
        count (self, HC_DATE_YYMD, style);
      self->both_ways += dmy && mdy && parts.part[0] != parts.part[1];
    }
}

static gboolean
is_candidate (HcDateFamily family, HcDateOrder order)
{
  switch (family)
    {
    case HC_DATE_DMY:
      return order == HC_DATE_ORDER_AUTO || order == HC_DATE_ORDER_DMY;
    case HC_DATE_MDY:
      return order == HC_DATE_ORDER_AUTO || order == HC_DATE_ORDER_MDY;
    case HC_DATE_YYMD:
      return order == HC_DATE_ORDER_AUTO || order == HC_DATE_ORDER_YMD;
    default:
      return TRUE; /* says itself what is what */
    }
}

static guint
commonest_style (HcDateVote *self, HcDateFamily family)
{
  guint best = 0;

  for (guint i = 1; i < HC_N_DATE_STYLES; i++)
    if (self->styles[family][i] > self->styles[family][best])
      best = i;
  return best;
}

HcDateVerdict
hc_date_vote_result (HcDateVote *self, HcDateOrder order)
{
  HcDateVerdict verdict = { .cells = self->cells, .numbers = self->numbers };
  HcDateFamily best = HC_DATE_EXCEL;
  guint style;

  for (guint i = 0; i < HC_DATE_EXCEL; i++)
    if (is_candidate (i, order) && self->fits[i] > self->fits[best])
      best = i;
  /* One that is none would make the others doubtful: all, or none. */
  if (self->serials > 0 && self->serials + self->excel == self->cells)
    {
      verdict.pattern = hc_date_pattern_get (HC_DATE_SERIAL, 0);
      verdict.fits = self->cells;
      return verdict;
    }
  verdict.fits = self->fits[best] + self->excel;
  if (verdict.fits == 0)
    return verdict;

  style = commonest_style (self, best);
  verdict.pattern = hc_date_pattern_get (best, style);
  if (best == HC_DATE_DMY && order == HC_DATE_ORDER_AUTO && self->both_ways > 0 &&
      self->fits[HC_DATE_MDY] == self->fits[HC_DATE_DMY])
    verdict.rival = hc_date_pattern_get (HC_DATE_MDY, style);
  return verdict;
}

gboolean
hc_date_pattern_is_serial (const HcDatePattern *pattern)
{
  return hc_date_pattern_family (pattern) == HC_DATE_SERIAL;
}

/* Wall-clock seconds since 1970 to an instant. Nearly every day has 24 hours: then its start is
 * enough, and the calendar remembers starts. */
static gint64
to_instant (HcCalendar *calendar, HcDay day, int second_of_day, HcLocalTime *quality)
{
  gint64 start = hc_calendar_day_start (calendar, day);
  int year, month, day_of_month;

  *quality = HC_LOCAL_EXACT;
  if (hc_calendar_day_end (calendar, day) - start == SECONDS_A_DAY)
    return start + second_of_day;
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  return hc_calendar_local_to_utc (calendar, year, month, day_of_month, second_of_day / 3600,
                                   second_of_day / 60 % 60, second_of_day % 60, quality);
}

/* @seconds: of the wall clock, since 1970. */
static gint64
moment_to_instant (HcCalendar *calendar, double seconds, HcLocalTime *quality)
{
  double days = floor (seconds / SECONDS_A_DAY);

  return to_instant (calendar, (HcDay) days, (int) (seconds - days * SECONDS_A_DAY), quality);
}

gboolean
hc_date_pattern_parse (const HcDatePattern *pattern,
                       const HcCell *cell,
                       HcCalendar *calendar,
                       gint64 *instant,
                       HcLocalTime *quality)
{
  HcDateFamily family = hc_date_pattern_family (pattern);
  HcLocalTime found = HC_LOCAL_EXACT;
  HcDateParts parts;
  HcDay day;
  int ymd[3], second_of_day;
  double seconds;

  if (cell->kind == HC_CELL_DATE)
    *instant = moment_to_instant (calendar, cell->number, &found);
  else if (family == HC_DATE_SERIAL)
    {
      if (!read_serial (cell, &seconds))
        return FALSE;
      *instant = moment_to_instant (calendar, seconds, &found);
    }
  else if (cell->kind > HC_CELL_NUMBER || !hc_date_parts_parse (cell->text, &parts))
    return FALSE;
  else if (parts.form == HC_DATE_EPOCH || parts.form == HC_DATE_EPOCH_MS)
    {
      if (family != (parts.form == HC_DATE_EPOCH ? HC_DATE_SECONDS : HC_DATE_MILLISECONDS))
        return FALSE;
      *instant = parts.epoch;
    }
  else if (!hc_date_family_reads (family, &parts, ymd))
    return FALSE;
  else
    {
      day = hc_day_from_ymd (ymd[0], ymd[1], ymd[2]);
      second_of_day = parts.hour * 3600 + parts.minute * 60 + parts.second;
      *instant = parts.has_offset ? (gint64) day * SECONDS_A_DAY + second_of_day - parts.offset
                                  : to_instant (calendar, day, second_of_day, &found);
    }
  if (quality != NULL)
    *quality = found;
  return TRUE;
}
