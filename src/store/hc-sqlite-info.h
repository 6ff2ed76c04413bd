/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *hc_sqlite_version (void); /* of the library in use; static */
/* How it was compiled: “ENABLE_SESSION” …; newly allocated. */
GStrv hc_sqlite_options (void);

G_END_DECLS
