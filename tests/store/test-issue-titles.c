/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tickets go to the new issue when one is split by words of their titles. */

#include "config.h"

#include "catalog-fixture.h"
#include "hc-issue-table.h"

static void
test_keep_titled (void)
{
  static const struct
  {
    const char *words;
    const char *kept;
  } cases[] = {
    { "no approver", "10 7 2 1 " }, { "APPROVER in", "2 " }, { "STRASSE", "5 " },
    { "straße", "5 " },             { "approver 4711", "" }, { "", "10 9 8 7 5 4 3 2 1 " },
  };
  g_autoptr (HcDb) db = catalog_fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GString) kept = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (gint64 id = 11; id > 0; id--) /* there is no ticket 11, and 6 has no title */
        g_array_append_val (tickets, id);
      hc_issue_keep_titled (db, tickets, cases[i].words, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < tickets->len; k++)
        g_string_append_printf (kept, "%" G_GINT64_FORMAT " ",
                                g_array_index (tickets, gint64, k));
      g_assert_cmpstr (kept->str, ==, cases[i].kept);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue-titles/keep-titled", test_keep_titled);
  return g_test_run ();
}
