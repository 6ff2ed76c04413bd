/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-profile.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-header.h"
#include "hc-profile-resource.h"
#include "hc-profile-table.h"

#define RESOURCE_FOLDER "/org/hypercare/Hypercare/profiles"
#define MAX_BASES 4 /* a base of a base …; ends circles */

static HcProfile *
profile_new (void)
{
  HcProfile *self = g_new0 (HcProfile, 1);

  self->states = hc_value_table_new ();
  self->priorities = hc_value_table_new ();
  self->missing = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
clear_columns (gpointer data)
{
  HcMapColumn *column = data;

  g_free (column->header);
}

void
hc_profile_free (HcProfile *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    g_clear_pointer (&self->aliases[i], g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->states, hc_value_table_free);
  g_clear_pointer (&self->priorities, hc_value_table_free);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->name);
  g_free (self->log_profile);
  g_free (self->zone);
  g_free (self->encoding);
  g_free (self->header_hash);
  g_free (self);
}

static HcProfile *load_shipped (const char *id, guint depth, GError **error);

static gboolean
wrong_entry (const char *id, const char *group, const char *key, const char *value, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _ ("Profile “%s”: “%s” in [%s] cannot be “%s”."), id, key, group, value);
  return FALSE;
}

static gboolean
unknown_key (const char *id, const char *group, const char *key, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _ ("Profile “%s”: [%s] knows no “%s”."), id, group,
               key);
  return FALSE;
}

/* ---- [profile] ---- */

static gboolean
parse_words (HcProfile *self, GKeyFile *file, GError **error)
{
  g_autofree char *covers = g_key_file_get_string (file, "profile", "covers", NULL);
  g_autofree char *order = g_key_file_get_string (file, "profile", "date_order", NULL);
  g_autofree char *delimiter = g_key_file_get_string (file, "profile", "delimiter", NULL);

  if (covers != NULL && !hc_coverage_from_word (covers, &self->covers))
    return wrong_entry (self->id, "profile", "covers", covers, error);
  if (order != NULL && !hc_date_order_from_word (order, &self->date_order))
    return wrong_entry (self->id, "profile", "date_order", order, error);
  if (delimiter != NULL && strlen (delimiter) > 1)
    return wrong_entry (self->id, "profile", "delimiter", delimiter, error);
  if (delimiter != NULL)
    self->delimiter = delimiter[0];
  return TRUE;
}

static void
parse_texts (HcProfile *self, GKeyFile *file)
{
  const struct
  {
    const char *key;
    char **text;
  } texts[] = {
    { "name", &self->name },
    { "log_profile", &self->log_profile },
    { "zone", &self->zone },
    { "encoding", &self->encoding },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_key_file_has_key (file, "profile", texts[i].key, NULL))
      {
        g_free (*texts[i].text);
        *texts[i].text = g_key_file_get_string (file, "profile", texts[i].key, NULL);
      }
  if (self->name == NULL || self->name[0] == '\0')
    {
      g_free (self->name);
      self->name = g_strdup (self->id);
    }
}

static gboolean
parse_profile (HcProfile *self, GKeyFile *file, GError **error)
{
  static const char *const known[] = { "id",         "name",     "base", "log",
                                       "generic",    "covers",   "zone", "log_profile",
                                       "date_order", "encoding", "missing", "delimiter", NULL };
  g_auto (GStrv) keys = g_key_file_get_keys (file, "profile", NULL, NULL);
  g_auto (GStrv) missing = g_key_file_get_string_list (file, "profile", "missing", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return unknown_key (self->id, "profile", keys[i], error);
  parse_texts (self, file);
  self->is_log = g_key_file_get_boolean (file, "profile", "log", NULL);
  self->is_generic = g_key_file_get_boolean (file, "profile", "generic", NULL);
  if (missing != NULL)
    g_ptr_array_set_size (self->missing, 0);
  for (guint i = 0; missing != NULL && missing[i] != NULL; i++)
    g_ptr_array_add (self->missing, hc_value_fold (missing[i]));
  return parse_words (self, file, error);
}

/* ---- the other groups ---- */

static gboolean
parse_columns (HcProfile *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, "columns", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      HcTicketField field = hc_ticket_field_from_name (keys[i]);
      g_auto (GStrv) headers = g_key_file_get_string_list (file, "columns", keys[i], NULL, NULL);

      if (field == HC_TICKET_N_FIELDS)
        return unknown_key (self->id, "columns", keys[i], error);
      g_clear_pointer (&self->aliases[field], g_ptr_array_unref);
      self->aliases[field] = g_ptr_array_new_with_free_func (g_free);
      for (guint k = 0; headers != NULL && headers[k] != NULL; k++)
        g_ptr_array_add (self->aliases[field], hc_header_normalise (headers[k]));
    }
  return TRUE;
}

static gboolean
parse_values (HcProfile *self, GKeyFile *file, const char *group, GError **error)
{
  gboolean is_state = g_str_equal (group, "state");
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) texts = g_key_file_get_string_list (file, group, keys[i], NULL, NULL);
      int value = is_state ? (int) hc_state_class_from_word (keys[i])
                           : hc_priority_from_word (keys[i]);

      if (is_state ? value == HC_STATE_UNKNOWN : value == 0)
        return unknown_key (self->id, group, keys[i], error);
      for (guint k = 0; texts != NULL && texts[k] != NULL; k++)
        hc_value_table_set (is_state ? self->states : self->priorities, texts[k], value);
    }
  return TRUE;
}

static HcProfile *
parse (const char *data, gssize length, const char *id, guint depth, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) wrong = NULL;
  g_autoptr (HcProfile) self = NULL;
  g_autofree char *base = NULL;

  if (!g_key_file_load_from_data (file, data, length < 0 ? strlen (data) : (gsize) length,
                                  G_KEY_FILE_NONE, &wrong))
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _ ("Profile “%s” is no INI file: %s"), id,
                   wrong->message);
      return NULL;
    }
  base = g_key_file_get_string (file, "profile", "base", NULL);
  self = base != NULL ? load_shipped (base, depth + 1, error) : profile_new ();
  if (self == NULL)
    return NULL;
  g_free (self->id);
  self->id = g_key_file_get_string (file, "profile", "id", NULL);
  if (self->id == NULL || self->id[0] == '\0')
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }
  if (base != NULL)
    {
      g_clear_pointer (&self->name, g_free);
      g_clear_pointer (&self->log_profile, g_free);
    }
  if (!parse_profile (self, file, error) || !parse_columns (self, file, error) ||
      !parse_values (self, file, "state", error) || !parse_values (self, file, "priority", error))
    return NULL;
  return g_steal_pointer (&self);
}

HcProfile *
hc_profile_parse (const char *data, gssize length, const char *id, GError **error)
{
  g_autoptr (HcProfile) self = parse (data, length, id, 0, error);
  g_autoptr (HcProfile) generic = NULL;

  if (self == NULL || !(generic = load_shipped ("generic", MAX_BASES, error)))
    return NULL;
  /* Words that every tool means alike; the profile's own win. */
  hc_value_table_merge (self->states, generic->states);
  hc_value_table_merge (self->priorities, generic->priorities);
  if (self->missing->len == 0)
    for (guint i = 0; i < generic->missing->len; i++)
      g_ptr_array_add (self->missing, g_strdup (g_ptr_array_index (generic->missing, i)));
  return g_steal_pointer (&self);
}

/* ---- where profiles come from ---- */

static GBytes *
shipped_bytes (const char *id, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.ini", RESOURCE_FOLDER, id);
  GBytes *bytes = g_resource_lookup_data (hc_profile_get_resource (), path,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND, _ ("There is no import profile “%s”."), id);
  return bytes;
}

static HcProfile *
load_shipped (const char *id, guint depth, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (depth > MAX_BASES)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT, _ ("The bases of profile “%s” go in a circle."),
                   id);
      return NULL;
    }
  if (!(bytes = shipped_bytes (id, error)))
    return NULL;
  return parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), id, depth, error);
}

static HcProfile *
load_shipped_whole (const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = shipped_bytes (id, error);

  return bytes == NULL ? NULL
                       : hc_profile_parse (g_bytes_get_data (bytes, NULL),
                                           (gssize) g_bytes_get_size (bytes), id, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
add_shipped (GPtrArray *profiles, GError **error)
{
  g_auto (GStrv) files = g_resource_enumerate_children (
    hc_profile_get_resource (), RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (files == NULL)
    return FALSE;
  for (guint i = 0; files[i] != NULL; i++)
    files[i][strcspn (files[i], ".")] = '\0';
  qsort (files, g_strv_length (files), sizeof files[0], compare_names);
  for (guint i = 0; files[i] != NULL; i++)
    {
      HcProfile *profile = load_shipped_whole (files[i], error);

      if (profile == NULL)
        return FALSE;
      g_ptr_array_add (profiles, profile);
    }
  return TRUE;
}

static HcProfile *
from_saved (const HcSavedProfile *saved, GError **error)
{
  const char *base = saved->base[0] != '\0' ? saved->base : "generic";
  HcProfile *self = load_shipped_whole (base, error);

  if (self == NULL)
    return NULL;
  g_free (self->id);
  g_free (self->name);
  self->id = g_strdup (saved->name);
  self->name = g_strdup (saved->name);
  g_clear_pointer (&self->log_profile, g_free);
  self->is_generic = FALSE;
  self->is_log = saved->is_log;
  self->header_hash = g_strdup (saved->header_hash);
  hc_coverage_from_word (saved->covers, &self->covers);
  hc_date_order_from_word (saved->date_order, &self->date_order);
  self->delimiter = saved->delimiter[0];
  g_free (self->zone);
  self->zone = saved->zone[0] != '\0' ? g_strdup (saved->zone) : NULL;
  g_free (self->encoding);
  self->encoding = saved->encoding[0] != '\0' ? g_strdup (saved->encoding) : NULL;
  if (saved->columns->len > 0)
    {
      self->columns = g_array_new (FALSE, FALSE, sizeof (HcMapColumn));
      g_array_set_clear_func (self->columns, clear_columns);
    }
  for (guint i = 0; i < saved->columns->len; i++)
    {
      const HcSavedColumn *column = g_ptr_array_index (saved->columns, i);
      HcMapColumn map = { g_strdup (column->header), column->position,
                          hc_ticket_field_from_name (column->field) };

      g_array_append_val (self->columns, map);
    }
  for (guint i = 0; i < saved->values->len; i++)
    {
      const HcSavedValue *value = g_ptr_array_index (saved->values, i);

      if (g_str_equal (value->field, "state"))
        hc_value_table_set (self->states, value->text, (int) hc_state_class_from_word (value->value));
      else
        hc_value_table_set (self->priorities, value->text, hc_priority_from_word (value->value));
    }
  return self;
}

static gboolean
add_saved (GPtrArray *profiles, HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) saved = hc_saved_profiles_load (db, error);

  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      HcProfile *profile = from_saved (g_ptr_array_index (saved, i), error);

      if (profile == NULL)
        return FALSE;
      g_ptr_array_add (profiles, profile);
    }
  return saved != NULL;
}

GPtrArray *
hc_profiles_load (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_profile_free);

  if (!add_shipped (profiles, error) || (db != NULL && !add_saved (profiles, db, error)))
    return NULL;
  return g_steal_pointer (&profiles);
}

static HcProfile *
load_file (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GError) wrong = NULL;
  gsize length;

  base[strlen (base) - strlen (".ini")] = '\0';
  if (g_file_get_contents (path, &data, &length, &wrong))
    return hc_profile_parse (data, (gssize) length, base, error);
  g_set_error (error, HC_ERROR,
               g_error_matches (wrong, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? HC_ERROR_NOT_FOUND
                                                                         : HC_ERROR_PERMISSION,
               _ ("The profile “%s” cannot be read: %s"), path, wrong->message);
  return NULL;
}

HcProfile *
hc_profile_find (HcDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (g_str_has_suffix (name, ".ini"))
    return load_file (name, error);
  if (!(profiles = hc_profiles_load (db, error)))
    return NULL;
  /* The launch's own come last and win over a shipped one of the same name. */
  for (guint i = profiles->len; i > 0; i--)
    {
      HcProfile *profile = g_ptr_array_index (profiles, i - 1);

      if (g_str_equal (profile->id, name) || g_str_equal (profile->name, name))
        return g_ptr_array_steal_index (profiles, i - 1);
    }
  for (guint i = 0; i < profiles->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ",
                            ((HcProfile *) g_ptr_array_index (profiles, i))->id);
  g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
               _ ("There is no import profile “%s”. There are: %s; or the path of an .ini file."),
               name, names->str);
  return NULL;
}

GPtrArray *
hc_import_profiles (HcDb *db, GError **error)
{
  g_autoptr (GPtrArray) profiles = hc_profiles_load (db, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; profiles != NULL && i < profiles->len; i++)
    g_ptr_array_add (names, g_strdup (((HcProfile *) g_ptr_array_index (profiles, i))->id));
  return profiles != NULL ? g_steal_pointer (&names) : NULL;
}

/* ---- saving a mapping ---- */

static void
save_values (HcSavedProfile *saved, const char *field, GHashTable *values, gboolean is_state)
{
  g_autoptr (GList) texts = NULL;

  if (values == NULL)
    return;
  texts = g_list_sort (g_hash_table_get_keys (values), (GCompareFunc) strcmp);
  for (GList *l = texts; l != NULL; l = l->next)
    {
      int value = GPOINTER_TO_INT (g_hash_table_lookup (values, l->data));
      const char *word = is_state ? hc_state_class_word ((HcStateClass) value)
                                  : hc_priority_word (value);

      if (word != NULL)
        hc_saved_profile_add_value (saved, field, l->data, word);
    }
}

/* A mapping of the launch's own that is saved again keeps what was not said anew. */
static gboolean
take_over (HcDb *db,
           HcSavedProfile *saved,
           const char *base,
           const HcImportOptions *options,
           GError **error)
{
  g_autoptr (GPtrArray) all = hc_saved_profiles_load (db, error);
  g_autoptr (HcProfile) shipped = NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const HcSavedProfile *old = g_ptr_array_index (all, i);

      if (!g_str_equal (old->name, base))
        continue;
      saved->base = g_strdup (old->base);
      saved->encoding = g_strdup (old->encoding);
      saved->delimiter = g_strdup (old->delimiter);
      saved->date_order = g_strdup (old->date_order);
      saved->is_log = old->is_log;
      for (guint k = 0; k < old->values->len; k++)
        {
          const HcSavedValue *value = g_ptr_array_index (old->values, k);
          GHashTable *anew = g_str_equal (value->field, "state") ? options->state_values
                                                                  : options->priority_values;

          if (anew == NULL || !g_hash_table_contains (anew, value->text))
            hc_saved_profile_add_value (saved, value->field, value->text, value->value);
        }
      return TRUE;
    }
  if (all == NULL || !(shipped = load_shipped_whole (base, error)))
    return FALSE;
  saved->base = g_strdup (base);
  saved->is_log = shipped->is_log;
  return TRUE;
}

static void
replace_text (char **text, const char *with)
{
  if (with == NULL || with[0] == '\0')
    return;
  g_free (*text);
  *text = g_strdup (with);
}

gboolean
hc_profile_save (HcDb *db,
                 const char *name,
                 const char *base,
                 const HcImportOptions *options,
                 GError **error)
{
  g_autoptr (HcSavedProfile) saved = hc_saved_profile_new ();
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();

  if (!take_over (db, saved, base, options, error))
    return FALSE;
  saved->name = g_strdup (name);
  replace_text (&saved->encoding, options->encoding);
  replace_text (&saved->delimiter, (char[]){ options->delimiter, '\0' });
  replace_text (&saved->date_order, hc_date_order_word (options->date_order));
  saved->zone = g_strdup (options->zone);
  saved->covers = g_strdup (
    hc_coverage_word (options->covers >= 0 ? (HcCoverage) options->covers : HC_COVERS_EVERYTHING));
  for (guint i = 0; options->columns != NULL && i < options->columns->len; i++)
    {
      const HcMapColumn *column = &g_array_index (options->columns, HcMapColumn, i);

      g_ptr_array_add (headers, column->header);
      hc_saved_profile_add_column (
        saved, column->position, column->header,
        column->field < HC_TICKET_N_FIELDS ? hc_ticket_fields[column->field].name : "");
    }
  if (headers->len > 0)
    saved->header_hash = hc_header_hash ((char **) headers->pdata, headers->len);
  save_values (saved, "state", options->state_values, TRUE);
  save_values (saved, "priority", options->priority_values, FALSE);
  return hc_saved_profile_save (db, saved, error);
}
