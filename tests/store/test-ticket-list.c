/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-list.h"

#include <math.h>

#include "hc-db-private.h"

/* T is 1,000,000. Ages of the open tickets: 1 → 3600 s, 3 → 2 d, 5 → 10 d, 7 → 3 d exactly. */
#define AS_OF 1000000
#define DAY 86400

static const char fixture[] =
  "INSERT INTO source VALUES ('s1', 'Service Desk', 'https://itsm.example/t?id={key}');"
  "INSERT INTO term VALUES (1, 'source', 's1'), (2, 'group', 'Access'), (3, 'group', 'finance'),"
  " (4, 'group', 'Zürich'), (5, 'category', 'Access'), (6, 'category', 'Data'),"
  " (7, 'state', 'New'), (8, 'state', 'In Progress'), (9, 'state', 'Resolved'),"
  " (10, 'priority', '1 - Critical'), (11, 'requester', 'R7'), (12, 'channel', 'Portal'),"
  " (13, 'state', 'On Hold');"
  "INSERT INTO import_batch VALUES"
  " (1, 1, 'a.csv', 'x', 1, 900000, 'p', 0, 'everything', 'UTF-8', ',', '', '', '', 'UTC',"
  "  7, 7, 7, 0, 0, 0, 0, 0),"
  " (2, 1, 'b.csv', 'y', 2, 1000000, 'p', 0, 'everything', 'UTF-8', ',', '', '', '', 'UTC',"
  "  7, 7, 0, 2, 1, 5, 0, 1);"
  "INSERT INTO ticket (id, source_term, external_id, title, description, state_term, state_class,"
  " priority_term, priority, category_term, group_term, requester_term, channel_term, opened_at,"
  " resolved_at, updated_at, ended_at, spell_count, first_batch, last_batch, missing_since,"
  " row_hash, content_hash) VALUES"
  " (1, 1, 'AB-9', 'Approver list empty', 'It says “none”.', 7, 'open', 10, 1, 5, 2, 11, 12,"
  "  996400, NULL, 999000, NULL, 1, 2, 2, NULL, 0, 0),"
  " (2, 1, 'AB-10', 'Cannot log in', NULL, 9, 'resolved', NULL, 2, 5, 3, NULL, NULL,"
  "  500000, 600000, 600000, 600000, 1, 1, 1, NULL, 0, 0),"
  " (3, 1, 'AB-11', 'LIST of Straße missing', NULL, 8, 'open', NULL, 2, 6, 2, NULL, NULL,"
  "  827200, NULL, 900000, NULL, 2, 1, 2, NULL, 0, 0),"
  " (4, 1, 'AB-2', NULL, NULL, NULL, 'closed', NULL, NULL, NULL, NULL, NULL, NULL,"
  "  400000, 450000, NULL, 450000, 1, 1, 1, 2, 0, 0),"
  " (5, 1, 'X100', 'a payment refused', NULL, 13, 'waiting', NULL, 4, 6, 4, NULL, NULL,"
  "  136000, NULL, 900000, NULL, 1, 1, 1, NULL, 0, 0),"
  " (6, 1, 'AB-1', 'Ärger mit Druck', NULL, 9, 'resolved', NULL, 5, NULL, 3, NULL, NULL,"
  "  700000, 800000, 800001, 800000, 1, 1, 1, NULL, 0, 0),"
  " (7, 1, 'AB-3', 'Zeta', NULL, 7, 'open', NULL, NULL, 6, NULL, NULL, NULL,"
  "  740800, NULL, 900000, NULL, 1, 1, 1, NULL, 0, 0);"
  "INSERT INTO ticket_spell VALUES (3, 827200, 850000, 0), (3, 900000, NULL, 0);"
  "INSERT INTO ticket_change VALUES"
  " (1, 3, 2, 'group', 'finance', 'Access', 1000000, 1),"
  " (2, 3, 2, 'reopen_count', '0', '1', 1000000, 1),"
  " (3, 3, 1, 'state', 'New', 'Resolved', 850000, 0);";

static HcDb *
open_fixture (void)
{
  g_autoptr (GError) error = NULL;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  g_assert_true (hc_db_exec (db, fixture, &error));
  g_assert_no_error (error);
  return db;
}

static void
assert_ids (HcDb *db, const HcTicketQuery *query, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hc_ticket_list_ids (db, query, &error);
  g_autoptr (GString) got = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (got, "%s%d", i > 0 ? " " : "", (int) g_array_index (ids, gint64, i));
  if (g_strcmp0 (got->str, expected) != 0)
    g_error ("%s: got “%s”, expected “%s”", name, got->str, expected);
}

static void
test_order (void)
{
  static const struct
  {
    HcTicketColumn column;
    const char *ascending, *descending; /* no value comes last both ways; ties by id */
  } cases[] = {
    { HC_TICKET_KEY, "6 4 7 1 2 3 5", "5 3 2 1 7 4 6" },
    { HC_TICKET_PRIORITY, "1 2 3 5 6 4 7", "6 5 2 3 1 4 7" },
    { HC_TICKET_TITLE, "5 1 2 3 7 6 4", "6 7 3 2 1 5 4" },
    { HC_TICKET_STATE, "3 1 7 5 2 6 4", "4 2 6 5 1 7 3" },
    { HC_TICKET_GROUP, "1 3 2 6 5 4 7", "5 2 6 1 3 4 7" },
    { HC_TICKET_CATEGORY, "1 2 3 5 7 4 6", "3 5 7 1 2 4 6" },
    { HC_TICKET_OPENED, "5 4 2 6 7 3 1", "1 3 7 6 2 4 5" },
    { HC_TICKET_RESOLVED, "4 2 6 1 3 5 7", "6 2 4 1 3 5 7" },
    { HC_TICKET_UPDATED, "2 6 3 5 7 1 4", "1 3 5 7 6 2 4" },
    { HC_TICKET_AGE, "1 3 7 5 6 2 4", "5 7 3 1 4 2 6" },
    { HC_TICKET_ASSIGNEE, "1 2 3 4 5 6 7", "1 2 3 4 5 6 7" },
  };
  g_autoptr (HcDb) db = open_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HcTicketQuery) query = { 0 };

      hc_ticket_query_init (&query);
      query.sort = cases[i].column;
      query.descending = FALSE;
      assert_ids (db, &query, hc_ticket_column_name (query.sort), cases[i].ascending);
      query.descending = TRUE;
      assert_ids (db, &query, hc_ticket_column_name (query.sort), cases[i].descending);
    }
}

/* Every column has an order that gives every ticket once. */
static void
test_every_column_sorts (void)
{
  g_autoptr (HcDb) db = open_fixture ();

  for (HcTicketColumn column = 0; column < HC_N_TICKET_COLUMNS; column++)
    {
      g_auto (HcTicketQuery) query = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = NULL;

      if (!hc_ticket_column_is_shown (column))
        continue;
      g_assert_cmpuint (hc_ticket_column_from_name (hc_ticket_column_name (column)), ==, column);
      hc_ticket_query_init (&query);
      query.sort = column;
      ids = hc_ticket_list_ids (db, &query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, 7);
    }
  g_assert_cmpuint (hc_ticket_column_from_name ("description"), ==, HC_N_TICKET_COLUMNS);
  g_assert_cmpuint (hc_ticket_column_from_name ("nonsense"), ==, HC_N_TICKET_COLUMNS);
  g_assert_cmpuint (hc_ticket_column_from_name (NULL), ==, HC_N_TICKET_COLUMNS);
}

static void
test_filters (void)
{
  static const struct
  {
    const char *name;
    guint states, priorities;
    const char *group, *category;
    gint64 age_from, age_to;
    guint hours;
    gboolean missing, reopened;
    const char *search, *expected; /* in order of id */
  } cases[] = {
    { "all", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, NULL, "1 2 3 4 5 6 7" },
    { "open", 1 << HC_STATE_OPEN, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, NULL, "1 3 7" },
    { "open, waiting", 1 << HC_STATE_OPEN | 1 << HC_STATE_WAITING, 0, NULL, NULL, -1, -1, 0, FALSE,
      FALSE, NULL, "1 3 5 7" },
    { "priority 2, none", 0, 1 << 2 | 1, NULL, NULL, -1, -1, 0, FALSE, FALSE, NULL, "2 3 4 7" },
    { "group", 0, 0, "Access", NULL, -1, -1, 0, FALSE, FALSE, NULL, "1 3" },
    { "no group", 0, 0, "", NULL, -1, -1, 0, FALSE, FALSE, NULL, "4 7" },
    { "unknown group", 0, 0, "gone", NULL, -1, -1, 0, FALSE, FALSE, NULL, "" },
    { "category and state", 1 << HC_STATE_OPEN, 0, NULL, "Data", -1, -1, 0, FALSE, FALSE, NULL,
      "3 7" },
    { "age from 3 d inclusive", 0, 0, NULL, NULL, 3 * DAY, -1, 0, FALSE, FALSE, NULL, "5 7" },
    { "age 1 d to 3 d exclusive", 0, 0, NULL, NULL, DAY, 3 * DAY, 0, FALSE, FALSE, NULL, "3" },
    { "age under 1 d", 0, 0, NULL, NULL, -1, DAY, 0, FALSE, FALSE, NULL, "1" },
    { "last hour is exclusive", 0, 0, NULL, NULL, -1, -1, 1, FALSE, FALSE, NULL, "" },
    { "last 2 hours", 0, 0, NULL, NULL, -1, -1, 2, FALSE, FALSE, NULL, "1" },
    { "missing", 0, 0, NULL, NULL, -1, -1, 0, TRUE, FALSE, NULL, "4" },
    { "reopened", 0, 0, NULL, NULL, -1, -1, 0, FALSE, TRUE, NULL, "3" },
    { "search", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "LiSt", "1 3" },
    { "search key", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "x10", "5" },
    { "search ß", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "STRASSE", "3" },
    { "search Ä", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "ärger", "6" },
    { "search decomposed", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "a\xcc\x88rger", "6" },
    { "search is no pattern", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "%", "" },
    { "search quote", 0, 0, NULL, NULL, -1, -1, 0, FALSE, FALSE, "'", "" },
    { "search and group", 0, 0, "Access", NULL, -1, -1, 0, FALSE, FALSE, "missing", "3" },
  };
  g_autoptr (HcDb) db = open_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HcTicketQuery) query = { 0 };
      g_auto (HcTicketQuery) copy = { 0 };

      hc_ticket_query_init (&query);
      query.states = cases[i].states;
      query.priorities = cases[i].priorities;
      if (cases[i].group != NULL)
        g_ptr_array_add (query.groups, g_strdup (cases[i].group));
      if (cases[i].category != NULL)
        g_ptr_array_add (query.categories, g_strdup (cases[i].category));
      query.age_from = cases[i].age_from;
      query.age_to = cases[i].age_to;
      query.opened_hours = cases[i].hours;
      query.missing = cases[i].missing;
      query.reopened = cases[i].reopened;
      query.search = g_strdup (cases[i].search);
      query.sort = HC_TICKET_ASSIGNEE; /* nobody has one: order of id */
      hc_ticket_query_copy (&query, &copy);
      assert_ids (db, &copy, cases[i].name, cases[i].expected);
      g_assert_cmpint (hc_ticket_query_is_filtered (&query), ==, i > 0);
    }
}

static void
test_rows (void)
{
  const gint64 ids[] = { 3, 99, 1, 2 };
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hc_ticket_list_rows (db, ids, G_N_ELEMENTS (ids), &error);
  HcTicketItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_null (g_ptr_array_index (rows, 1));

  item = g_ptr_array_index (rows, 2);
  g_assert_cmpint (item->id, ==, 1);
  g_assert_cmpstr (item->text[HC_TICKET_KEY], ==, "AB-9");
  g_assert_cmpstr (item->text[HC_TICKET_GROUP], ==, "Access");
  g_assert_cmpstr (item->text[HC_TICKET_STATE], ==, "New");
  g_assert_cmpstr (item->text[HC_TICKET_PRIORITY], ==, "1 - Critical");
  g_assert_null (item->text[HC_TICKET_ASSIGNEE]);
  g_assert_null (item->text[HC_TICKET_DESCRIPTION]);
  g_assert_cmpint (item->priority, ==, 1);
  g_assert_cmpint (item->number[HC_TICKET_OPENED], ==, 996400);
  g_assert_true (item->number[HC_TICKET_RESOLVED] == HC_INSTANT_NONE);
  g_assert_true (item->number[HC_TICKET_REOPEN_COUNT] == HC_INSTANT_NONE); /* not 0 */
  g_assert_cmpint (item->age, ==, 3600);

  item = g_ptr_array_index (rows, 3);
  g_assert_cmpint (item->state_class, ==, HC_STATE_RESOLVED);
  g_assert_cmpint (item->age, ==, -1); /* not open: no age */
  g_assert_cmpuint (((HcTicketItem *) g_ptr_array_index (rows, 0))->spells, ==, 2);
}

static void
test_detail (void)
{
  static const struct
  {
    HcTicketEventKind kind;
    gint64 at;
    gboolean inferred;
  } expected[] = {
    { HC_TICKET_EVENT_OPENED, 827200, FALSE },  { HC_TICKET_EVENT_ENDED, 850000, FALSE },
    { HC_TICKET_EVENT_CHANGED, 850000, FALSE }, { HC_TICKET_EVENT_REOPENED, 900000, TRUE },
    { HC_TICKET_EVENT_CHANGED, 1000000, TRUE },
  };
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketDetail) detail = hc_ticket_detail (db, 3, &error);
  HcTicketEvent *event;

  g_assert_no_error (error);
  g_assert_cmpuint (detail->events->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      event = g_ptr_array_index (detail->events, i);
      g_assert_cmpint (event->kind, ==, expected[i].kind);
      g_assert_cmpint (event->at, ==, expected[i].at);
      g_assert_cmpint (event->inferred, ==, expected[i].inferred);
    }
  event = g_ptr_array_index (detail->events, 4);
  g_assert_cmpint (event->field, ==, HC_TICKET_GROUP);
  g_assert_cmpstr (event->old_value, ==, "finance");
  g_assert_cmpstr (event->new_value, ==, "Access");
  g_assert_cmpint (detail->exports, ==, 2);
  g_assert_cmpstr (detail->url, ==, "https://itsm.example/t?id=AB-11");
  g_assert_cmpstr (detail->source_name, ==, "Service Desk");
  g_clear_pointer (&detail, hc_ticket_detail_free);

  /* seen in the first file only; the second, which covers everything, misses it */
  detail = hc_ticket_detail (db, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpint (detail->exports, ==, 1);
  event = g_ptr_array_index (detail->events, detail->events->len - 1);
  g_assert_cmpint (event->kind, ==, HC_TICKET_EVENT_MISSING);
  g_assert_cmpint (event->at, ==, AS_OF);
  g_clear_pointer (&detail, hc_ticket_detail_free);

  detail = hc_ticket_detail (db, 99, &error);
  g_assert_null (detail);
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
}

static void
test_url (void)
{
  static const struct
  {
    const char *pattern, *key, *url;
  } cases[] = {
    { "https://x.example/{key}", "INC 1/ü&a=b", "https://x.example/INC%201%2F%C3%BC%26a%3Db" },
    { "HTTP://x.example/{key}?k={key}", "A1", "HTTP://x.example/A1?k=A1" },
    { "https://x.example/all", "A1", "https://x.example/all" },
    { "", "A1", NULL },
    { NULL, "A1", NULL },
    { "javascript:alert({key})", "A1", NULL },
    { "file:///etc/{key}", "passwd", NULL },
    { "{key}", "https://evil.example", NULL },
    { "https://[broken/{key}", "A1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = hc_ticket_url (cases[i].pattern, cases[i].key);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_values (void)
{
  static const struct
  {
    HcTicketField field;
    const char *expected;
  } cases[] = {
    { HC_TICKET_STATE, "open 3, waiting 1, resolved 2, closed 1" },
    { HC_TICKET_PRIORITY, "critical 1, high 2, low 1, planning 1,  2" },
    { HC_TICKET_GROUP, " 2, Access 2, finance 2, Zürich 1" },
    { HC_TICKET_CATEGORY, "Data 3,  2, Access 2" },
  };
  g_autoptr (HcDb) db = open_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) values = hc_ticket_list_values (db, cases[i].field, &error);
      g_autoptr (GString) got = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint j = 0; j < values->len; j++)
        {
          HcTicketValue *value = g_ptr_array_index (values, j);

          g_string_append_printf (got, "%s%s %d", j > 0 ? ", " : "", value->text,
                                  (int) value->count);
        }
      g_assert_cmpstr (got->str, ==, cases[i].expected);
    }
}

static void
test_summary (void)
{
  g_autoptr (HcDb) db = open_fixture ();
  g_autoptr (GError) error = NULL;
  g_auto (HcTicketQuery) query = { 0 };
  HcTicketSummary summary;

  hc_ticket_query_init (&query);
  g_assert_true (hc_ticket_list_summary (db, &query, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpint (summary.open, ==, 4);
  g_assert_cmpfloat (summary.median_age, ==, 2.5 * DAY); /* of 1 h, 2 d, 3 d, 10 d */

  query.states = 1 << HC_STATE_CLOSED;
  g_assert_true (hc_ticket_list_summary (db, &query, &summary, &error));
  g_assert_cmpint (summary.open, ==, 0);
  g_assert_true (isnan (summary.median_age));
}

static void
test_without_import (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = hc_db_open_memory (&error);
  g_auto (HcTicketQuery) query = { 0 };
  HcTicketSummary summary;

  g_assert_no_error (error);
  hc_ticket_query_init (&query);
  query.age_from = DAY;
  query.opened_hours = 24;
  assert_ids (db, &query, "empty", "");
  g_assert_true (hc_ticket_list_summary (db, &query, &summary, &error));
  g_assert_true (isnan (summary.median_age));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket-list/order", test_order);
  g_test_add_func ("/ticket-list/every-column-sorts", test_every_column_sorts);
  g_test_add_func ("/ticket-list/filters", test_filters);
  g_test_add_func ("/ticket-list/rows", test_rows);
  g_test_add_func ("/ticket-list/detail", test_detail);
  g_test_add_func ("/ticket-list/url", test_url);
  g_test_add_func ("/ticket-list/values", test_values);
  g_test_add_func ("/ticket-list/summary", test_summary);
  g_test_add_func ("/ticket-list/without-import", test_without_import);
  return g_test_run ();
}
