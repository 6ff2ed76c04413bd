/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-targets.h"

#include <glib/gi18n.h>

struct _HcRulesTargets
{
  AdwBin parent_instance;

  /* Children */
  GtkDropDown *choice[HC_N_LINKS];
  GtkWidget *row[HC_N_LINKS];

  /* Borrowed */
  const HcRulesNames *names;

  /* Owned */
  GPtrArray *ids[HC_N_LINKS]; /* of char *, as the drop-down; [0] is NULL: nothing */

  gboolean setting;
};

G_DEFINE_FINAL_TYPE (HcRulesTargets, hc_rules_targets, ADW_TYPE_BIN)

static guint changed_signal;

static const char *
chosen (HcRulesTargets *self, HcLinkKind kind)
{
  guint at = gtk_drop_down_get_selected (self->choice[kind]);

  return at < self->ids[kind]->len ? g_ptr_array_index (self->ids[kind], at) : NULL;
}

/* ---------------------------------------------------------------- filling */

static void
add (HcRulesTargets *self, GtkStringList *texts, HcLinkKind kind, const char *id)
{
  g_autofree char *text = hc_rules_names_dup (self->names, kind, id);

  g_ptr_array_add (self->ids[kind], g_strdup (id));
  gtk_string_list_append (texts, text);
}

static void
add_causes (HcRulesTargets *self, GtkStringList *texts)
{
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *field = &type->fields[hc_record_type_field (type, "cause")];

  for (guint i = 0; field->choices[i].word != NULL; i++)
    add (self, texts, HC_LINK_CAUSE, field->choices[i].word);
}

static void
add_records (HcRulesTargets *self, GtkStringList *texts, HcLinkKind kind, const char *workflow)
{
  HcRecordList *list = self->names->list[kind];

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      HcRecord *record = hc_record_list_at (list, i);

      if (kind != HC_LINK_STEP
          || (workflow != NULL && g_strcmp0 (hc_record_get (record, "workflow_id"), workflow) == 0))
        add (self, texts, kind, hc_record_id (record));
    }
}

static void
select_id (HcRulesTargets *self, HcLinkKind kind, const char *id)
{
  guint at = 0;

  for (guint i = 0; i < self->ids[kind]->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids[kind], i), id) == 0)
      at = i;
  gtk_drop_down_set_selected (self->choice[kind], at);
}

static void
fill (HcRulesTargets *self, HcLinkKind kind, const char *workflow, const char *id)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->ids[kind], 0);
  g_ptr_array_add (self->ids[kind], NULL);
  gtk_string_list_append (texts, _("Not set"));
  if (kind == HC_LINK_CAUSE)
    add_causes (self, texts);
  else
    add_records (self, texts, kind, workflow);
  gtk_drop_down_set_model (self->choice[kind], G_LIST_MODEL (texts));
  select_id (self, kind, id);
  gtk_widget_set_sensitive (self->row[kind], self->ids[kind]->len > 1);
}

void
hc_rules_targets_show (HcRulesTargets *self, const HcRule *rule)
{
  g_return_if_fail (HC_IS_RULES_TARGETS (self));

  self->setting = TRUE;
  for (guint i = 0; i < HC_N_LINKS; i++)
    fill (self, i, rule->target[HC_LINK_WORKFLOW], rule->target[i]);
  self->setting = FALSE;
}

void
hc_rules_targets_store (HcRulesTargets *self, HcRule *rule)
{
  g_return_if_fail (HC_IS_RULES_TARGETS (self));

  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      g_free (rule->target[i]);
      rule->target[i] = g_strdup (chosen (self, i));
    }
}

static void
selected_cb (HcRulesTargets *self, GParamSpec *pspec, GtkDropDown *choice)
{
  g_autofree char *step = NULL;

  if (self->setting)
    return;
  if (choice == self->choice[HC_LINK_WORKFLOW])
    {
      step = g_strdup (chosen (self, HC_LINK_STEP));
      self->setting = TRUE;
      fill (self, HC_LINK_STEP, chosen (self, HC_LINK_WORKFLOW), step);
      self->setting = FALSE;
    }
  g_signal_emit (self, changed_signal, 0);
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_targets_finalize (GObject *object)
{
  HcRulesTargets *self = HC_RULES_TARGETS (object);

  for (guint i = 0; i < HC_N_LINKS; i++)
    g_ptr_array_unref (self->ids[i]);
  G_OBJECT_CLASS (hc_rules_targets_parent_class)->finalize (object);
}

static void
hc_rules_targets_class_init (HcRulesTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hc_rules_targets_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
setup_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_text_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

/* Cuts a long title in the button instead of widening the window. */
static GtkListItemFactory *
create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_text_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_text_cb), NULL);
  return factory;
}

static GtkWidget *
create_row (HcRulesTargets *self, HcLinkKind kind)
{
  g_autoptr (GtkListItemFactory) factory = create_factory ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = gtk_drop_down_new (
    NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  self->choice[kind] = GTK_DROP_DOWN (choice);
  self->row[kind] = row;
  self->ids[kind] = g_ptr_array_new_with_free_func (g_free);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), factory);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (choice, 280, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hc_rules_link_label (kind), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hc_rules_link_label (kind));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choice);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (selected_cb), self);
  return row;
}

static void
hc_rules_targets_init (HcRulesTargets *self)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < HC_N_LINKS; i++)
    {
      gtk_list_box_append (GTK_LIST_BOX (list), create_row (self, i));
      gtk_size_group_add_widget (widths, GTK_WIDGET (self->choice[i]));
    }
  adw_bin_set_child (ADW_BIN (self), list);
}

void
hc_rules_targets_set_names (HcRulesTargets *self, const HcRulesNames *names)
{
  g_return_if_fail (HC_IS_RULES_TARGETS (self));
  self->names = names;
}
