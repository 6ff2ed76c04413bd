/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan of ownership in memory, written in a few lines. */

#pragma once

#include "hc-ownership.h"

G_BEGIN_DECLS

typedef struct
{
  HcOwnershipPlan plan; /* the arrays are owned */
} Plan;

void plan_init (Plan *self);
void plan_clear (Plan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* A record with this id: field, value, …, NULL. */
HcRecordData *
plan_add (GPtrArray *records, const char *type, const char *id, ...) G_GNUC_NULL_TERMINATED;
/* A letter of a cell; @person NULL: nobody named. */
void plan_role (Plan *self, const char *duty, const char *team, const char *letter, const char *person);

G_END_DECLS
