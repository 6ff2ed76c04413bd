/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One gate of an open launch as pages see it: its evaluation now, and the commands on it. Lives on
 * the main context; evaluates on a reader thread, again on every “changed” of the launch that can
 * move a verdict; the old result stays until the new one is there. Where the file can be written,
 * the verdicts of the day are stored.
 *
 * Property “result” (notify only). Signal “load-failed” (GError): the old result stays. Commands
 * are one undo step each, except signing: a sign-off is an entry of record. All finish with
 * hc_gate_finish(); failure is HC_ERROR_CONSTRAINT (a sentence for the form) or another of
 * hc-error.h, and then nothing was written. */

#pragma once

#include "hc-criteria.h"
#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_GATE (hc_gate_get_type ())
G_DECLARE_FINAL_TYPE (HcGate, hc_gate, HC, GATE, GObject)

HcGate *hc_gate_new (HcLaunch *launch, HcGateKind kind);
/* NULL until loaded; borrowed until notify::result. */
const HcCriteriaResult *hc_gate_result (HcGate *self);
/* Evaluates again: a day may have begun meanwhile. */
void hc_gate_refresh (HcGate *self);

/* @until: last day, HC_DAY_NONE: no end. @by: who answers for it. */
void hc_gate_waive_async (HcGate *self,
                          const char *code,
                          const char *why,
                          const char *by,
                          HcDay until,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Ends the valid waiver of @code; it stays on record. */
void hc_gate_end_waiver_async (HcGate *self,
                               const char *code,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void hc_gate_set_mandatory_async (HcGate *self,
                                  const char *code,
                                  gboolean mandatory,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @name: of hc_criterion_thresholds[]. NAN: the usual one again. */
void hc_gate_set_threshold_async (
  HcGate *self, const char *name, double value, GAsyncReadyCallback callback, gpointer user_data);
/* @register_name: as in HcCriterionResult. */
void hc_gate_none_on_purpose_async (HcGate *self,
                                    const char *register_name,
                                    gboolean none,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Freezes the verdicts as they are shown: CONFLICT when they changed meanwhile (the new result is
 * on its way). @conditions: may be NULL; needed for “approved_with_conditions”. @supersedes: id of
 * the sign-off that this one corrects, or NULL. Never one name as outgoing and incoming. */
void hc_gate_sign_async (HcGate *self,
                         const char *party,
                         const char *name,
                         const char *decision,
                         const char *conditions,
                         const char *supersedes,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean hc_gate_finish (HcGate *self, GAsyncResult *result, GError **error);

/* The number in force: set by a person, else usual. */
double hc_gate_threshold (HcGate *self, const char *name);

G_END_DECLS
