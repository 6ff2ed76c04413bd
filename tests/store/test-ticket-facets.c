/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filtering and ordering tickets by what they are linked to, and the links of the rows. */

#include "config.h"

#include "catalog-fixture.h"
#include "hc-columns-table.h"
#include "hc-history.h"
#include "hc-test-history.h"
#include "hc-ticket-list.h"

/* By rule: 1 2 7 10 → i1 (w1, s11, access); by a person: 3 → i2, 4 → cohort c1, 5 → step s12, 7 → i3. */
static HcDb *
classified_launch (void)
{
  HcDb *db = catalog_fixture_new ();
  g_autofree char *rule = catalog_add_rule (db, "Approver", "word approver > i1 - - - -");

  g_assert_nonnull (rule);
  catalog_refresh (db);
  hc_test_exec (db,
                "INSERT INTO ticket_triage (source_id, external_id, issue_id, cohort_id, step_id) "
                "VALUES ('s', 'INC3', 'i2', NULL, NULL), ('s', 'INC4', NULL, 'c1', NULL), "
                "('s', 'INC5', NULL, NULL, 's12'), ('s', 'INC7', 'i3', NULL, NULL)");
  return db;
}

static HcTicketFacets *
load_facets (HcDb *db)
{
  g_auto (HcLaunchSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcColumns) columns = NULL;
  HcTicketFacets *facets;

  hc_launch_settings_init (&settings);
  settings.go_live_at = DAY_1;
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  facets = hc_ticket_facets_load (db, columns, settings.look_back_days, &error);
  g_assert_no_error (error);
  return facets;
}

static char *
shown_ids (HcDb *db, const HcTicketQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hc_ticket_list_ids (db, query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (ids, gint64, i));
  return g_string_free (text, FALSE);
}

static void
test_keep (void)
{
  static const struct
  {
    const char *name;
    HcLinkKind kind;
    const char *value, *or_value; /* NULL: none */
    guint marks;
    const char *expected; /* by key, ascending */
  } cases[] = {
    { "an issue", HC_LINK_ISSUE, "i1", NULL, 0, "1 2" },
    { "two issues", HC_LINK_ISSUE, "i1", "i3", 0, "1 2 7" },
    { "without an issue", HC_LINK_ISSUE, "", NULL, 0, "4 5 6 8 9" },
    { "with i2 or without", HC_LINK_ISSUE, "", "i2", 0, "3 4 5 6 8 9" },
    { "an issue that nothing has", HC_LINK_ISSUE, "i4", NULL, 0, "" },
    { "a deleted issue", HC_LINK_ISSUE, "gone", NULL, 0, "" },
    { "workflow of issue, step and rule", HC_LINK_WORKFLOW, "w1", NULL, 0, "1 2 5" },
    { "without a workflow", HC_LINK_WORKFLOW, "", NULL, 0, "4 6 7 8 9" },
    { "a step", HC_LINK_STEP, "s12", NULL, 0, "5" },
    { "a cohort by match; a person's choice wins", HC_LINK_COHORT, "c2", NULL, 0, "2 6 8" },
    { "a chosen cohort", HC_LINK_COHORT, "c1", NULL, 0, "4" },
    { "a cause of an issue", HC_LINK_CAUSE, "access", NULL, 0, "1 2" },
    { "unclassified", HC_N_LINKS, NULL, NULL, 1 << HC_TICKET_MARK_UNCLASSIFIED, "4 5 6 8 9" },
    { "repeated", HC_N_LINKS, NULL, NULL, 1 << HC_TICKET_MARK_REPEAT, "2" },
    { "misrouted", HC_N_LINKS, NULL, NULL, 1 << HC_TICKET_MARK_MISROUTED, "8" },
    { "both", HC_N_LINKS, NULL, NULL,
      1 << HC_TICKET_MARK_MISROUTED | 1 << HC_TICKET_MARK_REPEAT, "" },
    { "a link and a mark", HC_LINK_COHORT, "c2", NULL, 1 << HC_TICKET_MARK_UNCLASSIFIED, "6 8" },
  };
  g_autoptr (HcDb) db = classified_launch ();
  g_autoptr (HcTicketFacets) facets = NULL;

  hc_test_exec (db, "UPDATE ticket SET reassignment_count = 9 WHERE id = 8");
  facets = load_facets (db);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HcTicketQuery) query = { 0 };
      g_autofree char *without = NULL;
      g_autofree char *got = NULL;

      hc_ticket_query_init (&query);
      query.sort = HC_TICKET_KEY;
      query.descending = FALSE;
      query.marks = cases[i].marks;
      if (cases[i].value != NULL)
        g_ptr_array_add (query.links[cases[i].kind], g_strdup (cases[i].value));
      if (cases[i].or_value != NULL)
        g_ptr_array_add (query.links[cases[i].kind], g_strdup (cases[i].or_value));
      g_assert_true (hc_ticket_query_asks_facets (&query));
      without = shown_ids (db, &query);
      g_assert_cmpstr (without, ==, ""); /* nothing is known yet */
      hc_ticket_query_set_facets (&query, facets);
      got = shown_ids (db, &query);
      if (g_strcmp0 (got, cases[i].expected) != 0)
        g_error ("%s: got “%s”, expected “%s”", cases[i].name, got, cases[i].expected);
    }
}

static void
test_order (void)
{
  static const struct
  {
    HcLinkKind kind;
    gboolean descending;
    const char *expected;
  } cases[] = {
    { HC_LINK_ISSUE, FALSE, "1 2 3 7 4 5 6 8 9 10" },
    { HC_LINK_ISSUE, TRUE, "7 3 1 2 4 5 6 8 9 10" },
    { HC_LINK_STEP, FALSE, "1 2 5 3 4 6 7 8 9 10" },
    { HC_LINK_COHORT, FALSE, "2 6 8 4 1 3 5 7 9 10" }, /* “Berlin” before “Buyers” */
    { HC_LINK_COHORT, TRUE, "4 2 6 8 1 3 5 7 9 10" },
  };
  g_autoptr (HcDb) db = classified_launch ();
  g_autoptr (HcTicketFacets) facets = load_facets (db);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (HcTicketQuery) query = { 0 };
      g_autofree char *got = NULL;

      hc_ticket_query_init (&query);
      query.sort = HC_TICKET_LINK (cases[i].kind);
      query.descending = cases[i].descending;
      hc_ticket_query_set_facets (&query, facets);
      got = shown_ids (db, &query);
      if (g_strcmp0 (got, cases[i].expected) != 0)
        g_error ("order %u: got “%s”, expected “%s”", i, got, cases[i].expected);
    }
}

static void
test_values (void)
{
  g_autoptr (HcDb) db = classified_launch ();
  g_autoptr (HcTicketFacets) facets = load_facets (db);
  g_autoptr (HcTicketFacets) empty = hc_ticket_facets_load (db, NULL, 3, NULL);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint kind = 0; kind <= HC_LINK_COHORT; kind++)
    {
      GPtrArray *values = hc_ticket_facets_values (facets, kind);

      for (guint i = 0; i < values->len; i++)
        {
          const HcTicketFacet *facet = g_ptr_array_index (values, i);

          g_string_append_printf (got, "%s=%s:%d; ", facet->id, facet->label != NULL ? facet->label : "-",
                                  (int) facet->count);
        }
    }
  g_assert_cmpstr (got->str, ==,
                   "=-:5; i1=HC-001 No approver:2; i2=HC-002 Print:1; i3=HC-003 Login:1; "
                   "i4=Nameless:0; "
                   "=-:5; w2=Output:1; w1=Purchase:3; "
                   "=-:6; s21=Output / Print:0; s11=Purchase / Approve:2; s12=Purchase / Post:1; "
                   "=-:5; c2=Berlin:3; c1=Buyers:1; ");
  g_assert_cmpint (hc_ticket_facets_population (facets), ==, 9);
  g_assert_cmpint (hc_ticket_facets_marked (facets, HC_TICKET_MARK_UNCLASSIFIED), ==, 5);
  g_assert_cmpint (hc_ticket_facets_marked (facets, HC_TICKET_MARK_REPEAT), ==, 1);
  g_assert_cmpstr (hc_ticket_facets_label (facets, HC_LINK_STEP, "s11"), ==, "Purchase / Approve");
  g_assert_null (hc_ticket_facets_label (facets, HC_LINK_STEP, "gone"));
  g_assert_true (hc_ticket_facets_is_empty (empty));
  g_assert_cmpstr (hc_ticket_facets_label (empty, HC_LINK_ISSUE, "i2"), ==, "HC-002 Print");
}

/* The rows of the table say what the detail of each ticket says, which is found in another way. */
static void
test_rows (void)
{
  g_autoptr (HcDb) db = classified_launch ();
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  g_autoptr (GPtrArray) rows = hc_ticket_list_rows (db, ids, G_N_ELEMENTS (ids), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HcTicketItem *item = g_ptr_array_index (rows, i);
      g_autoptr (HcTicketLinks) links = hc_ticket_links_load (db, item->id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (item->link[HC_LINK_ISSUE], ==, links->link[HC_LINK_ISSUE].text);
      g_assert_cmpstr (item->link[HC_LINK_WORKFLOW], ==, links->link[HC_LINK_WORKFLOW].text);
      g_assert_cmpstr (item->link[HC_LINK_COHORT], ==, links->link[HC_LINK_COHORT].text);
      g_assert_cmpstr (item->link[HC_LINK_CAUSE], ==, links->link[HC_LINK_CAUSE].id);
      g_assert_cmpint (item->link[HC_LINK_STEP] != NULL, ==, links->link[HC_LINK_STEP].id != NULL);
    }
  g_assert_cmpstr (((HcTicketItem *) g_ptr_array_index (rows, 4))->link[HC_LINK_STEP], ==, "Post");
  g_assert_cmpstr (((HcTicketItem *) g_ptr_array_index (rows, 4))->link[HC_LINK_WORKFLOW], ==,
                   "Purchase");
  g_assert_cmpstr (((HcTicketItem *) g_ptr_array_index (rows, 6))->link[HC_LINK_ISSUE], ==,
                   "HC-003 Login");
}

static void
test_summary (void)
{
  g_autoptr (HcDb) db = classified_launch ();
  g_autoptr (HcTicketFacets) facets = load_facets (db);
  g_autoptr (GError) error = NULL;
  g_auto (HcTicketQuery) query = { 0 };
  HcTicketSummary summary;

  hc_ticket_query_init (&query);
  hc_ticket_query_set_facets (&query, facets);
  g_ptr_array_add (query.links[HC_LINK_ISSUE], g_strdup ("i1"));
  g_assert_true (hc_ticket_list_summary (db, &query, &summary, &error));
  g_assert_cmpint (summary.open, ==, 2);
  /* tickets 1 and 2 were opened one and two hours after go-live */
  g_assert_cmpfloat (summary.median_age, ==, 1774000000.0 - (DAY_1 + 1.5 * 3600));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket-facets/keep", test_keep);
  g_test_add_func ("/ticket-facets/order", test_order);
  g_test_add_func ("/ticket-facets/values", test_values);
  g_test_add_func ("/ticket-facets/rows", test_rows);
  g_test_add_func ("/ticket-facets/summary", test_summary);
  return g_test_run ();
}
