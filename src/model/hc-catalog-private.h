/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-catalog*.c only. */

#pragma once

#include "hc-catalog.h"

G_BEGIN_DECLS

struct _HcCatalog
{
  GObject parent_instance;

  /* Borrowed: it owns this one */
  HcLaunch *launch;

  /* Owned */
  HcStore *store;
  HcRecordList *lists[HC_N_CATALOG_REGISTERS];
  GHashTable *cohorts_of; /* issue id → GPtrArray of cohort ids; NULL: to be made */
  HcIssueFactsSet *facts;
  HcDriverSet *drivers;
  GCancellable *cancellable; /* of the running computation; NULL: none runs */
  guint debounce;
  guint told;  /* idle source of “changed” */
  guint limit; /* timer of the next escalation past its limit */
  guint watchers;
  gboolean stale;
};

G_END_DECLS
