/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-page-private.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-metrics-plot.h"

G_DEFINE_FINAL_TYPE (HcMetricsPage, hc_metrics_page, HC_TYPE_PAGE)

static gboolean
is_of_the_method (HcMetricId id)
{
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    if (hc_method_metrics[i] == id)
      return TRUE;
  return FALSE;
}

/* ---------------------------------------------------------------- showing */

static void
show_cards (HcMetricsPage *self, const HcMetricsFigures *figures, HcCalendar *calendar)
{
  HcMetricContext context = hc_metrics_context (figures, calendar);

  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (figures->set, (HcMetricId) i);

      if (series != NULL)
        hc_metric_card_show (self->card[i], series, &context);
    }
}

static void
show_choice (HcMetricsPage *self, HcMetricId id)
{
  gboolean is_extra = !is_of_the_method (id);

  self->choosing = TRUE;
  gtk_flow_box_unselect_all (is_extra ? self->cards : self->extras);
  gtk_flow_box_select_child (is_extra ? self->extras : self->cards,
                             GTK_FLOW_BOX_CHILD (self->card[id]));
  self->choosing = FALSE;
}

static void
refresh (HcMetricsPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  const HcMetricsFigures *figures = hc_metrics_model_figures (self->model);
  HcCalendar *calendar = hc_launch_calendar (launch);
  g_autofree char *subtitle = NULL;

  hc_metrics_page_update_actions (self);
  if (hc_launch_as_of (launch) == HC_INSTANT_NONE)
    {
      hc_page_set_subtitle (HC_PAGE (self), NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (figures == NULL || figures->set->as_of == HC_INSTANT_NONE)
    {
      gtk_stack_set_visible_child_name (self->stack, "waiting"); /* the first are coming */
      return;
    }
  subtitle = hc_format_as_of (figures->set->as_of, calendar);
  hc_page_set_subtitle (HC_PAGE (self), subtitle);
  show_cards (self, figures, calendar);
  show_choice (self, figures->question.metric);
  hc_metrics_detail_show (self->detail, figures, calendar, hc_launch_columns (launch));
  gtk_stack_set_visible_child_name (self->stack, "figures");
  hc_metrics_page_update_actions (self);
}

static void
failed_cb (HcMetricsPage *self, const GError *error)
{
  hc_page_report (HC_PAGE (self), _("The figures could not be computed"), error);
}

/* ---------------------------------------------------------------- asking */

static void
ask (HcMetricsPage *self, HcMetricId id)
{
  g_auto (HcMetricsQuestion) question = { 0 };

  hc_metrics_question_copy (hc_metrics_model_question (self->model), &question);
  hc_metrics_filters_apply (self->filters, &question);
  question.metric = id;
  question.by = hc_metrics_detail_by (self->detail);
  question.curves = hc_metrics_detail_needs_curves (self->detail, id);
  hc_metrics_model_ask (self->model, &question);
}

static void
ask_again (HcMetricsPage *self)
{
  ask (self, hc_metrics_model_question (self->model)->metric);
}

static void
selected_cb (HcMetricsPage *self, GtkFlowBox *box)
{
  GList *selected;

  if (self->choosing)
    return;
  selected = gtk_flow_box_get_selected_children (box);
  if (selected != NULL)
    ask (self, hc_metric_card_id (HC_METRIC_CARD (selected->data)));
  g_list_free (selected);
}

/* Another form of the same figures asks for nothing new. */
static void
by_changed_cb (HcMetricsPage *self)
{
  ask_again (self);
  if (!hc_metrics_model_is_busy (self->model))
    refresh (self);
}

/* A card below the chart: the chart comes into sight. */
static void
extra_activated_cb (HcMetricsPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double y;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->detail),
                                        gtk_widget_get_parent (GTK_WIDGET (self->detail)), 0, 0,
                                        NULL, &y))
    gtk_adjustment_set_value (adjustment, y);
}

void
hc_metrics_page_choose (HcMetricsPage *self, HcMetricId id)
{
  g_return_if_fail (HC_IS_METRICS_PAGE (self) && id < HC_N_METRICS);

  ask (self, id);
}

/* ---------------------------------------------------------------- page */

static void
hc_metrics_page_launch_set (HcPage *page)
{
  HcMetricsPage *self = HC_METRICS_PAGE (page);
  HcLaunch *launch = hc_page_launch (page);
  static const char *const signals[] = { "notify::batches", "notify::settings" };

  self->model = hc_metrics_model_new (launch);
  hc_metrics_filters_set_launch (self->filters, launch);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (launch, signals[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (ask_again), self);
  refresh (self);
}

static void
hc_metrics_page_shown (HcPage *page)
{
  hc_metrics_model_set_active (HC_METRICS_PAGE (page)->model, TRUE);
}

static void
hc_metrics_page_hidden (HcPage *page)
{
  hc_metrics_model_set_active (HC_METRICS_PAGE (page)->model, FALSE);
}

static GMenuModel *
hc_metrics_page_page_menu (HcPage *page)
{
  return hc_metrics_page_menu ();
}

static void
hc_metrics_page_dispose (GObject *object)
{
  HcMetricsPage *self = HC_METRICS_PAGE (object);

  if (self->model != NULL)
    hc_metrics_model_set_active (self->model, FALSE);
  g_clear_object (&self->model);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (hc_metrics_page_parent_class)->dispose (object);
}

static void
hc_metrics_page_class_init (HcMetricsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_metrics_page_dispose;
  page_class->launch_set = hc_metrics_page_launch_set;
  page_class->shown = hc_metrics_page_shown;
  page_class->hidden = hc_metrics_page_hidden;
  page_class->menu = hc_metrics_page_page_menu;
  page_class->header_end = hc_metrics_page_header_end;
  g_type_ensure (HC_TYPE_METRICS_FILTERS);
  g_type_ensure (HC_TYPE_METRICS_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-metrics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, extras);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsPage, detail);
}

static void
add_card (HcMetricsPage *self, GtkFlowBox *box, HcMetricId id)
{
  self->card[id] = hc_metric_card_new (id);
  hc_metric_card_set_compact (self->card[id]);
  gtk_flow_box_insert (box, GTK_WIDGET (self->card[id]), -1);
}

static void
hc_metrics_page_init (HcMetricsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_metrics_page_add_actions (self);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    add_card (self, self->cards, hc_method_metrics[i]);
  for (guint i = 0; i < HC_N_METRICS; i++)
    if (!is_of_the_method ((HcMetricId) i))
      add_card (self, self->extras, (HcMetricId) i);
  g_signal_connect_swapped (self->cards, "selected-children-changed", G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (self->extras, "selected-children-changed", G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (self->extras, "child-activated", G_CALLBACK (extra_activated_cb), self);
  g_signal_connect_swapped (self->detail, "by-changed", G_CALLBACK (by_changed_cb), self);
}
