/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-copy.h"

#include "hc-csv-writer.h"
#include "hc-ticket-text.h"

#define CHUNK 512
#define UTF8_BOM "\xef\xbb\xbf" /* without it Excel reads UTF-8 as the local code page */

HcTicketCopy *
hc_ticket_copy_new (GArray *ids, GArray *columns, HcCalendar *calendar, GFile *file)
{
  HcTicketCopy *self = g_new0 (HcTicketCopy, 1);

  self->ids = g_array_ref (ids);
  self->columns = g_array_ref (columns);
  self->calendar = hc_calendar_copy (calendar);
  g_set_object (&self->file, file);
  return self;
}

void
hc_ticket_copy_free (HcTicketCopy *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->columns);
  hc_calendar_free (self->calendar);
  g_clear_object (&self->file);
  g_free (self);
}

void
hc_ticket_copy_result_free (HcTicketCopyResult *self)
{
  g_free (self->text);
  g_free (self);
}

static char
separator_of (const HcTicketCopy *self)
{
  return self->file != NULL ? ',' : '\t';
}

static void
append_header (const HcTicketCopy *self, GString *out)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *label
        = hc_ticket_export_label (g_array_index (self->columns, HcTicketColumn, i));

      if (i > 0)
        g_string_append_c (out, separator_of (self));
      hc_csv_append_cell (out, label, separator_of (self));
    }
  g_string_append (out, "\r\n");
}

static void
append_item (const HcTicketCopy *self,
             const HcTicketItem *item,
             GString *out,
             HcTicketCopyResult *result)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      HcTicketColumn column = g_array_index (self->columns, HcTicketColumn, i);
      g_autofree char *text = hc_ticket_export_text (item, column, self->calendar);
      gsize start;

      if (i > 0)
        g_string_append_c (out, separator_of (self));
      start = out->len;
      if (text == NULL)
        continue;
      hc_csv_append_cell (out, text, separator_of (self));
      if (text[0] != '\'' && out->len > start + 1)
        result->prefixed |= out->str[start] == '\''
                            || (out->str[start] == '"' && out->str[start + 1] == '\'');
    }
  g_string_append (out, "\r\n");
  result->rows++;
}

static gboolean
flush (GString *out, GOutputStream *stream, GError **error)
{
  if (stream == NULL)
    return TRUE;
  if (!g_output_stream_write_all (stream, out->str, out->len, NULL, NULL, error))
    return FALSE;
  g_string_truncate (out, 0);
  return TRUE;
}

static gboolean
append_all (const HcTicketCopy *self,
            HcDb *db,
            GString *out,
            GOutputStream *stream,
            HcTicketCopyResult *result,
            GError **error)
{
  const gint64 *ids = (const gint64 *) self->ids->data;

  append_header (self, out);
  for (guint start = 0; start < self->ids->len; start += CHUNK)
    {
      guint n = MIN (CHUNK, self->ids->len - start);
      g_autoptr (GPtrArray) items = hc_ticket_list_rows (db, ids + start, n, error);

      if (items == NULL)
        return FALSE;
      for (guint i = 0; i < items->len; i++)
        if (g_ptr_array_index (items, i) != NULL)
          append_item (self, g_ptr_array_index (items, i), out, result);
      if (!flush (out, stream, error))
        return FALSE;
    }
  return flush (out, stream, error);
}

/* The new file replaces the old one when the stream is closed; a cancelled close throws it away. */
static void
throw_away (GFileOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
}

gpointer
hc_ticket_copy_job (HcDb *db, gpointer data, GError **error)
{
  const HcTicketCopy *self = data;
  g_autoptr (HcTicketCopyResult) result = g_new0 (HcTicketCopyResult, 1);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean ok;

  if (self->file != NULL)
    {
      stream = g_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                               error);
      if (stream == NULL)
        return NULL;
      g_string_append (out, UTF8_BOM);
    }
  if (!hc_db_begin_read (db, error))
    ok = FALSE;
  else
    {
      ok = append_all (self, db, out, (GOutputStream *) stream, result, error);
      hc_db_end_read (db);
    }
  if (stream != NULL && !ok)
    throw_away (stream);
  else if (stream != NULL)
    ok = g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
  if (!ok)
    return NULL;
  if (self->file == NULL)
    result->text = g_string_free (g_steal_pointer (&out), FALSE);
  return g_steal_pointer (&result);
}
