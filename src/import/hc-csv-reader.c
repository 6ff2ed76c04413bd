/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-reader.h"
#include "hc-row-reader-private.h"

#include "hc-csv-scan.h"
#include "hc-csv-sniff.h"
#include "hc-text-source.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNIFF_BYTES (256 * 1024)

typedef struct
{
  HcRowReader parent;

  HcTextSource *source;
  HcCsvScan scan;
  gboolean has_sep_line;
  gsize block;

  char *data; /* one byte more than @capacity */
  gsize capacity;
  gsize fill;
  gsize row_at; /* the next record begins here */
  guint64 line; /* … in this line */
  gboolean at_end;
} CsvReader;

static void
csv_free (HcRowReader *reader)
{
  CsvReader *self = (CsvReader *) reader;

  g_clear_pointer (&self->source, hc_text_source_free);
  hc_csv_scan_clear (&self->scan);
  g_free (self->data);
  g_free (self);
}

/* For messages, which cannot be translated around G_GUINT64_FORMAT. */
static char *
line_number (CsvReader *self, guint64 lines_below)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, self->line + lines_below);
}

static gboolean
fail_unclosed (CsvReader *self, GError **error)
{
  g_autofree char *line = line_number (self, self->scan.quote_line);

  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _("In “%s” a quotation mark opened in line %s is never closed. The file may be cut "
                 "off: export it again, or close the quotation mark."),
               hc_text_source_name (self->source), line);
  return FALSE;
}

static gboolean
fail_too_long (CsvReader *self, GError **error)
{
  g_autofree char *line = line_number (self, 0);
  g_autofree char *quote_line = line_number (self, self->scan.quote_line);

  if (self->scan.in_quotes)
    g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                 _("In “%s” the row that begins in line %s is longer than 64 MB. A quotation mark "
                   "opened in line %s may never be closed: close it, or export the list again."),
                 hc_text_source_name (self->source), line, quote_line);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                 _("In “%s” the row that begins in line %s is longer than 64 MB. This is no list of "
                   "tickets."),
                 hc_text_source_name (self->source), line);
  return FALSE;
}

static gboolean
fail_too_wide (CsvReader *self, GError **error)
{
  g_autofree char *line = line_number (self, 0);

  g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
               _("In “%s” the row that begins in line %s has more than %d columns. Check the "
                 "delimiter."),
               hc_text_source_name (self->source), line, HC_CSV_MAX_COLUMNS);
  return FALSE;
}

/* Gets the next block behind what is left of the last one. */
static gboolean
refill (CsvReader *self, GError **error)
{
  gsize left = self->fill - self->row_at;
  /* A giant row is looked at from its start again after each block: let them grow with it. */
  gsize want = left > HC_CSV_BLOCK ? left : self->block;
  gssize n;

  if (left > HC_CSV_MAX_ROW)
    return fail_too_long (self, error);
  want = MIN (want, HC_CSV_MAX_ROW + 1 - left);

  if (left > 0)
    memmove (self->data, self->data + self->row_at, left);
  self->row_at = 0;
  self->fill = left;
  if (left + want > self->capacity)
    {
      self->capacity = left + want;
      self->data = g_realloc (self->data, self->capacity + 1);
    }
  n = hc_text_source_read (self->source, self->data + self->fill, want, error);
  hc_csv_scan_moved (&self->scan);
  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->fill += (gsize) n;
  return TRUE;
}

static gboolean
csv_next (HcRowReader *reader, HcRow *row, GError **error)
{
  CsvReader *self = (CsvReader *) reader;

  for (;;)
    {
      HcCsvResult result = HC_CSV_CUT;

      if (self->row_at < self->fill)
        result = hc_csv_scan_record (&self->scan, self->data + self->row_at,
                                     self->data + self->fill, self->at_end);
      else if (self->at_end)
        return FALSE;

      switch (result)
        {
        case HC_CSV_UNCLOSED:
          return fail_unclosed (self, error);
        case HC_CSV_TOO_WIDE:
          return fail_too_wide (self, error);
        case HC_CSV_CUT:
          if (!refill (self, error))
            return FALSE;
          continue;
        case HC_CSV_ROW:
          break;
        }

      hc_csv_scan_finish (&self->scan);
      *row = (HcRow) { self->scan.cells, self->scan.n_cells, self->line,
                       MAX (self->scan.lines, 1) };
      self->row_at = (gsize) (self->scan.next - self->data);
      self->line += self->scan.lines;
      return TRUE;
    }
}

static gboolean
csv_rewind (HcRowReader *reader, GError **error)
{
  CsvReader *self = (CsvReader *) reader;
  GError *problem = NULL;
  HcRow row;

  hc_text_source_rewind (self->source);
  self->fill = self->row_at = 0;
  self->line = 1;
  self->at_end = FALSE;
  if (self->has_sep_line && !csv_next (reader, &row, &problem) && problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  return TRUE;
}

static const char *
csv_name (HcRowReader *reader)
{
  return hc_text_source_name (((CsvReader *) reader)->source);
}

static const char *
csv_encoding (HcRowReader *reader)
{
  return hc_text_source_encoding (((CsvReader *) reader)->source);
}

static char
csv_delimiter (HcRowReader *reader)
{
  return ((CsvReader *) reader)->scan.dialect.delimiter;
}

static const char *const *
csv_sheets (HcRowReader *reader)
{
  return NULL;
}

static const char *
csv_sheet (HcRowReader *reader)
{
  return NULL;
}

static guint64
csv_undecodable (HcRowReader *reader)
{
  return hc_text_source_undecodable (((CsvReader *) reader)->source);
}

static double
csv_fraction (HcRowReader *reader)
{
  return hc_text_source_fraction (((CsvReader *) reader)->source);
}

static const HcRowReaderClass csv_class = {
  .free = csv_free,
  .next = csv_next,
  .rewind = csv_rewind,
  .name = csv_name,
  .encoding = csv_encoding,
  .delimiter = csv_delimiter,
  .sheets = csv_sheets,
  .sheet = csv_sheet,
  .undecodable = csv_undecodable,
  .fraction = csv_fraction,
};

/* Looks at the first records and goes back to the start. */
static gboolean
settle_dialect (CsvReader *self, char delimiter, GError **error)
{
  g_autofree char *sample = g_malloc (SNIFF_BYTES);
  gsize length = 0;
  gssize n;
  char *text = sample;
  char named;

  while (length < SNIFF_BYTES && (n = hc_text_source_read (self->source, sample + length,
                                                           SNIFF_BYTES - length, error)) != 0)
    {
      if (n < 0)
        return FALSE;
      length += (gsize) n;
    }
  if (length == 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _("“%s” is empty. Export the list again."),
                   hc_text_source_name (self->source));
      return FALSE;
    }

  named = hc_csv_sep_line (text, length);
  self->has_sep_line = named != 0;
  if (self->has_sep_line)
    {
      char *end = memchr (text, '\n', length);

      end = end != NULL ? end : memchr (text, '\r', length);
      text = end != NULL ? end + 1 : sample + length;
      delimiter = delimiter != 0 ? delimiter : named;
    }
  hc_csv_scan_init (&self->scan, hc_csv_sniff (text, (gsize) (sample + length - text),
                                               length < SNIFF_BYTES, delimiter));
  return hc_row_reader_rewind (&self->parent, error);
}

HcRowReader *
hc_csv_reader_new (
  int fd, const char *file_name, const HcReaderOptions *options, gsize block, GError **error)
{
  g_autoptr (HcRowReader) reader = NULL;
  CsvReader *self = g_new0 (CsvReader, 1);

  self->parent.klass = &csv_class;
  reader = &self->parent;
  self->block = MAX (block, 1);
  if ((self->source = hc_text_source_new (fd, file_name, options->encoding, error)) == NULL ||
      !settle_dialect (self, options->delimiter, error))
    return NULL;
  return g_steal_pointer (&reader);
}
