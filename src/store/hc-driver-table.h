/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-db.h"
#include "hc-driver.h"

G_BEGIN_DECLS

/* Drivers of the launch with its text groups and issues. @columns: of the same launch. Any thread that
 * owns @db; NULL + error, or when cancelled. */
HcDriverSet *hc_drivers_load (HcDb *db,
                              HcColumns *columns,
                              const HcLaunchSettings *settings,
                              const HcDriverQuery *query,
                              const gint *cancelled,
                              GError **error);

/* The text groups alone, for who reckons drivers from several days. As above. */
HcDriverGroups *hc_driver_groups_load (HcDb *db,
                                       HcColumns *columns,
                                       const gint *cancelled,
                                       GError **error);

G_END_DECLS
