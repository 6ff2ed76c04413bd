/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The date-pattern vote: every candidate pattern is tried on the whole column. */

#pragma once

#include "hc-day.h"
#include "hc-import.h"
#include "hc-row-reader.h"

G_BEGIN_DECLS

typedef struct _HcDateVote HcDateVote;

HcDateVote *hc_date_vote_new (void);
void hc_date_vote_free (HcDateVote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcDateVote, hc_date_vote_free)
/* Counts which patterns fit @cell; empty and missing cells are the caller's. Fast: the current
 * favourite is tried first, the others only until they are out or confirmed. */
void hc_date_vote_add (HcDateVote *self, const HcCell *cell);

typedef struct _HcDatePattern HcDatePattern; /* immutable, static */

typedef struct
{
  const HcDatePattern *pattern; /* NULL: no pattern fits */
  const HcDatePattern *rival;   /* not NULL: day and month first both fit everything */
  guint64 cells;
  guint64 fits; /* cells that fit @pattern */
  guint64 numbers; /* plain numbers of a workbook that no text pattern reads */
} HcDateVerdict;

/* @order narrows the candidates; AUTO leaves them all. */
HcDateVerdict hc_date_vote_result (HcDateVote *self, HcDateOrder order);
const char *hc_date_pattern_name (const HcDatePattern *pattern); /* “d/m/yyyy HH:MM” */
HcDateOrder hc_date_pattern_order (const HcDatePattern *pattern);
/* Numbers that nobody formatted as dates, read as days since the base of the workbook. */
gboolean hc_date_pattern_is_serial (const HcDatePattern *pattern);
/* Offsets in the text win over @calendar's zone. FALSE when it does not fit. */
gboolean hc_date_pattern_parse (const HcDatePattern *pattern,
                                const HcCell *cell,
                                HcCalendar *calendar,
                                gint64 *instant,
                                HcLocalTime *quality);

G_END_DECLS
