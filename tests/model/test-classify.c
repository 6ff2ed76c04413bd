/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linking tickets to the catalog while a launch is open: the queue, text groups, rules. */

#include "config.h"

#include "hc-classify-queue.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "launch-fixture.h"

#define PLAN                                                                                       \
  "INSERT INTO source (id, name) VALUES ('s', 'Tickets'); INSERT INTO issue (id, code, title) "    \
  "VALUES ('i1', 'HC-001', 'No approver'), ('i2', 'HC-002', 'Printer')"
#define TERMS                                                                                      \
  "INSERT INTO term (id, kind, text) VALUES (1, 'source', 's'), (2, 'group', 'Desk'), "            \
  "(3, 'group', 'Basis')"
#define BATCH                                                                                      \
  "INSERT INTO import_batch VALUES (1, 1, 'a.csv', '', 0, 1774000000, '', 0, 'everything', '', "   \
  "',', '', '', '', 'UTC', 24, 24, 24, 0, 0, 0, 0, 0)"
/* Two problems, twelve tickets each, told in the same words but for a number. */
#define TICKETS                                                                                    \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 24) "                 \
  "INSERT INTO ticket (id, source_term, external_id, title, state_class, group_term, opened_at, "  \
  "first_batch, last_batch, row_hash, content_hash) SELECT i, 1, 'T' || i, CASE i % 2 WHEN 0 "     \
  "THEN 'Approver missing for cost centre ' || (4000 + i) ELSE 'Printer label queue stuck ' || i " \
  "END, 'open', 2 + i % 2, 1773000000 + i, 1, 1, 0, 0 FROM n"
#define N_TICKETS 24

typedef struct
{
  LaunchFixture base;
  HcClassifyQueue *queue;
  guint n_failed;
  gboolean done;
  char *id;       /* of the last command */
  gpointer found; /* by the last question */
} World;

/* ---------------------------------------------------------------- a launch */

static void
set_up (World *world, gconstpointer data)
{
  HcDb *db = launch_fixture_create (&world->base, "UTC");

  hc_test_sql (db, "Plan", PLAN);
  hc_test_exec (db, TERMS);
  hc_test_exec (db, BATCH);
  hc_test_exec (db, TICKETS);
  launch_fixture_open (&world->base, db, HC_DB_READ_WRITE);
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->queue != NULL)
    hc_classify_queue_stop (world->queue);
  launch_fixture_close (&world->base);
  /* Answers of jobs that were cancelled may still be on their way. */
  if (world->queue != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (world->queue), (gpointer *) &world->queue);
      g_object_unref (world->queue);
      wait_until (world->queue == NULL);
    }
  launch_fixture_tear_down (&world->base);
  g_free (world->id);
}

/* ---------------------------------------------------------------- looking in */

typedef struct
{
  const char *sql;
  char *rows;
} Look;

static gpointer
look_job (HcDb *db, gpointer data, GError **error)
{
  Look *look = data;

  look->rows = hc_test_rows (db, look->sql);
  return NULL;
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static char *
rows (World *world, const char *sql)
{
  Look look = { sql, NULL };
  gboolean done = FALSE;

  hc_store_write_async (hc_launch_store (world->base.launch), 0, look_job, &look, NULL, NULL, NULL,
                        looked_cb, &done); /* behind what is being written */
  wait_until (done);
  return look.rows;
}

#define assert_rows(world, sql, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *_rows = rows (world, sql);                                                    \
    g_assert_cmpstr (_rows, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
undo (World *world)
{
  g_free (launch_fixture_undo (&world->base));
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&world->id, g_free);
  hc_classify_finish (HC_LAUNCH (object), result, &world->id, &error);
  g_assert_no_error (error);
  world->done = TRUE;
}

static void
await (World *world)
{
  wait_until (world->done);
  world->done = FALSE;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;
  g_autoptr (GError) error = NULL;

  world->found = hc_store_job_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
}

static gpointer
take_found (World *world)
{
  wait_until (world->found != NULL);
  return g_steal_pointer (&world->found);
}

/* ---------------------------------------------------------------- the queue */

static void
failed_cb (HcClassifyQueue *queue, const char *what, const GError *error, World *world)
{
  world->n_failed++;
}

static void
open_queue (World *world)
{
  world->queue = hc_classify_queue_new (world->base.launch);
  g_signal_connect (world->queue, "failed", G_CALLBACK (failed_cb), world);
  wait_until (hc_classify_queue_is_loaded (world->queue));
}

/* Each ticket to the issue of its title, @n times. */
static void
decide_rightly (World *world, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const HcQueueItem *item = hc_classify_queue_current (world->queue);

      hc_classify_queue_choose (world->queue,
                                g_str_has_prefix (item->title, "Approver") ? "i1" : "i2");
    }
}

static void
test_queue_decides (World *world, gconstpointer data)
{
  gint64 first;

  open_queue (world);
  g_assert_cmpint (hc_classify_queue_n_tickets (world->queue), ==, N_TICKETS);
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 0);
  g_assert_cmpuint (hc_classify_queue_n_left (world->queue), ==, N_TICKETS);
  g_assert_null (hc_classify_queue_current (world->queue)->suggestion);
  g_assert_false (hc_classify_queue_accept (world->queue));
  g_assert_cmpuint (hc_classify_queue_n_sure (world->queue, 0), ==, 0);

  first = hc_classify_queue_current (world->queue)->ticket;
  decide_rightly (world, 8);
  /* It counts at once. */
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 8);
  g_assert_cmpuint (hc_classify_queue_n_left (world->queue), ==, N_TICKETS - 8);
  assert_rows (world, "SELECT count (*), min (how), max (how) FROM ticket_triage",
               "8|choice|choice\n");
  g_assert_cmpint (hc_classify_queue_current (world->queue)->ticket, !=, first);
  g_assert_cmpuint (world->n_failed, ==, 0);
}

/* The suggestions learn from the decisions in the background. */
static void
test_queue_learns (World *world, gconstpointer data)
{
  const HcQueueItem *item;
  g_autofree char *expected = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) choices = NULL;

  open_queue (world);
  decide_rightly (world, 8);
  wait_until (hc_classify_queue_current (world->queue)->suggestion != NULL);
  wait_until (hc_classify_queue_ticket (world->queue) != NULL);
  item = hc_classify_queue_current (world->queue);
  g_assert_cmpstr (item->suggestion->issue_id, ==,
                   g_str_has_prefix (item->title, "Approver") ? "i1" : "i2");
  g_assert_cmpint (hc_classify_queue_ticket (world->queue)->detail->item->id, ==, item->ticket);
  /* The other issue is the one to choose by number, not the suggested one again. */
  choices = hc_classify_queue_choices (world->queue);
  g_assert_cmpuint (choices->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (choices, 0), !=, item->suggestion->issue_id);

  expected = g_strdup_printf ("%s|suggestion\n", item->suggestion->issue_id);
  sql = g_strdup_printf ("SELECT issue_id, how FROM ticket_triage WHERE external_id = '%s'",
                         item->key);
  g_assert_true (hc_classify_queue_accept (world->queue));
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 9);
  assert_rows (world, sql, expected);
}

static void
test_queue_undo (World *world, gconstpointer data)
{
  gint64 first;

  open_queue (world);
  first = hc_classify_queue_current (world->queue)->ticket;
  decide_rightly (world, 1);
  g_assert_true (hc_classify_queue_undo (world->queue));
  wait_until (hc_classify_queue_current (world->queue)->ticket == first);
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 0);
  assert_rows (world, "SELECT count (*) FROM ticket_triage", "0\n");
  g_assert_false (hc_classify_queue_undo (world->queue));
}

static void
test_queue_skip (World *world, gconstpointer data)
{
  gint64 first;

  open_queue (world);
  first = hc_classify_queue_current (world->queue)->ticket;
  hc_classify_queue_skip (world->queue);
  g_assert_cmpint (hc_classify_queue_current (world->queue)->ticket, !=, first);
  g_assert_cmpuint (hc_classify_queue_n_left (world->queue), ==, N_TICKETS);
  decide_rightly (world, N_TICKETS - 1);
  g_assert_cmpint (hc_classify_queue_current (world->queue)->ticket, ==, first);
  decide_rightly (world, 1);
  g_assert_null (hc_classify_queue_current (world->queue));
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, N_TICKETS);
}

static void
test_queue_accept_all (World *world, gconstpointer data)
{
  guint sure;
  g_autofree char *expected = NULL;

  open_queue (world);
  decide_rightly (world, 8);
  wait_until (hc_classify_queue_n_sure (world->queue, 0) == N_TICKETS - 8);
  g_assert_cmpuint (hc_classify_queue_n_sure (world->queue, 1.01), ==, 0);
  hc_classify_queue_accept_all (world->queue, 1.01); /* none */
  g_assert_cmpuint (hc_classify_queue_n_left (world->queue), ==, N_TICKETS - 8);
  sure = hc_classify_queue_n_sure (world->queue, 0);
  hc_classify_queue_accept_all (world->queue, 0);
  g_assert_null (hc_classify_queue_current (world->queue));
  expected = g_strdup_printf ("%u\n", sure);
  assert_rows (world, "SELECT count (*) FROM ticket_triage WHERE how = 'suggestion'", expected);
  /* Every one went to the issue of its words. */
  assert_rows (world,
               "SELECT count (*) FROM ticket_triage AS d JOIN ticket AS t USING (external_id) "
               "WHERE (t.title LIKE 'Approver%') <> (d.issue_id = 'i1')",
               "0\n");
  /* One undo step. */
  g_assert_true (hc_classify_queue_undo (world->queue));
  assert_rows (world, "SELECT count (*) FROM ticket_triage", "8\n");
  wait_until (hc_classify_queue_n_left (world->queue) == N_TICKETS - 8);
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 8);
}

static void
test_queue_create (World *world, gconstpointer data)
{
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));
  g_autofree char *sql = NULL;

  open_queue (world);
  sql = g_strdup_printf ("SELECT i.code, i.title FROM ticket_triage AS d JOIN issue AS i ON i.id = "
                         "d.issue_id WHERE d.external_id = '%s'",
                         hc_classify_queue_current (world->queue)->key);
  hc_record_data_set (issue, "title", "Something new");
  hc_classify_queue_create (world->queue, issue);
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 1);
  assert_rows (world, sql, "HC-003|Something new\n");
}

/* An issue that is gone meanwhile: said so, and the ticket comes back. */
static void
test_queue_failure (World *world, gconstpointer data)
{
  gint64 first;

  open_queue (world);
  first = hc_classify_queue_current (world->queue)->ticket;
  hc_classify_queue_choose (world->queue, "gone");
  wait_until (world->n_failed == 1);
  wait_until (hc_classify_queue_current (world->queue)->ticket == first);
  g_assert_cmpint (hc_classify_queue_n_classified (world->queue), ==, 0);
  g_assert_false (hc_classify_queue_undo (world->queue));
  assert_rows (world, "SELECT count (*) FROM ticket_triage", "0\n");
}

/* ---------------------------------------------------------------- text groups */

static HcLaunchTextGroups *
find_groups (World *world)
{
  hc_classify_groups_async (world->base.launch, NULL, found_cb, world);
  return take_found (world);
}

static void
test_groups (World *world, gconstpointer data)
{
  g_autoptr (HcLaunchTextGroups) groups = find_groups (world);
  HcTextGroup *group;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GPtrArray) titles = NULL;
  gint64 one;

  g_assert_cmpuint (groups->groups->groups->len, ==, 2);
  group = g_ptr_array_index (groups->groups->groups, 0);
  all = hc_classify_group_tickets (groups, group, FALSE);
  g_assert_cmpuint (all->len, ==, 12);
  hc_classify_titles_async (world->base.launch, all, NULL, found_cb, world);
  titles = take_found (world);
  g_assert_cmpuint (titles->len, ==, 12);

  one = g_array_index (all, gint64, 0);
  hc_classify_set_issue_async (world->base.launch, &one, 1, "i1", HC_TRIAGE_GROUP, finished_cb, world);
  await (world);
  g_clear_pointer (&groups, hc_launch_text_groups_free);
  groups = find_groups (world);
  g_assert_cmpint (groups->n_unclassified[0] + groups->n_unclassified[1], ==, N_TICKETS - 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) rest
        = hc_classify_group_tickets (groups, g_ptr_array_index (groups->groups->groups, i), TRUE);

      g_assert_cmpint (rest->len, ==, groups->n_unclassified[i]);
      for (guint k = 0; k < rest->len; k++)
        g_assert_cmpint (g_array_index (rest, gint64, k), !=, one);
    }
}

static guint
count_groups (World *world, guint *ignored)
{
  g_autoptr (HcLaunchTextGroups) groups = find_groups (world);

  *ignored = groups->groups->ignored->len;
  return groups->groups->groups->len;
}

static void
test_group_choices (World *world, gconstpointer data)
{
  g_autoptr (HcLaunchTextGroups) groups = find_groups (world);
  const HcTextGroup *a = g_ptr_array_index (groups->groups->groups, 0);
  const HcTextGroup *b = g_ptr_array_index (groups->groups->groups, 1);
  const struct
  {
    HcClassifyGroupAct act;
    const char *key, *into;
    guint groups, ignored; /* afterwards */
  } acts[] = {
    { HC_CLASSIFY_MERGE, b->key, a->key, 1, 0 },
    { HC_CLASSIFY_FORGET, b->key, NULL, 2, 0 },
    { HC_CLASSIFY_IGNORE, a->key, NULL, 1, 1 },
    { HC_CLASSIFY_FORGET, a->key, NULL, 2, 0 },
    { HC_CLASSIFY_SPLIT, a->title, NULL, 2, 0 }, /* all of them have these words */
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      guint ignored;

      hc_classify_group_async (world->base.launch, acts[i].act, acts[i].key, acts[i].into, finished_cb,
                               world);
      await (world);
      g_assert_cmpuint (count_groups (world, &ignored), ==, acts[i].groups);
      g_assert_cmpuint (ignored, ==, acts[i].ignored);
    }
}

static void
test_stop_words (World *world, gconstpointer data)
{
  static const char *const first[] = { "urgent", "label", NULL };
  static const char *const second[] = { "label", "today", NULL };

  hc_classify_stop_words_async (world->base.launch, first, finished_cb, world);
  await (world);
  hc_classify_stop_words_async (world->base.launch, second, finished_cb, world);
  await (world);
  assert_rows (world, "SELECT word FROM stop_word ORDER BY word", "label\ntoday\n");
  undo (world);
  assert_rows (world, "SELECT word FROM stop_word ORDER BY word", "label\nurgent\n");
}

/* Issue, links and rule are one step. */
static void
test_create_with_rule (World *world, gconstpointer data)
{
  static const gint64 tickets[] = { 2, 4 };
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));
  HcRule *rule = hc_rule_new ();
  g_autofree char *sql = NULL;

  hc_record_data_set (issue, "title", "Approver");
  rule->is_enabled = TRUE;
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, "approver");
  hc_classify_create_issue_async (world->base.launch, issue, tickets, 2, HC_TRIAGE_GROUP, rule,
                                  finished_cb, world);
  await (world);
  g_assert_nonnull (world->id);
  sql = g_strdup_printf ("SELECT (SELECT count (*) FROM rule WHERE issue_id = '%s'), "
                         "(SELECT count (*) FROM ticket_triage WHERE issue_id = '%s' AND how = "
                         "'group'), (SELECT count (*) FROM issue)",
                         world->id, world->id);
  assert_rows (world, sql, "1|2|3\n");
  undo (world);
  assert_rows (world, sql, "0|0|2\n");
}

/* ---------------------------------------------------------------- rules */

static HcRule *
new_rule (const char *value, const char *issue)
{
  HcRule *rule = hc_rule_new ();

  rule->is_enabled = TRUE;
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_CONTAINS, value);
  rule->target[HC_LINK_ISSUE] = g_strdup (issue);
  return rule;
}

static void
test_rule_values (void)
{
  g_autoptr (HcRule) rule = new_rule ("approver", "i1");
  g_autoptr (HcRule) copy = hc_classify_rule_copy (rule);

  g_assert_true (hc_classify_rule_equal (rule, copy));
  copy->number = 7; /* its place is no part of it */
  g_assert_true (hc_classify_rule_equal (rule, copy));
  copy->is_enabled = FALSE;
  g_assert_false (hc_classify_rule_equal (rule, copy));
  copy->is_enabled = TRUE;
  hc_rule_add_condition (copy, HC_TICKET_GROUP, HC_RULE_IS, "Desk");
  g_assert_false (hc_classify_rule_equal (rule, copy));
  g_ptr_array_set_size (copy->conditions, 1);
  g_assert_true (hc_classify_rule_equal (rule, copy));
  g_free (copy->target[HC_LINK_ISSUE]);
  copy->target[HC_LINK_ISSUE] = g_strdup ("i2");
  g_assert_false (hc_classify_rule_equal (rule, copy));
}

static void
test_rules (World *world, gconstpointer data)
{
  g_autoptr (HcRule) rule = new_rule ("approver", "i1");
  g_autoptr (HcClassifyPreview) preview = NULL;
  g_autoptr (HcClassifyRules) rules = NULL;

  hc_classify_preview_async (world->base.launch, rule, NULL, found_cb, world);
  preview = take_found (world);
  g_assert_cmpint (preview->effect->hits, ==, 12);
  g_assert_cmpint (preview->effect->changes, ==, 12);
  g_assert_cmpuint (preview->titles->len, ==, 12);

  hc_classify_save_rule_async (world->base.launch, rule, finished_cb, world);
  await (world);
  hc_classify_rules_async (world->base.launch, NULL, found_cb, world);
  rules = take_found (world);
  g_assert_cmpuint (rules->rules->len, ==, 1);
  g_assert_cmpstr (((HcRule *) g_ptr_array_index (rules->rules, 0))->id, ==, world->id);
  g_assert_cmpint (hc_classify_rules_count (rules, "none"), ==, 0);
}

static void
test_values (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) values = NULL;

  hc_classify_values_async (world->base.launch, HC_TICKET_GROUP, NULL, found_cb, world);
  values = take_found (world);
  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpstr (((HcTicketValue *) g_ptr_array_index (values, 0))->text, ==, "Basis");
  g_assert_cmpint (((HcTicketValue *) g_ptr_array_index (values, 0))->count, ==, 12);
}

static void
add (const char *path, void (*test) (World *, gconstpointer))
{
  g_test_add (path, World, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/model/classify/queue/decides", test_queue_decides);
  add ("/model/classify/queue/learns", test_queue_learns);
  add ("/model/classify/queue/undo", test_queue_undo);
  add ("/model/classify/queue/skip", test_queue_skip);
  add ("/model/classify/queue/accept-all", test_queue_accept_all);
  add ("/model/classify/queue/create", test_queue_create);
  add ("/model/classify/queue/failure", test_queue_failure);
  add ("/model/classify/groups/tickets", test_groups);
  add ("/model/classify/groups/choices", test_group_choices);
  add ("/model/classify/groups/stop-words", test_stop_words);
  add ("/model/classify/groups/create-with-rule", test_create_with_rule);
  g_test_add_func ("/model/classify/rules/values", test_rule_values);
  add ("/model/classify/rules/preview", test_rules);
  add ("/model/classify/rules/imported-values", test_values);
  return g_test_run ();
}
