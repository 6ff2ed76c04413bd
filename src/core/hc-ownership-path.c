/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-ownership.h"

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const HcRecordData *x = *(const HcRecordData *const *) a, *y = *(const HcRecordData *const *) b;
  gint64 m = hc_record_data_get_int (x, "level", 0), n = hc_record_data_get_int (y, "level", 0);

  if (m != n)
    return m < n ? -1 : 1;
  return g_strcmp0 (x->id, y->id);
}

/* The levels of exactly this duty and severity; NULL is “of no single one”. */
static GPtrArray *
levels_of (const HcOwnershipPlan *plan, const char *duty_id, const char *severity)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < plan->levels->len; i++)
    {
      HcRecordData *level = g_ptr_array_index (plan->levels, i);

      if (g_strcmp0 (hc_record_data_get (level, "duty_id"), duty_id) == 0 &&
          g_strcmp0 (hc_record_data_get (level, "severity"), severity) == 0)
        g_ptr_array_add (found, level);
    }
  g_ptr_array_sort (found, compare_levels);
  return found;
}

GPtrArray *
hc_ownership_path (const HcOwnershipPlan *plan,
                   const char *duty_id,
                   const char *severity,
                   HcPathSource *source)
{
  const struct
  {
    HcPathSource source;
    gboolean applies;
    const char *duty_id;
    const char *severity;
  } places[] = {
    { HC_PATH_DUTY_SEVERITY, duty_id != NULL && severity != NULL, duty_id, severity },
    { HC_PATH_DUTY, duty_id != NULL, duty_id, NULL },
    { HC_PATH_SEVERITY, severity != NULL, NULL, severity },
    { HC_PATH_GENERAL, TRUE, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GPtrArray) levels = NULL;

      if (!places[i].applies)
        continue;
      levels = levels_of (plan, places[i].duty_id, places[i].severity);
      if (levels->len == 0)
        continue;
      if (source != NULL)
        *source = places[i].source;
      return g_steal_pointer (&levels);
    }
  if (source != NULL)
    *source = HC_PATH_NONE;
  return g_ptr_array_new ();
}

const char *
hc_ownership_blank_contact (const HcOwnershipPlan *plan, const HcRecordData *level)
{
  const char *person_id = hc_record_data_get (level, "person_id");

  for (guint i = 0; person_id != NULL && i < plan->people->len; i++)
    {
      const HcRecordData *person = g_ptr_array_index (plan->people, i);

      if (g_strcmp0 (person->id, person_id) != 0)
        continue;
      if (hc_record_data_is_set (person, "phone") || hc_record_data_is_set (person, "email"))
        return NULL;
      return _("No phone or e-mail entered");
    }
  return _("No contact entered");
}
