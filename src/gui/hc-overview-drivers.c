/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-drivers.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-day-summary.h"
#include "hc-format.h"
#include "hc-metric-text.h"
#include "hc-sparkline-view.h"
#include "hc-widgets.h"

static GtkWidget *
trend_icon (const HcDriver *driver)
{
  gboolean rising = driver->trend == HC_TREND_RISING;
  GtkWidget *icon = gtk_image_new_from_icon_name (
    rising                                 ? "go-up-symbolic"
    : driver->trend == HC_TREND_FALLING    ? "go-down-symbolic"
                                           : "content-loading-symbolic");

  gtk_widget_add_css_class (icon, rising ? "hc-warn" : "hc-second");
  return icon;
}

/* “Submit › Choose approver”; NULL: neither is known. */
static char *
behind_text (const HcDriver *driver)
{
  if (driver->workflow != NULL && driver->step != NULL)
    return g_strdup_printf (_("%s › %s"), driver->workflow, driver->step);
  return g_strdup (driver->workflow);
}

/* Only issues are counted by day; working days alone. */
static void
append_course (GtkBox *row, const HcDriver *driver, HcCatalog *catalog)
{
  const HcIssueFactsSet *set = hc_catalog_facts (catalog);
  const HcIssueFacts *facts = hc_catalog_facts_of (catalog, driver->key);
  g_autofree double *values = NULL;
  gboolean incomplete = FALSE;
  GtkWidget *view;
  guint n = 0;

  if (driver->kind != HC_DRIVER_ISSUE || set == NULL || facts == NULL)
    return;
  values = g_new (double, set->n_days + 1);
  for (guint i = 0; i < set->n_days; i++)
    if (set->working[i])
      {
        values[n++] = facts->per_day[i];
        incomplete = !set->complete[i];
      }
  view = g_object_new (HC_TYPE_SPARKLINE_VIEW, "width-request", 72, "height-request", 28, "valign",
                       GTK_ALIGN_CENTER, NULL);
  hc_sparkline_view_set_values (HC_SPARKLINE_VIEW (view), values, n, incomplete, NAN);
  gtk_box_append (row, view);
}

static GtkWidget *
count_new (const HcDriver *driver)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *count = hc_format_count (driver->last);
  g_autofree char *days = g_strdup_printf (
    ngettext ("%u day", "%u days", driver->last_days), driver->last_days);
  GtkWidget *top = hc_cut_label_new (count, "heading");
  GtkWidget *bottom = hc_cut_label_new (days, "caption");

  gtk_label_set_xalign (GTK_LABEL (top), 1);
  gtk_label_set_xalign (GTK_LABEL (bottom), 1);
  gtk_widget_add_css_class (top, "numeric");
  gtk_widget_add_css_class (bottom, "hc-second");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), bottom);
  return box;
}

static GtkWidget *
words_new (const HcDriver *driver, const char *title, const char *growth)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *behind = behind_text (driver);
  /* TRANSLATORS: growth of a driver; how it is held (“no decision yet”) */
  g_autofree char *line = g_strdup_printf (_("%s · %s"), growth, hc_day_summary_held_text (driver));
  GtkWidget *label = hc_cut_label_new (line, "caption");

  gtk_box_append (GTK_BOX (box), hc_cut_label_new (title, NULL));
  if (behind != NULL)
    {
      GtkWidget *where = hc_cut_label_new (behind, "caption");

      gtk_widget_add_css_class (where, "hc-second");
      gtk_box_append (GTK_BOX (box), where);
    }
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (bottom), trend_icon (driver));
  gtk_box_append (GTK_BOX (bottom), label);
  if (driver->dispositioned == NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "hc-warn");
      gtk_box_append (GTK_BOX (bottom), icon);
    }
  gtk_box_append (GTK_BOX (box), bottom);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
row_new (const HcDriver *driver, HcCatalog *catalog, gboolean narrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *rank = g_strdup_printf ("%u", driver->rank);
  g_autofree char *title = hc_driver_title_text (driver);
  g_autofree char *growth = hc_driver_growth_text (driver);
  g_autofree char *name = g_strdup_printf (_("Driver %u: %s. %s; %s"), driver->rank, title, growth,
                                           hc_day_summary_held_text (driver));
  GtkWidget *number = hc_cut_label_new (rank, "heading");

  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (number, "hc-second");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words_new (driver, title, growth));
  if (!narrow)
    append_course (GTK_BOX (box), driver, catalog);
  gtk_box_append (GTK_BOX (box), count_new (driver));
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* “opened 5–11 Mar · 2 of 3 dispositioned” */
static char *
note_text (const HcDriverSet *set)
{
  guint held = 0;
  g_autofree char *window = NULL;

  for (guint i = 0; i < set->drivers->len; i++)
    held += ((const HcDriver *) set->drivers->pdata[i])->dispositioned != NULL;
  if (set->last_from == HC_DAY_NONE)
    return g_strdup_printf (_("%u of %u dispositioned"), held, set->drivers->len);
  window = hc_metric_window_text (set->last_from, set->last_to);
  return g_strdup_printf (_("opened %s · %u of %u dispositioned"), window, held,
                          set->drivers->len);
}

gboolean
hc_overview_drivers_show (GtkListBox *list,
                          GtkLabel *note,
                          HcCatalog *catalog,
                          gboolean narrow)
{
  const HcDriverSet *set = hc_catalog_drivers (catalog);
  g_autofree char *text = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  if (set == NULL || set->drivers->len == 0)
    return FALSE;
  for (guint i = 0; i < set->drivers->len; i++)
    gtk_list_box_append (list, row_new (set->drivers->pdata[i], catalog, narrow));
  text = note_text (set);
  gtk_label_set_label (note, text);
  return TRUE;
}
