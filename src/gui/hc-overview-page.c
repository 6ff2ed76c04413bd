/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-page-private.h"

#include <glib/gi18n.h>

#include "hc-data-notes.h"
#include "hc-day-figures.h"
#include "hc-format.h"
#include "hc-overview-drivers.h"
#include "hc-overview-tasks.h"

/* Below it the words of a driver need the room that its course takes. */
#define COURSE_MIN_WIDTH 960
#define WAITING_MS 3000

G_DEFINE_FINAL_TYPE (HcOverviewPage, hc_overview_page, HC_TYPE_PAGE)

HcMetricContext
hc_overview_page_context (HcOverviewPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));

  return (HcMetricContext) { hc_launch_metrics (launch), hc_launch_settings (launch),
                             hc_launch_calendar (launch), self->targets };
}

/* ---------------------------------------------------------------- metrics and notes */

static void
show_cards (HcOverviewPage *self, const HcMetricContext *context)
{
  guint days = context->set->working_days;
  g_autofree char *window = hc_metric_window_text (context->set->from, context->set->to);
  g_autofree char *text = NULL;

  if (days == 0)
    text = g_strdup (_("no complete working day yet"));
  else
    text = g_strdup_printf (ngettext ("last %u working day, %s", "last %u working days, %s", days),
                            days, window);
  gtk_label_set_label (self->window_label, text);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (context->set, hc_method_metrics[i]);

      gtk_widget_set_visible (GTK_WIDGET (self->card[i]), series != NULL);
      if (series != NULL)
        hc_metric_card_show (self->card[i], series, context);
    }
}

static void
show_notes (HcOverviewPage *self, const HcMetricContext *context)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  g_autoptr (GPtrArray) notes = hc_data_notes (hc_launch_batches (launch), context);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notes))) != NULL)
    gtk_box_remove (self->notes, child);
  for (guint i = 0; i < notes->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (notes, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (self->notes, label);
    }
  gtk_widget_set_visible (self->notes_box, notes->len > 0);
}

static gboolean
waiting_cb (gpointer user_data)
{
  HcOverviewPage *self = user_data;

  self->waiting_source = 0;
  gtk_widget_set_visible (self->waiting, TRUE);
  return G_SOURCE_REMOVE;
}

static void
refresh (HcOverviewPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  HcMetricContext context = hc_overview_page_context (self);
  g_autofree char *subtitle = NULL;
  HcDay today;

  if (hc_launch_as_of (launch) == HC_INSTANT_NONE)
    {
      hc_page_set_subtitle (HC_PAGE (self), NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  if (context.set == NULL || context.set->as_of == HC_INSTANT_NONE)
    {
      gtk_stack_set_visible_child_name (self->stack, "waiting"); /* the first figures are coming */
      if (self->waiting_source == 0)
        self->waiting_source = g_timeout_add (WAITING_MS, waiting_cb, self);
      return;
    }
  g_clear_handle_id (&self->waiting_source, g_source_remove);
  subtitle = hc_format_as_of (context.set->as_of, context.calendar);
  hc_page_set_subtitle (HC_PAGE (self), subtitle);
  today = hc_calendar_day_of (context.calendar, context.set->as_of - 1);
  hc_overview_page_show_facts (self, &context, today);
  hc_overview_page_show_course (self, &context, today);
  show_cards (self, &context);
  show_notes (self, &context);
  gtk_stack_set_visible_child_name (self->stack, "figures");
}

/* ---------------------------------------------------------------- catalog */

static void
show_catalog (HcOverviewPage *self)
{
  gtk_widget_set_visible (
    self->drivers_box,
    hc_overview_drivers_show (self->drivers, self->drivers_note, self->catalog, self->narrow));
  gtk_widget_set_visible (
    self->due_box, hc_overview_due_show (self->due, self->catalog, self->checklist) > 0);
  gtk_widget_set_visible (self->blocked_box,
                          hc_overview_blocked_show (self->blocked, self->catalog) > 0);
}

static void
targets_cb (HcOverviewPage *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < hc_record_list_count (self->target_list); i++)
    g_ptr_array_add (records,
                     (gpointer) hc_record_data (hc_record_list_at (self->target_list, i)));
  hc_metric_targets (records, self->targets);
  refresh (self);
}

static void
card_activated_cb (HcOverviewPage *self, GtkFlowBoxChild *card)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-metric", "s",
                              hc_metrics[hc_metric_card_id (HC_METRIC_CARD (card))].id);
}

/* Before go-live the gate to pass is the other one. */
static HcGateKind
gate_of (HcLaunch *launch)
{
  const HcLaunchSettings *settings = hc_launch_settings (launch);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return hc_launch_as_of (launch) == HC_INSTANT_NONE &&
             hc_calendar_day_of (hc_launch_calendar (launch), now) < settings->go_live_day
           ? HC_GATE_GO_LIVE
           : HC_GATE_EXIT;
}

/* ---------------------------------------------------------------- object */

static void
hc_overview_page_launch_set (HcPage *page)
{
  static const char *const signals[] = { "notify::metrics", "notify::batches", "notify::settings" };
  HcOverviewPage *self = HC_OVERVIEW_PAGE (page);
  HcLaunch *launch = hc_page_launch (page);

  self->catalog = hc_catalog_of (launch);
  self->gate = hc_gate_new (launch, gate_of (launch));
  self->checklist = hc_record_list_new (launch, "checklist_item", NULL);
  self->target_list = hc_record_list_new (launch, "metric_target", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (launch, signals[i], G_CALLBACK (refresh), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->gate, "notify::result", G_CALLBACK (hc_overview_page_show_gate),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalog, "changed", G_CALLBACK (show_catalog), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checklist, "read", G_CALLBACK (show_catalog), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target_list, "read", G_CALLBACK (targets_cb), self,
                           G_CONNECT_SWAPPED);
  hc_overview_page_show_gate (self);
  show_catalog (self);
  targets_cb (self);
}

static void
hc_overview_page_shown (HcPage *page)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (page);

  hc_gate_refresh (self->gate); /* a day may have begun meanwhile */
  if (!self->watching)
    hc_catalog_watch (self->catalog);
  self->watching = TRUE;
  show_catalog (self);
}

static void
hc_overview_page_hidden (HcPage *page)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (page);

  if (self->watching)
    hc_catalog_unwatch (self->catalog);
  self->watching = FALSE;
}

static void
hc_overview_page_resized (HcPage *page, int width, int height)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (page);
  gboolean narrow = width < COURSE_MIN_WIDTH;

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->catalog != NULL)
    show_catalog (self);
}

static void
hc_overview_page_dispose (GObject *object)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_clear_object (&self->gate);
  g_clear_object (&self->checklist);
  g_clear_object (&self->target_list);
  G_OBJECT_CLASS (hc_overview_page_parent_class)->dispose (object);
}

static void
bind_facts (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < HC_OVERVIEW_FACTS; i++)
    {
      g_autofree char *value = g_strdup_printf ("fact_value_%u", i);
      g_autofree char *note = g_strdup_printf ("fact_note_%u", i);

      gtk_widget_class_bind_template_child_full (
        widget_class, g_intern_string (value), FALSE,
        (gssize) (G_STRUCT_OFFSET (HcOverviewPage, fact_values) + i * sizeof (GtkLabel *)));
      gtk_widget_class_bind_template_child_full (
        widget_class, g_intern_string (note), FALSE,
        (gssize) (G_STRUCT_OFFSET (HcOverviewPage, fact_notes) + i * sizeof (GtkLabel *)));
    }
}

static void
hc_overview_page_class_init (HcOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_overview_page_dispose;
  HC_PAGE_CLASS (klass)->launch_set = hc_overview_page_launch_set;
  HC_PAGE_CLASS (klass)->shown = hc_overview_page_shown;
  HC_PAGE_CLASS (klass)->hidden = hc_overview_page_hidden;
  HC_PAGE_CLASS (klass)->menu = hc_overview_page_menu;
  HC_PAGE_CLASS (klass)->resized = hc_overview_page_resized;
  g_type_ensure (HC_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-overview-page.ui");
  bind_facts (widget_class);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, fact_label_1);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, rag_button);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, rag_icon);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, rag_text);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, drivers_box);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, drivers_note);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, drivers);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, due_box);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, due);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, blocked_box);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, blocked);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, legend);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, window_label);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, cards);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, notes_box);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, notes);
}

static void
hc_overview_page_init (HcOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_overview_page_add_actions (self);
  hc_overview_page_fill_legend (self);
  g_signal_connect_swapped (self->cards, "child-activated", G_CALLBACK (card_activated_cb), self);
  for (guint i = 0; i < HC_N_METHOD_METRICS; i++)
    {
      self->card[i] = hc_metric_card_new (hc_method_metrics[i]);
      gtk_flow_box_insert (self->cards, GTK_WIDGET (self->card[i]), -1);
    }
}
