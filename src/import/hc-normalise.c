/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-normalise.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-cell-text.h"
#include "hc-clean.h"
#include "hc-rows-inside.h"

/* Instants whose loss would change a figure: a row that cannot tell them is rejected. */
#define TELLING                                                                                    \
  (HC_TICKET_BIT (HC_TICKET_OPENED) | HC_TICKET_BIT (HC_TICKET_RESOLVED) |                         \
   HC_TICKET_BIT (HC_TICKET_CLOSED) | HC_TICKET_BIT (HC_TICKET_UPDATED))
/* What a ticket has one of: a second column of that name (“Priority” of the related problem) is
 * about something else. */
#define SINGLE                                                                                     \
  (HC_TICKET_BIT (HC_TICKET_STATE) | HC_TICKET_BIT (HC_TICKET_PRIORITY) |                          \
   HC_TICKET_BIT (HC_TICKET_GROUP) | HC_TICKET_BIT (HC_TICKET_ASSIGNEE))
/* Instants that cannot lie after the export. */
#define PAST                                                                                       \
  (TELLING | HC_TICKET_BIT (HC_TICKET_FIRST_ASSIGNED) | HC_TICKET_BIT (HC_TICKET_FIRST_RESPONSE))

typedef struct
{
  guint position;
  HcTicketField field;
  const HcDatePattern *pattern; /* instants */
} Column;

struct _HcNormaliser
{
  const HcHeader *header;
  HcCalendar *calendar;
  gint64 newest_allowed;
  GArray *columns; /* of Column, by position */
  guint key_position;
  guint opened_position;
  HcValueTable *states;
  HcValueTable *priorities;
  guint64 missing_lengths; /* bit per length in bytes; the last one: 63 and more */

  char *scratch; /* of the present row */
  gsize scratch_size;
  gsize scratch_used;
  HcNormaliserCounts counts;
};

void
hc_reject_clear (HcReject *reject)
{
  g_clear_pointer (&reject->column, g_free);
  g_clear_pointer (&reject->code, g_free);
  g_clear_pointer (&reject->message, g_free);
  g_clear_pointer (&reject->raw, g_free);
}

static void
add_values (HcValueTable *table, GHashTable *chosen, const HcValueTable *profile)
{
  GHashTableIter iter;
  gpointer text, value;

  if (chosen != NULL)
    {
      g_hash_table_iter_init (&iter, chosen);
      while (g_hash_table_iter_next (&iter, &text, &value))
        hc_value_table_set (table, text, GPOINTER_TO_INT (value));
    }
  hc_value_table_merge (table, profile);
}

static guint64
length_bit (gsize length)
{
  return G_GUINT64_CONSTANT (1) << MIN (length, 63);
}

HcNormaliser *
hc_normaliser_new (const HcHeader *header,
                   const HcImportOptions *options,
                   HcCalendar *calendar,
                   gint64 newest_allowed)
{
  HcNormaliser *self = g_new0 (HcNormaliser, 1);

  self->header = header;
  self->calendar = calendar;
  self->newest_allowed = newest_allowed;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->key_position = self->opened_position = G_MAXUINT;
  for (guint i = 0; i < header->n_columns; i++)
    {
      Column column = { i, header->fields[i], NULL };

      if (column.field == HC_TICKET_N_FIELDS)
        continue;
      if (column.field == HC_TICKET_KEY && self->key_position == G_MAXUINT)
        self->key_position = i;
      if (column.field == HC_TICKET_OPENED && self->opened_position == G_MAXUINT)
        self->opened_position = i;
      if (column.field != HC_TICKET_KEY || i == self->key_position)
        g_array_append_val (self->columns, column);
    }
  self->states = hc_value_table_new ();
  self->priorities = hc_value_table_new ();
  add_values (self->states, options->state_values, header->profile->states);
  add_values (self->priorities, options->priority_values, header->profile->priorities);
  for (guint i = 0; i < header->profile->missing->len; i++)
    self->missing_lengths |= length_bit (strlen (g_ptr_array_index (header->profile->missing, i)));
  self->counts.unknown_states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counts.unknown_priorities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
hc_normaliser_free (HcNormaliser *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->columns);
  hc_value_table_free (self->states);
  hc_value_table_free (self->priorities);
  g_hash_table_unref (self->counts.unknown_states);
  g_hash_table_unref (self->counts.unknown_priorities);
  g_free (self->scratch);
  g_free (self);
}

void
hc_normaliser_set_pattern (HcNormaliser *self, guint position, const HcDatePattern *pattern)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).position == position)
      g_array_index (self->columns, Column, i).pattern = pattern;
}

const HcNormaliserCounts *
hc_normaliser_counts (HcNormaliser *self)
{
  return &self->counts;
}

/* ---- cells ---- */

static gboolean
span_is_missing (HcNormaliser *self, HcSpan span)
{
  GPtrArray *missing = self->header->profile->missing;

  if (span.length == 0)
    return TRUE;
  if ((self->missing_lengths & length_bit (span.length)) == 0)
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    {
      const char *marker = g_ptr_array_index (missing, i);

      if (strlen (marker) == span.length &&
          g_ascii_strncasecmp (marker, span.text, span.length) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
hc_normaliser_is_missing (HcNormaliser *self, const HcCell *cell)
{
  return span_is_missing (self, hc_span_trim (cell));
}

/* Room for all of the row's texts at once: pointers into the scratch must not move. */
static void
begin_scratch (HcNormaliser *self, const HcRow *row)
{
  gsize needed = 64;

  for (guint i = 0; i < row->n_cells; i++)
    needed += 2 * (MIN (row->cells[i].length, HC_MAX_TEXT) + 4);
  if (needed > self->scratch_size)
    {
      self->scratch_size = needed * 2;
      g_free (self->scratch);
      self->scratch = g_malloc (self->scratch_size);
    }
  self->scratch_used = 0;
}

static char *
to_scratch (HcNormaliser *self, const char *text, gsize length)
{
  char *copy = self->scratch + self->scratch_used;

  memcpy (copy, text, length);
  copy[length] = '\0';
  self->scratch_used += length + 1;
  return copy;
}

enum
{
  MAY_BE_HTML = 1 << 0,
  BREAKS = 1 << 1,
};

static const guint8 byte_kinds[256] = {
  ['&'] = MAY_BE_HTML, ['<'] = MAY_BE_HTML, ['\n'] = BREAKS, ['\r'] = BREAKS, ['\t'] = BREAKS,
};

/* What bytes of these kinds are in the span. Cells are short: one look at each byte takes less than
 * five calls of memchr(). */
static guint
kinds_in (HcSpan span)
{
  guint kinds = 0;

  for (gsize i = 0; i < span.length; i++)
    kinds |= byte_kinds[(guchar) span.text[i]];
  return kinds;
}

/* NULL = no value. Copies only what has to be changed. */
static const char *
clean_text (HcNormaliser *self, const HcCell *cell, HcTicketField field)
{
  HcSpan span = hc_span_trim (cell);
  gboolean html, breaks;
  guint kinds;
  char *copy;

  if (span_is_missing (self, span))
    return NULL;
  /* The apostrophe with which exports keep spreadsheets from taking a text for a formula. */
  if (span.length > 1 && span.text[0] == '\'' && strchr ("=+-@", span.text[1]) != NULL)
    {
      span.text++;
      span.length--;
    }
  if (span.length > HC_MAX_TEXT)
    {
      const char *end = g_utf8_find_prev_char (span.text, span.text + HC_MAX_TEXT + 1);

      span.length = (gsize) (end - span.text);
      self->counts.cut_texts++;
    }
  kinds = kinds_in (span);
  html = (kinds & MAY_BE_HTML) != 0;
  breaks = field != HC_TICKET_DESCRIPTION && (kinds & BREAKS) != 0;
  if (!html && !breaks && span.text[span.length] == '\0')
    return span.text;
  copy = to_scratch (self, span.text, span.length);
  if (html)
    hc_clean_html (copy);
  if (breaks || (html && field != HC_TICKET_DESCRIPTION))
    hc_clean_blanks (copy);
  copy = hc_clean_trim (copy);
  return copy[0] != '\0' ? copy : NULL;
}

/* Several columns for one field join their values. */
static const char *
join_texts (HcNormaliser *self, const char *first, const char *second)
{
  char *joined;

  if (first == NULL || second == NULL || g_str_equal (first, second))
    return first != NULL ? first : second;
  if (self->scratch_used + strlen (first) + strlen (second) + 3 > self->scratch_size)
    return first;
  joined = to_scratch (self, first, strlen (first));
  self->scratch_used--;
  to_scratch (self, ", ", 2);
  self->scratch_used--;
  to_scratch (self, second, strlen (second));
  return joined;
}

/* ---- the key ---- */

static const char *
read_key (HcNormaliser *self, const HcRow *row)
{
  const HcCell *cell;
  const char *key;

  if (self->key_position >= row->n_cells)
    return NULL;
  cell = &row->cells[self->key_position];
  key = clean_text (self, cell, HC_TICKET_KEY);
  if (key != NULL && g_ascii_isdigit (key[0]) && strpbrk (key, " \xc2\xe2") != NULL)
    {
      char *copy = to_scratch (self, key, strlen (key));

      hc_key_close_up (copy);
      key = copy;
    }
  return key;
}

const char *
hc_normaliser_key (HcNormaliser *self, const HcRow *row)
{
  begin_scratch (self, row);
  return read_key (self, row);
}

/* ---- kinds of rows ---- */

static gboolean
cell_equals (const HcRow *row, guint position, const char *text)
{
  HcSpan span;

  if (position >= row->n_cells)
    return FALSE;
  span = hc_span_trim (&row->cells[position]);
  return strlen (text) == span.length && memcmp (text, span.text, span.length) == 0;
}

HcRowKind
hc_normaliser_kind (HcNormaliser *self, const HcRow *row)
{
  gboolean has_opened = self->opened_position < row->n_cells &&
                        hc_span_trim (&row->cells[self->opened_position]).length > 0;
  HcSpan first = { "", 0 };
  guint filled = 0;
  gboolean stopped = FALSE;

  if (has_opened)
    return self->key_position < row->n_cells &&
               cell_equals (row, self->opened_position,
                            self->header->headers[self->opened_position]) &&
               cell_equals (row, self->key_position, self->header->headers[self->key_position])
             ? HC_ROW_HEADER
             : HC_ROW_TICKET;
  for (guint i = 0; i < row->n_cells; i++)
    {
      HcSpan span = hc_span_trim (&row->cells[i]);

      if (span.length > 0 && filled++ == 0)
        first = span;
    }
  if (filled == 0)
    return HC_ROW_EMPTY;
  if (filled <= 2 && hc_span_is_footer (first, &stopped))
    {
      self->counts.export_stopped |= stopped;
      return HC_ROW_FOOTER;
    }
  return HC_ROW_TICKET;
}

/* ---- rejects ---- */

/* @message is taken. */
static HcRowKind
reject_row (HcNormaliser *self,
            const HcRow *row,
            HcReject *reject,
            guint position,
            const char *code,
            char *message)
{
  reject->line = row->line;
  reject->column = g_strdup (position < self->header->n_columns ? self->header->headers[position]
                                                                : "");
  reject->code = g_strdup (code);
  reject->message = message;
  reject->raw = hc_row_raw_text (row);
  return HC_ROW_REJECTED;
}

static HcRowKind
reject_short (HcNormaliser *self, const HcRow *row, HcReject *reject)
{
  return reject_row (self, row, reject, MAX (self->key_position, self->opened_position), "ragged",
                     g_strdup_printf (_ ("The row has %u of %u columns; number or opening time is "
                                         "not among them."),
                                      row->n_cells, self->header->n_columns));
}

/* ---- the row ---- */

static void
count_unknown (GHashTable *counts, const char *text)
{
  guint64 *count = g_hash_table_lookup (counts, text);

  if (count == NULL && g_hash_table_size (counts) < 1000)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (counts, g_strdup (text), count);
    }
  if (count != NULL)
    (*count)++;
}

static HcRowKind
read_instant (HcNormaliser *self,
              const HcRow *row,
              const Column *column,
              HcTicketRow *out,
              HcReject *reject)
{
  const HcCell *cell = &row->cells[column->position];
  HcLocalTime quality = HC_LOCAL_EXACT;
  gint64 instant = HC_INSTANT_NONE;
  guint64 bit = HC_TICKET_BIT (column->field);

  if (column->pattern == NULL || hc_normaliser_is_missing (self, cell))
    return HC_ROW_TICKET;
  if (!hc_date_pattern_parse (column->pattern, cell, self->calendar, &instant, &quality))
    {
      g_autofree char *text = NULL;

      if ((bit & TELLING) == 0)
        {
          self->counts.bad_values++;
          return HC_ROW_TICKET;
        }
      text = hc_cell_excerpt (cell);
      return reject_row (self, row, reject, column->position, "bad_date",
                         g_strdup_printf (_ ("“%s” is no date of the form %s, which the other rows "
                                             "of this column have."),
                                          text, hc_date_pattern_name (column->pattern)));
    }
  if ((bit & PAST) != 0 && instant > self->newest_allowed)
    {
      g_autofree char *text = hc_cell_excerpt (cell);

      return reject_row (self, row, reject, column->position, "in_the_future",
                         g_strdup_printf (_ ("“%s” lies after the day on which the file was "
                                             "written."),
                                          text));
    }
  self->counts.dst_times += quality != HC_LOCAL_EXACT;
  if (out->number[column->field] == HC_INSTANT_NONE)
    out->number[column->field] = instant;
  return HC_ROW_TICKET;
}

static void
read_number (HcNormaliser *self, const HcCell *cell, HcTicketField field, HcTicketRow *out)
{
  HcSpan span = hc_span_trim (cell);
  gint64 value;

  if (span_is_missing (self, span))
    return;
  if (hc_ticket_fields[field].kind == HC_FIELD_COUNT)
    value = hc_span_count (span);
  else
    {
      int word = hc_value_boolean (cell->text);

      value = word == HC_VALUE_UNKNOWN ? HC_INSTANT_NONE : word;
    }
  if (value == HC_INSTANT_NONE)
    self->counts.bad_values++;
  else if (out->number[field] == HC_INSTANT_NONE)
    out->number[field] = value;
}

static void
read_classes (HcNormaliser *self, HcTicketRow *out)
{
  const char *state = out->text[HC_TICKET_STATE];
  const char *priority = out->text[HC_TICKET_PRIORITY];

  if (state != NULL)
    {
      int value = hc_value_table_lookup (self->states, state);

      out->state_class = value == HC_VALUE_UNKNOWN ? HC_STATE_UNKNOWN : (HcStateClass) value;
      if (out->state_class == HC_STATE_UNKNOWN)
        count_unknown (self->counts.unknown_states, state);
    }
  else if ((self->header->mapped & HC_TICKET_BIT (HC_TICKET_STATE)) == 0)
    out->state_class = out->number[HC_TICKET_CLOSED] != HC_INSTANT_NONE     ? HC_STATE_CLOSED
                       : out->number[HC_TICKET_RESOLVED] != HC_INSTANT_NONE ? HC_STATE_RESOLVED
                                                                            : HC_STATE_OPEN;
  if (priority != NULL)
    {
      out->priority = hc_value_table_priority (self->priorities, priority);
      if (out->priority == 0)
        count_unknown (self->counts.unknown_priorities, priority);
    }
}

static HcRowKind
check_key (HcNormaliser *self, const HcRow *row, const char *key, HcReject *reject)
{
  if (key == NULL)
    return reject_row (self, row, reject, self->key_position, "no_key",
                       g_strdup (_ ("The row has no ticket number.")));
  if (!hc_key_is_scientific (key))
    return HC_ROW_TICKET;
  return reject_row (self, row, reject, self->key_position, "scientific_key",
                     g_strdup_printf (_ ("“%s” is a number that a spreadsheet has shortened: its "
                                         "last digits are lost. Export the file again without "
                                         "opening it in a spreadsheet."),
                                      key));
}

static void
note_width (HcNormaliser *self, const HcRow *row)
{
  guint n = row->n_cells;

  while (n > self->header->n_columns && row->cells[n - 1].length == 0)
    n--;
  if (n == self->header->n_columns ||
      (n < self->header->n_columns && row->n_cells >= self->header->n_columns))
    return;
  if (self->counts.ragged++ == 0)
    self->counts.first_ragged = row->line;
}

/* What every cell says. Columns beyond the end of a short row say nothing: what is known stays. */
static HcRowKind
read_cells (HcNormaliser *self, const HcRow *row, HcTicketRow *out, HcReject *reject)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      HcFieldKind kind = hc_ticket_fields[column->field].kind;
      const HcCell *cell;

      if (column->position >= row->n_cells)
        break;
      if (column->field == HC_TICKET_KEY || (kind == HC_FIELD_INSTANT && column->pattern == NULL))
        continue;
      cell = &row->cells[column->position];
      out->mapped |= HC_TICKET_BIT (column->field);
      if ((HC_TICKET_BIT (column->field) & SINGLE) != 0 && out->text[column->field] != NULL)
        continue;
      if (kind == HC_FIELD_TEXT || kind == HC_FIELD_TERM)
        out->text[column->field] = join_texts (self, out->text[column->field],
                                               clean_text (self, cell, column->field));
      else if (kind != HC_FIELD_INSTANT)
        read_number (self, cell, column->field, out);
      else if (read_instant (self, row, column, out, reject) == HC_ROW_REJECTED)
        return HC_ROW_REJECTED;
    }
  return HC_ROW_TICKET;
}

HcRowKind
hc_normaliser_row (HcNormaliser *self, const HcRow *row, HcTicketRow *out, HcReject *reject)
{
  HcRowKind kind = hc_normaliser_kind (self, row);
  const char *key;

  self->counts.footers += kind == HC_ROW_FOOTER;
  self->counts.repeated_headers += kind == HC_ROW_HEADER;
  if (kind != HC_ROW_TICKET)
    return kind;
  if (MAX (self->key_position, self->opened_position) >= row->n_cells)
    return reject_short (self, row, reject);
  note_width (self, row);
  begin_scratch (self, row);
  hc_ticket_row_init (out);
  out->line = row->line;
  key = read_key (self, row);
  if (check_key (self, row, key, reject) == HC_ROW_REJECTED)
    return HC_ROW_REJECTED;
  out->text[HC_TICKET_KEY] = key;
  out->mapped = HC_TICKET_BIT (HC_TICKET_KEY);
  if (read_cells (self, row, out, reject) == HC_ROW_REJECTED)
    return HC_ROW_REJECTED;
  if (out->number[HC_TICKET_OPENED] == HC_INSTANT_NONE)
    return reject_row (self, row, reject, self->opened_position, "no_opened",
                       g_strdup (_ ("The row has no opening time.")));
  read_classes (self, out);
  self->counts.resolved_before_opened += out->number[HC_TICKET_RESOLVED] != HC_INSTANT_NONE &&
                                         out->number[HC_TICKET_RESOLVED] <
                                           out->number[HC_TICKET_OPENED];
  hc_ticket_row_seal (out);
  return HC_ROW_TICKET;
}

guint
hc_normaliser_rows_inside (HcNormaliser *self, const HcRow *row)
{
  HcRowShape shape = { .delimiter = self->header->delimiter,
                       .key = self->key_position,
                       .opened = self->opened_position,
                       .calendar = self->calendar };

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).position == self->opened_position)
      shape.pattern = g_array_index (self->columns, Column, i).pattern;
  return hc_rows_inside (row, &shape);
}
