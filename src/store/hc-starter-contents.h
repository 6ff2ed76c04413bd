/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a starter would bring, counted by applying it to an empty launch in memory. */

#pragma once

#include "hc-starter.h"

G_BEGIN_DECLS

/* “7 hot paths, 31 steps, 9 teams”, translated, newly allocated. Any thread; takes some ms. NULL +
 * error as hc_starter_apply(). */
char *hc_starter_dup_contents (const char *name, GError **error);

G_END_DECLS
