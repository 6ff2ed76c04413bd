/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-launch-check.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hc-error.h"

#define MAX_NAME_LENGTH 200
#define MAX_LOOK_BACK_DAYS 14

static gboolean
refuse (const char **field, const char *name, GError **error, const char *message)
{
  if (field != NULL)
    *field = name;
  g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT, message);
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));

  return *stripped == '\0';
}

static gboolean
is_known_zone (const char *zone)
{
  g_autoptr (GTimeZone) found = is_blank (zone) ? NULL : g_time_zone_new_identifier (zone);

  return found != NULL;
}

static gboolean
check_texts (const HcLaunchSettings *self, const char **field, GError **error)
{
  if (is_blank (self->name))
    return refuse (field, "name", error, _("A launch needs a name."));
  if (!g_utf8_validate (self->name, -1, NULL) || g_utf8_strlen (self->name, -1) > MAX_NAME_LENGTH)
    return refuse (field, "name", error, _("The name may have at most 200 characters."));
  if (self->system != NULL && !g_utf8_validate (self->system, -1, NULL))
    return refuse (field, "system", error, _("The system is not valid text."));
  if (!is_known_zone (self->zone))
    {
      g_autofree char *message
        = g_strdup_printf (_("“%s” is no time zone known here. Use a name like “Europe/Berlin”."),
                           self->zone ? self->zone : "");
      return refuse (field, "zone", error, message);
    }
  return TRUE;
}

static gboolean
check_calendar (const HcLaunchSettings *self, const char **field, GError **error)
{
  if (self->go_live_at == HC_INSTANT_NONE)
    return refuse (field, "go_live_at", error, _("A launch needs a go-live date."));
  if (self->go_live_at < 0 || self->go_live_at >= G_MAXUINT32)
    return refuse (field, "go_live_at", error, _("The go-live date must lie in 1970 to 2105."));
  if (self->length_days < 1 || self->length_days > 366)
    return refuse (field, "length_days", error, _("Hypercare lasts 1 to 366 days."));
  if (self->working_mask < 1 || self->working_mask > 127)
    return refuse (field, "working_mask", error, _("At least one weekday must be a working day."));
  if (self->window_length != 3 && self->window_length != 5)
    return refuse (field, "window_length", error, _("A window has 3 or 5 working days."));
  if (self->target_exit != HC_DAY_NONE && self->go_live_day != HC_DAY_NONE
      && self->target_exit < self->go_live_day)
    return refuse (field, "target_exit", error,
                   _("The target exit date must not lie before go-live."));
  return TRUE;
}

static gboolean
check_thresholds (const HcLaunchSettings *self, const char **field, GError **error)
{
  for (guint i = 0; i < HC_N_AGE_BUCKETS - 1; i++)
    {
      double lower = i > 0 ? self->age_bounds[i - 1] : 0;

      if (!isfinite (self->age_bounds[i]) || self->age_bounds[i] <= lower)
        return refuse (field, "age_bounds", error,
                       _("The bounds of the age groups must be above zero and rise."));
    }
  if (!isfinite (self->age_limit_days) || self->age_limit_days <= 0)
    return refuse (field, "age_limit_days", error, _("The ageing limit must be above zero."));
  if (!isfinite (self->resolve_target_hours) || self->resolve_target_hours <= 0)
    return refuse (field, "resolve_target_hours", error,
                   _("The target time to resolve must be above zero."));
  if (!(self->look_back_days >= 1 && self->look_back_days <= MAX_LOOK_BACK_DAYS))
    return refuse (field, "look_back_days", error,
                   _("The look-back for repeats has 1 to 14 days."));
  if (self->declared_hops_allowed > 100)
    return refuse (field, "declared_hops_allowed", error,
                   _("At most 100 declared hops can be allowed."));
  return TRUE;
}

gboolean
hc_launch_settings_check (const HcLaunchSettings *self, const char **field, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_texts (self, field, error) && check_calendar (self, field, error)
         && check_thresholds (self, field, error);
}
