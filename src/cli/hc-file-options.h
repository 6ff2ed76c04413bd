/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What commands that read tables have in common. Private to cli/. */

#pragma once

#include "hc-command.h"
#include "hc-import.h"

G_BEGIN_DECLS

/* --delimiter and --date-order; @out is left alone when not given. FALSE + HC_ERROR_USAGE. */
gboolean hc_call_delimiter (const HcCall *self, char *out, GError **error);
gboolean hc_call_date_order (const HcCall *self, HcDateOrder *out, GError **error);
/* FALSE + HC_ERROR_USAGE: the file that @option names would overwrite one that is read. */
gboolean hc_call_check_output (const HcCall *self, const char *option, GError **error);

/* After an import: keeps the verdicts of the day. What cannot be kept is told on stderr only: the
 * import is in. */
void hc_open_launch_record_verdicts (HcOpenLaunch *self, gint64 now);

G_END_DECLS
