/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-overview-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-data-notes.h"
#include "hc-day-summary.h"
#include "hc-format.h"
#include "hc-gate.h"
#include "hc-legend-swatch.h"
#include "hc-metric-card.h"
#include "hc-overview-drivers.h"
#include "hc-overview-tasks.h"
#include "hc-timeline-view.h"
#include "hc-what-if-dialog.h"

/* Those of the method, in its order. */
static const HcMetricId card_order[] = {
  HC_METRIC_TICKETS_PER_100_USERS, HC_METRIC_PATTERN_REPEAT_RATE, HC_METRIC_DEFLECTION_RATE,
  HC_METRIC_BACKLOG_AGE,           HC_METRIC_TIME_TO_RESOLVE,     HC_METRIC_MISROUTING_RATE,
  HC_METRIC_SELF_SERVICE_REACH,    HC_METRIC_COMPLETION_RATE,
};

typedef enum
{
  FACT_STATUS,
  FACT_CRITERIA,
  FACT_DAY,
  FACT_OPEN,
  N_FACTS,
} Fact;

struct _HcOverviewPage
{
  HcPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *fact_values[N_FACTS];
  GtkLabel *fact_notes[N_FACTS];
  GtkLabel *fact_label_1; /* which gate the criteria are of */
  GtkMenuButton *rag_button;
  GtkImage *rag_icon;
  GtkLabel *rag_text;
  HcTimelineView *timeline;
  GtkBox *legend;
  GtkLabel *legend_note;
  GtkWidget *legend_incomplete[2];
  GtkWidget *drivers_box;
  GtkLabel *drivers_note;
  GtkListBox *drivers;
  GtkWidget *due_box;
  GtkBox *due;
  GtkWidget *blocked_box;
  GtkBox *blocked;
  GtkLabel *window_label;
  GtkFlowBox *cards;
  GtkWidget *notes_box;
  GtkBox *notes;

  /* Borrowed: children of cards */
  HcMetricCard *card[G_N_ELEMENTS (card_order)];

  /* Borrowed: the launch's */
  HcCatalog *catalog;
  gboolean watching;

  /* Owned */
  HcGate *gate;
  HcRecordList *checklist;
  HcRecordList *target_list;
  GSimpleActionGroup *actions;
  double targets[HC_N_METRICS];
};

G_DEFINE_FINAL_TYPE (HcOverviewPage, hc_overview_page, HC_TYPE_PAGE)

static HcMetricContext
context_of (HcOverviewPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));

  return (HcMetricContext) { hc_launch_metrics (launch), hc_launch_settings (launch),
                             hc_launch_calendar (launch), self->targets };
}

/* ---------------------------------------------------------------- facts */

static void
set_fact (HcOverviewPage *self, Fact fact, const char *value, const char *note)
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
  set_fact (self, FACT_DAY, value, note);
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
  set_fact (self, FACT_STATUS, hc_rag_label (result->rag), result->rag_reason);
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
      if (next == NULL || criterion->hold_of - criterion->hold_done < next->hold_of - next->hold_done)
        next = criterion;
    }
  if (next == NULL)
    return NULL;
  return g_strdup_printf (ngettext ("%u holding, %u of %u days", "%u holding, first %u of %u days",
                                    n),
                          n, next->hold_done, next->hold_of);
}

static void
show_gate (HcOverviewPage *self)
{
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  g_autofree char *value = NULL;
  g_autofree char *holding = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->rag_button), result != NULL);
  if (result == NULL)
    {
      set_fact (self, FACT_STATUS, HC_FORMAT_MISSING, NULL);
      set_fact (self, FACT_CRITERIA, HC_FORMAT_MISSING, NULL);
      return;
    }
  gtk_label_set_label (self->fact_label_1, result->gate == HC_GATE_EXIT ? _("Exit Criteria")
                                                                        : _("Go-Live Criteria"));
  value = g_strdup_printf (_("%u of %u met"), result->done, result->of);
  holding = holding_text (result);
  show_rag (self, result);
  set_fact (self, FACT_CRITERIA, value, holding != NULL ? holding : _("met or waived"));
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
      set_fact (self, FACT_OPEN, HC_FORMAT_MISSING, NULL);
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
  set_fact (self, FACT_OPEN, value, note);
}

/* ---------------------------------------------------------------- timeline */

static const HcMetricPoint *
point_of (const HcMetricSeries *series, HcDay day)
{
  for (guint i = 0; series != NULL && series->measurable && i < series->n_points; i++)
    if (series->points[i].date == day)
      return &series->points[i];
  return NULL;
}

static void
show_timeline (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  const HcLaunchSettings *settings = context->settings;
  const HcMetricSeries *inflow = hc_metric_set_total (context->set, HC_METRIC_INFLOW);
  const HcMetricSeries *resolved = hc_metric_set_total (context->set, HC_METRIC_RESOLVED);
  HcDay first = settings->go_live_day;
  HcDay end = first + (HcDay) settings->length_days - 1;
  HcDay last = MAX (end, today);
  guint n = (guint) (last - first + 1);
  g_autofree HcTimelineDay *days = g_new0 (HcTimelineDay, n);

  for (guint i = 0; i < n; i++)
    {
      const HcMetricPoint *opened = point_of (inflow, first + (HcDay) i);
      const HcMetricPoint *ended = point_of (resolved, first + (HcDay) i);

      days[i].date = first + (HcDay) i;
      days[i].opened = opened != NULL ? opened->value : NAN;
      days[i].resolved = ended != NULL ? ended->value : NAN;
      days[i].working = hc_calendar_is_working (context->calendar, days[i].date);
      days[i].complete
        = hc_calendar_is_complete (context->calendar, days[i].date, context->set->as_of);
    }
  hc_timeline_view_set_days (self->timeline, days, n, first, end, today);
}

static void
add_legend (HcOverviewPage *self, HcSwatch kind, const char *text)
{
  GtkWidget *swatch = hc_legend_swatch_new (kind);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_set_margin_end (label, 6);
  gtk_box_append (self->legend, swatch);
  gtk_box_append (self->legend, label);
  if (kind == HC_SWATCH_INCOMPLETE)
    {
      self->legend_incomplete[0] = swatch;
      self->legend_incomplete[1] = label;
    }
}

static void
fill_legend (HcOverviewPage *self)
{
  add_legend (self, HC_SWATCH_SERIES, _("Opened"));
  add_legend (self, HC_SWATCH_COMPARISON, _("Resolved"));
  add_legend (self, HC_SWATCH_INCOMPLETE, _("Today, incomplete"));
  self->legend_note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->legend_note, 1);
  gtk_label_set_ellipsize (self->legend_note, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->legend_note), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->legend_note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->legend_note), "hc-second");
  gtk_box_append (self->legend, GTK_WIDGET (self->legend_note));
}

static void
show_legend (HcOverviewPage *self, const HcMetricContext *context, HcDay today)
{
  gboolean incomplete = !hc_calendar_is_complete (context->calendar, today, context->set->as_of);
  g_autofree char *go_live = hc_format_day (context->settings->go_live_day);
  g_autofree char *note = g_strdup_printf (_("Calendar days counted from %s"), go_live);

  gtk_widget_set_visible (self->legend_incomplete[0], incomplete);
  gtk_widget_set_visible (self->legend_incomplete[1], incomplete);
  gtk_label_set_label (self->legend_note, note);
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
  for (guint i = 0; i < G_N_ELEMENTS (card_order); i++)
    {
      const HcMetricSeries *series = hc_metric_set_total (context->set, card_order[i]);

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

static void
refresh (HcOverviewPage *self)
{
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  HcMetricContext context = context_of (self);
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
      return;
    }
  subtitle = hc_format_as_of (context.set->as_of, context.calendar);
  hc_page_set_subtitle (HC_PAGE (self), subtitle);
  today = hc_calendar_day_of (context.calendar, context.set->as_of - 1);
  show_day (self, &context, today);
  show_open (self, &context);
  show_timeline (self, &context, today);
  show_legend (self, &context, today);
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
    hc_overview_drivers_show (self->drivers, self->drivers_note, self->catalog));
  gtk_widget_set_visible (
    self->due_box, hc_overview_due_show (self->due, self->catalog, self->checklist) > 0);
  gtk_widget_set_visible (self->blocked_box,
                          hc_overview_blocked_show (self->blocked, self->catalog) > 0);
}

static void
targets_cb (HcOverviewPage *self)
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    self->targets[i] = NAN;
  for (guint i = 0; i < hc_record_list_count (self->target_list); i++)
    {
      const HcRecordData *data = hc_record_data (hc_record_list_at (self->target_list, i));
      HcMetricId id = hc_metric_from_id (hc_record_data_get (data, "metric"));

      if (id != HC_N_METRICS)
        self->targets[id] = hc_record_data_get_real (data, "value");
    }
  refresh (self);
}

static void
card_activated_cb (HcOverviewPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "metrics");
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

/* ---------------------------------------------------------------- day summary */

/* The newest day of an import before @today. */
static HcDay
previous_import_day (HcLaunch *launch, HcDay today)
{
  GPtrArray *batches = hc_launch_batches (launch);
  HcDay best = HC_DAY_NONE;

  for (guint i = 0; i < batches->len; i++)
    {
      const HcBatch *batch = g_ptr_array_index (batches, i);
      HcDay day = hc_calendar_day_of (hc_launch_calendar (launch), batch->as_of - 1);

      if (day < today && (best == HC_DAY_NONE || day > best))
        best = day;
    }
  return best;
}

static void
copy_summary_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *widget = user_data;
  HcOverviewPage *self = user_data;
  HcLaunch *launch = hc_page_launch (HC_PAGE (self));
  HcMetricContext context = context_of (self);
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  g_autofree char *text = NULL;
  HcDaySummary summary;

  if (context.set == NULL || context.set->as_of == HC_INSTANT_NONE || result == NULL)
    {
      hc_page_toast (HC_PAGE (self), _("There are no figures to sum up yet"), NULL, NULL);
      return;
    }
  summary = (HcDaySummary) {
    .context = context,
    .exit = result,
    .drivers = hc_catalog_drivers (self->catalog),
    .previous = previous_import_day (
      launch, hc_calendar_day_of (context.calendar, context.set->as_of - 1)),
  };
  text = hc_day_summary_text (&summary);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  hc_page_toast (HC_PAGE (self), _("Day summary copied"), NULL, NULL);
}

static void
what_if_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hc_what_if_dialog_present (user_data, hc_page_launch (user_data));
}

static const GActionEntry action_entries[] = {
  { .name = "copy-summary", .activate = copy_summary_action },
  { .name = "what-if", .activate = what_if_action },
};

static GMenuModel *
hc_overview_page_menu (HcPage *page)
{
  static GMenuModel *menu;

  if (menu == NULL)
    {
      GMenu *created = g_menu_new ();

      g_menu_append (created, _("_What If…"), "page.what-if");
      g_menu_append (created, _("_Copy Day Summary"), "page.copy-summary");
      menu = G_MENU_MODEL (created);
    }
  return menu;
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
  g_signal_connect_object (self->gate, "notify::result", G_CALLBACK (show_gate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalog, "changed", G_CALLBACK (show_catalog), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checklist, "read", G_CALLBACK (show_catalog), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target_list, "read", G_CALLBACK (targets_cb), self,
                           G_CONNECT_SWAPPED);
  show_gate (self);
  show_catalog (self);
  targets_cb (self);
}

static void
hc_overview_page_shown (HcPage *page)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL) /* the menu is in the header bar */
    gtk_widget_insert_action_group (GTK_WIDGET (root), "page", G_ACTION_GROUP (self->actions));
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
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (root), "page", NULL);
  if (self->watching)
    hc_catalog_unwatch (self->catalog);
  self->watching = FALSE;
}

static void
hc_overview_page_dispose (GObject *object)
{
  HcOverviewPage *self = HC_OVERVIEW_PAGE (object);

  g_clear_object (&self->gate);
  g_clear_object (&self->checklist);
  g_clear_object (&self->target_list);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (hc_overview_page_parent_class)->dispose (object);
}

static void
bind_facts (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < N_FACTS; i++)
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
  g_type_ensure (HC_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-overview-page.ui");
  bind_facts (widget_class);
  gtk_widget_class_bind_template_child (widget_class, HcOverviewPage, stack);
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
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
  fill_legend (self);
  g_signal_connect_swapped (self->cards, "child-activated", G_CALLBACK (card_activated_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (card_order); i++)
    {
      self->card[i] = hc_metric_card_new (card_order[i]);
      gtk_flow_box_insert (self->cards, GTK_WIDGET (self->card[i]), -1);
    }
}
