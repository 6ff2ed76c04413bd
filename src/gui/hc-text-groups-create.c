/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-create-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-issue.h"
#include "hc-notify.h"

G_DEFINE_FINAL_TYPE (HcTextGroupsCreate, hc_text_groups_create, ADW_TYPE_WINDOW)

static guint create_signal;

static const HcField *
issue_field (const char *name)
{
  const HcRecordType *type = hc_record_type ("issue");

  return &type->fields[hc_record_type_field (type, name)];
}

/* ---------------------------------------------------------------- what is typed */

static const char *
chosen (AdwComboRow *row, GPtrArray *ids)
{
  guint at = adw_combo_row_get_selected (row);

  return at < ids->len ? g_ptr_array_index (ids, at) : NULL;
}

static const char *
chosen_kind (HcTextGroupsCreate *self)
{
  guint at = adw_combo_row_get_selected (self->kind);

  return at == 0 || at == GTK_INVALID_LIST_POSITION ? NULL
                                                    : issue_field ("kind")->choices[at - 1].word;
}

static HcRecordData *
dup_issue (HcTextGroupsCreate *self)
{
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->issue_title)));
  const char *kind = chosen_kind (self);

  hc_record_data_set (issue, "title", *title != '\0' ? title : NULL);
  hc_record_data_set (issue, "workflow_id", chosen (self->workflow, self->workflows));
  hc_record_data_set (issue, "step_id", chosen (self->step, self->steps));
  hc_record_data_set (issue, "kind", kind);
  hc_record_data_set (issue, "action", hc_issue_proposed_action (kind));
  return issue;
}

static gboolean
has_rule (HcTextGroupsCreate *self)
{
  return gtk_widget_get_visible (self->rule_group) && gtk_switch_get_active (self->rule_switch);
}

/* All words in the title. It links to nothing yet: the issue does not exist. */
static HcRule *
dup_rule (HcTextGroupsCreate *self)
{
  HcRule *rule = hc_rule_new ();
  g_auto (GStrv) words = g_strsplit_set (gtk_editable_get_text (self->words), " ,;\t", -1);

  rule->is_enabled = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, words[i]);
  return rule;
}

/* ---------------------------------------------------------------- state */

static void
count_rule (HcTextGroupsCreate *self)
{
  g_autoptr (HcRule) rule = NULL;

  if (!has_rule (self))
    {
      hc_rules_preview_show (self->preview, NULL);
      return;
    }
  rule = dup_rule (self);
  hc_rules_preview_show (self->preview, rule);
}

static void
show_action (HcTextGroupsCreate *self)
{
  const char *action = hc_issue_proposed_action (chosen_kind (self));
  g_autofree char *label = hc_field_format (issue_field ("action"), action);
  g_autofree char *text = NULL;

  /* TRANSLATORS: the action that the kind of an issue proposes: “Escalate” */
  text = action != NULL ? g_strdup_printf (_("Proposed action: %s"), label) : g_strdup ("");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind), text);
}

static void
update (HcTextGroupsCreate *self)
{
  g_autoptr (HcRecordData) issue = dup_issue (self);
  g_autoptr (HcRule) rule = dup_rule (self);
  gboolean by_rule_only = self->n_tickets > HC_TRIAGE_BULK_LIMIT;
  const char *title = hc_record_data_title (issue);

  gtk_widget_set_visible (self->guard,
                          hc_issue_is_too_broad (title, hc_record_data_get (issue, "step_id")));
  gtk_widget_set_visible (GTK_WIDGET (self->words), has_rule (self));
  gtk_widget_set_visible (GTK_WIDGET (self->preview), has_rule (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->rule_row), !by_rule_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "create.create",
                                 *title != '\0' && (!has_rule (self) || rule->conditions->len > 0));
  show_action (self);
}

static void
changed_cb (HcTextGroupsCreate *self)
{
  if (self->filling)
    return;
  update (self);
  count_rule (self);
}

static void
words_cb (HcTextGroupsCreate *self)
{
  changed_cb (self);
}

/* ---------------------------------------------------------------- choices */

static void
fill (HcTextGroupsCreate *self,
      AdwComboRow *row,
      GPtrArray *ids,
      HcRecordList *list,
      const char *workflow)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  g_autofree char *present = g_strdup (chosen (row, ids));
  guint at = 0;

  g_ptr_array_set_size (ids, 0);
  g_ptr_array_add (ids, NULL);
  gtk_string_list_append (texts, _("Not set"));
  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *record = hc_record_list_at (list, i);

      if (row == self->step
          && (workflow == NULL || g_strcmp0 (hc_record_get (record, "workflow_id"), workflow) != 0))
        continue;
      if (g_strcmp0 (hc_record_id (record), present) == 0)
        at = ids->len;
      g_ptr_array_add (ids, g_strdup (hc_record_id (record)));
      gtk_string_list_append (texts, hc_record_title (record));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (row, G_LIST_MODEL (texts));
  adw_combo_row_set_selected (row, at);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (row), ids->len > 1);
}

static void
workflow_cb (HcTextGroupsCreate *self)
{
  if (self->filling)
    return;
  fill (self, self->step, self->steps, self->names.list[HC_LINK_STEP],
        chosen (self->workflow, self->workflows));
  changed_cb (self);
}

static void
names_read_cb (HcTextGroupsCreate *self)
{
  fill (self, self->workflow, self->workflows, self->names.list[HC_LINK_WORKFLOW], NULL);
  fill (self, self->step, self->steps, self->names.list[HC_LINK_STEP],
        chosen (self->workflow, self->workflows));
  update (self);
}

static void
fill_kinds (HcTextGroupsCreate *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  const HcField *field = issue_field ("kind");

  gtk_string_list_append (texts, _("Not set"));
  for (guint i = 0; field->choices[i].word != NULL; i++)
    gtk_string_list_append (texts, _(field->choices[i].label));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (texts));
}

/* ---------------------------------------------------------------- creating */

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcTextGroupsCreate *self = HC_TEXT_GROUPS_CREATE (widget);
  g_autoptr (HcRecordData) issue = dup_issue (self);
  g_autoptr (HcRule) rule = has_rule (self) ? dup_rule (self) : NULL;
  g_autoptr (GError) error = NULL;

  if (!hc_record_data_check (issue, &error))
    {
      hc_notify_error (GTK_WIDGET (self->intro), _("The issue could not be created"), error);
      return;
    }
  g_object_ref (self);
  g_signal_emit (self, create_signal, 0, g_steal_pointer (&issue), g_steal_pointer (&rule));
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_text_groups_create_dispose (GObject *object)
{
  HcTextGroupsCreate *self = HC_TEXT_GROUPS_CREATE (object);

  self->filling = TRUE;
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_text_groups_create_parent_class)->dispose (object);
  hc_rules_names_clear (&self->names);
}

static void
hc_text_groups_create_finalize (GObject *object)
{
  HcTextGroupsCreate *self = HC_TEXT_GROUPS_CREATE (object);

  g_ptr_array_unref (self->workflows);
  g_ptr_array_unref (self->steps);
  G_OBJECT_CLASS (hc_text_groups_create_parent_class)->finalize (object);
}

static void
hc_text_groups_create_class_init (HcTextGroupsCreateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_text_groups_create_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_text_groups_create_finalize;
  g_type_ensure (HC_TYPE_RULES_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-text-groups-create.ui");
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, intro);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, issue_title);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, workflow);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, step);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, kind);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, guard);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, rule_group);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, rule_row);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, rule_switch);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, words);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, preview);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsCreate, create_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, workflow_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_install_action (widget_class, "create.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "create.create", NULL);
  create_signal = g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
hc_text_groups_create_init (HcTextGroupsCreate *self)
{
  self->filling = TRUE;
  self->workflows = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->create_button);
  self->filling = FALSE;
}

static void
show_intro (HcTextGroupsCreate *self)
{
  g_autofree char *count = hc_format_count (self->n_tickets);
  g_autofree char *text = NULL;

  if (self->n_tickets > HC_TRIAGE_BULK_LIMIT)
    text = g_strdup_printf (
      _("%s tickets are too many to link one by one: a rule links them, and those to come."), count);
  else
    text = g_strdup_printf (ngettext ("%s unclassified ticket will be linked to the issue.",
                                      "%s unclassified tickets will be linked to the issue.",
                                      self->n_tickets),
                            count);
  gtk_label_set_label (self->intro, text);
  gtk_widget_set_visible (GTK_WIDGET (self->intro), self->n_tickets > 0);
}

HcTextGroupsCreate *
hc_text_groups_create_present (GtkWidget *near,
                               HcLaunch *launch,
                               const char *title,
                               const char *const *words,
                               guint n_tickets)
{
  HcTextGroupsCreate *self = g_object_new (HC_TYPE_TEXT_GROUPS_CREATE, "transient-for",
                                           gtk_widget_get_root (near), NULL);
  g_autofree char *joined = words != NULL ? g_strjoinv (" ", (char **) words) : NULL;

  self->launch = g_object_ref (launch);
  self->n_tickets = n_tickets;
  hc_rules_names_init (&self->names, launch);
  for (guint i = HC_LINK_WORKFLOW; i <= HC_LINK_STEP; i++)
    g_signal_connect_object (self->names.list[i], "read", G_CALLBACK (names_read_cb), self,
                             G_CONNECT_SWAPPED);
  hc_rules_preview_set_launch (self->preview, launch);
  gtk_widget_set_visible (self->rule_group, words != NULL);
  gtk_switch_set_active (self->rule_switch, words != NULL && n_tickets > HC_TRIAGE_BULK_LIMIT);
  gtk_editable_set_text (self->words, joined != NULL ? joined : "");
  gtk_editable_set_text (self->issue_title, title != NULL ? title : "");
  show_intro (self);
  names_read_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->issue_title));
  return self;
}
