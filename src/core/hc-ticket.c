/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket.h"

#include <glib/gi18n.h>
#include <string.h>

const HcTicketFieldInfo hc_ticket_fields[HC_TICKET_N_FIELDS] = {
  [HC_TICKET_KEY] = { "key", "external_id", N_ ("Key"), HC_FIELD_TEXT, FALSE },
  [HC_TICKET_TITLE] = { "title", "title", N_ ("Title"), HC_FIELD_TEXT, TRUE },
  [HC_TICKET_DESCRIPTION] = { "description", "description", N_ ("Description"), HC_FIELD_TEXT,
                              FALSE },
  [HC_TICKET_STATE] = { "state", "state_term", N_ ("State"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_PRIORITY] = { "priority", "priority_term", N_ ("Priority"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_CATEGORY] = { "category", "category_term", N_ ("Category"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_SUBCATEGORY] = { "subcategory", "subcategory_term", N_ ("Subcategory"), HC_FIELD_TERM,
                              TRUE },
  [HC_TICKET_GROUP] = { "group", "group_term", N_ ("Group"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_ASSIGNEE] = { "assignee", "assignee_term", N_ ("Assignee"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_REQUESTER] = { "requester", "requester_term", N_ ("Requester"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_LOCATION] = { "location", "location_term", N_ ("Location"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_DEPARTMENT] = { "department", "department_term", N_ ("Department"), HC_FIELD_TERM,
                             TRUE },
  [HC_TICKET_BUSINESS_UNIT] = { "business_unit", "business_unit_term", N_ ("Business Unit"),
                                HC_FIELD_TERM, TRUE },
  [HC_TICKET_REGION] = { "region", "region_term", N_ ("Region"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_ROLE] = { "role", "role_term", N_ ("Role"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_ACCESS_GROUP] = { "access_group", "access_group_term", N_ ("Access Group"),
                               HC_FIELD_TERM, TRUE },
  [HC_TICKET_CHANNEL] = { "channel", "channel_term", N_ ("Channel"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_TIER] = { "tier", "tier_term", N_ ("Tier"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_SERVICE] = { "service", "service_term", N_ ("Service"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_TAGS] = { "tags", "tags", N_ ("Tags"), HC_FIELD_TEXT, TRUE },
  [HC_TICKET_RESOLUTION_CODE] = { "resolution_code", "resolution_code_term",
                                  N_ ("Resolution Code"), HC_FIELD_TERM, TRUE },
  [HC_TICKET_PARENT] = { "parent", "parent", N_ ("Parent"), HC_FIELD_TEXT, TRUE },
  [HC_TICKET_OPENED] = { "opened", "opened_at", N_ ("Opened"), HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_FIRST_ASSIGNED] = { "first_assigned", "first_assigned_at", N_ ("First Assigned"),
                                 HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_FIRST_RESPONSE] = { "first_response", "first_response_at", N_ ("First Response"),
                                 HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_RESOLVED] = { "resolved", "resolved_at", N_ ("Resolved"), HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_CLOSED] = { "closed", "closed_at", N_ ("Closed"), HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_UPDATED] = { "updated", "updated_at", N_ ("Updated"), HC_FIELD_INSTANT, FALSE },
  [HC_TICKET_DUE] = { "due", "due_at", N_ ("Due"), HC_FIELD_INSTANT, TRUE },
  [HC_TICKET_REOPEN_COUNT] = { "reopen_count", "reopen_count", N_ ("Reopen Count"), HC_FIELD_COUNT,
                               TRUE },
  [HC_TICKET_REASSIGNMENT_COUNT] = { "reassignment_count", "reassignment_count",
                                     N_ ("Reassignment Count"), HC_FIELD_COUNT, TRUE },
  [HC_TICKET_SLA_MET] = { "sla_met", "sla_met", N_ ("SLA Met"), HC_FIELD_BOOL, TRUE },
  [HC_TICKET_MOD_COUNT] = { "mod_count", NULL, N_ ("Modification Count"), HC_FIELD_COUNT, FALSE },
};

HcTicketField
hc_ticket_field_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < HC_TICKET_N_FIELDS; i++)
    if (g_str_equal (hc_ticket_fields[i].name, name))
      return (HcTicketField) i;
  return HC_TICKET_N_FIELDS;
}

void
hc_ticket_row_init (HcTicketRow *row)
{
  memset (row, 0, sizeof *row);
  row->state_class = HC_STATE_UNKNOWN;
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    row->number[i] = HC_INSTANT_NONE;
}

/* Part of the file format: hashes of field names, never to change. */
static const guint64 *
field_seeds (void)
{
  static gsize once = 0;
  static guint64 seeds[HC_TICKET_N_FIELDS];

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
        seeds[i] = hc_hash64 (hc_ticket_fields[i].name, strlen (hc_ticket_fields[i].name), 0);
      g_once_init_leave (&once, 1);
    }
  return seeds;
}

guint64
hc_ticket_text_hash (HcTicketField field, const char *text)
{
  return hc_hash64 (text, strlen (text), field_seeds ()[field]);
}

/* Each text is hashed once, here, for the row as for interning it; then all is hashed in one go. */
void
hc_ticket_row_seal (HcTicketRow *row)
{
  const guint64 *seeds = field_seeds ();
  guint64 mapped = row->mapped & ~HC_TICKET_BIT (HC_TICKET_MOD_COUNT);
  guint64 numbers[HC_TICKET_N_FIELDS + 3];
  guint n_numbers = 0;

  numbers[n_numbers++] = GUINT64_TO_LE (mapped);
  numbers[n_numbers++] = GUINT64_TO_LE ((guint64) row->state_class);
  numbers[n_numbers++] = GUINT64_TO_LE ((guint64) row->priority);
  for (guint64 left = mapped; left != 0; left &= left - 1)
    {
      guint field = (guint) __builtin_ctzll (left);
      guint64 number = 0;

      if (hc_ticket_fields[field].kind > HC_FIELD_TERM)
        number = (guint64) row->number[field];
      else if (row->text[field] != NULL)
        number = row->text_hash[field] =
          hc_hash64 (row->text[field], strlen (row->text[field]), seeds[field]);
      numbers[n_numbers++] = GUINT64_TO_LE (number);
    }
  row->hash = hc_hash64 (numbers, n_numbers * sizeof numbers[0], 0);
}

/* Part of the file format: never to change. */
guint64
hc_ticket_row_hash_v1 (const HcTicketRow *row)
{
  guint64 mapped = row->mapped & ~HC_TICKET_BIT (HC_TICKET_MOD_COUNT);
  gint64 numbers[HC_TICKET_N_FIELDS + 3];
  guint n_numbers = 0;
  guint64 hash = 0;

  numbers[n_numbers++] = GINT64_TO_LE ((gint64) mapped);
  numbers[n_numbers++] = GINT64_TO_LE ((gint64) row->state_class);
  numbers[n_numbers++] = GINT64_TO_LE ((gint64) row->priority);
  for (guint64 left = mapped; left != 0; left &= left - 1)
    {
      guint field = (guint) __builtin_ctzll (left);

      if (hc_ticket_fields[field].kind > HC_FIELD_TERM)
        numbers[n_numbers++] = GINT64_TO_LE (row->number[field]);
      else if (row->text[field] != NULL)
        hash = hc_hash64 (row->text[field], strlen (row->text[field]), hash + field);
    }
  return hc_hash64 (numbers, n_numbers * sizeof numbers[0], hash);
}
