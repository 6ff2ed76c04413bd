/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-run.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hc-launch-table.h"
#include "hc-row-ahead.h"

#define SECONDS_A_DAY 86400
/* 64-bit hashes of keys: 32 MB at most. A file with more keys is checked by the database. */
#define MAX_KEYS (2 * 1024 * 1024)
/* Rows after which a date column is believed to have shown its form. */
#define TRIAL_ROWS 1000

void
hc_import_options_init (HcImportOptions *self)
{
  memset (self, 0, sizeof *self);
  self->as_of = HC_INSTANT_NONE;
  self->covers = -1;
}

void
hc_import_options_clear (HcImportOptions *self)
{
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->source_id, g_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->state_values, g_hash_table_unref);
  g_clear_pointer (&self->priority_values, g_hash_table_unref);
  g_clear_pointer (&self->save_profile, g_free);
}

/* ---- opening ---- */

static void
look_at_file (HcImportRun *self)
{
  g_autofree char *base = g_path_get_basename (self->path);
  GStatBuf status;

  self->file_name = g_filename_display_name (base);
  if (g_stat (self->path, &status) == 0)
    {
      self->file_time = status.st_mtime;
      self->file_size = status.st_size;
    }
  /* A file that is said to be older than what it shows was copied without its time. */
  self->newest_allowed = MAX (self->file_time, self->options->as_of) + SECONDS_A_DAY;
}

static gboolean
open_reader (HcImportRun *self, const char *encoding, char delimiter, GError **error)
{
  HcReaderOptions options = { encoding, delimiter, self->options->sheet };

  g_clear_pointer (&self->reader, hc_row_reader_free);
  self->reader = hc_row_reader_open (self->path, &options, error);
  return self->reader != NULL;
}

static gboolean
find_header (HcImportRun *self, gboolean lenient, GError **error)
{
  hc_header_clear (&self->header);
  return hc_header_find (self->reader, self->db, self->options, lenient, &self->header, error);
}

/* A profile may know the encoding or delimiter better than the first look. */
static gboolean
obey_profile (HcImportRun *self, gboolean lenient, GError **error)
{
  const HcProfile *profile = self->header.profile;
  g_autofree char *encoding = g_strdup (self->options->encoding != NULL ? self->options->encoding
                                                                        : profile->encoding);
  char delimiter = self->options->delimiter != 0 ? self->options->delimiter : profile->delimiter;
  gboolean same = g_strcmp0 (encoding, self->options->encoding) == 0 &&
                  delimiter == self->options->delimiter;

  return same || (open_reader (self, encoding, delimiter, error) &&
                  find_header (self, lenient, error));
}

static gboolean
open_calendar (HcImportRun *self, GError **error)
{
  const char *zone = self->options->zone != NULL       ? self->options->zone
                     : self->header.profile->zone != NULL ? self->header.profile->zone
                                                          : self->settings.zone;

  self->zone = g_strdup (zone);
  self->calendar = hc_calendar_new (zone, self->settings.working_mask, self->settings.holidays,
                                    self->settings.n_holidays, error);
  if (self->calendar != NULL)
    self->own_calendar = hc_calendar_copy (self->calendar);
  return self->calendar != NULL;
}

gboolean
hc_import_run_open (HcImportRun *self,
                    HcDb *db,
                    const char *path,
                    const HcImportOptions *options,
                    gboolean lenient,
                    GError **error)
{
  memset (self, 0, sizeof *self);
  self->db = db;
  self->path = path;
  self->options = options;
  self->is_look = lenient;
  self->newest = HC_INSTANT_NONE;
  self->ambiguous = G_MAXUINT;
  look_at_file (self);
  if (!hc_launch_load (db, &self->settings, error) ||
      !open_reader (self, options->encoding, options->delimiter, error) ||
      !find_header (self, lenient, error) || !obey_profile (self, lenient, error) ||
      !open_calendar (self, error))
    return FALSE;
  self->normaliser = hc_normaliser_new (&self->header, options, self->calendar,
                                        self->newest_allowed);
  self->votes = g_new0 (HcDateVote *, self->header.n_columns + 1);
  self->patterns = g_new0 (const HcDatePattern *, self->header.n_columns + 1);
  for (guint i = 0; i < self->header.n_columns; i++)
    if (self->header.fields[i] < HC_TICKET_N_FIELDS &&
        hc_ticket_fields[self->header.fields[i]].kind == HC_FIELD_INSTANT)
      self->votes[i] = hc_date_vote_new ();
  return TRUE;
}

void
hc_import_run_clear (HcImportRun *self)
{
  for (guint i = 0; self->votes != NULL && i < self->header.n_columns; i++)
    g_clear_pointer (&self->votes[i], hc_date_vote_free);
  g_clear_pointer (&self->votes, g_free);
  g_clear_pointer (&self->patterns, g_free);
  g_clear_pointer (&self->hash, hc_file_hash_free);
  g_clear_pointer (&self->ahead, hc_merge_ahead_free);
  g_clear_pointer (&self->normaliser, hc_normaliser_free);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->own_calendar, hc_calendar_free);
  g_clear_pointer (&self->reader, hc_row_reader_free);
  hc_header_clear (&self->header);
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->file_name, g_free);
}

gboolean
hc_import_run_rewind (HcImportRun *self, GError **error)
{
  HcRow row;

  if (!hc_row_reader_rewind (self->reader, error))
    return FALSE;
  for (guint i = 0; i < self->header.row; i++)
    {
      g_autoptr (GError) wrong = NULL;

      if (!hc_row_reader_next (self->reader, &row, &wrong))
        {
          if (wrong != NULL)
            g_propagate_error (error, g_steal_pointer (&wrong));
          else
            g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                         _ ("“%s” changed while it was read. Try again."), self->file_name);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
hc_import_run_tick (HcImportRun *self,
                    guint64 rows,
                    double fraction,
                    double from,
                    double to,
                    GError **error)
{
  if (rows % HC_PROGRESS_ROWS != 0)
    return TRUE;
  if (hc_merge_is_cancelled (self->db, error))
    return FALSE;
  if (self->progress != NULL)
    self->progress (rows, fraction < 0 ? fraction : from + (to - from) * fraction,
                    self->progress_data);
  return TRUE;
}

/* ---- which keys were there ---- */

typedef struct
{
  guint64 *slots; /* 0 = free */
  guint n_slots;
  guint used;
} KeySet;

static void
key_set_put (KeySet *set, guint64 hash)
{
  guint slot = (guint) hash & (set->n_slots - 1);

  while (set->slots[slot] != 0)
    slot = (slot + 1) & (set->n_slots - 1);
  set->slots[slot] = hash;
}

static void
key_set_grow (KeySet *set)
{
  guint64 *old = set->slots;
  guint n_old = set->n_slots;

  set->n_slots = n_old == 0 ? 4096 : n_old * 2;
  /* Not g_new0(): its pages are shared zeros first, and unsharing each one stops all threads. */
  set->slots = g_new (guint64, set->n_slots);
  memset (set->slots, 0, set->n_slots * sizeof set->slots[0]);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      key_set_put (set, old[i]);
  g_free (old);
}

/* FALSE when it was there. */
static gboolean
key_set_add (KeySet *set, guint64 hash)
{
  guint slot;

  hash |= 1; /* 0 is free */

  if (set->used * 2 >= set->n_slots)
    key_set_grow (set);
  slot = (guint) hash & (set->n_slots - 1);
  for (; set->slots[slot] != 0; slot = (slot + 1) & (set->n_slots - 1))
    if (set->slots[slot] == hash)
      return FALSE;
  set->slots[slot] = hash;
  set->used++;
  return TRUE;
}

/* ---- the newest instant ---- */

/* The as-of comes from the updated times; without such a column from any that lies in the past. */
static gboolean
counts_for_newest (HcImportRun *self, guint position)
{
  HcTicketField field = self->header.fields[position];

  if ((self->header.mapped & HC_TICKET_BIT (HC_TICKET_UPDATED)) != 0)
    return field == HC_TICKET_UPDATED;
  return field == HC_TICKET_OPENED || field == HC_TICKET_RESOLVED || field == HC_TICKET_CLOSED;
}

static void
note_newest (HcImportRun *self, const HcRow *row, const HcDatePattern *const *patterns)
{
  for (guint i = 0; i < self->header.n_columns && i < row->n_cells; i++)
    {
      gint64 instant;

      if (patterns[i] != NULL && counts_for_newest (self, i) && row->cells[i].length > 0 &&
          hc_date_pattern_parse (patterns[i], &row->cells[i], self->calendar, &instant, NULL) &&
          instant <= self->newest_allowed)
        self->newest = MAX (self->newest, instant);
    }
}

/* ---- settling the patterns ---- */

/* Asked for one order, a column that fits no such pattern keeps what it says itself (ISO). */
static HcDateVerdict
verdict_of (HcDateVote *vote, HcDateOrder order)
{
  HcDateVerdict verdict = hc_date_vote_result (vote, order);

  return verdict.pattern == NULL && order != HC_DATE_ORDER_AUTO
           ? hc_date_vote_result (vote, HC_DATE_ORDER_AUTO)
           : verdict;
}

static HcDateOrder
order_asked (HcImportRun *self)
{
  return self->options->date_order != HC_DATE_ORDER_AUTO ? self->options->date_order
                                                         : self->header.profile->date_order;
}

/* In one file all columns are written by the same hand: one that decides, decides for all. AUTO
 * when none does, or when two disagree. */
static HcDateOrder
order_of_file (HcImportRun *self)
{
  gboolean dmy = FALSE, mdy = FALSE;

  for (guint i = 0; i < self->header.n_columns; i++)
    {
      HcDateVerdict verdict;
      HcDateOrder order;

      if (self->votes[i] == NULL)
        continue;
      verdict = hc_date_vote_result (self->votes[i], HC_DATE_ORDER_AUTO);
      if (verdict.pattern == NULL || verdict.rival != NULL)
        continue;
      order = hc_date_pattern_order (verdict.pattern);
      dmy |= order == HC_DATE_ORDER_DMY;
      mdy |= order == HC_DATE_ORDER_MDY;
    }
  return dmy == mdy ? HC_DATE_ORDER_AUTO : dmy ? HC_DATE_ORDER_DMY : HC_DATE_ORDER_MDY;
}

static void
settle_patterns (HcImportRun *self)
{
  HcDateOrder order = order_asked (self);

  if (order == HC_DATE_ORDER_AUTO)
    order = order_of_file (self);
  self->date_order = order;
  self->ambiguous = G_MAXUINT;
  for (guint i = 0; i < self->header.n_columns; i++)
    {
      HcDateVerdict verdict;

      if (self->votes[i] == NULL)
        continue;
      verdict = verdict_of (self->votes[i], order);
      self->patterns[i] = verdict.pattern;
      if (verdict.rival != NULL && self->ambiguous == G_MAXUINT)
        self->ambiguous = i;
      if (self->date_order == HC_DATE_ORDER_AUTO && verdict.pattern != NULL &&
          verdict.rival == NULL)
        self->date_order = hc_date_pattern_order (verdict.pattern);
      hc_normaliser_set_pattern (self->normaliser, i, verdict.pattern);
    }
  if (self->ambiguous != G_MAXUINT)
    self->date_order = HC_DATE_ORDER_AUTO;
}

gboolean
hc_import_run_check_dates (HcImportRun *self, GError **error)
{
  for (guint i = 0; i < self->header.n_columns; i++)
    if (self->header.fields[i] == HC_TICKET_OPENED && self->patterns[i] == NULL)
      {
        g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                     hc_date_vote_result (self->votes[i], HC_DATE_ORDER_AUTO).numbers > 0
                       ? _ ("Column “%s” of “%s” holds plain numbers, and not all of them can be "
                            "dates of a spreadsheet. Format the column as dates there, save the "
                            "file and import it again.")
                       : _ ("Column “%s” of “%s” holds no dates that can be read. Map the opening "
                            "time to another column, or let your tool write it like "
                            "2026-03-05 14:30."),
                     self->header.headers[i], self->file_name);
        return FALSE;
      }
  if (self->ambiguous == G_MAXUINT)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS,
               _ ("The dates in column “%s” of “%s” fit day first and month first alike. Say which "
                  "with --date-order dmy or --date-order mdy."),
               self->header.headers[self->ambiguous], self->file_name);
  return FALSE;
}

/* ---- the first pass ---- */

static void
vote (HcImportRun *self, const HcRow *row)
{
  for (guint i = 0; i < self->header.n_columns && i < row->n_cells; i++)
    if (self->votes[i] != NULL && row->cells[i].length > 0 &&
        !hc_normaliser_is_missing (self->normaliser, &row->cells[i]))
      hc_date_vote_add (self->votes[i], &row->cells[i]);
}

typedef struct
{
  KeySet keys;
  KeySet rows; /* only when rows are read whole */
} Seen;

static guint64
hash_row (const HcRow *row)
{
  guint64 hash = 0;

  for (guint i = 0; i < row->n_cells; i++)
    hash = hc_hash64 (row->cells[i].text, row->cells[i].length, hash);
  return hash;
}

static void
count_key (HcImportRun *self, Seen *seen, const HcRow *row)
{
  const char *key;
  gboolean is_new_row;

  if (!self->keys_counted || !(key = hc_normaliser_key (self->normaliser, row)))
    return;
  is_new_row = self->is_look && key_set_add (&seen->rows, hash_row (row));
  if (!key_set_add (&seen->keys, hc_hash64 (key, strlen (key), 0)))
    {
      self->repeated_keys++;
      self->changed_keys += is_new_row;
    }
  else if (seen->keys.used >= MAX_KEYS)
    self->keys_counted = FALSE;
}

/* The form that columns have shown in the first rows is the form they have: then the newest instant
 * is found on the way. */
static gboolean
same_patterns (HcImportRun *self, const HcDatePattern *const *trial)
{
  for (guint i = 0; i < self->header.n_columns; i++)
    {
      HcDateOrder order;

      if (self->votes[i] == NULL || !counts_for_newest (self, i) || trial[i] == self->patterns[i])
        continue;
      if (trial[i] == NULL || self->patterns[i] == NULL)
        return FALSE;
      order = hc_date_pattern_order (self->patterns[i]);
      if (order != hc_date_pattern_order (trial[i]) ||
          (order != HC_DATE_ORDER_DMY && order != HC_DATE_ORDER_MDY))
        return FALSE;
    }
  return TRUE;
}

/* Notes the newest instant of the first @limit rows (0: all). */
static gboolean
note_newest_rows (HcImportRun *self, guint64 limit, GError **error)
{
  GError *wrong = NULL;
  guint64 rows = 0;
  HcRow row;

  if (!hc_import_run_rewind (self, error))
    return FALSE;
  while ((limit == 0 || rows < limit) && hc_row_reader_next (self->reader, &row, &wrong))
    {
      if (hc_normaliser_kind (self->normaliser, &row) == HC_ROW_TICKET)
        note_newest (self, &row, self->patterns);
      if (!hc_import_run_tick (self, ++rows, 1, 0.3, 0.3, &wrong))
        break;
    }
  if (wrong != NULL)
    g_propagate_error (error, wrong);
  return wrong == NULL;
}

gboolean
hc_import_run_find_newest (HcImportRun *self, GError **error)
{
  return self->newest != HC_INSTANT_NONE || note_newest_rows (self, 0, error);
}

static gboolean
scan_rows (HcImportRun *self,
           HcRowReader *reader,
           guint64 limit,
           Seen *seen,
           const HcDatePattern ***trial,
           GError **error)
{
  GError *wrong = NULL;
  HcRow row;

  while ((limit == 0 || self->rows < limit) && hc_row_reader_next (reader, &row, &wrong))
    {
      if (hc_normaliser_kind (self->normaliser, &row) != HC_ROW_TICKET)
        continue;
      self->rows++;
      vote (self, &row);
      count_key (self, seen, &row);
      if (*trial != NULL)
        note_newest (self, &row, *trial);
      if (self->rows == TRIAL_ROWS && limit == 0)
        {
          settle_patterns (self);
          *trial = g_memdup2 (self->patterns,
                              sizeof self->patterns[0] * (self->header.n_columns + 1));
        }
      if (!hc_import_run_tick (self, self->rows, hc_row_reader_fraction (reader), 0, 0.3,
                               &wrong))
        break;
    }
  if (wrong != NULL)
    g_propagate_error (error, wrong);
  return wrong == NULL;
}

/* The first pass looks at dates and keys; at a whole row only to tell what it is when it has no
 * opening time. */
static void
narrow (HcImportRun *self, HcRowReader *ahead)
{
  g_autofree gboolean *wanted = g_new0 (gboolean, self->header.n_columns);
  guint opened = G_MAXUINT;

  for (guint i = 0; i < self->header.n_columns; i++)
    {
      wanted[i] = self->votes[i] != NULL || self->header.fields[i] == HC_TICKET_KEY;
      if (self->header.fields[i] == HC_TICKET_OPENED && opened == G_MAXUINT)
        opened = i;
    }
  hc_row_ahead_narrow (ahead, wanted, self->header.n_columns, opened);
}

/* All rows are read on a thread of their own; for a few it is not worth one. */
static gboolean
scan_from_start (HcImportRun *self,
                 guint64 limit,
                 Seen *seen,
                 const HcDatePattern ***trial,
                 GError **error)
{
  g_autoptr (HcRowReader) ahead = NULL;

  if (!hc_import_run_rewind (self, error))
    return FALSE;
  if (limit == 0)
    {
      ahead = hc_row_ahead_new (self->reader);
      if (!self->is_look)
        narrow (self, ahead);
    }
  return scan_rows (self, ahead != NULL ? ahead : self->reader, limit, seen, trial, error);
}

gboolean
hc_import_run_scan (HcImportRun *self, guint64 limit, GError **error)
{
  g_autofree const HcDatePattern **trial = NULL;
  Seen seen = { 0 };
  gboolean done;

  self->rows = self->repeated_keys = self->changed_keys = 0;
  self->keys_counted = TRUE;
  self->newest = HC_INSTANT_NONE;
  done = scan_from_start (self, limit, &seen, &trial, error);
  g_free (seen.keys.slots);
  g_free (seen.rows.slots);
  if (!done)
    return FALSE;
  self->complete = limit == 0 || self->rows < limit;
  settle_patterns (self);
  if (trial != NULL && same_patterns (self, trial))
    return note_newest_rows (self, TRIAL_ROWS + 1, error);
  self->newest = HC_INSTANT_NONE;
  return TRUE;
}
