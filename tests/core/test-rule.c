/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules on texts: every operator with the texts that people get wrong, the order of rules, limits. */

#include "config.h"

#include <string.h>

#include "hc-rule.h"

#define TITLE HC_TICKET_TITLE

/* ---------------------------------------------------------------- operators */

static const struct
{
  HcTicketField field;
  HcRuleOperator op;
  const char *value;
  const char *text; /* NULL: no value */
  gboolean fits;
} cases[] = {
  { TITLE, HC_RULE_IS, "Login", "login", TRUE },
  { TITLE, HC_RULE_IS, "  login ", "Login  ", TRUE },
  { TITLE, HC_RULE_IS, "login", "login failed", FALSE },
  { TITLE, HC_RULE_IS, "login", NULL, FALSE },
  { TITLE, HC_RULE_IS, "login", "", FALSE },

  /* Letters beyond ASCII. */
  { TITLE, HC_RULE_IS, "STRASSE", "straße", TRUE },
  { TITLE, HC_RULE_CONTAINS, "straße", "HAUPTSTRASSE 5", TRUE },
  { TITLE, HC_RULE_CONTAINS, "ÜBER", "Rücküberweisung über 5", TRUE },
  { TITLE, HC_RULE_CONTAINS, "u\xcc\x88" "ber", "Über", TRUE }, /* an accent of its own */
  { TITLE, HC_RULE_WORD, "über", "Geht u\xcc\x88" "ber Nacht", TRUE },
  { TITLE, HC_RULE_IS, "İzmir", "İZMİR", FALSE }, /* the second İ is no i in any language */
  { TITLE, HC_RULE_IS, "İzmir", "İZMIR", TRUE },
  { TITLE, HC_RULE_IS, "izmir", "İzmir", FALSE }, /* with and without the dot differ */
  { TITLE, HC_RULE_IS, "ΟΔΟΣ", "οδος", TRUE },   /* final sigma */
  { TITLE, HC_RULE_IS, "ΟΔΟΣ", "οδoς", FALSE },  /* a Latin o */
  { TITLE, HC_RULE_CONTAINS, "承認", "購買依頼の承認者がいない", TRUE },
  { TITLE, HC_RULE_CONTAINS, "ǆ", "Ǆ", TRUE },
  { TITLE, HC_RULE_CONTAINS, "login", "bro\xff" "ken login", TRUE },
  { TITLE, HC_RULE_CONTAINS, "ken", "bro\xff", FALSE },
  { TITLE, HC_RULE_CONTAINS, "bro", "bro\xe2\x82", TRUE }, /* cut off inside a letter */

  { TITLE, HC_RULE_CONTAINS, "approver", "No Approvers found", TRUE },
  { TITLE, HC_RULE_CONTAINS, "approver", "approve", FALSE },
  { TITLE, HC_RULE_CONTAINS, "100 %", "stuck at 100 %", TRUE },
  { TITLE, HC_RULE_STARTS, "vpn", "VPN down", TRUE },
  { TITLE, HC_RULE_STARTS, "vpn", "the VPN", FALSE },
  { TITLE, HC_RULE_STARTS, "vpn", "  VPN", TRUE },

  { TITLE, HC_RULE_WORD, "print", "Cannot print.", TRUE },
  { TITLE, HC_RULE_WORD, "print", "print", TRUE },
  { TITLE, HC_RULE_WORD, "print", "Printer", FALSE },
  { TITLE, HC_RULE_WORD, "print", "blueprint; print", TRUE }, /* the second one */
  { TITLE, HC_RULE_WORD, "print", "re-print", TRUE },
  { TITLE, HC_RULE_WORD, "cost centre", "No cost centre!", TRUE },
  { TITLE, HC_RULE_WORD, "cost centre", "cost centres", FALSE },
  { TITLE, HC_RULE_WORD, "ber", "über ber\xcc\x83", FALSE }, /* part of words, an accent behind it */
  { TITLE, HC_RULE_WORD, "SU01", "tcode SU01D", FALSE },
  { TITLE, HC_RULE_WORD, "aa", "aaa aa", TRUE },

  { TITLE, HC_RULE_IN, "vpn down\nlogin\n\n  print  \r\n", "PRINT", TRUE },
  { TITLE, HC_RULE_IN, "vpn down\nlogin", "vpn", FALSE },
  { TITLE, HC_RULE_IN, "login", "", FALSE },
  { HC_TICKET_CATEGORY, HC_RULE_IN, "Access\nStraße", "STRASSE", TRUE },

  { TITLE, HC_RULE_MATCHES, "^no approver (for|in) \\d+$", "No approver for 4711", TRUE },
  { TITLE, HC_RULE_MATCHES, "^no approver (for|in) \\d+$", "No approver at 4711", FALSE },
  { TITLE, HC_RULE_MATCHES, "\\bübergabe", "Die ÜBERGABE", TRUE },
  { TITLE, HC_RULE_MATCHES, ".", "bro\xff" "ken", FALSE },
  { TITLE, HC_RULE_MATCHES, "x*", "anything", TRUE },
  { TITLE, HC_RULE_MATCHES, "x", NULL, FALSE },

  /* One tag of the list will do. */
  { HC_TICKET_TAGS, HC_RULE_IS, "urgent", "vip, Urgent", TRUE },
  { HC_TICKET_TAGS, HC_RULE_IS, "urgent", "vip urgent", TRUE },
  { HC_TICKET_TAGS, HC_RULE_IS, "very urgent", "vip; very urgent", TRUE },
  { HC_TICKET_TAGS, HC_RULE_IS, "urgent", "vip; very urgent", FALSE },
  { HC_TICKET_TAGS, HC_RULE_IN, "a\nurgent", "vip|urgent", TRUE },
  { HC_TICKET_TAGS, HC_RULE_STARTS, "ur", "vip|urgent", TRUE },
  { TITLE, HC_RULE_IS, "urgent", "vip, urgent", FALSE },
};

static HcRule *
rule_new (HcTicketField field, HcRuleOperator op, const char *value)
{
  HcRule *rule = hc_rule_new ();

  hc_rule_add_condition (rule, field, op, value);
  rule->target[HC_LINK_ISSUE] = g_strdup ("i");
  return rule;
}

static GPtrArray *
rules_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hc_rule_free);
}

static void
test_operators (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rules = rules_new ();
      g_autoptr (HcRuleSet) set = NULL;
      const char *text[HC_TICKET_N_FIELDS] = { NULL };
      gint64 term[HC_TICKET_N_FIELDS] = { 0 };
      int out[HC_N_LINKS];

      g_ptr_array_add (rules, rule_new (cases[i].field, cases[i].op, cases[i].value));
      set = hc_rule_set_new (rules);
      g_assert_cmpuint (hc_rule_set_fields (set), ==, HC_TICKET_BIT (cases[i].field));
      text[cases[i].field] = cases[i].text;
      if (hc_rule_set_fits (set, 0, text, term) != cases[i].fits)
        g_error ("case %u: %s %s “%s” on “%s”", i, hc_ticket_fields[cases[i].field].name,
                 hc_rule_operator_word (cases[i].op), cases[i].value, cases[i].text);
      g_assert_cmpint (hc_rule_set_match (set, text, term, out), ==, cases[i].fits);
      g_assert_cmpint (out[HC_LINK_ISSUE], ==, cases[i].fits ? 0 : -1);
      g_assert_cmpint (out[HC_LINK_CAUSE], ==, -1);
    }
}

/* ---------------------------------------------------------------- checks */

static const struct
{
  HcTicketField field;
  HcRuleOperator op;
  const char *value;
  const char *says; /* NULL: fine */
} checks[] = {
  { TITLE, HC_RULE_CONTAINS, "x", NULL },
  { HC_TICKET_GROUP, HC_RULE_IN, "\na", NULL },
  { HC_TICKET_TAGS, HC_RULE_MATCHES, "a|b", NULL },
  { TITLE, HC_RULE_CONTAINS, "", "has no value" },
  { TITLE, HC_RULE_CONTAINS, "  \t", "has no value" },
  { TITLE, HC_RULE_IN, "\n \n", "has no value" },
  { TITLE, HC_RULE_MATCHES, "", "has no value" },
  { TITLE, HC_RULE_IS, NULL, "has no value" },
  { HC_TICKET_PARENT, HC_RULE_IS, "x", "cannot look at" },
  { HC_TICKET_KEY, HC_RULE_STARTS, "INC", NULL },
  { HC_TICKET_OPENED, HC_RULE_IS, "x", "cannot look at" },
  { HC_TICKET_N_FIELDS, HC_RULE_IS, "x", "cannot look at" },
  { TITLE, HC_RULE_MATCHES, "a(b", "“a(b” cannot be read" },
  { TITLE, HC_RULE_MATCHES, "*a", "cannot be read" },
  { TITLE, HC_RULE_MATCHES, "[a", "cannot be read" },
  { TITLE, HC_RULE_MATCHES, "a\\", "cannot be read" },
  { TITLE, HC_RULE_MATCHES, "(*UTF)(*LIMIT_MATCH=4000000000)(a+)+$", "may not begin" },
};

static void
test_checks (void)
{
  g_autoptr (HcRule) empty = hc_rule_new ();
  g_autoptr (HcRule) aimless = hc_rule_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (HcRule) rule = rule_new (checks[i].field, checks[i].op, checks[i].value);
      g_autoptr (GError) wrong = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (hc_rule_check (rule, &wrong), ==, checks[i].says == NULL);
      if (checks[i].says == NULL)
        continue;
      g_assert_error (wrong, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (wrong->message, checks[i].says));
      g_assert_null (strstr (wrong->message, "LIMIT_MATCH=20"));
      g_assert_true (g_str_has_suffix (wrong->message, "."));
    }
  empty->target[HC_LINK_CAUSE] = g_strdup ("access");
  g_assert_false (hc_rule_check (empty, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_clear_error (&error);
  hc_rule_add_condition (aimless, TITLE, HC_RULE_IS, "x");
  g_assert_false (hc_rule_check (aimless, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
}

static void
test_words (void)
{
  static const char *const words[] = { "is", "contains", "word", "starts", "matches", "in" };
  HcRuleOperator op = HC_RULE_IN;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_true (hc_rule_operator_from_word (words[i], &op));
      g_assert_cmpint (op, ==, i);
      g_assert_cmpstr (hc_rule_operator_word (op), ==, words[i]);
    }
  g_assert_false (hc_rule_operator_from_word ("like", &op));
  g_assert_false (hc_rule_operator_from_word (NULL, &op));
  g_assert_cmpint (op, ==, HC_RULE_IN);
  g_assert_cmpstr (hc_link_column (HC_LINK_STEP), ==, "step_id");
  g_assert_cmpstr (hc_link_column (HC_LINK_CAUSE), ==, "cause");
}

/* ---------------------------------------------------------------- several rules */

/* @targets: “issue workflow step cohort cause”, “-” for none. */
static HcRule *
add_rule (GPtrArray *rules, const char *word, const char *targets)
{
  HcRule *rule = hc_rule_new ();
  g_auto (GStrv) parts = g_strsplit (targets, " ", -1);

  hc_rule_add_condition (rule, TITLE, HC_RULE_WORD, word);
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (!g_str_equal (parts[i], "-"))
      rule->target[i] = g_strdup (parts[i]);
  g_ptr_array_add (rules, rule);
  return rule;
}

static void
assert_match (HcRuleSet *set, const char *title, const char *expected)
{
  const char *text[HC_TICKET_N_FIELDS] = { [TITLE] = title };
  gint64 term[HC_TICKET_N_FIELDS] = { 0 };
  int out[HC_N_LINKS];
  gboolean any = hc_rule_set_match (set, text, term, out);
  g_autofree char *got =
    g_strdup_printf ("%d %d %d %d %d", out[0], out[1], out[2], out[3], out[4]);

  g_assert_cmpstr (got, ==, expected);
  g_assert_cmpint (any, ==, !g_str_equal (expected, "-1 -1 -1 -1 -1"));
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (HcRuleSet) set = NULL;

  add_rule (rules, "a", "i1 - - - -");
  add_rule (rules, "b", "i2 w1 s1 - access");
  add_rule (rules, "c", "i3 w2 s2 c1 -");
  add_rule (rules, "d", "- w1 - - -");
  add_rule (rules, "e", "- w1 s3 - -");
  add_rule (rules, "off", "i9 w9 s9 c9 defect")->is_enabled = FALSE;
  add_rule (rules, "bad", "- - - - -");
  set = hc_rule_set_new (rules);

  assert_match (set, "nothing", "-1 -1 -1 -1 -1");
  assert_match (set, "off bad", "-1 -1 -1 -1 -1");
  assert_match (set, "a", "0 -1 -1 -1 -1");
  assert_match (set, "c b a", "0 1 1 2 1");
  assert_match (set, "c", "2 2 2 2 -1");
  assert_match (set, "d", "-1 3 -1 -1 -1");
  /* A step of another workflow than the one that is decided does not join it. */
  assert_match (set, "d e", "-1 3 4 -1 -1");
  assert_match (set, "c e", "2 2 2 2 -1");
}

/* The same term is asked once, other terms and no term on their own. */
static void
test_terms (void)
{
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (HcRuleSet) set = NULL;
  const char *text[HC_TICKET_N_FIELDS] = { NULL };
  gint64 term[HC_TICKET_N_FIELDS] = { 0 };

  g_ptr_array_add (rules, rule_new (HC_TICKET_GROUP, HC_RULE_STARTS, "basis"));
  set = hc_rule_set_new (rules);
  text[HC_TICKET_GROUP] = "Basis Team";
  term[HC_TICKET_GROUP] = 5;
  g_assert_true (hc_rule_set_fits (set, 0, text, term));
  text[HC_TICKET_GROUP] = "Desk"; /* kept by the term, as it must be: a term has one text */
  g_assert_true (hc_rule_set_fits (set, 0, text, term));
  term[HC_TICKET_GROUP] = 900;
  g_assert_false (hc_rule_set_fits (set, 0, text, term));
  term[HC_TICKET_GROUP] = G_MAXINT64;
  g_assert_false (hc_rule_set_fits (set, 0, text, term));
  term[HC_TICKET_GROUP] = 0;
  text[HC_TICKET_GROUP] = NULL;
  g_assert_false (hc_rule_set_fits (set, 0, text, term));
}

static void
test_all_conditions (void)
{
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (HcRuleSet) set = NULL;
  HcRule *rule = rule_new (TITLE, HC_RULE_WORD, "order");
  const char *text[HC_TICKET_N_FIELDS] = { NULL };
  gint64 term[HC_TICKET_N_FIELDS] = { 0 };

  hc_rule_add_condition (rule, HC_TICKET_DESCRIPTION, HC_RULE_MATCHES, "err(or)? 5");
  hc_rule_add_condition (rule, HC_TICKET_CATEGORY, HC_RULE_IS, "sap");
  hc_rule_add_condition (rule, TITLE, HC_RULE_CONTAINS, "stuck");
  g_ptr_array_add (rules, rule);
  set = hc_rule_set_new (rules);
  text[TITLE] = "Order is stuck";
  text[HC_TICKET_DESCRIPTION] = "It says ERR 5";
  text[HC_TICKET_CATEGORY] = "SAP";
  g_assert_true (hc_rule_set_fits (set, 0, text, term));
  text[HC_TICKET_DESCRIPTION] = NULL;
  g_assert_false (hc_rule_set_fits (set, 0, text, term));
  text[HC_TICKET_DESCRIPTION] = "Error 5";
  g_assert_true (hc_rule_set_fits (set, 0, text, term));
  text[TITLE] = "Order";
  g_assert_false (hc_rule_set_fits (set, 0, text, term));
}

static void
test_many_lines (void)
{
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (HcRuleSet) set = NULL;
  const char *text[HC_TICKET_N_FIELDS] = { NULL };
  gint64 term[HC_TICKET_N_FIELDS] = { 0 };
  guint found = 0;

  for (guint i = 0; i < 20000; i += 2)
    g_string_append_printf (lines, "Host-%u\n", i);
  g_ptr_array_add (rules, rule_new (TITLE, HC_RULE_IN, lines->str));
  set = hc_rule_set_new (rules);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *title = g_strdup_printf ("HOST-%u", i);

      text[TITLE] = title;
      found += hc_rule_set_fits (set, 0, text, term);
    }
  g_assert_cmpuint (found, ==, 10000);
}

/* Without the limit this takes longer than anyone waits. */
static void
test_catastrophe (void)
{
  g_autoptr (GPtrArray) rules = rules_new ();
  g_autoptr (HcRuleSet) set = NULL;
  g_autofree char *many = g_strnfill (200, 'a');
  g_autofree char *trap = g_strconcat (many, "x", NULL);
  const char *text[HC_TICKET_N_FIELDS] = { [TITLE] = trap };
  gint64 term[HC_TICKET_N_FIELDS] = { 0 };

  g_ptr_array_add (rules, rule_new (TITLE, HC_RULE_MATCHES, "^a+x"));
  g_ptr_array_add (rules, rule_new (TITLE, HC_RULE_MATCHES, "^(a|aa)+$"));
  g_ptr_array_add (rules, rule_new (TITLE, HC_RULE_MATCHES, "(a+)+$"));
  set = hc_rule_set_new (rules);
  g_assert_true (hc_rule_set_fits (set, 0, text, term));
  for (guint i = 0; i < 100; i++)
    {
      g_assert_false (hc_rule_set_fits (set, 1, text, term));
      g_assert_false (hc_rule_set_fits (set, 2, text, term));
    }
  g_assert_cmpuint (hc_rule_set_overruns (set, 0), ==, 0);
  g_assert_cmpuint (hc_rule_set_overruns (set, 1), ==, 100);
  text[TITLE] = "aaa";
  g_assert_true (hc_rule_set_fits (set, 1, text, term));
}

static void
test_copy (void)
{
  g_autoptr (HcRule) rule = rule_new (HC_TICKET_ROLE, HC_RULE_IN, "a\nb");
  g_autoptr (HcRule) copy = NULL;
  const HcRuleCondition *condition;

  rule->id = g_strdup ("r1");
  rule->number = 7;
  rule->is_enabled = FALSE;
  copy = hc_rule_copy (rule);
  condition = g_ptr_array_index (copy->conditions, 0);
  g_assert_cmpstr (copy->id, ==, "r1");
  g_assert_cmpstr (copy->name, ==, "");
  g_assert_cmpuint (copy->number, ==, 7);
  g_assert_false (copy->is_enabled);
  g_assert_cmpstr (copy->target[HC_LINK_ISSUE], ==, "i");
  g_assert_cmpint (condition->field, ==, HC_TICKET_ROLE);
  g_assert_cmpint (condition->op, ==, HC_RULE_IN);
  g_assert_cmpstr (condition->value, ==, "a\nb");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/operators", test_operators);
  g_test_add_func ("/rule/checks", test_checks);
  g_test_add_func ("/rule/words", test_words);
  g_test_add_func ("/rule/order", test_order);
  g_test_add_func ("/rule/terms", test_terms);
  g_test_add_func ("/rule/all-conditions", test_all_conditions);
  g_test_add_func ("/rule/many-lines", test_many_lines);
  g_test_add_func ("/rule/catastrophe", test_catastrophe);
  g_test_add_func ("/rule/copy", test_copy);
  return g_test_run ();
}
