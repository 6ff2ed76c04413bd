/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-columns.h"
#include "hc-db.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* Loads the launch's population (scope rules applied, opened on or after go-live, hops judged by
 * dispatchers and declared hops, last groups by the ownership matrix). Any thread that owns @db. 1M tickets: about 0.6 s. */
HcColumns *hc_columns_load (HcDb *db, const HcLaunchSettings *settings, GError **error);

G_END_DECLS
