/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages to look at, print and save as a PDF file: A4 with margins. Whoever has something to print
 * describes it in an HcPrint; drawing is pure and the same for all three. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;        /* of the document */
  const char *spoken;       /* what the pages say, for those who cannot see them */
  const char *file_name;    /* offered */
  const char *window_title; /* “Print Charts” */
  const char *save_title;   /* “Save Charts” */
  const char *saved;        /* “Charts saved” */
  const char *print_failed; /* “The Charts Could Not Be Printed” */
  const char *save_failed;
  GtkPageOrientation orientation; /* portrait or landscape */

  /* How many pages of @width × @height points it takes, 1 at least; NULL: always one. */
  guint (*count) (gconstpointer what, cairo_t *cr, double width, double height);
  /* Draws page @page (from 0) at the origin, on nothing. */
  void (*draw) (gconstpointer what, cairo_t *cr, double width, double height, guint page);
  gpointer what;
} HcPrint;

/* Writes all pages to @path, which is whole or as it was before. FALSE + error. */
gboolean hc_print_save_pdf (const HcPrint *print, const char *path, GError **error);

/* A window with the preview, from which it is printed or saved. @near: a widget of the window;
 * texts of @print are copied, @free_what gets its @what with the window. */
void hc_print_present (GtkWidget *near, const HcPrint *print, GDestroyNotify free_what);

G_END_DECLS
