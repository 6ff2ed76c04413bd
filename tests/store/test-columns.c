/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns against SQL that asks the same in another way. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-columns-table.h"
#include "hc-db-private.h"
#include "hc-routing.h"
#include "hc-scope.h"
#include "hc-test-history.h"

#define GO_LIVE 1700000000

static HcDb *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  return db;
}

static HcColumns *
load (HcDb *db)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  HcColumns *columns;

  hc_launch_settings_init (&settings);
  settings.go_live_at = GO_LIVE;
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  return columns;
}

static void
add_terms (HcDb *db)
{
  hc_test_exec (db,
                "INSERT INTO term VALUES (1, 'source', 's'), (2, 'category', 'Access'), "
                "(3, 'category', 'Print'), (4, 'subcategory', 'Login'), (5, 'subcategory', 'Queue'), "
                "(6, 'group', 'SAP Basis'), (7, 'group', 'Service Desk'), (8, 'group', 'Network'), "
                "(9, 'service', 'S/4HANA'), (10, 'requester', 'R-1'), (11, 'requester', 'r-1')");
}

static void
add_batch (HcDb *db, int id, gint64 as_of, gboolean is_log)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO import_batch VALUES (%d, 1, 'a.csv', '', 0, %" G_GINT64_FORMAT ", '', %d, "
    "'everything', '', ',', '', '', '', 'UTC', 1, 1, 1, 0, 0, 0, 0, 0)", id, as_of, is_log);

  hc_test_exec (db, sql);
}

/* A few thousand tickets with every kind of value and of gap. */
static void
add_random_tickets (HcDb *db, guint n)
{
  static const char *const states[] = { "open", "waiting", "resolved", "closed", "cancelled" };
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO ticket (source_term, external_id, title, state_class, priority, category_term, "
    "subcategory_term, group_term, service_term, requester_term, tags, parent, opened_at, ended_at, "
    "updated_at, due_at, reopen_count, reassignment_count, sla_met, end_inferred, spell_count, "
    "routing_known, first_batch, last_batch, missing_since, row_hash, content_hash) VALUES "
    "(1, 'INC' || ?1, ?2, ?3, nullif (?4, 0), nullif (?5, 1), nullif (?6, 3), nullif (?7, 5), "
    "nullif (?8, 8), nullif (?9, 9), ?10, iif (?11 > 0, 'INC' || ?11, NULL), ?12, nullif (?13, 0), "
    "nullif (?14, 0), nullif (?15, 0), nullif (?16, -1), nullif (?17, -1), nullif (?18, -1), ?19, "
    "?20, ?21, 1, 1, nullif (?22, 0), 0, 0)",
    NULL);

  g_assert_nonnull (stmt);
  for (guint i = 1; i <= n; i++)
    {
      gint64 opened = GO_LIVE - 50000 + g_test_rand_int_range (0, 200000);
      gboolean has_end = g_test_rand_bit ();

      hc_stmt_bind_int64 (stmt, 1, i);
      hc_stmt_bind_text (stmt, 2, i % 7 ? "Cannot log in" : "Printer queue stuck");
      hc_stmt_bind_text (stmt, 3, states[g_test_rand_int_range (0, 5)]);
      hc_stmt_bind_int64 (stmt, 4, g_test_rand_int_range (0, 6));
      hc_stmt_bind_int64 (stmt, 5, g_test_rand_int_range (1, 4));
      hc_stmt_bind_int64 (stmt, 6, g_test_rand_int_range (3, 6));
      hc_stmt_bind_int64 (stmt, 7, g_test_rand_int_range (5, 9));
      hc_stmt_bind_int64 (stmt, 8, g_test_rand_int_range (8, 10));
      hc_stmt_bind_int64 (stmt, 9, g_test_rand_int_range (9, 12));
      hc_stmt_bind_text (stmt, 10, i % 5 ? NULL : "vip, wave-2");
      hc_stmt_bind_int64 (stmt, 11, i % 9 ? 0 : g_test_rand_int_range (1, (int)n * 2));
      hc_stmt_bind_int64 (stmt, 12, opened);
      hc_stmt_bind_int64 (stmt, 13, has_end ? opened + g_test_rand_int_range (0, 90000) : 0);
      hc_stmt_bind_int64 (stmt, 14, g_test_rand_bit () ? opened + 5 : 0);
      hc_stmt_bind_int64 (stmt, 15, g_test_rand_bit () ? opened + 7 : 0);
      hc_stmt_bind_int64 (stmt, 16, g_test_rand_int_range (-1, 3));
      hc_stmt_bind_int64 (stmt, 17, g_test_rand_int_range (-1, 3));
      hc_stmt_bind_int64 (stmt, 18, g_test_rand_int_range (-1, 2));
      hc_stmt_bind_int64 (stmt, 19, has_end && g_test_rand_bit ());
      hc_stmt_bind_int64 (stmt, 20, i % 13 ? 1 : 2);
      hc_stmt_bind_int64 (stmt, 21, g_test_rand_bit ());
      hc_stmt_bind_int64 (stmt, 22, i % 17 ? 0 : 1);
      g_assert_true (hc_stmt_run (stmt, NULL));
    }
  hc_test_exec (db, "UPDATE ticket SET first_response_at = opened_at + id * 7 WHERE id % 3 > 0");
  hc_test_exec (db, "INSERT INTO ticket_spell SELECT id, opened_at, opened_at + 60, 0 FROM ticket "
                    "WHERE spell_count = 2 UNION ALL SELECT id, opened_at + 120, ended_at, "
                    "end_inferred FROM ticket WHERE spell_count = 2");
}

static void
add_random_changes (HcDb *db, guint n_tickets, guint n)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "INSERT INTO ticket_change (ticket_id, batch_id, field, old_value, new_value, seen_at, inferred) "
    "SELECT ?1, 1, ?2, (SELECT text FROM term WHERE id = nullif (?3, 5)), "
    "(SELECT text FROM term WHERE id = ?4), opened_at + ?5, 0 FROM ticket WHERE id = ?1", NULL);

  for (guint i = 0; i < n; i++)
    {
      hc_stmt_bind_int64 (stmt, 1, g_test_rand_int_range (1, (int)n_tickets + 1));
      hc_stmt_bind_text (stmt, 2, g_test_rand_bit () ? "group" : "priority");
      hc_stmt_bind_int64 (stmt, 3, g_test_rand_int_range (5, 9));
      hc_stmt_bind_int64 (stmt, 4, g_test_rand_int_range (6, 9));
      hc_stmt_bind_int64 (stmt, 5, g_test_rand_int_range (0, 90000));
      g_assert_true (hc_stmt_run (stmt, NULL));
    }
}

static void
add_teams (HcDb *db)
{
  hc_test_sql (db, "Plan",
               "INSERT INTO team (id, name, is_dispatcher) VALUES ('d', 'Desk', 1), "
               "('b', 'Basis', 0), ('n', 'Network', 0);"
               "INSERT INTO group_team VALUES ('1', 'Service Desk', 'd'), ('2', 'SAP Basis', 'b'), "
               "('3', 'Network', 'n');"
               "INSERT INTO declared_hop VALUES ('h', 'b', 'n')");
}

/* ---------------------------------------------------------------- against SQL */

/* Every column of every ticket, in the words of SQL; compared row by row. */
#define REFERENCE                                                                                 \
  "SELECT id, opened_at, coalesce (ended_at, 4294967295), coalesce (updated_at, 4294967295), "    \
  "coalesce (due_at, 4294967295), instr ('open waiting resolved closed cancelled', state_class), " \
  "coalesce (priority, 0), "                                                                      \
  "(SELECT text FROM term WHERE id = category_term), "                                            \
  "CASE WHEN subcategory_term IS NULL THEN NULL ELSE "                                            \
  "coalesce ((SELECT text FROM term WHERE id = category_term) || ' / ', '') || "                  \
  "(SELECT text FROM term WHERE id = subcategory_term) END, "                                     \
  "(SELECT text FROM term WHERE id = group_term), "                                               \
  "(EXISTS (SELECT 1 FROM ticket p WHERE p.external_id = t.parent AND p.id <> t.id)) "            \
  "+ 2 * coalesce (sla_met = 1, 0) + 4 * coalesce (sla_met = 0, 0) + 8 * routing_known "          \
  "+ 16 * (EXISTS (SELECT 1 FROM ticket_change c WHERE c.ticket_id = t.id AND field = 'group' "   \
  "AND old_value IS NOT NULL AND old_value <> 'Service Desk' "                                    \
  "AND old_value <> new_value "                                                                   \
  "AND NOT (old_value = 'SAP Basis' AND new_value = 'Network') "                                  \
  "AND (ended_at IS NULL OR seen_at <= ended_at))) "                                              \
  "+ 32 * (reassignment_count IS NOT NULL) + 64 * coalesce (reassignment_count > 0, 0) "          \
  "+ 128 * coalesce (reopen_count > 0, 0) + 256 * end_inferred + 512 * (spell_count > 1) "        \
  "+ 1024 * (missing_since IS NOT NULL) "                                                         \
  "+ 2048 * (EXISTS (SELECT 1 FROM ticket_change c WHERE c.ticket_id = t.id AND field = 'group' " \
  "AND old_value IS NOT NULL AND old_value <> new_value "                                         \
  "AND (ended_at IS NULL OR seen_at <= ended_at))) "                                              \
  "+ 4096 * coalesce (reassignment_count > 0, 0), "                                               \
  "coalesce (requester_term, 0), coalesce (first_response_at, 4294967295) "                       \
  "FROM ticket t WHERE opened_at >= 1700000000 ORDER BY opened_at, id"

static const char *
name_at (const HcColumns *columns, HcDimension by, guint row)
{
  return g_ptr_array_index (columns->names[by], columns->dim[by][row]);
}

static void
assert_row (const HcColumns *columns, guint i, HcStmt *stmt)
{
  static const gint64 state_at[] = { 1, 6, 14, 23, 30 };
  const char *priority = hc_priority_word ((int)hc_stmt_int64 (stmt, 6));

  g_assert_cmpint (columns->ticket[i], ==, hc_stmt_int64 (stmt, 0));
  g_assert_cmpint (columns->opened[i], ==, hc_stmt_int64 (stmt, 1));
  g_assert_cmpint (columns->ended[i], ==, hc_stmt_int64 (stmt, 2));
  g_assert_cmpint (columns->updated[i], ==, hc_stmt_int64 (stmt, 3));
  g_assert_cmpint (columns->due[i], ==, hc_stmt_int64 (stmt, 4));
  g_assert_cmpint (state_at[columns->state[i]], ==, hc_stmt_int64 (stmt, 5));
  g_assert_cmpint (columns->priority[i], ==, hc_stmt_int64 (stmt, 6));
  g_assert_cmpstr (name_at (columns, HC_BY_CATEGORY, i), ==, hc_stmt_peek_text (stmt, 7));
  g_assert_cmpstr (name_at (columns, HC_BY_SUBCATEGORY, i), ==, hc_stmt_peek_text (stmt, 8));
  g_assert_cmpstr (name_at (columns, HC_BY_GROUP, i), ==, hc_stmt_peek_text (stmt, 9));
  g_assert_cmpstr (name_at (columns, HC_BY_PRIORITY, i), ==, priority);
  g_assert_cmpint (columns->requester[i], ==, hc_stmt_int64 (stmt, 11));
  g_assert_cmpint (columns->responded[i], ==, hc_stmt_int64 (stmt, 12));
  if (columns->flags[i] != hc_stmt_int64 (stmt, 10))
    g_error ("Ticket %u: flags %#x, not %#x", columns->ticket[i], columns->flags[i],
             (guint)hc_stmt_int64 (stmt, 10));
}

static void
assert_spells (const HcColumns *columns, HcDb *db)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (
    db,
    "SELECT t.id, s.start_at, coalesce (s.end_at, 4294967295), s.end_inferred FROM ticket_spell s "
    "JOIN ticket t ON t.id = s.ticket_id WHERE t.opened_at >= 1700000000 "
    "ORDER BY t.opened_at, t.id, s.start_at", NULL);
  guint i = 0;

  for (; hc_stmt_step (stmt, NULL) == SQLITE_ROW; i++)
    {
      g_assert_cmpuint (i, <, columns->n_spells);
      g_assert_cmpint (columns->ticket[columns->spells[i].row], ==, hc_stmt_int64 (stmt, 0));
      g_assert_cmpint (columns->spells[i].start, ==, hc_stmt_int64 (stmt, 1));
      g_assert_cmpint (columns->spells[i].end, ==, hc_stmt_int64 (stmt, 2));
      g_assert_cmpint (columns->spells[i].inferred, ==, hc_stmt_int64 (stmt, 3));
    }
  g_assert_cmpuint (columns->n_spells, ==, i);
}

static void
test_against_sql (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcStmt) stmt = NULL;
  guint i = 0;

  add_terms (db);
  add_batch (db, 1, GO_LIVE + 500000, FALSE);
  add_random_tickets (db, 3000);
  add_random_changes (db, 3000, 3000);
  add_teams (db);

  columns = load (db);
  stmt = hc_db_prepare (db, REFERENCE, NULL);
  for (; hc_stmt_step (stmt, NULL) == SQLITE_ROW; i++)
    {
      g_assert_cmpuint (i, <, columns->n);
      assert_row (columns, i, stmt);
    }
  g_assert_cmpuint (columns->n, ==, i);
  g_assert_cmpuint (columns->n, >, 1000);
  assert_spells (columns, db);
  g_assert_cmpuint (columns->n_before_go_live, ==, 3000 - columns->n);
  g_assert_cmpuint (columns->n_out_of_scope, ==, 0);
  g_assert_cmpint (columns->newest_as_of, ==, GO_LIVE + 500000);
  g_assert_cmpuint (columns->inputs, ==,
                    HC_INPUT_GROUP | HC_INPUT_REASSIGNMENT_COUNT | HC_INPUT_REOPEN_COUNT
                      | HC_INPUT_SLA | HC_INPUT_DUE | HC_INPUT_UPDATED | HC_INPUT_TICKETS
                      | HC_INPUT_REQUESTER | HC_INPUT_FIRST_RESPONSE);
}

static void
test_empty (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (HcColumns) columns = load (db);

  g_assert_cmpuint (columns->n, ==, 0);
  g_assert_cmpuint (columns->inputs, ==, 0);
  g_assert_cmpint (columns->newest_as_of, ==, HC_INSTANT_NONE);
}

static void
test_inputs (void)
{
  static const struct
  {
    guint batches;
    gboolean is_log;
    guint inputs;
  } cases[] = {
    { 1, FALSE, HC_INPUT_TICKETS },
    { 2, FALSE, HC_INPUT_TICKETS | HC_INPUT_REOPENINGS },
    { 1, TRUE, HC_INPUT_TICKETS | HC_INPUT_REOPENINGS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = open_memory ();
      g_autoptr (HcColumns) columns = NULL;

      add_terms (db);
      for (guint j = 0; j < cases[i].batches; j++)
        add_batch (db, (int)j + 1, 1000 - j, cases[i].is_log);
      columns = load (db);
      g_assert_cmpuint (columns->inputs, ==, cases[i].inputs);
      g_assert_cmpint (columns->newest_as_of, ==, 1000);
    }
}

/* ---------------------------------------------------------------- scope */

static void
test_scope (void)
{
  static const struct
  {
    const char *rules; /* kind, field, value */
    const char *where;
  } cases[] = {
    { "('1', 'include', 'group', 'SAP Basis')", "group_term = 6" },
    { "('1', 'include', 'group', 'sap basis ')", "group_term = 6" },
    { "('1', 'include', 'group', 'SAP')", "false" },
    { "('1', 'exclude', 'category', 'Access')", "category_term IS NOT 2" },
    { "('1', 'include', 'service', 'S/4HANA')", "service_term = 9" },
    { "('1', 'include', 'requester', 'R-1')", "requester_term IN (10, 11)" },
    { "('1', 'include', 'tag', 'Wave-2')", "tags IS NOT NULL" },
    { "('1', 'include', 'title_word', 'printer')", "title LIKE 'Printer%'" },
    { "('1', 'include', 'title_word', 'print')", "false" },
    { "('1', 'include', 'group', 'SAP Basis'), ('2', 'include', 'group', 'Network'), "
      "('3', 'exclude', 'tag', 'vip')", "group_term IN (6, 8) AND tags IS NULL" },
    { "('1', 'exclude', 'group', 'Network'), ('2', 'include', 'category', 'Print')",
      "category_term = 3 AND group_term IS NOT 8" },
  };
  g_autoptr (HcDb) db = open_memory ();
  gint64 all;

  add_terms (db);
  add_random_tickets (db, 1000);
  all = hc_test_int (db, "SELECT count (*) FROM ticket WHERE opened_at >= 1700000000");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO scope_rule VALUES %s", cases[i].rules);
      g_autofree char *count = g_strdup_printf (
        "SELECT coalesce (sum (id), 0) FROM ticket WHERE opened_at >= 1700000000 AND (%s)",
        cases[i].where);
      g_autoptr (HcColumns) columns = NULL;
      gint64 sum = 0;

      hc_test_exec (db, "DELETE FROM scope_rule");
      hc_test_exec (db, sql);
      columns = load (db);
      for (guint row = 0; row < columns->n; row++)
        sum += columns->ticket[row];
      if (sum != hc_test_int (db, count))
        g_error ("Scope %s", cases[i].rules);
      g_assert_cmpint (columns->n + (gint64)columns->n_out_of_scope, ==, all);
    }
}

static void
test_words_and_tags (void)
{
  static const struct
  {
    const char *title, *word;
    gboolean fits;
  } words[] = {
    { "SAP GUI hangs", "sap", TRUE },       { "SAPGUI hangs", "sap", FALSE },
    { "Help: SAP!", "sap", TRUE },          { "sapsap sap", "sap", TRUE },
    { "Straße gesperrt", "strasse", TRUE }, { "ÄNDERUNG nötig", "änderung", TRUE },
    { "go live today", "go live", TRUE },   { "go lively", "go live", FALSE },
    { "x", "", FALSE },                     { "é-mail", "mail", TRUE },
  };
  static const struct
  {
    const char *tags, *tag;
    gboolean fits;
  } tags[] = {
    { "erp, wave-2", "wave-2", TRUE }, { "erp wave-2", "wave-2", TRUE }, { "go live; erp", "live", FALSE },
    { "go live; erp", "go live", TRUE }, { "ERP|x", "erp", TRUE }, { "", "erp", FALSE },
    { "erp2", "erp", FALSE }, { "a,,b", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *folded = g_utf8_casefold (words[i].word, -1);

      if (hc_scope_has_word (words[i].title, folded) != words[i].fits)
        g_error ("“%s” in “%s”", words[i].word, words[i].title);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (hc_scope_has_tag (tags[i].tags, tags[i].tag) != tags[i].fits)
      g_error ("“%s” in “%s”", tags[i].tag, tags[i].tags);
}

/* ---------------------------------------------------------------- routing */

static void
test_hops (void)
{
  static const struct
  {
    const char *from, *to;
    gboolean wrong;
  } cases[] = {
    { NULL, "Network", FALSE },       { "", "Network", FALSE },
    { "Service Desk", "SAP Basis", FALSE }, /* a dispatcher's work */
    { "SAP Basis", "Network", FALSE },      /* declared */
    { "Network", "SAP Basis", TRUE },       /* the other way is not */
    { "SAP Basis", "Service Desk", TRUE },  { "Unknown", "SAP Basis", TRUE },
    { "SAP Basis", "Unknown", TRUE },
  };
  g_autoptr (HcDb) db = open_memory ();
  g_autoptr (HcRouting) routing = NULL;

  add_teams (db);
  routing = hc_routing_load (db, NULL);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      if (hc_routing_is_wrong (routing, cases[i].from, cases[i].to) != cases[i].wrong)
        g_error ("%s → %s", cases[i].from, cases[i].to);
}

/* Two files a day apart: the hop and the end were seen together, the hop with the later time. */
static void
test_inferred_hops (void)
{
  static const struct
  {
    const char *changes; /* batch, field, old, new, seen after opening, inferred */
    gboolean misrouted;
  } cases[] = {
    { "(1, 1, 'group', 'Network', 'SAP Basis', 50, 0)", TRUE },
    { "(1, 1, 'group', 'Network', 'SAP Basis', 100, 0)", TRUE },
    { "(1, 1, 'group', 'Network', NULL, 10, 0)", FALSE },
    { "(1, 1, 'group', 'Network', NULL, 10, 0), (1, 1, 'group', NULL, 'SAP Basis', 20, 0)", TRUE },
    { "(1, 1, 'group', 'Network', NULL, 10, 0), (1, 1, 'group', NULL, 'Network', 20, 0)", FALSE },
    { "(1, 1, 'group', 'Network', NULL, 10, 0), (2, 1, 'group', NULL, 'SAP Basis', 20, 0)", FALSE },
    { "(1, 1, 'group', 'Network', 'SAP Basis', 101, 0)", FALSE },
    { "(1, 1, 'group', 'Network', 'SAP Basis', 101, 1)", FALSE },
    { "(1, 2, 'state', 'New', 'Closed', 101, 1), (1, 2, 'group', 'Network', 'SAP Basis', 101, 1)",
      TRUE },
    { "(1, 1, 'state', 'New', 'Closed', 101, 1), (1, 2, 'group', 'Network', 'SAP Basis', 200, 1)",
      FALSE },
    { "(2, 2, 'state', 'New', 'Closed', 101, 1), (1, 2, 'group', 'Network', 'SAP Basis', 101, 1)",
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HcDb) db = open_memory ();
      g_autoptr (HcColumns) columns = NULL;
      g_autofree char *sql = g_strdup_printf (
        "WITH c (ticket, batch, field, old, new, after, inferred) AS (VALUES %s) "
        "INSERT INTO ticket_change (ticket_id, batch_id, field, old_value, new_value, seen_at, "
        "inferred) SELECT ticket, batch, field, old, new, 1700000000 + after, inferred FROM c",
        cases[i].changes);

      hc_test_exec (db,
                    "INSERT INTO ticket (id, source_term, external_id, state_class, opened_at, "
                    "ended_at, first_batch, last_batch, row_hash, content_hash) "
                    "VALUES (1, 1, 'a', 'closed', 1700000000, 1700000100, 1, 1, 0, 0), "
                    "(2, 1, 'b', 'closed', 1700000000, 1700000100, 1, 1, 0, 0)");
      hc_test_exec (db, sql);
      columns = load (db);
      if (((columns->flags[0] & HC_TICKET_FLAG_MISROUTED) != 0) != cases[i].misrouted)
        g_error ("Case %u", i);
      g_assert_cmpuint (columns->flags[1] & HC_TICKET_FLAG_MISROUTED, ==, 0);
    }
}

/* ---------------------------------------------------------------- many tickets */

#define MANY 100500 /* more than one connection reads alone */

static void
assert_same_columns (const HcColumns *a, const HcColumns *b)
{
  gsize n = a->n;

  g_assert_cmpuint (n, ==, b->n);
  g_assert_cmpuint (a->inputs, ==, b->inputs);
  g_assert_cmpuint (a->n_before_go_live, ==, b->n_before_go_live);
  g_assert_cmpuint (a->n_out_of_scope, ==, b->n_out_of_scope);
  g_assert_cmpmem (a->ticket, n * 4, b->ticket, n * 4);
  g_assert_cmpmem (a->opened, n * 4, b->opened, n * 4);
  g_assert_cmpmem (a->ended, n * 4, b->ended, n * 4);
  g_assert_cmpmem (a->flags, n * 2, b->flags, n * 2);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    g_assert_cmpmem (a->dim[by], n * 4, b->dim[by], n * 4);
  g_assert_cmpmem (a->more_cohorts, a->n_more_cohorts * sizeof (HcRowCohort), b->more_cohorts,
                   b->n_more_cohorts * sizeof (HcRowCohort));
}

/* A file is read on two connections, what is in memory on one. */
static void
test_two_connections (void)
{
  g_autoptr (HcDb) memory = open_memory ();
  g_autoptr (HcDb) file = NULL;
  g_autoptr (HcColumns) whole = NULL;
  g_autoptr (HcColumns) halves = NULL;
  g_autoptr (HcColumns) more = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hc-columns-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "many.hypercare", NULL);
  g_autofree char *copy = g_strdup_printf ("VACUUM INTO '%s'", path);

  add_terms (memory);
  add_batch (memory, 1, GO_LIVE + 1000, FALSE);
  hc_test_exec (memory, "INSERT INTO cohort (id, name, kind, head_count, rank) VALUES "
                        "('c1', 'A', 'role', 3, 'a'), ('c2', 'B', 'role', 3, 'b')");
  hc_test_exec (memory, "INSERT INTO cohort_match VALUES ('m1', 'c1', 'category', 'Access'), "
                        "('m2', 'c2', 'group', 'SAP Basis')");
  hc_test_exec (memory, "INSERT INTO scope_rule (id, kind, field, value) "
                        "VALUES ('r1', 'exclude', 'group', 'Network')");
  add_random_tickets (memory, MANY);
  whole = load (memory);
  g_assert_cmpuint (whole->n, >, MANY / 4);
  g_assert_cmpuint (whole->n_more_cohorts, >, 1000);
  g_assert_cmpuint (whole->n_out_of_scope, >, 1000);

  hc_test_exec (memory, copy);
  file = hc_db_open (path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  halves = load (file);
  assert_same_columns (whole, halves);

  /* What is not committed is seen by its own connection only: it reads alone. */
  g_assert_true (hc_db_begin (file, &error));
  hc_test_exec (file, "UPDATE ticket SET ended_at = NULL WHERE id > 100000");
  more = load (file);
  g_assert_cmpuint (more->n, ==, whole->n);
  for (guint i = 0; i < more->n; i++)
    if (more->ticket[i] > 100000)
      g_assert_cmpuint (more->ended[i], ==, HC_SECONDS_NONE);
  hc_db_rollback (file);
  g_clear_pointer (&file, hc_db_close);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* ---------------------------------------------------------------- failing */

static void
test_wild_ids (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  hc_launch_settings_init (&settings);
  settings.go_live_at = GO_LIVE;
  hc_test_exec (db, "INSERT INTO ticket (id, source_term, external_id, state_class, opened_at, "
                    "first_batch, last_batch, row_hash, content_hash) "
                    "VALUES (9000000000000000000, 1, 'a', 'open', 1700000000, 1, 1, 0, 0)");
  g_assert_null (hc_columns_load (db, &settings, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
}

static void
test_cancelled (void)
{
  g_autoptr (HcDb) db = open_memory ();
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_terms (db);
  add_random_tickets (db, 2000);
  hc_launch_settings_init (&settings);
  settings.go_live_at = GO_LIVE;
  g_cancellable_cancel (cancellable);
  hc_db_set_cancellable (db, cancellable);
  g_assert_null (hc_columns_load (db, &settings, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hc_db_set_cancellable (db, NULL);
  g_assert_false (hc_db_in_transaction (db));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/columns/against-sql", test_against_sql);
  g_test_add_func ("/columns/empty", test_empty);
  g_test_add_func ("/columns/inputs", test_inputs);
  g_test_add_func ("/columns/scope", test_scope);
  g_test_add_func ("/columns/words-and-tags", test_words_and_tags);
  g_test_add_func ("/columns/hops", test_hops);
  g_test_add_func ("/columns/inferred-hops", test_inferred_hops);
  g_test_add_func ("/columns/two-connections", test_two_connections);
  g_test_add_func ("/columns/wild-ids", test_wild_ids);
  g_test_add_func ("/columns/cancelled", test_cancelled);
  return g_test_run ();
}
