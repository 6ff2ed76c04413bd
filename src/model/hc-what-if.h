/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What if these drivers were solved? Every metric and exit criterion as it is, and as it would be
 * in a launch where the tickets of these drivers had never been opened; where a driver is an issue
 * of the catalog, that issue is resolved and its escalations have ended. Usage figures and all
 * other registers stay as they are. Pure, in memory: nothing is written. */

#pragma once

#include "hc-criteria.h"
#include "hc-driver.h"

G_BEGIN_DECLS

/* Something that can be solved. */
typedef struct
{
  char *key;         /* of hc_what_if_key() */
  char *title;       /* “HC-004 No approver for cost centre” */
  char *note;        /* how many tickets it has, and its growth if it has one */
  gboolean is_issue; /* of the catalog; else a text group or a category */
  guint rank;        /* among the drivers; 0: no ticket in the last two windows */
  guint tickets;     /* since go-live */
} HcWhatIfChoice;

typedef struct
{
  GPtrArray *choices; /* of HcWhatIfChoice: drivers by rank, then open issues without a rank */
  HcMetricSet *metrics_before, *metrics_after;
  HcCriteriaResult *exit_before, *exit_after;
  guint n_left_out; /* tickets */
} HcWhatIf;

/* @solved: keys of hc_what_if_key(), NULL-terminated; unknown ones are passed over. @inputs: with
 * driver groups. @max_drivers: how many drivers to list; issues are listed all. NULL + error only
 * when cancelled. */
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
/* What “solved” means for this metric, a whole translated sentence; static. */
const char *hc_what_if_metric_text (HcMetricId id);

G_END_DECLS
