/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-dialog-private.h"

#include <glib/gi18n.h>

#include "hc-cell-editor.h"
#include "hc-notify.h"
#include "hc-widgets.h"

#define STALE_TABLES                                                                               \
  (HC_TABLES_RULES | HC_TABLES_LINKS | HC_TABLES_TRIAGE | HC_TABLES_TICKETS | HC_TABLES_CATALOG)

G_DEFINE_FINAL_TYPE (HcRulesDialog, hc_rules_dialog, ADW_TYPE_WINDOW)

const HcRule *
hc_rules_dialog_find (HcRulesDialog *self, const char *id)
{
  for (guint i = 0; id != NULL && self->rules != NULL && i < self->rules->rules->len; i++)
    {
      const HcRule *rule = g_ptr_array_index (self->rules->rules, i);

      if (g_strcmp0 (rule->id, id) == 0)
        return rule;
    }
  return NULL;
}

/* ---------------------------------------------------------------- the list */

static void
toggled_cb (HcRulesDialog *self, gboolean on, HcRulesRow *row)
{
  hc_rules_dialog_toggle (self, hc_rules_row_id (row), on);
}

static void
dropped_cb (HcRulesDialog *self, const char *id, gboolean behind, HcRulesRow *row)
{
  hc_rules_dialog_move (self, id, hc_rules_row_id (row), behind);
}

static HcRulesRow *
row_at (HcRulesDialog *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
  GtkWidget *made;

  if (row != NULL)
    return HC_RULES_ROW (row);
  made = hc_rules_row_new ();
  g_signal_connect_object (made, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (made, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, made);
  return HC_RULES_ROW (made);
}

static void
show_row (HcRulesDialog *self, guint i, const HcRule *rule)
{
  gboolean is_shown = g_strcmp0 (rule->id, self->shown_id) == 0;
  gboolean changed = is_shown && hc_rules_editor_is_changed (self->editor);
  g_autoptr (HcRule) draft = changed ? hc_rules_editor_dup_draft (self->editor) : NULL;

  if (draft != NULL)
    {
      draft->number = rule->number;
      draft->is_enabled = rule->is_enabled;
    }
  hc_rules_row_show (row_at (self, i), draft != NULL ? draft : rule, &self->names,
                     rule->id != NULL ? hc_classify_rules_count (self->rules, rule->id) : -1,
                     changed && rule->id != NULL);
}

static void
mark_shown (HcRulesDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean had_focus = focus != NULL && GTK_IS_LIST_BOX_ROW (focus)
                       && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
  GtkListBoxRow *row;

  self->setting = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (hc_rules_row_id (HC_RULES_ROW (row)), self->shown_id) == 0)
      {
        gtk_list_box_select_row (self->list, row);
        if (had_focus)
          gtk_widget_grab_focus (GTK_WIDGET (row));
      }
  self->setting = FALSE;
}

static void
show_rows (HcRulesDialog *self)
{
  GPtrArray *rules = self->rules->rules;
  guint n = rules->len + (self->draft != NULL);
  GtkListBoxRow *row;

  for (guint i = 0; i < rules->len; i++)
    show_row (self, i, g_ptr_array_index (rules, i));
  if (self->draft != NULL)
    {
      self->draft->number = n;
      show_row (self, rules->len, self->draft);
    }
  self->setting = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->setting = FALSE;
}

/* ---------------------------------------------------------------- showing */

void
hc_rules_dialog_update (HcRulesDialog *self)
{
  gboolean is_empty;

  if (self->rules == NULL || !hc_rules_names_is_loaded (&self->names))
    return;
  is_empty = self->rules->rules->len == 0 && self->draft == NULL;
  show_rows (self);
  mark_shown (self);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "rules");
  hc_rules_dialog_update_actions (self);
}

void
hc_rules_dialog_show (HcRulesDialog *self, const char *id)
{
  const HcRule *rule = hc_rules_dialog_find (self, id);
  char *shown;

  if (rule == NULL)
    rule = self->draft;
  if (rule == NULL && self->rules->rules->len > 0)
    rule = g_ptr_array_index (self->rules->rules, 0);
  shown = g_strdup (rule != NULL ? rule->id : NULL);
  g_free (self->shown_id);
  self->shown_id = shown;
  hc_rules_editor_show (self->editor, rule);
  hc_rules_dialog_update (self);
}

/* The first rule of the wanted issue, else a new one for it. */
static void
show_wanted (HcRulesDialog *self)
{
  g_autofree char *issue = g_steal_pointer (&self->wanted_issue);

  for (guint i = 0; i < self->rules->rules->len; i++)
    {
      const HcRule *rule = g_ptr_array_index (self->rules->rules, i);

      if (g_strcmp0 (rule->target[HC_LINK_ISSUE], issue) == 0)
        {
          hc_rules_dialog_show (self, rule->id);
          return;
        }
    }
  self->draft = hc_rule_new ();
  self->draft->is_enabled = TRUE;
  self->draft->target[HC_LINK_ISSUE] = g_strdup (issue);
  hc_rule_add_condition (self->draft, HC_TICKET_TITLE, HC_RULE_CONTAINS, "");
  hc_rules_dialog_show (self, NULL);
  hc_rules_editor_focus (self->editor);
}

/* What is typed stays; what is only shown follows the file. */
static void
show_read (HcRulesDialog *self)
{
  g_autofree char *saved = g_steal_pointer (&self->wanted_id);

  if (saved != NULL)
    hc_rules_dialog_show (self, saved);
  else if (self->wanted_issue != NULL)
    show_wanted (self);
  else if (self->shown_id == NULL && self->draft != NULL)
    {
      if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
        hc_rules_dialog_show (self, NULL);
      else
        hc_rules_editor_refresh (self->editor);
    }
  else if (hc_rules_editor_is_changed (self->editor)
           && hc_rules_dialog_find (self, self->shown_id) != NULL)
    hc_rules_editor_refresh (self->editor);
  else
    {
      g_autofree char *shown = g_strdup (self->shown_id);

      hc_rules_dialog_show (self, shown);
    }
  hc_rules_dialog_update (self);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRulesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  HcClassifyRules *rules = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    {
      g_clear_pointer (&rules, hc_classify_rules_free);
      return;
    }
  if (rules == NULL)
    {
      hc_notify_error (GTK_WIDGET (self->stack), _("The rules could not be read"), error);
      return;
    }
  g_clear_pointer (&self->rules, hc_classify_rules_free);
  self->rules = rules;
  if (hc_rules_names_is_loaded (&self->names))
    show_read (self);
}

void
hc_rules_dialog_read (HcRulesDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hc_classify_rules_async (self->launch, self->cancellable, read_cb, g_object_ref (self));
}

static void
launch_changed_cb (HcRulesDialog *self, guint tables)
{
  if ((tables & STALE_TABLES) != 0 && self->stack != NULL)
    hc_rules_dialog_read (self);
}

/* A register behind the links was read for the first time. */
static void
names_read_cb (HcRulesDialog *self)
{
  if (self->rules != NULL && hc_rules_names_is_loaded (&self->names)
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0)
    show_read (self);
}

/* ---------------------------------------------------------------- callbacks */

static void
selected_cb (HcRulesDialog *self, GtkListBoxRow *row)
{
  g_autofree char *id = NULL;

  if (self->setting || row == NULL)
    return;
  id = g_strdup (hc_rules_row_id (HC_RULES_ROW (row)));
  if (g_strcmp0 (id, self->shown_id) == 0)
    return;
  if (hc_rules_editor_is_changed (self->editor))
    {
      mark_shown (self);
      hc_rules_dialog_ask (self, id);
      return;
    }
  if (self->shown_id == NULL)
    g_clear_pointer (&self->draft, hc_rule_free); /* nothing was typed into it */
  hc_rules_dialog_show (self, id);
}

static void
activated_cb (HcRulesDialog *self)
{
  hc_rules_editor_focus (self->editor);
}

static void
edited_cb (HcRulesDialog *self)
{
  hc_rules_dialog_update (self);
}

static void
save_cb (HcRulesDialog *self)
{
  hc_rules_dialog_save (self, NULL);
}

static void
discard_cb (HcRulesDialog *self)
{
  g_autofree char *id = g_strdup (self->shown_id);

  if (id == NULL)
    g_clear_pointer (&self->draft, hc_rule_free);
  hc_rules_dialog_show (self, id);
}

static void
delete_cb (HcRulesDialog *self)
{
  hc_rules_dialog_delete (self);
}

static gboolean
close_request (GtkWindow *window)
{
  HcRulesDialog *self = HC_RULES_DIALOG (window);

  if (!self->closing && hc_rules_editor_is_changed (self->editor))
    {
      hc_rules_dialog_ask (self, NULL);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (hc_rules_dialog_parent_class)->close_request (window);
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_dialog_dispose (GObject *object)
{
  HcRulesDialog *self = HC_RULES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->stack = NULL;
  g_clear_pointer (&self->rules, hc_classify_rules_free);
  g_clear_pointer (&self->draft, hc_rule_free);
  g_clear_pointer (&self->shown_id, g_free);
  g_clear_pointer (&self->wanted_issue, g_free);
  g_clear_pointer (&self->wanted_id, g_free);
  g_clear_object (&self->records);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_rules_dialog_parent_class)->dispose (object);
  hc_rules_names_clear (&self->names);
}

static void
hc_rules_dialog_class_init (HcRulesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_rules_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  g_type_ensure (HC_TYPE_RULES_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-rules-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HcRulesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HcRulesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HcRulesDialog, editor);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  hc_rules_dialog_class_install_actions (widget_class);
}

static void
hc_rules_dialog_init (HcRulesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static HcRulesDialog *
dialog_new (GtkWindow *parent, HcLaunch *launch)
{
  HcRulesDialog *self = g_object_new (HC_TYPE_RULES_DIALOG, "transient-for", parent, NULL);

  hc_window_fit_into (GTK_WINDOW (self), parent);
  self->launch = g_object_ref (launch);
  self->records = hc_cell_references (launch, "rule");
  hc_rules_names_init (&self->names, launch);
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (self->names.list[i] != NULL)
      g_signal_connect_object (self->names.list[i], "read", G_CALLBACK (names_read_cb), self,
                               G_CONNECT_SWAPPED);
  hc_rules_editor_set_launch (self->editor, launch, &self->names);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hc_rules_dialog_update_actions (self);
  return self;
}

HcRulesDialog *
hc_rules_dialog_present (GtkWindow *parent, HcLaunch *launch, const char *issue_id)
{
  HcRulesDialog *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = dialog_new (parent, launch);
  if (issue_id != NULL && *issue_id != '\0')
    self->wanted_issue = g_strdup (issue_id);
  hc_rules_dialog_read (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

HcRulesDialog *
hc_rules_dialog_present_draft (GtkWindow *parent, HcLaunch *launch, HcRule *draft)
{
  HcRulesDialog *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch) && draft != NULL, NULL);

  self = dialog_new (parent, launch);
  self->draft = draft;
  hc_rules_dialog_read (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
