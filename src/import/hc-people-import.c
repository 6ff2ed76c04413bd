/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-people-import.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "hc-clean.h"
#include "hc-header.h"
#include "hc-row-reader.h"
#include "hc-values.h"

/* A larger file is no directory of people. */
#define MAX_VCARD_BYTES (16 * 1024 * 1024)

void
hc_person_row_free (HcPersonRow *row)
{
  g_free (row->name);
  g_free (row->email);
  g_free (row->phone);
  g_free (row->team);
  g_free (row->role);
  g_free (row->note);
  g_free (row);
}

void
hc_people_file_free (HcPeopleFile *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void
trim (char **text)
{
  char *trimmed;

  if (*text == NULL)
    return;
  hc_clean_blanks (*text);
  trimmed = hc_clean_trim (*text);
  trimmed = *trimmed != '\0' ? g_strdup (trimmed) : NULL;
  g_free (*text);
  *text = trimmed;
}

gboolean
hc_people_add (HcPeopleFile *self, HcPersonRow *row, GError **error)
{
  trim (&row->name);
  trim (&row->email);
  trim (&row->phone);
  trim (&row->team);
  trim (&row->role);
  if (self->rows->len < HC_PEOPLE_MAX)
    {
      g_ptr_array_add (self->rows, row);
      return TRUE;
    }
  hc_person_row_free (row);
  g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
               _("The file holds more than %d people. Choose one with the people of this launch."),
               HC_PEOPLE_MAX);
  return FALSE;
}

/* ---------------------------------------------------------------- tables */

typedef enum
{
  COLUMN_NAME,
  COLUMN_GIVEN,
  COLUMN_FAMILY,
  COLUMN_EMAIL,
  COLUMN_PHONE,
  COLUMN_TEAM,
  COLUMN_ROLE,
  N_COLUMNS,
} Column;

/* As hc_header_normalise() writes them; the better name of a column first. */
static const char *const names_of[N_COLUMNS][16] = {
  [COLUMN_NAME] = { "name", "full name", "display name", "person", "contact", "contact name",
                    "employee", "vollständiger name", "anzeigename", "ansprechpartner",
                    "nom complet", "nombre completo", NULL },
  [COLUMN_GIVEN] = { "first name", "firstname", "given name", "forename", "vorname", "prénom",
                     "nombre", NULL },
  [COLUMN_FAMILY] = { "last name", "lastname", "surname", "family name", "nachname", "familienname",
                      "nom", "nom de famille", "apellidos", NULL },
  [COLUMN_EMAIL] = { "e-mail", "email", "mail", "e-mail address", "email address", "mail address",
                     "e-mail 1 - value", "e-mail-adresse", "emailadresse", "courriel",
                     "adresse e-mail", "correo", "primary email", NULL },
  [COLUMN_PHONE] = { "phone", "phone number", "telephone", "tel", "business phone", "work phone",
                     "mobile", "mobile phone", "cell", "phone 1 - value", "telefon",
                     "telefonnummer", "mobil", "téléphone", "teléfono", NULL },
  [COLUMN_TEAM] = { "team", "team name", "group", "assignment group", "department", "unit",
                    "abteilung", "gruppe", "équipe", "service", "equipo", NULL },
  [COLUMN_ROLE] = { "role", "title", "job title", "position", "function", "rolle", "funktion",
                    "stelle", "rôle", "fonction", "cargo", NULL },
};

/* Column → position; -1: not there. */
typedef int Columns[N_COLUMNS];

static gboolean
find_columns (const HcRow *row, Columns out)
{
  g_auto (GStrv) headers = g_new0 (char *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    headers[i] = hc_header_normalise (row->cells[i].text);
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      out[column] = -1;
      for (guint j = 0; names_of[column][j] != NULL && out[column] < 0; j++)
        for (guint i = 0; i < row->n_cells && out[column] < 0; i++)
          if (g_str_equal (headers[i], names_of[column][j]))
            out[column] = (int) i;
    }
  /* “Nombre”, “Nom” alone are the whole name. */
  if (out[COLUMN_NAME] < 0 && (out[COLUMN_GIVEN] < 0) != (out[COLUMN_FAMILY] < 0))
    out[COLUMN_NAME] = MAX (out[COLUMN_GIVEN], out[COLUMN_FAMILY]);
  return out[COLUMN_NAME] >= 0 || out[COLUMN_FAMILY] >= 0;
}

static char *
dup_cell (const HcRow *row, int column)
{
  return column >= 0 && (guint) column < row->n_cells ? g_strdup (row->cells[column].text) : NULL;
}

static char *
dup_name (const HcRow *row, const Columns columns)
{
  g_autofree char *given = dup_cell (row, columns[COLUMN_GIVEN]);
  g_autofree char *family = dup_cell (row, columns[COLUMN_FAMILY]);
  g_autofree char *name = dup_cell (row, columns[COLUMN_NAME]);

  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s %s", given ? given : "", family ? family : "");
}

static gboolean
is_blank (const HcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].length > 0)
      return FALSE;
  return TRUE;
}

static gboolean
take_table_row (HcPeopleFile *self, const HcRow *row, const Columns columns, GError **error)
{
  HcPersonRow *person;

  if (is_blank (row))
    return TRUE;
  person = g_new0 (HcPersonRow, 1);
  person->line = row->line;
  person->name = dup_name (row, columns);
  person->email = dup_cell (row, columns[COLUMN_EMAIL]);
  person->phone = dup_cell (row, columns[COLUMN_PHONE]);
  person->team = dup_cell (row, columns[COLUMN_TEAM]);
  person->role = dup_cell (row, columns[COLUMN_ROLE]);
  trim (&person->name);
  if (person->name != NULL)
    return hc_people_add (self, person, error);
  g_ptr_array_add (self->problems,
                   g_strdup_printf (_("Line %" PRIu64 " has no name; it was left out."),
                                    row->line));
  hc_person_row_free (person);
  return TRUE;
}

static gboolean
find_header (HcRowReader *reader, const char *file, Columns columns, GError **error)
{
  GError *problem = NULL;
  HcRow row;

  for (guint i = 0; i < HC_HEADER_SEARCH_ROWS && hc_row_reader_next (reader, &row, &problem); i++)
    if (find_columns (&row, columns))
      return TRUE;
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                 _("“%s” has no column of names. Give it a header row with “Name”, and as far as "
                   "known “E-Mail”, “Phone”, “Team” and “Role”; or choose a vCard file."),
                 file);
  return FALSE;
}

static gboolean
read_table (HcPeopleFile *self, const char *path, const char *file, GError **error)
{
  HcReaderOptions options = { 0 };
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, error);
  GError *problem = NULL;
  Columns columns;
  HcRow row;

  if (reader == NULL || !find_header (reader, file, columns, error))
    return FALSE;
  while (hc_row_reader_next (reader, &row, &problem))
    if (!take_table_row (self, &row, columns, error))
      return FALSE;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* ---------------------------------------------------------------- files */

static gboolean
looks_like_vcards (const char *contents, gsize length)
{
  const char *p = contents, *end = contents + length;

  if (length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  while (p < end && g_ascii_isspace (*p))
    p++;
  return end - p >= 11 && g_ascii_strncasecmp (p, "BEGIN:VCARD", 11) == 0;
}

static gboolean
read_vcards (HcPeopleFile *self, const char *contents, gsize length, GError **error)
{
  g_autofree char *converted = NULL;
  const char *text = contents;

  if (length > MAX_VCARD_BYTES)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                   _("The file is larger than %d MB. Choose one with the people of this launch."),
                   MAX_VCARD_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (memchr (contents, '\0', length) != NULL)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_FORMAT,
                           _("The vCards hold zero bytes. Export them again as UTF-8."));
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      converted = g_convert (contents, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
      text = converted;
    }
  if (text == NULL)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_FORMAT,
                           _("The vCards are not written as UTF-8. Export them again as UTF-8."));
      return FALSE;
    }
  return hc_people_parse_vcards (self, text, error);
}

/* Only the beginning is looked at here: what is no vCard file has a reader of its own. */
static gboolean
read_people (HcPeopleFile *self, const char *path, const char *file, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  const char *contents = mapped != NULL ? g_mapped_file_get_contents (mapped) : NULL;

  if (contents != NULL && looks_like_vcards (contents, g_mapped_file_get_length (mapped)))
    return read_vcards (self, contents, g_mapped_file_get_length (mapped), error);
  return read_table (self, path, file, error);
}

HcPeopleFile *
hc_people_read (const char *path, GError **error)
{
  g_autoptr (HcPeopleFile) self = g_new0 (HcPeopleFile, 1);
  g_autofree char *file = g_filename_display_basename (path);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_person_row_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  if (!read_people (self, path, file, error))
    return NULL;
  if (self->rows->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _("“%s” names no person. %s"), file,
               self->problems->len > 0 ? (char *) g_ptr_array_index (self->problems, 0)
                                       : _("Under its header there is no row."));
  return NULL;
}
