/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sign-offs: entries of record with the verdicts they froze. Append-only: nothing here updates or
 * deletes, and no history entry can take one back; a later one supersedes it. Each holds the
 * SHA-256 of its content, its verdicts and the sign-off before it of the same site, so that a
 * change from outside shows. Tamper-evident, not tamper-proof: a whole chain can be written anew.
 */

#pragma once

#include "hc-criteria.h"
#include "hc-db.h"

G_BEGIN_DECLS

/* Freezes @result, in a transaction of its own; @sign_off without id and times. CONSTRAINT with a
 * whole sentence: no name, nobody of that name in the directory, conditions missing, approval of a
 * gate that is not met, or one name on both sides. */
gboolean hc_sign_off_add (HcDb *db,
                          const HcSignOff *sign_off,
                          const HcCriteriaResult *result,
                          GError **error);
/* Oldest first, of HcSignOff; both gates. */
GPtrArray *hc_sign_offs_load (HcDb *db, GError **error);
/* What is wrong with the chains: translated sentences (char *); empty: nothing. */
GPtrArray *hc_sign_offs_verify (HcDb *db, GError **error);

G_END_DECLS
