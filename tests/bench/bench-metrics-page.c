/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Metrics page on a big launch: from a filter to the frame that shows all series computed anew,
 * those of one group and those of all tickets in turn. Prints one JSON object: {"tickets": N,
 * "group": {"median_ms": x, "p95_ms": y}, "all": {"median_ms": x, "p95_ms": y}} */

#include "config.h"

#include "hc-application.h"
#include "hc-metrics-page-private.h"

#define MAX_ROUNDS 200
#define SETTLE_MS 150

static HcLaunch *launch;
static HcMetricsPage *page;
static guint frames;
static gboolean answered;

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  launch = hc_launch_open_finish (result, &error);
  if (launch == NULL)
    g_error ("%s", error->message);
}

static void
after_paint_cb (void)
{
  frames++;
}

static void
answered_cb (void)
{
  answered = TRUE;
}

static void
settle (void)
{
  gint64 until = g_get_monotonic_time () + SETTLE_MS * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static void
wait_for_frame (void)
{
  guint painted = frames;

  gtk_widget_queue_draw (GTK_WIDGET (page));
  while (frames == painted)
    g_main_context_iteration (NULL, TRUE);
}

/* @group NULL: all tickets. */
static double
filter_ms (const char *group)
{
  gint64 start;

  settle ();
  answered = FALSE;
  start = g_get_monotonic_time ();
  hc_metrics_filters_set_where (page->filters, HC_BY_GROUP, group);
  while (!answered)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame ();
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
open_page (const char *path)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  hc_launch_open_async (path, HC_DB_READ_WRITE, NULL, opened_cb, NULL);
  while (launch == NULL || hc_launch_metrics (launch) == NULL)
    g_main_context_iteration (NULL, TRUE);
  page = g_object_new (HC_TYPE_METRICS_PAGE, NULL);
  gtk_window_set_default_size (window, 1280, 800);
  gtk_window_set_child (window, GTK_WIDGET (page));
  hc_page_set_launch (HC_PAGE (page), launch);
  g_signal_connect (page->model, "changed", G_CALLBACK (answered_cb), NULL);
  gtk_window_present (window);
  hc_page_show (HC_PAGE (page));
  while (!answered)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
}

static void
print_times (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof times[0], compare_doubles);
  g_print (", \"%s\": { \"median_ms\": %.1f, \"p95_ms\": %.1f }", name, times[n / 2],
           times[n * 95 / 100]);
}

int
main (int argc, char **argv)
{
  guint rounds = argc > 2 ? CLAMP ((guint) atoi (argv[2]), 1, MAX_ROUNDS) : 20;
  double one[MAX_ROUNDS], all[MAX_ROUNDS];
  const GPtrArray *groups;

  if (argc < 2)
    g_error ("usage: bench-metrics-page LAUNCH [ROUNDS]");
  gtk_init ();
  g_application_register (G_APPLICATION (hc_application_new ()), NULL, NULL);
  open_page (argv[1]);
  groups = hc_launch_columns (launch)->names[HC_BY_GROUP];
  if (groups->len < 2)
    g_error ("The tickets have no groups.");
  for (guint i = 0; i < rounds; i++)
    {
      one[i] = filter_ms (g_ptr_array_index (groups, 1 + i % (groups->len - 1)));
      all[i] = filter_ms (NULL);
    }
  g_print ("{ \"tickets\": %u", hc_launch_columns (launch)->n);
  print_times ("group", one, rounds);
  print_times ("all", all, rounds);
  g_print (" }\n");
  return 0;
}
