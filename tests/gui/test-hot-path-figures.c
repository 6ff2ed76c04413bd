/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: what the Hot Paths page says about tickets and completions. Skipped without a
 * display. Go-live is Monday 2 March 2026, the export of Monday 9 March at 00:00 UTC. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-hot-path-detail-private.h"
#include "hc-hot-path-figures-private.h"
#include "hc-hot-path-plots.h"
#include "hc-hot-paths-page-private.h"
#include "hc-link-command.h"
#include "page-fixture.h"

/* ---------------------------------------------------------------- help */

static HcHotPathFigures *
figures_of (PageFixture *fixture)
{
  return HC_HOT_PATHS_PAGE (fixture->page)->detail->tracking;
}

static HcRecordList *
list_of (PageFixture *fixture, HcHotRegister which)
{
  return hc_hot_paths_list (HC_HOT_PATHS_PAGE (fixture->page)->paths, which);
}

static const HcPlot *
plot_of (PageFixture *fixture, HcFigures which)
{
  HcPlotBuild *build = hc_plot_view_get_build (figures_of (fixture)->sections[which].plot);

  return build != NULL ? hc_plot_build_plot (build) : NULL;
}

static const char *
caption_of (PageFixture *fixture, HcFigures which)
{
  return gtk_label_get_label (figures_of (fixture)->sections[which].caption);
}

/* With the spaces that do not break as plain ones. */
static char *
plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);

  return g_strjoinv (" ", parts);
}

static void
assert_says (PageFixture *fixture, HcFigures which, const char *part)
{
  g_autofree char *caption = plain (caption_of (fixture, which));

  if (strstr (caption, part) == NULL)
    g_error ("“%s” does not say “%s”", caption, part);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer id)
{
  g_autoptr (GError) error = NULL;

  *(char **) id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);
  g_assert_no_error (error);
}

/* Fields and values; the id of the record. */
static char *
add (HcRecordList *list, ...)
{
  HcRecordData *record = hc_record_data_new (hc_record_list_type (list));
  const char *field;
  char *id = NULL;
  va_list fields;

  va_start (fields, list);
  while ((field = va_arg (fields, const char *)) != NULL)
    hc_record_data_set (record, field, va_arg (fields, const char *));
  va_end (fields);
  hc_record_list_add_async (list, record, NULL, added_cb, &id);
  wait_until (id != NULL);
  return id;
}

static void
set_field (PageFixture *fixture, const char *id, const char *field, const char *value)
{
  char *same = NULL;

  hc_record_list_set_async (list_of (fixture, HC_HOT_WORKFLOWS), id, field, value, NULL, added_cb,
                            &same);
  wait_until (same != NULL);
  g_free (same);
}

static void
linked_cb (GObject *object, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  hc_store_command_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

/* Tickets @first … @last. */
static void
link_them (PageFixture *fixture, HcLinkKind kind, const char *id, gint64 first, gint64 last)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done = FALSE;

  for (gint64 i = first; i <= last; i++)
    g_array_append_val (tickets, i);
  hc_link_command_run (hc_link_command_new (tickets, kind, id), hc_launch_store (fixture->launch),
                       linked_cb, &done);
  wait_until (done);
}

/* ---------------------------------------------------------------- a plan */

typedef struct
{
  char *path, *other;
  char *steps[2];
  char *cohorts[2];
} Plan;

static void
plan_clear (Plan *self)
{
  g_free (self->path);
  g_free (self->other);
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->steps[i]);
      g_free (self->cohorts[i]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* “Buy”, shown, with the steps “Pick” and “Approve”; “Clerks” are its cohort, “Plant” is not. */
static void
plan_init (Plan *self, PageFixture *fixture)
{
  HcRecordList *steps = list_of (fixture, HC_HOT_STEPS);

  self->path = add (list_of (fixture, HC_HOT_WORKFLOWS), "name", "Buy", NULL);
  self->other = add (list_of (fixture, HC_HOT_WORKFLOWS), "name", "Pay", NULL);
  self->steps[0] = add (steps, "workflow_id", self->path, "name", "Pick", NULL);
  self->steps[1] = add (steps, "workflow_id", self->path, "name", "Approve", NULL);
  self->cohorts[0] =
    add (list_of (fixture, HC_HOT_COHORTS), "name", "Clerks", "kind", "role", NULL);
  self->cohorts[1] =
    add (list_of (fixture, HC_HOT_COHORTS), "name", "Plant", "kind", "location", NULL);
  g_free (add (list_of (fixture, HC_HOT_WORKFLOW_COHORTS), "workflow_id", self->path, "cohort_id",
               self->cohorts[0], NULL));
  hc_hot_paths_page_select (HC_HOT_PATHS_PAGE (fixture->page), self->path, FALSE);
}

/* “Pick” has 1–10, “Approve” 11–15, the hot path alone 16 and 17. Clerks 1–4 and 12, Plant 5–7. */
static void
link_tickets (Plan *self, PageFixture *fixture)
{
  link_them (fixture, HC_LINK_STEP, self->steps[0], 1, 10);
  link_them (fixture, HC_LINK_STEP, self->steps[1], 11, 15);
  link_them (fixture, HC_LINK_WORKFLOW, self->path, 16, 17);
  link_them (fixture, HC_LINK_WORKFLOW, self->other, 18, 30);
  link_them (fixture, HC_LINK_COHORT, self->cohorts[0], 1, 4);
  link_them (fixture, HC_LINK_COHORT, self->cohorts[0], 12, 12);
  link_them (fixture, HC_LINK_COHORT, self->cohorts[1], 5, 7);
}

static gboolean
has_total (PageFixture *fixture, double want)
{
  const HcPlot *plot = plot_of (fixture, HC_FIGURES_TICKETS);
  double sum = 0;

  for (guint i = 0; plot != NULL && i < plot->n_series; i++)
    sum += plot->series[i].values[plot->n_slots - 1];
  return sum == want;
}

/* The last of the links is in the map: 9 of 17 have no cohort. */
static gboolean
is_linked (PageFixture *fixture)
{
  const HcPlot *plot = plot_of (fixture, HC_FIGURES_TICKETS);
  double sum = 0;

  for (guint i = 0; plot != NULL && plot->n_slots == 4 && i < plot->n_series; i++)
    sum += plot->series[i].values[2];
  return has_total (fixture, 17) && sum == 9;
}

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_HOT_PATHS_PAGE, with_tickets != NULL);
  wait_until (hc_hot_paths_is_loaded (HC_HOT_PATHS_PAGE (fixture->page)->paths));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

/* ---------------------------------------------------------------- tests */

static void
test_no_import (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };

  plan_init (&plan, fixture);
  g_assert_true (gtk_widget_get_visible (figures_of (fixture)->hint));
  for (guint i = 0; i < HC_N_FIGURES; i++)
    g_assert_false (gtk_widget_get_visible (figures_of (fixture)->sections[i].box));
}

/* Tickets but no link, no completion: said, with what mends it. */
static void
test_nothing_known (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };
  HcHotPathFigures *figures = figures_of (fixture);

  plan_init (&plan, fixture);
  wait_until (gtk_widget_get_visible (figures->sections[HC_FIGURES_TICKETS].box));
  g_assert_false (gtk_widget_get_visible (figures->hint));
  assert_says (fixture, HC_FIGURES_TICKETS, "No ticket opened from go-live on 2 Mar to 9 Mar 0");
  g_assert_true (gtk_widget_get_visible (figures->queue_button));
  g_assert_null (plot_of (fixture, HC_FIGURES_TICKETS));
  assert_says (fixture, HC_FIGURES_COMPLETION, "Not measurable");
  g_assert_false (gtk_widget_get_visible (figures->sections[HC_FIGURES_COMPLETION].card));
  g_assert_false (gtk_widget_get_visible (figures->sections[HC_FIGURES_FLOW].box));
}

static void
assert_row (const HcPlot *plot, guint row, const char *name, const double *want)
{
  g_assert_cmpstr (plot->series[row].name, ==, name);
  for (guint i = 0; i < plot->n_slots; i++)
    if (plot->series[row].values[i] != want[i])
      g_error ("%s, %s: %g, expected %g", name, plot->slots[i].label, plot->series[row].values[i],
               want[i]);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* The list beside it says how many tickets each hot path has. */
static void
assert_row_shows (PageFixture *fixture, const char *id, const char *text)
{
  HcHotPathsPage *page = HC_HOT_PATHS_PAGE (fixture->page);

  g_assert_true (shows (GTK_WIDGET (hc_hot_paths_page_find_row (page, id)), text));
  g_assert_true (gtk_widget_get_visible (page->tickets_label));
}

static void
test_map (PageFixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "Clerks", "Plant", "None", "All" };
  static const double pick[] = { 4, 3, 3, 10 }, approve[] = { 1, 0, 4, 5 }, none[] = { 0, 0, 2, 2 };
  g_auto (Plan) plan = { 0 };
  g_autofree char *reading = NULL;
  const HcPlot *plot;

  plan_init (&plan, fixture);
  link_tickets (&plan, fixture);
  wait_until (is_linked (fixture));
  plot = plot_of (fixture, HC_FIGURES_TICKETS);
  g_assert_cmpint (plot->kind, ==, HC_PLOT_HEAT);
  g_assert_cmpuint (plot->n_slots, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < plot->n_slots; i++)
    g_assert_cmpstr (plot->slots[i].label, ==, labels[i]);
  g_assert_true (plot->slots[3].is_total);
  g_assert_cmpuint (plot->n_series, ==, 3);
  assert_row (plot, 0, "1  Pick", pick);
  assert_row (plot, 1, "2  Approve", approve);
  assert_row (plot, 2, "No step", none);
  reading = hc_plot_dup_reading (plot, 0, 0);
  g_assert_cmpstr (reading, ==, "Pick\nClerks: 4 tickets\nof 17 of this hot path");
  assert_says (fixture, HC_FIGURES_TICKETS, "17 linked tickets, from go-live on 2 Mar");
  assert_says (fixture, HC_FIGURES_TICKETS, "2 have no step. 9 have no cohort.");
  assert_row_shows (fixture, plan.path, "17");
  assert_row_shows (fixture, plan.other, "13");

  hc_hot_paths_page_select (HC_HOT_PATHS_PAGE (fixture->page), plan.other, FALSE);
  assert_says (fixture, HC_FIGURES_TICKETS, "13 linked tickets");
}

/* What a cell shows in the table is what it counts. */
static void
assert_cell (PageFixture *fixture, guint row, guint slot, const char *want)
{
  HcHotPathFigures *figures = figures_of (fixture);
  g_autofree char *got = hc_hot_path_cell_conditions (figures->model, figures->paths,
                                                      figures->workflow, 10, row, slot);

  g_assert_cmpstr (got, ==, want);
}

static void
test_cells (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *clerks = NULL, *none = NULL, *all = NULL;

  plan_init (&plan, fixture);
  link_tickets (&plan, fixture);
  wait_until (is_linked (fixture));
  clerks = g_strdup_printf ("workflow %s\nstep %s\ncohort %s\n", plan.path, plan.steps[0],
                            plan.cohorts[0]);
  none = g_strdup_printf ("workflow %s\nstep %s\ncohort \n", plan.path, plan.steps[1]);
  all = g_strdup_printf ("workflow %s\nstep \n", plan.path);
  assert_cell (fixture, 0, 0, clerks);
  assert_cell (fixture, 1, 2, none);
  assert_cell (fixture, 2, 3, all);
}

/* The map follows the plan and what is undone. */
static void
test_follows (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };

  plan_init (&plan, fixture);
  link_tickets (&plan, fixture);
  wait_until (is_linked (fixture));
  link_them (fixture, HC_LINK_STEP, plan.steps[1], 40, 49);
  wait_until (has_total (fixture, 27));
  page_fixture_undo (fixture);
  wait_until (has_total (fixture, 17));
}

/* Once the page is not on screen, nothing is counted for it. */
static void
test_hidden (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };
  HcPathModel *model = hc_path_model_of (fixture->launch);

  plan_init (&plan, fixture);
  wait_until (hc_path_model_figures (model) != NULL && !hc_path_model_is_busy (model));
  g_assert_true (figures_of (fixture)->watching);
  gtk_widget_set_visible (GTK_WIDGET (fixture->page), FALSE);
  g_assert_false (figures_of (fixture)->watching);
  link_tickets (&plan, fixture);
  g_assert_false (hc_path_model_is_busy (model));
  g_assert_cmpint (hc_path_tickets_total (hc_path_model_figures (model)->tickets, plan.path), ==,
                   0);
  gtk_widget_set_visible (GTK_WIDGET (fixture->page), TRUE);
  wait_until (is_linked (fixture));
}

/* ---------------------------------------------------------------- completions */

/* Of each working day Monday to Friday 100 start, 90 of them get through “Pick”, 60 through all. */
static void
add_completions (Plan *self, PageFixture *fixture)
{
  g_autoptr (HcRecordList) list = hc_record_list_new (fixture->launch, "completion_day", NULL);

  wait_until (hc_record_list_is_loaded (list));
  for (int day = 2; day <= 6; day++)
    {
      g_autofree char *date = g_strdup_printf ("2026-03-%02d", day);

      g_free (add (list, "date", date, "workflow_id", self->path, "step_id", self->steps[0],
                   "started", "100", "completed", "90", "retried", "12", NULL));
      g_free (add (list, "date", date, "workflow_id", self->path, "step_id", self->steps[1],
                   "started", "90", "completed", "60", NULL));
    }
}

static gboolean
has_flow (PageFixture *fixture, double dropped)
{
  const HcPlot *plot = plot_of (fixture, HC_FIGURES_FLOW);

  return plot != NULL && plot->series[0].values[0] == dropped;
}

static char *
cell_of (PageFixture *fixture, int column, int row)
{
  GtkWidget *scrolled = figures_of (fixture)->table;
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));
  GtkWidget *grid = gtk_viewport_get_child (GTK_VIEWPORT (viewport));

  return plain (
    gtk_label_get_label (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), column, row))));
}

static void
test_completions (PageFixture *fixture, gconstpointer data)
{
  static const char *const want[][6] = {
    { "Step", "Started", "Completed", "Got Through", "Of All", "Retries" },
    { "1  Pick", "500", "450", "90.0 %", "90.0 %", "60 (12.0)" },
    { "2  Approve", "450", "300", "66.7 %", "60.0 %", "–" },
    { "Whole hot path", "500", "300", "60.0 %", "60.0 %", "60 (12.0)" },
  };
  g_auto (Plan) plan = { 0 };
  g_autofree char *reading = NULL;
  g_autofree char *spoken = NULL;
  const HcPlot *plot;

  plan_init (&plan, fixture);
  add_completions (&plan, fixture);
  wait_until (has_flow (fixture, 50));
  wait_until (strstr (caption_of (fixture, HC_FIGURES_COMPLETION), "300 of 500 completed") != NULL);
  assert_says (fixture, HC_FIGURES_COMPLETION, "60 % · 5 working days, 2–6 Mar");
  assert_says (fixture, HC_FIGURES_COMPLETION, "60 retries · no target set");
  assert_says (fixture, HC_FIGURES_FLOW, "Starts from 2 Mar to 6 Mar, all complete days since");
  for (int row = 0; row < 4; row++)
    for (int column = 0; column < 6; column++)
      {
        g_autofree char *cell = cell_of (fixture, column, row);

        g_assert_cmpstr (cell, ==, want[row][column]);
      }
  plot = plot_of (fixture, HC_FIGURES_FLOW);
  g_assert_cmpfloat (plot->series[0].values[1], ==, 150);
  g_assert_cmpfloat (plot->series[1].values[0], ==, 60);
  g_assert_true (isnan (plot->series[1].values[1]));
  reading = hc_plot_dup_reading (plot, 0, 1);
  spoken = plain (reading);
  g_assert_cmpstr (spoken, ==, "Approve\n450 started, 300 completed (66.7 %), 150 dropped off\n"
                                "60.0 % of all starts");
}

/* Without room beside them the names stand above their figures. */
static void
test_narrow (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *name = NULL, *started = NULL, *again = NULL;

  plan_init (&plan, fixture);
  add_completions (&plan, fixture);
  wait_until (has_flow (fixture, 50));
  g_assert_false (figures_of (fixture)->stacked);
  gtk_window_set_default_size (fixture->window, 740, 700);
  wait_until (figures_of (fixture)->stacked);
  name = cell_of (fixture, 0, 2);
  started = cell_of (fixture, 0, 3);
  g_assert_cmpstr (name, ==, "1  Pick");
  g_assert_cmpstr (started, ==, "500");
  gtk_window_set_default_size (fixture->window, 1200, 700);
  wait_until (!figures_of (fixture)->stacked);
  again = cell_of (fixture, 0, 1);
  g_assert_cmpstr (again, ==, "1  Pick");
}

static gboolean
has_target (PageFixture *fixture, double share)
{
  const HcPlot *plot = plot_of (fixture, HC_FIGURES_COMPLETION);

  return plot != NULL && fabs (plot->target - share) < 1e-9;
}

/* That of all hot paths, then its own. */
static void
test_target (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (HcRecordList) targets = hc_record_list_new (fixture->launch, "metric_target", NULL);
  GtkWidget *facts = GTK_WIDGET (HC_HOT_PATHS_PAGE (fixture->page)->detail->facts);
  g_auto (Plan) plan = { 0 };

  plan_init (&plan, fixture);
  add_completions (&plan, fixture);
  wait_until (has_flow (fixture, 50));
  wait_until (hc_record_list_is_loaded (targets));
  g_free (add (targets, "metric", "completion_rate", "value", "0.9", NULL));
  wait_until (has_target (fixture, 0.9));
  assert_says (fixture, HC_FIGURES_COMPLETION, "target ≥ 90 %");
  set_field (fixture, plan.path, "success_metric", "Completion Rate");
  set_field (fixture, plan.path, "success_unit", "%");
  set_field (fixture, plan.path, "target", "95.5");
  wait_until (has_target (fixture, 0.955));
  assert_says (fixture, HC_FIGURES_COMPLETION, "target ≥ 95.5 %");
  g_assert_true (shows (facts, "Completion Rate: 60\302\240%"));
}

/* ---------------------------------------------------------------- keyboard and clipboard */

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *reading = NULL;
  GtkWidget *figures = GTK_WIDGET (figures_of (fixture));
  HcPlotView *map = figures_of (fixture)->sections[HC_FIGURES_TICKETS].plot;

  plan_init (&plan, fixture);
  link_tickets (&plan, fixture);
  wait_until (is_linked (fixture));
  g_assert_true (gtk_widget_activate_action (figures, "figures.copy-table", "s", "tickets"));
  text = clipboard_text (figures);
  g_assert_cmpstr (text, ==, "Step\tClerks\tPlant\tNone\tAll\n1  Pick\t4\t3\t3\t10\n"
                             "2  Approve\t1\t0\t4\t5\nNo step\t0\t0\t2\t2\n");
  wait_until (gtk_widget_get_width (GTK_WIDGET (map)) > 0);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (map)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (map), "plot.walk", "i", G_MININT32));
  reading = hc_plot_view_dup_reading (map);
  g_assert_cmpstr (reading, ==, "Pick\nClerks: 4 tickets\nof 17 of this hot path");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (PageFixture *, gconstpointer);
    gboolean with_tickets;
  } tests[] = {
    { "/hot-path-figures/no-import", test_no_import },
    { "/hot-path-figures/nothing-known", test_nothing_known, TRUE },
    { "/hot-path-figures/map", test_map, TRUE },
    { "/hot-path-figures/cells", test_cells, TRUE },
    { "/hot-path-figures/follows", test_follows, TRUE },
    { "/hot-path-figures/hidden", test_hidden, TRUE },
    { "/hot-path-figures/completions", test_completions, TRUE },
    { "/hot-path-figures/narrow", test_narrow, TRUE },
    { "/hot-path-figures/target", test_target, TRUE },
    { "/hot-path-figures/copy", test_copy, TRUE },
  };

  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PageFixture, tests[i].with_tickets ? "tickets" : NULL, set_up,
                tests[i].func, tear_down);
  return gui_test_run ();
}
