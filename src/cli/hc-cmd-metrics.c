/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-command.h"
#include "hc-metric-output.h"
#include "hc-usage-table.h"

/* Names offered for one that nobody knows. */
#define MAX_NEAR 5

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
parse_field (const char *option, const char *word, HcDimension *out, GError **error)
{
  const char *words[HC_N_DIMENSIONS] = { NULL };
  g_autofree char *hint = NULL;
  g_autofree char *list = NULL;

  *out = hc_dimension_from_word (word);
  if (*out != HC_BY_NONE)
    return TRUE;

  for (guint i = HC_BY_NONE + 1; i < HC_N_DIMENSIONS; i++)
    words[i - 1] = hc_dimension_word (i);
  hint = hc_did_you_mean (word, words);
  list = g_strjoinv (", ", (char **) words);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--%s”: there is no field “%s”.%s Fields: %s."),
               option, word, hint, list);
  return FALSE;
}

static gboolean
parse_metric (const char *word, guint *metrics, GError **error)
{
  const char *ids[HC_N_METRICS + 1] = { NULL };
  HcMetricId id = hc_metric_from_id (word);
  g_autofree char *hint = NULL;
  g_autofree char *list = NULL;

  if (id != HC_N_METRICS)
    {
      *metrics |= 1u << id;
      return TRUE;
    }
  for (guint i = 0; i < HC_N_METRICS; i++)
    ids[i] = hc_metrics[i].id;
  hint = hc_did_you_mean (word, ids);
  list = g_strjoinv (", ", (char **) ids);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("There is no metric “%s”.%s Metrics: %s."), word,
               hint, list);
  return FALSE;
}

static gboolean
parse_metrics (const HcCall *call, guint *metrics, GError **error)
{
  GPtrArray *values = hc_call_values (call, "metric");

  *metrics = values == NULL ? HC_METRICS_ALL : 0;
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_auto (GStrv) ids = g_strsplit (g_ptr_array_index (values, i), ",", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        if (!parse_metric (g_strstrip (ids[j]), metrics, error))
          return FALSE;
    }
  return TRUE;
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

/* @out borrows its values from the call. */
static gboolean
parse_where (const HcCall *call, GArray *out, GError **error)
{
  GPtrArray *values = hc_call_values (call, "where");

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const char *text = g_ptr_array_index (values, i);
      const char *equals = strchr (text, '=');
      g_autofree char *field = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
      HcWhere where = { HC_BY_NONE, NULL };

      if (field == NULL)
        {
          g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                       _ ("“--where %s”: write it as FIELD=VALUE, for example category=Access."),
                       text);
          return FALSE;
        }
      if (!parse_field ("where", field, &where.by, error))
        return FALSE;
      where.value = equals[1] != '\0' ? equals + 1 : NULL;
      g_array_append_val (out, where);
    }
  return TRUE;
}

static gboolean
parse_query (const HcCall *call, HcMetricQuery *query, GArray *where, GError **error)
{
  const char *by = hc_call_value (call, "by");

  if (!parse_metrics (call, &query->metrics, error) ||
      !parse_day (call, "from", &query->from, error) ||
      !parse_day (call, "to", &query->to, error) || !parse_where (call, where, error) ||
      (by != NULL && !parse_field ("by", by, &query->by, error)))
    return FALSE;
  query->where = (const HcWhere *) (gpointer) where->data;
  query->n_where = where->len;
  return TRUE;
}

/* “ Near it: “A”, “B”.” — the nearest by spelling, else those that contain it, in any case. */
static char *
near_names (const char *word, const char *const *names)
{
  const char *nearest = hc_nearest (word, names);
  g_autofree char *folded = g_utf8_casefold (word, -1);
  g_autoptr (GString) found = g_string_new (NULL);
  guint n = 0;

  if (nearest != NULL)
    return hc_did_you_mean (word, names);
  for (; *names != NULL && n < MAX_NEAR; names++)
    {
      g_autofree char *name = g_utf8_casefold (*names, -1);

      if (*folded == '\0' || strstr (name, folded) == NULL)
        continue;
      g_string_append_printf (found, "%s“%s”", n++ > 0 ? ", " : "", *names);
    }
  return n > 0 ? g_strdup_printf (_ (" Near it: %s."), found->str)
               : g_strdup (_ (" The names are those of the ticket list."));
}

static gboolean
check_where (const HcColumns *columns, const HcUsage *usage, const HcWhere *where, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  if (hc_where_is_known (where, columns) || hc_usage_has_name (usage, where->by, where->value))
    return TRUE;
  for (guint i = 1; i < columns->names[where->by]->len; i++)
    g_ptr_array_add (names, columns->names[where->by]->pdata[i]);
  for (guint i = 1; where->by == HC_BY_ISSUE && i < columns->issue_codes->len; i++)
    g_ptr_array_add (names, columns->issue_codes->pdata[i]);
  g_ptr_array_add (names, NULL);
  hint = near_names (where->value, (const char *const *) names->pdata);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("No ticket of this launch has %s “%s”.%s"),
               hc_dimension_word (where->by), where->value, hint);
  return FALSE;
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
    if (!check_where (columns, usage, &query->where[i], error))
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
