/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-command.h"
#include "hc-metric-options.h"
#include "hc-metric-output.h"
#include "hc-usage-table.h"

static const HcOption options[] = {
  { "metric", 'm', N_ ("ID"), N_ ("Only this metric; repeat it, or separate several by commas"),
    TRUE },
  { "from", 0, N_ ("YYYY-MM-DD"), N_ ("First day of the window"), FALSE },
  { "to", 0, N_ ("YYYY-MM-DD"), N_ ("Last day of the window"), FALSE },
  { "as-of", 0, N_ ("T"), N_ ("The moment the figures are for; the newest import when not given"),
    FALSE },
  { "by", 'b', N_ ("FIELD"), N_ ("Also by category, subcategory, priority, group, workflow, step, cohort, issue or cause"),
    FALSE },
  { "where", 'w', N_ ("FIELD=VALUE"),
    N_ ("Only these tickets; repeatable, all must fit; "
        "“category=” means without one; an issue by its code, title or both"),
    TRUE },
  { "control", 0, NULL, N_ ("Add control charts with their limits and signals (text and json)"),
    FALSE },
  { "format", 'f', N_ ("FORMAT"), N_ ("text, json or csv"), FALSE },
  { NULL },
};

static gboolean
parse_metrics (const HcCall *call, guint *metrics, GError **error)
{
  GPtrArray *values = hc_call_values (call, "metric");

  *metrics = values == NULL ? HC_METRICS_ALL : 0;
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_auto (GStrv) ids = g_strsplit (g_ptr_array_index (values, i), ",", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        {
          HcMetricId id;

          if (!hc_parse_metric (g_strstrip (ids[j]), &id, error))
            return FALSE;
          *metrics |= 1u << id;
        }
    }
  return TRUE;
}

static gboolean
parse_query (const HcCall *call, HcMetricQuery *query, GArray *where, GError **error)
{
  const char *by = hc_call_value (call, "by");

  if (!parse_metrics (call, &query->metrics, error) ||
      !hc_parse_day (call, "from", &query->from, error) ||
      !hc_parse_day (call, "to", &query->to, error) || !hc_parse_where (call, where, error) ||
      (by != NULL && !hc_parse_field ("by", by, &query->by, error)))
    return FALSE;
  query->where = (const HcWhere *) (gpointer) where->data;
  query->n_where = where->len;
  return TRUE;
}

static HcMetricSet *
compute (const HcCall *call, HcOpenLaunch *launch, HcMetricQuery *query, GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcUsage) usage = NULL;

  if (!hc_open_launch (call, HC_DB_READ_ONLY, launch, error) ||
      !hc_call_as_of (call, launch->calendar, &query->as_of, error) ||
      !(columns = hc_columns_load (launch->db, &launch->settings, error)) ||
      !(usage = hc_usage_load (launch->db, error)))
    return NULL;
  for (guint i = 0; i < query->n_where; i++)
    if (!hc_check_where (columns, usage, &query->where[i], error))
      return NULL;
  query->usage = usage;
  return hc_metric_compute (columns, &launch->settings, launch->calendar, query, NULL, error);
}

static char *
format_set (const HcMetricSet *set,
            const HcOpenLaunch *launch,
            const HcMetricControl *control,
            const char *format)
{
  if (strcmp (format, "json") == 0)
    return hc_metric_set_to_json (set, &launch->settings, control);
  if (strcmp (format, "csv") == 0)
    return hc_metric_set_to_csv (set, &launch->settings);
  return hc_metric_set_to_text (set, &launch->settings, launch->calendar, control);
}

static int
run_metrics (HcCall *call)
{
  static const char *const formats[] = { "text", "json", "csv", NULL };
  g_auto (HcOpenLaunch) launch = { 0 };
  g_autoptr (GArray) where = g_array_new (FALSE, FALSE, sizeof (HcWhere));
  g_autoptr (HcMetricSet) set = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  HcMetricQuery query = { 0 };
  HcMetricControl control;
  const char *format = hc_call_format (call, formats, &error);

  if (format == NULL || !parse_query (call, &query, where, &error) ||
      !(set = compute (call, &launch, &query, &error)))
    return hc_call_fail (call, error);

  control = (HcMetricControl) { hc_call_has (call, "control"), query.from, query.to };
  text = format_set (set, &launch, &control, format);
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_metrics = {
  .name = "metrics",
  .arguments = "FILE",
  .summary = N_ ("Show metrics: window values, intervals and daily series"),
  .description = N_ (
    "The window is the last five complete working days unless --from and --to give it. What the\n"
    "data cannot say is said: a metric without its input is “not measurable”, never 0. JSON and\n"
    "CSV are stable and untranslated; shares are fractions there. Groups by cohort overlap: a\n"
    "ticket counts in each of its cohorts.\n"
    "T is YYYY-MM-DD (the end of that day) or YYYY-MM-DDTHH:MM, in the launch's zone or with\n"
    "an offset."),
  .example =
    "hypercare metrics wave1.hypercare --metric time_to_resolve --by category --format json",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_metrics,
};
