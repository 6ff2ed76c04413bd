/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holidays from a calendar file (.ics, RFC 5545): read what falls into a range of days (preview),
 * then save as a command or a part of one. Only whole days count; an event of several days gives
 * each of them, one that repeats gives every time. */

#pragma once

#include "hc-day.h"
#include "hc-db.h"

G_BEGIN_DECLS

#define HC_HOLIDAYS_MAX_BYTES (10 * 1024 * 1024)
#define HC_HOLIDAYS_MAX_EVENTS 5000

typedef struct
{
  HcDay day;
  char *name; /* "": the file does not say */
} HcHoliday;

HcHoliday *hc_holiday_new (HcDay day, const char *name);
void hc_holiday_free (HcHoliday *self);

typedef struct
{
  GPtrArray *days;  /* of HcHoliday by day, each day once; “Easter, Spring Bank Holiday” on one day */
  guint n_timed;    /* events left out because they have a time of day */
  guint n_outside;  /* events left out because no day of theirs is in the range */
} HcHolidaysFile;

void hc_holidays_file_free (HcHolidaysFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcHolidaysFile, hc_holidays_file_free)

/* @from and @to are both in the range. Any thread. FORMAT: it is no calendar, is cut off, or holds
 * no event of a whole day; LIMIT; NOT_FOUND, PERMISSION. */
HcHolidaysFile *hc_holidays_read (const char *path, HcDay from, HcDay to, GError **error);

/* Inside hc_history_run(): adds the days (of HcHoliday) that are no holidays yet; one that is there
 * without a name gets its name, one with a name keeps it. */
gboolean hc_holidays_save (HcDb *db, GPtrArray *days, GError **error);

G_END_DECLS
