/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: a second connection, to read tickets on two processors. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

/* Inside a read transaction that sees the tickets as @db does, with its cancellable, for any one
 * thread. NULL: there can be none, or somebody has just imported; read alone then. */
HcDb *hc_second_open (HcDb *db);
/* A text that changes whenever tickets do. NULL + error. Free with g_free(). */
char *hc_second_moment (HcDb *db, GError **error);

G_END_DECLS
