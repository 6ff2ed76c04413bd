/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns.h"

#include "hc-repeat.h"

#include <string.h>

static const char *const dimension_words[HC_N_DIMENSIONS] = {
  NULL,   "category", "subcategory", "priority", "group", "workflow",
  "step", "cohort",   "issue",       "cause",
};

const char *
hc_dimension_word (HcDimension by)
{
  return (guint) by < HC_N_DIMENSIONS ? dimension_words[by] : NULL;
}

HcDimension
hc_dimension_from_word (const char *word)
{
  for (guint by = HC_BY_NONE + 1; word != NULL && by < HC_N_DIMENSIONS; by++)
    if (g_str_equal (dimension_words[by], word))
      return (HcDimension) by;
  return HC_BY_NONE;
}

static GPtrArray *
new_texts (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (texts, NULL);
  return texts;
}

static gboolean
has_records (guint by)
{
  return by == HC_BY_WORKFLOW || by == HC_BY_STEP || by == HC_BY_COHORT || by == HC_BY_ISSUE;
}

HcColumns *
hc_columns_new (guint n)
{
  HcColumns *self = g_atomic_rc_box_new0 (HcColumns);

  self->n = n;
  self->ticket = g_new0 (guint32, n);
  self->opened = g_new0 (guint32, n);
  self->ended = g_new0 (guint32, n);
  self->updated = g_new0 (guint32, n);
  self->responded = g_new (guint32, n);
  if (n > 0)
    memset (self->responded, 0xff, n * sizeof (guint32)); /* HC_SECONDS_NONE */
  self->due = g_new0 (guint32, n);
  self->state = g_new0 (guint8, n);
  self->priority = g_new0 (guint8, n);
  self->flags = g_new0 (guint16, n);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    {
      self->dim[by] = g_new0 (guint32, n);
      self->names[by] = new_texts ();
      if (has_records (by))
        self->ids[by] = new_texts ();
    }
  self->issue_codes = new_texts ();
  self->issue_actions = new_texts ();
  self->cohort_kinds = new_texts ();
  self->cohort_heads = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->cohort_heads, (gint64){ -1 });
  self->users_in_scope = -1;
  self->requester = g_new0 (guint32, n);
  self->newest_as_of = HC_INSTANT_NONE;
  return self;
}

HcColumns *
hc_columns_ref (HcColumns *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  HcColumns *self = data;

  g_free (self->ticket);
  g_free (self->opened);
  g_free (self->ended);
  g_free (self->updated);
  g_free (self->responded);
  g_free (self->due);
  g_free (self->state);
  g_free (self->priority);
  g_free (self->flags);
  for (guint by = 0; by < HC_N_DIMENSIONS; by++)
    {
      g_free (self->dim[by]);
      g_clear_pointer (&self->names[by], g_ptr_array_unref);
      g_clear_pointer (&self->ids[by], g_ptr_array_unref);
    }
  g_ptr_array_unref (self->issue_codes);
  g_ptr_array_unref (self->issue_actions);
  g_ptr_array_unref (self->cohort_kinds);
  g_array_unref (self->cohort_heads);
  g_free (self->requester);
  g_free (self->spells);
  g_free (self->more_cohorts);
  g_free (self->row_of);
  hc_repeat_cache_free (self->repeat_cache);
}

void
hc_columns_unref (HcColumns *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

gboolean
hc_columns_find (const HcColumns *self, guint32 id, guint *row)
{
  if (id >= self->n_row_of || self->row_of[id] == 0)
    return FALSE;
  *row = self->row_of[id] - 1;
  return TRUE;
}

guint
hc_columns_first_spell (const HcColumns *self, guint32 row)
{
  guint low = 0, high = self->n_spells;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->spells[middle].row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
hc_columns_count_spells (const HcColumns *self, guint first, guint32 row, gint64 horizon)
{
  guint n = 0;

  for (guint i = first; i < self->n_spells && self->spells[i].row == row; i++)
    {
      if (n > 0 && (gint64) self->spells[i].start >= horizon)
        break;
      n++;
      if (self->spells[i].end == HC_SECONDS_NONE)
        break;
    }
  return n;
}

guint32
hc_columns_end (const HcColumns *self, guint32 row, gint64 horizon)
{
  guint32 end = self->ended[row];

  if (self->flags[row] & HC_TICKET_FLAG_SEVERAL_SPELLS)
    {
      guint first = hc_columns_first_spell (self, row);
      guint n = hc_columns_count_spells (self, first, row, horizon);

      if (n > 0)
        end = self->spells[first + n - 1].end;
    }
  return (gint64) end < horizon ? end : HC_SECONDS_NONE;
}

gboolean
hc_columns_is_cancelled (const HcColumns *self, guint32 row, gint64 horizon)
{
  return self->state[row] == HC_STATE_CANCELLED &&
         hc_columns_end (self, row, horizon) != HC_SECONDS_NONE;
}
