/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hc-criteria-*.c share: rules, the context of one evaluation, and how a rule tells its
 * parts. A rule adds its parts one by one; the engine combines them. */

#pragma once

#include "hc-criteria.h"
#include "hc-hold.h"

G_BEGIN_DECLS

/* What a ticket-based part found at the end of one day. */
typedef struct
{
  gboolean known; /* FALSE: too little data for that day */
  gboolean passes;
  double value; /* NAN: none */
  double low;
  double high;
  gint64 n;
} HcDayValue;

typedef struct
{
  HcPartResult result; /* first */
  HcHoldRule rule;
  gboolean is_constant; /* says the same about every day */
  gboolean rests_on_inferred;
  HcDayValue *values;  /* per day of the context; NULL: no days */
  HcVerdict *verdicts; /* the same; of complete days only */
} HcPart;

typedef struct
{
  const HcCriteriaInputs *inputs;
  const HcCriteriaQuery *query;
  HcDay today;         /* of now */
  GPtrArray *findings; /* of HcOwnershipFinding */
  GHashTable *stored;  /* hc_stored_key() → what a register said, borrowed; of this gate */

  /* Tickets, from go-live to the day of T; all empty without an import. */
  gint64 as_of; /* HC_INSTANT_NONE: no import */
  HcDay as_of_day;
  HcDay first_day;
  guint n_days;
  HcHoldDay *days; /* without `passes` */
  int last_day;    /* the last complete one; -1: none */
  gint64 n_tickets;
  HcMetricSet *metrics;        /* misrouting_rate, backlog_days, deflection_rate */
  HcMetricSet *completions;    /* completion_rate by hot path; NULL: none is known */
  HcMetricSeries *not_waiting; /* backlog_age of the tickets that do not wait */
  gboolean has_priorities;
  gint64 *p1_opened; /* per day */
  gint64 *p1_open;
  gboolean ends_are_inferred; /* too many of them */
} HcCriteriaContext;

typedef struct
{
  const char *code;
  HcGateKind gate;
  const char *title;       /* N_() */
  const char *explanation; /* N_() */
  void (*judge) (const HcCriteriaContext *context, HcCriterionResult *out);
} HcCriterionRule;

extern const HcCriterionRule hc_criterion_rules[]; /* ends with a NULL code */

/* hc-criteria-context.c */
gboolean hc_criteria_context_init (HcCriteriaContext *self,
                                   const HcCriteriaInputs *inputs,
                                   const HcCriteriaQuery *query,
                                   const gint *cancelled,
                                   GError **error);
void hc_criteria_context_clear (HcCriteriaContext *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcCriteriaContext, hc_criteria_context_clear)
static inline GPtrArray *
hc_criteria_register (const HcCriteriaContext *self, const char *type)
{
  return hc_criteria_inputs_register (self->inputs, type);
}
/* The number in force of “CODE.PART”. */
double hc_criteria_threshold (const HcCriteriaContext *self, const char *name);
/* The baseline of a share; NAN: none that can be used. */
double hc_criteria_baseline_share (const HcCriteriaContext *self, const char *metric);

/* The first day of the window of the latest complete working days up to @day. */
guint hc_criteria_window_start (const HcCriteriaContext *self, guint day);
/* What @metric should reach; NAN: nobody said. */
double hc_criteria_target (const HcCriteriaContext *self, const char *metric);

/* Of a part on a day. */
char *hc_stored_key (HcDay day, const char *code, const char *part);

/* hc-criteria-part.c: telling. */
/* @title: N_(). Starts as insufficient_data without value. */
HcPart *hc_part_add (HcCriterionResult *out, const char *id, const char *title, const char *unit);
/* Takes @reason. */
void hc_part_settle (HcPart *self, HcVerdict verdict, char *reason);
/* Takes @reason and leaves the verdict. */
void hc_part_tell (HcPart *self, char *reason);
/* A register part that counts what is wrong: met when @n_wrong is 0. Takes @reason. */
void hc_part_settle_count (HcPart *self, guint n_wrong, char *reason);
/* FALSE: no tickets to judge, and the part says so. */
gboolean hc_part_needs_tickets (const HcCriteriaContext *context, HcPart *self);
/* Judges every complete day and takes the value of the latest one; takes @values. */
void hc_part_judge_days (const HcCriteriaContext *context, HcPart *self, HcDayValue *values);
/* “Held 3 of 5 working days.” and what it allows, appended to the reason; nothing without hold. */
void hc_part_append_hold (const HcCriteriaContext *context, HcPart *self);
/* A part whose register this version does not have. */
void hc_part_add_absent (
  HcCriterionResult *out, const char *id, const char *title, const char *unit, const char *reason);
/* Takes @text. @type, @record may be NULL. */
void hc_missing_add (
  HcCriterionResult *out, char *text, const char *page, const char *type, const char *id);
void hc_part_free (HcPart *self);

/* hc-criteria-days.c: past days. */
/* The verdict of parts together. */
HcVerdict hc_verdict_combine (const HcVerdict *verdicts, guint n);
/* Registers as they were stored on the day of `now`, in place of today's. */
void hc_criterion_replay (const HcCriteriaContext *context, HcCriterionResult *self);
/* `history` and `since`; after the verdict. */
void hc_criterion_look_back (const HcCriteriaContext *context, HcCriterionResult *self);
/* The waiver of @code that counts on @day; NULL: none. */
const HcWaiver *hc_criteria_waiver_on (const HcCriteriaInputs *inputs,
                                       HcGateKind gate,
                                       const char *code,
                                       HcDay day);

/* The rules: one file per family. */
void hc_judge_hot_paths_defined (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_duties_assigned (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_contacts_complete (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_baselines_entered (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_content_ready (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_rehearsed (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_communications_planned (const HcCriteriaContext *context, HcCriterionResult *out);
/* Parts of criteria. */
void hc_judge_proven_paths (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_severe_issues (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_repeat_issues (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_escalations (const HcCriteriaContext *context, HcCriterionResult *out);
/* Unacknowledged past their limit. */
guint hc_criteria_late_escalations (const HcCriteriaContext *context);

void hc_judge_drivers_declining (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_routing_clear (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_backlog_within_limit (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_deflection_holding (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_blockers_owned (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_hot_paths_stable (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_assets_documented (const HcCriteriaContext *context, HcCriterionResult *out);
void hc_judge_backlog_captured (const HcCriteriaContext *context, HcCriterionResult *out);

G_END_DECLS
