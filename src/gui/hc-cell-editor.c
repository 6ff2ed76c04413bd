/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cell-editor-private.h"

#include <glib/gi18n.h>

enum
{
  SET,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcCellEditor, hc_cell_editor, GTK_TYPE_POPOVER)

static gboolean
is_long (const HcField *field)
{
  return field->type == HC_VALUE_LONG_TEXT;
}

static char *
typed_text (HcCellEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!is_long (self->field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
fill_text (HcCellEditor *self, const char *text)
{
  self->filling = TRUE;
  if (is_long (self->field))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->filling = FALSE;
}

static void
show_problem (HcCellEditor *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (self->problem_box, text != NULL);
  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

/* ---------------------------------------------------------------- stepping */

/* As if all of the text were selected. Selecting it again at once would lose the selection a moment
 * later: on X11 the end of the old one takes the new one with it. */
static void
mark_stepped (HcCellEditor *self)
{
  self->stepped = TRUE;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  show_problem (self, NULL);
}

static void
step_choice (HcCellEditor *self, int step)
{
  const char *label = hc_cell_editor_step_choice (self, step);

  if (label == NULL)
    return;
  fill_text (self, label);
  mark_stepped (self);
}

/* ---------------------------------------------------------------- dates */

static HcDay
typed_day (HcCellEditor *self)
{
  g_autofree char *typed = typed_text (self);
  g_autofree char *value = NULL;
  HcDay day;

  if (!hc_cell_parse (self->field, NULL, typed, &value, NULL) || value == NULL
      || !hc_day_parse (value, &day))
    return HC_DAY_NONE;
  return day;
}

static void
show_in_calendar (HcCellEditor *self, HcDay day)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  if (day == HC_DAY_NONE)
    return;
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->filling = FALSE;
}

static void
fill_day (HcCellEditor *self, HcDay day)
{
  g_autofree char *value = hc_day_format (day);
  g_autofree char *text = hc_cell_text (self->field, NULL, value);

  fill_text (self, text);
  /* A locale whose dates cannot be read back gets the plain form. */
  if (typed_day (self) != day)
    fill_text (self, value);
  mark_stepped (self);
}

static HcDay
calendar_day (HcCellEditor *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  return hc_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date));
}

static void
step_day (HcCellEditor *self, int days)
{
  HcDay day = typed_day (self);

  if (day == HC_DAY_NONE)
    day = calendar_day (self);
  else
    day += days;
  show_in_calendar (self, day);
  fill_day (self, day);
}

/* Leafing through the months changes the day too: the entry shows it, Enter takes it. */
static void
day_selected_cb (HcCellEditor *self)
{
  if (!self->filling && self->field != NULL)
    fill_day (self, calendar_day (self));
}

/* ---------------------------------------------------------------- setting */

static void
close_finished (HcCellEditor *self)
{
  self->finished = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
parse_pick (HcCellEditor *self, const char *typed, char **value, GError **error)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->choices);

  if (row == NULL)
    return hc_cell_parse (self->field, self->references, typed, value, error);
  *value = g_strdup (g_object_get_data (G_OBJECT (row), "hc-value"));
  return hc_field_check (self->field, *value, error);
}

static gboolean
take (HcCellEditor *self, HcCellMove move)
{
  g_autofree char *typed = typed_text (self);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (hc_cell_editor_is_pick (self->field))
    good = parse_pick (self, typed, &value, &error);
  else
    good = hc_cell_parse (self->field, NULL, typed, &value, &error);
  if (!good)
    {
      show_problem (self, error->message);
      return FALSE;
    }
  close_finished (self);
  g_signal_emit (self, signals[SET], 0, value, (int) move);
  return TRUE;
}

static void
give_up (HcCellEditor *self)
{
  close_finished (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
row_activated_cb (HcCellEditor *self, GtkListBoxRow *row)
{
  fill_text (self, hc_cell_editor_choice_label (row));
  gtk_list_box_select_row (self->choices, row);
  take (self, HC_CELL_STAY);
}

static void
entry_changed_cb (HcCellEditor *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->filling || self->field == NULL)
    return;
  self->warned = FALSE;
  self->stepped = FALSE;
  show_problem (self, NULL);
  if (hc_cell_editor_is_pick (self->field))
    hc_cell_editor_select_match (self, typed);
  else if (self->field->type == HC_VALUE_DAY)
    show_in_calendar (self, typed_day (self));
}

static gboolean
reopen_cb (gpointer user_data)
{
  g_autoptr (HcCellEditor) self = user_data;

  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_popover_popup (GTK_POPOVER (self));
  return G_SOURCE_REMOVE;
}

/* A click beside the editor is leaving it: what is typed is applied. What cannot be applied is shown
 * once more before it is let go. */
static void
closed_cb (HcCellEditor *self)
{
  g_autofree char *typed = NULL;

  if (self->finished || self->field == NULL)
    return;
  typed = typed_text (self);
  if (g_strcmp0 (typed, self->shown) == 0)
    {
      give_up (self);
      return;
    }
  if (take (self, HC_CELL_STAY))
    return;
  if (self->warned)
    {
      give_up (self);
      return;
    }
  self->warned = TRUE;
  g_idle_add (reopen_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- keys */

static gboolean
step_key (HcCellEditor *self, guint key)
{
  int step;

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    step = 1;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step = -1;
  else
    return FALSE;
  if (hc_cell_editor_is_pick (self->field))
    step_choice (self, step);
  else if (self->field->type == HC_VALUE_DAY
           && !gtk_widget_has_focus (GTK_WIDGET (self->calendar)))
    step_day (self, step);
  else
    return FALSE;
  return TRUE;
}

static void
begin_anew (HcCellEditor *self, guint key)
{
  gunichar c = gdk_keyval_to_unicode (key);

  if (self->stepped && (key == GDK_KEY_BackSpace || (c != 0 && g_unichar_isprint (c))))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HcCellEditor *self)
{
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK);

  switch (key)
    {
    case GDK_KEY_Escape:
      give_up (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (is_long (self->field) && held != 0)
        {
          gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text), "\n", -1);
          return GDK_EVENT_STOP;
        }
      take (self, HC_CELL_STAY);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if ((held & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
        return GDK_EVENT_PROPAGATE;
      take (self, (held & GDK_SHIFT_MASK) != 0 ? HC_CELL_PREVIOUS : HC_CELL_NEXT);
      return GDK_EVENT_STOP;
    default:
      if (held == 0 && step_key (self, key))
        return GDK_EVENT_STOP;
      if ((held & ~GDK_SHIFT_MASK) == 0)
        begin_anew (self, key);
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---------------------------------------------------------------- object */

static void
hc_cell_editor_dispose (GObject *object)
{
  HcCellEditor *self = HC_CELL_EDITOR (object);

  self->field = NULL;
  g_clear_object (&self->references);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (hc_cell_editor_parent_class)->dispose (object);
}

static void
hc_cell_editor_class_init (HcCellEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_cell_editor_dispose;
  signals[SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-cell-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, text_box);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, text);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, choices_box);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, choices);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, calendar);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, HcCellEditor, keys);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
hc_cell_editor_init (HcCellEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

HcCellEditor *
hc_cell_editor_new (GtkWidget *parent)
{
  HcCellEditor *self = g_object_new (HC_TYPE_CELL_EDITOR, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static const char *
keys_text (const HcField *field)
{
  if (is_long (field))
    return _("Enter set · Shift+Enter new line · Esc cancel");
  return _("Enter set · Tab set, next · Esc cancel");
}

static void
show_parts (HcCellEditor *self, const char *heading)
{
  const HcField *field = self->field;
  gboolean numbers = field->type == HC_VALUE_INTEGER || field->type == HC_VALUE_REAL;

  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !is_long (field));
  gtk_widget_set_visible (self->text_box, is_long (field));
  gtk_widget_set_visible (self->choices_box, hc_cell_editor_is_pick (field));
  gtk_widget_set_visible (GTK_WIDGET (self->calendar), field->type == HC_VALUE_DAY);
  gtk_entry_set_input_purpose (self->entry,
                               numbers ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_label_set_label (self->keys, keys_text (field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
}

static void
begin_typing (HcCellEditor *self, const char *typed)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  if (is_long (self->field))
    {
      if (typed != NULL)
        gtk_text_buffer_set_text (buffer, typed, -1);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_select_range (buffer, &end, &end);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (typed == NULL)
    {
      gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
hc_cell_editor_open (HcCellEditor *self,
                     GtkWidget *cell,
                     const char *heading,
                     const HcField *field,
                     const char *value,
                     HcRecordList *references,
                     const char *typed)
{
  graphene_rect_t bounds;

  g_return_if_fail (HC_IS_CELL_EDITOR (self) && field != NULL);

  self->field = field;
  g_set_object (&self->references, references);
  self->finished = FALSE;
  self->warned = FALSE;
  self->stepped = FALSE;
  show_problem (self, NULL);
  show_parts (self, heading);
  self->filling = TRUE;
  hc_cell_editor_fill_choices (self, value);
  self->filling = FALSE;
  g_free (self->shown);
  self->shown = hc_cell_text (field, references, value);
  fill_text (self, self->shown);
  if (field->type == HC_VALUE_DAY)
    {
      HcDay day = HC_DAY_NONE;

      if (value != NULL && hc_day_parse (value, &day))
        {
          fill_day (self, day);
          self->stepped = FALSE;
          g_free (self->shown);
          self->shown = typed_text (self);
        }
      show_in_calendar (self, day);
    }
  if (gtk_widget_compute_bounds (cell, gtk_widget_get_parent (GTK_WIDGET (self)), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width,
                                                   (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self));
  begin_typing (self, typed);
}

void
hc_cell_editor_set_offer (HcCellEditor *self, HcCellOffer offer, gpointer data)
{
  g_return_if_fail (HC_IS_CELL_EDITOR (self));

  self->offer = offer;
  self->offer_data = data;
}

void
hc_cell_editor_set_problem (HcCellEditor *self, const char *text)
{
  g_return_if_fail (HC_IS_CELL_EDITOR (self));

  show_problem (self, text);
}
