/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-spell.h"

#define NONE HC_INSTANT_NONE
#define MAX_STEPS 6

/* Instants are small numbers, so that a case reads as a story. A spell is written [start,end] with
 * “?” when the end is inferred and “…” while it is open. */
typedef struct
{
  const char *name;
  HcObservation seen[MAX_STEPS]; /* state, opened, resolved, closed, row time, as-of */
  guint n_seen;
  const char *expected;
  HcSpellsEvent last_event;
} Case;

#define OPEN HC_STATE_OPEN
#define WAIT HC_STATE_WAITING
#define DONE HC_STATE_RESOLVED
#define SHUT HC_STATE_CLOSED
#define GONE HC_STATE_CANCELLED
#define WHAT HC_STATE_UNKNOWN

static const Case cases[] = {
  { "open", { { OPEN, 10, NONE, NONE, 12, 100 } }, 1, "[10,…]", HC_SPELLS_FIRST },
  { "unknown-first-is-open", { { WHAT, 10, NONE, NONE, 12, 100 } }, 1, "[10,…]", HC_SPELLS_FIRST },
  { "resolved-time", { { DONE, 10, 20, 90, 95, 100 } }, 1, "[10,20]", HC_SPELLS_FIRST },
  { "closed-with-resolved-time", { { SHUT, 10, 20, 90, 95, 100 } }, 1, "[10,20]", HC_SPELLS_FIRST },
  { "zero-duration", { { DONE, 10, 10, NONE, 12, 100 } }, 1, "[10,10]", HC_SPELLS_FIRST },
  { "row-time-before-closed", { { SHUT, 10, NONE, 90, 95, 100 } }, 1, "[10,95?]", HC_SPELLS_FIRST },
  { "closed-without-row-time", { { SHUT, 10, NONE, 90, NONE, 100 } }, 1, "[10,90]",
    HC_SPELLS_FIRST },
  { "nothing-but-the-file", { { SHUT, 10, NONE, NONE, NONE, 100 } }, 1, "[10,100?]",
    HC_SPELLS_FIRST },
  { "cancelled-ignores-resolved", { { GONE, 10, 20, NONE, 30, 100 } }, 1, "[10,30?]",
    HC_SPELLS_FIRST },
  { "resolved-before-opened", { { DONE, 10, 5, NONE, 30, 100 } }, 1, "[10,30?]", HC_SPELLS_FIRST },
  { "row-before-opened", { { DONE, 10, NONE, NONE, 5, 100 } }, 1, "[10,100?]", HC_SPELLS_FIRST },
  { "resolved-after-the-file", { { DONE, 10, 120, NONE, 30, 100 } }, 1, "[10,30?]",
    HC_SPELLS_FIRST },
  { "resolved-time-on-open-row", { { OPEN, 10, 20, NONE, 12, 100 } }, 1, "[10,…]",
    HC_SPELLS_FIRST },
  { "waiting-is-open",
    { { OPEN, 10, NONE, NONE, 12, 100 }, { WAIT, 10, NONE, NONE, 110, 200 } },
    2,
    "[10,…]",
    HC_SPELLS_SAME },
  { "ends-later",
    { { OPEN, 10, NONE, NONE, 12, 100 }, { DONE, 10, 150, NONE, 160, 200 } },
    2,
    "[10,150]",
    HC_SPELLS_ENDED },
  /* The UCI log: Resolved at 20 with a resolved time that a later row wrote back. */
  { "back-filled-not-believed",
    { { OPEN, 10, 40, NONE, 10, 10 }, { DONE, 10, 40, NONE, 20, 20 }, { DONE, 10, 40, 90, 40, 40 } },
    3,
    "[10,20?]",
    HC_SPELLS_SAME },
  { "later-row-brings-earlier-time",
    { { OPEN, 10, NONE, NONE, 12, 12 }, { DONE, 10, NONE, NONE, 30, 30 }, { SHUT, 10, 25, 90, 90, 90 } },
    3,
    "[10,25]",
    HC_SPELLS_MOVED },
  { "later-time-does-not-move",
    { { DONE, 10, 20, NONE, 30, 100 }, { DONE, 10, 25, NONE, 130, 200 } },
    2,
    "[10,20]",
    HC_SPELLS_SAME },
  { "reopened",
    { { DONE, 10, 20, NONE, 30, 100 }, { OPEN, 10, 20, NONE, 150, 200 } },
    2,
    "[10,20][150,…]",
    HC_SPELLS_REOPENED },
  { "reopened-without-row-time",
    { { DONE, 10, 20, NONE, NONE, 100 }, { WAIT, 10, NONE, NONE, NONE, 200 } },
    2,
    "[10,20][200,…]",
    HC_SPELLS_REOPENED },
  /* The resolved time of the first spell is not the end of the second. */
  { "stale-resolved-time",
    { { DONE, 10, 20, NONE, 30, 100 },
      { OPEN, 10, 20, NONE, 150, 200 },
      { DONE, 10, 20, NONE, 250, 300 } },
    3,
    "[10,20][150,250?]",
    HC_SPELLS_ENDED },
  { "cancelled-and-back",
    { { GONE, 10, NONE, NONE, 30, 100 }, { OPEN, 10, NONE, NONE, 150, 200 } },
    2,
    "[10,30?][150,…]",
    HC_SPELLS_REOPENED },
  { "unknown-keeps-ended",
    { { DONE, 10, 20, NONE, 30, 100 }, { WHAT, 10, NONE, NONE, 150, 200 } },
    2,
    "[10,20]",
    HC_SPELLS_SAME },
  { "unknown-keeps-open",
    { { OPEN, 10, NONE, NONE, 30, 100 }, { WHAT, 10, 90, NONE, 150, 200 } },
    2,
    "[10,…]",
    HC_SPELLS_SAME },
  { "restart-not-before-end",
    { { DONE, 10, NONE, NONE, NONE, 100 }, { OPEN, 10, NONE, NONE, 50, 200 } },
    2,
    "[10,100?][100,…]",
    HC_SPELLS_REOPENED },
  { "no-two-spells-start-at-once",
    { { DONE, 10, 10, NONE, 10, 10 }, { OPEN, 10, NONE, NONE, 10, 10 } },
    2,
    "[10,…]",
    HC_SPELLS_REOPENED },
  { "opening-corrected",
    { { DONE, 10, 20, NONE, 30, 100 }, { DONE, 8, 20, NONE, 30, 200 } },
    2,
    "[8,20]",
    HC_SPELLS_SAME },
  { "opening-after-end",
    { { DONE, 10, 20, NONE, 30, 100 }, { DONE, 25, 20, NONE, 30, 200 } },
    2,
    "[25,25]",
    HC_SPELLS_SAME },
};

static char *
describe (const HcSpells *spells)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spells->spells->len; i++)
    {
      const HcSpell *spell = &g_array_index (spells->spells, HcSpell, i);

      g_string_append_printf (text, "[%" G_GINT64_FORMAT ",", spell->start);
      if (spell->end == NONE)
        g_string_append (text, "…]");
      else
        g_string_append_printf (text, "%" G_GINT64_FORMAT "%s]", spell->end,
                                spell->end_inferred ? "?" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_auto (HcSpells) spells = { 0 };
  g_autofree char *found = NULL;
  HcSpellsEvent event = HC_SPELLS_SAME;

  hc_spells_init (&spells);
  for (guint i = 0; i < c->n_seen; i++)
    event = hc_spells_observe (&spells, &c->seen[i]);
  found = describe (&spells);
  g_assert_cmpstr (found, ==, c->expected);
  g_assert_cmpint (event, ==, c->last_event);
}

/* Any sequence keeps the order: each spell ends after its start and before the next one. */
static void
test_random (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      g_auto (HcSpells) spells = { 0 };
      guint n = (guint) g_test_rand_int_range (1, 9);

      hc_spells_init (&spells);
      for (guint i = 0; i < n; i++)
        {
          HcObservation seen;
          gint64 *instants[] = { &seen.resolved_at, &seen.closed_at, &seen.row_time };

          seen.state_class = (HcStateClass) g_test_rand_int_range (0, HC_N_STATE_CLASSES + 1);
          seen.opened_at = g_test_rand_int_range (0, 12);
          seen.as_of = 10 * (i + 1);
          for (guint k = 0; k < G_N_ELEMENTS (instants); k++)
            *instants[k] = g_test_rand_int_range (0, 3) == 0 ? NONE : g_test_rand_int_range (0, 100);
          hc_spells_observe (&spells, &seen);

          for (guint k = 0; k < spells.spells->len; k++)
            {
              const HcSpell *spell = &g_array_index (spells.spells, HcSpell, k);

              if (k + 1 < spells.spells->len)
                {
                  g_assert_cmpint (spell->end, !=, NONE);
                  g_assert_cmpint (spell->end, <=, spell[1].start);
                  g_assert_cmpint (spell->start, <, spell[1].start);
                }
              if (spell->end != NONE)
                g_assert_cmpint (spell->start, <=, spell->end);
            }
          g_assert_cmpint (hc_spells_last (&spells)->end == NONE, ==,
                           hc_state_class_is_open (spells.state_class));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/spell/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/spell/random", test_random);
  return g_test_run ();
}
