/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cohorts-dialog-matches.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-cohort-values.h"
#include "hc-format.h"
#include "hc-notify.h"

#define MAX_OFFERS 200

struct _HcCohortsDialogMatches
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *heading;
  GtkImage *count_icon;
  GtkLabel *count_label;
  GtkListBox *list;
  GtkDropDown *field;
  GtkEditable *value;
  GtkLabel *offers_label;
  GtkListBox *offers;

  /* Owned */
  HcLaunch *launch;
  HcRecordList *matches;
  HcRecord *cohort;       /* NULL: none */
  HcCohortCounts *counts; /* NULL until read */
  GPtrArray *values;      /* of HcTicketValue; NULL until read */
  GCancellable *cancellable; /* of the reading of values */

  guint likely; /* the field that was chosen for the person */
};

G_DEFINE_FINAL_TYPE (HcCohortsDialogMatches, hc_cohorts_dialog_matches, ADW_TYPE_BIN)

static const HcField *
match_field (void)
{
  const HcRecordType *type = hc_record_type ("cohort_match");

  return &type->fields[hc_record_type_field (type, "field")];
}

static const char *
chosen_field (HcCohortsDialogMatches *self)
{
  return match_field ()->choices[gtk_drop_down_get_selected (self->field)].word;
}

/* ---------------------------------------------------------------- commands */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCohortsDialogMatches) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_record_list_finish (HC_RECORD_LIST (object), result, &error);

  if (id == NULL)
    hc_notify_error (GTK_WIDGET (self), _("The matches of the cohort could not be changed"), error);
}

static void
add_match (HcCohortsDialogMatches *self, const char *value)
{
  HcRecordData *match = hc_record_data_new (hc_record_type ("cohort_match"));

  hc_record_data_set (match, "cohort_id", hc_record_id (self->cohort));
  hc_record_data_set (match, "field", chosen_field (self));
  hc_record_data_set (match, "value", value);
  hc_record_list_add_async (self->matches, match, NULL, done_cb, g_object_ref (self));
  gtk_editable_set_text (self->value, "");
}

static void
remove_cb (HcCohortsDialogMatches *self, GtkButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "hc-match");

  gtk_widget_grab_focus (GTK_WIDGET (self->value)); /* the row goes: do not lose the focus */
  hc_record_list_remove_async (self->matches, id, done_cb, g_object_ref (self));
}

/* ---------------------------------------------------------------- matches */

static gboolean
belongs (HcCohortsDialogMatches *self, HcRecord *match)
{
  return g_strcmp0 (hc_record_get (match, "cohort_id"), hc_record_id (self->cohort)) == 0;
}

static GtkWidget *
create_match (HcCohortsDialogMatches *self, HcRecord *match)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  const char *value = hc_record_get (match, "value");
  g_autofree char *field = hc_record_dup_text (match, "field");
  g_autofree char *remove = g_strdup_printf (_("Remove the match “%s”"), value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), field);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "hc-match", g_strdup (hc_record_id (match)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static guint
show_matches (HcCohortsDialogMatches *self)
{
  guint n = 0;

  clear_list (self->list);
  for (guint i = 0; i < hc_record_list_count (self->matches); i++)
    {
      HcRecord *match = hc_record_list_at (self->matches, i);

      if (!belongs (self, match))
        continue;
      gtk_list_box_append (self->list, create_match (self, match));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  return n;
}

/* “142 of 1,200 tickets match”; in words what is not known yet. */
static char *
count_text (HcCohortsDialogMatches *self, guint n_matches, gint64 found)
{
  g_autofree char *hits = NULL;
  g_autofree char *all = NULL;

  if (n_matches == 0)
    return g_strdup (_("No match yet: no ticket finds this cohort"));
  if (self->counts == NULL || found < 0)
    return g_strdup ("…");
  if (self->counts->all == 0)
    return g_strdup (_("No tickets imported yet"));
  hits = hc_format_count (found);
  all = hc_format_count (self->counts->all);
  return g_strdup_printf (ngettext ("%s of %s ticket matches", "%s of %s tickets match",
                                    (gulong) self->counts->all),
                          hits, all);
}

static void
update (HcCohortsDialogMatches *self)
{
  g_autofree char *heading = NULL;
  g_autofree char *count = NULL;
  gint64 found = -1;
  guint n;

  gtk_stack_set_visible_child_name (self->stack, self->cohort != NULL ? "matches" : "none");
  if (self->cohort == NULL)
    return;
  heading = g_strdup_printf (_("Tickets of “%s”"), hc_record_title (self->cohort));
  gtk_label_set_label (self->heading, heading);
  n = show_matches (self);
  if (self->counts != NULL)
    found = hc_cohort_counts_of (self->counts, hc_record_id (self->cohort));
  count = count_text (self, n, found);
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count_icon),
                          n == 0 || (found == 0 && self->counts->all > 0));
}

/* ---------------------------------------------------------------- counting */

static gpointer
counts_job (HcDb *db, gpointer data, GError **error)
{
  return hc_cohort_counts (db, error);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCohortsDialogMatches) self = user_data;
  g_autoptr (GError) error = NULL;
  HcCohortCounts *counts = hc_store_job_finish (HC_STORE (object), result, &error);

  if (counts == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The tickets of the cohorts could not be counted"),
                       error);
      return;
    }
  g_clear_pointer (&self->counts, hc_cohort_counts_free);
  self->counts = counts;
  if (self->stack != NULL)
    update (self);
}

static void
count (HcCohortsDialogMatches *self)
{
  hc_store_read_async (hc_launch_store (self->launch), counts_job, NULL, NULL,
                       (GDestroyNotify) hc_cohort_counts_free, NULL, counted_cb,
                       g_object_ref (self));
}

/* ---------------------------------------------------------------- offers */

static gboolean
is_matched (HcCohortsDialogMatches *self, const char *value)
{
  for (guint i = 0; i < hc_record_list_count (self->matches); i++)
    {
      HcRecord *match = hc_record_list_at (self->matches, i);

      if (belongs (self, match) && g_strcmp0 (hc_record_get (match, "value"), value) == 0
          && g_strcmp0 (hc_record_get (match, "field"), chosen_field (self)) == 0)
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
create_offer (const char *value, gint64 tickets)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (value);
  g_autofree char *count = hc_format_count (tickets);
  g_autofree char *spoken = g_strdup_printf (
    ngettext ("%s, %s ticket", "%s, %s tickets", (gulong) tickets), value, count);
  GtkWidget *number = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, value);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "hc-second");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "hc-value", g_strdup (value), g_free);
  return row;
}

static gboolean
fits (const char *value, const char *typed)
{
  g_autofree char *a = g_utf8_casefold (value, -1);
  g_autofree char *b = g_utf8_casefold (typed, -1);

  return strstr (a, b) != NULL;
}

static char *
dup_typed (HcCohortsDialogMatches *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->value)));
}

static void
show_offers (HcCohortsDialogMatches *self)
{
  g_autofree char *typed = dup_typed (self);
  guint n = 0;

  clear_list (self->offers);
  if (self->cohort == NULL || self->values == NULL)
    return;
  for (guint i = 0; i < self->values->len && n < MAX_OFFERS; i++)
    {
      const HcTicketValue *value = g_ptr_array_index (self->values, i);

      if (!fits (value->text, typed) || is_matched (self, value->text))
        continue;
      gtk_list_box_append (self->offers, create_offer (value->text, value->count));
      n++;
    }
  gtk_label_set_label (self->offers_label,
                       self->values->len == 0
                         ? _("No imported ticket has this field. A value can be typed all the same.")
                         : _("Imported values and their tickets:"));
}

static gpointer
values_job (HcDb *db, gpointer data, GError **error)
{
  return hc_cohort_values (db, data, error);
}

static void
values_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCohortsDialogMatches) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *values = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (values == NULL)
    {
      hc_notify_error (GTK_WIDGET (self), _("The imported values could not be read"), error);
      return;
    }
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = values;
  show_offers (self);
}

static void
read_values (HcCohortsDialogMatches *self)
{
  if (self->launch == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->values, g_ptr_array_unref); /* they are another field's */
  show_offers (self);
  hc_store_read_async (hc_launch_store (self->launch), values_job,
                       (gpointer) chosen_field (self), NULL, (GDestroyNotify) g_ptr_array_unref,
                       self->cancellable, values_read_cb, g_object_ref (self));
}

/* A typed text that is an imported value but for its case is that value. */
static void
value_entered_cb (HcCohortsDialogMatches *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  if (*typed == '\0' || self->cohort == NULL)
    return;
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      const HcTicketValue *value = g_ptr_array_index (self->values, i);
      g_autofree char *other = g_utf8_casefold (value->text, -1);

      if (g_str_equal (other, folded))
        {
          add_match (self, value->text);
          return;
        }
    }
  add_match (self, typed);
}

static void
offer_activated_cb (HcCohortsDialogMatches *self, GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "hc-value"));

  gtk_widget_grab_focus (GTK_WIDGET (self->value)); /* the offer goes */
  add_match (self, value);
}

/* ---------------------------------------------------------------- following */

/* The field by which it is found already; else its kind, which is a field of tickets too. */
static const char *
likely_field (HcCohortsDialogMatches *self)
{
  for (guint i = 0; i < hc_record_list_count (self->matches); i++)
    {
      HcRecord *match = hc_record_list_at (self->matches, i);

      if (belongs (self, match))
        return hc_record_get (match, "field");
    }
  return hc_record_get (self->cohort, "kind");
}

static void
choose_likely_field (HcCohortsDialogMatches *self)
{
  const char *field = likely_field (self);
  const HcChoice *choices = match_field ()->choices;

  for (guint i = 0; choices[i].word != NULL; i++)
    if (g_strcmp0 (choices[i].word, field) == 0)
      {
        self->likely = i;
        gtk_drop_down_set_selected (self->field, i);
      }
}


/* The cohort was shown before its matches were there. */
static void
matches_loaded_cb (HcCohortsDialogMatches *self)
{
  if (self->cohort != NULL && gtk_drop_down_get_selected (self->field) == self->likely)
    choose_likely_field (self);
}

static void
matches_changed_cb (HcCohortsDialogMatches *self)
{
  count (self);
  update (self);
  show_offers (self);
}

static void
launch_changed_cb (HcCohortsDialogMatches *self, guint tables)
{
  if ((tables & HC_TABLES_TICKETS) == 0)
    return;
  count (self);
  read_values (self);
}

void
hc_cohorts_dialog_matches_set_launch (HcCohortsDialogMatches *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_COHORTS_DIALOG_MATCHES (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  self->matches = hc_record_list_new (launch, "cohort_match", NULL);
  g_signal_connect_object (self->matches, "items-changed", G_CALLBACK (matches_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matches, "notify::loaded", G_CALLBACK (matches_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  count (self);
  read_values (self);
}

void
hc_cohorts_dialog_matches_show (HcCohortsDialogMatches *self, HcRecord *cohort)
{
  g_return_if_fail (HC_IS_COHORTS_DIALOG_MATCHES (self));

  if (self->cohort != NULL)
    g_signal_handlers_disconnect_by_func (self->cohort, update, self);
  g_set_object (&self->cohort, cohort);
  if (cohort != NULL)
    {
      g_signal_connect_object (cohort, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      choose_likely_field (self);
    }
  update (self);
  show_offers (self);
}

/* ---------------------------------------------------------------- class */

static void
hc_cohorts_dialog_matches_dispose (GObject *object)
{
  HcCohortsDialogMatches *self = HC_COHORTS_DIALOG_MATCHES (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cohort);
  g_clear_object (&self->matches);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->counts, hc_cohort_counts_free);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->stack = NULL;
  G_OBJECT_CLASS (hc_cohorts_dialog_matches_parent_class)->dispose (object);
}

static void
hc_cohorts_dialog_matches_class_init (HcCohortsDialogMatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_cohorts_dialog_matches_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-cohorts-dialog-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, stack);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, heading);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, count_icon);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, count_label);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, list);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, field);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, value);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, offers_label);
  gtk_widget_class_bind_template_child (widget_class, HcCohortsDialogMatches, offers);
  gtk_widget_class_bind_template_callback (widget_class, read_values);
  gtk_widget_class_bind_template_callback (widget_class, show_offers);
  gtk_widget_class_bind_template_callback (widget_class, value_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_activated_cb);
}

static void
hc_cohorts_dialog_matches_init (HcCohortsDialogMatches *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const HcChoice *choices = match_field ()->choices;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; choices[i].word != NULL; i++)
    gtk_string_list_append (labels, _(choices[i].label));
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (labels));
}
