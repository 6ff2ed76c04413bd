/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys, clicks, the context menu and dragging of rows. */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>

/* ---------------------------------------------------------------- focused cell */

static void
step_column (HcRegisterView *self, int step)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  if (step < 0 && self->column == 0)
    return;
  if (step > 0 && self->column + 1 >= self->columns->len)
    return;
  self->column += (guint) step;
  hc_register_view_update_focus (self);
  hc_register_view_show_column (self);
}

static void
go_to_column (HcRegisterView *self, guint column)
{
  self->column = column;
  hc_register_view_update_focus (self);
  hc_register_view_show_column (self);
}

static gboolean
toggle_boolean (HcRegisterView *self)
{
  const HcField *field = hc_register_view_field (self, self->column);
  HcRecord *record = hc_register_view_selected (self);

  if (field == NULL || record == NULL || field->type != HC_VALUE_BOOLEAN)
    return FALSE;
  hc_register_view_set_value (
    self, hc_record_id (record), field,
    g_strcmp0 (hc_record_get (record, field->name), "1") == 0 ? "0" : "1");
  return TRUE;
}

static gboolean
begin_typing (HcRegisterView *self, guint key)
{
  gunichar c = gdk_keyval_to_unicode (key);
  char text[8] = { 0 };

  if (c == 0 || !g_unichar_isprint (c) || g_unichar_isspace (c)
      || hc_register_view_selected (self) == NULL)
    return FALSE;
  g_unichar_to_utf8 (c, text);
  hc_register_view_edit_cell (self, text);
  return TRUE;
}

static gboolean
plain_key (HcRegisterView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step_column (self, -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step_column (self, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go_to_column (self, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go_to_column (self, self->columns->len - 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_F2:
      hc_register_view_edit_cell (self, NULL);
      return TRUE;
    case GDK_KEY_space:
      toggle_boolean (self);
      return TRUE; /* the list would unselect the row */
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HcRegisterView *self)
{
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (self->columns->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (hc_register_view_mark_key (self, key, held))
    return GDK_EVENT_STOP;
  if (held == 0 && plain_key (self, key))
    return GDK_EVENT_STOP;
  if ((held & ~GDK_SHIFT_MASK) == 0 && begin_typing (self, key))
    return GDK_EVENT_STOP;
  return GDK_EVENT_PROPAGATE;
}

/* ---------------------------------------------------------------- clicks */

/* Ctrl adds or takes away one row, Shift marks all up to it; a plain click marks none. */
static gboolean
mark_by_click (HcRegisterView *self, GtkGestureClick *gesture, HcRecord *record)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const char *id = hc_record_id (record);
  guint from = hc_register_view_position (self, self->selected_id);

  if ((state & GDK_SHIFT_MASK) != 0 && from != G_MAXUINT)
    hc_register_view_mark_to (self, from, hc_register_view_position (self, id));
  else if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (hc_register_view_n_marked (self) == 0 && self->selected_id != NULL)
        hc_register_view_mark (self, self->selected_id, TRUE);
      hc_register_view_mark (self, id, !hc_register_view_is_marked (self, id));
    }
  else
    {
      hc_register_view_unmark_all (self);
      return FALSE;
    }
  hc_register_view_select (self, id);
  hc_register_view_focus (self);
  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, HcRegisterView *self)
{
  HcRecord *record;
  guint column;

  if (!hc_register_view_cell_at (self, x, y, &record, &column))
    return;
  self->column = column;
  if (hc_register_view_can_mark (self) && mark_by_click (self, gesture, record))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  hc_register_view_update_focus (self);
  if (n_press == 2)
    {
      hc_register_view_select (self, hc_record_id (record));
      hc_register_view_edit_cell (self, NULL);
    }
}

static GMenuModel *
context_menu (void)
{
  static GMenu *menu;
  g_autoptr (GMenu) edit = NULL;
  g_autoptr (GMenu) order = NULL;
  g_autoptr (GMenu) copy = NULL;

  if (menu != NULL)
    return G_MENU_MODEL (menu);
  menu = g_menu_new ();
  edit = g_menu_new ();
  order = g_menu_new ();
  copy = g_menu_new ();
  g_menu_append (edit, _("_Edit"), "register.edit-cell");
  g_menu_append (edit, _("_Duplicate"), "register.duplicate");
  g_menu_append (edit, _("De_lete"), "register.delete");
  g_menu_append (order, _("Move _Up"), "register.move-up");
  g_menu_append (order, _("Move Do_wn"), "register.move-down");
  g_menu_append (copy, _("_Copy Row"), "register.copy");
  g_menu_append (copy, _("Copy _Table"), "register.copy-table");
  g_menu_append (copy, _("_Paste…"), "register.paste");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  return G_MENU_MODEL (menu);
}

static void
popup_menu (HcRegisterView *self, const GdkRectangle *place)
{
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (context_menu ());
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, HcRegisterView *self)
{
  HcRecord *record;
  guint column;

  if (!hc_register_view_cell_at (self, x, y, &record, &column))
    return;
  self->column = column;
  hc_register_view_select (self, hc_record_id (record));
  popup_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HcRegisterView *self = user_data;
  GtkWidget *cell = hc_register_view_cell (self, self->selected_id, self->column);
  graphene_rect_t bounds;

  if (cell == NULL || !gtk_widget_compute_bounds (cell, GTK_WIDGET (self->view), &bounds))
    return FALSE;
  popup_menu (self, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                      (int) bounds.size.width, (int) bounds.size.height });
  return TRUE;
}

/* ---------------------------------------------------------------- dragging */

static gboolean
can_reorder (HcRegisterView *self)
{
  return self->type != NULL && hc_record_type_field (self->type, "rank") >= 0 && self->sort == NULL
         && !self->pinned && hc_register_view_is_writable (self);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, HcRegisterView *self)
{
  HcRecord *record;
  guint column;

  if (!can_reorder (self) || !hc_register_view_cell_at (self, x, y, &record, &column))
    return NULL;
  return gdk_content_provider_new_typed (HC_TYPE_RECORD, record);
}

static GtkWidget *
row_at (HcRegisterView *self, double x, double y, HcRecord **record, gboolean *below)
{
  graphene_rect_t bounds;
  guint column;
  GtkWidget *cell, *row;

  if (!hc_register_view_cell_at (self, x, y, record, &column))
    return NULL;
  cell = hc_register_view_cell (self, hc_record_id (*record), column);
  row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->view), &bounds))
    return NULL;
  *below = y > bounds.origin.y + bounds.size.height / 2;
  return row;
}

static void
mark_drop (HcRegisterView *self, GtkWidget *row, gboolean below)
{
  if (self->drop_row != NULL)
    {
      gtk_widget_remove_css_class (self->drop_row, "hc-drop-above");
      gtk_widget_remove_css_class (self->drop_row, "hc-drop-below");
    }
  g_set_weak_pointer (&self->drop_row, row);
  if (row != NULL)
    gtk_widget_add_css_class (row, below ? "hc-drop-below" : "hc-drop-above");
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, HcRegisterView *self)
{
  HcRecord *record;
  gboolean below = FALSE;
  GtkWidget *row = row_at (self, x, y, &record, &below);

  mark_drop (self, row, below);
  return row != NULL ? GDK_ACTION_MOVE : 0;
}

static void
drop_leave_cb (GtkDropTarget *target, HcRegisterView *self)
{
  mark_drop (self, NULL, FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HcRegisterView *self)
{
  HcRecord *moved = g_value_get_object (value);
  HcRecord *record;
  gboolean below = FALSE;
  GtkWidget *row = row_at (self, x, y, &record, &below);
  guint position;

  mark_drop (self, NULL, FALSE);
  if (row == NULL || moved == record
      || hc_record_list_find (self->list, hc_record_id (moved)) != moved)
    return FALSE;
  position = hc_record_list_position (self->list, hc_record_id (record));
  if (!below)
    record = position > 0 ? hc_record_list_at (self->list, position - 1) : NULL;
  if (record != moved)
    hc_register_view_move_behind (self, hc_record_id (moved),
                                  record != NULL ? hc_record_id (record) : NULL);
  return TRUE;
}

static void
init_dragging (HcRegisterView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (HC_TYPE_RECORD, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (target));
}

/* ---------------------------------------------------------------- shortcuts */

/* On the stack, not on the register: the editor is a child of the register, and its keys are its own. */
static void
init_shortcuts (HcRegisterView *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
  } shortcuts[] = {
    { "Insert", "register.add" },          { "Delete", "register.delete" },
    { "<Alt>Up", "register.move-up" },     { "<Alt>Down", "register.move-down" },
    { "<Control>d", "register.duplicate" }, { "<Control>c", "register.copy" },
    { "<Control><Shift>c", "register.copy-table" }, { "<Control>v", "register.paste" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                        gtk_named_action_new (shortcuts[i].action)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Shift>F10|Menu"),
                      gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->stack), controller);
}

static void
focus_entered_cb (HcRegisterView *self)
{
  if (self->selected_id == NULL)
    hc_register_view_select_first (self);
}

void
hc_register_view_init_keys (HcRegisterView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (secondary));

  init_dragging (self);
  init_shortcuts (self);
}
