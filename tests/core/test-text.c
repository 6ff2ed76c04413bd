/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of titles, and titles that are alike. */

#include "config.h"

#include <string.h>

#include "hc-text-similar.h"
#include "hc-text.h"

static void
test_stop_words (void)
{
  for (guint i = 0; hc_text_stop_words[i] != NULL; i++)
    {
      g_autofree char *folded = g_utf8_casefold (hc_text_stop_words[i], -1);

      g_assert_cmpstr (hc_text_stop_words[i], ==, folded);
      if (i > 0)
        g_assert_cmpint (strcmp (hc_text_stop_words[i - 1], hc_text_stop_words[i]), <, 0);
    }
}

static void
test_key (void)
{
  static const struct
  {
    const char *title;
    const char *key;
  } cases[] = {
    { "No approver for cost centre 4510", "approver centre cost" },
    { "APPROVER missing: Cost-Centre approver!!", "approver centre cost missing" },
    { "URGENT: FW: Please help", "" },
    { "", "" },
    { "4500091234 / 17:30", "" },
    { "Role Z_AP_POST", "ap post role" }, /* one letter says nothing */
    { "Error F5702 in MIGO2 screen", "migo screen" },
    { "Straße GESPERRT", "gesperrt strasse" },
    { "strasse gesperrt", "gesperrt strasse" },
    { "M\xc3\xa4ngel", "mängel" },
    { "Ma\xcc\x88ngel", "mängel" }, /* composed of two */
    { "Łódź не работает", "łódź не работает" },
    { "VPN can't connect, doesn't start", "connect start vpn" },
    { "broken \xff\xfe bytes", "broken bytes" },
    { "Printer\xc2\xa0LP \xe2\x80\x93 offline", "lp offline printer" },
    { "SWIFT file rejected, Bank", "bank file swift" }, /* “rejected”: of the launch */
  };
  static const char *const more[] = { "Rejected", NULL };
  g_autoptr (HcTokenizer) tokenizer = hc_tokenizer_new (more);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = hc_tokenizer_key (tokenizer, cases[i].title);
      g_autofree char *again = hc_tokenizer_key (tokenizer, key);

      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_cmpstr (again, ==, key); /* a key is its own key */
    }
}

static void
assert_tokens (const GArray *tokens, const HcTokenizer *tokenizer, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    g_string_append_printf (text, "%s ",
                            hc_tokenizer_word (tokenizer, g_array_index (tokens, guint32, i)));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_tokens (void)
{
  g_autoptr (HcTokenizer) tokenizer = hc_tokenizer_new (NULL);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;

  hc_tokenizer_add (tokenizer, "tax code missing code", tokens);
  assert_tokens (tokens, tokenizer, "tax code missing ");
  /* Behind what is there; known words keep their numbers, so they come first. */
  hc_tokenizer_add (tokenizer, "invoice without tax", tokens);
  assert_tokens (tokens, tokenizer, "tax code missing tax invoice ");
  n = hc_tokenizer_count (tokenizer);
  g_assert_cmpuint (n, ==, 4);

  g_array_set_size (tokens, 0);
  g_assert_cmpuint (hc_tokenizer_look_up (tokenizer, "Missing CODE of the printer", tokens), ==, 1);
  assert_tokens (tokens, tokenizer, "code missing ");
  g_assert_cmpuint (hc_tokenizer_count (tokenizer), ==, n);
}

static void
test_many_words (void)
{
  g_autoptr (HcTokenizer) tokenizer = hc_tokenizer_new (NULL);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) text = g_string_new (NULL);

  /* qaa qab … : 676 words twice, more than the table holds at first */
  for (guint i = 0; i < 2 * 676; i++)
    g_string_append_printf (text, "q%c%c ", 'a' + (char) (i / 26 % 26), 'a' + (char) (i % 26));
  hc_tokenizer_add (tokenizer, text->str, tokens);
  g_assert_cmpuint (tokens->len, ==, 676);
  g_assert_cmpuint (hc_tokenizer_count (tokenizer), ==, 676);
  for (guint i = 0; i < 676; i++)
    g_assert_cmpuint (g_array_index (tokens, guint32, i), ==, i);
}

/* Weights of five titles: log (1 + 5 ÷ frequency)². “tax” (3 titles) 0.9620, “code” (2) 1.5694,
 * “missing”, “printer”, “invoice” (1) 3.2104. Asked for: tax code. Norm 2.5314.
 * “Tax code missing”: 2.5314 ÷ √(2.5314 × 5.7418) = 0.664; “Tax code” 1; “Tax invoice”
 * 0.9620 ÷ √(2.5314 × 4.1724) = 0.296: not enough. */
static void
test_similar (void)
{
  static const char *const titles[]
    = { "Tax code missing", "Printer", "Tax invoice", NULL, "Tax code" };
  g_autoptr (GArray) found = hc_text_similar ("tax code?", titles, 5, NULL, 9);
  g_autoptr (GArray) one = hc_text_similar ("tax code?", titles, 5, NULL, 1);
  g_autoptr (GArray) nothing = hc_text_similar ("17", titles, 5, NULL, 9);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, guint, 0), ==, 4);
  g_assert_cmpuint (g_array_index (found, guint, 1), ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, guint, 0), ==, 4);
  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/stop-words", test_stop_words);
  g_test_add_func ("/text/key", test_key);
  g_test_add_func ("/text/tokens", test_tokens);
  g_test_add_func ("/text/many-words", test_many_words);
  g_test_add_func ("/text/similar", test_similar);
  return g_test_run ();
}
