/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-xlsx-xml.h"

#include "hc-error.h"

#include <expat.h>
#include <glib/gi18n.h>
#include <string.h>

#define BLOCK (64 * 1024)

struct _HcXlsxXml
{
  XML_Parser parser;
  HcXlsxPart *part;
  HcXlsxHandlers handlers;
  gpointer data;
  guint depth;
  guint64 fed;
  guint64 token_at; /* where the token that is being read began */
  gboolean paused;
  gboolean at_end;
  GError *problem; /* set inside a handler */
};

static inline const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

void
hc_xlsx_xml_fail (HcXlsxXml *self, GError *error)
{
  if (self->problem == NULL)
    self->problem = error;
  else
    g_error_free (error);
  XML_StopParser (self->parser, XML_FALSE);
}

void
hc_xlsx_xml_pause (HcXlsxXml *self)
{
  XML_StopParser (self->parser, XML_TRUE);
}

static void
fail_format (HcXlsxXml *self, const char *why)
{
  GError *error = NULL;

  hc_xlsx_package_damaged (hc_xlsx_part_package (self->part), hc_xlsx_part_name (self->part), why,
                           &error);
  hc_xlsx_xml_fail (self, error);
}

static GError *
limit_error (HcXlsxXml *self, const char *why)
{
  return g_error_new (
    HC_ERROR, HC_ERROR_LIMIT,
    _("The workbook “%s” goes beyond a safety limit (%s: %s). Export the list as "
      "CSV."),
    hc_xlsx_package_name (hc_xlsx_part_package (self->part)), hc_xlsx_part_name (self->part), why);
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  HcXlsxXml *self = data;

  if (self->problem != NULL)
    return;
  if (++self->depth > HC_XLSX_MAX_DEPTH)
    {
      hc_xlsx_xml_fail (self, limit_error (self, _("nested too deeply")));
      return;
    }
  self->handlers.start (self->data, local_name (name), attributes);
}

static void
end_cb (void *data, const char *name)
{
  HcXlsxXml *self = data;

  if (self->problem != NULL)
    return;
  self->depth--;
  self->handlers.end (self->data, local_name (name));
}

static void
text_cb (void *data, const char *text, int length)
{
  HcXlsxXml *self = data;

  if (self->problem == NULL && self->handlers.text != NULL)
    self->handlers.text (self->data, text, length);
}

/* No workbook needs one, and entities are how XML bombs are built. */
static void
doctype_cb (void *data, const char *name, const char *system, const char *public, int internal)
{
  fail_format (data, _("it has a document type declaration"));
}

HcXlsxXml *
hc_xlsx_xml_new (HcXlsxPackage *package,
                 const char *part,
                 const HcXlsxHandlers *handlers,
                 gpointer data,
                 GError **error)
{
  HcXlsxPart *open = hc_xlsx_part_open (package, part, error);
  HcXlsxXml *self;

  if (open == NULL)
    return NULL;
  self = g_new0 (HcXlsxXml, 1);
  self->part = open;
  self->handlers = *handlers;
  self->data = data;
  self->parser = XML_ParserCreate (NULL);
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (self->parser, text_cb);
  XML_SetStartDoctypeDeclHandler (self->parser, doctype_cb);
  return self;
}

void
hc_xlsx_xml_free (HcXlsxXml *self)
{
  if (self == NULL)
    return;
  XML_ParserFree (self->parser);
  hc_xlsx_part_close (self->part);
  g_clear_error (&self->problem);
  g_free (self);
}

static gboolean
take_problem (HcXlsxXml *self, GError **error)
{
  if (self->problem == NULL)
    {
      g_autofree char *why =
        g_strdup_printf ("%s, %lu", XML_ErrorString (XML_GetErrorCode (self->parser)),
                         (gulong) XML_GetCurrentLineNumber (self->parser));

      fail_format (self, why);
    }
  g_propagate_error (error, g_steal_pointer (&self->problem));
  return FALSE;
}

/* Feeds the next block. */
static enum XML_Status
feed (HcXlsxXml *self)
{
  /* expat may begin a token again with every block: quadratic in its length (CVE-2023-52425). To be
   * asked before XML_GetBuffer(), which forgets where the token began; -1 where expat put it off.
   */
  gint64 token_at = (gint64) XML_GetCurrentByteIndex (self->parser);
  void *buffer;
  gssize n;

  self->token_at = token_at >= 0 ? (guint64) token_at : self->token_at;
  if (self->fed - self->token_at > HC_XLSX_MAX_TOKEN)
    {
      self->problem = limit_error (self, _("one piece of markup is over 2 MB"));
      return XML_STATUS_ERROR;
    }
  if ((buffer = XML_GetBuffer (self->parser, BLOCK)) == NULL)
    return XML_STATUS_ERROR;
  if ((n = hc_xlsx_part_read (self->part, buffer, BLOCK, &self->problem)) < 0)
    return XML_STATUS_ERROR;
  self->fed += (guint64) n;
  self->at_end = n == 0;
  return XML_ParseBuffer (self->parser, (int) n, n == 0);
}

gboolean
hc_xlsx_xml_run (HcXlsxXml *self, GError **error)
{
  while (self->paused || !self->at_end)
    {
      enum XML_Status status = self->paused ? XML_ResumeParser (self->parser) : feed (self);

      self->paused = status == XML_STATUS_SUSPENDED;
      if (status == XML_STATUS_ERROR || self->problem != NULL)
        {
          self->at_end = TRUE;
          self->paused = FALSE;
          return take_problem (self, error);
        }
      if (self->paused)
        return TRUE;
    }
  return FALSE;
}

double
hc_xlsx_xml_fraction (HcXlsxXml *self)
{
  return hc_xlsx_part_fraction (self->part);
}

gboolean
hc_xlsx_xml_parse (HcXlsxPackage *package,
                   const char *part,
                   const HcXlsxHandlers *handlers,
                   gpointer data,
                   GError **error)
{
  g_autoptr (HcXlsxXml) xml = hc_xlsx_xml_new (package, part, handlers, data, error);
  GError *problem = NULL;

  if (xml == NULL)
    return FALSE;
  hc_xlsx_xml_run (xml, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

const char *
hc_xlsx_attribute (const char **attributes, const char *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp (local_name (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

gboolean
hc_xlsx_attribute_is_true (const char **attributes, const char *name)
{
  const char *value = hc_xlsx_attribute (attributes, name);

  return value != NULL && (g_str_equal (value, "1") || g_ascii_strcasecmp (value, "true") == 0 ||
                           g_ascii_strcasecmp (value, "on") == 0);
}
