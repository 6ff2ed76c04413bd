/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-private.h"

#include <string.h>

#include "hc-cancel.h"
#include "hc-driver-table.h"

#define DEBOUNCE_MS 50
#define MAX_WAIT 86400 /* seconds; a timer that waits longer is set again */

/* What a write must touch to change drivers or facts beyond the launch's columns, which tell by
 * themselves. */
#define STALE_TABLES (HC_TABLES_CATALOG | HC_TABLES_LAUNCH)

G_DEFINE_FINAL_TYPE (HcCatalog, hc_catalog, G_TYPE_OBJECT)

enum
{
  CHANGED,
  LOAD_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
tell_cb (gpointer user_data)
{
  HcCatalog *self = user_data;

  self->told = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  hc_launch_tell_badges (self->launch);
  return G_SOURCE_REMOVE;
}

static void
tell (HcCatalog *self)
{
  if (self->told == 0)
    self->told = g_idle_add (tell_cb, self);
}

/* ---------------------------------------------------------------- computing, on a reader thread */

typedef struct
{
  HcColumns *columns;
  HcLaunchSettings settings;
  HcDay today;
  GCancellable *cancellable;
} Request;

static void
request_free (Request *self)
{
  hc_columns_unref (self->columns);
  hc_launch_settings_clear (&self->settings);
  g_object_unref (self->cancellable);
  g_free (self);
}

static Request *
request_new (HcCatalog *self)
{
  Request *request = g_new0 (Request, 1);

  request->columns = hc_columns_ref (hc_launch_columns (self->launch));
  hc_launch_settings_copy (hc_launch_settings (self->launch), &request->settings);
  request->today = hc_catalog_today (self);
  request->cancellable = g_object_ref (self->cancellable);
  return request;
}

static gpointer
facts_job (HcDb *db, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&request->settings, error);

  if (calendar == NULL)
    return NULL;
  return hc_issue_facts (request->columns, &request->settings, calendar, HC_INSTANT_NONE);
}

static gpointer
drivers_job (HcDb *db, gpointer data, GError **error)
{
  Request *request = data;
  HcDriverQuery query
    = { .as_of = HC_INSTANT_NONE, .top = HC_CATALOG_TOP, .today = request->today };
  gint cancelled = FALSE;
  gulong handler = hc_cancel_watch (request->cancellable, &cancelled);
  HcDriverSet *drivers
    = hc_drivers_load (db, request->columns, &request->settings, &query, &cancelled, error);

  hc_cancel_unwatch (request->cancellable, handler);
  return drivers;
}

/* ---------------------------------------------------------------- taking results over */

static void
failed (HcCatalog *self, const GError *error)
{
  g_clear_object (&self->cancellable);
  self->stale = TRUE;
  g_signal_emit (self, signals[LOAD_FAILED], 0, error);
}

static void
drivers_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDriverSet) drivers = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer computation, or the end, has taken over */
  if (error != NULL)
    {
      failed (self, error);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->drivers, hc_driver_set_free);
  self->drivers = g_steal_pointer (&drivers);
  tell (self);
}

/* Facts are there at once; drivers wait for the text groups. */
static void
facts_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcIssueFactsSet) facts = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      failed (self, error);
      return;
    }
  g_clear_pointer (&self->facts, hc_issue_facts_set_free);
  self->facts = g_steal_pointer (&facts);
  tell (self);
  if (self->cancellable != NULL)
    hc_store_read_async (self->store, drivers_job, request_new (self),
                         (GDestroyNotify) request_free, (GDestroyNotify) hc_driver_set_free,
                         self->cancellable, drivers_cb, g_object_ref (self));
}

static void
cancel (HcCatalog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
compute_cb (gpointer user_data)
{
  HcCatalog *self = user_data;

  self->debounce = 0;
  cancel (self);
  if (hc_launch_columns (self->launch) == NULL)
    return G_SOURCE_REMOVE;
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  hc_store_read_async (self->store, facts_job, request_new (self), (GDestroyNotify) request_free,
                       (GDestroyNotify) hc_issue_facts_set_free, self->cancellable, facts_cb,
                       g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
refresh (HcCatalog *self)
{
  self->stale = TRUE;
  if (self->watchers > 0 && self->debounce == 0)
    self->debounce = g_timeout_add (DEBOUNCE_MS, compute_cb, self);
}

static void
launch_changed_cb (HcLaunch *launch, guint tables, HcCatalog *self)
{
  if ((tables & STALE_TABLES) != 0)
    refresh (self);
}

void
hc_catalog_watch (HcCatalog *self)
{
  g_return_if_fail (HC_IS_CATALOG (self));

  if (self->watchers++ == 0 && self->stale)
    refresh (self);
}

void
hc_catalog_unwatch (HcCatalog *self)
{
  g_return_if_fail (HC_IS_CATALOG (self) && self->watchers > 0);

  self->watchers--;
}

/* ---------------------------------------------------------------- escalations */

static void schedule_limit (HcCatalog *self);

static gboolean
limit_cb (gpointer user_data)
{
  HcCatalog *self = user_data;

  self->limit = 0;
  tell (self);
  schedule_limit (self);
  return G_SOURCE_REMOVE;
}

/* When the next one is past its limit, it is told without anybody having changed anything. */
static void
schedule_limit (HcCatalog *self)
{
  HcRecordList *list = self->lists[HC_CATALOG_ESCALATIONS];
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 next = G_MAXINT64;

  g_clear_handle_id (&self->limit, g_source_remove);
  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      const HcRecordData *escalation = hc_record_data (hc_record_list_at (list, i));

      if (hc_escalation_state (escalation, now) == HC_ESCALATION_WAITING)
        next = MIN (next, hc_record_data_get_int (escalation, "due_at", G_MAXINT64));
    }
  if (next < G_MAXINT64)
    self->limit = g_timeout_add_seconds ((guint) CLAMP (next - now + 1, 1, MAX_WAIT), limit_cb, self);
}

static void
escalations_read_cb (HcCatalog *self)
{
  schedule_limit (self);
  tell (self);
}

/* ---------------------------------------------------------------- registers */

static void
cohorts_read_cb (HcCatalog *self)
{
  g_clear_pointer (&self->cohorts_of, g_hash_table_unref);
  tell (self);
}

static int
compare_cohorts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  HcRecordList *cohorts = user_data;
  guint x = hc_record_list_position (cohorts, *(const char *const *) a);
  guint y = hc_record_list_position (cohorts, *(const char *const *) b);

  return (x > y) - (x < y);
}

static void
read_cohorts (HcCatalog *self)
{
  HcRecordList *links = self->lists[HC_CATALOG_ISSUE_COHORTS];
  GHashTableIter iter;
  gpointer ids;

  self->cohorts_of = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < hc_record_list_count (links); i++)
    {
      HcRecord *link = hc_record_list_at (links, i);
      const char *issue = hc_record_get (link, "issue_id");

      ids = g_hash_table_lookup (self->cohorts_of, issue);
      if (ids == NULL)
        {
          ids = g_ptr_array_new ();
          g_hash_table_insert (self->cohorts_of, (gpointer) issue, ids);
        }
      g_ptr_array_add (ids, (gpointer) hc_record_get (link, "cohort_id"));
    }
  g_hash_table_iter_init (&iter, self->cohorts_of);
  while (g_hash_table_iter_next (&iter, NULL, &ids))
    g_ptr_array_sort_with_data (ids, compare_cohorts, self->lists[HC_CATALOG_COHORTS]);
}

GPtrArray *
hc_catalog_cohort_ids (HcCatalog *self, const char *issue_id)
{
  GPtrArray *ids;

  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);

  if (self->cohorts_of == NULL)
    read_cohorts (self);
  ids = issue_id != NULL ? g_hash_table_lookup (self->cohorts_of, issue_id) : NULL;
  return ids != NULL ? g_ptr_array_ref (ids) : g_ptr_array_new ();
}

char *
hc_catalog_dup_cohorts (HcCatalog *self, const char *issue_id)
{
  g_autoptr (GPtrArray) ids = hc_catalog_cohort_ids (self, issue_id);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      HcRecord *cohort = hc_record_list_find (self->lists[HC_CATALOG_COHORTS], ids->pdata[i]);

      if (cohort != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", hc_record_title (cohort));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

guint
hc_catalog_n_rules (HcCatalog *self, const char *issue_id)
{
  HcRecordList *rules = self->lists[HC_CATALOG_RULES];
  guint n = 0;

  for (guint i = 0; i < hc_record_list_count (rules); i++)
    n += g_strcmp0 (hc_record_get (hc_record_list_at (rules, i), "issue_id"), issue_id) == 0;
  return n;
}

/* ---------------------------------------------------------------- object */

static void
hc_catalog_dispose (GObject *object)
{
  HcCatalog *self = HC_CATALOG (object);

  cancel (self);
  g_clear_handle_id (&self->debounce, g_source_remove);
  g_clear_handle_id (&self->told, g_source_remove);
  g_clear_handle_id (&self->limit, g_source_remove);
  for (guint i = 0; i < HC_N_CATALOG_REGISTERS; i++)
    g_clear_object (&self->lists[i]);
  G_OBJECT_CLASS (hc_catalog_parent_class)->dispose (object);
}

static void
hc_catalog_finalize (GObject *object)
{
  HcCatalog *self = HC_CATALOG (object);

  g_clear_pointer (&self->cohorts_of, g_hash_table_unref);
  g_clear_pointer (&self->facts, hc_issue_facts_set_free);
  g_clear_pointer (&self->drivers, hc_driver_set_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hc_catalog_parent_class)->finalize (object);
}

static void
hc_catalog_class_init (HcCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_catalog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_catalog_finalize;
  signals[CHANGED] = g_signal_new ("changed", HC_TYPE_CATALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[LOAD_FAILED] = g_signal_new ("load-failed", HC_TYPE_CATALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hc_catalog_init (HcCatalog *self)
{
  self->stale = TRUE;
}

static HcCatalog *
catalog_new (HcLaunch *launch)
{
  static const char *const types[HC_N_CATALOG_REGISTERS]
    = { "issue", "issue_cohort", "cohort", "escalation", "rule", "workflow" };
  HcCatalog *self = g_object_new (HC_TYPE_CATALOG, NULL);

  self->launch = launch;
  self->store = g_object_ref (hc_launch_store (launch));
  for (guint i = 0; i < HC_N_CATALOG_REGISTERS; i++)
    {
      GCallback read = G_CALLBACK (tell);

      if (i == HC_CATALOG_ISSUE_COHORTS || i == HC_CATALOG_COHORTS)
        read = G_CALLBACK (cohorts_read_cb);
      else if (i == HC_CATALOG_ESCALATIONS)
        read = G_CALLBACK (escalations_read_cb);
      self->lists[i] = hc_record_list_new (launch, types[i], NULL);
      g_signal_connect_object (self->lists[i], "read", read, self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (launch, "notify::columns", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self, 0);
  return self;
}

/* The launch lives longer than what it owns; running jobs keep only the catalog. */
static void
let_go (gpointer data)
{
  g_object_run_dispose (data);
  g_object_unref (data);
}

HcCatalog *
hc_catalog_of (HcLaunch *launch)
{
  static const char key[] = "hc-catalog";
  HcCatalog *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_get_data (G_OBJECT (launch), key);
  if (self == NULL)
    {
      self = catalog_new (launch);
      g_object_set_data_full (G_OBJECT (launch), key, self, let_go);
    }
  return self;
}

HcRecordList *
hc_catalog_list (HcCatalog *self, HcCatalogRegister which)
{
  g_return_val_if_fail (HC_IS_CATALOG (self) && which < HC_N_CATALOG_REGISTERS, NULL);
  return self->lists[which];
}

const HcIssueFactsSet *
hc_catalog_facts (HcCatalog *self)
{
  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);
  return self->facts;
}

const HcIssueFacts *
hc_catalog_facts_of (HcCatalog *self, const char *issue_id)
{
  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);

  if (self->facts == NULL || issue_id == NULL)
    return NULL;
  return hc_issue_facts_find (self->facts, issue_id);
}

const HcDriverSet *
hc_catalog_drivers (HcCatalog *self)
{
  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);
  return self->drivers;
}

const HcDriver *
hc_catalog_driver_of (HcCatalog *self, const char *issue_id)
{
  g_return_val_if_fail (HC_IS_CATALOG (self), NULL);

  for (guint i = 0; self->drivers != NULL && i < self->drivers->drivers->len; i++)
    {
      const HcDriver *driver = self->drivers->drivers->pdata[i];

      if (driver->kind == HC_DRIVER_ISSUE && g_strcmp0 (driver->key, issue_id) == 0)
        return driver;
    }
  return NULL;
}

HcDay
hc_catalog_today (HcCatalog *self)
{
  g_return_val_if_fail (HC_IS_CATALOG (self), HC_DAY_NONE);
  return hc_calendar_day_of (hc_launch_calendar (self->launch),
                             g_get_real_time () / G_USEC_PER_SEC);
}
