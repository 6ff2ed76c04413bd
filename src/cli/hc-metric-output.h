/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of metrics as JSON, CSV (both untranslated, a contract) and text for people. */

#pragma once

#include "hc-control-chart.h"
#include "hc-json.h"
#include "hc-launch-settings.h"
#include "hc-metric.h"

G_BEGIN_DECLS

/* Control charts of the complete days in view. */
typedef struct
{
  gboolean wanted;
  HcDay from, to; /* HC_DAY_NONE: all */
} HcMetricControl;

char *hc_metric_set_to_json (const HcMetricSet *set,
                             const HcLaunchSettings *settings,
                             const HcMetricControl *control);
char *hc_metric_set_to_csv (const HcMetricSet *set, const HcLaunchSettings *settings);
char *hc_metric_set_to_text (const HcMetricSet *set,
                             const HcLaunchSettings *settings,
                             HcCalendar *calendar,
                             const HcMetricControl *control);

/* hc-metric-control.c */
void hc_metric_control_add_json (HcJson *json, const HcMetricSeries *series, HcDay from, HcDay to);
void hc_metric_control_append_text (GString *out, const HcMetricSet *set, HcDay from, HcDay to);

/* “<1 d”, “1–3 d” … of the launch's bounds; @bucket < HC_N_AGE_BUCKETS. */
char *hc_age_bucket_label (const HcLaunchSettings *settings, guint bucket);

G_END_DECLS
