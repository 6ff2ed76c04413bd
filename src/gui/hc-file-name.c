/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-file-name.h"

#define MAX_LENGTH 120

char *
hc_file_name_for (const char *name, const char *suffix)
{
  g_autofree char *cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_LENGTH));

  g_strstrip (cut);
  for (char *c = cut; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_strdelimit (cut, "/\\:*?\"<>|", '-');
  if (*cut == '.')
    *cut = '-';
  return g_strconcat (cut, suffix, NULL);
}
