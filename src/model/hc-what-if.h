/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What if these drivers were solved? Every metric and exit criterion as it is, and with the tickets of
 * the drivers left out. Pure, in memory: nothing is written. Registers stay as they are. */

#pragma once

#include "hc-criteria.h"
#include "hc-driver.h"

G_BEGIN_DECLS

typedef struct
{
  HcDriverSet *drivers; /* as it is; the first ones */
  HcMetricSet *metrics_before, *metrics_after;
  HcCriteriaResult *exit_before, *exit_after;
  guint n_left_out; /* tickets */
} HcWhatIf;

/* @solved: keys of hc_what_if_key(), NULL-terminated; unknown ones are passed over. @inputs: with
 * driver groups. @max_drivers: how many to list. NULL + error only when cancelled. */
HcWhatIf *hc_what_if_compute (const HcCriteriaInputs *inputs,
                              const char *const *solved,
                              guint max_drivers,
                              gint64 now,
                              const gint *cancelled,
                              GError **error);
void hc_what_if_free (HcWhatIf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcWhatIf, hc_what_if_free)
/* Names the driver among all kinds; newly allocated. */
char *hc_what_if_key (HcDriverKind kind, const char *key);

G_END_DECLS
