/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The event log half of the merge: rows are staged packed in a TEMP table, then replayed key by key
 * in the order in which they happened. */

#include "config.h"

#include "hc-merge-private.h"

#include <string.h>

/* The fields whose course within a log is kept. */
static const HcTicketField followed[] = { HC_TICKET_STATE,       HC_TICKET_PRIORITY,
                                          HC_TICKET_CATEGORY,    HC_TICKET_SUBCATEGORY,
                                          HC_TICKET_GROUP,       HC_TICKET_ASSIGNEE };

typedef struct
{
  HcTicketField field;
  gint64 old_term;
  gint64 new_term;
  gint64 seen_at;
} Change;

typedef struct
{
  GByteArray *bytes;  /* packed rows of one key, one after the other */
  GArray *offsets;    /* of gsize */
  GArray *rows;       /* of HcTicketRow, unpacked; texts point into bytes */
  GArray *changes;    /* of Change */
} Group;

/* ---- packing a row ---- */

static void
append (GByteArray *out, const void *data, gsize length)
{
  g_byte_array_append (out, data, (guint) length);
}

static void
pack_row (const HcTicketRow *row, GByteArray *out)
{
  g_byte_array_set_size (out, 0);
  append (out, &row->mapped, sizeof row->mapped);
  append (out, &row->state_class, sizeof row->state_class);
  append (out, &row->priority, sizeof row->priority);
  append (out, &row->line, sizeof row->line);
  for (guint64 left = row->mapped; left != 0; left &= left - 1)
    {
      guint field = (guint) __builtin_ctzll (left);
      const char *text = row->text[field];
      guint32 size = text != NULL ? (guint32) strlen (text) + 1 : 0;

      if (hc_ticket_fields[field].kind > HC_FIELD_TERM)
        append (out, &row->number[field], sizeof row->number[field]);
      else
        {
          append (out, &size, sizeof size);
          append (out, text, size);
        }
    }
}

static const guint8 *
take (const guint8 *at, void *to, gsize length)
{
  memcpy (to, at, length);
  return at + length;
}

static void
unpack_row (const guint8 *at, HcTicketRow *row)
{
  hc_ticket_row_init (row);
  at = take (at, &row->mapped, sizeof row->mapped);
  at = take (at, &row->state_class, sizeof row->state_class);
  at = take (at, &row->priority, sizeof row->priority);
  at = take (at, &row->line, sizeof row->line);
  for (guint64 left = row->mapped; left != 0; left &= left - 1)
    {
      guint field = (guint) __builtin_ctzll (left);
      guint32 size;

      if (hc_ticket_fields[field].kind > HC_FIELD_TERM)
        at = take (at, &row->number[field], sizeof row->number[field]);
      else
        {
          at = take (at, &size, sizeof size);
          row->text[field] = size > 0 ? (const char *) at : NULL;
          at += size;
        }
    }
}

/* ---- staging ---- */

static gboolean
create_stage (HcMerge *self, GError **error)
{
  if (!hc_db_exec (self->db, "DROP TABLE IF EXISTS temp.log_row", error) ||
      !hc_db_exec (self->db,
                   "CREATE TEMP TABLE log_row (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, "
                   "mod INTEGER, at INTEGER, packed BLOB NOT NULL)",
                   error))
    return FALSE;
  self->stage = hc_db_prepare (
    self->db, "INSERT INTO temp.log_row (seq, key, mod, at, packed) VALUES (?1, ?2, ?3, ?4, ?5)",
    error);
  return self->stage != NULL;
}

gboolean
hc_merge_stage (HcMerge *self, const HcTicketRow *row, GError **error)
{
  gint64 at = row->number[HC_TICKET_UPDATED];

  if (self->stage == NULL && !create_stage (self, error))
    return FALSE;
  if (at != HC_INSTANT_NONE && self->staged_time != HC_INSTANT_NONE)
    {
      self->rising += at > self->staged_time;
      self->falling += at < self->staged_time;
    }
  self->staged_time = at;
  pack_row (row, self->packed);
  hc_stmt_bind_int64 (self->stage, 1, ++self->n_staged);
  hc_stmt_bind_text_static (self->stage, 2, row->text[HC_TICKET_KEY]);
  hc_stmt_bind_instant (self->stage, 3, row->number[HC_TICKET_MOD_COUNT]);
  hc_stmt_bind_instant (self->stage, 4, at);
  sqlite3_bind_blob64 (self->stage->stmt, 5, self->packed->data, self->packed->len, SQLITE_STATIC);
  return hc_stmt_run (self->stage, error);
}

/* ---- replaying ---- */

static gint64
row_time (const HcTicketRow *row)
{
  return row->number[HC_TICKET_UPDATED];
}

static gint64
shown_at (HcMerge *self, const HcTicketRow *row)
{
  return row_time (row) != HC_INSTANT_NONE ? row_time (row) : self->batch->as_of;
}

static guint64
group_hash (const Group *group)
{
  guint64 hash = 0;

  for (guint i = 0; i < group->rows->len; i++)
    {
      guint64 row = GUINT64_TO_LE (g_array_index (group->rows, HcTicketRow, i).hash);

      hash = hc_hash64 (&row, sizeof row, hash);
    }
  return hash;
}

static gboolean
shows_the_known (HcMerge *self, const HcTicketRow *row)
{
  const HcTicketField fields[] = { HC_TICKET_STATE, HC_TICKET_GROUP, HC_TICKET_PRIORITY };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 term = self->old.number[hc_ticket_record_column (fields[i])];
      const char *known = term != HC_INSTANT_NONE ? hc_terms_text (self->terms, term) : NULL;

      if ((row->mapped & HC_TICKET_BIT (fields[i])) != 0 &&
          g_strcmp0 (known, row->text[fields[i]]) != 0)
        return FALSE;
    }
  return TRUE;
}

/* How many rows of a log were known from earlier files: those before the ticket's last update, and
 * of those at the very same time all up to the last one that looks like what is known. Without
 * times only the last row can be news. */
static guint
count_known_rows (HcMerge *self, const Group *group)
{
  gint64 updated = self->old.number[HC_COLUMN_UPDATED];
  guint known = 0;

  if (updated == HC_INSTANT_NONE)
    return group->rows->len - 1;
  for (guint i = 0; i < group->rows->len; i++)
    {
      const HcTicketRow *row = &g_array_index (group->rows, HcTicketRow, i);

      if (row_time (row) == HC_INSTANT_NONE || row_time (row) < updated ||
          (row_time (row) == updated && shows_the_known (self, row)))
        known = i + 1;
    }
  return known;
}

static void
follow (Group *group, const HcTicketRecord *before, const HcTicketRecord *after, gint64 seen_at)
{
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      HcTicketColumn column = hc_ticket_record_column (followed[i]);
      Change change = { followed[i], before->number[column], after->number[column], seen_at };

      if (change.old_term != change.new_term)
        g_array_append_val (group->changes, change);
    }
}

static void
set_if_none (gint64 *to, gint64 value)
{
  if (*to == HC_INSTANT_NONE)
    *to = value;
}

/* One row of the log upon the record. */
static gboolean
replay_row (HcMerge *self, Group *group, const HcTicketRow *row, gboolean first, gboolean *reopened,
            GError **error)
{
  HcTicketRecord before = self->record;
  gint64 *number = self->record.number;

  if (!hc_ticket_record_apply (&self->record, row, self->terms, error))
    return FALSE;
  if (hc_merge_observe (self, row->state_class, row_time (row), shown_at (self, row)) ==
      HC_SPELLS_REOPENED)
    *reopened = TRUE;
  if (!first)
    follow (group, &before, &self->record, shown_at (self, row));
  set_if_none (&number[HC_COLUMN_FIRST_GROUP], number[HC_COLUMN_GROUP]);
  if (number[HC_COLUMN_GROUP] != HC_INSTANT_NONE)
    number[HC_COLUMN_ROUTING_KNOWN] = 1;
  if ((row->mapped & HC_TICKET_BIT (HC_TICKET_FIRST_ASSIGNED)) == 0 &&
      number[HC_COLUMN_ASSIGNEE] != HC_INSTANT_NONE &&
      (first || before.number[HC_COLUMN_ASSIGNEE] == HC_INSTANT_NONE))
    set_if_none (&number[HC_COLUMN_FIRST_ASSIGNED], row_time (row));
  return TRUE;
}

/* What a log writes back into rows that are older than it is not yet so while the ticket is open. */
static void
drop_back_filled (HcMerge *self, const HcTicketRow *last)
{
  HcTicketColumn ends[] = { HC_COLUMN_RESOLVED, HC_COLUMN_CLOSED };
  gboolean is_open = hc_state_class_is_open (self->spells.state_class);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gint64 *instant = &self->record.number[ends[i]];

      if (*instant != HC_INSTANT_NONE &&
          (*instant > self->batch->as_of || (is_open && *instant > shown_at (self, last))))
        *instant = HC_INSTANT_NONE;
    }
}

static gboolean
write_changes (HcMerge *self, const Group *group, GError **error)
{
  HcTicketRecord before, after;

  hc_ticket_record_init (&before);
  hc_ticket_record_init (&after);
  after.number[HC_COLUMN_ID] = self->record.number[HC_COLUMN_ID];
  for (guint i = 0; i < group->changes->len; i++)
    {
      const Change *change = &g_array_index (group->changes, Change, i);
      HcTicketColumn column = hc_ticket_record_column (change->field);

      before.number[column] = change->old_term;
      after.number[column] = change->new_term;
      if (!hc_merge_note_change (self, change->field, &before, &after, change->seen_at, FALSE,
                                 error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
replay_rows (HcMerge *self, Group *group, guint from, gboolean is_new, GError **error)
{
  const HcTicketRow *last = &g_array_index (group->rows, HcTicketRow, group->rows->len - 1);
  gboolean reopened = FALSE;

  g_array_set_size (group->changes, 0);
  for (guint i = from; i < group->rows->len; i++)
    if (!replay_row (self, group, &g_array_index (group->rows, HcTicketRow, i), is_new && i == 0,
                     &reopened, error))
      return FALSE;
  drop_back_filled (self, last);
  if (reopened)
    self->batch->reopened++;
  return TRUE;
}

static gboolean
replay_new (HcMerge *self, Group *group, guint64 hash, GError **error)
{
  hc_ticket_record_init (&self->record);
  hc_spells_reset (&self->spells);
  return replay_rows (self, group, 0, TRUE, error) && hc_merge_insert (self, hash, error) &&
         write_changes (self, group, error);
}

static gboolean
replay_known (HcMerge *self, Group *group, gint64 id, guint64 hash, GError **error)
{
  guint known;

  if (!hc_merge_load (self, id, error))
    return FALSE;
  known = count_known_rows (self, group);
  self->batch->changed++;
  return replay_rows (self, group, known, FALSE, error) && write_changes (self, group, error) &&
         hc_merge_update (self, hash, error);
}

static gboolean
replay_group (HcMerge *self, Group *group, GError **error)
{
  const char *key;
  gint64 known_hash = 0, missing_since = HC_INSTANT_NONE, id;
  guint64 hash;

  for (guint i = 0; i < group->offsets->len; i++)
    {
      HcTicketRow row;

      unpack_row (group->bytes->data + g_array_index (group->offsets, gsize, i), &row);
      hc_ticket_row_seal (&row);
      g_array_append_val (group->rows, row);
    }
  key = g_array_index (group->rows, HcTicketRow, 0).text[HC_TICKET_KEY];
  hash = group_hash (group);
  hc_merge_count_ticket (self, &g_array_index (group->rows, HcTicketRow, group->rows->len - 1));
  id = hc_merge_find (self, key, &known_hash, &missing_since, error);
  if (id < 0)
    return FALSE;
  if (id == 0)
    return replay_new (self, group, hash, error);
  hc_merge_see (self, id);
  if (!self->is_older && known_hash != hc_hash_to_number (hash))
    return replay_known (self, group, id, hash, error);
  self->batch->unchanged++;
  return TRUE;
}

static void
group_reset (Group *group)
{
  g_byte_array_set_size (group->bytes, 0);
  g_array_set_size (group->offsets, 0);
  g_array_set_size (group->rows, 0);
}

static void
group_add (Group *group, HcStmt *stmt)
{
  gsize offset = group->bytes->len;

  g_array_append_val (group->offsets, offset);
  append (group->bytes, sqlite3_column_blob (stmt->stmt, 1),
          (gsize) sqlite3_column_bytes (stmt->stmt, 1));
}

static gboolean
replay_all (HcMerge *self, HcStmt *stmt, Group *group, GError **error)
{
  g_autofree char *key = NULL;
  int rc;

  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      const char *next = hc_stmt_peek_text (stmt, 0);

      if (key == NULL || strcmp (key, next) != 0)
        {
          if (key != NULL && !replay_group (self, group, error))
            return FALSE;
          if (hc_merge_is_cancelled (self->db, error))
            return FALSE;
          group_reset (group);
          g_free (key);
          key = hc_stmt_text (stmt, 0);
        }
      group_add (group, stmt);
    }
  return rc == SQLITE_DONE && (key == NULL || replay_group (self, group, error));
}

gboolean
hc_merge_replay (HcMerge *self, GError **error)
{
  gboolean descends = self->falling > self->rising;
  Group group = { g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (gsize)),
                  g_array_new (FALSE, FALSE, sizeof (HcTicketRow)),
                  g_array_new (FALSE, FALSE, sizeof (Change)) };
  g_autoptr (HcStmt) stmt = NULL;
  gboolean done = self->n_staged == 0;

  if (!done)
    {
      stmt = hc_db_prepare (
        self->db,
        descends ? "SELECT key, packed FROM temp.log_row ORDER BY key, mod, at, seq DESC"
                 : "SELECT key, packed FROM temp.log_row ORDER BY key, mod, at, seq",
        error);
      done = stmt != NULL && replay_all (self, stmt, &group, error);
      g_clear_pointer (&stmt, hc_stmt_free);
      g_clear_pointer (&self->stage, hc_stmt_free);
      done = done && hc_db_exec (self->db, "DROP TABLE temp.log_row", error);
    }
  g_byte_array_unref (group.bytes);
  g_array_unref (group.offsets);
  g_array_unref (group.rows);
  g_array_unref (group.changes);
  return done;
}
