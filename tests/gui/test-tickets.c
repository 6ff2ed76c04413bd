/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ticket table on a launch with 300 tickets; every action is fired. Skipped without a display. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-filter-text.h"
#include "hc-link-dialog.h"
#include "hc-ticket-copy.h"
#include "hc-tickets-page-private.h"
#include "hc-triage-table.h"
#include "page-fixture.h"

static HcTicketsPage *
page_of (PageFixture *fixture)
{
  return HC_TICKETS_PAGE (fixture->page);
}

static guint
n_shown (PageFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (page_of (fixture)->rows));
}

static gint64
id_at (PageFixture *fixture, guint position)
{
  return hc_row_list_id_at (page_of (fixture)->rows, position);
}

static void
activate (PageFixture *fixture, const char *action, const char *target)
{
  g_action_group_activate_action (hc_page_actions (fixture->page), action,
                                  target != NULL ? g_variant_new_string (target) : NULL);
}

/* The file's row i is the ticket with id i. */
static void
set_up (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_TICKETS_PAGE, TRUE);
  wait_until (n_shown (fixture) == FIXTURE_TICKETS);
}

static void
set_up_empty (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_TICKETS_PAGE, FALSE);
  wait_until (page_of (fixture)->counted);
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static void
test_newest_first (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);

  /* age ascending: open ones from the newest on; 300, 297 … are resolved and come last */
  g_assert_cmpint (id_at (fixture, 0), ==, 299);
  g_assert_cmpint (id_at (fixture, 1), ==, 298);
  g_assert_cmpint (id_at (fixture, 2), ==, 296);
  g_assert_cmpint (id_at (fixture, 200), ==, 300);
  g_assert_cmpstr (gtk_label_get_label (page->count_label), ==, "300 tickets");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "table");
  wait_until (g_str_has_prefix (gtk_label_get_label (page->order_label), "Newest first · median"));
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  g_autofree char *title_x = g_strdup_printf ("Problem %d of users", (int) (x * 7919 % 1000));
  g_autofree char *title_y = g_strdup_printf ("Problem %d of users", (int) (y * 7919 % 1000));
  int result = strcmp (title_x, title_y);

  return result != 0 ? result : (int) (x - y);
}

static void
test_sort (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean descending = TRUE;

  for (gint64 i = 1; i <= FIXTURE_TICKETS; i++)
    g_array_append_val (expected, i);
  g_array_sort (expected, compare_titles);

  activate (fixture, "sort-by", "title");
  wait_until (id_at (fixture, 0) == g_array_index (expected, gint64, 0)
              && n_shown (fixture) == FIXTURE_TICKETS);
  g_assert_cmpmem (hc_row_list_ids (page->rows)->data, FIXTURE_TICKETS * sizeof (gint64),
                   expected->data, FIXTURE_TICKETS * sizeof (gint64));

  /* the header says what the menu chose, and the other way round */
  g_assert_cmpstr (hc_column_layout_sort (page->layout, &descending), ==, "title");
  g_assert_false (descending);
  hc_column_layout_set_sort (page->layout, "key", TRUE);
  wait_until (id_at (fixture, 0) == FIXTURE_TICKETS);
  g_assert_cmpuint (page->sort, ==, HC_TICKET_KEY);
  g_assert_true (page->descending);
  g_assert_cmpstr (hc_column_layout_sort (page->layout, &descending), ==, "key");
  g_assert_true (descending);
  activate (fixture, "sort-direction", "ascending");
  wait_until (id_at (fixture, 0) == 1);
}

static void
test_selection_by_id (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (page->selection);
  g_autoptr (GArray) ids = NULL;

  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_select_item (model, 2, FALSE);
  g_assert_cmpuint (hc_selection_count (page->selection), ==, 2);
  activate (fixture, "sort-by", "key");
  wait_until (id_at (fixture, 0) == 1);
  ids = hc_selection_ids (page->selection);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 296);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 299);
  g_assert_true (gtk_selection_model_is_selected (model, 295));
  g_assert_false (gtk_selection_model_is_selected (model, 0));

  activate (fixture, "select-all", NULL);
  g_assert_cmpuint (hc_selection_count (page->selection), ==, FIXTURE_TICKETS);
  g_assert_cmpstr (gtk_label_get_label (page->count_label), ==, "300 tickets · 300 selected");
  gtk_selection_model_unselect_range (model, 0, 299);
  g_assert_cmpuint (hc_selection_first (page->selection), ==, 299);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (hc_selection_count (page->selection), ==, 0);
}

static void
test_filter_and_search (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_auto (HcTicketQuery) query = { 0 };

  hc_ticket_query_init (&query);
  query.states = 1 << HC_STATE_RESOLVED;
  hc_filter_bar_set_query (page->filter_bar, &query);
  wait_until (n_shown (fixture) == 100);
  g_assert_cmpstr (gtk_label_get_label (page->count_label), ==, "100 of 300 tickets");

  gtk_search_bar_set_search_mode (page->search_bar, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "inc0000");
  wait_until (n_shown (fixture) == 3); /* 3, 6, 9 */
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "nobody");
  wait_until (n_shown (fixture) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "no-match");
  g_assert_false (
    g_action_group_get_action_enabled (hc_page_actions (HC_PAGE (page)), "export-csv"));
  activate (fixture, "clear-filters", NULL);
  wait_until (n_shown (fixture) == FIXTURE_TICKETS);
  g_assert_false (hc_ticket_query_is_filtered (hc_filter_bar_query (page->filter_bar)));
}

/* What Space does in a list; NULL: nothing. */
static char *
action_of_space (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut = NULL;
      g_autofree char *keys = NULL;

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller) ||
          !(shortcut = g_list_model_get_item (G_LIST_MODEL (controller), 0)))
        continue;
      keys = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
      if (g_str_equal (keys, "space"))
        return gtk_shortcut_action_to_string (gtk_shortcut_get_action (shortcut));
    }
  return NULL;
}

/* Space does what Enter does, though the rows' checks take no focus. */
static void
test_filter_by_keys (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  GtkWidget *button = find_child (GTK_WIDGET (page->filter_bar), GTK_TYPE_MENU_BUTTON);
  GtkPopover *menu = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  find_all (GTK_WIDGET (menu), GTK_TYPE_LIST_BOX, lists);
  g_assert_cmpuint (lists->len, ==, 2); /* fields, values */
  for (guint i = 0; i < lists->len; i++)
    {
      g_autofree char *action = action_of_space (lists->pdata[i]);

      g_assert_cmpstr (action, ==, "signal(activate-cursor-row)");
    }
}

static void
test_copy (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (page));
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;

  g_assert_false (
    g_action_group_get_action_enabled (hc_page_actions (HC_PAGE (page)), "copy-rows"));
  activate (fixture, "sort-by", "key");
  wait_until (id_at (fixture, 0) == 1);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (page->selection), 1, 2, TRUE);
  gdk_clipboard_set_text (clipboard, "before");
  activate (fixture, "copy-rows", NULL);
  while (text == NULL || g_str_equal (text, "before"))
    {
      g_free (text);
      text = clipboard_text (GTK_WIDGET (page));
    }
  /* T is 2026-03-09 00:00; ticket 2 was opened 40 minutes after 2026-03-02 00:00: 167.33 h */
  expected = g_strconcat (
    hc_ticket_column_label (HC_TICKET_KEY), "\tPriority\tTitle\tState\tGroup\tAge (hours)\tIssue\r\n"
    "INC00002\t3 - Moderate\tProblem 838 of users\tNew\t'=Finance\t167.33\t\r\n"
    "INC00003\t4 - Low\tProblem 757 of users\tResolved\tService Desk\t\t\r\n", NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_export (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (HcTicketColumn));
  const gint64 id_values[] = { 2, 9999, 1 };
  const HcTicketColumn column_values[] = { HC_TICKET_PARENT, HC_TICKET_GROUP, HC_TICKET_OPENED };
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  HcTicketCopy *copy;
  g_autoptr (HcTicketCopyResult) result = NULL;
  g_autoptr (HcDb) db = hc_db_open_sibling (fixture->path, HC_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  g_array_append_vals (ids, id_values, 3);
  g_array_append_vals (columns, column_values, 3);
  copy = hc_ticket_copy_new (ids, columns, hc_launch_calendar (fixture->launch), file);
  result = hc_ticket_copy_job (db, copy, &error);
  g_assert_no_error (error);
  hc_ticket_copy_free (copy);
  g_assert_cmpint (result->rows, ==, 2);
  g_assert_true (result->prefixed);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbfParent,Group,Opened\r\n"
                   ",\"'=Finance\",2026-03-02 00:40\r\n"
                   ",Access,2026-03-02 00:20\r\n");
  g_unlink (path);

  /* a folder that is not there: a clear error and no file */
  g_clear_object (&file);
  file = g_file_new_for_path ("/nonexistent/out.csv");
  copy = hc_ticket_copy_new (ids, columns, hc_launch_calendar (fixture->launch), file);
  g_assert_null (hc_ticket_copy_job (db, copy, &error));
  g_assert_nonnull (error);
  hc_ticket_copy_free (copy);
}

static void
test_columns (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_autofree const char **before = hc_column_layout_shown (page->layout);
  g_autofree const char **after = NULL;
  g_autofree char *names = g_strjoinv (" ", (char **) before);
  g_autofree char *more = NULL;

  g_assert_cmpstr (names, ==, "key priority title state group age issue");
  hc_column_layout_set_shown (page->layout, "state", FALSE);
  hc_column_layout_set_shown (page->layout, "opened", TRUE);
  after = hc_column_layout_shown (page->layout);
  more = g_strjoinv (" ", (char **) after);
  g_assert_cmpstr (more, ==, "key priority title group age issue opened");
  activate (fixture, "sort-by", "opened");
  wait_until (id_at (fixture, 0) == 1);
  activate (fixture, "reset-columns", NULL);
  g_assert_true (hc_column_layout_is_shown (page->layout, "state"));
  g_assert_false (hc_column_layout_is_shown (page->layout, "opened"));
}

static void
test_detail (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);

  wait_until (gtk_widget_get_visible (GTK_WIDGET (page->pane)));
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (page->selection), 0, TRUE);
  wait_until (g_strcmp0 (hc_ticket_pane_key (page->pane), "INC00299") == 0);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (page->selection), 1, FALSE);
  wait_until (hc_ticket_pane_key (page->pane) == NULL);
  activate (fixture, "show-detail", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->pane)));
  activate (fixture, "show-detail", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->pane)));
}

/* Below 1000 px the pane gives way; opened there, it takes the table's place. */
static void
test_narrow (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);

  wait_until (gtk_widget_get_width (GTK_WIDGET (page)) > 0);
  gtk_window_set_default_size (fixture->window, 790, 600);
  wait_until (page->narrow && !gtk_widget_get_visible (GTK_WIDGET (page->pane)));
  activate (fixture, "show-detail", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->pane)));
  g_assert_false (gtk_widget_get_visible (page->list_box));
  activate (fixture, "close-detail", NULL);
  g_assert_true (gtk_widget_get_visible (page->list_box));
}

static void
test_minimum_width (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_auto (HcTicketQuery) query = { 0 };
  int minimum;

  hc_ticket_query_init (&query);
  query.states = query.priorities = 3;
  g_ptr_array_add (query.groups, g_strdup ("A group with quite a long name of its own"));
  query.age_from = 86400;
  query.opened_hours = 24;
  query.reopened = query.missing = TRUE;
  hc_filter_bar_set_query (page->filter_bar, &query);
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 780); /* or the window folds at 1024 */
}

static void
test_import_refreshes (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (page->selection), 0, TRUE);
  page_fixture_import_more (fixture, 2);
  wait_until (n_shown (fixture) == FIXTURE_TICKETS + 2);
  g_assert_cmpint (id_at (fixture, 0), ==, 302);
  g_assert_cmpuint (hc_selection_first (page->selection), ==, 2); /* still ticket 299 */
  wait_until (hc_launch_ticket_count (fixture->launch) == FIXTURE_TICKETS + 2);
}

/* ---------------------------------------------------------------- classification */

static GtkWindow *
dialog_of (PageFixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_strcmp0 (G_OBJECT_TYPE_NAME (l->data), "HcLinkDialog") == 0)
      return l->data;
  return NULL;
}

static gpointer
part (GtkWindow *dialog, const char *name)
{
  GObject *object
    = gtk_widget_get_template_child (GTK_WIDGET (dialog), G_OBJECT_TYPE (dialog), name);

  g_assert_nonnull (object);
  return object;
}

static gint64
n_unclassified (PageFixture *fixture)
{
  HcTicketFacets *facets = page_of (fixture)->facets;

  return facets != NULL ? hc_ticket_facets_marked (facets, HC_TICKET_MARK_UNCLASSIFIED) : -1;
}

/* The tickets of the selection are linked to a new issue by the dialog. */
static void
create_issue (PageFixture *fixture, const char *title)
{
  GtkWindow *dialog;

  activate (fixture, "classify", NULL);
  dialog = dialog_of (fixture);
  g_assert_nonnull (dialog);
  g_signal_emit_by_name (part (dialog, "new_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (part (dialog, "create_button")));
  gtk_editable_set_text (part (dialog, "issue_title"), title);
  g_assert_true (gtk_widget_get_sensitive (part (dialog, "create_button")));
  g_signal_emit_by_name (part (dialog, "create_button"), "clicked");
  wait_until (dialog_of (fixture) == NULL);
}

/* Links the selection to what the dialog finds for @text. */
static void
choose (PageFixture *fixture, HcLinkKind kind, const char *text)
{
  GtkWindow *dialog;

  activate (fixture, "choose-link", hc_ticket_column_name (HC_TICKET_LINK (kind)));
  dialog = dialog_of (fixture);
  gtk_editable_set_text (part (dialog, "search"), text);
  wait_until (gtk_list_box_get_selected_row (part (dialog, "values")) != NULL);
  g_signal_emit_by_name (part (dialog, "search"), "search-changed");
  g_signal_emit_by_name (part (dialog, "search"), "activate");
  wait_until (dialog_of (fixture) == NULL);
}

static void
test_classify (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (page->selection);
  g_autofree char *issue = NULL;
  g_autofree char *conditions = NULL;

  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS);
  g_assert_cmpstr (gtk_label_get_label (page->coverage_label), ==, "Classified 0 of 300 (0\u00a0%)");
  g_assert_false (
    g_action_group_get_action_enabled (hc_page_actions (HC_PAGE (page)), "classify"));
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  create_issue (fixture, "Problems come back");
  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS - 3);
  g_assert_cmpstr (gtk_label_get_label (page->coverage_label), ==, "Classified 3 of 300 (1\u00a0%)");

  /* only these three, and their rows say so */
  issue = g_strdup (
    ((HcTicketFacet *) g_ptr_array_index (hc_ticket_facets_values (page->facets, HC_LINK_ISSUE), 1))
      ->id);
  conditions = hc_filter_describe_value (HC_FILTER_ISSUE, issue);
  hc_tickets_page_show (HC_TICKETS_PAGE (fixture->page), conditions);
  wait_until (n_shown (fixture) == 3);
  {
    g_autoptr (HcRow) row = g_list_model_get_item (G_LIST_MODEL (page->rows), 0);

    wait_until (hc_row_item (row) != NULL);
    g_assert_cmpstr (hc_row_item (row)->link[HC_LINK_ISSUE], ==, "HC-001 Problems come back");
  }

  /* a cause for all of them; then the order by issue puts them first */
  activate (fixture, "select-all", NULL);
  choose (fixture, HC_LINK_CAUSE, "defect");
  activate (fixture, "clear-filters", NULL);
  hc_column_layout_set_shown (page->layout, "cause", TRUE);
  activate (fixture, "sort-by", "cause");
  wait_until (n_shown (fixture) == FIXTURE_TICKETS && id_at (fixture, 0) == 296);
  g_assert_cmpint (id_at (fixture, 2), ==, 299);

  g_assert_cmpstr (page_fixture_undo (fixture), ==, "Classify 3 Tickets");
  g_assert_cmpstr (page_fixture_undo (fixture), ==, "Add Issue “Problems come back”");
  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS);
  hc_tickets_page_show (HC_TICKETS_PAGE (fixture->page), conditions);
  wait_until (n_shown (fixture) == 0);
}

static void
test_too_many (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_autoptr (GArray) tickets = g_array_new (FALSE, TRUE, sizeof (gint64));
  GtkWindow *dialog;

  wait_until (page->facets != NULL);
  g_array_set_size (tickets, HC_TRIAGE_BULK_LIMIT + 1);
  dialog = hc_link_dialog_present (GTK_WIDGET (page), fixture->launch, page->facets, tickets,
                                   HC_LINK_ISSUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (dialog, "stack")), ==, "too-many");
  g_assert_nonnull (strstr (gtk_label_get_label (part (dialog, "too_many")), "50,000"));
  gtk_window_destroy (dialog);
}

static void
test_suggestion (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (page->selection);

  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS);
  gtk_selection_model_select_range (model, 0, 40, TRUE);
  create_issue (fixture, "Problems come back");
  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS - 40);
  gtk_selection_model_select_item (model, 60, TRUE);
  wait_until (hc_ticket_pane_suggested_issue (page->pane) != NULL);
  activate (fixture, "accept-suggestion", NULL);
  wait_until (n_unclassified (fixture) == FIXTURE_TICKETS - 41);
  wait_until (hc_ticket_pane_suggested_issue (page->pane) == NULL);
}

static void
test_saved_filters (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);
  g_auto (HcTicketQuery) query = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  hc_ticket_query_init (&query);
  query.states = 1 << HC_STATE_RESOLVED;
  query.marks = 1 << HC_TICKET_MARK_UNCLASSIFIED;
  hc_filter_bar_set_query (page->filter_bar, &query);
  wait_until (n_shown (fixture) == 100);
  before = hc_filter_describe (hc_filter_bar_query (page->filter_bar));
  hc_filter_saved_save (page->saved, "Resolved without an issue");
  wait_until (hc_filter_saved_count (page->saved) == 1);
  activate (fixture, "clear-filters", NULL);
  wait_until (n_shown (fixture) == FIXTURE_TICKETS);
  hc_filter_saved_choose (page->saved, 0);
  wait_until (n_shown (fixture) == 100);
  after = hc_filter_describe (hc_filter_bar_query (page->filter_bar));
  g_assert_cmpstr (after, ==, before);
  hc_filter_saved_remove (page->saved, 0);
  wait_until (hc_filter_saved_count (page->saved) == 0);
}

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  HcTicketsPage *page = page_of (fixture);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "no-import");
  g_assert_cmpuint (n_shown (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, set_up, func, tear_down)
  ADD ("/tickets/newest-first", test_newest_first);
  ADD ("/tickets/sort", test_sort);
  ADD ("/tickets/selection-by-id", test_selection_by_id);
  ADD ("/tickets/filter-and-search", test_filter_and_search);
  ADD ("/tickets/filter-by-keys", test_filter_by_keys);
  ADD ("/tickets/copy", test_copy);
  ADD ("/tickets/export", test_export);
  ADD ("/tickets/columns", test_columns);
  ADD ("/tickets/detail", test_detail);
  ADD ("/tickets/narrow", test_narrow);
  ADD ("/tickets/minimum-width", test_minimum_width);
  ADD ("/tickets/import-refreshes", test_import_refreshes);
  ADD ("/tickets/classify", test_classify);
  ADD ("/tickets/classify-too-many", test_too_many);
  ADD ("/tickets/suggestion", test_suggestion);
  ADD ("/tickets/saved-filters", test_saved_filters);
  g_test_add ("/tickets/empty", PageFixture, NULL, set_up_empty, test_empty, tear_down);
  return gui_test_run ();
}
