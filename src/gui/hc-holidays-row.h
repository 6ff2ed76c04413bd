/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The holidays of a launch as an expander: typed one by one, taken from a calendar file after a
 * preview, named, removed. Holds a draft.
 *
 * Signals: “applied” (translated label): a day was added or removed; “imported” (GPtrArray of
 * HcHoliday, borrowed): these days are in the draft now; “renamed” (int day, string old name). */

#pragma once

#include <adwaita.h>

#include "hc-holidays-import.h"

G_BEGIN_DECLS

#define HC_TYPE_HOLIDAYS_ROW (hc_holidays_row_get_type ())
G_DECLARE_FINAL_TYPE (HcHolidaysRow, hc_holidays_row, HC, HOLIDAYS_ROW, AdwExpanderRow)

/* @days: sorted; names that are known of them stay. Does not emit. */
void hc_holidays_row_set_days (HcHolidaysRow *self, const HcDay *days, guint n_days);
/* @named: of HcHoliday; a name that somebody is typing stays. Does not emit. */
void hc_holidays_row_set_names (HcHolidaysRow *self, GPtrArray *named);
/* Of HcHoliday, sorted; borrowed until the next change. */
GPtrArray *hc_holidays_row_holidays (HcHolidaysRow *self);
/* What to look for in a calendar file; both days are in it. */
void hc_holidays_row_set_range (HcHolidaysRow *self, HcDay from, HcDay to);
/* Takes over what is typed. */
void hc_holidays_row_commit (HcHolidaysRow *self);

G_END_DECLS
