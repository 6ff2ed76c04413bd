/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-pack-data.h"

#include <math.h>

#include "hc-pack-text.h"

#define DAY_SECONDS 86400.0

void
hc_pack_ticket_free (HcPackTicket *self)
{
  g_free (self->key);
  g_free (self->title);
  g_free (self->state);
  g_free (self->priority);
  g_free (self->group);
  g_free (self->assignee);
  g_free (self->issue_id);
  g_free (self->issue);
  g_free (self->owner);
  g_free (self);
}

void
hc_pack_issue_free (HcPackIssue *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->bau_owner);
  g_free (self);
}

/* The same person has the same code in every pack of the launch file. */
static char *
assignee_text (const HcPackRow *row, gboolean anonymised)
{
  if (row->assignee == NULL)
    return NULL;
  if (anonymised)
    return g_strdup_printf ("Person %" G_GINT64_FORMAT, row->assignee_term);
  return g_strdup (row->assignee);
}

/* Of an earlier day: what the ticket is today says nothing about its state then. */
static char *
state_text (const HcPackRow *row)
{
  if (hc_state_class_is_open (row->state_class))
    return g_strdup (row->state != NULL ? row->state : hc_state_class_word (row->state_class));
  return g_strdup_printf ("Open then (now: %s)",
                          row->state != NULL ? row->state : hc_state_class_word (row->state_class));
}

static void
take_issue (HcPackTicket *self, const HcPackData *data, guint index)
{
  guint32 issue = index < data->open_issue->len ? g_array_index (data->open_issue, guint32, index)
                                                : 0;
  const HcPackIssue *of;

  if (issue == 0)
    return;
  of = g_ptr_array_index (data->issues, issue - 1);
  self->issue_id = g_strdup (of->id);
  self->issue = g_strdup (of->name);
  self->owner = g_strdup (of->bau_owner);
}

HcPackTicket *
hc_pack_ticket_new (const HcPackData *data, const HcPackRow *row, guint index)
{
  HcPackTicket *self = g_new0 (HcPackTicket, 1);

  self->key = g_strdup (row->key);
  self->title = data->anonymised ? NULL : g_strdup (row->title);
  self->state = state_text (row);
  self->priority = hc_pack_text_priority (row->priority, row->priority_text);
  self->group = g_strdup (row->group);
  self->assignee = assignee_text (row, data->anonymised);
  self->age_days = (double) (data->as_of - row->opened_at) / DAY_SECONDS;
  take_issue (self, data, index);
  return self;
}

void
hc_pack_reject_free (HcPackReject *self)
{
  hc_reject_free (self->reject);
  g_free (self);
}

void
hc_pack_data_init (HcPackData *self)
{
  *self = (HcPackData) { .as_of = HC_INSTANT_NONE };
  hc_launch_settings_init (&self->settings);
  self->prepared_by = g_strdup ("");
  for (guint i = 0; i < HC_N_METRICS; i++)
    self->targets[i] = NAN;
  self->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_pack_issue_free);
  self->open_issue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->facts = g_ptr_array_new_with_free_func (g_free);
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_batch_free);
  self->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_pack_reject_free);
  self->registers = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_pack_register_free);
}

void
hc_pack_data_clear (HcPackData *self)
{
  hc_launch_settings_clear (&self->settings);
  g_clear_pointer (&self->calendar, hc_calendar_free);
  g_clear_pointer (&self->prepared_by, g_free);
  g_clear_pointer (&self->usage, hc_usage_unref);
  g_clear_pointer (&self->metrics, hc_metric_set_free);
  g_clear_pointer (&self->first_week, hc_metric_set_free);
  g_clear_pointer (&self->by_priority, hc_metric_set_free);
  g_clear_pointer (&self->by_category, hc_metric_set_free);
  g_clear_pointer (&self->resolve_by_category, hc_metric_set_free);
  g_clear_pointer (&self->completion_by_path, hc_metric_set_free);
  g_clear_pointer (&self->workflows, g_ptr_array_unref);
  g_clear_pointer (&self->criteria, hc_criteria_result_free);
  g_clear_pointer (&self->drivers, hc_driver_set_free);
  g_clear_pointer (&self->first_drivers, hc_driver_set_free);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->open_issue, g_array_unref);
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_clear_pointer (&self->appendix, g_free);
  g_clear_pointer (&self->oldest, g_free);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->registers, g_ptr_array_unref);
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
}

char *
hc_pack_short_name (const HcPackData *data, glong length)
{
  g_autofree char *clean = hc_pack_text_clean (data->settings.name, NULL, NULL);

  if (g_utf8_strlen (clean, -1) <= length)
    return g_steal_pointer (&clean);
  return g_utf8_substring (clean, 0, length);
}
