/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-form.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "hc-date-row.h"
#include "hc-launch-check.h"
#include "hc-zones.h"

struct _HcLaunchForm
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwEntryRow *name_row;
  AdwEntryRow *system_row;
  HcDateRow *go_live_row;
  GtkSpinButton *length_spin;
  GtkDropDown *zone_drop;
  GtkBox *week_box;
  HcHolidaysRow *holidays_row;
  GtkWidget *problem_box;
  GtkLabel *problem_label;

  /* Borrowed */
  GtkToggleButton *weekdays[7]; /* Monday first */

  /* Owned */
  HcLaunchSettings settings;
  GStrv zones; /* as listed in zone_drop */

  gboolean setting; /* hc_launch_form_set() is filling the fields */
};

G_DEFINE_FINAL_TYPE (HcLaunchForm, hc_launch_form, ADW_TYPE_BIN)

enum
{
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- validity ---- */

static GtkWidget *
widget_of_field (HcLaunchForm *self, const char *field)
{
  if (g_strcmp0 (field, "name") == 0)
    return GTK_WIDGET (self->name_row);
  if (g_strcmp0 (field, "system") == 0)
    return GTK_WIDGET (self->system_row);
  if (g_strcmp0 (field, "go_live_at") == 0 || g_strcmp0 (field, "go_live_day") == 0)
    return GTK_WIDGET (self->go_live_row);
  return NULL;
}

static void
show_problem (HcLaunchForm *self, const char *field, const char *message)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->name_row), GTK_WIDGET (self->system_row),
                        GTK_WIDGET (self->go_live_row) };
  GtkWidget *row = widget_of_field (self, field);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != row)
      gtk_widget_remove_css_class (rows[i], "error");
  if (row != NULL)
    gtk_widget_add_css_class (row, "error");
  gtk_widget_set_visible (self->problem_box, message != NULL);
  gtk_label_set_text (self->problem_label, message != NULL ? message : "");
}

/* Go-live is the first instant of its day in the chosen zone. */
static gboolean
derive_go_live (HcLaunchForm *self, GError **error)
{
  g_autoptr (HcCalendar) calendar = hc_launch_settings_calendar (&self->settings, error);

  if (calendar == NULL)
    return FALSE;
  if (self->settings.go_live_day != HC_DAY_NONE)
    self->settings.go_live_at = hc_calendar_day_start (calendar, self->settings.go_live_day);
  return TRUE;
}

static gboolean
check (HcLaunchForm *self)
{
  g_autoptr (GError) error = NULL;
  const char *field = NULL;
  gboolean ok = derive_go_live (self, &error) &&
                hc_launch_settings_check (&self->settings, &field, &error);

  show_problem (self, field, ok ? NULL : error->message);
  return ok;
}

static void
apply (HcLaunchForm *self, const char *label)
{
  if (!self->setting && check (self))
    g_signal_emit (self, signals[APPLIED], 0, label);
}

/* ---- texts ---- */

static void
take_text (HcLaunchForm *self, AdwEntryRow *row, char **text, const char *label)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (g_strcmp0 (typed, *text) == 0)
    return;
  g_free (*text);
  *text = g_steal_pointer (&typed);
  apply (self, label);
}

static void
name_done_cb (HcLaunchForm *self)
{
  take_text (self, self->name_row, &self->settings.name, _("Rename Launch"));
}

static void
system_done_cb (HcLaunchForm *self)
{
  take_text (self, self->system_row, &self->settings.system, _("Set System"));
}

static void
connect_text (HcLaunchForm *self, AdwEntryRow *row, GCallback done)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (row, "entry-activated", done, self);
  g_signal_connect_swapped (focus, "leave", done, self);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

/* ---- dates, length, zone ---- */

static void set_holidays_range (HcLaunchForm *self);

static void
go_live_done_cb (HcLaunchForm *self)
{
  self->settings.go_live_day = hc_date_row_day (self->go_live_row);
  set_holidays_range (self);
  apply (self, _("Set Go-Live Date"));
}

static void
length_changed_cb (HcLaunchForm *self)
{
  guint length = (guint) gtk_spin_button_get_value_as_int (self->length_spin);

  if (self->setting || length == self->settings.length_days)
    return;
  self->settings.length_days = length;
  set_holidays_range (self);
  apply (self, _("Set Length"));
}

static void
zone_selected_cb (HcLaunchForm *self)
{
  guint selected = gtk_drop_down_get_selected (self->zone_drop);

  if (self->setting || selected == GTK_INVALID_LIST_POSITION ||
      g_strcmp0 (self->zones[selected], self->settings.zone) == 0)
    return;
  g_free (self->settings.zone);
  self->settings.zone = g_strdup (self->zones[selected]);
  apply (self, _("Set Time Zone"));
}

static void
fill_zones (HcLaunchForm *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  guint selected = 0;

  if (self->zones == NULL || !g_strv_contains ((const char *const *) self->zones,
                                               self->settings.zone))
    {
      g_strfreev (self->zones);
      self->zones = hc_zones_list (self->settings.zone);
      for (guint i = 0; self->zones[i] != NULL; i++)
        gtk_string_list_take (texts, hc_zone_text (self->zones[i]));
      gtk_drop_down_set_model (self->zone_drop, G_LIST_MODEL (texts));
    }
  for (guint i = 0; self->zones[i] != NULL; i++)
    if (g_strcmp0 (self->zones[i], self->settings.zone) == 0)
      selected = i;
  gtk_drop_down_set_selected (self->zone_drop, selected);
}

/* ---- working week ---- */

static void
weekday_toggled_cb (HcLaunchForm *self)
{
  guint mask = 0;

  if (self->setting)
    return;
  for (guint i = 0; i < 7; i++)
    if (gtk_toggle_button_get_active (self->weekdays[i]))
      mask |= 1u << i;
  if (mask == self->settings.working_mask)
    return;
  self->settings.working_mask = mask;
  apply (self, _("Set Working Week"));
}

static void
create_weekday (HcLaunchForm *self, guint weekday)
{
  /* 5 January 1970 was a Monday. */
  g_autoptr (GDateTime) date = g_date_time_new_utc (1970, 1, 5 + (int) weekday, 0, 0, 0);
  g_autofree char *brief = g_date_time_format (date, "%a");
  g_autofree char *full = g_date_time_format (date, "%A");
  GtkWidget *button = gtk_toggle_button_new_with_label (brief);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hc-weekday");
  gtk_widget_set_tooltip_text (button, full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (weekday_toggled_cb), self);
  gtk_box_append (self->week_box, button);
  self->weekdays[weekday] = GTK_TOGGLE_BUTTON (button);
}

/* 0 = Monday; glibc counts from the locale's “week-1stday”: Sunday 1997-11-30 or the Monday after. */
static guint
first_weekday (void)
{
  const char *first = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  guint sunday_based = first != NULL && *first >= 1 && *first <= 7 ? (guint) *first - 1 : 1;
  guint base = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY)) == 19971201 ? 1 : 0;

  return (sunday_based + base + 6) % 7;
}

static void
create_week (HcLaunchForm *self)
{
  guint first = first_weekday ();

  for (guint i = 0; i < 7; i++)
    create_weekday (self, (first + i) % 7);
}

/* ---- holidays ---- */

static void
take_holidays (HcLaunchForm *self)
{
  GPtrArray *holidays = hc_holidays_row_holidays (self->holidays_row);

  self->settings.n_holidays = holidays->len;
  self->settings.holidays = g_renew (HcDay, self->settings.holidays, holidays->len);
  for (guint i = 0; i < holidays->len; i++)
    self->settings.holidays[i] = ((const HcHoliday *) holidays->pdata[i])->day;
}

static void
holidays_applied_cb (HcLaunchForm *self, const char *label)
{
  take_holidays (self);
  apply (self, label);
}

/* Baselines reach back before go-live, holds and reviews beyond the end. */
static void
set_holidays_range (HcLaunchForm *self)
{
  HcDay go_live = self->settings.go_live_day;

  if (go_live != HC_DAY_NONE)
    hc_holidays_row_set_range (self->holidays_row, go_live - 366,
                               go_live + (HcDay) self->settings.length_days + 366);
}

/* ---- class ---- */

static void
hc_launch_form_finalize (GObject *object)
{
  HcLaunchForm *self = HC_LAUNCH_FORM (object);

  hc_launch_settings_clear (&self->settings);
  g_strfreev (self->zones);
  G_OBJECT_CLASS (hc_launch_form_parent_class)->finalize (object);
}

static void
hc_launch_form_class_init (HcLaunchFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_launch_form_finalize;
  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (HC_TYPE_DATE_ROW);
  g_type_ensure (HC_TYPE_HOLIDAYS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-launch-form.ui");
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, system_row);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, go_live_row);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, length_spin);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, zone_drop);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, week_box);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, holidays_row);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HcLaunchForm, problem_label);
}

static void
hc_launch_form_init (HcLaunchForm *self)
{
  g_autoptr (GtkExpression) text = NULL;

  hc_launch_settings_init (&self->settings);
  gtk_widget_init_template (GTK_WIDGET (self));
  create_week (self);
  /* Search in a drop-down needs to be told what its rows say. */
  text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (self->zone_drop, text);
  connect_text (self, self->name_row, G_CALLBACK (name_done_cb));
  connect_text (self, self->system_row, G_CALLBACK (system_done_cb));
  g_signal_connect_swapped (self->go_live_row, "applied", G_CALLBACK (go_live_done_cb), self);
  g_signal_connect_swapped (self->holidays_row, "applied", G_CALLBACK (holidays_applied_cb), self);
  g_signal_connect_swapped (self->holidays_row, "imported", G_CALLBACK (take_holidays), self);
  g_signal_connect_swapped (self->length_spin, "value-changed", G_CALLBACK (length_changed_cb),
                            self);
  g_signal_connect_swapped (self->zone_drop, "notify::selected", G_CALLBACK (zone_selected_cb),
                            self);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Somebody types in it and has not finished. */
static gboolean
is_being_edited (AdwEntryRow *row, const char *old)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 &&
         g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), old) != 0;
}

void
hc_launch_form_set (HcLaunchForm *self, const HcLaunchSettings *settings)
{
  gboolean keep_name, keep_system;

  g_return_if_fail (HC_IS_LAUNCH_FORM (self));

  keep_name = is_being_edited (self->name_row, self->settings.name);
  keep_system = is_being_edited (self->system_row, self->settings.system);
  self->setting = TRUE;
  hc_launch_settings_clear (&self->settings);
  hc_launch_settings_copy (settings, &self->settings);
  if (!keep_name)
    set_text (self->name_row, settings->name);
  if (!keep_system)
    set_text (self->system_row, settings->system);
  hc_date_row_set_day (self->go_live_row, settings->go_live_day);
  gtk_spin_button_set_value (self->length_spin, settings->length_days);
  fill_zones (self);
  for (guint i = 0; i < 7; i++)
    gtk_toggle_button_set_active (self->weekdays[i], (settings->working_mask & (1u << i)) != 0);
  hc_holidays_row_set_days (self->holidays_row, settings->holidays, settings->n_holidays);
  set_holidays_range (self);
  show_problem (self, NULL, NULL);
  self->setting = FALSE;
}

const HcLaunchSettings *
hc_launch_form_settings (HcLaunchForm *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH_FORM (self), NULL);
  return &self->settings;
}

gboolean
hc_launch_form_commit (HcLaunchForm *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH_FORM (self), FALSE);

  name_done_cb (self);
  system_done_cb (self);
  gtk_spin_button_update (self->length_spin);
  if (!hc_date_row_commit (self->go_live_row))
    {
      show_problem (self, "go_live_day", _("The go-live date is not a date. Write one such as "
                                           "4 March 2026 or 2026-03-04."));
      gtk_widget_grab_focus (GTK_WIDGET (self->go_live_row));
      return FALSE;
    }
  hc_holidays_row_commit (self->holidays_row);
  return check (self);
}

void
hc_launch_form_focus (HcLaunchForm *self)
{
  g_return_if_fail (HC_IS_LAUNCH_FORM (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

HcHolidaysRow *
hc_launch_form_holidays (HcLaunchForm *self)
{
  g_return_val_if_fail (HC_IS_LAUNCH_FORM (self), NULL);
  return self->holidays_row;
}
