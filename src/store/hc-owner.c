/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-owner.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hc-error.h"
#include "hc-shared-locks.h"

typedef struct
{
  guint connections;
  guint writers;
  char *owner_file;
} OpenFile;

static GMutex registry_lock;
static GHashTable *registry; /* “device:inode” → OpenFile */

static void
open_file_free (gpointer data)
{
  OpenFile *file = data;

  g_free (file->owner_file);
  g_free (file);
}

/* ---------------------------------------------------------------- registry */

static char *
file_key (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  struct stat info;
  int code;

  if (stat (path, &info) == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)info.st_dev,
                            (guint64)info.st_ino);
  code = errno;
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _("There is no file “%s”. Check the name and the folder."), name);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                 _("“%s” cannot be opened: %s. Check the permissions of the file and its folder."),
                 name, g_strerror (code));
  return NULL;
}

char *
hc_owner_enter (const char *path,
                gboolean (*check) (const char *path, GError **error),
                GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  g_autofree char *key = file_key (path, error);
  OpenFile *file;

  if (key == NULL)
    return NULL;
  hc_shared_locks_keep ();
  if (registry == NULL)
    registry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, open_file_free);
  file = g_hash_table_lookup (registry, key);
  if (file == NULL)
    {
      if (!check (path, error))
        return NULL;
      file = g_new0 (OpenFile, 1);
      g_hash_table_insert (registry, g_strdup (key), file);
    }
  file->connections++;
  return g_steal_pointer (&key);
}

void
hc_owner_leave (const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  OpenFile *file = g_hash_table_lookup (registry, key);

  if (--file->connections == 0)
    g_hash_table_remove (registry, key);
}

/* ---------------------------------------------------------------- owner file */

/* When the process began, in clock ticks since boot: tells a new process from a dead one with the
 * same number. 0 when there is none. */
static guint64
process_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !(after_name = strrchr (text, ')')))
    return 0;
  /* Field 22 of proc(5); the name is field 2 and may hold anything. */
  words = g_strsplit (after_name + 2, " ", 21);
  return g_strv_length (words) > 19 ? g_ascii_strtoull (words[19], NULL, 10) : 0;
}

static char *
own_line (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return g_strdup_printf ("%s,%s,%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s\n",
                          g_get_user_name (), g_get_host_name (), (gint64)getpid (),
                          process_start (getpid ()), time);
}

/* The time as this machine's clock shows it. */
static char *
owner_text (const char *user, const char *host, const char *time)
{
  g_autoptr (GDateTime) since = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr (GDateTime) local = since != NULL ? g_date_time_to_local (since) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;

  return g_strdup_printf (_("%s on %s, since %s"), user, host, text != NULL ? text : time);
}

/* A file that is not in our form was not left by a living program of ours. */
static gboolean
is_stale (const char *text, char **who)
{
  g_auto (GStrv) words = g_strsplit (text, ",", 5);
  gint64 pid;

  if (g_strv_length (words) != 5)
    return TRUE;
  *who = owner_text (words[0], words[1], g_strstrip (words[4]));
  if (!g_str_equal (words[1], g_get_host_name ()))
    return FALSE;
  pid = g_ascii_strtoll (words[2], NULL, 10);
  if (pid <= 0 || (kill ((pid_t)pid, 0) != 0 && errno == ESRCH))
    return TRUE;
  return process_start (pid) != g_ascii_strtoull (words[3], NULL, 10);
}

/* errno, 0 when it was written. */
static int
write_owner_file (const char *path)
{
  g_autofree char *line = own_line ();
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  int code = 0;

  if (fd < 0)
    return errno;
  if (write (fd, line, strlen (line)) != (ssize_t)strlen (line))
    code = errno ? errno : EIO;
  close (fd);
  if (code != 0)
    g_unlink (path);
  return code;
}

static gboolean
refuse (const char *path, const char *owner_file, const char *who, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *lock_name = g_filename_display_basename (owner_file);

  g_set_error (error, HC_ERROR, HC_ERROR_BUSY,
               _("“%s” is open for writing: %s. Close it there or open it read-only; if nobody has "
                 "it open, remove the file “%s” beside it."),
               name, who, lock_name);
  return FALSE;
}

static gboolean
set_write_error (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, HC_ERROR, code == ENOSPC ? HC_ERROR_DISK_FULL : HC_ERROR_PERMISSION,
               _("“%s” cannot be opened for writing: its folder says “%s”. Open it read-only, or "
                 "copy it to a folder of yours."),
               name, g_strerror (code));
  return FALSE;
}

static gboolean
create_owner_file (const char *path, const char *owner_file, GError **error)
{
  int code = write_owner_file (owner_file);

  for (guint attempt = 0; code == EEXIST && attempt < 3; attempt++)
    {
      g_autofree char *text = NULL;
      g_autofree char *who = NULL;

      if (g_file_get_contents (owner_file, &text, NULL, NULL) && !is_stale (text, &who))
        return refuse (path, owner_file, who, error);
      g_unlink (owner_file);
      code = write_owner_file (owner_file);
    }
  return code == 0 || set_write_error (path, code, error);
}

static char *
owner_path (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : path);
  g_autofree char *base = g_path_get_basename (real ? real : path);
  g_autofree char *name = g_strdup_printf (".~lock.%s#", base);

  free (real);
  return g_build_filename (folder, name, NULL);
}

gboolean
hc_owner_take (const char *key, const char *path, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  OpenFile *file = g_hash_table_lookup (registry, key);

  if (file->writers == 0)
    {
      g_autofree char *owner_file = owner_path (path);

      if (!create_owner_file (path, owner_file, error))
        return FALSE;
      file->owner_file = g_steal_pointer (&owner_file);
    }
  file->writers++;
  return TRUE;
}

void
hc_owner_drop (const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  OpenFile *file = g_hash_table_lookup (registry, key);

  if (--file->writers > 0)
    return;
  g_unlink (file->owner_file);
  g_clear_pointer (&file->owner_file, g_free);
}
