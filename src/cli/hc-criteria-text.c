/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-criteria-output.h"
#include "hc-text-table.h"

static void
append_head (GString *out, const HcCriteriaResult *result, HcCalendar *calendar)
{
  g_autofree char *as_of = hc_text_instant (calendar, result->as_of);
  g_autofree char *now = hc_text_instant (calendar, result->now);

  g_string_append_printf (out, "%s: %s\n",
                          result->gate == HC_GATE_EXIT ? _ ("Exit gate") : _ ("Go-live gate"),
                          hc_verdict_label (result->verdict));
  g_string_append_printf (out,
                          ngettext ("%u of %u mandatory criterion met or waived\n",
                                    "%u of %u mandatory criteria met or waived\n", result->of),
                          result->done, result->of);
  g_string_append_printf (out, "%s: %s\n", hc_rag_label (result->rag), result->rag_reason);
  if (as_of != NULL)
    g_string_append_printf (out, _ ("Tickets as of %s; registers at %s\n\n"), as_of, now);
  else
    g_string_append_printf (out, _ ("No import yet; registers at %s\n\n"), now);
}

static void
add_criterion (HcTextTable *table, const HcCriterionResult *criterion)
{
  hc_text_table_take (table, hc_criterion_result_verdict_text (criterion));
  hc_text_table_add (table, criterion->title);
  hc_text_table_add (table, NULL);
  hc_text_table_add (table, NULL);
  hc_text_table_take (table, hc_text_short_day (criterion->since));
  hc_text_table_add (table, criterion->strength != HC_STRENGTH_NONE
                              ? hc_strength_label (criterion->strength)
                              : NULL);
}

static void
add_part (HcTextTable *table, const HcPartResult *part)
{
  hc_text_table_add (table, hc_part_result_is_holding (part) ? _ ("Holding")
                                                             : hc_verdict_label (part->verdict));
  hc_text_table_take (table, g_strdup_printf ("  %s", part->title));
  hc_text_table_take (table, hc_criteria_value_text (part->value, part->unit));
  hc_text_table_take (table, hc_criteria_value_text (part->threshold, part->unit));
  hc_text_table_add (table, "");
  hc_text_table_add (table, "");
}

static void
append_reasons (GString *out, const HcCriterionResult *criterion)
{
  const HcWaiver *waiver = criterion->waiver;

  g_string_append_printf (out, "\n%s: %s\n", criterion->title, criterion->reason);
  if (waiver != NULL)
    {
      g_autofree char *until = hc_text_day (waiver->until);

      if (!waiver->is_valid)
        g_string_append_printf (out, _ ("  A waiver by %s ran out on %s: %s\n"), waiver->by,
                                until != NULL ? until : "–", waiver->why);
      else if (until != NULL)
        g_string_append_printf (out, _ ("  Waived by %s until %s: %s\n"), waiver->by, until,
                                waiver->why);
      else
        g_string_append_printf (out, _ ("  Waived by %s: %s\n"), waiver->by, waiver->why);
    }
  for (guint i = 0; i < criterion->missing->len; i++)
    {
      const HcMissing *missing = g_ptr_array_index (criterion->missing, i);

      g_string_append_printf (out, "  – %s\n", missing->text);
    }
}

char *
hc_criteria_to_text (const HcCriteriaResult *result, HcCalendar *calendar)
{
  GString *out = g_string_new (NULL);
  g_autoptr (HcTextTable) table = hc_text_table_new (
    _ ("VERDICT"), _ ("CRITERION"), _ (">VALUE"), _ (">LIMIT"), _ ("SINCE"), _ ("EVIDENCE"), NULL);

  append_head (out, result, calendar);
  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      add_criterion (table, criterion);
      for (guint j = 0; j < criterion->parts->len; j++)
        add_part (table, g_ptr_array_index (criterion->parts, j));
    }
  hc_text_table_append_to (table, out);
  for (guint i = 0; i < result->criteria->len; i++)
    append_reasons (out, g_ptr_array_index (result->criteria, i));
  return g_string_free (out, FALSE);
}
