/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which sign-offs a gate shows. */

#include "config.h"

#include "criteria-launch.h"

static void
add_sign_off (HcCriteriaInputs *plan, HcGateKind gate, const char *id, const char *at)
{
  HcSignOff *sign_off = g_new0 (HcSignOff, 1);

  sign_off->gate = gate;
  sign_off->id = g_strdup (id);
  sign_off->at = instant (at);
  g_ptr_array_add (plan->sign_offs, sign_off);
}

/* Those of this gate, and none that came later. */
static void
test_sign_offs (void)
{
  static const struct
  {
    HcGateKind gate;
    const char *now;
    const char *ids;
  } cases[] = {
    { HC_GATE_GO_LIVE, "2026-02-26 12:00", "" },
    { HC_GATE_GO_LIVE, "2026-02-27 12:00", "a " },
    { HC_GATE_GO_LIVE, "2026-03-20 12:00", "a c " },
    { HC_GATE_EXIT, "2026-03-20 12:00", "b " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcCriteriaInputs) plan = plan_new ("2026-03-02");
      g_autoptr (HcCriteriaResult) result = NULL;
      g_autoptr (GString) ids = g_string_new (NULL);

      add_sign_off (plan, HC_GATE_GO_LIVE, "a", "2026-02-27 12:00");
      add_sign_off (plan, HC_GATE_EXIT, "b", "2026-02-27 12:00");
      add_sign_off (plan, HC_GATE_GO_LIVE, "c", "2026-02-28 12:00");
      result = judge (plan, cases[i].gate, cases[i].now);
      for (guint k = 0; k < result->sign_offs->len; k++)
        g_string_append_printf (ids, "%s ", ((HcSignOff *) result->sign_offs->pdata[k])->id);
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria/sign-offs", test_sign_offs);
  return g_test_run ();
}
