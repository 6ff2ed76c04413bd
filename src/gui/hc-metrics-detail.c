/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-detail.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-metrics-filters.h"
#include "hc-metrics-plot.h"

#define CHART_HEIGHT 280
#define MULTIPLE_HEIGHT 150
#define MOST_MULTIPLES 12

struct _HcMetricsDetail
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkLabel *summary;
  AdwBin *by_place;
  GtkToggleButton *chart_button;
  GtkStack *stack;
  HcPlotView *plot;
  GtkFlowBox *multiples;
  GtkScrolledWindow *table_place;
  AdwStatusPage *none;
  GtkButton *remedy;
  GtkLabel *definition;
  GtkLabel *formula;

  /* Borrowed: child of by_place, of table_place */
  GtkDropDown *by;
  GtkWidget *table_view;

  /* Owned */
  HcPlotBuild *build;
  HcMetricsTable *table;
  GArray *dimensions; /* of HcDimension, as the lines of @by */

  HcMetricId metric;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcMetricsDetail, hc_metrics_detail, ADW_TYPE_BIN)

enum
{
  BY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- groups */

static void
by_cb (HcMetricsDetail *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[BY_CHANGED], 0);
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

static void
clear_multiples (HcMetricsDetail *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->multiples))) != NULL)
    gtk_flow_box_remove (self->multiples, child);
}

static GtkWidget *
multiple_new (const HcMetricsFigures *figures, const HcMetricSeries *series, HcCalendar *calendar)
{
  g_autoptr (HcPlotBuild) build = hc_metrics_plot_group (figures, series, calendar);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *plot = hc_plot_view_new ();
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *title = g_strdup_printf ("%s · %s", hc_metrics_group_name (series), value);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_add_css_class (label, "caption-heading");
  hc_plot_view_set_natural_height (HC_PLOT_VIEW (plot), MULTIPLE_HEIGHT);
  gtk_widget_set_size_request (plot, 200, MULTIPLE_HEIGHT);
  hc_plot_view_set_build (HC_PLOT_VIEW (plot), build);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), plot);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE); /* the chart inside takes the keys */
  return child;
}

static void
show_multiples (HcMetricsDetail *self, const HcMetricsFigures *figures, HcCalendar *calendar)
{
  guint n = 0;

  clear_multiples (self);
  for (guint i = 0; figures->groups != NULL && i < figures->groups->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (figures->groups->series, i);

      if (series->by != HC_BY_NONE && series->measurable && n++ < MOST_MULTIPLES)
        gtk_flow_box_insert (self->multiples, multiple_new (figures, series, calendar), -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->multiples), n > 0);
}

/* ---------------------------------------------------------------- words */

static char *
day_text (HcDay day)
{
  return hc_format_day (day);
}

static guint
days_off_target (const HcMetricSeries *series, double target, guint *n_days)
{
  guint off = 0;

  *n_days = 0;
  for (guint i = 0; i < series->n_points; i++)
    {
      double value = hc_metric_point_value (series->id, &series->points[i]);

      if (isnan (value) || !series->points[i].working_day || !series->points[i].complete)
        continue;
      (*n_days)++;
      off += hc_metric_more_is_better (series->id) ? value < target : value > target;
    }
  return off;
}

/* “2 of 9 complete working days miss the target.” */
static char *
target_sentence (const HcMetricSeries *series, double target)
{
  guint n_days;
  guint off;

  if (isnan (target))
    return NULL;
  off = days_off_target (series, target, &n_days);
  if (n_days == 0)
    return NULL;
  if (off == 0)
    return g_strdup (_("Every complete working day meets the target."));
  return g_strdup_printf (ngettext ("%u of %u complete working day misses the target.",
                                    "%u of %u complete working days miss the target.", n_days),
                          off, n_days);
}

/* Newest first: what happened lately is what is looked for. */
static void
append_signals (GString *out, const HcControlStrata *strata, HcMetricId id)
{
  g_autoptr (GPtrArray) texts = hc_control_signal_texts (strata, id, day_text);

  for (guint i = texts->len; i-- > 0;)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "",
                            (const char *) g_ptr_array_index (texts, i));
  if (texts->len > 0)
    return;
  if (strata->stratum[0].n_points < HC_CONTROL_FEWEST_POINTS)
    g_string_append_printf (
      out,
      ngettext ("Control limits tell from %d complete working days on; there is %u.",
                "Control limits tell from %d complete working days on; there are %u.",
                strata->stratum[0].n_points),
      HC_CONTROL_FEWEST_POINTS, strata->stratum[0].n_points);
  else
    g_string_append (out, _("No control signal."));
}

static char *
summary_text (const HcMetricsFigures *figures,
              const HcMetricSeries *series,
              const HcControlStrata *strata,
              const HcMetricContext *context)
{
  GString *out = g_string_new (NULL);
  g_autofree char *target = target_sentence (series, figures->target[series->id]);

  if (!series->measurable)
    return g_string_free (out, FALSE);
  if (figures->groups != NULL)
    {
      if (figures->question.by == HC_BY_COHORT)
        g_string_append (out, _("A ticket can belong to several cohorts: groups need not add up."));
      return g_string_free (out, FALSE);
    }
  if (isnan (hc_metric_point_value (series->id, &series->window)))
    g_string_append (out, _("There is no figure for these days and filters."));
  if (strata != NULL && strata->stratum[0].n_points > 0)
    append_signals (out, strata, series->id);
  if (target != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", target);
  if (out->len == 0)
    {
      g_autofree char *trend = hc_metric_trend_text (series, context);

      g_string_append (out, trend);
    }
  return g_string_free (out, FALSE);
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

static void
show_formula (HcMetricsDetail *self, const HcMetricSeries *series, gboolean has_limits)
{
  g_autofree char *excluded = hc_metric_excluded_text (series);
  g_autoptr (GString) out = g_string_new (_(hc_metrics[series->id].formula));

  if (excluded != NULL)
    g_string_append_printf (out, " %s", excluded);
  if (has_limits)
    g_string_append_printf (out, " %s",
                            hc_metrics[series->id].is_share
                              ? _("Limits: Laney p′, working and other days apart.")
                              : _("Limits: Laney u′, working and other days apart."));
  gtk_label_set_label (self->formula, out->str);
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
  adw_status_page_set_description (self->none, hc_metric_missing_remedy (missing));
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
  clear_multiples (self);
  show_remedy (self, series->missing);
  gtk_label_set_label (self->summary, "");
}

static void
show_figures (HcMetricsDetail *self,
              const HcMetricsFigures *figures,
              const HcMetricSeries *series,
              const HcControlStrata *strata,
              HcCalendar *calendar)
{
  const HcMetricSeries *compared
    = figures->compared != NULL ? hc_metric_set_total (figures->compared, series->id) : NULL;
  gboolean grouped = figures->groups != NULL;

  g_clear_pointer (&self->build, hc_plot_build_unref);
  g_clear_pointer (&self->table, hc_metrics_table_free);
  if (grouped)
    self->build = hc_metrics_plot_groups (figures, calendar);
  if (self->build == NULL)
    self->build = hc_metrics_plot_days (figures, series->id, strata, calendar);
  self->table = grouped ? hc_metrics_table_of_groups (figures->groups, series->id)
                        : hc_metrics_table_of_days (series, compared, strata,
                                                    figures->question.from, figures->question.to);
  hc_plot_view_set_build (self->plot, self->build);
  hc_metrics_table_view_show (self->table_view, self->table);
  show_multiples (self, figures, calendar);
}

void
hc_metrics_detail_show (HcMetricsDetail *self,
                        const HcMetricsFigures *figures,
                        HcCalendar *calendar,
                        const HcColumns *columns)
{
  HcMetricId id = figures->question.metric;
  const HcMetricSeries *series = hc_metric_set_total (figures->set, id);
  HcMetricContext context = hc_metrics_context (figures, calendar);
  g_autoptr (HcControlStrata) strata
    = hc_control_strata (series, figures->question.from, figures->question.to, HC_NELSON_1);
  g_autofree char *filters = hc_metrics_filter_text (&figures->question);
  g_autofree char *title = filters == NULL
                             ? g_strdup (_(hc_metrics[id].title))
                             : g_strdup_printf ("%s – %s", _(hc_metrics[id].title), filters);
  g_autofree char *summary = summary_text (figures, series, strata, &context);

  g_return_if_fail (HC_IS_METRICS_DETAIL (self));

  self->metric = id;
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  if (series->measurable)
    show_figures (self, figures, series, strata, calendar);
  else
    show_nothing (self, series);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), *summary != '\0' ? summary : NULL);
  show_definition (self, series, &context);
  show_formula (self, series, strata != NULL && series->measurable);
  fill_by (self, columns, figures->question.by);
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
  self->table_view = hc_metrics_table_view_new ();
  gtk_scrolled_window_set_child (self->table_place, self->table_view);
  hc_plot_view_set_natural_height (self->plot, CHART_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self->plot), -1, CHART_HEIGHT);
}

HcDimension
hc_metrics_detail_by (HcMetricsDetail *self)
{
  guint selected = gtk_drop_down_get_selected (self->by);

  return selected < self->dimensions->len ? g_array_index (self->dimensions, HcDimension, selected)
                                          : HC_BY_NONE;
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
