/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-workbook.h"

#include <string.h>

/* A sum of cell hashes does not depend on their order. */
static void
add (HcSheetDigest *self, guint32 row, guint32 column, char kind, gconstpointer data, gsize length)
{
  guint64 seed = ((guint64) row << 24 | column) << 8 | (guint8) kind;

  self->hash += hc_hash64 (data, length, seed);
  self->cells++;
  self->rows = MAX (self->rows, (guint64) row + 1);
}

void
hc_sheet_digest_free (HcSheetDigest *self)
{
  g_free (self->name);
  g_free (self);
}

void
hc_sheet_digest_add_text (HcSheetDigest *self, guint32 row, guint32 column, const char *text)
{
  add (self, row, column, 's', text, strlen (text));
}

void
hc_sheet_digest_add_number (HcSheetDigest *self, guint32 row, guint32 column, double number)
{
  double value = number + 0.0; /* -0 becomes 0 */

  add (self, row, column, 'n', &value, sizeof value);
}

void
hc_sheet_digest_add_date (HcSheetDigest *self, guint32 row, guint32 column, gint64 seconds)
{
  add (self, row, column, 'd', &seconds, sizeof seconds);
}

void
hc_workbook_receipt_init (HcWorkbookReceipt *self)
{
  *self = (HcWorkbookReceipt) { 0 };
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_sheet_digest_free);
}

void
hc_workbook_receipt_clear (HcWorkbookReceipt *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
}
