/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-tasks.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-issue.h"
#include "hc-pages.h"
#include "hc-widgets.h"

#define MAX_SHOWN 4

/* Counts all, shows the first. */
typedef struct
{
  GtkBox *box;
  guint n;
} Filler;

static GtkWidget *
label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
add (Filler *self,
     const char *icon,
     const char *css,
     const char *page,
     const char *title,
     const char *why)
{
  GtkWidget *button, *row, *image, *words;
  g_autofree char *name = g_strdup_printf ("%s\n%s", title, why);

  if (self->n++ >= MAX_SHOWN)
    return;
  button = gtk_button_new ();
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  image = gtk_image_new_from_icon_name (icon);
  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (image, css);
  gtk_box_append (GTK_BOX (words), label_new (title, NULL));
  gtk_box_append (GTK_BOX (words), label_new (why, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "hc-second");
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hc-overview-task");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (hc_pages_find (page) >= 0)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-page");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
    }
  gtk_box_append (self->box, button);
}

static void
end (Filler *self)
{
  guint more = self->n - MIN (self->n, MAX_SHOWN);
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

  if (more > 0)
    gtk_box_append (self->box, label_new (text, "caption"));
}

/* “HC-019 Bank file rejected” */
static char *
issue_title (const HcRecordData *issue)
{
  const char *code = hc_record_data_get (issue, "code");

  if (code == NULL)
    return g_strdup (hc_record_data_title (issue));
  return g_strdup_printf ("%s %s", code, hc_record_data_title (issue));
}

static char *
due_text (HcDay due, HcDay today)
{
  int days = (int) (today - due);
  g_autofree char *date = hc_format_day (due);

  if (days == 0)
    return g_strdup (_("Due today"));
  return g_strdup_printf (ngettext ("%d day past due (%s)", "%d days past due (%s)", days), days,
                          date);
}

/* ---------------------------------------------------------------- due */

static void
add_due_issues (Filler *filler, HcCatalog *catalog, HcDay today)
{
  HcRecordList *issues = hc_catalog_list (catalog, HC_CATALOG_ISSUES);

  for (guint i = 0; i < hc_record_list_count (issues); i++)
    {
      const HcRecordData *issue = hc_record_data (hc_record_list_at (issues, i));
      g_autofree char *title = issue_title (issue);

      if (hc_issue_is_open (issue) && hc_record_data_get_day (issue, "due") == today)
        add (filler, "x-office-calendar-symbolic", "hc-second", "catalog", title, _("Due today"));
    }
}

static void
add_due_items (Filler *filler, HcRecordList *checklist, HcDay today)
{
  for (guint i = 0; i < hc_record_list_count (checklist); i++)
    {
      const HcRecordData *item = hc_record_data (hc_record_list_at (checklist, i));
      const char *status = hc_record_data_get (item, "status");
      HcDay due = hc_record_data_get_day (item, "due");
      g_autofree char *why = NULL;

      if (due == HC_DAY_NONE || due > today || g_strcmp0 (status, "done") == 0 ||
          g_strcmp0 (status, "not_applicable") == 0)
        continue;
      why = due_text (due, today);
      add (filler, "object-select-symbolic", "hc-second", "handoff", hc_record_data_title (item),
           why);
    }
}

guint
hc_overview_due_show (GtkBox *box, HcCatalog *catalog, HcRecordList *checklist)
{
  HcDay today = hc_catalog_today (catalog);
  Filler filler = { box, 0 };

  hc_box_clear (box);
  add_due_issues (&filler, catalog, today);
  add_due_items (&filler, checklist, today);
  end (&filler);
  return filler.n;
}

/* ---------------------------------------------------------------- blocked */

static void
add_late_escalations (Filler *filler, HcCatalog *catalog)
{
  HcRecordList *list = hc_catalog_list (catalog, HC_CATALOG_ESCALATIONS);
  HcRecordList *issues = hc_catalog_list (catalog, HC_CATALOG_ISSUES);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      const HcRecordData *data = hc_record_data (hc_record_list_at (list, i));
      HcRecord *issue = hc_record_list_find (issues, hc_record_data_get (data, "issue_id"));
      g_autofree char *title = NULL;

      if (hc_escalation_state (data, now) != HC_ESCALATION_PAST_LIMIT)
        continue;
      title = issue != NULL ? issue_title (hc_record_data (issue)) : g_strdup (_("Escalation"));
      add (filler, "dialog-error-symbolic", "hc-bad", "escalations", title,
           _("Escalated, not acknowledged in time"));
    }
}

/* Why the issue does not move; NULL: nothing is wrong. Newly allocated. */
static char *
block_text (HcCatalog *catalog, const HcRecordData *issue)
{
  const char *action = hc_record_data_get (issue, "action");

  if (hc_catalog_is_overdue (catalog, issue))
    return due_text (hc_record_data_get_day (issue, "due"), hc_catalog_today (catalog));
  if (!hc_issue_is_open (issue))
    return NULL;
  if (g_strcmp0 (action, "fix") == 0 || g_strcmp0 (action, "escalate") == 0)
    {
      if (!hc_record_data_is_set (issue, "person_id"))
        return g_strdup (_("No person answers for it"));
      if (hc_record_data_get_day (issue, "due") == HC_DAY_NONE)
        return g_strdup (_("No due date"));
    }
  if (hc_catalog_is_blocker (catalog, issue))
    return g_strdup (_("Two or more urgent tickets in five days"));
  return NULL;
}

guint
hc_overview_blocked_show (GtkBox *box, HcCatalog *catalog)
{
  HcRecordList *issues = hc_catalog_list (catalog, HC_CATALOG_ISSUES);
  Filler filler = { box, 0 };

  hc_box_clear (box);
  add_late_escalations (&filler, catalog);
  for (guint i = 0; i < hc_record_list_count (issues); i++)
    {
      const HcRecordData *issue = hc_record_data (hc_record_list_at (issues, i));
      g_autofree char *why = block_text (catalog, issue);
      g_autofree char *title = issue_title (issue);

      if (why != NULL)
        add (&filler, "dialog-warning-symbolic", "hc-warn", "catalog", title, why);
    }
  end (&filler);
  return filler.n;
}
