/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the reference knows of one ticket at T. */

#include "config.h"

#include "metric-reference-private.h"

#include "hc-repeat.h"

HcDay
reference_last_day (const Reference *self)
{
  HcDay day = hc_calendar_day_of (self->calendar, self->as_of);

  /* At midnight the day that just ended is the last. */
  while (hc_calendar_day_start (self->calendar, day) >= self->as_of)
    day--;
  return day;
}

gboolean
reference_seen (const Reference *self, gint64 instant)
{
  if (instant != self->as_of)
    return instant < self->as_of;
  return hc_calendar_day_of (self->calendar, instant) == reference_last_day (self);
}

/* FALSE when it does not exist at T or is filtered out. */
gboolean
reference_take_ticket (const Reference *self, guint row, ReferenceTicket *out)
{
  const HcColumns *c = self->columns;
  gint64 floor;

  *out = (ReferenceTicket){ .row = row, .opened = c->opened[row], .flags = c->flags[row] };
  if (!reference_seen (self, out->opened) || (self->includes != NULL && !self->includes (row, self->data)))
    return FALSE;

  if (c->flags[row] & HC_TICKET_FLAG_SEVERAL_SPELLS)
    {
      for (guint i = 0; i < c->n_spells; i++)
        if (c->spells[i].row == row && (out->n == 0 || reference_seen (self, c->spells[i].start)))
          out->spells[out->n++] =
            (Spell){ c->spells[i].start, HC_INSTANT_NONE,
                     c->spells[i].end == HC_SECONDS_NONE ? HC_INSTANT_NONE : c->spells[i].end,
                     c->spells[i].inferred != 0 };
    }
  else
    out->spells[out->n++] =
      (Spell){ out->opened, HC_INSTANT_NONE,
               c->ended[row] == HC_SECONDS_NONE ? HC_INSTANT_NONE : c->ended[row],
               (c->flags[row] & HC_TICKET_FLAG_END_INFERRED) != 0 };

  floor = out->opened;
  for (guint i = 0; i < out->n; i++)
    {
      Spell *spell = &out->spells[i];

      spell->start = i == 0 ? out->opened : MAX (spell->start, floor);
      if (spell->recorded_end != HC_INSTANT_NONE && reference_seen (self, spell->recorded_end))
        spell->end = floor = MAX (spell->recorded_end, spell->start);
    }
  out->cancelled =
    c->state[row] == HC_STATE_CANCELLED && out->spells[out->n - 1].end != HC_INSTANT_NONE;
  return TRUE;
}

static gboolean
same_category (const HcColumns *c, guint a, guint b)
{
  return c->dim[HC_BY_ISSUE][a] == 0 && c->dim[HC_BY_ISSUE][b] == 0 &&
         c->dim[HC_BY_CATEGORY][a] == c->dim[HC_BY_CATEGORY][b] &&
         c->dim[HC_BY_SUBCATEGORY][a] == c->dim[HC_BY_SUBCATEGORY][b];
}

/* What @row repeats of @other, who came earlier. */
static guint8
repeat_of (const HcColumns *c, guint row, guint other)
{
  gboolean same_issue =
    c->dim[HC_BY_ISSUE][row] != 0 && c->dim[HC_BY_ISSUE][row] == c->dim[HC_BY_ISSUE][other];
  gboolean same_user = c->requester[row] != 0 && c->requester[row] == c->requester[other];

  return (guint8) ((same_issue ? HC_REPEAT_PATTERN : 0) |
                   (same_user && (same_issue || same_category (c, row, other))
                      ? HC_REPEAT_SAME_USER
                      : 0));
}

guint8 *
reference_repeats (const Reference *self)
{
  const HcColumns *c = self->columns;
  guint8 *flags = g_new0 (guint8, c->n + 1);
  g_autofree gboolean *counts = g_new0 (gboolean, c->n + 1);

  for (guint row = 0; row < c->n; row++)
    {
      ReferenceTicket t;

      counts[row] = reference_take_ticket (self, row, &t) && !t.cancelled;
    }
  for (guint row = 0; row < c->n; row++)
    {
      gboolean is_linked = c->dim[HC_BY_ISSUE][row] != 0;
      gboolean has_key = is_linked || c->dim[HC_BY_CATEGORY][row] != 0 ||
                         c->dim[HC_BY_SUBCATEGORY][row] != 0;

      if (!counts[row])
        continue;
      flags[row] = (guint8) ((is_linked ? HC_REPEAT_CLASSIFIED : 0) |
                             (has_key && c->requester[row] != 0 ? HC_REPEAT_KEYED : 0));
      for (guint other = 0; other < row && (is_linked || has_key); other++)
        if (counts[other] && c->opened[other] < c->opened[row] &&
            c->opened[row] - c->opened[other] <= self->settings->look_back_days * 86400)
          flags[row] |= has_key ? repeat_of (c, row, other) : 0;
    }
  return flags;
}

gboolean
reference_on_day (const Reference *self, gint64 instant, HcDay day)
{
  return instant != HC_INSTANT_NONE && instant >= hc_calendar_day_start (self->calendar, day) &&
         instant < hc_calendar_day_end (self->calendar, day);
}

gint64
reference_last_end (const ReferenceTicket *t)
{
  return t->spells[t->n - 1].end;
}

gboolean
reference_is_open (const Reference *self, const ReferenceTicket *t, HcDay day)
{
  gint64 end = hc_calendar_day_end (self->calendar, day);

  for (guint i = 0; i < t->n; i++)
    if (t->spells[i].start < end &&
        (t->spells[i].end == HC_INSTANT_NONE || t->spells[i].end >= end))
      return TRUE;
  return FALSE;
}
