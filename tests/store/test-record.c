/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-db-private.h"
#include "hc-record-table.h"
#include "hc-test-history.h"

#include <string.h>

typedef struct
{
  HcDb *db;
} World;

static void
world_open (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  world->db = hc_db_open_memory (&error);
  g_assert_no_error (error);
}

static void
world_close (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *broken
    = hc_db_query_text (world->db, "SELECT coalesce (group_concat (\"table\"), '') FROM "
                                   "pragma_foreign_key_check", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (broken, ==, "");
  hc_db_close (world->db);
}

/* ---------------------------------------------------------------- commands */

typedef struct
{
  const HcRecordType *type;
  HcRecordData *record;
  const char *id;
  const char *field;
  const char *value;
  char *new_id;
} Command;

static gboolean
do_save (HcDb *db, gpointer data, GError **error)
{
  return hc_record_save (db, ((Command *)data)->record, error);
}

static gboolean
do_set (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  return hc_record_set (db, command->type, command->id, command->field, command->value, NULL,
                        error);
}

static gboolean
do_delete (HcDb *db, gpointer data, GError **error)
{
  return hc_record_delete (db, ((Command *)data)->type, ((Command *)data)->id, error);
}

static gboolean
do_move (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  return hc_record_move (db, command->type, command->id, command->value, error);
}

static gboolean
do_duplicate (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  g_clear_pointer (&command->new_id, g_free);
  return hc_record_duplicate (db, command->type, command->id, &command->new_id, error);
}

/* “name”, “Desk”, … NULL. Adds with the do/undo/redo test; the new id. */
static char *add (HcDb *db, const char *type, ...) G_GNUC_NULL_TERMINATED;

static char *
add (HcDb *db, const char *type, ...)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));
  Command command = { .type = record->type, .record = record };
  va_list arguments;
  const char *field;
  char *id;

  va_start (arguments, type);
  while ((field = va_arg (arguments, const char *)) != NULL)
    hc_record_data_set (record, field, va_arg (arguments, const char *));
  va_end (arguments);

  hc_test_command (db, "Add", do_save, &command);
  id = g_strdup (record->id);
  g_assert_nonnull (id);
  return id;
}

/* “Alpha Beta”: the titles in order. */
static char *
titles (HcDb *db, const char *type, const char *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type (type), parent, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            hc_record_data_title (records->pdata[i]));
  return g_string_free (out, FALSE);
}

static void
assert_titles (HcDb *db, const char *type, const char *parent, const char *expected)
{
  g_autofree char *actual = titles (db, type, parent);

  g_assert_cmpstr (actual, ==, expected);
}

/* ---------------------------------------------------------------- a record of every type */

/* Some value that the field allows. References: to a record of that type, made before. */
static void
fill_field (HcRecordData *record, const HcField *field, GHashTable *ids)
{
  switch (field->type)
    {
    case HC_VALUE_CHOICE:
      hc_record_data_set (record, field->name, field->choices[0].word);
      break;
    case HC_VALUE_INTEGER:
      hc_record_data_set (record, field->name, "3");
      break;
    case HC_VALUE_REAL:
      hc_record_data_set (record, field->name, "97.5");
      break;
    case HC_VALUE_DAY:
      hc_record_data_set (record, field->name, "2026-03-04");
      break;
    case HC_VALUE_INSTANT:
      hc_record_data_set (record, field->name, "1772611200");
      break;
    case HC_VALUE_BOOLEAN:
      hc_record_data_set (record, field->name, "1");
      break;
    case HC_VALUE_REFERENCE:
      hc_record_data_set (record, field->name, g_hash_table_lookup (ids, field->reference));
      break;
    case HC_VALUE_RANK:
      break;
    default:
      hc_record_data_set (record, field->name, "Größe “1”\\");
      break;
    }
}

/* A record of @type that comes back as it went in. */
static HcRecordData *
add_filled (World *world, const HcRecordType *type, gboolean only_required, GHashTable *ids)
{
  HcRecordData *record = hc_record_data_new (type);
  g_autoptr (HcRecordData) stored = NULL;
  g_autoptr (GError) error = NULL;
  Command command = { .type = type, .record = record };

  g_test_message ("%s", type->name);
  for (guint f = 0; f < type->n_fields; f++)
    if (!only_required || (type->fields[f].flags & HC_FIELD_REQUIRED) != 0)
      fill_field (record, &type->fields[f], ids);
  hc_test_command (world->db, "Add", do_save, &command);
  stored = hc_record_load (world->db, type, record->id, &error);
  g_assert_no_error (error);
  g_assert_true (hc_record_data_equal (stored, record));
  return record;
}

/* Each field of each type survives: the table of fields and the schema agree. */
static void
test_every_type (World *world, gconstpointer data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint t = 0; hc_record_types[t] != NULL; t++)
    {
      const HcRecordType *type = hc_record_types[t];
      g_autoptr (HcRecordData) record = add_filled (world, type, FALSE, ids);

      g_hash_table_insert (ids, (char *)type->name, g_strdup (record->id));
    }
}

/* Optional fields can be emptied and are NULL or '' as the schema wants. */
static void
test_every_field_empty (World *world, gconstpointer data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint t = 0; hc_record_types[t] != NULL; t++)
    {
      const HcRecordType *type = hc_record_types[t];
      g_autoptr (HcRecordData) record = add_filled (world, type, TRUE, ids);
      g_autoptr (GError) error = NULL;

      for (guint f = 0; f < type->n_fields; f++)
        {
          gboolean required = (type->fields[f].flags & HC_FIELD_REQUIRED) != 0;

          if (type->fields[f].type == HC_VALUE_RANK)
            continue;
          g_assert_true (hc_record_set (world->db, type, record->id, type->fields[f].name, NULL,
                                        NULL, &error) == !required);
          g_assert_true (required == g_error_matches (error, HC_ERROR, HC_ERROR_CONSTRAINT));
          g_clear_error (&error);
        }
      g_hash_table_insert (ids, (char *)type->name, g_strdup (record->id));
    }
}

/* ---------------------------------------------------------------- setting */

static void
test_set (World *world, gconstpointer data)
{
  g_autofree char *id = add (world->db, "team", "name", "Desk", "kind", "support", NULL);
  const char *shown = "Desk", *old = "Front", *none = NULL;
  g_autoptr (GError) error = NULL;
  Command command = { .type = hc_record_type ("team"), .id = id, .field = "name",
                      .value = "Service Desk" };

  hc_test_command (world->db, "Set", do_set, &command);
  assert_titles (world->db, "team", NULL, "Service Desk");

  g_assert_false (hc_record_set (world->db, command.type, id, "name", "Help Desk", &shown, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“Service Desk”"));
  g_clear_error (&error);
  assert_titles (world->db, "team", NULL, "Service Desk");

  shown = "Service Desk";
  g_assert_true (hc_record_set (world->db, command.type, id, "name", "Help Desk", &shown, &error));
  g_assert_no_error (error);

  /* Emptied by the other, and empty from the start. */
  g_assert_false (hc_record_set (world->db, command.type, id, "hours", "8–18", &old, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (hc_record_set (world->db, command.type, id, "hours", "8–18", &none, &error));
  g_assert_no_error (error);

  g_assert_false (hc_record_set (world->db, command.type, "gone", "name", "X", NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

static void
test_save_all_fields (World *world, gconstpointer data)
{
  g_autofree char *id = add (world->db, "team", "name", "Desk", "kind", "support", NULL);
  g_autoptr (HcRecordData) record
    = hc_record_load (world->db, hc_record_type ("team"), id, NULL);
  Command command = { .type = record->type, .record = record };

  hc_record_data_set (record, "name", "Vendor");
  hc_record_data_set (record, "kind", "vendor");
  hc_record_data_set (record, "tier", "3");
  hc_test_command (world->db, "Save", do_save, &command);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM team WHERE name = 'Vendor' AND "
                                           "kind = 'vendor' AND tier = 3"), ==, 1);
}

static void
assert_refused (HcDb *db, HcRecordData *record, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = hc_test_dump (db);
  g_autofree char *after = NULL;
  Command command = { .type = record->type, .record = record };

  g_assert_false (hc_history_run (db, "Add", do_save, &command, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_null (record->id);
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autofree char *desk = add (world->db, "team", "name", "Desk", NULL);
  g_autofree char *group
    = add (world->db, "group_team", "group_name", "L1", "team_id", desk, NULL);
  g_autoptr (HcRecordData) team = hc_record_data_new (hc_record_type ("team"));
  g_autoptr (HcRecordData) person = hc_record_data_new (hc_record_type ("person"));
  g_autoptr (HcRecordData) again = hc_record_data_new (hc_record_type ("group_team"));

  assert_refused (world->db, team, "“Name” cannot be empty");
  hc_record_data_set (person, "name", "Someone");
  hc_record_data_set (person, "team_id", "no such team");
  assert_refused (world->db, person, "“Team” was removed meanwhile");
  hc_record_data_set (again, "group_name", "L1");
  hc_record_data_set (again, "team_id", desk);
  assert_refused (world->db, again, "already holds this entry");
}

/* NULL in a key counts as a value: two levels 1 of one severity are one too many. */
static void
test_key_with_null (World *world, gconstpointer data)
{
  g_autofree char *first
    = add (world->db, "escalation_level", "severity", "critical", "level", "1", NULL);
  g_autofree char *other
    = add (world->db, "escalation_level", "severity", "high", "level", "1", NULL);
  g_autoptr (HcRecordData) again = hc_record_data_new (hc_record_type ("escalation_level"));
  g_autoptr (GError) error = NULL;

  hc_record_data_set (again, "severity", "critical");
  assert_refused (world->db, again, "already holds this entry");
  g_assert_true (hc_record_set (world->db, again->type, first, "limit_minutes", "30", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (hc_record_set (world->db, again->type, other, "severity", "critical", NULL,
                                 &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

/* ---------------------------------------------------------------- order */

static void
test_order (World *world, gconstpointer data)
{
  g_autofree char *a = add (world->db, "workflow", "name", "A", NULL);
  g_autofree char *b = add (world->db, "workflow", "name", "B", NULL);
  g_autofree char *c = add (world->db, "workflow", "name", "C", NULL);
  const struct { const char *id, *after, *order; } moves[] = {
    { c, NULL, "C A B" }, { c, a, "A C B" }, { a, b, "C B A" }, { b, NULL, "B C A" },
    { b, a, "C A B" },
  };

  assert_titles (world->db, "workflow", NULL, "A B C");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      Command command = { .type = hc_record_type ("workflow"), .id = moves[i].id,
                          .value = moves[i].after };
      /* Two moves of one record would join into one step under one label. */
      g_autofree char *label = g_strdup_printf ("Move %u", i);

      hc_test_command (world->db, label, do_move, &command);
      assert_titles (world->db, "workflow", NULL, moves[i].order);
    }
}

static void
test_equal_ranks (World *world, gconstpointer data)
{
  g_autofree char *a = add (world->db, "workflow", "name", "A", NULL);
  g_autofree char *b = add (world->db, "workflow", "name", "B", NULL);
  g_autofree char *c = add (world->db, "workflow", "name", "C", NULL);
  Command command = { .type = hc_record_type ("workflow"), .id = c, .value = a };

  hc_test_sql (world->db, "Merge", "UPDATE workflow SET rank = 'm'");
  hc_test_command (world->db, "Move", do_move, &command);
  assert_titles (world->db, "workflow", NULL, "A C B");
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (DISTINCT rank) FROM workflow"), ==, 3);
}

static void
test_parents (World *world, gconstpointer data)
{
  g_autofree char *a = add (world->db, "workflow", "name", "A", NULL);
  g_autofree char *b = add (world->db, "workflow", "name", "B", NULL);
  g_autofree char *a1 = add (world->db, "workflow_step", "name", "a1", "workflow_id", a, NULL);
  g_autofree char *b1 = add (world->db, "workflow_step", "name", "b1", "workflow_id", b, NULL);
  g_autofree char *a2 = add (world->db, "workflow_step", "name", "a2", "workflow_id", a, NULL);
  Command command = { .type = hc_record_type ("workflow_step"), .id = a2 };

  assert_titles (world->db, "workflow_step", a, "a1 a2");
  hc_test_command (world->db, "Move", do_move, &command);
  assert_titles (world->db, "workflow_step", a, "a2 a1");
  assert_titles (world->db, "workflow_step", b, "b1");
}

/* ---------------------------------------------------------------- belonging */

typedef struct
{
  char *team, *boss, *deputy, *cohort, *path, *step, *duty;
} Plan;

static void
plan_add (HcDb *db, Plan *plan)
{
  plan->team = add (db, "team", "name", "Desk", NULL);
  plan->deputy = add (db, "person", "name", "Deputy", "team_id", plan->team, NULL);
  plan->boss = add (db, "person", "name", "Boss", "team_id", plan->team, "deputy_id",
                    plan->deputy, NULL);
  plan->cohort = add (db, "cohort", "name", "Buyers", NULL);
  g_free (add (db, "cohort_match", "cohort_id", plan->cohort, "field", "department", "value",
               "Procurement", NULL));
  g_free (add (db, "group_team", "group_name", "L1", "team_id", plan->team, NULL));
  plan->path = add (db, "workflow", "name", "Payment", "owner_person_id", plan->boss,
                    "owner_team_id", plan->team, "deputy_person_id", plan->deputy, NULL);
  g_free (add (db, "workflow_cohort", "workflow_id", plan->path, "cohort_id", plan->cohort, NULL));
  plan->step = add (db, "workflow_step", "workflow_id", plan->path, "name", "Release", NULL);
  g_free (add (db, "failure_point", "step_id", plan->step, "what_happens", "Blocked", NULL));
  g_free (add (db, "rehearsal", "workflow_id", plan->path, "outcome", "passed", NULL));
  plan->duty = add (db, "duty", "name", "Payment", "area", "workflow", "workflow_id", plan->path,
                    NULL);
  g_free (add (db, "duty_role", "duty_id", plan->duty, "team_id", plan->team, "letter", "A",
               "person_id", plan->boss, NULL));
  g_free (add (db, "escalation_level", "duty_id", plan->duty, "level", "1", "team_id", plan->team,
               "person_id", plan->boss, NULL));
}

static void
plan_clear (Plan *plan)
{
  g_free (plan->team);
  g_free (plan->boss);
  g_free (plan->deputy);
  g_free (plan->cohort);
  g_free (plan->path);
  g_free (plan->step);
  g_free (plan->duty);
}

static void
delete_record (HcDb *db, const char *type, const char *id)
{
  Command command = { .type = hc_record_type (type), .id = id };

  hc_test_command (db, "Remove", do_delete, &command);
}

static void
test_delete_path (World *world, gconstpointer data)
{
  Plan plan;

  plan_add (world->db, &plan);
  delete_record (world->db, "workflow", plan.path);
  g_assert_cmpint (hc_test_int (world->db,
                                "SELECT (SELECT count (*) FROM workflow) + "
                                "(SELECT count (*) FROM workflow_step) + "
                                "(SELECT count (*) FROM failure_point) + "
                                "(SELECT count (*) FROM workflow_cohort) + "
                                "(SELECT count (*) FROM rehearsal) + "
                                "(SELECT count (*) FROM duty) + "
                                "(SELECT count (*) FROM duty_role) + "
                                "(SELECT count (*) FROM escalation_level)"), ==, 0);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM person"), ==, 2);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM cohort"), ==, 1);
  plan_clear (&plan);
}

static void
test_delete_people (World *world, gconstpointer data)
{
  Plan plan;

  plan_add (world->db, &plan);
  delete_record (world->db, "person", plan.deputy);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM workflow WHERE "
                                           "deputy_person_id IS NULL AND owner_person_id IS NOT "
                                           "NULL"), ==, 1);
  delete_record (world->db, "person", plan.boss);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM duty_role WHERE person_id IS "
                                           "NULL"), ==, 1);
  delete_record (world->db, "team", plan.team);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM group_team"), ==, 0);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM duty_role"), ==, 0);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM escalation_level WHERE team_id "
                                           "IS NULL"), ==, 1);
  delete_record (world->db, "cohort", plan.cohort);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM cohort_match"), ==, 0);
  plan_clear (&plan);
}

/* ---------------------------------------------------------------- duplicates */

static void
test_duplicate (World *world, gconstpointer data)
{
  Plan plan;
  Command command = { .type = hc_record_type ("workflow") };
  g_autofree char *other = NULL;

  plan_add (world->db, &plan);
  other = add (world->db, "workflow", "name", "Z", NULL);
  command.id = plan.path;
  hc_test_command (world->db, "Duplicate", do_duplicate, &command);
  assert_titles (world->db, "workflow", NULL, "Payment Payment (copy) Z");
  assert_titles (world->db, "workflow_step", command.new_id, "Release");
  assert_titles (world->db, "workflow_step", plan.path, "Release");
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM failure_point"), ==, 2);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM workflow_cohort"), ==, 2);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (*) FROM rehearsal"), ==, 1);
  g_assert_cmpint (hc_test_int (world->db, "SELECT count (DISTINCT rank) FROM workflow"), ==, 3);
  g_free (command.new_id);
  plan_clear (&plan);
}

/* ---------------------------------------------------------------- notes */

static gboolean
do_note (HcDb *db, gpointer data, GError **error)
{
  return hc_register_note_set (db, "risk", GPOINTER_TO_INT (data), error);
}

static void
assert_note (HcDb *db, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean none = !expected;

  hc_register_note_get (db, "risk", &none, &error);
  g_assert_no_error (error);
  g_assert_true (none == expected);
}

static void
test_note (World *world, gconstpointer data)
{
  g_autofree char *risk = NULL;

  assert_note (world->db, FALSE);
  hc_test_command (world->db, "None", do_note, GINT_TO_POINTER (TRUE));
  assert_note (world->db, TRUE);
  hc_test_command (world->db, "Some", do_note, GINT_TO_POINTER (FALSE));
  assert_note (world->db, FALSE);
  hc_test_command (world->db, "None", do_note, GINT_TO_POINTER (TRUE));
  risk = add (world->db, "risk", "risk", "The vendor is on holiday", NULL);
  assert_note (world->db, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add (path, World, NULL, world_open, function, world_close)

  ADD ("/record/every-type", test_every_type);
  ADD ("/record/every-field-empty", test_every_field_empty);
  ADD ("/record/set", test_set);
  ADD ("/record/save-all-fields", test_save_all_fields);
  ADD ("/record/refused", test_refused);
  ADD ("/record/key-with-null", test_key_with_null);
  ADD ("/record/order", test_order);
  ADD ("/record/equal-ranks", test_equal_ranks);
  ADD ("/record/parents", test_parents);
  ADD ("/record/delete-path", test_delete_path);
  ADD ("/record/delete-people", test_delete_people);
  ADD ("/record/duplicate", test_duplicate);
  ADD ("/record/note", test_note);

  return g_test_run ();
}
