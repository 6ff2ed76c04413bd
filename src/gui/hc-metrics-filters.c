/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-filters.h"

#include <glib/gi18n.h>

#include "hc-date-row.h"
#include "hc-metric-text.h"
#include "hc-wrap-layout.h"

#define LONGEST_BUTTON 16
#define LONGEST_NAME 44

static const HcDimension shown_dimensions[]
  = { HC_BY_WORKFLOW, HC_BY_STEP,     HC_BY_COHORT, HC_BY_CATEGORY,
      HC_BY_GROUP,    HC_BY_PRIORITY, HC_BY_ISSUE };
#define N_SHOWN G_N_ELEMENTS (shown_dimensions)

typedef enum
{
  PERIOD_DEFAULT,
  PERIOD_WEEK,
  PERIOD_FORTNIGHT,
  PERIOD_ALL,
  PERIOD_CHOSEN,
} Period;

struct _HcMetricsFilters
{
  GtkWidget parent_instance;

  /* Borrowed: children */
  GtkDropDown *values[N_SHOWN];
  GtkDropDown *period;
  GtkDropDown *compare;
  GtkWidget *reset;

  /* Owned */
  HcLaunch *launch;
  HcColumns *columns;

  HcDimension compare_by; /* what the values of @compare belong to; HC_BY_NONE: only all tickets */
  HcDay from, to;         /* of the chosen period */
  guint last_period;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcMetricsFilters, hc_metrics_filters, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

const char *
hc_metrics_dimension_label (HcDimension by)
{
  switch (by)
    {
    case HC_BY_WORKFLOW:
      return _("Hot Path");
    case HC_BY_STEP:
      return _("Step");
    case HC_BY_COHORT:
      return _("Cohort");
    case HC_BY_CATEGORY:
      return _("Category");
    case HC_BY_SUBCATEGORY:
      return _("Subcategory");
    case HC_BY_GROUP:
      return _("Group");
    case HC_BY_PRIORITY:
      return _("Priority");
    case HC_BY_ISSUE:
      return _("Issue");
    case HC_BY_CAUSE:
      return _("Cause");
    default:
      return _("Total");
    }
}

static const char *
all_label (HcDimension by)
{
  switch (by)
    {
    case HC_BY_WORKFLOW:
      return _("All Hot Paths");
    case HC_BY_STEP:
      return _("All Steps");
    case HC_BY_COHORT:
      return _("All Cohorts");
    case HC_BY_CATEGORY:
      return _("All Categories");
    case HC_BY_GROUP:
      return _("All Groups");
    case HC_BY_PRIORITY:
      return _("All Priorities");
    default:
      return _("All Issues");
    }
}

/* ---------------------------------------------------------------- drop-downs */

static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (width));
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > LONGEST_BUTTON ? text : NULL);
}

static GtkListItemFactory *
factory_new (guint width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GUINT_TO_POINTER (width));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

GtkWidget *
hc_metrics_drop_down_new (guint width_chars)
{
  GtkWidget *widget = gtk_drop_down_new (
    NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_autoptr (GtkListItemFactory) button = factory_new (width_chars);
  g_autoptr (GtkListItemFactory) list = factory_new (LONGEST_NAME);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (widget), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (widget), list);
  return widget;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* The names that tickets have, as a person looks for them; of borrowed char *. */
static GPtrArray *
sorted_names (const HcColumns *columns, HcDimension by)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 1; columns != NULL && i < columns->names[by]->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (columns->names[by], i));
  if (by != HC_BY_PRIORITY) /* in their own order */
    g_ptr_array_sort (names, compare_names);
  return names;
}

static const char *
selected_text (GtkDropDown *drop_down)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (drop_down);

  if (item == NULL || gtk_drop_down_get_selected (drop_down) == 0)
    return NULL;
  return gtk_string_object_get_string (item);
}

/* Selects @value (NULL: the first line); FALSE: it is not there. */
static gboolean
select_text (GtkDropDown *drop_down, const char *value)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);
  guint n = model != NULL ? g_list_model_get_n_items (model) : 0;

  for (guint i = 1; value != NULL && i < n; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), value))
        {
          gtk_drop_down_set_selected (drop_down, i);
          return TRUE;
        }
    }
  gtk_drop_down_set_selected (drop_down, 0);
  return value == NULL;
}

/* ---------------------------------------------------------------- what is offered */

static HcDimension
newest_filter (HcMetricsFilters *self)
{
  for (guint i = N_SHOWN; i-- > 0;)
    if (selected_text (self->values[i]) != NULL)
      return shown_dimensions[i];
  return HC_BY_NONE;
}

void
hc_metrics_filters_set_compare (HcMetricsFilters *self, guint line)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  gtk_drop_down_set_selected (self->compare, line);
}

/* With a filter: with all tickets, or with another value of it. Without: nothing to compare. */
static void
fill_compare (HcMetricsFilters *self)
{
  g_autofree char *old = g_strdup (selected_text (self->compare));
  HcDimension by = newest_filter (self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean was_filling = self->filling;

  self->filling = TRUE;
  gtk_string_list_append (list, _("Compare With…"));
  if (by != HC_BY_NONE)
    {
      g_autoptr (GPtrArray) names = sorted_names (self->columns, by);

      gtk_string_list_append (list, _("All Tickets"));
      for (guint i = 0; i < names->len; i++)
        gtk_string_list_append (list, g_ptr_array_index (names, i));
    }
  self->compare_by = by;
  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (list));
  gtk_widget_set_visible (GTK_WIDGET (self->compare), by != HC_BY_NONE);
  select_text (self->compare, old);
  self->filling = was_filling;
}

static gboolean
fill_values (HcMetricsFilters *self, guint i)
{
  g_autofree char *old = g_strdup (selected_text (self->values[i]));
  g_autoptr (GPtrArray) names = sorted_names (self->columns, shown_dimensions[i]);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all_label (shown_dimensions[i]));
  for (guint k = 0; k < names->len; k++)
    gtk_string_list_append (list, g_ptr_array_index (names, k));
  gtk_drop_down_set_model (self->values[i], G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (self->values[i], names->len > 12);
  gtk_widget_set_visible (GTK_WIDGET (self->values[i]), names->len > 0);
  return select_text (self->values[i], old);
}

static void
fill_period (HcMetricsFilters *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint length = hc_launch_settings (self->launch)->window_length;
  g_autofree char *usual
    = g_strdup_printf (ngettext ("Last %u Working Day", "Last %u Working Days", length), length);
  g_autofree char *chosen = NULL;
  guint old = gtk_drop_down_get_selected (self->period);

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
}

static void
update_reset (HcMetricsFilters *self)
{
  gtk_widget_set_visible (self->reset, newest_filter (self) != HC_BY_NONE
                                         || gtk_drop_down_get_selected (self->period) != 0);
}

static void
tell (HcMetricsFilters *self)
{
  if (self->filling)
    return;
  if (newest_filter (self) != self->compare_by) /* else the list in use stays */
    fill_compare (self);
  update_reset (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Columns are told at every re-read, mostly with the same names: an open list must stay. */
static gboolean
same_names (const HcColumns *a, const HcColumns *b)
{
  for (guint i = 0; i < N_SHOWN; i++)
    {
      GPtrArray *old = a->names[shown_dimensions[i]], *new = b->names[shown_dimensions[i]];

      if (old->len != new->len)
        return FALSE;
      for (guint k = 1; k < old->len; k++)
        if (!g_str_equal (g_ptr_array_index (old, k), g_ptr_array_index (new, k)))
          return FALSE;
    }
  return TRUE;
}

static void
columns_cb (HcMetricsFilters *self)
{
  HcColumns *columns = hc_launch_columns (self->launch);
  gboolean same = self->columns != NULL && columns != NULL && same_names (self->columns, columns);
  gboolean kept = TRUE;

  g_clear_pointer (&self->columns, hc_columns_unref);
  self->columns = columns != NULL ? hc_columns_ref (columns) : NULL;
  if (same)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < N_SHOWN; i++)
    kept &= fill_values (self, i);
  fill_compare (self);
  self->filling = FALSE;
  if (!kept)
    tell (self);
}

/* ---------------------------------------------------------------- period */

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

static void
period_cb (HcMetricsFilters *self)
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
  tell (self);
}

static void
apply_period (HcMetricsFilters *self, HcMetricsQuestion *question)
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

/* ---------------------------------------------------------------- object */

static void
hc_metrics_filters_dispose (GObject *object)
{
  HcMetricsFilters *self = HC_METRICS_FILTERS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->columns, hc_columns_unref);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_metrics_filters_parent_class)->dispose (object);
}

static void
hc_metrics_filters_class_init (HcMetricsFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_metrics_filters_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkDropDown *
add_drop_down (HcMetricsFilters *self, const char *label, GCallback callback)
{
  GtkWidget *widget = hc_metrics_drop_down_new (LONGEST_BUTTON);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (widget, label);
  gtk_widget_add_css_class (widget, "hc-filter");
  g_signal_connect_swapped (widget, "notify::selected", callback, self);
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  return GTK_DROP_DOWN (widget);
}

static void
hc_metrics_filters_init (HcMetricsFilters *self)
{
  g_autoptr (GtkLayoutManager) layout = hc_wrap_layout_new (6);

  gtk_widget_set_layout_manager (GTK_WIDGET (self), g_steal_pointer (&layout));
  self->from = self->to = HC_DAY_NONE;
  self->period = add_drop_down (self, _("Period"), G_CALLBACK (period_cb));
  for (guint i = 0; i < N_SHOWN; i++)
    {
      self->values[i] = add_drop_down (self, hc_metrics_dimension_label (shown_dimensions[i]),
                                       G_CALLBACK (tell));
      gtk_widget_set_visible (GTK_WIDGET (self->values[i]), FALSE);
    }
  self->compare = add_drop_down (self, _("Compare With"), G_CALLBACK (tell));
  self->reset = gtk_button_new_with_mnemonic (_("C_lear"));
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_add_css_class (self->reset, "hc-filter");
  gtk_widget_set_tooltip_text (self->reset, _("Show all tickets and the usual window again"));
  gtk_widget_set_visible (self->reset, FALSE);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (hc_metrics_filters_reset), self);
  gtk_widget_set_parent (self->reset, GTK_WIDGET (self));
}

GtkWidget *
hc_metrics_filters_new (void)
{
  return g_object_new (HC_TYPE_METRICS_FILTERS, NULL);
}

static void
settings_cb (HcMetricsFilters *self)
{
  self->filling = TRUE;
  fill_period (self);
  self->filling = FALSE;
}

void
hc_metrics_filters_set_launch (HcMetricsFilters *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  settings_cb (self);
  columns_cb (self);
  g_signal_connect_object (launch, "notify::columns", G_CALLBACK (columns_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::settings", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hc_metrics_filters_apply (HcMetricsFilters *self, HcMetricsQuestion *question)
{
  guint compare = gtk_drop_down_get_selected (self->compare);

  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_free (question->where[shown_dimensions[i]]);
      question->where[shown_dimensions[i]] = g_strdup (selected_text (self->values[i]));
    }
  apply_period (self, question);
  g_clear_pointer (&question->compare_value, g_free);
  question->compares = self->compare_by != HC_BY_NONE && compare != 0
                       && compare != GTK_INVALID_LIST_POSITION;
  question->compare_by = question->compares && compare > 1 ? self->compare_by : HC_BY_NONE;
  if (question->compare_by != HC_BY_NONE)
    question->compare_value = g_strdup (selected_text (self->compare));
}

void
hc_metrics_filters_set_period (HcMetricsFilters *self, HcDay from, HcDay to)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  self->from = from;
  self->to = to;
  self->filling = TRUE;
  fill_period (self);
  self->last_period = from == HC_DAY_NONE ? PERIOD_DEFAULT : PERIOD_CHOSEN;
  gtk_drop_down_set_selected (self->period, self->last_period);
  self->filling = FALSE;
  tell (self);
}

void
hc_metrics_filters_set_where (HcMetricsFilters *self, HcDimension by, const char *value)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  for (guint i = 0; i < N_SHOWN; i++)
    if (shown_dimensions[i] == by)
      select_text (self->values[i], value);
}

void
hc_metrics_filters_reset (HcMetricsFilters *self)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  self->filling = TRUE;
  for (guint i = 0; i < N_SHOWN; i++)
    gtk_drop_down_set_selected (self->values[i], 0);
  gtk_drop_down_set_selected (self->period, 0);
  gtk_drop_down_set_selected (self->compare, 0);
  self->last_period = 0;
  self->filling = FALSE;
  tell (self);
}
