/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Open spells: metrics.md §1 in one place. Fed with the rows of an event log in order, or with one
 * row per file, it decides when each spell of a ticket began and ended. Pure. */

#pragma once

#include "hc-types.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 start;
  gint64 end; /* HC_INSTANT_NONE: still open */
  gboolean end_inferred;
} HcSpell;

typedef struct
{
  GArray *spells; /* of HcSpell, oldest first; at least one after the first observation */
  HcStateClass state_class;
} HcSpells;

void hc_spells_init (HcSpells *self);
/* Forgets all spells and keeps the memory: for the next ticket. */
void hc_spells_reset (HcSpells *self);
void hc_spells_clear (HcSpells *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcSpells, hc_spells_clear)

static inline const HcSpell *
hc_spells_last (const HcSpells *self)
{
  return &g_array_index (self->spells, HcSpell, self->spells->len - 1);
}

typedef struct
{
  HcStateClass state_class; /* UNKNOWN keeps the previous class (open if none) */
  gint64 opened_at;
  gint64 resolved_at; /* NONE when the row says nothing, or the state is open */
  gint64 closed_at;
  gint64 row_time; /* log: the row's time; file: the row's updated time; NONE when not exported */
  gint64 as_of;    /* when this was shown: the log row's time, else the file's as-of */
} HcObservation;

typedef enum
{
  HC_SPELLS_SAME,
  HC_SPELLS_FIRST,    /* first observation */
  HC_SPELLS_ENDED,    /* the last spell ended */
  HC_SPELLS_REOPENED, /* a new spell began */
  HC_SPELLS_MOVED,    /* an earlier resolved_at moved an end */
} HcSpellsEvent;

/* No spell ends before it starts, and none starts before the one before it ended: an instant that
 * would say so is passed over for the next best. */
HcSpellsEvent hc_spells_observe (HcSpells *self, const HcObservation *seen);

G_END_DECLS
