/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards by RFC 2426 (3.0) and RFC 6350 (4.0), as far as a directory of people needs them. */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-people-import.h"

/* One unfolded content line: [group.]NAME[;parameters]:value */
typedef struct
{
  char *name;       /* upper case, without the group */
  char *parameters; /* upper case, may be "" */
  char *value;
} Property;

typedef struct
{
  HcPeopleFile *file;
  HcPersonRow *row; /* NULL: between cards */
  char *title;
  char *role;
  gboolean is_preferred_mail;
  gboolean is_preferred_phone;
  gboolean is_known_version;
  gboolean is_quoted; /* a quoted-printable value: vCard 2.1 */
  guint64 line;
} Parser;

static void
property_clear (Property *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->parameters, g_free);
  g_clear_pointer (&self->value, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Property, property_clear)

static void
parser_clear (Parser *self)
{
  g_clear_pointer (&self->row, hc_person_row_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->role, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parser, parser_clear)

/* ---------------------------------------------------------------- lines */

/* The next content line, its folded continuations joined; advances @p. NULL at the end. */
static char *
next_line (const char **p, guint64 *line, guint64 *began)
{
  g_autoptr (GString) out = NULL;

  *began = *line;
  while (**p != '\0')
    {
      gsize length = strcspn (*p, "\r\n");

      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_len (out, *p, (gssize) length);
      *p += length;
      if (**p == '\r' && (*p)[1] == '\n')
        (*p)++;
      if (**p != '\0')
        {
          (*p)++;
          (*line)++;
        }
      if (**p != ' ' && **p != '\t')
        break;
      (*p)++;
    }
  return out != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* The “:” before the value; quoted parameters may hold others. */
static const char *
find_colon (const char *line)
{
  gboolean quoted = FALSE;

  for (; *line != '\0'; line++)
    {
      if (*line == '"')
        quoted = !quoted;
      else if (*line == ':' && !quoted)
        return line;
    }
  return NULL;
}

/* FALSE: no property. */
static gboolean
parse_property (const char *line, Property *out)
{
  const char *colon = find_colon (line);
  g_autofree char *head = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  char *semicolon, *dot;

  if (head == NULL || *head == '\0')
    return FALSE;
  semicolon = strchr (head, ';');
  out->parameters = g_ascii_strup (semicolon != NULL ? semicolon + 1 : "", -1);
  if (semicolon != NULL)
    *semicolon = '\0';
  dot = strrchr (head, '.');
  out->name = g_ascii_strup (dot != NULL ? dot + 1 : head, -1);
  out->value = g_strdup (colon + 1);
  return TRUE;
}

/* ---------------------------------------------------------------- values */

/* Component @index of a value whose components are parted by “;”, unescaped; NULL: not there. */
static char *
dup_component (const char *value, guint index)
{
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (const char *p = value; *p != '\0' && at <= index; p++)
    {
      char c = *p;

      if (c == ';')
        {
          at++;
          continue;
        }
      if (c == '\\' && p[1] != '\0')
        {
          p++;
          c = *p == 'n' || *p == 'N' ? ' ' : *p;
        }
      if (at == index)
        g_string_append_c (out, c);
    }
  return g_string_free (out, at < index);
}

/* A text that has no components. */
static char *
dup_text (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p != '\\' || p[1] == '\0')
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
      g_string_append_c (out, *p == 'n' || *p == 'N' ? ' ' : *p);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_preferred (const Property *property)
{
  return strstr (property->parameters, "PREF") != NULL;
}

/* The first one, unless a later one is marked as preferred. */
static void
take_preferred (char **field, gboolean *has_preferred, const Property *property, char *value)
{
  if (*value != '\0' && (*field == NULL || (is_preferred (property) && !*has_preferred)))
    {
      g_free (*field);
      *field = value;
      *has_preferred = is_preferred (property);
    }
  else
    g_free (value);
}

static char *
dup_phone (const char *value)
{
  g_autofree char *text = dup_text (value);

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    {
      char *semicolon = strchr (text, ';');

      if (semicolon != NULL)
        *semicolon = '\0';
      return g_strdup (text + 4);
    }
  return g_steal_pointer (&text);
}

/* “Family;Given;…” → “Given Family”, for cards without FN. */
static char *
dup_structured_name (const char *value)
{
  g_autofree char *family = dup_component (value, 0);
  g_autofree char *given = dup_component (value, 1);

  return g_strdup_printf ("%s %s", given != NULL ? given : "", family != NULL ? family : "");
}

static void
replace (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

/* ---------------------------------------------------------------- cards */

static void
take_property (Parser *self, const Property *property)
{
  HcPersonRow *row = self->row;

  if (g_str_equal (property->name, "VERSION"))
    self->is_known_version =
      g_str_equal (property->value, "3.0") || g_str_equal (property->value, "4.0");
  else if (strstr (property->parameters, "QUOTED-PRINTABLE") != NULL)
    self->is_quoted = TRUE;
  else if (g_str_equal (property->name, "FN"))
    replace (&row->name, dup_text (property->value));
  else if (g_str_equal (property->name, "N") && row->name == NULL)
    row->name = dup_structured_name (property->value);
  else if (g_str_equal (property->name, "EMAIL"))
    take_preferred (&row->email, &self->is_preferred_mail, property, dup_text (property->value));
  else if (g_str_equal (property->name, "TEL"))
    take_preferred (&row->phone, &self->is_preferred_phone, property, dup_phone (property->value));
  else if (g_str_equal (property->name, "TITLE"))
    replace (&self->title, dup_text (property->value));
  else if (g_str_equal (property->name, "ROLE"))
    replace (&self->role, dup_text (property->value));
  else if (g_str_equal (property->name, "ORG"))
    /* The company is no team; its unit may be one. */
    replace (&row->team, dup_component (property->value, 1));
}

static void
begin_card (Parser *self)
{
  parser_clear (self);
  self->row = g_new0 (HcPersonRow, 1);
  self->row->line = self->line;
  self->is_preferred_mail = self->is_preferred_phone = FALSE;
  self->is_known_version = self->is_quoted = FALSE;
}

/* Takes @sentence. */
static void
complain (Parser *self, char *sentence)
{
  g_ptr_array_add (self->file->problems, sentence);
}

static char *
no_end_text (Parser *self)
{
  return g_strdup_printf (
    _("The card in line %" PRIu64 " does not end; it was left out."), self->row->line);
}

static gboolean
has_name (const HcPersonRow *row)
{
  g_autofree char *name = row->name != NULL ? g_strstrip (g_strdup (row->name)) : NULL;

  return name != NULL && *name != '\0';
}

static gboolean
end_card (Parser *self, GError **error)
{
  HcPersonRow *row = self->row;

  if (!self->is_known_version || self->is_quoted)
    complain (self, g_strdup_printf (_("The card in line %" PRIu64
                                       " is not of version 3.0 or 4.0; it was left out. Export it "
                                       "again as vCard 3.0 or 4.0."),
                                     row->line));
  else if (!has_name (row))
    complain (self, g_strdup_printf (
                      _("The card in line %" PRIu64 " has no name; it was left out."),
                      row->line));
  else
    {
      row->role = self->role != NULL ? g_steal_pointer (&self->role)
                                     : g_steal_pointer (&self->title);
      self->row = NULL;
      return hc_people_add (self->file, row, error);
    }
  g_clear_pointer (&self->row, hc_person_row_free);
  return TRUE;
}

static gboolean
is_marker (const Property *property, const char *name)
{
  g_autofree char *value = g_strstrip (g_ascii_strup (property->value, -1));

  return g_str_equal (property->name, name) && g_str_equal (value, "VCARD");
}

static gboolean
take_line (Parser *self, const char *line, GError **error)
{
  g_auto (Property) property = { 0 };

  if (!parse_property (line, &property))
    return TRUE;
  if (is_marker (&property, "BEGIN"))
    {
      if (self->row != NULL)
        complain (self, no_end_text (self));
      begin_card (self);
      return TRUE;
    }
  if (self->row == NULL)
    return TRUE;
  if (is_marker (&property, "END"))
    return end_card (self, error);
  take_property (self, &property);
  return TRUE;
}

gboolean
hc_people_parse_vcards (HcPeopleFile *self, const char *text, GError **error)
{
  g_auto (Parser) parser = { .file = self };
  guint64 line = 1;
  const char *p = text;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (*p != '\0')
    {
      g_autofree char *content = next_line (&p, &line, &parser.line);

      if (content != NULL && !take_line (&parser, content, error))
        return FALSE;
    }
  if (parser.row != NULL)
    complain (&parser, no_end_text (&parser));
  return TRUE;
}
