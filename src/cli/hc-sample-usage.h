/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The side files of the sample. Private to hc-sample*.c. */

#pragma once

#include <glib.h>

#include "hc-sample-ticket.h"

G_BEGIN_DECLS

/* date,cohort,active_users,help_users,help_sessions,confirmed_deflections */
char *hc_sample_usage_csv (int days, guint64 seed);
/* date,workflow,step,cohort,started,completed,failed,retried */
char *hc_sample_completions_csv (int days, guint64 seed);
/* number,problem,title,workflow,step,cause; one call a ticket. */
void hc_sample_append_truth (GString *out, const HcSampleTicket *ticket);
extern const char hc_sample_truth_header[];

G_END_DECLS
