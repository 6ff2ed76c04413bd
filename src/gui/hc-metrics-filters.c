/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-filters-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-metrics-drop-down.h"
#include "hc-wrap-layout.h"

#define LONGEST_BUTTON 16
/* So many stand in the row by themselves; one more would take a second row at 1024 pixels. */
#define N_USUAL 3

/* What is asked for most comes first. */
static const HcDimension shown_dimensions[HC_METRICS_FILTERS_N]
  = { HC_BY_WORKFLOW, HC_BY_COHORT, HC_BY_CATEGORY, HC_BY_GROUP,
      HC_BY_STEP,     HC_BY_PRIORITY, HC_BY_ISSUE };

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

/* ---------------------------------------------------------------- what is offered */

static HcDimension
newest_filter (HcMetricsFilters *self)
{
  for (guint i = HC_METRICS_FILTERS_N; i-- > 0;)
    if (hc_metrics_drop_down_text (self->values[i]) != NULL)
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
  g_autofree char *old = g_strdup (hc_metrics_drop_down_text (self->compare));
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
  hc_metrics_drop_down_select (self->compare, old);
  self->filling = was_filling;
}

/* The usual ones, those that were asked for, and those in use; the others wait in the menu. */
static void
arrange (HcMetricsFilters *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n = 0;

  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    {
      GListModel *names = gtk_drop_down_get_model (self->values[i]);
      gboolean any = names != NULL && g_list_model_get_n_items (names) > 1;
      gboolean shown = any && (n < N_USUAL || self->added[i]
                               || hc_metrics_drop_down_text (self->values[i]) != NULL);

      n += any;
      gtk_widget_set_visible (GTK_WIDGET (self->values[i]), shown);
      if (any && !shown)
        {
          g_autofree char *action = g_strdup_printf ("filters.add(uint32 %u)", i);

          g_menu_append (menu, hc_metrics_dimension_label (shown_dimensions[i]), action);
        }
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->more, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
add_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HcMetricsFilters *self = HC_METRICS_FILTERS (widget);
  guint i = g_variant_get_uint32 (parameter);

  g_return_if_fail (i < HC_METRICS_FILTERS_N);

  self->added[i] = TRUE;
  arrange (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->values[i]));
  gtk_widget_activate (GTK_WIDGET (self->values[i]));
}

static gboolean
fill_values (HcMetricsFilters *self, guint i)
{
  g_autofree char *old = g_strdup (hc_metrics_drop_down_text (self->values[i]));
  g_autoptr (GPtrArray) names = sorted_names (self->columns, shown_dimensions[i]);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all_label (shown_dimensions[i]));
  for (guint k = 0; k < names->len; k++)
    gtk_string_list_append (list, g_ptr_array_index (names, k));
  gtk_drop_down_set_model (self->values[i], G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (self->values[i], names->len > 12);
  return hc_metrics_drop_down_select (self->values[i], old);
}

static void
update_reset (HcMetricsFilters *self)
{
  gtk_widget_set_visible (self->reset, newest_filter (self) != HC_BY_NONE
                                         || gtk_drop_down_get_selected (self->period) != 0);
}

void
hc_metrics_filters_tell (HcMetricsFilters *self)
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
  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
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
  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    kept &= fill_values (self, i);
  fill_compare (self);
  arrange (self);
  self->filling = FALSE;
  if (!kept)
    hc_metrics_filters_tell (self);
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
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "filters.add", "u", add_action);
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
  self->period = add_drop_down (self, _("Period"), G_CALLBACK (hc_metrics_filters_period_cb));
  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    {
      self->values[i] = add_drop_down (self, hc_metrics_dimension_label (shown_dimensions[i]),
                                       G_CALLBACK (hc_metrics_filters_tell));
      gtk_widget_set_visible (GTK_WIDGET (self->values[i]), FALSE);
    }
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _("More Filters"));
  gtk_widget_set_tooltip_text (self->more, _("Filter by something else"));
  gtk_widget_add_css_class (self->more, "hc-filter");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  self->compare = add_drop_down (self, _("Compare With"), G_CALLBACK (hc_metrics_filters_tell));
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

void
hc_metrics_filters_set_launch (HcMetricsFilters *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  hc_metrics_filters_fill_period (self);
  columns_cb (self);
  g_signal_connect_object (launch, "notify::columns", G_CALLBACK (columns_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "notify::settings",
                           G_CALLBACK (hc_metrics_filters_fill_period), self, G_CONNECT_SWAPPED);
}

void
hc_metrics_filters_apply (HcMetricsFilters *self, HcMetricsQuestion *question)
{
  guint compare = gtk_drop_down_get_selected (self->compare);

  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    {
      g_free (question->where[shown_dimensions[i]]);
      question->where[shown_dimensions[i]] = g_strdup (hc_metrics_drop_down_text (self->values[i]));
    }
  hc_metrics_filters_apply_period (self, question);
  g_clear_pointer (&question->compare_value, g_free);
  question->compares = self->compare_by != HC_BY_NONE && compare != 0
                       && compare != GTK_INVALID_LIST_POSITION;
  question->compare_by = question->compares && compare > 1 ? self->compare_by : HC_BY_NONE;
  if (question->compare_by != HC_BY_NONE)
    question->compare_value = g_strdup (hc_metrics_drop_down_text (self->compare));
}

void
hc_metrics_filters_set_where (HcMetricsFilters *self, HcDimension by, const char *value)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    if (shown_dimensions[i] == by)
      hc_metrics_drop_down_select (self->values[i], value);
  arrange (self);
}

void
hc_metrics_filters_reset (HcMetricsFilters *self)
{
  g_return_if_fail (HC_IS_METRICS_FILTERS (self));

  self->filling = TRUE;
  for (guint i = 0; i < HC_METRICS_FILTERS_N; i++)
    gtk_drop_down_set_selected (self->values[i], 0);
  gtk_drop_down_set_selected (self->period, 0);
  gtk_drop_down_set_selected (self->compare, 0);
  self->last_period = 0;
  memset (self->added, 0, sizeof self->added);
  arrange (self);
  self->filling = FALSE;
  hc_metrics_filters_tell (self);
}
