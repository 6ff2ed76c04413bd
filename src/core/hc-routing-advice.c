/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-routing-pairs.h"

/* Shorter words (“and”, “of”) say nothing. */
#define MIN_WORD 4

/* Whose work an area usually is: team.kind → duty.area. */
static const struct
{
  const char *kind;
  const char *area;
} usual[] = {
  { "support", "classification" }, { "itsm", "classification" }, { "application", "defects" },
  { "vendor", "defects" },         { "process", "guidance" },    { "access", "access" },
  { "security", "access" },        { "compliance", "guidance" },
};

static const char *
usual_area (const HcOwnershipPlan *plan, const char *team_id)
{
  for (guint i = 0; i < plan->teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (plan->teams, i);

      if (g_strcmp0 (team->id, team_id) != 0)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (usual); j++)
        if (g_strcmp0 (usual[j].kind, hc_record_data_get (team, "kind")) == 0)
          return usual[j].area;
    }
  return "other";
}

static gboolean
is_separator (gunichar c)
{
  return !g_unichar_isalnum (c);
}

/* Words of at least MIN_WORD letters, case-folded. */
static GPtrArray *
words_of (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && !is_separator (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (g_utf8_strlen (word->str, -1) >= MIN_WORD)
        g_ptr_array_add (words, g_utf8_casefold (word->str, -1));
      g_string_truncate (word, 0);
      if (c == 0)
        return words;
    }
}

static gboolean
share_a_word (const char *a, const char *b)
{
  g_autoptr (GPtrArray) x = words_of (a);
  g_autoptr (GPtrArray) y = words_of (b);

  for (guint i = 0; i < x->len; i++)
    for (guint j = 0; j < y->len; j++)
      if (strcmp (g_ptr_array_index (x, i), g_ptr_array_index (y, j)) == 0)
        return TRUE;
  return FALSE;
}

/* How well the row speaks of these tickets. “Other” is no area that rows have in common. */
static int
score (const HcRecordData *duty, const char *area, const char *category)
{
  if (category != NULL && share_a_word (hc_record_data_title (duty), category))
    return 2;
  return g_strcmp0 (area, "other") != 0 &&
             g_strcmp0 (hc_record_data_get (duty, "area"), area) == 0
           ? 1
           : 0;
}

/* The best row; @least: the lowest score that will do. NULL: none. */
static const HcRecordData *
best_row (const HcOwnershipPlan *plan,
          const char *responsible,
          const char *area,
          const char *category,
          int least)
{
  const HcRecordData *best = NULL;
  int best_score = least - 1;

  for (guint i = 0; i < plan->duties->len; i++)
    {
      const HcRecordData *duty = g_ptr_array_index (plan->duties, i);
      int points = score (duty, area, category);

      if (responsible != NULL && hc_ownership_role (plan, duty->id, responsible, "R") == NULL)
        continue;
      if (points > best_score)
        {
          best = duty;
          best_score = points;
        }
    }
  return best;
}

HcRoutingAdvice
hc_routing_advise (const HcOwnershipPlan *plan, const char *to_team, const char *category)
{
  HcRoutingAdvice advice = { .kind = HC_ADVICE_MAP_GROUP };

  if (to_team == NULL)
    return advice;
  advice.area = usual_area (plan, to_team);
  advice.duty = best_row (plan, to_team, advice.area, category, 0);
  advice.kind = HC_ADVICE_ROW_SAYS_SO;
  if (advice.duty != NULL)
    return advice;
  advice.duty = best_row (plan, NULL, advice.area, category, 1);
  advice.kind = advice.duty != NULL ? HC_ADVICE_SET_RESPONSIBLE : HC_ADVICE_ADD_ROW;
  return advice;
}
