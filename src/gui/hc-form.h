/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of one record as rows of boxed lists. A row is applied on Return, on leaving it and on
 * choosing; each is one undo step. What is not allowed marks the row and says under it, in words,
 * what to write; nothing typed is lost. When someone else changed the same field meanwhile, the typed
 * text stays and the line under the row offers the newer value (Use “…”) or to overwrite it.
 *
 * Leaving the record (another one, page left, form destroyed) applies what is typed.
 * Property “record” (HcRecord, NULL: none; the form is insensitive then). */

#pragma once

#include <adwaita.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_FORM (hc_form_get_type ())
G_DECLARE_FINAL_TYPE (HcForm, hc_form, HC, FORM, AdwBin)

GtkWidget *hc_form_new (HcRecordList *list);
/* Another list of the same type, e.g. of another parent; applies what is typed first. */
void hc_form_set_list (HcForm *self, HcRecordList *list);
/* NULL: none. */
void hc_form_set_record (HcForm *self, HcRecord *record);
HcRecord *hc_form_record (HcForm *self); /* borrowed */
/* @title, @description (optional): translated. @first: names of fields, ends with NULL. */
void hc_form_add_group (HcForm *self,
                        const char *title,
                        const char *description,
                        const char *first,
                        ...) G_GNUC_NULL_TERMINATED;
/* All visible fields of the type in one group; not the PARENT field. */
void hc_form_add_all (HcForm *self);
/* A caption of another kind than the field's label, e.g. “Owner”; before a record is set. */
void hc_form_set_title (HcForm *self, const char *field, const char *title);
/* The row of a field, e.g. to add a suffix; NULL when it has none. Borrowed. */
GtkWidget *hc_form_row (HcForm *self, const char *field);
void hc_form_focus (HcForm *self, const char *field);
/* Applies what is typed and not applied yet. */
void hc_form_commit (HcForm *self);

G_END_DECLS
