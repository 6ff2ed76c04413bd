/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-register-view-private.h"

#include <glib/gi18n.h>
#include <string.h>


enum
{
  PROP_0,
  PROP_SELECTED_ID,
  PROP_N_SHOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HcRegisterView, hc_register_view, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- rows */

HcRecord *
hc_register_view_at (HcRegisterView *self, guint position)
{
  g_autoptr (HcRecord) record = NULL;

  if (self->shown != NULL)
    record = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  return record; /* the list keeps it */
}

guint
hc_register_view_position (HcRegisterView *self, const char *id)
{
  HcRecord *record;

  if (id == NULL)
    return G_MAXUINT;
  for (guint i = 0; (record = hc_register_view_at (self, i)) != NULL; i++)
    if (g_str_equal (hc_record_id (record), id))
      return i;
  return G_MAXUINT;
}

gboolean
hc_register_view_shows (HcRegisterView *self, HcRecordList *list)
{
  return self->list == list && gtk_widget_get_root (GTK_WIDGET (self)) != NULL;
}

guint
hc_register_view_n_shown (HcRegisterView *self)
{
  return self->shown != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->shown)) : 0;
}

static GtkWidget *
inner_list (HcRegisterView *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* GTK 4.8 has no gtk_column_view_scroll_to(); the inner list's action also moves the keyboard focus
 * to the row. Drop with GTK 4.12. */
void
hc_register_view_scroll_to (HcRegisterView *self, guint position)
{
  GtkWidget *list = inner_list (self);

  if (list != NULL && position < hc_register_view_n_shown (self))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

void
hc_register_view_focus (HcRegisterView *self)
{
  guint position;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if (self->selected_id == NULL)
    hc_register_view_select_first (self);
  position = hc_register_view_position (self, self->selected_id);
  if (position != G_MAXUINT)
    {
      hc_register_view_scroll_to (self, position);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->empty_add)))
    gtk_widget_grab_focus (GTK_WIDGET (self->empty_add));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

/* ---------------------------------------------------------------- filter */

static gboolean
has_text (HcRegisterView *self, const HcRecordData *record)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *text =
        hc_register_view_text (self, record, g_array_index (self->columns, int, i));
      g_autofree char *folded = g_utf8_casefold (text, -1);

      if (strstr (folded, self->filter_text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  HcRegisterView *self = user_data;
  HcRecord *record = item;
  const HcRecordData *data = hc_record_data (record);

  if (g_hash_table_contains (self->fresh, data->id))
    return TRUE;
  if (self->match != NULL && !self->match (data, self->match_data))
    return FALSE;
  return self->filter_text == NULL || has_text (self, data);
}

static void settle (HcRegisterView *self);

void
hc_register_view_refilter (HcRegisterView *self)
{
  GtkFilter *filter = self->shown != NULL ? gtk_filter_list_model_get_filter (self->shown) : NULL;

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  hc_register_view_settle_marks (self);
  settle (self);
}

char *
hc_register_view_finish (HcRegisterView *self, GObject *object, GAsyncResult *result, GError **error)
{
  if (HC_IS_RECORD_LIST (object))
    return hc_record_list_finish (HC_RECORD_LIST (object), result, error);
  return self->hooks->finish (result, error, self->hooks_data);
}

void
hc_register_view_keep_shown (HcRegisterView *self, const char *id)
{
  g_hash_table_add (self->fresh, g_strdup (id));
  hc_register_view_refilter (self);
}

/* ---------------------------------------------------------------- selection */

static void
take_selected_id (HcRegisterView *self, const char *id)
{
  if (g_strcmp0 (self->selected_id, id) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/* A row that is moved or hidden leaves the model for a moment: only settle() decides that it is gone. */
static void
selected_cb (HcRegisterView *self)
{
  HcRecord *record = gtk_single_selection_get_selected_item (self->selection);

  if (record != NULL)
    {
      self->last_position = gtk_single_selection_get_selected (self->selection);
      take_selected_id (self, hc_record_id (record));
    }
  hc_register_view_update_focus (self);
  hc_register_view_update_actions (self);
}

/* The selected record keeps its selection wherever it goes; when it is gone, the row that took its
 * place gets it. */
static void
settle (HcRegisterView *self)
{
  guint position = hc_register_view_position (self, self->selected_id);
  guint n = hc_register_view_n_shown (self);
  HcRecord *record;

  if (self->selected_id != NULL && position == G_MAXUINT)
    {
      position = n > 0 ? MIN (self->last_position, n - 1) : G_MAXUINT;
      record = hc_register_view_at (self, position);
      take_selected_id (self, record != NULL ? hc_record_id (record) : NULL);
    }
  if (position != G_MAXUINT)
    self->last_position = position;
  if (self->selection != NULL
      && gtk_single_selection_get_selected (self->selection)
           != (position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position))
    gtk_single_selection_set_selected (self->selection, position == G_MAXUINT
                                                          ? GTK_INVALID_LIST_POSITION
                                                          : position);
  hc_register_view_show_state (self);
  hc_register_view_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

/* The focus must not fall out of the table when its row goes. */
static void
records_changed_cb (HcRegisterView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  g_autofree char *selected = g_strdup (self->selected_id);

  hc_register_view_update_sorter (self);
  hc_register_view_refilter (self);
  if ((inside && g_strcmp0 (selected, self->selected_id) != 0)
      || (inside && !gtk_widget_get_mapped (focus)))
    hc_register_view_focus (self);
}

HcRecord *
hc_register_view_selected (HcRegisterView *self)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);
  return self->list != NULL ? hc_record_list_find (self->list, self->selected_id) : NULL;
}

const char *
hc_register_view_selected_id (HcRegisterView *self)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);
  return self->selected_id;
}

void
hc_register_view_select (HcRegisterView *self, const char *id)
{
  guint position;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  position = hc_register_view_position (self, id);
  take_selected_id (self, position != G_MAXUINT ? id : NULL);
  settle (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    hc_register_view_scroll_to (self, position);
}

void
hc_register_view_select_first (HcRegisterView *self)
{
  HcRecord *first;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if ((first = hc_register_view_at (self, 0)) != NULL)
    hc_register_view_select (self, hc_record_id (first));
}

void
hc_register_view_show (HcRegisterView *self, const char *id)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if (id != NULL && self->list != NULL && hc_record_list_find (self->list, id) != NULL
      && hc_register_view_position (self, id) == G_MAXUINT)
    hc_register_view_keep_shown (self, id);
  hc_register_view_select (self, id);
}

/* ---------------------------------------------------------------- list */

static void
drop_list (HcRegisterView *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  hc_register_view_clear_editor (self);
  gtk_column_view_set_model (self->view, NULL);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->notes != NULL)
    g_signal_handlers_disconnect_by_data (self->notes, self);
  if (self->match_destroy != NULL)
    self->match_destroy (self->match_data);
  self->match = NULL;
  self->match_data = NULL;
  self->match_destroy = NULL;
  g_clear_pointer (&self->filter_text, g_free);
  g_hash_table_remove_all (self->fresh);
  g_hash_table_remove_all (self->marked);
  g_hash_table_remove_all (self->references);
  g_clear_object (&self->notes);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->sorted);
  g_clear_object (&self->watch);
  g_clear_object (&self->list);
}

static void
take_list (HcRegisterView *self, HcRecordList *list)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));

  self->list = g_object_ref (list);
  self->type = hc_record_list_type (list);
  self->watch = hc_register_watch_new (list);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (list)), NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)), filter);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->shown));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Long words must not make the window wider. */
static void
set_short_label (GtkButton *button, const char *label)
{
  gtk_button_set_label (button, label);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_END);
}

static void
name_parts (HcRegisterView *self)
{
  g_autofree char *add = g_strdup_printf (_("Add %s"), _(self->type->one));
  g_autofree char *add_first = g_strdup_printf (_("_Add %s…"), _(self->type->one));

  adw_button_content_set_label (self->add_content, add);
  set_short_label (self->empty_add, add_first);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->type->many), -1);
}

void
hc_register_view_set_list (HcRegisterView *self, HcRecordList *list)
{
  gboolean same_type;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if (list == self->list)
    return;
  same_type = list != NULL && self->type == hc_record_list_type (list);
  drop_list (self);
  take_selected_id (self, NULL);
  self->last_position = 0;
  if (list != NULL)
    {
      take_list (self, list);
      if (!same_type)
        {
          self->overdue_field = -1;
          hc_register_view_set_columns (self, NULL);
          name_parts (self);
        }
      gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
    }
  settle (self);
}

HcRecordList *
hc_register_view_list (HcRegisterView *self)
{
  g_return_val_if_fail (HC_IS_REGISTER_VIEW (self), NULL);
  return self->list;
}

void
hc_register_view_set_columns (HcRegisterView *self, const char *const *fields)
{
  guint hidden = HC_FIELD_HIDDEN;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->list != NULL && self->layout == NULL);

  if (hc_record_list_parent (self->list) != NULL)
    hidden |= HC_FIELD_PARENT;
  g_array_set_size (self->columns, 0);
  for (int i = 0; fields == NULL && i < (int) self->type->n_fields; i++)
    if ((self->type->fields[i].flags & hidden) == 0)
      g_array_append_val (self->columns, i);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      int field = hc_record_type_field (self->type, fields[i]);

      g_return_if_fail (field >= 0);
      g_array_append_val (self->columns, field);
    }
  self->column = 0;
  hc_register_view_build_columns (self);
}

void
hc_register_view_set_filter_text (HcRegisterView *self, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_clear_pointer (&self->filter_text, g_free);
  if (*stripped != '\0')
    self->filter_text = g_utf8_casefold (stripped, -1);
  g_hash_table_remove_all (self->fresh);
  hc_register_view_refilter (self);
}

void
hc_register_view_set_filter_func (HcRegisterView *self,
                                  HcRecordMatch match,
                                  gpointer data,
                                  GDestroyNotify destroy)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self));

  if (self->match_destroy != NULL)
    self->match_destroy (self->match_data);
  self->match = match;
  self->match_data = data;
  self->match_destroy = destroy;
  g_hash_table_remove_all (self->fresh);
  hc_register_view_refilter (self);
}

void
hc_register_view_set_overdue (HcRegisterView *self, const char *field, HcRecordMatch match)
{
  g_return_if_fail (HC_IS_REGISTER_VIEW (self) && self->type != NULL);

  self->overdue_field = field != NULL ? hc_record_type_field (self->type, field) : -1;
  self->overdue_match = match;
  hc_register_view_refresh_cells (self);
}

/* ---------------------------------------------------------------- object */

static void
hc_register_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HcRegisterView *self = HC_REGISTER_VIEW (object);

  switch (id)
    {
    case PROP_SELECTED_ID:
      g_value_set_string (value, self->selected_id);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, hc_register_view_n_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hc_register_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED_ID)
    hc_register_view_select (HC_REGISTER_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
hc_register_view_grab_focus (GtkWidget *widget)
{
  hc_register_view_focus (HC_REGISTER_VIEW (widget));
  return TRUE;
}

static void
hc_register_view_dispose (GObject *object)
{
  HcRegisterView *self = HC_REGISTER_VIEW (object);

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->editor, self);
      drop_list (self);
      g_ptr_array_set_size (self->cells, 0);
      g_clear_pointer (&self->menu, gtk_widget_unparent);
      gtk_widget_unparent (GTK_WIDGET (self->editor));
      self->editor = NULL;
      g_clear_object (&self->layout);
    }
  g_clear_weak_pointer (&self->drop_row);
  G_OBJECT_CLASS (hc_register_view_parent_class)->dispose (object);
}

static void
hc_register_view_finalize (GObject *object)
{
  HcRegisterView *self = HC_REGISTER_VIEW (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->refused);
  g_hash_table_unref (self->fresh);
  g_hash_table_unref (self->references);
  g_hash_table_unref (self->marked);
  g_free (self->sort);
  g_free (self->selected_id);
  G_OBJECT_CLASS (hc_register_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, stack);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, view);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, empty_add);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, none_check);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, status_bar);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, add_button);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, add_content);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, count_label);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterView, status_label);
  hc_register_view_bind_empty (widget_class);
}

static void
hc_register_view_class_init (HcRegisterViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hc_register_view_get_property;
  object_class->set_property = hc_register_view_set_property;
  object_class->dispose = hc_register_view_dispose;
  object_class->finalize = hc_register_view_finalize;
  widget_class->grab_focus = hc_register_view_grab_focus;

  properties[PROP_SELECTED_ID] = g_param_spec_string (
    "selected-id", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_SHOWN] = g_param_spec_uint (
    "n-shown", NULL, NULL, 0, G_MAXUINT, 0,
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("marked-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-register-view.ui");
  bind_children (widget_class);
  hc_register_view_install_actions (widget_class);
}

static void
hc_register_view_init (HcRegisterView *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->cells = g_ptr_array_new ();
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->overdue_field = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_register_view_init_editor (self);
  hc_register_view_init_keys (self);
  hc_register_view_update_actions (self);
}

GtkWidget *
hc_register_view_new (void)
{
  return g_object_new (HC_TYPE_REGISTER_VIEW, NULL);
}
