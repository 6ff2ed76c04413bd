/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rule would do, before it is saved. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-link-resolver.h"
#include "hc-record-table.h"
#include "hc-rule-scan.h"
#include "hc-rule-table.h"

#define MAX_SAMPLE 200

typedef struct
{
  gint64 opened_at;
  gint64 id;
} Hit;

typedef struct
{
  HcRuleEffect *out;
  GArray *hits; /* of Hit */
  HcLinkResolver *resolver;
  GPtrArray *before; /* of HcRule */
  GPtrArray *after;
  HcRuleSet *set_before;
  HcRuleSet *set_after;
  HcRuleSet *set_alone; /* the rule */
  guint index;    /* of the rule in after */
  guint sets;     /* 1 << HcLinkKind */
  gboolean *meets; /* by index in after: it decides something that the rule sets, too */
} Preview;

void
hc_rule_effect_free (HcRuleEffect *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sample, g_array_unref);
  g_clear_pointer (&self->other_rules, g_ptr_array_unref);
  g_free (self);
}

/* ---------------------------------------------------------------- one ticket */

static void
targets_of (GPtrArray *rules, const int match[HC_N_LINKS], const char *out[HC_N_LINKS])
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    out[i] = match[i] < 0 ? NULL
                          : ((HcRule *) g_ptr_array_index (rules, match[i]))->target[i];
}

static void
note_hit (Preview *self,
          const HcScanTicket *ticket,
          const int match[HC_N_LINKS],
          const HcResolvedLinks *links)
{
  Hit hit = { ticket->opened_at, ticket->id };
  gboolean decides = FALSE;
  gboolean overlaps = FALSE;

  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      if ((self->sets & (1u << i)) == 0)
        continue;
      decides |= match[i] == (int) self->index && links->source[i] == HC_LINK_FROM_RULE;
      if (match[i] >= 0 && match[i] < (int) self->index)
        overlaps = self->meets[match[i]] = TRUE;
    }
  self->out->hits++;
  self->out->decides += decides;
  self->out->overlaps += overlaps;
  self->out->by_person += (hc_link_resolver_chosen (self->resolver, ticket->id) & self->sets) != 0;
  g_array_append_val (self->hits, hit);
}

static gboolean
links_differ (const HcResolvedLinks *a, const HcResolvedLinks *b)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (g_strcmp0 (a->value[i], b->value[i]) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
look_at (const HcScanTicket *ticket, gpointer data, GError **error)
{
  Preview *self = data;
  const char *targets[HC_N_LINKS];
  HcResolvedLinks before, after;
  int match[HC_N_LINKS];

  self->out->tickets++;
  hc_rule_set_match (self->set_before, ticket->text, ticket->term, match);
  targets_of (self->before, match, targets);
  hc_link_resolve (self->resolver, ticket->id, targets, &before);
  hc_rule_set_match (self->set_after, ticket->text, ticket->term, match);
  targets_of (self->after, match, targets);
  hc_link_resolve (self->resolver, ticket->id, targets, &after);
  self->out->changes += links_differ (&before, &after);
  if (hc_rule_set_fits (self->set_alone, 0, ticket->text, ticket->term))
    note_hit (self, ticket, match, &after);
  return TRUE;
}

/* ---------------------------------------------------------------- the rules with and without it */

/* A step stands for its workflow, as in a rule that is stored. */
static gboolean
complete (HcDb *db, HcRule *rule, GError **error)
{
  g_autoptr (HcRecordData) step = NULL;

  if (rule->target[HC_LINK_STEP] == NULL || rule->target[HC_LINK_WORKFLOW] != NULL)
    return TRUE;
  if (!(step = hc_record_load (db, hc_record_type ("workflow_step"), rule->target[HC_LINK_STEP],
                               error)))
    return FALSE;
  rule->target[HC_LINK_WORKFLOW] = g_strdup (hc_record_data_get (step, "workflow_id"));
  return TRUE;
}

static gboolean
place_rule (Preview *self, HcDb *db, const HcRule *rule, GError **error)
{
  HcRule *copy = hc_rule_copy (rule);
  guint place = self->before->len;

  self->after = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_rule_free);
  for (guint i = 0; i < self->before->len; i++)
    {
      const HcRule *other = g_ptr_array_index (self->before, i);

      if (rule->id == NULL || g_strcmp0 (other->id, rule->id) != 0)
        g_ptr_array_add (self->after, hc_rule_copy (other));
      else
        place = i;
    }
  place = rule->number > 0 ? rule->number - 1 : place;
  self->index = MIN (place, self->after->len);
  g_ptr_array_insert (self->after, (int) self->index, copy);
  copy->number = self->index + 1;
  copy->is_enabled = TRUE;
  return complete (db, copy, error);
}

static void
name_others (Preview *self)
{
  self->out->other_rules = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->index; i++)
    {
      const HcRule *rule = g_ptr_array_index (self->after, i);

      if (self->meets[i])
        g_ptr_array_add (self->out->other_rules,
                         *rule->name != '\0'
                           ? g_strdup_printf (_ ("Rule %u “%s”"), i + 1, rule->name)
                           : g_strdup_printf (_ ("Rule %u"), i + 1));
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->opened_at != y->opened_at)
    return x->opened_at > y->opened_at ? -1 : 1;
  return x->id > y->id ? -1 : x->id < y->id;
}

static void
keep_newest (Preview *self)
{
  g_array_sort (self->hits, compare_newest_first);
  for (guint i = 0; i < MIN (self->hits->len, MAX_SAMPLE); i++)
    g_array_append_val (self->out->sample, g_array_index (self->hits, Hit, i).id);
}

static HcRuleSet *
set_of_one (HcRule *rule)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();

  g_ptr_array_add (rules, rule);
  return hc_rule_set_new (rules);
}

static gboolean
preview (Preview *self, HcDb *db, const HcRule *rule, GError **error)
{
  HcScan scan = { .population_only = TRUE, .func = look_at, .data = self };

  if (!(self->before = hc_rules_load (db, error)) || !place_rule (self, db, rule, error) ||
      !(self->resolver = hc_link_resolver_load (db, error)))
    return FALSE;
  self->set_before = hc_rule_set_new (self->before);
  self->set_after = hc_rule_set_new (self->after);
  self->set_alone = set_of_one (g_ptr_array_index (self->after, self->index));
  self->meets = g_new0 (gboolean, self->after->len);
  self->hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  rule = g_ptr_array_index (self->after, self->index);
  for (guint i = 0; i < HC_N_LINKS; i++)
    self->sets |= rule->target[i] != NULL ? 1u << i : 0;
  scan.fields = hc_rule_set_fields (self->set_before) | hc_rule_set_fields (self->set_after);
  if (!hc_rule_scan (db, &scan, error))
    return FALSE;
  self->out->overruns = hc_rule_set_overruns (self->set_alone, 0);
  keep_newest (self);
  name_others (self);
  return TRUE;
}

static void
preview_clear (Preview *self)
{
  g_clear_pointer (&self->resolver, hc_link_resolver_free);
  g_clear_pointer (&self->set_before, hc_rule_set_free);
  g_clear_pointer (&self->set_after, hc_rule_set_free);
  g_clear_pointer (&self->set_alone, hc_rule_set_free);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
  g_free (self->meets);
}

HcRuleEffect *
hc_rule_preview (HcDb *db, const HcRule *rule, GError **error)
{
  g_autoptr (HcRuleEffect) out = g_new0 (HcRuleEffect, 1);
  Preview self = { .out = out };
  gboolean ok;

  g_return_val_if_fail (db != NULL && rule != NULL, NULL);

  out->sample = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!hc_rule_check (rule, error) || !hc_db_begin_read (db, error))
    return NULL;
  ok = preview (&self, db, rule, error);
  hc_db_end_read (db);
  preview_clear (&self);
  return ok ? g_steal_pointer (&out) : NULL;
}
