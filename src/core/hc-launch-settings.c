/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-settings.h"

void
hc_launch_settings_init (HcLaunchSettings *self)
{
  g_return_if_fail (self != NULL);

  *self = (HcLaunchSettings){
    .name = g_strdup (""),
    .system = g_strdup (""),
    .zone = g_strdup (""),
    .go_live_at = HC_INSTANT_NONE,
    .go_live_day = HC_DAY_NONE,
    .length_days = 14,
    .target_exit = HC_DAY_NONE,
    .working_mask = HC_WORKING_MONDAY_TO_FRIDAY,
    .window_length = 5,
    .age_bounds = { 1, 3, 7, 14 },
    .age_limit_days = 10,
    .resolve_target_hours = 24,
    .look_back_days = 3,
    .declared_hops_allowed = 0,
  };
}

void
hc_launch_settings_clear (HcLaunchSettings *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->system, g_free);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->holidays, g_free);
  self->n_holidays = 0;
}

void
hc_launch_settings_copy (const HcLaunchSettings *self, HcLaunchSettings *out)
{
  g_return_if_fail (self != NULL && out != NULL && self != out);

  *out = *self;
  out->name = g_strdup (self->name);
  out->system = g_strdup (self->system);
  out->zone = g_strdup (self->zone);
  out->holidays = g_memdup2 (self->holidays, self->n_holidays * sizeof (HcDay));
}

HcCalendar *
hc_launch_settings_calendar (const HcLaunchSettings *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return hc_calendar_new (self->zone, self->working_mask, self->holidays, self->n_holidays, error);
}

int
hc_launch_settings_day_number (const HcLaunchSettings *self, HcDay day)
{
  g_return_val_if_fail (self != NULL, 0);

  return day - self->go_live_day + 1;
}
