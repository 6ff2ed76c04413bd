/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person says about tickets, as commands with undo. Main context; the work is the writer's. */

#pragma once

#include "hc-field.h"
#include "hc-rule.h"
#include "hc-store.h"

G_BEGIN_DECLS

typedef struct _HcLinkCommand HcLinkCommand;

/* Links @tickets (of gint64) to @id; NULL: back to what issue and rules say. */
HcLinkCommand *hc_link_command_new (GArray *tickets, HcLinkKind kind, const char *id);
/* The suggested issue is accepted for one ticket. */
HcLinkCommand *hc_link_command_new_suggestion (gint64 ticket, const char *issue_id);
/* Links @tickets to a new issue; all but @title may be NULL. Its kind proposes the action. */
HcLinkCommand *hc_link_command_new_issue (GArray *tickets,
                                          const char *title,
                                          const char *workflow_id,
                                          const char *step_id,
                                          const char *kind);
HcLinkCommand *hc_link_command_new_note (gint64 ticket, const char *note);
/* Takes @self. Ends in hc_store_command_finish(). */
void hc_link_command_run (HcLinkCommand *self,
                          HcStore *store,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* “12 tickets classified” */
char *hc_link_command_toast (guint n);
/* The kinds of an issue; ends with a NULL word. */
const HcChoice *hc_link_command_issue_kinds (void);

G_END_DECLS
