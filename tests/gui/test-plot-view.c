/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chart as a widget: what keys and pointer select, what is read and copied. */

#include "config.h"

#include "hc-plot-view.h"

#include <math.h>
#include <string.h>

#include "page-fixture.h"

static HcPlotBuild *
build_new (guint n, gboolean two)
{
  HcPlotBuild *build = hc_plot_build_new (HC_PLOT_LINE);

  for (guint i = 0; i < n; i++)
    {
      char label[8];

      g_snprintf (label, sizeof label, "%u", i + 1);
      hc_plot_build_add_slot (build, label);
    }
  hc_plot_build_add_series (build, "Now", 0);
  if (two)
    hc_plot_build_add_series (build, "Before", 0)->grade = HC_PLOT_BEFORE;
  for (guint i = 0; i < n; i++)
    {
      hc_plot_build_set_value (build, 0, i, i == 1 ? NAN : i * 10);
      if (two)
        hc_plot_build_set_value (build, 1, i, 5);
    }
  hc_plot_build_plot (build)->title = "Inflow";
  return build;
}

typedef struct
{
  GtkWindow *window;
  HcPlotView *view;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  self->view = HC_PLOT_VIEW (hc_plot_view_new ());
  gtk_window_set_default_size (self->window, 500, 260);
  gtk_window_set_child (self->window, GTK_WIDGET (self->view));
  gtk_window_present (self->window);
  wait_until (gtk_widget_get_width (GTK_WIDGET (self->view)) > 100);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
}

static void
walk (Fixture *self, const char *action, int step)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), action, "i", step);
}

static void
assert_reading (Fixture *self, const char *expected)
{
  g_autofree char *reading = hc_plot_view_dup_reading (self->view);

  g_assert_cmpstr (reading, ==, expected);
}

static void
test_walk (Fixture *self, gconstpointer data)
{
  g_autoptr (HcPlotBuild) build = build_new (3, TRUE);

  assert_reading (self, NULL);
  walk (self, "plot.walk", 1); /* without a chart */
  assert_reading (self, NULL);
  hc_plot_view_set_build (self->view, build);
  walk (self, "plot.walk", -1); /* the newest first */
  assert_reading (self, "3\nBefore: 5");
  walk (self, "plot.climb", -1);
  assert_reading (self, "3\nNow: 20");
  walk (self, "plot.climb", -1); /* nothing above */
  assert_reading (self, "3\nNow: 20");
  walk (self, "plot.walk", -1);
  assert_reading (self, "2\nBefore: 5"); /* the gap has no item */
  walk (self, "plot.walk", G_MININT32);
  assert_reading (self, "1\nNow: 0");
  walk (self, "plot.walk", -1);
  assert_reading (self, "1\nNow: 0");
  walk (self, "plot.walk", G_MAXINT32);
  assert_reading (self, "3\nBefore: 5");
}

static void
activated_cb (HcPlotView *view, guint series, guint slot, GString *out)
{
  g_string_append_printf (out, "%u %u;", series, slot);
}

static void
test_activate (Fixture *self, gconstpointer data)
{
  g_autoptr (HcPlotBuild) build = build_new (3, TRUE);
  g_autoptr (GString) activated = g_string_new (NULL);

  g_signal_connect (self->view, "item-activated", G_CALLBACK (activated_cb), activated);
  hc_plot_view_set_build (self->view, build);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "plot.activate", NULL); /* nothing selected */
  walk (self, "plot.walk", G_MAXINT32);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "plot.activate", NULL);
  walk (self, "plot.walk", G_MININT32);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "plot.activate", NULL);
  g_assert_cmpstr (activated->str, ==, "1 2;0 0;");
}

/* New figures of the same chart: the reader stays where it was, if that is still there. */
static void
test_selection_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (HcPlotBuild) first = build_new (3, FALSE);
  g_autoptr (HcPlotBuild) longer = build_new (9, TRUE);
  g_autoptr (HcPlotBuild) shorter = build_new (1, FALSE);

  hc_plot_view_set_build (self->view, first);
  walk (self, "plot.walk", G_MAXINT32);
  assert_reading (self, "3\nNow: 20");
  hc_plot_view_set_build (self->view, longer);
  assert_reading (self, "3\nNow: 20");
  hc_plot_view_set_build (self->view, shorter);
  assert_reading (self, NULL);
  g_assert_cmpint (hc_plot_view_get_selected (self->view), ==, -1);
  hc_plot_view_set_build (self->view, NULL);
  assert_reading (self, NULL);
}

/* Thousands of steps of two curves: the keys stay on one, and go on by what can be seen. */
static void
test_walk_curves (Fixture *self, gconstpointer data)
{
  enum { N = 5000 };
  g_autoptr (HcPlotBuild) build = hc_plot_build_new (HC_PLOT_SURVIVAL);
  const HcPlot *plot = hc_plot_build_plot (build);
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  guint n = 0;

  for (guint k = 0; k < 2; k++)
    {
      double *x = (double *) hc_plot_build_add_series (build, k == 0 ? "A" : "B", N)->x;

      for (guint i = 0; i < N; i++)
        {
          x[i] = 100.0 * i / (N - 1);
          hc_plot_build_set_value (build, k, i, 1 - (k + 1.0) * i / (2.0 * N));
        }
    }
  g_assert_cmpuint (plot->n_series, ==, 2);
  hc_plot_view_set_build (self->view, build);
  walk (self, "plot.walk", G_MININT32);
  assert_reading (self, "After 0 h\nA: 100.0 % still open");
  for (int before = -1; hc_plot_view_get_selected (self->view) != before; n++)
    {
      g_autofree char *reading = hc_plot_view_dup_reading (self->view);

      g_assert_nonnull (strstr (reading, "\nA: "));
      before = hc_plot_view_get_selected (self->view);
      walk (self, "plot.walk", 1);
    }
  g_assert_cmpuint (n, >, 40);
  g_assert_cmpuint (n, <, 250); /* the window is some 500 pixels wide */
  first = hc_plot_view_dup_reading (self->view);
  g_assert_cmpstr (first, ==, "After 100 h (4.2 d)\nA: 50.0 % still open");
  walk (self, "plot.climb", 1);
  other = hc_plot_view_dup_reading (self->view);
  g_assert_nonnull (strstr (other, "\nB: "));
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  g_autoptr (HcPlotBuild) build = build_new (2, FALSE);
  g_autofree char *text = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  hc_plot_view_set_build (self->view, build);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "plot.copy-table", NULL);
  text = clipboard_text (GTK_WIDGET (self->view));
  g_assert_cmpstr (text, ==, "Day\tNow\n1\t0\n2\t\n");
  gtk_widget_activate_action (GTK_WIDGET (self->view), "plot.copy-picture", NULL);
  texture = clipboard_texture (GTK_WIDGET (self->view));
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1800);
}

static void
test_table (Fixture *self, gconstpointer data)
{
  g_autoptr (HcPlotBuild) build = build_new (3, TRUE);
  GtkWidget *table = g_object_ref_sink (hc_plot_table_new (build));
  GtkWidget *empty = g_object_ref_sink (hc_plot_table_new (NULL));
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));

  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
  g_assert_cmpuint (
    g_list_model_get_n_items (gtk_column_view_get_columns (GTK_COLUMN_VIEW (table))), ==, 3);
  g_assert_cmpuint (
    g_list_model_get_n_items (gtk_column_view_get_columns (GTK_COLUMN_VIEW (empty))), ==, 0);
  g_object_unref (table);
  g_object_unref (empty);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  g_test_add ("/plot-view/walk", Fixture, NULL, set_up, test_walk, tear_down);
  g_test_add ("/plot-view/activate", Fixture, NULL, set_up, test_activate, tear_down);
  g_test_add ("/plot-view/selection-stays", Fixture, NULL, set_up, test_selection_stays, tear_down);
  g_test_add ("/plot-view/walk-curves", Fixture, NULL, set_up, test_walk_curves, tear_down);
  g_test_add ("/plot-view/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/plot-view/table", Fixture, NULL, set_up, test_table, tear_down);
  return gui_test_run ();
}
