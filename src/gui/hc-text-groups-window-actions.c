/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does with text groups: one undo step each. */

#include "config.h"

#include "hc-text-groups-window-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-rules-dialog.h"
#include "hc-text-groups-create.h"

#define N_RULE_WORDS 2 /* the most telling ones */

/* A command with what is told when it is done. */
typedef struct
{
  HcTextGroupsWindow *window;
  char *done;
  const char *failed;
} Act;

static Act *
act_new (HcTextGroupsWindow *self, char *done, const char *failed)
{
  Act *act = g_new0 (Act, 1);

  act->window = g_object_ref (self);
  act->done = done;
  act->failed = failed;
  return act;
}

static void
act_free (Act *act)
{
  g_object_unref (act->window);
  g_free (act->done);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hc_classify_finish (HC_LAUNCH (object), result, NULL, &error);

  if (act->window->stack == NULL)
    return;
  if (ok)
    hc_notify_toast (GTK_WIDGET (act->window->stack), act->done, _("Undo"), "win.undo");
  else
    hc_notify_error (GTK_WIDGET (act->window->stack), act->failed, error);
}

/* The only selected one; NULL: none or several. */
static HcTextGroupsItem *
dup_only (HcTextGroupsWindow *self)
{
  g_autoptr (GPtrArray) items = hc_text_groups_window_selected (self);

  return items->len == 1 ? g_object_ref (g_ptr_array_index (items, 0)) : NULL;
}

static void
change (HcTextGroupsWindow *self,
        HcClassifyGroupAct act,
        const char *key,
        const char *into_key,
        const char *done)
{
  hc_classify_group_async (self->launch, act, key, into_key, done_cb,
                           act_new (self, g_strdup (done), _("The group could not be changed")));
}

/* ---------------------------------------------------------------- issues */

static char *
dup_linked (guint n)
{
  g_autofree char *count = hc_format_count (n);

  return g_strdup_printf (ngettext ("%s ticket linked", "%s tickets linked", n), count);
}

/* Only half of the titles need to have a common word: all of them together would find few. */
static GStrv
dup_rule_words (const HcTextGroup *group)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < N_RULE_WORDS && group->words != NULL && group->words[i] != NULL; i++)
    g_strv_builder_add (words, group->words[i]);
  return g_strv_builder_end (words);
}

static HcRule *
words_rule (const HcTextGroup *group)
{
  HcRule *rule = hc_rule_new ();
  g_auto (GStrv) words = dup_rule_words (group);

  rule->is_enabled = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, words[i]);
  return rule;
}

void
hc_text_groups_window_add_to (HcTextGroupsWindow *self, const char *issue_id)
{
  g_autoptr (HcTextGroupsItem) item = dup_only (self);
  g_autoptr (GArray) tickets = NULL;

  if (item == NULL)
    return;
  tickets = hc_classify_group_tickets (self->groups, hc_text_groups_item_group (item), TRUE);
  if (tickets->len > HC_TRIAGE_BULK_LIMIT)
    {
      HcRule *rule = words_rule (hc_text_groups_item_group (item));

      rule->target[HC_LINK_ISSUE] = g_strdup (issue_id);
      hc_rules_dialog_present_draft (GTK_WINDOW (self), self->launch, rule);
    }
  else if (tickets->len > 0)
    hc_classify_set_issue_async (self->launch, (const gint64 *) tickets->data, tickets->len,
                                 issue_id, HC_TRIAGE_GROUP, done_cb,
                                 act_new (self, dup_linked (tickets->len),
                                          _("The tickets could not be linked")));
}

static void
create_cb (HcTextGroupsWindow *self, HcRecordData *issue, HcRule *rule, HcTextGroupsCreate *form)
{
  GArray *tickets = g_object_get_data (G_OBJECT (form), "hc-tickets");
  g_autofree char *done = NULL;

  if (tickets->len > HC_TRIAGE_BULK_LIMIT)
    done = g_strdup (_("Issue created; its rule links the tickets"));
  else
    {
      g_autofree char *count = hc_format_count (tickets->len);

      done = g_strdup_printf (ngettext ("Issue created, %s ticket linked",
                                        "Issue created, %s tickets linked", tickets->len),
                              count);
    }
  hc_classify_create_issue_async (self->launch, issue, (const gint64 *) tickets->data, tickets->len,
                                  HC_TRIAGE_GROUP, rule, done_cb,
                                  act_new (self, g_steal_pointer (&done),
                                           _("The issue could not be created")));
}

static void
create_issue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (widget);
  g_autoptr (HcTextGroupsItem) item = dup_only (self);
  const HcTextGroup *group;
  HcTextGroupsCreate *form;
  g_auto (GStrv) words = NULL;
  GArray *tickets;

  if (item == NULL)
    return;
  group = hc_text_groups_item_group (item);
  words = dup_rule_words (group);
  tickets = hc_classify_group_tickets (self->groups, group, TRUE);
  form = hc_text_groups_create_present (widget, self->launch, group->title,
                                        (const char *const *) words, tickets->len);
  g_object_set_data_full (G_OBJECT (form), "hc-tickets", tickets, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (form, "create", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
}

static void
rule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (widget);
  g_autoptr (HcTextGroupsItem) item = dup_only (self);

  if (item != NULL)
    hc_rules_dialog_present_draft (GTK_WINDOW (self), self->launch,
                                   words_rule (hc_text_groups_item_group (item)));
}

/* ---------------------------------------------------------------- groups */

void
hc_text_groups_window_split (HcTextGroupsWindow *self, const char *title)
{
  change (self, HC_CLASSIFY_SPLIT, title, NULL, _("Title split off"));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (widget);
  g_autoptr (GPtrArray) items = hc_text_groups_window_selected (self);

  if (items->len == 2)
    change (self, HC_CLASSIFY_MERGE,
            hc_text_groups_item_group (g_ptr_array_index (items, 1))->key,
            hc_text_groups_item_group (g_ptr_array_index (items, 0))->key, _("Groups merged"));
}

static void
with_key (GtkWidget *widget, HcClassifyGroupAct act, const char *done)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (widget);
  g_autoptr (HcTextGroupsItem) item = dup_only (self);

  if (item != NULL)
    change (self, act, hc_text_groups_item_group (item)->key, NULL, done);
}

static void
ignore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  with_key (widget, HC_CLASSIFY_IGNORE, _("Group ignored"));
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  with_key (widget, HC_CLASSIFY_FORGET, _("Group restored"));
}

static void
unsplit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  with_key (widget, HC_CLASSIFY_FORGET, _("Title joined again"));
}

/* The words of a group that was merged into @key last; NULL: none was. */
static const char *
merged_into (HcTextGroupsWindow *self, const char *key)
{
  for (guint i = 0; i < hc_record_list_count (self->choices); i++)
    {
      HcRecord *choice = hc_record_list_at (self->choices, i);

      if (g_strcmp0 (hc_record_get (choice, "choice"), "merge") == 0
          && g_strcmp0 (hc_record_get (choice, "into_words"), key) == 0)
        return hc_record_get (choice, "words");
    }
  return NULL;
}

static void
unmerge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (widget);
  g_autoptr (HcTextGroupsItem) item = dup_only (self);
  const char *words = item != NULL ? merged_into (self, hc_text_groups_item_group (item)->key)
                                   : NULL;

  if (words != NULL)
    change (self, HC_CLASSIFY_FORGET, words, NULL, _("Groups taken apart"));
}

/* ---------------------------------------------------------------- state */

void
hc_text_groups_window_update_actions (HcTextGroupsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) items = hc_text_groups_window_selected (self);
  g_autoptr (HcTextGroupsItem) item = dup_only (self);
  const HcTextGroup *group = item != NULL ? hc_text_groups_item_group (item) : NULL;
  gboolean ignored = item != NULL && hc_text_groups_item_is_ignored (item);
  gboolean one = item != NULL && !ignored;

  gtk_widget_action_set_enabled (widget, "groups.create-issue",
                                 one && hc_text_groups_item_n_unclassified (item) > 0);
  gtk_widget_action_set_enabled (widget, "groups.rule", one && group->words != NULL);
  gtk_widget_action_set_enabled (widget, "groups.ignore", one);
  gtk_widget_action_set_enabled (widget, "groups.unmerge", one && group->is_merged);
  gtk_widget_action_set_enabled (widget, "groups.unsplit", one && group->is_apart);
  gtk_widget_action_set_enabled (widget, "groups.restore", ignored);
  gtk_widget_action_set_enabled (
    widget, "groups.merge",
    items->len == 2 && !hc_text_groups_item_is_ignored (g_ptr_array_index (items, 0)));
}

/* Undo belongs to the window behind; its toast ends up here. */
static void
window_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), name, NULL);
}

void
hc_text_groups_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "groups.create-issue", NULL, create_issue_action);
  gtk_widget_class_install_action (klass, "groups.rule", NULL, rule_action);
  gtk_widget_class_install_action (klass, "groups.merge", NULL, merge_action);
  gtk_widget_class_install_action (klass, "groups.ignore", NULL, ignore_action);
  gtk_widget_class_install_action (klass, "groups.restore", NULL, restore_action);
  gtk_widget_class_install_action (klass, "groups.unsplit", NULL, unsplit_action);
  gtk_widget_class_install_action (klass, "groups.unmerge", NULL, unmerge_action);
  gtk_widget_class_install_action (klass, "win.undo", NULL, window_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, window_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "groups.create-issue",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK, "groups.merge", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "window.close", NULL);
}
