/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds: metrics.md §5, one row per sentence of it. */

#include "config.h"

#include <string.h>

#include "hc-hold.h"

/* One letter a day. Working: P passes, F fails, g no file. Off: p passes, f fails, o no file.
 * Not over yet: i passes, I fails. */
static void
read_days (const char *text, HcHoldDay *out)
{
  for (guint i = 0; text[i] != '\0'; i++)
    out[i] = (HcHoldDay){ .complete = strchr ("iI", text[i]) == NULL,
                          .working = strchr ("pfo", text[i]) == NULL,
                          .covered = strchr ("go", text[i]) == NULL,
                          .passes = strchr ("PpigoF", text[i]) != NULL && text[i] != 'F' };
}

static const struct
{
  const char *days;
  guint of;
  HcHoldRule rule;
  guint done;
  guint n_gaps;
  gboolean has_too_many_gaps;
} cases[] = {
  { "", 3, HC_HOLD_STATE, 0, 0, FALSE },
  { "P", 3, HC_HOLD_STATE, 1, 0, FALSE },
  { "PPP", 3, HC_HOLD_STATE, 3, 0, FALSE },
  { "PPPPP", 3, HC_HOLD_STATE, 3, 0, FALSE }, /* never more than asked for */
  { "PPF", 3, HC_HOLD_STATE, 0, 0, FALSE },
  { "PPFPP", 3, HC_HOLD_STATE, 2, 0, FALSE },

  /* Weekends and holidays add nothing and reset nothing. */
  { "PPpp", 3, HC_HOLD_STATE, 2, 0, FALSE },
  { "PPppP", 3, HC_HOLD_STATE, 3, 0, FALSE },
  { "PPffP", 3, HC_HOLD_STATE, 3, 0, FALSE },
  { "pp", 3, HC_HOLD_STATE, 0, 0, FALSE },
  { "PpP", 2, HC_HOLD_STATE, 2, 0, FALSE },

  /* An incomplete day neither adds nor resets. */
  { "PPi", 3, HC_HOLD_STATE, 2, 0, FALSE },
  { "PPI", 3, HC_HOLD_STATE, 2, 0, FALSE },

  /* One day without a file is passed over, a second one inside the hold is too many. */
  { "PgP", 3, HC_HOLD_STATE, 2, 1, FALSE },
  { "PPgP", 3, HC_HOLD_STATE, 3, 1, FALSE },
  { "PgPgP", 3, HC_HOLD_STATE, 3, 2, TRUE },
  { "PPPgg", 3, HC_HOLD_STATE, 3, 2, TRUE },
  { "PPPg", 3, HC_HOLD_STATE, 3, 1, FALSE },
  { "ggPPP", 3, HC_HOLD_STATE, 3, 0, FALSE }, /* before the hold */
  { "FggPP", 3, HC_HOLD_STATE, 2, 0, FALSE },
  { "PggPPP", 3, HC_HOLD_STATE, 3, 0, FALSE }, /* older than the days it needs */
  { "PPoooP", 3, HC_HOLD_STATE, 3, 0, FALSE }, /* off days could not have counted */
  { "gggg", 3, HC_HOLD_STATE, 0, 0, FALSE },

  /* Events reset on any day on which they are known to have happened. */
  { "PPPPP", 5, HC_HOLD_EVENT, 5, 0, FALSE },
  { "PPPPPpp", 5, HC_HOLD_EVENT, 5, 0, FALSE },
  { "PPPPPfp", 5, HC_HOLD_EVENT, 0, 0, FALSE },
  { "PPPPPfpP", 5, HC_HOLD_EVENT, 1, 0, FALSE },
  { "PPPPPI", 5, HC_HOLD_EVENT, 0, 0, FALSE },
  { "PPPPPi", 5, HC_HOLD_EVENT, 5, 0, FALSE },
  { "PPPoPP", 5, HC_HOLD_EVENT, 5, 1, FALSE }, /* something could have happened */
  { "PPPooPP", 5, HC_HOLD_EVENT, 5, 2, TRUE },
};

static void
test_count (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcHoldDay days[16];
      HcHold hold;

      read_days (cases[i].days, days);
      hold = hc_hold_count (days, (guint) strlen (cases[i].days), cases[i].of, cases[i].rule);
      if (hold.done != cases[i].done || hold.n_gaps != cases[i].n_gaps ||
          !hold.has_too_many_gaps != !cases[i].has_too_many_gaps)
        g_error ("“%s” of %u, rule %d: %u done, %u gaps, too many %d", cases[i].days, cases[i].of,
                 cases[i].rule, hold.done, hold.n_gaps, hold.has_too_many_gaps);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hold/count", test_count);
  return g_test_run ();
}
