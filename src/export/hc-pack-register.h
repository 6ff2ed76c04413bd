/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registers of the plan and the handoff as sheets of the pack: each one a table of texts with a
 * kind a column. Collected here, written by hc-workbook-registers. */

#pragma once

#include "hc-db.h"
#include "hc-field.h"

G_BEGIN_DECLS

typedef enum
{
  HC_PACK_TEXT,
  HC_PACK_STRONG,
  HC_PACK_CENTRE,
  HC_PACK_COUNT,   /* text is a number */
  HC_PACK_DECIMAL, /* likewise */
  HC_PACK_DAY,     /* text is YYYY-MM-DD */
} HcPackKind;

typedef struct
{
  char *header;
  double width;
  HcPackKind kind;
  const HcChoice *choices; /* offered where BAU works on; NULL */
} HcPackColumn;

/* Where the sheet stands, see pack.md “Sheets”. */
typedef enum
{
  HC_PACK_BEFORE_TICKETS,
  HC_PACK_AFTER_TICKETS,
  HC_PACK_AFTER_METRICS,
} HcPackPlace;

typedef struct
{
  const char *sheet;    /* static */
  const char *contents; /* what it holds, for the cover */
  const char *empty;    /* what an empty register means */
  const char *table;    /* “tbl_open_risks” */
  gboolean follows;     /* a second block on the sheet of the register before */
  HcPackPlace place;
  GArray *columns;      /* of HcPackColumn */
  GPtrArray *rows;      /* of GStrv-like char **, columns->len long; NULL = empty cell */
} HcPackRegister;

void hc_pack_register_free (HcPackRegister *self);

/* All of them in sheet order; of HcPackRegister. @anonymised: people by stable codes, evidence left
 * out. Inside the caller's read transaction. */
GPtrArray *hc_pack_registers_collect (HcDb *db, gboolean anonymised, GError **error);

G_END_DECLS
