/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-group-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-record-table.h"
#include "hc-text-titles.h"

void
hc_launch_text_groups_free (HcLaunchTextGroups *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->groups, hc_text_groups_free);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_free (self->n_unclassified);
  g_free (self);
}

/* ---------------------------------------------------------------- loading */

static HcTextGroupChoiceKind
kind_from_word (const char *word)
{
  if (strcmp (word, "apart") == 0)
    return HC_TEXT_GROUP_APART;
  return strcmp (word, "ignore") == 0 ? HC_TEXT_GROUP_IGNORE : HC_TEXT_GROUP_MERGE;
}

static GPtrArray *
load_choices (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) choices
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_text_group_choice_free);
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (
    db, "SELECT words, choice, into_words FROM text_group_choice ORDER BY words, id", error);
  if (stmt == NULL)
    return NULL;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTextGroupChoice *choice = g_new0 (HcTextGroupChoice, 1);

      choice->words = hc_stmt_text (stmt, 0);
      choice->kind = kind_from_word (hc_stmt_peek_text (stmt, 1));
      choice->into_words = hc_stmt_text (stmt, 2);
      g_ptr_array_add (choices, choice);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&choices) : NULL;
}

static gint64 *
count_unclassified (const HcTextGroups *groups, const HcColumns *columns)
{
  gint64 *counts = g_new0 (gint64, groups->groups->len);

  for (guint i = 0; i < groups->n_titles; i++)
    if (groups->group_of[i] != 0 && columns->dim[HC_BY_ISSUE][i] == 0)
      counts[groups->group_of[i] - 1]++;
  return counts;
}

static HcLaunchTextGroups *
load (HcDb *db, HcColumns *columns, const gint *cancelled, GError **error)
{
  g_autoptr (HcLaunchTextGroups) self = NULL;
  g_autoptr (HcTextTitles) titles = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_auto (GStrv) stop_words = NULL;

  if (!(choices = load_choices (db, error)) || !(stop_words = hc_stop_words_load (db, error))
      || !(titles = hc_text_titles_load (db, columns, cancelled, error)))
    return NULL;
  self = g_new0 (HcLaunchTextGroups, 1);
  self->columns = hc_columns_ref (columns);
  self->groups = hc_text_groups_find (titles->title, columns->n, choices,
                                      (const char *const *) stop_words, cancelled, error);
  if (self->groups == NULL)
    return NULL;
  self->n_unclassified = count_unclassified (self->groups, columns);
  return g_steal_pointer (&self);
}

HcLaunchTextGroups *
hc_text_groups_load (HcDb *db, HcColumns *columns, const gint *cancelled, GError **error)
{
  HcLaunchTextGroups *self;

  g_return_val_if_fail (db != NULL && columns != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  self = load (db, columns, cancelled, error);
  hc_db_end_read (db);
  return self;
}

/* ---------------------------------------------------------------- choices */

static const HcRecordType *
choice_type (void)
{
  return hc_record_type ("text_group_choice");
}

static gboolean
is (const HcRecordData *record, const char *field, const char *value)
{
  return g_strcmp0 (hc_record_data_get (record, field), value) == 0;
}

/* The choice about these words among @choices, or NULL; borrowed. */
static HcRecordData *
find_choice (GPtrArray *choices, const char *words)
{
  for (guint i = 0; i < choices->len; i++)
    if (is (g_ptr_array_index (choices, i), "words", words))
      return g_ptr_array_index (choices, i);
  return NULL;
}

static gboolean
choose (HcDb *db, const char *words, const char *choice, const char *into, GError **error)
{
  g_autoptr (GPtrArray) choices = hc_records_load (db, choice_type (), NULL, error);
  g_autoptr (HcRecordData) fresh = NULL;
  HcRecordData *record;

  if (choices == NULL)
    return FALSE;
  record = find_choice (choices, words);
  if (record == NULL)
    record = fresh = hc_record_data_new (choice_type ());
  hc_record_data_set (record, "words", words);
  hc_record_data_set (record, "choice", choice);
  hc_record_data_set (record, "into_words", into);
  return hc_record_save (db, record, error);
}

/* The words that lead what @words are merged into, at last. */
static const char *
follow_merges (GPtrArray *choices, const char *words)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const HcRecordData *record = find_choice (choices, words);

      if (record == NULL || !is (record, "choice", "merge"))
        break;
      words = hc_record_data_get (record, "into_words");
    }
  return words;
}

gboolean
hc_text_group_merge (HcDb *db, const char *key, const char *into_key, GError **error)
{
  g_autoptr (GPtrArray) choices = NULL;
  const char *root;

  g_return_val_if_fail (key != NULL && *key != '\0', FALSE);
  g_return_val_if_fail (into_key != NULL && *into_key != '\0', FALSE);

  if (!(choices = hc_records_load (db, choice_type (), NULL, error)))
    return FALSE;
  root = follow_merges (choices, into_key);
  /* One group already: the other way round. */
  return strcmp (root, key) == 0 || choose (db, key, "merge", root, error);
}

gboolean
hc_text_group_split (HcDb *db, const char *title, GError **error)
{
  g_auto (GStrv) stop_words = hc_stop_words_load (db, error);
  g_autoptr (HcTokenizer) tokenizer = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (title != NULL, FALSE);

  if (stop_words == NULL)
    return FALSE;
  tokenizer = hc_tokenizer_new ((const char *const *) stop_words);
  words = hc_tokenizer_key (tokenizer, title);
  if (*words != '\0')
    return choose (db, words, "apart", "", error);
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               _("“%s” has only stop words and numbers. Choose another title."), title);
  return FALSE;
}

gboolean
hc_text_group_ignore (HcDb *db, const char *key, GError **error)
{
  g_return_val_if_fail (key != NULL && *key != '\0', FALSE);
  return choose (db, key, "ignore", "", error);
}

gboolean
hc_text_group_forget (HcDb *db, const char *key, GError **error)
{
  g_autoptr (GPtrArray) choices = hc_records_load (db, choice_type (), NULL, error);
  HcRecordData *own;

  g_return_val_if_fail (key != NULL, FALSE);

  if (choices == NULL)
    return FALSE;
  if ((own = find_choice (choices, key)) != NULL)
    return hc_record_delete (db, own->type, own->id, error);
  for (guint i = 0; i < choices->len; i++)
    {
      const HcRecordData *record = g_ptr_array_index (choices, i);

      if (is (record, "into_words", key) && !hc_record_delete (db, record->type, record->id, error))
        return FALSE;
    }
  return TRUE;
}
