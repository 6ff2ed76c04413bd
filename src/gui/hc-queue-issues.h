/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds an issue by code or title: an entry and the issues that fit, open ones first. Enter takes the
 * marked one. Signals “chosen” (char *id); “left”: Escape, or Up from the entry. */

#pragma once

#include <adwaita.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

#define HC_TYPE_QUEUE_ISSUES (hc_queue_issues_get_type ())
G_DECLARE_FINAL_TYPE (HcQueueIssues, hc_queue_issues, HC, QUEUE_ISSUES, AdwBin)

/* @issues: the register “issue”. */
void hc_queue_issues_set_list (HcQueueIssues *self, HcRecordList *issues);
/* Begins with @typed in the entry, the focus behind it. */
void hc_queue_issues_begin (HcQueueIssues *self, const char *typed);
/* How many fit what is typed. */
guint hc_queue_issues_count (HcQueueIssues *self);
/* Does @issue fit what is typed? All words, in code or title, any case. */
gboolean hc_queue_issues_fits (HcRecord *issue, const char *typed);

G_END_DECLS
