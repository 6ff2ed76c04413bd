/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-starter-group.h"

#include <glib/gi18n.h>

#include "hc-background.h"
#include "hc-notify.h"
#include "hc-starter-contents.h"

struct _HcStarterGroup
{
  AdwPreferencesGroup parent_instance;

  /* Borrowed */
  GPtrArray *rows;   /* of AdwActionRow, as hc_starter_names(); the array is owned */
  GPtrArray *checks; /* of GtkCheckButton, likewise */

  /* Owned */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HcStarterGroup, hc_starter_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- what they would bring ---- */

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *names = hc_starter_names ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *text;

      if (g_task_return_error_if_cancelled (task))
        return;
      text = hc_starter_dup_contents (names[i], &error);
      if (text == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (texts, text);
    }
  g_task_return_pointer (task, g_steal_pointer (&texts), (GDestroyNotify) g_ptr_array_unref);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  HcStarterGroup *self = HC_STARTER_GROUP (object);
  const char *const *names = hc_starter_names ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = g_task_propagate_pointer (G_TASK (result), &error);

  if (texts == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The starters could not be read"), error);
      return;
    }
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n%s", hc_starter_summary (names[i]),
                                               (const char *) texts->pdata[i]);

      adw_action_row_set_subtitle (self->rows->pdata[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->checks->pdata[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
}

static void
count (HcStarterGroup *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, counted_cb, NULL);

  hc_background_run (task, count_thread);
}

/* ---- rows ---- */

static void
add_starter (HcStarterGroup *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hc_starter_title (name));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hc_starter_summary (name));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hc_starter_title (name), -1);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
}

static void
hc_starter_group_dispose (GObject *object)
{
  HcStarterGroup *self = HC_STARTER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (hc_starter_group_parent_class)->dispose (object);
}

static void
hc_starter_group_finalize (GObject *object)
{
  HcStarterGroup *self = HC_STARTER_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (hc_starter_group_parent_class)->finalize (object);
}

static void
hc_starter_group_class_init (HcStarterGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_starter_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_starter_group_finalize;
}

static void
hc_starter_group_init (HcStarterGroup *self)
{
  const char *const *names = hc_starter_names ();

  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Starter"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("Suggestions to begin with. All of it can be changed, or undone in one step."));
  for (guint i = 0; names[i] != NULL; i++)
    add_starter (self, names[i]);
  hc_starter_group_select (self, "blank");
  count (self);
}

const char *
hc_starter_group_selected (HcStarterGroup *self)
{
  g_return_val_if_fail (HC_IS_STARTER_GROUP (self), NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      return hc_starter_names ()[i];
  return "blank";
}

void
hc_starter_group_select (HcStarterGroup *self, const char *name)
{
  const char *const *names = hc_starter_names ();

  g_return_if_fail (HC_IS_STARTER_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      gtk_check_button_set_active (self->checks->pdata[i], TRUE);
}
