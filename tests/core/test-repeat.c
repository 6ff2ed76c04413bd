/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-repeat.h"

#include <stdlib.h>

#define HOUR 3600u
#define DAY 86400u
#define BASE 1700000000u

/* ---------------------------------------------------------------- by hand */

typedef struct
{
  guint32 at; /* after BASE */
  guint32 issue, category, subcategory, requester;
  HcStateClass state;
  const char *flags; /* of “CPKS”, those that hold */
} Row;

static HcColumns *
columns_new (guint n)
{
  HcColumns *columns = hc_columns_new (n);

  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    for (guint i = 0; i < 9; i++)
      g_ptr_array_add (columns->names[by], g_strdup_printf ("%u", i));
  for (guint i = 0; i < n; i++)
    columns->ended[i] = HC_SECONDS_NONE;
  return columns;
}

static HcColumns *
columns_of (const Row *rows, guint n)
{
  HcColumns *columns = columns_new (n);

  for (guint i = 0; i < n; i++)
    {
      columns->opened[i] = BASE + rows[i].at;
      columns->dim[HC_BY_ISSUE][i] = rows[i].issue;
      columns->dim[HC_BY_CATEGORY][i] = rows[i].category;
      columns->dim[HC_BY_SUBCATEGORY][i] = rows[i].subcategory;
      columns->requester[i] = rows[i].requester;
      columns->state[i] = rows[i].state;
      if (rows[i].state != HC_STATE_OPEN)
        columns->ended[i] = columns->opened[i] + HOUR;
    }
  return columns;
}

static char *
letters (guint8 flags)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    if (flags & 1u << i)
      g_string_append_c (text, "CPKS"[i]);
  return g_string_free (text, FALSE);
}

static void
assert_rows (const Row *rows, guint n, double days)
{
  g_autoptr (HcColumns) columns = columns_of (rows, n);
  g_autofree guint8 *flags = hc_repeat_find (columns, days);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *got = letters (flags[i]);

      if (!g_str_equal (got, rows[i].flags))
        g_error ("Row %u: “%s”, not “%s”", i, got, rows[i].flags);
    }
}

static void
test_patterns (void)
{
  static const Row rows[] = {
    { 0, 1, 0, 0, 0, HC_STATE_OPEN, "C" },
    { 0, 1, 0, 0, 0, HC_STATE_OPEN, "C" }, /* the same second: not earlier */
    { 1, 1, 0, 0, 0, HC_STATE_CLOSED, "CP" },
    { 5, 2, 0, 0, 0, HC_STATE_OPEN, "C" }, /* another issue */
    { 6, 0, 3, 0, 0, HC_STATE_OPEN, "" },  /* unclassified */
    { 3 * DAY + 1, 1, 0, 0, 0, HC_STATE_OPEN, "CP" }, /* exactly three days */
    { 3 * DAY + 6, 2, 0, 0, 0, HC_STATE_OPEN, "C" },  /* a second more */
    { 5 * DAY, 3, 0, 0, 0, HC_STATE_CANCELLED, "" },
    { 5 * DAY + 9, 3, 0, 0, 0, HC_STATE_OPEN, "C" }, /* repeats a cancelled one only */
    { 6 * DAY, 3, 0, 0, 0, HC_STATE_RESOLVED, "CP" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), 3);
}

static void
test_same_user (void)
{
  static const Row rows[] = {
    { 0, 1, 1, 1, 7, HC_STATE_OPEN, "CK" },
    { 1, 1, 2, 2, 7, HC_STATE_OPEN, "CPKS" }, /* the issue counts, whatever the category */
    { 2, 1, 1, 1, 8, HC_STATE_OPEN, "CPK" },  /* someone else */
    { 3, 0, 1, 1, 7, HC_STATE_OPEN, "K" },    /* linked ones are no unlinked ones */
    { 4, 0, 1, 1, 7, HC_STATE_OPEN, "KS" },
    { 5, 0, 1, 0, 7, HC_STATE_OPEN, "K" },    /* the category without a subcategory */
    { 6, 0, 1, 0, 7, HC_STATE_OPEN, "KS" },
    { 7, 0, 0, 0, 7, HC_STATE_OPEN, "" },     /* nothing to compare */
    { 8, 0, 1, 1, 0, HC_STATE_OPEN, "" },     /* nobody */
    { 9, 0, 5, 5, 9, HC_STATE_CANCELLED, "" },
    { 10, 0, 5, 5, 9, HC_STATE_OPEN, "K" },
    { 10, 0, 5, 5, 9, HC_STATE_OPEN, "K" },   /* the same second */
    { 11, 0, 5, 5, 9, HC_STATE_OPEN, "KS" },
    { 4 + 12 * HOUR, 0, 1, 1, 7, HC_STATE_OPEN, "KS" },
    { 5 + 24 * HOUR, 0, 1, 1, 7, HC_STATE_OPEN, "K" }, /* a second more than half a day */
  };

  assert_rows (rows, G_N_ELEMENTS (rows), 0.5);
}

/* Resolved, opened again, cancelled in the end: before that it was a ticket like others. */
static void
test_horizon (void)
{
  static const Row rows[] = {
    { 0, 1, 0, 0, 0, HC_STATE_CANCELLED, "" },
    { 10, 1, 0, 0, 0, HC_STATE_OPEN, "" },
    { 20, 1, 0, 0, 0, HC_STATE_OPEN, "" },
  };
  static const struct
  {
    guint32 horizon; /* after BASE */
    const char *flags[3];
  } cases[] = {
    { 0, { "", "", "" } },
    { 11, { "C", "CP", "" } },
    { HOUR, { "C", "CP", "CP" } },
    { HOUR + 1, { "", "C", "CP" } },
  };
  g_autoptr (HcColumns) columns = columns_of (rows, 3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8 *flags = hc_repeat_find_at (columns, 3, BASE + cases[i].horizon);

      for (guint row = 0; row < 3; row++)
        {
          g_autofree char *got = letters (flags[row]);

          if (!g_str_equal (got, cases[i].flags[row]))
            g_error ("Horizon %u, row %u: “%s”", cases[i].horizon, row, got);
        }
    }
}

/* ---------------------------------------------------------------- against a naive one */

static gboolean
same_key (const HcColumns *c, guint a, guint b)
{
  if (c->requester[a] != c->requester[b])
    return FALSE;
  if (c->dim[HC_BY_ISSUE][a] != 0 || c->dim[HC_BY_ISSUE][b] != 0)
    return c->dim[HC_BY_ISSUE][a] == c->dim[HC_BY_ISSUE][b];
  return c->dim[HC_BY_CATEGORY][a] == c->dim[HC_BY_CATEGORY][b] &&
         c->dim[HC_BY_SUBCATEGORY][a] == c->dim[HC_BY_SUBCATEGORY][b];
}

static gboolean
is_cancelled (const HcColumns *c, guint row)
{
  return c->state[row] == HC_STATE_CANCELLED && c->ended[row] != HC_SECONDS_NONE;
}

static guint8
naive_flags (const HcColumns *c, guint row, double look_back)
{
  gboolean is_keyed = c->requester[row] != 0 &&
                      (c->dim[HC_BY_ISSUE][row] != 0 || c->dim[HC_BY_CATEGORY][row] != 0 ||
                       c->dim[HC_BY_SUBCATEGORY][row] != 0);
  guint8 flags = 0;

  if (is_cancelled (c, row))
    return 0;
  flags |= c->dim[HC_BY_ISSUE][row] != 0 ? HC_REPEAT_CLASSIFIED : 0;
  flags |= is_keyed ? HC_REPEAT_KEYED : 0;
  for (guint other = 0; other < c->n; other++)
    {
      double ago = (double) c->opened[row] - c->opened[other];

      if (ago <= 0 || ago > look_back * DAY || is_cancelled (c, other))
        continue;
      if (c->dim[HC_BY_ISSUE][row] != 0 && c->dim[HC_BY_ISSUE][row] == c->dim[HC_BY_ISSUE][other])
        flags |= HC_REPEAT_PATTERN;
      if (is_keyed && same_key (c, row, other))
        flags |= HC_REPEAT_SAME_USER;
    }
  return flags;
}

static int
compare_seconds (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static HcColumns *
random_columns (GRand *random, guint n, guint span)
{
  HcColumns *c = columns_new (n);
  gboolean is_coarse = g_rand_boolean (random);

  for (guint i = 0; i < n; i++)
    {
      guint32 at = (guint32) g_rand_int_range (random, 0, (gint32) span);

      c->opened[i] = BASE + (is_coarse ? at / HOUR * HOUR : at);
    }
  qsort (c->opened, n, sizeof (guint32), compare_seconds);
  for (guint i = 0; i < n; i++)
    {
      if (g_rand_int_range (random, 0, 3) > 0)
        c->dim[HC_BY_ISSUE][i] = (guint32) g_rand_int_range (random, 1, 9);
      c->dim[HC_BY_CATEGORY][i] = (guint32) g_rand_int_range (random, 0, 3);
      if (g_rand_boolean (random)) /* of one category each */
        c->dim[HC_BY_SUBCATEGORY][i] =
          (guint32) g_rand_int_range (random, 0, 3) * 3 + c->dim[HC_BY_CATEGORY][i];
      c->requester[i] = (guint32) g_rand_int_range (random, 0, 1 + (gint32) n / 8);
      c->state[i] = (guint8) g_rand_int_range (random, 0, HC_N_STATE_CLASSES);
      if (g_rand_boolean (random))
        c->ended[i] = c->opened[i] + 5;
    }
  return c;
}

static void
test_random (void)
{
  for (guint seed = 1; seed <= 120; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (random, 1, 400);
      double look_back = g_rand_boolean (random) ? 3 : g_rand_double_range (random, 0.1, 14);
      g_autoptr (HcColumns) columns =
        random_columns (random, n, DAY * (guint) g_rand_int_range (random, 1, 60));
      g_autofree guint8 *flags = hc_repeat_find (columns, look_back);

      for (guint row = 0; row < n; row++)
        {
          guint8 want = naive_flags (columns, row, look_back);

          if (flags[row] != want)
            g_error ("Seed %u, row %u: %x, not %x", seed, row, flags[row], want);
        }
    }
}

/* Kept for the first question, found anew for another one. */
static void
test_kept (void)
{
  const Row rows[] = {
    { 0, 1, 0, 0, 1, HC_STATE_OPEN, NULL },
    { HOUR, 1, 0, 0, 1, HC_STATE_OPEN, NULL },
    { 2 * DAY, 1, 0, 0, 1, HC_STATE_OPEN, NULL },
  };
  g_autoptr (HcColumns) columns = columns_of (rows, G_N_ELEMENTS (rows));
  g_autofree guint8 *owned = NULL, *expected = hc_repeat_find (columns, 3);
  const guint8 *kept = hc_repeat_get (columns, 3, G_MAXINT64, &owned);

  g_assert_null (owned);
  g_assert_cmpmem (kept, columns->n, expected, columns->n);
  g_assert_true (hc_repeat_get (columns, 3, G_MAXINT64, &owned) == kept);
  g_assert_null (owned);
  g_assert_true (hc_repeat_get (columns, 1, G_MAXINT64, &owned) == owned);
  g_assert_false (owned[2] & HC_REPEAT_PATTERN);
  g_assert_true (kept[2] & HC_REPEAT_PATTERN);
  g_clear_pointer (&owned, g_free);
  g_assert_true (hc_repeat_get (columns, 3, BASE + DAY, &owned) == owned);
  g_assert_cmpuint (owned[2], ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (HcColumns) columns = hc_columns_new (0);
  g_autofree guint8 *flags = hc_repeat_find (columns, 3);

  g_assert_null (flags);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeat/patterns", test_patterns);
  g_test_add_func ("/repeat/same-user", test_same_user);
  g_test_add_func ("/repeat/horizon", test_horizon);
  g_test_add_func ("/repeat/random", test_random);
  g_test_add_func ("/repeat/kept", test_kept);
  g_test_add_func ("/repeat/empty", test_empty);
  return g_test_run ();
}
