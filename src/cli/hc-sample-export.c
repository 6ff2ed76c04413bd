/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-export.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <utime.h>

#include "hc-error.h"

#define BUFFER_SIZE (256 * 1024)
#define FIRST_NUMBER 10000

typedef struct
{
  FILE *stream; /* NULL once closed */
  char *path;
  int day;
} Export;

struct _HcSampleExports
{
  Export *files;
  guint n_files;
  gboolean finished;
  int error_number; /* 0: all went well so far */
  char *failed_path;

  GString *row; /* of the ticket at hand */
};

static const char *const state_texts[] = {
  [HC_SAMPLE_NEW] = "New",         [HC_SAMPLE_IN_PROGRESS] = "In Progress",
  [HC_SAMPLE_ON_HOLD] = "On Hold", [HC_SAMPLE_RESOLVED] = "Resolved",
  [HC_SAMPLE_CLOSED] = "Closed",   [HC_SAMPLE_CANCELED] = "Canceled",
};

static const char *const priority_texts[] = { "", "1 - Critical", "2 - High", "3 - Moderate",
                                              "4 - Low" };

static const char header[] =
  "\"number\",\"opened_at\",\"short_description\",\"description\",\"caller_id\",\"priority\","
  "\"state\",\"category\",\"subcategory\",\"assignment_group\",\"assigned_to\",\"location\","
  "\"department\",\"contact_type\",\"cmdb_ci\",\"reassignment_count\",\"reopen_count\","
  "\"made_sla\",\"sla_due\",\"sys_updated_on\",\"resolved_at\",\"closed_at\",\"close_code\"\n";

void
hc_sample_append_number (GString *out, guint64 number)
{
  g_string_append_printf (out, "INC%07" G_GUINT64_FORMAT, FIRST_NUMBER + number);
}

/* ---- cells: all quoted, as ServiceNow writes them ---- */

static void
add_text (GString *row, const char *text)
{
  g_string_append_c (row, '"');
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      g_string_append_len (row, text, quote - text + 1);
      g_string_append_c (row, '"');
    }
  g_string_append (row, text);
  g_string_append (row, "\",");
}

static void
add_digits (char *out, int value, int width)
{
  for (int i = width - 1; i >= 0; i--, value /= 10)
    out[i] = (char) ('0' + value % 10);
}

/* In the launch's zone, as a ServiceNow user would see it; −1: an empty cell. */
static void
add_time (GString *row, gint32 at)
{
  char text[] = "\"0000-00-00 00:00:00\",";
  int year, month, day, second = at % HC_SAMPLE_DAY;

  if (at < 0)
    {
      g_string_append (row, "\"\",");
      return;
    }
  hc_day_to_ymd (hc_sample_go_live () + at / HC_SAMPLE_DAY, &year, &month, &day);
  add_digits (text + 1, year, 4);
  add_digits (text + 6, month, 2);
  add_digits (text + 9, day, 2);
  add_digits (text + 12, second / 3600, 2);
  add_digits (text + 15, second / 60 % 60, 2);
  add_digits (text + 18, second % 60, 2);
  g_string_append_len (row, text, sizeof text - 1);
}

static void
add_person (GString *row, const char *kind, guint number, int width)
{
  if (number > 0)
    g_string_append_printf (row, "\"%s %0*u\",", kind, width, number);
  else
    g_string_append (row, "\"\",");
}

static const char *
close_code (const HcSampleTicket *ticket, const HcSampleMoment *moment)
{
  if (moment->state == HC_SAMPLE_CANCELED)
    return "Duplicate";
  if (moment->state != HC_SAMPLE_RESOLVED && moment->state != HC_SAMPLE_CLOSED)
    return "";
  return ticket->by_desk ? "Solution provided" : ticket->problem->close_code;
}

static gboolean
met_sla (const HcSampleTicket *ticket, const HcSampleMoment *moment, gint32 now)
{
  if (moment->state == HC_SAMPLE_CANCELED)
    return TRUE;
  return (moment->resolved >= 0 ? moment->resolved : now) <= ticket->due;
}

/* number … caller_id: the cells that never change. Returns how long they are. */
static gsize
render_head (GString *row, const HcSampleTicket *ticket)
{
  g_string_truncate (row, 0);
  g_string_append_c (row, '"');
  hc_sample_append_number (row, ticket->number);
  g_string_append (row, "\",");
  add_time (row, ticket->opened);
  add_text (row, ticket->title->str);
  add_text (row, ticket->description->str);
  if (ticket->watched)
    add_person (row, "Monitoring", ticket->person, 2);
  else
    add_person (row, hc_sample_cohorts[ticket->cohort].person, ticket->person, 3);
  return row->len;
}

static void
render_tail (GString *row, const HcSampleTicket *ticket, const HcSampleMoment *moment, gboolean met)
{
  const HcSampleProblem *problem = ticket->problem;

  add_text (row, priority_texts[ticket->priority]);
  add_text (row, state_texts[moment->state]);
  add_text (row, ticket->uncategorised ? "" : problem->category);
  add_text (row, ticket->uncategorised ? "" : problem->subcategory);
  add_text (row, hc_sample_groups[moment->group].name);
  add_person (row, "Resolver", moment->resolver > 0 ? moment->group * 20u + moment->resolver : 0,
              2);
  add_text (row, hc_sample_places[ticket->place].name);
  add_text (row, ticket->watched ? "IT" : hc_sample_cohorts[ticket->cohort].department);
  add_text (row, ticket->channel);
  add_text (row, problem->service);
  g_string_append_printf (row, "\"%u\",\"%u\",\"%s\",", moment->hops, moment->reopens,
                          met ? "true" : "false");
  add_time (row, ticket->due);
  add_time (row, moment->at);
  add_time (row, moment->resolved);
  add_time (row, moment->closed);
  add_text (row, close_code (ticket, moment));
  row->str[row->len - 1] = '\n'; /* instead of the last comma */
}

/* ---- files ---- */

static void
failed (HcSampleExports *self, const char *path)
{
  if (self->error_number != 0)
    return;
  self->error_number = errno != 0 ? errno : EIO;
  self->failed_path = g_strdup (path);
}

static void
set_error (HcSampleExports *self, GError **error)
{
  g_set_error (error, HC_ERROR, self->error_number == ENOSPC ? HC_ERROR_DISK_FULL : HC_ERROR_FAILED,
               _ ("“%s” could not be written: %s. Make room or choose another folder."),
               self->failed_path, g_strerror (self->error_number));
}

static char *
export_path (const char *folder, int day)
{
  g_autofree char *date = hc_day_format (hc_sample_go_live () + day);
  g_autofree char *name = g_strdup_printf ("incident_%s.csv", date);

  return g_build_filename (folder, name, NULL);
}

HcSampleExports *
hc_sample_exports_new (const char *folder, int first, int days, GError **error)
{
  g_autoptr (HcSampleExports) self = g_new0 (HcSampleExports, 1);

  self->row = g_string_sized_new (1024);
  self->files = g_new0 (Export, days - first);
  for (int day = first; day < days; day++)
    {
      Export *file = &self->files[self->n_files];

      file->path = export_path (folder, day);
      file->day = day;
      file->stream = g_fopen (file->path, "we");
      if (file->stream == NULL)
        {
          failed (self, file->path);
          set_error (self, error);
          return NULL;
        }
      self->n_files++;
      setvbuf (file->stream, NULL, _IOFBF, BUFFER_SIZE);
      fwrite (header, 1, sizeof header - 1, file->stream);
    }
  return g_steal_pointer (&self);
}

void
hc_sample_exports_add (HcSampleExports *self, const HcSampleTicket *ticket)
{
  const HcSampleMoment *shown = NULL;
  gsize head = render_head (self->row, ticket);
  gboolean shown_met = FALSE;

  for (guint i = 0; i < self->n_files; i++)
    {
      Export *file = &self->files[i];
      gint32 now = hc_sample_export_time (file->day);
      const HcSampleMoment *moment;
      gboolean met;

      if (ticket->opened > now)
        continue;

      moment = hc_sample_ticket_at (ticket, now);
      met = met_sla (ticket, moment, now);
      if (moment != shown || met != shown_met)
        {
          g_string_truncate (self->row, head);
          render_tail (self->row, ticket, moment, met);
          shown = moment;
          shown_met = met;
        }
      if (fwrite (self->row->str, 1, self->row->len, file->stream) != self->row->len)
        failed (self, file->path);
    }
}

/* The file's time is the time of the export: programs that ask for it get the truth. */
static void
set_file_time (const Export *file, HcCalendar *calendar)
{
  gint32 at = hc_sample_export_time (file->day) % HC_SAMPLE_DAY;
  int year, month, day;
  gint64 instant;

  hc_day_to_ymd (hc_sample_go_live () + file->day, &year, &month, &day);
  instant = hc_calendar_local_to_utc (calendar, year, month, day, at / 3600, at / 60 % 60, 0, NULL);
  g_utime (file->path, &(struct utimbuf){ instant, instant });
}

gboolean
hc_sample_exports_finish (HcSampleExports *self, GPtrArray *paths, GError **error)
{
  g_autoptr (HcCalendar) calendar =
    hc_calendar_new (HC_SAMPLE_ZONE, HC_WORKING_MONDAY_TO_FRIDAY, NULL, 0, error);

  if (calendar == NULL)
    return FALSE;

  for (guint i = 0; i < self->n_files; i++)
    {
      errno = 0;
      if (fclose (g_steal_pointer (&self->files[i].stream)) != 0)
        failed (self, self->files[i].path);
      set_file_time (&self->files[i], calendar);
    }
  if (self->error_number != 0)
    {
      set_error (self, error);
      return FALSE;
    }
  for (guint i = 0; i < self->n_files; i++)
    g_ptr_array_add (paths, g_strdup (self->files[i].path));
  self->finished = TRUE;
  return TRUE;
}

void
hc_sample_exports_free (HcSampleExports *self)
{
  for (guint i = 0; i < self->n_files; i++)
    {
      if (self->files[i].stream != NULL)
        fclose (self->files[i].stream);
      if (!self->finished)
        g_unlink (self->files[i].path);
      g_free (self->files[i].path);
    }
  g_free (self->files);
  g_free (self->failed_path);
  g_string_free (self->row, TRUE);
  g_free (self);
}
