/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-open-error.h"

#include <glib/gi18n.h>

#include "hc-recent.h"
#include "hc-snapshots-dialog.h"

gboolean
hc_open_error_offers_read_only (const GError *error)
{
  return g_error_matches (error, HC_ERROR, HC_ERROR_BUSY) ||
         g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED) ||
         g_error_matches (error, HC_ERROR, HC_ERROR_PERMISSION);
}

static char *
heading_for (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_error_matches (error, HC_ERROR, HC_ERROR_NOT_FOUND))
    return g_strdup_printf (_("“%s” Was Not Found"), name);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_NOT_LAUNCH))
    return g_strdup_printf (_("“%s” Is Not a Launch"), name);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_TOO_NEW))
    return g_strdup_printf (_("“%s” Is from a Newer Version"), name);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED))
    return g_strdup_printf (_("“%s” Is Damaged"), name);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_BUSY))
    return g_strdup_printf (_("“%s” Is in Use"), name);
  return g_strdup_printf (_("Could Not Open “%s”"), name);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, HcWindow *window)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");

  if (g_str_equal (response, "read-only") && hc_window_path (window) == NULL)
    hc_window_open (window, path, HC_DB_READ_ONLY);
  else if (g_str_equal (response, "snapshots"))
    hc_snapshots_dialog_present (window, path);
  else if (g_str_equal (response, "forget"))
    {
      hc_recent_remove (path);
      hc_window_refresh_welcome (window);
    }
}

void
hc_open_error_present (HcWindow *window, const char *path, const GError *error)
{
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  heading = heading_for (path, error);
  dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), heading, error->message));
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  if (hc_open_error_offers_read_only (error) && hc_window_path (window) == NULL)
    adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "read-only",
                                      _("Open _Read-Only"), NULL);
  else
    adw_message_dialog_add_response (dialog, "cancel", _("_Close"));
  if (g_error_matches (error, HC_ERROR, HC_ERROR_NOT_FOUND) && hc_recent_contains (path))
    adw_message_dialog_add_response (dialog, "forget", _("_Remove from List"));
  if (g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED) ||
      g_error_matches (error, HC_ERROR, HC_ERROR_NOT_FOUND))
    adw_message_dialog_add_response (dialog, "snapshots", _("Sna_pshots…"));
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
