/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between stored texts and what people read and type: dates by locale, references by title. */

#include "config.h"

#include "hc-cell-editor.h"

#include <glib/gi18n.h>

#include "hc-date-row.h"
#include "hc-format.h"

/* ---- references ---- */

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* The lists belong to those who ask; the launch only remembers where they are. */
HcRecordList *
hc_cell_references (HcLaunch *launch, const char *type)
{
  g_autofree char *key = g_strconcat ("hc-references-", type, NULL);
  GWeakRef *place = g_object_get_data (G_OBJECT (launch), key);
  HcRecordList *list;

  g_return_val_if_fail (HC_IS_LAUNCH (launch) && hc_record_type (type) != NULL, NULL);

  if (place == NULL)
    {
      place = g_new0 (GWeakRef, 1);
      g_weak_ref_init (place, NULL);
      g_object_set_data_full (G_OBJECT (launch), key, place, free_weak_ref);
    }
  list = g_weak_ref_get (place);
  if (list == NULL)
    {
      list = hc_record_list_new (launch, type, NULL);
      g_weak_ref_set (place, list);
    }
  return list;
}

static gboolean
parse_reference (const HcField *field,
                 HcRecordList *references,
                 const char *typed,
                 char **out,
                 GError **error)
{
  g_autofree char *wanted = g_utf8_casefold (typed, -1);

  for (guint i = 0; references != NULL && i < hc_record_list_count (references); i++)
    {
      HcRecord *record = hc_record_list_at (references, i);
      g_autofree char *title = g_utf8_casefold (hc_record_title (record), -1);

      if (g_str_equal (title, wanted))
        {
          *out = g_strdup (hc_record_id (record));
          return TRUE;
        }
    }
  g_set_error (error, HC_ERROR, HC_ERROR_CONSTRAINT,
               /* TRANSLATORS: field, typed text, register (“Teams”) */
               _("“%s” cannot be “%s”: it is not among “%s”. Choose one that is, or add it there "
                 "first."),
               _(field->label), typed, _(hc_record_type (field->reference)->many));
  return FALSE;
}

/* ---- both ways ---- */

gboolean
hc_cell_parse (const HcField *field,
               HcRecordList *references,
               const char *typed,
               char **out,
               GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_autofree char *day_text = NULL;
  HcDay day;

  if (*text == '\0')
    return hc_field_parse (field, NULL, out, error);
  if (field->type == HC_VALUE_REFERENCE)
    return parse_reference (field, references, text, out, error);
  if (field->type == HC_VALUE_DAY && hc_date_text_parse (text, &day))
    {
      day_text = hc_day_format (day);
      return hc_field_parse (field, day_text, out, error);
    }
  return hc_field_parse (field, typed, out, error);
}

char *
hc_cell_text (const HcField *field, HcRecordList *references, const char *value)
{
  HcDay day;
  HcRecord *record;

  if (value == NULL)
    return g_strdup ("");
  switch (field->type)
    {
    case HC_VALUE_DAY:
      return hc_day_parse (value, &day) ? hc_format_day_year (day) : g_strdup (value);
    case HC_VALUE_REFERENCE:
      record = references != NULL ? hc_record_list_find (references, value) : NULL;
      /* Not read yet: better nothing than an id. */
      return g_strdup (record != NULL ? hc_record_title (record) : "");
    default:
      return hc_field_format (field, value);
    }
}
