/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Multiple selection over a HcRowList, as positions in a GtkBitset: no row object is ever asked for
 * (GtkMultiSelection asks for all of them). What is selected stays so by id when the list is queried
 * anew. */

#pragma once

#include <gtk/gtk.h>

#include "hc-row-list.h"

G_BEGIN_DECLS

#define HC_TYPE_SELECTION (hc_selection_get_type ())
G_DECLARE_FINAL_TYPE (HcSelection, hc_selection, HC, SELECTION, GObject)

HcSelection *hc_selection_new (HcRowList *rows);
guint64 hc_selection_count (HcSelection *self);
/* The first selected position; G_MAXUINT without one. */
guint hc_selection_first (HcSelection *self);
/* In order of the list, of gint64. */
GArray *hc_selection_ids (HcSelection *self);

G_END_DECLS
