/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-record.h"

#include <string.h>

typedef enum
{
  KIND_NUMBER,
  KIND_TERM,
  KIND_TEXT,
  KIND_STATE,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
} columns[HC_N_COLUMNS] = {
  { "id", KIND_NUMBER },
  { "source_term", KIND_TERM },
  { "external_id", KIND_TEXT },
  { "title", KIND_TEXT },
  { "description", KIND_TEXT },
  { "state_term", KIND_TERM },
  { "state_class", KIND_STATE },
  { "priority_term", KIND_TERM },
  { "priority", KIND_NUMBER },
  { "category_term", KIND_TERM },
  { "subcategory_term", KIND_TERM },
  { "group_term", KIND_TERM },
  { "first_group_term", KIND_TERM },
  { "assignee_term", KIND_TERM },
  { "requester_term", KIND_TERM },
  { "location_term", KIND_TERM },
  { "department_term", KIND_TERM },
  { "business_unit_term", KIND_TERM },
  { "region_term", KIND_TERM },
  { "role_term", KIND_TERM },
  { "access_group_term", KIND_TERM },
  { "channel_term", KIND_TERM },
  { "tier_term", KIND_TERM },
  { "service_term", KIND_TERM },
  { "resolution_code_term", KIND_TERM },
  { "tags", KIND_TEXT },
  { "parent", KIND_TEXT },
  { "opened_at", KIND_NUMBER },
  { "first_assigned_at", KIND_NUMBER },
  { "first_response_at", KIND_NUMBER },
  { "resolved_at", KIND_NUMBER },
  { "closed_at", KIND_NUMBER },
  { "updated_at", KIND_NUMBER },
  { "due_at", KIND_NUMBER },
  { "reopen_count", KIND_NUMBER },
  { "reassignment_count", KIND_NUMBER },
  { "sla_met", KIND_NUMBER },
  { "ended_at", KIND_NUMBER },
  { "end_inferred", KIND_NUMBER },
  { "spell_count", KIND_NUMBER },
  { "routing_known", KIND_NUMBER },
  { "first_batch", KIND_NUMBER },
  { "last_batch", KIND_NUMBER },
  { "missing_since", KIND_NUMBER },
  { "row_hash", KIND_NUMBER },
  { "content_hash", KIND_NUMBER },
};

/* Written into every before-image: a later layout gets another number. */
#define PACK_VERSION 1

enum
{
  PACKED_NULL,
  PACKED_NUMBER, /* 8 bytes, little endian */
  PACKED_TEXT,   /* length in 4 bytes, text, NUL */
  PACKED_SMALL,  /* 4 bytes, little endian, signed */
};

void
hc_ticket_record_init (HcTicketRecord *self)
{
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      self->number[i] = HC_INSTANT_NONE;
      self->text[i] = NULL;
      self->text_hash[i] = 0;
    }
  self->number[HC_COLUMN_STATE_CLASS] = HC_STATE_OPEN;
  self->number[HC_COLUMN_END_INFERRED] = 0;
  self->number[HC_COLUMN_SPELL_COUNT] = 1;
  self->number[HC_COLUMN_ROUTING_KNOWN] = 0;
}

typedef struct
{
  HcTicketColumn column[HC_TICKET_N_FIELDS]; /* HC_N_COLUMNS: not stored */
  HcTicketField field[HC_N_COLUMNS];         /* HC_TICKET_N_FIELDS: no field's own */
} Maps;

static const Maps *
get_maps (void)
{
  static gsize once = 0;
  static Maps maps;

  if (g_once_init_enter (&once))
    {
      for (guint c = 0; c < HC_N_COLUMNS; c++)
        maps.field[c] = HC_TICKET_N_FIELDS;
      for (guint f = 0; f < HC_TICKET_N_FIELDS; f++)
        {
          maps.column[f] = HC_N_COLUMNS;
          for (guint c = 0; c < HC_N_COLUMNS && hc_ticket_fields[f].column != NULL; c++)
            if (g_str_equal (columns[c].name, hc_ticket_fields[f].column))
              {
                maps.column[f] = (HcTicketColumn) c;
                maps.field[c] = (HcTicketField) f;
              }
        }
      g_once_init_leave (&once, 1);
    }
  return &maps;
}

HcTicketColumn
hc_ticket_record_column (HcTicketField field)
{
  return get_maps ()->column[field];
}

gboolean
hc_ticket_record_apply (HcTicketRecord *self, const HcTicketRow *row, HcTerms *terms, GError **error)
{
  const Maps *maps = get_maps ();

  for (guint64 left = row->mapped; left != 0; left &= left - 1)
    {
      HcTicketField field = (HcTicketField) __builtin_ctzll (left);
      HcTicketColumn column = maps->column[field];

      if (column == HC_N_COLUMNS)
        continue;
      switch (columns[column].kind)
        {
        case KIND_TEXT:
          self->text[column] = row->text[field];
          self->text_hash[column] = row->text[field] != NULL ? row->text_hash[field] : 0;
          break;
        case KIND_TERM:
          self->number[column] = hc_terms_intern (terms, field, row->text[field],
                                                   row->text_hash[field], error);
          if (self->number[column] == 0)
            return FALSE;
          break;
        case KIND_NUMBER:
        case KIND_STATE:
        default:
          self->number[column] = row->number[field];
          break;
        }
    }
  if (row->mapped & HC_TICKET_BIT (HC_TICKET_PRIORITY))
    self->number[HC_COLUMN_PRIORITY] = row->priority > 0 ? row->priority : HC_INSTANT_NONE;
  return TRUE;
}

/* INSERT INTO ticket (id, source_term, …) VALUES (?1, ?2, …) */
const char *
hc_ticket_record_insert_sql (void)
{
  g_autoptr (GString) names = g_string_new ("INSERT INTO ticket (");
  g_autoptr (GString) values = g_string_new (") VALUES (");

  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", columns[i].name);
      g_string_append_printf (values, "%s?%u", i == 0 ? "" : ", ", i + 1);
    }
  g_string_append_printf (names, "%s)", values->str);
  return g_intern_string (names->str);
}

/* UPDATE ticket SET source_term = ?2, external_id = ?3, … WHERE id = ?1 */
const char *
hc_ticket_record_update_sql (void)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE ticket SET ");

  for (guint i = 1; i < HC_N_COLUMNS; i++)
    g_string_append_printf (sql, "%s%s = ?%u", i == 1 ? "" : ", ", columns[i].name, i + 1);
  g_string_append (sql, " WHERE id = ?1");
  return g_intern_string (sql->str);
}

static GString *
select_columns (void)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < HC_N_COLUMNS; i++)
    g_string_append_printf (sql, "%s%s", i == 0 ? "" : ", ", columns[i].name);
  return g_string_append (sql, " FROM ticket");
}

/* SELECT id, source_term, … FROM ticket WHERE id = ?1 */
const char *
hc_ticket_record_select_sql (void)
{
  g_autoptr (GString) sql = select_columns ();

  g_string_append (sql, " WHERE id = ?1");
  return g_intern_string (sql->str);
}

const char *
hc_ticket_record_select_all_sql (void)
{
  g_autoptr (GString) sql = select_columns ();

  g_string_append (sql, " ORDER BY id");
  return g_intern_string (sql->str);
}

/* Half of the columns are NULL as a rule: cleared all at once. */
void
hc_ticket_record_bind (const HcTicketRecord *self, HcStmt *stmt)
{
  sqlite3_clear_bindings (stmt->stmt);
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    if (columns[i].kind == KIND_TEXT)
      {
        if (self->text[i] != NULL)
          hc_stmt_bind_text_static (stmt, (int) i + 1, self->text[i]);
      }
    else if (columns[i].kind == KIND_STATE)
      hc_stmt_bind_text_static (stmt, (int) i + 1,
                                hc_state_class_word ((HcStateClass) self->number[i]));
    else if (self->number[i] != HC_INSTANT_NONE)
      hc_stmt_bind_int64 (stmt, (int) i + 1, self->number[i]);
}

void
hc_ticket_record_read (HcTicketRecord *self, HcStmt *stmt, GStringChunk *chunk)
{
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      self->text[i] = NULL;
      self->text_hash[i] = 0;
      self->number[i] = HC_INSTANT_NONE;
      if (columns[i].kind == KIND_TEXT)
        {
          const char *text = hc_stmt_peek_text (stmt, (int) i);

          self->text[i] = text != NULL ? g_string_chunk_insert (chunk, text) : NULL;
          self->text_hash[i] = text != NULL ? hc_ticket_text_hash (get_maps ()->field[i], text) : 0;
        }
      else if (columns[i].kind == KIND_STATE)
        self->number[i] = hc_state_class_from_word (hc_stmt_peek_text (stmt, (int) i));
      else
        self->number[i] = hc_stmt_instant (stmt, (int) i);
    }
}

void
hc_ticket_record_set_spells (HcTicketRecord *self, const HcSpells *spells)
{
  const HcSpell *last = hc_spells_last (spells);

  self->number[HC_COLUMN_STATE_CLASS] = spells->state_class;
  self->number[HC_COLUMN_ENDED] = last->end;
  self->number[HC_COLUMN_END_INFERRED] = last->end_inferred;
  self->number[HC_COLUMN_SPELL_COUNT] = spells->spells->len;
}

gboolean
hc_ticket_record_load_spells (const HcTicketRecord *self,
                              HcStmt *select,
                              HcSpells *out,
                              GError **error)
{
  HcSpell spell = { self->number[HC_COLUMN_OPENED], self->number[HC_COLUMN_ENDED],
                    self->number[HC_COLUMN_END_INFERRED] != 0 };
  int rc;

  hc_spells_reset (out);
  out->state_class = (HcStateClass) self->number[HC_COLUMN_STATE_CLASS];
  if (self->number[HC_COLUMN_SPELL_COUNT] <= 1)
    {
      g_array_append_val (out->spells, spell);
      return TRUE;
    }
  hc_stmt_bind_int64 (select, 1, self->number[HC_COLUMN_ID]);
  while ((rc = hc_stmt_step (select, error)) == SQLITE_ROW)
    {
      spell.start = hc_stmt_int64 (select, 0);
      spell.end = hc_stmt_instant (select, 1);
      spell.end_inferred = hc_stmt_int64 (select, 2) != 0;
      g_array_append_val (out->spells, spell);
    }
  hc_stmt_reset (select);
  if (rc != SQLITE_DONE)
    return FALSE;
  if (out->spells->len == 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED, "The open spells of ticket “%s” are missing",
                   self->text[HC_COLUMN_EXTERNAL_ID]);
      return FALSE;
    }
  return TRUE;
}

static guint64
hash_spells (const HcSpells *spells, guint64 hash)
{
  for (guint i = 0; spells->spells->len > 1 && i < spells->spells->len; i++)
    {
      const HcSpell *spell = &g_array_index (spells->spells, HcSpell, i);
      gint64 parts[3] = { GINT64_TO_LE (spell->start), GINT64_TO_LE (spell->end),
                          GINT64_TO_LE ((gint64) spell->end_inferred) };

      hash = hc_hash64 (parts, sizeof parts, hash);
    }
  return hash;
}

/* Texts and terms go in by their hashes. */
guint64
hc_ticket_record_content_hash (const HcTicketRecord *self,
                               const HcSpells *spells,
                               const HcTerms *terms)
{
  gint64 numbers[HC_N_COLUMNS];

  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      numbers[i] = 0;
      if (i == HC_COLUMN_MISSING_SINCE || i == HC_COLUMN_CONTENT_HASH)
        continue;
      if (columns[i].kind == KIND_TERM)
        numbers[i] = self->number[i] == HC_INSTANT_NONE
                       ? HC_INSTANT_NONE
                       : (gint64) hc_terms_hash (terms, self->number[i]);
      else
        numbers[i] = columns[i].kind == KIND_TEXT ? (gint64) self->text_hash[i] : self->number[i];
      numbers[i] = GINT64_TO_LE (numbers[i]);
    }
  return hash_spells (spells, hc_hash64 (numbers, sizeof numbers, 0));
}

/* The term of a source was hashed under the name “source”. */
static guint64
term_hash_v1 (const HcTerms *terms, guint column, gint64 id)
{
  const char *text = hc_terms_text (terms, id);

  if (column != HC_COLUMN_SOURCE || text == NULL)
    return hc_terms_hash (terms, id);
  return hc_hash64 (text, strlen (text), hc_hash64 ("source", strlen ("source"), 0));
}

/* Part of the file format: never to change. */
guint64
hc_ticket_record_content_hash_v1 (const HcTicketRecord *self,
                                  const HcSpells *spells,
                                  const HcTerms *terms)
{
  gint64 numbers[HC_N_COLUMNS] = { 0 };
  guint64 hash = 0;

  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      if (i == HC_COLUMN_MISSING_SINCE || i == HC_COLUMN_CONTENT_HASH)
        continue;
      if (columns[i].kind == KIND_TEXT)
        hash = self->text[i] ? hc_hash64 (self->text[i], strlen (self->text[i]), hash + i) : hash;
      else if (columns[i].kind == KIND_TERM && self->number[i] != HC_INSTANT_NONE)
        numbers[i] = (gint64) term_hash_v1 (terms, i, self->number[i]);
      else
        numbers[i] = self->number[i];
      numbers[i] = GINT64_TO_LE (numbers[i]);
    }
  return hash_spells (spells, hc_hash64 (numbers, sizeof numbers, hash));
}

static void
pack_number (GByteArray *out, gint64 number)
{
  gint32 small = GINT32_TO_LE ((gint32) number);
  gint64 large = GINT64_TO_LE (number);
  guint8 type = number == HC_INSTANT_NONE                            ? PACKED_NULL
                : number >= G_MININT32 && number <= G_MAXINT32 ? PACKED_SMALL
                                                               : PACKED_NUMBER;

  g_byte_array_append (out, &type, 1);
  if (type == PACKED_SMALL)
    g_byte_array_append (out, (const guint8 *) &small, sizeof small);
  else if (type == PACKED_NUMBER)
    g_byte_array_append (out, (const guint8 *) &large, sizeof large);
}

static void
pack_text (GByteArray *out, const char *text)
{
  guint8 type = text == NULL ? PACKED_NULL : PACKED_TEXT;
  guint32 length;

  g_byte_array_append (out, &type, 1);
  if (text == NULL)
    return;
  length = GUINT32_TO_LE ((guint32) strlen (text));
  g_byte_array_append (out, (const guint8 *) &length, sizeof length);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text) + 1);
}

void
hc_ticket_record_pack (const HcTicketRecord *self, const HcSpells *spells, GByteArray *out)
{
  guint n = spells->spells->len > 1 ? spells->spells->len : 0;

  g_byte_array_set_size (out, 0);
  pack_number (out, PACK_VERSION);
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    if (columns[i].kind == KIND_TEXT)
      pack_text (out, self->text[i]);
    else
      pack_number (out, self->number[i]);
  pack_number (out, n);
  for (guint i = 0; i < n; i++)
    {
      const HcSpell *spell = &g_array_index (spells->spells, HcSpell, i);

      pack_number (out, spell->start);
      pack_number (out, spell->end);
      pack_number (out, spell->end_inferred);
    }
}

typedef struct
{
  const guint8 *data;
  gsize left;
  gboolean bad;
} Unpack;

static const guint8 *
take (Unpack *in, gsize length)
{
  const guint8 *at = in->data;

  if (in->bad || length > in->left)
    {
      in->bad = TRUE;
      return NULL;
    }
  in->data += length;
  in->left -= length;
  return at;
}

static gint64
unpack_number (Unpack *in)
{
  const guint8 *type = take (in, 1);
  const guint8 *bytes;
  gint64 large = HC_INSTANT_NONE;
  gint32 small;

  if (type == NULL || *type == PACKED_NULL)
    return HC_INSTANT_NONE;
  if (*type == PACKED_SMALL && (bytes = take (in, sizeof small)) != NULL)
    {
      memcpy (&small, bytes, sizeof small);
      return GINT32_FROM_LE (small);
    }
  if (*type == PACKED_NUMBER && (bytes = take (in, sizeof large)) != NULL)
    {
      memcpy (&large, bytes, sizeof large);
      return GINT64_FROM_LE (large);
    }
  in->bad = TRUE;
  return HC_INSTANT_NONE;
}

static const char *
unpack_text (Unpack *in)
{
  const guint8 *type = take (in, 1);
  const guint8 *bytes;
  guint32 length;

  if (type == NULL || *type == PACKED_NULL)
    return NULL;
  if (*type != PACKED_TEXT || (bytes = take (in, sizeof length)) == NULL)
    {
      in->bad = TRUE;
      return NULL;
    }
  memcpy (&length, bytes, sizeof length);
  length = GUINT32_FROM_LE (length);
  bytes = take (in, (gsize) length + 1);
  if (bytes == NULL || bytes[length] != '\0')
    {
      in->bad = TRUE;
      return NULL;
    }
  return (const char *) bytes;
}

gboolean
hc_ticket_record_unpack (HcTicketRecord *self,
                         HcSpells *spells,
                         const guint8 *data,
                         gsize length,
                         GError **error)
{
  Unpack in = { data, length, FALSE };
  gint64 n;

  in.bad = unpack_number (&in) != PACK_VERSION;
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    {
      self->number[i] = HC_INSTANT_NONE;
      self->text[i] = NULL;
      self->text_hash[i] = 0;
      if (columns[i].kind == KIND_TEXT)
        self->text[i] = unpack_text (&in);
      else
        self->number[i] = unpack_number (&in);
    }
  hc_spells_reset (spells);
  n = unpack_number (&in);
  for (gint64 i = 0; !in.bad && i < n; i++)
    {
      HcSpell spell;

      spell.start = unpack_number (&in);
      spell.end = unpack_number (&in);
      spell.end_inferred = unpack_number (&in) == 1;
      g_array_append_val (spells->spells, spell);
    }
  if (in.bad || n < 0 || in.left != 0)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_DAMAGED,
                           "What a ticket was before an import cannot be read");
      return FALSE;
    }
  return TRUE;
}

void
hc_ticket_record_each_term (const HcTicketRecord *self, HcTermFunc func, gpointer data)
{
  for (guint i = 0; i < HC_N_COLUMNS; i++)
    if (columns[i].kind == KIND_TERM && self->number[i] != HC_INSTANT_NONE)
      func (self->number[i], data);
}
