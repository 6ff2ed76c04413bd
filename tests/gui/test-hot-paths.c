/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: the Hot Paths page on a launch. Skipped without a display. */

#include "config.h"

#include "hc-cohorts-dialog-matches.h"
#include "hc-cohorts-dialog.h"
#include "hc-form.h"
#include "hc-hot-path-detail-private.h"
#include "hc-hot-paths-page-private.h"
#include "page-fixture.h"

#define GROUP_FIELD 11 /* its place among the fields of a match */

/* ---------------------------------------------------------------- help */

static HcHotPathsPage *
page_of (PageFixture *fixture)
{
  return HC_HOT_PATHS_PAGE (fixture->page);
}

static HcRecordList *
list_of (PageFixture *fixture, HcHotRegister which)
{
  return hc_hot_paths_list (page_of (fixture)->paths, which);
}

static void
act (PageFixture *fixture, const char *action)
{
  GActionGroup *actions = hc_page_actions (fixture->page);

  g_assert_true (g_action_group_get_action_enabled (actions, action));
  g_action_group_activate_action (actions, action, NULL);
}

/* The names of a register in their order: “A;B;”. */
static char *
names (PageFixture *fixture, HcHotRegister which)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hc_record_list_count (list_of (fixture, which)); i++)
    g_string_append_printf (text, "%s;",
                            hc_record_title (hc_record_list_at (list_of (fixture, which), i)));
  return g_string_free (text, FALSE);
}

static gboolean
names_are (PageFixture *fixture, HcHotRegister which, const char *expected)
{
  g_autofree char *text = names (fixture, which);

  return g_str_equal (text, expected);
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
add (PageFixture *fixture, HcHotRegister which, const char *field, const char *value)
{
  HcRecordData *record = hc_record_data_new (hc_record_list_type (list_of (fixture, which)));
  gboolean done = FALSE;

  hc_record_data_set (record, field, value);
  hc_record_list_add_async (list_of (fixture, which), record, NULL, finished_cb, &done);
  wait_until (done);
}

static void
set (PageFixture *fixture, const char *field, const char *value)
{
  gboolean done = FALSE;

  hc_record_list_set_async (list_of (fixture, HC_HOT_WORKFLOWS), page_of (fixture)->shown_id, field,
                            value, NULL, finished_cb, &done);
  wait_until (done);
}

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_HOT_PATHS_PAGE, with_tickets != NULL);
  wait_until (hc_hot_paths_is_loaded (page_of (fixture)->paths)
              && !g_str_equal (gtk_stack_get_visible_child_name (page_of (fixture)->stack),
                               "loading"));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

/* Three hot paths; the first is shown. */
static void
add_three (PageFixture *fixture)
{
  add (fixture, HC_HOT_WORKFLOWS, "name", "Buy");
  add (fixture, HC_HOT_WORKFLOWS, "name", "Pay");
  add (fixture, HC_HOT_WORKFLOWS, "name", "Close");
  wait_until (page_of (fixture)->shown_id != NULL);
}

/* What waits for an idle is done. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A child of a template by its id. */
static GtkWidget *
find_named (GtkWidget *widget, const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, id);
  return found;
}

/* ---------------------------------------------------------------- guidance */

static void
test_guidance (void)
{
  static const struct
  {
    guint n;
    const char *begins; /* NULL: no guidance */
  } cases[] = {
    { 0, NULL }, { 1, "4 more" }, { 4, "1 more" }, { 5, NULL }, { 10, NULL }, { 11, "More than ten" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_hot_paths_dup_guidance (cases[i].n);

      if (cases[i].begins == NULL)
        g_assert_null (text);
      else
        g_assert_true (g_str_has_prefix (text, cases[i].begins));
    }
}

/* ---------------------------------------------------------------- hot paths */

static void
test_new (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "empty");
  act (fixture, "new-hot-path");
  wait_until (page->detail->editing);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "content");
  g_assert_true (names_are (fixture, HC_HOT_WORKFLOWS, "New hot path;"));
  g_assert_true (hc_hot_path_detail_shown (page->detail)
                 == hc_record_list_at (list_of (fixture, HC_HOT_WORKFLOWS), 0));
  g_assert_cmpuint (page->detail->missing, ==, (1u << HC_N_WORKFLOW_PARTS) - 1);
  act (fixture, "new-hot-path");
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "New hot path;New hot path 2;"));

  page_fixture_undo (fixture);
  page_fixture_undo (fixture);
  wait_until (g_str_equal (gtk_stack_get_visible_child_name (page->stack), "empty"));
  g_assert_null (page->shown_id);
}

static void
test_order (PageFixture *fixture, gconstpointer data)
{
  GActionGroup *actions = hc_page_actions (fixture->page);

  add_three (fixture);
  g_assert_false (g_action_group_get_action_enabled (actions, "move-up"));
  act (fixture, "move-down");
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Buy;Close;"));
  wait_until (g_action_group_get_action_enabled (actions, "move-up"));
  act (fixture, "move-down");
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Close;Buy;"));
  wait_until (!g_action_group_get_action_enabled (actions, "move-down"));
  /* Another row: moves of one row soon after each other are one step. */
  hc_hot_paths_page_select (page_of (fixture),
                            hc_record_id (hc_record_list_at (list_of (fixture, HC_HOT_WORKFLOWS), 1)),
                            TRUE);
  act (fixture, "move-up");
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Close;Pay;Buy;"));
  page_fixture_undo (fixture);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Close;Buy;"));
}

static void
test_drop (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);
  g_autofree char *dragged = NULL;

  add_three (fixture);
  dragged = g_strdup (page->shown_id); /* Buy */
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (page->list, 2), "dropped", dragged, FALSE);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Buy;Close;"));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (page->list, 2), "dropped", dragged, TRUE);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Close;Buy;"));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (page->list, 0), "dropped", dragged, FALSE);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Buy;Pay;Close;"));
  g_assert_cmpstr (page->shown_id, ==, dragged);
}

static void
test_delete (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);

  add_three (fixture);
  hc_hot_path_detail_add (page->detail, HC_HOT_STEPS, page->shown_id, "Open form");
  wait_until (names_are (fixture, HC_HOT_STEPS, "Open form;"));
  act (fixture, "delete-hot-path");
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Close;")
              && names_are (fixture, HC_HOT_STEPS, ""));
  /* The one that took its place is shown. */
  wait_until (g_strcmp0 (hc_record_title (hc_hot_path_detail_shown (page->detail)), "Pay") == 0);
  page_fixture_undo (fixture);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Buy;Pay;Close;")
              && names_are (fixture, HC_HOT_STEPS, "Open form;"));
  page_fixture_redo (fixture);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Pay;Close;"));
}

static void
test_duplicate (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);

  add_three (fixture);
  hc_hot_path_detail_add (page->detail, HC_HOT_STEPS, page->shown_id, "Open form");
  wait_until (names_are (fixture, HC_HOT_STEPS, "Open form;"));
  act (fixture, "duplicate-hot-path");
  wait_until (hc_record_list_count (list_of (fixture, HC_HOT_WORKFLOWS)) == 4
              && hc_record_list_count (list_of (fixture, HC_HOT_STEPS)) == 2);
  g_assert_true (names_are (fixture, HC_HOT_WORKFLOWS, "Buy;Buy (copy);Pay;Close;"));
  wait_until (g_str_equal (hc_record_title (hc_hot_path_detail_shown (page->detail)),
                           "Buy (copy)"));
  page_fixture_undo (fixture);
  wait_until (names_are (fixture, HC_HOT_WORKFLOWS, "Buy;Pay;Close;"));
}

static void
test_search (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);

  add_three (fixture);
  HC_PAGE_GET_CLASS (page)->begin_search (HC_PAGE (page));
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "cLo");
  wait_until (gtk_list_box_get_row_at_index (page->list, 1) == NULL);
  g_assert_nonnull (gtk_list_box_get_row_at_index (page->list, 0));
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "nothing like it");
  wait_until (g_str_equal (gtk_stack_get_visible_child_name (page->list_stack), "none"));
  gtk_search_bar_set_search_mode (page->search_bar, FALSE);
  wait_until (gtk_list_box_get_row_at_index (page->list, 2) != NULL);
}

/* ---------------------------------------------------------------- detail */

static void
enter (GtkWidget *line, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (line), text);
  g_signal_emit_by_name (line, "entry-activated");
}

/* From nothing to 6 of 6, each part by what the page offers for it. */
static void
test_define (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;
  HcHotPathSummary summary;

  add (fixture, HC_HOT_TEAMS, "name", "Procurement");
  add_three (fixture);
  enter (detail->step_line, "Open form");
  wait_until (names_are (fixture, HC_HOT_STEPS, "Open form;"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (detail->step_line)), ==, "");
  enter (detail->step_line, "  Pick item ");
  enter (detail->step_line, "   ");
  wait_until (names_are (fixture, HC_HOT_STEPS, "Open form;Pick item;"));
  hc_hot_path_detail_add (detail, HC_HOT_FAILURE_POINTS,
                          hc_record_id (hc_record_list_at (list_of (fixture, HC_HOT_STEPS), 0)),
                          "Form is empty");
  hc_hot_path_detail_cohorts_add (detail->cohorts, "Plant buyers");
  wait_until (names_are (fixture, HC_HOT_COHORTS, "Plant buyers;"));
  set (fixture, "owner_team_id",
       hc_record_id (hc_record_list_at (list_of (fixture, HC_HOT_TEAMS), 0)));
  set (fixture, "impact", "4");
  set (fixture, "volume", "5");
  set (fixture, "likelihood", "3");
  set (fixture, "success_metric", "Orders without help");
  wait_until (detail->missing == HC_WORKFLOW_METRIC);
  g_assert_true (gtk_widget_get_visible (detail->missing_box));
  set (fixture, "target", "95");
  wait_until (detail->missing == 0);
  g_assert_false (gtk_widget_get_visible (detail->missing_box));

  hc_hot_paths_summarise (page_of (fixture)->paths, hc_hot_path_detail_shown (detail), &summary);
  g_assert_cmpuint (summary.risk, ==, 60);
  g_assert_cmpint (summary.risk_class, ==, HC_RISK_HIGH);
  g_assert_cmpuint (summary.n_cohorts, ==, 1);
  g_assert_cmpuint (summary.n_head_counts, ==, 0);
  g_assert_null (summary.largest);
}

/* The links lead to the place; none of them fails on an empty hot path. */
static void
test_links (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;

  add_three (fixture);
  for (guint part = 1; part < 1u << HC_N_WORKFLOW_PARTS; part <<= 1)
    {
      GtkWidget *focus;

      hc_hot_path_detail_focus_part (detail, part);
      focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (detail)));
    }
}

static void
test_steps (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;
  HcHotPathDetailRow *row;
  g_autofree char *id = NULL;

  add_three (fixture);
  enter (detail->step_line, "One");
  wait_until (names_are (fixture, HC_HOT_STEPS, "One;"));
  enter (detail->step_line, "Two");
  wait_until (names_are (fixture, HC_HOT_STEPS, "One;Two;"));
  id = g_strdup (hc_record_id (hc_record_list_at (list_of (fixture, HC_HOT_STEPS), 0)));
  row = hc_hot_path_detail_find_row (detail, id);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_nonnull (hc_hot_path_detail_row_form (row));
  settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), "row.move-down", NULL));
  wait_until (names_are (fixture, HC_HOT_STEPS, "Two;One;"));
  /* It is another row now, but open as before. */
  row = hc_hot_path_detail_find_row (detail, id);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), "row.duplicate", NULL));
  wait_until (names_are (fixture, HC_HOT_STEPS, "Two;One;One (copy);"));
  g_assert_true (gtk_widget_activate_action (
    GTK_WIDGET (hc_hot_path_detail_find_row (detail, id)), "row.delete", NULL));
  wait_until (names_are (fixture, HC_HOT_STEPS, "Two;One (copy);"));
  page_fixture_undo (fixture);
  wait_until (names_are (fixture, HC_HOT_STEPS, "Two;One;One (copy);"));
}

static void
test_paste (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;
  GtkWidget *dialog;

  add_three (fixture);
  hc_hot_path_detail_offer_steps (detail, "1\tOpen form\tchanged\n2\tPick item\tsame\tyes\n");
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpuint (hc_record_list_count (list_of (fixture, HC_HOT_STEPS)), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "add");
  wait_until (names_are (fixture, HC_HOT_STEPS, "Open form;Pick item;"));
  g_assert_cmpstr (hc_record_get (hc_record_list_at (list_of (fixture, HC_HOT_STEPS), 1),
                                  "is_exception"),
                   ==, "1");
  page_fixture_undo (fixture);
  wait_until (names_are (fixture, HC_HOT_STEPS, ""));

  hc_hot_path_detail_offer_steps (detail, "Open form");
  dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  hc_hot_path_detail_offer_steps (detail, " \n\t\n");
  g_assert_true (names_are (fixture, HC_HOT_STEPS, ""));
}

static void
test_rehearsal (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;
  HcRecordList *rehearsals = list_of (fixture, HC_HOT_REHEARSALS);

  add_three (fixture);
  g_assert_true (gtk_widget_get_visible (detail->rehearsals_hint));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (detail), "detail.add-live-check", NULL));
  wait_until (hc_record_list_count (rehearsals) == 1
              && !gtk_widget_get_visible (detail->rehearsals_hint));
  g_assert_cmpstr (hc_record_get (hc_record_list_at (rehearsals, 0), "kind"), ==, "live_check");
  g_assert_null (hc_record_get (hc_record_list_at (rehearsals, 0), "outcome"));
  page_fixture_undo (fixture);
  wait_until (gtk_widget_get_visible (detail->rehearsals_hint));
}

static void
test_owner (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;

  add_three (fixture);
  enter (detail->owner_line, " Priya Adeyemi ");
  wait_until ((detail->missing & HC_WORKFLOW_OWNER) == 0
              && names_are (fixture, HC_HOT_PEOPLE, "Priya Adeyemi;"));
  page_fixture_undo (fixture);
  wait_until ((detail->missing & HC_WORKFLOW_OWNER) != 0 && names_are (fixture, HC_HOT_PEOPLE, ""));
  page_fixture_redo (fixture);
  wait_until (names_are (fixture, HC_HOT_PEOPLE, "Priya Adeyemi;"));
  hc_hot_paths_page_select (page_of (fixture),
                            hc_record_id (hc_record_list_at (list_of (fixture, HC_HOT_WORKFLOWS), 1)),
                            FALSE);
  g_assert_true ((detail->missing & HC_WORKFLOW_OWNER) != 0);
  enter (detail->owner_line, "priya adeyemi");
  wait_until ((detail->missing & HC_WORKFLOW_OWNER) == 0);
  g_assert_true (names_are (fixture, HC_HOT_PEOPLE, "Priya Adeyemi;"));
}

/* A cohort that is there is used, a new one is made; taking it off leaves the cohort. */
static void
test_cohorts (PageFixture *fixture, gconstpointer data)
{
  HcHotPathDetail *detail = page_of (fixture)->detail;

  add_three (fixture);
  add (fixture, HC_HOT_COHORTS, "name", "Managers");
  hc_hot_path_detail_cohorts_add (detail->cohorts, "managers");
  wait_until (hc_record_list_count (list_of (fixture, HC_HOT_WORKFLOW_COHORTS)) == 1);
  g_assert_true (names_are (fixture, HC_HOT_COHORTS, "Managers;"));
  hc_hot_path_detail_cohorts_add (detail->cohorts, "Plant buyers");
  wait_until (hc_record_list_count (list_of (fixture, HC_HOT_WORKFLOW_COHORTS)) == 2
              && names_are (fixture, HC_HOT_COHORTS, "Managers;Plant buyers;"));
  page_fixture_undo (fixture);
  wait_until (hc_record_list_count (list_of (fixture, HC_HOT_WORKFLOW_COHORTS)) == 1
              && names_are (fixture, HC_HOT_COHORTS, "Managers;"));
}

static void
test_cohorts_dialog (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *matches, *list;
  GtkLabel *count;

  add (fixture, HC_HOT_COHORTS, "name", "Service desk");
  act (fixture, "manage-cohorts");
  dialog = find_window (HC_TYPE_COHORTS_DIALOG);
  g_assert_nonnull (dialog);
  matches = find_child (dialog, HC_TYPE_COHORTS_DIALOG_MATCHES);
  count = GTK_LABEL (find_named (matches, "count_label"));
  wait_until (g_str_has_prefix (gtk_label_get_label (count), "No match yet"));

  /* The fixture's tickets have three groups in turn. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_named (matches, "field")), GROUP_FIELD);
  list = find_named (matches, "offers");
  wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) != NULL);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  wait_until (g_str_equal (gtk_label_get_label (count), "100 of 300 tickets match"));
  page_fixture_undo (fixture);
  wait_until (g_str_has_prefix (gtk_label_get_label (count), "No match yet"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_starter (PageFixture *fixture, gconstpointer data)
{
  HcHotPathsPage *page = page_of (fixture);

  hc_hot_paths_page_use_starter (page, "erp");
  wait_until (hc_record_list_count (list_of (fixture, HC_HOT_WORKFLOWS)) >= 5
              && g_str_equal (gtk_stack_get_visible_child_name (page->stack), "content"));
  page_fixture_undo (fixture);
  wait_until (g_str_equal (gtk_stack_get_visible_child_name (page->stack), "empty"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (PageFixture *, gconstpointer);
    gboolean with_tickets;
  } tests[] = {
    { "/hot-paths/new", test_new },
    { "/hot-paths/order", test_order },
    { "/hot-paths/drop", test_drop },
    { "/hot-paths/delete", test_delete },
    { "/hot-paths/duplicate", test_duplicate },
    { "/hot-paths/search", test_search },
    { "/hot-paths/define", test_define },
    { "/hot-paths/links", test_links },
    { "/hot-paths/steps", test_steps },
    { "/hot-paths/paste", test_paste },
    { "/hot-paths/owner", test_owner },
    { "/hot-paths/rehearsal", test_rehearsal },
    { "/hot-paths/cohorts", test_cohorts },
    { "/hot-paths/cohorts-dialog", test_cohorts_dialog, TRUE },
    { "/hot-paths/starter", test_starter },
  };

  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  g_test_add_func ("/hot-paths/guidance", test_guidance);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PageFixture, tests[i].with_tickets ? "tickets" : NULL, set_up,
                tests[i].func, tear_down);
  return gui_test_run ();
}
