/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Escalations page: states, a new one. Skipped without a display. */

#include "config.h"

#include "hc-escalations-page-private.h"
#include "hc-pages.h"
#include "hc-record-table.h"
#include "hc-register-view-private.h"
#include "page-fixture.h"

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
set_up (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_ESCALATIONS_PAGE, FALSE);
  page_fixture_command (fixture, save_escalations);
  wait_until (hc_catalog_escalation_counts (hc_catalog_of (fixture->launch)).open == 2);
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
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
  ADD ("/escalations/states", test_escalations);
  ADD ("/escalations/new", test_new_escalation);
  return gui_test_run ();
}
