/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-escalations-page-private.h"

#include <glib/gi18n.h>

#include "hc-filter-text.h"

G_DEFINE_FINAL_TYPE (HcEscalationsPage, hc_escalations_page, HC_TYPE_PAGE)

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static HcRecordList *
list_of (HcCatalog *catalog)
{
  return hc_catalog_list (catalog, HC_CATALOG_ESCALATIONS);
}

/* ---------------------------------------------------------------- actions */

static HcRecord *
selected (HcEscalationsPage *self)
{
  return hc_register_view_selected (self->view);
}

static void
update_actions (HcEscalationsPage *self)
{
  HcPage *page = HC_PAGE (self);
  gboolean writable = hc_page_is_writable (page);
  HcRecord *escalation = hc_page_launch (page) != NULL ? selected (self) : NULL;
  HcEscalationState state = escalation != NULL
                              ? hc_escalation_state (hc_record_data (escalation), now ())
                              : HC_ESCALATION_RESOLVED;
  gboolean open = writable && state != HC_ESCALATION_RESOLVED;

  hc_page_set_enabled (page, "add", writable);
  hc_page_set_enabled (page, "acknowledge", open && state != HC_ESCALATION_ACKNOWLEDGED);
  hc_page_set_enabled (page, "resolve", open);
  hc_page_set_enabled (page, "hand-up",
                       open && hc_record_data_is_set (hc_record_data (escalation), "issue_id"));
  hc_page_set_enabled (page, "show-issue",
                       escalation != NULL
                         && hc_record_data_is_set (hc_record_data (escalation), "issue_id"));
}

static void
done (HcEscalationsPage *self, HcCatalog *catalog, GAsyncResult *result, const char *toast,
      const char *failure)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (catalog, result, &error);

  if (id == NULL)
    {
      hc_page_report (HC_PAGE (self), failure, error);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  hc_register_view_show (self->view, id);
  update_actions (self);
  hc_page_toast (HC_PAGE (self), toast, _("_Undo"), "win.undo");
}

static void
acknowledged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcEscalationsPage) self = user_data;

  done (self, HC_CATALOG (object), result, _("Escalation acknowledged"),
        _("The escalation could not be acknowledged"));
}

static void
resolved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcEscalationsPage) self = user_data;

  done (self, HC_CATALOG (object), result, _("Escalation resolved"),
        _("The escalation could not be resolved"));
}

static void
handed_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcEscalationsPage) self = user_data;

  done (self, HC_CATALOG (object), result, _("Handed up a level"),
        _("The escalation could not be handed up"));
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (HC_ESCALATIONS_PAGE (user_data)->view), "register.add",
                              NULL);
}

static void
acknowledge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcEscalationsPage *self = user_data;

  if (selected (self) != NULL)
    hc_catalog_acknowledge_async (self->catalog, hc_record_id (selected (self)), acknowledged_cb,
                                  g_object_ref (self));
}

static void
hand_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcEscalationsPage *self = user_data;
  const char *issue = selected (self) != NULL ? hc_record_get (selected (self), "issue_id") : NULL;

  if (issue != NULL)
    hc_catalog_escalate_async (self->catalog, issue, handed_up_cb, g_object_ref (self));
}

static void
resolve_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const HcField outcome = { "outcome", N_ ("Outcome"), HC_VALUE_LONG_TEXT,
                                   HC_FIELD_REQUIRED };
  HcEscalationsPage *self = user_data;
  HcRecord *escalation = selected (self);
  g_autofree char *heading = NULL;

  if (escalation == NULL)
    return;
  g_free (self->asked_id);
  self->asked_id = g_strdup (hc_record_id (escalation));
  heading = g_strdup_printf (_("How was “%s” resolved?"), hc_record_title (escalation));
  hc_cell_editor_open (self->editor, hc_register_view_anchor (self->view, self->asked_id, NULL),
                       heading, &outcome, hc_record_get (escalation, "outcome"), NULL, NULL);
}

static void
outcome_set_cb (HcEscalationsPage *self, const char *value, int move)
{
  hc_register_view_focus (self->view);
  hc_catalog_resolve_async (self->catalog, self->asked_id, value, resolved_cb,
                            g_object_ref (self));
}

static void
outcome_cancelled_cb (HcEscalationsPage *self)
{
  hc_register_view_focus (self->view);
}

static void
show_issue_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcEscalationsPage *self = user_data;
  const char *issue = selected (self) != NULL ? hc_record_get (selected (self), "issue_id") : NULL;
  g_autofree char *conditions = NULL;

  if (issue == NULL)
    return;
  conditions = hc_filter_describe_value (HC_FILTER_ISSUE, issue);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-tickets", "s", conditions);
}

static void
show_past_limit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HcEscalationsPage *self = user_data;
  HcRecordList *list = list_of (self->catalog);

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *escalation = hc_record_list_at (list, i);

      if (hc_escalation_state (hc_record_data (escalation), now ()) != HC_ESCALATION_PAST_LIMIT)
        continue;
      hc_register_view_show (self->view, hc_record_id (escalation));
      hc_register_view_focus (self->view);
      return;
    }
}

/* ---------------------------------------------------------------- states */

static gboolean
passes (const HcRecordData *escalation, gpointer data)
{
  HcEscalationsPage *self = data;

  return (self->states & (1u << hc_escalation_state (escalation, now ()))) != 0;
}

static void
chip_toggled_cb (HcEscalationsPage *self, GtkToggleButton *chip)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "hc-state"));

  self->states = gtk_toggle_button_get_active (chip) ? self->states | bit : self->states & ~bit;
  hc_register_view_set_filter_func (self->view, self->states != 0 ? passes : NULL, self, NULL);
}

static void
add_chips (HcEscalationsPage *self)
{
  for (guint i = 0; i < HC_N_ESCALATION_STATES; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (hc_escalation_state_label (i));
      g_autofree char *name = g_strdup_printf (_("Only “%s”"), hc_escalation_state_label (i));

      gtk_widget_add_css_class (chip, "hc-chip");
      gtk_widget_add_css_class (chip, "outlined");
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (chip), "hc-state", GUINT_TO_POINTER (i));
      g_signal_connect_swapped (chip, "toggled", G_CALLBACK (chip_toggled_cb), self);
      gtk_box_append (self->chips, chip);
    }
}

static void
show_state (HcEscalationsPage *self)
{
  HcEscalationCounts counts = hc_catalog_escalation_counts (self->catalog);
  g_autofree char *past = g_strdup_printf (
    ngettext ("%u escalation was not acknowledged in time.",
              "%u escalations were not acknowledged in time.", counts.past_limit),
    counts.past_limit);
  g_autofree char *status = g_strdup_printf (_("%u open, %u past the limit"), counts.open,
                                             counts.past_limit);

  gtk_widget_set_visible (self->past_box, counts.past_limit > 0);
  gtk_label_set_label (self->past_label, past);
  hc_register_view_set_status (self->view, status);
  hc_register_view_refresh (self->view);
  update_actions (self);
}

/* ---------------------------------------------------------------- search */

static void
search_changed_cb (HcEscalationsPage *self)
{
  gboolean on = gtk_search_bar_get_search_mode (self->search_bar);

  hc_register_view_set_filter_text (
    self->view, on ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : NULL);
}

static void
search_done_cb (HcEscalationsPage *self)
{
  hc_register_view_focus (self->view);
}

static void
hc_escalations_page_begin_search (HcPage *page)
{
  HcEscalationsPage *self = HC_ESCALATIONS_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---------------------------------------------------------------- page */

static void
hc_escalations_page_launch_set (HcPage *page)
{
  HcEscalationsPage *self = HC_ESCALATIONS_PAGE (page);

  self->catalog = hc_catalog_of (hc_page_launch (page));
  hc_register_view_set_list (self->view, list_of (self->catalog));
  hc_register_view_set_hooks (self->view, &hc_escalation_hooks, self->catalog);
  hc_register_view_set_layout (self->view, "escalation-columns", hc_escalation_columns);
  hc_register_view_set_pinned (self->view, TRUE);
  hc_register_view_set_empty (self->view, "send-to-symbolic",
                              _("Blockers need an owner, not guidance. Escalate an issue of the "
                                "catalog; the escalation path says to whom and until when it must "
                                "be acknowledged."));
  g_signal_connect_object (self->catalog, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected-id", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

static void
hc_escalations_page_shown (HcPage *page)
{
  HcEscalationsPage *self = HC_ESCALATIONS_PAGE (page);

  show_state (self);
}

static GtkWidget *
hc_escalations_page_header_start (HcPage *page)
{
  return hc_page_create_add_button (_("New Escalation"), _("New escalation (Shift+Ctrl+N)"),
                                    "page.add");
}

static GMenuModel *
hc_escalations_page_menu (HcPage *page)
{
  static GMenu *menu;

  if (menu == NULL)
    {
      menu = g_menu_new ();
      g_menu_append (menu, _("_Acknowledge"), "page.acknowledge");
      g_menu_append (menu, _("_Resolve…"), "page.resolve");
      g_menu_append (menu, _("Hand _Up a Level"), "page.hand-up");
      g_menu_append (menu, _("_Tickets of the Issue"), "page.show-issue");
    }
  return G_MENU_MODEL (menu);
}

static void
hc_escalations_page_dispose (GObject *object)
{
  HcEscalationsPage *self = HC_ESCALATIONS_PAGE (object);

  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->editor = NULL;
  g_clear_pointer (&self->asked_id, g_free);
  G_OBJECT_CLASS (hc_escalations_page_parent_class)->dispose (object);
}

static void
hc_escalations_page_class_init (HcEscalationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_escalations_page_dispose;
  page_class->launch_set = hc_escalations_page_launch_set;
  page_class->shown = hc_escalations_page_shown;
  page_class->begin_search = hc_escalations_page_begin_search;
  page_class->header_start = hc_escalations_page_header_start;
  page_class->menu = hc_escalations_page_menu;

  g_type_ensure (HC_TYPE_REGISTER_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-escalations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, past_box);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, past_label);
  gtk_widget_class_bind_template_child (widget_class, HcEscalationsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
}

static void
hc_escalations_page_init (HcEscalationsPage *self)
{
  static const GActionEntry entries[] = {
    { "add", add_cb },
    { "acknowledge", acknowledge_cb },
    { "resolve", resolve_cb },
    { "hand-up", hand_up_cb },
    { "show-issue", show_issue_cb },
    { "show-past-limit", show_past_limit_cb },
  };
  static const HcPageKey keys[] = {
    { "<Control>Return", "page.acknowledge" },
    { "<Control><Shift>n", "page.add" },
    { "<Control><Shift>Return", "page.resolve" },
    { "<Control><Shift>e", "page.hand-up" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  add_chips (self);
  self->editor = hc_cell_editor_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->editor, "set", G_CALLBACK (outcome_set_cb), self);
  g_signal_connect_swapped (self->editor, "cancelled", G_CALLBACK (outcome_cancelled_cb), self);
}
