/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers, dates and durations as a person reads them: by locale, translated, for screens only
 * (files and the CLI have their own fixed forms). Every text is newly allocated; a missing value is
 * “–”, never blank and never 0. */

#pragma once

#include "hc-day.h"
#include "hc-types.h"

G_BEGIN_DECLS

#define HC_FORMAT_MISSING "–"

char *hc_format_count (gint64 count);                    /* “1,204”; < 0 is missing: “–” */
char *hc_format_number (double value, guint digits);     /* “11.3”; NAN: “–” */
char *hc_format_percent (double share, guint digits);    /* 0.34 → “34 %”; NAN: “–” */
/* “0.4 h” under two days, then “2.6 d”; under 0.1 h in minutes. NAN: “–” */
char *hc_format_hours (double hours);
/* hc_format_hours() of a span of seconds; < 0: “–” */
char *hc_format_age (gint64 seconds);

char *hc_format_day (HcDay day);         /* “11 Mar” */
char *hc_format_day_year (HcDay day);    /* “11 Mar 2026” */
char *hc_format_day_long (HcDay day);    /* “Wednesday 11 March” */
char *hc_format_weekday_day (HcDay day); /* “Wed 11 Mar” */
/* In the calendar's zone. HC_INSTANT_NONE: “–” */
char *hc_format_instant (gint64 instant, HcCalendar *calendar);      /* “11 Mar 13:58” */
char *hc_format_instant_year (gint64 instant, HcCalendar *calendar); /* “11 Mar 2026 13:58” */
/* “As of Wednesday 11 March, 14:20” */
char *hc_format_as_of (gint64 instant, HcCalendar *calendar);

/* When something happened on this computer, seen from @now, both in local time: “14:02” today,
 * “Yesterday”, “6 Feb”, “6 Feb 2025”. */
char *hc_format_recent (gint64 instant, gint64 now);

G_END_DECLS
