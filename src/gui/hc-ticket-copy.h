/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets as text for spreadsheets: tab-separated for the clipboard, CSV for a file. Jobs for a
 * reader thread. */

#pragma once

#include "hc-launch-settings.h"
#include "hc-ticket-list.h"

G_BEGIN_DECLS

/* More is a file's business. */
#define HC_TICKET_COPY_MAX 100000

typedef struct
{
  GArray *ids;         /* of gint64 */
  GArray *columns;     /* of HcTicketColumn */
  HcCalendar *calendar; /* own copy: used on the reader thread */
  GFile *file;         /* CSV; NULL: text for the clipboard */
} HcTicketCopy;

/* Copies nothing but @calendar; takes references. */
HcTicketCopy *
hc_ticket_copy_new (GArray *ids, GArray *columns, HcCalendar *calendar, GFile *file);
void hc_ticket_copy_free (HcTicketCopy *self);

typedef struct
{
  char *text; /* clipboard only */
  gint64 rows;
  gboolean prefixed; /* some cell looked like a formula and got an apostrophe */
} HcTicketCopyResult;

void hc_ticket_copy_result_free (HcTicketCopyResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcTicketCopyResult, hc_ticket_copy_result_free)

/* A HcJobFunc; @data is a HcTicketCopy. On failure or cancellation an existing file is untouched. */
gpointer hc_ticket_copy_job (HcDb *db, gpointer data, GError **error);

G_END_DECLS
