/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which texts tickets have, and how many have each. Most first, then by text; tickets without one are
 * left out. Element type HcTicketValue. */

#pragma once

#include "hc-ticket-list.h"

G_BEGIN_DECLS

/* The titles of some tickets. */
GPtrArray *hc_text_counts_titles (HcDb *db, const gint64 *tickets, guint n, GError **error);
/* The imported texts of a TERM field, as they were written; of all tickets. */
GPtrArray *hc_text_counts_terms (HcDb *db, HcTicketField field, GError **error);

G_END_DECLS
