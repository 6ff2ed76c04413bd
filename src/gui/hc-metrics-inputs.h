/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What metrics rest on besides tickets, typed or pasted: usage, completions, activities of an event
 * log, baselines, targets. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"

G_BEGIN_DECLS

/* @type: the record type shown first (“usage_day”); NULL or "": usage. */
void hc_metrics_inputs_present (GtkWindow *parent, HcLaunch *launch, const char *type);

G_END_DECLS
