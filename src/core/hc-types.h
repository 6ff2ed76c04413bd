/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words shared by every layer: the same in schema, CLI, workbook and (translated) on screen. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An instant is UTC seconds since 1970. */
#define HC_INSTANT_NONE G_MININT64

typedef enum
{
  HC_STATE_OPEN, /* new or being worked on */
  HC_STATE_WAITING,
  HC_STATE_RESOLVED,
  HC_STATE_CLOSED,
  HC_STATE_CANCELLED,
  HC_STATE_UNKNOWN, /* a text no value table knows; never stored as a ticket's class */
} HcStateClass;
#define HC_N_STATE_CLASSES 5

/* “open”, “waiting”, … NULL for HC_STATE_UNKNOWN. Static. */
const char *hc_state_class_word (HcStateClass state);
/* HC_STATE_UNKNOWN when @word is no word of the list. */
HcStateClass hc_state_class_from_word (const char *word);

static inline gboolean
hc_state_class_is_open (HcStateClass state)
{
  return state == HC_STATE_OPEN || state == HC_STATE_WAITING;
}

/* Priority 1 critical, 2 high, 3 moderate, 4 low, 5 planning; 0 unknown. The words are the CLI's
 * group values of --by priority. NULL for 0. Static. */
#define HC_N_PRIORITIES 5
const char *hc_priority_word (int priority);
/* Accepts the word or the digit; 0 when neither. */
int hc_priority_from_word (const char *word);

/* What an export file covers, see import.md “Rows → tickets”. */
typedef enum
{
  HC_COVERS_EVERYTHING,
  HC_COVERS_OPEN,
  HC_COVERS_PART,
} HcCoverage;

const char *hc_coverage_word (HcCoverage coverage); /* “everything”, “open”, “part” */
gboolean hc_coverage_from_word (const char *word, HcCoverage *out);

/* 64-bit content hash (a wyhash-like mix; stable across machines and versions, part of the file
 * format). Chain fields by passing the previous result as @seed. */
guint64 hc_hash64 (const void *data, gsize length, guint64 seed);

G_END_DECLS
