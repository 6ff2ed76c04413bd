/* SPDX-License-Identifier: GPL-3.0-or-later */

/* team, group_team, declared_hop, cohort, cohort_match: adding to the plan. Called inside
 * hc_history_run(). */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *kind; /* “support”, “application”, “vendor” … */
  int tier;         /* 0: not given */
  gboolean is_dispatcher;
  const char *const *groups; /* ITSM assignment groups of the team, NULL-terminated; NULL: none */
} HcTeamSpec;

/* The new team's id, newly allocated; NULL + error. */
char *hc_team_add (HcDb *db, const HcTeamSpec *spec, GError **error);
/* Handing a ticket from the one team to the other is no misrouting. */
gboolean
hc_declared_hop_add (HcDb *db, const char *from_team_id, const char *to_team_id, GError **error);

typedef struct
{
  const char *name;
  const char *kind;  /* “role”, “location” … */
  gint64 heads;      /* < 0: not known */
  const char *rank;  /* its place in the list */
  const char *field; /* a ticket belongs to it when its @field (hc_ticket_fields) is @value */
  const char *value;
} HcCohortSpec;

gboolean hc_cohort_add (HcDb *db, const HcCohortSpec *spec, GError **error);

G_END_DECLS
