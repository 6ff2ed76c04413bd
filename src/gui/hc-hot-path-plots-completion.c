/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-plots.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-metric-text.h"
#include "hc-plot-metric.h"
#include "hc-workflow-score.h"

/* “≥ 95 %”; NULL: none. */
static char *
target_text (HcPathModel *model, HcRecord *workflow)
{
  double target = hc_path_model_target (model, workflow);
  double in_per_cent = 100 * target;
  g_autofree char *text = NULL;

  if (isnan (target))
    return NULL;
  text = hc_format_percent (target, fabs (in_per_cent - round (in_per_cent)) < 1e-9 ? 0 : 1);
  return g_strdup_printf ("≥ %s", text);
}

/* Retries stand beside the rate wherever it is read. */
static void
add_retries (HcPlotBuild *build, const HcMetricSeries *series)
{
  const HcPlot *plot = hc_plot_build_plot (build);

  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];
      int slot = hc_plot_metric_slot (build, point->date);
      g_autofree char *count = hc_format_count (point->retried);

      for (guint k = 0; slot >= 0 && point->retried >= 0 && k < plot->n_series; k++)
        {
          g_autofree char *reading = NULL;
          g_autofree char *longer = NULL;

          if (isnan (plot->series[k].values[slot]))
            continue;
          reading = hc_plot_dup_reading (plot, k, (guint) slot);
          longer = g_strdup_printf (ngettext ("%s\n%s retry", "%s\n%s retries",
                                              (gulong) point->retried),
                                    reading, count);
          hc_plot_build_set_reading (build, k, (guint) slot, longer);
        }
    }
}

HcPlotBuild *
hc_hot_path_plot_completion (HcPathModel *model, HcRecord *workflow)
{
  const HcPathFigures *figures = hc_path_model_figures (model);
  const HcMetricSeries *series = hc_path_model_completion (model, hc_record_id (workflow));
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&figures->settings, NULL);
  g_autoptr (HcControlStrata) strata = NULL;
  g_autofree char *target = target_text (model, workflow);
  g_autofree char *target_label = NULL;
  g_autofree char *title = NULL;
  HcPlotMetricOptions options;
  HcPlotBuild *build;

  if (series == NULL || series->n_points == 0)
    return NULL;
  target_label = target != NULL ? g_strdup_printf (_("Target %s"), target) : NULL;
  strata = hc_control_strata (series, HC_DAY_NONE, HC_DAY_NONE, HC_NELSON_1);
  hc_plot_metric_options_init (&options);
  options.strata = strata;
  options.target = hc_path_model_target (model, workflow);
  options.target_label = target_label;
  options.baseline = hc_workflow_completion_baseline (hc_record_data (workflow), NAN);
  options.format_day = hc_format_day;
  options.format_day_long = hc_format_day_long;
  build = hc_plot_metric (series, figures->completion, &figures->settings, calendar, &options);
  add_retries (build, series);
  title = g_strdup_printf (_("%s: Completion Rate"), hc_record_title (workflow));
  hc_plot_build_plot (build)->title = hc_plot_build_text (build, title);
  return build;
}

static void
append_counts (GString *out, const HcMetricPoint *window)
{
  g_autofree char *completed = hc_format_count (window->numerator);
  g_autofree char *started = hc_format_count (window->denominator);
  g_autofree char *retried = hc_format_count (window->retried);

  if (window->denominator >= 0)
    /* TRANSLATORS: completed of started */
    hc_hot_path_append (out, " · ", g_strdup_printf (_("%s of %s completed"), completed, started));
  if (window->retried >= 0)
    hc_hot_path_append (out, " · ",
                        g_strdup_printf (ngettext ("%s retry", "%s retries",
                                                   (gulong) window->retried),
                                         retried));
}

char *
hc_hot_path_completion_text (HcPathModel *model, HcRecord *workflow)
{
  const HcPathFigures *figures = hc_path_model_figures (model);
  const HcMetricSeries *series = hc_path_model_completion (model, hc_record_id (workflow));
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&figures->settings, NULL);
  HcMetricContext context = { figures->completion, &figures->settings, calendar, NULL, FALSE };
  g_autofree char *target = target_text (model, workflow);
  g_autofree char *excluded = NULL;
  GString *out = g_string_new (NULL);

  if (series == NULL)
    {
      g_string_assign (out, _("Not measurable: nothing is known of how many start and complete "
                              "this hot path. Enter completions, or import them."));
      return g_string_free (out, FALSE);
    }
  hc_hot_path_append (out, " · ", hc_metric_value_text (series));
  hc_hot_path_append (out, " · ", hc_metric_period_text (series, &context));
  append_counts (out, &series->window);
  hc_hot_path_append (out, " · ", target != NULL ? g_strdup_printf (_("target %s"), target)
                              : g_strdup (_("no target set")));
  excluded = hc_metric_excluded_text (series);
  hc_hot_path_append (out, ". ", g_steal_pointer (&excluded));
  return g_string_free (out, FALSE);
}
