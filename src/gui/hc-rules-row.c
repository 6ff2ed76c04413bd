/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-row.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-row-drag.h"

struct _HcRulesRow
{
  GtkListBoxRow parent_instance;

  /* Children */
  GtkImage *handle;
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkLabel *count;
  GtkSwitch *on;

  /* Owned */
  char *id;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (HcRulesRow, hc_rules_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  TOGGLED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* ---------------------------------------------------------------- showing */

static char *
dup_count (gint64 count)
{
  g_autofree char *number = NULL;

  if (count < 0)
    return g_strdup (_("Not saved yet"));
  if (count == 0)
    return g_strdup (_("Decides no ticket"));
  number = hc_format_count (count);
  return g_strdup_printf (ngettext ("Decides %s ticket", "Decides %s tickets", (gulong) count),
                          number);
}

static void
show_spoken (HcRulesRow *self, const HcRule *rule, const char *sentence, const char *count)
{
  /* TRANSLATORS: read aloud: number, name, sentence, “Decides 12 tickets”, “on” */
  g_autofree char *spoken = g_strdup_printf (
    _("Rule %u, %s, %s, %s, %s"), rule->number, rule->name != NULL ? rule->name : "", sentence,
    count, rule->is_enabled ? _("on") : _("off"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
hc_rules_row_show (HcRulesRow *self,
                   const HcRule *rule,
                   const HcRulesNames *names,
                   gint64 count,
                   gboolean is_changed)
{
  g_autofree char *number = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *count_text = NULL;
  gboolean named = rule->name != NULL && *rule->name != '\0';

  g_return_if_fail (HC_IS_RULES_ROW (self));

  number = g_strdup_printf ("%u", rule->number);
  sentence = hc_rules_sentence (rule, names);
  count_text = is_changed ? g_strdup (_("Changed, not saved yet")) : dup_count (count);
  g_free (self->id);
  self->id = g_strdup (rule->id);
  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->title, rule->name);
  gtk_widget_set_visible (GTK_WIDGET (self->title), named);
  gtk_label_set_label (self->sentence, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), sentence);
  gtk_label_set_label (self->count, count_text);
  gtk_widget_set_visible (GTK_WIDGET (self->handle), rule->id != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->on), rule->id != NULL);
  self->showing = TRUE;
  gtk_switch_set_active (self->on, rule->is_enabled);
  self->showing = FALSE;
  gtk_widget_set_opacity (GTK_WIDGET (self->sentence), rule->is_enabled ? 1 : .6);
  show_spoken (self, rule, sentence, count_text);
}

const char *
hc_rules_row_id (HcRulesRow *self)
{
  g_return_val_if_fail (HC_IS_RULES_ROW (self), NULL);
  return self->id;
}

static void
active_cb (HcRulesRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TOGGLED], 0, gtk_switch_get_active (self->on));
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_row_finalize (GObject *object)
{
  g_free (HC_RULES_ROW (object)->id);
  G_OBJECT_CLASS (hc_rules_row_parent_class)->finalize (object);
}

static void
hc_rules_row_class_init (HcRulesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_rules_row_finalize;
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  hc_row_drag_class_install (GTK_LIST_BOX_ROW_CLASS (klass));
}

static GtkLabel *
append_label (GtkWidget *box, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), lines);
    }
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
hc_rules_row_init (HcRulesRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->handle = GTK_IMAGE (gtk_image_new_from_icon_name ("list-drag-handle-symbolic"));
  gtk_widget_add_css_class (GTK_WIDGET (self->handle), "dim-label");
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "hc-num");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_widget_set_hexpand (texts, TRUE);
  self->title = append_label (texts, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->sentence = append_label (texts, 2);
  self->count = append_label (texts, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "hc-second");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->on = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->on), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->on), _("The rule counts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->on), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The rule counts"), -1);
  g_signal_connect_swapped (self->on, "notify::active", G_CALLBACK (active_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->handle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->on));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  hc_row_drag_add (GTK_LIST_BOX_ROW (self), (const char *(*) (gpointer)) hc_rules_row_id);
}

GtkWidget *
hc_rules_row_new (void)
{
  return g_object_new (HC_TYPE_RULES_ROW, NULL);
}
