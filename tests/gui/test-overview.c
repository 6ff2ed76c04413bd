/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Overview on a launch with one import, and before it. Skipped without a display. */

#include "config.h"

#include <string.h>

#include "hc-metric-card.h"
#include "hc-metric-text.h"
#include "hc-overview-page.h"
#include "hc-timeline-view.h"
#include "page-fixture.h"

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_OVERVIEW_PAGE, with_tickets != NULL);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static void
test_empty (PageFixture *fixture, gconstpointer data)
{
  wait_until (says (GTK_WIDGET (fixture->page), "No Figures Yet"));
  g_assert_null (hc_page_subtitle (fixture->page));
}

static void
test_figures (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  HcMetricContext context = { hc_launch_metrics (fixture->launch),
                              hc_launch_settings (fixture->launch),
                              hc_launch_calendar (fixture->launch) };
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  /* 300 tickets, each third resolved */
  wait_until (says (page, "200"));
  g_assert_true (says (page, "7 of 14"));
  g_assert_cmpstr (hc_page_subtitle (fixture->page), ==, "As of Monday 9 March, 00:00");
  g_assert_true (says (page, "last 5 working days, 2–6 Mar"));
  g_assert_true (says (page, "SLA Attainment is not measurable."));

  find_all (page, HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, 8); /* those of the method */
  for (guint i = 0; i < cards->len; i++)
    {
      HcMetricId id = hc_metric_card_id (g_ptr_array_index (cards, i));
      g_autofree char *value = hc_metric_value_text (hc_metric_set_total (context.set, id));

      g_assert_true (says (g_ptr_array_index (cards, i), value));
    }
}

/* Figures keep their direction among words of right-to-left text. */
static void
test_right_to_left (PageFixture *fixture, gconstpointer data)
{
  HcMetricContext context = { 0 };
  HcMetricCard *card;
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n_isolated = 0;

  wait_until (says (GTK_WIDGET (fixture->page), "200"));
  context = (HcMetricContext) { hc_launch_metrics (fixture->launch),
                                hc_launch_settings (fixture->launch),
                                hc_launch_calendar (fixture->launch) };
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  card = g_object_ref_sink (hc_metric_card_new (HC_METRIC_BACKLOG_AGE));
  hc_metric_card_show (card, hc_metric_set_total (context.set, HC_METRIC_BACKLOG_AGE), &context);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  find_all (GTK_WIDGET (card), GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_label (labels->pdata[i]);

      n_isolated += g_str_has_prefix (text, "\u2068") && g_str_has_suffix (text, "\u2069");
    }
  g_assert_cmpuint (n_isolated, ==, 2); /* the value and what stands beside it */
  g_object_unref (card);
}

static void
test_status (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  wait_until (says (page, "0 of 8 met"));
  g_assert_true (says (page, "Amber") || says (page, "Red"));
  wait_until (says (page, "Top Three Drivers"));
  wait_until (says (page, "dispositioned"));
  g_assert_true (says (page, "no decision yet"));
  g_assert_false (says (page, "Due Today")); /* nothing is */
  g_assert_false (says (page, "Blocked"));
}

static void
test_copy_summary (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autofree char *text = NULL;

  wait_until (says (page, "0 of 8 met"));
  g_assert_true (gtk_widget_activate_action (page, "page.copy-summary", NULL));
  text = clipboard_text (page);
  g_assert_nonnull (strstr (text, "As of Monday 9 March, 00:00\n"));
  g_assert_nonnull (strstr (text, "Exit criteria: 0 of 8 met\n"));
  g_assert_nonnull (strstr (text, "- Open now: 200\n"));
  g_assert_null (strstr (text, "Since")); /* there is one import only */
}

static void
test_timeline (PageFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *monday = NULL;
  g_autofree char *saturday = NULL;
  g_autofree char *today = NULL;
  g_autofree char *tomorrow = NULL;

  wait_until (says (GTK_WIDGET (fixture->page), "200"));
  find_all (GTK_WIDGET (fixture->page), HC_TYPE_TIMELINE_VIEW, found);
  g_assert_cmpuint (found->len, ==, 1);
  /* 2 March: tickets 1 … 71 are opened (every 20 min), those of i % 3 = 0 up to 18:40 resolved */
  monday = hc_timeline_view_reading (g_ptr_array_index (found, 0), 0);
  g_assert_cmpstr (monday, ==, "Monday 2 March, day 1\n71 opened, 18 resolved");
  saturday = hc_timeline_view_reading (g_ptr_array_index (found, 0), 5);
  g_assert_true (g_str_has_suffix (saturday, "Not a working day"));
  /* midnight still belongs to the day that ends */
  tomorrow = hc_timeline_view_reading (g_ptr_array_index (found, 0), 7);
  g_assert_cmpstr (tomorrow, ==, "Monday 9 March, day 8\nNot there yet");

  page_fixture_import_more (fixture, 2);
  wait_until (says (GTK_WIDGET (fixture->page), "8 of 14"));
  today = hc_timeline_view_reading (g_ptr_array_index (found, 0), 7);
  g_assert_cmpstr (today, ==,
                   "Monday 9 March, day 8\n0 opened, 0 resolved\nSo far: the day is incomplete");
}

static void
test_import_refreshes (PageFixture *fixture, gconstpointer data)
{
  wait_until (says (GTK_WIDGET (fixture->page), "200"));
  page_fixture_import_more (fixture, 2);
  wait_until (says (GTK_WIDGET (fixture->page), "202"));
  wait_until (g_strcmp0 (hc_page_subtitle (fixture->page), "As of Monday 9 March, 06:00") == 0);
}

static void
test_minimum_width (PageFixture *fixture, gconstpointer data)
{
  int minimum;

  wait_until (says (GTK_WIDGET (fixture->page), "200"));
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 780); /* or the window folds at 1024 */
}

/* Beside the sidebar of a window of 1024 and of 1280 pixels. */
#define PAGE_AT_1024 790
#define PAGE_AT_1280 1046

static void
resize (PageFixture *fixture, int width)
{
  gtk_window_set_default_size (fixture->window, width, 700);
  wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->page)) == width);
}

static GtkLabel *
find_label (GtkWidget *widget, const char *part)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  find_all (widget, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_get_mapped (labels->pdata[i]) &&
        strstr (gtk_label_get_label (labels->pdata[i]), part) != NULL)
      return labels->pdata[i];
  g_error ("no label says “%s”", part);
}

/* Neither why the status is what it is nor how a driver is held is cut. */
static void
test_narrow (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  static const char *const parts[] = { "critical tickets are open", "no decision yet" };

  wait_until (says (page, "no decision yet"));
  wait_until (says (page, "0 of 8 met"));
  resize (fixture, PAGE_AT_1024);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    wait_until (
      !pango_layout_is_ellipsized (gtk_label_get_layout (find_label (page, parts[i]))));
}

static double
top_of (GtkWidget *widget, GtkWidget *page)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, page, &bounds));
  return bounds.origin.y;
}

static void
test_four_a_row (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  wait_until (says (page, "0 of 8 met"));
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (page, PAGE_AT_1280, 700, -1, NULL);
  find_all (page, HC_TYPE_METRIC_CARD, cards);
  g_assert_cmpuint (cards->len, ==, 8);
  g_assert_cmpfloat (top_of (cards->pdata[0], page), ==, top_of (cards->pdata[3], page));
  g_assert_cmpfloat (top_of (cards->pdata[4], page), >, top_of (cards->pdata[3], page));
  g_assert_cmpfloat (top_of (cards->pdata[4], page), ==, top_of (cards->pdata[7], page));
}

/* ---------------------------------------------------------------- menu and keys */

static GtkWidget *
find_titled (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0 &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* @title: of the window that comes; NULL: something is copied. */
static const struct { const char *action, *keys, *title; } commands[] = {
  { "page.what-if", "<Control><Shift>s", "What If" },
  { "page.print-report", "<Control>p", "Day Report" },
  { "page.copy-summary", "<Control><Shift>c", NULL },
};

static void
assert_done (PageFixture *fixture, const char *title)
{
  g_autofree char *text = NULL;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));

  if (title != NULL)
    {
      wait_until (find_titled (title) != NULL);
      gtk_window_close (GTK_WINDOW (find_titled (title)));
      wait_until (find_titled (title) == NULL);
      return;
    }
  text = clipboard_text (GTK_WIDGET (fixture->window));
  g_assert_nonnull (strstr (text, "Exit criteria: 0 of 8 met\n"));
  gdk_clipboard_set_text (clipboard, "");
}

/* The menu stands in the header bar: its actions must be found from the window. */
static void
test_menu (PageFixture *fixture, gconstpointer data)
{
  GMenuModel *menu = HC_PAGE_GET_CLASS (fixture->page)->menu (fixture->page);

  wait_until (says (GTK_WIDGET (fixture->page), "0 of 8 met"));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, G_N_ELEMENTS (commands));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *action = NULL;

      g_assert_true (g_menu_model_get_item_attribute (menu, (int) i, "action", "s", &action));
      g_assert_cmpstr (action, ==, commands[i].action);
      g_assert_true (
        gtk_widget_activate_action (GTK_WIDGET (fixture->window), commands[i].action, NULL));
      assert_done (fixture, commands[i].title);
    }
}

static GtkShortcut *
find_shortcut (GtkWidget *widget, const char *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (keys);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        k < g_list_model_get_n_items (G_LIST_MODEL (controller));
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return shortcut; /* the controller keeps it */
        }
    }
  return NULL;
}

static void
test_keys (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  wait_until (says (page, "0 of 8 met"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      GtkShortcut *shortcut = find_shortcut (page, commands[i].keys);

      g_assert_nonnull (shortcut);
      g_assert_true (
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, page, NULL));
      assert_done (fixture, commands[i].title);
    }
}

/* Without an import there is nothing to report or copy, and that is said. */
static void
test_empty_commands (PageFixture *fixture, gconstpointer data)
{
  wait_until (says (GTK_WIDGET (fixture->page), "No Figures Yet"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "page.what-if", NULL));
  wait_until (find_titled ("What If") != NULL);
  wait_until (says (find_titled ("What If"), "There are no drivers yet"));
  gtk_window_close (GTK_WINDOW (find_titled ("What If")));
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, data, func) g_test_add (path, PageFixture, data, set_up, func, tear_down)
  ADD ("/overview/empty", NULL, test_empty);
  ADD ("/overview/right-to-left", "tickets", test_right_to_left);
  ADD ("/overview/figures", "tickets", test_figures);
  ADD ("/overview/status", "tickets", test_status);
  ADD ("/overview/copy-summary", "tickets", test_copy_summary);
  ADD ("/overview/timeline", "tickets", test_timeline);
  ADD ("/overview/import-refreshes", "tickets", test_import_refreshes);
  ADD ("/overview/minimum-width", "tickets", test_minimum_width);
  ADD ("/overview/narrow", "tickets", test_narrow);
  ADD ("/overview/four-a-row", "tickets", test_four_a_row);
  ADD ("/overview/menu", "tickets", test_menu);
  ADD ("/overview/keys", "tickets", test_keys);
  ADD ("/overview/empty-commands", NULL, test_empty_commands);
  return gui_test_run ();
}
