/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Metrics page on a launch with one import, and before it. Skipped without a display. */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hc-metric-text.h"
#include "hc-metrics-drop-down.h"
#include "hc-metrics-inputs.h"
#include "hc-metrics-print.h"
#include "hc-record-list.h"
#include "metrics-fixture.h"

/* ---------------------------------------------------------------- tests */

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  wait_until (says (GTK_WIDGET (fixture->page), "No Figures Yet"));
  g_assert_null (hc_page_subtitle (fixture->page));
  g_assert_null (metrics_figures (fixture));
}

static void
test_cards (PageFixture *fixture, gconstpointer data)
{
  static const char *const order[]
    = { "tickets_per_100_users", "pattern_repeat_rate", "deflection_rate",    "backlog_age",
        "time_to_resolve",       "misrouting_rate",     "self_service_reach", "completion_rate" };
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  find_all (GTK_WIDGET (metrics_page (fixture)->cards), HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < cards->len; i++)
    g_assert_cmpstr (hc_metrics[hc_metric_card_id (g_ptr_array_index (cards, i))].id, ==,
                     order[i]);
  find_all (GTK_WIDGET (metrics_page (fixture)->extras), HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, HC_N_METRICS);
  g_assert_cmpstr (hc_page_subtitle (fixture->page), ==, "As of Monday 9 March, 00:00");
  /* the same figures as everywhere else */
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *here = metrics_total (fixture, (HcMetricId) i);
      const HcMetricSeries *there
        = hc_metric_set_total (hc_launch_metrics (fixture->launch), (HcMetricId) i);
      g_autofree char *a = hc_metric_value_text (here);
      g_autofree char *b = hc_metric_value_text (there);

      g_assert_cmpstr (a, ==, b);
      g_assert_true (says (GTK_WIDGET (fixture->page), a));
    }
}

static void
test_not_measurable (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_assert_true (says (page, "Not Measurable Yet"));
  g_assert_true (says (page, hc_metric_missing_remedy ("active_users")));
  g_assert_true (says (page, "tickets_per_100_users"));
  g_assert_null (hc_metrics_detail_build (metrics_page (fixture)->detail));
  metrics_choose (fixture, HC_METRIC_INFLOW);
  g_assert_false (says (page, "Not Measurable Yet"));
  g_assert_nonnull (hc_metrics_detail_build (metrics_page (fixture)->detail));
}

static void
test_table (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  metrics_choose (fixture, HC_METRIC_INFLOW);
  text = hc_metrics_table_dup_text (hc_metrics_detail_table (metrics_page (fixture)->detail), ',');
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Day,Value,n,"));
  /* ticket i is opened i × 20 minutes after midnight: 71 on the first day, 72 on the next */
  g_assert_true (g_str_has_prefix (lines[1], "2026-03-02,71,71,"));
  g_assert_true (g_str_has_prefix (lines[2], "2026-03-03,72,72,"));
  g_assert_true (g_str_has_suffix (lines[6], ",not a working day"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "5 working days, 2–6 Mar"));
}

/* Each age has its bounds as a head, and their tickets add up to n. */
static void
test_age_table (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) cells = NULL;
  gint64 sum = 0;

  metrics_choose (fixture, HC_METRIC_BACKLOG_AGE);
  text = hc_metrics_table_dup_text (hc_metrics_detail_table (metrics_page (fixture)->detail), ',');
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Day,Median Age,n,under 1 d,1–3 d,3–7 d,7–14 d,"
                                             "14 d and more,Waiting"));
  cells = g_strsplit (lines[3], ",", -1);
  for (guint i = 3; i < 3 + HC_N_AGE_BUCKETS; i++)
    sum += g_ascii_strtoll (cells[i], NULL, 10);
  g_assert_cmpint (sum, ==, g_ascii_strtoll (cells[2], NULL, 10));
  g_assert_cmpint (sum, >, 0);
}

static void
test_filter (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);
  const HcMetricsQuestion *question = hc_metrics_model_question (self->model);

  metrics_choose (fixture, HC_METRIC_INFLOW);
  g_assert_cmpfloat (metrics_total (fixture, HC_METRIC_OPEN)->window.value, ==, 200);
  hc_metrics_filters_set_where (self->filters, HC_BY_GROUP, "Access");
  g_assert_cmpstr (question->where[HC_BY_GROUP], ==, "Access");
  wait_until (!hc_metrics_model_is_busy (self->model));
  /* each third ticket is of Access, and none of them is resolved */
  g_assert_cmpfloat (metrics_total (fixture, HC_METRIC_OPEN)->window.value, ==, 100);
  g_assert_true (says (GTK_WIDGET (self), "Inflow – Group: Access"));

  /* with all tickets, then with another group */
  hc_metrics_filters_set_compare (self->filters, 1);
  g_assert_true (question->compares && question->compare_by == HC_BY_NONE);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpuint (hc_plot_build_plot (hc_metrics_detail_build (self->detail))->n_series, >=, 2);
  g_assert_cmpfloat (
    hc_metric_set_total (metrics_figures (fixture)->compared, HC_METRIC_INFLOW)->window.value, ==,
    hc_metric_set_total (hc_launch_metrics (fixture->launch), HC_METRIC_INFLOW)->window.value);
  hc_metrics_filters_set_compare (self->filters, 2);
  g_assert_cmpint (question->compare_by, ==, HC_BY_GROUP);
  wait_until (!hc_metrics_model_is_busy (self->model));

  hc_metrics_filters_reset (self->filters);
  g_assert_false (question->compares);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpfloat (metrics_total (fixture, HC_METRIC_OPEN)->window.value, ==, 200);
}

static void
test_period (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = metrics_page (fixture);
  HcDay from = hc_day_from_ymd (2026, 3, 3), to = hc_day_from_ymd (2026, 3, 4);

  metrics_choose (fixture, HC_METRIC_INFLOW);
  hc_metrics_filters_set_period (self->filters, from, to);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpint (metrics_figures (fixture)->set->from, ==, from);
  g_assert_cmpfloat (metrics_total (fixture, HC_METRIC_INFLOW)->window.value, ==, 144);
  g_assert_cmpuint (hc_metrics_detail_table (self->detail)->rows->len, ==, 2);
  g_assert_cmpuint (hc_plot_build_plot (hc_metrics_detail_build (self->detail))->n_slots, ==, 2);
}

/* Groups and comparison, and of questions asked at once only the last is answered. */
static void
count_cb (HcMetricsModel *model, guint *n)
{
  (*n)++;
}

static void
test_questions (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (HcMetricsModel) model = hc_metrics_model_new (fixture->launch);
  g_auto (HcMetricsQuestion) question = { 0 };
  const HcMetricsFigures *figures;
  double sum = 0;
  guint n = 0;

  g_signal_connect (model, "changed", G_CALLBACK (count_cb), &n);
  hc_metrics_question_init (&question);
  question.metric = HC_METRIC_INFLOW;
  hc_metrics_model_ask (model, &question);
  g_assert_false (hc_metrics_model_is_busy (model)); /* nobody looks */
  hc_metrics_model_set_active (model, TRUE);
  question.where[HC_BY_GROUP] = g_strdup ("Access");
  hc_metrics_model_ask (model, &question);
  question.by = HC_BY_PRIORITY;
  question.compares = TRUE;
  hc_metrics_model_ask (model, &question);
  wait_until (!hc_metrics_model_is_busy (model));
  g_assert_cmpuint (n, ==, 1);

  figures = hc_metrics_model_figures (model);
  g_assert_true (hc_metrics_question_equal (&figures->question, &question));
  for (guint i = 0; i < figures->groups->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (figures->groups->series, i);

      if (series->by != HC_BY_NONE)
        sum += series->window.value;
    }
  g_assert_cmpfloat (sum, ==, hc_metric_set_total (figures->set, HC_METRIC_INFLOW)->window.value);
  g_assert_cmpfloat (
    hc_metric_set_total (figures->compared, HC_METRIC_INFLOW)->window.value, ==,
    hc_metric_set_total (hc_launch_metrics (fixture->launch), HC_METRIC_INFLOW)->window.value);

  /* another metric of the same figures: no need to compute again */
  question.by = HC_BY_NONE;
  question.compares = FALSE;
  question.metric = HC_METRIC_OPEN;
  hc_metrics_model_ask (model, &question);
  g_assert_false (hc_metrics_model_is_busy (model));
  g_assert_cmpuint (n, ==, 2);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
add_record (PageFixture *fixture, const char *type, const char *const *values)
{
  g_autoptr (HcRecordList) list = hc_record_list_new (fixture->launch, type, NULL);
  HcRecordData *record = hc_record_data_new (hc_record_type (type));
  gboolean done = FALSE;

  for (guint i = 0; values[i] != NULL; i += 2)
    hc_record_data_set (record, values[i], values[i + 1]);
  hc_record_list_add_async (list, record, NULL, added_cb, &done);
  wait_until (done);
}

/* What is typed into the grids arrives in the figures. */
static void
test_inputs (PageFixture *fixture, gconstpointer data)
{
  static const char *const usage[] = { "date", "2026-03-02", "active_users", "710", NULL };
  static const char *const target[] = { "metric", "tickets_per_100_users", "value", "5", NULL };
  static const char *const baseline[] = { "metric", "tickets_per_100_users", "value", "3.2", NULL };
  const HcMetricSeries *series;

  add_record (fixture, "metric_target", target);
  wait_until (metrics_figures (fixture)->target[HC_METRIC_TICKETS_PER_100_USERS] == 5);
  add_record (fixture, "baseline", baseline);
  wait_until (metrics_figures (fixture)->baseline[HC_METRIC_TICKETS_PER_100_USERS] == 3.2);
  g_assert_true (isnan (metrics_figures (fixture)->target[HC_METRIC_INFLOW]));
  add_record (fixture, "usage_day", usage);
  wait_until (metrics_total (fixture, HC_METRIC_TICKETS_PER_100_USERS)->measurable);
  /* 71 tickets of 710 users; the other days have no number and are left out */
  series = metrics_total (fixture, HC_METRIC_TICKETS_PER_100_USERS);
  g_assert_cmpfloat_with_epsilon (series->window.value, 10, 1e-9);
  wait_until (says (GTK_WIDGET (fixture->page), "≤\u00a05.0"));
}

static void
test_pictures (PageFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };
  HcPlotBuild *build;

  metrics_choose (fixture, HC_METRIC_BACKLOG_AGE);
  build = hc_metrics_detail_build (metrics_page (fixture)->detail);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      GStatBuf status;

      g_assert_true (hc_plot_save (hc_plot_build_plot (build), path, 480, 240, 1, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_size, >, 1000);
      g_unlink (path);
    }
}

/* ---------------------------------------------------------------- out of the page */

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autofree char *text = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  metrics_choose (fixture, HC_METRIC_INFLOW);
  gtk_widget_activate_action (page, "page.copy-table", NULL);
  text = clipboard_text (page);
  g_assert_true (g_str_has_prefix (text, "Day\tValue\tn\t"));
  g_assert_nonnull (strstr (text, "\n2026-03-02\t71\t71\t"));
  gtk_widget_activate_action (page, "page.copy-picture", NULL);
  texture = clipboard_texture (page);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 1000);
}

/* What a person chose in the file dialog arrives at the disk, in the kind its name says. */
static void
test_save (PageFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *magic;
    gboolean table;
  } cases[] = { { "a.png", "\x89PNG", FALSE }, { "a.svg", "<?xml", FALSE },
                { "a.pdf", "%PDF", FALSE },    { "a.csv", "Day,Value,n,", TRUE } };
  HcMetricsPage *self = metrics_page (fixture);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "a.png", NULL);
  g_autoptr (GError) error = NULL;

  metrics_choose (fixture, HC_METRIC_INFLOW);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].name, NULL);
      g_autofree char *contents = NULL;

      g_assert_true (hc_metrics_page_save (self, path, cases[i].table, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, cases[i].magic));
      g_unlink (path);
    }
  for (guint table = 0; table < 2; table++)
    {
      g_assert_false (hc_metrics_page_save (self, nowhere, table == 1, &error));
      g_assert_nonnull (strstr (error->message, "nowhere"));
      g_clear_error (&error);
    }
}

/* Rarer filters wait in the menu until they are asked for. */
static void
test_more_filters (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *filters = GTK_WIDGET (metrics_page (fixture)->filters);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  guint before;

  find_all (filters, GTK_TYPE_DROP_DOWN, shown);
  before = 0;
  for (guint i = 0; i < shown->len; i++)
    before += gtk_widget_get_visible (g_ptr_array_index (shown, i));
  g_assert_cmpuint (before, <=, 4); /* the period and three more */
  hc_metrics_filters_set_where (metrics_page (fixture)->filters, HC_BY_PRIORITY, "1 - Critical");
  for (guint i = 0; i < shown->len; i++)
    if (hc_metrics_drop_down_text (g_ptr_array_index (shown, i)) != NULL)
      g_assert_true (gtk_widget_get_visible (g_ptr_array_index (shown, i)));
  wait_until (!hc_metrics_model_is_busy (metrics_page (fixture)->model));
}

static void
test_what_if (PageFixture *fixture, gconstpointer with_tickets)
{
  GAction *action
    = g_action_map_lookup_action (G_ACTION_MAP (hc_page_actions (fixture->page)), "what-if");

  wait_until (with_tickets != NULL || says (GTK_WIDGET (fixture->page), "No Figures Yet"));
  g_assert_true (g_action_get_enabled (action) == (with_tickets != NULL));
}

/* A page of eight keeps inside its sheet, whatever can be measured. */
static void
test_print (PageFixture *fixture, gconstpointer data)
{
  cairo_rectangle_t sheet = { -100, -100, 800, 1000 };
  cairo_surface_t *surface
    = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &sheet);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GPtrArray) builds
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_plot_build_unref);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  double x, y, width, height;

  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    {
      const HcMetricSeries *series = metrics_total (fixture, hc_method_metrics[i]);

      g_ptr_array_add (builds, series->measurable
                                 ? hc_metrics_plot_days (metrics_figures (fixture), series->id,
                                                         NULL,
                                                         hc_launch_calendar (fixture->launch))
                                 : NULL);
      g_ptr_array_add (texts, (char *) hc_metrics[series->id].id);
    }
  hc_metrics_print_draw (cr, 523, 770, "Title", "Subtitle", builds, texts);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, -1);
  g_assert_cmpfloat (y, >=, -1);
  g_assert_cmpfloat (x + width, <=, 524);
  g_assert_cmpfloat (y + height, <=, 771);
  g_assert_cmpfloat (width, >, 480);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_import_refreshes (PageFixture *fixture, gconstpointer data)
{
  page_fixture_import_more (fixture, 2);
  wait_until (metrics_total (fixture, HC_METRIC_OPEN)->window.value == 202);
  wait_until (g_strcmp0 (hc_page_subtitle (fixture->page), "As of Monday 9 March, 06:00") == 0);
}

static void
test_minimum_width (PageFixture *fixture, gconstpointer data)
{
  int minimum;

  metrics_choose (fixture, HC_METRIC_INFLOW);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 780); /* or the window folds at 1024 */
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, data, func)                                                                      \
  g_test_add (path, PageFixture, data, metrics_set_up, func, metrics_tear_down)
  ADD ("/metrics/empty", NULL, test_empty);
  ADD ("/metrics/cards", "tickets", test_cards);
  ADD ("/metrics/not-measurable", "tickets", test_not_measurable);
  ADD ("/metrics/table", "tickets", test_table);
  ADD ("/metrics/age-table", "tickets", test_age_table);
  ADD ("/metrics/filter", "tickets", test_filter);
  ADD ("/metrics/period", "tickets", test_period);
  ADD ("/metrics/questions", "tickets", test_questions);
  ADD ("/metrics/inputs", "tickets", test_inputs);
  ADD ("/metrics/pictures", "tickets", test_pictures);
  ADD ("/metrics/copy", "tickets", test_copy);
  ADD ("/metrics/save", "tickets", test_save);
  ADD ("/metrics/more-filters", "tickets", test_more_filters);
  ADD ("/metrics/what-if", "tickets", test_what_if);
  ADD ("/metrics/what-if-empty", NULL, test_what_if);
  ADD ("/metrics/print", "tickets", test_print);
  ADD ("/metrics/import-refreshes", "tickets", test_import_refreshes);
  ADD ("/metrics/minimum-width", "tickets", test_minimum_width);
  return gui_test_run ();
}
