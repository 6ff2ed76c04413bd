/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-plots.h"

#include <glib/gi18n.h>

#include "hc-filter-text.h"
#include "hc-format.h"

#define MOST_OWN 10

/* The rows and columns of the map: borrowed ids, the steps' records beside them. */
typedef struct
{
  GPtrArray *steps; /* of HcRecord, borrowed */
  GPtrArray *step_ids;
  GPtrArray *cohort_ids;
  HcPathGrid *grid;
} Map;

static void
map_clear (Map *self)
{
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->step_ids, g_ptr_array_unref);
  g_clear_pointer (&self->cohort_ids, g_ptr_array_unref);
  g_clear_pointer (&self->grid, hc_path_grid_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

char *
hc_hot_path_step_name (guint place, HcRecord *step)
{
  return g_strdup_printf ("%u  %s", place + 1, hc_record_title (step));
}

static void
find_steps (Map *self, HcHotPaths *paths, const char *workflow_id)
{
  HcRecordList *list = hc_hot_paths_list (paths, HC_HOT_STEPS);

  self->steps = g_ptr_array_new ();
  self->step_ids = g_ptr_array_new ();
  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *step = hc_record_list_at (list, i);

      if (!hc_hot_paths_belongs (paths, HC_HOT_STEPS, step, workflow_id))
        continue;
      g_ptr_array_add (self->steps, step);
      g_ptr_array_add (self->step_ids, (char *) hc_record_id (step));
    }
}

static gboolean
has_id (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* Its own cohorts in the order of the plan, then those with most tickets. */
static void
find_cohorts (Map *self,
              HcPathModel *model,
              HcHotPaths *paths,
              const char *workflow_id,
              guint most)
{
  HcRecordList *own = hc_hot_paths_list (paths, HC_HOT_WORKFLOW_COHORTS);
  HcRecordList *all = hc_hot_paths_list (paths, HC_HOT_COHORTS);
  const HcPathFigures *figures = hc_path_model_figures (model);
  g_autoptr (GPtrArray) seen = hc_path_tickets_cohorts (figures->tickets, workflow_id);

  self->cohort_ids = g_ptr_array_new ();
  for (guint i = 0; i < hc_record_list_count (own) && self->cohort_ids->len < MOST_OWN; i++)
    {
      HcRecord *link = hc_record_list_at (own, i);
      HcRecord *cohort = hc_record_list_find (all, hc_record_get (link, "cohort_id"));

      if (cohort != NULL && hc_hot_paths_belongs (paths, HC_HOT_WORKFLOW_COHORTS, link, workflow_id)
          && !has_id (self->cohort_ids, hc_record_id (cohort)))
        g_ptr_array_add (self->cohort_ids, (char *) hc_record_id (cohort));
    }
  for (guint i = 0; i < seen->len && self->cohort_ids->len < most; i++)
    {
      HcRecord *cohort = hc_record_list_find (all, seen->pdata[i]);

      if (cohort != NULL && !has_id (self->cohort_ids, hc_record_id (cohort)))
        g_ptr_array_add (self->cohort_ids, (char *) hc_record_id (cohort));
    }
}

static void
map_init (
  Map *self, HcPathModel *model, HcHotPaths *paths, HcRecord *workflow, guint most)
{
  const char *id = hc_record_id (workflow);

  find_steps (self, paths, id);
  find_cohorts (self, model, paths, id, most);
  self->grid = hc_path_tickets_grid (hc_path_model_figures (model)->tickets, id, self->step_ids,
                                     self->cohort_ids);
}

/* ---------------------------------------------------------------- chart */

/* “Approve\nBuyers: 118 tickets\nof 288 of this hot path” */
static void
set_cell (HcPlotBuild *build, guint row, guint slot, gint64 n, const char *step, gint64 total)
{
  const char *cohort = hc_plot_build_plot (build)->slots[slot].reading;
  g_autofree char *count = hc_format_count (n);
  g_autofree char *all = hc_format_count (total);
  g_autofree char *tickets =
    g_strdup_printf (ngettext ("%s ticket", "%s tickets", (gulong) n), count);
  /* TRANSLATORS: a step, a cohort, “118 tickets”, all tickets of the hot path */
  g_autofree char *reading =
    g_strdup_printf (_("%s\n%s: %s\nof %s of this hot path"), step, cohort, tickets, all);

  hc_plot_build_set_value (build, row, slot, (double) n);
  hc_plot_build_set_reading (build, row, slot, reading);
}

/* Places in the grid. Columns that hold nothing are left out, but for the total. */
static GArray *
find_columns (const HcPathGrid *grid)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < grid->n_cohorts + HC_N_PATH_EXTRAS; i++)
    {
      guint extra = i - grid->n_cohorts; /* wraps for cohorts */

      if ((extra == HC_PATH_OTHERS && grid->others == 0) ||
          (extra == HC_PATH_WITHOUT && grid->without_cohort == 0))
        continue;
      g_array_append_val (columns, i);
    }
  return columns;
}

static GArray *
add_columns (HcPlotBuild *build, const Map *map, HcHotPaths *paths)
{
  static const char *const extras[] = { N_("Others"), N_("None"), N_("All") };
  static const char *const spoken[] = { N_("Other cohorts"), N_("No cohort"), N_("All cohorts") };
  HcRecordList *cohorts = hc_hot_paths_list (paths, HC_HOT_COHORTS);
  GArray *columns = find_columns (map->grid);

  for (guint i = 0; i < columns->len; i++)
    {
      guint column = g_array_index (columns, guint, i);
      guint extra = column - map->grid->n_cohorts; /* wraps for cohorts */
      HcRecord *cohort = column < map->grid->n_cohorts
                           ? hc_record_list_find (cohorts, map->cohort_ids->pdata[column])
                           : NULL;
      HcPlotSlot *slot = hc_plot_build_add_slot (
        build, cohort != NULL ? hc_record_title (cohort) : _(extras[extra]));

      slot->reading = cohort != NULL ? slot->label : _(spoken[extra]);
      slot->is_total = extra == HC_PATH_ALL;
    }
  return columns;
}

HcPlotBuild *
hc_hot_path_plot_tickets (HcPathModel *model,
                          HcHotPaths *paths,
                          HcRecord *workflow,
                          guint most)
{
  g_auto (Map) map = { 0 };
  g_autoptr (GArray) columns = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  HcPlotBuild *build;
  guint n_rows;

  map_init (&map, model, paths, workflow, most);
  if (map.grid->total == 0)
    return NULL;
  build = hc_plot_build_new (HC_PLOT_HEAT);
  columns = add_columns (build, &map, paths);
  n_rows = map.grid->n_steps + (map.grid->without_step > 0);
  for (guint row = 0; row < n_rows; row++)
    {
      HcRecord *step = row < map.steps->len ? map.steps->pdata[row] : NULL;
      g_autofree char *name =
        step != NULL ? hc_hot_path_step_name (row, step) : g_strdup (_("No step"));

      hc_plot_build_add_series (build, name, 0);
      for (guint i = 0; i < columns->len; i++)
        set_cell (build, row, i,
                  hc_path_grid_at (map.grid, row, g_array_index (columns, guint, i)),
                  step != NULL ? hc_record_title (step) : name, map.grid->total);
    }
  text = hc_hot_path_tickets_text (model, paths, workflow, most);
  title = g_strdup_printf (_("%s: Tickets by Step and Cohort"), hc_record_title (workflow));
  hc_plot_build_plot (build)->title = hc_plot_build_text (build, title);
  hc_plot_build_plot (build)->footnote = hc_plot_build_text (build, text);
  hc_plot_build_plot (build)->y_title = _("Step");
  return build;
}

/* ---------------------------------------------------------------- tickets of a cell */

static void
set_cohorts (HcTicketQuery *query, const Map *map, HcHotPaths *paths, guint column)
{
  HcRecordList *all = hc_hot_paths_list (paths, HC_HOT_COHORTS);
  guint extra = column - map->grid->n_cohorts;

  if (column < map->grid->n_cohorts)
    hc_filter_set_value (HC_FILTER_COHORT, query, map->cohort_ids->pdata[column], TRUE);
  else if (extra == HC_PATH_WITHOUT)
    hc_filter_set_value (HC_FILTER_COHORT, query, "", TRUE);
  for (guint i = 0; extra == HC_PATH_OTHERS && i < hc_record_list_count (all); i++)
    {
      const char *id = hc_record_id (hc_record_list_at (all, i));

      if (!has_id (map->cohort_ids, id))
        hc_filter_set_value (HC_FILTER_COHORT, query, id, TRUE);
    }
}

char *
hc_hot_path_cell_conditions (HcPathModel *model,
                             HcHotPaths *paths,
                             HcRecord *workflow,
                             guint most,
                             guint row,
                             guint slot)
{
  g_auto (Map) map = { 0 };
  g_auto (HcTicketQuery) query = { 0 };
  g_autoptr (GArray) columns = NULL;

  map_init (&map, model, paths, workflow, most);
  columns = find_columns (map.grid);
  g_return_val_if_fail (row <= map.step_ids->len && slot < columns->len, NULL);
  hc_ticket_query_init (&query);
  hc_filter_set_value (HC_FILTER_WORKFLOW, &query, hc_record_id (workflow), TRUE);
  hc_filter_set_value (HC_FILTER_STEP, &query,
                       row < map.step_ids->len ? map.step_ids->pdata[row] : "", TRUE);
  set_cohorts (&query, &map, paths, g_array_index (columns, guint, slot));
  if (map.grid->cancelled > 0)
    query.states = HC_FILTER_NOT_CANCELLED;
  return hc_filter_describe (&query);
}

/* ---------------------------------------------------------------- words */

void
hc_hot_path_append (GString *out, const char *between, char *part)
{
  if (part != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? between : "", part);
  g_free (part);
}

/* What the map cannot place. */
static void
append_rest (GString *out, const HcPathGrid *grid)
{
  g_autofree char *no_step = hc_format_count (grid->without_step);
  g_autofree char *no_cohort = hc_format_count (grid->without_cohort);
  g_autofree char *cancelled = hc_format_count (grid->cancelled);

  if (grid->without_step > 0)
    hc_hot_path_append (out, " ",
                        g_strdup_printf (ngettext ("%s has no step.", "%s have no step.",
                                                   (gulong) grid->without_step),
                                         no_step));
  if (grid->without_cohort > 0)
    hc_hot_path_append (out, " ",
                        g_strdup_printf (ngettext ("%s has no cohort.", "%s have no cohort.",
                                                   (gulong) grid->without_cohort),
                                         no_cohort));
  if (grid->cancelled > 0)
    hc_hot_path_append (out, " ",
                        g_strdup_printf (ngettext ("%s cancelled ticket is left out.",
                                                   "%s cancelled tickets are left out.",
                                                   (gulong) grid->cancelled),
                                         cancelled));
  if (grid->total > 0 && grid->others > 0)
    hc_hot_path_append (out, " ",
                        g_strdup (_("A ticket counts in each of its cohorts, but once in “Others” "
                                    "and in “All”.")));
  else if (grid->total > 0 && grid->n_cohorts > 1)
    hc_hot_path_append (out, " ",
                        g_strdup (_("A ticket counts in each of its cohorts, but once in “All”.")));
}

char *
hc_hot_path_tickets_text (HcPathModel *model,
                          HcHotPaths *paths,
                          HcRecord *workflow,
                          guint most)
{
  const HcPathFigures *figures = hc_path_model_figures (model);
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&figures->settings, NULL);
  g_autofree char *from = hc_format_day (figures->settings.go_live_day);
  g_autofree char *to = NULL;
  g_autofree char *n = NULL;
  g_auto (Map) map = { 0 };
  GString *out = g_string_new (NULL);

  map_init (&map, model, paths, workflow, most);
  to = hc_format_instant (figures->completion->as_of, calendar);
  n = hc_format_count (map.grid->total);
  if (map.grid->total == 0)
    hc_hot_path_append (
      out, " ",
      g_strdup_printf (_("No ticket opened from go-live on %s to %s is linked to this hot path. "
                         "Link tickets to issues of its steps: by rules, text groups or one by "
                         "one."),
                       from, to));
  else
    hc_hot_path_append (
      out, " ",
      /* TRANSLATORS: number of tickets, day of go-live, time of the figures */
      g_strdup_printf (ngettext ("%s linked ticket, from go-live on %s to %s.",
                                 "%s linked tickets, from go-live on %s to %s.",
                                 (gulong) map.grid->total),
                       n, from, to));
  append_rest (out, map.grid);
  return g_string_free (out, FALSE);
}
