/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small start of an issue catalog in the sample launch: six issues, rules for five of them (about a
 * third of the tickets with a problem), a known error, an escalation. The rest is left to whoever
 * explores it. */

#pragma once

#include "hc-db.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* After the plan, inside hc_history_run(). */
gboolean hc_sample_catalog_add (HcDb *db, const HcLaunchSettings *settings, GError **error);

G_END_DECLS
