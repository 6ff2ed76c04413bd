/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-detail-row.h"

#include <glib/gi18n.h>

#include "hc-form.h"
#include "hc-format.h"
#include "hc-hot-path-detail.h"

#define CAUSE_CHARS 10
#define ACTION_CHARS 9
#define ASSET_CHARS 11

struct _HcHotPathDetailRow
{
  AdwExpanderRow parent_instance;

  /* Children */
  GtkLabel *number;   /* of a step */
  GtkLabel *cause;    /* of a failure point: a tag */
  GtkLabel *action;   /* of a failure point */
  GtkImage *icon;     /* state of the asset; outcome */
  GtkLabel *state;    /* its words; failure points of a step */
  HcForm *form;       /* NULL: never opened */
  GtkWidget *adder;   /* of an opened step */

  /* Owned */
  HcHotPaths *paths;
  HcRecord *record;

  HcHotRegister which;
};

G_DEFINE_FINAL_TYPE (HcHotPathDetailRow, hc_hot_path_detail_row, ADW_TYPE_EXPANDER_ROW)

static const struct
{
  const char *value;
  const char *icon;
  const char *style;
} asset_icons[] = {
  { "approved", "emblem-ok-symbolic", "hc-good" },
  { "in_review", "preferences-system-time-symbolic", "hc-warn" },
  { "draft", "document-edit-symbolic", "hc-second" },
  { NULL, NULL, NULL },
};

static const struct
{
  const char *value;
  const char *icon;
  const char *style;
} outcome_icons[] = {
  { "passed", "emblem-ok-symbolic", "hc-good" },
  { "partly", "dialog-warning-symbolic", "hc-warn" },
  { "failed", "process-stop-symbolic", "hc-bad" },
  { NULL, "content-loading-symbolic", "hc-second" },
};

/* ---------------------------------------------------------------- what the line says */

static void
show_icon (HcHotPathDetailRow *self, const char *icon, const char *style)
{
  const char *classes[] = { style, NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

static guint
step_number (HcHotPathDetailRow *self)
{
  HcRecord *record = self->record;
  guint n = 1;

  while ((record = hc_hot_paths_sibling (self->paths, HC_HOT_STEPS, hc_record_id (record), -1))
         != NULL)
    n++;
  return n;
}

static void
update_step (HcHotPathDetailRow *self)
{
  guint n = hc_hot_paths_count_children (self->paths, HC_HOT_FAILURE_POINTS,
                                         hc_record_id (self->record));
  g_autofree char *number = g_strdup_printf ("%u", step_number (self));
  g_autofree char *points = g_strdup_printf (ngettext ("%u failure point", "%u failure points", n),
                                             n);
  g_autofree char *changed = hc_record_dup_text (self->record, "changed");
  g_autofree char *subtitle = NULL;

  if (g_strcmp0 (hc_record_get (self->record, "is_exception"), "1") == 0)
    /* TRANSLATORS: of a step: what changed (New, Changed, Same) */
    subtitle = g_strdup_printf (_("%s · exception path"), changed);
  gtk_label_set_label (self->number, number);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle != NULL ? subtitle : changed);
  gtk_label_set_label (self->state, n > 0 ? points : _("no failure point"));
}

static void
show_asset (HcHotPathDetailRow *self)
{
  const char *status = hc_record_get (self->record, "asset_status");
  gboolean planned = hc_record_data_is_set (hc_record_data (self->record), "prepared_asset");
  gboolean deflects = g_strcmp0 (hc_record_get (self->record, "planned_action"), "deflect") == 0;
  g_autofree char *text = hc_record_dup_text (self->record, "asset_status");
  guint i = 0;

  while (asset_icons[i].value != NULL && g_strcmp0 (asset_icons[i].value, status) != 0)
    i++;
  if (asset_icons[i].value != NULL)
    show_icon (self, asset_icons[i].icon, asset_icons[i].style);
  else /* what shall be deflected needs something to deflect it with */
    show_icon (self, deflects ? "dialog-warning-symbolic" : NULL, "hc-warn");
  if (asset_icons[i].value == NULL)
    gtk_label_set_label (self->state, planned ? _("Not begun") : _("No asset"));
  else
    gtk_label_set_label (self->state, text);
}

static void
update_failure_point (HcHotPathDetailRow *self)
{
  const char *asset = hc_record_get (self->record, "prepared_asset");
  g_autofree char *cause = hc_record_dup_text (self->record, "likely_cause");
  g_autofree char *action = hc_record_dup_text (self->record, "planned_action");
  g_autofree char *subtitle = NULL;

  if (asset != NULL && *asset != '\0')
    subtitle = g_strcmp0 (hc_record_get (self->record, "asset_status"), "none") == 0
                 ? g_strdup_printf (_("To prepare: %s"), asset)
                 : g_strdup_printf (_("Prepared: %s"), asset);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle != NULL ? subtitle : "");
  gtk_label_set_label (self->cause, *cause != '\0' ? cause : HC_FORMAT_MISSING);
  gtk_label_set_label (self->action, *action != '\0' ? action : HC_FORMAT_MISSING);
  show_asset (self);
}

static void
update_rehearsal (HcHotPathDetailRow *self)
{
  HcDay day = hc_record_data_get_day (hc_record_data (self->record), "date");
  const char *outcome = hc_record_get (self->record, "outcome");
  const char *notes = hc_record_get (self->record, "notes");
  const char *who = hc_record_get (self->record, "who");
  g_autofree char *kind = hc_record_dup_text (self->record, "kind");
  g_autofree char *date = day != HC_DAY_NONE ? hc_format_day_year (day) : g_strdup (_("no date"));
  g_autofree char *text = hc_record_dup_text (self->record, "outcome");
  /* TRANSLATORS: “Rehearsal, 4 Mar 2026” */
  g_autofree char *title = g_strdup_printf (_("%s, %s"), kind, date);
  g_autofree char *both = NULL;
  guint i = 0;

  while (outcome_icons[i].value != NULL && g_strcmp0 (outcome_icons[i].value, outcome) != 0)
    i++;
  if (who != NULL && *who != '\0' && notes != NULL && *notes != '\0')
    both = g_strdup_printf ("%s · %s", who, notes);
  else
    both = g_strdup (who != NULL && *who != '\0' ? who : notes != NULL ? notes : "");
  g_strdelimit (both, "\n", ' ');
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), both);
  show_icon (self, outcome_icons[i].icon, outcome_icons[i].style);
  gtk_label_set_label (self->state, *text != '\0' ? text : _("No outcome"));
}

static void
update (HcHotPathDetailRow *self)
{
  HcRecordList *list = hc_hot_paths_list (self->paths, self->which);
  const char *id = hc_record_id (self->record);
  GtkWidget *widget = GTK_WIDGET (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), hc_record_title (self->record));
  if (self->which == HC_HOT_STEPS)
    update_step (self);
  else if (self->which == HC_HOT_FAILURE_POINTS)
    update_failure_point (self);
  else
    update_rehearsal (self);
  if (hc_record_list_find (list, id) == NULL) /* about to go */
    return;
  gtk_widget_action_set_enabled (widget, "row.move-up",
                                 self->which != HC_HOT_REHEARSALS
                                   && hc_hot_paths_sibling (self->paths, self->which, id, -1));
  gtk_widget_action_set_enabled (widget, "row.move-down",
                                 self->which != HC_HOT_REHEARSALS
                                   && hc_hot_paths_sibling (self->paths, self->which, id, 1));
}

/* ---------------------------------------------------------------- open */

static HcHotPathDetail *
detail_of (gpointer widget)
{
  GtkWidget *detail = gtk_widget_get_ancestor (widget, HC_TYPE_HOT_PATH_DETAIL);

  return detail != NULL ? HC_HOT_PATH_DETAIL (detail) : NULL;
}

static void
entered_cb (HcHotPathDetailRow *self, AdwEntryRow *line)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (line))));

  if (*text == '\0')
    return;
  hc_hot_path_detail_add (detail_of (self), HC_HOT_FAILURE_POINTS, hc_record_id (self->record),
                          text);
  gtk_editable_set_text (GTK_EDITABLE (line), "");
}

/* A place inside the row that is no row of its own for the keyboard. */
static void
add_block (HcHotPathDetailRow *self, GtkWidget *content)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (content, "hc-open-row");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_failure_points (HcHotPathDetailRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_("Failure Points"));
  GtkWidget *list;

  self->adder = hc_hot_path_detail_add_line (_("Add a failure point: what happens?"));
  g_signal_connect_object (self->adder, "entry-activated", G_CALLBACK (entered_cb), self,
                           G_CONNECT_SWAPPED);
  list = hc_hot_path_detail_list (self->paths, HC_HOT_FAILURE_POINTS, hc_record_id (self->record),
                                  self->adder);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_add_css_class (heading, "hc-second");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  add_block (self, box);
}

static void
open_form (HcHotPathDetailRow *self)
{
  if (self->form != NULL)
    return;
  self->form = HC_FORM (hc_form_new (hc_hot_paths_list (self->paths, self->which)));
  hc_form_add_all (self->form);
  hc_form_set_record (self->form, self->record);
  add_block (self, GTK_WIDGET (self->form));
  if (self->which == HC_HOT_STEPS)
    add_failure_points (self);
}

/* Kept with the record, which outlives the row when it moves. */
#define OPEN_KEY "hc-hot-path-open"

static void
expanded_cb (HcHotPathDetailRow *self)
{
  gboolean open = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self));

  if (self->record == NULL) /* not there yet, or about to go */
    return;
  g_object_set_data (G_OBJECT (self->record), OPEN_KEY, GINT_TO_POINTER (open));
  if (open)
    open_form (self);
  else if (self->form != NULL)
    hc_form_commit (self->form);
}

/* ---------------------------------------------------------------- actions */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hc_hot_path_detail_row_edit (HC_HOT_PATH_DETAIL_ROW (widget));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcHotPathDetailRow *self = HC_HOT_PATH_DETAIL_ROW (widget);

  hc_hot_path_detail_move (detail_of (self), self->which, hc_record_id (self->record),
                           g_str_equal (name, "row.move-up") ? -1 : 1);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcHotPathDetailRow *self = HC_HOT_PATH_DETAIL_ROW (widget);

  hc_hot_path_detail_duplicate (detail_of (self), self->which, hc_record_id (self->record));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HcHotPathDetailRow *self = HC_HOT_PATH_DETAIL_ROW (widget);

  hc_hot_path_detail_remove (detail_of (self), self->which, hc_record_id (self->record));
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (HcHotRegister which)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  append_item (edit, _("_Edit"), "row.edit", "F2");
  if (which != HC_HOT_REHEARSALS)
    {
      append_item (edit, _("Move _Up"), "row.move-up", "<Alt>Up");
      append_item (edit, _("Move _Down"), "row.move-down", "<Alt>Down");
    }
  append_item (edit, _("D_uplicate"), "row.duplicate", "<Control>d");
  append_item (remove, _("_Delete"), "row.delete", "Delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

static void
add_menu_button (HcHotPathDetailRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_menu (self->which);
  const HcRecordType *type = hc_record_list_type (hc_hot_paths_list (self->paths, self->which));
  /* TRANSLATORS: a button; the kind of thing it acts on (Step, Failure Point, Rehearsal) */
  g_autofree char *label = g_strdup_printf (_("%s Menu"), _(type->one));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

/* ---------------------------------------------------------------- class */

static GtkWidget *
find_line (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ADW_IS_ACTION_ROW (child) ? child : find_line (child);
  return found;
}

static gboolean
hc_hot_path_detail_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *line = find_line (widget);

  return line != NULL && gtk_widget_grab_focus (line);
}

static void
hc_hot_path_detail_row_dispose (GObject *object)
{
  HcHotPathDetailRow *self = HC_HOT_PATH_DETAIL_ROW (object);

  g_clear_object (&self->paths);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (hc_hot_path_detail_row_parent_class)->dispose (object);
}

static void
hc_hot_path_detail_row_class_init (HcHotPathDetailRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_hot_path_detail_row_dispose;
  widget_class->grab_focus = hc_hot_path_detail_row_grab_focus;
  gtk_widget_class_install_action (widget_class, "row.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "row.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "row.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "row.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_action);
}

static void
hc_hot_path_detail_row_init (HcHotPathDetailRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

static GtkLabel *
create_label (int chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_widget_set_valign (GTK_WIDGET (label), GTK_ALIGN_CENTER);
  return GTK_LABEL (label);
}

/* What is added last stands first. */
static void
add_parts (HcHotPathDetailRow *self)
{
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (self->which == HC_HOT_STEPS)
    {
      self->number = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->number), "hc-num");
      gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->number));
    }
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->state = create_label (self->which == HC_HOT_FAILURE_POINTS ? ASSET_CHARS : -1);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (state), GTK_WIDGET (self->state));
  add_menu_button (self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), state);
  if (self->which == HC_HOT_FAILURE_POINTS)
    {
      GtkWidget *tag = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      self->cause = create_label (-1);
      self->action = create_label (ACTION_CHARS);
      gtk_widget_add_css_class (GTK_WIDGET (self->cause), "hc-tag");
      gtk_widget_set_size_request (tag, CAUSE_CHARS * 8, -1);
      gtk_box_append (GTK_BOX (tag), GTK_WIDGET (self->cause));
      adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->action));
      adw_expander_row_add_action (ADW_EXPANDER_ROW (self), tag);
    }
}

GtkWidget *
hc_hot_path_detail_row_new (HcHotPaths *paths, HcHotRegister which, HcRecord *record)
{
  HcHotPathDetailRow *self = g_object_new (HC_TYPE_HOT_PATH_DETAIL_ROW, NULL);

  self->paths = g_object_ref (paths);
  self->record = g_object_ref (record);
  self->which = which;
  add_parts (self);
  g_signal_connect_object (paths, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  if (g_object_get_data (G_OBJECT (record), OPEN_KEY) != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  return GTK_WIDGET (self);
}

HcHotRegister
hc_hot_path_detail_row_register (HcHotPathDetailRow *self)
{
  return self->which;
}

HcRecord *
hc_hot_path_detail_row_record (HcHotPathDetailRow *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATH_DETAIL_ROW (self), NULL);
  return self->record;
}

GtkWidget *
hc_hot_path_detail_row_form (HcHotPathDetailRow *self)
{
  g_return_val_if_fail (HC_IS_HOT_PATH_DETAIL_ROW (self), NULL);
  return GTK_WIDGET (self->form);
}

void
hc_hot_path_detail_row_edit (HcHotPathDetailRow *self)
{
  static const char *const first[HC_N_HOT_REGISTERS] = {
    [HC_HOT_STEPS] = "name",
    [HC_HOT_FAILURE_POINTS] = "what_happens",
    [HC_HOT_REHEARSALS] = "date",
  };

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  hc_form_focus (self->form, first[self->which]);
}

void
hc_hot_path_detail_row_add_child (HcHotPathDetailRow *self)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_ROW (self) && self->which == HC_HOT_STEPS);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->adder);
}

void
hc_hot_path_detail_row_focus (HcHotPathDetailRow *self)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
}
