/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text groups of the launch's population, with what people did to them. */

#pragma once

#include "hc-columns.h"
#include "hc-db.h"
#include "hc-text-groups.h"

G_BEGIN_DECLS

typedef struct
{
  HcTextGroups *groups;     /* titles are in the order of the columns' rows */
  HcColumns *columns;       /* a reference: row → ticket, issue … */
  gint64 *n_unclassified;   /* by group: members without an issue */
} HcLaunchTextGroups;

void hc_launch_text_groups_free (HcLaunchTextGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcLaunchTextGroups, hc_launch_text_groups_free)

/* Titles of @columns' tickets, grouped. Any thread that owns @db; cancellable. */
HcLaunchTextGroups *hc_text_groups_load (HcDb *db,
                                         HcColumns *columns,
                                         const gint *cancelled,
                                         GError **error);

/* Commands, inside hc_history_run(); keys as in HcTextGroup. Each replaces an earlier choice about the
 * same words. */
gboolean hc_text_group_merge (HcDb *db, const char *key, const char *into_key, GError **error);
/* Titles with the words of @title lead a group of their own from now on. */
gboolean hc_text_group_split (HcDb *db, const char *title, GError **error);
gboolean hc_text_group_ignore (HcDb *db, const char *key, GError **error);
/* Takes a choice back. */
gboolean hc_text_group_forget (HcDb *db, const char *key, GError **error);

G_END_DECLS
