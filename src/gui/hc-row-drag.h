/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a list that change places by dragging one onto another. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a class whose rows can be dragged: “dropped” (char *id of the dragged row, gboolean: behind
 * the one that emits it). */
void hc_row_drag_class_install (GtkListBoxRowClass *klass);

/* @id_of: of a row of that class, borrowed; NULL: it has no place to change. */
void hc_row_drag_add (GtkListBoxRow *row, const char *(*id_of) (gpointer row));

G_END_DECLS
