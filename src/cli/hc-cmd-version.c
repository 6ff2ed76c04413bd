/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"
#include "hc-sqlite-info.h"

static int
run_version (HcCall *call)
{
  g_auto (GStrv) options = hc_sqlite_options ();
  g_autofree char *list = g_strjoinv (" ", options);

  hc_printf ("hypercare %s\n", HC_VERSION);
  hc_printf ("GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  hc_printf ("SQLite %s\n", hc_sqlite_version ());
  hc_printf (_ ("Built with %s\n"), HC_BUILT_WITH);
  hc_printf (_ ("SQLite options: %s\n"), list);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_version = {
  .name = "version",
  .arguments = "",
  .summary = N_ ("Show the versions of the program and its libraries"),
  .example = "hypercare version",
  .run = run_version,
};
