/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-field.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "hc-types.h"

/* ---------------------------------------------------------------- types */

const HcRecordType *
hc_record_type (const char *name)
{
  for (guint i = 0; name != NULL && hc_record_types[i] != NULL; i++)
    if (g_str_equal (hc_record_types[i]->name, name))
      return hc_record_types[i];
  return NULL;
}

int
hc_record_type_field (const HcRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return (int)i;
  return -1;
}

int
hc_record_type_flagged (const HcRecordType *type, HcFieldFlags flag)
{
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & flag) != 0)
      return (int)i;
  return -1;
}

const HcChoice *
hc_field_choice (const HcField *field, const char *word)
{
  for (const HcChoice *choice = field->choices; word && choice && choice->word; choice++)
    if (g_str_equal (choice->word, word))
      return choice;
  return NULL;
}

/* ---------------------------------------------------------------- records */

HcRecordData *
hc_record_data_new (const HcRecordType *type)
{
  HcRecordData *self = g_new0 (HcRecordData, 1);

  self->type = type;
  self->values = g_new0 (char *, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    self->values[i] = g_strdup (type->fields[i].initial);
  return self;
}

HcRecordData *
hc_record_data_copy (const HcRecordData *self)
{
  HcRecordData *copy = g_new0 (HcRecordData, 1);

  copy->type = self->type;
  copy->id = g_strdup (self->id);
  copy->values = g_new0 (char *, self->type->n_fields);
  for (guint i = 0; i < self->type->n_fields; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

void
hc_record_data_free (HcRecordData *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->type->n_fields; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->id);
  g_free (self);
}

gboolean
hc_record_data_equal (const HcRecordData *a, const HcRecordData *b)
{
  if (a->type != b->type || g_strcmp0 (a->id, b->id) != 0)
    return FALSE;
  for (guint i = 0; i < a->type->n_fields; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  return TRUE;
}

static guint
field_index (const HcRecordData *self, const char *name)
{
  int i = hc_record_type_field (self->type, name);

  if (i < 0)
    g_error ("The record type “%s” has no field “%s”", self->type->name, name);
  return (guint)i;
}

const char *
hc_record_data_get (const HcRecordData *self, const char *field)
{
  return self->values[field_index (self, field)];
}

gint64
hc_record_data_get_int (const HcRecordData *self, const char *field, gint64 fallback)
{
  const char *value = hc_record_data_get (self, field);

  return value ? g_ascii_strtoll (value, NULL, 10) : fallback;
}

double
hc_record_data_get_real (const HcRecordData *self, const char *field)
{
  const char *value = hc_record_data_get (self, field);

  return value ? g_ascii_strtod (value, NULL) : NAN;
}

HcDay
hc_record_data_get_day (const HcRecordData *self, const char *field)
{
  const char *value = hc_record_data_get (self, field);
  HcDay day;

  return value && hc_day_parse (value, &day) ? day : HC_DAY_NONE;
}

gboolean
hc_record_data_is_set (const HcRecordData *self, const char *field)
{
  return hc_record_data_get (self, field) != NULL;
}

void
hc_record_data_set (HcRecordData *self, const char *field, const char *value)
{
  char **slot = &self->values[field_index (self, field)];
  /* @value may be the text that is there. */
  char *copy = value && *value != '\0' ? g_strdup (value) : NULL;

  g_free (*slot);
  *slot = copy;
}

const char *
hc_record_data_title (const HcRecordData *self)
{
  int i = hc_record_type_flagged (self->type, HC_FIELD_TITLE);

  return i >= 0 && self->values[i] ? self->values[i] : "";
}

/* ---------------------------------------------------------------- formatting */

char *
hc_field_dup_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

char *
hc_field_format (const HcField *field, const char *value)
{
  const HcChoice *choice;

  if (value == NULL)
    return g_strdup ("");
  switch (field->type)
    {
    case HC_VALUE_CHOICE:
      choice = hc_field_choice (field, value);
      return g_strdup (choice ? _(choice->label) : value);
    case HC_VALUE_BOOLEAN:
      return g_strdup (g_str_equal (value, "1") ? _("Yes") : _("No"));
    case HC_VALUE_REAL:
      return g_strdup_printf ("%.15g", g_ascii_strtod (value, NULL));
    case HC_VALUE_INSTANT:
      return hc_instant_format (g_ascii_strtoll (value, NULL, 10));
    default:
      return g_strdup (value);
    }
}
