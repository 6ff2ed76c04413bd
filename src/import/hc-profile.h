/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import profile: how the exports of one tool read. Shipped ones are INI files in the program, a
 * person's own are INI files or judgements in the launch. See data/profiles/README. */

#pragma once

#include "hc-db.h"
#include "hc-import.h"
#include "hc-values.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;   /* “servicenow” */
  char *name; /* “ServiceNow” */
  char *log_profile; /* what to use when several rows per key turn up; NULL: this one */
  gboolean is_log;
  gboolean is_generic; /* proposed only when no other fits */
  HcCoverage covers;
  HcDateOrder date_order;
  char *zone;     /* NULL: the launch's */
  char *encoding; /* NULL: detect */
  char delimiter; /* 0: detect */
  GPtrArray *aliases[HC_TICKET_N_FIELDS]; /* of char *, normalised headers, best first; may be NULL */
  GArray *columns; /* of HcMapColumn: settled by a person for one header; NULL: by aliases */
  char *header_hash; /* of that header; NULL */
  HcValueTable *states;     /* → HcStateClass */
  HcValueTable *priorities; /* → 1–5 */
  GPtrArray *missing;       /* of char *: texts that stand for no value, case folded */
} HcProfile;

void hc_profile_free (HcProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcProfile, hc_profile_free)

/* @data is an INI text; @id names it where it does not. FORMAT with what is wrong in it. */
HcProfile *
hc_profile_parse (const char *data, gssize length, const char *id, GError **error);

/* Shipped ones first, in the order of proposal; then the launch's own. @db may be NULL. Element type
 * HcProfile. */
GPtrArray *hc_profiles_load (HcDb *db, GError **error);
/* By id or name, or an INI file by its path (*.ini). NOT_FOUND names those there are. */
HcProfile *hc_profile_find (HcDb *db, const char *name, GError **error);

/* Keeps the mapping of @options (columns, values, order, zone, coverage) as a judgement called @name,
 * replacing one of that name. Inside the caller's command or transaction. */
gboolean hc_profile_save (HcDb *db,
                          const char *name,
                          const char *base,
                          const HcImportOptions *options,
                          GError **error);

G_END_DECLS
