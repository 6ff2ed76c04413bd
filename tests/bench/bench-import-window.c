/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scrolling through the table of tickets while the same window imports a file: CPU of the frames,
 * and the longest time in which the main loop did not come round. Needs a display; the import
 * changes LAUNCH; prints JSON. usage: bench-import-window LAUNCH EXPORT */

#include "config.h"

#include "hc-application.h"
#include "hc-import-job.h"

#define PIXELS_A_FRAME 40
#define SETTLE_US (2 * G_USEC_PER_SEC)

typedef struct
{
  GArray *cpu;    /* of double, ms a frame */
  double longest; /* ms between two rounds of the main loop */
} Frames;

static HcWindow *window;
static GtkAdjustment *adjustment;
static Frames *frames; /* NULL: not counted */
static gint64 frame_began, last_round;
static gboolean imported;

static GtkWidget *
find_table (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_table (child);
  return found;
}

static void
before_paint_cb (void)
{
  frame_began = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  double ms = (double) (g_get_monotonic_time () - frame_began) / 1000;

  if (frames != NULL)
    g_array_append_val (frames->cpu, ms);
}

/* To the end and back again. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  static double step = PIXELS_A_FRAME;
  double value = gtk_adjustment_get_value (adjustment) + step;

  if (value <= 0 ||
      value >= gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment))
    step = -step;
  gtk_adjustment_set_value (adjustment, value);
  return G_SOURCE_CONTINUE;
}

static gboolean
round_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (frames != NULL && last_round != 0)
    frames->longest = MAX (frames->longest, (double) (now - last_round) / 1000);
  last_round = now;
  return G_SOURCE_CONTINUE;
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = hc_store_job_finish (HC_STORE (object), result, &error);

  if (batch == NULL)
    g_error ("%s", error->message);
  imported = TRUE;
}

static void
open_launch (const char *path)
{
  HcApplication *application = hc_application_new ();
  GdkFrameClock *clock;
  GtkWidget *table = NULL;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = hc_window_new (ADW_APPLICATION (application));
  hc_window_open (window, path, HC_DB_READ_WRITE);
  gtk_window_present (GTK_WINDOW (window));
  while (hc_window_launch (window) == NULL || hc_launch_metrics (hc_window_launch (window)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  hc_window_show_page (window, "tickets");
  table = find_table (GTK_WIDGET (window));
  if (table == NULL)
    g_error ("there is no table of tickets");
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  clock = gtk_widget_get_frame_clock (table);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  gtk_widget_add_tick_callback (table, scroll_cb, NULL, NULL);
  g_timeout_add_full (G_PRIORITY_HIGH, 1, round_cb, NULL, NULL);
}

static void
run_for (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
start_import (const char *path)
{
  HcImportOptions *options = g_new0 (HcImportOptions, 1);
  HcImportJob *job;

  hc_import_options_init (options);
  options->now = g_get_real_time () / G_USEC_PER_SEC;
  job = hc_import_job_new (path, options);
  hc_import_job_run_async (job, hc_launch_store (hc_window_launch (window)), NULL, imported_cb,
                           NULL);
  hc_import_job_unref (job);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_frames (const char *name, Frames *of)
{
  const double *cpu = (const double *) of->cpu->data;
  guint n = of->cpu->len;

  g_array_sort (of->cpu, compare_doubles);
  g_print ("\"%s\": { \"frames\": %u, \"median_ms\": %.1f, \"p99_ms\": %.1f, "
           "\"longest_gap_ms\": %.1f }",
           name, n, n > 0 ? cpu[n / 2] : 0.0, n > 0 ? cpu[n * 99 / 100] : 0.0, of->longest);
}

int
main (int argc, char **argv)
{
  Frames before = { g_array_new (FALSE, FALSE, sizeof (double)), 0 };
  Frames during = { g_array_new (FALSE, FALSE, sizeof (double)), 0 };
  Frames after = { g_array_new (FALSE, FALSE, sizeof (double)), 0 };
  gint64 start;
  double seconds;

  if (argc < 3)
    g_error ("usage: bench-import-window LAUNCH EXPORT");
  gtk_init ();
  open_launch (argv[1]);
  run_for (SETTLE_US);
  frames = &before;
  run_for (SETTLE_US);

  frames = &during;
  start = g_get_monotonic_time ();
  start_import (argv[2]);
  while (!imported)
    g_main_context_iteration (NULL, TRUE);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  frames = &after; /* figures and table are read again */
  run_for (SETTLE_US);

  g_print ("{ \"import_s\": %.1f, ", seconds);
  print_frames ("before", &before);
  g_print (", ");
  print_frames ("during", &during);
  g_print (", ");
  print_frames ("after", &after);
  g_print (" }\n");
  return 0;
}
