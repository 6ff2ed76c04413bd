/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-workbook*.c only: the side that knows libxlsxwriter. */

#pragma once

#include <locale.h>
#include <xlsxwriter.h>

#include "hc-pack-text.h"
#include "hc-workbook.h"

G_BEGIN_DECLS

#define HC_SHEET_COVER "Cover"
#define HC_SHEET_SUMMARY "Summary"
#define HC_SHEET_CRITERIA "Exit Criteria"
#define HC_SHEET_TICKETS "Open Tickets"
#define HC_SHEET_METRICS "Metrics"
#define HC_SHEET_DEFINITIONS "Metric Definitions"
#define HC_SHEET_NOTES "Data Notes"

/* Colours of visual.md §7 and the greys beside them. */
#define HC_COLOUR_INK 0x1f2a3c
#define HC_COLOUR_SECOND 0x5b6575
#define HC_COLOUR_HEAD 0x24415f
#define HC_COLOUR_LINE 0xd5dae1
#define HC_COLOUR_INPUT 0xfff8e1
#define HC_COLOUR_LINK 0x1a5fb4
#define HC_COLOUR_BAD 0xc01c28
#define HC_COLOUR_WARN 0x8a5f00
#define HC_COLOUR_GOOD 0x1b6e3c

typedef enum
{
  HC_FORMAT_NONE,
  HC_FORMAT_OVERLINE, /* the small line above a title */
  HC_FORMAT_TITLE,
  HC_FORMAT_COVER_TITLE,
  HC_FORMAT_SUBTITLE,
  HC_FORMAT_HEADING,
  HC_FORMAT_LABEL,
  HC_FORMAT_VALUE, /* beside a label */
  HC_FORMAT_VALUE_DATE,
  HC_FORMAT_VALUE_INSTANT,
  HC_FORMAT_VALUE_COUNT,
  HC_FORMAT_ID, /* above a table's header */
  HC_FORMAT_NAME, /* of something that is not there */
  HC_FORMAT_NOTE,
  HC_FORMAT_PARAGRAPH,
  HC_FORMAT_LINK,
  HC_FORMAT_HEADER, /* of a table */
  HC_FORMAT_HEADER_RIGHT,
  HC_FORMAT_CELL,
  HC_FORMAT_CELL_WRAP,
  HC_FORMAT_CELL_STRONG,
  HC_FORMAT_CELL_CODE,
  HC_FORMAT_CELL_CENTRE,
  HC_FORMAT_CELL_COUNT,
  HC_FORMAT_CELL_DECIMAL,
  HC_FORMAT_CELL_PERCENT,
  HC_FORMAT_CELL_DATE,
  HC_FORMAT_CELL_INSTANT,
  HC_FORMAT_CELL_LINK, /* to another sheet of the pack */
  HC_FORMAT_CELL_LINK_COUNT,
  HC_FORMAT_INPUT, /* filled in by people */
  HC_FORMAT_INPUT_DATE,
  HC_FORMAT_FLAG_BAD, /* of conditional formats */
  HC_FORMAT_FLAG_WARN,
  HC_FORMAT_FLAG_GOOD,
  HC_N_FORMATS,
} HcFormat;

typedef struct
{
  lxw_workbook *book;
  lxw_format *formats[HC_N_FORMATS];
  const HcPackData *data;
  HcWorkbookReceipt receipt;
  HcTextRepairs repairs;
  lxw_error failure; /* the first one */
  locale_t old_locale;
  locale_t plain_locale;
} HcWorkbook;

typedef struct
{
  HcWorkbook *book;
  lxw_worksheet *sheet;
  HcSheetDigest *digest; /* borrowed from the receipt */
  guint32 last_row;
} HcSheet;

typedef struct
{
  const char *header;
  double width;
  HcFormat format;
} HcColumn;

/* FALSE + error; constant memory or not. */
gboolean hc_workbook_open (HcWorkbook *self,
                           const HcPackData *data,
                           const char *path,
                           gboolean constant_memory,
                           GError **error);
/* Closes the file, hands the receipt over (@receipt NULL: frees it). */
gboolean hc_workbook_close (HcWorkbook *self, HcWorkbookReceipt *receipt, GError **error);
void hc_workbook_check (HcWorkbook *self, lxw_error result);

HcSheet hc_sheet_new (HcWorkbook *book, const char *name);
/* Page setup. @header_row: frozen with the first column, and repeated on every printed page; < 0:
 * none. */
void hc_sheet_finish (HcSheet *self, int header_row);
void hc_sheet_widths (HcSheet *self, const HcColumn *columns, guint n_columns);

/* NULL and "" write an empty cell with the format. */
void hc_sheet_text (HcSheet *self, guint32 row, guint32 column, const char *text, HcFormat format);
G_GNUC_PRINTF (5, 6)
void hc_sheet_printf (HcSheet *self,
                      guint32 row,
                      guint32 column,
                      HcFormat format,
                      const char *message,
                      ...);
/* NAN: an empty cell. Rounded to the 15 digits that spreadsheets keep. */
void hc_sheet_number (HcSheet *self, guint32 row, guint32 column, double number, HcFormat format);
/* < 0: an empty cell. */
void hc_sheet_count (HcSheet *self, guint32 row, guint32 column, gint64 count, HcFormat format);
void hc_sheet_day (HcSheet *self, guint32 row, guint32 column, HcDay day, HcFormat format);
/* In the launch's wall-clock time. */
void hc_sheet_instant (HcSheet *self, guint32 row, guint32 column, gint64 at, HcFormat format);
/* @formula is one of ours, never from imported text. */
void hc_sheet_formula (HcSheet *self,
                       guint32 row,
                       guint32 column,
                       const char *formula,
                       double value,
                       HcFormat format);
void hc_sheet_link (HcSheet *self,
                    guint32 row,
                    guint32 column,
                    const char *sheet,
                    const char *text,
                    HcFormat format);
/* A link on a cell that is written afterwards, to column A of @target_row of @sheet. */
void hc_sheet_link_cell (
  HcSheet *self, guint32 row, guint32 column, const char *sheet, guint32 target_row);
/* A wrapped paragraph over the columns [first, last], @width characters wide in all. */
void hc_sheet_paragraph (HcSheet *self,
                         guint32 row,
                         guint32 first,
                         guint32 last,
                         guint width,
                         const char *text);
/* Sheet title, line below it, link back to the cover, all in the column that stays in view; the
 * table or text starts in row HC_SHEET_TOP. */
#define HC_SHEET_TOP 3
void hc_sheet_title (HcSheet *self, const char *title, const char *subtitle);
void hc_sheet_heading (HcSheet *self, guint32 row, guint32 last_column, const char *text);
/* Makes [header_row, header_row + n_rows] × columns a native table and writes its headers; without
 * data rows one blank row is added. Returns the row after it. Cells are the caller's. */
guint32 hc_sheet_table (HcSheet *self,
                        guint32 header_row,
                        guint32 first_column,
                        guint32 n_rows,
                        const HcColumn *columns,
                        guint n_columns,
                        const char *name);
/* A workbook name for one cell: figures that other workbooks may refer to. */
void hc_sheet_define (HcSheet *self, const char *name, guint32 row, guint32 column);

/* Row height for @text wrapped at @width characters, at least one line. */
double hc_sheet_lines_height (const char *text, guint width);

#define HC_TABLE_TICKETS "tbl_open_tickets"
/* Links the cell to the issue's row of the catalog; FALSE: it has none. */
gboolean hc_sheet_link_issue (HcSheet *self, guint32 row, guint32 column, const char *id);

/* The top three drivers now and at the start, from @row on. Returns the row after them. */
guint32 hc_sheet_add_drivers (HcSheet *self, guint32 row, guint32 last_column);

/* The verdicts of the exit gate in short, from @row on. Returns the row after them. */
guint32 hc_sheet_add_verdicts (HcSheet *self, guint32 row, guint32 last_column);

void hc_workbook_add_cover (HcWorkbook *self);
void hc_workbook_add_summary (HcWorkbook *self);
void hc_workbook_add_criteria (HcWorkbook *self);
void hc_workbook_add_tickets (HcWorkbook *self);
void hc_workbook_add_registers (HcWorkbook *self, HcPackPlace place);
void hc_workbook_add_metrics (HcWorkbook *self);
void hc_workbook_add_definitions (HcWorkbook *self);
/* Last: it tells how many texts were cut. */
void hc_workbook_add_notes (HcWorkbook *self, const HcWorkbookReceipt *appendix);

G_END_DECLS
