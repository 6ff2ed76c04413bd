/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Number formats and serial dates: when a number of a workbook is a date, and which. Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HC_XLSX_PLAIN,
  HC_XLSX_DATE,    /* date, time of day, or both */
  HC_XLSX_ELAPSED, /* [h]:mm */
} HcXlsxFormat;

/* Of the formats that every workbook has by number. */
HcXlsxFormat hc_xlsx_format_builtin (guint id);
HcXlsxFormat hc_xlsx_format_of (const char *code);

/* Days since the workbook's base to wall-clock seconds since 1970, to the nearest second. The base
 * of 1900 has a 29 February 1900 that never was. FALSE outside the years 1900–9999. */
gboolean hc_xlsx_serial_to_seconds (double serial, gboolean base_1904, double *seconds);
/* “2021-01-01”, “2021-01-01T10:10:10.5”, a Z at the end being ignored. */
gboolean hc_xlsx_iso_to_seconds (const char *text, double *seconds);

#define HC_XLSX_MOMENT_SIZE 32
/* “2021-01-01 10:10:10”, without the time at midnight. */
gsize hc_xlsx_write_moment (double seconds, char out[HC_XLSX_MOMENT_SIZE]);
/* “36:00:00” of a part of a day or more. */
gsize hc_xlsx_write_elapsed (double days, char out[HC_XLSX_MOMENT_SIZE]);

G_END_DECLS
