/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which stored texts a field allows, said in whole sentences. */

#include "config.h"

#include "hc-field.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT 1000
#define MAX_LONG_TEXT 20000

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, HC_ERROR, HC_ERROR_CONSTRAINT, message);
  g_free (message);
  return FALSE;
}

/* Hidden fields are set by the program; their column is the best name there is. */
static const char *
field_name (const HcField *field)
{
  return field->label ? _(field->label) : field->name;
}

static gboolean
check_text (const HcField *field, const char *value, GError **error)
{
  glong limit = field->type == HC_VALUE_LONG_TEXT ? MAX_LONG_TEXT : MAX_TEXT;

  if (!g_utf8_validate (value, -1, NULL))
    return refuse (error, g_strdup_printf (_("“%s” is not valid text. Type it again."),
                                           field_name (field)));
  if (g_utf8_strlen (value, -1) > limit)
    return refuse (error,
                   g_strdup_printf (_("“%s” may have at most %ld characters. Shorten it."),
                                    field_name (field), limit));
  return TRUE;
}

static gboolean
refuse_choice (const HcField *field, const char *value, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (const HcChoice *choice = field->choices; choice->word != NULL; choice++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _(choice->label));
  return refuse (error, g_strdup_printf (_("“%s” cannot be “%s”. Choose one of: %s."),
                                         field_name (field), value, list->str));
}

static gboolean
check_range (const HcField *field, double number, GError **error)
{
  g_autofree char *low = hc_field_dup_number (field->minimum);
  g_autofree char *high = hc_field_dup_number (field->maximum);

  if (field->minimum == 0 && field->maximum == 0)
    return TRUE;
  if (number >= field->minimum && number <= field->maximum)
    return TRUE;
  if (field->type == HC_VALUE_INTEGER)
    return refuse (error, g_strdup_printf (_("“%s” must be a whole number from %s to %s."),
                                           field_name (field), low, high));
  return refuse (error, g_strdup_printf (_("“%s” must be a number from %s to %s."),
                                         field_name (field), low, high));
}

static gboolean
check_integer (const HcField *field, const char *value, GError **error)
{
  char *end = NULL;
  gint64 number;

  errno = 0;
  number = g_ascii_strtoll (value, &end, 10);
  if (errno != 0 || end == value || *end != '\0')
    return refuse (error, g_strdup_printf (_("“%s” must be a whole number, not “%s”."),
                                           field_name (field), value));
  return check_range (field, (double)number, error);
}

static gboolean
check_real (const HcField *field, const char *value, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);

  /* strtod knows “inf”, “nan” and “0x1f”; a register does not. */
  if (end == value || *end != '\0' || strspn (value, "0123456789.+-eE") != strlen (value)
      || !isfinite (number))
    return refuse (error, g_strdup_printf (_("“%s” must be a number, not “%s”."),
                                           field_name (field), value));
  return check_range (field, number, error);
}

static gboolean
check_day (const HcField *field, const char *value, GError **error)
{
  HcDay day;

  if (hc_day_parse (value, &day))
    return TRUE;
  return refuse (error, g_strdup_printf (_("“%s” must be a date such as 2026-03-04, not “%s”."),
                                         field_name (field), value));
}

gboolean
hc_field_check (const HcField *field, const char *value, GError **error)
{
  if (value == NULL)
    {
      if ((field->flags & HC_FIELD_REQUIRED) == 0)
        return TRUE;
      return refuse (error, g_strdup_printf (_("“%s” cannot be empty. Enter a value."),
                                             field_name (field)));
    }
  switch (field->type)
    {
    case HC_VALUE_CHOICE:
      return hc_field_choice (field, value) != NULL || refuse_choice (field, value, error);
    case HC_VALUE_INTEGER:
    case HC_VALUE_INSTANT:
      return check_integer (field, value, error);
    case HC_VALUE_REAL:
      return check_real (field, value, error);
    case HC_VALUE_DAY:
      return check_day (field, value, error);
    case HC_VALUE_BOOLEAN:
      return g_str_equal (value, "0") || g_str_equal (value, "1")
             || refuse (error, g_strdup_printf (_("“%s” must be yes or no, not “%s”."),
                                                field_name (field), value));
    default:
      return check_text (field, value, error);
    }
}

static gboolean
check_own_reference (const HcRecordData *self, const HcField *field, const char *value, GError **error)
{
  if (field->type != HC_VALUE_REFERENCE || value == NULL || g_strcmp0 (value, self->id) != 0)
    return TRUE;
  return refuse (error, g_strdup_printf (_("“%s” of “%s” cannot be “%s” itself. Choose another."),
                                         field_name (field), hc_record_data_title (self),
                                         hc_record_data_title (self)));
}

gboolean
hc_record_data_check (const HcRecordData *self, GError **error)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const HcField *field = &self->type->fields[i];

      if (!hc_field_check (field, self->values[i], error)
          || !check_own_reference (self, field, self->values[i], error))
        return FALSE;
    }
  return TRUE;
}
