/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "program-util.h"

#include <gio/gio.h>
#include <stdarg.h>
#include <string.h>

#include "test-files.h"

static char *shared_sample;

void
run_clear (Run *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

Run
run_program_v (const char *dir, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { -1, NULL, NULL };

  g_strv_builder_add (words, g_getenv ("HC_PROGRAM"));
  g_strv_builder_addv (words, (const char **) arguments);
  argv = g_strv_builder_end (words);

  g_subprocess_launcher_set_cwd (launcher, dir);
  g_subprocess_launcher_setenv (launcher, "HYPERCARE_NO_SNAPSHOTS", "1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run.status = g_subprocess_get_exit_status (process);
  return run;
}

Run
run_program (const char *dir, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *word;
  va_list words;

  va_start (words, dir);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (words);
  g_ptr_array_add (arguments, NULL);
  return run_program_v (dir, (const char *const *) arguments->pdata);
}

void
run_assert (const Run *self, int status)
{
  if (self->status != status)
    g_error ("exit status %d instead of %d\n%s\n%s", self->status, status, self->err, self->out);
}

void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

const char *
sample_dir (void)
{
  if (shared_sample == NULL)
    {
      g_auto (Run) sample = { 0 };
      g_auto (Run) import = { 0 };
      g_autofree char *dir = test_dir_new ();

      sample = run_program (dir, "sample", ".", "--days", "9", NULL);
      run_assert (&sample, 0);
      import =
        run_program (dir, "import", "sample.hypercare", "exports/incident_2026-03-04.csv",
                     "exports/incident_2026-03-05.csv", "exports/incident_2026-03-06.csv",
                     "exports/incident_2026-03-07.csv", "exports/incident_2026-03-08.csv",
                     "exports/incident_2026-03-09.csv", "exports/incident_2026-03-10.csv",
                     "exports/incident_2026-03-11.csv", "exports/incident_2026-03-12.csv", NULL);
      run_assert (&import, 0);
      shared_sample = g_steal_pointer (&dir);
    }
  return shared_sample;
}

char *
sample_copy (void)
{
  g_autofree char *from_path = g_build_filename (sample_dir (), "sample.hypercare", NULL);
  char *dir = test_dir_new ();
  g_autofree char *to_path = g_build_filename (dir, "sample.hypercare", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GFile) to = g_file_new_for_path (to_path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return dir;
}

void
sample_forget (void)
{
  if (shared_sample != NULL)
    test_dir_remove (shared_sample);
  g_clear_pointer (&shared_sample, g_free);
}
