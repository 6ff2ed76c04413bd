/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-format.h"
#include "workbook-util.h"
#include "zip-util.h"

#include <math.h>
#include <string.h>

#define STYLES                                                                                     \
  "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-MM\\-dd HH:mm:ss\"/>"                     \
  "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.00&quot; d&quot;\"/></numFmts>"                    \
  "<cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs>"                                             \
  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/>" \
  "<xf numFmtId=\"46\"/><xf numFmtId=\"20\"/></cellXfs>"                                           \
  "<dxfs><dxf><numFmt numFmtId=\"165\" formatCode=\"yyyy\"/></dxf></dxfs>"

static const struct
{
  const char *name;
  const char *rows;
  const char *dump;
} cells[] = {
  { "kinds",
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>1.50</v></c>"
    "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c>"
    "<c r=\"E1\" t=\"str\"><f>A1</f><v> x </v></c>"
    "<c r=\"F1\" t=\"inlineStr\"><is><t>in</t></is></c></row>",
    "1: shared|#1.50|?true|!#N/A| x |in\n" },
  { "number as written",
    "<row><c><v>1234567890123456</v></c><c><v>1E+15</v></c><c><v>007</v></c></row>",
    "1: #1234567890123456|#1E+15|#007\n" },
  { "rich, phonetic, empty",
    "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>2</v></c><c "
    "t=\"s\"><v>3</v></c><c><v>1</v></c></row>",
    "1: rich text|東京||#1\n" },
  { "gaps and no references",
    "<row><c r=\"C1\"><v>1</v></c><c><v>2</v></c></row><row r=\"7\"><c><v>3</v></c></row>"
    "<row><c r=\"B8\"><v>4</v></c></row>",
    "1: ||#1|#2\n7: #3|||\n8: |#4||\n" },
  { "columns",
    "<row><c r=\"Z1\"><v>1</v></c><c r=\"AA1\"><v>2</v></c><c r=\"AB1\"><v>3</v></c></row>",
    "1: |||||||||||||||||||||||||#1|#2|#3\n" },
  { "blank rows and tails",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"/><c r=\"C1\" s=\"1\"/></row>"
    "<row r=\"2\"><c r=\"A2\" s=\"1\"/></row><row r=\"3\"/>"
    "<row r=\"4\"><c r=\"A4\"><v>2</v></c><c r=\"B4\" t=\"str\"><v></v></c></row>",
    "1: #1\n4: #2\n" },
  { "short rows are filled up",
    "<row r=\"1\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row "
    "r=\"2\"><c><v>4</v></c></row>",
    "1: #1|#2|#3\n2: #4||\n" },
  { "dates",
    "<row><c s=\"1\"><v>42429.052777777775</v></c><c s=\"2\"><v>42429</v></c><c "
    "s=\"3\"><v>2.5</v></c>"
    "<c s=\"4\"><v>1.5</v></c><c s=\"5\"><v>0.25</v></c><c><v>42429</v></c><c "
    "s=\"99\"><v>1</v></c></row>",
    "1: <1456708560>|<1456704000>|#2.5|36:00:00|6:00:00|#42429|#1\n" },
  { "dates that are none",
    "<row><c s=\"1\"><v>-1</v></c><c s=\"1\"><v>2958466</v></c><c s=\"1\"/></row>",
    "1: #-1|#2958466\n" },
  { "ISO dates",
    "<row><c t=\"d\"><v>2016-02-29</v></c><c t=\"d\"><v>2016-02-29T01:16:00.6Z</v></c>"
    "<c t=\"d\"><v>10:10:10</v></c></row>",
    "1: <1456704000>|<1456708561>|10:10:10\n" },
  { "escapes",
    "<row><c t=\"str\"><v>a_x000D_b_x0041__x005F_x0041_</v></c>"
    "<c t=\"inlineStr\"><is><t>_xD83D__xDE01_ _x12_ _xZZZZ_ _x0000_</t></is></c></row>",
    "1: a\\rbA_x0041_|😁 _x12_ _xZZZZ_ \xef\xbf\xbd\n" },
  { "entities, CDATA, white space",
    "<row><c t=\"inlineStr\"><is><t>a &lt;b&gt; &amp; &#228;<![CDATA[<c>]]></t></is></c>"
    "<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> x\n</t></is></c></row>",
    "1: a <b> & ä<c>| x\\n\n" },
  { "inline string with a value", "<row><c t=\"inlineStr\"><v>x</v></c></row>", "1: x\n" },
  { "text where a number should be", "<row><c><v>abc</v></c></row>", "1: abc\n" },
  { "nothing", "", "" },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      Workbook workbook = {
        .rows = cells[i].rows,
        .styles = STYLES,
        .strings =
          "<si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si><si><t>shared</t></si>"
          "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr "
          "fontId=\"1\"/></si>"
          "<si><t/></si>",
      };
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = workbook_util_dump (&workbook, &error);

      g_assert_no_error (error);
      if (g_strcmp0 (dump, cells[i].dump) != 0)
        g_error ("%s: got\n%s", cells[i].name, dump);
    }
}

static void
test_1904 (void)
{
  Workbook workbook = { .rows = "<row><c s=\"1\"><v>40967.052777777775</v></c></row>",
                        .styles = STYLES,
                        .properties = "date1904=\"1\"" };
  g_autofree char *dump = workbook_util_dump (&workbook, NULL);

  g_assert_cmpstr (dump, ==, "1: <1456708560>\n");
}

static void
test_prefixes (void)
{
  Workbook workbook = {
    .sheet =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
      "<x:row r=\"2\"><x:c r=\"B2\" t=\"inlineStr\"><x:is><x:t>p</x:t></x:is></x:c></x:row>"
      "</x:sheetData><x:extLst><x:row><x:c><x:v>9</x:v></x:c></x:row></x:extLst></x:worksheet>",
    .styles = STYLES
  };
  g_autofree char *dump = workbook_util_dump (&workbook, NULL);

  g_assert_cmpstr (dump, ==, "2: |p\n");
}

/* ---- pure ---- */

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    HcXlsxFormat format;
  } codes[] = {
    { "General", HC_XLSX_PLAIN },
    { "0.00", HC_XLSX_PLAIN },
    { "@", HC_XLSX_PLAIN },
    { "#,##0;[Red]-#,##0", HC_XLSX_PLAIN },
    { "0.00E+00", HC_XLSX_PLAIN },
    { "0\" days\"", HC_XLSX_PLAIN },
    { "0 \\d", HC_XLSX_PLAIN },
    { "[$USD] 0", HC_XLSX_PLAIN },
    { "_d0", HC_XLSX_PLAIN },
    { "*d0", HC_XLSX_PLAIN },
    { "[<100]0;yyyy", HC_XLSX_PLAIN },
    { "\"unclosed yyyy", HC_XLSX_PLAIN },
    { "[unclosed", HC_XLSX_PLAIN },
    { "0\\", HC_XLSX_PLAIN },
    { "[]0", HC_XLSX_PLAIN },
    { "", HC_XLSX_PLAIN },
    { "yyyy\\-mm\\-dd", HC_XLSX_DATE },
    { "[$-409]d\\-mmm\\-yy;@", HC_XLSX_DATE },
    { "DD.MM.YYYY", HC_XLSX_DATE },
    { "h:mm AM/PM", HC_XLSX_DATE },
    { "\"am\" d", HC_XLSX_DATE },
    { "[Red]d/m/yyyy", HC_XLSX_DATE },
    { "mm:ss.0", HC_XLSX_DATE },
    { "General d", HC_XLSX_DATE },
    { "[h]:mm:ss", HC_XLSX_ELAPSED },
    { "[MM]:ss", HC_XLSX_ELAPSED },
    { "[Blue][ss]", HC_XLSX_ELAPSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (hc_xlsx_format_of (codes[i].code) != codes[i].format)
      g_error ("“%s” is %d", codes[i].code, hc_xlsx_format_of (codes[i].code));
  for (guint id = 0; id < 200; id++)
    g_assert_true ((hc_xlsx_format_builtin (id) != HC_XLSX_PLAIN) ==
                   ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                    (id >= 50 && id <= 58)));
}

static void
test_serials (void)
{
  static const struct
  {
    double serial;
    gboolean base_1904;
    const char *text; /* NULL: none */
  } serials[] = {
    { 0, FALSE, "1899-12-31" },
    { 1, FALSE, "1900-01-01" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, "1900-02-28" },
    { 61, FALSE, "1900-03-01" },
    { 25569, FALSE, "1970-01-01" },
    { 42429.0527777778, FALSE, "2016-02-29 01:16:00" },
    { 42429.999994, FALSE, "2016-02-29 23:59:59" },
    { 42429.999995, FALSE, "2016-03-01" }, /* to the nearest second */
    { 2958465, FALSE, "9999-12-31" },
    { 2958466, FALSE, NULL },
    { -0.5, FALSE, NULL },
    { 0, TRUE, "1904-01-01" },
    { 40967, TRUE, "2016-02-29" },
    { 2957003, TRUE, "9999-12-31" },
    { 2957004, TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      char text[HC_XLSX_MOMENT_SIZE];
      double seconds;

      if (!hc_xlsx_serial_to_seconds (serials[i].serial, serials[i].base_1904, &seconds))
        {
          g_assert_null (serials[i].text);
          continue;
        }
      hc_xlsx_write_moment (seconds, text);
      g_assert_cmpstr (text, ==, serials[i].text);
    }
  g_assert_false (hc_xlsx_serial_to_seconds (NAN, FALSE, &(double) { 0 }));
}

/* ---- sheets ---- */

#define RELATION(id, type, target)                                                                \
  "<Relationship Id=\"" id                                                                        \
  "\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/" type "\" Target=\"" target \
  "\"/>"

static const char some_sheets[] =
  "<workbook xmlns:r=\"x\"><sheets><sheet name=\"Secret\" state=\"veryHidden\" r:id=\"a\"/>"
  "<sheet name=\"Chart\" r:id=\"b\"/><sheet name=\"First\" r:id=\"c\"/>"
  "<sheet name=\"Größe\" state=\"visible\" r:id=\"d\"/><sheet name=\"Lost\" "
  "r:id=\"zz\"/></sheets></workbook>";
static const char some_rels[] = "<Relationships>" RELATION ("a", "worksheet", "s/1.xml")
  RELATION ("b", "chartsheet", "c.xml") RELATION ("c", "worksheet", "s/../s/./2.xml")
    RELATION ("d", "worksheet", "/S/3.XML") "</Relationships>";
static const char some_root[] =
  "<Relationships>" RELATION ("a", "officeDocument", "book.xml") "</Relationships>";

static char *
write_sheets (void)
{
  static const char *const sheets[] = {
    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>",
  };
  const ZipMember members[] = {
    { "_rels/.rels", some_root, strlen (some_root), FALSE, 0, FALSE },
    { "book.xml", some_sheets, strlen (some_sheets), FALSE, 0, FALSE },
    { "_rels/book.xml.rels", some_rels, strlen (some_rels), FALSE, 0, FALSE },
    { "s\\1.xml", sheets[0], strlen (sheets[0]), FALSE, 0, FALSE },
    { "s/2.xml", sheets[1], strlen (sheets[1]), FALSE, 0, FALSE },
    { "s/3.xml", sheets[2], strlen (sheets[2]), FALSE, 0, FALSE },
  };
  g_autoptr (GByteArray) zip = zip_util_make (members, G_N_ELEMENTS (members));

  return reader_util_write (zip->data, zip->len);
}

static void
test_sheets (void)
{
  static const struct
  {
    const char *asked;
    const char *name; /* NULL: error */
    const char *dump;
    HcError code;
  } choices[] = {
    { NULL, "First", "1: #2\n", 0 },
    { "Größe", "Größe", "1: #3\n", 0 },
    { "GRÖSSE", "Größe", "1: #3\n", 0 },
    { "Secret", "Secret", "1: #1\n", 0 },
    { "Chart", NULL, NULL, HC_ERROR_NOT_FOUND },
    { "Lost", NULL, NULL, HC_ERROR_FORMAT },
  };
  char *path = write_sheets ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      HcReaderOptions options = { .sheet = choices[i].asked };
      g_autoptr (GError) error = NULL;
      g_autoptr (HcRowReader) reader = hc_row_reader_open (path, &options, &error);
      g_autofree char *names = NULL, *dump = NULL;

      if (choices[i].name == NULL)
        {
          g_assert_null (reader);
          g_assert_error (error, HC_ERROR, (int) choices[i].code);
          continue;
        }
      g_assert_no_error (error);
      names = g_strjoinv ("|", (GStrv) hc_row_reader_sheets (reader));
      g_assert_cmpstr (names, ==, "First|Größe|Lost|Secret");
      g_assert_cmpstr (hc_row_reader_sheet (reader), ==, choices[i].name);
      g_assert_cmpstr (hc_row_reader_encoding (reader), ==, "xlsx");
      g_assert_cmpint (hc_row_reader_delimiter (reader), ==, 0);
      dump = reader_util_dump (reader, &error);
      g_assert_cmpstr (dump, ==, choices[i].dump);
      g_assert_cmpfloat (hc_row_reader_fraction (reader), ==, 1.0);
    }
  reader_util_remove (path);
}

/* ---- real files ---- */

/* Beginnings of the dump of their first sheet, checked against openpyxl and by eye. */
static const struct
{
  const char *path;
  const char *dump;
} real[] = {
  { "xlsx-calamine/date.xlsx", "1: <1609459200>|#15\n2: <1609545600>|#16\n3: 255:10:10|#17\n" },
  { "xlsx-calamine/date_1904.xlsx",
    "1: <1609459200>|#15\n2: <1609545600>|#16\n3: 255:10:10|#17\n" },
  { "xlsx-calamine/date_iso.xlsx",
    "1: <1609459200>\n2: <1609495810>\n3: 10:10:10\n4: This workbook" },
  { "xlsx-sheetjs/1904__1904.xlsx",
    "1: #1|<-2082758400>|1904-01-02|1904-01-02\n2: #11|<-2081894400>|" },
  { "xlsx-calamine/has_x000D_inline.xlsx", "1: ABC\\r\\nDEF\n" },
  { "xlsx-calamine/rph.xlsx", "1: 課きく　毛こ\n" },
  { "xlsx-calamine/errors.xlsx",
    "1: !#DIV/0!\n2: !#NAME?\n3: !#VALUE!\n4: !#NULL!\n5: !#REF!\n6: !#NUM!\n7: !#N/A\n" },
  { "xlsx-calamine/richtext-namespaced.xlsx",
    "1: inline string\\nLine 2\\nLine 3|||||||shared string\\nLine 2\\nLine 3\n" },
  { "xlsx-calamine/nonstandard-xml-ns-prefix.xlsx", "1: a|b\n2: #1|#3\n3: #2|#4\n" },
  { "xlsx-calamine/inlineStr_cdata.xlsx", "1: Hello CDATA|World\n2: 12345|NormalText\n" },
  { "xlsx-sheetjs/sheet_visibility_strict.xlsx", "1: v|i|s|i|b|l|e\n2: #118|#105|#115|#105|#98|" },
};

static void
test_real (void)
{
  g_autofree char *folder = reader_util_shared (".");

  if (folder == NULL)
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *path = g_build_filename (folder, real[i].path, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      dump = reader_util_dump_file (path, NULL, &error);
      g_assert_no_error (error);
      if (!g_str_has_prefix (dump, real[i].dump))
        g_error ("%s: got\n%s", real[i].path, dump);
    }
}

static guint
read_folder (const char *folder, guint *n_refused)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      if (!g_str_has_suffix (name, ".xlsx") && !g_str_has_suffix (name, ".xlsm"))
        continue;
      dump = reader_util_dump_file (path, NULL, &error);
      g_assert_true (dump != NULL || error->domain == HC_ERROR);
      *n_refused += dump == NULL;
      if (dump == NULL)
        g_test_message ("%s", error->message);
      n++;
    }
  return n;
}

/* Every workbook there is, from every writer: only the two that are broken are refused. */
static void
test_all_real (void)
{
  static const char *const folders[] = { "xlsx-calamine", "xlsx-sheetjs" };
  guint n = 0, n_refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = reader_util_shared (folders[i]);

      if (folder == NULL)
        {
          g_test_skip ("the shared data is not here");
          return;
        }
      n += read_folder (folder, &n_refused);
    }
  g_assert_cmpuint (n, >, 130);
  g_assert_cmpuint (n_refused, ==, 2); /* a wrong checksum; a password */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/xlsx/cells", test_cells);
  g_test_add_func ("/import/xlsx/1904", test_1904);
  g_test_add_func ("/import/xlsx/prefixes", test_prefixes);
  g_test_add_func ("/import/xlsx/formats", test_formats);
  g_test_add_func ("/import/xlsx/serials", test_serials);
  g_test_add_func ("/import/xlsx/sheets", test_sheets);
  g_test_add_func ("/import/xlsx/real", test_real);
  g_test_add_func ("/import/xlsx/all-real", test_all_real);
  return g_test_run ();
}
