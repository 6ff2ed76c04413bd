/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-usage.h"

#define FIRST 20000
#define X (-1) /* not given */

static HcUsage *
plan_new (void)
{
  static const struct
  {
    const char *id, *kind;
  } cohorts[] = { { "ap", "role" }, { "buyer", "role" }, { "berlin", "region" }, { "lodz", "region" } };
  HcUsage *usage = hc_usage_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cohorts); i++)
    hc_usage_add_record (usage, HC_BY_COHORT, cohorts[i].id, cohorts[i].id)->kind =
      g_strdup (cohorts[i].kind);
  return usage;
}

/* ---- sums over cohorts ---- */

/* Active users of a day: everybody, ap, buyer, berlin, lodz; then the sum and the kind it is of. */
static const struct
{
  gint64 rows[5];
  gint64 sum;
  const char *kind;
} days[] = {
  { { 900, X, X, X, X }, 900, NULL },
  { { X, X, X, X, X }, X, NULL },        /* no row at all */
  { { X, 10, X, X, X }, 10, "role" },    /* nobody else was ever known */
  { { X, 10, 20, X, X }, 30, "role" },
  { { X, X, 20, X, X }, X, NULL },       /* ap is missing: a part is not the whole */
  { { X, 0, 20, X, X }, 20, "role" },
  { { X, 10, 20, 25, X }, 30, "role" },  /* each kind counts the same people */
  { { X, 10, 20, 25, 40 }, 65, "region" },
  { { X, 10, 20, X, 40 }, 30, "role" },  /* of a kind that is complete */
  { { X, X, 20, X, 40 }, X, NULL },
  { { 7, 10, 20, 25, 40 }, 7, NULL },    /* said for everybody */
  { { 0, X, X, X, X }, 0, NULL },
};

static void
test_sums (void)
{
  static const char *const ids[] = { NULL, "ap", "buyer", "berlin", "lodz" };
  g_autoptr (HcUsage) usage = plan_new ();
  gint64 values[G_N_ELEMENTS (days)];
  const char *kinds[G_N_ELEMENTS (days)];

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      if (days[d].rows[i] != X)
        hc_usage_add_day (usage, FIRST + (HcDay) d, ids[i])->active_users = days[d].rows[i];
  hc_usage_series (usage, FIRST, G_N_ELEMENTS (days), NULL, HC_USAGE_ACTIVE_USERS, values, kinds);
  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    {
      HcDay day = FIRST + (HcDay) d;

      g_test_message ("day %u", d);
      g_assert_cmpint (values[d], ==, days[d].sum);
      g_assert_cmpstr (kinds[d], ==, days[d].kind);
      g_assert_cmpint (hc_usage_on (usage, day, NULL, HC_USAGE_ACTIVE_USERS), ==, days[d].sum);
      g_assert_cmpint (hc_usage_on (usage, day, NULL, HC_USAGE_HELP_USERS), ==, X);
      for (guint i = 1; i < G_N_ELEMENTS (ids); i++)
        g_assert_cmpint (hc_usage_on (usage, day, ids[i], HC_USAGE_ACTIVE_USERS), ==,
                         days[d].rows[i]);
    }
  g_assert_cmpint (hc_usage_on (usage, FIRST - 1, NULL, HC_USAGE_ACTIVE_USERS), ==, X);
  g_assert_cmpint (hc_usage_on (usage, FIRST + 99, "ap", HC_USAGE_ACTIVE_USERS), ==, X);
}

static void
test_names (void)
{
  g_autoptr (HcUsage) usage = plan_new ();

  hc_usage_add_record (usage, HC_BY_WORKFLOW, "p2p", "Purchase to Pay");
  g_assert_true (hc_usage_has_name (usage, HC_BY_WORKFLOW, "purchase to pay"));
  g_assert_false (hc_usage_has_name (usage, HC_BY_STEP, "Purchase to Pay"));
  g_assert_false (hc_usage_has_name (usage, HC_BY_WORKFLOW, NULL));
  g_assert_false (hc_usage_has_name (NULL, HC_BY_WORKFLOW, "Purchase to Pay"));
  g_assert_cmpstr (hc_usage_kind_of (usage, "berlin"), ==, "region");
  g_assert_cmpstr (hc_usage_kind_of (usage, "nobody"), ==, "");
}

/* ---- completions ---- */

typedef struct
{
  const char *step, *cohort;
  gint64 started, completed, retried;
} Row;

/* One day each; then what is asked for and what it is. Steps s1, s2, the exception sx, s3. */
static const struct
{
  Row rows[8]; /* ends with a step of "-" */
  const char *step, *cohort;
  HcCompletionCount want;
} paths[] = {
  { { { NULL, NULL, 10, 8, 1 }, { "-" } }, NULL, NULL, { 10, 8, 1 } },
  { { { NULL, NULL, 10, X, 1 }, { "-" } }, NULL, NULL, { X, X, X } },
  { { { "s1", NULL, 10, 9, 1 }, { "s2", NULL, 9, 8, 2 }, { "s3", NULL, 8, 7, X }, { "-" } },
    NULL, NULL, { 10, 7, 3 } },
  /* the exception is neither first nor last */
  { { { "s1", NULL, 10, 9, X }, { "sx", NULL, 2, 1, 5 }, { "s3", NULL, 8, 7, X }, { "-" } },
    NULL, NULL, { 10, 7, 5 } },
  { { { "s1", NULL, 10, 9, 1 }, { "s2", NULL, 9, 8, 2 }, { "-" } }, NULL, NULL, { X, X, X } },
  { { { "s2", NULL, 9, 8, 2 }, { "-" } }, "s2", NULL, { 9, 8, 2 } },
  { { { "s2", NULL, 9, 8, 2 }, { "-" } }, "s1", NULL, { X, X, X } },
  /* the whole hot path's own row comes before its steps */
  { { { NULL, NULL, 20, 11, X }, { "s1", NULL, 10, 9, 4 }, { "s3", NULL, 8, 7, X }, { "-" } },
    NULL, NULL, { 20, 11, 4 } },
  /* cohorts add up, of one kind; everybody's row comes before them */
  { { { NULL, "ap", 10, 5, 1 }, { NULL, "buyer", 4, 4, X }, { NULL, "berlin", 12, 2, 7 }, { "-" } },
    NULL, NULL, { 14, 9, 1 } },
  { { { NULL, NULL, 3, 1, X }, { NULL, "ap", 10, 5, 1 }, { "-" } }, NULL, NULL, { 3, 1, X } },
  { { { NULL, "ap", 10, 5, 1 }, { NULL, "buyer", 4, 4, X }, { "-" } }, NULL, "buyer", { 4, 4, X } },
  { { { "s1", "ap", 10, 9, X }, { "s3", "ap", 9, 6, X }, { "s1", "buyer", 5, 4, X }, { "-" } },
    NULL, NULL, { 10, 6, X } },
};

static void
test_paths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      static const char *const steps[] = { "s1", "s2", "sx", "s3" };
      g_autoptr (HcUsage) usage = plan_new ();
      HcCompletionCount got[3];

      hc_usage_add_record (usage, HC_BY_WORKFLOW, "w", "Way");
      for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
        {
          HcUsageRecord *record = hc_usage_add_record (usage, HC_BY_STEP, steps[s], steps[s]);

          record->workflow_id = g_strdup ("w");
          record->is_exception = g_str_equal (steps[s], "sx");
        }
      hc_usage_add_completion (usage, FIRST, "other", NULL, NULL)->started = 99;
      for (const Row *row = paths[i].rows; g_strcmp0 (row->step, "-") != 0; row++)
        {
          HcCompletionDay *day =
            hc_usage_add_completion (usage, FIRST + 1, "w", row->step, row->cohort);

          day->started = row->started;
          day->completed = row->completed;
          day->retried = row->retried;
        }
      hc_usage_completions (usage, "w", paths[i].step, paths[i].cohort, FIRST, 3, got);
      g_test_message ("case %u", i);
      g_assert_cmpint (got[0].started, ==, X);
      g_assert_cmpint (got[1].started, ==, paths[i].want.started);
      g_assert_cmpint (got[1].completed, ==, paths[i].want.completed);
      g_assert_cmpint (got[1].retried, ==, paths[i].want.retried);
      g_assert_cmpint (got[2].started, ==, X);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usage/sums", test_sums);
  g_test_add_func ("/usage/names", test_names);
  g_test_add_func ("/usage/paths", test_paths);
  return g_test_run ();
}
