/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-gate.h"

#include <math.h>

#include "hc-cancel.h"
#include "hc-criteria-table.h"
#include "hc-gate-private.h"

#define DEBOUNCE_MS 50

/* What a write must touch to move a verdict. */
#define STALE_TABLES \
  (HC_TABLES_LAUNCH | HC_TABLES_TICKETS | HC_TABLES_PLAN | HC_TABLES_IMPORT | HC_TABLES_REGISTERS  \
   | HC_TABLES_USAGE)

G_DEFINE_FINAL_TYPE (HcGate, hc_gate, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RESULT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint load_failed_signal;

/* ---- evaluating, on a reader thread ---- */

typedef struct
{
  HcGateKind kind;
  GCancellable *cancellable;
} Request;

static void
request_free (Request *self)
{
  g_object_unref (self->cancellable);
  g_free (self);
}

typedef struct
{
  HcCriteriaResult *result;
  GHashTable *thresholds;
  GPtrArray *days; /* to store; NULL: they are */
} Outcome;

static void
outcome_free (Outcome *self)
{
  g_clear_pointer (&self->result, hc_criteria_result_free);
  g_clear_pointer (&self->thresholds, g_hash_table_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

HcCriteriaResult *
hc_gate_evaluate (const HcCriteriaInputs *inputs,
                  HcGateKind kind,
                  const gint *cancelled,
                  GError **error)
{
  HcCriteriaQuery query = { .gate = kind,
                            .as_of = HC_INSTANT_NONE,
                            .now = g_get_real_time () / G_USEC_PER_SEC };

  return hc_criteria_evaluate (inputs, &query, cancelled, error);
}

static gpointer
evaluate_job (HcDb *db, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (HcCriteriaInputs) inputs = NULL;
  g_autoptr (Outcome) outcome = g_new0 (Outcome, 1);
  gint cancelled = FALSE;
  gulong handler = hc_cancel_watch (request->cancellable, &cancelled);

  inputs = hc_criteria_inputs_load (db, request->kind == HC_GATE_EXIT, &cancelled, error);
  if (inputs != NULL)
    outcome->result = hc_gate_evaluate (inputs, request->kind, &cancelled, error);
  hc_cancel_unwatch (request->cancellable, handler);
  if (outcome->result == NULL)
    return NULL;

  outcome->thresholds = g_hash_table_ref (inputs->thresholds);
  outcome->days = hc_criteria_days_to_store (inputs, outcome->result);
  if (!hc_verdict_days_differ (inputs, request->kind, outcome->days))
    g_clear_pointer (&outcome->days, g_ptr_array_unref);
  return g_steal_pointer (&outcome);
}

/* ---- keeping the verdicts of the day ---- */

typedef struct
{
  HcGateKind kind;
  GPtrArray *days;
} Days;

static void
days_free (Days *self)
{
  g_ptr_array_unref (self->days);
  g_free (self);
}

static gpointer
save_days_job (HcDb *db, gpointer data, GError **error)
{
  Days *days = data;

  hc_verdict_days_save (db, days->kind, days->days, error);
  return NULL;
}

/* They are derived: what could not be kept now is kept with the next evaluation. */
static void
days_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The verdicts of the day could not be kept: %s", error->message);
}

static void
save_days (HcGate *self, GPtrArray *days)
{
  Days *data;

  if (hc_store_is_read_only (self->store))
    return;
  data = g_new0 (Days, 1);
  data->kind = self->kind;
  data->days = g_ptr_array_ref (days);
  hc_store_write_async (self->store, 0, save_days_job, data, (GDestroyNotify) days_free, NULL, NULL,
                        days_saved_cb, NULL);
}

/* ---- refreshing ---- */

static void
evaluated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcGate) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Outcome) outcome = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer evaluation, or the end, has taken over */
  g_clear_object (&self->cancellable);
  if (error != NULL)
    {
      g_signal_emit (self, load_failed_signal, 0, error);
      return;
    }
  g_clear_pointer (&self->result, hc_criteria_result_free);
  g_clear_pointer (&self->thresholds, g_hash_table_unref);
  self->result = g_steal_pointer (&outcome->result);
  self->thresholds = g_steal_pointer (&outcome->thresholds);
  if (outcome->days != NULL)
    save_days (self, outcome->days);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

static void
cancel_evaluation (HcGate *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start_evaluation (HcGate *self)
{
  Request *request = g_new0 (Request, 1);

  cancel_evaluation (self);
  self->cancellable = g_cancellable_new ();
  request->kind = self->kind;
  request->cancellable = g_object_ref (self->cancellable);
  hc_store_read_async (self->store, evaluate_job, request, (GDestroyNotify) request_free,
                       (GDestroyNotify) outcome_free, self->cancellable, evaluated_cb,
                       g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  HcGate *self = user_data;

  self->debounce = 0;
  start_evaluation (self);
  return G_SOURCE_REMOVE;
}

void
hc_gate_refresh (HcGate *self)
{
  g_return_if_fail (HC_IS_GATE (self));

  if (self->debounce == 0)
    self->debounce = g_timeout_add (DEBOUNCE_MS, refresh_cb, self);
}

static void
launch_changed_cb (HcLaunch *launch, guint tables, HcGate *self)
{
  if ((tables & STALE_TABLES) != 0)
    hc_gate_refresh (self);
}

/* ---- class ---- */

static void
hc_gate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RESULT)
    g_value_set_pointer (value, HC_GATE (object)->result);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_gate_dispose (GObject *object)
{
  HcGate *self = HC_GATE (object);

  g_clear_handle_id (&self->debounce, g_source_remove);
  cancel_evaluation (self);
  G_OBJECT_CLASS (hc_gate_parent_class)->dispose (object);
}

static void
hc_gate_finalize (GObject *object)
{
  HcGate *self = HC_GATE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->result, hc_criteria_result_free);
  g_clear_pointer (&self->thresholds, g_hash_table_unref);
  G_OBJECT_CLASS (hc_gate_parent_class)->finalize (object);
}

static void
hc_gate_class_init (HcGateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_gate_get_property;
  object_class->dispose = hc_gate_dispose;
  object_class->finalize = hc_gate_finalize;

  properties[PROP_RESULT] = g_param_spec_pointer (
    "result", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  load_failed_signal = g_signal_new ("load-failed", HC_TYPE_GATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hc_gate_init (HcGate *self)
{
}

HcGate *
hc_gate_new (HcLaunch *launch, HcGateKind kind)
{
  HcGate *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch) && (guint) kind < HC_N_GATES, NULL);

  self = g_object_new (HC_TYPE_GATE, NULL);
  self->kind = kind;
  self->store = g_object_ref (hc_launch_store (launch));
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self, 0);
  start_evaluation (self);
  return self;
}

const HcCriteriaResult *
hc_gate_result (HcGate *self)
{
  g_return_val_if_fail (HC_IS_GATE (self), NULL);
  return self->result;
}

double
hc_gate_threshold (HcGate *self, const char *name)
{
  const HcCriterionThreshold *threshold = hc_criterion_threshold (name);
  const double *set;

  g_return_val_if_fail (HC_IS_GATE (self) && threshold != NULL, NAN);

  set = self->thresholds != NULL ? g_hash_table_lookup (self->thresholds, name) : NULL;
  return set != NULL ? *set : threshold->usual;
}
