/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-what-if-dialog.h"

#include <glib/gi18n.h>

#include "hc-criteria-table.h"
#include "hc-metric-text.h"
#include "hc-what-if.h"

#define MAX_DRIVERS 10

struct _HcWhatIfDialog
{
  AdwWindow parent_instance;

  /* Children */
  GtkBox *drivers;
  GtkLabel *status;
  GtkGrid *grid;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable; /* of the computation under way */
  GPtrArray *solved;         /* of char *: hc_what_if_key() */
};

G_DEFINE_FINAL_TYPE (HcWhatIfDialog, hc_what_if_dialog, ADW_TYPE_WINDOW)

static void recompute (HcWhatIfDialog *self);

/* ---------------------------------------------------------------- reckoning, on a reader thread */

static void
note_cancelled (GCancellable *cancellable, gpointer flag)
{
  g_atomic_int_set ((gint *) flag, TRUE);
}

typedef struct
{
  char **solved;
  GCancellable *cancellable;
} Request;

static void
request_free (Request *self)
{
  g_strfreev (self->solved);
  g_object_unref (self->cancellable);
  g_free (self);
}

static gpointer
compute_job (HcDb *db, gpointer data, GError **error)
{
  Request *request = data;
  gint cancelled = FALSE;
  gulong handler =
    g_cancellable_connect (request->cancellable, G_CALLBACK (note_cancelled), &cancelled, NULL);
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, &cancelled, error);
  HcWhatIf *what_if = NULL;

  if (inputs != NULL)
    what_if = hc_what_if_compute (inputs, (const char *const *) request->solved, MAX_DRIVERS,
                                  g_get_real_time () / G_USEC_PER_SEC, &cancelled, error);
  g_cancellable_disconnect (request->cancellable, handler);
  return what_if;
}

/* ---------------------------------------------------------------- drivers */

static void
toggled_cb (HcWhatIfDialog *self, GtkCheckButton *button)
{
  const char *key = g_object_get_data (G_OBJECT (button), "hc-key");
  guint at;

  if (gtk_check_button_get_active (button))
    g_ptr_array_add (self->solved, g_strdup (key));
  else if (g_ptr_array_find_with_equal_func (self->solved, key, g_str_equal, &at))
    g_ptr_array_remove_index (self->solved, at);
  recompute (self);
}

/* Once: the list does not move under the pointer. */
static void
list_drivers (HcWhatIfDialog *self, const HcDriverSet *set)
{
  if (gtk_widget_get_first_child (GTK_WIDGET (self->drivers)) != NULL)
    return;
  for (guint i = 0; i < set->drivers->len; i++)
    {
      const HcDriver *driver = set->drivers->pdata[i];
      g_autofree char *title = hc_driver_title_text (driver);
      g_autofree char *growth = hc_driver_growth_text (driver);
      GtkWidget *button = gtk_check_button_new ();
      GtkWidget *label = gtk_label_new (title);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
      gtk_widget_set_tooltip_text (button, growth);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, growth, -1);
      g_object_set_data_full (G_OBJECT (button), "hc-key",
                              hc_what_if_key (driver->kind, driver->key), g_free);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->drivers, button);
    }
}

/* ---------------------------------------------------------------- the two sides */

static GtkWidget *
cell_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* What differs is bold: not by colour alone. */
static void
add_row (HcWhatIfDialog *self, int row, const char *title, const char *now, const char *then)
{
  gboolean differs = g_strcmp0 (now, then) != 0;

  gtk_grid_attach (self->grid, cell_new (title, NULL), 0, row, 1, 1);
  gtk_grid_attach (self->grid, cell_new (now, "numeric"), 1, row, 1, 1);
  gtk_grid_attach (self->grid, cell_new (then, differs ? "heading" : "numeric"), 2, row, 1, 1);
}

static int
add_criteria (HcWhatIfDialog *self, int row, const HcWhatIf *what_if)
{
  g_autofree char *now = g_strdup_printf (_("%u of %u met"), what_if->exit_before->done,
                                          what_if->exit_before->of);
  g_autofree char *then = g_strdup_printf (_("%u of %u met"), what_if->exit_after->done,
                                           what_if->exit_after->of);

  add_row (self, row++, _("Exit Criteria"), now, then);
  for (guint i = 0; i < what_if->exit_before->criteria->len; i++)
    {
      const HcCriterionResult *before = g_ptr_array_index (what_if->exit_before->criteria, i);
      const HcCriterionResult *after = g_ptr_array_index (what_if->exit_after->criteria, i);
      g_autofree char *was = hc_criterion_result_verdict_text (before);
      g_autofree char *is = hc_criterion_result_verdict_text (after);

      add_row (self, row++, before->title, was, is);
    }
  return row;
}

static int
add_metrics (HcWhatIfDialog *self, int row, const HcWhatIf *what_if)
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      const HcMetricSeries *before = hc_metric_set_total (what_if->metrics_before, (HcMetricId) i);
      const HcMetricSeries *after = hc_metric_set_total (what_if->metrics_after, (HcMetricId) i);
      g_autofree char *was = NULL;
      g_autofree char *is = NULL;

      if (before == NULL || after == NULL || !before->measurable)
        continue;
      was = hc_metric_value_text (before);
      is = hc_metric_value_text (after);
      add_row (self, row++, _(hc_metrics[i].title), was, is);
    }
  return row;
}

static void
show (HcWhatIfDialog *self, const HcWhatIf *what_if)
{
  g_autofree char *status = g_strdup_printf (
    ngettext ("%u ticket left out. Nothing is written.",
              "%u tickets left out. Nothing is written.", what_if->n_left_out),
    what_if->n_left_out);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  list_drivers (self, what_if->drivers);
  gtk_label_set_label (self->status, what_if->drivers->drivers->len > 0
                                       ? status
                                       : _("There are no drivers yet: import tickets first."));
  gtk_grid_attach (self->grid, cell_new (_("Now"), "caption-heading"), 1, row, 1, 1);
  gtk_grid_attach (self->grid, cell_new (_("If Solved"), "caption-heading"), 2, row++, 1, 1);
  row = add_criteria (self, row, what_if);
  add_metrics (self, row, what_if);
}

static void
computed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcWhatIfDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcWhatIf) what_if = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* a newer one, or the end, has taken over */
  g_clear_object (&self->cancellable);
  if (error != NULL)
    gtk_label_set_label (self->status, error->message);
  else
    show (self, what_if);
}

static void
cancel (HcWhatIfDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
recompute (HcWhatIfDialog *self)
{
  Request *request = g_new0 (Request, 1);
  g_autoptr (GStrvBuilder) solved = g_strv_builder_new ();

  cancel (self);
  for (guint i = 0; i < self->solved->len; i++)
    g_strv_builder_add (solved, g_ptr_array_index (self->solved, i));
  self->cancellable = g_cancellable_new ();
  request->solved = g_strv_builder_end (solved);
  request->cancellable = g_object_ref (self->cancellable);
  gtk_label_set_label (self->status, _("Computing…"));
  hc_store_read_async (hc_launch_store (self->launch), compute_job, request,
                       (GDestroyNotify) request_free, (GDestroyNotify) hc_what_if_free,
                       self->cancellable, computed_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- object */

static gboolean
hc_what_if_dialog_close_request (GtkWindow *window)
{
  cancel (HC_WHAT_IF_DIALOG (window));
  return GTK_WINDOW_CLASS (hc_what_if_dialog_parent_class)->close_request (window);
}

static void
hc_what_if_dialog_finalize (GObject *object)
{
  HcWhatIfDialog *self = HC_WHAT_IF_DIALOG (object);

  g_clear_object (&self->launch);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->solved);
  G_OBJECT_CLASS (hc_what_if_dialog_parent_class)->finalize (object);
}

static void
hc_what_if_dialog_class_init (HcWhatIfDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_what_if_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hc_what_if_dialog_close_request;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
scrolled_new (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_object_set (child, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 12,
                NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
side_new (HcWhatIfDialog *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = cell_new (_("Solved"), "heading");

  self->drivers = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  g_object_set (title, "margin-start", 18, "margin-top", 12, NULL);
  gtk_widget_set_size_request (side, 260, -1);
  gtk_box_append (GTK_BOX (side), title);
  gtk_box_append (GTK_BOX (side), scrolled_new (GTK_WIDGET (self->drivers)));
  return side;
}

static void
hc_what_if_dialog_init (HcWhatIfDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *grid = gtk_grid_new ();

  self->solved = g_ptr_array_new_with_free_func (g_free);
  self->grid = GTK_GRID (grid);
  self->status = GTK_LABEL (cell_new (NULL, "hc-second"));
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_box_append (GTK_BOX (sides), side_new (self));
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides), scrolled_new (grid));
  gtk_widget_set_hexpand (gtk_widget_get_last_child (sides), TRUE);
  g_object_set (self->status, "margin-start", 18, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), sides);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
hc_what_if_dialog_present (GtkWidget *widget, HcLaunch *launch)
{
  HcWhatIfDialog *self = g_object_new (HC_TYPE_WHAT_IF_DIALOG, "title", _("What If"), "modal", TRUE,
                                       "default-width", 820, "default-height", 560,
                                       "transient-for", gtk_widget_get_root (widget), NULL);

  self->launch = g_object_ref (launch);
  recompute (self);
  gtk_window_present (GTK_WINDOW (self));
}
