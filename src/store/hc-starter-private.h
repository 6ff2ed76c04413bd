/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between hc-starter*.c: a starter that is being applied. */

#pragma once

#include "hc-record-table.h"
#include "hc-starter.h"

G_BEGIN_DECLS

typedef struct
{
  HcDb *db;
  GKeyFile *file;
  GHashTable *ids; /* “team desk” → id of the record */
  HcDay go_live;   /* HC_DAY_NONE: no launch yet */
  HcCalendar *calendar;
  const char *group; /* being applied */
  guint n_saved;     /* records of it so far */
} HcStarter;

/* The file with everything it is based on. */
GKeyFile *hc_starter_load (const char *name, GError **error);

/* The parts of @text between @mark, trimmed; NULL-terminated. */
char **hc_starter_split (const char *text, const char *mark);
/* Part @i, NULL when there is none or it is empty. */
const char *hc_starter_part (char **parts, guint i);

/* Sets @field from what the file says (a key for a reference, an offset for a day); NULL: nothing. */
gboolean hc_starter_set (HcStarter *self,
                         HcRecordData *record,
                         const char *field,
                         const char *text,
                         GError **error);

/* Adds @record under an id that depends only on its place in the file: the same starter gives the same
 * ids in every copy of a launch, and so one record when copies are merged. */
gboolean hc_starter_save (HcStarter *self, HcRecordData *record, GError **error);

/* hc-starter-parts.c: what belongs to the record @id of @group. */
gboolean
hc_starter_team_parts (HcStarter *self, const char *group, const char *id, GError **error);
gboolean
hc_starter_cohort_parts (HcStarter *self, const char *group, const char *id, GError **error);
gboolean
hc_starter_workflow_parts (HcStarter *self, const char *group, const char *id, GError **error);
gboolean
hc_starter_duty_parts (HcStarter *self, const char *group, const char *id, GError **error);
/* @severity or @duty_id is NULL. */
gboolean hc_starter_escalation (HcStarter *self,
                                const char *group,
                                const char *duty_id,
                                const char *severity,
                                GError **error);

G_END_DECLS
