/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine: parts to criteria, criteria to a gate. */

#include "config.h"

#include "hc-criteria-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define FEW_CASES 20
#define MANY_CASES 100
#define FEW_DAYS 3

/* ---- inputs ---- */

HcCriteriaInputs *
hc_criteria_inputs_new (void)
{
  HcCriteriaInputs *self = g_new0 (HcCriteriaInputs, 1);

  hc_launch_settings_init (&self->settings);
  self->registers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; hc_criteria_registers[i] != NULL; i++)
    g_hash_table_insert (self->registers, g_strdup (hc_criteria_registers[i]),
                         g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free));
  self->thresholds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->optional = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->none_on_purpose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_waiver_free);
  self->sign_offs = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_sign_off_free);
  self->imports = g_array_new (FALSE, FALSE, sizeof (HcImportCover));
  self->stored = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_stored_verdict_free);
  return self;
}

void
hc_criteria_inputs_free (HcCriteriaInputs *self)
{
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_clear_pointer (&self->usage, hc_usage_unref);
  g_clear_pointer (&self->groups, hc_driver_groups_free);
  g_hash_table_unref (self->registers);
  g_hash_table_unref (self->thresholds);
  g_hash_table_unref (self->optional);
  g_hash_table_unref (self->none_on_purpose);
  g_ptr_array_unref (self->waivers);
  g_ptr_array_unref (self->sign_offs);
  g_array_unref (self->imports);
  g_ptr_array_unref (self->stored);
  g_free (self);
}

GPtrArray *
hc_criteria_inputs_register (const HcCriteriaInputs *self, const char *type)
{
  GPtrArray *records = g_hash_table_lookup (self->registers, type);

  g_assert (records != NULL);
  return records;
}

/* ---- results ---- */

void
hc_waiver_free (HcWaiver *self)
{
  g_free (self->id);
  g_free (self->code);
  g_free (self->why);
  g_free (self->by);
  g_free (self);
}

static HcWaiver *
copy_waiver (const HcWaiver *self)
{
  HcWaiver *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->code = g_strdup (self->code);
  copy->why = g_strdup (self->why);
  copy->by = g_strdup (self->by);
  return copy;
}

void
hc_sign_off_free (HcSignOff *self)
{
  g_free (self->id);
  g_free (self->party);
  g_free (self->name);
  g_free (self->decision);
  g_free (self->conditions);
  g_free (self->supersedes);
  g_free (self);
}

static HcSignOff *
copy_sign_off (const HcSignOff *self)
{
  HcSignOff *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->party = g_strdup (self->party);
  copy->name = g_strdup (self->name);
  copy->decision = g_strdup (self->decision);
  copy->conditions = g_strdup (self->conditions);
  copy->supersedes = g_strdup (self->supersedes);
  return copy;
}

static void
missing_free (HcMissing *self)
{
  g_free (self->text);
  g_free (self->id);
  g_free (self);
}

static void
criterion_free (HcCriterionResult *self)
{
  g_free (self->reason);
  g_clear_pointer (&self->waiver, hc_waiver_free);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->missing);
  g_array_unref (self->history);
  g_free (self);
}

void
hc_criteria_result_free (HcCriteriaResult *self)
{
  g_free (self->rag_reason);
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->sign_offs);
  g_free (self);
}

static HcCriterionResult *
criterion_new (const HcCriterionRule *rule)
{
  HcCriterionResult *self = g_new0 (HcCriterionResult, 1);

  self->code = rule->code;
  self->title = _ (rule->title);
  self->explanation = _ (rule->explanation);
  self->since = HC_DAY_NONE;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_part_free);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify) missing_free);
  self->history = g_array_new (FALSE, TRUE, sizeof (HcVerdictDay));
  return self;
}

/* ---- a criterion ---- */

static void
combine_parts (HcCriterionResult *self)
{
  g_autofree HcVerdict *verdicts = g_new (HcVerdict, self->parts->len);

  self->hold_of = 0;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (self->parts, i);

      verdicts[i] = part->verdict;
      if (part->hold_of > 0 && (self->hold_of == 0 || part->hold_done < self->hold_done))
        {
          self->hold_done = part->hold_done;
          self->hold_of = part->hold_of;
        }
    }
  self->own_verdict = hc_verdict_combine (verdicts, self->parts->len);
}

static gboolean
is_told (const HcCriterionResult *self, guint end, const char *reason)
{
  for (guint i = 0; i < end; i++)
    {
      const HcPartResult *part = g_ptr_array_index (self->parts, i);

      if (part->verdict == self->own_verdict && g_strcmp0 (part->reason, reason) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Of the parts that decide. */
static void
gather_reason (HcCriterionResult *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (self->parts, i);

      if (part->verdict != self->own_verdict || part->reason == NULL ||
          is_told (self, i, part->reason))
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, part->reason);
    }
  self->reason = g_string_free (text, FALSE);
}

/* ---- strength of evidence ---- */

typedef struct
{
  gboolean any_tickets;
  gboolean any_interval;
  gboolean inferred;
  gboolean excludes; /* every interval lies on one side of its threshold */
  gboolean registers_wrong;
  gboolean any_register;
  gint64 fewest_cases;
} Evidence;

static void
weigh_part (Evidence *self, const HcPart *part)
{
  const HcPartResult *result = &part->result;

  if (result->is_register)
    {
      self->any_register |= !part->is_constant;
      self->registers_wrong |= !part->is_constant && result->verdict != HC_VERDICT_MET;
      return;
    }
  if (part->verdicts == NULL)
    return;
  self->any_tickets = TRUE;
  self->inferred |= part->rests_on_inferred;
  if (result->n >= 0 && !isnan (result->value))
    self->fewest_cases = MIN (self->fewest_cases, result->n);
  if (isnan (result->low))
    return;
  self->any_interval = TRUE;
  self->excludes &= result->high < result->threshold || result->low > result->threshold;
}

static guint
complete_working_days (const HcCriteriaContext *context)
{
  guint n = 0;

  for (guint i = 0; i < context->n_days; i++)
    n += context->days[i].complete && context->days[i].working;
  return n;
}

static void
weigh (const HcCriteriaContext *context, HcCriterionResult *self)
{
  Evidence evidence = { .excludes = TRUE, .fewest_cases = G_MAXINT64 };

  for (guint i = 0; i < self->parts->len; i++)
    weigh_part (&evidence, g_ptr_array_index (self->parts, i));

  if (evidence.any_register && (evidence.registers_wrong || !evidence.any_tickets))
    self->strength = evidence.registers_wrong ? HC_STRENGTH_INCOMPLETE : HC_STRENGTH_COMPLETE;
  else if (!evidence.any_tickets)
    self->strength = HC_STRENGTH_NONE;
  else if (evidence.fewest_cases < FEW_CASES || evidence.inferred ||
           complete_working_days (context) < FEW_DAYS)
    self->strength = HC_STRENGTH_WEAK;
  else if (evidence.fewest_cases >= MANY_CASES && evidence.fewest_cases < G_MAXINT64 &&
           self->hold_done >= self->hold_of && evidence.any_interval && evidence.excludes)
    self->strength = HC_STRENGTH_STRONG;
  else
    self->strength = HC_STRENGTH_MODERATE;
}

/* ---- waivers ---- */

/* The one that counts, else the latest there was. */
static void
apply_waiver (const HcCriteriaContext *context, HcCriterionResult *self)
{
  const HcCriteriaInputs *inputs = context->inputs;
  HcGateKind gate = context->query->gate;
  const HcWaiver *valid = hc_criteria_waiver_on (inputs, gate, self->code, context->today);
  const HcWaiver *latest = valid;

  for (guint i = 0; valid == NULL && i < inputs->waivers->len; i++)
    {
      const HcWaiver *waiver = g_ptr_array_index (inputs->waivers, i);

      if (waiver->gate == gate && g_strcmp0 (waiver->code, self->code) == 0 &&
          waiver->given_at <= context->query->now)
        latest = waiver;
    }
  if (latest != NULL)
    {
      self->waiver = copy_waiver (latest);
      self->waiver->is_valid = valid != NULL;
    }
  self->verdict = self->own_verdict;
  if (valid != NULL && self->own_verdict != HC_VERDICT_MET)
    self->verdict = HC_VERDICT_WAIVED;
}

static HcCriterionResult *
judge_criterion (const HcCriteriaContext *context, const HcCriterionRule *rule)
{
  HcCriterionResult *self = criterion_new (rule);

  self->mandatory = !g_hash_table_contains (context->inputs->optional, rule->code);
  rule->judge (context, self);
  if (context->query->is_past)
    hc_criterion_replay (context, self);
  combine_parts (self);
  gather_reason (self);
  weigh (context, self);
  apply_waiver (context, self);
  hc_criterion_look_back (context, self);
  return self;
}

/* ---- the gate ---- */

static void
combine_criteria (HcCriteriaResult *self)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (HcVerdict));

  for (guint i = 0; i < self->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (self->criteria, i);
      HcVerdict verdict = criterion->verdict;

      if (!criterion->mandatory)
        continue;
      if (verdict == HC_VERDICT_WAIVED)
        verdict = HC_VERDICT_MET;
      self->of++;
      self->done += verdict == HC_VERDICT_MET;
      g_array_append_val (verdicts, verdict);
    }
  /* A gate without a mandatory criterion proves nothing. */
  self->verdict = hc_verdict_combine ((const HcVerdict *) (gpointer) verdicts->data, verdicts->len);
}

static void
add_cause (GString *causes, char *sentence)
{
  if (causes->len > 0)
    g_string_append_c (causes, ' ');
  g_string_append (causes, sentence);
  g_free (sentence);
}

/* Tickets are not linked to hot paths yet: each open critical one may be on one. */
static void
add_critical (const HcCriteriaContext *context, GString *causes)
{
  gint64 open =
    context->p1_open != NULL && context->n_days > 0 ? context->p1_open[context->n_days - 1] : 0;

  if (open > 0)
    add_cause (
      causes, g_strdup_printf (ngettext ("%d critical ticket is open; it may be on a hot path.",
                                         "%d critical tickets are open; they may be on a hot path.",
                                         (gulong) open),
                               (int) open));
}

/* Escalations are not kept as they were: of the present alone. */
static void
add_late_escalations (const HcCriteriaContext *context, GString *causes)
{
  guint n = context->query->is_past ? 0 : hc_criteria_late_escalations (context);

  if (n > 0)
    add_cause (causes,
               g_strdup_printf (ngettext ("%u escalation is unacknowledged past its limit.",
                                          "%u escalations are unacknowledged past their limit.", n),
                                n));
}

static char *
red_causes (const HcCriteriaContext *context, const HcCriteriaResult *self)
{
  const HcLaunchSettings *settings = &context->inputs->settings;
  gboolean is_met = self->verdict == HC_VERDICT_MET;
  GString *causes = g_string_new (NULL);

  if (self->gate == HC_GATE_EXIT)
    {
      add_critical (context, causes);
      add_late_escalations (context, causes);
      if (!is_met && settings->target_exit != HC_DAY_NONE && context->today > settings->target_exit)
        add_cause (causes,
                   g_strdup (_ ("The target exit date has passed and the gate is not met.")));
    }
  else if (!is_met && settings->go_live_day != HC_DAY_NONE &&
           context->today >= settings->go_live_day)
    {
      add_cause (causes, g_strdup (_ ("Go-live has come and the gate is not met.")));
    }
  return g_string_free (causes, FALSE);
}

static void
choose_rag (const HcCriteriaContext *context, HcCriteriaResult *self)
{
  char *causes = red_causes (context, self);

  self->rag_rule =
    self->gate == HC_GATE_EXIT
      ? _ ("Red: a critical ticket is open on a hot path, or an escalation is unacknowledged past "
           "its limit, or the target exit date has passed and the gate is not met. Green: the gate "
           "is met. Amber: anything else.")
      : _ ("Red: go-live has come and the gate is not met. Green: the gate is met. Amber: anything "
           "else.");
  self->rag_reason = causes;
  if (*causes != '\0')
    {
      self->rag = HC_RAG_RED;
      return;
    }
  g_free (causes);
  self->rag = self->verdict == HC_VERDICT_MET ? HC_RAG_GREEN : HC_RAG_AMBER;
  self->rag_reason =
    self->rag == HC_RAG_GREEN
      ? g_strdup (_ ("Every mandatory criterion is met or waived."))
      : g_strdup_printf (ngettext ("%u of %u mandatory criterion is met or waived.",
                                   "%u of %u mandatory criteria are met or waived.", self->of),
                         self->done, self->of);
}

static void
take_sign_offs (const HcCriteriaContext *context, HcCriteriaResult *self)
{
  GPtrArray *sign_offs = context->inputs->sign_offs;

  for (guint i = 0; i < sign_offs->len; i++)
    {
      const HcSignOff *sign_off = g_ptr_array_index (sign_offs, i);

      if (sign_off->gate == self->gate && sign_off->at <= context->query->now)
        g_ptr_array_add (self->sign_offs, copy_sign_off (sign_off));
    }
}

HcCriteriaResult *
hc_criteria_evaluate (const HcCriteriaInputs *inputs,
                      const HcCriteriaQuery *query,
                      const gint *cancelled,
                      GError **error)
{
  g_auto (HcCriteriaContext) context = { 0 };
  HcCriteriaResult *self;

  g_return_val_if_fail (inputs != NULL && query != NULL, NULL);
  g_return_val_if_fail (inputs->calendar != NULL && inputs->columns != NULL, NULL);

  if (!hc_criteria_context_init (&context, inputs, query, cancelled, error))
    return NULL;

  self = g_new0 (HcCriteriaResult, 1);
  self->gate = query->gate;
  self->as_of = context.as_of;
  self->now = query->now;
  self->is_past = query->is_past;
  self->criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) criterion_free);
  self->sign_offs = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_sign_off_free);
  for (const HcCriterionRule *rule = hc_criterion_rules; rule->code != NULL; rule++)
    if (rule->gate == query->gate)
      g_ptr_array_add (self->criteria, judge_criterion (&context, rule));
  combine_criteria (self);
  choose_rag (&context, self);
  take_sign_offs (&context, self);
  return self;
}
