/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long computations look at a flag now and then; this ties such a flag to a GCancellable. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets @flag to TRUE when @cancellable is cancelled, at once if it already is; NULL: never. Until
 * hc_cancel_unwatch() with what this returns. */
gulong hc_cancel_watch (GCancellable *cancellable, gint *flag);
void hc_cancel_unwatch (GCancellable *cancellable, gulong handler);

G_END_DECLS
