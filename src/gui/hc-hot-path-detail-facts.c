/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-detail-facts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-format.h"
#include "hc-hot-paths-page-row.h"
#include "hc-metric-text.h"
#include "hc-path-model.h"
#include "hc-workflow-score.h"

#define MAX_RISK 125 /* 5 × 5 × 5 */

typedef enum
{
  FACT_OWNER,
  FACT_RISK,
  FACT_COHORTS,
  FACT_METRIC,
  N_FACTS,
} Fact;

struct _HcHotPathDetailFacts
{
  AdwBin parent_instance;

  /* Children */
  GtkImage *icons[N_FACTS];
  GtkLabel *figures[N_FACTS];
  GtkLabel *notes[N_FACTS];
};

G_DEFINE_FINAL_TYPE (HcHotPathDetailFacts, hc_hot_path_detail_facts, ADW_TYPE_BIN)

static const char *const captions[N_FACTS] = {
  [FACT_OWNER] = N_("Workflow Owner"),
  [FACT_RISK] = N_("Support Risk"),
  [FACT_COHORTS] = N_("Cohorts"),
  [FACT_METRIC] = N_("Success Metric"),
};

/* @icon, @style: NULL: none. @note: NULL or "": none. */
static void
show_fact (HcHotPathDetailFacts *self,
           Fact fact,
           const char *icon,
           const char *style,
           const char *figure,
           const char *note)
{
  const char *classes[] = { style, NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->icons[fact]), icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (self->icons[fact], icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icons[fact]), style != NULL ? classes : classes + 1);
  gtk_label_set_label (self->figures[fact], figure);
  gtk_label_set_label (self->notes[fact], note != NULL ? note : "");
}

static void
show_missing (HcHotPathDetailFacts *self, Fact fact, const char *figure, const char *note)
{
  show_fact (self, fact, "dialog-warning-symbolic", "hc-warn", figure, note);
}

/* ---------------------------------------------------------------- facts */

static void
show_owner (HcHotPathDetailFacts *self, HcHotPaths *paths, HcRecord *workflow)
{
  g_autofree char *owner = hc_hot_paths_dup_owner (paths, workflow);
  g_autofree char *deputy = hc_hot_paths_dup_deputy (paths, workflow);
  g_autofree char *note = deputy != NULL ? g_strdup_printf (_("deputy: %s"), deputy)
                                         : g_strdup (_("no deputy"));

  if (owner == NULL)
    show_missing (self, FACT_OWNER, _("Nobody yet"), note);
  else
    show_fact (self, FACT_OWNER, NULL, NULL, owner, note);
}

static char *
dup_score (HcRecord *workflow, const char *field)
{
  const char *value = hc_record_get (workflow, field);

  return g_strdup (value != NULL ? value : "?");
}

static void
show_risk (HcHotPathDetailFacts *self, HcRecord *workflow, const HcHotPathSummary *summary)
{
  g_autofree char *impact = dup_score (workflow, "impact");
  g_autofree char *volume = dup_score (workflow, "volume");
  g_autofree char *likelihood = dup_score (workflow, "likelihood");
  g_autofree char *figure = NULL;
  g_autofree char *note = NULL;

  if (summary->risk_class == HC_RISK_UNKNOWN)
    {
      note = g_strdup_printf (_("impact %s × volume %s × likelihood %s"), impact, volume, likelihood);
      show_missing (self, FACT_RISK, hc_hot_path_risk_text (HC_RISK_UNKNOWN), note);
      return;
    }
  /* TRANSLATORS: support risk: “High, 80 of 125” */
  figure = g_strdup_printf (_("%s, %u of %d"), hc_risk_class_label (summary->risk_class),
                            summary->risk, MAX_RISK);
  note = g_strdup_printf (_("impact %s × volume %s × likelihood %s = %u"), impact, volume,
                          likelihood, summary->risk);
  show_fact (self, FACT_RISK, hc_hot_path_risk_icon (summary->risk_class),
             hc_hot_path_risk_style (summary->risk_class), figure, note);
}

static char *
cohorts_note (const HcHotPathSummary *summary)
{
  g_autofree char *heads = NULL;
  guint unknown = summary->n_cohorts - summary->n_head_counts;

  if (summary->largest == NULL)
    return g_strdup (_("head counts not known"));
  if (unknown > 0)
    return g_strdup_printf (ngettext ("%u head count not known", "%u head counts not known",
                                      unknown),
                            unknown);
  heads = hc_format_count (hc_record_data_get_int (hc_record_data (summary->largest), "head_count",
                                                   -1));
  /* TRANSLATORS: the largest cohort of a hot path and its head count */
  return g_strdup_printf (_("largest: %s, %s"), hc_record_title (summary->largest), heads);
}

static void
show_cohorts (HcHotPathDetailFacts *self, const HcHotPathSummary *summary)
{
  g_autofree char *cohorts = NULL;
  g_autofree char *heads = hc_format_count (summary->heads);
  g_autofree char *people = g_strdup_printf (
    ngettext ("%s person", "%s people", (gulong) summary->heads), heads);
  g_autofree char *figure = NULL;
  g_autofree char *note = NULL;

  if (summary->n_cohorts == 0)
    {
      show_missing (self, FACT_COHORTS, _("None yet"), NULL);
      return;
    }
  cohorts = g_strdup_printf (ngettext ("%u cohort", "%u cohorts", summary->n_cohorts),
                             summary->n_cohorts);
  if (summary->largest != NULL)
    /* TRANSLATORS: “4 cohorts, 1,240 people” */
    figure = g_strdup_printf (_("%s, %s"), cohorts, people);
  note = cohorts_note (summary);
  show_fact (self, FACT_COHORTS, NULL, NULL, figure != NULL ? figure : cohorts, note);
}

/* “95 %”: as it was typed, with its unit; “–” without a value. */
static char *
dup_amount (HcRecord *workflow, const char *field)
{
  double value = hc_record_data_get_real (hc_record_data (workflow), field);
  const char *unit = hc_record_get (workflow, "success_unit");
  g_autofree char *number = NULL;

  if (isnan (value))
    return g_strdup (HC_FORMAT_MISSING);
  number = hc_record_dup_text (workflow, field);
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s %s", number, unit)
                                       : g_steal_pointer (&number);
}

/* NULL: nothing is given yet. */
static char *
metric_note (HcRecord *workflow)
{
  const HcRecordData *data = hc_record_data (workflow);
  g_autofree char *baseline = dup_amount (workflow, "baseline");
  g_autofree char *target = dup_amount (workflow, "target");
  double cycle = hc_record_data_get_real (data, "cycle_time_hours");
  gboolean at_most = g_strcmp0 (hc_record_get (workflow, "target_direction"), "at_most") == 0;
  g_autofree char *text = NULL;
  g_autofree char *hours = NULL;

  if (!hc_record_data_is_set (data, "target") && !hc_record_data_is_set (data, "baseline")
      && isnan (cycle))
    return NULL;
  text = at_most ? g_strdup_printf (_("target at most %s, baseline %s"), target, baseline)
                 : g_strdup_printf (_("target at least %s, baseline %s"), target, baseline);
  if (isnan (cycle))
    return g_steal_pointer (&text);
  hours = hc_format_hours (cycle);
  /* TRANSLATORS: target and baseline, then the cycle time: “… · cycle 2.0 d” */
  return g_strdup_printf (_("%s · cycle %s"), text, hours);
}

/* “Completion Rate: 84 %”; NULL: it has another success metric, or nothing is known of it. */
static char *
dup_completion (HcHotPaths *paths, HcRecord *workflow)
{
  HcPathModel *model = hc_path_model_of (hc_hot_paths_launch (paths));
  const HcMetricSeries *series = hc_path_model_completion (model, hc_record_id (workflow));
  g_autofree char *value = NULL;

  if (series == NULL || !hc_workflow_succeeds_by_completion (hc_record_data (workflow)))
    return NULL;
  value = hc_metric_value_text (series);
  return g_strdup_printf (_("Completion Rate: %s"), value);
}

static void
show_metric (HcHotPathDetailFacts *self,
             HcHotPaths *paths,
             HcRecord *workflow,
             const HcHotPathSummary *summary)
{
  g_autofree char *completion = dup_completion (paths, workflow);
  const char *metric = completion != NULL ? completion : hc_record_get (workflow, "success_metric");
  g_autofree char *note = metric_note (workflow);

  if (metric == NULL || *metric == '\0')
    metric = _("None yet");
  if ((summary->defined.missing & HC_WORKFLOW_METRIC) != 0)
    show_missing (self, FACT_METRIC, metric, note);
  else
    show_fact (self, FACT_METRIC, NULL, NULL, metric, note);
}

void
hc_hot_path_detail_facts_show (HcHotPathDetailFacts *self, HcHotPaths *paths, HcRecord *workflow)
{
  HcHotPathSummary summary;

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_FACTS (self));

  hc_hot_paths_summarise (paths, workflow, &summary);
  show_owner (self, paths, workflow);
  show_risk (self, workflow, &summary);
  show_cohorts (self, &summary);
  show_metric (self, paths, workflow, &summary);
}

/* ---------------------------------------------------------------- class */

static GtkLabel *
create_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "hc-second");
    }
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), style != NULL ? 20 : 15);
  return GTK_LABEL (label);
}

static GtkWidget *
create_fact (HcHotPathDetailFacts *self, Fact fact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *caption = create_label ("caption");

  gtk_label_set_label (caption, _(captions[fact]));
  self->icons[fact] = GTK_IMAGE (gtk_image_new ());
  self->figures[fact] = create_label (NULL);
  self->notes[fact] = create_label ("caption");
  gtk_widget_set_valign (GTK_WIDGET (self->icons[fact]), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->icons[fact]), 3);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icons[fact]));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->figures[fact]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (caption));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notes[fact]));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->figures[fact]),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  return box;
}

static void
hc_hot_path_detail_facts_class_init (HcHotPathDetailFactsClass *klass)
{
}

/* Side by side, always of the same width. */
static GtkWidget *
create_pair (HcHotPathDetailFacts *self, Fact first, Fact second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), create_fact (self, first));
  gtk_box_append (GTK_BOX (box), create_fact (self, second));
  return box;
}

/* Two pairs: four in a line, or two and two. */
static void
hc_hot_path_detail_facts_init (HcHotPathDetailFacts *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), create_pair (self, FACT_OWNER, FACT_RISK));
  gtk_flow_box_append (GTK_FLOW_BOX (flow), create_pair (self, FACT_COHORTS, FACT_METRIC));
  for (GtkWidget *child = gtk_widget_get_first_child (flow); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);
  gtk_widget_add_css_class (flow, "hc-cards");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "hc-card");
  adw_bin_set_child (ADW_BIN (self), flow);
}
