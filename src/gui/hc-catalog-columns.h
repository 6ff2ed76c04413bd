/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the table of issues shows beyond their fields, and how its cells look: for
 * hc_register_view_set_hooks() with the catalog as data. */

#pragma once

#include "hc-catalog.h"
#include "hc-register-view.h"

G_BEGIN_DECLS

/* edit() is left to the page. */
extern const HcRegisterHooks hc_catalog_hooks;
/* The method's columns in their order, then the tickets of the window; ends with NULL. */
extern const char *const hc_catalog_default_columns[];

/* Icon, its class and word of an issue's severity (1 … 4) and path (hc_catalog_path_of()). */
const char *hc_catalog_severity_icon (gint64 severity, const char **css);
const char *hc_catalog_severity_label (gint64 severity); /* translated; NULL: none */
const char *hc_catalog_path_icon (guint path);
const char *hc_catalog_path_label (guint path); /* translated; “Undecided” for 0 */

G_END_DECLS
