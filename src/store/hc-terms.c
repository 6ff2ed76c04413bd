/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-terms.h"

#include <string.h>

typedef struct
{
  const char *text; /* in the chunk */
  guint64 hash;
  gint64 id;
} Term;

/* Ids index an array: a damaged file must not make it huge. */
#define MAX_ID (64 * 1024 * 1024)

struct _HcTerms
{
  HcDb *db;
  HcStmt *insert;
  GStringChunk *chunk;
  GArray *terms; /* of Term, in order of arrival */
  guint32 *slots; /* index into terms + 1; 0 = free */
  guint32 n_slots; /* a power of two */
  GArray *by_id;  /* of guint32, index into terms + 1 */
  gint64 last_id;
};

static const char *
kind_name (HcTicketField kind)
{
  return kind == HC_TERM_SOURCE ? "source" : hc_ticket_fields[kind].name;
}

/* What the file calls the kind; HC_TICKET_N_FIELDS when it is none of ours. */
static HcTicketField
kind_from_name (const char *name)
{
  return g_str_equal (name, "source") ? HC_TERM_SOURCE : hc_ticket_field_from_name (name);
}

static void
place (HcTerms *self, guint32 index)
{
  guint64 hash = g_array_index (self->terms, Term, index).hash;
  guint32 slot = (guint32) hash & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    slot = (slot + 1) & (self->n_slots - 1);
  self->slots[slot] = index + 1;
}

static void
grow (HcTerms *self)
{
  g_free (self->slots);
  self->n_slots = self->n_slots == 0 ? 1024 : self->n_slots * 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint32 i = 0; i < self->terms->len; i++)
    place (self, i);
}

static void
remember (HcTerms *self, gint64 id, guint64 hash, const char *text)
{
  Term term = { g_string_chunk_insert (self->chunk, text), hash, id };
  guint32 index = self->terms->len;

  g_array_append_val (self->terms, term);
  if (self->terms->len * 2 > self->n_slots)
    grow (self);
  else
    place (self, index);
  if (self->by_id->len <= (guint64) id)
    g_array_set_size (self->by_id, (guint) id + 1);
  g_array_index (self->by_id, guint32, id) = index + 1;
  self->last_id = MAX (self->last_id, id);
}

static gboolean
load_all (HcTerms *self, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (self->db, "SELECT id, kind, text FROM term ORDER BY id",
                                           error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      const char *text = hc_stmt_peek_text (stmt, 2);
      gint64 id = hc_stmt_int64 (stmt, 0);

      HcTicketField kind = kind_from_name (hc_stmt_peek_text (stmt, 1));

      if (id <= 0 || id > MAX_ID || kind == HC_TICKET_N_FIELDS)
        {
          g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
                       "The table “term” has an impossible row: %" G_GINT64_FORMAT, id);
          return FALSE;
        }
      remember (self, id, hc_ticket_text_hash (kind, text), text);
    }
  return rc == SQLITE_DONE;
}

HcTerms *
hc_terms_load (HcDb *db, GError **error)
{
  g_autoptr (HcTerms) self = g_new0 (HcTerms, 1);

  self->db = db;
  self->chunk = g_string_chunk_new (4096);
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  self->by_id = g_array_new (FALSE, TRUE, sizeof (guint32));
  grow (self);
  if (!load_all (self, error))
    return NULL;
  self->insert = hc_db_prepare (db, "INSERT INTO term (id, kind, text) VALUES (?1, ?2, ?3)", error);
  return self->insert != NULL ? g_steal_pointer (&self) : NULL;
}

void
hc_terms_free (HcTerms *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->insert, hc_stmt_free);
  g_string_chunk_free (self->chunk);
  g_array_unref (self->terms);
  g_array_unref (self->by_id);
  g_free (self->slots);
  g_free (self);
}

static gint64
insert (HcTerms *self, const char *kind, guint64 hash, const char *text, GError **error)
{
  gint64 id = self->last_id + 1;

  hc_stmt_bind_int64 (self->insert, 1, id);
  hc_stmt_bind_text_static (self->insert, 2, kind);
  hc_stmt_bind_text_static (self->insert, 3, text);
  if (!hc_stmt_run (self->insert, error))
    return 0;
  remember (self, id, hash, text);
  return id;
}

gint64
hc_terms_intern (HcTerms *self,
                 HcTicketField kind,
                 const char *text,
                 guint64 hash,
                 GError **error)
{
  guint32 slot;

  if (text == NULL)
    return HC_INSTANT_NONE;
  slot = (guint32) hash & (self->n_slots - 1);
  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      const Term *term = &g_array_index (self->terms, Term, self->slots[slot] - 1);

      /* The hash covers the kind: two kinds never share a term unless 64 bits collide. */
      if (term->hash == hash && strcmp (term->text, text) == 0)
        return term->id;
    }
  return insert (self, kind_name (kind), hash, text, error);
}

static const Term *
find (const HcTerms *self, gint64 id)
{
  guint32 index;

  if (id <= 0 || id >= self->by_id->len)
    return NULL;
  index = g_array_index (self->by_id, guint32, id);
  return index == 0 ? NULL : &g_array_index (self->terms, Term, index - 1);
}

guint64
hc_terms_hash (const HcTerms *self, gint64 id)
{
  const Term *term = find (self, id);

  return term != NULL ? term->hash : 0;
}

const char *
hc_terms_text (const HcTerms *self, gint64 id)
{
  const Term *term = find (self, id);

  return term != NULL ? term->text : NULL;
}
