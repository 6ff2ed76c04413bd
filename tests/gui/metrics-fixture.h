/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Metrics page in a window, and what it shows. */

#pragma once

#include "hc-metrics-page-private.h"
#include "page-fixture.h"

/* For g_test_add(); @with_tickets: NULL before the first import. */
void metrics_set_up (PageFixture *fixture, gconstpointer with_tickets);
void metrics_tear_down (PageFixture *fixture, gconstpointer data);

HcMetricsPage *metrics_page (PageFixture *fixture);
const HcMetricsFigures *metrics_figures (PageFixture *fixture);
const HcMetricSeries *metrics_total (PageFixture *fixture, HcMetricId id);
/* What is drawn at large. */
const HcPlot *metrics_plot (PageFixture *fixture);
/* Shows @id at large. */
void metrics_choose (PageFixture *fixture, HcMetricId id);
