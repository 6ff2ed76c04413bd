/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-model.h"

#include "hc-cancel.h"
#include "hc-metric-values.h"
#include "hc-usage-table.h"

struct _HcMetricsModel
{
  GObject parent_instance;

  /* Owned */
  HcLaunch *launch;
  HcMetricsQuestion question;
  HcMetricsFigures *figures;
  GCancellable *cancellable; /* of the running job; NULL: none runs */

  gboolean active;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HcMetricsModel, hc_metrics_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- question */

void
hc_metrics_question_init (HcMetricsQuestion *self)
{
  *self = (HcMetricsQuestion){ .metric = HC_METRIC_TICKETS_PER_100_USERS,
                               .from = HC_DAY_NONE,
                               .to = HC_DAY_NONE };
}

void
hc_metrics_question_clear (HcMetricsQuestion *self)
{
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    g_clear_pointer (&self->where[i], g_free);
  g_clear_pointer (&self->compare_value, g_free);
}

void
hc_metrics_question_copy (const HcMetricsQuestion *self, HcMetricsQuestion *out)
{
  *out = *self;
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    out->where[i] = g_strdup (self->where[i]);
  out->compare_value = g_strdup (self->compare_value);
}

gboolean
hc_metrics_question_equal (const HcMetricsQuestion *a, const HcMetricsQuestion *b)
{
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    if (g_strcmp0 (a->where[i], b->where[i]) != 0)
      return FALSE;
  return a->metric == b->metric && a->by == b->by && a->compares == b->compares
         && a->curves == b->curves
         && a->compare_by == b->compare_by && a->from == b->from && a->to == b->to
         && g_strcmp0 (a->compare_value, b->compare_value) == 0;
}

gboolean
hc_metrics_question_is_filtered (const HcMetricsQuestion *self)
{
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    if (self->where[i] != NULL)
      return TRUE;
  return FALSE;
}

/* Of everything: only the metric, or the metric and its groups, are different. */
static gboolean
same_set (const HcMetricsQuestion *a, const HcMetricsQuestion *b)
{
  for (guint i = 0; i < HC_N_DIMENSIONS; i++)
    if (g_strcmp0 (a->where[i], b->where[i]) != 0)
      return FALSE;
  return a->from == b->from && a->to == b->to;
}

/* ---------------------------------------------------------------- job, on a reader thread */

typedef struct
{
  HcColumns *columns;
  HcLaunchSettings settings;
  HcMetricsQuestion question;
  gint64 as_of;
  GCancellable *cancellable;
} Job;

static void
job_free (Job *self)
{
  hc_columns_unref (self->columns);
  hc_launch_settings_clear (&self->settings);
  hc_metrics_question_clear (&self->question);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
figures_free (HcMetricsFigures *self)
{
  hc_metrics_question_clear (&self->question);
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->set, hc_metric_set_free);
  g_clear_pointer (&self->groups, hc_metric_set_free);
  g_clear_pointer (&self->compared, hc_metric_set_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcMetricsFigures, figures_free)

static HcUsage *
read_inputs (HcDb *db, HcMetricsFigures *figures, GError **error)
{
  HcUsage *usage = NULL;

  if (!hc_db_begin_read (db, error))
    return NULL;
  if (hc_metric_values_load (db, "metric_target", figures->target, error)
      && hc_metric_values_load (db, "baseline", figures->baseline, error))
    usage = hc_usage_load (db, error);
  hc_db_end_read (db);
  return usage;
}

static guint
fill_where (const HcMetricsQuestion *question, HcWhere *where)
{
  guint n = 0;

  for (guint by = 1; by < HC_N_DIMENSIONS; by++)
    if (question->where[by] != NULL)
      where[n++] = (HcWhere){ (HcDimension) by, question->where[by] };
  return n;
}

static guint
fill_compared (const HcMetricsQuestion *question, HcWhere *where)
{
  HcMetricsQuestion other = *question; /* borrows the strings */

  if (question->compare_by == HC_BY_NONE)
    return 0;
  other.where[question->compare_by] = question->compare_value;
  return fill_where (&other, where);
}

static gboolean
compute_all (Job *job,
             const HcUsage *usage,
             HcCalendar *calendar,
             const gint *cancelled,
             HcMetricsFigures *out,
             GError **error)
{
  const HcMetricsQuestion *question = &job->question;
  HcWhere where[HC_N_DIMENSIONS];
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = job->as_of, .from = question->from,
                          .to = question->to, .where = where, .usage = usage };

  query.n_where = fill_where (question, where);
  out->set = hc_metric_compute (job->columns, &job->settings, calendar, &query, cancelled, error);
  if (out->set == NULL)
    return FALSE;
  query.metrics = 1u << question->metric;
  query.with_curves = question->curves;
  if (question->by != HC_BY_NONE || question->curves)
    {
      query.by = question->by;
      out->groups =
        hc_metric_compute (job->columns, &job->settings, calendar, &query, cancelled, error);
      if (out->groups == NULL)
        return FALSE;
    }
  if (!question->compares)
    return TRUE;
  query.by = HC_BY_NONE;
  query.n_where = fill_compared (question, where);
  out->compared =
    hc_metric_compute (job->columns, &job->settings, calendar, &query, cancelled, error);
  return out->compared != NULL;
}

static gpointer
compute_job (HcDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (HcMetricsFigures) figures = g_new0 (HcMetricsFigures, 1);
  g_autoptr (HcUsage) usage = NULL;
  g_autoptr (HcCalendar) calendar = NULL;
  gint cancelled = FALSE;
  gulong handler;
  gboolean ok;

  if ((usage = read_inputs (db, figures, error)) == NULL
      || (calendar = hc_launch_settings_calendar (&job->settings, error)) == NULL)
    return NULL;
  hc_metrics_question_copy (&job->question, &figures->question);
  hc_launch_settings_copy (&job->settings, &figures->settings);
  handler = hc_cancel_watch (job->cancellable, &cancelled);
  ok = compute_all (job, usage, calendar, &cancelled, figures, error);
  hc_cancel_unwatch (job->cancellable, handler);
  return ok ? g_steal_pointer (&figures) : NULL;
}

/* ---------------------------------------------------------------- main context */

static void
cancel (HcMetricsModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
computed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcMetricsModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcMetricsFigures) figures = hc_store_job_finish (HC_STORE (object), result, &error);

  /* A newer question, or the end of the visit, may have taken over; a job that is cancelled too late
   * still ends with figures. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  g_clear_pointer (&self->figures, figures_free);
  self->figures = g_steal_pointer (&figures);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
compute (HcMetricsModel *self)
{
  HcColumns *columns = hc_launch_columns (self->launch);
  Job *job;

  self->stale = TRUE;
  cancel (self);
  if (!self->active || columns == NULL || hc_launch_as_of (self->launch) == HC_INSTANT_NONE)
    return;
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->columns = hc_columns_ref (columns);
  job->as_of = HC_INSTANT_NONE;
  job->cancellable = g_object_ref (self->cancellable);
  hc_launch_settings_copy (hc_launch_settings (self->launch), &job->settings);
  hc_metrics_question_copy (&self->question, &job->question);
  hc_store_read_async (hc_launch_store (self->launch), compute_job, job, (GDestroyNotify) job_free,
                       (GDestroyNotify) figures_free, self->cancellable, computed_cb,
                       g_object_ref (self));
}

/* Whatever touches the population ends in new columns; these are what lies beside them. */
static void
launch_changed_cb (HcMetricsModel *self, guint tables)
{
  if ((tables & (HC_TABLES_REGISTERS | HC_TABLES_USAGE | HC_TABLES_WORKFLOWS)) != 0)
    compute (self);
}

static void
hc_metrics_model_dispose (GObject *object)
{
  HcMetricsModel *self = HC_METRICS_MODEL (object);

  cancel (self);
  g_clear_pointer (&self->figures, figures_free);
  hc_metrics_question_clear (&self->question);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_metrics_model_parent_class)->dispose (object);
}

static void
hc_metrics_model_class_init (HcMetricsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_metrics_model_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hc_metrics_model_init (HcMetricsModel *self)
{
  hc_metrics_question_init (&self->question);
  self->stale = TRUE;
}

HcMetricsModel *
hc_metrics_model_new (HcLaunch *launch)
{
  HcMetricsModel *self = g_object_new (HC_TYPE_METRICS_MODEL, NULL);
  static const char *const properties[] = { "notify::columns", "notify::settings" };

  self->launch = g_object_ref (launch);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (launch, properties[i], G_CALLBACK (compute), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
hc_metrics_model_set_active (HcMetricsModel *self, gboolean active)
{
  g_return_if_fail (HC_IS_METRICS_MODEL (self));

  if (self->active == active)
    return;
  self->active = active;
  if (active && self->stale)
    compute (self);
  else if (!active && self->cancellable != NULL)
    {
      cancel (self);
      self->stale = TRUE;
    }
}

void
hc_metrics_model_ask (HcMetricsModel *self, const HcMetricsQuestion *question)
{
  gboolean only_metric;

  g_return_if_fail (HC_IS_METRICS_MODEL (self));

  if (hc_metrics_question_equal (&self->question, question))
    return;
  only_metric = self->figures != NULL && self->cancellable == NULL && !self->stale
                && same_set (&self->figures->question, question) && question->by == HC_BY_NONE
                && !question->compares && !question->curves;
  hc_metrics_question_clear (&self->question);
  hc_metrics_question_copy (question, &self->question);
  if (!only_metric)
    {
      compute (self);
      return;
    }
  /* Every metric is there already. */
  hc_metrics_question_clear (&self->figures->question);
  hc_metrics_question_copy (question, &self->figures->question);
  g_clear_pointer (&self->figures->groups, hc_metric_set_free);
  g_clear_pointer (&self->figures->compared, hc_metric_set_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

const HcMetricsQuestion *
hc_metrics_model_question (HcMetricsModel *self)
{
  g_return_val_if_fail (HC_IS_METRICS_MODEL (self), NULL);

  return &self->question;
}

const HcMetricsFigures *
hc_metrics_model_figures (HcMetricsModel *self)
{
  g_return_val_if_fail (HC_IS_METRICS_MODEL (self), NULL);

  return self->figures;
}

gboolean
hc_metrics_model_is_busy (HcMetricsModel *self)
{
  g_return_val_if_fail (HC_IS_METRICS_MODEL (self), FALSE);

  return self->cancellable != NULL;
}
