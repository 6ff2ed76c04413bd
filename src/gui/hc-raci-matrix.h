/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ownership matrix: rows are duties, columns teams, each cell any of R A C I. The header row
 * and the names stay in place while the cells scroll. One cell can be reached by Tab; arrows, Home,
 * End move inside.
 *
 * * Keys in a cell: R, A, C, I switch the letter; Delete clears; Enter or Space opens the letters.
 * On a name: Enter or F2 renames, Delete removes the row, Alt+Up and Alt+Down move it. On a check:
 * Enter goes to what is missing. Ctrl+C copies the matrix.
 *
 * * Property “selected-duty” (string, NULL: none): the row of the focus, stays when the focus
 * leaves. Signal “finding-activated” (HcOwnershipFinding *): not about a cell of the matrix. */

#pragma once

#include <gtk/gtk.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

#define HC_TYPE_RACI_MATRIX (hc_raci_matrix_get_type ())
G_DECLARE_FINAL_TYPE (HcRaciMatrix, hc_raci_matrix, HC, RACI_MATRIX, GtkWidget)

void hc_raci_matrix_set_model (HcRaciMatrix *self, HcOwnershipModel *model);
const char *hc_raci_matrix_selected_duty (HcRaciMatrix *self); /* borrowed */
/* Moves the focus; @team_id NULL: to the name. FALSE: there is no such cell (yet). */
gboolean
hc_raci_matrix_focus_cell (HcRaciMatrix *self, const char *duty_id, const char *team_id);
/* Takes the focus back to the cell that had it last, else to the first one. */
void hc_raci_matrix_focus (HcRaciMatrix *self);
/* Goes to the first finding of the row, as Enter on its check. */
void hc_raci_matrix_activate_check (HcRaciMatrix *self, const char *duty_id);
/* Of the selected row. */
void hc_raci_matrix_rename (HcRaciMatrix *self);
void hc_raci_matrix_remove (HcRaciMatrix *self);
void hc_raci_matrix_move (HcRaciMatrix *self, gboolean down);
void hc_raci_matrix_copy (HcRaciMatrix *self);
/* Rows whose name has @text (case-folded); NULL or "": all. */
void hc_raci_matrix_set_filter (HcRaciMatrix *self, const char *text);

G_END_DECLS
