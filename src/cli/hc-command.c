/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-command.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "hc-launch-table.h"

const HcCommand *const hc_commands[] = {
  &hc_command_new,
  &hc_command_sample,
  &hc_command_import,
  &hc_command_import_usage,
  &hc_command_imports,
  &hc_command_undo_import,
  &hc_command_classify,
  &hc_command_drivers,
  &hc_command_metrics,
  &hc_command_chart,
  &hc_command_criteria,
  &hc_command_summary,
  &hc_command_report,
  &hc_command_pack,
  &hc_command_check,
  &hc_command_version,
  &hc_command_help,
  NULL,
};

static const HcOption no_options[] = { { NULL } };
static const HcOption help_option = { "help", 'h', NULL, N_ ("Show this help"), FALSE };

const HcCommand *
hc_command_find (const char *name)
{
  for (guint i = 0; hc_commands[i] != NULL; i++)
    if (strcmp (hc_commands[i]->name, name) == 0)
      return hc_commands[i];
  return NULL;
}

int
hc_unknown_command (const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  for (guint i = 0; hc_commands[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) hc_commands[i]->name);
  g_ptr_array_add (names, NULL);
  hint = hc_did_you_mean (word, (const char *const *) names->pdata);
  hc_print_error (_ ("hypercare: There is no command “%s”.%s “hypercare help” lists all.\n"), word,
                  hint);
  return HC_EXIT_USAGE;
}

/* ---- words to options ---- */

static const HcOption *
find_option (const HcCommand *command, const char *name, gsize length)
{
  const HcOption *options = command->options != NULL ? command->options : no_options;

  for (; options->name != NULL; options++)
    if (strlen (options->name) == length && strncmp (options->name, name, length) == 0)
      return options;
  return length == 4 && strncmp (name, "help", 4) == 0 ? &help_option : NULL;
}

static const HcOption *
find_letter (const HcCommand *command, char letter)
{
  const HcOption *options = command->options != NULL ? command->options : no_options;

  for (; options->name != NULL; options++)
    if (options->letter == letter)
      return options;
  return letter == 'h' ? &help_option : NULL;
}

static void
set_unknown_option (const HcCommand *command, const char *word, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *given = g_strndup (word, strcspn (word, "="));
  g_autofree char *hint = NULL;

  for (const HcOption *o = command->options; o != NULL && o->name != NULL; o++)
    g_ptr_array_add (names, g_strconcat ("--", o->name, NULL));
  g_ptr_array_add (names, g_strdup ("--help"));
  g_ptr_array_add (names, NULL);
  hint = hc_did_you_mean (given, (const char *const *) names->pdata);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("There is no option “%s”.%s “hypercare help %s” lists all."), given, hint,
               command->name);
}

static gboolean
store_value (HcCall *self, const HcOption *option, const char *value, GError **error)
{
  GPtrArray *values = g_hash_table_lookup (self->values, option->name);

  if (option == &help_option)
    {
      self->wants_help = TRUE;
      return TRUE;
    }
  if (values != NULL && !option->repeats)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--%s” was given twice."), option->name);
      return FALSE;
    }
  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->values, (gpointer) option->name, values);
    }
  g_ptr_array_add (values, g_strdup (value));
  return TRUE;
}

/* Takes the option at *@words, and its value when that is a word of its own. */
static gboolean
parse_option (HcCall *self, char ***words, GError **error)
{
  const char *word = **words;
  gboolean is_long = word[1] == '-';
  gsize length = is_long ? strcspn (word + 2, "=") : 1;
  const HcOption *option =
    is_long ? find_option (self->command, word + 2, length) : find_letter (self->command, word[1]);
  const char *value = word + (is_long ? 2 : 1) + length;

  if (option == NULL)
    {
      set_unknown_option (self->command, word, error);
      return FALSE;
    }
  if (option->argument == NULL)
    {
      if (*value == '\0')
        return store_value (self, option, "", error);
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--%s” takes no value."), option->name);
      return FALSE;
    }

  if (is_long && *value == '=')
    return store_value (self, option, value + 1, error);
  if (*value != '\0')
    return store_value (self, option, value, error);
  if ((*words)[1] == NULL)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--%s” needs a value: --%s %s."),
                   option->name, option->name, _ (option->argument));
      return FALSE;
    }
  (*words)++;
  return store_value (self, option, **words, error);
}

static gboolean
check_words (HcCall *self, GError **error)
{
  const HcCommand *command = self->command;

  if (self->wants_help)
    return TRUE;
  if (self->words->len < command->min_words)
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                 _ ("Something is missing: hypercare %s %s. “hypercare help %s” explains it."),
                 command->name, command->arguments, command->name);
  else if (self->words->len > command->max_words)
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                 _ ("“%s” is one word too many: hypercare %s %s. “hypercare help %s” explains it."),
                 hc_call_word (self, command->max_words), command->name, command->arguments,
                 command->name);
  else
    return TRUE;
  return FALSE;
}

HcCall *
hc_call_new (const HcCommand *command, char **words, GError **error)
{
  g_autoptr (HcCall) self = g_new0 (HcCall, 1);
  gboolean only_words = FALSE;

  self->command = command;
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->values =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->cancellable = g_cancellable_new ();

  for (; *words != NULL; words++)
    {
      if (!only_words && strcmp (*words, "--") == 0)
        only_words = TRUE;
      else if (only_words || (*words)[0] != '-' || (*words)[1] == '\0')
        g_ptr_array_add (self->words, g_strdup (*words));
      else if (!parse_option (self, &words, error))
        return NULL;
    }
  return check_words (self, error) ? g_steal_pointer (&self) : NULL;
}

void
hc_call_free (HcCall *self)
{
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->values);
  g_object_unref (self->cancellable);
  g_free (self);
}

const char *
hc_call_word (const HcCall *self, guint index)
{
  return index < self->words->len ? g_ptr_array_index (self->words, index) : NULL;
}

gboolean
hc_call_has (const HcCall *self, const char *option)
{
  return g_hash_table_contains (self->values, option);
}

gboolean
hc_call_may_write (const HcCall *self, const char *path, GError **error)
{
  if (hc_call_has (self, "force") || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
               _ ("“%s” exists already. Choose another name, or allow it to be replaced."), path);
  return FALSE;
}

GPtrArray *
hc_call_values (const HcCall *self, const char *option)
{
  return g_hash_table_lookup (self->values, option);
}

const char *
hc_call_value (const HcCall *self, const char *option)
{
  GPtrArray *values = hc_call_values (self, option);

  return values != NULL ? g_ptr_array_index (values, 0) : NULL;
}

gboolean
hc_call_number (
  const HcCall *self, const char *option, guint64 min, guint64 max, guint64 *out, GError **error)
{
  const char *text = hc_call_value (self, option);

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, min, max, out, NULL))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“--%s %s”: give a whole number between %" PRIu64 " and %" PRIu64 "."), option,
               text, min, max);
  return FALSE;
}

const char *
hc_call_format (const HcCall *self, const char *const *allowed, GError **error)
{
  const char *given = hc_call_value (self, "format");
  g_autofree char *hint = NULL;
  g_autofree char *list = NULL;

  if (given == NULL)
    return allowed[0];
  if (g_strv_contains (allowed, given))
    return given;

  hint = hc_did_you_mean (given, allowed);
  list = g_strjoinv (", ", (char **) allowed);
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("“--format %s” is not known.%s Formats: %s."),
               given, hint, list);
  return NULL;
}

/* ---- telling ---- */

int
hc_call_fail (const HcCall *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hc_print_error ("hypercare %s: %s\n", self->command->name,
                    _ ("Cancelled; what was not finished is as it was."));
  else
    hc_print_error ("hypercare %s: %s\n", self->command->name, error->message);
  return g_error_matches (error, HC_ERROR, HC_ERROR_USAGE) ? HC_EXIT_USAGE : HC_EXIT_FAILED;
}

void
hc_print (const char *text)
{
  fputs (text, stdout);
}

void
hc_printf (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

void
hc_print_error (const char *format, ...)
{
  va_list arguments;

  fflush (stdout);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
}

/* ---- the launch ---- */

/* @db is taken; NULL is allowed. */
static gboolean
use_launch (const HcCall *call, HcDb *db, HcOpenLaunch *out, GError **error)
{
  memset (out, 0, sizeof *out);
  out->db = db;
  if (out->db == NULL)
    return FALSE;
  hc_db_set_cancellable (out->db, call->cancellable);
  if (!hc_launch_load (out->db, &out->settings, error))
    return FALSE;
  out->calendar = hc_launch_settings_calendar (&out->settings, error);
  return out->calendar != NULL;
}

gboolean
hc_open_launch (const HcCall *call, HcDbMode mode, HcOpenLaunch *out, GError **error)
{
  return use_launch (call, hc_db_open (hc_call_word (call, 0), mode, error), out, error);
}

gboolean
hc_open_launch_checking (const HcCall *call, HcOpenLaunch *out, GError **error)
{
  return use_launch (call, hc_db_open_checking (hc_call_word (call, 0), error), out, error);
}

void
hc_open_launch_clear (HcOpenLaunch *self)
{
  g_clear_pointer (&self->calendar, hc_calendar_free);
  hc_launch_settings_clear (&self->settings);
  if (self->db != NULL)
    hc_db_set_cancellable (self->db, NULL);
  g_clear_pointer (&self->db, hc_db_close);
}

gboolean
hc_call_as_of (const HcCall *call, HcCalendar *calendar, gint64 *out, GError **error)
{
  const char *text = hc_call_value (call, "as-of");

  *out = HC_INSTANT_NONE;
  return text == NULL || hc_calendar_parse_as_of (calendar, text, out, error);
}
