/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-package.h"

#include "hc-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

struct _HcXlsxPackage
{
  zip_t *zip;
  char *file_name;
};

struct _HcXlsxPart
{
  HcXlsxPackage *package;
  zip_file_t *file;
  char *name;
  guint64 size; /* declared */
  guint64 read;
};

void
hc_xlsx_package_free (HcXlsxPackage *self)
{
  if (self == NULL)
    return;
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_free (self->file_name);
  g_free (self);
}

static gboolean
fail_limit (HcXlsxPackage *self, const char *message, GError **error)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, HC_ERROR, HC_ERROR_LIMIT, message, self->file_name);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
check_members (HcXlsxPackage *self, GError **error)
{
  zip_int64_t n = zip_get_num_entries (self->zip, 0);
  guint64 total = 0;

  if (n > HC_XLSX_MAX_PARTS)
    return fail_limit (
      self,
      _("“%s” has more than 2,000 parts, too many for a list of tickets. Copy the "
        "list into a new workbook and save that."),
      error);
  for (zip_int64_t i = 0; i < n; i++)
    {
      zip_stat_t stat;

      if (zip_stat_index (self->zip, (zip_uint64_t) i, 0, &stat) != 0 ||
          (stat.valid & (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)) !=
            (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE))
        return hc_xlsx_package_damaged (self, NULL, zip_strerror (self->zip), error);
      if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        {
          g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                       _("“%s” is a password-protected archive. Unpack it and import the file "
                         "inside."),
                       self->file_name);
          return FALSE;
        }
      if (stat.size > HC_XLSX_RATIO_FROM && stat.size / HC_XLSX_MAX_RATIO > stat.comp_size)
        return fail_limit (self,
                           _("“%s” unpacks to over 200 times its size, which no list of tickets "
                             "does. Export the list as CSV."),
                           error);
      total += MIN (stat.size, HC_XLSX_MAX_INFLATED + 1);
      if (stat.size > HC_XLSX_MAX_PART || total > HC_XLSX_MAX_INFLATED)
        return fail_limit (self,
                           _("“%s” is too large when unpacked (over 512 MB in a part or 1 GB in "
                             "all). Export the list as CSV, or in pieces."),
                           error);
    }
  return TRUE;
}

HcXlsxPackage *
hc_xlsx_package_new (int fd, const char *file_name, GError **error)
{
  g_autoptr (HcXlsxPackage) self = g_new0 (HcXlsxPackage, 1);
  struct stat info;
  int code;

  self->file_name = g_strdup (file_name);
  if (fstat (fd, &info) == 0 && (guint64) info.st_size > HC_XLSX_MAX_FILE)
    {
      close (fd);
      fail_limit (self,
                  _("“%s” is larger than 64 MB. Export the list as CSV, which has no such limit, "
                    "or in pieces."),
                  error);
      return NULL;
    }
  if ((self->zip = zip_fdopen (fd, 0, &code)) == NULL)
    {
      zip_error_t problem;

      close (fd);
      zip_error_init_with_code (&problem, code);
      hc_xlsx_package_damaged (self, NULL, zip_error_strerror (&problem), error);
      zip_error_fini (&problem);
      return NULL;
    }
  if (!check_members (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
hc_xlsx_package_name (HcXlsxPackage *self)
{
  return self->file_name;
}

/* -1: there is none. */
static zip_int64_t
locate (HcXlsxPackage *self, const char *part)
{
  zip_int64_t at = zip_name_locate (self->zip, part, 0);

  if (at < 0)
    at = zip_name_locate (self->zip, part, ZIP_FL_NOCASE);
  if (at < 0 && strchr (part, '/') != NULL)
    {
      g_autofree char *backslashes = g_strdup (part);

      at = zip_name_locate (self->zip, g_strdelimit (backslashes, "/", '\\'), ZIP_FL_NOCASE);
    }
  return at;
}

gboolean
hc_xlsx_package_has (HcXlsxPackage *self, const char *part)
{
  return locate (self, part) >= 0;
}

gboolean
hc_xlsx_package_refuse (HcXlsxPackage *self, GError **error)
{
  static const struct
  {
    const char *part;
    const char *message;
  } others[] = {
    { "xl/workbook.bin",
      N_("“%s” is a binary Excel workbook (.xlsb). Open it in Excel, save it as "
         ".xlsx or CSV, and import that.") },
    { "word/document.xml",
      N_(
        "“%s” is a Word document, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
    { "ppt/presentation.xml", N_("“%s” is a PowerPoint presentation, not a ticket export. Export "
                                 "the list as CSV or Excel (.xlsx).") },
    { "content.xml",
      N_("“%s” is an OpenDocument file. Open it in LibreOffice, save it as .xlsx or "
         "CSV, and import that.") },
    { "Index/Document.iwa", N_("“%s” is an Apple document. Open it in Numbers, export it to Excel "
                               "or CSV, and import that.") },
  };
  const char *message =
    N_("“%s” is an archive without a workbook. Unpack it and import the export "
       "inside.");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (hc_xlsx_package_has (self, others[i].part))
      {
        message = others[i].message;
        break;
      }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _(message), self->file_name);
#pragma GCC diagnostic pop
  return FALSE;
}

gboolean
hc_xlsx_package_damaged (HcXlsxPackage *self, const char *part, const char *why, GError **error)
{
  if (part != NULL)
    g_set_error (
      error, HC_ERROR, HC_ERROR_FORMAT,
      _("The workbook “%s” is damaged or cut off (%s: %s). Export or download it again."),
      self->file_name, part, why);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                 _("The workbook “%s” is damaged or cut off (%s). Export or download it again."),
                 self->file_name, why);
  return FALSE;
}

HcXlsxPart *
hc_xlsx_part_open (HcXlsxPackage *package, const char *part, GError **error)
{
  zip_int64_t at = locate (package, part);
  zip_file_t *file;
  zip_stat_t stat;
  HcXlsxPart *self;

  if (at < 0)
    {
      hc_xlsx_package_damaged (package, part, _("this part is missing"), error);
      return NULL;
    }
  file = zip_fopen_index (package->zip, (zip_uint64_t) at, 0);
  if (file == NULL || zip_stat_index (package->zip, (zip_uint64_t) at, 0, &stat) != 0)
    {
      hc_xlsx_package_damaged (package, part, zip_strerror (package->zip), error);
      if (file != NULL)
        zip_fclose (file);
      return NULL;
    }
  self = g_new0 (HcXlsxPart, 1);
  self->package = package;
  self->file = file;
  self->name = g_strdup (part);
  self->size = stat.size;
  return self;
}

void
hc_xlsx_part_close (HcXlsxPart *self)
{
  if (self == NULL)
    return;
  zip_fclose (self->file);
  g_free (self->name);
  g_free (self);
}

gssize
hc_xlsx_part_read (HcXlsxPart *self, void *buffer, gsize size, GError **error)
{
  zip_int64_t n = zip_fread (self->file, buffer, size);

  if (n < 0)
    {
      hc_xlsx_package_damaged (self->package, self->name, zip_file_strerror (self->file), error);
      return -1;
    }
  self->read += (guint64) n;
  /* The limits were checked against what the directory declares. */
  if (self->read > self->size || (n == 0 && self->read < self->size))
    {
      hc_xlsx_package_damaged (self->package, self->name, _("its size is not as declared"), error);
      return -1;
    }
  return (gssize) n;
}

const char *
hc_xlsx_part_name (HcXlsxPart *self)
{
  return self->name;
}

HcXlsxPackage *
hc_xlsx_part_package (HcXlsxPart *self)
{
  return self->package;
}

double
hc_xlsx_part_fraction (HcXlsxPart *self)
{
  return self->size > 0 ? MIN (1.0, (double) self->read / (double) self->size) : 1;
}
