/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-raci-matrix.c, -rows.c and -keys.c share. */

#pragma once

#include "hc-cell-editor.h"
#include "hc-raci-cell.h"
#include "hc-raci-matrix.h"

G_BEGIN_DECLS

struct _HcRaciMatrix
{
  GtkWidget parent_instance;

  /* Borrowed */
  GtkWidget *grid;
  GtkWidget *header;    /* box of column titles */
  GtkWidget *names;     /* box of name cells and headings */
  GtkWidget *body;      /* box of rows */
  GtkWidget *checks;    /* box of check cells and headings */
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  HcRaciCell *current;  /* the cell that Tab reaches; of `rows` */

  /* Owned */
  HcOwnershipModel *model;
  GPtrArray *rows;      /* of GPtrArray of HcRaciCell: name, teams, check */
  GStrv shape;          /* what rows and columns are made of: rebuilt when it differs */
  HcCellEditor *editor;
  char *selected;
  char *renaming;       /* duty being renamed */
  char *filter;         /* case-folded */
};

/* hc-raci-matrix-rows.c: builds all widgets anew, or only tells the cells what they show. */
void hc_raci_matrix_update_rows (HcRaciMatrix *self);

/* hc-raci-matrix-keys.c */
void hc_raci_matrix_add_keys (HcRaciMatrix *self);
void hc_raci_matrix_open_letters (HcRaciMatrix *self, HcRaciCell *cell);

/* hc-raci-matrix.c */
void hc_raci_matrix_add_cell (HcRaciMatrix *self, HcRaciCell *cell);
void hc_raci_matrix_set_current (HcRaciMatrix *self, HcRaciCell *cell, gboolean grab);
gboolean hc_raci_matrix_find (HcRaciMatrix *self, HcRaciCell *cell, guint *row, guint *column);
HcRaciCell *hc_raci_matrix_at (HcRaciMatrix *self, guint row, guint column);

G_END_DECLS
