/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new entry of the catalog in a small form: title, workflow and step, kind with the action it
 * proposes; from a text group also a rule on its words, with what that hits. Signal “create”
 * (HcRecordData *issue, HcRule *rule or NULL): the receiver takes both; the form is closed. */

#pragma once

#include <adwaita.h>

#include "hc-classify.h"

G_BEGIN_DECLS

#define HC_TYPE_TEXT_GROUPS_CREATE (hc_text_groups_create_get_type ())
G_DECLARE_FINAL_TYPE (HcTextGroupsCreate, hc_text_groups_create, HC, TEXT_GROUPS_CREATE, AdwWindow)

/* @words (NULL-terminated, may be NULL): what a rule would look for in titles. @n_tickets: to be
 * linked; above HC_TRIAGE_BULK_LIMIT only by the rule. */
HcTextGroupsCreate *hc_text_groups_create_present (GtkWidget *near,
                                                   HcLaunch *launch,
                                                   const char *title,
                                                   const char *const *words,
                                                   guint n_tickets);

G_END_DECLS
