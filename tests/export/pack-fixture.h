/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch in memory, filled through the store, and a workbook read back as texts. */

#pragma once

#include "hc-history.h"
#include "hc-launch-settings.h"
#include "hc-pack.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef struct
{
  HcDb *db;
  char *folder;
  char *path; /* of the workbook, in the folder */
} PackFixture;

/* With the launch and no more. */
void pack_fixture_set_up (PackFixture *self, gconstpointer data);
/* The workbook goes, and nothing else may have been left. */
void pack_fixture_tear_down (PackFixture *self, gconstpointer data);
/* Runs @fill as one step. */
void pack_fixture_run (PackFixture *self, HcCommandFunc fill);
void pack_fixture_write (PackFixture *self, const HcPackOptions *options);

/* Saves a record of fields and values, NULL-terminated, and gives its id. */
char *pack_fixture_add (HcDb *db, const char *type, const char *const *pairs);
#define PACK_FIXTURE_ADD(db, type, ...)                                                            \
  pack_fixture_add (db, type, (const char *const[]){ __VA_ARGS__, NULL })

/* “Wave 1”, go-live Monday 2016-02-29, Europe/Berlin, 21 days, one holiday. */
HcDb *pack_fixture_launch (void);

typedef struct
{
  const char *key;
  const char *title;
  const char *state; /* also its class, by word */
  int priority;
  const char *group;
  const char *assignee;
  const char *category;
  double opened; /* days after go-live */
  double ended;  /* the same; < 0: open */
} PackFixtureTicket;

/* Imports them as one file of everything, exported @as_of_days after go-live. */
void pack_fixture_import (HcDb *db,
                          const char *file,
                          double as_of_days,
                          const PackFixtureTicket *tickets,
                          guint n_tickets);
gint64 pack_fixture_instant (double days); /* after go-live */

/* A believable three weeks of @n tickets, @open of them open at the end. */
void pack_fixture_import_many (HcDb *db, guint n, guint open);

/* Rows (GPtrArray of char *) of one sheet, row n of the sheet at index n − 1; missing rows are empty. */
GPtrArray *pack_fixture_read (const char *path, const char *sheet);
/* The text of a part of the workbook, such as “xl/workbook.xml”. */
char *pack_fixture_part (const char *path, const char *name);

/* "" outside. */
const char *pack_fixture_cell (GPtrArray *rows, guint row, guint column);
/* The row whose first cell is @text; fails the test when there is none. */
guint pack_fixture_find (GPtrArray *rows, const char *text);
/* The first cell with @text, row by row; fails the test when there is none. */
void pack_fixture_locate (GPtrArray *rows, const char *text, guint *row, guint *column);

G_END_DECLS
