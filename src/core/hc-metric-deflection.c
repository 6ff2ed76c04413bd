/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Deflection: which questions help answered before they became tickets. */

#include "config.h"

#include "hc-metric-private.h"

#include <math.h>

#define REFERENCE_DAYS 5

/* The figures of one population by day. */
typedef struct
{
  gint64 *deflected; /* D; -1: not given */
  gint64 *active;    /* of the proxy */
} Figures;

static void
figures_clear (Figures *self)
{
  g_free (self->deflected);
  g_free (self->active);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

/* ---- the upper estimate ---- */

/* Ordinal of the cohort in the columns; 0: no ticket is of it. */
static guint32
ordinal_of_cohort (const HcColumns *columns, const char *id)
{
  const GPtrArray *ids = columns->ids[HC_BY_COHORT];

  for (guint32 i = 1; i < ids->len; i++)
    if (g_strcmp0 (ids->pdata[i], id) == 0)
      return i;
  return 0;
}

static gboolean
counts (const HcMetricContext *context, guint32 row)
{
  const HcColumns *columns = context->columns;
  guint32 opened = columns->opened[row];

  return context->deflects[columns->dim[HC_BY_ISSUE][row]] && opened >= context->time.starts[0] &&
         (gint64) opened < context->time.horizon &&
         !hc_columns_is_cancelled (columns, row, context->time.horizon);
}

/* Tickets that help could have answered, by ordinal of the cohort and day; those of no cohort under
 * ordinal 0. */
static gint64 *
count_by_cohort (const HcMetricContext *context)
{
  const HcColumns *columns = context->columns;
  guint n_days = context->time.n_days;
  gint64 *tickets = g_new0 (gint64, (gsize) columns->names[HC_BY_COHORT]->len * n_days + 1);
  guint more = 0;

  for (guint32 row = 0; n_days > 0 && row < columns->n; row++)
    {
      guint day;

      while (more < columns->n_more_cohorts && columns->more_cohorts[more].row < row)
        more++;
      if (!counts (context, row))
        continue;
      day = hc_timeline_day (&context->time, columns->opened[row]);
      tickets[(gsize) columns->dim[HC_BY_COHORT][row] * n_days + day]++;
      for (guint i = more; i < columns->n_more_cohorts && columns->more_cohorts[i].row == row; i++)
        tickets[(gsize) columns->more_cohorts[i].cohort * n_days + day]++;
    }
  return tickets;
}

/* Sessions of each cohort of @kind above its tickets; tickets of no cohort reduce what is left. */
static gint64
estimate_by_cohort (const HcMetricContext *context,
                    const gint64 *tickets,
                    guint day,
                    const char *kind)
{
  const HcUsage *usage = context->query->usage;
  guint n_days = context->time.n_days;
  gint64 sum = 0;
  guint begin, end;

  hc_usage_rows_of (usage, context->time.first + (HcDay) day, &begin, &end);
  for (guint i = begin; i < end; i++)
    {
      const HcUsageDay *row = usage->usage->pdata[i];
      guint32 ordinal;

      if (row->cohort_id == NULL || row->help_sessions < 0 ||
          !g_str_equal (hc_usage_kind_of (usage, row->cohort_id), kind))
        continue;
      ordinal = ordinal_of_cohort (context->columns, row->cohort_id);
      sum += MAX (0, row->help_sessions -
                       (ordinal != 0 ? tickets[(gsize) ordinal * n_days + day] : 0));
    }
  return MAX (0, sum - tickets[day]);
}

static void
estimate (const HcMetricContext *context, const HcPopulation *population, gint64 *deflected)
{
  guint n_days = context->time.n_days;
  g_autofree const char **kinds = g_new0 (const char *, n_days + 1);
  g_autofree gint64 *tickets = NULL;

  hc_metric_usage (context, population->cohorts, HC_USAGE_HELP_SESSIONS, deflected, kinds);
  for (guint i = 0; i < n_days; i++)
    {
      if (deflected[i] < 0)
        continue;
      if (kinds[i] == NULL)
        {
          deflected[i] = MAX (0, deflected[i] - (gint64) population->days[i].deflectable);
          continue;
        }
      if (tickets == NULL)
        tickets = count_by_cohort (context);
      deflected[i] = estimate_by_cohort (context, tickets, i, kinds[i]);
    }
}

static void
figures_init (Figures *self,
              const HcMetricContext *context,
              const HcPopulation *population,
              const char *grade)
{
  guint n = context->time.n_days + 1;

  *self = (Figures){ 0 };
  if (g_str_equal (grade, "proxy"))
    {
      self->active = g_new (gint64, n);
      hc_metric_usage (context, population->cohorts, HC_USAGE_ACTIVE_USERS, self->active, NULL);
      return;
    }
  self->deflected = g_new (gint64, n);
  if (g_str_equal (grade, "confirmed"))
    hc_metric_usage (context, population->cohorts, HC_USAGE_CONFIRMED, self->deflected, NULL);
  else
    estimate (context, population, self->deflected);
}

/* ---- the grade ---- */

/* On enough days of the window; before there is one, of all complete days. */
static gboolean
covers (const HcTimeline *time, const gint64 *values)
{
  guint days = 0, given = 0;

  for (guint i = 0; i < time->n_days; i++)
    if (time->has_window ? time->in_window[i] : time->complete[i])
      {
        days++;
        given += values[i] >= 0;
      }
  return given > 0 && (double) given >= HC_COVERAGE * days;
}

/* Tickets per active user of the first complete working days after go-live; NAN: not known. */
static double
reference (const HcTimeline *time, const HcPopulation *population, const gint64 *active)
{
  guint days = 0, given = 0;
  gint64 tickets = 0, users = 0;

  for (guint i = 0; i < time->n_days && days < REFERENCE_DAYS; i++)
    {
      if (!time->working[i] || !time->complete[i])
        continue;
      days++;
      if (active[i] < 0)
        continue;
      given++;
      tickets += population->days[i].deflectable;
      users += active[i];
    }
  if (days < REFERENCE_DAYS || (double) given < HC_COVERAGE * days || users == 0 || tickets == 0)
    return NAN;
  return (double) tickets / (double) users;
}

void
hc_metric_choose_deflection (HcMetricContext *context, const HcPopulation *total)
{
  static const char *const grades[] = { "confirmed", "upper_estimate", "proxy" };
  gboolean any = context->query->usage != NULL && context->query->usage->n_deflect_issues > 0;

  for (guint i = 0; i < context->columns->names[HC_BY_ISSUE]->len; i++)
    any |= context->deflects[i] != 0;
  if (!any)
    {
      context->deflection_missing = "deflect_action";
      return;
    }
  context->deflection_missing = "help_usage";
  for (guint i = 0; i < G_N_ELEMENTS (grades) && context->deflection_grade == NULL; i++)
    {
      g_auto (Figures) figures = { 0 };

      figures_init (&figures, context, total, grades[i]);
      if (figures.active != NULL && isnan (reference (&context->time, total, figures.active)))
        continue;
      if (covers (&context->time, figures.active != NULL ? figures.active : figures.deflected))
        context->deflection_grade = grades[i];
    }
  if (context->deflection_grade != NULL)
    context->deflection_missing = NULL;
}

/* ---- the metric ---- */

static void
set_proxy (HcMetricPoint *point, gint64 tickets, gint64 active, double reference)
{
  if (active < 0)
    return;
  point->n = tickets;
  if (active > 0)
    point->value = 1 - (double) tickets / (double) active / reference;
}

static void
set_point (HcMetricPoint *point, const Figures *figures, gint64 tickets, gint64 given, double r)
{
  if (figures->active != NULL)
    set_proxy (point, tickets, given, r);
  else if (given >= 0)
    hc_metric_point_set_share (point, given, given + tickets);
}

static void
fill (HcMetricSeries *series,
      const HcMetricContext *context,
      const HcPopulation *population,
      const Figures *figures,
      double reference)
{
  const HcTimeline *time = &context->time;
  const gint64 *given = figures->active != NULL ? figures->active : figures->deflected;
  gint64 sum = -1, tickets = 0, without = 0, unclassified = 0, cancelled = 0;

  for (guint i = 0; i < time->n_days; i++)
    {
      const HcDayCounts *day = &population->days[i];

      set_point (&series->points[i], figures, day->deflectable, given[i], reference);
      if (!time->in_window[i])
        continue;
      cancelled += day->cancelled_opened;
      without += given[i] < 0;
      if (given[i] < 0)
        continue;
      sum = MAX (sum, 0) + given[i];
      tickets += day->deflectable;
      unclassified += (gint64) day->inflow - day->linked;
    }
  set_point (&series->window, figures, tickets, sum, reference);
  if (cancelled > 0)
    hc_metric_series_exclude (series, "cancelled", cancelled);
  if (unclassified > 0)
    hc_metric_series_exclude (series, "unclassified", unclassified);
  if (without > 0)
    hc_metric_series_exclude (series, "days_without_usage", without);
}

void
hc_metric_fill_deflection (HcMetricSeries *series,
                           const HcMetricContext *context,
                           const HcPopulation *population)
{
  g_auto (Figures) figures = { 0 };
  double r = NAN;

  series->grade = context->deflection_grade;
  figures_init (&figures, context, population, context->deflection_grade);
  /* Each cohort is compared with its own beginning. */
  if (figures.active != NULL)
    r = reference (&context->time, population, figures.active);
  fill (series, context, population, &figures, r);
}
