/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "json-util.h"

#include <math.h>
#include <string.h>

static JsonNode *parse_value (const char **p);

static JsonNode *
node_new (JsonKind kind)
{
  JsonNode *node = g_new0 (JsonNode, 1);

  node->kind = kind;
  node->keys = g_ptr_array_new_with_free_func (g_free);
  node->items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_free);
  return node;
}

void
json_free (JsonNode *node)
{
  if (node == NULL)
    return;
  g_free (node->text);
  g_ptr_array_unref (node->keys);
  g_ptr_array_unref (node->items);
  g_free (node);
}

static void
skip_blanks (const char **p)
{
  while (**p == ' ' || **p == '\n' || **p == '\t' || **p == '\r')
    (*p)++;
}

static gboolean
append_escape (GString *out, const char **p)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *name = **p != '\0' ? strchr (names, **p) : NULL;

  if (name != NULL)
    {
      g_string_append_c (out, values[name - names]);
      (*p)++;
      return TRUE;
    }
  if (**p == 'u' && strspn (*p + 1, "0123456789abcdefABCDEF") >= 4)
    {
      g_autofree char *digits = g_strndup (*p + 1, 4);

      g_string_append_unichar (out, (gunichar) g_ascii_strtoull (digits, NULL, 16));
      *p += 5;
      return TRUE;
    }
  return FALSE;
}

/* NULL when it is no string. */
static char *
parse_string (const char **p)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (**p != '"')
    return NULL;
  (*p)++;
  while (**p != '"')
    {
      if ((guchar) * *p < 0x20)
        return NULL;
      if (**p == '\\')
        {
          (*p)++;
          if (!append_escape (out, p))
            return NULL;
        }
      else
        {
          g_string_append_c (out, *(*p)++);
        }
    }
  (*p)++;
  return g_utf8_validate (out->str, -1, NULL) ? g_strdup (out->str) : NULL;
}

static JsonNode *
parse_container (const char **p, JsonKind kind, char close)
{
  g_autoptr (JsonNode) node = node_new (kind);

  (*p)++;
  skip_blanks (p);
  while (**p != close)
    {
      JsonNode *item;

      if (node->items->len > 0)
        {
          if (*(*p)++ != ',')
            return NULL;
          skip_blanks (p);
        }
      if (kind == JSON_OBJECT)
        {
          char *key = parse_string (p);

          if (key == NULL)
            return NULL;
          g_ptr_array_add (node->keys, key);
          skip_blanks (p);
          if (*(*p)++ != ':')
            return NULL;
        }
      if ((item = parse_value (p)) == NULL)
        return NULL;
      g_ptr_array_add (node->items, item);
      skip_blanks (p);
    }
  (*p)++;
  return g_steal_pointer (&node);
}

static JsonNode *
parse_scalar (const char **p)
{
  static const struct
  {
    const char *word;
    JsonKind kind;
  } words[] = { { "null", JSON_NULL }, { "true", JSON_BOOLEAN }, { "false", JSON_BOOLEAN } };
  gsize length = strspn (*p, "+-.eE0123456789");
  JsonNode *node;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (*p, words[i].word))
      {
        node = node_new (words[i].kind);
        node->text = g_strdup (words[i].word);
        *p += strlen (words[i].word);
        return node;
      }
  if (length == 0 || **p == '+' || **p == '.')
    return NULL;
  node = node_new (JSON_NUMBER);
  node->text = g_strndup (*p, length);
  *p += length;
  return node;
}

static JsonNode *
parse_value (const char **p)
{
  skip_blanks (p);
  if (**p == '{')
    return parse_container (p, JSON_OBJECT, '}');
  if (**p == '[')
    return parse_container (p, JSON_ARRAY, ']');
  if (**p == '"')
    {
      char *text = parse_string (p);
      JsonNode *node = text != NULL ? node_new (JSON_STRING) : NULL;

      if (node != NULL)
        node->text = text;
      return node;
    }
  return parse_scalar (p);
}

JsonNode *
json_parse (const char *text)
{
  g_autoptr (JsonNode) node = parse_value (&text);

  if (node == NULL)
    return NULL;
  skip_blanks (&text);
  return *text == '\0' ? g_steal_pointer (&node) : NULL;
}

const JsonNode *
json_get (const JsonNode *object, const char *key)
{
  g_assert_cmpint (object->kind, ==, JSON_OBJECT);
  for (guint i = 0; i < object->keys->len; i++)
    if (strcmp (g_ptr_array_index (object->keys, i), key) == 0)
      return g_ptr_array_index (object->items, i);
  g_error ("no key “%s”", key);
}

const JsonNode *
json_at (const JsonNode *array, guint index)
{
  g_assert_cmpint (array->kind, ==, JSON_ARRAY);
  g_assert_cmpuint (index, <, array->items->len);
  return g_ptr_array_index (array->items, index);
}

double
json_double (const JsonNode *object, const char *key)
{
  const JsonNode *node = json_get (object, key);

  if (node->kind == JSON_NULL)
    return NAN;
  g_assert_cmpint (node->kind, ==, JSON_NUMBER);
  return g_ascii_strtod (node->text, NULL);
}

gint64
json_int (const JsonNode *object, const char *key)
{
  const JsonNode *node = json_get (object, key);
  gint64 value = -1;

  if (node->kind == JSON_NULL)
    return -1;
  g_assert_cmpint (node->kind, ==, JSON_NUMBER);
  g_assert_true (g_ascii_string_to_signed (node->text, 10, G_MININT64, G_MAXINT64, &value, NULL));
  return value;
}

const char *
json_text (const JsonNode *object, const char *key)
{
  const JsonNode *node = json_get (object, key);

  if (node->kind == JSON_NULL)
    return NULL;
  g_assert_cmpint (node->kind, ==, JSON_STRING);
  return node->text;
}

gboolean
json_true (const JsonNode *object, const char *key)
{
  const JsonNode *node = json_get (object, key);

  g_assert_cmpint (node->kind, ==, JSON_BOOLEAN);
  return strcmp (node->text, "true") == 0;
}

char *
json_keys (const JsonNode *object)
{
  GString *out = g_string_new (NULL);

  g_assert_cmpint (object->kind, ==, JSON_OBJECT);
  for (guint i = 0; i < object->keys->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (object->keys, i));
  return g_string_free (out, FALSE);
}
