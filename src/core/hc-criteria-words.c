/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of gates, verdicts and values, in the schema and on screen. */

#include "config.h"

#include "hc-criteria.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const gate_words[HC_N_GATES] = { "go_live", "exit" };
static const char *const gate_cli_words[HC_N_GATES] = { "go-live", "exit" };
static const char *const verdict_words[] = { "met", "not_met", "insufficient_data",
                                             "not_measurable", "waived" };

const char *
hc_gate_kind_word (HcGateKind gate)
{
  g_return_val_if_fail ((guint) gate < HC_N_GATES, NULL);
  return gate_words[gate];
}

const char *
hc_gate_kind_cli_word (HcGateKind gate)
{
  g_return_val_if_fail ((guint) gate < HC_N_GATES, NULL);
  return gate_cli_words[gate];
}

gboolean
hc_gate_kind_from_word (const char *word, HcGateKind *out)
{
  for (guint i = 0; i < HC_N_GATES; i++)
    if (g_strcmp0 (word, gate_words[i]) == 0 || g_strcmp0 (word, gate_cli_words[i]) == 0)
      {
        *out = (HcGateKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
hc_verdict_word (HcVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdict_words), NULL);
  return verdict_words[verdict];
}

const char *
hc_verdict_label (HcVerdict verdict)
{
  static const char *const labels[] = { N_ ("Met"), N_ ("Not Met"), N_ ("Too Little Data"),
                                        N_ ("Not Measurable"), N_ ("Waived") };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (labels), NULL);
  return _ (labels[verdict]);
}

gboolean
hc_verdict_from_word (const char *word, HcVerdict *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdict_words); i++)
    if (g_strcmp0 (word, verdict_words[i]) == 0)
      {
        *out = (HcVerdict) i;
        return TRUE;
      }
  return FALSE;
}

const char *
hc_strength_word (HcStrength strength)
{
  static const char *const words[] = {
    NULL, "weak", "moderate", "strong", "complete", "incomplete"
  };

  g_return_val_if_fail ((guint) strength < G_N_ELEMENTS (words), NULL);
  return words[strength];
}

const char *
hc_strength_label (HcStrength strength)
{
  static const char *const labels[] = {
    "", N_ ("Weak"), N_ ("Moderate"), N_ ("Strong"), N_ ("Complete"), N_ ("Incomplete")
  };

  g_return_val_if_fail ((guint) strength < G_N_ELEMENTS (labels), NULL);
  return strength == HC_STRENGTH_NONE ? "" : _ (labels[strength]);
}

const char *
hc_rag_word (HcRag rag)
{
  static const char *const words[] = { "red", "amber", "green" };

  g_return_val_if_fail ((guint) rag < G_N_ELEMENTS (words), NULL);
  return words[rag];
}

const char *
hc_rag_label (HcRag rag)
{
  static const char *const labels[] = { N_ ("Red"), N_ ("Amber"), N_ ("Green") };

  g_return_val_if_fail ((guint) rag < G_N_ELEMENTS (labels), NULL);
  return _ (labels[rag]);
}

/* ---- values ---- */

static char *
days_text (double value)
{
  if (value == floor (value))
    return g_strdup_printf (ngettext ("%.0f day", "%.0f days", (gulong) value), value);
  return g_strdup_printf (_ ("%.1f days"), value);
}

static char *
count_text (const char *unit, double value)
{
  gulong n = (gulong) MAX (value, 0);

  if (g_strcmp0 (unit, "tickets") == 0)
    return g_strdup_printf (ngettext ("%lu ticket", "%lu tickets", n), n);
  if (g_strcmp0 (unit, "hot_paths") == 0)
    return g_strdup_printf (ngettext ("%lu hot path", "%lu hot paths", n), n);
  if (g_strcmp0 (unit, "duties") == 0)
    return g_strdup_printf (ngettext ("%lu duty", "%lu duties", n), n);
  if (g_strcmp0 (unit, "contacts") == 0)
    return g_strdup_printf (ngettext ("%lu contact", "%lu contacts", n), n);
  if (g_strcmp0 (unit, "baselines") == 0)
    return g_strdup_printf (ngettext ("%lu baseline", "%lu baselines", n), n);
  if (g_strcmp0 (unit, "failure_points") == 0)
    return g_strdup_printf (ngettext ("%lu failure point", "%lu failure points", n), n);
  if (g_strcmp0 (unit, "communications") == 0)
    return g_strdup_printf (ngettext ("%lu communication", "%lu communications", n), n);
  if (g_strcmp0 (unit, "issues") == 0)
    return g_strdup_printf (ngettext ("%lu issue", "%lu issues", n), n);
  if (g_strcmp0 (unit, "drivers") == 0)
    return g_strdup_printf (ngettext ("%lu driver", "%lu drivers", n), n);
  if (g_strcmp0 (unit, "escalations") == 0)
    return g_strdup_printf (ngettext ("%lu escalation", "%lu escalations", n), n);
  if (g_strcmp0 (unit, "cohorts") == 0)
    return g_strdup_printf (ngettext ("%lu cohort", "%lu cohorts", n), n);
  return g_strdup_printf ("%.6g", value);
}

static char *
grade_text (double value)
{
  static const char *const grades[] = { N_ ("not chosen"), N_ ("confirmed"), N_ ("upper estimate"),
                                        N_ ("proxy") };

  g_return_val_if_fail (value >= 0 && value < G_N_ELEMENTS (grades), NULL);
  return g_strdup (_ (grades[(guint) value]));
}

char *
hc_criteria_value_text (double value, const char *unit)
{
  if (isnan (value))
    return NULL;
  if (g_strcmp0 (unit, "grade") == 0)
    return grade_text (value);
  if (g_strcmp0 (unit, "share") == 0)
    return g_strdup_printf (_ ("%.1f %%"), 100 * value);
  if (g_strcmp0 (unit, "days") == 0)
    return days_text (value);
  return count_text (unit, value);
}

/* ---- results ---- */

gboolean
hc_part_result_is_holding (const HcPartResult *self)
{
  return self->verdict == HC_VERDICT_NOT_MET && self->passes && self->hold_of > 0 &&
         self->hold_done < self->hold_of;
}

gboolean
hc_criterion_result_is_holding (const HcCriterionResult *self)
{
  gboolean holds = FALSE;

  if (self->verdict != HC_VERDICT_NOT_MET)
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (self->parts, i);

      if (hc_part_result_is_holding (part))
        holds = TRUE;
      else if (part->verdict == HC_VERDICT_NOT_MET)
        return FALSE;
    }
  return holds;
}

char *
hc_criterion_result_verdict_text (const HcCriterionResult *self)
{
  if (hc_criterion_result_is_holding (self))
    return g_strdup_printf (
      ngettext ("Holding, %u of %u day", "Holding, %u of %u days", self->hold_of), self->hold_done,
      self->hold_of);
  return g_strdup (hc_verdict_label (self->verdict));
}

const HcCriterionResult *
hc_criteria_result_find (const HcCriteriaResult *self, const char *code)
{
  for (guint i = 0; i < self->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (self->criteria, i);

      if (g_strcmp0 (criterion->code, code) == 0)
        return criterion;
    }
  return NULL;
}

const HcPartResult *
hc_criterion_result_part (const HcCriterionResult *self, const char *id)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (self->parts, i);

      if (g_strcmp0 (part->id, id) == 0)
        return part;
    }
  return NULL;
}
