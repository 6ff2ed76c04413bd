/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-detail-cohorts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-record-table.h"
#include "hc-wrap-layout.h"

#define MAX_OFFER_HEIGHT 240

struct _HcHotPathDetailCohorts
{
  AdwBin parent_instance;

  /* Children */
  GtkBox *chips;
  GtkWidget *add; /* GtkMenuButton */
  GtkPopover *popover;
  GtkEditable *entry;
  GtkListBox *offers;

  /* Owned */
  HcHotPaths *paths;
  HcRecord *workflow;
  char *shown; /* what the chips say */
  gboolean writable;
};

G_DEFINE_FINAL_TYPE (HcHotPathDetailCohorts, hc_hot_path_detail_cohorts, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- commands */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetailCohorts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The cohorts of the hot path could not be changed"),
                     error);
}

static void
remove_link (HcHotPathDetailCohorts *self, const char *link_id)
{
  gtk_widget_grab_focus (self->add); /* the chip goes: do not lose the focus */
  hc_record_list_remove_async (hc_hot_paths_list (self->paths, HC_HOT_WORKFLOW_COHORTS), link_id,
                               done_cb, g_object_ref (self));
}

static void
add_cohort (HcHotPathDetailCohorts *self, const char *cohort_id)
{
  HcRecordData *link = hc_record_data_new (hc_record_type ("workflow_cohort"));

  hc_record_data_set (link, "workflow_id", hc_record_id (self->workflow));
  hc_record_data_set (link, "cohort_id", cohort_id);
  hc_record_list_add_async (hc_hot_paths_list (self->paths, HC_HOT_WORKFLOW_COHORTS), link, NULL,
                            done_cb, g_object_ref (self));
}

typedef struct
{
  HcRecordData *cohort;
  HcRecordData *link;
} NewCohort;

static void
new_cohort_free (gpointer data)
{
  NewCohort *self = data;

  hc_record_data_free (self->cohort);
  hc_record_data_free (self->link);
  g_free (self);
}

static gboolean
save_new_cohort (HcDb *db, gpointer data, GError **error)
{
  NewCohort *self = data;

  if (!hc_record_save (db, self->cohort, error))
    return FALSE;
  hc_record_data_set (self->link, "cohort_id", self->cohort->id);
  return hc_record_save (db, self->link, error);
}

static void
new_cohort_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcHotPathDetailCohorts) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hc_store_command_finish (HC_STORE (object), result, &error))
    hc_notify_error (GTK_WIDGET (self), _("The cohort could not be added"), error);
}

/* The cohort and that it is concerned: one undo step. */
static void
add_new_cohort (HcHotPathDetailCohorts *self, const char *name)
{
  HcStore *store = hc_launch_store (hc_hot_paths_launch (self->paths));
  NewCohort *data = g_new0 (NewCohort, 1);
  g_autofree char *label = g_strdup_printf (_("Add Cohort “%s”"), name);

  data->cohort = hc_record_data_new (hc_record_type ("cohort"));
  hc_record_data_set (data->cohort, "name", name);
  data->link = hc_record_data_new (hc_record_type ("workflow_cohort"));
  hc_record_data_set (data->link, "workflow_id", hc_record_id (self->workflow));
  hc_store_command_async (store, label,
                          hc_record_tables (data->cohort->type) | hc_record_tables (data->link->type),
                          save_new_cohort, data, new_cohort_free, new_cohort_saved_cb,
                          g_object_ref (self));
}

/* ---------------------------------------------------------------- chips */

static void
chip_clicked_cb (HcHotPathDetailCohorts *self, GtkButton *chip)
{
  remove_link (self, g_object_get_data (G_OBJECT (chip), "hc-link"));
}

/* “Plant buyers · 120”; the name alone while the head count is not known. */
static char *
chip_text (HcRecord *cohort)
{
  gint64 heads = hc_record_data_get_int (hc_record_data (cohort), "head_count", -1);
  g_autofree char *count = heads >= 0 ? hc_format_count (heads) : NULL;

  if (count == NULL)
    return g_strdup (hc_record_title (cohort));
  return g_strdup_printf ("%s · %s", hc_record_title (cohort), count);
}

static GtkWidget *
create_chip (HcHotPathDetailCohorts *self, HcRecord *link, HcRecord *cohort)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("window-close-symbolic");
  g_autofree char *text = chip_text (cohort);
  g_autofree char *remove = g_strdup_printf (_("Remove cohort “%s”"), hc_record_title (cohort));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "numeric");
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "hc-chip");
  gtk_widget_set_tooltip_text (chip, remove);
  gtk_widget_set_sensitive (chip, self->writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_object_set_data_full (G_OBJECT (chip), "hc-link", g_strdup (hc_record_id (link)), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  return chip;
}

static HcRecord *
link_of (HcHotPathDetailCohorts *self, const char *cohort_id)
{
  HcRecordList *links = hc_hot_paths_list (self->paths, HC_HOT_WORKFLOW_COHORTS);

  for (guint i = 0; i < hc_record_list_count (links); i++)
    {
      HcRecord *link = hc_record_list_at (links, i);

      if (hc_hot_paths_belongs (self->paths, HC_HOT_WORKFLOW_COHORTS, link,
                                hc_record_id (self->workflow))
          && g_strcmp0 (hc_record_get (link, "cohort_id"), cohort_id) == 0)
        return link;
    }
  return NULL;
}

/* What the chips will say, to leave them (and the focus) alone while it is the same. */
static char *
describe (HcHotPathDetailCohorts *self)
{
  HcRecordList *cohorts = hc_hot_paths_list (self->paths, HC_HOT_COHORTS);
  GString *text = g_string_new (self->writable ? "w" : "r");

  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      HcRecord *link = link_of (self, hc_record_id (cohort));
      g_autofree char *chip = chip_text (cohort);

      if (link != NULL)
        g_string_append_printf (text, "\n%s %s", hc_record_id (link), chip);
    }
  return g_string_free (text, FALSE);
}

/* In the order of the cohorts. */
static void
show_chips (HcHotPathDetailCohorts *self)
{
  HcRecordList *cohorts = hc_hot_paths_list (self->paths, HC_HOT_COHORTS);
  g_autofree char *text = describe (self);
  GtkWidget *child;

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != self->add)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      HcRecord *link = link_of (self, hc_record_id (cohort));

      if (link != NULL)
        gtk_widget_insert_before (create_chip (self, link, cohort), GTK_WIDGET (self->chips),
                                  self->add);
    }
}

/* ---------------------------------------------------------------- offers */

static GtkWidget *
create_offer (HcRecord *cohort, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (cohort != NULL)
    g_object_set_data_full (G_OBJECT (row), "hc-cohort", g_strdup (hc_record_id (cohort)), g_free);
  return row;
}

static gboolean
contains (const char *text, const char *part)
{
  g_autofree char *a = g_utf8_casefold (text, -1);
  g_autofree char *b = g_utf8_casefold (part, -1);

  return strstr (a, b) != NULL;
}

static HcRecord *
cohort_named (HcHotPathDetailCohorts *self, const char *name)
{
  HcRecordList *cohorts = hc_hot_paths_list (self->paths, HC_HOT_COHORTS);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      g_autofree char *title = g_utf8_casefold (hc_record_title (cohort), -1);

      if (g_str_equal (title, wanted))
        return cohort;
    }
  return NULL;
}

static char *
dup_typed (HcHotPathDetailCohorts *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

/* What fits the typed text and is not there yet; last a new one of that name. */
static void
fill_offers (HcHotPathDetailCohorts *self)
{
  HcRecordList *cohorts = hc_hot_paths_list (self->paths, HC_HOT_COHORTS);
  g_autofree char *typed = dup_typed (self);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->offers, 0)) != NULL)
    gtk_list_box_remove (self->offers, GTK_WIDGET (row));
  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      g_autofree char *text = chip_text (cohort);

      if (link_of (self, hc_record_id (cohort)) == NULL && contains (text, typed))
        gtk_list_box_append (self->offers, create_offer (cohort, text));
    }
  if (*typed != '\0' && cohort_named (self, typed) == NULL)
    {
      g_autofree char *text = g_strdup_printf (_("New cohort “%s”"), typed);

      gtk_list_box_append (self->offers, create_offer (NULL, text));
    }
  gtk_list_box_select_row (self->offers, gtk_list_box_get_row_at_index (self->offers, 0));
}

static void
offer_activated_cb (HcHotPathDetailCohorts *self, GtkListBoxRow *row)
{
  const char *cohort_id = g_object_get_data (G_OBJECT (row), "hc-cohort");
  g_autofree char *typed = dup_typed (self);

  if (cohort_id != NULL)
    add_cohort (self, cohort_id);
  else
    add_new_cohort (self, typed);
  gtk_popover_popdown (self->popover);
}

static void
entered_cb (HcHotPathDetailCohorts *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->offers);

  if (row != NULL)
    offer_activated_cb (self, row);
}

/* The arrow keys choose among the offers while the text has the focus. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              HcHotPathDetailCohorts *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->offers);
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (by == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->offers, gtk_list_box_row_get_index (row) + by);
  if (row != NULL)
    gtk_list_box_select_row (self->offers, row);
  return GDK_EVENT_STOP;
}

static void
popover_shown_cb (HcHotPathDetailCohorts *self)
{
  gtk_editable_set_text (self->entry, "");
  fill_offers (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* ---------------------------------------------------------------- class */

static void
hc_hot_path_detail_cohorts_dispose (GObject *object)
{
  HcHotPathDetailCohorts *self = HC_HOT_PATH_DETAIL_COHORTS (object);

  g_clear_object (&self->paths);
  g_clear_object (&self->workflow);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (hc_hot_path_detail_cohorts_parent_class)->dispose (object);
}

static void
hc_hot_path_detail_cohorts_class_init (HcHotPathDetailCohortsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_hot_path_detail_cohorts_dispose;
}

static GtkWidget *
create_popover (HcHotPathDetailCohorts *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = GTK_POPOVER (popover);
  self->entry = GTK_EDITABLE (entry);
  self->offers = GTK_LIST_BOX (list);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name of a cohort"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of a cohort"), -1);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_widget_add_css_class (list, "hc-pick");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_OFFER_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (box, 244, -1);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (self->popover, box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (fill_offers), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (offer_activated_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (popover_shown_cb), self);
  return popover;
}

static GtkWidget *
create_add_button (HcHotPathDetailCohorts *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Cohort")));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), create_popover (self));
  gtk_widget_add_css_class (button, "hc-add-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Add Cohort"), -1);
  return button;
}

static void
hc_hot_path_detail_cohorts_init (HcHotPathDetailCohorts *self)
{
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), hc_wrap_layout_new (6));
  self->add = create_add_button (self);
  gtk_box_append (self->chips, self->add);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->chips));
}

void
hc_hot_path_detail_cohorts_show (HcHotPathDetailCohorts *self,
                                 HcHotPaths *paths,
                                 HcRecord *workflow,
                                 gboolean writable)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_COHORTS (self));

  g_set_object (&self->paths, paths);
  g_set_object (&self->workflow, workflow);
  self->writable = writable;
  gtk_widget_set_sensitive (self->add, writable);
  show_chips (self);
}

void
hc_hot_path_detail_cohorts_focus (HcHotPathDetailCohorts *self)
{
  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_COHORTS (self));
  gtk_widget_grab_focus (self->add);
}

void
hc_hot_path_detail_cohorts_add (HcHotPathDetailCohorts *self, const char *name)
{
  HcRecord *cohort;

  g_return_if_fail (HC_IS_HOT_PATH_DETAIL_COHORTS (self) && self->workflow != NULL);

  cohort = cohort_named (self, name);
  if (cohort == NULL)
    add_new_cohort (self, name);
  else if (link_of (self, hc_record_id (cohort)) == NULL)
    add_cohort (self, hc_record_id (cohort));
}
