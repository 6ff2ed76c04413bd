/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch in memory for the tests of criteria: tickets, registers and a whole plan. */

#pragma once

#include "hc-criteria.h"

G_BEGIN_DECLS

/* Go-live at 00:00 UTC of @go_live; no tickets, no import, Monday to Friday. */
HcCriteriaInputs *plan_new (const char *go_live);
/* “2026-03-05 23:30”, UTC. */
gint64 instant (const char *text);
HcDay day (const char *text);

/* Tickets must be added in the order of opening; @ended NULL: open. */
void add_ticket (
  HcCriteriaInputs *self, const char *opened, const char *ended, HcStateClass state, int priority);
/* The newest as-of; an import that shows the past. */
void add_import (HcCriteriaInputs *self, const char *as_of);
/* One that covers its own day only. */
void add_day_file (HcCriteriaInputs *self, const char *as_of);
void set_holidays (HcCriteriaInputs *self, const char *first, const char *second);
void set_threshold (HcCriteriaInputs *self, const char *name, double value);

/* Fields and values in pairs; borrowed. */
HcRecordData *
add_record (HcCriteriaInputs *self, const char *type, const char *id, ...) G_GNUC_NULL_TERMINATED;
/* @n hot paths with everything (risk 27, low enough), and all that go-live asks for. */
void add_whole_plan (HcCriteriaInputs *self, guint n);

/* At @now; the newest import. */
HcCriteriaResult *judge (const HcCriteriaInputs *self, HcGateKind gate, const char *now);
/* At @as_of for both clocks. */
HcCriteriaResult *judge_past (const HcCriteriaInputs *self, HcGateKind gate, const char *as_of);
const HcCriterionResult *criterion (const HcCriteriaResult *result, const char *code);
const HcPartResult *part (const HcCriteriaResult *result, const char *code, const char *id);

#define assert_verdict(got, want, what)                                                    \
  G_STMT_START                                                                             \
  {                                                                                        \
    if ((got) != (want))                                                                   \
      g_error ("%s:%d: %s is %s, not %s", __FILE__, __LINE__, what, hc_verdict_word (got), \
               hc_verdict_word (want));                                                    \
  }                                                                                        \
  G_STMT_END

G_END_DECLS
