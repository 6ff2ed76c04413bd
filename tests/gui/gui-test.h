/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of windows and widgets share: a home of their own and looking around. */

#pragma once

#include "hc-application.h"
#include "wait.h"

/* An environment in which GTK neither warns nor touches the user's things, and the application, which
 * gui_test_run() frees. NULL: there is no display, and the TAP line that skips is printed. */
HcApplication *gui_test_init (int *argc, char ***argv);
/* Runs the tests and tidies up; returns what main() does. */
int gui_test_run (void);

/* @widget or the first of @type below it; NULL: none. */
GtkWidget *find_child (GtkWidget *widget, GType type);
/* Appends all of @type, from @widget down. */
void find_all (GtkWidget *widget, GType type, GPtrArray *found);
/* Whether a label on screen holds @text. */
gboolean says (GtkWidget *widget, const char *text);
/* An open top-level window of that type; NULL: none. */
GtkWidget *find_window (GType type);
GtkWidget *find_window_named (const char *type);
/* What lies in the clipboard: “” and NULL where there is no such thing. */
char *clipboard_text (GtkWidget *widget);
GdkTexture *clipboard_texture (GtkWidget *widget);
