/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-output.h"
#include "hc-pack-collect.h"
#include "hc-pack-verify.h"

/* A generous guess of what writing takes, temporary files included. */
#define SPACE_BASE (4 * 1024 * 1024)
#define SPACE_PER_TICKET 2500

void
hc_pack_report_clear (HcPackReport *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->appendix, g_free);
}

/* plan.xlsx → plan-open-tickets.xlsx */
static char *
appendix_path (const char *path)
{
  g_autofree char *stem = g_strdup (path);

  if (g_str_has_suffix (stem, ".xlsx"))
    stem[strlen (stem) - strlen (".xlsx")] = '\0';
  return g_strconcat (stem, "-open-tickets.xlsx", NULL);
}

typedef struct
{
  HcAppendix *appendix;
  const HcPackData *data;
  guint n;
} AppendixTarget;

static gboolean
add_to_appendix (const HcPackRow *row, gpointer user_data, GError **error)
{
  AppendixTarget *target = user_data;
  HcPackTicket *ticket = hc_pack_ticket_new (target->data, row, target->n++);

  hc_appendix_add (target->appendix, ticket);
  hc_pack_ticket_free (ticket);
  return TRUE;
}

/* Streams the texts of the open tickets into a workbook of their own. */
static gboolean
write_appendix (HcDb *db,
                const HcPackData *data,
                const GArray *open,
                const char *part,
                HcWorkbookReceipt *receipt,
                GError **error)
{
  AppendixTarget target = { hc_appendix_new (data, part, error), data };

  if (target.appendix == NULL)
    return FALSE;
  if (!hc_pack_rows_each (db, (const guint32 *) open->data, open->len, add_to_appendix, &target,
                          error))
    {
      hc_appendix_close (target.appendix, NULL, NULL);
      return FALSE;
    }
  return hc_appendix_close (target.appendix, receipt, error);
}

/* What one pack is made of while it is being written. */
typedef struct
{
  HcDb *db;
  const HcPackOptions *options;
  HcPackData data;
  GArray *open;
  HcOutput pack_file;
  HcOutput appendix_file;
  HcWorkbookReceipt pack_receipt;
  HcWorkbookReceipt appendix_receipt;
} PackJob;

static void
pack_job_clear (PackJob *self)
{
  hc_pack_data_clear (&self->data);
  g_clear_pointer (&self->open, g_array_unref);
  hc_output_clear (&self->pack_file);
  hc_output_clear (&self->appendix_file);
  hc_workbook_receipt_clear (&self->pack_receipt);
  hc_workbook_receipt_clear (&self->appendix_receipt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackJob, pack_job_clear)

static gboolean
begin_appendix (PackJob *self, GError **error)
{
  g_autofree char *path = appendix_path (self->pack_file.path);
  g_autofree char *base = g_path_get_basename (path);

  self->data.appendix = g_filename_display_name (base);
  return hc_output_begin (&self->appendix_file, path, self->options->force, error) &&
         write_appendix (self->db, &self->data, self->open, self->appendix_file.part,
                         &self->appendix_receipt, error);
}

/* All that needs the database: one consistent moment. */
static gboolean
read_launch (PackJob *self, GError **error)
{
  gboolean ok;

  if (!hc_db_begin_read (self->db, error))
    return FALSE;
  ok = hc_pack_collect (self->db, self->options, &self->data, &self->open, error) &&
       hc_output_need (&self->pack_file,
                       SPACE_BASE + (guint64) self->data.n_open * SPACE_PER_TICKET, error) &&
       (self->data.tickets != NULL || begin_appendix (self, error));
  hc_db_end_read (self->db);
  return ok;
}

static gboolean
write_and_verify (PackJob *self, GError **error)
{
  gboolean has_appendix = self->appendix_file.part != NULL;

  return hc_workbook_write (&self->data, self->pack_file.part,
                            has_appendix ? &self->appendix_receipt : NULL, &self->pack_receipt,
                            error) &&
         !hc_pack_cancelled (self->db, error) &&
         hc_pack_verify (self->pack_file.part, &self->pack_receipt, error) &&
         (!has_appendix ||
          hc_pack_verify (self->appendix_file.part, &self->appendix_receipt, error)) &&
         !hc_pack_cancelled (self->db, error);
}

/* The appendix first: a pack never points to one that is not there. */
static gboolean
commit (PackJob *self, GError **error)
{
  gboolean had_appendix;

  if (self->appendix_file.part == NULL)
    return hc_output_commit (&self->pack_file, error);
  had_appendix = g_file_test (self->appendix_file.path, G_FILE_TEST_EXISTS);
  if (!hc_output_commit (&self->appendix_file, error))
    return FALSE;
  if (hc_output_commit (&self->pack_file, error))
    return TRUE;
  if (!had_appendix)
    g_unlink (self->appendix_file.path);
  return FALSE;
}

gboolean
hc_pack_write (HcDb *db,
               const char *path,
               const HcPackOptions *options,
               HcPackReport *report,
               GError **error)
{
  g_auto (PackJob) job = { .db = db, .options = options };

  g_return_val_if_fail (db != NULL && path != NULL && options != NULL, FALSE);

  hc_pack_data_init (&job.data);
  if (!hc_output_begin (&job.pack_file, path, options->force, error) ||
      !read_launch (&job, error) || !write_and_verify (&job, error) || !commit (&job, error))
    return FALSE;
  if (report != NULL)
    *report = (HcPackReport) {
      .path = g_strdup (path),
      .appendix = g_strdup (job.appendix_file.path),
      .sheets = job.pack_receipt.sheets->len,
      .rows = job.pack_receipt.rows + job.appendix_receipt.rows,
      .cut_texts = job.pack_receipt.cut + job.appendix_receipt.cut,
    };
  return TRUE;
}
