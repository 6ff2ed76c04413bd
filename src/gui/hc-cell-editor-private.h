/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-cell-editor*.c only. */

#pragma once

#include "hc-cell-editor.h"

G_BEGIN_DECLS

struct _HcCellEditor
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkLabel *heading;
  GtkEntry *entry;
  GtkWidget *text_box;
  GtkTextView *text;
  GtkWidget *choices_box;
  GtkListBox *choices;
  GtkCalendar *calendar;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkLabel *keys;

  /* Borrowed */
  const HcField *field;
  HcCellOffer offer; /* NULL: all */
  gpointer offer_data;

  /* Owned */
  HcRecordList *references;
  char *shown; /* the text when editing began */

  gboolean filling;  /* the program changes the widgets */
  gboolean finished; /* set or given up: closing asks nothing more */
  gboolean warned;   /* about what is typed now */
  gboolean stepped;  /* by the arrow keys: typing begins anew */
};

/* hc-cell-editor-choices.c */
gboolean hc_cell_editor_is_pick (const HcField *field); /* is it chosen from a list? */
void hc_cell_editor_fill_choices (HcCellEditor *self, const char *value);
/* The row that fits best what is typed. */
void hc_cell_editor_select_match (HcCellEditor *self, const char *typed);
/* Selects the next row; its label (borrowed), NULL: there is none. */
const char *hc_cell_editor_step_choice (HcCellEditor *self, int step);
const char *hc_cell_editor_choice_label (GtkListBoxRow *row); /* "" for “None” */

G_END_DECLS
