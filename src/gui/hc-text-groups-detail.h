/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chosen text group: its size, what its titles have in common, its titles with how many tickets
 * have each. Its buttons are actions “groups.…” of the window. Signal “split” (char *title). */

#pragma once

#include <adwaita.h>

#include "hc-classify.h"
#include "hc-queue-issues.h"
#include "hc-text-groups-item.h"

G_BEGIN_DECLS

#define HC_TYPE_TEXT_GROUPS_DETAIL (hc_text_groups_detail_get_type ())
G_DECLARE_FINAL_TYPE (HcTextGroupsDetail,
                      hc_text_groups_detail,
                      HC,
                      TEXT_GROUPS_DETAIL,
                      AdwBin)

void hc_text_groups_detail_set_launch (HcTextGroupsDetail *self, HcLaunch *launch);
/* @items: of HcTextGroupsItem, chosen in the list; they belong to @groups. */
void hc_text_groups_detail_show (HcTextGroupsDetail *self,
                                 const HcLaunchTextGroups *groups,
                                 GPtrArray *items);
/* Distinct titles shown; 0 while they are read. */
guint hc_text_groups_detail_n_titles (HcTextGroupsDetail *self);
/* The popover of “Add to Issue”; its signal “chosen” is the window's to hear. */
HcQueueIssues *hc_text_groups_detail_issues (HcTextGroupsDetail *self);
void hc_text_groups_detail_close_issues (HcTextGroupsDetail *self);

G_END_DECLS
