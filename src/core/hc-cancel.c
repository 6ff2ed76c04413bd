/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cancel.h"

static void
note_cancelled (GCancellable *cancellable, gpointer flag)
{
  g_atomic_int_set ((gint *) flag, TRUE);
}

gulong
hc_cancel_watch (GCancellable *cancellable, gint *flag)
{
  if (cancellable == NULL)
    return 0;
  return g_cancellable_connect (cancellable, G_CALLBACK (note_cancelled), flag, NULL);
}

void
hc_cancel_unwatch (GCancellable *cancellable, gulong handler)
{
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
}
