/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-overview-page*.c and its test only. */

#pragma once

#include "hc-catalog.h"
#include "hc-gate.h"
#include "hc-metric-card.h"
#include "hc-metric-text.h"
#include "hc-overview-page.h"
#include "hc-record-list.h"
#include "hc-timeline-view.h"

G_BEGIN_DECLS

typedef enum
{
  HC_OVERVIEW_STATUS,
  HC_OVERVIEW_CRITERIA,
  HC_OVERVIEW_DAY,
  HC_OVERVIEW_OPEN,
  HC_OVERVIEW_FACTS,
} HcOverviewFact;

struct _HcOverviewPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkWidget *waiting; /* seen when the first figures take long */
  GtkLabel *fact_values[HC_OVERVIEW_FACTS];
  GtkLabel *fact_notes[HC_OVERVIEW_FACTS];
  GtkLabel *fact_label_1; /* which gate the criteria are of */
  GtkMenuButton *rag_button;
  GtkImage *rag_icon;
  GtkLabel *rag_text;
  HcTimelineView *timeline;
  GtkBox *legend;
  GtkLabel *legend_note;
  GtkWidget *legend_incomplete[2];
  GtkWidget *drivers_box;
  GtkLabel *drivers_note;
  GtkListBox *drivers;
  GtkWidget *due_box;
  GtkBox *due;
  GtkWidget *blocked_box;
  GtkBox *blocked;
  GtkLabel *window_label;
  GtkFlowBox *cards;
  GtkWidget *notes_box;
  GtkBox *notes;

  /* Borrowed: children of cards */
  HcMetricCard *card[HC_N_METHOD_METRICS];

  /* Borrowed: the launch's */
  HcCatalog *catalog;
  gboolean watching;
  gboolean narrow; /* the course of drivers gives way */

  /* Owned */
  HcGate *gate;
  HcRecordList *checklist;
  HcRecordList *target_list;
  double targets[HC_N_METRICS];
  guint waiting_source;
};

/* What the page shows now; the set may be NULL. */
HcMetricContext hc_overview_page_context (HcOverviewPage *self);

/* hc-overview-page-facts.c: the line on top. */
void hc_overview_page_show_gate (HcOverviewPage *self);
void
hc_overview_page_show_facts (HcOverviewPage *self, const HcMetricContext *context, HcDay today);

/* hc-overview-page-course.c: opened and resolved by day. */
void hc_overview_page_fill_legend (HcOverviewPage *self);
void
hc_overview_page_show_course (HcOverviewPage *self, const HcMetricContext *context, HcDay today);

/* hc-overview-page-actions.c: page.what-if and so on, and the page menu. */
void hc_overview_page_add_actions (HcOverviewPage *self);
GMenuModel *hc_overview_page_menu (HcPage *page);

G_END_DECLS
