/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For hc-pack-collect.c: the exit gate and the targets of a pack. */

#pragma once

#include "hc-pack-data.h"

G_BEGIN_DECLS

/* Judges the exit gate, in English, whatever the locale. @groups: taken over, may be NULL.
 * @is_past: the caller asked for a moment before the newest import. Inside a read transaction. */
gboolean hc_pack_collect_gate (HcDb *db,
                               HcColumns *columns,
                               HcDriverGroups *groups,
                               gboolean is_past,
                               HcPackData *out,
                               GError **error);

/* What the metrics should reach. */
gboolean hc_pack_collect_targets (HcDb *db, HcPackData *out, GError **error);

G_END_DECLS
