/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-report.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>

#include "hc-error.h"
#include "hc-output.h"

#define PIXELS_PER_POINT 2.0 /* of a PNG: 144 a inch */

typedef enum
{
  FORMAT_PDF,
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_TXT,
  N_FORMATS,
} Format;

static Format
format_of (const char *path)
{
  static const char *const endings[N_FORMATS] = { ".pdf", ".png", ".svg", ".txt" };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  guint format = 0;

  while (format < N_FORMATS && !g_str_has_suffix (lower, endings[format]))
    format++;
  return (Format) format;
}

gboolean
hc_report_check_path (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (format_of (path) != N_FORMATS)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _("“%s” must end in “.pdf”, “.png”, “.svg” or “.txt”: the ending says what to "
                 "write."),
               name);
  return FALSE;
}

static guint
count_pages (const HcReport *self, double width, double height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  guint n = hc_report_count_pages (self, cr, width, height);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

static cairo_surface_t *
surface_new (Format format, const char *path, guint n_pages)
{
  double height = HC_REPORT_HEIGHT * n_pages;

  if (format == FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                       (int) (HC_REPORT_WIDTH * PIXELS_PER_POINT),
                                       (int) (height * PIXELS_PER_POINT));
  if (format == FORMAT_PDF)
    return cairo_pdf_surface_create (path, HC_REPORT_WIDTH, HC_REPORT_HEIGHT);
  return cairo_svg_surface_create (path, HC_REPORT_WIDTH, height);
}

static void
draw_pages (const HcReport *self, cairo_t *cr, guint n_pages, gboolean one_by_one)
{
  double width = HC_REPORT_WIDTH - 2 * HC_REPORT_MARGIN;
  double height = HC_REPORT_HEIGHT - 2 * HC_REPORT_MARGIN;

  for (guint page = 0; page < n_pages; page++)
    {
      cairo_save (cr);
      if (!one_by_one)
        cairo_translate (cr, 0, page * HC_REPORT_HEIGHT);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_rectangle (cr, 0, 0, HC_REPORT_WIDTH, HC_REPORT_HEIGHT);
      cairo_fill (cr);
      cairo_translate (cr, HC_REPORT_MARGIN, HC_REPORT_MARGIN);
      hc_report_draw_page (self, cr, width, height, page);
      cairo_restore (cr);
      if (one_by_one)
        cairo_show_page (cr);
    }
}

static gboolean
draw_file (const HcReport *self, Format format, const char *part, GError **error)
{
  guint n_pages = count_pages (self, HC_REPORT_WIDTH - 2 * HC_REPORT_MARGIN,
                               HC_REPORT_HEIGHT - 2 * HC_REPORT_MARGIN);
  cairo_surface_t *surface = surface_new (format, part, n_pages);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (format == FORMAT_PNG)
    cairo_scale (cr, PIXELS_PER_POINT, PIXELS_PER_POINT);
  if (format == FORMAT_PDF)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, hc_report_title (self));
  draw_pages (self, cr, n_pages, format == FORMAT_PDF);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png (surface, part);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
               _("The report could not be written: %s. Choose another name or folder."),
               cairo_status_to_string (status));
  return FALSE;
}

gboolean
hc_report_save (const HcReport *self, const char *path, gboolean force, GError **error)
{
  g_auto (HcOutput) output = { 0 };
  Format format = format_of (path);

  if (!hc_report_check_path (path, error) || !hc_output_begin (&output, path, force, error))
    return FALSE;
  if (format == FORMAT_TXT ? !g_file_set_contents (output.part, hc_report_text (self), -1, error)
                           : !draw_file (self, format, output.part, error))
    return FALSE;
  return hc_output_commit (&output, error);
}
