/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ownership-page-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"

G_DEFINE_FINAL_TYPE (HcOwnershipPage, hc_ownership_page, HC_TYPE_PAGE)

/* ---------------------------------------------------------------- badge */

/* A plan that nobody began has nothing to check. */
static gboolean
is_empty (HcOwnershipModel *model)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (model);

  return plan->duties->len == 0;
}

void
hc_ownership_page_badge (HcLaunch *launch, HcBadge *out)
{
  HcOwnershipModel *model = hc_ownership_model_of (launch);
  guint n;

  if (!hc_ownership_model_is_loaded (model) || is_empty (model))
    return;
  n = hc_ownership_model_findings (model)->len;
  if (n == 0)
    return;
  out->text = g_strdup_printf (ngettext ("%u check", "%u checks", n), n);
  out->accessible = g_strdup_printf (ngettext ("%u check open", "%u checks open", n), n);
  out->attention = TRUE;
}

/* ---------------------------------------------------------------- content */

static void
show_counts (HcOwnershipPage *self)
{
  guint n_rows = hc_ownership_model_plan (self->model)->duties->len;
  guint n_open = hc_ownership_model_findings (self->model)->len;
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  g_autofree char *checks =
    n_open > 0 ? g_strdup_printf (ngettext ("%u check open", "%u checks open", n_open), n_open)
               : g_strdup (_("all checks in order"));
  g_autofree char *text = g_strdup_printf ("%s · %s", rows, checks);

  gtk_label_set_text (self->count_label, text);
}

/* All reasons of the selected row; NULL: it is in order. */
static char *
dup_reasons (HcOwnershipPage *self)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  GPtrArray *findings = hc_ownership_model_findings (self->model);
  const char *duty = hc_raci_matrix_selected_duty (self->matrix);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; duty != NULL && i < findings->len; i++)
    {
      const HcOwnershipFinding *finding = g_ptr_array_index (findings, i);

      if (hc_ownership_concerns (plan, finding, duty))
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", finding->reason);
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

void
hc_ownership_page_show_reason (HcOwnershipPage *self, const char *reason)
{
  g_autofree char *of_row = reason == NULL ? dup_reasons (self) : NULL;
  const char *text = reason != NULL ? reason : of_row;

  gtk_widget_set_visible (self->reason_icon, text != NULL);
  gtk_label_set_text (self->reason_label,
                      text != NULL ? text
                                   : _("R responsible · A accountable, exactly one · C consulted · "
                                       "I informed. Type the letters; arrows move."));
}

static GPtrArray *
missing_workflows (HcOwnershipPage *self)
{
  HcRecordList *list = hc_ownership_model_list (self->model, "workflow");
  g_autoptr (GPtrArray) workflows = g_ptr_array_new ();

  for (guint i = 0; i < hc_record_list_count (list); i++)
    g_ptr_array_add (workflows, (gpointer) hc_record_data (hc_record_list_at (list, i)));
  return hc_ownership_missing_workflows (hc_ownership_model_plan (self->model)->duties, workflows);
}

static void
show_missing_rows (HcOwnershipPage *self)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  g_autoptr (GPtrArray) areas = hc_ownership_missing_areas (plan->duties);
  g_autoptr (GPtrArray) workflows = missing_workflows (self);
  g_autofree char *of_areas = g_strdup_printf (
    ngettext ("%u of the seven areas has no row.", "%u of the seven areas have no row.",
              areas->len),
    areas->len);
  g_autofree char *of_workflows = g_strdup_printf (
    ngettext ("%u hot path has no row.", "%u hot paths have no row.", workflows->len),
    workflows->len);
  g_autofree char *text =
    g_strdup_printf ("%s%s%s", areas->len > 0 ? of_areas : "",
                     areas->len > 0 && workflows->len > 0 ? " " : "",
                     workflows->len > 0 ? of_workflows : "");

  gtk_label_set_text (self->missing_label, text);
  gtk_widget_set_visible (self->areas_button, areas->len > 0);
  gtk_widget_set_visible (self->workflows_button, workflows->len > 0);
  gtk_widget_set_visible (self->missing_box, areas->len > 0 || workflows->len > 0);
}

static void
show_wanted (HcOwnershipPage *self)
{
  g_autofree char *type = g_steal_pointer (&self->wanted_type);
  g_autofree char *id = g_steal_pointer (&self->wanted_id);

  if (type != NULL)
    hc_ownership_page_show_record (self, type, id);
}

static void
update (HcOwnershipPage *self)
{
  gboolean was_empty = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "plan") != 0;

  if (!hc_ownership_model_is_loaded (self->model))
    return;
  if (is_empty (self->model))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      hc_ownership_page_update_actions (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "plan");
  show_counts (self);
  show_missing_rows (self);
  hc_ownership_page_show_reason (self, NULL);
  gtk_label_set_text (self->duty_label,
                      hc_ownership_model_title (self->model, "duty",
                                                hc_raci_matrix_selected_duty (self->matrix)));
  hc_ownership_page_update_actions (self);
  if (was_empty && gtk_widget_get_mapped (GTK_WIDGET (self)))
    hc_raci_matrix_focus (self->matrix);
  show_wanted (self);
}

static void
selected_cb (HcOwnershipPage *self)
{
  const char *duty = hc_raci_matrix_selected_duty (self->matrix);

  gtk_label_set_text (self->duty_label, hc_ownership_model_title (self->model, "duty", duty));
  hc_escalation_editor_set_duty (self->escalation, duty);
  hc_accountable_list_set_duty (self->accountable, duty);
  hc_ownership_page_show_reason (self, NULL);
  hc_ownership_page_update_actions (self);
}

static void
finding_activated_cb (HcOwnershipPage *self, const HcOwnershipFinding *finding)
{
  hc_ownership_page_show_finding (self, finding);
}

static void
search_changed_cb (HcOwnershipPage *self)
{
  hc_raci_matrix_set_filter (self->matrix, gtk_editable_get_text (self->search_entry));
}

static void
summary_cb (HcOwnershipPage *self)
{
  gtk_label_set_text (self->routing_label, hc_routing_check_view_summary (self->routing));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->routing_label),
                               hc_routing_check_view_summary (self->routing));
}

static void
routing_back_cb (HcOwnershipPage *self)
{
  hc_ownership_page_show_routing (self, FALSE);
}

static void
show_row_cb (HcOwnershipPage *self, const char *duty_id)
{
  g_autofree char *duty = g_strdup (duty_id);

  hc_ownership_page_show_routing (self, FALSE);
  hc_raci_matrix_focus_cell (self->matrix, duty, NULL);
}

static void
new_row_cb (HcOwnershipPage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->new_row_entry)));

  if (*name == '\0')
    return;
  gtk_menu_button_popdown (self->new_row_button);
  gtk_editable_set_text (self->new_row_entry, "");
  hc_ownership_page_add_row (self, name);
}

static void
failed_cb (HcOwnershipPage *self, const char *what, GError *error)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    hc_page_report (HC_PAGE (self), what, error);
}

/* ---------------------------------------------------------------- the page */

static void
hc_ownership_page_launch_set (HcPage *page)
{
  HcOwnershipPage *self = HC_OWNERSHIP_PAGE (page);

  self->model = g_object_ref (hc_ownership_model_of (hc_page_launch (page)));
  hc_raci_matrix_set_model (self->matrix, self->model);
  hc_escalation_editor_set_model (self->escalation, self->model);
  hc_accountable_list_set_model (self->accountable, self->model);
  hc_routing_check_view_set_launch (self->routing, hc_page_launch (page));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
hc_ownership_page_shown (HcPage *page)
{
  HcOwnershipPage *self = HC_OWNERSHIP_PAGE (page);

  hc_routing_check_view_refresh (self->routing);
}

static void
hc_ownership_page_begin_search (HcPage *page)
{
  HcOwnershipPage *self = HC_OWNERSHIP_PAGE (page);

  hc_ownership_page_show_routing (self, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static GtkWidget *
hc_ownership_page_header_start (HcPage *page)
{
  return GTK_WIDGET (HC_OWNERSHIP_PAGE (page)->new_row_button);
}

static GMenuModel *
hc_ownership_page_menu (HcPage *page)
{
  return HC_OWNERSHIP_PAGE (page)->page_menu;
}

static void
hc_ownership_page_dispose (GObject *object)
{
  HcOwnershipPage *self = HC_OWNERSHIP_PAGE (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->wanted_type, g_free);
  g_clear_pointer (&self->wanted_id, g_free);
  G_OBJECT_CLASS (hc_ownership_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-ownership-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, set_up_button);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, flap);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, views);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, missing_box);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, areas_button);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, workflows_button);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, reason_icon);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, routing_label);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, routing_button);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, routing);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, duty_label);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, escalation);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, accountable);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, new_row_button);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, new_row_entry);
  gtk_widget_class_bind_template_child (widget_class, HcOwnershipPage, page_menu);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, summary_cb);
  gtk_widget_class_bind_template_callback (widget_class, routing_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_row_cb);
}

static void
hc_ownership_page_class_init (HcOwnershipPageClass *klass)
{
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_ownership_page_dispose;
  page_class->launch_set = hc_ownership_page_launch_set;
  page_class->shown = hc_ownership_page_shown;
  page_class->begin_search = hc_ownership_page_begin_search;
  page_class->header_start = hc_ownership_page_header_start;
  page_class->menu = hc_ownership_page_menu;
  g_type_ensure (HC_TYPE_RACI_MATRIX);
  g_type_ensure (HC_TYPE_ESCALATION_EDITOR);
  g_type_ensure (HC_TYPE_ACCOUNTABLE_LIST);
  g_type_ensure (HC_TYPE_ROUTING_CHECK_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
hc_ownership_page_init (HcOwnershipPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  hc_ownership_page_add_actions (self);
}

void
hc_ownership_page_show_record (HcOwnershipPage *self, const char *type, const char *id)
{
  g_return_if_fail (HC_IS_OWNERSHIP_PAGE (self) && type != NULL);

  if (!hc_ownership_model_is_loaded (self->model))
    {
      g_free (self->wanted_type);
      g_free (self->wanted_id);
      self->wanted_type = g_strdup (type);
      self->wanted_id = g_strdup (id);
    }
  else if (g_str_equal (type, "duty") || g_str_equal (type, "duty_role"))
    {
      GPtrArray *teams = hc_ownership_model_plan (self->model)->teams;

      hc_ownership_page_show_routing (self, FALSE);
      hc_raci_matrix_focus_cell (
        self->matrix, id,
        teams->len > 0 ? ((HcRecordData *) g_ptr_array_index (teams, 0))->id : NULL);
    }
  else if (g_str_equal (type, "escalation_level"))
    {
      hc_ownership_page_show_side (self);
      hc_escalation_editor_show_level (self->escalation, id);
    }
  else if (g_str_equal (type, "person") || g_str_equal (type, "team"))
    hc_people_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              hc_page_launch (HC_PAGE (self)),
                              g_str_equal (type, "team") ? HC_DIRECTORY_TEAMS : HC_DIRECTORY_PEOPLE,
                              id);
}
