/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The daily exports of the sample: every file shows each ticket so far as it stood that night. Rows
 * go to all files in one pass over the tickets. Private to hc-sample*.c. */

#pragma once

#include <gio/gio.h>

#include "hc-sample-ticket.h"

G_BEGIN_DECLS

typedef struct _HcSampleExports HcSampleExports;

/* Creates the files of days @first … @days − 1 in @folder with their header line. */
HcSampleExports *hc_sample_exports_new (const char *folder, int first, int days, GError **error);
/* Writes the ticket to each file that is not older than it. Failures show in finish. */
void hc_sample_exports_add (HcSampleExports *self, const HcSampleTicket *ticket);
/* Closes the files and dates each at the time of its export. @paths gets their paths in order.
 * FALSE + error: the files are removed. */
gboolean hc_sample_exports_finish (HcSampleExports *self, GPtrArray *paths, GError **error);
/* Removes the files unless they were finished. */
void hc_sample_exports_free (HcSampleExports *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcSampleExports, hc_sample_exports_free)

/* “INC0010042” */
void hc_sample_append_number (GString *out, guint64 number);

G_END_DECLS
