/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text of a spreadsheet (tab-separated, as the clipboard has it) as rows of a register. */

#pragma once

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_PASTE_MAX_ROWS 5000
#define HC_PASTE_MAX_COLUMNS 50

typedef struct
{
  GPtrArray *rows;     /* of GPtrArray of char *: cells, blank rows left out */
  guint n_columns;     /* of the widest row, at most HC_PASTE_MAX_COLUMNS */
  guint left_out;      /* rows beyond HC_PASTE_MAX_ROWS */
  gboolean has_titles; /* the first row names the columns */
  int fields[HC_PASTE_MAX_COLUMNS]; /* which field a column is, or n_fields + extra; -1: none */
  const HcRecordType *type;
  const char *const *extras; /* borrowed, translated titles of columns that are no field; NULL */
} HcRegisterTable;

/* Quoted cells may have tabs and line breaks in them, as spreadsheets write them. @columns: fields in
 * the order on screen, for texts without titles. @extras: columns beyond the fields that the text may
 * have; must outlive the table. NULL: none. */
HcRegisterTable *
hc_register_table_parse (const char *text,
                         const HcRecordType *type,
                         const GArray *columns,
                         const char *const *extras);
void hc_register_table_free (HcRegisterTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRegisterTable, hc_register_table_free)

/* "" beyond the end of a row. */
const char *hc_register_table_cell (const HcRegisterTable *self, guint row, guint column);
/* The lists a REFERENCE field chooses from. */
typedef HcRecordList *(*HcRegisterReferences) (gpointer data, const HcField *field);

/* What a cell becomes; FALSE + a sentence when it cannot be read. */
gboolean hc_register_table_read (const HcRegisterTable *self,
                                 const HcRecordType *type,
                                 guint row,
                                 guint column,
                                 HcRegisterReferences references,
                                 gpointer data,
                                 char **value,
                                 GError **error);
/* Every row that can be saved (of HcRecordData); cells that cannot be read keep the value of a new
 * record. @refused, @incomplete: how many cells and rows were not taken. @parent: the PARENT field
 * is given. @pasted (optional): takes for each record a GPtrArray of the texts of all extras, NULL
 * where the text has no such column. */
GPtrArray *hc_register_table_records (const HcRegisterTable *self,
                                      const HcRecordType *type,
                                      const char *parent,
                                      HcRegisterReferences references,
                                      gpointer data,
                                      guint *refused,
                                      guint *incomplete,
                                      GPtrArray *pasted);

G_END_DECLS
