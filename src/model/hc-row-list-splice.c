/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one order of a row list becomes another. */

#include "config.h"

#include "hc-row-list-private.h"

/* Above it a change is split: GTK asks for every row of a (p, n, n). */
#define MAX_SPLICE_IN_PLACE 512
#define KEPT_IN_PLACE 256 /* GTK 4.8 realises about 205 rows */

HcSplice
hc_id_diff (const gint64 *a, guint n_a, const gint64 *b, guint n_b)
{
  guint head = 0, tail = 0, max = MIN (n_a, n_b);

  while (head < max && a[head] == b[head])
    head++;
  while (tail < max - head && a[n_a - tail - 1] == b[n_b - tail - 1])
    tail++;
  return (HcSplice) { head, n_a - head - tail, n_b - head - tail };
}

static void
take_ids (HcRowList *self, GArray *ids)
{
  g_array_unref (self->ids);
  self->ids = g_array_ref (ids);
}

/* old[0, @position + @n_old), then the last @n_tail of old; with @n_new ids of @ids at @position. */
static GArray *
spliced (HcRowList *self, const HcSplice *splice, guint n_old, const gint64 *new_ids, guint n_new)
{
  guint tail = splice->position + splice->removed;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->ids->len + n_new);

  g_array_append_vals (ids, self->ids->data, splice->position + n_old);
  g_array_append_vals (ids, new_ids, n_new);
  g_array_append_vals (ids, &g_array_index (self->ids, gint64, tail), self->ids->len - tail);
  return ids;
}

/* The rows that somebody shows at @position and after become those of self->ids there. */
static void
change_rows (HcRowList *self, guint position, const gint64 *old_ids, guint n)
{
  g_autofree HcRow **living = g_new (HcRow *, n);

  for (guint i = 0; i < n; i++)
    living[i] = hc_row_list_steal_row (self, old_ids[i]);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = hc_row_list_id_at (self, position + i);
      HcTicketItem *item;

      if (living[i] == NULL)
        continue;
      hc_row_list_steal_row (self, id); /* held by nobody who shows the list */
      item = hc_row_cache_use (self->cache, id);
      hc_row_list_add_row (self, living[i], id);
      hc_row_become (living[i], id, item);
      if (item == NULL)
        hc_row_list_want_page (self, position + i);
    }
}

/* All out and all in would build every widget anew; so the first rows of the change stay and change
 * in place, unnoticed by the view but for their text, and the rest goes and comes. */
static void
emit_large_splice (HcRowList *self, HcSplice splice, GArray *ids)
{
  guint kept = MIN (MIN (splice.removed, splice.added), KEPT_IN_PLACE);
  const gint64 *added = (const gint64 *) ids->data + splice.position;
  g_autoptr (GArray) shorter = spliced (self, &splice, kept, NULL, 0);
  g_autoptr (GArray) changed = spliced (self, &splice, 0, added, kept);

  take_ids (self, shorter);
  if (splice.removed > kept)
    g_list_model_items_changed (G_LIST_MODEL (self), splice.position + kept, splice.removed - kept,
                                0);
  take_ids (self, changed);
  change_rows (self, splice.position, &g_array_index (shorter, gint64, splice.position), kept);
  take_ids (self, ids);
  if (splice.added > kept)
    g_list_model_items_changed (G_LIST_MODEL (self), splice.position + kept, 0,
                                splice.added - kept);
}

void
hc_row_list_splice (HcRowList *self, GArray *ids)
{
  HcSplice splice = hc_id_diff ((gint64 *) self->ids->data, self->ids->len, (gint64 *) ids->data,
                                ids->len);

  if (splice.removed > MAX_SPLICE_IN_PLACE || splice.added > MAX_SPLICE_IN_PLACE)
    {
      emit_large_splice (self, splice, ids);
      return;
    }
  take_ids (self, ids);
  if (splice.removed > 0 || splice.added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), splice.position, splice.removed,
                                splice.added);
}
