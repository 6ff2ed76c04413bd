/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-page-private.h"

#include <glib/gi18n.h>

#include "hc-day-summary.h"
#include "hc-file-name.h"
#include "hc-print.h"
#include "hc-report.h"
#include "hc-what-if-dialog.h"

/* ---------------------------------------------------------------- day summary */

/* The newest day of an import before @today. */
static HcDay
previous_import_day (HcLaunch *launch, HcDay today)
{
  GPtrArray *batches = hc_launch_batches (launch);
  HcDay best = HC_DAY_NONE;

  for (guint i = 0; i < batches->len; i++)
    {
      const HcBatch *batch = g_ptr_array_index (batches, i);
      HcDay day = hc_calendar_day_of (hc_launch_calendar (launch), batch->as_of - 1);

      if (day < today && (best == HC_DAY_NONE || day > best))
        best = day;
    }
  return best;
}

static void
copy_summary_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *widget = user_data;
  HcOverviewPage *self = user_data;
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  HcMetricContext context = hc_overview_page_context (self);
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  g_autofree char *text = NULL;
  HcDaySummary summary;

  if (context.set == NULL || context.set->as_of == HC_INSTANT_NONE || result == NULL)
    {
      hc_page_toast (HC_PAGE (self), _("There are no figures to sum up yet"), NULL, NULL);
      return;
    }
  summary = (HcDaySummary) {
    .context = context,
    .exit = result,
    .drivers = hc_catalog_drivers (self->catalog),
    .previous = previous_import_day (
      launch, hc_calendar_day_of (context.calendar, context.set->as_of - 1)),
  };
  text = hc_day_summary_text (&summary);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  hc_page_toast (HC_PAGE (self), _("Day summary copied"), NULL, NULL);
}

/* ---------------------------------------------------------------- day report */

static guint
count_cb (gconstpointer what, cairo_t *cr, double width, double height)
{
  return hc_report_count_pages (what, cr, width, height);
}

static void
draw_cb (gconstpointer what, cairo_t *cr, double width, double height, guint page)
{
  hc_report_draw_page (what, cr, width, height, page);
}

static gpointer
report_job (HcDb *db, gpointer data, GError **error)
{
  return hc_report_load (db, HC_INSTANT_NONE, g_get_real_time () / G_USEC_PER_SEC, error);
}

static void
reported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcReport) report = hc_store_job_finish (HC_STORE (object), result, &error);
  g_autofree char *file_name = NULL;
  HcPrint print = {
    .window_title = _("Day Report"),
    .save_title = _("Save Day Report"),
    .saved = _("Day report saved"),
    .print_failed = _("The Day Report Could Not Be Printed"),
    .save_failed = _("The Day Report Could Not Be Saved"),
    .orientation = GTK_PAGE_ORIENTATION_PORTRAIT,
    .count = count_cb,
    .draw = draw_cb,
  };

  if (report == NULL)
    {
      hc_page_report (page, _("There is no day report."), error);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return; /* closed meanwhile */
  file_name = hc_file_name_for (hc_report_title (report), ".pdf");
  print.title = hc_report_title (report);
  print.spoken = hc_report_text (report);
  print.file_name = file_name;
  print.what = report;
  hc_print_present (GTK_WIDGET (page), &print, (GDestroyNotify) hc_report_free);
  g_steal_pointer (&report);
}

static void
print_report_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcPage *page = user_data;

  hc_store_read_async (hc_launch_store (hc_page_launch (page)), report_job, NULL, NULL,
                       (GDestroyNotify) hc_report_free, hc_page_cancellable (page), reported_cb,
                       g_object_ref (page));
}

/* ---------------------------------------------------------------- what if, menu and keys */

static void
what_if_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_what_if_dialog_present (user_data, hc_page_launch (user_data));
}

static const HcPageKey page_keys[] = {
  { "<Control>p", "page.print-report" },
  { "<Control><Shift>c", "page.copy-summary" },
  { "<Control><Shift>s", "page.what-if" },
};

static const GActionEntry action_entries[] = {
  { .name = "print-report", .activate = print_report_action },
  { .name = "copy-summary", .activate = copy_summary_action },
  { .name = "what-if", .activate = what_if_action },
};

GMenuModel *
hc_overview_page_menu (HcPage *page)
{
  static GMenuModel *menu;

  if (menu == NULL)
    {
      GMenu *created = g_menu_new ();

      g_menu_append (created, _("_What If…"), "page.what-if");
      g_menu_append (created, _("_Day Report…"), "page.print-report");
      g_menu_append (created, _("_Copy Day Summary"), "page.copy-summary");
      menu = G_MENU_MODEL (created);
    }
  return menu;
}

void
hc_overview_page_add_actions (HcOverviewPage *self)
{
  hc_page_add_actions (HC_PAGE (self), action_entries, G_N_ELEMENTS (action_entries));
  hc_page_set_keys (HC_PAGE (self), page_keys, G_N_ELEMENTS (page_keys));
}
