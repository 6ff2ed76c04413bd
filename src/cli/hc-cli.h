/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: one file per sub-command, one table. Needs no display, no bus, no GSettings. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when @argv[1] is a sub-command, “help”, “--help” or “--version”: then hc_cli_run() is to be
 * called instead of opening a window. */
gboolean hc_cli_handles (int argc, char **argv);
/* Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but rows were rejected. */
int hc_cli_run (int argc, char **argv);

G_END_DECLS
