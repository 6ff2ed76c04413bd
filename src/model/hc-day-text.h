/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a launch stands, in words: for the window's subtitle and the list of recent launches. */

#pragma once

#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* “Day 6 of 14”, @with_date “Day 6 of 14 · 11 Mar”; “Starts in 12 days” before
 * go-live, “3 days after the planned end” after it. The day is the one of the figures (@as_of);
 * without an import the one of @now. Newly allocated. */
char *hc_day_text (const HcLaunchSettings *settings,
                   HcCalendar *calendar,
                   gint64 as_of,
                   gint64 now,
                   gboolean with_date);

G_END_DECLS
