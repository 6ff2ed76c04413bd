/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which tickets repeat an earlier one (metrics.md §2: pattern_repeat_rate, same_user_repeat_rate). */

#pragma once

#include "hc-columns.h"

G_BEGIN_DECLS

typedef enum
{
  HC_REPEAT_CLASSIFIED = 1 << 0, /* has an issue */
  HC_REPEAT_PATTERN = 1 << 1,    /* its issue had a ticket strictly earlier, within the look-back */
  HC_REPEAT_KEYED = 1 << 2,      /* has a requester and an issue, category or subcategory */
  HC_REPEAT_SAME_USER = 1 << 3,  /* its requester had such a ticket within the look-back */
} HcRepeatFlags;

/* One HcRepeatFlags byte a row; newly allocated. Whatever is cancelled is left out: a repeat of a
 * cancelled ticket is none. Linear. */
guint8 *hc_repeat_find (const HcColumns *columns, double look_back_days);
/* The same as seen when only instants before @horizon existed: what was cancelled later counts. */
guint8 *hc_repeat_find_at (const HcColumns *columns, double look_back_days, gint64 horizon);
/* The same, found once: kept with the columns for the look-back and horizon that were asked for first.
 * Borrowed as long as @columns live where it is kept; else *@owned, for the caller to free. */
const guint8 *hc_repeat_get (const HcColumns *columns,
                             double look_back_days,
                             gint64 horizon,
                             guint8 **owned);
/* For hc-columns.c; @cache may be NULL. */
void hc_repeat_cache_free (gpointer cache);

G_END_DECLS
