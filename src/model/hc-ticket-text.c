/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-text.h"

#include <glib/gi18n.h>

#include "hc-field.h"
#include "hc-format.h"

const char *
hc_state_label (HcStateClass state)
{
  static const char *const labels[] = { N_ ("Open"), N_ ("Waiting"), N_ ("Resolved"),
                                        N_ ("Closed"), N_ ("Cancelled") };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (labels), NULL);
  return _(labels[state]);
}

const char *
hc_priority_label (int priority)
{
  static const char *const labels[] = { N_ ("None"),     N_ ("Critical"), N_ ("High"),
                                        N_ ("Moderate"), N_ ("Low"),      N_ ("Planning") };

  g_return_val_if_fail (priority >= 0 && priority < (int) G_N_ELEMENTS (labels), NULL);
  return _(labels[priority]);
}

const char *
hc_priority_icon (int priority)
{
  static const char *const icons[]
    = { NULL, "go-top-symbolic", "go-up-symbolic", "list-remove-symbolic", "go-down-symbolic",
        "go-bottom-symbolic" };

  g_return_val_if_fail (priority >= 0 && priority < (int) G_N_ELEMENTS (icons), NULL);
  return icons[priority];
}

const char *
hc_priority_class (int priority)
{
  static const char *const classes[]
    = { NULL, "hc-bad", "hc-warn", "hc-second", "hc-second", "hc-second" };

  g_return_val_if_fail (priority >= 0 && priority < (int) G_N_ELEMENTS (classes), NULL);
  return classes[priority];
}

/* ---------------------------------------------------------------- cells */

static char *
one_line (const char *text)
{
  return g_strdelimit (g_strdup (text), "\r\n\t\v\f", ' ');
}

/* The export's own word; its class or rank where the word is missing. NULL: neither. */
static const char *
word_of (const HcTicketItem *item, HcTicketColumn column)
{
  if (item->text[column] != NULL)
    return item->text[column];
  if (column == HC_TICKET_STATE)
    return hc_state_label (item->state_class);
  if (column == HC_TICKET_PRIORITY && item->priority > 0)
    return hc_priority_label (item->priority);
  return NULL;
}

const char *
hc_cause_label (const char *word)
{
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *field = &type->fields[hc_record_type_field (type, "cause")];
  const HcChoice *choice = hc_field_choice (field, word);

  return choice != NULL ? _(choice->label) : word;
}

/* NULL: not linked. */
static const char *
link_of (const HcTicketItem *item, HcLinkKind kind)
{
  const char *text = item->link[kind];

  return kind == HC_LINK_CAUSE && text != NULL ? hc_cause_label (text) : text;
}

char *
hc_ticket_cell_text (const HcTicketItem *item, HcTicketColumn column, HcCalendar *calendar)
{
  const char *word;
  gint64 number;

  if (column == HC_TICKET_AGE)
    return hc_format_age (item->age);
  if (HC_TICKET_COLUMN_IS_LINK (column))
    {
      word = link_of (item, HC_TICKET_COLUMN_LINK (column));
      return word != NULL ? one_line (word) : g_strdup (HC_FORMAT_MISSING);
    }
  number = item->number[column];
  switch (hc_ticket_fields[column].kind)
    {
    case HC_FIELD_TEXT:
    case HC_FIELD_TERM:
      word = word_of (item, column);
      return word != NULL ? one_line (word) : g_strdup (HC_FORMAT_MISSING);
    case HC_FIELD_INSTANT:
      return hc_format_instant (number, calendar);
    case HC_FIELD_COUNT:
      return hc_format_count (number == HC_INSTANT_NONE ? -1 : number);
    case HC_FIELD_BOOL:
      if (number == HC_INSTANT_NONE)
        return g_strdup (HC_FORMAT_MISSING);
      return g_strdup (number != 0 ? _("Yes") : _("No"));
    }
  g_return_val_if_reached (NULL);
}

static char *
export_instant (gint64 instant, HcCalendar *calendar)
{
  g_autofree char *date = NULL;
  int hour, minute;
  HcDay day;

  hc_calendar_utc_to_local (calendar, instant, &day, &hour, &minute, NULL);
  date = hc_day_format (day);
  return g_strdup_printf ("%s %02d:%02d", date, hour, minute);
}

char *
hc_ticket_export_text (const HcTicketItem *item, HcTicketColumn column, HcCalendar *calendar)
{
  gint64 number;

  if (column == HC_TICKET_AGE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      if (item->age < 0)
        return NULL;
      return g_strdup (
        g_ascii_formatd (buffer, sizeof buffer, "%.2f", (double) item->age / 3600));
    }
  if (HC_TICKET_COLUMN_IS_LINK (column))
    return g_strdup (link_of (item, HC_TICKET_COLUMN_LINK (column)));
  number = item->number[column];
  if (hc_ticket_fields[column].kind <= HC_FIELD_TERM)
    return g_strdup (word_of (item, column));
  if (number == HC_INSTANT_NONE)
    return NULL;
  if (hc_ticket_fields[column].kind == HC_FIELD_INSTANT)
    return export_instant (number, calendar);
  if (hc_ticket_fields[column].kind == HC_FIELD_BOOL)
    return g_strdup (number != 0 ? _("Yes") : _("No"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *
hc_ticket_export_label (HcTicketColumn column)
{
  return g_strdup (column == HC_TICKET_AGE ? _("Age (hours)") : hc_ticket_column_label (column));
}

/* ---------------------------------------------------------------- history */

char *
hc_ticket_event_time (const HcTicketEvent *event, HcCalendar *calendar)
{
  g_autofree char *time = hc_format_instant (event->at, calendar);

  return event->inferred ? g_strconcat ("~", time, NULL) : g_steal_pointer (&time);
}

static char *
opened_text (const HcTicketDetail *detail)
{
  const char *requester = detail->item->text[HC_TICKET_REQUESTER];
  const char *channel = detail->item->text[HC_TICKET_CHANNEL];

  if (requester != NULL && channel != NULL)
    return g_strdup_printf (_("Opened by %s, %s"), requester, channel);
  if (requester != NULL)
    return g_strdup_printf (_("Opened by %s"), requester);
  if (channel != NULL)
    return g_strdup_printf (_("Opened, %s"), channel);
  return g_strdup (_("Opened"));
}

static char *
value_text (HcTicketField field, const char *value, HcCalendar *calendar)
{
  gint64 instant;

  if (value == NULL || value[0] == '\0')
    return g_strdup (HC_FORMAT_MISSING);
  if (hc_ticket_fields[field].kind == HC_FIELD_INSTANT
      && g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &instant, NULL))
    return hc_format_instant (instant, calendar);
  if (hc_ticket_fields[field].kind == HC_FIELD_BOOL)
    return g_strdup (value[0] == '0' ? _("No") : _("Yes"));
  return one_line (value);
}

char *
hc_ticket_event_text (const HcTicketEvent *event,
                      const HcTicketDetail *detail,
                      HcCalendar *calendar)
{
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;
  const char *field;

  switch (event->kind)
    {
    case HC_TICKET_EVENT_OPENED:
      return opened_text (detail);
    case HC_TICKET_EVENT_ENDED:
      return g_strdup (_("No longer open"));
    case HC_TICKET_EVENT_REOPENED:
      return g_strdup (_("Reopened"));
    case HC_TICKET_EVENT_MISSING:
      return g_strdup (_("Not in the export any more"));
    case HC_TICKET_EVENT_CHANGED:
      break;
    }
  field = hc_ticket_column_label (event->field);
  new_value = value_text (event->field, event->new_value, calendar);
  if (event->old_value == NULL || event->old_value[0] == '\0')
    return g_strdup_printf (_("%s: %s"), field, new_value);
  old_value = value_text (event->field, event->old_value, calendar);
  /* Translators: field: old value → new value */
  return g_strdup_printf (_("%s: %s → %s"), field, old_value, new_value);
}

char *
hc_ticket_order_text (HcTicketColumn column, gboolean descending)
{
  const char *label = hc_ticket_column_label (column);

  if (column == HC_TICKET_OPENED || column == HC_TICKET_AGE)
    return g_strdup (descending == (column == HC_TICKET_OPENED) ? _("Newest first")
                                                                : _("Oldest first"));
  if (descending)
    return g_strdup_printf (_("Ordered by %s, descending"), label);
  return g_strdup_printf (_("Ordered by %s"), label);
}
