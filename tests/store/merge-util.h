/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports in short: rows of one line each go through HcMerge as a file's would. */

#pragma once

#include "hc-merge.h"

#define NONE HC_INSTANT_NONE

/* A row in short. Instants are small numbers; text NULL = no value. */
typedef struct
{
  const char *key;
  const char *state;
  HcStateClass state_class;
  const char *group;
  gint64 opened;
  gint64 resolved;
  gint64 updated;
  gint64 mod;
} Row;

#define BITS(f) HC_TICKET_BIT (HC_TICKET_##f)
#define USUAL                                                                                      \
  (BITS (KEY) | BITS (STATE) | BITS (GROUP) | BITS (OPENED) | BITS (RESOLVED) | BITS (UPDATED))

typedef struct
{
  HcCoverage covers;
  gboolean is_log;
  gboolean dry_run;
  guint64 mapped;      /* 0: USUAL, and MOD_COUNT in a log */
  const char *source;  /* NULL: the only one */
  const char *name;
} Kind;

void to_ticket (const Row *row, const Kind *kind, HcTicketRow *out);
HcBatch *new_batch (const Kind *kind, gint64 as_of);
/* A whole import; NULL when a second row for a key turned up in a snapshot. The facts are sound. */
HcBatch *merge (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows);
/* The same, whatever the facts are then. */
HcBatch *merge_unchecked (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows);
/* “tickets 2 new 2 changed 0 reopened 1 unchanged 0 missing 0” */
void assert_counts (HcBatch *batch, const char *expected);
void merge_expect (HcDb *db, const Kind *kind, gint64 as_of, const Row *rows, guint n_rows,
                   const char *expected);

#define EXPECT(db, kind, as_of, rows, expected)                                                    \
  merge_expect (db, kind, as_of, rows, G_N_ELEMENTS (rows), expected)

/* Rows of an event log. */
static const Row story[] = {
  { "A", "New", HC_STATE_OPEN, "Desk", 1000, 3000, 1001, 0 },
  { "A", "Work", HC_STATE_OPEN, "Apps", 1000, 3000, 1500, 1 },
  { "A", "Done", HC_STATE_RESOLVED, "Apps", 1000, 3000, 2000, 2 },
  { "A", "Work", HC_STATE_OPEN, "Desk", 1000, 3000, 2500, 3 },
  { "A", "Done", HC_STATE_RESOLVED, "Desk", 1000, 3000, 3000, 4 },
  { "B", "New", HC_STATE_OPEN, NULL, 1100, 4000, 1100, 0 },
};

#define TICKETS                                                                                    \
  "SELECT external_id, (SELECT text FROM term WHERE id = state_term), state_class, "               \
  "(SELECT text FROM term WHERE id = group_term), opened_at, resolved_at, ended_at, end_inferred, " \
  "spell_count, missing_since FROM ticket ORDER BY external_id"
#define CHANGES                                                                                    \
  "SELECT t.external_id, c.field, c.old_value, c.new_value, c.seen_at, c.inferred "                \
  "FROM ticket_change AS c JOIN ticket AS t ON t.id = c.ticket_id "                                \
  "WHERE c.field IN ('state', 'group') ORDER BY c.id"
#define SPELLS                                                                                     \
  "SELECT t.external_id, s.start_at, s.end_at, s.end_inferred FROM open_spell AS s "               \
  "JOIN ticket AS t ON t.id = s.ticket_id ORDER BY 1, 2"
