/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "hc-plot-build.h"
#include "hc-plot.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "hc-error.h"

typedef struct
{
  char *folder;
  HcPlotBuild *build;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hc-plot-XXXXXX", NULL);
  self->build = hc_plot_build_new (HC_PLOT_BARS);
  hc_plot_build_add_slot (self->build, "4");
  hc_plot_build_add_series (self->build, "Inflow", 0);
  hc_plot_build_set_value (self->build, 0, 0, 7);
  hc_plot_build_plot (self->build)->title = "Inflow";
  hc_plot_build_plot (self->build)->footnote = "7 tickets · inflow";
}

/* Only what a test left on purpose; a part file would make rmdir fail. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  hc_plot_build_unref (self->build);
  g_free (self->folder);
}

static char *
read_and_remove (const char *path, gsize *length)
{
  char *contents;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return contents;
}

static void
test_formats (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name, *magic, *contains;
  } cases[] = {
    { "a.png", "\x89PNG", "IHDR" },
    { "a.PNG", "\x89PNG", "IEND" },
    { "a.svg", "<?xml", "width=\"400pt\" height=\"200pt\"" },
    { "ü b.pdf", "%PDF", "/MediaBox [ 0 0 400 200 ]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].name, NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      hc_plot_save (hc_plot_build_plot (self->build), path, 400, 200, 1, &error);
      g_assert_no_error (error);
      contents = read_and_remove (path, &length);
      g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", cases[i].name, length);
      g_assert_cmpuint (length, >, 500);
      g_assert_cmpint (memcmp (contents, cases[i].magic, strlen (cases[i].magic)), ==, 0);
      g_assert_nonnull (memmem (contents, length, cases[i].contains, strlen (cases[i].contains)));
    }
}

static void
test_png_size (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.png", NULL);
  cairo_surface_t *surface;
  g_autoptr (GError) error = NULL;

  hc_plot_save (hc_plot_build_plot (self->build), path, 300, 150, 2, &error);
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 600);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 300);
  cairo_surface_destroy (surface);
  g_unlink (path);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    double width;
    int code;
    const char *says;
  } cases[] = {
    { "a.jpg", 400, HC_ERROR_USAGE, "must end in" },
    { "nowhere/a.png", 400, HC_ERROR_NOT_FOUND, "does not exist" },
    { "a.png", 20001, HC_ERROR_LIMIT, "20000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (
        hc_plot_save (hc_plot_build_plot (self->build), path, cases[i].width, 200, 1, &error));
      g_assert_error (error, HC_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_folder_and_rights (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_false (hc_plot_save (hc_plot_build_plot (self->build), path, 400, 200, 1, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_clear_error (&error);
  if (geteuid () == 0) /* nothing is forbidden to root */
    return;
  g_chmod (self->folder, 0555);
  g_assert_false (hc_plot_save (hc_plot_build_plot (self->build), path, 400, 200, 1, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_PERMISSION);
  g_chmod (self->folder, 0755);
}

/* A write that fails half-way leaves the picture that was there, and no part of the new one. */
static void
test_no_room (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };
  struct rlimit before, tight;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      gboolean saved;

      g_assert_true (g_file_set_contents (path, "kept", -1, NULL));
      tight = before;
      tight.rlim_cur = 1000;
      setrlimit (RLIMIT_FSIZE, &tight);
      saved = hc_plot_save (hc_plot_build_plot (self->build), path, 900, 500, 1, &error);
      setrlimit (RLIMIT_FSIZE, &before);
      g_assert_false (saved);
      g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "could not be written"));
      contents = read_and_remove (path, NULL);
      g_assert_cmpstr (contents, ==, "kept");
    }
}

/* A link that somebody put at the part’s place is not written through. */
static void
test_link_at_part (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.png", NULL);
  g_autofree char *part = g_build_filename (self->folder, "a.png.part", NULL);
  g_autofree char *victim = g_build_filename (self->folder, "victim", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (victim, "mine", -1, NULL));
  g_assert_cmpint (symlink (victim, part), ==, 0);
  hc_plot_save (hc_plot_build_plot (self->build), path, 400, 200, 1, &error);
  g_assert_no_error (error);
  contents = read_and_remove (victim, NULL);
  g_assert_cmpstr (contents, ==, "mine");
  g_unlink (path);
}

/* The title and the definition line take room, the chart keeps at least half of it. */
static void
test_page (Fixture *self, gconstpointer data)
{
  HcChartStyle style = hc_chart_style_paper ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 240, 120);
  cairo_t *cr = cairo_create (surface);

  hc_plot_draw_page (cr, hc_plot_build_plot (self->build), 240, 120, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  hc_plot_draw_page (cr, hc_plot_build_plot (self->build), 1, 1, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/plot-save/formats", test_formats },
    { "/plot-save/png-size", test_png_size },
    { "/plot-save/refusals", test_refusals },
    { "/plot-save/folder-and-rights", test_folder_and_rights },
    { "/plot-save/no-room", test_no_room },
    { "/plot-save/link-at-part", test_link_at_part },
    { "/plot-save/page", test_page },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
