/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules and what they say about every ticket: the derived tables rule_result and ticket_rule_link. */

#pragma once

#include "hc-db.h"
#include "hc-rule.h"

G_BEGIN_DECLS

/* All rules with their conditions, in order; element type HcRule. */
GPtrArray *hc_rules_load (HcDb *db, GError **error);

/* Do the stored links rest on the rules and tickets as they are? Quick; reads only. */
gboolean hc_rules_are_current (HcDb *db, gboolean *current, GError **error);

/* @fraction 0…1. Called now and then on the job's thread; may be NULL. */
typedef void (*HcRuleProgress) (double fraction, gpointer data);

/* Brings the links up to date with rules and tickets, in one transaction (or inside the caller's);
 * does nothing when they are. @changed (optional): something was rebuilt. Cancellable as every
 * statement. */
gboolean hc_rules_refresh (HcDb *db,
                           HcRuleProgress progress,
                           gpointer data,
                           gboolean *changed,
                           GError **error);
/* All of it anew, whatever the state: after tickets were taken back. Inside the caller's transaction. */
gboolean hc_rules_rebuild (HcDb *db, GError **error);
/* For the import: only the tickets that batch @batch added or changed; inside its transaction. Falls
 * back to all when the links were stale before. */
gboolean hc_rules_refresh_batch (HcDb *db, gint64 batch, GError **error);

/* What a rule would do if it stood at place @rule->number among the others (replacing the one with
 * its id). */
typedef struct
{
  gint64 tickets;     /* looked at: the launch's population without cancelled ones */
  gint64 hits;        /* all conditions hold */
  gint64 decides;     /* of hits: it decides at least one link, as hc_rule_counts() counts */
  gint64 overlaps;    /* of hits: an earlier rule decides something this one sets */
  gint64 by_person;   /* of hits: a person chose one of them; the rule has no say there */
  gint64 changes;     /* tickets whose effective links would differ from now */
  guint64 overruns;   /* hc_rule_set_overruns(): texts that were too long a way for it */
  GArray *sample;     /* gint64 ids of up to 200 hits, newest first */
  GPtrArray *other_rules; /* of char *: “Rule 2 “Role not mapped””, those it overlaps with */
} HcRuleEffect;

void hc_rule_effect_free (HcRuleEffect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleEffect, hc_rule_effect_free)

/* CONSTRAINT from hc_rule_check(). Reads only. A rule that is off is looked at as if it were on. */
HcRuleEffect *hc_rule_preview (HcDb *db, const HcRule *rule, GError **error);

/* Inserts or replaces the rule with all its conditions (id NULL: a new one) at the place number; 0: a
 * new one comes last, another one stays. Inside hc_history_run(). @id optional out. */
gboolean hc_rule_save (HcDb *db, const HcRule *rule, char **id, GError **error);

/* What is decided now, over the launch's population without cancelled tickets. */
typedef struct
{
  gint64 tickets;
  gint64 classified;   /* with an issue */
  gint64 by_person;    /* of classified: a person chose the issue; the others come from rules */
  GHashTable *decides; /* rule id → gint64 *: tickets with at least one link from it that counts */
} HcRuleCoverage;

/* As the links are stored: refresh first. */
HcRuleCoverage *hc_rule_coverage (HcDb *db, GError **error);
void hc_rule_coverage_free (HcRuleCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleCoverage, hc_rule_coverage_free)

/* Its decides alone. */
GHashTable *hc_rule_counts (HcDb *db, GError **error);

G_END_DECLS
