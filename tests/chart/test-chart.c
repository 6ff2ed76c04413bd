/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-chart.h"

#include <math.h>
#include <string.h>

#define GO_LIVE 20000

static void
test_sparkline_layout (void)
{
  static const struct
  {
    const char *name;
    double values[4], target;
    guint n;
    double y_min, y_max;
    double y[4], target_y; /* in a box of 108 × 48: 40 px between the paddings of 4 */
  } cases[] = {
    { "rise", { 0, 5, 10 }, NAN, 3, 0, 10, { 44, 24, 4 }, NAN },
    { "gap", { 0, NAN, 10 }, NAN, 3, 0, 10, { 44, NAN, 4 }, NAN },
    { "gap is no zero", { 20, NAN, 10 }, NAN, 3, 10, 20, { 4, NAN, 44 }, NAN },
    { "target widens", { 5, 10 }, 0, 2, 0, 10, { 24, 4 }, 44 },
    { "target above", { 0, 5 }, 10, 2, 0, 10, { 44, 24 }, 4 },
    { "flat", { 3, 3 }, NAN, 2, 3, 3, { 24, 24 }, NAN },
    { "one", { 7 }, NAN, 1, 7, 7, { 24 }, NAN },
    { "negative", { -4, 4 }, NAN, 2, -4, 4, { 44, 4 }, NAN },
    { "infinite is no value", { 1, INFINITY, 2 }, NAN, 3, 1, 2, { 44, NAN, 4 }, NAN },
    { "nothing", { NAN, NAN }, NAN, 2, NAN, NAN, { NAN, NAN }, NAN },
    { "empty", { 0 }, NAN, 0, NAN, NAN, { 0 }, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcSparkline line = { cases[i].values, cases[i].n, FALSE, cases[i].target };
      HcSparklinePlot plot = hc_sparkline_layout (&line, 108, 48);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (plot.n, ==, cases[i].n);
      g_assert_true (isnan (cases[i].y_min) ? isnan (plot.y_min) : plot.y_min == cases[i].y_min);
      g_assert_true (isnan (cases[i].y_max) ? isnan (plot.y_max) : plot.y_max == cases[i].y_max);
      for (guint j = 0; j < plot.n; j++)
        {
          if (isnan (cases[i].y[j]))
            g_assert_true (isnan (plot.y[j]));
          else
            g_assert_cmpfloat_with_epsilon (plot.y[j], cases[i].y[j], 1e-9);
        }
      if (isnan (cases[i].target_y))
        g_assert_true (isnan (plot.target_y));
      else
        g_assert_cmpfloat_with_epsilon (plot.target_y, cases[i].target_y, 1e-9);
      if (plot.n > 1)
        {
          g_assert_cmpfloat (plot.x[0], ==, 4);
          g_assert_cmpfloat_with_epsilon (plot.x[plot.n - 1], 104, 1e-9);
        }
      hc_sparkline_plot_clear (&plot);
    }
}

/* Wednesday to Tuesday; the weekend does not work, Tuesday is today, Wednesday is to come. */
static const HcTimelineDay week[] = {
  { GO_LIVE, 40, 10, TRUE, TRUE },     { GO_LIVE + 1, 80, 30, TRUE, TRUE },
  { GO_LIVE + 2, 60, 0, TRUE, TRUE },  { GO_LIVE + 3, 4, 2, FALSE, TRUE },
  { GO_LIVE + 4, 0, 1, FALSE, TRUE },  { GO_LIVE + 5, 50, 60, TRUE, TRUE },
  { GO_LIVE + 6, 20, 25, TRUE, FALSE }, { GO_LIVE + 7, NAN, NAN, TRUE, FALSE },
};
static const char *const week_labels[] = { "W 4", "T 5", "F 6",  "S 7",
                                           "S 8", "M 9", "T 10", "W 11" };

static HcTimeline
week_timeline (void)
{
  return (HcTimeline) {
    .days = week, .n_days = G_N_ELEMENTS (week), .go_live = GO_LIVE,
    .planned_end = GO_LIVE + 7, .today = GO_LIVE + 6, .go_live_label = "Go-live",
    .planned_end_label = "Planned end", .day_labels = week_labels,
  };
}

static void
test_timeline_layout (void)
{
  HcTimeline timeline = week_timeline ();
  HcTimelinePlot plot = hc_timeline_layout (&timeline, 400, 155);

  g_assert_cmpuint (plot.n_slots, ==, 8);
  g_assert_cmpfloat (plot.top_y, ==, 18);
  g_assert_cmpfloat (plot.base_y, ==, 118);
  g_assert_cmpfloat (plot.y_max, ==, 80);
  g_assert_cmpfloat (plot.go_live_x, ==, 0);
  g_assert_cmpfloat (plot.planned_end_x, ==, 400);
  for (guint i = 0; i < 8; i++)
    {
      const HcTimelineSlot *slot = &plot.slots[i];

      g_assert_cmpfloat_with_epsilon (slot->x, 50 * i, 1e-9);
      g_assert_true (slot->label_shown);
      if (isnan (week[i].opened))
        {
          g_assert_true (isnan (slot->opened_h) && isnan (slot->opened_y));
          g_assert_true (isnan (slot->resolved_h));
          continue;
        }
      g_assert_cmpfloat_with_epsilon (slot->opened_h, week[i].opened * 1.25, 1e-9);
      g_assert_cmpfloat_with_epsilon (slot->opened_y + slot->opened_h, 118, 1e-9);
      g_assert_cmpfloat_with_epsilon (slot->resolved_h, week[i].resolved * 1.25, 1e-9);
      g_assert_cmpfloat (slot->opened_x + slot->bar_w, <=, slot->resolved_x);
      g_assert_cmpfloat (slot->resolved_x + slot->bar_w, <=, slot->x + slot->width);
    }
  hc_timeline_plot_clear (&plot);
}

static void
test_timeline_edges (void)
{
  HcTimelineDay days[2] = { { GO_LIVE, NAN, NAN, TRUE, FALSE },
                            { GO_LIVE + 1, 0, 0, TRUE, TRUE } };
  HcTimeline timeline = { .days = days, .n_days = 2, .go_live = GO_LIVE + 9,
                          .planned_end = GO_LIVE + 9, .today = HC_DAY_NONE };
  HcTimelinePlot plot = hc_timeline_layout (&timeline, 200, 10);

  g_assert_true (isnan (plot.go_live_x) && isnan (plot.planned_end_x));
  g_assert_cmpfloat (plot.y_max, ==, 1);
  g_assert_cmpfloat (plot.base_y, >=, plot.top_y); /* too low: no bar grows upside down */
  g_assert_true (isnan (plot.slots[0].opened_h));
  g_assert_cmpfloat (plot.slots[1].opened_h, ==, 0);
  hc_timeline_plot_clear (&plot);

  timeline.n_days = 0;
  plot = hc_timeline_layout (&timeline, 200, 100);
  g_assert_cmpuint (plot.n_slots, ==, 0);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 3), ==, -1);
  hc_timeline_plot_clear (&plot);
}

static void
test_timeline_thins_labels (void)
{
  static const struct
  {
    guint n, today;
    double width, scale;
    guint step; /* between labels away from today */
  } cases[] = {
    { 30, 6, 1200, 1, 1 }, { 30, 6, 600, 1, 2 }, { 90, 41, 900, 1, 4 }, { 30, 6, 1200, 2, 2 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree HcTimelineDay *days = g_new0 (HcTimelineDay, cases[c].n);
      HcTimeline timeline = { .days = days, .n_days = cases[c].n, .go_live = GO_LIVE,
                              .planned_end = HC_DAY_NONE, .today = GO_LIVE + (int) cases[c].today,
                              .text_scale = cases[c].scale };
      HcTimelinePlot plot;
      int last = -1;

      for (guint i = 0; i < cases[c].n; i++)
        days[i].date = GO_LIVE + (int) i;
      plot = hc_timeline_layout (&timeline, cases[c].width, 150);
      g_assert_true (plot.slots[cases[c].today].label_shown);
      for (guint i = 0; i < plot.n_slots; i++)
        if (plot.slots[i].label_shown)
          {
            if (last >= 0)
              g_assert_cmpint ((int) i - last, >=, (int) cases[c].step);
            last = (int) i;
          }
      hc_timeline_plot_clear (&plot);
    }
}

static void
test_timeline_slot_at (void)
{
  HcTimeline timeline = week_timeline ();
  HcTimelinePlot plot = hc_timeline_layout (&timeline, 400, 155);

  g_assert_cmpint (hc_timeline_slot_at (&plot, -0.1), ==, -1);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 0), ==, 0);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 49.9), ==, 0);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 50), ==, 1);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 399), ==, 7);
  g_assert_cmpint (hc_timeline_slot_at (&plot, 400), ==, -1);
  hc_timeline_plot_clear (&plot);
}

static guint32
pixel (cairo_surface_t *surface, double x, double y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + (int) y * cairo_image_surface_get_stride (surface) + (int) x * 4, 4);
  return value & 0xffffff;
}

static void
test_timeline_ink (void)
{
  HcTimeline timeline = week_timeline ();
  HcChartStyle style = hc_chart_style_paper ();
  HcTimelinePlot plot = hc_timeline_layout (&timeline, 400, 155);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 155);
  cairo_t *cr = cairo_create (surface);
  const HcTimelineSlot *slots = plot.slots;

  hc_timeline_draw (cr, &timeline, &plot, &style);
  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  /* complete day: filled in blue; today: hollow; a day to come: the card; weekend: a grey band */
  g_assert_cmphex (pixel (surface, slots[1].opened_x + 5, 100), ==, 0x1f74d6);
  g_assert_cmphex (pixel (surface, slots[6].opened_x + 6, 110), ==, 0xffffff);
  g_assert_cmphex (pixel (surface, slots[7].opened_x + 6, 117), ==, 0xffffff);
  g_assert_cmphex (pixel (surface, slots[3].x + 3, 60), !=, 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  hc_timeline_plot_clear (&plot);
}

/* The mark of the last of many days stays whole: 15 from the edge to its centre. */
static void
test_timeline_last_label (void)
{
  HcTimelineDay days[80] = { 0 };
  HcTimeline timeline = { .days = days, .n_days = G_N_ELEMENTS (days), .go_live = GO_LIVE,
                          .planned_end = HC_DAY_NONE, .today = GO_LIVE + 79 };
  HcChartStyle style = hc_chart_style_paper ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 155);
  cairo_t *cr = cairo_create (surface);
  HcTimelinePlot plot;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    days[i].date = GO_LIVE + (int) i;
  plot = hc_timeline_layout (&timeline, 400, 155);
  hc_timeline_draw (cr, &timeline, &plot, &style);
  cairo_surface_flush (surface);
  g_assert_cmphex (pixel (surface, 385 - 9, plot.base_y + 11), ==, 0x1f74d6);
  g_assert_cmphex (pixel (surface, 385 + 8, plot.base_y + 11), ==, 0x1f74d6);
  g_assert_cmphex (pixel (surface, 398, plot.base_y + 11), ==, 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  hc_timeline_plot_clear (&plot);
}

static guint
inked_columns (cairo_surface_t *surface, int from, int to)
{
  guint n = 0;

  for (int x = from; x < to; x++)
    for (int y = 0; y < 48; y++)
      if (pixel (surface, x, y) != 0)
        {
          n++;
          break;
        }
  return n;
}

static void
test_sparkline_ink (void)
{
  const double values[] = { 1, 5, NAN, NAN, 2, 3 };
  HcSparkline line = { values, G_N_ELEMENTS (values), TRUE, NAN };
  HcChartStyle style = hc_chart_style_paper ();
  HcSparklinePlot plot = hc_sparkline_layout (&line, 108, 48);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 108, 48);
  cairo_t *cr = cairo_create (surface);

  hc_sparkline_draw (cr, &line, &plot, &style);
  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpuint (inked_columns (surface, 5, 23), ==, 18);
  g_assert_cmpuint (inked_columns (surface, 28, 80), ==, 0); /* the gap is not bridged */
  g_assert_cmpuint (inked_columns (surface, 101, 107), >, 4); /* ring of the incomplete day */
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  hc_sparkline_plot_clear (&plot);
}

static void
test_series_colour (void)
{
  HcChartStyle style = hc_chart_style_paper ();
  double rgba[4];

  hc_chart_series_colour (&style, 0, rgba);
  g_assert_cmpfloat_with_epsilon (rgba[2], 0xd6 / 255.0, 1e-9);
  style.dark = TRUE;
  hc_chart_series_colour (&style, 0, rgba);
  g_assert_cmpfloat_with_epsilon (rgba[2], 0xf8 / 255.0, 1e-9);
  hc_chart_series_colour (&style, 99, rgba); /* the rest is slate */
  g_assert_cmpfloat_with_epsilon (rgba[0], 0xd5 / 255.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/sparkline/layout", test_sparkline_layout);
  g_test_add_func ("/chart/sparkline/ink", test_sparkline_ink);
  g_test_add_func ("/chart/timeline/layout", test_timeline_layout);
  g_test_add_func ("/chart/timeline/edges", test_timeline_edges);
  g_test_add_func ("/chart/timeline/thins-labels", test_timeline_thins_labels);
  g_test_add_func ("/chart/timeline/slot-at", test_timeline_slot_at);
  g_test_add_func ("/chart/timeline/ink", test_timeline_ink);
  g_test_add_func ("/chart/timeline/last-label", test_timeline_last_label);
  g_test_add_func ("/chart/style/series-colour", test_series_colour);
  return g_test_run ();
}
