/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-register-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-cell-editor.h"

/* ---------------------------------------------------------------- cells */

/* The cell at @p; @end: behind it, at a tab, a line end or the end of the text. */
static char *
read_cell (const char *p, const char **end)
{
  g_autoptr (GString) cell = NULL;
  gsize n;

  if (*p != '"' || strchr (p + 1, '"') == NULL)
    {
      n = strcspn (p, "\t\r\n");
      *end = p + n;
      return g_strstrip (g_strndup (p, n));
    }
  cell = g_string_new (NULL);
  for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++)
    {
      if (*p == '"')
        p++;
      g_string_append_c (cell, *p);
    }
  p += *p == '"';
  n = strcspn (p, "\t\r\n"); /* a careless writer goes on behind the quotation mark */
  g_string_append_len (cell, p, (gssize) n);
  *end = p + n;
  return g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE));
}

static GPtrArray *
read_row (const char **p, gboolean *blank)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  *blank = TRUE;
  for (;;)
    {
      char *cell = read_cell (*p, p);

      *blank = *blank && *cell == '\0';
      g_ptr_array_add (row, cell);
      if (**p != '\t')
        break;
      (*p)++;
    }
  *p += **p == '\r' && (*p)[1] == '\n' ? 2 : **p != '\0';
  return row;
}

const char *
hc_register_table_cell (const HcRegisterTable *self, guint row, guint column)
{
  GPtrArray *cells = g_ptr_array_index (self->rows, row);

  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

/* ---------------------------------------------------------------- titles */

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return g_str_equal (x, y);
}

static gboolean
is_visible (const HcField *field)
{
  return (field->flags & HC_FIELD_HIDDEN) == 0;
}

static int
field_of_title (const HcRegisterTable *self, const char *title)
{
  const HcRecordType *type = self->type;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const HcField *field = &type->fields[i];

      if (is_visible (field)
          && (same_word (title, field->name) || same_word (title, field->label)
              || same_word (title, _(field->label))))
        return (int) i;
    }
  for (guint i = 0; self->extras != NULL && self->extras[i] != NULL; i++)
    if (same_word (title, self->extras[i]))
      return (int) (type->n_fields + i);
  return -1;
}

/* Columns on screen that cannot be pasted are none. */
static int
field_of_column (const HcRegisterTable *self, const GArray *columns, guint column)
{
  int field = column < columns->len ? g_array_index (columns, int, column) : -1;

  return field < (int) self->type->n_fields ? field : -1;
}

static gboolean
is_taken (const HcRegisterTable *self, int field, guint before)
{
  for (guint i = 0; i < before; i++)
    if (self->fields[i] == field)
      return TRUE;
  return FALSE;
}

/* A row names the columns when at least one cell is a field's name, and most of them are. */
static void
guess_fields (HcRegisterTable *self, const GArray *columns)
{
  guint known = 0, filled = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *title = self->rows->len > 0 ? hc_register_table_cell (self, 0, i) : "";
      int field = *title != '\0' ? field_of_title (self, title) : -1;

      self->fields[i] = field >= 0 && !is_taken (self, field, i) ? field : -1;
      known += field >= 0;
      filled += *title != '\0';
    }
  self->has_titles = known > 0 && known * 2 >= filled && self->rows->len > 1;
  if (self->has_titles)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    self->fields[i] = field_of_column (self, columns, i);
}

/* ---------------------------------------------------------------- table */

HcRegisterTable *
hc_register_table_parse (const char *text,
                         const HcRecordType *type,
                         const GArray *columns,
                         const char *const *extras)
{
  HcRegisterTable *self = g_new0 (HcRegisterTable, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *p = valid;

  self->type = type;
  self->extras = extras;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  while (*p != '\0')
    {
      gboolean blank;
      g_autoptr (GPtrArray) row = read_row (&p, &blank);

      if (blank)
        continue;
      if (self->rows->len > HC_PASTE_MAX_ROWS) /* one more: it may be the titles */
        {
          self->left_out++;
          continue;
        }
      self->n_columns = MAX (self->n_columns, MIN (row->len, HC_PASTE_MAX_COLUMNS));
      g_ptr_array_add (self->rows, g_steal_pointer (&row));
    }
  guess_fields (self, columns);
  return self;
}

void
hc_register_table_free (HcRegisterTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

gboolean
hc_register_table_read (const HcRegisterTable *self,
                        const HcRecordType *type,
                        guint row,
                        guint column,
                        HcRegisterReferences references,
                        gpointer data,
                        char **value,
                        GError **error)
{
  const HcField *field;
  const char *text = hc_register_table_cell (self, row, column);

  if (self->fields[column] >= (int) type->n_fields)
    {
      *value = g_strdup (text);
      return TRUE;
    }
  field = &type->fields[self->fields[column]];
  if (*text == '\0' || g_str_equal (text, "–")) /* our own copy of a missing value */
    {
      *value = NULL;
      return TRUE;
    }
  return hc_cell_parse (field, field->type == HC_VALUE_REFERENCE ? references (data, field) : NULL,
                        text, value, error);
}

/* NULL: the row lacks something it must have. */
static HcRecordData *
read_record (const HcRegisterTable *self,
             const HcRecordType *type,
             const char *parent,
             guint row,
             HcRegisterReferences references,
             gpointer data,
             guint *refused)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (type);
  int parent_field = hc_record_type_flagged (type, HC_FIELD_PARENT);

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *value = NULL;

      if (self->fields[i] < 0 || self->fields[i] >= (int) type->n_fields)
        continue;
      if (!hc_register_table_read (self, type, row, i, references, data, &value, NULL))
        (*refused)++;
      else if (value != NULL)
        hc_record_data_set (record, type->fields[self->fields[i]].name, value);
    }
  if (parent != NULL && parent_field >= 0)
    hc_record_data_set (record, type->fields[parent_field].name, parent);
  return hc_record_data_check (record, NULL) ? g_steal_pointer (&record) : NULL;
}

static GPtrArray *
read_extras (const HcRegisterTable *self, guint row)
{
  guint n = self->extras != NULL ? g_strv_length ((char **) self->extras) : 0;
  GPtrArray *texts = g_ptr_array_new_full (n, g_free);

  g_ptr_array_set_size (texts, (int) n);
  for (guint i = 0; i < self->n_columns; i++)
    {
      int extra = self->fields[i] - (int) self->type->n_fields;

      if (self->fields[i] >= 0 && extra >= 0 && texts->pdata[extra] == NULL)
        texts->pdata[extra] = g_strdup (hc_register_table_cell (self, row, i));
    }
  return texts;
}

GPtrArray *
hc_register_table_records (const HcRegisterTable *self,
                           const HcRecordType *type,
                           const char *parent,
                           HcRegisterReferences references,
                           gpointer data,
                           guint *refused,
                           guint *incomplete,
                           GPtrArray *pasted)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_record_data_free);

  *refused = *incomplete = 0;
  for (guint row = self->has_titles ? 1 : 0; row < self->rows->len; row++)
    {
      HcRecordData *record =
        read_record (self, type, parent, row, references, data, refused);

      if (record != NULL)
        g_ptr_array_add (records, record);
      if (record != NULL && pasted != NULL)
        g_ptr_array_add (pasted, read_extras (self, row));
      if (record == NULL)
        (*incomplete)++;
    }
  return records;
}
