/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-starter-contents.h"

#include <glib/gi18n.h>

#include "hc-history.h"
#include "hc-record-table.h"

static gboolean
apply_command (HcDb *db, gpointer name, GError **error)
{
  return hc_starter_apply (db, name, error);
}

static char *
dup_part (const char *type, guint n)
{
  if (g_str_equal (type, "workflow"))
    return g_strdup_printf (ngettext ("%u hot path", "%u hot paths", n), n);
  if (g_str_equal (type, "workflow_step"))
    return g_strdup_printf (ngettext ("%u step", "%u steps", n), n);
  if (g_str_equal (type, "failure_point"))
    return g_strdup_printf (ngettext ("%u failure point", "%u failure points", n), n);
  if (g_str_equal (type, "cohort"))
    return g_strdup_printf (ngettext ("%u cohort", "%u cohorts", n), n);
  if (g_str_equal (type, "team"))
    return g_strdup_printf (ngettext ("%u team", "%u teams", n), n);
  if (g_str_equal (type, "duty"))
    return g_strdup_printf (ngettext ("%u duty", "%u duties", n), n);
  if (g_str_equal (type, "escalation_level"))
    return g_strdup_printf (ngettext ("%u escalation level", "%u escalation levels", n), n);
  return g_strdup_printf (ngettext ("%u checklist item", "%u checklist items", n), n);
}

static char *
count_parts (HcDb *db, GError **error)
{
  static const char *const types[]
    = { "workflow", "workflow_step",    "failure_point", "cohort", "team",
        "duty",     "escalation_level", "checklist_item" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type (types[i]), NULL, error);

      if (records == NULL)
        return NULL;
      if (records->len > 0)
        g_ptr_array_add (parts, dup_part (types[i], records->len));
    }
  g_ptr_array_add (parts, NULL);
  /* TRANSLATORS: between “7 hot paths” and “31 steps” */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

char *
hc_starter_dup_contents (const char *name, GError **error)
{
  HcDb *db;
  char *text = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if ((db = hc_db_open_memory (error)) == NULL)
    return NULL;
  if (hc_history_run (db, "Count", apply_command, (gpointer) name, error))
    text = count_parts (db, error);
  hc_db_close (db);
  return text;
}
