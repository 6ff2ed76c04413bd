/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-history.h"
#include "hc-record-list.h"
#include "hc-record-table.h"
#include "launch-fixture.h"

typedef struct
{
  LaunchFixture base;
  HcRecordList *list;
  GString *splices; /* “+0 3 ”: at 0 three added; “-2 1 ”: at 2 one removed */
} World;

/* ---------------------------------------------------------------- a launch */

static void
set_up (World *world, gconstpointer data)
{
  launch_fixture_set_up (&world->base);
  world->splices = g_string_new (NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  launch_fixture_close (&world->base);
  if (world->list != NULL)
    g_assert_finalize_object (world->list);
  launch_fixture_tear_down (&world->base);
  g_string_free (world->splices, TRUE);
}

/* ---------------------------------------------------------------- a list */

static char *
titles (HcRecordList *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      g_autoptr (HcRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append (out, hc_record_title (record));
      g_assert_true (record == hc_record_list_at (list, i));
      g_assert_true (record == hc_record_list_find (list, hc_record_id (record)));
      g_assert_cmpuint (hc_record_list_position (list, hc_record_id (record)), ==, i);
    }
  return g_string_free (out, FALSE);
}

static void
assert_titles (HcRecordList *list, const char *expected)
{
  g_autofree char *actual = titles (list);

  g_assert_cmpstr (actual, ==, expected);
}

static void
assert_splices (World *world, const char *expected)
{
  g_assert_cmpstr (world->splices->str, ==, expected);
  g_string_truncate (world->splices, 0);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, World *world)
{
  if (removed > 0)
    g_string_append_printf (world->splices, "-%u %u ", position, removed);
  if (added > 0)
    g_string_append_printf (world->splices, "+%u %u ", position, added);
}

static void
open_list (World *world, const char *type, const char *parent)
{
  world->list = hc_record_list_new (world->base.launch, type, parent);
  g_signal_connect (world->list, "items-changed", G_CALLBACK (items_changed_cb), world);
  g_assert_false (hc_record_list_is_loaded (world->list));
  wait_until (hc_record_list_is_loaded (world->list));
}

typedef struct
{
  gboolean done;
  char *id;
  GError *error;
} Answer;

static void
answer_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->id = hc_record_list_finish (HC_RECORD_LIST (object), result, &answer->error);
  answer->done = TRUE;
}

/* The id; the record is in the list. */
static char *
expect_done (Answer *answer)
{
  wait_until (answer->done);
  g_assert_no_error (answer->error);
  return answer->id;
}

static void
expect_error (Answer *answer, HcError code, const char *says)
{
  wait_until (answer->done);
  g_assert_error (answer->error, HC_ERROR, (int) code);
  g_assert_nonnull (strstr (answer->error->message, says));
  g_assert_null (answer->id);
  g_clear_error (&answer->error);
}

static HcRecordData *
new_record (HcRecordList *list, const char *name)
{
  HcRecordData *record = hc_record_data_new (hc_record_list_type (list));

  hc_record_data_set (record, "name", name);
  return record;
}

static char *
add (HcRecordList *list, const char *name, const char *after)
{
  Answer answer = { FALSE, NULL, NULL };
  char *id;

  hc_record_list_add_async (list, new_record (list, name), after, answer_cb, &answer);
  id = expect_done (&answer);
  g_assert_nonnull (hc_record_list_find (list, id));
  return id;
}

static void
set_field (HcRecordList *list, const char *id, const char *field, const char *value)
{
  Answer answer = { FALSE, NULL, NULL };

  hc_record_list_set_async (list, id, field, value, NULL, answer_cb, &answer);
  g_free (expect_done (&answer));
}

static void
assert_undo_label (World *world, const char *expected)
{
  g_assert_cmpstr (hc_store_undo_label (hc_launch_store (world->base.launch)), ==, expected);
}

static void
undo (World *world)
{
  g_free (launch_fixture_undo (&world->base));
}

/* ---------------------------------------------------------------- tests */

static void
test_commands (World *world, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL, *c = NULL, *copy = NULL;
  Answer move = { FALSE, NULL, NULL }, duplicate = { FALSE, NULL, NULL };
  Answer removal = { FALSE, NULL, NULL };

  open_list (world, "workflow", NULL);
  assert_titles (world->list, "");
  a = add (world->list, "A", NULL);
  assert_undo_label (world, "Add Hot Path");
  c = add (world->list, "C", NULL);
  b = add (world->list, "B", a);
  assert_titles (world->list, "ABC");
  assert_splices (world, "+0 1 +1 1 +1 1 ");

  set_field (world->list, b, "impact", "4");
  assert_undo_label (world, "Set Impact of “B”");
  g_assert_cmpstr (hc_record_get (hc_record_list_find (world->list, b), "impact"), ==, "4");
  assert_splices (world, "");

  hc_record_list_move_async (world->list, c, NULL, answer_cb, &move);
  g_free (expect_done (&move));
  assert_undo_label (world, "Move Hot Path “C”");
  assert_titles (world->list, "CAB");
  assert_splices (world, "-2 1 +0 1 ");

  hc_record_list_duplicate_async (world->list, a, answer_cb, &duplicate);
  copy = expect_done (&duplicate);
  assert_undo_label (world, "Duplicate Hot Path “A”");
  assert_titles (world->list, "CAA (copy)B");
  assert_splices (world, "+2 1 ");

  hc_record_list_remove_async (world->list, a, answer_cb, &removal);
  g_free (expect_done (&removal));
  assert_undo_label (world, "Remove Hot Path “A”");
  assert_titles (world->list, "CA (copy)B");
  assert_splices (world, "-1 1 ");
}

/* Undo comes from the store: the list follows, and a record that stays is the same object. */
static void
test_undo (World *world, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL;
  HcRecord *first;

  open_list (world, "workflow", NULL);
  a = add (world->list, "A", NULL);
  b = add (world->list, "B", NULL);
  first = hc_record_list_at (world->list, 0);
  set_field (world->list, a, "name", "Alpha");
  assert_undo_label (world, "Change Name of Hot Path");
  assert_titles (world->list, "AlphaB");
  undo (world);
  wait_until (g_str_equal (hc_record_title (first), "A"));
  undo (world);
  wait_until (hc_record_list_count (world->list) == 1);
  g_assert_true (hc_record_list_at (world->list, 0) == first);
  g_assert_null (hc_record_list_find (world->list, b));
  g_assert_null (hc_record_list_find (world->list, NULL));
  g_assert_cmpuint (hc_record_list_position (world->list, b), ==, G_MAXUINT);
}

static void
count_cb (HcRecord *record, guint *n)
{
  (*n)++;
}

static void
notify_cb (HcRecord *record, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_changed_once (World *world, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL;
  guint n_a = 0, n_b = 0, n_title = 0, count = 0;

  open_list (world, "workflow", NULL);
  a = add (world->list, "A", NULL);
  b = add (world->list, "B", NULL);
  g_signal_connect (hc_record_list_find (world->list, a), "changed", G_CALLBACK (count_cb), &n_a);
  g_signal_connect (hc_record_list_find (world->list, b), "changed", G_CALLBACK (count_cb), &n_b);
  g_signal_connect (hc_record_list_find (world->list, a), "notify::title", G_CALLBACK (notify_cb),
                    &n_title);
  set_field (world->list, a, "impact", "3");
  g_assert_cmpuint (n_a, ==, 1);
  g_assert_cmpuint (n_title, ==, 0);
  set_field (world->list, a, "name", "Alpha");
  g_assert_cmpuint (n_a, ==, 2);
  g_assert_cmpuint (n_title, ==, 1);
  g_assert_cmpuint (n_b, ==, 0);
  g_object_get (hc_record_list_find (world->list, a), "changed-count", &count, NULL);
  g_assert_cmpuint (count, ==, 2);
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autofree char *a = NULL;
  Answer empty = { FALSE, NULL, NULL }, range = { FALSE, NULL, NULL };
  Answer gone = { FALSE, NULL, NULL };
  GPtrArray *rows;

  open_list (world, "workflow", NULL);
  a = add (world->list, "A", NULL);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_ptr_array_add (rows, new_record (world->list, "B"));
  g_ptr_array_add (rows, new_record (world->list, NULL));
  hc_record_list_paste_async (world->list, rows, answer_cb, &empty);
  expect_error (&empty, HC_ERROR_CONSTRAINT, "Row 2: “Name” cannot be empty");
  hc_record_list_set_async (world->list, a, "impact", "9", NULL, answer_cb, &range);
  expect_error (&range, HC_ERROR_CONSTRAINT, "from 1 to 5");
  hc_record_list_set_async (world->list, "gone", "impact", "2", NULL, answer_cb, &gone);
  expect_error (&gone, HC_ERROR_NOT_FOUND, "removed meanwhile");
  assert_titles (world->list, "A");
  assert_undo_label (world, "Add Hot Path");
}

static gboolean
set_outside (HcDb *db, gpointer data, GError **error)
{
  return hc_record_set (db, hc_record_type ("workflow"), data, "success_metric", "Orders a day",
                        NULL, error);
}

/* Another process writes while a form is open: the newer value is offered, nothing is lost. */
static void
test_conflict (World *world, gconstpointer data)
{
  g_autofree char *a = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { FALSE, NULL, NULL }, again = { FALSE, NULL, NULL };
  const char *shown = NULL, *newer = "Orders a day";
  HcDb *other;

  open_list (world, "workflow", NULL);
  a = add (world->list, "A", NULL);
  other = hc_db_open_sibling (world->base.path, HC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (hc_history_run (other, "Outside", set_outside, a, &error));
  g_assert_no_error (error);
  hc_db_close (other);

  hc_record_list_set_async (world->list, a, "success_metric", "Paid on time", &shown, answer_cb,
                            &answer);
  expect_error (&answer, HC_ERROR_CONFLICT, "“Orders a day”");
  hc_record_list_set_async (world->list, a, "success_metric", "Paid on time", &newer, answer_cb,
                            &again);
  g_free (expect_done (&again));
  g_assert_cmpstr (hc_record_get (hc_record_list_at (world->list, 0), "success_metric"), ==,
                   "Paid on time");
}

static void
test_paste (World *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
  g_autoptr (HcRecordList) steps = NULL;
  Answer answer = { FALSE, NULL, NULL };
  g_autofree char *last = NULL;

  open_list (world, "workflow", NULL);
  path = add (world->list, "A", NULL);
  steps = hc_record_list_new (world->base.launch, "workflow_step", path);
  wait_until (hc_record_list_is_loaded (steps));
  for (guint i = 0; i < 5; i++)
    {
      char name[] = { (char) ('v' + i), '\0' };

      g_ptr_array_add (rows, new_record (steps, name));
    }
  hc_record_list_paste_async (steps, rows, answer_cb, &answer);
  last = expect_done (&answer);
  assert_undo_label (world, "Paste into Steps");
  assert_titles (steps, "vwxyz");
  g_assert_cmpuint (hc_record_list_position (steps, last), ==, 4);
  g_assert_cmpstr (hc_record_get (hc_record_list_at (steps, 0), "workflow_id"), ==, path);
  undo (world);
  wait_until (hc_record_list_count (steps) == 0);
}

/* Fifty random orders of up to ten records, reached by one write each: after every splice the list
 * is what its listeners believe. */
typedef struct
{
  HcRecordList *list;
  GPtrArray *believed;
} Mirror;

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror->believed, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->believed, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->believed->len, ==, g_list_model_get_n_items (model));
}

static gboolean
shuffle (HcDb *db, gpointer data, GError **error)
{
  GRand *random = data;
  const HcRecordType *type = hc_record_type ("lesson");
  g_autoptr (GPtrArray) records = hc_records_load (db, type, NULL, error);

  for (guint i = 0; i < records->len; i++)
    {
      const HcRecordData *record = records->pdata[i];
      guint other = (guint) g_rand_int_range (random, 0, (gint32) records->len);
      int dice = g_rand_int_range (random, 0, 6);

      if (dice == 0 && !hc_record_delete (db, type, record->id, error))
        return FALSE;
      if (dice == 1)
        {
          const HcRecordData *target = records->pdata[other];
          g_autoptr (HcRecordData) there = hc_record_load (db, type, target->id, NULL);

          if (!hc_record_move (db, type, record->id, there ? there->id : NULL, error))
            return FALSE;
        }
    }
  for (int n = g_rand_int_range (random, 0, records->len < 10 ? 4 : 1); n > 0; n--)
    {
      g_autoptr (HcRecordData) record = hc_record_data_new (type);

      hc_record_data_set (record, "what_happened", "L");
      if (!hc_record_save (db, record, error) ||
          (g_rand_boolean (random) && !hc_record_move (db, type, record->id, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

static void
shuffled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  hc_store_command_finish (HC_STORE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gpointer
load_ids (HcDb *db, gpointer data, GError **error)
{
  return hc_records_load (db, hc_record_type ("lesson"), NULL, error);
}

static void
ids_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data = hc_store_job_finish (HC_STORE (object), result, NULL);
}

static void
assert_follows (World *world, Mirror *mirror)
{
  g_autoptr (GPtrArray) wanted = NULL;
  gboolean same = FALSE;

  hc_store_read_async (hc_launch_store (world->base.launch), load_ids, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, ids_cb, &wanted);
  wait_until (wanted != NULL);
  while (!same)
    {
      same = wanted->len == mirror->believed->len;
      for (guint i = 0; same && i < wanted->len; i++)
        same = g_str_equal (((HcRecordData *) wanted->pdata[i])->id,
                            hc_record_id (mirror->believed->pdata[i]));
      if (!same)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_random_splices (World *world, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  Mirror mirror = { NULL, g_ptr_array_new_with_free_func (g_object_unref) };

  open_list (world, "lesson", NULL);
  mirror.list = world->list;
  g_signal_connect (world->list, "items-changed", G_CALLBACK (mirror_cb), &mirror);
  for (guint i = 0; i < 50; i++)
    {
      gboolean done = FALSE;

      hc_store_command_async (hc_launch_store (world->base.launch), "Shuffle", HC_TABLES_REGISTERS,
                              shuffle, random, NULL, shuffled_cb, &done);
      wait_until (done);
      assert_follows (world, &mirror);
    }
  g_signal_handlers_disconnect_by_data (world->list, &mirror);
  g_ptr_array_unref (mirror.believed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

  ADD ("/record-list/commands", test_commands);
  ADD ("/record-list/undo", test_undo);
  ADD ("/record-list/changed-once", test_changed_once);
  ADD ("/record-list/refused", test_refused);
  ADD ("/record-list/conflict", test_conflict);
  ADD ("/record-list/paste", test_paste);
  ADD ("/record-list/random-splices", test_random_splices);

  return g_test_run ();
}
