/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-snapshot*.c only. */

#pragma once

#include "hc-snapshot.h"

G_BEGIN_DECLS

/* A name in @folder that is free; newly allocated. */
char *hc_snapshot_new_path (const char *folder, const char *reason);
/* Deletes what thinning does not keep of the snapshots of the launch at @path. */
void hc_snapshot_thin_folder (const char *path);

G_END_DECLS
