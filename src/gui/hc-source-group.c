/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-source-group.h"

#include <glib/gi18n.h>

#include "hc-launch-table.h"
#include "hc-notify.h"

struct _HcSourceGroup
{
  AdwPreferencesGroup parent_instance;

  /* Borrowed */
  GPtrArray *rows; /* of AdwEntryRow, one per source; the array is owned */

  /* Owned */
  HcLaunch *launch;
  GPtrArray *sources; /* of HcTicketSource; NULL until read */
};

G_DEFINE_FINAL_TYPE (HcSourceGroup, hc_source_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- saving ---- */

static gboolean
save_command (HcDb *db, gpointer data, GError **error)
{
  return hc_ticket_source_save (db, data, error);
}

typedef struct
{
  HcSourceGroup *self;
  GtkWidget *row;
} Saving;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (HcSourceGroup) self = saving->self;
  g_autoptr (GtkWidget) row = saving->row;
  g_autoptr (GError) error = NULL;

  if (hc_store_command_finish (HC_STORE (object), result, &error))
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_widget_set_tooltip_text (row, NULL);
      return;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_widget_set_tooltip_text (row, error->message);
  hc_notify_toast (GTK_WIDGET (self), error->message, NULL, NULL);
}

static void
commit_row (HcSourceGroup *self, guint index)
{
  AdwEntryRow *row = g_ptr_array_index (self->rows, index);
  HcTicketSource *source = g_ptr_array_index (self->sources, index);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  HcTicketSource *changed;
  Saving *saving;

  if (g_strcmp0 (text, source->url_pattern) == 0)
    return;
  g_free (source->url_pattern);
  source->url_pattern = g_strdup (text);
  changed = g_new0 (HcTicketSource, 1);
  changed->id = g_strdup (source->id);
  changed->name = g_strdup (source->name);
  changed->url_pattern = g_steal_pointer (&text);
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->row = g_object_ref (GTK_WIDGET (row));
  hc_store_command_async (hc_launch_store (self->launch), _("Set Ticket Address"),
                          HC_TABLES_IMPORT, save_command, changed,
                          (GDestroyNotify) hc_ticket_source_free, saved_cb, saving);
}

void
hc_source_group_commit (HcSourceGroup *self)
{
  g_return_if_fail (HC_IS_SOURCE_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    commit_row (self, i);
}

static void
done_cb (HcSourceGroup *self)
{
  hc_source_group_commit (self);
}

/* ---- showing ---- */

static GtkWidget *
create_row (HcSourceGroup *self, const HcTicketSource *source)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *title = g_strdup_printf (_("Address of a ticket in “%s”"), source->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), source->url_pattern);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (done_cb), self);
  gtk_widget_add_controller (row, focus);
  return row;
}

static gboolean
same_sources (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HcTicketSource *x = g_ptr_array_index (a, i);
      const HcTicketSource *y = g_ptr_array_index (b, i);

      if (g_strcmp0 (x->id, y->id) != 0 || g_strcmp0 (x->name, y->name) != 0 ||
          g_strcmp0 (x->url_pattern, y->url_pattern) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
fill (HcSourceGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->sources->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (self->sources, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->sources->len > 0);
}

static gpointer
load_job (HcDb *db, gpointer data, GError **error)
{
  return hc_ticket_sources_load (db, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcSourceGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = hc_store_job_finish (HC_STORE (object), result, &error);

  if (sources == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The ticket systems could not be read"), error);
      return;
    }
  /* What was just applied here is there already: rows with the focus stay. */
  if (same_sources (self->sources, sources) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->sources = g_steal_pointer (&sources);
  fill (self);
}

static void
load (HcSourceGroup *self)
{
  hc_store_read_async (hc_launch_store (self->launch), load_job, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, loaded_cb, g_object_ref (self));
}

static void
changed_cb (HcSourceGroup *self, guint tables)
{
  if ((tables & HC_TABLES_IMPORT) != 0)
    load (self);
}

static void
hc_source_group_dispose (GObject *object)
{
  HcSourceGroup *self = HC_SOURCE_GROUP (object);

  g_clear_object (&self->launch);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hc_source_group_parent_class)->dispose (object);
}

static void
hc_source_group_class_init (HcSourceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_source_group_dispose;
}

static void
hc_source_group_init (HcSourceGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Ticket Systems"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("The address holds {key} where the ticket’s key belongs, such as "
      "https://tickets.example.com/browse/{key}"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hc_source_group_set_launch (HcSourceGroup *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_SOURCE_GROUP (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  g_signal_connect_object (launch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}
