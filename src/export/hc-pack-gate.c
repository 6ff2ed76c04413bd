/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-gate.h"

#include <locale.h>

#include "hc-criteria-table.h"
#include "hc-day-figures.h"
#include "hc-record-table.h"

/* The clock of registers: the as-of time, or the latest decision of a person about the gate where
 * that came later. It is of the file, so the same file gives the same pack. */
static gint64
newest_decision (const HcCriteriaInputs *inputs, gint64 as_of)
{
  gint64 now = as_of;

  for (guint i = 0; i < inputs->waivers->len; i++)
    now = MAX (now, ((HcWaiver *) g_ptr_array_index (inputs->waivers, i))->given_at);
  for (guint i = 0; i < inputs->sign_offs->len; i++)
    now = MAX (now, ((HcSignOff *) g_ptr_array_index (inputs->sign_offs, i))->at);
  return now;
}

static HcCriteriaResult *
judge (const HcCriteriaInputs *inputs, HcCriteriaQuery *query, GError **error)
{
  locale_t old = uselocale ((locale_t) 0);
  locale_t plain = newlocale (LC_MESSAGES_MASK | LC_NUMERIC_MASK, "C", duplocale (old));
  HcCriteriaResult *result;

  uselocale (plain);
  result = hc_criteria_evaluate (inputs, query, NULL, error);
  uselocale (old);
  freelocale (plain);
  return result;
}

gboolean
hc_pack_collect_gate (HcDb *db,
                      HcColumns *columns,
                      HcDriverGroups *groups,
                      gboolean is_past,
                      HcPackData *out,
                      GError **error)
{
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load_beside (db, columns, groups, error);
  HcCriteriaQuery query = { .gate = HC_GATE_EXIT, .as_of = out->as_of, .is_past = is_past };

  if (inputs == NULL)
    return FALSE;
  /* A moment belongs to the day it ends: midnight would be the day before go-live. */
  query.now = out->as_of != HC_INSTANT_NONE ? out->as_of : out->settings.go_live_at + 1;
  if (!is_past)
    query.now = newest_decision (inputs, query.now);
  return (out->criteria = judge (inputs, &query, error)) != NULL;
}

gboolean
hc_pack_collect_targets (HcDb *db, HcPackData *out, GError **error)
{
  g_autoptr (GPtrArray) targets =
    hc_records_load (db, hc_record_type ("metric_target"), NULL, error);

  if (targets == NULL)
    return FALSE;
  hc_metric_targets (targets, out->targets);
  return (out->workflows = hc_records_load (db, hc_record_type ("workflow"), NULL, error)) != NULL;
}
