/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo, redo and audit: every judgement command is one transaction, one session changeset, one
 * label, one row of `history`. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef gboolean (*HcCommandFunc) (HcDb *db, gpointer data, GError **error);

/* Runs @func inside a recorded transaction. FALSE + error: nothing happened. A command that changed
 * nothing leaves no row. @label is the translated name in “Undo %s” (“Set Go-Live Date”). */
gboolean hc_history_run (HcDb *db,
                         const char *label,
                         HcCommandFunc func,
                         gpointer data,
                         GError **error);

/* FALSE + HC_ERROR_NOT_FOUND when there is nothing to undo, HC_ERROR_CONFLICT (naming the row) when
 * someone else changed it meanwhile. @label (out, optional): what was undone. */
gboolean hc_history_undo (HcDb *db, char **label, GError **error);
gboolean hc_history_redo (HcDb *db, char **label, GError **error);
/* The names for “Undo %s” and “Redo %s”, NULL when there is none; newly allocated. */
gboolean hc_history_peek (HcDb *db, char **undo_label, char **redo_label, GError **error);

/* What is recorded so far stays in the list but can no longer be undone: the creation of a launch. */
gboolean hc_history_seal (HcDb *db, GError **error);

typedef struct
{
  gint64 seq;
  gint64 at;
  char *author;
  char *label;
  char *kind;
  gboolean undone;
} HcHistoryEntry;

void hc_history_entry_free (HcHistoryEntry *entry);
/* Newest first, at most @limit; element type HcHistoryEntry. */
GPtrArray *hc_history_list (HcDb *db, guint limit, GError **error);
/* A dated line without changeset: an import, a take-back, a migration. Inside the caller's
 * transaction. */
gboolean
hc_history_note (HcDb *db, const char *kind, const char *label, GError **error);

/* The name that goes with each entry; default: the account's. Process-wide, copied. */
void hc_history_set_author (const char *author);
char *hc_history_dup_author (void);
/* The same for one account on one machine, and telling nothing about either. */
char *hc_history_dup_site (void);

G_END_DECLS
