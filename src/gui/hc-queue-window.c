/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-queue-window-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-widgets.h"

G_DEFINE_FINAL_TYPE (HcQueueWindow, hc_queue_window, ADW_TYPE_WINDOW)

/* ---------------------------------------------------------------- how far */

static void
show_coverage (HcQueueWindow *self)
{
  gint64 all = hc_classify_queue_n_tickets (self->queue);
  gint64 done = hc_classify_queue_n_classified (self->queue);
  double share = all > 0 ? (double) done / (double) all : 0;
  g_autofree char *done_text = hc_format_count (done);
  g_autofree char *all_text = hc_format_count (all);
  /* Rounded down: 100 % is all of them. */
  g_autofree char *percent = hc_format_percent (floor (share * 100) / 100, 0);
  /* TRANSLATORS: “Classified 812 of 1,204 (67 %)” */
  g_autofree char *text = g_strdup_printf (_("Classified %s of %s (%s)"), done_text, all_text,
                                           percent);

  gtk_label_set_label (self->coverage, text);
  gtk_progress_bar_set_fraction (self->progress, share);
}

static void
show_accuracy (HcQueueWindow *self)
{
  HcSuggestAccuracy accuracy = hc_classify_queue_accuracy (self->queue);
  g_autofree char *n = hc_format_count (accuracy.suggested);
  g_autofree char *text = NULL;

  if (accuracy.suggested == 0)
    text = g_strdup (_("Suggestions learn from every decision; none was judged yet"));
  else
    {
      g_autofree char *share = hc_format_percent (
        (double) accuracy.right / (double) accuracy.suggested, 0);

      text = g_strdup_printf (ngettext ("Of the last %s suggestion people agreed with %s",
                                        "Of the last %s suggestions people agreed with %s",
                                        (gulong) accuracy.suggested),
                              n, share);
    }
  gtk_label_set_label (self->accuracy, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->accuracy), text);
}

static void
show_sure (HcQueueWindow *self)
{
  double confidence = hc_queue_window_confidence (self);
  guint n = hc_classify_queue_n_sure (self->queue, confidence);
  g_autofree char *percent = hc_format_percent (confidence, 0);
  g_autofree char *count = hc_format_count (n);
  /* TRANSLATORS: the least confidence and how many suggestions have it: “90 %: 143 tickets” */
  g_autofree char *text = g_strdup_printf (ngettext ("%s: %s ticket", "%s: %s tickets", n), percent,
                                           count);
  g_autofree char *confirm = g_strdup_printf (
    ngettext ("Link %s ticket to the issue suggested for it?",
              "Link %s tickets to the issues suggested for them?", n),
    count);

  gtk_label_set_label (self->sure_label, text);
  gtk_label_set_label (self->confirm_label, confirm);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.accept-all", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.confirm", n > 0);
  if (n == 0)
    gtk_stack_set_visible_child_name (self->bulk, "choose");
}

/* ---------------------------------------------------------------- the suggestion */

static char *
dup_confidence (const HcSuggestion *suggestion)
{
  g_autofree char *percent = hc_format_percent (suggestion->confidence, 0);

  return suggestion->is_calibrated
           ? g_strdup_printf (_("%s sure: so many of such suggestions were right"), percent)
           : g_strdup_printf (_("%s, a cautious guess: too few decisions to tell yet"), percent);
}

static void
show_suggestion (HcQueueWindow *self, const HcSuggestion *suggestion)
{
  gtk_widget_set_visible (GTK_WIDGET (self->confidence), suggestion != NULL);
  gtk_widget_set_visible (self->accept_button, suggestion != NULL);
  if (suggestion != NULL)
    {
      g_autofree char *issue = hc_rules_names_dup (&self->names, HC_LINK_ISSUE,
                                                   suggestion->issue_id);
      g_autofree char *confidence = dup_confidence (suggestion);
      g_autofree char *reason = hc_suggestion_explain (suggestion);

      gtk_label_set_label (self->suggestion, issue);
      gtk_label_set_label (self->confidence, confidence);
      gtk_label_set_label (self->reason, reason);
      return;
    }
  gtk_label_set_label (self->suggestion, _("No suggestion"));
  gtk_label_set_label (self->reason,
                       _("Nothing that was decided so far is like this ticket. Choose an issue or "
                         "make one; the next ticket like it gets a suggestion."));
}

/* What a screen reader says when the next ticket comes. */
static void
show_spoken (HcQueueWindow *self, const HcQueueItem *item)
{
  g_autofree char *spoken = g_strdup_printf (
    /* TRANSLATORS: read aloud: title of the ticket, suggested issue, how sure */
    _("%s. Suggested issue: %s. %s"), item->title != NULL ? item->title : item->key,
    gtk_label_get_label (self->suggestion), gtk_label_get_label (self->confidence));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static GtkWidget *
create_choice (guint number, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digit = g_strdup_printf ("%u", number);
  GtkWidget *key = gtk_label_new (digit);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (key, "hc-kbd");
  gtk_widget_add_css_class (key, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

static void
show_choices (HcQueueWindow *self)
{
  GtkListBoxRow *row;

  g_clear_pointer (&self->choice_ids, g_ptr_array_unref);
  self->choice_ids = hc_classify_queue_choices (self->queue);
  while ((row = gtk_list_box_get_row_at_index (self->choices, 0)) != NULL)
    gtk_list_box_remove (self->choices, GTK_WIDGET (row));
  for (guint i = 0; i < self->choice_ids->len; i++)
    {
      g_autofree char *text = hc_rules_names_dup (&self->names, HC_LINK_ISSUE,
                                                  g_ptr_array_index (self->choice_ids, i));

      gtk_list_box_append (self->choices, create_choice (i + 1, text));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), self->choice_ids->len > 0);
}

/* ---------------------------------------------------------------- all of it */

static void
show_end (HcQueueWindow *self)
{
  gboolean any = hc_classify_queue_n_tickets (self->queue) > 0;

  adw_status_page_set_icon_name (self->done_page,
                                 any ? "emblem-ok-symbolic" : "folder-download-symbolic");
  adw_status_page_set_title (self->done_page,
                             any ? _("All Tickets Are Classified") : _("No Tickets Yet"));
  adw_status_page_set_description (
    self->done_page, any ? _("Tickets of the next import come here when no rule links them.")
                         : _("Tickets that no rule and no person linked to an issue come here "
                             "after an import."));
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
take_focus (HcQueueWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_get_mapped (focus)
      || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->choices)))
    gtk_widget_grab_focus (self->reading);
}

void
hc_queue_window_update (HcQueueWindow *self)
{
  const HcQueueItem *item = hc_classify_queue_current (self->queue);

  if (!hc_classify_queue_is_loaded (self->queue) || !hc_rules_names_is_loaded (&self->names))
    return;
  if (item == NULL)
    show_end (self);
  else
    {
      take_focus (self);
      hc_queue_ticket_show (self->ticket, item, hc_classify_queue_ticket (self->queue),
                            hc_launch_calendar (hc_classify_queue_launch (self->queue)));
      show_suggestion (self, item->suggestion);
      show_choices (self);
      show_spoken (self, item);
      show_coverage (self);
      show_accuracy (self);
      show_sure (self);
      gtk_stack_set_visible_child_name (self->stack, "queue");
      take_focus (self);
    }
  hc_queue_window_update_actions (self);
}

/* ---------------------------------------------------------------- callbacks */

static void
failed_cb (HcQueueWindow *self, const char *what, const GError *error)
{
  hc_notify_error (GTK_WIDGET (self->stack), what, error);
}

static void
told_cb (HcQueueWindow *self, const char *text)
{
  hc_notify_toast (GTK_WIDGET (self->stack), text, _("Undo"), "queue.undo");
}

static void
choice_cb (HcQueueWindow *self, GtkListBoxRow *row)
{
  hc_queue_window_choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
leave_search (HcQueueWindow *self)
{
  gtk_stack_set_visible_child_name (self->pane, "choices");
  gtk_widget_grab_focus (self->reading);
}

static void
found_cb (HcQueueWindow *self, const char *id)
{
  g_autofree char *issue = g_strdup (id);

  leave_search (self);
  hc_classify_queue_choose (self->queue, issue);
}

static void
left_cb (HcQueueWindow *self)
{
  leave_search (self);
}

static void
sure_cb (HcQueueWindow *self)
{
  if (self->queue != NULL)
    show_sure (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_queue_window_dispose (GObject *object)
{
  HcQueueWindow *self = HC_QUEUE_WINDOW (object);

  if (self->queue != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->queue, self);
      hc_classify_queue_stop (self->queue);
    }
  g_clear_object (&self->queue);
  g_clear_pointer (&self->choice_ids, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_queue_window_parent_class)->dispose (object);
  hc_rules_names_clear (&self->names);
}

static void
hc_queue_window_class_init (HcQueueWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_queue_window_dispose;
  g_type_ensure (HC_TYPE_QUEUE_TICKET);
  g_type_ensure (HC_TYPE_QUEUE_ISSUES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-queue-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, done_page);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, coverage);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, accuracy);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, ticket);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, reading);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, suggestion);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, confidence);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, accept_button);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, choices_label);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, issues);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, sure);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, sure_label);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, all_button);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, bulk);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, HcQueueWindow, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, sure_cb);
  hc_queue_window_class_install_actions (widget_class);
}

static void
hc_queue_window_init (HcQueueWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_queue_window_add_keys (self);
}

HcQueueWindow *
hc_queue_window_present (GtkWindow *parent, HcLaunch *launch)
{
  HcQueueWindow *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_new (HC_TYPE_QUEUE_WINDOW, "transient-for", parent, NULL);
  hc_window_fit_into (GTK_WINDOW (self), parent);
  hc_rules_names_init (&self->names, launch);
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (self->names.list[i] != NULL)
      g_signal_connect_object (self->names.list[i], "read", G_CALLBACK (hc_queue_window_update),
                               self, G_CONNECT_SWAPPED);
  hc_queue_issues_set_list (self->issues, self->names.list[HC_LINK_ISSUE]);
  self->queue = hc_classify_queue_new (launch);
  g_signal_connect_object (self->queue, "changed", G_CALLBACK (hc_queue_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  hc_queue_window_update_actions (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
