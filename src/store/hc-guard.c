/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "hc-schema.h"

/* The database header, sqlite.org/fileformat2.html §1.3. */
#define HEADER_SIZE 100
#define OFFSET_USER_VERSION 60
#define OFFSET_APPLICATION_ID 68

#define QUICK_CHECK_TICKETS 100000

static gboolean
refuse (const char *path, HcError code, const char *format, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, HC_ERROR, code, format, name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* ---------------------------------------------------------------- from outside */

static gboolean
read_header (const char *path, guint8 header[HEADER_SIZE], gsize *length, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Without O_NONBLOCK a named pipe would wait for its writer for ever. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  ssize_t n;

  if (fd < 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("“%s” cannot be read: %s. Change its permissions or choose another file."),
                   name, g_strerror (errno));
      return FALSE;
    }
  n = read (fd, header, HEADER_SIZE);
  if (n < 0)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” cannot be read: %s. Check the disk."),
                 name, g_strerror (errno));
  close (fd);
  *length = n < 0 ? 0 : (gsize)n;
  return n >= 0;
}

static guint32
big_endian (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gboolean
check_version (const char *path, gint64 version, GError **error)
{
  if (version > hc_schema_version ())
    return refuse (path, HC_ERROR_TOO_NEW,
                   _("“%s” was written by a newer version of Hypercare. Update Hypercare to open "
                     "it; the file was not touched."),
                   error);
  if (version < 1)
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is not a launch file. Choose a file made by Hypercare."), error);
  return TRUE;
}

gboolean
hc_guard_check_file (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE];
  struct stat info;
  gsize length;

  if (stat (path, &info) == 0 && S_ISDIR (info.st_mode))
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is a folder. Choose a launch file inside it."), error);
  if (!S_ISREG (info.st_mode))
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is not a regular file. Choose a file made by Hypercare."), error);
  if (!read_header (path, header, &length, error))
    return FALSE;
  if (length == 0)
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is empty. Choose a file made by Hypercare."), error);
  if (length < 16 || memcmp (header, "SQLite format 3", 16) != 0)
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” is not a launch file. Choose a file made by Hypercare."), error);
  if (length < HEADER_SIZE)
    return refuse (path, HC_ERROR_DAMAGED,
                   _("“%s” is damaged: it ends too early. Restore a snapshot."), error);
  if (big_endian (header + OFFSET_APPLICATION_ID) != HC_APPLICATION_ID)
    return refuse (path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” belongs to another program. Choose a file made by Hypercare."), error);
  return check_version (path, (gint32)big_endian (header + OFFSET_USER_VERSION), error);
}

/* ---------------------------------------------------------------- from inside */

gboolean
hc_guard_check_db (HcDb *db, int *version, GError **error)
{
  gint64 application_id, user_version;

  if (!hc_db_query_int64 (db, "PRAGMA application_id", &application_id, error)
      || !hc_db_query_int64 (db, "PRAGMA user_version", &user_version, error))
    return FALSE;
  if (application_id != HC_APPLICATION_ID)
    return refuse (db->path, HC_ERROR_NOT_LAUNCH,
                   _("“%s” belongs to another program. Choose a file made by Hypercare."), error);
  if (!check_version (db->path, user_version, error)
      || !hc_schema_check (db, (int)user_version, error))
    return FALSE;
  *version = (int)user_version;
  return TRUE;
}

/* Without the line before it, “*** in database main ***”. */
static const char *
first_finding (const char *result)
{
  const char *line = strchr (result, '\n');

  return g_str_has_prefix (result, "***") && line != NULL ? line + 1 : result;
}

gboolean
hc_guard_check_pages (HcDb *db, GError **error)
{
  g_autofree char *result = NULL;
  g_autofree char *name = NULL;

  if (!(result = hc_db_query_text (db, "PRAGMA quick_check (1)", error)))
    return FALSE;
  if (g_str_equal (result, "ok"))
    return TRUE;
  name = hc_db_dup_display_name (db);
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _("“%s” is damaged (%s). Repair it or restore a snapshot."), name,
               first_finding (result));
  return FALSE;
}

gboolean
hc_guard_is_large (HcDb *db, gboolean *out, GError **error)
{
  gint64 tickets;

  if (!hc_db_query_int64 (db, "SELECT coalesce (max (id), 0) FROM ticket", &tickets, error))
    return FALSE;
  *out = tickets > QUICK_CHECK_TICKETS;
  return TRUE;
}

gboolean
hc_guard_check_soon (HcDb *db, GError **error)
{
  gboolean is_large;

  return hc_guard_is_large (db, &is_large, error) &&
         (is_large || hc_guard_check_pages (db, error));
}

/* ---------------------------------------------------------------- network folders */

gboolean
hc_guard_type_is_remote (guint64 statfs_type)
{
  static const guint64 remote[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 */
    0x5346414f, /* AFS */
    0x6b414653, /* kAFS */
    0x73757245, /* Coda */
    0x564c,     /* NCP */
    0x00c36400, /* Ceph */
    0x01021997, /* 9p */
    0x65735546, /* FUSE: sshfs, GVfs and others; their locks cannot be relied on */
    0x7461636f, /* OCFS2 */
    0x01161970, /* GFS2 */
    0x0bd00bd0, /* Lustre */
  };

  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    if (remote[i] == statfs_type)
      return TRUE;
  return FALSE;
}

gboolean
hc_guard_is_remote (const char *path)
{
  struct statfs info;

  /* f_type is signed on some machines: keep its 32 bits. */
  return statfs (path, &info) == 0 && hc_guard_type_is_remote ((guint32)info.f_type);
}
