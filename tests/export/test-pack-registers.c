/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registers as sheets: what a person entered stands in the workbook, typed; people disappear
 * from an anonymised one. */

#include "config.h"

#include "hc-pack.h"

#include <string.h>

#include "pack-fixture.h"

#define ADD(type, ...) PACK_FIXTURE_ADD (db, type, __VA_ARGS__)

static gboolean
fill (HcDb *db, gpointer data, GError **error)
{
  g_autofree char *desk = ADD ("team", "name", "Desk");
  g_autofree char *finance = ADD ("team", "name", "Finance");
  g_autofree char *deputy = ADD ("person", "name", "Deputy Secret");
  g_autofree char *lead =
    ADD ("person", "name", "Lead Secret", "phone", "0555 secret", "deputy_id", deputy);
  g_autofree char *duty = ADD ("duty", "name", "Access issues");
  g_autofree char *accountable =
    ADD ("duty_role", "duty_id", duty, "team_id", finance, "letter", "A", "person_id", lead);
  g_autofree char *responsible = ADD ("duty_role", "duty_id", duty, "team_id", desk, "letter", "R");
  g_autofree char *also = ADD ("duty_role", "duty_id", duty, "team_id", desk, "letter", "I");
  g_autofree char *second = ADD ("escalation_level", "duty_id", duty, "level", "2", "person_id", lead,
                                 "limit_minutes", "60");
  g_autofree char *first =
    ADD ("escalation_level", "duty_id", duty, "level", "1", "team_id", desk, "limit_minutes", "15");
  g_autofree char *open = ADD ("risk", "risk", "=cmd|' /C calc'!A0", "probability", "high", "owner",
                               "Lead Secret", "review_on", "2016-03-21");
  g_autofree char *closed = ADD ("risk", "risk", "Gone", "status", "closed");
  g_autofree char *item = ADD ("checklist_item", "item", "Sign procedures", "responsible",
                               "Other Secret", "status", "in_progress", "evidence", "Secret page");
  g_autofree char *path = ADD ("workflow", "name", "Pay", "impact", "5", "volume", "5", "likelihood",
                               "4", "owner_person_id", lead, "target", "95", "success_unit", "%");
  g_autofree char *check = ADD ("rehearsal", "workflow_id", path, "date", "2016-03-11", "kind",
                                "live_check", "outcome", "passed");

  return TRUE;
}

static void
set_up (PackFixture *self, gconstpointer data)
{
  pack_fixture_set_up (self, data);
  pack_fixture_run (self, fill);
}

/* @wanted: the header row and the rows below it, NULL-terminated cells in each. */
static void
assert_table (PackFixture *self, const char *sheet, const char *const wanted[][11], guint n_rows)
{
  g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheet);
  guint header = pack_fixture_find (rows, wanted[0][0]);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; wanted[i][j] != NULL; j++)
      g_assert_cmpstr (pack_fixture_cell (rows, header + i, j), ==, wanted[i][j]);
  g_assert_cmpstr (pack_fixture_cell (rows, header + n_rows, 0), ==, "");
}

static void
test_tables (PackFixture *self, gconstpointer data)
{
  static const char *const ownership[][11] = {
    { "Area", "Desk", "Finance", "Accountable person", "Deputy", "Hours", "Contact" },
    { "Access issues", "R I", "A", "Lead Secret", "Deputy Secret", "", "0555 secret" },
  };
  static const char *const escalation[][11] = {
    { "Area", "Severity", "Level", "Team", "Who", "Limit (minutes)" },
    { "Access issues", "", "1", "Desk", "", "15" },
    { "Access issues", "", "2", "", "Lead Secret", "60" },
  };
  static const char *const risks[][11] = {
    { "Risk", "Probability", "Impact", "Response", "Owner", "Trigger", "Review date" },
    { "=cmd|' /C calc'!A0", "High", "", "", "Lead Secret", "", "2016-03-21" },
  };
  static const char *const checklist[][11] = {
    { "Item", "Responsible", "Reviewer", "Due", "Status", "Evidence" },
    { "Sign procedures", "Other Secret", "", "", "In Progress", "Secret page" },
  };
  static const char *const workflows[][11] = {
    { "Hot path", "Owner", "Deputy", "Cohorts", "Support risk", "Success metric", "Baseline",
      "Target", "Defined", "Last check" },
    { "Pay", "Lead Secret", "", "", "high (100)", "", "", "≥ 95 %", "2 of 6",
      "Passed on 11 Mar 2016 (Live Check)" },
  };

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = FALSE });
  assert_table (self, "Ownership", ownership, G_N_ELEMENTS (ownership));
  assert_table (self, "Escalation Path", escalation, G_N_ELEMENTS (escalation));
  assert_table (self, "Open Risks", risks, G_N_ELEMENTS (risks));
  assert_table (self, "Handoff Checklist", checklist, G_N_ELEMENTS (checklist));
  assert_table (self, "Stabilised Workflows", workflows, G_N_ELEMENTS (workflows));
}

static void
test_anonymised (PackFixture *self, gconstpointer data)
{
  static const char *const sheets[] = { "Ownership", "Escalation Path", "Open Risks",
                                        "Handoff Checklist", "Stabilised Workflows" };
  g_autoptr (GPtrArray) ownership = NULL;
  g_autoptr (GPtrArray) escalation = NULL;
  const char *code;

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = TRUE });
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheets[i]);

      for (guint row = 0; row < rows->len; row++)
        for (guint column = 0; column < 12; column++)
          g_assert_null (strstr (pack_fixture_cell (rows, row, column), "ecret"));
    }
  /* One person, one code everywhere. */
  ownership = pack_fixture_read (self->path, "Ownership");
  escalation = pack_fixture_read (self->path, "Escalation Path");
  code = pack_fixture_cell (ownership, pack_fixture_find (ownership, "Access issues"), 3);
  g_assert_true (g_str_has_prefix (code, "Person "));
  g_assert_cmpstr (
    pack_fixture_cell (escalation, pack_fixture_find (escalation, "Access issues") + 1, 4), ==, code);
}

/* No register: a line that says so above a table with one blank row. */
static void
test_empty (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint header;

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = FALSE });
  rows = pack_fixture_read (self->path, "Improvement Backlog");
  pack_fixture_find (rows, "No improvement is recorded.");
  header = pack_fixture_find (rows, "Title");
  g_assert_cmpstr (pack_fixture_cell (rows, header + 1, 0), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function)                                                                       \
  g_test_add ("/pack-registers/" name, PackFixture, NULL, set_up, function, pack_fixture_tear_down)
  TEST ("tables", test_tables);
  TEST ("anonymised", test_anonymised);
  TEST ("empty", test_empty);
  return g_test_run ();
}
