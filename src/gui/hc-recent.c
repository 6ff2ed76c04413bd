/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-recent.h"

void
hc_recent_free (HcRecent *self)
{
  g_free (self->path);
  hc_launch_settings_clear (&self->settings);
  g_free (self);
}

static char *
file_name (void)
{
  return g_build_filename (g_get_user_data_dir (), "hypercare", "recent.ini", NULL);
}

static GKeyFile *
read_file (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *name = file_name ();

  /* Missing or unreadable: an empty list. */
  g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL);
  return file;
}

static void
write_file (GKeyFile *file)
{
  g_autofree char *name = file_name ();
  g_autofree char *folder = g_path_get_dirname (name);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, name, &error))
    g_message ("The list of recent launches could not be kept: %s", error->message);
}

static HcRecent *
read_one (GKeyFile *file, const char *group)
{
  g_autofree char *path = g_filename_from_uri (group, NULL, NULL);
  g_autofree char *go_live = g_key_file_get_string (file, group, "GoLive", NULL);
  g_autofree char *name = g_key_file_get_string (file, group, "Name", NULL);
  g_autofree char *system = g_key_file_get_string (file, group, "System", NULL);
  g_autofree char *zone = g_key_file_get_string (file, group, "Zone", NULL);
  HcRecent *self;
  HcDay day;

  if (path == NULL || name == NULL || zone == NULL || go_live == NULL ||
      !hc_day_parse (go_live, &day))
    return NULL;
  self = g_new0 (HcRecent, 1);
  hc_launch_settings_init (&self->settings);
  self->path = g_steal_pointer (&path);
  self->opened_at = g_key_file_get_int64 (file, group, "Opened", NULL);
  self->as_of = HC_INSTANT_NONE;
  if (g_key_file_has_key (file, group, "AsOf", NULL))
    self->as_of = g_key_file_get_int64 (file, group, "AsOf", NULL);
  g_free (self->settings.name);
  g_free (self->settings.system);
  g_free (self->settings.zone);
  self->settings.name = g_steal_pointer (&name);
  self->settings.system = system != NULL ? g_steal_pointer (&system) : g_strdup ("");
  self->settings.zone = g_steal_pointer (&zone);
  self->settings.go_live_day = day;
  self->settings.length_days =
    (guint) CLAMP (g_key_file_get_integer (file, group, "Days", NULL), 1, 366);
  return self;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const HcRecent *x = *(HcRecent *const *) a;
  const HcRecent *y = *(HcRecent *const *) b;

  if (x->opened_at != y->opened_at)
    return x->opened_at > y->opened_at ? -1 : 1;
  return g_strcmp0 (x->path, y->path);
}

static GPtrArray *
list_of (GKeyFile *file)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_recent_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      HcRecent *recent = read_one (file, groups[i]);

      if (recent != NULL)
        g_ptr_array_add (list, recent);
    }
  g_ptr_array_sort (list, compare_newest_first);
  return list;
}

GPtrArray *
hc_recent_load (void)
{
  g_autoptr (GKeyFile) file = read_file ();

  return list_of (file);
}

static void
drop_oldest (GKeyFile *file)
{
  g_autoptr (GPtrArray) list = list_of (file);

  for (guint i = HC_RECENT_MAX; i < list->len; i++)
    {
      const HcRecent *recent = g_ptr_array_index (list, i);
      g_autofree char *group = g_filename_to_uri (recent->path, NULL, NULL);

      g_key_file_remove_group (file, group, NULL);
    }
}

void
hc_recent_add (const char *path, const HcLaunchSettings *settings, gint64 as_of)
{
  g_autoptr (GKeyFile) file = read_file ();
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *group = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *go_live = hc_day_format (settings->go_live_day);

  if (group == NULL || go_live == NULL)
    return;
  g_key_file_remove_group (file, group, NULL);
  g_key_file_set_string (file, group, "Name", settings->name);
  g_key_file_set_string (file, group, "System", settings->system);
  g_key_file_set_string (file, group, "Zone", settings->zone);
  g_key_file_set_string (file, group, "GoLive", go_live);
  g_key_file_set_integer (file, group, "Days", (int) settings->length_days);
  g_key_file_set_int64 (file, group, "Opened", g_get_real_time ());
  if (as_of != HC_INSTANT_NONE)
    g_key_file_set_int64 (file, group, "AsOf", as_of);
  drop_oldest (file);
  write_file (file);
}

void
hc_recent_remove (const char *path)
{
  g_autoptr (GKeyFile) file = read_file ();
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *group = g_filename_to_uri (absolute, NULL, NULL);

  if (group != NULL && g_key_file_remove_group (file, group, NULL))
    write_file (file);
}

gboolean
hc_recent_contains (const char *path)
{
  g_autoptr (GKeyFile) file = read_file ();
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *group = g_filename_to_uri (absolute, NULL, NULL);

  return group != NULL && g_key_file_has_group (file, group);
}
