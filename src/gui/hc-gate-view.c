/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-gate-view.h"

#include "hc-format.h"
#include "hc-gate-detail.h"
#include "hc-verdict.h"

#include <glib/gi18n.h>

#define HISTORY_DAYS 6

enum
{
  COLUMN_TITLE,
  COLUMN_VERDICT,
  COLUMN_HELD,
  COLUMN_HISTORY,
  COLUMN_STRENGTH,
  N_COLUMNS,
};

struct _HcGateView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *status;
  GtkLabel *status_note;
  GtkLabel *readiness;
  GtkLabel *readiness_note;
  GtkBox *segments;
  GtkBox *header;
  GtkListBox *list;
  HcGateDetail *detail;

  /* Owned */
  HcGate *gate;
  char *selected; /* code */
  GtkSizeGroup *widths[N_COLUMNS];

  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcGateView, hc_gate_view, ADW_TYPE_BIN)

static GtkWidget *
cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_cell (HcGateView *self, GtkBox *row, guint column, GtkWidget *widget)
{
  gtk_size_group_add_widget (self->widths[column], widget);
  gtk_widget_set_hexpand (widget, column == COLUMN_TITLE);
  gtk_box_append (row, widget);
}

static GtkWidget *
criterion_row (HcGateView *self, const HcCriterionResult *criterion)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *hold = hc_hold_widget (criterion->hold_done, criterion->hold_of);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *verdict = hc_criterion_result_verdict_text (criterion);
  const char *strength = hc_strength_label (criterion->strength);

  gtk_box_append (GTK_BOX (title), cell (criterion->title, NULL));
  if (!criterion->mandatory)
    gtk_box_append (GTK_BOX (title), cell (_ ("not mandatory"), "caption"));
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  append_cell (self, GTK_BOX (row), COLUMN_TITLE, title);
  append_cell (self, GTK_BOX (row), COLUMN_VERDICT,
               hc_verdict_widget (criterion->verdict, hc_criterion_result_is_holding (criterion),
                                  verdict));
  append_cell (self, GTK_BOX (row), COLUMN_HELD, hold == NULL ? cell ("–", "hc-second") : hold);
  append_cell (self, GTK_BOX (row), COLUMN_HISTORY,
               hc_history_widget (criterion->history, HISTORY_DAYS));
  append_cell (self, GTK_BOX (row), COLUMN_STRENGTH,
               cell (*strength == '\0' ? "–" : strength, "hc-second"));
  gtk_widget_add_css_class (row, "hc-row");
  return row;
}

static void
add_criterion (HcGateView *self, const HcCriterionResult *criterion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *verdict = hc_criterion_result_verdict_text (criterion);
  g_autofree char *name = g_strdup_printf ("%s: %s", criterion->title, verdict);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), criterion_row (self, criterion));
  g_object_set_data (G_OBJECT (row), "hc-code", (gpointer) criterion->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
  if (g_strcmp0 (criterion->code, self->selected) == 0)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/* ---- the card above ---- */

static const char *
segment_class (const HcCriterionResult *criterion)
{
  if (criterion->verdict == HC_VERDICT_MET || criterion->verdict == HC_VERDICT_WAIVED)
    return "done";
  if (hc_criterion_result_is_holding (criterion))
    return "holding";
  return criterion->verdict == HC_VERDICT_NOT_MET ? "open" : "unknown";
}

static void
show_segments (HcGateView *self, const HcCriteriaResult *result)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->segments))) != NULL)
    gtk_box_remove (self->segments, child);
  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);
      GtkWidget *segment = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      if (!criterion->mandatory)
        {
          g_object_ref_sink (segment);
          g_object_unref (segment);
          continue;
        }
      gtk_widget_add_css_class (segment, "hc-segment");
      gtk_widget_add_css_class (segment, segment_class (criterion));
      gtk_widget_set_tooltip_text (segment, criterion->title);
      gtk_widget_set_hexpand (segment, TRUE);
      gtk_box_append (self->segments, segment);
    }
}

/* “3 met, 1 holding, 2 not met, 1 unknown” */
static char *
count_text (const HcCriteriaResult *result)
{
  guint met = 0, holding = 0, not_met = 0, unknown = 0;

  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      if (criterion->verdict == HC_VERDICT_MET || criterion->verdict == HC_VERDICT_WAIVED)
        met++;
      else if (hc_criterion_result_is_holding (criterion))
        holding++;
      else if (criterion->verdict == HC_VERDICT_NOT_MET)
        not_met++;
      else
        unknown++;
    }
  return g_strdup_printf (_ ("%u met or waived, %u holding, %u not met, %u unknown"), met, holding,
                          not_met, unknown);
}

static void
show_facts (HcGateView *self, const HcCriteriaResult *result)
{
  g_autofree char *done = g_strdup_printf (_ ("%u of %u"), result->done, result->of);
  g_autofree char *counts = count_text (result);
  gboolean met = result->verdict == HC_VERDICT_MET;

  if (result->gate == HC_GATE_EXIT)
    {
      gtk_label_set_text (self->status, hc_rag_label (result->rag));
      gtk_label_set_text (self->status_note, result->rag_reason);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), result->rag_rule);
    }
  else
    {
      gtk_label_set_text (self->status, met ? _ ("Ready") : _ ("Not Ready"));
      gtk_label_set_text (self->status_note,
                          met ? _ ("Every mandatory criterion is met or waived.")
                              : _ ("Hypercare starts when every mandatory criterion is met or waived."));
    }
  gtk_label_set_text (self->readiness, done);
  gtk_label_set_text (self->readiness_note, counts);
  show_segments (self, result);
}

/* ---- reacting ---- */

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, HcGateView *self)
{
  const char *code = row == NULL ? NULL : g_object_get_data (G_OBJECT (row), "hc-code");

  if (self->filling || code == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (code);
  hc_gate_detail_show (self->detail, self->gate, code);
}

/* The first that is not met yet, else the first. */
static const char *
first_open (const HcCriteriaResult *result)
{
  for (guint i = 0; i < result->criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (result->criteria, i);

      if (criterion->verdict != HC_VERDICT_MET && criterion->verdict != HC_VERDICT_WAIVED)
        return criterion->code;
    }
  return ((HcCriterionResult *) g_ptr_array_index (result->criteria, 0))->code;
}

static void
show_result (HcGateView *self)
{
  const HcCriteriaResult *result = hc_gate_result (self->gate);
  GtkWidget *child;
  gboolean had_focus;

  if (result == NULL || result->criteria->len == 0)
    return;
  if (self->selected == NULL)
    self->selected = g_strdup (first_open (result));
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < result->criteria->len; i++)
    add_criterion (self, g_ptr_array_index (result->criteria, i));
  self->filling = FALSE;
  show_facts (self, result);
  hc_gate_detail_show (self->detail, self->gate, self->selected);
  if (had_focus && gtk_list_box_get_selected_row (self->list) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

/* ---- class ---- */

static void
hc_gate_view_dispose (GObject *object)
{
  HcGateView *self = HC_GATE_VIEW (object);

  g_clear_object (&self->gate);
  g_clear_pointer (&self->selected, g_free);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->widths[i]);
  gtk_widget_dispose_template (GTK_WIDGET (self), HC_TYPE_GATE_VIEW);
  G_OBJECT_CLASS (hc_gate_view_parent_class)->dispose (object);
}

static void
hc_gate_view_class_init (HcGateViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_gate_view_dispose;
  g_type_ensure (HC_TYPE_GATE_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-gate-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HcGateView, status);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, status_note);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, readiness);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, readiness_note);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, segments);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, header);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, list);
  gtk_widget_class_bind_template_child (widget_class, HcGateView, detail);
}

static void
hc_gate_view_init (HcGateView *self)
{
  const char *titles[N_COLUMNS] = { _ ("Criterion"), _ ("Verdict"), _ ("Held"), _ ("Last Days"),
                                    _ ("Evidence") };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->widths[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      append_cell (self, self->header, i, cell (titles[i], "caption-heading"));
    }
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
}

void
hc_gate_view_set_gate (HcGateView *self, HcGate *gate)
{
  g_return_if_fail (HC_IS_GATE_VIEW (self));
  g_return_if_fail (self->gate == NULL);

  self->gate = g_object_ref (gate);
  g_signal_connect_object (gate, "notify::result", G_CALLBACK (show_result), self,
                           G_CONNECT_SWAPPED);
  show_result (self);
}
