/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-queue-issues.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-issue.h"
#include "hc-rules-text.h"
#include "hc-widgets.h"

#define MAX_ROWS 50

struct _HcQueueIssues
{
  AdwBin parent_instance;

  /* Children */
  GtkEditable *entry;
  GtkListBox *list;
  GtkLabel *empty;

  /* Owned */
  HcRecordList *issues;

  guint count;
};

G_DEFINE_FINAL_TYPE (HcQueueIssues, hc_queue_issues, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  LEFT,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

gboolean
hc_queue_issues_fits (HcRecord *issue, const char *typed)
{
  g_autofree char *text = hc_rules_issue_text (issue);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *wanted = g_utf8_casefold (typed, -1);
  g_auto (GStrv) words = g_strsplit_set (wanted, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
append (HcQueueIssues *self, HcRecord *issue)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = hc_rules_issue_text (issue);
  g_autofree char *state = hc_record_dup_text (issue, "state");
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *note = gtk_label_new (state);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "hc-second");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "hc-id", g_strdup (hc_record_id (issue)), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show (HcQueueIssues *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->count = 0;
  for (guint pass = 0; self->issues != NULL && pass < 2; pass++)
    for (guint i = 0; i < hc_record_list_count (self->issues); i++)
      {
        HcRecord *issue = hc_record_list_at (self->issues, i);

        if (hc_issue_is_open (hc_record_data (issue)) != (pass == 0)
            || !hc_queue_issues_fits (issue, typed))
          continue;
        if (self->count++ < MAX_ROWS)
          append (self, issue);
      }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_label_set_label (self->empty, self->issues != NULL && hc_record_list_count (self->issues) > 0
                                      ? _("No issue has this code or title.")
                                      : _("There is no issue yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->count == 0);
}

void
hc_queue_issues_set_list (HcQueueIssues *self, HcRecordList *issues)
{
  g_return_if_fail (HC_IS_QUEUE_ISSUES (self));

  if (!g_set_object (&self->issues, issues))
    return;
  g_signal_connect_object (issues, "read", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

void
hc_queue_issues_begin (HcQueueIssues *self, const char *typed)
{
  g_return_if_fail (HC_IS_QUEUE_ISSUES (self));

  gtk_editable_set_text (self->entry, typed);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
  show (self);
}

guint
hc_queue_issues_count (HcQueueIssues *self)
{
  g_return_val_if_fail (HC_IS_QUEUE_ISSUES (self), 0);
  return self->count;
}

static void
choose (HcQueueIssues *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "hc-id"));

  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
activate_cb (HcQueueIssues *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    choose (self, row);
}

static void
mark (HcQueueIssues *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

/* The entry keeps the focus; the arrow keys mark. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        HcQueueIssues *self)
{
  switch (key)
    {
    case GDK_KEY_Down:
      mark (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      mark (self, -1);
      return TRUE;
    case GDK_KEY_Escape:
      g_signal_emit (self, signals[LEFT], 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
hc_queue_issues_dispose (GObject *object)
{
  g_clear_object (&HC_QUEUE_ISSUES (object)->issues);
  G_OBJECT_CLASS (hc_queue_issues_parent_class)->dispose (object);
}

static void
hc_queue_issues_class_init (HcQueueIssuesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_queue_issues_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
}

static GtkWidget *
create_list (HcQueueIssues *self)
{
  GtkWidget *scroller = hc_pick_list_new (_("Issues"), &self->list);

  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);
  return scroller;
}

static void
hc_queue_issues_init (HcQueueIssues *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_EDITABLE (gtk_search_entry_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find an issue by code or title"), -1);
  self->empty = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "hc-second");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty));
  gtk_box_append (GTK_BOX (box), create_list (self));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
}
