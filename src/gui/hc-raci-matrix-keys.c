/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-raci-matrix-private.h"

#include <glib/gi18n.h>

#define PAGE_ROWS 10

/* ---------------------------------------------------------------- moving */

static gboolean
go (HcRaciMatrix *self, int row, int column)
{
  HcRaciCell *cell = NULL;

  if (row >= 0 && column >= 0)
    cell = hc_raci_matrix_at (self, (guint) row, (guint) column);
  if (cell == NULL)
    return FALSE;
  hc_raci_matrix_set_current (self, cell, TRUE);
  return TRUE;
}

/* @mirrored: the names are at the right. At an edge the focus stays. */
static gboolean
move_focus (HcRaciMatrix *self, guint keyval, gboolean ctrl, gboolean mirrored)
{
  guint row, column;
  int last_row = (int) self->rows->len - 1, last_column, forward = mirrored ? -1 : 1, r, c;

  if (self->current == NULL || !hc_raci_matrix_find (self, self->current, &row, &column))
    return FALSE;
  last_column = (int) ((GPtrArray *) g_ptr_array_index (self->rows, row))->len - 1;
  r = (int) row;
  c = (int) column;
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      r = ctrl ? 0 : r - 1;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      r = ctrl ? last_row : r + 1;
      break;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      c -= forward;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      c += forward;
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      c = 0;
      r = ctrl ? 0 : r;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      c = last_column;
      r = ctrl ? last_row : r;
      break;
    case GDK_KEY_Page_Up:
      r = MAX (0, r - PAGE_ROWS);
      break;
    case GDK_KEY_Page_Down:
      r = MIN (last_row, r + PAGE_ROWS);
      break;
    default:
      return FALSE;
    }
  go (self, CLAMP (r, 0, last_row), CLAMP (c, 0, last_column));
  return TRUE;
}

/* ---------------------------------------------------------------- letters */

static const char *
letter_of_key (guint keyval)
{
  switch (gdk_keyval_to_upper (keyval))
    {
    case GDK_KEY_R:
      return "R";
    case GDK_KEY_A:
      return "A";
    case GDK_KEY_C:
      return "C";
    case GDK_KEY_I:
      return "I";
    default:
      return NULL;
    }
}

static gboolean
is_delete (guint keyval)
{
  return keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete || keyval == GDK_KEY_BackSpace;
}

static gboolean
is_open (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter ||
         keyval == GDK_KEY_space || keyval == GDK_KEY_F2;
}

static gboolean
key_in_cell (HcRaciMatrix *self, HcRaciCell *cell, guint keyval)
{
  const char *duty = hc_raci_cell_duty (cell), *team = hc_raci_cell_team (cell);
  const char *letter = letter_of_key (keyval);

  if (letter != NULL)
    hc_ownership_model_toggle (self->model, duty, team, letter);
  else if (is_delete (keyval))
    {
      if (hc_raci_cell_get_letters (cell) != 0)
        hc_ownership_model_clear_cell (self->model, duty, team);
    }
  else if (is_open (keyval))
    hc_raci_matrix_open_letters (self, cell);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_at_end (HcRaciMatrix *self, HcRaciCell *cell, guint keyval)
{
  guint row, column;

  if (is_open (keyval) && hc_raci_matrix_find (self, cell, &row, &column) && column > 0)
    hc_raci_matrix_activate_check (self, hc_raci_cell_duty (cell));
  else if (is_open (keyval))
    hc_raci_matrix_rename (self);
  else if (is_delete (keyval) && hc_raci_matrix_find (self, cell, &row, &column) && column == 0)
    hc_raci_matrix_remove (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        HcRaciMatrix *self)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  HcRaciCell *cell = self->current;

  if (cell == NULL || !gtk_widget_is_focus (GTK_WIDGET (cell)))
    return FALSE;
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    {
      hc_raci_matrix_move (self, keyval == GDK_KEY_Down);
      return TRUE;
    }
  if (modifiers == GDK_CONTROL_MASK && gdk_keyval_to_lower (keyval) == GDK_KEY_c)
    {
      hc_raci_matrix_copy (self);
      return TRUE;
    }
  if ((modifiers & ~GDK_CONTROL_MASK) != 0)
    return FALSE;
  /* Ctrl+Page Up and Down change the page of the window. */
  if (modifiers != 0 && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down))
    return FALSE;
  if (move_focus (self, keyval, modifiers != 0, mirrored))
    return TRUE;
  if (modifiers != 0)
    return FALSE;
  return hc_raci_cell_team (cell) != NULL ? key_in_cell (self, cell, keyval)
                                          : key_at_end (self, cell, keyval);
}

void
hc_raci_matrix_add_keys (HcRaciMatrix *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---------------------------------------------------------------- the popover */

static void
toggled_cb (GtkToggleButton *button, HcRaciMatrix *self)
{
  const char *letter = g_object_get_data (G_OBJECT (button), "letter");
  HcRaciCell *cell = g_object_get_data (G_OBJECT (button), "cell");
  const char *duty = hc_raci_cell_duty (cell), *team = hc_raci_cell_team (cell);

  if (hc_ownership_model_has (self->model, duty, team, letter) !=
      gtk_toggle_button_get_active (button))
    hc_ownership_model_toggle (self->model, duty, team, letter);
}

static GtkWidget *
letter_button (HcRaciMatrix *self, HcRaciCell *cell, guint i)
{
  static const char *const names[] = { N_("_Responsible"), N_("_Accountable"), N_("_Consulted"),
                                       N_("_Informed") };
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (_(names[i]));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                (hc_raci_cell_get_letters (cell) >> i) & 1);
  g_object_set_data (G_OBJECT (button), "letter", (gpointer) hc_raci_letters[i]);
  g_object_set_data (G_OBJECT (button), "cell", cell);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, HcRaciMatrix *self)
{
  /* not while it still emits */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
  hc_raci_matrix_focus (self);
}

void
hc_raci_matrix_open_letters (HcRaciMatrix *self, HcRaciCell *cell)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < HC_RACI_N_LETTERS; i++)
    gtk_box_append (GTK_BOX (box), letter_button (self, cell, i));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, GTK_WIDGET (cell));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}
