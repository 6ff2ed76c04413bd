/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of the large charts share. */

#pragma once

#include "hc-plot-build.h"
#include "hc-plot-private.h"

/* @n days from a Monday on; the last is today and not over. */
HcPlotBuild *plot_days_new (HcPlotKind kind, guint n);
/* A series with a value for each slot. */
void plot_add_values (HcPlotBuild *build, const char *name, const double *values);
/* Nothing leaves the picture, and no text lies over another. */
void plot_assert_sound (const HcPlotLayout *l, const char *what);
/* The first text that says so; NULL: none. */
const HcPlotText *plot_find_text (const HcPlotLayout *l, const char *text);
