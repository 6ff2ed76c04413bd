/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-report*.c only. A report is a list of blocks that flow down the pages. */

#pragma once

#include "hc-plot-build.h"
#include "hc-report.h"

G_BEGIN_DECLS

typedef enum
{
  HC_REPORT_TITLE,
  HC_REPORT_STATUS,  /* large: “Red”; note: why */
  HC_REPORT_HEADING, /* stays with what follows */
  HC_REPORT_TEXT,
  HC_REPORT_NOTE,   /* smaller */
  HC_REPORT_ROW,    /* text at the start, value in bold at the end, note below */
  HC_REPORT_CHARTS, /* two of them side by side */
} HcReportKind;

/* A small chart with its words. */
typedef struct
{
  char *title;
  char *figure; /* value, target, trend */
  char *note;   /* what it rests on; or what is missing */
  HcPlotBuild *plot; /* NULL: not measurable */
} HcReportChart;

typedef struct
{
  HcReportKind kind;
  gboolean new_page;
  char *text;
  char *value;
  char *note;
  HcReportChart charts[2]; /* title NULL: none */
} HcReportBlock;

struct _HcReport
{
  char *title;
  char *text;
  GPtrArray *blocks; /* of HcReportBlock */
};

/* Appends a block; texts are copied, NULL for none. */
HcReportBlock *hc_report_add (HcReport *self,
                              HcReportKind kind,
                              const char *text,
                              const char *value,
                              const char *note);

G_END_DECLS
