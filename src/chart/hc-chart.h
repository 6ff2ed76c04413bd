/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts as functions of numbers: layout first (pure, testable), then ink. Screen, PNG, PDF and
 * print share these. NAN = gap, never zero. visual.md §7 is the grammar. */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "hc-day.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  double text_rgba[4]; /* the theme's text colour */
  double card_rgba[4]; /* the ground drawn on; alpha 0: leave it */
  const char *font;    /* family, borrowed; NULL: Sans */
} HcChartStyle;

/* The light style for files and print. */
HcChartStyle hc_chart_style_paper (void);
/* Series colour 0…7 of the palette for this style. */
void hc_chart_series_colour (const HcChartStyle *style, guint series, double rgba[4]);
/* Grey for what a series is compared with (“resolved” beside “opened”, “before”). */
void hc_chart_comparison_colour (const HcChartStyle *style, double rgba[4]);

/* ---- sparkline: working days only, target dotted, incomplete day as dashed segment and ring ---- */

typedef struct
{
  const double *values; /* working days in order; NAN = gap */
  guint n;
  gboolean last_incomplete;
  double target; /* NAN: none */
} HcSparkline;

typedef struct
{
  guint n;
  double *x; /* one per value */
  double *y; /* NAN where there is no value */
  double y_min, y_max;
  double target_y; /* NAN: none */
} HcSparklinePlot;

HcSparklinePlot hc_sparkline_layout (const HcSparkline *self, double width, double height);
void hc_sparkline_plot_clear (HcSparklinePlot *plot);
void hc_sparkline_draw (cairo_t *cr,
                        const HcSparkline *self,
                        const HcSparklinePlot *plot,
                        const HcChartStyle *style);

/* ---- timeline of the Overview: opened and resolved per day over the whole launch ---- */

typedef struct
{
  HcDay date;
  double opened; /* NAN after T */
  double resolved;
  gboolean working;
  gboolean complete;
} HcTimelineDay;

typedef struct
{
  const HcTimelineDay *days; /* go-live … max (planned end, T) */
  guint n_days;
  HcDay go_live;
  HcDay planned_end; /* last day of hypercare */
  HcDay today;       /* the day of T; HC_DAY_NONE: none */
  const char *go_live_label; /* translated “Go-live” */
  const char *planned_end_label;
  const char *const *day_labels; /* n_days short translated labels “W 4” */
  double text_scale;         /* 1: labels of 9 pt; 0 means 1 */
} HcTimeline;

typedef struct
{
  double x, width; /* of the slot */
  double opened_x, opened_y, opened_h, bar_w; /* y and h NAN: no bar; h 0: the count is 0 */
  double resolved_x, resolved_y, resolved_h;
  gboolean label_shown; /* thinned when slots are narrow; never the one of today */
} HcTimelineSlot;

typedef struct
{
  HcTimelineSlot *slots;
  guint n_slots;
  double base_y, top_y, y_max;
  double go_live_x, planned_end_x; /* NAN: outside */
} HcTimelinePlot;

HcTimelinePlot hc_timeline_layout (const HcTimeline *self, double width, double height);
void hc_timeline_plot_clear (HcTimelinePlot *plot);
void hc_timeline_draw (cairo_t *cr,
                       const HcTimeline *self,
                       const HcTimelinePlot *plot,
                       const HcChartStyle *style);
/* The slot under @x, or -1. */
int hc_timeline_slot_at (const HcTimelinePlot *plot, double x);

/* ---- bars: one count a day, a few days; incomplete days hollow, non-working days light ---- */

typedef struct
{
  double value; /* NAN: no figure */
  gboolean working;
  gboolean complete;
} HcBarsDay;

typedef struct
{
  const HcBarsDay *days;
  guint n_days;
  const char *const *labels; /* n_days short texts, borrowed */
  double text_scale;         /* 1: labels of 9 pt; 0 means 1 */
} HcBars;

typedef struct
{
  double x, width;         /* of the slot */
  double bar_x, bar_w;
  double y, h;             /* NAN: no bar */
  gboolean label_shown;
} HcBarsSlot;

typedef struct
{
  HcBarsSlot *slots;
  guint n_slots;
  double left, base_y, top_y;
  double y_max; /* a whole multiple of step */
  double step;  /* of the grid */
} HcBarsPlot;

HcBarsPlot hc_bars_layout (const HcBars *self, double width, double height);
void hc_bars_plot_clear (HcBarsPlot *plot);
void hc_bars_draw (cairo_t *cr,
                   const HcBars *self,
                   const HcBarsPlot *plot,
                   const HcChartStyle *style);
/* The slot under @x, or -1. */
int hc_bars_slot_at (const HcBarsPlot *plot, double x);

G_END_DECLS
