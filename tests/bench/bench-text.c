/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Grouping the titles of a launch, the queue and similar tickets: time, and, with truth.csv of the
 * sample, how well pairs of tickets agree with it, how many groups somebody new has to link, and how
 * good suggestions are after a few decisions.
 * usage: bench-text FILE ROUNDS [TRUTH.CSV] — prints one JSON object. FILE is a copy: it gets an
 * issue for each subcategory and 2,000 decisions when it has no issue. */

#include "config.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "hc-columns-table.h"
#include "hc-launch-table.h"
#include "hc-suggest-table.h"
#include "hc-text-group-table.h"

typedef struct
{
  GPtrArray *titles;
  GPtrArray *keys;
  GPtrArray *traits; /* category, subcategory, group, requester of each */
} Tickets;

static Tickets
load (const char *path)
{
  Tickets out = { g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new () };
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_prepare_v2 (db,
                        "SELECT title, external_id,"
                        " (SELECT text FROM term WHERE id = category_term),"
                        " (SELECT text FROM term WHERE id = subcategory_term),"
                        " (SELECT text FROM term WHERE id = group_term),"
                        " (SELECT text FROM term WHERE id = requester_term)"
                        " FROM ticket ORDER BY opened_at, id",
                        -1, &stmt, NULL),
    ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      g_ptr_array_add (out.titles, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
      g_ptr_array_add (out.keys, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
      for (int i = 2; i < 6; i++)
        g_ptr_array_add (out.traits, g_strdup ((const char *) sqlite3_column_text (stmt, i)));
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return out;
}

/* Key → problem (never "": tickets without a problem are left out). */
static GHashTable *
load_truth (const char *path)
{
  GHashTable *truth = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 3);

      if (cells[0] != NULL && cells[1] != NULL && *cells[1] != '\0')
        g_hash_table_insert (truth, g_strdup (cells[0]), g_strdup (cells[1]));
    }
  return truth;
}

static double
pairs (double n)
{
  return n * (n - 1) / 2;
}

static double
sum_pairs (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer count;
  double sum = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    sum += pairs (GPOINTER_TO_UINT (count));
  return sum;
}

static void
bump (GHashTable *counts, const char *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, g_strdup (key), GUINT_TO_POINTER (n + 1));
}

/* Pairs of tickets, at least one of them of a problem: in one group and of one problem. */
static void
print_agreement (const Tickets *tickets, const HcTextGroups *groups, GHashTable *truth)
{
  g_autoptr (GHashTable) same
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) problem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  double together = 0, both = 0;

  for (guint i = 0; i < groups->groups->len; i++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->groups, i);
      guint n_without = 0;

      for (guint j = 0; j < group->n; j++)
        {
          const char *found
            = g_hash_table_lookup (truth, tickets->keys->pdata[group->members[j]]);
          g_autofree char *key = g_strdup_printf ("%u/%s", i, found ? found : "");

          n_without += found == NULL;
          if (found != NULL)
            bump (same, key);
        }
      together += pairs (group->n) - pairs (n_without);
    }
  for (guint i = 0; i < tickets->keys->len; i++)
    {
      const char *found = g_hash_table_lookup (truth, tickets->keys->pdata[i]);

      if (found != NULL)
        bump (problem, found);
    }
  both = sum_pairs (same);
  printf (", \"precision\": %.3f, \"recall\": %.3f", both / together, both / sum_pairs (problem));
}

#define WANTED 0.6       /* of all tickets */
#define FIRST_GROUPS 20  /* linked by hand */
#define SURE 0.8         /* suggestions accepted at once */

/* The problem that most tickets of the group have; "": most have none. */
static const char *
main_problem (const Tickets *tickets, const HcTextGroup *group, GHashTable *truth, guint *most)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *problem = "";

  *most = 0;
  for (guint j = 0; j < group->n; j++)
    {
      const char *found = g_hash_table_lookup (truth, tickets->keys->pdata[group->members[j]]);
      guint n;

      found = found != NULL ? found : "";
      bump (counts, found);
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, found));
      if (n > *most)
        {
          *most = n;
          problem = found;
        }
    }
  return problem;
}

/* Somebody new links whole groups, the largest first, each to one issue: how many until six tickets
 * of ten are classified, and how many of those have the problem that most of their group have. */
static void
print_newcomer (const Tickets *tickets, const HcTextGroups *groups, GHashTable *truth)
{
  guint linked = 0, right = 0, n = 0;

  for (; n < groups->groups->len && linked < WANTED * tickets->keys->len; n++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->groups, n);
      guint most;

      main_problem (tickets, group, truth, &most);
      linked += group->n;
      right += most;
    }
  printf (", \"newcomer\": {\"groups\": %u, \"linked\": %.3f, \"right\": %.3f}", n,
          (double) linked / tickets->keys->len, (double) right / MAX (linked, 1));
}

/* ---------------------------------------------------------------- suggestions */

static HcSuggestTicket
ticket_at (const Tickets *tickets, guint i)
{
  gpointer *traits = tickets->traits->pdata + (gsize) i * 4;

  return (HcSuggestTicket){ tickets->titles->pdata[i], traits[0], traits[1], traits[2], traits[3] };
}

/* Tickets of a problem in the order in which people decide: of opening, or shuffled. */
static GArray *
deciding_order (const Tickets *tickets, GHashTable *truth, gboolean shuffled)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < tickets->keys->len; i++)
    if (g_hash_table_contains (truth, tickets->keys->pdata[i]))
      g_array_append_val (order, i);
  for (guint i = order->len; shuffled && i > 1; i--)
    {
      guint *a = &g_array_index (order, guint, i - 1);
      guint *b = &g_array_index (order, guint, g_rand_int_range (rand, 0, (gint32) i));
      guint kept = *a;

      *a = *b;
      *b = kept;
    }
  return order;
}

typedef struct
{
  guint n, suggested, right; /* the rest of the tickets of a problem */
  guint sure, sure_right;    /* with a confidence of 0.8 or more */
  guint other_sure;          /* tickets without a problem that got such a one */
  double expected;           /* sum of confidences: what it claims to have right */
} Score;

static void
score_ticket (Score *score, HcSuggester *suggester, const Tickets *tickets, guint i,
              const char *problem)
{
  HcSuggestTicket ticket = ticket_at (tickets, i);
  g_autoptr (GPtrArray) found = hc_suggester_suggest (suggester, &ticket, 1);
  const HcSuggestion *first = found->len > 0 ? found->pdata[0] : NULL;
  gboolean is_sure = first != NULL && first->confidence >= 0.8;
  gboolean is_right = first != NULL && g_strcmp0 (first->issue_id, problem) == 0;

  if (problem == NULL)
    {
      score->other_sure += is_sure;
      return;
    }
  score->n++;
  score->suggested += first != NULL;
  score->right += is_right;
  score->expected += first != NULL ? first->confidence : 0;
  score->sure += is_sure;
  score->sure_right += is_sure && is_right;
}

static void
print_suggestions (const Tickets *tickets, GHashTable *truth, guint k, gboolean shuffled)
{
  g_autoptr (GArray) order = deciding_order (tickets, truth, shuffled);
  g_autoptr (HcSuggester) suggester = hc_suggester_new (NULL);
  g_autofree gboolean *is_decided = g_new0 (gboolean, tickets->keys->len);
  Score score = { 0 };
  HcSuggestAccuracy accuracy;
  gint64 start;

  start = g_get_monotonic_time ();
  for (guint i = 0; i < MIN (k, order->len); i++)
    {
      guint at = g_array_index (order, guint, i);
      HcSuggestTicket ticket = ticket_at (tickets, at);

      is_decided[at] = TRUE;
      hc_suggester_learn (suggester, &ticket,
                          g_hash_table_lookup (truth, tickets->keys->pdata[at]), i + 1);
    }
  hc_suggester_finish (suggester);
  for (guint i = 0; i < tickets->keys->len; i++)
    if (!is_decided[i])
      score_ticket (&score, suggester, tickets, i,
                    g_hash_table_lookup (truth, tickets->keys->pdata[i]));
  accuracy = hc_suggester_accuracy (suggester);
  printf (", \"%s_%u\": {\"right\": %.3f, \"suggested\": %.3f, \"claimed\": %.3f, "
          "\"sure\": %.3f, \"sure_right\": %.3f, \"other_sure\": %u, \"own_accuracy\": %.3f, "
          "\"ms\": %.1f}",
          shuffled ? "random" : "early", k, (double) score.right / MAX (score.suggested, 1),
          (double) score.suggested / MAX (score.n, 1), score.expected / MAX (score.suggested, 1),
          (double) score.sure / MAX (score.n, 1), (double) score.sure_right / MAX (score.sure, 1),
          score.other_sure, (double) accuracy.right / MAX (accuracy.suggested, 1),
          (g_get_monotonic_time () - start) / 1000.0);
}

/* Or: the first groups, then at once every suggestion that is sure enough. */
static void
print_shortcut (const Tickets *tickets, const HcTextGroups *groups, GHashTable *truth)
{
  g_autoptr (HcSuggester) suggester = hc_suggester_new (NULL);
  guint linked = 0, right = 0;

  for (guint i = 0, at = 0; i < MIN (FIRST_GROUPS, groups->groups->len); i++)
    {
      const HcTextGroup *group = g_ptr_array_index (groups->groups, i);
      guint most;
      const char *problem = main_problem (tickets, group, truth, &most);

      linked += group->n;
      right += most;
      for (guint j = 0; j < group->n; j++)
        {
          HcSuggestTicket ticket = ticket_at (tickets, group->members[j]);

          hc_suggester_learn (suggester, &ticket, *problem != '\0' ? problem : group->key, ++at);
        }
    }
  hc_suggester_finish (suggester);
  for (guint i = 0; i < tickets->keys->len; i++)
    {
      HcSuggestTicket ticket = ticket_at (tickets, i);
      g_autoptr (GPtrArray) found = NULL;
      const HcSuggestion *first;

      if (groups->group_of[i] != 0 && groups->group_of[i] <= FIRST_GROUPS)
        continue;
      found = hc_suggester_suggest (suggester, &ticket, 1);
      first = found->len > 0 ? found->pdata[0] : NULL;
      if (first == NULL || first->confidence < SURE)
        continue;
      linked++;
      right += g_strcmp0 (first->issue_id,
                          g_hash_table_lookup (truth, tickets->keys->pdata[i])) == 0;
    }
  printf (", \"shortcut\": {\"groups\": %d, \"linked\": %.3f, \"right\": %.3f}", FIRST_GROUPS,
          (double) linked / tickets->keys->len, (double) right / MAX (linked, 1));
}

/* ---------------------------------------------------------------- on the file */

static const char *const decide
  = "INSERT INTO issue (id, title, created_at) SELECT 'bench-' || id, text, 0 FROM term "
    "WHERE kind = 'subcategory' AND NOT EXISTS (SELECT 1 FROM issue);"
    "INSERT INTO ticket_triage (source_id, external_id, issue_id, decided_at) "
    "SELECT s.text, t.external_id, 'bench-' || t.subcategory_term, t.id FROM ticket t "
    "JOIN term s ON s.id = t.source_term WHERE t.subcategory_term IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM issue WHERE id LIKE 'bench-%') "
    "AND NOT EXISTS (SELECT 1 FROM ticket_triage) ORDER BY t.id LIMIT 2000";

static void
add_decisions (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, decide, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_close (db);
}

static void
print_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcDb) db = hc_db_open (path, HC_DB_READ_WRITE, &error);
  g_autoptr (HcColumns) columns = NULL;
  g_autoptr (HcLaunchTextGroups) groups = NULL;
  g_autoptr (HcQueue) queue = NULL;
  g_autoptr (HcQueue) few = NULL;
  g_autoptr (GArray) similar = NULL;
  g_auto (HcLaunchSettings) settings = { 0 };
  gint64 times[5];

  g_assert_no_error (error);
  g_assert_true (hc_launch_load (db, &settings, &error));
  columns = hc_columns_load (db, &settings, &error);
  g_assert_no_error (error);
  times[0] = g_get_monotonic_time ();
  groups = hc_text_groups_load (db, columns, NULL, &error);
  times[1] = g_get_monotonic_time ();
  queue = hc_queue_load (db, columns, 0, NULL, &error);
  times[2] = g_get_monotonic_time ();
  few = hc_queue_load (db, columns, 200, NULL, &error);
  times[3] = g_get_monotonic_time ();
  similar = hc_similar_tickets (db, columns, columns->ticket[columns->n / 2], 20, &error);
  times[4] = g_get_monotonic_time ();
  g_assert_no_error (error);
  printf (", \"load_ms\": %.1f, \"queue_ms\": %.1f, \"queue\": %u, \"queue_200_ms\": %.1f, "
          "\"similar_ms\": %.1f, \"similar\": %u",
          (times[1] - times[0]) / 1000.0, (times[2] - times[1]) / 1000.0, queue->items->len,
          (times[3] - times[2]) / 1000.0, (times[4] - times[3]) / 1000.0, similar->len);
}

/* ---------------------------------------------------------------- program */

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  static const guint decisions[] = { 20, 60, 150, 400 };
  g_autoptr (HcTextGroups) groups = NULL;
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  guint rounds = argc > 2 ? (guint) atoi (argv[2]) : 5;
  g_autofree double *ms = g_new (double, rounds);
  struct rusage before, after;
  guint64 in_groups = 0;
  Tickets tickets;

  if (argc < 2 || rounds == 0)
    return 2;
  tickets = load (argv[1]);
  getrusage (RUSAGE_SELF, &before);
  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (&groups, hc_text_groups_free);
      groups = hc_text_groups_find ((const char *const *) tickets.titles->pdata,
                                    tickets.titles->len, choices, NULL, NULL, NULL);
      ms[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  getrusage (RUSAGE_SELF, &after);
  qsort (ms, rounds, sizeof *ms, compare_doubles);
  for (guint i = 0; i < groups->groups->len; i++)
    in_groups += ((HcTextGroup *) g_ptr_array_index (groups->groups, i))->n;
  printf ("{\"titles\": %u, \"groups_ms\": %.2f, \"extra_mb\": %.1f, \"groups\": %u, "
          "\"grouped\": %" G_GUINT64_FORMAT,
          tickets.titles->len, ms[rounds / 2], (after.ru_maxrss - before.ru_maxrss) / 1024.0,
          groups->groups->len, in_groups);
  add_decisions (argv[1]);
  print_store (argv[1]);
  if (argc > 3)
    {
      g_autoptr (GHashTable) truth = load_truth (argv[3]);

      print_agreement (&tickets, groups, truth);
      print_newcomer (&tickets, groups, truth);
      print_shortcut (&tickets, groups, truth);
      for (guint shuffled = 0; shuffled < 2; shuffled++)
        for (guint k = 0; k < G_N_ELEMENTS (decisions); k++)
          print_suggestions (&tickets, truth, decisions[k], shuffled != 0);
    }
  printf ("}\n");
  return 0;
}
