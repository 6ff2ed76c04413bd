/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tickets as columns: the few fields that metrics need, ordered by opening time, then ticket
 * id. Holds the launch's population (opened on or after go-live, inside the scope rules), loaded
 * once by store/hc-columns-table and then read-only: may be shared by threads. Times are seconds
 * since 1970 in 32 bits (until 2106). */

#pragma once

#include "hc-day.h"
#include "hc-types.h"

G_BEGIN_DECLS

#define HC_SECONDS_NONE G_MAXUINT32

typedef enum
{
  HC_BY_NONE,
  HC_BY_CATEGORY,
  HC_BY_SUBCATEGORY, /* “Category / Subcategory” */
  HC_BY_PRIORITY,    /* hc_priority_word() */
  HC_BY_GROUP,
  HC_BY_WORKFLOW,
  HC_BY_STEP,        /* “Workflow / Step” */
  HC_BY_COHORT,      /* the first one; the others are in more_cohorts */
  HC_BY_ISSUE,       /* “HC-004 No approver for cost centre” */
  HC_BY_CAUSE,       /* “confusion” */
  HC_N_DIMENSIONS,
} HcDimension;

const char *hc_dimension_word (HcDimension by); /* “category” …; NULL for NONE */
HcDimension hc_dimension_from_word (const char *word); /* HC_BY_NONE when unknown */

typedef enum
{
  HC_TICKET_FLAG_CHILD = 1 << 0,            /* merged into another ticket (parent is in the launch) */
  HC_TICKET_FLAG_SLA_MET = 1 << 1,
  HC_TICKET_FLAG_SLA_BREACHED = 1 << 2,
  HC_TICKET_FLAG_ROUTING_KNOWN = 1 << 3,    /* its groups were seen in a log or from an open first file */
  HC_TICKET_FLAG_MISROUTED = 1 << 4,        /* by history: left at least one wrong resolver group */
  HC_TICKET_FLAG_COUNT_KNOWN = 1 << 5,      /* a reassignment count was exported */
  HC_TICKET_FLAG_COUNT_MISROUTED = 1 << 6,  /* count > declared hops allowed */
  HC_TICKET_FLAG_REOPEN_COUNT = 1 << 7,     /* an exported reopen count > 0 */
  HC_TICKET_FLAG_END_INFERRED = 1 << 8,     /* of the last spell */
  HC_TICKET_FLAG_SEVERAL_SPELLS = 1 << 9,   /* its spells are in the side array */
  HC_TICKET_FLAG_MISSING = 1 << 10,         /* not in the newest file that covers everything */
  HC_TICKET_FLAG_HANDED_OVER = 1 << 11,     /* by history: left any group before its end */
  HC_TICKET_FLAG_COUNT_HANDED_OVER = 1 << 12, /* count > 0 */
  HC_TICKET_FLAG_MATRIX_KNOWN = 1 << 13,    /* its owner is known: hc-routing-matrix.h */
  HC_TICKET_FLAG_MATRIX_MISROUTED = 1 << 14, /* its group is of no such team */
} HcTicketFlags;

/* Which inputs were ever there; what is absent makes a metric not measurable. */
typedef enum
{
  HC_INPUT_GROUP = 1 << 0,
  HC_INPUT_REASSIGNMENT_COUNT = 1 << 1,
  HC_INPUT_REOPEN_COUNT = 1 << 2,
  HC_INPUT_SLA = 1 << 3,
  HC_INPUT_DUE = 1 << 4,
  HC_INPUT_UPDATED = 1 << 5,
  HC_INPUT_TICKETS = 1 << 6,    /* at least one import */
  HC_INPUT_REOPENINGS = 1 << 7, /* spells can restart: a log, or at least two files */
  HC_INPUT_REQUESTER = 1 << 8,
  HC_INPUT_FIRST_RESPONSE = 1 << 9,
} HcInputs;

/* A spell of a ticket with several; sorted by row, then start. */
typedef struct
{
  guint32 row;
  guint32 start;
  guint32 end; /* HC_SECONDS_NONE: open */
  guint32 inferred;
} HcRowSpell;

/* A ticket belongs to this cohort as well; sorted by row. */
typedef struct
{
  guint32 row;
  guint32 cohort; /* ordinal of HC_BY_COHORT */
} HcRowCohort;

typedef struct
{
  guint n;
  guint32 *ticket;  /* ticket.id */
  guint32 *opened;
  guint32 *ended;   /* end of the last spell; HC_SECONDS_NONE while open */
  guint32 *updated; /* HC_SECONDS_NONE when not exported */
  guint32 *responded; /* the same */
  guint32 *due;
  guint8 *state;    /* HcStateClass */
  guint8 *priority;
  guint16 *flags;   /* HcTicketFlags */
  guint32 *dim[HC_N_DIMENSIONS]; /* ordinal into names[]; 0 = no value; dim[HC_BY_NONE] is NULL */
  GPtrArray *names[HC_N_DIMENSIONS]; /* of char *; [0] is NULL */
  /* The ids of the records behind workflow, step, cohort and issue, as names; NULL for the others. */
  GPtrArray *ids[HC_N_DIMENSIONS];
  GPtrArray *issue_codes;  /* of char *, as names[HC_BY_ISSUE]: “HC-004”, may be "" */
  GPtrArray *issue_actions; /* of char *, the same: “deflect”; NULL: none chosen */
  GPtrArray *cohort_kinds; /* of char *, as names[HC_BY_COHORT]: “role” */
  GArray *cohort_heads;    /* of gint64, as names[HC_BY_COHORT]; -1: no head count typed */
  gint64 users_in_scope;   /* head counts of the kind of cohorts with the most; -1: none typed */
  guint32 *requester;      /* the same number: the same requester; 0 = not exported */

  HcRowSpell *spells;
  guint n_spells;
  HcRowCohort *more_cohorts;
  guint n_more_cohorts;
  gpointer repeat_cache; /* of hc-repeat.c, atomic */
  guint32 *row_of; /* ticket id → row + 1, 0: not here; n_row_of entries */
  gsize n_row_of;

  guint inputs; /* HcInputs */
  gint64 newest_as_of; /* HC_INSTANT_NONE without an import */
  guint64 n_before_go_live;
  guint64 n_out_of_scope;
} HcColumns;

/* All arrays of @n, zeroed; names (and ids) with a NULL first entry. */
HcColumns *hc_columns_new (guint n);
/* Reference-counted, any thread; read-only once it is shared. */
HcColumns *hc_columns_ref (HcColumns *self);
void hc_columns_unref (HcColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcColumns, hc_columns_unref)
/* The same tickets without the rows where @left_out is not 0; names and ordinals stay. What was ever
 * exported (`inputs`) and the newest as-of stay too. */
HcColumns *hc_columns_without (const HcColumns *columns, const guint8 *left_out);
/* The row of ticket @id; FALSE when it is not of the population. */
gboolean hc_columns_find (const HcColumns *self, guint32 id, guint *row);
/* Index of the first spell of @row; n_spells or another row's when it has none there. */
guint hc_columns_first_spell (const HcColumns *self, guint32 row);
/* How many spells of @row, the first at @first, began before @horizon: at least that one. */
guint hc_columns_count_spells (const HcColumns *self, guint first, guint32 row, gint64 horizon);
/* The end of its last spell that began before @horizon; HC_SECONDS_NONE: open there. */
guint32 hc_columns_end (const HcColumns *self, guint32 row, gint64 horizon);
/* Ended before @horizon, as cancelled. */
gboolean hc_columns_is_cancelled (const HcColumns *self, guint32 row, gint64 horizon);

G_END_DECLS
