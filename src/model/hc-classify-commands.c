/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands: one undo step each. */

#include "config.h"

#include "hc-classify.h"

#include <glib/gi18n.h>

#include "hc-list-command.h"
#include "hc-issue-table.h"
#include "hc-record-table.h"

typedef struct
{
  GArray *tickets;     /* of gint64 */
  GPtrArray *issues;   /* of char *, as tickets */
  HcRecordData *issue; /* to create */
  HcRule *rule;
  char **words;
  char *id; /* in: the issue to link to; out: what was made */
  char *key, *into_key;
  HcTriageHow how;
  HcClassifyGroupAct act;
  gint64 now;
} Command;

static Command *
command_new (const gint64 *tickets, guint n, HcTriageHow how)
{
  Command *self = g_new0 (Command, 1);

  self->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n > 0)
    g_array_append_vals (self->tickets, tickets, n);
  self->how = how;
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  return self;
}

static void
command_free (Command *self)
{
  g_array_unref (self->tickets);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->issue, hc_record_data_free);
  g_clear_pointer (&self->rule, hc_rule_free);
  g_strfreev (self->words);
  g_free (self->id);
  g_free (self->key);
  g_free (self->into_key);
  g_free (self);
}

/* ---------------------------------------------------------------- on the writer */

static gboolean
set_issue (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  HcTriageChoice choice = { .set = 1 << HC_LINK_ISSUE, .how = self->how, .now = self->now };

  choice.value[HC_LINK_ISSUE] = self->id;
  return hc_triage_set (db, (const gint64 *) self->tickets->data, self->tickets->len, &choice,
                        error);
}

static gboolean
set_issues (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_triage_set_issues (db, (const gint64 *) self->tickets->data,
                               (const char *const *) self->issues->pdata, self->tickets->len,
                               self->how, self->now, error);
}

static gboolean
create_issue (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  if (!hc_issue_create (db, self->issue, (const gint64 *) self->tickets->data, self->tickets->len,
                        self->how, self->now, &self->id, error))
    return FALSE;
  if (self->rule == NULL)
    return TRUE;
  g_free (self->rule->target[HC_LINK_ISSUE]);
  self->rule->target[HC_LINK_ISSUE] = g_strdup (self->id);
  return hc_rule_save (db, self->rule, NULL, error);
}

static gboolean
save_rule (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  return hc_rule_save (db, self->rule, &self->id, error);
}

static gboolean
change_group (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;

  switch (self->act)
    {
    case HC_CLASSIFY_MERGE:
      return hc_text_group_merge (db, self->key, self->into_key, error);
    case HC_CLASSIFY_SPLIT:
      return hc_text_group_split (db, self->key, error);
    case HC_CLASSIFY_IGNORE:
      return hc_text_group_ignore (db, self->key, error);
    case HC_CLASSIFY_FORGET:
      return hc_text_group_forget (db, self->key, error);
    }
  g_assert_not_reached ();
}

static gboolean
has_word (GPtrArray *records, const char *word)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (hc_record_data_title (g_ptr_array_index (records, i)), word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
set_stop_words (HcDb *db, gpointer data, GError **error)
{
  Command *self = data;
  const HcRecordType *type = hc_record_type ("stop_word");
  g_autoptr (GPtrArray) present = hc_records_load (db, type, NULL, error);

  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < present->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (present, i);

      if (!g_strv_contains ((const char *const *) self->words, hc_record_data_title (record)) &&
          !hc_record_delete (db, type, record->id, error))
        return FALSE;
    }
  for (guint i = 0; self->words[i] != NULL; i++)
    {
      g_autoptr (HcRecordData) record = hc_record_data_new (type);

      if (has_word (present, self->words[i]))
        continue;
      hc_record_data_set (record, "word", self->words[i]);
      if (!hc_record_save (db, record, error))
        return FALSE;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- on the main context */

/* Takes @command. */
static void
run (HcLaunch *launch,
     const char *label,
     HcTables tables,
     HcCommandFunc func,
     Command *command,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (launch, NULL, callback, user_data);

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, command, (GDestroyNotify) command_free);
  hc_store_command_async (hc_launch_store (launch), label, tables, func, command, NULL,
                          hc_list_command_done_cb, task);
}

gboolean
hc_classify_finish (HcLaunch *launch, GAsyncResult *result, char **id, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, launch), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (id != NULL)
    *id = g_strdup (((Command *) g_task_get_task_data (G_TASK (result)))->id);
  return TRUE;
}

void
hc_classify_save_rule_async (HcLaunch *launch,
                             const HcRule *rule,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && rule != NULL);

  command = command_new (NULL, 0, HC_TRIAGE_CHOICE);
  command->rule = hc_classify_rule_copy (rule);
  run (launch, rule->id == NULL ? _ ("Add Rule") : _ ("Change Rule"),
       HC_TABLES_REGISTERS | HC_TABLES_RULES, save_rule, command, callback, user_data);
}

void
hc_classify_group_async (HcLaunch *launch,
                         HcClassifyGroupAct act,
                         const char *key,
                         const char *into_key,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const char *const labels[] = {
    [HC_CLASSIFY_MERGE] = N_ ("Merge Text Groups"),
    [HC_CLASSIFY_SPLIT] = N_ ("Split Title Off"),
    [HC_CLASSIFY_IGNORE] = N_ ("Ignore Text Group"),
    [HC_CLASSIFY_FORGET] = N_ ("Restore Text Group"),
  };
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && key != NULL);

  command = command_new (NULL, 0, HC_TRIAGE_GROUP);
  command->act = act;
  command->key = g_strdup (key);
  command->into_key = g_strdup (into_key);
  run (launch, _ (labels[act]), HC_TABLES_REGISTERS, change_group, command, callback, user_data);
}

void
hc_classify_stop_words_async (HcLaunch *launch,
                              const char *const *words,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && words != NULL);

  command = command_new (NULL, 0, HC_TRIAGE_GROUP);
  command->words = g_strdupv ((char **) words);
  run (launch, _ ("Change Stop Words"), HC_TABLES_REGISTERS, set_stop_words, command, callback,
       user_data);
}

void
hc_classify_set_issue_async (HcLaunch *launch,
                             const gint64 *tickets,
                             guint n,
                             const char *issue_id,
                             HcTriageHow how,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && n > 0);

  command = command_new (tickets, n, how);
  command->id = g_strdup (issue_id);
  label = how == HC_TRIAGE_SUGGESTION
            ? g_strdup (_ ("Accept Suggestion"))
            : g_strdup_printf (ngettext ("Classify %u Ticket", "Classify %u Tickets", n), n);
  run (launch, label, HC_TABLES_TRIAGE, set_issue, command, callback, user_data);
}

void
hc_classify_set_issues_async (HcLaunch *launch,
                              const gint64 *tickets,
                              const char *const *issues,
                              guint n,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && n > 0);

  command = command_new (tickets, n, HC_TRIAGE_SUGGESTION);
  command->issues = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (command->issues, g_strdup (issues[i]));
  label = g_strdup_printf (ngettext ("Accept %u Suggestion", "Accept %u Suggestions", n), n);
  run (launch, label, HC_TABLES_TRIAGE, set_issues, command, callback, user_data);
}

void
hc_classify_create_issue_async (HcLaunch *launch,
                                HcRecordData *issue,
                                const gint64 *tickets,
                                guint n,
                                HcTriageHow how,
                                HcRule *rule,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *label = NULL;
  Command *command;

  g_return_if_fail (HC_IS_LAUNCH (launch) && issue != NULL);
  g_return_if_fail (rule != NULL || n <= HC_TRIAGE_BULK_LIMIT);

  command = command_new (tickets, n <= HC_TRIAGE_BULK_LIMIT ? n : 0, how);
  command->issue = issue;
  command->rule = rule;
  label = g_strdup_printf (_ ("Create Issue “%s”"), hc_record_data_title (issue));
  run (launch, label,
       HC_TABLES_REGISTERS | HC_TABLES_CATALOG | HC_TABLES_TRIAGE |
         (rule != NULL ? HC_TABLES_RULES : 0),
       create_issue, command, callback, user_data);
}
