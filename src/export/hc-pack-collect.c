/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-collect.h"

#include <string.h>

#include "hc-columns-table.h"
#include "hc-driver-table.h"
#include "hc-launch-table.h"
#include "hc-pack-gate.h"
#include "hc-pack-text.h"
#include "hc-record-table.h"
#include "hc-usage-table.h"

#define DAY_SECONDS 86400.0

/* ---- open tickets ---- */

/* A day is half-open: at 24:00 an instant of exactly then belongs to the next day. Instants before
 * the horizon exist, as in hc_metric_compute(). */
static gint64
horizon_of (HcCalendar *calendar, gint64 at)
{
  return at == hc_calendar_day_start (calendar, hc_calendar_day_of (calendar, at)) ? at : at + 1;
}

/* The end, as known at the horizon, of the last spell that had begun by then. @next: where to look
 * for the row's spells, moved behind them. */
static guint32
last_end (const HcColumns *columns, guint row, gint64 horizon, guint *next)
{
  guint32 end = columns->ended[row];
  gboolean first = TRUE;

  while (*next < columns->n_spells && columns->spells[*next].row < row)
    (*next)++;
  for (; *next < columns->n_spells && columns->spells[*next].row == row; (*next)++)
    if (first || (gint64) columns->spells[*next].start < horizon)
      {
        end = columns->spells[*next].end;
        first = FALSE;
      }
  return (gint64) end < horizon ? end : HC_SECONDS_NONE;
}

static int
compare_urgency (gconstpointer a, gconstpointer b, gpointer data)
{
  const HcColumns *columns = data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  int p = columns->priority[x] != 0 ? columns->priority[x] : HC_N_PRIORITIES + 1;
  int q = columns->priority[y] != 0 ? columns->priority[y] : HC_N_PRIORITIES + 1;

  if (p != q)
    return p - q;
  if (columns->opened[x] != columns->opened[y])
    return columns->opened[x] < columns->opened[y] ? -1 : 1;
  return columns->ticket[x] < columns->ticket[y] ? -1 : columns->ticket[x] > columns->ticket[y];
}

/* Rows of the open tickets, most urgent first, then oldest. A cancelled one is open while
 * its end is still to come. */
static GArray *
open_rows (const HcColumns *columns, HcCalendar *calendar, gint64 at)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 horizon;
  guint spell = 0;

  if (at == HC_INSTANT_NONE)
    return rows;
  horizon = horizon_of (calendar, at);
  for (guint row = 0; row < columns->n && (gint64) columns->opened[row] < horizon; row++)
    if (last_end (columns, row, horizon, &spell) == HC_SECONDS_NONE)
      g_array_append_val (rows, row);
  g_array_sort_with_data (rows, compare_urgency, (gpointer) columns);
  return rows;
}

typedef struct
{
  HcPackData *data;
  gboolean only_oldest;
} RowTarget;

static gboolean
take_row (const HcPackRow *row, gpointer user_data, GError **error)
{
  RowTarget *target = user_data;

  if (target->only_oldest)
    target->data->oldest = g_strdup (row->key);
  else
    g_ptr_array_add (target->data->tickets,
                     hc_pack_ticket_new (target->data, row, target->data->tickets->len));
  return TRUE;
}

/* The list and the figure come from two computations; they must agree. */
static gboolean
is_as_measured (const HcPackData *data)
{
  const HcMetricSeries *open = hc_pack_measured (data->metrics, HC_METRIC_OPEN);

  return (guint) (open != NULL ? open->window.value : 0) == data->n_open;
}

static gboolean
collect_tickets (HcDb *db, const HcColumns *columns, HcPackData *out, GArray **open, GError **error)
{
  g_autoptr (GArray) rows = open_rows (columns, out->calendar, out->as_of);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), rows->len);
  RowTarget target = { out, TRUE };
  guint oldest = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);

      g_array_append_val (ids, columns->ticket[row]);
      g_array_append_val (out->open_issue, columns->dim[HC_BY_ISSUE][row]);
      out->n_changed_since += !hc_state_class_is_open (columns->state[row]);
      out->n_missing += (columns->flags[row] & HC_TICKET_FLAG_MISSING) != 0;
      if (i == 0 || row < oldest)
        oldest = row; /* rows are in the order of opening */
    }
  out->n_open = rows->len;
  g_warn_if_fail (is_as_measured (out));
  if (rows->len > 0)
    {
      if (!hc_pack_rows_each (db, &columns->ticket[oldest], 1, take_row, &target, error))
        return FALSE;
      out->oldest_days = (double) (out->as_of - columns->opened[oldest]) / DAY_SECONDS;
    }
  if (rows->len <= HC_PACK_MAX_TICKETS)
    {
      out->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_pack_ticket_free);
      target.only_oldest = FALSE;
      if (!hc_pack_rows_each (db, (const guint32 *) ids->data, ids->len, take_row, &target, error))
        return FALSE;
    }
  *open = g_steal_pointer (&ids);
  return TRUE;
}

/* ---- issues and drivers ---- */

static const HcRecordData *
find_issue (GPtrArray *issues, const char *id)
{
  for (guint i = 0; i < issues->len; i++)
    if (g_strcmp0 (((HcRecordData *) g_ptr_array_index (issues, i))->id, id) == 0)
      return g_ptr_array_index (issues, i);
  return NULL;
}

/* As the columns number them. */
static void
collect_issues (const HcColumns *columns, GPtrArray *issues, HcPackData *out)
{
  for (guint i = 1; i < columns->names[HC_BY_ISSUE]->len; i++)
    {
      HcPackIssue *issue = g_new0 (HcPackIssue, 1);
      const HcRecordData *record;

      issue->id = g_strdup (g_ptr_array_index (columns->ids[HC_BY_ISSUE], i));
      issue->name = g_strdup (g_ptr_array_index (columns->names[HC_BY_ISSUE], i));
      record = find_issue (issues, issue->id);
      if (record != NULL && !out->anonymised)
        issue->bau_owner = g_strdup (hc_record_data_get (record, "bau_owner"));
      g_ptr_array_add (out->issues, issue);
    }
}

static HcDay
today_of (const HcPackData *data)
{
  return data->as_of == HC_INSTANT_NONE ? HC_DAY_NONE
                                        : hc_calendar_day_of (data->calendar, data->as_of - 1);
}

#define TOP_DRIVERS 3

static gboolean
collect_drivers (HcDb *db,
                 HcColumns *columns,
                 GPtrArray *issues,
                 HcPackData *out,
                 HcDriverGroups **groups_out,
                 GError **error)
{
  HcDriverQuery query = { .as_of = out->as_of, .top = TOP_DRIVERS, .today = today_of (out) };
  const HcDriverGroups *groups;

  if (out->as_of == HC_INSTANT_NONE)
    return TRUE;
  if (!(groups = *groups_out = hc_driver_groups_load (db, columns, NULL, error)))
    return FALSE;
  out->drivers = hc_drivers_compute (columns, &out->settings, out->calendar, &query,
                                     groups->group_of, groups->keys, groups->titles, issues);
  if (out->first_week == NULL || out->first_week->working_days < out->settings.window_length)
    return TRUE;
  query.as_of = hc_calendar_day_end (out->calendar, out->first_week->to);
  query.today = out->first_week->to;
  out->first_drivers = hc_drivers_compute (columns, &out->settings, out->calendar, &query,
                                           groups->group_of, groups->keys, groups->titles, issues);
  return TRUE;
}

static gboolean
collect_gate (HcDb *db, HcColumns *columns, GPtrArray *issues, HcPackData *out, GError **error)
{
  gboolean is_past = out->as_of < columns->newest_as_of;
  HcDriverGroups *groups = NULL;

  if (collect_drivers (db, columns, issues, out, &groups, error))
    return hc_pack_collect_gate (db, columns, groups, is_past, out, error);
  g_clear_pointer (&groups, hc_driver_groups_free);
  return FALSE;
}

static gboolean
collect_registers (HcDb *db, const HcColumns *columns, HcPackData *out, GError **error)
{
  g_autoptr (HcIssueFactsSet) facts =
    hc_issue_facts (columns, &out->settings, out->calendar, out->as_of);
  HcPackBasis basis = { out->anonymised, facts, out->calendar, today_of (out) };

  g_clear_pointer (&out->registers, g_ptr_array_unref);
  out->registers = hc_pack_registers_collect (db, &basis, error);
  return out->registers != NULL;
}

/* ---- metrics ---- */

static HcMetricSet *
compute (const HcColumns *columns, const HcPackData *data, HcMetricQuery query, GError **error)
{
  query.as_of = data->as_of;
  query.usage = data->usage;
  return hc_metric_compute (columns, &data->settings, data->calendar, &query, NULL, error);
}

/* The first complete working days after go-live, as many as the window has. */
static gboolean
first_week (const HcPackData *data, HcDay *from, HcDay *to)
{
  HcDay last;
  guint n = 0;

  if (data->as_of == HC_INSTANT_NONE)
    return FALSE;
  last = hc_calendar_last_complete_day (data->calendar, data->as_of);
  for (HcDay day = data->settings.go_live_day; day <= last && n < data->settings.window_length;
       day++)
    if (hc_calendar_is_working (data->calendar, day))
      {
        if (n++ == 0)
          *from = day;
        *to = day;
      }
  return n > 0;
}

#define OTHER_CATEGORIES "All others"

static gboolean
is_top (GPtrArray *top, const char *name)
{
  for (guint i = 0; i < top->len; i++)
    if (g_strcmp0 (g_ptr_array_index (top, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* The columns seen with the categories outside @top as one: computed like any other group. */
static HcMetricSet *
compute_merged (const HcColumns *columns, const HcPackData *data, GPtrArray *top, GError **error)
{
  HcColumns view = *columns;
  GPtrArray *names = columns->names[HC_BY_CATEGORY];
  g_autofree guint32 *map = g_new0 (guint32, names->len);
  g_autofree guint32 *dim = g_new (guint32, MAX (columns->n, 1));
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  HcMetricSet *set;

  g_ptr_array_add (merged, NULL);
  g_ptr_array_add (merged, (gpointer) OTHER_CATEGORIES);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!is_top (top, name))
        map[i] = 1;
      else if (name != NULL)
        {
          map[i] = merged->len;
          g_ptr_array_add (merged, (gpointer) name);
        }
    }
  for (guint i = 0; i < columns->n; i++)
    dim[i] = map[columns->dim[HC_BY_CATEGORY][i]];
  view.dim[HC_BY_CATEGORY] = dim;
  view.names[HC_BY_CATEGORY] = merged;
  set = compute (&view, data,
                 (HcMetricQuery) { .metrics = 1u << HC_METRIC_TIME_TO_RESOLVE,
                                   .from = HC_DAY_NONE,
                                   .to = HC_DAY_NONE,
                                   .by = HC_BY_CATEGORY,
                                   .no_series = TRUE },
                 error);
  for (guint i = 0; set != NULL && i < set->series->len; i++)
    {
      HcMetricSeries *series = g_ptr_array_index (set->series, i);

      if (series->rest || g_strcmp0 (series->group_value, OTHER_CATEGORIES) == 0)
        {
          g_ptr_array_add (set->series, g_ptr_array_steal_index (set->series, i));
          break;
        }
    }
  return set;
}

/* Largest categories first, the rest as one group. */
static HcMetricSet *
compute_categories (const HcColumns *columns, const HcPackData *data, GError **error)
{
  g_autoptr (GPtrArray) top = g_ptr_array_new ();
  g_autoptr (HcMetricSet) all
      = compute (columns, data,
                 (HcMetricQuery) { .metrics = 1u << HC_METRIC_TIME_TO_RESOLVE,
                                   .from = HC_DAY_NONE,
                                   .to = HC_DAY_NONE,
                                   .by = HC_BY_CATEGORY,
                                   .no_series = TRUE },
                 error);
  guint n_groups = 0;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (all->series, i);

      n_groups += series->by != HC_BY_NONE;
      if (series->by != HC_BY_NONE && !series->rest && top->len < HC_PACK_TOP_CATEGORIES)
        g_ptr_array_add (top, series->group_value);
    }
  if (n_groups <= HC_PACK_TOP_CATEGORIES + 1)
    return g_steal_pointer (&all);
  return compute_merged (columns, data, top, error);
}

static gboolean
collect_metrics (const HcColumns *columns, HcPackData *out, GError **error)
{
  HcMetricQuery all = { .metrics = HC_METRICS_ALL, .from = HC_DAY_NONE, .to = HC_DAY_NONE };
  HcMetricQuery first = { .metrics = HC_METRICS_ALL, .no_series = TRUE };
  HcMetricQuery groups = { .metrics = 1u << HC_METRIC_OPEN, .from = HC_DAY_NONE,
                           .to = HC_DAY_NONE, .no_series = TRUE };

  if (!(out->metrics = compute (columns, out, all, error)))
    return FALSE;
  if (out->as_of == HC_INSTANT_NONE)
    return TRUE;
  if (first_week (out, &first.from, &first.to) &&
      !(out->first_week = compute (columns, out, first, error)))
    return FALSE;
  groups.by = HC_BY_PRIORITY;
  if (!(out->by_priority = compute (columns, out, groups, error)))
    return FALSE;
  groups.by = HC_BY_CATEGORY;
  if (!(out->by_category = compute (columns, out, groups, error)))
    return FALSE;
  if (!(out->resolve_by_category = compute_categories (columns, out, error)))
    return FALSE;
  groups.metrics = 1u << HC_METRIC_COMPLETION_RATE;
  groups.by = HC_BY_WORKFLOW;
  return out->usage->completions->len == 0 ||
         (out->completion_by_path = compute (columns, out, groups, error)) != NULL;
}

/* ---- imports ---- */

static gboolean
collect_imports (HcDb *db, HcPackData *out, GError **error)
{
  g_autoptr (GPtrArray) batches = hc_batches_load (db, error);

  if (batches == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (out->batches, g_steal_pointer (&batches));
  for (guint i = 0; i < out->batches->len; i++)
    {
      HcBatch *batch = g_ptr_array_index (out->batches, i);
      g_autoptr (GPtrArray) rejects = NULL;

      out->n_rejects += (guint64) batch->rejected;
      if (batch->rejected == 0 || out->rejects->len >= HC_PACK_MAX_REJECTS)
        continue;
      if (!(rejects = hc_rejects_load (db, batch->id, error)))
        return FALSE;
      while (rejects->len > 0 && out->rejects->len < HC_PACK_MAX_REJECTS)
        {
          HcPackReject *item = g_new0 (HcPackReject, 1);

          item->file = batch->file;
          item->reject = g_ptr_array_steal_index (rejects, 0);
          g_ptr_array_add (out->rejects, item);
        }
    }
  return TRUE;
}

gboolean
hc_pack_collect (HcDb *db,
                 const HcPackOptions *options,
                 HcPackData *out,
                 GArray **open,
                 GError **error)
{
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  hc_launch_settings_clear (&out->settings);
  if (!hc_launch_load (db, &out->settings, error) ||
      !(out->calendar = hc_launch_settings_calendar (&out->settings, error)) ||
      !(columns = hc_columns_load (db, &out->settings, error)) ||
      !(out->usage = hc_usage_load (db, error)))
    return FALSE;
  out->as_of = columns->newest_as_of;
  if (out->as_of != HC_INSTANT_NONE && options->as_of != HC_INSTANT_NONE)
    out->as_of = options->as_of;
  out->anonymised = options->anonymised;
  g_free (out->prepared_by);
  out->prepared_by = g_strdup (options->prepared_by != NULL ? options->prepared_by : "");
  out->n_before_go_live = columns->n_before_go_live;
  out->n_out_of_scope = columns->n_out_of_scope;
  if (!(issues = hc_records_load (db, hc_record_type ("issue"), NULL, error)))
    return FALSE;
  collect_issues (columns, issues, out);
  if (!hc_pack_collect_targets (db, out, error) || !collect_metrics (columns, out, error) ||
      !collect_imports (db, out, error) || !collect_tickets (db, columns, out, open, error) ||
      !collect_gate (db, columns, issues, out, error) ||
      !collect_registers (db, columns, out, error))
    return FALSE;
  g_clear_pointer (&out->facts, g_ptr_array_unref);
  out->facts = hc_pack_facts (out);
  return TRUE;
}
