/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-pane.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-notify.h"
#include "hc-ticket-list.h"
#include "hc-ticket-pane-links.h"
#include "hc-ticket-text.h"

struct _HcTicketPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *none;
  GtkScrolledWindow *scrolled;
  GtkLabel *key;
  GtkWidget *copy;
  GtkLabel *title;
  GtkLabel *description;
  GtkGrid *facts;
  HcTicketPaneLinks *links;
  GtkWidget *open;
  AdwButtonContent *open_content;
  GtkLabel *exports;
  GtkGrid *events;
  GtkWidget *inferred;

  /* Owned */
  HcLaunch *launch;
  GCancellable *cancellable;
  HcTicketDetail *detail; /* NULL: none */
  gint64 id;              /* asked for; 0: none */
};

G_DEFINE_FINAL_TYPE (HcTicketPane, hc_ticket_pane, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- facts */

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
wrapped_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_fact (HcTicketPane *self, int row, const char *name, GtkWidget *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "hc-second");
  gtk_widget_set_size_request (label, 76, -1);
  gtk_grid_attach (self->facts, label, 0, row, 1, 1);
  gtk_grid_attach (self->facts, value, 1, row, 1, 1);
}

static GtkWidget *
priority_value (const HcTicketItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = hc_ticket_cell_text (item, HC_TICKET_PRIORITY, NULL);

  if (item->priority > 0)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (hc_priority_icon (item->priority));

      gtk_widget_add_css_class (icon, hc_priority_class (item->priority));
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), wrapped_label (text));
  return box;
}

/* “New · open 2.5 h”: the export's word, and for how long. */
static GtkWidget *
state_value (const HcTicketItem *item)
{
  g_autofree char *state = hc_ticket_cell_text (item, HC_TICKET_STATE, NULL);
  g_autofree char *age = hc_format_age (item->age);
  g_autofree char *text = NULL;

  if (item->age < 0)
    return wrapped_label (state);
  text = item->state_class == HC_STATE_WAITING ? g_strdup_printf (_("%s · waits, %s old"), state, age)
                                               : g_strdup_printf (_("%s · open %s"), state, age);
  return wrapped_label (text);
}

static void
show_facts (HcTicketPane *self)
{
  static const HcTicketField fields[] = {
    HC_TICKET_GROUP,      HC_TICKET_ASSIGNEE, HC_TICKET_CATEGORY,      HC_TICKET_SUBCATEGORY,
    HC_TICKET_SERVICE,    HC_TICKET_ROLE,     HC_TICKET_LOCATION,      HC_TICKET_BUSINESS_UNIT,
    HC_TICKET_DEPARTMENT, HC_TICKET_REGION,   HC_TICKET_ACCESS_GROUP,  HC_TICKET_REQUESTER,
    HC_TICKET_OPENED,     HC_TICKET_UPDATED,  HC_TICKET_RESOLVED,      HC_TICKET_DUE,
    HC_TICKET_PARENT,     HC_TICKET_TAGS,     HC_TICKET_RESOLUTION_CODE,
  };
  const HcTicketItem *item = self->detail->item;
  int row = 0;

  clear_grid (self->facts);
  add_fact (self, row++, hc_ticket_column_label (HC_TICKET_PRIORITY), priority_value (item));
  add_fact (self, row++, hc_ticket_column_label (HC_TICKET_STATE), state_value (item));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean always = fields[i] == HC_TICKET_GROUP || fields[i] == HC_TICKET_CATEGORY;
      g_autofree char *text = NULL;

      if (!always && item->text[fields[i]] == NULL && item->number[fields[i]] == HC_INSTANT_NONE)
        continue;
      text = hc_ticket_cell_text (item, fields[i], hc_launch_calendar (self->launch));
      add_fact (self, row++, hc_ticket_column_label (fields[i]), wrapped_label (text));
    }
  if (item->missing)
    add_fact (self, row++, _("Check"), wrapped_label (_("Not in the newest export")));
}

/* ---------------------------------------------------------------- history */

static void
show_events (HcTicketPane *self)
{
  HcCalendar *calendar = hc_launch_calendar (self->launch);
  GPtrArray *events = self->detail->events;
  gboolean any_inferred = FALSE;

  clear_grid (self->events);
  for (guint i = 0; i < events->len; i++)
    {
      const HcTicketEvent *event = g_ptr_array_index (events, i);
      g_autofree char *time = hc_ticket_event_time (event, calendar);
      g_autofree char *text = hc_ticket_event_text (event, self->detail, calendar);
      GtkWidget *time_label = gtk_label_new (time);
      GtkWidget *text_label = wrapped_label (text);

      gtk_label_set_xalign (GTK_LABEL (time_label), 1);
      gtk_widget_set_valign (time_label, GTK_ALIGN_START);
      gtk_widget_add_css_class (time_label, "caption");
      gtk_widget_add_css_class (time_label, "hc-second");
      gtk_widget_add_css_class (time_label, "numeric");
      gtk_widget_add_css_class (text_label, "caption");
      gtk_grid_attach (self->events, time_label, 0, (int) i, 1, 1);
      gtk_grid_attach (self->events, text_label, 1, (int) i, 1, 1);
      any_inferred |= event->inferred;
    }
  gtk_widget_set_visible (self->inferred, any_inferred);
}

static void
show_source (HcTicketPane *self)
{
  const HcTicketDetail *detail = self->detail;
  g_autofree char *exports = NULL;
  g_autofree char *open = NULL;

  if (detail->from_log)
    exports = g_strdup (_("from an event log"));
  else
    exports = g_strdup_printf (ngettext ("from %d export", "from %d exports", (gulong) detail->exports),
                               (int) detail->exports);
  gtk_label_set_label (self->exports, exports);
  gtk_widget_set_visible (self->open, detail->url != NULL);
  open = g_strdup_printf (_("Open in %s"),
                          detail->source_name != NULL ? detail->source_name : _("Browser"));
  adw_button_content_set_label (self->open_content, open);
  gtk_widget_set_tooltip_text (self->open, detail->url);
}

static void
show_description (HcTicketPane *self)
{
  g_autofree char *text = NULL;

  if (self->detail->description != NULL)
    text = g_strstrip (g_strdup (self->detail->description));
  gtk_widget_set_visible (GTK_WIDGET (self->description), text != NULL && text[0] != '\0');
  gtk_label_set_label (self->description, text != NULL ? text : "");
}

static void
show_detail (HcTicketPane *self)
{
  const HcTicketItem *item = self->detail->item;
  gboolean has_title = item->text[HC_TICKET_TITLE] != NULL;

  gtk_label_set_label (self->key, item->text[HC_TICKET_KEY]);
  gtk_label_set_label (self->title, has_title ? item->text[HC_TICKET_TITLE] : _("Without a title"));
  show_description (self);
  show_facts (self);
  show_source (self);
  show_events (self);
  gtk_widget_set_visible (self->copy, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
}

static void
show_none (HcTicketPane *self, guint64 count)
{
  g_autofree char *title = NULL;
  g_autofree char *number = hc_format_count ((gint64) count);

  g_clear_pointer (&self->detail, hc_ticket_detail_free);
  gtk_label_set_label (self->key, "");
  gtk_widget_set_visible (self->copy, FALSE);
  title = count == 0 ? g_strdup (_("No Ticket Selected"))
                     : g_strdup_printf (ngettext ("%s Ticket Selected", "%s Tickets Selected",
                                                  (gulong) count),
                                        number);
  adw_status_page_set_title (self->none, title);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

/* ---------------------------------------------------------------- reading */

static gpointer
detail_job (HcDb *db, gpointer data, GError **error)
{
  return hc_ticket_detail (db, *(gint64 *) data, error);
}

static void
detail_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcTicketPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HcTicketDetail) detail = hc_store_job_finish (HC_STORE (object), result, &error);
  gboolean other;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (detail == NULL)
    {
      show_none (self, 0);
      if (!g_error_matches (error, HC_ERROR, HC_ERROR_NOT_FOUND)) /* taken back meanwhile */
        hc_notify_error (GTK_WIDGET (self), _("The ticket could not be read."), error);
      return;
    }
  other = self->detail == NULL || self->detail->item->id != detail->item->id;
  g_clear_pointer (&self->detail, hc_ticket_detail_free);
  self->detail = g_steal_pointer (&detail);
  show_detail (self);
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
hc_ticket_pane_refresh (HcTicketPane *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->id == 0)
    return;
  self->cancellable = g_cancellable_new ();
  hc_ticket_pane_links_show (self->links, self->id);
  hc_store_read_async (hc_launch_store (self->launch), detail_job,
                       g_memdup2 (&self->id, sizeof self->id), g_free,
                       (GDestroyNotify) hc_ticket_detail_free, self->cancellable, detail_read_cb,
                       g_object_ref (self));
}

void
hc_ticket_pane_show (HcTicketPane *self, gint64 id, guint64 count)
{
  g_return_if_fail (HC_IS_TICKET_PANE (self));

  self->id = count == 1 ? id : 0;
  if (self->id == 0)
    show_none (self, count);
  hc_ticket_pane_refresh (self);
}

const char *
hc_ticket_pane_key (HcTicketPane *self)
{
  return self->detail != NULL ? self->detail->item->text[HC_TICKET_KEY] : NULL;
}

const char *
hc_ticket_pane_url (HcTicketPane *self)
{
  return self->detail != NULL ? self->detail->url : NULL;
}

gint64
hc_ticket_pane_ticket (HcTicketPane *self)
{
  return self->id;
}

const char *
hc_ticket_pane_suggested_issue (HcTicketPane *self)
{
  return self->id != 0 ? hc_ticket_pane_links_suggested (self->links) : NULL;
}

/* ---------------------------------------------------------------- object */

static void
hc_ticket_pane_dispose (GObject *object)
{
  HcTicketPane *self = HC_TICKET_PANE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->detail, hc_ticket_detail_free);
  G_OBJECT_CLASS (hc_ticket_pane_parent_class)->dispose (object);
}

static void
hc_ticket_pane_class_init (HcTicketPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_ticket_pane_dispose;
  g_type_ensure (HC_TYPE_TICKET_PANE_LINKS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hypercare/Hypercare/ui/hc-ticket-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, none);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, key);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, copy);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, title);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, description);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, facts);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, links);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, open);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, open_content);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, exports);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, events);
  gtk_widget_class_bind_template_child (widget_class, HcTicketPane, inferred);
}

static void
hc_ticket_pane_init (HcTicketPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_none (self, 0);
}

void
hc_ticket_pane_set_launch (HcTicketPane *self, HcLaunch *launch)
{
  g_set_object (&self->launch, launch);
  hc_ticket_pane_links_set_launch (self->links, launch);
}
