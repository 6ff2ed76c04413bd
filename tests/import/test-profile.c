/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hc-header.h"
#include "hc-history.h"
#include "hc-profile.h"
#include "hc-test-facts.h"
#include "hc-test-history.h"

static void
test_headers (void)
{
  static const char *const cases[][2] = {
    { "  Opened ", "opened" },
    { "opened_at", "opened at" },
    { "As.Of.Date", "as of date" },
    { "Incident ID*+", "incident id" },
    { "Reported Date+", "reported date" },
    { "Custom field (Request Type)", "request type" },
    { "Product [list]", "product" },
    { "Assigned\n  Group:", "assigned group" },
    { "\xc2\xa0Número ", "número" },
    { "PRIORITÄT", "priorität" },
    { "", "" },
    { "***", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = hc_header_normalise (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_values (void)
{
  g_autoptr (HcValueTable) table = hc_value_table_new ();
  static const struct
  {
    const char *text;
    int priority;
  } cases[] = {
    { "1 - Critical", 1 }, { "2", 2 },     { "P3", 3 },         { "priority 4", 4 },
    { "5:Planning", 5 },   { "6", 0 },     { "12", 0 },         { "24/7", 0 },
    { "Blocker", 1 },      { "", 0 },      { " blocker  ", 1 }, { "Pretty", 0 },
  };

  hc_value_table_set (table, "Blocker", 1);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      g_assert_cmpint (hc_value_table_priority (table, cases[i].text), ==, cases[i].priority);
  g_assert_cmpint (hc_value_table_lookup (table, "BLOCKER"), ==, 1);
  g_assert_cmpint (hc_value_table_lookup (table, "other"), ==, HC_VALUE_UNKNOWN);
  hc_value_table_set (table, "other", 0);
  g_assert_cmpint (hc_value_table_lookup (table, "other"), ==, 0);

  g_assert_cmpint (hc_value_boolean ("TRUE"), ==, 1);
  g_assert_cmpint (hc_value_boolean ("nein"), ==, 0);
  g_assert_cmpint (hc_value_boolean ("SÍ"), ==, 1);
  g_assert_cmpint (hc_value_boolean ("maybe"), ==, HC_VALUE_UNKNOWN);
}

/* Shipped profiles are sound: keys and opening times known, no header claimed by two fields. */
static void
test_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) profiles = hc_profiles_load (NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, >=, 3);
  for (guint i = 0; i < profiles->len; i++)
    {
      const HcProfile *profile = g_ptr_array_index (profiles, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_nonnull (profile->name);
      g_assert_nonnull (profile->aliases[HC_TICKET_KEY]);
      g_assert_nonnull (profile->aliases[HC_TICKET_OPENED]);
      for (guint field = 0; field < HC_TICKET_N_FIELDS; field++)
        for (guint k = 0; profile->aliases[field] != NULL && k < profile->aliases[field]->len; k++)
          {
            const char *alias = g_ptr_array_index (profile->aliases[field], k);
            const char *other = g_hash_table_lookup (seen, alias);

            if (other != NULL)
              g_assert_cmpstr (other, ==, hc_ticket_fields[field].name);
            g_hash_table_insert (seen, (gpointer) alias, (gpointer) hc_ticket_fields[field].name);
          }
    }
}

static void
test_states (void)
{
  static const struct
  {
    const char *profile;
    const char *text;
    int state;
  } cases[] = {
    { "servicenow", "New", HC_STATE_OPEN },
    { "servicenow", "in progress", HC_STATE_OPEN },
    { "servicenow", "Awaiting User Info", HC_STATE_WAITING },
    { "servicenow", "On Hold", HC_STATE_WAITING },
    { "servicenow", "6", HC_STATE_RESOLVED },
    { "servicenow", "7", HC_STATE_CLOSED },
    { "servicenow", "Canceled", HC_STATE_CANCELLED },
    { "servicenow", "-100", HC_VALUE_UNKNOWN },
    { "servicenow-log", "Resolved", HC_STATE_RESOLVED },
    { "generic", "7", HC_VALUE_UNKNOWN },
    { "generic", "Geschlossen", HC_STATE_CLOSED },
    { "generic", "Résolu", HC_STATE_RESOLVED },
    { "generic", "EM ESPERA", HC_STATE_WAITING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcProfile) profile = hc_profile_find (NULL, cases[i].profile, &error);

      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].profile, cases[i].text);
      g_assert_cmpint (hc_value_table_lookup (profile->states, cases[i].text), ==, cases[i].state);
    }
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "no groups", "no INI file" },
    { "[profile]\nnmae=X\n", "“nmae”" },
    { "[profile]\ncovers=most\n", "“most”" },
    { "[profile]\ndate_order=dym\n", "“dym”" },
    { "[profile]\ndelimiter=;;\n", "“;;”" },
    { "[profile]\nbase=nothing\n", "“nothing”" },
    { "[columns]\nnumber=Number\n", "“number”" },
    { "[state]\nhalf-open=X\n", "“half-open”" },
    { "[priority]\nsevere=X\n", "“severe”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hc_profile_parse (cases[i].text, -1, "mine", &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcProfile) profile = NULL;
  g_autofree char *folder = hc_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);

  g_assert_null (hc_profile_find (NULL, "nothing", &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "servicenow-log"));
  g_clear_error (&error);

  g_assert_null (hc_profile_find (NULL, path, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_file_set_contents (path, "[profile]\nbase=servicenow\nname=Mine\nzone=Europe/Paris\n"
                             "[state]\nresolved=New\n", -1, &error);
  g_assert_no_error (error);
  profile = hc_profile_find (NULL, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (profile->id, ==, "mine");
  g_assert_cmpstr (profile->name, ==, "Mine");
  g_assert_cmpstr (profile->zone, ==, "Europe/Paris");
  g_assert_cmpint (hc_value_table_lookup (profile->states, "New"), ==, HC_STATE_RESOLVED);
  g_assert_cmpint (hc_value_table_lookup (profile->states, "Active"), ==, HC_STATE_OPEN);
  g_assert_nonnull (profile->aliases[HC_TICKET_KEY]);
  hc_test_folder_free (g_steal_pointer (&folder));
}

/* ---- judgement ---- */

static gboolean
save (HcDb *db, gpointer options, GError **error)
{
  return hc_profile_save (db, "Our desk", "servicenow", options, error);
}

static void
add_column (GArray *columns, guint position, const char *header, HcTicketField field)
{
  HcMapColumn column = { (char *) header, position, field };

  g_array_append_val (columns, column);
}

static void
test_save (void)
{
  g_autoptr (HcDb) db = hc_test_launch_new ("2024-01-01", "UTC");
  g_auto (HcImportOptions) options;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcProfile) profile = NULL;
  g_autoptr (GPtrArray) names = NULL;
  const HcMapColumn *column;
  char *headers[] = { (char *) "Nr", (char *) "Note", (char *) "Start" };
  g_autofree char *hash = hc_header_hash (headers, 3);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  hc_import_options_init (&options);
  options.columns = g_array_new (FALSE, FALSE, sizeof (HcMapColumn));
  add_column (options.columns, 0, "Nr", HC_TICKET_KEY);
  add_column (options.columns, 1, "Note", HC_TICKET_N_FIELDS);
  add_column (options.columns, 2, "Start", HC_TICKET_OPENED);
  options.state_values = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (options.state_values, (gpointer) "Parked", GINT_TO_POINTER (HC_STATE_WAITING));
  options.priority_values = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (options.priority_values, (gpointer) "Red", GINT_TO_POINTER (1));
  options.date_order = HC_DATE_ORDER_DMY;
  options.covers = HC_COVERS_OPEN;
  options.delimiter = ';';
  hc_test_command (db, "Save Profile", save, &options);

  profile = hc_profile_find (db, "Our desk", &error);
  g_assert_no_error (error);
  g_assert_cmpint (profile->covers, ==, HC_COVERS_OPEN);
  g_assert_cmpint (profile->date_order, ==, HC_DATE_ORDER_DMY);
  g_assert_cmpint (profile->delimiter, ==, ';');
  g_assert_cmpstr (profile->header_hash, ==, hash);
  g_assert_cmpuint (profile->columns->len, ==, 3);
  column = &g_array_index (profile->columns, HcMapColumn, 1);
  g_assert_cmpstr (column->header, ==, "Note");
  g_assert_cmpint (column->field, ==, HC_TICKET_N_FIELDS);
  g_assert_cmpint (hc_value_table_lookup (profile->states, "parked"), ==, HC_STATE_WAITING);
  g_assert_cmpint (hc_value_table_lookup (profile->states, "New"), ==, HC_STATE_OPEN);
  g_assert_cmpint (hc_value_table_priority (profile->priorities, "red"), ==, 1);

  names = hc_import_profiles (db, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (names, names->len - 1), ==, "Our desk");

  /* The same again changes nothing. */
  before = hc_test_dump (db);
  hc_history_run (db, "Save Profile", save, &options, &error);
  g_assert_no_error (error);
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/headers", test_headers);
  g_test_add_func ("/profile/values", test_values);
  g_test_add_func ("/profile/shipped", test_shipped);
  g_test_add_func ("/profile/states", test_states);
  g_test_add_func ("/profile/wrong", test_wrong);
  g_test_add_func ("/profile/find", test_find);
  g_test_add_func ("/profile/save", test_save);
  return g_test_run ();
}
