/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A worksheet of an Excel workbook (.xlsx, .xlsm) as rows. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

/* Takes @fd in any case. @file_name is for messages. */
HcRowReader *
hc_xlsx_reader_new (int fd, const char *file_name, const HcReaderOptions *options, GError **error);

G_END_DECLS
