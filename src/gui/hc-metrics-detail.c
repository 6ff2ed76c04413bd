/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-detail.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-metrics-drop-down.h"
#include "hc-metrics-filters.h"
#include "hc-metrics-multiples.h"
#include "hc-metrics-words.h"

#define CHART_HEIGHT 280

struct _HcMetricsDetail
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkLabel *summary;
  AdwBin *by_place;
  AdwBin *form_place;
  GtkToggleButton *chart_button;
  GtkStack *stack;
  HcPlotView *plot;
  GtkFlowBox *multiples;
  GtkScrolledWindow *table_place;
  GtkLabel *none;
  GtkButton *remedy;
  GtkLabel *definition;
  GtkLabel *formula;

  /* Borrowed: children of by_place and form_place, child of table_place */
  GtkDropDown *by;
  GtkDropDown *form;
  GtkWidget *table_view;

  /* Owned */
  HcPlotBuild *build;
  HcMetricsTable *table;
  GArray *dimensions; /* of HcDimension, as the lines of @by */

  HcMetricId metric;
  HcMetricsForm wanted; /* chosen last: stays for the metrics that have it */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcMetricsDetail, hc_metrics_detail, ADW_TYPE_BIN)

enum
{
  BY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- groups and forms */

static void
by_cb (HcMetricsDetail *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[BY_CHANGED], 0);
}

/* An open list must stay. */
static gboolean
same_strings (GtkStringList *a, GtkStringList *b)
{
  for (guint i = 0;; i++)
    {
      const char *one = gtk_string_list_get_string (a, i);
      const char *other = gtk_string_list_get_string (b, i);

      if (one == NULL || other == NULL || !g_str_equal (one, other))
        return one == other;
    }
}

/* Only what tickets can be told apart by; the list is filled anew only if that is different. */
static void
fill_by (HcMetricsDetail *self, const HcColumns *columns, HcDimension chosen)
{
  g_autoptr (GArray) dimensions = g_array_new (FALSE, FALSE, sizeof (HcDimension));
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  for (HcDimension by = HC_BY_NONE; by < HC_N_DIMENSIONS; by++)
    if (by == HC_BY_NONE || (columns != NULL && columns->names[by]->len > 1) || by == chosen)
      {
        g_autofree char *label = g_strdup_printf (_("By %s"), hc_metrics_dimension_label (by));

        if (by == chosen)
          selected = dimensions->len;
        g_array_append_val (dimensions, by);
        gtk_string_list_append (list, by == HC_BY_NONE ? _("Not Grouped") : label);
      }
  self->filling = TRUE;
  if (dimensions->len != self->dimensions->len
      || memcmp (dimensions->data, self->dimensions->data, dimensions->len * sizeof (HcDimension)))
    {
      g_array_unref (self->dimensions);
      self->dimensions = g_steal_pointer (&dimensions);
      gtk_drop_down_set_model (self->by, G_LIST_MODEL (list));
    }
  gtk_drop_down_set_selected (self->by, selected);
  self->filling = FALSE;
}

/* The figure in bold, the id in italics: the one place for them. */
static void
show_definition (HcMetricsDetail *self,
                 const HcMetricSeries *series,
                 const HcMetricContext *context)
{
  g_autofree char *text = hc_metrics_definition_text (series, context);
  g_auto (GStrv) parts = g_strsplit (text, " · ", 2);
  g_autofree char *markup = g_markup_printf_escaped (
    "<b>%s</b>%s%s · <i>%s</i>", parts[0], parts[1] != NULL ? " · " : "",
    parts[1] != NULL ? parts[1] : "", hc_metrics[series->id].id);

  gtk_label_set_markup (self->definition, markup);
}

/* The other way to draw these figures; HC_METRICS_USUAL: there is none. */
static HcMetricsForm
other_form (HcMetricId id, gboolean grouped)
{
  if (id == HC_METRIC_TIME_TO_RESOLVE)
    return HC_METRICS_CURVES;
  return grouped && hc_metrics[id].is_share ? HC_METRICS_FUNNEL : HC_METRICS_USUAL;
}

static void
form_cb (HcMetricsDetail *self)
{
  gboolean grouped = hc_metrics_detail_by (self) != HC_BY_NONE;

  if (self->filling)
    return;
  self->wanted = gtk_drop_down_get_selected (self->form) == 1 ? other_form (self->metric, grouped)
                                                              : HC_METRICS_USUAL;
  g_signal_emit (self, signals[BY_CHANGED], 0);
}

static void
fill_form (HcMetricsDetail *self, gboolean grouped)
{
  HcMetricsForm other = other_form (self->metric, grouped);
  const char *const names[]
    = { grouped ? _("Bars") : _("Day by Day"),
        other == HC_METRICS_FUNNEL ? _("Funnel Plot") : _("Survival Curve"), NULL };
  GListModel *old = gtk_drop_down_get_model (self->form);
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_widget_set_visible (GTK_WIDGET (self->form), other != HC_METRICS_USUAL);
  if (other == HC_METRICS_USUAL)
    return;
  self->filling = TRUE;
  if (old == NULL || !same_strings (GTK_STRING_LIST (old), list))
    gtk_drop_down_set_model (self->form, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->form, self->wanted == other ? 1 : 0);
  self->filling = FALSE;
}

/* ---------------------------------------------------------------- what is missing */

static void
show_remedy (HcMetricsDetail *self, const char *missing)
{
  static const struct
  {
    const char *missing;
    const char *label;
    const char *action;
    const char *target;
  } actions[] = {
    { "active_users", N_("Enter _Usage…"), "page.edit-inputs", "usage_day" },
    { "help_usage", N_("Enter _Usage…"), "page.edit-inputs", "usage_day" },
    { "help_users", N_("Enter _Usage…"), "page.edit-inputs", "usage_day" },
    { "completions", N_("Enter _Completions…"), "page.edit-inputs", "completion_day" },
    { "issue", N_("_Unclassified Queue"), "win.classify-queue", NULL },
    { "deflect_action", N_("Go to the Issue _Catalog"), "win.show-page", "catalog" },
    { "filter", N_("_Clear Filters"), "page.clear-filters", NULL },
    { NULL, N_("_Import…"), "win.import", NULL },
  };
  GtkActionable *button = GTK_ACTIONABLE (self->remedy);
  guint i = 0;

  while (actions[i].missing != NULL && g_strcmp0 (actions[i].missing, missing) != 0)
    i++;
  gtk_button_set_label (self->remedy, _(actions[i].label));
  /* The target first: an action with another target is complained about. */
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (
    button, actions[i].target != NULL ? g_variant_new_string (actions[i].target) : NULL);
  gtk_actionable_set_action_name (button, actions[i].action);
  gtk_label_set_label (self->none, hc_metric_missing_remedy (missing));
}

/* ---------------------------------------------------------------- showing */

static void
show_look (HcMetricsDetail *self)
{
  if (self->build == NULL)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else
    gtk_stack_set_visible_child_name (
      self->stack, gtk_toggle_button_get_active (self->chart_button) ? "chart" : "table");
}

static void
look_cb (HcMetricsDetail *self)
{
  show_look (self);
}

static void
show_nothing (HcMetricsDetail *self, const HcMetricSeries *series)
{
  g_clear_pointer (&self->build, hc_plot_build_unref);
  g_clear_pointer (&self->table, hc_metrics_table_free);
  hc_plot_view_set_build (self->plot, NULL);
  hc_metrics_multiples_show (self->multiples, NULL, NULL);
  show_remedy (self, series->missing);
}

static void
show_figures (HcMetricsDetail *self,
              const HcMetricsFigures *figures,
              const HcMetricSeries *series,
              const HcControlStrata *strata,
              HcCalendar *calendar)
{
  HcMetricsForm form = hc_metrics_form_of (figures, self->wanted);

  g_clear_pointer (&self->build, hc_plot_build_unref);
  g_clear_pointer (&self->table, hc_metrics_table_free);
  self->build = hc_metrics_plot (figures, form, strata, calendar);
  self->table = hc_metrics_plot_table (figures, form, strata, self->build);
  hc_plot_view_set_build (self->plot, self->build);
  hc_metrics_table_view_show (self->table_view, self->table);
  hc_metrics_multiples_show (self->multiples, form == HC_METRICS_USUAL ? figures : NULL, calendar);
}

static void
show_words (HcMetricsDetail *self,
            const HcMetricsFigures *figures,
            const HcMetricSeries *series,
            const HcControlStrata *strata,
            HcCalendar *calendar)
{
  HcMetricContext context = hc_metrics_context (figures, calendar);
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *title
    = filters == NULL ? g_strdup (_(hc_metrics[series->id].title))
                      : g_strdup_printf ("%s – %s", _(hc_metrics[series->id].title), filters);
  g_autofree char *summary = hc_metrics_summary_text (figures, strata, self->build, &context);
  g_autofree char *formula = hc_metrics_formula_text (figures, strata, self->build);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), *summary != '\0' ? summary : NULL);
  show_definition (self, series, &context);
  gtk_label_set_label (self->formula, formula);
}

void
hc_metrics_detail_show (HcMetricsDetail *self,
                        const HcMetricsFigures *figures,
                        HcCalendar *calendar,
                        const HcColumns *columns)
{
  HcMetricId id = figures->question.metric;
  const HcMetricSeries *series = hc_metric_set_total (figures->set, id);
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, figures->question.from, figures->question.to, HC_NELSON_1);

  g_return_if_fail (HC_IS_METRICS_DETAIL (self));

  self->metric = id;
  fill_by (self, columns, figures->question.by);
  fill_form (self, figures->question.by != HC_BY_NONE);
  if (series->measurable)
    show_figures (self, figures, series, strata, calendar);
  else
    show_nothing (self, series);
  show_words (self, figures, series, strata, calendar);
  show_look (self);
}

/* ---------------------------------------------------------------- object */

static void
hc_metrics_detail_dispose (GObject *object)
{
  HcMetricsDetail *self = HC_METRICS_DETAIL (object);

  g_clear_pointer (&self->build, hc_plot_build_unref);
  g_clear_pointer (&self->table, hc_metrics_table_free);
  g_clear_pointer (&self->dimensions, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HC_TYPE_METRICS_DETAIL);
  G_OBJECT_CLASS (hc_metrics_detail_parent_class)->dispose (object);
}

static void
hc_metrics_detail_class_init (HcMetricsDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_metrics_detail_dispose;
  signals[BY_CHANGED] = g_signal_new ("by-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HC_TYPE_PLOT_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-metrics-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, title);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, summary);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, by_place);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, form_place);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, chart_button);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, plot);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, multiples);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, table_place);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, none);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, remedy);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, definition);
  gtk_widget_class_bind_template_child (widget_class, HcMetricsDetail, formula);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
}

static void
hc_metrics_detail_init (HcMetricsDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dimensions = g_array_new (FALSE, FALSE, sizeof (HcDimension));
  self->by = GTK_DROP_DOWN (hc_metrics_drop_down_new (14));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->by), _("Show the figure by groups"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Group by"), -1);
  adw_bin_set_child (self->by_place, GTK_WIDGET (self->by));
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (by_cb), self);
  self->form = GTK_DROP_DOWN (hc_metrics_drop_down_new (14));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->form), _("Draw the figures in another way"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->form), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Kind of chart"), -1);
  adw_bin_set_child (self->form_place, GTK_WIDGET (self->form));
  g_signal_connect_swapped (self->form, "notify::selected", G_CALLBACK (form_cb), self);
  self->table_view = hc_metrics_table_view_new ();
  gtk_scrolled_window_set_child (self->table_place, self->table_view);
  hc_plot_view_set_natural_height (self->plot, CHART_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self->plot), -1, CHART_HEIGHT);
}

void
hc_metrics_detail_set_by (HcMetricsDetail *self, HcDimension by)
{
  g_return_if_fail (HC_IS_METRICS_DETAIL (self));

  for (guint i = 0; i < self->dimensions->len; i++)
    if (g_array_index (self->dimensions, HcDimension, i) == by)
      gtk_drop_down_set_selected (self->by, i);
}

HcDimension
hc_metrics_detail_by (HcMetricsDetail *self)
{
  guint selected = gtk_drop_down_get_selected (self->by);

  return selected < self->dimensions->len ? g_array_index (self->dimensions, HcDimension, selected)
                                          : HC_BY_NONE;
}

gboolean
hc_metrics_detail_needs_curves (HcMetricsDetail *self, HcMetricId id)
{
  g_return_val_if_fail (HC_IS_METRICS_DETAIL (self), FALSE);

  return id == HC_METRIC_TIME_TO_RESOLVE && self->wanted == HC_METRICS_CURVES;
}

void
hc_metrics_detail_set_form (HcMetricsDetail *self, HcMetricsForm form)
{
  g_return_if_fail (HC_IS_METRICS_DETAIL (self));

  self->wanted = form;
  g_signal_emit (self, signals[BY_CHANGED], 0);
}

HcPlotBuild *
hc_metrics_detail_build (HcMetricsDetail *self)
{
  g_return_val_if_fail (HC_IS_METRICS_DETAIL (self), NULL);

  return self->build;
}

const HcMetricsTable *
hc_metrics_detail_table (HcMetricsDetail *self)
{
  g_return_val_if_fail (HC_IS_METRICS_DETAIL (self), NULL);

  return self->table;
}

HcMetricId
hc_metrics_detail_metric (HcMetricsDetail *self)
{
  g_return_val_if_fail (HC_IS_METRICS_DETAIL (self), HC_N_METRICS);

  return self->metric;
}

void
hc_metrics_detail_copy_picture (HcMetricsDetail *self)
{
  g_return_if_fail (HC_IS_METRICS_DETAIL (self));

  hc_plot_view_copy_picture (self->plot);
}
