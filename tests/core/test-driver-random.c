/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drivers of random launches against a second, naive reckoning. */

#include "config.h"

#include "hc-driver.h"
#include "metric-launch.h"

/* The key of the one driver that the ticket belongs to, told anew. */
static char *
naive_key (const Launch *launch, const guint32 *group_of, GPtrArray *keys, guint row)
{
  const HcColumns *c = launch->columns;

  if (c->dim[HC_BY_ISSUE][row] != 0)
    return g_strdup_printf ("0 %s", (char *) c->ids[HC_BY_ISSUE]->pdata[c->dim[HC_BY_ISSUE][row]]);
  if (group_of[row] != 0)
    return g_strdup_printf ("1 %s", (char *) keys->pdata[group_of[row] - 1]);
  if (c->dim[HC_BY_SUBCATEGORY][row] != 0)
    return g_strdup_printf (
      "2 %s", (char *) c->names[HC_BY_SUBCATEGORY]->pdata[c->dim[HC_BY_SUBCATEGORY][row]]);
  if (c->dim[HC_BY_CATEGORY][row] != 0)
    return g_strdup_printf (
      "2 %s", (char *) c->names[HC_BY_CATEGORY]->pdata[c->dim[HC_BY_CATEGORY][row]]);
  return g_strdup ("2 ");
}

static gboolean
naive_is_cancelled (const Launch *launch, guint row, gint64 as_of)
{
  return launch->columns->state[row] == HC_STATE_CANCELLED &&
         launch->columns->ended[row] != HC_SECONDS_NONE && launch->columns->ended[row] <= as_of;
}

/* Tickets of @key opened on the complete working day number @number. */
static gint64
naive_count (Launch *launch,
             const guint32 *group_of,
             GPtrArray *keys,
             const char *key,
             HcDay from,
             HcDay to,
             gint64 as_of)
{
  gint64 n = 0;

  for (guint row = 0; row < launch->columns->n; row++)
    {
      HcDay day = hc_calendar_day_of (launch->calendar, launch->columns->opened[row]);
      g_autofree char *mine = naive_key (launch, group_of, keys, row);

      n += g_str_equal (mine, key) && from != HC_DAY_NONE && day >= from && day <= to &&
           launch->columns->opened[row] <= as_of && hc_calendar_is_working (launch->calendar, day) &&
           hc_calendar_is_complete (launch->calendar, day, as_of) &&
           !naive_is_cancelled (launch, row, as_of);
    }
  return n;
}

static gint64
naive_open (Launch *launch, const guint32 *group_of, GPtrArray *keys, const char *key, gint64 as_of)
{
  gint64 n = 0;

  for (guint row = 0; row < launch->columns->n; row++)
    {
      g_autofree char *mine = naive_key (launch, group_of, keys, row);

      n += g_str_equal (mine, key) && launch->columns->opened[row] <= as_of &&
           launch->columns->ended[row] > as_of;
    }
  return n;
}

static gint64
naive_highest (Launch *launch, const guint32 *group_of, GPtrArray *keys, const char *key, gint64 as_of)
{
  HcDay first = launch->settings.go_live_day, from, to;
  HcDay last = hc_calendar_last_complete_day (launch->calendar, as_of);
  gint64 highest = 0;

  for (HcDay day = first; day <= last; day++)
    {
      gint64 n;

      hc_calendar_window (launch->calendar, hc_calendar_day_end (launch->calendar, day), first, 5,
                          &from, &to);
      n = naive_count (launch, group_of, keys, key, from, to, as_of);
      highest = MAX (highest, n);
    }
  return highest;
}

/* 0 … @most, more often 0. */
static guint32
random_ordinal (GRand *random, gint32 most)
{
  gint32 drawn = g_rand_int_range (random, -most, most + 1);

  return drawn > 0 ? (guint32) drawn : 0;
}

static void
random_launch (Launch *launch, GRand *random, guint32 *group_of, guint n)
{
  HcColumns *c;
  g_autofree guint32 *opened = g_new (guint32, n);

  launch_init (launch, "Europe/Berlin", "2026-03-24", n); /* the clocks change on the 29th */
  c = launch->columns;
  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("N%u", i);
      g_autofree char *both = g_strdup_printf ("N%u / x", i);

      launch_add_name (c, HC_BY_ISSUE, name, name);
      launch_add_name (c, HC_BY_CATEGORY, name, NULL);
      launch_add_name (c, HC_BY_SUBCATEGORY, both, NULL);
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 at = (guint32) launch->settings.go_live_at;

      opened[i] = at + (guint32) g_rand_int_range (random, 0, 24 * 86400);
    }
  for (guint i = 1; i < n; i++) /* ascending */
    for (guint j = i; j > 0 && opened[j] < opened[j - 1]; j--)
      {
        guint32 swap = opened[j];

        opened[j] = opened[j - 1];
        opened[j - 1] = swap;
      }
  for (guint i = 0; i < n; i++)
    {
      c->opened[i] = opened[i];
      c->state[i] = (guint8) g_rand_int_range (random, 0, HC_N_STATE_CLASSES);
      if (g_rand_boolean (random))
        c->ended[i] = opened[i] + (guint32) g_rand_int_range (random, 0, 500000);
      c->dim[HC_BY_ISSUE][i] = random_ordinal (random, 3);
      c->dim[HC_BY_CATEGORY][i] = (guint32) g_rand_int_range (random, 0, 4);
      c->dim[HC_BY_SUBCATEGORY][i]
        = c->dim[HC_BY_CATEGORY][i] ? (guint32) g_rand_int_range (random, 0, 4) : 0;
      group_of[i] = random_ordinal (random, 2);
    }
}

/* Every figure of every driver; and nothing is left out or counted twice. */
static void
check_random (guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint n = (guint) g_rand_int_range (random, 0, 150);
  guint32 group_of[150];
  g_autoptr (GPtrArray) keys = g_ptr_array_new (), issues = g_ptr_array_new ();
  Launch launch;
  HcDriverQuery query = { HC_INSTANT_NONE, g_rand_boolean (random) ? 5 : 3, 0, 0 };
  g_autoptr (HcDriverSet) set = NULL;
  gint64 total = 0, before = G_MAXINT64;
  HcDay to, from;

  random_launch (&launch, random, group_of, n);
  g_ptr_array_add (keys, (gpointer) "g one");
  g_ptr_array_add (keys, (gpointer) "g two");
  query.as_of = launch.settings.go_live_at + g_rand_int_range (random, 0, 26 * 86400);
  set = hc_drivers_compute (launch.columns, &launch.settings, launch.calendar, &query, group_of,
                            keys, keys, issues);
  hc_calendar_window (launch.calendar, query.as_of, launch.settings.go_live_day, query.days, &from,
                      &to);
  g_assert_cmpint (set->last_from, ==, from);
  g_assert_cmpint (set->last_to, ==, to);
  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      g_autofree char *key = g_strdup_printf ("%u %s", driver->kind, driver->key);

      g_test_message ("seed %u, %s", seed, key);
      g_assert_cmpint (driver->last, ==,
                       naive_count (&launch, group_of, keys, key, from, to, query.as_of));
      g_assert_cmpint (driver->previous, ==,
                       naive_count (&launch, group_of, keys, key, set->previous_from,
                                    set->previous_to, query.as_of));
      g_assert_cmpint (driver->open, ==, naive_open (&launch, group_of, keys, key, query.as_of));
      g_assert_cmpint (driver->highest, ==,
                       naive_highest (&launch, group_of, keys, key, query.as_of));
      g_assert_cmpint (driver->last + driver->previous, <=, before);
      before = driver->last + driver->previous;
      total += before;
    }
  g_assert_cmpint (total, ==, set->tickets);
  for (guint row = 0; row < n; row++)
    {
      HcDay day = hc_calendar_day_of (launch.calendar, launch.columns->opened[row]);

      total -= set->last_to != HC_DAY_NONE && launch.columns->opened[row] <= query.as_of &&
               day <= set->last_to &&
               day >= (set->previous_days > 0 ? set->previous_from : set->last_from) &&
               hc_calendar_is_working (launch.calendar, day) &&
               !naive_is_cancelled (&launch, row, query.as_of);
    }
  g_assert_cmpint (total, ==, 0);
  launch_clear (&launch);
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 150; seed++)
    check_random (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/driver/random", test_random);
  return g_test_run ();
}
