/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Event logs: a ticket's story from its rows, in whatever order and parts they come. */

#include "config.h"

#include "hc-test-facts.h"
#include "merge-util.h"

static const Kind log_kind = { HC_COVERS_PART, TRUE };

#define STORY_SPELLS "A|1000|2000|1\nA|2500|3000|0\nB|1100||0\n"
#define STORY_CHANGES                                                                              \
  "A|state|New|Work|1500|0\nA|group|Desk|Apps|1500|0\n"                                            \
  "A|state|Work|Done|2000|0\nA|state|Done|Work|2500|0\n"                                           \
  "A|group|Apps|Desk|2500|0\nA|state|Work|Done|3000|0\n"

static void
check_story (HcDb *db)
{
  hc_test_assert_rows (db, SPELLS, STORY_SPELLS);
  hc_test_assert_rows (db, CHANGES, STORY_CHANGES);
  hc_test_assert_rows (db,
                       "SELECT external_id, (SELECT text FROM term WHERE id = first_group_term), "
                       "resolved_at, routing_known FROM ticket ORDER BY 1",
                       "A|Desk|3000|1\nB|||0\n");
}

static void
test_log (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");

  EXPECT (db, &log_kind, 5000, story, "tickets 2 new 2 changed 0 reopened 1 unchanged 0 missing 0");
  check_story (db);
}

/* The order is the modification count's, else the times', else that of the file, read backwards
 * when it descends. */
static void
test_log_order (void)
{
  const Kind timed = { HC_COVERS_PART, TRUE, .mapped = USUAL };
  const Kind *kinds[] = { &log_kind, &timed };
  Row rows[G_N_ELEMENTS (story)];

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (HcDb) backwards = hc_test_launch_new ("1970-01-01", "UTC");
      g_autoptr (HcDb) mixed = hc_test_launch_new ("1970-01-01", "UTC");
      const guint order[] = { 3, 0, 5, 4, 1, 2 };

      for (guint i = 0; i < G_N_ELEMENTS (story); i++)
        rows[i] = story[G_N_ELEMENTS (story) - 1 - i];
      EXPECT (backwards, kinds[k], 5000, rows,
              "tickets 2 new 2 changed 0 reopened 1 unchanged 0 missing 0");
      hc_test_assert_rows (backwards, SPELLS, STORY_SPELLS);
      hc_test_assert_rows (backwards, CHANGES, STORY_CHANGES);

      for (guint i = 0; i < G_N_ELEMENTS (story); i++)
        rows[i] = story[order[i]];
      EXPECT (mixed, kinds[k], 5000, rows,
              "tickets 2 new 2 changed 0 reopened 1 unchanged 0 missing 0");
      hc_test_assert_rows (mixed, SPELLS, STORY_SPELLS);
    }
}

/* Rows of one minute keep the order of the file, which may run backwards. */
static void
test_log_ties (void)
{
  const Kind timed = { HC_COVERS_PART, TRUE, .mapped = USUAL };
  const Row rows[] = {
    { "A", "Done", HC_STATE_RESOLVED, "Apps", 1000, NONE, 3000, NONE },
    { "A", "Work", HC_STATE_OPEN, "Apps", 1000, NONE, 2000, NONE },
    { "A", "New", HC_STATE_OPEN, "Desk", 1000, NONE, 2000, NONE },
    { "A", "New", HC_STATE_OPEN, NULL, 1000, NONE, 1000, NONE },
  };
  g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");

  EXPECT (db, &timed, 5000, rows, "tickets 1 new 1 changed 0 reopened 0 unchanged 0 missing 0");
  hc_test_assert_rows (db, CHANGES,
                       "A|group||Desk|2000|0\nA|state|New|Work|2000|0\n"
                       "A|group|Desk|Apps|2000|0\nA|state|Work|Done|3000|0\n");
}

/* A log in two parts that overlap tells the same story as in one. */
static void
test_log_in_parts (void)
{
  for (guint cut = 1; cut < 5; cut++)
    for (guint overlap = 0; overlap <= 1; overlap++)
      {
        g_autoptr (HcDb) db = hc_test_launch_new ("1970-01-01", "UTC");
        g_autoptr (HcBatch) first = merge (db, &log_kind, story[cut - 1].updated, story, cut);
        guint from = overlap ? 0 : cut;
        g_autoptr (HcBatch) second = merge (db, &log_kind, 5000, story + from,
                                            G_N_ELEMENTS (story) - from);
        g_autoptr (HcBatch) again = merge (db, &log_kind, 6000, story + from,
                                           G_N_ELEMENTS (story) - from);

        g_assert_cmpint (first->new_count, ==, 1);
        g_assert_cmpint (second->new_count, ==, 1);
        assert_counts (again, "tickets 2 new 0 changed 0 reopened 0 unchanged 2 missing 0");
        check_story (db);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge-log/story", test_log);
  g_test_add_func ("/merge-log/order", test_log_order);
  g_test_add_func ("/merge-log/ties", test_log_ties);
  g_test_add_func ("/merge-log/in-parts", test_log_in_parts);
  return g_test_run ();
}
