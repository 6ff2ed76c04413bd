/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-background.h"

#include <stdlib.h>

#define FUNC_KEY "hc-background-func"

static GMutex mutex;
static GCond returned;
static guint n_running;

static void
wait_for_all (void)
{
  g_mutex_lock (&mutex);
  while (n_running > 0)
    g_cond_wait (&returned, &mutex);
  g_mutex_unlock (&mutex);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc *func = g_object_get_data (G_OBJECT (task), FUNC_KEY);

  (*func) (task, source, data, cancellable);
  g_mutex_lock (&mutex);
  n_running--;
  g_cond_broadcast (&returned);
  g_mutex_unlock (&mutex);
}

void
hc_background_run (GTask *task, GTaskThreadFunc func)
{
  static gboolean waits;

  /* Handlers of atexit() run before the destructors of resources and libraries. */
  if (!waits)
    waits = atexit (wait_for_all) == 0;
  g_object_set_data_full (G_OBJECT (task), FUNC_KEY, g_memdup2 (&func, sizeof func), g_free);
  g_mutex_lock (&mutex);
  n_running++;
  g_mutex_unlock (&mutex);
  g_task_run_in_thread (task, run);
}
