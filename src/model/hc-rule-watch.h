/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps what rules say about tickets up to date while a launch is open: looks on a reader thread
 * whether it is, after each write that could matter, and rebuilds on the writer; the store then tells
 * HC_TABLES_LINKS. A newer change ends the rebuilding and begins it anew. Main context. */

#pragma once

#include "hc-store.h"

G_BEGIN_DECLS

typedef struct HcRuleWatch HcRuleWatch;

/* Looks at once. Does nothing for a launch that is only read. */
HcRuleWatch *hc_rule_watch_new (HcStore *store);
/* Ends a rebuilding; what it did is taken back. */
void hc_rule_watch_free (HcRuleWatch *self);

G_END_DECLS
