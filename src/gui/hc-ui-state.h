/* SPDX-License-Identifier: GPL-3.0-or-later */

/* UI state that comes back on restart (GSettings; never facts or decisions). Where the schema is not
 * installed every key has its default and nothing is kept. Keys are those of the schema file
 * data/org.hypercare.Hypercare.gschema.xml. Main thread. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int hc_ui_state_int (const char *key, int fallback);
void hc_ui_state_set_int (const char *key, int value);
gboolean hc_ui_state_bool (const char *key, gboolean fallback);
void hc_ui_state_set_bool (const char *key, gboolean value);
char *hc_ui_state_string (const char *key); /* newly allocated; "" by default */
void hc_ui_state_set_string (const char *key, const char *value);

G_END_DECLS
