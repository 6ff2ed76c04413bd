/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-command.h"
#include "hc-plot-metric.h"
#include "hc-usage-table.h"

#define PNG_WIDTH 1200
#define PNG_HEIGHT 600
#define PAPER_WIDTH 842 /* A4 across, in points */
#define PAPER_HEIGHT 595
#define LEAST_SIDE 100
#define MOST_SIDE 20000
#define MOST_GROUPS 20
#define MOST_CURVES 4
/* Wider pictures get larger letters, not more room between small ones. */
#define NORMAL_WIDTH 1200.0

static const HcOption options[] = {
  { "output", 'o', N_ ("CHART.png"), N_ ("The picture to write: .png, .svg or .pdf (needed)"),
    FALSE },
  { "size", 0, N_ ("WxH"), N_ ("Pixels of a PNG (1200x600), points of SVG and PDF (842x595)"),
    FALSE },
  { "by", 'b', N_ ("FIELD"), N_ ("Groups instead of days: category, group, workflow, cohort …"),
    FALSE },
  { "funnel", 0, NULL, N_ ("With --by: shares of the groups against their n, with limits"), FALSE },
  { "curve", 0, NULL, N_ ("Of time_to_resolve: the share still open after a time, also with --by"),
    FALSE },
  { "from", 0, N_ ("YYYY-MM-DD"), N_ ("First day shown; of groups the window"), FALSE },
  { "to", 0, N_ ("YYYY-MM-DD"), N_ ("Last day shown; of groups the window"), FALSE },
  { "as-of", 0, N_ ("T"), N_ ("The moment the figures are for; the newest import when not given"),
    FALSE },
  { "force", 0, NULL, N_ ("Replace an existing picture"), FALSE },
  { NULL },
};

typedef struct
{
  HcMetricId metric;
  const char *path; /* borrowed */
  double width, height;
  HcMetricQuery query;
  HcDay from, to;
  gboolean funnel;
  gboolean curve;
} Request;

/* ---- what is asked ---- */

static gboolean
parse_metric (const char *word, HcMetricId *out, GError **error)
{
  const char *ids[HC_N_METRICS + 1] = { NULL };
  g_autofree char *hint = NULL;
  g_autofree char *list = NULL;

  *out = hc_metric_from_id (word);
  if (*out != HC_N_METRICS)
    return TRUE;
  for (guint i = 0; i < HC_N_METRICS; i++)
    ids[i] = hc_metrics[i].id;
  hint = hc_did_you_mean (word, ids);
  list = g_strjoinv (", ", (char **) ids);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("There is no metric “%s”.%s Metrics: %s."), word,
               hint, list);
  return FALSE;
}

static gboolean
parse_by (const char *word, HcDimension *out, GError **error)
{
  const char *words[HC_N_DIMENSIONS] = { NULL };
  g_autofree char *hint = NULL;
  g_autofree char *list = NULL;

  if (word == NULL)
    return TRUE;
  *out = hc_dimension_from_word (word);
  if (*out != HC_BY_NONE)
    return TRUE;
  for (guint i = HC_BY_NONE + 1; i < HC_N_DIMENSIONS; i++)
    words[i - 1] = hc_dimension_word (i);
  hint = hc_did_you_mean (word, words);
  list = g_strjoinv (", ", (char **) words);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--%s”: there is no field “%s”.%s Fields: %s."),
               "by", word, hint, list);
  return FALSE;
}

static gboolean
parse_day (const HcCall *call, const char *option, HcDay *out, GError **error)
{
  const char *text = hc_call_value (call, option);

  *out = HC_DAY_NONE;
  if (text == NULL || hc_day_parse (text, out))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“--%s %s” is no date. Write it as YYYY-MM-DD, for example 2026-03-04."), option,
               text);
  return FALSE;
}

/* “1200x600” */
static gboolean
parse_size (const char *text, const char *path, double *width, double *height, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean png = g_str_has_suffix (lower, ".png");
  g_auto (GStrv) parts = NULL;
  guint64 w, h;

  *width = png ? PNG_WIDTH : PAPER_WIDTH;
  *height = png ? PNG_HEIGHT : PAPER_HEIGHT;
  if (text == NULL)
    return TRUE;
  parts = g_strsplit (text, "x", 2);
  if (g_strv_length (parts) == 2 &&
      g_ascii_string_to_unsigned (parts[0], 10, LEAST_SIDE, MOST_SIDE, &w, NULL) &&
      g_ascii_string_to_unsigned (parts[1], 10, LEAST_SIDE, MOST_SIDE, &h, NULL))
    {
      *width = (double) w;
      *height = (double) h;
      return TRUE;
    }
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“--size %s”: write width and height as 1200x600, each from %d to %d."), text,
               LEAST_SIDE, MOST_SIDE);
  return FALSE;
}

static gboolean
check_path (const HcCall *call, const char *path, GError **error)
{
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (path == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("Say where the picture goes: -o CHART.png, CHART.svg or CHART.pdf."));
      return FALSE;
    }
  if (!g_str_has_suffix (lower, ".png") && !g_str_has_suffix (lower, ".svg") &&
      !g_str_has_suffix (lower, ".pdf"))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“%s” must end in “.png”, “.svg” or “.pdf”: the ending says what to write."),
                   path);
      return FALSE;
    }
  if (!hc_call_has (call, "force") && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
                   _ ("“%s” exists already. Choose another name, or allow it to be replaced."),
                   path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_request (const HcCall *call, Request *request, GError **error)
{
  request->path = hc_call_value (call, "output");
  request->funnel = hc_call_has (call, "funnel");
  request->curve = request->query.with_curves = hc_call_has (call, "curve");
  request->query.from = request->query.to = HC_DAY_NONE;
  if (!parse_metric (hc_call_word (call, 1), &request->metric, error) ||
      !parse_by (hc_call_value (call, "by"), &request->query.by, error) ||
      !parse_day (call, "from", &request->from, error) ||
      !parse_day (call, "to", &request->to, error) || !check_path (call, request->path, error) ||
      !parse_size (hc_call_value (call, "size"), request->path, &request->width, &request->height,
                   error))
    return FALSE;
  request->query.metrics = 1u << request->metric;
  if (request->from != HC_DAY_NONE && request->to != HC_DAY_NONE && request->to < request->from)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--to” is before “--from”."));
      return FALSE;
    }
  if (request->funnel && (request->query.by == HC_BY_NONE || !hc_metrics[request->metric].is_share))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--funnel” compares shares of groups: give --by and a metric that is a "
                      "share."));
      return FALSE;
    }
  if (request->curve && request->metric != HC_METRIC_TIME_TO_RESOLVE)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--curve” is of time_to_resolve: no other metric has one."));
      return FALSE;
    }
  if (request->query.by == HC_BY_NONE && !request->curve)
    return TRUE;
  request->query.from = request->from;
  request->query.to = request->to;
  return TRUE;
}

/* ---- drawing ---- */

static HcMetricSet *
compute (const HcCall *call, HcOpenLaunch *launch, Request *request, GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcUsage) usage = NULL;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !hc_call_as_of (call, launch->calendar, &request->query.as_of, error) ||
      !(columns = hc_columns_load (launch->db, &launch->settings, error)) ||
      !(usage = hc_usage_load (launch->db, error)))
    return NULL;
  request->query.usage = usage;
  return hc_metric_compute (columns, &launch->settings, launch->calendar, &request->query, NULL,
                            error);
}

static HcPlotBuild *
build_days (const HcMetricSet *set, const HcOpenLaunch *launch, const Request *request)
{
  const HcMetricSeries *series = hc_metric_set_total (set, request->metric);
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, request->from, request->to, HC_NELSON_1);
  HcPlotMetricOptions chart;

  hc_plot_metric_options_init (&chart);
  chart.strata = strata;
  chart.from = request->from;
  chart.to = request->to;
  if (request->metric == HC_METRIC_TIME_TO_RESOLVE)
    chart.target = launch->settings.resolve_target_hours;
  return hc_plot_metric (series, set, &launch->settings, launch->calendar, &chart);
}

static gboolean
has_window (const Request *request)
{
  return request->query.from != HC_DAY_NONE || request->query.to != HC_DAY_NONE;
}

static HcPlotBuild *
build_curves (const HcMetricSet *set,
              const HcOpenLaunch *launch,
              const Request *request,
              GError **error)
{
  HcPlotMetricOptions chart;
  HcPlotBuild *build;

  hc_plot_metric_options_init (&chart);
  chart.has_window = has_window (request);
  chart.target = launch->settings.resolve_target_hours;
  build = hc_plot_metric_survival (set, MOST_CURVES, &chart);
  if (build == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _ ("No ticket was opened in these days. Choose others with --from and --to."));
  return build;
}

static HcPlotBuild *
build_groups (const HcMetricSet *set, const Request *request, GError **error)
{
  HcPlotMetricOptions chart;
  HcPlotBuild *build;

  hc_plot_metric_options_init (&chart);
  chart.has_window = has_window (request);
  if (!request->funnel)
    return hc_plot_metric_groups (set, request->metric, MOST_GROUPS, &chart);
  build = hc_plot_metric_funnel (set, request->metric, &chart);
  if (build == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _ ("A funnel needs two groups with a share, and a total between 0 and 100 %%. "
                    "Choose another field or window."));
  return build;
}

/* A chart without a single value would say nothing: it is not written. */
static gboolean
check_values (const HcMetricSet *set, const Request *request, GError **error)
{
  const HcMetricSeries *total = hc_metric_set_total (set, request->metric);

  if (total->measurable)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _ ("“%s” is not measurable. %s"),
               hc_metrics[request->metric].id, hc_metric_missing_remedy (total->missing));
  return FALSE;
}

static gboolean
save (HcPlotBuild *build, const Request *request, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (request->path, -1);
  double scale = g_str_has_suffix (lower, ".png") ? MAX (request->width / NORMAL_WIDTH, 1) : 1;

  return hc_plot_save (hc_plot_build_plot (build), request->path, request->width / scale,
                       request->height / scale, scale, error);
}

static int
run_chart (HcCall *call)
{
  Request request = { 0 };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (HcMetricSet) set = NULL;
  g_autoptr (HcPlotBuild) build = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_request (call, &request, &error) ||
      !(set = compute (call, &launch, &request, &error)) || !check_values (set, &request, &error))
    return hc_call_fail (call, error);
  build = request.curve                    ? build_curves (set, &launch, &request, &error)
          : request.query.by == HC_BY_NONE ? build_days (set, &launch, &request)
                                           : build_groups (set, &request, &error);
  if (build == NULL || !save (build, &request, &error))
    return hc_call_fail (call, error);
  hc_printf (_ ("Wrote “%s”.\n"), request.path);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_chart = {
  .name = "chart",
  .arguments = "FILE METRIC -o CHART.png",
  .summary = N_ ("Draw a metric as a picture"),
  .description = N_ (
    "A value a day with control limits, or with --by the groups of the window as bars. Working\n"
    "and other days have limits of their own, gaps stay gaps, the day that is not over is\n"
    "hollow. Under the chart stands the definition. An existing file is kept unless --force is\n"
    "given."),
  .example = "hypercare chart wave1.hypercare misrouting_rate -o misrouting.png --size 1600x800",
  .options = options,
  .min_words = 2,
  .max_words = 2,
  .run = run_chart,
};
