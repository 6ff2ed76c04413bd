/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pack of real exports against published figures, and what the read-back notices. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-history.h"
#include "hc-import.h"
#include "hc-launch-table.h"
#include "hc-pack-collect.h"
#include "hc-pack-verify.h"
#include "pack-fixture.h"

/* ---- the incident log of an IT company, see shared/data/README.md ---- */

static gboolean
save_launch (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

static HcDb *
uci_launch (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_launch_settings_init (&settings);
  g_free (settings.name);
  g_free (settings.zone);
  settings.name = g_strdup ("Incidents of 2016");
  settings.zone = g_strdup ("UTC");
  settings.go_live_day = hc_day_from_ymd (2016, 2, 29);
  settings.go_live_at = (gint64) settings.go_live_day * 86400;
  settings.length_days = 21;
  g_assert_true (hc_history_run (db, "Launch", save_launch, &settings, &error));
  g_assert_no_error (error);
  return db;
}

/* FALSE when the data are not there. */
static gboolean
import_snapshots (HcDb *db)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HC_SHARED_DATA") ?: "", "uci-incidents",
                                              "snapshots", NULL);
  HcDay first = hc_day_from_ymd (2016, 2, 29);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return FALSE;
  for (HcDay day = first; day < first + 21; day++)
    {
      g_autofree char *date = hc_day_format (day);
      g_autofree char *name = g_strdup_printf ("incident_%s.csv", date);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_auto (HcImportOptions) options;
      g_autoptr (GError) error = NULL;
      g_autoptr (HcBatch) batch = NULL;

      hc_import_options_init (&options);
      options.now = G_GINT64_CONSTANT (1700000000);
      batch = hc_import_file (db, path, &options, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  return TRUE;
}

static void
assert_value (GPtrArray *rows, const char *title, guint column, double wanted)
{
  const char *text = pack_fixture_cell (rows, pack_fixture_find (rows, title), column);

  g_test_message ("%s: %s", title, text);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (text, NULL), wanted, 5e-5);
}

static void
test_uci (void)
{
  static const double ages[] = { 18, 237, 609, 567, 329 };
  static const struct
  {
    guint column;
    double value;
  } category[] = { { 1, 482 }, { 2, 19.5333 }, { 6, 87 }, { 7, 4.9833 } };
  g_autoptr (HcDb) db = uci_launch ();
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GPtrArray) summary = NULL, tickets = NULL, metrics = NULL;
  g_autoptr (GError) error = NULL;
  guint age, header, row, first;

  if (!import_snapshots (db))
    {
      g_test_skip ("the shared data are not here");
      return;
    }
  folder = g_dir_make_tmp ("hc-pack-XXXXXX", NULL);
  path = g_build_filename (folder, "uci.xlsx", NULL);
  g_assert_true (hc_pack_write (db, path, &(HcPackOptions) { .as_of = HC_INSTANT_NONE }, NULL,
                                &error));
  g_assert_no_error (error);

  summary = pack_fixture_read (path, "Summary");
  assert_value (summary, "Open Tickets", 3, 1760);
  assert_value (summary, "Inflow", 3, 1881);
  assert_value (summary, "Time to Resolve", 3, 71.55);
  assert_value (summary, "Time to Resolve", 5, 5906);
  age = pack_fixture_find (summary, "Age");
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    g_assert_cmpfloat (g_ascii_strtod (pack_fixture_cell (summary, age + 1 + i, 1), NULL), ==,
                       ages[i]);
  tickets = pack_fixture_read (path, "Open Tickets");
  header = pack_fixture_find (tickets, "Key");
  g_assert_cmpuint (tickets->len, ==, header + 1 + 1760);
  metrics = pack_fixture_read (path, "Metrics");
  header = pack_fixture_find (metrics, "Date");
  g_assert_cmpstr (pack_fixture_cell (metrics, header + 8, 6), ==, "1327");
  g_assert_cmpstr (pack_fixture_cell (metrics, header + 17, 6), ==, "1869");
  pack_fixture_locate (metrics, "Category 42", &row, &first);
  for (guint i = 0; i < G_N_ELEMENTS (category); i++)
    g_assert_cmpfloat_with_epsilon (
      g_ascii_strtod (pack_fixture_cell (metrics, row, first + category[i].column), NULL),
      category[i].value, 5e-5);

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (folder));
}

/* ---- reading back ---- */

typedef struct
{
  char *folder;
  char *path;
  HcWorkbookReceipt receipt;
} Written;

static void
set_up (Written *self, gconstpointer data)
{
  g_autoptr (HcDb) db = pack_fixture_launch ();
  g_auto (HcPackData) pack;
  g_autoptr (GArray) open = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("hc-pack-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "written.xlsx", NULL);
  pack_fixture_import_many (db, 200, 40);
  hc_pack_data_init (&pack);
  g_assert_true (hc_pack_collect (db, &(HcPackOptions) { .as_of = HC_INSTANT_NONE }, &pack, &open,
                                  &error));
  g_assert_true (hc_workbook_write (&pack, self->path, NULL, &self->receipt, &error));
  g_assert_no_error (error);
}

static void
tear_down (Written *self, gconstpointer data)
{
  hc_workbook_receipt_clear (&self->receipt);
  g_assert_no_errno (g_unlink (self->path));
  g_assert_no_errno (g_rmdir (self->folder));
  g_free (self->folder);
  g_free (self->path);
}

static void
test_verify (Written *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hc_pack_verify (self->path, &self->receipt, &error));
  g_assert_no_error (error);
}

/* One cell more, one row more, another text: each must be seen. */
static void
test_verify_differs (Written *self, gconstpointer data)
{
  HcSheetDigest *sheet = g_ptr_array_index (self->receipt.sheets, 3);
  const HcSheetDigest original = *sheet;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      *sheet = original;
      sheet->cells += i == 0;
      sheet->rows += i == 1;
      sheet->hash += i == 2;
      g_assert_false (hc_pack_verify (self->path, &self->receipt, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, original.name));
    }
  *sheet = original;
}

static void
test_verify_truncated (Written *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length * 2 / 3, NULL));
  g_assert_false (hc_pack_verify (self->path, &self->receipt, &error));
  g_assert_nonnull (error);
}

#define ADD(name, func) g_test_add ("/export/verify/" name, Written, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/pack/uci", test_uci);
  ADD ("same", test_verify);
  ADD ("differs", test_verify_differs);
  ADD ("truncated", test_verify_truncated);
  return g_test_run ();
}
