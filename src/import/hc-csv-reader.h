/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV and its relatives as rows: streaming, cells are not copied out of the block buffer. Ragged
 * and blank rows are passed on as they are. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

/* What is read at once is still in the processor's cache when it is looked at. */
#define HC_CSV_BLOCK (64 * 1024)
#define HC_CSV_MAX_ROW (64 * 1024 * 1024)

/* Takes @fd in any case. @file_name is for messages; @block is how many bytes are read at once. */
HcRowReader *hc_csv_reader_new (
  int fd, const char *file_name, const HcReaderOptions *options, gsize block, GError **error);

G_END_DECLS
