/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New Launch, Launch Settings and Import Holidays in-process. Skipped without a display. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gui-test.h"
#include "hc-holidays-dialog.h"
#include "hc-launch-form.h"
#include "hc-new-launch-dialog.h"
#include "hc-record-list.h"
#include "hc-starter-group.h"

static HcApplication *application;

typedef struct
{
  char *folder;
  char *path;
  HcWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hc-launch-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "wave.hypercare", NULL);
  self->window = hc_window_new (ADW_APPLICATION (application));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != self->window)
      gtk_window_destroy (l->data);
  gtk_window_close (GTK_WINDOW (self->window));
  wait_until (self->window == NULL);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* one file, nothing beside it */
  g_free (self->path);
  g_free (self->folder);
}

static const char *
undo_label (Fixture *self)
{
  return hc_store_undo_label (hc_launch_store (hc_window_launch (self->window)));
}

static guint
n_holidays (Fixture *self)
{
  return hc_launch_settings (hc_window_launch (self->window))->n_holidays;
}

static GPtrArray *
make_days (HcDay first, const char *name, guint n)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (days, hc_holiday_new (first + (HcDay) i, name));
  return days;
}

/* As after the preview. */
static void
take_holidays (HcHolidaysRow *row, GPtrArray *holidays)
{
  HcDay days[8];

  g_assert_cmpuint (holidays->len, <=, G_N_ELEMENTS (days));
  for (guint i = 0; i < holidays->len; i++)
    days[i] = ((HcHoliday *) holidays->pdata[i])->day;
  hc_holidays_row_set_days (row, days, holidays->len);
  hc_holidays_row_set_names (row, holidays);
  g_signal_emit_by_name (row, "imported", holidays);
}

/* A launch created in the dialog, with @starter; the form gets a name and holidays first. */
static void
create (Fixture *self, const char *starter, GPtrArray *holidays)
{
  GtkWidget *dialog, *form;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-launch", NULL));
  dialog = find_window_named ("HcNewLaunchDialog");
  g_assert_nonnull (dialog);
  form = find_child (dialog, HC_TYPE_LAUNCH_FORM);
  gtk_editable_set_text (GTK_EDITABLE (find_child (form, ADW_TYPE_ENTRY_ROW)), "Wave 1");
  if (holidays != NULL)
    take_holidays (hc_launch_form_holidays (HC_LAUNCH_FORM (form)), holidays);
  hc_starter_group_select (HC_STARTER_GROUP (find_child (dialog, HC_TYPE_STARTER_GROUP)), starter);
  g_assert_true (hc_launch_form_commit (HC_LAUNCH_FORM (form)));
  hc_new_launch_dialog_create (HC_NEW_LAUNCH_DIALOG (dialog), self->path);
  wait_until (hc_window_launch (self->window) != NULL);
  g_assert_null (find_window_named ("HcNewLaunchDialog"));
}

static HcRecordList *
load_list (Fixture *self, const char *type)
{
  HcRecordList *list = hc_record_list_new (hc_window_launch (self->window), type, NULL);

  wait_until (hc_record_list_is_loaded (list));
  return list;
}

/* ---- new launch ---- */

static void
test_starter (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) holidays = make_days (20545, "Good Friday", 1); /* 2026-04-02 … */
  g_autoptr (HcRecordList) paths = NULL;
  g_autoptr (HcRecordList) days = NULL;

  create (self, "crm", holidays);
  g_assert_cmpstr (undo_label (self), ==, "Apply CRM Starter");
  paths = load_list (self, "workflow");
  g_assert_cmpuint (hc_record_list_count (paths), ==, 7);
  g_assert_cmpuint (n_holidays (self), ==, 1);
  days = load_list (self, "holiday");
  g_assert_cmpstr (hc_record_get (hc_record_list_at (days, 0), "name"), ==, "Good Friday");

  /* One step; the launch itself stays. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  wait_until (hc_record_list_count (paths) == 0);
  wait_until (undo_label (self) == NULL);
  g_assert_cmpuint (n_holidays (self), ==, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.redo", NULL));
  wait_until (hc_record_list_count (paths) == 7);
}

static void
test_blank (Fixture *self, gconstpointer data)
{
  g_autoptr (HcRecordList) paths = NULL;
  g_autoptr (HcRecordList) duties = NULL;

  create (self, "blank", NULL);
  paths = load_list (self, "workflow");
  duties = load_list (self, "duty");
  g_assert_cmpuint (hc_record_list_count (paths), ==, 0);
  g_assert_cmpuint (hc_record_list_count (duties), ==, 7);
}

/* ---- settings ---- */

static const char *
first_name (HcHolidaysRow *row)
{
  return ((HcHoliday *) hc_holidays_row_holidays (row)->pdata[0])->name;
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window), *dialog;
  g_autoptr (GPtrArray) days = make_days (20545, "Easter", 3);
  g_autoptr (GPtrArray) typed = make_days (20545, "Day off", 1);
  g_autoptr (HcRecordList) list = NULL;
  HcHolidaysRow *row;

  create (self, "blank", NULL);
  g_assert_true (gtk_widget_activate_action (window, "win.launch-settings", NULL));
  dialog = find_window_named ("HcSettingsDialog");
  row = hc_launch_form_holidays (HC_LAUNCH_FORM (find_child (dialog, HC_TYPE_LAUNCH_FORM)));
  list = load_list (self, "holiday");

  take_holidays (row, days);
  wait_until (n_holidays (self) == 3 && hc_holidays_row_holidays (row)->len == 3);
  g_assert_cmpstr (undo_label (self), ==, "Import Holidays");
  wait_until (hc_record_list_count (list) == 3);

  wait_until (g_str_equal (first_name (row), "Easter"));
  hc_holidays_row_set_names (row, typed);
  g_signal_emit_by_name (row, "renamed", 20545, "Easter");
  wait_until (g_strcmp0 (undo_label (self), "Rename Holiday") == 0);
  g_assert_true (gtk_widget_activate_action (window, "win.undo", NULL));
  wait_until (g_strcmp0 (undo_label (self), "Import Holidays") == 0);
  wait_until (g_str_equal (first_name (row), "Easter"));
  g_assert_true (gtk_widget_activate_action (window, "win.undo", NULL));
  wait_until (n_holidays (self) == 0 && hc_holidays_row_holidays (row)->len == 0);
}

/* ---- the preview ---- */

static void
take_chosen (HcHolidaysDialog *dialog, GPtrArray *days, GString *out)
{
  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *date = hc_day_format (((HcHoliday *) days->pdata[i])->day);

      g_string_append_printf (out, "%s %s;", date, ((HcHoliday *) days->pdata[i])->name);
    }
}

static void
test_preview (Fixture *self, gconstpointer data)
{
  static const char text[] = "BEGIN:VCALENDAR\n"
                             "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260403\nSUMMARY:A\nEND:VEVENT\n"
                             "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260406\nSUMMARY:B\nEND:VEVENT\n"
                             "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nSUMMARY:C\nEND:VEVENT\n"
                             "END:VCALENDAR\n";
  g_autofree char *file = g_build_filename (self->folder, "x.ics", NULL);
  g_autoptr (GPtrArray) known = make_days (hc_day_from_ymd (2026, 4, 3), "Ours", 1);
  g_autoptr (GString) chosen = g_string_new (NULL);
  HcHolidaysDialog *dialog;

  g_ptr_array_add (known, hc_holiday_new (hc_day_from_ymd (2026, 4, 6), NULL));
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  dialog = hc_holidays_dialog_new (known, hc_day_from_ymd (2026, 1, 1), hc_day_from_ymd (2026, 12, 31));
  g_signal_connect (dialog, "chosen", G_CALLBACK (take_chosen), chosen);
  hc_holidays_dialog_read (dialog, GTK_WINDOW (self->window), file);
  wait_until (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "holidays.import", NULL));
  g_assert_cmpstr (chosen->str, ==, "2026-04-06 B;2026-05-01 C;"); /* a name that is there stays */
  g_unlink (file);
}

static void
test_bad_calendar (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (self->folder, "x.ics", NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  HcHolidaysDialog *dialog = hc_holidays_dialog_new (none, 0, 1);

  g_assert_true (g_file_set_contents (file, "no calendar", -1, NULL));
  hc_holidays_dialog_read (dialog, GTK_WINDOW (self->window), file);
  wait_until (find_window_named ("AdwMessageDialog") != NULL);
  g_assert_null (find_window_named ("HcHolidaysDialog"));
  g_unlink (file);
}

/* ---- main ---- */

int
main (int argc, char **argv)
{
  if ((application = gui_test_init (&argc, &argv)) == NULL)
    return 0;
  g_test_add ("/launch-dialogs/starter", Fixture, NULL, set_up, test_starter, tear_down);
  g_test_add ("/launch-dialogs/blank", Fixture, NULL, set_up, test_blank, tear_down);
  g_test_add ("/launch-dialogs/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/launch-dialogs/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/launch-dialogs/bad-calendar", Fixture, NULL, set_up, test_bad_calendar, tear_down);
  return gui_test_run ();
}
