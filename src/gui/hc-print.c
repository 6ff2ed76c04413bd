/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-print.h"

#include <adwaita.h>
#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#include "hc-error.h"
#include "hc-notify.h"
#include "hc-output.h"

/* A4 in points. */
#define LONG_SIDE 841.89
#define SHORT_SIDE 595.28
#define MARGIN 36.0
#define GAP 12 /* round the sheets of the preview */

typedef struct
{
  HcPrint print; /* its texts are owned by the string chunk */
  GStringChunk *texts;
  GDestroyNotify free_what;
  GtkWindow *window; /* borrowed: it owns this */
  GtkWidget *near;
  guint n_pages;
  GtkFileChooserNative *chooser;
} Preview;

static void
preview_free (Preview *self)
{
  if (self->free_what != NULL)
    self->free_what (self->print.what);
  g_string_chunk_free (self->texts);
  g_clear_object (&self->chooser);
  g_clear_object (&self->near);
  g_free (self);
}

/* ---------------------------------------------------------------- pages */

static gboolean
is_landscape (const HcPrint *print)
{
  return print->orientation == GTK_PAGE_ORIENTATION_LANDSCAPE;
}

static double
sheet_width (const HcPrint *print)
{
  return is_landscape (print) ? LONG_SIDE : SHORT_SIDE;
}

static double
sheet_height (const HcPrint *print)
{
  return is_landscape (print) ? SHORT_SIDE : LONG_SIDE;
}

static guint
count_pages (const HcPrint *print, cairo_t *cr, double width, double height)
{
  return print->count != NULL ? print->count (print->what, cr, width, height) : 1;
}

static guint
count_sheets (const HcPrint *print, cairo_t *cr)
{
  return count_pages (print, cr, sheet_width (print) - 2 * MARGIN,
                      sheet_height (print) - 2 * MARGIN);
}

/* With its margins. */
static void
draw_sheet (const HcPrint *print, cairo_t *cr, guint page)
{
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  print->draw (print->what, cr, sheet_width (print) - 2 * MARGIN,
               sheet_height (print) - 2 * MARGIN, page);
  cairo_restore (cr);
}

/* ---------------------------------------------------------------- PDF */

static cairo_status_t
write_pdf (const HcPrint *print, const char *path)
{
  cairo_surface_t *surface
    = cairo_pdf_surface_create (path, sheet_width (print), sheet_height (print));
  cairo_t *cr = cairo_create (surface);
  guint n = count_sheets (print, cr);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, print->title);
  for (guint page = 0; page < n; page++)
    {
      draw_sheet (print, cr, page);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_status (cr) != CAIRO_STATUS_SUCCESS ? cairo_status (cr)
                                                     : cairo_surface_status (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
hc_print_save_pdf (const HcPrint *print, const char *path, GError **error)
{
  g_auto (HcOutput) output = { 0 };
  cairo_status_t status;

  g_return_val_if_fail (print != NULL && path != NULL, FALSE);

  if (!hc_output_begin (&output, path, TRUE, error))
    return FALSE;
  if ((status = write_pdf (print, output.part)) == CAIRO_STATUS_SUCCESS)
    return hc_output_commit (&output, error);
  g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
               _("“%s” could not be written (%s). Choose another place."), path,
               cairo_status_to_string (status));
  return FALSE;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Preview *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL && !hc_print_save_pdf (&self->print, path, &error))
    hc_notify_dialog (self->window, self->print.save_failed, error->message);
  else if (path != NULL)
    hc_notify_toast (self->near, self->print.saved, NULL, NULL);
}

static void
save_cb (Preview *self)
{
  g_clear_object (&self->chooser);
  self->chooser
    = gtk_file_chooser_native_new (self->print.save_title, self->window,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), self->print.file_name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---------------------------------------------------------------- print */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Preview *self)
{
  guint n = count_pages (&self->print, gtk_print_context_get_cairo_context (context),
                         gtk_print_context_get_width (context),
                         gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) n);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Preview *self)
{
  self->print.draw (self->print.what, gtk_print_context_get_cairo_context (context),
                    gtk_print_context_get_width (context),
                    gtk_print_context_get_height (context), (guint) page);
}

static void
print_cb (Preview *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_page_setup_set_orientation (setup, self->print.orientation);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, self->print.title);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->window,
                           &error);
  if (error != NULL)
    hc_notify_dialog (self->window, self->print.print_failed, error->message);
}

/* ---------------------------------------------------------------- preview */

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Preview *self = data;

  for (guint page = 0; page < self->n_pages; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, page * (ceil (sheet_height (&self->print)) + GAP));
      cairo_rectangle (cr, 0, 0, sheet_width (&self->print), sheet_height (&self->print));
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill (cr);
      draw_sheet (&self->print, cr, page);
      cairo_restore (cr);
    }
}

static guint
count_for_screen (const HcPrint *print)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  guint n = count_sheets (print, cr);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

static GtkWidget *
make_sheets (Preview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  int height = (int) ceil (sheet_height (&self->print));

  self->n_pages = count_for_screen (&self->print);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area),
                                      (int) ceil (sheet_width (&self->print)));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) self->n_pages * (height + GAP) - GAP);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_set_margin_top (area, GAP);
  gtk_widget_set_margin_bottom (area, GAP);
  gtk_widget_set_margin_start (area, GAP);
  gtk_widget_set_margin_end (area, GAP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Preview"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->print.spoken, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_header (Preview *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_with_mnemonic (_("_Print…"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_("Save as P_DF…"));

  gtk_widget_add_css_class (print, "suggested-action");
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (print_cb), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), print);
  return header;
}

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

static Preview *
preview_new (GtkWidget *near, const HcPrint *print, GDestroyNotify free_what)
{
  Preview *self = g_new0 (Preview, 1);
  const char **texts[] = {
    &self->print.title,        &self->print.spoken,     &self->print.file_name,
    &self->print.window_title, &self->print.save_title, &self->print.saved,
    &self->print.print_failed, &self->print.save_failed,
  };

  self->print = *print;
  self->texts = g_string_chunk_new (256);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_string_chunk_insert (self->texts, *texts[i]);
  self->free_what = free_what;
  self->near = g_object_ref (near);
  return self;
}

void
hc_print_present (GtkWidget *near, const HcPrint *print, GDestroyNotify free_what)
{
  Preview *self = preview_new (near, print, free_what);
  GtkWidget *window
    = g_object_new (ADW_TYPE_WINDOW, "transient-for", gtk_widget_get_root (near), "modal", TRUE,
                    "default-width", is_landscape (print) ? 900 : 700, "default-height",
                    is_landscape (print) ? 560 : 600, "title", self->print.window_title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = GTK_WINDOW (window);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_sheets (self));
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "preview", self, (GDestroyNotify) preview_free);
  close_on_escape (window);
  gtk_window_present (self->window);
}
