/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: interned texts during an import. All terms of the launch are held in memory, so
 * that a row costs hash lookups and no statement unless it brings a new text. */

#pragma once

#include "hc-db-private.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

/* The kind of the term that names a source; fields use their own. */
#define HC_TERM_SOURCE HC_TICKET_KEY

typedef struct _HcTerms HcTerms;

HcTerms *hc_terms_load (HcDb *db, GError **error);
void hc_terms_free (HcTerms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTerms, hc_terms_free)

/* The id of @text, inserted when it is new. HC_INSTANT_NONE for NULL; 0 + error on failure. @hash:
 * hc_ticket_text_hash() of both. */
gint64 hc_terms_intern (HcTerms *self,
                        HcTicketField kind,
                        const char *text,
                        guint64 hash,
                        GError **error);
/* hc_ticket_text_hash() of the term; 0 for an id that does not exist. */
guint64 hc_terms_hash (const HcTerms *self, gint64 id);
const char *hc_terms_text (const HcTerms *self, gint64 id); /* NULL when there is none */

G_END_DECLS
