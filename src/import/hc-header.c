/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-header.h"

#include "hc-cell-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Key and opening time are what makes a row a ticket. */
#define WEIGHT_NEEDED 4
#define NEEDED (HC_TICKET_BIT (HC_TICKET_KEY) | HC_TICKET_BIT (HC_TICKET_OPENED))
#define MAX_NAMED 12
#define MAX_NAME 1000

static void
strip_tail (char *text)
{
  gsize n = strlen (text);

  if (n > 6 && g_str_has_suffix (text, "[list]"))
    n -= 6;
  while (n > 0 && strchr ("*+: ", text[n - 1]) != NULL)
    n--;
  text[n] = '\0';
}

/* “custom field (request type)” → “request type” */
static char *
unwrap_custom (char *text)
{
  static const char *const wraps[] = { "custom field (", "campo personalizado (",
                                       "benutzerdefiniertes feld (", "champ personnalisé (" };
  gsize n = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (wraps); i++)
    if (g_str_has_prefix (text, wraps[i]) && text[n - 1] == ')')
      {
        char *inside = g_strndup (text + strlen (wraps[i]), n - strlen (wraps[i]) - 1);

        g_free (text);
        return inside;
      }
  return text;
}

char *
hc_header_normalise (const char *header)
{
  g_autofree char *spaced = g_strdup (header);
  char *folded;

  g_strdelimit (spaced, "_.", ' ');
  folded = hc_value_fold (spaced);
  strip_tail (folded);
  folded = unwrap_custom (folded);
  strip_tail (folded);
  return folded;
}

char *
hc_header_hash (char **headers, guint n)
{
  guint64 hash = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = hc_header_normalise (headers[i]);

      hash = hc_hash64 (name, strlen (name), hash + 1);
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
}

void
hc_header_clear (HcHeader *self)
{
  for (guint i = 0; self->headers != NULL && i < self->n_columns; i++)
    g_free (self->headers[i]);
  g_clear_pointer (&self->headers, g_free);
  g_clear_pointer (&self->fields, g_free);
  g_clear_pointer (&self->profile, hc_profile_free);
}

/* ---- the first rows ---- */

typedef struct
{
  guint number;      /* 1-based */
  GPtrArray *cells;  /* of char *, trimmed */
  GPtrArray *names;  /* of char *, normalised */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* No name of a column is longer; some texts below it are. */
static char *
dup_name (const HcCell *cell)
{
  const char *end = cell->text + cell->length;

  if (cell->length > MAX_NAME)
    end = g_utf8_find_prev_char (cell->text, cell->text + MAX_NAME + 1);
  return g_strndup (cell->text, (gsize) (end - cell->text));
}

static Candidate *
candidate_new (guint number, const HcRow *row)
{
  Candidate *self = g_new0 (Candidate, 1);
  guint n = row->n_cells;

  while (n > 0 && hc_span_trim (&row->cells[n - 1]).length == 0)
    n--;
  self->number = number;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      char *text = g_strstrip (dup_name (&row->cells[i]));

      g_ptr_array_add (self->cells, text);
      g_ptr_array_add (self->names, hc_header_normalise (text));
    }
  return self;
}

static GPtrArray *
read_candidates (HcRowReader *reader, guint header_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (candidate_free);
  guint limit = MAX (header_row, HC_HEADER_SEARCH_ROWS);
  GError *wrong = NULL;
  HcRow row;

  for (guint number = 1; number <= limit && hc_row_reader_next (reader, &row, &wrong); number++)
    if (header_row == 0 || number == header_row)
      g_ptr_array_add (rows, candidate_new (number, &row));
  if (wrong != NULL)
    {
      g_propagate_error (error, wrong);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

/* ---- fields of a row under a profile ---- */

static void
take_alias (const Candidate *row, HcTicketField field, const char *alias, HcTicketField *fields,
            guint64 *mapped)
{
  for (guint i = 0; i < row->names->len; i++)
    if (fields[i] == HC_TICKET_N_FIELDS && g_str_equal (g_ptr_array_index (row->names, i), alias))
      {
        fields[i] = field;
        *mapped |= HC_TICKET_BIT (field);
      }
}

static void
map_by_alias (const HcProfile *profile, const Candidate *row, HcTicketField *fields, guint64 *mapped)
{
  for (guint field = 0; field < HC_TICKET_N_FIELDS; field++)
    {
      GPtrArray *aliases = profile->aliases[field];

      for (guint k = 0; aliases != NULL && k < aliases->len; k++)
        {
          if ((*mapped & HC_TICKET_BIT (field)) != 0)
            break;
          take_alias (row, (HcTicketField) field, g_ptr_array_index (aliases, k), fields, mapped);
        }
    }
}

/* Where a column settled for one header is in this row: at its place, else where its name is. */
static guint
place_of (const HcMapColumn *column, const Candidate *row)
{
  g_autofree char *name = hc_header_normalise (column->header);

  if (column->position < row->names->len &&
      g_str_equal (g_ptr_array_index (row->names, column->position), name))
    return column->position;
  for (guint i = 0; i < row->names->len; i++)
    if (g_str_equal (g_ptr_array_index (row->names, i), name))
      return i;
  return G_MAXUINT;
}

static void
map_by_columns (GArray *columns, const Candidate *row, HcTicketField *fields, guint64 *mapped,
                gboolean *settled)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const HcMapColumn *column = &g_array_index (columns, HcMapColumn, i);
      guint place = place_of (column, row);

      if (place == G_MAXUINT)
        continue;
      settled[place] = TRUE;
      fields[place] = column->field;
      if (column->field < HC_TICKET_N_FIELDS)
        *mapped |= HC_TICKET_BIT (column->field);
    }
}

/* @chosen: a person's columns, which settle all; a saved profile's columns settle those they know,
 * aliases the others. */
static HcTicketField *
map_row (const HcProfile *profile, GArray *chosen, const Candidate *row, guint64 *mapped)
{
  guint n = row->names->len;
  HcTicketField *fields = g_new (HcTicketField, n + 1);
  g_autofree gboolean *settled = g_new0 (gboolean, n + 1);
  GArray *columns = chosen != NULL ? chosen : profile->columns;

  *mapped = 0;
  for (guint i = 0; i < n; i++)
    fields[i] = HC_TICKET_N_FIELDS;
  if (columns != NULL)
    map_by_columns (columns, row, fields, mapped, settled);
  if (chosen == NULL)
    {
      map_by_alias (profile, row, fields, mapped);
      for (guint i = 0; profile->columns != NULL && i < n; i++)
        if (settled[i] && fields[i] < HC_TICKET_N_FIELDS)
          *mapped |= HC_TICKET_BIT (fields[i]);
    }
  return fields;
}

static double
weigh (guint64 mapped)
{
  return __builtin_popcountll (mapped) + WEIGHT_NEEDED * __builtin_popcountll (mapped & NEEDED);
}

static double
score_by_profile (const HcProfile *profile, const Candidate *row)
{
  guint64 mapped;
  g_autofree HcTicketField *fields = map_row (profile, NULL, row, &mapped);
  g_autofree char *hash = NULL;

  if (profile->columns == NULL)
    return profile->is_generic ? weigh (mapped) * 0.8 : weigh (mapped);
  /* A remembered header wins over every guess. */
  hash = hc_header_hash ((char **) row->cells->pdata, row->cells->len);
  return g_strcmp0 (hash, profile->header_hash) == 0 ? weigh (mapped) + 1000 : weigh (mapped) * 0.7;
}

/* What a person chose tells the row; the profile stays the one by the header. */
static double
score_of (const HcProfile *profile, GArray *chosen, const Candidate *row)
{
  guint64 mapped = 0;
  g_autofree HcTicketField *fields =
    chosen != NULL ? map_row (profile, chosen, row, &mapped) : NULL;

  return score_by_profile (profile, row) + 100 * weigh (mapped);
}

static char *
name_headers (const Candidate *row)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; row != NULL && i < row->cells->len && i < MAX_NAMED; i++)
    {
      const char *text = g_ptr_array_index (row->cells, i);
      HcCell cell = { .text = text, .length = strlen (text) };
      g_autofree char *name = hc_cell_excerpt (&cell);

      g_string_append_printf (names, "%s“%s”", i == 0 ? "" : ", ", name);
    }
  if (row != NULL && row->cells->len > MAX_NAMED)
    g_string_append (names, " …");
  return g_string_free (names, FALSE);
}

static const Candidate *
widest (GPtrArray *rows)
{
  const Candidate *best = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const Candidate *row = g_ptr_array_index (rows, i);

      if (best == NULL || row->cells->len > best->cells->len)
        best = row;
    }
  return best;
}

static gboolean
fail_incomplete (HcRowReader *reader, const Candidate *row, guint64 mapped, GError **error)
{
  g_autofree char *names = name_headers (row);
  gboolean no_key = (mapped & HC_TICKET_BIT (HC_TICKET_KEY)) == 0;
  gboolean no_opened = (mapped & HC_TICKET_BIT (HC_TICKET_OPENED)) == 0;

  g_set_error (error, HC_ERROR, HC_ERROR_AMBIGUOUS,
               no_key && no_opened
                 ? _ ("No column of “%s” is known to hold the ticket number or the opening time. "
                      "The columns are: %s. Say which is which in the import window or with "
                      "--profile FILE.ini.")
               : no_key
                 ? _ ("No column of “%s” is known to hold the ticket number. The columns are: %s. "
                      "Say which it is in the import window or with --profile FILE.ini.")
                 : _ ("No column of “%s” is known to hold the opening time. The columns are: %s. "
                      "Say which it is in the import window or with --profile FILE.ini."),
               hc_row_reader_name (reader), names);
  hc_row_reader_hint_at_sheets (reader, error);
  return FALSE;
}

static GPtrArray *
load_profiles (HcDb *db, const HcImportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  HcProfile *profile;

  if (options->profile == NULL)
    return hc_profiles_load (db, error);
  if (!(profile = hc_profile_find (db, options->profile, error)))
    return NULL;
  profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_profile_free);
  g_ptr_array_add (profiles, profile);
  return g_steal_pointer (&profiles);
}

static void
take_header (HcHeader *out, Candidate *row, HcProfile *profile, GArray *chosen)
{
  out->row = row->number;
  out->n_columns = row->cells->len;
  out->headers = g_new0 (char *, row->cells->len + 1);
  for (guint i = 0; i < row->cells->len; i++)
    out->headers[i] = g_strdup (g_ptr_array_index (row->cells, i));
  out->fields = map_row (profile, chosen, row, &out->mapped);
  out->profile = profile;
}

gboolean
hc_header_find (HcRowReader *reader,
                HcDb *db,
                const HcImportOptions *options,
                gboolean lenient,
                HcHeader *out,
                GError **error)
{
  g_autoptr (GPtrArray) rows = read_candidates (reader, options->header_row, error);
  g_autoptr (GPtrArray) profiles = NULL;
  guint best_row = G_MAXUINT, best_profile = G_MAXUINT;
  double best = 0;

  memset (out, 0, sizeof *out);
  if (rows == NULL || !(profiles = load_profiles (db, options, error)))
    return FALSE;
  if (rows->len == 0 || widest (rows)->cells->len == 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                   _ ("“%s” has no rows. Export the list again and check that it holds tickets."),
                   hc_row_reader_name (reader));
      hc_row_reader_hint_at_sheets (reader, error);
      return FALSE;
    }
  for (guint p = 0; p < profiles->len; p++)
    for (guint r = 0; r < rows->len; r++)
      {
        double score = score_of (g_ptr_array_index (profiles, p), options->columns,
                                 g_ptr_array_index (rows, r));

        if (score > best)
          {
            best = score;
            best_row = r;
            best_profile = p;
          }
      }
  if (best_row == G_MAXUINT && !lenient)
    return fail_incomplete (reader, widest (rows), 0, error);
  if (best_row == G_MAXUINT)
    {
      g_ptr_array_find (rows, widest (rows), &best_row);
      best_profile = 0;
    }
  out->delimiter = hc_row_reader_delimiter (reader);
  take_header (out, g_ptr_array_index (rows, best_row),
               g_ptr_array_steal_index (profiles, best_profile), options->columns);
  if (!lenient && (out->mapped & NEEDED) != NEEDED)
    return fail_incomplete (reader, g_ptr_array_index (rows, best_row), out->mapped, error);
  return TRUE;
}
