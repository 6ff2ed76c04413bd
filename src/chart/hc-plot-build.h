/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plot that owns its numbers and texts. Fill it from one thread; once it is shown it is read-only
 * and may be shared by any. Everything the functions return belongs to it. */

#pragma once

#include "hc-control-chart.h"
#include "hc-plot.h"

G_BEGIN_DECLS

typedef struct _HcPlotBuild HcPlotBuild;

/* “no data” is set; no target, no baseline. */
HcPlotBuild *hc_plot_build_new (HcPlotKind kind);
HcPlotBuild *hc_plot_build_ref (HcPlotBuild *self);
void hc_plot_build_unref (HcPlotBuild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPlotBuild, hc_plot_build_unref)

/* To set titles, target …; its arrays are those added so far. */
HcPlot *hc_plot_build_plot (HcPlotBuild *self);
/* A copy that lives as long as @self; NULL for NULL. */
const char *hc_plot_build_text (HcPlotBuild *self, const char *text);
/* @n times NAN. */
double *hc_plot_build_values (HcPlotBuild *self, guint n);

/* Valid until the next one is added; texts are copied. A new slot is working and complete. */
HcPlotSlot *hc_plot_build_add_slot (HcPlotBuild *self, const char *label);
/* With values of its own, all NAN: one for each slot added so far, or @n where it is not 0 (then
 * with x too). Add slots before series. */
HcPlotSeries *hc_plot_build_add_series (HcPlotBuild *self, const char *name, guint n);
HcPlotLimits *hc_plot_build_add_limits (HcPlotBuild *self, guint from, guint to);
void
hc_plot_build_add_mark (HcPlotBuild *self, HcPlotMarkKind kind, guint slot, const char *label);
void hc_plot_build_add_signal (HcPlotBuild *self, guint series, guint slot);
void hc_plot_build_set_value (HcPlotBuild *self, guint series, guint index, double value);
/* An interval; values without one have none drawn. */
void hc_plot_build_set_band (
  HcPlotBuild *self, guint series, guint index, double low, double high);
/* What a person reads of it, lines with \n; copied. */
void hc_plot_build_set_reading (
  HcPlotBuild *self, guint series, guint index, const char *reading);

G_END_DECLS
