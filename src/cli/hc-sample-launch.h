/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The launch file of the sample: settings, day off, teams, cohorts and the ITSM system; no import
 * yet. Private to hc-sample*.c. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Creates @path. FALSE + error: no file is left. */
gboolean hc_sample_launch_write (const char *path, GError **error);

G_END_DECLS
