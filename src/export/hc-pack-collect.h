/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-pack-data.h"
#include "hc-pack.h"

G_BEGIN_DECLS

/* Everything of the pack but the texts of tickets when there are too many for it. Call inside a
 * read transaction. @out is initialised by the caller. @open (out): ids of the open tickets in the
 * order of the list, of guint32. */
gboolean hc_pack_collect (HcDb *db,
                          const HcPackOptions *options,
                          HcPackData *out,
                          GArray **open,
                          GError **error);

G_END_DECLS
