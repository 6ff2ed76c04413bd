/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What suggestions learn, how sure they say they are, and whether that is true. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "hc-suggest.h"

#define HOUR 3600

static HcSuggester *
suggester_new (void)
{
  return hc_suggester_new (NULL);
}

static void
learn (HcSuggester *suggester, const char *title, const char *issue, gint64 at)
{
  HcSuggestTicket ticket = { .title = title };

  hc_suggester_learn (suggester, &ticket, issue, at);
}

/* Ten decisions each about tax, printers and sign-in. */
static HcSuggester *
taught (void)
{
  HcSuggester *suggester = suggester_new ();

  for (gint64 i = 0; i < 10; i++)
    {
      HcSuggestTicket tax = { "Tax code missing", "Finance", "Tax", "AP Team", "Ann" };
      HcSuggestTicket printer = { "Label printer offline", "Logistics", NULL, "Plant IT", "Bob" };
      HcSuggestTicket access = { "Sign-in loop", NULL, NULL, "Plant IT", NULL };

      hc_suggester_learn (suggester, &tax, "tax", 3 * i);
      hc_suggester_learn (suggester, &printer, "printer", 3 * i + 1);
      hc_suggester_learn (suggester, &access, "access", 3 * i + 2);
    }
  hc_suggester_finish (suggester);
  return suggester;
}

static void
test_reasons (void)
{
  static const struct
  {
    HcSuggestTicket ticket;
    const char *issue; /* NULL: nothing is suggested */
    const char *words;
    gboolean by_category, by_group, by_requester;
  } cases[] = {
    { { "The TAX code 17 is missing", NULL, NULL, NULL, NULL }, "tax", "tax code missing", 0, 0, 0 },
    { { "Code again", "Finance", NULL, NULL, NULL }, "tax", "code", 1, 0, 0 },
    { { "Unheard of", NULL, "Tax", NULL, NULL }, "tax", "", 1, 0, 0 },
    { { "Offline", "Logistics", NULL, "Plant IT", "Bob" }, "printer", "offline", 1, 1, 1 },
    { { "Loop", NULL, NULL, "Plant IT", NULL }, "access", "loop", 0, 1, 0 },
    { { NULL, NULL, NULL, NULL, "Ann" }, "tax", "", 0, 0, 1 },
    { { "Unheard of", "Sales", "Orders", "Desk", "Eve" }, NULL, NULL, 0, 0, 0 },
    { { "Please help", "", "", "", "" }, NULL, NULL, 0, 0, 0 },
    { { NULL, NULL, NULL, NULL, NULL }, NULL, NULL, 0, 0, 0 },
  };
  g_autoptr (HcSuggester) suggester = taught ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = hc_suggester_suggest (suggester, &cases[i].ticket, 3);
      g_autofree char *words = NULL;
      const HcSuggestion *first;

      if (cases[i].issue == NULL)
        {
          g_assert_cmpuint (found->len, ==, 0);
          continue;
        }
      first = g_ptr_array_index (found, 0);
      words = g_strjoinv (" ", first->words);
      g_assert_cmpstr (first->issue_id, ==, cases[i].issue);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (first->by_category, ==, cases[i].by_category);
      g_assert_cmpint (first->by_group, ==, cases[i].by_group);
      g_assert_cmpint (first->by_requester, ==, cases[i].by_requester);
    }
}

static void
test_order (void)
{
  g_autoptr (HcSuggester) suggester = taught ();
  HcSuggestTicket ticket = { "Tax printer label code", NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) all = hc_suggester_suggest (suggester, &ticket, 9);
  g_autoptr (GPtrArray) one = hc_suggester_suggest (suggester, &ticket, 1);
  g_autoptr (GPtrArray) none = hc_suggester_suggest (suggester, &ticket, 0);
  double sum = 0;

  g_assert_cmpuint (all->len, ==, 2); /* nothing speaks for “access” */
  for (guint i = 0; i < all->len; i++)
    {
      const HcSuggestion *suggestion = g_ptr_array_index (all, i);

      sum += suggestion->confidence;
      if (i > 0)
        g_assert_cmpfloat (suggestion->confidence, <=,
                           ((HcSuggestion *) g_ptr_array_index (all, i - 1))->confidence);
    }
  g_assert_cmpfloat (sum, <=, 1);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_nothing_learned (void)
{
  g_autoptr (HcSuggester) suggester = suggester_new ();
  HcSuggestTicket ticket = { "Tax code", "Finance", NULL, NULL, NULL };
  g_autoptr (GPtrArray) found = NULL;
  HcSuggestAccuracy accuracy;

  hc_suggester_finish (suggester);
  found = hc_suggester_suggest (suggester, &ticket, 3);
  accuracy = hc_suggester_accuracy (suggester);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpint (accuracy.decisions, ==, 0);
  g_assert_true (isnan (accuracy.low));
  g_assert_true (isnan (accuracy.high));
}

/* Each decision by strictly earlier ones: the first of each issue cannot be right. */
static void
test_accuracy (void)
{
  static const struct
  {
    const char *title, *issue;
    gint64 at;
  } decisions[] = {
    { "Tax code missing", "tax", 1 },      /* nothing is known: no suggestion */
    { "Printer offline", "printer", 2 },   /* no word in common: none */
    { "Tax code empty", "tax", 3 },        /* right */
    { "Printer jam", "printer", 4 },       /* right */
    { "Tax printer", "forms", 5 },         /* an issue that is new: wrong */
    { "Laptop slow", "laptop", 6 },        /* two at once: none knows of the other */
    { "Laptop slow", "laptop", 6 },
    { "Laptop slow", "laptop", 7 },        /* three at once weigh one: right */
    { "Laptop slow", "laptop", 7 },
    { "Laptop slow", "laptop", 7 },
  };
  g_autoptr (HcSuggester) suggester = suggester_new ();
  HcSuggestAccuracy accuracy;

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    learn (suggester, decisions[i].title, decisions[i].issue, decisions[i].at);
  hc_suggester_finish (suggester);
  accuracy = hc_suggester_accuracy (suggester);
  g_assert_cmpint (accuracy.decisions, ==, 7);
  g_assert_cmpint (accuracy.suggested, ==, 4);
  g_assert_cmpint (accuracy.right, ==, 3);
  /* Wilson, 90 %, 3 of 4: by hand with z = 1.6449 */
  g_assert_cmpfloat_with_epsilon (accuracy.low, 0.3562, 1e-4);
  g_assert_cmpfloat_with_epsilon (accuracy.high, 0.9421, 1e-4);
}

/* A thousand tickets decided at one instant teach no more trust in oneself than one. */
static void
test_bulk (void)
{
  g_autoptr (HcSuggester) suggester = suggester_new ();
  HcSuggestTicket ticket = { "Tax code missing", NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) found = NULL;
  HcSuggestAccuracy accuracy;

  learn (suggester, "Tax code missing", "tax", 1);
  for (guint i = 0; i < 1000; i++)
    learn (suggester, "Tax code missing", "tax", 2);
  hc_suggester_finish (suggester);
  accuracy = hc_suggester_accuracy (suggester);
  g_assert_cmpint (accuracy.decisions, ==, 2);
  g_assert_cmpint (accuracy.right, ==, 1);
  found = hc_suggester_suggest (suggester, &ticket, 1);
  g_assert_false (((HcSuggestion *) g_ptr_array_index (found, 0))->is_calibrated);
  g_assert_cmpfloat (((HcSuggestion *) g_ptr_array_index (found, 0))->confidence, <, 0.8);
}

/* ---------------------------------------------------------------- is it true? */

/* A ticket of one of eight issues: words of its own with some share of others', so that no one can
 * know better than about three in four. */
static char *
random_title (GRand *rand, guint issue)
{
  GString *title = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint of = g_rand_int_range (rand, 0, 10) < 6 ? issue : (guint) g_rand_int_range (rand, 0, 8);

      g_string_append_printf (title, "w%c%c ", 'a' + (char) of,
                              'a' + (char) g_rand_int_range (rand, 0, 4));
    }
  return g_string_free (title, FALSE);
}

/* Of the suggestions with a confidence around c, about c are right. */
static void
test_calibrated (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (HcSuggester) suggester = suggester_new ();
  double claimed[3] = { 0 };
  guint right[3] = { 0 }, n[3] = { 0 };
  double last = 0;

  for (guint i = 0; i < 600; i++)
    {
      guint issue = (guint) g_rand_int_range (rand, 0, 8);
      g_autofree char *title = random_title (rand, issue);
      char id[2] = { 'a' + (char) issue, 0 };

      learn (suggester, title, id, i * HOUR);
    }
  hc_suggester_finish (suggester);
  for (guint i = 0; i < 4000; i++)
    {
      guint issue = (guint) g_rand_int_range (rand, 0, 8);
      g_autofree char *title = random_title (rand, issue);
      HcSuggestTicket ticket = { .title = title };
      g_autoptr (GPtrArray) found = hc_suggester_suggest (suggester, &ticket, 1);
      const HcSuggestion *first = g_ptr_array_index (found, 0);
      guint bin = first->confidence < 0.5 ? 0 : first->confidence < 0.8 ? 1 : 2;

      g_assert_true (first->is_calibrated);
      claimed[bin] += first->confidence;
      right[bin] += first->issue_id[0] == 'a' + (char) issue;
      n[bin]++;
    }
  for (guint i = 0; i < 3; i++)
    {
      double share = (double) right[i] / n[i];

      g_assert_cmpuint (n[i], >, 200);
      g_assert_cmpfloat (fabs (share - claimed[i] / n[i]), <, 0.1);
      g_assert_cmpfloat (share, >, last);
      last = share;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/reasons", test_reasons);
  g_test_add_func ("/suggest/order", test_order);
  g_test_add_func ("/suggest/nothing-learned", test_nothing_learned);
  g_test_add_func ("/suggest/accuracy", test_accuracy);
  g_test_add_func ("/suggest/bulk", test_bulk);
  g_test_add_func ("/suggest/calibrated", test_calibrated);
  return g_test_run ();
}
