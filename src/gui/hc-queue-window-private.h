/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What hc-queue-window*.c share; tests look in. */

#pragma once

#include "hc-classify-queue.h"
#include "hc-queue-issues.h"
#include "hc-queue-ticket.h"
#include "hc-queue-window.h"
#include "hc-rules-text.h"

G_BEGIN_DECLS

struct _HcQueueWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwStatusPage *done_page;
  GtkProgressBar *progress;
  GtkLabel *coverage;
  GtkLabel *accuracy;
  HcQueueTicket *ticket;
  GtkWidget *reading;     /* has the focus while keys decide */
  GtkLabel *suggestion;
  GtkLabel *confidence;
  GtkLabel *reason;
  GtkWidget *accept_button;
  GtkStack *pane;
  GtkLabel *choices_label;
  GtkListBox *choices;
  HcQueueIssues *issues;
  GtkScale *sure;
  GtkLabel *sure_label;
  GtkWidget *all_button;
  GtkStack *bulk;
  GtkLabel *confirm_label;
  GtkWidget *confirm_button;

  /* Owned */
  HcClassifyQueue *queue;
  HcRulesNames names;
  GPtrArray *choice_ids; /* of char *, as shown */
};

/* hc-queue-window.c */
void hc_queue_window_update (HcQueueWindow *self);

/* hc-queue-window-actions.c */
void hc_queue_window_class_install_actions (GtkWidgetClass *klass);
void hc_queue_window_add_keys (HcQueueWindow *self);
void hc_queue_window_update_actions (HcQueueWindow *self);
void hc_queue_window_choose (HcQueueWindow *self, guint i);
double hc_queue_window_confidence (HcQueueWindow *self);

G_END_DECLS
