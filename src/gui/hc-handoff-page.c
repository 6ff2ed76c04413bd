/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-handoff-page-private.h"

#include <glib/gi18n.h>

#include "hc-ui-state.h"

/* Of the table with the form: registers are wide. */
#define DETAIL_MIN_WIDTH 1000

G_DEFINE_FINAL_TYPE (HcHandoffPage, hc_handoff_page, HC_TYPE_PAGE)

static const HcHandoffRegister *
shown_register (HcHandoffPage *self)
{
  return &hc_handoff_registers[self->index];
}

/* ---------------------------------------------------------------- list of registers */

static GtkWidget *
create_nav_row (guint index)
{
  const HcRecordType *type = hc_record_type (hc_handoff_registers[index].type);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (_(type->many));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *icon = gtk_image_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (count), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_wrap (GTK_LABEL (count), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (count), 24);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "hc-second");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), count);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
show_nav_icon (GtkImage *icon, guint index, const HcHandoffCount *count)
{
  gboolean done = hc_handoff_registers[index].finished[0] != NULL && count->n > 0
                  && count->finished == count->n;

  gtk_widget_set_visible (GTK_WIDGET (icon), count->overdue > 0 || done);
  gtk_image_set_from_icon_name (icon, count->overdue > 0 ? "dialog-error-symbolic"
                                                         : "emblem-ok-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (icon), "hc-bad");
  gtk_widget_remove_css_class (GTK_WIDGET (icon), "hc-good");
  gtk_widget_add_css_class (GTK_WIDGET (icon), count->overdue > 0 ? "hc-bad" : "hc-good");
}

static void
show_nav_row (HcHandoffPage *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->nav, (int) index);
  GtkWidget *box = gtk_list_box_row_get_child (row);
  GtkWidget *label = gtk_widget_get_last_child (gtk_widget_get_first_child (box));
  HcHandoffCount count = hc_handoff_registers_count (self->registers, index);
  g_autofree char *text = hc_handoff_count_text (index, &count);
  g_autofree char *name = NULL;

  gtk_label_set_label (GTK_LABEL (label), text);
  show_nav_icon (GTK_IMAGE (gtk_widget_get_last_child (box)), index, &count);
  /* TRANSLATORS: read aloud: a register, then its count (“Open Risks, 4 open”) */
  name = g_strdup_printf (_("%s, %s"),
                          _(hc_record_type (hc_handoff_registers[index].type)->many), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (index != self->index)
    return;
  hc_register_view_set_status (self->view, count.n > 0 ? text : NULL);
  gtk_widget_set_visible (self->filter_bar,
                          count.n > 0 && gtk_widget_get_first_child (GTK_WIDGET (self->chips)));
}

static void
counts_changed_cb (HcHandoffPage *self)
{
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    show_nav_row (self, i);
}

/* ---------------------------------------------------------------- register on screen */

static void
show_record (HcHandoffPage *self)
{
  GtkWidget *form = adw_bin_get_child (self->form_bin);
  HcRecord *record = hc_register_view_selected (self->view);

  if (form != NULL)
    hc_form_set_record (HC_FORM (form), record);
  gtk_stack_set_visible_child_name (self->pane_stack, record != NULL ? "form" : "none");
}

static void
replace_form (HcHandoffPage *self, HcRecordList *list)
{
  GtkWidget *old = adw_bin_get_child (self->form_bin);
  GtkWidget *form;

  if (old != NULL)
    hc_form_commit (HC_FORM (old));
  form = hc_form_new (list);
  hc_form_add_all (HC_FORM (form));
  adw_bin_set_child (self->form_bin, form);
}

static void
show_register (HcHandoffPage *self, guint index)
{
  HcRecordList *list = hc_handoff_registers_list (self->registers, index);
  const HcHandoffRegister *described = &hc_handoff_registers[index];
  gboolean is_checklist = g_str_equal (described->type, "checklist_item");
  g_autofree char *add = g_strdup_printf (_("Add %s"), _(hc_record_list_type (list)->one));

  self->index = index;
  self->filter = 0;
  hc_register_view_set_list (self->view, list);
  hc_register_view_set_overdue (self->view, described->due, hc_handoff_is_open);
  hc_register_view_set_empty (self->view, described->icon, _(described->purpose));
  hc_register_view_set_may_be_empty (self->view, described->may_be_empty);
  hc_register_view_set_empty_button (self->view, is_checklist ? _("Add the _Usual Items") : NULL,
                                     is_checklist ? "page.add-usual-items" : NULL);
  hc_register_view_set_filter_text (self->view,
                                    gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  hc_handoff_page_build_chips (self);
  replace_form (self, list);
  show_record (self);
  show_nav_row (self, index);
  if (self->add_label != NULL)
    adw_button_content_set_label (ADW_BUTTON_CONTENT (self->add_label), add);
  hc_handoff_page_update_actions (self);
}

static void
nav_selected_cb (HcHandoffPage *self, GtkListBoxRow *row)
{
  if (row == NULL || self->registers == NULL)
    return;
  show_register (self, (guint) gtk_list_box_row_get_index (row));
  hc_ui_state_set_string ("handoff-register", shown_register (self)->type);
}

/* Enter goes on to the table. */
static void
nav_activated_cb (HcHandoffPage *self)
{
  hc_register_view_focus (self->view);
}

void
hc_handoff_page_show_register (HcHandoffPage *self, const char *type)
{
  g_return_if_fail (HC_IS_HANDOFF_PAGE (self));

  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    if (g_strcmp0 (hc_handoff_registers[i].type, type) == 0)
      gtk_list_box_select_row (self->nav, gtk_list_box_get_row_at_index (self->nav, (int) i));
}

/* ---------------------------------------------------------------- search */

static void
search_changed_cb (HcHandoffPage *self)
{
  gboolean on = gtk_search_bar_get_search_mode (self->search_bar);

  hc_register_view_set_filter_text (
    self->view, on ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : NULL);
  if (hc_page_actions (HC_PAGE (self)) != NULL)
    hc_handoff_page_update_actions (self);
}

static void
search_done_cb (HcHandoffPage *self)
{
  hc_register_view_focus (self->view);
}

static void
hc_handoff_page_begin_search (HcPage *page)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);

  if (self->narrow)
    hc_handoff_page_set_detail (self, FALSE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---------------------------------------------------------------- layout */

gboolean
hc_handoff_page_detail (HcHandoffPage *self)
{
  return self->narrow ? self->narrow_detail : self->wide_detail;
}

static void
update_layout (HcHandoffPage *self)
{
  gboolean detail = hc_handoff_page_detail (self);

  gtk_widget_set_visible (self->pane, detail);
  gtk_widget_set_visible (self->pane_separator, detail && !self->narrow);
  gtk_widget_set_visible (self->main_box, !(detail && self->narrow));
  gtk_widget_set_hexpand (self->pane, self->narrow);
}

void
hc_handoff_page_set_detail (HcHandoffPage *self, gboolean shown)
{
  GtkWidget *form = adw_bin_get_child (self->form_bin);

  if (shown == hc_handoff_page_detail (self))
    return;
  if (!shown && form != NULL)
    hc_form_commit (HC_FORM (form));
  if (self->narrow)
    self->narrow_detail = shown;
  else
    {
      self->wide_detail = shown;
      hc_ui_state_set_bool ("handoff-detail", shown);
    }
  update_layout (self);
  hc_handoff_page_update_actions (self);
  if (!shown)
    hc_register_view_focus (self->view);
  else if (form != NULL && self->narrow)
    gtk_widget_child_focus (self->pane, GTK_DIR_TAB_FORWARD);
}

static void
hc_handoff_page_resized (HcPage *page, int width, int height)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);
  gboolean narrow = width < DETAIL_MIN_WIDTH;

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  self->narrow_detail = FALSE;
  update_layout (self);
  hc_handoff_page_update_actions (self);
}

/* ---------------------------------------------------------------- page */

static void
hc_handoff_page_launch_set (HcPage *page)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);
  g_autofree char *remembered = hc_ui_state_string ("handoff-register");

  self->registers = hc_handoff_registers_of (hc_page_launch (page));
  g_signal_connect_object (self->registers, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hc_handoff_page_show_register (self, hc_handoff_registers[0].type);
  hc_handoff_page_show_register (self, remembered);
  counts_changed_cb (self);
  update_layout (self);
}

static void
hc_handoff_page_shown (HcPage *page)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);

  counts_changed_cb (self); /* another day may have begun */
}

static void
hc_handoff_page_hidden (HcPage *page)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);
  GtkWidget *form = adw_bin_get_child (self->form_bin);

  if (form != NULL)
    hc_form_commit (HC_FORM (form));
}

static GtkWidget *
hc_handoff_page_header_start (HcPage *page)
{
  HcHandoffPage *self = HC_HANDOFF_PAGE (page);
  GtkWidget *button;
  g_autofree char *label
    = g_strdup_printf (_("Add %s"), _(hc_record_type (shown_register (self)->type)->one));

  button = hc_page_create_add_button (label, _("Add a row (Insert)"), "page.add-row");
  self->add_label = gtk_button_get_child (GTK_BUTTON (button));
  return button;
}

static GMenuModel *
hc_handoff_page_menu (HcPage *page)
{
  static GMenuModel *menu;

  if (menu == NULL)
    menu = hc_handoff_page_create_menu ();
  return menu;
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, nav);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, main_box);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, chips);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, view);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, pane_separator);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, pane);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, pane_stack);
  gtk_widget_class_bind_template_child (widget_class, HcHandoffPage, form_bin);
  gtk_widget_class_bind_template_callback (widget_class, nav_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, nav_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
}

static void
hc_handoff_page_class_init (HcHandoffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  page_class->launch_set = hc_handoff_page_launch_set;
  page_class->shown = hc_handoff_page_shown;
  page_class->hidden = hc_handoff_page_hidden;
  page_class->begin_search = hc_handoff_page_begin_search;
  page_class->header_start = hc_handoff_page_header_start;
  page_class->menu = hc_handoff_page_menu;
  page_class->resized = hc_handoff_page_resized;

  g_type_ensure (HC_TYPE_REGISTER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-handoff-page.ui");
  bind_children (widget_class);
}

static void
hc_handoff_page_init (HcHandoffPage *self)
{
  hc_handoff_page_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  self->wide_detail = hc_ui_state_bool ("handoff-detail", FALSE);
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    gtk_list_box_append (self->nav, create_nav_row (i));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected-id", G_CALLBACK (show_record), self,
                           G_CONNECT_SWAPPED);
}
