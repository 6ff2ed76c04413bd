/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “What If” on a launch: ticks recompute, both lists name the same driver, and the file stays as it
 * is. Skipped without a display. */

#include "config.h"

#include <string.h>

#include "hc-criteria-table.h"
#include "hc-metric-text.h"
#include "hc-metrics-page.h"
#include "hc-what-if-dialog.h"
#include "hc-what-if.h"
#include "page-fixture.h"

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_METRICS_PAGE, TRUE);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  hc_what_if_dialog_present (GTK_WIDGET (fixture->page), fixture->launch);
  wait_until (find_window (HC_TYPE_WHAT_IF_DIALOG) != NULL);
  wait_until (says (find_window (HC_TYPE_WHAT_IF_DIALOG), "Nothing is ticked"));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (find_window (HC_TYPE_WHAT_IF_DIALOG)));
  page_fixture_tear_down (fixture);
}

/* The launch file and its log. */
static char *
file_digest (PageFixture *fixture)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const files[] = { fixture->path, log };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (files[i], &contents, &length, NULL))
        g_checksum_update (sum, (const guchar *) contents, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static GPtrArray *
find_checks (GtkWidget *dialog)
{
  GPtrArray *checks = g_ptr_array_new ();

  find_all (dialog, GTK_TYPE_CHECK_BUTTON, checks);
  return checks;
}

static gpointer
ask_job (HcDb *db, gpointer data, GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, NULL, error);
  const char *const *solved = data;

  g_assert_no_error (*error);
  return hc_what_if_compute (inputs, solved, 10, g_get_real_time () / G_USEC_PER_SEC, NULL, error);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer out)
{
  *(HcWhatIf **) out = hc_store_job_finish (HC_STORE (object), result, NULL);
}

static HcWhatIf *
ask (PageFixture *fixture, const char *const *solved)
{
  HcWhatIf *what_if = NULL;

  hc_store_read_async (hc_launch_store (fixture->launch), ask_job, (gpointer) solved, NULL,
                       (GDestroyNotify) hc_what_if_free, NULL, asked_cb, &what_if);
  wait_until (what_if != NULL);
  return what_if;
}

/* Each tick leaves out the tickets of that driver; all ticks leave none. Nothing is written. */
static void
test_ticks (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = find_window (HC_TYPE_WHAT_IF_DIALOG);
  const char *const none[] = { NULL };
  g_autoptr (GPtrArray) checks = find_checks (dialog);
  g_autoptr (HcWhatIf) now = ask (fixture, none);
  g_autofree char *before = file_digest (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpuint (checks->len, >, 0);
  g_assert_cmpuint (checks->len, ==, MIN (now->choices->len, 10));
  for (guint i = 0; i < checks->len; i++)
    {
      const HcWhatIfChoice *choice = g_ptr_array_index (now->choices, i);
      const char *const solved[] = { choice->key, NULL };
      g_autoptr (HcWhatIf) then = ask (fixture, solved);
      g_autofree char *open
        = hc_metric_value_text (hc_metric_set_total (then->metrics_after, HC_METRIC_OPEN));
      g_autofree char *status = g_strdup_printf ("%u ticket", then->n_left_out);

      g_assert_cmpuint (then->n_left_out, ==, choice->tickets);
      gtk_check_button_set_active (checks->pdata[i], TRUE);
      wait_until (says (dialog, status) && says (dialog, "Nothing is written."));
      g_assert_true (says (dialog, open));
      gtk_check_button_set_active (checks->pdata[i], FALSE);
      wait_until (says (dialog, "Nothing is ticked"));
    }
  after = file_digest (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* A second tick while the first one is reckoned: the last one counts. */
static void
test_hurry (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = find_window (HC_TYPE_WHAT_IF_DIALOG);
  g_autoptr (GPtrArray) checks = find_checks (dialog);

  for (guint i = 0; i < 5; i++)
    gtk_check_button_set_active (checks->pdata[0], i % 2 == 0);
  gtk_check_button_set_active (checks->pdata[0], FALSE);
  wait_until (says (dialog, "Nothing is ticked"));
}

/* What “solved” means is said for the launch and for each metric that is shown. */
static void
test_captions (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = find_window (HC_TYPE_WHAT_IF_DIALOG);

  g_assert_true (says (dialog, "had never been opened"));
  g_assert_true (says (dialog, hc_what_if_metric_text (HC_METRIC_BACKLOG_AGE)));
  g_assert_true (says (dialog, hc_what_if_metric_text (HC_METRIC_TIME_TO_RESOLVE)));
  g_assert_true (says (dialog, "Exit Criteria"));
  g_assert_true (says (dialog, "Escalation Routing Is Clear"));
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, PageFixture, NULL, set_up, func, tear_down)
  ADD ("/what-if-dialog/ticks", test_ticks);
  ADD ("/what-if-dialog/hurry", test_hurry);
  ADD ("/what-if-dialog/captions", test_captions);
  return gui_test_run ();
}
