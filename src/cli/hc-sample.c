/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "hc-error.h"
#include "hc-sample-export.h"
#include "hc-sample-launch.h"
#include "hc-sample-usage.h"

#define MAX_DAYS 366
#define MAX_TICKETS 9000000     /* their numbers have seven digits */
#define MAX_ROWS 6000000        /* over all exports; the newest is always written */
#define CHECK_EVERY 1024        /* tickets between two looks at the cancellable */
#define WATCHED_FROM_TICKETS 20 /* a day: smaller samples have no batch monitoring */

static const char *const file_names[] = { "sample.hypercare", "usage.csv", "completions.csv",
                                          "truth.csv", "exports" };

typedef struct
{
  const HcSampleProblem *problem; /* NULL: the nightly batch monitoring */
  gint32 opened;
  guint64 stream;
} Draw;

typedef struct
{
  HcSampleOptions options;
  gboolean watched;
  guint64 *counts; /* [day × n_problems + problem] */
  GString *truth;
  HcSampleExports *exports;
  HcSampleTicket ticket;
  guint64 n_written;
} Sample;

/* ---- how many tickets of which problem on which day ---- */

static guint64 *
draw_counts (guint64 n, int days, guint64 seed)
{
  guint n_cells = (guint) days * hc_sample_n_problems;
  g_autofree guint64 *sums = g_new (guint64, n_cells);
  guint64 *counts = g_new0 (guint64, n_cells);
  guint64 total = 0;
  HcRandom random;

  for (guint cell = 0; cell < n_cells; cell++)
    {
      int day = (int) (cell / hc_sample_n_problems);
      const HcSampleProblem *problem = &hc_sample_problems[cell % hc_sample_n_problems];

      total += (guint64) hc_sample_problem_rate (problem, day) * hc_sample_level (day);
      sums[cell] = total;
    }

  hc_random_init (&random, seed, 1);
  for (guint64 i = 0; i < n; i++)
    {
      guint64 at = hc_random_below (&random, total);
      guint low = 0, high = n_cells - 1;

      while (low < high)
        {
          guint middle = (low + high) / 2;
          if (sums[middle] > at)
            high = middle;
          else
            low = middle + 1;
        }
      counts[low]++;
    }
  return counts;
}

static guint64
count_of_day (const Sample *self, int day)
{
  guint64 n = self->watched ? 1 : 0;

  for (guint p = 0; p < hc_sample_n_problems; p++)
    n += self->counts[(guint) day * hc_sample_n_problems + p];
  return n;
}

/* Each export repeats all tickets so far: of a large sample only the newest ones are written. */
static int
first_export (const Sample *self)
{
  int day = (int) self->options.days - 1;
  guint64 shown = self->options.tickets;
  guint64 rows = shown;

  while (day > 0)
    {
      shown -= count_of_day (self, day);
      rows += shown;
      if (rows > MAX_ROWS)
        break;
      day--;
    }
  return day;
}

/* ---- writing ---- */

static int
compare_draws (const void *a, const void *b)
{
  const Draw *left = a, *right = b;

  if (left->opened != right->opened)
    return left->opened < right->opened ? -1 : 1;
  return left->stream < right->stream ? -1 : left->stream > right->stream;
}

static GArray *
draw_day (const Sample *self, int day)
{
  GArray *draws = g_array_new (FALSE, FALSE, sizeof (Draw));
  guint64 seed = self->options.seed;

  for (guint p = 0; p < hc_sample_n_problems; p++)
    {
      guint cell = (guint) day * hc_sample_n_problems + p;
      const HcSampleProblem *problem = &hc_sample_problems[p];

      for (guint64 i = 0; i < self->counts[cell]; i++)
        {
          guint64 stream = ((guint64) cell << 32 | i) + 16;
          Draw draw = { problem, hc_sample_opening (problem, day, seed, stream), stream };
          g_array_append_val (draws, draw);
        }
    }
  if (self->watched)
    {
      HcRandom random;
      Draw draw = { NULL, 0, 0 };

      hc_random_init (&random, seed, 4 + ((guint64) day << 8));
      draw.opened = hc_sample_export_time (day) - hc_random_range (&random, 60, 900);
      g_array_append_val (draws, draw);
    }
  if (draws->len > 1)
    qsort (draws->data, draws->len, sizeof (Draw), compare_draws);
  return draws;
}

static gboolean
write_day (Sample *self, int day, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) draws = draw_day (self, day);
  HcSampleTicket *ticket = &self->ticket;

  for (guint i = 0; i < draws->len; i++)
    {
      const Draw *draw = &g_array_index (draws, Draw, i);

      if (i % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      ticket->number = ++self->n_written;
      if (draw->problem == NULL)
        hc_sample_ticket_make_watched (ticket, draw->opened, self->options.seed);
      else
        hc_sample_ticket_make (ticket, draw->problem, draw->opened, self->options.seed,
                               draw->stream);
      hc_sample_exports_add (self->exports, ticket);
      hc_sample_append_truth (self->truth, ticket);
    }
  return TRUE;
}

static gboolean
write_tickets (const char *folder,
               const HcSampleOptions *options,
               GString *truth,
               GPtrArray *paths,
               GCancellable *cancellable,
               GError **error)
{
  gboolean watched = options->tickets >= (guint64) options->days * WATCHED_FROM_TICKETS;
  guint64 n_drawn = options->tickets - (watched ? options->days : 0);
  g_autofree guint64 *counts = draw_counts (n_drawn, (int) options->days, options->seed);
  g_autoptr (HcSampleExports) exports = NULL;
  Sample self = { .options = *options, .watched = watched, .counts = counts, .truth = truth };
  gboolean ok = TRUE;

  exports = hc_sample_exports_new (folder, first_export (&self), (int) options->days, error);
  if (exports == NULL)
    return FALSE;

  self.exports = exports;
  hc_sample_ticket_init (&self.ticket);
  for (int day = 0; ok && day < (int) options->days; day++)
    ok = write_day (&self, day, cancellable, error);
  hc_sample_ticket_clear (&self.ticket);
  return ok && hc_sample_exports_finish (exports, paths, error);
}

static gboolean
write_text (const char *dir, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
write_all (const char *dir,
           const HcSampleOptions *options,
           GPtrArray *paths,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *exports = g_build_filename (dir, "exports", NULL);
  g_autofree char *launch = g_build_filename (dir, "sample.hypercare", NULL);
  g_autofree char *usage = hc_sample_usage_csv ((int) options->days, options->seed);
  g_autofree char *completions = hc_sample_completions_csv ((int) options->days, options->seed);
  g_autoptr (GString) truth = g_string_new (hc_sample_truth_header);

  return write_tickets (exports, options, truth, paths, cancellable, error) &&
         write_text (dir, "truth.csv", truth->str, error) &&
         write_text (dir, "usage.csv", usage, error) &&
         write_text (dir, "completions.csv", completions, error) &&
         hc_sample_launch_write (launch, error);
}

/* ---- the folder ---- */

static gboolean
check_options (const HcSampleOptions *options, GError **error)
{
  if (options->tickets < 1 || options->tickets > MAX_TICKETS)
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                 _ ("The number of tickets must be between 1 and %d."), MAX_TICKETS);
  else if (options->days < 1 || options->days > MAX_DAYS)
    g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
                 _ ("The number of days must be between 1 and %d."), MAX_DAYS);
  else
    return TRUE;
  return FALSE;
}

/* FALSE + EXISTS when one of our files is there already. */
static gboolean
check_free (const char *dir, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (dir, file_names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, HC_ERROR, HC_ERROR_EXISTS,
                       _ ("“%s” already holds “%s”. Choose another folder, or remove it first."),
                       dir, file_names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static void
remove_all (const char *dir, gboolean dir_is_ours)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (dir, file_names[i], NULL);
      g_remove (path);
    }
  if (dir_is_ours)
    g_rmdir (dir);
}

gboolean
hc_sample_write (const char *dir,
                 const HcSampleOptions *options,
                 GPtrArray **exports,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (dir, "exports", NULL);
  gboolean dir_is_ours = !g_file_test (dir, G_FILE_TEST_EXISTS);

  if (!check_options (options, error) || !check_free (dir, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                   _ ("The folder “%s” could not be created: %s. Choose another place."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (!write_all (dir, options, paths, cancellable, error))
    {
      remove_all (dir, dir_is_ours);
      return FALSE;
    }
  if (exports != NULL)
    *exports = g_steal_pointer (&paths);
  return TRUE;
}
