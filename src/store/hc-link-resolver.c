/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-link-resolver.h"

/* By kind; texts in the chunk. */
typedef struct
{
  gint64 ticket;
  const char *value[HC_N_LINKS];
} Says;

struct HcLinkResolver
{
  GStringChunk *chunk;
  GHashTable *issues;  /* id → Says */
  GHashTable *choices; /* of Says, by ticket */
};

static const char *
keep (HcLinkResolver *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->chunk, text) : NULL;
}

static gboolean
load_issues (HcLinkResolver *self, HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT i.id, coalesce (i.workflow_id, s.workflow_id), i.step_id, i.cause FROM "
                   "issue AS i LEFT JOIN workflow_step AS s ON s.id = i.step_id",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      Says *says = g_new0 (Says, 1);

      says->value[HC_LINK_WORKFLOW] = keep (self, hc_stmt_peek_text (stmt, 1));
      says->value[HC_LINK_STEP] = keep (self, hc_stmt_peek_text (stmt, 2));
      says->value[HC_LINK_CAUSE] = keep (self, hc_stmt_peek_text (stmt, 3));
      g_hash_table_insert (self->issues, (gpointer) keep (self, hc_stmt_peek_text (stmt, 0)), says);
    }
  return rc == SQLITE_DONE;
}

static gboolean
load_choices (HcLinkResolver *self, HcDb *db, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT t.id, p.issue_id, coalesce (p.workflow_id, w.workflow_id), p.step_id, "
                   "p.cohort_id, p.cause FROM ticket_triage AS p "
                   "JOIN term AS s ON s.kind = 'source' AND s.text = p.source_id "
                   "JOIN ticket AS t ON t.source_term = s.id AND t.external_id = p.external_id "
                   "LEFT JOIN workflow_step AS w ON w.id = p.step_id",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      Says *says = g_new0 (Says, 1);

      says->ticket = hc_stmt_int64 (stmt, 0);
      for (guint i = 0; i < HC_N_LINKS; i++)
        says->value[i] = keep (self, hc_stmt_peek_text (stmt, 1 + (int) i));
      g_hash_table_add (self->choices, says);
    }
  return rc == SQLITE_DONE;
}

HcLinkResolver *
hc_link_resolver_load (HcDb *db, GError **error)
{
  g_autoptr (HcLinkResolver) self = g_new0 (HcLinkResolver, 1);

  self->chunk = g_string_chunk_new (4096);
  self->issues = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!load_issues (self, db, error) || !load_choices (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hc_link_resolver_free (HcLinkResolver *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->issues);
  g_hash_table_unref (self->choices);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

static void
take (HcResolvedLinks *out, HcLinkKind kind, const char *value, HcLinkSource source)
{
  if (out->value[kind] != NULL || value == NULL)
    return;
  out->value[kind] = value;
  out->source[kind] = source;
}

void
hc_link_resolve (const HcLinkResolver *self,
                 gint64 ticket,
                 const char *const rule[HC_N_LINKS],
                 HcResolvedLinks *out)
{
  const Says *person = g_hash_table_lookup (self->choices, &ticket);
  const Says *issue = NULL;

  *out = (HcResolvedLinks){ 0 };
  for (guint i = 0; person != NULL && i < HC_N_LINKS; i++)
    take (out, (HcLinkKind) i, person->value[i], HC_LINK_FROM_PERSON);
  take (out, HC_LINK_ISSUE, rule[HC_LINK_ISSUE], HC_LINK_FROM_RULE);
  if (out->value[HC_LINK_ISSUE] != NULL)
    issue = g_hash_table_lookup (self->issues, out->value[HC_LINK_ISSUE]);
  for (guint i = 0; issue != NULL && i < HC_N_LINKS; i++)
    take (out, (HcLinkKind) i, issue->value[i], HC_LINK_FROM_ISSUE);
  for (guint i = 0; i < HC_N_LINKS; i++)
    take (out, (HcLinkKind) i, rule[i], HC_LINK_FROM_RULE);
}

guint
hc_link_resolver_chosen (const HcLinkResolver *self, gint64 ticket)
{
  const Says *person = g_hash_table_lookup (self->choices, &ticket);
  guint chosen = 0;

  for (guint i = 0; person != NULL && i < HC_N_LINKS; i++)
    chosen |= person->value[i] != NULL ? 1u << i : 0;
  return chosen;
}
