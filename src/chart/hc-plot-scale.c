/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-plot-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define EPSILON 1e-9
#define MILLION 1e6

static HcPlotScale
scale_by (double low, double high, double step)
{
  HcPlotScale scale = { .step = step };

  scale.min = floor (low / step + EPSILON) * step;
  scale.max = ceil (high / step - EPSILON) * step;
  if (scale.max <= scale.min)
    scale.max = scale.min + step;
  scale.n_ticks = (guint) MIN (round ((scale.max - scale.min) / step), 1e6) + 1;
  return scale;
}

HcPlotScale
hc_plot_scale (double low, double high, gboolean whole, guint most)
{
  static const double parts[] = { 1, 2, 2.5, 5 };
  double power;

  if (!isfinite (low) || !isfinite (high) || low > high)
    low = 0, high = 1;
  if (high - low < MAX (fabs (low), fabs (high)) * EPSILON || high == low)
    {
      double pad = low == 0 ? 1 : fabs (low) * 0.1;

      high += pad;
      low -= low == 0 ? 0 : pad;
    }
  power = pow (10, floor (log10 ((high - low) / most)));
  if (whole)
    power = MAX (power, 1);
  for (;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      {
        HcPlotScale scale;

        if (parts[i] == 2.5 && power < 10)
          continue;
        scale = scale_by (low, high, parts[i] * power);
        if (scale.n_ticks <= most)
          return scale;
      }
}

HcPlotScale
hc_plot_scale_hours (double high, guint most)
{
  static const double steps[] = { 1, 2, 4, 6, 12, 24, 48, 72, 120, 168, 240, 480, 720, 1440 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      HcPlotScale scale = scale_by (0, MAX (high, 1), steps[i]);

      if (scale.n_ticks <= most)
        return scale;
    }
  return hc_plot_scale (0, high, TRUE, most);
}

char *
hc_plot_tick_text (gboolean per_cent, double value, double step)
{
  int digits;
  g_autofree char *number = NULL;

  if (per_cent)
    value *= 100, step *= 100;
  digits = step >= 1 - EPSILON ? 0 : MIN ((int) ceil (-log10 (step) - EPSILON), 9);
  if (fabs (value) < step / 2)
    value = 0; /* no “−0” */
  if (fabs (value) >= 1e15)
    number = g_strdup_printf ("%.3g", fabs (value));
  else if (step >= MILLION / 10)
    /* TRANSLATORS: millions, short */
    number = g_strdup_printf (_ ("%.*f M"), step >= MILLION ? 0 : 1, fabs (value) / MILLION);
  else
    number = g_strdup_printf ("%'.*f", digits, fabs (value));
  if (per_cent)
    /* TRANSLATORS: sign and number, per cent */
    return g_strdup_printf (_ ("%s%s %%"), value < 0 ? "−" : "", number);
  return g_strdup_printf ("%s%s", value < 0 ? "−" : "", number);
}

char *
hc_plot_hours_text (double hours, double step)
{
  if (step >= 24)
    /* TRANSLATORS: days, short */
    return g_strdup_printf (_ ("%.0f d"), hours / 24);
  /* TRANSLATORS: hours, short */
  return g_strdup_printf (_ ("%.0f h"), hours);
}

/* Of 12 pixels, after DejaVu Sans, the widest of the usual fonts. */
static double
character_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  if (g_unichar_iswide (c))
    return 12;
  if (c == ' ' || c == 0xa0 || c == '.' || c == ',' || c == 'i' || c == 'l' || c == 'j' ||
      c == '\'' || c == '|' || c == ':' || c == 'I')
    return 4;
  if (c == 'm' || c == 'w' || c == 'W' || c == 'M' || c == '%' || c == '@' || c == 0x2026)
    return 11.7;
  if (c == 't' || c == 'f' || c == 'r' || c == '(' || c == ')' || c == '-')
    return 5;
  if (g_unichar_isupper (c) || c == 0x2264 || c == 0x2265 || c == 0x2212 || c == 0xd7 || c == '+')
    return 9.5;
  return 7.7;
}

double
hc_plot_text_width (const char *text, double scale)
{
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += character_width (g_utf8_get_char (p));
  return ceil (width * scale);
}

double
hc_plot_bold_width (const char *text, double scale)
{
  return ceil (hc_plot_text_width (text, scale) * 1.14);
}
