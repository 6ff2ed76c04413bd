/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Ownership page by keys, its badge, and the routing guide. Skipped without a display. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-ownership-page.h"
#include "hc-people-import-dialog.h"
#include "hc-raci-cell.h"
#include "hc-raci-matrix.h"
#include "hc-routing-check-view.h"
#include "hc-routing-guide.h"
#include "page-fixture.h"

/* Of the fixture: those that have ended had done so in the first file. */
#define ROUTING_SUMMARY                                                                             \
  "Not measurable yet: the way of 0 of 100 ended tickets is known, four in five are needed."

static HcRaciMatrix *
matrix_of (PageFixture *fixture)
{
  return HC_RACI_MATRIX (find_child (GTK_WIDGET (fixture->page), HC_TYPE_RACI_MATRIX));
}

static HcOwnershipModel *
model_of (PageFixture *fixture)
{
  return hc_ownership_model_of (fixture->launch);
}

/* As if typed into the matrix. */
static gboolean
press (PageFixture *fixture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (matrix_of (fixture)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  return handled;
}

static void
set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_OWNERSHIP_PAGE, with_tickets != NULL);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)) &&
              hc_ownership_model_is_loaded (model_of (fixture)));
}

static void
tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

static const HcRecordData *
duty_at (PageFixture *fixture, guint i)
{
  return g_ptr_array_index (hc_ownership_model_plan (model_of (fixture))->duties, i);
}

static const HcRecordData *
team_at (PageFixture *fixture, guint i)
{
  return g_ptr_array_index (hc_ownership_model_plan (model_of (fixture))->teams, i);
}

static guint
n_roles (PageFixture *fixture)
{
  return hc_ownership_model_plan (model_of (fixture))->roles->len;
}

static const char *
undo_label (PageFixture *fixture)
{
  return hc_store_undo_label (hc_launch_store (fixture->launch));
}

/* The seven areas and the usual teams; the focus in the first cell. */
static void
fill_matrix (PageFixture *fixture)
{
  HcOwnershipModel *model = model_of (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.set-up", NULL);
  wait_until (hc_ownership_model_plan (model)->duties->len == 7 &&
              hc_ownership_model_plan (model)->teams->len == 7);
  wait_until (hc_raci_matrix_focus_cell (matrix_of (fixture), duty_at (fixture, 0)->id,
                                         team_at (fixture, 0)->id));
}

static void
test_set_up (PageFixture *fixture, gconstpointer data)
{
  g_auto (HcBadge) none = { 0 };
  g_auto (HcBadge) badge = { 0 };

  hc_ownership_page_badge (fixture->launch, &none);
  g_assert_null (none.text);
  fill_matrix (fixture);
  g_assert_cmpstr (undo_label (fixture), ==, "Set Up the Ownership Matrix");
  g_assert_cmpstr (hc_record_data_title (team_at (fixture, 0)), ==, "Support");
  /* seven empty rows without a path each */
  hc_ownership_page_badge (fixture->launch, &badge);
  g_assert_cmpstr (badge.text, ==, "14 checks");
  g_assert_true (badge.attention);
}

static void
test_letters (PageFixture *fixture, gconstpointer data)
{
  HcOwnershipModel *model = model_of (fixture);
  g_autofree char *text = NULL;
  g_autofree char *tsv = NULL;

  fill_matrix (fixture);
  g_assert_true (press (fixture, GDK_KEY_a, 0));
  g_assert_true (press (fixture, GDK_KEY_R, GDK_SHIFT_MASK));
  /* shown at once */
  text = hc_ownership_model_cell_text (model, duty_at (fixture, 0)->id, team_at (fixture, 0)->id);
  g_assert_cmpstr (text, ==, "Ticket classification and tagging, Support: responsible, accountable");
  wait_until (n_roles (fixture) == 2);
  g_assert_cmpstr (undo_label (fixture), ==,
                   "Set Responsible of “Ticket classification and tagging”");
  tsv = hc_ownership_model_dup_tsv (model);
  g_assert_true (g_str_has_prefix (tsv, "Area\tSupport\tITSM\tApplication\tProcess\tAccess\tSecurity\t"
                                        "Compliance\nTicket classification and tagging\tR/A\t\t"));

  /* twice the same key, faster than the first is written: on, off */
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_c, 0);
  press (fixture, GDK_KEY_c, 0);
  wait_until (g_strcmp0 (undo_label (fixture),
                         "Clear Consulted of “Ticket classification and tagging”") == 0);
  wait_until (n_roles (fixture) == 2);

  press (fixture, GDK_KEY_Left, 0);
  press (fixture, GDK_KEY_Delete, 0);
  wait_until (n_roles (fixture) == 0);
  g_assert_cmpstr (undo_label (fixture), ==,
                   "Clear Support of “Ticket classification and tagging”");
  g_assert_false (press (fixture, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
}

static void
test_moving (PageFixture *fixture, gconstpointer data)
{
  HcRaciMatrix *matrix = matrix_of (fixture);

  fill_matrix (fixture);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (hc_raci_matrix_selected_duty (matrix), ==, duty_at (fixture, 1)->id);
  press (fixture, GDK_KEY_End, GDK_CONTROL_MASK);
  g_assert_cmpstr (hc_raci_matrix_selected_duty (matrix), ==, duty_at (fixture, 6)->id);
  press (fixture, GDK_KEY_Down, 0); /* stays at the edge */
  g_assert_cmpstr (hc_raci_matrix_selected_duty (matrix), ==, duty_at (fixture, 6)->id);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                         GTK_WIDGET (matrix)));
  press (fixture, GDK_KEY_Home, 0);
  press (fixture, GDK_KEY_Up, GDK_ALT_MASK);
  wait_until (g_strcmp0 (hc_record_data_title (duty_at (fixture, 5)),
                         "Hypercare metrics and reporting") == 0);
  press (fixture, GDK_KEY_Delete, 0);
  wait_until (hc_ownership_model_plan (model_of (fixture))->duties->len == 6);
  /* the focus is never lost */
  wait_until (gtk_window_get_focus (fixture->window) != NULL &&
              gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), GTK_WIDGET (matrix)));
}

static void
test_check_jumps (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  fill_matrix (fixture);
  press (fixture, GDK_KEY_a, 0);
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_a, 0);
  wait_until (n_roles (fixture) == 2);
  press (fixture, GDK_KEY_End, 0);
  press (fixture, GDK_KEY_Return, 0);
  /* to the second A */
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (HC_IS_RACI_CELL (focus));
  g_assert_cmpstr (hc_raci_cell_team (HC_RACI_CELL (focus)), ==, team_at (fixture, 1)->id);
}

/* NULL: there is none of that title. */
static GtkWindow *
window_titled (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0 &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
test_people_import (PageFixture *fixture, gconstpointer data)
{
  HcRecordList *people = hc_ownership_model_list (model_of (fixture), "person");
  g_autofree char *path = g_build_filename (fixture->folder, "people.csv", NULL);

  g_assert_true (g_file_set_contents (path, "Name,E-Mail,Team\nAnn,a@x.org,Desk\nBob,,\n", -1, NULL));
  hc_people_import_dialog_present (GTK_WIDGET (fixture->page), fixture->launch, path);
  wait_until (window_titled ("Import People") != NULL);
  g_assert_cmpuint (hc_record_list_count (people), ==, 0);
  gtk_widget_activate (gtk_window_get_default_widget (window_titled ("Import People")));
  wait_until (hc_record_list_count (people) == 2 &&
              hc_ownership_model_plan (model_of (fixture))->teams->len == 1);
  g_assert_cmpstr (undo_label (fixture), ==, "Import People");
  g_unlink (path);
}

/* One import tells where tickets lie, not which way they came. */
static void
test_routing (PageFixture *fixture, gconstpointer data)
{
  GtkWidget *view = find_child (GTK_WIDGET (fixture->page), HC_TYPE_ROUTING_CHECK_VIEW);

  wait_until (hc_routing_check_view_summary (HC_ROUTING_CHECK_VIEW (view)) != NULL);
  g_assert_cmpstr (hc_routing_check_view_summary (HC_ROUTING_CHECK_VIEW (view)), ==,
                   data != NULL ? ROUTING_SUMMARY : "Needs tickets: import an export first.");
  g_assert_false (hc_routing_check_view_has_pairs (HC_ROUTING_CHECK_VIEW (view)));
}

static GPtrArray *
many_rows (guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_guide_row_free);

  for (guint i = 0; i < n; i++)
    {
      HcGuideRow *row = g_new0 (HcGuideRow, 1);

      for (guint j = 0; j < HC_GUIDE_N_COLUMNS; j++)
        row->texts[j] = g_strdup_printf ("Zuständigkeitsbereichsverantwortung %u.%u für Bestellungen",
                                         i, j);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* One page for a launch of any usual size; never a row lost. */
static void
test_guide_pdf (void)
{
  static const struct
  {
    guint rows;
    gboolean one_page;
  } cases[] = { { 0, TRUE }, { 1, TRUE }, { 20, TRUE }, { 90, FALSE } };
  g_autofree char *folder = g_dir_make_tmp ("hc-guide-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "guide.pdf", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = many_rows (cases[i].rows);
      HcGuide guide = { "ERP: Who Gets What", "As of today", rows };
      HcPrint print = hc_routing_guide_print (&guide);
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
      cairo_t *cr = cairo_create (surface);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true ((hc_routing_guide_pages (&guide, cr, 770, 523) == 1) == cases[i].one_page);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      g_assert_true (hc_print_save_pdf (&print, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_true (g_str_has_prefix (contents, "%PDF-"));
      g_unlink (path);
      g_assert_false (hc_print_save_pdf (&print, "/nonexistent/guide.pdf", &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  g_test_add ("/ownership-page/set-up", PageFixture, NULL, set_up, test_set_up, tear_down);
  g_test_add ("/ownership-page/letters", PageFixture, NULL, set_up, test_letters, tear_down);
  g_test_add ("/ownership-page/moving", PageFixture, NULL, set_up, test_moving, tear_down);
  g_test_add ("/ownership-page/check-jumps", PageFixture, NULL, set_up, test_check_jumps, tear_down);
  g_test_add ("/ownership-page/people-import", PageFixture, NULL, set_up, test_people_import,
              tear_down);
  g_test_add ("/ownership-page/routing/no-tickets", PageFixture, NULL, set_up, test_routing,
              tear_down);
  g_test_add ("/ownership-page/routing/tickets", PageFixture, "", set_up, test_routing, tear_down);
  g_test_add_func ("/ownership-page/guide-pdf", test_guide_pdf);
  return gui_test_run ();
}
