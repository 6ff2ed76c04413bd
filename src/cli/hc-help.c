/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-command.h"

#define OPTION_WIDTH 26

/* “  -o, --output FILE       What it does” */
static void
append_option (GString *out, const HcOption *option)
{
  g_autoptr (GString) left = g_string_new ("  ");

  if (option->letter != 0)
    g_string_append_printf (left, "-%c, ", option->letter);
  g_string_append_printf (left, "--%s", option->name);
  if (option->argument != NULL)
    g_string_append_printf (left, " %s", _ (option->argument));

  g_string_append (out, left->str);
  if (g_utf8_strlen (left->str, -1) >= OPTION_WIDTH)
    g_string_append_printf (out, "\n%*s", OPTION_WIDTH, "");
  else
    g_string_append_printf (out, "%*s", (int) (OPTION_WIDTH - g_utf8_strlen (left->str, -1)), "");
  g_string_append_printf (out, "%s\n", _ (option->help));
}

char *
hc_help_of_command (const HcCommand *command)
{
  static const HcOption help = { "help", 'h', NULL, N_ ("Show this help"), FALSE };
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("Usage: hypercare %s %s"), command->name, command->arguments);
  g_string_append (out, command->options != NULL ? _ (" [options]\n\n") : "\n\n");
  g_string_append_printf (out, "%s\n", _ (command->summary));
  if (command->description != NULL)
    g_string_append_printf (out, "\n%s\n", _ (command->description));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  for (const HcOption *option = command->options; option != NULL && option->name != NULL; option++)
    append_option (out, option);
  append_option (out, &help);
  g_string_append_printf (out, "\n%s\n  %s\n", _ ("Example:"), command->example);
  return g_string_free (out, FALSE);
}

char *
hc_help_of_all (void)
{
  GString *out = g_string_new (NULL);

  g_string_append (out, _ ("Usage: hypercare [FILE.hypercare]    open the app, or a launch in it\n"
                           "       hypercare COMMAND …           work without a display\n\n"));
  g_string_append_printf (out, "%s\n", _ ("Commands:"));
  for (guint i = 0; hc_commands[i] != NULL; i++)
    g_string_append_printf (out, "  %-13s %s\n", hc_commands[i]->name, _ (hc_commands[i]->summary));
  g_string_append_printf (
    out, "\n%s\n%s\n", _ ("“hypercare help COMMAND” explains each, with an example."),
    _ ("Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but rows were rejected."));
  return g_string_free (out, FALSE);
}

static int
run_help (HcCall *call)
{
  const char *name = hc_call_word (call, 0);
  const HcCommand *command = name != NULL ? hc_command_find (name) : NULL;
  g_autofree char *text = NULL;

  if (name != NULL && command == NULL)
    return hc_unknown_command (name);
  text = command != NULL ? hc_help_of_command (command) : hc_help_of_all ();
  hc_print (text);
  return HC_EXIT_DONE;
}

const HcCommand hc_command_help = {
  .name = "help",
  .arguments = "[COMMAND]",
  .summary = N_ ("List the commands, or explain one"),
  .example = "hypercare help import",
  .max_words = 1,
  .run = run_help,
};
