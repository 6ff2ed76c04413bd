/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-paths.h"

#include <glib/gi18n.h>

/* metrics.md §5: hot_paths_defined */
#define FEWEST 5
#define MOST 10

struct _HcHotPaths
{
  GObject parent_instance;

  HcLaunch *launch; /* weak: it keeps us */

  /* Owned */
  HcRecordList *lists[HC_N_HOT_REGISTERS];
  guint changed_source;
};

G_DEFINE_FINAL_TYPE (HcHotPaths, hc_hot_paths, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const char *const type_names[HC_N_HOT_REGISTERS] = {
  [HC_HOT_WORKFLOWS] = "workflow",
  [HC_HOT_WORKFLOW_COHORTS] = "workflow_cohort",
  [HC_HOT_STEPS] = "workflow_step",
  [HC_HOT_FAILURE_POINTS] = "failure_point",
  [HC_HOT_REHEARSALS] = "rehearsal",
  [HC_HOT_COHORTS] = "cohort",
  [HC_HOT_PEOPLE] = "person",
  [HC_HOT_TEAMS] = "team",
};

/* ---------------------------------------------------------------- following */

static gboolean
emit_changed_cb (gpointer user_data)
{
  HcHotPaths *self = user_data;

  self->changed_source = 0;
  if (self->launch != NULL)
    hc_launch_tell_badges (self->launch);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_changed (HcHotPaths *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, emit_changed_cb, self, NULL);
}

static void
items_changed_cb (HcHotPaths *self, guint position, guint removed, guint added, GListModel *list)
{
  for (guint i = position; i < position + added; i++)
    {
      HcRecord *record = hc_record_list_at (HC_RECORD_LIST (list), i);

      /* A record that moved comes again. */
      g_signal_handlers_disconnect_by_func (record, queue_changed, self);
      g_signal_connect_object (record, "changed", G_CALLBACK (queue_changed), self,
                               G_CONNECT_SWAPPED);
    }
  queue_changed (self);
}

static void
hc_hot_paths_dispose (GObject *object)
{
  HcHotPaths *self = HC_HOT_PATHS (object);

  g_clear_handle_id (&self->changed_source, g_source_remove);
  for (guint i = 0; i < HC_N_HOT_REGISTERS; i++)
    g_clear_object (&self->lists[i]);
  g_clear_weak_pointer (&self->launch);
  G_OBJECT_CLASS (hc_hot_paths_parent_class)->dispose (object);
}

static void
hc_hot_paths_class_init (HcHotPathsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_hot_paths_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_hot_paths_init (HcHotPaths *self)
{
}

static HcHotPaths *
hot_paths_new (HcLaunch *launch)
{
  HcHotPaths *self = g_object_new (HC_TYPE_HOT_PATHS, NULL);

  g_set_weak_pointer (&self->launch, launch);
  for (guint i = 0; i < HC_N_HOT_REGISTERS; i++)
    {
      self->lists[i] = hc_record_list_new (launch, type_names[i], NULL);
      g_signal_connect_object (self->lists[i], "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->lists[i], "notify::loaded", G_CALLBACK (queue_changed), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

HcHotPaths *
hc_hot_paths_of (HcLaunch *launch)
{
  static const char key[] = "hc-hot-paths";
  HcHotPaths *self;

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  self = g_object_get_data (G_OBJECT (launch), key);
  if (self == NULL)
    {
      self = hot_paths_new (launch);
      g_object_set_data_full (G_OBJECT (launch), key, self, g_object_unref);
    }
  return self;
}

HcLaunch *
hc_hot_paths_launch (HcHotPaths *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATHS (self), NULL);
  return self->launch;
}

HcRecordList *
hc_hot_paths_list (HcHotPaths *self, HcHotRegister which)
{
  g_return_val_if_fail (HC_IS_HOT_PATHS (self) && which < HC_N_HOT_REGISTERS, NULL);
  return self->lists[which];
}

gboolean
hc_hot_paths_is_loaded (HcHotPaths *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATHS (self), FALSE);

  for (guint i = 0; i < HC_N_HOT_REGISTERS; i++)
    if (!hc_record_list_is_loaded (self->lists[i]))
      return FALSE;
  return TRUE;
}

/* ---------------------------------------------------------------- children */

static const char *
parent_field (HcHotPaths *self, HcHotRegister which)
{
  const HcRecordType *type = hc_record_list_type (self->lists[which]);
  int field = hc_record_type_flagged (type, HC_FIELD_PARENT);

  return field >= 0 ? type->fields[field].name : NULL;
}

gboolean
hc_hot_paths_belongs (HcHotPaths *self, HcHotRegister which, HcRecord *record, const char *parent_id)
{
  return g_strcmp0 (hc_record_get (record, parent_field (self, which)), parent_id) == 0;
}

guint
hc_hot_paths_count_children (HcHotPaths *self, HcHotRegister which, const char *parent_id)
{
  HcRecordList *list = self->lists[which];
  guint n = 0;

  for (guint i = 0; i < hc_record_list_count (list); i++)
    n += hc_hot_paths_belongs (self, which, hc_record_list_at (list, i), parent_id);
  return n;
}

HcRecord *
hc_hot_paths_sibling (HcHotPaths *self, HcHotRegister which, const char *id, int by)
{
  HcRecordList *list = self->lists[which];
  const char *field = parent_field (self, which);
  guint position = hc_record_list_position (list, id);
  HcRecord *record = hc_record_list_find (list, id);

  if (record == NULL)
    return NULL;
  /* Below zero wraps around and ends the loop too. */
  for (guint i = position + (guint) by; i < hc_record_list_count (list); i += (guint) by)
    {
      HcRecord *other = hc_record_list_at (list, i);

      if (field == NULL
          || g_strcmp0 (hc_record_get (other, field), hc_record_get (record, field)) == 0)
        return other;
    }
  return NULL;
}

/* ---------------------------------------------------------------- what is said about one */

static guint
count_failure_points (HcHotPaths *self, const char *workflow_id)
{
  HcRecordList *list = self->lists[HC_HOT_FAILURE_POINTS];
  guint n = 0;

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      const char *step_id = hc_record_get (hc_record_list_at (list, i), "step_id");
      HcRecord *step = hc_record_list_find (self->lists[HC_HOT_STEPS], step_id);

      n += step != NULL && g_strcmp0 (hc_record_get (step, "workflow_id"), workflow_id) == 0;
    }
  return n;
}

static void
add_cohort (HcHotPaths *self, const char *cohort_id, gint64 *largest, HcHotPathSummary *out)
{
  HcRecord *cohort = hc_record_list_find (self->lists[HC_HOT_COHORTS], cohort_id);
  gint64 heads = cohort != NULL
                   ? hc_record_data_get_int (hc_record_data (cohort), "head_count", -1)
                   : -1;

  out->n_cohorts++;
  if (heads < 0)
    return;
  out->n_head_counts++;
  out->heads += heads;
  if (heads > *largest)
    {
      *largest = heads;
      out->largest = cohort;
    }
}

void
hc_hot_paths_summarise (HcHotPaths *self, HcRecord *workflow, HcHotPathSummary *out)
{
  HcRecordList *links = self->lists[HC_HOT_WORKFLOW_COHORTS];
  const char *id = hc_record_id (workflow);
  gint64 largest = -1;

  *out = (HcHotPathSummary) { 0 };
  out->n_steps = hc_hot_paths_count_children (self, HC_HOT_STEPS, id);
  out->n_failure_points = count_failure_points (self, id);
  for (guint i = 0; i < hc_record_list_count (links); i++)
    {
      HcRecord *link = hc_record_list_at (links, i);

      if (hc_hot_paths_belongs (self, HC_HOT_WORKFLOW_COHORTS, link, id))
        add_cohort (self, hc_record_get (link, "cohort_id"), &largest, out);
    }
  out->risk = hc_workflow_record_risk (hc_record_data (workflow), &out->risk_class);
  out->defined = hc_workflow_defined (hc_record_data (workflow), out->n_cohorts, out->n_steps,
                                      out->n_failure_points);
}

static char *
dup_title (HcRecordList *list, const char *id)
{
  HcRecord *record = hc_record_list_find (list, id);

  return record != NULL ? g_strdup (hc_record_title (record)) : NULL;
}

char *
hc_hot_paths_dup_owner (HcHotPaths *self, HcRecord *workflow)
{
  g_autofree char *person =
    dup_title (self->lists[HC_HOT_PEOPLE], hc_record_get (workflow, "owner_person_id"));
  g_autofree char *team =
    dup_title (self->lists[HC_HOT_TEAMS], hc_record_get (workflow, "owner_team_id"));

  if (person != NULL && team != NULL)
    /* TRANSLATORS: owner of a hot path: person, team */
    return g_strdup_printf (_("%s, %s"), person, team);
  return person != NULL ? g_steal_pointer (&person) : g_steal_pointer (&team);
}

char *
hc_hot_paths_dup_deputy (HcHotPaths *self, HcRecord *workflow)
{
  return dup_title (self->lists[HC_HOT_PEOPLE], hc_record_get (workflow, "deputy_person_id"));
}

char *
hc_hot_paths_dup_guidance (guint n)
{
  if (n > 0 && n < FEWEST)
    return g_strdup_printf (ngettext ("%u more makes five: five to ten hot paths carry a launch.",
                                      "%u more make five: five to ten hot paths carry a launch.",
                                      FEWEST - n),
                            FEWEST - n);
  if (n > MOST)
    return g_strdup (_("More than ten hot paths are hard to watch every day. Join or drop the ones "
                       "with low risk."));
  return NULL;
}
