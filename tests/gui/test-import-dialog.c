/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In-process: drives the import dialog by its actions on files that need no question, one question,
 * and that cannot be read. Skipped without a display. */

#include "config.h"

#include "page-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-import-check.h"
#include "hc-import-columns.h"
#include "hc-import-dates.h"
#include "hc-import-dialog.h"
#include "hc-import-remember.h"
#include "hc-overview-page.h"

typedef struct
{
  PageFixture page;
  char *file;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  page_fixture_set_up (&self->page, HC_TYPE_OVERVIEW_PAGE, TRUE);
  self->file = g_build_filename (self->page.folder, "today.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->file);
  g_free (self->file);
  page_fixture_tear_down (&self->page);
}

/* Every descendant of @type, in order. */
static void
collect (GtkWidget *widget, GType type, GPtrArray *out)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (out, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, out);
}

static GtkWidget *
nth (Fixture *self, GType type, guint n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (self->dialog, type, found);
  g_assert_cmpuint (n, <, found->len);
  return g_ptr_array_index (found, n);
}

/* The stack of the steps is the first one inside the window. */
static const char *
step (Fixture *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (nth (self, GTK_TYPE_STACK, 0)));
}

/* “Next”, “Import” or “Done”. */
static GtkWidget *
next_button (Fixture *self)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (self->dialog, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_actionable_get_action_name (g_ptr_array_index (buttons, i)), "import.next") == 0)
      return g_ptr_array_index (buttons, i);
  g_assert_not_reached ();
}

static gboolean
can_go_on (Fixture *self)
{
  return gtk_widget_get_sensitive (next_button (self)) &&
         gtk_widget_get_visible (next_button (self));
}

static const char *
error_text (Fixture *self)
{
  GtkWidget *revealer = nth (self, GTK_TYPE_REVEALER, 0);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return NULL;
  collect (revealer, GTK_TYPE_LABEL, labels);
  return gtk_label_get_text (g_ptr_array_index (labels, 0));
}

static void
open_dialog (Fixture *self, const char *content, gssize length)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (self->file);
  g_autoptr (GList) windows = NULL;

  g_assert_true (g_file_set_contents (self->file, content, length, NULL));
  g_list_store_append (files, file);
  hc_import_dialog_present (self->page.window, self->page.launch, G_LIST_MODEL (files));
  windows = gtk_window_list_toplevels ();
  self->dialog = NULL;
  for (GList *l = windows; l != NULL; l = l->next)
    if (HC_IS_IMPORT_DIALOG (l->data))
      self->dialog = l->data;
  g_assert_nonnull (self->dialog);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
}

static void
close_dialog (Fixture *self)
{
  gtk_widget_activate_action (self->dialog, "import.cancel", NULL);
  wait_until (self->dialog == NULL);
}

static const char known[] =
  "number,opened_at,short_description,state,priority,assignment_group,resolved_at,sys_updated_on\n"
  "INC90001,2026-03-09 10:00:00,No approver,New,1 - Critical,Access,,2026-03-09 10:00:00\n"
  "INC90002,2026-03-09 25:00:00,Broken date,New,1 - Critical,Access,,2026-03-09 10:00:00\n"
  "INC90003,2026-03-09 11:00:00,No tile,New,3 - Moderate,Access,,2026-03-09 11:00:00\n";

/* Nothing to ask: straight to what would happen; nothing is written before “Import”. */
static void
test_known_file (Fixture *self, gconstpointer data)
{
  guint64 before = hc_launch_ticket_count (self->page.launch);

  open_dialog (self, known, -1);
  wait_until (g_str_equal (step (self), "check") && can_go_on (self));
  g_assert_cmpuint (hc_launch_ticket_count (self->page.launch), ==, before);
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (next_button (self))), "_Done") == 0);
  wait_until (hc_launch_ticket_count (self->page.launch) == before + 2);
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (self->dialog == NULL);
}

/* Leaving at the check leaves the launch as it was. */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  guint64 before = hc_launch_ticket_count (self->page.launch);
  guint batches = hc_launch_batches (self->page.launch)->len;

  open_dialog (self, known, -1);
  wait_until (g_str_equal (step (self), "check") && can_go_on (self));
  close_dialog (self);
  g_assert_cmpuint (hc_launch_ticket_count (self->page.launch), ==, before);
  g_assert_cmpuint (hc_launch_batches (self->page.launch)->len, ==, batches);
}

/* Two date orders fit: the dialog stops, says so, and goes on once a person chose. Only then the
 * newest time of a file that is much younger than its content is known. */
static void
test_date_question (Fixture *self, gconstpointer data)
{
  static const char text[] =
    "number,opened_at,short_description,state,priority,assignment_group,sys_updated_on\n"
    "INC90001,03/04/2020 10:00,No approver,New,1 - Critical,Access,03/05/2020 10:00\n"
    "INC90002,03/05/2020 10:00,No tile,New,1 - Critical,Access,03/06/2020 10:00\n";
  const char *as_of;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  open_dialog (self, text, -1);
  wait_until (g_str_equal (step (self), "columns") && error_text (self) != NULL);
  g_assert_false (can_go_on (self));
  g_assert_nonnull (strstr (error_text (self), "date order"));
  collect (nth (self, HC_TYPE_IMPORT_DATES, 0), GTK_TYPE_CHECK_BUTTON, choices);
  g_assert_cmpuint (choices->len, ==, 3);
  gtk_check_button_set_active (g_ptr_array_index (choices, 1), TRUE);
  wait_until (can_go_on (self));
  g_assert_null (error_text (self));
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (g_str_equal (step (self), "check") && can_go_on (self));
  collect (nth (self, HC_TYPE_IMPORT_CHECK, 0), ADW_TYPE_ENTRY_ROW, rows);
  as_of = gtk_editable_get_text (g_ptr_array_index (rows, 0));
  g_assert_cmpstr (as_of, ==, "2020-03-06 10:00");
  close_dialog (self);
}

/* Plain numbers are read as dates only after a person said so, and other ones are asked anew. */
static void
test_number_question (Fixture *self, gconstpointer data)
{
  HcInspectNumber numbers[] = { { (char *) "Opened", (char *) "45355.25", 1709532000 },
                                { (char *) "Closed", (char *) "45356", 1709596800 } };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  HcInspection seen = { .zone = (char *) "Europe/Berlin", .dates = none, .numbers = shown };
  HcImportDates *dates = g_object_ref_sink (g_object_new (HC_TYPE_IMPORT_DATES, NULL));
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  gboolean has_time = FALSE;

  hc_import_dates_show (dates, &seen);
  g_assert_null (hc_import_dates_problem (dates));
  g_ptr_array_add (shown, &numbers[0]);
  hc_import_dates_show (dates, &seen);
  g_assert_nonnull (strstr (hc_import_dates_problem (dates), "plain numbers"));
  collect (GTK_WIDGET (dates), GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    has_time |= g_str_equal (gtk_label_get_text (g_ptr_array_index (labels, i)),
                             "4 March 2024 07:00");
  g_assert_true (has_time);
  collect (GTK_WIDGET (dates), GTK_TYPE_CHECK_BUTTON, buttons);
  gtk_check_button_set_active (g_ptr_array_index (buttons, 2), TRUE);
  g_assert_null (hc_import_dates_problem (dates));
  hc_import_dates_show (dates, &seen);
  g_assert_null (hc_import_dates_problem (dates));
  g_ptr_array_add (shown, &numbers[1]);
  hc_import_dates_show (dates, &seen);
  g_assert_nonnull (hc_import_dates_problem (dates));
  g_object_unref (dates);
}

static gboolean
is_idle (Fixture *self)
{
  return !gtk_spinner_get_spinning (GTK_SPINNER (nth (self, GTK_TYPE_SPINNER, 0)));
}

static void
choose (Fixture *self, guint drop_down, guint item)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  wait_until (is_idle (self));
  collect (nth (self, HC_TYPE_IMPORT_COLUMNS, 0), GTK_TYPE_DROP_DOWN, found);
  g_assert_cmpuint (drop_down, <, found->len);
  gtk_drop_down_set_selected (g_ptr_array_index (found, drop_down), item);
  wait_until (is_idle (self));
}

/* What was chosen by hand is kept: the next file with these columns goes straight to the check. */
static void
test_remember (Fixture *self, gconstpointer data)
{
  static const char first[] = "Vorfall,Wann,Lage\nX-1,2026-03-09 10:00,Kalt\n";
  static const char next[] = "Vorfall,Wann,Lage\nX-1,2026-03-09 10:00,Kalt\n"
                             "X-2,2026-03-10 10:00,Kalt\n";
  guint64 before = hc_launch_ticket_count (self->page.launch);
  HcImportRemember *remember;

  open_dialog (self, first, -1);
  wait_until (g_str_equal (step (self), "columns") && error_text (self) != NULL);
  choose (self, 0, HC_TICKET_KEY + 1);
  choose (self, 1, HC_TICKET_OPENED + 1);
  choose (self, 2, HC_TICKET_STATE + 1);
  gtk_widget_grab_focus (nth (self, GTK_TYPE_DROP_DOWN, 3));
  choose (self, 3, HC_STATE_RESOLVED + 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->dialog)),
                                         nth (self, GTK_TYPE_DROP_DOWN, 3)));
  remember = HC_IMPORT_REMEMBER (nth (self, HC_TYPE_IMPORT_REMEMBER, 0));
  g_assert_cmpstr (hc_import_remember_name (remember), ==, "today");
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (g_str_equal (step (self), "check") && can_go_on (self));
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (hc_launch_ticket_count (self->page.launch) == before + 1);
  wait_until (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (next_button (self))), "_Done") == 0);
  gtk_widget_activate_action (self->dialog, "import.next", NULL);
  wait_until (self->dialog == NULL);

  open_dialog (self, next, -1);
  wait_until (g_str_equal (step (self), "check") && can_go_on (self));
  remember = HC_IMPORT_REMEMBER (nth (self, HC_TYPE_IMPORT_REMEMBER, 0));
  g_assert_null (hc_import_remember_name (remember));
  close_dialog (self);
}

static void
test_not_a_table (Fixture *self, gconstpointer data)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
  guint64 before = hc_launch_ticket_count (self->page.launch);

  open_dialog (self, png, sizeof png - 1);
  wait_until (error_text (self) != NULL);
  g_assert_nonnull (strstr (error_text (self), "PNG"));
  g_assert_false (can_go_on (self));
  close_dialog (self);
  g_assert_cmpuint (hc_launch_ticket_count (self->page.launch), ==, before);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
#define ADD(name, function)                                                                        \
  g_test_add ("/import-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("known-file", test_known_file);
  ADD ("cancel", test_cancel);
  ADD ("date-question", test_date_question);
  ADD ("number-question", test_number_question);
  ADD ("remember", test_remember);
  ADD ("not-a-table", test_not_a_table);
  return gui_test_run ();
}
