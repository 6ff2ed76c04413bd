/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-step-paste.h"

/* Steps as “name|changed|exception;” and the number of notes. */
static const struct
{
  const char *text;
  const char *expected;
  guint n_notes;
} cases[] = {
  { "", "", 0 },
  { "\n \t \r\n", "", 0 },
  { "Open form", "Open form|new|0;", 0 },
  { "Open form\nPick item\n", "Open form|new|0;Pick item|new|0;", 0 },
  { "Open form\r\nPick item\r\n", "Open form|new|0;Pick item|new|0;", 0 },
  { "1\tOpen form\tChanged\tno\n2\tPick item\tsame\tyes", "Open form|changed|0;Pick item|same|1;",
    0 },
  { "1. Open form\n2) Pick item\n#3 no number\n4: Track",
    "Open form|new|0;Pick item|new|0;#3 no number|new|0;Track|new|0;", 0 },
  { "3-way match\n2026 budget\n10 items or more",
    "3-way match|new|0;2026 budget|new|0;10 items or more|new|0;", 0 },
  { "Step\tChange\tException\nOpen form\tSAME\tException", "Open form|same|1;", 0 },
  { "Open form\nStep", "Open form|new|0;Step|new|0;", 0 },
  { "No.\tStep\n1\tOpen form", "Open form|new|0;", 0 },
  { "Open form\tlater", "Open form|new|0;", 1 },
  { "Open form\t\t1", "Open form|new|1;", 0 },
  { "\"Open \"\"new\"\" form\"\tchanged", "Open \"new\" form|changed|0;", 0 },
  { "\"Open\nform\"\tsame\nTrack", "Open form|same|0;Track|new|0;", 0 },
  { "\"Open form", "\"Open form|new|0;", 0 },
  { "Größe prüfen\tgeändert?", "Größe prüfen|new|0;", 1 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcStepPaste) paste = hc_step_paste_parse (cases[i].text, "w1");
      g_autoptr (GString) got = g_string_new (NULL);

      for (guint j = 0; j < paste->steps->len; j++)
        {
          HcRecordData *step = g_ptr_array_index (paste->steps, j);

          g_assert_null (step->id);
          g_assert_cmpstr (hc_record_data_get (step, "workflow_id"), ==, "w1");
          g_string_append_printf (got, "%s|%s|%s;", hc_record_data_get (step, "name"),
                                  hc_record_data_get (step, "changed"),
                                  hc_record_data_get (step, "is_exception"));
        }
      if (g_strcmp0 (got->str, cases[i].expected) != 0 || paste->notes->len != cases[i].n_notes)
        g_error ("case %u: got “%s” and %u notes, expected “%s” and %u", i, got->str,
                 paste->notes->len, cases[i].expected, cases[i].n_notes);
    }
}

static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HcStepPaste) paste = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "Step no %u\n", i);
  paste = hc_step_paste_parse (text->str, "w1");
  g_assert_cmpuint (paste->steps->len, ==, 200);
  g_assert_cmpuint (paste->notes->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step-paste/parse", test_parse);
  g_test_add_func ("/step-paste/limit", test_limit);
  return g_test_run ();
}
