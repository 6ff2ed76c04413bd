/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures behind the Metrics page: every metric under one set of filters, one of them also by
 * groups and for what it is compared with; targets and baselines beside them. Main context; computed
 * on a reader thread from the columns of the launch, again whenever they or the question change. The
 * newest question wins; the answer before stays until then.
 *
 * Signal “changed”: other figures. “failed” (GError): none could be computed; the old ones stay. */

#pragma once

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_METRICS_MODEL (hc_metrics_model_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricsModel, hc_metrics_model, HC, METRICS_MODEL, GObject)

/* What is asked. Plain; strings are owned. */
typedef struct
{
  char *where[HC_N_DIMENSIONS]; /* NULL: all */
  HcMetricId metric;            /* groups and comparison are computed of this one */
  HcDimension by;
  gboolean compares;            /* the same filters but for @compare_by … */
  HcDimension compare_by;       /* HC_BY_NONE: without any filter */
  char *compare_value;
  HcDay from, to; /* HC_DAY_NONE: the default window */
  gboolean curves; /* of time_to_resolve: survival curves, in groups and compared */
} HcMetricsQuestion;

void hc_metrics_question_init (HcMetricsQuestion *self);
void hc_metrics_question_clear (HcMetricsQuestion *self);
void hc_metrics_question_copy (const HcMetricsQuestion *self, HcMetricsQuestion *out);
gboolean hc_metrics_question_equal (const HcMetricsQuestion *a, const HcMetricsQuestion *b);
gboolean hc_metrics_question_is_filtered (const HcMetricsQuestion *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcMetricsQuestion, hc_metrics_question_clear)

typedef struct
{
  HcMetricsQuestion question; /* that these answer */
  HcLaunchSettings settings;
  HcMetricSet *set;      /* all metrics under the filters */
  HcMetricSet *groups;   /* the chosen one by groups, or with its curves; NULL: neither asked for */
  HcMetricSet *compared; /* the chosen one of what it is compared with; NULL: none */
  double target[HC_N_METRICS];   /* NAN: none */
  double baseline[HC_N_METRICS]; /* NAN: none entered */
} HcMetricsFigures;

HcMetricsModel *hc_metrics_model_new (HcLaunch *launch);
/* Computes nothing until it is told to go on (a page that is not shown), and then what is stale. */
void hc_metrics_model_set_active (HcMetricsModel *self, gboolean active);
/* Copies @question and computes if it is another one. */
void hc_metrics_model_ask (HcMetricsModel *self, const HcMetricsQuestion *question);
const HcMetricsQuestion *hc_metrics_model_question (HcMetricsModel *self); /* borrowed */
/* Borrowed until “changed”; NULL until first computed. */
const HcMetricsFigures *hc_metrics_model_figures (HcMetricsModel *self);
gboolean hc_metrics_model_is_busy (HcMetricsModel *self);

G_END_DECLS
