/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Twenty rules over all tickets, half of them on words of the title, and fifty thousand tickets
 * classified at once.
 * usage: bench-rules FILE ROUNDS — changes the file; prints one JSON object with medians. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "hc-db-private.h"
#include "hc-history.h"
#include "hc-rule-table.h"
#include "hc-triage-table.h"

static const struct
{
  HcTicketField field;
  HcRuleOperator op;
  const char *value;
} asked[] = {
  { HC_TICKET_TITLE, HC_RULE_WORD, "approver" },
  { HC_TICKET_CATEGORY, HC_RULE_IS, "access" },
  { HC_TICKET_TITLE, HC_RULE_CONTAINS, "password" },
  { HC_TICKET_GROUP, HC_RULE_STARTS, "basis" },
  { HC_TICKET_TITLE, HC_RULE_WORD, "rolle" },
  { HC_TICKET_SUBCATEGORY, HC_RULE_CONTAINS, "print" },
  { HC_TICKET_TITLE, HC_RULE_WORD, "invoice" },
  { HC_TICKET_LOCATION, HC_RULE_IN, "Berlin\nParis\nMadrid\nPorto" },
  { HC_TICKET_TITLE, HC_RULE_CONTAINS, "freigabe" },
  { HC_TICKET_REQUESTER, HC_RULE_CONTAINS, "99" },
  { HC_TICKET_TITLE, HC_RULE_WORD, "scanner" },
  { HC_TICKET_SERVICE, HC_RULE_STARTS, "erp" },
  { HC_TICKET_TITLE, HC_RULE_STARTS, "cannot" },
  { HC_TICKET_CATEGORY, HC_RULE_CONTAINS, "network" },
  { HC_TICKET_TITLE, HC_RULE_MATCHES, "\\bdocuments? of (a|the) supplier\\b" },
  { HC_TICKET_DEPARTMENT, HC_RULE_WORD, "finance" },
  { HC_TICKET_TITLE, HC_RULE_WORD, "wareneingang" },
  { HC_TICKET_CHANNEL, HC_RULE_IS, "walk-in" },
  { HC_TICKET_TITLE, HC_RULE_CONTAINS, "no such text" },
  { HC_TICKET_ASSIGNEE, HC_RULE_STARTS, "nobody" },
};

static gboolean
add_rules (HcDb *db, gpointer data, GError **error)
{
  if (!hc_db_exec (db, "INSERT INTO issue (id, code, title) VALUES ('bench', 'HC-999', 'Bench')",
                   error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (HcRule) rule = hc_rule_new ();

      hc_rule_add_condition (rule, asked[i].field, asked[i].op, asked[i].value);
      rule->target[i % 3 == 2 ? HC_LINK_CAUSE : HC_LINK_ISSUE] =
        g_strdup (i % 3 == 2 ? "access" : "bench");
      if (!hc_rule_save (db, rule, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static double
rebuild_ms (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (hc_db_begin (db, &error));
  hc_rules_rebuild (db, &error);
  g_assert_no_error (error);
  g_assert_true (hc_db_commit (db, &error));
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static double
preview_ms (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRule) rule = hc_rule_new ();
  g_autoptr (HcRuleEffect) effect = NULL;
  gint64 start = g_get_monotonic_time ();

  hc_rule_add_condition (rule, HC_TICKET_TITLE, HC_RULE_WORD, "order");
  rule->target[HC_LINK_ISSUE] = g_strdup ("bench");
  effect = hc_rule_preview (db, rule, &error);
  g_assert_no_error (error);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static gboolean
classify (HcDb *db, gpointer data, GError **error)
{
  GArray *tickets = data;
  HcTriageChoice choice = { 1u << HC_LINK_ISSUE, { "bench" }, HC_TRIAGE_BULK, 1772600000 };

  return hc_triage_set (db, (const gint64 *) (gpointer) tickets->data, tickets->len, &choice,
                        error);
}

static GArray *
some_tickets (HcDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcStmt) stmt =
    hc_db_prepare (db, "SELECT id FROM ticket ORDER BY opened_at DESC, id LIMIT ?1", &error);
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  hc_stmt_bind_int64 (stmt, 1, HC_TRIAGE_BULK_LIMIT);
  while (hc_stmt_step (stmt, &error) == SQLITE_ROW)
    {
      gint64 id = hc_stmt_int64 (stmt, 0);

      g_array_append_val (tickets, id);
    }
  g_assert_no_error (error);
  return tickets;
}

static double
bulk_ms (HcDb *db, GArray *tickets, double *undo_ms)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 done;

  hc_history_run (db, "Classify", classify, tickets, &error);
  g_assert_no_error (error);
  done = g_get_monotonic_time ();
  hc_history_undo (db, NULL, &error);
  g_assert_no_error (error);
  *undo_ms = (double) (g_get_monotonic_time () - done) / 1000.0;
  return (double) (done - start) / 1000.0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = NULL;
  g_autoptr (GArray) tickets = NULL;
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 5;
  g_autofree double *rebuild = g_new (double, rounds);
  g_autofree double *preview = g_new (double, rounds);
  g_autofree double *bulk = g_new (double, rounds);
  g_autofree double *undo = g_new (double, rounds);
  gint64 linked = 0;

  if (argc < 2)
    return 2;
  db = hc_db_open (argv[1], HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  hc_history_run (db, "Add Rules", add_rules, NULL, &error);
  g_assert_no_error (error);
  tickets = some_tickets (db);
  for (guint i = 0; i < rounds; i++)
    {
      rebuild[i] = rebuild_ms (db);
      preview[i] = preview_ms (db);
      bulk[i] = bulk_ms (db, tickets, &undo[i]);
    }
  g_assert_true (hc_db_query_int64 (db, "SELECT count (*) FROM ticket_rule_link", &linked, &error));
  printf ("{\"linked\": %d, \"rebuild_ms\": %.3f, \"preview_ms\": %.3f, \"bulk\": %u, "
          "\"bulk_ms\": %.3f, \"undo_ms\": %.3f}\n",
          (int) linked, median (rebuild, rounds), median (preview, rounds), tickets->len,
          median (bulk, rounds), median (undo, rounds));
  return 0;
}
