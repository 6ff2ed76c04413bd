/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays children out one beside the other at their natural width, in as many lines as that needs: for
 * chips and links. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HC_TYPE_WRAP_LAYOUT (hc_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (HcWrapLayout, hc_wrap_layout, HC, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing: pixels between children and between lines. */
GtkLayoutManager *hc_wrap_layout_new (int spacing);

G_END_DECLS
