/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What counts for one ticket, and why. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"
#include "hc-field.h"
#include "hc-rule-table.h"
#include "hc-triage-table.h"

/* In the order of the SELECT. */
enum
{
  COL_PERSON = 0,
  COL_HOW = HC_N_LINKS,
  COL_DECIDED,
  COL_NOTE,
  COL_RULE, /* target and rule of each kind */
};

#define FROM_TICKET                                                                                \
  "FROM ticket AS t JOIN term AS s ON s.id = t.source_term "                                       \
  "LEFT JOIN ticket_triage AS p ON p.source_id = s.text AND p.external_id = t.external_id "        \
  "LEFT JOIN ticket_rule_link AS l ON l.ticket_id = t.id "                                         \
  "LEFT JOIN rule_result AS r ON r.id = l.result_id "

typedef struct
{
  HcDb *db;
  gint64 ticket;
  HcTicketLinks *links;
  char *person[HC_N_LINKS];
  char *issue[HC_N_LINKS]; /* what the effective issue says */
  char *rule[HC_N_LINKS];
  char *rule_id[HC_N_LINKS];
} Loader;

static void
loader_clear (Loader *self)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      g_free (self->person[i]);
      g_free (self->issue[i]);
      g_free (self->rule[i]);
      g_free (self->rule_id[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

void
hc_ticket_links_free (HcTicketLinks *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      g_free (self->link[i].id);
      g_free (self->link[i].text);
      g_free (self->link[i].rule_name);
    }
  g_free (self->note);
  g_free (self);
}

/* ---------------------------------------------------------------- what is stored */

static HcTriageHow
how_from_word (const char *word)
{
  static const char *const words[] = { "choice", "suggestion", "bulk", "group" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (HcTriageHow) i;
  return HC_TRIAGE_CHOICE;
}

/* A rule's result may name what was removed since: it says nothing then. A person's step stands for
 * its workflow. */
#define SELECT_STORED                                                                              \
  "SELECT p.issue_id, coalesce (p.workflow_id, ps.workflow_id), p.step_id, p.cohort_id, p.cause, " \
  "p.how, p.decided_at, p.note, ri.id, r.issue_rule_id, rw.id, r.workflow_rule_id, rs.id, "        \
  "r.step_rule_id, rc.id, r.cohort_rule_id, r.cause, r.cause_rule_id " FROM_TICKET                 \
  "LEFT JOIN workflow_step AS ps ON ps.id = p.step_id "                                            \
  "LEFT JOIN issue AS ri ON ri.id = r.issue_id LEFT JOIN workflow AS rw ON rw.id = r.workflow_id " \
  "LEFT JOIN workflow_step AS rs ON rs.id = r.step_id "                                            \
  "LEFT JOIN cohort AS rc ON rc.id = r.cohort_id WHERE t.id = ?1"

static gboolean
read_stored (Loader *self, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (self->db, SELECT_STORED, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->ticket);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         _ ("The ticket was removed with its import."));
  if (rc != SQLITE_ROW)
    return FALSE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      self->person[i] = hc_stmt_text (stmt, COL_PERSON + (int) i);
      self->rule[i] = hc_stmt_text (stmt, COL_RULE + 2 * (int) i);
      self->rule_id[i] = hc_stmt_text (stmt, COL_RULE + 2 * (int) i + 1);
    }
  self->links->how = how_from_word (hc_stmt_peek_text (stmt, COL_HOW));
  self->links->decided_at = hc_stmt_instant (stmt, COL_DECIDED);
  self->links->note = g_strdup (hc_stmt_peek_text (stmt, COL_NOTE));
  if (self->links->note == NULL)
    self->links->note = g_strdup ("");
  return TRUE;
}

static gboolean
read_issue (Loader *self, const char *issue, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (self->db,
                   "SELECT coalesce (i.workflow_id, s.workflow_id), i.step_id, i.cause FROM issue "
                   "AS i LEFT JOIN workflow_step AS s ON s.id = i.step_id WHERE i.id = ?1",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, issue);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    {
      self->issue[HC_LINK_WORKFLOW] = hc_stmt_text (stmt, 0);
      self->issue[HC_LINK_STEP] = hc_stmt_text (stmt, 1);
      self->issue[HC_LINK_CAUSE] = hc_stmt_text (stmt, 2);
    }
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* ---------------------------------------------------------------- what counts */

static void
choose (Loader *self, HcLinkKind kind)
{
  HcTicketLink *link = &self->links->link[kind];

  if (self->person[kind] != NULL)
    link->source = HC_LINK_FROM_PERSON;
  else if (self->issue[kind] != NULL)
    link->source = HC_LINK_FROM_ISSUE;
  else if (self->rule[kind] != NULL)
    link->source = HC_LINK_FROM_RULE;
  link->id = g_strdup (link->source == HC_LINK_FROM_PERSON  ? self->person[kind]
                       : link->source == HC_LINK_FROM_ISSUE ? self->issue[kind]
                                                            : self->rule[kind]);
}

/* (m.field = 'location' AND m.value = (SELECT text FROM term WHERE id = t.location_term)) OR … */
static void
append_match (GString *sql)
{
  const char *separator = "";

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    if (hc_ticket_fields[i].kind == HC_FIELD_TERM && hc_ticket_fields[i].column != NULL)
      {
        g_string_append_printf (
          sql, "%s(m.field = '%s' AND m.value = (SELECT text FROM term WHERE id = t.%s))", separator,
          hc_ticket_fields[i].name, hc_ticket_fields[i].column);
        separator = " OR ";
      }
}

static gboolean
read_matches (Loader *self, GError **error)
{
  HcTicketLink *link = &self->links->link[HC_LINK_COHORT];
  g_autoptr (GString) sql =
    g_string_new ("SELECT c.id, c.name FROM ticket AS t JOIN cohort AS c WHERE t.id = ?1 AND EXISTS "
                  "(SELECT 1 FROM cohort_match AS m WHERE m.cohort_id = c.id AND (");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  append_match (sql);
  g_string_append (sql, ")) ORDER BY c.rank, c.name COLLATE NOCASE, c.id");
  if (!(stmt = hc_db_prepare (self->db, sql->str, error)))
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, self->ticket);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      if (link->id == NULL)
        link->id = hc_stmt_text (stmt, 0);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              hc_stmt_peek_text (stmt, 1));
    }
  if (link->id != NULL)
    {
      link->source = HC_LINK_FROM_MATCH;
      link->text = g_strdup (names->str);
    }
  return rc == SQLITE_DONE;
}

/* ---------------------------------------------------------------- words for people */

static char *
issue_text (const char *code, const char *title)
{
  return code == NULL || *code == '\0' ? g_strdup (title) : g_strdup_printf ("%s %s", code, title);
}

static gboolean
name_link (Loader *self, HcLinkKind kind, GError **error)
{
  static const char *const sql[HC_N_LINKS] = {
    [HC_LINK_ISSUE] = "SELECT title, code FROM issue WHERE id = ?1",
    [HC_LINK_WORKFLOW] = "SELECT name, '' FROM workflow WHERE id = ?1",
    [HC_LINK_STEP] = "SELECT name, '' FROM workflow_step WHERE id = ?1",
    [HC_LINK_COHORT] = "SELECT name, '' FROM cohort WHERE id = ?1",
  };
  HcTicketLink *link = &self->links->link[kind];
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  if (link->id == NULL || link->text != NULL)
    return TRUE;
  if (kind == HC_LINK_CAUSE)
    {
      const HcRecordType *type = hc_record_type ("issue");

      link->text =
        hc_field_format (&type->fields[hc_record_type_field (type, "cause")], link->id);
      return TRUE;
    }
  if (!(stmt = hc_db_prepare (self->db, sql[kind], error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, link->id);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    link->text = issue_text (hc_stmt_peek_text (stmt, 1), hc_stmt_peek_text (stmt, 0));
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static gboolean
name_rules (Loader *self, GError **error)
{
  g_autoptr (GPtrArray) rules = hc_rules_load (self->db, error);

  for (guint i = 0; rules != NULL && i < HC_N_LINKS; i++)
    for (guint k = 0; self->links->link[i].source == HC_LINK_FROM_RULE && k < rules->len; k++)
      {
        const HcRule *rule = g_ptr_array_index (rules, k);

        if (g_strcmp0 (rule->id, self->rule_id[i]) != 0)
          continue;
        self->links->link[i].rule_number = rule->number;
        self->links->link[i].rule_name = g_strdup (rule->name);
      }
  return rules != NULL;
}

static gboolean
load (Loader *self, GError **error)
{
  const char *issue;

  if (!read_stored (self, error))
    return FALSE;
  choose (self, HC_LINK_ISSUE);
  issue = self->links->link[HC_LINK_ISSUE].id;
  if (issue != NULL && !read_issue (self, issue, error))
    return FALSE;
  for (guint i = HC_LINK_WORKFLOW; i < HC_N_LINKS; i++)
    choose (self, (HcLinkKind) i);
  if (self->links->link[HC_LINK_COHORT].id == NULL && !read_matches (self, error))
    return FALSE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (!name_link (self, (HcLinkKind) i, error))
      return FALSE;
  return name_rules (self, error);
}

HcTicketLinks *
hc_ticket_links_load (HcDb *db, gint64 ticket, GError **error)
{
  g_autoptr (HcTicketLinks) links = g_new0 (HcTicketLinks, 1);
  g_auto (Loader) loader = { .db = db, .ticket = ticket, .links = links };
  gboolean ok;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = load (&loader, error);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&links) : NULL;
}

static const char *
explain_choice (HcTriageHow how)
{
  switch (how)
    {
    case HC_TRIAGE_SUGGESTION:
      return _ ("A suggestion that was accepted.");
    case HC_TRIAGE_BULK:
      return _ ("Chosen for several tickets at once.");
    case HC_TRIAGE_GROUP:
      return _ ("Chosen for its text group.");
    case HC_TRIAGE_CHOICE:
    default:
      return _ ("Chosen for this ticket.");
    }
}

char *
hc_ticket_links_explain (const HcTicketLinks *self, HcLinkKind kind)
{
  const HcTicketLink *link = &self->link[kind];

  switch (link->source)
    {
    case HC_LINK_FROM_PERSON:
      return g_strdup (explain_choice (self->how));
    case HC_LINK_FROM_ISSUE:
      return g_strdup_printf (_ ("Said by the issue “%s”."), self->link[HC_LINK_ISSUE].text);
    case HC_LINK_FROM_RULE:
      if (link->rule_name == NULL || *link->rule_name == '\0')
        return g_strdup_printf (_ ("Linked by rule %u."), link->rule_number);
      return g_strdup_printf (_ ("Linked by rule %u “%s”."), link->rule_number, link->rule_name);
    case HC_LINK_FROM_MATCH:
      return g_strdup (_ ("Its values are those of the cohort."));
    case HC_LINK_FROM_NOTHING:
    default:
      return NULL;
    }
}

/* ---------------------------------------------------------------- for tables */

GPtrArray *
hc_triage_issue_texts (HcDb *db, const gint64 *tickets, guint n, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT i.code, i.title " FROM_TICKET
                   "JOIN issue AS i ON i.id = coalesce (p.issue_id, r.issue_id) WHERE t.id = ?1",
                   error);

  g_return_val_if_fail (db != NULL && (tickets != NULL || n == 0), NULL);

  for (guint i = 0; stmt != NULL && i < n; i++)
    {
      int rc;

      hc_stmt_bind_int64 (stmt, 1, tickets[i]);
      if ((rc = hc_stmt_step (stmt, error)) != SQLITE_ROW && rc != SQLITE_DONE)
        return NULL;
      g_ptr_array_add (texts, rc == SQLITE_ROW ? issue_text (hc_stmt_peek_text (stmt, 0),
                                                             hc_stmt_peek_text (stmt, 1))
                                               : NULL);
      hc_stmt_reset (stmt);
    }
  return stmt != NULL ? g_steal_pointer (&texts) : NULL;
}
