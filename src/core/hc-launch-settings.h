/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person settled about a launch: one plain struct, loaded by store/hc-launch-table. Every
 * computation takes it as an argument. */

#pragma once

#include "hc-day.h"
#include "hc-types.h"

G_BEGIN_DECLS

#define HC_N_AGE_BUCKETS 5

typedef struct
{
  char *name;
  char *system; /* what went live, may be "" */
  char *zone;   /* IANA */
  gint64 go_live_at;
  HcDay go_live_day;   /* day 1 */
  guint length_days;   /* calendar days, default 14 */
  HcDay target_exit;   /* HC_DAY_NONE: not set */
  guint working_mask;  /* Monday is bit 0 */
  guint window_length; /* 5, or 3 */
  HcDay *holidays;     /* sorted */
  guint n_holidays;

  /* Thresholds (metrics.md), all editable, defaults in brackets. */
  double age_bounds[HC_N_AGE_BUCKETS - 1]; /* days: [1, 3, 7, 14], lower bound inclusive */
  double age_limit_days;                   /* ageing limit [10] */
  double resolve_target_hours;             /* S(t) is reported at this time [24] */
  double look_back_days;                   /* repeats [3] */
  guint declared_hops_allowed;             /* count method: hops that are no misrouting [0] */
} HcLaunchSettings;

/* All defaults; strings are "", go-live none. */
void hc_launch_settings_init (HcLaunchSettings *self);
void hc_launch_settings_clear (HcLaunchSettings *self);
void hc_launch_settings_copy (const HcLaunchSettings *self, HcLaunchSettings *out);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcLaunchSettings, hc_launch_settings_clear)

/* A calendar for these settings. NULL + error when the zone is unknown here. */
HcCalendar *hc_launch_settings_calendar (const HcLaunchSettings *self, GError **error);
/* “Day N of M”: N counts calendar days, the go-live date is 1; ≤ 0 before go-live. */
int hc_launch_settings_day_number (const HcLaunchSettings *self, HcDay day);

G_END_DECLS
