/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters of the ticket table as they are remembered and as their chips show them. */

#include "config.h"

#include "hc-filter-text.h"

static void
test_filter_text (void)
{
  static const struct
  {
    const char *state; /* as remembered */
    const char *chips; /* as shown */
  } cases[] = {
    { "", "" },
    { "state open\nstate waiting\n", "State: Open, Waiting" },
    { "priority 0\npriority 1\n", "Priority: Without a priority, Critical" },
    { "group A\\nB\ngroup \ngroup C D\n", "Group: 3 chosen" },
    { "category X\n", "Category: X" },
    { "age 86400 259200\n", "Age: 1–3\u00a0d" },
    { "age -1 86400\n", "Age: under 1\u00a0d" },
    { "age 1209600 -1\n", "Age: 14\u00a0d and more" },
    { "opened 24\nreopened\nmissing\n",
      "Opened: last 24\u00a0h|Reopened|Missing in the Newest Export" },
    { "issue \nstep \ncause \n",
      "Issue: Without an issue|Step: Without a step|Root Cause: Without a root cause" },
    { "issue \nissue x\n", "Issue: Without an issue, …" }, /* its name is not read yet */
    { "mark unclassified\nmark misrouted\nmark repeat\nmark same_user\n",
      "Unclassified|Misrouted|Repeated Issue|Same User Again" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HcTicketQuery) query = { 0 };
      g_autoptr (GString) chips = g_string_new (NULL);
      g_autofree char *again = NULL;

      hc_ticket_query_init (&query);
      hc_filter_parse (cases[i].state, &query);
      again = hc_filter_describe (&query);
      g_assert_cmpstr (again, ==, cases[i].state);
      for (guint filter = 0; filter < HC_N_FILTERS; filter++)
        {
          g_autofree char *chip = hc_filter_chip_text ((HcFilter) filter, &query);

          g_assert_true ((chip != NULL) == hc_filter_is_set ((HcFilter) filter, &query));
          if (chip != NULL)
            g_string_append_printf (chips, "%s%s", chips->len > 0 ? "|" : "", chip);
          hc_filter_unset ((HcFilter) filter, &query);
        }
      g_assert_cmpstr (chips->str, ==, cases[i].chips);
      g_assert_false (hc_ticket_query_is_filtered (&query));
    }
  {
    g_auto (HcTicketQuery) query = { 0 };

    hc_ticket_query_init (&query);
    hc_filter_parse ("nonsense\nstate sleeping\nopened 99999999\nage x\npriority 9\nmark x\n",
                     &query);
    g_assert_false (hc_ticket_query_is_filtered (&query));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-text/chips", test_filter_text);
  return g_test_run ();
}
