/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-values.h"

#include <string.h>

/* A column that was taken for states by mistake may hold a new text in every row. */
#define MAX_REMEMBERED 4096

struct _HcValueTable
{
  GHashTable *values; /* folded text → value + 2 */
  GHashTable *seen;   /* text as written → value + 2 */
};

static const struct
{
  const char *word;
  int value;
} booleans[] = {
  { "true", 1 },       { "false", 0 },      { "yes", 1 },          { "no", 0 },
  { "1", 1 },          { "0", 0 },          { "y", 1 },            { "n", 0 },
  { "ja", 1 },         { "nein", 0 },       { "wahr", 1 },         { "falsch", 0 },
  { "oui", 1 },        { "non", 0 },        { "vrai", 1 },         { "faux", 0 },
  { "sí", 1 },         { "si", 1 },         { "verdadero", 1 },    { "falso", 0 },
  { "sim", 1 },        { "não", 0 },        { "nao", 0 },          { "verdadeiro", 1 },
  { "met", 1 },        { "achieved", 1 },   { "within sla", 1 },   { "breached", 0 },
  { "missed", 0 },     { "violated", 0 },   { "sla violated", 0 },
};

char *
hc_value_fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed != NULL ? composed : text, -1);
  GString *out = g_string_sized_new (strlen (folded));
  gboolean blank = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        blank = out->len > 0;
      else
        {
          if (blank)
            g_string_append_c (out, ' ');
          blank = FALSE;
          g_string_append_unichar (out, c);
        }
    }
  return g_string_free (out, FALSE);
}

HcValueTable *
hc_value_table_new (void)
{
  HcValueTable *self = g_new0 (HcValueTable, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
hc_value_table_free (HcValueTable *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->seen);
  g_free (self);
}

void
hc_value_table_set (HcValueTable *self, const char *text, int value)
{
  g_hash_table_replace (self->values, hc_value_fold (text), GINT_TO_POINTER (value + 2));
  g_hash_table_remove_all (self->seen);
}

void
hc_value_table_merge (HcValueTable *self, const HcValueTable *other)
{
  GHashTableIter iter;
  gpointer text, value;

  g_hash_table_iter_init (&iter, other->values);
  while (g_hash_table_iter_next (&iter, &text, &value))
    if (!g_hash_table_contains (self->values, text))
      g_hash_table_insert (self->values, g_strdup (text), value);
  g_hash_table_remove_all (self->seen);
}

static int
remember (HcValueTable *self, const char *text, int value)
{
  if (g_hash_table_size (self->seen) < MAX_REMEMBERED)
    g_hash_table_insert (self->seen, g_strdup (text), GINT_TO_POINTER (value + 2));
  return value;
}

static int
find (HcValueTable *self, const char *text)
{
  g_autofree char *folded = hc_value_fold (text);
  int value = GPOINTER_TO_INT (g_hash_table_lookup (self->values, folded));

  return value != 0 ? value - 2 : HC_VALUE_UNKNOWN;
}

int
hc_value_table_lookup (HcValueTable *self, const char *text)
{
  int value = GPOINTER_TO_INT (g_hash_table_lookup (self->seen, text));

  return value != 0 ? value - 2 : remember (self, text, find (self, text));
}

/* “1”, “1 - Critical”, “2:High”, “P3”, “Priority 4”; not “12” and not “24/7”. */
static int
leading_digit (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  if (g_ascii_strncasecmp (text, "priority", 8) == 0)
    text += 8;
  else if (*text == 'P' || *text == 'p')
    text++;
  while (g_ascii_isspace (*text))
    text++;
  if (*text < '1' || *text > '0' + HC_N_PRIORITIES)
    return 0;
  return text[1] == '\0' || strchr (" -:.)", text[1]) != NULL ? *text - '0' : 0;
}

int
hc_value_table_priority (HcValueTable *self, const char *text)
{
  int value = GPOINTER_TO_INT (g_hash_table_lookup (self->seen, text));

  if (value != 0)
    return value - 2;
  value = find (self, text);
  return remember (self, text, value > 0 ? value : leading_digit (text));
}

int
hc_value_boolean (const char *text)
{
  g_autofree char *folded = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    if (g_ascii_strcasecmp (booleans[i].word, text) == 0)
      return booleans[i].value;
  folded = hc_value_fold (text);
  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    if (g_str_equal (booleans[i].word, folded))
      return booleans[i].value;
  return HC_VALUE_UNKNOWN;
}
