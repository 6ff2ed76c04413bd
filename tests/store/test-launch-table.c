/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-launch-check.h"
#include "hc-launch-table.h"
#include "hc-test-history.h"

static void
fill (HcLaunchSettings *out)
{
  hc_launch_settings_clear (out);
  hc_launch_settings_init (out);
  g_free (out->name);
  g_free (out->zone);
  out->name = g_strdup ("ERP wave 2 – Köln");
  out->zone = g_strdup ("Europe/Berlin");
  out->go_live_at = 1709247600; /* 2024-03-01 00:00 in Berlin */
  out->go_live_day = hc_day_from_ymd (2024, 3, 1);
}

static gboolean
save (HcDb *db, gpointer settings, GError **error)
{
  return hc_launch_save (db, settings, error);
}

static void
assert_same (const HcLaunchSettings *a, const HcLaunchSettings *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->system, ==, b->system);
  g_assert_cmpstr (a->zone, ==, b->zone);
  g_assert_cmpint (a->go_live_at, ==, b->go_live_at);
  g_assert_cmpint (a->go_live_day, ==, b->go_live_day);
  g_assert_cmpuint (a->length_days, ==, b->length_days);
  g_assert_cmpint (a->target_exit, ==, b->target_exit);
  g_assert_cmpuint (a->working_mask, ==, b->working_mask);
  g_assert_cmpuint (a->window_length, ==, b->window_length);
  g_assert_cmpmem (a->holidays, a->n_holidays * sizeof (HcDay), b->holidays,
                   b->n_holidays * sizeof (HcDay));
  for (guint i = 0; i < HC_N_AGE_BUCKETS - 1; i++)
    g_assert_cmpfloat (a->age_bounds[i], ==, b->age_bounds[i]);
  g_assert_cmpfloat (a->age_limit_days, ==, b->age_limit_days);
  g_assert_cmpfloat (a->resolve_target_hours, ==, b->resolve_target_hours);
  g_assert_cmpfloat (a->look_back_days, ==, b->look_back_days);
  g_assert_cmpuint (a->declared_hops_allowed, ==, b->declared_hops_allowed);
}

static void
assert_loads (HcDb *db, const HcLaunchSettings *expected)
{
  g_auto (HcLaunchSettings) loaded = { 0 };
  g_autoptr (GError) error = NULL;

  hc_launch_load (db, &loaded, &error);
  g_assert_no_error (error);
  assert_same (&loaded, expected);
}

static void
test_settings (void)
{
  static const HcDay two[] = { 19782, 19814 }; /* 2024-02-29, 2024-04-01 */
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_auto (HcLaunchSettings) settings = { 0 };

  fill (&settings);
  hc_test_command (db, "Create Launch", save, &settings);
  assert_loads (db, &settings);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM threshold"), ==, 0);

  settings.holidays = g_memdup2 (two, sizeof two);
  settings.n_holidays = 2;
  settings.target_exit = settings.go_live_day + 13;
  settings.working_mask = 0x3f;
  settings.window_length = 3;
  settings.length_days = 21;
  g_free (settings.system);
  settings.system = g_strdup ("S/4HANA");
  hc_test_command (db, "Change Calendar", save, &settings);
  assert_loads (db, &settings);

  settings.age_bounds[0] = 0.5;
  settings.age_limit_days = 7;
  settings.resolve_target_hours = 48;
  settings.look_back_days = 5;
  settings.declared_hops_allowed = 1;
  hc_test_command (db, "Change Thresholds", save, &settings);
  assert_loads (db, &settings);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM threshold"), ==, 5);

  /* Back to the usual: no rows. The name of a holiday that stays is kept. */
  hc_test_exec (db, "UPDATE holiday SET name = 'Easter Monday' WHERE date = '2024-04-01'");
  settings.age_bounds[0] = 1;
  settings.age_limit_days = 10;
  settings.resolve_target_hours = 24;
  settings.look_back_days = 3;
  settings.declared_hops_allowed = 0;
  settings.holidays[0] = settings.holidays[1];
  settings.n_holidays = 1;
  settings.target_exit = HC_DAY_NONE;
  hc_test_command (db, "Reset", save, &settings);
  assert_loads (db, &settings);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM threshold"), ==, 0);
  g_assert_cmpint (hc_test_int (db, "SELECT name = 'Easter Monday' FROM holiday"), ==, 1);
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM launch"), ==, 1);
}

static void
test_same_settings_are_no_step (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_auto (HcLaunchSettings) settings = { 0 };

  fill (&settings);
  g_assert_true (hc_history_run (db, "Create Launch", save, &settings, NULL));
  g_assert_true (hc_history_run (db, "Save", save, &settings, NULL));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), ==, 1);
}

static void
test_no_launch (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_launch_load (db, &settings, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

/* ---------------------------------------------------------------- what is not allowed */

static void set_no_name (HcLaunchSettings *s) { s->name[0] = ' '; s->name[1] = '\0'; }
static void set_bad_zone (HcLaunchSettings *s) { g_free (s->zone); s->zone = g_strdup ("Mars/Base"); }
static void set_no_zone (HcLaunchSettings *s) { s->zone[0] = '\0'; }
static void set_no_go_live (HcLaunchSettings *s) { s->go_live_at = HC_INSTANT_NONE; }
static void set_old_go_live (HcLaunchSettings *s) { s->go_live_at = -1; }
static void set_length_0 (HcLaunchSettings *s) { s->length_days = 0; }
static void set_length_367 (HcLaunchSettings *s) { s->length_days = 367; }
static void set_no_working_day (HcLaunchSettings *s) { s->working_mask = 0; }
static void set_eighth_day (HcLaunchSettings *s) { s->working_mask = 128; }
static void set_window_4 (HcLaunchSettings *s) { s->window_length = 4; }
static void set_early_exit (HcLaunchSettings *s) { s->target_exit = s->go_live_day - 1; }
static void set_equal_bounds (HcLaunchSettings *s) { s->age_bounds[1] = 1; }
static void set_nan_bound (HcLaunchSettings *s) { s->age_bounds[3] = __builtin_nan (""); }
static void set_no_limit (HcLaunchSettings *s) { s->age_limit_days = 0; }
static void set_no_target (HcLaunchSettings *s) { s->resolve_target_hours = -1; }
static void set_look_back_15 (HcLaunchSettings *s) { s->look_back_days = 15; }
static void set_look_back_0 (HcLaunchSettings *s) { s->look_back_days = 0.5; }

static void
test_not_allowed (void)
{
  static const struct
  {
    void (*set) (HcLaunchSettings *settings);
    const char *field;
  } cases[] = {
    { set_no_name, "name" },
    { set_bad_zone, "zone" },
    { set_no_zone, "zone" },
    { set_no_go_live, "go_live_at" },
    { set_old_go_live, "go_live_at" },
    { set_length_0, "length_days" },
    { set_length_367, "length_days" },
    { set_no_working_day, "working_mask" },
    { set_eighth_day, "working_mask" },
    { set_window_4, "window_length" },
    { set_early_exit, "target_exit" },
    { set_equal_bounds, "age_bounds" },
    { set_nan_bound, "age_bounds" },
    { set_no_limit, "age_limit_days" },
    { set_no_target, "resolve_target_hours" },
    { set_look_back_15, "look_back_days" },
    { set_look_back_0, "look_back_days" },
  };
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_auto (HcLaunchSettings) settings = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) save_error = NULL;
      const char *field = NULL;

      fill (&settings);
      g_assert_true (hc_launch_settings_check (&settings, NULL, NULL));
      cases[i].set (&settings);
      g_assert_false (hc_launch_settings_check (&settings, &field, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_cmpstr (field, ==, cases[i].field);
      g_assert_false (hc_history_run (db, "Save", save, &settings, &save_error));
      g_assert_error (save_error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM launch"), ==, 0);
    }
}

/* ---------------------------------------------------------------- scope rules */

static void
add_rule (GPtrArray *rules, const char *id, const char *kind, const char *field, const char *value)
{
  HcScopeRule *rule = g_new0 (HcScopeRule, 1);

  rule->id = g_strdup (id);
  rule->kind = g_strdup (kind);
  rule->field = g_strdup (field);
  rule->value = g_strdup (value);
  g_ptr_array_add (rules, rule);
}

static GPtrArray *
rules_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)hc_scope_rule_free);
}

static gboolean
save_rules (HcDb *db, gpointer rules, GError **error)
{
  return hc_scope_rules_save (db, rules, error);
}

static void
test_scope_rules (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (GPtrArray) loaded = NULL, again = NULL;
  g_autofree char *kept = NULL;

  add_rule (rules, NULL, "include", "group", "SAP");
  add_rule (rules, NULL, "include", "tag", "wave-2");
  add_rule (rules, NULL, "exclude", "title_word", "printer");
  hc_test_command (db, "Set Scope", save_rules, rules);
  loaded = hc_scope_rules_load (db, NULL);
  g_assert_cmpuint (loaded->len, ==, 3);
  kept = g_strdup (((HcScopeRule *)g_ptr_array_index (loaded, 0))->id);
  g_assert_cmpstr (((HcScopeRule *)g_ptr_array_index (loaded, 0))->value, ==, "SAP");

  /* One goes, one changes its value, one stays as it is. */
  g_ptr_array_remove_index (rules, 1);
  g_free (((HcScopeRule *)g_ptr_array_index (rules, 1))->value);
  ((HcScopeRule *)g_ptr_array_index (rules, 1))->value = g_strdup ("toner");
  hc_test_command (db, "Change Scope", save_rules, rules);
  again = hc_scope_rules_load (db, NULL);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpstr (((HcScopeRule *)g_ptr_array_index (again, 0))->id, ==, kept);
  g_assert_cmpstr (((HcScopeRule *)g_ptr_array_index (again, 1))->value, ==, "toner");

  /* The same again is no step. */
  g_assert_true (hc_history_run (db, "Save", save_rules, again, NULL));
  g_assert_cmpint (hc_test_int (db, "SELECT count (*) FROM history"), ==, 2);
}

static void
test_wrong_scope_rules (void)
{
  static const char *const cases[][3] = {
    { "maybe", "group", "SAP" }, { "include", "colour", "red" }, { "include", "group", "  " },
  };
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rules = rules_new ();
      g_autoptr (GError) error = NULL;

      add_rule (rules, NULL, cases[i][0], cases[i][1], cases[i][2]);
      g_assert_false (hc_history_run (db, "Set Scope", save_rules, rules, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
    }
}

/* ---------------------------------------------------------------- sources */

static gboolean
save_source (HcDb *db, gpointer source, GError **error)
{
  return hc_ticket_source_save (db, source, error);
}

static void
test_sources (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  g_autoptr (GPtrArray) sources = NULL;
  HcTicketSource *source = g_new0 (HcTicketSource, 1);
  const HcTicketSource *loaded;
  g_autofree char *id = NULL;

  source->name = g_strdup ("ServiceNow");
  hc_test_command (db, "Add Ticket System", save_source, source);
  g_assert_nonnull (source->id);
  id = g_strdup (source->id);
  source->url_pattern = g_strdup ("https://x.example/nav?number={key}");
  hc_test_command (db, "Set Address", save_source, source);
  g_assert_cmpstr (source->id, ==, id);

  sources = hc_ticket_sources_load (db, NULL);
  g_assert_cmpuint (sources->len, ==, 1);
  loaded = g_ptr_array_index (sources, 0);
  g_assert_cmpstr (loaded->name, ==, "ServiceNow");
  g_assert_cmpstr (loaded->url_pattern, ==, source->url_pattern);
  hc_ticket_source_free (source);
}

static void
test_wrong_sources (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "X", "javascript:alert({key})" },
    { "X", "file:///etc/{key}" },
    { "X", "https://x.example/" },
  };
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcTicketSource source = { NULL, (char *)cases[i][0], (char *)cases[i][1] };
      g_autoptr (GError) error = NULL;

      g_assert_false (hc_history_run (db, "Save", save_source, &source, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_null (source.id);
    }
}

static void
test_newest_as_of (void)
{
  g_autoptr (HcDb) db = hc_db_open_memory (NULL);
  gint64 as_of = 0;

  g_assert_true (hc_launch_newest_as_of (db, &as_of, NULL));
  g_assert_cmpint (as_of, ==, HC_INSTANT_NONE);
  hc_test_exec (db,
                "INSERT INTO term VALUES (1, 'source', 's'); INSERT INTO import_batch "
                "SELECT value, 1, '', '', 0, value * 100, '', 0, 'everything', '', ',', '', '', '', "
                "'UTC', 1, 1, 1, 0, 0, 0, 0, 0 FROM json_each ('[3, 1, 2]')");
  g_assert_true (hc_launch_newest_as_of (db, &as_of, NULL));
  g_assert_cmpint (as_of, ==, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/launch-table/settings", test_settings);
  g_test_add_func ("/launch-table/same-settings-are-no-step", test_same_settings_are_no_step);
  g_test_add_func ("/launch-table/no-launch", test_no_launch);
  g_test_add_func ("/launch-table/not-allowed", test_not_allowed);
  g_test_add_func ("/launch-table/scope-rules", test_scope_rules);
  g_test_add_func ("/launch-table/wrong-scope-rules", test_wrong_scope_rules);
  g_test_add_func ("/launch-table/sources", test_sources);
  g_test_add_func ("/launch-table/wrong-sources", test_wrong_sources);
  g_test_add_func ("/launch-table/newest-as-of", test_newest_as_of);
  return g_test_run ();
}
