/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-file-options.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "hc-criteria-table.h"

gboolean
hc_call_delimiter (const HcCall *self, char *out, GError **error)
{
  const char *text = hc_call_value (self, "delimiter");

  if (text == NULL)
    return TRUE;
  *out = strcmp (text, "tab") == 0 ? '\t' : *text;
  if (strcmp (text, "tab") == 0 || (strlen (text) == 1 && strchr (",;|\t", *text) != NULL))
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_USAGE,
               _ ("“--delimiter %s”: give one of , ; | or the word tab."), text);
  return FALSE;
}

gboolean
hc_call_date_order (const HcCall *self, HcDateOrder *out, GError **error)
{
  const char *text = hc_call_value (self, "date-order");

  if (text == NULL || (*text != '\0' && hc_date_order_from_word (text, out)))
    return TRUE;
  g_set_error (
    error, HC_ERROR, HC_ERROR_USAGE,
    _ ("“--date-order %s”: give dmy (31/12/2026), mdy (12/31/2026) or ymd (2026-12-31)."), text);
  return FALSE;
}

gboolean
hc_call_check_output (const HcCall *self, const char *option, GError **error)
{
  const char *path = hc_call_value (self, option);
  g_autofree char *target = path != NULL ? realpath (path, NULL) : NULL;

  for (guint i = 0; target != NULL && i < self->words->len; i++)
    {
      g_autofree char *source = realpath (hc_call_word (self, i), NULL);

      if (source != NULL && strcmp (source, target) == 0)
        {
          g_set_error (
            error, HC_ERROR, HC_ERROR_USAGE,
            _ ("“--%s %s” would overwrite a file that is read. Choose another name."), option,
            path);
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct
{
  HcDb *db;
  gint64 now;
} Recording;

static gpointer
record_verdicts (gpointer data)
{
  const Recording *self = data;
  g_autoptr (GError) error = NULL;

  if (!hc_criteria_record (self->db, self->now, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hc_print_error (_ ("The verdicts of the day could not be kept: %s\n"), error->message);
  return NULL;
}

/* On a thread for its memory only: it gets some of its own, where the columns of a million tickets
 * do not have to fill the holes that the import left. */
void
hc_open_launch_record_verdicts (HcOpenLaunch *self, gint64 now)
{
  Recording recording = { self->db, now };

  g_thread_join (g_thread_new ("hc-verdicts", record_verdicts, &recording));
}
