/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Aligned text for people: a heading line and rows; and how numbers and times look in it. */

#pragma once

#include "hc-day.h"

G_BEGIN_DECLS

typedef struct _HcTextTable HcTextTable;

/* Headings in order, NULL-terminated; one that starts with “>” is right-aligned. */
HcTextTable *hc_text_table_new (const char *heading, ...) G_GNUC_NULL_TERMINATED;
void hc_text_table_free (HcTextTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTextTable, hc_text_table_free)
/* The next cell, row by row; NULL is a dash. Takes @text. */
void hc_text_table_take (HcTextTable *self, char *text);
void hc_text_table_add (HcTextTable *self, const char *text);
void hc_text_table_add_count (HcTextTable *self, gint64 count); /* < 0: a dash */
/* Appends the table; the current row must be complete. */
void hc_text_table_append_to (HcTextTable *self, GString *out);

/* “1,204” as the locale groups digits. */
char *hc_text_count (gint64 count);
/* “Thu 12 Mar 2026” and “Thu 12 Mar 2026, 23:45” in the launch's zone; NULL for no day or instant.
 */
char *hc_text_day (HcDay day);
char *hc_text_short_day (HcDay day); /* “Thu 12 Mar” */
char *hc_text_instant (HcCalendar *calendar, gint64 instant);

G_END_DECLS
