/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-rules-preview.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"

#define DEBOUNCE_MS 300
#define MAX_TITLES 12

struct _HcRulesPreview
{
  AdwBin parent_instance;

  /* Children */
  GtkStack *stack;
  GtkLabel *problem;
  GtkLabel *hits;
  GtkLabel *facts;
  GtkLabel *titles_label;
  GtkListBox *titles;

  /* Owned */
  HcLaunch *launch;
  HcRule *rule; /* NULL: none */
  HcClassifyPreview *result; /* of rule; NULL: not counted yet */
  GCancellable *cancellable;
  guint timer;

  gboolean links_nothing; /* the rule sets nothing yet: only its hits can be told */
};

G_DEFINE_FINAL_TYPE (HcRulesPreview, hc_rules_preview, ADW_TYPE_BIN)

static guint told_signal;

/* ---------------------------------------------------------------- showing */

char *
hc_rules_preview_hits_text (const HcRuleEffect *effect)
{
  g_autofree char *hits = hc_format_count (effect->hits);
  g_autofree char *all = hc_format_count (effect->tickets);

  if (effect->tickets == 0)
    return g_strdup (_("No tickets imported yet"));
  return g_strdup_printf (ngettext ("%s of %s ticket matches", "%s of %s tickets match",
                                    (gulong) effect->tickets),
                          hits, all);
}

static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

static char *
dup_overlaps (const HcRuleEffect *effect)
{
  g_autofree char *count = hc_format_count (effect->overlaps);
  g_autofree char *rules = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < effect->other_rules->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (effect->other_rules, i));
  g_ptr_array_add (names, NULL);
  rules = g_strjoinv (", ", (char **) names->pdata);
  return *rules == '\0'
           ? g_strdup_printf (_("%s are decided by an earlier rule"), count)
           /* TRANSLATORS: a number; rules: “Rule 2 “Role not mapped”” */
           : g_strdup_printf (_("%s are decided by an earlier rule: %s"), count, rules);
}

/* One line a fact; zeros that only say “nothing” are left out. */
static char *
dup_facts (const HcRuleEffect *effect)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *decides = hc_format_count (effect->decides);
  g_autofree char *by_person = hc_format_count (effect->by_person);
  g_autofree char *changes = hc_format_count (effect->changes);

  add_line (text, g_strdup_printf (ngettext ("The rule decides %s of them",
                                             "The rule decides %s of them",
                                             (gulong) effect->decides),
                                   decides));
  if (effect->overlaps > 0)
    add_line (text, dup_overlaps (effect));
  if (effect->by_person > 0)
    add_line (text, g_strdup_printf (_("%s were chosen by a person, whose word stays"), by_person));
  add_line (text, effect->changes == 0
                    ? g_strdup (_("Saving would change nothing"))
                    : g_strdup_printf (ngettext ("Saving would change the links of %s ticket",
                                                 "Saving would change the links of %s tickets",
                                                 (gulong) effect->changes),
                                       changes));
  return g_strdup (text->str);
}

static void
append_title (HcRulesPreview *self, const HcTicketValue *value)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *count = hc_format_count (value->count);
  g_autofree char *spoken = g_strdup_printf (
    ngettext ("%s, %s ticket", "%s, %s tickets", (gulong) value->count), value->text, count);
  GtkWidget *label = gtk_label_new (value->text);
  GtkWidget *number = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, value->text);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "hc-second");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_widget_add_css_class (box, "hc-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->titles, row);
}

static void
show_titles (HcRulesPreview *self, GPtrArray *titles)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->titles, 0)) != NULL)
    gtk_list_box_remove (self->titles, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (titles->len, MAX_TITLES); i++)
    append_title (self, g_ptr_array_index (titles, i));
  gtk_widget_set_visible (GTK_WIDGET (self->titles), titles->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->titles_label), titles->len > 0);
}

static void
show_result (HcRulesPreview *self)
{
  const HcRuleEffect *effect = self->result->effect;
  g_autofree char *hits = hc_rules_preview_hits_text (effect);
  g_autofree char *facts = self->links_nothing ? NULL : dup_facts (effect);

  gtk_label_set_label (self->hits, hits);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL && effect->hits > 0);
  show_titles (self, self->result->titles);
  gtk_stack_set_visible_child_name (self->stack, "result");
  g_signal_emit (self, told_signal, 0, hits);
}

static void
show_problem (HcRulesPreview *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  g_signal_emit (self, told_signal, 0, text);
}

/* ---------------------------------------------------------------- counting */

static void
stop (HcRulesPreview *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRulesPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  HcClassifyPreview *preview = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    {
      g_clear_pointer (&preview, hc_classify_preview_free);
      return;
    }
  g_clear_pointer (&self->result, hc_classify_preview_free);
  self->result = preview;
  if (preview != NULL)
    show_result (self);
  else
    show_problem (self, error->message);
}

static gboolean
count_cb (gpointer user_data)
{
  HcRulesPreview *self = user_data;

  self->timer = 0;
  self->cancellable = g_cancellable_new ();
  hc_classify_preview_async (self->launch, self->rule, self->cancellable, counted_cb,
                             g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static gboolean
sets_anything (const HcRule *rule)
{
  for (guint i = 0; i < HC_N_LINKS; i++)
    if (rule->target[i] != NULL)
      return TRUE;
  return FALSE;
}

/* A copy that can be counted: what sets nothing yet sets a cause for the time being. */
static HcRule *
dup_countable (const HcRule *rule)
{
  HcRule *copy = hc_classify_rule_copy (rule);
  const HcRecordType *type = hc_record_type ("issue");

  if (!sets_anything (rule))
    copy->target[HC_LINK_CAUSE] = g_strdup (
      type->fields[hc_record_type_field (type, "cause")].choices[0].word);
  return copy;
}

void
hc_rules_preview_show (HcRulesPreview *self, const HcRule *rule)
{
  g_autoptr (HcRule) countable = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (HC_IS_RULES_PREVIEW (self));

  stop (self);
  g_clear_pointer (&self->rule, hc_rule_free);
  if (rule == NULL)
    return;
  countable = dup_countable (rule);
  if (!hc_rule_check (countable, &error))
    {
      g_clear_pointer (&self->result, hc_classify_preview_free);
      show_problem (self, error->message);
      return;
    }
  self->rule = g_steal_pointer (&countable);
  self->links_nothing = !sets_anything (rule);
  self->timer = g_timeout_add (DEBOUNCE_MS, count_cb, self);
}

const HcClassifyPreview *
hc_rules_preview_result (HcRulesPreview *self)
{
  g_return_val_if_fail (HC_IS_RULES_PREVIEW (self), NULL);
  return self->timer == 0 ? self->result : NULL;
}

void
hc_rules_preview_set_launch (HcRulesPreview *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_RULES_PREVIEW (self));
  g_set_object (&self->launch, launch);
}

/* ---------------------------------------------------------------- class */

static void
hc_rules_preview_dispose (GObject *object)
{
  HcRulesPreview *self = HC_RULES_PREVIEW (object);

  stop (self);
  self->stack = NULL;
  g_clear_pointer (&self->rule, hc_rule_free);
  g_clear_pointer (&self->result, hc_classify_preview_free);
  g_clear_object (&self->launch);
  G_OBJECT_CLASS (hc_rules_preview_parent_class)->dispose (object);
}

static void
hc_rules_preview_class_init (HcRulesPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_rules_preview_dispose;
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkLabel *
append_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
create_result (HcRulesPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->hits = append_label (box, NULL, "heading");
  self->facts = append_label (box, NULL, NULL);
  self->titles_label = append_label (box, _("Titles of its newest tickets"), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->titles_label), "hc-second");
  gtk_widget_set_margin_top (GTK_WIDGET (self->titles_label), 6);
  self->titles = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->titles, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->titles), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->titles), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Titles of its newest tickets"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->titles));
  return box;
}

static GtkWidget *
create_problem (HcRulesPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "hc-warn");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  self->problem = append_label (box, NULL, NULL);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

static void
hc_rules_preview_init (HcRulesPreview *self)
{
  GtkWidget *waiting = gtk_label_new ("…");

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_label_set_xalign (GTK_LABEL (waiting), 0);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, waiting, "waiting");
  gtk_stack_add_named (self->stack, create_problem (self), "problem");
  gtk_stack_add_named (self->stack, create_result (self), "result");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
