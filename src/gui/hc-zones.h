/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time zones this computer knows, named city first so that typing finds them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* “Berlin, Europe” for “Europe/Berlin”, “UTC” for “UTC”. Newly allocated. Pure. */
char *hc_zone_text (const char *zone);
/* IANA names ordered by hc_zone_text(), always with UTC and @extra (may be NULL). */
GStrv hc_zones_list (const char *extra);
/* The computer's own zone; “UTC” when it cannot be told. Newly allocated. */
char *hc_zone_local (void);

G_END_DECLS
