/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of text with their position, from a CSV file or a sheet of a workbook: the one interface
 * that the column search, the mapper and the re-reading of our own packs use. Streaming; one
 * thread. */

#pragma once

#include <gio/gio.h>

#include "hc-error.h"

G_BEGIN_DECLS

typedef enum
{
  HC_CELL_TEXT,
  HC_CELL_NUMBER,  /* text is the number as written */
  HC_CELL_DATE,    /* number is seconds since 1970 of the wall-clock time (no zone) */
  HC_CELL_BOOLEAN, /* text “true” / “false” */
  HC_CELL_ERROR,   /* text “#N/A” … */
} HcCellKind;

typedef struct
{
  const char *text; /* never NULL, NUL-terminated UTF-8; "" for an empty cell */
  gsize length;
  double number;   /* DATE and NUMBER */
  HcCellKind kind; /* always TEXT from CSV */
  gboolean base_1904; /* NUMBER: were it a date, it would count the days from 1904 */
} HcCell;

typedef struct
{
  HcCell *cells; /* borrowed, valid until the next row */
  guint n_cells;
  guint64 line;  /* where the row began, 1-based */
  guint64 lines; /* of the file that it takes: more than one when a cell has line breaks */
} HcRow;

typedef struct _HcRowReader HcRowReader;

typedef struct
{
  const char *encoding; /* NULL: detect */
  char delimiter;       /* 0: detect */
  const char *sheet;    /* NULL: the first visible one */
} HcReaderOptions;

/* By content, not by name: a zip is a workbook (or an error that says what else it is: encrypted,
 * a picture …), anything else text. Errors: NOT_FOUND, PERMISSION, FORMAT, LIMIT. */
HcRowReader *hc_row_reader_open (const char *path, const HcReaderOptions *options, GError **error);
void hc_row_reader_free (HcRowReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRowReader, hc_row_reader_free)

/* TRUE: @row is filled; FALSE without @error: the end. A text file gives every row, blank ones and
 * short ones too (at least one cell). A workbook leaves out rows without a value; its rows are as
 * wide as the widest of the first 20, or wider. */
gboolean hc_row_reader_next (HcRowReader *self, HcRow *row, GError **error);
/* Back to the first row. */
gboolean hc_row_reader_rewind (HcRowReader *self, GError **error);

/* What was found or given. Borrowed. */
const char *hc_row_reader_name (HcRowReader *self); /* the file’s, for messages */
const char *hc_row_reader_encoding (HcRowReader *self); /* “UTF-8”, “windows-1252” …; “xlsx” */
char hc_row_reader_delimiter (HcRowReader *self);            /* 0 for a workbook */
const char *const *hc_row_reader_sheets (HcRowReader *self); /* NULL for text; hidden ones last */
const char *hc_row_reader_sheet (HcRowReader *self);
/* The rows are not what was expected, as @error says; adds which sheet was read, which others there
 * are and how to choose one. Nothing where there are no others. */
void hc_row_reader_hint_at_sheets (HcRowReader *self, GError **error);
guint64 hc_row_reader_undecodable (HcRowReader *self); /* bytes so far */
/* 0…1, bytes consumed; < 0 when unknown. */
double hc_row_reader_fraction (HcRowReader *self);

G_END_DECLS
