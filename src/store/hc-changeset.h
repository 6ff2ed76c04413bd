/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: what SQLite's session extension says about one command. A changeset comes out of
 * a file and is not trusted: its form is checked before SQLite reads it, and only judgement tables
 * are accepted. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

typedef struct
{
  void *data; /* sqlite3_malloc */
  int size;   /* 0: nothing changed */
} HcChangeset;

void hc_changeset_clear (HcChangeset *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcChangeset, hc_changeset_clear)
void hc_changeset_copy (HcChangeset *self, const void *data, int size);

/* Is every byte of it as SQLite writes changesets, and every table a judgement table? SQLite 3.40
 * itself loops for ever on some that are cut short. */
gboolean hc_changeset_is_valid (const HcChangeset *self);

/* Records the judgement tables from now on; end with sqlite3session_delete(). */
sqlite3_session *hc_changeset_start (HcDb *db, GError **error);
gboolean
hc_changeset_take (HcDb *db, sqlite3_session *session, HcChangeset *out, GError **error);

gboolean hc_changeset_invert (HcDb *db, const HcChangeset *self, HcChangeset *out, GError **error);
/* In the caller's transaction. FALSE + HC_ERROR_CONFLICT naming the row that someone else changed;
 * nothing was applied. */
gboolean hc_changeset_apply (HcDb *db, const HcChangeset *self, GError **error);

/* TRUE when both change one value, the same column of the same row. */
gboolean hc_changeset_is_same_field (const HcChangeset *a, const HcChangeset *b);
/* @a, then @b. */
gboolean hc_changeset_join (const HcChangeset *a,
                            const HcChangeset *b,
                            HcChangeset *out,
                            GError **error);

G_END_DECLS
