/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-cohort-popover.h"

#include <glib/gi18n.h>

struct _HcCohortPopover
{
  GtkPopover parent_instance;

  /* Children */
  GtkLabel *heading;
  GtkListBox *list;
  GtkWidget *scrolled;
  GtkWidget *none;
};

static guint set_signal;

G_DEFINE_FINAL_TYPE (HcCohortPopover, hc_cohort_popover, GTK_TYPE_POPOVER)

static GtkCheckButton *
check_at (HcCohortPopover *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row != NULL ? GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row)) : NULL;
}

void
hc_cohort_popover_toggle (HcCohortPopover *self, guint position)
{
  GtkCheckButton *check;

  g_return_if_fail (HC_IS_COHORT_POPOVER (self));

  check = check_at (self, position);
  g_return_if_fail (check != NULL);
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

void
hc_cohort_popover_set (HcCohortPopover *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  GtkCheckButton *check;

  g_return_if_fail (HC_IS_COHORT_POPOVER (self));

  for (guint i = 0; (check = check_at (self, i)) != NULL; i++)
    if (gtk_check_button_get_active (check))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (check), "hc-id"));
  ids = g_strv_builder_end (builder);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, set_signal, 0, ids);
}

/* The next cohort that begins with the letter, from the focused one on. */
static gboolean
jump (HcCohortPopover *self, gunichar letter)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int from = GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
                                         : -1;
  guint n = 0;

  while (check_at (self, n) != NULL)
    n++;
  for (guint i = 1; i <= n; i++)
    {
      guint at = (guint) (from + (int) i) % n;
      const char *label = gtk_check_button_get_label (check_at (self, at));

      if (g_unichar_tolower (g_utf8_get_char (label)) != g_unichar_tolower (letter))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) at)));
      return TRUE;
    }
  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HcCohortPopover *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gunichar c = gdk_keyval_to_unicode (key);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    hc_cohort_popover_set (self);
  else if (key == GDK_KEY_space && GTK_IS_LIST_BOX_ROW (focus))
    hc_cohort_popover_toggle (self,
                               (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)));
  else if (!g_unichar_isalnum (c) || !jump (self, c))
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
row_activated_cb (HcCohortPopover *self, GtkListBoxRow *row)
{
  hc_cohort_popover_toggle (self, (guint) gtk_list_box_row_get_index (row));
}

static void
hc_cohort_popover_class_init (HcCohortPopoverClass *klass)
{
  set_signal = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
hc_cohort_popover_init (HcCohortPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *keys = gtk_label_new (_("Space tick · Enter set · Esc cancel"));
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_ellipsize (self->heading, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->heading, 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "caption-heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "hc-pick");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->none = gtk_label_new (_("No cohorts yet. Add them on the Hot Paths page."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->none), 30);
  gtk_list_box_set_placeholder (self->list, self->none);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 300);
  gtk_label_set_xalign (GTK_LABEL (keys), 0);
  gtk_widget_add_css_class (keys, "caption");
  gtk_widget_add_css_class (keys, "hc-second");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), keys);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

HcCohortPopover *
hc_cohort_popover_new (GtkWidget *parent)
{
  HcCohortPopover *self = g_object_new (HC_TYPE_COHORT_POPOVER, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

static void
fill (HcCohortPopover *self, HcRecordList *cohorts, GPtrArray *chosen)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < hc_record_list_count (cohorts); i++)
    {
      HcRecord *cohort = hc_record_list_at (cohorts, i);
      GtkWidget *check = gtk_check_button_new_with_label (hc_record_title (cohort));
      gboolean on = FALSE;

      for (guint c = 0; c < chosen->len && !on; c++)
        on = g_str_equal (chosen->pdata[c], hc_record_id (cohort));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), on);
      gtk_widget_set_focusable (check, FALSE);
      g_object_set_data_full (G_OBJECT (check), "hc-id", g_strdup (hc_record_id (cohort)), g_free);
      gtk_list_box_append (self->list, check);
    }
}

void
hc_cohort_popover_open (HcCohortPopover *self,
                         GtkWidget *cell,
                         const char *heading,
                         HcRecordList *cohorts,
                         GPtrArray *chosen)
{
  GtkListBoxRow *first;
  graphene_rect_t bounds;

  g_return_if_fail (HC_IS_COHORT_POPOVER (self) && GTK_IS_WIDGET (cell));

  gtk_label_set_label (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  fill (self, cohorts, chosen);
  if (gtk_widget_compute_bounds (cell, gtk_widget_get_parent (GTK_WIDGET (self)), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width,
                                                   (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self));
  if ((first = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}
