/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch.h"

#include "hc-day-text.h"
#include "hc-launch-jobs.h"
#include "hc-launch-same.h"
#include "hc-rule-watch.h"

#define DEBOUNCE_MS 50

/* What a write must touch to make the figures stale. */
#define STALE_TABLES                                                                               \
  (HC_TABLES_LAUNCH | HC_TABLES_TICKETS | HC_TABLES_PLAN | HC_TABLES_IMPORT | HC_TABLES_TRIAGE |   \
   HC_TABLES_LINKS | HC_TABLES_CATALOG | HC_TABLES_USAGE | HC_TABLES_WORKFLOWS)

struct _HcLaunch
{
  GObject parent_instance;

  /* Owned */
  HcStore *store;
  HcRuleWatch *rules;
  HcLaunchSettings settings;
  HcCalendar *calendar;
  GPtrArray *batches;
  HcColumns *columns;
  HcUsage *usage;
  HcMetricSet *metrics;
  GCancellable *cancellable; /* of the running re-read; NULL: none runs */
  guint debounce;

  gint64 as_of;
  guint64 ticket_count;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (HcLaunch, hc_launch, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SETTINGS,
  PROP_COLUMNS,
  PROP_METRICS,
  PROP_BATCHES,
  PROP_NAME,
  PROP_BUSY,
  N_PROPS,
};

enum
{
  CHANGED,
  BADGES_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- taking results over ---- */

static void
set_busy (HcLaunch *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
take_settings (HcLaunch *self, HcLaunchBasics *basics, GError **error)
{
  HcCalendar *calendar = hc_launch_settings_calendar (&basics->settings, error);
  gboolean renamed = g_strcmp0 (self->settings.name, basics->settings.name) != 0;

  if (calendar == NULL)
    return FALSE;
  g_clear_pointer (&self->calendar, hc_calendar_free);
  self->calendar = calendar;
  hc_launch_settings_clear (&self->settings);
  hc_launch_settings_copy (&basics->settings, &self->settings);
  if (renamed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
  return TRUE;
}

static void
take_batches (HcLaunch *self, HcLaunchBasics *basics)
{
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  self->batches = g_ptr_array_ref (basics->batches);
  self->as_of = basics->as_of;
  self->ticket_count = basics->ticket_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BATCHES]);
}

static gboolean
take_basics (HcLaunch *self, HcLaunchBasics *basics, GError **error)
{
  gboolean new_settings = self->calendar == NULL ||
                          !hc_launch_same_settings (&self->settings, &basics->settings);
  gboolean new_batches = !hc_launch_same_batches (self->batches, basics->batches);

  if (new_settings && !take_settings (self, basics, error))
    return FALSE;
  if (new_batches)
    take_batches (self, basics);
  return TRUE;
}

static void
reload_failed (HcLaunch *self, const GError *error)
{
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  /* The old figures stay. A file that cannot be read any more shows at the next write. */
  g_warning ("The figures could not be read again: %s", error->message);
}

/* Both are there before anybody hears of one. Columns are too big to compare: they always count as
 * new. */
static void
take_figures (HcLaunch *self, HcLaunchFigures *figures)
{
  gboolean new_metrics = !hc_launch_same_metrics (self->metrics, figures->metrics);

  g_clear_pointer (&self->columns, hc_columns_unref);
  self->columns = g_steal_pointer (&figures->columns);
  g_clear_pointer (&self->usage, hc_usage_unref);
  self->usage = g_steal_pointer (&figures->usage);
  if (new_metrics)
    {
      g_clear_pointer (&self->metrics, hc_metric_set_free);
      self->metrics = g_steal_pointer (&figures->metrics);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
  if (new_metrics)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METRICS]);
}

/* A newer re-read, or the end, has taken over; a job may have been done before it was cancelled. */
static gboolean
is_outdated (GAsyncResult *result, const GError *error)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
figures_computed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcLaunch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcLaunchFigures) figures = hc_store_job_finish (HC_STORE (object), result, &error);

  if (is_outdated (result, error))
    return;
  if (error != NULL)
    {
      reload_failed (self, error);
      return;
    }
  g_clear_object (&self->cancellable);
  take_figures (self, figures);
  set_busy (self, FALSE);
}

static void
compute_figures (HcLaunch *self)
{
  hc_store_read_async (self->store, hc_launch_figures_job, g_object_ref (self->cancellable),
                       g_object_unref, hc_launch_figures_free, self->cancellable,
                       figures_computed_cb, g_object_ref (self));
}

static void
basics_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcLaunch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcLaunchBasics) basics = hc_store_job_finish (HC_STORE (object), result, &error);

  if (is_outdated (result, error))
    return;
  if (error != NULL || !take_basics (self, basics, &error))
    {
      reload_failed (self, error);
      return;
    }
  if (self->cancellable != NULL)
    compute_figures (self);
}

static void
cancel_reload (HcLaunch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
reload_cb (gpointer user_data)
{
  HcLaunch *self = user_data;

  self->debounce = 0;
  cancel_reload (self);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  hc_store_read_async (self->store, hc_launch_basics_job, NULL, NULL, hc_launch_basics_free,
                       self->cancellable, basics_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (HcStore *store, guint tables, HcLaunch *self)
{
  if ((tables & STALE_TABLES) != 0 && self->debounce == 0)
    self->debounce = g_timeout_add (DEBOUNCE_MS, reload_cb, self);
  g_signal_emit (self, signals[CHANGED], 0, tables);
}

/* ---- opening ---- */

static void
opened_basics_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HcLaunch *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (HcLaunchBasics) basics = hc_store_job_finish (HC_STORE (object), result, &error);

  if (error != NULL || !take_basics (self, basics, &error))
    {
      hc_store_close_async (self->store, NULL, NULL);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  self->rules = hc_rule_watch_new (self->store);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  compute_figures (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
store_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HcStore *store = hc_store_open_finish (result, &error);
  HcLaunch *self;

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self = g_object_new (HC_TYPE_LAUNCH, NULL);
  self->store = store;
  g_task_set_task_data (task, self, g_object_unref);
  hc_store_read_async (store, hc_launch_basics_job, NULL, NULL, hc_launch_basics_free,
                       g_task_get_cancellable (task), opened_basics_cb, g_object_ref (task));
}

/* Opens @path with all guards. The launch comes with settings and imports; the figures follow. */
void
hc_launch_open_async (const char *path,
                      HcDbMode mode,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, hc_launch_open_async);
  hc_store_open_async (path, mode, cancellable, store_opened_cb, task);
}

/* NULL + error: nothing is open. */
HcLaunch *
hc_launch_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (hc_store_close_finish (HC_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hc_launch_close_async (HcLaunch *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (HC_IS_LAUNCH (self));

  g_task_set_source_tag (task, hc_launch_close_async);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_pointer (&self->rules, hc_rule_watch_free);
  g_clear_handle_id (&self->debounce, g_source_remove);
  cancel_reload (self);
  hc_store_close_async (self->store, store_closed_cb, task);
}

gboolean
hc_launch_close_finish (HcLaunch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- class ---- */

static void
hc_launch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HcLaunch *self = HC_LAUNCH (object);

  switch (id)
    {
    case PROP_SETTINGS:
      g_value_set_pointer (value, &self->settings);
      break;
    case PROP_COLUMNS:
      g_value_set_pointer (value, self->columns);
      break;
    case PROP_METRICS:
      g_value_set_pointer (value, self->metrics);
      break;
    case PROP_BATCHES:
      g_value_set_boxed (value, self->batches);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->settings.name);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hc_launch_dispose (GObject *object)
{
  HcLaunch *self = HC_LAUNCH (object);

  g_clear_pointer (&self->rules, hc_rule_watch_free);
  cancel_reload (self);
  g_clear_handle_id (&self->debounce, g_source_remove);
  G_OBJECT_CLASS (hc_launch_parent_class)->dispose (object);
}

static void
hc_launch_finalize (GObject *object)
{
  HcLaunch *self = HC_LAUNCH (object);

  g_clear_object (&self->store);
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_clear_pointer (&self->usage, hc_usage_unref);
  g_clear_pointer (&self->metrics, hc_metric_set_free);
  G_OBJECT_CLASS (hc_launch_parent_class)->finalize (object);
}

static void
hc_launch_class_init (HcLaunchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hc_launch_get_property;
  object_class->dispose = hc_launch_dispose;
  object_class->finalize = hc_launch_finalize;

  properties[PROP_SETTINGS] = g_param_spec_pointer ("settings", NULL, NULL, flags);
  properties[PROP_COLUMNS] = g_param_spec_pointer ("columns", NULL, NULL, flags);
  properties[PROP_METRICS] = g_param_spec_pointer ("metrics", NULL, NULL, flags);
  properties[PROP_BATCHES] = g_param_spec_boxed ("batches", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[BADGES_CHANGED] = g_signal_new ("badges-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_launch_init (HcLaunch *self)
{
  hc_launch_settings_init (&self->settings);
  self->as_of = HC_INSTANT_NONE;
}

HcStore *
hc_launch_store (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->store;
}

const HcLaunchSettings *
hc_launch_settings (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return &self->settings;
}

HcCalendar *
hc_launch_calendar (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->calendar;
}

const HcMetricSet *
hc_launch_metrics (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->metrics;
}

HcColumns *
hc_launch_columns (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->columns;
}

HcUsage *
hc_launch_usage (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->usage;
}

GPtrArray *
hc_launch_batches (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return self->batches;
}

gint64
hc_launch_as_of (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), HC_INSTANT_NONE);
  return self->as_of;
}

guint64
hc_launch_ticket_count (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), 0);
  return self->ticket_count;
}

char *
hc_launch_dup_day_text (HcLaunch *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH (self), NULL);
  return hc_day_text (&self->settings, self->calendar, self->as_of,
                      g_get_real_time () / G_USEC_PER_SEC, TRUE);
}

void
hc_launch_tell_badges (HcLaunch *self)
{
  g_return_if_fail (HC_IS_LAUNCH (self));
  g_signal_emit (self, signals[BADGES_CHANGED], 0);
}
