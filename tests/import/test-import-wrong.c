/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that cannot be imported: a message that says what, where and what to do, and a launch as it
 * was; and files that only look so. */

#include "config.h"

#include "import-util.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  gssize length;
  HcError code;
  const char *says;
} Wrong;

#define STRAY                                                                                      \
  "INC3,2024-03-04 08:00:00,New,\"Three,2,Desk,2024-03-04 08:00:00,\n"                             \
  "INC4,2024-03-04 08:00:00,New,Four,2,Desk,2024-03-04 08:00:00,\n"                                \
  "INC5,\"2024-03-04 08:00:00\",New,Five,2,Desk,2024-03-04 08:00:00,\n"

static const Wrong wrongs[] = {
  { "empty", "", 0, HC_ERROR_FORMAT, "is empty" },
  { "blank-lines", "\n\n\n", -1, HC_ERROR_FORMAT, "has no rows" },
  { "blanks", "  \r\n\t\r\n", -1, HC_ERROR_FORMAT, "has no rows" },
  { "header-only", HEADER, -1, HC_ERROR_FORMAT, "no tickets" },
  { "png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, HC_ERROR_FORMAT, "PNG picture" },
  { "prose", "Dear all,\nplease find the tickets attached.\n", -1, HC_ERROR_AMBIGUOUS,
    "“Dear all”" },
  { "no-opened", "Number,State\nINC1,New\n", -1, HC_ERROR_AMBIGUOUS, "the opening time. The" },
  { "no-key", "Opened,State\n2024-03-04 08:00,New\n", -1, HC_ERROR_AMBIGUOUS,
    "the ticket number. The columns are: “Opened”, “State”" },
  { "unclosed-quote", HEADER ROW_1 "INC2,\"2024-03-04", -1, HC_ERROR_FORMAT,
    "line 3 is never closed" },
  { "both-orders", "Number,Opened\nINC1,03/04/2024 08:00\nINC2,05/04/2024 08:00\n", -1,
    HC_ERROR_AMBIGUOUS, "--date-order dmy" },
  { "no-dates", "Number,Opened\nINC1,soon\nINC2,later\n", -1, HC_ERROR_FORMAT, "“Opened”" },
  { "table-of-a-web-page",
    "<table border=\"1\"><tr><th>Number</th></tr>\n<tr><td>INC1</td></tr></table>", -1,
    HC_ERROR_FORMAT, "Excel or LibreOffice" },
  { "no-row-with-key", HEADER ",2024-03-04 08:00:00,New,One,1,Desk,2024-03-04 08:00:00,\n", -1,
    HC_ERROR_FORMAT, "line 2, column “Number”: The row has no ticket number" },
  { "keys-in-scientific-notation",
    HEADER "2.02403E+15,2024-03-04 08:00:00,New,One,1,Desk,2024-03-04 08:00:00,\n", -1,
    HC_ERROR_FORMAT, "line 2, column “Number”: “2.02403E+15”" },
  /* A quotation mark too many, and one further down that happens to close it. */
  { "stray-quotes",
    HEADER ROW_1 ROW_2 STRAY "INC6,2024-03-04 08:00:00,New,6\",2,Desk,2024-03-04 08:00:00,\n", -1,
    HC_ERROR_FORMAT, "line 4 takes in 1 more ticket, up to line 6" },
  { "stray-quotes-far",
    HEADER ROW_1 "INC3,2024-03-04 08:00:00,New,\"Three,2,Desk,2024-03-04 08:00:00,\r\n"
                 "INC4,2024-03-04 08:00:00,New,Four,2,Desk,2024-03-04 08:00:00,\r\n"
                 "INC5,2024-03-04 08:00:00,New,Five,2,Desk,2024-03-04 08:00:00,\r\n"
                 "INC6,2024-03-04 08:00:00,New,Six\",2,Desk,2024-03-04 08:00:00,\r\n",
    -1, HC_ERROR_FORMAT, "line 3 takes in 3 more tickets, up to line 6" },
  { "stray-quote-in-key",
    HEADER ROW_1 "\"INC3,2024-03-04 08:00:00,New,Three,2,Desk,2024-03-04 08:00:00,\n"
                 "INC4,2024-03-04 08:00:00,New,Four,2,Desk,2024-03-04 08:00:00,\n"
                 "INC5\",2024-03-04 08:00:00,New,Five,2,Desk,2024-03-04 08:00:00,\n",
    -1, HC_ERROR_FORMAT, "line 3 takes in 1 more ticket, up to line 5" },
};

/* What is known must not even be called missing. */
static void
test_wrong (ImportFixture *f, gconstpointer data)
{
  const Wrong *wrong = data;
  g_autofree char *known = import_fixture_write (f, "known.csv", HEADER ROW_1 ROW_2, -1);
  g_autofree char *path = import_fixture_write (f, "wrong.csv", wrong->text, wrong->length);
  g_autoptr (HcBatch) batch = import_util_ok (f->db, known, NULL);
  g_autofree char *before = hc_test_facts (f->db);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (import_util_run (f->db, path, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, HC_ERROR, (int) wrong->code);
  g_assert_nonnull (strstr (error->message, "“wrong.csv”"));
  if (strstr (error->message, wrong->says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, wrong->says);
  after = hc_test_facts (f->db);
  g_assert_cmpstr (after, ==, before);
}

static void
test_no_file (ImportFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "none.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (import_util_run (f->db, path, NULL, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (import_util_run (f->db, f->folder, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, HC_ERROR);
}

/* Texts with line breaks and commas that are no rows of the file, although they nearly are. */
static void
test_long_texts (ImportFixture *f, gconstpointer data)
{
  static const char *const titles[] = {
    "one\ntwo, three, four\nfive",
    "see\nline 3, 2024-03-04, New",
    "see\nREQ1-2,2024-03-04 08:00:00,New",
    "see\nINC4,today,New",
    "see\n2024-03-04 08:00:00,INC4,New",
    "see\n,2024-03-04 08:00:00,New",
    "INC4,2024-03-04 08:00:00,New\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (HcDb) db = hc_test_launch_new ("2024-03-04", "UTC");
      g_autofree char *text = g_strdup_printf (
        HEADER ROW_1 "INC3,2024-03-04 08:00:00,New,\"%s\",2,Desk,2024-03-04 08:00:00,\n",
        titles[i]);
      g_autofree char *path = import_fixture_write (f, "long.csv", text, -1);
      g_autoptr (HcBatch) batch = import_util_ok (db, path, NULL);

      g_assert_cmpint (batch->tickets, ==, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *name = g_strdup_printf ("/import/wrong/%s", wrongs[i].name);

      IMPORT_ADD (name, &wrongs[i], test_wrong);
    }
  IMPORT_ADD ("/import/wrong/no-file", NULL, test_no_file);
  IMPORT_ADD ("/import/wrong/long-texts", NULL, test_long_texts);

  return g_test_run ();
}
