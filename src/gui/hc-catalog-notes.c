/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-notes.h"

#include <glib/gi18n.h>

#include "hc-day-summary.h"
#include "hc-widgets.h"

struct _HcCatalogNotes
{
  AdwBin parent_instance;

  /* Children */
  GtkBox *box;
  GtkBox *drivers;
  GtkBox *blockers;
  GtkBox *clock;

  /* Borrowed */
  HcCatalog *catalog;

  gboolean with_drivers;
  gboolean low;
};

static guint activated_signal;

G_DEFINE_FINAL_TYPE (HcCatalogNotes, hc_catalog_notes, ADW_TYPE_BIN)

static GtkWidget *
icon_new (const char *name, const char *css)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_add_css_class (icon, css);
  return icon;
}

/* ---------------------------------------------------------------- links */

static void
link_clicked_cb (HcCatalogNotes *self, GtkButton *button)
{
  g_signal_emit (self, activated_signal, 0, g_object_get_data (G_OBJECT (button), "hc-id"));
}

static GtkWidget *
link_new (HcCatalogNotes *self, const char *id, GtkWidget *child, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hc-link");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "hc-id", g_strdup (id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (link_clicked_cb), self);
  return button;
}

/* ---------------------------------------------------------------- drivers */

static const char *
trend_icon (const HcDriver *driver, const char **css)
{
  *css = "hc-second";
  switch (driver->trend)
    {
    case HC_TREND_FALLING:
      return "go-down-symbolic";
    case HC_TREND_RISING:
      *css = "hc-warn";
      return "go-up-symbolic";
    default:
      return "content-loading-symbolic";
    }
}

static GtkWidget *
driver_child (const HcDriver *driver, const char *growth)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *css;
  const char *icon = trend_icon (driver, &css);
  const char *where = driver->step != NULL ? driver->step : driver->workflow;
  g_autofree char *title = g_strdup_printf (
    "%u  %s%s%s", driver->rank, driver->code != NULL ? driver->code : "",
    driver->code != NULL ? " " : "",
    *driver->title != '\0' ? driver->title : _("Without a category"));
  /* TRANSLATORS: growth of a driver; how it is held (“no decision yet”) */
  g_autofree char *line = g_strdup_printf (_("%s · %s"), growth, hc_day_summary_held_text (driver));
  g_autofree char *all = where != NULL ? g_strdup_printf (_("%s · %s"), line, where)
                                       : g_strdup (line);

  gtk_box_append (GTK_BOX (top), hc_cut_label_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (bottom), icon_new (icon, css));
  gtk_box_append (GTK_BOX (bottom), hc_cut_label_new (all, "caption"));
  gtk_box_append (GTK_BOX (bottom),
                  icon_new (driver->dispositioned != NULL ? "emblem-ok-symbolic"
                                                          : "dialog-warning-symbolic",
                            driver->dispositioned != NULL ? "hc-good" : "hc-warn"));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), bottom);
  return box;
}

static GtkWidget *
driver_new (HcCatalogNotes *self, const HcDriver *driver)
{
  g_autofree char *growth = hc_driver_growth_text (driver);
  g_autofree char *name = g_strdup_printf (_("Driver %u: %s. %s; %s"), driver->rank,
                                           driver->title, growth, hc_day_summary_held_text (driver));
  GtkWidget *child = driver_child (driver, growth);
  GtkWidget *widget;

  if (driver->kind == HC_DRIVER_ISSUE)
    widget = link_new (self, driver->key, child, name);
  else
    {
      /* No issue yet: text groups make one of it. */
      widget = link_new (self, NULL, child, name);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), "win.text-groups");
    }
  gtk_widget_set_hexpand (widget, TRUE);
  return widget;
}

static void
show_drivers (HcCatalogNotes *self)
{
  const HcDriverSet *set = hc_catalog_drivers (self->catalog);
  gboolean shown = self->with_drivers && !self->low && set != NULL && set->drivers->len > 0;

  hc_box_clear (self->drivers);
  for (guint i = 0; shown && i < set->drivers->len; i++)
    gtk_box_append (self->drivers, driver_new (self, set->drivers->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->drivers), shown);
}

/* ---------------------------------------------------------------- blockers */

static void
add_blocker (HcCatalogNotes *self, const HcRecordData *issue)
{
  const HcIssueFacts *facts = hc_catalog_facts_of (self->catalog, issue->id);
  gulong n = (gulong) facts->urgent_5_days;
  const char *code = hc_record_data_get (issue, "code");
  g_autofree char *text
    = g_strdup_printf (ngettext ("%s: %lu urgent", "%s: %lu urgent", n), code, n);
  GtkWidget *link = link_new (self, issue->id, gtk_label_new (text), hc_record_data_title (issue));

  gtk_widget_set_tooltip_text (link, hc_record_data_title (issue));
  gtk_box_append (self->blockers, link);
}

static void
show_blockers (HcCatalogNotes *self)
{
  HcRecordList *issues = hc_catalog_list (self->catalog, HC_CATALOG_ISSUES);
  guint n = hc_catalog_counts (self->catalog).blockers;
  g_autofree char *text = NULL;

  hc_box_clear (self->blockers);
  gtk_widget_set_visible (GTK_WIDGET (self->blockers), n > 0);
  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u issue blocks, two or more P1/P2 tickets within 5 days:",
                                    "%u issues block, two or more P1/P2 tickets within 5 days:", n),
                          n);
  gtk_box_append (self->blockers, icon_new ("dialog-error-symbolic", "hc-bad"));
  gtk_box_append (self->blockers, hc_cut_label_new (text, NULL));
  for (guint i = 0; i < hc_record_list_count (issues); i++)
    {
      const HcRecordData *issue = hc_record_data (hc_record_list_at (issues, i));

      if (hc_catalog_is_blocker (self->catalog, issue))
        add_blocker (self, issue);
    }
}

/* ---------------------------------------------------------------- the first catalog */

static void
show_clock (HcCatalogNotes *self)
{
  g_autoptr (GPtrArray) missing = hc_catalog_missing (self->catalog);
  g_autofree char *clock = hc_catalog_dup_clock (self->catalog);
  gboolean shown = missing != NULL && missing->len > 0 && clock != NULL && !self->low;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  hc_box_clear (self->clock);
  gtk_widget_set_visible (GTK_WIDGET (self->clock), shown);
  if (!shown)
    return;
  g_ptr_array_add (missing, NULL);
  what = g_strjoinv (" ", (char **) missing->pdata);
  /* TRANSLATORS: the 48-hour clock, then what the top three drivers lack (sentences) */
  text = g_strdup_printf (_("Top three drivers, %s. %s"), clock, what);
  gtk_box_append (self->clock, icon_new ("preferences-system-time-symbolic", "hc-warn"));
  gtk_box_append (self->clock, hc_cut_label_new (text, NULL));
}

static void
show_all (HcCatalogNotes *self)
{
  show_drivers (self);
  show_blockers (self);
  show_clock (self);
}

/* ---------------------------------------------------------------- object */

static GtkBox *
line_new (HcCatalogNotes *self, gboolean homogeneous)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (line), homogeneous);
  gtk_widget_add_css_class (line, "hc-strip");
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), line);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  g_object_bind_property (line, "visible", scrolled, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (self->box, scrolled);
  return GTK_BOX (line);
}

static void
hc_catalog_notes_class_init (HcCatalogNotesClass *klass)
{
  activated_signal = g_signal_new ("issue-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hc_catalog_notes_init (HcCatalogNotes *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  self->drivers = line_new (self, TRUE);
  self->blockers = line_new (self, FALSE);
  self->clock = line_new (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->drivers), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->blockers), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->clock), FALSE);
}

void
hc_catalog_notes_set_catalog (HcCatalogNotes *self, HcCatalog *catalog)
{
  g_return_if_fail (HC_IS_CATALOG_NOTES (self) && self->catalog == NULL);

  self->catalog = catalog;
  g_signal_connect_object (catalog, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}

void
hc_catalog_notes_set_drivers (HcCatalogNotes *self, gboolean shown)
{
  g_return_if_fail (HC_IS_CATALOG_NOTES (self));

  self->with_drivers = shown;
  if (self->catalog != NULL)
    show_drivers (self);
}

void
hc_catalog_notes_set_low (HcCatalogNotes *self, gboolean low)
{
  g_return_if_fail (HC_IS_CATALOG_NOTES (self));

  if (low == self->low)
    return;
  self->low = low;
  if (self->catalog != NULL)
    show_all (self);
}
