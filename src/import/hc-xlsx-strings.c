/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-strings.h"

#include "hc-error.h"
#include "hc-xlsx-text.h"
#include "hc-xlsx-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* Chunks never move and no string spans two: the longest cell is below 100 KB. */
#define CHUNK_BITS 20
#define CHUNK (1u << CHUNK_BITS)

struct _HcXlsxStrings
{
  GPtrArray *chunks;
  gsize used;        /* of the last one */
  GArray *positions; /* of guint32: chunk and offset */

  /* While loading. */
  HcXlsxText text;
  HcXlsxXml *xml;
  HcXlsxPackage *package;
};

void
hc_xlsx_strings_free (HcXlsxStrings *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->positions);
  hc_xlsx_text_clear (&self->text);
  g_free (self);
}

static void
add_string (HcXlsxStrings *self)
{
  gsize size = self->text.text->len + 1;
  guint32 position;

  if (self->used + size > CHUNK)
    {
      g_ptr_array_add (self->chunks, g_malloc (CHUNK));
      self->used = 0;
    }
  position = ((self->chunks->len - 1) << CHUNK_BITS) + (guint32) self->used;
  memcpy ((char *) g_ptr_array_index (self->chunks, self->chunks->len - 1) + self->used,
          self->text.text->str, size);
  self->used += size;
  g_array_append_val (self->positions, position);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  HcXlsxStrings *self = data;

  if (strcmp (name, "si") == 0)
    hc_xlsx_text_begin (&self->text);
  else
    hc_xlsx_text_start (&self->text, name);
}

static void
end_cb (gpointer data, const char *name)
{
  HcXlsxStrings *self = data;

  hc_xlsx_text_end (&self->text, name);
  if (strcmp (name, "si") != 0)
    return;
  hc_xlsx_decode_escapes (self->text.text);
  if (hc_xlsx_text_is_too_long (self->text.text->str, self->text.text->len))
    hc_xlsx_xml_fail (self->xml,
                      g_error_new (HC_ERROR, HC_ERROR_LIMIT,
                                   _("A cell of “%s” holds more than 32,767 characters, more than "
                                     "a workbook can. Export the list as CSV. (Text number %u.)"),
                                   hc_xlsx_package_name (self->package), self->positions->len + 1));
  else
    add_string (self);
}

static void
text_cb (gpointer data, const char *text, int length)
{
  HcXlsxStrings *self = data;

  hc_xlsx_text_append (&self->text, text, length);
}

HcXlsxStrings *
hc_xlsx_strings_load (HcXlsxPackage *package, const char *part, GError **error)
{
  static const HcXlsxHandlers handlers = { start_cb, end_cb, text_cb };
  g_autoptr (HcXlsxStrings) self = g_new0 (HcXlsxStrings, 1);
  g_autoptr (HcXlsxXml) xml = NULL;
  GError *problem = NULL;

  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->used = CHUNK;
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->package = package;
  hc_xlsx_text_init (&self->text);
  if ((xml = self->xml = hc_xlsx_xml_new (package, part, &handlers, self, error)) == NULL)
    return NULL;
  hc_xlsx_xml_run (xml, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
hc_xlsx_strings_get (HcXlsxStrings *self, guint64 index)
{
  guint32 position;

  if (self == NULL || index >= self->positions->len)
    return NULL;
  position = g_array_index (self->positions, guint32, index);
  return (const char *) g_ptr_array_index (self->chunks, position >> CHUNK_BITS) +
         (position & (CHUNK - 1));
}
