/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-date-row.h"

#include <glib/gi18n.h>

#include "hc-widgets.h"

struct _HcDateRow
{
  AdwEntryRow parent_instance;

  /* Borrowed */
  GtkCalendar *calendar;

  HcDay day;
  gboolean optional;
  gboolean picked; /* in the open popover */
};

G_DEFINE_FINAL_TYPE (HcDateRow, hc_date_row, ADW_TYPE_ENTRY_ROW)

enum
{
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* g_date_set_parse() makes 6 November of “518 Nov 2026”: each number must be one of the date. */
static gboolean
has_only_its_numbers (const char *text, const GDate *date)
{
  int year = g_date_get_year (date);

  while (*text != '\0')
    {
      char *end;
      gint64 number;

      if (!g_ascii_isdigit (*text))
        {
          text++;
          continue;
        }
      number = g_ascii_strtoll (text, &end, 10);
      if (number != g_date_get_day (date) && number != (int) g_date_get_month (date)
          && number != year && number != year % 100)
        return FALSE;
      text = end;
    }
  return TRUE;
}

gboolean
hc_date_text_parse (const char *text, HcDay *out)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  GDate date;

  if (hc_day_parse (stripped, out))
    return TRUE;
  /* g_date_set_parse() takes “5” for a month of this year: too kind here. */
  if (g_utf8_strlen (stripped, -1) < 6)
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_parse (&date, stripped);
  if (!g_date_valid (&date) || !has_only_its_numbers (stripped, &date))
    return FALSE;
  *out = hc_day_from_ymd (g_date_get_year (&date), (int) g_date_get_month (&date),
                          g_date_get_day (&date));
  return *out != HC_DAY_NONE;
}

static char *
day_text (HcDay day)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  if (day == HC_DAY_NONE)
    return g_strdup ("");
  hc_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  /* TRANSLATORS: a date that can be typed the same way, such as “4 March 2026” */
  return g_date_time_format (date, _("%-d %B %Y"));
}

static void
show_text (HcDateRow *self)
{
  g_autofree char *text = day_text (self->day);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

static void
take_day (HcDateRow *self, HcDay day)
{
  gboolean changed = day != self->day;

  self->day = day;
  show_text (self);
  if (changed)
    g_signal_emit (self, signals[APPLIED], 0);
}

gboolean
hc_date_row_commit (HcDateRow *self)
{
  g_autofree char *shown = day_text (self->day);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  HcDay day = HC_DAY_NONE;

  g_return_val_if_fail (HC_IS_DATE_ROW (self), FALSE);

  if (g_str_equal (text, shown) || (*text == '\0' && self->optional))
    {
      take_day (self, *text == '\0' ? HC_DAY_NONE : self->day);
      return TRUE;
    }
  if (hc_date_text_parse (text, &day))
    {
      take_day (self, day);
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _("Not a date. Write one such as 4 March 2026 or 2026-03-04."));
  return FALSE;
}

static void
left_cb (HcDateRow *self)
{
  hc_date_row_commit (self);
}

static void
popover_shown_cb (HcDateRow *self)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;

  if (self->day != HC_DAY_NONE)
    {
      hc_day_to_ymd (self->day, &year, &month, &day_of_month);
      date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
      gtk_calendar_select_day (self->calendar, date);
    }
  self->picked = FALSE;
}

/* Leafing through the months selects days too: the choice counts when the popover closes. */
static void
day_selected_cb (HcDateRow *self)
{
  self->picked = TRUE;
}

static void
popover_closed_cb (HcDateRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (!self->picked)
    return;
  self->picked = FALSE;
  take_day (self, hc_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                   g_date_time_get_day_of_month (date)));
}

static gboolean
popover_key_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HcDateRow *self)
{
  if (key == GDK_KEY_Escape)
    self->picked = FALSE;
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
create_button (HcDateRow *self)
{
  GtkWidget *popover;
  GtkWidget *button = hc_date_button_new (&self->calendar, &popover);
  GtkEventController *keys;

  g_signal_connect_swapped (popover, "show", G_CALLBACK (popover_shown_cb), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (popover_closed_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (popover_key_cb), self);
  gtk_widget_add_controller (popover, keys);
  return button;
}

static void
hc_date_row_class_init (HcDateRowClass *klass)
{
  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_date_row_init (HcDateRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->day = HC_DAY_NONE;
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), create_button (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "entry-activated", G_CALLBACK (left_cb), NULL);
}

HcDay
hc_date_row_day (HcDateRow *self)
{
  g_return_val_if_fail (HC_IS_DATE_ROW (self), HC_DAY_NONE);
  return self->day;
}

void
hc_date_row_set_day (HcDateRow *self, HcDay day)
{
  g_return_if_fail (HC_IS_DATE_ROW (self));

  self->day = day;
  show_text (self);
}

void
hc_date_row_set_optional (HcDateRow *self, gboolean optional)
{
  g_return_if_fail (HC_IS_DATE_ROW (self));
  self->optional = optional;
}
