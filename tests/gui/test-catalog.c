/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Issue Catalog page: filters, order, figures of linked tickets, the form. Skipped without a
 * display. */

#include "config.h"

#include "hc-pages.h"
#include "hc-register-table.h"
#include "issues-fixture.h"

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = issues_page (fixture)->view;
  HcBadge badge = { 0 };

  wait_until (g_str_equal (gtk_stack_get_visible_child_name (view->stack), "empty"));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (view->empty_button)), ==,
                   "win.text-groups");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (issues_page (fixture)->pane)));
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
  HcCatalogFilterBar *bar = issues_page (fixture)->filter_bar;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      hc_catalog_filter_bar_set_text (bar, cases[i].filter);
      g_test_message ("%s", cases[i].filter);
      g_assert_cmpuint (issues_shown (fixture), ==, cases[i].n);
    }
  page_fixture_activate (fixture, "clear-filters");
  g_assert_cmpuint (issues_shown (fixture), ==, 3);
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
  HcRecord *issue = hc_record_list_find (issues_of (fixture), issues_id_of (fixture, "HC-001"));
  const HcIssueFacts *facts;
  g_autofree char *text = NULL;

  wait_until ((facts = hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-001"))) != NULL);
  g_assert_cmpint (facts->tickets, ==, 12);
  g_assert_cmpint (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-002"))->tickets, ==, 3);
  g_assert_null (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-003")));
  g_assert_cmpint (hc_catalog_facts (catalog)->n_classified, ==, 15);
  text = hc_register_view_text (issues_page (fixture)->view, hc_record_data (issue),
                                hc_register_view_index (issues_page (fixture)->view, "tickets"));
  g_assert_cmpstr (text, ==, "12");
  /* A count of nothing is a true 0 once the figures are there. */
  g_free (text);
  issue = hc_record_list_find (issues_of (fixture), issues_id_of (fixture, "HC-003"));
  text = hc_register_view_text (issues_page (fixture)->view, hc_record_data (issue),
                                hc_register_view_index (issues_page (fixture)->view, "tickets"));
  g_assert_cmpstr (text, ==, "0");
}

static void
test_drivers (PageFixture *fixture, gconstpointer data)
{
  HcCatalog *catalog = hc_catalog_of (fixture->launch);
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *clock = NULL;
  HcRegisterView *view = issues_page (fixture)->view;
  guint rank = G_MAXUINT;

  wait_until (hc_catalog_drivers (catalog) != NULL);
  g_assert_cmpuint (hc_catalog_drivers (catalog)->drivers->len, >, 0);
  missing = hc_catalog_missing (catalog);
  g_assert_cmpuint (missing->len, >, 0); /* nothing has all seven columns */
  clock = hc_catalog_dup_clock (catalog);
  g_assert_cmpstr (clock, ==, "catalog incomplete after 48 hours");
  page_fixture_activate (fixture, "clear-filters");
  page_fixture_activate (fixture, "pin-drivers");
  g_assert_true (issues_page (fixture)->pinned);
  for (guint i = 0; i < issues_shown (fixture); i++)
    {
      guint pin = hc_catalog_hooks.pin (hc_record_data (hc_register_view_at (view, i)), catalog);

      if (i > 0 && rank == 0)
        g_assert_cmpuint (pin, ==, 0); /* no driver behind one that is none */
      rank = pin;
    }
  page_fixture_activate (fixture, "pin-drivers");
  g_assert_false (issues_page (fixture)->pinned);
}

static void
test_sort (PageFixture *fixture, gconstpointer data)
{
  HcRegisterView *view = issues_page (fixture)->view;
  HcCatalog *catalog = hc_catalog_of (fixture->launch);

  wait_until (hc_catalog_facts_of (catalog, issues_id_of (fixture, "HC-001")) != NULL);
  page_fixture_activate (fixture, "clear-filters");
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string ("tickets ascending"));
  g_assert_cmpstr (issues_id_at (fixture, 0), ==, issues_id_of (fixture, "HC-003"));
  g_assert_cmpstr (issues_id_at (fixture, 2), ==, issues_id_of (fixture, "HC-001"));
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string ("tickets descending"));
  g_assert_cmpstr (issues_id_at (fixture, 0), ==, issues_id_of (fixture, "HC-001"));
  /* Without a value: last, whatever the direction. */
  hc_register_view_set_sort (view, "due", TRUE);
  g_assert_cmpstr (issues_id_at (fixture, 0), ==, issues_id_of (fixture, "HC-002"));
  hc_register_view_set_sort (view, "due", FALSE);
  g_assert_cmpstr (issues_id_at (fixture, 0), ==, issues_id_of (fixture, "HC-002"));
  g_action_group_activate_action (hc_page_actions (fixture->page), "sort",
                                  g_variant_new_string (""));
  g_assert_null (hc_register_view_sort (view, NULL));
  g_assert_cmpstr (issues_id_at (fixture, 0), ==, issues_id_of (fixture, "HC-001"));
}

static void
test_detail (PageFixture *fixture, gconstpointer data)
{
  gboolean before = hc_catalog_page_detail (issues_page (fixture));

  page_fixture_activate (fixture, "show-detail");
  g_assert_true (hc_catalog_page_detail (issues_page (fixture)) != before);
  page_fixture_activate (fixture, "show-detail");
  g_assert_true (hc_catalog_page_detail (issues_page (fixture)) == before);
}

static void
test_saved_view (PageFixture *fixture, gconstpointer data)
{
  HcCatalogPage *page = issues_page (fixture);
  gboolean descending;

  g_signal_emit_by_name (page->saved, "chosen", "action=escalate sort=severity,descending");
  g_assert_cmpuint (issues_shown (fixture), ==, 1);
  g_assert_cmpstr (hc_register_view_sort (page->view, &descending), ==, "severity");
  g_assert_true (descending);
  g_signal_emit_by_name (page->saved, "chosen", "sort=gone pinned=yes");
  g_assert_cmpuint (issues_shown (fixture), ==, 3);
  g_assert_true (page->pinned);
}

static void
test_form (PageFixture *fixture, gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  issues_select (fixture, "HC-001");
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

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, issues_set_up, func, issues_tear_down)
  g_test_add ("/catalog/empty", PageFixture, NULL, issues_set_up_empty, test_empty,
              issues_tear_down);
  g_test_add_func ("/catalog/filter-text", test_filter_text);
  ADD ("/catalog/filters", test_filters);
  ADD ("/catalog/figures", test_figures);
  ADD ("/catalog/drivers", test_drivers);
  ADD ("/catalog/sort", test_sort);
  ADD ("/catalog/detail", test_detail);
  ADD ("/catalog/saved-view", test_saved_view);
  ADD ("/catalog/form", test_form);
  ADD ("/catalog/offered-steps", test_offered_steps);
  return gui_test_run ();
}
