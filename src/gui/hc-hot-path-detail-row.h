/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A step, a failure point or a rehearsal of a hot path: one line that opens in place. Open it shows
 * the form of its fields; a step shows its failure points under it, and a line to add one.
 *
 * Actions of the row: “row.edit”, “row.move-up”, “row.move-down”, “row.duplicate”, “row.delete”. They
 * are carried out by the HcHotPathDetail around it. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATH_DETAIL_ROW (hc_hot_path_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathDetailRow, hc_hot_path_detail_row, HC, HOT_PATH_DETAIL_ROW,
                      AdwExpanderRow)

/* @which: STEPS, FAILURE_POINTS or REHEARSALS. */
GtkWidget *
hc_hot_path_detail_row_new (HcHotPaths *paths, HcHotRegister which, HcRecord *record);
HcHotRegister hc_hot_path_detail_row_register (HcHotPathDetailRow *self);
HcRecord *hc_hot_path_detail_row_record (HcHotPathDetailRow *self); /* borrowed */
/* Opens it; the focus goes to its first field. */
void hc_hot_path_detail_row_edit (HcHotPathDetailRow *self);
/* Opens a step; the focus goes to the line that adds a failure point. */
void hc_hot_path_detail_row_add_child (HcHotPathDetailRow *self);
/* The line itself has the focus. */
void hc_hot_path_detail_row_focus (HcHotPathDetailRow *self);
/* Fields in use, e.g. to apply what is typed; NULL: never opened. */
GtkWidget *hc_hot_path_detail_row_form (HcHotPathDetailRow *self);

/* A line that adds something each time a text is entered: emits “entry-activated”. */
GtkWidget *hc_hot_path_detail_add_line (const char *title);
/* A list of rows of the records of @which that belong to @parent_id, in order, followed by @last
 * (optional). */
GtkWidget *hc_hot_path_detail_list (HcHotPaths *paths,
                                    HcHotRegister which,
                                    const char *parent_id,
                                    GtkWidget *last);

G_END_DECLS
