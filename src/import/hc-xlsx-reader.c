/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-reader.h"
#include "hc-row-reader-private.h"

#include "hc-xlsx-sheet.h"

#include <glib/gi18n.h>

typedef struct
{
  HcRowReader parent;

  HcXlsxPackage *package;
  HcXlsxWorkbook *workbook;
  HcXlsxStrings *strings; /* NULL: the workbook has none */
  const HcXlsxSheetEntry *entry;
  HcXlsxSheet *sheet;
  GPtrArray *sheet_names; /* ends with NULL */
} XlsxReader;

static void
xlsx_free (HcRowReader *reader)
{
  XlsxReader *self = (XlsxReader *) reader;

  hc_xlsx_sheet_free (self->sheet);
  hc_xlsx_strings_free (self->strings);
  g_clear_pointer (&self->sheet_names, g_ptr_array_unref);
  hc_xlsx_workbook_free (self->workbook);
  hc_xlsx_package_free (self->package);
  g_free (self);
}

static gboolean
xlsx_next (HcRowReader *reader, HcRow *row, GError **error)
{
  XlsxReader *self = (XlsxReader *) reader;

  return self->sheet != NULL && hc_xlsx_sheet_next (self->sheet, row, error);
}

static gboolean
xlsx_rewind (HcRowReader *reader, GError **error)
{
  XlsxReader *self = (XlsxReader *) reader;

  g_clear_pointer (&self->sheet, hc_xlsx_sheet_free);
  self->sheet =
    hc_xlsx_sheet_open (self->package, self->workbook, self->strings, self->entry, error);
  return self->sheet != NULL;
}

static const char *
xlsx_name (HcRowReader *reader)
{
  return hc_xlsx_package_name (((XlsxReader *) reader)->package);
}

static const char *
xlsx_encoding (HcRowReader *reader)
{
  return "xlsx";
}

static char
xlsx_delimiter (HcRowReader *reader)
{
  return 0;
}

static const char *const *
xlsx_sheets (HcRowReader *reader)
{
  return (const char *const *) ((XlsxReader *) reader)->sheet_names->pdata;
}

static const char *
xlsx_sheet (HcRowReader *reader)
{
  return ((XlsxReader *) reader)->entry->name;
}

static guint64
xlsx_undecodable (HcRowReader *reader)
{
  return 0; /* XML that cannot be decoded is an error */
}

static double
xlsx_fraction (HcRowReader *reader)
{
  XlsxReader *self = (XlsxReader *) reader;

  return self->sheet != NULL ? hc_xlsx_sheet_fraction (self->sheet) : 1;
}

static const HcRowReaderClass xlsx_class = {
  .free = xlsx_free,
  .next = xlsx_next,
  .rewind = xlsx_rewind,
  .name = xlsx_name,
  .encoding = xlsx_encoding,
  .delimiter = xlsx_delimiter,
  .sheets = xlsx_sheets,
  .sheet = xlsx_sheet,
  .undecodable = xlsx_undecodable,
  .fraction = xlsx_fraction,
};

/* As named, else as named but for upper and lower case, else the first one. */
static gboolean
choose_sheet (XlsxReader *self, const char *name, GError **error)
{
  GPtrArray *sheets = self->workbook->sheets;
  g_autofree char *folded = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  g_autofree char *known = NULL;

  for (guint i = 0; i < sheets->len; i++)
    {
      const HcXlsxSheetEntry *entry = g_ptr_array_index (sheets, i);
      g_autofree char *other = g_utf8_casefold (entry->name, -1);

      if (name == NULL || g_str_equal (entry->name, name))
        {
          self->entry = entry;
          return TRUE;
        }
      if (self->entry == NULL && g_str_equal (folded, other))
        self->entry = entry;
    }
  if (self->entry != NULL)
    return TRUE;

  known = g_strjoinv ("”, “", (GStrv) self->sheet_names->pdata);
  g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
               _("“%s” has no sheet named “%s”. Its sheets are “%s”."),
               hc_xlsx_package_name (self->package), name, known);
  return FALSE;
}

HcRowReader *
hc_xlsx_reader_new (int fd, const char *file_name, const HcReaderOptions *options, GError **error)
{
  g_autoptr (HcRowReader) reader = NULL;
  XlsxReader *self = g_new0 (XlsxReader, 1);

  self->parent.klass = &xlsx_class;
  reader = &self->parent;
  if ((self->package = hc_xlsx_package_new (fd, file_name, error)) == NULL ||
      (self->workbook = hc_xlsx_workbook_load (self->package, error)) == NULL)
    return NULL;

  self->sheet_names = g_ptr_array_new ();
  for (guint i = 0; i < self->workbook->sheets->len; i++)
    {
      HcXlsxSheetEntry *entry = g_ptr_array_index (self->workbook->sheets, i);

      g_ptr_array_add (self->sheet_names, entry->name);
    }
  g_ptr_array_add (self->sheet_names, NULL);
  if (!choose_sheet (self, options->sheet, error))
    return NULL;
  if (self->workbook->strings_part != NULL &&
      hc_xlsx_package_has (self->package, self->workbook->strings_part) &&
      (self->strings = hc_xlsx_strings_load (self->package, self->workbook->strings_part, error)) ==
        NULL)
    return NULL;
  return xlsx_rewind (reader, error) ? g_steal_pointer (&reader) : NULL;
}
