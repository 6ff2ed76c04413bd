/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The present ticket of the queue to read: title, facts, description, tickets like it. */

#pragma once

#include <adwaita.h>

#include "hc-classify-queue.h"

G_BEGIN_DECLS

#define HC_TYPE_QUEUE_TICKET (hc_queue_ticket_get_type ())
G_DECLARE_FINAL_TYPE (HcQueueTicket, hc_queue_ticket, HC, QUEUE_TICKET, AdwBin)

/* @ticket: NULL while it is read: the title is shown already. */
void hc_queue_ticket_show (HcQueueTicket *self,
                           const HcQueueItem *item,
                           const HcClassifyTicket *ticket,
                           HcCalendar *calendar);

G_END_DECLS
