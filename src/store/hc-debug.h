/* SPDX-License-Identifier: GPL-3.0-or-later */

/* HYPERCARE_DEBUG=sql,plan,time,undo,import (or “all”): what the store does, on stderr. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HC_DEBUG_SQL = 1 << 0,    /* every statement with its values */
  HC_DEBUG_PLAN = 1 << 1,   /* how SQLite will run it; marks a scan of “ticket” */
  HC_DEBUG_TIME = 1 << 2,   /* how long it took */
  HC_DEBUG_UNDO = 1 << 3,   /* what the history records, undoes and redoes */
  HC_DEBUG_IMPORT = 1 << 4, /* what an import decides */
} HcDebugFlags;

gboolean hc_debug_on (HcDebugFlags flag);
/* One line, when the flag is set. */
void hc_debug (HcDebugFlags flag, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
