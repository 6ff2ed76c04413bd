/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The catalog of an open launch: commands with their undo, counts, cohorts, escalations. */

#include "config.h"


#include "hc-catalog.h"
#include "hc-history.h"
#include "hc-record-table.h"
#include "launch-fixture.h"

typedef struct
{
  LaunchFixture base;
  HcCatalog *catalog;
  GPtrArray *ids; /* of what the set-up saved, in order */
  char *result;   /* of the last command */
  GError *error;
  gboolean done;
} World;

/* ---------------------------------------------------------------- a launch */

/* type, title, then pairs field=value; “#3” stands for the id of the fourth of them. */
static const struct
{
  const char *type;
  const char *values;
} records[] = {
  { "workflow", "name=Post goods receipt" },                  /* 0 */
  { "workflow", "name=Enter invoice" },                       /* 1 */
  { "workflow_step", "workflow_id=#0|name=Enter quantity" },  /* 2 */
  { "workflow_step", "workflow_id=#1|name=Validate tax" },    /* 3 */
  { "cohort", "name=Plant buyers|kind=role" },                /* 4 */
  { "cohort", "name=Office staff|kind=role" },                /* 5 */
  { "person", "name=Jana" },                                  /* 6 */
  { "escalation_level", "level=1|person_id=#6|limit_minutes=30" }, /* 7 */
  { "escalation_level", "level=2|person_id=#6|limit_minutes=60" }, /* 8 */
};

static gboolean
save_record (HcDb *db, guint i, GPtrArray *ids, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (records[i].type));
  g_auto (GStrv) pairs = g_strsplit (records[i].values, "|", -1);

  for (guint p = 0; pairs[p] != NULL; p++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[p], "=", 2);
      const char *value = pair[1];

      if (*value == '#')
        value = ids->pdata[g_ascii_strtoull (value + 1, NULL, 10)];
      hc_record_data_set (record, pair[0], value);
    }
  if (!hc_record_save (db, record, error))
    return FALSE;
  g_ptr_array_add (ids, g_strdup (record->id));
  return TRUE;
}

static gboolean
fill (HcDb *db, gpointer data, GError **error)
{
  World *world = data;

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (!save_record (db, i, world->ids, error))
      return FALSE;
  return TRUE;
}

static HcRecordList *
list_of (World *world, HcCatalogRegister which)
{
  return hc_catalog_list (world->catalog, which);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = launch_fixture_create (&world->base, "UTC");

  world->ids = g_ptr_array_new_with_free_func (g_free);
  hc_history_run (db, "Fill", fill, world, &error);
  g_assert_no_error (error);
  launch_fixture_open (&world->base, db, HC_DB_READ_WRITE);
  world->catalog = hc_catalog_of (world->base.launch);
  for (guint i = 0; i < HC_N_CATALOG_REGISTERS; i++)
    wait_until (hc_record_list_is_loaded (list_of (world, i)));
}

static void
tear_down (World *world, gconstpointer data)
{
  launch_fixture_close (&world->base);
  launch_fixture_tear_down (&world->base);
  g_free (world->result);
  g_clear_error (&world->error);
  g_ptr_array_unref (world->ids);
}

/* ---------------------------------------------------------------- commands */

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;

  g_clear_pointer (&world->result, g_free);
  g_clear_error (&world->error);
  world->result = hc_catalog_finish (HC_CATALOG (object), result, &world->error);
  world->done = TRUE;
}

/* The command before it worked. */
static void
wait_done (World *world)
{
  wait_until (world->done);
  g_assert_no_error (world->error);
  g_assert_nonnull (world->result);
  world->done = FALSE;
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  g_autoptr (GError) error = NULL;

  g_free (world->result);
  world->result = hc_store_undo_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
  world->done = TRUE;
}

/* Undoes one step and checks its name. */
static void
undo (World *world, const char *label)
{
  hc_store_undo_async (hc_launch_store (world->base.launch), undone_cb, world);
  wait_until (world->done);
  world->done = FALSE;
  g_assert_cmpstr (world->result, ==, label);
}

static void
redo (World *world)
{
  hc_store_redo_async (hc_launch_store (world->base.launch), undone_cb, world);
  wait_until (world->done);
  world->done = FALSE;
}

static const char *
id_of (World *world, guint i)
{
  return world->ids->pdata[i];
}

/* Adds issues titled so; gives the id of the last one. */
static char *
add (World *world, const char *const *titles)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));

      hc_record_data_set (issue, "title", titles[i]);
      g_ptr_array_add (issues, issue);
    }
  hc_catalog_add_async (world->catalog, issues, NULL, finished_cb, world);
  wait_done (world);
  return g_strdup (world->result);
}

static const char *
value (World *world, const char *id, const char *field)
{
  HcRecord *record = hc_record_list_find (list_of (world, HC_CATALOG_ISSUES), id);

  return record != NULL ? hc_record_get (record, field) : "gone";
}

static void
set_one (World *world, const char *id, const char *field, const char *text)
{
  const char *const ids[] = { id, NULL };

  hc_catalog_set_async (world->catalog, ids, field, text, NULL, finished_cb, world);
  wait_done (world);
}

/* ---------------------------------------------------------------- tests */

static void
test_add (World *world, gconstpointer data)
{
  g_autofree char *id = add (world, (const char *[]) { "A", "B", NULL });
  HcRecordList *issues = list_of (world, HC_CATALOG_ISSUES);

  g_assert_cmpuint (hc_record_list_count (issues), ==, 2);
  g_assert_cmpstr (hc_record_get (hc_record_list_at (issues, 0), "code"), ==, "HC-001");
  g_assert_cmpstr (value (world, id, "code"), ==, "HC-002");
  g_assert_cmpstr (value (world, id, "created_at"), !=, "0");
  undo (world, "Paste into Issue Catalog");
  wait_until (hc_record_list_count (issues) == 0);
}

static void
test_pasted_cohorts (World *world, gconstpointer data)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_autoptr (GPtrArray) cohorts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));
  g_autofree char *text = NULL;

  hc_record_data_set (issue, "title", "A");
  hc_record_data_set (issue, "code", "P-17");
  hc_record_data_set (issue, "step_id", id_of (world, 3));
  g_ptr_array_add (issues, issue);
  g_ptr_array_add (cohorts, g_strsplit ("office STAFF, Nobody , Plant buyers", ",", -1));
  hc_catalog_add_async (world->catalog, issues, cohorts, finished_cb, world);
  wait_done (world);
  g_assert_cmpstr (value (world, world->result, "code"), ==, "P-17");
  g_assert_cmpstr (value (world, world->result, "workflow_id"), ==, id_of (world, 1));
  wait_until (hc_record_list_count (list_of (world, HC_CATALOG_ISSUE_COHORTS)) == 2);
  text = hc_catalog_dup_cohorts (world->catalog, world->result);
  g_assert_cmpstr (text, ==, "Plant buyers, Office staff");
}

static void
test_step_and_workflow (World *world, gconstpointer data)
{
  g_autofree char *id = add (world, (const char *[]) { "A", NULL });

  set_one (world, id, "step_id", id_of (world, 2));
  g_assert_cmpstr (value (world, id, "workflow_id"), ==, id_of (world, 0));
  set_one (world, id, "workflow_id", id_of (world, 1));
  g_assert_null (value (world, id, "step_id"));
  undo (world, "Set Workflow of “A”");
  wait_until (g_strcmp0 (value (world, id, "step_id"), id_of (world, 2)) == 0);
}

static void
test_kind_proposes (World *world, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *kind;
    const char *action;
  } cases[] = {
    { NULL, "how_do_i", "deflect" },         { NULL, "access_failure", "escalate" },
    { NULL, "configuration_defect", "fix" }, { "monitor", "how_do_i", "monitor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = add (world, (const char *[]) { "A", NULL });

      if (cases[i].before != NULL)
        set_one (world, id, "action", cases[i].before);
      set_one (world, id, "kind", cases[i].kind);
      g_assert_cmpstr (value (world, id, "action"), ==, cases[i].action);
      undo (world, "Set Kind of “A”");
      wait_until (value (world, id, "kind") == NULL);
      g_assert_cmpstr (value (world, id, "action"), ==, cases[i].before);
    }
}

static void
test_several (World *world, gconstpointer data)
{
  g_autofree char *last = add (world, (const char *[]) { "A", "B", "C", NULL });
  HcRecordList *issues = list_of (world, HC_CATALOG_ISSUES);
  const char *const ids[] = { hc_record_id (hc_record_list_at (issues, 0)), last, NULL };
  const char *const none[] = { NULL };
  const char *const cohorts[] = { id_of (world, 4), NULL };
  g_autofree char *text = NULL;

  hc_catalog_set_async (world->catalog, ids, "owner", "access", NULL, finished_cb, world);
  wait_done (world);
  g_assert_cmpstr (value (world, ids[0], "owner"), ==, "access");
  g_assert_null (hc_record_get (hc_record_list_at (issues, 1), "owner"));
  g_assert_cmpstr (value (world, last, "owner"), ==, "access");
  undo (world, "Set Owner of 2 Issues");
  wait_until (value (world, last, "owner") == NULL);
  g_assert_null (value (world, ids[0], "owner"));

  hc_catalog_set_cohorts_async (world->catalog, ids, cohorts, finished_cb, world);
  wait_done (world);
  text = hc_catalog_dup_cohorts (world->catalog, last);
  g_assert_cmpstr (text, ==, "Plant buyers");
  hc_catalog_set_cohorts_async (world->catalog, ids, none, finished_cb, world);
  wait_done (world);
  g_assert_cmpuint (hc_record_list_count (list_of (world, HC_CATALOG_ISSUE_COHORTS)), ==, 0);

  hc_catalog_remove_async (world->catalog, ids, finished_cb, world);
  wait_done (world);
  g_assert_cmpuint (hc_record_list_count (issues), ==, 1);
  undo (world, "Remove 2 Issues");
  wait_until (hc_record_list_count (issues) == 3);
  redo (world);
  wait_until (hc_record_list_count (issues) == 1);
}

static void
test_conflict (World *world, gconstpointer data)
{
  g_autofree char *id = add (world, (const char *[]) { "A", NULL });
  const char *const ids[] = { id, NULL };
  const char *expected = NULL;

  set_one (world, id, "owner", "access");
  hc_catalog_set_async (world->catalog, ids, "owner", "support", &expected, finished_cb, world);
  wait_until (world->done);
  g_assert_error (world->error, HC_ERROR, HC_ERROR_CONFLICT);
  g_assert_cmpstr (value (world, id, "owner"), ==, "access");
}

static void
test_merge_split_duplicate (World *world, gconstpointer data)
{
  g_autofree char *b = add (world, (const char *[]) { "A", "B", NULL });
  HcRecordList *issues = list_of (world, HC_CATALOG_ISSUES);
  g_autofree char *a = g_strdup (hc_record_id (hc_record_list_at (issues, 0)));

  set_one (world, b, "workaround", "Wait");
  hc_catalog_merge_async (world->catalog, a, b, finished_cb, world);
  wait_done (world);
  g_assert_cmpuint (hc_record_list_count (issues), ==, 1);
  g_assert_cmpstr (value (world, a, "workaround"), ==, "Wait");
  undo (world, "Merge into “A”");
  wait_until (hc_record_list_count (issues) == 2);

  hc_catalog_split_async (world->catalog, b, "B of the plant", NULL, finished_cb, world);
  wait_done (world);
  g_assert_cmpstr (value (world, world->result, "title"), ==, "B of the plant");
  g_assert_cmpstr (value (world, world->result, "code"), ==, "HC-003");
  g_assert_cmpstr (value (world, world->result, "workaround"), ==, "Wait");
  undo (world, "Split “B”");
  wait_until (hc_record_list_count (issues) == 2);

  hc_catalog_duplicate_async (world->catalog, b, finished_cb, world);
  wait_done (world);
  g_assert_cmpstr (value (world, world->result, "title"), ==, "B (copy)");
  g_assert_cmpstr (value (world, world->result, "code"), ==, "HC-003");
  undo (world, "Duplicate “B”");
  wait_until (hc_record_list_count (issues) == 2);
}

static void
test_counts (World *world, gconstpointer data)
{
  g_autofree char *last = add (world, (const char *[]) { "A", "B", "C", "D", NULL });
  HcRecordList *issues = list_of (world, HC_CATALOG_ISSUES);
  const char *ids[4];
  HcCatalogCounts counts;

  for (guint i = 0; i < 4; i++)
    ids[i] = hc_record_id (hc_record_list_at (issues, i));
  set_one (world, ids[0], "action", "fix");
  set_one (world, ids[0], "due", "2001-01-01");
  set_one (world, ids[1], "action", "deflect");
  set_one (world, ids[1], "person_id", id_of (world, 6));
  set_one (world, ids[2], "action", "fix");
  set_one (world, ids[2], "due", "2001-01-01");
  set_one (world, ids[2], "state", "closed");
  counts = hc_catalog_counts (world->catalog);
  g_assert_cmpuint (counts.issues, ==, 4);
  g_assert_cmpuint (counts.open, ==, 3);
  g_assert_cmpuint (counts.paths[0], ==, 1);
  g_assert_cmpuint (counts.paths[1], ==, 1);
  g_assert_cmpuint (counts.paths[2], ==, 0);
  g_assert_cmpuint (counts.paths[4], ==, 1);
  g_assert_cmpuint (counts.overdue, ==, 1);
  g_assert_cmpuint (counts.unowned, ==, 2);
  g_assert_cmpuint (counts.blockers, ==, 0);
  g_assert_null (hc_catalog_missing (world->catalog)); /* no figures: nothing is claimed */
  g_assert_null (hc_catalog_dup_clock (world->catalog));
}

static void
check_escalations (World *world, guint open, guint past_limit)
{
  HcEscalationCounts counts = hc_catalog_escalation_counts (world->catalog);

  g_assert_cmpuint (counts.open, ==, open);
  g_assert_cmpuint (counts.past_limit, ==, past_limit);
}

static void
test_escalate (World *world, gconstpointer data)
{
  g_autofree char *id = add (world, (const char *[]) { "A", NULL });
  HcRecordList *list = list_of (world, HC_CATALOG_ESCALATIONS);
  g_autofree char *first = NULL, *second = NULL;

  hc_catalog_escalate_async (world->catalog, id, finished_cb, world);
  wait_done (world);
  first = g_strdup (world->result);
  g_assert_cmpstr (hc_record_get (hc_record_list_find (list, first), "level"), ==, "1");
  check_escalations (world, 1, 0);

  hc_catalog_escalate_async (world->catalog, id, finished_cb, world);
  wait_done (world);
  second = g_strdup (world->result);
  g_assert_cmpstr (hc_record_get (hc_record_list_find (list, second), "level"), ==, "2");
  g_assert_nonnull (hc_record_get (hc_record_list_find (list, first), "resolved_at"));
  check_escalations (world, 1, 0);

  hc_catalog_acknowledge_async (world->catalog, second, finished_cb, world);
  wait_done (world);
  g_assert_nonnull (hc_record_get (hc_record_list_find (list, second), "acknowledged_by"));
  undo (world, "Acknowledge Escalation");
  wait_until (hc_record_get (hc_record_list_find (list, second), "acknowledged_at") == NULL);

  hc_catalog_resolve_async (world->catalog, second, "Role mapped.", finished_cb, world);
  wait_done (world);
  g_assert_cmpstr (hc_record_get (hc_record_list_find (list, second), "outcome"), ==,
                   "Role mapped.");
  g_assert_nonnull (hc_record_get (hc_record_list_find (list, second), "acknowledged_at"));
  check_escalations (world, 0, 0);
  undo (world, "Resolve Escalation");
  wait_until (hc_catalog_escalation_counts (world->catalog).open == 1);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* An escalation whose limit passes is told without any write. */
static void
test_limit_passes (World *world, gconstpointer data)
{
  g_autofree char *id = add (world, (const char *[]) { "A", NULL });
  HcRecordList *list = list_of (world, HC_CATALOG_ESCALATIONS);
  g_autofree char *soon = g_strdup_printf ("%" G_GINT64_FORMAT,
                                           g_get_real_time () / G_USEC_PER_SEC + 1);
  guint told = 0;

  hc_catalog_escalate_async (world->catalog, id, finished_cb, world);
  wait_done (world);
  hc_record_list_set_async (list, world->result, "due_at", soon, NULL, NULL, NULL);
  wait_until (g_strcmp0 (hc_record_get (hc_record_list_at (list, 0), "due_at"), soon) == 0);
  g_signal_connect_swapped (world->catalog, "changed", G_CALLBACK (count_cb), &told);
  wait_until (hc_catalog_escalation_counts (world->catalog).past_limit == 1 && told > 0);
  g_signal_handlers_disconnect_by_data (world->catalog, &told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)
  ADD ("/catalog/add", test_add);
  ADD ("/catalog/pasted-cohorts", test_pasted_cohorts);
  ADD ("/catalog/step-and-workflow", test_step_and_workflow);
  ADD ("/catalog/kind-proposes", test_kind_proposes);
  ADD ("/catalog/several", test_several);
  ADD ("/catalog/conflict", test_conflict);
  ADD ("/catalog/merge-split-duplicate", test_merge_split_duplicate);
  ADD ("/catalog/counts", test_counts);
  ADD ("/catalog/escalate", test_escalate);
  ADD ("/catalog/limit-passes", test_limit_passes);
  return g_test_run ();
}
