/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-scan.h"

#include <string.h>

void
hc_csv_scan_init (HcCsvScan *self, HcCsvDialect dialect)
{
  *self = (HcCsvScan) { .dialect = dialect };
  self->escaped = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
hc_csv_scan_clear (HcCsvScan *self)
{
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->escaped, g_array_unref);
}

void
hc_csv_scan_moved (HcCsvScan *self)
{
  self->next_lf = self->next_cr = NULL;
}

/* Most cells are shorter than what a call of memchr() is worth. */
#define NEAR 32
#define EACH_BYTE G_GUINT64_CONSTANT (0x0101010101010101)

static inline const char *
find_far (const char *p, char c, const char *end)
{
  const char *found = memchr (p, c, (gsize) (end - p));

  return found != NULL ? found : end;
}

/* Eight bytes at a time: the lowest one that is @c gets its top bit. */
static inline const char *
find (const char *p, char c, const char *end)
{
  const guint64 wanted = EACH_BYTE * (guint8) c;

  for (guint i = 0; i < NEAR / 8 && end - p >= 8; i++, p += 8)
    {
      guint64 word, hits;

      memcpy (&word, p, sizeof word);
      word = GUINT64_FROM_LE (word) ^ wanted;
      hits = (word - EACH_BYTE) & ~word & EACH_BYTE << 7;
      if (hits != 0)
        return p + __builtin_ctzll (hits) / 8;
    }
  return find_far (p, c, end);
}

/* The next CR or LF. Each is searched once per line, not once per cell. */
static inline const char *
find_break (HcCsvScan *self, const char *p, const char *end)
{
  if (self->next_lf < p)
    self->next_lf = find_far (p, '\n', end);
  if (self->next_cr < p)
    self->next_cr = find_far (p, '\r', end);
  return MIN (self->next_lf, self->next_cr);
}

/* Line ends in @p…@to, a CRLF being one. */
static guint64
count_breaks (HcCsvScan *self, const char *p, const char *to, const char *end)
{
  guint64 n = 0;
  const char *at;

  while ((at = find_break (self, p, end)) < to)
    {
      p = at + (at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
      n++;
    }
  return n;
}

static inline gboolean
add_cell (HcCsvScan *self, const char *text, const char *end)
{
  HcCell *cell;

  if (self->n_cells == self->n_allocated)
    {
      if (self->n_cells == HC_CSV_MAX_COLUMNS)
        return FALSE;
      self->n_allocated = MAX (64, 2 * self->n_allocated);
      self->cells = g_renew (HcCell, self->cells, self->n_allocated);
    }
  cell = &self->cells[self->n_cells++];
  cell->text = text;
  cell->length = (gsize) (end - text);
  cell->number = 0;
  cell->kind = HC_CELL_TEXT;
  return TRUE;
}

/* The quotation mark that closes the cell opened before @q, or @end. */
static const char *
find_closing (HcCsvScan *self, const char *q, const char *end, gboolean *escaped)
{
  const char *start = q, *backslash;

  for (;;)
    {
      const char *at = find (q, '"', end);

      if (at == end)
        return end;
      backslash = at;
      while (self->dialect.backslash && backslash > start && backslash[-1] == '\\')
        backslash--;
      if ((at - backslash) % 2 == 1)
        {
          *escaped = TRUE;
          q = at + 1;
        }
      else if (at + 1 < end && at[1] == '"')
        {
          *escaped = TRUE;
          q = at + 2;
        }
      else
        {
          *escaped |= backslash < at;
          return at;
        }
    }
}

/* The mark that closes the quoted cell at @p when nothing in it or behind it needs a closer look:
 * nearly always. Otherwise NULL. */
static inline const char *
find_plain_closing (HcCsvScan *self, const char *p, const char *end)
{
  const char *closing;

  if (self->dialect.backslash)
    return NULL;
  closing = find (p + 1, '"', end);
  if (end - closing < 2 || find_break (self, p + 1, end) < closing)
    return NULL;
  return closing[1] == self->dialect.delimiter || closing[1] == '\n' || closing[1] == '\r' ? closing
                                                                                          : NULL;
}

/* Adds the quoted cell that begins at @p; @after is set to what follows it. */
static HcCsvResult
scan_quoted (HcCsvScan *self, const char *p, const char *end, gboolean final, const char **after)
{
  gboolean escaped = FALSE;
  const char *closing = find_closing (self, p + 1, end, &escaped);
  const char *stop;

  if (closing == end || (closing + 1 == end && !final))
    {
      self->in_quotes = TRUE;
      self->quote_line = self->lines;
      return final ? HC_CSV_UNCLOSED : HC_CSV_CUT;
    }

  self->lines += count_breaks (self, p + 1, closing, end);
  stop = closing + 1;
  if (stop < end && *stop != self->dialect.delimiter && *stop != '\n' && *stop != '\r')
    {
      const char *line_end = find_break (self, stop, end);

      self->odd = TRUE;
      stop = find (stop, self->dialect.delimiter, line_end);
      if (stop == end && !final)
        return HC_CSV_CUT;
      escaped = TRUE;
      closing = stop;
    }
  else if (self->dialect.backslash && !escaped)
    escaped = memchr (p + 1, '\\', (gsize) (closing - p - 1)) != NULL;
  if (escaped)
    g_array_append_val (self->escaped, self->n_cells);
  *after = stop;
  return add_cell (self, p + 1, closing) ? HC_CSV_ROW : HC_CSV_TOO_WIDE;
}

HcCsvResult
hc_csv_scan_record (HcCsvScan *self, char *start, char *end, gboolean final)
{
  const char *p = start;
  const char delimiter = self->dialect.delimiter;
  HcCsvResult result;

  self->n_cells = 0;
  self->lines = 0;
  self->odd = self->in_quotes = FALSE;
  g_array_set_size (self->escaped, 0);

  for (;;)
    {
      const char *after;

      if (p < end && *p == '"' && (after = find_plain_closing (self, p, end)) != NULL)
        {
          if (!add_cell (self, p + 1, after++))
            return HC_CSV_TOO_WIDE;
        }
      else if (p < end && *p == '"')
        {
          if ((result = scan_quoted (self, p, end, final, &after)) != HC_CSV_ROW)
            return result;
        }
      else
        {
          after = find (p, delimiter, find_break (self, p, end));
          if (after == end && !final)
            return HC_CSV_CUT;
          if (!add_cell (self, p, after))
            return HC_CSV_TOO_WIDE;
        }

      p = after;
      if (p == end)
        break;
      if (*p == delimiter)
        {
          p++;
          continue;
        }
      if (*p == '\r' && p + 1 == end && !final)
        return HC_CSV_CUT; /* its LF may follow */
      p += *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
      self->lines++;
      break;
    }
  self->next = start + (p - start);
  return HC_CSV_ROW;
}

/* "" and \" to ", \\ to \ up to the closing mark; what comes after that stays as it is. */
static gsize
take_out_quotes (char *text, gsize length, gboolean backslash)
{
  const char *from = text, *end = text + length;
  char *to = text;

  while (from < end)
    {
      if (*from == '"' && from + 1 < end && from[1] == '"')
        from++;
      else if (*from == '"')
        {
          from++;
          memmove (to, from, (gsize) (end - from));
          return (gsize) (to - text) + (gsize) (end - from);
        }
      else if (backslash && *from == '\\' && from + 1 < end && strchr ("\"\\", from[1]) != NULL)
        from++;
      *to++ = *from++;
    }
  return (gsize) (to - text);
}

void
hc_csv_scan_finish (HcCsvScan *self)
{
  for (guint i = 0; i < self->escaped->len; i++)
    {
      HcCell *cell = &self->cells[g_array_index (self->escaped, guint, i)];

      cell->length = take_out_quotes ((char *) cell->text, cell->length, self->dialect.backslash);
    }
  for (guint i = 0; i < self->n_cells; i++)
    ((char *) self->cells[i].text)[self->cells[i].length] = '\0';
}
