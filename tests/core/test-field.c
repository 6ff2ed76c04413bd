/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-field.h"

#include <math.h>
#include <string.h>

static const HcField *
field_of (const char *type, const char *name)
{
  const HcRecordType *record_type = hc_record_type (type);

  g_assert_nonnull (record_type);
  return &record_type->fields[hc_record_type_field (record_type, name)];
}

/* ---------------------------------------------------------------- the table of types */

static void
check_field (const HcRecordType *type, const HcField *field)
{
  gboolean shown = (field->flags & HC_FIELD_HIDDEN) == 0;

  g_test_message ("%s.%s", type->name, field->name);
  g_assert_true (!shown || field->label != NULL);
  g_assert_true (!shown || field->width > 0);
  g_assert_true ((field->type == HC_VALUE_CHOICE) == (field->choices != NULL));
  g_assert_true ((field->type == HC_VALUE_REFERENCE) == (field->reference != NULL));
  g_assert_true ((field->type == HC_VALUE_RANK) == g_str_equal (field->name, "rank"));
  if (field->reference != NULL)
    g_assert_nonnull (hc_record_type (field->reference));
  if (field->initial != NULL)
    g_assert_true (hc_field_check (field, field->initial, NULL));
  g_assert_cmpfloat (field->minimum, <=, field->maximum);
}

static void
test_types (void)
{
  guint n = 0;

  for (; hc_record_types[n] != NULL; n++)
    {
      const HcRecordType *type = hc_record_types[n];

      g_assert_true (hc_record_type (type->name) == type);
      for (guint i = 0; i < type->n_fields; i++)
        {
          check_field (type, &type->fields[i]);
          g_assert_cmpint (hc_record_type_field (type, type->fields[i].name), ==, (int) i);
        }
      for (guint i = 0; type->key[i] != NULL; i++)
        g_assert_cmpint (hc_record_type_field (type, type->key[i]), >=, 0);
    }
  g_assert_cmpuint (n, ==, 39);
  g_assert_null (hc_record_type ("ticket"));
  g_assert_null (hc_record_type (NULL));
}

/* ---------------------------------------------------------------- typed texts */

static const struct
{
  const char *type, *field, *typed, *stored; /* stored NULL: no value */
} accepted[] = {
  { "team", "name", "  Service Desk ", "Service Desk" },
  { "team", "name", "Two\nlines", "Two lines" },
  { "workflow", "description", "Two\nlines\n", "Two\nlines" },
  { "workflow", "description", "   ", NULL },
  { "team", "kind", "ITSM", "itsm" },
  { "team", "kind", "application", "application" },
  { "failure_point", "planned_action", "ESCALATE", "escalate" },
  { "failure_point", "planned_action", "", NULL },
  { "workflow", "impact", "5", "5" },
  { "workflow", "impact", "3.0", "3" },
  { "cohort", "head_count", "1,204", "1204" },
  { "cohort", "head_count", "1.204", "1204" },
  { "cohort", "head_count", "1 204", "1204" },
  { "cohort", "head_count", "1\u202f204", "1204" },
  { "cohort", "head_count", "1.234.567", "1234567" },
  { "workflow", "target", "97.5", "97.5" },
  { "workflow", "target", "97,5", "97.5" },
  { "workflow", "target", "1.234,5", "1234.5" },
  { "workflow", "target", "1,234.5", "1234.5" },
  { "workflow", "target", "1,234", "1.234" },
  { "workflow", "target", "-0.25", "-0.25" },
  { "workflow", "target", "\u22124", "-4" },
  { "workflow", "target", "0.1", "0.1" },
  { "rehearsal", "date", "2026-03-04", "2026-03-04" },
  { "rehearsal", "date", "4.3.2026", "2026-03-04" },
  { "rehearsal", "date", "04.03.2026", "2026-03-04" },
  { "rehearsal", "date", "14/3/2026", "2026-03-14" },
  { "rehearsal", "date", "3/14/2026", "2026-03-14" },
  { "rehearsal", "date", "3/3/2026", "2026-03-03" },
  { "workflow_step", "is_exception", "x", "1" },
  { "workflow_step", "is_exception", "No", "0" },
  { "evidence", "at", "2026-03-04T08:00:00Z", "1772611200" },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree char *stored = NULL;
      g_autoptr (GError) error = NULL;
      const HcField *field = field_of (accepted[i].type, accepted[i].field);

      g_test_message ("%s “%s”", accepted[i].field, accepted[i].typed);
      g_assert_true (hc_field_parse (field, accepted[i].typed, &stored, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (stored, ==, accepted[i].stored);
    }
}

static const struct
{
  const char *type, *field, *typed, *says;
} refused[] = {
  { "team", "name", " ", "“Name” cannot be empty" },
  { "team", "kind", "Kitchen", "Choose one of: Support, ITSM, Application" },
  { "workflow", "impact", "6", "“Impact” must be a whole number from 1 to 5" },
  { "workflow", "impact", "0", "from 1 to 5" },
  { "workflow", "impact", "2.5", "must be a whole number" },
  { "workflow", "impact", "high", "must be a whole number, not “high”" },
  { "cohort", "head_count", "-1", "from 0 to 10000000" },
  { "cohort", "head_count", "12,34", "must be a whole number" },
  { "workflow", "target", "97 %", "must be a number" },
  { "workflow", "target", "nan", "must be a number" },
  { "workflow", "target", "inf", "must be a number" },
  { "workflow", "target", "0x10", "must be a number" },
  { "workflow", "target", "1.2.3,4,5", "must be a number" },
  { "rehearsal", "date", "3/4/2026", "must be a date such as 2026-03-04" },
  { "rehearsal", "date", "2026-02-30", "must be a date" },
  { "rehearsal", "date", "31.2.2026", "must be a date" },
  { "rehearsal", "date", "tomorrow", "not “tomorrow”" },
  { "rehearsal", "date", "4.3.26", "must be a date" },
  { "workflow_step", "is_exception", "perhaps", "must be yes or no" },
};

static void
test_refuse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *stored = NULL;
      g_autoptr (GError) error = NULL;
      const HcField *field = field_of (refused[i].type, refused[i].field);

      g_test_message ("%s “%s”", refused[i].field, refused[i].typed);
      g_assert_false (hc_field_parse (field, refused[i].typed, &stored, &error));
      g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (error->message, refused[i].says));
      g_assert_null (stored);
    }
}

static void
test_too_long (void)
{
  g_autofree char *long_text = g_strnfill (1001, 'x');
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (hc_field_parse (field_of ("team", "name"), long_text, &stored, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  long_text[1000] = '\0';
  g_assert_true (hc_field_parse (field_of ("team", "name"), long_text, &stored, NULL));
}

/* Every choice is accepted by its word and by its label, and shown by its label. */
static void
test_choices (void)
{
  for (guint t = 0; hc_record_types[t] != NULL; t++)
    for (guint f = 0; f < hc_record_types[t]->n_fields; f++)
      {
        const HcField *field = &hc_record_types[t]->fields[f];

        for (const HcChoice *choice = field->choices; choice && choice->word; choice++)
          {
            g_autofree char *by_word = NULL, *by_label = NULL, *shown = NULL;

            g_assert_true (hc_field_parse (field, choice->word, &by_word, NULL));
            g_assert_true (hc_field_parse (field, choice->label, &by_label, NULL));
            g_assert_cmpstr (by_word, ==, choice->word);
            g_assert_cmpstr (by_label, ==, choice->word);
            shown = hc_field_format (field, choice->word);
            g_assert_cmpstr (shown, ==, choice->label);
          }
      }
}

/* ---------------------------------------------------------------- records */

static void
test_record (void)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type ("workflow"));
  g_autoptr (HcRecordData) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (hc_record_data_get (record, "target_direction"), ==, "at_least");
  g_assert_cmpstr (hc_record_data_title (record), ==, "");
  g_assert_false (hc_record_data_check (record, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_clear_error (&error);

  hc_record_data_set (record, "name", "Payment Run");
  hc_record_data_set (record, "impact", "5");
  hc_record_data_set (record, "target", "97.5");
  g_assert_true (hc_record_data_check (record, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (hc_record_data_title (record), ==, "Payment Run");
  g_assert_cmpint (hc_record_data_get_int (record, "impact", -1), ==, 5);
  g_assert_cmpint (hc_record_data_get_int (record, "volume", -1), ==, -1);
  g_assert_cmpfloat (hc_record_data_get_real (record, "target"), ==, 97.5);
  g_assert_true (isnan (hc_record_data_get_real (record, "baseline")));

  copy = hc_record_data_copy (record);
  g_assert_true (hc_record_data_equal (copy, record));
  hc_record_data_set (copy, "name", "");
  g_assert_false (hc_record_data_is_set (copy, "name"));
  g_assert_false (hc_record_data_equal (copy, record));
  hc_record_data_set (record, "name", hc_record_data_get (record, "name"));
  g_assert_cmpstr (hc_record_data_title (record), ==, "Payment Run");
}

static void
test_own_deputy (void)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type ("person"));
  g_autoptr (GError) error = NULL;

  record->id = g_strdup ("one");
  hc_record_data_set (record, "name", "Deputy Test");
  hc_record_data_set (record, "deputy_id", "one");
  g_assert_false (hc_record_data_check (record, &error));
  g_assert_error (error, HC_ERROR, HC_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "“Deputy” of “Deputy Test”"));
}

/* ---------------------------------------------------------------- ranks */

static void
test_rank_cases (void)
{
  static const struct { const char *before, *after; } cases[] = {
    { NULL, NULL }, { "", "" },     { "i", NULL },  { "z", NULL },  { "zz", NULL }, { NULL, "i" },
    { NULL, "1" },  { NULL, "01" }, { NULL, "001" }, { "a", "b" },  { "a", "a1" },  { "a", "b1" },
    { "az", "b" },  { "azz", "b" }, { "a1", "a2" }, { "1", "11" },  { "0z", "1" },  { "y", "z" },
    { "b", "d" },   { "a9", "aa" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rank = hc_rank_between (cases[i].before, cases[i].after);

      g_test_message ("“%s” “%s”: “%s”", cases[i].before ? cases[i].before : "",
                      cases[i].after ? cases[i].after : "", rank);
      g_assert_cmpstr (rank, !=, "");
      g_assert_false (g_str_has_suffix (rank, "0"));
      if (cases[i].before != NULL)
        g_assert_cmpstr (cases[i].before, <, rank);
      if (cases[i].after != NULL && *cases[i].after != '\0')
        g_assert_cmpstr (rank, <, cases[i].after);
    }
}

/* A thousand insertions at places that chance chooses: the order always holds. */
static void
test_rank_random (void)
{
  g_autoptr (GPtrArray) ranks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize longest = 0;

  for (guint i = 0; i < 1000; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) ranks->len + 1);
      const char *before = at > 0 ? ranks->pdata[at - 1] : NULL;
      const char *after = at < ranks->len ? ranks->pdata[at] : NULL;
      char *rank = hc_rank_between (before, after);

      g_assert_true (before == NULL || strcmp (before, rank) < 0);
      g_assert_true (after == NULL || strcmp (rank, after) < 0);
      longest = MAX (longest, strlen (rank));
      g_ptr_array_insert (ranks, (int) at, rank);
    }
  g_assert_cmpuint (longest, <, 30);
}

/* Always at the same place, the worst case, and equal neighbours, which a merge can leave. */
static void
test_rank_worst (void)
{
  g_autofree char *before = g_strdup ("a");
  g_autofree char *same = hc_rank_between ("c", "c");

  for (guint i = 0; i < 200; i++)
    {
      char *rank = hc_rank_between (before, "b");

      g_assert_cmpstr (before, <, rank);
      g_assert_cmpstr (rank, <, "b");
      g_free (before);
      before = rank;
    }
  g_assert_cmpstr (same, >, "c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/types", test_types);
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/refuse", test_refuse);
  g_test_add_func ("/field/too-long", test_too_long);
  g_test_add_func ("/field/choices", test_choices);
  g_test_add_func ("/field/record", test_record);
  g_test_add_func ("/field/own-deputy", test_own_deputy);
  g_test_add_func ("/rank/cases", test_rank_cases);
  g_test_add_func ("/rank/random", test_rank_random);
  g_test_add_func ("/rank/worst", test_rank_worst);

  return g_test_run ();
}
