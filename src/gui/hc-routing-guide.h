/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The routing guide “who gets what” on one page: each row of the matrix with who is responsible,
 * who is accountable and who stands in, and the first contact when it is stuck. Rows and drawing
 * are pure, for print, preview and PDF alike. */

#pragma once

#include <gtk/gtk.h>

#include "hc-ownership-model.h"
#include "hc-print.h"

G_BEGIN_DECLS

typedef enum
{
  HC_GUIDE_AREA,
  HC_GUIDE_RESPONSIBLE,
  HC_GUIDE_ACCOUNTABLE,
  HC_GUIDE_ESCALATION,
  HC_GUIDE_N_COLUMNS,
} HcGuideColumn;

typedef struct
{
  char *texts[HC_GUIDE_N_COLUMNS]; /* never NULL; “–” where nobody is named */
} HcGuideRow;

void hc_guide_row_free (HcGuideRow *self);
/* Of HcGuideRow, in the order of the matrix. The first contact is that of critical tickets. */
GPtrArray *hc_routing_guide_rows (const HcOwnershipPlan *plan);

typedef struct
{
  const char *title;    /* “ERP Wave 1: Who Gets What” */
  const char *subtitle; /* “As of 11 March 2026” */
  GPtrArray *rows;
} HcGuide;

/* How many pages of this size (points) it takes: 1 whenever letters of 6.5 pt make that possible.
 * */
guint hc_routing_guide_pages (const HcGuide *guide, cairo_t *cr, double width, double height);
/* Draws page @page (from 0), black on nothing, at the origin. */
void hc_routing_guide_draw (
  const HcGuide *guide, cairo_t *cr, double width, double height, guint page);
/* As something to print, without file_name and spoken; borrows @guide. */
HcPrint hc_routing_guide_print (HcGuide *guide);

/* A window with the preview, from which it is printed or saved. @near: a widget of the window. */
void hc_routing_guide_present (GtkWidget *near, HcLaunch *launch);

G_END_DECLS
