/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The day report: nothing leaves its page, every part is there, files are whole or not at all. */

#include "config.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hc-error.h"
#include "hc-report.h"
#include "pack-fixture.h"

#define WIDTH (HC_REPORT_WIDTH - 2 * HC_REPORT_MARGIN)
#define HEIGHT (HC_REPORT_HEIGHT - 2 * HC_REPORT_MARGIN)

static HcReport *
load_report (guint n_tickets)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = pack_fixture_launch ();
  HcReport *report;

  if (n_tickets > 0)
    pack_fixture_import_many (db, n_tickets, n_tickets / 10);
  report = hc_report_load (db, HC_INSTANT_NONE, pack_fixture_instant (20.9) + 60, &error);
  if (n_tickets > 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  hc_db_close (db);
  return report;
}

static void
test_empty (void)
{
  g_assert_null (load_report (0));
}

/* What is drawn on each page lies in it, on A4 and on a narrow sheet that breaks many lines. */
static void
test_pages (void)
{
  static const struct { double width, height; guint least, most; } cases[] = {
    { WIDTH, HEIGHT, 2, 2 }, /* words, charts */
    { 300, 500, 3, 9 },
  };
  g_autoptr (HcReport) report = load_report (600);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *any = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *scratch = cairo_create (any);
      guint n = hc_report_count_pages (report, scratch, cases[i].width, cases[i].height);

      cairo_destroy (scratch);
      cairo_surface_destroy (any);
      g_assert_cmpuint (n, >=, cases[i].least);
      g_assert_cmpuint (n, <=, cases[i].most);
      for (guint page = 0; page < n; page++)
        {
          cairo_surface_t *surface
            = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
          cairo_t *cr = cairo_create (surface);
          double x, y, w, h;

          hc_report_draw_page (report, cr, cases[i].width, cases[i].height, page);
          cairo_destroy (cr);
          cairo_recording_surface_ink_extents (surface, &x, &y, &w, &h);
          cairo_surface_destroy (surface);
          g_test_message ("page %u: %g, %g, %g × %g", page, x, y, w, h);
          g_assert_cmpfloat (x, >=, -1);
          g_assert_cmpfloat (y, >=, -1);
          g_assert_cmpfloat (x + w, <=, cases[i].width + 1);
          g_assert_cmpfloat (y + h, <=, cases[i].height + 1);
        }
    }
}

static void
test_words (void)
{
  static const char *const parts[]
    = { "Wave 1 & Finance", "Status: ", "Exit criteria: ", "Misrouting Rate: ", "Top drivers, " };
  g_autoptr (HcReport) report = load_report (600);

  g_assert_true (g_str_has_prefix (hc_report_title (report), "Wave 1 & Finance: Day Report, "));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (strstr (hc_report_text (report), parts[i]));
}

static void
test_save (void)
{
  static const struct { const char *name, *magic; } cases[] = {
    { "report.pdf", "%PDF-" }, { "report.PNG", "\x89PNG" }, { "report.svg", "<?xml" },
    { "report.txt", "Wave 1 & Finance" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("hc-report-XXXXXX", &error);
  g_autoptr (HcReport) report = load_report (600);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (dir, cases[i].name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (hc_report_save (report, path, FALSE, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, &length, &error));
      g_assert_cmpuint (length, >, 500);
      g_assert_cmpint (memcmp (contents, cases[i].magic, strlen (cases[i].magic)), ==, 0);
      g_assert_false (hc_report_save (report, path, FALSE, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_EXISTS);
      g_clear_error (&error);
      g_assert_true (hc_report_save (report, path, TRUE, &error));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (dir), ==, 0); /* no part file stays */
}

static void
test_refusals (void)
{
  static const struct { const char *path; gint code; } cases[] = {
    { "report.doc", HC_ERROR_USAGE },
    { "report", HC_ERROR_USAGE },
    { "/there/is/no/such/folder/report.pdf", HC_ERROR_NOT_FOUND },
  };
  g_autoptr (HcReport) report = load_report (100);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hc_report_save (report, cases[i].path, FALSE, &error));
      g_assert_error (error, HC_ERROR, cases[i].code);
      g_assert_false (g_file_test (cases[i].path, G_FILE_TEST_EXISTS));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/pages", test_pages);
  g_test_add_func ("/report/words", test_words);
  g_test_add_func ("/report/save", test_save);
  g_test_add_func ("/report/refusals", test_refusals);
  return g_test_run ();
}
