/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which columns a table shows, in which order and how wide: chosen by the user, remembered as UI
 * state. Also tells which column the header sorts by, which GTK 4.8 does not. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HC_TYPE_COLUMN_LAYOUT (hc_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (HcColumnLayout, hc_column_layout, HC, COLUMN_LAYOUT, GObject)

/* @state_key: of hc-ui-state, a string. The view must outlive the layout. */
HcColumnLayout *hc_column_layout_new (GtkColumnView *view, const char *state_key);
/* Columns in default order; @width at the default text size. Takes @column. Each gets a sorter. */
void hc_column_layout_add (HcColumnLayout *self,
                           GtkColumnViewColumn *column,
                           const char *name,
                           int width,
                           gboolean shown);
/* After the last add: what was remembered, else the default. */
void hc_column_layout_restore (HcColumnLayout *self);
void hc_column_layout_reset (HcColumnLayout *self);

/* A column that comes back stands at the end. The last one cannot be hidden. */
void hc_column_layout_set_shown (HcColumnLayout *self, const char *name, gboolean shown);
gboolean hc_column_layout_is_shown (HcColumnLayout *self, const char *name);
/* Names in the order on screen, hidden ones left out; NULL-terminated, names borrowed. */
const char **hc_column_layout_shown (HcColumnLayout *self);

/* The column that the header sorts by; NULL: none. */
const char *hc_column_layout_sort (HcColumnLayout *self, gboolean *descending);
void hc_column_layout_set_sort (HcColumnLayout *self, const char *name, gboolean descending);

/* Titles of figures stand over their figures. Call when the view is mapped. */
void hc_column_layout_align_end (HcColumnLayout *self, const char *name);

/* Signal “changed”: shown, order or width. */

G_END_DECLS
