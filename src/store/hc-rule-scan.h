/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the tickets one after the other with what rules ask for. */

#pragma once

#include "hc-db-private.h"
#include "hc-rule-table.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  const char *text[HC_TICKET_N_FIELDS]; /* valid during the call; NULL = no value */
  gint64 term[HC_TICKET_N_FIELDS];      /* 0 = none */
  gint64 result;                        /* rule_result of its stored link; 0: none, or not asked */
  gint64 opened_at;                     /* with population_only */
} HcScanTicket;

/* FALSE + error ends the scan. */
typedef gboolean (*HcScanFunc) (const HcScanTicket *ticket, gpointer data, GError **error);

typedef struct
{
  guint64 fields;           /* HC_TICKET_BIT of what is wanted */
  gboolean with_result;
  gboolean population_only; /* opened since go-live, in scope, not cancelled */
  gint64 batch;             /* not 0: only what this import added or changed; not with the two above */
  HcScanFunc func;
  gpointer data;
  HcRuleProgress progress; /* may be NULL */
  gpointer progress_data;
} HcScan;

/* In id order (of a batch: changed ones first). */
gboolean hc_rule_scan (HcDb *db, const HcScan *scan, GError **error);

G_END_DECLS
