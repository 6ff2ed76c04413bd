/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: the go-live gate of a launch without a plan. Nothing may look met; a waiver and a
 * changed rule show at once. Skipped without a display. */

#include "config.h"

#include "page-fixture.h"

#include <string.h>

#include "hc-gate-detail.h"
#include "hc-gate-page.h"
#include "hc-gate-view.h"

static void
set_up (PageFixture *self, gconstpointer data)
{
  page_fixture_set_up (self, HC_TYPE_GATE_PAGE, TRUE);
}

static void
tear_down (PageFixture *self, gconstpointer data)
{
  page_fixture_tear_down (self);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkListBox *
criteria (PageFixture *self)
{
  return GTK_LIST_BOX (find (find (GTK_WIDGET (self->page), HC_TYPE_GATE_VIEW), GTK_TYPE_LIST_BOX));
}

static guint
n_rows (PageFixture *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (criteria (self), (int) n) != NULL)
    n++;
  return n;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
row_shows (PageFixture *self, guint row, const char *text)
{
  GtkListBoxRow *found = gtk_list_box_get_row_at_index (criteria (self), (int) row);

  return found != NULL && shows (GTK_WIDGET (found), text);
}

static void
test_nothing_is_met (PageFixture *self, gconstpointer data)
{
  wait_until (n_rows (self) > 0);
  g_assert_cmpuint (n_rows (self), ==, 7);
  g_assert_true (shows (GTK_WIDGET (self->page), "Not Ready"));
  g_assert_true (row_shows (self, 0, "Not Met"));
  g_assert_true (shows (GTK_WIDGET (self->page), "What Is Missing"));
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  hc_gate_finish (HC_GATE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* By somebody else's hand (another window, the same launch): the page follows. */
static void
test_follows (PageFixture *self, gconstpointer data)
{
  g_autoptr (HcGate) gate = hc_gate_new (self->launch, HC_GATE_GO_LIVE);
  gboolean done = FALSE;

  wait_until (n_rows (self) > 0 && hc_gate_result (gate) != NULL);
  hc_gate_waive_async (gate, "hot_paths_defined", "Small launch", "Sponsor", HC_DAY_NONE, finished_cb,
                       &done);
  wait_until (done && row_shows (self, 0, "Waived"));
  done = FALSE;
  hc_gate_set_mandatory_async (gate, "duties_assigned", FALSE, finished_cb, &done);
  wait_until (done && row_shows (self, 1, "not mandatory"));
}

/* Selecting a criterion explains it. */
static void
test_select (PageFixture *self, gconstpointer data)
{
  GtkWidget *detail;

  wait_until (n_rows (self) > 0);
  detail = find (GTK_WIDGET (self->page), HC_TYPE_GATE_DETAIL);
  gtk_list_box_select_row (criteria (self), gtk_list_box_get_row_at_index (criteria (self), 3));
  g_assert_true (shows (detail, hc_criterion_title ("baselines_entered")));
  g_assert_false (shows (detail, hc_criterion_title ("hot_paths_defined")));
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(name, function)                                                                        \
  g_test_add ("/gate/" name, PageFixture, NULL, set_up, function, tear_down)
  ADD ("nothing-is-met", test_nothing_is_met);
  ADD ("follows", test_follows);
  ADD ("select", test_select);
  return gui_test_run ();
}
