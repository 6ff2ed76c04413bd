/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ui-state.h"

/* GSettings aborts on a missing schema: look it up first. NULL: not installed. */
static GSettings *
settings (void)
{
  static GSettings *instance;
  static gboolean looked;
  GSettingsSchemaSource *source;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (looked)
    return instance;
  looked = TRUE;
  source = g_settings_schema_source_get_default ();
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, HC_APP_ID, TRUE);
  if (schema != NULL)
    instance = g_settings_new_full (schema, NULL, NULL);
  return instance;
}

int
hc_ui_state_int (const char *key, int fallback)
{
  return settings () != NULL ? g_settings_get_int (settings (), key) : fallback;
}

void
hc_ui_state_set_int (const char *key, int value)
{
  if (settings () != NULL)
    g_settings_set_int (settings (), key, value);
}

gboolean
hc_ui_state_bool (const char *key, gboolean fallback)
{
  return settings () != NULL ? g_settings_get_boolean (settings (), key) : fallback;
}

void
hc_ui_state_set_bool (const char *key, gboolean value)
{
  if (settings () != NULL)
    g_settings_set_boolean (settings (), key, value);
}

char *
hc_ui_state_string (const char *key)
{
  return settings () != NULL ? g_settings_get_string (settings (), key) : g_strdup ("");
}

void
hc_ui_state_set_string (const char *key, const char *value)
{
  if (settings () != NULL)
    g_settings_set_string (settings (), key, value);
}
