/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-table.h"

#include <stdarg.h>

#include "hc-types.h"

#define GAP "  "

struct _HcTextTable
{
  GPtrArray *cells; /* of char *, headings first */
  GArray *right;    /* of gboolean, per column */
};

/* Columns of a terminal. */
static guint
display_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

HcTextTable *
hc_text_table_new (const char *heading, ...)
{
  HcTextTable *self = g_new0 (HcTextTable, 1);
  va_list headings;

  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->right = g_array_new (FALSE, FALSE, sizeof (gboolean));
  va_start (headings, heading);
  for (; heading != NULL; heading = va_arg (headings, const char *))
    {
      gboolean right = *heading == '>';

      g_array_append_val (self->right, right);
      g_ptr_array_add (self->cells, g_strdup (heading + (right ? 1 : 0)));
    }
  va_end (headings);
  return self;
}

void
hc_text_table_free (HcTextTable *self)
{
  g_ptr_array_unref (self->cells);
  g_array_unref (self->right);
  g_free (self);
}

void
hc_text_table_take (HcTextTable *self, char *text)
{
  g_ptr_array_add (self->cells, text != NULL ? text : g_strdup ("–"));
}

void
hc_text_table_add (HcTextTable *self, const char *text)
{
  hc_text_table_take (self, g_strdup (text));
}

void
hc_text_table_add_count (HcTextTable *self, gint64 count)
{
  hc_text_table_take (self, count < 0 ? NULL : hc_text_count (count));
}

static void
append_padded (GString *out, const char *text, guint width, gboolean right, gboolean last)
{
  guint blanks = width - display_width (text);

  if (right)
    g_string_append_printf (out, "%*s", (int) blanks, "");
  g_string_append (out, text);
  if (!right && !last)
    g_string_append_printf (out, "%*s", (int) blanks, "");
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

void
hc_text_table_append_to (HcTextTable *self, GString *out)
{
  guint n_columns = self->right->len;
  g_autofree guint *widths = g_new0 (guint, n_columns);

  g_return_if_fail (self->cells->len % n_columns == 0);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = display_width (g_ptr_array_index (self->cells, i));
      widths[i % n_columns] = MAX (widths[i % n_columns], width);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % n_columns;
      gboolean last = column == n_columns - 1;

      append_padded (out, g_ptr_array_index (self->cells, i), widths[column],
                     g_array_index (self->right, gboolean, column), last);
      if (!last)
        g_string_append (out, GAP);
      else
        end_line (out);
    }
}

char *
hc_text_count (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

static char *
format_day (HcDay day, int hour, int minute, const char *format)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, hour, minute, 0);
  return date != NULL ? g_date_time_format (date, format) : NULL;
}

char *
hc_text_day (HcDay day)
{
  return day == HC_DAY_NONE ? NULL : format_day (day, 0, 0, "%a %-d %b %Y");
}

char *
hc_text_short_day (HcDay day)
{
  return day == HC_DAY_NONE ? NULL : format_day (day, 0, 0, "%a %-d %b");
}

char *
hc_text_instant (HcCalendar *calendar, gint64 instant)
{
  HcDay day;
  int hour, minute;

  if (instant == HC_INSTANT_NONE)
    return NULL;
  hc_calendar_utc_to_local (calendar, instant, &day, &hour, &minute, NULL);
  return format_day (day, hour, minute, "%a %-d %b %Y, %H:%M");
}
