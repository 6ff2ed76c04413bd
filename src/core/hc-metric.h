/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The metrics of design “metrics.md” §2: one call computes every asked series and window value in a
 * linear pass over HcColumns. Pure; may run on any thread; cancellable through @cancelled.
 * The CLI, the cards, the charts and the workbook all show exactly what this returns. */

#pragma once

#include "hc-columns.h"
#include "hc-launch-settings.h"
#include "hc-statistics.h"
#include "hc-usage.h"

G_BEGIN_DECLS

/* In the order of metrics.md. */
typedef enum
{
  HC_METRIC_INFLOW,
  HC_METRIC_RESOLVED,
  HC_METRIC_REOPENED,
  HC_METRIC_OPEN,
  HC_METRIC_NET_FLOW,
  HC_METRIC_TICKETS_PER_100_USERS,
  HC_METRIC_PATTERN_REPEAT_RATE,
  HC_METRIC_REPEAT_TICKETS_PER_100_USERS,
  HC_METRIC_SAME_USER_REPEAT_RATE,
  HC_METRIC_DEFLECTION_RATE,
  HC_METRIC_BACKLOG_AGE,
  HC_METRIC_BACKLOG_DAYS,
  HC_METRIC_TIME_TO_RESOLVE,
  HC_METRIC_MISROUTING_RATE,
  HC_METRIC_SELF_SERVICE_REACH,
  HC_METRIC_COMPLETION_RATE,
  HC_METRIC_REOPEN_RATE,
  HC_METRIC_SLA_ATTAINMENT,
  HC_METRIC_FIRST_RESPONSE_TIME,
  HC_METRIC_FIRST_GROUP_RESOLUTION_RATE,
  HC_METRIC_STALE_SHARE,
  HC_N_METRICS,
} HcMetricId;

#define HC_METRICS_ALL ((1u << HC_N_METRICS) - 1)

typedef struct
{
  const char *id;      /* “inflow” */
  const char *unit;    /* “tickets”, “days”, “hours”, “share”, “per 100 users” */
  const char *title;   /* N_(“Inflow”) header capitals */
  const char *formula; /* N_() the definition in one or two sentences, for Metric Definitions */
  gboolean is_stock;   /* the window value is at min(T, end of the window) */
  gboolean is_share;
} HcMetricInfo;

extern const HcMetricInfo hc_metrics[HC_N_METRICS];
HcMetricId hc_metric_from_id (const char *id); /* HC_N_METRICS when unknown */

typedef struct
{
  HcDimension by;
  const char *value; /* NULL: tickets without a value. Of issues also the code or the title */
} HcWhere;

/* Some ticket has it, in any case. */
gboolean hc_where_is_known (const HcWhere *self, const HcColumns *columns);

typedef struct
{
  guint metrics; /* bit per HcMetricId */
  gint64 as_of;  /* HC_INSTANT_NONE: newest import */
  HcDay from;    /* HC_DAY_NONE: default window; series always run from go-live to T */
  HcDay to;
  HcDimension by;
  const HcWhere *where; /* ANDed */
  guint n_where;
  gboolean no_series; /* window values only */
  gboolean with_curves; /* time_to_resolve: its survival curves too */
  const HcUsage *usage; /* borrowed; NULL: nothing is known besides tickets */
} HcMetricQuery;

/* Filters and groups that a metric has no figures for (deflections by category, completions by
 * group): with such a filter it is not measurable (“filter”), by such a group it has its total only.
 * Groups by cohort overlap: a ticket counts in each of its cohorts, in the total once.
 * What the days of a window are: without from and to, its complete working days; otherwise every
 * complete day in [from, to]. An instant of exactly T is seen, unless T is midnight: then it
 * belongs to the next day. Stocks: as_of, or the end of `to`;
 * ages at the end of a complete day, else at T. */
typedef struct
{
  const char *reason; /* static: “cancelled”, “negative”, “no_routing” … the key of `excluded` */
  gint64 count;
} HcExcluded;
#define HC_MAX_EXCLUDED 6

/* The value of one day or one window. NAN in doubles and -1 in counts mean: no value. */
typedef struct
{
  HcDay date; /* HC_DAY_NONE in a window value */
  double value;
  gint64 n; /* net_flow: movements; backlog_days: spell ends */
  gint64 numerator; /* backlog_days: open tickets; -1 where the value is no quotient */
  gint64 denominator; /* backlog_days: spell ends of the working days looked at */
  double low; /* interval: Wilson 90 % for shares, 95 % log-log band for medians of times */
  double high;
  gboolean working_day;
  gboolean complete;

  /* backlog_age */
  gint64 buckets[HC_N_AGE_BUCKETS];
  double median_days;
  double p90_days;
  double share_over_limit; /* of all open; waiting is shown apart, its clock not stopped */
  gint64 waiting;

  gint64 retried; /* completion_rate: the same step again; -1: not given */
} HcMetricPoint;

/* time_to_resolve, window value only */
typedef struct
{
  gboolean reached;
  gint64 events;
  gint64 censored;
  gint64 inferred;
  gint64 resolved_n;
  double resolved_mean;
  double resolved_median;
  double resolved_p90;
  double target_hours;
  double s_at_target;
} HcResolveExtra;

typedef struct
{
  HcMetricId id;
  HcDimension by;          /* HC_BY_NONE: the total */
  char *group_value;       /* NULL: the total, or tickets without a value */
  char *group_id;          /* completion_rate: of the hot path, step or cohort; else NULL */
  char *cohort_kind;       /* of a group by cohort: “role”; else NULL */
  gboolean rest;           /* merged small groups of time_to_resolve */
  gboolean measurable;
  const char *missing;     /* static id of the missing input: “sla_met”, “group” …; NULL */
  const char *grade;       /* deflection_rate: “confirmed”, “upper_estimate”, “proxy”; else NULL */
  /* “history”, “count” (routing, reopening), “matrix” (routing); “active_users”, “head_count” (per 100 users);
   * “help_users”, “help_sessions” (self_service_reach); NULL where the metric has none. */
  const char *method;
  char *subject;           /* completion_rate: the hot path or step it shows, the worst; else NULL */
  HcMetricPoint window;
  HcResolveExtra resolve;
  HcSurvivalStep *curve; /* time_to_resolve with_curves: of the window, in hours; else NULL */
  guint n_curve;
  HcExcluded excluded[HC_MAX_EXCLUDED];
  guint n_excluded;
  HcMetricPoint *points; /* one per day from go-live to the day of T */
  guint n_points;
} HcMetricSeries;

typedef struct
{
  gint64 as_of;
  char *zone;
  HcDay from; /* the window */
  HcDay to;
  guint working_days;
  GPtrArray *series; /* of HcMetricSeries; per metric: total first, groups by n desc, then name;
                       the merged rest last; a metric that is not measurable has its total only */
} HcMetricSet;

/* NULL + error only when cancelled (G_IO_ERROR) or the query is wrong (HC_ERROR_USAGE: unknown
 * group, to before from). Without an import every series is not measurable, missing “import”.
 * @cancelled: polled now and then, may be NULL. */
HcMetricSet *hc_metric_compute (const HcColumns *columns,
                                const HcLaunchSettings *settings,
                                HcCalendar *calendar,
                                const HcMetricQuery *query,
                                const gint *cancelled,
                                GError **error);
void hc_metric_set_free (HcMetricSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcMetricSet, hc_metric_set_free)
/* The ungrouped series of @id; NULL when it was not asked for. */
const HcMetricSeries *hc_metric_set_total (const HcMetricSet *self, HcMetricId id);

/* What to do about a missing input, a whole translatable sentence (static). NULL for NULL. */
const char *hc_metric_missing_remedy (const char *missing);

/* Did it fall or rise: the last window against the one before, metrics.md §4 “falling or rising”.
 * Only for counts and shares with numerators; INSUFFICIENT for stocks and others. */
typedef enum
{
  HC_TREND_INSUFFICIENT, /* under 3 complete working days in either window */
  HC_TREND_UNCLEAR,
  HC_TREND_FALLING,
  HC_TREND_RISING,
} HcTrendVerdict;

typedef struct
{
  HcTrendVerdict verdict; /* one-sided 10 % */
  double last;            /* per working day, or the share */
  double previous;
  double ratio;
  double low; /* 90 % */
  double high;
  double p_falling;
  double p_rising;
  double phi;
} HcTrend;

HcTrend hc_metric_trend (const HcMetricSeries *series, guint window_length);

G_END_DECLS
