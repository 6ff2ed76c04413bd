/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The imports of a launch: list, warnings, rejects, take back. */

#pragma once

#include "hc-db.h"
#include "hc-ticket.h"

G_BEGIN_DECLS

typedef struct
{
  char *code; /* “cap”, “missing_days”, “columns_gone”, “identity” … stable, untranslated */
  char *text; /* whole translated sentence */
} HcBatchWarning;

typedef struct
{
  guint64 line;
  char *column;
  char *code;
  char *message;
  char *raw;
} HcReject;

typedef struct
{
  gint64 id;
  char *source_id;
  char *source_name;
  char *file; /* base name */
  char *sha256;
  gint64 imported_at;
  gint64 as_of;
  char *profile;
  gboolean is_log;
  HcCoverage covers;
  char *encoding;
  char *delimiter;
  char *sheet;
  char *date_order;
  char *zone;
  gint64 rows, tickets, new_count, changed, reopened, unchanged, rejected, missing;
  GPtrArray *warnings; /* of HcBatchWarning */
} HcBatch;

HcBatch *hc_batch_new (void);
void hc_batch_free (HcBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcBatch, hc_batch_free)
HcBatchWarning *hc_batch_warning_new (const char *code, const char *text);
void hc_reject_free (HcReject *self);

/* Oldest first, with warnings; element type HcBatch. */
GPtrArray *hc_batches_load (HcDb *db, GError **error);
/* In line order; element type HcReject. */
GPtrArray *hc_rejects_load (HcDb *db, gint64 batch_id, GError **error);

/* The newest import of exactly these bytes: id, file and time; @out is NULL when there is none. */
gboolean hc_batch_find_sha256 (HcDb *db, const char *sha256, HcBatch **out, GError **error);

/* The headers of the newest import of @source_id (NULL: of any source); empty without one. */
GPtrArray *hc_batch_last_headers (HcDb *db, const char *source_id, GError **error);

/* Restores what the batch changed and deletes it; its own transaction, with a line in the history.
 * @batch_id 0: the newest. Only the newest import of its source can be taken back; for another one
 * HC_ERROR_CONFLICT names those to take back first. NOT_FOUND when there is none. @out (optional)
 * gets the batch as it was. */
gboolean hc_batch_take_back (HcDb *db, gint64 batch_id, HcBatch **out, GError **error);

G_END_DECLS
