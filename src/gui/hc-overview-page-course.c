/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-legend-swatch.h"

static const HcMetricPoint *
point_of (const HcMetricSeries *series, HcDay day)
{
  for (guint i = 0; series != NULL && series->measurable && i < series->n_points; i++)
    if (series->points[i].date == day)
      return &series->points[i];
  return NULL;
}

static void
show_timeline (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  const HcLaunchSettings *settings = context->settings;
  const HcMetricSeries *inflow = hc_metric_set_total (context->set, HC_METRIC_INFLOW);
  const HcMetricSeries *resolved = hc_metric_set_total (context->set, HC_METRIC_RESOLVED);
  HcDay first = settings->go_live_day;
  HcDay end = first + (HcDay) settings->length_days - 1;
  HcDay last = MAX (end, today);
  guint n = (guint) (last - first + 1);
  g_autofree HcTimelineDay *days = g_new0 (HcTimelineDay, n);

  for (guint i = 0; i < n; i++)
    {
      const HcMetricPoint *opened = point_of (inflow, first + (HcDay) i);
      const HcMetricPoint *ended = point_of (resolved, first + (HcDay) i);

      days[i].date = first + (HcDay) i;
      days[i].opened = opened != NULL ? opened->value : NAN;
      days[i].resolved = ended != NULL ? ended->value : NAN;
      days[i].working = hc_calendar_is_working (context->calendar, days[i].date);
      days[i].complete
        = hc_calendar_is_complete (context->calendar, days[i].date, context->set->as_of);
    }
  hc_timeline_view_set_days (self->timeline, days, n, first, end, today);
}

static void
add_legend (HcOverviewPage *self, HcSwatch kind, const char *text)
{
  GtkWidget *swatch = hc_legend_swatch_new (kind);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_set_margin_end (label, 6);
  gtk_box_append (self->legend, swatch);
  gtk_box_append (self->legend, label);
  if (kind == HC_SWATCH_INCOMPLETE)
    {
      self->legend_incomplete[0] = swatch;
      self->legend_incomplete[1] = label;
    }
}

void
hc_overview_page_fill_legend (HcOverviewPage *self)
{
  add_legend (self, HC_SWATCH_SERIES, _("Opened"));
  add_legend (self, HC_SWATCH_COMPARISON, _("Resolved"));
  add_legend (self, HC_SWATCH_INCOMPLETE, _("Today, incomplete"));
  self->legend_note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->legend_note, 1);
  gtk_label_set_ellipsize (self->legend_note, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->legend_note), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->legend_note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->legend_note), "hc-second");
  gtk_box_append (self->legend, GTK_WIDGET (self->legend_note));
}

static void
show_legend (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  gboolean incomplete = !hc_calendar_is_complete (context->calendar, today, context->set->as_of);
  g_autofree char *go_live = hc_format_day (context->settings->go_live_day);
  g_autofree char *note = g_strdup_printf (_("Calendar days counted from %s"), go_live);

  gtk_widget_set_visible (self->legend_incomplete[0], incomplete);
  gtk_widget_set_visible (self->legend_incomplete[1], incomplete);
  gtk_label_set_label (self->legend_note, note);
}

void
hc_overview_page_show_course (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  show_timeline (self, context, today);
  show_legend (self, context, today);
}
