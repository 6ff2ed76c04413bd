/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-sheet.h"

#include "hc-xlsx-text.h"
#include "hc-xlsx-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows are filled up to the widest of the first ones, so that a blank tail is no ragged row. */
#define WIDTH_ROWS 20

/* A cell whose text may still move. */
typedef struct
{
  const char *fixed; /* NULL: in @texts from @offset on */
  gsize offset;
  gsize length;
  double number;
  HcCellKind kind;
} Slot;

struct _HcXlsxSheet
{
  HcXlsxXml *xml;
  HcXlsxPackage *package;
  HcXlsxWorkbook *workbook;
  HcXlsxStrings *strings;
  const char *sheet_name;

  /* The row being read. */
  gboolean in_data;
  guint64 line;
  GArray *slots; /* of Slot */
  GString *texts;
  guint n_used; /* slots up to the last one with a value */
  HcCell *cells;
  guint n_allocated;
  guint width;
  guint n_rows;

  /* The cell being read. */
  guint column;
  guint style;
  char type[12];
  gboolean in_value;
  GString *value;
  HcXlsxText inline_text;
};

void
hc_xlsx_sheet_free (HcXlsxSheet *self)
{
  if (self == NULL)
    return;
  hc_xlsx_xml_free (self->xml);
  g_array_unref (self->slots);
  g_string_free (self->texts, TRUE);
  g_string_free (self->value, TRUE);
  hc_xlsx_text_clear (&self->inline_text);
  g_free (self->cells);
  g_free (self);
}

/* “C17” */
static char *
cell_name (HcXlsxSheet *self)
{
  char letters[8];
  guint n = 0;

  for (guint column = self->column + 1; column > 0; column = (column - 1) / 26)
    letters[n++] = (char) ('A' + (column - 1) % 26);
  letters[n] = '\0';
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, g_strreverse (letters), self->line);
}

static void
fail_cell (HcXlsxSheet *self, HcError code, const char *message)
{
  g_autofree char *cell = cell_name (self);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  hc_xlsx_xml_fail (self->xml, g_error_new (HC_ERROR, (int) code, message, cell, self->sheet_name,
                                            hc_xlsx_package_name (self->package)));
#pragma GCC diagnostic pop
}

/* ---- cells ---- */

static Slot *
take_slot (HcXlsxSheet *self, HcCellKind kind)
{
  Slot *slot;

  if (self->column >= self->slots->len)
    g_array_set_size (self->slots, self->column + 1);
  self->n_used = MAX (self->n_used, self->column + 1);
  slot = &g_array_index (self->slots, Slot, self->column);
  *slot = (Slot) { .kind = kind };
  return slot;
}

static void
add_text (HcXlsxSheet *self, HcCellKind kind, const char *text, gsize length, double number)
{
  Slot *slot;

  if (length == 0)
    return;
  if (hc_xlsx_text_is_too_long (text, length))
    {
      fail_cell (self, HC_ERROR_LIMIT,
                 _("Cell %s of sheet “%s” in “%s” holds more than 32,767 characters, more than a "
                   "workbook can. Export the list as CSV."));
      return;
    }
  slot = take_slot (self, kind);
  slot->offset = self->texts->len;
  slot->length = length;
  slot->number = number;
  g_string_append_len (self->texts, text, (gssize) length + 1); /* with its NUL */
}

static void
add_fixed (HcXlsxSheet *self, HcCellKind kind, const char *text)
{
  Slot *slot;

  if (text[0] == '\0')
    return;
  slot = take_slot (self, kind);
  slot->fixed = text;
  slot->length = strlen (text);
}

static void
add_shared (HcXlsxSheet *self)
{
  char *end;
  guint64 index = g_ascii_strtoull (self->value->str, &end, 10);
  const char *text = NULL;

  if (self->value->len == 0)
    return;
  if (*end == '\0')
    text = hc_xlsx_strings_get (self->strings, index);
  if (text == NULL)
    fail_cell (self, HC_ERROR_FORMAT,
               _("Cell %s of sheet “%s” in “%s” refers to a text that the workbook does not have. "
                 "The file is damaged: export it again."));
  else
    add_fixed (self, HC_CELL_TEXT, text);
}

static void
add_moment (HcXlsxSheet *self, double seconds)
{
  char text[HC_XLSX_MOMENT_SIZE];

  add_text (self, HC_CELL_DATE, text, hc_xlsx_write_moment (seconds, text), seconds);
}

static void
add_number (HcXlsxSheet *self)
{
  char *end;
  double number = g_ascii_strtod (self->value->str, &end);
  HcXlsxFormat format = self->style < self->workbook->formats->len
                          ? g_array_index (self->workbook->formats, HcXlsxFormat, self->style)
                          : HC_XLSX_PLAIN;
  char text[HC_XLSX_MOMENT_SIZE];
  double seconds;

  if (*end != '\0')
    add_text (self, HC_CELL_TEXT, self->value->str, self->value->len, 0);
  /* A time of the day without a day, or a span of time. */
  else if (format == HC_XLSX_ELAPSED || (format == HC_XLSX_DATE && number >= 0 && number < 1))
    {
      if (self->value->len > 0)
        add_text (self, HC_CELL_TEXT, text, hc_xlsx_write_elapsed (number, text), 0);
    }
  else if (format == HC_XLSX_DATE &&
           hc_xlsx_serial_to_seconds (number, self->workbook->base_1904, &seconds))
    add_moment (self, seconds);
  else
    add_text (self, HC_CELL_NUMBER, self->value->str, self->value->len, number);
}

static void
end_cell (HcXlsxSheet *self)
{
  double seconds;

  if (strcmp (self->type, "s") == 0)
    add_shared (self);
  else if (self->inline_text.found)
    {
      hc_xlsx_decode_escapes (self->inline_text.text);
      add_text (self, HC_CELL_TEXT, self->inline_text.text->str, self->inline_text.text->len, 0);
    }
  else if (strcmp (self->type, "b") == 0)
    {
      if (self->value->len > 0)
        add_fixed (self, HC_CELL_BOOLEAN,
                   self->value->str[0] == '1' || self->value->str[0] == 't' ? "true" : "false");
    }
  else if (strcmp (self->type, "e") == 0)
    add_text (self, HC_CELL_ERROR, self->value->str, self->value->len, 0);
  else if (strcmp (self->type, "d") == 0 && hc_xlsx_iso_to_seconds (self->value->str, &seconds))
    add_moment (self, seconds);
  else if (self->type[0] == '\0' || strcmp (self->type, "n") == 0)
    {
      g_strstrip (self->value->str);
      self->value->len = strlen (self->value->str);
      add_number (self);
    }
  else
    {
      hc_xlsx_decode_escapes (self->value);
      add_text (self, HC_CELL_TEXT, self->value->str, self->value->len, 0);
    }
}

/* The column in “AB12”; -1 when there is none. */
static gint64
column_of (const char *reference)
{
  gint64 column = 0;
  const char *p = reference;

  for (; g_ascii_isalpha (*p) && column <= HC_XLSX_MAX_COLUMNS; p++)
    column = column * 26 + (g_ascii_toupper (*p) - 'A' + 1);
  return column - 1;
}

static void
start_cell (HcXlsxSheet *self, const char **attributes)
{
  const char *type = NULL;
  gint64 column = (gint64) self->column + 1; /* the first one: G_MAXUINT + 1 */

  self->style = 0;
  for (; attributes[0] != NULL; attributes += 2)
    {
      const char *name = attributes[0], *value = attributes[1];

      if (strcmp (name, "r") == 0)
        {
          gint64 named = column_of (value);

          column = named >= 0 ? named : column;
        }
      else if (strcmp (name, "s") == 0)
        self->style = (guint) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXUINT);
      else if (strcmp (name, "t") == 0)
        type = value;
    }
  self->column = column > G_MAXUINT ? 0 : (guint) column;
  g_strlcpy (self->type, type != NULL ? type : "", sizeof self->type);
  g_string_truncate (self->value, 0);
  hc_xlsx_text_begin (&self->inline_text);
  if (self->column >= HC_XLSX_MAX_COLUMNS)
    fail_cell (self, HC_ERROR_LIMIT,
               _("Cell %s of sheet “%s” in “%s” is beyond column XFD, the last one of a workbook. "
                 "The file is damaged: export it again."));
}

/* ---- rows ---- */

static void
start_row (HcXlsxSheet *self, const char **attributes)
{
  const char *number = hc_xlsx_attribute (attributes, "r");
  guint64 line = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  self->line = line > 0 ? line : self->line + 1;
  self->column = G_MAXUINT;
  self->n_used = 0;
  g_array_set_size (self->slots, 0);
  g_string_truncate (self->texts, 0);
  if (self->line > HC_XLSX_MAX_ROWS)
    {
      self->column = 0;
      fail_cell (self, HC_ERROR_LIMIT,
                 _("Cell %s of sheet “%s” in “%s” is beyond row 1,048,576, the last one of a "
                   "workbook. The file is damaged: export it again."));
    }
}

/* The texts no longer move: cells can point to them. */
static void
end_row (HcXlsxSheet *self)
{
  guint n_cells;

  if (self->n_used == 0)
    return;
  if (self->n_rows++ < WIDTH_ROWS)
    self->width = MAX (self->width, self->n_used);
  n_cells = MAX (self->n_used, self->width);
  if (n_cells > self->n_allocated)
    {
      self->n_allocated = MAX (n_cells, 2 * self->n_allocated);
      self->cells = g_renew (HcCell, self->cells, self->n_allocated);
    }
  for (guint i = 0; i < n_cells; i++)
    {
      const Slot *slot = i < self->n_used ? &g_array_index (self->slots, Slot, i) : NULL;

      if (slot == NULL || slot->length == 0)
        self->cells[i] = (HcCell) { .text = "" };
      else
        self->cells[i] =
          (HcCell) { slot->fixed != NULL ? slot->fixed : self->texts->str + slot->offset,
                    slot->length, slot->number, slot->kind, self->workbook->base_1904 };
    }
  hc_xlsx_xml_pause (self->xml);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  HcXlsxSheet *self = data;

  if (!self->in_data)
    self->in_data = strcmp (name, "sheetData") == 0;
  else if (strcmp (name, "c") == 0)
    start_cell (self, attributes);
  else if (strcmp (name, "v") == 0)
    self->in_value = TRUE;
  else if (strcmp (name, "row") == 0)
    start_row (self, attributes);
  else
    hc_xlsx_text_start (&self->inline_text, name);
}

static void
end_cb (gpointer data, const char *name)
{
  HcXlsxSheet *self = data;

  if (!self->in_data)
    return;
  if (strcmp (name, "c") == 0)
    end_cell (self);
  else if (strcmp (name, "v") == 0)
    self->in_value = FALSE;
  else if (strcmp (name, "row") == 0)
    end_row (self);
  else if (strcmp (name, "sheetData") == 0)
    self->in_data = FALSE;
  else
    hc_xlsx_text_end (&self->inline_text, name);
}

static void
text_cb (gpointer data, const char *text, int length)
{
  HcXlsxSheet *self = data;

  if (self->in_value && self->value->len <= 16 * HC_XLSX_MAX_CELL_TEXT)
    g_string_append_len (self->value, text, length);
  else if (self->in_data)
    hc_xlsx_text_append (&self->inline_text, text, length);
}

/* ---- public ---- */

HcXlsxSheet *
hc_xlsx_sheet_open (HcXlsxPackage *package,
                    HcXlsxWorkbook *workbook,
                    HcXlsxStrings *strings,
                    const HcXlsxSheetEntry *entry,
                    GError **error)
{
  static const HcXlsxHandlers handlers = { start_cb, end_cb, text_cb };
  g_autoptr (HcXlsxSheet) self = g_new0 (HcXlsxSheet, 1);

  self->package = package;
  self->workbook = workbook;
  self->strings = strings;
  self->sheet_name = entry->name;
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  self->texts = g_string_new (NULL);
  self->value = g_string_new (NULL);
  hc_xlsx_text_init (&self->inline_text);
  if (entry->part == NULL)
    {
      hc_xlsx_package_damaged (package, entry->name, _("this sheet is missing"), error);
      return NULL;
    }
  self->xml = hc_xlsx_xml_new (package, entry->part, &handlers, self, error);
  return self->xml != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
hc_xlsx_sheet_next (HcXlsxSheet *self, HcRow *row, GError **error)
{
  if (!hc_xlsx_xml_run (self->xml, error))
    return FALSE;
  *row = (HcRow) { self->cells, MAX (self->n_used, self->width), self->line, 1 };
  return TRUE;
}

double
hc_xlsx_sheet_fraction (HcXlsxSheet *self)
{
  return hc_xlsx_xml_fraction (self->xml);
}
