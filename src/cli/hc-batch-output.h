/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports as JSON, CSV and text, for “import” and “imports”. Private to cli/. */

#pragma once

#include "hc-batch-table.h"
#include "hc-day.h"

G_BEGIN_DECLS

/* @batches: of HcBatch. Newly allocated. */
char *hc_batches_to_json (GPtrArray *batches);
char *hc_batches_to_csv (GPtrArray *batches);
char *hc_batches_to_text (GPtrArray *batches, HcCalendar *calendar);
/* file,line,column,code,message,raw */
extern const char hc_rejects_csv_header[];
void hc_rejects_append_csv (GString *out, const char *file, GPtrArray *rejects);

G_END_DECLS
