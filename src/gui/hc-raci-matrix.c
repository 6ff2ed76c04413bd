/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-raci-matrix-private.h"

#include <glib/gi18n.h>

#include "hc-notify.h"

G_DEFINE_FINAL_TYPE (HcRaciMatrix, hc_raci_matrix, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED_DUTY,
  N_PROPS,
};

enum
{
  FINDING_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

#define MIN_BODY_HEIGHT 120

/* ---------------------------------------------------------------- cells */

HcRaciCell *
hc_raci_matrix_at (HcRaciMatrix *self, guint row, guint column)
{
  GPtrArray *cells;

  if (row >= self->rows->len)
    return NULL;
  cells = g_ptr_array_index (self->rows, row);
  return column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

gboolean
hc_raci_matrix_find (HcRaciMatrix *self, HcRaciCell *cell, guint *row, guint *column)
{
  for (*row = 0; *row < self->rows->len; (*row)++)
    if (g_ptr_array_find (g_ptr_array_index (self->rows, *row), cell, column))
      return TRUE;
  return FALSE;
}

/* @is_check: the last one of the row; else by team, NULL: the name. */
static HcRaciCell *
find_cell (HcRaciMatrix *self, const char *duty_id, const char *team_id, gboolean is_check)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (hc_raci_cell_duty (g_ptr_array_index (cells, 0)), duty_id) != 0)
        continue;
      if (is_check)
        return g_ptr_array_index (cells, cells->len - 1);
      for (guint j = 0; j + 1 < cells->len; j++)
        if (g_strcmp0 (hc_raci_cell_team (g_ptr_array_index (cells, j)), team_id) == 0)
          return g_ptr_array_index (cells, j);
    }
  return NULL;
}

static void
clamp (GtkAdjustment *adjustment, double start, double end)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (end > gtk_adjustment_get_value (adjustment) + page)
    gtk_adjustment_set_value (adjustment, end - page);
  if (start < gtk_adjustment_get_value (adjustment))
    gtk_adjustment_set_value (adjustment, start);
}

static void
scroll_to (HcRaciMatrix *self, HcRaciCell *cell)
{
  GtkWidget *pane = self->body;
  graphene_rect_t bounds;

  if (gtk_widget_is_ancestor (GTK_WIDGET (cell), self->names))
    pane = self->names;
  else if (gtk_widget_is_ancestor (GTK_WIDGET (cell), self->checks))
    pane = self->checks;
  if (!gtk_widget_compute_bounds (GTK_WIDGET (cell), pane, &bounds))
    return;
  clamp (self->vadjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  if (pane == self->body)
    clamp (self->hadjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static void
select_duty (HcRaciMatrix *self, const char *duty_id)
{
  if (g_strcmp0 (self->selected, duty_id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (duty_id);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *name = GTK_WIDGET (hc_raci_matrix_at (self, i, 0));

      if (g_strcmp0 (hc_raci_cell_duty (HC_RACI_CELL (name)), duty_id) == 0)
        gtk_widget_set_state_flags (name, GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (name, GTK_STATE_FLAG_SELECTED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_DUTY]);
}

void
hc_raci_matrix_set_current (HcRaciMatrix *self, HcRaciCell *cell, gboolean grab)
{
  if (self->current != cell && self->current != NULL)
    gtk_widget_set_focusable (GTK_WIDGET (self->current), FALSE);
  self->current = cell;
  if (cell == NULL)
    return;
  gtk_widget_set_focusable (GTK_WIDGET (cell), TRUE);
  select_duty (self, hc_raci_cell_duty (cell));
  if (!grab)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  scroll_to (self, cell);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, HcRaciMatrix *self)
{
  HcRaciCell *cell =
    HC_RACI_CELL (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  gboolean again = self->current == cell && gtk_widget_is_focus (GTK_WIDGET (cell));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  hc_raci_matrix_set_current (self, cell, TRUE);
  if (hc_raci_cell_team (cell) != NULL)
    {
      if (again || n_press > 1)
        hc_raci_matrix_open_letters (self, cell);
    }
  else if (find_cell (self, hc_raci_cell_duty (cell), NULL, TRUE) == cell)
    hc_raci_matrix_activate_check (self, hc_raci_cell_duty (cell));
  else if (n_press > 1)
    hc_raci_matrix_rename (self);
}

void
hc_raci_matrix_add_cell (HcRaciMatrix *self, HcRaciCell *cell)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (cell), GTK_EVENT_CONTROLLER (gesture));
}

/* ---------------------------------------------------------------- model */

/* The cell of the focus before a rebuild. */
typedef struct
{
  char *duty;
  char *team;
  guint row;
  guint column;
  gboolean is_check;
  gboolean had_focus;
} Place;

static void
remember_place (HcRaciMatrix *self, Place *place)
{
  GPtrArray *cells;

  *place = (Place){ 0 };
  if (self->current == NULL ||
      !hc_raci_matrix_find (self, self->current, &place->row, &place->column))
    return;
  cells = g_ptr_array_index (self->rows, place->row);
  place->duty = g_strdup (hc_raci_cell_duty (self->current));
  place->team = g_strdup (hc_raci_cell_team (self->current));
  place->is_check = place->column + 1 == cells->len;
  place->had_focus = gtk_widget_is_focus (GTK_WIDGET (self->current));
}

/* Where letters are typed; the name where there is no team. */
static HcRaciCell *
first_cell (HcRaciMatrix *self)
{
  HcRaciCell *cell = hc_raci_matrix_at (self, 0, 1);

  return cell != NULL && hc_raci_cell_team (cell) != NULL ? cell : hc_raci_matrix_at (self, 0, 0);
}

/* The same cell, else what is at its place now, else the first one. */
static void
return_to_place (HcRaciMatrix *self, Place *place)
{
  HcRaciCell *cell = NULL;

  if (place->duty != NULL)
    cell = find_cell (self, place->duty, place->team, place->is_check);
  if (cell == NULL && place->duty != NULL && self->rows->len > 0)
    cell = hc_raci_matrix_at (self, MIN (place->row, self->rows->len - 1), place->column);
  if (cell == NULL)
    cell = first_cell (self);
  hc_raci_matrix_set_current (self, cell, place->had_focus);
  if (cell == NULL)
    select_duty (self, NULL);
}

static void
model_changed_cb (HcRaciMatrix *self)
{
  GStrv shape = self->shape;
  Place place;

  if (!hc_ownership_model_is_loaded (self->model))
    return;
  remember_place (self, &place);
  hc_raci_matrix_update_rows (self);
  if (self->shape != shape)
    {
      self->current = NULL;
      return_to_place (self, &place);
    }
  g_free (place.duty);
  g_free (place.team);
}

void
hc_raci_matrix_set_model (HcRaciMatrix *self, HcOwnershipModel *model)
{
  g_return_if_fail (HC_IS_RACI_MATRIX (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

void
hc_raci_matrix_set_filter (HcRaciMatrix *self, const char *text)
{
  g_clear_pointer (&self->filter, g_free);
  if (text != NULL && *text != '\0')
    self->filter = g_utf8_casefold (text, -1);
  if (self->model != NULL)
    model_changed_cb (self);
}

const char *
hc_raci_matrix_selected_duty (HcRaciMatrix *self)
{
  g_return_val_if_fail (HC_IS_RACI_MATRIX (self), NULL);
  return self->selected;
}

gboolean
hc_raci_matrix_focus_cell (HcRaciMatrix *self, const char *duty_id, const char *team_id)
{
  HcRaciCell *cell = find_cell (self, duty_id, team_id, FALSE);

  if (cell != NULL)
    hc_raci_matrix_set_current (self, cell, TRUE);
  return cell != NULL;
}

void
hc_raci_matrix_focus (HcRaciMatrix *self)
{
  HcRaciCell *cell = self->current != NULL ? self->current : first_cell (self);

  if (cell != NULL)
    hc_raci_matrix_set_current (self, cell, TRUE);
}

void
hc_raci_matrix_activate_check (HcRaciMatrix *self, const char *duty_id)
{
  const HcOwnershipPlan *plan = hc_ownership_model_plan (self->model);
  GPtrArray *findings = hc_ownership_model_findings (self->model);

  for (guint i = 0; i < findings->len; i++)
    {
      const HcOwnershipFinding *finding = g_ptr_array_index (findings, i);
      HcRaciCell *cell;

      if (!hc_ownership_concerns (plan, finding, duty_id))
        continue;
      if ((finding->kind & HC_OWNERSHIP_ASSIGNMENT) == 0)
        {
          g_signal_emit (self, signals[FINDING_ACTIVATED], 0, finding);
          return;
        }
      cell = find_cell (self, duty_id, finding->team_id, FALSE);
      if (finding->team_id == NULL) /* what is missing belongs into some team's cell */
        cell = find_cell (self, duty_id,
                          plan->teams->len > 0
                            ? ((HcRecordData *) g_ptr_array_index (plan->teams, 0))->id
                            : NULL,
                          FALSE);
      if (cell != NULL)
        hc_raci_matrix_set_current (self, cell, TRUE);
      return;
    }
}

/* ---------------------------------------------------------------- commands on rows */

static HcRecordList *
duties (HcRaciMatrix *self)
{
  return hc_ownership_model_list (self->model, "duty");
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRaciMatrix) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The row could not be moved"), error);
}

void
hc_raci_matrix_move (HcRaciMatrix *self, gboolean down)
{
  HcRecordList *list = duties (self);
  guint at = hc_record_list_position (list, self->selected);
  const char *after = NULL;

  if (at == G_MAXUINT || (down ? at + 1 >= hc_record_list_count (list) : at == 0))
    return;
  if (down)
    after = hc_record_id (hc_record_list_at (list, at + 1));
  else if (at > 1)
    after = hc_record_id (hc_record_list_at (list, at - 2));
  hc_record_list_move_async (list, self->selected, after, moved_cb, g_object_ref (self));
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRaciMatrix) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The row could not be removed"), error);
  else
    hc_notify_toast (GTK_WIDGET (self), _("Row removed"), _("Undo"), "win.undo");
}

void
hc_raci_matrix_remove (HcRaciMatrix *self)
{
  if (hc_record_list_find (duties (self), self->selected) != NULL)
    hc_record_list_remove_async (duties (self), self->selected, removed_cb, g_object_ref (self));
}

static void
renamed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRaciMatrix) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The row could not be renamed"), error);
}

static void
name_set_cb (HcRaciMatrix *self, const char *value, HcCellMove move)
{
  HcRecord *duty = hc_record_list_find (duties (self), self->renaming);

  if (duty != NULL && g_strcmp0 (value, hc_record_title (duty)) != 0)
    hc_record_list_set_async (duties (self), self->renaming, "name", value, NULL, renamed_cb,
                              g_object_ref (self));
  hc_raci_matrix_focus (self);
}

void
hc_raci_matrix_rename (HcRaciMatrix *self)
{
  HcRecord *duty = hc_record_list_find (duties (self), self->selected);
  HcRaciCell *cell = duty != NULL ? find_cell (self, self->selected, NULL, FALSE) : NULL;
  const HcRecordType *type = hc_record_type ("duty");
  const char *value;

  if (cell == NULL)
    return;
  if (self->editor == NULL)
    {
      self->editor = hc_cell_editor_new (GTK_WIDGET (self));
      g_signal_connect_object (self->editor, "set", G_CALLBACK (name_set_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->editor, "cancelled", G_CALLBACK (hc_raci_matrix_focus), self,
                               G_CONNECT_SWAPPED);
    }
  hc_raci_matrix_set_current (self, cell, TRUE);
  g_free (self->renaming);
  self->renaming = g_strdup (self->selected);
  value = hc_record_title (duty);
  hc_cell_editor_open (self->editor, GTK_WIDGET (cell), _("Name of the row"),
                       &type->fields[hc_record_type_field (type, "name")], value, NULL, NULL);
}

void
hc_raci_matrix_copy (HcRaciMatrix *self)
{
  g_autofree char *text = hc_ownership_model_dup_tsv (self->model);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  hc_notify_toast (GTK_WIDGET (self), _("Matrix copied; it can be pasted into a spreadsheet"), NULL,
                   NULL);
}

/* ---------------------------------------------------------------- class */

static void
hc_raci_matrix_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED_DUTY)
    g_value_set_string (value, HC_RACI_MATRIX (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_raci_matrix_dispose (GObject *object)
{
  HcRaciMatrix *self = HC_RACI_MATRIX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->editor = NULL;
  self->current = NULL;
  g_clear_object (&self->model);
  G_OBJECT_CLASS (hc_raci_matrix_parent_class)->dispose (object);
}

static void
hc_raci_matrix_finalize (GObject *object)
{
  HcRaciMatrix *self = HC_RACI_MATRIX (object);

  g_ptr_array_unref (self->rows);
  g_strfreev (self->shape);
  g_free (self->selected);
  g_free (self->renaming);
  g_free (self->filter);
  G_OBJECT_CLASS (hc_raci_matrix_parent_class)->finalize (object);
}

static void
hc_raci_matrix_class_init (HcRaciMatrixClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = hc_raci_matrix_get_property;
  G_OBJECT_CLASS (klass)->dispose = hc_raci_matrix_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_raci_matrix_finalize;
  properties[PROP_SELECTED_DUTY] =
    g_param_spec_string ("selected-duty", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[FINDING_ACTIVATED] =
    g_signal_new ("finding-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hc-raci-matrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static GtkWidget *
scrolled (GtkWidget *child, GtkPolicyType horizontal, GtkPolicyType vertical)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), horizontal, vertical);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), child);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_widget_set_focusable (window, FALSE);
  return window;
}

static GtkWidget *
corner (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_add_css_class (label, style);
  return label;
}

/* Header, names and checks scroll with the body and have no bars of their own. */
static void
build_panes (HcRaciMatrix *self)
{
  GtkWidget *header = scrolled (self->header, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  GtkWidget *names = scrolled (self->names, GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  GtkWidget *body = scrolled (self->body, GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  GtkWidget *checks = scrolled (self->checks, GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);

  self->hadjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (body));
  self->vadjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (body));
  gtk_scrolled_window_set_hadjustment (GTK_SCROLLED_WINDOW (header), self->hadjustment);
  gtk_scrolled_window_set_vadjustment (GTK_SCROLLED_WINDOW (names), self->vadjustment);
  gtk_scrolled_window_set_vadjustment (GTK_SCROLLED_WINDOW (checks), self->vadjustment);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (body), MIN_BODY_HEIGHT);
  gtk_widget_set_hexpand (checks, TRUE);
  gtk_widget_add_css_class (self->grid, "hc-raci");
  gtk_widget_add_css_class (self->names, "hc-raci-names");
  gtk_widget_add_css_class (self->checks, "hc-raci-checks");
  gtk_grid_attach (GTK_GRID (self->grid), corner (_("Area"), "hc-raci-name"), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), header, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), corner (_("Check"), "hc-raci-check"), 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, 1, 3,
                   1);
  gtk_grid_attach (GTK_GRID (self->grid), names, 0, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), body, 1, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), checks, 2, 2, 1, 1);
}

static void
hc_raci_matrix_init (HcRaciMatrix *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->grid = gtk_grid_new ();
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_set_overflow (self->grid, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->grid, "card");
  build_panes (self);
  hc_raci_matrix_add_keys (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who owns what"), -1);
}
