/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ownership-page-private.h"

#include <glib/gi18n.h>

#include "hc-ownership-table.h"
#include "hc-routing-guide.h"

/* ---------------------------------------------------------------- going somewhere */

void
hc_ownership_page_show_routing (HcOwnershipPage *self, gboolean routing)
{
  gboolean was = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "routing") == 0;

  if (was == routing)
    return;
  gtk_stack_set_visible_child_name (self->views, routing ? "routing" : "matrix");
  if (routing)
    {
      adw_flap_set_reveal_flap (self->flap, FALSE);
      hc_routing_check_view_refresh (self->routing);
      hc_routing_check_view_focus (self->routing);
    }
  else
    {
      adw_flap_set_reveal_flap (self->flap, !adw_flap_get_folded (self->flap));
      hc_raci_matrix_focus (self->matrix);
    }
}

void
hc_ownership_page_show_side (HcOwnershipPage *self)
{
  hc_ownership_page_show_routing (self, FALSE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static GtkWindow *
window_of (HcOwnershipPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

void
hc_ownership_page_show_finding (HcOwnershipPage *self, const HcOwnershipFinding *finding)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  g_autofree char *duty = g_strdup (finding->duty_id);
  g_autofree char *team = g_strdup (finding->team_id);
  g_autofree char *level = g_strdup (finding->level_id);

  switch (finding->kind)
    {
    case HC_OWNERSHIP_NO_DEPUTY:
    case HC_OWNERSHIP_OVERLOADED:
      hc_people_dialog_present (window_of (self), launch,
                                finding->person_id != NULL ? HC_DIRECTORY_PEOPLE
                                                           : HC_DIRECTORY_TEAMS,
                                finding->person_id != NULL ? finding->person_id : team);
      break;
    case HC_OWNERSHIP_NO_PERSON:
      hc_raci_matrix_focus_cell (self->matrix, duty, team);
      hc_ownership_page_show_side (self);
      hc_accountable_list_focus (self->accountable);
      break;
    case HC_OWNERSHIP_NO_PATH:
      hc_raci_matrix_focus_cell (self->matrix, duty, NULL);
      hc_ownership_page_show_side (self);
      hc_escalation_editor_focus (self->escalation);
      break;
    case HC_OWNERSHIP_BLANK_CONTACT:
      if (duty != NULL)
        hc_raci_matrix_focus_cell (self->matrix, duty, NULL);
      hc_ownership_page_show_side (self);
      hc_escalation_editor_show_level (self->escalation, level);
      break;
    case HC_OWNERSHIP_EMPTY:
    case HC_OWNERSHIP_NO_ACCOUNTABLE:
    case HC_OWNERSHIP_SEVERAL_ACCOUNTABLE:
    case HC_OWNERSHIP_NO_RESPONSIBLE:
    default:
      hc_ownership_page_show_routing (self, FALSE);
      hc_raci_matrix_activate_check (self->matrix, duty);
      break;
    }
}

static void
next_check_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HcOwnershipPage *self = data;
  GPtrArray *findings = hc_ownership_model_findings (self->model);
  const HcOwnershipFinding *finding;
  g_autofree char *reason = NULL;

  if (findings->len == 0)
    return;
  finding = g_ptr_array_index (findings, self->next % findings->len);
  reason = g_strdup (finding->reason);
  self->next = (self->next + 1) % findings->len;
  hc_ownership_page_show_finding (self, finding);
  hc_ownership_page_show_reason (self, reason);
}

static void
show_directory_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HcOwnershipPage *self = data;

  hc_people_dialog_present (window_of (self), hc_page_launch (HC_PAGE (self)),
                            HC_DIRECTORY_PEOPLE, NULL);
}

static void
show_routing_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_ownership_page_show_routing (data, TRUE);
}

static void
show_detail_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HcOwnershipPage *self = data;
  gboolean show = !adw_flap_get_reveal_flap (self->flap);

  if (show)
    {
      hc_ownership_page_show_side (self);
      hc_escalation_editor_focus (self->escalation);
      return;
    }
  adw_flap_set_reveal_flap (self->flap, FALSE);
  hc_raci_matrix_focus (self->matrix);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_routing_guide_present (GTK_WIDGET (data), hc_page_launch (HC_PAGE (data)));
}

static void
copy_matrix_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_raci_matrix_copy (HC_OWNERSHIP_PAGE (data)->matrix);
}

/* ---------------------------------------------------------------- rows */

static void
row_added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcOwnershipPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_page_report (HC_PAGE (self), _("The row could not be added"), error);
  else
    {
      hc_ownership_page_show_routing (self, FALSE);
      /* the matrix hears of it in the next turn of the main loop */
      g_free (self->wanted_type);
      g_free (self->wanted_id);
      self->wanted_type = g_strdup ("duty");
      self->wanted_id = g_steal_pointer (&id);
    }
}

void
hc_ownership_page_add_row (HcOwnershipPage *self, const char *name)
{
  HcRecordData *duty = hc_record_data_new (hc_record_type ("duty"));

  hc_record_data_set (duty, "name", name);
  hc_record_list_add_async (hc_ownership_model_list (self->model, "duty"), duty, NULL,
                            row_added_cb, g_object_ref (self));
}

static void
new_row_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (HC_OWNERSHIP_PAGE (data)->new_row_button);
}

static void
rename_row_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_raci_matrix_rename (HC_OWNERSHIP_PAGE (data)->matrix);
}

static void
remove_row_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_raci_matrix_remove (HC_OWNERSHIP_PAGE (data)->matrix);
}

static void
move_row_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_raci_matrix_move (HC_OWNERSHIP_PAGE (data)->matrix, FALSE);
}

static void
move_row_down_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_raci_matrix_move (HC_OWNERSHIP_PAGE (data)->matrix, TRUE);
}

static void
set_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_ownership_model_run (HC_OWNERSHIP_PAGE (data)->model, _("Set Up the Ownership Matrix"),
                          _("The matrix could not be set up"), hc_ownership_set_up, NULL, NULL);
}

static void
add_areas_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_ownership_model_add_areas (HC_OWNERSHIP_PAGE (data)->model);
}

static void
add_workflows_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hc_ownership_model_add_workflows (HC_OWNERSHIP_PAGE (data)->model);
}

/* ---------------------------------------------------------------- states */

void
hc_ownership_page_update_actions (HcOwnershipPage *self)
{
  HcPage *page = HC_PAGE (self);
  gboolean writable = hc_page_is_writable (page);
  const char *selected = hc_raci_matrix_selected_duty (self->matrix);
  gboolean has_rows = hc_ownership_model_plan (self->model)->duties->len > 0;
  gboolean on_row = writable && has_rows && selected != NULL;

  hc_page_set_enabled (page, "set-up", writable);
  hc_page_set_enabled (page, "new-row", writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_row_button), writable);
  hc_page_set_enabled (page, "add-areas", writable && gtk_widget_get_visible (self->areas_button));
  hc_page_set_enabled (page, "add-workflows",
                       writable && gtk_widget_get_visible (self->workflows_button));
  hc_page_set_enabled (page, "rename-row", on_row);
  hc_page_set_enabled (page, "remove-row", on_row);
  hc_page_set_enabled (page, "move-row-up", on_row);
  hc_page_set_enabled (page, "move-row-down", on_row);
  hc_page_set_enabled (page, "copy-matrix", has_rows);
  hc_page_set_enabled (page, "print", has_rows);
  hc_page_set_enabled (page, "show-routing", has_rows);
  hc_page_set_enabled (page, "show-detail", has_rows);
  hc_page_set_enabled (page, "next-check",
                       has_rows && hc_ownership_model_findings (self->model)->len > 0);
}

void
hc_ownership_page_add_actions (HcOwnershipPage *self)
{
  static const GActionEntry entries[] = {
    { "set-up", set_up_cb },
    { "new-row", new_row_cb },
    { "add-areas", add_areas_cb },
    { "add-workflows", add_workflows_cb },
    { "rename-row", rename_row_cb },
    { "remove-row", remove_row_cb },
    { "move-row-up", move_row_up_cb },
    { "move-row-down", move_row_down_cb },
    { "copy-matrix", copy_matrix_cb },
    { "print", print_cb },
    { "show-directory", show_directory_cb },
    { "show-routing", show_routing_cb },
    { "show-detail", show_detail_cb },
    { "next-check", next_check_cb },
  };
  static const HcPageKey keys[] = {
    { "F9", "page.show-detail" },
    { "<Control>p", "page.print" },
    { "<Control><Shift>n", "page.new-row" },
    { "F8", "page.next-check" },
  };

  hc_page_add_actions (HC_PAGE (self), entries, G_N_ELEMENTS (entries));
  hc_page_set_keys (HC_PAGE (self), keys, G_N_ELEMENTS (keys));
}
