/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One popover that edits any field of a record in place: an entry with a list of choices, a calendar,
 * or a text of several lines. It parses and checks; what is not allowed is said inside and nothing is
 * set. Owned by the widget it belongs to (unparent it in dispose).
 *
 * Signal “set” (char *value, HcCellMove move): @value is the stored text (NULL = no value). The popover
 * is closed before it. “cancelled”: closed without a value. */

#pragma once

#include <gtk/gtk.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

typedef enum
{
  HC_CELL_STAY,
  HC_CELL_NEXT,     /* Tab: edit the next field */
  HC_CELL_PREVIOUS, /* Shift+Tab */
} HcCellMove;

#define HC_TYPE_CELL_EDITOR (hc_cell_editor_get_type ())
G_DECLARE_FINAL_TYPE (HcCellEditor, hc_cell_editor, HC, CELL_EDITOR, GtkPopover)

/* @parent: what it points into; the popover gets its parent here. */
HcCellEditor *hc_cell_editor_new (GtkWidget *parent);
/* How a reference is offered; NULL: it is not. Newly allocated. */
typedef char *(*HcCellOffer) (const HcRecordData *candidate, gpointer data);
/* For the next opening; NULL: all references by their titles. */
void hc_cell_editor_set_offer (HcCellEditor *self, HcCellOffer offer, gpointer data);
/* Opens under @cell (a descendant of the parent). @heading: “Owner of “Payment Run””. @value: the
 * stored text. @references: of a REFERENCE field, all records to choose from. @typed (optional):
 * replaces the shown text, as when editing begins by typing. */
void hc_cell_editor_open (HcCellEditor *self,
                          GtkWidget *cell,
                          const char *heading,
                          const HcField *field,
                          const char *value,
                          HcRecordList *references,
                          const char *typed);
/* Says in the open (or just opened) editor what is wrong with the text. */
void hc_cell_editor_set_problem (HcCellEditor *self, const char *text);

/* What a person typed → the stored text, also dates in the locale's order and references by title
 * (@references). As hc_field_parse(). */
gboolean hc_cell_parse (const HcField *field,
                        HcRecordList *references,
                        const char *typed,
                        char **out,
                        GError **error);
/* For people: as hc_field_format(), with “5 Mar 2026”, “Yes”, titles of references; "" = no value. */
char *hc_cell_text (const HcField *field, HcRecordList *references, const char *value);
/* All records of @type of this launch, shared by everyone who asks for them. */
HcRecordList *hc_cell_references (HcLaunch *launch, const char *type); /* a reference */

G_END_DECLS
