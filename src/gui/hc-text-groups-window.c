/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-window-private.h"

#include <glib/gi18n.h>

#include "hc-cell-editor.h"
#include "hc-format.h"
#include "hc-notify.h"
#include "hc-text-groups-words.h"
#include "hc-widgets.h"

#define DEBOUNCE_MS 50
#define STALE_TABLES                                                                               \
  (HC_TABLES_LAUNCH | HC_TABLES_TICKETS | HC_TABLES_TRIAGE | HC_TABLES_LINKS | HC_TABLES_CATALOG   \
   | HC_TABLES_REGISTERS)

G_DEFINE_FINAL_TYPE (HcTextGroupsWindow, hc_text_groups_window, ADW_TYPE_WINDOW)

/* ---------------------------------------------------------------- the list */

GPtrArray *
hc_text_groups_window_selected (HcTextGroupsWindow *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));

  for (guint64 i = 0; i < gtk_bitset_get_size (rows); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->items),
                                                   gtk_bitset_get_nth (rows, (guint) i)));
  return items;
}

static void
show_detail (HcTextGroupsWindow *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (self->filling || self->groups == NULL)
    return;
  items = hc_text_groups_window_selected (self);
  hc_text_groups_detail_show (self->detail, self->groups, items);
  hc_text_groups_window_update_actions (self);
}

static void
add_groups (HcTextGroupsWindow *self, GPtrArray *items, HcTextGroupsFilter filter)
{
  const HcTextGroups *found = self->groups->groups;
  GPtrArray *groups = filter == HC_SHOW_IGNORED ? found->ignored : found->groups;

  for (guint i = 0; i < groups->len; i++)
    {
      gboolean ignored = filter == HC_SHOW_IGNORED;
      gint64 rest = ignored ? 0 : self->groups->n_unclassified[i];

      if (filter != HC_SHOW_UNCLASSIFIED || rest > 0)
        g_ptr_array_add (items, hc_text_groups_item_new (g_ptr_array_index (groups, i), rest,
                                                         ignored));
    }
}

static void
show_status (HcTextGroupsWindow *self)
{
  const HcTextGroups *found = self->groups->groups;
  gint64 rest = 0;
  guint64 tickets = 0;
  g_autofree char *n = NULL, *all = NULL, *left = NULL, *text = NULL;

  for (guint i = 0; i < found->groups->len; i++)
    {
      rest += self->groups->n_unclassified[i];
      tickets += ((HcTextGroup *) g_ptr_array_index (found->groups, i))->n;
    }
  n = hc_format_count (found->groups->len);
  all = hc_format_count ((gint64) tickets);
  left = hc_format_count (rest);
  /* TRANSLATORS: groups, tickets in them, of these without an issue */
  text = g_strdup_printf (_("%s groups · %s tickets · %s unclassified"), n, all, left);
  gtk_label_set_label (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text);
}

static char *
dup_selected_key (HcTextGroupsWindow *self)
{
  g_autoptr (GPtrArray) items = hc_text_groups_window_selected (self);

  return items->len > 0
           ? g_strdup (hc_text_groups_item_group (g_ptr_array_index (items, 0))->key)
           : NULL;
}

static guint
position_of (HcTextGroupsWindow *self, const char *key)
{
  for (guint i = 0; key != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (HcTextGroupsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_strcmp0 (hc_text_groups_item_group (item)->key, key) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Shows the groups of the filter; selects @key, else the one at place @at. */
static void
fill (HcTextGroupsWindow *self, const char *key, guint at)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n, place;

  self->filling = TRUE;
  g_list_store_remove_all (self->items);
  add_groups (self, items, gtk_drop_down_get_selected (self->filter));
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  n = items->len;
  place = position_of (self, key);
  if (place == GTK_INVALID_LIST_POSITION && n > 0)
    place = MIN (at, n - 1);
  if (place != GTK_INVALID_LIST_POSITION)
    {
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), place, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", place);
    }
  self->filling = FALSE;
  show_status (self);
  show_detail (self);
}

/* ---------------------------------------------------------------- finding */

static void
take_groups (HcTextGroupsWindow *self, HcLaunchTextGroups *groups)
{
  g_autofree char *key = self->groups != NULL ? dup_selected_key (self) : NULL;
  guint at = position_of (self, key);
  HcLaunchTextGroups *old = self->groups;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gboolean any = groups->groups->groups->len + groups->groups->ignored->len > 0;

  self->filling = TRUE;
  g_list_store_remove_all (self->items);
  self->filling = FALSE;
  self->groups = groups;
  gtk_stack_set_visible_child_name (self->stack, any ? "groups" : "empty");
  if (any)
    fill (self, key, at == GTK_INVALID_LIST_POSITION ? 0 : at);
  else
    hc_text_groups_detail_show (self->detail, groups, none);
  g_clear_pointer (&old, hc_launch_text_groups_free);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTextGroupsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  HcLaunchTextGroups *groups = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    {
      g_clear_pointer (&groups, hc_launch_text_groups_free);
      return;
    }
  gtk_spinner_stop (self->spinner);
  if (groups == NULL)
    hc_notify_error (GTK_WIDGET (self->stack), _("The titles could not be compared"), error);
  else
    take_groups (self, groups);
}

static gboolean
find_cb (gpointer user_data)
{
  HcTextGroupsWindow *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->groups != NULL)
    gtk_spinner_start (self->spinner);
  hc_classify_groups_async (self->launch, self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
launch_changed_cb (HcTextGroupsWindow *self, guint tables)
{
  if ((tables & STALE_TABLES) != 0 && self->stack != NULL && self->timer == 0)
    self->timer = g_timeout_add (DEBOUNCE_MS, find_cb, self);
}

/* ---------------------------------------------------------------- callbacks */

static void
filter_cb (HcTextGroupsWindow *self)
{
  if (self->groups != NULL)
    fill (self, NULL, 0);
}

static void
split_cb (HcTextGroupsWindow *self, const char *title)
{
  hc_text_groups_window_split (self, title);
}

static void
issue_chosen_cb (HcTextGroupsWindow *self, const char *id)
{
  g_autofree char *issue = g_strdup (id);

  hc_text_groups_detail_close_issues (self->detail);
  hc_text_groups_window_add_to (self, issue);
}

/* ---------------------------------------------------------------- class */

static void
hc_text_groups_window_dispose (GObject *object)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->stack = NULL;
  self->filling = TRUE;
  g_clear_object (&self->choices);
  g_clear_object (&self->issues);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_text_groups_window_parent_class)->dispose (object);
}

static void
hc_text_groups_window_finalize (GObject *object)
{
  HcTextGroupsWindow *self = HC_TEXT_GROUPS_WINDOW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->groups, hc_launch_text_groups_free);
  G_OBJECT_CLASS (hc_text_groups_window_parent_class)->finalize (object);
}

static void
hc_text_groups_window_class_init (HcTextGroupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_text_groups_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_text_groups_window_finalize;
  g_type_ensure (HC_TYPE_TEXT_GROUPS_DETAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-text-groups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, words_button);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, status);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsWindow, detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
  hc_text_groups_window_class_install_actions (widget_class);
}

static void
hc_text_groups_window_init (HcTextGroupsWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = hc_text_groups_item_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (HC_TYPE_TEXT_GROUPS_ITEM);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_detail), self,
                           G_CONNECT_SWAPPED);
}

HcTextGroupsWindow *
hc_text_groups_window_present (GtkWindow *parent, HcLaunch *launch)
{
  HcTextGroupsWindow *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_new (HC_TYPE_TEXT_GROUPS_WINDOW, "transient-for", parent, NULL);
  hc_window_fit_into (GTK_WINDOW (self), parent);
  self->launch = g_object_ref (launch);
  self->choices = hc_cell_references (launch, "text_group_choice");
  self->issues = hc_cell_references (launch, "issue");
  hc_text_groups_detail_set_launch (self->detail, launch);
  hc_queue_issues_set_list (hc_text_groups_detail_issues (self->detail), self->issues);
  g_signal_connect_object (hc_text_groups_detail_issues (self->detail), "chosen",
                           G_CALLBACK (issue_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->words_button, hc_text_groups_words_new (launch));
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hc_text_groups_window_update_actions (self);
  find_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
