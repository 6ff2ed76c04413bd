/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The control charts of a metric's series: working and other days apart. */

#include "config.h"

#include "hc-control-chart.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  GArray *count;    /* double */
  GArray *exposure; /* double */
  GArray *index;    /* guint */
  GArray *dates;    /* HcDay */
} Column;

static void
column_init (Column *self)
{
  self->count = g_array_new (FALSE, FALSE, sizeof (double));
  self->exposure = g_array_new (FALSE, FALSE, sizeof (double));
  self->index = g_array_new (FALSE, FALSE, sizeof (guint));
  self->dates = g_array_new (FALSE, FALSE, sizeof (HcDay));
}

static void
column_clear (Column *self)
{
  g_array_unref (self->count);
  g_array_unref (self->exposure);
  g_array_unref (self->index);
  g_clear_pointer (&self->dates, g_array_unref);
}

/* Events of a day, which may scatter; no levels, no ages, no differences. */
static gboolean
is_chartable (const HcMetricSeries *series)
{
  return series->measurable && !hc_metrics[series->id].is_stock &&
         series->id != HC_METRIC_NET_FLOW && series->id != HC_METRIC_TIME_TO_RESOLVE;
}

static gboolean
is_in_view (const HcMetricPoint *point, HcDay from, HcDay to)
{
  return point->complete && point->numerator >= 0 && point->denominator != 0 &&
         (from == HC_DAY_NONE || point->date >= from) && (to == HC_DAY_NONE || point->date <= to);
}

static void
collect (Column *self, const HcMetricSeries *series, HcDay from, HcDay to, gboolean working)
{
  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];
      double count = (double) point->numerator;
      double exposure = point->denominator > 0 ? (double) point->denominator : 1;

      if (point->working_day != working || !is_in_view (point, from, to))
        continue;
      g_array_append_val (self->count, count);
      g_array_append_val (self->exposure, exposure);
      g_array_append_val (self->index, i);
      g_array_append_val (self->dates, point->date);
    }
}

/* What the screen shows of a rate: “per 100 users” is 100 × count ÷ exposure. */
static double
scale_of (HcMetricId id)
{
  return g_str_equal (hc_metrics[id].unit, "per 100 users") ? 100 : 1;
}

static void
scale (HcControlStratum *self, double factor)
{
  self->centre *= factor;
  for (guint i = 0; i < self->n_points; i++)
    {
      self->points[i].value *= factor;
      self->points[i].lower *= factor;
      self->points[i].upper *= factor;
    }
}

HcControlStrata *
hc_control_strata (const HcMetricSeries *series, HcDay from, HcDay to, guint rules)
{
  HcControlStrata *self;

  g_return_val_if_fail (series != NULL, NULL);

  if (!is_chartable (series))
    return NULL;
  self = g_new0 (HcControlStrata, 1);
  for (guint i = 0; i < 2; i++)
    {
      HcControlStratum *stratum = &self->stratum[i];
      Column column;

      column_init (&column);
      collect (&column, series, from, to, i == 0);
      stratum->working = i == 0;
      hc_control_chart (hc_metrics[series->id].is_share ? HC_CONTROL_P : HC_CONTROL_U,
                        (const double *) column.count->data,
                        (const double *) column.exposure->data, column.count->len, rules, FALSE,
                        stratum);
      for (guint k = 0; k < stratum->n_points; k++)
        stratum->points[k].index = g_array_index (column.index, guint, k);
      scale (stratum, scale_of (series->id));
      self->dates[i] = g_steal_pointer (&column.dates);
      column_clear (&column);
    }
  return self;
}

void
hc_control_strata_free (HcControlStrata *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      hc_control_stratum_clear (&self->stratum[i]);
      g_array_unref (self->dates[i]);
    }
  g_free (self);
}

const HcControlPoint *
hc_control_strata_find (const HcControlStrata *self, guint index, guint *stratum)
{
  for (guint i = 0; self != NULL && i < 2; i++)
    for (guint k = 0; k < self->stratum[i].n_points; k++)
      if (self->stratum[i].points[k].index == index)
        {
          if (stratum != NULL)
            *stratum = i;
          return &self->stratum[i].points[k];
        }
  return NULL;
}

/* ---- in words ---- */

/* “607”, “13.4”, “19.5 %” */
static char *
value_text (HcMetricId metric, double value)
{
  if (hc_metrics[metric].is_share)
    return g_strdup_printf (_ ("%.1f %%"), 100 * value);
  if (g_str_equal (hc_metrics[metric].unit, "tickets"))
    return g_strdup_printf ("%.0f", value);
  return g_strdup_printf ("%.1f", value);
}

static char *
point_text (const HcControlPoint *point, HcMetricId metric, const char *day)
{
  g_autofree char *value = value_text (metric, point->value);
  g_autofree char *lower = value_text (metric, point->lower);
  g_autofree char *upper = value_text (metric, point->upper);

  /* TRANSLATORS: day, value, lower and upper limit: “… on 7 Mar: 607 against 159–569.” */
  if ((point->signals & HC_NELSON_1) && point->value > point->upper)
    return g_strdup_printf (_ ("Above the upper limit on %s: %s against %s–%s."), day, value,
                            lower, upper);
  if (point->signals & HC_NELSON_1)
    return g_strdup_printf (_ ("Below the lower limit on %s: %s against %s–%s."), day, value,
                            lower, upper);
  if (point->signals & HC_NELSON_2)
    return g_strdup_printf (_ ("Nine days in a row on one side of the mean up to %s: %s, limits "
                               "%s–%s."), day, value, lower, upper);
  if (point->signals & HC_NELSON_3)
    return g_strdup_printf (_ ("Six days in a row rising or falling up to %s: %s, limits %s–%s."),
                            day, value, lower, upper);
  return g_strdup_printf (_ ("Two of three days near a limit up to %s: %s, limits %s–%s."), day,
                          value, lower, upper);
}

typedef struct
{
  HcDay day;
  const HcControlPoint *point;
} Signal;

static int
compare_signals (gconstpointer a, gconstpointer b)
{
  return ((const Signal *) a)->day - ((const Signal *) b)->day;
}

GPtrArray *
hc_control_signal_texts (const HcControlStrata *self,
                         HcMetricId metric,
                         char *(*format_day) (HcDay day))
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Signal));

  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < self->stratum[i].n_points; k++)
      {
        Signal signal = { g_array_index (self->dates[i], HcDay, k), &self->stratum[i].points[k] };

        if (signal.point->signals != 0)
          g_array_append_val (found, signal);
      }
  g_array_sort (found, compare_signals);
  for (guint i = 0; i < found->len; i++)
    {
      const Signal *signal = &g_array_index (found, Signal, i);
      g_autofree char *day
        = format_day != NULL ? format_day (signal->day) : hc_day_format (signal->day);

      g_ptr_array_add (texts, point_text (signal->point, metric, day));
    }
  return texts;
}
