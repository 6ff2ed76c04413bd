/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What verdicts rest on, and what people settle about them: criterion, criterion_waiver, threshold,
 * verdict_day. Functions that write judgement are called inside hc_history_run(); verdict_day is
 * derived and has its own transaction. */

#pragma once

#include "hc-criteria.h"
#include "hc-db.h"

G_BEGIN_DECLS

/* Everything in one read transaction. @with_drivers: also the text groups that drivers rest on, which
 * takes as long as all the rest; the exit gate wants them. NULL + error, or when cancelled. */
HcCriteriaInputs *hc_criteria_inputs_load (HcDb *db,
                                           gboolean with_drivers,
                                           const gint *cancelled,
                                           GError **error);

/* The same inside the caller's read transaction, with what the caller has loaded: @columns are
 * shared, @groups (may be NULL) taken over in any case. */
HcCriteriaInputs *hc_criteria_inputs_load_beside (HcDb *db,
                                                  HcColumns *columns,
                                                  HcDriverGroups *groups,
                                                  GError **error);

/* CONSTRAINT with a whole sentence when the reason or the name is empty, or @until lies before
 * @today. */
gboolean hc_criterion_waive (HcDb *db, const HcWaiver *waiver, HcDay today, GError **error);
/* The valid waiver ends with yesterday; it stays on record. NOT_FOUND when there is none. */
gboolean
hc_criterion_end_waiver (HcDb *db, HcGateKind gate, const char *code, HcDay today, GError **error);
gboolean hc_criterion_set_mandatory (
  HcDb *db, HcGateKind gate, const char *code, gboolean mandatory, GError **error);
/* NAN: the usual one. CONSTRAINT when @value is out of range. */
gboolean hc_criterion_set_threshold (HcDb *db, const char *name, double value, GError **error);

/* Appends all of verdict_day to @out (of HcStoredVerdict), oldest day first. */
gboolean hc_verdict_days_load (HcDb *db, GPtrArray *out, GError **error);
/* Would saving @days (hc_criteria_days_to_store()) change what was loaded? */
gboolean hc_verdict_days_differ (const HcCriteriaInputs *inputs, HcGateKind gate, GPtrArray *days);
/* Days of tickets are replaced; what registers said on earlier days stays. */
gboolean hc_verdict_days_save (HcDb *db, HcGateKind gate, GPtrArray *days, GError **error);

/* After an import: judges both gates at @now and keeps the verdicts of the day. In a big launch what
 * was said about drivers stays as it was, until somebody looks at the exit gate. */
gboolean hc_criteria_record (HcDb *db, gint64 now, GError **error);

G_END_DECLS
