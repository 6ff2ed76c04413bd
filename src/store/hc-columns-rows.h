/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the fields of every ticket of the population, in one pass over the table. */

#pragma once

#include "hc-columns-links.h"
#include "hc-db-private.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 id;
  guint32 opened, ended, updated, due, responded; /* HC_SECONDS_NONE where there is none */
  guint32 category, subcategory, group; /* terms, 0 = none */
  guint32 requester;
  guint16 flags;                        /* those that the ticket's own row tells */
  guint8 state : 7;
  guint8 has_parent : 1; /* 44 bytes in all: there are as many as tickets */
  guint8 priority;
} HcColumnsRow;

typedef struct
{
  GArray *rows; /* of HcColumnsRow, in id order */
  GArray *matches; /* of the population: hc_columns_links_see() */
  guint inputs; /* of all tickets, whatever the scope */
  guint64 n_before_go_live;
  guint64 n_out_of_scope;
} HcColumnsRows;

void hc_columns_rows_clear (HcColumnsRows *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcColumnsRows, hc_columns_rows_clear)

/* Inside a read transaction; many tickets are read on two connections. @links tells what matches ask
 * for. @self is zeroed. FALSE + error: @self holds nothing that is whole. */
gboolean hc_columns_rows_read (HcColumnsRows *self,
                               HcDb *db,
                               const HcLaunchSettings *settings,
                               const HcColumnsLinks *links,
                               GError **error);

/* NULL → HC_SECONDS_NONE; what does not fit 32 bits comes as near as it can. */
guint32 hc_columns_seconds (sqlite3_value *value);

G_END_DECLS
