/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "hc-application.h"
#include "hc-cli.h"

int
main (int argc, char **argv)
{
  g_autoptr (HcApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HC_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (hc_cli_handles (argc, argv))
    return hc_cli_run (argc, argv);

  application = hc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
