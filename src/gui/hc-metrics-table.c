/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metrics-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-csv-writer.h"
#include "hc-format.h"
#include "hc-metric-text.h"

/* One row is built cell by cell in both forms. */
typedef struct
{
  HcMetricsTable *table;
  GPtrArray *shown;
  GPtrArray *plain;
} Row;

static HcMetricsTable *
table_new (void)
{
  HcMetricsTable *self = g_new0 (HcMetricsTable, 1);

  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->plain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
hc_metrics_table_free (HcMetricsTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->headers);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->plain);
  g_free (self);
}

static void
add_header (HcMetricsTable *self, const char *text)
{
  g_ptr_array_add (self->headers, g_strdup (text));
}

static void
row_begin (Row *row, HcMetricsTable *table)
{
  row->table = table;
  row->shown = g_ptr_array_new ();
  row->plain = g_ptr_array_new ();
}

static void
row_end (Row *row)
{
  g_assert (row->shown->len == row->table->headers->len);
  g_ptr_array_add (row->shown, NULL);
  g_ptr_array_add (row->plain, NULL);
  g_ptr_array_add (row->table->rows, g_ptr_array_free (row->shown, FALSE));
  g_ptr_array_add (row->table->plain, g_ptr_array_free (row->plain, FALSE));
}

/* Takes both. */
static void
add_cell (Row *row, char *shown, char *plain)
{
  g_ptr_array_add (row->shown, shown);
  g_ptr_array_add (row->plain, plain);
}

static char *
plain_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("")
                       : g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", value));
}

static void
add_value (Row *row, HcMetricId id, double value)
{
  add_cell (row, isnan (value) ? g_strdup ("") : hc_metric_number_text (id, value),
            plain_number (value));
}

static void
add_count (Row *row, gint64 count)
{
  add_cell (row, count < 0 ? g_strdup ("") : hc_format_count (count),
            count < 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, count));
}

static void
add_text (Row *row, const char *text)
{
  add_cell (row, g_strdup (text), g_strdup (text));
}

static char *
join_remarks (const HcMetricPoint *point, const HcControlPoint *control)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (!point->working_day)
    g_strv_builder_add (words, _("not a working day"));
  if (!point->complete)
    g_strv_builder_add (words, _("incomplete"));
  if (control != NULL && (control->signals & HC_NELSON_1) != 0)
    g_strv_builder_add (words, control->value > control->upper ? _("above the upper limit")
                                                               : _("below the lower limit"));
  list = g_strv_builder_end (words);
  return g_strjoinv (", ", list);
}

/* Of the point at @index; NULL: it has no limits. */
static const HcControlPoint *
control_at (const HcControlStrata *strata, guint index)
{
  for (guint i = 0; strata != NULL && i < 2; i++)
    for (guint k = 0; k < strata->stratum[i].n_points; k++)
      if (strata->stratum[i].points[k].index == index)
        return &strata->stratum[i].points[k];
  return NULL;
}

static void
add_day_headers (HcMetricsTable *self,
                 const HcMetricSeries *series,
                 gboolean compares,
                 gboolean limits)
{
  static const char *const buckets[HC_N_AGE_BUCKETS]
    = { N_("Age 1"), N_("Age 2"), N_("Age 3"), N_("Age 4"), N_("Age 5") };

  add_header (self, _("Day"));
  add_header (self, series->id == HC_METRIC_BACKLOG_AGE ? _("Median Age") : _("Value"));
  if (compares)
    add_header (self, _("Compared"));
  add_header (self, _("n"));
  if (series->id == HC_METRIC_BACKLOG_AGE)
    {
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        add_header (self, _(buckets[i]));
      add_header (self, _("Waiting"));
    }
  else
    {
      add_header (self, _("Numerator"));
      add_header (self, _("Denominator"));
      add_header (self, _("Low"));
      add_header (self, _("High"));
    }
  if (limits)
    {
      add_header (self, _("Lower Limit"));
      add_header (self, _("Upper Limit"));
    }
  add_header (self, _("Remarks"));
}

static const HcMetricPoint *
point_on (const HcMetricSeries *series, HcDay day)
{
  for (guint i = 0; series != NULL && i < series->n_points; i++)
    if (series->points[i].date == day)
      return &series->points[i];
  return NULL;
}

static void
add_day (HcMetricsTable *self,
         const HcMetricSeries *series,
         const HcMetricSeries *compared,
         const HcControlStrata *strata,
         guint index)
{
  const HcMetricPoint *point = &series->points[index];
  const HcMetricPoint *other = point_on (compared, point->date);
  const HcControlPoint *control = control_at (strata, index);
  g_autofree char *remarks = join_remarks (point, control);
  Row row;

  row_begin (&row, self);
  add_cell (&row, hc_format_weekday_day (point->date), hc_day_format (point->date));
  add_value (&row, series->id, hc_metric_point_value (series->id, point));
  if (compared != NULL)
    add_value (&row, series->id, other != NULL ? hc_metric_point_value (series->id, other) : NAN);
  add_count (&row, point->n);
  if (series->id == HC_METRIC_BACKLOG_AGE)
    {
      for (guint i = 0; i < HC_N_AGE_BUCKETS; i++)
        add_count (&row, isnan (point->value) ? -1 : point->buckets[i]);
      add_count (&row, isnan (point->value) ? -1 : point->waiting);
    }
  else
    {
      add_count (&row, point->numerator);
      add_count (&row, point->denominator);
      add_value (&row, series->id, point->low);
      add_value (&row, series->id, point->high);
    }
  if (strata != NULL)
    {
      add_value (&row, series->id, control != NULL ? control->lower : NAN);
      add_value (&row, series->id, control != NULL ? control->upper : NAN);
    }
  add_text (&row, remarks);
  row_end (&row);
}

HcMetricsTable *
hc_metrics_table_of_days (const HcMetricSeries *series,
                          const HcMetricSeries *compared,
                          const HcControlStrata *strata,
                          HcDay from,
                          HcDay to)
{
  HcMetricsTable *self = table_new ();

  add_day_headers (self, series, compared != NULL, strata != NULL);
  for (guint i = 0; i < series->n_points; i++)
    if ((from == HC_DAY_NONE || series->points[i].date >= from)
        && (to == HC_DAY_NONE || series->points[i].date <= to))
      add_day (self, series, compared, strata, i);
  return self;
}

HcMetricsTable *
hc_metrics_table_of_groups (const HcMetricSet *set, HcMetricId id)
{
  static const char *const headers[]
    = { N_("Group"), N_("Value"), N_("n"), N_("Numerator"), N_("Denominator"), N_("Low"),
        N_("High") };
  HcMetricsTable *self = table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    add_header (self, _(headers[i]));
  for (guint i = 0; i < set->series->len; i++)
    {
      const HcMetricSeries *series = g_ptr_array_index (set->series, i);
      Row row;

      if (series->id != id || !series->measurable)
        continue;
      row_begin (&row, self);
      add_text (&row, series->by == HC_BY_NONE         ? _("All")
                      : series->rest                   ? _("Other")
                      : series->group_value == NULL    ? _("Without")
                                                       : series->group_value);
      add_value (&row, id, hc_metric_point_value (id, &series->window));
      add_count (&row, series->window.n);
      add_count (&row, series->window.numerator);
      add_count (&row, series->window.denominator);
      add_value (&row, id, series->window.low);
      add_value (&row, id, series->window.high);
      row_end (&row);
    }
  return self;
}

char *
hc_metrics_table_dup_text (const HcMetricsTable *self, char separator)
{
  GString *out = g_string_new (NULL);

  hc_csv_append_row (out, (const char *const *) self->headers->pdata, self->headers->len,
                     separator);
  for (guint i = 0; i < self->plain->len; i++)
    hc_csv_append_row (out, g_ptr_array_index (self->plain, i), self->headers->len, separator);
  return g_string_free (out, FALSE);
}

/* ---------------------------------------------------------------- view */

/* A row is a GtkStringList; a column shows the text at its own place. */
static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkStringList *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_list_get_string (row, GPOINTER_TO_UINT (column)));
}

GtkWidget *
hc_metrics_table_view_new (void)
{
  GtkWidget *view = gtk_column_view_new (NULL);

  gtk_widget_add_css_class (view, "hc-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The table behind the chart"), -1);
  return view;
}

static void
set_columns (GtkColumnView *view, const HcMetricsTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  for (guint i = 0; i < self->headers->len; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
        = gtk_column_view_column_new (g_ptr_array_index (self->headers, i), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i + 1 == self->headers->len);
      gtk_column_view_append_column (view, column);
    }
}

void
hc_metrics_table_view_show (GtkWidget *view, const HcMetricsTable *self)
{
  GListStore *store = g_list_store_new (GTK_TYPE_STRING_LIST);
  g_autoptr (GtkNoSelection) selection = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (GtkStringList) row = gtk_string_list_new (g_ptr_array_index (self->rows, i));

      g_list_store_append (store, row);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (store));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), NULL);
  set_columns (GTK_COLUMN_VIEW (view), self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (selection));
}
