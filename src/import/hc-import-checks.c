/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-import-run.h"

/* Tools cut their exports at these many rows, or spreadsheets do. */
static const guint64 caps[] = { 1000, 6000, 10000, 32000, 50000, 65535, 1048575 };

#define BUSY_DAY 5     /* tickets that make a working day a busy one */
#define MAX_NAMED 8

static void
warn (HcBatch *batch, const char *code, char *text)
{
  g_ptr_array_add (batch->warnings, hc_batch_warning_new (code, text));
  g_free (text);
}

static void
check_cap (HcImportRun *self, HcBatch *batch)
{
  const HcNormaliserCounts *counts = hc_normaliser_counts (self->normaliser);

  if (counts->export_stopped)
    {
      warn (batch, "cap",
            g_strdup (_ ("The file says itself that the export was stopped because of its size. "
                         "Tickets are missing: export it as CSV or in parts.")));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (caps); i++)
    if ((guint64) batch->rows == caps[i])
      warn (batch, "cap",
            g_strdup_printf (_ ("The file has exactly %'" PRId64 " rows, a number at which "
                                "tools cut their exports. Check that no ticket is missing."),
                             batch->rows));
}

/* ---- days without tickets ---- */

static gboolean
is_working (HcImportRun *self, gint i)
{
  return hc_calendar_is_working (self->calendar, self->settings.go_live_day + i);
}

static gint
neighbour (HcImportRun *self, gint i, gint step, gint last)
{
  for (i += step; i >= 0 && i <= last; i += step)
    if (is_working (self, i) && self->days[i] > 0)
      return i;
  return -1;
}

/* Working days without a ticket between busy ones. */
static void
check_days (HcImportRun *self, HcBatch *batch)
{
  g_autoptr (GString) days = g_string_new (NULL);
  gint last = HC_MAX_COUNTED_DAYS - 1;
  guint n = 0;

  while (last >= 0 && self->days[last] == 0)
    last--;
  for (gint i = 0; i < last; i++)
    {
      gint before, after;

      if (self->days[i] > 0 || !is_working (self, i))
        continue;
      before = neighbour (self, i, -1, last);
      after = neighbour (self, i, 1, last);
      if (before < 0 || after < 0 || self->days[before] < BUSY_DAY || self->days[after] < BUSY_DAY)
        continue;
      if (n++ < MAX_NAMED)
        {
          g_autofree char *day = hc_day_format (self->settings.go_live_day + i);

          g_string_append_printf (days, "%s%s", days->len > 0 ? ", " : "", day);
        }
    }
  if (n > MAX_NAMED)
    g_string_append (days, " …");
  if (n > 0)
    warn (batch, "missing_days",
          g_strdup_printf (ngettext ("No ticket was opened on %u working day between busy ones "
                                     "(%s). Check that the export is complete.",
                                     "No ticket was opened on %u working days between busy ones "
                                     "(%s). Check that the export is complete.",
                                     n),
                           n, days->str));
}

/* ---- columns ---- */

static gboolean
has_name (char **names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return FALSE;
}

static char *
only_in (char **a, guint n_a, char **b, guint n_b, guint *count)
{
  GString *names = g_string_new (NULL);

  *count = 0;
  for (guint i = 0; i < n_a; i++)
    if (!has_name (b, n_b, a[i]) && (*count)++ < MAX_NAMED)
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", a[i]);
  if (*count > MAX_NAMED)
    g_string_append (names, " …");
  return g_string_free (names, FALSE);
}

static void
check_columns (HcImportRun *self, HcBatch *batch, GPtrArray *previous)
{
  char **then = (char **) previous->pdata;
  g_autofree char *gone = NULL;
  g_autofree char *fresh = NULL;
  guint n;

  if (previous->len == 0)
    return;
  gone = only_in (then, previous->len, self->header.headers, self->header.n_columns, &n);
  if (n > 0)
    warn (batch, "columns_gone",
          g_strdup_printf (ngettext ("%u column of the last import is gone: %s. What is known from "
                                     "it stays.",
                                     "%u columns of the last import are gone: %s. What is known from "
                                     "them stays.",
                                     n),
                           n, gone));
  fresh = only_in (self->header.headers, self->header.n_columns, then, previous->len, &n);
  if (n > 0)
    warn (batch, "columns_new",
          g_strdup_printf (ngettext ("%u column is new since the last import: %s.",
                                     "%u columns are new since the last import: %s.", n),
                           n, fresh));
}

/* ---- texts without a meaning ---- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
warn_unknown (HcBatch *batch, const char *code, const char *format, GHashTable *counts)
{
  g_autoptr (GList) texts = g_list_sort (g_hash_table_get_keys (counts), compare_texts);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  if (texts == NULL)
    return;
  for (GList *l = texts; l != NULL && n < MAX_NAMED; l = l->next, n++)
    {
      const guint64 *count = g_hash_table_lookup (counts, l->data);

      g_string_append_printf (list, "%s“%s” (%" G_GUINT64_FORMAT " ×)", n == 0 ? "" : ", ",
                              (const char *) l->data, *count);
    }
  if (g_hash_table_size (counts) > MAX_NAMED)
    g_string_append (list, " …");
  warn (batch, code, g_strjoin (" ", format, list->str, NULL));
}

static void
check_values (HcImportRun *self, HcBatch *batch)
{
  const HcNormaliserCounts *counts = hc_normaliser_counts (self->normaliser);

  warn_unknown (batch, "unknown_states",
                _ ("No meaning is known for these states; tickets keep the one they had, or count "
                   "as open:"),
                counts->unknown_states);
  warn_unknown (batch, "unknown_priorities", _ ("No meaning is known for these priorities:"),
                counts->unknown_priorities);
}

/* ---- counts ---- */

static void
warn_count (HcBatch *batch, const char *code, guint64 n, const char *text)
{
  if (n > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

      warn (batch, code, g_strjoin (" ", number, text, NULL));
    }
}

static void
check_counts (HcImportRun *self, HcBatch *batch)
{
  const HcNormaliserCounts *counts = hc_normaliser_counts (self->normaliser);
  guint64 undecodable = hc_row_reader_undecodable (self->reader);
  guint64 footers = counts->footers + counts->repeated_headers;

  warn_count (batch, "duplicate_keys", self->duplicates,
              ngettext ("row came twice, word for word, and was counted once.",
                        "rows came twice, word for word, and were counted once.",
                        (gulong) self->duplicates));
  warn_count (batch, "resolved_before_opened", counts->resolved_before_opened,
              ngettext ("ticket was resolved before it was opened; that time is not used.",
                        "tickets were resolved before they were opened; those times are not used.",
                        (gulong) counts->resolved_before_opened));
  warn_count (batch, "undecodable", undecodable,
              ngettext ("byte could not be read in this encoding and shows as �. Choose the "
                        "encoding if texts look wrong.",
                        "bytes could not be read in this encoding and show as �. Choose the "
                        "encoding if texts look wrong.",
                        (gulong) undecodable));
  warn_count (batch, "footer", footers,
              ngettext ("row was a footer or the header again, and no ticket.",
                        "rows were footers or the header again, and no tickets.",
                        (gulong) footers));
  warn_count (batch, "dst_times", counts->dst_times,
              ngettext ("local time does not exist or comes twice where the clocks change.",
                        "local times do not exist or come twice where the clocks change.",
                        (gulong) counts->dst_times));
  warn_count (batch, "cut_texts", counts->cut_texts,
              ngettext ("text is longer than 128 KB and was cut there. Look at it in your tool.",
                        "texts are longer than 128 KB and were cut there. Look at them in your "
                        "tool.",
                        (gulong) counts->cut_texts));
  warn_count (batch, "bad_values", counts->bad_values,
              ngettext ("cell could not be read as the date, number or yes/no that its column "
                        "holds, and was left out.",
                        "cells could not be read as the date, number or yes/no that their column "
                        "holds, and were left out.",
                        (gulong) counts->bad_values));
  if (counts->ragged > 0)
    warn (batch, "ragged",
          g_strdup_printf (ngettext ("%" PRIu64 " row has another number of cells than the "
                                     "header, in line %" PRIu64 ".",
                                     "%" PRIu64 " rows have another number of cells than the "
                                     "header, the first in line %" PRIu64 ".",
                                     (gulong) counts->ragged),
                           counts->ragged, counts->first_ragged));
}

/* ---- dates ---- */

/* The columns of instants that @is_such says TRUE of: “opened”, “resolved”; NULL: none. */
static char *
name_dates (HcImportRun *self, gboolean (*is_such) (const HcDatePattern *, const HcDateVerdict *))
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->header.n_columns; i++)
    {
      HcDateVerdict verdict;

      if (self->votes[i] == NULL)
        continue;
      verdict = hc_date_vote_result (self->votes[i], HC_DATE_ORDER_AUTO);
      if (is_such (self->patterns[i], &verdict) && n++ < MAX_NAMED)
        g_string_append_printf (names, "%s“%s”", n > 1 ? ", " : "", self->header.headers[i]);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
is_serial (const HcDatePattern *pattern, const HcDateVerdict *verdict)
{
  return pattern != NULL && hc_date_pattern_is_serial (pattern);
}

static gboolean
is_unread (const HcDatePattern *pattern, const HcDateVerdict *verdict)
{
  return pattern == NULL && verdict->cells > 0;
}

static void
check_dates (HcImportRun *self, HcBatch *batch)
{
  g_autofree char *serial = name_dates (self, is_serial);
  g_autofree char *unread = name_dates (self, is_unread);

  if (serial != NULL)
    warn (batch, "day_numbers",
          g_strdup_printf (_ ("Plain numbers in the date columns %s were read as days of a "
                              "spreadsheet. Compare a ticket with your tool; if its times differ, "
                              "take the import back and format the columns as dates."),
                           serial));
  if (unread != NULL)
    warn (batch, "unread_dates",
          g_strdup_printf (_ ("The columns %s hold no dates that can be read and were left out."),
                           unread));
}

void
hc_import_checks (HcImportRun *self, HcBatch *batch, GPtrArray *previous_headers)
{
  check_cap (self, batch);
  check_dates (self, batch);
  if (!batch->is_log)
    check_days (self, batch);
  check_columns (self, batch, previous_headers);
  check_values (self, batch);
  check_counts (self, batch);
}
