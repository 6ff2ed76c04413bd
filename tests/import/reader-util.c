/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reader-util.h"

#include <glib/gstdio.h>
#include <unistd.h>

char *
reader_util_write (const void *data, gsize length)
{
  GError *error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("hc-reader-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  close (fd);
  return path;
}

void
reader_util_remove (char *path)
{
  g_unlink (path);
  g_free (path);
}

static void
append_text (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '|':
      case '\\':
        g_string_append_c (out, '\\');
        G_GNUC_FALLTHROUGH;
      default:
        g_string_append_c (out, text[i]);
      }
}

static void
append_cell (GString *out, const HcCell *cell)
{
  static const char marks[] = { 0, '#', 0, '?', '!' };

  g_assert_nonnull (cell->text);
  g_assert_cmpuint (strlen (cell->text), ==, cell->length);
  g_assert_true (g_utf8_validate (cell->text, (gssize) cell->length, NULL));
  if (cell->kind == HC_CELL_DATE)
    {
      g_string_append_printf (out, "<%.0f>", cell->number);
      return;
    }
  if (marks[cell->kind] != 0)
    g_string_append_c (out, marks[cell->kind]);
  append_text (out, cell->text, cell->length);
}

char *
reader_util_dump (HcRowReader *reader, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GError *problem = NULL;
  HcRow row;

  while (hc_row_reader_next (reader, &row, &problem))
    {
      g_string_append_printf (out, "%" G_GUINT64_FORMAT ": ", row.line);
      for (guint i = 0; i < row.n_cells; i++)
        {
          if (i > 0)
            g_string_append_c (out, '|');
          append_cell (out, &row.cells[i]);
        }
      g_string_append_c (out, '\n');
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
reader_util_dump_file (const char *path, const HcReaderOptions *options, GError **error)
{
  g_autoptr (HcRowReader) reader = hc_row_reader_open (path, options, error);
  g_autofree char *first = NULL, *second = NULL;
  guint64 undecodable;

  if (reader == NULL || (first = reader_util_dump (reader, error)) == NULL)
    return NULL;
  undecodable = hc_row_reader_undecodable (reader);
  if (!hc_row_reader_rewind (reader, error))
    return NULL;
  second = reader_util_dump (reader, error);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (undecodable, ==, hc_row_reader_undecodable (reader));
  return g_steal_pointer (&first);
}

char *
reader_util_dump_bytes (const void *data,
                        gsize length,
                        const HcReaderOptions *options,
                        GError **error)
{
  char *path = reader_util_write (data, length);
  char *text = reader_util_dump_file (path, options, error);

  reader_util_remove (path);
  return text;
}

GError *
reader_util_fail (const void *data, gsize length, const HcReaderOptions *options)
{
  GError *error = NULL;
  char *text = reader_util_dump_bytes (data, length, options, &error);

  g_assert_null (text);
  g_assert_nonnull (error);
  return error;
}

char *
reader_util_shared (const char *folder)
{
  const char *root = g_getenv ("HC_SHARED_DATA");
  char *path;

  if (root == NULL)
    return NULL;
  path = g_build_filename (root, folder, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&path, g_free);
  return path;
}
