/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hc-workbook.h"

G_BEGIN_DECLS

/* Reads the finished workbook with our own reader and compares every cell with what was meant to be
 * written. A full temporary folder or disk can cut sheets short without any other sign. */
gboolean hc_pack_verify (const char *path, const HcWorkbookReceipt *receipt, GError **error);

G_END_DECLS
