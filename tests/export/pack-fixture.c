/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pack-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include "hc-history.h"
#include "hc-launch-table.h"
#include "hc-merge.h"
#include "hc-record-table.h"
#include "hc-row-reader.h"
#include "hc-xlsx-package.h"

#define DAY_SECONDS 86400.0
#define GO_LIVE G_GINT64_CONSTANT (1456700400) /* 2016-02-29T00:00+01:00 */

static gboolean
save_launch (HcDb *db, gpointer data, GError **error)
{
  return hc_launch_save (db, data, error);
}

HcDb *
pack_fixture_launch (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (HcLaunchSettings) settings;
  HcDb *db = hc_db_open_memory (&error);

  g_assert_no_error (error);
  hc_launch_settings_init (&settings);
  g_free (settings.name);
  g_free (settings.system);
  g_free (settings.zone);
  settings.name = g_strdup ("Wave 1 & Finance");
  settings.system = g_strdup ("ERP");
  settings.zone = g_strdup ("Europe/Berlin");
  settings.go_live_at = GO_LIVE;
  settings.go_live_day = hc_day_from_ymd (2016, 2, 29);
  settings.length_days = 21;
  settings.holidays = g_new (HcDay, 1);
  settings.holidays[0] = hc_day_from_ymd (2016, 3, 9);
  settings.n_holidays = 1;
  g_assert_true (hc_history_run (db, "Launch", save_launch, &settings, &error));
  g_assert_no_error (error);
  return db;
}

void
pack_fixture_set_up (PackFixture *self, gconstpointer data)
{
  self->db = pack_fixture_launch ();
  self->folder = g_dir_make_tmp ("hc-pack-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "pack.xlsx", NULL);
}

void
pack_fixture_tear_down (PackFixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_no_errno (g_rmdir (self->folder));
  hc_db_close (self->db);
  g_free (self->folder);
  g_free (self->path);
}

void
pack_fixture_run (PackFixture *self, HcCommandFunc fill)
{
  g_autoptr (GError) error = NULL;

  hc_history_run (self->db, "Fill", fill, NULL, &error);
  g_assert_no_error (error);
}

void
pack_fixture_write (PackFixture *self, const HcPackOptions *options)
{
  g_autoptr (GError) error = NULL;

  hc_pack_write (self->db, self->path, options, NULL, &error);
  g_assert_no_error (error);
}

char *
pack_fixture_add (HcDb *db, const char *type, const char *const *pairs)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; pairs[i] != NULL; i += 2)
    hc_record_data_set (record, pairs[i], pairs[i + 1]);
  hc_record_save (db, record, &error);
  g_assert_no_error (error);
  return g_strdup (record->id);
}

gint64
pack_fixture_instant (double days)
{
  return GO_LIVE + (gint64) (days * DAY_SECONDS);
}

static void
set_text (HcTicketRow *row, HcTicketField field, const char *text)
{
  row->mapped |= HC_TICKET_BIT (field);
  row->text[field] = text;
}

static void
set_instant (HcTicketRow *row, HcTicketField field, double days)
{
  row->mapped |= HC_TICKET_BIT (field);
  row->number[field] = days < 0 ? HC_INSTANT_NONE : pack_fixture_instant (days);
}

static void
merge_ticket (HcMerge *merge, const PackFixtureTicket *ticket, guint64 line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *priority = g_strdup_printf ("P%d", ticket->priority);
  HcMergeResult result;
  HcTicketRow row;

  hc_ticket_row_init (&row);
  row.line = line;
  row.state_class = hc_state_class_from_word (ticket->state);
  row.priority = ticket->priority;
  set_text (&row, HC_TICKET_KEY, ticket->key);
  set_text (&row, HC_TICKET_TITLE, ticket->title);
  set_text (&row, HC_TICKET_STATE, ticket->state);
  set_text (&row, HC_TICKET_PRIORITY, ticket->priority > 0 ? priority : NULL);
  set_text (&row, HC_TICKET_GROUP, ticket->group);
  set_text (&row, HC_TICKET_ASSIGNEE, ticket->assignee);
  set_text (&row, HC_TICKET_CATEGORY, ticket->category);
  set_instant (&row, HC_TICKET_OPENED, ticket->opened);
  set_instant (&row, HC_TICKET_RESOLVED, ticket->ended);
  set_instant (&row, HC_TICKET_UPDATED, ticket->ended < 0 ? ticket->opened : ticket->ended);
  hc_ticket_row_seal (&row);
  g_assert_true (hc_merge_row (merge, &row, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, HC_MERGED);
}

static HcBatch *
new_batch (const char *file, double as_of_days)
{
  HcBatch *batch = hc_batch_new ();

  batch->source_name = g_strdup ("Service Desk");
  batch->file = g_strdup (file);
  batch->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  batch->as_of = pack_fixture_instant (as_of_days);
  batch->imported_at = batch->as_of + 60;
  batch->profile = g_strdup ("servicenow");
  batch->covers = HC_COVERS_EVERYTHING;
  batch->encoding = g_strdup ("UTF-8");
  batch->delimiter = g_strdup (",");
  batch->sheet = g_strdup ("");
  batch->date_order = g_strdup ("");
  batch->zone = g_strdup ("Europe/Berlin");
  return batch;
}

void
pack_fixture_import (HcDb *db,
                     const char *file,
                     double as_of_days,
                     const PackFixtureTicket *tickets,
                     guint n_tickets)
{
  const HcReject reject = { .line = 99, .column = (char *) "opened", .code = (char *) "bad_date",
                            .message = (char *) "“=31.02.2016” is no date.",
                            .raw = (char *) "INC99,…" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcBatch) batch = new_batch (file, as_of_days);
  g_autoptr (HcMerge) merge = hc_merge_begin (db, batch, "h", FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_tickets; i++)
    merge_ticket (merge, &tickets[i], i + 2);
  g_assert_true (hc_merge_reject (merge, &reject, NULL, &error));
  batch->rows = n_tickets + 1;
  g_assert_true (hc_merge_finish (merge, FALSE, NULL, &error));
  g_assert_no_error (error);
}

void
pack_fixture_import_many (HcDb *db, guint n, guint open)
{
  static const char *const categories[] = { "Access", "Invoices", "Master Data", "Printing",
                                            "Approvals", "Interfaces", "Reports", "Stock", NULL };
  static const char *const groups[] = { "Service Desk", "ERP Finance", "ERP Logistics", "Basis" };
  g_autofree PackFixtureTicket *tickets = g_new0 (PackFixtureTicket, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      PackFixtureTicket *ticket = &tickets[i];
      gboolean is_open = i % (n / open) == 0 && i / (n / open) < open;

      ticket->key = g_strdup_printf ("INC%07u", i + 1);
      ticket->title = g_strdup_printf ("Users cannot post document %u in company code %u", i, i % 7);
      g_ptr_array_add (texts, (gpointer) ticket->key);
      g_ptr_array_add (texts, (gpointer) ticket->title);
      ticket->priority = 1 + (int) (i % 31 != 0) + (int) (i % 5 != 0) + (int) (i % 7 == 0);
      ticket->group = groups[i % G_N_ELEMENTS (groups)];
      ticket->assignee = i % 3 != 0 ? "Agent 12" : NULL;
      ticket->category = categories[(i * 7) % G_N_ELEMENTS (categories)];
      ticket->opened = (double) i * 18.5 / n;
      ticket->state = is_open ? (i % 4 == 0 ? "waiting" : "open") : "resolved";
      ticket->ended = is_open ? -1 : ticket->opened + 0.1 + (double) (i * 37 % 100) / 60;
    }
  pack_fixture_import (db, "incident.csv", 20.9, tickets, n);
}

/* ---- reading back ---- */

GPtrArray *
pack_fixture_read (const char *path, const char *sheet)
{
  HcReaderOptions options = { .sheet = sheet };
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, &error);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  HcRow row;

  g_assert_no_error (error);
  while (hc_row_reader_next (reader, &row, &error))
    {
      while (rows->len < row.line)
        g_ptr_array_add (rows, g_ptr_array_new_with_free_func (g_free));
      for (guint i = 0; i < row.n_cells; i++)
        g_ptr_array_add (g_ptr_array_index (rows, rows->len - 1), g_strdup (row.cells[i].text));
    }
  g_assert_no_error (error);
  return rows;
}

const char *
pack_fixture_cell (GPtrArray *rows, guint row, guint column)
{
  GPtrArray *cells = row < rows->len ? g_ptr_array_index (rows, row) : NULL;

  return cells != NULL && column < cells->len ? g_ptr_array_index (cells, column) : "";
}

guint
pack_fixture_find (GPtrArray *rows, const char *text)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (pack_fixture_cell (rows, i, 0), text))
      return i;
  g_error ("no row begins with “%s”", text);
}

void
pack_fixture_locate (GPtrArray *rows, const char *text, guint *row, guint *column)
{
  for (*row = 0; *row < rows->len; (*row)++)
    for (*column = 0; *column < 100; (*column)++)
      if (g_str_equal (pack_fixture_cell (rows, *row, *column), text))
        return;
  g_error ("no cell with “%s”", text);
}

char *
pack_fixture_part (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcXlsxPackage) package =
    hc_xlsx_package_new (g_open (path, O_RDONLY | O_CLOEXEC, 0), path, &error);
  g_autoptr (HcXlsxPart) part = NULL;
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  part = hc_xlsx_part_open (package, name, &error);
  g_assert_no_error (error);
  while ((n = hc_xlsx_part_read (part, buffer, sizeof buffer, &error)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}
