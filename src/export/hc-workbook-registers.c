/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registers: one sheet each, as native tables that BAU works on in. */

#include "config.h"

#include "hc-workbook-private.h"

#define MIN_VALIDATION_ROWS 50 /* offered below the table too, for new rows */

static const HcFormat formats[] = {
  [HC_PACK_TEXT] = HC_FORMAT_CELL_WRAP,     [HC_PACK_STRONG] = HC_FORMAT_CELL_STRONG,
  [HC_PACK_CENTRE] = HC_FORMAT_CELL_CENTRE, [HC_PACK_COUNT] = HC_FORMAT_CELL_COUNT,
  [HC_PACK_DECIMAL] = HC_FORMAT_CELL_DECIMAL, [HC_PACK_DAY] = HC_FORMAT_CELL_DATE,
};

/* The first open ticket of the issue; −1: none in this workbook. */
static int
find_ticket (const HcPackData *data, const char *id)
{
  for (guint i = 0; data->tickets != NULL && i < data->tickets->len; i++)
    if (g_strcmp0 (((HcPackTicket *) g_ptr_array_index (data->tickets, i))->issue_id, id) == 0)
      return (int) i;
  return -1;
}

/* To the row of the same issue in another table. TRUE: there is one. */
static gboolean
link_to_table (HcSheet *sheet, guint32 row, guint32 column, const char *table, const char *id)
{
  const HcPackData *data = sheet->book->data;
  const char *name = HC_SHEET_TICKETS;
  int target = -1;

  if (g_str_equal (table, HC_TABLE_TICKETS))
    target = find_ticket (data, id);
  for (guint i = 0; target < 0 && i < data->registers->len; i++)
    {
      const HcPackRegister *registered = g_ptr_array_index (data->registers, i);

      if (!g_str_equal (registered->table, table))
        continue;
      name = registered->sheet;
      target = hc_pack_register_find (registered, id);
    }
  if (target < 0)
    return FALSE;
  hc_sheet_link_cell (sheet, row, column, name, HC_SHEET_TOP + 1 + (guint32) target);
  return TRUE;
}

gboolean
hc_sheet_link_issue (HcSheet *self, guint32 row, guint32 column, const char *id)
{
  return id != NULL && link_to_table (self, row, column, "tbl_issue_catalog", id);
}

static void
write_linked (HcSheet *sheet, guint32 row, guint32 column, const char *text, HcPackKind kind)
{
  if (kind == HC_PACK_COUNT)
    hc_sheet_number (sheet, row, column, g_ascii_strtod (text, NULL), HC_FORMAT_CELL_LINK_COUNT);
  else
    hc_sheet_text (sheet, row, column, text, HC_FORMAT_CELL_LINK);
}

static void
write_cell (HcSheet *sheet, guint32 row, guint32 column, const char *text, HcPackKind kind)
{
  HcDay day;

  if (*text == '\0')
    hc_sheet_text (sheet, row, column, NULL, formats[kind]);
  else if (kind == HC_PACK_DAY && hc_day_parse (text, &day))
    hc_sheet_day (sheet, row, column, day, formats[kind]);
  else if (kind == HC_PACK_COUNT || kind == HC_PACK_DECIMAL)
    hc_sheet_number (sheet, row, column, g_ascii_strtod (text, NULL), formats[kind]);
  else
    hc_sheet_text (sheet, row, column, text, formats[kind]);
}

/* The words of a choice, as a list to pick from. */
static void
offer_choices (
  HcSheet *sheet, guint32 first, guint32 n_rows, guint32 column, const HcChoice *choices)
{
  const char *list[16] = { NULL };
  lxw_data_validation validation = {
    .validate = LXW_VALIDATION_TYPE_LIST,
    .value_list = (char **) list,
    .ignore_blank = LXW_VALIDATION_ON,
    .show_input = LXW_VALIDATION_ON,
    .show_error = LXW_VALIDATION_OFF,
  };

  for (guint i = 0; choices[i].word != NULL && i + 1 < G_N_ELEMENTS (list); i++)
    list[i] = choices[i].label;
  hc_workbook_check (sheet->book,
                     worksheet_data_validation_range (
                       sheet->sheet, first, (lxw_col_t) column,
                       first + MAX (n_rows, MIN_VALIDATION_ROWS) - 1, (lxw_col_t) column,
                       &validation));
}

static const HcPackColumn *
column_at (const HcPackRegister *registered, guint i)
{
  return &g_array_index (registered->columns, HcPackColumn, i);
}

/* Wrapped texts: nobody else makes the row high enough for them. */
static void
set_heights (HcSheet *sheet, const HcPackRegister *registered, guint32 header_row)
{
  double header = 20;

  if (sheet->sheet == NULL)
    return;
  for (guint i = 0; i < registered->columns->len; i++)
    header = MAX (header, hc_sheet_lines_height (column_at (registered, i)->header,
                                                 (guint) column_at (registered, i)->width - 2));
  worksheet_set_row (sheet->sheet, header_row, header, NULL);
  for (guint i = 0; i < registered->rows->len; i++)
    {
      char **row = g_ptr_array_index (registered->rows, i);
      double height = 0;

      for (guint j = 0; j < registered->columns->len; j++)
        height = MAX (height, hc_sheet_lines_height (row[j],
                                                     (guint) column_at (registered, j)->width - 1));
      worksheet_set_row (sheet->sheet, header_row + 1 + i, height, NULL);
    }
}

/* A second block shares the columns of the first one; only those beyond it are its own. */
static void
set_widths (HcSheet *sheet, const HcPackRegister *registered, const HcPackRegister *second)
{
  guint n = MAX (registered->columns->len, second == NULL ? 0 : second->columns->len);
  g_autofree HcColumn *columns = g_new0 (HcColumn, n);

  for (guint i = 0; i < n; i++)
    columns[i].width = column_at (i < registered->columns->len ? registered : second, i)->width;
  hc_sheet_widths (sheet, columns, n);
}

static void
write_column (HcSheet *sheet,
              const HcPackRegister *registered,
              guint32 sheet_row,
              guint row,
              guint column,
              const char *text)
{
  const HcPackColumn *of = column_at (registered, column);

  if (of->link != NULL && *text != '\0' &&
      link_to_table (sheet, sheet_row, column, of->link, g_ptr_array_index (registered->ids, row)))
    write_linked (sheet, sheet_row, column, text, of->kind);
  else
    write_cell (sheet, sheet_row, column, text, of->kind);
}

/* Bold and coloured beside the figure itself: never colour alone. */
static void
add_flag (HcSheet *sheet, guint32 first, guint32 n_rows, guint32 column, HcPackFlag flag)
{
  lxw_conditional_format rule = {
    .type = LXW_CONDITIONAL_TYPE_CELL,
    .criteria = flag == HC_PACK_FLAG_ONE ? LXW_CONDITIONAL_CRITERIA_EQUAL_TO
                                         : LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
    .value = flag == HC_PACK_FLAG_ONE ? 1 : 0,
    .format = sheet->book->formats[HC_FORMAT_FLAG_BAD],
  };

  hc_workbook_check (sheet->book,
                     worksheet_conditional_format_range (sheet->sheet, first, (lxw_col_t) column,
                                                         first + MAX (n_rows, 1) - 1,
                                                         (lxw_col_t) column, &rule));
}

/* @header_row: of the table. Returns the row after it. */
static guint32
write_table (HcSheet *sheet, const HcPackRegister *registered, guint32 header_row)
{
  guint n_columns = registered->columns->len;
  g_autofree HcColumn *columns = g_new0 (HcColumn, n_columns);
  guint32 next;

  for (guint i = 0; i < n_columns; i++)
    {
      const HcPackColumn *column = column_at (registered, i);

      columns[i] = (HcColumn){ column->header, column->width, formats[column->kind] };
      if (column->choices != NULL && sheet->sheet != NULL)
        offer_choices (sheet, header_row + 1, registered->rows->len, i, column->choices);
      if (column->flag != HC_PACK_FLAG_NONE && sheet->sheet != NULL)
        add_flag (sheet, header_row + 1, registered->rows->len, i, column->flag);
    }
  next = hc_sheet_table (sheet, header_row, 0, registered->rows->len, columns, n_columns,
                         registered->table);
  for (guint i = 0; i < registered->rows->len; i++)
    {
      char **row = g_ptr_array_index (registered->rows, i);

      for (guint j = 0; j < n_columns; j++)
        write_column (sheet, registered, header_row + 1 + i, i, j, row[j]);
    }
  set_heights (sheet, registered, header_row);
  return next;
}

/* Headers are clean and differ inside a table: a team may be named like a column. */
static void
make_headers_unique (const HcPackRegister *registered)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < registered->columns->len; i++)
    {
      HcPackColumn *column = &g_array_index (registered->columns, HcPackColumn, i);
      char *clean = hc_pack_text_clean (column->header, NULL, NULL);
      g_autofree char *lower = g_utf8_casefold (clean, -1);

      g_free (column->header);
      column->header = clean;
      if (g_hash_table_contains (seen, g_intern_string (lower)))
        {
          char *header = g_strdup_printf ("%s (%u)", column->header, i + 1);

          g_free (column->header);
          column->header = header;
        }
      g_hash_table_add (seen, (gpointer) g_intern_string (lower));
    }
}

void
hc_workbook_add_registers (HcWorkbook *self, HcPackPlace place)
{
  GPtrArray *registers = self->data->registers;

  for (guint i = 0; i < registers->len; i++)
    {
      const HcPackRegister *registered = g_ptr_array_index (registers, i);
      const HcPackRegister *second = NULL;
      HcSheet sheet;
      guint32 next;

      if (registered->place != place || registered->follows)
        continue;
      if (i + 1 < registers->len &&
          ((HcPackRegister *) g_ptr_array_index (registers, i + 1))->follows)
        second = g_ptr_array_index (registers, i + 1);
      make_headers_unique (registered);
      sheet = hc_sheet_new (self, registered->sheet);
      hc_sheet_title (&sheet, registered->sheet,
                      registered->rows->len == 0 ? registered->empty : registered->contents);
      set_widths (&sheet, registered, second);
      next = write_table (&sheet, registered, HC_SHEET_TOP);
      if (second != NULL)
        {
          hc_sheet_heading (&sheet, next + 1, registered->columns->len - 1, "User feedback");
          if (second->rows->len == 0)
            hc_sheet_text (&sheet, ++next + 1, 0, second->empty, HC_FORMAT_NOTE);
          write_table (&sheet, second, next + 2);
        }
      hc_sheet_finish (&sheet, HC_SHEET_TOP);
    }
}
