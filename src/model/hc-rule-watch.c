/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rule-watch.h"

#include "hc-rule-table.h"

/* Beside rules: what they refer to may be deleted, imports of others bring tickets. */
#define WATCHED_TABLES                                                                             \
  (HC_TABLES_RULES | HC_TABLES_CATALOG | HC_TABLES_PLAN | HC_TABLES_REGISTERS | HC_TABLES_TICKETS)

struct HcRuleWatch
{
  HcStore *store;
  gulong handler;
  GCancellable *cancellable; /* of the look or the rebuilding that runs; NULL: none */
};

static void
watch_clear (gpointer data)
{
  HcRuleWatch *self = data;

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
}

static void
watch_unref (HcRuleWatch *self)
{
  g_rc_box_release_full (self, watch_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcRuleWatch, watch_unref)

static void
cancel (HcRuleWatch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* FALSE: something newer has taken over, or it is over. */
static gboolean
take_error (HcRuleWatch *self, const GError *error)
{
  if (error == NULL)
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_object (&self->cancellable);
  /* The old links stay; the next change or import tries again. */
  g_warning ("The rules could not be run: %s", error->message);
  return FALSE;
}

static gpointer
refresh_job (HcDb *db, gpointer data, GError **error)
{
  hc_rules_refresh (db, NULL, NULL, NULL, error);
  return NULL;
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRuleWatch) self = user_data;
  g_autoptr (GError) error = NULL;

  hc_store_job_finish (HC_STORE (object), result, &error);
  if (take_error (self, error))
    g_clear_object (&self->cancellable);
}

static gpointer
look_job (HcDb *db, gpointer data, GError **error)
{
  gboolean current = FALSE;

  return GINT_TO_POINTER (hc_rules_are_current (db, &current, error) && !current);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRuleWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stale =
    GPOINTER_TO_INT (hc_store_job_finish (HC_STORE (object), result, &error)) != 0;

  if (!take_error (self, error) || self->cancellable == NULL)
    return;
  if (stale)
    hc_store_write_async (self->store, HC_TABLES_LINKS, refresh_job, NULL, NULL, NULL,
                          self->cancellable, refreshed_cb, g_rc_box_acquire (self));
  else
    g_clear_object (&self->cancellable);
}

static void
look (HcRuleWatch *self)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  hc_store_read_async (self->store, look_job, NULL, NULL, NULL, self->cancellable, looked_cb,
                       g_rc_box_acquire (self));
}

static void
store_changed_cb (HcStore *store, guint tables, HcRuleWatch *self)
{
  if ((tables & WATCHED_TABLES) != 0)
    look (self);
}

HcRuleWatch *
hc_rule_watch_new (HcStore *store)
{
  HcRuleWatch *self = g_rc_box_new0 (HcRuleWatch);

  g_return_val_if_fail (HC_IS_STORE (store), NULL);

  self->store = g_object_ref (store);
  if (hc_store_is_read_only (store))
    return self;
  self->handler = g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  look (self);
  return self;
}

void
hc_rule_watch_free (HcRuleWatch *self)
{
  if (self == NULL)
    return;
  g_clear_signal_handler (&self->handler, self->store);
  cancel (self);
  watch_unref (self);
}
