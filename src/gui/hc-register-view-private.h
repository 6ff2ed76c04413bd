/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-register-view*.c only. */

#pragma once

#include "hc-cell-editor.h"
#include "hc-register-view.h"
#include "hc-register-watch.h"

G_BEGIN_DECLS

typedef struct
{
  char *id; /* NULL: a new record */
  GStrv ids; /* several rows: all of them; NULL: one */
  const HcField *field;
  char *expected; /* the stored text when editing began */
  char *value;    /* what was set, stored text */
  gboolean overwrite; /* the newer value was shown: set it all the same */
} HcRegisterEdit;

struct _HcRegisterView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *empty_page;
  GtkButton *empty_add;
  GtkButton *empty_button;
  GtkCheckButton *none_check;
  GtkWidget *status_bar;
  GtkButton *add_button;
  AdwButtonContent *add_content;
  GtkLabel *count_label;
  GtkLabel *status_label;

  /* Borrowed */
  const HcRecordType *type;
  HcRecordMatch overdue_match;
  int overdue_field;   /* -1: none */
  GtkWidget *drop_row; /* weak: shows where a dragged row would go */
  GtkWidget *menu;     /* of the table; made on first use */

  /* Owned */
  HcRecordList *list;
  HcRegisterWatch *watch;
  GHashTable *references; /* type name → HcRegisterWatch */
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  HcCellEditor *editor;
  GArray *columns;    /* of int: field positions */
  GPtrArray *cells;   /* of GtkListItem: all that exist */
  char *filter_text;  /* case-folded; NULL: none */
  HcRecordMatch match;
  gpointer match_data;
  GDestroyNotify match_destroy;
  GHashTable *fresh;  /* ids added since the filter changed: always shown */
  char *selected_id;
  guint last_position; /* of the selected record */
  guint column;        /* of the focused cell */
  HcRecordList *notes; /* register_note, when the register may be empty */

  const HcRegisterHooks *hooks; /* NULL: a plain register */
  HcRegisterHooks own_hooks;    /* commands may end after whoever set them */
  gpointer hooks_data;
  HcColumnLayout *layout;    /* NULL: fixed columns */
  GtkSortListModel *sorted;  /* between list and filter */
  char *sort;                /* column; NULL: the order of the register */
  gboolean descending;
  gboolean pinned;
  gboolean sorting;          /* the program sets the sort */
  GHashTable *marked;        /* ids */

  HcRegisterEdit edit; /* in the editor */
  HcRecordData *draft; /* a new record whose required fields are asked for */
  gboolean draft_goes_on;
  GPtrArray *refused;  /* of Refused: edits that failed while another one was open */
  gboolean ticking;    /* the program sets the check */
};

/* hc-register-view-cells.c */
void hc_register_view_build_columns (HcRegisterView *self);
void hc_register_view_align_headers (HcRegisterView *self);
void hc_register_view_refresh_cells (HcRegisterView *self);
void hc_register_view_update_focus (HcRegisterView *self);
/* Scrolls sideways until the focused cell can be seen. */
void hc_register_view_show_column (HcRegisterView *self);
/* NULL: no such column, or one that is no field. */
const HcField *hc_register_view_field (HcRegisterView *self, guint column);
/* A column that is no field; NULL. @index: as in columns. */
const HcRegisterColumn *hc_register_view_extra (HcRegisterView *self, int index);
/* Of fields and columns beyond; -1: unknown. */
int hc_register_view_index (HcRegisterView *self, const char *name);
const char *hc_register_view_name_of (HcRegisterView *self, int index);
const char *hc_register_view_label_of (HcRegisterView *self, int index); /* translated */
HcRecordList *hc_register_view_references (HcRegisterView *self, const HcField *field); /* NULL: none */
char *hc_register_view_text (HcRegisterView *self, const HcRecordData *record, int field);
/* The widget of a cell that is on screen; NULL: it is not. */
GtkWidget *hc_register_view_cell (HcRegisterView *self, const char *id, guint column);
/* Which cell is at a point of the column view; FALSE: none. */
gboolean hc_register_view_cell_at (
  HcRegisterView *self, double x, double y, HcRecord **record, guint *column);

GtkColumnViewColumn *hc_register_view_new_column (HcRegisterView *self, int index);
int hc_register_view_column_width (HcRegisterView *self, int index);

/* hc-register-view-layout.c */
/* The sorter for now; NULL: none. A reference. */
GtkSorter *hc_register_view_create_sorter (HcRegisterView *self);
void hc_register_view_update_sorter (HcRegisterView *self);

/* hc-register-view-marks.c */
gboolean hc_register_view_can_mark (HcRegisterView *self);
gboolean hc_register_view_is_marked (HcRegisterView *self, const char *id);
void hc_register_view_mark (HcRegisterView *self, const char *id, gboolean marked);
void hc_register_view_mark_to (HcRegisterView *self, guint from, guint to);
void hc_register_view_unmark_all (HcRegisterView *self);
/* Those that are gone or hidden are marked no more. */
void hc_register_view_settle_marks (HcRegisterView *self);
gboolean hc_register_view_mark_key (HcRegisterView *self, guint key, GdkModifierType held);

/* hc-register-view-edit.c */
void hc_register_view_init_editor (HcRegisterView *self);
void hc_register_view_clear_editor (HcRegisterView *self);
/* @typed (optional): editing begins by typing it. */
void hc_register_view_edit_cell (HcRegisterView *self, const char *typed);
/* Sets a field without the editor, e.g. Space on yes/no. */
void hc_register_view_set_value (HcRegisterView *self,
                                 const char *id,
                                 const HcField *field,
                                 const char *value);

/* hc-register-view-keys.c */
void hc_register_view_init_keys (HcRegisterView *self);

/* hc-register-view-actions.c */
void hc_register_view_install_actions (GtkWidgetClass *klass);
void hc_register_view_update_actions (HcRegisterView *self);
void hc_register_view_move_behind (HcRegisterView *self, const char *id, const char *after_id);
gboolean hc_register_view_is_writable (HcRegisterView *self);

/* hc-register-view-state.c */
void hc_register_view_show_state (HcRegisterView *self);
void hc_register_view_bind_empty (GtkWidgetClass *klass);

/* hc-register-view.c */
void hc_register_view_refilter (HcRegisterView *self);
/* Finishes a command of the list or of the hooks: the id; NULL + error. */
char *hc_register_view_finish (HcRegisterView *self,
                               GObject *object,
                               GAsyncResult *result,
                               GError **error);
guint hc_register_view_n_shown (HcRegisterView *self);
/* Is @list still on screen? For commands that end: meanwhile the window may be gone. */
gboolean hc_register_view_shows (HcRegisterView *self, HcRecordList *list);
void hc_register_view_keep_shown (HcRegisterView *self, const char *id);
guint hc_register_view_position (HcRegisterView *self, const char *id); /* G_MAXUINT: not shown */
HcRecord *hc_register_view_at (HcRegisterView *self, guint position); /* borrowed; NULL */
void hc_register_view_scroll_to (HcRegisterView *self, guint position);

G_END_DECLS
