/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The drivers of ticket demand as JSON, CSV and text. Private to cli/. */

#pragma once

#include "hc-driver.h"

G_BEGIN_DECLS

char *hc_driver_set_to_json (const HcDriverSet *set);
char *hc_driver_set_to_csv (const HcDriverSet *set);
/* The first @top of them. */
char *hc_driver_set_to_text (const HcDriverSet *set, HcCalendar *calendar, guint top);

G_END_DECLS
