/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rule-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* An expression that goes back and forth for longer than this over one text does not match it: one
 * such rule must not stop an import. */
#define MATCH_LIMIT "(*LIMIT_MATCH=20000)"

struct HcRuleTest
{
  HcRuleOperator op;
  gboolean is_list;   /* the text is a list of tags: one of them will do */
  GString *folded;    /* of the value; not for IN and MATCHES */
  GHashTable *values; /* IN: folded texts */
  GRegex *regex;      /* MATCHES */
  guint64 overruns;
};

/* ---------------------------------------------------------------- folding */

/* Accents of their own are rare; the letters that they belong to must be found all the same. */
static gboolean
has_marks (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((p[0] == 0xCC) || (p[0] == 0xCD && p[1] < 0xB0))
      return TRUE;
  return FALSE;
}

static void
fold_char (gunichar c, const char *start, gsize length, GString *out)
{
  g_autofree char *folded = NULL;

  /* Letters that fold into something else than their small letter lie outside these. */
  if (c > 0xDF && c < 0x130)
    {
      g_string_append_unichar (out, g_unichar_tolower (c));
      return;
    }
  folded = g_utf8_casefold (start, (gssize) length);
  g_string_append (out, folded);
}

static void
fold_valid (const char *text, GString *out)
{
  const char *p = text;

  while (*p != '\0')
    {
      gunichar c;

      if ((guchar) *p < 0x80)
        {
          g_string_append_c (out, g_ascii_tolower (*p++));
          continue;
        }
      c = g_utf8_get_char_validated (p, -1);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_unichar (out, 0xFFFD);
          p++;
          continue;
        }
      fold_char (c, p, (gsize) (g_utf8_next_char (p) - p), out);
      p = g_utf8_next_char (p);
    }
}

static void
trim (GString *text)
{
  gsize begin = 0;

  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
  while (g_ascii_isspace (text->str[begin]))
    begin++;
  g_string_erase (text, 0, (gssize) begin);
}

void
hc_rule_fold (const char *text, GString *out)
{
  g_autofree char *composed = NULL;

  g_string_truncate (out, 0);
  if (has_marks (text))
    composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE); /* NULL: no UTF-8 */
  fold_valid (composed != NULL ? composed : text, out);
  trim (out);
}

/* ---------------------------------------------------------------- compiling */

/* “… at char 4: missing closing parenthesis” → “missing closing parenthesis” */
static const char *
complaint (const GError *wrong)
{
  const char *colon = g_strrstr (wrong->message, ": ");

  return colon != NULL ? colon + 2 : wrong->message;
}

static GRegex *
compile (const char *pattern, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GRegex) plain = g_regex_new (pattern, G_REGEX_CASELESS, 0, &wrong);
  g_autofree char *limited = NULL;
  GRegex *regex = NULL;

  if (plain != NULL && g_str_has_prefix (pattern, "(*"))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                   _ ("The expression “%s” cannot be read: it may not begin with “(*”."), pattern);
      return NULL; /* it could lift the limit */
    }
  if (plain != NULL)
    {
      limited = g_strconcat (MATCH_LIMIT, pattern, NULL);
      regex = g_regex_new (limited, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &wrong);
    }
  if (regex == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                 _ ("The expression “%s” cannot be read: %s."), pattern, complaint (wrong));
  return regex;
}

static GHashTable *
fold_lines (const char *value)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit_set (value, "\r\n", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      hc_rule_fold (lines[i], folded);
      if (folded->len > 0)
        g_hash_table_add (values, g_strdup (folded->str));
    }
  return values;
}

static gboolean
check_condition (const HcRuleCondition *condition, GError **error)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  if (!hc_rule_field_is_allowed (condition->field))
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT,
                           _ ("A condition asks for a field that rules cannot look at. Choose "
                              "another field."));
      return FALSE;
    }
  if (condition->value != NULL)
    hc_rule_fold (condition->value, folded);
  if (folded->len > 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               _ ("The condition on “%s” has no value. Write what it looks for."),
               _ (hc_ticket_fields[condition->field].label));
  return FALSE;
}

HcRuleTest *
hc_rule_test_new (const HcRuleCondition *condition, GError **error)
{
  g_autoptr (HcRuleTest) self = NULL;

  if (!check_condition (condition, error))
    return NULL;
  self = g_new0 (HcRuleTest, 1);
  self->op = condition->op;
  self->is_list = condition->field == HC_TICKET_TAGS;
  if (self->op == HC_RULE_MATCHES)
    return (self->regex = compile (condition->value, error)) ? g_steal_pointer (&self) : NULL;
  if (self->op == HC_RULE_IN)
    {
      self->values = fold_lines (condition->value);
      return g_steal_pointer (&self);
    }
  self->folded = g_string_new (NULL);
  hc_rule_fold (condition->value, self->folded);
  return g_steal_pointer (&self);
}

void
hc_rule_test_free (HcRuleTest *self)
{
  if (self == NULL)
    return;
  if (self->folded != NULL)
    g_string_free (self->folded, TRUE);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self);
}

gboolean
hc_rule_test_is_expression (const HcRuleTest *self)
{
  return self->op == HC_RULE_MATCHES;
}

guint64
hc_rule_test_overruns (const HcRuleTest *self)
{
  return self->overruns;
}

/* ---------------------------------------------------------------- asking */

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
has_word (const GString *text, const GString *word)
{
  for (const char *p = text->str; (p = strstr (p, word->str)) != NULL; p = g_utf8_next_char (p))
    {
      gboolean begins = p == text->str || !is_word_char (g_utf8_get_char (g_utf8_prev_char (p)));

      if (begins && !is_word_char (g_utf8_get_char (p + word->len)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
matches (HcRuleTest *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (g_regex_match_full (self->regex, text, -1, 0, 0, NULL, &error))
    return TRUE;
  self->overruns += error != NULL;
  return FALSE;
}

/* IS, IN, STARTS of one text. */
static gboolean
whole_holds (const HcRuleTest *self, const char *text)
{
  switch (self->op)
    {
    case HC_RULE_IS:
      return strcmp (text, self->folded->str) == 0;
    case HC_RULE_STARTS:
      return strncmp (text, self->folded->str, self->folded->len) == 0;
    case HC_RULE_IN:
      return g_hash_table_contains (self->values, text);
    case HC_RULE_CONTAINS:
    case HC_RULE_WORD:
    case HC_RULE_MATCHES:
    default:
      return FALSE;
    }
}

/* Tags are a list as exported: separated by commas, semicolons or bars, else by blanks. */
static gboolean
some_tag_holds (const HcRuleTest *self, const char *tags)
{
  const char *separators = strpbrk (tags, ",;|\n") != NULL ? ",;|\n" : " \t";
  g_auto (GStrv) parts = g_strsplit_set (tags, separators, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && whole_holds (self, parts[i]))
      return TRUE;
  return FALSE;
}

gboolean
hc_rule_test_holds (HcRuleTest *self, const char *text, const GString *folded)
{
  switch (self->op)
    {
    case HC_RULE_MATCHES:
      return matches (self, text);
    case HC_RULE_CONTAINS:
      return strstr (folded->str, self->folded->str) != NULL;
    case HC_RULE_WORD:
      return has_word (folded, self->folded);
    case HC_RULE_IS:
    case HC_RULE_STARTS:
    case HC_RULE_IN:
    default:
      return whole_holds (self, folded->str) ||
             (self->is_list && some_tag_holds (self, folded->str));
    }
}
