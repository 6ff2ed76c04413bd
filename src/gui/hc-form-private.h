/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-form*.c only. */

#pragma once

#include "hc-form.h"
#include "hc-register-watch.h"

G_BEGIN_DECLS

/* A field with its row and the line under it. */
typedef struct
{
  HcForm *form; /* borrowed */
  const HcField *field;

  /* Borrowed widgets */
  GtkWidget *row;
  GtkTextView *text;     /* LONG_TEXT */
  GtkSwitch *toggle;     /* BOOLEAN */
  GtkCalendar *calendar; /* DAY */
  GtkWidget *note_row;   /* what is wrong, and the ways out of a conflict */
  GtkImage *note_icon;
  GtkLabel *note;
  GtkButton *use_button;
  GtkButton *keep_button;

  /* Owned */
  HcRegisterWatch *watch; /* REFERENCE: all records to choose from */
  GPtrArray *values;      /* CHOICE, REFERENCE: of char *, NULL = no value */
  char *stored;           /* what the row showed when it was last in step with the record */
  char *shown;            /* the same as text */
  char *newer;            /* of a conflict */
  gboolean in_conflict;
  gboolean filling;       /* the program changes the widgets */
} HcFormRow;

/* hc-form-row.c */
HcFormRow *hc_form_row_new (HcForm *form, const HcField *field, HcRecordList *list);
void hc_form_row_free (HcFormRow *self);
void hc_form_row_set_title (HcFormRow *self, const char *title);
/* Shows a stored value; nothing is wrong with it. */
void hc_form_row_fill (HcFormRow *self, const char *value);
/* Shows typed text that is not in step with the record. */
void hc_form_row_restore (HcFormRow *self, const char *typed);
/* Does it hold something that the record does not have yet? */
gboolean hc_form_row_is_dirty (HcFormRow *self);
char *hc_form_row_typed (HcFormRow *self);
gboolean hc_form_row_read (HcFormRow *self, char **value, GError **error);
char *hc_form_row_text_of (HcFormRow *self, const char *value);
/* NULL: nothing is wrong. */
void hc_form_row_show_problem (HcFormRow *self, const char *text);
/* The record got @newer meanwhile. */
void hc_form_row_show_conflict (HcFormRow *self, const char *newer);

/* hc-form.c */
/* The person is done with the row: apply it. @overwrite: a newer value was shown. */
void hc_form_apply_row (HcForm *self, HcFormRow *row, gboolean overwrite);

G_END_DECLS
