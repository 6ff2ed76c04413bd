/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-data-notes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"

static void
add (GPtrArray *notes, char *sentence)
{
  g_ptr_array_add (notes, sentence);
}

static gboolean
is_newest_of_source (GPtrArray *batches, guint index)
{
  const HcBatch *batch = g_ptr_array_index (batches, index);

  for (guint i = index + 1; i < batches->len; i++)
    if (g_strcmp0 (((HcBatch *) g_ptr_array_index (batches, i))->source_id, batch->source_id) == 0)
      return FALSE;
  return TRUE;
}

static void
add_batch (GPtrArray *notes, const HcBatch *batch)
{
  for (guint i = 0; i < batch->warnings->len; i++)
    add (notes, g_strdup (((HcBatchWarning *) g_ptr_array_index (batch->warnings, i))->text));
  if (batch->rejected > 0)
    {
      g_autofree char *count = hc_format_count (batch->rejected);

      add (notes, g_strdup_printf (ngettext ("%s row of “%s” could not be read and is not counted.",
                                             "%s rows of “%s” could not be read and are not "
                                             "counted.",
                                             (gulong) batch->rejected),
                                   count, batch->file));
    }
  if (batch->missing > 0)
    {
      g_autofree char *count = hc_format_count (batch->missing);

      add (notes, g_strdup_printf (ngettext ("%s open ticket is no longer in the newest export; it "
                                             "counts as open until a file says otherwise.",
                                             "%s open tickets are no longer in the newest export; "
                                             "they count as open until a file says otherwise.",
                                             (gulong) batch->missing),
                                   count));
    }
}

static void
add_window (GPtrArray *notes, const HcMetricContext *context)
{
  guint days = context->set->working_days, wanted = context->settings->window_length;
  HcDay today = hc_calendar_day_of (context->calendar, context->set->as_of - 1);

  if (days < wanted)
    add (notes, g_strdup_printf (ngettext ("Only %u of %u complete working days of the window is "
                                           "known yet.",
                                           "Only %u of %u complete working days of the window are "
                                           "known yet.",
                                           days),
                                 days, wanted));
  if (!hc_calendar_is_complete (context->calendar, today, context->set->as_of))
    {
      g_autofree char *day = hc_format_day_long (today);

      add (notes, g_strdup_printf (_("%s is incomplete: windows and tests leave it out."), day));
    }
}

static void
add_series (GPtrArray *notes, const HcMetricSeries *series)
{
  const char *title = _(hc_metrics[series->id].title);

  if (!series->measurable)
    {
      add (notes, g_strdup_printf (_("%s is not measurable. %s"), title,
                                   hc_metric_missing_remedy (series->missing)));
      return;
    }
  for (guint i = 0; i < series->n_excluded; i++)
    {
      const HcExcluded *excluded = &series->excluded[i];
      const char *reason = hc_metric_ticket_reason (excluded->reason);
      g_autofree char *count = hc_format_count (excluded->count);
      g_autofree char *text = hc_metric_left_out_text (excluded);

      /* “cancelled” is the same for all: told once. */
      if (excluded->count <= 0 || g_strcmp0 (excluded->reason, "cancelled") == 0)
        continue;
      if (reason != NULL)
        add (notes, g_strdup_printf (ngettext ("%s leaves out %s ticket %s.",
                                               "%s leaves out %s tickets %s.",
                                               (gulong) excluded->count),
                                     title, count, reason));
      else
        /* Translators: “Completion Rate leaves out 2 days younger than the cycle time.” */
        add (notes, g_strdup_printf (_("%s leaves out %s."), title, text));
    }
}

static void
add_methods (GPtrArray *notes, const HcMetricSet *set)
{
  const HcMetricSeries *misrouting = hc_metric_set_total (set, HC_METRIC_MISROUTING_RATE);
  const HcMetricSeries *reopening = hc_metric_set_total (set, HC_METRIC_REOPEN_RATE);

  if (misrouting != NULL && misrouting->measurable
      && g_strcmp0 (misrouting->method, "count") == 0)
    add (notes, g_strdup (_("Misrouting Rate rests on the exported reassignment count; which groups "
                            "were wrong is not known.")));
  if (misrouting != NULL && misrouting->measurable
      && g_strcmp0 (misrouting->method, "matrix") == 0)
    add (notes, g_strdup (_("Misrouting Rate compares the last group of a ticket with the ownership "
                            "matrix; the way there is not known. Weak evidence.")));
  if (reopening != NULL && reopening->measurable && g_strcmp0 (reopening->method, "count") == 0)
    add (notes, g_strdup (_("Reopen Rate rests on the exported reopen count; when tickets were "
                            "reopened is not known.")));
}

static void
add_trend (GPtrArray *notes, const HcMetricContext *context)
{
  const HcMetricSeries *inflow = hc_metric_set_total (context->set, HC_METRIC_INFLOW);

  if (inflow != NULL && inflow->measurable
      && hc_metric_trend (inflow, context->settings->window_length).verdict
           == HC_TREND_INSUFFICIENT)
    add (notes, g_strdup (_("Whether figures fall or rise cannot be told before there are 3 complete "
                            "working days in this window and in the one before.")));
}

static void
add_cancelled (GPtrArray *notes, const HcMetricSet *set)
{
  const HcMetricSeries *open = hc_metric_set_total (set, HC_METRIC_OPEN);

  for (guint i = 0; open != NULL && i < open->n_excluded; i++)
    if (g_strcmp0 (open->excluded[i].reason, "cancelled") == 0 && open->excluded[i].count > 0)
      {
        g_autofree char *count = hc_format_count (open->excluded[i].count);

        add (notes, g_strdup_printf (ngettext ("%s cancelled ticket is left out of every figure.",
                                               "%s cancelled tickets are left out of every figure.",
                                               (gulong) open->excluded[i].count),
                                     count));
      }
}

static void
add_inferred (GPtrArray *notes, const HcMetricSet *set)
{
  const HcMetricSeries *series = hc_metric_set_total (set, HC_METRIC_TIME_TO_RESOLVE);
  g_autofree char *inferred = NULL;
  g_autofree char *events = NULL;

  if (series == NULL || !series->measurable || series->resolve.inferred <= 0)
    return;
  inferred = hc_format_count (series->resolve.inferred);
  events = hc_format_count (series->resolve.events);
  add (notes, g_strdup_printf (_("%s of %s resolution times were not exported; the time of the file "
                                 "or row that shows the end stands in."),
                               inferred, events));
}

GPtrArray *
hc_data_notes (GPtrArray *batches, const HcMetricContext *context)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = batches->len; i-- > 0;)
    if (is_newest_of_source (batches, i))
      add_batch (notes, g_ptr_array_index (batches, i));
  if (context->set == NULL || context->set->as_of == HC_INSTANT_NONE)
    return notes;
  for (guint i = 0; i < context->set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (context->set->series, i);

      if (series->by == HC_BY_NONE)
        add_series (notes, series);
    }
  add_methods (notes, context->set);
  add_inferred (notes, context->set);
  add_trend (notes, context);
  add_cancelled (notes, context->set);
  add_window (notes, context);
  return notes;
}
