/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving, copying and printing charts; the page menu and its keys. */

#include "config.h"

#include "hc-metrics-page-private.h"

#include <glib/gi18n.h>

#include "hc-file-name.h"
#include "hc-format.h"
#include "hc-metrics-inputs.h"
#include "hc-metrics-plot.h"
#include "hc-metrics-print.h"
#include "hc-notify.h"
#include "hc-output.h"
#include "hc-what-if-dialog.h"

#define PICTURE_WIDTH 960
#define PICTURE_HEIGHT 480
#define PICTURE_SCALE 2

GMenuModel *
hc_metrics_page_menu (void)
{
  static GMenu *menu;

  if (menu == NULL)
    {
      g_autoptr (GMenu) inputs = g_menu_new ();
      g_autoptr (GMenu) output = g_menu_new ();
      g_autoptr (GMenu) copy = g_menu_new ();

      menu = g_menu_new ();
      g_menu_append (inputs, _("_Usage and Targets…"), "page.edit-inputs::");
      g_menu_append (inputs, _("Clear _Filters"), "page.clear-filters");
      g_menu_append (output, _("_Save Picture…"), "page.save-picture");
      g_menu_append (output, _("Save _Table…"), "page.save-table");
      g_menu_append (output, _("_Print the Eight Charts…"), "page.print-charts");
      g_menu_append (copy, _("Copy P_icture"), "page.copy-picture");
      g_menu_append (copy, _("_Copy Table"), "page.copy-table");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (inputs));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (output));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
    }
  return G_MENU_MODEL (menu);
}

void
hc_metrics_page_update_actions (HcMetricsPage *self)
{
  static const char *const of_the_chart[]
    = { "save-picture", "save-table", "copy-picture", "copy-table" };
  HcPage *page = HC_PAGE (self);
  gboolean drawn = hc_metrics_detail_build (self->detail) != NULL;
  gboolean figures = self->model != NULL && hc_metrics_model_figures (self->model) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_the_chart); i++)
    hc_page_set_enabled (page, of_the_chart[i], drawn);
  hc_page_set_enabled (page, "print-charts", figures);
  hc_page_set_enabled (page, "what-if", figures);
}

/* ---------------------------------------------------------------- saving */

static gboolean
save_table (HcMetricsPage *self, const char *path, GError **error)
{
  g_autofree char *text
    = hc_metrics_table_dup_text (hc_metrics_detail_table (self->detail), ',');
  g_auto (HcOutput) output = { 0 };

  return hc_output_begin (&output, path, TRUE, error)
         && g_file_set_contents (output.part, text, -1, error) && hc_output_commit (&output, error);
}

static gboolean
save_picture (HcMetricsPage *self, const char *path, GError **error)
{
  return hc_plot_save (hc_plot_build_plot (hc_metrics_detail_build (self->detail)), path,
                       PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE, error);
}

gboolean
hc_metrics_page_save (HcMetricsPage *self, const char *path, gboolean table, GError **error)
{
  return table ? save_table (self, path, error) : save_picture (self, path, error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, HcMetricsPage *self)
{
  gboolean table = g_object_get_data (G_OBJECT (dialog), "table") != NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL || hc_metrics_detail_build (self->detail) == NULL)
    return;
  if (!hc_metrics_page_save (self, path, table, &error))
    hc_page_report (HC_PAGE (self),
                    table ? _("The table could not be saved") : _("The picture could not be saved"),
                    error);
  else
    hc_page_toast (HC_PAGE (self), table ? _("Table saved") : _("Picture saved"), NULL, NULL);
}

static void
add_filter (HcMetricsPage *self, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
}

static void
choose_file (HcMetricsPage *self, const char *title, const char *suffix, gboolean table)
{
  HcMetricId id = hc_metrics_detail_metric (self->detail);
  g_autofree char *name = hc_file_name_for (_(hc_metrics[id].title), suffix);

  g_clear_object (&self->chooser);
  self->chooser
    = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  if (table)
    {
      g_object_set_data (G_OBJECT (self->chooser), "table", self);
      add_filter (self, _("CSV table"), "csv");
    }
  else
    {
      add_filter (self, _("PNG picture"), "png");
      add_filter (self, _("SVG drawing"), "svg");
      add_filter (self, _("PDF page"), "pdf");
    }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_picture_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  choose_file (page, _("Save Picture"), ".png", FALSE);
}

static void
save_table_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  choose_file (page, _("Save Table"), ".csv", TRUE);
}

/* ---------------------------------------------------------------- clipboard */

static void
copy_picture_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  hc_metrics_detail_copy_picture (HC_METRICS_PAGE (page)->detail);
  hc_page_toast (HC_PAGE (page), _("Picture copied"), NULL, NULL);
}

static void
copy_table_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  HcMetricsPage *self = page;
  g_autofree char *text
    = hc_metrics_table_dup_text (hc_metrics_detail_table (self->detail), '\t');

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  hc_page_toast (HC_PAGE (self), _("Table copied"), NULL, NULL);
}

/* ---------------------------------------------------------------- print */

static char *
print_text (const HcMetricSeries *series, const HcMetricContext *context)
{
  g_autofree char *definition = hc_metrics_definition_text (series, context);
  const char *remedy = series->measurable ? NULL : hc_metric_missing_remedy (series->missing);

  return g_strdup_printf ("%s\n%s%s%s", _(hc_metrics[series->id].title), definition,
                          remedy != NULL ? ". " : "", remedy != NULL ? remedy : "");
}

/* The page says title and definition itself. */
static HcPlotBuild *
print_build (const HcMetricsFigures *figures, const HcMetricSeries *series, HcCalendar *calendar)
{
  g_autoptr (HcControlStrata) strata = NULL;
  HcPlotBuild *build;
  HcPlot *plot;

  if (!series->measurable)
    return NULL;
  strata = hc_control_strata (series, figures->question.from, figures->question.to, HC_NELSON_1);
  build = hc_metrics_plot_days (figures, series->id, strata, calendar);
  plot = hc_plot_build_plot (build);
  plot->title = plot->subtitle = plot->footnote = NULL;
  return build;
}

static void
print_charts_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  HcMetricsPage *self = page;
  const HcMetricsFigures *figures = hc_metrics_model_figures (self->model);
  HcCalendar *calendar = hc_launch_calendar (hc_page_launch (HC_PAGE (self)));
  GPtrArray *builds = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_plot_build_unref);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  HcMetricContext context = hc_metrics_context (figures, calendar);
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *as_of = hc_format_as_of (figures->set->as_of, calendar);
  g_autofree char *title = g_strdup_printf (_("%s: Metrics"), figures->settings.name);
  g_autofree char *subtitle
    = filters == NULL ? g_strdup (as_of) : g_strdup_printf ("%s · %s", as_of, filters);

  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (figures->set, hc_method_metrics[i]);

      g_ptr_array_add (builds, print_build (figures, series, calendar));
      g_ptr_array_add (texts, print_text (series, &context));
    }
  hc_metrics_print_present (GTK_WIDGET (self), title, subtitle, builds, texts);
}

/* ---------------------------------------------------------------- inputs, filters, keys */

static void
edit_inputs_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  hc_metrics_inputs_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                             hc_page_launch (HC_PAGE (page)),
                             g_variant_get_string (parameter, NULL));
}

static void
clear_filters_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  hc_metrics_filters_reset (HC_METRICS_PAGE (page)->filters);
}

static void
what_if_action (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  hc_what_if_dialog_present (page, hc_page_launch (page));
}

void
hc_metrics_page_add_actions (HcMetricsPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "what-if", .activate = what_if_action },
    { .name = "edit-inputs", .activate = edit_inputs_action, .parameter_type = "s" },
    { .name = "clear-filters", .activate = clear_filters_action },
    { .name = "save-picture", .activate = save_picture_action },
    { .name = "save-table", .activate = save_table_action },
    { .name = "copy-picture", .activate = copy_picture_action },
    { .name = "copy-table", .activate = copy_table_action },
    { .name = "print-charts", .activate = print_charts_action },
  };
  static const HcPageKey keys[] = {
    { "<Control>p", "page.print-charts" },
    { "<Control>s", "page.save-picture" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
}

GtkWidget *
hc_metrics_page_header_end (HcPage *page)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_What If…"));

  gtk_widget_set_tooltip_text (button, _("See the figures without the tickets of some drivers"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.what-if");
  return button;
}
