/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of a date taken apart, before anyone knows which of its numbers is the day. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HC_DATE_NUMERIC, /* part[]: three numbers as written */
  HC_DATE_NAMED,   /* the month is a word; part[]: year, month, day */
  HC_DATE_EPOCH,   /* seconds since 1970 */
  HC_DATE_EPOCH_MS,
} HcDateForm;

typedef enum
{
  HC_TIME_NONE,
  HC_TIME_MINUTES,
  HC_TIME_SECONDS,
} HcTimeForm;

typedef struct
{
  HcDateForm form;
  int part[3];
  guint8 digits[3];
  char separator;     /* “/”, “-”, “.” or blank; 0: none (20160229) */
  gboolean day_first; /* named: the day is written before the month */
  gint64 epoch;       /* seconds */

  HcTimeForm time;
  int hour; /* 0–23 */
  int minute;
  int second;
  gboolean half_days;  /* AM or PM */
  gboolean letter_t;   /* between date and time */
  gboolean has_offset; /* from UTC */
  int offset;          /* seconds */
} HcDateParts;

/* FALSE when @text is no date in any of these forms. */
gboolean hc_date_parts_parse (const char *text, HcDateParts *out);
/* The month that the word at *@text names in English, German, French, Spanish or Portuguese, in
 * full or cut to three letters or more; 0: none. Moves *@text behind the word and its dot. */
int hc_month_from_word (const char **text);

G_END_DECLS
