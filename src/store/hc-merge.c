/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-merge-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-day.h"
#include "hc-launch-table.h"

gboolean
hc_merge_is_cancelled (HcDb *db, GError **error)
{
  return db->cancellable != NULL && g_cancellable_set_error_if_cancelled (db->cancellable, error);
}

/* Exports keep their order: mostly the next row is the ticket with the next id, and looking at it
 * costs half of looking for it. 0: it is not; < 0: error. */
static gint64
find_next (HcMerge *self, const char *key, gint64 *row_hash, gint64 *missing_since, GError **error)
{
  gint64 id = self->last_found + 1;
  int rc;

  hc_stmt_bind_int64 (self->find_next, 1, id);
  hc_stmt_bind_int64 (self->find_next, 2, self->source_term);
  rc = hc_stmt_step (self->find_next, error);
  if (rc == SQLITE_ROW && strcmp (hc_stmt_peek_text (self->find_next, 0), key) == 0)
    {
      *row_hash = hc_stmt_int64 (self->find_next, 1);
      *missing_since = hc_stmt_instant (self->find_next, 2);
      self->last_found = id;
    }
  else
    id = rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : -1;
  hc_stmt_reset (self->find_next);
  return id;
}

gint64
hc_merge_find (
  HcMerge *self, const char *key, gint64 *row_hash, gint64 *missing_since, GError **error)
{
  gint64 id = 0;
  int rc;

  if (self->in_order && (id = find_next (self, key, row_hash, missing_since, error)) != 0)
    return id;
  hc_stmt_bind_int64 (self->find, 1, self->source_term);
  hc_stmt_bind_text_static (self->find, 2, key);
  rc = hc_stmt_step (self->find, error);
  if (rc == SQLITE_ROW)
    {
      id = hc_stmt_int64 (self->find, 0);
      *row_hash = hc_stmt_int64 (self->find, 1);
      *missing_since = hc_stmt_instant (self->find, 2);
      self->in_order = id == self->last_found + 1;
      self->last_found = id;
    }
  else if (rc != SQLITE_DONE)
    id = -1;
  hc_stmt_reset (self->find);
  return id;
}

gboolean
hc_merge_was_seen (HcMerge *self, gint64 ticket)
{
  gsize word = (gsize) ticket / 64;

  return word < self->n_seen_words && (self->seen[word] >> (ticket % 64) & 1) != 0;
}

gboolean
hc_merge_see (HcMerge *self, gint64 ticket)
{
  gsize word = (gsize) ticket / 64;

  if (hc_merge_was_seen (self, ticket))
    return FALSE;
  if (word >= self->n_seen_words)
    {
      gsize n = MAX (word + 1, self->n_seen_words * 2);

      self->seen = g_renew (guint64, self->seen, n);
      memset (self->seen + self->n_seen_words, 0, (n - self->n_seen_words) * sizeof (guint64));
      self->n_seen_words = n;
    }
  self->seen[word] |= G_GUINT64_CONSTANT (1) << (ticket % 64);
  return TRUE;
}

static void
copy_spells (HcSpells *to, const HcSpells *from)
{
  hc_spells_reset (to);
  g_array_append_vals (to->spells, from->spells->data, from->spells->len);
  to->state_class = from->state_class;
}

gboolean
hc_merge_save_before (HcMerge *self, GError **error)
{
  hc_ticket_record_pack (&self->old, &self->old_spells, self->packed);
  sqlite3_bind_int64 (self->insert_before->stmt, 1, self->batch->id);
  sqlite3_bind_int64 (self->insert_before->stmt, 2, self->old.number[HC_COLUMN_ID]);
  sqlite3_bind_blob64 (self->insert_before->stmt, 3, self->packed->data, self->packed->len,
                       SQLITE_STATIC);
  return hc_stmt_run (self->insert_before, error);
}

static void
set_vanished (GError **error)
{
  g_set_error_literal (error, HC_ERROR, HC_ERROR_DAMAGED, "A ticket vanished during the import");
}

gboolean
hc_merge_load (HcMerge *self, gint64 ticket, GError **error)
{
  int rc;

  g_string_chunk_clear (self->chunk);
  hc_stmt_bind_int64 (self->load, 1, ticket);
  rc = hc_stmt_step (self->load, error);
  if (rc == SQLITE_ROW)
    hc_ticket_record_read (&self->old, self->load, self->chunk);
  hc_stmt_reset (self->load);
  if (rc == SQLITE_DONE)
    set_vanished (error);
  if (rc != SQLITE_ROW ||
      !hc_ticket_record_load_spells (&self->old, self->load_spells, &self->old_spells, error) ||
      !hc_merge_save_before (self, error))
    return FALSE;
  self->record = self->old;
  copy_spells (&self->spells, &self->old_spells);
  return TRUE;
}

HcSpellsEvent
hc_merge_observe (HcMerge *self, HcStateClass state_class, gint64 row_time, gint64 shown_at)
{
  const gint64 *number = self->record.number;
  HcObservation seen = {
    .state_class = state_class,
    .opened_at = number[HC_COLUMN_OPENED],
    .resolved_at = number[HC_COLUMN_RESOLVED],
    .closed_at = number[HC_COLUMN_CLOSED],
    .row_time = row_time,
    .as_of = shown_at,
  };

  return hc_spells_observe (&self->spells, &seen);
}

static gboolean
write_spells (HcMerge *self, GError **error)
{
  GArray *spells = self->spells.spells;

  for (guint i = 0; spells->len > 1 && i < spells->len; i++)
    {
      const HcSpell *spell = &g_array_index (spells, HcSpell, i);

      hc_stmt_bind_int64 (self->insert_spell, 1, self->record.number[HC_COLUMN_ID]);
      hc_stmt_bind_int64 (self->insert_spell, 2, spell->start);
      hc_stmt_bind_instant (self->insert_spell, 3, spell->end);
      hc_stmt_bind_int64 (self->insert_spell, 4, spell->end_inferred);
      if (!hc_stmt_run (self->insert_spell, error))
        return FALSE;
    }
  return TRUE;
}

/* How the spells moved, for the identity check. */
static void
count_spells (HcMerge *self, guint begun_before, gboolean open_before)
{
  gboolean open_now = hc_spells_last (&self->spells)->end == HC_INSTANT_NONE;
  gint64 begun = (gint64) self->spells.spells->len - begun_before;

  self->begun += begun;
  self->ended += begun + open_before - open_now;
}

/* For the identity check too, but from what the written row says. */
static gboolean
count_open (HcMerge *self, gboolean was_open, GError **error)
{
  int rc;

  if (self->first_new_ticket == 1)
    return TRUE; /* nothing to compare with */
  hc_stmt_bind_int64 (self->is_open, 1, self->record.number[HC_COLUMN_ID]);
  rc = hc_stmt_step (self->is_open, error);
  if (rc == SQLITE_ROW)
    self->open_now += hc_stmt_int64 (self->is_open, 0) - was_open;
  else if (rc == SQLITE_DONE)
    set_vanished (error);
  hc_stmt_reset (self->is_open);
  return rc == SQLITE_ROW;
}

static void
complete_record (HcMerge *self, guint64 row_hash)
{
  hc_ticket_record_set_spells (&self->record, &self->spells);
  self->record.number[HC_COLUMN_LAST_BATCH] = self->batch->id;
  self->record.number[HC_COLUMN_MISSING_SINCE] = HC_INSTANT_NONE;
  self->record.number[HC_COLUMN_ROW_HASH] = hc_hash_to_number (row_hash);
  self->record.number[HC_COLUMN_CONTENT_HASH] =
    hc_hash_to_number (hc_ticket_record_content_hash (&self->record, &self->spells, self->terms));
}

gboolean
hc_merge_insert (HcMerge *self, guint64 row_hash, GError **error)
{
  gint64 *number = self->record.number;

  number[HC_COLUMN_ID] = self->next_ticket++;
  number[HC_COLUMN_SOURCE] = self->source_term;
  number[HC_COLUMN_FIRST_BATCH] = self->batch->id;
  complete_record (self, row_hash);
  count_spells (self, 0, FALSE);
  self->batch->new_count++;
  hc_merge_see (self, number[HC_COLUMN_ID]);
  hc_ticket_record_bind (&self->record, self->insert);
  return hc_stmt_run (self->insert, error) && count_open (self, FALSE, error) &&
         write_spells (self, error);
}

gboolean
hc_merge_update (HcMerge *self, guint64 row_hash, GError **error)
{
  guint begun_before = self->old_spells.spells->len;

  complete_record (self, row_hash);
  count_spells (self, begun_before, hc_spells_last (&self->old_spells)->end == HC_INSTANT_NONE);
  if (begun_before > 1)
    {
      hc_stmt_bind_int64 (self->delete_spells, 1, self->record.number[HC_COLUMN_ID]);
      if (!hc_stmt_run (self->delete_spells, error))
        return FALSE;
    }
  hc_ticket_record_bind (&self->record, self->update);
  return hc_stmt_run (self->update, error) &&
         count_open (self, self->old.number[HC_COLUMN_ENDED] == HC_INSTANT_NONE, error) &&
         write_spells (self, error);
}

gboolean
hc_merge_differs (HcTicketField field, const HcTicketRecord *a, const HcTicketRecord *b)
{
  HcTicketColumn column = hc_ticket_record_column (field);

  if (column == HC_N_COLUMNS)
    return FALSE;
  return a->number[column] != b->number[column] ||
         g_strcmp0 (a->text[column], b->text[column]) != 0;
}

/* The value as it is written into ticket_change: a text, an instant, a number. */
static char *
dup_value (HcMerge *self, HcTicketField field, const HcTicketRecord *record)
{
  HcTicketColumn column = hc_ticket_record_column (field);
  gint64 number = record->number[column];

  switch (hc_ticket_fields[field].kind)
    {
    case HC_FIELD_TEXT:
      return g_strdup (record->text[column]);
    case HC_FIELD_TERM:
      return g_strdup (number == HC_INSTANT_NONE ? NULL : hc_terms_text (self->terms, number));
    case HC_FIELD_INSTANT:
      return hc_instant_format (number);
    case HC_FIELD_COUNT:
    case HC_FIELD_BOOL:
    default:
      return number == HC_INSTANT_NONE ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

gboolean
hc_merge_note_change (HcMerge *self,
                      HcTicketField field,
                      const HcTicketRecord *old_record,
                      const HcTicketRecord *new_record,
                      gint64 seen_at,
                      gboolean inferred,
                      GError **error)
{
  g_autofree char *old_value = dup_value (self, field, old_record);
  g_autofree char *new_value = dup_value (self, field, new_record);

  hc_stmt_bind_int64 (self->insert_change, 1, new_record->number[HC_COLUMN_ID]);
  hc_stmt_bind_int64 (self->insert_change, 2, self->batch->id);
  hc_stmt_bind_text_static (self->insert_change, 3, hc_ticket_fields[field].name);
  hc_stmt_bind_text_static (self->insert_change, 4, old_value);
  hc_stmt_bind_text_static (self->insert_change, 5, new_value);
  hc_stmt_bind_int64 (self->insert_change, 6, seen_at);
  hc_stmt_bind_int64 (self->insert_change, 7, inferred);
  return hc_stmt_run (self->insert_change, error);
}

/* ---- a row of a snapshot ---- */

static gboolean
insert_new (HcMerge *self, const HcTicketRow *row, guint64 row_hash, GError **error)
{
  gint64 *number = self->record.number;

  hc_ticket_record_init (&self->record);
  if (!hc_ticket_record_apply (&self->record, row, self->terms, error))
    return FALSE;
  hc_spells_reset (&self->spells);
  hc_merge_observe (self, row->state_class, row->number[HC_TICKET_UPDATED], self->batch->as_of);
  number[HC_COLUMN_FIRST_GROUP] = number[HC_COLUMN_GROUP];
  number[HC_COLUMN_ROUTING_KNOWN] =
    hc_state_class_is_open (self->spells.state_class) && number[HC_COLUMN_GROUP] != HC_INSTANT_NONE;
  return hc_merge_insert (self, row_hash, error);
}

/* When a change between two files is said to have happened: the row's own time, if it can be. */
static gint64
change_time (HcMerge *self, const HcTicketRow *row)
{
  gint64 updated = row->number[HC_TICKET_UPDATED];

  return updated != HC_INSTANT_NONE && updated <= self->batch->as_of ? updated : self->batch->as_of;
}

static gboolean
note_changes (HcMerge *self, gint64 seen_at, GError **error)
{
  for (guint field = 0; field < HC_TICKET_N_FIELDS; field++)
    if (hc_ticket_fields[field].tracked &&
        hc_merge_differs ((HcTicketField) field, &self->old, &self->record) &&
        !hc_merge_note_change (self, (HcTicketField) field, &self->old, &self->record, seen_at,
                               TRUE, error))
      return FALSE;
  return TRUE;
}

static gboolean
update_known (HcMerge *self, gint64 id, const HcTicketRow *row, guint64 row_hash, GError **error)
{
  gint64 *number = self->record.number;
  gint64 seen_at = change_time (self, row);

  if (!hc_merge_load (self, id, error) ||
      !hc_ticket_record_apply (&self->record, row, self->terms, error))
    return FALSE;
  if (number[HC_COLUMN_FIRST_GROUP] == HC_INSTANT_NONE)
    number[HC_COLUMN_FIRST_GROUP] = number[HC_COLUMN_GROUP];
  if (number[HC_COLUMN_FIRST_ASSIGNED] == HC_INSTANT_NONE &&
      (row->mapped & HC_TICKET_BIT (HC_TICKET_FIRST_ASSIGNED)) == 0 &&
      self->old.number[HC_COLUMN_ASSIGNEE] == HC_INSTANT_NONE &&
      number[HC_COLUMN_ASSIGNEE] != HC_INSTANT_NONE)
    number[HC_COLUMN_FIRST_ASSIGNED] = seen_at;
  if (hc_merge_observe (self, row->state_class, row->number[HC_TICKET_UPDATED],
                        self->batch->as_of) == HC_SPELLS_REOPENED)
    self->batch->reopened++;
  self->batch->changed++;
  return note_changes (self, seen_at, error) && hc_merge_update (self, row_hash, error);
}

/* Nothing new but that it is there again. */
static gboolean
clear_missing (HcMerge *self, gint64 id, GError **error)
{
  if (!hc_merge_load (self, id, error))
    return FALSE;
  hc_stmt_bind_int64 (self->clear_missing, 1, id);
  return hc_stmt_run (self->clear_missing, error);
}

/* A row that schema 1 merged has the hash of then; it says nothing new either. */
static gboolean
is_same_row (const HcTicketRow *row, gint64 known_hash)
{
  return known_hash == hc_hash_to_number (row->hash) ||
         known_hash == hc_hash_to_number (hc_ticket_row_hash_v1 (row));
}

void
hc_merge_count_ticket (HcMerge *self, const HcTicketRow *row)
{
  self->batch->tickets++;
  self->before_go_live += row->number[HC_TICKET_OPENED] < self->go_live_at;
}

gboolean
hc_merge_row (HcMerge *self, const HcTicketRow *row, HcMergeResult *result, GError **error)
{
  guint64 hash = row->hash;
  gint64 id = 0, known_hash = 0, missing_since = HC_INSTANT_NONE;

  g_return_val_if_fail (hash != 0, FALSE); /* hc_ticket_row_seal() is missing */

  *result = HC_MERGED;
  if (self->known != NULL &&
      (id = hc_merge_known_find (self->known, (guint64) hc_hash_to_number (hash))) != 0 &&
      hc_merge_see (self, id))
    {
      hc_merge_count_ticket (self, row);
      self->batch->unchanged++;
      return TRUE;
    }
  id = 0;
  if (self->known != NULL)
    self->last_found = hc_merge_known_next (self->known) - 1;
  if (self->index_sql == NULL)
    id = hc_merge_find (self, row->text[HC_TICKET_KEY], &known_hash, &missing_since, error);
  if (id < 0)
    return FALSE;
  if (id == 0)
    {
      hc_merge_count_ticket (self, row);
      return insert_new (self, row, hash, error);
    }
  if (self->known != NULL)
    hc_merge_known_go_on (self->known, id);
  if (!hc_merge_see (self, id))
    {
      /* An older file leaves known tickets alone, whatever it says of them and how often. */
      gboolean same =
        is_same_row (row, known_hash) || (self->is_older && id < self->first_new_ticket);

      *result = same ? HC_MERGE_DUPLICATE : HC_MERGE_SEVERAL;
      return TRUE;
    }
  hc_merge_count_ticket (self, row);
  if (!self->is_older && !is_same_row (row, known_hash))
    return update_known (self, id, row, hash, error);
  self->batch->unchanged++;
  return self->is_older || missing_since == HC_INSTANT_NONE || clear_missing (self, id, error);
}

gboolean
hc_merge_foreseen_row (
  HcMerge *self, const HcTicketRow *row, gint64 ticket, HcMergeResult *result, GError **error)
{
  gint64 known_hash = 0, missing_since;
  gint64 id;

  *result = HC_MERGED;
  hc_merge_known_hit (self->known, ticket);
  if (hc_merge_see (self, ticket))
    {
      hc_merge_count_ticket (self, row);
      self->batch->unchanged++;
      return TRUE;
    }
  /* An earlier row of the file was this ticket: did it say the same? */
  id = hc_merge_find (self, row->text[HC_TICKET_KEY], &known_hash, &missing_since, error);
  if (id < 0)
    return FALSE;
  *result = id == ticket && known_hash == hc_hash_to_number (row->hash) ? HC_MERGE_DUPLICATE
                                                                        : HC_MERGE_SEVERAL;
  return TRUE;
}

gboolean
hc_merge_reject (HcMerge *self, const HcReject *reject, const char *key, GError **error)
{
  self->batch->rejected++;
  if (key != NULL && self->index_sql == NULL)
    {
      gint64 hash, missing_since;
      gint64 id = hc_merge_find (self, key, &hash, &missing_since, error);

      if (id < 0)
        return FALSE;
      if (id > 0)
        hc_merge_see (self, id);
    }
  hc_stmt_bind_int64 (self->insert_reject, 1, self->batch->id);
  hc_stmt_bind_int64 (self->insert_reject, 2, (gint64) reject->line);
  hc_stmt_bind_text_static (self->insert_reject, 3, reject->column);
  hc_stmt_bind_text_static (self->insert_reject, 4, reject->code);
  hc_stmt_bind_text_static (self->insert_reject, 5, reject->message);
  hc_stmt_bind_text_static (self->insert_reject, 6, reject->raw);
  return hc_stmt_run (self->insert_reject, error);
}
