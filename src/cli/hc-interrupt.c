/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define EXIT_BY_SIGNAL 130

static void
fill (sigset_t *set)
{
  sigemptyset (set);
  sigaddset (set, SIGINT);
  sigaddset (set, SIGTERM);
}

/* A thread that only waits: g_cancellable_cancel() may not be called in a signal handler. */
static gpointer
wait_for_signals (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t set;
  int number;

  fill (&set);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  sigwait (&set, &number);
  _exit (EXIT_BY_SIGNAL);
}

void
hc_interrupt_watch (GCancellable *cancellable)
{
  sigset_t set;

  fill (&set);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_signals, g_object_ref (cancellable)));
}
