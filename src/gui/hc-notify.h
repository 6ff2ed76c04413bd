/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the window tells what happened: done → toast (with Undo), failed once → toast with Details,
 * needs reading or a remedy → dialog, cancelled → nothing. A field's problem is the form's to show. */

#pragma once

#include <adwaita.h>

#include "hc-error.h"

G_BEGIN_DECLS

typedef enum
{
  HC_NOTIFY_NOTHING,
  HC_NOTIFY_TOAST,
  HC_NOTIFY_DIALOG,
} HcNotifyKind;

/* Where a failure is told; pure. */
HcNotifyKind hc_notify_kind (const GError *error);

/* @near: any widget of the window. @action (optional, with @button): “win.undo”. */
void
hc_notify_toast (GtkWidget *near, const char *text, const char *button, const char *action);
/* Tells that @what (a whole sentence) failed because of @error. */
void hc_notify_error (GtkWidget *near, const char *what, const GError *error);
/* A message dialog with Close only; @parent may be NULL. */
void hc_notify_dialog (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
