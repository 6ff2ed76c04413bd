/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Damaged copies of good exports, from the bytes to the facts: each is imported and can be taken
 * back, or is refused with a message, and never anything else. Deterministic; HC_MUTATION_ROUNDS
 * and HC_MUTATION_SEED make it a long run of another kind. A crash leaves its file behind. */

#include "config.h"

#include "import-util.h"
#include "hc-db-private.h"
#include "reader-util.h"
#include "workbook-util.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 40
/* Of a large file only the first bytes, so that many rounds are quick. */
#define MAX_SEED 12000

/* What has a meaning somewhere on the way, and what readers of numbers and dates stumble over. */
static const char *const tokens[] = {
  "\"",  "\"\"", ",",     ";",      "\t",   "|",          "\n",         "\r",
  "\r\n", "\\",  "sep=;", "&amp;",  "<br>", "</t>",       "<v>",        "\xff\xfe",
  "\xef\xbb\xbf", "\xc3", "\xed\xa0\x80",   "=1+1",       "29/02/2023", "31/12/9999 24:00",
  "1e308", "-1", "99999999999999999999",    "2.02E+15",   "03:61:00",   "2024-03-10T02:30:00-25:99",
  "N/A", "?",    "Number", "Opened", "0",   "1456790400", "25:00 PM",   "_x0000_",
};

static guint
setting (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) strtoul (text, NULL, 10) : otherwise;
}

static gsize
some_place (GRand *rand, const GByteArray *bytes)
{
  return bytes->len > 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
}

static void
insert (GByteArray *bytes, gsize at, const void *data, gsize length)
{
  g_autoptr (GByteArray) tail = g_byte_array_new ();

  g_byte_array_append (tail, bytes->data + at, bytes->len - (guint) at);
  g_byte_array_set_size (bytes, (guint) at);
  g_byte_array_append (bytes, data, (guint) length);
  g_byte_array_append (bytes, tail->data, tail->len);
}

static void
mutate (GRand *rand, GByteArray *bytes)
{
  gsize at = some_place (rand, bytes);
  gsize wanted = (gsize) g_rand_int_range (rand, 1, 200);
  gsize length = MIN (wanted, bytes->len - at);
  const char *token = tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))];

  switch (bytes->len > 0 ? g_rand_int_range (rand, 0, 6) : 1)
    {
    case 0:
      bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
      break;
    case 1:
    case 2:
      insert (bytes, at, token, strlen (token));
      break;
    case 3:
      g_byte_array_remove_range (bytes, (guint) at, (guint) length);
      break;
    case 4:
      {
        g_autofree guint8 *copy = g_memdup2 (bytes->data + at, length);

        insert (bytes, some_place (rand, bytes), copy, length);
        break;
      }
    default:
      g_byte_array_set_size (bytes, g_rand_int_range (rand, 0, 20) == 0 ? (guint) at : bytes->len);
    }
}

/* Imported and taken back, or refused: the facts are as before. Whether it was imported. */
static gboolean
try_file (ImportFixture *f, GRand *rand, const char *path, const char *before)
{
  g_auto (HcImportOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) not_seen = NULL;
  g_autoptr (HcInspection) seen = NULL;
  g_autoptr (HcBatch) batch = NULL;
  g_autofree char *after = NULL;

  hc_import_options_init (&options);
  seen = hc_import_inspect (f->db, path, &options, &not_seen);
  g_assert_true (seen != NULL || (not_seen != NULL && not_seen->domain == HC_ERROR));
  options.date_order = g_rand_boolean (rand) ? HC_DATE_ORDER_DMY : HC_DATE_ORDER_AUTO;
  options.dry_run = g_rand_boolean (rand);
  batch = import_util_run (f->db, path, &options, &error);
  g_assert_true (batch != NULL || (error != NULL && error->domain == HC_ERROR));
  if (batch != NULL && batch->id > 0)
    {
      hc_test_facts_sound (f->db);
      g_assert_true (hc_batch_take_back (f->db, 0, NULL, &error));
    }
  if (batch == NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);
  return batch != NULL;
}

static void
try_mutants (ImportFixture *f, const char *name, const char *bytes, gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (setting ("HC_MUTATION_SEED", 7));
  g_autofree char *known = import_fixture_write (f, "known.csv", HEADER ROW_1 ROW_2, -1);
  g_autoptr (HcBatch) batch = import_util_ok (f->db, known, NULL);
  g_autofree char *before = hc_test_facts (f->db);
  guint rounds = setting ("HC_MUTATION_ROUNDS", ROUNDS), imported = 0;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (GByteArray) copy = g_byte_array_new ();
      g_autofree char *path = NULL;

      g_byte_array_append (copy, (const guint8 *) bytes, (guint) length);
      for (gint32 n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        mutate (rand, copy);
      path = import_fixture_write (f, name, (const char *) copy->data, (gssize) copy->len);
      imported += try_file (f, rand, path, before);
    }
  g_test_message ("%u of %u imported", imported, rounds);
  g_assert_cmpuint (imported, >, 0);
}

static void
test_file (ImportFixture *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (data, &bytes, &length, NULL))
    {
      g_test_skip ("this file is not here");
      return;
    }
  try_mutants (f, "mutant.csv", bytes, MIN (length, MAX_SEED));
}

/* The XML of a sheet of tickets, whole to the zip library. */
static void
test_sheet (ImportFixture *f, gconstpointer data)
{
  static const char rows[] =
    "<row r=\"1\"><c t=\"inlineStr\"><is><t>Number</t></is></c><c t=\"s\"><v>0</v></c>"
    "<c t=\"inlineStr\"><is><r><t>St</t></r><r><t>ate</t></r></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>45355.25</v></c>"
    "<c r=\"C2\" t=\"str\"><f>A1</f><v>New</v></c></row>"
    "<row r=\"3\"><c r=\"A3\"><v>4711</v></c><c r=\"B3\" s=\"1\"><v>45356.5</v></c>"
    "<c r=\"C3\" t=\"e\"><v>#N/A</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c>"
    "<c r=\"B4\" t=\"d\"><v>2024-03-05T10:00:00</v></c></row>";
  g_autoptr (GRand) rand = g_rand_new_with_seed (setting ("HC_MUTATION_SEED", 7));
  g_autofree char *before = hc_test_facts (f->db);
  guint rounds = setting ("HC_MUTATION_ROUNDS", ROUNDS), imported = 0;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (GByteArray) copy = g_byte_array_new ();
      Workbook workbook = {
        .strings = "<si><t>Opened</t></si><si><t>INC1</t></si>",
        .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>",
        .stored = TRUE,
      };
      char *path;

      g_byte_array_append (copy, (const guint8 *) rows, sizeof rows - 1);
      for (gint32 n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        mutate (rand, copy);
      g_byte_array_append (copy, (const guint8 *) "", 1);
      workbook.rows = (const char *) copy->data;
      path = workbook_util_write (&workbook);
      imported += try_file (f, rand, path, before);
      reader_util_remove (path);
    }
  g_test_message ("%u of %u imported", imported, rounds);
  g_assert_cmpuint (imported, >, 0);
}

static void
add (const char *name, char *path)
{
  g_autofree char *test = g_strconcat ("/import/mutations/", name, NULL);

  g_test_add (test, ImportFixture, path, import_fixture_set_up, test_file,
              import_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  static const char *const own[] = { "story-1.csv", "story-log.csv", "series-log.csv" };
  static const char *const others[] = {
    "uci-incidents/incident_event_log.csv",
    "uci-incidents/snapshots/incident_2016-03-01.csv",
    "glpi/glpi_es_deidentified_excerpt.csv",
    "glpi/glpi_pt_sql_dump_deidentified_excerpt.csv",
  };
  const char *shared = g_getenv ("HC_SHARED_DATA");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_ptr_array_add (paths, g_test_build_filename (G_TEST_DIST, "fixtures", "csv", own[i], NULL));
      add (own[i], g_ptr_array_index (paths, i));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_ptr_array_add (paths, g_build_filename (shared != NULL ? shared : "", others[i], NULL));
      add (others[i], g_ptr_array_index (paths, paths->len - 1));
    }
  IMPORT_ADD ("/import/mutations/sheet", NULL, test_sheet);

  return g_test_run ();
}
