/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row for one date: typed in the locale's order (or YYYY-MM-DD) or picked from a calendar. Applies
 * on Return, on leaving the row and on picking; emits “applied” when the day really changed. A text
 * that is no date marks the row and keeps the old day. */

#pragma once

#include <adwaita.h>

#include "hc-day.h"

G_BEGIN_DECLS

#define HC_TYPE_DATE_ROW (hc_date_row_get_type ())
G_DECLARE_FINAL_TYPE (HcDateRow, hc_date_row, HC, DATE_ROW, AdwEntryRow)

HcDay hc_date_row_day (HcDateRow *self); /* HC_DAY_NONE: empty */
/* Does not emit. */
void hc_date_row_set_day (HcDateRow *self, HcDay day);
/* An empty row is allowed (default: not). */
void hc_date_row_set_optional (HcDateRow *self, gboolean optional);
/* Takes over what is typed; FALSE: it is no date. */
gboolean hc_date_row_commit (HcDateRow *self);

/* What a person typed. Pure but for the locale. */
gboolean hc_date_text_parse (const char *text, HcDay *out);

G_END_DECLS
