/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “Classify…”: what some tickets are linked to, chosen from the catalog and the plan: issue, workflow,
 * step, cohort or root cause; or left to what issue and rules say. One undo step, with a toast. More
 * than HC_TRIAGE_BULK_LIMIT tickets are refused, and a rule is offered. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"
#include "hc-ticket-facets.h"

G_BEGIN_DECLS

/* @near: where the toast appears; its window is the parent. @tickets: of gint64, at least one. Begins
 * with @kind. */
GtkWindow *hc_link_dialog_present (GtkWidget *near,
                                   HcLaunch *launch,
                                   HcTicketFacets *facets,
                                   GArray *tickets,
                                   HcLinkKind kind);

G_END_DECLS
