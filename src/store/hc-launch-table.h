/* SPDX-License-Identifier: GPL-3.0-or-later */

/* launch, holiday, threshold, scope_rule, team, group_team, declared_hop, source: load and save.
 * Functions that write are called inside hc_history_run(). */

#pragma once

#include "hc-db.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* Writes the launch row (or updates the one there is), holidays and thresholds that differ from the
 * default, so that loading gives @settings again. CONSTRAINT with the field's name when a value is
 * out of range (empty name, unknown zone, length 0 …): the same core check as the form's. */
gboolean hc_launch_save (HcDb *db, const HcLaunchSettings *settings, GError **error);
/* @out is initialised here. NOT_FOUND when the file has no launch row. */
gboolean hc_launch_load (HcDb *db, HcLaunchSettings *out, GError **error);

typedef struct
{
  char *id; /* NULL: new */
  char *kind;
  char *field;
  char *value;
} HcScopeRule;

void hc_scope_rule_free (HcScopeRule *rule);
GPtrArray *hc_scope_rules_load (HcDb *db, GError **error);
/* Replaces all rules by @rules (of HcScopeRule); unchanged ones keep their id. */
gboolean hc_scope_rules_save (HcDb *db, GPtrArray *rules, GError **error);

typedef struct
{
  char *id;
  char *name;
  char *url_pattern; /* holds {key}; "" = none */
} HcTicketSource;

void hc_ticket_source_free (HcTicketSource *source);
GPtrArray *hc_ticket_sources_load (HcDb *db, GError **error);
/* Inserts when @source->id is NULL (and sets it), else updates. */
gboolean hc_ticket_source_save (HcDb *db, HcTicketSource *source, GError **error);

/* The newest as-of of all imports; HC_INSTANT_NONE without one. */
gboolean hc_launch_newest_as_of (HcDb *db, gint64 *out, GError **error);

char *hc_uuid_new (void);

G_END_DECLS
