/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-classify-queue.c and hc-classify-queue-decide.c share. */

#pragma once

#include "hc-classify-queue.h"

G_BEGIN_DECLS

#define HC_QUEUE_LEARN_DELAY_MS 400 /* people decide faster than that: learn when they pause */

struct _HcClassifyQueue
{
  GObject parent_instance;

  /* Owned */
  HcLaunch *launch;
  HcClassifyLoad *load; /* NULL until read */
  GHashTable *tickets;  /* id → HcClassifyTicket, read ahead */
  GHashTable *asked;    /* set of ids that are being read */
  GHashTable *decided;  /* set of ids that the load still has as unclassified */
  GHashTable *skipped;  /* set of ids */
  GPtrArray *order;     /* of HcQueueItem, borrowed from load: those to go, present one first */
  GArray *done;         /* of Decision, for undo */
  GPtrArray *recent;    /* of char *: issues, last chosen first */
  GCancellable *loading; /* NULL: no load runs */
  GCancellable *reading; /* of tickets */
  guint timer;

  gint64 wanted; /* the ticket to show after the next load; 0: the present one */
  guint serial;  /* of decisions */
  guint n_pending; /* decisions that are being written */
  guint loading_serial;
  gboolean loading_is_clean; /* nothing was being written when it began */
  gboolean is_loaded;
  gboolean is_stopped;
};

typedef struct
{
  gint64 ticket; /* 0: several */
} Decision;

void hc_classify_queue_tell (HcClassifyQueue *self); /* “changed” */
void hc_classify_queue_fail (HcClassifyQueue *self, const char *what, const GError *error);
void hc_classify_queue_tell_done (HcClassifyQueue *self, const char *text);
void hc_classify_queue_add_id (GHashTable *set, gint64 id);
gboolean hc_classify_queue_is_sure (const HcQueueItem *item, double confidence);
/* Asks for the next tickets that were not read yet. */
void hc_classify_queue_read_ahead (HcClassifyQueue *self);
void hc_classify_queue_load_later (HcClassifyQueue *self, guint delay);

G_END_DECLS
