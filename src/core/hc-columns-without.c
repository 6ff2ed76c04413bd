/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-columns.h"

#include <string.h>

/* Copies the values of the rows that stay; @size: of one value. */
static void
pick (gpointer to, gconstpointer from, gsize size, const guint32 *new_row, guint n)
{
  for (guint row = 0; row < n; row++)
    if (new_row[row] != 0)
      memcpy ((char *) to + (new_row[row] - 1) * size, (const char *) from + row * size, size);
}

static void
share_texts (HcColumns *self, const HcColumns *columns)
{
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    {
      g_ptr_array_unref (self->names[by]);
      self->names[by] = g_ptr_array_ref (columns->names[by]);
      if (self->ids[by] == NULL)
        continue;
      g_ptr_array_unref (self->ids[by]);
      self->ids[by] = g_ptr_array_ref (columns->ids[by]);
    }
  g_ptr_array_unref (self->issue_codes);
  g_ptr_array_unref (self->issue_actions);
  g_ptr_array_unref (self->cohort_kinds);
  g_array_unref (self->cohort_heads);
  self->issue_codes = g_ptr_array_ref (columns->issue_codes);
  self->issue_actions = g_ptr_array_ref (columns->issue_actions);
  self->cohort_kinds = g_ptr_array_ref (columns->cohort_kinds);
  self->cohort_heads = g_array_ref (columns->cohort_heads);
}

static void
pick_rows (HcColumns *self, const HcColumns *columns, const guint32 *new_row)
{
  guint n = columns->n;

  pick (self->ticket, columns->ticket, sizeof (guint32), new_row, n);
  pick (self->opened, columns->opened, sizeof (guint32), new_row, n);
  pick (self->ended, columns->ended, sizeof (guint32), new_row, n);
  pick (self->updated, columns->updated, sizeof (guint32), new_row, n);
  pick (self->responded, columns->responded, sizeof (guint32), new_row, n);
  pick (self->due, columns->due, sizeof (guint32), new_row, n);
  pick (self->state, columns->state, sizeof (guint8), new_row, n);
  pick (self->priority, columns->priority, sizeof (guint8), new_row, n);
  pick (self->flags, columns->flags, sizeof (guint16), new_row, n);
  pick (self->requester, columns->requester, sizeof (guint32), new_row, n);
  for (guint by = HC_BY_NONE + 1; by < HC_N_DIMENSIONS; by++)
    pick (self->dim[by], columns->dim[by], sizeof (guint32), new_row, n);
}

static void
pick_sides (HcColumns *self, const HcColumns *columns, const guint32 *new_row)
{
  self->spells = g_new (HcRowSpell, columns->n_spells + 1);
  for (guint i = 0; i < columns->n_spells; i++)
    if (new_row[columns->spells[i].row] != 0)
      {
        self->spells[self->n_spells] = columns->spells[i];
        self->spells[self->n_spells++].row = new_row[columns->spells[i].row] - 1;
      }
  self->more_cohorts = g_new (HcRowCohort, columns->n_more_cohorts + 1);
  for (guint i = 0; i < columns->n_more_cohorts; i++)
    if (new_row[columns->more_cohorts[i].row] != 0)
      {
        self->more_cohorts[self->n_more_cohorts] = columns->more_cohorts[i];
        self->more_cohorts[self->n_more_cohorts++].row = new_row[columns->more_cohorts[i].row] - 1;
      }
  self->n_row_of = columns->n_row_of;
  self->row_of = g_new0 (guint32, columns->n_row_of + 1);
  for (gsize id = 0; id < columns->n_row_of; id++)
    if (columns->row_of[id] != 0)
      self->row_of[id] = new_row[columns->row_of[id] - 1];
}

HcColumns *
hc_columns_without (const HcColumns *columns, const guint8 *left_out)
{
  g_autofree guint32 *new_row = g_new0 (guint32, columns->n + 1);
  HcColumns *self;
  guint n = 0;

  for (guint row = 0; row < columns->n; row++)
    if (!left_out[row])
      new_row[row] = ++n;
  self = hc_columns_new (n);
  share_texts (self, columns);
  pick_rows (self, columns, new_row);
  pick_sides (self, columns, new_row);
  self->users_in_scope = columns->users_in_scope;
  self->inputs = columns->inputs;
  self->newest_as_of = columns->newest_as_of;
  self->n_before_go_live = columns->n_before_go_live;
  self->n_out_of_scope = columns->n_out_of_scope;
  return self;
}
