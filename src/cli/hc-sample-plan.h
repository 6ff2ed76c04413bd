/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tickets of the sample launch are made from: hot paths, cohorts, places, groups and the
 * problems behind them. Constant tables; private to hc-sample*.c. The plan in the launch file is
 * data/starters/sample.ini, with the same names. */

#pragma once

#include <glib.h>

#include "hc-day.h"

G_BEGIN_DECLS

/* Wednesday 4 March 2026 in Berlin; Monday 9 March is a day off. */
#define HC_SAMPLE_NAME "ERP Wave 1"
#define HC_SAMPLE_ZONE "Europe/Berlin"
#define HC_SAMPLE_LENGTH_DAYS 14
HcDay hc_sample_go_live (void);
HcDay hc_sample_holiday (void);
/* @day counts from go-live, 0 is the go-live date. */
gboolean hc_sample_is_working (int day);
/* How busy the launch is on @day, 100 = the busiest. */
guint hc_sample_level (int day);

typedef enum
{
  HC_SAMPLE_REQUISITION,
  HC_SAMPLE_GOODS_RECEIPT,
  HC_SAMPLE_INVOICE,
  HC_SAMPLE_PAYMENT,
  HC_SAMPLE_MONTH_END,
  HC_SAMPLE_SUPPLIER,
  HC_SAMPLE_ROLE_REQUEST,
  HC_SAMPLE_N_WORKFLOWS,
} HcSampleWorkflowId;

#define HC_SAMPLE_MAX_STEPS 6

typedef struct
{
  const char *name;
  const char *steps[HC_SAMPLE_MAX_STEPS + 1]; /* NULL-terminated */
  guint cohort; /* who mostly walks it: index into hc_sample_cohorts */
  guint starts; /* on a full working day */
} HcSampleWorkflow;

extern const HcSampleWorkflow hc_sample_workflows[HC_SAMPLE_N_WORKFLOWS];

typedef enum
{
  HC_SAMPLE_BUYERS,
  HC_SAMPLE_AP_CLERKS,
  HC_SAMPLE_WAREHOUSE,
  HC_SAMPLE_CONTROLLERS,
  HC_SAMPLE_REQUESTERS,
  HC_SAMPLE_MANAGERS,
  HC_SAMPLE_DATA_STEWARDS,
  HC_SAMPLE_N_COHORTS,
} HcSampleCohortId;

#define HC_SAMPLE_N_PLACES 4

typedef struct
{
  const char *name;       /* “AP Clerks” */
  const char *person;     /* “AP Clerk”, to be numbered */
  const char *department; /* what matches it */
  guint heads;
  guint8 places[HC_SAMPLE_N_PLACES]; /* where they sit, weights */
} HcSampleCohort;

extern const HcSampleCohort hc_sample_cohorts[HC_SAMPLE_N_COHORTS];

typedef struct
{
  const char *name;
  int hours_behind; /* of the launch's zone */
} HcSamplePlace;

extern const HcSamplePlace hc_sample_places[HC_SAMPLE_N_PLACES];

typedef enum
{
  HC_SAMPLE_SERVICE_DESK,
  HC_SAMPLE_PROCUREMENT,
  HC_SAMPLE_FINANCE,
  HC_SAMPLE_LOGISTICS,
  HC_SAMPLE_ACCESS,
  HC_SAMPLE_INTEGRATION,
  HC_SAMPLE_MASTER_DATA,
  HC_SAMPLE_WORKPLACE,
  HC_SAMPLE_VENDOR,
  HC_SAMPLE_N_GROUPS,
} HcSampleGroupId;

typedef struct
{
  const char *name; /* assignment group and team */
  guint resolvers;
} HcSampleGroup;

extern const HcSampleGroup hc_sample_groups[HC_SAMPLE_N_GROUPS];

#define HC_SAMPLE_N_TITLES 6
#define HC_SAMPLE_N_DETAILS 2
#define HC_SAMPLE_NEVER 0

/* Texts hold [one|another] choices and {parameters}, see hc-sample-text. */
typedef struct
{
  const char *id; /* “P01”; "" = background noise, no problem in common */
  const char *title;
  HcSampleWorkflowId workflow;
  guint step;
  const char *cause;
  const char *category;
  const char *subcategory;
  const char *service;
  HcSampleCohortId cohorts[2]; /* three of four tickets come from the first */
  int place;                   /* −1: everywhere */
  HcSampleGroupId group;       /* who can solve it */
  HcSampleGroupId wrong_group; /* where it is sent by mistake */
  guint8 wrong_percent;
  guint8 desk_percent;    /* solved by the service desk at once */
  int start;              /* first day */
  int fixed;              /* day of the fix; HC_SAMPLE_NEVER: not solved so far */
  guint8 tail;            /* per cent of the rate that is left after the fix */
  guint16 weight;         /* tickets on its busiest day, relative */
  guint8 fade;            /* per cent of the rate left from day to day without a fix */
  guint8 priorities[4];   /* weights of 1 … 4 */
  guint16 minutes;        /* median work once the right group has it */
  gboolean waits_for_fix; /* most are resolved only when the fix is in */
  const char *close_code;
  const char *titles[HC_SAMPLE_N_TITLES]; /* may end early with NULL */
  const char *details[HC_SAMPLE_N_DETAILS];
} HcSampleProblem;

extern const HcSampleProblem hc_sample_problems[];
extern const guint hc_sample_n_problems; /* background noise included */

/* How often the problem comes on @day compared with the others; 0: not at all. */
guint hc_sample_problem_rate (const HcSampleProblem *problem, int day);

/* “Müller GmbH” …; NULL-terminated. */
extern const char *const hc_sample_suppliers[];

G_END_DECLS
