/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-paths-page-row.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-path-model.h"
#include "hc-row-drag.h"

struct _HcHotPathsPageRow
{
  GtkListBoxRow parent_instance;

  /* Children */
  GtkLabel *name;
  GtkImage *risk_icon;
  GtkLabel *risk;
  GtkImage *defined_icon;
  GtkLabel *defined;
  GtkLabel *tickets;

  /* Owned */
  HcHotPaths *paths;
  HcPathModel *figures;
  HcRecord *workflow;
};

G_DEFINE_FINAL_TYPE (HcHotPathsPageRow, hc_hot_paths_page_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *icon;
  const char *style;
  const char *text;
} risks[] = {
  [HC_RISK_UNKNOWN] = { "content-loading-symbolic", "hc-second", N_("Not scored yet") },
  [HC_RISK_LOW] = { "go-down-symbolic", "hc-second", N_("Low risk") },
  [HC_RISK_MEDIUM] = { "list-remove-symbolic", "hc-second", N_("Medium risk") },
  [HC_RISK_HIGH] = { "go-up-symbolic", "hc-warn", N_("High risk") },
};

const char *
hc_hot_path_risk_icon (HcRiskClass risk)
{
  return risks[risk].icon;
}

const char *
hc_hot_path_risk_style (HcRiskClass risk)
{
  return risks[risk].style;
}

const char *
hc_hot_path_risk_text (HcRiskClass risk)
{
  return _(risks[risk].text);
}

/* ---------------------------------------------------------------- showing */

static void
show_risk (HcHotPathsPageRow *self, HcRiskClass risk)
{
  const char *classes[] = { hc_hot_path_risk_style (risk), NULL };

  gtk_image_set_from_icon_name (self->risk_icon, hc_hot_path_risk_icon (risk));
  gtk_widget_set_css_classes (GTK_WIDGET (self->risk_icon), classes);
  gtk_label_set_label (self->risk, hc_hot_path_risk_text (risk));
}

/* How many tickets are linked, as words; NULL: not known. */
static char *
show_tickets (HcHotPathsPageRow *self)
{
  const HcPathFigures *figures = hc_path_model_figures (self->figures);
  gint64 n = figures != NULL
               ? hc_path_tickets_total (figures->tickets, hc_record_id (self->workflow)) : 0;
  g_autofree char *count = n > 0 ? hc_format_count (n) : g_strdup (HC_FORMAT_MISSING);

  gtk_widget_set_visible (GTK_WIDGET (self->tickets), figures != NULL);
  gtk_label_set_label (self->tickets, count);
  if (figures == NULL)
    return NULL;
  return n > 0 ? g_strdup_printf (ngettext ("%s ticket", "%s tickets", (gulong) n), count)
               : g_strdup (_("no ticket"));
}

static void
update (HcHotPathsPageRow *self)
{
  HcHotPathSummary summary;
  g_autofree char *defined = NULL;
  g_autofree char *tickets = show_tickets (self);
  g_autofree char *spoken = NULL;

  hc_hot_paths_summarise (self->paths, self->workflow, &summary);
  defined = g_strdup_printf (_("%u of %d defined"), summary.defined.count, HC_N_WORKFLOW_PARTS);
  if (tickets != NULL)
    /* TRANSLATORS: read aloud: hot path, risk, how much of it is defined, “12 tickets” */
    spoken = g_strdup_printf (_("%s, %s, %s, %s"), hc_record_title (self->workflow),
                              hc_hot_path_risk_text (summary.risk_class), defined, tickets);
  else
    /* TRANSLATORS: read aloud: hot path, risk, how much of it is defined */
    spoken = g_strdup_printf (_("%s, %s, %s"), hc_record_title (self->workflow),
                              hc_hot_path_risk_text (summary.risk_class), defined);
  gtk_label_set_label (self->name, hc_record_title (self->workflow));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), hc_record_title (self->workflow));
  show_risk (self, summary.risk_class);
  gtk_widget_set_visible (GTK_WIDGET (self->defined_icon),
                          summary.defined.count < HC_N_WORKFLOW_PARTS);
  gtk_label_set_label (self->defined, defined);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* ---------------------------------------------------------------- class */

static void
hc_hot_paths_page_row_dispose (GObject *object)
{
  HcHotPathsPageRow *self = HC_HOT_PATHS_PAGE_ROW (object);

  g_clear_object (&self->paths);
  g_clear_object (&self->figures);
  g_clear_object (&self->workflow);
  G_OBJECT_CLASS (hc_hot_paths_page_row_parent_class)->dispose (object);
}

static void
hc_hot_paths_page_row_class_init (HcHotPathsPageRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_hot_paths_page_row_dispose;
  hc_row_drag_class_install (GTK_LIST_BOX_ROW_CLASS (klass));
}

static GtkLabel *
create_caption (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return GTK_LABEL (label);
}

static GtkWidget *
create_second_line (HcHotPathsPageRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->risk_icon = GTK_IMAGE (gtk_image_new ());
  self->risk = create_caption ();
  self->defined_icon = GTK_IMAGE (gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  self->defined = create_caption ();
  gtk_widget_add_css_class (GTK_WIDGET (self->defined_icon), "hc-warn");
  gtk_widget_set_margin_end (GTK_WIDGET (self->risk), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->risk_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->risk));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->defined_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->defined));
  return box;
}

static const char *
id_of (gpointer row)
{
  return hc_record_id (HC_HOT_PATHS_PAGE_ROW (row)->workflow);
}

static void
hc_hot_paths_page_row_init (HcHotPathsPageRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "hc-row-title");
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_wrap (self->name, TRUE);
  gtk_label_set_wrap_mode (self->name, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->name, 2);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (handle, "dim-label");
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (lines), create_second_line (self));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), handle);
  gtk_box_append (GTK_BOX (box), lines);
  self->tickets = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tickets), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->tickets), "hc-second");
  gtk_widget_set_visible (GTK_WIDGET (self->tickets), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tickets));
  gtk_widget_add_css_class (GTK_WIDGET (self), "hc-hot-path");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  hc_row_drag_add (GTK_LIST_BOX_ROW (self), id_of);
}

GtkWidget *
hc_hot_paths_page_row_new (HcHotPaths *paths, HcRecord *workflow)
{
  HcHotPathsPageRow *self = g_object_new (HC_TYPE_HOT_PATHS_PAGE_ROW, NULL);

  self->paths = g_object_ref (paths);
  self->workflow = g_object_ref (workflow);
  self->figures = g_object_ref (hc_path_model_of (hc_hot_paths_launch (paths)));
  g_signal_connect_object (paths, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->figures, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

HcRecord *
hc_hot_paths_page_row_record (HcHotPathsPageRow *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATHS_PAGE_ROW (self), NULL);
  return self->workflow;
}
