/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-link-command.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-issue-table.h"
#include "hc-issue.h"
#include "hc-triage-table.h"

struct _HcLinkCommand
{
  GArray *tickets; /* of gint64 */
  HcLinkKind kind;
  HcTriageHow how;
  char *id;
  HcRecordData *issue; /* to create; else NULL */
  char *note;          /* to set; else NULL */
  gint64 now;
};

static HcLinkCommand *
command_new (GArray *tickets, HcTriageHow how)
{
  HcLinkCommand *self = g_new0 (HcLinkCommand, 1);

  self->tickets = g_array_ref (tickets);
  self->how = how;
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  return self;
}

static GArray *
one_ticket (gint64 ticket)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (tickets, ticket);
  return tickets;
}

static HcTriageHow
how_many (GArray *tickets)
{
  return tickets->len == 1 ? HC_TRIAGE_CHOICE : HC_TRIAGE_BULK;
}

HcLinkCommand *
hc_link_command_new (GArray *tickets, HcLinkKind kind, const char *id)
{
  HcLinkCommand *self = command_new (tickets, how_many (tickets));

  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

HcLinkCommand *
hc_link_command_new_suggestion (gint64 ticket, const char *issue_id)
{
  g_autoptr (GArray) tickets = one_ticket (ticket);
  HcLinkCommand *self = command_new (tickets, HC_TRIAGE_SUGGESTION);

  self->kind = HC_LINK_ISSUE;
  self->id = g_strdup (issue_id);
  return self;
}

HcLinkCommand *
hc_link_command_new_issue (GArray *tickets,
                           const char *title,
                           const char *workflow_id,
                           const char *step_id,
                           const char *kind)
{
  HcLinkCommand *self = command_new (tickets, how_many (tickets));

  self->issue = hc_record_data_new (hc_record_type ("issue"));
  hc_record_data_set (self->issue, "title", title);
  hc_record_data_set (self->issue, "workflow_id", workflow_id);
  hc_record_data_set (self->issue, "step_id", step_id);
  hc_record_data_set (self->issue, "kind", kind);
  hc_record_data_set (self->issue, "action", hc_issue_proposed_action (kind));
  return self;
}

HcLinkCommand *
hc_link_command_new_note (gint64 ticket, const char *note)
{
  g_autoptr (GArray) tickets = one_ticket (ticket);
  HcLinkCommand *self = command_new (tickets, HC_TRIAGE_CHOICE);

  self->note = g_strdup (note);
  return self;
}

static void
command_free (gpointer data)
{
  HcLinkCommand *self = data;

  g_array_unref (self->tickets);
  g_free (self->id);
  g_clear_pointer (&self->issue, hc_record_data_free);
  g_free (self->note);
  g_free (self);
}

static gboolean
run (HcDb *db, gpointer data, GError **error)
{
  HcLinkCommand *self = data;
  const gint64 *tickets = (const gint64 *) self->tickets->data;
  HcTriageChoice choice = { .set = 1u << self->kind, .how = self->how, .now = self->now };

  if (self->issue != NULL)
    return hc_issue_create (db, self->issue, tickets, self->tickets->len, self->how, self->now, NULL,
                            error);
  if (self->note != NULL)
    return hc_triage_set_note (db, tickets[0], self->note, error);
  choice.value[self->kind] = self->id;
  return hc_triage_set (db, tickets, self->tickets->len, &choice, error);
}

static char *
label_of (const HcLinkCommand *self)
{
  g_autofree char *count = hc_format_count (self->tickets->len);

  if (self->note != NULL)
    return g_strdup (_("Set Note of a Ticket"));
  if (self->issue != NULL)
    return g_strdup_printf (_("Add Issue “%s”"), hc_record_data_title (self->issue));
  return g_strdup_printf (ngettext ("Classify %s Ticket", "Classify %s Tickets", self->tickets->len),
                          count);
}

void
hc_link_command_run (HcLinkCommand *self,
                     HcStore *store,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autofree char *label = label_of (self);
  HcTables tables = HC_TABLES_TRIAGE;

  if (self->issue != NULL)
    tables |= HC_TABLES_CATALOG | HC_TABLES_REGISTERS;
  hc_store_command_async (store, label, tables, run, self, command_free, callback, user_data);
}

char *
hc_link_command_toast (guint n)
{
  g_autofree char *count = hc_format_count (n);

  return g_strdup_printf (ngettext ("%s ticket classified", "%s tickets classified", n), count);
}

const HcChoice *
hc_link_command_issue_kinds (void)
{
  const HcRecordType *type = hc_record_type ("issue");

  return type->fields[hc_record_type_field (type, "kind")].choices;
}
