/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-driver-output.h"

#include <glib/gi18n.h>

#include "hc-csv-writer.h"
#include "hc-json.h"
#include "hc-text-table.h"

#define HEADER                                                                                     \
  "as_of,rank,kind,key,title,workflow,step,last,previous,rate_ratio,low,high,p_falling,p_rising,"  \
  "phi,dispositioned\r\n"

/* ---- JSON ---- */

static void
add_window (HcJson *json, const char *name, HcDay from, HcDay to, guint days)
{
  g_autofree char *first = hc_day_format (from);
  g_autofree char *last = hc_day_format (to);

  hc_json_key (json, name);
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_string (json, "from", first);
  hc_json_add_string (json, "to", last);
  hc_json_add_int (json, "working_days", days);
  hc_json_end (json);
}

static void
add_driver (HcJson *json, const HcDriver *driver)
{
  hc_json_begin_object (json, HC_JSON_INLINE);
  hc_json_add_int (json, "rank", driver->rank);
  hc_json_add_string (json, "kind", hc_driver_kind_word (driver->kind));
  hc_json_add_string (json, "key", driver->key);
  hc_json_add_string (json, "title", driver->title);
  hc_json_add_string (json, "workflow", driver->workflow);
  hc_json_add_string (json, "step", driver->step);
  hc_json_add_int (json, "last", driver->last);
  hc_json_add_int (json, "previous", driver->previous);
  hc_json_add_double (json, "rate_ratio", driver->rate_ratio);
  hc_json_add_double (json, "low", driver->low);
  hc_json_add_double (json, "high", driver->high);
  hc_json_add_double (json, "p_falling", driver->p_falling);
  hc_json_add_double (json, "p_rising", driver->p_rising);
  hc_json_add_double (json, "phi", driver->phi);
  hc_json_add_string (json, "dispositioned", driver->dispositioned);
  hc_json_end (json);
}

char *
hc_driver_set_to_json (const HcDriverSet *set)
{
  HcJson *json = hc_json_new ();
  g_autofree char *as_of = hc_instant_format (set->as_of);

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_add_string (json, "as_of", as_of);
  hc_json_key (json, "windows");
  hc_json_begin_object (json, HC_JSON_LINES);
  add_window (json, "last", set->last_from, set->last_to, set->last_days);
  add_window (json, "previous", set->previous_from, set->previous_to, set->previous_days);
  hc_json_end (json);
  hc_json_key (json, "drivers");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (guint i = 0; i < set->drivers->len; i++)
    add_driver (json, set->drivers->pdata[i]);
  hc_json_end (json);
  hc_json_end (json);
  return hc_json_finish (json);
}

/* ---- CSV ---- */

static void
append_driver (GString *out, const char *as_of, const HcDriver *driver)
{
  g_autofree char *rank = g_strdup_printf ("%u", driver->rank);
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, driver->last);
  g_autofree char *previous = g_strdup_printf ("%" G_GINT64_FORMAT, driver->previous);
  g_autofree char *ratio = hc_number_format (driver->rate_ratio);
  g_autofree char *low = hc_number_format (driver->low);
  g_autofree char *high = hc_number_format (driver->high);
  g_autofree char *p_falling = hc_number_format (driver->p_falling);
  g_autofree char *p_rising = hc_number_format (driver->p_rising);
  g_autofree char *phi = hc_number_format (driver->phi);
  const char *cells[] = { as_of,
                          rank,
                          hc_driver_kind_word (driver->kind),
                          driver->key,
                          driver->title,
                          driver->workflow,
                          driver->step,
                          last,
                          previous,
                          ratio,
                          low,
                          high,
                          p_falling,
                          p_rising,
                          phi,
                          driver->dispositioned };

  hc_csv_append_row (out, cells, G_N_ELEMENTS (cells), ',');
}

char *
hc_driver_set_to_csv (const HcDriverSet *set)
{
  GString *out = g_string_new (HEADER);
  g_autofree char *as_of = hc_instant_format (set->as_of);

  for (guint i = 0; i < set->drivers->len; i++)
    append_driver (out, as_of, set->drivers->pdata[i]);
  return g_string_free (out, FALSE);
}

/* ---- text ---- */

static const char *
disposition_label (const char *word)
{
  if (word == NULL)
    return NULL;
  if (g_str_equal (word, "resolved"))
    return _ ("Resolved");
  if (g_str_equal (word, "escalated"))
    return _ ("Escalated");
  return _ ("Deflected");
}

static const char *
kind_label (HcDriverKind kind)
{
  switch (kind)
    {
    case HC_DRIVER_ISSUE:
      return _ ("Issue");
    case HC_DRIVER_TEXT_GROUP:
      return _ ("Text group");
    case HC_DRIVER_CATEGORY:
      return _ ("Category");
    }
  g_return_val_if_reached ("");
}

/* “Submit › Approve”; NULL: neither. */
static char *
behind_text (const HcDriver *driver)
{
  if (driver->step != NULL)
    return g_strdup_printf ("%s › %s", driver->workflow, driver->step);
  return g_strdup (driver->workflow);
}

static void
append_window (GString *out, const char *name, HcDay from, HcDay to, guint days)
{
  g_autofree char *first = hc_text_short_day (from);
  g_autofree char *last = hc_text_short_day (to);
  g_autofree char *line
    = first != NULL ? g_strdup_printf (ngettext ("%s to %s, %u working day",
                                                 "%s to %s, %u working days", days),
                                       first, last, days)
                    : g_strdup (_ ("no complete working day yet"));

  g_string_append_printf (out, "%s: %s\n", name, line);
}

static void
append_head (GString *out, const HcDriverSet *set, HcCalendar *calendar)
{
  g_autofree char *as_of = hc_text_instant (calendar, set->as_of);

  if (as_of == NULL)
    {
      g_string_append (out, _ ("Nothing is imported yet.\n"));
      return;
    }
  g_string_append_printf (out, _ ("As of %s\n"), as_of);
  append_window (out, _ ("Last"), set->last_from, set->last_to, set->last_days);
  append_window (out, _ ("Previous"), set->previous_from, set->previous_to, set->previous_days);
  g_string_append_c (out, '\n');
}

static void
append_held (GString *out, const HcDriverSet *set, guint shown)
{
  guint top = MIN (3, set->drivers->len), n = 0;

  for (guint i = 0; i < top; i++)
    n += ((const HcDriver *) set->drivers->pdata[i])->dispositioned != NULL;
  if (top > 0)
    g_string_append_printf (out, _ ("\nResolved, or escalated with a person and a due date: %u of "
                                    "the top %u\n"),
                            n, top);
  if (set->n_drivers > shown)
    g_string_append_printf (out, _ ("%u of %u drivers shown\n"), shown, set->n_drivers);
}

char *
hc_driver_set_to_text (const HcDriverSet *set, HcCalendar *calendar, guint top)
{
  GString *out = g_string_new (NULL);
  g_autoptr (HcTextTable) table = hc_text_table_new (
    _ (">RANK"), _ ("DRIVER"), _ ("KIND"), _ ("STEP BEHIND IT"), _ (">LAST"), _ (">PREVIOUS"),
    _ (">OPEN"), _ ("GROWTH"), _ ("HELD BY"), NULL);

  append_head (out, set, calendar);
  for (guint i = 0; i < MIN (set->drivers->len, top); i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];

      hc_text_table_add_count (table, driver->rank);
      hc_text_table_take (table, hc_driver_title_text (driver));
      hc_text_table_add (table, kind_label (driver->kind));
      hc_text_table_take (table, behind_text (driver));
      hc_text_table_add_count (table, driver->last);
      hc_text_table_add_count (table, driver->previous);
      hc_text_table_add_count (table, driver->open);
      hc_text_table_take (table, hc_driver_growth_text (driver));
      hc_text_table_add (table, disposition_label (driver->dispositioned));
    }
  if (set->drivers->len > 0)
    hc_text_table_append_to (table, out);
  else if (set->as_of != HC_INSTANT_NONE)
    g_string_append (out, _ ("No ticket was opened in these windows.\n"));
  append_held (out, set, MIN (set->drivers->len, top));
  return g_string_free (out, FALSE);
}
