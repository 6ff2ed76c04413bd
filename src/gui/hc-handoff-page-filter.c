/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chips that narrow a register: states, overdue, without an owner. */

#include "config.h"

#include "hc-handoff-page-private.h"

#include <glib/gi18n.h>

static const HcRecordType *
type_of (HcHandoffPage *self)
{
  return hc_record_type (hc_handoff_registers[self->index].type);
}

static guint
state_bit (const HcRecordData *record)
{
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    {
      const HcHandoffRegister *described = &hc_handoff_registers[i];
      const HcField *field;
      const char *word;

      if (described->state == NULL || !g_str_equal (described->type, record->type->name))
        continue;
      field = &record->type->fields[hc_record_type_field (record->type, described->state)];
      word = hc_record_data_get (record, described->state);
      for (guint bit = 0; word != NULL && field->choices[bit].word != NULL; bit++)
        if (g_str_equal (field->choices[bit].word, word))
          return 1u << bit;
    }
  return 0;
}

static gboolean
passes (const HcRecordData *record, gpointer data)
{
  HcHandoffPage *self = data;
  guint states = self->filter & ~(HC_HANDOFF_OVERDUE | HC_HANDOFF_UNOWNED);

  if (states != 0 && (states & state_bit (record)) == 0)
    return FALSE;
  if ((self->filter & HC_HANDOFF_OVERDUE) != 0
      && !hc_handoff_is_overdue (record, hc_handoff_registers_today (self->registers)))
    return FALSE;
  return (self->filter & HC_HANDOFF_UNOWNED) == 0 || hc_handoff_is_unowned (record);
}

static void
chip_toggled_cb (HcHandoffPage *self, GtkToggleButton *chip)
{
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "hc-bit"));
  guint bits = self->filter & ~bit;

  if (gtk_toggle_button_get_active (chip))
    bits |= bit;
  if (bits != self->filter)
    hc_handoff_page_set_filter (self, bits);
}

static void
add_chip (HcHandoffPage *self, const char *label, guint bit)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf (_("Only “%s”"), label);

  gtk_widget_add_css_class (chip, "hc-chip");
  gtk_widget_add_css_class (chip, "outlined");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), "hc-bit", GUINT_TO_POINTER (bit));
  g_signal_connect_swapped (chip, "toggled", G_CALLBACK (chip_toggled_cb), self);
  gtk_box_append (self->chips, chip);
}

void
hc_handoff_page_build_chips (HcHandoffPage *self)
{
  const HcHandoffRegister *described = &hc_handoff_registers[self->index];
  const HcRecordType *type = type_of (self);
  const HcField *field;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  if (described->state != NULL)
    {
      field = &type->fields[hc_record_type_field (type, described->state)];
      for (guint bit = 0; field->choices[bit].word != NULL; bit++)
        add_chip (self, _(field->choices[bit].label), 1u << bit);
    }
  if (described->due != NULL)
    add_chip (self, _("Overdue"), HC_HANDOFF_OVERDUE);
  if (described->owner != NULL)
    add_chip (self, _("Without Owner"), HC_HANDOFF_UNOWNED);
}

void
hc_handoff_page_set_filter (HcHandoffPage *self, guint bits)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  self->filter = bits;
  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "hc-bit"));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), (bits & bit) != 0);
    }
  hc_register_view_set_filter_func (self->view, bits != 0 ? passes : NULL, self, NULL);
  hc_handoff_page_update_actions (self);
}
