/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

static void
set_error (GError **error, int saved, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (saved)
    {
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, HC_ERROR, HC_ERROR_DISK_FULL,
                   _("There is no room left for “%s”. Make room or choose another folder."), name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” may not be written here. Choose a folder you may write to."), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _("The folder of “%s” does not exist. Create it or choose another."), name);
      break;
    default:
      g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                   _("“%s” could not be written: %s. Choose another name or folder."), name,
                   g_strerror (saved));
      break;
    }
}

static gboolean
set_exists (GError **error, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
               _("“%s” exists already. Choose another name, or allow it to be replaced."), name);
  return FALSE;
}

gboolean
hc_output_begin (HcOutput *self, const char *path, gboolean force, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  int fd;

  *self = (HcOutput) { .force = force };
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                   _("“%s” is a folder. Give the name of a file in it."), name);
      return FALSE;
    }
  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_exists (error, path);
  /* Left by a crash, or a link that somebody placed: never write through it. */
  g_unlink (part);
  fd = g_open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      set_error (error, errno, path);
      return FALSE;
    }
  close (fd);
  self->path = g_strdup (path);
  self->part = g_steal_pointer (&part);
  return TRUE;
}

gboolean
hc_output_need (HcOutput *self, guint64 bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct statvfs space;
  g_autofree char *needed = NULL;

  /* Some network file systems say nothing: the read-back finds what went missing. */
  if (statvfs (folder, &space) != 0 || space.f_blocks == 0 ||
      (guint64) space.f_bavail * space.f_frsize >= bytes)
    return TRUE;
  needed = g_format_size (bytes);
  g_set_error (error, HC_ERROR, HC_ERROR_DISK_FULL,
               _("The folder has no room for the workbook, which needs up to %s while it is "
                 "written. Make room or choose another folder."),
               needed);
  return FALSE;
}

/* Zero or an errno. */
static int
sync_path (const char *path, int flags)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | flags, 0), failed = 0;

  if (fd < 0)
    return errno;
  if (fsync (fd) != 0)
    failed = errno;
  close (fd);
  return failed;
}

/* Without force: a link cannot replace what appeared meanwhile; where the file system has no links,
 * the check of hc_output_begin() stands. */
static int
move_into_place (HcOutput *self)
{
  if (!self->force)
    {
      if (link (self->part, self->path) == 0)
        {
          g_unlink (self->part);
          return 0;
        }
      if (errno == EEXIST)
        return EEXIST;
    }
  return g_rename (self->part, self->path) == 0 ? 0 : errno;
}

gboolean
hc_output_commit (HcOutput *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int failed = sync_path (self->part, 0);

  if (failed == 0)
    failed = move_into_place (self);
  if (failed == EEXIST)
    return set_exists (error, self->path);
  if (failed != 0)
    {
      set_error (error, failed, self->path);
      return FALSE;
    }
  g_clear_pointer (&self->part, g_free);
  /* The file is there and whole; some file systems cannot sync a folder. */
  sync_path (folder, O_DIRECTORY);
  return TRUE;
}

void
hc_output_clear (HcOutput *self)
{
  if (self->part != NULL)
    g_unlink (self->part);
  g_clear_pointer (&self->part, g_free);
  g_clear_pointer (&self->path, g_free);
}
