/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-gate-detail.h"

#include "hc-format.h"
#include "hc-gate-dialogs.h"
#include "hc-notify.h"
#include "hc-verdict.h"

#include <glib/gi18n.h>
#include <math.h>

struct _HcGateDetail
{
  AdwBin parent_instance;

  /* Owned */
  HcGate *gate;
  char *code;

  gboolean filling; /* controls are being set, not changed by a person */
};

G_DEFINE_FINAL_TYPE (HcGateDetail, hc_gate_detail, ADW_TYPE_BIN)

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcGateDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_gate_finish (HC_GATE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self), _ ("The gate could not be changed"), error);
}

static GtkWidget *
paragraph (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* ---- keeping the focus over a rebuild ---- */

static void
set_key (GtkWidget *widget, const char *key)
{
  g_object_set_data (G_OBJECT (widget), "hc-key", (gpointer) g_intern_string (key));
}

static const char *
focused_key (HcGateDetail *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root == NULL ? NULL : gtk_root_get_focus (root);

  if (widget == NULL || !gtk_widget_is_ancestor (widget, GTK_WIDGET (self)))
    return NULL;
  for (; widget != GTK_WIDGET (self); widget = gtk_widget_get_parent (widget))
    if (g_object_get_data (G_OBJECT (widget), "hc-key") != NULL)
      return g_object_get_data (G_OBJECT (widget), "hc-key");
  return NULL;
}

static gboolean
focus_key (GtkWidget *widget, const char *key)
{
  if (g_object_get_data (G_OBJECT (widget), "hc-key") == key)
    return gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (focus_key (child, key))
      return TRUE;
  return FALSE;
}

/* ---- parts ---- */

/* The unit stands with the value already, where it is a noun. */
static char *
limit_text (const HcPartResult *part)
{
  if (isnan (part->threshold))
    return NULL;
  if (g_str_equal (part->unit, "share") || g_str_equal (part->unit, "days"))
    return hc_criteria_value_text (part->threshold, part->unit);
  return g_strdup_printf ("%.6g", part->threshold);
}

static GtkWidget *
part_row (const HcPartResult *part)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *value = hc_criteria_value_text (part->value, part->unit);
  g_autofree char *threshold = limit_text (part);
  g_autofree char *compared = NULL;
  gboolean holding = hc_part_result_is_holding (part);
  GtkWidget *hold = hc_hold_widget (part->hold_done, part->hold_of);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), part->reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  if (value != NULL && threshold != NULL)
    compared = g_strdup_printf ("%s %s %s", value, part->at_least ? "≥" : "≤", threshold);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (compared != NULL ? compared : value);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (hold != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), hold);
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row),
    hc_verdict_widget (part->verdict, holding,
                       holding ? _ ("Holding") : hc_verdict_label (part->verdict)));
  return row;
}

static GtkWidget *
parts_group (const HcCriterionResult *criterion)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What It Rests On"));
  for (guint i = 0; i < criterion->parts->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               part_row (g_ptr_array_index (criterion->parts, i)));
  return group;
}

/* ---- missing pieces ---- */

static GtkWidget *
missing_row (const HcMissing *missing)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), missing->text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  if (missing->page != NULL)
    {
      /* The registers of the gate itself are on its own page. */
      gboolean here = g_str_equal (missing->page, "go-live") && missing->type != NULL;

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row),
                                      here ? "page.show-register" : "win.show-page");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                        here ? missing->type : missing->page);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  return row;
}

static GtkWidget *
missing_group (const HcCriterionResult *criterion)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Is Missing"));
  for (guint i = 0; i < criterion->missing->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               missing_row (g_ptr_array_index (criterion->missing, i)));
  return group;
}

/* ---- what a person settles ---- */

static void
mandatory_cb (GtkSwitch *control, GParamSpec *pspec, HcGateDetail *self)
{
  if (!self->filling)
    hc_gate_set_mandatory_async (self->gate, self->code, gtk_switch_get_active (control), acted_cb,
                                 g_object_ref (self));
}

static void
none_cb (GtkSwitch *control, GParamSpec *pspec, HcGateDetail *self)
{
  if (!self->filling)
    hc_gate_none_on_purpose_async (self->gate, g_object_get_data (G_OBJECT (control), "hc-register"),
                                   gtk_switch_get_active (control), acted_cb, g_object_ref (self));
}

/* Shares are typed in per cent. */
static void
threshold_cb (GtkSpinButton *spin, HcGateDetail *self)
{
  const HcCriterionThreshold *threshold = g_object_get_data (G_OBJECT (spin), "hc-threshold");
  double factor = g_str_equal (threshold->unit, "share") ? 100 : 1;

  if (!self->filling)
    hc_gate_set_threshold_async (self->gate, threshold->name,
                                 gtk_spin_button_get_value (spin) / factor, acted_cb,
                                 g_object_ref (self));
}

static GtkWidget *
switch_row (const char *title, const char *subtitle, gboolean active, GtkWidget **control)
{
  GtkWidget *row = adw_action_row_new ();

  *control = gtk_switch_new ();
  gtk_widget_set_valign (*control, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (*control), active);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *control);
  return row;
}

static GtkWidget *
threshold_row (HcGateDetail *self, const HcCriterionThreshold *threshold)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean is_share = g_str_equal (threshold->unit, "share");
  double factor = is_share ? 100 : 1;
  GtkWidget *spin = gtk_spin_button_new_with_range (threshold->minimum * factor,
                                                    threshold->maximum * factor, 1);
  g_autofree char *usual = hc_criteria_value_text (threshold->usual, threshold->unit);
  g_autofree char *subtitle = g_strdup_printf (_ ("Usually %s"), usual);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), is_share ? 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             hc_gate_threshold (self->gate, threshold->name) * factor);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (spin), "hc-threshold", (gpointer) threshold);
  set_key (spin, threshold->name);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (threshold_cb), self, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (threshold->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  if (is_share)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new ("%"));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  return row;
}

static GtkWidget *
rule_group (HcGateDetail *self, const HcCriterionResult *criterion)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *control;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The Rule"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             switch_row (_ ("Mandatory"), _ ("Counts for the gate"),
                                         criterion->mandatory, &control));
  set_key (control, "mandatory");
  g_signal_connect_object (control, "notify::active", G_CALLBACK (mandatory_cb), self, 0);
  for (guint i = 0; hc_criterion_thresholds[i].name != NULL; i++)
    if (g_str_equal (hc_criterion_thresholds[i].code, criterion->code))
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 threshold_row (self, &hc_criterion_thresholds[i]));
  if (criterion->register_name != NULL)
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 switch_row (_ ("None, on Purpose"),
                                             _ ("The register is empty because there is nothing"),
                                             criterion->none_on_purpose, &control));
      g_object_set_data (G_OBJECT (control), "hc-register", (gpointer) criterion->register_name);
      set_key (control, "none");
      g_signal_connect_object (control, "notify::active", G_CALLBACK (none_cb), self, 0);
    }
  return group;
}

/* ---- waiver ---- */

static void
waive_cb (GtkButton *button, HcGateDetail *self)
{
  hc_gate_waive_dialog (GTK_WIDGET (self), self->gate, self->code);
}

static void
end_waiver_cb (GtkButton *button, HcGateDetail *self)
{
  hc_gate_end_waiver_async (self->gate, self->code, acted_cb, g_object_ref (self));
}

static char *
waiver_text (const HcWaiver *waiver)
{
  g_autofree char *until = hc_format_day_year (waiver->until);

  if (!waiver->is_valid)
    return g_strdup_printf (_ ("Was waived by %s: %s"), waiver->by, waiver->why);
  if (waiver->until == HC_DAY_NONE)
    return g_strdup_printf (_ ("Waived by %s: %s"), waiver->by, waiver->why);
  return g_strdup_printf (_ ("Waived by %s until %s: %s"), waiver->by, until, waiver->why);
}

static GtkWidget *
waiver_box (HcGateDetail *self, const HcCriterionResult *criterion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean waived = criterion->waiver != NULL && criterion->waiver->is_valid;
  GtkWidget *button = gtk_button_new_with_mnemonic (waived ? _ ("_End Waiver") : _ ("_Waive…"));
  g_autofree char *text = criterion->waiver == NULL ? NULL : waiver_text (criterion->waiver);
  GtkWidget *label = paragraph (text == NULL ? "" : text, "hc-second");

  set_key (button, "waive");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked",
                           waived ? G_CALLBACK (end_waiver_cb) : G_CALLBACK (waive_cb), self, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* ---- class ---- */

static void
hc_gate_detail_dispose (GObject *object)
{
  HcGateDetail *self = HC_GATE_DETAIL (object);

  g_clear_object (&self->gate);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (hc_gate_detail_parent_class)->dispose (object);
}

static void
hc_gate_detail_class_init (HcGateDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_gate_detail_dispose;
}

static void
hc_gate_detail_init (HcGateDetail *self)
{
}

static GtkWidget *
build (HcGateDetail *self, const HcCriterionResult *criterion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = paragraph (criterion->title, "title-4");
  g_autofree char *verdict = hc_criterion_result_verdict_text (criterion);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head),
                  hc_verdict_widget (criterion->verdict, hc_criterion_result_is_holding (criterion),
                                     verdict));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), paragraph (criterion->explanation, "hc-second"));
  if (criterion->reason != NULL)
    gtk_box_append (GTK_BOX (box), paragraph (criterion->reason, NULL));
  if (criterion->missing->len > 0)
    gtk_box_append (GTK_BOX (box), missing_group (criterion));
  gtk_box_append (GTK_BOX (box), parts_group (criterion));
  gtk_box_append (GTK_BOX (box), rule_group (self, criterion));
  gtk_box_append (GTK_BOX (box), waiver_box (self, criterion));
  return box;
}

void
hc_gate_detail_show (HcGateDetail *self, HcGate *gate, const char *code)
{
  const HcCriteriaResult *result;
  const HcCriterionResult *criterion;
  const char *key;

  g_return_if_fail (HC_IS_GATE_DETAIL (self));

  key = focused_key (self);
  g_set_object (&self->gate, gate);
  g_free (self->code);
  self->code = g_strdup (code);
  result = gate == NULL ? NULL : hc_gate_result (gate);
  criterion = result == NULL || code == NULL ? NULL : hc_criteria_result_find (result, code);
  self->filling = TRUE;
  adw_bin_set_child (ADW_BIN (self), criterion == NULL ? NULL : build (self, criterion));
  self->filling = FALSE;
  if (key != NULL)
    focus_key (GTK_WIDGET (self), key);
}
