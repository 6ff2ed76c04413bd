/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

static inline gboolean
wait_in_vain (gpointer what)
{
  g_error ("waited in vain for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/* Turns the main loop until @condition holds; fails the test, saying where, after two minutes. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    static char wait_place[] = __FILE__ ":" G_STRINGIFY (__LINE__) ": " #condition;                \
    guint wait_limit = g_timeout_add_seconds (120, wait_in_vain, wait_place);                      \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (wait_limit);                                                                  \
  }                                                                                                \
  G_STMT_END
