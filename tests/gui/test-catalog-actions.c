/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Issue Catalog page: every action, on one issue and on several, pasting, the pane's warnings.
 * Skipped without a display. */

#include "config.h"

#include "hc-pages.h"
#include "hc-register-table.h"
#include "issues-fixture.h"

static void
test_edit (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = issues_page (fixture)->view;

  issues_select (fixture, "HC-002");
  hc_register_view_edit (view, "cause");
  g_assert_true (view->edit.field != NULL);
  g_signal_emit_by_name (view->editor, "set", "defect", HC_CELL_STAY);
  wait_until (g_strcmp0 (issues_value (fixture, "HC-002", "cause"), "defect") == 0);
  g_assert_null (issues_value (fixture, "HC-001", "cause"));
  g_assert_cmpstr (hc_store_undo_label (hc_launch_store (fixture->launch)), ==,
                   "Set Root Cause of “Tax code not found”");
  /* A field without a column is edited at its row. */
  hc_register_view_edit (view, "workaround");
  g_assert_cmpstr (view->edit.field->name, ==, "workaround");
  g_signal_emit_by_name (view->editor, "set", "Ask", HC_CELL_STAY);
  wait_until (g_strcmp0 (issues_value (fixture, "HC-002", "workaround"), "Ask") == 0);
}

static void
test_several (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = issues_page (fixture)->view;

  page_fixture_activate (fixture, "clear-filters");
  hc_register_view_set_sort (view, "code", FALSE);
  issues_select (fixture, "HC-001");
  g_assert_true (hc_register_view_mark_key (view, GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_cmpuint (hc_register_view_n_marked (view), ==, 2);
  hc_register_view_edit (view, "metric");
  g_signal_emit_by_name (view->editor, "set", "backlog_age", HC_CELL_STAY);
  wait_until (g_strcmp0 (issues_value (fixture, "HC-002", "metric"), "backlog_age") == 0);
  g_assert_cmpstr (issues_value (fixture, "HC-001", "metric"), ==, "backlog_age");
  g_assert_null (issues_value (fixture, "HC-003", "metric"));
  page_fixture_undo (fixture);
  wait_until (issues_value (fixture, "HC-002", "metric") == NULL);
  g_assert_null (issues_value (fixture, "HC-001", "metric"));
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
  HcCatalogPage *page = issues_page (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcRecordList *links = hc_catalog_list (catalog, HC_CATALOG_ISSUE_COHORTS);
  const char *ids[] = { issues_id_of (fixture, "HC-001"), NULL };
  g_autofree char *text = NULL;

  wait_until (hc_record_list_count (hc_catalog_list (catalog, HC_CATALOG_COHORTS)) == 2);
  issues_select (fixture, "HC-001");
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
  HcCatalogPage *page = issues_page (fixture);

  page_fixture_activate (fixture, "clear-filters");
  issues_select (fixture, "HC-001");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *id = issues_id_of (fixture, "HC-001");
      const HcRecordType *type = hc_record_type ("issue");

      hc_register_view_set_value (page->view, id,
                                  &type->fields[hc_record_type_field (type, steps[i].field)],
                                  steps[i].value);
      wait_until (g_strcmp0 (issues_value (fixture, "HC-001", steps[i].field), steps[i].value) == 0);
      if (steps[i].part == NULL)
        g_assert_null (hc_catalog_pane_warning (page->pane));
      else
        g_assert_nonnull (g_strstr_len (hc_catalog_pane_warning (page->pane), -1, steps[i].part));
    }
}

static void
test_merge (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = issues_page (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  issues_select (fixture, "HC-002");
  page_fixture_activate (fixture, "merge");
  g_assert_cmpint (page->asks, ==, HC_CATALOG_ASKS_MERGE);
  g_signal_emit_by_name (page->editor, "set", issues_id_of (fixture, "HC-001"), HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 2);
  g_assert_cmpstr (issues_value (fixture, "HC-001", "title"), ==, "gone");
  wait_until (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-002")) != NULL
              && hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-002"))->tickets == 15);
  page_fixture_undo (fixture);
  wait_until (hc_record_list_count (issues_of (fixture)) == 3);
  /* Two marked rows need no question. */
  page_fixture_activate (fixture, "clear-filters");
  hc_register_view_set_sort (page->view, "code", FALSE);
  issues_select (fixture, "HC-001");
  hc_register_view_mark_to (page->view, 0, 1);
  page_fixture_activate (fixture, "merge");
  wait_until (hc_record_list_count (issues_of (fixture)) == 2);
  g_assert_cmpstr (issues_value (fixture, "HC-001", "title"), ==, "No approver");
}

static void
test_split (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = issues_page (fixture);
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  wait_until (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-001")) != NULL);
  issues_select (fixture, "HC-001");
  page_fixture_activate (fixture, "split");
  g_signal_emit_by_name (page->editor, "set", "Approver is away", HC_CELL_STAY);
  g_assert_cmpint (page->asks, ==, HC_CATALOG_ASKS_SPLIT_WORDS);
  /* Ticket i is “Problem (i × 7919 mod 1000) of users”: of 1 … 12, 919 and 919 + … begin with 9. */
  g_signal_emit_by_name (page->editor, "set", "problem 9", HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (issues_value (fixture, "HC-004", "title"), ==, "Approver is away");
  wait_until (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-004")) != NULL);
  {
    gint64 moved = 0;

    for (guint i = 1; i <= 12; i++)
      {
        guint number = i * 7919 % 1000;

        moved += number == 9 || (number >= 90 && number <= 99) || number >= 900;
      }
    g_assert_cmpint (moved, >, 0);
    g_assert_cmpint (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-004"))->tickets, ==, moved);
    g_assert_cmpint (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-001"))->tickets, ==,
                     12 - moved);
  }
}

static void
test_duplicate_delete (PageFixture *fixture, gconstpointer data)
{
  issues_select (fixture, "HC-001");
  page_fixture_activate (fixture, "duplicate");
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (issues_value (fixture, "HC-004", "title"), ==, "No approver (copy)");
  issues_select (fixture, "HC-004");
  page_fixture_activate (fixture, "delete");
  wait_until (hc_record_list_count (issues_of (fixture)) == 3);
}

static void
test_add (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = issues_page (fixture)->view;

  page_fixture_activate (fixture, "new-issue");
  g_assert_cmpstr (view->edit.field->name, ==, "title");
  g_signal_emit_by_name (view->editor, "set", "Receipt posted twice", HC_CELL_STAY);
  wait_until (hc_record_list_count (issues_of (fixture)) == 4);
  g_assert_cmpstr (issues_value (fixture, "HC-004", "title"), ==, "Receipt posted twice");
  wait_until (g_strcmp0 (hc_register_view_selected_id (view), issues_id_of (fixture, "HC-004")) == 0);
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
  HcRegisterView *view = issues_page (fixture)->view;
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
  g_assert_cmpstr (issues_value (fixture, "HC-004", "title"), ==, "Bank refuses file");
  g_assert_cmpstr (issues_value (fixture, "HC-004", "owner"), ==, "access");
  g_assert_nonnull (issues_value (fixture, "HC-004", "workflow_id"));
  wait_until (hc_record_list_count (hc_catalog_list (catalog, HC_CATALOG_ISSUE_COHORTS)) == 2);
  cohorts = hc_catalog_dup_cohorts (catalog, issues_id_of (fixture, "HC-004"));
  g_assert_cmpstr (cohorts, ==, "Plant buyers, Office staff");
}

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  page_fixture_activate (fixture, "copy-table");
  page_fixture_activate (fixture, "reset-columns");
  g_assert_cmpuint (issues_page (fixture)->view->columns->len, ==,
                    g_strv_length ((char **) hc_catalog_default_columns));
}

static void
test_escalate (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  HcBadge badge = { 0 };

  issues_select (fixture, "HC-001");
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

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, issues_set_up, func, issues_tear_down)
  ADD ("/catalog-actions/edit", test_edit);
  ADD ("/catalog-actions/several", test_several);
  ADD ("/catalog-actions/cohorts", test_cohorts);
  ADD ("/catalog-actions/warnings", test_warnings);
  ADD ("/catalog-actions/merge", test_merge);
  ADD ("/catalog-actions/split", test_split);
  ADD ("/catalog-actions/duplicate-delete", test_duplicate_delete);
  ADD ("/catalog-actions/add", test_add);
  ADD ("/catalog-actions/paste", test_paste);
  ADD ("/catalog-actions/copy", test_copy);
  ADD ("/catalog-actions/escalate", test_escalate);
  return gui_test_run ();
}
