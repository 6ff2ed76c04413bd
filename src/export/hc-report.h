/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The day report: status with its reason, what changed, drivers, exit criteria, what is due, what
 * the data cannot say, and the eight metrics as small charts, on A4 pages, legible on paper and in
 * grey. Complete once it is loaded; drawing it is pure and may happen on any thread, one at a
 * time. */

#pragma once

#include <cairo.h>

#include "hc-db.h"

G_BEGIN_DECLS

/* A4 in points, and the margin that hc_report_save() leaves on all sides. */
#define HC_REPORT_WIDTH 595.0
#define HC_REPORT_HEIGHT 842.0
#define HC_REPORT_MARGIN 36.0

typedef struct _HcReport HcReport;

/* @as_of: HC_INSTANT_NONE = newest import, with registers of @now; otherwise both clocks. NULL +
 * HC_ERROR_NOT_FOUND without an import up to then. */
HcReport *hc_report_load (HcDb *db, gint64 as_of, gint64 now, GError **error);
void hc_report_free (HcReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcReport, hc_report_free)
/* “ERP Wave 1: Day Report, 16 Mar 2026”; borrowed. */
const char *hc_report_title (const HcReport *self);
/* The same in words: the day summary; borrowed. */
const char *hc_report_text (const HcReport *self);

/* How many pages of @width × @height points it takes. @cr: any, to measure text with. */
guint hc_report_count_pages (const HcReport *self, cairo_t *cr, double width, double height);
/* At the origin, on nothing; @page from 0. */
void
hc_report_draw_page (const HcReport *self, cairo_t *cr, double width, double height, guint page);

/* Does @path end in one of .pdf, .png, .svg, .txt? USAGE if not. */
gboolean hc_report_check_path (const char *path, GError **error);
/* By the ending of @path; PNG and SVG have all pages one under another. Whole or not at all; EXISTS
 * without @force. */
gboolean hc_report_save (const HcReport *self, const char *path, gboolean force, GError **error);

G_END_DECLS
