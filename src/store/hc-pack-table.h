/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the handover pack asks of the store beside the columns: the texts of open tickets. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

/* Texts are borrowed until the callback returns; NULL where there is no value. */
typedef struct
{
  const char *key;
  const char *title;
  const char *state;
  const char *priority_text;
  const char *group;
  const char *assignee;
  gint64 assignee_term; /* 0: none; stays the same for the life of the launch file */
  gint64 opened_at;
  HcStateClass state_class;
  int priority; /* 0: unknown */
} HcPackRow;

/* FALSE + error stops the walk. */
typedef gboolean (*HcPackRowFunc) (const HcPackRow *row, gpointer data, GError **error);

/* Calls @func for each of the tickets @ids, in that order. An id that is not there is an error
 * (DAMAGED): the list would be short. */
gboolean hc_pack_rows_each (HcDb *db,
                            const guint32 *ids,
                            guint n_ids,
                            HcPackRowFunc func,
                            gpointer data,
                            GError **error);

/* TRUE + G_IO_ERROR_CANCELLED when the job that runs on @db was cancelled. */
gboolean hc_pack_cancelled (HcDb *db, GError **error);

G_END_DECLS
