/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hops read from the facts, pairs counted by SQL, and what applying an advice changes. */

#include "config.h"

#include <string.h>

#include "hc-columns-table.h"
#include "hc-history.h"
#include "hc-record-table.h"
#include "hc-routing-check.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

#define DAY_1 1772582400 /* 2026-03-04T00:00Z */
#define HOUR 3600

static HcDb *
launch_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_sql (db, "Source", "INSERT INTO source (id, name) VALUES ('s', 'Tickets')");
  hc_test_exec (db, "INSERT INTO term (id, kind, text) VALUES (1, 'source', 's'), "
                    "(2, 'category', 'Login'), (3, 'category', 'Print'), (6, 'group', 'Basis'), "
                    "(7, 'group', 'Desk'), (8, 'group', 'Network')");
  hc_test_exec (db, "INSERT INTO import_batch VALUES (1, 1, 'a.csv', '', 0, 1774000000, '', 0, "
                    "'everything', '', ',', '', '', '', 'UTC', 1, 1, 1, 0, 0, 0, 0, 0)");
  return db;
}

/* @hours 0: open. */
static void
add_ticket (HcDb *db, int id, int group, int hours, const char *more)
{
  g_autofree char *ended =
    hours > 0 ? g_strdup_printf ("%d", DAY_1 + hours * HOUR) : g_strdup ("NULL");
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO ticket (id, source_term, external_id, state_class, category_term, group_term, "
    "opened_at, ended_at, routing_known, reassignment_count, first_batch, last_batch, row_hash, "
    "content_hash) VALUES (%d, 1, 'INC%d', '%s', 2, %d, %d, %s, %s, 1, 1, 0, 0)",
    id, id, hours > 0 ? "closed" : "open", group, DAY_1, ended, more);

  hc_test_exec (db, sql);
}

static void
add_hop (HcDb *db, int ticket, const char *from, const char *to, int hour)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO ticket_change (ticket_id, batch_id, field, old_value, new_value, seen_at, inferred) "
    "VALUES (%d, 1, 'group', %s, %s, %d, 0)",
    ticket, from, to, DAY_1 + hour * HOUR);

  hc_test_exec (db, sql);
}

static HcRoutingCheck *
load (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  HcRoutingCheck *check = hc_routing_check_load (db, &error);

  g_assert_no_error (error);
  return check;
}

/* “Desk>Basis 3 2/20.0 1/4.0 w;”: n, then n and median hours of misrouted and direct. */
static char *
describe (HcRoutingCheck *check)
{
  static const char kinds[] = { 'w', 'd', 'h' };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < check->pairs->len; i++)
    {
      const HcRoutingPair *pair = &g_array_index (check->pairs, HcRoutingPair, i);

      g_string_append_printf (
        out, "%s>%s %d %d/%.1f %d/%.1f %c;", (char *) g_ptr_array_index (check->groups, pair->from),
        (char *) g_ptr_array_index (check->groups, pair->to), (int) pair->n,
        (int) pair->misrouted.n, pair->misrouted.median / HOUR, (int) pair->direct.n,
        pair->direct.median / HOUR, kinds[pair->kind]);
    }
  return g_string_free (out, FALSE);
}

static void
assert_pairs (HcDb *db, const char *expected)
{
  g_autoptr (HcRoutingCheck) check = load (db);
  g_autofree char *text = describe (check);

  g_assert_cmpstr (text, ==, expected);
}

static void
add_fixture (HcDb *db)
{
  add_ticket (db, 1, 6, 4, "1, NULL"); /* direct */
  add_ticket (db, 2, 6, 20, "1, NULL");
  add_hop (db, 2, "'Desk'", "'Basis'", 2);
  add_ticket (db, 3, 6, 30, "1, NULL"); /* through nobody's hands */
  add_hop (db, 3, "'Desk'", "NULL", 2);
  add_hop (db, 3, "NULL", "'Basis'", 3);
  add_ticket (db, 4, 6, 10, "1, NULL"); /* the hop came after its end */
  add_hop (db, 4, "'Desk'", "'Basis'", 11);
  add_ticket (db, 5, 8, 50, "1, NULL"); /* on and on */
  add_hop (db, 5, "'Desk'", "'Basis'", 1);
  add_hop (db, 5, "'Basis'", "'Network'", 2);
  add_ticket (db, 6, 6, 0, "1, NULL"); /* open */
  add_hop (db, 6, "'Gone'", "'Basis'", 2);
}

static void
test_fixture (void)
{
  g_autoptr (HcDb) db = launch_new ();

  add_fixture (db);
  /* direct to Basis: 1 and 4, median 4 (S = 0.5 there) */
  assert_pairs (db, "Desk>Basis 3 2/20.0 2/4.0 w;Basis>Network 1 1/50.0 0/nan w;"
                    "Gone>Basis 1 1/nan 2/4.0 w;");
}

/* ---------------------------------------------------------------- applying */

static gboolean
add_record (HcDb *db, gpointer data, GError **error)
{
  return hc_record_save (db, data, error);
}

static char *
apply (HcDb *db, const char *type, ...)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));
  const char *field;
  va_list args;

  va_start (args, type);
  while ((field = va_arg (args, const char *)) != NULL)
    hc_record_data_set (record, field, va_arg (args, const char *));
  va_end (args);
  hc_test_command (db, "Apply", add_record, record);
  return g_steal_pointer (&record->id);
}

static gint64
count_misrouted (HcDb *db)
{
  g_autoptr (HcRoutingCheck) check = load (db);

  return check->coverage.misrouted;
}

static void
test_apply (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autofree char *desk = NULL;
  g_autofree char *basis = NULL;

  add_fixture (db);
  g_assert_cmpint (count_misrouted (db), ==, 3); /* 2 3 5; 6 is open, 4 had ended */
  desk = apply (db, "team", "name", "Service Desk", "kind", "support", NULL);
  basis = apply (db, "team", "name", "Basis", "kind", "application", NULL);
  g_free (apply (db, "group_team", "group_name", "Desk", "team_id", desk, NULL));
  g_free (apply (db, "group_team", "group_name", "Basis", "team_id", basis, NULL));
  g_assert_cmpint (count_misrouted (db), ==, 3);
  g_free (apply (db, "declared_hop", "from_team_id", desk, "to_team_id", basis, NULL));
  g_assert_cmpint (count_misrouted (db), ==, 1); /* 5 left Basis */
  assert_pairs (db, "Basis>Network 1 1/50.0 0/nan w;Gone>Basis 1 1/nan 4/10.0 w;"
                    "Desk>Basis 3 2/20.0 4/10.0 h;");
  hc_test_sql (db, "Dispatcher", "UPDATE team SET is_dispatcher = 1 WHERE name = 'Service Desk'");
  assert_pairs (db, "Basis>Network 1 1/50.0 0/nan w;Gone>Basis 1 1/nan 4/10.0 w;"
                    "Desk>Basis 3 2/20.0 4/10.0 d;");
}

/* ---------------------------------------------------------------- against SQL */

static void
add_random (HcDb *db, guint n)
{
  static const char *const groups[] = { "NULL", "'Basis'", "'Desk'", "'Network'", "'Gone'" };

  for (guint i = 1; i <= n; i++)
    {
      int hours = g_test_rand_int_range (0, 40);
      const char *from = groups[g_test_rand_int_range (0, 5)];

      add_ticket (db, (int) i, g_test_rand_int_range (6, 9), hours, "1, NULL");
      for (int hop = g_test_rand_int_range (0, 4); hop > 0; hop--)
        {
          const char *to = groups[g_test_rand_int_range (0, 5)];

          if (g_str_equal (from, to))
            continue;
          add_hop (db, (int) i, from, to, g_test_rand_int_range (0, 40));
          from = to;
        }
    }
  hc_test_exec (db, "UPDATE ticket SET state_class = 'cancelled' WHERE id % 11 = 0");
}

/* n of each pair in other words: the last group given before stands for “none”. */
#define HOPS                                                                                        \
  "WITH hop AS (SELECT c.ticket_id, c.new_value AS b, coalesce (c.old_value, (SELECT p.old_value " \
  "FROM ticket_change p WHERE p.ticket_id = c.ticket_id AND p.id < c.id AND p.old_value IS NOT "    \
  "NULL ORDER BY p.id DESC LIMIT 1)) AS a FROM ticket_change c JOIN ticket t ON t.id = "            \
  "c.ticket_id WHERE c.new_value IS NOT NULL AND NOT (t.state_class = 'cancelled' AND "             \
  "t.ended_at IS NOT NULL) AND (t.ended_at IS NULL OR c.seen_at <= t.ended_at)) "                   \
  "SELECT a, b, count (DISTINCT ticket_id) FROM hop WHERE a <> b GROUP BY a, b ORDER BY a, b"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
test_against_sql (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (HcRoutingCheck) check = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *expected = NULL;
  g_autofree char *got = NULL;

  add_random (db, 400);
  check = load (db);
  for (guint i = 0; i < check->pairs->len; i++)
    {
      const HcRoutingPair *pair = &g_array_index (check->pairs, HcRoutingPair, i);

      g_ptr_array_add (lines,
                       g_strdup_printf ("%s|%s|%d",
                                        (char *) g_ptr_array_index (check->groups, pair->from),
                                        (char *) g_ptr_array_index (check->groups, pair->to),
                                        (int) pair->n));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  got = g_strjoinv ("\n", (char **) lines->pdata);
  expected = g_strchomp (hc_test_rows (db, HOPS));
  g_assert_cmpuint (check->pairs->len, ==, 12);
  g_assert_cmpstr (got, ==, expected);
}

/* ---------------------------------------------------------------- methods, groups */

static void
test_count_names_no_pairs (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (HcRoutingCheck) check = NULL;

  for (int i = 1; i <= 10; i++)
    add_ticket (db, i, 6, 5, i <= 3 ? "0, 2" : "0, 0");
  add_hop (db, 1, "'Desk'", "'Basis'", 2);
  check = load (db);
  g_assert_cmpint (check->coverage.method, ==, HC_ROUTING_COUNT);
  g_assert_cmpint (check->coverage.count_misrouted, ==, 3);
  g_assert_cmpuint (check->pairs->len, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2026-03-04", "UTC");
  g_autoptr (HcRoutingCheck) check = load (db);

  g_assert_cmpint (check->coverage.method, ==, HC_ROUTING_NONE);
  g_assert_cmpint (check->as_of, ==, HC_INSTANT_NONE);
  g_assert_cmpuint (check->pairs->len, ==, 0);
}

static void
test_groups (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_fixture (db);
  groups = hc_group_counts_load (db, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const HcGroupCount *group = g_ptr_array_index (groups, i);

      g_string_append_printf (text, "%s %d;", group->name, (int) group->n_tickets);
    }
  g_assert_cmpstr (text->str, ==, "Basis 5;Network 1;Desk 0;Gone 0;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-check/fixture", test_fixture);
  g_test_add_func ("/routing-check/apply", test_apply);
  g_test_add_func ("/routing-check/against-sql", test_against_sql);
  g_test_add_func ("/routing-check/count-names-no-pairs", test_count_names_no_pairs);
  g_test_add_func ("/routing-check/empty", test_empty);
  g_test_add_func ("/routing-check/groups", test_groups);
  return g_test_run ();
}
