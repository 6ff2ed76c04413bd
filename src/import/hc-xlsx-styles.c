/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-styles.h"

#include "hc-xlsx-xml.h"

#include <string.h>

typedef struct
{
  GHashTable *custom; /* number format id → HcXlsxFormat */
  GArray *formats;
  gboolean in_cell_formats;
} Styles;

static guint
number (const char *text)
{
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  Styles *self = data;
  const char *code;
  gpointer found;
  HcXlsxFormat format;
  guint id;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_formats = TRUE;
  else if (strcmp (name, "numFmt") == 0)
    {
      if ((code = hc_xlsx_attribute (attributes, "formatCode")) != NULL)
        g_hash_table_insert (self->custom,
                             GUINT_TO_POINTER (number (hc_xlsx_attribute (attributes, "numFmtId"))),
                             GINT_TO_POINTER (hc_xlsx_format_of (code)));
    }
  else if (self->in_cell_formats && strcmp (name, "xf") == 0)
    {
      id = number (hc_xlsx_attribute (attributes, "numFmtId"));
      format = g_hash_table_lookup_extended (self->custom, GUINT_TO_POINTER (id), NULL, &found)
                 ? (HcXlsxFormat) GPOINTER_TO_INT (found)
                 : hc_xlsx_format_builtin (id);
      g_array_append_val (self->formats, format);
    }
}

static void
end_cb (gpointer data, const char *name)
{
  Styles *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_formats = FALSE;
}

GArray *
hc_xlsx_styles_load (HcXlsxPackage *package, const char *part, GError **error)
{
  static const HcXlsxHandlers handlers = { start_cb, end_cb, NULL };
  Styles self = { .custom = g_hash_table_new (NULL, NULL),
                  .formats = g_array_new (FALSE, FALSE, sizeof (HcXlsxFormat)) };

  if (!hc_xlsx_xml_parse (package, part, &handlers, &self, error))
    g_clear_pointer (&self.formats, g_array_unref);
  g_hash_table_unref (self.custom);
  return self.formats;
}
