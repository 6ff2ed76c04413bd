/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Control charts of the metrics as JSON and in words. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-metric-output.h"

static const char *
rule_word (guint rule)
{
  switch (rule)
    {
    case HC_NELSON_1:
      return "nelson_1";
    case HC_NELSON_2:
      return "nelson_2";
    case HC_NELSON_3:
      return "nelson_3";
    case HC_NELSON_5:
    default:
      return "nelson_5";
    }
}

static void
add_date (HcJson *json, HcDay day)
{
  g_autofree char *text = hc_day_format (day);

  hc_json_add_string (json, "date", text);
}

static void
add_limits (HcJson *json, const HcControlStratum *stratum, const GArray *dates)
{
  hc_json_key (json, "limits");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < stratum->n_points; i++)
    {
      hc_json_begin_object (json, HC_JSON_INLINE);
      add_date (json, g_array_index (dates, HcDay, i));
      hc_json_add_double (json, "lower", stratum->points[i].lower);
      hc_json_add_double (json, "upper", stratum->points[i].upper);
      hc_json_end (json);
    }
  hc_json_end (json);
}

static void
add_signals (HcJson *json, const HcControlStratum *stratum, const GArray *dates)
{
  hc_json_key (json, "signals");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < stratum->n_points; i++)
    for (guint rule = 1; rule <= stratum->points[i].signals; rule <<= 1)
      {
        if (!(stratum->points[i].signals & rule))
          continue;
        hc_json_begin_object (json, HC_JSON_INLINE);
        add_date (json, g_array_index (dates, HcDay, i));
        hc_json_add_string (json, "rule", rule_word (rule));
        hc_json_end (json);
      }
  hc_json_end (json);
}

void
hc_metric_control_add_json (HcJson *json, const HcMetricSeries *series, HcDay from, HcDay to)
{
  g_autoptr (HcControlStrata) strata = hc_control_strata (series, from, to, HC_NELSON_1);

  hc_json_key (json, "control");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; strata != NULL && i < G_N_ELEMENTS (strata->stratum); i++)
    {
      const HcControlStratum *stratum = &strata->stratum[i];

      hc_json_begin_object (json, HC_JSON_LINES);
      hc_json_add_boolean (json, "working", stratum->working);
      hc_json_add_int (json, "points", stratum->n_points);
      hc_json_add_double (json, "center", stratum->centre);
      hc_json_add_double (json, "sigma_z", stratum->sigma_z);
      add_limits (json, stratum, strata->dates[i]);
      add_signals (json, stratum, strata->dates[i]);
      hc_json_end (json);
    }
  hc_json_end (json);
}

static void
append_series (GString *out, const HcMetricSeries *series, HcDay from, HcDay to)
{
  g_autoptr (HcControlStrata) strata = hc_control_strata (series, from, to, HC_NELSON_1);
  g_autoptr (GPtrArray) texts = NULL;
  const char *title = _ (hc_metrics[series->id].title);

  if (strata == NULL)
    return;
  if (series->by == HC_BY_NONE)
    g_string_append_printf (out, "\n%s\n", title);
  else
    g_string_append_printf (out, "\n%s – %s\n", title,
                            series->group_value != NULL ? series->group_value : _ ("no value"));
  for (guint i = 0; i < G_N_ELEMENTS (strata->stratum); i++)
    if (strata->stratum[i].n_points < HC_CONTROL_FEWEST_POINTS)
      g_string_append_printf (
        out,
        strata->stratum[i].working
          ? ngettext ("  %u complete working day: too few for signals\n",
                      "  %u complete working days: too few for signals\n",
                      strata->stratum[i].n_points)
          : ngettext ("  %u other complete day: too few for signals\n",
                      "  %u other complete days: too few for signals\n",
                      strata->stratum[i].n_points),
        strata->stratum[i].n_points);
  texts = hc_control_signal_texts (strata, series->id, NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "  %s\n", (const char *) texts->pdata[i]);
  if (texts->len == 0 && strata->stratum[0].n_points >= HC_CONTROL_FEWEST_POINTS)
    g_string_append_printf (out, "  %s\n", _ ("No signal."));
}

void
hc_metric_control_append_text (GString *out, const HcMetricSet *set, HcDay from, HcDay to)
{
  g_string_append_printf (out, "\n%s\n", _ ("Control charts (Laney, three sigma)"));
  for (guint i = 0; i < set->series->len; i++)
    append_series (out, g_ptr_array_index (set->series, i), from, to);
}
