/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-groups-detail.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-wrap-layout.h"

#define MAX_TITLES 60
#define RECENT_DAYS 7

struct _HcTextGroupsDetail
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *several;
  GtkLabel *title;
  GtkLabel *size;
  GtkWidget *words_box;
  GtkLabel *words;
  GtkWidget *buttons;
  GtkMenuButton *add_button;
  GtkWidget *restore_button;
  GtkLabel *titles_label;
  GtkListBox *titles;
  GtkLabel *more_titles;
  HcQueueIssues *issues;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable;
  char *key; /* of the shown group; NULL: none */

  guint n_titles;
  gboolean can_split;
};

G_DEFINE_FINAL_TYPE (HcTextGroupsDetail, hc_text_groups_detail, ADW_TYPE_BIN)

static guint split_signal;

/* ---------------------------------------------------------------- titles */

static void
split_cb (HcTextGroupsDetail *self, GtkButton *button)
{
  g_autofree char *title = g_strdup (g_object_get_data (G_OBJECT (button), "hc-title"));

  gtk_widget_grab_focus (GTK_WIDGET (self->add_button)); /* the row goes: do not lose the focus */
  g_signal_emit (self, split_signal, 0, title);
}

static GtkWidget *
create_split (HcTextGroupsDetail *self, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_("Split Off"));
  g_autofree char *name = g_strdup_printf (_("Split off “%s”"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("This title and those of the same words become a group of "
                                         "their own"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "hc-title", g_strdup (title), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (split_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
append_title (HcTextGroupsDetail *self, const HcTicketValue *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = hc_format_count (value->count);
  g_autofree char *tickets = g_strdup_printf (
    ngettext ("%s ticket", "%s tickets", (gulong) value->count), count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), value->text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tickets);
  gtk_widget_set_tooltip_text (row, value->text);
  if (self->can_split)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_split (self, value->text));
  gtk_list_box_append (self->titles, row);
}

static void
clear_titles (HcTextGroupsDetail *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->titles, 0)) != NULL)
    gtk_list_box_remove (self->titles, GTK_WIDGET (row));
  self->n_titles = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->titles), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->more_titles), FALSE);
}

static void
show_titles (HcTextGroupsDetail *self, GPtrArray *titles)
{
  g_autofree char *heading = g_strdup_printf (
    ngettext ("%u Title", "%u Different Titles", titles->len), titles->len);

  clear_titles (self);
  gtk_label_set_label (self->titles_label, heading);
  self->can_split = titles->len > 1 && gtk_widget_get_visible (self->buttons);
  for (guint i = 0; i < MIN (titles->len, MAX_TITLES); i++)
    append_title (self, g_ptr_array_index (titles, i));
  self->n_titles = titles->len;
  gtk_widget_set_visible (GTK_WIDGET (self->titles), titles->len > 0);
  if (titles->len > MAX_TITLES)
    {
      guint more = titles->len - MAX_TITLES;
      g_autofree char *count = hc_format_count (more);
      g_autofree char *text = g_strdup_printf (
        ngettext ("and %s more title", "and %s more titles", more), count);

      gtk_label_set_label (self->more_titles, text);
      gtk_widget_set_visible (GTK_WIDGET (self->more_titles), TRUE);
    }
}

static void
titles_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTextGroupsDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) titles = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    return;
  if (titles == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The titles could not be read"), error);
  else
    show_titles (self, titles);
}

static void
stop_reading (HcTextGroupsDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_titles (HcTextGroupsDetail *self, const HcLaunchTextGroups *groups, const HcTextGroup *group)
{
  g_autoptr (GArray) tickets = hc_classify_group_tickets (groups, group, FALSE);

  self->cancellable = g_cancellable_new ();
  hc_classify_titles_async (self->launch, tickets, self->cancellable, titles_read_cb,
                            g_object_ref (self));
}

/* ---------------------------------------------------------------- one group */

/* Of the members: opened in the last days before the newest export. */
static guint
count_recent (const HcLaunchTextGroups *groups, const HcTextGroup *group)
{
  const HcColumns *columns = groups->columns;
  gint64 from = columns->newest_as_of - RECENT_DAYS * G_GINT64_CONSTANT (86400);
  guint n = 0;

  for (guint i = 0; i < group->n; i++)
    n += columns->opened[group->members[i]] >= from;
  return n;
}

static void
show_size (HcTextGroupsDetail *self, const HcLaunchTextGroups *groups, HcTextGroupsItem *item)
{
  const HcTextGroup *group = hc_text_groups_item_group (item);
  g_autofree char *size = hc_text_groups_item_dup_size (item);
  g_autofree char *recent = hc_format_count (count_recent (groups, group));
  /* TRANSLATORS: “143 tickets · 98 unclassified”; how many came lately */
  g_autofree char *text = g_strdup_printf (_("%s · %s in the last %d days"), size, recent,
                                           RECENT_DAYS);
  g_autoptr (GString) notes = g_string_new (text);

  if (group->is_merged)
    g_string_append_printf (notes, "\n%s", _("A person merged groups into this one."));
  if (group->is_apart)
    g_string_append_printf (notes, "\n%s", _("A person split it off from another group."));
  gtk_label_set_label (self->size, notes->str);
}

static void
show_group (HcTextGroupsDetail *self, const HcLaunchTextGroups *groups, HcTextGroupsItem *item)
{
  const HcTextGroup *group = hc_text_groups_item_group (item);
  gboolean ignored = hc_text_groups_item_is_ignored (item);
  g_autofree char *words = group->words != NULL ? g_strjoinv (" · ", group->words) : g_strdup ("");

  gtk_label_set_label (self->title, group->title);
  show_size (self, groups, item);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (self->words_box, *words != '\0');
  gtk_widget_set_visible (self->buttons, !ignored);
  gtk_widget_set_visible (self->restore_button, ignored);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            hc_text_groups_item_n_unclassified (item) > 0);
  if (g_strcmp0 (self->key, group->key) != 0)
    {
      clear_titles (self);
      gtk_label_set_label (self->titles_label, "…");
    }
  g_free (self->key);
  self->key = g_strdup (group->key);
  gtk_stack_set_visible_child_name (self->stack, "group");
  read_titles (self, groups, group);
}

static void
show_several (HcTextGroupsDetail *self, GPtrArray *items)
{
  const HcTextGroup *first = hc_text_groups_item_group (g_ptr_array_index (items, 0));
  g_autofree char *title = g_strdup_printf (
    ngettext ("%u Group Selected", "%u Groups Selected", items->len), items->len);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (items->len == 2)
    text = g_strdup_printf (
      _("Merging puts the tickets of “%s” into the group of “%s”. It can be taken apart again."),
      hc_text_groups_item_group (g_ptr_array_index (items, 1))->title, first->title);
  else
    text = g_strdup (_("Two groups can be merged at a time."));
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->several, title);
  adw_status_page_set_description (self->several, escaped);
  gtk_stack_set_visible_child_name (self->stack, "several");
}

void
hc_text_groups_detail_show (HcTextGroupsDetail *self,
                            const HcLaunchTextGroups *groups,
                            GPtrArray *items)
{
  g_return_if_fail (HC_IS_TEXT_GROUPS_DETAIL (self));

  stop_reading (self);
  if (items->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else if (items->len > 1)
    show_several (self, items);
  else
    show_group (self, groups, g_ptr_array_index (items, 0));
  if (items->len != 1)
    g_clear_pointer (&self->key, g_free);
}

guint
hc_text_groups_detail_n_titles (HcTextGroupsDetail *self)
{
  g_return_val_if_fail (HC_IS_TEXT_GROUPS_DETAIL (self), 0);
  return self->n_titles;
}

HcQueueIssues *
hc_text_groups_detail_issues (HcTextGroupsDetail *self)
{
  g_return_val_if_fail (HC_IS_TEXT_GROUPS_DETAIL (self), NULL);
  return self->issues;
}

void
hc_text_groups_detail_close_issues (HcTextGroupsDetail *self)
{
  g_return_if_fail (HC_IS_TEXT_GROUPS_DETAIL (self));
  gtk_menu_button_popdown (self->add_button);
}

static void
issues_shown_cb (HcTextGroupsDetail *self)
{
  hc_queue_issues_begin (self->issues, "");
}

static void
issues_left_cb (HcTextGroupsDetail *self)
{
  hc_text_groups_detail_close_issues (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_text_groups_detail_dispose (GObject *object)
{
  HcTextGroupsDetail *self = HC_TEXT_GROUPS_DETAIL (object);

  stop_reading (self);
  self->stack = NULL;
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_text_groups_detail_parent_class)->dispose (object);
}

static void
hc_text_groups_detail_class_init (HcTextGroupsDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_text_groups_detail_dispose;
  g_type_ensure (HC_TYPE_QUEUE_ISSUES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-text-groups-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, several);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, title);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, size);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, words_box);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, words);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, buttons);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, add_button);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, restore_button);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, titles_label);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, titles);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, more_titles);
  gtk_widget_class_bind_template_child (widget_class, HcTextGroupsDetail, issues);
  gtk_widget_class_bind_template_callback (widget_class, issues_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, issues_left_cb);
  split_signal = g_signal_new ("split", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hc_text_groups_detail_init (HcTextGroupsDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->buttons, hc_wrap_layout_new (6));
}

void
hc_text_groups_detail_set_launch (HcTextGroupsDetail *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_TEXT_GROUPS_DETAIL (self));
  g_set_object (&self->launch, launch);
}
