/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-criteria-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-columns-table.h"
#include "hc-db-private.h"
#include "hc-driver-table.h"
#include "hc-launch-table.h"
#include "hc-record-table.h"
#include "hc-sign-off.h"
#include "hc-usage-table.h"

/* ---------------------------------------------------------------- loading */

static gboolean
load_registers (HcDb *db, HcCriteriaInputs *out, GError **error)
{
  for (guint i = 0; hc_criteria_registers[i] != NULL; i++)
    {
      GPtrArray *records =
        hc_records_load (db, hc_record_type (hc_criteria_registers[i]), NULL, error);

      if (records == NULL)
        return FALSE;
      g_hash_table_insert (out->registers, g_strdup (hc_criteria_registers[i]), records);
    }
  return TRUE;
}

static gboolean
load_thresholds (HcDb *db, HcCriteriaInputs *out, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db, "SELECT name, value FROM threshold ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      const char *name = hc_stmt_peek_text (stmt, 0);
      double value = hc_stmt_double (stmt, 1);

      if (hc_criterion_threshold_check (name, value, NULL))
        g_hash_table_insert (out->thresholds, g_strdup (name), g_memdup2 (&value, sizeof value));
    }
  return rc == SQLITE_DONE;
}

/* Adds the texts of the first column to @set. */
static gboolean
load_set (HcDb *db, const char *sql, GHashTable *set, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_hash_table_add (set, hc_stmt_text (stmt, 0));
  return rc == SQLITE_DONE;
}

static gboolean
load_waivers (HcDb *db, HcCriteriaInputs *out, GError **error)
{
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "SELECT id, gate, code, why, by_name, given_at, until FROM criterion_waiver "
                   "ORDER BY given_at, id",
                   error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcWaiver *waiver = g_new0 (HcWaiver, 1);

      waiver->id = hc_stmt_text (stmt, 0);
      hc_gate_kind_from_word (hc_stmt_peek_text (stmt, 1), &waiver->gate);
      waiver->code = hc_stmt_text (stmt, 2);
      waiver->why = hc_stmt_text (stmt, 3);
      waiver->by = hc_stmt_text (stmt, 4);
      waiver->given_at = hc_stmt_int64 (stmt, 5);
      waiver->until = HC_DAY_NONE;
      if (hc_stmt_peek_text (stmt, 6) != NULL)
        hc_day_parse (hc_stmt_peek_text (stmt, 6), &waiver->until);
      g_ptr_array_add (out->waivers, waiver);
    }
  return rc == SQLITE_DONE;
}

static gboolean
load_imports (HcDb *db, HcCriteriaInputs *out, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "SELECT as_of, is_log OR covers = 'everything' FROM import_batch ORDER BY as_of, id",
    error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcImportCover cover = { hc_stmt_int64 (stmt, 0), hc_stmt_int64 (stmt, 1) != 0 };

      g_array_append_val (out->imports, cover);
    }
  return rc == SQLITE_DONE;
}

static gboolean
load_sign_offs (HcDb *db, HcCriteriaInputs *out, GError **error)
{
  GPtrArray *sign_offs = hc_sign_offs_load (db, error);

  if (sign_offs == NULL)
    return FALSE;
  g_ptr_array_unref (out->sign_offs);
  out->sign_offs = sign_offs;
  return TRUE;
}

/* @columns: taken over; NULL: loaded too. */
static gboolean
load (HcDb *db, HcColumns *columns, HcCriteriaInputs *out, GError **error)
{
  out->columns = columns;
  hc_launch_settings_clear (&out->settings);
  if (!hc_launch_load (db, &out->settings, error) ||
      !(out->calendar = hc_launch_settings_calendar (&out->settings, error)) ||
      (columns == NULL && !(out->columns = hc_columns_load (db, &out->settings, error))) ||
      !(out->usage = hc_usage_load (db, error)))
    return FALSE;
  return load_sign_offs (db, out, error) && load_registers (db, out, error) &&
         load_thresholds (db, out, error) &&
         load_set (db, "SELECT code FROM criterion WHERE is_mandatory = 0", out->optional, error) &&
         load_set (db, "SELECT register FROM register_note", out->none_on_purpose, error) &&
         load_waivers (db, out, error) && load_imports (db, out, error) &&
         hc_verdict_days_load (db, out->stored, error);
}

HcCriteriaInputs *
hc_criteria_inputs_load (HcDb *db, gboolean with_drivers, const gint *cancelled, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_new ();
  gboolean ok;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = load (db, NULL, inputs, error) &&
       (!with_drivers ||
        (inputs->groups = hc_driver_groups_load (db, inputs->columns, cancelled, error)) != NULL);
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&inputs) : NULL;
}

HcCriteriaInputs *
hc_criteria_inputs_load_beside (HcDb *db, HcColumns *columns, HcDriverGroups *groups, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_new ();

  g_return_val_if_fail (db != NULL && columns != NULL, NULL);

  inputs->groups = groups;
  return load (db, hc_columns_ref (columns), inputs, error) ? g_steal_pointer (&inputs) : NULL;
}

/* ---------------------------------------------------------------- waivers */

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
}

static gboolean
check_code (HcGateKind gate, const char *code, GError **error)
{
  if (code != NULL && g_strv_contains (hc_criteria_codes (gate), code))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND, _ ("This gate has no criterion “%s”."),
               code != NULL ? code : "");
  return FALSE;
}

static gboolean
check_waiver (const HcWaiver *waiver, HcDay today, GError **error)
{
  const char *message = NULL;

  if (!check_code (waiver->gate, waiver->code, error))
    return FALSE;
  if (is_blank (waiver->why))
    message = _ ("A waiver needs a reason.");
  else if (is_blank (waiver->by))
    message = _ ("A waiver needs the name of the person who answers for it.");
  else if (waiver->until != HC_DAY_NONE && waiver->until < today)
    message = _ ("The last day of a waiver must not lie in the past.");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT, message);
  return FALSE;
}

gboolean
hc_criterion_waive (HcDb *db, const HcWaiver *waiver, HcDay today, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autofree char *until = hc_day_format (waiver->until);
  g_autofree char *why = g_strstrip (g_strdup (waiver->why != NULL ? waiver->why : ""));
  g_autofree char *by = g_strstrip (g_strdup (waiver->by != NULL ? waiver->by : ""));
  g_autoptr (HcStmt) stmt = NULL;

  if (!check_waiver (waiver, today, error))
    return FALSE;
  stmt =
    hc_db_prepare (db,
                   "INSERT INTO criterion_waiver (id, gate, code, why, by_name, given_at, until) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, hc_gate_kind_word (waiver->gate));
  hc_stmt_bind_text (stmt, 3, waiver->code);
  hc_stmt_bind_text (stmt, 4, why);
  hc_stmt_bind_text (stmt, 5, by);
  hc_stmt_bind_int64 (stmt, 6, waiver->given_at);
  hc_stmt_bind_text (stmt, 7, until);
  return hc_stmt_run (stmt, error);
}

gboolean
hc_criterion_end_waiver (HcDb *db, HcGateKind gate, const char *code, HcDay today, GError **error)
{
  g_autofree char *date = hc_day_format (today);
  g_autofree char *yesterday = hc_day_format (today - 1);
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db,
                   "UPDATE criterion_waiver SET until = ?4 "
                   "WHERE gate = ?1 AND code = ?2 AND (until IS NULL OR until >= ?3)",
                   error);

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, hc_gate_kind_word (gate));
  hc_stmt_bind_text (stmt, 2, code);
  hc_stmt_bind_text (stmt, 3, date);
  hc_stmt_bind_text (stmt, 4, yesterday);
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  if (sqlite3_changes (db->handle) > 0)
    return TRUE;
  g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                       _ ("There is no waiver to end for this criterion."));
  return FALSE;
}

/* ---------------------------------------------------------------- rules */

/* Only what differs from the shipped rule has a row. */
gboolean
hc_criterion_set_mandatory (
  HcDb *db, HcGateKind gate, const char *code, gboolean mandatory, GError **error)
{
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  if (!check_code (gate, code, error))
    return FALSE;
  if (mandatory)
    stmt = hc_db_prepare (db, "DELETE FROM criterion WHERE gate = ?1 AND code = ?2", error);
  else
    stmt = hc_db_prepare (
      db,
      "INSERT INTO criterion (id, gate, code, is_mandatory) "
      "SELECT coalesce ((SELECT id FROM criterion WHERE gate = ?1 AND code = ?2 ORDER BY id "
      "LIMIT 1), ?3), ?1, ?2, 0 WHERE true ON CONFLICT (id) DO UPDATE SET is_mandatory = 0",
      error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, hc_gate_kind_word (gate));
  hc_stmt_bind_text (stmt, 2, code);
  if (!mandatory)
    hc_stmt_bind_text (stmt, 3, id);
  return hc_stmt_run (stmt, error);
}

gboolean
hc_criterion_set_threshold (HcDb *db, const char *name, double value, GError **error)
{
  const HcCriterionThreshold *threshold = hc_criterion_threshold (name);
  gboolean is_usual = isnan (value) || (threshold != NULL && value == threshold->usual);
  g_autofree char *id = hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  if (!hc_criterion_threshold_check (name, threshold != NULL && is_usual ? threshold->usual : value,
                                     error))
    return FALSE;
  if (is_usual)
    stmt = hc_db_prepare (db, "DELETE FROM threshold WHERE name = ?1", error);
  else
    stmt = hc_db_prepare (
      db,
      "INSERT INTO threshold (id, name, value) "
      "SELECT coalesce ((SELECT id FROM threshold WHERE name = ?1 ORDER BY id LIMIT 1), ?3), ?1, "
      "?2 WHERE true ON CONFLICT (id) DO UPDATE SET value = ?2",
      error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, name);
  if (!is_usual)
    {
      hc_stmt_bind_double (stmt, 2, value);
      hc_stmt_bind_text (stmt, 3, id);
    }
  return hc_stmt_run (stmt, error);
}
