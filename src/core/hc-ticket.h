/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of a ticket: one table from which import targets, SQL column lists, table columns and
 * workbook columns come; and the normalised row that import hands to the store. */

#pragma once

#include "hc-types.h"

G_BEGIN_DECLS

typedef enum
{
  HC_TICKET_KEY,
  HC_TICKET_TITLE,
  HC_TICKET_DESCRIPTION,
  HC_TICKET_STATE,
  HC_TICKET_PRIORITY,
  HC_TICKET_CATEGORY,
  HC_TICKET_SUBCATEGORY,
  HC_TICKET_GROUP,
  HC_TICKET_ASSIGNEE,
  HC_TICKET_REQUESTER,
  HC_TICKET_LOCATION,
  HC_TICKET_DEPARTMENT,
  HC_TICKET_BUSINESS_UNIT,
  HC_TICKET_REGION,
  HC_TICKET_ROLE,
  HC_TICKET_ACCESS_GROUP,
  HC_TICKET_CHANNEL,
  HC_TICKET_TIER,
  HC_TICKET_SERVICE,
  HC_TICKET_TAGS,
  HC_TICKET_RESOLUTION_CODE,
  HC_TICKET_PARENT,
  HC_TICKET_OPENED,
  HC_TICKET_FIRST_ASSIGNED,
  HC_TICKET_FIRST_RESPONSE,
  HC_TICKET_RESOLVED,
  HC_TICKET_CLOSED,
  HC_TICKET_UPDATED,
  HC_TICKET_DUE,
  HC_TICKET_REOPEN_COUNT,
  HC_TICKET_REASSIGNMENT_COUNT,
  HC_TICKET_SLA_MET,
  HC_TICKET_MOD_COUNT, /* orders the rows of an event log; not stored */
  HC_TICKET_N_FIELDS,
} HcTicketField;

typedef enum
{
  HC_FIELD_TEXT,    /* stored as it is */
  HC_FIELD_TERM,    /* repeated text, interned */
  HC_FIELD_INSTANT, /* UTC seconds */
  HC_FIELD_COUNT,
  HC_FIELD_BOOL, /* 0, 1 */
} HcFieldKind;

typedef struct
{
  const char *name;   /* profile, CLI, ticket_change.field: “first_assigned” */
  const char *column; /* schema: “first_assigned_at”, “group_term”; NULL: not stored */
  const char *label;  /* N_(“First Assigned”), header capitals */
  HcFieldKind kind;
  gboolean tracked; /* a change between two files is written to ticket_change */
} HcTicketFieldInfo;

extern const HcTicketFieldInfo hc_ticket_fields[HC_TICKET_N_FIELDS];

/* HC_TICKET_N_FIELDS when unknown. */
HcTicketField hc_ticket_field_from_name (const char *name);

#define HC_TICKET_BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/* One row of an export after normalisation. Texts are borrowed from the reader (valid until the
 * next row). A field not in @mapped was not in the file at all: what is known stays. */
typedef struct
{
  guint64 mapped;
  const char *text[HC_TICKET_N_FIELDS]; /* TEXT and TERM fields; NULL = no value */
  gint64 number[HC_TICKET_N_FIELDS];    /* INSTANT, COUNT, BOOL; HC_INSTANT_NONE = no value */
  HcStateClass state_class;             /* of text[STATE]; UNKNOWN when no table knows it */
  int priority;                         /* 1–5, 0 unknown */
  guint64 line;                         /* of the file, 1-based; row number in a workbook */

  /* Filled by hc_ticket_row_seal() */
  guint64 text_hash[HC_TICKET_N_FIELDS]; /* hc_ticket_text_hash(); only where there is a text */
  guint64 hash; /* of what the file says: equal hashes mean that nothing changed */
} HcTicketRow;

void hc_ticket_row_init (HcTicketRow *row);
/* Once all is in: hashes the mapped fields and their values, without MOD_COUNT. */
void hc_ticket_row_seal (HcTicketRow *row);
/* `hash` as files of schema 1 hold it. */
guint64 hc_ticket_row_hash_v1 (const HcTicketRow *row);
/* The same text hashes differently in different fields. */
guint64 hc_ticket_text_hash (HcTicketField field, const char *text);

G_END_DECLS
