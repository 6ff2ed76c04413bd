/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: does a ticket belong to the launch? It does when some include rule fits (or there
 * is none) and no exclude rule does. Texts are compared without regard to case. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

typedef struct _HcScope HcScope;

/* What the rules look at; terms are ids of `term`, 0 = no value; texts may be NULL. */
typedef struct
{
  gint64 group;
  gint64 category;
  gint64 service;
  gint64 requester;
  const char *tags;
  const char *title;
} HcScopeTicket;

HcScope *hc_scope_load (HcDb *db, GError **error);
void hc_scope_free (HcScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcScope, hc_scope_free)

gboolean hc_scope_is_everything (const HcScope *self); /* no rules */
gboolean hc_scope_contains (const HcScope *self, const HcScopeTicket *ticket);

/* Pure helpers. @tags is a list as exported: separated by commas, semicolons or bars, else by
 * blanks. @folded has gone through g_utf8_casefold(). */
gboolean hc_scope_has_tag (const char *tags, const char *folded);
gboolean hc_scope_has_word (const char *title, const char *folded);

G_END_DECLS
