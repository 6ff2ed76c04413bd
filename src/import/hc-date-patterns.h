/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The patterns of the vote: which family a date is read by, and how the column writes it. Patterns
 * live as long as the program; the same family and style is the same pattern. */

#pragma once

#include "hc-date-parts.h"
#include "hc-dates.h"

G_BEGIN_DECLS

typedef enum
{
  HC_DATE_YMD, /* year of four digits first */
  HC_DATE_DMY,
  HC_DATE_MDY,
  HC_DATE_YYMD, /* year of two digits first */
  HC_DATE_WORD, /* the month by name, in any order */
  HC_DATE_SECONDS,
  HC_DATE_MILLISECONDS,
  HC_DATE_EXCEL, /* cells that are dates themselves */
  HC_DATE_SERIAL, /* numbers of a workbook that nobody formatted as dates */
  HC_N_DATE_FAMILIES,
} HcDateFamily;

/* How a date is written, beyond its order: a number below HC_N_DATE_STYLES. */
#define HC_N_DATE_STYLES (5 * 2 * 3 * 2 * 2 * 2 * 2)

guint hc_date_style (const HcDateParts *parts);
const HcDatePattern *hc_date_pattern_get (HcDateFamily family, guint style);
HcDateFamily hc_date_pattern_family (const HcDatePattern *pattern);

/* Year, month and day of @parts when read by @family. FALSE: that is no date. */
gboolean hc_date_family_reads (HcDateFamily family, const HcDateParts *parts, int ymd[3]);

G_END_DECLS
