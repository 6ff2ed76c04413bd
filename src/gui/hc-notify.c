/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-notify.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

HcNotifyKind
hc_notify_kind (const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HC_NOTIFY_NOTHING;
  if (error->domain != HC_ERROR)
    return HC_NOTIFY_TOAST;

  switch ((HcError) error->code)
    {
    case HC_ERROR_BUSY:
    case HC_ERROR_CONFLICT:
    case HC_ERROR_CONSTRAINT:
    case HC_ERROR_USAGE:
      return HC_NOTIFY_TOAST;
    case HC_ERROR_FAILED:
    case HC_ERROR_NOT_FOUND:
    case HC_ERROR_EXISTS:
    case HC_ERROR_PERMISSION:
    case HC_ERROR_DISK_FULL:
    case HC_ERROR_NOT_LAUNCH:
    case HC_ERROR_TOO_NEW:
    case HC_ERROR_DAMAGED:
    case HC_ERROR_FORMAT:
    case HC_ERROR_LIMIT:
    case HC_ERROR_AMBIGUOUS:
      return HC_NOTIFY_DIALOG;
    }
  return HC_NOTIFY_DIALOG;
}

static GtkWindow *
window_of (GtkWidget *near)
{
  GtkRoot *root = near != NULL ? gtk_widget_get_root (near) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static AdwToastOverlay *
overlay_of (GtkWidget *near)
{
  GtkWidget *overlay = near != NULL ? gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY) : NULL;

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

void
hc_notify_dialog (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
hc_notify_toast (GtkWidget *near, const char *text, const char *button, const char *action)
{
  AdwToastOverlay *overlay = overlay_of (near);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (overlay, toast);
}

typedef struct
{
  GtkWidget *near; /* weak */
  char *what;
  char *message;
} Details;

static void
details_free (gpointer data, GClosure *closure)
{
  Details *details = data;

  g_clear_weak_pointer (&details->near);
  g_free (details->what);
  g_free (details->message);
  g_free (details);
}

static void
show_details_cb (AdwToast *toast, Details *details)
{
  hc_notify_dialog (details->near != NULL ? window_of (details->near) : NULL, details->what,
                    details->message);
}

static void
toast_with_details (AdwToastOverlay *overlay,
                    GtkWidget *near,
                    const char *what,
                    const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (what, -1);
  AdwToast *toast = adw_toast_new (escaped);
  Details *details = g_new0 (Details, 1);

  g_set_weak_pointer (&details->near, near);
  details->what = g_strdup (what);
  details->message = g_strdup (message);
  adw_toast_set_button_label (toast, _("Details"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (show_details_cb), details,
                         details_free, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
hc_notify_error (GtkWidget *near, const char *what, const GError *error)
{
  HcNotifyKind kind = hc_notify_kind (error);
  AdwToastOverlay *overlay = overlay_of (near);

  if (kind == HC_NOTIFY_NOTHING)
    return;
  if (kind == HC_NOTIFY_TOAST && overlay != NULL)
    toast_with_details (overlay, near, what, error->message);
  else
    hc_notify_dialog (window_of (near), what, error->message);
}
