/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From now on Ctrl+C (and SIGTERM) cancels @cancellable, so that what is running is rolled back and
 * the launch closed; a second one ends the program at once. */
void hc_interrupt_watch (GCancellable *cancellable);

G_END_DECLS
