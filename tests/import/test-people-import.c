/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People from tables and vCards: what is read, what is refused and why, what applying does. */

#include "config.h"

#include <string.h>

#include "hc-people-import.h"
#include "hc-record-table.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "reader-util.h"

/* “name|email|phone|team|role;” per person, then “!problem” each. */
static char *
describe (const HcPeopleFile *file)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < file->rows->len; i++)
    {
      const HcPersonRow *row = g_ptr_array_index (file->rows, i);

      g_string_append_printf (out, "%s|%s|%s|%s|%s;", row->name, row->email ? row->email : "",
                              row->phone ? row->phone : "", row->team ? row->team : "",
                              row->role ? row->role : "");
    }
  for (guint i = 0; i < file->problems->len; i++)
    g_string_append_printf (out, "!%s", (char *) g_ptr_array_index (file->problems, i));
  return g_string_free (out, FALSE);
}

static HcPeopleFile *
read_text (const char *text, GError **error)
{
  char *path = reader_util_write (text, strlen (text));
  HcPeopleFile *file = hc_people_read (path, error);

  reader_util_remove (path);
  return file;
}

static const struct
{
  const char *text, *expected;
} good[] = {
  { "Name,E-Mail,Phone,Team,Role\nAnn,a@x.org,+1 2,Desk,Lead\n", "Ann|a@x.org|+1 2|Desk|Lead;" },
  { "email;full_name\nb@x.org;Bob Bay\n", "Bob Bay|b@x.org|||;" },
  { "Vorname\tNachname\tE-Mail-Adresse\tTelefon\tAbteilung\tFunktion\n"
    "Änne\tMüßig\ta@x.de\t030 1\tEinkauf\tLeitung\n", "Änne Müßig|a@x.de|030 1|Einkauf|Leitung;" },
  { "Nom,Prénom,Courriel\nDupré,Zoë,z@x.fr\n", "Zoë Dupré|z@x.fr|||;" },
  { "People of wave 1\n\nName*;Mobile\n Cy  Day ;\"1\n2\"\n", "Cy Day||1 2||;" },
  { "Name,Team\nAnn\n,Desk\n,\nBob,Desk,too much\n",
    "Ann||||;Bob|||Desk|;!Line 3 has no name; it was left out." },
  { "\xef\xbb\xbf" "Name\nAnn\n", "Ann||||;" },
  { "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Ash\r\nN:Ash;Ann;;;\r\nEMAIL;TYPE=INTERNET:a@x.org\r\n"
    "TEL;TYPE=WORK:+49 1\r\nORG:Contoso;Service Desk;Floor 1\r\nTITLE:Lead\r\nEND:VCARD\r\n",
    "Ann Ash|a@x.org|+49 1|Service Desk|Lead;" },
  { "BEGIN:VCARD\nVERSION:4.0\nFN:Bo\\, Jr.\\; X\nitem1.TEL;VALUE=uri;TYPE=\"voice,work\":tel:+1-2;ext=3\n"
    "TEL;PREF=1:+9\nEMAIL:one@x.org\nEMAIL;PREF=1:two@x.org\nEMAIL:three@x.org\nROLE:Owner\n"
    "TITLE:Boss\nEND:VCARD\n", "Bo, Jr.; X|two@x.org|+9||Owner;" },
  { "begin:vcard\nversion:3.0\nfn:Long\n er Name\nNOTE;X=\"a:b\":x\nend:vcard\n\n"
    "BEGIN:VCARD\nVERSION:3.0\nN:Cole;Cat\nORG:Contoso\nEND:VCARD\n", "Longer Name||||;Cat Cole||||;" },
  { "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nFN:Old\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN: \nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Cut",
    "Ann||||;!The card in line 5 is not of version 3.0 or 4.0; it was left out. Export it again as "
    "vCard 3.0 or 4.0.!The card in line 9 has no name; it was left out.!The card in line 13 does "
    "not end; it was left out." },
  { "BEGIN:VCARD\nVERSION:3.0\nFN:First\nBEGIN:VCARD\nVERSION:3.0\nFN:Second\nEND:VCARD\n",
    "Second||||;!The card in line 1 does not end; it was left out." },
  { "BEGIN:VCARD\nVERSION:3.0\nFN:Jos\xe9\nEND:VCARD\n", "José||||;" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcPeopleFile) file = read_text (good[i].text, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = describe (file);
      g_assert_cmpstr (text, ==, good[i].expected);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "Number,State\n1,open\n", HC_ERROR_FORMAT, "no column of names" },
    { "", HC_ERROR_FORMAT, "" },
    { "Name,E-Mail\n", HC_ERROR_FORMAT, "Under its header there is no row." },
    { "BEGIN:VCARD\nVERSION:2.1\nFN:Old\nEND:VCARD\n", HC_ERROR_FORMAT, "version 3.0 or 4.0" },
    { "BEGIN:VCARD\nVERSION:3.0\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=B6\nEND:VCARD\n", HC_ERROR_FORMAT,
      "version 3.0 or 4.0" },
    { "BEGIN:VCARD\nnothing", HC_ERROR_FORMAT, "does not end" },
    { "%PDF-1.4 a picture", HC_ERROR_FORMAT, "" },
  };
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (cases[i].text, &error));
      g_assert_error (error, HC_ERROR, cases[i].code);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("case %u: %s", i, error->message);
    }
  g_assert_null (hc_people_read ("/nonexistent/people.csv", &missing));
  g_assert_error (missing, HC_ERROR, HC_ERROR_NOT_FOUND);
}

static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new ("Name\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (HcPeopleFile) file = NULL;

  for (guint i = 0; i < HC_PEOPLE_MAX; i++)
    g_string_append_printf (text, "P %u\n", i);
  file = read_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->rows->len, ==, HC_PEOPLE_MAX);
  g_string_append (text, "One more\n");
  g_assert_null (read_text (text->str, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_LIMIT);
}

/* ---------------------------------------------------------------- comparing, applying */

static HcDb *
launch_with_people (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "UTC");

  hc_test_sql (db, "Team", "INSERT INTO team (id, name) VALUES ('t', 'Desk')");
  hc_test_sql (db, "People",
               "INSERT INTO person (id, name, email, phone, team_id) VALUES "
               "('a', 'Ann Ash', 'a@x.org', '1', 't'), ('b', 'Bob Bay', '', '', NULL), "
               "('c', 'Cat Cole', 'c@x.org', '3', NULL)");
  return db;
}

#define FILE_TEXT                                                                                    \
  "Name,E-Mail,Phone,Team,Role\n"                                                                   \
  "Ann A.,A@X.org,1,desk,\n"      /* the e-mail is the same: renamed */                              \
  "bob bay,b@x.org,2,Network,\n"  /* the name is, and no e-mail was there */                         \
  "Cat Cole,other@x.org,,,\n"     /* another one of that name */                                     \
  "Dee,,,Network,\n"                                                                                \
  "dee,,9,,\n"                    /* named above */                                                  \
  "Cat Cole,c@x.org,3,,\n"        /* nothing new */

static void
compare (HcPeopleFile *file, HcDb *db)
{
  g_autoptr (GPtrArray) people = hc_records_load (db, hc_record_type ("person"), NULL, NULL);
  g_autoptr (GPtrArray) teams = hc_records_load (db, hc_record_type ("team"), NULL, NULL);

  hc_people_compare (file, people, teams);
}

static void
test_compare (void)
{
  static const struct
  {
    HcPersonStatus status;
    const char *note;
  } expected[] = {
    { HC_PERSON_CHANGED, "Name: Ann Ash → Ann A. · E-Mail: a@x.org → A@X.org" },
    { HC_PERSON_CHANGED, "Name: Bob Bay → bob bay · E-Mail: b@x.org · Phone: 2 · New team “Network”" },
    { HC_PERSON_NEW, NULL },
    { HC_PERSON_NEW, "New team “Network”" },
    { HC_PERSON_TWICE, "Named in line 5 already" },
    { HC_PERSON_SAME, NULL },
  };
  g_autoptr (HcDb) db = launch_with_people ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcPeopleFile) file = read_text (FILE_TEXT, &error);

  g_assert_no_error (error);
  compare (file, db);
  g_assert_cmpuint (file->rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < file->rows->len; i++)
    {
      const HcPersonRow *row = g_ptr_array_index (file->rows, i);

      g_assert_cmpint (row->status, ==, expected[i].status);
      g_assert_cmpstr (row->note, ==, expected[i].note);
    }
  g_assert_cmpuint (hc_people_count (file, HC_PERSON_NEW), ==, 2);
}

static void
test_apply (void)
{
  g_autoptr (HcDb) db = launch_with_people ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcPeopleFile) file = read_text (FILE_TEXT, &error);

  g_assert_no_error (error);
  hc_test_command (db, "Import People", hc_people_apply, file);
  hc_test_assert_rows (db,
                       "SELECT p.name, email, phone, t.name FROM person p LEFT JOIN team t "
                       "ON t.id = team_id ORDER BY p.name, email",
                       "Ann A.|A@X.org|1|Desk\nCat Cole|c@x.org|3|\nCat Cole|other@x.org||\n"
                       "Dee|||Network\nbob bay|b@x.org|2|Network\n");
  hc_test_assert_rows (db, "SELECT count (*) FROM team", "2\n");
  /* the same file again changes nothing */
  compare (file, db);
  g_assert_cmpuint (hc_people_count (file, HC_PERSON_NEW), ==, 0);
  g_assert_cmpuint (hc_people_count (file, HC_PERSON_CHANGED), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-import/good", test_good);
  g_test_add_func ("/people-import/bad", test_bad);
  g_test_add_func ("/people-import/limit", test_limit);
  g_test_add_func ("/people-import/compare", test_compare);
  g_test_add_func ("/people-import/apply", test_apply);
  return g_test_run ();
}
