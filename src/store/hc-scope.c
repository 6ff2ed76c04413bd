/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-scope.h"

#include <string.h>

#include "hc-launch-table.h"

typedef enum
{
  BY_GROUP,
  BY_CATEGORY,
  BY_SERVICE,
  BY_REQUESTER,
  BY_TAG,
  BY_WORD,
  N_FIELDS,
} Field;

/* Also the kinds of `term`, up to BY_REQUESTER. */
static const char *const field_words[N_FIELDS]
  = { "group", "category", "service", "requester", "tag", "title_word" };

typedef struct
{
  gboolean include;
  Field field;
  char *folded;
  GHashTable *terms; /* ids whose text is the value; NULL for tags and words */
} Rule;

struct _HcScope
{
  GPtrArray *rules; /* of Rule */
  gboolean has_include;
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->folded);
  g_clear_pointer (&rule->terms, g_hash_table_unref);
  g_free (rule);
}

static char *
fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return g_utf8_casefold (stripped, -1);
}

/* ---------------------------------------------------------------- loading */

static gboolean
find_terms (HcDb *db, Rule *rule, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT id, text FROM term WHERE kind = ?1", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  rule->terms = g_hash_table_new (NULL, NULL);
  hc_stmt_bind_text_static (stmt, 1, field_words[rule->field]);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      g_autofree char *folded = fold (hc_stmt_peek_text (stmt, 1));

      if (g_str_equal (folded, rule->folded))
        g_hash_table_add (rule->terms, GSIZE_TO_POINTER (hc_stmt_int64 (stmt, 0)));
    }
  return rc == SQLITE_DONE;
}

static gboolean
add_rule (HcScope *self, HcDb *db, const HcScopeRule *from, GError **error)
{
  Rule *rule = g_new0 (Rule, 1);

  g_ptr_array_add (self->rules, rule);
  rule->include = g_str_equal (from->kind, "include");
  rule->folded = fold (from->value);
  while (rule->field < BY_WORD && !g_str_equal (field_words[rule->field], from->field))
    rule->field++;
  self->has_include |= rule->include;
  return rule->field > BY_REQUESTER || find_terms (db, rule, error);
}

HcScope *
hc_scope_load (HcDb *db, GError **error)
{
  g_autoptr (HcScope) self = g_new0 (HcScope, 1);
  g_autoptr (GPtrArray) rules = hc_scope_rules_load (db, error);

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < rules->len; i++)
    if (!add_rule (self, db, g_ptr_array_index (rules, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

void
hc_scope_free (HcScope *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

/* ---------------------------------------------------------------- matching */

gboolean
hc_scope_has_tag (const char *tags, const char *folded)
{
  const char *separators = strpbrk (tags, ",;|\n") ? ",;|\n" : " \t";
  g_auto (GStrv) parts = g_strsplit_set (tags, separators, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = fold (parts[i]);

      if (*part != '\0' && g_str_equal (part, folded))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

gboolean
hc_scope_has_word (const char *title, const char *folded)
{
  g_autofree char *text = g_utf8_casefold (title, -1);
  gsize length = strlen (folded);

  for (const char *p = text; length > 0 && (p = strstr (p, folded)) != NULL; p++)
    {
      gboolean begins = p == text || !is_word_char (g_utf8_get_char (g_utf8_prev_char (p)));

      if (begins && !is_word_char (g_utf8_get_char (p + length)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_term (const Rule *rule, gint64 term)
{
  return term != 0 && g_hash_table_contains (rule->terms, GSIZE_TO_POINTER (term));
}

static gboolean
fits (const Rule *rule, const HcScopeTicket *ticket)
{
  switch (rule->field)
    {
    case BY_GROUP:
      return has_term (rule, ticket->group);
    case BY_CATEGORY:
      return has_term (rule, ticket->category);
    case BY_SERVICE:
      return has_term (rule, ticket->service);
    case BY_REQUESTER:
      return has_term (rule, ticket->requester);
    case BY_TAG:
      return ticket->tags != NULL && hc_scope_has_tag (ticket->tags, rule->folded);
    case BY_WORD:
    case N_FIELDS:
    default:
      return ticket->title != NULL && hc_scope_has_word (ticket->title, rule->folded);
    }
}

gboolean
hc_scope_is_everything (const HcScope *self)
{
  return self->rules->len == 0;
}

gboolean
hc_scope_contains (const HcScope *self, const HcScopeTicket *ticket)
{
  gboolean included = !self->has_include;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (self->rules, i);

      if (rule->include && included)
        continue;
      if (!fits (rule, ticket))
        continue;
      if (!rule->include)
        return FALSE;
      included = TRUE;
    }
  return included;
}
