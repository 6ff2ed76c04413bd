/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A look at a file for the import dialog: what would be read, and what a person must decide. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "hc-import-run.h"

/* Up to this size every row is looked at; of a larger file the first ones. */
#define WHOLE_SIZE (64 * 1024 * 1024)
#define SAMPLE_ROWS 20000
#define PREVIEW_ROWS 8
#define DATE_SAMPLES 3
#define MAX_VALUES 200
#define MAX_SHOWN 500
/* A file that is this much newer than its newest row was copied, not exported, at that time. */
#define COPIED_AFTER (3 * 86400)

static void
column_free (gpointer data)
{
  HcInspectColumn *column = data;

  for (guint i = 0; i < G_N_ELEMENTS (column->samples); i++)
    g_free (column->samples[i]);
  g_free (column->header);
  g_free (column->origin);
  g_free (column);
}

static void
value_free (gpointer data)
{
  HcInspectValue *value = data;

  g_free (value->text);
  g_free (value);
}

static void
date_free (gpointer data)
{
  HcInspectDate *date = data;

  g_free (date->key);
  g_free (date);
}

static void
number_free (gpointer data)
{
  HcInspectNumber *number = data;

  g_free (number->header);
  g_free (number->text);
  g_free (number);
}

/* Not g_strfreev(): a field without a value is NULL in the middle. */
static void
preview_free (gpointer data)
{
  char **texts = data;

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    g_free (texts[i]);
  g_free (texts);
}

static HcInspection *
inspection_new (void)
{
  HcInspection *self = g_new0 (HcInspection, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->states = g_ptr_array_new_with_free_func (value_free);
  self->priorities = g_ptr_array_new_with_free_func (value_free);
  self->dates = g_ptr_array_new_with_free_func (date_free);
  self->numbers = g_ptr_array_new_with_free_func (number_free);
  self->preview = g_ptr_array_new_with_free_func (preview_free);
  self->changed_headers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
hc_inspection_free (HcInspection *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->states);
  g_ptr_array_unref (self->priorities);
  g_ptr_array_unref (self->dates);
  g_ptr_array_unref (self->numbers);
  g_ptr_array_unref (self->preview);
  g_ptr_array_unref (self->changed_headers);
  g_strfreev (self->sheets);
  g_free (self->profile);
  g_free (self->profile_name);
  g_free (self->encoding);
  g_free (self->sheet);
  g_free (self->zone);
  g_free (self->already);
  g_free (self);
}

/* ---- headers, then and now ---- */

static gboolean
array_has (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

static gboolean
header_has (const HcHeader *header, const char *text)
{
  for (guint i = 0; i < header->n_columns; i++)
    if (g_str_equal (header->headers[i], text))
      return TRUE;
  return FALSE;
}

static void
compare_headers (HcInspection *self, const HcHeader *header, GPtrArray *previous)
{
  if (previous->len == 0)
    return;
  for (guint i = 0; i < previous->len; i++)
    if (!header_has (header, g_ptr_array_index (previous, i)))
      g_ptr_array_add (self->changed_headers,
                       g_strdup_printf (_ ("Column “%s” is gone since the last import."),
                                        (const char *) g_ptr_array_index (previous, i)));
  for (guint i = 0; i < header->n_columns; i++)
    if (!array_has (previous, header->headers[i]))
      g_ptr_array_add (self->changed_headers,
                       g_strdup_printf (_ ("Column “%s” is new since the last import."),
                                        header->headers[i]));
}

static const char *
origin_of (const HcImportRun *run, guint position, HcTicketField usual, GPtrArray *previous)
{
  HcTicketField field = run->header.fields[position];

  if (run->options->columns != NULL && field != usual)
    return "chosen";
  if (previous->len > 0 && !array_has (previous, run->header.headers[position]))
    return "new";
  return field < HC_TICKET_N_FIELDS ? "known" : "left_out";
}

/* What the profile alone would make of the columns, to tell what a person chose. */
static gboolean
usual_fields (HcImportRun *run, HcHeader *out, GError **error)
{
  HcImportOptions options = *run->options;

  options.columns = NULL;
  options.profile = run->header.profile->id;
  if (run->options->profile != NULL)
    options.profile = run->options->profile;
  options.header_row = run->header.row;
  return hc_row_reader_rewind (run->reader, error) &&
         hc_header_find (run->reader, run->db, &options, TRUE, out, error);
}

static gboolean
show_columns (HcInspection *self, HcImportRun *run, GError **error)
{
  g_autoptr (GPtrArray) previous = hc_batch_last_headers (run->db, run->options->source_id, error);
  g_auto (HcHeader) usual = { 0 };

  if (previous == NULL || !usual_fields (run, &usual, error))
    return FALSE;
  for (guint i = 0; i < run->header.n_columns; i++)
    {
      HcInspectColumn *column = g_new0 (HcInspectColumn, 1);

      column->header = g_strdup (run->header.headers[i]);
      column->position = i;
      column->field = run->header.fields[i];
      column->origin = g_strdup (origin_of (
        run, i, i < usual.n_columns ? usual.fields[i] : HC_TICKET_N_FIELDS, previous));
      g_ptr_array_add (self->columns, column);
    }
  compare_headers (self, &run->header, previous);
  return TRUE;
}

/* ---- a look at the rows ---- */

/* No more of a text than a person looks at. */
static char *
dup_start (const HcCell *cell)
{
  const char *end = cell->text + MIN (cell->length, MAX_SHOWN);

  return g_utf8_make_valid (cell->text, end - cell->text);
}

static void
take_samples (HcInspection *self, const HcRow *row)
{
  for (guint i = 0; i < self->columns->len && i < row->n_cells; i++)
    {
      HcInspectColumn *column = g_ptr_array_index (self->columns, i);
      const char *text = row->cells[i].text;

      for (guint k = 0; text[0] != '\0' && k < G_N_ELEMENTS (column->samples); k++)
        {
          if (column->samples[k] == NULL)
            {
              column->samples[k] = dup_start (&row->cells[i]);
              break;
            }
          if (g_str_equal (column->samples[k], text))
            break;
        }
    }
}

static char *
preview_text (HcImportRun *run, const HcRow *row, guint position)
{
  const HcCell *cell = &row->cells[position];
  HcDay day;
  int hour, minute;
  gint64 instant;
  g_autofree char *date = NULL;

  if (hc_normaliser_is_missing (run->normaliser, cell))
    return NULL;
  if (run->votes[position] == NULL || run->patterns[position] == NULL ||
      (run->ambiguous != G_MAXUINT && run->date_order == HC_DATE_ORDER_AUTO) ||
      !hc_date_pattern_parse (run->patterns[position], cell, run->calendar, &instant, NULL))
    return dup_start (cell);
  hc_calendar_utc_to_local (run->calendar, instant, &day, &hour, &minute, NULL);
  date = hc_day_format (day);
  return g_strdup_printf ("%s %02d:%02d", date, hour, minute);
}

static void
take_preview (HcInspection *self, HcImportRun *run, const HcRow *row)
{
  char **texts;

  if (self->preview->len == PREVIEW_ROWS)
    return;
  texts = g_new0 (char *, HC_TICKET_N_FIELDS + 1);
  for (guint i = 0; i < run->header.n_columns && i < row->n_cells; i++)
    {
      HcTicketField field = run->header.fields[i];

      if (field < HC_TICKET_N_FIELDS && texts[field] == NULL)
        texts[field] = preview_text (run, row, i);
    }
  g_ptr_array_add (self->preview, texts);
}

static void
take_value (HcImportRun *run, const HcCell *cell, GHashTable *counts)
{
  g_autofree char *text = NULL;
  guint64 *count;

  if (cell->length > MAX_SHOWN || hc_normaliser_is_missing (run->normaliser, cell))
    return;
  text = g_strstrip (g_strdup (cell->text));
  count = g_hash_table_lookup (counts, text);
  if (count == NULL && g_hash_table_size (counts) >= MAX_VALUES)
    return;
  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (counts, g_steal_pointer (&text), count);
    }
  (*count)++;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const HcInspectValue *x = *(const HcInspectValue *const *) a;
  const HcInspectValue *y = *(const HcInspectValue *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return strcmp (x->text, y->text);
}

static void
show_values (HcImportRun *run, GHashTable *counts, gboolean is_state, GPtrArray *out)
{
  HcProfile *profile = run->header.profile;
  GHashTable *chosen = is_state ? run->options->state_values : run->options->priority_values;
  GHashTableIter iter;
  gpointer text, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &count))
    {
      HcInspectValue *value = g_new0 (HcInspectValue, 1);
      gpointer choice;

      value->text = g_strdup (text);
      value->count = *(guint64 *) count;
      if (chosen != NULL && g_hash_table_lookup_extended (chosen, text, NULL, &choice))
        value->value = GPOINTER_TO_INT (choice);
      else if (is_state)
        value->value = hc_value_table_lookup (profile->states, text);
      else
        {
          value->value = hc_value_table_priority (profile->priorities, text);
          if (value->value == 0)
            value->value = HC_VALUE_UNKNOWN;
        }
      g_ptr_array_add (out, value);
    }
  g_ptr_array_sort (out, compare_values);
}

/* Tickets whose opening time reads differently day first and month first. */
static void
take_date (HcInspection *self, HcImportRun *run, const HcRow *row, const HcDatePattern *dmy,
           const HcDatePattern *mdy)
{
  const char *key = hc_normaliser_key (run->normaliser, row);
  HcInspectDate date = { NULL, HC_INSTANT_NONE, HC_INSTANT_NONE };

  if (self->dates->len == DATE_SAMPLES || key == NULL || run->ambiguous >= row->n_cells)
    return;
  if (!hc_date_pattern_parse (dmy, &row->cells[run->ambiguous], run->calendar, &date.dmy, NULL) ||
      !hc_date_pattern_parse (mdy, &row->cells[run->ambiguous], run->calendar, &date.mdy, NULL) ||
      date.dmy == date.mdy)
    return;
  date.key = g_strdup (key);
  g_ptr_array_add (self->dates, g_memdup2 (&date, sizeof date));
}

/* The first number of each column that is read as days. */
static void
take_numbers (HcInspection *self, HcImportRun *run, const HcRow *row, gboolean *taken)
{
  for (guint i = 0; i < run->header.n_columns && i < row->n_cells; i++)
    {
      HcInspectNumber number;

      if (taken[i] || row->cells[i].kind != HC_CELL_NUMBER || run->patterns[i] == NULL ||
          !hc_date_pattern_is_serial (run->patterns[i]) ||
          !hc_date_pattern_parse (run->patterns[i], &row->cells[i], run->calendar, &number.instant,
                                  NULL))
        continue;
      taken[i] = TRUE;
      number.header = g_strdup (run->header.headers[i]);
      number.text = g_strdup_printf ("%.10g", row->cells[i].number);
      g_ptr_array_add (self->numbers, g_memdup2 (&number, sizeof number));
    }
}

static gboolean
look_at_rows (HcInspection *self, HcImportRun *run, const HcDatePattern *dmy,
              const HcDatePattern *mdy, GError **error)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) priorities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                             g_free);
  g_autofree gboolean *taken = g_new0 (gboolean, run->header.n_columns + 1);
  GError *wrong = NULL;
  HcRow row;

  if (!hc_import_run_rewind (run, error))
    return FALSE;
  for (guint rows = 0; rows < SAMPLE_ROWS && hc_row_reader_next (run->reader, &row, &wrong);)
    {
      if (hc_normaliser_kind (run->normaliser, &row) != HC_ROW_TICKET)
        continue;
      rows++;
      take_samples (self, &row);
      take_preview (self, run, &row);
      take_numbers (self, run, &row, taken);
      if (dmy != NULL && mdy != NULL)
        take_date (self, run, &row, dmy, mdy);
      for (guint i = 0; i < run->header.n_columns && i < row.n_cells; i++)
        if (run->header.fields[i] == HC_TICKET_STATE)
          take_value (run, &row.cells[i], states);
        else if (run->header.fields[i] == HC_TICKET_PRIORITY)
          take_value (run, &row.cells[i], priorities);
    }
  if (wrong != NULL)
    {
      g_propagate_error (error, wrong);
      return FALSE;
    }
  show_values (run, states, TRUE, self->states);
  show_values (run, priorities, FALSE, self->priorities);
  return TRUE;
}

/* ---- the whole ---- */

/* The first column that reads both ways, and its two patterns, unless a profile knows. What a person
 * has chosen stays a question that can be answered again. */
static void
find_question (HcImportRun *run, const HcDatePattern **dmy, const HcDatePattern **mdy)
{
  if (run->header.profile->date_order != HC_DATE_ORDER_AUTO)
    return;
  for (guint i = 0; i < run->header.n_columns; i++)
    {
      HcDateVerdict verdict;

      if (run->votes[i] == NULL)
        continue;
      verdict = hc_date_vote_result (run->votes[i], HC_DATE_ORDER_AUTO);
      if (verdict.pattern != NULL && verdict.rival == NULL &&
          (hc_date_pattern_order (verdict.pattern) == HC_DATE_ORDER_DMY ||
           hc_date_pattern_order (verdict.pattern) == HC_DATE_ORDER_MDY))
        {
          *dmy = *mdy = NULL;
          return;
        }
      if (verdict.rival != NULL && *dmy == NULL)
        {
          *dmy = hc_date_vote_result (run->votes[i], HC_DATE_ORDER_DMY).pattern;
          *mdy = hc_date_vote_result (run->votes[i], HC_DATE_ORDER_MDY).pattern;
          run->ambiguous = i;
        }
    }
}

static gboolean
find_already (HcInspection *self, HcImportRun *run, GError **error)
{
  g_autofree char *sha256 = hc_file_hash_finish (run->hash, error);
  g_autoptr (HcBatch) same = NULL;
  g_autofree char *day = NULL;

  if (sha256 == NULL || !hc_batch_find_sha256 (run->db, sha256, &same, error))
    return FALSE;
  if (same == NULL)
    return TRUE;
  day = hc_day_format (hc_calendar_day_of (run->calendar, same->imported_at));
  self->already = g_strdup_printf (_ ("The same file was imported before, as “%s” on %s."),
                                   same->file, day);
  return TRUE;
}

static void
show_file (HcInspection *self, HcImportRun *run)
{
  const char *const *sheets = hc_row_reader_sheets (run->reader);
  const HcProfile *profile = run->header.profile;

  self->profile = g_strdup (profile->id);
  self->profile_name = g_strdup (profile->name);
  self->own_profile = profile->header_hash != NULL;
  self->encoding = g_strdup (hc_row_reader_encoding (run->reader));
  self->delimiter = hc_row_reader_delimiter (run->reader);
  self->sheets = sheets != NULL ? g_strdupv ((char **) sheets) : NULL;
  self->sheet = g_strdup (hc_row_reader_sheet (run->reader));
  self->header_row = run->header.row;
  self->covers = run->options->covers >= 0 ? (HcCoverage) run->options->covers : profile->covers;
  self->zone = g_strdup (run->zone);
}

static void
show_scan (HcInspection *self, HcImportRun *run)
{
  double fraction = hc_row_reader_fraction (run->reader);
  HcProfile *profile = run->header.profile;

  self->rows = run->rows;
  self->rows_estimated = !run->complete && fraction > 0;
  if (self->rows_estimated)
    self->rows = (guint64) ((double) run->rows / fraction);
  self->is_log = profile->is_log || run->changed_keys > 0;
  self->date_order = run->date_order;
  self->undecodable = hc_row_reader_undecodable (run->reader);
}

/* When the export was taken: the file's own time, unless it was plainly copied later. */
static gboolean
propose_as_of (HcInspection *self, HcImportRun *run, GError **error)
{
  self->as_of = run->options->as_of != HC_INSTANT_NONE ? run->options->as_of : run->file_time;
  if (run->options->as_of != HC_INSTANT_NONE || !run->complete || run->ambiguous != G_MAXUINT)
    return TRUE;
  if (!hc_import_run_find_newest (run, error))
    return FALSE;
  if (run->newest != HC_INSTANT_NONE && run->file_time - run->newest > COPIED_AFTER)
    self->as_of = run->newest;
  return TRUE;
}

/* A log covers what its own profile says. */
static gboolean
obey_log_profile (HcInspection *self, HcImportRun *run, GError **error)
{
  const HcProfile *profile = run->header.profile;
  g_autoptr (HcProfile) log = NULL;

  if (!self->is_log || profile->is_log || profile->log_profile == NULL)
    return TRUE;
  if (!(log = hc_profile_find (run->db, profile->log_profile, error)))
    return FALSE;
  if (run->options->covers < 0)
    self->covers = log->covers;
  g_free (self->profile_name);
  self->profile_name = g_strdup (log->name);
  return TRUE;
}

HcInspection *
hc_import_inspect (HcDb *db, const char *path, const HcImportOptions *options, GError **error)
{
  g_autoptr (HcInspection) self = inspection_new ();
  g_auto (HcImportRun) run = { 0 };
  const HcDatePattern *dmy = NULL, *mdy = NULL;

  if (!hc_import_run_open (&run, db, path, options, TRUE, error))
    return NULL;
  run.hash = hc_file_hash_start (path);
  show_file (self, &run);
  if (!show_columns (self, &run, error) ||
      !hc_import_run_scan (&run, run.file_size <= WHOLE_SIZE ? 0 : SAMPLE_ROWS, error))
    return NULL;
  show_scan (self, &run);
  if (!obey_log_profile (self, &run, error) || !propose_as_of (self, &run, error))
    return NULL;
  find_question (&run, &dmy, &mdy);
  if (!look_at_rows (self, &run, dmy, mdy, error) || !find_already (self, &run, error))
    return NULL;
  return g_steal_pointer (&self);
}
