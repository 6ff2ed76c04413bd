/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The popover that chooses which cohorts issues affect: arrow keys move, Space ticks, a letter jumps,
 * Enter sets, Esc gives up. Signal “set” (GStrv ids). Owned by its parent (unparent it in dispose). */

#pragma once

#include <gtk/gtk.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_COHORT_POPOVER (hc_cohort_popover_get_type ())
G_DECLARE_FINAL_TYPE (HcCohortPopover, hc_cohort_popover, HC, COHORT_POPOVER, GtkPopover)

HcCohortPopover *hc_cohort_popover_new (GtkWidget *parent);
/* @chosen: ids that are ticked (of char *). @cell: under the parent. */
void hc_cohort_popover_open (HcCohortPopover *self,
                              GtkWidget *cell,
                              const char *heading,
                              HcRecordList *cohorts,
                              GPtrArray *chosen);
/* What Enter does. */
void hc_cohort_popover_set (HcCohortPopover *self);
/* Ticks or unticks the cohort at @position. */
void hc_cohort_popover_toggle (HcCohortPopover *self, guint position);

G_END_DECLS
