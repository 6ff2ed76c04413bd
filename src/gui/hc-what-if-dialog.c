/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-what-if-dialog.h"

#include <glib/gi18n.h>

#include "hc-cancel.h"
#include "hc-criteria-table.h"
#include "hc-format.h"
#include "hc-metric-text.h"
#include "hc-what-if.h"

#define MAX_DRIVERS 10

typedef struct
{
  GtkLabel *caption;
  GtkLabel *now;
  GtkLabel *then;
  GtkWidget *won;
} Row;

struct _HcWhatIfDialog
{
  AdwWindow parent_instance;

  /* Children */
  GtkWidget *switcher;
  GtkToggleButton *by_issue;
  GtkBox *choices;
  GtkLabel *status;
  GtkGrid *grid;

  HcMetricId order[HC_N_METRICS]; /* those of the method first */

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable; /* of the computation under way */
  GPtrArray *solved;         /* of char *: hc_what_if_key() */
  HcWhatIf *shown;           /* NULL: the first one is under way */
  GArray *rows;              /* of Row, as in the grid */
};

G_DEFINE_FINAL_TYPE (HcWhatIfDialog, hc_what_if_dialog, ADW_TYPE_WINDOW)

static void recompute (HcWhatIfDialog *self);

static GtkWidget *
cell_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* ---------------------------------------------------------------- reckoning, on a reader thread */

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
  gulong handler = hc_cancel_watch (request->cancellable, &cancelled);
  g_autoptr (HcCriteriaInputs) inputs = hc_criteria_inputs_load (db, TRUE, &cancelled, error);
  HcWhatIf *what_if = NULL;

  if (inputs != NULL)
    what_if = hc_what_if_compute (inputs, (const char *const *) request->solved, MAX_DRIVERS,
                                  g_get_real_time () / G_USEC_PER_SEC, &cancelled, error);
  hc_cancel_unwatch (request->cancellable, handler);
  return what_if;
}

/* ---------------------------------------------------------------- what can be solved */

static gboolean
is_listed (HcWhatIfDialog *self, const HcWhatIfChoice *choice)
{
  return gtk_toggle_button_get_active (self->by_issue)
           ? choice->is_issue
           : choice->rank > 0 && choice->rank <= MAX_DRIVERS;
}

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

static GtkWidget *
choice_new (HcWhatIfDialog *self, const HcWhatIfChoice *choice)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *note = cell_new (choice->note, "caption");

  gtk_widget_add_css_class (note, "hc-second");
  gtk_widget_add_css_class (note, "numeric");
  gtk_box_append (GTK_BOX (box), cell_new (choice->title, NULL));
  gtk_box_append (GTK_BOX (box), note);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (button),
    g_ptr_array_find_with_equal_func (self->solved, choice->key, g_str_equal, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choice->note,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "hc-key", g_strdup (choice->key), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* Not at every tick: the list does not move under the pointer. */
static void
list_choices (HcWhatIfDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = 0; i < self->shown->choices->len; i++)
    if (is_listed (self, g_ptr_array_index (self->shown->choices, i)))
      gtk_box_append (self->choices,
                      choice_new (self, g_ptr_array_index (self->shown->choices, i)));
}

static void
by_issue_cb (HcWhatIfDialog *self)
{
  if (self->shown != NULL)
    list_choices (self);
}

/* There is nothing to choose when issues are all there is, or there is none. */
static gboolean
differ (const HcWhatIf *what_if)
{
  guint issues = 0, drivers = 0, both = 0;

  for (guint i = 0; i < what_if->choices->len; i++)
    {
      const HcWhatIfChoice *choice = g_ptr_array_index (what_if->choices, i);
      gboolean is_driver = choice->rank > 0 && choice->rank <= MAX_DRIVERS;

      issues += choice->is_issue;
      drivers += is_driver;
      both += choice->is_issue && is_driver;
    }
  return issues > 0 && (issues != both || drivers != both);
}

/* ---------------------------------------------------------------- the two sides */

/* What differs is bold, what is met now has a check: not by colour alone. */
static void
set_row (HcWhatIfDialog *self, guint row, const char *now, const char *then, gboolean is_won)
{
  const Row *cells = &g_array_index (self->rows, Row, row);

  gtk_label_set_label (cells->now, now);
  gtk_label_set_label (cells->then, then);
  gtk_widget_remove_css_class (GTK_WIDGET (cells->then), "heading");
  if (g_strcmp0 (now, then) != 0)
    gtk_widget_add_css_class (GTK_WIDGET (cells->then), "heading");
  gtk_widget_set_visible (cells->won, is_won);
}

/* @now, @then: why, if anything moved. */
static void
set_reason (HcWhatIfDialog *self, guint row, const char *now, const char *then)
{
  GtkLabel *label = g_array_index (self->rows, Row, row).caption;
  gboolean differs = g_strcmp0 (now, then) != 0 && then != NULL;
  g_autofree char *text = differs ? g_strdup_printf (_("If solved: %s"), then) : NULL;

  gtk_label_set_label (label, differs ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), differs);
}

static guint
show_criteria (HcWhatIfDialog *self, guint row)
{
  const HcCriteriaResult *before = self->shown->exit_before, *after = self->shown->exit_after;
  g_autofree char *was = g_strdup_printf (_("%u of %u met"), before->done, before->of);
  g_autofree char *is = g_strdup_printf (_("%u of %u met"), after->done, after->of);

  set_row (self, row++, was, is, FALSE);
  set_row (self, row++, hc_rag_label (before->rag), hc_rag_label (after->rag), FALSE);
  set_reason (self, row - 1, before->rag_reason, after->rag_reason);
  for (guint i = 0; i < before->criteria->len; i++)
    {
      const HcCriterionResult *one = g_ptr_array_index (before->criteria, i);
      const HcCriterionResult *other = g_ptr_array_index (after->criteria, i);
      g_autofree char *old = hc_criterion_result_verdict_text (one);
      g_autofree char *new = hc_criterion_result_verdict_text (other);

      set_row (self, row, old, new,
               one->verdict != HC_VERDICT_MET && other->verdict == HC_VERDICT_MET);
      /* what is met needs no reason */
      set_reason (self, row++, one->reason,
                  other->verdict != HC_VERDICT_MET ? other->reason : NULL);
    }
  return row;
}

static gboolean
is_shown (HcWhatIfDialog *self, HcMetricId id)
{
  const HcMetricSeries *before = hc_metric_set_total (self->shown->metrics_before, id);
  const HcMetricSeries *after = hc_metric_set_total (self->shown->metrics_after, id);

  return before != NULL && after != NULL && before->measurable;
}

static void
show_metrics (HcWhatIfDialog *self, guint row)
{
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      HcMetricId id = self->order[i];
      g_autofree char *was = NULL;
      g_autofree char *is = NULL;

      if (!is_shown (self, id))
        continue;
      was = hc_metric_value_text (hc_metric_set_total (self->shown->metrics_before, id));
      is = hc_metric_value_text (hc_metric_set_total (self->shown->metrics_after, id));
      set_row (self, row++, was, is, FALSE);
    }
}

/* Words, never parts of words, one under another. */
static GtkLabel *
figure_new (void)
{
  GtkLabel *label = GTK_LABEL (cell_new (NULL, "numeric"));

  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD);
  gtk_label_set_width_chars (label, 13);
  gtk_label_set_max_width_chars (label, 16);
  return label;
}

static void
add_head (HcWhatIfDialog *self, int at, const char *title)
{
  GtkWidget *head = cell_new (title, "heading");

  gtk_widget_set_margin_top (head, at > 0 ? 12 : 0);
  gtk_grid_attach (self->grid, head, 0, at, 1, 1);
  if (at > 0)
    return;
  gtk_grid_attach (self->grid, cell_new (_("Now"), "caption-heading"), 1, 0, 1, 1);
  gtk_grid_attach (self->grid, cell_new (_("If Solved"), "caption-heading"), 2, 0, 1, 1);
}

static void
add_row (HcWhatIfDialog *self, int at, const char *title, const char *caption)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *then = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Row row = { GTK_LABEL (cell_new (caption, "caption")), figure_new (), figure_new (),
              gtk_image_new_from_icon_name ("object-select-symbolic") };

  gtk_widget_add_css_class (GTK_WIDGET (row.caption), "hc-second");
  gtk_widget_add_css_class (row.won, "hc-good");
  gtk_widget_set_valign (row.won, GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (row.caption), caption != NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), cell_new (title, NULL));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row.caption));
  gtk_box_append (GTK_BOX (then), GTK_WIDGET (row.then));
  gtk_box_append (GTK_BOX (then), row.won);
  gtk_grid_attach (self->grid, words, 0, at, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (row.now), 1, at, 1, 1);
  gtk_grid_attach (self->grid, then, 2, at, 1, 1);
  g_array_append_val (self->rows, row);
}

static void
order_metrics (HcWhatIfDialog *self)
{
  guint n = 0;
  guint method = 0;

  for (; n < HC_N_METHOD_METRICS; n++)
    method |= 1u << (self->order[n] = hc_method_metrics[n]);
  for (guint id = 0; id < HC_N_METRICS; id++)
    if ((method & 1u << id) == 0)
      self->order[n++] = (HcMetricId) id;
}

/* Once: ticks change what cells say, not which there are. */
static void
fill_grid (HcWhatIfDialog *self)
{
  GPtrArray *criteria = self->shown->exit_before->criteria;
  int at = 0;

  add_head (self, at++, _("Exit Criteria"));
  add_row (self, at++, _("Mandatory Criteria"), NULL);
  add_row (self, at++, _("Status"), NULL);
  for (guint i = 0; i < criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (criteria, i);

      add_row (self, at++, criterion->title, NULL);
    }
  for (guint i = 0; i < HC_N_METRICS; i++)
    {
      HcMetricId id = self->order[i];

      if (i == 0)
        add_head (self, at++, _("Stabilisation Metrics"));
      else if (i == HC_N_METHOD_METRICS)
        add_head (self, at++, _("Further Metrics"));
      if (is_shown (self, id))
        add_row (self, at++, _(hc_metrics[id].title), hc_what_if_metric_text (id));
    }
}

static void
show_status (HcWhatIfDialog *self)
{
  guint n = self->shown->n_left_out;
  g_autofree char *count = hc_format_count (n);
  g_autofree char *status = g_strdup_printf (
    ngettext ("%s ticket left out. Nothing is written.", "%s tickets left out. Nothing is written.",
              n),
    count);

  gtk_label_set_label (self->status,
                       self->shown->choices->len == 0
                         ? _("There are no drivers yet: import tickets first.")
                       : self->solved->len == 0
                         ? _("Nothing is ticked: both columns show the launch as it is.")
                         : status);
}

/* Takes @what_if. */
static void
show (HcWhatIfDialog *self, HcWhatIf *what_if)
{
  gboolean first = self->shown == NULL;

  g_clear_pointer (&self->shown, hc_what_if_free);
  self->shown = what_if;
  if (first)
    {
      gtk_widget_set_visible (self->switcher, differ (what_if));
      list_choices (self);
      fill_grid (self);
    }
  show_metrics (self, show_criteria (self, 0));
  show_status (self);
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
    show (self, g_steal_pointer (&what_if));
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
  g_clear_pointer (&self->shown, hc_what_if_free);
  g_array_unref (self->rows);
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
switcher_new (HcWhatIfDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *drivers = gtk_toggle_button_new_with_mnemonic (_("By _Driver"));

  self->by_issue = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_("By _Issue")));
  gtk_toggle_button_set_group (self->by_issue, GTK_TOGGLE_BUTTON (drivers));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (drivers), TRUE);
  gtk_widget_set_tooltip_text (drivers, _("What drives most tickets: issues, repeated problems, "
                                          "categories"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->by_issue),
                               _("Every issue with tickets lately, and every open one"));
  g_signal_connect_object (self->by_issue, "toggled", G_CALLBACK (by_issue_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), drivers);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->by_issue));
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  return box;
}

static GtkWidget *
side_new (HcWhatIfDialog *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = cell_new (_("Solved"), "heading");

  self->choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->switcher = switcher_new (self);
  gtk_widget_set_visible (self->switcher, FALSE);
  g_object_set (title, "margin-start", 18, "margin-top", 12, NULL);
  gtk_widget_set_size_request (side, 280, -1);
  gtk_box_append (GTK_BOX (side), title);
  gtk_box_append (GTK_BOX (side), self->switcher);
  gtk_box_append (GTK_BOX (side), scrolled_new (GTK_WIDGET (self->choices)));
  return side;
}

static GtkWidget *
result_new (HcWhatIfDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *caption = cell_new (
    _("As if the tickets of what is ticked had never been opened; a ticked issue counts as "
      "resolved and no longer escalated. Usage figures and everything else stay as they are."),
    "hc-second");

  self->grid = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_widget_set_hexpand (box, TRUE);
  return scrolled_new (box);
}

static void
hc_what_if_dialog_init (HcWhatIfDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->solved = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  order_metrics (self);
  self->status = GTK_LABEL (cell_new (NULL, "hc-second"));
  gtk_box_append (GTK_BOX (sides), side_new (self));
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides), result_new (self));
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
                                       "default-width", 880, "default-height", 580,
                                       "transient-for", gtk_widget_get_root (widget), NULL);

  self->launch = g_object_ref (launch);
  recompute (self);
  gtk_window_present (GTK_WINDOW (self));
}
