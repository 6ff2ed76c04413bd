/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-debug.h"

static const GDebugKey debug_keys[] = {
  { "sql", HC_DEBUG_SQL },   { "plan", HC_DEBUG_PLAN },     { "time", HC_DEBUG_TIME },
  { "undo", HC_DEBUG_UNDO }, { "import", HC_DEBUG_IMPORT },
};

static guint
debug_flags (void)
{
  static gsize flags = 0;

  if (g_once_init_enter (&flags))
    {
      guint parsed
        = g_parse_debug_string (g_getenv ("HYPERCARE_DEBUG"), debug_keys, G_N_ELEMENTS (debug_keys));

      /* Zero would mean “not yet”, so the flags live one bit up. */
      g_once_init_leave (&flags, ((gsize)parsed << 1) | 1);
    }
  return (guint)(flags >> 1);
}

gboolean
hc_debug_on (HcDebugFlags flag)
{
  return (debug_flags () & flag) != 0;
}

void
hc_debug (HcDebugFlags flag, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (!hc_debug_on (flag))
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", text);
}
