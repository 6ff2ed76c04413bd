/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For the tests of every folder: do, undo = before, redo = after, over all judgement tables. */

#pragma once

#include "hc-history.h"

G_BEGIN_DECLS

/* All rows of all judgement tables as text. */
char *hc_test_dump (HcDb *db);
/* Runs the command and asserts that it changes something, that undo gives the state before and redo
 * the state after. Leaves it done. */
void hc_test_command (HcDb *db, const char *label, HcCommandFunc func, gpointer data);
/* The SQL as a command; for tests whose point is the history, not the command. */
void hc_test_sql (HcDb *db, const char *label, const char *sql);
/* SQL outside the history: facts. */
void hc_test_exec (HcDb *db, const char *sql);
gint64 hc_test_int (HcDb *db, const char *sql);

/* A folder of its own, removed with all its files by hc_test_folder_free(). */
char *hc_test_folder_new (void);
void hc_test_folder_free (char *folder);
/* Names in it, sorted, blank-separated: “a.hypercare b.hypercare”. */
char *hc_test_folder_list (const char *folder);

/* A folder of its own and the path of a launch in it, which is to be created. */
typedef struct
{
  char *folder;
  char *path;
} HcTestPlace;

void hc_test_place_set_up (HcTestPlace *self, gconstpointer data);
void hc_test_place_tear_down (HcTestPlace *self, gconstpointer data);
/* g_test_init() and g_test_run() in a data folder of their own, where snapshots are taken. */
void hc_test_snapshots_init (int *argc, char ***argv);
int hc_test_snapshots_run (void);
/* Plain SQLite: what somebody else's program could do to a file, and no part of this one would. */
void hc_test_tamper (const char *path, const char *sql);

G_END_DECLS
