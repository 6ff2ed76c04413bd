/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-snapshot.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hc-db-private.h"

#define SUFFIX ".hypercare"
#define PAGES_A_STEP 4096
#define KEEP_LAST 10
#define KEEP_DAYS 7
#define KEEP_WEEKS 4
#define KEEP_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define DAY (24 * 60 * 60)

/* ---------------------------------------------------------------- names */

char *
hc_snapshot_folder (const char *path)
{
  char *real = realpath (path, NULL);
  const char *full = real ? real : path;
  g_autofree char *base = g_path_get_basename (full);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';
  hash[12] = '\0';
  name = g_strdup_printf ("%s-%s", base, hash);
  free (real);
  return g_build_filename (g_get_user_data_dir (), "hypercare", "snapshots", name, NULL);
}

/* “20160309T173000Z-import.hypercare”; a second one in the same second gets “-2”. */
static char *
new_snapshot_path (const char *folder, const char *reason)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *path = NULL;

  for (guint i = 1; path == NULL || g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (time, "-", reason, number, SUFFIX, NULL);

      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }
  return g_steal_pointer (&path);
}

void
hc_snapshot_free (HcSnapshot *self)
{
  g_free (self->path);
  g_free (self->reason);
  g_free (self);
}

static HcSnapshot *
snapshot_from_name (const char *folder, const char *name)
{
  g_autofree char *reason = NULL;
  HcSnapshot *self;
  int y, mo, d, h, mi, s;
  GStatBuf info;
  g_autoptr (GDateTime) time = NULL;

  if (!g_str_has_suffix (name, SUFFIX)
      || sscanf (name, "%4d%2d%2dT%2d%2d%2dZ-", &y, &mo, &d, &h, &mi, &s) != 6
      || !(time = g_date_time_new_utc (y, mo, d, h, mi, s)))
    return NULL;

  reason = g_strndup (strchr (name, '-') + 1,
                      strlen (strchr (name, '-') + 1) - strlen (SUFFIX));
  /* “import-2” is a second one in the same second. */
  if (strrchr (reason, '-') != NULL && g_ascii_isdigit (strrchr (reason, '-')[1]))
    *strrchr (reason, '-') = '\0';
  self = g_new0 (HcSnapshot, 1);
  self->path = g_build_filename (folder, name, NULL);
  self->reason = g_steal_pointer (&reason);
  self->at = g_date_time_to_unix (time);
  self->size = g_stat (self->path, &info) == 0 ? (guint64)info.st_size : 0;
  return self;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const HcSnapshot *one = *(HcSnapshot *const *)a;
  const HcSnapshot *other = *(HcSnapshot *const *)b;

  if (one->at != other->at)
    return one->at < other->at ? 1 : -1;
  return strcmp (other->path, one->path);
}

GPtrArray *
hc_snapshot_list (const char *path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_snapshot_free);
  g_autofree char *folder = hc_snapshot_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      HcSnapshot *snapshot = snapshot_from_name (folder, name);

      if (snapshot != NULL)
        g_ptr_array_add (list, snapshot);
    }
  g_ptr_array_sort (list, newest_first);
  return list;
}

/* ---------------------------------------------------------------- thinning */

void
hc_snapshot_thin (GPtrArray *snapshots, gint64 now, gboolean *keep)
{
  gint64 last_day = G_MAXINT64, last_week = G_MAXINT64;
  guint64 bytes = 0;

  for (guint i = 0; i < snapshots->len; i++)
    {
      const HcSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      gint64 day = snapshot->at / DAY, week = (day + 3) / 7, age = now - snapshot->at;

      keep[i] = i < KEEP_LAST || (age < KEEP_DAYS * DAY && day != last_day)
                || (age < KEEP_WEEKS * 7 * DAY && week != last_week);
      /* However large they are, the newest two stay. */
      if (keep[i] && i >= 2 && bytes + snapshot->size > KEEP_BYTES)
        keep[i] = FALSE;
      if (!keep[i])
        continue;
      bytes += snapshot->size;
      last_day = day;
      last_week = week;
    }
}

static void
thin (const char *path)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (path);
  g_autofree gboolean *keep = g_new0 (gboolean, list->len + 1);

  hc_snapshot_thin (list, g_get_real_time () / G_USEC_PER_SEC, keep);
  for (guint i = 0; i < list->len; i++)
    if (!keep[i])
      g_unlink (((HcSnapshot *)g_ptr_array_index (list, i))->path);
}

/* ---------------------------------------------------------------- copying */

static gboolean
copy_pages (HcDb *from, HcDb *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int rc = SQLITE_OK;

  if (backup == NULL)
    {
      hc_db_set_error (to, error);
      return FALSE;
    }
  while (rc == SQLITE_OK)
    {
      if (g_cancellable_set_error_if_cancelled (from->cancellable, error))
        break;
      rc = sqlite3_backup_step (backup, PAGES_A_STEP);
    }
  sqlite3_backup_finish (backup);
  if (rc == SQLITE_DONE)
    return TRUE;
  if (rc != SQLITE_OK)
    hc_db_set_error (to, error);
  return FALSE;
}

static gboolean
verify_copy (HcDb *copy, GError **error)
{
  g_autofree char *result = NULL;

  /* The copy carries the journal mode of the open launch; it has to be one file. */
  if (!hc_db_exec (copy, "PRAGMA journal_mode = DELETE", error)
      || !(result = hc_db_query_text (copy, "PRAGMA quick_check (1)", error)))
    return FALSE;
  if (g_str_equal (result, "ok"))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _("The snapshot could not be verified (%s). Check the disk and try again."), result);
  return FALSE;
}

static gboolean
write_copy (HcDb *db, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  HcDb copy = { 0 };
  gboolean ok;

  copy.path = part;
  copy.cache = g_hash_table_new (g_str_hash, g_str_equal);
  ok = sqlite3_open_v2 (part, &copy.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
       == SQLITE_OK;
  if (!ok)
    hc_db_set_error (&copy, error);
  ok = ok && copy_pages (db, &copy, error) && verify_copy (&copy, error) &&
       hc_db_settle (db, error);
  hc_sql_clear_cache (&copy);
  sqlite3_close (copy.handle);
  g_hash_table_unref (copy.cache);

  if (ok && g_rename (part, path) != 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _("The snapshot “%s” could not be kept: %s."), path, g_strerror (errno));
      ok = FALSE;
    }
  if (!ok)
    g_unlink (part);
  return ok;
}

gboolean
hc_snapshot_take (HcDb *db, const char *reason, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gint64 something;

  if (db->path == NULL || g_getenv ("HYPERCARE_NO_SNAPSHOTS") != NULL)
    return TRUE;
  if (!hc_db_query_int64 (
        db, "SELECT EXISTS (SELECT 1 FROM history) OR EXISTS (SELECT 1 FROM import_batch)",
        &something, error))
    return FALSE;
  if (!something)
    return TRUE;

  folder = hc_snapshot_folder (db->path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, HC_ERROR, errno == ENOSPC ? HC_ERROR_DISK_FULL : HC_ERROR_PERMISSION,
                   _("The folder “%s” for snapshots could not be created: %s."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  path = new_snapshot_path (folder, reason);
  if (!write_copy (db, path, error))
    return FALSE;
  thin (db->path);
  return TRUE;
}
