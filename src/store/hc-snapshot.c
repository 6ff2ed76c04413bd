/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-snapshot-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".hypercare"
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
char *
hc_snapshot_new_path (const char *folder, const char *reason)
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
  guint number = 1;
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
    {
      number = (guint) g_ascii_strtoull (strrchr (reason, '-') + 1, NULL, 10);
      *strrchr (reason, '-') = '\0';
    }
  self = g_new0 (HcSnapshot, 1);
  self->number = number;
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
  if (one->number != other->number)
    return one->number < other->number ? 1 : -1;
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

/* What a program that was killed left behind; a younger one may still be written. */
static void
remove_parts (const char *path, gint64 now)
{
  g_autofree char *folder = hc_snapshot_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *part = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_suffix (name, ".part") && g_stat (part, &info) == 0 &&
          info.st_mtime < now - DAY)
        g_unlink (part);
    }
}

void
hc_snapshot_thin_folder (const char *path)
{
  g_autoptr (GPtrArray) list = hc_snapshot_list (path);
  g_autofree gboolean *keep = g_new0 (gboolean, list->len + 1);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  remove_parts (path, now);
  hc_snapshot_thin (list, now, keep);
  for (guint i = 0; i < list->len; i++)
    if (!keep[i])
      g_unlink (((HcSnapshot *)g_ptr_array_index (list, i))->path);
}
