/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What makes the pack pleasant to read and to print: ways back, repeated rows, pages. */

#include "config.h"

#include "hc-pack.h"

#include <string.h>

#include "hc-launch-table.h"
#include "pack-fixture.h"

static const char *const sheets[] = {
  "Summary", "Exit Criteria", "Stabilised Workflows", "Issue Catalog", "Known Errors",
  "Open Tickets", "Owner-Led Fixes", "Open Risks", "Ownership", "Escalation Path", "Metrics",
  "Metric Definitions", "Knowledge Transfer", "Improvement Backlog", "Lessons Learned",
  "Handoff Checklist", "Data Notes",
};
#define METRICS 10 /* in `sheets` */
#define LONG_NAME \
  "Einführung des Unternehmensressourcenplanungssystems in allen Gesellschaften der "              \
  "Unternehmensgruppe, Welle 1 (Finanzbuchhaltung, Einkauf und Logistik)"

static void
write_pack (PackFixture *self)
{
  pack_fixture_import_many (self->db, 200, 30);
  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE });
}

/* After the cover. */
static char *
read_sheet (PackFixture *self, guint i)
{
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 2);

  return pack_fixture_part (self->path, name);
}

/* In the column that stays in view however wide the table is. */
static void
test_way_back (PackFixture *self, gconstpointer data)
{
  write_pack (self);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) rows = pack_fixture_read (self->path, sheets[i]);
      g_autofree char *xml = read_sheet (self, i);

      g_test_message ("%s", sheets[i]);
      g_assert_cmpstr (pack_fixture_cell (rows, 2, 0), ==, "Back to Cover");
      g_assert_nonnull (strstr (xml, "<hyperlink ref=\"A3\" location=\"'Cover'!A1\""));
    }
}

static void
test_print_setup (PackFixture *self, gconstpointer data)
{
  write_pack (self);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *xml = read_sheet (self, i);

      g_test_message ("%s", sheets[i]);
      g_assert_nonnull (strstr (xml, "paperSize=\"9\""));
      g_assert_nonnull (strstr (xml, "orientation=\"landscape\""));
      g_assert_nonnull (strstr (xml, "page &amp;P of &amp;N"));
      g_assert_true ((strstr (xml, "fitToHeight=\"0\"") != NULL) == (i != METRICS));
    }
}

/* No column is repeated, which would cut the groups and stand beside the charts: each page of days
 * begins with its dates, the others with what they show. */
static void
test_metrics_pages (PackFixture *self, gconstpointer data)
{
  static const char *const others[] = { "Time to resolve by category", "Charts",
                                        "Charts, continued", NULL };
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *book = NULL, *xml = NULL;
  guint n_dates = 0, n_others = 0;

  write_pack (self);
  book = pack_fixture_part (self->path, "xl/workbook.xml");
  g_assert_nonnull (strstr (book, ">Metrics!$4:$4<"));
  rows = pack_fixture_read (self->path, "Metrics");
  xml = read_sheet (self, METRICS);
  for (const char *at = strstr (xml, "<colBreaks"); at != NULL;)
    {
      guint column = 0;

      if ((at = strstr (at, "<brk id=\"")) == NULL)
        break;
      column = (guint) g_ascii_strtoull (at += strlen ("<brk id=\""), NULL, 10);
      g_test_message ("page from column %u", column);
      if (g_str_equal (pack_fixture_cell (rows, 3, column), "Date"))
        {
          g_assert_cmpstr (pack_fixture_cell (rows, 4, column), ==, pack_fixture_cell (rows, 4, 0));
          n_dates++;
        }
      else
        g_assert_cmpstr (pack_fixture_cell (rows, 0, column), ==, others[n_others++]);
    }
  g_assert_cmpuint (n_dates, ==, 2);
  g_assert_cmpuint (n_others, ==, 3);
}

static gboolean
rename_launch (HcDb *db, gpointer data, GError **error)
{
  g_auto (HcLaunchSettings) settings;

  if (!hc_launch_load (db, &settings, error))
    return FALSE;
  g_free (settings.name);
  settings.name = g_strdup (LONG_NAME);
  return hc_launch_save (db, &settings, error);
}

/* Wrapped over the columns there are: alone in its cell it would make the page wide, and all of it
 * small in print. */
static void
test_long_name (PackFixture *self, gconstpointer data)
{
  g_autofree char *cover = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  pack_fixture_run (self, rename_launch);
  pack_fixture_write (self, &(HcPackOptions){ .as_of = HC_INSTANT_NONE });
  rows = pack_fixture_read (self->path, "Cover");
  g_assert_cmpstr (pack_fixture_cell (rows, 1, 0), ==, LONG_NAME);
  cover = pack_fixture_part (self->path, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (cover, "<mergeCell ref=\"A2:E2\"/>"));
  g_assert_nonnull (strstr (cover, "<row r=\"2\" spans=\"1:5\" ht=\"85\""));
}

#define ADD_TEST(name, func) \
  g_test_add ("/export/pack-layout/" name, PackFixture, NULL, pack_fixture_set_up, func,           \
              pack_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("way-back", test_way_back);
  ADD_TEST ("print-setup", test_print_setup);
  ADD_TEST ("metrics-pages", test_metrics_pages);
  ADD_TEST ("long-name", test_long_name);
  return g_test_run ();
}
