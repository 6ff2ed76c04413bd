/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-plots.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"

/* metrics.md §1: fewer have no percentage on a screen. */
#define FEWEST_FOR_PER_CENT 5

static HcRecord *
find_step (HcHotPaths *paths, const HcPathCount *count)
{
  return count->step != NULL
           ? hc_record_list_find (hc_hot_paths_list (paths, HC_HOT_STEPS), count->step->id) : NULL;
}

/* “2  Approve (exception)”; NULL: the step has gone meanwhile. */
static char *
name_of (HcHotPaths *paths, const HcPathFlow *flow, guint i)
{
  const HcPathCount *count = &g_array_index (flow->steps, HcPathCount, i);
  HcRecord *step = find_step (paths, count);
  g_autofree char *name = step != NULL ? hc_hot_path_step_name (i, step) : NULL;

  if (name != NULL && count->step->is_exception)
    return g_strdup_printf (_("%s (exception)"), name);
  return g_steal_pointer (&name);
}

/* “96 %”, “3 of 4”, “–” */
static char *
share_text (double share, gint64 part, gint64 of)
{
  if (isnan (share) || of >= FEWEST_FOR_PER_CENT)
    return hc_format_percent (share, 1);
  return g_strdup_printf (_("%d of %d"), (int) part, (int) of);
}

/* “36 (4.3)”, “–” */
static char *
retries_text (const HcPathCount *count)
{
  double rate = hc_path_count_retries (count);
  g_autofree char *n = hc_format_count (count->retried);
  g_autofree char *per_100 = hc_format_number (rate, 1);

  if (isnan (rate) || count->retried_of < FEWEST_FOR_PER_CENT)
    return g_steal_pointer (&n);
  /* TRANSLATORS: retries, and in brackets how many per 100 starts */
  return g_strdup_printf (_("%s (%s)"), n, per_100);
}

/* ---------------------------------------------------------------- chart */

/* “Approve\n90 started, 60 completed (66.7 %), 30 dropped off\n60 % of all starts\n30 retries …” */
static char *
reading_of (const HcPathCount *count, const char *name)
{
  GString *out = g_string_new (name);
  g_autofree char *started = hc_format_count (count->started);
  g_autofree char *completed = hc_format_count (count->completed);
  g_autofree char *lost = hc_format_count (count->started - count->completed);
  g_autofree char *through =
    share_text (hc_path_count_through (count), count->completed, count->started);
  g_autofree char *of_all =
    share_text (hc_path_count_of_all (count), count->completed, count->of_starts);
  g_autofree char *retries = retries_text (count);

  hc_hot_path_append (out, "\n",
                      g_strdup_printf (_("%s started, %s completed (%s), %s dropped off"), started,
                                       completed, through, lost));
  if (!isnan (hc_path_count_of_all (count)))
    hc_hot_path_append (out, "\n", g_strdup_printf (_("%s of all starts"), of_all));
  if (count->retried >= 0)
    /* TRANSLATORS: “36 (4.3)” */
    hc_hot_path_append (out, "\n", g_strdup_printf (_("Retries (per 100 starts): %s"), retries));
  return g_string_free (out, FALSE);
}

static void
set_counts (HcPlotBuild *build, guint slot, const HcPathCount *count, const char *name)
{
  g_autofree char *reading = reading_of (count, name);

  hc_plot_build_set_value (build, 0, slot, (double) (count->started - count->completed));
  hc_plot_build_set_reading (build, 0, slot, reading);
  if (count->retried < 0)
    return;
  hc_plot_build_set_value (build, 1, slot, (double) count->retried);
  hc_plot_build_set_reading (build, 1, slot, reading);
}

HcPlotBuild *
hc_hot_path_plot_flow (const HcPathFlow *flow, HcHotPaths *paths, HcRecord *workflow)
{
  HcPlotBuild *build = hc_plot_build_new (HC_PLOT_BARS);
  HcPlot *plot = hc_plot_build_plot (build);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *title =
    g_strdup_printf (_("%s: Drop-off by Step"), hc_record_title (workflow));
  g_autofree char *text = hc_hot_path_flow_text (flow);

  for (guint i = 0; i < flow->steps->len; i++)
    {
      const HcPathCount *count = &g_array_index (flow->steps, HcPathCount, i);
      g_autofree char *name = name_of (paths, flow, i);

      if (count->n_days == 0 || name == NULL)
        continue;
      hc_plot_build_add_slot (build, name);
      g_array_append_val (shown, i);
    }
  if (shown->len == 0)
    {
      hc_plot_build_unref (build);
      return NULL;
    }
  hc_plot_build_add_series (build, _("Dropped off"), 0);
  hc_plot_build_add_series (build, _("Retries"), 0);
  for (guint k = 0; k < shown->len; k++)
    {
      const HcPathCount *count =
        &g_array_index (flow->steps, HcPathCount, g_array_index (shown, guint, k));

      set_counts (build, k, count, hc_record_title (find_step (paths, count)));
    }
  plot->horizontal = plot->from_zero = TRUE;
  plot->title = hc_plot_build_text (build, title);
  plot->footnote = hc_plot_build_text (build, text);
  return build;
}

/* ---------------------------------------------------------------- table */

static GStrv
row_of (const HcPathCount *count, const char *name)
{
  GStrv row = g_new0 (char *, HC_N_FLOW_COLUMNS + 1);

  row[HC_FLOW_STEP] = g_strdup (name);
  row[HC_FLOW_STARTED] = hc_format_count (count->started);
  row[HC_FLOW_COMPLETED] = hc_format_count (count->completed);
  row[HC_FLOW_THROUGH] =
    share_text (hc_path_count_through (count), count->completed, count->started);
  row[HC_FLOW_OF_ALL] =
    share_text (hc_path_count_of_all (count), count->completed, count->of_starts);
  row[HC_FLOW_RETRIES] = retries_text (count);
  return row;
}

GPtrArray *
hc_hot_path_flow_rows (const HcPathFlow *flow, HcHotPaths *paths, HcRecord *workflow)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *const headers[HC_N_FLOW_COLUMNS + 1] = {
    _("Step"), _("Started"), _("Completed"), _("Got Through"), _("Of All"), _("Retries"), NULL,
  };

  g_ptr_array_add (rows, g_strdupv ((GStrv) headers));
  for (guint i = 0; i < flow->steps->len; i++)
    {
      g_autofree char *name = name_of (paths, flow, i);

      if (name != NULL)
        g_ptr_array_add (rows, row_of (&g_array_index (flow->steps, HcPathCount, i), name));
    }
  if (flow->whole.n_days > 0)
    g_ptr_array_add (rows, row_of (&flow->whole, _("Whole hot path")));
  return rows;
}

/* ---------------------------------------------------------------- words */

/* Days with figures of a step: fewer than of the whole say less. */
static gboolean
has_uneven_days (const HcPathFlow *flow)
{
  guint most = flow->whole.n_days;
  gboolean uneven = FALSE;

  for (guint i = 0; i < flow->steps->len; i++)
    most = MAX (most, g_array_index (flow->steps, HcPathCount, i).n_days);
  for (guint i = 0; i < flow->steps->len; i++)
    uneven |= g_array_index (flow->steps, HcPathCount, i).n_days < most;
  return uneven;
}

static guint
count_impossible (const HcPathFlow *flow)
{
  guint n = flow->whole.n_impossible;

  for (guint i = 0; i < flow->steps->len; i++)
    n = MAX (n, g_array_index (flow->steps, HcPathCount, i).n_impossible);
  return n;
}

char *
hc_hot_path_flow_text (const HcPathFlow *flow)
{
  g_autofree char *from = hc_format_day (flow->first);
  g_autofree char *to = hc_format_day (flow->last);
  guint impossible = count_impossible (flow);
  GString *out = g_string_new (NULL);

  if (!hc_path_flow_is_known (flow))
    {
      g_string_assign (out, flow->n_too_recent > 0
                              ? _("No day is old enough yet: a day counts when the cycle time has "
                                  "passed since its end.")
                              : _("Not measurable: nothing is known of how many start and complete "
                                  "its steps."));
      return g_string_free (out, FALSE);
    }
  hc_hot_path_append (out, " ",
                      g_strdup_printf (_("Starts from %s to %s, all complete days since go-live."),
                                       from, to));
  if (flow->n_too_recent > 0)
    hc_hot_path_append (
      out, " ",
      g_strdup_printf (ngettext ("%u later day is left out: its cycle time has not passed.",
                                 "%u later days are left out: their cycle time has not passed.",
                                 flow->n_too_recent),
                       flow->n_too_recent));
  if (impossible > 0)
    hc_hot_path_append (
      out, " ",
      g_strdup_printf (ngettext ("On %u day more completed than started: left out.",
                                 "On %u days more completed than started: left out.", impossible),
                       impossible));
  if (has_uneven_days (flow))
    hc_hot_path_append (out, " ",
                        g_strdup (_("Some steps have no figures on some of these days.")));
  hc_hot_path_append (out, " ",
                      g_strdup (_("“Of All” is of those who start the hot path; in brackets stand "
                                  "retries per 100 starts.")));
  return g_string_free (out, FALSE);
}
