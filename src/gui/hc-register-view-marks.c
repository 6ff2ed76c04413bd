/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several rows at once: which are marked, by keys and by clicks. The selected row is where the focus
 * is, marked or not. */

#include "config.h"

#include "hc-register-view-private.h"

gboolean
hc_register_view_can_mark (HcRegisterView *self)
{
  return self->hooks != NULL && self->hooks->set != NULL;
}

gboolean
hc_register_view_is_marked (HcRegisterView *self, const char *id)
{
  return g_hash_table_contains (self->marked, id);
}

static void
told (HcRegisterView *self)
{
  hc_register_view_update_focus (self);
  hc_register_view_show_state (self);
  g_signal_emit_by_name (self, "marked-changed");
}

void
hc_register_view_mark (HcRegisterView *self, const char *id, gboolean marked)
{
  if (marked)
    g_hash_table_add (self->marked, g_strdup (id));
  else
    g_hash_table_remove (self->marked, id);
  told (self);
}

void
hc_register_view_mark_to (HcRegisterView *self, guint from, guint to)
{
  for (guint i = MIN (from, to); i <= MAX (from, to) && i < hc_register_view_n_shown (self); i++)
    g_hash_table_add (self->marked, g_strdup (hc_record_id (hc_register_view_at (self, i))));
  told (self);
}

void
hc_register_view_unmark_all (HcRegisterView *self)
{
  if (g_hash_table_size (self->marked) == 0)
    return;
  g_hash_table_remove_all (self->marked);
  told (self);
}

void
hc_register_view_settle_marks (HcRegisterView *self)
{
  GHashTableIter iter;
  gpointer id;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (hc_register_view_position (self, id) == G_MAXUINT)
      {
        g_hash_table_iter_remove (&iter);
        changed = TRUE;
      }
  if (changed)
    told (self);
}

guint
hc_register_view_n_marked (HcRegisterView *self)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), 0);
  return g_hash_table_size (self->marked);
}

GStrv
hc_register_view_dup_marked (HcRegisterView *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = hc_register_view_n_shown (self);

  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);

  for (guint i = 0; g_hash_table_size (self->marked) > 0 && i < n; i++)
    {
      const char *id = hc_record_id (hc_register_view_at (self, i));

      if (hc_register_view_is_marked (self, id))
        g_strv_builder_add (ids, id);
    }
  if (g_hash_table_size (self->marked) == 0 && self->selected_id != NULL)
    g_strv_builder_add (ids, self->selected_id);
  return g_strv_builder_end (ids);
}

/* ---------------------------------------------------------------- keys */

static void
extend (HcRegisterView *self, int step)
{
  guint at = hc_register_view_position (self, self->selected_id);
  HcRecord *next = at != G_MAXUINT ? hc_register_view_at (self, at + (guint) step) : NULL;

  if (next == NULL)
    return;
  if (hc_register_view_is_marked (self, hc_record_id (next)))
    hc_register_view_mark (self, self->selected_id, FALSE); /* back again */
  else
    hc_register_view_mark_to (self, at, at + (guint) step);
  hc_register_view_select (self, hc_record_id (next));
}

gboolean
hc_register_view_mark_key (HcRegisterView *self, guint key, GdkModifierType held)
{
  if (!hc_register_view_can_mark (self))
    return FALSE;
  if (held == GDK_SHIFT_MASK && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    extend (self, 1);
  else if (held == GDK_SHIFT_MASK && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    extend (self, -1);
  else if (held == GDK_CONTROL_MASK && key == GDK_KEY_space && self->selected_id != NULL)
    hc_register_view_mark (self, self->selected_id,
                           !hc_register_view_is_marked (self, self->selected_id));
  else if (held == GDK_CONTROL_MASK && (key == GDK_KEY_a || key == GDK_KEY_A)
           && hc_register_view_n_shown (self) > 0)
    hc_register_view_mark_to (self, 0, hc_register_view_n_shown (self) - 1);
  else if (held == 0 && key == GDK_KEY_Escape && hc_register_view_n_marked (self) > 0)
    hc_register_view_unmark_all (self);
  else
    return FALSE;
  return TRUE;
}
