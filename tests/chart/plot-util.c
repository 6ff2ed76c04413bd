/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "plot-util.h"

#include <string.h>

HcPlotBuild *
plot_days_new (HcPlotKind kind, guint n)
{
  HcPlotBuild *build = hc_plot_build_new (kind);

  for (guint i = 0; i < n; i++)
    {
      char label[8], group[16];
      HcPlotSlot *slot;

      g_snprintf (label, sizeof label, "%u", i % 31 + 1);
      g_snprintf (group, sizeof group, "Week %u", i / 7 + 1);
      slot = hc_plot_build_add_slot (build, label);
      slot->group = hc_plot_build_text (build, group);
      slot->working = i % 7 < 5;
      slot->complete = i + 1 < n;
      slot->is_today = i + 1 == n;
    }
  return build;
}

void
plot_add_values (HcPlotBuild *build, const char *name, const double *values)
{
  HcPlot *plot = hc_plot_build_plot (build);

  hc_plot_build_add_series (build, name, 0);
  for (guint i = 0; i < plot->n_slots; i++)
    hc_plot_build_set_value (build, plot->n_series - 1, i, values[i]);
}

void
plot_assert_sound (const HcPlotLayout *l, const char *what)
{
  g_test_message ("%s: %g × %g, %u items, %u texts", what, l->width, l->height, l->n_items,
                  l->n_texts);
  g_assert_cmpfloat (l->left, <, l->right);
  g_assert_cmpfloat (l->top, <, l->bottom);
  for (guint i = 0; i < l->n_items; i++)
    {
      const HcPlotItem *item = &l->items[i];

      g_assert_cmpfloat (item->x, >=, l->left - 0.01);
      g_assert_cmpfloat (item->x + item->w, <=, l->right + 0.01);
      g_assert_cmpfloat (item->y, >=, l->top - 0.01);
      g_assert_cmpfloat (item->y + item->h, <=, l->bottom + 0.01);
    }
  for (guint i = 0; i < l->n_texts; i++)
    {
      const HcPlotText *a = &l->texts[i];

      g_assert_cmpfloat (a->x, >=, -0.5);
      g_assert_cmpfloat (a->y, >=, -0.5);
      g_assert_cmpfloat (a->x + a->w, <=, l->width + 0.51);
      g_assert_cmpfloat (a->y + a->h, <=, l->height + 0.51);
      for (guint k = 0; k < i; k++)
        {
          const HcPlotText *b = &l->texts[k];

          if (a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h)
            g_error ("%s: “%s” lies over “%s”", what, a->text, b->text);
        }
    }
}

const HcPlotText *
plot_find_text (const HcPlotLayout *l, const char *text)
{
  for (guint i = 0; i < l->n_texts; i++)
    if (strcmp (l->texts[i].text, text) == 0)
      return &l->texts[i];
  return NULL;
}
