/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Issue Catalog and Escalations pages: every action, filters, order, several rows, pasting, the
 * pane's warnings, figures of linked tickets. Skipped without a display. */

#include "config.h"

#include "hc-catalog-page-private.h"
#include "hc-escalations-page-private.h"
#include "hc-history.h"
#include "hc-issue-table.h"
#include "hc-pages.h"
#include "hc-record-table.h"
#include "hc-register-table.h"
#include "hc-register-view-private.h"
#include "hc-triage-table.h"
#include "page-fixture.h"

static HcCatalogPage *
page_of (PageFixture *fixture)
{
  return HC_CATALOG_PAGE (fixture->page);
}

static HcRecordList *
issues_of (PageFixture *fixture)
{
  return hc_catalog_list (hc_catalog_of (fixture->launch), HC_CATALOG_ISSUES);
}

static guint
n_rows (PageFixture *fixture)
{
  return hc_register_view_n_shown (page_of (fixture)->view);
}

static const char *
id_at (PageFixture *fixture, guint position)
{
  return hc_record_id (hc_register_view_at (page_of (fixture)->view, position));
}

static const char *
value (PageFixture *fixture, const char *code, const char *field)
{
  HcRecordList *issues = issues_of (fixture);

  for (guint i = 0; i < hc_record_list_count (issues); i++)
    {
      HcRecord *issue = hc_record_list_at (issues, i);

      if (g_strcmp0 (hc_record_get (issue, "code"), code) == 0)
        return hc_record_get (issue, field);
    }
  return "gone";
}

static const char *
id_of (PageFixture *fixture, const char *code)
{
  HcRecordList *issues = issues_of (fixture);

  for (guint i = 0; i < hc_record_list_count (issues); i++)
    if (g_strcmp0 (hc_record_get (hc_record_list_at (issues, i), "code"), code) == 0)
      return hc_record_id (hc_record_list_at (issues, i));
  return NULL;
}

static void
select_code (PageFixture *fixture, const char *code)
{
  hc_catalog_page_show_issue (page_of (fixture), id_of (fixture, code));
}

/* ---------------------------------------------------------------- a catalog */

/* HC-001 has tickets 1 … 12 (P1 and P2 among them), HC-002 tickets 13 … 15, HC-003 none. */
static const struct
{
  const char *values; /* field=value|… */
  guint first, last;
} issues[] = {
  { "title=No approver|kind=missing_approval_routing|action=escalate|severity=1|owner=access", 1, 12 },
  { "title=Tax code not found|kind=how_do_i|action=deflect|severity=3|due=2001-01-01", 13, 15 },
  { "title=Training issue|state=closed", 0, 0 },
};

static gboolean
save_issue (HcDb *db, guint i, GError **error)
{
  g_autoptr (HcRecordData) issue = hc_record_data_new (hc_record_type ("issue"));
  g_auto (GStrv) pairs = g_strsplit (issues[i].values, "|", -1);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint p = 0; pairs[p] != NULL; p++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[p], "=", 2);

      hc_record_data_set (issue, pair[0], pair[1]);
    }
  for (gint64 t = issues[i].first; issues[i].first > 0 && t <= issues[i].last; t++)
    g_array_append_val (tickets, t);
  return hc_issue_create (db, issue, (const gint64 *) tickets->data, tickets->len, HC_TRIAGE_BULK,
                          1772700000, NULL, error);
}

static gboolean
save_named (HcDb *db, const char *type, const char *field, const char *name, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));

  hc_record_data_set (record, field, name);
  return hc_record_save (db, record, error);
}

static gboolean
save_catalog (HcDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    if (!save_issue (db, i, error))
      return FALSE;
  return save_named (db, "cohort", "name", "Plant buyers", error)
         && save_named (db, "cohort", "name", "Office staff", error)
         && save_named (db, "person", "name", "Jana", error)
         && save_named (db, "workflow", "name", "Post goods receipt", error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_store_command_finish (HC_STORE (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
fill (PageFixture *fixture)
{
  gboolean done = FALSE;

  hc_store_command_async (hc_launch_store (fixture->launch), "Fill", HC_TABLES_ALL, save_catalog,
                          NULL, NULL, saved_cb, &done);
  wait_until (done);
  wait_until (hc_record_list_count (issues_of (fixture)) == G_N_ELEMENTS (issues));
}

static void
set_up (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_CATALOG_PAGE, TRUE);
  fill (fixture);
}

static void
set_up_empty (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_CATALOG_PAGE, FALSE);
  wait_until (hc_record_list_is_loaded (issues_of (fixture)));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

/* ---------------------------------------------------------------- tests */

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = page_of (fixture)->view;
  HcBadge badge = { 0 };

  wait_until (g_str_equal (gtk_stack_get_visible_child_name (view->stack), "empty"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (view->empty_button)), ==,
                   "win.text-groups");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page_of (fixture)->pane)));
  hc_pages[hc_pages_find ("catalog")].badge (fixture->launch, &badge);
  g_assert_null (badge.text);
}

static void
test_filters (PageFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    guint n;
  } cases[] = {
    { "", 3 },
    { "state=open", 2 },
    { "state=closed", 1 },
    { "state=open,closed", 3 },
    { "action=escalate", 1 },
    { "action=escalate,deflect", 2 },
    { "action=-", 1 },
    { "owner=access", 1 },
    { "owner=-", 2 },
    { "severity=3", 1 },
    { "workflow=-", 3 },
    { "cause=defect", 0 },
    { "flag=unowned", 3 },
    { "flag=overdue", 1 },
    { "flag=incomplete", 3 },
    { "flag=known", 0 },
    { "flag=blocker,overdue", 0 },
    { "state=open flag=overdue", 1 },
    { "nonsense=1 state=open,", 2 },
  };
  HcCatalogFilterBar *bar = page_of (fixture)->filter_bar;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      hc_catalog_filter_bar_set_text (bar, cases[i].filter);
      g_test_message ("%s", cases[i].filter);
      g_assert_cmpuint (n_rows (fixture), ==, cases[i].n);
    }
  page_fixture_activate (fixture, "clear-filters");
  g_assert_cmpuint (n_rows (fixture), ==, 3);
}

static void
test_filter_text (void)
{
  static const char *const texts[] = { "", "state=open", "action=-,fix cause=defect flag=overdue" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (HcCatalogFilter) filter = { 0 };
      g_autofree char *text = NULL;

      hc_catalog_filter_init (&filter);
      hc_catalog_filter_parse (&filter, texts[i]);
      text = hc_catalog_filter_format (&filter);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_figures (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcRecord *issue = hc_record_list_find (issues_of (fixture), id_of (fixture, "HC-001"));
  const HcIssueFacts *facts;
  g_autofree char *text = NULL;

  wait_until ((facts = hc_catalog_facts_of (catalog, id_of (fixture, "HC-001"))) != NULL);
  g_assert_cmpint (facts->tickets, ==, 12);
  g_assert_cmpint (hc_catalog_facts_of (catalog, id_of (fixture, "HC-002"))->tickets, ==, 3);
  g_assert_null (hc_catalog_facts_of (catalog, id_of (fixture, "HC-003")));
  g_assert_cmpint (hc_catalog_facts (catalog)->n_classified, ==, 15);
  text = hc_register_view_text (page_of (fixture)->view, hc_record_data (issue),
                                hc_register_view_index (page_of (fixture)->view, "tickets"));
  g_assert_cmpstr (text, ==, "12");
  /* A count of nothing is a true 0 once the figures are there. */
  g_free (text);
  issue = hc_record_list_find (issues_of (fixture), id_of (fixture, "HC-003"));
  text = hc_register_view_text (page_of (fixture)->view, hc_record_data (issue),
                                hc_register_view_index (page_of (fixture)->view, "tickets"));
  g_assert_cmpstr (text, ==, "0");
}

static void
test_drivers (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *clock = NULL;
  HcRegisterView *view = page_of (fixture)->view;
  guint rank = G_MAXUINT;

  wait_until (hc_catalog_drivers (catalog) != NULL);
  g_assert_cmpuint (hc_catalog_drivers (catalog)->drivers->len, >, 0);
  missing = hc_catalog_missing (catalog);
  g_assert_cmpuint (missing->len, >, 0); /* nothing has all seven columns */
  clock = hc_catalog_dup_clock (catalog);
  g_assert_cmpstr (clock, ==, "catalog incomplete after 48 hours");
  page_fixture_activate (fixture, "clear-filters");
  page_fixture_activate (fixture, "pin-drivers");
  g_assert_true (page_of (fixture)->pinned);
  for (guint i = 0; i < n_rows (fixture); i++)
    {
      guint pin = hc_catalog_hooks.pin (hc_record_data (hc_register_view_at (view, i)), catalog);

      if (i > 0 && rank == 0)
        g_assert_cmpuint (pin, ==, 0); /* no driver behind one that is none */
      rank = pin;
    }
  page_fixture_activate (fixture, "pin-drivers");
  g_assert_false (page_of (fixture)->pinned);
}

static void
test_sort (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = page_of (fixture)->view;
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  wait_until (hc_catalog_facts_of (catalog, id_of (fixture, "HC-001")) != NULL);
  page_fixture_activate (fixture, "clear-filters");
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string ("tickets ascending"));
  g_assert_cmpstr (id_at (fixture, 0), ==, id_of (fixture, "HC-003"));
  g_assert_cmpstr (id_at (fixture, 2), ==, id_of (fixture, "HC-001"));
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string ("tickets descending"));
  g_assert_cmpstr (id_at (fixture, 0), ==, id_of (fixture, "HC-001"));
  /* Without a value: last, whatever the direction. */
  hc_register_view_set_sort (view, "due", TRUE);
  g_assert_cmpstr (id_at (fixture, 0), ==, id_of (fixture, "HC-002"));
  hc_register_view_set_sort (view, "due", FALSE);
  g_assert_cmpstr (id_at (fixture, 0), ==, id_of (fixture, "HC-002"));
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string (""));
  g_assert_null (hc_register_view_sort (view, NULL));
  g_assert_cmpstr (id_at (fixture, 0), ==, id_of (fixture, "HC-001"));
}

static void
test_edit (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = page_of (fixture)->view;

  select_code (fixture, "HC-002");
  hc_register_view_edit (view, "cause");
  g_assert_true (view->edit.field != NULL);
  g_signal_emit_by_name (view->editor, "set", "defect", HC_CELL_STAY);
  wait_until (g_strcmp0 (value (fixture, "HC-002", "cause"), "defect") == 0);
  g_assert_null (value (fixture, "HC-001", "cause"));
  g_assert_cmpstr (hc_store_undo_label (hc_launch_store (fixture->launch)), ==,
                   "Set Root Cause of “Tax code not found”");
  /* A field without a column is edited at its row. */
  hc_register_view_edit (view, "workaround");
  g_assert_cmpstr (view->edit.field->name, ==, "workaround");
  g_signal_emit_by_name (view->editor, "set", "Ask", HC_CELL_STAY);
  wait_until (g_strcmp0 (value (fixture, "HC-002", "workaround"), "Ask") == 0);
}

static void
test_several (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = page_of (fixture)->view;

  page_fixture_activate (fixture, "clear-filters");
  hc_register_view_set_sort (view, "code", FALSE);
  select_code (fixture, "HC-001");
  g_assert_true (hc_register_view_mark_key (view, GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_cmpuint (hc_register_view_n_marked (view), ==, 2);
  hc_register_view_edit (view, "metric");
  g_signal_emit_by_name (view->editor, "set", "backlog_age", HC_CELL_STAY);
  wait_until (g_strcmp0 (value (fixture, "HC-002", "metric"), "backlog_age") == 0);
  g_assert_cmpstr (value (fixture, "HC-001", "metric"), ==, "backlog_age");
  g_assert_null (value (fixture, "HC-003", "metric"));
  page_fixture_undo (fixture);
  wait_until (value (fixture, "HC-002", "metric") == NULL);
  g_assert_null (value (fixture, "HC-001", "metric"));
  g_assert_true (hc_register_view_mark_key (view, GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_cmpuint (hc_register_view_n_marked (view), ==, 1);
  g_assert_true (hc_register_view_mark_key (view, GDK_KEY_a, GDK_CONTROL_MASK));
  g_assert_cmpuint (hc_register_view_n_marked (view), ==, 3);
  g_assert_true (hc_register_view_mark_key (view, GDK_KEY_Escape, 0));
  g_assert_cmpuint (hc_register_view_n_marked (view), ==, 0);
  /* Deleting several is one step. */
  hc_register_view_mark_to (view, 0, 1);
  page_fixture_activate (fixture, "delete");
  wait_until (hc_record_list_count (issues_of (fixture)) == 1);
  wait_until (hc_register_view_n_marked (view) == 0);
  page_fixture_undo (fixture);
  wait_until (hc_record_list_count (issues_of (fixture)) == 3);
}

static void
test_cohorts (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = page_of (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcRecordList *links = hc_catalog_list (catalog, HC_CATALOG_ISSUE_COHORTS);
  const char *ids[] = { id_of (fixture, "HC-001"), NULL };
  g_autofree char *text = NULL;

  wait_until (hc_record_list_count (hc_catalog_list (catalog, HC_CATALOG_COHORTS)) == 2);
  select_code (fixture, "HC-001");
  hc_catalog_page_edit_cohorts (page, ids, GTK_WIDGET (page->view));
  hc_cohort_popover_toggle (page->cohorts, 0);
  hc_cohort_popover_toggle (page->cohorts, 1);
  hc_cohort_popover_set (page->cohorts);
  wait_until (hc_record_list_count (links) == 2);
  text = hc_catalog_dup_cohorts (catalog, ids[0]);
  g_assert_cmpstr (text, ==, "Plant buyers, Office staff");
  hc_catalog_page_edit_cohorts (page, ids, GTK_WIDGET (page->view));
  hc_cohort_popover_toggle (page->cohorts, 0);
  hc_cohort_popover_set (page->cohorts);
  wait_until (hc_record_list_count (links) == 1);
}

static void
test_warnings (PageFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *value;
    const char *part; /* of the warning; NULL: none */
  } steps[] = {
    { "state", "new", "no owner" },
    { "title", "User error", "Which step breaks?" },
    { "action", "deflect", "Guidance does not clear a blocker" },
    { "kind", "how_do_i", "Which step breaks?" },
    { "title", "Tax code not found", "no owner" },
    { "state", "closed", NULL },
  };
  HcCatalogPage *page = page_of (fixture);

  page_fixture_activate (fixture, "clear-filters");
  select_code (fixture, "HC-001");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *id = id_of (fixture, "HC-001");
      const HcRecordType *type = hc_record_type ("issue");

      hc_register_view_set_value (page->view, id,
                                  &type->fields[hc_record_type_field (type, steps[i].field)],
                                  steps[i].value);
      wait_until (g_strcmp0 (value (fixture, "HC-001", steps[i].field), steps[i].value) == 0);
      if (steps[i].part == NULL)
        g_assert_null (hc_catalog_pane_warning (page->pane));
      else
        g_assert_nonnull (g_strstr_len (hc_catalog_pane_warning (page->pane), -1, steps[i].part));
    }
}

static void
test_merge (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = page_of (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  select_code (fixture, "HC-002");
  page_fixture_activate (fixture, "merge");
  g_assert_cmpint (page->asks, ==, HC_CATALOG_ASKS_MERGE);
  g_signal_emit_by_name (page->editor, "set", id_of (fixture, "HC-001"), HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 2);
  g_assert_cmpstr (value (fixture, "HC-001", "title"), ==, "gone");
  wait_until (hc_catalog_facts_of (catalog, id_of (fixture, "HC-002")) != NULL
              && hc_catalog_facts_of (catalog, id_of (fixture, "HC-002"))->tickets == 15);
  page_fixture_undo (fixture);
  wait_until (hc_record_list_count (issues_of (fixture)) == 3);
  /* Two marked rows need no question. */
  page_fixture_activate (fixture, "clear-filters");
  hc_register_view_set_sort (page->view, "code", FALSE);
  select_code (fixture, "HC-001");
  hc_register_view_mark_to (page->view, 0, 1);
  page_fixture_activate (fixture, "merge");
  wait_until (hc_record_list_count (issues_of (fixture)) == 2);
  g_assert_cmpstr (value (fixture, "HC-001", "title"), ==, "No approver");
}

static void
test_split (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = page_of (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  wait_until (hc_catalog_facts_of (catalog, id_of (fixture, "HC-001")) != NULL);
  select_code (fixture, "HC-001");
  page_fixture_activate (fixture, "split");
  g_signal_emit_by_name (page->editor, "set", "Approver is away", HC_CELL_STAY);
  g_assert_cmpint (page->asks, ==, HC_CATALOG_ASKS_SPLIT_WORDS);
  /* Ticket i is “Problem (i × 7919 mod 1000) of users”: of 1 … 12, 919 and 919 + … begin with 9. */
  g_signal_emit_by_name (page->editor, "set", "problem 9", HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (value (fixture, "HC-004", "title"), ==, "Approver is away");
  wait_until (hc_catalog_facts_of (catalog, id_of (fixture, "HC-004")) != NULL);
  {
    gint64 moved = 0;

    for (guint i = 1; i <= 12; i++)
      {
        guint number = i * 7919 % 1000;

        moved += number == 9 || (number >= 90 && number <= 99) || number >= 900;
      }
    g_assert_cmpint (moved, >, 0);
    g_assert_cmpint (hc_catalog_facts_of (catalog, id_of (fixture, "HC-004"))->tickets, ==, moved);
    g_assert_cmpint (hc_catalog_facts_of (catalog, id_of (fixture, "HC-001"))->tickets, ==,
                     12 - moved);
  }
}

static void
test_duplicate_delete (PageFixture *fixture, gconstpointer data)
{
  select_code (fixture, "HC-001");
  page_fixture_activate (fixture, "duplicate");
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (value (fixture, "HC-004", "title"), ==, "No approver (copy)");
  select_code (fixture, "HC-004");
  page_fixture_activate (fixture, "delete");
  wait_until (hc_record_list_count (issues_of (fixture)) == 3);
}

static void
test_add (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = page_of (fixture)->view;

  page_fixture_activate (fixture, "new-issue");
  g_assert_cmpstr (view->edit.field->name, ==, "title");
  g_signal_emit_by_name (view->editor, "set", "Receipt posted twice", HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (value (fixture, "HC-004", "title"), ==, "Receipt posted twice");
  wait_until (g_strcmp0 (hc_register_view_selected_id (view), id_of (fixture, "HC-004")) == 0);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (HC_CATALOG (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = id != NULL;
}

static HcRecordList *
references (gpointer data, const HcField *field)
{
  return hc_register_view_references (data, field);
}

/* Headers in any order, references and cohorts by name. */
static void
test_paste (PageFixture *fixture, gconstpointer data)
{
  static const char *const extras[] = { "Cohorts", NULL };
  static const char text[] = "Owner\tTitle\tCohorts\tWorkflow\tRoot Cause\n"
                             "Access\tBank refuses file\tOffice staff, Plant buyers\t"
                             "post goods receipt\tdefect\n";
  HcRegisterView *view = page_of (fixture)->view;
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  const HcRecordType *type = hc_record_type ("issue");
  g_autoptr (HcRegisterTable) table = hc_register_table_parse (text, type, view->columns, extras);
  g_autoptr (GPtrArray) pasted
    = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  HcRecordList *workflows
    = hc_register_view_references (view, &type->fields[hc_record_type_field (type, "workflow_id")]);
  guint refused, incomplete;
  gboolean done = FALSE;
  GPtrArray *records;
  g_autofree char *cohorts = NULL;

  wait_until (hc_record_list_count (workflows) == 1);
  wait_until (hc_record_list_count (hc_catalog_list (catalog, HC_CATALOG_COHORTS)) == 2);
  records = hc_register_table_records (table, type, NULL, references, view, &refused, &incomplete,
                                       pasted);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpuint (refused, ==, 0);
  hc_catalog_hooks.add (records, pasted, added_cb, &done, catalog);
  wait_until (done);
  g_assert_cmpstr (value (fixture, "HC-004", "title"), ==, "Bank refuses file");
  g_assert_cmpstr (value (fixture, "HC-004", "owner"), ==, "access");
  g_assert_nonnull (value (fixture, "HC-004", "workflow_id"));
  wait_until (hc_record_list_count (hc_catalog_list (catalog, HC_CATALOG_ISSUE_COHORTS)) == 2);
  cohorts = hc_catalog_dup_cohorts (catalog, id_of (fixture, "HC-004"));
  g_assert_cmpstr (cohorts, ==, "Plant buyers, Office staff");
}

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  page_fixture_activate (fixture, "copy-table");
  page_fixture_activate (fixture, "reset-columns");
  g_assert_cmpuint (page_of (fixture)->view->columns->len, ==,
                    g_strv_length ((char **) hc_catalog_default_columns));
}

static void
test_detail (PageFixture *fixture, gconstpointer data)
{
  gboolean before = hc_catalog_page_detail (page_of (fixture));

  page_fixture_activate (fixture, "show-detail");
  g_assert_true (hc_catalog_page_detail (page_of (fixture)) != before);
  page_fixture_activate (fixture, "show-detail");
  g_assert_true (hc_catalog_page_detail (page_of (fixture)) == before);
}

static void
test_saved_view (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = page_of (fixture);
  gboolean descending;

  g_signal_emit_by_name (page->saved, "chosen", "action=escalate sort=severity,descending");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpstr (hc_register_view_sort (page->view, &descending), ==, "severity");
  g_assert_true (descending);
  g_signal_emit_by_name (page->saved, "chosen", "sort=gone pinned=yes");
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_true (page->pinned);
}

static void
test_form (PageFixture *fixture, gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  select_code (fixture, "HC-001");
  page_fixture_activate (fixture, "edit-fields");
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != fixture->window)
        {
          gtk_window_destroy (window);
          break;
        }
    }
  /* They go to other parts of the window: nothing may break without one. */
  page_fixture_activate (fixture, "edit-rules");
  page_fixture_activate (fixture, "show-tickets");
}

static void
test_offered_steps (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *step = &type->fields[hc_record_type_field (type, "step_id")];
  g_autoptr (HcRecordData) issue = hc_record_data_new (type);
  g_autoptr (HcRecordData) candidate = hc_record_data_new (hc_record_type ("workflow_step"));
  g_autofree char *any = NULL, *own = NULL, *other = NULL;

  hc_record_data_set (candidate, "name", "Enter quantity");
  hc_record_data_set (candidate, "workflow_id", "w1");
  any = hc_catalog_hooks.offer (issue, step, candidate, catalog);
  g_assert_true (g_str_has_prefix (any, "Enter quantity"));
  hc_record_data_set (issue, "workflow_id", "w1");
  own = hc_catalog_hooks.offer (issue, step, candidate, catalog);
  g_assert_cmpstr (own, ==, "Enter quantity");
  hc_record_data_set (issue, "workflow_id", "w2");
  other = hc_catalog_hooks.offer (issue, step, candidate, catalog);
  g_assert_null (other);
}

static void
test_escalate (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcBadge badge = { 0 };

  select_code (fixture, "HC-001");
  page_fixture_activate (fixture, "escalate");
  wait_until (hc_catalog_escalation_counts (catalog).open == 1);
  hc_pages[hc_pages_find ("escalations")].badge (fixture->launch, &badge);
  g_assert_cmpstr (badge.text, ==, "1");
  g_assert_false (badge.attention);
  hc_badge_clear (&badge);
  hc_pages[hc_pages_find ("catalog")].badge (fixture->launch, &badge);
  g_assert_cmpstr (badge.text, ==, "3");
  hc_badge_clear (&badge);
}

/* ---------------------------------------------------------------- escalations page */

static gboolean
save_escalations (HcDb *db, gpointer data, GError **error)
{
  /* Nobody acknowledged the first one, in time for the second one. */
  static const char *const dues[] = { "1000000000", "4000000000" };

  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type ("escalation"));

      hc_record_data_set (record, "title", i == 0 ? "Late" : "Soon");
      hc_record_data_set (record, "raised_at", "999999999");
      hc_record_data_set (record, "due_at", dues[i]);
      if (!hc_record_save (db, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up_escalations (PageFixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;

  page_fixture_set_up (fixture, HC_TYPE_ESCALATIONS_PAGE, FALSE);
  hc_store_command_async (hc_launch_store (fixture->launch), "Fill", HC_TABLES_ALL,
                          save_escalations, NULL, NULL, saved_cb, &done);
  wait_until (done);
  wait_until (hc_catalog_escalation_counts (hc_catalog_of (fixture->launch)).open == 2);
}

static void
on_escalations (PageFixture *fixture, const char *action)
{
  HcEscalationsPage *page = HC_ESCALATIONS_PAGE (fixture->page);

  g_action_group_activate_action (hc_page_actions (HC_PAGE (page)), action, NULL);
}

static void
test_escalations (PageFixture *fixture, gconstpointer data)
{
  HcEscalationsPage *page = HC_ESCALATIONS_PAGE (fixture->page);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcBadge badge = { 0 };

  wait_until (gtk_widget_get_visible (page->past_box));
  hc_pages[hc_pages_find ("escalations")].badge (fixture->launch, &badge);
  g_assert_cmpstr (badge.text, ==, "! 1");
  g_assert_true (badge.attention);
  hc_badge_clear (&badge);
  g_assert_cmpstr (hc_record_title (hc_register_view_at (page->view, 0)), ==, "Late");
  on_escalations (fixture, "show-past-limit");
  g_assert_cmpstr (hc_record_title (hc_register_view_selected (page->view)), ==, "Late");
  on_escalations (fixture, "acknowledge");
  wait_until (hc_catalog_escalation_counts (catalog).past_limit == 0);
  wait_until (!gtk_widget_get_visible (page->past_box));
  /* What waits stands before what was acknowledged. */
  wait_until (g_strcmp0 (hc_record_title (hc_register_view_at (page->view, 0)), "Soon") == 0);
  on_escalations (fixture, "resolve");
  g_signal_emit_by_name (page->editor, "set", "Role mapped.", HC_CELL_STAY);
  wait_until (hc_catalog_escalation_counts (catalog).open == 1);
}

static void
test_new_escalation (PageFixture *fixture, gconstpointer data)
{
  HcEscalationsPage *page = HC_ESCALATIONS_PAGE (fixture->page);
  HcRecordList *list
    = hc_catalog_list (hc_catalog_of (fixture->launch), HC_CATALOG_ESCALATIONS);

  on_escalations (fixture, "add");
  g_assert_cmpstr (page->view->edit.field->name, ==, "title");
  g_signal_emit_by_name (page->view->editor, "set", "Interface is down", HC_CELL_STAY);
  wait_until (hc_record_list_count (list) == 3);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (hc_record_get (hc_record_list_at (list, i), "raised_at"));
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, set_up, func, tear_down)
  g_test_add ("/catalog/empty", PageFixture, NULL, set_up_empty, test_empty, tear_down);
  g_test_add_func ("/catalog/filter-text", test_filter_text);
  ADD ("/catalog/filters", test_filters);
  ADD ("/catalog/figures", test_figures);
  ADD ("/catalog/drivers", test_drivers);
  ADD ("/catalog/sort", test_sort);
  ADD ("/catalog/edit", test_edit);
  ADD ("/catalog/several", test_several);
  ADD ("/catalog/cohorts", test_cohorts);
  ADD ("/catalog/warnings", test_warnings);
  ADD ("/catalog/merge", test_merge);
  ADD ("/catalog/split", test_split);
  ADD ("/catalog/duplicate-delete", test_duplicate_delete);
  ADD ("/catalog/add", test_add);
  ADD ("/catalog/paste", test_paste);
  ADD ("/catalog/copy", test_copy);
  ADD ("/catalog/detail", test_detail);
  ADD ("/catalog/saved-view", test_saved_view);
  ADD ("/catalog/form", test_form);
  ADD ("/catalog/offered-steps", test_offered_steps);
  ADD ("/catalog/escalate", test_escalate);
  g_test_add ("/escalations/states", PageFixture, NULL, set_up_escalations, test_escalations,
              tear_down);
  g_test_add ("/escalations/new", PageFixture, NULL, set_up_escalations, test_new_escalation,
              tear_down);
  return gui_test_run ();
}
