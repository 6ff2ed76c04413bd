/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every command on matrix, groups and paths: done, undone, redone, and what it leaves. */

#include "config.h"

#include "hc-ownership-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

static HcDb *
launch_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_sql (db, "Plan",
               "INSERT INTO team (id, name, kind) VALUES ('s', 'Desk', 'support'), "
               "('x', 'Access', 'access');"
               "INSERT INTO person (id, name, team_id) VALUES ('ann', 'Ann', 's');"
               "INSERT INTO duty (id, name, area, rank) VALUES ('d', 'Rights', 'access', 'b')");
  return db;
}

static HcCellChange *
change (const char *team, const char *letter, gboolean on, const char *person)
{
  HcCellChange *self = g_new0 (HcCellChange, 1);

  *self = (HcCellChange){ g_strdup ("d"), g_strdup (team), g_strdup (letter), on,
                          g_strdup (person) };
  return self;
}

#define ROLES                                                                                       \
  "SELECT team_id, letter, coalesce (person_id, '') FROM duty_role ORDER BY team_id, letter"

static void
run_change (HcDb *db, HcCommandFunc func, HcCellChange *data, const char *roles)
{
  hc_test_command (db, "Change", func, data);
  hc_test_assert_rows (db, ROLES, roles);
  hc_cell_change_free (data);
}

static void
test_cells (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  HcCellChange *again = change ("s", "A", TRUE, NULL), *gone = change ("x", "A", TRUE, "ann");

  run_change (db, hc_ownership_set_letter, change ("s", "A", TRUE, "ann"), "s|A|ann\n");
  run_change (db, hc_ownership_set_letter, change ("s", "R", TRUE, NULL), "s|A|ann\ns|R|\n");
  run_change (db, hc_ownership_set_letter, change ("x", "C", TRUE, NULL),
              "s|A|ann\ns|R|\nx|C|\n");
  /* a second press of the same key, on its way at the same time, adds nothing */
  g_assert_true (hc_history_run (db, "Again", hc_ownership_set_letter, again, &error));
  hc_test_assert_rows (db, ROLES, "s|A|ann\ns|R|\nx|C|\n");
  run_change (db, hc_ownership_set_accountable, change ("s", "A", TRUE, NULL),
              "s|A|\ns|R|\nx|C|\n");
  run_change (db, hc_ownership_set_letter, change ("s", "A", FALSE, NULL), "s|R|\nx|C|\n");
  g_assert_false (hc_history_run (db, "Gone", hc_ownership_set_accountable, gone, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  run_change (db, hc_ownership_clear_cell, change ("s", NULL, FALSE, NULL), "x|C|\n");
  hc_cell_change_free (again);
  hc_cell_change_free (gone);
}

static void
test_rows (void)
{
  g_autoptr (HcDb) db = launch_new ();
  HcRowAddition row = { (char *) "Printing", (char *) "other", (char *) "x" };

  hc_test_sql (db, "Hot Path", "INSERT INTO workflow (id, name) VALUES ('w', 'Payment run')");
  hc_test_command (db, "Areas", hc_ownership_add_areas, NULL);
  hc_test_assert_rows (db, "SELECT count (*), count (DISTINCT area) FROM duty", "7|7\n");
  hc_test_command (db, "Hot Paths", hc_ownership_add_workflows, NULL);
  hc_test_command (db, "Row", hc_ownership_add_row, &row);
  hc_test_assert_rows (db, "SELECT name, area FROM duty ORDER BY rank DESC LIMIT 2",
                       "Printing|other\nPayment run|workflow\n");
  hc_test_assert_rows (db, ROLES, "x|R|\n");
  /* what is there is not added again */
  g_assert_true (hc_history_run (db, "Areas", hc_ownership_add_areas, NULL, NULL));
  g_assert_true (hc_history_run (db, "Hot Paths", hc_ownership_add_workflows, NULL, NULL));
  hc_test_assert_rows (db, "SELECT count (*) FROM duty", "9\n");
}

static void
test_set_up (void)
{
  g_autoptr (HcDb) empty = hc_test_launch_new ("2026-03-04", "UTC");
  g_autoptr (HcDb) db = launch_new ();

  hc_test_command (empty, "Set Up", hc_ownership_set_up, NULL);
  hc_test_assert_rows (empty, "SELECT (SELECT count (*) FROM team), (SELECT count (*) FROM duty)",
                       "7|7\n");
  hc_test_command (db, "Set Up", hc_ownership_set_up, NULL);
  hc_test_assert_rows (db, "SELECT (SELECT count (*) FROM team), (SELECT count (*) FROM duty)",
                       "2|7\n");
}

static void
test_groups (void)
{
  static const struct
  {
    const char *team, *name, *groups;
  } steps[] = {
    { "s", NULL, "G1|Desk\n" },
    { "x", NULL, "G1|Access\n" }, /* moves */
    { NULL, "New", "G1|New\n" },
    { NULL, NULL, "" },
  };
  g_autoptr (HcDb) db = launch_new ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      HcGroupMove move = { (char *) "G1", (char *) steps[i].team, (char *) steps[i].name };

      hc_test_command (db, "Map", hc_ownership_map_group, &move);
      hc_test_assert_rows (
        db, "SELECT group_name, name FROM group_team JOIN team ON team.id = team_id", steps[i].groups);
    }
}

#define LEVELS                                                                                      \
  "SELECT coalesce (duty_id, ''), coalesce (severity, ''), level, channel FROM escalation_level "  \
  "ORDER BY 1, 2, 3"

static void
test_paths (void)
{
  g_autoptr (HcDb) db = launch_new ();
  const char *ids[] = { "1", "2", "3", NULL };
  HcPathCopy copy = { (char *) "d", (char *) "critical", (GStrv) ids };
  const char *swapped[] = { "1", "2", NULL };
  const char *dropped[] = { "2", NULL };

  hc_test_sql (db, "Levels",
               "INSERT INTO escalation_level (id, level, channel) VALUES ('1', 1, 'a'), "
               "('2', 2, 'b'), ('3', 3, 'c')");
  hc_test_command (db, "Swap", hc_ownership_swap_levels, swapped);
  hc_test_assert_rows (db, LEVELS, "||1|b\n||2|a\n||3|c\n");
  hc_test_command (db, "Copy", hc_ownership_copy_path, &copy);
  hc_test_assert_rows (db, LEVELS,
                       "||1|b\n||2|a\n||3|c\nd|critical|1|b\nd|critical|2|a\nd|critical|3|c\n");
  hc_test_command (db, "Drop", hc_ownership_drop_level, dropped);
  hc_test_assert_rows (db, LEVELS,
                       "||1|b\n||2|c\nd|critical|1|b\nd|critical|2|a\nd|critical|3|c\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ownership-table/cells", test_cells);
  g_test_add_func ("/ownership-table/rows", test_rows);
  g_test_add_func ("/ownership-table/set-up", test_set_up);
  g_test_add_func ("/ownership-table/groups", test_groups);
  g_test_add_func ("/ownership-table/paths", test_paths);
  return g_test_run ();
}
