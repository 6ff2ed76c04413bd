/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-scope-group.h"

#include <glib/gi18n.h>

#include "hc-launch-table.h"
#include "hc-notify.h"

struct _HcScopeGroup
{
  AdwPreferencesGroup parent_instance;

  /* Borrowed */
  AdwExpanderRow *add_row;
  AdwComboRow *kind_row;
  AdwComboRow *field_row;
  AdwEntryRow *value_row;
  GPtrArray *rows; /* of the rules; the array is owned */

  /* Owned */
  HcLaunch *launch;
  GPtrArray *rules; /* of HcScopeRule; NULL until read */
};

G_DEFINE_FINAL_TYPE (HcScopeGroup, hc_scope_group, ADW_TYPE_PREFERENCES_GROUP)

/* The schema's words. */
static const struct
{
  const char *word;
  const char *label;
} kinds[] = {
  { "include", N_("Include") },
  { "exclude", N_("Exclude") },
};

static const struct
{
  const char *word;
  const char *label;
} fields[] = {
  { "group", N_("Group") },     { "category", N_("Category") },
  { "service", N_("Service") }, { "tag", N_("Tag") },
  { "requester", N_("Requester") }, { "title_word", N_("Word in title") },
};

static const char *
kind_label (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      return _(kinds[i].label);
  return word;
}

static const char *
field_label (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].word, word) == 0)
      return _(fields[i].label);
  return word;
}

/* ---- saving ---- */

static HcScopeRule *
rule_copy (const HcScopeRule *rule)
{
  HcScopeRule *copy = g_new0 (HcScopeRule, 1);

  copy->id = g_strdup (rule->id);
  copy->kind = g_strdup (rule->kind);
  copy->field = g_strdup (rule->field);
  copy->value = g_strdup (rule->value);
  return copy;
}

/* All rules but the one at @skip (G_MAXUINT: none). */
static GPtrArray *
dup_rules (HcScopeGroup *self, guint skip)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_scope_rule_free);

  for (guint i = 0; i < self->rules->len; i++)
    if (i != skip)
      g_ptr_array_add (copy, rule_copy (g_ptr_array_index (self->rules, i)));
  return copy;
}

static gboolean
save_command (HcDb *db, gpointer data, GError **error)
{
  return hc_scope_rules_save (db, data, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcScopeGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self), _("The scope rule could not be saved"), error);
}

static void
save (HcScopeGroup *self, const char *label, GPtrArray *rules)
{
  hc_store_command_async (hc_launch_store (self->launch), label, HC_TABLES_LAUNCH, save_command,
                          rules, (GDestroyNotify) g_ptr_array_unref, saved_cb,
                          g_object_ref (self));
}

static void
remove_cb (GtkButton *button, HcScopeGroup *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->rules != NULL && index < self->rules->len)
    save (self, _("Remove Scope Rule"), dup_rules (self, index));
}

static void
add_cb (HcScopeGroup *self)
{
  g_autofree char *value =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value_row))));
  GPtrArray *rules;
  HcScopeRule *rule;

  if (*value == '\0' || self->rules == NULL)
    return;
  rule = g_new0 (HcScopeRule, 1);
  rule->kind = g_strdup (kinds[adw_combo_row_get_selected (self->kind_row)].word);
  rule->field = g_strdup (fields[adw_combo_row_get_selected (self->field_row)].word);
  rule->value = g_steal_pointer (&value);
  rules = dup_rules (self, G_MAXUINT);
  g_ptr_array_add (rules, rule);
  gtk_editable_set_text (GTK_EDITABLE (self->value_row), "");
  save (self, _("Add Scope Rule"), rules);
}

/* ---- showing ---- */

static GtkWidget *
create_rule_row (HcScopeGroup *self, guint index)
{
  const HcScopeRule *rule = g_ptr_array_index (self->rules, index);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *remove = g_strdup_printf (_("Remove the rule “%s”"), rule->value);
  /* TRANSLATORS: “Include: Group” */
  g_autofree char *what =
    g_strdup_printf (_("%s: %s"), kind_label (rule->kind), field_label (rule->field));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rule->value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), what);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill (HcScopeGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add_row));
  for (guint i = 0; i < self->rules->len; i++)
    {
      GtkWidget *row = create_rule_row (self, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add_row));
}

static gpointer
load_job (HcDb *db, gpointer data, GError **error)
{
  return hc_scope_rules_load (db, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcScopeGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = hc_store_job_finish (HC_STORE (object), result, &error);

  if (rules == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The scope rules could not be read"), error);
      return;
    }
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = rules;
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    fill (self);
}

static void
load (HcScopeGroup *self)
{
  hc_store_read_async (hc_launch_store (self->launch), load_job, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, loaded_cb, g_object_ref (self));
}

static void
changed_cb (HcScopeGroup *self, guint tables)
{
  if ((tables & HC_TABLES_LAUNCH) != 0)
    load (self);
}

static AdwComboRow *
create_combo (const char *title, GtkStringList *words)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_object_unref (words);
  return ADW_COMBO_ROW (row);
}

static void
create_add_row (HcScopeGroup *self)
{
  GtkStringList *kind_words = gtk_string_list_new (NULL);
  GtkStringList *field_words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (kind_words, _(kinds[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_string_list_append (field_words, _(fields[i].label));
  self->kind_row = create_combo (_("_Kind"), kind_words);
  self->field_row = create_combo (_("_Field"), field_words);
  self->value_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->value_row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row), _("_Value"));
  adw_entry_row_set_show_apply_button (self->value_row, TRUE);
  g_signal_connect_swapped (self->value_row, "apply", G_CALLBACK (add_cb), self);

  self->add_row = g_object_ref_sink (ADW_EXPANDER_ROW (adw_expander_row_new ()));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row), _("Add a Rule"));
  adw_expander_row_add_row (self->add_row, GTK_WIDGET (self->kind_row));
  adw_expander_row_add_row (self->add_row, GTK_WIDGET (self->field_row));
  adw_expander_row_add_row (self->add_row, GTK_WIDGET (self->value_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->add_row));
}

static void
hc_scope_group_dispose (GObject *object)
{
  HcScopeGroup *self = HC_SCOPE_GROUP (object);

  g_clear_object (&self->launch);
  g_clear_object (&self->add_row);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_scope_group_parent_class)->dispose (object);
}

static void
hc_scope_group_class_init (HcScopeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_scope_group_dispose;
}

static void
hc_scope_group_init (HcScopeGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Scope"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("Tickets belong to the launch when one of the including rules fits, or when there is none, "
      "and no excluding rule does"));
  create_add_row (self);
}

void
hc_scope_group_set_launch (HcScopeGroup *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_SCOPE_GROUP (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  g_signal_connect_object (launch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}
