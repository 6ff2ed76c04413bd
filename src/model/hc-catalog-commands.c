/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of the catalog: each one undo step on the store's writer. */

#include "config.h"

#include "hc-catalog-private.h"

#include <glib/gi18n.h>

#include "hc-list-command.h"
#include "hc-history.h"
#include "hc-issue-table.h"
#include "hc-issue.h"
#include "hc-record-table.h"

/* What issues are about, tickets and rules beside them. */
#define ISSUE_TABLES                                                                               \
  (HC_TABLES_REGISTERS | HC_TABLES_CATALOG | HC_TABLES_RULES | HC_TABLES_TRIAGE)

typedef struct
{
  HcListCommand base;
  GStrv ids;
  char *field;
  char *words; /* of the tickets that go with a part */
  GStrv cohort_ids;
  GPtrArray *cohorts; /* of GStrv of ids, NULL entries; NULL: none */
  GArray *tickets;    /* of gint64 */
  gint64 now;
} Command;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, hc_list_command_unref)

static void
command_clear (gpointer data)
{
  Command *self = data;

  g_strfreev (self->ids);
  g_free (self->field);
  g_free (self->words);
  g_strfreev (self->cohort_ids);
  g_clear_pointer (&self->cohorts, g_ptr_array_unref);
  g_clear_pointer (&self->tickets, g_array_unref);
}

static Command *
command_new (const char *const *ids)
{
  Command *self = hc_list_command_new (sizeof (Command), command_clear);

  self->ids = g_strdupv ((char **) ids);
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  if (ids != NULL)
    hc_list_command_take_result (&self->base, g_strdup (ids[0]));
  return self;
}

static const HcRecordType *
issue_type (void)
{
  return hc_record_type ("issue");
}

/* ---------------------------------------------------------------- running */

static void
run (HcCatalog *self,
     Command *command,
     HcCatalogRegister which,
     HcTables tables,
     HcCommandFunc func,
     const char *label,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  hc_list_command_run (&command->base, self, hc_catalog_finish, self->lists[which], tables, func,
                       label, callback, user_data);
}

char *
hc_catalog_finish (HcCatalog *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---------------------------------------------------------------- labels */

/* “No approver for cost centre”, shortened. */
static char *
dup_name (HcCatalog *self, const char *id)
{
  HcRecord *record = hc_record_list_find (self->lists[HC_CATALOG_ISSUES], id);

  return hc_list_command_dup_name (record != NULL ? hc_record_title (record) : "");
}

static char *
set_label (HcCatalog *self, const char *const *ids, const char *what)
{
  guint n = g_strv_length ((char **) ids);
  g_autofree char *name = NULL;

  if (n > 1)
    /* TRANSLATORS: name of an undo step: a field, how many issues */
    return g_strdup_printf (ngettext ("Set %s of %u Issue", "Set %s of %u Issues", n), what, n);
  name = dup_name (self, ids[0]);
  return g_strdup_printf (_("Set %s of “%s”"), what, name);
}

/* ---------------------------------------------------------------- fields */

static gboolean
propose_action (HcDb *db, const char *id, const char *kind, GError **error)
{
  const char *action = hc_issue_proposed_action (kind);
  g_autoptr (HcRecordData) issue = hc_record_load (db, issue_type (), id, error);

  if (issue == NULL)
    return FALSE;
  if (action == NULL || hc_record_data_is_set (issue, "action"))
    return TRUE;
  return hc_issue_set_all (db, &id, 1, "action", action, error);
}

static gboolean
set_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  const char *const *ids = (const char *const *) self->ids;
  const char *expected = self->base.expected;

  if (self->base.has_expected
      && !hc_record_set (db, issue_type (), ids[0], self->field, self->base.value, &expected, error))
    return FALSE;
  if (!hc_issue_set_all (db, ids, g_strv_length (self->ids), self->field, self->base.value, error))
    return FALSE;
  for (guint i = 0; g_str_equal (self->field, "kind") && ids[i] != NULL; i++)
    if (!propose_action (db, ids[i], self->base.value, error))
      return FALSE;
  return TRUE;
}

void
hc_catalog_set_async (HcCatalog *self,
                      const char *const *ids,
                      const char *field,
                      const char *value,
                      const char *const *expected,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  int index;

  g_return_if_fail (HC_IS_CATALOG (self) && ids != NULL && ids[0] != NULL && field != NULL);
  g_return_if_fail (expected == NULL || ids[1] == NULL);
  index = hc_record_type_field (issue_type (), field);
  g_return_if_fail (index >= 0);

  command = command_new (ids);
  command->field = g_strdup (field);
  hc_list_command_set_value (&command->base, value, expected);
  label = set_label (self, ids, _(issue_type ()->fields[index].label));
  run (self, command, HC_CATALOG_ISSUES, hc_record_tables (issue_type ()), set_job, label, callback,
       user_data);
}

static gboolean
set_cohorts_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  for (guint i = 0; self->ids[i] != NULL; i++)
    if (!hc_issue_set_cohorts (db, self->ids[i], (const char *const *) self->cohort_ids,
                               g_strv_length (self->cohort_ids), error))
      return FALSE;
  return TRUE;
}

void
hc_catalog_set_cohorts_async (HcCatalog *self,
                              const char *const *ids,
                              const char *const *cohort_ids,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && ids != NULL && ids[0] != NULL && cohort_ids != NULL);

  command = command_new (ids);
  command->cohort_ids = g_strdupv ((char **) cohort_ids);
  label = set_label (self, ids, _("Affected Cohorts"));
  run (self, command, HC_CATALOG_ISSUE_COHORTS, hc_record_tables (issue_type ()), set_cohorts_job,
       label, callback, user_data);
}

/* ---------------------------------------------------------------- new issues */

static gboolean
add_one (HcDb *db, Command *self, guint i, GError **error)
{
  HcRecordData *issue = self->base.records->pdata[i];
  g_autofree char *code = g_strdup (hc_record_data_get (issue, "code"));
  GStrv cohorts = self->cohorts != NULL ? self->cohorts->pdata[i] : NULL;
  const char *kind = hc_record_data_get (issue, "kind");
  const char *step = hc_record_data_get (issue, "step_id");

  if (kind != NULL && !hc_record_data_is_set (issue, "action"))
    hc_record_data_set (issue, "action", hc_issue_proposed_action (kind));
  if (!hc_issue_create (db, issue, NULL, 0, 0, self->now, NULL, error))
    return FALSE;
  hc_list_command_take_result (&self->base, g_strdup (issue->id));
  if (code != NULL
      && !hc_record_set (db, issue_type (), issue->id, "code", code, NULL, error))
    return FALSE;
  if (step != NULL
      && !hc_issue_set_all (db, (const char *const *) &issue->id, 1, "step_id", step, error))
    return FALSE;
  return cohorts == NULL
         || hc_issue_set_cohorts (db, issue->id, (const char *const *) cohorts,
                                  g_strv_length (cohorts), error);
}

static gboolean
add_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  for (guint i = 0; i < self->base.records->len; i++)
    if (!add_one (db, self, i, error))
      return hc_list_command_fail_row (&self->base, i, error);
  return TRUE;
}

/* Names as people write them. */
static const char *
find_cohort (HcCatalog *self, const char *name)
{
  HcRecordList *cohorts = self->lists[HC_CATALOG_COHORTS];
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      g_autofree char *folded = g_utf8_casefold (hc_record_title (cohort), -1);

      if (g_str_equal (folded, wanted))
        return hc_record_id (cohort);
    }
  return NULL;
}

static GStrv
find_cohorts (HcCatalog *self, GStrv names)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const char *id = find_cohort (self, g_strstrip (names[i]));

      if (id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

void
hc_catalog_add_async (HcCatalog *self,
                      GPtrArray *records,
                      GPtrArray *cohorts,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (Command) command = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && records != NULL && records->len > 0);

  command = command_new (NULL);
  command->base.records = records;
  if (cohorts != NULL)
    command->cohorts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; cohorts != NULL && i < cohorts->len; i++)
    g_ptr_array_add (command->cohorts, find_cohorts (self, cohorts->pdata[i]));
  run (self, command, HC_CATALOG_ISSUES, hc_record_tables (issue_type ()), add_job,
       records->len > 1 ? _("Paste into Issue Catalog") : _("Add Issue"), callback, user_data);
}

static gboolean
duplicate_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  char *copy = NULL;

  /* A copy gets a code of its own, which plain duplicating would not give. */
  if (!hc_issue_split (db, self->ids[0], self->base.value, NULL, 0, self->now, &copy, error))
    return FALSE;
  hc_list_command_take_result (&self->base, copy);
  return TRUE;
}

void
hc_catalog_duplicate_async (HcCatalog *self,
                            const char *id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  HcRecord *issue;

  g_return_if_fail (HC_IS_CATALOG (self) && id != NULL);

  issue = hc_record_list_find (self->lists[HC_CATALOG_ISSUES], id);
  name = dup_name (self, id);
  command = command_new ((const char *const[]) { id, NULL });
  command->base.value
    = g_strdup_printf (_("%s (copy)"), issue != NULL ? hc_record_title (issue) : "");
  label = g_strdup_printf (_("Duplicate “%s”"), name);
  run (self, command, HC_CATALOG_ISSUES, hc_record_tables (issue_type ()), duplicate_job, label,
       callback, user_data);
}

/* ---------------------------------------------------------------- removing, merging, splitting */

static gboolean
remove_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  for (guint i = 0; self->ids[i] != NULL; i++)
    if (!hc_record_delete (db, issue_type (), self->ids[i], error))
      return FALSE;
  return TRUE;
}

void
hc_catalog_remove_async (HcCatalog *self,
                         const char *const *ids,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  guint n;

  g_return_if_fail (HC_IS_CATALOG (self) && ids != NULL && ids[0] != NULL);

  n = g_strv_length ((char **) ids);
  name = dup_name (self, ids[0]);
  command = command_new (ids);
  if (n == 1)
    label = g_strdup_printf (_("Remove “%s”"), name);
  else
    label = g_strdup_printf (ngettext ("Remove %u Issue", "Remove %u Issues", n), n);
  run (self, command, HC_CATALOG_ISSUES, ISSUE_TABLES, remove_job, label, callback, user_data);
}

static gboolean
merge_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_issue_merge (db, self->ids[0], self->base.value, error);
}

void
hc_catalog_merge_async (HcCatalog *self,
                        const char *id,
                        const char *other,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && id != NULL && other != NULL);

  name = dup_name (self, id);
  command = command_new ((const char *const[]) { id, NULL });
  command->base.value = g_strdup (other);
  label = g_strdup_printf (_("Merge into “%s”"), name);
  run (self, command, HC_CATALOG_ISSUES, ISSUE_TABLES, merge_job, label, callback, user_data);
}

static gboolean
split_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  char *id = NULL;

  if (self->tickets->len > 0 && !hc_issue_keep_titled (db, self->tickets, self->words, error))
    return FALSE;
  if (!hc_issue_split (db, self->ids[0], self->base.value, (const gint64 *) self->tickets->data,
                       self->tickets->len, self->now, &id, error))
    return FALSE;
  hc_list_command_take_result (&self->base, id);
  return TRUE;
}

/* Tickets that count for the issue now. */
static GArray *
tickets_of (HcCatalog *self, const char *id)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  const HcColumns *columns = hc_launch_columns (self->launch);
  guint ordinal = 0;

  for (guint i = 1; columns != NULL && i < columns->ids[HC_BY_ISSUE]->len; i++)
    if (g_strcmp0 (columns->ids[HC_BY_ISSUE]->pdata[i], id) == 0)
      ordinal = i;
  for (guint row = 0; ordinal != 0 && row < columns->n; row++)
    if (columns->dim[HC_BY_ISSUE][row] == ordinal)
      {
        gint64 ticket = columns->ticket[row];

        g_array_append_val (tickets, ticket);
      }
  return tickets;
}

void
hc_catalog_split_async (HcCatalog *self,
                        const char *id,
                        const char *title,
                        const char *words,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && id != NULL && title != NULL);

  name = dup_name (self, id);
  command = command_new ((const char *const[]) { id, NULL });
  command->base.value = g_strdup (title);
  command->words = g_strdup (words);
  command->tickets = words != NULL && *words != '\0' ? tickets_of (self, id)
                                                     : g_array_new (FALSE, FALSE, sizeof (gint64));
  label = g_strdup_printf (_("Split “%s”"), name);
  run (self, command, HC_CATALOG_ISSUES, ISSUE_TABLES, split_job, label, callback, user_data);
}

/* ---------------------------------------------------------------- escalations */

static gboolean
escalate_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  char *id = NULL;

  if (!hc_issue_escalate (db, self->ids[0], self->now, &id, error))
    return FALSE;
  hc_list_command_take_result (&self->base, id);
  return TRUE;
}

void
hc_catalog_escalate_async (HcCatalog *self,
                           const char *issue_id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (Command) command = NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && issue_id != NULL);

  name = dup_name (self, issue_id);
  command = command_new ((const char *const[]) { issue_id, NULL });
  label = g_strdup_printf (_("Escalate “%s”"), name);
  run (self, command, HC_CATALOG_ESCALATIONS, HC_TABLES_REGISTERS, escalate_job, label, callback,
       user_data);
}

/* Whoever acknowledges first did it; resolving what nobody acknowledged acknowledges it as well. */
static gboolean
answer_job (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  const HcRecordType *type = hc_record_type ("escalation");
  g_autoptr (HcRecordData) escalation = hc_record_load (db, type, self->ids[0], error);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, self->now);
  g_autofree char *author = hc_history_dup_author ();

  if (escalation == NULL)
    return FALSE;
  if (!hc_record_data_is_set (escalation, "acknowledged_at"))
    {
      hc_record_data_set (escalation, "acknowledged_at", now);
      hc_record_data_set (escalation, "acknowledged_by", author);
    }
  if (self->base.value != NULL)
    {
      hc_record_data_set (escalation, "resolved_at", now);
      hc_record_data_set (escalation, "outcome", self->base.value);
    }
  return hc_record_save (db, escalation, error);
}

void
hc_catalog_acknowledge_async (HcCatalog *self,
                              const char *escalation_id,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (Command) command = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && escalation_id != NULL);

  command = command_new ((const char *const[]) { escalation_id, NULL });
  run (self, command, HC_CATALOG_ESCALATIONS, HC_TABLES_REGISTERS, answer_job,
       _("Acknowledge Escalation"), callback, user_data);
}

void
hc_catalog_resolve_async (HcCatalog *self,
                          const char *escalation_id,
                          const char *outcome,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (Command) command = NULL;

  g_return_if_fail (HC_IS_CATALOG (self) && escalation_id != NULL && outcome != NULL);

  command = command_new ((const char *const[]) { escalation_id, NULL });
  command->base.value = g_strdup (outcome);
  run (self, command, HC_CATALOG_ESCALATIONS, HC_TABLES_REGISTERS, answer_job,
       _("Resolve Escalation"), callback, user_data);
}
