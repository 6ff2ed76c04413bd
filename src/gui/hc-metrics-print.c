/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-print.h"

#include <adwaita.h>
#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "hc-file-name.h"
#include "hc-notify.h"
#include "hc-output.h"
#include "hc-plot-build.h"

/* A4, in points. */
#define SHEET_WIDTH 595.0
#define SHEET_HEIGHT 842.0
#define SHEET_MARGIN 36.0
#define HEAD 34.0
#define GAP 10.0
#define COLUMNS 2
#define POINTS_PER_PIXEL 0.75

typedef struct
{
  GtkWidget *window; /* borrowed: it owns this */
  GtkWidget *near;
  char *title;
  char *subtitle;
  GPtrArray *builds;
  GPtrArray *texts;
  GtkFileChooserNative *chooser;
} Preview;

static void
preview_free (Preview *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->builds);
  g_ptr_array_unref (self->texts);
  g_clear_object (&self->chooser);
  g_clear_object (&self->near);
  g_free (self);
}

/* ---------------------------------------------------------------- drawing */

static double
draw_text (cairo_t *cr, const char *text, double points, gboolean bold, double width, double y)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  int height;

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_set_source_rgb (cr, 0.12, 0.12, 0.12);
  cairo_move_to (cr, 0, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
  pango_layout_get_pixel_size (layout, NULL, &height);
  pango_font_description_free (font);
  g_object_unref (layout);
  return y + height;
}

/* @text: the title, then in a second line what is said of it. */
static void
draw_cell (cairo_t *cr, double width, double height, HcPlotBuild *build, const char *text)
{
  HcChartStyle style = hc_chart_style_paper ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  double y = draw_text (cr, lines[0], 10, TRUE, width, 2);

  if (lines[0] != NULL && lines[1] != NULL)
    y = draw_text (cr, lines[1], 8, FALSE, width, y) + 2;
  if (build == NULL)
    return;
  cairo_translate (cr, 0, y);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  hc_plot_draw_page (cr, hc_plot_build_plot (build), width / POINTS_PER_PIXEL,
                     (height - y) / POINTS_PER_PIXEL, &style);
}

void
hc_metrics_print_draw (cairo_t *cr,
                       double width,
                       double height,
                       const char *title,
                       const char *subtitle,
                       GPtrArray *builds,
                       GPtrArray *texts)
{
  guint rows = MAX ((builds->len + COLUMNS - 1) / COLUMNS, 1);
  double cell_width = (width - (COLUMNS - 1) * GAP) / COLUMNS;
  double cell_height = (height - HEAD - (rows - 1) * GAP) / rows;
  double y = draw_text (cr, title, 13, TRUE, width, 0);

  draw_text (cr, subtitle, 9, FALSE, width, y);
  for (guint i = 0; i < builds->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (i % COLUMNS) * (cell_width + GAP),
                       HEAD + (i / COLUMNS) * (cell_height + GAP));
      cairo_rectangle (cr, 0, 0, cell_width, cell_height);
      cairo_clip (cr);
      draw_cell (cr, cell_width, cell_height, g_ptr_array_index (builds, i),
                 g_ptr_array_index (texts, i));
      cairo_restore (cr);
    }
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Preview *self = data;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, SHEET_MARGIN, SHEET_MARGIN);
  hc_metrics_print_draw (cr, SHEET_WIDTH - 2 * SHEET_MARGIN, SHEET_HEIGHT - 2 * SHEET_MARGIN,
                         self->title, self->subtitle, self->builds, self->texts);
}

/* ---------------------------------------------------------------- print and PDF */

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Preview *self)
{
  hc_metrics_print_draw (gtk_print_context_get_cairo_context (context),
                         gtk_print_context_get_width (context),
                         gtk_print_context_get_height (context), self->title, self->subtitle,
                         self->builds, self->texts);
}

static void
print_cb (Preview *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, self->title);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self->window), &error);
  if (error != NULL)
    hc_notify_dialog (GTK_WINDOW (self->window), _("The Charts Could Not Be Printed"),
                      error->message);
}

static gboolean
save_pdf (Preview *self, const char *path, GError **error)
{
  g_auto (HcOutput) output = { 0 };
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!hc_output_begin (&output, path, TRUE, error))
    return FALSE;
  surface = cairo_pdf_surface_create (output.part, SHEET_WIDTH, SHEET_HEIGHT);
  cr = cairo_create (surface);
  draw_cb (NULL, cr, 0, 0, self);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” could not be written: %s."), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return hc_output_commit (&output, error);
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
  if (path != NULL && !save_pdf (self, path, &error))
    hc_notify_dialog (GTK_WINDOW (self->window), _("The Charts Could Not Be Saved"),
                      error->message);
  else if (path != NULL)
    hc_notify_toast (self->near, _("Charts saved"), NULL, NULL);
}

static void
save_cb (Preview *self)
{
  g_autofree char *name = hc_file_name_for (self->title, ".pdf");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save Charts"), GTK_WINDOW (self->window),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                               _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---------------------------------------------------------------- window */

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

static GtkWidget *
make_sheet (Preview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  g_autoptr (GString) spoken = g_string_new (self->title);

  for (guint i = 0; i < self->texts->len; i++)
    g_string_append_printf (spoken, "\n%s", (const char *) g_ptr_array_index (self->texts, i));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), (int) SHEET_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) SHEET_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_set_margin_top (area, 12);
  gtk_widget_set_margin_bottom (area, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Preview"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken->str,
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

void
hc_metrics_print_present (GtkWidget *near,
                          const char *title,
                          const char *subtitle,
                          GPtrArray *builds,
                          GPtrArray *texts)
{
  Preview *self = g_new0 (Preview, 1);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", gtk_widget_get_root (near),
                                    "modal", TRUE, "default-width", 700, "default-height", 600,
                                    "title", _("Print Charts"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->window = window;
  self->near = g_object_ref (near);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->builds = builds;
  self->texts = texts;
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_sheet (self));
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "preview", self, (GDestroyNotify) preview_free);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
