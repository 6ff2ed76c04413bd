/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: rules, text groups and the queue on a launch with tickets. Skipped without a display. */

#include "config.h"

#include "hc-cell-editor.h"
#include "hc-queue-window-private.h"
#include "hc-rules-condition.h"
#include "hc-rules-dialog-private.h"
#include "hc-rules-targets.h"
#include "hc-test-history.h"
#include "hc-text-groups-create-private.h"
#include "hc-text-groups-window-private.h"
#include "hc-text-groups-words.h"
#include "hc-tickets-page.h"
#include "page-fixture.h"

/* ---------------------------------------------------------------- help */

/* Words that say something: “Problem 12 of users” has none. */
static gpointer
retitle_job (HcDb *db, gpointer data, GError **error)
{
  hc_test_exec (db, "UPDATE ticket SET title = replace (title, 'Problem', 'Printer jam')");
  return NULL;
}

static void
retitled_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
set_up (PageFixture *fixture, gconstpointer data)
{
  gboolean done = FALSE;

  page_fixture_set_up (fixture, HC_TYPE_TICKETS_PAGE, data == NULL);
  hc_store_write_async (hc_launch_store (fixture->launch), HC_TABLES_TICKETS, retitle_job, NULL,
                        NULL, NULL, NULL, retitled_cb, &done);
  wait_until (done);
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static void
act (gpointer widget, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (widget), action, NULL));
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);
  g_assert_no_error (error);
}

/* The id of a new issue. */
static char *
add_issue (PageFixture *fixture, const char *code, const char *title)
{
  g_autoptr (HcRecordList) issues = hc_cell_references (fixture->launch, "issue");
  HcRecordData *issue = hc_record_data_new (hc_record_type ("issue"));
  char *id = NULL;

  hc_record_data_set (issue, "code", code);
  hc_record_data_set (issue, "title", title);
  hc_record_list_add_async (issues, issue, NULL, finished_cb, &id);
  wait_until (id != NULL);
  return id;
}

static void
close_window (gpointer window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until (watched == NULL);
}

/* ---------------------------------------------------------------- rules */

static const char *
page_of (GtkStack *stack)
{
  return gtk_stack_get_visible_child_name (stack);
}

static guint
n_rules (HcRulesDialog *dialog)
{
  return dialog->rules != NULL ? dialog->rules->rules->len : 0;
}

static const HcRule *
rule_at (HcRulesDialog *dialog, guint i)
{
  return g_ptr_array_index (dialog->rules->rules, i);
}

/* What a person would do in the editor. */
static void
type_rule (HcRulesDialog *dialog, const char *value, const char *issue)
{
  g_autoptr (HcRule) rule = hc_rules_editor_dup_draft (dialog->editor);

  g_ptr_array_set_size (rule->conditions, 0);
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, value);
  g_free (rule->target[HC_LINK_ISSUE]);
  rule->target[HC_LINK_ISSUE] = g_strdup (issue);
  hc_rules_editor_type (dialog->editor, rule);
}

static HcRulesDialog *
open_rules (PageFixture *fixture, const char *issue)
{
  HcRulesDialog *dialog = hc_rules_dialog_present (fixture->window, fixture->launch, issue);

  wait_until (g_strcmp0 (page_of (dialog->stack), "loading") != 0);
  return dialog;
}

static void
save_new (HcRulesDialog *dialog, const char *value, const char *issue)
{
  guint n = n_rules (dialog);

  act (dialog, "rules.add");
  type_rule (dialog, value, issue);
  act (dialog, "rules.save");
  wait_until (n_rules (dialog) == n + 1 && dialog->draft == NULL);
}

static void
test_rules_add (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcRulesDialog *dialog = open_rules (fixture, "");
  g_autofree char *sentence = NULL;

  g_assert_cmpstr (page_of (dialog->stack), ==, "empty");
  save_new (dialog, "users", issue);
  g_assert_cmpstr (page_of (dialog->stack), ==, "rules");
  g_assert_cmpstr (rule_at (dialog, 0)->target[HC_LINK_ISSUE], ==, issue);
  sentence = hc_rules_sentence (rule_at (dialog, 0), &dialog->names);
  g_assert_cmpstr (sentence, ==, "Title has the word “users” → HC-001 No approver");
  g_assert_false (hc_rules_editor_is_changed (dialog->editor));
  /* The links follow: all 300 titles have the word. */
  wait_until (hc_classify_rules_count (dialog->rules, rule_at (dialog, 0)->id) == FIXTURE_TICKETS);
  page_fixture_undo (fixture);
  wait_until (n_rules (dialog) == 0);
  wait_until (g_strcmp0 (page_of (dialog->stack), "empty") == 0);
  close_window (dialog);
}

static void
test_rules_order (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcRulesDialog *dialog = open_rules (fixture, "");
  g_autofree char *first = NULL;

  save_new (dialog, "printer", issue);
  save_new (dialog, "users", issue);
  first = g_strdup (rule_at (dialog, 0)->id);
  g_assert_cmpstr (dialog->shown_id, ==, rule_at (dialog, 1)->id); /* the saved one */
  act (dialog, "rules.move-up");
  wait_until (g_strcmp0 (rule_at (dialog, 1)->id, first) == 0);
  act (dialog, "rules.move-down");
  wait_until (g_strcmp0 (rule_at (dialog, 0)->id, first) == 0);

  hc_rules_dialog_move (dialog, first, rule_at (dialog, 1)->id, TRUE); /* dropped */
  wait_until (g_strcmp0 (rule_at (dialog, 1)->id, first) == 0);
  hc_rules_dialog_toggle (dialog, first, FALSE);
  wait_until (!rule_at (dialog, 1)->is_enabled);
  hc_rules_dialog_show (dialog, first);
  hc_rules_dialog_delete (dialog);
  wait_until (n_rules (dialog) == 1);
  g_assert_cmpstr (dialog->shown_id, ==, rule_at (dialog, 0)->id);
  page_fixture_undo (fixture);
  wait_until (n_rules (dialog) == 2);
  close_window (dialog);
}

static const char *
condition_value (const HcRule *rule)
{
  return ((const HcRuleCondition *) g_ptr_array_index (rule->conditions, 0))->value;
}

/* The message dialog on screen; NULL: none. */
static GtkWindow *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
change_saved_cb (GObject *object, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_classify_finish (HC_LAUNCH (object), result, NULL, &error));
  *(gboolean *) done = TRUE;
}

/* Somebody else changes the rule that the dialog shows first. */
static void
change_elsewhere (PageFixture *fixture, HcRulesDialog *dialog, const char *value)
{
  g_autoptr (HcRule) rule = hc_rule_copy (rule_at (dialog, 0));
  gboolean done = FALSE;

  g_ptr_array_set_size (rule->conditions, 0);
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, value);
  hc_classify_save_rule_async (fixture->launch, rule, change_saved_cb, &done);
  wait_until (done && g_str_equal (condition_value (rule_at (dialog, 0)), value));
}

/* What was typed stays; saving it asks, and neither change is lost in silence. */
static void
test_rules_outdated (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcRulesDialog *dialog = open_rules (fixture, "");

  save_new (dialog, "users", issue);
  for (guint mine = 0; mine < 2; mine++)
    {
      GtkWindow *question = NULL;

      type_rule (dialog, mine ? "printer" : "scanner", issue);
      change_elsewhere (fixture, dialog, mine ? "reset" : "badge");
      act (dialog, "rules.save");
      wait_until ((question = find_question ()) != NULL);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), mine ? "mine" : "newer");
      gtk_window_destroy (question);
      wait_until (g_str_equal (condition_value (rule_at (dialog, 0)), mine ? "printer" : "badge"));
      wait_until (!hc_rules_editor_is_changed (dialog->editor));
    }
  close_window (dialog);
}

/* A rule of an issue is found, or begun for it. */
static void
test_rules_of_issue (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_issue (fixture, "HC-001", "No approver");
  g_autofree char *b = add_issue (fixture, "HC-002", "Printer");
  HcRulesDialog *dialog = open_rules (fixture, b);

  g_assert_nonnull (dialog->draft);
  g_assert_cmpstr (dialog->draft->target[HC_LINK_ISSUE], ==, b);
  type_rule (dialog, "users", b);
  g_assert_true (hc_rules_editor_is_changed (dialog->editor));
  act (dialog, "rules.save");
  wait_until (n_rules (dialog) == 1 && dialog->draft == NULL);
  save_new (dialog, "printer", a);
  close_window (dialog);

  dialog = open_rules (fixture, b);
  g_assert_cmpstr (hc_rules_dialog_find (dialog, dialog->shown_id)->target[HC_LINK_ISSUE], ==, b);
  close_window (dialog);
}

/* An expression that cannot be read is no rule. */
static void
test_rules_wrong (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcRulesDialog *dialog = open_rules (fixture, issue);
  g_autoptr (HcRule) rule = hc_rules_editor_dup_draft (dialog->editor);

  g_ptr_array_set_size (rule->conditions, 0);
  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_MATCHES, "(users");
  hc_rules_editor_type (dialog->editor, rule);
  g_assert_false (hc_rules_editor_can_save (dialog->editor));
  hc_rules_dialog_save (dialog, NULL);
  g_assert_cmpuint (n_rules (dialog), ==, 0);
  g_assert_nonnull (dialog->draft);
  type_rule (dialog, "users", issue);
  g_assert_true (hc_rules_editor_can_save (dialog->editor));
  close_window (dialog);
}

/* ---------------------------------------------------------------- text groups */

static HcTextGroupsWindow *
open_groups (PageFixture *fixture)
{
  HcTextGroupsWindow *window = hc_text_groups_window_present (fixture->window, fixture->launch);

  wait_until (g_strcmp0 (page_of (window->stack), "loading") != 0);
  return window;
}

static guint
n_shown (HcTextGroupsWindow *window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (window->items));
}

static gint64
unclassified (HcTextGroupsWindow *window)
{
  return window->groups->n_unclassified[0];
}

static HcTextGroupsCreate *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (HC_IS_TEXT_GROUPS_CREATE (window))
        return HC_TEXT_GROUPS_CREATE (window);
    }
  return NULL;
}

static void
test_groups_create (PageFixture *fixture, gconstpointer data)
{
  HcTextGroupsWindow *window = open_groups (fixture);
  HcTextGroupsCreate *form;

  g_assert_cmpstr (page_of (window->stack), ==, "groups");
  g_assert_cmpuint (n_shown (window), ==, 1); /* “Printer jam 12 of users”: the number says nothing */
  g_assert_cmpint (unclassified (window), ==, FIXTURE_TICKETS);
  wait_until (hc_text_groups_detail_n_titles (window->detail) > 1);

  act (window, "groups.create-issue");
  form = find_form ();
  gtk_editable_set_text (form->issue_title, "user error");
  g_assert_true (gtk_widget_get_visible (form->guard)); /* which step breaks? */
  gtk_editable_set_text (form->issue_title, "Users have problems");
  g_assert_false (gtk_widget_get_visible (form->guard));
  gtk_switch_set_active (form->rule_switch, TRUE);
  wait_until (hc_rules_preview_result (form->preview) != NULL);
  g_assert_cmpint (hc_rules_preview_result (form->preview)->effect->hits, ==, FIXTURE_TICKETS);
  act (form, "create.create");
  wait_until (unclassified (window) == 0 && n_shown (window) == 0);
  page_fixture_undo (fixture);
  wait_until (unclassified (window) == FIXTURE_TICKETS && n_shown (window) == 1);
  close_window (window);
}

static void
test_groups_add (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcTextGroupsWindow *window = open_groups (fixture);

  g_signal_emit_by_name (hc_text_groups_detail_issues (window->detail), "chosen", issue);
  wait_until (unclassified (window) == 0);
  gtk_drop_down_set_selected (window->filter, HC_SHOW_ALL);
  g_assert_cmpuint (n_shown (window), ==, 1);
  page_fixture_undo (fixture);
  wait_until (unclassified (window) == FIXTURE_TICKETS);
  close_window (window);
}

static void
test_groups_ignore (PageFixture *fixture, gconstpointer data)
{
  HcTextGroupsWindow *window = open_groups (fixture);

  act (window, "groups.ignore");
  wait_until (n_shown (window) == 0);
  gtk_drop_down_set_selected (window->filter, HC_SHOW_IGNORED);
  g_assert_cmpuint (n_shown (window), ==, 1);
  act (window, "groups.restore");
  wait_until (n_shown (window) == 0);
  gtk_drop_down_set_selected (window->filter, HC_SHOW_UNCLASSIFIED);
  g_assert_cmpuint (n_shown (window), ==, 1);
  close_window (window);
}

static void
test_groups_rule (PageFixture *fixture, gconstpointer data)
{
  HcTextGroupsWindow *window = open_groups (fixture);
  GListModel *windows = gtk_window_get_toplevels ();
  HcRulesDialog *dialog = NULL;

  act (window, "groups.rule");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (windows, i);

      if (HC_IS_RULES_DIALOG (one))
        dialog = HC_RULES_DIALOG (one);
    }
  g_assert_nonnull (dialog);
  wait_until (g_strcmp0 (page_of (dialog->stack), "rules") == 0);
  g_assert_cmpuint (dialog->draft->conditions->len, >, 0);
  close_window (dialog);
  close_window (window);
}

static void
test_groups_empty (PageFixture *fixture, gconstpointer data)
{
  HcTextGroupsWindow *window = open_groups (fixture);

  g_assert_cmpstr (page_of (window->stack), ==, "empty");
  close_window (window);
}

static void
test_stop_words (void)
{
  g_auto (GStrv) words = hc_text_groups_words_parse ("Urgent, label\n\nURGENT Größe ");

  g_assert_cmpuint (g_strv_length (words), ==, 3);
  g_assert_cmpstr (words[0], ==, "urgent");
  g_assert_cmpstr (words[1], ==, "label");
  g_assert_cmpstr (words[2], ==, "größe");
}

/* ---------------------------------------------------------------- the queue */

static HcQueueWindow *
open_queue (PageFixture *fixture)
{
  HcQueueWindow *window = hc_queue_window_present (fixture->window, fixture->launch);

  wait_until (g_strcmp0 (page_of (window->stack), "loading") != 0);
  return window;
}

static void
test_queue_keys (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_issue (fixture, "HC-001", "No approver");
  g_autofree char *b = add_issue (fixture, "HC-002", "Printer");
  HcQueueWindow *window = open_queue (fixture);
  gint64 first = hc_classify_queue_current (window->queue)->ticket;

  g_assert_cmpstr (page_of (window->stack), ==, "queue");
  g_assert_cmpstr (gtk_label_get_label (window->coverage), ==, "Classified 0 of 300 (0\u00a0%)");
  act (window, "queue.skip");
  g_assert_cmpint (hc_classify_queue_current (window->queue)->ticket, !=, first);

  act (window, "queue.search");
  g_assert_cmpstr (page_of (window->pane), ==, "search");
  hc_queue_issues_begin (window->issues, "hc-002");
  g_assert_cmpuint (hc_queue_issues_count (window->issues), ==, 1);
  hc_queue_issues_begin (window->issues, "nothing like it");
  g_assert_cmpuint (hc_queue_issues_count (window->issues), ==, 0);
  g_signal_emit_by_name (window->issues, "chosen", b);
  g_assert_cmpstr (page_of (window->pane), ==, "choices");
  g_assert_cmpstr (gtk_label_get_label (window->coverage), ==, "Classified 1 of 300 (0\u00a0%)");
  /* By number: what was chosen last. */
  wait_until (window->choice_ids->len > 0 || hc_classify_queue_current (window->queue)->suggestion);
  while (hc_classify_queue_n_classified (window->queue) < 3)
    if (hc_classify_queue_current (window->queue)->suggestion != NULL)
      act (window, "queue.accept");
    else
      hc_queue_window_choose (window, 0);
  g_assert_cmpstr (gtk_label_get_label (window->coverage), ==, "Classified 3 of 300 (1\u00a0%)");
  act (window, "queue.undo");
  wait_until (hc_classify_queue_n_classified (window->queue) == 2);
  close_window (window);
}

static void
test_queue_new_issue (PageFixture *fixture, gconstpointer data)
{
  HcQueueWindow *window = open_queue (fixture);
  HcTextGroupsCreate *form;

  act (window, "queue.new-issue");
  form = find_form ();
  g_assert_cmpstr (gtk_editable_get_text (form->issue_title), ==,
                   hc_classify_queue_current (window->queue)->title);
  g_assert_false (gtk_widget_get_visible (form->rule_group));
  act (form, "create.create");
  g_assert_cmpint (hc_classify_queue_n_classified (window->queue), ==, 1);
  wait_until (hc_record_list_count (window->names.list[HC_LINK_ISSUE]) == 1);
  close_window (window);
}

/* Says how many, asks in place, is one undo step. */
static void
test_queue_bulk (PageFixture *fixture, gconstpointer data)
{
  g_autofree char *issue = add_issue (fixture, "HC-001", "No approver");
  HcQueueWindow *window = open_queue (fixture);

  for (guint i = 0; i < 3; i++)
    hc_classify_queue_choose (window->queue, issue);
  gtk_adjustment_set_lower (gtk_range_get_adjustment (GTK_RANGE (window->sure)), 0);
  gtk_range_set_value (GTK_RANGE (window->sure), 0);
  wait_until (hc_classify_queue_n_sure (window->queue, 0) == FIXTURE_TICKETS - 3);
  act (window, "queue.accept-all");
  g_assert_cmpstr (page_of (window->bulk), ==, "confirm");
  g_assert_cmpstr (gtk_label_get_label (window->confirm_label), ==,
                   "Link 297 tickets to the issues suggested for them?");
  act (window, "queue.cancel");
  g_assert_cmpstr (page_of (window->bulk), ==, "choose");
  g_assert_cmpint (hc_classify_queue_n_classified (window->queue), ==, 3);
  act (window, "queue.accept-all");
  act (window, "queue.confirm");
  wait_until (g_strcmp0 (page_of (window->stack), "done") == 0);
  act (window, "queue.undo");
  wait_until (g_strcmp0 (page_of (window->stack), "queue") == 0);
  wait_until (hc_classify_queue_n_classified (window->queue) == 3);
  close_window (window);
}

static void
test_queue_empty (PageFixture *fixture, gconstpointer data)
{
  HcQueueWindow *window = open_queue (fixture);

  g_assert_cmpstr (page_of (window->stack), ==, "done");
  g_assert_cmpstr (adw_status_page_get_title (window->done_page), ==, "No Tickets Yet");
  close_window (window);
}

static void
add (const char *path, void (*test) (PageFixture *, gconstpointer), gconstpointer data)
{
  g_test_add (path, PageFixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  add ("/gui/classify/rules/add", test_rules_add, NULL);
  add ("/gui/classify/rules/order", test_rules_order, NULL);
  add ("/gui/classify/rules/outdated", test_rules_outdated, NULL);
  add ("/gui/classify/rules/of-issue", test_rules_of_issue, NULL);
  add ("/gui/classify/rules/wrong", test_rules_wrong, NULL);
  add ("/gui/classify/groups/create", test_groups_create, NULL);
  add ("/gui/classify/groups/add", test_groups_add, NULL);
  add ("/gui/classify/groups/ignore", test_groups_ignore, NULL);
  add ("/gui/classify/groups/rule", test_groups_rule, NULL);
  add ("/gui/classify/groups/empty", test_groups_empty, "no tickets");
  g_test_add_func ("/gui/classify/stop-words", test_stop_words);
  add ("/gui/classify/queue/keys", test_queue_keys, NULL);
  add ("/gui/classify/queue/new-issue", test_queue_new_issue, NULL);
  add ("/gui/classify/queue/bulk", test_queue_bulk, NULL);
  add ("/gui/classify/queue/empty", test_queue_empty, "no tickets");
  return gui_test_run ();
}
