/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data Notes: where the numbers come from and what to bear in mind. */

#include "config.h"

#include "hc-workbook-private.h"

/* Every block on the sheet shares the first two columns: what, and a wide text. */
static const HcColumn note_columns[] = {
  { NULL, 34 }, { NULL, 66 }, { NULL, 18 }, { NULL, 16 }, { NULL, 12 }, { NULL, 9 }, { NULL, 9 },
  { NULL, 9 },  { NULL, 9 },  { NULL, 10 }, { NULL, 11 }, { NULL, 9 },  { NULL, 9 },
};

#define LAST_COLUMN (G_N_ELEMENTS (note_columns) - 1)

static const HcColumn import_columns[] = {
  { "File", 0, HC_FORMAT_CELL_WRAP },      { "SHA-256", 0, HC_FORMAT_CELL_CODE },
  { "As of", 0, HC_FORMAT_CELL_INSTANT },  { "Profile", 0, HC_FORMAT_CELL_WRAP },
  { "Covers", 0, HC_FORMAT_CELL },         { "Rows", 0, HC_FORMAT_CELL_COUNT },
  { "Tickets", 0, HC_FORMAT_CELL_COUNT },  { "New", 0, HC_FORMAT_CELL_COUNT },
  { "Changed", 0, HC_FORMAT_CELL_COUNT },  { "Reopened", 0, HC_FORMAT_CELL_COUNT },
  { "Unchanged", 0, HC_FORMAT_CELL_COUNT }, { "Rejected", 0, HC_FORMAT_CELL_COUNT },
  { "Missing", 0, HC_FORMAT_CELL_COUNT },
};

static const HcColumn warning_columns[] = {
  { "File", 0, HC_FORMAT_CELL_WRAP },
  { "Warning", 0, HC_FORMAT_CELL_WRAP },
  { "Code", 0, HC_FORMAT_CELL_CODE },
};

static const HcColumn reject_columns[] = {
  { "File", 0, HC_FORMAT_CELL_WRAP },   { "Reason", 0, HC_FORMAT_CELL_WRAP },
  { "Code", 0, HC_FORMAT_CELL_CODE },   { "Column", 0, HC_FORMAT_CELL_WRAP },
  { "Line", 0, HC_FORMAT_CELL_COUNT },
};

/* ---- facts ---- */

static void
note (HcSheet *sheet, guint32 *row, const char *label, const char *text)
{
  hc_sheet_text (sheet, *row, 0, label, HC_FORMAT_LABEL);
  hc_sheet_text (sheet, *row, 1, text, HC_FORMAT_VALUE);
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, *row, hc_sheet_lines_height (text, 70), NULL);
  (*row)++;
}

static void
count_note (HcSheet *sheet,
            guint32 *row,
            const char *label,
            gint64 count,
            const char *one,
            const char *many)
{
  g_autofree char *text = hc_pack_text_plural (count, one, many);

  note (sheet, row, label, count == 0 ? "None" : text);
}

static char *
holidays_text (const HcLaunchSettings *settings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settings->n_holidays; i++)
    {
      g_autofree char *date = hc_pack_text_date (settings->holidays[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", date);
    }
  return g_string_free (text->len > 0 ? text : g_string_assign (text, "None"), FALSE);
}

static gint64
excluded_count (const HcPackData *data, HcMetricId id, const char *reason)
{
  const HcMetricSeries *series = hc_metric_set_total (data->metrics, id);

  for (guint i = 0; series != NULL && i < series->n_excluded; i++)
    if (g_str_equal (series->excluded[i].reason, reason))
      return series->excluded[i].count;
  return 0;
}

static char *
not_measurable_text (const HcPackData *data)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (data->metrics, i);

      if (!series->measurable)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", hc_metrics[i].title);
    }
  if (text->len == 0)
    g_string_assign (text, "Every metric of this pack was measurable");
  else
    g_string_append (text, " (see Metric Definitions)");
  return g_string_free (text, FALSE);
}

static void
write_later_end (HcSheet *sheet, guint32 *row)
{
  g_autofree char *count = hc_pack_text_plural (sheet->book->data->n_changed_since, "ticket",
                                                "tickets");
  g_autofree char *text = NULL;

  if (sheet->book->data->n_changed_since == 0)
    return;
  text = g_strdup_printf ("%s of Open Tickets ended between the as-of time and the newest import; "
                          "their state is shown as “Open then”. Other fields are today’s.",
                          count);
  note (sheet, row, "Ended since", text);
}

static guint32
write_facts (HcSheet *sheet, guint32 row, const HcWorkbookReceipt *appendix)
{
  const HcPackData *data = sheet->book->data;
  const HcLaunchSettings *settings = &data->settings;
  g_autofree char *week = hc_pack_text_working_week (settings->working_mask);
  g_autofree char *holidays = holidays_text (settings);
  g_autofree char *missing_metrics = not_measurable_text (data);
  HcTextRepairs repairs = sheet->book->repairs;

  if (appendix != NULL)
    {
      repairs.cut += appendix->cut;
      repairs.repaired += appendix->repaired;
    }
  hc_sheet_heading (sheet, row++, LAST_COLUMN, "Conventions and what was left out");
  note (sheet, &row, "Time zone", settings->zone);
  note (sheet, &row, "Working days", week);
  note (sheet, &row, "Holidays", holidays);
  note (sheet, &row, "Not measurable", missing_metrics);
  count_note (sheet, &row, "Opened before go-live", (gint64) data->n_before_go_live,
              "ticket, left out of every number", "tickets, left out of every number");
  count_note (sheet, &row, "Outside the launch’s scope", (gint64) data->n_out_of_scope,
              "ticket, left out of every number", "tickets, left out of every number");
  count_note (sheet, &row, "Cancelled", excluded_count (data, HC_METRIC_OPEN, "cancelled"),
              "ticket, left out of every day", "tickets, left out of every day");
  count_note (sheet, &row, "Open but gone from the newest file", data->n_missing,
              "ticket, kept with its last state", "tickets, kept with their last state");
  write_later_end (sheet, &row);
  count_note (sheet, &row, "Texts cut at 32,767 characters", (gint64) repairs.cut,
              "text, marked “[…]”", "texts, marked “[…]”");
  count_note (sheet, &row, "Texts with damaged characters", (gint64) repairs.repaired,
              "text, the characters replaced by “\xEF\xBF\xBD”",
              "texts, the characters replaced by “\xEF\xBF\xBD”");
  return row;
}

/* ---- imports ---- */

static guint32
write_imports (HcSheet *sheet, guint32 row)
{
  GPtrArray *batches = sheet->book->data->batches;
  guint32 next;

  hc_sheet_heading (sheet, row, LAST_COLUMN, "Imported files");
  next = hc_sheet_table (sheet, row + 1, 0, batches->len, import_columns,
                         G_N_ELEMENTS (import_columns), "tbl_imports");
  row += 2;
  for (guint i = 0; i < batches->len; i++, row++)
    {
      const HcBatch *batch = g_ptr_array_index (batches, i);
      const gint64 counts[] = { batch->rows, batch->tickets, batch->new_count, batch->changed,
                                batch->reopened, batch->unchanged, batch->rejected,
                                batch->missing };

      hc_sheet_text (sheet, row, 0, batch->file, HC_FORMAT_CELL_WRAP);
      hc_sheet_text (sheet, row, 1, batch->sha256, HC_FORMAT_CELL_CODE);
      hc_sheet_instant (sheet, row, 2, batch->as_of, HC_FORMAT_CELL_INSTANT);
      hc_sheet_text (sheet, row, 3, batch->profile, HC_FORMAT_CELL_WRAP);
      hc_sheet_text (sheet, row, 4, hc_coverage_word (batch->covers), HC_FORMAT_CELL);
      for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
        hc_sheet_count (sheet, row, 5 + j, counts[j], HC_FORMAT_CELL_COUNT);
    }
  return next;
}

static guint32
write_warnings (HcSheet *sheet, guint32 row)
{
  GPtrArray *batches = sheet->book->data->batches;
  guint32 n = 0, next;

  for (guint i = 0; i < batches->len; i++)
    n += ((HcBatch *) g_ptr_array_index (batches, i))->warnings->len;
  hc_sheet_heading (sheet, row++, LAST_COLUMN, "Warnings of the imports");
  if (n == 0)
    hc_sheet_text (sheet, row++, 0, "No import gave a warning.", HC_FORMAT_NOTE);
  next = hc_sheet_table (sheet, row++, 0, n, warning_columns, G_N_ELEMENTS (warning_columns),
                         "tbl_warnings");
  for (guint i = 0; i < batches->len; i++)
    {
      const HcBatch *batch = g_ptr_array_index (batches, i);

      for (guint j = 0; j < batch->warnings->len; j++, row++)
        {
          const HcBatchWarning *warning = g_ptr_array_index (batch->warnings, j);

          hc_sheet_text (sheet, row, 0, batch->file, HC_FORMAT_CELL_WRAP);
          hc_sheet_text (sheet, row, 1, warning->text, HC_FORMAT_CELL_WRAP);
          hc_sheet_text (sheet, row, 2, warning->code, HC_FORMAT_CELL_CODE);
        }
    }
  return next;
}

static guint32
write_rejects (HcSheet *sheet, guint32 row)
{
  const HcPackData *data = sheet->book->data;
  guint32 next;

  hc_sheet_heading (sheet, row++, LAST_COLUMN, "Rejected rows");
  if (data->n_rejects == 0)
    hc_sheet_text (sheet, row++, 0, "No row was rejected.", HC_FORMAT_NOTE);
  else if (data->n_rejects > data->rejects->len)
    hc_sheet_printf (sheet, row++, 0, HC_FORMAT_NOTE, "The first %u of %" G_GUINT64_FORMAT
                     " rejected rows.", data->rejects->len, data->n_rejects);
  next = hc_sheet_table (sheet, row++, 0, data->rejects->len, reject_columns,
                         G_N_ELEMENTS (reject_columns), "tbl_rejected_rows");
  for (guint i = 0; i < data->rejects->len; i++, row++)
    {
      const HcPackReject *item = g_ptr_array_index (data->rejects, i);

      hc_sheet_text (sheet, row, 0, item->file, HC_FORMAT_CELL_WRAP);
      /* The sentence quotes what the cell held: perhaps a name. */
      hc_sheet_text (sheet, row, 1, data->anonymised ? NULL : item->reject->message,
                     HC_FORMAT_CELL_WRAP);
      hc_sheet_text (sheet, row, 2, item->reject->code, HC_FORMAT_CELL_CODE);
      hc_sheet_text (sheet, row, 3, item->reject->column, HC_FORMAT_CELL_WRAP);
      hc_sheet_count (sheet, row, 4, (gint64) item->reject->line, HC_FORMAT_CELL_COUNT);
    }
  return next;
}

static guint32
count_notes (const HcPackData *data)
{
  return 11 + (data->n_changed_since > 0);
}

void
hc_workbook_add_notes (HcWorkbook *self, const HcWorkbookReceipt *appendix)
{
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_NOTES);
  guint32 row = HC_SHEET_TOP + count_notes (self->data) + 1;

  hc_sheet_widths (&sheet, note_columns, G_N_ELEMENTS (note_columns));
  hc_sheet_title (&sheet, HC_SHEET_NOTES,
                  "Where the numbers come from, what was left out, what to bear in mind.");
  row = write_imports (&sheet, row) + 1;
  row = write_warnings (&sheet, row) + 1;
  write_rejects (&sheet, row);
  /* After every other text of the pack: it says how many were cut. */
  write_facts (&sheet, HC_SHEET_TOP, appendix);
  hc_sheet_finish (&sheet, -1);
}
