/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-inputs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hc-register-view.h"
#include "hc-widgets.h"

#define HC_TYPE_METRICS_INPUTS (hc_metrics_inputs_get_type ())
G_DECLARE_FINAL_TYPE (HcMetricsInputs, hc_metrics_inputs, HC, METRICS_INPUTS, AdwWindow)

struct _HcMetricsInputs
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (HcMetricsInputs, hc_metrics_inputs, ADW_TYPE_WINDOW)

static const struct
{
  const char *type;
  const char *title;
  const char *purpose;
} registers[] = {
  { "usage_day", N_("_Usage"),
    N_("How many people worked with the system each day, how many used help, how often, and which "
       "deflections are confirmed. Type a day a row or paste from a spreadsheet; days before "
       "go-live are welcome.") },
  { "completion_day", N_("_Completions"),
    N_("How many runs of a hot path or step were started and completed each day, by the day they "
       "began.") },
  { "activity", N_("_Activities"),
    N_("What the activities of a workflow event log mean, before such a log is imported.") },
  { "baseline", N_("_Baselines"),
    N_("How it was before go-live: what hypercare is compared with. Shares as fractions: 0.15.") },
  { "metric_target", N_("_Targets"),
    N_("What each metric should reach. Shares as fractions: 0.45 for 45 %.") },
};

static void
hc_metrics_inputs_class_init (HcMetricsInputsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-metrics-inputs.ui");
  gtk_widget_class_bind_template_child (widget_class, HcMetricsInputs, stack);
  hc_dialog_class_install_undo (widget_class);
}

static void
hc_metrics_inputs_init (HcMetricsInputs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_register (HcMetricsInputs *self, HcLaunch *launch, guint i)
{
  g_autoptr (HcRecordList) list = hc_record_list_new (launch, registers[i].type, NULL);
  GtkWidget *view = hc_register_view_new ();
  GtkStackPage *page;

  hc_register_view_set_list (HC_REGISTER_VIEW (view), list);
  hc_register_view_set_empty (HC_REGISTER_VIEW (view), "power-profile-performance-symbolic",
                              _(registers[i].purpose));
  page = gtk_stack_add_titled (self->stack, view, registers[i].type, _(registers[i].title));
  gtk_stack_page_set_use_underline (page, TRUE);
}

void
hc_metrics_inputs_present (GtkWindow *parent, HcLaunch *launch, const char *type)
{
  HcMetricsInputs *self = g_object_new (HC_TYPE_METRICS_INPUTS, "transient-for", parent, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    add_register (self, launch, i);
  if (type != NULL && *type != '\0')
    gtk_stack_set_visible_child_name (self->stack, type);
  gtk_window_present (GTK_WINDOW (self));
}
