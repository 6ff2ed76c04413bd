/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-accountable-list.h"

#include <glib/gi18n.h>

struct _HcAccountableList
{
  AdwBin parent_instance;

  /* Borrowed */
  AdwPreferencesGroup *row_group;
  AdwComboRow *combo;
  GtkListBox *list;
  GtkWidget *list_title;

  /* Owned */
  HcOwnershipModel *model;
  char *duty_id;
  char *team_id; /* of the A; NULL: none, or several */
  GPtrArray *people; /* ids of the combo, [0] NULL: nobody */

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcAccountableList, hc_accountable_list, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- the selected row */

static void
add_people (HcAccountableList *self, GtkStringList *names, gboolean of_team)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);

  for (guint i = 0; i < plan->people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (plan->people, i);
      gboolean is_of_team = g_strcmp0 (hc_record_data_get (person, "team_id"), self->team_id) == 0;

      if (is_of_team != of_team)
        continue;
      g_ptr_array_add (self->people, g_strdup (person->id));
      gtk_string_list_append (names, hc_record_data_title (person));
    }
}

static void
show_row (HcAccountableList *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) roles = NULL;
  const char *person = NULL;
  guint selected = 0;

  roles = hc_ownership_roles (hc_ownership_model_plan (self->model), self->duty_id, "A");
  g_clear_pointer (&self->team_id, g_free);
  if (roles->len == 1)
    {
      self->team_id =
        g_strdup (hc_record_data_get (g_ptr_array_index (roles, 0), "team_id"));
      person = hc_record_data_get (g_ptr_array_index (roles, 0), "person_id");
    }
  g_ptr_array_set_size (self->people, 0);
  g_ptr_array_add (self->people, NULL);
  gtk_string_list_append (names, _("Nobody named"));
  /* people of the team first */
  add_people (self, names, TRUE);
  add_people (self, names, FALSE);
  for (guint i = 1; i < self->people->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->people, i), person) == 0)
      selected = i;
  self->filling = TRUE;
  adw_combo_row_set_model (self->combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->combo, selected);
  self->filling = FALSE;
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->combo),
    self->team_id != NULL ? hc_ownership_model_title (self->model, "team", self->team_id)
    : roles->len == 0     ? _("Put an A into the row first")
                          : _("More than one A in the row"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->combo), self->team_id != NULL);
}

static void
chosen_cb (HcAccountableList *self)
{
  guint at = adw_combo_row_get_selected (self->combo);

  if (!self->filling && self->team_id != NULL && at < self->people->len)
    hc_ownership_model_set_accountable (self->model, self->duty_id, self->team_id,
                                        g_ptr_array_index (self->people, at));
}

/* ---------------------------------------------------------------- everyone */

static GtkWidget *
person_row (HcAccountableList *self, const HcRecordData *person, guint n)
{
  const char *deputy =
    hc_ownership_model_title (self->model, "person", hc_record_data_get (person, "deputy_id"));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  g_autofree char *deputy_text =
    *deputy != '\0' ? g_strdup_printf (_("deputy %s"), deputy) : g_strdup (_("no deputy"));
  g_autofree char *subtitle =
    n > HC_OWNERSHIP_MAX_DUTIES
      /* TRANSLATORS: number of rows, the most that one should have, deputy */
      ? g_strdup_printf (_("%s, more than %d is too much · %s"), rows, HC_OWNERSHIP_MAX_DUTIES,
                         deputy_text)
      : g_strdup_printf ("%s · %s", rows, deputy_text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hc_record_data_title (person));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (*deputy == '\0' || n > HC_OWNERSHIP_MAX_DUTIES)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (icon, "hc-warn");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  return row;
}

static void
show_everyone (HcAccountableList *self)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  GtkListBoxRow *row;
  guint shown = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < plan->people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (plan->people, i);
      guint n = hc_ownership_load (plan, person->id, NULL);

      if (n == 0)
        continue;
      gtk_list_box_append (self->list, person_row (self, person, n));
      shown++;
    }
  gtk_widget_set_visible (self->list_title, shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
}

static void
update (HcAccountableList *self)
{
  if (self->model == NULL || !hc_ownership_model_is_loaded (self->model))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->row_group), self->duty_id != NULL);
  if (self->duty_id != NULL)
    show_row (self);
  show_everyone (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_accountable_list_dispose (GObject *object)
{
  HcAccountableList *self = HC_ACCOUNTABLE_LIST (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->duty_id, g_free);
  g_clear_pointer (&self->team_id, g_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_accountable_list_parent_class)->dispose (object);
}

static void
hc_accountable_list_class_init (HcAccountableListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_accountable_list_dispose;
}

static void
hc_accountable_list_init (HcAccountableList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->people = g_ptr_array_new_with_free_func (g_free);
  self->row_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->combo = ADW_COMBO_ROW (adw_combo_row_new ());
  self->list_title = gtk_label_new (_("Accountable Altogether"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->combo), _("Accountable"));
  adw_preferences_group_add (self->row_group, GTK_WIDGET (self->combo));
  gtk_label_set_xalign (GTK_LABEL (self->list_title), 0);
  gtk_widget_add_css_class (self->list_title, "heading");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Accountable people"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->row_group));
  gtk_box_append (GTK_BOX (box), self->list_title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->combo, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hc_accountable_list_set_model (HcAccountableList *self, HcOwnershipModel *model)
{
  g_return_if_fail (HC_IS_ACCOUNTABLE_LIST (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
hc_accountable_list_set_duty (HcAccountableList *self, const char *duty_id)
{
  g_return_if_fail (HC_IS_ACCOUNTABLE_LIST (self));

  g_free (self->duty_id);
  self->duty_id = g_strdup (duty_id);
  update (self);
}

void
hc_accountable_list_focus (HcAccountableList *self)
{
  g_return_if_fail (HC_IS_ACCOUNTABLE_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->combo));
}
