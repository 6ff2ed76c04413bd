/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done about a pair, one undo step each. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-ownership-table.h"
#include "hc-record-table.h"
#include "hc-routing-check-private.h"
#include "hc-routing-text.h"
#include "hc-team-popover.h"

static const char *
group_of (HcRoutingCheckView *self, guint32 ordinal)
{
  return hc_routing_group (self->check, ordinal);
}

static const char *
team_of (HcRoutingCheckView *self, guint32 ordinal)
{
  return hc_ownership_model_team_of_group (self->model, group_of (self, ordinal));
}

static const char *
team_title (HcRoutingCheckView *self, const char *team_id)
{
  return hc_ownership_model_title (self->model, "team", team_id);
}

HcRoutingAdvice
hc_routing_check_view_advise (HcRoutingCheckView *self, const HcRoutingPair *pair)
{
  const char *category = pair->category != 0
                           ? g_ptr_array_index (self->check->categories, pair->category)
                           : NULL;

  return hc_routing_advise (hc_ownership_model_plan (self->model), team_of (self, pair->to),
                            category);
}

/* ---------------------------------------------------------------- hops, dispatchers */

static const char *
declared_hop (HcRoutingCheckView *self, const char *from, const char *to)
{
  HcRecordList *list = hc_ownership_model_list (self->model, "declared_hop");

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *hop = hc_record_list_at (list, i);

      if (g_strcmp0 (hc_record_get (hop, "from_team_id"), from) == 0 &&
          g_strcmp0 (hc_record_get (hop, "to_team_id"), to) == 0)
        return hc_record_id (hop);
    }
  return NULL;
}

static gboolean
save_record (HcDb *db, gpointer data, GError **error)
{
  return hc_record_save (db, data, error);
}

static gboolean
delete_record (HcDb *db, gpointer data, GError **error)
{
  const HcRecordData *record = data;

  return hc_record_delete (db, record->type, record->id, error);
}

static void
run (HcRoutingCheckView *self, const char *label, HcCommandFunc func, HcRecordData *record)
{
  hc_ownership_model_run (self->model, label, _("The routing could not be changed"), func, record,
                          (GDestroyNotify) hc_record_data_free);
}

void
hc_routing_check_view_declare_cb (HcRoutingCheckView *self)
{
  const HcRoutingPair *pair = hc_routing_check_view_pair (self);
  HcRecordData *record = hc_record_data_new (hc_record_type ("declared_hop"));
  const char *from = team_of (self, pair->from), *to = team_of (self, pair->to);
  const char *declared = declared_hop (self, from, to);
  g_autofree char *label = NULL;

  hc_record_data_set (record, "from_team_id", from);
  hc_record_data_set (record, "to_team_id", to);
  record->id = g_strdup (declared);
  /* TRANSLATORS: two teams */
  label = declared != NULL ? g_strdup_printf (_("Remove Declared Hop %s → %s"),
                                              team_title (self, from), team_title (self, to))
                           : g_strdup_printf (_("Declare Hop %s → %s"), team_title (self, from),
                                              team_title (self, to));
  run (self, label, declared != NULL ? delete_record : save_record, record);
}

void
hc_routing_check_view_dispatch_cb (HcRoutingCheckView *self)
{
  const HcRoutingPair *pair = hc_routing_check_view_pair (self);
  const char *team_id = team_of (self, pair->from);
  HcRecord *team = hc_record_list_find (hc_ownership_model_list (self->model, "team"), team_id);
  HcRecordData *record;
  gboolean is_dispatcher;
  g_autofree char *label = NULL;

  if (team == NULL)
    return;
  record = hc_record_data_copy (hc_record_data (team));
  is_dispatcher = hc_record_data_get_int (record, "is_dispatcher", 0) != 0;
  hc_record_data_set (record, "is_dispatcher", is_dispatcher ? "0" : "1");
  label = is_dispatcher ? g_strdup_printf (_("Treat %s as Resolver"), hc_record_title (team))
                        : g_strdup_printf (_("Treat %s as Dispatcher"), hc_record_title (team));
  run (self, label, save_record, record);
}

/* ---------------------------------------------------------------- the matrix */

static void
set_responsible (HcRoutingCheckView *self, const char *duty_id, const char *team_id)
{
  HcCellChange *change = g_new0 (HcCellChange, 1);
  g_autofree char *label = g_strdup_printf (
    _("Set Responsible of “%s”"), hc_ownership_model_title (self->model, "duty", duty_id));

  change->duty_id = g_strdup (duty_id);
  change->team_id = g_strdup (team_id);
  change->letter = g_strdup ("R");
  change->on = TRUE;
  hc_ownership_model_run (self->model, label, _("The row could not be changed"),
                          hc_ownership_set_letter, change, (GDestroyNotify) hc_cell_change_free);
}

/* The name of the row that is missing. */
static char *
row_name (HcRoutingCheckView *self, const HcRoutingPair *pair, const char *area)
{
  if (g_strcmp0 (area, "other") != 0)
    return g_strdup (hc_ownership_area_name (area));
  if (pair->category != 0)
    return g_strdup (g_ptr_array_index (self->check->categories, pair->category));
  return g_strdup_printf (_("Tickets of %s"), team_title (self, team_of (self, pair->to)));
}

static void
add_row (HcRoutingCheckView *self, const HcRoutingPair *pair, const char *area)
{
  HcRowAddition *addition = g_new0 (HcRowAddition, 1);
  g_autofree char *label = NULL;

  addition->name = row_name (self, pair, area);
  addition->area = g_strdup (area);
  addition->team_id = g_strdup (team_of (self, pair->to));
  label = g_strdup_printf (_("Add Row “%s”"), addition->name);
  hc_ownership_model_run (self->model, label, _("The row could not be added"),
                          hc_ownership_add_row, addition, (GDestroyNotify) hc_row_addition_free);
}

void
hc_routing_check_view_fix_cb (HcRoutingCheckView *self)
{
  const HcRoutingPair *pair = hc_routing_check_view_pair (self);
  HcRoutingAdvice advice = hc_routing_check_view_advise (self, pair);

  if (advice.kind == HC_ADVICE_SET_RESPONSIBLE)
    set_responsible (self, advice.duty->id, team_of (self, pair->to));
  else if (advice.kind == HC_ADVICE_ADD_ROW)
    add_row (self, pair, advice.area);
}

/* ---------------------------------------------------------------- buttons */

static void
update_map_button (HcRoutingCheckView *self, GtkMenuButton *button, guint32 ordinal)
{
  const char *group = group_of (self, ordinal);
  gboolean visible = team_of (self, ordinal) == NULL;
  g_autofree char *label = g_strdup_printf (_("Map “%s” to a Team"), group);

  gtk_widget_set_visible (GTK_WIDGET (button), visible);
  if (!visible)
    return;
  gtk_menu_button_set_label (button, label);
  gtk_menu_button_set_popover (button, hc_team_popover_new (self->model, group));
}

static void
update_hop_buttons (HcRoutingCheckView *self, const HcRoutingPair *pair)
{
  const char *from = team_of (self, pair->from), *to = team_of (self, pair->to);
  HcRecord *team = hc_record_list_find (hc_ownership_model_list (self->model, "team"), from);
  gboolean is_dispatcher =
    team != NULL && g_strcmp0 (hc_record_get (team, "is_dispatcher"), "1") == 0;
  gboolean declared = from != NULL && to != NULL && declared_hop (self, from, to) != NULL;

  gtk_widget_set_visible (self->hop_button, from != NULL && to != NULL && !is_dispatcher);
  gtk_button_set_label (GTK_BUTTON (self->hop_button),
                        declared ? _("Remove Declared _Hop") : _("Apply as Declared _Hop"));
  gtk_widget_set_visible (self->dispatcher_button, team != NULL);
  gtk_button_set_label (GTK_BUTTON (self->dispatcher_button),
                        is_dispatcher ? _("_Not a Dispatcher") : _("Treat as _Dispatcher"));
}

void
hc_routing_check_view_focus_action (HcRoutingCheckView *self)
{
  GtkWidget *const buttons[] = { self->fix_button, GTK_WIDGET (self->map_to_button),
                                 GTK_WIDGET (self->map_from_button), self->hop_button,
                                 self->dispatcher_button, self->show_button };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_widget_get_visible (buttons[i]))
      {
        gtk_widget_grab_focus (buttons[i]);
        return;
      }
}

static void
update_buttons (HcRoutingCheckView *self, const HcRoutingPair *pair, const HcRoutingAdvice *advice)
{
  update_map_button (self, self->map_from_button, pair->from);
  update_map_button (self, self->map_to_button, pair->to);
  update_hop_buttons (self, pair);
  gtk_widget_set_visible (self->fix_button, advice->kind == HC_ADVICE_SET_RESPONSIBLE ||
                                              advice->kind == HC_ADVICE_ADD_ROW);
  gtk_button_set_label (GTK_BUTTON (self->fix_button), advice->kind == HC_ADVICE_ADD_ROW
                                                         ? _("Add Matrix _Row")
                                                         : _("_Fix Row"));
  gtk_widget_set_visible (self->show_button, advice->duty != NULL);
}

void
hc_routing_check_view_update_actions (HcRoutingCheckView *self)
{
  const HcRoutingPair *pair = hc_routing_check_view_pair (self);
  GtkWidget *box = gtk_widget_get_parent (self->fix_button);
  gboolean had_focus = gtk_widget_get_focus_child (box) != NULL;
  HcRoutingAdvice advice;
  g_autofree char *text = NULL;
  g_autofree char *advice_text = NULL;

  if (pair == NULL)
    return;
  advice = hc_routing_check_view_advise (self, pair);
  text = hc_routing_pair_text (self->check, pair);
  advice_text = hc_routing_advice_text (self->model, self->check, pair, &advice);
  gtk_label_set_text (self->pair_label, text);
  gtk_label_set_text (self->advice_label, advice_text);
  update_buttons (self, pair, &advice);
  gtk_widget_set_sensitive (box, !hc_store_is_read_only (hc_launch_store (self->launch)));
  /* A button that has done its work goes; the focus does not go with it. */
  if (had_focus && (gtk_widget_get_focus_child (box) == NULL ||
                    !gtk_widget_get_visible (gtk_widget_get_focus_child (box))))
    hc_routing_check_view_focus_action (self);
}
