/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-criteria-output.h"
#include "hc-csv-writer.h"
#include "hc-json.h"

#define HEADER                                                                                \
  "gate,as_of,criterion,part,mandatory,verdict,value,threshold,unit,since,hold_done,hold_of," \
  "strength,waived_by,waived_until,reason\r\n"

/* Shares and days may be broken numbers; all other units count. */
static gboolean
is_count (const char *unit)
{
  return strcmp (unit, "share") != 0 && strcmp (unit, "days") != 0;
}

/* ---- JSON ---- */

static void
add_number (HcJson *json, const char *key, double value, const char *unit)
{
  hc_json_key (json, key);
  if (isfinite (value) && unit != NULL && is_count (unit))
    hc_json_int (json, (gint64) value);
  else
    hc_json_double (json, value);
}

static void
add_instant (HcJson *json, const char *key, gint64 instant)
{
  g_autofree char *text = hc_instant_format (instant);

  hc_json_add_string (json, key, text);
}

static void
add_day (HcJson *json, const char *key, HcDay day)
{
  g_autofree char *text = hc_day_format (day);

  hc_json_add_string (json, key, text);
}

/* The valid one only. */
static const HcWaiver *
waiver_of (const HcCriterionResult *criterion)
{
  return criterion->waiver != NULL && criterion->waiver->is_valid ? criterion->waiver : NULL;
}

static void
add_waiver (HcJson *json, const HcCriterionResult *criterion)
{
  const HcWaiver *waiver = waiver_of (criterion);

  hc_json_key (json, "waiver");
  if (waiver == NULL)
    {
      hc_json_null (json);
      return;
    }
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_string (json, "by", waiver->by);
  hc_json_add_string (json, "why", waiver->why);
  add_day (json, "until", waiver->until);
  hc_json_end (json);
}

static void
add_hold (HcJson *json, const HcCriterionResult *criterion)
{
  hc_json_key (json, "hold");
  if (criterion->hold_of == 0)
    {
      hc_json_null (json);
      return;
    }
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_int (json, "done", criterion->hold_done);
  hc_json_add_int (json, "of", criterion->hold_of);
  hc_json_end (json);
}

static void
add_part (HcJson *json, const HcPartResult *part)
{
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_string (json, "id", part->id);
  hc_json_add_string (json, "verdict", hc_verdict_word (part->verdict));
  add_number (json, "value", part->value, part->unit);
  add_number (json, "threshold", part->threshold, part->unit);
  hc_json_add_string (json, "unit", part->unit);
  hc_json_add_string (json, "reason", part->reason);
  hc_json_end (json);
}

/* The part that value and threshold of the criterion are those of; NULL when it has several. */
static const HcPartResult *
only_part (const HcCriterionResult *criterion)
{
  return criterion->parts->len == 1 ? g_ptr_array_index (criterion->parts, 0) : NULL;
}

static void
add_criterion (HcJson *json, const HcCriterionResult *criterion)
{
  const HcPartResult *only = only_part (criterion);

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "id", criterion->code);
  hc_json_add_string (json, "title", criterion->title);
  hc_json_add_boolean (json, "mandatory", criterion->mandatory);
  hc_json_add_string (json, "verdict", hc_verdict_word (criterion->verdict));
  add_number (json, "value", only != NULL ? only->value : NAN, only != NULL ? only->unit : NULL);
  add_number (json, "threshold", only != NULL ? only->threshold : NAN,
              only != NULL ? only->unit : NULL);
  hc_json_add_string (json, "unit", only != NULL ? only->unit : NULL);
  add_day (json, "since", criterion->since);
  add_hold (json, criterion);
  hc_json_add_string (json, "strength", hc_strength_word (criterion->strength));
  hc_json_add_string (json, "reason", criterion->reason);
  add_waiver (json, criterion);
  hc_json_key (json, "parts");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < criterion->parts->len; i++)
    add_part (json, g_ptr_array_index (criterion->parts, i));
  hc_json_end (json);
  hc_json_end (json);
}

char *
hc_criteria_to_json (const HcCriteriaResult *result)
{
  HcJson *json = hc_json_new ();

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "gate", hc_gate_kind_cli_word (result->gate));
  add_instant (json, "as_of", result->as_of);
  add_instant (json, "now", result->now);
  hc_json_add_string (json, "verdict", hc_verdict_word (result->verdict));
  hc_json_key (json, "readiness");
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_int (json, "done", result->done);
  hc_json_add_int (json, "of", result->of);
  hc_json_end (json);
  hc_json_add_string (json, "rag", hc_rag_word (result->rag));
  hc_json_key (json, "criteria");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < result->criteria->len; i++)
    add_criterion (json, g_ptr_array_index (result->criteria, i));
  hc_json_end (json);
  hc_json_end (json);
  return hc_json_finish (json);
}

/* ---- CSV ---- */

static char *
number_cell (double value, const char *unit)
{
  if (isfinite (value) && is_count (unit))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) value);
  return hc_number_format (value);
}

/* One row of a criterion (@part NULL) or of one of its parts. */
static void
append_row (GString *out,
            const HcCriteriaResult *result,
            const HcCriterionResult *criterion,
            const HcPartResult *part)
{
  const HcPartResult *shown = part != NULL ? part : only_part (criterion);
  const HcWaiver *waiver = part == NULL ? waiver_of (criterion) : NULL;
  guint of = part != NULL ? part->hold_of : criterion->hold_of;
  guint done = part != NULL ? part->hold_done : criterion->hold_done;
  g_autofree char *as_of = hc_instant_format (result->as_of);
  g_autofree char *value = shown != NULL ? number_cell (shown->value, shown->unit) : NULL;
  g_autofree char *threshold = shown != NULL ? number_cell (shown->threshold, shown->unit) : NULL;
  g_autofree char *since = part == NULL ? hc_day_format (criterion->since) : NULL;
  g_autofree char *hold_done = of > 0 ? g_strdup_printf ("%u", done) : NULL;
  g_autofree char *hold_of = of > 0 ? g_strdup_printf ("%u", of) : NULL;
  g_autofree char *until = waiver != NULL ? hc_day_format (waiver->until) : NULL;
  const char *const cells[] = {
    hc_gate_kind_cli_word (result->gate),
    as_of,
    criterion->code,
    part != NULL ? part->id : NULL,
    criterion->mandatory ? "true" : "false",
    hc_verdict_word (part != NULL ? part->verdict : criterion->verdict),
    value,
    threshold,
    shown != NULL ? shown->unit : NULL,
    since,
    hold_done,
    hold_of,
    part == NULL ? hc_strength_word (criterion->strength) : NULL,
    waiver != NULL ? waiver->by : NULL,
    until,
    part != NULL ? part->reason : criterion->reason,
  };

  hc_csv_append_row (out, cells, G_N_ELEMENTS (cells), ',');
}

char *
hc_criteria_to_csv (const HcCriteriaResult *result)
{
  GString *out = g_string_new (HEADER);

  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      append_row (out, result, criterion, NULL);
      for (guint j = 0; j < criterion->parts->len; j++)
        append_row (out, result, criterion, g_ptr_array_index (criterion->parts, j));
    }
  return g_string_free (out, FALSE);
}
