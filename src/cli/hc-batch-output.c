/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-batch-output.h"

#include <glib/gi18n.h>

#include "hc-csv-writer.h"
#include "hc-json.h"
#include "hc-text-table.h"

const char hc_rejects_csv_header[] = "file,line,column,code,message,raw\r\n";

static void
add_batch (HcJson *json, const HcBatch *batch)
{
  g_autofree char *as_of = hc_instant_format (batch->as_of);

  hc_json_begin_object (json, HC_JSON_INLINE);
  if (batch->id > 0)
    {
      hc_json_add_int (json, "id", batch->id);
    }
  else
    {
      hc_json_key (json, "id");
      hc_json_null (json);
    }
  hc_json_add_string (json, "file", batch->file);
  hc_json_add_string (json, "sha256", batch->sha256);
  hc_json_add_int (json, "rows", batch->rows);
  hc_json_add_int (json, "tickets", batch->tickets);
  hc_json_add_int (json, "new", batch->new_count);
  hc_json_add_int (json, "changed", batch->changed);
  hc_json_add_int (json, "reopened", batch->reopened);
  hc_json_add_int (json, "unchanged", batch->unchanged);
  hc_json_add_int (json, "rejected", batch->rejected);
  hc_json_add_int (json, "missing", batch->missing);
  hc_json_add_string (json, "as_of", as_of);
  hc_json_add_string (json, "profile", batch->profile);
  hc_json_key (json, "warnings");
  hc_json_begin_array (json, HC_JSON_INLINE);
  for (guint i = 0; i < batch->warnings->len; i++)
    {
      const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, i);

      hc_json_begin_object (json, HC_JSON_INLINE);
      hc_json_add_string (json, "code", warning->code);
      hc_json_add_string (json, "text", warning->text);
      hc_json_end (json);
    }
  hc_json_end (json);
  hc_json_end (json);
}

char *
hc_batches_to_json (GPtrArray *batches)
{
  HcJson *json = hc_json_new ();

  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < batches->len; i++)
    add_batch (json, g_ptr_array_index (batches, i));
  hc_json_end (json);
  return hc_json_finish (json);
}

static void
append_csv (GString *out, const HcBatch *batch)
{
  const gint64 counts[] = { batch->rows,     batch->tickets,   batch->new_count, batch->changed,
                            batch->reopened, batch->unchanged, batch->rejected,  batch->missing };
  g_autofree char *as_of = hc_instant_format (batch->as_of);

  if (batch->id > 0)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, batch->id);
  g_string_append_c (out, ',');
  hc_csv_append_cell (out, batch->file, ',');
  g_string_append_c (out, ',');
  hc_csv_append_cell (out, batch->sha256, ',');
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_string_append_printf (out, ",%" G_GINT64_FORMAT, counts[i]);
  g_string_append_printf (out, ",%s,", as_of != NULL ? as_of : "");
  hc_csv_append_cell (out, batch->profile, ',');
  g_string_append_printf (out, ",%u\r\n", batch->warnings->len);
}

char *
hc_batches_to_csv (GPtrArray *batches)
{
  GString *out = g_string_new ("id,file,sha256,rows,tickets,new,changed,reopened,unchanged,"
                               "rejected,missing,as_of,profile,warnings\r\n");

  for (guint i = 0; i < batches->len; i++)
    append_csv (out, g_ptr_array_index (batches, i));
  return g_string_free (out, FALSE);
}

static void
add_row (HcTextTable *table, const HcBatch *batch, HcCalendar *calendar)
{
  if (batch->id > 0)
    hc_text_table_add_count (table, batch->id);
  else
    hc_text_table_add (table, NULL);
  hc_text_table_add (table, batch->file);
  hc_text_table_take (table, hc_text_instant (calendar, batch->as_of));
  hc_text_table_add_count (table, batch->rows);
  hc_text_table_add_count (table, batch->tickets);
  hc_text_table_add_count (table, batch->new_count);
  hc_text_table_add_count (table, batch->changed);
  hc_text_table_add_count (table, batch->reopened);
  hc_text_table_add_count (table, batch->unchanged);
  hc_text_table_add_count (table, batch->missing);
  hc_text_table_add_count (table, batch->rejected);
}

char *
hc_batches_to_text (GPtrArray *batches, HcCalendar *calendar)
{
  g_autoptr (HcTextTable) table = hc_text_table_new (
    _ (">NO."), _ ("FILE"), _ ("AS OF"), _ (">ROWS"), _ (">TICKETS"), _ (">NEW"), _ (">CHANGED"),
    _ (">REOPENED"), _ (">UNCHANGED"), _ (">MISSING"), _ (">REJECTED"), NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < batches->len; i++)
    add_row (table, g_ptr_array_index (batches, i), calendar);
  hc_text_table_append_to (table, out);

  for (guint i = 0; i < batches->len; i++)
    {
      const HcBatch *batch = g_ptr_array_index (batches, i);

      for (guint j = 0; j < batch->warnings->len; j++)
        {
          const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, j);
          g_string_append_printf (out, _ ("Warning, “%s”: %s\n"), batch->file, warning->text);
        }
    }
  return g_string_free (out, FALSE);
}

void
hc_rejects_append_csv (GString *out, const char *file, GPtrArray *rejects)
{
  for (guint i = 0; i < rejects->len; i++)
    {
      const HcReject *reject = g_ptr_array_index (rejects, i);
      g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, reject->line);
      const char *cells[] = {
        file, line, reject->column, reject->code, reject->message, reject->raw
      };

      hc_csv_append_row (out, cells, G_N_ELEMENTS (cells), ',');
    }
}
