/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-hot-path-detail*.c only. */

#pragma once

#include "hc-form.h"
#include "hc-hot-path-detail-cohorts.h"
#include "hc-hot-path-detail-facts.h"
#include "hc-hot-path-detail-row.h"
#include "hc-hot-path-detail.h"
#include "hc-hot-path-figures.h"

G_BEGIN_DECLS

struct _HcHotPathDetail
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  GtkLabel *description;
  GtkWidget *missing_box;
  GtkLabel *missing_label;
  GtkBox *missing_links;
  HcHotPathDetailFacts *facts;
  AdwBin *form_bin;
  AdwBin *steps_bin;
  HcHotPathFigures *tracking;
  HcHotPathDetailCohorts *cohorts;
  GtkWidget *rehearsals_hint;
  AdwBin *rehearsals_bin;

  /* Borrowed */
  HcForm *form;           /* what it is, who owns it */
  HcForm *figures;        /* scores and success */
  GtkWidget *owner_line;  /* adds a person as owner */
  GtkWidget *step_line; /* adds a step */

  /* Owned */
  HcHotPaths *paths;
  HcRecord *workflow; /* NULL: none */
  guint missing; /* HcWorkflowPart: what the links say */
  gboolean editing;
};

gboolean hc_hot_path_detail_is_writable (HcHotPathDetail *self);
/* The row of a record in the detail; NULL: there is none. */
HcHotPathDetailRow *hc_hot_path_detail_find_row (HcHotPathDetail *self, const char *id);

/* hc-hot-path-detail-commands.c */
void hc_hot_path_detail_class_install_commands (GtkWidgetClass *klass);
void hc_hot_path_detail_update_actions (HcHotPathDetail *self);

/* The person of that name owns the hot path; made when there is none: one undo step. */
void hc_hot_path_detail_own (HcHotPathDetail *self, const char *name);

/* hc-hot-path-detail-paste.c: shows what @text brings and adds it when that is wanted. */
void hc_hot_path_detail_offer_steps (HcHotPathDetail *self, const char *text);
/* Several lines pasted into the line that adds a step are offered as steps. */
void hc_hot_path_detail_watch_paste (HcHotPathDetail *self);

G_END_DECLS
