/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The days that the Metrics page looks at. */

#include "config.h"

#include "hc-metrics-filters-private.h"

#include <glib/gi18n.h>

#include "hc-date-row.h"
#include "hc-metric-text.h"

typedef enum
{
  PERIOD_DEFAULT,
  PERIOD_WEEK,
  PERIOD_FORTNIGHT,
  PERIOD_ALL,
  PERIOD_CHOSEN,
} Period;

void
hc_metrics_filters_fill_period (HcMetricsFilters *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint length = hc_launch_settings (self->launch)->window_length;
  g_autofree char *usual
    = g_strdup_printf (ngettext ("Last %u Working Day", "Last %u Working Days", length), length);
  g_autofree char *chosen = NULL;
  guint old = gtk_drop_down_get_selected (self->period);
  gboolean was_filling = self->filling;

  self->filling = TRUE;
  gtk_string_list_append (list, usual);
  gtk_string_list_append (list, _("Last 7 Days"));
  gtk_string_list_append (list, _("Last 14 Days"));
  gtk_string_list_append (list, _("Since Go-Live"));
  if (self->from != HC_DAY_NONE)
    {
      chosen = hc_metric_window_text (self->from, self->to);
      gtk_string_list_append (list, chosen);
    }
  gtk_string_list_append (list, _("Choose Days…"));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->period, old == GTK_INVALID_LIST_POSITION ? 0 : old);
  self->filling = was_filling;
}

static HcDay
day_of_figures (HcMetricsFilters *self)
{
  gint64 as_of = hc_launch_as_of (self->launch);

  return hc_calendar_day_of (hc_launch_calendar (self->launch),
                             as_of == HC_INSTANT_NONE ? 0 : as_of - 1);
}

static void
days_response_cb (HcMetricsFilters *self, const char *response, AdwMessageDialog *dialog)
{
  HcDateRow *from = g_object_get_data (G_OBJECT (dialog), "from");
  HcDateRow *to = g_object_get_data (G_OBJECT (dialog), "to");

  if (g_str_equal (response, "show") && hc_date_row_commit (from) && hc_date_row_commit (to))
    hc_metrics_filters_set_period (self, MIN (hc_date_row_day (from), hc_date_row_day (to)),
                                   MAX (hc_date_row_day (from), hc_date_row_day (to)));
}

static GtkWidget *
date_row (GtkWidget *list, const char *title, HcDay day)
{
  GtkWidget *row = g_object_new (HC_TYPE_DATE_ROW, "title", title, NULL);

  hc_date_row_set_day (HC_DATE_ROW (row), day);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static void
choose_days (HcMetricsFilters *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Choose Days"),
    _("Charts show these days, and figures cover the complete ones of them."));
  GtkWidget *list = gtk_list_box_new ();
  HcDay first = hc_launch_settings (self->launch)->go_live_day;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  g_object_set_data (
    G_OBJECT (dialog), "from",
    date_row (list, _("From"), self->from != HC_DAY_NONE ? self->from : first));
  g_object_set_data (
    G_OBJECT (dialog), "to",
    date_row (list, _("To"), self->from != HC_DAY_NONE ? self->to : day_of_figures (self)));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "show",
                                    _("_Show"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "show",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "show");
  g_signal_connect_object (dialog, "response", G_CALLBACK (days_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
hc_metrics_filters_period_cb (HcMetricsFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->period);
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (self->period));

  if (self->filling)
    return;
  if (selected == n - 1)
    {
      self->filling = TRUE;
      gtk_drop_down_set_selected (self->period, self->last_period);
      self->filling = FALSE;
      choose_days (self);
      return;
    }
  self->last_period = selected;
  hc_metrics_filters_tell (self);
}

void
hc_metrics_filters_apply_period (HcMetricsFilters *self, HcMetricsQuestion *question)
{
  HcDay go_live = hc_launch_settings (self->launch)->go_live_day;
  HcDay today = day_of_figures (self);

  question->from = question->to = HC_DAY_NONE;
  switch ((Period) gtk_drop_down_get_selected (self->period))
    {
    case PERIOD_DEFAULT:
      return;
    case PERIOD_WEEK:
      question->from = MAX (go_live, today - 6);
      break;
    case PERIOD_FORTNIGHT:
      question->from = MAX (go_live, today - 13);
      break;
    case PERIOD_ALL:
      question->from = go_live;
      break;
    case PERIOD_CHOSEN:
      question->from = self->from;
      question->to = self->to;
      return;
    }
  question->to = today;
  if (today < question->from)
    question->from = question->to = HC_DAY_NONE;
}

void
hc_metrics_filters_set_period (HcMetricsFilters *self, HcDay from, HcDay to)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  self->from = from;
  self->to = to;
  self->filling = TRUE;
  hc_metrics_filters_fill_period (self);
  self->last_period = from == HC_DAY_NONE ? PERIOD_DEFAULT : PERIOD_CHOSEN;
  gtk_drop_down_set_selected (self->period, self->last_period);
  self->filling = FALSE;
  hc_metrics_filters_tell (self);
}
