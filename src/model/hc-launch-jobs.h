/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-launch only: what it reads and computes on a reader thread. */

#pragma once

#include "hc-columns.h"
#include "hc-launch-settings.h"
#include "hc-metric.h"
#include "hc-store.h"
#include "hc-usage.h"

G_BEGIN_DECLS

/* Read fast, for the first look. */
typedef struct
{
  HcLaunchSettings settings;
  GPtrArray *batches;
  gint64 as_of;
  guint64 ticket_count;
} HcLaunchBasics;

void hc_launch_basics_free (gpointer basics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcLaunchBasics, hc_launch_basics_free)
/* An HcLaunchBasics, of one moment; NULL + error. */
gpointer hc_launch_basics_job (HcDb *db, gpointer data, GError **error);

typedef struct
{
  HcColumns *columns;
  HcUsage *usage;
  HcMetricSet *metrics;
} HcLaunchFigures;

void hc_launch_figures_free (gpointer figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcLaunchFigures, hc_launch_figures_free)
/* An HcLaunchFigures, of one moment; NULL + error. @cancellable: of this re-read. */
gpointer hc_launch_figures_job (HcDb *db, gpointer cancellable, GError **error);

G_END_DECLS
