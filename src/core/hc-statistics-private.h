/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-statistics.h"

G_BEGIN_DECLS

/* For counts divided by a dispersion. NAN, NAN when @n is not positive. */
void hc_wilson_real (double successes, double n, double z, double *low, double *high);

G_END_DECLS
