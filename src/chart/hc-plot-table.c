/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same numbers as words and as a table. */

#include "config.h"

#include "hc-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

char *
hc_plot_dup_value (const HcPlot *plot, double value)
{
  gboolean per_cent = plot->per_cent || plot->kind == HC_PLOT_SURVIVAL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (per_cent)
    return hc_plot_tick_text (TRUE, value, 0.001);
  return hc_plot_tick_text (FALSE, value, value == floor (value) ? 1 : 0.1);
}

/* “30 h”, “235 h (9.8 d)” */
static char *
duration_text (double hours)
{
  g_autofree char *text = hc_plot_hours_text (hours, 1);

  if (hours < 48)
    return g_steal_pointer (&text);
  /* TRANSLATORS: the same time in hours and days */
  return g_strdup_printf (_ ("%s (%.1f d)"), text, hours / 24);
}

char *
hc_plot_dup_reading (const HcPlot *plot, guint series, guint slot)
{
  const HcPlotSeries *s = &plot->series[series];
  g_autofree char *value = NULL;
  g_autofree char *hours = NULL;
  const char *head;

  g_return_val_if_fail (series < plot->n_series && slot < hc_plot_n_values (plot, series), NULL);

  if (s->readings != NULL && s->readings[slot] != NULL)
    return g_strdup (s->readings[slot]);
  value = hc_plot_dup_value (plot, s->values[slot]);
  if (plot->kind == HC_PLOT_SURVIVAL)
    {
      hours = duration_text (s->x[slot]);
      /* TRANSLATORS: after a time, name of the curve and share that is still open */
      if (s->name == NULL)
        return g_strdup_printf (_ ("After %s\n%s still open"), hours, value);
      return g_strdup_printf (_ ("After %s\n%s: %s still open"), hours, s->name, value);
    }
  head = plot->kind == HC_PLOT_FUNNEL           ? hc_plot_point_name (plot, series, slot)
         : plot->slots[slot].reading != NULL    ? plot->slots[slot].reading
                                                : plot->slots[slot].label;
  if (plot->kind == HC_PLOT_FUNNEL)
    {
      g_autofree char *exposure = hc_plot_tick_text (FALSE, s->x[slot], 1);

      return g_strdup_printf ("%s\n%s\n%s: %s", head != NULL ? head : "", value,
                              plot->x_title != NULL ? plot->x_title : "n", exposure);
    }
  if (s->name == NULL)
    return g_strdup_printf ("%s\n%s", head != NULL ? head : "", value);
  return g_strdup_printf ("%s\n%s: %s", head != NULL ? head : "", s->name, value);
}

/* ---- tab-separated ---- */

/* Without what would end a cell or a row. */
static void
append_text (GString *out, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_number (GString *out, const double *values, guint i)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, '\t');
  if (values != NULL && isfinite (values[i]))
    g_string_append (out, g_ascii_dtostr (text, sizeof text, values[i]));
}

static void
append_head (GString *out, const char *name, const char *suffix)
{
  g_string_append_c (out, '\t');
  append_text (out, name);
  if (suffix != NULL)
    g_string_append_printf (out, "%s%s", name != NULL && *name != '\0' ? ", " : "", suffix);
}

/* Heat maps and funnels: one row a series or a point. */
static void
append_heat (GString *out, const HcPlot *plot)
{
  append_text (out, plot->y_title);
  for (guint i = 0; i < plot->n_slots; i++)
    append_head (out, plot->slots[i].label, NULL);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < plot->n_series; i++)
    {
      append_text (out, plot->series[i].name);
      for (guint slot = 0; slot < plot->n_slots; slot++)
        append_number (out, plot->series[i].values, slot);
      g_string_append_c (out, '\n');
    }
}

static void
append_points (GString *out, const HcPlot *plot)
{
  gboolean funnel = plot->kind == HC_PLOT_FUNNEL;

  append_text (out, funnel ? _ ("Name") : _ ("Curve"));
  append_head (out, plot->x_title != NULL ? plot->x_title : funnel ? "n" : _ ("Hours"), NULL);
  append_head (out, plot->y_title != NULL ? plot->y_title : _ ("Value"), NULL);
  append_head (out, _ ("lower limit"), NULL);
  append_head (out, _ ("upper limit"), NULL);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < plot->n_series; i++)
    for (guint k = 0; k < plot->series[i].n; k++)
      {
        const HcPlotSeries *s = &plot->series[i];
        double lower = s->low != NULL ? s->low[k] : NAN, upper = s->high != NULL ? s->high[k] : NAN;

        if (funnel)
          hc_plot_funnel_limits (plot, s->x[k], &lower, &upper);
        append_text (out, funnel ? hc_plot_point_name (plot, i, k) : s->name);
        append_number (out, s->x, k);
        append_number (out, s->values, k);
        append_number (out, &lower, 0);
        append_number (out, &upper, 0);
        g_string_append_c (out, '\n');
      }
}

static void
append_day_heads (GString *out, const HcPlot *plot)
{
  append_text (out, plot->horizontal ? _ ("Name") : _ ("Day"));
  for (guint i = 0; i < plot->n_series; i++)
    {
      append_head (out, plot->series[i].name != NULL ? plot->series[i].name : plot->title, NULL);
      if (plot->series[i].low != NULL && plot->series[i].high != NULL)
        {
          append_head (out, plot->series[i].name, _ ("lower end"));
          append_head (out, plot->series[i].name, _ ("upper end"));
        }
    }
  if (plot->n_limits > 0)
    {
      append_head (out, _ ("lower limit"), NULL);
      append_head (out, _ ("mean"), NULL);
      append_head (out, _ ("upper limit"), NULL);
    }
  g_string_append_c (out, '\n');
}

/* Those of the day's own stratum. */
static void
append_limits (GString *out, const HcPlot *plot, guint slot)
{
  const HcPlotLimits *found = NULL;

  for (guint i = 0; i < plot->n_limits; i++)
    if (slot >= plot->limits[i].from && slot <= plot->limits[i].to &&
        isfinite (plot->limits[i].upper[slot]))
      found = &plot->limits[i];
  if (found == NULL)
    {
      g_string_append (out, "\t\t\t");
      return;
    }
  append_number (out, found->lower, slot);
  append_number (out, &found->centre, 0);
  append_number (out, found->upper, slot);
}

static void
append_days (GString *out, const HcPlot *plot)
{
  append_day_heads (out, plot);
  for (guint slot = 0; slot < plot->n_slots; slot++)
    {
      const HcPlotSlot *s = &plot->slots[slot];

      append_text (out, s->key != NULL ? s->key : s->label);
      for (guint i = 0; i < plot->n_series; i++)
        {
          append_number (out, plot->series[i].values, slot);
          if (plot->series[i].low == NULL || plot->series[i].high == NULL)
            continue;
          append_number (out, plot->series[i].low, slot);
          append_number (out, plot->series[i].high, slot);
        }
      if (plot->n_limits > 0)
        append_limits (out, plot, slot);
      g_string_append_c (out, '\n');
    }
}

char *
hc_plot_dup_table (const HcPlot *plot)
{
  GString *out = g_string_new (NULL);

  if (plot->kind == HC_PLOT_HEAT)
    append_heat (out, plot);
  else if (hc_plot_has_days (plot->kind))
    append_days (out, plot);
  else
    append_points (out, plot);
  return g_string_free (out, FALSE);
}
