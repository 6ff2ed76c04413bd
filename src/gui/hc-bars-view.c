/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-bars-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-chart-theme.h"
#include "hc-format.h"

#define MIN_HEIGHT 90
#define WIDTH 220

struct _HcBarsView
{
  GtkWidget parent_instance;

  int read; /* day chosen with the keys, −1: none */

  /* Owned */
  HcBarsDay *days;
  char **labels;
  guint n;
  HcDay first;
};

G_DEFINE_FINAL_TYPE (HcBarsView, hc_bars_view, GTK_TYPE_WIDGET)

static HcBars
bars_of (HcBarsView *self)
{
  return (HcBars) { self->days, self->n, (const char *const *) self->labels,
                    hc_text_scale_for_widget (GTK_WIDGET (self)) };
}

char *
hc_bars_view_reading (HcBarsView *self, guint index)
{
  const HcBarsDay *day;
  gulong n;
  g_autofree char *date = NULL;
  g_autofree char *count = NULL;

  g_return_val_if_fail (HC_IS_BARS_VIEW (self) && index < self->n, NULL);

  day = &self->days[index];
  n = (gulong) day->value;
  date = hc_format_day_long (self->first + (HcDay) index);
  count = hc_format_count ((gint64) n);
  if (!day->complete)
    return g_strdup_printf (ngettext ("%s: %s ticket so far", "%s: %s tickets so far", n), date,
                            count);
  return g_strdup_printf (ngettext ("%s: %s ticket", "%s: %s tickets", n), date, count);
}

static void
hc_bars_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  double scale = hc_text_scale_for_widget (widget);

  *minimum = *natural
    = (int) ((orientation == GTK_ORIENTATION_VERTICAL ? MIN_HEIGHT : WIDTH) * scale);
}

static void
hc_bars_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HcBarsView *self = HC_BARS_VIEW (widget);
  HcBars bars = bars_of (self);
  HcChartStyle style = hc_chart_style_for_widget (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  HcBarsPlot plot;
  cairo_t *cr;

  if (self->n == 0)
    return;
  plot = hc_bars_layout (&bars, width, height);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  hc_bars_draw (cr, &bars, &plot, &style);
  cairo_destroy (cr);
  hc_bars_plot_clear (&plot);
}

static gboolean
query_tooltip_cb (HcBarsView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  HcBars bars = bars_of (self);
  HcBarsPlot plot = hc_bars_layout (&bars, gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
  int slot = keyboard ? self->read : hc_bars_slot_at (&plot, x);
  g_autofree char *text = NULL;

  hc_bars_plot_clear (&plot);
  if (slot < 0)
    return FALSE;
  text = hc_bars_view_reading (self, (guint) slot);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HcBarsView *self = HC_BARS_VIEW (widget);
  int step = g_variant_get_int32 (args);
  g_autofree char *text = NULL;

  if (self->n == 0)
    return FALSE;
  if (self->read < 0)
    self->read = (int) self->n - 1;
  else
    self->read = CLAMP (self->read + step, 0, (int) self->n - 1);
  text = hc_bars_view_reading (self, (guint) self->read);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_widget_trigger_tooltip_query (widget);
  return TRUE;
}

static void
hc_bars_view_finalize (GObject *object)
{
  HcBarsView *self = HC_BARS_VIEW (object);

  g_free (self->days);
  g_strfreev (self->labels);
  G_OBJECT_CLASS (hc_bars_view_parent_class)->finalize (object);
}

static void
hc_bars_view_class_init (HcBarsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_bars_view_finalize;
  widget_class->measure = hc_bars_view_measure;
  widget_class->snapshot = hc_bars_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hc-bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_cb, "i", 1);
}

static void
hc_bars_view_init (HcBarsView *self)
{
  self->read = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tickets per day; the arrow keys read the single days"), -1);
}

void
hc_bars_view_set_days (HcBarsView *self,
                       HcDay first,
                       const guint32 *counts,
                       const guint8 *working,
                       const guint8 *complete,
                       guint n)
{
  g_return_if_fail (HC_IS_BARS_VIEW (self));

  g_free (self->days);
  g_strfreev (self->labels);
  self->days = g_new0 (HcBarsDay, n);
  self->labels = g_new0 (char *, n + 1);
  self->n = n;
  self->first = first;
  self->read = -1;
  for (guint i = 0; i < n; i++)
    {
      int day_of_month;

      hc_day_to_ymd (first + (HcDay) i, NULL, NULL, &day_of_month);
      self->days[i] = (HcBarsDay) { counts[i], working[i], complete[i] };
      self->labels[i] = g_strdup_printf ("%d", day_of_month);
    }
  gtk_widget_set_focusable (GTK_WIDGET (self), n > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
