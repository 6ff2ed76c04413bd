/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-clean.h"
#include "hc-normalise.h"

static void
test_clean (void)
{
  static const char *const html[][2] = {
    { "a < b & c > d", "a < b & c > d" },
    { "<Order 4711> fails", "<Order 4711> fails" },
    { "<p>One</p><p>Two</p>", "One\nTwo\n" },
    { "Area Dos <br>mail@example.org<br/>", "Area Dos \nmail@example.org\n" },
    { "Caf&eacute; &amp; bar", "Café & bar" },
    { "&lt;p&gt;solu&#231;&#227;o&lt;/p&gt;", "solução\n" },
    { "&amp;lt;b&amp;gt;bold", "bold" },
    { "&#x20ac; 5", "€ 5" },
    { "AT&T; &unknown; &#0; &#1114112;", "AT&T; &unknown; &#0; &#1114112;" },
    { "<a href=\"x\">link</a> <b>x", "link x" },
    { "<br", "<br" },
    { "&", "&" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (html); i++)
    {
      g_autofree char *text = g_strdup (html[i][0]);

      hc_clean_html (text);
      g_assert_cmpstr (text, ==, html[i][1]);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

/* ---- one row through the whole normaliser ---- */

#define MAX_CELLS 12

typedef struct
{
  HcHeader header;
  HcNormaliser *normaliser;
  HcCalendar *calendar;
  HcImportOptions options;
  HcRow row;
  HcCell cells[MAX_CELLS];
} Fixture;

static char *const headers[] = {
  (char *) "Number", (char *) "Opened", (char *) "Short description", (char *) "State",
  (char *) "Tags",   (char *) "Tags",   (char *) "Resolved",          (char *) "Reassignments",
  (char *) "SLA",    (char *) "Due",    (char *) "Notes",
};
static HcTicketField fields[] = {
  HC_TICKET_KEY,      HC_TICKET_OPENED,             HC_TICKET_TITLE,   HC_TICKET_STATE,
  HC_TICKET_TAGS,     HC_TICKET_TAGS,               HC_TICKET_RESOLVED, HC_TICKET_REASSIGNMENT_COUNT,
  HC_TICKET_SLA_MET,  HC_TICKET_DUE,                HC_TICKET_N_FIELDS,
};

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDateVote) vote = hc_date_vote_new ();
  HcCell cell = { "2024-03-31 10:00:00", 19, 0, HC_CELL_TEXT };

  hc_import_options_init (&f->options);
  f->header.row = 1;
  f->header.headers = (char **) headers;
  f->header.n_columns = G_N_ELEMENTS (headers);
  f->header.fields = fields;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] < HC_TICKET_N_FIELDS)
      f->header.mapped |= HC_TICKET_BIT (fields[i]);
  f->header.profile = hc_profile_find (NULL, "servicenow", &error);
  g_assert_no_error (error);
  f->calendar = hc_calendar_new ("Europe/Berlin", HC_WORKING_MONDAY_TO_FRIDAY, NULL, 0, &error);
  g_assert_no_error (error);
  f->normaliser = hc_normaliser_new (&f->header, &f->options, f->calendar, 1800000000);
  hc_date_vote_add (vote, &cell);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    hc_normaliser_set_pattern (f->normaliser, i,
                               hc_date_vote_result (vote, HC_DATE_ORDER_AUTO).pattern);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  hc_normaliser_free (f->normaliser);
  hc_calendar_free (f->calendar);
  hc_profile_free (f->header.profile);
}

/* Cells separated by “|”. */
static HcRowKind
normalise (Fixture *f, const char *text, HcTicketRow *out, HcReject *reject)
{
  static char *cells[MAX_CELLS + 1];
  g_auto (GStrv) split = g_strsplit (text, "|", MAX_CELLS);

  for (guint i = 0; i < MAX_CELLS; i++)
    g_clear_pointer (&cells[i], g_free);
  f->row.n_cells = g_strv_length (split);
  f->row.cells = f->cells;
  f->row.line = 7;
  for (guint i = 0; i < f->row.n_cells; i++)
    {
      cells[i] = g_strdup (split[i]);
      f->cells[i] = (HcCell) { cells[i], strlen (cells[i]), 0, HC_CELL_TEXT };
    }
  memset (reject, 0, sizeof *reject);
  return hc_normaliser_row (f->normaliser, &f->row, out, reject);
}

static void
test_row (Fixture *f, gconstpointer data)
{
  HcTicketRow row;
  HcReject reject;

  g_assert_cmpint (normalise (f,
                              " INC1 |2024-03-30 10:00:00|Two\nlines &amp; <b>more</b>|Resolved|a|b|"
                              "2024-03-31 12:00:00|2.0|yes|2024-04-01 00:00:00|ignored",
                              &row, &reject),
                   ==, HC_ROW_TICKET);
  g_assert_cmpstr (row.text[HC_TICKET_KEY], ==, "INC1");
  g_assert_cmpstr (row.text[HC_TICKET_TITLE], ==, "Two lines & more");
  g_assert_cmpstr (row.text[HC_TICKET_TAGS], ==, "a, b");
  g_assert_cmpint (row.state_class, ==, HC_STATE_RESOLVED);
  /* 10:00 in Berlin is 09:00 UTC in winter; on the 31st the clocks have gone forward. */
  g_assert_cmpint (row.number[HC_TICKET_OPENED], ==, 1711789200);
  g_assert_cmpint (row.number[HC_TICKET_RESOLVED], ==, 1711879200);
  g_assert_cmpint (row.number[HC_TICKET_REASSIGNMENT_COUNT], ==, 2);
  g_assert_cmpint (row.number[HC_TICKET_SLA_MET], ==, 1);
  g_assert_cmphex (row.mapped, ==, f->header.mapped);
  g_assert_cmpuint (row.line, ==, 7);
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  static const char *const markers[] = { "", " ", "?", "-", "N/A", "n/a", "NULL", "Unknown",
                                         "(empty)", " ? ", "\xc2\xa0" };
  HcTicketRow row;
  HcReject reject;

  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      g_autofree char *text = g_strdup_printf ("INC1|2024-03-30 10:00:00|%s|%s|%s||%s|%s|%s|%s|",
                                               markers[i], markers[i], markers[i], markers[i],
                                               markers[i], markers[i], markers[i]);

      g_assert_cmpint (normalise (f, text, &row, &reject), ==, HC_ROW_TICKET);
      g_assert_null (row.text[HC_TICKET_TITLE]);
      g_assert_null (row.text[HC_TICKET_STATE]);
      g_assert_null (row.text[HC_TICKET_TAGS]);
      g_assert_cmpint (row.number[HC_TICKET_RESOLVED], ==, HC_INSTANT_NONE);
      g_assert_cmpint (row.number[HC_TICKET_SLA_MET], ==, HC_INSTANT_NONE);
      g_assert_cmpint (row.state_class, ==, HC_STATE_UNKNOWN);
    }
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "'=SUM(A1)", "=SUM(A1)" }, { "'-5 degrees", "-5 degrees" }, { "'quoted'", "'quoted'" },
    { "@here", "@here" },        { "  x\t y ", "x y" },           { "'", "'" },
  };
  HcTicketRow row;
  HcReject reject;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("INC1|2024-03-30 10:00:00|%s", cases[i][0]);

      g_assert_cmpint (normalise (f, text, &row, &reject), ==, HC_ROW_TICKET);
      g_assert_cmpstr (row.text[HC_TICKET_TITLE], ==, cases[i][1]);
    }
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "000123", "000123" },
    { "2024031512345678", "2024031512345678" },
    { "28 316", "28316" },
    { "1\xc2\xa0""234\xe2\x80\xaf""567", "1234567" },
    { "INC 5", "INC 5" },
    { "5E10", "5E10" },
    { "'@4", "@4" },
  };
  HcTicketRow row;
  HcReject reject;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s|2024-03-30 10:00:00|x", cases[i][0]);

      g_assert_cmpint (normalise (f, text, &row, &reject), ==, HC_ROW_TICKET);
      g_assert_cmpstr (row.text[HC_TICKET_KEY], ==, cases[i][1]);
    }
}

static void
test_rejects (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *code;
    const char *column;
  } cases[] = {
    { "|2024-03-30 10:00:00|x", "no_key", "Number" },
    { "?|2024-03-30 10:00:00|x", "no_key", "Number" },
    { "2,02403E+15|2024-03-30 10:00:00|x", "scientific_key", "Number" },
    { "1.5E+10|2024-03-30 10:00:00|x", "scientific_key", "Number" },
    { "INC1||x|New|a", "no_opened", "Opened" },
    { "INC1|30/03/2024|x", "bad_date", "Opened" },
    { "INC1|2024-02-30 10:00:00|x", "bad_date", "Opened" },
    { "INC1|2024-03-30 10:00:00|x|New|||soon", "bad_date", "Resolved" },
    { "INC1|2030-01-01 10:00:00|x", "in_the_future", "Opened" },
    { "INC1|2024-03-30 10:00:00|x|New|||2030-01-01 00:00:00", "in_the_future", "Resolved" },
    { "INC1", "ragged", "Opened" },
  };
  HcTicketRow row;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcReject reject;

      g_test_message ("%s", cases[i].row);
      g_assert_cmpint (normalise (f, cases[i].row, &row, &reject), ==, HC_ROW_REJECTED);
      g_assert_cmpstr (reject.code, ==, cases[i].code);
      g_assert_cmpstr (reject.column, ==, cases[i].column);
      g_assert_cmpuint (reject.line, ==, 7);
      g_assert_cmpuint (strlen (reject.message), >, 10);
      g_assert_nonnull (reject.raw);
      hc_reject_clear (&reject);
    }
}

/* A due date may lie in the future; a lesser date that cannot be read is left out and counted. */
static void
test_lesser (Fixture *f, gconstpointer data)
{
  HcTicketRow row;
  HcReject reject;

  g_assert_cmpint (normalise (f, "INC1|2024-03-30 10:00:00|x|New||||many|perhaps|2031-01-01 00:00:00",
                              &row, &reject),
                   ==, HC_ROW_TICKET);
  g_assert_cmpint (row.number[HC_TICKET_DUE], ==, 1924988400);
  g_assert_cmpint (row.number[HC_TICKET_REASSIGNMENT_COUNT], ==, HC_INSTANT_NONE);
  g_assert_cmpint (normalise (f, "INC1|2024-03-30 10:00:00|x|New||||1|true|whenever", &row, &reject),
                   ==, HC_ROW_TICKET);
  g_assert_cmpint (row.number[HC_TICKET_DUE], ==, HC_INSTANT_NONE);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->bad_values, ==, 3);
  g_assert_cmpint (normalise (f, "INC1|2024-03-31 02:30:00|x", &row, &reject), ==, HC_ROW_TICKET);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->dst_times, ==, 1);
}

static void
test_kinds (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *row;
    HcRowKind kind;
  } cases[] = {
    { "||||", HC_ROW_EMPTY },
    { "  | ", HC_ROW_EMPTY },
    { "Number|Opened|Short description|State", HC_ROW_HEADER },
    { "Total|||5", HC_ROW_FOOTER },
    { "Summe: 5", HC_ROW_FOOTER },
    { "Export stopped due to excessive size. Use CSV for a complete export", HC_ROW_FOOTER },
    { "INC1|2024-03-30 10:00:00|Total|New", HC_ROW_TICKET },
  };
  HcTicketRow row;
  HcReject reject;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (normalise (f, cases[i].row, &row, &reject), ==, cases[i].kind);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->footers, ==, 3);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->repeated_headers, ==, 1);
  g_assert_true (hc_normaliser_counts (f->normaliser)->export_stopped);
}

/* What a short row does not have is not known to be empty. */
static void
test_short (Fixture *f, gconstpointer data)
{
  HcTicketRow row;
  HcReject reject;

  g_assert_cmpint (normalise (f, "INC1|2024-03-30 10:00:00|x|New", &row, &reject), ==, HC_ROW_TICKET);
  g_assert_cmphex (row.mapped & HC_TICKET_BIT (HC_TICKET_RESOLVED), ==, 0);
  g_assert_cmphex (row.mapped & HC_TICKET_BIT (HC_TICKET_STATE), !=, 0);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->ragged, ==, 1);
  g_assert_cmpuint (hc_normaliser_counts (f->normaliser)->first_ragged, ==, 7);
}

static void
test_unknown (Fixture *f, gconstpointer data)
{
  HcTicketRow row;
  HcReject reject;
  const guint64 *count;

  for (guint i = 0; i < 3; i++)
    normalise (f, "INC1|2024-03-30 10:00:00|x|-100", &row, &reject);
  g_assert_cmpint (row.state_class, ==, HC_STATE_UNKNOWN);
  count = g_hash_table_lookup (hc_normaliser_counts (f->normaliser)->unknown_states, "-100");
  g_assert_nonnull (count);
  g_assert_cmpuint (*count, ==, 3);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/normalise/clean", test_clean);
  ADD ("/normalise/row", test_row);
  ADD ("/normalise/missing", test_missing);
  ADD ("/normalise/texts", test_texts);
  ADD ("/normalise/keys", test_keys);
  ADD ("/normalise/rejects", test_rejects);
  ADD ("/normalise/lesser", test_lesser);
  ADD ("/normalise/kinds", test_kinds);
  ADD ("/normalise/short", test_short);
  ADD ("/normalise/unknown", test_unknown);
  return g_test_run ();
}
