/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "plan-util.h"

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);
}

void
plan_init (Plan *self)
{
  self->plan = (HcOwnershipPlan){ new_records (), new_records (), new_records (), new_records (),
                                  new_records () };
}

void
plan_clear (Plan *self)
{
  g_clear_pointer (&self->plan.duties, g_ptr_array_unref);
  g_clear_pointer (&self->plan.roles, g_ptr_array_unref);
  g_clear_pointer (&self->plan.levels, g_ptr_array_unref);
  g_clear_pointer (&self->plan.people, g_ptr_array_unref);
  g_clear_pointer (&self->plan.teams, g_ptr_array_unref);
}

HcRecordData *
plan_add (GPtrArray *records, const char *type, const char *id, ...)
{
  HcRecordData *record = hc_record_data_new (hc_record_type (type));
  const char *field;
  va_list args;

  record->id = g_strdup (id);
  va_start (args, id);
  while ((field = va_arg (args, const char *)) != NULL)
    hc_record_data_set (record, field, va_arg (args, const char *));
  va_end (args);
  g_ptr_array_add (records, record);
  return record;
}

void
plan_role (Plan *self, const char *duty, const char *team, const char *letter, const char *person)
{
  g_autofree char *id = g_strdup_printf ("%s-%s-%s", duty, team, letter);

  plan_add (self->plan.roles, "duty_role", id, "duty_id", duty, "team_id", team, "letter", letter,
            "person_id", person, NULL);
}
