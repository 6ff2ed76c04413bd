/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registers of the plan and the handoff as sheets of the pack: each one a table of texts with a
 * kind a column. Collected here, written by hc-workbook-registers. */

#pragma once

#include "hc-db.h"
#include "hc-field.h"
#include "hc-issue-facts.h"

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

/* Which figures stand out. */
typedef enum
{
  HC_PACK_FLAG_NONE,
  HC_PACK_FLAG_ONE,      /* 1: the worst severity */
  HC_PACK_FLAG_POSITIVE, /* more than 0 */
} HcPackFlag;

typedef struct
{
  char *header;
  double width;
  HcPackKind kind;
  const HcChoice *choices; /* offered where BAU works on; NULL */
  const char *link;        /* the table in which the row of the same issue is; NULL */
  HcPackFlag flag;
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
  GPtrArray *ids;       /* of char *: the issue of each row; empty where rows are no issues */
  GPtrArray *rows;      /* of GStrv-like char **, columns->len long; NULL = empty cell */
} HcPackRegister;

void hc_pack_register_free (HcPackRegister *self);

/* Where a row of @id is in @self: its index; -1: not in it. */
int hc_pack_register_find (const HcPackRegister *self, const char *id);

/* What figures of registers rest on. */
typedef struct
{
  gboolean anonymised; /* people by stable codes, symptoms and evidence left out */
  const HcIssueFactsSet *facts;
  HcCalendar *calendar;
  HcDay today; /* HC_DAY_NONE: nothing was imported */
} HcPackBasis;

/* All of them in sheet order; of HcPackRegister. Inside the caller's read transaction. */
GPtrArray *hc_pack_registers_collect (HcDb *db, const HcPackBasis *basis, GError **error);

G_END_DECLS
