/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-people-import.h"
#include "hc-record-table.h"
#include "hc-values.h"

/* What a file can say of a person, beside the team: field of the record, text of the row. */
static const struct
{
  const char *field;
  gsize offset;
} texts[] = {
  { "name", G_STRUCT_OFFSET (HcPersonRow, name) },
  { "email", G_STRUCT_OFFSET (HcPersonRow, email) },
  { "phone", G_STRUCT_OFFSET (HcPersonRow, phone) },
  { "role", G_STRUCT_OFFSET (HcPersonRow, role) },
};

static const char *
text_of (const HcPersonRow *row, guint i)
{
  return G_STRUCT_MEMBER (char *, row, texts[i].offset);
}

/* Who is there: folded text → record, borrowed. */
typedef struct
{
  GHashTable *emails;
  GHashTable *names;
  GHashTable *teams;
} Directory;

static void
directory_clear (Directory *self)
{
  g_clear_pointer (&self->emails, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->teams, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Directory, directory_clear)

/* The first one of a text stays. */
static void
remember (GHashTable *table, const char *text, gconstpointer value)
{
  char *key = text != NULL ? hc_value_fold (text) : NULL;

  if (key == NULL || g_hash_table_contains (table, key))
    g_free (key);
  else
    g_hash_table_insert (table, key, (gpointer) value);
}

static gpointer
find (GHashTable *table, const char *text)
{
  g_autofree char *key = text != NULL ? hc_value_fold (text) : NULL;

  return key != NULL ? g_hash_table_lookup (table, key) : NULL;
}

static GHashTable *
texts_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
directory_init (Directory *self, GPtrArray *people, GPtrArray *teams)
{
  self->emails = texts_table ();
  self->names = texts_table ();
  self->teams = texts_table ();
  for (guint i = 0; i < people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (people, i);

      remember (self->emails, hc_record_data_get (person, "email"), person);
      remember (self->names, hc_record_data_get (person, "name"), person);
    }
  for (guint i = 0; i < teams->len; i++)
    {
      const HcRecordData *team = g_ptr_array_index (teams, i);

      remember (self->teams, hc_record_data_get (team, "name"), team);
    }
}

/* The same e-mail is the same person; the same name is, unless the e-mails differ. */
static const HcRecordData *
find_person (Directory *self, const HcPersonRow *row)
{
  const HcRecordData *person = find (self->emails, row->email);

  if (person != NULL)
    return person;
  person = find (self->names, row->name);
  if (person != NULL && row->email != NULL && hc_record_data_is_set (person, "email"))
    return NULL;
  return person;
}

static gboolean
says_team (Directory *self, const HcRecordData *person, const HcPersonRow *row)
{
  const HcRecordData *team = find (self->teams, row->team);

  return row->team == NULL ||
         (team != NULL && g_strcmp0 (hc_record_data_get (person, "team_id"), team->id) == 0);
}

/* Adds “E-Mail: old → new” to @changes. */
static void
compare_text (GPtrArray *changes, const HcRecordData *person, const char *field, const char *text)
{
  const HcRecordType *type = person->type;
  const char *label = _(type->fields[hc_record_type_field (type, field)].label);
  const char *old = hc_record_data_get (person, field);

  if (text == NULL || g_strcmp0 (old, text) == 0)
    return;
  if (old != NULL)
    g_ptr_array_add (changes, g_strdup_printf ("%s: %s → %s", label, old, text));
  else
    g_ptr_array_add (changes, g_strdup_printf ("%s: %s", label, text));
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
compare_row (Directory *directory, HcPersonRow *row)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  const HcRecordData *person = find_person (directory, row);

  for (guint i = 0; person != NULL && i < G_N_ELEMENTS (texts); i++)
    compare_text (changes, person, texts[i].field, text_of (row, i));
  if (row->team != NULL && find (directory->teams, row->team) == NULL)
    g_ptr_array_add (changes, g_strdup_printf (_("New team “%s”"), row->team));
  else if (person != NULL && !says_team (directory, person, row))
    g_ptr_array_add (changes, g_strdup_printf (_("Team: %s"), row->team));
  if (person == NULL)
    row->status = HC_PERSON_NEW;
  else
    row->status = changes->len > 0 ? HC_PERSON_CHANGED : HC_PERSON_SAME;
  if (changes->len > 0)
    row->note = join (changes);
}

/* The row above that names the same person; NULL: none. */
static const HcPersonRow *
find_above (GHashTable *emails, GHashTable *names, const HcPersonRow *row)
{
  const HcPersonRow *above = find (emails, row->email);

  if (above != NULL)
    return above;
  above = find (names, row->name);
  return above != NULL && (row->email == NULL || above->email == NULL) ? above : NULL;
}

static void
compare_rows (HcPeopleFile *self, Directory *directory)
{
  g_autoptr (GHashTable) emails = texts_table ();
  g_autoptr (GHashTable) names = texts_table ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      HcPersonRow *row = g_ptr_array_index (self->rows, i);
      const HcPersonRow *above = find_above (emails, names, row);

      g_clear_pointer (&row->note, g_free);
      remember (emails, row->email, row);
      remember (names, row->name, row);
      if (above == NULL)
        {
          compare_row (directory, row);
          continue;
        }
      row->status = HC_PERSON_TWICE;
      row->note =
        g_strdup_printf (_("Named in line %" PRIu64 " already"), above->line);
    }
}

void
hc_people_compare (HcPeopleFile *self, GPtrArray *people, GPtrArray *teams)
{
  g_auto (Directory) directory = { 0 };

  directory_init (&directory, people, teams);
  compare_rows (self, &directory);
}

guint
hc_people_count (const HcPeopleFile *self, HcPersonStatus status)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((HcPersonRow *) g_ptr_array_index (self->rows, i))->status == status ? 1 : 0;
  return n;
}

/* ---------------------------------------------------------------- writing */

/* The team of that name, added to @teams when it is not there; NULL + error. */
static const HcRecordData *
ensure_team (
  HcDb *db, Directory *directory, GPtrArray *teams, const char *name, GError **error)
{
  HcRecordData *team = find (directory->teams, name);

  if (team != NULL)
    return team;
  team = hc_record_data_new (hc_record_type ("team"));
  g_ptr_array_add (teams, team);
  hc_record_data_set (team, "name", name);
  if (!hc_record_save (db, team, error))
    return NULL;
  remember (directory->teams, name, team);
  return team;
}

static gboolean
write_row (
  HcDb *db, Directory *directory, GPtrArray *teams, const HcPersonRow *row, GError **error)
{
  const HcRecordData *known = find_person (directory, row);
  g_autoptr (HcRecordData) person =
    known != NULL ? hc_record_data_copy (known) : hc_record_data_new (hc_record_type ("person"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (text_of (row, i) != NULL)
      hc_record_data_set (person, texts[i].field, text_of (row, i));
  if (row->team != NULL)
    {
      const HcRecordData *team = ensure_team (db, directory, teams, row->team, error);

      if (team == NULL)
        return FALSE;
      hc_record_data_set (person, "team_id", team->id);
    }
  return hc_record_save (db, person, error);
}

gboolean
hc_people_apply (HcDb *db, gpointer data, GError **error)
{
  HcPeopleFile *self = data;
  g_autoptr (GPtrArray) people = hc_records_load (db, hc_record_type ("person"), NULL, error);
  g_autoptr (GPtrArray) teams =
    people != NULL ? hc_records_load (db, hc_record_type ("team"), NULL, error) : NULL;
  g_auto (Directory) directory = { 0 };

  if (teams == NULL)
    return FALSE;
  directory_init (&directory, people, teams);
  compare_rows (self, &directory);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const HcPersonRow *row = g_ptr_array_index (self->rows, i);

      if ((row->status == HC_PERSON_NEW || row->status == HC_PERSON_CHANGED) &&
          !write_row (db, &directory, teams, row, error))
        return FALSE;
    }
  return TRUE;
}
