/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-reader.h"
#include "hc-row-reader-private.h"

#include "hc-csv-reader.h"
#include "hc-file-kind.h"
#include "hc-xlsx-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_NAMED_SHEETS 8

static int
fail_open (const char *name, int code, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _("There is no file “%s”. Check its name and folder."), name);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                 _("You are not allowed to read “%s”. Change its permissions or copy it to a "
                   "folder of yours."),
                 name);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” could not be opened: %s"), name,
                 g_strerror (code));
  return -1;
}

/* -1 + error, also for what is no plain file or has nothing in it. */
static int
open_file (const char *path, const char *name, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;

  if (fd < 0)
    return fail_open (name, errno, error);
  if (fstat (fd, &info) != 0)
    fail_open (name, errno, error);
  else if (S_ISDIR (info.st_mode))
    g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                 _("“%s” is a folder, not a file. Choose the export inside it."), name);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                 _("“%s” is not a regular file. Save the export to a file first."), name);
  else if (info.st_size == 0)
    g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _("“%s” is empty. Export the list again."),
                 name);
  else
    return fd;
  close (fd);
  return -1;
}

HcRowReader *
hc_row_reader_open (const char *path, const HcReaderOptions *options, GError **error)
{
  static const HcReaderOptions none;
  g_autofree char *name = NULL;
  HcFileKind kind;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_basename (path);
  options = options != NULL ? options : &none;
  if ((fd = open_file (path, name, error)) < 0)
    return NULL;
  if (!hc_file_kind_of (fd, name, &kind, error))
    {
      close (fd);
      return NULL;
    }
  return kind == HC_FILE_ZIP ? hc_xlsx_reader_new (fd, name, options, error)
                             : hc_csv_reader_new (fd, name, options, HC_CSV_BLOCK, error);
}

void
hc_row_reader_free (HcRowReader *self)
{
  if (self != NULL)
    self->klass->free (self);
}

gboolean
hc_row_reader_next (HcRowReader *self, HcRow *row, GError **error)
{
  return self->klass->next (self, row, error);
}

gboolean
hc_row_reader_rewind (HcRowReader *self, GError **error)
{
  return self->klass->rewind (self, error);
}

const char *
hc_row_reader_name (HcRowReader *self)
{
  return self->klass->name (self);
}

const char *
hc_row_reader_encoding (HcRowReader *self)
{
  return self->klass->encoding (self);
}

char
hc_row_reader_delimiter (HcRowReader *self)
{
  return self->klass->delimiter (self);
}

const char *const *
hc_row_reader_sheets (HcRowReader *self)
{
  return self->klass->sheets (self);
}

const char *
hc_row_reader_sheet (HcRowReader *self)
{
  return self->klass->sheet (self);
}

void
hc_row_reader_hint_at_sheets (HcRowReader *self, GError **error)
{
  const char *const *sheets = hc_row_reader_sheets (self);
  const char *sheet = hc_row_reader_sheet (self);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autofree char *said = NULL;
  guint n = 0;

  for (guint i = 0; sheets != NULL && sheets[i] != NULL; i++)
    {
      if (g_strcmp0 (sheets[i], sheet) == 0)
        continue;
      if (n++ < MAX_NAMED_SHEETS)
        g_string_append_printf (others, "%s“%s”", n > 1 ? ", " : "", sheets[i]);
    }
  if (n == 0 || error == NULL)
    return;
  if (n > MAX_NAMED_SHEETS)
    g_string_append (others, " …");
  said = g_steal_pointer (&(*error)->message);
  (*error)->message =
    g_strdup_printf (_("%s Sheet “%s” was read; the workbook also has %s. Choose one with --sheet "
                       "NAME or in the import window."),
                     said, sheet, others->str);
}

guint64
hc_row_reader_undecodable (HcRowReader *self)
{
  return self->klass->undecodable (self);
}

double
hc_row_reader_fraction (HcRowReader *self)
{
  return self->klass->fraction (self);
}
