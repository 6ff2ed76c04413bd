/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-date-parts.h"

#include <string.h>

/* Without accents. An abbreviation is the beginning of a name that no other month has. */
static const struct
{
  const char *name;
  int month;
} names[] = {
  { "january", 1 },    { "januar", 1 },     { "janner", 1 },    { "janvier", 1 },
  { "enero", 1 },      { "janeiro", 1 },    { "february", 2 },  { "februar", 2 },
  { "feber", 2 },      { "fevrier", 2 },    { "febrero", 2 },   { "fevereiro", 2 },
  { "march", 3 },      { "marz", 3 },       { "maerz", 3 },     { "mrz", 3 },
  { "mars", 3 },       { "marzo", 3 },      { "marco", 3 },     { "april", 4 },
  { "avril", 4 },      { "abril", 4 },      { "mai", 5 },       { "may", 5 },
  { "mayo", 5 },       { "maio", 5 },       { "june", 6 },      { "juni", 6 },
  { "juin", 6 },       { "junio", 6 },      { "junho", 6 },     { "july", 7 },
  { "juli", 7 },       { "juillet", 7 },    { "julio", 7 },     { "julho", 7 },
  { "august", 8 },     { "aout", 8 },       { "agosto", 8 },    { "september", 9 },
  { "septembre", 9 },  { "septiembre", 9 }, { "setiembre", 9 }, { "setembro", 9 },
  { "october", 10 },   { "oktober", 10 },   { "octobre", 10 },  { "octubre", 10 },
  { "outubro", 10 },   { "november", 11 },  { "novembre", 11 }, { "noviembre", 11 },
  { "novembro", 11 },  { "december", 12 },  { "dezember", 12 }, { "decembre", 12 },
  { "diciembre", 12 }, { "dezembro", 12 },
};

/* The letters of Latin-1 without their accents, from U+00C0 on. */
static const char plain[] = "aaaaaaaceeeeiiiidnooooo?ouuuuy??"
                            "aaaaaaaceeeeiiiidnooooo?ouuuuy?y";

int
hc_month_from_word (const char **text)
{
  const guint8 *p = (const guint8 *) *text;
  char word[12];
  gsize n = 0;
  int month = 0;

  for (; n < sizeof word; n++)
    {
      if (g_ascii_isalpha ((char) *p))
        word[n] = g_ascii_tolower ((char) *p++);
      else if (p[0] == 0xc3 && p[1] >= 0x80 && p[1] <= 0xbf)
        {
          word[n] = plain[p[1] - 0x80];
          p += 2;
        }
      else
        break;
    }
  if (n < 3 || n == sizeof word)
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strncmp (names[i].name, word, n) == 0)
      {
        if (month != 0 && month != names[i].month)
          return 0;
        month = names[i].month;
      }
  if (month != 0)
    *text = (const char *) p + (*p == '.');
  return month;
}
