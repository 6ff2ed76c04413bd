/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-jobs.h"

#include "hc-batch-table.h"
#include "hc-cancel.h"
#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-usage-table.h"

void
hc_launch_basics_free (gpointer basics)
{
  HcLaunchBasics *self = basics;

  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_basics (HcDb *db, HcLaunchBasics *out, GError **error)
{
  if (!hc_launch_load (db, &out->settings, error) ||
      (out->batches = hc_batches_load (db, error)) == NULL ||
      !hc_launch_newest_as_of (db, &out->as_of, error))
    return FALSE;
  /* Each ticket was new in exactly one import that is still there. */
  for (guint i = 0; i < out->batches->len; i++)
    out->ticket_count += ((HcBatch *) g_ptr_array_index (out->batches, i))->new_count;
  return TRUE;
}

gpointer
hc_launch_basics_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcLaunchBasics) basics = g_new0 (HcLaunchBasics, 1);
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = read_basics (db, basics, error);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&basics) : NULL;
}

void
hc_launch_figures_free (gpointer figures)
{
  HcLaunchFigures *self = figures;

  g_clear_pointer (&self->columns, hc_columns_unref);
  g_clear_pointer (&self->usage, hc_usage_unref);
  g_clear_pointer (&self->metrics, hc_metric_set_free);
  g_free (self);
}

/* What the figures rest on, of one moment. */
static gboolean
read_figures (HcDb *db, HcLaunchSettings *settings, HcLaunchFigures *out, GError **error)
{
  gboolean ok;

  if (!hc_db_begin_read (db, error))
    return FALSE;
  ok = hc_launch_load (db, settings, error) &&
       (out->columns = hc_columns_load (db, settings, error)) != NULL &&
       (out->usage = hc_usage_load (db, error)) != NULL;
  hc_db_end_read (db);
  return ok;
}

gpointer
hc_launch_figures_job (HcDb *db, gpointer cancellable, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcLaunchFigures) figures = g_new0 (HcLaunchFigures, 1);
  g_autoptr (HcCalendar) calendar = NULL;
  HcMetricQuery query = { .metrics = HC_METRICS_ALL,
                          .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE,
                          .to = HC_DAY_NONE };
  gint cancelled = FALSE;
  gulong handler;

  if (!read_figures (db, &settings, figures, error) ||
      (calendar = hc_launch_settings_calendar (&settings, error)) == NULL)
    return NULL;

  query.usage = figures->usage;
  handler = hc_cancel_watch (cancellable, &cancelled);
  figures->metrics =
    hc_metric_compute (figures->columns, &settings, calendar, &query, &cancelled, error);
  hc_cancel_unwatch (cancellable, handler);
  return figures->metrics != NULL ? g_steal_pointer (&figures) : NULL;
}
