/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The baseline of the start-up benchmark: an empty libadwaita window, from exec to the end of its
 * first frame, as JSON. */

#include "config.h"

#include <adwaita.h>
#include <stdio.h>

static gint64 started;

static void
after_paint (GdkFrameClock *clock, GtkWidget *window)
{
  printf ("{\"first_frame_ms\": %.1f}\n", (g_get_monotonic_time () - started) / 1000.0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activate (GApplication *app)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (app));

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint),
                    window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = NULL;

  started = g_get_monotonic_time ();
  app = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
