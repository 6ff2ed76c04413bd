/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-links.h"

#include "hc-db-private.h"

/* A match of a cohort (field = value). */
typedef struct
{
  char *cohort;
  HcTicketField field;
  char *value;
} Match;

static void
match_free (gpointer data)
{
  Match *self = data;

  g_free (self->cohort);
  g_free (self->value);
  g_free (self);
}

static GPtrArray *
read_matches (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func (match_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT c.name, m.field, m.value FROM cohort c "
                        "JOIN cohort_match m ON m.cohort_id = c.id "
                        "ORDER BY c.rank, c.id, m.id",
                        error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTicketField field = hc_ticket_field_from_name (hc_stmt_peek_text (stmt, 1));
      Match *match;

      if (field == HC_TICKET_N_FIELDS || hc_ticket_fields[field].kind != HC_FIELD_TERM)
        continue;
      match = g_new (Match, 1);
      *match = (Match) { hc_stmt_text (stmt, 0), field, hc_stmt_text (stmt, 2) };
      g_ptr_array_add (matches, match);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&matches) : NULL;
}

/* “AP Clerks, Łódź”; NULL: no match fits. */
static char *
matching_cohorts (const HcTicketItem *item, GPtrArray *matches)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = g_ptr_array_index (matches, i);

      if (g_strcmp0 (item->text[match->field], match->value) != 0
          || g_strcmp0 (last, match->cohort) == 0)
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", match->cohort);
      last = match->cohort;
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* A person’s choice › the effective issue’s › a rule’s. A step brings its workflow where none is set. */
#define LINKS                                                                                      \
  "SELECT trim (i.code || ' ' || i.title), w.name, "                                               \
  "  s.name, c.name, coalesce (g.cause, i.cause, r.cause), nullif (i.code, '') "                   \
  "FROM ticket t LEFT JOIN term x ON x.id = t.source_term "                                        \
  "LEFT JOIN ticket_triage g ON g.source_id = x.text AND g.external_id = t.external_id "           \
  "LEFT JOIN ticket_rule_link l ON l.ticket_id = t.id "                                            \
  "LEFT JOIN rule_result r ON r.id = l.result_id "                                                 \
  "LEFT JOIN issue i ON i.id = coalesce (g.issue_id, r.issue_id) "                                 \
  "LEFT JOIN workflow_step gs ON gs.id = g.step_id "                                               \
  "LEFT JOIN workflow_step io ON io.id = i.step_id "                                               \
  "LEFT JOIN workflow_step s ON s.id = coalesce (g.step_id, i.step_id, r.step_id) "                \
  "LEFT JOIN workflow w "                                                                          \
  "  ON w.id = coalesce (gs.workflow_id, g.workflow_id, i.workflow_id, io.workflow_id, "           \
  "  r.workflow_id, s.workflow_id) "                                                               \
  "LEFT JOIN cohort c ON c.id = coalesce (g.cohort_id, r.cohort_id) WHERE t.id = ?1"

static void
take_links (HcTicketItem *item, HcStmt *stmt, GPtrArray *matches)
{
  for (guint kind = 0; kind < HC_N_LINKS; kind++) /* the columns are in their order */
    item->link[kind] = hc_stmt_text (stmt, (int) kind);
  item->issue_code = hc_stmt_text (stmt, HC_N_LINKS);
  if (item->link[HC_LINK_COHORT] == NULL)
    item->link[HC_LINK_COHORT] = matching_cohorts (item, matches);
}

gboolean
hc_ticket_items_link (HcDb *db, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (HcStmt) stmt = NULL;

  if (!(matches = read_matches (db, error)) || !(stmt = hc_db_prepare (db, LINKS, error)))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      HcTicketItem *item = g_ptr_array_index (items, i);
      int rc;

      if (item == NULL)
        continue;
      hc_stmt_bind_int64 (stmt, 1, item->id);
      if ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
        take_links (item, stmt, matches);
      else if (rc != SQLITE_DONE)
        return FALSE;
      hc_stmt_reset (stmt);
    }
  return TRUE;
}
