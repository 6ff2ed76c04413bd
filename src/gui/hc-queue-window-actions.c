/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the keys of the queue do. */

#include "config.h"

#include "hc-queue-window-private.h"

#include <glib/gi18n.h>

#include "hc-text-groups-create.h"

double
hc_queue_window_confidence (HcQueueWindow *self)
{
  return gtk_range_get_value (GTK_RANGE (self->sure)) / 100;
}

void
hc_queue_window_choose (HcQueueWindow *self, guint i)
{
  g_autofree char *id = NULL;

  if (self->choice_ids == NULL || i >= self->choice_ids->len)
    return;
  id = g_strdup (g_ptr_array_index (self->choice_ids, i));
  hc_classify_queue_choose (self->queue, id);
}

static gboolean
is_searching (HcQueueWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pane), "search") == 0;
}

static gboolean
is_confirming (HcQueueWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->bulk), "confirm") == 0;
}

static void
begin_search (HcQueueWindow *self, const char *typed)
{
  gtk_stack_set_visible_child_name (self->pane, "search");
  hc_queue_issues_begin (self->issues, typed);
}

/* ---------------------------------------------------------------- actions */

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_classify_queue_accept (HC_QUEUE_WINDOW (widget)->queue);
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_classify_queue_skip (HC_QUEUE_WINDOW (widget)->queue);
}

/* What was decided here; else the last thing done in the window behind. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (!hc_classify_queue_undo (HC_QUEUE_WINDOW (widget)->queue) && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.undo", NULL);
}

static void
create_cb (HcQueueWindow *self, HcRecordData *issue, HcRule *rule)
{
  g_clear_pointer (&rule, hc_rule_free);
  hc_classify_queue_create (self->queue, issue);
}

static void
new_issue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcQueueWindow *self = HC_QUEUE_WINDOW (widget);
  const HcQueueItem *item = hc_classify_queue_current (self->queue);
  HcTextGroupsCreate *form;

  if (item == NULL)
    return;
  form = hc_text_groups_create_present (widget, hc_classify_queue_launch (self->queue), item->title,
                                        NULL, 1);
  g_signal_connect_object (form, "create", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_search (HC_QUEUE_WINDOW (widget), "");
}

static void
accept_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcQueueWindow *self = HC_QUEUE_WINDOW (widget);

  gtk_stack_set_visible_child_name (self->bulk, "confirm");
  gtk_widget_grab_focus (self->confirm_button);
}

static void
leave_confirm (HcQueueWindow *self)
{
  gtk_stack_set_visible_child_name (self->bulk, "choose");
  gtk_widget_grab_focus (self->reading);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcQueueWindow *self = HC_QUEUE_WINDOW (widget);

  leave_confirm (self);
  hc_classify_queue_accept_all (self->queue, hc_queue_window_confidence (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_confirm (HC_QUEUE_WINDOW (widget));
}

void
hc_queue_window_update_actions (HcQueueWindow *self)
{
  const HcQueueItem *item = hc_classify_queue_current (self->queue);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "queue.accept", item != NULL && item->suggestion != NULL);
  gtk_widget_action_set_enabled (widget, "queue.skip",
                                 hc_classify_queue_n_left (self->queue) > 1);
  gtk_widget_action_set_enabled (widget, "queue.new-issue", item != NULL);
  gtk_widget_action_set_enabled (widget, "queue.search", item != NULL);
}

/* ---------------------------------------------------------------- keys */

static gboolean
with_control (HcQueueWindow *self, guint key)
{
  GtkWidget *widget = GTK_WIDGET (self);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return gtk_widget_activate_action (
        widget, is_confirming (self) ? "queue.confirm" : "queue.accept-all", NULL);
    case GDK_KEY_z:
      return !is_searching (self) && gtk_widget_activate_action (widget, "queue.undo", NULL);
    case GDK_KEY_f:
      return gtk_widget_activate_action (widget, "queue.search", NULL);
    default:
      return FALSE;
    }
}

/* A button that has the focus keeps Enter for itself. */
static gboolean
keeps_enter (HcQueueWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (GTK_IS_BUTTON (focus) || GTK_IS_LIST_BOX_ROW (focus));
}

static gboolean
with_letter (HcQueueWindow *self, guint key)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gunichar letter = gdk_keyval_to_unicode (key);
  char text[7] = { 0 };

  if (letter >= '1' && letter <= '9')
    {
      hc_queue_window_choose (self, letter - '1');
      return TRUE;
    }
  switch (g_unichar_tolower (letter))
    {
    case 'n':
      return gtk_widget_activate_action (widget, "queue.new-issue", NULL);
    case 's':
      return gtk_widget_activate_action (widget, "queue.skip", NULL);
    case 'u':
      return gtk_widget_activate_action (widget, "queue.undo", NULL);
    case '/':
      begin_search (self, "");
      return TRUE;
    default:
      break;
    }
  if (!g_unichar_isalnum (letter))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  begin_search (self, text);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        HcQueueWindow *self)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();

  if (mods == GDK_CONTROL_MASK)
    return with_control (self, key);
  if ((mods & ~GDK_SHIFT_MASK) != 0 || hc_classify_queue_current (self->queue) == NULL
      || is_searching (self))
    return FALSE; /* the entry of the search asks for its own keys */
  switch (key)
    {
    case GDK_KEY_Escape:
      if (!is_confirming (self))
        return FALSE;
      leave_confirm (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return !keeps_enter (self) && gtk_widget_activate_action (GTK_WIDGET (self), "queue.accept",
                                                                NULL);
    default:
      return with_letter (self, key);
    }
}

void
hc_queue_window_add_keys (HcQueueWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
hc_queue_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "queue.accept", NULL, accept_action);
  gtk_widget_class_install_action (klass, "queue.skip", NULL, skip_action);
  gtk_widget_class_install_action (klass, "queue.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "queue.new-issue", NULL, new_issue_action);
  gtk_widget_class_install_action (klass, "queue.search", NULL, search_action);
  gtk_widget_class_install_action (klass, "queue.accept-all", NULL, accept_all_action);
  gtk_widget_class_install_action (klass, "queue.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (klass, "queue.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "window.close", NULL);
}
