/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of conditions of the ticket table, and how a chip says them. Display-free. */

#pragma once

#include "hc-launch-settings.h"
#include "hc-ticket-list.h"

G_BEGIN_DECLS

typedef enum
{
  HC_FILTER_STATE,
  HC_FILTER_PRIORITY,
  HC_FILTER_GROUP,
  HC_FILTER_CATEGORY,
  HC_FILTER_ISSUE,
  HC_FILTER_WORKFLOW,
  HC_FILTER_STEP,
  HC_FILTER_COHORT,
  HC_FILTER_CAUSE,
  HC_FILTER_AGE,
  HC_FILTER_OPENED,
  HC_FILTER_UNCLASSIFIED, /* from here on: set or not */
  HC_FILTER_REOPENED,
  HC_FILTER_MISROUTED,
  HC_FILTER_REPEAT,
  HC_FILTER_SAME_USER,
  HC_FILTER_MISSING,
  HC_N_FILTERS,
} HcFilter;

/* The states that figures count; a chip names them by what they leave out. */
#define HC_FILTER_NOT_CANCELLED \
  ((1u << HC_STATE_OPEN) | (1u << HC_STATE_WAITING) | (1u << HC_STATE_RESOLVED) | \
   (1u << HC_STATE_CLOSED))

const char *hc_filter_label (HcFilter filter); /* “State”, translated */
/* The ticket field whose values it lists; HC_TICKET_N_FIELDS: none. */
HcTicketField hc_filter_field (HcFilter filter);
/* What links it lists, with the query's facets; HC_N_LINKS: none. */
HcLinkKind hc_filter_link (HcFilter filter);
/* HC_N_TICKET_MARKS: it is not about a mark. */
HcTicketMark hc_filter_mark (HcFilter filter);
/* Set or not, without values or choices. */
gboolean hc_filter_is_switch (HcFilter filter);
void hc_filter_switch_on (HcFilter filter, HcTicketQuery *query);
gboolean hc_filter_is_set (HcFilter filter, const HcTicketQuery *query);
void hc_filter_unset (HcFilter filter, HcTicketQuery *query);
/* “State: open, waiting”; NULL when it is not set. */
char *hc_filter_chip_text (HcFilter filter, const HcTicketQuery *query);

/* A value of a field or link filter as listed: “Open”, “Without a group”, “HC-004 No approver”. Newly
 * allocated. */
char *hc_filter_value_label (HcFilter filter, const HcTicketQuery *query, const char *value);
gboolean hc_filter_has_value (HcFilter filter, const HcTicketQuery *query, const char *value);
void hc_filter_set_value (HcFilter filter, HcTicketQuery *query, const char *value, gboolean on);

/* Choices of AGE and OPENED. */
guint hc_filter_n_choices (HcFilter filter);
char *hc_filter_choice_label (HcFilter filter, guint choice, const HcLaunchSettings *settings);
void hc_filter_choose (HcFilter filter,
                       HcTicketQuery *query,
                       guint choice,
                       const HcLaunchSettings *settings);

/* All conditions as lines of text, for UI state; and back: unknown lines are ignored. */
char *hc_filter_describe (const HcTicketQuery *query);
char *hc_filter_describe_value (HcFilter filter, const char *value); /* this one alone */
void hc_filter_parse (const char *text, HcTicketQuery *out);

G_END_DECLS
