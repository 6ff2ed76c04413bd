/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "metrics-fixture.h"

HcMetricsPage *
metrics_page (PageFixture *fixture)
{
  return HC_METRICS_PAGE (fixture->page);
}

const HcMetricsFigures *
metrics_figures (PageFixture *fixture)
{
  return hc_metrics_model_figures (metrics_page (fixture)->model);
}

const HcMetricSeries *
metrics_total (PageFixture *fixture, HcMetricId id)
{
  return hc_metric_set_total (metrics_figures (fixture)->set, id);
}

void
metrics_set_up (PageFixture *fixture, gconstpointer with_tickets)
{
  page_fixture_set_up (fixture, HC_TYPE_METRICS_PAGE, with_tickets != NULL);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  if (with_tickets != NULL)
    wait_until (metrics_figures (fixture) != NULL);
}

void
metrics_tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}

void
metrics_choose (PageFixture *fixture, HcMetricId id)
{
  hc_metrics_page_choose (metrics_page (fixture), id);
  wait_until (hc_metrics_detail_metric (metrics_page (fixture)->detail) == id);
}

const HcPlot *
metrics_plot (PageFixture *fixture)
{
  return hc_plot_build_plot (hc_metrics_detail_build (metrics_page (fixture)->detail));
}
