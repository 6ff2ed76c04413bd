/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work beside the store that the main thread must not wait for. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs @func as g_task_run_in_thread() does, but the end of the process waits until it has
 * returned: a thread that outlived main() would read resources and libraries already taken down.
 * @func therefore ends soon once its cancellable is cancelled. Main thread. */
void hc_background_run (GTask *task, GTaskThreadFunc func);

G_END_DECLS
