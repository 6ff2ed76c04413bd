/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a condition has held, metrics.md §5 “Hold”: counted over days, never over gaps. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean complete; /* an incomplete day adds nothing */
  gboolean working;
  gboolean covered; /* an import shows it */
  gboolean passes;
} HcHoldDay;

typedef enum
{
  HC_HOLD_STATE, /* a passing working day adds 1, a failing one sets 0; other days do neither */
  HC_HOLD_EVENT, /* “no new P1”: any day on which it is known to have happened sets 0 */
} HcHoldRule;

typedef struct
{
  guint done;                 /* never more than asked for */
  guint n_gaps;               /* days inside the hold that no import covers */
  gboolean has_too_many_gaps; /* more than one: nobody knows what happened on them */
} HcHold;

/* @days in order. The hold ends with the last of them. */
HcHold hc_hold_count (const HcHoldDay *days, guint n_days, guint of, HcHoldRule rule);

G_END_DECLS
