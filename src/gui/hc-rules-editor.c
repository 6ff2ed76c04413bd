/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-editor.h"

#include <glib/gi18n.h>

#include "hc-rules-condition.h"
#include "hc-rules-preview.h"
#include "hc-rules-targets.h"

struct _HcRulesEditor
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkScrolledWindow *scroller;
  GtkEditable *name;
  GtkListBox *conditions;
  HcRulesTargets *targets;
  HcRulesPreview *preview;
  GtkWidget *add_button;
  GtkWidget *delete_button;
  GtkWidget *save_button;
  GtkWidget *discard_button;
  GtkLabel *summary;

  /* Owned */
  HcLaunch *launch;
  HcRule *stored; /* as it was shown first; NULL: nothing is edited */

  gboolean setting;
};

G_DEFINE_FINAL_TYPE (HcRulesEditor, hc_rules_editor, ADW_TYPE_BIN)

enum
{
  CHANGED,
  SAVE,
  DISCARD,
  DELETE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static HcRulesCondition *
condition_at (HcRulesEditor *self, int i)
{
  return (HcRulesCondition *) gtk_list_box_get_row_at_index (self->conditions, i);
}

HcRule *
hc_rules_editor_dup_draft (HcRulesEditor *self)
{
  HcRulesCondition *row;
  HcRule *draft;

  g_return_val_if_fail (HC_IS_RULES_EDITOR (self), NULL);

  if (self->stored == NULL)
    return NULL;
  draft = hc_rule_new ();
  draft->id = g_strdup (self->stored->id);
  draft->number = self->stored->number;
  draft->is_enabled = self->stored->is_enabled;
  g_free (draft->name);
  draft->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  for (int i = 0; (row = condition_at (self, i)) != NULL; i++)
    hc_rules_condition_add_to (row, draft);
  hc_rules_targets_store (self->targets, draft);
  return draft;
}

gboolean
hc_rules_editor_is_changed (HcRulesEditor *self)
{
  g_autoptr (HcRule) draft = NULL;

  g_return_val_if_fail (HC_IS_RULES_EDITOR (self), FALSE);

  draft = hc_rules_editor_dup_draft (self);
  return draft != NULL && !hc_classify_rule_equal (draft, self->stored);
}

gboolean
hc_rules_editor_is_outdated (HcRulesEditor *self, const HcRule *stored)
{
  g_autoptr (HcRule) shown = NULL;

  g_return_val_if_fail (HC_IS_RULES_EDITOR (self) && stored != NULL, FALSE);

  if (self->stored == NULL || g_strcmp0 (self->stored->id, stored->id) != 0)
    return FALSE;
  shown = hc_rule_copy (self->stored);
  shown->is_enabled = stored->is_enabled;
  return !hc_classify_rule_equal (shown, stored);
}

static void
update (HcRulesEditor *self)
{
  g_autoptr (HcRule) draft = hc_rules_editor_dup_draft (self);
  gboolean changed = draft != NULL && !hc_classify_rule_equal (draft, self->stored);
  gboolean is_new = draft != NULL && draft->id == NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->scroller), draft != NULL);
  gtk_widget_set_sensitive (self->save_button, draft != NULL && (changed || is_new)
                                                 && hc_rule_check (draft, NULL));
  gtk_widget_set_sensitive (self->discard_button, changed || is_new);
  gtk_widget_set_visible (self->delete_button, draft != NULL && !is_new);
  hc_rules_preview_show (self->preview, draft);
}

static void
changed_cb (HcRulesEditor *self)
{
  if (self->setting)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---------------------------------------------------------------- conditions */

static void
removed_cb (HcRulesEditor *self, HcRulesCondition *row)
{
  int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  HcRulesCondition *next;

  gtk_widget_grab_focus (self->add_button); /* the row goes: do not lose the focus */
  gtk_list_box_remove (self->conditions, GTK_WIDGET (row));
  next = condition_at (self, at);
  if (next != NULL)
    hc_rules_condition_focus (next);
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), condition_at (self, 0) != NULL);
  changed_cb (self);
}

static HcRulesCondition *
append (HcRulesEditor *self, const HcRuleCondition *condition)
{
  GtkWidget *row = hc_rules_condition_new (self->launch, condition);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->conditions, row);
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), TRUE);
  return HC_RULES_CONDITION (row);
}

static void
add_cb (HcRulesEditor *self)
{
  HcRuleCondition condition = { HC_TICKET_TITLE, HC_RULE_CONTAINS, (char *) "" };

  hc_rules_condition_focus (append (self, &condition));
  changed_cb (self);
}

/* ---------------------------------------------------------------- showing */

static void
clear_conditions (HcRulesEditor *self)
{
  HcRulesCondition *row;

  while ((row = condition_at (self, 0)) != NULL)
    gtk_list_box_remove (self->conditions, GTK_WIDGET (row));
}

static void
fill (HcRulesEditor *self, const HcRule *rule)
{
  gtk_editable_set_text (self->name, rule->name != NULL ? rule->name : "");
  for (guint i = 0; i < rule->conditions->len; i++)
    append (self, g_ptr_array_index (rule->conditions, i));
  hc_rules_targets_show (self->targets, rule);
}

void
hc_rules_editor_show (HcRulesEditor *self, const HcRule *rule)
{
  g_return_if_fail (HC_IS_RULES_EDITOR (self));

  self->setting = TRUE;
  g_clear_pointer (&self->stored, hc_rule_free);
  clear_conditions (self);
  if (rule != NULL)
    {
      self->stored = hc_classify_rule_copy (rule);
      fill (self, rule);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->conditions), condition_at (self, 0) != NULL);
  self->setting = FALSE;
  update (self);
}

void
hc_rules_editor_type (HcRulesEditor *self, const HcRule *rule)
{
  g_return_if_fail (HC_IS_RULES_EDITOR (self) && self->stored != NULL);

  self->setting = TRUE;
  clear_conditions (self);
  fill (self, rule);
  self->setting = FALSE;
  changed_cb (self);
}

gboolean
hc_rules_editor_can_save (HcRulesEditor *self)
{
  g_return_val_if_fail (HC_IS_RULES_EDITOR (self), FALSE);
  return gtk_widget_get_sensitive (self->save_button);
}

void
hc_rules_editor_refresh (HcRulesEditor *self)
{
  g_autoptr (HcRule) draft = NULL;

  g_return_if_fail (HC_IS_RULES_EDITOR (self));

  draft = hc_rules_editor_dup_draft (self);
  hc_rules_preview_show (self->preview, draft);
}

void
hc_rules_editor_focus (HcRulesEditor *self)
{
  g_return_if_fail (HC_IS_RULES_EDITOR (self));

  if (condition_at (self, 0) != NULL)
    hc_rules_condition_focus (condition_at (self, 0));
  else
    gtk_widget_grab_focus (self->add_button);
}

/* Beside the buttons it is in sight while the conditions are typed. */
static void
told_cb (HcRulesEditor *self, const char *text)
{
  gtk_label_set_label (self->summary, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), text);
}

static void
save_cb (HcRulesEditor *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
discard_cb (HcRulesEditor *self)
{
  g_signal_emit (self, signals[DISCARD], 0);
}

static void
delete_cb (HcRulesEditor *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_editor_dispose (GObject *object)
{
  HcRulesEditor *self = HC_RULES_EDITOR (object);

  g_clear_pointer (&self->stored, hc_rule_free);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_rules_editor_parent_class)->dispose (object);
}

static guint
new_signal (GType type, const char *name)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_rules_editor_class_init (HcRulesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_rules_editor_dispose;
  g_type_ensure (HC_TYPE_RULES_TARGETS);
  g_type_ensure (HC_TYPE_RULES_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-rules-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, name);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, conditions);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, targets);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, delete_button);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, discard_button);
  gtk_widget_class_bind_template_child (widget_class, HcRulesEditor, summary);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  signals[CHANGED] = new_signal (type, "changed");
  signals[SAVE] = new_signal (type, "save");
  signals[DISCARD] = new_signal (type, "discard");
  signals[DELETE] = new_signal (type, "delete");
}

static void
hc_rules_editor_init (HcRulesEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hc_rules_editor_set_launch (HcRulesEditor *self, HcLaunch *launch, const HcRulesNames *names)
{
  g_return_if_fail (HC_IS_RULES_EDITOR (self));

  g_set_object (&self->launch, launch);
  hc_rules_targets_set_names (self->targets, names);
  hc_rules_preview_set_launch (self->preview, launch);
}
