/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-schema.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-schema-resource.h"

#define RESOURCE_PATH "/org/hypercare/Hypercare/schema/"

/* Index + 1 is the version that the file leads to. Never reordered, never edited after release. */
static const char *const migrations[] = {
  "0001-initial.sql",
  "0002-plan.sql",
  "0003-catalog.sql",
  "0004-measures.sql",
};

/* What refers to a row comes before it: when a recorded deletion is applied, the rows that a foreign
 * key would take along or empty are gone or changed by then. Not sign_off and verdict_signed: they are
 * entries of record, corrected by a later one and never undone. */
const HcJudgementTable hc_judgement_tables[] = {
  { "ticket_triage", N_("ticket"), 1 },
  { "rule_condition", N_("condition"), 4 },
  { "rule", N_("rule"), 1 },
  { "issue_cohort", N_("affected cohort"), 0 },
  { "escalation", N_("escalation"), 2 },
  { "issue", N_("issue"), 2 },
  { "text_group_choice", N_("text group choice"), 1 },
  { "stop_word", N_("stop word"), 1 },
  { "saved_filter", N_("saved filter"), 2 },
  { "usage_day", N_("usage of a day"), 1 },
  { "completion_day", N_("completions of a day"), 1 },
  { "activity", N_("activity"), 1 },
  { "metric_target", N_("target"), 1 },
  { "escalation_level", N_("escalation level"), 3 },
  { "duty_role", N_("role in the matrix"), 3 },
  { "duty", N_("duty"), 1 },
  { "failure_point", N_("failure point"), 2 },
  { "workflow_step", N_("step"), 2 },
  { "workflow_cohort", N_("affected cohort"), 0 },
  { "rehearsal", N_("rehearsal"), 3 },
  { "communication", N_("communication"), 1 },
  { "workflow", N_("hot path"), 1 },
  { "feedback", N_("feedback"), 4 },
  { "baseline", N_("baseline"), 1 },
  { "criterion", N_("criterion"), 2 },
  { "criterion_waiver", N_("waiver"), 2 },
  { "register_note", N_("register note"), 1 },
  { "evidence", N_("evidence"), 2 },
  { "checklist_item", N_("checklist item"), 1 },
  { "risk", N_("risk"), 1 },
  { "improvement", N_("improvement"), 1 },
  { "knowledge_transfer", N_("knowledge transfer"), 1 },
  { "lesson", N_("lesson"), 1 },
  { "launch", N_("launch"), 1 },
  { "holiday", N_("holiday"), 1 },
  { "scope_rule", N_("scope rule"), 3 },
  { "threshold", N_("threshold"), 1 },
  { "person", N_("person"), 1, 4 },
  { "group_team", N_("team of the group"), 1 },
  { "declared_hop", N_("declared hop"), 0 },
  { "team", N_("team"), 1 },
  { "cohort_match", N_("cohort match"), 3 },
  { "cohort", N_("cohort"), 1 },
  { "import_profile_value", N_("import profile value"), 3 },
  { "import_profile_column", N_("import profile column"), 3 },
  { "import_profile", N_("import profile"), 1 },
  { "source", N_("ticket system"), 1 },
};
const guint hc_n_judgement_tables = G_N_ELEMENTS (hc_judgement_tables);

const HcJudgementTable *
hc_judgement_table (const char *name)
{
  for (guint i = 0; i < hc_n_judgement_tables; i++)
    if (g_str_equal (hc_judgement_tables[i].name, name))
      return &hc_judgement_tables[i];
  return NULL;
}

int
hc_schema_version (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
run_migration (HcDb *db, int version, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, migrations[version - 1], NULL);
  g_autofree char *pragma = NULL;
  g_autoptr (GBytes) sql = g_resource_lookup_data (hc_schema_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (sql == NULL)
    return FALSE;
  pragma = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                            HC_APPLICATION_ID, version);
  /* Resource data is followed by a NUL byte that is not counted. */
  return hc_db_exec (db, g_bytes_get_data (sql, NULL), error) && hc_db_exec (db, pragma, error);
}

static gboolean
migrate_to (HcDb *db, int from, int to, GError **error)
{
  for (int version = from + 1; version <= to; version++)
    if (!run_migration (db, version, error))
      return FALSE;
  return TRUE;
}

gboolean
hc_schema_migrate (HcDb *db, int from, GError **error)
{
  return migrate_to (db, from, hc_schema_version (), error);
}

/* ---------------------------------------------------------------- comparing */

/* White space does not matter; quoted text cannot hold any that does in our schema. */
static char *
normalise (const char *sql)
{
  GString *out = g_string_new (NULL);

  for (const char *p = sql; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (out, *p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

/* “table team” → its normalised text. Without what SQLite keeps for itself. */
static GHashTable *
read_schema (HcDb *db, GError **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT type, name, sql FROM sqlite_schema "
                        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'",
                        error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    g_hash_table_insert (
      objects, g_strdup_printf ("%s %s", hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1)),
      normalise (hc_stmt_peek_text (stmt, 2)));
  return rc == SQLITE_DONE ? g_steal_pointer (&objects) : NULL;
}

static GHashTable *
expected_schema (int version, GError **error)
{
  HcDb db = { 0 };
  GHashTable *objects = NULL;

  db.cache = g_hash_table_new (g_str_hash, g_str_equal);
  if (sqlite3_open (":memory:", &db.handle) != SQLITE_OK)
    hc_db_set_error (&db, error);
  else if (migrate_to (&db, 0, version, error))
    objects = read_schema (&db, error);
  hc_sql_clear_cache (&db);
  sqlite3_close (db.handle);
  g_hash_table_unref (db.cache);
  return objects;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
compare_schemas (GHashTable *actual, GHashTable *expected, GPtrArray *differences)
{
  GHashTableIter iter;
  const char *name, *text;

  g_hash_table_iter_init (&iter, actual);
  while (g_hash_table_iter_next (&iter, (gpointer *)&name, (gpointer *)&text))
    {
      const char *should = g_hash_table_lookup (expected, name);

      if (should == NULL)
        g_ptr_array_add (differences, g_strdup_printf (_("The %s does not belong there."), name));
      else if (!g_str_equal (should, text))
        g_ptr_array_add (differences, g_strdup_printf (_("The %s was changed."), name));
    }
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, (gpointer *)&name, NULL))
    if (!g_hash_table_contains (actual, name))
      g_ptr_array_add (differences, g_strdup_printf (_("The %s is missing."), name));
  g_ptr_array_sort (differences, compare_texts);
}

GPtrArray *
hc_schema_differences (HcDb *db, int version, GError **error)
{
  g_autoptr (GHashTable) actual = read_schema (db, error);
  g_autoptr (GHashTable) expected = actual ? expected_schema (version, error) : NULL;
  GPtrArray *differences;

  if (expected == NULL)
    return NULL;
  differences = g_ptr_array_new_with_free_func (g_free);
  compare_schemas (actual, expected, differences);
  return differences;
}

gboolean
hc_schema_check (HcDb *db, int version, GError **error)
{
  g_autoptr (GPtrArray) differences = hc_schema_differences (db, version, error);
  g_autofree char *name = NULL;

  if (differences == NULL)
    return FALSE;
  if (differences->len == 0)
    return TRUE;
  name = hc_db_dup_display_name (db);
  g_set_error (error, HC_ERROR, HC_ERROR_DAMAGED,
               _("“%s” is not as Hypercare wrote it: %s Repair it or restore a snapshot."), name,
               (char *)g_ptr_array_index (differences, 0));
  return FALSE;
}
