/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A quotation mark too many opens a cell that goes on, over the rows below, to the next mark: those
 * tickets would be gone without a word. Pure. */

#pragma once

#include "hc-dates.h"
#include "hc-row-reader.h"

G_BEGIN_DECLS

/* What a line must have at these places to be a row of the file. */
typedef struct
{
  char delimiter;
  guint key;
  guint opened;
  const HcDatePattern *pattern; /* of the opening times */
  HcCalendar *calendar;
} HcRowShape;

/* How many lines inside the cells of @row are rows themselves: a key like the row's own and an
 * opening time, each in its column. */
guint hc_rows_inside (const HcRow *row, const HcRowShape *shape);

G_END_DECLS
