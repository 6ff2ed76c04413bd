/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of tickets: which ids in which order, the rows of a page, one ticket with its history,
 * and the values to filter by. Functions of one HcDb; any thread that owns it. Ages count from
 * opened_at to T, the newest as-of, and only for open tickets. */

#pragma once

#include "hc-db.h"
#include "hc-ticket-facets.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

/* A column of the table: a HcTicketField, HC_TICKET_AGE, or what the ticket is linked to. */
typedef guint HcTicketColumn;
#define HC_TICKET_AGE HC_TICKET_N_FIELDS
#define HC_TICKET_LINK(kind) ((HcTicketColumn) (HC_TICKET_AGE + 1 + (kind)))
#define HC_N_TICKET_COLUMNS HC_TICKET_LINK (HC_N_LINKS)

#define HC_TICKET_COLUMN_IS_LINK(column) ((column) > HC_TICKET_AGE && (column) < HC_N_TICKET_COLUMNS)
#define HC_TICKET_COLUMN_LINK(column) ((HcLinkKind) ((column) - HC_TICKET_AGE - 1))

/* Description and modification count are none. */
gboolean hc_ticket_column_is_shown (HcTicketColumn column);
const char *hc_ticket_column_name (HcTicketColumn column);  /* “opened”, “age”: stable word */
const char *hc_ticket_column_label (HcTicketColumn column); /* translated header */
HcTicketColumn hc_ticket_column_from_name (const char *name); /* HC_N_TICKET_COLUMNS: unknown */

/* What to show, in which order. Zero-initialised by hc_ticket_query_init(): everything, newest
 * first. All conditions are ANDed, the values of one OR. */
typedef struct
{
  guint states;          /* 1 << HcStateClass; 0: all */
  guint priorities;      /* 1 << 1…5, bit 0: without one; 0: all */
  GPtrArray *groups;     /* of char *, “”: without one; empty: all */
  GPtrArray *categories; /* the same */
  gint64 age_from;       /* seconds, inclusive; −1: no bound. With a bound: open tickets only */
  gint64 age_to;         /* seconds, exclusive; −1: no bound */
  guint opened_hours;    /* opened in the last hours before T; 0: any time */
  gboolean missing;      /* only those the newest file that covers everything does not show */
  gboolean reopened;     /* only those with more than one spell */
  GPtrArray *links[HC_N_LINKS]; /* of char *, ids of records, “”: without; empty: all */
  guint marks;           /* 1 << HcTicketMark, all of them; 0: all tickets */
  HcTicketFacets *facets; /* what links, marks and an order by link rest on; NULL: no ticket has any */
  char *search;          /* in key and title, any case; NULL or "": all */
  HcTicketColumn sort;
  gboolean descending; /* tickets without a value come last in both directions */
} HcTicketQuery;

void hc_ticket_query_init (HcTicketQuery *self);
void hc_ticket_query_clear (HcTicketQuery *self);
void hc_ticket_query_copy (const HcTicketQuery *self, HcTicketQuery *out);
HcTicketQuery *hc_ticket_query_dup (const HcTicketQuery *self);
void hc_ticket_query_free (HcTicketQuery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcTicketQuery, hc_ticket_query_clear)
/* Some condition is set (the order is none). */
gboolean hc_ticket_query_is_filtered (const HcTicketQuery *self);
/* Its answer rests on the facets. */
gboolean hc_ticket_query_asks_facets (const HcTicketQuery *self);
void hc_ticket_query_set_facets (HcTicketQuery *self, HcTicketFacets *facets);

/* The ids in order, as gint64. One query, sorted in SQL; ties by id. NULL + error. */
GArray *hc_ticket_list_ids (HcDb *db, const HcTicketQuery *query, GError **error);

typedef struct
{
  gint64 open;       /* of the tickets the query shows */
  double median_age; /* seconds, of the open ones; NAN without one */
} HcTicketSummary;

gboolean hc_ticket_list_summary (HcDb *db,
                                 const HcTicketQuery *query,
                                 HcTicketSummary *out,
                                 GError **error);

/* One row, reference-counted and immutable; shared by threads. */
typedef struct
{
  gint64 id;
  char *text[HC_TICKET_N_FIELDS];    /* TEXT and TERM fields but the description; NULL: no value */
  gint64 number[HC_TICKET_N_FIELDS]; /* the other kinds; HC_INSTANT_NONE: no value */
  HcStateClass state_class;
  int priority; /* 0: none known */
  gint64 age;   /* seconds at T; −1: not open */
  guint spells;
  gboolean missing;
  char *link[HC_N_LINKS]; /* “HC-004 No approver”, steps without their workflow, cohorts with commas,
                           * the cause's word; NULL: none */
  char *issue_code;       /* NULL: no issue, or one without a code */
} HcTicketItem;

HcTicketItem *hc_ticket_item_ref (HcTicketItem *self);
void hc_ticket_item_unref (HcTicketItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTicketItem, hc_ticket_item_unref)

/* The rows of @ids in their order; NULL where there is no such ticket any more. Element type
 * HcTicketItem. */
GPtrArray *hc_ticket_list_rows (HcDb *db, const gint64 *ids, guint n, GError **error);

typedef enum
{
  HC_TICKET_EVENT_OPENED,
  HC_TICKET_EVENT_CHANGED,  /* field, old_value, new_value */
  HC_TICKET_EVENT_ENDED,    /* a spell ended */
  HC_TICKET_EVENT_REOPENED, /* the next one began */
  HC_TICKET_EVENT_MISSING,  /* the first export that should show it and does not */
} HcTicketEventKind;

typedef struct
{
  HcTicketEventKind kind;
  gint64 at;
  gboolean inferred; /* the time is that of the export which shows it */
  HcTicketField field;
  char *old_value; /* NULL: none; instants are seconds in decimals */
  char *new_value;
} HcTicketEvent;

void hc_ticket_event_free (HcTicketEvent *self);

typedef struct
{
  HcTicketItem *item;
  char *description; /* NULL: none */
  char *source_name;
  char *url;         /* pattern of the source with the key in it; http and https only; NULL: none */
  gint64 exports;    /* imports that show it */
  gboolean from_log;
  GPtrArray *events; /* of HcTicketEvent, oldest first */
} HcTicketDetail;

void hc_ticket_detail_free (HcTicketDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTicketDetail, hc_ticket_detail_free)
/* HC_ERROR_NOT_FOUND when there is no such ticket any more. */
HcTicketDetail *hc_ticket_detail (HcDb *db, gint64 id, GError **error);
/* {key} of @pattern replaced by the percent-encoded @key; NULL unless http or https. */
char *hc_ticket_url (const char *pattern, const char *key);

typedef struct
{
  char *text; /* state and priority: their word; “”: without a value */
  gint64 count;
} HcTicketValue;

void hc_ticket_value_free (HcTicketValue *self);
/* The values with their tickets: of STATE (class) in the order of a ticket's life, of PRIORITY the
 * gravest first and “without” last, of another TERM field most first, then by text. Element type
 * HcTicketValue. */
GPtrArray *hc_ticket_list_values (HcDb *db, HcTicketField field, GError **error);

G_END_DECLS
