/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field as a row of a boxed list, by its type, with a line for what is wrong under it. */

#include "config.h"

#include "hc-form-private.h"

#include <glib/gi18n.h>

#include "hc-cell-editor.h"
#include "hc-widgets.h"

#define MAX_BUTTON_CHARS 24

static gboolean
is_pick (const HcField *field)
{
  return field->type == HC_VALUE_CHOICE || field->type == HC_VALUE_REFERENCE;
}

static HcRecordList *
references (HcFormRow *self)
{
  return self->watch != NULL ? hc_register_watch_list (self->watch) : NULL;
}

char *
hc_form_row_text_of (HcFormRow *self, const char *value)
{
  return hc_cell_text (self->field, references (self), value);
}

/* ---------------------------------------------------------------- reading */

static const char *
picked (HcFormRow *self)
{
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  return at < self->values->len ? g_ptr_array_index (self->values, at) : self->stored;
}

char *
hc_form_row_typed (HcFormRow *self)
{
  GtkTextIter start, end;

  switch (self->field->type)
    {
    case HC_VALUE_CHOICE:
    case HC_VALUE_REFERENCE:
      return g_strdup (picked (self));
    case HC_VALUE_BOOLEAN:
      return g_strdup (gtk_switch_get_active (self->toggle) ? "1" : "0");
    case HC_VALUE_LONG_TEXT:
      gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text), &start, &end);
      return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->text), &start, &end, FALSE);
    case HC_VALUE_INSTANT:
      return g_strdup (self->shown);
    default:
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
    }
}

gboolean
hc_form_row_is_dirty (HcFormRow *self)
{
  g_autofree char *typed = hc_form_row_typed (self);

  if (is_pick (self->field))
    return g_strcmp0 (typed, self->stored) != 0;
  if (self->field->type == HC_VALUE_BOOLEAN)
    return (g_strcmp0 (self->stored, "1") == 0) != g_str_equal (typed, "1");
  return g_strcmp0 (typed, self->shown) != 0;
}

gboolean
hc_form_row_read (HcFormRow *self, char **value, GError **error)
{
  g_autofree char *typed = hc_form_row_typed (self);

  if (is_pick (self->field))
    {
      *value = g_steal_pointer (&typed);
      return hc_field_check (self->field, *value, error);
    }
  return hc_cell_parse (self->field, NULL, typed, value, error);
}

/* ---------------------------------------------------------------- showing */

static void
pick (HcFormRow *self, const char *value)
{
  guint at = GTK_INVALID_LIST_POSITION; /* a reference that is not read yet: nothing, not “None” */

  for (guint i = 0; i < self->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->values, i), value) == 0)
      at = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), at);
}

static void
show_text (HcFormRow *self, const char *text)
{
  switch (self->field->type)
    {
    case HC_VALUE_CHOICE:
    case HC_VALUE_REFERENCE:
      pick (self, text);
      break;
    case HC_VALUE_BOOLEAN:
      gtk_switch_set_active (self->toggle, g_strcmp0 (text, "1") == 0);
      break;
    case HC_VALUE_LONG_TEXT:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
      break;
    case HC_VALUE_INSTANT:
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), text);
      break;
    default:
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->row)), text)) /* keeps the caret */
        gtk_editable_set_text (GTK_EDITABLE (self->row), text);
    }
}

static gboolean
shows_value (const HcField *field)
{
  return is_pick (field) || field->type == HC_VALUE_BOOLEAN;
}

void
hc_form_row_fill (HcFormRow *self, const char *value)
{
  g_autofree char *stored = g_strdup (value);

  g_free (self->stored);
  self->stored = g_steal_pointer (&stored);
  g_free (self->shown);
  self->shown = hc_form_row_text_of (self, self->stored);
  self->filling = TRUE;
  show_text (self, shows_value (self->field) ? self->stored : self->shown);
  self->filling = FALSE;
  hc_form_row_show_problem (self, NULL);
}

void
hc_form_row_restore (HcFormRow *self, const char *typed)
{
  self->filling = TRUE;
  show_text (self, typed);
  self->filling = FALSE;
}

static void
show_note (HcFormRow *self, const char *text, const char *klass)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (self->note_row, text != NULL);
  gtk_widget_remove_css_class (self->row, "error");
  gtk_widget_remove_css_class (self->row, "warning");
  if (text == NULL)
    {
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->row),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  gtk_widget_add_css_class (self->row, klass);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static void
forget_conflict (HcFormRow *self)
{
  self->in_conflict = FALSE;
  g_clear_pointer (&self->newer, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->use_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_button), FALSE);
}

void
hc_form_row_show_problem (HcFormRow *self, const char *text)
{
  forget_conflict (self);
  show_note (self, text, "error");
}

static char *
short_text (const char *text)
{
  g_autofree char *head = NULL;
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  if (g_utf8_strlen (line, -1) <= MAX_BUTTON_CHARS)
    return g_steal_pointer (&line);
  head = g_utf8_substring (line, 0, MAX_BUTTON_CHARS - 1);
  return g_strconcat (head, "…", NULL);
}

void
hc_form_row_show_conflict (HcFormRow *self, const char *newer)
{
  g_autofree char *full = hc_form_row_text_of (self, newer);
  g_autofree char *text = short_text (full);
  g_autofree char *message = NULL;
  g_autofree char *use = NULL;

  forget_conflict (self);
  self->in_conflict = TRUE;
  self->newer = g_strdup (newer);
  if (*text != '\0')
    {
      message = g_strdup_printf (_("Changed to “%s” elsewhere, meanwhile."), full);
      use = g_strdup_printf (_("Use “%s”"), text);
    }
  else
    {
      message = g_strdup (_("Emptied elsewhere, meanwhile."));
      use = g_strdup (_("Leave Empty"));
    }
  gtk_button_set_label (self->use_button, use);
  gtk_widget_set_visible (GTK_WIDGET (self->use_button), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_button), TRUE);
  show_note (self, message, "warning");
}

/* ---------------------------------------------------------------- callbacks */

static void
apply_cb (HcFormRow *self)
{
  if (!self->filling)
    hc_form_apply_row (self->form, self, FALSE);
}

/* While somebody still types, the newer value waits for an answer. */
static void
left_cb (HcFormRow *self)
{
  if (!self->filling && !self->in_conflict)
    hc_form_apply_row (self->form, self, FALSE);
}

static void
use_clicked_cb (HcFormRow *self)
{
  g_autofree char *newer = g_strdup (self->newer);

  hc_form_row_fill (self, newer);
  gtk_widget_grab_focus (self->row);
}

static void
keep_clicked_cb (HcFormRow *self)
{
  hc_form_apply_row (self->form, self, TRUE);
  gtk_widget_grab_focus (self->row);
}

static gboolean
text_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             HcFormRow *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  apply_cb (self);
  return GDK_EVENT_STOP;
}

/* ---------------------------------------------------------------- widgets */

static void
watch_leaving (HcFormRow *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (widget, focus);
}

static void
day_selected_cb (HcFormRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  value = hc_day_format (hc_day_from_ymd (g_date_time_get_year (date),
                                          g_date_time_get_month (date),
                                          g_date_time_get_day_of_month (date)));
  text = hc_form_row_text_of (self, value);
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
}

static void
calendar_shown_cb (HcFormRow *self)
{
  g_autofree char *value = NULL;
  g_autoptr (GDateTime) date = NULL;
  HcDay day;
  int year, month, day_of_month;

  if (!hc_form_row_read (self, &value, NULL) || value == NULL || !hc_day_parse (value, &day))
    return;
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->filling = FALSE;
}

static GtkWidget *
create_calendar_button (HcFormRow *self)
{
  GtkWidget *popover;
  GtkWidget *button = hc_date_button_new (&self->calendar, &popover);

  g_signal_connect_swapped (popover, "show", G_CALLBACK (calendar_shown_cb), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  return button;
}

static GtkWidget *
create_entry_row (HcFormRow *self)
{
  GtkWidget *row = adw_entry_row_new ();

  if (self->field->type == HC_VALUE_DAY)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), create_calendar_button (self));
  if (self->field->type == HC_VALUE_INTEGER || self->field->type == HC_VALUE_REAL)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (apply_cb), self);
  watch_leaving (self, row);
  return row;
}

static gboolean
measure_again_cb (GtkWidget *text, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_width (text) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_queue_resize (text);
  return G_SOURCE_REMOVE;
}

/* A text view that was laid out before it had a width keeps a height of many lines (seen with GTK
 * 4.8): it is measured once more when it has one. */
static void
text_mapped_cb (GtkWidget *text)
{
  gtk_widget_add_tick_callback (text, measure_again_cb, NULL, NULL);
}

static GtkWidget *
create_text_row (HcFormRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_(self->field->label));
  GtkWidget *text = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->text = GTK_TEXT_VIEW (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_widget_add_css_class (text, "hc-form-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->field->label), -1);
  g_signal_connect (text, "map", G_CALLBACK (text_mapped_cb), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (text_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (text, keys);
  watch_leaving (self, text);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static GtkWidget *
create_switch_row (HcFormRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  self->toggle = GTK_SWITCH (toggle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->field->label), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (apply_cb), self);
  return row;
}

static void
add_value (HcFormRow *self, GtkStringList *names, const char *value, const char *name)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (names, name);
}

static void
fill_values (HcFormRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *value = self->row != NULL ? hc_form_row_typed (self) : NULL;
  HcRecordList *list = references (self);

  g_ptr_array_set_size (self->values, 0);
  if ((self->field->flags & HC_FIELD_REQUIRED) == 0)
    add_value (self, names, NULL, _("None"));
  for (const HcChoice *choice = self->field->choices; choice != NULL && choice->word != NULL;
       choice++)
    add_value (self, names, choice->word, _(choice->label));
  for (guint i = 0; list != NULL && i < hc_record_list_count (list); i++)
    add_value (self, names, hc_record_id (hc_record_list_at (list, i)),
               hc_record_title (hc_record_list_at (list, i)));
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (names));
  pick (self, value);
  self->filling = FALSE;
}

static GtkWidget *
create_combo_row (HcFormRow *self)
{
  GtkWidget *row = adw_combo_row_new ();

  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (apply_cb), self);
  return row;
}

static GtkWidget *
create_note_row (HcFormRow *self)
{
  GtkWidget *row = adw_preferences_row_new (); /* a group puts other rows at its end */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->note_icon = GTK_IMAGE (gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  self->use_button = GTK_BUTTON (gtk_button_new ());
  self->keep_button = GTK_BUTTON (gtk_button_new_with_label (_("Keep Mine")));
  gtk_widget_add_css_class (GTK_WIDGET (self->note_icon), "hc-warn");
  gtk_widget_set_valign (GTK_WIDGET (self->note_icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (self->note, 40);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  g_signal_connect_swapped (self->use_button, "clicked", G_CALLBACK (use_clicked_cb), self);
  g_signal_connect_swapped (self->keep_button, "clicked", G_CALLBACK (keep_clicked_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->note_icon));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->use_button));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->keep_button));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_visible (row, FALSE);
  return row;
}

static GtkWidget *
create_row (HcFormRow *self)
{
  switch (self->field->type)
    {
    case HC_VALUE_CHOICE:
    case HC_VALUE_REFERENCE:
      return create_combo_row (self);
    case HC_VALUE_BOOLEAN:
      return create_switch_row (self);
    case HC_VALUE_LONG_TEXT:
      return create_text_row (self);
    case HC_VALUE_INSTANT:
      return adw_action_row_new ();
    default:
      return create_entry_row (self);
    }
}

HcFormRow *
hc_form_row_new (HcForm *form, const HcField *field, HcRecordList *list)
{
  HcFormRow *self = g_new0 (HcFormRow, 1);
  g_autoptr (HcRecordList) targets = NULL;

  self->form = form;
  self->field = field;
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->shown = g_strdup ("");
  if (field->type == HC_VALUE_REFERENCE)
    {
      targets = hc_cell_references (hc_record_list_launch (list), field->reference);
      self->watch = hc_register_watch_new (targets);
      g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (fill_values), self);
    }
  self->row = create_row (self);
  g_object_set_data (G_OBJECT (self->row), "hc-form-row", self);
  self->note_row = create_note_row (self);
  hc_form_row_set_title (self, _(field->label));
  if (is_pick (field))
    fill_values (self);
  return self;
}

/* Its widgets may outlive it for a moment. */
void
hc_form_row_free (HcFormRow *self)
{
  self->filling = TRUE;
  g_clear_object (&self->watch);
  g_ptr_array_unref (self->values);
  g_free (self->stored);
  g_free (self->shown);
  g_free (self->newer);
  g_free (self);
}

void
hc_form_row_set_title (HcFormRow *self, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->row), FALSE);
}
