/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of the package as XML events: expat with the limits against hostile files. Names come
 * without their namespace prefix. The handler may pause after any event. */

#pragma once

#include "hc-xlsx-package.h"

G_BEGIN_DECLS

#define HC_XLSX_MAX_DEPTH 64
#define HC_XLSX_MAX_TOKEN (2 << 20)

typedef struct
{
  void (*start) (gpointer data, const char *name, const char **attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, int length); /* may be NULL */
} HcXlsxHandlers;

typedef struct _HcXlsxXml HcXlsxXml;

/* NULL + error when the part cannot be opened. */
HcXlsxXml *hc_xlsx_xml_new (HcXlsxPackage *package,
                            const char *part,
                            const HcXlsxHandlers *handlers,
                            gpointer data,
                            GError **error);
void hc_xlsx_xml_free (HcXlsxXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxXml, hc_xlsx_xml_free)

/* TRUE: a handler paused. FALSE without error: the end. */
gboolean hc_xlsx_xml_run (HcXlsxXml *self, GError **error);
/* For handlers. */
void hc_xlsx_xml_pause (HcXlsxXml *self);
void hc_xlsx_xml_fail (HcXlsxXml *self, GError *error); /* takes @error */
double hc_xlsx_xml_fraction (HcXlsxXml *self);

/* The whole part at once. */
gboolean hc_xlsx_xml_parse (HcXlsxPackage *package,
                            const char *part,
                            const HcXlsxHandlers *handlers,
                            gpointer data,
                            GError **error);

/* NULL when it is not there. @name is without prefix; an attribute's prefix is ignored. */
const char *hc_xlsx_attribute (const char **attributes, const char *name);
gboolean hc_xlsx_attribute_is_true (const char **attributes, const char *name);

G_END_DECLS
