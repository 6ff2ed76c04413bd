/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pairs and medians worked out by hand; advice as a table. */

#include "config.h"

#include <math.h>

#include "hc-routing-pairs.h"
#include "plan-util.h"

#define HOUR 3600
#define T (1000 * HOUR)

enum
{
  DESK = 1,
  ACCESS,
  NET,
};

/* final group, hours to its end (0: open), flags */
static const struct
{
  guint group;
  guint hours;
  guint flags;
  HcStateClass state;
} tickets[] = {
  { ACCESS, 2, HC_TICKET_FLAG_ROUTING_KNOWN, HC_STATE_CLOSED }, /* 0-2: direct, median 4 h */
  { ACCESS, 4, HC_TICKET_FLAG_ROUTING_KNOWN, HC_STATE_CLOSED },
  { ACCESS, 6, HC_TICKET_FLAG_ROUTING_KNOWN, HC_STATE_CLOSED },
  { ACCESS, 10, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED, HC_STATE_CLOSED },
  { ACCESS, 20, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED, HC_STATE_CLOSED },
  { ACCESS, 0, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED, HC_STATE_OPEN },
  { NET, 50, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED, HC_STATE_CLOSED },
  { ACCESS, 1, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED, HC_STATE_CANCELLED },
  { ACCESS, 99, HC_TICKET_FLAG_ROUTING_KNOWN | HC_TICKET_FLAG_MISROUTED | HC_TICKET_FLAG_CHILD,
    HC_STATE_CLOSED },
  { ACCESS, 3, 0, HC_STATE_CLOSED }, /* unknown routing: no direct one */
};

static const HcHop hops[] = {
  { 3, NET, ACCESS, HC_HOP_WRONG },   { 4, NET, ACCESS, HC_HOP_WRONG },
  { 5, NET, ACCESS, HC_HOP_WRONG },   { 6, NET, ACCESS, HC_HOP_WRONG },
  { 6, ACCESS, NET, HC_HOP_WRONG },   { 6, NET, ACCESS, HC_HOP_WRONG }, /* again: counts once */
  { 6, ACCESS, NET, HC_HOP_WRONG },   { 7, NET, ACCESS, HC_HOP_WRONG },
  { 8, NET, ACCESS, HC_HOP_WRONG },   { 0, DESK, ACCESS, HC_HOP_DISPATCHED },
  { 1, DESK, ACCESS, HC_HOP_DISPATCHED },
};

static HcColumns *
make_columns (void)
{
  HcColumns *columns = hc_columns_new (G_N_ELEMENTS (tickets));

  columns->inputs = HC_INPUT_TICKETS | HC_INPUT_GROUP;
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      columns->opened[i] = 500 * HOUR;
      columns->ended[i] = tickets[i].hours ? (500 + tickets[i].hours) * HOUR : HC_SECONDS_NONE;
      columns->flags[i] = (guint16) tickets[i].flags;
      columns->state[i] = (guint8) tickets[i].state;
      columns->dim[HC_BY_GROUP][i] = tickets[i].group;
      columns->dim[HC_BY_CATEGORY][i] = i % 3;
    }
  return columns;
}

static void
test_pairs (void)
{
  g_autoptr (HcColumns) columns = make_columns ();
  g_autoptr (GArray) pairs = hc_routing_pairs (columns, hops, G_N_ELEMENTS (hops), T);
  const HcRoutingPair *pair = &g_array_index (pairs, HcRoutingPair, 0);

  g_assert_cmpuint (pairs->len, ==, 3);
  /* tickets 3 4 5 6 and child 8; the cancelled one is out */
  g_assert_true (pair->from == NET && pair->to == ACCESS && pair->kind == HC_HOP_WRONG);
  g_assert_cmpint (pair->n, ==, 5);
  /* 10, 20, open since 500: S = 2/3, 1/3 */
  g_assert_cmpuint (pair->misrouted.n, ==, 3);
  g_assert_cmpfloat (pair->misrouted.median, ==, 20 * HOUR);
  g_assert_cmpuint (pair->direct.n, ==, 3);
  g_assert_cmpfloat (pair->direct.median, ==, 4 * HOUR);
  /* categories 3%3 4%3 5%3 6%3 8%3 = 0 1 2 0 2 */
  g_assert_cmpuint (pair->category, ==, 2);
  g_assert_cmpint (pair->n_category, ==, 2);

  pair = &g_array_index (pairs, HcRoutingPair, 1);
  g_assert_true (pair->from == ACCESS && pair->to == NET && pair->n == 1);
  g_assert_cmpfloat (pair->misrouted.median, ==, 50 * HOUR);
  g_assert_cmpuint (pair->direct.n, ==, 0);
  g_assert_true (isnan (pair->direct.median));

  pair = &g_array_index (pairs, HcRoutingPair, 2);
  g_assert_cmpint (pair->kind, ==, HC_HOP_DISPATCHED);
  g_assert_cmpint (pair->n, ==, 2);
}

static void
test_no_hops (void)
{
  g_autoptr (HcColumns) columns = hc_columns_new (0);
  g_autoptr (GArray) pairs = hc_routing_pairs (columns, NULL, 0, T);

  g_assert_cmpuint (pairs->len, ==, 0);
}

#define BOTH (HC_INPUT_TICKETS | HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT)

/* Of ten ended tickets: how many know their groups, their count, their owner. */
static void
test_coverage (void)
{
  static const struct
  {
    guint known, count_known, matrix_known, inputs;
    HcRoutingMethod method;
  } cases[] = {
    { 8, 0, 0, HC_INPUT_TICKETS | HC_INPUT_GROUP, HC_ROUTING_HISTORY },
    { 8, 10, 10, BOTH, HC_ROUTING_HISTORY },
    { 7, 10, 0, BOTH, HC_ROUTING_COUNT },
    { 7, 8, 10, BOTH, HC_ROUTING_COUNT },
    { 7, 8, 0, HC_INPUT_TICKETS | HC_INPUT_REASSIGNMENT_COUNT, HC_ROUTING_COUNT },
    { 7, 7, 8, BOTH, HC_ROUTING_MATRIX },
    { 0, 0, 8, HC_INPUT_TICKETS | HC_INPUT_GROUP, HC_ROUTING_MATRIX },
    { 7, 7, 7, BOTH, HC_ROUTING_NONE },
    { 10, 10, 10, HC_INPUT_TICKETS, HC_ROUTING_NONE },
    { 10, 10, 10, 0, HC_ROUTING_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcColumns) columns = hc_columns_new (12);
      HcRoutingCoverage coverage;

      columns->inputs = cases[i].inputs;
      columns->ended[10] = HC_SECONDS_NONE; /* open: not asked */
      columns->state[11] = HC_STATE_CANCELLED;
      for (guint j = 0; j < 12; j++)
        {
          if (j < cases[i].known)
            columns->flags[j] |= HC_TICKET_FLAG_ROUTING_KNOWN;
          if (j < cases[i].count_known)
            columns->flags[j] |= HC_TICKET_FLAG_COUNT_KNOWN;
          if (j < cases[i].matrix_known || j >= 10)
            columns->flags[j] |= HC_TICKET_FLAG_MATRIX_KNOWN;
          if (j % 2)
            columns->flags[j] |= HC_TICKET_FLAG_MISROUTED | HC_TICKET_FLAG_COUNT_MISROUTED;
          if (j % 2 && (columns->flags[j] & HC_TICKET_FLAG_MATRIX_KNOWN))
            columns->flags[j] |= HC_TICKET_FLAG_MATRIX_MISROUTED;
        }
      coverage = hc_routing_coverage (columns);
      g_assert_cmpint (coverage.method, ==, cases[i].method);
      g_assert_cmpint (coverage.n, ==, 10);
      g_assert_cmpint (coverage.known, ==, cases[i].known);
      g_assert_cmpint (coverage.misrouted, ==, cases[i].known / 2);
      g_assert_cmpint (coverage.count_misrouted, ==, cases[i].count_known / 2);
      g_assert_cmpint (coverage.matrix_known, ==, cases[i].matrix_known);
      g_assert_cmpint (coverage.matrix_misrouted, ==, cases[i].matrix_known / 2);
    }
}

/* ---------------------------------------------------------------- advice */

static void
set_up_plan (Plan *plan)
{
  plan_init (plan);
  plan_add (plan->plan.teams, "team", "net", "name", "Network", "kind", "other", NULL);
  plan_add (plan->plan.teams, "team", "acc", "name", "Access", "kind", "access", NULL);
  plan_add (plan->plan.teams, "team", "app", "name", "Application", "kind", "application", NULL);
  plan_add (plan->plan.duties, "duty", "pay", "name", "Payment run", "area", "workflow", NULL);
  plan_add (plan->plan.duties, "duty", "def", "name", "Workflow defects", "area", "defects", NULL);
  plan_add (plan->plan.duties, "duty", "own", "name", "Own", "area", "other", NULL);
  plan_role (plan, "pay", "app", "R", NULL);
  plan_role (plan, "def", "app", "R", NULL);
  plan_role (plan, "def", "acc", "C", NULL);
}

static void
test_advice (void)
{
  static const struct
  {
    const char *team, *category;
    HcRoutingAdviceKind kind;
    const char *duty, *area;
  } cases[] = {
    { NULL, "Payments", HC_ADVICE_MAP_GROUP, NULL, NULL },
    { "app", NULL, HC_ADVICE_ROW_SAYS_SO, "def", "defects" },       /* its own kind of work */
    { "app", "PAYMENT / Bank", HC_ADVICE_ROW_SAYS_SO, "pay", NULL }, /* a word in common */
    { "app", "Pay", HC_ADVICE_ROW_SAYS_SO, "def", NULL },
    { "acc", NULL, HC_ADVICE_ADD_ROW, NULL, "access" },
    { "acc", "Payment", HC_ADVICE_SET_RESPONSIBLE, "pay", NULL },
    { "net", NULL, HC_ADVICE_ADD_ROW, NULL, "other" }, /* “other” is nothing in common */
    { "net", "Defects", HC_ADVICE_SET_RESPONSIBLE, "def", NULL },
  };
  g_auto (Plan) plan = { 0 };

  set_up_plan (&plan);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcRoutingAdvice advice = hc_routing_advise (&plan.plan, cases[i].team, cases[i].category);

      g_assert_cmpint (advice.kind, ==, cases[i].kind);
      g_assert_cmpstr (advice.duty != NULL ? advice.duty->id : NULL, ==, cases[i].duty);
      if (cases[i].area != NULL)
        g_assert_cmpstr (advice.area, ==, cases[i].area);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-pairs/pairs", test_pairs);
  g_test_add_func ("/routing-pairs/no-hops", test_no_hops);
  g_test_add_func ("/routing-pairs/coverage", test_coverage);
  g_test_add_func ("/routing-pairs/advice", test_advice);
  return g_test_run ();
}
