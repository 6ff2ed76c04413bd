/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sign-off.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-launch-table.h"

/* ---------------------------------------------------------------- loading */

GPtrArray *
hc_sign_offs_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_sign_off_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT id, gate, party, name, decision, conditions, at, as_of, "
                        "supersedes, EXISTS (SELECT 1 FROM sign_off AS later "
                        "WHERE later.supersedes = sign_off.id) FROM sign_off ORDER BY at, id",
                        error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcSignOff *row = g_new0 (HcSignOff, 1);

      row->id = hc_stmt_text (stmt, 0);
      hc_gate_kind_from_word (hc_stmt_peek_text (stmt, 1), &row->gate);
      row->party = hc_stmt_text (stmt, 2);
      row->name = hc_stmt_text (stmt, 3);
      row->decision = hc_stmt_text (stmt, 4);
      row->conditions = hc_stmt_text (stmt, 5);
      row->at = hc_stmt_int64 (stmt, 6);
      row->as_of = hc_stmt_instant (stmt, 7);
      row->supersedes = hc_stmt_text (stmt, 8);
      row->is_superseded = hc_stmt_int64 (stmt, 9) != 0;
      g_ptr_array_add (list, row);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&list) : NULL;
}

/* ---------------------------------------------------------------- hashing */

/* Each value with its length, so that no two rows give the same bytes; NULL differs from "". */
static void
add_text (GChecksum *sum, const char *text)
{
  g_autofree char *length =
    text != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (text)) : g_strdup ("-");

  g_checksum_update (sum, (const guchar *) length, -1);
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, -1);
}

static const char sign_off_sql[] =
  "SELECT id, gate, party, name, decision, conditions, CAST (at AS TEXT), CAST (as_of AS TEXT), "
  "supersedes, site, previous_hash, content_hash FROM sign_off WHERE id = ?1";
#define N_HASHED 11
#define HASH_COLUMN 11

static const char verdicts_sql[] =
  "SELECT id, code, verdict, printf ('%!.17g', value), value IS NULL, "
  "printf ('%!.17g', threshold), threshold IS NULL, reason FROM verdict_signed "
  "WHERE sign_off_id = ?1 ORDER BY code, id";
#define N_VERDICT_COLUMNS 8

/* SQLite's own texts of its own values: what is read back gives the same. */
static gboolean
add_rows (HcDb *db,
          GChecksum *sum,
          const char *sql,
          const char *id,
          int n_columns,
          char **hash,
          GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        add_text (sum, hc_stmt_peek_text (stmt, i));
      if (hash != NULL)
        {
          g_free (*hash);
          *hash = hc_stmt_text (stmt, HASH_COLUMN);
        }
    }
  return rc == SQLITE_DONE;
}

/* The hash that the row should have; @stored (optional): the one it has. */
static char *
compute_hash (HcDb *db, const char *id, char **stored, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!add_rows (db, sum, sign_off_sql, id, N_HASHED, stored, error) ||
      !add_rows (db, sum, verdicts_sql, id, N_VERDICT_COLUMNS, NULL, error))
    return NULL;
  return g_strdup (g_checksum_get_string (sum));
}

/* ---------------------------------------------------------------- signing */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT, message);
  return FALSE;
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

static gboolean
check_words (const HcSignOff *sign_off, const char *name, GError **error)
{
  static const char *const parties[] = { "outgoing", "incoming", "business", "vendor", NULL };
  static const char *const decisions[] = { "approved", "approved_with_conditions", "refused",
                                           NULL };

  if (sign_off->party == NULL || !g_strv_contains (parties, sign_off->party))
    return refuse (error, _ ("Choose for whom you sign."));
  if (sign_off->decision == NULL || !g_strv_contains (decisions, sign_off->decision))
    return refuse (error, _ ("Choose a decision."));
  if (*name == '\0')
    return refuse (error, _ ("A sign-off needs the name of the person who decides."));
  if (g_str_equal (sign_off->decision, "approved_with_conditions") &&
      (sign_off->conditions == NULL || *sign_off->conditions == '\0'))
    return refuse (error, _ ("Write down the conditions of the approval."));
  return TRUE;
}

static gboolean
check_gate (const HcSignOff *sign_off, const HcCriteriaResult *result, GError **error)
{
  if (g_str_equal (sign_off->decision, "approved") && result->verdict != HC_VERDICT_MET)
    return refuse (error, _ ("The gate is not met. Approve with conditions, waive what is open, or "
                             "refuse."));
  return TRUE;
}

/* Approvals are by name: the name must be one of the directory. */
static gboolean
check_directory (HcDb *db, const char *name, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT name FROM person ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    if (same_name (hc_stmt_peek_text (stmt, 0), name))
      return TRUE;
  if (rc == SQLITE_DONE)
    g_set_error (
      error, HC_ERROR, HC_ERROR_CONSTRAINT,
      _ ("Nobody in the directory is called “%s”. Add the person on the Ownership page."), name);
  return FALSE;
}

static gboolean
check_sides (const HcSignOff *sign_off, const char *name, GPtrArray *others, GError **error)
{
  gboolean is_outgoing = g_str_equal (sign_off->party, "outgoing");

  if (!is_outgoing && !g_str_equal (sign_off->party, "incoming"))
    return TRUE;
  for (guint i = 0; i < others->len; i++)
    {
      const HcSignOff *other = g_ptr_array_index (others, i);

      if (other->gate == sign_off->gate && !other->is_superseded &&
          g_strcmp0 (other->id, sign_off->supersedes) != 0 &&
          g_str_equal (other->party, is_outgoing ? "incoming" : "outgoing") &&
          same_name (other->name, name))
        return refuse (error, _ ("The same person cannot hand over and take over. Somebody else "
                                 "must sign for the other side."));
    }
  return TRUE;
}

static gboolean
check_superseded (const HcSignOff *sign_off, GPtrArray *others, GError **error)
{
  if (sign_off->supersedes == NULL)
    return TRUE;
  for (guint i = 0; i < others->len; i++)
    {
      const HcSignOff *other = g_ptr_array_index (others, i);

      if (other->gate == sign_off->gate && g_str_equal (other->id, sign_off->supersedes))
        return !other->is_superseded ||
               refuse (error, _ ("That sign-off was already replaced by a later one."));
    }
  return refuse (error, _ ("The sign-off to replace does not exist."));
}

/* The hash of the site's newest row: the one that no other row continues. */
static char *
find_tail (HcDb *db, const char *site, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT content_hash FROM sign_off WHERE site = ?1 AND NOT EXISTS "
                   "(SELECT 1 FROM sign_off AS next WHERE next.site = ?1 "
                   "AND next.previous_hash = sign_off.content_hash) ORDER BY at DESC, id LIMIT 1",
                   error);
  int rc;

  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_text (stmt, 1, site);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    return hc_stmt_text (stmt, 0);
  return rc == SQLITE_DONE ? g_strdup ("") : NULL;
}

static gboolean
insert_sign_off (HcDb *db,
                 const char *id,
                 const char *name,
                 const HcSignOff *sign_off,
                 const HcCriteriaResult *result,
                 GError **error)
{
  g_autofree char *site = hc_history_dup_site ();
  g_autofree char *previous = find_tail (db, site, error);
  g_autoptr (HcStmt) stmt = NULL;

  if (previous == NULL)
    return FALSE;
  stmt = hc_db_prepare (db,
                        "INSERT INTO sign_off (id, gate, party, name, decision, conditions, at, "
                        "as_of, supersedes, site, previous_hash, content_hash) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '')",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, hc_gate_kind_word (sign_off->gate));
  hc_stmt_bind_text (stmt, 3, sign_off->party);
  hc_stmt_bind_text (stmt, 4, name);
  hc_stmt_bind_text (stmt, 5, sign_off->decision);
  hc_stmt_bind_text (stmt, 6, sign_off->conditions != NULL ? sign_off->conditions : "");
  hc_stmt_bind_int64 (stmt, 7, result->now);
  hc_stmt_bind_instant (stmt, 8, result->as_of);
  hc_stmt_bind_text (stmt, 9, sign_off->supersedes);
  hc_stmt_bind_text (stmt, 10, site);
  hc_stmt_bind_text (stmt, 11, previous);
  return hc_stmt_run (stmt, error);
}

static gboolean
freeze (HcStmt *stmt,
        const char *sign_off_id,
        const char *code,
        HcVerdict verdict,
        double value,
        double threshold,
        const char *reason,
        GError **error)
{
  g_autofree char *id = hc_uuid_new ();

  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, sign_off_id);
  hc_stmt_bind_text (stmt, 3, code);
  hc_stmt_bind_text (stmt, 4, hc_verdict_word (verdict));
  if (isfinite (value))
    hc_stmt_bind_double (stmt, 5, value);
  else
    hc_stmt_bind_text (stmt, 5, NULL);
  if (isfinite (threshold))
    hc_stmt_bind_double (stmt, 6, threshold);
  else
    hc_stmt_bind_text (stmt, 6, NULL);
  hc_stmt_bind_text (stmt, 7, reason != NULL ? reason : "");
  return hc_stmt_run (stmt, error);
}

/* One row for each criterion, and one for each of its parts as “CODE.PART”. */
static gboolean
freeze_criterion (HcStmt *stmt, const char *id, const HcCriterionResult *criterion, GError **error)
{
  if (!freeze (stmt, id, criterion->code, criterion->verdict, NAN, NAN, criterion->reason, error))
    return FALSE;
  for (guint i = 0; i < criterion->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (criterion->parts, i);
      g_autofree char *code = g_strdup_printf ("%s.%s", criterion->code, part->id);

      if (!freeze (stmt, id, code, part->verdict, part->value, part->threshold, part->reason,
                   error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_verdicts (HcDb *db, const char *id, const HcCriteriaResult *result, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "INSERT INTO verdict_signed (id, sign_off_id, code, verdict, value, threshold, "
                   "reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < result->criteria->len; i++)
    if (!freeze_criterion (stmt, id, g_ptr_array_index (result->criteria, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
seal (HcDb *db, const char *id, GError **error)
{
  g_autofree char *hash = compute_hash (db, id, NULL, error);
  g_autoptr (HcStmt) stmt = NULL;

  if (hash == NULL ||
      !(stmt = hc_db_prepare (db, "UPDATE sign_off SET content_hash = ?2 WHERE id = ?1", error)))
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, hash);
  return hc_stmt_run (stmt, error);
}

static gboolean
add (HcDb *db, const HcSignOff *sign_off, const HcCriteriaResult *result, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autofree char *name = g_strstrip (g_strdup (sign_off->name != NULL ? sign_off->name : ""));
  g_autoptr (GPtrArray) others = hc_sign_offs_load (db, error);

  return others != NULL && check_words (sign_off, name, error) &&
         check_gate (sign_off, result, error) && check_directory (db, name, error) &&
         check_superseded (sign_off, others, error) &&
         check_sides (sign_off, name, others, error) &&
         insert_sign_off (db, id, name, sign_off, result, error) &&
         insert_verdicts (db, id, result, error) && seal (db, id, error);
}

gboolean
hc_sign_off_add (HcDb *db,
                 const HcSignOff *sign_off,
                 const HcCriteriaResult *result,
                 GError **error)
{
  g_return_val_if_fail (db != NULL && sign_off != NULL && result != NULL, FALSE);
  g_return_val_if_fail (sign_off->gate == result->gate && !result->is_past, FALSE);

  if (!hc_db_begin (db, error))
    return FALSE;
  if (add (db, sign_off, result, error))
    return hc_db_commit (db, error);
  hc_db_rollback (db);
  return FALSE;
}

/* ---------------------------------------------------------------- verifying */

static gboolean
verify_content (HcDb *db, GPtrArray *list, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const HcSignOff *row = g_ptr_array_index (list, i);
      g_autofree char *stored = NULL;
      g_autofree char *hash = compute_hash (db, row->id, &stored, error);

      if (hash == NULL)
        return FALSE;
      if (g_strcmp0 (hash, stored) != 0)
        g_ptr_array_add (
          findings,
          g_strdup_printf (_ ("The sign-off by “%s” was changed after it was signed."), row->name));
    }
  return TRUE;
}

/* Each row continues one of its site, but the first; two never continue the same one. */
static gboolean
verify_links (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (
    db,
    "SELECT name FROM sign_off WHERE (previous_hash <> '' AND NOT EXISTS "
    "(SELECT 1 FROM sign_off AS earlier WHERE earlier.site = sign_off.site "
    "AND earlier.content_hash = sign_off.previous_hash)) OR EXISTS "
    "(SELECT 1 FROM sign_off AS twin WHERE twin.site = sign_off.site AND twin.id < sign_off.id "
    "AND twin.previous_hash = sign_off.previous_hash) ORDER BY at, id",
    error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (findings,
                     g_strdup_printf (_ ("A sign-off before the one by “%s” is missing or was "
                                         "changed."),
                                      hc_stmt_peek_text (stmt, 0)));
  return rc == SQLITE_DONE;
}

GPtrArray *
hc_sign_offs_verify (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) list = NULL;
  gint64 exists;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hc_db_query_int64 (db, "SELECT count (*) FROM sqlite_schema WHERE name = 'sign_off'",
                          &exists, error))
    return NULL;
  if (exists == 0)
    return g_steal_pointer (&findings);
  if (!(list = hc_sign_offs_load (db, error)) || !verify_content (db, list, findings, error) ||
      !verify_links (db, findings, error))
    return NULL;
  return g_steal_pointer (&findings);
}
