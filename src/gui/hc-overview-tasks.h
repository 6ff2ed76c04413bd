/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is due today and what is blocked, on the Overview: from the catalog, the escalations and the
 * handoff checklist. Each leads to its page. */

#pragma once

#include <gtk/gtk.h>

#include "hc-catalog.h"

G_BEGIN_DECLS

/* Fill @box anew; the longest waiting first, at most four, then how many more. Return how many there
 * are. */
guint hc_overview_due_show (GtkBox *box, HcCatalog *catalog, HcRecordList *checklist);
guint hc_overview_blocked_show (GtkBox *box, HcCatalog *catalog);

G_END_DECLS
