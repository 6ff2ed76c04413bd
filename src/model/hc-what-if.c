/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-what-if.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-issue.h"

char *
hc_what_if_key (HcDriverKind kind, const char *key)
{
  return g_strdup_printf ("%s:%s", hc_driver_kind_word (kind), key);
}

/* ---------------------------------------------------------------- which driver a ticket is of */

/* Ordinals of every kind → index into tickets and solved. */
typedef struct
{
  GHashTable *index; /* key → index + 1 */
  guint32 *of_issue, *of_group, *of_subcategory, *of_category; /* [0] of category: without one */
  guint *tickets;
  guint8 *solved;
} Keys;

static guint32
intern (Keys *self, HcDriverKind kind, const char *name)
{
  char *key = hc_what_if_key (kind, name);
  guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, key));

  if (known > 0)
    {
      g_free (key);
      return known - 1;
    }
  known = g_hash_table_size (self->index);
  g_hash_table_insert (self->index, key, GUINT_TO_POINTER (known + 1));
  return known;
}

/* @names: [0] stands for “none” and is only interned with @none. */
static guint32 *
intern_all (Keys *self, HcDriverKind kind, GPtrArray *names, gboolean none)
{
  guint32 *out = g_new0 (guint32, names->len + 1);

  if (none)
    out[0] = intern (self, kind, "");
  for (guint i = 1; i < names->len; i++)
    out[i] = intern (self, kind, g_ptr_array_index (names, i));
  return out;
}

static void
keys_init (Keys *self, const HcCriteriaInputs *inputs, const char *const *solved)
{
  const HcColumns *columns = inputs->columns;
  guint n_groups = inputs->groups != NULL ? inputs->groups->keys->len : 0, n;

  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->of_issue = intern_all (self, HC_DRIVER_ISSUE, columns->ids[HC_BY_ISSUE], FALSE);
  self->of_group = g_new0 (guint32, n_groups + 1);
  for (guint i = 0; i < n_groups; i++)
    self->of_group[i + 1]
      = intern (self, HC_DRIVER_TEXT_GROUP, g_ptr_array_index (inputs->groups->keys, i));
  self->of_subcategory
    = intern_all (self, HC_DRIVER_CATEGORY, columns->names[HC_BY_SUBCATEGORY], FALSE);
  self->of_category = intern_all (self, HC_DRIVER_CATEGORY, columns->names[HC_BY_CATEGORY], TRUE);
  n = g_hash_table_size (self->index);
  self->tickets = g_new0 (guint, n);
  self->solved = g_new0 (guint8, n);
  for (guint i = 0; solved[i] != NULL; i++)
    {
      guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, solved[i]));

      if (known > 0)
        self->solved[known - 1] = TRUE;
    }
}

static void
keys_clear (Keys *self)
{
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->of_issue, g_free);
  g_clear_pointer (&self->of_group, g_free);
  g_clear_pointer (&self->of_subcategory, g_free);
  g_clear_pointer (&self->of_category, g_free);
  g_clear_pointer (&self->tickets, g_free);
  g_clear_pointer (&self->solved, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

/* As hc-driver-counts.c assigns it. */
static guint32
key_of_row (const Keys *self, const HcCriteriaInputs *inputs, guint row)
{
  const HcColumns *columns = inputs->columns;
  guint32 issue = columns->dim[HC_BY_ISSUE][row];
  guint32 group = inputs->groups != NULL ? inputs->groups->group_of[row] : 0;
  guint32 subcategory = columns->dim[HC_BY_SUBCATEGORY][row];

  return issue != 0         ? self->of_issue[issue]
         : group != 0       ? self->of_group[group]
         : subcategory != 0 ? self->of_subcategory[subcategory]
                            : self->of_category[columns->dim[HC_BY_CATEGORY][row]];
}

static guint8 *
mark_rows (Keys *keys, const HcCriteriaInputs *inputs, guint *n_marked)
{
  guint8 *marked = g_new0 (guint8, inputs->columns->n + 1);

  *n_marked = 0;
  for (guint row = 0; row < inputs->columns->n; row++)
    {
      guint32 key = key_of_row (keys, inputs, row);

      keys->tickets[key]++;
      marked[row] = keys->solved[key];
      *n_marked += marked[row];
    }
  return marked;
}

/* ---------------------------------------------------------------- the launch without them */

static HcDriverGroups *
groups_without (const HcDriverGroups *groups, const guint8 *left_out, guint n_rows, guint n_left)
{
  HcDriverGroups *out = g_new0 (HcDriverGroups, 1);
  guint n = 0;

  out->group_of = g_new0 (guint32, n_left + 1);
  out->keys = g_ptr_array_ref (groups->keys);
  out->titles = g_ptr_array_ref (groups->titles);
  for (guint row = 0; row < n_rows; row++)
    if (!left_out[row])
      out->group_of[n++] = groups->group_of[row];
  return out;
}

static gboolean
is_solved (const char *const *solved, const char *issue_id)
{
  g_autofree char *key = issue_id != NULL ? hc_what_if_key (HC_DRIVER_ISSUE, issue_id) : NULL;

  return key != NULL && g_strv_contains (solved, key);
}

static GPtrArray *
issues_solved (GPtrArray *issues, const char *const *solved)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

  for (guint i = 0; i < issues->len; i++)
    {
      HcRecordData *issue = hc_record_data_copy (g_ptr_array_index (issues, i));

      if (is_solved (solved, issue->id) && hc_issue_is_open (issue))
        hc_record_data_set (issue, "state", "resolved");
      g_ptr_array_add (out, issue);
    }
  return out;
}

static GPtrArray *
escalations_ended (GPtrArray *escalations, const char *const *solved, gint64 now)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_autofree char *instant = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  for (guint i = 0; i < escalations->len; i++)
    {
      HcRecordData *escalation = hc_record_data_copy (g_ptr_array_index (escalations, i));

      if (is_solved (solved, hc_record_data_get (escalation, "issue_id")) &&
          !hc_record_data_is_set (escalation, "resolved_at"))
        hc_record_data_set (escalation, "resolved_at", instant);
      g_ptr_array_add (out, escalation);
    }
  return out;
}

static GHashTable *
registers_without (const HcCriteriaInputs *inputs, const char *const *solved, gint64 now)
{
  GHashTable *out
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer name, records;

  g_hash_table_iter_init (&iter, inputs->registers);
  while (g_hash_table_iter_next (&iter, &name, &records))
    g_hash_table_insert (out, g_strdup (name), g_ptr_array_ref (records));
  g_hash_table_insert (out, g_strdup ("issue"),
                       issues_solved (hc_criteria_inputs_register (inputs, "issue"), solved));
  g_hash_table_insert (
    out, g_strdup ("escalation"),
    escalations_ended (hc_criteria_inputs_register (inputs, "escalation"), solved, now));
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

/* Borrows everything of @inputs but columns, groups and registers. */
static gboolean
judge_without (HcWhatIf *self,
               const HcCriteriaInputs *inputs,
               const guint8 *left_out,
               const char *const *solved,
               gint64 now,
               const gint *cancelled,
               GError **error)
{
  g_autoptr (HcColumns) columns = hc_columns_without (inputs->columns, left_out);
  g_autoptr (HcDriverGroups) groups
    = inputs->groups != NULL
        ? groups_without (inputs->groups, left_out, inputs->columns->n, columns->n)
        : NULL;
  g_autoptr (GHashTable) registers = registers_without (inputs, solved, now);
  HcCriteriaInputs without = *inputs;

  without.columns = columns;
  without.groups = groups;
  without.registers = registers;
  return judge (&without, now, cancelled, &self->metrics_after, &self->exit_after, error);
}

/* ---------------------------------------------------------------- choices */

static void
choice_free (gpointer data)
{
  HcWhatIfChoice *self = data;

  g_free (self->key);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

static HcWhatIfChoice *
choice_new (const Keys *keys, HcDriverKind kind, const char *id, const char *growth)
{
  HcWhatIfChoice *self = g_new0 (HcWhatIfChoice, 1);
  guint32 known;
  g_autofree char *count = NULL;

  self->key = hc_what_if_key (kind, id);
  self->is_issue = kind == HC_DRIVER_ISSUE;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (keys->index, self->key));
  self->tickets = known > 0 ? keys->tickets[known - 1] : 0;
  count = hc_format_count (self->tickets);
  self->note
    = growth != NULL
        /* Translators: tickets of a driver since go-live, then how their number moves */
        ? g_strdup_printf (ngettext ("%s ticket · %s", "%s tickets · %s", self->tickets), count,
                           growth)
        : g_strdup_printf (ngettext ("%s ticket", "%s tickets", self->tickets), count);
  return self;
}

static HcDriverSet *
compute_drivers (const HcCriteriaInputs *inputs, gint64 now)
{
  HcDriverQuery query = { .as_of = HC_INSTANT_NONE,
                          .today = hc_calendar_day_of (inputs->calendar, now),
                          .no_step = TRUE };
  HcDriverGroups *groups = inputs->groups;

  return hc_drivers_compute (inputs->columns, &inputs->settings, inputs->calendar, &query,
                             groups != NULL ? groups->group_of : NULL,
                             groups != NULL ? groups->keys : NULL,
                             groups != NULL ? groups->titles : NULL,
                             hc_criteria_inputs_register (inputs, "issue"));
}

static void
add_drivers (GPtrArray *choices, GHashTable *seen, const Keys *keys, HcDriverSet *set, guint most)
{
  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = g_ptr_array_index (set->drivers, i);
      g_autofree char *growth = NULL;
      HcWhatIfChoice *choice;

      if (driver->rank > most && driver->kind != HC_DRIVER_ISSUE)
        continue;
      growth = hc_driver_growth_text (driver);
      choice = choice_new (keys, driver->kind, driver->key, growth);
      choice->title = hc_driver_title_text (driver);
      choice->rank = driver->rank;
      g_ptr_array_add (choices, choice);
      g_hash_table_add (seen, choice->key);
    }
}

static void
add_issues (GPtrArray *choices, GHashTable *seen, const Keys *keys, GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const HcRecordData *issue = g_ptr_array_index (issues, i);
      g_autofree char *key = hc_what_if_key (HC_DRIVER_ISSUE, issue->id);
      const char *code = hc_record_data_get (issue, "code");
      HcWhatIfChoice *choice;

      if (!hc_issue_is_open (issue) || g_hash_table_contains (seen, key))
        continue;
      choice = choice_new (keys, HC_DRIVER_ISSUE, issue->id, NULL);
      choice->title = code != NULL ? g_strdup_printf ("%s %s", code, hc_record_data_title (issue))
                                   : g_strdup (hc_record_data_title (issue));
      g_ptr_array_add (choices, choice);
    }
}

static GPtrArray *
list_choices (const HcCriteriaInputs *inputs, const Keys *keys, guint most, gint64 now)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HcDriverSet) drivers = compute_drivers (inputs, now);

  add_drivers (choices, seen, keys, drivers, most);
  add_issues (choices, seen, keys, hc_criteria_inputs_register (inputs, "issue"));
  return choices;
}

/* ---------------------------------------------------------------- public */

HcWhatIf *
hc_what_if_compute (const HcCriteriaInputs *inputs,
                    const char *const *solved,
                    guint max_drivers,
                    gint64 now,
                    const gint *cancelled,
                    GError **error)
{
  g_autoptr (HcWhatIf) self = g_new0 (HcWhatIf, 1);
  g_auto (Keys) keys = { 0 };
  g_autofree guint8 *left_out = NULL;

  keys_init (&keys, inputs, solved);
  left_out = mark_rows (&keys, inputs, &self->n_left_out);
  self->choices = list_choices (inputs, &keys, max_drivers, now);
  if (!judge (inputs, now, cancelled, &self->metrics_before, &self->exit_before, error) ||
      !judge_without (self, inputs, left_out, solved, now, cancelled, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hc_what_if_free (HcWhatIf *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->metrics_before, hc_metric_set_free);
  g_clear_pointer (&self->metrics_after, hc_metric_set_free);
  g_clear_pointer (&self->exit_before, hc_criteria_result_free);
  g_clear_pointer (&self->exit_after, hc_criteria_result_free);
  g_free (self);
}
