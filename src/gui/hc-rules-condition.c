/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-condition.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-rules-text.h"
#include "hc-rules-values.h"

struct _HcRulesCondition
{
  GtkListBoxRow parent_instance;

  /* Children */
  GtkDropDown *field;
  GtkDropDown *op;
  GtkStack *value;
  GtkEditable *entry;
  GtkTextView *lines;
  GtkMenuButton *offer;
  HcRulesValues *values;

  gboolean setting;
};

G_DEFINE_FINAL_TYPE (HcRulesCondition, hc_rules_condition, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* The fields that conditions may ask for, in the order of the drop-down. */
static const HcTicketField *
allowed_fields (guint *n)
{
  static HcTicketField fields[HC_TICKET_N_FIELDS];
  static guint n_fields;

  if (n_fields == 0)
    {
      fields[n_fields++] = HC_TICKET_TITLE; /* what people ask for most */
      for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
        if (i != HC_TICKET_TITLE && hc_rule_field_is_allowed (i))
          fields[n_fields++] = i;
    }
  if (n != NULL)
    *n = n_fields;
  return fields;
}

static HcTicketField
chosen_field (HcRulesCondition *self)
{
  return allowed_fields (NULL)[gtk_drop_down_get_selected (self->field)];
}

static char *
dup_lines (HcRulesCondition *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->lines);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
has_lines (HcRulesCondition *self)
{
  return gtk_drop_down_get_selected (self->op) == HC_RULE_IN;
}

static char *
dup_value (HcRulesCondition *self)
{
  g_autofree char *text = has_lines (self) ? dup_lines (self)
                                           : g_strdup (gtk_editable_get_text (self->entry));

  return g_strdup (g_strstrip (text));
}

void
hc_rules_condition_add_to (HcRulesCondition *self, HcRule *rule)
{
  g_autofree char *value = NULL;

  g_return_if_fail (HC_IS_RULES_CONDITION (self));

  value = dup_value (self);
  hc_rule_add_condition (rule, chosen_field (self), gtk_drop_down_get_selected (self->op), value);
}

void
hc_rules_condition_focus (HcRulesCondition *self)
{
  g_return_if_fail (HC_IS_RULES_CONDITION (self));
  gtk_widget_grab_focus (has_lines (self) ? GTK_WIDGET (self->lines) : GTK_WIDGET (self->entry));
}

/* ---------------------------------------------------------------- changes */

static void
changed_cb (HcRulesCondition *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
field_cb (HcRulesCondition *self)
{
  HcTicketField field = chosen_field (self);
  gboolean is_term = hc_ticket_fields[field].kind == HC_FIELD_TERM;

  gtk_widget_set_visible (GTK_WIDGET (self->offer), is_term);
  if (is_term)
    hc_rules_values_set_field (self->values, field);
  changed_cb (self);
}

/* What is typed goes along: one value is the first line of several. */
static void
op_cb (HcRulesCondition *self)
{
  gboolean was_lines = g_str_equal (gtk_stack_get_visible_child_name (self->value), "lines");
  g_autofree char *text = was_lines ? dup_lines (self)
                                    : g_strdup (gtk_editable_get_text (self->entry));

  if (has_lines (self) == was_lines)
    {
      changed_cb (self);
      return;
    }
  self->setting = TRUE;
  if (was_lines)
    gtk_editable_set_text (self->entry, g_strdelimit (g_strstrip (text), "\n", ' '));
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->lines), text, -1);
  self->setting = FALSE;
  gtk_stack_set_visible_child_name (self->value, was_lines ? "entry" : "lines");
  changed_cb (self);
}

static void
value_chosen_cb (HcRulesCondition *self, const char *value)
{
  g_autofree char *lines = NULL;
  g_autofree char *more = NULL;

  if (!has_lines (self))
    {
      gtk_editable_set_text (self->entry, value);
      return;
    }
  lines = g_strchomp (dup_lines (self));
  more = *lines == '\0' ? g_strdup (value) : g_strdup_printf ("%s\n%s", lines, value);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->lines), more, -1);
}

static void
remove_cb (HcRulesCondition *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_condition_class_init (HcRulesConditionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
name (gpointer widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
create_drop_downs (HcRulesCondition *self)
{
  GtkStringList *operators = gtk_string_list_new (NULL);
  GtkStringList *fields = gtk_string_list_new (NULL);
  guint n;

  allowed_fields (&n);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (fields, _(hc_ticket_fields[allowed_fields (NULL)[i]].label));
  for (guint i = 0; i <= HC_RULE_IN; i++)
    gtk_string_list_append (operators, hc_rules_operator_label (i));
  self->field = GTK_DROP_DOWN (gtk_drop_down_new (
    G_LIST_MODEL (fields), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->field, TRUE);
  self->op = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (operators), NULL));
  name (self->field, _("Field"));
  name (self->op, _("Operator"));
}

static GtkWidget *
create_lines (HcRulesCondition *self)
{
  GtkWidget *frame = gtk_scrolled_window_new ();

  self->lines = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_accepts_tab (self->lines, FALSE);
  gtk_text_view_set_left_margin (self->lines, 8);
  gtk_text_view_set_top_margin (self->lines, 6);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lines), _("One value a line"));
  name (self->lines, _("Values, one a line"));
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (frame), 120);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), GTK_WIDGET (self->lines));
  return frame;
}

static void
create_value (HcRulesCondition *self)
{
  self->value = GTK_STACK (gtk_stack_new ());
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  name (self->entry, _("Value"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Value"));
  gtk_stack_set_vhomogeneous (self->value, FALSE);
  gtk_stack_add_named (self->value, GTK_WIDGET (self->entry), "entry");
  gtk_stack_add_named (self->value, create_lines (self), "lines");
  gtk_widget_set_hexpand (GTK_WIDGET (self->value), TRUE);
  self->offer = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->offer), GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->offer), _("Imported values"));
  name (self->offer, _("Imported values"));
}

static GtkWidget *
create_remove (HcRulesCondition *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Remove the condition"));
  name (button, _("Remove the condition"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static void
hc_rules_condition_init (HcRulesCondition *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  create_drop_downs (self);
  create_value (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->field), TRUE);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->field));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->op));
  gtk_box_append (GTK_BOX (first), create_remove (self));
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->offer));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
fill (HcRulesCondition *self, const HcRuleCondition *condition)
{
  guint n, at = 0;
  const HcTicketField *fields = allowed_fields (&n);

  for (guint i = 0; i < n; i++)
    if (fields[i] == condition->field)
      at = i;
  gtk_drop_down_set_selected (self->field, at);
  gtk_drop_down_set_selected (self->op, condition->op);
  if (condition->op == HC_RULE_IN)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->lines), condition->value, -1);
  else
    gtk_editable_set_text (self->entry, condition->value);
}

GtkWidget *
hc_rules_condition_new (HcLaunch *launch, const HcRuleCondition *condition)
{
  HcRulesCondition *self = g_object_new (HC_TYPE_RULES_CONDITION, NULL);

  self->values = HC_RULES_VALUES (hc_rules_values_new (launch));
  gtk_menu_button_set_popover (self->offer, GTK_WIDGET (self->values));
  g_signal_connect_object (self->values, "chosen", G_CALLBACK (value_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (field_cb), self);
  g_signal_connect_swapped (self->op, "notify::selected", G_CALLBACK (op_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->lines), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  field_cb (self);
  fill (self, condition);
  return GTK_WIDGET (self);
}
