/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-usage.h"

#include "hc-csv-writer.h"
#include "hc-sample-export.h"

const char hc_sample_truth_header[] = "number,problem,title,workflow,step,cause\r\n";

static guint
vary (guint value, HcRandom *random)
{
  return value * (guint) hc_random_range (random, 90, 110) / 100;
}

static void
append_usage (
  GString *out, const char *date, const HcSampleCohort *cohort, int day, HcRandom *random)
{
  guint presence = hc_sample_is_working (day) ? 76 : 4;
  guint active = vary (cohort->heads * presence / 100, random);
  /* Help is used most in the first days; the answers get better. */
  guint help = active * (34 - MIN ((guint) day, 20)) / 100;
  guint help_users = vary (help, random);
  guint sessions = help_users + help_users * (guint) hc_random_range (random, 15, 60) / 100;
  guint deflected = sessions * (guint) (18 + MIN (day, 14) * 2) / 100;

  active = MIN (active, cohort->heads);
  help_users = MIN (help_users, active);
  g_string_append_printf (out, "%s,%s,%u,%u,%u,%u\r\n", date, cohort->name, active, help_users,
                          sessions, vary (deflected, random));
}

char *
hc_sample_usage_csv (int days, guint64 seed)
{
  GString *out =
    g_string_new ("date,cohort,active_users,help_users,help_sessions,confirmed_deflections\r\n");
  HcRandom random;

  hc_random_init (&random, seed, 2);
  for (int day = 0; day < days; day++)
    {
      g_autofree char *date = hc_day_format (hc_sample_go_live () + day);

      for (guint i = 0; i < HC_SAMPLE_N_COHORTS; i++)
        append_usage (out, date, &hc_sample_cohorts[i], day, &random);
    }
  return g_string_free (out, FALSE);
}

/* How many of 1,000 who start the step get through it: the problems of that day stand in the way.
 */
static guint
step_success (guint workflow, guint step, int day)
{
  guint lost = 8;

  for (guint i = 0; i < hc_sample_n_problems; i++)
    {
      const HcSampleProblem *problem = &hc_sample_problems[i];

      if (*problem->id != '\0' && problem->workflow == workflow && problem->step == step)
        lost += hc_sample_problem_rate (problem, day) / 60;
    }
  return 1000 - MIN (lost, 400);
}

static void
append_workflow (GString *out, const char *date, guint workflow, int day, HcRandom *random)
{
  const HcSampleWorkflow *path = &hc_sample_workflows[workflow];
  guint level = hc_sample_is_working (day) ? 100 : 3;
  guint started = vary (path->starts * level / 100, random);

  for (guint step = 0; path->steps[step] != NULL; step++)
    {
      guint through = step_success (workflow, step, day);
      guint completed = (started * through + (guint) hc_random_below (random, 1000)) / 1000;
      guint stopped = started - completed;
      guint failed = stopped * (guint) hc_random_range (random, 55, 85) / 100;

      g_string_append_printf (out, "%s,%s,%s,%s,%u,%u,%u,%u\r\n", date, path->name,
                              path->steps[step], hc_sample_cohorts[path->cohort].name, started,
                              completed, failed, stopped + vary (completed / 40, random));
      started = completed;
    }
}

char *
hc_sample_completions_csv (int days, guint64 seed)
{
  GString *out = g_string_new ("date,workflow,step,cohort,started,completed,failed,retried\r\n");
  HcRandom random;

  hc_random_init (&random, seed, 3);
  for (int day = 0; day < days; day++)
    {
      g_autofree char *date = hc_day_format (hc_sample_go_live () + day);

      for (guint i = 0; i < HC_SAMPLE_N_WORKFLOWS; i++)
        append_workflow (out, date, i, day, &random);
    }
  return g_string_free (out, FALSE);
}

void
hc_sample_append_truth (GString *out, const HcSampleTicket *ticket)
{
  const HcSampleProblem *problem = ticket->problem;
  gboolean known = *problem->id != '\0';
  const HcSampleWorkflow *path = &hc_sample_workflows[problem->workflow];

  hc_sample_append_number (out, ticket->number);
  g_string_append_c (out, ',');
  if (known)
    {
      const char *cells[] = { problem->id, problem->title, path->name, path->steps[problem->step],
                              problem->cause };
      hc_csv_append_row (out, cells, G_N_ELEMENTS (cells), ',');
    }
  else
    {
      g_string_append (out, ",,,,\r\n");
    }
}
