/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures that appear whole or not at all. */

#include "config.h"

#include "hc-plot.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "hc-error.h"

#define LARGEST_SIDE 20000 /* pixels; Cairo's own limit is 32767 */
#define PIXELS_PER_POINT (96.0 / 72)

typedef struct
{
  int fd;
  int saved_errno; /* of the first write that failed */
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  while (length > 0 && sink->saved_errno == 0)
    {
      ssize_t written = write (sink->fd, data, length);

      if (written < 0 && errno != EINTR)
        sink->saved_errno = errno;
      else if (written > 0)
        {
          data += written;
          length -= (unsigned int) written;
        }
    }
  return sink->saved_errno == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
set_error (GError **error, int saved, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  if (saved == ENOSPC || saved == EDQUOT)
    g_set_error (error, HC_ERROR, HC_ERROR_DISK_FULL,
                 _ ("There is no room left for “%s”. Make room or choose another folder."), name);
  else if (saved == EACCES || saved == EPERM || saved == EROFS)
    g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                 _ ("“%s” may not be written here. Choose a folder you may write to."), name);
  else if (saved == ENOENT || saved == ENOTDIR)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _ ("The folder of “%s” does not exist. Create it or choose another."), name);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _ ("“%s” could not be written: %s. Choose another name or folder."), name,
                 g_strerror (saved));
  return FALSE;
}

typedef enum
{
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
} Format;

static gboolean
format_of (const char *path, Format *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (lower, ".png"))
    *format = FORMAT_PNG;
  else if (g_str_has_suffix (lower, ".svg"))
    *format = FORMAT_SVG;
  else if (g_str_has_suffix (lower, ".pdf"))
    *format = FORMAT_PDF;
  else
    {
      name = g_filename_display_name (path);
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                   _ ("“%s” must end in “.png”, “.svg” or “.pdf”: the ending says what to write."),
                   name);
      return FALSE;
    }
  return TRUE;
}

static cairo_surface_t *
surface_for (Format format, Sink *sink, double width, double height, double scale)
{
  cairo_surface_t *surface;

  if (format == FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) round (width * scale),
                                       (int) round (height * scale));
  if (format == FORMAT_PDF)
    return cairo_pdf_surface_create_for_stream (write_cb, sink, width, height);
  surface = cairo_svg_surface_create_for_stream (write_cb, sink, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  return surface;
}

/* An errno, 0: done. */
static int
draw_to (const HcPlot *plot, Format format, Sink *sink, double width, double height, double scale)
{
  HcChartStyle style = hc_chart_style_paper ();
  cairo_surface_t *surface = surface_for (format, sink, width, height, scale);
  cairo_t *cr = cairo_create (surface);
  double unit = format == FORMAT_PNG ? scale : 1 / PIXELS_PER_POINT;
  double per_unit = format == FORMAT_PNG ? 1 : PIXELS_PER_POINT;
  cairo_status_t status;

  cairo_scale (cr, unit, unit);
  hc_plot_draw_page (cr, plot, width * per_unit, height * per_unit, &style);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_cb, sink);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (sink->saved_errno != 0)
    return sink->saved_errno;
  return status == CAIRO_STATUS_SUCCESS     ? 0
         : status == CAIRO_STATUS_NO_MEMORY ? ENOMEM
                                            : EIO;
}

/* The part file: drawn, synced, closed. An errno, 0: done. */
static int
write_part (
  const HcPlot *plot, Format format, const char *part, double width, double height, double scale)
{
  Sink sink = { .fd = g_open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) };
  int failed;

  if (sink.fd < 0)
    return errno;
  failed = draw_to (plot, format, &sink, width, height, scale);
  if (failed == 0 && fsync (sink.fd) != 0)
    failed = errno;
  if (close (sink.fd) != 0 && failed == 0)
    failed = errno;
  return failed;
}

gboolean
hc_plot_save (const HcPlot *plot,
              const char *path,
              double width,
              double height,
              double scale,
              GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  Format format;
  int failed;

  g_return_val_if_fail (width > 0 && height > 0 && scale > 0, FALSE);

  if (!format_of (path, &format, error))
    return FALSE;
  if (width * scale > LARGEST_SIDE || height * scale > LARGEST_SIDE)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                   _ ("A picture may be at most %d wide and high. Choose a smaller size."),
                   LARGEST_SIDE);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return set_error (error, EISDIR, path);
  g_unlink (part); /* left by a crash, or a link that somebody placed: never write through it */
  failed = write_part (plot, format, part, width, height, scale);
  if (failed == 0 && g_rename (part, path) != 0)
    failed = errno;
  if (failed == 0)
    return TRUE;
  g_unlink (part);
  return set_error (error, failed, path);
}
