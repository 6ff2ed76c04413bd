/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The banner under the header bar: lasting conditions, derived from state, the gravest only. */

#include "config.h"

#include "hc-window-private.h"

#include <glib/gi18n.h>

static const HcBatch *
newest_batch (HcWindow *self)
{
  GPtrArray *batches = hc_launch_batches (self->launch);

  return batches->len > 0 ? g_ptr_array_index (batches, batches->len - 1) : NULL;
}

static char *
warning_text (HcWindow *self)
{
  const HcBatch *batch = newest_batch (self);

  if (batch == NULL || batch->warnings == NULL || batch->warnings->len == 0)
    return NULL;
  if (batch->warnings->len == 1)
    return g_strdup (((HcBatchWarning *) g_ptr_array_index (batch->warnings, 0))->text);
  return g_strdup_printf (ngettext ("The newest import has %u warning.",
                                    "The newest import has %u warnings.", batch->warnings->len),
                          batch->warnings->len);
}

void
hc_window_update_banner (HcWindow *self)
{
  g_autofree char *text = NULL;
  const char *button = NULL;
  const char *page = self->current >= 0 ? hc_pages[self->current].name : NULL;

  if (self->launch == NULL)
    return;
  if (hc_store_is_read_only (hc_launch_store (self->launch)))
    text = g_strdup (_("Opened read-only: nothing can be changed or imported."));
  else if (self->on_network)
    text = g_strdup (_("Stored on a network folder: one person at a time."));
  else if (g_strcmp0 (page, "imports") != 0 && (text = warning_text (self)) != NULL)
    button = _("Show Imports");

  if (text != NULL)
    gtk_label_set_text (self->banner_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->banner_button, button);
  gtk_info_bar_set_revealed (self->banner, text != NULL);
}

static void
banner_clicked_cb (HcWindow *self)
{
  hc_window_show_page (self, "imports");
}

void
hc_window_init_banner (HcWindow *self)
{
  g_signal_connect_swapped (self->banner_button, "clicked", G_CALLBACK (banner_clicked_cb), self);
}

static void
network_queried_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWindow) self = user_data;
  g_autoptr (GFileInfo) info = NULL;

  /* Where the system cannot say it, there is nothing to warn of. */
  info = g_file_query_filesystem_info_finish (G_FILE (object), result, NULL);
  self->on_network =
    info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);
  hc_window_update_banner (self);
}

void
hc_window_query_network (HcWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  g_file_query_filesystem_info_async (file, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, G_PRIORITY_DEFAULT,
                                      NULL, network_queried_cb, g_object_ref (self));
}
