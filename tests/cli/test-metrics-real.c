/* SPDX-License-Identifier: GPL-3.0-or-later */

/* “hypercare metrics” against the known facts of real data. */

#include "config.h"

#include <string.h>

#include "metrics-util.h"
#include "program-util.h"
#include "test-files.h"

static char *
real_data (const char *name)
{
  const char *shared = g_getenv ("HC_SHARED_DATA");
  g_autofree char *path =
    shared != NULL ? g_build_filename (shared, "uci-incidents", name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the real data is not here");
  return NULL;
}

static void
uci_launch (const char *dir)
{
  g_auto (Run) run = run_program (dir, "new", "u.hypercare", "--name", "UCI", "--go-live",
                                  "2016-02-29", "--zone", "UTC", "--days", "21", NULL);
  run_assert (&run, 0);
}

static gint64
open_on (const JsonNode *set, const char *date)
{
  const JsonNode *series = json_get (find_metric (set, "open", NULL, NULL), "series");

  for (guint i = 0; i < series->items->len; i++)
    if (strcmp (json_text (json_at (series, i), "date"), date) == 0)
      return json_int (json_at (series, i), "value");
  g_error ("no day %s", date);
}

static void
assert_values (const JsonNode *node, const gint64 *expected)
{
  const JsonNode *values = json_get (node, "values");

  g_assert_cmpuint (values->items->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (g_ascii_strtoll (json_at (values, i)->text, NULL, 10), ==, expected[i]);
}

#define assert_near(actual, expected, tolerance) \
  g_assert_cmpfloat_with_epsilon (actual, expected, tolerance)

/* As of the file of 2016-03-07. */
static void
check_uci_first_week (const JsonNode *set)
{
  static const gint64 ages[] = { 501, 37, 732, 57, 0 };
  const JsonNode *age = json_get (find_metric (set, "backlog_age", NULL, NULL), "window_value");
  const JsonNode *resolve =
    json_get (find_metric (set, "time_to_resolve", NULL, NULL), "window_value");
  const JsonNode *ended = json_get (resolve, "resolved_only");

  g_assert_cmpint (open_on (set, "2016-03-07"), ==, 1327);
  assert_values (age, ages);
  assert_near (json_double (age, "median_days"), 3.478, 0.0005);
  assert_near (json_double (age, "p90_days"), 6.176, 0.0005);
  assert_near (json_double (ended, "mean"), 28.2336, 0.00005);
  assert_near (json_double (ended, "median"), 15.9583, 0.00005);
  assert_near (json_double (resolve, "value"), 88.0667, 0.00005);
}

/* As of the last file, with groups. */
static void
check_uci_end (const JsonNode *set)
{
  static const gint64 ages[] = { 18, 237, 609, 567, 329 };
  const JsonNode *resolve =
    json_get (find_metric (set, "time_to_resolve", NULL, NULL), "window_value");
  const JsonNode *group =
    json_get (find_metric (set, "time_to_resolve", "category", "Category 42"), "window_value");

  g_assert_cmpint (open_on (set, "2016-03-07"), ==, 1327);
  g_assert_cmpint (open_on (set, "2016-03-16"), ==, 1869);
  g_assert_cmpint (open_on (set, "2016-03-20"), ==, 1760);
  assert_values (json_get (find_metric (set, "backlog_age", NULL, NULL), "window_value"), ages);
  assert_near (json_double (resolve, "value"), 71.55, 0.00005);
  g_assert_cmpint (json_int (group, "n"), ==, 482);
  g_assert_cmpint (json_int (group, "censored"), ==, 87);
  assert_near (json_double (group, "value"), 19.5333, 0.00005);
  assert_near (json_double (json_get (group, "resolved_only"), "median"), 4.9833, 0.00005);
  g_assert_cmpint (
    json_int (json_get (find_metric (set, "inflow", NULL, NULL), "window_value"), "value"), ==,
    1881);
  g_assert_cmpstr (json_text (json_get (set, "window"), "from"), ==, "2016-03-14");
  g_assert_cmpstr (json_text (json_get (set, "window"), "to"), ==, "2016-03-18");
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
import_snapshots (const char *dir, const char *folder)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_auto (Run) run = { 0 };
  const char *name;

  while ((name = g_dir_read_name (listing)) != NULL)
    g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_text);
  g_assert_cmpuint (files->len, ==, 21);

  g_ptr_array_add (words, g_strdup ("import"));
  g_ptr_array_add (words, g_strdup ("u.hypercare"));
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (words, g_ptr_array_index (files, i));
  g_ptr_array_add (words, NULL);
  run = run_program_v (dir, (const char *const *) words->pdata);
  run_assert (&run, 0);
}

static void
test_uci_snapshots (void)
{
  g_autofree char *folder = real_data ("snapshots");
  g_autofree char *log = NULL;
  g_autofree char *dir = NULL;
  g_autoptr (JsonNode) week = NULL;
  g_autoptr (JsonNode) end = NULL;

  if (folder == NULL)
    return;
  dir = test_dir_new ();
  uci_launch (dir);
  import_snapshots (dir, folder);
  week = metrics_json (dir, "u.hypercare", "--as-of", "2016-03-07");
  end = metrics_json (dir, "u.hypercare", "--by", "category");
  check_uci_first_week (week);
  check_uci_end (end);
  test_dir_remove (dir);
}

/* The weekdays 1 March – 20 May: two holidays that nobody entered, the day after one, one peak. */
static void
assert_control (const char *dir)
{
  static const char *const days[] = { "2016-03-07", "2016-03-25", "2016-04-21", "2016-04-22" };
  g_auto (Run) run = run_program (dir, "metrics", "u.hypercare", "-f", "json", "--metric", "inflow",
                                  "--from", "2016-03-01", "--to", "2016-05-20", "--control", NULL);
  g_autoptr (JsonNode) set = NULL;
  g_autofree char *keys = NULL;
  const JsonNode *working, *signals;

  run_assert (&run, 0);
  set = json_parse (run.out);
  working = json_at (json_get (find_metric (set, "inflow", NULL, NULL), "control"), 0);
  keys = json_keys (working);
  g_assert_cmpstr (keys, ==, "working,points,center,sigma_z,limits,signals");
  g_assert_cmpint (json_int (working, "points"), ==, 59);
  assert_near (json_double (working, "sigma_z"), 3.5851328597537466, 1e-9);
  signals = json_get (working, "signals");
  g_assert_cmpuint (signals->items->len, ==, G_N_ELEMENTS (days));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpstr (json_text (json_at (signals, i), "date"), ==, days[i]);
}

static void
test_uci_log (void)
{
  g_autofree char *log = real_data ("incident_event_log.csv");
  g_autofree char *dir = NULL;
  g_auto (Run) run = { 0 };
  g_autoptr (JsonNode) set = NULL;
  const JsonNode *resolve, *ended, *inflow;
  gint64 peak = 0, tickets = 0;

  if (log == NULL)
    return;
  dir = test_dir_new ();
  uci_launch (dir);
  run = run_program (dir, "import", "u.hypercare", log, NULL);
  run_assert (&run, 0);
  set = metrics_json (dir, "u.hypercare", NULL, NULL);

  g_assert_cmpint (open_on (set, "2016-03-07"), ==, 1327);
  g_assert_cmpint (open_on (set, "2016-03-16"), ==, 1869);
  g_assert_cmpint (open_on (set, "2016-03-20"), ==, 1760);
  g_assert_cmpint (open_on (set, "2016-03-21"), ==, 1834);
  inflow = json_get (find_metric (set, "inflow", NULL, NULL), "series");
  for (guint i = 0; i < inflow->items->len; i++)
    {
      peak = MAX (peak, json_int (json_at (inflow, i), "value"));
      tickets += json_int (json_at (inflow, i), "value");
    }
  g_assert_cmpint (peak, ==, 607);
  g_assert_cmpint (tickets, ==, 24918);

  resolve = json_get (find_metric (set, "time_to_resolve", NULL, NULL), "window_value");
  ended = json_get (resolve, "resolved_only");
  assert_near (json_double (resolve, "value"), 15.1167, 0.00005);
  assert_near (json_double (ended, "median"), 15.1167, 0.00005);
  assert_near (json_double (ended, "mean"), 165.3259, 0.00005);
  assert_near (json_double (ended, "p90"), 357.4983, 0.00005);
  g_assert_cmpint (json_int (resolve, "inferred"), ==, 1850);
  assert_control (dir);
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics-real/uci/snapshots", test_uci_snapshots);
  g_test_add_func ("/metrics-real/uci/log", test_uci_log);
  return g_test_run ();
}
