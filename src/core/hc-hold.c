/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hold.h"

#define MAX_GAPS 1

/* An event that a later file tells of did happen, whether its day was covered or not. */
static gboolean
resets (const HcHoldDay *day, HcHoldRule rule)
{
  if (day->passes)
    return FALSE;
  return rule == HC_HOLD_EVENT || (day->covered && day->complete && day->working);
}

/* Could the day have added or reset, had there been a file? */
static gboolean
is_gap (const HcHoldDay *day, HcHoldRule rule)
{
  return !day->covered && day->complete && (day->working || rule == HC_HOLD_EVENT);
}

HcHold
hc_hold_count (const HcHoldDay *days, guint n_days, guint of, HcHoldRule rule)
{
  HcHold self = { 0 };
  guint gaps = 0; /* later than the days counted so far, or between them and the next */

  g_return_val_if_fail (days != NULL || n_days == 0, self);

  for (guint i = n_days; i > 0 && self.done < of; i--)
    {
      const HcHoldDay *day = &days[i - 1];

      if (resets (day, rule))
        break;
      if (is_gap (day, rule))
        gaps++;
      if (!day->covered || !day->complete || !day->working)
        continue;
      self.done++;
      self.n_gaps += gaps;
      gaps = 0;
    }
  self.has_too_many_gaps = self.n_gaps > MAX_GAPS;
  return self;
}
