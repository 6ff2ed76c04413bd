/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layout of the large charts: numbers first, ink where numbers cannot tell. */

#include "config.h"

#include "plot-util.h"

#include <math.h>
#include <string.h>

#define MANY 366

/* ---- scale ---- */

static void
test_scale (void)
{
  static const struct
  {
    double low, high;
    gboolean whole;
    guint most;
    double min, max, step;
    guint n_ticks;
  } cases[] = {
    { 0, 15.9, TRUE, 6, 0, 20, 5, 5 },
    { 0, 100, TRUE, 6, 0, 100, 20, 6 },
    { 0, 97, TRUE, 5, 0, 100, 25, 5 },
    { 0, 1, TRUE, 6, 0, 1, 1, 2 },
    { 0, 3, TRUE, 6, 0, 3, 1, 4 },
    { 0, 0.3, FALSE, 6, 0, 0.3, 0.1, 4 },
    { 0, 0, TRUE, 6, 0, 1, 1, 2 },
    { 7, 7, FALSE, 6, 6, 8, 0.5, 5 },
    { -4, 4, TRUE, 3, -5, 5, 5, 3 },
    { -0.2, 0.9, FALSE, 6, -0.5, 1, 0.5, 4 },
    { 0, 1.5e15, TRUE, 6, 0, 1.5e15, 5e14, 4 },
    { NAN, NAN, TRUE, 6, 0, 1, 1, 2 },
    { INFINITY, -INFINITY, FALSE, 6, 0, 1, 0.2, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcPlotScale s
        = hc_plot_scale (cases[i].low, cases[i].high, cases[i].whole, cases[i].most);

      g_test_message ("%g … %g", cases[i].low, cases[i].high);
      g_assert_cmpfloat_with_epsilon (s.min, cases[i].min, 1e-9 * MAX (1, fabs (s.min)));
      g_assert_cmpfloat_with_epsilon (s.max, cases[i].max, 1e-9 * MAX (1, fabs (s.max)));
      g_assert_cmpfloat_with_epsilon (s.step, cases[i].step, 1e-9 * s.step);
      g_assert_cmpuint (s.n_ticks, ==, cases[i].n_ticks);
    }
}

/* Whatever the values: few ticks, all inside, whole where asked. */
static void
test_scale_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double a = (g_test_rand_double () - 0.3) * pow (10, g_test_rand_int_range (-6, 13));
      double b = a + fabs (a) * g_test_rand_double ();
      gboolean whole = i % 2 == 0;
      guint most = (guint) g_test_rand_int_range (3, 9);
      HcPlotScale s = hc_plot_scale (a, b, whole, most);

      g_assert_cmpuint (s.n_ticks, >=, 2);
      g_assert_cmpuint (s.n_ticks, <=, most);
      g_assert_cmpfloat (s.min, <=, a + s.step * 1e-6);
      g_assert_cmpfloat (s.max, >=, b - s.step * 1e-6);
      if (whole)
        g_assert_cmpfloat (s.step, ==, round (s.step));
    }
}

static void
test_tick_text (void)
{
  static const struct
  {
    gboolean per_cent;
    double value, step;
    const char *text;
  } cases[] = {
    { FALSE, 5, 5, "5" },          { FALSE, 0.5, 0.5, "0.5" },    { FALSE, -63, 1, "−63" },
    { FALSE, -0.0, 1, "0" },       { TRUE, 0.25, 0.05, "25 %" },  { TRUE, 0.345, 0.001, "34.5 %" },
    { TRUE, -0.1, 0.1, "−10 %" },  { FALSE, 2e6, 1e6, "2 M" },
    { FALSE, 1500000, 500000, "1.5 M" },
    { FALSE, 12000, 2000, "12000" }, { FALSE, 2e15, 1e15, "2e+15" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
        = hc_plot_tick_text (cases[i].per_cent, cases[i].value, cases[i].step);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* ---- lines ---- */

static void
test_line_golden (void)
{
  static const double values[] = { 0, 5, 10, NAN, 20 };
  g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, 5);
  g_autoptr (HcPlotLayout) l = NULL;

  hc_plot_build_plot (build)->from_zero = TRUE;
  plot_add_values (build, NULL, values);
  l = hc_plot_layout (hc_plot_build_plot (build), 400, 150);
  plot_assert_sound (l, "golden");
  g_assert_cmpfloat (l->top, ==, 10);      /* half a line and 2 */
  g_assert_cmpfloat (l->bottom, ==, 116);  /* two rows of labels and 2 */
  g_assert_cmpfloat (l->left, ==, 24);     /* “20” is 16 wide */
  g_assert_cmpfloat (l->right, ==, 388);
  g_assert_cmpfloat (l->y_min, ==, 0);
  g_assert_cmpfloat (l->y_max, ==, 20);
  g_assert_cmpfloat (l->tick_step, ==, 5);
  g_assert_cmpuint (l->n_ticks, ==, 5);
  g_assert_cmpfloat_with_epsilon (l->slot_w, 72.8, 1e-9);
  g_assert_cmpuint (l->n_items, ==, 4); /* the gap has none */
  g_assert_cmpfloat_with_epsilon (l->items[0].x, 60.4, 1e-9);
  g_assert_cmpfloat (l->items[0].y, ==, 116);
  g_assert_cmpfloat (l->items[2].y, ==, 63);
  g_assert_cmpuint (l->items[3].slot, ==, 4);
  g_assert_cmpfloat (l->items[3].y, ==, 10);
  g_assert_cmpint (plot_find_text (l, "no data")->role, ==, HC_PLOT_TEXT_NOTE);
  g_assert_cmpint (plot_find_text (l, "5")->role, ==, HC_PLOT_TEXT_AXIS); /* a tick comes first */
  g_assert_true (l->label_shown[4]);
}

static void
test_line_edges (void)
{
  static const struct
  {
    const char *name;
    guint n;
    double first, step;
    gboolean from_zero;
    double y_min, y_max;
    guint n_items;
  } cases[] = {
    { "no day", 0, 0, 0, TRUE, 0, 1, 0 },
    { "one day", 1, 7, 0, TRUE, 0, 8, 1 },
    { "all equal", 10, 7, 0, FALSE, 6, 8, 10 },
    { "all zero", 10, 0, 0, TRUE, 0, 1, 10 },
    { "no value", 10, NAN, 0, TRUE, 0, 1, 0 },
    { "negative", 10, -3, 1, TRUE, -4, 6, 10 },
    { "huge", 10, 1e12, 1e12, TRUE, 0, 1e13, 10 },
    { "beyond reason", 3, -1.7e308, 1.7e308, FALSE, NAN, NAN, 2 },
    { "tiny", 10, 1e-9, 1e-9, TRUE, 0, 1e-8, 10 },
    { "a year", MANY, 1, 1, TRUE, 0, 400, MANY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, cases[i].n);
      g_autofree double *values = g_new0 (double, cases[i].n + 1);
      g_autoptr (HcPlotLayout) l = NULL;

      for (guint k = 0; k < cases[i].n; k++)
        values[k] = cases[i].first + k * cases[i].step;
      hc_plot_build_plot (build)->from_zero = cases[i].from_zero;
      plot_add_values (build, NULL, values);
      l = hc_plot_layout (hc_plot_build_plot (build), 600, 220);
      plot_assert_sound (l, cases[i].name);
      if (!isnan (cases[i].y_min))
        {
          g_assert_cmpfloat_with_epsilon (l->y_min, cases[i].y_min, 1e-20);
          g_assert_cmpfloat_with_epsilon (l->y_max, cases[i].y_max, cases[i].y_max * 1e-9);
          g_assert_cmpuint (l->n_items, ==, cases[i].n_items);
        }
      g_assert_true (isfinite (l->y_min) && isfinite (l->y_max));
      g_assert_cmpuint (l->n_ticks, <=, 6);
      if (cases[i].n_items == 0)
        g_assert_nonnull (plot_find_text (l, "no data"));
    }
}

/* A year of labels, at any width: never one over another, today always. */
static void
test_labels_thin (void)
{
  static const double scales[] = { 1, 1.5, 2 };

  for (guint n = 1; n <= MANY; n += n < 40 ? 3 : 47)
    for (guint w = 160; w <= 1600; w += 180)
      for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
        {
          g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, n);
          g_autofree double *values = g_new0 (double, n);
          g_autoptr (HcPlotLayout) l = NULL;

          hc_plot_build_plot (build)->text_scale = scales[k];
          plot_add_values (build, NULL, values);
          l = hc_plot_layout (hc_plot_build_plot (build), w, 300);
          plot_assert_sound (l, "thinned");
          g_assert_true (l->label_shown[n - 1]);
        }
}

static HcPlotBuild *
full_new (guint n, gboolean names)
{
  HcPlotBuild *build = plot_days_new (HC_PLOT_LINE, n);
  HcPlot *plot = hc_plot_build_plot (build);
  HcPlotLimits *limits;
  g_autofree double *values = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    values[i] = i % 7 < 5 && i != 8 ? 10 + i % 3 : NAN;
  plot_add_values (build, names ? "Confusing approvals" : "Working days", values);
  for (guint i = 0; i < n; i++)
    values[i] = i % 7 < 5 ? NAN : 3;
  plot_add_values (build, "Non-working days", values);
  hc_plot_build_plot (build);
  if (!names)
    hc_plot_build_add_series (build, "Before", 0)->grade = HC_PLOT_BEFORE;
  limits = hc_plot_build_add_limits (build, 0, n - 1);
  for (guint i = 0; i < n; i++)
    if (i % 7 < 5)
      {
        ((double *) limits->lower)[i] = 7.1;
        ((double *) limits->upper)[i] = 15.9;
      }
  limits->centre = 11.5;
  limits->upper_label = "UCL 15.9";
  limits->centre_label = "Mean 11.5";
  limits->lower_label = "LCL 7.1";
  hc_plot_build_add_mark (build, HC_PLOT_MARK_EVENT, 0, "Go-live");
  hc_plot_build_add_mark (build, HC_PLOT_MARK_EVENT, n, "Planned end, day 14");
  hc_plot_build_add_mark (build, HC_PLOT_MARK_DECISION, n / 2, "D2");
  hc_plot_build_add_mark (build, HC_PLOT_MARK_DECISION, n / 2 + 1, "D4");
  hc_plot_build_add_signal (build, 0, 2);
  plot->target = 5;
  plot->target_label = "Target ≤ 5.0";
  plot->baseline = 4.9;
  plot->baseline_label = "Baseline 4.9";
  plot->from_zero = TRUE;
  plot->y_title = "per 100 users";
  return build;
}

/* Everything at once, from a thumbnail to a wall. */
static void
test_everything_apart (void)
{
  static const double sizes[][2] = { { 160, 90 }, { 280, 120 }, { 420, 200 }, { 640, 260 },
                                     { 1000, 320 }, { 1900, 900 }, { 20, 10 }, { 1, 1 } };

  for (guint n = 5; n <= 60; n += 11)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      for (guint scale = 1; scale <= 2; scale++)
        {
          g_autoptr (HcPlotBuild) build = full_new (n, n % 2 == 0);
          g_autoptr (HcPlotLayout) l = NULL;

          hc_plot_build_plot (build)->text_scale = scale;
          l = hc_plot_layout (hc_plot_build_plot (build), sizes[k][0], sizes[k][1]);
          if (sizes[k][0] > 30)
            plot_assert_sound (l, "everything");
        }
}

/* The target and its baseline nearly meet: both are named, in their order. */
static void
test_right_labels (void)
{
  g_autoptr (HcPlotBuild) build = full_new (29, FALSE);
  g_autoptr (HcPlotLayout) l = hc_plot_layout (hc_plot_build_plot (build), 900, 320);
  const HcPlotText *target = plot_find_text (l, "Target ≤ 5.0");
  const HcPlotText *baseline = plot_find_text (l, "Baseline 4.9");

  g_assert_nonnull (target);
  g_assert_nonnull (baseline);
  g_assert_cmpint (target->role, ==, HC_PLOT_TEXT_TARGET);
  g_assert_cmpfloat (target->x, >, l->right);
  g_assert_cmpfloat (baseline->y, >=, target->y + target->h);
  g_assert_nonnull (plot_find_text (l, "UCL 15.9"));
  g_assert_nonnull (plot_find_text (l, "D2"));
  g_assert_nonnull (plot_find_text (l, "Control limits"));
  g_assert_nonnull (plot_find_text (l, "Incomplete day"));
}

static void
test_names_at_end (void)
{
  static const double values[3] = { 1, 2, 3 };
  static const char *const names[] = { "One", "Two", "Three", "Four", "Five" };

  for (guint n = 1; n <= 5; n++)
    {
      g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, 3);
      g_autoptr (HcPlotLayout) l = NULL;
      const HcPlotText *name;

      for (guint i = 0; i < n; i++)
        plot_add_values (build, names[i], values);
      l = hc_plot_layout (hc_plot_build_plot (build), 500, 300);
      plot_assert_sound (l, "names");
      for (guint i = 0; i < n; i++)
        {
          name = plot_find_text (l, names[i]);
          g_assert_nonnull (name);
          g_assert_cmpint (name->role, ==,
                           n >= 2 && n <= 4 ? HC_PLOT_TEXT_NAME : HC_PLOT_TEXT_LEGEND);
        }
    }
}

/* ---- pointing ---- */

static void
test_item_at (void)
{
  static const double low[] = { 0, 0, 0, NAN }, high[] = { 10, 10, 10, NAN };
  g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, 4);
  g_autoptr (HcPlotLayout) l = NULL;
  int item;

  plot_add_values (build, "Low", low);
  plot_add_values (build, "High", high);
  l = hc_plot_layout (hc_plot_build_plot (build), 500, 200);
  for (guint slot = 0; slot < 3; slot++)
    {
      item = hc_plot_item_at (l, l->slot_x[slot] + l->slot_w * 0.4, l->top + 3);
      g_assert_cmpuint (l->items[item].slot, ==, slot);
      g_assert_cmpuint (l->items[item].series, ==, 1);
      item = hc_plot_item_at (l, l->slot_x[slot], l->bottom - 3);
      g_assert_cmpuint (l->items[item].series, ==, 0);
    }
  g_assert_cmpint (hc_plot_item_at (l, l->slot_x[3], l->top), ==, -1);
  g_assert_cmpint (hc_plot_item_at (l, l->left - 30, l->top), ==, -1);
  g_assert_cmpint (hc_plot_item_at (l, l->slot_x[1], l->bottom + 60), ==, -1);
  for (guint i = 1; i < l->n_items; i++)
    g_assert_cmpfloat (l->items[i - 1].x, <=, l->items[i].x);
}

static void
test_readings (void)
{
  static const double values[] = { 0.345, NAN };
  g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, 2);
  HcPlot *plot = hc_plot_build_plot (build);
  g_autofree char *plain = NULL;
  g_autofree char *none = NULL;
  g_autofree char *own = NULL;

  plot->per_cent = TRUE;
  plot_add_values (build, "Misrouted", values);
  plain = hc_plot_dup_reading (plot, 0, 0);
  none = hc_plot_dup_reading (plot, 0, 1);
  hc_plot_build_set_reading (build, 0, 0, "Monday\n7 of 20");
  own = hc_plot_dup_reading (plot, 0, 0);
  g_assert_cmpstr (plain, ==, "1\nMisrouted: 34.5 %");
  g_assert_cmpstr (none, ==, "2\nMisrouted: –");
  g_assert_cmpstr (own, ==, "Monday\n7 of 20");
}

/* ---- layers and bars ---- */

static void
test_area_stacks (void)
{
  static const double a[] = { 10, 20, NAN, 0 }, b[] = { 30, 0, NAN, 5 };
  g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_AREA, 4);
  g_autoptr (HcPlotLayout) l = NULL;
  double unit;

  plot_add_values (build, "under 1 d", a);
  plot_add_values (build, "more", b);
  l = hc_plot_layout (hc_plot_build_plot (build), 500, 200);
  plot_assert_sound (l, "area");
  g_assert_cmpfloat (l->y_max, ==, 40);
  g_assert_cmpuint (l->n_items, ==, 6);
  unit = (l->bottom - l->top) / 40;
  g_assert_cmpfloat_with_epsilon (l->items[0].h, 10 * unit, 1e-9);
  g_assert_cmpfloat_with_epsilon (l->items[0].y + l->items[0].h, l->bottom, 1e-9);
  g_assert_cmpfloat_with_epsilon (l->items[1].y + l->items[1].h, l->items[0].y, 1e-9);
  g_assert_cmpfloat_with_epsilon (l->items[1].y, l->top, 1e-9);
  g_assert_nonnull (plot_find_text (l, "under 1 d"));
  g_assert_nonnull (plot_find_text (l, "more"));
}

static void
test_bars (void)
{
  static const double values[] = { 10, -5, NAN, 0 };

  for (guint horizontal = 0; horizontal < 2; horizontal++)
    {
      g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_BARS, 4);
      g_autoptr (HcPlotLayout) l = NULL;
      double zero;

      hc_plot_build_plot (build)->horizontal = horizontal == 1;
      plot_add_values (build, NULL, values);
      l = hc_plot_layout (hc_plot_build_plot (build), 500, 240);
      plot_assert_sound (l, horizontal ? "across" : "upright");
      g_assert_cmpuint (l->n_items, ==, 3);
      zero = horizontal ? hc_plot_x (l, 0) : hc_plot_y (l, 0);
      if (horizontal)
        {
          g_assert_cmpfloat_with_epsilon (l->items[0].x, zero, 1e-9);
          g_assert_cmpfloat_with_epsilon (l->items[1].x + l->items[1].w, zero, 1e-9);
          g_assert_cmpfloat (l->items[2].w, ==, 0);
          g_assert_cmpfloat (l->items[0].y, <, l->items[1].y);
        }
      else
        {
          g_assert_cmpfloat_with_epsilon (l->items[0].y + l->items[0].h, zero, 1e-9);
          g_assert_cmpfloat_with_epsilon (l->items[1].y, zero, 1e-9);
          g_assert_cmpfloat (l->items[0].x, <, l->items[1].x);
        }
    }
}

static void
test_long_names (void)
{
  static const char *const names[]
    = { "Berechtigungen und Anmeldung am Portal der Beschaffung", "申请审批流程", "مسار الموافقة", "" };
  static const double values[] = { 50, 40.5, 3, 2 };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_BARS);
  g_autoptr (HcPlotLayout) l = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    hc_plot_build_add_slot (build, names[i]);
  hc_plot_build_plot (build)->horizontal = TRUE;
  plot_add_values (build, NULL, values);
  l = hc_plot_layout (hc_plot_build_plot (build), 400, 200);
  plot_assert_sound (l, "long names");
  g_assert_cmpfloat (l->left, <=, 400 * 0.38 + 8);
  g_assert_cmpfloat (l->right - l->left, >=, 150);
}

/* ---- ink ---- */

static cairo_surface_t *
ink (const HcPlot *plot, const HcPlotLayout *l)
{
  HcChartStyle style = hc_chart_style_paper ();
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) l->width, (int) l->height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  hc_plot_draw (cr, plot, l, &style, -1, NULL);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Pixels of series 1’s blue between two columns. */
static guint
blue_pixels (cairo_surface_t *surface, double from, double to, double bottom)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  guint n = 0;

  for (int x = (int) from; x < (int) to; x++)
    for (int y = 0; y < (int) bottom; y++)
      {
        guint32 p;

        memcpy (&p, data + y * cairo_image_surface_get_stride (surface) + x * 4, 4);
        n += (p & 0xff) > ((p >> 16) & 0xff) + 100;
      }
  return n;
}

static void
test_gap_is_not_bridged (void)
{
  /* Monday to Sunday twice. First the Wednesday is missing, then only the weekend. */
  static const double gap[] = { 5, 5, NAN, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
  double weekend[] = { 5, 5, 5, 5, 5, NAN, NAN, 5, 5, 5, 5, 5, NAN, NAN };
  double other[] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };

  for (guint with_strata = 0; with_strata < 2; with_strata++)
    {
      g_autoptr (HcPlotBuild) build = plot_days_new (HC_PLOT_LINE, 14);
      HcPlot *plot = hc_plot_build_plot (build);
      g_autoptr (HcPlotLayout) l = NULL;
      cairo_surface_t *surface;

      plot_add_values (build, NULL, with_strata ? weekend : gap);
      if (with_strata)
        {
          plot_add_values (build, NULL, other);
          ((HcPlotSeries *) plot->series)[1].other_days = TRUE;
        }
      plot->from_zero = TRUE;
      l = hc_plot_layout (plot, 700, 200);
      surface = ink (plot, l);
      g_assert_true ((blue_pixels (surface, l->slot_x[1] + 8, l->slot_x[3] - 8, l->bottom) > 0)
                     == (with_strata == 1));
      g_assert_cmpuint (blue_pixels (surface, l->slot_x[4] + 8, l->slot_x[7] - 8, l->bottom), >, 0);
      cairo_surface_destroy (surface);
    }
}

/* ---- table ---- */

static void
test_table (void)
{
  g_autoptr (HcPlotBuild) build = full_new (5, FALSE);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  ((HcPlotSlot *) hc_plot_build_plot (build)->slots)[0].key = "2026-03-02";
  table = hc_plot_dup_table (hc_plot_build_plot (build));
  lines = g_strsplit (table, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7); /* heads, five days, the end */
  g_assert_cmpstr (lines[0], ==,
                   "Day\tWorking days\tNon-working days\tBefore\tlower limit\tmean\tupper limit");
  g_assert_cmpstr (lines[1], ==, "2026-03-02\t10\t\t\t7.0999999999999996\t11.5\t15.9");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/scale/cases", test_scale);
  g_test_add_func ("/plot/scale/random", test_scale_random);
  g_test_add_func ("/plot/scale/tick-text", test_tick_text);
  g_test_add_func ("/plot/line/golden", test_line_golden);
  g_test_add_func ("/plot/line/edges", test_line_edges);
  g_test_add_func ("/plot/line/labels-thin", test_labels_thin);
  g_test_add_func ("/plot/line/everything-apart", test_everything_apart);
  g_test_add_func ("/plot/line/right-labels", test_right_labels);
  g_test_add_func ("/plot/line/names-at-end", test_names_at_end);
  g_test_add_func ("/plot/line/gap-is-not-bridged", test_gap_is_not_bridged);
  g_test_add_func ("/plot/item-at", test_item_at);
  g_test_add_func ("/plot/readings", test_readings);
  g_test_add_func ("/plot/area/stacks", test_area_stacks);
  g_test_add_func ("/plot/bars/cases", test_bars);
  g_test_add_func ("/plot/bars/long-names", test_long_names);
  g_test_add_func ("/plot/table/days", test_table);
  return g_test_run ();
}
