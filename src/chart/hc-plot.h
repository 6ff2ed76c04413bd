/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The large charts as functions of numbers, one look for screen, PNG, SVG, PDF and print
 * (visual.md §7). hc_plot_layout() computes every coordinate; hc_plot_draw() inks it; hover, arrow
 * keys and screen readers read the same layout. NAN = gap, never zero. All texts are translated and
 * borrowed until the plot is freed. Pure; any thread. */

#pragma once

#include "hc-chart.h"

G_BEGIN_DECLS

typedef enum
{
  HC_PLOT_LINE,     /* a value a day, one or more series, bands, limits */
  HC_PLOT_AREA,     /* stacked, a value a day and layer: backlog ages */
  HC_PLOT_BARS,     /* named bars (groups), or a bar a day */
  HC_PLOT_SURVIVAL, /* S(t), steps, with band; x in hours */
  HC_PLOT_HEAT,     /* rows × columns with a number in every cell */
  HC_PLOT_FUNNEL,   /* rate against exposure with limits; named points */
} HcPlotKind;

typedef enum
{
  HC_PLOT_SOLID,    /* confirmed */
  HC_PLOT_UPPER,    /* upper estimate: dashed 8 4 */
  HC_PLOT_PROXY,    /* dashed 2 3 */
  HC_PLOT_BEFORE,   /* comparison, baseline: grey */
} HcPlotGrade;

/* One line, layer, row of bars, curve, row of cells. */
typedef struct
{
  const char *name;
  const double *values; /* n_slots; SURVIVAL, FUNNEL: n of its own */
  const double *low;    /* band; NULL: none */
  const double *high;
  const double *x; /* SURVIVAL: hours; FUNNEL: exposure; else NULL */
  guint n;         /* SURVIVAL, FUNNEL; else n_slots */
  HcPlotGrade grade;
  gboolean other_days; /* the series of non-working days: open squares, not joined */
  const char *const *readings; /* NULL, or of each value what a person reads: lines with \n */
} HcPlotSeries;

/* A slot: a day, a named bar, a column of the heat map. */
typedef struct
{
  const char *label;  /* short: “11”, “Category 42” */
  const char *group;  /* “Week 11”; NULL: none */
  gboolean working;   /* days: FALSE draws the grey band */
  gboolean complete;  /* days: FALSE draws hollow and dashed */
  gboolean is_today;  /* bold */
  gboolean is_total;  /* HEAT: the column “All”, without colour */
  const char *key;    /* in tables: “2026-03-11”; NULL: the label */
  const char *reading; /* “Wednesday 11 March, day 8”; NULL: the label */
} HcPlotSlot;

/* Limits over slots from … to (inclusive). */
typedef struct
{
  guint from, to;
  const double *lower, *upper; /* n_slots; NAN: none there */
  double centre;
  const char *upper_label, *centre_label, *lower_label; /* “UCL 15.9”; NULL: none */
  gboolean other_days;
} HcPlotLimits;

typedef enum
{
  HC_PLOT_MARK_EVENT,    /* go-live, planned end: solid line, label above */
  HC_PLOT_MARK_DECISION, /* dotted line under a plate */
} HcPlotMarkKind;

typedef struct
{
  HcPlotMarkKind kind;
  guint slot;        /* EVENT: its beginning (n_slots: the end of all); DECISION: its middle */
  const char *label; /* “Go-live”, “D2” */
} HcPlotMark;

typedef struct
{
  guint series, slot; /* ring in “bad” */
} HcPlotSignal;

typedef struct
{
  HcPlotKind kind;
  const char *title;     /* files and print only; NULL: none */
  const char *subtitle;  /* “5 working days, 5–11 March” */
  const char *footnote;  /* the definition line */
  const char *x_title;   /* SURVIVAL, FUNNEL */
  const char *y_title;
  gboolean per_cent;     /* values are shares; axis and numbers in per cent */
  const HcPlotSlot *slots;
  guint n_slots;
  const HcPlotSeries *series;
  guint n_series;
  const HcPlotLimits *limits;
  guint n_limits;
  const HcPlotMark *marks;
  guint n_marks;
  const HcPlotSignal *signals;
  guint n_signals;
  double target;   /* NAN: none. SURVIVAL: hours */
  const char *target_label;
  double baseline; /* NAN: none */
  const char *baseline_label;
  const char *no_data; /* translated “no data” */
  gboolean horizontal; /* BARS: named bars one under another */
  gboolean from_zero;  /* the y axis begins at 0 (counts, shares, bars, areas) */
  double y_least;      /* the y axis goes up to here at least; 0: as far as it must */
  double text_scale;   /* 0 means 1 */
  /* FUNNEL: the limits are funnel_centre ± 3 × funnel_sigma_z × √(c (1 − c) ÷ x) for shares,
   * √(c ÷ x) else. Points are named by the slots, or, one point a series, by the series. */
  double funnel_centre; /* NAN: none */
  double funnel_sigma_z; /* 1: the plain funnel */
} HcPlot;

/* A thing that can be pointed at or walked to. */
typedef struct
{
  guint series, slot; /* SURVIVAL, FUNNEL: slot is the index in the series */
  double x, y, w, h;  /* where it is; points: w = h = 0 */
} HcPlotItem;

typedef enum
{
  HC_PLOT_TEXT_AXIS,
  HC_PLOT_TEXT_TODAY,
  HC_PLOT_TEXT_NOTE,   /* “no data”, limits, baseline */
  HC_PLOT_TEXT_TARGET, /* in “good” */
  HC_PLOT_TEXT_EVENT,
  HC_PLOT_TEXT_PLATE,
  HC_PLOT_TEXT_NAME,   /* of a series, at its end */
  HC_PLOT_TEXT_CELL,
  HC_PLOT_TEXT_LEGEND,
} HcPlotTextRole;

typedef enum
{
  HC_PLOT_SWATCH_SERIES,
  HC_PLOT_SWATCH_INCOMPLETE,
  HC_PLOT_SWATCH_LIMITS,
  HC_PLOT_SWATCH_TARGET,
  HC_PLOT_SWATCH_BASELINE,
} HcPlotSwatch;

/* No two of them overlap. */
typedef struct
{
  const char *text;
  double x, y, w, h; /* its box; cut with “…” when the font is wider than thought */
  HcPlotTextRole role;
  int align;         /* HcChartAlign */
  guint series;      /* NAME, LEGEND */
  HcPlotSwatch swatch; /* LEGEND */
  guint level;         /* CELL: of the ramp */
  double anchor_x, anchor_y; /* a leader goes there; NAN: none */
} HcPlotText;

typedef struct
{
  HcPlotKind kind;
  gboolean horizontal;
  double width, height, scale;
  double left, top, right, bottom; /* of the plotting area */
  double y_min, y_max, tick_step;  /* horizontal bars: of the axis across */
  guint n_ticks;
  double x_min, x_max, x_step; /* SURVIVAL, FUNNEL */
  guint n_x_ticks;
  double *slot_x; /* centre of each slot; horizontal bars: its y */
  double slot_w;
  gboolean *label_shown; /* of each slot */
  HcPlotItem *items;     /* ascending x, then series; only what has a value */
  guint n_items;
  HcPlotText *texts;
  guint n_texts;
  GStringChunk *chunk; /* of the texts */
} HcPlotLayout;

HcPlotLayout *hc_plot_layout (const HcPlot *plot, double width, double height);
void hc_plot_layout_free (HcPlotLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcPlotLayout, hc_plot_layout_free)
/* @selected: index of an item with its leader and ring, -1: none; @read_out: its text, lines
 * with \n. */
void hc_plot_draw (cairo_t *cr,
                   const HcPlot *plot,
                   const HcPlotLayout *layout,
                   const HcChartStyle *style,
                   int selected,
                   const char *read_out);
/* The item nearest to the point (days: of the slot under it), -1: none. */
int hc_plot_item_at (const HcPlotLayout *layout, double x, double y);

/* A whole picture with title, chart, legend and footnote in paper style; by the ending of @path:
 * .png (@width × @height × @scale pixels), .svg or .pdf (points, without @scale). Written to a part
 * file, then renamed. An existing file is replaced: whoever must not, asks before. FALSE +
 * HC_ERROR. */
gboolean hc_plot_save (const HcPlot *plot,
                       const char *path,
                       double width,
                       double height,
                       double scale,
                       GError **error);
/* The same ink into any context: print, small multiples. One unit is 1/96 inch: scale a context in
 * points by 0.75 before. */
void hc_plot_draw_page (cairo_t *cr,
                        const HcPlot *plot,
                        double width,
                        double height,
                        const HcChartStyle *style);
/* Lower and upper limit of a funnel at @exposure; NAN: none. */
void hc_plot_funnel_limits (const HcPlot *plot, double exposure, double *lower, double *upper);
/* What a person reads of an item, lines with \n; newly allocated. */
char *hc_plot_dup_reading (const HcPlot *plot, guint series, guint slot);
/* “34.5 %”, “1,204”, “11.3”; NAN: “–”. Newly allocated. */
char *hc_plot_dup_value (const HcPlot *plot, double value);
/* The numbers as tab-separated text with headers, locale-free; newly allocated. */
char *hc_plot_dup_table (const HcPlot *plot);

G_END_DECLS
