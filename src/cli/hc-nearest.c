/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-command.h"

#define MAX_LENGTH 40

/* Edits from @a to @b, a swap of neighbours counting as one (optimal string alignment). */
static guint
edit_distance (const char *a, const char *b)
{
  guint rows[3][MAX_LENGTH + 1];
  gsize n_a = strlen (a), n_b = strlen (b);
  guint *before = rows[0], *last = rows[1], *now = rows[2];

  if (n_a > MAX_LENGTH || n_b > MAX_LENGTH)
    return G_MAXUINT;

  for (guint j = 0; j <= n_b; j++)
    last[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *spare = before;

      now[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint swap = a[i - 1] == b[j - 1] ? 0 : 1;

          now[j] = MIN (MIN (last[j] + 1, now[j - 1] + 1), last[j - 1] + swap);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], before[j - 2] + 1);
        }
      before = last;
      last = now;
      now = spare;
    }
  return last[n_b];
}

const char *
hc_nearest (const char *word, const char *const *candidates)
{
  guint limit = MAX (1, (guint) strlen (word) / 3);
  const char *nearest = NULL;

  for (; *candidates != NULL; candidates++)
    {
      guint distance = edit_distance (word, *candidates);

      if (distance <= limit)
        {
          nearest = *candidates;
          limit = distance - (distance > 0 ? 1 : 0);
        }
    }
  return nearest;
}

char *
hc_did_you_mean (const char *word, const char *const *candidates)
{
  const char *nearest = hc_nearest (word, candidates);

  return nearest != NULL ? g_strdup_printf (_ (" Did you mean “%s”?"), nearest) : g_strdup ("");
}
