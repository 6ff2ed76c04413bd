/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-zones.h"

#include <string.h>

#define ZONE_TABLE "/usr/share/zoneinfo/tzdata.zi"

char *
hc_zone_text (const char *zone)
{
  const char *slash = strrchr (zone, '/');
  GString *text = g_string_new (slash != NULL ? slash + 1 : zone);

  if (slash != NULL)
    {
      g_string_append (text, ", ");
      g_string_append_len (text, zone, slash - zone);
    }
  g_string_replace (text, "_", " ", 0);
  return g_string_free (text, FALSE);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  g_autofree char *x = hc_zone_text (*(const char *const *) a);
  g_autofree char *y = hc_zone_text (*(const char *const *) b);

  return g_utf8_collate (x, y);
}

/* Lines “Z Europe/Berlin …” and “L target Europe/Busingen”; only names with a region are offered,
 * the others (“EST5EDT”, “Etc/GMT+5”) are relics. */
static void
add_zone_line (GHashTable *zones, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  const char *name = NULL;

  if (g_strv_length (words) < 3)
    return;
  if (g_str_equal (words[0], "Z"))
    name = words[1];
  else if (g_str_equal (words[0], "L"))
    name = words[2];
  if (name != NULL && strchr (name, '/') != NULL && !g_str_has_prefix (name, "Etc/"))
    g_hash_table_add (zones, g_strdup (name));
}

GStrv
hc_zones_list (const char *extra)
{
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *table = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  if (g_file_get_contents (ZONE_TABLE, &table, NULL, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        add_zone_line (zones, g_strchomp (lines[i]));
    }
  g_hash_table_add (zones, g_strdup ("UTC"));
  if (extra != NULL && *extra != '\0')
    g_hash_table_add (zones, g_strdup (extra));
  g_hash_table_iter_init (&iter, zones);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (list, g_strdup (name));
  g_ptr_array_sort (list, compare_texts);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

char *
hc_zone_local (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);

  /* Without /etc/localtime, or with an odd TZ, GLib gives an offset or a path. */
  if (name == NULL || strchr (name, '/') == NULL || *name == '/' || g_str_has_prefix (name, "Etc/"))
    return g_strdup ("UTC");
  return g_strdup (name);
}
