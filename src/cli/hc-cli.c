/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cli.h"

gboolean
hc_cli_handles (int argc, char **argv)
{
  return argc > 1;
}

int
hc_cli_run (int argc, char **argv)
{
  return 2;
}
