/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-second.h"

/* Tickets come and change with an import and go when it is taken back; the newest file tells when one
 * was taken back and another got its number. */
char *
hc_second_moment (HcDb *db, GError **error)
{
  return hc_db_query_text (db,
                           "SELECT count (*) || ' ' || coalesce (max (id), 0) || ' ' "
                           "  || coalesce (sum (ticket_count), 0) || ' ' "
                           "  || coalesce (max (imported_at), 0) || ' ' || coalesce ((SELECT sha256 "
                           "  FROM import_batch ORDER BY id DESC LIMIT 1), '') FROM import_batch",
                           error);
}

HcDb *
hc_second_open (HcDb *db)
{
  g_autoptr (HcDb) second = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (hc_db_is_exclusive (db) || sqlite3_txn_state (db->handle, "main") == SQLITE_TXN_WRITE
      || !(second = hc_db_open_sibling (hc_db_path (db), HC_DB_READ_ONLY, NULL))
      || !hc_db_exec (second, "PRAGMA cache_size = -1024", NULL) /* each page is read once */
      || !hc_db_begin_read (second, NULL))
    return NULL;
  hc_db_set_cancellable (second, db->cancellable);
  ours = hc_second_moment (db, NULL);
  theirs = hc_second_moment (second, NULL); /* from here on it sees no change */
  if (ours == NULL || g_strcmp0 (ours, theirs) != 0)
    return NULL;
  return g_steal_pointer (&second);
}
