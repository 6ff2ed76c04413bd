/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The top three drivers on the Overview: rows with the step behind each, its course, its growth and
 * how it is held. */

#pragma once

#include <gtk/gtk.h>

#include "hc-catalog.h"

G_BEGIN_DECLS

/* Fills @list anew, @narrow without the course; @note says which days are counted and how many drivers are held. FALSE: there is
 * none to show. */
gboolean hc_overview_drivers_show (GtkListBox *list,
                                   GtkLabel *note,
                                   HcCatalog *catalog,
                                   gboolean narrow);

G_END_DECLS
