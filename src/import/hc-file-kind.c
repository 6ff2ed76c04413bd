/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-file-kind.h"

#include "hc-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define HEAD_SIZE (64 * 1024)

typedef struct
{
  const char *magic;
  gsize length;
  gsize offset;
  const char *message; /* with one %s: the file's name */
} Kind;

static const Kind kinds[] = {
  { "\x89PNG\r\n\x1a\n", 8, 0,
    N_("“%s” is a PNG picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "\xff\xd8\xff", 3, 0,
    N_("“%s” is a JPEG picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "GIF8", 4, 0,
    N_("“%s” is a GIF picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "WEBP", 4, 8,
    N_("“%s” is a WebP picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "II*\0", 4, 0,
    N_("“%s” is a TIFF picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "MM\0*", 4, 0,
    N_("“%s” is a TIFF picture, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "%PDF-", 5, 0,
    N_("“%s” is a PDF document, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "{\\rtf", 5, 0,
    N_("“%s” is an RTF document, not a ticket export. Export the list as CSV or Excel (.xlsx).") },
  { "\x1f\x8b", 2, 0, N_("“%s” is compressed with gzip. Unpack it and import the file inside.") },
  { "BZh", 3, 0, N_("“%s” is compressed with bzip2. Unpack it and import the file inside.") },
  { "\xfd"
    "7zXZ",
    5, 0, N_("“%s” is compressed with xz. Unpack it and import the file inside.") },
  { "\x28\xb5\x2f\xfd", 4, 0,
    N_("“%s” is compressed with zstd. Unpack it and import the file inside.") },
  { "7z\xbc\xaf\x27\x1c", 6, 0,
    N_("“%s” is a 7-Zip archive. Unpack it and import the file inside.") },
  { "Rar!\x1a\x07", 6, 0, N_("“%s” is a RAR archive. Unpack it and import the file inside.") },
  { "ustar", 5, 257, N_("“%s” is a tar archive. Unpack it and import the file inside.") },
  { "SQLite format 3", 16, 0,
    N_("“%s” is a database, not a ticket export. If it is a launch, open it instead of importing "
       "it.") },
  { "\x7f"
    "ELF",
    4, 0, N_("“%s” is a program, not a ticket export.") },
};

static gboolean
refuse (const char *message, const char *file_name, GError **error)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _(message), file_name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* An OLE2 container names its streams in directory entries of 128 aligned bytes, in UTF-16. */
static gboolean
has_stream (int fd, const char *stream)
{
  g_autofree guint8 *block = g_malloc (HEAD_SIZE);
  guint8 wide[64] = { 0 };
  gsize length = 2 * strlen (stream) + 2;
  ssize_t n;

  for (gsize i = 0; stream[i] != '\0'; i++)
    wide[2 * i] = (guint8) stream[i];
  for (off_t at = 0; (n = pread (fd, block, HEAD_SIZE, at)) > 0; at += n)
    for (ssize_t entry = 0; entry + 128 <= n; entry += 128)
      if (memcmp (block + entry, wide, length) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
refuse_ole2 (int fd, const char *file_name, GError **error)
{
  if (has_stream (fd, "EncryptedPackage"))
    return refuse (N_("“%s” is a password-protected workbook. Open it in Excel, remove the "
                      "password (File, Info, Protect Workbook) and import it again."),
                   file_name, error);
  if (has_stream (fd, "Workbook") || has_stream (fd, "Book"))
    return refuse (N_("“%s” is a workbook in the old Excel format (.xls). Open it in Excel or "
                      "LibreOffice, save it as .xlsx or CSV, and import that."),
                   file_name, error);
  return refuse (N_("“%s” is an old Office document, not a ticket export. Export the list as CSV "
                    "or Excel (.xlsx)."),
                 file_name, error);
}

/* ASCII letters in any encoding: without marks at the start, NULs of UTF-16 and blanks before it. */
static char *
plain_text (const guint8 *head, gsize n_head)
{
  g_autoptr (GString) text = g_string_sized_new (n_head);

  for (gsize i = 0; i < n_head; i++)
    if (head[i] != 0 && head[i] < 0x80 && (text->len > 0 || !g_ascii_isspace ((char) head[i])))
      g_string_append_c (text, g_ascii_tolower ((char) head[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_html (const char *text)
{
  static const char *const starts[] = { "<!doctype html", "<html", "<head", "<meta",
                                        "<title",         "<body", "<style", "<table" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (text, starts[i]))
      return TRUE;
  return g_str_has_prefix (text, "<!--") &&
         (strstr (text, "<html") != NULL || strstr (text, "<table") != NULL);
}

/* Markup is text, but no list of tickets: a table that a tool wrote for Excel, or a login page
 * saved under the export's name. */
static const char *
markup_message (const guint8 *head, gsize n_head)
{
  g_autofree char *text = plain_text (head, n_head);
  const char *inside;

  if (is_html (text) || g_str_has_prefix (text, "mime-version:"))
    return N_("“%s” is a web page (HTML), whatever its name says. If Excel or LibreOffice shows "
              "the tickets when you open it, save it there as .xlsx or CSV and import that. If it "
              "asks to sign in, sign in to your tool and export the list again.");
  if (g_str_has_prefix (text, "<?xml"))
    return strstr (text, "urn:schemas-microsoft-com:office:spreadsheet") != NULL
             ? N_("“%s” is a workbook in an old XML format. Open it in Excel or LibreOffice, save "
                  "it as .xlsx or CSV, and import that.")
             : N_("“%s” is an XML file. Export the list as CSV or Excel (.xlsx).");
  if (text[0] != '{' && text[0] != '[')
    return NULL;
  for (inside = text + 1; g_ascii_isspace (*inside);)
    inside++;
  return *inside == (text[0] == '{' ? '"' : '{')
           ? N_("“%s” is a JSON file. Export the list as CSV or Excel (.xlsx).")
           : NULL;
}

/* Control characters that no text has; texts in UTF-16 and UTF-32 are full of NULs. */
static gboolean
is_binary (const guint8 *head, gsize n_head)
{
  gsize controls = 0, nuls[4] = { 0 };

  for (gsize i = 0; i < n_head; i++)
    {
      controls += head[i] < 0x20 && strchr ("\t\n\v\f\r\x1a\x1b", head[i]) == NULL;
      controls += head[i] == 0;
      nuls[i % 4] += head[i] == 0;
    }
  if (n_head >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    return FALSE;
  if (n_head >= 4 && memcmp (head, "\0\0\xfe\xff", 4) == 0)
    return FALSE;
  /* One half of the pairs NUL, the other hardly: UTF-16. */
  if ((nuls[0] + nuls[2]) * 10 <= nuls[1] + nuls[3] && (nuls[1] + nuls[3]) * 8 >= n_head)
    return FALSE;
  if ((nuls[1] + nuls[3]) * 10 <= nuls[0] + nuls[2] && (nuls[0] + nuls[2]) * 8 >= n_head)
    return FALSE;
  return controls >= 4 && controls * 20 > n_head;
}

gboolean
hc_file_kind_of (int fd, const char *file_name, HcFileKind *out, GError **error)
{
  g_autofree guint8 *head = g_malloc (HEAD_SIZE);
  ssize_t n = pread (fd, head, HEAD_SIZE, 0);
  const char *message;

  if (n < 0)
    return refuse (N_("“%s” could not be read."), file_name, error);
  if (n >= 4 && (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "PK\5\6", 4) == 0))
    {
      *out = HC_FILE_ZIP;
      return TRUE;
    }
  if (n >= 8 && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return refuse_ole2 (fd, file_name, error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((gsize) n >= kinds[i].offset + kinds[i].length &&
        memcmp (head + kinds[i].offset, kinds[i].magic, kinds[i].length) == 0)
      return refuse (kinds[i].message, file_name, error);
  if ((message = markup_message (head, (gsize) n)) != NULL)
    return refuse (message, file_name, error);
  if (is_binary (head, (gsize) n))
    return refuse (N_("“%s” is not a text file. Export the list as CSV or Excel (.xlsx)."),
                   file_name, error);
  *out = HC_FILE_TEXT;
  return TRUE;
}
