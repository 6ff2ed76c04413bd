/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-filter-bar.h"

#include <glib/gi18n.h>

#include "hc-catalog-columns.h"
#include "hc-format.h"

struct _HcCatalogFilterBar
{
  AdwBin parent_instance;

  /* Children */
  GtkBox *box;
  GtkToggleButton *paths[HC_CATALOG_N_PATHS];
  GtkWidget *names[HC_CATALOG_N_PATHS];
  GtkLabel *counts[HC_CATALOG_N_PATHS];
  GtkBox *chips;
  GtkMenuButton *add;
  GtkStack *menu; /* facets, then the values of one */
  GtkListBox *values;
  GtkLabel *heading;

  /* Borrowed */
  HcCatalog *catalog;

  HcCatalogFilter filter;
  HcCatalogFacet facet; /* in the menu */
  gboolean filling;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HcCatalogFilterBar, hc_catalog_filter_bar, ADW_TYPE_BIN)

static HcRecordList *
workflows (HcCatalogFilterBar *self)
{
  return hc_catalog_list (self->catalog, HC_CATALOG_WORKFLOWS);
}

/* ---------------------------------------------------------------- paths */

static const char *
path_word (guint path)
{
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *field = &type->fields[hc_record_type_field (type, "action")];

  return path == 0 ? HC_CATALOG_NONE : field->choices[path - 1].word;
}

static void
path_toggled_cb (HcCatalogFilterBar *self, GtkToggleButton *button)
{
  guint path = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "hc-path"));

  if (!self->filling)
    hc_catalog_filter_bar_set (self, HC_CATALOG_BY_ACTION, path_word (path),
                               gtk_toggle_button_get_active (button));
}

static void
add_path (HcCatalogFilterBar *self, guint path)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->paths[path] = GTK_TOGGLE_BUTTON (button);
  self->counts[path] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[path]), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[path]), "hc-second");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (hc_catalog_path_icon (path)));
  self->names[path] = gtk_label_new (hc_catalog_path_label (path));
  gtk_box_append (GTK_BOX (box), self->names[path]);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts[path]));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "hc-chip");
  gtk_widget_add_css_class (button, "outlined");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "hc-path", GUINT_TO_POINTER (path));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (path_toggled_cb), self);
  gtk_box_append (self->box, button);
}

static void
show_counts (HcCatalogFilterBar *self)
{
  HcCatalogCounts counts = hc_catalog_counts (self->catalog);

  for (guint i = 0; i < HC_CATALOG_N_PATHS; i++)
    {
      guint n = counts.paths[i];
      g_autofree char *count = hc_format_count (n);
      /* TRANSLATORS: read aloud: a path of issues (“Deflect”) and how many open ones take it */
      g_autofree char *name = g_strdup_printf (ngettext ("%s: %s open issue", "%s: %s open issues",
                                                         n),
                                               hc_catalog_path_label (i), count);

      gtk_label_set_label (self->counts[i], count);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->paths[i]), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->paths[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/* ---------------------------------------------------------------- chips */

static void
chip_clicked_cb (HcCatalogFilterBar *self, GtkButton *chip)
{
  guint facet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "hc-facet"));

  g_hash_table_remove_all (self->filter.values[facet]);
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
  g_signal_emit (self, changed_signal, 0);
}

static void
add_chip (HcCatalogFilterBar *self, HcCatalogFacet facet, const char *text)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf (_("Remove Filter “%s”"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), 36));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "hc-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), "hc-facet", GUINT_TO_POINTER (facet));
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
  gtk_box_append (self->chips, chip);
}

/* The paths are their own chips. */
static void
show_filter (HcCatalogFilterBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    {
      g_autofree char *text = hc_catalog_filter_chip (&self->filter, i, workflows (self));

      if (text != NULL && i != HC_CATALOG_BY_ACTION)
        add_chip (self, i, text);
    }
  self->filling = TRUE;
  for (guint i = 0; i < HC_CATALOG_N_PATHS; i++)
    gtk_toggle_button_set_active (
      self->paths[i], hc_catalog_filter_has (&self->filter, HC_CATALOG_BY_ACTION, path_word (i)));
  self->filling = FALSE;
}

/* ---------------------------------------------------------------- menu */

static void
value_toggled_cb (HcCatalogFilterBar *self, GtkCheckButton *check)
{
  if (!self->filling)
    hc_catalog_filter_bar_set (self, self->facet, g_object_get_data (G_OBJECT (check), "hc-value"),
                               gtk_check_button_get_active (check));
}

static void
fill_values (HcCatalogFilterBar *self)
{
  g_autoptr (GPtrArray) values = hc_catalog_facet_values (self->facet, workflows (self));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->values, 0)) != NULL)
    gtk_list_box_remove (self->values, GTK_WIDGET (row));
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *label
        = hc_catalog_facet_value_label (self->facet, values->pdata[i], workflows (self));
      GtkWidget *check = gtk_check_button_new_with_label (label);
      GtkWidget *holder = gtk_list_box_row_new ();

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   hc_catalog_filter_has (&self->filter, self->facet,
                                                          values->pdata[i]));
      g_object_set_data_full (G_OBJECT (check), "hc-value", g_strdup (values->pdata[i]), g_free);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (value_toggled_cb), self);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (holder), check);
      gtk_widget_set_focusable (holder, FALSE);
      gtk_list_box_append (self->values, holder);
    }
}

static void
facet_activated_cb (HcCatalogFilterBar *self, GtkListBoxRow *row)
{
  self->facet = (HcCatalogFacet) gtk_list_box_row_get_index (row);
  gtk_label_set_label (self->heading, hc_catalog_facet_label (self->facet));
  fill_values (self);
  gtk_stack_set_visible_child_name (self->menu, "values");
  gtk_widget_child_focus (GTK_WIDGET (self->values), GTK_DIR_TAB_FORWARD);
}

static void
back_cb (HcCatalogFilterBar *self)
{
  gtk_stack_set_visible_child_name (self->menu, "facets");
}

static GtkWidget *
facets_new (HcCatalogFilterBar *self)
{
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < HC_N_CATALOG_FACETS; i++)
    {
      GtkWidget *label = gtk_label_new (hc_catalog_facet_label (i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "hc-pick");
  gtk_widget_add_css_class (list, "navigation-sidebar");
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (facet_activated_cb), self);
  return list;
}

static GtkWidget *
values_new (HcCatalogFilterBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _("Other Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Other Filters"), -1);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (top), back);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->heading));
  self->values = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->values, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->values), "hc-pick");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->values));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
add_new (HcCatalogFilterBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *content = adw_button_content_new ();

  self->menu = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->menu, FALSE);
  gtk_stack_set_vhomogeneous (self->menu, FALSE);
  gtk_stack_add_named (self->menu, facets_new (self), "facets");
  gtk_stack_add_named (self->menu, values_new (self), "values");
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->menu));
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (back_cb), self);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Filter"));
  self->add = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->add, content);
  gtk_menu_button_set_popover (self->add, popover);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "hc-add-chip");
  gtk_widget_set_valign (GTK_WIDGET (self->add), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add Filter"), -1);
  return GTK_WIDGET (self->add);
}

/* ---------------------------------------------------------------- object */

static void
hc_catalog_filter_bar_finalize (GObject *object)
{
  hc_catalog_filter_clear (&HC_CATALOG_FILTER_BAR (object)->filter);
  G_OBJECT_CLASS (hc_catalog_filter_bar_parent_class)->finalize (object);
}

static void
hc_catalog_filter_bar_class_init (HcCatalogFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_catalog_filter_bar_finalize;
  changed_signal = g_signal_new_class_handler (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, G_CALLBACK (show_filter), NULL, NULL,
    NULL, G_TYPE_NONE, 0);
}

static void
hc_catalog_filter_bar_init (HcCatalogFilterBar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  hc_catalog_filter_init (&self->filter);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  for (guint i = 1; i <= HC_CATALOG_N_PATHS; i++)
    add_path (self, i % HC_CATALOG_N_PATHS); /* undecided last */
  gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (self->box, GTK_WIDGET (self->chips));
  gtk_box_append (self->box, add_new (self));
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), viewport);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
hc_catalog_filter_bar_set_catalog (HcCatalogFilterBar *self, HcCatalog *catalog)
{
  g_return_if_fail (HC_IS_CATALOG_FILTER_BAR (self) && self->catalog == NULL);

  self->catalog = catalog;
  g_signal_connect_object (catalog, "changed", G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflows (self), "read", G_CALLBACK (show_filter), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  show_filter (self);
}

const HcCatalogFilter *
hc_catalog_filter_bar_filter (HcCatalogFilterBar *self)
{
  g_return_val_if_fail (HC_IS_CATALOG_FILTER_BAR (self), NULL);
  return &self->filter;
}

void
hc_catalog_filter_bar_set_text (HcCatalogFilterBar *self, const char *text)
{
  g_return_if_fail (HC_IS_CATALOG_FILTER_BAR (self) && text != NULL);

  hc_catalog_filter_parse (&self->filter, text);
  g_signal_emit (self, changed_signal, 0);
}

void
hc_catalog_filter_bar_set_narrow (HcCatalogFilterBar *self, gboolean narrow)
{
  g_return_if_fail (HC_IS_CATALOG_FILTER_BAR (self));

  for (guint i = 0; i < HC_CATALOG_N_PATHS; i++)
    gtk_widget_set_visible (self->names[i], !narrow);
}

void
hc_catalog_filter_bar_set (HcCatalogFilterBar *self,
                           HcCatalogFacet facet,
                           const char *value,
                           gboolean on)
{
  g_return_if_fail (HC_IS_CATALOG_FILTER_BAR (self) && value != NULL);

  hc_catalog_filter_set (&self->filter, facet, value, on);
  g_signal_emit (self, changed_signal, 0);
}
