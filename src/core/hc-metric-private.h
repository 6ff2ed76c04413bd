/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hc-metric-*.c share: the days of a call, and a population prepared for it. */

#pragma once

#include "hc-durations.h"
#include "hc-metric.h"

G_BEGIN_DECLS

#define HC_FOLLOW_UP_SECONDS (7 * 86400)

/* A method must know this share of its tickets. */
#define HC_COVERAGE 0.8

/* The days from go-live to the day of T as numbers 0 … n_days − 1.
 *
 * A day is half-open, so at T = 24:00 an instant of exactly T belongs to the next day and is not
 * seen; inside a day an instant of T is. `horizon` says it once: instants before it exist. A stock
 * at the end of day i counts instants before ends[i]; ages are taken at age_at[i]: the end of a
 * complete day, though its last minutes may be missing, so that they stay when seen later; else T.
 */
typedef struct
{
  gint64 as_of;
  gint64 horizon;
  HcDay first;
  guint n_days;
  guint32 *starts; /* n_days + 1 */
  guint32 *ends;   /* min (end of the day, horizon) */
  guint32 *age_at; /* end of a complete day, else T */
  guint8 *working;
  guint8 *complete;
  guint8 *mature;        /* complete 7 days before T: reopen_rate */
  guint8 *in_window;     /* days summed up by window values */
  guint8 *reopen_window; /* the same for reopen_rate */
  guint8 *repeat_complete; /* complete, and the look-back before it is after go-live */
  guint8 *repeat_window;
  int stock_day;         /* min (T, end of the window); -1: before go-live */
  guint opened_from;     /* time_to_resolve: days [from, to) */
  guint opened_to;
  gboolean has_window; /* at least one day in_window */
  gboolean has_reopen_window;
  gboolean has_repeat_window;
  gint64 stale_before; /* no update since: stale; HC_INSTANT_NONE: nothing can be */
} HcTimeline;

/* What one day counted; cumulated or divided only when points are made. */
typedef struct
{
  guint32 inflow;
  guint32 resolved; /* spell ends */
  guint32 reopened; /* spell starts other than the first */
  guint32 followed; /* of resolved: a new spell began within 7 × 24 h */
  guint32 ended;    /* tickets whose last spell ended */
  guint32 known;    /* of ended … */
  guint32 misrouted;
  guint32 count_known;
  guint32 count_misrouted;
  guint32 matrix_known;
  guint32 matrix_misrouted;
  guint32 handed_over; /* of known */
  guint32 count_handed_over;
  guint32 reopen_count;
  guint32 sla_met;
  guint32 sla_breached;
  guint32 late;   /* open at T and late: only on the day of T */
  gint32 waiting; /* change of open tickets that wait */
  guint32 cancelled_opened;
  guint32 cancelled_ended;
  guint32 classified; /* of inflow; like the next four only when repeats are asked for */
  guint32 repeats;    /* of classified */
  guint32 no_requester;
  guint32 keyed; /* has a requester and something to compare */
  guint32 same_user;
  guint32 linked;      /* of inflow, to an issue; like the next one only for deflection_rate */
  guint32 deflectable; /* … whose action is deflect */
} HcDayCounts;

/* A ticket with several spells left or entered the open ones, its last end aside. */
typedef struct
{
  guint day;
  guint index;
  gboolean opens;
} HcTurn;

/* The tickets of one series at T, ordered by opening time, without those cancelled. */
typedef struct
{
  guint n;
  guint32 *opened;
  guint32 *ended;   /* of the last spell at T as recorded; HC_SECONDS_NONE: open */
  guint32 *end_day; /* its day; n_days: open */
  guint32 *responded; /* HC_SECONDS_NONE: not so far */
  guint16 *flags;
  guint *day_begin; /* n_days + 1: index of the first ticket of each day */
  HcDayCounts *days;
  GArray *turns;     /* of HcTurn, by day */
  GArray *open_rows; /* guint32 rows of the columns, open at T */
  gint64 users;      /* whose tickets they are, by head count; -1: not known */
  GPtrArray *cohorts; /* of const char *: ids of the cohorts they are of; NULL: everybody */
} HcPopulation;

typedef struct
{
  const HcColumns *columns;
  const HcLaunchSettings *settings;
  const HcMetricQuery *query;
  HcTimeline time;
  const char *routing_method; /* NULL: not measurable */
  const char *routing_missing;
  const char *handover_method; /* the same; the matrix does not tell how often tickets moved */
  const char *handover_missing;
  const char *reopen_method;
  const guint8 *repeats; /* HcRepeatFlags by row of the columns; NULL: not asked for */
  const guint8 *deflects; /* by ordinal of the issue: its action is deflect; NULL: not asked for */
  const char *users_method;   /* NULL: not measurable */
  const char *reach_method;   /* the same */
  const char *deflection_grade; /* the same */
  const char *deflection_missing;
} HcMetricContext;

static inline gboolean
hc_metric_looks_back (HcMetricId id)
{
  return id == HC_METRIC_PATTERN_REPEAT_RATE || id == HC_METRIC_REPEAT_TICKETS_PER_100_USERS ||
         id == HC_METRIC_SAME_USER_REPEAT_RATE;
}

/* It rests on what people do besides opening tickets, which is known by cohort at best. */
static inline gboolean
hc_metric_is_of_usage (HcMetricId id)
{
  return id == HC_METRIC_DEFLECTION_RATE || id == HC_METRIC_SELF_SERVICE_REACH ||
         id == HC_METRIC_COMPLETION_RATE;
}

/* hc-metric-timeline.c */
gboolean hc_timeline_init (HcTimeline *self,
                           const HcColumns *columns,
                           const HcLaunchSettings *settings,
                           HcCalendar *calendar,
                           const HcMetricQuery *query,
                           HcMetricSet *set,
                           GError **error);
void hc_timeline_clear (HcTimeline *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcTimeline, hc_timeline_clear)

/* The day of an instant in [starts[0], horizon). */
static inline guint
hc_timeline_day (const HcTimeline *self, guint32 instant)
{
  guint day = MIN ((instant - self->starts[0]) / 86400, self->n_days - 1);

  while (instant < self->starts[day])
    day--;
  while (day + 1 < self->n_days && instant >= self->starts[day + 1])
    day++;
  return day;
}

/* hc-metric-select.c: the rows that the query's filter leaves, ascending; NULL: all. */
gboolean hc_metric_select (const HcColumns *columns,
                           const HcMetricQuery *query,
                           GArray **rows,
                           GError **error);

/* The head counts of the cohorts that it asks for; -1: none is known. */
gint64 hc_where_users (const HcWhere *self, const HcColumns *columns);
/* Is @record (of the same dimension) asked for? */
gboolean hc_where_wants (const HcWhere *self, const HcUsage *usage, const HcUsageRecord *record);
/* The ids of the cohorts that the filter of @query leaves, of const char *; NULL: everybody. */
GPtrArray *hc_metric_query_cohorts (const HcMetricQuery *query);

/* Rows by their ordinal: those of ordinal o are rows[begin[o] … begin[o + 1]), ascending. A row is
 * there once for each of its cohorts. */
typedef struct
{
  guint n;
  guint *begin;
  guint32 *rows;
} HcGrouping;

void hc_grouping_init (HcGrouping *self,
                       const HcColumns *columns,
                       HcDimension by,
                       const GArray *selected);
void hc_grouping_clear (HcGrouping *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcGrouping, hc_grouping_clear)

/* hc-metric-population.c; @rows ascending, NULL: all. */
void hc_population_init (HcPopulation *self,
                         const HcMetricContext *context,
                         const guint32 *rows,
                         guint n_rows);
void hc_population_clear (HcPopulation *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcPopulation, hc_population_clear)

/* hc-metric-series.c: a series with its points dated, values empty. */
HcMetricSeries *hc_metric_series_new (const HcMetricContext *context, HcMetricId id);
void hc_metric_series_free (HcMetricSeries *self);
void hc_metric_point_clear_values (HcMetricPoint *point);
void hc_metric_point_set_count (HcMetricPoint *point, gint64 count);
void hc_metric_point_set_share (HcMetricPoint *point, gint64 numerator, gint64 denominator);
void hc_metric_series_exclude (HcMetricSeries *self, const char *reason, gint64 count);

/* hc-metric-flow.c: all points, window value and exclusions of any metric. */
void hc_metric_fill (HcMetricSeries *series,
                     const HcMetricContext *context,
                     const HcPopulation *population);
/* hc-metric-age.c: the points alone. */
void hc_metric_fill_ages (HcMetricSeries *series,
                          const HcMetricContext *context,
                          const HcPopulation *population);
/* hc-metric-resolve.c */
void hc_metric_fill_resolve (HcMetricSeries *series,
                             const HcMetricContext *context,
                             const HcPopulation *population);
/* Its median and band, in hours. */
void hc_metric_point_set_survival (HcMetricPoint *point, const HcSurvival *survival);
/* Day by day the tickets opened on the last working days; a day off shows the same ones. */
void hc_metric_fill_duration_days (HcMetricSeries *series,
                                   const HcMetricContext *context,
                                   const HcPopulation *population,
                                   const HcDurations *durations);
/* hc-metric-respond.c */
void hc_metric_fill_respond (HcMetricSeries *series,
                             const HcMetricContext *context,
                             const HcPopulation *population);

/* hc-metric-usage.c: a figure of each day of the timeline, -1: not given. @cohorts: of const char *
 * ids, NULL: everybody. */
void hc_metric_usage (const HcMetricContext *context,
                      const GPtrArray *cohorts,
                      HcUsageField field,
                      gint64 *values,
                      const char **kinds);
void hc_metric_choose_usage (HcMetricContext *context);
/* tickets_per_100_users and repeat_tickets_per_100_users; self_service_reach. */
void hc_metric_fill_per_users (HcMetricSeries *series,
                               const HcMetricContext *context,
                               const HcPopulation *population);
void hc_metric_fill_reach (HcMetricSeries *series,
                           const HcMetricContext *context,
                           const GPtrArray *cohorts);

/* hc-metric-deflection.c: one grade for the whole call, by the total. */
void hc_metric_choose_deflection (HcMetricContext *context, const HcPopulation *total);
void hc_metric_fill_deflection (HcMetricSeries *series,
                                const HcMetricContext *context,
                                const HcPopulation *population);

/* hc-metric-completion.c: appends the total and all groups; nothing where no completions are known. */
void hc_metric_add_completions (const HcMetricContext *context, GPtrArray *out);

G_END_DECLS
