/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups worked out by hand, what people chose, and what must hold for any titles. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "hc-text-groups.h"

static GPtrArray *
no_choices (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hc_text_group_choice_free);
}

static void
choose (GPtrArray *choices, HcTextGroupChoiceKind kind, const char *words, const char *into)
{
  HcTextGroupChoice *choice = g_new0 (HcTextGroupChoice, 1);

  choice->words = g_strdup (words);
  choice->kind = kind;
  choice->into_words = g_strdup (into);
  g_ptr_array_add (choices, choice);
}

static HcTextGroups *
find (GPtrArray *titles, GPtrArray *choices)
{
  g_autoptr (GError) error = NULL;
  HcTextGroups *groups
    = hc_text_groups_find ((const char *const *) titles->pdata, titles->len, choices, NULL, NULL,
                           &error);

  g_assert_no_error (error);
  return groups;
}

/* “6 key; 5 key (merged) | ignored” */
static char *
describe (const HcTextGroups *groups)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->groups->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->groups, i);

      g_string_append_printf (text, "%s%u %s%s%s", i > 0 ? "; " : "", group->n, group->key,
                              group->is_merged ? " (merged)" : "",
                              group->is_apart ? " (apart)" : "");
    }
  for (guint i = 0; i < groups->ignored->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->ignored, i);

      g_string_append_printf (text, " | %u %s", group->n, group->key);
    }
  return g_string_free (text, FALSE);
}

/* 24 titles; every word below is in at least five titles except those marked.
 *  0–5   “Tax code missing 17” … with different numbers            tax code missing      6
 *  6–7   “Invoice: tax code is missing!” (“invoice” is rare)       = tax code missing    2
 *  8–13  “Printer offline”                                         printer offline       6
 * 14–18  “Hang up”                                                 hang                  5
 * 19–22  “Wifi slow” (four: no group)
 * 23     nothing but stop words; 24 no title */
static GPtrArray *
fixture (void)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (titles, g_strdup_printf ("Tax code missing %u", 17 + i / 2));
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (titles, g_strdup ("Invoice: tax code is missing!"));
  for (guint i = 0; i < 6; i++)
    g_ptr_array_add (titles, g_strdup (i == 2 ? "PRINTER offline" : "Printer offline"));
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (titles, g_strdup ("Hang up"));
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (titles, g_strdup ("Wifi slow"));
  g_ptr_array_add (titles, g_strdup ("Please help!!!"));
  g_ptr_array_add (titles, NULL);
  return titles;
}

static void
test_by_hand (void)
{
  g_autoptr (GPtrArray) titles = fixture ();
  g_autoptr (GPtrArray) choices = no_choices ();
  g_autoptr (HcTextGroups) groups = find (titles, choices);
  g_autofree char *text = describe (groups);
  const HcTextGroup *tax = g_ptr_array_index (groups->groups, 0);
  const HcTextGroup *printer = g_ptr_array_index (groups->groups, 1);
  g_autofree char *words = g_strjoinv (" ", tax->words);

  g_assert_cmpstr (text, ==, "8 code missing tax; 6 offline printer; 5 hang");
  /* All three in eight of eight: in order of appearance; “invoice” only in two. */
  g_assert_cmpstr (words, ==, "tax code missing");
  /* Three titles twice each: the first one. */
  g_assert_cmpstr (tax->title, ==, "Tax code missing 17");
  g_assert_cmpstr (printer->title, ==, "Printer offline");
  for (guint i = 0; i < 8; i++)
    g_assert_cmpuint (tax->members[i], ==, i);
  for (guint i = 0; i < titles->len; i++)
    g_assert_cmpuint (groups->group_of[i], ==, i < 8 ? 1 : i < 14 ? 2 : i < 19 ? 3 : 0);
}

static void
test_choices (void)
{
  static const struct
  {
    struct
    {
      HcTextGroupChoiceKind kind;
      const char *words, *into;
    } choice[4];
    const char *expected;
  } cases[] = {
    { { { HC_TEXT_GROUP_IGNORE, "hang" } }, "8 code missing tax; 6 offline printer | 5 hang" },
    { { { HC_TEXT_GROUP_MERGE, "offline printer", "code missing tax" } },
      "14 code missing tax (merged); 5 hang" },
    /* a chain, the last link first */
    { { { HC_TEXT_GROUP_MERGE, "offline printer", "code missing tax" },
        { HC_TEXT_GROUP_MERGE, "hang", "offline printer" } },
      "19 code missing tax (merged)" },
    /* a circle: the last one has no effect */
    { { { HC_TEXT_GROUP_MERGE, "hang", "offline printer" },
        { HC_TEXT_GROUP_MERGE, "offline printer", "hang" } },
      "11 hang (merged); 8 code missing tax" },
    /* into itself */
    { { { HC_TEXT_GROUP_MERGE, "hang", "hang" } },
      "8 code missing tax; 6 offline printer; 5 hang" },
    /* merged into something ignored */
    { { { HC_TEXT_GROUP_MERGE, "hang", "offline printer" },
        { HC_TEXT_GROUP_IGNORE, "offline printer" } },
      "8 code missing tax | 11 offline printer" },
    /* the two invoices lead, though they are few and all their frequent words are those of tax */
    { { { HC_TEXT_GROUP_APART, "code invoice missing tax" } },
      "6 code missing tax; 6 offline printer; 5 hang; 2 code invoice missing tax (apart)" },
    { { { HC_TEXT_GROUP_APART, "code missing tax" } },
      "6 code missing tax (apart); 6 offline printer; 5 hang" },
    /* four make no group, unless a person says so */
    { { { HC_TEXT_GROUP_APART, "slow wifi" } },
      "8 code missing tax; 6 offline printer; 5 hang; 4 slow wifi (apart)" },
    { { { HC_TEXT_GROUP_MERGE, "slow wifi", "offline printer" } },
      "10 offline printer (merged); 8 code missing tax; 5 hang" },
    /* about titles that are not there (any more) */
    { { { HC_TEXT_GROUP_IGNORE, "laptop" }, { HC_TEXT_GROUP_MERGE, "gone", "left" } },
      "8 code missing tax; 6 offline printer; 5 hang" },
    /* an ignored title gathers what is like it */
    { { { HC_TEXT_GROUP_IGNORE, "printer" } }, "8 code missing tax; 5 hang | 6 printer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) titles = fixture ();
      g_autoptr (GPtrArray) choices = no_choices ();
      g_autoptr (HcTextGroups) groups = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < 4 && cases[i].choice[j].words != NULL; j++)
        choose (choices, cases[i].choice[j].kind, cases[i].choice[j].words,
                cases[i].choice[j].into);
      groups = find (titles, choices);
      text = describe (groups);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A word that becomes a stop word later is left out of earlier choices too. */
static void
test_stop_words (void)
{
  static const char *const more[] = { "missing", NULL };
  g_autoptr (GPtrArray) titles = fixture ();
  g_autoptr (GPtrArray) choices = no_choices ();
  g_autoptr (HcTextGroups) groups = NULL;
  g_autofree char *text = NULL;

  choose (choices, HC_TEXT_GROUP_IGNORE, "code missing tax", NULL);
  groups = hc_text_groups_find ((const char *const *) titles->pdata, titles->len, choices, more,
                                NULL, NULL);
  text = describe (groups);
  g_assert_cmpstr (text, ==, "6 offline printer; 5 hang | 8 code tax");
}

static void
test_nothing (void)
{
  static const char *const empty[] = { NULL, "", "?" };
  g_autoptr (GPtrArray) choices = no_choices ();
  gint cancelled = 1;
  g_autoptr (GError) error = NULL;

  for (guint n = 0; n <= 3; n++)
    {
      g_autoptr (HcTextGroups) groups
        = hc_text_groups_find (empty, n, choices, NULL, NULL, NULL);

      g_assert_cmpuint (groups->groups->len, ==, 0);
      g_assert_cmpuint (groups->n_titles, ==, n);
    }
  g_assert_null (hc_text_groups_find (empty, 3, choices, NULL, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---------------------------------------------------------------- any titles */

/* Problems of three words each, noise words, typos, doubles; some empty. */
static GPtrArray *
random_titles (GRand *rand, guint n)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      GString *title = g_string_new (NULL);
      gint problem = g_rand_int_range (rand, 0, 12);

      for (gint j = 0; j < 3; j++)
        if (g_rand_int_range (rand, 0, 5) > 0)
          g_string_append_printf (title, "w%c%c ", 'a' + (char) problem, 'a' + (char) j);
      for (gint j = g_rand_int_range (rand, 0, 3); j > 0; j--)
        g_string_append_printf (title, "noise%c%c ", 'a' + (char) g_rand_int_range (rand, 0, 26),
                                'a' + (char) g_rand_int_range (rand, 0, 26));
      g_ptr_array_add (titles, g_string_free (title, FALSE));
    }
  return titles;
}

static void
check_consistent (const HcTextGroups *groups, guint n)
{
  g_autofree guint *seen = g_new0 (guint, n);

  for (guint list = 0; list < 2; list++)
    {
      const GPtrArray *all = list == 0 ? groups->groups : groups->ignored;

      for (guint i = 0; i < all->len; i++)
        {
          const HcTextGroup *group = g_ptr_array_index (all, i);

          g_assert_cmpuint (group->n, >=, 1);
          for (guint j = 0; j < group->n; j++)
            {
              guint title = group->members[j];

              g_assert_cmpuint (seen[title]++, ==, 0); /* in one group at most */
              g_assert_cmpuint (groups->group_of[title], ==, list == 0 ? i + 1 : 0);
              if (j > 0)
                g_assert_cmpuint (group->members[j - 1], <, title);
            }
        }
    }
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (seen[i] > 0, >=, groups->group_of[i] > 0);
}

/* Titles of the same words are never torn apart. */
static void
check_same_words (const HcTextGroups *groups, GPtrArray *titles)
{
  g_autoptr (HcTokenizer) tokenizer = hc_tokenizer_new (NULL);
  g_autoptr (GHashTable) group_of
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < titles->len; i++)
    {
      char *key = hc_tokenizer_key (tokenizer, g_ptr_array_index (titles, i));
      gpointer known;

      if (g_hash_table_lookup_extended (group_of, key, NULL, &known))
        {
          g_assert_cmpuint (GPOINTER_TO_UINT (known), ==, groups->group_of[i]);
          g_free (key);
        }
      else
        g_hash_table_insert (group_of, key, GUINT_TO_POINTER (groups->group_of[i]));
    }
}

static void
choose_at_random (GPtrArray *choices, const HcTextGroups *groups, GRand *rand)
{
  for (guint i = 0; i < groups->groups->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->groups, i);
      const HcTextGroup *other = g_ptr_array_index (
        groups->groups, (guint) g_rand_int_range (rand, 0, (gint32) groups->groups->len));
      gint draw = g_rand_int_range (rand, 0, 6);

      if (draw <= HC_TEXT_GROUP_MERGE)
        choose (choices, (HcTextGroupChoiceKind) draw, group->key, other->key);
    }
}

/* Groups keep the key that a choice was made about. */
static void
check_honoured (const HcTextGroups *groups, GPtrArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const HcTextGroupChoice *choice = g_ptr_array_index (choices, i);
      const GPtrArray *list
        = choice->kind == HC_TEXT_GROUP_IGNORE ? groups->ignored : groups->groups;
      gboolean found = FALSE;

      for (guint j = 0; j < list->len && choice->kind != HC_TEXT_GROUP_MERGE; j++)
        found |= strcmp (((HcTextGroup *) g_ptr_array_index (list, j))->key, choice->words) == 0;
      if (choice->kind != HC_TEXT_GROUP_MERGE)
        g_assert_true (found);
    }
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GPtrArray) titles = random_titles (rand, 30 + round * 40);
      g_autoptr (GPtrArray) choices = no_choices ();
      g_autoptr (HcTextGroups) first = find (titles, choices);
      g_autoptr (HcTextGroups) chosen = NULL, again = NULL;
      g_autofree char *text = NULL, *text_again = NULL;

      check_consistent (first, titles->len);
      check_same_words (first, titles);
      choose_at_random (choices, first, rand);
      chosen = find (titles, choices);
      check_consistent (chosen, titles->len);
      check_same_words (chosen, titles);
      check_honoured (chosen, choices);
      again = find (titles, choices);
      text = describe (chosen);
      text_again = describe (again);
      g_assert_cmpstr (text, ==, text_again);
      g_assert_cmpmem (chosen->group_of, titles->len * sizeof (guint32), again->group_of,
                       titles->len * sizeof (guint32));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-groups/by-hand", test_by_hand);
  g_test_add_func ("/text-groups/choices", test_choices);
  g_test_add_func ("/text-groups/stop-words", test_stop_words);
  g_test_add_func ("/text-groups/nothing", test_nothing);
  g_test_add_func ("/text-groups/properties", test_properties);
  return g_test_run ();
}
