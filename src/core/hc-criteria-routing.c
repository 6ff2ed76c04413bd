/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who owns what, and do tickets go there? Duties and contacts are judged by hc-ownership, so that a
 * gate never differs from the ownership page. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-ownership.h"
#include "hc-statistics.h"

#define PAGE "ownership"

static void
settle_without_duties (HcCriterionResult *out, HcPart *part)
{
  part->result.is_register = TRUE;
  hc_part_settle (part, HC_VERDICT_NOT_MET, g_strdup (_ ("The ownership matrix has no rows yet.")));
  if (out->missing->len == 0)
    hc_missing_add (out, g_strdup (_ ("Fill the ownership matrix.")), PAGE, "duty", NULL);
}

static const char *
record_of (const HcOwnershipFinding *finding, const char **id)
{
  *id = finding->level_id != NULL ? finding->level_id : finding->duty_id;
  return finding->level_id != NULL ? "escalation_level" : *id != NULL ? "duty" : NULL;
}

/* Lists what is wrong and counts the rows (or levels) with anything of @kinds. */
static guint
list_findings (const HcCriteriaContext *context, HcCriterionResult *out, guint kinds)
{
  g_autoptr (GHashTable) where = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < context->findings->len; i++)
    {
      const HcOwnershipFinding *finding = g_ptr_array_index (context->findings, i);
      const char *type, *id;

      if ((finding->kind & kinds) == 0)
        continue;
      type = record_of (finding, &id);
      g_hash_table_add (where, (gpointer) (id != NULL ? id : ""));
      hc_missing_add (out, g_strdup (finding->reason), PAGE, type, id);
    }
  return g_hash_table_size (where);
}

static void
judge_assignment (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "unassigned", N_ ("Duties without one A and an R"), "duties");
  guint n_duties = hc_criteria_register (context, "duty")->len;
  guint n = list_findings (context, out, HC_OWNERSHIP_ASSIGNMENT);

  if (n_duties == 0)
    settle_without_duties (out, part);
  else
    hc_part_settle_count (
      part, n,
      n == 0
        ? g_strdup (_ ("Every duty has exactly one accountable and a responsible."))
        : g_strdup_printf (ngettext ("%u of %u duty lacks its one accountable or a responsible.",
                                     "%u of %u duties lack their one accountable or a responsible.",
                                     n_duties),
                           n, n_duties));
}

static void
judge_paths (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part =
    hc_part_add (out, "without_path", N_ ("Duties without an escalation path"), "duties");
  guint n = list_findings (context, out, HC_OWNERSHIP_NO_PATH);

  if (hc_criteria_register (context, "duty")->len == 0)
    settle_without_duties (out, part);
  else
    hc_part_settle_count (part, n,
                          n == 0
                            ? g_strdup (_ ("Every duty has an escalation path."))
                            : g_strdup_printf (ngettext ("%u duty has no escalation path.",
                                                         "%u duties have no escalation path.", n),
                                               n));

  part =
    hc_part_add (out, "blank_contacts", N_ ("Escalation levels without a contact"), "contacts");
  n = list_findings (context, out, HC_OWNERSHIP_BLANK_CONTACT);
  part->result.is_register = TRUE;
  if (hc_criteria_register (context, "escalation_level")->len == 0)
    hc_part_settle (part, HC_VERDICT_NOT_MET,
                    g_strdup (_ ("No escalation path is written down yet.")));
  else
    hc_part_settle_count (
      part, n,
      n == 0 ? g_strdup (_ ("Every escalation level names somebody who can be reached."))
             : g_strdup_printf (ngettext ("%u escalation level has no contact.",
                                          "%u escalation levels have no contact.", n),
                                n));
}

/* ---- duties_assigned ---- */

static guint
list_missing_rows (const HcCriteriaContext *context, HcCriterionResult *out)
{
  GPtrArray *duties = hc_criteria_register (context, "duty");
  g_autoptr (GPtrArray) areas = hc_ownership_missing_areas (duties);
  g_autoptr (GPtrArray) workflows =
    hc_ownership_missing_workflows (duties, hc_criteria_register (context, "workflow"));

  for (guint i = 0; i < areas->len; i++)
    hc_missing_add (out,
                    g_strdup_printf (_ ("Add a row for “%s”."),
                                     hc_ownership_area_name (g_ptr_array_index (areas, i))),
                    PAGE, "duty", NULL);
  for (guint i = 0; i < workflows->len; i++)
    hc_missing_add (out,
                    g_strdup_printf (_ ("Add a row for the hot path “%s”."),
                                     hc_record_data_title (g_ptr_array_index (workflows, i))),
                    PAGE, "duty", NULL);
  return areas->len + workflows->len;
}

void
hc_judge_duties_assigned (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "rows", N_ ("Rows missing in the matrix"), "duties");
  guint n = list_missing_rows (context, out);

  hc_part_settle_count (
    part, n,
    n == 0 ? g_strdup (_ ("The seven areas and every hot path have a row."))
           : g_strdup_printf (ngettext ("%u area or hot path has no row in the matrix.",
                                        "%u areas or hot paths have no row in the matrix.", n),
                              n));
  judge_assignment (context, out);
}

/* ---- contacts_complete ---- */

static gboolean
is_named (GPtrArray *records, const char *field, const char *person_id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (hc_record_data_get (g_ptr_array_index (records, i), field), person_id) == 0)
      return TRUE;
  return FALSE;
}

static void
judge_people (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part =
    hc_part_add (out, "people", N_ ("People in charge without phone and e-mail"), "contacts");
  GPtrArray *people = hc_criteria_register (context, "person");
  GPtrArray *workflows = hc_criteria_register (context, "workflow");
  GPtrArray *roles = hc_criteria_register (context, "duty_role");
  guint n = 0, n_named = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (people, i);

      if (!is_named (workflows, "owner_person_id", person->id) &&
          !is_named (workflows, "deputy_person_id", person->id) &&
          !is_named (roles, "person_id", person->id))
        continue;
      n_named++;
      if (hc_record_data_is_set (person, "email") || hc_record_data_is_set (person, "phone"))
        continue;
      n++;
      hc_missing_add (
        out, g_strdup_printf (_ ("Enter phone or e-mail of “%s”."), hc_record_data_title (person)),
        PAGE, "person", person->id);
    }
  part->result.is_register = TRUE;
  if (n_named == 0)
    hc_part_settle (part, HC_VERDICT_NOT_MET,
                    g_strdup (_ ("Nobody is named for a hot path or a duty yet.")));
  else
    hc_part_settle_count (
      part, n,
      n == 0 ? g_strdup (_ ("Everybody in charge can be reached."))
             : g_strdup_printf (ngettext ("%u person in charge has neither phone nor e-mail.",
                                          "%u people in charge have neither phone nor e-mail.", n),
                                n));
}

void
hc_judge_contacts_complete (const HcCriteriaContext *context, HcCriterionResult *out)
{
  judge_paths (context, out);
  judge_people (context, out);
}

/* ---- routing_clear ---- */

/* The ratio of sums over the last complete working days up to @day: the window value of that day.
 * Gives how many working days there were. */
static guint
sum_window (const HcCriteriaContext *context,
            const HcMetricSeries *series,
            guint day,
            HcMetricPoint *sum)
{
  guint n_working = 0;

  sum->numerator = sum->denominator = 0;
  for (int i = (int) day; i >= 0 && n_working < context->inputs->settings.window_length; i--)
    {
      const HcMetricPoint *point = &series->points[i];

      if (!context->days[i].complete || !context->days[i].working)
        continue;
      n_working++;
      sum->numerator += MAX (point->numerator, 0);
      sum->denominator += MAX (point->denominator, 0);
    }
  return n_working;
}

static HcDayValue *
misrouting_days (const HcCriteriaContext *context, const HcMetricSeries *series, double limit)
{
  HcDayValue *values = g_new0 (HcDayValue, context->n_days);

  for (guint i = 0; i < context->n_days; i++)
    {
      HcMetricPoint sum;

      sum_window (context, series, i, &sum);
      values[i] = (HcDayValue){
        .known = sum.denominator > 0, .value = NAN, .low = NAN, .high = NAN, .n = sum.denominator
      };
      if (!values[i].known)
        continue;
      values[i].value = (double) sum.numerator / (double) sum.denominator;
      values[i].passes = values[i].value <= limit;
      hc_wilson (sum.numerator, sum.denominator, HC_Z_90_TWO_SIDED, &values[i].low,
                 &values[i].high);
    }
  return values;
}

/* @value and @limit in words. */
static char *
matrix_reason (const char *value, const char *limit, gboolean against_baseline)
{
  if (against_baseline)
    return g_strdup_printf (_ ("%s of the tickets that ended in the window lie with a team that is "
                               "not responsible by the ownership matrix; the baseline is %s."),
                            value, limit);
  return g_strdup_printf (_ ("%s of the tickets that ended in the window lie with a team that is not "
                             "responsible by the ownership matrix; the limit is %s."),
                          value, limit);
}

static char *
misrouting_reason (const HcCriteriaContext *context,
                   const HcPart *part,
                   const char *method,
                   double baseline)
{
  g_autofree char *value = hc_criteria_value_text (part->result.value, "share");
  g_autofree char *limit = hc_criteria_value_text (part->result.threshold, "share");

  if (!context->days[context->last_day].covered)
    return g_strdup (_ ("No file covers the last complete day."));
  if (value == NULL)
    return g_strdup (_ ("No ticket with known routing ended in the window."));
  if (g_strcmp0 (method, "matrix") == 0)
    return matrix_reason (value, limit, baseline == part->result.threshold);
  if (baseline == part->result.threshold)
    return g_strdup_printf (
      _ ("%s of the tickets that ended in the window went to a wrong group; the baseline is %s."),
      value, limit);
  return g_strdup_printf (
    _ ("%s of the tickets that ended in the window went to a wrong group; the limit is %s."), value,
    limit);
}

static void
judge_misrouting (const HcCriteriaContext *context, HcCriterionResult *out)
{
  HcPart *part = hc_part_add (out, "misrouting", N_ ("Misrouting rate"), "share");
  double baseline = hc_criteria_baseline_share (context, "misrouting_rate");
  double limit = hc_criteria_threshold (context, "routing_clear.misrouting");
  const HcMetricSeries *series;

  part->result.threshold = isnan (baseline) ? limit : MAX (limit, baseline);
  if (!hc_part_needs_tickets (context, part))
    return;
  series = hc_metric_set_total (context->metrics, HC_METRIC_MISROUTING_RATE);
  if (!series->measurable)
    {
      part->is_constant = TRUE;
      hc_part_settle (part, HC_VERDICT_NOT_MEASURABLE,
                      g_strdup (hc_metric_missing_remedy (series->missing)));
      return;
    }
  part->rests_on_inferred =
    context->ends_are_inferred || g_strcmp0 (series->method, "matrix") == 0;
  hc_part_judge_days (context, part, misrouting_days (context, series, part->result.threshold));
  hc_part_tell (part, misrouting_reason (context, part, series->method, baseline));
  if (part->result.verdict == HC_VERDICT_NOT_MET)
    hc_missing_add (out, g_strdup (_ ("See which groups pass on the most tickets.")), PAGE, NULL,
                    NULL);
}

void
hc_judge_routing_clear (const HcCriteriaContext *context, HcCriterionResult *out)
{
  judge_assignment (context, out);
  judge_paths (context, out);
  judge_misrouting (context, out);
  hc_judge_escalations (context, out);
}
