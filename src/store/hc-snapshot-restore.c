/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-snapshot-restore.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "hc-db-private.h"
#include "hc-guard.h"

gboolean
hc_snapshot_count (const HcSnapshot *snapshot, HcSnapshotCounts *out, GError **error)
{
  g_autoptr (HcDb) db = hc_db_open_untrusted (snapshot->path, error);

  return db != NULL
         && hc_db_query_int64 (db, "SELECT count (*) FROM ticket", &out->tickets, error)
         && hc_db_query_int64 (db, "SELECT count (*) FROM ticket WHERE ended_at IS NULL",
                               &out->open, error)
         && hc_db_query_int64 (db, "SELECT count (*) FROM import_batch", &out->imports, error);
}

/* A snapshot is nobody's open launch: it can be copied like any file. */
static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);
  g_autoptr (GError) wrong = NULL;
  g_autofree char *name = g_path_get_basename (from);
  HcError code;

  if (g_file_copy (source, copy, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &wrong))
    return TRUE;
  if (wrong->domain == G_IO_ERROR && wrong->code == G_IO_ERROR_CANCELLED)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  code = g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_NO_SPACE)    ? HC_ERROR_DISK_FULL
         : g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? HC_ERROR_NOT_FOUND
                                                                     : HC_ERROR_PERMISSION;
  g_set_error (error, HC_ERROR, code, _ ("The snapshot “%s” could not be copied: %s."), name,
               wrong->message);
  return FALSE;
}

static gboolean
check_copy (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (HcDb) db = hc_db_open_untrusted (path, &wrong);

  if (db != NULL)
    {
      hc_db_set_cancellable (db, cancellable);
      if (hc_guard_check_pages (db, &wrong))
        return TRUE;
    }
  if (g_error_matches (wrong, HC_ERROR, HC_ERROR_DAMAGED))
    g_set_error_literal (error, HC_ERROR, HC_ERROR_DAMAGED,
                         _ ("This snapshot is damaged. Choose another one."));
  else
    g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

gboolean
hc_snapshot_restore (const char *snapshot,
                     const char *target,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);

  g_return_val_if_fail (snapshot != NULL && target != NULL, FALSE);

  if (!hc_db_claim_new_file (target, error))
    return FALSE;
  if (copy_file (snapshot, part, cancellable, error) && check_copy (part, cancellable, error))
    {
      if (g_rename (part, target) == 0)
        return TRUE;
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION, _ ("“%s” could not be written: %s."),
                   target, g_strerror (errno));
    }
  g_unlink (part);
  g_unlink (target);
  return FALSE;
}
