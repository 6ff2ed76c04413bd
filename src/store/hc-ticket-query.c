/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions about many tickets: which ids, in which order, how old, which values. */

#include "config.h"

#include "hc-ticket-list.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-statistics.h"
#include "hc-ticket-search.h"

/* ---------------------------------------------------------------- columns */

static const char *const link_names[HC_N_LINKS]
  = { "issue", "workflow", "step", "cohort", "cause" };

gboolean
hc_ticket_column_is_shown (HcTicketColumn column)
{
  return column == HC_TICKET_AGE || HC_TICKET_COLUMN_IS_LINK (column)
         || (column < HC_TICKET_N_FIELDS && column != HC_TICKET_DESCRIPTION
             && hc_ticket_fields[column].column != NULL);
}

const char *
hc_ticket_column_name (HcTicketColumn column)
{
  g_return_val_if_fail (column < HC_N_TICKET_COLUMNS, NULL);
  if (HC_TICKET_COLUMN_IS_LINK (column))
    return link_names[HC_TICKET_COLUMN_LINK (column)];
  return column == HC_TICKET_AGE ? "age" : hc_ticket_fields[column].name;
}

const char *
hc_ticket_column_label (HcTicketColumn column)
{
  static const char *const link_labels[HC_N_LINKS]
    = { N_("Issue"), N_("Workflow"), N_("Step"), N_("Cohorts"), N_("Root Cause") };

  g_return_val_if_fail (column < HC_N_TICKET_COLUMNS, NULL);
  if (HC_TICKET_COLUMN_IS_LINK (column))
    return _(link_labels[HC_TICKET_COLUMN_LINK (column)]);
  return column == HC_TICKET_AGE ? _("Age") : _(hc_ticket_fields[column].label);
}

HcTicketColumn
hc_ticket_column_from_name (const char *name)
{
  HcTicketColumn column = g_strcmp0 (name, "age") == 0 ? HC_TICKET_AGE
                                                       : hc_ticket_field_from_name (name);

  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    if (g_strcmp0 (name, link_names[kind]) == 0)
      return HC_TICKET_LINK (kind);
  if (column == HC_TICKET_N_FIELDS && g_strcmp0 (name, "age") != 0)
    return HC_N_TICKET_COLUMNS;
  return hc_ticket_column_is_shown (column) ? column : HC_N_TICKET_COLUMNS;
}

/* ---------------------------------------------------------------- query */

void
hc_ticket_query_init (HcTicketQuery *self)
{
  memset (self, 0, sizeof *self);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->categories = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HC_N_LINKS; i++)
    self->links[i] = g_ptr_array_new_with_free_func (g_free);
  self->age_from = self->age_to = -1;
  self->sort = HC_TICKET_OPENED;
  self->descending = TRUE;
}

void
hc_ticket_query_clear (HcTicketQuery *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  for (guint i = 0; i < HC_N_LINKS; i++)
    g_clear_pointer (&self->links[i], g_ptr_array_unref);
  g_clear_pointer (&self->facets, hc_ticket_facets_unref);
  g_clear_pointer (&self->search, g_free);
}

static GPtrArray *
copy_texts (GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_copy (texts, (GCopyFunc) (void (*) (void)) g_strdup, NULL);

  g_ptr_array_set_free_func (copy, g_free);
  return copy;
}

void
hc_ticket_query_copy (const HcTicketQuery *self, HcTicketQuery *out)
{
  *out = *self;
  out->groups = copy_texts (self->groups);
  out->categories = copy_texts (self->categories);
  for (guint i = 0; i < HC_N_LINKS; i++)
    out->links[i] = copy_texts (self->links[i]);
  if (self->facets != NULL)
    hc_ticket_facets_ref (self->facets);
  out->search = g_strdup (self->search);
}

HcTicketQuery *
hc_ticket_query_dup (const HcTicketQuery *self)
{
  HcTicketQuery *copy = g_new (HcTicketQuery, 1);

  hc_ticket_query_copy (self, copy);
  return copy;
}

void
hc_ticket_query_free (HcTicketQuery *self)
{
  hc_ticket_query_clear (self);
  g_free (self);
}

static gboolean
is_searching (const HcTicketQuery *self)
{
  return self->search != NULL && self->search[0] != '\0';
}

static gboolean
has_facet_conditions (const HcTicketQuery *self)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (self->links[i]->len > 0)
      return TRUE;
  return self->marks != 0;
}

gboolean
hc_ticket_query_asks_facets (const HcTicketQuery *self)
{
  return has_facet_conditions (self) || HC_TICKET_COLUMN_IS_LINK (self->sort);
}

void
hc_ticket_query_set_facets (HcTicketQuery *self, HcTicketFacets *facets)
{
  g_clear_pointer (&self->facets, hc_ticket_facets_unref);
  self->facets = facets != NULL ? hc_ticket_facets_ref (facets) : NULL;
}

gboolean
hc_ticket_query_is_filtered (const HcTicketQuery *self)
{
  return has_facet_conditions (self) || self->states != 0 || self->priorities != 0 || self->groups->len > 0
         || self->categories->len > 0 || self->age_from >= 0 || self->age_to >= 0
         || self->opened_hours > 0 || self->missing || self->reopened || is_searching (self);
}

/* ---------------------------------------------------------------- SQL */

enum
{
  PARAM_SEARCH = 1,
  PARAM_OPENED_AFTER,
  PARAM_AGE_FROM, /* opened at or before */
  PARAM_AGE_TO,   /* opened after */
  PARAM_GROUPS,
  PARAM_CATEGORIES,
};

static void
append_states (GString *sql, guint states)
{
  const char *separator = "";

  g_string_append (sql, " AND t.state_class IN (");
  for (guint i = 0; i < HC_N_STATE_CLASSES; i++)
    if (states & (1u << i))
      {
        g_string_append_printf (sql, "%s'%s'", separator, hc_state_class_word (i));
        separator = ", ";
      }
  g_string_append_c (sql, ')');
}

static void
append_priorities (GString *sql, guint priorities)
{
  const char *separator = "";

  g_string_append (sql, " AND coalesce (t.priority, 0) IN (");
  for (guint i = 0; i <= HC_N_PRIORITIES; i++)
    if (priorities & (1u << i))
      {
        g_string_append_printf (sql, "%s%u", separator, i);
        separator = ", ";
      }
  g_string_append_c (sql, ')');
}

static void
append_where (GString *sql, const HcTicketQuery *query)
{
  g_string_append (sql, " WHERE 1");
  if (query->states != 0)
    append_states (sql, query->states);
  if (query->priorities != 0)
    append_priorities (sql, query->priorities);
  if (query->groups->len > 0)
    g_string_append (sql, " AND coalesce (t.group_term, 0) IN (SELECT value FROM json_each (?5))");
  if (query->categories->len > 0)
    g_string_append (sql,
                     " AND coalesce (t.category_term, 0) IN (SELECT value FROM json_each (?6))");
  if (query->age_from >= 0 || query->age_to >= 0)
    g_string_append (sql, " AND t.ended_at IS NULL");
  if (query->age_from >= 0)
    g_string_append (sql, " AND t.opened_at <= ?3");
  if (query->age_to >= 0)
    g_string_append (sql, " AND t.opened_at > ?4");
  if (query->opened_hours > 0)
    g_string_append (sql, " AND t.opened_at > ?2");
  if (query->missing)
    g_string_append (sql, " AND t.missing_since IS NOT NULL");
  if (query->reopened)
    g_string_append (sql, " AND t.spell_count > 1");
  if (is_searching (query))
    g_string_append (sql, " AND hc_contains (?1, t.title, t.external_id)");
}

/* NULLS LAST would cost the sorter its quick path for integers; downwards NULL is last anyway. */
static void
append_number_order (GString *sql, const HcTicketQuery *query)
{
  const char *column = query->sort == HC_TICKET_PRIORITY ? "priority"
                                                         : hc_ticket_fields[query->sort].column;

  if (query->descending)
    g_string_append_printf (sql, "t.%s DESC", column);
  else
    g_string_append_printf (sql, "coalesce (t.%s, 9223372036854775807)", column);
}

static void
append_order (GString *sql, const HcTicketQuery *query)
{
  const char *direction = query->descending ? "DESC" : "ASC";

  if (HC_TICKET_COLUMN_IS_LINK (query->sort)) /* ordered by the facets */
    {
      g_string_append (sql, " ORDER BY t.id");
      return;
    }
  g_string_append (sql, " ORDER BY ");
  if (query->sort == HC_TICKET_AGE)
    g_string_append_printf (sql, "t.ended_at IS NOT NULL, t.opened_at %s",
                            query->descending ? "ASC" : "DESC");
  else if (query->sort == HC_TICKET_KEY) /* AB-9 before AB-10 */
    g_string_append_printf (sql,
                            "rtrim (t.external_id, '0123456789') COLLATE NOCASE %1$s, "
                            "length (t.external_id) %1$s, t.external_id %1$s",
                            direction);
  else if (query->sort == HC_TICKET_STATE)
    g_string_append_printf (sql,
                            "CASE t.state_class WHEN 'open' THEN 0 WHEN 'waiting' THEN 1 "
                            "WHEN 'resolved' THEN 2 WHEN 'closed' THEN 3 ELSE 4 END %1$s, "
                            "x.text COLLATE NOCASE %1$s NULLS LAST",
                            direction);
  else if (hc_ticket_fields[query->sort].kind == HC_FIELD_TERM
           && query->sort != HC_TICKET_PRIORITY)
    g_string_append_printf (sql, "x.text COLLATE NOCASE %s NULLS LAST", direction);
  else if (hc_ticket_fields[query->sort].kind == HC_FIELD_TEXT)
    g_string_append_printf (sql, "t.%s COLLATE NOCASE %s NULLS LAST",
                            hc_ticket_fields[query->sort].column, direction);
  else
    append_number_order (sql, query);
  g_string_append (sql, ", t.id");
}

/* For instance (open tickets with “list” in key or title, by group):
 *
 *   SELECT t.id FROM ticket t LEFT JOIN term x ON x.id = t.group_term
 *   WHERE 1 AND t.state_class IN ('open')
 *     AND hc_contains (?1, t.title, t.external_id)
 *   ORDER BY x.text COLLATE NOCASE ASC NULLS LAST, t.id
 *
 * Interned, because the statement cache keeps the text; there are as many as a person tries out. */
static const char *
ids_sql (const HcTicketQuery *query)
{
  g_autoptr (GString) sql = g_string_new ("SELECT t.id FROM ticket t");
  gboolean by_term = query->sort < HC_TICKET_N_FIELDS && query->sort != HC_TICKET_PRIORITY
                     && hc_ticket_fields[query->sort].kind == HC_FIELD_TERM;

  if (by_term)
    g_string_append_printf (sql, " LEFT JOIN term x ON x.id = t.%s",
                            hc_ticket_fields[query->sort].column);
  append_where (sql, query);
  append_order (sql, query);
  return g_intern_string (sql->str);
}

/* “[3,17]”, ids of the terms; 0 is “without a value”. Texts that are no term any more are left out. */
static char *
term_ids (HcDb *db, const char *kind, GPtrArray *texts, GError **error)
{
  g_autoptr (GString) list = g_string_new ("[");
  g_autoptr (HcStmt) stmt = NULL;

  if (!(stmt = hc_db_prepare (db, "SELECT id FROM term WHERE kind = ?1 AND text = ?2", error)))
    return NULL;
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      const char *separator = list->len > 1 ? "," : "";
      int rc;

      if (text[0] == '\0')
        {
          g_string_append_printf (list, "%s0", separator);
          continue;
        }
      hc_stmt_bind_text_static (stmt, 1, kind);
      hc_stmt_bind_text_static (stmt, 2, text);
      if ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
        g_string_append_printf (list, "%s%" G_GINT64_FORMAT, separator, hc_stmt_int64 (stmt, 0));
      else if (rc != SQLITE_DONE)
        return NULL;
      hc_stmt_reset (stmt);
    }
  g_string_append_c (list, ']');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
bind_terms (
  HcDb *db, HcStmt *stmt, int param, const char *kind, GPtrArray *texts, GError **error)
{
  g_autofree char *ids = NULL;

  if (texts->len == 0)
    return TRUE;
  if (!(ids = term_ids (db, kind, texts, error)))
    return FALSE;
  hc_stmt_bind_text (stmt, param, ids);
  return TRUE;
}

/* Binds what append_where() asked for. */
static gboolean
bind_where (HcDb *db, HcStmt *stmt, const HcTicketQuery *query, GError **error)
{
  gint64 as_of;

  if (!hc_launch_newest_as_of (db, &as_of, error))
    return FALSE;
  if (as_of == HC_INSTANT_NONE)
    as_of = 0; /* there is no ticket to compare with */
  if (is_searching (query))
    {
      g_autofree char *folded = hc_search_fold (query->search);

      hc_stmt_bind_text (stmt, PARAM_SEARCH, folded);
    }
  if (query->opened_hours > 0)
    hc_stmt_bind_int64 (stmt, PARAM_OPENED_AFTER, as_of - (gint64) query->opened_hours * 3600);
  if (query->age_from >= 0)
    hc_stmt_bind_int64 (stmt, PARAM_AGE_FROM, as_of - query->age_from);
  if (query->age_to >= 0)
    hc_stmt_bind_int64 (stmt, PARAM_AGE_TO, as_of - query->age_to);
  return bind_terms (db, stmt, PARAM_GROUPS, "group", query->groups, error)
         && bind_terms (db, stmt, PARAM_CATEGORIES, "category", query->categories, error);
}

static GArray *
collect_numbers (HcDb *db, const HcTicketQuery *query, const char *sql, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  int rc;

  if (is_searching (query) && !hc_search_ensure_function (db, error))
    return NULL;
  if (!(stmt = hc_db_prepare (db, sql, error)) || !bind_where (db, stmt, query, error))
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      gint64 number = hc_stmt_int64 (stmt, 0);

      g_array_append_val (numbers, number);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&numbers) : NULL;
}

static void
keep_by_facets (const HcTicketQuery *query, GArray *ids)
{
  if (!has_facet_conditions (query))
    return;
  if (query->facets != NULL)
    hc_ticket_facets_keep (query->facets, query->links, query->marks, ids);
  else
    g_array_set_size (ids, 0);
}

GArray *
hc_ticket_list_ids (HcDb *db, const HcTicketQuery *query, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (hc_ticket_column_is_shown (query->sort), NULL);
  if (!(ids = collect_numbers (db, query, ids_sql (query), error)))
    return NULL;
  keep_by_facets (query, ids);
  if (HC_TICKET_COLUMN_IS_LINK (query->sort) && query->facets != NULL)
    hc_ticket_facets_order (query->facets, HC_TICKET_COLUMN_LINK (query->sort), query->descending,
                            ids);
  return g_steal_pointer (&ids);
}

/* ---------------------------------------------------------------- summary, values */

static const char *
open_sql (const HcTicketQuery *query, const char *what)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s FROM ticket t", what);
  append_where (sql, query);
  g_string_append (sql, " AND t.ended_at IS NULL");
  return g_intern_string (sql->str);
}

/* When the open tickets that @query shows were opened. */
static GArray *
open_ones (HcDb *db, const HcTicketQuery *query, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!has_facet_conditions (query))
    return collect_numbers (db, query, open_sql (query, "t.opened_at"), error);
  if (!(ids = collect_numbers (db, query, open_sql (query, "t.id"), error)))
    return NULL;
  keep_by_facets (query, ids);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (ids, gint64, i)
      = hc_ticket_facets_opened (query->facets, g_array_index (ids, gint64, i));
  return g_steal_pointer (&ids);
}

gboolean
hc_ticket_list_summary (HcDb *db,
                        const HcTicketQuery *query,
                        HcTicketSummary *out,
                        GError **error)
{
  g_autoptr (GArray) opened = NULL;
  g_autofree double *ages = NULL;
  gint64 as_of;

  if (!hc_launch_newest_as_of (db, &as_of, error) || !(opened = open_ones (db, query, error)))
    return FALSE;

  ages = g_new (double, opened->len);
  for (guint i = 0; i < opened->len; i++)
    ages[i] = (double) MAX (as_of - g_array_index (opened, gint64, i), 0);
  out->open = opened->len;
  out->median_age = hc_percentile (ages, opened->len, 0.5);
  return TRUE;
}

void
hc_ticket_value_free (HcTicketValue *self)
{
  g_free (self->text);
  g_free (self);
}

static const char *
values_sql (HcTicketField field)
{
  g_autofree char *sql = NULL;

  if (field == HC_TICKET_STATE)
    return "SELECT state_class, count (*) FROM ticket GROUP BY 1 "
           "ORDER BY instr ('open waiting resolved closed cancelled', state_class)";
  if (field == HC_TICKET_PRIORITY)
    return "SELECT CASE priority WHEN 1 THEN 'critical' WHEN 2 THEN 'high' WHEN 3 THEN 'moderate' "
           "WHEN 4 THEN 'low' WHEN 5 THEN 'planning' ELSE '' END, count (*) "
           "FROM ticket GROUP BY 1 ORDER BY min (coalesce (priority, 9))";
  sql = g_strdup_printf ("SELECT coalesce (x.text, ''), v.n FROM (SELECT %1$s AS term, "
                         "count (*) AS n FROM ticket GROUP BY %1$s) v "
                         "LEFT JOIN term x ON x.id = v.term "
                         "ORDER BY v.n DESC, x.text COLLATE NOCASE, v.term",
                         hc_ticket_fields[field].column);
  return g_intern_string (sql);
}

GPtrArray *
hc_ticket_list_values (HcDb *db, HcTicketField field, GError **error)
{
  g_autoptr (GPtrArray) values
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_value_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  g_return_val_if_fail (hc_ticket_fields[field].kind == HC_FIELD_TERM, NULL);
  if (!(stmt = hc_db_prepare (db, values_sql (field), error)))
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTicketValue *value = g_new (HcTicketValue, 1);

      value->text = hc_stmt_text (stmt, 0);
      value->count = hc_stmt_int64 (stmt, 1);
      g_ptr_array_add (values, value);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&values) : NULL;
}
