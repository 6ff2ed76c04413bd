/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drop-downs of names that may be long; their first line stands for “no choice”. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Its button cuts names after @width_chars; of strings. */
GtkWidget *hc_metrics_drop_down_new (guint width_chars);
/* The chosen name; NULL: the first line. Borrowed. */
const char *hc_metrics_drop_down_text (GtkDropDown *drop_down);
/* Selects @value (NULL: the first line); FALSE: it is not there, the first line is selected. */
gboolean hc_metrics_drop_down_select (GtkDropDown *drop_down, const char *value);

G_END_DECLS
