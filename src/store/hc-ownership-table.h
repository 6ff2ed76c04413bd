/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does to the ownership matrix, one undo step each: HcCommandFuncs with their data.
 * Texts of the data are owned. Each is right whatever the window showed when the key was pressed:
 * it looks at what is there. */

#pragma once

#include "hc-db.h"
#include "hc-field.h"

G_BEGIN_DECLS

/* hc_ownership_set_letter(): the letter is (not) in the cell afterwards, other letters stay.
 * hc_ownership_clear_cell(): no letter is (letter is not looked at). */
typedef struct
{
  char *duty_id;
  char *team_id;
  char *letter;    /* “R”, “A”, “C”, “I” */
  gboolean on;
  char *person_id; /* of a letter that is added; NULL: nobody named */
} HcCellChange;

void hc_cell_change_free (HcCellChange *self);
gboolean hc_ownership_set_letter (HcDb *db, gpointer data, GError **error);
gboolean hc_ownership_clear_cell (HcDb *db, gpointer data, GError **error);

/* Names (or NULL: no longer names) the accountable person of a row; @data: HcCellChange, whose team
 * is the accountable one. NOT_FOUND when the row has no A there any more. */
gboolean hc_ownership_set_accountable (HcDb *db, gpointer data, GError **error);

/* Rows of the standard areas or of hot paths that are not there yet, at the end; @data: NULL. */
gboolean hc_ownership_add_areas (HcDb *db, gpointer data, GError **error);
gboolean hc_ownership_add_workflows (HcDb *db, gpointer data, GError **error);

/* Both, and the usual teams where there is none; @data: NULL. */
gboolean hc_ownership_set_up (HcDb *db, gpointer data, GError **error);

/* A row with one responsible team, e.g. what a routing pair asks for. */
typedef struct
{
  char *name;
  char *area;
  char *team_id;
} HcRowAddition;

void hc_row_addition_free (HcRowAddition *self);
gboolean hc_ownership_add_row (HcDb *db, gpointer data, GError **error);

/* Assignment groups of a team; a group that belongs to another team moves. @data: HcGroupMove. */
typedef struct
{
  char *group;
  char *team_id;  /* NULL: to no team; or a new one is made of team_name */
  char *team_name;
} HcGroupMove;

void hc_group_move_free (HcGroupMove *self);
gboolean hc_ownership_map_group (HcDb *db, gpointer data, GError **error);

/* The own path of a place (duty_id, severity; NULL: any) made of copies of @levels (ids), which are
 * those it inherited. */
typedef struct
{
  char *duty_id;
  char *severity;
  GStrv levels;
} HcPathCopy;

void hc_path_copy_free (HcPathCopy *self);
gboolean hc_ownership_copy_path (HcDb *db, gpointer data, GError **error);

/* Two levels of one path change places; @data: GStrv of two ids. Or hc_ownership_drop_level(): the
 * first one goes and those above it come down; @data: GStrv of one id. */
gboolean hc_ownership_swap_levels (HcDb *db, gpointer data, GError **error);
gboolean hc_ownership_drop_level (HcDb *db, gpointer data, GError **error);

G_END_DECLS
