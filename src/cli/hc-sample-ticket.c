/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-ticket.h"

#include <string.h>

#include "hc-sample-text.h"

#define HOUR (60 * 60)
#define OFFICE_OPENS (7 * HOUR + HOUR / 2)
#define OFFICE_CLOSES (18 * HOUR + HOUR / 2)
#define AUTO_CLOSE (5 * HC_SAMPLE_DAY)
#define REOPEN_AFTER (14 * 60) /* minutes: over a night, so that daily exports can see it */

void
hc_sample_ticket_init (HcSampleTicket *self)
{
  memset (self, 0, sizeof *self);
  self->title = g_string_new (NULL);
  self->description = g_string_new (NULL);
}

void
hc_sample_ticket_clear (HcSampleTicket *self)
{
  g_string_free (self->title, TRUE);
  g_string_free (self->description, TRUE);
}

gint32
hc_sample_export_time (int day)
{
  return day * HC_SAMPLE_DAY + 23 * HOUR + 45 * 60;
}

/* ---- when things happen ---- */

/* Into office hours: work done at night or on a day off is done in the next morning. */
static gint32
office_time (gint32 at, HcRandom *random)
{
  int day = at / HC_SAMPLE_DAY;
  int second = at % HC_SAMPLE_DAY;

  if (hc_sample_is_working (day) && second >= OFFICE_OPENS && second < OFFICE_CLOSES)
    return at;
  if (!hc_sample_is_working (day) || second >= OFFICE_CLOSES)
    do
      day++;
    while (!hc_sample_is_working (day));
  return day * HC_SAMPLE_DAY + OFFICE_OPENS + hc_random_range (random, 5 * 60, 95 * 60);
}

static guint
draw_place (const HcSampleProblem *problem, guint cohort, HcRandom *random)
{
  if (problem->place >= 0 && hc_random_percent (random, 90))
    return (guint) problem->place;
  return hc_random_pick (random, hc_sample_cohorts[cohort].places, HC_SAMPLE_N_PLACES);
}

static void
draw_user (const HcSampleProblem *problem, HcRandom *random, guint *cohort, guint *place)
{
  *cohort = problem->cohorts[hc_random_percent (random, 75) ? 0 : 1];
  *place = draw_place (problem, *cohort, random);
}

gint32
hc_sample_opening (const HcSampleProblem *problem, int day, guint64 seed, guint64 stream)
{
  static const guint8 hours[24] = { 0,  0,  0,  0,  0,  1,  5,  16, 40, 62, 60, 48,
                                    30, 46, 56, 50, 40, 24, 10, 4,  0,  0,  0,  0 };
  HcRandom random;
  guint cohort, place;
  int hour;

  hc_random_init (&random, seed, stream);
  draw_user (problem, &random, &cohort, &place);
  hour = (int) hc_random_pick (&random, hours, G_N_ELEMENTS (hours)) +
         hc_sample_places[place].hours_behind;
  return day * HC_SAMPLE_DAY + MIN (hour, 22) * HOUR + hc_random_range (&random, 0, HOUR - 1);
}

/* Nothing happens between two and three at night: the hour that summer time leaves out or doubles.
 */
static gint32
awake_time (gint32 at)
{
  return at % HC_SAMPLE_DAY / HOUR == 2 ? at + HOUR : at;
}

/* ---- what happens ---- */

/* A copy of the last moment, @minutes later, to be changed by the caller. */
static HcSampleMoment *
next_moment (HcSampleTicket *self, int minutes, HcRandom *random)
{
  HcSampleMoment *moment = &self->moments[self->n_moments];

  g_assert (self->n_moments > 0 && self->n_moments < HC_SAMPLE_MAX_MOMENTS);
  *moment = self->moments[self->n_moments - 1];
  self->n_moments++;
  moment->at += MAX (1, minutes) * 60 + hc_random_range (random, 0, 59);
  moment->at = self->priority > 1 ? office_time (moment->at, random) : awake_time (moment->at);
  return moment;
}

static void
take (HcSampleTicket *self, int minutes, HcRandom *random)
{
  HcSampleMoment *moment = next_moment (self, minutes, random);

  moment->state = HC_SAMPLE_IN_PROGRESS;
  moment->resolver =
    (guint8) hc_random_range (random, 1, (int) hc_sample_groups[moment->group].resolvers);
}

static void
hand_over (HcSampleTicket *self, HcSampleGroupId group, int minutes, HcRandom *random)
{
  HcSampleMoment *moment = next_moment (self, minutes, random);

  moment->group = (guint8) group;
  moment->resolver = 0;
  moment->hops++;
}

static void
route (HcSampleTicket *self, HcRandom *random)
{
  const HcSampleProblem *problem = self->problem;

  if (hc_random_percent (random, problem->wrong_percent))
    {
      hand_over (self, problem->wrong_group, hc_random_range (random, 5, 50), random);
      if (hc_random_percent (random, 30))
        hand_over (self, HC_SAMPLE_SERVICE_DESK, hc_random_spread (random, 90), random);
      hand_over (self, problem->group, hc_random_spread (random, 110), random);
    }
  else
    {
      hand_over (self, problem->group, hc_random_range (random, 5, 50), random);
    }
  take (self, hc_random_spread (random, 35), random);
}

static void
resolve (HcSampleTicket *self, int minutes, gint32 not_before, HcRandom *random)
{
  HcSampleMoment *moment = next_moment (self, minutes, random);

  if (moment->at < not_before)
    moment->at = office_time (not_before + hc_random_range (random, 0, 7 * HOUR), random);
  moment->state = HC_SAMPLE_RESOLVED;
  moment->resolved = moment->at;
}

static void
reopen (HcSampleTicket *self, HcRandom *random)
{
  HcSampleMoment *moment =
    next_moment (self, REOPEN_AFTER + hc_random_spread (random, 400), random);

  moment->state = HC_SAMPLE_IN_PROGRESS;
  moment->resolved = -1;
  moment->reopens++;
}

static void
close_later (HcSampleTicket *self, HcRandom *random)
{
  HcSampleMoment *moment = &self->moments[self->n_moments];

  g_assert (self->n_moments < HC_SAMPLE_MAX_MOMENTS);
  *moment = self->moments[self->n_moments - 1];
  self->n_moments++;
  moment->at += AUTO_CLOSE;
  moment->at += HOUR - moment->at % HOUR + hc_random_range (random, 5, 40); /* an hourly job */
  moment->at = awake_time (moment->at);
  moment->state = HC_SAMPLE_CLOSED;
  moment->closed = moment->at;
}

static void
hold (HcSampleTicket *self, HcRandom *random)
{
  next_moment (self, hc_random_spread (random, 60), random)->state = HC_SAMPLE_ON_HOLD;
}

static void
work_on (HcSampleTicket *self, HcRandom *random)
{
  const HcSampleProblem *problem = self->problem;
  gboolean waits = problem->waits_for_fix && hc_random_percent (random, 60);

  if (hc_random_percent (random, 22))
    {
      hold (self, random);
      take (self, hc_random_spread (random, 600), random);
    }
  if (strcmp (problem->cause, "defect") == 0 && hc_random_percent (random, 9))
    {
      hand_over (self, HC_SAMPLE_VENDOR, hc_random_spread (random, 90), random);
      take (self, hc_random_spread (random, 120), random);
    }
  if (hc_random_below (random, 1000) < 14 || (waits && problem->fixed == HC_SAMPLE_NEVER))
    {
      hold (self, random); /* nobody solves it within the launch */
      return;
    }
  resolve (self, hc_random_spread (random, problem->minutes),
           waits ? problem->fixed * HC_SAMPLE_DAY + 10 * HOUR : 0, random);
}

static void
live (HcSampleTicket *self, HcRandom *random)
{
  if (hc_random_below (random, 1000) < 24)
    {
      HcSampleMoment *moment = next_moment (self, hc_random_range (random, 10, 400), random);

      moment->state = HC_SAMPLE_CANCELED;
      moment->closed = moment->at;
      return;
    }

  take (self, hc_random_range (random, 2, 45), random);
  self->by_desk = hc_random_percent (random, self->problem->desk_percent);
  if (self->by_desk)
    {
      resolve (self, hc_random_spread (random, 25), 0, random);
    }
  else
    {
      route (self, random);
      work_on (self, random);
    }

  if (self->moments[self->n_moments - 1].state != HC_SAMPLE_RESOLVED)
    return;
  if (hc_random_percent (random, 5))
    {
      reopen (self, random);
      resolve (self, REOPEN_AFTER + hc_random_spread (random, self->problem->minutes), 0, random);
    }
  close_later (self, random);
}

/* ---- what it says ---- */

static void
describe (HcSampleTicket *self, HcRandom *random)
{
  HcSampleWords words = { hc_random_next (random), &hc_sample_places[self->place] };
  const HcSampleProblem *problem = self->problem;
  guint n_titles = 0;

  while (n_titles < HC_SAMPLE_N_TITLES && problem->titles[n_titles] != NULL)
    n_titles++;

  g_string_truncate (self->title, 0);
  hc_sample_expand (self->title, problem->titles[hc_random_below (random, n_titles)], &words,
                    random);
  hc_sample_garble (self->title, random);

  g_string_truncate (self->description, 0);
  if (hc_random_percent (random, 12))
    return;
  hc_sample_expand (self->description,
                    problem->details[hc_random_below (random, HC_SAMPLE_N_DETAILS)], &words,
                    random);
  if (hc_random_percent (random, 30))
    hc_sample_expand (self->description,
                      "\n\n[Regards|Thanks|Thank you|Viele Grüße|Pozdrawiam|Obrigado], {place}",
                      &words, random);
}

static const char *
draw_channel (guint priority, HcRandom *random)
{
  static const guint8 weights[] = { 46, 28, 18, 8 };
  static const char *const channels[] = { "Self-service", "Phone", "Email", "Chat" };

  if (priority == 1)
    return "Phone";
  return channels[hc_random_pick (random, weights, G_N_ELEMENTS (weights))];
}

static gint32
due_time (gint32 opened, guint priority, HcRandom *random)
{
  static const int hours[] = { 6, 24, 72, 120 };
  gint32 due = opened + hours[priority - 1] * HOUR;

  return priority <= 2 ? awake_time (due) : office_time (due, random);
}

static void
start (HcSampleTicket *self, const HcSampleProblem *problem, gint32 opened, guint group)
{
  self->problem = problem;
  self->opened = opened;
  self->watched = FALSE;
  self->by_desk = FALSE;
  self->moments[0] = (HcSampleMoment){
    .at = opened,
    .resolved = -1,
    .closed = -1,
    .state = HC_SAMPLE_NEW,
    .group = (guint8) group,
  };
  self->n_moments = 1;
}

void
hc_sample_ticket_make (
  HcSampleTicket *self, const HcSampleProblem *problem, gint32 opened, guint64 seed, guint64 stream)
{
  HcRandom random;
  guint cohort, place;

  hc_random_init (&random, seed, stream); /* as in hc_sample_opening(): the same user */
  draw_user (problem, &random, &cohort, &place);
  hc_random_init (&random, seed, ~stream);

  start (self, problem, opened, HC_SAMPLE_SERVICE_DESK);
  self->cohort = (guint8) cohort;
  self->place = (guint8) place;
  self->person = (guint16) hc_random_range (&random, 1, (int) hc_sample_cohorts[cohort].heads);
  self->priority = (guint8) (1 + hc_random_pick (&random, problem->priorities,
                                                 G_N_ELEMENTS (problem->priorities)));
  self->channel = draw_channel (self->priority, &random);
  self->due = due_time (opened, self->priority, &random);
  self->uncategorised = hc_random_percent (&random, 2);
  describe (self, &random);
  live (self, &random);
}

void
hc_sample_ticket_make_watched (HcSampleTicket *self, gint32 opened, guint64 seed)
{
  static const HcSampleProblem watch = {
    .id = "",
    .title = "",
    .cause = "",
    .category = "Integration",
    .subcategory = "Nightly batch",
    .service = "Batch Monitoring",
    .group = HC_SAMPLE_INTEGRATION,
    .minutes = 50,
    .close_code = "Solution provided",
    .titles = { "Nightly batch: {n} jobs ended with warnings",
                "Nightly batch: job {run} restarted" },
    .details = { "Job {run}, step {n}: \"{n} records skipped\".", "Started 22:10, {n} retries." },
  };
  HcRandom random;

  hc_random_init (&random, seed, (guint64) opened);
  start (self, &watch, opened, HC_SAMPLE_INTEGRATION);
  self->watched = TRUE;
  self->place = 0;
  self->cohort = 0;
  self->person = 1;
  self->priority = 4;
  self->channel = "Event";
  self->due = due_time (opened, self->priority, &random);
  self->uncategorised = FALSE;
  describe (self, &random);
  take (self, 30, &random);
  resolve (self, hc_random_spread (&random, watch.minutes), 0, &random);
  close_later (self, &random);
}

const HcSampleMoment *
hc_sample_ticket_at (const HcSampleTicket *self, gint32 at)
{
  guint i = self->n_moments - 1;

  while (i > 0 && self->moments[i].at > at)
    i--;
  return &self->moments[i];
}
