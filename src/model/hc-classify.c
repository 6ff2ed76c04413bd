/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions: jobs on a reader. */

#include "config.h"

#include "hc-classify.h"

#include "hc-cancel.h"
#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-text-counts.h"

#define N_SUGGESTIONS 9
#define N_SIMILAR 5

/* ---------------------------------------------------------------- rules as values */

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

HcRule *
hc_classify_rule_copy (const HcRule *rule)
{
  HcRule *copy = hc_rule_new ();

  replace (&copy->id, rule->id);
  replace (&copy->name, rule->name);
  copy->number = rule->number;
  copy->is_enabled = rule->is_enabled;
  for (guint i = 0; i < HC_N_LINKS; i++)
    replace (&copy->target[i], rule->target[i]);
  for (guint i = 0; i < rule->conditions->len; i++)
    {
      const HcRuleCondition *condition = g_ptr_array_index (rule->conditions, i);

      hc_rule_add_condition (copy, condition->field, condition->op, condition->value);
    }
  return copy;
}

static gboolean
conditions_equal (const HcRule *a, const HcRule *b)
{
  if (a->conditions->len != b->conditions->len)
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    {
      const HcRuleCondition *x = g_ptr_array_index (a->conditions, i);
      const HcRuleCondition *y = g_ptr_array_index (b->conditions, i);

      if (x->field != y->field || x->op != y->op || g_strcmp0 (x->value, y->value) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
texts_equal (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

gboolean
hc_classify_rule_equal (const HcRule *a, const HcRule *b)
{
  if (!texts_equal (a->id, b->id) || !texts_equal (a->name, b->name) ||
      a->is_enabled != b->is_enabled)
    return FALSE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (!texts_equal (a->target[i], b->target[i]))
      return FALSE;
  return conditions_equal (a, b);
}

/* ---------------------------------------------------------------- results */

void
hc_classify_rules_free (HcClassifyRules *self)
{
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self);
}

gint64
hc_classify_rules_count (const HcClassifyRules *self, const char *id)
{
  const gint64 *count = g_hash_table_lookup (self->counts, id);

  return count != NULL ? *count : 0;
}

void
hc_classify_preview_free (HcClassifyPreview *self)
{
  g_clear_pointer (&self->effect, hc_rule_effect_free);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_free (self);
}

void
hc_classify_ticket_free (HcClassifyTicket *self)
{
  g_clear_pointer (&self->detail, hc_ticket_detail_free);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->similar_issues, g_ptr_array_unref);
  g_free (self);
}

void
hc_classify_load_free (HcClassifyLoad *self)
{
  g_clear_pointer (&self->queue, hc_queue_free);
  g_clear_pointer (&self->suggester, hc_suggester_unref);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_free (self);
}

/* ---------------------------------------------------------------- rules */

static gpointer
rules_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcClassifyRules) rules = g_new0 (HcClassifyRules, 1);
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = (rules->rules = hc_rules_load (db, error)) != NULL &&
       (rules->counts = hc_rule_counts (db, error)) != NULL;
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&rules) : NULL;
}

void
hc_classify_rules_async (HcLaunch *launch,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch));

  hc_store_read_async (hc_launch_store (launch), rules_job, NULL, NULL,
                       (GDestroyNotify) hc_classify_rules_free, cancellable, callback, user_data);
}

static gpointer
preview_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcClassifyPreview) preview = g_new0 (HcClassifyPreview, 1);
  GArray *sample;

  if (!hc_db_begin_read (db, error))
    return NULL;
  if ((preview->effect = hc_rule_preview (db, data, error)) != NULL)
    {
      sample = preview->effect->sample;
      preview->titles = hc_text_counts_titles (db, (const gint64 *) sample->data, sample->len, error);
    }
  hc_db_end_read (db);
  return preview->titles != NULL ? g_steal_pointer (&preview) : NULL;
}

void
hc_classify_preview_async (HcLaunch *launch,
                           const HcRule *rule,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch) && rule != NULL);

  hc_store_read_async (hc_launch_store (launch), preview_job, hc_classify_rule_copy (rule),
                       (GDestroyNotify) hc_rule_free, (GDestroyNotify) hc_classify_preview_free,
                       cancellable, callback, user_data);
}

static gpointer
values_job (HcDb *db, gpointer data, GError **error)
{
  return hc_text_counts_terms (db, GPOINTER_TO_UINT (data), error);
}

void
hc_classify_values_async (HcLaunch *launch,
                          HcTicketField field,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch) && hc_ticket_fields[field].kind == HC_FIELD_TERM);

  hc_store_read_async (hc_launch_store (launch), values_job,
                       GUINT_TO_POINTER (field), NULL, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

/* ---------------------------------------------------------------- columns */

/* All of it at one moment: the columns and what is asked with them. */
static HcColumns *
load_columns (HcDb *db, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };

  return hc_launch_load (db, &settings, error) ? hc_columns_load (db, &settings, error) : NULL;
}

static gpointer
ref_if_any (GCancellable *cancellable)
{
  return cancellable != NULL ? g_object_ref (cancellable) : NULL;
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

/* ---------------------------------------------------------------- text groups */

/* @data: the GCancellable, may be NULL. */
static gpointer
groups_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  HcLaunchTextGroups *groups = NULL;
  gint cancelled = FALSE;
  gulong handler;

  if (!hc_db_begin_read (db, error))
    return NULL;
  handler = hc_cancel_watch (data, &cancelled);
  if ((columns = load_columns (db, error)) != NULL)
    groups = hc_text_groups_load (db, columns, &cancelled, error);
  hc_cancel_unwatch (data, handler);
  hc_db_end_read (db);
  return groups;
}

void
hc_classify_groups_async (HcLaunch *launch,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch));

  hc_store_read_async (hc_launch_store (launch), groups_job, ref_if_any (cancellable), unref_if_any,
                       (GDestroyNotify) hc_launch_text_groups_free, cancellable, callback,
                       user_data);
}

GArray *
hc_classify_group_tickets (const HcLaunchTextGroups *groups,
                           const HcTextGroup *group,
                           gboolean unclassified)
{
  const HcColumns *columns = groups->columns;
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < group->n; i++)
    {
      guint32 row = group->members[i];
      gint64 ticket = columns->ticket[row];

      if (!unclassified || columns->dim[HC_BY_ISSUE][row] == 0)
        g_array_append_val (tickets, ticket);
    }
  return tickets;
}

static gpointer
titles_job (HcDb *db, gpointer data, GError **error)
{
  GArray *tickets = data;

  return hc_text_counts_titles (db, (const gint64 *) tickets->data, tickets->len, error);
}

void
hc_classify_titles_async (HcLaunch *launch,
                          GArray *tickets,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch) && tickets != NULL);

  hc_store_read_async (hc_launch_store (launch), titles_job, g_array_ref (tickets),
                       (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

/* ---------------------------------------------------------------- the queue */

static gboolean
load_queue (HcDb *db, HcClassifyLoad *load, const gint *cancelled, GError **error)
{
  return (load->columns = load_columns (db, error)) != NULL &&
         (load->suggester = hc_suggester_load (db, error)) != NULL &&
         (load->queue = hc_queue_load (db, load->columns, HC_TRIAGE_BULK_LIMIT, cancelled,
                                       error)) != NULL;
}

static gpointer
load_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcClassifyLoad) load = g_new0 (HcClassifyLoad, 1);
  gint cancelled = FALSE;
  gulong handler;
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return NULL;
  handler = hc_cancel_watch (data, &cancelled);
  ok = load_queue (db, load, &cancelled, error);
  hc_cancel_unwatch (data, handler);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&load) : NULL;
}

void
hc_classify_load_async (HcLaunch *launch,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (HC_IS_LAUNCH (launch));

  hc_store_read_async (hc_launch_store (launch), load_job, ref_if_any (cancellable), unref_if_any,
                       (GDestroyNotify) hc_classify_load_free, cancellable, callback, user_data);
}

typedef struct
{
  HcSuggester *suggester;
  HcColumns *columns;
  gint64 ticket;
} Question;

static void
question_free (Question *self)
{
  hc_suggester_unref (self->suggester);
  hc_columns_unref (self->columns);
  g_free (self);
}

static gboolean
load_ticket (HcDb *db, const Question *question, HcClassifyTicket *out, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  out->detail = hc_ticket_detail (db, question->ticket, error);
  if (out->detail == NULL)
    return FALSE;
  out->suggestions = hc_suggest_for_ticket (db, question->suggester, question->ticket,
                                            N_SUGGESTIONS, error);
  if (out->suggestions == NULL)
    return FALSE;
  ids = hc_similar_tickets (db, question->columns, question->ticket, N_SIMILAR, error);
  if (ids == NULL)
    return FALSE;
  out->similar = hc_ticket_list_rows (db, (const gint64 *) ids->data, ids->len, error);
  if (out->similar == NULL)
    return FALSE;
  out->similar_issues = hc_triage_issue_texts (db, (const gint64 *) ids->data, ids->len, error);
  return out->similar_issues != NULL;
}

static gpointer
ticket_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcClassifyTicket) ticket = g_new0 (HcClassifyTicket, 1);
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = load_ticket (db, data, ticket, error);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&ticket) : NULL;
}

void
hc_classify_ticket_async (HcLaunch *launch,
                          HcSuggester *suggester,
                          HcColumns *columns,
                          gint64 ticket,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Question *question;

  g_return_if_fail (HC_IS_LAUNCH (launch) && suggester != NULL && columns != NULL);

  question = g_new0 (Question, 1);
  question->suggester = hc_suggester_ref (suggester);
  question->columns = hc_columns_ref (columns);
  question->ticket = ticket;
  hc_store_read_async (hc_launch_store (launch), ticket_job, question,
                       (GDestroyNotify) question_free, (GDestroyNotify) hc_classify_ticket_free,
                       cancellable, callback, user_data);
}
