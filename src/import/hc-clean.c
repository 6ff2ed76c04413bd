/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-clean.h"

#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *name;
  gunichar c;
} entities[] = {
  { "amp", '&' },       { "lt", '<' },        { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },     { "nbsp", ' ' },      { "auml", 0xe4 },     { "ouml", 0xf6 },
  { "uuml", 0xfc },     { "Auml", 0xc4 },     { "Ouml", 0xd6 },     { "Uuml", 0xdc },
  { "szlig", 0xdf },    { "aacute", 0xe1 },   { "eacute", 0xe9 },   { "iacute", 0xed },
  { "oacute", 0xf3 },   { "uacute", 0xfa },   { "agrave", 0xe0 },   { "egrave", 0xe8 },
  { "acirc", 0xe2 },    { "ecirc", 0xea },    { "ocirc", 0xf4 },    { "atilde", 0xe3 },
  { "otilde", 0xf5 },   { "ntilde", 0xf1 },   { "ccedil", 0xe7 },   { "ndash", 0x2013 },
  { "mdash", 0x2014 },  { "hellip", 0x2026 }, { "lsquo", 0x2018 },  { "rsquo", 0x2019 },
  { "ldquo", 0x201c },  { "rdquo", 0x201d },  { "laquo", 0xab },    { "raquo", 0xbb },
  { "bull", 0x2022 },   { "euro", 0x20ac },   { "deg", 0xb0 },      { "middot", 0xb7 },
};

static const char *const tags[] = { "p",    "br",   "div",  "span",   "b",     "i",    "u",  "em",
                                    "strong", "a",  "ul",   "ol",     "li",    "table", "tr", "td",
                                    "th",   "tbody", "thead", "font", "h1",    "h2",   "h3", "h4",
                                    "img",  "hr",   "pre",  "code",   "html",  "body", "blockquote",
                                    "small", "sup", "sub" };

#define MAX_ENTITY 10

/* “&#225;”, “&#xE1;”, “&aacute;” at @text; 0 when it is none. */
static gunichar
read_entity (const char *text, gsize *length)
{
  const char *end = memchr (text, ';', strnlen (text, MAX_ENTITY + 2));
  gsize n;

  if (end == NULL)
    return 0;
  *length = (gsize) (end - text) + 1;
  if (text[1] == '#')
    {
      gboolean hex = text[2] == 'x' || text[2] == 'X';
      char *stop;
      gulong value = strtoul (text + 2 + hex, &stop, hex ? 16 : 10);

      if (stop != end || stop == text + 2 + hex || value > 0x10ffff || value < 0x20 ||
          !g_unichar_validate ((gunichar) value))
        return stop == end && (value == 9 || value == 10 || value == 13) ? '\n' : 0;
      return value == 0xa0 ? ' ' : (gunichar) value;
    }
  n = (gsize) (end - text) - 1;
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && memcmp (text + 1, entities[i].name, n) == 0)
      return entities[i].c;
  return 0;
}

static void
decode_entities (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    {
      gsize length;
      gunichar c = *from == '&' ? read_entity (from, &length) : 0;

      if (c == 0)
        *to++ = *from++;
      else
        {
          to += g_unichar_to_utf8 (c, to);
          from += length;
        }
    }
  *to = '\0';
}

/* The length of a known tag at @text, 0 when it is something else. */
static gsize
tag_length (const char *text, gboolean *breaks)
{
  const char *name = text + 1 + (text[1] == '/');
  gsize n = 0;
  const char *end;

  while (g_ascii_isalnum (name[n]))
    n++;
  if (n == 0 || (name[n] != '>' && name[n] != '/' && !g_ascii_isspace (name[n])))
    return 0;
  if (!(end = strchr (name, '>')))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strlen (tags[i]) == n && g_ascii_strncasecmp (name, tags[i], n) == 0)
      {
        *breaks = g_str_equal (tags[i], "br") || g_str_equal (tags[i], "p") ||
                  g_str_equal (tags[i], "div") || g_str_equal (tags[i], "li") ||
                  g_str_equal (tags[i], "tr");
        return (gsize) (end - text) + 1;
      }
  return 0;
}

static void
strip_tags (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    {
      gboolean breaks = FALSE;
      gsize length = *from == '<' ? tag_length (from, &breaks) : 0;

      if (length == 0)
        *to++ = *from++;
      else
        {
          if (breaks && to > text && to[-1] != '\n')
            *to++ = '\n';
          from += length;
        }
    }
  *to = '\0';
}

void
hc_clean_html (char *text)
{
  /* Twice: some dumps escape what was escaped already. */
  for (guint i = 0; i < 2 && strchr (text, '&') != NULL; i++)
    decode_entities (text);
  if (strchr (text, '<') != NULL)
    strip_tags (text);
}

void
hc_clean_blanks (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
    else if (to > text && to[-1] != ' ')
      *to++ = ' ';
  *to = '\0';
}

static gboolean
is_nbsp (const char *text)
{
  return (guchar) text[0] == 0xc2 && (guchar) text[1] == 0xa0;
}

char *
hc_clean_trim (char *text)
{
  gsize n;

  while (g_ascii_isspace (*text) || is_nbsp (text))
    text += g_ascii_isspace (*text) ? 1 : 2;
  n = strlen (text);
  while (n > 0 && (g_ascii_isspace (text[n - 1]) || (n > 1 && is_nbsp (text + n - 2))))
    n -= g_ascii_isspace (text[n - 1]) ? 1 : 2;
  text[n] = '\0';
  return text;
}
