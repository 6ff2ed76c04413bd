/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-workbook-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#define DAY_SECONDS 86400
#define EPOCH_SERIAL 25569 /* 1970-01-01 */
#define PAPER_A4 9
#define LINE_HEIGHT 13.5
#define MAX_HEIGHT 409.0

/* ---- page ---- */

/* “&” is a command in footers; the whole may have 255 characters. */
static char *
footer_text (const HcPackData *data)
{
  g_autofree char *instant = hc_pack_text_instant (data->calendar, data->as_of);
  g_autofree char *at = data->as_of != HC_INSTANT_NONE ? g_strconcat ("As of ", instant, NULL)
                                                       : g_strdup ("Nothing imported yet");
  g_autofree char *name = hc_pack_short_name (data, 60);
  g_auto (GStrv) parts = g_strsplit (name, "&", -1);
  g_autofree char *safe = g_strjoinv ("&&", parts);

  /* The blank keeps a name that begins with a digit from joining the font size. */
  return g_strdup_printf ("&L&8 %s&C&8 %s&R&8 &A · page &P of &N", safe, at);
}

HcSheet
hc_sheet_new (HcWorkbook *book, const char *name)
{
  HcSheet self = { .book = book };

  self.digest = g_new0 (HcSheetDigest, 1);
  self.digest->name = g_strdup (name);
  g_ptr_array_add (book->receipt.sheets, self.digest);
  self.sheet = workbook_add_worksheet (book->book, name);
  if (self.sheet == NULL)
    hc_workbook_check (book, LXW_ERROR_CREATING_TMPFILE);
  else
    worksheet_gridlines (self.sheet, LXW_HIDE_ALL_GRIDLINES);
  return self;
}

void
hc_sheet_finish (HcSheet *self, int header_row)
{
  g_autofree char *footer = footer_text (self->book->data);

  if (self->sheet == NULL)
    return;
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, PAPER_A4);
  worksheet_fit_to_pages (self->sheet, 1, 0);
  worksheet_set_margins (self->sheet, 0.5, 0.5, 0.55, 0.65);
  hc_workbook_check (self->book, worksheet_set_footer (self->sheet, footer));
  if (header_row >= 0)
    {
      worksheet_freeze_panes (self->sheet, (lxw_row_t) header_row + 1, 1);
      worksheet_repeat_rows (self->sheet, (lxw_row_t) header_row, (lxw_row_t) header_row);
    }
}

void
hc_sheet_widths (HcSheet *self, const HcColumn *columns, guint n_columns)
{
  for (guint i = 0; self->sheet != NULL && i < n_columns; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, columns[i].width,
                          self->book->formats[HC_FORMAT_NONE]);
}

/* ---- cells ---- */

static gboolean
is_date_format (HcFormat format)
{
  return format == HC_FORMAT_VALUE_DATE || format == HC_FORMAT_VALUE_INSTANT ||
         format == HC_FORMAT_CELL_DATE || format == HC_FORMAT_CELL_INSTANT;
}

static void
write_blank (HcSheet *self, guint32 row, guint32 column, HcFormat format)
{
  if (self->sheet != NULL)
    hc_workbook_check (self->book,
                       worksheet_write_blank (self->sheet, row, (lxw_col_t) column,
                                              self->book->formats[format]));
}

void
hc_sheet_text (HcSheet *self, guint32 row, guint32 column, const char *text, HcFormat format)
{
  g_autofree char *clean = NULL, *shown = NULL;

  if (text == NULL || *text == '\0')
    {
      write_blank (self, row, column, format);
      return;
    }
  if (self->sheet == NULL)
    return;
  clean = hc_pack_text_clean (text, &self->book->repairs, &shown);
  hc_workbook_check (self->book,
                     worksheet_write_string (self->sheet, row, (lxw_col_t) column, clean,
                                             self->book->formats[format]));
  hc_sheet_digest_add_text (self->digest, row, column, shown);
}

void
hc_sheet_printf (HcSheet *self,
                 guint32 row,
                 guint32 column,
                 HcFormat format,
                 const char *message,
                 ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);
  hc_sheet_text (self, row, column, text, format);
}

/* Fifteen significant digits survive any reader and writer unchanged. */
static double
fifteen_digits (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number), NULL);
}

void
hc_sheet_number (HcSheet *self, guint32 row, guint32 column, double number, HcFormat format)
{
  double value;

  if (!isfinite (number))
    {
      write_blank (self, row, column, format);
      return;
    }
  if (self->sheet == NULL)
    return;
  value = fifteen_digits (number);
  hc_workbook_check (self->book,
                     worksheet_write_number (self->sheet, row, (lxw_col_t) column, value,
                                             self->book->formats[format]));
  if (is_date_format (format))
    hc_sheet_digest_add_date (self->digest, row, column,
                              llround ((value - EPOCH_SERIAL) * DAY_SECONDS));
  else
    hc_sheet_digest_add_number (self->digest, row, column, value);
}

void
hc_sheet_count (HcSheet *self, guint32 row, guint32 column, gint64 count, HcFormat format)
{
  hc_sheet_number (self, row, column, count < 0 ? NAN : (double) count, format);
}

void
hc_sheet_day (HcSheet *self, guint32 row, guint32 column, HcDay day, HcFormat format)
{
  hc_sheet_number (self, row, column, day == HC_DAY_NONE ? NAN : (double) day + EPOCH_SERIAL,
                   format);
}

void
hc_sheet_instant (HcSheet *self, guint32 row, guint32 column, gint64 at, HcFormat format)
{
  int hour, minute, second;
  HcDay day;

  if (at == HC_INSTANT_NONE)
    {
      write_blank (self, row, column, format);
      return;
    }
  hc_calendar_utc_to_local (self->book->data->calendar, at, &day, &hour, &minute, &second);
  hc_sheet_number (self, row, column,
                   day + EPOCH_SERIAL + (hour * 3600 + minute * 60 + second) / (double) DAY_SECONDS,
                   format);
}

void
hc_sheet_formula (HcSheet *self,
                  guint32 row,
                  guint32 column,
                  const char *formula,
                  double value,
                  HcFormat format)
{
  if (self->sheet == NULL)
    return;
  hc_workbook_check (self->book, worksheet_write_formula_num (self->sheet, row, (lxw_col_t) column,
                                                              formula,
                                                              self->book->formats[format], value));
  hc_sheet_digest_add_number (self->digest, row, column, value);
}

void
hc_sheet_link (HcSheet *self,
               guint32 row,
               guint32 column,
               const char *sheet,
               const char *text,
               HcFormat format)
{
  g_autofree char *url = g_strdup_printf ("internal:'%s'!A1", sheet);

  if (self->sheet == NULL)
    return;
  hc_workbook_check (self->book,
                     worksheet_write_url_opt (self->sheet, row, (lxw_col_t) column, url,
                                              self->book->formats[format], text, NULL));
  hc_sheet_digest_add_text (self->digest, row, column, text);
}

void
hc_sheet_link_cell (
  HcSheet *self, guint32 row, guint32 column, const char *sheet, guint32 target_row)
{
  g_autofree char *url = g_strdup_printf ("internal:'%s'!A%u", sheet, target_row + 1);

  if (self->sheet != NULL)
    hc_workbook_check (self->book, worksheet_write_url_opt (self->sheet, row, (lxw_col_t) column,
                                                            url, NULL, "", NULL));
}

/* ---- blocks ---- */

double
hc_sheet_lines_height (const char *text, guint width)
{
  guint lines = 0, used = 0;

  for (const char *word = text; word != NULL && *word != '\0';)
    {
      gsize bytes = strcspn (word, " \n");
      guint length = (guint) g_utf8_strlen (word, (gssize) bytes);

      if (lines == 0 || used + length > width)
        {
          lines += 1 + length / MAX (width, 1);
          used = length % MAX (width, 1);
        }
      else
        used += length;
      used++;
      word += bytes;
      if (*word == '\n')
        used = width + 1;
      if (*word != '\0')
        word++;
    }
  return MIN (MAX (lines, 1) * LINE_HEIGHT + 2, MAX_HEIGHT);
}

void
hc_sheet_paragraph (HcSheet *self,
                    guint32 row,
                    guint32 first,
                    guint32 last,
                    guint width,
                    const char *text)
{
  lxw_format *format = self->book->formats[HC_FORMAT_PARAGRAPH];

  if (self->sheet == NULL)
    return;
  if (last > first)
    hc_workbook_check (self->book,
                       worksheet_merge_range (self->sheet, row, (lxw_col_t) first, row,
                                              (lxw_col_t) last, "", format));
  hc_sheet_text (self, row, first, text, HC_FORMAT_PARAGRAPH);
  hc_workbook_check (self->book, worksheet_set_row (self->sheet, row,
                                                    hc_sheet_lines_height (text, width), NULL));
}

void
hc_sheet_title (HcSheet *self, const char *title, const char *subtitle)
{
  hc_sheet_text (self, 0, 0, title, HC_FORMAT_TITLE);
  hc_sheet_text (self, 1, 0, subtitle, HC_FORMAT_SUBTITLE);
  hc_sheet_link (self, HC_SHEET_TOP - 1, 0, HC_SHEET_COVER, "Back to Cover", HC_FORMAT_LINK);
  if (self->sheet != NULL)
    {
      worksheet_set_row (self->sheet, 0, 28, NULL);
      worksheet_set_row (self->sheet, 1, 16, NULL);
    }
}

void
hc_sheet_heading (HcSheet *self, guint32 row, guint32 last_column, const char *text)
{
  hc_sheet_text (self, row, 0, text, HC_FORMAT_HEADING);
  for (guint32 i = 1; i <= last_column; i++)
    write_blank (self, row, i, HC_FORMAT_HEADING);
  if (self->sheet != NULL)
    worksheet_set_row (self->sheet, row, 22, NULL);
}

static gboolean
is_right (HcFormat format)
{
  return format == HC_FORMAT_CELL_COUNT || format == HC_FORMAT_CELL_DECIMAL ||
         format == HC_FORMAT_CELL_PERCENT || format == HC_FORMAT_CELL_DATE ||
         format == HC_FORMAT_CELL_INSTANT;
}

guint32
hc_sheet_table (HcSheet *self,
                guint32 header_row,
                guint32 first_column,
                guint32 n_rows,
                const HcColumn *columns,
                guint n_columns,
                const char *name)
{
  g_autofree lxw_table_column *all = g_new0 (lxw_table_column, n_columns);
  g_autofree lxw_table_column **list = g_new0 (lxw_table_column *, n_columns + 1);
  lxw_table_options options = {
    .name = (char *) name,
    .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
    .style_type_number = 1,
    .columns = list,
  };
  guint32 last_row = header_row + MAX (n_rows, 1);

  for (guint i = 0; i < n_columns; i++)
    {
      list[i] = &all[i];
      all[i].header = (char *) columns[i].header;
      all[i].header_format = self->book->formats[is_right (columns[i].format)
                                                     ? HC_FORMAT_HEADER_RIGHT
                                                     : HC_FORMAT_HEADER];
      hc_sheet_digest_add_text (self->digest, header_row, first_column + i, columns[i].header);
      if (n_rows == 0)
        write_blank (self, last_row, first_column + i, columns[i].format);
    }
  self->book->receipt.rows += n_rows;
  if (self->sheet == NULL)
    return last_row + 1;
  worksheet_set_row (self->sheet, header_row, 20, NULL);
  hc_workbook_check (self->book,
                     worksheet_add_table (self->sheet, header_row, (lxw_col_t) first_column,
                                          last_row, (lxw_col_t) (first_column + n_columns - 1),
                                          &options));
  return last_row + 1;
}

void
hc_sheet_define (HcSheet *self, const char *name, guint32 row, guint32 column)
{
  char letters[8];
  g_autofree char *formula = NULL;

  lxw_col_to_name (letters, (lxw_col_t) column, 1);
  formula = g_strdup_printf ("='%s'!%s$%u", self->digest->name, letters, row + 1);
  hc_workbook_check (self->book, workbook_define_name (self->book->book, name, formula));
}
