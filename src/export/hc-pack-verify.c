/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-verify.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "hc-row-reader.h"

static void
digest_cell (HcSheetDigest *digest, guint32 row, guint32 column, const HcCell *cell)
{
  if (cell->length == 0 && cell->kind == HC_CELL_TEXT)
    return;
  if (cell->kind == HC_CELL_NUMBER)
    hc_sheet_digest_add_number (digest, row, column, g_ascii_strtod (cell->text, NULL));
  else if (cell->kind == HC_CELL_DATE)
    hc_sheet_digest_add_date (digest, row, column, llround (cell->number));
  else
    hc_sheet_digest_add_text (digest, row, column, cell->text);
}

static gboolean
digest_sheet (const char *path, const char *sheet, HcSheetDigest *digest, GError **error)
{
  HcReaderOptions options = { .sheet = sheet };
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, error);
  g_autoptr (GError) failed = NULL;
  HcRow row;

  if (reader == NULL)
    return FALSE;
  while (hc_row_reader_next (reader, &row, &failed))
    for (guint i = 0; i < row.n_cells; i++)
      digest_cell (digest, (guint32) row.line - 1, i, &row.cells[i]);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return TRUE;
}

static gboolean
compare (const HcSheetDigest *wanted, const HcSheetDigest *found, GError **error)
{
  if (wanted->rows == found->rows && wanted->cells == found->cells && wanted->hash == found->hash)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
               _("The finished workbook does not read back as it was written (sheet “%s”: "
                 "%" PRIu64 " of %" PRIu64 " rows, %" PRIu64 " of %" PRIu64 " cells). The disk may "
                 "be full or damaged: make room or choose another folder, and try again."),
               wanted->name, found->rows, wanted->rows, found->cells, wanted->cells);
  return FALSE;
}

gboolean
hc_pack_verify (const char *path, const HcWorkbookReceipt *receipt, GError **error)
{
  for (guint i = 0; i < receipt->sheets->len; i++)
    {
      const HcSheetDigest *wanted = g_ptr_array_index (receipt->sheets, i);
      HcSheetDigest found = { 0 };

      if (!digest_sheet (path, wanted->name, &found, error))
        {
          g_prefix_error (error, _("The finished workbook could not be read back: "));
          return FALSE;
        }
      if (!compare (wanted, &found, error))
        return FALSE;
    }
  return TRUE;
}
