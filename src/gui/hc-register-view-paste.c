/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-register-view-paste.h"

#include <glib/gi18n.h>

#include "hc-notify.h"
#include "hc-register-table.h"
#include "hc-register-view-private.h"

#define PREVIEW_ROWS 30

#define HC_TYPE_REGISTER_PASTE (hc_register_paste_get_type ())
G_DECLARE_FINAL_TYPE (HcRegisterPaste, hc_register_paste, HC, REGISTER_PASTE, AdwWindow)

struct _HcRegisterPaste
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkButton *add_button;
  GtkCheckButton *titles_check;
  GtkGrid *grid;
  GtkImage *summary_icon;
  GtkLabel *summary;

  /* Owned */
  HcRegisterView *view;
  HcRecordList *list;
  HcRegisterTable *table;
  GStrv extras; /* titles of columns beyond the fields that can be pasted */
  GArray *choices; /* of int: the field of each entry of the drop-downs; the first is none */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HcRegisterPaste, hc_register_paste, ADW_TYPE_WINDOW)

static HcRecordList *
references (gpointer data, const HcField *field)
{
  HcRegisterPaste *self = data;

  return hc_register_view_references (self->view, field);
}

static const HcRecordType *
type_of (HcRegisterPaste *self)
{
  return hc_record_list_type (self->list);
}

static GPtrArray *
records_of (HcRegisterPaste *self, guint *refused, guint *incomplete, GPtrArray *pasted)
{
  return hc_register_table_records (self->table, type_of (self), hc_record_list_parent (self->list),
                                    references, self, refused, incomplete, pasted);
}

/* ---------------------------------------------------------------- preview */

static void
show_summary (HcRegisterPaste *self)
{
  guint refused, incomplete;
  g_autoptr (GPtrArray) records = records_of (self, &refused, &incomplete, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label =
    g_strdup_printf (ngettext ("_Add %u Row", "_Add %u Rows", records->len), records->len);

  gtk_button_set_label (self->add_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), records->len > 0);
  if (incomplete > 0)
    g_string_append_printf (text,
                            ngettext ("%u row lacks something it must have and is left out. ",
                                      "%u rows lack something they must have and are left out. ",
                                      incomplete),
                            incomplete);
  if (refused > 0)
    g_string_append_printf (text,
                            ngettext ("%u cell cannot be read and stays empty. ",
                                      "%u cells cannot be read and stay empty. ", refused),
                            refused);
  if (self->table->left_out > 0)
    g_string_append_printf (text,
                            ngettext ("%u row beyond the first %d is left out. ",
                                      "%u rows beyond the first %d are left out. ",
                                      self->table->left_out),
                            self->table->left_out, HC_PASTE_MAX_ROWS);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_icon), text->len > 0);
  if (text->len == 0)
    g_string_append (text, _("All cells can be read. Pasting is one step that can be undone."));
  gtk_label_set_label (self->summary, text->str);
}

static GtkWidget *
create_preview_cell (HcRegisterPaste *self, guint row, guint column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (hc_register_table_cell (self->table, row, column));
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  GtkWidget *icon;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (self->table->fields[column] < 0)
    gtk_widget_set_opacity (label, 0.5);
  else if (!hc_register_table_read (self->table, type_of (self), row, column, references, self,
                                    &value, &error))
    {
      icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "hc-warn");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      error->message, -1);
      gtk_widget_set_tooltip_text (box, error->message);
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
fill_preview (HcRegisterPaste *self)
{
  guint first = self->table->has_titles ? 1 : 0;
  guint n = MIN (self->table->rows->len, first + PREVIEW_ROWS);

  for (guint i = 0; i <= PREVIEW_ROWS; i++)
    for (guint column = 0; column < self->table->n_columns; column++)
      {
        GtkWidget *old = gtk_grid_get_child_at (self->grid, (int) column, (int) i + 1);

        if (old != NULL)
          gtk_grid_remove (self->grid, old);
      }
  for (guint row = first; row < n; row++)
    for (guint column = 0; column < self->table->n_columns; column++)
      gtk_grid_attach (self->grid, create_preview_cell (self, row, column), (int) column,
                       (int) (row - first) + 1, 1, 1);
  show_summary (self);
}

/* ---------------------------------------------------------------- mapping */

static guint
choice_of (HcRegisterPaste *self, int field)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, int, i) == field)
      return i;
  return 0;
}

/* A field takes one column: the one that was chosen last. */
static void
field_chosen_cb (GtkDropDown *chosen, GParamSpec *pspec, HcRegisterPaste *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chosen), "hc-column"));
  int field = g_array_index (self->choices, int, gtk_drop_down_get_selected (chosen));

  if (self->filling)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->table->n_columns; i++)
    if (i != column && field >= 0 && self->table->fields[i] == field)
      {
        self->table->fields[i] = -1;
        gtk_drop_down_set_selected (
          GTK_DROP_DOWN (gtk_grid_get_child_at (self->grid, (int) i, 0)), 0);
      }
  self->table->fields[column] = field;
  self->filling = FALSE;
  fill_preview (self);
}

static void
add_drop_downs (HcRegisterPaste *self)
{
  const HcRecordType *type = type_of (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int none = -1;

  g_array_append_val (self->choices, none);
  gtk_string_list_append (names, _("Leave Out"));
  for (guint i = 0; i < type->n_fields; i++)
    {
      int field = (int) i;
      guint hidden = HC_FIELD_HIDDEN;

      if (hc_record_list_parent (self->list) != NULL)
        hidden |= HC_FIELD_PARENT;
      if ((type->fields[i].flags & hidden) != 0)
        continue;
      g_array_append_val (self->choices, field);
      gtk_string_list_append (names, _(type->fields[i].label));
    }
  for (guint i = 0; self->extras != NULL && self->extras[i] != NULL; i++)
    {
      int field = (int) (type->n_fields + i);

      g_array_append_val (self->choices, field);
      gtk_string_list_append (names, self->extras[i]);
    }
  for (guint column = 0; column < self->table->n_columns; column++)
    {
      GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
      g_autofree char *name = g_strdup_printf (_("Field of column %u"), column + 1);

      g_object_set_data (G_OBJECT (drop_down), "hc-column", GUINT_TO_POINTER (column));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                                  choice_of (self, self->table->fields[column]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      g_signal_connect (drop_down, "notify::selected", G_CALLBACK (field_chosen_cb), self);
      gtk_grid_attach (self->grid, drop_down, (int) column, 0, 1, 1);
    }
}

static void
titles_toggled_cb (HcRegisterPaste *self)
{
  if (self->table == NULL)
    return;
  self->table->has_titles = gtk_check_button_get_active (self->titles_check);
  fill_preview (self);
}

/* ---------------------------------------------------------------- adding */

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRegisterPaste) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_register_view_finish (self->view, object, result, &error);

  if (id == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      hc_notify_dialog (GTK_WINDOW (self), _("The Rows Could Not Be Added"), error->message);
      return;
    }
  if (hc_register_view_shows (self->view, self->list))
    {
      hc_register_view_keep_shown (self->view, id);
      hc_register_view_select (self->view, id);
      hc_register_view_focus (self->view);
    }
  hc_notify_toast (GTK_WIDGET (self->view), _("Rows added"), _("_Undo"), "win.undo");
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_clicked_cb (HcRegisterPaste *self)
{
  guint refused, incomplete;
  g_autoptr (GPtrArray) pasted
    = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *records = records_of (self, &refused, &incomplete, pasted);
  const HcRegisterHooks *hooks = self->view->hooks;

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  if (hooks != NULL && hooks->add != NULL)
    hooks->add (records, pasted, pasted_cb, g_object_ref (self), self->view->hooks_data);
  else
    hc_record_list_paste_async (self->list, records, pasted_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- object */

static void
hc_register_paste_dispose (GObject *object)
{
  HcRegisterPaste *self = HC_REGISTER_PASTE (object);

  g_clear_object (&self->view);
  g_clear_object (&self->list);
  g_clear_pointer (&self->table, hc_register_table_free);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->extras, g_strfreev);
  G_OBJECT_CLASS (hc_register_paste_parent_class)->dispose (object);
}

static void
hc_register_paste_class_init (HcRegisterPasteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_register_paste_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-register-paste.ui");
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, title);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, add_button);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, titles_check);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, grid);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, summary_icon);
  gtk_widget_class_bind_template_child (widget_class, HcRegisterPaste, summary);
  gtk_widget_class_bind_template_callback (widget_class, titles_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
hc_register_paste_init (HcRegisterPaste *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->add_button));
}

static GStrv
pasted_titles (HcRegisterView *view)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; view->hooks != NULL && i < view->hooks->n_columns; i++)
    if (view->hooks->columns[i].is_pasted)
      g_strv_builder_add (titles, _(view->hooks->columns[i].label));
  return g_strv_builder_end (titles);
}

void
hc_register_paste_present (HcRegisterView *view, const char *text)
{
  HcRegisterPaste *self = g_object_new (HC_TYPE_REGISTER_PASTE, NULL);

  self->view = g_object_ref (view);
  self->list = g_object_ref (view->list);
  self->extras = pasted_titles (view);
  self->table = hc_register_table_parse (text, type_of (self), view->columns,
                                         (const char *const *) self->extras);
  gtk_window_set_transient_for (GTK_WINDOW (self),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))));
  adw_window_title_set_subtitle (self->title, _(type_of (self)->many));
  add_drop_downs (self);
  gtk_check_button_set_active (self->titles_check, self->table->has_titles);
  fill_preview (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}
