/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options that commands about metrics share. All: FALSE + HC_ERROR_USAGE, saying what would be
 * understood. */

#pragma once

#include "hc-command.h"
#include "hc-metric.h"

G_BEGIN_DECLS

gboolean hc_parse_metric (const char *word, HcMetricId *out, GError **error);
/* “category”; @option: where it was written. */
gboolean
hc_parse_field (const char *option, const char *word, HcDimension *out, GError **error);
/* HC_DAY_NONE when @option is not given. */
gboolean hc_parse_day (const HcCall *call, const char *option, HcDay *out, GError **error);
/* All “--where FIELD=VALUE”; @out gets HcWhere that borrow from the call. */
gboolean hc_parse_where (const HcCall *call, GArray *out, GError **error);
/* “--compare FIELD=VALUE”; “all” or not given: HC_BY_NONE. */
gboolean hc_parse_compare (const HcCall *call, HcWhere *out, GError **error);
/* Somebody has this value. */
gboolean hc_check_where (const HcColumns *columns,
                         const HcUsage *usage,
                         const HcWhere *where,
                         GError **error);

G_END_DECLS
