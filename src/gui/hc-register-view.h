/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A register as a spreadsheet-like table: cells with their own focus, edited in a popover, one undo
 * step each; rows added, moved (drag, Alt+Up/Down), duplicated, deleted, copied and pasted. Under the
 * table a line with “Add …” and the counts. Main context; the list owns the records.
 *
 * Keys while a cell has the focus: arrows, Home, End; Enter, F2 or typing edits; in the editor Enter
 * sets, Tab and Shift+Tab set and edit on, Esc gives up; Space switches a yes/no cell; Insert adds;
 * Delete, Alt+Up, Alt+Down, Ctrl+D, Ctrl+C (row), Ctrl+Shift+C (table), Ctrl+V. Tab leaves the table.
 * Where several rows can be marked (hc_register_view_set_hooks()): Shift+Up/Down, Ctrl+Space, Ctrl+A,
 * Ctrl+click, Shift+click; an edit, Delete and Ctrl+C are about all of them then; Esc marks none.
 *
 * Actions (of the widget and what is inside): “register.add”, “register.edit-cell”,
 * “register.delete”, “register.move-up”, “register.move-down”, “register.duplicate”, “register.copy”,
 * “register.copy-table”, “register.paste”; another widget calls them with
 * gtk_widget_activate_action() on the view.
 *
 * Property “selected-id” (string, writable, NULL: none): the record of the selected row.
 * Property “n-shown” (uint): rows that pass the filter.
 * Signal “marked-changed”: other rows are marked. Signal “sort-changed”. */

#pragma once

#include <adwaita.h>

#include "hc-column-layout.h"
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
void hc_register_view_select_first (HcRegisterView *self);
/* Selects the record even if the filter hides it: it is shown until the filter changes. */
void hc_register_view_show (HcRegisterView *self, const char *id);
HcRecord *hc_register_view_selected (HcRegisterView *self); /* borrowed; NULL: none */
/* A new row: asks for the title (and other required fields) first; Tab then goes on to the next
 * field. In the popover editor at the “Add …” button. */
void hc_register_view_add (HcRegisterView *self);
/* Moves the keyboard focus to the selected row, else to the first one or to “Add …”. */
void hc_register_view_focus (HcRegisterView *self);
/* Edits a field of the selected record in place. */
void hc_register_view_edit (HcRegisterView *self, const char *field);

/* ---- registers with more than fields: computed columns, own commands, several rows at once ---- */

/* What a cell shows besides, or instead of, its text. */
typedef struct
{
  const char *icon; /* NULL: none */
  const char *css;  /* class of the icon; NULL: none */
  char *text;       /* newly allocated; NULL: the value's */
} HcRegisterMark;

/* A column beyond the fields. */
typedef struct
{
  const char *name;
  const char *label; /* N_() */
  guint width;       /* characters */
  gboolean is_figure;
  gboolean is_pasted; /* the clipboard may have it; hooks->add() gets its text */
  char *(*text) (const HcRecordData *record, gpointer data); /* "": no value */
  /* Ascending; ±2: one of them has no value and stands last either way. NULL: by text. */
  int (*compare) (const HcRecordData *a, const HcRecordData *b, gpointer data);
} HcRegisterColumn;

/* All optional. Commands end with @finish, which gives the id of what they are about. */
typedef struct
{
  const HcRegisterColumn *columns;
  guint n_columns;
  /* Fields with room for an icon; numbers among them are shown as words. Ends with NULL. */
  const char *const *marked;
  /* @column: name of a field or of a column above. @mark is zeroed. */
  void (*decorate) (const HcRecordData *record,
                    const char *column,
                    HcRegisterMark *mark,
                    gpointer data);
  /* How @candidate is offered as a reference of @record (NULL: of a new one); NULL: it is not.
   * Newly allocated. */
  char *(*offer) (const HcRecordData *record,
                  const HcField *field,
                  const HcRecordData *candidate,
                  gpointer data);
  /* Edits a column that is no field, at @cell. */
  void (*edit) (const char *column, const char *const *ids, GtkWidget *cell, gpointer data);
  /* Gives a new record what need not be asked for. */
  void (*fill) (HcRecordData *draft, gpointer data);
  /* 1, 2 …: stands first while pinning is on; 0: does not. */
  guint (*pin) (const HcRecordData *record, gpointer data);
  /* @expected only with one id. */
  void (*set) (const char *const *ids,
               const char *field,
               const char *value,
               const char *const *expected,
               GAsyncReadyCallback callback,
               gpointer user_data,
               gpointer data);
  /* Takes @records. @pasted: for each record a GPtrArray of the texts of those columns that can be
   * pasted (NULL: none); NULL: not pasted. */
  void (*add) (GPtrArray *records,
               GPtrArray *pasted,
               GAsyncReadyCallback callback,
               gpointer user_data,
               gpointer data);
  void (*duplicate) (const char *id,
                     GAsyncReadyCallback callback,
                     gpointer user_data,
                     gpointer data);
  void (*remove) (const char *const *ids,
                  GAsyncReadyCallback callback,
                  gpointer user_data,
                  gpointer data);
  char *(*finish) (GAsyncResult *result, GError **error, gpointer data);
} HcRegisterHooks;

/* Copies @hooks; @data must live as long as its commands run. After set_list(). */
void hc_register_view_set_hooks (HcRegisterView *self,
                                 const HcRegisterHooks *hooks,
                                 gpointer data);
/* Columns can be chosen, moved, made wider and sorted by, and come back (@state_key of hc-ui-state);
 * @shown: names of fields and columns in order, NULL-terminated. Once, after set_hooks(). */
void hc_register_view_set_layout (HcRegisterView *self,
                                  const char *state_key,
                                  const char *const *shown);
HcColumnLayout *hc_register_view_layout (HcRegisterView *self); /* borrowed; NULL: none */
/* Translated; NULL: no such column. */
const char *hc_register_view_column_label (HcRegisterView *self, const char *name);
/* NULL name: in the order of the register. */
void hc_register_view_set_sort (HcRegisterView *self, const char *name, gboolean descending);
const char *hc_register_view_sort (HcRegisterView *self, gboolean *descending); /* NULL: none */
void hc_register_view_set_pinned (HcRegisterView *self, gboolean pinned);
/* What computed columns say is different: shows, sorts and filters again. */
void hc_register_view_refresh (HcRegisterView *self);
/* Ids of the marked rows as they stand, else of the selected one; NULL-terminated, newly allocated. */
GStrv hc_register_view_dup_marked (HcRegisterView *self);
guint hc_register_view_n_marked (HcRegisterView *self); /* 0: only the selected row */
/* The cell on screen, for a popover; the view itself when it is not. */
GtkWidget *hc_register_view_anchor (HcRegisterView *self, const char *id, const char *column);

G_END_DECLS
