/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-list.h"

#define MILLION 1000000

/* ---------------------------------------------------------------- a source of synthetic rows */

typedef struct
{
  HcRowList *list;
  guint requests, rows;
  gboolean held; /* do not answer yet */
  GQueue waiting; /* of Answer */
  int revision;   /* stands in the priority of every row */
  guint splices;
  guint last_position, last_removed, last_added;
  guint n_before; /* of the list as the signals tell it */
} Fixture;

typedef struct
{
  Fixture *fixture;
  HcRowRequest *request;
  GPtrArray *items;
} Answer;

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;

  hc_row_list_answer (answer->fixture->list, answer->request, answer->items, NULL);
  g_ptr_array_unref (answer->items);
  g_free (answer);
  return G_SOURCE_REMOVE;
}

static HcTicketItem *
synthetic_item (gint64 id, int revision)
{
  HcTicketItem *item = g_atomic_rc_box_new0 (HcTicketItem);

  item->id = id;
  item->priority = revision;
  item->text[HC_TICKET_KEY] = g_strdup_printf ("T%d", (int) id);
  return item;
}

static void
fetch (HcRowList *list, HcRowRequest *request, const gint64 *ids, guint n, gpointer data)
{
  Fixture *self = data;
  Answer *answer = g_new (Answer, 1);

  g_assert_cmpuint (n, <=, HC_ROW_LIST_PAGE);
  *answer = (Answer) { self, request,
                       g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_item_unref) };
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (answer->items, synthetic_item (ids[i], self->revision));
  self->requests++;
  self->rows += n;
  if (self->held)
    g_queue_push_tail (&self->waiting, answer);
  else
    g_idle_add (answer_cb, answer);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  self->splices++;
  self->last_position = position;
  self->last_removed = removed;
  self->last_added = added;
  g_assert_false (removed > 512 && added > 0); /* the trap of GTK: (p, n, n) */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, self->n_before - removed + added);
  self->n_before = g_list_model_get_n_items (model);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->list = hc_row_list_new_with_fetch (fetch, self);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (self->list);
}

/* first, first + step … */
static GArray *
sequence (gint64 first, gint64 step, guint n)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      gint64 id = first + step * i;

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
set_sequence (Fixture *self, gint64 first, gint64 step, guint n, gboolean data_changed)
{
  g_autoptr (GArray) ids = sequence (first, step, n);

  hc_row_list_set_ids (self->list, ids, data_changed);
}

/* ---------------------------------------------------------------- tests */

static void
test_diff (void)
{
  static const struct
  {
    const char *a, *b;
    HcSplice splice;
  } cases[] = {
    { "", "", { 0, 0, 0 } },         { "abc", "abc", { 3, 0, 0 } }, { "", "ab", { 0, 0, 2 } },
    { "ab", "", { 0, 2, 0 } },       { "abc", "abxc", { 2, 0, 1 } }, { "abxc", "abc", { 2, 1, 0 } },
    { "abc", "axc", { 1, 1, 1 } },   { "aa", "aaa", { 2, 0, 1 } },  { "aaa", "aa", { 2, 1, 0 } },
    { "abcd", "dcba", { 0, 4, 4 } }, { "abc", "xabc", { 0, 0, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 a[8], b[8];
      guint n_a = 0, n_b = 0;
      HcSplice got;

      for (const char *p = cases[i].a; *p; p++)
        a[n_a++] = *p;
      for (const char *p = cases[i].b; *p; p++)
        b[n_b++] = *p;
      got = hc_id_diff (a, n_a, b, n_b);
      g_assert_cmpuint (got.position, ==, cases[i].splice.position);
      g_assert_cmpuint (got.removed, ==, cases[i].splice.removed);
      g_assert_cmpuint (got.added, ==, cases[i].splice.added);
    }
}

static void
test_smallest_splice (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) ids = sequence (1, 1, 1000);
  g_autoptr (GArray) one_more = NULL;
  gint64 new_id = 5000;

  hc_row_list_set_ids (self->list, ids, FALSE);
  g_assert_cmpuint (self->splices, ==, 1);
  hc_row_list_set_ids (self->list, ids, TRUE);
  g_assert_cmpuint (self->splices, ==, 1); /* nothing moved: no signal */

  one_more = g_array_copy (ids);
  g_array_insert_val (one_more, 500, new_id);
  hc_row_list_set_ids (self->list, one_more, FALSE);
  g_assert_cmpuint (self->splices, ==, 2);
  g_assert_cmpuint (self->last_position, ==, 500);
  g_assert_cmpuint (self->last_removed, ==, 0);
  g_assert_cmpuint (self->last_added, ==, 1);
  g_assert_cmpint (hc_row_list_id_at (self->list, 500), ==, 5000);
  g_assert_cmpuint (hc_row_list_position_of (self->list, 501), ==, 501);
  g_assert_cmpuint (hc_row_list_position_of (self->list, 7777), ==, G_MAXUINT);
}

static HcRow *
row_at (Fixture *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->list), position);
}

/* A view that shows the first rows keeps them, each at its place, through a new order. */
static void
test_rows_become_others (Fixture *self, gconstpointer data)
{
  g_autoptr (HcRow) first = NULL;
  g_autoptr (HcRow) tenth = NULL;
  g_autoptr (HcRow) last = NULL;
  g_autoptr (HcRow) again = NULL;
  g_autoptr (HcRow) new_first = NULL;

  set_sequence (self, 1, 1, 10000, FALSE);
  first = row_at (self, 0);
  tenth = row_at (self, 9);
  last = row_at (self, 9999);
  settle ();
  set_sequence (self, 10000, -1, 10000, FALSE);
  new_first = row_at (self, 0);
  g_assert_true (new_first == first);
  g_assert_cmpint (hc_row_id (first), ==, 10000);
  g_assert_nonnull (hc_row_item (first)); /* it was looked at before, as the last one */
  g_assert_cmpint (hc_row_item (first)->id, ==, 10000);
  g_assert_cmpint (hc_row_id (tenth), ==, 9991);
  settle ();
  g_assert_cmpint (hc_row_item (tenth)->id, ==, 9991);
  again = row_at (self, 9999);
  g_assert_true (again != last); /* no view shows it: whoever holds it holds an old row */
  g_assert_cmpint (hc_row_id (last), ==, 10000);
  g_assert_cmpint (hc_row_id (again), ==, 1);
}

/* The first rows change in place, the rest goes and comes; no row object is touched. */
static void
test_million (Fixture *self, gconstpointer data)
{
  set_sequence (self, 1, 1, MILLION, FALSE);
  g_assert_cmpuint (self->splices, ==, 1);
  set_sequence (self, MILLION, -1, MILLION, FALSE);
  g_assert_cmpuint (self->splices, ==, 3); /* out and in */
  g_assert_cmpint (hc_row_list_id_at (self->list, 0), ==, MILLION);
  g_assert_cmpint (hc_row_list_id_at (self->list, MILLION - 1), ==, 1);
  set_sequence (self, 2, 2, MILLION / 2, FALSE);
  settle ();
  g_assert_cmpuint (self->requests, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, MILLION / 2);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  set_sequence (self, 1, 1, MILLION, FALSE);
  for (guint i = 500000; i < 500200; i++)
    {
      HcRow *row = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_assert_null (hc_row_item (row)); /* never waits */
      g_ptr_array_add (held, row);
    }
  settle ();
  for (guint i = 0; i < held->len; i++)
    {
      HcRow *row = g_ptr_array_index (held, i);

      g_assert_nonnull (hc_row_item (row));
      g_assert_cmpint (hc_row_item (row)->id, ==, 500001 + i);
    }
  /* 200 rows lie on three pages at most, with a neighbour at either end */
  g_assert_cmpuint (self->requests, <=, 5);
  g_assert_cmpuint (self->rows, ==, self->requests * HC_ROW_LIST_PAGE);

  /* known pages come at once and are the same objects */
  {
    g_autoptr (HcRow) again = g_list_model_get_item (G_LIST_MODEL (self->list), 500100);
    g_autoptr (HcRow) neighbour = g_list_model_get_item (G_LIST_MODEL (self->list), 500210);

    g_assert_true (again == g_ptr_array_index (held, 100));
    g_assert_nonnull (hc_row_item (neighbour));
  }
}

static void
test_rows_are_weak (Fixture *self, gconstpointer data)
{
  HcRow *row;

  set_sequence (self, 1, 1, 300, FALSE);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 7);
  g_assert_finalize_object (row);
  settle ();
  g_assert_cmpuint (self->requests, ==, 0); /* nobody waits for that page any more */
}

static void
test_cache_is_bounded (Fixture *self, gconstpointer data)
{
  guint before;

  set_sequence (self, 1, 1, MILLION, FALSE);
  for (guint page = 0; page < 3 * HC_ROW_LIST_CACHED_PAGES; page++)
    {
      g_autoptr (HcRow) row
        = g_list_model_get_item (G_LIST_MODEL (self->list), page * HC_ROW_LIST_PAGE * 4);

      settle ();
      g_assert_nonnull (hc_row_item (row));
    }
  before = self->requests;
  {
    g_autoptr (HcRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

    g_assert_null (hc_row_item (row)); /* long evicted */
    settle ();
    g_assert_nonnull (hc_row_item (row));
    g_assert_cmpuint (self->requests, >, before);
  }
}

static void
test_sort_keeps_known_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (HcRow) row = NULL;
  g_autoptr (HcRow) moved = NULL;
  guint before;

  set_sequence (self, 1, 1, 1000, FALSE);
  row = row_at (self, 600); /* beyond those that change in place */
  settle ();
  before = self->requests;
  set_sequence (self, 1000, -1, 1000, FALSE);
  moved = row_at (self, 399);
  settle ();
  g_assert_true (moved == row);
  g_assert_cmpuint (self->requests, ==, before);
}

static void
test_data_change_refreshes (Fixture *self, gconstpointer data)
{
  g_autoptr (HcRow) row = NULL;

  self->revision = 1;
  set_sequence (self, 1, 1, 1000, FALSE);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 10);
  settle ();
  g_assert_cmpint (hc_row_item (row)->priority, ==, 1);
  self->revision = 2;
  set_sequence (self, 1, 1, 1001, TRUE);
  g_assert_cmpint (hc_row_item (row)->priority, ==, 1); /* old figures stay until then */
  settle ();
  g_assert_cmpint (hc_row_item (row)->priority, ==, 2);
}

/* A page of before the change arrives after it: it must not bring the old figures back. */
static void
test_late_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (HcRow) row = NULL;
  Answer *late;

  self->revision = 1;
  self->held = TRUE;
  set_sequence (self, 1, 1, 1000, FALSE);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 10);
  settle ();
  g_assert_cmpuint (self->waiting.length, ==, 1);
  late = g_queue_pop_head (&self->waiting);

  self->held = FALSE;
  self->revision = 2;
  set_sequence (self, 2, 1, 999, TRUE);
  settle ();
  g_assert_cmpint (hc_row_item (row)->priority, ==, 2);
  answer_cb (late);
  g_assert_cmpint (hc_row_item (row)->priority, ==, 2);
}

/* Rows that come with the ids are there at once and are not asked for. */
static void
test_first_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_item_unref);
  g_autoptr (HcRow) first = NULL;
  g_autoptr (HcRow) later = NULL;

  for (gint64 id = 1; id <= 200; id++)
    g_ptr_array_add (items, synthetic_item (id, 7));
  hc_row_list_take_first_rows (self->list, items);
  set_sequence (self, 1, 1, 1000, TRUE);
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 199);
  g_assert_cmpint (hc_row_item (first)->priority, ==, 7);
  settle ();
  g_assert_cmpuint (self->requests, ==, 0);
  later = g_list_model_get_item (G_LIST_MODEL (self->list), 200);
  g_assert_null (hc_row_item (later));
  settle ();
  g_assert_nonnull (hc_row_item (later));
}

static void
failed_cb (HcRowList *list, GError *error, guint *n)
{
  g_assert_error (error, HC_ERROR, HC_ERROR_DAMAGED);
  (*n)++;
}

static void
test_failure_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (HC_ERROR, HC_ERROR_DAMAGED, "damaged");
  g_autoptr (HcRow) row = NULL;
  Answer *answer;
  guint n = 0;

  g_signal_connect (self->list, "fetch-failed", G_CALLBACK (failed_cb), &n);
  self->held = TRUE;
  set_sequence (self, 1, 1, 10, FALSE);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  settle ();
  answer = g_queue_pop_head (&self->waiting);
  hc_row_list_answer (self->list, answer->request, NULL, error);
  g_ptr_array_unref (answer->items);
  g_free (answer);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (hc_row_item (row));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-list/diff", test_diff);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/row-list/smallest-splice", test_smallest_splice);
  ADD ("/row-list/rows-become-others", test_rows_become_others);
  ADD ("/row-list/million", test_million);
  ADD ("/row-list/pages", test_pages);
  ADD ("/row-list/rows-are-weak", test_rows_are_weak);
  ADD ("/row-list/cache-is-bounded", test_cache_is_bounded);
  ADD ("/row-list/sort-keeps-known-rows", test_sort_keeps_known_rows);
  ADD ("/row-list/data-change-refreshes", test_data_change_refreshes);
  ADD ("/row-list/late-answer", test_late_answer);
  ADD ("/row-list/first-rows", test_first_rows);
  ADD ("/row-list/failure-is-told", test_failure_is_told);
  return g_test_run ();
}
