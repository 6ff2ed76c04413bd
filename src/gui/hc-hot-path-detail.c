/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-detail-private.h"

#include <glib/gi18n.h>

#include "hc-path-model.h"
#include "hc-wrap-layout.h"

#define ALL_SHOWN G_MAXUINT /* no set of parts: the links are built again */

G_DEFINE_FINAL_TYPE (HcHotPathDetail, hc_hot_path_detail, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_EDITING,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

gboolean
hc_hot_path_detail_is_writable (HcHotPathDetail *self)
{
  return self->workflow != NULL
         && !hc_store_is_read_only (hc_launch_store (hc_hot_paths_launch (self->paths)));
}

static HcHotPathDetailRow *
find_in (GtkWidget *widget, const char *id)
{
  HcHotPathDetailRow *found = NULL;

  if (HC_IS_HOT_PATH_DETAIL_ROW (widget)
      && g_strcmp0 (hc_record_id (hc_hot_path_detail_row_record (HC_HOT_PATH_DETAIL_ROW (widget))),
                    id) == 0)
    return HC_HOT_PATH_DETAIL_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_in (child, id);
  return found;
}

HcHotPathDetailRow *
hc_hot_path_detail_find_row (HcHotPathDetail *self, const char *id)
{
  HcHotPathDetailRow *row = find_in (GTK_WIDGET (self->steps_bin), id);

  return row != NULL ? row : find_in (GTK_WIDGET (self->rehearsals_bin), id);
}

/* ---------------------------------------------------------------- what is missing */

static void
link_clicked_cb (HcHotPathDetail *self, GtkButton *link)
{
  hc_hot_path_detail_focus_part (
    self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (link), "hc-part")));
}

static void
add_link (HcHotPathDetail *self, HcWorkflowPart part)
{
  GtkWidget *link = gtk_button_new_with_label (hc_workflow_part_remedy (part));

  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "link");
  gtk_widget_add_css_class (link, "hc-link");
  g_object_set_data (G_OBJECT (link), "hc-part", GUINT_TO_POINTER (part));
  g_signal_connect_object (link, "clicked", G_CALLBACK (link_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->missing_links, link);
}

static void
show_missing (HcHotPathDetail *self, const HcHotPathSummary *summary)
{
  guint n = HC_N_WORKFLOW_PARTS - summary->defined.count;
  g_autofree char *text = g_strdup_printf (_("%u of %d defined, still missing:"),
                                           summary->defined.count, HC_N_WORKFLOW_PARTS);
  GtkWidget *child;

  gtk_widget_set_visible (self->missing_box, n > 0);
  gtk_label_set_label (self->missing_label, text);
  if (summary->defined.missing == self->missing)
    return;
  self->missing = summary->defined.missing;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->missing_links))) != NULL)
    gtk_box_remove (self->missing_links, child);
  for (guint part = 1; part < 1u << HC_N_WORKFLOW_PARTS; part <<= 1)
    if ((self->missing & part) != 0)
      add_link (self, part);
}

static void
focus_failure_points (HcHotPathDetail *self)
{
  HcRecordList *steps = hc_hot_paths_list (self->paths, HC_HOT_STEPS);

  for (guint i = 0; i < hc_record_list_count (steps); i++)
    {
      HcRecord *step = hc_record_list_at (steps, i);
      HcHotPathDetailRow *row = hc_hot_path_detail_find_row (self, hc_record_id (step));

      if (row != NULL)
        {
          hc_hot_path_detail_row_add_child (row);
          return;
        }
    }
  gtk_widget_grab_focus (self->step_line);
}

/* The first of the fields that has no value, or the first at all. */
static void
focus_field (HcHotPathDetail *self, HcForm *form, const char *const *fields)
{
  const HcRecordData *data = hc_record_data (self->workflow);
  guint i = 0;

  while (fields[i] != NULL && hc_record_data_is_set (data, fields[i]))
    i++;
  hc_hot_path_detail_set_editing (self, TRUE);
  hc_form_focus (form, fields[i] != NULL ? fields[i] : fields[0]);
}

/* Where nobody is known yet, there is nobody to choose. */
static void
focus_owner (HcHotPathDetail *self)
{
  guint people = hc_record_list_count (hc_hot_paths_list (self->paths, HC_HOT_PEOPLE));
  guint teams = hc_record_list_count (hc_hot_paths_list (self->paths, HC_HOT_TEAMS));

  hc_hot_path_detail_set_editing (self, TRUE);
  if (people > 0)
    hc_form_focus (self->form, "owner_person_id");
  else if (teams > 0)
    hc_form_focus (self->form, "owner_team_id");
  else
    gtk_widget_grab_focus (self->owner_line);
}

void
hc_hot_path_detail_focus_part (HcHotPathDetail *self, HcWorkflowPart part)
{
  static const char *const scores[] = { "impact", "volume", "likelihood", NULL };
  static const char *const metric[] = { "success_metric", "target", NULL };

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self) && self->workflow != NULL);

  switch (part)
    {
    case HC_WORKFLOW_OWNER:
      focus_owner (self);
      break;
    case HC_WORKFLOW_COHORTS:
      hc_hot_path_detail_cohorts_focus (self->cohorts);
      break;
    case HC_WORKFLOW_STEPS:
      gtk_widget_grab_focus (self->step_line);
      break;
    case HC_WORKFLOW_FAILURE_POINTS:
      focus_failure_points (self);
      break;
    case HC_WORKFLOW_SCORES:
      focus_field (self, self->figures, scores);
      break;
    case HC_WORKFLOW_METRIC:
      focus_field (self, self->figures, metric);
      break;
    }
}

/* ---------------------------------------------------------------- showing */

static void
update (HcHotPathDetail *self)
{
  HcHotPathSummary summary;
  const char *description;

  if (self->workflow == NULL)
    return;
  hc_hot_paths_summarise (self->paths, self->workflow, &summary);
  description = hc_record_get (self->workflow, "description");
  gtk_label_set_label (self->title, hc_record_title (self->workflow));
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description),
                          description != NULL && *description != '\0');
  show_missing (self, &summary);
  hc_hot_path_detail_facts_show (self->facts, self->paths, self->workflow);
  hc_hot_path_detail_cohorts_show (self->cohorts, self->paths, self->workflow,
                                   hc_hot_path_detail_is_writable (self));
  hc_hot_path_figures_show (self->tracking, self->paths, self->workflow);
  gtk_widget_set_visible (self->rehearsals_hint,
                          hc_hot_paths_count_children (self->paths, HC_HOT_REHEARSALS,
                                                       hc_record_id (self->workflow)) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rehearsals_bin),
                          !gtk_widget_get_visible (self->rehearsals_hint));
  hc_hot_path_detail_update_actions (self);
}

static void
step_entered_cb (HcHotPathDetail *self)
{
  GtkEditable *line = GTK_EDITABLE (self->step_line);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (line)));

  if (*text == '\0')
    return;
  hc_hot_path_detail_add (self, HC_HOT_STEPS, hc_record_id (self->workflow), text);
  gtk_editable_set_text (line, "");
}

static void
show_lists (HcHotPathDetail *self)
{
  const char *id = hc_record_id (self->workflow);
  GtkWidget *steps, *rehearsals;

  self->step_line = hc_hot_path_detail_add_line (_("Add a step"));
  gtk_widget_set_sensitive (self->step_line, hc_hot_path_detail_is_writable (self));
  g_signal_connect_object (self->step_line, "entry-activated", G_CALLBACK (step_entered_cb), self,
                           G_CONNECT_SWAPPED);
  hc_hot_path_detail_watch_paste (self);
  steps = hc_hot_path_detail_list (self->paths, HC_HOT_STEPS, id, self->step_line);
  rehearsals = hc_hot_path_detail_list (self->paths, HC_HOT_REHEARSALS, id, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (steps), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Steps and failure points"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (rehearsals), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rehearsals and live checks"), -1);
  adw_bin_set_child (self->steps_bin, steps);
  adw_bin_set_child (self->rehearsals_bin, rehearsals);
}

void
hc_hot_path_detail_show (HcHotPathDetail *self, HcRecord *workflow)
{
  GtkAdjustment *scroll;

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self) && self->paths != NULL);

  if (workflow == self->workflow)
    return;
  /* The rows and the form apply what is typed before they leave their records. */
  hc_hot_path_detail_commit (self);
  adw_bin_set_child (self->steps_bin, NULL);
  adw_bin_set_child (self->rehearsals_bin, NULL);
  self->step_line = NULL;
  g_set_object (&self->workflow, workflow);
  self->missing = ALL_SHOWN;
  hc_form_set_record (self->form, workflow);
  hc_form_set_record (self->figures, workflow);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form_bin), hc_hot_path_detail_is_writable (self));
  if (workflow == NULL)
    return;
  show_lists (self);
  update (self);
  scroll = gtk_scrolled_window_get_vadjustment (self->scrolled);
  gtk_adjustment_set_value (scroll, 0);
}

HcRecord *
hc_hot_path_detail_shown (HcHotPathDetail *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATH_DETAIL (self), NULL);
  return self->workflow;
}

void
hc_hot_path_detail_commit (HcHotPathDetail *self)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self));
  if (self->form == NULL)
    return;
  hc_form_commit (self->form);
  hc_form_commit (self->figures);
}

void
hc_hot_path_detail_set_editing (HcHotPathDetail *self, gboolean editing)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self));

  if (editing == self->editing)
    return;
  self->editing = editing;
  if (!editing)
    hc_hot_path_detail_commit (self);
  gtk_widget_set_visible (GTK_WIDGET (self->form_bin), editing);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

void
hc_hot_path_detail_edit_name (HcHotPathDetail *self)
{
  GtkWidget *row;

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self));

  hc_hot_path_detail_set_editing (self, TRUE);
  hc_form_focus (self->form, "name");
  row = hc_form_row (self->form, "name");
  if (GTK_IS_EDITABLE (row))
    gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
}

/* ---------------------------------------------------------------- class */

static void
owner_entered_cb (HcHotPathDetail *self)
{
  GtkEditable *line = GTK_EDITABLE (self->owner_line);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (line)));

  if (*name == '\0')
    return;
  hc_hot_path_detail_own (self, name);
  gtk_editable_set_text (line, "");
}

static GtkWidget *
create_owner_list (HcHotPathDetail *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->owner_line = hc_hot_path_detail_add_line (_("Add a person as owner, by name"));
  g_signal_connect_object (self->owner_line, "entry-activated", G_CALLBACK (owner_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), self->owner_line);
  return list;
}

static void
create_forms (HcHotPathDetail *self)
{
  HcRecordList *workflows = hc_hot_paths_list (self->paths, HC_HOT_WORKFLOWS);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->form = HC_FORM (hc_form_new (workflows));
  hc_form_add_group (self->form, NULL, NULL, "name", "description", "owner_person_id",
                     "owner_team_id", "deputy_person_id", NULL);
  hc_form_set_title (self->form, "owner_person_id", _("Owner (Person)"));
  hc_form_set_title (self->form, "owner_team_id", _("Owner (Team)"));
  self->figures = HC_FORM (hc_form_new (workflows));
  hc_form_add_group (self->figures, _("Support Risk"),
                     _("1 (little) to 5 (very much) each; their product is the risk: high from 48, "
                       "medium from 18"),
                     "impact", "volume", "likelihood", NULL);
  hc_form_add_group (self->figures, _("Success"),
                     _("With “Completion Rate” as success metric, in %, target and baseline are "
                       "those of the completion rate below and of the exit rule for hot paths"),
                     "success_metric", "success_unit", "baseline", "target_direction", "target",
                     "cycle_time_hours", NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (box), create_owner_list (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  adw_bin_set_child (self->form_bin, box);
}

/* Of the facts only the completion rate rests on these. */
static void
figures_cb (HcHotPathDetail *self)
{
  if (self->workflow != NULL)
    hc_hot_path_detail_facts_show (self->facts, self->paths, self->workflow);
}

void
hc_hot_path_detail_set_paths (HcHotPathDetail *self, HcHotPaths *paths)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL (self) && self->paths == NULL);

  self->paths = g_object_ref (paths);
  create_forms (self);
  g_signal_connect_object (paths, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hc_path_model_of (hc_hot_paths_launch (paths)), "changed",
                           G_CALLBACK (figures_cb), self, G_CONNECT_SWAPPED);
}

static void
hc_hot_path_detail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITING)
    g_value_set_boolean (value, HC_HOT_PATH_DETAIL (object)->editing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_hot_path_detail_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_EDITING)
    hc_hot_path_detail_set_editing (HC_HOT_PATH_DETAIL (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_hot_path_detail_dispose (GObject *object)
{
  HcHotPathDetail *self = HC_HOT_PATH_DETAIL (object);

  g_clear_object (&self->workflow);
  g_clear_object (&self->paths);
  G_OBJECT_CLASS (hc_hot_path_detail_parent_class)->dispose (object);
}

static void
hc_hot_path_detail_class_init (HcHotPathDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hc_hot_path_detail_get_property;
  object_class->set_property = hc_hot_path_detail_set_property;
  object_class->dispose = hc_hot_path_detail_dispose;
  properties[PROP_EDITING] =
    g_param_spec_boolean ("editing", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HC_TYPE_HOT_PATH_DETAIL_FACTS);
  g_type_ensure (HC_TYPE_HOT_PATH_DETAIL_COHORTS);
  g_type_ensure (HC_TYPE_HOT_PATH_FIGURES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-hot-path-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, title);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, description);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, missing_box);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, missing_label);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, missing_links);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, form_bin);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, steps_bin);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, cohorts);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, tracking);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, rehearsals_hint);
  gtk_widget_class_bind_template_child (widget_class, HcHotPathDetail, rehearsals_bin);
  hc_hot_path_detail_class_install_commands (widget_class);
}

static void
hc_hot_path_detail_init (HcHotPathDetail *self)
{
  self->missing = ALL_SHOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->missing_links), hc_wrap_layout_new (0));
}
