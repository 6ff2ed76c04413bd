/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of the routing guide, and what is done with it. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-routing-guide.h"

#define SHEET_WIDTH 842
#define SHEET_HEIGHT 595
#define SHEET_MARGIN 36
#define GAP 12

typedef struct
{
  GtkWidget *window; /* borrowed: it owns this */
  GtkWidget *near;
  char *title;
  char *subtitle;
  char *file_name; /* offered */
  HcGuide guide;
  guint n_pages;
  GtkFileChooserNative *chooser;
} Preview;

static void
preview_free (Preview *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->file_name);
  g_ptr_array_unref (self->guide.rows);
  g_clear_object (&self->chooser);
  g_clear_object (&self->near);
  g_free (self);
}

/* ---------------------------------------------------------------- preview */

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Preview *self = data;

  for (guint page = 0; page < self->n_pages; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, page * (double) (SHEET_HEIGHT + GAP));
      cairo_rectangle (cr, 0, 0, SHEET_WIDTH, SHEET_HEIGHT);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill (cr);
      cairo_translate (cr, SHEET_MARGIN, SHEET_MARGIN);
      hc_routing_guide_draw (&self->guide, cr, SHEET_WIDTH - 2 * SHEET_MARGIN,
                             SHEET_HEIGHT - 2 * SHEET_MARGIN, page);
      cairo_restore (cr);
    }
}

static guint
count_pages (const HcGuide *guide)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  guint n = hc_routing_guide_pages (guide, cr, SHEET_WIDTH - 2 * SHEET_MARGIN,
                                    SHEET_HEIGHT - 2 * SHEET_MARGIN);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* What the picture says, for those who cannot see it. */
static char *
spoken_text (const HcGuide *guide)
{
  GString *out = g_string_new (guide->title);

  for (guint i = 0; i < guide->rows->len; i++)
    {
      const HcGuideRow *row = g_ptr_array_index (guide->rows, i);

      g_string_append_printf (out, "\n%s: %s; %s; %s", row->texts[HC_GUIDE_AREA],
                              row->texts[HC_GUIDE_RESPONSIBLE], row->texts[HC_GUIDE_ACCOUNTABLE],
                              row->texts[HC_GUIDE_ESCALATION]);
    }
  return g_string_free (out, FALSE);
}

static GtkWidget *
make_preview (Preview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  g_autofree char *spoken = spoken_text (&self->guide);

  self->n_pages = count_pages (&self->guide);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SHEET_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int) self->n_pages * (SHEET_HEIGHT + GAP));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (area, GAP);
  gtk_widget_set_margin_start (area, GAP);
  gtk_widget_set_margin_end (area, GAP);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Preview"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

/* ---------------------------------------------------------------- print */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Preview *self)
{
  guint n = hc_routing_guide_pages (&self->guide, gtk_print_context_get_cairo_context (context),
                                    gtk_print_context_get_width (context),
                                    gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) n);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Preview *self)
{
  hc_routing_guide_draw (&self->guide, gtk_print_context_get_cairo_context (context),
                         gtk_print_context_get_width (context),
                         gtk_print_context_get_height (context), (guint) page);
}

static void
print_cb (Preview *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, self->title);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self->window), &error);
  if (error != NULL)
    hc_notify_dialog (GTK_WINDOW (self->window), _("The Guide Could Not Be Printed"),
                      error->message);
}

/* ---------------------------------------------------------------- PDF */

static void
chosen_cb (GtkNativeDialog *dialog, int response, Preview *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL && !hc_routing_guide_save_pdf (&self->guide, path, &error))
    hc_notify_dialog (GTK_WINDOW (self->window), _("The Guide Could Not Be Saved"),
                      error->message);
  else if (path != NULL)
    hc_notify_toast (self->near, _("Routing guide saved"), NULL, NULL);
}

static void
save_cb (Preview *self)
{
  g_clear_object (&self->chooser);
  self->chooser =
    gtk_file_chooser_native_new (_("Save Routing Guide"), GTK_WINDOW (self->window),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), self->file_name);
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

static void
add_shortcut (GtkWidget *window, const char *trigger, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_named_action_new (action)));
  gtk_widget_add_controller (window, controller);
}

static Preview *
preview_new (HcLaunch *launch)
{
  Preview *self = g_new0 (Preview, 1);
  HcOwnershipModel *model = hc_ownership_model_of (launch);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = hc_format_day_year (hc_day_from_ymd (
    g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now)));

  /* TRANSLATORS: name of the launch */
  self->title = g_strdup_printf (_("%s: Who Gets What"), hc_launch_settings (launch)->name);
  self->subtitle = g_strdup_printf (_("Routing guide of %s"), day);
  self->file_name = g_strdup_printf ("%s.pdf", _("Routing Guide"));
  self->guide.title = self->title;
  self->guide.subtitle = self->subtitle;
  self->guide.rows = hc_routing_guide_rows (hc_ownership_model_plan (model));
  return self;
}

void
hc_routing_guide_present (GtkWidget *near, HcLaunch *launch)
{
  Preview *self = preview_new (launch);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", gtk_widget_get_root (near),
                                    "modal", TRUE, "default-width", 900, "default-height", 560, "title",
                                    _("Routing Guide"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = window;
  self->near = g_object_ref (near);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_preview (self));
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data_full (G_OBJECT (window), "preview", self, (GDestroyNotify) preview_free);
  add_shortcut (window, "Escape", "window.close");
  gtk_window_present (GTK_WINDOW (window));
}
