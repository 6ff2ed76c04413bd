/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Handoff page: counts, chips, search, the usual items, the badge, the narrow layout. Skipped
 * without a display. */

#include "config.h"

#include "hc-handoff-page-private.h"
#include "hc-pages.h"
#include "hc-record-table.h"
#include "hc-register-view-private.h"
#include "page-fixture.h"

static HcHandoffPage *
page_of (PageFixture *fixture)
{
  return HC_HANDOFF_PAGE (fixture->page);
}

static HcRecordList *
list_of (PageFixture *fixture)
{
  return hc_register_view_list (page_of (fixture)->view);
}

static guint
n_rows (PageFixture *fixture)
{
  guint n;

  g_object_get (page_of (fixture)->view, "n-shown", &n, NULL);
  return n;
}

static void
set_up (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_HANDOFF_PAGE, FALSE);
  hc_handoff_page_show_register (page_of (fixture), "checklist_item");
  wait_until (hc_record_list_is_loaded (list_of (fixture)));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* Rows of “title|owner|due|state”; empty: no value. */
static void
fill (PageFixture *fixture, const char *const *rows)
{
  HcRecordList *list = list_of (fixture);
  const HcRecordType *type = hc_record_list_type (list);
  const HcHandoffRegister *described = &hc_handoff_registers[page_of (fixture)->index];
  const char *fields[] = { type->fields[hc_record_type_flagged (type, HC_FIELD_TITLE)].name,
                           described->owner, described->due, described->state };
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  gboolean done = FALSE;

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "|", -1);
      HcRecordData *record = hc_record_data_new (type);

      for (guint f = 0; cells[f] != NULL; f++)
        if (*cells[f] != '\0')
          hc_record_data_set (record, fields[f], cells[f]);
      g_ptr_array_add (records, record);
    }
  hc_record_list_paste_async (list, records, pasted_cb, &done);
  wait_until (done);
}

static char *
count_text (PageFixture *fixture, guint index)
{
  HcHandoffCount count = hc_handoff_registers_count (page_of (fixture)->registers, index);

  return hc_handoff_count_text (index, &count);
}

static void
test_counts (PageFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *type;
    const char *rows[6];
    const char *text;
  } cases[] = {
    { "checklist_item",
      { "a|Anna|2001-01-01|open", "b||2999-01-01|in_progress", "c||2001-01-01|done",
        "d|Bert||not_applicable" },
      "2 of 4 done, 1 overdue, 1 without owner" },
    { "risk", { "a|Anna|2001-01-01|open", "b|||open", "c||2001-01-01|closed" },
      "2 open, 1 overdue, 1 without owner" },
    { "improvement", { "a|Anna", "b" }, "2 entries, 1 without owner" },
    { "knowledge_transfer",
      { "a|Anna|2001-01-01|planned", "b|Anna|2001-01-01|held", "c|Anna|2001-01-01|confirmed" },
      "2 of 3 held, 1 overdue" },
    { "lesson", { "a" }, "1 lesson" },
    { "feedback", { "a|||negative", "b|||positive", "c" }, "3 voices, 1 negative" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = count_text (fixture, i);
      g_autofree char *after = NULL;

      g_test_message ("%s", cases[i].type);
      g_assert_cmpstr (before, ==, "nothing yet");
      hc_handoff_page_show_register (page_of (fixture), cases[i].type);
      g_assert_cmpuint (page_of (fixture)->index, ==, i);
      fill (fixture, cases[i].rows);
      after = count_text (fixture, i);
      g_assert_cmpstr (after, ==, cases[i].text);
      wait_until (g_str_equal (gtk_label_get_label (page_of (fixture)->view->status_label), after));
    }
}

static void
test_badge (PageFixture *fixture, gconstpointer data)
{
  const HcPageInfo *info = &hc_pages[hc_pages_find ("handoff")];
  const char *rows[] = { "a|Anna||done", "b", NULL };
  g_auto (HcBadge) none = { 0 };
  g_auto (HcBadge) some = { 0 };

  info->badge (fixture->launch, &none);
  g_assert_null (none.text);
  fill (fixture, rows);
  info->badge (fixture->launch, &some);
  g_assert_cmpstr (some.text, ==, "\u20661 / 2\u2069");
  g_assert_cmpstr (some.accessible, ==, "1 of 2 checklist items done");
  g_assert_false (some.attention);
}

static void
test_filter (PageFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint bits; /* 1 open, 2 in progress, 4 done, 8 not applicable */
    guint n;
  } cases[] = {
    { 0, 5 },
    { 1, 2 },
    { 1 | 2, 3 },
    { 8, 0 },
    { HC_HANDOFF_OVERDUE, 2 },
    { HC_HANDOFF_OVERDUE | 1, 1 },
    { HC_HANDOFF_UNOWNED, 1 },
    { HC_HANDOFF_UNOWNED | HC_HANDOFF_OVERDUE, 0 },
    { 0, 5 },
  };
  const char *rows[] = { "Sign|Anna|2001-01-01|open", "Move||2999-01-01|open",
                         "Test|Anna|2001-01-01|in_progress", "Read|Anna|2001-01-01|done",
                         "Done|Bert||done", NULL };
  HcHandoffPage *page = page_of (fixture);

  fill (fixture, rows);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      hc_handoff_page_set_filter (page, cases[i].bits);
      g_assert_cmpuint (n_rows (fixture), ==, cases[i].n);
    }
  HC_PAGE_GET_CLASS (fixture->page)->begin_search (fixture->page);
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), "BERT");
  wait_until (n_rows (fixture) == 1);
  hc_handoff_page_set_filter (page, 1);
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  page_fixture_activate (fixture, "clear-filters");
  g_assert_cmpuint (n_rows (fixture), ==, 5);
  g_assert_cmpuint (page->filter, ==, 0);
}

static void
test_usual_items (PageFixture *fixture, gconstpointer data)
{
  guint n;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page_of (fixture)->view->empty_button)));
  page_fixture_activate (fixture, "add-usual-items");
  wait_until (n_rows (fixture) > 0);
  n = n_rows (fixture);
  g_assert_cmpuint (n, >=, 10);
  page_fixture_undo (fixture);
  wait_until (n_rows (fixture) == 0);
  page_fixture_redo (fixture);
  wait_until (n_rows (fixture) == n);
}

static void
test_narrow (PageFixture *fixture, gconstpointer data)
{
  HcHandoffPage *page = page_of (fixture);
  const char *rows[] = { "a", NULL };

  fill (fixture, rows);
  wait_until (gtk_widget_get_width (GTK_WIDGET (page)) >= 1000 && !page->narrow);
  page_fixture_activate (fixture, "show-detail");
  g_assert_true (gtk_widget_get_visible (page->pane));
  g_assert_true (gtk_widget_get_visible (page->main_box));
  gtk_window_set_default_size (fixture->window, 800, 600);
  wait_until (page->narrow);
  wait_until (!gtk_widget_get_visible (page->pane));
  page_fixture_activate (fixture, "show-detail"); /* takes the place of the table */
  g_assert_true (gtk_widget_get_visible (page->pane));
  g_assert_false (gtk_widget_get_visible (page->main_box));
  page_fixture_activate (fixture, "close-detail");
  g_assert_true (gtk_widget_get_visible (page->main_box));
}

static void
test_minimum_width (PageFixture *fixture, gconstpointer data)
{
  int minimum;

  page_fixture_activate (fixture, "show-detail");
  g_assert_true (gtk_widget_get_visible (page_of (fixture)->pane));
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    {
      hc_handoff_page_show_register (page_of (fixture), hc_handoff_registers[i].type);
      gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                          NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 780); /* or the window folds at 1024 */
    }
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, set_up, func, tear_down)
  ADD ("/handoff/counts", test_counts);
  ADD ("/handoff/badge", test_badge);
  ADD ("/handoff/filter", test_filter);
  ADD ("/handoff/usual-items", test_usual_items);
  ADD ("/handoff/narrow", test_narrow);
  ADD ("/handoff/minimum-width", test_minimum_width);
  return gui_test_run ();
}
