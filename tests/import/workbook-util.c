/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "workbook-util.h"

#include "zip-util.h"

#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const char root_rels[] =
  HEAD "<Relationships><Relationship Id=\"r1\" Type=\"" RELATIONS
       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char workbook_rels[] = HEAD
  "<Relationships>"
  "<Relationship Id=\"r1\" Type=\"" RELATIONS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
  "<Relationship Id=\"r2\" Type=\"" RELATIONS "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
  "<Relationship Id=\"r3\" Type=\"" RELATIONS "/styles\" Target=\"./styles.xml\"/>"
  "<Relationship Id=\"r4\" Type=\"" RELATIONS "/worksheet\" Target=\"worksheets/sheet2.xml\"/>"
  "</Relationships>";

char *
workbook_util_write (const Workbook *workbook)
{
  g_autofree char *book = g_strdup_printf (
    HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><workbookPr %s/>"
         "<sheets>%s<sheet name=\"Tickets\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    workbook->properties != NULL ? workbook->properties : "",
    workbook->summary != NULL ? "<sheet name=\"Summary\" sheetId=\"2\" r:id=\"r4\"/>" : "");
  g_autofree char *summary =
    g_strconcat (HEAD "<worksheet xmlns=\"" MAIN "\"><sheetData>",
                 workbook->summary != NULL ? workbook->summary : "", "</sheetData></worksheet>",
                 NULL);
  g_autofree char *sheet =
    workbook->sheet != NULL
      ? g_strdup (workbook->sheet)
      : g_strconcat (HEAD "<worksheet xmlns=\"" MAIN "\"><dimension ref=\"A1\"/><sheetData>",
                     workbook->rows, "</sheetData></worksheet>", NULL);
  g_autofree char *strings =
    g_strconcat (HEAD "<sst xmlns=\"" MAIN "\">", workbook->strings, "</sst>", NULL);
  g_autofree char *styles =
    g_strconcat (HEAD "<styleSheet xmlns=\"" MAIN "\">", workbook->styles, "</styleSheet>", NULL);
  const ZipMember members[] = {
    { "_rels/.rels", root_rels, strlen (root_rels), workbook->stored, 0, FALSE },
    { "xl/workbook.xml", book, strlen (book), workbook->stored, 0, FALSE },
    { "xl/_rels/workbook.xml.rels", workbook_rels, strlen (workbook_rels), workbook->stored, 0,
      FALSE },
    { "xl/worksheets/sheet1.xml", sheet, strlen (sheet), workbook->stored, 0, FALSE },
    { "xl/styles.xml", styles, strlen (styles), workbook->stored, 0, FALSE },
    { "xl/worksheets/sheet2.xml", summary, strlen (summary), workbook->stored, 0, FALSE },
    { "xl/sharedStrings.xml", strings, strlen (strings), workbook->stored, 0, FALSE },
  };
  g_autoptr (GByteArray) zip =
    zip_util_make (members, G_N_ELEMENTS (members) - (workbook->strings == NULL));

  return reader_util_write (zip->data, zip->len);
}

char *
workbook_util_dump (const Workbook *workbook, GError **error)
{
  char *path = workbook_util_write (workbook);
  char *text = reader_util_dump_file (path, NULL, error);

  reader_util_remove (path);
  return text;
}
