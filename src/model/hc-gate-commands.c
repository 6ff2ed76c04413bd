/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-list-command.h"
#include "hc-criteria-table.h"
#include "hc-gate-private.h"
#include "hc-launch-table.h"
#include "hc-record-table.h"
#include "hc-sign-off.h"

static gint64
current_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

typedef struct
{
  HcGateKind kind;
  char *code;
  char *why;
  char *by;
  HcDay until;
  gboolean flag;
  double value;
} Command;

static Command *
command_new (HcGate *self, const char *code)
{
  Command *command = g_new0 (Command, 1);

  command->kind = self->kind;
  command->code = g_strdup (code);
  return command;
}

static void
command_free (Command *self)
{
  g_free (self->code);
  g_free (self->why);
  g_free (self->by);
  g_free (self);
}

/* The launch's own calendar says which day it is. */
static gboolean
find_today (HcDb *db, HcDay *today, GError **error)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (HcCalendar) calendar = NULL;

  if (!hc_launch_load (db, &settings, error) ||
      !(calendar = hc_launch_settings_calendar (&settings, error)))
    return FALSE;
  *today = hc_calendar_day_of (calendar, current_time ());
  return TRUE;
}

static gboolean
waive (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;
  HcWaiver waiver = { .gate = command->kind,
                      .code = command->code,
                      .why = command->why,
                      .by = command->by,
                      .given_at = current_time (),
                      .until = command->until };
  HcDay today;

  return find_today (db, &today, error) && hc_criterion_waive (db, &waiver, today, error);
}

static gboolean
end_waiver (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;
  HcDay today;

  return find_today (db, &today, error) &&
         hc_criterion_end_waiver (db, command->kind, command->code, today, error);
}

static gboolean
set_mandatory (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  return hc_criterion_set_mandatory (db, command->kind, command->code, command->flag, error);
}

static gboolean
set_threshold (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  return hc_criterion_set_threshold (db, command->code, command->value, error);
}

static gboolean
set_none (HcDb *db, gpointer data, GError **error)
{
  Command *command = data;

  return hc_register_note_set (db, command->code, command->flag, error);
}

/* Takes @command. */
static void
run (HcGate *self,
     const char *label,
     HcTables tables,
     HcCommandFunc func,
     Command *command,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, run);
  hc_store_command_async (self->store, label, tables, func, command, (GDestroyNotify) command_free,
                          hc_list_command_done_cb, task);
}

void
hc_gate_waive_async (HcGate *self,
                     const char *code,
                     const char *why,
                     const char *by,
                     HcDay until,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_GATE (self) && hc_criterion_title (code) != NULL);

  command = command_new (self, code);
  command->why = g_strdup (why);
  command->by = g_strdup (by);
  command->until = until;
  label = g_strdup_printf (_ ("Waive “%s”"), hc_criterion_title (code));
  run (self, label, HC_TABLES_REGISTERS, waive, command, callback, user_data);
}

void
hc_gate_end_waiver_async (HcGate *self,
                          const char *code,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_GATE (self) && hc_criterion_title (code) != NULL);

  label = g_strdup_printf (_ ("End Waiver of “%s”"), hc_criterion_title (code));
  run (self, label, HC_TABLES_REGISTERS, end_waiver, command_new (self, code), callback, user_data);
}

void
hc_gate_set_mandatory_async (HcGate *self,
                             const char *code,
                             gboolean mandatory,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_GATE (self) && hc_criterion_title (code) != NULL);

  command = command_new (self, code);
  command->flag = mandatory;
  label = g_strdup_printf (mandatory ? _ ("Make “%s” Mandatory") : _ ("Make “%s” Optional"),
                           hc_criterion_title (code));
  run (self, label, HC_TABLES_REGISTERS, set_mandatory, command, callback, user_data);
}

void
hc_gate_set_threshold_async (
  HcGate *self, const char *name, double value, GAsyncReadyCallback callback, gpointer user_data)
{
  const HcCriterionThreshold *threshold = hc_criterion_threshold (name);
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_GATE (self) && threshold != NULL);

  command = command_new (self, name);
  command->value = value;
  label = g_strdup_printf (_ ("Set “%s”"), _ (threshold->title));
  run (self, label, HC_TABLES_LAUNCH | HC_TABLES_REGISTERS, set_threshold, command, callback,
       user_data);
}

void
hc_gate_none_on_purpose_async (HcGate *self,
                               const char *register_name,
                               gboolean none,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Command *command;

  g_return_if_fail (HC_IS_GATE (self));
  g_return_if_fail (g_strv_contains (hc_criteria_tickable_registers, register_name));

  command = command_new (self, register_name);
  command->flag = none;
  run (self, none ? _ ("Mark as None, on Purpose") : _ ("Take Back “None, on Purpose”"),
       HC_TABLES_REGISTERS, set_none, command, callback, user_data);
}

/* ---- signing ---- */

typedef struct
{
  HcSignOff sign_off;
  GArray *shown; /* of HcVerdict, in the order of the criteria */
} Signing;

static void
signing_free (Signing *self)
{
  g_free (self->sign_off.party);
  g_free (self->sign_off.name);
  g_free (self->sign_off.decision);
  g_free (self->sign_off.conditions);
  g_free (self->sign_off.supersedes);
  g_array_unref (self->shown);
  g_free (self);
}

static GArray *
list_verdicts (const HcCriteriaResult *result)
{
  GArray *verdicts = g_array_new (FALSE, FALSE, sizeof (HcVerdict));

  for (guint i = 0; result != NULL && i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      g_array_append_val (verdicts, criterion->verdict);
    }
  return verdicts;
}

static gboolean
same_verdicts (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, HcVerdict, i) != g_array_index (b, HcVerdict, i))
      return FALSE;
  return TRUE;
}

static gpointer
sign_job (HcDb *db, gpointer data, GError **error)
{
  Signing *signing = data;
  g_autoptr (HcCriteriaInputs) inputs =
    hc_criteria_inputs_load (db, signing->sign_off.gate == HC_GATE_EXIT, NULL, error);
  g_autoptr (HcCriteriaResult) result = NULL;
  g_autoptr (GArray) verdicts = NULL;

  if (inputs == NULL || !(result = hc_gate_evaluate (inputs, signing->sign_off.gate, NULL, error)))
    return NULL;
  verdicts = list_verdicts (result);
  if (same_verdicts (verdicts, signing->shown))
    hc_sign_off_add (db, &signing->sign_off, result, error);
  else
    g_set_error_literal (
      error, HC_ERROR, HC_ERROR_CONFLICT,
      _ ("A verdict changed meanwhile. Look at the gate again before you sign."));
  return NULL;
}

static void
signed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HcGate *self = g_task_get_source_object (task);
  GError *error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  if (g_error_matches (error, HC_ERROR, HC_ERROR_CONFLICT))
    hc_gate_refresh (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
hc_gate_sign_async (HcGate *self,
                    const char *party,
                    const char *name,
                    const char *decision,
                    const char *conditions,
                    const char *supersedes,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task;
  Signing *signing;

  g_return_if_fail (HC_IS_GATE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, hc_gate_sign_async);
  signing = g_new0 (Signing, 1);
  signing->sign_off = (HcSignOff){ .gate = self->kind,
                                   .party = g_strdup (party),
                                   .name = g_strdup (name),
                                   .decision = g_strdup (decision),
                                   .conditions = g_strdup (conditions),
                                   .supersedes = g_strdup (supersedes) };
  signing->shown = list_verdicts (self->result);
  hc_store_write_async (self->store, HC_TABLES_REGISTERS, sign_job, signing,
                        (GDestroyNotify) signing_free, NULL, NULL, signed_cb, task);
}

gboolean
hc_gate_finish (HcGate *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
