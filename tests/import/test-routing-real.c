/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The routing pairs of the whole UCI log, counted and their medians found again by SQL. */

#include "config.h"

#include "hc-import.h"
#include "hc-routing-check.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "reader-util.h"

/* Of all hops between groups; every ticket has ended, so the median is one of the durations. */
#define TEMP_TABLES                                                                                 \
  "CREATE TEMP TABLE hop AS SELECT c.ticket_id, coalesce (c.old_value, (SELECT p.old_value FROM "  \
  "ticket_change p WHERE p.ticket_id = c.ticket_id AND p.field = 'group' AND p.id < c.id AND "      \
  "p.old_value IS NOT NULL ORDER BY p.id DESC LIMIT 1)) AS a, c.new_value AS b FROM ticket_change " \
  "c JOIN ticket t ON t.id = c.ticket_id WHERE c.field = 'group' AND c.new_value IS NOT NULL AND "  \
  "c.seen_at <= t.ended_at; DELETE FROM temp.hop WHERE a IS NULL OR a = b; "                        \
  "CREATE TEMP TABLE life AS SELECT t.id, text AS g, ended_at - opened_at AS d, "                   \
  "EXISTS (SELECT 1 FROM temp.hop h WHERE h.ticket_id = t.id) AS moved, routing_known FROM ticket " \
  "t LEFT JOIN term ON term.id = group_term"

/* @sql with the two groups put in. */
static gint64
ask (HcDb *db, const char *sql, const char *a, const char *b)
{
  g_autoptr (GString) text = g_string_new (sql);

  g_string_replace (text, "$A", a, 0);
  g_string_replace (text, "$B", b, 0);
  return hc_test_int (db, text->str);
}

#define MISROUTED                                                                                  \
  "FROM temp.life WHERE g = '$B' AND id IN (SELECT ticket_id FROM temp.hop WHERE a = '$A' AND b = '$B')"
#define DIRECT "FROM temp.life WHERE g = '$B' AND NOT moved AND routing_known AND d >= 0"

static void
check_pair (HcDb *db, const HcRoutingCheck *check, const HcRoutingPair *pair)
{
  const char *a = g_ptr_array_index (check->groups, pair->from);
  const char *b = g_ptr_array_index (check->groups, pair->to);

  g_assert_cmpint (pair->n, ==,
                   ask (db, "SELECT count (DISTINCT ticket_id) FROM temp.hop WHERE a = '$A' AND b = '$B'",
                        a, b));
  g_assert_cmpint ((gint64) pair->misrouted.n, ==, ask (db, "SELECT count (*) " MISROUTED, a, b));
  g_assert_cmpint ((gint64) pair->direct.n, ==, ask (db, "SELECT count (*) " DIRECT, a, b));
  if (pair->misrouted.n > 0)
    g_assert_cmpfloat (pair->misrouted.median, ==,
                       (double) ask (db,
                                     "SELECT d " MISROUTED " ORDER BY d LIMIT 1 OFFSET "
                                     "((SELECT count (*) " MISROUTED ") - 1) / 2",
                                     a, b));
  if (pair->direct.n > 0)
    g_assert_cmpfloat (pair->direct.median, ==,
                       (double) ask (db,
                                     "SELECT d " DIRECT " ORDER BY d LIMIT 1 OFFSET "
                                     "((SELECT count (*) " DIRECT ") - 1) / 2",
                                     a, b));
}

static void
test_uci (void)
{
  g_autofree char *folder = reader_util_shared ("uci-incidents");
  g_autofree char *path = NULL;
  g_autoptr (HcDb) db = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (HcBatch) batch = NULL;
  g_autoptr (HcRoutingCheck) check = NULL;

  if (folder == NULL)
    {
      g_test_skip ("no shared data");
      return;
    }
  path = g_build_filename (folder, "incident_event_log.csv", NULL);
  db = hc_test_launch_new ("2016-02-29", "UTC");
  hc_import_options_init (&options);
  options.now = g_get_real_time () / G_USEC_PER_SEC;
  batch = hc_import_file (db, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check = hc_routing_check_load (db, &error);
  g_assert_no_error (error);
  hc_test_exec (db, TEMP_TABLES);

  g_assert_cmpint (check->coverage.method, ==, HC_ROUTING_HISTORY);
  g_assert_cmpint (check->coverage.n, ==, 24918);
  g_assert_cmpint (check->coverage.misrouted, ==,
                   hc_test_int (db, "SELECT count (*) FROM temp.life WHERE moved AND routing_known"));
  g_assert_cmpint (check->pairs->len, ==,
                   hc_test_int (db, "SELECT count (*) FROM (SELECT 1 FROM temp.hop GROUP BY a, b)"));
  g_test_message ("%u pairs", check->pairs->len);
  for (guint i = 0; i < MIN (check->pairs->len, 60); i++)
    {
      const HcRoutingPair *pair = &g_array_index (check->pairs, HcRoutingPair, i);

      check_pair (db, check, pair);
      if (i < 5)
        g_test_message ("%s → %s: %d; %.1f h of %d, %.1f h of %d",
                        (char *) g_ptr_array_index (check->groups, pair->from),
                        (char *) g_ptr_array_index (check->groups, pair->to), (int) pair->n,
                        pair->misrouted.median / 3600, (int) pair->misrouted.n,
                        pair->direct.median / 3600, (int) pair->direct.n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routing-real/uci", test_uci);
  return g_test_run ();
}
