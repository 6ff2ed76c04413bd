/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "hc-command.h"
#include "hc-interrupt.h"

/* “--help”, “-h” and “--version” stand for commands. */
static const char *
command_word (const char *word)
{
  if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0)
    return "help";
  if (strcmp (word, "--version") == 0)
    return "version";
  return word;
}

/* A launch to open or an option of the window: not for us. */
static gboolean
is_for_the_window (const char *word)
{
  return word[0] == '-' || g_str_has_suffix (word, ".hypercare") || strstr (word, "://") != NULL ||
         strchr (word, G_DIR_SEPARATOR) != NULL || g_file_test (word, G_FILE_TEST_EXISTS);
}

gboolean
hc_cli_handles (int argc, char **argv)
{
  if (argc < 2)
    return FALSE;
  return hc_command_find (command_word (argv[1])) != NULL || !is_for_the_window (argv[1]);
}

static int
run (const HcCommand *command, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcCall) call = hc_call_new (command, words, &error);

  if (call == NULL)
    {
      hc_print_error ("hypercare %s: %s\n", command->name, error->message);
      return HC_EXIT_USAGE;
    }
  if (call->wants_help)
    {
      g_autofree char *help = hc_help_of_command (command);
      hc_print (help);
      return HC_EXIT_DONE;
    }
  hc_interrupt_watch (call->cancellable);
  return command->run (call);
}

int
hc_cli_run (int argc, char **argv)
{
  const HcCommand *command = argc > 1 ? hc_command_find (command_word (argv[1])) : &hc_command_help;
  int status = command != NULL ? run (command, argv + MIN (argc, 2)) : hc_unknown_command (argv[1]);

  if (fflush (stdout) != 0 || ferror (stdout))
    {
      hc_print_error (_ ("hypercare: The output could not be written: %s.\n"), g_strerror (errno));
      return HC_EXIT_FAILED;
    }
  return status;
}
