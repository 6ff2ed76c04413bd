/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Metrics page on a launch with one import, and before it. Skipped without a display. */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hc-metric-text.h"
#include "hc-metrics-drop-down.h"
#include "hc-metrics-inputs.h"
#include "hc-metrics-multiples.h"
#include "hc-metrics-page-private.h"
#include "hc-metrics-plot.h"
#include "hc-metrics-print.h"
#include "hc-record-list.h"
#include "page-fixture.h"

static HcMetricsPage *
page_of (PageFixture *fixture)
{
  return HC_METRICS_PAGE (fixture->page);
}

static const HcMetricsFigures *
figures_of (PageFixture *fixture)
{
  return hc_metrics_model_figures (page_of (fixture)->model);
}

static const HcMetricSeries *
total_of (PageFixture *fixture, HcMetricId id)
{
  return hc_metric_set_total (figures_of (fixture)->set, id);
}

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_METRICS_PAGE, with_tickets != NULL);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  if (with_tickets != NULL)
    wait_until (figures_of (fixture) != NULL);
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static void
choose (PageFixture *fixture, HcMetricId id)
{
  hc_metrics_page_choose (page_of (fixture), id);
  wait_until (hc_metrics_detail_metric (page_of (fixture)->detail) == id);
}

/* ---------------------------------------------------------------- tests */

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  wait_until (says (GTK_WIDGET (fixture->page), "No Figures Yet"));
  g_assert_null (hc_page_subtitle (fixture->page));
  g_assert_null (figures_of (fixture));
}

static void
test_cards (PageFixture *fixture, gconstpointer data)
{
  static const char *const order[]
    = { "tickets_per_100_users", "pattern_repeat_rate", "deflection_rate",    "backlog_age",
        "time_to_resolve",       "misrouting_rate",     "self_service_reach", "completion_rate" };
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  find_all (GTK_WIDGET (page_of (fixture)->cards), HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < cards->len; i++)
    g_assert_cmpstr (hc_metrics[hc_metric_card_id (g_ptr_array_index (cards, i))].id, ==,
                     order[i]);
  find_all (GTK_WIDGET (page_of (fixture)->extras), HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, HC_N_METRICS);
  g_assert_cmpstr (hc_page_subtitle (fixture->page), ==, "As of Monday 9 March, 00:00");
  /* the same figures as everywhere else */
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *here = total_of (fixture, (HcMetricId) i);
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
  g_assert_null (hc_metrics_detail_build (page_of (fixture)->detail));
  choose (fixture, HC_METRIC_INFLOW);
  g_assert_false (says (page, "Not Measurable Yet"));
  g_assert_nonnull (hc_metrics_detail_build (page_of (fixture)->detail));
}

static void
test_table (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  choose (fixture, HC_METRIC_INFLOW);
  text = hc_metrics_table_dup_text (hc_metrics_detail_table (page_of (fixture)->detail), ',');
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Day,Value,n,"));
  /* ticket i is opened i × 20 minutes after midnight: 71 on the first day, 72 on the next */
  g_assert_true (g_str_has_prefix (lines[1], "2026-03-02,71,71,"));
  g_assert_true (g_str_has_prefix (lines[2], "2026-03-03,72,72,"));
  g_assert_true (g_str_has_suffix (lines[6], ",not a working day"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "5 working days, 2–6 Mar"));
}

static void
test_filter (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  const HcMetricsQuestion *question = hc_metrics_model_question (self->model);

  choose (fixture, HC_METRIC_INFLOW);
  g_assert_cmpfloat (total_of (fixture, HC_METRIC_OPEN)->window.value, ==, 200);
  hc_metrics_filters_set_where (self->filters, HC_BY_GROUP, "Access");
  g_assert_cmpstr (question->where[HC_BY_GROUP], ==, "Access");
  wait_until (!hc_metrics_model_is_busy (self->model));
  /* each third ticket is of Access, and none of them is resolved */
  g_assert_cmpfloat (total_of (fixture, HC_METRIC_OPEN)->window.value, ==, 100);
  g_assert_true (says (GTK_WIDGET (self), "Inflow – Group: Access"));

  /* with all tickets, then with another group */
  hc_metrics_filters_set_compare (self->filters, 1);
  g_assert_true (question->compares && question->compare_by == HC_BY_NONE);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpuint (hc_plot_build_plot (hc_metrics_detail_build (self->detail))->n_series, >=, 2);
  g_assert_cmpfloat (
    hc_metric_set_total (figures_of (fixture)->compared, HC_METRIC_INFLOW)->window.value, ==,
    hc_metric_set_total (hc_launch_metrics (fixture->launch), HC_METRIC_INFLOW)->window.value);
  hc_metrics_filters_set_compare (self->filters, 2);
  g_assert_cmpint (question->compare_by, ==, HC_BY_GROUP);
  wait_until (!hc_metrics_model_is_busy (self->model));

  hc_metrics_filters_reset (self->filters);
  g_assert_false (question->compares);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpfloat (total_of (fixture, HC_METRIC_OPEN)->window.value, ==, 200);
}

static void
test_period (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  HcDay from = hc_day_from_ymd (2026, 3, 3), to = hc_day_from_ymd (2026, 3, 4);

  choose (fixture, HC_METRIC_INFLOW);
  hc_metrics_filters_set_period (self->filters, from, to);
  wait_until (!hc_metrics_model_is_busy (self->model));
  g_assert_cmpint (figures_of (fixture)->set->from, ==, from);
  g_assert_cmpfloat (total_of (fixture, HC_METRIC_INFLOW)->window.value, ==, 144);
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
  wait_until (figures_of (fixture)->target[HC_METRIC_TICKETS_PER_100_USERS] == 5);
  add_record (fixture, "baseline", baseline);
  wait_until (figures_of (fixture)->baseline[HC_METRIC_TICKETS_PER_100_USERS] == 3.2);
  g_assert_true (isnan (figures_of (fixture)->target[HC_METRIC_INFLOW]));
  add_record (fixture, "usage_day", usage);
  wait_until (total_of (fixture, HC_METRIC_TICKETS_PER_100_USERS)->measurable);
  /* 71 tickets of 710 users; the other days have no number and are left out */
  series = total_of (fixture, HC_METRIC_TICKETS_PER_100_USERS);
  g_assert_cmpfloat_with_epsilon (series->window.value, 10, 1e-9);
  wait_until (says (GTK_WIDGET (fixture->page), "≤\u00a05.0"));
}

static void
test_pictures (PageFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };
  HcPlotBuild *build;

  choose (fixture, HC_METRIC_BACKLOG_AGE);
  build = hc_metrics_detail_build (page_of (fixture)->detail);
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

/* ---------------------------------------------------------------- forms */

static const HcPlot *
plot_of (PageFixture *fixture)
{
  return hc_plot_build_plot (hc_metrics_detail_build (page_of (fixture)->detail));
}

static char *
table_of (PageFixture *fixture)
{
  return hc_metrics_table_dup_text (hc_metrics_detail_table (page_of (fixture)->detail), ',');
}

/* The curve of the page is that of the core, and its table reads it. */
static void
test_curve (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  const HcMetricSeries *series;
  const HcPlot *plot;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  choose (fixture, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpint (plot_of (fixture)->kind, ==, HC_PLOT_LINE);
  hc_metrics_detail_set_form (self->detail, HC_METRICS_CURVES);
  wait_until (plot_of (fixture)->kind == HC_PLOT_SURVIVAL);
  plot = plot_of (fixture);
  g_assert_cmpuint (plot->n_series, ==, 1);
  g_assert_cmpfloat (plot->target, ==,
                     hc_launch_settings (fixture->launch)->resolve_target_hours);
  series = hc_metric_set_total (figures_of (fixture)->groups, HC_METRIC_TIME_TO_RESOLVE);
  g_assert_cmpuint (plot->series[0].n, ==, series->n_curve);
  g_assert_true (says (GTK_WIDGET (self), "still open"));
  text = table_of (fixture);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==, "Hours Since Opened,Still Open,Low,High");
  for (guint i = 1; lines[i][0] != '\0'; i++)
    {
      double hours = g_ascii_strtod (lines[i], NULL), share = 1;
      const char *cell = strchr (lines[i], ',') + 1;

      for (guint k = 0; k < series->n_curve && series->curve[k].time <= hours; k++)
        share = series->curve[k].s;
      if (*cell != ',')
        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, NULL), share, 1e-9);
    }

  /* other metrics have no curve; coming back finds it again */
  choose (fixture, HC_METRIC_INFLOW);
  g_assert_cmpint (plot_of (fixture)->kind, ==, HC_PLOT_LINE);
  choose (fixture, HC_METRIC_TIME_TO_RESOLVE);
  wait_until (plot_of (fixture)->kind == HC_PLOT_SURVIVAL);
  hc_metrics_detail_set_form (self->detail, HC_METRICS_USUAL);
  wait_until (plot_of (fixture)->kind == HC_PLOT_LINE);
}

/* With groups: bars, then a funnel with the limits of each n. */
static void
test_funnel (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (HcMetricsTable) table = NULL;
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_FUNNEL);
  static const double n[] = { 100, 100, 400 }, value[] = { 0.1, 0.6, 0.3 };
  static const char *const remarks[]
    = { "below the lower limit", "above the upper limit", "" };
  HcPlot *plot;

  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      ((double *) hc_plot_build_add_series (build, "Group", 1)->x)[0] = n[i];
      hc_plot_build_set_value (build, i, 0, value[i]);
    }
  plot = hc_plot_build_plot (build);
  plot->per_cent = TRUE;
  plot->funnel_centre = 0.3;
  plot->funnel_sigma_z = 1;
  table = hc_metrics_table_of_funnel (plot);
  g_assert_cmpuint (table->plain->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (n); i++)
    {
      char **row = g_ptr_array_index (table->plain, i);
      double spread = 3 * sqrt (0.3 * 0.7 / n[i]);

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[3], NULL), 0.3 - spread, 1e-9);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[4], NULL), 0.3 + spread, 1e-9);
      g_assert_cmpstr (row[5], ==, remarks[i]);
    }
}

/* The other form of figures that are there already. */
static void
test_funnel_form (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  guint n_bars;

  choose (fixture, HC_METRIC_STALE_SHARE);
  hc_metrics_detail_set_by (self->detail, HC_BY_PRIORITY);
  wait_until (plot_of (fixture)->kind == HC_PLOT_BARS);
  n_bars = plot_of (fixture)->n_slots;
  hc_metrics_detail_set_form (self->detail, HC_METRICS_FUNNEL);
  g_assert_cmpint (plot_of (fixture)->kind, ==, HC_PLOT_FUNNEL);
  g_assert_cmpuint (plot_of (fixture)->n_series, ==, n_bars);
  g_assert_cmpuint (hc_metrics_detail_table (self->detail)->rows->len, ==, n_bars);
  g_assert_true (says (GTK_WIDGET (self), "outside the limits"));
  hc_metrics_detail_set_form (self->detail, HC_METRICS_USUAL);
  g_assert_cmpint (plot_of (fixture)->kind, ==, HC_PLOT_BARS);
}

/* Small charts of groups have one scale. */
static void
test_multiples (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  g_autoptr (GPtrArray) builds = NULL;

  choose (fixture, HC_METRIC_OPEN);
  hc_metrics_detail_set_by (self->detail, HC_BY_GROUP);
  wait_until (plot_of (fixture)->kind == HC_PLOT_BARS);
  builds = hc_metrics_multiples_builds (figures_of (fixture), hc_launch_calendar (fixture->launch));
  g_assert_cmpuint (builds->len, ==, 3);
  for (guint i = 0; i < builds->len; i++)
    {
      g_autoptr (HcPlotLayout) layout
        = hc_plot_layout (hc_plot_build_plot (g_ptr_array_index (builds, i)), 300, 150);

      g_assert_cmpfloat (layout->y_max, >=, 100); /* of Access, none of whose is resolved */
      g_assert_cmpfloat (layout->y_max, <, 200);
    }
}

static void
test_groups (PageFixture *fixture, gconstpointer data)
{
  HcMetricsPage *self = page_of (fixture);
  g_autofree char *text = NULL;

  choose (fixture, HC_METRIC_BACKLOG_AGE);
  hc_metrics_detail_set_by (self->detail, HC_BY_PRIORITY);
  wait_until (plot_of (fixture)->kind == HC_PLOT_BARS);
  /* bars and table say the same: median ages, not tickets */
  for (guint i = 0; i < plot_of (fixture)->n_slots; i++)
    {
      const HcMetricsTable *table = hc_metrics_detail_table (self->detail);
      char **row = g_ptr_array_index (table->plain, i + 1); /* after the total */

      g_assert_cmpstr (row[0], ==, plot_of (fixture)->slots[i].label);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[1], NULL),
                                      plot_of (fixture)->series[0].values[i], 1e-6);
    }
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->detail)));
  hc_metrics_detail_set_by (self->detail, HC_BY_NONE);
  wait_until (plot_of (fixture)->kind == HC_PLOT_AREA);
}

/* ---------------------------------------------------------------- out of the page */

static void
got_text_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
got_texture_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(GdkTexture **) data
    = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (page);
  g_autofree char *text = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  choose (fixture, HC_METRIC_INFLOW);
  gtk_widget_activate_action (page, "page.copy-table", NULL);
  gdk_clipboard_read_text_async (clipboard, NULL, got_text_cb, &text);
  wait_until (text != NULL);
  g_assert_true (g_str_has_prefix (text, "Day\tValue\tn\t"));
  g_assert_nonnull (strstr (text, "\n2026-03-02\t71\t71\t"));
  gtk_widget_activate_action (page, "page.copy-picture", NULL);
  gdk_clipboard_read_texture_async (clipboard, NULL, got_texture_cb, &texture);
  wait_until (texture != NULL);
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
  HcMetricsPage *self = page_of (fixture);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "a.png", NULL);
  g_autoptr (GError) error = NULL;

  choose (fixture, HC_METRIC_INFLOW);
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
  GtkWidget *filters = GTK_WIDGET (page_of (fixture)->filters);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  guint before;

  find_all (filters, GTK_TYPE_DROP_DOWN, shown);
  before = 0;
  for (guint i = 0; i < shown->len; i++)
    before += gtk_widget_get_visible (g_ptr_array_index (shown, i));
  g_assert_cmpuint (before, <=, 4); /* the period and three more */
  hc_metrics_filters_set_where (page_of (fixture)->filters, HC_BY_PRIORITY, "1 - Critical");
  for (guint i = 0; i < shown->len; i++)
    if (hc_metrics_drop_down_text (g_ptr_array_index (shown, i)) != NULL)
      g_assert_true (gtk_widget_get_visible (g_ptr_array_index (shown, i)));
  wait_until (!hc_metrics_model_is_busy (page_of (fixture)->model));
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
      const HcMetricSeries *series = total_of (fixture, hc_method_metrics[i]);

      g_ptr_array_add (builds, series->measurable
                                 ? hc_metrics_plot_days (figures_of (fixture), series->id, NULL,
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
  wait_until (total_of (fixture, HC_METRIC_OPEN)->window.value == 202);
  wait_until (g_strcmp0 (hc_page_subtitle (fixture->page), "As of Monday 9 March, 06:00") == 0);
}

static void
test_minimum_width (PageFixture *fixture, gconstpointer data)
{
  int minimum;

  choose (fixture, HC_METRIC_INFLOW);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 780); /* or the window folds at 1024 */
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, data, func) g_test_add (path, PageFixture, data, set_up, func, tear_down)
  ADD ("/metrics/empty", NULL, test_empty);
  ADD ("/metrics/cards", "tickets", test_cards);
  ADD ("/metrics/not-measurable", "tickets", test_not_measurable);
  ADD ("/metrics/table", "tickets", test_table);
  ADD ("/metrics/filter", "tickets", test_filter);
  ADD ("/metrics/period", "tickets", test_period);
  ADD ("/metrics/questions", "tickets", test_questions);
  ADD ("/metrics/inputs", "tickets", test_inputs);
  ADD ("/metrics/pictures", "tickets", test_pictures);
  ADD ("/metrics/curve", "tickets", test_curve);
  ADD ("/metrics/funnel", "tickets", test_funnel);
  ADD ("/metrics/funnel-form", "tickets", test_funnel_form);
  ADD ("/metrics/multiples", "tickets", test_multiples);
  ADD ("/metrics/groups", "tickets", test_groups);
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
