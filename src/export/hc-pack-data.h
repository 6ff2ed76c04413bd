/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything a pack says, as plain structs: collected by hc-pack-collect from one read transaction,
 * written by hc-workbook. No SQL and no workbook library in sight. */

#pragma once

#include "hc-batch-table.h"
#include "hc-criteria.h"
#include "hc-driver.h"
#include "hc-metric.h"
#include "hc-pack-register.h"
#include "hc-pack-table.h"

G_BEGIN_DECLS

/* The layout of sheets and columns that readers of packs may rely on. */
#define HC_PACK_FORMAT 1

/* More open tickets than this go to a workbook of their own. */
#define HC_PACK_MAX_TICKETS 20000
#define HC_PACK_MAX_REJECTS 1000
#define HC_PACK_TOP_CATEGORIES 5

typedef struct
{
  char *key;
  char *title; /* NULL in an anonymised pack */
  char *state;
  char *priority;
  char *group;
  char *assignee; /* a stable code in an anonymised pack */
  char *issue_id; /* NULL: not classified */
  char *issue;    /* “HC-004 No approver for cost centre” */
  char *owner;    /* after exit: the BAU owner of its issue; NULL */
  double age_days;
} HcPackTicket;

void hc_pack_ticket_free (HcPackTicket *self);
typedef struct
{
  char *id;
  char *name;      /* “HC-004 No approver for cost centre” */
  char *bau_owner; /* NULL: none, or an anonymised pack */
} HcPackIssue;

void hc_pack_issue_free (HcPackIssue *self);

typedef struct
{
  const char *file; /* borrowed from its batch */
  HcReject *reject;
} HcPackReject;

void hc_pack_reject_free (HcPackReject *self);

typedef struct
{
  HcLaunchSettings settings;
  HcCalendar *calendar;
  gint64 as_of; /* HC_INSTANT_NONE: nothing was imported */
  gboolean anonymised;
  char *prepared_by; /* "": left blank */

  HcUsage *usage;           /* what they rest on besides tickets */
  HcMetricSet *metrics;     /* the default window, with series */
  HcMetricSet *first_week;  /* NULL before the first complete working day */
  HcMetricSet *by_priority; /* open */
  HcMetricSet *by_category; /* open */
  HcMetricSet *resolve_by_category; /* time_to_resolve, largest categories and the rest */

  HcMetricSet *completion_by_path;  /* completion_rate; NULL: no completions are known */
  double targets[HC_N_METRICS];     /* NAN: none */
  GPtrArray *workflows;             /* of HcRecordData: completion targets of their own */

  HcCriteriaResult *criteria; /* of the exit gate */

  HcDriverSet *drivers;       /* the top three now; NULL: nothing was imported */
  HcDriverSet *first_drivers; /* after the first week; NULL before its last day is complete */

  GPtrArray *issues;  /* of HcPackIssue */
  GArray *open_issue; /* guint32 by open ticket, in their order: index into issues + 1; 0: none */

  guint n_open;
  guint n_changed_since;  /* open at as-of, ended since (as-of before the newest import) */
  guint n_missing;        /* open tickets not in the newest file that covers everything */
  GPtrArray *tickets;     /* of HcPackTicket, most urgent first; NULL: in the appendix */
  char *appendix;         /* its file name; NULL */
  char *oldest;           /* key of the oldest open ticket; NULL */
  double oldest_days;

  GPtrArray *facts; /* of char *: what BAU must know */

  GPtrArray *registers; /* of HcPackRegister, in sheet order */

  GPtrArray *batches;   /* of HcBatch */
  GPtrArray *rejects;   /* of HcPackReject, at most HC_PACK_MAX_REJECTS */
  guint64 n_rejects;
  guint64 n_before_go_live;
  guint64 n_out_of_scope;
} HcPackData;

/* @index: of the open ticket, in the order of the list. */
HcPackTicket *hc_pack_ticket_new (const HcPackData *data, const HcPackRow *row, guint index);

/* All empty; as-of none. */
void hc_pack_data_init (HcPackData *self);
void hc_pack_data_clear (HcPackData *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcPackData, hc_pack_data_clear)

/* The sentences of “what BAU must know”, each from data that is there; element type char *. */
GPtrArray *hc_pack_facts (const HcPackData *data);

/* How a metric moved, in words: “Falling: 12.0 % less than in the window before …”. */
char *hc_pack_trend_words (const HcMetricSeries *series, guint window_length);

/* The launch's name, clean and at most @length characters. */
char *hc_pack_short_name (const HcPackData *data, glong length);

/* The set's ungrouped series when it has a value to show; NULL otherwise. */
const HcMetricSeries *hc_pack_measured (const HcMetricSet *set, HcMetricId id);

G_END_DECLS
