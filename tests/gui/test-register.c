/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The register table, its editor, its paste and the form on a real launch. Skipped without a display. */

#include "config.h"

#include "hc-cell-editor.h"
#include "hc-form-private.h"
#include "hc-handoff-page-private.h"
#include "hc-record-table.h"
#include "hc-register-table.h"
#include "hc-register-view-private.h"
#include "page-fixture.h"

/* ---------------------------------------------------------------- pasted tables */

static GArray *
all_columns (const HcRecordType *type)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) type->n_fields; i++)
    if ((type->fields[i].flags & HC_FIELD_HIDDEN) == 0)
      g_array_append_val (columns, i);
  return columns;
}

/* “field=value,…” of each record, joined by “|”. */
static char *
describe (GPtrArray *records)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (records, i);

      g_string_append (out, i > 0 ? "|" : "");
      for (guint f = 0; f < record->type->n_fields; f++)
        if (record->values[f] != NULL)
          g_string_append_printf (out, "%s=%s;", record->type->fields[f].name, record->values[f]);
    }
  return g_string_free (out, FALSE);
}

static void
test_table (void)
{
  static const struct
  {
    const char *text;
    const char *records;
    guint refused, incomplete;
    gboolean titles;
  } cases[] = {
    { "", "", 0, 0, FALSE },
    { "\r\n\n", "", 0, 0, FALSE },
    { "Sign contract", "item=Sign contract;status=open;", 0, 0, FALSE },
    /* titles in another order, one unknown */
    { "Status\tWhat\tItem\nDone\tx\tA\nopen\ty\tB\n",
      "item=A;status=done;|item=B;status=open;", 0, 0, TRUE },
    /* titles twice: the first counts */
    { "Item\tItem\nA\tB\n", "item=A;status=open;", 0, 0, TRUE },
    /* by position: item, responsible, reviewer, due, status, evidence */
    { "A\tAnna\tBert\t2026-03-04\tIn Progress\tlink\n",
      "item=A;responsible=Anna;reviewer=Bert;due=2026-03-04;status=in_progress;evidence=link;", 0,
      0, FALSE },
    /* a date and a state that cannot be read keep what a new row has */
    { "Item\tDue\tStatus\nA\tsoon\tperhaps\n", "item=A;status=open;", 2, 0, TRUE },
    /* the title is missing */
    { "Item\tResponsible\n\tAnna\nB\t\n", "item=B;status=open;", 0, 1, TRUE },
    /* tabs and line breaks inside quotation marks, doubled ones, our own missing value */
    { "Item\tEvidence\n\"A\tB\"\t\"say \"\"so\"\"\"\nC\t–\n",
      "item=A B;status=open;evidence=say \"so\";|item=C;status=open;", 0, 0, TRUE },
    { "5\" disk\tAnna\n", "item=5\" disk;responsible=Anna;status=open;", 0, 0, FALSE },
    /* more cells than fields */
    { "A\tb\tc\t\t\t\tg\th", "item=A;responsible=b;reviewer=c;status=open;", 0, 0, FALSE },
    { "only titles\n", "item=only titles;status=open;", 0, 0, FALSE },
  };
  const HcRecordType *type = hc_record_type ("checklist_item");
  g_autoptr (GArray) columns = all_columns (type);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcRegisterTable) table = hc_register_table_parse (cases[i].text, type, columns, NULL);
      guint refused, incomplete;
      g_autoptr (GPtrArray) records =
        hc_register_table_records (table, type, NULL, NULL, NULL, &refused, &incomplete, NULL);
      g_autofree char *text = describe (records);

      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].records);
      g_assert_cmpuint (refused, ==, cases[i].refused);
      g_assert_cmpuint (incomplete, ==, cases[i].incomplete);
      g_assert_cmpint (table->has_titles, ==, cases[i].titles);
    }
}

static void
test_table_limit (void)
{
  const HcRecordType *type = hc_record_type ("lesson");
  g_autoptr (GArray) columns = all_columns (type);
  g_autoptr (GString) text = g_string_new ("What Happened\n");
  g_autoptr (HcRegisterTable) table = NULL;
  g_autoptr (GPtrArray) records = NULL;
  guint refused, incomplete;

  for (guint i = 0; i < HC_PASTE_MAX_ROWS + 3; i++)
    g_string_append_printf (text, "row %u\n", i);
  table = hc_register_table_parse (text->str, type, columns, NULL);
  records = hc_register_table_records (table, type, NULL, NULL, NULL, &refused, &incomplete, NULL);
  g_assert_cmpuint (records->len, ==, HC_PASTE_MAX_ROWS);
  g_assert_cmpuint (table->left_out, ==, 3);
}

/* ---------------------------------------------------------------- typed texts */

static void
test_parse (void)
{
  static const struct
  {
    const char *type, *field, *typed;
    const char *value; /* NULL: refused; "": no value */
  } cases[] = {
    { "checklist_item", "due", "2026-03-04", "2026-03-04" },
    { "checklist_item", "due", "4 March 2026", "2026-03-04" },
    { "checklist_item", "due", " 4 Mar 2026 ", "2026-03-04" },
    { "checklist_item", "due", "24.12.2026", "2026-12-24" },
    { "checklist_item", "due", "", "" },
    { "checklist_item", "due", "soon", NULL },
    { "checklist_item", "due", "518 Nov 2026", NULL },
    { "checklist_item", "due", "31 Feb 2026", NULL },
    { "checklist_item", "item", "", NULL },
    { "checklist_item", "item", "  a  ", "a" },
    { "checklist_item", "status", "in progress", "in_progress" },
    { "checklist_item", "status", "later", NULL },
    { "knowledge_transfer", "competency", "4", "4" },
    { "knowledge_transfer", "competency", "5", NULL },
    { "lesson", "why", "a\nb", "a\nb" },
    { "person", "team_id", "", "" },
    { "person", "team_id", "Nobody's", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HcRecordType *type = hc_record_type (cases[i].type);
      const HcField *field = &type->fields[hc_record_type_field (type, cases[i].field)];
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;
      gboolean good = hc_cell_parse (field, NULL, cases[i].typed, &value, &error);

      g_test_message ("case %u: %s", i, cases[i].typed);
      g_assert_cmpint (good, ==, cases[i].value != NULL);
      if (good)
        g_assert_cmpstr (value != NULL ? value : "", ==, cases[i].value);
      else
        g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
    }
}

/* ---------------------------------------------------------------- on a launch */

typedef struct
{
  PageFixture page;
  HcRegisterView *view;
  HcRecordList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  page_fixture_set_up (&fixture->page, HC_TYPE_HANDOFF_PAGE, FALSE);
  fixture->view = HC_HANDOFF_PAGE (fixture->page.page)->view;
  hc_handoff_page_show_register (HC_HANDOFF_PAGE (fixture->page.page), data);
  fixture->list = hc_register_view_list (fixture->view);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (fixture->view->stack), "empty") == 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
}

static HcRecord *
at (Fixture *fixture, guint position)
{
  return hc_register_view_at (fixture->view, position);
}

static const char *
value_at (Fixture *fixture, guint position, const char *field)
{
  return hc_record_get (at (fixture, position), field);
}

static guint
n_rows (Fixture *fixture)
{
  guint n;

  g_object_get (fixture->view, "n-shown", &n, NULL);
  return n;
}

/* As the editor does on Enter and Tab. */
static void
type_and_set (Fixture *fixture, const char *value, HcCellMove move)
{
  g_signal_emit_by_name (fixture->view->editor, "set", value, (int) move);
}

static void
add (Fixture *fixture, const char *title)
{
  hc_register_view_add (fixture->view);
  type_and_set (fixture, title, HC_CELL_STAY);
  wait_until (hc_register_view_selected_id (fixture->view) != NULL
              && g_str_equal (hc_record_title (hc_register_view_selected (fixture->view)), title));
}

static void
activate (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL);
}

static void
test_add_and_edit_on (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;

  hc_register_view_add (view);
  g_assert_cmpstr (view->edit.field->name, ==, "risk");
  type_and_set (fixture, "File rejected", HC_CELL_NEXT);
  wait_until (n_rows (fixture) == 1 && view->edit.field != NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "table");
  g_assert_cmpstr (view->edit.field->name, ==, "probability"); /* Tab went on */
  type_and_set (fixture, "high", HC_CELL_NEXT);
  g_assert_cmpstr (view->edit.field->name, ==, "impact");
  type_and_set (fixture, "low", HC_CELL_PREVIOUS);
  g_assert_cmpstr (view->edit.field->name, ==, "probability");
  g_signal_emit_by_name (view->editor, "cancelled");
  g_assert_null (view->edit.field);
  wait_until (g_strcmp0 (value_at (fixture, 0, "impact"), "low") == 0);
  g_assert_cmpstr (value_at (fixture, 0, "probability"), ==, "high");
  g_assert_cmpstr (value_at (fixture, 0, "risk"), ==, "File rejected");

  page_fixture_undo (&fixture->page); /* impact */
  wait_until (value_at (fixture, 0, "impact") == NULL);
  g_assert_cmpstr (value_at (fixture, 0, "probability"), ==, "high");
  page_fixture_redo (&fixture->page);
  wait_until (g_strcmp0 (value_at (fixture, 0, "impact"), "low") == 0);
}

/* Tab behind the last field goes to the next row, before the first one to the row above. */
static void
test_tab_over_rows (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;

  add (fixture, "A");
  add (fixture, "B");
  hc_register_view_select (view, hc_record_id (at (fixture, 0)));
  hc_register_view_edit (view, "status");
  type_and_set (fixture, "open", HC_CELL_NEXT);
  g_assert_cmpstr (view->edit.field->name, ==, "risk");
  g_assert_cmpstr (view->edit.id, ==, hc_record_id (at (fixture, 1)));
  type_and_set (fixture, "B", HC_CELL_PREVIOUS);
  g_assert_cmpstr (view->edit.field->name, ==, "status");
  g_assert_cmpstr (view->edit.id, ==, hc_record_id (at (fixture, 0)));
  g_signal_emit_by_name (view->editor, "cancelled");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;
  g_autofree char *a = NULL;

  add (fixture, "A");
  add (fixture, "B");
  add (fixture, "C");
  a = g_strdup (hc_record_id (at (fixture, 0)));

  /* the selection goes with the row */
  hc_register_view_select (view, a);
  activate (fixture, "register.move-up"); /* it is the first one */
  activate (fixture, "register.move-down");
  wait_until (g_str_equal (value_at (fixture, 1, "risk"), "A"));
  wait_until (gtk_single_selection_get_selected (view->selection) == 1);
  g_assert_cmpstr (hc_register_view_selected_id (view), ==, a);
  page_fixture_undo (&fixture->page);
  wait_until (g_str_equal (value_at (fixture, 0, "risk"), "A"));
  wait_until (gtk_single_selection_get_selected (view->selection) == 0);

  activate (fixture, "register.duplicate");
  wait_until (n_rows (fixture) == 4);
  wait_until (g_strcmp0 (hc_register_view_selected_id (view), a) != 0);
  g_assert_cmpstr (value_at (fixture, 1, "risk"), ==, "A (copy)");

  /* the row that takes its place is selected */
  hc_register_view_select (view, a);
  activate (fixture, "register.delete");
  wait_until (n_rows (fixture) == 3);
  wait_until (g_strcmp0 (hc_register_view_selected_id (view), a) != 0);
  g_assert_cmpstr (hc_register_view_selected_id (view), ==, hc_record_id (at (fixture, 0)));
  page_fixture_undo (&fixture->page);
  wait_until (n_rows (fixture) == 4);
  g_assert_cmpstr (value_at (fixture, 0, "risk"), ==, "A");
  page_fixture_redo (&fixture->page);
  wait_until (n_rows (fixture) == 3);
}

static gboolean
is_high (const HcRecordData *record, gpointer data)
{
  return g_strcmp0 (hc_record_data_get (record, "probability"), "high") == 0;
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;

  add (fixture, "Ärger mit Zahlungen");
  add (fixture, "Delay");
  hc_register_view_set_filter_text (view, "äRGER");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  hc_register_view_set_filter_text (view, "nothing like it");
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "no-match");
  g_assert_null (hc_register_view_selected_id (view));
  add (fixture, "New one"); /* is shown whatever the filter says */
  g_assert_cmpstr (value_at (fixture, 0, "risk"), ==, "New one");
  hc_register_view_set_filter_text (view, "  ");
  g_assert_cmpuint (n_rows (fixture), ==, 3);

  hc_register_view_set_filter_func (view, is_high, NULL, NULL);
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  hc_register_view_set_value (view, hc_record_id (hc_record_list_at (fixture->list, 1)),
                              &view->type->fields[hc_record_type_field (view->type, "probability")],
                              "high");
  wait_until (n_rows (fixture) == 1);
  g_assert_cmpstr (value_at (fixture, 0, "risk"), ==, "Delay");
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  add (fixture, "=1+1");
  add (fixture, "B");
  activate (fixture, "register.copy-table");
  text = clipboard_text (GTK_WIDGET (fixture->view));
  g_assert_cmpstr (
    text, ==,
    "Risk\tProbability\tImpact\tResponse\tOwner\tTrigger\tReview On\tStatus\r\n"
    "'=1+1\t\t\t\t\t\t\tOpen\r\nB\t\t\t\t\t\t\tOpen\r\n");
}

static void
test_none_on_purpose (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;

  wait_until (hc_record_list_is_loaded (view->notes));
  g_assert_false (gtk_check_button_get_active (view->none_check));
  gtk_check_button_set_active (view->none_check, TRUE);
  wait_until (hc_record_list_count (view->notes) == 1);
  g_assert_cmpstr (hc_record_get (hc_record_list_at (view->notes, 0), "register"), ==, "risk");
  page_fixture_undo (&fixture->page);
  wait_until (hc_record_list_count (view->notes) == 0);
  g_assert_false (gtk_check_button_get_active (view->none_check));
}

/* ---------------------------------------------------------------- concurrent changes */

typedef struct
{
  const char *type, *id, *field, *value;
} Outside;

static gboolean
set_outside (HcDb *db, gpointer data, GError **error)
{
  const Outside *o = data;

  return hc_record_set (db, hc_record_type (o->type), o->id, o->field, o->value, NULL, error);
}

/* Another process, as the command line would. */
static void
write_outside (Fixture *fixture, const char *id, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open (fixture->page.path, HC_DB_READ_WRITE, &error);
  Outside outside = { fixture->view->type->name, id, field, value };

  g_assert_no_error (error);
  g_assert_true (hc_history_run (db, "Outside", set_outside, &outside, &error));
  hc_db_close (db);
}

static void
test_conflict_in_cell (Fixture *fixture, gconstpointer data)
{
  HcRegisterView *view = fixture->view;
  g_autofree char *id = NULL;

  add (fixture, "A");
  id = g_strdup (hc_record_id (at (fixture, 0)));
  hc_register_view_edit (view, "owner");
  write_outside (fixture, id, "owner", "Outsider");
  type_and_set (fixture, "Anna", HC_CELL_STAY);
  /* the editor comes back with what was typed and the newer value */
  wait_until (view->edit.field != NULL);
  g_assert_true (view->edit.overwrite);
  wait_until (g_strcmp0 (value_at (fixture, 0, "owner"), "Outsider") == 0);
  type_and_set (fixture, "Anna", HC_CELL_STAY);
  wait_until (g_strcmp0 (value_at (fixture, 0, "owner"), "Anna") == 0);
}

static HcFormRow *
form_row (HcForm *form, const char *field)
{
  GtkWidget *row = hc_form_row (form, field);

  return g_object_get_data (G_OBJECT (row), "hc-form-row");
}

static void
type_in_row (HcFormRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row->row), text);
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  HcForm *form;
  HcFormRow *owner, *date, *state;
  HcRecord *record;

  add (fixture, "A");
  add (fixture, "B");
  record = at (fixture, 0);
  hc_register_view_select (fixture->view, hc_record_id (record));
  form = HC_FORM (adw_bin_get_child (HC_HANDOFF_PAGE (fixture->page.page)->form_bin));
  g_assert_true (hc_form_record (form) == record);
  owner = form_row (form, "owner");
  date = form_row (form, "review_on");
  state = form_row (form, "status");

  type_in_row (owner, "  Anna ");
  hc_form_commit (form);
  wait_until (g_strcmp0 (hc_record_get (record, "owner"), "Anna") == 0);
  wait_until (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (owner->row)), "Anna"));

  /* a date that is none stays typed, marks the row and says so */
  type_in_row (date, "soon");
  hc_form_commit (form);
  g_assert_true (gtk_widget_has_css_class (date->row, "error"));
  g_assert_true (gtk_widget_get_visible (date->note_row));
  /* also after a look at another record */
  hc_register_view_select (fixture->view, hc_record_id (at (fixture, 1)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (date->row)), ==, "");
  g_assert_false (gtk_widget_get_visible (date->note_row));
  hc_register_view_select (fixture->view, hc_record_id (record));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (date->row)), ==, "soon");
  g_assert_true (gtk_widget_get_visible (date->note_row));
  type_in_row (date, "4 Mar 2026");
  hc_form_commit (form);
  wait_until (g_strcmp0 (hc_record_get (record, "review_on"), "2026-03-04") == 0);
  g_assert_false (gtk_widget_has_css_class (date->row, "error"));

  /* choosing applies at once; an undo is followed */
  adw_combo_row_set_selected (ADW_COMBO_ROW (state->row), 1);
  wait_until (g_strcmp0 (hc_record_get (record, "status"), "closed") == 0);
  page_fixture_undo (&fixture->page);
  wait_until (adw_combo_row_get_selected (ADW_COMBO_ROW (state->row)) == 0);
  g_assert_cmpstr (hc_record_get (record, "status"), ==, "open");
}

/* The form keeps what is typed and offers the newer value. */
static void
test_conflict_in_form (Fixture *fixture, gconstpointer data)
{
  HcForm *form;
  HcFormRow *owner;
  HcRecord *record;

  add (fixture, "A");
  record = at (fixture, 0);
  hc_register_view_select (fixture->view, hc_record_id (record));
  form = HC_FORM (adw_bin_get_child (HC_HANDOFF_PAGE (fixture->page.page)->form_bin));
  owner = form_row (form, "owner");

  type_in_row (owner, "Anna");
  write_outside (fixture, hc_record_id (record), "owner", "Outsider");
  hc_form_commit (form);
  wait_until (owner->in_conflict);
  g_assert_cmpstr (hc_record_get (record, "owner"), ==, "Outsider");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (owner->row)), ==, "Anna");
  g_assert_cmpstr (gtk_button_get_label (owner->use_button), ==, "Use “Outsider”");
  g_assert_true (gtk_widget_has_css_class (owner->row, "warning"));
  hc_form_commit (form); /* leaving the row decides nothing */
  g_assert_true (owner->in_conflict);
  g_signal_emit_by_name (owner->use_button, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (owner->row)), ==, "Outsider");
  g_assert_false (gtk_widget_get_visible (owner->note_row));

  type_in_row (owner, "Bert");
  write_outside (fixture, hc_record_id (record), "owner", "Another");
  hc_store_check_outside_writes (hc_launch_store (fixture->page.launch));
  wait_until (owner->in_conflict); /* before it is applied */
  g_signal_emit_by_name (owner->keep_button, "clicked");
  wait_until (g_strcmp0 (hc_record_get (record, "owner"), "Bert") == 0);
  g_assert_false (owner->in_conflict);
}

int
main (int argc, char **argv)
{
  if (gui_test_init (&argc, &argv) == NULL)
    return 0;
  g_test_add_func ("/register/table", test_table);
  g_test_add_func ("/register/table-limit", test_table_limit);
  g_test_add_func ("/register/parse", test_parse);
#define ADD(path, func) g_test_add (path, Fixture, "risk", set_up, func, tear_down)
  ADD ("/register/add-and-edit-on", test_add_and_edit_on);
  ADD ("/register/tab-over-rows", test_tab_over_rows);
  ADD ("/register/rows", test_rows);
  ADD ("/register/filter", test_filter);
  ADD ("/register/copy", test_copy);
  ADD ("/register/none-on-purpose", test_none_on_purpose);
  ADD ("/register/conflict-in-cell", test_conflict_in_cell);
  ADD ("/register/form", test_form);
  ADD ("/register/conflict-in-form", test_conflict_in_form);
  return gui_test_run ();
}
