/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-pane.h"

#include <glib/gi18n.h>

#include "hc-bars-view.h"
#include "hc-catalog-columns.h"
#include "hc-cell-editor.h"
#include "hc-format.h"
#include "hc-issue.h"

#define LAST_DAYS 14

struct _HcCatalogPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *code;
  GtkLabel *title;
  GtkWidget *warning_box;
  GtkLabel *warning;
  GtkButton *warning_button;
  GtkWidget *spring;
  GtkButton *rules_button;
  GtkMenuButton *menu_button;
  GtkButton *fold_button;
  GtkWidget *body;
  GtkBox *texts;
  GtkGrid *record;
  HcBarsView *bars;
  GtkBox *linked;

  /* Borrowed */
  HcCatalog *catalog;
  const char *remedy; /* the field that the warning is about */

  /* Owned */
  HcRecord *issue; /* NULL: none */
  HcRecordList *persons;
};

static guint edit_signal;

G_DEFINE_FINAL_TYPE (HcCatalogPane, hc_catalog_pane, ADW_TYPE_BIN)

static const HcRecordData *
data_of (HcCatalogPane *self)
{
  return hc_record_data (self->issue);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    if (GTK_IS_GRID (box))
      gtk_grid_remove (GTK_GRID (box), child);
    else
      gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* ---------------------------------------------------------------- values that can be edited */

static void
value_clicked_cb (HcCatalogPane *self, GtkButton *button)
{
  g_signal_emit (self, edit_signal, 0, g_object_get_data (G_OBJECT (button), "hc-field"));
}

/* @icon: NULL: none. */
static GtkWidget *
value_new (
  HcCatalogPane *self, const char *field, const char *text, const char *icon, const char *css)
{
  const HcRecordType *type = hc_record_type ("issue");
  const char *label = _(type->fields[hc_record_type_field (type, field)].label);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = label_new (text, NULL);
  g_autofree char *name = g_strdup_printf (_("%s: %s"), label, text);

  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_widget_add_css_class (image, css);
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hc-value-button");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "hc-field", (gpointer) field);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (value_clicked_cb), self);
  return button;
}

static char *
field_text (HcCatalogPane *self, const char *field)
{
  const HcRecordData *issue = data_of (self);
  int index = hc_record_type_field (issue->type, field);
  const HcField *described = &issue->type->fields[index];

  return hc_cell_text (described,
                       g_strcmp0 (described->reference, "person") == 0 ? self->persons : NULL,
                       issue->values[index]);
}

/* ---------------------------------------------------------------- words */

static void
add_text (HcCatalogPane *self, const char *field, const char *missing, gboolean quote)
{
  const HcRecordData *issue = data_of (self);
  const char *text = hc_record_data_get (issue, field);
  const char *label = _(issue->type->fields[hc_record_type_field (issue->type, field)].label);
  GtkWidget *value = value_new (self, field, text != NULL ? text : missing, NULL, NULL);
  GtkWidget *words = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (value)));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (words), 2);
  gtk_label_set_width_chars (GTK_LABEL (words), 20);
  if (text == NULL)
    gtk_widget_add_css_class (words, "hc-second");
  if (quote && text != NULL)
    gtk_widget_add_css_class (words, "hc-quote");
  gtk_box_append (self->texts, label_new (label, "caption-heading"));
  gtk_box_append (self->texts, value);
}

static void
show_texts (HcCatalogPane *self)
{
  empty (GTK_WIDGET (self->texts));
  add_text (self, "symptom", _("Add what users say"), TRUE);
  add_text (self, "workaround", _("Add a workaround"), FALSE);
}

/* ---------------------------------------------------------------- record */

static void
add_row (HcCatalogPane *self, int row, const char *label, GtkWidget *value)
{
  GtkWidget *name = label_new (label, "caption");

  gtk_widget_add_css_class (name, "hc-second");
  gtk_grid_attach (self->record, name, 0, row, 1, 1);
  gtk_grid_attach (self->record, value, 1, row, 1, 1);
}

static GtkWidget *
state_value (HcCatalogPane *self)
{
  g_autofree char *state = field_text (self, "state");
  gboolean known = hc_record_data_get_int (data_of (self), "is_known_error", 0) == 1;
  g_autofree char *text = known ? g_strdup_printf (_("%s · known error"), state) : g_strdup (state);

  return value_new (self, "state", text, NULL, NULL);
}

static GtkWidget *
due_value (HcCatalogPane *self)
{
  g_autofree char *text = field_text (self, "due");

  if (*text == '\0')
    return value_new (self, "due", _("not set"), "preferences-system-time-symbolic", "hc-second");
  if (hc_catalog_is_overdue (self->catalog, data_of (self)))
    return value_new (self, "due", text, "dialog-error-symbolic", "hc-bad");
  return value_new (self, "due", text, NULL, NULL);
}

static GtkWidget *
person_value (HcCatalogPane *self)
{
  g_autofree char *text = field_text (self, "person_id");

  if (*text == '\0')
    return value_new (self, "person_id", _("no owner"), "dialog-warning-symbolic", "hc-warn");
  return value_new (self, "person_id", text, NULL, NULL);
}

static GtkWidget *
decision_value (HcCatalogPane *self)
{
  g_autofree char *decision = field_text (self, "decision");
  g_autofree char *target = field_text (self, "target");
  g_autofree char *text = NULL;

  if (*decision != '\0' && *target != '\0')
    text = g_strdup_printf (_("%s · %s"), decision, target);
  else
    text = g_strdup (*decision != '\0' ? decision : HC_FORMAT_MISSING);
  return value_new (self, "decision", text, NULL, NULL);
}

static GtkWidget *
plain_value (HcCatalogPane *self, const char *field)
{
  g_autofree char *text = field_text (self, field);

  return value_new (self, field, *text != '\0' ? text : HC_FORMAT_MISSING, NULL, NULL);
}

static void
show_record (HcCatalogPane *self)
{
  GtkWidget *heading = label_new (_("Record"), "caption-heading");

  empty (GTK_WIDGET (self->record));
  gtk_grid_attach (self->record, heading, 0, 0, 2, 1);
  add_row (self, 1, _("State"), state_value (self));
  add_row (self, 2, _("Due"), due_value (self));
  add_row (self, 3, _("Person"), person_value (self));
  add_row (self, 4, _("Decision"), decision_value (self));
  add_row (self, 5, _("External"), plain_value (self, "external_reference"));
}

/* ---------------------------------------------------------------- tickets */

static void
show_bars (HcCatalogPane *self)
{
  const HcIssueFactsSet *set = hc_catalog_facts (self->catalog);
  const HcIssueFacts *facts = hc_catalog_facts_of (self->catalog, hc_record_id (self->issue));
  guint n, skip;

  if (facts == NULL)
    {
      hc_bars_view_set_days (self->bars, 0, NULL, NULL, NULL, 0);
      return;
    }
  n = MIN (set->n_days, LAST_DAYS);
  skip = set->n_days - n;
  hc_bars_view_set_days (self->bars, set->first_day + (HcDay) skip, facts->per_day + skip,
                         set->working + skip, set->complete + skip, n);
}

static GtkWidget *
line_new (const char *icon, const char *css, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = label_new (text, "caption");

  gtk_widget_add_css_class (image, css);
  gtk_widget_set_tooltip_text (label, text);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* What the tickets say; words of their own for “not computed” and “none”. */
static void
add_tickets (HcCatalogPane *self)
{
  const HcIssueFactsSet *set = hc_catalog_facts (self->catalog);
  const HcIssueFacts *facts = hc_catalog_facts_of (self->catalog, hc_record_id (self->issue));
  HcCalendar *calendar = hc_launch_calendar (
    hc_record_list_launch (hc_catalog_list (self->catalog, HC_CATALOG_ISSUES)));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *tickets = NULL, *first = NULL, *last = NULL, *seen = NULL, *open = NULL;

  if (facts == NULL)
    {
      gtk_box_append (self->linked,
                      line_new ("view-list-symbolic", "hc-second",
                                set != NULL ? _("No ticket is linked") : HC_FORMAT_MISSING));
      return;
    }
  tickets = hc_format_count (facts->tickets);
  g_string_append_printf (text, ngettext ("%s ticket", "%s tickets", (gulong) facts->tickets),
                          tickets);
  if (facts->users >= 0)
    {
      g_autofree char *users = hc_format_count (facts->users);

      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%s user", "%s users", (gulong) facts->users), users);
    }
  gtk_box_append (self->linked, line_new ("view-list-symbolic", "hc-second", text->str));
  open = g_strdup_printf (_("%d open, %d in the last 7 days"), (int) facts->open,
                          (int) facts->last_7_days);
  gtk_box_append (self->linked, line_new ("content-loading-symbolic", "hc-second", open));
  g_string_printf (text, ngettext ("%d P1/P2 within 5 days", "%d P1/P2 within 5 days",
                                   (gulong) facts->urgent_5_days),
                   (int) facts->urgent_5_days);
  gtk_box_append (self->linked,
                  line_new (facts->blocks ? "dialog-error-symbolic" : "go-top-symbolic",
                            facts->blocks ? "hc-bad" : "hc-second", text->str));
  first = hc_format_instant (facts->first_seen, calendar);
  last = hc_format_instant (facts->last_seen, calendar);
  /* TRANSLATORS: first and last ticket of an issue, two times */
  seen = g_strdup_printf (_("%s to %s"), first, last);
  gtk_box_append (self->linked, line_new ("preferences-system-time-symbolic", "hc-second", seen));
}

static void
add_escalation (HcCatalogPane *self)
{
  HcRecordList *list = hc_catalog_list (self->catalog, HC_CATALOG_ESCALATIONS);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      const HcRecordData *escalation = hc_record_data (hc_record_list_at (list, i));
      HcEscalationState state = hc_escalation_state (escalation, now);
      g_autofree char *text = NULL;
      GtkWidget *button;

      if (state == HC_ESCALATION_RESOLVED
          || g_strcmp0 (hc_record_data_get (escalation, "issue_id"), hc_record_id (self->issue)))
        continue;
      text = g_strdup_printf (_("Escalation level %d · %s"),
                              (int) hc_record_data_get_int (escalation, "level", 0),
                              hc_escalation_state_label (state));
      button = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (button),
                            line_new ("send-to-symbolic",
                                      state == HC_ESCALATION_PAST_LIMIT ? "hc-bad" : "hc-second",
                                      text));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "hc-value-button");
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-page::escalations");
      gtk_box_append (self->linked, button);
    }
}

static void
show_linked (HcCatalogPane *self)
{
  const HcDriver *driver = hc_catalog_driver_of (self->catalog, hc_record_id (self->issue));
  guint n = hc_catalog_n_rules (self->catalog, hc_record_id (self->issue));
  g_autofree char *rules = NULL;

  empty (GTK_WIDGET (self->linked));
  gtk_box_append (self->linked, label_new (_("Linked"), "caption-heading"));
  add_tickets (self);
  if (driver != NULL)
    {
      g_autofree char *growth = hc_driver_growth_text (driver);
      g_autofree char *text = g_strdup_printf (_("Driver %u · %s"), driver->rank, growth);

      gtk_box_append (self->linked, line_new ("view-pin-symbolic", "hc-second", text));
    }
  add_escalation (self);
  rules = n > 0 ? g_strdup_printf (_("_Rules %u"), n) : g_strdup (_("_Rules…"));
  gtk_button_set_label (self->rules_button, rules);
  gtk_button_set_use_underline (self->rules_button, TRUE);
}

/* ---------------------------------------------------------------- warning */

/* The gravest first. */
static char *
dup_warning (HcCatalogPane *self, const char **remedy, const char **verb)
{
  const HcRecordData *issue = data_of (self);
  const char *title = hc_record_data_title (issue);
  char *text = hc_issue_action_warning (issue);

  *remedy = "action";
  *verb = _("Choose Action");
  if (text != NULL)
    return text;
  *remedy = "step_id";
  *verb = _("Choose Step");
  if (hc_issue_is_too_broad (title, hc_record_data_get (issue, "step_id")))
    return g_strdup_printf (_("“%s” does not say where it breaks. Which step breaks?"), title);
  *remedy = "person_id";
  *verb = _("Choose Person");
  if (hc_issue_is_open (issue) && !hc_record_data_is_set (issue, "person_id"))
    return g_strdup (_("no owner"));
  return NULL;
}

static void
show_warning (HcCatalogPane *self)
{
  const char *verb = NULL;
  g_autofree char *text = dup_warning (self, &self->remedy, &verb);

  gtk_widget_set_visible (self->warning_box, text != NULL);
  gtk_widget_set_visible (self->spring, text == NULL);
  gtk_label_set_label (self->warning, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->warning), text);
  gtk_button_set_label (self->warning_button, verb);
}

const char *
hc_catalog_pane_warning (HcCatalogPane *self)
{
  g_return_val_if_fail (HC_IS_CATALOG_PANE (self), NULL);
  return gtk_widget_get_visible (self->warning_box) ? gtk_label_get_label (self->warning) : NULL;
}

static void
warning_clicked_cb (HcCatalogPane *self)
{
  g_signal_emit (self, edit_signal, 0, self->remedy);
}

/* ---------------------------------------------------------------- showing */

static void
refresh (HcCatalogPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autofree char *field = NULL;

  if (self->issue == NULL)
    return;
  /* The value that has the focus is made anew: whoever edited it goes on there. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->body))
    field = g_strdup (g_object_get_data (G_OBJECT (focus), "hc-field"));
  gtk_label_set_label (self->code, hc_record_get (self->issue, "code"));
  gtk_label_set_label (self->title, hc_record_title (self->issue));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), hc_record_title (self->issue));
  show_warning (self);
  show_texts (self);
  show_record (self);
  show_bars (self);
  show_linked (self);
  if (field != NULL)
    gtk_widget_child_focus (self->body, GTK_DIR_TAB_FORWARD);
}

void
hc_catalog_pane_show (HcCatalogPane *self, HcRecord *issue)
{
  g_return_if_fail (HC_IS_CATALOG_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), issue != NULL);
  if (issue == self->issue)
    return;
  if (self->issue != NULL)
    g_signal_handlers_disconnect_by_func (self->issue, refresh, self);
  g_set_object (&self->issue, issue);
  if (issue != NULL)
    g_signal_connect_object (issue, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
hc_catalog_pane_set_folded (HcCatalogPane *self, gboolean folded)
{
  const char *name = folded ? _("Show Detail (F9)") : _("Hide Detail (F9)");

  g_return_if_fail (HC_IS_CATALOG_PANE (self));

  gtk_widget_set_visible (self->body, !folded);
  gtk_button_set_icon_name (self->fold_button, folded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fold_button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
hc_catalog_pane_set_catalog (HcCatalogPane *self, HcCatalog *catalog, GMenuModel *menu)
{
  HcLaunch *launch;

  g_return_if_fail (HC_IS_CATALOG_PANE (self) && self->catalog == NULL);

  self->catalog = catalog;
  launch = hc_record_list_launch (hc_catalog_list (catalog, HC_CATALOG_ISSUES));
  self->persons = hc_cell_references (launch, "person");
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  g_signal_connect_object (catalog, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->persons, "read", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

/* ---------------------------------------------------------------- object */

static void
hc_catalog_pane_dispose (GObject *object)
{
  HcCatalogPane *self = HC_CATALOG_PANE (object);

  if (self->issue != NULL)
    g_signal_handlers_disconnect_by_func (self->issue, refresh, self);
  g_clear_object (&self->issue);
  g_clear_object (&self->persons);
  G_OBJECT_CLASS (hc_catalog_pane_parent_class)->dispose (object);
}

static void
hc_catalog_pane_class_init (HcCatalogPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_catalog_pane_dispose;
  edit_signal = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (HC_TYPE_BARS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-catalog-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, code);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, title);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, warning_box);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, warning);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, warning_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, spring);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, rules_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, fold_button);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, body);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, texts);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, record);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, bars);
  gtk_widget_class_bind_template_child (widget_class, HcCatalogPane, linked);
  gtk_widget_class_bind_template_callback (widget_class, warning_clicked_cb);
}

static void
hc_catalog_pane_init (HcCatalogPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hc_catalog_pane_set_folded (self, FALSE);
}
