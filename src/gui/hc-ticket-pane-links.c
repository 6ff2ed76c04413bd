/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-pane-links.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-link-command.h"
#include "hc-notify.h"
#include "hc-record-table.h"
#include "hc-suggest-table.h"
#include "hc-ticket-list.h"
#include "hc-ticket-text.h"
#include "hc-triage-table.h"
#include "hc-widgets.h"

#define N_SIMILAR 5

/* What the reader found beyond the links. */
typedef struct
{
  HcSuggester *suggester;
  HcSuggestion *suggestion; /* NULL: none, or the ticket has an issue */
  char *issue_label;
  GPtrArray *similar;       /* of HcTicketItem */
} Around;

struct _HcTicketPaneLinks
{
  AdwBin parent_instance;

  /* Children */
  GtkGrid *grid;
  GtkWidget *card;
  GtkLabel *confidence;
  GtkLabel *suggested;
  GtkLabel *reason;
  GtkEntry *note;
  GtkWidget *similar_box;
  GtkBox *similar;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable;
  HcTicketLinks *links;
  HcSuggester *suggester; /* NULL: to be learned anew */
  char *suggested_id;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (HcTicketPaneLinks, hc_ticket_pane_links, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- the links */

static GtkWidget *
left_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
change_button (HcTicketPaneLinks *self, HcLinkKind kind, const char *why)
{
  const char *column = hc_ticket_column_label (HC_TICKET_LINK (kind));
  g_autofree char *text = g_strdup_printf (_("Change %s"), column);
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hc-line-button");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.choose-link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    hc_ticket_column_name (HC_TICKET_LINK (kind)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    why, -1);
  return button;
}

static void
show_link (HcTicketPaneLinks *self, HcLinkKind kind)
{
  const HcTicketLink *link = &self->links->link[kind];
  g_autofree char *why = hc_ticket_links_explain (self->links, kind);
  GtkWidget *name = left_label (hc_ticket_column_label (HC_TICKET_LINK (kind)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *text = link->text;

  if (kind == HC_LINK_CAUSE && link->id != NULL)
    text = hc_cause_label (link->id);
  gtk_widget_set_hexpand (name, FALSE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_set_size_request (name, 76, -1);
  gtk_widget_set_margin_top (name, 4);
  gtk_widget_set_margin_top (box, 3); /* in line with the button */
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "hc-second");
  gtk_box_append (GTK_BOX (box), left_label (text != NULL ? text : HC_FORMAT_MISSING));
  if (why != NULL)
    gtk_widget_set_tooltip_text (box, why);
  if (why != NULL && link->source != HC_LINK_FROM_ISSUE) /* the issue is right above */
    {
      GtkWidget *reason = left_label (why);

      gtk_widget_add_css_class (reason, "caption");
      gtk_widget_add_css_class (reason, "hc-second");
      gtk_box_append (GTK_BOX (box), reason);
    }
  gtk_grid_attach (self->grid, name, 0, (int) kind, 1, 1);
  gtk_grid_attach (self->grid, box, 1, (int) kind, 1, 1);
  gtk_grid_attach (self->grid, change_button (self, kind, why), 2, (int) kind, 1, 1);
}

/* A button in it may have the focus: it goes to the one in its place. */
static void
show_links (HcTicketPaneLinks *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;
  int focused = -1;

  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      child = gtk_grid_get_child_at (self->grid, 2, (int) kind);
      if (child != NULL && child == focus)
        focused = (int) kind;
    }
  hc_grid_clear (self->grid);
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    show_link (self, kind);
  if (focused >= 0)
    gtk_widget_grab_focus (gtk_grid_get_child_at (self->grid, 2, focused));
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->note)))))
    gtk_editable_set_text (GTK_EDITABLE (self->note),
                           self->links->note != NULL ? self->links->note : "");
}

/* ---------------------------------------------------------------- suggestion, similar ones */

static void
hide_suggestion (HcTicketPaneLinks *self)
{
  g_clear_pointer (&self->suggested_id, g_free);
  gtk_widget_set_visible (self->card, FALSE);
}

static void
show_suggestion (HcTicketPaneLinks *self, const Around *around)
{
  g_autofree char *reason = NULL;
  g_autofree char *percent = NULL;

  if (around->suggestion == NULL)
    {
      hide_suggestion (self);
      return;
    }
  g_free (self->suggested_id);
  self->suggested_id = g_strdup (around->suggestion->issue_id);
  reason = hc_suggestion_explain (around->suggestion);
  percent = around->suggestion->is_calibrated
              ? hc_format_percent (around->suggestion->confidence, 0)
              : g_strdup (_("not yet sure"));
  gtk_label_set_label (self->confidence, percent);
  gtk_label_set_label (self->suggested, around->issue_label);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (self->card, TRUE);
}

static GtkWidget *
similar_button (const HcTicketItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *key = gtk_label_new (item->text[HC_TICKET_KEY]);
  g_autofree char *text = hc_ticket_cell_text (item, HC_TICKET_TITLE, NULL);
  GtkWidget *title = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf ("%s, %s", item->text[HC_TICKET_KEY], text);
  g_autofree char *tooltip
    = g_strdup_printf ("%s\n%s", text,
                       item->link[HC_LINK_ISSUE] != NULL ? item->link[HC_LINK_ISSUE]
                                                         : _("Without an issue"));

  gtk_widget_add_css_class (key, "hc-second");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), title);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.show-ticket");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", item->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
show_similar (HcTicketPaneLinks *self, GPtrArray *items)
{
  gboolean any = FALSE;

  hc_box_clear (self->similar);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HcTicketItem *item = g_ptr_array_index (items, i);

      if (item == NULL)
        continue;
      gtk_box_append (self->similar, similar_button (item));
      any = TRUE;
    }
  gtk_widget_set_visible (self->similar_box, any);
}

/* ---------------------------------------------------------------- reading */

typedef struct
{
  gint64 id;
  HcSuggester *suggester; /* NULL: learn */
  HcColumns *columns;
  gboolean has_issue;
} Question;

static void
question_free (Question *self)
{
  g_clear_pointer (&self->suggester, hc_suggester_unref);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_free (self);
}

static void
around_free (Around *self)
{
  g_clear_pointer (&self->suggester, hc_suggester_unref);
  g_clear_pointer (&self->suggestion, hc_suggestion_free);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_free (self->issue_label);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Around, around_free)

static gboolean
suggest (HcDb *db, const Question *question, Around *around, GError **error)
{
  g_autoptr (GPtrArray) suggestions = NULL;
  g_autoptr (HcRecordData) issue = NULL;

  around->suggester = question->suggester != NULL ? hc_suggester_ref (question->suggester)
                                                  : hc_suggester_load (db, error);
  if (around->suggester == NULL
      || !(suggestions = hc_suggest_for_ticket (db, around->suggester, question->id, 1, error)))
    return FALSE;
  if (suggestions->len == 0)
    return TRUE;
  issue = hc_record_load (db, hc_record_type ("issue"),
                          ((HcSuggestion *) g_ptr_array_index (suggestions, 0))->issue_id, NULL);
  if (issue == NULL) /* deleted since it was learned */
    return TRUE;
  around->issue_label
    = g_strjoin (" ", hc_record_data_is_set (issue, "code") ? hc_record_data_get (issue, "code") : "",
                 hc_record_data_title (issue), NULL);
  g_strstrip (around->issue_label);
  around->suggestion = g_ptr_array_steal_index (suggestions, 0);
  return TRUE;
}

static gpointer
around_job (HcDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (Around) around = g_new0 (Around, 1);
  g_autoptr (GArray) similar = NULL;

  if (!question->has_issue && !suggest (db, question, around, error))
    return NULL;
  if (question->columns == NULL)
    return g_steal_pointer (&around);
  if (!(similar = hc_similar_tickets (db, question->columns, question->id, N_SIMILAR, error))
      || !(around->similar = hc_ticket_list_rows (db, (const gint64 *) similar->data, similar->len,
                                                  error)))
    return NULL;
  return g_steal_pointer (&around);
}

static void
around_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketPaneLinks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Around) around = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (around == NULL)
    {
      hide_suggestion (self);
      show_similar (self, NULL);
      return;
    }
  if (around->suggester != NULL && self->suggester == NULL)
    self->suggester = hc_suggester_ref (around->suggester);
  show_suggestion (self, around);
  show_similar (self, around->similar);
}

static void
read_around (HcTicketPaneLinks *self)
{
  HcColumns *columns = hc_launch_columns (self->launch);
  Question *question = g_new0 (Question, 1);

  question->id = self->id;
  question->suggester = self->suggester != NULL ? hc_suggester_ref (self->suggester) : NULL;
  question->columns = columns != NULL ? hc_columns_ref (columns) : NULL;
  question->has_issue = self->links->link[HC_LINK_ISSUE].id != NULL;
  hc_store_read_async (hc_launch_store (self->launch), around_job, question,
                       (GDestroyNotify) question_free, (GDestroyNotify) around_free,
                       self->cancellable, around_read_cb, g_object_ref (self));
}

static gpointer
links_job (HcDb *db, gpointer data, GError **error)
{
  return hc_ticket_links_load (db, *(gint64 *) data, error);
}

static void
links_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketPaneLinks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketLinks) links = hc_store_job_finish (HC_STORE (object), result, &error);

  if (links == NULL) /* taken back meanwhile, or a later ticket was asked for */
    return;
  g_clear_pointer (&self->links, hc_ticket_links_free);
  self->links = g_steal_pointer (&links);
  show_links (self);
  if (self->links->link[HC_LINK_ISSUE].id != NULL)
    hide_suggestion (self);
  read_around (self);
}

void
hc_ticket_pane_links_show (HcTicketPaneLinks *self, gint64 id)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (id != self->id)
    {
      hide_suggestion (self);
      show_similar (self, NULL);
    }
  self->id = id;
  if (id == 0)
    return;
  self->cancellable = g_cancellable_new ();
  hc_store_read_async (hc_launch_store (self->launch), links_job, g_memdup2 (&id, sizeof id), g_free,
                       (GDestroyNotify) hc_ticket_links_free, self->cancellable, links_read_cb,
                       g_object_ref (self));
}

const char *
hc_ticket_pane_links_suggested (HcTicketPaneLinks *self)
{
  return self->suggested_id;
}

/* ---------------------------------------------------------------- the note */

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketPaneLinks) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self), _("The note could not be saved."), error);
}

static void
save_note (HcTicketPaneLinks *self)
{
  const char *old = self->links != NULL && self->links->note != NULL ? self->links->note : "";
  g_autofree char *note
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));

  if (self->links == NULL || self->id == 0 || g_str_equal (old, note))
    return;
  g_free (self->links->note);
  self->links->note = g_strdup (note); /* leaving the entry after Enter saves nothing again */
  hc_link_command_run (hc_link_command_new_note (self->id, note), hc_launch_store (self->launch),
                       noted_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- object */

static GtkWidget *
heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
card_new (HcTicketPaneLinks *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *accept = gtk_button_new_with_mnemonic (_("_Accept"));
  GtkWidget *other = gtk_button_new_with_mnemonic (_("_Other…"));

  self->confidence = GTK_LABEL (gtk_label_new (NULL));
  self->suggested = GTK_LABEL (left_label (NULL));
  self->reason = GTK_LABEL (left_label (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "hc-second");
  gtk_widget_add_css_class (GTK_WIDGET (self->confidence), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->confidence), "hc-second");
  gtk_widget_set_hexpand (GTK_WIDGET (self->confidence), TRUE);
  gtk_label_set_xalign (self->confidence, 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (accept), "page.accept-suggestion");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (other), "page.classify");
  gtk_widget_add_css_class (accept, "suggested-action");
  gtk_box_append (GTK_BOX (top), heading (_("Suggested Issue")));
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->confidence));
  gtk_box_append (GTK_BOX (buttons), accept);
  gtk_box_append (GTK_BOX (buttons), other);
  gtk_box_append (GTK_BOX (card), top);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->suggested));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (card), buttons);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "hc-card");
  return card;
}

static void
hc_ticket_pane_links_dispose (GObject *object)
{
  HcTicketPaneLinks *self = HC_TICKET_PANE_LINKS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->links, hc_ticket_links_free);
  g_clear_pointer (&self->suggester, hc_suggester_unref);
  g_clear_pointer (&self->suggested_id, g_free);
  G_OBJECT_CLASS (hc_ticket_pane_links_parent_class)->dispose (object);
}

static void
hc_ticket_pane_links_class_init (HcTicketPaneLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_ticket_pane_links_dispose;
}

static void
add_note (HcTicketPaneLinks *self, GtkBox *box)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->note = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->note, _("Note"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Note about this ticket"), -1);
  g_signal_connect_object (self->note, "activate", G_CALLBACK (save_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (save_note), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->note), focus);
  gtk_box_append (box, GTK_WIDGET (self->note));
}

static void
hc_ticket_pane_links_init (HcTicketPaneLinks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_box_append (GTK_BOX (box), heading (_("Classification")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  self->card = card_new (self);
  gtk_widget_set_visible (self->card, FALSE);
  gtk_box_append (GTK_BOX (box), self->card);
  add_note (self, GTK_BOX (box));
  self->similar_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->similar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (self->similar_box), heading (_("Similar Tickets")));
  gtk_box_append (GTK_BOX (self->similar_box), GTK_WIDGET (self->similar));
  gtk_widget_set_visible (self->similar_box, FALSE);
  gtk_box_append (GTK_BOX (box), self->similar_box);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* What people decide teaches the suggester. */
static void
launch_changed_cb (HcTicketPaneLinks *self, guint tables)
{
  if (tables & (HC_TABLES_TRIAGE | HC_TABLES_CATALOG | HC_TABLES_TICKETS))
    g_clear_pointer (&self->suggester, hc_suggester_unref);
}

void
hc_ticket_pane_links_set_launch (HcTicketPaneLinks *self, HcLaunch *launch)
{
  g_return_if_fail (self->launch == NULL);
  self->launch = g_object_ref (launch);
  gtk_editable_set_editable (GTK_EDITABLE (self->note),
                             !hc_store_is_read_only (hc_launch_store (launch)));
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
