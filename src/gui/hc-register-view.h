/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A register as a spreadsheet-like table: cells with their own focus, edited in a popover, one undo
 * step each; rows added, moved (drag, Alt+Up/Down), duplicated, deleted, copied and pasted. Under the
 * table a line with “Add …” and the counts. Main context; the list owns the records.
 *
 * Keys while a cell has the focus: arrows, Home, End; Enter, F2 or typing edits; in the editor Enter
 * sets, Tab and Shift+Tab set and edit on, Esc gives up; Space switches a yes/no cell; Insert adds;
 * Delete, Alt+Up, Alt+Down, Ctrl+D, Ctrl+C (row), Ctrl+Shift+C (table), Ctrl+V. Tab leaves the table.
 *
 * Actions (of the widget and what is inside): “register.add”, “register.edit-cell”,
 * “register.delete”, “register.move-up”, “register.move-down”, “register.duplicate”, “register.copy”,
 * “register.copy-table”, “register.paste”; another widget calls them with
 * gtk_widget_activate_action() on the view.
 *
 * Property “selected-id” (string, writable, NULL: none): the record of the selected row.
 * Property “n-shown” (uint): rows that pass the filter. */

#pragma once

#include <adwaita.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_REGISTER_VIEW (hc_register_view_get_type ())
G_DECLARE_FINAL_TYPE (HcRegisterView, hc_register_view, HC, REGISTER_VIEW, AdwBin)

typedef gboolean (*HcRecordMatch) (const HcRecordData *record, gpointer data);

GtkWidget *hc_register_view_new (void);
/* NULL: none. Another type brings its own columns; the filter and the selection are forgotten. */
void hc_register_view_set_list (HcRegisterView *self, HcRecordList *list);
HcRecordList *hc_register_view_list (HcRegisterView *self); /* borrowed */
/* Names of fields in order, NULL-terminated; NULL: all visible fields (default). After set_list(). */
void hc_register_view_set_columns (HcRegisterView *self, const char *const *fields);
/* Rows in which any shown text has @text (case-folded); NULL or "": all. */
void hc_register_view_set_filter_text (HcRegisterView *self, const char *text);
/* Rows that @match wants too; NULL: all. Takes @data with @destroy. */
void hc_register_view_set_filter_func (HcRegisterView *self,
                                       HcRecordMatch match,
                                       gpointer data,
                                       GDestroyNotify destroy);
/* Days of the date field @field before @today are shown as overdue while @match is NULL or wants the
 * record (“not done”). NULL field: none. */
void hc_register_view_set_overdue (HcRegisterView *self, const char *field, HcRecordMatch match);

/* What the empty register says: the page's icon, what it is for in one sentence. */
void hc_register_view_set_empty (HcRegisterView *self, const char *icon, const char *purpose);
/* A second button in the empty state, e.g. “Add the Usual Items”; @action as in actions above or of
 * any parent. NULL label: none. */
void hc_register_view_set_empty_button (HcRegisterView *self,
                                        const char *label,
                                        const char *action);
/* The empty state offers “None, on purpose” (register_note) and says it when it was ticked. */
void hc_register_view_set_may_be_empty (HcRegisterView *self, gboolean may_be_empty);
/* Text at the end of the line under the table (“12 of 30 done, 2 overdue”); NULL: none. */
void hc_register_view_set_status (HcRegisterView *self, const char *text);

const char *hc_register_view_selected_id (HcRegisterView *self); /* borrowed; NULL: none */
/* Selects the record, scrolls to it; NULL or unknown: nothing is selected. */
void hc_register_view_select (HcRegisterView *self, const char *id);
HcRecord *hc_register_view_selected (HcRegisterView *self); /* borrowed; NULL: none */
/* A new row: asks for the title (and other required fields) first; Tab then goes on to the next
 * field. In the popover editor at the “Add …” button. */
void hc_register_view_add (HcRegisterView *self);
/* Moves the keyboard focus to the selected row, else to the first one or to “Add …”. */
void hc_register_view_focus (HcRegisterView *self);
/* Edits a field of the selected record in place. */
void hc_register_view_edit (HcRegisterView *self, const char *field);

G_END_DECLS
