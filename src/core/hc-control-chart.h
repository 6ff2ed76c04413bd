/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Is it stable? Laney u′ (counts per exposure) and p′ (shares), metrics.md §4, per stratum. Pure. */

#pragma once

#include <glib.h>

#include "hc-metric.h"

G_BEGIN_DECLS

#define HC_CONTROL_FEWEST_POINTS 8 /* below: limits, but no signals */

typedef enum
{
  HC_CONTROL_U, /* counts per exposure */
  HC_CONTROL_P, /* shares */
} HcControlKind;

typedef enum
{
  HC_NELSON_1 = 1 << 0, /* one point beyond 3 sigma */
  HC_NELSON_2 = 1 << 1, /* nine in a row on one side of the centre */
  HC_NELSON_3 = 1 << 2, /* six in a row rising or falling */
  HC_NELSON_5 = 1 << 3, /* two of three beyond 2 sigma, same side */
} HcNelsonRules;

typedef struct
{
  guint index;   /* of the caller's arrays */
  double value;  /* count ÷ exposure */
  double lower, upper; /* limits; a count's lower limit is never below 0, a share's inside 0…1 */
  double z;
  guint signals; /* HcNelsonRules that it ends */
} HcControlPoint;

typedef struct
{
  gboolean working; /* which stratum */
  HcControlKind kind;
  guint n_points;
  double centre;  /* ratio of sums; NAN without a point */
  double sigma_z; /* mean moving range of z ÷ 1.128; 1 gives the plain chart; NAN under 2 points */
  HcControlPoint *points;
} HcControlStratum;

void hc_control_stratum_clear (HcControlStratum *self);

/* Of counts @count and exposures @exposure (all > 0; points with none are left out by the caller).
 * @plain: sigma_z is taken as 1 (for comparison in tests). @out is cleared by the caller. */
void hc_control_chart (HcControlKind kind,
                       const double *count,
                       const double *exposure,
                       guint n,
                       guint rules,
                       gboolean plain,
                       HcControlStratum *out);

/* The two strata of a metric's series (working first), over its complete days from @from to @to
 * (HC_DAY_NONE: all): shares by p′, counts by u′ with their denominators (1 where there is none).
 * NULL where the metric is neither (ages, medians, stocks). Free with hc_control_strata_free(). */
typedef struct
{
  HcControlStratum stratum[2];
  GArray *dates[2]; /* HcDay of each point */
} HcControlStrata;

HcControlStrata *
hc_control_strata (const HcMetricSeries *series, HcDay from, HcDay to, guint rules);
void hc_control_strata_free (HcControlStrata *self);
/* The point of the series' day @index and (may be NULL) its stratum; NULL: it has none, or @self is
 * NULL. */
const HcControlPoint *
hc_control_strata_find (const HcControlStrata *self, guint index, guint *stratum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcControlStrata, hc_control_strata_free)

/* The signals in words, translated: “Above the upper limit on 7 Mar: 607 against 159–569.” Newest
 * last; of char *. @dates are shown as the locale writes them by @format_day (optional: YYYY-MM-DD). */
GPtrArray *hc_control_signal_texts (const HcControlStrata *self,
                                    HcMetricId metric,
                                    char *(*format_day) (HcDay day));

G_END_DECLS
