/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-check.h"

char *
hc_uuid_new (void)
{
  return g_uuid_string_random ();
}

/* ---------------------------------------------------------------- launch row */

static gboolean
read_launch_row (HcStmt *stmt, HcLaunchSettings *out, GError **error)
{
  g_autoptr (HcCalendar) calendar = NULL;

  hc_launch_settings_clear (out);
  out->name = hc_stmt_text (stmt, 0);
  out->system = hc_stmt_text (stmt, 1);
  out->go_live_at = hc_stmt_int64 (stmt, 2);
  out->length_days = (guint)hc_stmt_int64 (stmt, 3);
  out->zone = hc_stmt_text (stmt, 4);
  out->working_mask = (guint)hc_stmt_int64 (stmt, 5);
  if (hc_stmt_peek_text (stmt, 6) != NULL)
    hc_day_parse (hc_stmt_peek_text (stmt, 6), &out->target_exit);
  out->window_length = (guint)hc_stmt_int64 (stmt, 7);

  if (!(calendar = hc_calendar_new (out->zone, out->working_mask, NULL, 0, error)))
    return FALSE;
  out->go_live_day = hc_calendar_day_of (calendar, out->go_live_at);
  return TRUE;
}

static gboolean
load_launch_row (HcDb *db, HcLaunchSettings *out, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT name, system, go_live_at, length_days, zone, working_mask, "
                        "target_exit, window_length FROM launch ORDER BY id LIMIT 1",
                        error);
  if (stmt == NULL)
    return FALSE;
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_ROW)
    return read_launch_row (stmt, out, error);
  if (rc == SQLITE_DONE)
    {
      g_autofree char *name = hc_db_dup_display_name (db);

      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _("“%s” holds no launch yet. Set its name and go-live date first."), name);
    }
  return FALSE;
}

static gboolean
update_launch_row (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_autofree char *exit_day = hc_day_format (settings->target_exit);
  g_autofree char *id = NULL;
  g_autoptr (HcStmt) stmt = NULL;

  id = hc_db_query_text (db, "SELECT coalesce ((SELECT id FROM launch ORDER BY id LIMIT 1), '')",
                         error);
  if (id == NULL)
    return FALSE;
  if (*id == '\0')
    {
      g_free (id);
      id = hc_uuid_new ();
    }

  stmt = hc_db_prepare (db,
                        "INSERT INTO launch (id, name, system, go_live_at, length_days, zone, "
                        "working_mask, target_exit, window_length) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                        "ON CONFLICT (id) DO UPDATE SET name = ?2, system = ?3, go_live_at = ?4, "
                        "length_days = ?5, zone = ?6, working_mask = ?7, target_exit = ?8, "
                        "window_length = ?9",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, settings->name);
  hc_stmt_bind_text (stmt, 3, settings->system ? settings->system : "");
  hc_stmt_bind_int64 (stmt, 4, settings->go_live_at);
  hc_stmt_bind_int64 (stmt, 5, settings->length_days);
  hc_stmt_bind_text (stmt, 6, settings->zone);
  hc_stmt_bind_int64 (stmt, 7, settings->working_mask);
  hc_stmt_bind_text (stmt, 8, exit_day);
  hc_stmt_bind_int64 (stmt, 9, settings->window_length);
  return hc_stmt_run (stmt, error);
}

/* ---------------------------------------------------------------- holidays */

static gboolean
load_holidays (HcDb *db, HcLaunchSettings *out, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (HcDay));
  g_autoptr (HcStmt) stmt
    = hc_db_prepare (db, "SELECT DISTINCT date FROM holiday ORDER BY date", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcDay day;

      if (hc_day_parse (hc_stmt_peek_text (stmt, 0), &day))
        g_array_append_val (days, day);
    }
  if (rc != SQLITE_DONE)
    return FALSE;
  out->n_holidays = days->len;
  out->holidays = (HcDay *)g_array_free (g_steal_pointer (&days), FALSE);
  return TRUE;
}

static gboolean
is_holiday (const HcLaunchSettings *settings, HcDay day)
{
  for (guint i = 0; i < settings->n_holidays; i++)
    if (settings->holidays[i] == day)
      return TRUE;
  return FALSE;
}

static gboolean
delete_by_id (HcDb *db, const char *sql, GPtrArray *ids, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      hc_stmt_bind_text (stmt, 1, g_ptr_array_index (ids, i));
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_other_holidays (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT id, date FROM holiday", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcDay day = HC_DAY_NONE;

      if (!hc_day_parse (hc_stmt_peek_text (stmt, 1), &day) || !is_holiday (settings, day))
        g_ptr_array_add (gone, hc_stmt_text (stmt, 0));
    }
  return rc == SQLITE_DONE && delete_by_id (db, "DELETE FROM holiday WHERE id = ?1", gone, error);
}

/* A holiday that stays keeps its row, and with it the name a person gave it. */
static gboolean
save_holidays (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;

  if (!delete_other_holidays (db, settings, error))
    return FALSE;
  stmt = hc_db_prepare (db,
                        "INSERT INTO holiday (id, date) SELECT ?1, ?2 "
                        "WHERE NOT EXISTS (SELECT 1 FROM holiday WHERE date = ?2)",
                        error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < settings->n_holidays; i++)
    {
      g_autofree char *id = hc_uuid_new ();
      g_autofree char *date = hc_day_format (settings->holidays[i]);

      hc_stmt_bind_text (stmt, 1, id);
      hc_stmt_bind_text (stmt, 2, date);
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- thresholds */

static const struct
{
  const char *name;
  gsize offset;
} thresholds[] = {
  { "age_bound_1", G_STRUCT_OFFSET (HcLaunchSettings, age_bounds[0]) },
  { "age_bound_2", G_STRUCT_OFFSET (HcLaunchSettings, age_bounds[1]) },
  { "age_bound_3", G_STRUCT_OFFSET (HcLaunchSettings, age_bounds[2]) },
  { "age_bound_4", G_STRUCT_OFFSET (HcLaunchSettings, age_bounds[3]) },
  { "age_limit_days", G_STRUCT_OFFSET (HcLaunchSettings, age_limit_days) },
  { "resolve_target_hours", G_STRUCT_OFFSET (HcLaunchSettings, resolve_target_hours) },
  { "look_back_days", G_STRUCT_OFFSET (HcLaunchSettings, look_back_days) },
};
#define DECLARED_HOPS "declared_hops_allowed"

static double
threshold_value (const HcLaunchSettings *settings, guint i)
{
  return G_STRUCT_MEMBER (double, settings, thresholds[i].offset);
}

static void
take_threshold (HcLaunchSettings *out, const char *name, double value)
{
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    if (g_strcmp0 (thresholds[i].name, name) == 0)
      G_STRUCT_MEMBER (double, out, thresholds[i].offset) = value;
  if (g_strcmp0 (name, DECLARED_HOPS) == 0)
    out->declared_hops_allowed = (guint)CLAMP (value, 0, 100);
}

static gboolean
load_thresholds (HcDb *db, HcLaunchSettings *out, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT name, value FROM threshold ORDER BY id", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    take_threshold (out, hc_stmt_peek_text (stmt, 0), hc_stmt_double (stmt, 1));
  return rc == SQLITE_DONE;
}

static gboolean
run_with_threshold (HcDb *db, const char *sql, const char *name, double value, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  g_autofree char *id = hc_uuid_new ();

  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, name);
  if (sqlite3_bind_parameter_count (stmt->stmt) > 1)
    {
      hc_stmt_bind_double (stmt, 2, value);
      hc_stmt_bind_text (stmt, 3, id);
    }
  return hc_stmt_run (stmt, error);
}

static gboolean
save_threshold (HcDb *db, const char *name, double value, double usual, GError **error)
{
  if (value == usual)
    return run_with_threshold (db, "DELETE FROM threshold WHERE name = ?1", name, value, error);
  return run_with_threshold (
    db,
    "INSERT INTO threshold (id, name, value) "
    "SELECT coalesce ((SELECT id FROM threshold WHERE name = ?1 ORDER BY id LIMIT 1), ?3), ?1, ?2 "
    "WHERE true ON CONFLICT (id) DO UPDATE SET value = ?2",
    name, value, error);
}

static gboolean
save_thresholds (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  g_auto (HcLaunchSettings) usual = { 0 };

  hc_launch_settings_init (&usual);
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    if (!save_threshold (db, thresholds[i].name, threshold_value (settings, i),
                         threshold_value (&usual, i), error))
      return FALSE;
  return save_threshold (db, DECLARED_HOPS, settings->declared_hops_allowed,
                         usual.declared_hops_allowed, error);
}

/* ---------------------------------------------------------------- launch */

gboolean
hc_launch_save (HcDb *db, const HcLaunchSettings *settings, GError **error)
{
  return hc_launch_settings_check (settings, NULL, error) && update_launch_row (db, settings, error)
         && save_holidays (db, settings, error) && save_thresholds (db, settings, error);
}

gboolean
hc_launch_load (HcDb *db, HcLaunchSettings *out, GError **error)
{
  hc_launch_settings_init (out);
  if (!hc_db_begin_read (db, error))
    return FALSE;
  if (load_launch_row (db, out, error) && load_holidays (db, out, error)
      && load_thresholds (db, out, error))
    {
      hc_db_end_read (db);
      return TRUE;
    }
  hc_db_end_read (db);
  hc_launch_settings_clear (out);
  return FALSE;
}

gboolean
hc_launch_newest_as_of (HcDb *db, gint64 *out, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT max (as_of) FROM import_batch", error);

  if (stmt == NULL || hc_stmt_step (stmt, error) != SQLITE_ROW)
    return FALSE;
  *out = hc_stmt_instant (stmt, 0);
  return TRUE;
}

/* ---------------------------------------------------------------- scope rules */

void
hc_scope_rule_free (HcScopeRule *rule)
{
  g_free (rule->id);
  g_free (rule->kind);
  g_free (rule->field);
  g_free (rule->value);
  g_free (rule);
}

GPtrArray *
hc_scope_rules_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) rules
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_scope_rule_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "SELECT id, kind, field, value FROM scope_rule ORDER BY kind DESC, field, value, id", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcScopeRule *rule = g_new0 (HcScopeRule, 1);

      rule->id = hc_stmt_text (stmt, 0);
      rule->kind = hc_stmt_text (stmt, 1);
      rule->field = hc_stmt_text (stmt, 2);
      rule->value = hc_stmt_text (stmt, 3);
      g_ptr_array_add (rules, rule);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&rules) : NULL;
}

static gboolean
same_rule (const HcScopeRule *a, const HcScopeRule *b)
{
  if (b->id != NULL && !g_str_equal (a->id, b->id))
    return FALSE;
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->field, b->field)
         && g_str_equal (a->value, b->value);
}

static gboolean
check_rule (const HcScopeRule *rule, GError **error)
{
  static const char *const fields[]
    = { "group", "category", "service", "tag", "title_word", "requester", NULL };
  g_autofree char *value = g_strstrip (g_strdup (rule->value ? rule->value : ""));

  if (g_strcmp0 (rule->kind, "include") != 0 && g_strcmp0 (rule->kind, "exclude") != 0)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("A scope rule includes or excludes; “%s” is neither."),
                 rule->kind ? rule->kind : "");
  else if (rule->field == NULL || !g_strv_contains (fields, rule->field))
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("A scope rule cannot look at “%s”. Choose group, category, service, tag, "
                   "title word or requester."),
                 rule->field ? rule->field : "");
  else if (*value == '\0')
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("The scope rule for “%s” needs a value."), rule->field);
  else
    return TRUE;
  return FALSE;
}

static gboolean
insert_rules (HcDb *db, GPtrArray *rules, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db, "INSERT INTO scope_rule (id, kind, field, value) VALUES (?1, ?2, ?3, ?4)", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const HcScopeRule *rule = g_ptr_array_index (rules, i);
      g_autofree char *id = rule->id ? g_strdup (rule->id) : hc_uuid_new ();

      hc_stmt_bind_text (stmt, 1, id);
      hc_stmt_bind_text (stmt, 2, rule->kind);
      hc_stmt_bind_text (stmt, 3, rule->field);
      hc_stmt_bind_text (stmt, 4, rule->value);
      if (!hc_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hc_scope_rules_save (HcDb *db, GPtrArray *rules, GError **error)
{
  g_autoptr (GPtrArray) old = hc_scope_rules_load (db, error);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      if (!check_rule (g_ptr_array_index (rules, i), error))
        return FALSE;
      g_ptr_array_add (wanted, g_ptr_array_index (rules, i));
    }
  for (guint i = 0; i < old->len; i++)
    {
      HcScopeRule *rule = g_ptr_array_index (old, i);
      guint found = 0;

      while (found < wanted->len && !same_rule (rule, g_ptr_array_index (wanted, found)))
        found++;
      if (found < wanted->len)
        g_ptr_array_remove_index (wanted, found);
      else
        g_ptr_array_add (gone, rule->id);
    }
  return delete_by_id (db, "DELETE FROM scope_rule WHERE id = ?1", gone, error)
         && insert_rules (db, wanted, error);
}

/* ---------------------------------------------------------------- sources */

void
hc_ticket_source_free (HcTicketSource *source)
{
  g_free (source->id);
  g_free (source->name);
  g_free (source->url_pattern);
  g_free (source);
}

GPtrArray *
hc_ticket_sources_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) sources
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_ticket_source_free);
  g_autoptr (HcStmt) stmt
    = hc_db_prepare (db, "SELECT id, name, url_pattern FROM source ORDER BY name, id", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTicketSource *source = g_new0 (HcTicketSource, 1);

      source->id = hc_stmt_text (stmt, 0);
      source->name = hc_stmt_text (stmt, 1);
      source->url_pattern = hc_stmt_text (stmt, 2);
      g_ptr_array_add (sources, source);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&sources) : NULL;
}

/* The pattern becomes a link that a click opens: nothing but web pages. */
static gboolean
check_source (const HcTicketSource *source, GError **error)
{
  const char *pattern = source->url_pattern ? source->url_pattern : "";

  if (source->name == NULL || *source->name == '\0')
    g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT, _("A ticket system needs a name."));
  else if (*pattern != '\0' && !g_str_has_prefix (pattern, "https://")
           && !g_str_has_prefix (pattern, "http://"))
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("The address “%s” must begin with https:// or http://."), pattern);
  else if (*pattern != '\0' && strstr (pattern, "{key}") == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _("The address “%s” must hold {key} where the ticket number goes."), pattern);
  else
    return TRUE;
  return FALSE;
}

gboolean
hc_ticket_source_save (HcDb *db, HcTicketSource *source, GError **error)
{
  g_autofree char *id = source->id ? g_strdup (source->id) : hc_uuid_new ();
  g_autoptr (HcStmt) stmt = NULL;

  if (!check_source (source, error))
    return FALSE;
  stmt = hc_db_prepare (db,
                        "INSERT INTO source (id, name, url_pattern) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (id) DO UPDATE SET name = ?2, url_pattern = ?3",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_text (stmt, 1, id);
  hc_stmt_bind_text (stmt, 2, source->name);
  hc_stmt_bind_text (stmt, 3, source->url_pattern ? source->url_pattern : "");
  if (!hc_stmt_run (stmt, error))
    return FALSE;
  g_free (source->id);
  source->id = g_steal_pointer (&id);
  return TRUE;
}
