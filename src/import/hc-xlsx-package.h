/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The zip around a workbook: parts by name, relationships, and the limits against bombs. Nothing is
 * ever written to disk. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HC_XLSX_MAX_FILE (G_GUINT64_CONSTANT (64) << 20)
#define HC_XLSX_MAX_PARTS 2000
#define HC_XLSX_MAX_PART (G_GUINT64_CONSTANT (512) << 20)
#define HC_XLSX_MAX_INFLATED (G_GUINT64_CONSTANT (1) << 30)
#define HC_XLSX_MAX_RATIO 200
#define HC_XLSX_RATIO_FROM (G_GUINT64_CONSTANT (10) << 20)

typedef struct _HcXlsxPackage HcXlsxPackage;

/* Takes @fd in any case. @file_name is for messages. Checks every member's declared size. */
HcXlsxPackage *hc_xlsx_package_new (int fd, const char *file_name, GError **error);
void hc_xlsx_package_free (HcXlsxPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxPackage, hc_xlsx_package_free)

const char *hc_xlsx_package_name (HcXlsxPackage *self);
/* Whatever the letters' case; also where a careless writer used backslashes. */
gboolean hc_xlsx_package_has (HcXlsxPackage *self, const char *part);
/* Says what the zip is instead of a workbook. Always FALSE + HC_ERROR_FORMAT. */
gboolean hc_xlsx_package_refuse (HcXlsxPackage *self, GError **error);
/* For any problem inside: “… is damaged …”. Always FALSE. */
gboolean
hc_xlsx_package_damaged (HcXlsxPackage *self, const char *part, const char *why, GError **error);

typedef struct _HcXlsxPart HcXlsxPart; /* open for reading once; the package outlives it */

HcXlsxPart *hc_xlsx_part_open (HcXlsxPackage *package, const char *part, GError **error);
void hc_xlsx_part_close (HcXlsxPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcXlsxPart, hc_xlsx_part_close)
/* 0 at the end, -1 + error. */
gssize hc_xlsx_part_read (HcXlsxPart *self, void *buffer, gsize size, GError **error);
const char *hc_xlsx_part_name (HcXlsxPart *self);
HcXlsxPackage *hc_xlsx_part_package (HcXlsxPart *self);
double hc_xlsx_part_fraction (HcXlsxPart *self);

G_END_DECLS
