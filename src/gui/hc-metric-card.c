/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-sparkline-view.h"

struct _HcMetricCard
{
  GtkFlowBoxChild parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkImage *icon;
  GtkLabel *value;
  GtkLabel *side;
  HcSparklineView *sparkline;
  GtkLabel *trend;
  GtkLabel *n;

  HcMetricId id;
  gboolean compact;
  char *tooltip; /* owned */
};

G_DEFINE_FINAL_TYPE (HcMetricCard, hc_metric_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
show_sparkline (HcMetricCard *self, const HcMetricSeries *series, double target)
{
  g_autofree double *values = g_new (double, series->n_points + 1);
  gboolean incomplete = FALSE;
  guint n = 0, known = 0;

  for (guint i = 0; i < series->n_points; i++)
    {
      const HcMetricPoint *point = &series->points[i];

      if (!point->working_day)
        continue;
      values[n] = hc_metric_point_value (series->id, point);
      known += !isnan (values[n]);
      incomplete = !point->complete;
      n++;
    }
  if (series->id == HC_METRIC_STALE_SHARE && n > 1) /* known for one day: no course to draw */
    known = 0;
  hc_sparkline_view_set_values (self->sparkline, values, known > 0 ? n : 0, incomplete, target);
}

static void
show_icon (HcMetricCard *self, const HcMetricSeries *series, const HcMetricContext *context)
{
  gboolean wrong_way;
  gboolean met = hc_metric_meets_target (series, context);
  HcMoves moves = hc_metric_moves (series, context->settings->window_length, &wrong_way);
  const char *name = !series->measurable        ? "dialog-question-symbolic"
                     : met                      ? "object-select-symbolic"
                     : moves == HC_MOVES_UP     ? "go-up-symbolic"
                     : moves == HC_MOVES_DOWN   ? "go-down-symbolic"
                     : moves == HC_MOVES_UNCLEAR ? "content-loading-symbolic"
                                                 : NULL;
  const char *classes[] = { met ? "hc-good" : wrong_way ? "hc-warn" : "hc-second", NULL };

  gtk_image_set_from_icon_name (self->icon, name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), name != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

static void
set_or_hide (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Right-to-left text turns “96–100 %” round; words keep their own direction. */
static void
set_figure (GtkLabel *label, const char *text)
{
  g_autofree char *isolated = NULL;

  if (text != NULL && gtk_widget_get_direction (GTK_WIDGET (label)) == GTK_TEXT_DIR_RTL)
    isolated = g_strdup_printf ("\u2068%s\u2069", text);
  set_or_hide (label, isolated != NULL ? isolated : text);
}

void
hc_metric_card_show (HcMetricCard *self,
                     const HcMetricSeries *series,
                     const HcMetricContext *context)
{
  g_autofree char *value = hc_metric_value_text (series);
  g_autofree char *target = hc_metric_target_text (series->id, context);
  g_autofree char *side = target != NULL ? g_strdup (target) : hc_metric_side_text (series, context);
  gboolean has_target = target != NULL;
  g_autofree char *trend = hc_metric_trend_text (series, context);
  g_autofree char *n = hc_metric_n_text (series, context);
  g_autofree char *tooltip = hc_metric_tooltip (series, context);
  g_autofree char *count = hc_format_count (series->window.n);
  g_autofree char *short_n = g_strdup_printf (_("n = %s"), count);
  g_autofree char *name = NULL;

  set_figure (self->value, value);
  if (series->measurable)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "hc-value");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "hc-value");
  set_figure (self->side, side);
  set_or_hide (self->trend, trend);
  set_or_hide (self->n, n == NULL || !self->compact ? n
                        : series->grade != NULL     ? hc_metric_grade_text (series)
                        : series->window.n < 0      ? NULL
                                                    : short_n);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), series->measurable);
  show_sparkline (self, series, has_target ? context->targets[series->id] : NAN);
  show_icon (self, series, context);
  g_free (self->tooltip);
  self->tooltip = g_strdup (tooltip);

  name = g_strjoin (", ", _(hc_metrics[self->id].title), value, trend, n != NULL ? n : target,
                    n != NULL ? target : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
}

/* A tooltip of one line a definition would be wider than the screen. */
static gboolean
hc_metric_card_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  HcMetricCard *self = HC_METRIC_CARD (widget);
  GtkWidget *label;

  if (self->tooltip == NULL)
    return FALSE;
  label = gtk_label_new (self->tooltip);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_tooltip_set_custom (tooltip, label);
  return TRUE;
}

static void
hc_metric_card_finalize (GObject *object)
{
  g_free (HC_METRIC_CARD (object)->tooltip);
  G_OBJECT_CLASS (hc_metric_card_parent_class)->finalize (object);
}

static void
hc_metric_card_class_init (HcMetricCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_metric_card_finalize;
  widget_class->query_tooltip = hc_metric_card_query_tooltip;
  g_type_ensure (HC_TYPE_SPARKLINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-metric-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, title);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, icon);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, value);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, side);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, sparkline);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, trend);
  gtk_widget_class_bind_template_child (widget_class, HcMetricCard, n);
}

static void
hc_metric_card_init (HcMetricCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

HcMetricCard *
hc_metric_card_new (HcMetricId id)
{
  HcMetricCard *self = g_object_new (HC_TYPE_METRIC_CARD, NULL);

  self->id = id;
  gtk_label_set_label (self->title, _(hc_metrics[id].title));
  return self;
}

void
hc_metric_card_set_compact (HcMetricCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->trend));

  g_object_ref (self->trend);
  g_object_ref (self->n);
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (self->trend));
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (self->n));
  gtk_label_set_wrap (self->trend, FALSE);
  gtk_label_set_lines (self->trend, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->trend), TRUE);
  gtk_label_set_max_width_chars (self->trend, 8);
  gtk_label_set_max_width_chars (self->n, 10);
  self->compact = TRUE;
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->trend));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->n));
  gtk_box_append (GTK_BOX (box), line);
  g_object_unref (self->trend);
  g_object_unref (self->n);
}

HcMetricId
hc_metric_card_id (HcMetricCard *self)
{
  g_return_val_if_fail (HC_IS_METRIC_CARD (self), HC_N_METRICS);

  return self->id;
}
