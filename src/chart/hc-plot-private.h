/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the large charts share. */

#pragma once

#include "hc-chart-private.h"
#include "hc-plot.h"

G_BEGIN_DECLS

#define HC_PLOT_ROW 16.0 /* height of a line of 9 pt */
#define HC_PLOT_HEAT_LEVELS 5

/* ---- hc-plot-scale.c ---- */

typedef struct
{
  double min, max, step;
  guint n_ticks;
} HcPlotScale;

/* At most @most ticks at whole multiples of 1, 2, 2.5, 5 × 10^k that hold [@low, @high]; 2.5 only
 * where the step stays whole; @whole: never under 1. */
HcPlotScale hc_plot_scale (double low, double high, gboolean whole, guint most);
/* Of hours: whole hours, then whole days. */
HcPlotScale hc_plot_scale_hours (double high, guint most);
char *hc_plot_tick_text (gboolean per_cent, double value, double step);
char *hc_plot_hours_text (double hours, double step);
/* How wide 9 pt × @scale may get in a wide font: the same on every machine. */
double hc_plot_text_width (const char *text, double scale);
double hc_plot_bold_width (const char *text, double scale);

/* ---- layout ---- */

typedef struct
{
  const HcPlot *plot;
  HcPlotLayout *layout;
  double s; /* text scale */
  GArray *items;
  GArray *texts;
} HcPlotting;

/* ---- hc-plot-axis.c ---- */
void hc_plot_set_value_axis (HcPlotLayout *layout, const HcPlot *plot, guint most);
void hc_plot_set_x_axis (HcPlotLayout *layout, const HcPlot *plot);

/* Its text is copied. FALSE, and nothing is put, where it would touch another or leave the chart;
 * @shift: tries a few places above and below first. */
gboolean hc_plot_put (HcPlotting *self, HcPlotText text, gboolean shift);
/* Without looking: for cells, which are apart by themselves. */
void hc_plot_put_unchecked (HcPlotting *self, HcPlotText text);

/* ---- hc-plot-items.c ---- */
void hc_plot_add_line_items (HcPlotting *self);
void hc_plot_add_area_items (HcPlotting *self);
void hc_plot_add_bar_items (HcPlotting *self);
void hc_plot_add_point_items (HcPlotting *self);
void hc_plot_add_cell_items (HcPlotting *self);
void hc_plot_cell (
  const HcPlotLayout *layout, guint n_rows, guint series, guint slot, double box[4]);

/* Up to four lines are named at their ends, layers always. */
gboolean hc_plot_names_at_end (const HcPlot *plot);
gboolean hc_plot_is_named (const HcPlotSeries *series);
/* Names, target, baseline and limits at the right; how much room they need there. */
double hc_plot_right_room (const HcPlot *plot, double s, double width);
void hc_plot_put_right (HcPlotting *self);
/* Height of the legend's rows, 0 without one. */
double hc_plot_legend_height (const HcPlot *plot, double s, double width, double height);
void hc_plot_put_legend (HcPlotting *self);
void hc_plot_put_day_labels (HcPlotting *self);
void hc_plot_put_marks (HcPlotting *self);
void hc_plot_put_no_data (HcPlotting *self);
/* The values of points beyond the axis. */
void hc_plot_put_beyond (HcPlotting *self);

double hc_plot_y (const HcPlotLayout *layout, double value);
/* Above the axis: it is shown at its edge, with an arrow. */
gboolean hc_plot_is_beyond (const HcPlotLayout *layout, double value);
/* Of an hour or an exposure. */
double hc_plot_x (const HcPlotLayout *layout, double value);
guint hc_plot_n_values (const HcPlot *plot, guint series);
double hc_plot_value (const HcPlot *plot, guint series, guint slot);
/* Does any series have a value there? */
gboolean hc_plot_has_value (const HcPlot *plot, guint slot);
gboolean hc_plot_has_days (HcPlotKind kind);
/* NULL: no name of its own. */
const char *hc_plot_point_name (const HcPlot *plot, guint series, guint slot);
double hc_plot_heat_largest (const HcPlot *plot);
/* 0 … 4 */
guint hc_plot_heat_level (const HcPlot *plot, double largest, double value);

/* ---- ink ---- */

void hc_plot_set_colour (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double alpha);
typedef enum
{
  HC_PLOT_GOOD,
  HC_PLOT_BAD,
} HcPlotStatus;
void hc_plot_set_status (cairo_t *cr, const HcChartStyle *style, HcPlotStatus status);
/* Up, from below @y: the point lies beyond. */
void hc_plot_arrow (cairo_t *cr,
                    const HcPlot *plot,
                    const HcChartStyle *style,
                    guint series,
                    double x,
                    double y);
/* The ground, for halos and hollow markers. */
void hc_plot_set_ground (cairo_t *cr, const HcChartStyle *style);
void hc_plot_set_grade (
  cairo_t *cr, const HcPlot *plot, const HcChartStyle *style, guint series, double width);
void hc_plot_marker (cairo_t *cr,
                     const HcPlot *plot,
                     const HcChartStyle *style,
                     guint series,
                     double x,
                     double y,
                     gboolean hollow);
void hc_plot_hair (cairo_t *cr, double x0, double y0, double x1, double y1);
void hc_plot_dash (cairo_t *cr, double on, double off);

void hc_plot_draw_limits (cairo_t *cr,
                          const HcPlot *plot,
                          const HcPlotLayout *layout,
                          const HcChartStyle *style);
void hc_plot_draw_lines (cairo_t *cr,
                         const HcPlot *plot,
                         const HcPlotLayout *layout,
                         const HcChartStyle *style);
void hc_plot_draw_signals (cairo_t *cr,
                           const HcPlot *plot,
                           const HcPlotLayout *layout,
                           const HcChartStyle *style);
void hc_plot_draw_survival (cairo_t *cr,
                            const HcPlot *plot,
                            const HcPlotLayout *layout,
                            const HcChartStyle *style);
void hc_plot_draw_funnel (cairo_t *cr,
                          const HcPlot *plot,
                          const HcPlotLayout *layout,
                          const HcChartStyle *style);
void hc_plot_draw_area (cairo_t *cr,
                        const HcPlot *plot,
                        const HcPlotLayout *layout,
                        const HcChartStyle *style);
void hc_plot_draw_bars (cairo_t *cr,
                        const HcPlot *plot,
                        const HcPlotLayout *layout,
                        const HcChartStyle *style);
void hc_plot_draw_heat (cairo_t *cr,
                        const HcPlot *plot,
                        const HcPlotLayout *layout,
                        const HcChartStyle *style);
void hc_plot_draw_texts (cairo_t *cr,
                         const HcPlot *plot,
                         const HcPlotLayout *layout,
                         const HcChartStyle *style);
void hc_plot_draw_read_out (cairo_t *cr,
                            const HcPlot *plot,
                            const HcPlotLayout *layout,
                            const HcChartStyle *style,
                            const HcPlotItem *item,
                            const char *text);

G_END_DECLS
