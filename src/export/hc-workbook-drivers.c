/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Summary: what drives ticket demand, now and at the start. Figures are those of “drivers”. */

#include "config.h"

#include "hc-workbook-private.h"

#include <math.h>

enum
{
  COLUMN_DRIVER,
  COLUMN_RANK,
  COLUMN_PREVIOUS,
  COLUMN_LAST,
  COLUMN_OPEN,
  COLUMN_KIND,
  COLUMN_GROWTH,
  COLUMN_STEP,
  N_COLUMNS,
};

static const HcColumn now_columns[N_COLUMNS] = {
  [COLUMN_DRIVER] = { "Driver", 0, HC_FORMAT_CELL_STRONG },
  [COLUMN_RANK] = { "Rank", 0, HC_FORMAT_CELL_COUNT },
  [COLUMN_PREVIOUS] = { "Before", 0, HC_FORMAT_CELL_COUNT },
  [COLUMN_LAST] = { "Last window", 0, HC_FORMAT_CELL_COUNT },
  [COLUMN_OPEN] = { "Open", 0, HC_FORMAT_CELL_COUNT },
  [COLUMN_KIND] = { "Kind", 0, HC_FORMAT_CELL },
  [COLUMN_GROWTH] = { "Growth", 0, HC_FORMAT_CELL_WRAP },
  [COLUMN_STEP] = { "Step behind it, and how it is held", 0, HC_FORMAT_CELL_WRAP },
};

/* At the start there is nothing to compare with. */
enum
{
  FIRST_DRIVER,
  FIRST_RANK,
  FIRST_WEEK,
  FIRST_OPEN,
  FIRST_SHARE,
  FIRST_KIND,
  FIRST_STEP,
  N_FIRST_COLUMNS,
};

static const HcColumn first_columns[N_FIRST_COLUMNS] = {
  [FIRST_DRIVER] = { "Driver at the start", 0, HC_FORMAT_CELL_STRONG },
  [FIRST_RANK] = { "Rank", 0, HC_FORMAT_CELL_COUNT },
  [FIRST_WEEK] = { "First week", 0, HC_FORMAT_CELL_COUNT },
  [FIRST_OPEN] = { "Open then", 0, HC_FORMAT_CELL_COUNT },
  [FIRST_SHARE] = { "Share", 0, HC_FORMAT_CELL_PERCENT },
  [FIRST_KIND] = { "Kind", 0, HC_FORMAT_CELL },
  [FIRST_STEP] = { "Step behind it", 0, HC_FORMAT_CELL_WRAP },
};

/* The workbook is the same in every language. The title of a text group is one of a ticket: not in
 * an anonymised pack. */
static char *
title_text (const HcPackData *data, const HcDriver *driver)
{
  if (data->anonymised && driver->kind == HC_DRIVER_TEXT_GROUP)
    return g_strdup_printf ("Text group %u", driver->rank);
  if (driver->code != NULL)
    return g_strdup_printf ("%s %s", driver->code, driver->title);
  return g_strdup (*driver->title != '\0' ? driver->title : "No category");
}

static char *
growth_text (const HcDriver *driver)
{
  static const char *const words[] = {
    [HC_TREND_INSUFFICIENT] = "Too few working days yet",
    [HC_TREND_UNCLEAR] = "Cannot tell yet",
    [HC_TREND_FALLING] = "Falling",
    [HC_TREND_RISING] = "Rising",
  };

  /* Sums of windows of unlike length do not compare. */
  if (driver->last_days != driver->previous_days && driver->previous_days > 0)
    return g_strdup_printf ("%s: %.1f against %.1f a day", words[driver->trend],
                            (double) driver->last / driver->last_days,
                            (double) driver->previous / driver->previous_days);
  return g_strdup_printf ("%s: %" G_GINT64_FORMAT " against %" G_GINT64_FORMAT,
                          words[driver->trend], driver->last, driver->previous);
}

static char *
step_text (const HcDriver *driver, gboolean with_hold)
{
  GString *text = g_string_new (driver->workflow);

  if (driver->step != NULL)
    g_string_append_printf (text, " › %s", driver->step);
  if (with_hold)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                            driver->dispositioned != NULL ? driver->dispositioned : "not held yet");
  return g_string_free (text, FALSE);
}

static void
set_height (HcSheet *sheet, guint32 row, const char *title, const char *step)
{
  double height = MAX (hc_sheet_lines_height (title, 33), hc_sheet_lines_height (step, 45));

  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row, height, NULL);
}

static const char *
kind_text (HcDriverKind kind)
{
  static const char *const texts[] = { "Issue", "Text group", "Category" };

  return texts[kind];
}

static void
write_now (HcSheet *sheet, guint32 row, const HcDriver *driver)
{
  g_autofree char *title = title_text (sheet->book->data, driver);
  g_autofree char *growth = growth_text (driver);
  g_autofree char *step = step_text (driver, TRUE);

  hc_sheet_text (sheet, row, COLUMN_DRIVER, title, HC_FORMAT_CELL_STRONG);
  hc_sheet_count (sheet, row, COLUMN_RANK, driver->rank, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, COLUMN_PREVIOUS, driver->previous, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, COLUMN_LAST, driver->last, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, COLUMN_OPEN, driver->open, HC_FORMAT_CELL_COUNT);
  hc_sheet_text (sheet, row, COLUMN_KIND, kind_text (driver->kind), HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, COLUMN_GROWTH, growth, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_STEP, step, HC_FORMAT_CELL_WRAP);
  set_height (sheet, row, title, step);
}

static void
write_first (HcSheet *sheet, guint32 row, const HcDriver *driver, gint64 tickets)
{
  g_autofree char *title = title_text (sheet->book->data, driver);
  g_autofree char *step = step_text (driver, FALSE);

  hc_sheet_text (sheet, row, FIRST_DRIVER, title, HC_FORMAT_CELL_STRONG);
  hc_sheet_count (sheet, row, FIRST_RANK, driver->rank, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, FIRST_WEEK, driver->last, HC_FORMAT_CELL_COUNT);
  hc_sheet_count (sheet, row, FIRST_OPEN, driver->open, HC_FORMAT_CELL_COUNT);
  hc_sheet_number (sheet, row, FIRST_SHARE,
                   tickets > 0 ? (double) driver->last / (double) tickets : NAN,
                   HC_FORMAT_CELL_PERCENT);
  hc_sheet_text (sheet, row, FIRST_KIND, kind_text (driver->kind), HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, FIRST_STEP, step, HC_FORMAT_CELL_WRAP);
  set_height (sheet, row, title, step);
}

static guint32
write_drivers (HcSheet *sheet, guint32 row, const HcDriverSet *set, gboolean is_now)
{
  guint32 n = set->drivers->len;
  guint32 next = is_now ? hc_sheet_table (sheet, row, 0, n, now_columns, N_COLUMNS,
                                          "tbl_top_drivers")
                        : hc_sheet_table (sheet, row, 0, n, first_columns, N_FIRST_COLUMNS,
                                          "tbl_first_drivers");

  for (guint32 i = 0; i < n; i++)
    if (is_now)
      write_now (sheet, row + 1 + i, g_ptr_array_index (set->drivers, i));
    else
      write_first (sheet, row + 1 + i, g_ptr_array_index (set->drivers, i), set->tickets);
  return next;
}

/* “Last window: 10–16 Mar 2026, 5 complete working days. Before: 4–6 Mar 2026, 3 …” */
static char *
windows_text (const HcDriverSet *set)
{
  g_autofree char *last = hc_pack_text_period (set->last_from, set->last_to);
  g_autofree char *before = hc_pack_text_period (set->previous_from, set->previous_to);
  g_autofree char *days =
    hc_pack_text_plural (set->last_days, "complete working day", "complete working days");
  g_autofree char *days_before =
    hc_pack_text_plural (set->previous_days, "complete working day", "complete working days");

  if (set->last_days == 0)
    return g_strdup ("No working day is complete yet.");
  if (set->previous_days == 0)
    return g_strdup_printf ("Last window: %s, %s. There is none before it.", last, days);
  return g_strdup_printf ("Last window: %s, %s. Before: %s, %s.", last, days, before, days_before);
}

guint32
hc_sheet_add_drivers (HcSheet *self, guint32 row, guint32 last_column)
{
  const HcPackData *data = self->book->data;
  g_autofree char *windows = data->drivers != NULL ? windows_text (data->drivers) : NULL;

  hc_sheet_heading (self, row++, last_column, "Top three drivers");
  if (data->drivers == NULL)
    {
      hc_sheet_text (self, row, 0, "No ticket export was imported yet.", HC_FORMAT_NOTE);
      return row + 1;
    }
  hc_sheet_text (self, row++, 0, windows, HC_FORMAT_NOTE);
  row = write_drivers (self, row, data->drivers, TRUE);
  if (data->first_drivers != NULL)
    row = write_drivers (self, row + 1, data->first_drivers, FALSE);
  return row;
}
