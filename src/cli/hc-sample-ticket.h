/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One ticket of the sample: what it says and what happens to it. Times are seconds of the launch's
 * wall clock since 00:00 of the go-live date. */

#pragma once

#include "hc-sample-plan.h"
#include "hc-sample-random.h"

G_BEGIN_DECLS

#define HC_SAMPLE_DAY (24 * 60 * 60)

typedef enum
{
  HC_SAMPLE_NEW,
  HC_SAMPLE_IN_PROGRESS,
  HC_SAMPLE_ON_HOLD,
  HC_SAMPLE_RESOLVED,
  HC_SAMPLE_CLOSED,
  HC_SAMPLE_CANCELED,
} HcSampleState;

/* What is true from @at on until the next moment. */
typedef struct
{
  gint32 at;
  gint32 resolved; /* −1: not */
  gint32 closed;   /* −1: not */
  guint8 state;    /* HcSampleState */
  guint8 group;    /* HcSampleGroupId */
  guint8 resolver; /* 0: nobody */
  guint8 hops;
  guint8 reopens;
} HcSampleMoment;

#define HC_SAMPLE_MAX_MOMENTS 24

typedef struct
{
  const HcSampleProblem *problem;
  guint64 number; /* 1, 2 … in order of opening */
  gint32 opened;
  gint32 due;
  guint8 priority;
  guint8 cohort;
  guint8 place;
  guint16 person;
  gboolean watched; /* by the monitoring, not by a person */
  gboolean by_desk; /* solved by the service desk at once */
  gboolean uncategorised;
  const char *channel;
  GString *title;
  GString *description;
  HcSampleMoment moments[HC_SAMPLE_MAX_MOMENTS];
  guint n_moments;
} HcSampleTicket;

void hc_sample_ticket_init (HcSampleTicket *self);
void hc_sample_ticket_clear (HcSampleTicket *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcSampleTicket, hc_sample_ticket_clear)

/* The time of the export at the end of @day: 23:45. */
gint32 hc_sample_export_time (int day);
/* When a ticket of this stream is opened on @day. */
gint32 hc_sample_opening (const HcSampleProblem *problem, int day, guint64 seed, guint64 stream);
/* Everything else about it. The same stream gives the same ticket. */
void hc_sample_ticket_make (HcSampleTicket *self,
                            const HcSampleProblem *problem,
                            gint32 opened,
                            guint64 seed,
                            guint64 stream);
/* What the nightly batch monitoring opens at @opened. */
void hc_sample_ticket_make_watched (HcSampleTicket *self, gint32 opened, guint64 seed);
/* The moment that holds at @at (not before it was opened). */
const HcSampleMoment *hc_sample_ticket_at (const HcSampleTicket *self, gint32 at);

G_END_DECLS
