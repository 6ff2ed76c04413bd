/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a sub-command is and what it gets: options parsed by its own table, from which its help
 * comes too. Private to cli/. */

#pragma once

#include <gio/gio.h>

#include "hc-db.h"
#include "hc-error.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

enum
{
  HC_EXIT_DONE = 0,
  HC_EXIT_FAILED = 1,
  HC_EXIT_USAGE = 2,
  HC_EXIT_REJECTS = 3,
};

typedef struct
{
  const char *name;     /* “as-of”; NULL ends the table */
  char letter;          /* 'o'; 0: none */
  const char *argument; /* N_(“T”); NULL: a flag */
  const char *help;     /* N_() */
  gboolean repeats;
} HcOption;

typedef struct _HcCall HcCall;

typedef struct
{
  const char *name;
  const char *arguments;   /* “FILE EXPORT…” */
  const char *summary;     /* N_(), one line */
  const char *description; /* N_(), NULL: the summary says it all */
  const char *example;
  const HcOption *options; /* NULL: none beside --help */
  guint min_words;
  guint max_words;
  int (*run) (HcCall *call); /* an exit status */
} HcCommand;

#define HC_ANY_NUMBER G_MAXUINT

struct _HcCall
{
  const HcCommand *command;
  GPtrArray *words;          /* of char *, without options */
  GHashTable *values;        /* option name → GPtrArray of char * */
  GCancellable *cancellable; /* Ctrl+C */
  gboolean wants_help;
};

/* All sub-commands in the order of the help; ends with NULL. */
extern const HcCommand *const hc_commands[];
const HcCommand *hc_command_find (const char *name);
/* Says so on stderr, with the nearest; the exit status. */
int hc_unknown_command (const char *name);

/* @words: what follows the command's name. NULL + HC_ERROR_USAGE. */
HcCall *hc_call_new (const HcCommand *command, char **words, GError **error);
void hc_call_free (HcCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcCall, hc_call_free)

/* The word at @index; NULL when there are fewer. */
const char *hc_call_word (const HcCall *self, guint index);
gboolean hc_call_has (const HcCall *self, const char *option);
/* NULL when not given. */
const char *hc_call_value (const HcCall *self, const char *option);
/* All values of a repeatable option, of char *; NULL when not given. */
GPtrArray *hc_call_values (const HcCall *self, const char *option);
/* @out is left alone when the option is not given. FALSE + HC_ERROR_USAGE outside @min … @max. */
gboolean hc_call_number (
  const HcCall *self, const char *option, guint64 min, guint64 max, guint64 *out, GError **error);

/* --format of @allowed (“text”, “json”, “csv”; NULL-terminated, the first is the default). NULL +
 * HC_ERROR_USAGE. */
const char *hc_call_format (const HcCall *self, const char *const *allowed, GError **error);

/* FALSE + HC_ERROR_EXISTS: the file at @path is there and --force was not given. */
gboolean hc_call_may_write (const HcCall *self, const char *path, GError **error);

/* Says on stderr what failed; the exit status for it. */
int hc_call_fail (const HcCall *self, const GError *error);
/* UTF-8 to stdout, whatever the locale; a full disk is noticed at the end of hc_cli_run(). */
void hc_print (const char *text);
void hc_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
void hc_print_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The word of @candidates (NULL-terminated) nearest to @word, NULL when none is near. */
const char *hc_nearest (const char *word, const char *const *candidates);
/* “ Did you mean “import”?” or "" */
char *hc_did_you_mean (const char *word, const char *const *candidates);

/* Opens the launch named by the first word, with its settings and calendar. */
typedef struct
{
  HcDb *db;
  HcLaunchSettings settings;
  HcCalendar *calendar;
} HcOpenLaunch;

gboolean hc_open_launch (const HcCall *call, HcDbMode mode, HcOpenLaunch *out, GError **error);
/* For writing, with hc_db_open_checking(). */
gboolean hc_open_launch_checking (const HcCall *call, HcOpenLaunch *out, GError **error);
void hc_open_launch_clear (HcOpenLaunch *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcOpenLaunch, hc_open_launch_clear)
/* --as-of; HC_INSTANT_NONE when not given. */
gboolean hc_call_as_of (const HcCall *call, HcCalendar *calendar, gint64 *out, GError **error);

char *hc_help_of_command (const HcCommand *command);
char *hc_help_of_all (void);

extern const HcCommand hc_command_new;
extern const HcCommand hc_command_sample;
extern const HcCommand hc_command_import;
extern const HcCommand hc_command_import_usage;
extern const HcCommand hc_command_imports;
extern const HcCommand hc_command_undo_import;
extern const HcCommand hc_command_classify;
extern const HcCommand hc_command_drivers;
extern const HcCommand hc_command_metrics;
extern const HcCommand hc_command_chart;
extern const HcCommand hc_command_criteria;
extern const HcCommand hc_command_summary;
extern const HcCommand hc_command_report;
extern const HcCommand hc_command_pack;
extern const HcCommand hc_command_check;
extern const HcCommand hc_command_version;
extern const HcCommand hc_command_help;

G_END_DECLS
