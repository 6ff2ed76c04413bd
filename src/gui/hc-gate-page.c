/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-gate-page.h"

#include "hc-format.h"
#include "hc-gate-dialogs.h"
#include "hc-gate-view.h"
#include "hc-register-view.h"

#include <glib/gi18n.h>

struct _HcGatePage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  HcGateView *view;
  HcRegisterView *communications;
  HcRegisterView *baselines;
  GtkStack *signing;
  GtkListBox *sign_offs;

  /* Owned */
  HcGate *gate;
};

G_DEFINE_FINAL_TYPE (HcGatePage, hc_gate_page, HC_TYPE_PAGE)

static const char *
party_label (const char *party)
{
  return g_str_equal (party, "outgoing")   ? _ ("Outgoing: hypercare")
         : g_str_equal (party, "incoming") ? _ ("Incoming: BAU support")
         : g_str_equal (party, "business") ? _ ("Business")
                                           : _ ("Vendor");
}

static const char *
decision_label (const char *decision)
{
  return g_str_equal (decision, "approved") ? _ ("Approved")
         : g_str_equal (decision, "refused") ? _ ("Refused")
                                             : _ ("Approved with conditions");
}

static GtkWidget *
sign_off_row (HcGatePage *self, const HcSignOff *sign_off)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when =
    hc_format_instant_year (sign_off->at, hc_launch_calendar (hc_page_launch (HC_PAGE (self))));
  g_autofree char *title = g_strdup_printf ("%s – %s", sign_off->name,
                                            decision_label (sign_off->decision));
  g_autofree char *who = g_strdup_printf ("%s · %s", party_label (sign_off->party), when);
  g_autofree char *subtitle =
    sign_off->conditions == NULL || *sign_off->conditions == '\0'
      ? g_strdup (who)
      : g_strdup_printf ("%s\n%s", who, sign_off->conditions);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (sign_off->is_superseded)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("superseded")));
  return row;
}

static void
result_cb (HcGatePage *self)
{
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sign_offs))) != NULL)
    gtk_list_box_remove (self->sign_offs, child);
  if (result == NULL)
    return;
  for (guint i = result->sign_offs->len; i > 0; i--)
    gtk_list_box_append (self->sign_offs,
                         sign_off_row (self, g_ptr_array_index (result->sign_offs, i - 1)));
  gtk_stack_set_visible_child_name (self->signing, result->sign_offs->len > 0 ? "list" : "empty");
}

/* The register (a record type) that exists for this gate. */
static void
show_register_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcGatePage *self = HC_GATE_PAGE (widget);
  const char *type = g_variant_get_string (parameter, NULL);

  gtk_stack_set_visible_child (self->stack, g_str_equal (type, "communication")
                                              ? GTK_WIDGET (self->communications)
                                              : GTK_WIDGET (self->baselines));
}

static void
sign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcGatePage *self = HC_GATE_PAGE (widget);

  hc_gate_sign_dialog (widget, self->gate);
}

/* ---- page ---- */

static void
set_register (HcGatePage *self,
              HcRegisterView *view,
              const char *type,
              const char *icon,
              const char *purpose)
{
  g_autoptr (HcRecordList) list = hc_record_list_new (hc_page_launch (HC_PAGE (self)), type, NULL);

  hc_register_view_set_list (view, list);
  hc_register_view_set_empty (view, icon, purpose);
}

static void
hc_gate_page_launch_set (HcPage *page)
{
  HcGatePage *self = HC_GATE_PAGE (page);
  gboolean read_only = hc_store_is_read_only (hc_launch_store (hc_page_launch (page)));

  self->gate = hc_gate_new (hc_page_launch (page), HC_GATE_GO_LIVE);
  hc_gate_view_set_gate (self->view, self->gate);
  g_signal_connect_object (self->gate, "notify::result", G_CALLBACK (result_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.sign-off", !read_only);
  set_register (self, self->communications, "communication", "mail-forward-symbolic",
                _ ("What users are told before go-live: to whom, by which channel, when."));
  set_register (self, self->baselines, "baseline", "power-profile-performance-symbolic",
                _ ("How the desk did before go-live: what hypercare is compared with."));
}

static void
hc_gate_page_shown (HcPage *page)
{
  hc_gate_refresh (HC_GATE_PAGE (page)->gate);
}

static void
hc_gate_page_dispose (GObject *object)
{
  HcGatePage *self = HC_GATE_PAGE (object);

  g_clear_object (&self->gate);
  gtk_widget_dispose_template (GTK_WIDGET (self), HC_TYPE_GATE_PAGE);
  G_OBJECT_CLASS (hc_gate_page_parent_class)->dispose (object);
}

static void
hc_gate_page_class_init (HcGatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_gate_page_dispose;
  page_class->launch_set = hc_gate_page_launch_set;
  page_class->shown = hc_gate_page_shown;
  g_type_ensure (HC_TYPE_GATE_VIEW);
  g_type_ensure (HC_TYPE_REGISTER_VIEW);
  gtk_widget_class_install_action (widget_class, "page.sign-off", NULL, sign_action);
  gtk_widget_class_install_action (widget_class, "page.show-register", "s", show_register_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-gate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, view);
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, communications);
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, baselines);
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, signing);
  gtk_widget_class_bind_template_child (widget_class, HcGatePage, sign_offs);
}

static void
hc_gate_page_init (HcGatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
