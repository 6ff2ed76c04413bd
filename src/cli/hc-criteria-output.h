/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One gate as JSON, CSV (both untranslated but for sentences, a contract) and text for people. */

#pragma once

#include "hc-criteria.h"

G_BEGIN_DECLS

char *hc_criteria_to_json (const HcCriteriaResult *result);
char *hc_criteria_to_csv (const HcCriteriaResult *result);
char *hc_criteria_to_text (const HcCriteriaResult *result, HcCalendar *calendar);

G_END_DECLS
