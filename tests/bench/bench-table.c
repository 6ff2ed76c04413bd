/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ticket table on a big launch: from a sort or filter action to the first frame with its rows,
 * beside the same question as plain SQL; then frames while scrolling. Needs a display; prints JSON.
 * usage: bench-table LAUNCH [ROUNDS] */

#include "config.h"

#include <sqlite3.h>

#include "hc-application.h"
#include "hc-tickets-page-private.h"

#define SCROLL_FRAMES 120
#define MAX_ROUNDS 15

typedef struct
{
  const char *name;
  const char *sql; /* the same question without the program */
  HcTicketColumn sort;
  gboolean descending;
  gboolean only_open;
  const char *search;
} Case;

static const Case cases[] = {
  { "sort_opened", "SELECT id FROM ticket ORDER BY opened_at DESC, id", HC_TICKET_OPENED, TRUE,
    FALSE, NULL },
  { "sort_updated", "SELECT id FROM ticket ORDER BY updated_at, id", HC_TICKET_UPDATED, FALSE,
    FALSE, NULL },
  { "sort_priority", "SELECT id FROM ticket ORDER BY priority, id", HC_TICKET_PRIORITY, FALSE,
    FALSE, NULL },
  { "sort_group",
    "SELECT t.id FROM ticket t LEFT JOIN term x ON x.id = t.group_term "
    "ORDER BY x.text COLLATE NOCASE, t.id",
    HC_TICKET_GROUP, FALSE, FALSE, NULL },
  { "sort_title", "SELECT id FROM ticket ORDER BY title COLLATE NOCASE, id", HC_TICKET_TITLE,
    FALSE, FALSE, NULL },
  { "filter_open", "SELECT id FROM ticket WHERE state_class = 'open' ORDER BY opened_at DESC, id",
    HC_TICKET_OPENED, TRUE, TRUE, NULL },
  { "search", "SELECT id FROM ticket WHERE title LIKE '%receipt%' "
    "OR external_id LIKE '%receipt%' ORDER BY opened_at DESC, id",
    HC_TICKET_OPENED, TRUE, FALSE, "receipt" },
};

static HcLaunch *launch;
static HcTicketsPage *page;
static guint frames;
static gint64 frame_start;
static double frame_ms; /* work of the last frame: layout, binding, painting */
static gboolean set; /* the ids came */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  launch = hc_launch_open_finish (result, &error);
  if (launch == NULL)
    g_error ("%s", error->message);
}

static void
before_paint_cb (void)
{
  frame_start = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  frame_ms = (double) (g_get_monotonic_time () - frame_start) / 1000;
  frames++;
}

static void
ids_changed_cb (void)
{
  set = TRUE;
}

static gboolean
first_row_is_there (void)
{
  g_autoptr (HcRow) row = g_list_model_get_item (G_LIST_MODEL (page->rows), 0);

  return row == NULL || hc_row_item (row) != NULL;
}

static double
plain_ms (sqlite3 *db, const Case *c)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt;
  guint n = 0;

  if (sqlite3_prepare_v2 (db, c->sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    n += sqlite3_column_int64 (stmt, 0) != 0;
  sqlite3_finalize (stmt);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* Another order first, so that every round changes the whole table; the summary of the round before
 * must not run beside it. */
static void
settle (void)
{
  gint64 until = g_get_monotonic_time () + 200 * 1000;

  while (g_get_monotonic_time () < until || page->summarising)
    g_main_context_iteration (NULL, FALSE);
}

/* One query: every part of it but the last step is set before. */
static void
ask (const Case *c, const char *search)
{
  g_auto (HcTicketQuery) query = { 0 };

  hc_ticket_query_init (&query);
  if (c != NULL && c->only_open)
    query.states = 1 << HC_STATE_OPEN;
  page->sort = c != NULL ? c->sort : HC_TICKET_KEY;
  page->descending = c != NULL && c->descending;
  set = FALSE;
  if (search != NULL) /* typed before, while the bar was hidden */
    gtk_search_bar_set_search_mode (page->search_bar, TRUE);
  else
    hc_filter_bar_set_query (page->filter_bar, &query);
}

static void
wait_for_rows (void)
{
  while (!set || !first_row_is_there ())
    g_main_context_iteration (NULL, TRUE);
}

/* All tickets by number; @search is in the entry then, but not searched for. */
static void
show_all (const char *search)
{
  gtk_search_bar_set_search_mode (page->search_bar, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (page->search_entry), search != NULL ? search : "");
  settle (); /* the entry tells its text late; nothing is searched for while the bar is hidden */
  ask (NULL, NULL);
  wait_for_rows ();
  settle ();
}

static double
first_frame_ms (const Case *c)
{
  gint64 start;
  guint painted;

  show_all (c->search);

  start = g_get_monotonic_time ();
  ask (c, c->search);
  wait_for_rows ();
  painted = frames;
  gtk_widget_queue_draw (GTK_WIDGET (page));
  while (frames == painted)
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

/* From the end it goes on at the top: a jump that changes nothing would cost nothing. */
static void
go_down (GtkAdjustment *adjustment, double pixels)
{
  double value = gtk_adjustment_get_value (adjustment) + pixels;
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, value <= last ? value : 0);
}

static void
scroll (const char *name, double pixels)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (page->scrolled);
  double times[SCROLL_FRAMES];

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 3);
  settle ();
  for (guint i = 0; i < SCROLL_FRAMES; i++)
    {
      guint painted;

      while (g_main_context_iteration (NULL, FALSE))
        ;
      painted = frames;
      go_down (adjustment, pixels);
      gtk_widget_queue_draw (GTK_WIDGET (page));
      while (frames == painted)
        g_main_context_iteration (NULL, TRUE);
      times[i] = frame_ms;
    }
  median (times, SCROLL_FRAMES);
  g_print (",\n  \"scroll_%s\": { \"median_ms\": %.1f, \"p95_ms\": %.1f }", name,
           times[SCROLL_FRAMES / 2], times[SCROLL_FRAMES * 95 / 100]);
}

static void
open_page (const char *path)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  hc_launch_open_async (path, HC_DB_READ_WRITE, NULL, opened_cb, NULL);
  while (launch == NULL || hc_launch_metrics (launch) == NULL)
    g_main_context_iteration (NULL, TRUE);
  page = g_object_new (HC_TYPE_TICKETS_PAGE, NULL);
  gtk_window_set_default_size (window, 1280, 800);
  gtk_window_set_child (window, GTK_WIDGET (page));
  hc_page_set_launch (HC_PAGE (page), launch);
  g_signal_connect (page->rows, "ids-changed", G_CALLBACK (ids_changed_cb), NULL);
  gtk_window_present (window);
  hc_page_show (HC_PAGE (page));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "before-paint",
                    G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
}

int
main (int argc, char **argv)
{
  guint rounds = argc > 2 ? CLAMP ((guint) atoi (argv[2]), 1, MAX_ROUNDS) : 5;
  HcApplication *application;
  sqlite3 *db;

  if (argc < 2)
    g_error ("usage: bench-table LAUNCH [ROUNDS]");
  gtk_init ();
  application = hc_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  if (sqlite3_open_v2 (argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s", argv[1]);
  open_page (argv[1]);

  g_print ("{\n  \"tickets\": %" G_GUINT64_FORMAT, hc_launch_ticket_count (launch));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double plain[MAX_ROUNDS], table[MAX_ROUNDS], ratio[MAX_ROUNDS];

      for (guint r = 0; r < rounds; r++)
        {
          plain[r] = plain_ms (db, &cases[i]);
          table[r] = first_frame_ms (&cases[i]);
          ratio[r] = table[r] / plain[r];
        }
      g_print (",\n  \"%s\": { \"plain_ms\": %.0f, \"first_frame_ms\": %.0f, \"ratio\": %.2f }",
               cases[i].name, median (plain, rounds), median (table, rounds),
               median (ratio, rounds));
    }
  show_all (NULL);
  scroll ("smooth", 40);
  scroll ("page", 700);
  scroll ("jump", 36 * 4000);
  g_print ("\n}\n");
  sqlite3_close (db);
  return 0;
}
