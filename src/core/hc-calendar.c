/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-day.h"

#include "hc-error.h"
#include "hc-types.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECONDS_A_DAY 86400

/* A day counts as complete from an hour before its end: exports are taken late in the evening. */
#define COMPLETE_SLACK 3600

/* Day starts found so far, one slot per day modulo the size: launches span far fewer days. */
#define CACHE_SIZE 2048

typedef struct
{
  HcDay day;
  gint64 start;
} CachedDay;

struct _HcCalendar
{
  GTimeZone *zone;
  char *name;
  guint working_mask;
  HcDay *holidays; /* sorted */
  guint n_holidays;
  gint64 typical_offset; /* a first guess for day_of() */
  CachedDay cache[CACHE_SIZE];
};

static int
compare_days (const void *a, const void *b)
{
  HcDay x = *(const HcDay *) a, y = *(const HcDay *) b;

  return (x > y) - (x < y);
}

static gint64
floor_day (gint64 seconds)
{
  return seconds >= 0 ? seconds / SECONDS_A_DAY : (seconds - (SECONDS_A_DAY - 1)) / SECONDS_A_DAY;
}

static gint64
offset_at (HcCalendar *self, gint64 instant)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, instant);

  return g_time_zone_get_offset (self->zone, MAX (interval, 0));
}

/* IANA names start with a letter and are made of letters, digits and a few signs; GLib would also
 * accept offsets, POSIX rules (“CET-1CEST”) and paths. A name with a digit and no slash is a rule
 * unless it is one of the old American zones. */
static gboolean
is_zone_name (const char *name)
{
  static const char *const with_digits[] = { "EST5EDT", "CST6CDT", "MST7MDT",
                                             "PST8PDT", "GMT0",    NULL };

  if (name == NULL || !g_ascii_isalpha (name[0]) || strstr (name, "..") != NULL)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("_+-/", *c) == NULL)
      return FALSE;
  return strchr (name, '/') != NULL || strpbrk (name, "0123456789") == NULL ||
         g_strv_contains (with_digits, name);
}

HcCalendar *
hc_calendar_new (
  const char *zone, guint working_mask, const HcDay *holidays, guint n_holidays, GError **error)
{
  g_autoptr (GTimeZone) time_zone = NULL;
  HcCalendar *self;

  if (is_zone_name (zone))
    time_zone = g_time_zone_new_identifier (zone);
  if (time_zone == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _ ("“%s” is no known time zone. Use a name such as Europe/Berlin or UTC."),
                   zone != NULL ? zone : "");
      return NULL;
    }

  self = g_new0 (HcCalendar, 1);
  self->zone = g_steal_pointer (&time_zone);
  self->name = g_strdup (zone);
  self->working_mask = working_mask & 0x7f;
  self->n_holidays = n_holidays;
  if (n_holidays > 0)
    {
      self->holidays = g_memdup2 (holidays, n_holidays * sizeof (HcDay));
      qsort (self->holidays, n_holidays, sizeof (HcDay), compare_days);
    }
  for (guint i = 0; i < CACHE_SIZE; i++)
    self->cache[i].day = HC_DAY_NONE;
  return self;
}

HcCalendar *
hc_calendar_copy (HcCalendar *self)
{
  HcCalendar *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->zone = g_time_zone_ref (self->zone);
  copy->name = g_strdup (self->name);
  copy->holidays = g_memdup2 (self->holidays, self->n_holidays * sizeof (HcDay));
  return copy;
}

void
hc_calendar_free (HcCalendar *self)
{
  if (self == NULL)
    return;
  g_time_zone_unref (self->zone);
  g_free (self->name);
  g_free (self->holidays);
  g_free (self);
}

const char *
hc_calendar_zone (HcCalendar *self)
{
  return self->name;
}

/* @local: wall-clock seconds as if they were UTC. A wall-clock time maps to the instants whose
 * offset, a day before or a day after, agrees with itself: none in a gap, two in an overlap.
 * In a gap, *@gap_start is the instant of the change. */
static gint64
local_to_instant (HcCalendar *self, gint64 local, HcLocalTime *quality, gint64 *gap_start)
{
  gint64 before = local - offset_at (self, local - SECONDS_A_DAY);
  gint64 after = local - offset_at (self, local + SECONDS_A_DAY);
  gboolean before_holds = before + offset_at (self, before) == local;
  gboolean after_holds = after + offset_at (self, after) == local;
  gint64 low = after, high = before;
  gint64 low_offset;

  if (before_holds || after_holds)
    {
      *quality = before_holds && after_holds && before != after ? HC_LOCAL_DOUBLED : HC_LOCAL_EXACT;
      if (before_holds && after_holds)
        return MIN (before, after);
      return before_holds ? before : after;
    }

  *quality = HC_LOCAL_NONEXISTENT;
  low_offset = offset_at (self, low);
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (offset_at (self, middle) == low_offset)
        low = middle;
      else
        high = middle;
    }
  *gap_start = high;
  return before;
}

static gint64
find_day_start (HcCalendar *self, HcDay day)
{
  HcLocalTime quality;
  gint64 gap_start = 0;
  gint64 start = local_to_instant (self, (gint64) day * SECONDS_A_DAY, &quality, &gap_start);

  return quality == HC_LOCAL_NONEXISTENT ? gap_start : start;
}

gint64
hc_calendar_day_start (HcCalendar *self, HcDay day)
{
  CachedDay *cached = &self->cache[(guint32) day % CACHE_SIZE];

  if (cached->day != day)
    {
      cached->start = find_day_start (self, day);
      cached->day = day;
      self->typical_offset = (gint64) day * SECONDS_A_DAY - cached->start;
    }
  return cached->start;
}

HcDay
hc_calendar_day_of (HcCalendar *self, gint64 instant)
{
  HcDay day = (HcDay) floor_day (instant + self->typical_offset);

  while (instant < hc_calendar_day_start (self, day))
    day--;
  while (instant >= hc_calendar_day_start (self, day + 1))
    day++;
  return day;
}

gboolean
hc_calendar_is_holiday (HcCalendar *self, HcDay day)
{
  return self->n_holidays > 0 &&
         bsearch (&day, self->holidays, self->n_holidays, sizeof (HcDay), compare_days) != NULL;
}

gboolean
hc_calendar_is_working (HcCalendar *self, HcDay day)
{
  if ((self->working_mask >> (hc_day_weekday (day) - 1) & 1) == 0
      || hc_calendar_is_holiday (self, day))
    return FALSE;
  /* A zone that moves across the date line leaves a day out. */
  return hc_calendar_day_start (self, day) < hc_calendar_day_end (self, day);
}

gboolean
hc_calendar_is_complete (HcCalendar *self, HcDay day, gint64 as_of)
{
  return as_of >= hc_calendar_day_end (self, day) - COMPLETE_SLACK;
}

HcDay
hc_calendar_last_complete_day (HcCalendar *self, gint64 as_of)
{
  return hc_calendar_day_of (self, as_of + COMPLETE_SLACK) - 1;
}

guint
hc_calendar_window (
  HcCalendar *self, gint64 as_of, HcDay first, guint length, HcDay *from, HcDay *to)
{
  HcDay last = hc_calendar_last_complete_day (self, as_of);
  guint found = 0;

  *from = *to = HC_DAY_NONE;
  for (HcDay day = last; found < length && day >= first; day--)
    if (hc_calendar_is_working (self, day))
      {
        if (found++ == 0)
          *to = day;
        *from = day;
      }
  return found;
}

gint64
hc_calendar_local_to_utc (HcCalendar *self,
                          int year,
                          int month,
                          int day,
                          int hour,
                          int minute,
                          int second,
                          HcLocalTime *quality)
{
  HcDay date = hc_day_from_ymd (year, month, day);
  HcLocalTime found;
  gint64 gap_start, instant;

  if (date == HC_DAY_NONE || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59)
    return HC_INSTANT_NONE;

  instant = local_to_instant (
    self, (gint64) date * SECONDS_A_DAY + hour * 3600 + minute * 60 + second, &found, &gap_start);
  if (quality != NULL)
    *quality = found;
  return instant;
}

void
hc_calendar_utc_to_local (
  HcCalendar *self, gint64 instant, HcDay *day, int *hour, int *minute, int *second)
{
  gint64 local = instant + offset_at (self, instant);
  gint64 local_day = floor_day (local);
  int second_of_day = (int) (local - local_day * SECONDS_A_DAY);

  if (day != NULL)
    *day = (HcDay) local_day;
  if (hour != NULL)
    *hour = second_of_day / 3600;
  if (minute != NULL)
    *minute = second_of_day / 60 % 60;
  if (second != NULL)
    *second = second_of_day % 60;
}
