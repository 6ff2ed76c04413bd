/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-path-model.h"

#include <math.h>

#include "hc-record-list.h"
#include "hc-workflow-score.h"

struct _HcPathModel
{
  GObject parent_instance;

  HcLaunch *launch; /* weak: it keeps us */

  /* Owned */
  HcRecordList *targets;
  HcPathFigures *figures;
  GCancellable *cancellable; /* of the running job; NULL: none runs */

  double target; /* of all hot paths */
  guint n_watching;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (HcPathModel, hc_path_model, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- job, on a reader thread */

typedef struct
{
  HcColumns *columns;
  HcUsage *usage;
  HcLaunchSettings settings;
} Job;

static void
job_free (Job *self)
{
  hc_columns_unref (self->columns);
  hc_usage_unref (self->usage);
  hc_launch_settings_clear (&self->settings);
  g_free (self);
}

static void
figures_free (HcPathFigures *self)
{
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->tickets, hc_path_tickets_free);
  g_clear_pointer (&self->completion, hc_metric_set_free);
  hc_usage_unref (self->usage);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPathFigures, figures_free)

static gpointer
compute_job (HcDb *db, gpointer data, GError **error)
{
  Job *job = data;
  HcMetricQuery query = { .metrics = 1u << HC_METRIC_COMPLETION_RATE, .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE, .to = HC_DAY_NONE, .by = HC_BY_WORKFLOW,
                          .usage = job->usage };
  g_autoptr (HcPathFigures) figures = g_new0 (HcPathFigures, 1);
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&job->settings, error);

  figures->usage = hc_usage_ref (job->usage);
  hc_launch_settings_copy (&job->settings, &figures->settings);
  if (calendar == NULL)
    return NULL;
  figures->completion =
    hc_metric_compute (job->columns, &job->settings, calendar, &query, NULL, error);
  if (figures->completion == NULL)
    return NULL;
  figures->tickets =
    hc_path_tickets_new (job->columns, &job->settings, calendar, HC_INSTANT_NONE);
  return g_steal_pointer (&figures);
}

/* ---------------------------------------------------------------- main context */

static void
cancel (HcPathModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
computed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcPathModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcPathFigures) figures = hc_store_job_finish (HC_STORE (object), result, &error);

  /* Newer columns, or the end of the visit, may have taken over; a job that is cancelled too late
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

/* All imports were taken back. */
static void
forget (HcPathModel *self)
{
  if (self->figures == NULL)
    return;
  g_clear_pointer (&self->figures, figures_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
compute (HcPathModel *self)
{
  HcColumns *columns = hc_launch_columns (self->launch);
  Job *job;

  self->stale = TRUE;
  cancel (self);
  if (self->n_watching == 0 || columns == NULL)
    return;
  self->stale = FALSE;
  if (columns->newest_as_of == HC_INSTANT_NONE)
    {
      forget (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->columns = hc_columns_ref (columns);
  job->usage = hc_usage_ref (hc_launch_usage (self->launch));
  hc_launch_settings_copy (hc_launch_settings (self->launch), &job->settings);
  hc_store_read_async (hc_launch_store (self->launch), compute_job, job, (GDestroyNotify) job_free,
                       (GDestroyNotify) figures_free, self->cancellable, computed_cb,
                       g_object_ref (self));
}

/* Of several targets of a metric the first counts: the list is in the user's order. */
static double
find_target (HcPathModel *self)
{
  for (guint i = 0; i < hc_record_list_count (self->targets); i++)
    {
      HcRecord *target = hc_record_list_at (self->targets, i);

      if (hc_metric_from_id (hc_record_get (target, "metric")) == HC_METRIC_COMPLETION_RATE)
        return hc_record_data_get_real (hc_record_data (target), "value");
    }
  return NAN;
}

static void
targets_cb (HcPathModel *self)
{
  double target = find_target (self);

  if (target == self->target || (isnan (target) && isnan (self->target)))
    return;
  self->target = target;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hc_path_model_dispose (GObject *object)
{
  HcPathModel *self = HC_PATH_MODEL (object);

  cancel (self);
  g_clear_object (&self->targets);
  g_clear_pointer (&self->figures, figures_free);
  g_clear_weak_pointer (&self->launch);
  G_OBJECT_CLASS (hc_path_model_parent_class)->dispose (object);
}

static void
hc_path_model_class_init (HcPathModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_path_model_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hc_path_model_init (HcPathModel *self)
{
  self->stale = TRUE;
  self->target = NAN;
}

static HcPathModel *
path_model_new (HcLaunch *launch)
{
  static const char *const properties[] = { "notify::columns", "notify::settings" };
  HcPathModel *self = g_object_new (HC_TYPE_PATH_MODEL, NULL);

  g_set_weak_pointer (&self->launch, launch);
  self->targets = hc_record_list_new (launch, "metric_target", NULL);
  g_signal_connect_object (self->targets, "read", G_CALLBACK (targets_cb), self, G_CONNECT_SWAPPED);
  targets_cb (self);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (launch, properties[i], G_CALLBACK (compute), self, G_CONNECT_SWAPPED);
  return self;
}

HcPathModel *
hc_path_model_of (HcLaunch *launch)
{
  static const char key[] = "hc-path-model";
  HcPathModel *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_get_data (G_OBJECT (launch), key);
  if (self == NULL)
    {
      self = path_model_new (launch);
      g_object_set_data_full (G_OBJECT (launch), key, self, g_object_unref);
    }
  return self;
}

HcLaunch *
hc_path_model_launch (HcPathModel *self)
{
  g_return_val_if_fail (HC_IS_PATH_MODEL (self), NULL);
  return self->launch;
}

void
hc_path_model_watch (HcPathModel *self)
{
  g_return_if_fail (HC_IS_PATH_MODEL (self));

  if (self->n_watching++ == 0 && self->stale && self->launch != NULL)
    compute (self);
}

void
hc_path_model_unwatch (HcPathModel *self)
{
  g_return_if_fail (HC_IS_PATH_MODEL (self) && self->n_watching > 0);

  if (--self->n_watching > 0 || self->cancellable == NULL)
    return;
  cancel (self);
  self->stale = TRUE;
}

gboolean
hc_path_model_is_busy (HcPathModel *self)
{
  g_return_val_if_fail (HC_IS_PATH_MODEL (self), FALSE);
  return self->cancellable != NULL;
}

const HcPathFigures *
hc_path_model_figures (HcPathModel *self)
{
  g_return_val_if_fail (HC_IS_PATH_MODEL (self), NULL);
  return self->figures;
}

const HcMetricSeries *
hc_path_model_completion (HcPathModel *self, const char *workflow_id)
{
  GPtrArray *all;

  g_return_val_if_fail (HC_IS_PATH_MODEL (self), NULL);

  all = self->figures != NULL ? self->figures->completion->series : NULL;
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (all, i);

      if (series->by == HC_BY_WORKFLOW && g_strcmp0 (series->group_id, workflow_id) == 0)
        return series;
    }
  return NULL;
}

HcPathFlow *
hc_path_model_flow (HcPathModel *self, const char *workflow_id)
{
  g_autoptr (HcCalendar) calendar = NULL;

  g_return_val_if_fail (HC_IS_PATH_MODEL (self), NULL);

  if (self->figures == NULL
      || (calendar = hc_launch_settings_calendar (&self->figures->settings, NULL)) == NULL)
    return NULL;
  return hc_path_flow_new (self->figures->usage, workflow_id, &self->figures->settings, calendar,
                           self->figures->completion->as_of);
}

double
hc_path_model_target (HcPathModel *self, HcRecord *workflow)
{
  g_return_val_if_fail (HC_IS_PATH_MODEL (self), NAN);
  return hc_workflow_completion_target (hc_record_data (workflow), self->target);
}
