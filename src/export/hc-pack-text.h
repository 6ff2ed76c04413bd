/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and figures of the pack. The workbook is a document with a fixed contract: the same launch
 * and as-of give the same cells on every machine, so its language is English and its dates and
 * figures do not follow the locale. Only error messages are translated. Pure. */

#pragma once

#include "hc-day.h"
#include "hc-launch-settings.h"
#include "hc-types.h"

G_BEGIN_DECLS

/* Excel's limit of a cell, in UTF-16 units. */
#define HC_PACK_MAX_UNITS 32767

typedef struct
{
  guint64 cut;      /* longer than a cell holds: cut and marked with “ […]” */
  guint64 repaired; /* invalid UTF-8, control or forbidden characters replaced by U+FFFD */
} HcTextRepairs;

/* Makes @text safe for a cell: valid UTF-8, characters that XML 1.0 allows, line breaks as LF,
 * _xHHHH_ escaped (readers would decode it), at most HC_PACK_MAX_UNITS. Newly allocated.
 * @repairs counts what had to be done; may be NULL. @shown (optional): what a reader of the cell
 * gets, that is without the escapes. */
char *hc_pack_text_clean (const char *text, HcTextRepairs *repairs, char **shown);

char *hc_pack_text_date (HcDay day);                          /* 20 Mar 2016 */
char *hc_pack_text_period (HcDay from, HcDay to);             /* 29 Feb – 4 Mar 2016 */
char *hc_pack_text_instant (HcCalendar *calendar, gint64 at); /* 20 Mar 2016 23:50 */
char *hc_pack_text_count (gint64 count);                      /* 12,345 */
char *hc_pack_text_decimal (double value, guint digits);      /* 1,234.5; “–” for NAN */
char *hc_pack_text_percent (double share);                    /* 12.3 % */
/* “1 ticket”, “1,760 tickets” */
char *hc_pack_text_plural (gint64 count, const char *one, const char *many);
/* “1 – Critical”; the source's own text where the priority is unknown; NULL for none. */
char *hc_pack_text_priority (int priority, const char *source_text);
/* “1–3 d” of the launch's age bounds. */
char *hc_pack_text_bucket (const HcLaunchSettings *settings, guint bucket);
/* “Monday to Friday”, “Sun, Mon, Tue” */
char *hc_pack_text_working_week (guint mask);

G_END_DECLS
