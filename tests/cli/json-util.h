/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small strict JSON reader for tests, independent of the writer: keeps the order of keys and the
 * text of numbers. */

#pragma once

#include <glib.h>

typedef enum
{
  JSON_NULL,
  JSON_BOOLEAN,
  JSON_NUMBER,
  JSON_STRING,
  JSON_ARRAY,
  JSON_OBJECT,
} JsonKind;

typedef struct
{
  JsonKind kind;
  char *text;       /* number as written; string; “true”, “false” */
  GPtrArray *keys;  /* object: of char *, in order */
  GPtrArray *items; /* array and object: of JsonNode */
} JsonNode;

/* NULL when @text is not exactly one JSON value. */
JsonNode *json_parse (const char *text);
void json_free (JsonNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JsonNode, json_free)

/* Fails the test when there is no such key or item. */
const JsonNode *json_get (const JsonNode *object, const char *key);
const JsonNode *json_at (const JsonNode *array, guint index);
double json_double (const JsonNode *object, const char *key); /* NAN for null */
gint64 json_int (const JsonNode *object, const char *key); /* must be written as one; −1 for null */
const char *json_text (const JsonNode *object, const char *key); /* NULL for null */
gboolean json_true (const JsonNode *object, const char *key);
/* “id,file,sha256”; newly allocated. */
char *json_keys (const JsonNode *object);
