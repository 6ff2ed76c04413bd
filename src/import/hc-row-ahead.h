/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads rows ahead of their user in a thread of its own: taking a file apart and using what is in
 * it then go on side by side. To the user it is the reader it wraps: the same rows in the same
 * order, then the same error. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

/* @reader is borrowed and must be left alone meanwhile. The rows go on where it stands; the thread
 * starts with the first one asked for. */
HcRowReader *hc_row_ahead_new (HcRowReader *reader);
/* Before the first row: of a row whose cell @telling begins with a digit (a date, for instance) only
 * the cells in @wanted (n, copied) come with their texts; the others are empty. Copying all texts
 * for somebody who looks at few would be most of the work. */
void hc_row_ahead_narrow (HcRowReader *ahead, const gboolean *wanted, guint n, guint telling);

G_END_DECLS
