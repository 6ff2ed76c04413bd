/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-hot-path-figures.c and its tests only. */

#pragma once

#include "hc-hot-path-figures.h"
#include "hc-path-model.h"

G_BEGIN_DECLS

typedef enum
{
  HC_FIGURES_TICKETS,
  HC_FIGURES_COMPLETION,
  HC_FIGURES_FLOW,
  HC_N_FIGURES,
} HcFigures;

typedef struct
{
  GtkWidget *box;
  GtkLabel *caption;
  GtkWidget *card;
  GtkBox *content; /* of the card: chart, then what stands under it */
  HcPlotView *plot;
  GtkWidget *menu;
} HcFiguresSection;

struct _HcHotPathFigures
{
  AdwBin parent_instance;

  GtkWidget *hint; /* nothing is imported yet */
  HcFiguresSection sections[HC_N_FIGURES];
  GtkWidget *queue_button;
  GtkWidget *enter_button;

  /* Borrowed: child of the last card */
  GtkWidget *table;

  /* Owned */
  HcPathModel *model; /* NULL: nothing shown yet */
  HcHotPaths *paths;
  HcRecord *workflow;
  guint resized_source;
  guint shown_cohorts;
  int width; /* of the last allocation */
  gboolean stacked; /* the table under the last chart */
  gboolean watching;
};

G_END_DECLS
