/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"

static void
set_fact (HcOverviewPage *self, HcOverviewFact fact, const char *value, const char *note)
{
  gtk_label_set_label (self->fact_values[fact], value);
  gtk_label_set_label (self->fact_notes[fact], note != NULL ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fact_notes[fact]), note);
}

static void
show_day (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  const HcLaunchSettings *settings = context->settings;
  int number = hc_launch_settings_day_number (settings, today);
  g_autofree char *end
    = hc_format_day (settings->go_live_day + (HcDay) settings->length_days - 1);
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;

  if (number < 1)
    value = g_strdup (_("Before go-live"));
  else if (number > (int) settings->length_days)
    value = g_strdup_printf (_("Day %d"), number);
  else
    value = g_strdup_printf (_("%d of %u"), number, settings->length_days);
  note = number > (int) settings->length_days
           ? g_strdup_printf (_("planned %u days, to %s"), settings->length_days, end)
           : g_strdup_printf (_("planned end %s"), end);
  set_fact (self, HC_OVERVIEW_DAY, value, note);
}

static void
show_rag (HcOverviewPage *self, const HcCriteriaResult *result)
{
  static const char *const icons[]
    = { "dialog-error-symbolic", "dialog-warning-symbolic", "object-select-symbolic" };
  static const char *const classes[] = { "hc-bad", "hc-warn", "hc-good" };
  const char *css[] = { classes[result->rag], NULL };
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", result->rag_reason, result->rag_rule);
  g_autofree char *name
    = g_strdup_printf (_("Status: %s. %s"), hc_rag_label (result->rag), result->rag_reason);

  gtk_image_set_from_icon_name (self->rag_icon, icons[result->rag]);
  gtk_widget_set_css_classes (GTK_WIDGET (self->rag_icon), css);
  gtk_label_set_label (self->rag_text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rag_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  set_fact (self, HC_OVERVIEW_STATUS, hc_rag_label (result->rag), result->rag_reason);
}

/* “1 holding, 3 of 5 days”: the hold that ends next. NULL: none holds. */
static char *
holding_text (const HcCriteriaResult *result)
{
  const HcCriterionResult *next = NULL;
  guint n = 0;

  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      if (!hc_criterion_result_is_holding (criterion))
        continue;
      n++;
      if (next == NULL ||
          criterion->hold_of - criterion->hold_done < next->hold_of - next->hold_done)
        next = criterion;
    }
  if (next == NULL)
    return NULL;
  return g_strdup_printf (ngettext ("%u holding, %u of %u days", "%u holding, first %u of %u days",
                                    n),
                          n, next->hold_done, next->hold_of);
}

void
hc_overview_page_show_gate (HcOverviewPage *self)
{
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  g_autofree char *value = NULL;
  g_autofree char *holding = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->rag_button), result != NULL);
  if (result == NULL)
    {
      set_fact (self, HC_OVERVIEW_STATUS, HC_FORMAT_MISSING, NULL);
      set_fact (self, HC_OVERVIEW_CRITERIA, HC_FORMAT_MISSING, NULL);
      return;
    }
  gtk_label_set_label (self->fact_label_1, result->gate == HC_GATE_EXIT ? _("Exit Criteria")
                                                                        : _("Go-Live Criteria"));
  value = g_strdup_printf (_("%u of %u met"), result->done, result->of);
  holding = holding_text (result);
  show_rag (self, result);
  set_fact (self, HC_OVERVIEW_CRITERIA, value, holding != NULL ? holding : _("met or waived"));
}

static char *
change_text (double now, double before, HcDay day)
{
  g_autofree char *date = hc_format_day (day);
  g_autofree char *count = hc_format_count ((gint64) fabs (now - before));

  if (now == before)
    return g_strdup_printf (_("unchanged since %s"), date);
  return now > before ? g_strdup_printf (_("+%s since %s"), count, date)
                      : g_strdup_printf (_("−%s since %s"), count, date);
}

static void
show_open (HcOverviewPage *self, const HcMetricContext *context)
{
  const HcMetricSeries *open = hc_metric_set_total (context->set, HC_METRIC_OPEN);
  const HcMetricSeries *age = hc_metric_set_total (context->set, HC_METRIC_BACKLOG_AGE);
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;

  if (open == NULL || !open->measurable || open->n_points == 0)
    {
      set_fact (self, HC_OVERVIEW_OPEN, HC_FORMAT_MISSING, NULL);
      return;
    }
  value = hc_format_count ((gint64) open->points[open->n_points - 1].value);
  if (open->n_points > 1)
    note = change_text (open->points[open->n_points - 1].value,
                        open->points[open->n_points - 2].value,
                        open->points[open->n_points - 2].date);
  if (age != NULL && age->measurable && age->window.waiting > 0 && note != NULL)
    {
      g_autofree char *waiting = hc_format_count (age->window.waiting);
      char *both = g_strdup_printf (_("%s · %s waiting"), note, waiting);

      g_free (note);
      note = both;
    }
  set_fact (self, HC_OVERVIEW_OPEN, value, note);
}

void
hc_overview_page_show_facts (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  show_day (self, context, today);
  show_open (self, context);
}
