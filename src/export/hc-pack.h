/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The handover pack (.xlsx), design “pack.md”. Collected from one read transaction, written to
 * NAME.part beside the target, re-read with our own XLSX reader, compared, fsynced, renamed. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 as_of;   /* HC_INSTANT_NONE: newest import */
  gint64 now;     /* the caller's clock, for “prepared on” only; not in the workbook's bytes */
  gboolean anonymised;
  gboolean force; /* overwrite an existing file */
  const char *prepared_by; /* NULL or "": left blank */
} HcPackOptions;

typedef struct
{
  char *path;
  char *appendix;   /* second workbook with > 20,000 open tickets; NULL */
  guint sheets;
  guint64 rows;     /* data rows over all sheets */
  guint64 cut_texts;
} HcPackReport;

void hc_pack_report_clear (HcPackReport *self);

/* FALSE + error: no file is left, an existing one is untouched. EXISTS without @force. @report may
 * be NULL. A job: cancellable through @db. */
gboolean hc_pack_write (HcDb *db,
                        const char *path,
                        const HcPackOptions *options,
                        HcPackReport *report,
                        GError **error);

G_END_DECLS
