/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-workbook.h"

#include "hc-error.h"
#include "hc-xlsx-styles.h"
#include "hc-xlsx-xml.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- relationships: a part's references to others ---- */

typedef struct
{
  char *id;
  char *type; /* the last segment of its name: “worksheet” in transitional and strict files alike */
  char *target; /* a part's name */
} Relation;

typedef struct
{
  const char *folder; /* of the part that refers, “xl/” or “” */
  GPtrArray *relations;
} Relations;

static void
relation_free (gpointer data)
{
  Relation *self = data;

  g_free (self->id);
  g_free (self->type);
  g_free (self->target);
  g_free (self);
}

/* “xl/”, “../x.xml” → “x.xml” */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined = g_strconcat (target[0] == '/' ? "" : folder, target, NULL);
  g_auto (GStrv) pieces = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      if (g_str_equal (pieces[i], "..") && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (pieces[i][0] != '\0' && !g_str_equal (pieces[i], ".") &&
               !g_str_equal (pieces[i], ".."))
        g_ptr_array_add (kept, pieces[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (GStrv) kept->pdata);
}

static void
relation_start (gpointer data, const char *name, const char **attributes)
{
  Relations *self = data;
  const char *id = hc_xlsx_attribute (attributes, "Id");
  const char *type = hc_xlsx_attribute (attributes, "Type");
  const char *target = hc_xlsx_attribute (attributes, "Target");
  const char *mode = hc_xlsx_attribute (attributes, "TargetMode");
  Relation *relation;

  if (strcmp (name, "Relationship") != 0 || type == NULL || target == NULL ||
      (mode != NULL && g_ascii_strcasecmp (mode, "External") == 0))
    return;
  relation = g_new0 (Relation, 1);
  relation->id = g_strdup (id != NULL ? id : "");
  relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relation->target = resolve (self->folder, target);
  g_ptr_array_add (self->relations, relation);
}

static void
ignore_end (gpointer data, const char *name)
{
}

/* NULL + error; empty when the part refers to nothing. */
static GPtrArray *
load_relations (HcXlsxPackage *package, const char *part, GError **error)
{
  static const HcXlsxHandlers handlers = { relation_start, ignore_end, NULL };
  const char *slash = strrchr (part, '/');
  g_autofree char *folder =
    slash != NULL ? g_strndup (part, (gsize) (slash + 1 - part)) : g_strdup ("");
  g_autofree char *rels =
    g_strconcat (folder, "_rels/", slash != NULL ? slash + 1 : part, ".rels", NULL);
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  Relations self = { folder, relations };

  if (hc_xlsx_package_has (package, rels) &&
      !hc_xlsx_xml_parse (package, rels, &handlers, &self, error))
    return NULL;
  return g_steal_pointer (&relations);
}

static const char *
target_of_type (GPtrArray *relations, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    {
      Relation *relation = g_ptr_array_index (relations, i);

      if (g_ascii_strcasecmp (relation->type, type) == 0)
        return relation->target;
    }
  return NULL;
}

/* ---- workbook ---- */

typedef struct
{
  HcXlsxWorkbook *workbook;
  GPtrArray *relations;
  GPtrArray *hidden;
  gboolean in_sheets;
} Loading;

static void
sheet_entry_free (gpointer data)
{
  HcXlsxSheetEntry *self = data;

  g_free (self->name);
  g_free (self->part);
  g_free (self);
}

void
hc_xlsx_workbook_free (HcXlsxWorkbook *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_free (self->strings_part);
  g_clear_pointer (&self->formats, g_array_unref);
  g_free (self);
}

static void
add_sheet (Loading *self, const char **attributes)
{
  const char *name = hc_xlsx_attribute (attributes, "name");
  const char *id = hc_xlsx_attribute (attributes, "id");
  const char *state = hc_xlsx_attribute (attributes, "state");
  Relation *relation = NULL;
  HcXlsxSheetEntry *entry;

  for (guint i = 0; id != NULL && i < self->relations->len && relation == NULL; i++)
    {
      Relation *candidate = g_ptr_array_index (self->relations, i);

      relation = g_str_equal (candidate->id, id) ? candidate : NULL;
    }
  if (relation != NULL && !g_str_equal (relation->type, "worksheet"))
    return; /* a chart, a macro, a dialog */

  entry = g_new0 (HcXlsxSheetEntry, 1);
  entry->name = g_strdup (name != NULL ? name : "");
  entry->part = relation != NULL ? g_strdup (relation->target) : NULL;
  entry->hidden = state != NULL && g_ascii_strcasecmp (state, "visible") != 0;
  g_ptr_array_add (entry->hidden ? self->hidden : self->workbook->sheets, entry);
}

static void
workbook_start (gpointer data, const char *name, const char **attributes)
{
  Loading *self = data;

  /* An extension of Excel 2013 has the same local name and says nothing about dates. */
  if (strcmp (name, "workbookPr") == 0)
    self->workbook->base_1904 |= hc_xlsx_attribute_is_true (attributes, "date1904");
  else if (strcmp (name, "sheets") == 0)
    self->in_sheets = TRUE;
  else if (self->in_sheets && strcmp (name, "sheet") == 0)
    add_sheet (self, attributes);
}

static void
workbook_end (gpointer data, const char *name)
{
  Loading *self = data;

  if (strcmp (name, "sheets") == 0)
    self->in_sheets = FALSE;
}

/* Where the workbook itself is. NULL + error. */
static char *
find_workbook (HcXlsxPackage *package, GError **error)
{
  g_autoptr (GPtrArray) relations = load_relations (package, "", error);
  const char *part;

  if (relations == NULL)
    return NULL;
  part = target_of_type (relations, "officeDocument");
  if (part == NULL || !hc_xlsx_package_has (package, part))
    part = "xl/workbook.xml";
  if (!hc_xlsx_package_has (package, part) || g_str_has_suffix (part, ".bin") ||
      hc_xlsx_package_has (package, "word/document.xml") ||
      hc_xlsx_package_has (package, "ppt/presentation.xml"))
    {
      hc_xlsx_package_refuse (package, error);
      return NULL;
    }
  return g_strdup (part);
}

static gboolean
load_parts (HcXlsxWorkbook *self, HcXlsxPackage *package, const char *part, GError **error)
{
  static const HcXlsxHandlers handlers = { workbook_start, workbook_end, NULL };
  g_autoptr (GPtrArray) relations = load_relations (package, part, error);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();
  Loading loading = { self, relations, hidden, FALSE };
  const char *styles;

  if (relations == NULL || !hc_xlsx_xml_parse (package, part, &handlers, &loading, error))
    {
      g_ptr_array_set_free_func (hidden, sheet_entry_free);
      return FALSE;
    }
  g_ptr_array_extend_and_steal (self->sheets, g_steal_pointer (&hidden));
  self->strings_part = g_strdup (target_of_type (relations, "sharedStrings"));
  styles = target_of_type (relations, "styles");
  if (styles != NULL && hc_xlsx_package_has (package, styles))
    return (self->formats = hc_xlsx_styles_load (package, styles, error)) != NULL;
  self->formats = g_array_new (FALSE, FALSE, sizeof (HcXlsxFormat));
  return TRUE;
}

HcXlsxWorkbook *
hc_xlsx_workbook_load (HcXlsxPackage *package, GError **error)
{
  g_autoptr (HcXlsxWorkbook) self = g_new0 (HcXlsxWorkbook, 1);
  g_autofree char *part = NULL;

  self->sheets = g_ptr_array_new_with_free_func (sheet_entry_free);
  if ((part = find_workbook (package, error)) == NULL || !load_parts (self, package, part, error))
    return NULL;
  if (self->sheets->len == 0)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
                   _("The workbook “%s” has no sheet with cells. Export the list again."),
                   hc_xlsx_package_name (package));
      return NULL;
    }
  return g_steal_pointer (&self);
}
