/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-gate*.c only. */

#pragma once

#include "hc-gate.h"

G_BEGIN_DECLS

struct _HcGate
{
  GObject parent_instance;

  HcGateKind kind;

  /* Owned */
  HcStore *store;
  HcCriteriaResult *result;  /* NULL until loaded */
  GHashTable *thresholds;    /* those that a person set */
  GCancellable *cancellable; /* of the running evaluation; NULL: none runs */
  guint debounce;
};

/* At this moment; on the thread of a job. */
HcCriteriaResult *hc_gate_evaluate (const HcCriteriaInputs *inputs,
                                    HcGateKind kind,
                                    const gint *cancelled,
                                    GError **error);

G_END_DECLS
