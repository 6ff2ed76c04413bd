/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the metric-reference*.c share: one ticket as it stood at T, and how long tickets took. */

#pragma once

#include "hc-statistics.h"
#include "metric-reference.h"

G_BEGIN_DECLS

#define MAX_SPELLS 8

typedef struct
{
  gint64 start, end; /* end: HC_INSTANT_NONE while open */
  gint64 recorded_end;
  gboolean inferred;
} Spell;

typedef struct
{
  guint row;
  gint64 opened;
  gboolean cancelled;
  guint flags;
  guint n;
  Spell spells[MAX_SPELLS];
} ReferenceTicket;

gboolean reference_seen (const Reference *self, gint64 instant);
/* FALSE when it does not exist at T or is filtered out. */
gboolean reference_take_ticket (const Reference *self, guint row, ReferenceTicket *out);
gboolean reference_on_day (const Reference *self, gint64 instant, HcDay day);
gint64 reference_last_end (const ReferenceTicket *t);
gboolean reference_is_open (const Reference *self, const ReferenceTicket *t, HcDay day);

/* Days of opening. */
typedef struct
{
  HcDay from, to;
  gboolean working_only;
} ReferenceDays;

/* time_to_resolve and first_response_time of the tickets opened on those days; @series: its
 * exclusions (NULL: not asked for). */
HcSurvival reference_survival (const Reference *self, ReferenceDays in, HcMetricSeries *series);
HcSurvival reference_response (const Reference *self, ReferenceDays in, HcMetricSeries *series);
/* In hours. */
void reference_set_survival (HcMetricPoint *out, HcSurvival s);
void reference_exclude (HcMetricSeries *out, const char *reason, gint64 count);

G_END_DECLS
