/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Raising an issue to the next level of the path that fits. */

#include "config.h"

#include "hc-issue-table.h"

#include <glib/gi18n.h>

#include "hc-history.h"
#include "hc-ownership.h"
#include "hc-record-table.h"

/* All that decides where an escalation goes. */
typedef struct
{
  HcRecordData *issue;
  HcOwnershipPlan plan;   /* people, teams and roles are not looked at: NULL */
  GPtrArray *escalations; /* of the whole launch */
} Escalating;

static void
escalating_clear (Escalating *self)
{
  hc_record_data_free (self->issue);
  g_clear_pointer (&self->plan.duties, g_ptr_array_unref);
  g_clear_pointer (&self->plan.levels, g_ptr_array_unref);
  g_clear_pointer (&self->escalations, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Escalating, escalating_clear)

static GPtrArray *
load (HcDb *db, const char *type, GError **error)
{
  return hc_records_load (db, hc_record_type (type), NULL, error);
}

static gboolean
escalating_load (Escalating *self, HcDb *db, const char *id, GError **error)
{
  return (self->issue = hc_record_load (db, hc_record_type ("issue"), id, error)) != NULL &&
         (self->plan.duties = load (db, "duty", error)) != NULL &&
         (self->plan.levels = load (db, "escalation_level", error)) != NULL &&
         (self->escalations = load (db, "escalation", error)) != NULL;
}

/* ---------------------------------------------------------------- the path */

/* The first row of @value; NULL: none. */
static const char *
find_duty (const HcOwnershipPlan *plan, const char *field, const char *value)
{
  for (guint i = 0; value != NULL && i < plan->duties->len; i++)
    {
      const HcRecordData *duty = plan->duties->pdata[i];

      if (g_strcmp0 (hc_record_data_get (duty, field), value) == 0)
        return duty->id;
    }
  return NULL;
}

static const char *
severity_word (const HcRecordData *issue)
{
  static const char *const words[] = { NULL, "critical", "high", "medium", "low" };
  gint64 severity = hc_record_data_get_int (issue, "severity", 0);

  return severity >= 1 && severity <= 4 ? words[severity] : NULL;
}

/* The own path of its hot path, else of its area, else the one of its severity, else the general
 * one. Of HcRecordData, borrowed. */
static GPtrArray *
find_path (const Escalating *self)
{
  const char *severity = severity_word (self->issue);
  const char *duties[] = {
    find_duty (&self->plan, "workflow_id", hc_record_data_get (self->issue, "workflow_id")),
    find_duty (&self->plan, "area",
               hc_ownership_area_of_kind (hc_record_data_get (self->issue, "kind"))),
  };

  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      HcPathSource source;
      g_autoptr (GPtrArray) path = NULL;

      if (duties[i] == NULL)
        continue;
      path = hc_ownership_path (&self->plan, duties[i], severity, &source);
      if (source == HC_PATH_DUTY || source == HC_PATH_DUTY_SEVERITY)
        return g_steal_pointer (&path);
    }
  return hc_ownership_path (&self->plan, NULL, severity, NULL);
}

static gboolean
is_pending (const Escalating *self, const HcRecordData *escalation)
{
  return g_strcmp0 (hc_record_data_get (escalation, "issue_id"), self->issue->id) == 0 &&
         !hc_record_data_is_set (escalation, "resolved_at");
}

/* The highest level that has it already; 0: none. */
static gint64
highest_pending (const Escalating *self)
{
  gint64 highest = 0;

  for (guint i = 0; i < self->escalations->len; i++)
    if (is_pending (self, self->escalations->pdata[i]))
      highest
        = MAX (highest, hc_record_data_get_int (self->escalations->pdata[i], "level", 0));
  return highest;
}

static const HcRecordData *
next_level (GPtrArray *path, gint64 above)
{
  for (guint i = 0; i < path->len; i++)
    if (hc_record_data_get_int (path->pdata[i], "level", 0) > above)
      return path->pdata[i];
  return NULL;
}

/* ---------------------------------------------------------------- writing */

static void
set_instant (HcRecordData *record, const char *field, gint64 instant)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, instant);

  hc_record_data_set (record, field, text);
}

/* Whoever had it has handed it up. */
static gboolean
end_pending (const Escalating *self, HcDb *db, gint64 level, gint64 now, GError **error)
{
  for (guint i = 0; i < self->escalations->len; i++)
    {
      HcRecordData *escalation = self->escalations->pdata[i];

      if (!is_pending (self, escalation))
        continue;
      set_instant (escalation, "resolved_at", now);
      if (!hc_record_data_is_set (escalation, "outcome"))
        {
          g_autofree char *outcome
            = g_strdup_printf (_("Handed up to level %d."), (int) level);

          hc_record_data_set (escalation, "outcome", outcome);
        }
      if (!hc_record_save (db, escalation, error))
        return FALSE;
    }
  return TRUE;
}

/* @level NULL: there is no path; it goes to the person of the issue, without a limit. */
static HcRecordData *
new_escalation (const Escalating *self, const HcRecordData *level, gint64 now)
{
  HcRecordData *escalation = hc_record_data_new (hc_record_type ("escalation"));
  g_autofree char *author = hc_history_dup_author ();
  gint64 minutes = level ? hc_record_data_get_int (level, "limit_minutes", 0) : 0;

  hc_record_data_set (escalation, "title", hc_record_data_title (self->issue));
  hc_record_data_set (escalation, "issue_id", self->issue->id);
  hc_record_data_set (escalation, "raised_by", author);
  set_instant (escalation, "raised_at", now);
  if (level != NULL)
    {
      hc_record_data_set (escalation, "level", hc_record_data_get (level, "level"));
      hc_record_data_set (escalation, "team_id", hc_record_data_get (level, "team_id"));
      hc_record_data_set (escalation, "person_id", hc_record_data_get (level, "person_id"));
    }
  else
    hc_record_data_set (escalation, "person_id", hc_record_data_get (self->issue, "person_id"));
  if (minutes > 0)
    set_instant (escalation, "due_at", now + minutes * 60);
  return escalation;
}

static gboolean
refuse_top (const Escalating *self, gint64 level, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               _("“%s” is with level %d already, the highest of its escalation path. Add a level to "
                 "the path, or resolve the escalation."),
               hc_record_data_title (self->issue), (int) level);
  return FALSE;
}

static gboolean
refuse_again (const Escalating *self, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               _("“%s” is escalated already, and no escalation path says who comes next. Enter "
                 "levels on the Ownership page."),
               hc_record_data_title (self->issue));
  return FALSE;
}

static gboolean
has_pending (const Escalating *self)
{
  for (guint i = 0; i < self->escalations->len; i++)
    if (is_pending (self, self->escalations->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
hc_issue_escalate (HcDb *db, const char *id, gint64 now, char **escalation_id, GError **error)
{
  g_auto (Escalating) self = { NULL };
  g_autoptr (GPtrArray) path = NULL;
  g_autoptr (HcRecordData) escalation = NULL;
  const HcRecordData *level;
  gint64 reached;

  g_return_val_if_fail (db != NULL && id != NULL, FALSE);

  if (!escalating_load (&self, db, id, error))
    return FALSE;
  path = find_path (&self);
  reached = highest_pending (&self);
  level = next_level (path, reached);
  if (level == NULL && path->len > 0)
    return refuse_top (&self, reached, error);
  if (level == NULL && has_pending (&self))
    return refuse_again (&self, error);
  if (level != NULL &&
      !end_pending (&self, db, hc_record_data_get_int (level, "level", 0), now, error))
    return FALSE;
  escalation = new_escalation (&self, level, now);
  if (!hc_record_save (db, escalation, error))
    return FALSE;
  if (escalation_id != NULL)
    *escalation_id = g_strdup (escalation->id);
  return TRUE;
}
