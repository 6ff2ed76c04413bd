/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of a changeset, as told in the head of SQLite's sqlite3session.c: per table “T”, the
 * number of columns, which are keys, the name; per change its kind, a flag, and one or two rows of
 * values. */

#include "config.h"

#include "hc-changeset.h"

#include <string.h>

#include "hc-schema.h"

#define MAX_COLUMNS 200

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Reader;

static gboolean
skip (Reader *self, guint64 n)
{
  if (n > (guint64)(self->end - self->at))
    return FALSE;
  self->at += n;
  return TRUE;
}

/* SQLite's varint: big-endian groups of 7 bits. Five of them are more than any size here. */
static gboolean
read_varint (Reader *self, guint64 *out)
{
  *out = 0;
  for (guint i = 0; i < 5 && self->at < self->end; i++)
    {
      guint8 byte = *self->at++;

      *out = *out << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
skip_value (Reader *self)
{
  guint64 length;

  if (self->at == self->end)
    return FALSE;
  switch (*self->at++)
    {
    case 0: /* not part of the change */
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return skip (self, 8);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return read_varint (self, &length) && skip (self, length);
    default:
      return FALSE;
    }
}

static gboolean
skip_values (Reader *self, guint64 n)
{
  for (guint64 i = 0; i < n; i++)
    if (!skip_value (self))
      return FALSE;
  return TRUE;
}

static gboolean
read_table (Reader *self, guint64 *columns)
{
  const guint8 *name;

  self->at++;
  if (!read_varint (self, columns) || *columns < 1 || *columns > MAX_COLUMNS
      || !skip (self, *columns))
    return FALSE;
  name = self->at;
  self->at = memchr (name, '\0', (gsize)(self->end - name));
  if (self->at == NULL || hc_judgement_table ((const char *)name) == NULL)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
read_change (Reader *self, guint64 columns)
{
  guint8 kind = *self->at++;

  if (!skip (self, 1))
    return FALSE;
  switch (kind)
    {
    case SQLITE_INSERT:
    case SQLITE_DELETE:
      return skip_values (self, columns);
    case SQLITE_UPDATE:
      return skip_values (self, 2 * columns);
    default:
      return FALSE;
    }
}

gboolean
hc_changeset_is_valid (const HcChangeset *self)
{
  Reader reader = { self->data, (const guint8 *)self->data + self->size };
  guint64 columns = 0;

  while (reader.at < reader.end)
    {
      gboolean ok = *reader.at == 'T' ? read_table (&reader, &columns)
                                      : columns > 0 && read_change (&reader, columns);

      if (!ok)
        return FALSE;
    }
  return TRUE;
}
