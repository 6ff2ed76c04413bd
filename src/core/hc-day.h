/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days, instants and the launch's calendar. A day is a half-open local day [00:00, 24:00) in the
 * launch's IANA zone; everything here is pure and knows no clock. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01 in the proleptic Gregorian calendar; a calendar date, not an instant. */
typedef gint32 HcDay;
#define HC_DAY_NONE G_MININT32

HcDay hc_day_from_ymd (int year, int month, int day); /* HC_DAY_NONE when no such date */
void hc_day_to_ymd (HcDay day, int *year, int *month, int *day_of_month);
int hc_day_weekday (HcDay day);                    /* 1 = Monday … 7 = Sunday */
gboolean hc_day_parse (const char *text, HcDay *out); /* YYYY-MM-DD exactly */
char *hc_day_format (HcDay day);                   /* YYYY-MM-DD; NULL for HC_DAY_NONE */

char *hc_instant_format (gint64 instant); /* YYYY-MM-DDTHH:MM:SSZ; NULL for HC_INSTANT_NONE */

/* Monday is bit 0. */
#define HC_WORKING_MONDAY_TO_FRIDAY 0x1f

typedef enum
{
  HC_LOCAL_EXACT,
  HC_LOCAL_NONEXISTENT, /* inside a spring-forward gap: moved forward by the gap */
  HC_LOCAL_DOUBLED,     /* inside an autumn overlap: the first of the two is taken */
} HcLocalTime;

/* Immutable after creation except for an internal cache of day starts; use one from one thread at
 * a time (hc_calendar_copy() for another thread). */
typedef struct _HcCalendar HcCalendar;

/* @holidays: @n_holidays days in any order, may be NULL. NULL + HC_ERROR_NOT_FOUND when @zone is
 * no known IANA zone. */
HcCalendar *hc_calendar_new (const char *zone,
                             guint working_mask,
                             const HcDay *holidays,
                             guint n_holidays,
                             GError **error);
HcCalendar *hc_calendar_copy (HcCalendar *self);
void hc_calendar_free (HcCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcCalendar, hc_calendar_free)

const char *hc_calendar_zone (HcCalendar *self);
/* The first instant of @day (DST-aware; where midnight does not exist, the first that does). */
gint64 hc_calendar_day_start (HcCalendar *self, HcDay day);
static inline gint64
hc_calendar_day_end (HcCalendar *self, HcDay day)
{
  return hc_calendar_day_start (self, day + 1);
}
HcDay hc_calendar_day_of (HcCalendar *self, gint64 instant);
gboolean hc_calendar_is_working (HcCalendar *self, HcDay day);
gboolean hc_calendar_is_holiday (HcCalendar *self, HcDay day);
/* as_of >= end of the day − 60 minutes */
gboolean hc_calendar_is_complete (HcCalendar *self, HcDay day, gint64 as_of);
HcDay hc_calendar_last_complete_day (HcCalendar *self, gint64 as_of);
/* The last @length complete working days not before @first: from and to are working days. Returns
 * how many there are (0: from and to are HC_DAY_NONE). */
guint hc_calendar_window (HcCalendar *self,
                          gint64 as_of,
                          HcDay first,
                          guint length,
                          HcDay *from,
                          HcDay *to);
/* Local wall-clock fields to UTC; @quality may be NULL. HC_INSTANT_NONE when no such date/time. */
gint64 hc_calendar_local_to_utc (HcCalendar *self,
                                 int year,
                                 int month,
                                 int day,
                                 int hour,
                                 int minute,
                                 int second,
                                 HcLocalTime *quality);
/* UTC to local fields, each pointer may be NULL. */
void hc_calendar_utc_to_local (HcCalendar *self,
                               gint64 instant,
                               HcDay *day,
                               int *hour,
                               int *minute,
                               int *second);
/* --as-of: YYYY-MM-DD (the end of that local day) or YYYY-MM-DDTHH:MM[:SS][Z|±hh:mm] (no offset:
 * the calendar's zone). HC_ERROR_USAGE with the accepted forms otherwise. */
gboolean
hc_calendar_parse_as_of (HcCalendar *self, const char *text, gint64 *out, GError **error);

G_END_DECLS
