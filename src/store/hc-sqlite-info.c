/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sqlite-info.h"

#include <sqlite3.h>

const char *
hc_sqlite_version (void)
{
  return sqlite3_libversion ();
}

GStrv
hc_sqlite_options (void)
{
  GPtrArray *options = g_ptr_array_new ();
  const char *option;

  for (int i = 0; (option = sqlite3_compileoption_get (i)) != NULL; i++)
    g_ptr_array_add (options, g_strdup (option));
  g_ptr_array_add (options, NULL);
  return (GStrv) g_ptr_array_free (options, FALSE);
}
