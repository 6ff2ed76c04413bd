/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-metric-options.h"
#include "hc-metric-text.h"
#include "hc-metric-values.h"
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
  { "where", 'w', N_ ("FIELD=VALUE"),
    N_ ("Only these tickets; repeatable, all must fit; "
        "“category=” means without one; an issue by its code, title or both"),
    TRUE },
  { "compare", 'c', N_ ("FIELD=VALUE"),
    N_ ("A second line in grey: the same with this value instead; “all”: without any --where"),
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
  GArray *where; /* of HcWhere that borrow from the call */
  HcDay from, to;
  gboolean funnel;
  gboolean curve;
  gboolean compares;
  HcWhere compared; /* HC_BY_NONE: with all tickets */
} Request;

/* What is drawn. */
typedef struct
{
  HcMetricSet *set;
  HcMetricSet *compared; /* NULL: nothing */
  double targets[HC_N_METRICS];
  double baselines[HC_N_METRICS];
  char *name;
  char *compared_name;
  char *target_label;
} Figures;

static void
request_clear (Request *self)
{
  g_clear_pointer (&self->where, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static void
figures_clear (Figures *self)
{
  g_clear_pointer (&self->set, hc_metric_set_free);
  g_clear_pointer (&self->compared, hc_metric_set_free);
  g_free (self->name);
  g_free (self->compared_name);
  g_free (self->target_label);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

/* ---- what is asked ---- */

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
  return hc_call_may_write (call, path, error);
}

/* Which kinds go together. */
static gboolean
check_kind (const Request *request, GError **error)
{
  const char *wrong = NULL;

  if (request->from != HC_DAY_NONE && request->to != HC_DAY_NONE && request->to < request->from)
    wrong = _ ("“--to” is before “--from”.");
  else if (request->funnel &&
           (request->query.by == HC_BY_NONE || !hc_metrics[request->metric].is_share))
    wrong = _ ("“--funnel” compares shares of groups: give --by and a metric that is a share.");
  else if (request->curve && request->metric != HC_METRIC_TIME_TO_RESOLVE)
    wrong = _ ("“--curve” is of time_to_resolve: no other metric has one.");
  else if (request->compares && request->query.by != HC_BY_NONE)
    wrong = _ ("“--compare” draws a second line, “--by” draws groups: give one of them.");
  if (wrong != NULL)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_USAGE, wrong);
  return wrong == NULL;
}

static gboolean
parse_request (const HcCall *call, Request *request, GError **error)
{
  const char *by = hc_call_value (call, "by");

  request->path = hc_call_value (call, "output");
  request->funnel = hc_call_has (call, "funnel");
  request->curve = request->query.with_curves = hc_call_has (call, "curve");
  request->compares = hc_call_has (call, "compare");
  request->where = g_array_new (FALSE, FALSE, sizeof (HcWhere));
  request->query.from = request->query.to = HC_DAY_NONE;
  if (!hc_parse_metric (hc_call_word (call, 1), &request->metric, error) ||
      (by != NULL && !hc_parse_field ("by", by, &request->query.by, error)) ||
      !hc_parse_where (call, request->where, error) ||
      !hc_parse_compare (call, &request->compared, error) ||
      !hc_parse_day (call, "from", &request->from, error) ||
      !hc_parse_day (call, "to", &request->to, error) ||
      !check_path (call, request->path, error) ||
      !parse_size (hc_call_value (call, "size"), request->path, &request->width, &request->height,
                   error) ||
      !check_kind (request, error))
    return FALSE;
  request->query.metrics = 1u << request->metric;
  if (request->query.by == HC_BY_NONE && !request->curve)
    return TRUE;
  request->query.from = request->from;
  request->query.to = request->to;
  return TRUE;
}

/* ---- figures ---- */

/* “category: Access, group: Network”; NULL: all tickets. */
static char *
name_of (const GArray *where)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < where->len; i++)
    {
      const HcWhere *one = &g_array_index (where, HcWhere, i);

      g_string_append_printf (out, "%s%s: %s", i > 0 ? ", " : "", hc_dimension_word (one->by),
                              one->value != NULL ? one->value : _ ("Without"));
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

static HcMetricSet *
compute_where (const Request *request,
               const HcColumns *columns,
               const HcOpenLaunch *launch,
               const GArray *where,
               GError **error)
{
  HcMetricQuery query = request->query;

  query.where = (const HcWhere *) (gpointer) where->data;
  query.n_where = where->len;
  for (guint i = 0; i < where->len; i++)
    if (!hc_check_where (columns, query.usage, &query.where[i], error))
      return NULL;
  return hc_metric_compute (columns, &launch->settings, launch->calendar, &query, NULL, error);
}

/* The same tickets with another value of the field that is compared. */
static gboolean
compute_compared (const Request *request,
                  const HcColumns *columns,
                  const HcOpenLaunch *launch,
                  Figures *figures,
                  GError **error)
{
  g_autoptr (GArray) where = g_array_new (FALSE, FALSE, sizeof (HcWhere));

  if (!request->compares)
    return TRUE;
  for (guint i = 0; request->compared.by != HC_BY_NONE && i < request->where->len; i++)
    {
      HcWhere one = g_array_index (request->where, HcWhere, i);

      if (one.by != request->compared.by)
        g_array_append_val (where, one);
    }
  if (request->compared.by != HC_BY_NONE)
    g_array_append_val (where, request->compared);
  figures->compared_name = where->len > 0 ? name_of (where) : g_strdup (_ ("All tickets"));
  figures->compared = compute_where (request, columns, launch, where, error);
  return figures->compared != NULL;
}

static gboolean
compute (
  const HcCall *call, HcOpenLaunch *launch, Request *request, Figures *figures, GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcUsage) usage = NULL;
  HcMetricContext context = { .targets = figures->targets };
  g_autofree char *target = NULL;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !hc_call_as_of (call, launch->calendar, &request->query.as_of, error) ||
      !(columns = hc_columns_load (launch->db, &launch->settings, error)) ||
      !(usage = hc_usage_load (launch->db, error)) ||
      !hc_metric_values_load (launch->db, "metric_target", figures->targets, error) ||
      !hc_metric_values_load (launch->db, "baseline", figures->baselines, error))
    return FALSE;
  request->query.usage = usage;
  figures->name = name_of (request->where);
  target = hc_metric_target_text (request->metric, &context);
  figures->target_label = target != NULL ? g_strdup_printf (_ ("Target %s"), target) : NULL;
  figures->set = compute_where (request, columns, launch, request->where, error);
  return figures->set != NULL &&
         compute_compared (request, columns, launch, figures, error);
}

/* ---- drawing ---- */

static void
fill_options (HcPlotMetricOptions *chart, const Figures *figures, const Request *request)
{
  hc_plot_metric_options_init (chart);
  chart->target = figures->targets[request->metric];
  chart->target_label = figures->target_label;
  chart->baseline = figures->baselines[request->metric];
  chart->has_window = request->query.from != HC_DAY_NONE || request->query.to != HC_DAY_NONE;
  if (figures->compared == NULL)
    return;
  chart->compared = hc_metric_set_total (figures->compared, request->metric);
  chart->compared_name = figures->compared_name;
  chart->name = figures->name != NULL ? figures->name : _ ("All tickets");
}

static HcPlotBuild *
build_days (const Figures *figures, const HcOpenLaunch *launch, const Request *request)
{
  const HcMetricSeries *series = hc_metric_set_total (figures->set, request->metric);
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, request->from, request->to, HC_NELSON_1);
  HcPlotMetricOptions chart;

  fill_options (&chart, figures, request);
  chart.strata = strata;
  chart.from = request->from;
  chart.to = request->to;
  return hc_plot_metric (series, figures->set, &launch->settings, launch->calendar, &chart);
}

static HcPlotBuild *
build_curves (const Figures *figures,
              const HcOpenLaunch *launch,
              const Request *request,
              GError **error)
{
  HcPlotMetricOptions chart;
  HcPlotBuild *build;

  fill_options (&chart, figures, request);
  if (!isfinite (chart.target))
    chart.target = launch->settings.resolve_target_hours;
  build = hc_plot_metric_survival (figures->set, MOST_CURVES, &chart);
  if (build == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _ ("No ticket was opened in these days. Choose others with --from and --to."));
  return build;
}

static HcPlotBuild *
build_groups (const Figures *figures, const Request *request, GError **error)
{
  HcPlotMetricOptions chart;
  HcPlotBuild *build;

  fill_options (&chart, figures, request);
  if (!request->funnel)
    return hc_plot_metric_groups (figures->set, request->metric, MOST_GROUPS, &chart);
  build = hc_plot_metric_funnel (figures->set, request->metric, &chart);
  if (build == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _ ("A funnel needs two groups with a share, and a total between 0 and 100 %%. "
                    "Choose another field or window."));
  return build;
}

/* Whose tickets they are stands over the picture. */
static void
add_filter (HcPlotBuild *build, const Figures *figures)
{
  HcPlot *plot = hc_plot_build_plot (build);
  g_autofree char *subtitle = NULL;

  if (figures->name == NULL || figures->compared != NULL)
    return;
  subtitle = plot->subtitle != NULL ? g_strdup_printf ("%s – %s", figures->name, plot->subtitle)
                                    : g_strdup (figures->name);
  plot->subtitle = hc_plot_build_text (build, subtitle);
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
  g_auto (Request) request = { 0 };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_auto (Figures) figures = { 0 };
  g_autoptr (HcPlotBuild) build = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_request (call, &request, &error) ||
      !compute (call, &launch, &request, &figures, &error) ||
      !check_values (figures.set, &request, &error))
    return hc_call_fail (call, error);
  build = request.curve                    ? build_curves (&figures, &launch, &request, &error)
          : request.query.by == HC_BY_NONE ? build_days (&figures, &launch, &request)
                                           : build_groups (&figures, &request, &error);
  if (build == NULL)
    return hc_call_fail (call, error);
  add_filter (build, &figures);
  if (!save (build, &request, &error))
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
    "hollow. Target and baseline are drawn where they were entered. Under the chart stands the\n"
    "definition. An existing file is kept unless --force is given."),
  .example = "hypercare chart wave1.hypercare misrouting_rate -o misrouting.png --size 1600x800",
  .options = options,
  .min_words = 2,
  .max_words = 2,
  .run = run_chart,
};
