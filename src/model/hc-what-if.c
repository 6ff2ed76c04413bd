/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-what-if.h"

char *
hc_what_if_key (HcDriverKind kind, const char *key)
{
  return g_strdup_printf ("%s:%s", hc_driver_kind_word (kind), key);
}

static const char *
name_at (GPtrArray *names, guint32 ordinal)
{
  return ordinal < names->len ? g_ptr_array_index (names, ordinal) : NULL;
}

/* The driver of a row, as hc-driver-counts.c assigns it. */
static char *
key_of_row (const HcCriteriaInputs *inputs, guint row)
{
  const HcColumns *columns = inputs->columns;
  guint32 issue = columns->dim[HC_BY_ISSUE][row];
  guint32 group = inputs->groups != NULL ? inputs->groups->group_of[row] : 0;
  guint32 subcategory = columns->dim[HC_BY_SUBCATEGORY][row];
  guint32 category = columns->dim[HC_BY_CATEGORY][row];
  const char *name;

  if (issue != 0)
    return hc_what_if_key (HC_DRIVER_ISSUE, name_at (columns->ids[HC_BY_ISSUE], issue));
  if (group != 0)
    return hc_what_if_key (HC_DRIVER_TEXT_GROUP, name_at (inputs->groups->keys, group - 1));
  name = subcategory != 0 ? name_at (columns->names[HC_BY_SUBCATEGORY], subcategory)
         : category != 0  ? name_at (columns->names[HC_BY_CATEGORY], category)
                          : "";
  return hc_what_if_key (HC_DRIVER_CATEGORY, name);
}

static guint8 *
mark_rows (const HcCriteriaInputs *inputs, const char *const *solved, guint *n_marked)
{
  guint8 *marked = g_new0 (guint8, inputs->columns->n + 1);

  *n_marked = 0;
  for (guint row = 0; solved[0] != NULL && row < inputs->columns->n; row++)
    {
      g_autofree char *key = key_of_row (inputs, row);

      marked[row] = g_strv_contains (solved, key);
      *n_marked += marked[row];
    }
  return marked;
}

/* Borrows everything of @inputs but columns and groups. */
static HcCriteriaInputs
inputs_without (const HcCriteriaInputs *inputs, const guint8 *left_out)
{
  HcCriteriaInputs out = *inputs;
  guint n = 0;

  out.columns = hc_columns_without (inputs->columns, left_out);
  out.groups = NULL;
  if (inputs->groups == NULL)
    return out;
  out.groups = g_new0 (HcDriverGroups, 1);
  out.groups->group_of = g_new0 (guint32, out.columns->n + 1);
  out.groups->keys = g_ptr_array_ref (inputs->groups->keys);
  out.groups->titles = g_ptr_array_ref (inputs->groups->titles);
  for (guint row = 0; row < inputs->columns->n; row++)
    if (!left_out[row])
      out.groups->group_of[n++] = inputs->groups->group_of[row];
  return out;
}

static gboolean
judge (const HcCriteriaInputs *inputs,
       gint64 now,
       const gint *cancelled,
       HcMetricSet **metrics,
       HcCriteriaResult **exit,
       GError **error)
{
  HcMetricQuery query = { .metrics = HC_METRICS_ALL, .as_of = HC_INSTANT_NONE,
                          .from = HC_DAY_NONE, .to = HC_DAY_NONE, .usage = inputs->usage };
  HcCriteriaQuery gate = { .gate = HC_GATE_EXIT, .as_of = HC_INSTANT_NONE, .now = now };

  *metrics = hc_metric_compute (inputs->columns, &inputs->settings, inputs->calendar, &query,
                                cancelled, error);
  if (*metrics == NULL)
    return FALSE;
  *exit = hc_criteria_evaluate (inputs, &gate, cancelled, error);
  return *exit != NULL;
}

static HcDriverSet *
list_drivers (const HcCriteriaInputs *inputs, guint max, gint64 now)
{
  HcDriverQuery query = { .as_of = HC_INSTANT_NONE,
                          .top = max,
                          .today = hc_calendar_day_of (inputs->calendar, now) };
  HcDriverGroups *groups = inputs->groups;

  return hc_drivers_compute (inputs->columns, &inputs->settings, inputs->calendar, &query,
                             groups != NULL ? groups->group_of : NULL,
                             groups != NULL ? groups->keys : NULL,
                             groups != NULL ? groups->titles : NULL,
                             hc_criteria_inputs_register (inputs, "issue"));
}

HcWhatIf *
hc_what_if_compute (const HcCriteriaInputs *inputs,
                    const char *const *solved,
                    guint max_drivers,
                    gint64 now,
                    const gint *cancelled,
                    GError **error)
{
  g_autoptr (HcWhatIf) self = g_new0 (HcWhatIf, 1);
  g_autofree guint8 *left_out = mark_rows (inputs, solved, &self->n_left_out);
  HcCriteriaInputs without;
  gboolean ok;

  self->drivers = list_drivers (inputs, max_drivers, now);
  if (!judge (inputs, now, cancelled, &self->metrics_before, &self->exit_before, error))
    return NULL;
  without = inputs_without (inputs, left_out);
  ok = judge (&without, now, cancelled, &self->metrics_after, &self->exit_after, error);
  hc_columns_unref (without.columns);
  hc_driver_groups_free (without.groups);
  return ok ? g_steal_pointer (&self) : NULL;
}

void
hc_what_if_free (HcWhatIf *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->drivers, hc_driver_set_free);
  g_clear_pointer (&self->metrics_before, hc_metric_set_free);
  g_clear_pointer (&self->metrics_after, hc_metric_set_free);
  g_clear_pointer (&self->exit_before, hc_criteria_result_free);
  g_clear_pointer (&self->exit_after, hc_criteria_result_free);
  g_free (self);
}
