/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-json.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char close;
  gboolean one_line;
  gboolean has_members;
} Level;

struct _HcJson
{
  GString *out;
  GArray *levels; /* of Level */
  gboolean after_key;
};

static Level *
top (HcJson *self)
{
  return self->levels->len > 0 ? &g_array_index (self->levels, Level, self->levels->len - 1) : NULL;
}

static void
new_line (HcJson *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->levels->len; i++)
    g_string_append (self->out, "  ");
}

/* The comma and the blank before a member. */
static void
begin_member (HcJson *self)
{
  Level *level = top (self);

  if (self->after_key)
    {
      self->after_key = FALSE;
      return;
    }
  if (level == NULL)
    return;
  if (level->has_members)
    g_string_append (self->out, level->one_line ? ", " : ",");
  if (!level->one_line)
    new_line (self);
  level->has_members = TRUE;
}

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  if (g_utf8_validate (text, -1, NULL))
    {
      append_escaped (out, text);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      append_escaped (out, valid);
    }
  g_string_append_c (out, '"');
}

static void
begin (HcJson *self, char open, char close, HcJsonLayout layout)
{
  Level *parent = top (self);
  Level level = { close, layout == HC_JSON_INLINE || (parent != NULL && parent->one_line), FALSE };

  begin_member (self);
  g_string_append_c (self->out, open);
  g_array_append_val (self->levels, level);
}

HcJson *
hc_json_new (void)
{
  HcJson *self = g_new0 (HcJson, 1);

  self->out = g_string_new (NULL);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  return self;
}

void
hc_json_free (HcJson *self)
{
  if (self == NULL)
    return;
  g_string_free (self->out, TRUE);
  g_array_unref (self->levels);
  g_free (self);
}

void
hc_json_begin_object (HcJson *self, HcJsonLayout layout)
{
  begin (self, '{', '}', layout);
}

void
hc_json_begin_array (HcJson *self, HcJsonLayout layout)
{
  begin (self, '[', ']', layout);
}

void
hc_json_end (HcJson *self)
{
  Level level;

  g_return_if_fail (self->levels->len > 0 && !self->after_key);

  level = *top (self);
  g_array_set_size (self->levels, self->levels->len - 1);
  if (level.has_members && !level.one_line)
    new_line (self);
  g_string_append_c (self->out, level.close);
}

void
hc_json_key (HcJson *self, const char *key)
{
  begin_member (self);
  append_quoted (self->out, key);
  g_string_append (self->out, ": ");
  self->after_key = TRUE;
}

void
hc_json_string (HcJson *self, const char *text)
{
  if (text == NULL)
    {
      hc_json_null (self);
      return;
    }
  begin_member (self);
  append_quoted (self->out, text);
}

void
hc_json_int (HcJson *self, gint64 value)
{
  begin_member (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
hc_json_double (HcJson *self, double value)
{
  g_autofree char *text = hc_number_format (value);

  begin_member (self);
  g_string_append (self->out, text != NULL ? text : "null");
}

void
hc_json_boolean (HcJson *self, gboolean value)
{
  begin_member (self);
  g_string_append (self->out, value ? "true" : "false");
}

void
hc_json_null (HcJson *self)
{
  begin_member (self);
  g_string_append (self->out, "null");
}

void
hc_json_add_string (HcJson *self, const char *key, const char *text)
{
  hc_json_key (self, key);
  hc_json_string (self, text);
}

void
hc_json_add_int (HcJson *self, const char *key, gint64 value)
{
  hc_json_key (self, key);
  hc_json_int (self, value);
}

void
hc_json_add_double (HcJson *self, const char *key, double value)
{
  hc_json_key (self, key);
  hc_json_double (self, value);
}

void
hc_json_add_boolean (HcJson *self, const char *key, gboolean value)
{
  hc_json_key (self, key);
  hc_json_boolean (self, value);
}

char *
hc_json_finish (HcJson *self)
{
  char *text;

  g_return_val_if_fail (self->levels->len == 0 && !self->after_key, NULL);

  g_string_append_c (self->out, '\n');
  text = g_string_free (g_steal_pointer (&self->out), FALSE);
  g_array_unref (self->levels);
  g_free (self);
  return text;
}

char *
hc_number_format (double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE + 3];

  if (!isfinite (value))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  if (strpbrk (text, ".e") == NULL)
    strcat (text, ".0");
  return g_strdup (text);
}
