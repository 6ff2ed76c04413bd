/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns-links.h"

#include "hc-ticket.h"

/* An issue, workflow, step, cohort or cause. */
typedef struct Record
{
  char *id;
  char *name;
  char *code;          /* of an issue */
  char *action;        /* of an issue; NULL: none chosen */
  char *kind;          /* of a cohort */
  gint64 heads;        /* of a cohort; -1: not typed */
  guint place;         /* of a cohort in the order of all */
  struct Record *says[HC_N_DIMENSIONS]; /* of an issue; of a step its workflow */
  guint32 ordinal;     /* 0: no ticket of the population yet */
} Record;

typedef struct
{
  Record *of[HC_N_DIMENSIONS];
} Links;

/* What rules say, and what that comes to where no person chose. */
typedef struct
{
  Links rule;
  Links effective;
} Result;

/* A column of the table ticket → the cohorts of each of its terms. */
typedef struct
{
  const char *name;
  GHashTable *cohorts; /* term id → GPtrArray of Record */
} MatchColumn;

typedef struct
{
  guint32 ticket;
  Record *cohort;
} Match;

struct HcColumnsLinks
{
  HcDb *db;
  GHashTable *records[HC_N_DIMENSIONS]; /* id → Record; NULL where there are none */
  GHashTable *results;                  /* id → Result */
  GArray *match_columns;                /* of MatchColumn */
  char *ticket_columns;
};

/* ---------------------------------------------------------------- records */

static void
record_free (gpointer data)
{
  Record *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->code);
  g_free (self->action);
  g_free (self->kind);
  g_free (self);
}

static Record *
find (const HcColumnsLinks *self, HcDimension by, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->records[by], id) : NULL;
}

static Record *
add_record (HcColumnsLinks *self, HcDimension by, const char *id, char *name)
{
  Record *record = g_new0 (Record, 1);

  record->id = g_strdup (id);
  record->name = name;
  record->heads = -1;
  g_hash_table_insert (self->records[by], record->id, record);
  return record;
}

/* Causes are few words without a table. */
static Record *
find_cause (HcColumnsLinks *self, const char *word)
{
  Record *record = find (self, HC_BY_CAUSE, word);

  return record != NULL || word == NULL ? record
                                        : add_record (self, HC_BY_CAUSE, word, g_strdup (word));
}

static void
add_workflow (HcColumnsLinks *self, HcStmt *stmt)
{
  add_record (self, HC_BY_WORKFLOW, hc_stmt_peek_text (stmt, 0), hc_stmt_text (stmt, 1));
}

static void
add_step (HcColumnsLinks *self, HcStmt *stmt)
{
  Record *workflow = find (self, HC_BY_WORKFLOW, hc_stmt_peek_text (stmt, 2));
  char *name = workflow != NULL
                 ? g_strdup_printf ("%s / %s", workflow->name, hc_stmt_peek_text (stmt, 1))
                 : hc_stmt_text (stmt, 1);

  add_record (self, HC_BY_STEP, hc_stmt_peek_text (stmt, 0), name)->says[HC_BY_WORKFLOW] = workflow;
}

static void
add_cohort (HcColumnsLinks *self, HcStmt *stmt)
{
  Record *record =
    add_record (self, HC_BY_COHORT, hc_stmt_peek_text (stmt, 0), hc_stmt_text (stmt, 1));

  record->kind = hc_stmt_text (stmt, 2);
  record->heads = hc_stmt_int64 (stmt, 3);
  record->place = g_hash_table_size (self->records[HC_BY_COHORT]);
}

static void
add_issue (HcColumnsLinks *self, HcStmt *stmt)
{
  Record *record =
    add_record (self, HC_BY_ISSUE, hc_stmt_peek_text (stmt, 0), hc_stmt_text (stmt, 1));

  record->says[HC_BY_WORKFLOW] = find (self, HC_BY_WORKFLOW, hc_stmt_peek_text (stmt, 2));
  record->says[HC_BY_STEP] = find (self, HC_BY_STEP, hc_stmt_peek_text (stmt, 3));
  record->says[HC_BY_CAUSE] = find_cause (self, hc_stmt_peek_text (stmt, 4));
  record->code = hc_stmt_text (stmt, 5);
  record->action = hc_stmt_text (stmt, 6);
}

/* In this order: later ones ask for earlier ones. */
static const struct
{
  HcDimension by;
  const char *sql;
  void (*add) (HcColumnsLinks *, HcStmt *);
} tables[] = {
  { HC_BY_WORKFLOW, "SELECT id, name FROM workflow ORDER BY id", add_workflow },
  { HC_BY_STEP, "SELECT id, name, workflow_id FROM workflow_step ORDER BY id", add_step },
  { HC_BY_COHORT, "SELECT id, name, kind, coalesce (head_count, -1) FROM cohort "
    "ORDER BY rank, name COLLATE NOCASE, id",
    add_cohort },
  { HC_BY_CAUSE, NULL, NULL },
  { HC_BY_ISSUE,
    "SELECT i.id, iif (i.code <> '', i.code || ' ' || i.title, i.title), "
    "coalesce (i.workflow_id, s.workflow_id), i.step_id, i.cause, i.code, i.action "
    "FROM issue i LEFT JOIN workflow_step s ON s.id = i.step_id ORDER BY i.id",
    add_issue },
};

static gboolean
load_records (HcColumnsLinks *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (HcStmt) stmt = NULL;
      int rc;

      self->records[tables[i].by] =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, record_free);
      if (tables[i].sql == NULL)
        continue;
      if (!(stmt = hc_db_prepare (self->db, tables[i].sql, error)))
        return FALSE;
      while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
        tables[i].add (self, stmt);
      if (rc != SQLITE_DONE)
        return FALSE;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- matches of cohorts */

static void
match_column_clear (gpointer data)
{
  g_clear_pointer (&((MatchColumn *)data)->cohorts, g_hash_table_unref);
}

static MatchColumn *
match_column (HcColumnsLinks *self, const char *name)
{
  MatchColumn column = { .name = name };

  for (guint i = 0; i < self->match_columns->len; i++)
    if (g_array_index (self->match_columns, MatchColumn, i).name == name)
      return &g_array_index (self->match_columns, MatchColumn, i);
  column.cohorts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_array_append_val (self->match_columns, column);
  return &g_array_index (self->match_columns, MatchColumn, self->match_columns->len - 1);
}

static void
add_match (HcColumnsLinks *self, HcTicketField field, gint64 term, Record *cohort)
{
  MatchColumn *column;
  GPtrArray *cohorts;

  if (field == HC_TICKET_N_FIELDS || hc_ticket_fields[field].kind != HC_FIELD_TERM || cohort == NULL)
    return;
  column = match_column (self, hc_ticket_fields[field].column);
  cohorts = g_hash_table_lookup (column->cohorts, GSIZE_TO_POINTER (term));
  if (cohorts == NULL)
    {
      cohorts = g_ptr_array_new ();
      g_hash_table_insert (column->cohorts, GSIZE_TO_POINTER (term), cohorts);
    }
  g_ptr_array_add (cohorts, cohort);
}

/* Values that no ticket has need no column. */
static gboolean
load_matches (HcColumnsLinks *self, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  GString *columns = g_string_new (NULL);
  int rc = SQLITE_ERROR;

  stmt = hc_db_prepare (self->db,
                        "SELECT m.cohort_id, m.field, t.id FROM cohort_match m "
                        "JOIN term t ON t.kind = m.field AND t.text = m.value ORDER BY m.id",
                        error);
  while (stmt != NULL && (rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    add_match (self, hc_ticket_field_from_name (hc_stmt_peek_text (stmt, 1)),
               hc_stmt_int64 (stmt, 2), find (self, HC_BY_COHORT, hc_stmt_peek_text (stmt, 0)));
  for (guint i = 0; i < self->match_columns->len; i++)
    g_string_append_printf (columns, ", %s",
                            g_array_index (self->match_columns, MatchColumn, i).name);
  self->ticket_columns = g_string_free (columns, FALSE);
  return rc == SQLITE_DONE;
}

const char *
hc_columns_links_ticket_columns (const HcColumnsLinks *self)
{
  return self->ticket_columns;
}

/* Among those of its ticket, which begin at @first, in the order of the cohorts; once each. */
static void
insert_match (GArray *matches, guint first, Match match)
{
  guint at = matches->len;

  while (at > first
         && g_array_index (matches, Match, at - 1).cohort->place >= match.cohort->place)
    if (g_array_index (matches, Match, --at).cohort == match.cohort)
      return;
  g_array_insert_val (matches, at, match);
}

GArray *
hc_columns_matches_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Match));
}

void
hc_columns_links_see (const HcColumnsLinks *self,
                      GArray *matches,
                      guint32 ticket,
                      sqlite3_value **values)
{
  guint first = matches->len;

  for (guint i = 0; i < self->match_columns->len; i++)
    {
      gint64 term = sqlite3_value_int64 (values[i]);
      const MatchColumn *column = &g_array_index (self->match_columns, MatchColumn, i);
      GPtrArray *cohorts =
        term != 0 ? g_hash_table_lookup (column->cohorts, GSIZE_TO_POINTER (term)) : NULL;

      for (guint j = 0; cohorts != NULL && j < cohorts->len; j++)
        insert_match (matches, first, (Match){ ticket, g_ptr_array_index (cohorts, j) });
    }
}

/* ---------------------------------------------------------------- the object */

HcColumnsLinks *
hc_columns_links_new (HcDb *db, GError **error)
{
  g_autoptr (HcColumnsLinks) self = g_new0 (HcColumnsLinks, 1);

  self->db = db;
  self->results = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->match_columns = g_array_new (FALSE, FALSE, sizeof (MatchColumn));
  g_array_set_clear_func (self->match_columns, match_column_clear);
  if (!load_records (self, error) || !load_matches (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hc_columns_links_free (HcColumnsLinks *self)
{
  for (guint by = 0; by < HC_N_DIMENSIONS; by++)
    g_clear_pointer (&self->records[by], g_hash_table_unref);
  g_hash_table_unref (self->results);
  g_array_unref (self->match_columns);
  g_free (self->ticket_columns);
  g_free (self);
}

/* ---------------------------------------------------------------- what counts */

/* The links of five columns of @stmt, from @first on. */
static Links
read_links (HcColumnsLinks *self, HcStmt *stmt, int first)
{
  Links links = { 0 };

  links.of[HC_BY_ISSUE] = find (self, HC_BY_ISSUE, hc_stmt_peek_text (stmt, first));
  links.of[HC_BY_WORKFLOW] = find (self, HC_BY_WORKFLOW, hc_stmt_peek_text (stmt, first + 1));
  links.of[HC_BY_STEP] = find (self, HC_BY_STEP, hc_stmt_peek_text (stmt, first + 2));
  links.of[HC_BY_COHORT] = find (self, HC_BY_COHORT, hc_stmt_peek_text (stmt, first + 3));
  links.of[HC_BY_CAUSE] = find_cause (self, hc_stmt_peek_text (stmt, first + 4));
  return links;
}

static void
step_brings_workflow (Links *links)
{
  if (links->of[HC_BY_WORKFLOW] == NULL && links->of[HC_BY_STEP] != NULL)
    links->of[HC_BY_WORKFLOW] = links->of[HC_BY_STEP]->says[HC_BY_WORKFLOW];
}

static Links
combine (Links person, const Links *rule)
{
  static const HcDimension said_by_issue[] = { HC_BY_WORKFLOW, HC_BY_STEP, HC_BY_CAUSE };
  Record *issue;

  step_brings_workflow (&person);
  if (person.of[HC_BY_ISSUE] == NULL)
    person.of[HC_BY_ISSUE] = rule->of[HC_BY_ISSUE];
  issue = person.of[HC_BY_ISSUE];
  for (guint i = 0; issue != NULL && i < G_N_ELEMENTS (said_by_issue); i++)
    if (person.of[said_by_issue[i]] == NULL)
      person.of[said_by_issue[i]] = issue->says[said_by_issue[i]];
  for (guint by = HC_BY_WORKFLOW; by <= HC_BY_CAUSE; by++)
    if (person.of[by] == NULL)
      person.of[by] = rule->of[by];
  step_brings_workflow (&person);
  return person;
}

static gboolean
load_results (HcColumnsLinks *self, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (self->db,
                        "SELECT id, issue_id, workflow_id, step_id, cohort_id, cause "
                        "FROM rule_result",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      Result *result = g_new0 (Result, 1);

      result->rule = read_links (self, stmt, 1);
      result->effective = combine ((Links){ 0 }, &result->rule);
      g_hash_table_insert (self->results, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 0)), result);
    }
  return rc == SQLITE_DONE;
}

/* ---------------------------------------------------------------- placing */

static guint32
ordinal_of (HcColumns *out, HcDimension by, Record *record)
{
  if (record == NULL)
    return 0;
  if (record->ordinal != 0)
    return record->ordinal;
  record->ordinal = out->names[by]->len;
  g_ptr_array_add (out->names[by], g_strdup (record->name));
  if (out->ids[by] != NULL)
    g_ptr_array_add (out->ids[by], g_strdup (record->id));
  if (by == HC_BY_ISSUE)
    {
      g_ptr_array_add (out->issue_codes, g_strdup (record->code));
      g_ptr_array_add (out->issue_actions, g_strdup (record->action));
    }
  if (by == HC_BY_COHORT)
    {
      g_ptr_array_add (out->cohort_kinds, g_strdup (record->kind));
      g_array_append_val (out->cohort_heads, record->heads);
    }
  return record->ordinal;
}

static void
place (HcColumns *out, guint row, const Links *links)
{
  for (guint by = HC_BY_WORKFLOW; by <= HC_BY_CAUSE; by++)
    out->dim[by][row] = ordinal_of (out, by, links->of[by]);
}

static gboolean
place_rules (HcColumnsLinks *self, HcColumns *out, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (self->db, "SELECT ticket_id, result_id FROM ticket_rule_link", error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 ticket = hc_stmt_int64 (stmt, 0);
      const Result *result =
        g_hash_table_lookup (self->results, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 1)));
      guint row;

      if (result != NULL && ticket >= 0 && ticket <= G_MAXUINT32
          && hc_columns_find (out, (guint32)ticket, &row))
        place (out, row, &result->effective);
    }
  return rc == SQLITE_DONE;
}

/* Both are ordered by source and key. */
#define CHOICES                                                                                   \
  "SELECT t.id, l.result_id, c.issue_id, c.workflow_id, c.step_id, c.cohort_id, c.cause "         \
  "FROM ticket_triage c "                                                                         \
  "CROSS JOIN term s ON s.kind = 'source' AND s.text = c.source_id "                              \
  "CROSS JOIN ticket t ON t.source_term = s.id AND t.external_id = c.external_id "                \
  "LEFT JOIN ticket_rule_link l ON l.ticket_id = t.id "                                           \
  "WHERE coalesce (c.issue_id, c.workflow_id, c.step_id, c.cohort_id, c.cause) IS NOT NULL"

static gboolean
place_choices (HcColumnsLinks *self, HcColumns *out, GError **error)
{
  static const Links no_rule = { 0 };
  g_autoptr (HcStmt) stmt = hc_db_prepare (self->db, CHOICES, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 ticket = hc_stmt_int64 (stmt, 0);
      const Result *result =
        g_hash_table_lookup (self->results, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 1)));
      guint row;

      if (ticket >= 0 && ticket <= G_MAXUINT32 && hc_columns_find (out, (guint32)ticket, &row))
        {
          Links links =
            combine (read_links (self, stmt, 2), result != NULL ? &result->rule : &no_rule);

          place (out, row, &links);
        }
    }
  return rc == SQLITE_DONE;
}

static int
compare_more (gconstpointer a, gconstpointer b)
{
  const HcRowCohort *x = a, *y = b;

  return (x->row > y->row) - (x->row < y->row);
}

/* Only where neither a person nor a rule named one. */
static void
place_matches (HcColumnsLinks *self, const GArray *matches, HcColumns *out)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (HcRowCohort));
  guint32 *cohort = out->dim[HC_BY_COHORT];

  for (guint i = 0, end; i < matches->len; i = end)
    {
      const Match *match = &g_array_index (matches, Match, i);
      guint row;
      gboolean is_free =
        hc_columns_find (out, match->ticket, &row) && cohort[row] == 0;

      for (end = i; end < matches->len; end++)
        {
          const Match *next = &g_array_index (matches, Match, end);

          if (next->ticket != match->ticket)
            break;
          if (is_free && end == i)
            cohort[row] = ordinal_of (out, HC_BY_COHORT, next->cohort);
          else if (is_free)
            {
              HcRowCohort other = { row, ordinal_of (out, HC_BY_COHORT, next->cohort) };

              g_array_append_val (more, other);
            }
        }
    }
  /* Stable: the cohorts of one ticket stay in their order. */
  g_array_sort (more, compare_more);
  out->n_more_cohorts = more->len;
  out->more_cohorts = (HcRowCohort *)g_array_free (g_steal_pointer (&more), FALSE);
}

/* Cohorts of one kind part the users, those of two kinds are the same users twice. */
static gboolean
count_users (HcColumnsLinks *self, HcColumns *out, GError **error)
{
  return hc_db_query_int64 (self->db,
                            "SELECT coalesce (max (heads), -1) FROM "
                            "(SELECT sum (head_count) AS heads FROM cohort GROUP BY kind)",
                            &out->users_in_scope, error);
}

gboolean
hc_columns_links_place (HcColumnsLinks *self,
                        const GArray *matches,
                        HcColumns *out,
                        GError **error)
{
  if (!load_results (self, error) || !place_rules (self, out, error)
      || !place_choices (self, out, error) || !count_users (self, out, error))
    return FALSE;
  place_matches (self, matches, out);
  return TRUE;
}
