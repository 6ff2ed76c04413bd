/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a chosen file is, by its first bytes: text, a zip (perhaps a workbook), or something that is
 * certainly no ticket export and is refused by its name. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HC_FILE_TEXT,
  HC_FILE_ZIP,
} HcFileKind;

/* FALSE + HC_ERROR_FORMAT for anything else. @file_name is for messages. */
gboolean hc_file_kind_of (int fd, const char *file_name, HcFileKind *out, GError **error);

G_END_DECLS
