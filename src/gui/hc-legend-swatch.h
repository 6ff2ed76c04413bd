/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small square of a chart's legend. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  HC_SWATCH_SERIES,     /* series 1 */
  HC_SWATCH_COMPARISON, /* grey */
  HC_SWATCH_INCOMPLETE, /* dashed outline of series 1 */
} HcSwatch;

GtkWidget *hc_legend_swatch_new (HcSwatch kind);

G_END_DECLS
