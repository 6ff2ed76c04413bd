/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-options.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names offered for one that nobody knows. */
#define MAX_NEAR 5

gboolean
hc_parse_metric (const char *word, HcMetricId *out, GError **error)
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

gboolean
hc_parse_field (const char *option, const char *word, HcDimension *out, GError **error)
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

gboolean
hc_parse_day (const HcCall *call, const char *option, HcDay *out, GError **error)
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

/* @out borrows its value from @text. */
static gboolean
parse_field_value (const char *option, const char *text, HcWhere *out, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *field = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;

  if (field == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“--%s %s”: write it as FIELD=VALUE, for example category=Access."), option,
                   text);
      return FALSE;
    }
  out->value = equals[1] != '\0' ? equals + 1 : NULL;
  return hc_parse_field (option, field, &out->by, error);
}

gboolean
hc_parse_where (const HcCall *call, GArray *out, GError **error)
{
  GPtrArray *values = hc_call_values (call, "where");

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      HcWhere where = { HC_BY_NONE, NULL };

      if (!parse_field_value ("where", g_ptr_array_index (values, i), &where, error))
        return FALSE;
      g_array_append_val (out, where);
    }
  return TRUE;
}

gboolean
hc_parse_compare (const HcCall *call, HcWhere *out, GError **error)
{
  const char *text = hc_call_value (call, "compare");

  *out = (HcWhere) { HC_BY_NONE, NULL };
  return text == NULL || strcmp (text, "all") == 0 ||
         parse_field_value ("compare", text, out, error);
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

gboolean
hc_check_where (const HcColumns *columns,
                const HcUsage *usage,
                const HcWhere *where,
                GError **error)
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
