/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-column-chooser.h"
#include "hc-format.h"
#include "hc-ui-state.h"

/* Below them the detail is one line, and buttons are without words. */
#define DETAIL_MIN_HEIGHT 600
#define WORDS_MIN_WIDTH 1000
#define PIN_WORDS_MIN_WIDTH 1150

G_DEFINE_FINAL_TYPE (HcCatalogPage, hc_catalog_page, HC_TYPE_PAGE)

/* ---------------------------------------------------------------- status line */

static char *
issues_text (HcCatalogPage *self)
{
  HcCatalogCounts counts = hc_catalog_counts (self->catalog);
  g_autofree char *issues = g_strdup_printf (ngettext ("%u issue", "%u issues", counts.issues),
                                             counts.issues);
  g_autofree char *clock = hc_catalog_dup_clock (self->catalog);

  if (clock == NULL)
    /* TRANSLATORS: “23 issues · 21 open” */
    return g_strdup_printf (_("%s · %u open"), issues, counts.open);
  return g_strdup_printf (_("%s · %u open · %s"), issues, counts.open, clock);
}

static void
show_status (HcCatalogPage *self)
{
  const HcIssueFactsSet *facts = hc_catalog_facts (self->catalog);
  g_autofree char *issues = issues_text (self);
  g_autofree char *linked = NULL, *all = NULL, *text = NULL;

  if (facts != NULL && facts->n_tickets > 0)
    {
      linked = hc_format_count (facts->n_classified);
      all = hc_format_count (facts->n_tickets);
      text = g_strdup_printf (_("%s · %s of %s tickets linked"), issues, linked, all);
    }
  hc_register_view_set_status (self->view, text != NULL ? text : issues);
  gtk_widget_set_visible (self->tools, hc_catalog_counts (self->catalog).issues > 0);
}

/* ---------------------------------------------------------------- filters, order */

static gboolean
passes (const HcRecordData *issue, gpointer data)
{
  HcCatalogPage *self = data;

  return hc_catalog_filter_matches (hc_catalog_filter_bar_filter (self->filter_bar), self->catalog,
                                    issue);
}

static char *
describe_view (HcCatalogPage *self)
{
  gboolean descending = FALSE;
  const char *sort = hc_register_view_sort (self->view, &descending);
  g_autofree char *filter
    = hc_catalog_filter_format (hc_catalog_filter_bar_filter (self->filter_bar));

  return g_strdup_printf ("%s%s%s%s%s", filter, sort != NULL ? " sort=" : "",
                          sort != NULL ? sort : "", sort != NULL && descending ? ",descending" : "",
                          self->pinned ? " pinned=yes" : "");
}

void
hc_catalog_page_save (HcCatalogPage *self)
{
  g_autofree char *text = NULL;
  g_autofree char *state = NULL;

  if (!self->ready)
    return;
  text = describe_view (self);
  state = g_strconcat (hc_store_path (hc_launch_store (hc_page_launch (HC_PAGE (self)))), "\n",
                       text, NULL);
  hc_ui_state_set_string ("catalog-view", state);
  hc_filter_saved_set_text (self->saved, text);
  hc_catalog_page_update_actions (self);
}

/* As describe_view() wrote it. */
static void
apply_view (HcCatalogPage *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean pinned = FALSE;
  const char *sort = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "sort="))
      sort = words[i] + strlen ("sort=");
    else if (g_str_equal (words[i], "pinned=yes"))
      pinned = TRUE;
  hc_catalog_filter_bar_set_text (self->filter_bar, text);
  if (sort != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (sort, ",", 2);

      if (hc_register_view_column_label (self->view, parts[0]) != NULL)
        hc_register_view_set_sort (self->view, parts[0], parts[1] != NULL);
    }
  else
    hc_register_view_set_sort (self->view, NULL, FALSE);
  hc_catalog_page_set_pinned (self, pinned);
}

/* Workflows of one launch mean nothing in another: the first line says whose view it was. */
static void
restore_view (HcCatalogPage *self)
{
  g_autofree char *state = hc_ui_state_string ("catalog-view");
  const char *path = hc_store_path (hc_launch_store (hc_page_launch (HC_PAGE (self))));
  g_auto (GStrv) parts = g_strsplit (state, "\n", 2);

  if (parts[0] != NULL && parts[1] != NULL && g_str_equal (parts[0], path))
    apply_view (self, parts[1]);
  else
    apply_view (self, "state=open sort=window,descending");
}

static void
filter_changed_cb (HcCatalogPage *self)
{
  if (self->catalog == NULL)
    return;
  hc_register_view_set_filter_func (self->view, passes, self, NULL);
  hc_catalog_page_save (self);
}

static void
saved_chosen_cb (HcCatalogPage *self, const char *filter)
{
  apply_view (self, filter);
}

static void
sort_changed_cb (HcCatalogPage *self)
{
  hc_catalog_page_save (self);
}

void
hc_catalog_page_set_pinned (HcCatalogPage *self, gboolean pinned)
{
  self->pinned = pinned;
  hc_register_view_set_pinned (self->view, pinned);
  hc_catalog_notes_set_drivers (self->notes, pinned);
  hc_catalog_page_save (self);
}

/* ---------------------------------------------------------------- search */

static void
search_changed_cb (HcCatalogPage *self)
{
  gboolean on = gtk_search_bar_get_search_mode (self->search_bar);

  hc_register_view_set_filter_text (
    self->view, on ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : NULL);
  hc_catalog_page_update_actions (self);
}

static void
search_done_cb (HcCatalogPage *self)
{
  hc_register_view_focus (self->view);
}

static void
hc_catalog_page_begin_search (HcPage *page)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (page);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---------------------------------------------------------------- detail */

gboolean
hc_catalog_page_detail (HcCatalogPage *self)
{
  return self->low ? self->low_detail : self->high_detail;
}

static void
update_layout (HcCatalogPage *self)
{
  hc_catalog_pane_set_folded (self->pane, !hc_catalog_page_detail (self));
  hc_catalog_notes_set_low (self->notes, self->low);
  gtk_widget_set_visible (self->pin_label, self->wide);
  hc_catalog_filter_bar_set_narrow (self->filter_bar, self->narrow);
}

void
hc_catalog_page_set_detail (HcCatalogPage *self, gboolean shown)
{
  if (self->low)
    self->low_detail = shown;
  else
    {
      self->high_detail = shown;
      hc_ui_state_set_bool ("catalog-detail", shown);
    }
  update_layout (self);
  hc_catalog_page_update_actions (self);
}

static void
hc_catalog_page_resized (HcPage *page, int width, int height)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (page);

  self->low = height < DETAIL_MIN_HEIGHT;
  self->narrow = width < WORDS_MIN_WIDTH;
  self->wide = width >= PIN_WORDS_MIN_WIDTH;
  update_layout (self);
  hc_catalog_page_update_actions (self);
}

static void
selection_changed_cb (HcCatalogPage *self)
{
  hc_catalog_pane_show (self->pane, hc_register_view_selected (self->view));
  hc_catalog_page_update_actions (self);
}

static void
pane_edit_cb (HcCatalogPage *self, const char *field)
{
  hc_register_view_edit (self->view, field);
}

void
hc_catalog_page_show_issue (HcCatalogPage *self, const char *id)
{
  g_return_if_fail (HC_IS_CATALOG_PAGE (self));

  hc_register_view_show (self->view, id);
}

static void
note_activated_cb (HcCatalogPage *self, const char *id)
{
  hc_catalog_page_show_issue (self, id);
  hc_register_view_focus (self->view);
}

/* ---------------------------------------------------------------- catalog */

static void
catalog_changed_cb (HcCatalogPage *self)
{
  hc_register_view_refresh (self->view);
  show_status (self);
}

/* The pane always tells of an issue where there is one. */
static void
rows_changed_cb (HcCatalogPage *self)
{
  if (hc_register_view_selected_id (self->view) == NULL)
    hc_register_view_select_first (self->view);
}

static void
load_failed_cb (HcCatalogPage *self, GError *error)
{
  hc_page_report (HC_PAGE (self), _("The figures of the issues could not be computed."), error);
}

static void
edit_column (const char *column, const char *const *ids, GtkWidget *cell, gpointer data)
{
  GtkWidget *page = gtk_widget_get_ancestor (cell, HC_TYPE_CATALOG_PAGE);

  if (g_str_equal (column, "cohorts"))
    hc_catalog_page_edit_cohorts (HC_CATALOG_PAGE (page), ids, cell);
}

static void
fill_chooser (HcCatalogPage *self)
{
  HcColumnChooser *chooser = hc_column_chooser_new (hc_register_view_layout (self->view));
  const HcRecordType *type = hc_record_type ("issue");

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & HC_FIELD_HIDDEN) == 0)
      hc_column_chooser_add (chooser, _(type->fields[i].label), type->fields[i].name);
  for (guint i = 0; i < self->hooks.n_columns; i++)
    hc_column_chooser_add (chooser, _(self->hooks.columns[i].label), self->hooks.columns[i].name);
  gtk_menu_button_set_popover (self->columns_button, GTK_WIDGET (chooser));
}

static void
set_up_view (HcCatalogPage *self)
{
  g_autoptr (GMenuModel) sort = NULL;

  hc_register_view_set_list (self->view, hc_catalog_list (self->catalog, HC_CATALOG_ISSUES));
  self->hooks = hc_catalog_hooks;
  self->hooks.edit = edit_column;
  hc_register_view_set_hooks (self->view, &self->hooks, self->catalog);
  hc_register_view_set_layout (self->view, "catalog-columns", hc_catalog_default_columns);
  hc_register_view_set_empty (self->view, "accessories-dictionary-symbolic",
                              _("What breaks, at which step, for whom, and what is done about it: "
                                "repeated tickets become issues here. Find them in the tickets’ "
                                "titles, or write down the first one."));
  hc_register_view_set_empty_button (self->view, _("_Group Titles…"), "win.text-groups");
  hc_register_view_set_may_be_empty (self->view, TRUE);
  sort = hc_catalog_page_sort_menu (self);
  gtk_menu_button_set_menu_model (self->sort_button, sort);
  fill_chooser (self);
}

static void
hc_catalog_page_launch_set (HcPage *page)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (page);
  g_autoptr (GMenuModel) menu = hc_catalog_page_issue_menu ();

  self->catalog = hc_catalog_of (hc_page_launch (page));
  set_up_view (self);
  hc_catalog_filter_bar_set_catalog (self->filter_bar, self->catalog);
  hc_catalog_notes_set_catalog (self->notes, self->catalog);
  hc_catalog_pane_set_catalog (self->pane, self->catalog, menu);
  hc_filter_saved_set_launch (self->saved, hc_page_launch (page), "catalog");
  hc_catalog_pane_show (self->pane, NULL);
  restore_view (self);
  self->ready = TRUE;
  hc_catalog_page_save (self);
  g_signal_connect_object (self->view, "notify::selected-id", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-shown", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "marked-changed",
                           G_CALLBACK (hc_catalog_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalog, "changed", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalog, "load-failed", G_CALLBACK (load_failed_cb), self,
                           G_CONNECT_SWAPPED);
  show_status (self);
  update_layout (self);
}

static void
hc_catalog_page_shown (HcPage *page)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (page);

  hc_catalog_watch (self->catalog);
  hc_register_view_refresh (self->view); /* another day may have begun */
}

static void
hc_catalog_page_hidden (HcPage *page)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (page);

  hc_catalog_unwatch (self->catalog);
}

static GtkWidget *
hc_catalog_page_header_start (HcPage *page)
{
  return hc_page_create_add_button (_("New Issue"), _("New issue (Insert)"), "page.new-issue");
}

static GMenuModel *
hc_catalog_page_menu (HcPage *page)
{
  static GMenuModel *menu;

  if (menu == NULL)
    menu = hc_catalog_page_create_menu ();
  return menu;
}

/* ---------------------------------------------------------------- object */

static void
hc_catalog_page_dispose (GObject *object)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (object);

  if (self->cohorts != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->cohorts));
  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->cohorts = NULL;
  self->editor = NULL;
  G_OBJECT_CLASS (hc_catalog_page_parent_class)->dispose (object);
}

static void
hc_catalog_page_finalize (GObject *object)
{
  HcCatalogPage *self = HC_CATALOG_PAGE (object);

  g_strfreev (self->cohort_ids);
  g_free (self->asked_id);
  g_free (self->split_title);
  G_OBJECT_CLASS (hc_catalog_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, tools);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, pin_label);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, saved);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, notes);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, view);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_edit_cb);
}

static void
hc_catalog_page_class_init (HcCatalogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HcPageClass *page_class = HC_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_catalog_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hc_catalog_page_finalize;
  page_class->launch_set = hc_catalog_page_launch_set;
  page_class->shown = hc_catalog_page_shown;
  page_class->hidden = hc_catalog_page_hidden;
  page_class->begin_search = hc_catalog_page_begin_search;
  page_class->header_start = hc_catalog_page_header_start;
  page_class->menu = hc_catalog_page_menu;
  page_class->resized = hc_catalog_page_resized;

  g_type_ensure (HC_TYPE_CATALOG_FILTER_BAR);
  g_type_ensure (HC_TYPE_FILTER_SAVED);
  g_type_ensure (HC_TYPE_CATALOG_NOTES);
  g_type_ensure (HC_TYPE_REGISTER_VIEW);
  g_type_ensure (HC_TYPE_CATALOG_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-catalog-page.ui");
  bind_children (widget_class);
}

static void
hc_catalog_page_init (HcCatalogPage *self)
{
  hc_catalog_page_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  self->high_detail = hc_ui_state_bool ("catalog-detail", TRUE);
  hc_catalog_page_init_asking (self);
}
