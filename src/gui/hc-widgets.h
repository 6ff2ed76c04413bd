/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small things that several windows and pages do with plain GTK widgets. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Remove all children. */
void hc_box_clear (GtkBox *box);
void hc_grid_clear (GtkGrid *grid);

/* At the start, cut at the end with the whole text as tooltip. @css: a class; NULL: none. */
GtkWidget *hc_cut_label_new (const char *text, const char *css);

/* Moves the titles of those columns to the end, as figures are; GTK 4.8 has no way to say it. */
void hc_column_view_align_headers (GtkColumnView *view,
                                   gboolean (*is_figure) (gpointer data, guint column),
                                   gpointer data);

/* A list to pick from in a popover, with what scrolls it. @name: for those who cannot see it. */
GtkWidget *hc_pick_list_new (const char *name, GtkListBox **list);

/* “Pick a Date”: a button with a calendar in a popover. */
GtkWidget *hc_date_button_new (GtkCalendar **calendar, GtkWidget **popover);

/* Before it is shown: no larger than its parent (NULL: nothing to do). */
void hc_window_fit_into (GtkWindow *self, GtkWindow *parent);

/* For a dialog whose fields save at once: Ctrl+Z and Ctrl+Shift+Z work in the window behind it, Escape
 * closes. */
void hc_dialog_class_install_undo (GtkWidgetClass *klass);

G_END_DECLS
