/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-spell.h"

static HcSpell *
last_spell (HcSpells *self)
{
  return &g_array_index (self->spells, HcSpell, self->spells->len - 1);
}

static gboolean
is_between (gint64 instant, gint64 from, gint64 to)
{
  return instant != HC_INSTANT_NONE && instant >= from && instant <= to;
}

/* A resolved time counts when the state agrees, it lies inside the spell, and it was not yet to
 * come when it was shown (logs fill it in on rows that are older than it). */
static gboolean
resolved_counts (const HcObservation *seen, gint64 start)
{
  return (seen->state_class == HC_STATE_RESOLVED || seen->state_class == HC_STATE_CLOSED) &&
         is_between (seen->resolved_at, start, seen->as_of);
}

/* The four sources of an end's instant, best first. */
static void
end_spell (HcSpell *spell, const HcObservation *seen)
{
  spell->end_inferred = FALSE;
  if (resolved_counts (seen, spell->start))
    spell->end = seen->resolved_at;
  else if (is_between (seen->row_time, spell->start, G_MAXINT64))
    {
      spell->end = seen->row_time;
      spell->end_inferred = TRUE;
    }
  else if (is_between (seen->closed_at, spell->start, seen->as_of))
    spell->end = seen->closed_at;
  else
    {
      spell->end = MAX (seen->as_of, spell->start);
      spell->end_inferred = TRUE;
    }
}

static void
begin_spell (HcSpells *self, gint64 start)
{
  HcSpell spell = { start, HC_INSTANT_NONE, FALSE };

  g_array_append_val (self->spells, spell);
}

/* A later file may correct the opening time; the first spell follows it. */
static void
move_first_start (HcSpells *self, gint64 opened_at)
{
  HcSpell *first = &g_array_index (self->spells, HcSpell, 0);

  if (opened_at == HC_INSTANT_NONE || opened_at == first->start)
    return;
  if (self->spells->len > 1)
    opened_at = MIN (opened_at, first[1].start - 1);
  first->start = opened_at;
  if (first->end != HC_INSTANT_NONE)
    first->end = MAX (first->end, opened_at);
}

static void
restart (HcSpells *self, const HcObservation *seen)
{
  HcSpell *last = last_spell (self);
  gint64 start = seen->row_time != HC_INSTANT_NONE ? seen->row_time : seen->as_of;

  start = MAX (start, last->end);
  /* Ended and restarted within the second it began: one spell, for two cannot start at once. */
  if (start == last->start)
    *last = (HcSpell) { start, HC_INSTANT_NONE, FALSE };
  else
    begin_spell (self, start);
}

void
hc_spells_init (HcSpells *self)
{
  self->spells = g_array_new (FALSE, FALSE, sizeof (HcSpell));
  self->state_class = HC_STATE_UNKNOWN;
}

void
hc_spells_reset (HcSpells *self)
{
  g_array_set_size (self->spells, 0);
  self->state_class = HC_STATE_UNKNOWN;
}

void
hc_spells_clear (HcSpells *self)
{
  g_clear_pointer (&self->spells, g_array_unref);
}

static HcSpellsEvent
observe_first (HcSpells *self, const HcObservation *seen)
{
  self->state_class = seen->state_class != HC_STATE_UNKNOWN ? seen->state_class : HC_STATE_OPEN;
  begin_spell (self, seen->opened_at);
  if (!hc_state_class_is_open (self->state_class))
    end_spell (last_spell (self), seen);
  return HC_SPELLS_FIRST;
}

HcSpellsEvent
hc_spells_observe (HcSpells *self, const HcObservation *seen)
{
  gboolean was_open, is_open;
  HcSpell *last;

  g_return_val_if_fail (self->spells != NULL, HC_SPELLS_SAME);

  if (self->spells->len == 0)
    return observe_first (self, seen);

  move_first_start (self, seen->opened_at);
  was_open = hc_state_class_is_open (self->state_class);
  if (seen->state_class != HC_STATE_UNKNOWN)
    self->state_class = seen->state_class;
  is_open = hc_state_class_is_open (self->state_class);
  last = last_spell (self);

  if (was_open && !is_open)
    {
      end_spell (last, seen);
      return HC_SPELLS_ENDED;
    }
  if (!was_open && is_open)
    {
      restart (self, seen);
      return HC_SPELLS_REOPENED;
    }
  if (!is_open && resolved_counts (seen, last->start) && seen->resolved_at < last->end)
    {
      last->end = seen->resolved_at;
      last->end_inferred = FALSE;
      return HC_SPELLS_MOVED;
    }
  return HC_SPELLS_SAME;
}
