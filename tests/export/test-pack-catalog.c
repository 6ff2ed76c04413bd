/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The issue catalog in the pack: its three sheets, the open tickets beside them, the top drivers,
 * and the links between them. */

#include "config.h"

#include "hc-pack.h"

#include <string.h>

#include "hc-triage-table.h"
#include "pack-fixture.h"

#define ADD(type, ...) PACK_FIXTURE_ADD (db, type, __VA_ARGS__)
#define N_COLUMNS 19

/* Days after go-live on Monday, 29 February 2016. */
static const PackFixtureTicket tickets[] = {
  { "INC-1", "No approver", "open", 1, "Desk", NULL, "Access", 0.5, -1 },
  { "INC-2", "No approver", "resolved", 3, "Desk", NULL, "Access", 1.5, 2.5 },
  { "INC-3", "Posted twice", "open", 2, "Desk", NULL, "Finance", 7.5, -1 },
  { "INC-4", "Printer", "open", 3, "Desk", NULL, "Hardware", 7.6, -1 },
};

static gboolean
fill (HcDb *db, gpointer data, GError **error)
{
  static const gint64 approver[] = { 1, 2 }, twice[] = { 3 };
  g_autofree char *team = ADD ("team", "name", "Process");
  g_autofree char *lead = ADD ("person", "name", "Lead Secret", "team_id", team);
  g_autofree char *cohort = ADD ("cohort", "name", "Buyers");
  g_autofree char *workflow = ADD ("workflow", "name", "Buy");
  g_autofree char *step = ADD ("workflow_step", "workflow_id", workflow, "name", "Approve");
  g_autofree char *first
    = ADD ("issue", "code", "HC-001", "title", "No approver", "workflow_id", workflow, "step_id",
           step, "cause", "routing", "action", "escalate", "owner", "process", "person_id", lead,
           "metric", "backlog_age", "severity", "1", "state", "in_progress", "due", "2016-03-08",
           "decision", "fix", "symptom", "Secret words", "workaround", "Forward it",
           "is_known_error", "1", "bau_owner", "Head Secret", "target", "2016-05-01", "dependency",
           "Release 2");
  g_autofree char *second = ADD ("issue", "code", "HC-002", "title", "=1+1", "action", "fix",
                                 "is_known_error", "1", "state", "closed");
  g_autofree char *third
    = ADD ("issue", "code", "HC-003", "title", "Where is it?", "action", "deflect");
  g_autofree char *link = ADD ("issue_cohort", "issue_id", first, "cohort_id", cohort);
  HcTriageChoice choice = { .set = 1u << HC_LINK_ISSUE, .how = HC_TRIAGE_BULK };

  choice.value[HC_LINK_ISSUE] = first;
  if (!hc_triage_set (db, approver, G_N_ELEMENTS (approver), &choice, error))
    return FALSE;
  choice.value[HC_LINK_ISSUE] = second;
  return hc_triage_set (db, twice, G_N_ELEMENTS (twice), &choice, error);
}

static void
set_up (PackFixture *self, gconstpointer data)
{
  pack_fixture_set_up (self, data);
  pack_fixture_import (self->db, "a.csv", 11, tickets, G_N_ELEMENTS (tickets));
  pack_fixture_run (self, fill);
}

/* @wanted: the header row and the rows below it; NULL: any. */
static void
assert_table (PackFixture *self,
              const char *sheet,
              const char *const wanted[][N_COLUMNS],
              guint n_rows,
              guint n_columns)
{
  g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheet);
  guint header = pack_fixture_find (rows, wanted[0][0]);

  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      if (wanted[i][j] != NULL)
        g_assert_cmpstr (pack_fixture_cell (rows, header + i, j), ==, wanted[i][j]);
  g_assert_cmpstr (pack_fixture_cell (rows, header, n_columns), ==, "");
  g_assert_cmpstr (pack_fixture_cell (rows, header + n_rows, 0), ==, "");
}

static void
test_sheets (PackFixture *self, gconstpointer data)
{
  static const char *const catalog[][N_COLUMNS] = {
    { "Code", "Title", "Workflow", "Step", "Cohort", "Root cause", "Action", "Owner", "Person",
      "Metric", "Severity", "State", "Due", "Decision", "Tickets", "Last 7 days", "First seen",
      "Last seen" },
    { "HC-001", "No approver", "Buy", "Approve", "Buyers", "Routing", "Escalate", "Process",
      "Lead Secret", "Backlog Ageing", "1", "In Progress", "2016-03-08", "Fix", "2", "0",
      "2016-02-29", "2016-03-01" },
    { "HC-002", "=1+1", "", "", "", "", "Fix", "", "", "", "", "Closed", "", "", "1", "1",
      "2016-03-07", "2016-03-07" },
    { "HC-003", "Where is it?", "", "", "", "", "Deflect", "", "", "", "", "New", "", "", "0", "0",
      "", "" },
  };
  static const char *const known[][N_COLUMNS] = {
    { "Code", "Title", "Symptom", "Error text", "Workflow and step", "Cohort", "Cause",
      "Workaround", "Preconditions", "How to undo", "Owner", "Permanent fix", "Target",
      "Valid until", "Tickets" },
    { "HC-001", "No approver", "Secret words", "", "Buy › Approve", "Buyers", "Routing",
      "Forward it", "", "", "Lead Secret", "", "2016-05-01", "", "2" },
  };
  static const char *const fixes[][N_COLUMNS] = {
    { "Issue", "Owner", "Team", "Due", "State", "Dependency", "Overdue days" },
    { "HC-001 No approver", "Lead Secret", "Process", "2016-03-08", "In Progress",
      "Release 2", "2" },
  };
  static const char *const open[][N_COLUMNS] = {
    { "Key", "Title", "Priority", "State", "Age (days)", "Group", "Assignee", "Issue",
      "Owner after exit" },
    { "INC-1", NULL, NULL, NULL, NULL, NULL, NULL, "HC-001 No approver", "Head Secret" },
    { "INC-3", NULL, NULL, NULL, NULL, NULL, NULL, "HC-002 =1+1", "" },
    { "INC-4", NULL, NULL, NULL, NULL, NULL, NULL, "", "" },
  };

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = FALSE });
  assert_table (self, "Issue Catalog", catalog, G_N_ELEMENTS (catalog), 18);
  assert_table (self, "Known Errors", known, G_N_ELEMENTS (known), 15);
  assert_table (self, "Owner-Led Fixes", fixes, G_N_ELEMENTS (fixes), 7);
  assert_table (self, "Open Tickets", open, G_N_ELEMENTS (open), 9);
}

/* The figures of “drivers”: a window of five days, and the first five. */
static void
test_drivers (PackFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint now, first;

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = FALSE });
  rows = pack_fixture_read (self->path, "Summary");
  now = pack_fixture_find (rows, "Driver");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 0), ==, "HC-001 No approver");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 2), ==, "2");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 3), ==, "0");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 4), ==, "1");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 5), ==, "Issue");
  g_assert_true (
    g_str_has_suffix (pack_fixture_cell (rows, now + 1, 6), ": 0.0 against 0.7 a day"));
  g_assert_cmpstr (pack_fixture_cell (rows, now - 1, 0), ==,
                   "Last window: 3–10 Mar 2016, 5 complete working days. "
                   "Before: 29 Feb – 2 Mar 2016, 3 complete working days.");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 1, 7), ==, "Buy › Approve; not held yet");
  g_assert_cmpstr (pack_fixture_cell (rows, now + 2, 7), ==, "resolved");
  first = pack_fixture_find (rows, "Driver at the start");
  g_assert_cmpstr (pack_fixture_cell (rows, first + 1, 0), ==, "HC-001 No approver");
  g_assert_cmpstr (pack_fixture_cell (rows, first + 1, 2), ==, "2");
  g_assert_cmpstr (pack_fixture_cell (rows, first + 2, 0), ==, "");
}

static char *
dump (PackFixture *self)
{
  static const char *const sheets[] = { "Summary", "Issue Catalog", "Known Errors", "Open Tickets",
                                        "Owner-Led Fixes" };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheets[i]);

      for (guint j = 0; j < rows->len; j++)
        for (guint k = 0; k < N_COLUMNS; k++)
          g_string_append_printf (all, "%s|", pack_fixture_cell (rows, j, k));
    }
  return g_string_free (all, FALSE);
}

static void
test_anonymised (PackFixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE, .anonymised = TRUE });
  text = dump (self);
  g_assert_null (strstr (text, "Secret"));
  g_assert_nonnull (strstr (text, "HC-001"));
  g_assert_nonnull (strstr (text, "Person 1"));
}

static void
test_empty (PackFixture *self, gconstpointer data)
{
  static const char *const empty[][2] = {
    { "Issue Catalog", "The issue catalog is empty." },
    { "Known Errors", "No open issue is marked as a known error." },
    { "Owner-Led Fixes", "No open issue is to be escalated or fixed." },
  };

  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE });
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, empty[i][0]);

      g_assert_cmpstr (pack_fixture_cell (rows, 1, 0), ==, empty[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_TEST(name, set, func)                                                                  \
  g_test_add ("/pack/catalog/" name, PackFixture, NULL, set, func, pack_fixture_tear_down)
  ADD_TEST ("sheets", set_up, test_sheets);
  ADD_TEST ("drivers", set_up, test_drivers);
  ADD_TEST ("anonymised", set_up, test_anonymised);
  ADD_TEST ("empty", pack_fixture_set_up, test_empty);
  return g_test_run ();
}
